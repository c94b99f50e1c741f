//! `symbolon ticket`: what the rules answer, one's own tickets, and the desk's queue.

use serde_json::{Value as Json, json};

use super::Session;
use super::company::hand_in;
use super::shown::{count, day_cell, named, plain, section};
use crate::args::{TicketVerb, Trial};
use crate::client::route;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Output, Table};

pub(crate) fn run(verb: &TicketVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        TicketVerb::List { of, ticket_state, mine } => {
            let account = of.account.is_some().then(|| find::account(&session.client, of)).transpose()?;
            let mut query: Vec<(&str, &str)> = Vec::new();
            query.extend(account.as_deref().map(|account| ("account", account)));
            query.extend(ticket_state.as_deref().map(|state| ("state", state)));
            query.extend(mine.then_some(("mine", "true")));
            let list = session.client.list(&route!("tickets"), &query)?;
            if session.output.is_json() { session.output.document(&list) } else { table(&session.output, items(&list)) }
        }
        TicketVerb::Show { ticket } => show(session, &session.client.get(&route!("tickets/{}", ticket), &[])?),
        TicketVerb::Ask { about, subject, of } => {
            let account = find::account(&session.client, of)?;
            let mut query = vec![("reason", about.as_str())];
            query.extend(subject.as_deref().map(|subject| ("subject", subject)));
            let found = session.client.get(&route!("accounts/{}/ticket-suggestions", account), &query)?;
            suggested(session, &found)
        }
        TicketVerb::Open { about, subject, text, of, trial } => {
            let account = find::account(&session.client, of)?;
            let mut body = json!({ "reason": about, "text": text });
            if let Some(subject) = subject {
                body["subject"] = json!(subject);
            }
            session.done(&route!("accounts/{}/tickets", account), &body, trial, |ticket| show(session, ticket))
        }
        TicketVerb::Take { ticket, trial } => act(session, ticket, ("take", None), trial),
        TicketVerb::AskBack { ticket, text, trial } => act(session, ticket, ("ask", Some(text)), trial),
        TicketVerb::Reply { ticket, text, trial } => act(session, ticket, ("reply", Some(text)), trial),
        TicketVerb::Acknowledge { ticket, text, trial } => act(session, ticket, ("acknowledge", Some(text)), trial),
        TicketVerb::Grant { ticket, text, trial } => {
            decide(session, ticket, ("grant", Some(text)), "cli-confirm-ticket-grant", trial)
        }
        TicketVerb::Refuse { ticket, text, trial } => {
            decide(session, ticket, ("refuse", Some(text)), "cli-confirm-ticket-refuse", trial)
        }
        TicketVerb::Close { ticket, trial } => {
            decide(session, ticket, ("close", None), "cli-confirm-ticket-close", trial)
        }
        TicketVerb::Reopen { ticket, text, trial } => act(session, ticket, ("reopen", Some(text)), trial),
        TicketVerb::Attach { ticket, file, trial } => {
            hand_in(session, &route!("tickets/{}/documents", ticket), &[], file, trial)
        }
    }
}

/// The same for what ends a request: asked before, by the text that is named.
fn decide(
    session: &Session,
    ticket: &str,
    (done, said): (&str, Option<&String>),
    asked: &str,
    trial: &Trial,
) -> Result<(), Failure> {
    if !trial.dry_run {
        session.confirm(&session.output.text(asked, &[("ticket", ticket.into())]))?;
    }
    act(session, ticket, (done, said), trial)
}

fn act(session: &Session, ticket: &str, (act, text): (&str, Option<&String>), trial: &Trial) -> Result<(), Failure> {
    let mut body = json!({ "act": act });
    if let Some(text) = text {
        body["text"] = json!(text);
    }
    session.done(&route!("tickets/{}/entries", ticket), &body, trial, |ticket| show(session, ticket))
}

fn suggested(session: &Session, found: &Json) -> Result<(), Failure> {
    let output = &session.output;
    if output.is_json() {
        return output.document(found);
    }
    output.line(text(found, "answer_text"))?;
    let roles = found["who_can_help"].as_array().into_iter().flatten().map(|role| text(role, "name"));
    let roles: Vec<&str> = roles.collect();
    if !roles.is_empty() {
        output.line(&output.text("cli-helpers", &[("helpers", roles.join(" · ").into())]))?;
    }
    if let Some(detail) = found["detail"].as_str() {
        output.line(detail)?;
    }
    Ok(())
}

fn show(session: &Session, ticket: &Json) -> Result<(), Failure> {
    let output = &session.output;
    if output.is_json() {
        return output.document(ticket);
    }
    table(output, std::iter::once(ticket))?;
    if !output.is_drawn() {
        return Ok(());
    }
    let said = |entry: &Json| {
        let who = entry["by_name"].as_str().unwrap_or_else(|| text(entry, "by"));
        // Every line of what somebody wrote stands under the first, so that none is taken for an entry.
        let said = entry["text"].as_str().map(|said| format!(" – {}", said.replace('\n', "\n    ")));
        let said = said.unwrap_or_default();
        format!("{}  {who} {}{said}", text(entry, "at"), text(entry, "act_text"))
    };
    let lines: Vec<String> = ticket["entries"].as_array().into_iter().flatten().map(said).collect();
    section(output, "cli-ticket-thread", &[], &lines)
}

fn table<'a>(output: &Output, items: impl Iterator<Item = &'a Json>) -> Result<(), Failure> {
    let mut table = Table::new(&["ticket", "about", "state", "opened_on", "age"]).right(&["age"]);
    for item in items {
        table.row(vec![
            plain(item, "number"),
            named(item, "reason_text", "reason"),
            named(item, "state_text", "state"),
            day_cell(output.language, item, "opened_on"),
            count(output.language, item, "age_days"),
        ]);
    }
    output.table(table)
}
