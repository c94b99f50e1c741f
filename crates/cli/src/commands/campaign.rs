//! `symbolon campaign`: what the programme offers, and runs of it from the simulation to the report.

use serde_json::{Value as Json, json};

use super::Session;
use super::shown::{day_cell, plain};
use crate::args::CampaignVerb;
use crate::failure::Failure;
use crate::find::{items, text};
use crate::output::{Cell, Output, Table};

pub(crate) fn run(verb: &CampaignVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        CampaignVerb::List => list(session),
        CampaignVerb::Simulate { campaign, trial } => {
            let path = format!("campaigns/{campaign}/simulations");
            if trial.dry_run { counted(session, &path) } else { said(session, &session.client.act(&path, &json!({}))?) }
        }
        CampaignVerb::Runs { campaign } => runs(session, campaign.as_deref()),
        CampaignVerb::Approve { run, trial } => {
            let path = format!("campaign-runs/{run}");
            // What is approved is what was shown just before.
            let found = session.client.get(&path, &[])?;
            if !session.output.is_json() {
                report(&session.output, &found)?;
            }
            let body = json!({ "digest": found["digest"] });
            step(session, &format!("{path}/approvals"), &body, trial.dry_run)
        }
        CampaignVerb::Start { run, trial } => {
            step(session, &format!("campaign-runs/{run}/starts"), &json!({}), trial.dry_run)
        }
        CampaignVerb::Close { run, trial } => {
            step(session, &format!("campaign-runs/{run}/closings"), &json!({}), trial.dry_run)
        }
        CampaignVerb::Report { run } => said(session, &session.client.get(&format!("campaign-runs/{run}"), &[])?),
        CampaignVerb::Members { run, member_state } => members(session, run, member_state.as_deref()),
    }
}

fn list(session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.list("campaigns", &[])?;
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
            Cell::same(item["max_members"].to_string()),
        ]);
    }
    output.table(table)
}

/// What a dry run counts.
fn counted(session: &Session, path: &str) -> Result<(), Failure> {
    let output = &session.output;
    let found = session.client.try_out(path, &json!({}))?;
    if output.is_json() {
        return output.document(&found);
    }
    let mut table = Table::new(&["expected", "count"]).right(&["count"]);
    for (expected, count) in found["expected"].as_object().into_iter().flatten() {
        table.row(vec![Cell::same(expected.clone()), Cell::same(count.to_string())]);
    }
    output.table(table)?;
    fees(output, &found)
}

fn fees(output: &Output, found: &Json) -> Result<(), Failure> {
    for fee in found["fees_due"].as_array().into_iter().flatten() {
        let values = [("amount", format!("{} {}", text(fee, "amount"), text(fee, "currency")).into())];
        output.line(&output.text("cli-campaign-fees", &values))?;
    }
    Ok(())
}

fn step(session: &Session, path: &str, body: &Json, dry_run: bool) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    said(session, &session.client.act(path, body)?)
}

fn said(session: &Session, run: &Json) -> Result<(), Failure> {
    if session.output.is_json() { session.output.document(run) } else { report(&session.output, run) }
}

/// A run with what became of its members.
fn report(output: &Output, run: &Json) -> Result<(), Failure> {
    let of = &run["report"];
    output.line(&format!("{}  {}: {}", text(run, "id"), text(run, "campaign"), text(run, "state_text")))?;
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
        table.row(vec![Cell::new(said, name), Cell::same(of[name].to_string())]);
    }
    for (reason, count) in of["skipped"].as_object().into_iter().flatten() {
        let reason = output.text(&format!("skip-{reason}"), &[]);
        let values = [("reason", reason.into())];
        table.row(vec![Cell::same(output.text("cli-campaign-skipped", &values)), Cell::same(count.to_string())]);
    }
    output.table(table)?;
    fees(output, run)
}

fn runs(session: &Session, campaign: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<(&str, &str)> = campaign.map(|campaign| ("campaign", campaign)).into_iter().collect();
    let list = session.client.list("campaign-runs", &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["run", "campaign", "state", "members", "enrolled"]).right(&["members", "enrolled"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "id"),
            plain(item, "campaign"),
            plain(item, "state_text"),
            Cell::same(item["report"]["members"].to_string()),
            Cell::same(item["report"]["enrolled"].to_string()),
        ]);
    }
    output.table(table)
}

fn members(session: &Session, run: &str, state: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<(&str, &str)> = state.map(|state| ("state", state)).into_iter().collect();
    let list = session.client.list(&format!("campaign-runs/{run}/members"), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["membership", "offer", "anniversary", "expected", "state", "reason"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "membership_number"),
            plain(item, "offer_name"),
            day_cell(output.language, item, "anniversary"),
            plain(item, "expected"),
            plain(item, "state"),
            plain(item, "reason"),
        ]);
    }
    output.table(table)
}
