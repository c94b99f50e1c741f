//! Plans for new versions of the programme: drawn from files, compared again before anybody relies on them, and shown.

use std::sync::Arc;

use axum::http::StatusCode;
use jiff::civil::Date;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use symbolon_domain::change::{
    Counts, GuardReason, Impact, PlanFacts, PlanRefusal, PlanState, Prospect, WrongFirstDay, first_day, takes_the_place,
};
use symbolon_domain::ids::PersonId;
use symbolon_domain::programme::{Language, Programme, Programmes};
use symbolon_programme::{Difference, Files, differences, run_cases};
use symbolon_store::{AccountRow, PersonRow, Plan, Version};
use symbolon_text::word;

use crate::app::{App, Identity};
use crate::clock::{day, instant};
use crate::problem::Problem;
use crate::wrong::Wrong;

/// How long a plan can be acted on.
const PLAN_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

/// A plan with what it was computed from.
pub(crate) struct Drawn {
    pub(crate) plan: Plan,
    pub(crate) prospect: Prospect,
    /// How many worked examples passed.
    pub(crate) examples: usize,
}

/// Draws a plan for the version after the newest one. Nothing is kept.
pub(crate) async fn draw(
    app: &App,
    files: Files,
    effective_on: Option<Date>,
    made_by: String,
    (now, today): (i64, Date),
    language: Language,
) -> Result<Drawn, Problem> {
    let (newest, begins) = app.store().newest_version();
    let from = first_day(effective_on, today, (newest, begins)).map_err(|wrong| {
        let wrong = match wrong {
            WrongFirstDay::Before(earliest) => Wrong::Before(earliest),
            WrongFirstDay::TooFar(latest) => Wrong::TooFar(latest),
            WrongFirstDay::Waits(version, day) => Wrong::Waits { version, day },
        };
        Problem::invalid("/effective_on", wrong)
    })?;
    let (programme, examples) = checked(app, &files, newest + 1, language)?;
    let (prospect, counts, guards) = app.store().counted(programme, (from, today)).await?;
    let mut plan = Plan {
        id: app.minter(now).plan(),
        base_version: newest,
        files,
        effective_on,
        digest: String::new(),
        guards,
        counts,
        made_by,
        made_at: now,
        approvals: Vec::new(),
        applied: None,
    };
    plan.digest = digest(&plan, &prospect, (&plan.counts, &plan.guards));
    Ok(Drawn { plan, prospect, examples })
}

/// Reads files as the next version: they are without fault, of the same programme, and their worked examples pass.
fn checked(app: &App, files: &Files, version: u32, language: Language) -> Result<(Arc<Programme>, usize), Problem> {
    let unprocessable = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
    let loaded = symbolon_programme::load(files, version).map_err(|wrong| {
        let errors = wrong.items().iter().map(|item| {
            json!({
                "file": item.file, "line": item.line, "column": item.column, "detail": item.message.get(language),
                "hint": item.hint.as_ref().map(|hint| hint.get(language)),
            })
        });
        unprocessable("programme-invalid").with("errors", errors.collect())
    })?;
    let in_force = app.store().all_programmes().current();
    let programme = Arc::new(loaded.programme);
    if (&programme.id, &programme.time_zone) != (&in_force.id, &in_force.time_zone) {
        return Err(unprocessable("programme-identity-changed")
            .with("programme", json!(in_force.id))
            .with("time_zone", json!(in_force.time_zone)));
    }
    if programme.content_hash == in_force.content_hash {
        return Err(Problem::new(StatusCode::CONFLICT, "plan-changes-nothing").with("version", json!(in_force.version)));
    }
    let results = run_cases(&programme, &loaded.cases);
    let failed: Vec<Value> = results
        .iter()
        .filter(|result| !result.failures.is_empty())
        .map(|result| {
            let failures: Vec<&str> = result.failures.iter().map(|text| text.get(language)).collect();
            json!({ "name": result.name, "file": result.file, "line": result.line, "failures": failures })
        })
        .collect();
    if !failed.is_empty() {
        return Err(unprocessable("worked-examples-fail").with("failed", json!(failed)));
    }
    Ok((programme, results.len()))
}

/// What a plan was computed from and what came of it: an act on it names this, so that it is about what was read.
fn digest(plan: &Plan, prospect: &Prospect, (counts, guards): (&Counts, &[GuardReason])) -> String {
    let parts = [
        plan.id.to_string(),
        plan.base_version.to_string(),
        prospect.in_force().content_hash.clone(),
        prospect.next().content_hash.clone(),
        plan.effective_on.map(|day| day.to_string()).unwrap_or_default(),
        serde_json::to_string(counts).unwrap_or_default(),
        serde_json::to_string(guards).unwrap_or_default(),
    ];
    let hash = parts.iter().fold(Sha256::new(), |hash, part| {
        hash.chain_update((part.len() as u64).to_be_bytes()).chain_update(part.as_bytes())
    });
    format!("sha-256:{}", hex::encode(hash.finalize()))
}

