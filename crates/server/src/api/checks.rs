//! May this person use this? Products ask; a no is an answer, not a failure.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use symbolon_domain::access::{Capability, Person};
use symbolon_domain::check::{self, Check};
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_domain::programme::Language;
use symbolon_store::{Kept, PersonRow, same_address};
use symbolon_text::{self as text, Names, ProgrammeNames};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ProblemBody, shapes};
use crate::app::{App, View};
use crate::body::Asked;
use crate::problem::{Problem, remedies};
use crate::reader::Reader;
use crate::when::When;
use crate::wire;
use crate::wrong::Wrong;

/// Checks in one request at the most.
pub(super) const MOST: usize = 100;
/// Bytes that an answer takes, mostly.
const ROOM: usize = 384;
/// Bytes of a question whose answer is kept, at the most.
const KEPT_LENGTH: usize = 256;
/// How long an answer may be kept, in seconds; never past the end of the day.
const KEEP_SECONDS: i64 = 300;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(evaluate))
}

/// How much of the reason is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Explain {
    /// Only the sentence.
    #[default]
    None,
    /// The first fact that stands in the way.
    Summary,
    /// The whole tree.
    Full,
}

/// A question, or up to a hundred.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Checks {
    /// The company, by id or global number; one's own where not given.
    account: Option<String>,
    /// The person, by id or e-mail; without it, the company as a whole is asked about.
    person: Option<String>,
    /// The product: a benefit of the programme.
    product: Option<String>,
    /// A day or an instant; now where not given.
    as_of: Option<String>,
    /// How much of the reason is wanted.
    #[serde(default)]
    explain: Explain,
    /// Several questions instead of one.
    checks: Option<Vec<One>>,
}

/// One question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct One {
    /// The company, by id or global number; one's own where not given.
    pub(super) account: Option<String>,
    /// The person, by id or e-mail.
    pub(super) person: Option<String>,
    /// The product: a benefit of the programme.
    pub(super) product: String,
    /// A day or an instant.
    pub(super) as_of: Option<String>,
}

