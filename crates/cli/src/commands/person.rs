//! `symbolon person`.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::Session;
use super::shown::{capital, plain};
use crate::args::PersonVerb;
use crate::client::{Route, route};
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Output, Table};

pub(crate) fn run(verb: &PersonVerb, session: &Session) -> Result<(), Failure> {
    let account = |of| find::account(&session.client, of);
    match verb {
        PersonVerb::List { person_role, of } => list(session, &account(of)?, person_role.as_deref()),
        PersonVerb::Role { person, give, take, acknowledge_last, of, trial } => {
            let account = account(of)?;
            let (name, person) = (person, find::person(&session.client, &account, person)?);
            let lasting = take.iter().filter(|role| matches!(role.as_str(), "global_admin" | "programme_admin"));
            let last = lasting.filter(|_| *acknowledge_last).map(|role| format!("last-{}", role.replace('_', "-")));
            let body = json!({ "give": give, "take": take, "acknowledge": last.collect::<Vec<_>>() });
            let path = route!("accounts/{}/people/{}/role-changes", account, person);
            change(session, &path, &body, (name, trial.dry_run))
        }
        PersonVerb::Add { email, full_name, person_language, person_kind, give, of, trial } => {
            let body = json!({
                "name": full_name, "email": email, "language": person_language, "kind": person_kind, "roles": give,
            });
            add(session, &route!("accounts/{}/people", account(of)?), &body, trial.dry_run)
        }
        PersonVerb::Correct { person, full_name, email, person_language, of, trial } => {
            let account = account(of)?;
            let person = find::person(&session.client, &account, person)?;
            let given = [("name", full_name), ("email", email), ("language", person_language)];
            let given = given.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
            let body = json!(given.collect::<BTreeMap<_, _>>());
            correct(session, &route!("accounts/{}/people/{}", account, person), &body, trial.dry_run)
        }
        PersonVerb::Changes(of) => changes(session, &account(of)?),
        PersonVerb::Remove { person, acknowledge_last, of, trial } => {
            remove(session, &account(of)?, person, (*acknowledge_last, trial.dry_run))
        }
        PersonVerb::SignOut { person, of } => sign_out(session, &account(of)?, person),
    }
}

/// Roles by their names; a dash where there are none.
pub(super) fn roles(document: &Json, name: &str) -> Cell {
    let roles = || document[name].as_array().into_iter().flatten();
    let names: Vec<_> = roles().map(|role| capital(text(role, "name"))).collect();
    let names = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
    Cell::new(names, roles().map(|role| text(role, "role")).collect::<Vec<_>>().join(" "))
}

fn list(session: &Session, account: &str, role: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<(&str, &str)> = role.map(|role| ("role", role)).into_iter().collect();
    let list = session.client.get(&route!("accounts/{}/people", account), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["id", "name", "email", "roles", "may_change"]);
    for item in items(&list) {
        let cells = vec![plain(item, "id"), plain(item, "name"), plain(item, "email"), roles(item, "roles")];
        table.row(cells.into_iter().chain([roles(item, "may_change")]).collect());
    }
    output.table(table)
}

fn add(session: &Session, path: &Route, body: &Json, dry_run: bool) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    shown(session, &session.client.act(path, body)?)
}

fn correct(session: &Session, path: &Route, body: &Json, dry_run: bool) -> Result<(), Failure> {
    let person = session.client.put(path, body, dry_run)?;
    if dry_run { session.tried(&person) } else { shown(session, &person) }
}

/// One person as the list shows them.
fn shown(session: &Session, person: &Json) -> Result<(), Failure> {
    let output = &session.output;
    if output.is_json() {
        return output.document(person);
    }
    let mut table = Table::new(&["id", "name", "email", "roles"]);
    table.row(vec![plain(person, "id"), plain(person, "name"), plain(person, "email"), roles(person, "roles")]);
    output.table(table)
}

fn change(session: &Session, path: &Route, body: &Json, (name, dry_run): (&str, bool)) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    session.confirm(&session.output.text("cli-confirm-role", &[("person", name.into())]))?;
    let answer = session.client.act(path, body)?;
    let output = &session.output;
    if output.is_json() {
        return output.document(&answer);
    }
    let mut table = Table::new(&["id", "gave", "took", "roles"]);
    table.row(vec![plain(&answer, "person"), roles(&answer, "gave"), roles(&answer, "took"), roles(&answer, "roles")]);
    output.table(table)
}

fn changes(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.get(&route!("accounts/{}/role-changes", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["recorded_at", "person", "gave", "took", "actor"]);
    for item in items(&list) {
        let at = text(item, "recorded_at");
        let cells = vec![Cell::same(at.to_owned()), plain(item, "person"), roles(item, "gave"), roles(item, "took")];
        table.row(cells.into_iter().chain([plain(item, "actor")]).collect());
    }
    output.table(table)
}

fn sign_out(session: &Session, account: &str, name: &str) -> Result<(), Failure> {
    let output = &session.output;
    let person = find::person(&session.client, account, name)?;
    session.confirm(&output.text("cli-confirm-sign-out", &[("person", name.into())]))?;
    let path = route!("accounts/{}/people/{}/session-endings", account, person);
    let answer = session.client.act(&path, &json!({}))?;
    if output.is_json() {
        return output.document(&answer);
    }
    output.line(&signed_out(output, name, answer["ended"].as_u64()))
}

fn remove(
    session: &Session,
    account: &str,
    name: &str,
    (acknowledge_last, dry_run): (bool, bool),
) -> Result<(), Failure> {
    let output = &session.output;
    let person = find::person(&session.client, account, name)?;
    let path = route!("accounts/{}/people/{}", account, person);
    let last = acknowledge_last.then_some(("acknowledge", "last-global-admin,last-programme-admin"));
    let mut query: Vec<_> = last.into_iter().collect();
    if dry_run {
        query.push(("dry_run", "true"));
        return session.tried(&session.client.take_back(&path, &query)?);
    }
    session.confirm(&output.text("cli-confirm-remove", &[("person", name.into())]))?;
    let answer = session.client.take_back(&path, &query)?;
    if output.is_json() {
        return output.document(&answer);
    }
    output.line(&output.text("cli-person-removed", &[("person", name.into())]))
}

/// How many sessions of somebody were ended.
pub(super) fn signed_out(output: &Output, name: &str, ended: Option<u64>) -> String {
    let count = ended.and_then(|count| i64::try_from(count).ok()).unwrap_or_default();
    output.text("cli-signed-out", &[("person", name.into()), ("count", count.into())])
}
