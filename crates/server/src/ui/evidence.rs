//! The evidence behind a company's competencies, with what the vendor's people do about it: record a piece, withdraw
//! one that is wrong, and state a level whatever the requirements say.

use axum::extract::Path;
use symbolon_domain::access::Capability;
use symbolon_domain::command::{Claim, Command};
use symbolon_domain::competency::{Evidence, EvidenceOf};
use symbolon_domain::day::calendar_day;
use symbolon_domain::explanation::Value;
use symbolon_domain::ids::{AssociationId, EvidenceId};
use symbolon_domain::programme::Text;
use symbolon_domain::refusal::Refusal;

use super::again::{Again, Errors, Named};
use super::check::{self, Question};
use super::competencies;
use super::frame::see_other;
use super::sight::{Sight, Tag};
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use super::words::Words;
use crate::api::remark_if_any;

/// The fields of the form for an exam.
const SKILL: &[Named<'_>] = &[
    Named { name: "profile", id: "skill-holder", label: "ui-evidence-holder" },
    Named { name: "credential", id: "skill-credential", label: "ui-evidence-credential" },
    Named { name: "dated", id: "skill-dated", label: "ui-evidence-passed-on" },
    Named { name: "expires_on", id: "skill-valid", label: "ui-evidence-valid-until" },
    Named { name: "source", id: "skill-source", label: "ui-evidence-source" },
];
/// The fields of the form for a figure.
const FIGURE: &[Named<'_>] = &[
    Named { name: "metric", id: "figure-metric", label: "ui-evidence-metric" },
    Named { name: "amount", id: "figure-amount", label: "ui-evidence-amount" },
    Named { name: "dated", id: "figure-dated", label: "ui-evidence-read-on" },
    Named { name: "source", id: "figure-source", label: "ui-evidence-source" },
];
/// The fields of the form for a statement.
const STATED: &[Named<'_>] = &[
    Named { name: "competency", id: "stated-competency", label: "ui-attainment-competency" },
    Named { name: "level", id: "stated-level", label: "ui-attainment-level" },
    Named { name: "until", id: "stated-until", label: "ui-attainment-until" },
];

/// Something to choose: its id and name.
pub(crate) type Choice = (String, String);

/// The evidence of a company, and what a form for more can choose from.
pub(crate) struct EvidenceView {
    pub(crate) rows: Vec<EvidenceRow>,
    /// For those who may record some.
    pub(crate) form: Option<EvidenceForm>,
    /// For those who may state a level.
    pub(crate) statement: Option<StatementForm>,
    pub(crate) key: String,
}

/// A piece of evidence.
pub(crate) struct EvidenceRow {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) of: String,
    pub(crate) dated: String,
    pub(crate) until: String,
    pub(crate) source: String,
    pub(crate) tag: Tag,
}

/// What a piece of evidence can be about.
pub(crate) struct EvidenceForm {
    /// People by their linked certification profiles.
    pub(crate) holders: Vec<Choice>,
    pub(crate) credentials: Vec<Choice>,
    pub(crate) metrics: Vec<Choice>,
    pub(crate) today: String,
}

/// What can be stated.
pub(crate) struct StatementForm {
    pub(crate) competencies: Vec<Choice>,
    pub(crate) levels: Vec<Choice>,
    pub(crate) today: String,
}

fn choice(words: Words, id: &str, name: &Text) -> Choice {
    (id.to_owned(), name.get(words.0).to_owned())
}

impl EvidenceView {
    /// That of a company, the newest first.
    pub(crate) fn of(place: &Place<'_>) -> Self {
        let (sight, words) = (place.sight(), place.visit.words());
        let account = sight.account;
        let mut held: Vec<_> = account.evidence.iter().filter(|(_, held)| !held.withdrawn).collect();
        held.sort_by_key(|(_, held)| std::cmp::Reverse(held.dated));
        let may = |capability| account.closed_on.is_none() && sight.may(capability);
        let (programme, today) = (sight.programme(), sight.today.to_string());
        let asked = &programme.requirements;
        let linked = account.profiles.iter().filter(|(_, held)| held.counts_on(sight.today));
        let form = may(Capability::RecordEvidence).then(|| EvidenceForm {
            holders: linked.map(|(id, held)| (id.to_string(), sight.person(held.person))).collect(),
            credentials: asked.credentials.iter().map(|one| choice(words, &one.id, &one.name)).collect(),
            metrics: asked.metrics.iter().map(|one| choice(words, &one.id, &one.name)).collect(),
            today: today.clone(),
        });
        let statement = may(Capability::StateAttainment).then(|| StatementForm {
            competencies: programme.competencies.iter().map(|one| choice(words, &one.id, &one.name)).collect(),
            levels: programme.levels.iter().map(|one| choice(words, &one.id, &one.name)).collect(),
            today,
        });
        Self {
            rows: held.into_iter().map(|(id, held)| row(&sight, *id, held)).collect(),
            form,
            statement: statement.filter(|one| !one.competencies.is_empty()),
            key: place.visit.key(),
        }
    }
}

