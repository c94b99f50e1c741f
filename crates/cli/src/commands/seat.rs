//! `symbolon seat`.

use serde_json::json;
use symbolon_text::Value;

use super::Session;
use super::shown::{count, day, day_cell, id, named, seats_bar};
use crate::args::{Company, Seat};
use crate::client::route;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &Seat, session: &Session) -> Result<(), Failure> {
    match verb {
        Seat::List(of) => list(session, of),
        Seat::Assign { person, pool, used_in, of, trial } => {
            assign(session, person, pool, used_in.as_deref(), of, trial.dry_run)
        }
        Seat::Unassign { person, pool, reason, of, trial } => {
            unassign(session, person, pool, reason, of, trial.dry_run)
        }
    }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("seat-pools"), &[("account", &account)])?;
    if output.is_json() {
        return output.document(&list);
    }
    // A pool stays on record after its membership; its seats are nobody's then, so it is not offered here.
    let over = session.client.list(&route!("accounts/{}/grants", account), &[("state", "ended")])?;
    let is_over = |pool: &str| items(&over).any(|line| text(line, "seat_pool") == pool);
    let columns = ["pool", "seats", "activated", "assigned", "locked", "free", "granted", "unlocks_on", "id"];
    let mut table = Table::new(&columns).right(&["activated", "assigned", "locked", "free", "granted"]);
    for item in items(&list).filter(|item| !is_over(text(item, "id"))) {
        let breakdown = &item["seat_breakdown"];
        table.row(vec![
            named(item, "benefit_name", "benefit"),
            Cell::new(seats_bar(breakdown), breakdown["granted"].to_string()),
            count(output.language, breakdown, "activated"),
            count(output.language, breakdown, "assigned"),
            count(output.language, breakdown, "locked"),
            count(output.language, breakdown, "free"),
            count(output.language, breakdown, "granted"),
            day_cell(output.language, breakdown, "unlocks_on"),
            id(item, "id"),
        ]);
    }
    output.table(table)
}

fn assign(
    session: &Session,
    person: &str,
    pool: &str,
    country: Option<&str>,
    of: &Company,
    dry_run: bool,
) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let pool = find::pool(&session.client, &account, pool)?;
    let id = find::person(&session.client, &account, person)?;
    let path = route!("seat-pools/{}/assignments", pool);
    let mut body = json!({ "person": id });
    if let Some(country) = country {
        body["country"] = json!(country);
    }
    if dry_run {
        return session.would(&path, &body);
    }
    let assigned = session.client.act(&path, &body)?;
    if output.is_json() {
        return output.document(&assigned);
    }
    let mut values = vec![("person", Value::from(person)), ("product", text(&assigned, "benefit_name").into())];
    values.extend(day(&assigned, "reassignable_from").map(|day| ("day", Value::from(day))));
    output.line(&output.text("cli-seat-assigned", &values))?;
    output.note(&output.text("cli-seat-next", &[]));
    Ok(())
}

fn unassign(
    session: &Session,
    person: &str,
    pool: &str,
    reason: &str,
    of: &Company,
    dry_run: bool,
) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let pool = find::pool(&session.client, &account, pool)?;
    let id = find::person(&session.client, &account, person)?;
    let assignment = find::assignment(&session.client, &pool, &id, person)?;
    let path = route!("assignments/{}", assignment);
    if dry_run {
        return session.tried(&session.client.take_back(&path, &[("reason", reason), ("dry_run", "true")])?);
    }
    session.confirm(&output.text("cli-confirm-unassign", &[("person", person.into())]))?;
    let ended = session.client.take_back(&path, &[("reason", reason)])?;
    if output.is_json() {
        return output.document(&ended);
    }
    // A slip that was undone locks nothing: the seat is free on the day on which it came back.
    match (day(&ended, "reassignable_from"), day(&ended, "ended_on")) {
        (Some(free), Some(today)) if free > today => {
            output.line(&output.text("cli-seat-returned-locked", &[("day", free.into())]))
        }
        _ => output.line(&output.text("cli-seat-returned", &[])),
    }
}
