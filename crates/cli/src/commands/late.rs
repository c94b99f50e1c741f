//! `symbolon override`: late overrides, proposed by one person and approved by another.

use serde_json::{Value as Json, json};

use super::Session;
use super::shown::{day_cell, named, plain};
use crate::args::OverrideVerb;
use crate::client::{Route, route};
use crate::failure::Failure;
use crate::find::{self, items};
use crate::output::{Output, Table};

pub(crate) fn run(verb: &OverrideVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        OverrideVerb::List { of, open } => {
            let client = &session.client;
            // Without a company, the vendor's people see all of them and a partner's their own.
            let account = match of.account {
                Some(_) => Some(find::account(client, of)?),
                None => find::own(client)?,
            };
            let mut list = match (account, open) {
                (Some(account), _) => client.list(&route!("accounts/{}/overrides", account), &[])?,
                (None, true) => client.list(&route!("overrides"), &[("state", "open")])?,
                (None, false) => client.list(&route!("overrides"), &[])?,
            };
            if let (true, Some(items)) = (open, list["items"].as_array_mut()) {
                items.retain(|item| item["state"] == "open");
            }
            if session.output.is_json() { session.output.document(&list) } else { table(&session.output, items(&list)) }
        }
        OverrideVerb::Propose { membership, campaign, ticket, note, of, trial } => {
            let account = find::account(&session.client, of)?;
            let body = json!({ "membership": membership, "campaign": campaign, "ticket": ticket, "reason": note });
            act(
                session,
                &route!("accounts/{}/overrides", account),
                &body,
                trial.dry_run,
                "cli-confirm-override-propose",
            )
        }
        OverrideVerb::Grant { late_override, trial } => {
            let path = route!("overrides/{}/decisions", late_override);
            act(session, &path, &json!({ "approve": true }), trial.dry_run, "cli-confirm-override-grant")
        }
        OverrideVerb::Decline { late_override, note, trial } => {
            let path = route!("overrides/{}/decisions", late_override);
            let body = json!({ "approve": false, "note": note });
            act(session, &path, &body, trial.dry_run, "cli-confirm-override-decline")
        }
        OverrideVerb::End { late_override, trial } => {
            let path = route!("overrides/{}/endings", late_override);
            act(session, &path, &json!({}), trial.dry_run, "cli-confirm-override-end")
        }
    }
}

fn act(session: &Session, path: &Route, body: &Json, dry_run: bool, question: &str) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    session.confirm(&session.output.text(question, &[]))?;
    let answer = session.client.act(path, body)?;
    let output = &session.output;
    if output.is_json() { output.document(&answer) } else { table(output, std::iter::once(&answer)) }
}

fn table<'a>(output: &Output, items: impl Iterator<Item = &'a Json>) -> Result<(), Failure> {
    let mut table = Table::new(&["override", "membership", "campaign", "ticket", "state", "pay_by"]);
    for item in items {
        table.row(vec![
            plain(item, "id"),
            plain(item, "membership_number"),
            plain(item, "campaign"),
            plain(item, "ticket_number"),
            named(item, "state_text", "state"),
            day_cell(output.language, item, "pay_by"),
        ]);
    }
    output.table(table)
}