/// What a piece of evidence shows, and of whom or how much.
fn shown(sight: &Sight<'_>, held: &Evidence) -> (String, String) {
    let (known, words) = (&sight.programme().requirements, sight.words);
    match &held.of {
        EvidenceOf::Skill { profile, credential } => {
            let holders = sight.account.profiles.values().filter(|one| one.profile == *profile);
            let person = holders.max_by_key(|one| one.linked_on).map(|one| sight.person(one.person));
            let name = known.credential(credential).map(|one| one.name.get(words.0).to_owned());
            (name.unwrap_or_else(|| credential.clone()), person.unwrap_or_else(|| "–".to_owned()))
        }
        EvidenceOf::Figure { metric, amount } => {
            let found = known.metric(metric);
            let name = found.map_or_else(|| metric.clone(), |one| one.name.get(words.0).to_owned());
            let count = || words.number(i64::try_from(*amount).unwrap_or(i64::MAX));
            let money = found.and_then(|metric| metric.money(*amount));
            (name, money.map_or_else(count, |money| words.money(&money)))
        }
    }
}

fn row(sight: &Sight<'_>, id: EvidenceId, held: &Evidence) -> EvidenceRow {
    let words = sight.words;
    let (what, of) = shown(sight, held);
    let counts = held.counts_on(sight.today);
    let (tone, icon, word) =
        if counts { ("good", "check", "ui-evidence-counts") } else { ("", "stop", "ui-evidence-over") };
    let args = [("source", held.source.as_str().into()), ("date", words.short(held.as_of).into())];
    EvidenceRow {
        id: id.to_string(),
        what,
        of,
        dated: words.short(held.dated),
        until: held.counts_until.map_or_else(|| "–".to_owned(), |day| words.short(day)),
        source: words.with("ui-requirement-source", &args),
        tag: Tag { tone, icon, word: words.t(word) },
    }
}

/// The page again, with what is wrong with a field of a form, or the refusal.
async fn after(place: &Place<'_>, done: Done, fields: Fields, named: &[Named<'_>]) -> Answered {
    match done {
        Done::Refused(refusal) => match Errors::of_refusal(&refusal, &place.sight(), named) {
            Some(errors) => competencies::page(place, Again::new(fields, errors)).await,
            None => Err(place.refused(refusal, "/competencies")),
        },
        Done::Recorded { .. } | Done::Stale => {
            Ok(see_other(&format!("{}/competencies#evidence", place.sight().base())))
        }
    }
}

/// What the form for an exam or a figure claims; what is not given is an error at its field.
fn claimed(place: &Place<'_>, fields: &Fields, errors: &mut Errors) -> Result<Option<Claim>, Trouble> {
    let words = place.visit.words();
    let mut given = |name: &str, id: &str, error: &str| {
        let value = fields.get(name).map(str::to_owned);
        if value.is_none() {
            errors.add(id, words.t(error));
        }
        value
    };
    Ok(match fields.need("kind")? {
        "skill" => {
            let holder = given("holder", "skill-holder", "ui-evidence-holder-error");
            let credential = given("credential", "skill-credential", "ui-evidence-credential-error");
            match holder.zip(credential) {
                Some((holder, credential)) => {
                    let association: AssociationId = holder.parse().map_err(|_| Trouble::Unreadable)?;
                    let linked = place.folded.account.profiles.get(&association).ok_or(Trouble::Unreadable)?;
                    Some(Claim::Skill { profile: linked.profile.clone(), credential })
                }
                None => None,
            }
        }
        "figure" => {
            let metric = given("metric", "figure-metric", "ui-evidence-metric-error");
            let amount = given("amount", "figure-amount", "ui-evidence-amount-error").and(fields.amount("amount"));
            metric.zip(amount).map(|(metric, amount)| Claim::Figure { metric, amount })
        }
        _ => return Err(Trouble::Unreadable),
    })
}