/// What a plan was computed from that is no longer so, as far as that is known without counting again.
fn aged(app: &App, plan: &Plan, (now, today): (i64, Date)) -> Vec<Value> {
    let (newest, _) = app.store().newest_version();
    let mut changed = Vec::new();
    if newest != plan.base_version {
        changed.push(json!({ "what": "version", "from": plan.base_version, "to": newest }));
    }
    if now > plan.made_at.saturating_add(PLAN_MICROS) {
        changed.push(json!({ "what": "age", "until": instant(plan.made_at.saturating_add(PLAN_MICROS)) }));
    }
    if let Some(day) = plan.effective_on.filter(|day| *day < today) {
        changed.push(json!({ "what": "effective_on", "from": day, "to": today }));
    }
    changed
}

/// A plan's state, as far as it is known without counting again.
pub(crate) fn state(app: &App, plan: &Plan, at: (i64, Date)) -> PlanState {
    let approved_by: Vec<String> = plan.approvals.iter().map(|(by, _)| by.clone()).collect();
    facts(plan, &approved_by, aged(app, plan, at).is_empty()).state()
}

fn facts<'a>(plan: &'a Plan, approved_by: &'a [String], fresh: bool) -> PlanFacts<'a> {
    let applied = plan.applied.is_some();
    PlanFacts { made_by: &plan.made_by, guards: &plan.guards, approved_by, applied, fresh }
}

/// What somebody wants to do with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Approve,
    Apply,
}

/// Looks at a plan again, counted anew: what it was computed from, who acts, and whether they read this one. Gives the
/// version that it would become and its first day; none where it was applied before.
async fn looked_at(
    app: &App,
    plan: &Plan,
    step: Step,
    who: &Identity,
    (given, at, language): (&str, (i64, Date), Language),
) -> Result<Option<(Arc<Programme>, Date)>, Problem> {
    if plan.applied.is_some() {
        return Ok(None);
    }
    let mut changed = aged(app, plan, at);
    let mut prospect = None;
    let from = plan.effective_on.unwrap_or(at.1);
    if changed.is_empty() {
        let (programme, _) = checked(app, &plan.files, plan.base_version + 1, language)?;
        let (found, counts, guards) = app.store().counted(programme.clone(), (from, at.1)).await?;
        if guards != plan.guards {
            changed.push(json!({ "what": "guards", "from": plan.guards, "to": guards }));
        } else if digest(plan, &found, (&counts, &guards)) != plan.digest {
            changed.push(json!({ "what": "counts", "from": plan.counts, "to": counts }));
        } else if given != plan.digest {
            changed.push(json!({ "what": "digest" }));
        }
        prospect = Some(programme);
    }
    let approved_by: Vec<String> = plan.approvals.iter().map(|(by, _)| by.clone()).collect();
    let facts = facts(plan, &approved_by, changed.is_empty());
    let judged = match step {
        Step::Approve => facts.approve(&who.name(), who.person.is_some()),
        Step::Apply => facts.apply(&who.name()),
    };
    match (judged, prospect) {
        (Ok(()), Some(programme)) => Ok(Some((programme, from))),
        (Ok(()), None) => Err(Problem::plan(PlanRefusal::Stale, language).with("changed", json!(changed))),
        (Err(refusal), _) => {
            let mut problem = Problem::plan(refusal, language);
            if refusal == PlanRefusal::Stale {
                problem = problem.with("changed", json!(changed));
            } else {
                problem = problem.with("guards", guards_of(plan, language));
                // Whoever made the plan cannot agree to it, nor whoever was just told so.
                let out = |person: &PersonId| {
                    let name = person.to_string();
                    name == plan.made_by || (refusal == PlanRefusal::SelfApproval && name == who.name())
                };
                let people = app.store().people(None).await?;
                let others: Vec<PersonRow> = people.iter().filter(|person| !out(&person.id)).cloned().collect();
                problem.add_helpers(others.iter(), app.programme());
            }
            Err(problem)
        }
    }
}

/// Agrees to a plan, or looks whether one could.
pub(crate) async fn approve(
    app: &App,
    plan: &Plan,
    who: &Identity,
    said: (&str, (i64, Date), Language),
    dry_run: bool,
) -> Result<(), Problem> {
    let (now, _) = said.1;
    if looked_at(app, plan, Step::Approve, who, said).await?.is_some() && !dry_run {
        app.store().approve_plan(plan.id, &who.name(), now).await?;
    }
    Ok(())
}

/// Applies a plan, or looks whether one could.
pub(crate) async fn apply(
    app: &App,
    plan: &Plan,
    who: &Identity,
    said: (&str, (i64, Date), Language),
    dry_run: bool,
) -> Result<(), Problem> {
    let (now, _) = said.1;
    let Some((programme, from)) = looked_at(app, plan, Step::Apply, who, said).await? else { return Ok(()) };
    if dry_run {
        return Ok(());
    }
    match app.store().apply_plan(plan, programme, from, &who.name(), now).await? {
        Some(_) => Ok(()),
        None => {
            let (newest, _) = app.store().newest_version();
            let changed = json!([{ "what": "version", "from": plan.base_version, "to": newest }]);
            Err(Problem::plan(PlanRefusal::Stale, said.2).with("changed", changed))
        }
    }
}

