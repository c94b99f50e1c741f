//! `symbolon certification`.

use serde_json::{Value as Json, json};
use symbolon_text::Value;

use super::Session;
use super::shown::{day, day_cell, id, named};
use crate::args::Company;
use crate::client::route;
use crate::competencies::Certification;
use crate::failure::{Exit, Failure};
use crate::find::{self, items, text};
use crate::output::Table;

pub(crate) fn run(verb: &Certification, session: &Session) -> Result<(), Failure> {
    match verb {
        Certification::List(of) => list(session, of),
        Certification::Link { person, profile, of, trial } => link(session, person, profile, of, trial.dry_run),
        Certification::Release { person, last_day, of, trial } => {
            let last_day = last_day.map(|day| day.to_string());
            release(session, person, last_day.as_deref(), of, trial.dry_run)
        }
    }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.get(&route!("accounts/{}/certification-profiles", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["id", "person", "linked_on", "last_day"]);
    for item in items(&list) {
        table.row(vec![
            id(item, "id"),
            named(item, "person_name", "person"),
            day_cell(output.language, item, "linked_on"),
            day_cell(output.language, item, "last_day"),
        ]);
    }
    output.table(table)
}

fn link(session: &Session, person: &str, profile: &str, of: &Company, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let id = find::person(&session.client, &account, person)?;
    let path = route!("accounts/{}/certification-profiles", account);
    let body = json!({ "person": id, "profile": profile });
    if dry_run {
        return session.would(&path, &body);
    }
    let linked = session.client.act(&path, &body)?;
    if output.is_json() {
        return output.document(&linked);
    }
    output.line(&output.text("cli-certification-linked", &[("person", person.into())]))
}

/// The association by which the profile of a person counts, by the person or by its own id.
fn association(session: &Session, account: &str, person: &str) -> Result<String, Failure> {
    if person.starts_with("asn_") {
        return Ok(person.to_owned());
    }
    let id = find::person(&session.client, account, person)?;
    let list = session.client.now().get(&route!("accounts/{}/certification-profiles", account), &[])?;
    let found = items(&list).find(|item: &&Json| text(item, "person") == id && item["counts"] == true);
    found.map(|item| text(item, "id").to_owned()).ok_or_else(|| {
        Failure::new(Exit::NotFound, session.output.text("cli-not-found", &[("name", Value::from(person))]))
    })
}

fn release(
    session: &Session,
    person: &str,
    last_day: Option<&str>,
    of: &Company,
    dry_run: bool,
) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let association = association(session, &account, person)?;
    let path = route!("certification-profiles/{}", association);
    let mut query: Vec<_> = last_day.map(|day| ("last_day", day)).into_iter().collect();
    if dry_run {
        query.push(("dry_run", "true"));
        return session.tried(&session.client.take_back(&path, &query)?);
    }
    session.confirm(&output.text("cli-confirm-release", &[("person", person.into())]))?;
    let ended = session.client.take_back(&path, &query)?;
    if output.is_json() {
        return output.document(&ended);
    }
    let until = day(&ended, "last_day").map_or_else(|| Value::from("–"), Value::from);
    output.line(&output.text("cli-certification-released", &[("person", person.into()), ("day", until)]))?;
    session.effects(&ended)
}