/// Says whether a person, or a company, may use a product on a day: 200 with a decision, even for a no.
#[utoipa::path(post, path = "/v1/entitlement-checks", tag = "checks", request_body = Checks,
    responses((status = 200, body = shapes::EntitlementAnswers), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn evaluate(State(app): State<App>, reader: Reader, body: Asked<Checks>) -> Result<Response, Problem> {
    let Checks { account, person, product, as_of, explain, checks } = body.0;
    let Some(checks) = checks else {
        let product = product.ok_or_else(|| Problem::invalid("/product", Wrong::Missing("product".to_owned())))?;
        let one = One { account, person, product, as_of };
        let known = known(&app, std::slice::from_ref(&one)).pop().flatten();
        let mut text = String::with_capacity(ROOM);
        decide(&app, &reader, (one, known), At::Alone, &Common::of(&app, &reader, explain), &mut text).await?;
        return Ok(json(text));
    };
    // Taken for the questions of a list they would answer something else than what was asked.
    if product.is_some() || person.is_some() || as_of.is_some() {
        return Err(Problem::invalid("/checks", Wrong::Alone("account, explain")));
    }
    if checks.len() > MOST {
        return Err(Problem::invalid("/checks", Wrong::AtMost(MOST)));
    }
    let asked = Common::of(&app, &reader, explain);
    let shared = |one: &One| one.account.is_none() && account.is_some();
    let places = checks.iter().enumerate().map(|(row, one)| At::Row { row, shared: shared(one) });
    let places: Vec<At> = places.collect();
    let checks = checks.into_iter().map(|one| One { account: one.account.or_else(|| account.clone()), ..one });
    let checks: Vec<One> = checks.collect();
    let known = known(&app, &checks);
    let mut text = String::with_capacity(checks.len() * ROOM);
    text.push_str("{\"items\":[");
    for (one, at) in checks.into_iter().zip(known).zip(places) {
        if !text.ends_with('[') {
            text.push(',');
        }
        decide(&app, &reader, one, at, &asked, &mut text).await?;
    }
    text.push_str("]}");
    Ok(json(text))
}

/// Where in the request a question stands.
#[derive(Clone, Copy)]
pub(super) enum At {
    /// It is the request.
    Alone,
    /// It is one of a list, perhaps about the company that the list is about.
    Row { row: usize, shared: bool },
    /// It is asked in the words of AuthZEN, perhaps as one of a list.
    Evaluation(Option<usize>),
}

impl At {
    pub(super) fn field(self, name: &str) -> String {
        match self {
            Self::Evaluation(row) => {
                let name = match name {
                    "account" => "subject/properties/account",
                    "person" => "subject/id",
                    "product" => "resource/id",
                    "as_of" => "context/as_of",
                    own => own,
                };
                row.map_or_else(|| format!("/{name}"), |row| format!("/evaluations/{row}/{name}"))
            }
            Self::Row { shared: true, .. } if name == "account" => "/account".to_owned(),
            Self::Row { row, .. } => format!("/checks/{row}/{name}"),
            Self::Alone => format!("/{name}"),
        }
    }
}

/// A company, and what was answered about it before.
type Known = Option<(AccountId, Kept)>;

/// What was answered before about the companies that questions name: where something was, the company exists.
fn known(app: &App, checks: &[One]) -> Vec<Known> {
    let ids: Vec<Option<AccountId>> = checks.iter().map(|one| one.account.as_ref()?.parse().ok()).collect();
    ids.iter().zip(app.store().answered(&ids)).map(|(id, kept)| (*id).zip(kept)).collect()
}

fn json(text: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response()
}

/// The entries by which a company knows a person: by id the one, by address all, of which there are several where companies
/// became one. Products know e-mail addresses, not ids.
pub(crate) async fn entries(app: &App, account: AccountId, person: &str) -> Result<Vec<Person>, Problem> {
    if let Ok(id) = person.parse::<PersonId>() {
        return Ok(app.store().person(id).await?.iter().map(PersonRow::person).collect());
    }
    let people = app.store().people(Some(account)).await?;
    Ok(people.iter().filter(|row| same_address(&row.email, person)).map(PersonRow::person).collect())
}

/// What all questions of a request have in common.
pub(super) struct Common {
    explain: Explain,
    /// What ends an answer for today: for how long it may be kept.
    end: String,
    /// What an answer for today depends on besides what was asked, and about whom.
    today: String,
}

impl Common {
    pub(super) fn of(app: &App, reader: &Reader, explain: Explain) -> Self {
        Self { explain, end: end(ttl(app, reader)), today: Self::on(app, reader, explain, reader.today) }
    }

    fn on(app: &App, reader: &Reader, explain: Explain, day: Date) -> String {
        format!(" {day} {} {explain:?} {}", reader.language.code(), app.store().programmes(day).current().version)
    }
}

/// The company that a question is about, which may be known already. Whoever may not ask about it is refused, or told that
/// there is none.
pub(super) async fn company(
    app: &App,
    reader: &Reader,
    named: Option<&str>,
    known: Option<AccountId>,
    at: At,
) -> Result<AccountId, Problem> {
    let account = match (known, named) {
        (Some(id), _) => Some(id),
        (None, Some(text)) => match text.parse().ok().and_then(|id| app.store().newest_in_memory(id)) {
            // A company that became a part of another one is looked for there.
            Some(folded) if folded.account.merged_into.is_none() => folded.account.id,
            _ => app.store().locate(text).await?,
        },
        (None, None) => match reader.identity.actor.account {
            // Nobody's question is about a company of its own where the caller has none.
            None => return Err(Problem::invalid(&at.field("account"), Wrong::Missing("account".to_owned()))),
            own => own,
        },
    };
    let allowed = |id: &AccountId| Capability::CheckEntitlement.allows(&reader.identity.actor, Some(*id));
    let own = reader.identity.actor.account;
    match account {
        Some(id) if allowed(&id) => Ok(id),
        // One's own company exists even where one's role allows nothing; any other does not.
        Some(id) if own == Some(id) => {
            Err(Problem::role_missing(Capability::CheckEntitlement.roles(), reader.language))
        }
        _ => Err(Problem::not_found().at(&at.field("account"), Wrong::NoCompany)),
    }
}

/// Answers one question, about a company that may be known already. The answer is appended, as JSON.
pub(super) async fn decide(
    app: &App,
    reader: &Reader,
    (one, known): (One, Known),
    at: At,
    asked: &Common,
    to: &mut String,
) -> Result<(), Problem> {
    let named = one.account.as_deref();
    let account = company(app, reader, named, known.as_ref().map(|(id, _)| *id), at).await?;
    let when = When::parse(one.as_of.as_deref()).map_err(|wrong| Problem::invalid(&at.field("as_of"), wrong))?;
    let ahead = match when {
        When::Now => Some(reader.today),
        When::Day(day) => Some(day).filter(|day| *day >= reader.today),
        When::Instant(_) => None,
    };
    let mut person = match &one.person {
        Some(text) => Some(entries(app, account, text).await?),
        None => None,
    };
    let (past, programmes, on) = match ahead {
        Some(on) => (None, app.store().programmes(on), on),
        None => {
            let view = past(app, account, named, person.as_deref_mut(), when).await;
            let view = view.map_err(|problem| problem.moved(&at.field("as_of")))?;
            let programmes = view.programmes(app);
            (Some(view.folded), programmes, view.on)
        }
    };
    let mut question = String::with_capacity(KEPT_LENGTH);
    write_asked(person.as_deref(), &mut question);
    match on == reader.today {
        true => question.push_str(&asked.today),
        false => question.push_str(&Common::on(app, reader, asked.explain, on)),
    }
    question.push(' ');
    question.push_str(&one.product);
    // How long it may be kept depends on the time of day.
    let mut begin = |answer: &str| to.push_str(answer.strip_suffix('}').unwrap_or(answer));
    let known = known.filter(|_| ahead.is_some());
    if known.and_then(|(_, kept)| kept.with(&question, &mut begin)).is_none() {
        let folded = match past {
            Some(folded) => folded,
            None => app.store().folded(account).await?.ok_or_else(Problem::not_found)?,
        };
        if folded.kept.with(&question, &mut begin).is_none() {
            let found = check::check_whom(&folded.account, programmes, person.as_deref(), &one.product, on);
            let names =
                ProgrammeNames { programmes, account: &folded.account, people: &|_| None, companies: &BTreeMap::new() };
            let answer = answer(&found, on, asked.explain, reader.language, &names).to_string();
            // What was is folded for whoever asks, and nobody else looks at it.
            if question.len() <= KEPT_LENGTH && ahead.is_some() {
                app.store().keep_answer(&folded, &question, &answer);
            }
            begin(&answer);
        }
    }
    match on == reader.today {
        true => to.push_str(&asked.end),
        false => to.push_str(&end(KEEP_SECONDS)),
    }
    Ok(())
}

/// The company that a question about the past is about: a name is that of the company that it named then (H-32). Who is
/// asked about was in the company of their own directory, which is the one asked where it is a part of the one named, and
/// is looked for in that directory as it was (G-14).
pub(crate) async fn past(
    app: &App,
    account: AccountId,
    named: Option<&str>,
    person: Option<&mut [Person]>,
    when: When,
) -> Result<View, Problem> {
    let named = named.map_or_else(|| account.to_string(), str::to_owned);
    let mut view = app.past_view_of(account, &named, when).await;
    let Some(person) = person else { return view };
    let origins = app.store().origins(account).await?;
    for entry in person.iter_mut().filter(|entry| entry.account == Some(account)) {
        entry.account = origins.get(&entry.id).copied().or(entry.account);
    }
    let is_there = |view: &View| view.id != account || person.iter().any(|entry| entry.is_of(view.account()));
    if !view.as_ref().is_ok_and(is_there)
        && let Some(own) = person.first().and_then(|entry| entry.account)
        && origins.values().any(|origin| *origin == own)
    {
        view = app.past_view_of(account, &own.to_string(), when).await;
    }
    let view = view?;
    for entry in person {
        check::as_known_then(entry, &app.store().moves(entry.id).await?, app.end_of(&view));
    }
    Ok(view)
}

/// The end of an answer that may be kept for so many seconds.
fn end(ttl: i64) -> String {
    format!(",\"ttl_seconds\":{ttl}}}")
}

/// Writes all that an answer depends on in whom it is about.
fn write_asked(person: Option<&[Person]>, to: &mut String) {
    let Some(entries) = person else { return to.push_str("company") };
    to.push_str("person");
    for entry in entries {
        // A `String` takes whatever is written to it.
        let _ = write!(to, " {} {:?} {}", entry.id, entry.account, entry.in_directory);
    }
}

fn answer(found: &Check, on: Date, explain: Explain, language: Language, names: &dyn Names) -> Value {
    let mut body = Map::new();
    body.insert("decision".to_owned(), json!(if found.code.allows() { "allow" } else { "deny" }));
    body.insert("code".to_owned(), json!(found.code));
    body.insert("message".to_owned(), json!(message(found, language, names)));
    body.insert("until".to_owned(), json!(found.until));
    body.insert("as_of".to_owned(), json!(on));
    body.insert("rule_version".to_owned(), json!(found.version));
    if !found.would_change.is_empty() {
        body.insert("would_change".to_owned(), remedies(&found.would_change, language));
    }
    match explain {
        Explain::None => {}
        Explain::Summary => {
            body.insert("explanation".to_owned(), wire::summary(&found.explanation, language, Some(names)));
        }
        Explain::Full => {
            body.insert("explanation".to_owned(), wire::explanation(&found.explanation, language, Some(names)));
        }
    }
    Value::Object(body)
}

/// The answer in one sentence.
pub(super) fn message(found: &Check, language: Language, names: &dyn Names) -> String {
    match found.explanation.first_obstacle() {
        Some(node) => text::node_named(language, node, Some(names)),
        None => text::word(language, found.code),
    }
}

/// How long an answer for today may be kept: some minutes, but never over midnight, because rights change with the day.
fn ttl(app: &App, reader: &Reader) -> i64 {
    let left = app.midnight(reader.now).div_euclid(1_000_000) - reader.now.div_euclid(1_000_000);
    left.clamp(0, KEEP_SECONDS)
}
