//! `symbolon key`.

use serde_json::{Value as Json, json};
use symbolon_domain::fact::CountedFor;
use symbolon_text::Value;

use super::Session;
use super::shown::{count, day_cell, ending, named, number, state, worded};
use super::token::deliberately;
use crate::args::{Company, Key};
use crate::client::{Client, route};
use crate::failure::{Exit, Failure};
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

/// States of a key that a membership gives a right to.
const HELD: &[&str] = &["hidden", "revealed", "exhausted", "blocked"];

pub(crate) fn run(verb: &Key, session: &Session) -> Result<(), Failure> {
    match verb {
        Key::List(of) => list(session, of),
        Key::Reveal { key, of, deliberate } => {
            let path = route!("keys/{}/reveals", key_or_line(&session.client.now(), of, key)?);
            deliberately(session, &path, json!({}), deliberate, |shown| session.output.line(text(shown, "key")))
        }
        Key::Activations { key, of } => activations(session, key, of),
        Key::Block { key, why, note, of, trial } => {
            let body = json!({ "why": why, "note": note });
            settle(session, key, of, ("blocks", &body, "cli-confirm-block"), trial.dry_run)
        }
        Key::Unblock { key, note, of, trial } => {
            let body = json!({ "note": note });
            settle(session, key, of, ("unblockings", &body, "cli-confirm-unblock"), trial.dry_run)
        }
    }
}

/// A key by what it is called; where there is none, the line of the product, which the server answers for.
fn key_or_line(client: &Client, of: &Company, name: &str) -> Result<String, Failure> {
    let missing = match find::object(client, of, "keys", "key_", name, HELD) {
        Err(failure) if failure.exit == Exit::NotFound => failure,
        found => return found.map(|key| text(&key, "id").to_owned()),
    };
    let account = find::account(client, of)?;
    let lines = client.list(&route!("accounts/{}/grants", account), &[])?;
    let named = items(&lines).rfind(|line| text(line, "benefit") == name || text(line, "id") == name);
    named.map(|line| text(line, "id").to_owned()).ok_or(missing)
}

/// What the vendor decides about a key, and how it is afterwards.
fn settle(
    session: &Session,
    key: &str,
    of: &Company,
    (verb, body, question): (&str, &Json, &str),
    dry_run: bool,
) -> Result<(), Failure> {
    let key = find::object(&session.client.now(), of, "keys", "key_", key, HELD)?;
    let path = route!("keys/{}/{}", text(&key, "id"), verb);
    if dry_run {
        return session.would(&path, body);
    }
    session.confirm(&session.output.text(question, &[]))?;
    let answer = session.client.act(&path, body)?;
    if session.output.is_json() { session.output.document(&answer) } else { keys(session, std::iter::once(&answer)) }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("keys"), &[("account", &account)])?;
    if output.is_json() {
        return output.document(&list);
    }
    keys(session, items(&list))
}

fn keys<'a>(session: &Session, items: impl Iterator<Item = &'a Json>) -> Result<(), Failure> {
    let mut table = Table::new(&["key", "benefit", "used", "limit", "state", "blocked"]).right(&["used", "limit"]);
    for item in items {
        let blocked = &item["blocked"];
        table.row(vec![
            ending(item),
            named(item, "benefit_name", "benefit"),
            count(session.output.language, item, "used"),
            count(session.output.language, item, "limit"),
            state(item),
            Cell::new(blocked["why_text"].as_str().unwrap_or("–"), text(blocked, "why")),
        ]);
    }
    session.output.table(table)
}

fn activations(session: &Session, key: &str, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let key = find::object(&session.client, of, "keys", "key_", key, HELD)?;
    let list = session.client.list(&route!("keys/{}/activations", text(&key, "id")), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["used", "machine", "counted_on", "counted_for"]).right(&["used"]);
    for item in items(&list) {
        let machine = item["device_name"].as_str().unwrap_or("–");
        table.row(vec![
            count(session.output.language, item, "used"),
            Cell::new(machine, text(item, "device_name")),
            day_cell(output.language, item, "counted_on"),
            worded(output.language, item, "counted_for", CountedFor::from_code),
        ]);
    }
    output.table(table)?;
    let values = [("used", Value::from(number(&key, "used"))), ("limit", number(&key, "limit").into())];
    if key["limit"].is_i64() {
        output.note(&output.text("cli-key-used", &values));
    }
    Ok(())
}
