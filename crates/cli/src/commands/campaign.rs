//! `symbolon campaign`: what the programme offers, and runs of it from the simulation to the report.

use serde_json::{Value as Json, json};
use symbolon_text::Value;

use super::Session;
use super::shown::{count, day_cell, money, named, plain};
use crate::args::CampaignVerb;
use crate::client::{Route, route};
use crate::failure::Failure;
use crate::find::{items, text};
use crate::output::{Cell, Output, Table};

pub(crate) fn run(verb: &CampaignVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        CampaignVerb::List => list(session),
        CampaignVerb::Simulate { campaign, trial } => {
            let path = route!("campaigns/{}/simulations", campaign);
            if trial.dry_run { counted(session, &path) } else { said(session, &session.client.act(&path, &json!({}))?) }
        }
        CampaignVerb::Runs { campaign } => runs(session, campaign.as_deref()),
        CampaignVerb::Approve { run, trial } => {
            session.client.today_only()?;
            // What is approved is what was shown just before.
            let found = session.client.now().get(&route!("campaign-runs/{}", run), &[])?;
            if !session.output.is_json() {
                report(&session.output, &found)?;
            }
            let body = json!({ "digest": found["digest"] });
            let question = || counting(session, "cli-confirm-campaign-approve", &found);
            step(session, &route!("campaign-runs/{}/approvals", run), &body, trial.dry_run, question)
        }
        CampaignVerb::Start { run, trial } => {
            let found = session.client.now().get(&route!("campaign-runs/{}", run), &[])?;
            let question = || counting(session, "cli-confirm-campaign-start", &found);
            step(session, &route!("campaign-runs/{}/starts", run), &json!({}), trial.dry_run, question)
        }
        CampaignVerb::Close { run, trial } => {
            let question = || session.output.text("cli-confirm-campaign-close", &[]);
            step(session, &route!("campaign-runs/{}/closings", run), &json!({}), trial.dry_run, question)
        }
        CampaignVerb::Report { run } => said(session, &session.client.get(&route!("campaign-runs/{}", run), &[])?),
        CampaignVerb::Members { run, member_state } => members(session, run, member_state.as_deref()),
    }
}

fn list(session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.list(&route!("campaigns"), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["campaign", "name", "from", "until", "most"]).right(&["most"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "id"),
            plain(item, "name"),
            day_cell(output.language, item, "anniversary_from"),
            day_cell(output.language, item, "anniversary_to"),
            count(output.language, item, "max_members"),
        ]);
    }
    output.table(table)
}

/// What a dry run counts.
fn counted(session: &Session, path: &Route) -> Result<(), Failure> {
    let output = &session.output;
    let found = session.client.try_out(path, &json!({}))?;
    if output.is_json() {
        return output.document(&found);
    }
    let mut table = Table::new(&["expected", "count"]).right(&["count"]);
    let expected = &found["expected"];
    for code in expected.as_object().into_iter().flat_map(|counts| counts.keys()) {
        table.row(vec![fate(output, code), count(output.language, expected, code)]);
    }
    output.table(table)?;
    fees(output, &found)
}

/// What becomes of a member, or why it is passed over.
fn fate(output: &Output, code: &str) -> Cell {
    let said = match code {
        "" => "–".to_owned(),
        "pending" | "enrolled" | "skipped" => output.text(&format!("cli-member-{code}"), &[]),
        reason => output.text(&format!("skip-{reason}"), &[]),
    };
    Cell::new(said, code)
}

fn fees(output: &Output, found: &Json) -> Result<(), Failure> {
    for fee in found["fees_due"].as_array().into_iter().flatten() {
        let values = [("amount", money(output.language, fee).into())];
        output.prose(&output.text("cli-campaign-fees", &values))?;
    }
    Ok(())
}

/// A question that says how many memberships a run enrols.
fn counting(session: &Session, id: &'static str, run: &Json) -> String {
    let count = run["report"]["expected"].as_i64().unwrap_or_default();
    session.output.text(id, &[("count", count.into())])
}

fn step(
    session: &Session,
    path: &Route,
    body: &Json,
    dry_run: bool,
    question: impl FnOnce() -> String,
) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    session.confirm(&question())?;
    said(session, &session.client.act(path, body)?)
}

fn said(session: &Session, run: &Json) -> Result<(), Failure> {
    if session.output.is_json() { session.output.document(run) } else { report(&session.output, run) }
}

/// A run with what became of its members.
fn report(output: &Output, run: &Json) -> Result<(), Failure> {
    let of = &run["report"];
    let values = ["id", "campaign", "state_text"].map(|name| (name, Value::from(text(run, name))));
    output.prose(&output.text("cli-campaign-run", &values))?;
    let mut table = Table::new(&["member_state", "count"]).right(&["count"]);
    for (name, id) in [
        ("members", "selected"),
        ("expected", "expected"),
        ("pending", "pending"),
        ("enrolled", "enrolled"),
        ("paid", "paid"),
        ("to_pay", "to-pay"),
        ("missed", "missed"),
        ("asked_late", "asked-late"),
    ] {
        let said = output.text(&format!("cli-campaign-{id}"), &[]);
        table.row(vec![Cell::new(said, name), count(output.language, of, name)]);
    }
    let skipped = &of["skipped"];
    for reason in skipped.as_object().into_iter().flat_map(|counts| counts.keys()) {
        let values = [("reason", output.text(&format!("skip-{reason}"), &[]).into())];
        let said = output.text("cli-campaign-skipped", &values);
        table.row(vec![Cell::new(said, format!("skipped.{reason}")), count(output.language, skipped, reason)]);
    }
    output.table(table)?;
    fees(output, run)
}

fn runs(session: &Session, campaign: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<(&str, &str)> = campaign.map(|campaign| ("campaign", campaign)).into_iter().collect();
    let list = session.client.list(&route!("campaign-runs"), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["run", "campaign", "state", "members", "enrolled"]).right(&["members", "enrolled"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "id"),
            plain(item, "campaign"),
            named(item, "state_text", "state"),
            count(output.language, &item["report"], "members"),
            count(output.language, &item["report"], "enrolled"),
        ]);
    }
    output.table(table)
}

fn members(session: &Session, run: &str, state: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<(&str, &str)> = state.map(|state| ("state", state)).into_iter().collect();
    let list = session.client.list(&route!("campaign-runs/{}/members", run), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["membership", "offer", "anniversary", "expected", "state", "reason"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "membership_number"),
            named(item, "offer_name", "offer"),
            day_cell(output.language, item, "anniversary"),
            fate(output, text(item, "expected")),
            fate(output, text(item, "state")),
            fate(output, text(item, "reason")),
        ]);
    }
    output.table(table)
}
