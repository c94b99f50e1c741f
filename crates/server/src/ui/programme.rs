//! The programme at the vendor's desk: its versions, and plans for new ones that a second person reads, approves and
//! applies.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::change::{Counts, PlanState, Prospect};
use symbolon_domain::ids::PlanId;
use symbolon_programme::{Difference, differences};
use symbolon_store::{PersonRow, Plan};

use super::frame::{Frame, respond, see_other};
use super::pages::Request;
use super::visit::{Answered, Fields, Query, Trouble, Visit};
use crate::app::Identity;
use crate::programme_plan as plans;

/// Plans on the page of the programme.
const PLANS: u32 = 20;
/// Members that a plan names on its page; the API lists all.
const NAMED: usize = 50;

/// The versions of the programme and the newest plans.
#[derive(Template)]
#[template(path = "programme.html")]
struct ProgrammePage {
    f: Frame,
    lead: String,
    versions: Vec<VersionView>,
    plans: Vec<PlanView>,
}

/// A version in the list.
struct VersionView {
    name: String,
    from: String,
    by: String,
    hash: String,
    href: Option<String>,
}

/// A plan in the list.
struct PlanView {
    name: String,
    state: String,
    made: String,
    touched: String,
    href: String,
}

/// How two versions differ.
#[derive(Template)]
#[template(path = "programme_differences.html")]
struct DifferencesPage {
    f: Frame,
    title: String,
    changes: Vec<ChangeView>,
}

/// A difference in words.
struct ChangeView {
    kind: String,
    objects: String,
    rule: String,
    values: String,
    place: String,
    meets: String,
}

/// A plan, with what is different on one side and people on the other.
#[derive(Template)]
#[template(path = "programme_plan.html")]
struct PlanPage {
    f: Frame,
    title: String,
    facts: Vec<(String, String)>,
    changes: Vec<ChangeView>,
    people: Vec<(String, String)>,
    touches: Vec<(String, String, String)>,
    members: Vec<MemberView>,
    more: bool,
    guards: Vec<String>,
    /// Whether a second person is still needed, or has agreed.
    guards_title: String,
    stale: bool,
    action: String,
    digest: String,
    may_approve: bool,
    may_apply: bool,
    /// Who else could approve it, for who made it.
    asks_other: Option<String>,
}

/// A member whom a plan touches.
struct MemberView {
    company: String,
    number: u64,
    membership: String,
    now: String,
    later: String,
    renews: String,
}

fn need(visit: &Visit, capability: Capability) -> Result<(), Trouble> {
    let identity = visit.identity()?;
    if !identity.actor.is_vendor() {
        return Err(Trouble::Missing);
    }
    if capability.allows(&identity.actor, None) { Ok(()) } else { Err(Trouble::Lacking(Vec::new())) }
}

async fn name(visit: &Visit, actor: &str) -> Result<String, Trouble> {
    let Ok(id) = actor.parse() else { return Ok(actor.to_owned()) };
    let person = visit.app.store().person(id).await?;
    Ok(person.map_or_else(|| actor.to_owned(), |person| person.name))
}

fn changes(visit: &Visit, found: &[Difference], prospect: &Prospect) -> Vec<ChangeView> {
    let words = visit.words();
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let one = |difference: &Difference| {
        let (meets, more) = prospect.meets(&difference.path());
        let sense = more.map(|more| words.t(if more { "ui-programme-more" } else { "ui-programme-less" }));
        let meets = words.word(meets);
        ChangeView {
            kind: words.word(difference.kind),
            objects: words.list(&difference.objects),
            rule: difference.rule.clone().unwrap_or_default(),
            values: match (&difference.from, &difference.to) {
                (None, None) => String::new(),
                (from, to) => format!("{} → {}", value(from), value(to)),
            },
            place: format!("{}:{}", difference.source.file, difference.source.line),
            meets: sense.map_or(meets.clone(), |sense| format!("{sense} · {meets}")),
        }
    };
    found.iter().map(one).collect()
}

