//! `symbolon key`.

use serde_json::json;
use symbolon_domain::fact::CountedFor;
use symbolon_text::{Value, word};

use super::Session;
use super::shown::{count, day_cell, ending, named, number, state};
use super::token::deliberately;
use crate::args::{Company, Key};
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

/// States of a key that a membership gives a right to.
const HELD: &[&str] = &["hidden", "revealed", "exhausted"];

pub(crate) fn run(verb: &Key, session: &Session) -> Result<(), Failure> {
    match verb {
        Key::List(of) => list(session, of),
        Key::Reveal { key, of, deliberate } => {
            let key = find::object(&session.client, of, "keys", "key_", key, HELD)?;
            let path = format!("keys/{}/reveals", text(&key, "id"));
            deliberately(session, &path, json!({}), deliberate, |shown| session.output.line(text(shown, "key")))
        }
        Key::Activations { key, of } => activations(session, key, of),
    }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list("keys", &[("account", &account)])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["key", "benefit", "used", "limit", "state"]).right(&["used", "limit"]);
    for item in items(&list) {
        table.row(vec![
            ending(item),
            named(item, "benefit_name", "benefit"),
            count(item, "used"),
            count(item, "limit"),
            state(item),
        ]);
    }
    output.table(table)
}

fn activations(session: &Session, key: &str, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let key = find::object(&session.client, of, "keys", "key_", key, HELD)?;
    let list = session.client.list(&format!("keys/{}/activations", text(&key, "id")), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["used", "machine", "counted_on", "counted_for"]).right(&["used"]);
    for item in items(&list) {
        let code = text(item, "counted_for");
        let why = CountedFor::from_code(code).map(|why| word(output.language, why)).unwrap_or_default();
        let machine = item["device_name"].as_str().unwrap_or("–");
        table.row(vec![
            count(item, "used"),
            Cell::new(machine, text(item, "device_name")),
            day_cell(output.language, item, "counted_on"),
            Cell::new(why, code),
        ]);
    }
    output.table(table)?;
    let values = [("used", Value::from(number(&key, "used"))), ("limit", number(&key, "limit").into())];
    if key["limit"].is_i64() {
        output.note(&output.text("cli-key-used", &values));
    }
    Ok(())
}