/// Records a piece of evidence.
pub(crate) async fn record(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::RecordEvidence)?;
    let words = visit.words();
    let kind = fields.need("kind")?.to_owned();
    let mut errors = Errors::default();
    let claim = claimed(&place, &fields, &mut errors)?;
    let dated = fields.get("dated").and_then(calendar_day);
    if dated.is_none() {
        errors.add(format!("{kind}-dated"), words.t("ui-evidence-day-error"));
    }
    let expires_on = fields.get("valid").and_then(calendar_day);
    if expires_on.is_none() && fields.get("valid").is_some() {
        errors.add("skill-valid", words.t("ui-evidence-valid-until-error"));
    }
    let source = fields.get("source").unwrap_or_default().to_owned();
    if source.is_empty() {
        errors.add(format!("{kind}-source"), words.t("ui-evidence-source-error"));
    }
    let (Some(claim), Some(dated), true) = (claim, dated, errors.is_empty()) else {
        return competencies::page(&place, Again::new(fields, errors)).await;
    };
    let command = Command::RecordEvidence { claim, dated, expires_on, as_of: None, source };
    let done = visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await?;
    after(&place, done, fields, if kind == "skill" { SKILL } else { FIGURE }).await
}

/// Shows what withdrawing a piece of evidence entails, then withdraws it.
pub(crate) async fn withdraw(
    visit: Visit,
    Path((account, evidence)): Path<(String, String)>,
    fields: Fields,
) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::RecordEvidence)?;
    let evidence: EvidenceId = evidence.parse().map_err(|_| Trouble::Missing)?;
    let (sight, words) = (place.sight(), visit.words());
    let held = sight.account.evidence.get(&evidence).ok_or(Trouble::Missing)?;
    let (row, back) = (row(&sight, evidence, held), format!("{}/competencies", sight.base()));
    let question = Question {
        page: "ui-evidence-withdraw",
        menu: "/competencies",
        title: words.with("ui-evidence-withdraw-title", &[("what", row.what.as_str().into())]),
        back: (back.clone(), words.t("ui-competencies-title")),
        wizard: false,
        facts: vec![
            (words.t("ui-evidence-of"), row.of),
            (words.t("ui-evidence-dated"), row.dated),
            (words.t("ui-requirement-from"), row.source),
        ],
        consequences: vec![words.t("ui-evidence-withdraw-text")],
        action: format!("{back}/evidence/{evidence}"),
        hidden: Vec::new(),
        confirm: words.t("ui-evidence-withdraw"),
        other: None,
    };
    let command = Command::WithdrawEvidence { evidence };
    check::confirm(&place, command, &fields, (&format!("{back}#evidence"), &back), |_, _| question).await
}

/// That a statement which runs for long has no reason, with the day up to which it needs none.
fn unreasoned(refusal: &Refusal, words: Words) -> Option<Errors> {
    let limit = refusal.available_until.filter(|_| refusal.details.get("field") == Some(&Value::from("reason")))?;
    let said = words.with("ui-attainment-reason-error", &[("limit", limit.into())]);
    Some(Errors::refused(refusal, "stated-reason", said))
}

/// States a level of a competency.
pub(crate) async fn state(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::StateAttainment)?;
    let words = visit.words();
    let reason = fields.get("reason");
    let (notes, note) = match remark_if_any(&visit.app, visit.now, "/reason", reason) {
        Ok(remark) => remark,
        Err(problem) => {
            let errors = Errors::of_problem(problem, words, &[("/reason", "stated-reason")])?;
            return competencies::page(&place, Again::new(fields, errors)).await;
        }
    };
    let Some(until) = fields.get("until").and_then(calendar_day) else {
        let errors = Errors::of("stated-until", words.t("ui-attainment-until-error"));
        return competencies::page(&place, Again::new(fields, errors)).await;
    };
    let (competency, level) = (fields.need("competency")?.to_owned(), fields.need("level")?.to_owned());
    let said = format!("state {competency} {level} {until} {reason:?}");
    let command = Command::StateAttainment { competency, level, until: Some(until), note };
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, notes).await? {
        Done::Refused(refusal) if let Some(errors) = unreasoned(&refusal, words) => {
            competencies::page(&place, Again::new(fields, errors)).await
        }
        done => after(&place, done, fields, STATED).await,
    }
}
