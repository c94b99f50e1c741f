//! May this person use this? Products ask; a no is an answer, not a failure.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use symbolon_domain::access::{Capability, Person};
use symbolon_domain::check::{self, Check, Subject};
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_text::{self as text, Names, ProgrammeNames};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ProblemBody;
use crate::app::App;
use crate::body::Body;
use crate::problem::{Problem, remedies};
use crate::reader::Reader;
use crate::when::When;
use crate::wire::{self, Json};

/// Checks in one request at the most.
const MOST: usize = 100;
/// How long an answer may be kept, in seconds; never past the end of the day.
const KEEP_SECONDS: i64 = 300;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(evaluate))
}

/// How much of the reason is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Explain {
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
struct One {
    /// The company, by id or global number; one's own where not given.
    account: Option<String>,
    /// The person, by id or e-mail.
    person: Option<String>,
    /// The product: a benefit of the programme.
    product: String,
    /// A day or an instant.
    as_of: Option<String>,
}

/// Says whether a person, or a company, may use a product on a day: 200 with a decision, even for a no.
#[utoipa::path(post, path = "/v1/entitlement-checks", tag = "checks", request_body = Checks,
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn evaluate(State(app): State<App>, reader: Reader, body: Body<Checks>) -> Result<Response, Problem> {
    let Checks { account, person, product, as_of, explain, checks } = body.value;
    let Some(checks) = checks else {
        let product = product.ok_or_else(|| Problem::invalid("/product", "missing field `product`"))?;
        let one = One { account, person, product, as_of };
        return Ok(axum::Json(decide(&app, &reader, one, explain).await?).into_response());
    };
    // Taken for the questions of a list they would answer something else than what was asked.
    if product.is_some() || person.is_some() || as_of.is_some() {
        return Err(Problem::invalid("/checks", "stands beside `account` and `explain` only"));
    }
    if checks.len() > MOST {
        return Err(Problem::invalid("/checks", format!("at most {MOST} checks in one request")));
    }
    let mut items = Vec::with_capacity(checks.len());
    for one in checks {
        let one = One { account: one.account.or_else(|| account.clone()), ..one };
        items.push(decide(&app, &reader, one, explain).await?);
    }
    Ok(axum::Json(json!({ "items": items })).into_response())
}

/// The company asked about, and a person known to it. Products know e-mail addresses, not ids.
async fn subject(app: &App, account: AccountId, person: &str) -> Result<Option<Person>, Problem> {
    if let Ok(id) = person.parse::<PersonId>() {
        return Ok(app.store().person(id).await?.map(|row| row.person()));
    }
    let people = app.store().people(Some(account)).await?;
    Ok(people.iter().find(|row| row.email.eq_ignore_ascii_case(person)).map(|row| row.person()))
}

async fn decide(app: &App, reader: &Reader, one: One, explain: Explain) -> Result<Value, Problem> {
    let account = match &one.account {
        Some(text) => match text.parse() {
            // The usual case needs no look-up: the account that is in memory exists.
            Ok(id) if app.store().is_known(id) => Some(id),
            _ => app.store().locate(text).await?,
        },
        None => reader.identity.actor.account,
    };
    let allowed = |id: &AccountId| Capability::CheckEntitlement.allows(&reader.identity.actor, Some(*id));
    let own = reader.identity.actor.account;
    let account = match account {
        Some(id) if allowed(&id) => id,
        // One's own company exists even where one's role allows nothing; any other does not.
        Some(id) if own == Some(id) => {
            return Err(Problem::role_missing(Capability::CheckEntitlement.roles(), reader.language));
        }
        _ => return Err(Problem::not_found()),
    };
    let when = When::parse(one.as_of.as_deref())?;
    let (folded, on) = match when {
        When::Now => (app.store().folded(account).await?, reader.today),
        When::Day(day) if day >= reader.today => (app.store().folded(account).await?, day),
        _ => {
            let view = app.past_view(account, when).await?;
            (Some(view.folded), view.on)
        }
    };
    let folded = folded.ok_or_else(Problem::not_found)?;
    let person = match &one.person {
        Some(text) => Some(subject(app, account, text).await?),
        None => None,
    };
    let subject = match &person {
        None => Subject::Company,
        Some(Some(person)) => Subject::Person(person),
        Some(None) => Subject::Unknown,
    };
    let found = check::check(&folded.account, app.programmes(), subject, &one.product, on);
    let names = ProgrammeNames { programme: app.programme(), account: &folded.account, people: &|_| None };
    Ok(answer(app, reader, &found, on, explain, &names))
}

fn answer(app: &App, reader: &Reader, found: &Check, on: Date, explain: Explain, names: &dyn Names) -> Value {
    let language = reader.language;
    let mut body = Map::new();
    body.insert("decision".to_owned(), json!(if found.code.allows() { "allow" } else { "deny" }));
    body.insert("code".to_owned(), json!(found.code));
    body.insert("message".to_owned(), json!(message(found, language, names)));
    body.insert("until".to_owned(), json!(found.until));
    body.insert("as_of".to_owned(), json!(on));
    body.insert("rule_version".to_owned(), json!(found.version));
    body.insert("ttl_seconds".to_owned(), json!(ttl(app, reader, on)));
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

fn message(found: &Check, language: symbolon_domain::programme::Language, names: &dyn Names) -> String {
    match found.explanation.first_obstacle() {
        Some(node) => text::node_named(language, node, Some(names)),
        None => text::word(language, found.code),
    }
}

/// An answer may be kept for some minutes, but never over midnight: rights change with the day.
fn ttl(app: &App, reader: &Reader, on: Date) -> i64 {
    let midnight = on.tomorrow().ok().and_then(|next| next.to_zoned(app.zone().clone()).ok());
    let left = midnight.map_or(0, |midnight| midnight.timestamp().as_second() - reader.now.div_euclid(1_000_000));
    if on < reader.today { KEEP_SECONDS } else { left.clamp(0, KEEP_SECONDS) }
}