/// Why somebody else has to agree, in words.
pub(crate) fn guards_of(plan: &Plan, language: Language) -> Value {
    plan.guards.iter().map(|guard| json!({ "code": guard, "text": word(language, *guard) })).collect()
}

/// A plan without what is different.
pub(crate) fn brief(app: &App, plan: &Plan, at: (i64, Date), language: Language) -> Value {
    let state = state(app, plan, at);
    let by = plan.counts.by.iter().map(|(touch, (now, later))| {
        json!({
            "code": touch, "text": word(language, *touch), "worse": touch.is_worse(), "now": now, "later": later,
        })
    });
    json!({
        "id": plan.id, "state": state, "base_version": plan.base_version, "version": plan.base_version + 1,
        "content_hash": plan.files.content_hash(), "effective_on": plan.effective_on, "digest": plan.digest,
        "made_by": plan.made_by, "made_at": instant(plan.made_at),
        "valid_until": instant(plan.made_at.saturating_add(PLAN_MICROS)),
        "people": {
            "running": plan.counts.running, "touched": plan.counts.touched, "touched_now": plan.counts.touched_now,
            "touched_later": plan.counts.touched_later, "worse_now": plan.counts.worse_now,
            "worse_later": plan.counts.worse_later, "first": plan.counts.first, "last": plan.counts.last,
            "by": by.collect::<Vec<_>>(),
        },
        "guards": guards_of(plan, language),
        "approvals": plan.approvals.iter().map(|(by, at)| json!({ "by": by, "at": instant(*at) })).collect::<Vec<_>>(),
        "applied_version": plan.applied,
    })
}

/// The versions that a plan compares, and how they would be met.
pub(crate) async fn compared(app: &App, plan: &Plan) -> Result<(Vec<Difference>, Prospect), Problem> {
    let versions = app.store().versions().await?;
    let made_on = day(plan.made_at, app.zone());
    let mut beneath = lined_up(app, &versions, plan.base_version);
    give_way(&mut beneath, (plan.effective_on.unwrap_or(made_on), made_on));
    let base = beneath.last().ok_or_else(Problem::not_found)?;
    Ok((differences(&base.files, &plan.files), against(&beneath, &plan.files, plan.base_version + 1)?))
}

/// A version beside the ones up to another, as it was when they were compared.
pub(crate) fn prospect(app: &App, versions: &[Version], base: u32, files: &Files) -> Result<Prospect, Problem> {
    against(&lined_up(app, versions, base), files, base + 1)
}

/// The versions up to one, without those whose place a later one of them took.
fn lined_up<'v>(app: &App, versions: &'v [Version], base: u32) -> Vec<&'v Version> {
    let mut found = Vec::new();
    for version in versions.iter().filter(|known| known.version <= base) {
        if let Some(applied) = &version.applied {
            give_way(&mut found, (applied.effective_on, day(applied.at, app.zone())));
        }
        found.push(version);
    }
    found
}

/// Leaves out the versions whose place one takes, by its first day and the day on which it was applied.
fn give_way(versions: &mut Vec<&Version>, days: (Date, Date)) {
    versions.retain(|known| !known.applied.as_ref().is_some_and(|own| takes_the_place(days, own.effective_on)));
}

fn against(versions: &[&Version], files: &Files, number: u32) -> Result<Prospect, Problem> {
    let read = |files: &Files, version| {
        symbolon_programme::load_accepted(files, version)
            .map(|loaded| Arc::new(loaded.programme))
            .map_err(|_| Problem::not_found())
    };
    let (first, later) = versions.split_first().ok_or_else(Problem::not_found)?;
    let mut known = Programmes::new(read(&first.files, first.version)?);
    for version in later {
        known = known.with(read(&version.files, version.version)?);
    }
    Ok(Prospect::new(&known, read(files, number)?))
}

/// What is different, and when it is met.
pub(crate) fn shown(found: &[Difference], prospect: &Prospect, language: Language) -> Value {
    let one = |difference: &Difference| {
        let (meets, more_generous) = prospect.meets(&difference.path());
        json!({
            "kind": difference.kind, "objects": difference.objects, "rule": difference.rule, "from": difference.from,
            "to": difference.to, "file": difference.source.file, "line": difference.source.line,
            "meets": meets, "meets_text": word(language, meets), "more_generous": more_generous,
        })
    };
    found.iter().map(one).collect()
}

/// Who is touched, in a company.
pub(crate) fn members(row: &AccountRow, impacts: &[Impact], language: Language) -> Vec<Value> {
    let said = |touches: &std::collections::BTreeSet<symbolon_domain::change::Touch>| -> Vec<Value> {
        touches
            .iter()
            .map(|touch| json!({ "code": touch, "text": word(language, *touch), "worse": touch.is_worse() }))
            .collect()
    };
    let one = |impact: &Impact| {
        json!({
            "account": row.id, "account_number": row.number, "account_name": row.name, "membership": impact.membership,
            "number": format!("M-{}", impact.number), "offer": impact.offer, "now": said(&impact.now),
            "later": said(&impact.later), "renews_on": impact.renews_on,
        })
    };
    impacts.iter().map(one).collect()
}