/// The versions of the programme, and plans.
pub(crate) async fn show(visit: Visit) -> Answered {
    need(&visit, Capability::ViewProgrammePlans)?;
    let words = visit.words();
    let (mut versions, mut plans_shown) = (Vec::new(), Vec::new());
    for one in visit.app.store().versions().await?.iter().rev() {
        let by = match &one.applied {
            Some(applied) => name(&visit, &applied.by).await?,
            None => words.t("ui-programme-made-with"),
        };
        let title = words.with("ui-programme-version", &[("version", one.version.to_string().into())]);
        let current = visit.app.programme().version == one.version;
        versions.push(VersionView {
            name: if current { format!("{title} · {}", words.t("ui-programme-in-force")) } else { title },
            from: words.date_or_dash(one.applied.as_ref().map(|applied| applied.effective_on)),
            by,
            hash: one.files.content_hash().chars().take(12).collect(),
            href: one.applied.as_ref().map(|_| format!("/desk/programme/versions/{}", one.version)),
        });
    }
    let mut listed = Vec::new();
    for id in visit.app.store().plan_ids(PLANS).await? {
        listed.extend(visit.app.store().plan(id).await?);
    }
    for plan in &listed {
        let day = crate::clock::day(plan.made_at, visit.app.zone());
        let made = [("person", name(&visit, &plan.made_by).await?.into()), ("date", day.into())];
        let version = (plan.base_version + 1).to_string();
        plans_shown.push(PlanView {
            name: words.with("ui-programme-version", &[("version", version.into())]),
            state: words.word(plans::state(&visit.app, plan, (visit.now, visit.today))),
            made: words.with("ui-programme-made", &made),
            touched: words.number(i64::try_from(plan.counts.touched).unwrap_or(i64::MAX)),
            href: format!("/desk/programme/plans/{}", plan.id),
        });
    }
    let programme = visit.app.programme();
    let lead =
        [("programme", symbolon_text::Value::from(&programme.name)), ("version", programme.version.to_string().into())];
    let lead = words.with("ui-programme-lead", &lead);
    let page = ProgrammePage { f: visit.frame("ui-programme-title"), lead, versions, plans: plans_shown };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// With which older version one is compared.
#[derive(Debug, Deserialize)]
pub(crate) struct Since {
    from: Option<u32>,
}

/// How a version differs from an older one.
pub(crate) async fn compare(visit: Visit, Path(number): Path<String>, Query(since): Query<Since>) -> Answered {
    need(&visit, Capability::ViewProgrammePlans)?;
    let number: u32 = number.parse().map_err(|_| Trouble::Missing)?;
    let words = visit.words();
    let versions = visit.app.store().versions().await?;
    let get = |wanted: u32| versions.iter().find(|one| one.version == wanted).ok_or(Trouble::Missing);
    let newer = get(number)?;
    let older = get(since.from.unwrap_or(number.saturating_sub(1)))?;
    if older.version >= number {
        return Err(Trouble::Missing);
    }
    let prospect = plans::prospect(&visit.app, &versions, older.version, &newer.files)?;
    let values = [("from", older.version.to_string().into()), ("to", number.to_string().into())];
    let page = DifferencesPage {
        f: visit.frame("ui-programme-title"),
        title: words.with("ui-programme-compared", &values),
        changes: changes(&visit, &differences(&older.files, &newer.files), &prospect),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Whether the reader is one whose agreement a plan in this state can have.
fn may_approve(identity: &Identity, plan: &Plan, state: PlanState) -> bool {
    let own = identity.name();
    Capability::ChangeProgramme.allows(&identity.actor, None)
        && matches!(state, PlanState::Ready | PlanState::AwaitingApproval | PlanState::Approved)
        && !plan.guards.is_empty()
        && own != plan.made_by
        && plan.approvals.iter().all(|(by, _)| *by != own)
}

/// Whether the reader is one who can apply a plan in this state: nobody who agreed to it.
fn may_apply(identity: &Identity, plan: &Plan, state: PlanState) -> bool {
    let own = identity.name();
    Capability::ChangeProgramme.allows(&identity.actor, None)
        && matches!(state, PlanState::Ready | PlanState::Approved)
        && plan.approvals.iter().all(|(by, _)| *by != own)
}

/// Who else of the vendor's people can approve a plan.
async fn others(visit: &Visit, own: &str) -> Result<String, Trouble> {
    let words = visit.words();
    let people = visit.app.store().people(None).await?;
    let can = |row: &&PersonRow| {
        row.in_directory
            && row.id.to_string() != own
            && Capability::ChangeProgramme.roles().iter().any(|role| row.roles.contains(role))
    };
    let names: Vec<String> = people.iter().filter(can).map(|row| row.name.clone()).collect();
    Ok(match names.is_empty() {
        true => words.t("ui-programme-asks-nobody"),
        false => words.with("ui-programme-asks-other", &[("names", words.list_of_one(&names).into())]),
    })
}

/// The plans that wait for the reader: to be approved, or applied.
pub(crate) async fn waiting(visit: &Visit) -> Result<Vec<Request>, Trouble> {
    let words = visit.words();
    let mut waiting = Vec::new();
    for id in visit.app.store().plan_ids(PLANS).await? {
        let Some(plan) = visit.app.store().plan(id).await? else { continue };
        let state = plans::state(&visit.app, &plan, (visit.now, visit.today));
        let identity = visit.identity()?;
        let text = match state {
            PlanState::AwaitingApproval if may_approve(identity, &plan, state) => "ui-desk-plan-text",
            PlanState::Approved if may_apply(identity, &plan, state) => "ui-desk-plan-apply",
            _ => continue,
        };
        let day = crate::clock::day(plan.made_at, visit.app.zone());
        let version = [("version", (plan.base_version + 1).to_string().into())];
        waiting.push(Request {
            when: words.with("ui-desk-checks-since", &[("date", day.into())]),
            title: words.with("ui-programme-plan-title", &version),
            text: words.with(text, &[("who", name(visit, &plan.made_by).await?.into())]),
            href: format!("/desk/programme/plans/{}", plan.id),
        });
    }
    Ok(waiting)
}

async fn plan(visit: &Visit, id: &str) -> Result<Plan, Trouble> {
    let id: PlanId = id.parse().map_err(|_| Trouble::Missing)?;
    visit.app.store().plan(id).await?.ok_or(Trouble::Missing)
}

/// A plan.
pub(crate) async fn show_plan(visit: Visit, Path(id): Path<String>) -> Answered {
    need(&visit, Capability::ViewProgrammePlans)?;
    let plan = plan(&visit, &id).await?;
    let words = visit.words();
    let state = plans::state(&visit.app, &plan, (visit.now, visit.today));
    let (found, prospect) = plans::compared(&visit.app, &plan).await?;
    let count = |count: u64| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let counts = &plan.counts;
    let mut people: Vec<(String, String)> = [
        ("ui-programme-running", counts.running),
        ("ui-programme-touched-now", counts.touched_now),
        ("ui-programme-touched-later", counts.touched_later),
        ("ui-programme-worse-now", counts.worse_now),
        ("ui-programme-worse-later", counts.worse_later),
    ]
    .into_iter()
    .map(|(id, number)| (words.t(id), count(number)))
    .collect();
    if let (Some(first), Some(last)) = (counts.first, counts.last) {
        let days = words.with("ui-programme-renewals-value", &[("from", first.into()), ("to", last.into())]);
        people.push((words.t("ui-programme-renewals"), days));
    }
    let touches =
        counts.by.iter().map(|(touch, (now, later))| (words.word(*touch), count(*now), count(*later))).collect();
    let (members, more) = members(&visit, &plan, &prospect).await?;
    let mut facts = vec![
        (words.t("ui-programme-state"), words.word(state)),
        (words.t("ui-programme-by"), name(&visit, &plan.made_by).await?),
        (
            words.t("ui-programme-from"),
            plan.effective_on.map_or_else(|| words.t("ui-programme-from-applied"), |day| words.date(day)),
        ),
    ];
    for (by, at) in &plan.approvals {
        let day = crate::clock::day(*at, visit.app.zone());
        let said = [("person", name(&visit, by).await?.into()), ("date", day.into())];
        facts.push((words.t("ui-programme-approved"), words.with("ui-programme-made", &said)));
    }
    let identity = visit.identity()?;
    let own = identity.name();
    let title = words.with("ui-programme-plan-title", &[("version", (plan.base_version + 1).to_string().into())]);
    let page = PlanPage {
        f: visit.frame("ui-programme-title"),
        title,
        facts,
        changes: changes(&visit, &found, &prospect),
        people,
        touches,
        members,
        more,
        guards: plan.guards.iter().map(|guard| words.word(*guard)).collect(),
        guards_title: words.t(match plan.approvals.is_empty() {
            true => "ui-programme-guards",
            false => "ui-programme-guards-met",
        }),
        stale: state == PlanState::Stale,
        action: format!("/desk/programme/plans/{}", plan.id),
        may_approve: may_approve(identity, &plan, state),
        may_apply: may_apply(identity, &plan, state),
        asks_other: match state == PlanState::AwaitingApproval && own == plan.made_by {
            true => Some(others(&visit, &own).await?),
            false => None,
        },
        digest: plan.digest,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// The first members that a plan touches, as they are now.
async fn members(visit: &Visit, plan: &Plan, prospect: &Prospect) -> Result<(Vec<MemberView>, bool), Trouble> {
    let words = visit.words();
    let on = plan.effective_on.unwrap_or(visit.today);
    let said = |touches: &std::collections::BTreeSet<symbolon_domain::change::Touch>| {
        let all: Vec<String> = touches.iter().map(|touch| words.word(*touch)).collect();
        if all.is_empty() { "–".to_owned() } else { words.list(&all) }
    };
    let (mut members, mut after) = (Vec::new(), None);
    while members.len() <= NAMED {
        let page = visit.app.store().impacts(prospect, on, after.as_deref(), &mut Counts::default()).await?;
        let Some((rows, last)) = page else { break };
        for (row, impacts) in rows {
            members.extend(impacts.iter().map(|impact| MemberView {
                company: if row.name.is_empty() { row.number.to_string() } else { row.name.clone() },
                number: row.number,
                membership: format!("M-{}", impact.number),
                now: said(&impact.now),
                later: said(&impact.later),
                renews: words.short(impact.renews_on),
            }));
        }
        after = Some(last);
    }
    let more = members.len() > NAMED;
    members.truncate(NAMED);
    Ok((members, more))
}

/// Approves or applies the plan that was read.
pub(crate) async fn act(visit: Visit, Path(id): Path<String>, fields: Fields) -> Answered {
    need(&visit, Capability::ChangeProgramme)?;
    let plan = plan(&visit, &id).await?;
    let said = (fields.need("digest")?, (visit.now, visit.today), visit.language);
    let identity = visit.identity()?;
    match fields.need("act")? {
        "approve" => plans::approve(&visit.app, &plan, identity, said, false).await?,
        "apply" => plans::apply(&visit.app, &plan, identity, said, false).await?,
        _ => return Err(Trouble::Unreadable),
    }
    Ok(see_other(&format!("/desk/programme/plans/{}", plan.id)))
}
