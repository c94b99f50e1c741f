//! `symbolon benefit`.

use serde_json::{Value as Json, json};
use symbolon_text::quantity;

use super::Session;
use super::shown::{count, day_cell, named, number, plain, state};
use crate::args::{Benefit, Company};
use crate::client::{Route, route};
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &Benefit, session: &Session) -> Result<(), Failure> {
    match verb {
        Benefit::List(of) => list(session, of),
        Benefit::Entitlements(of) => entitlements(session, of),
        Benefit::Balances(of) => balances(session, of),
        Benefit::Activate { grant, marketing_name, marketing_email, trial } => {
            let contact = marketing_name.as_ref().zip(marketing_email.as_ref());
            let body = contact
                .map_or_else(|| json!({}), |(name, email)| json!({ "contact": { "name": name, "email": email } }));
            act(session, &route!("grants/{}/activations", grant), &body, trial.dry_run)
        }
        Benefit::Use { grant, kind, quantity, note, trial } => {
            let mut body = json!({ "kind": kind, "amount": quantity });
            if let Some(note) = note {
                body["note"] = json!(note);
            }
            act(session, &route!("grants/{}/uses", grant), &body, trial.dry_run)
        }
        Benefit::AssignCredit { grant, person, other_credit, of, trial } => {
            let body = holder(session, person, *other_credit, of)?;
            assign(session, &route!("grants/{}/credits", grant), &body, (person, trial.dry_run))
        }
        Benefit::RemoveCredit { credit, trial } => {
            let path = route!("credits/{}", credit);
            if trial.dry_run {
                return session.tried(&session.client.take_back(&path, &[("dry_run", "true")])?);
            }
            session.confirm(&session.output.text("cli-confirm-credit-remove", &[]))?;
            said(session, &session.client.take_back(&path, &[])?)
        }
        Benefit::TransferCredit { credit, person, other_credit, of, trial } => {
            let body = holder(session, person, *other_credit, of)?;
            assign(session, &route!("credits/{}/transfers", credit), &body, (person, trial.dry_run))
        }
    }
}

fn holder(session: &Session, person: &str, other_credit: bool, of: &Company) -> Result<Json, Failure> {
    let account = find::account(&session.client, of)?;
    Ok(json!({ "person": find::person(&session.client, &account, person)?, "other_credit": other_credit }))
}

fn act(session: &Session, path: &Route, body: &Json, dry_run: bool) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    said(session, &session.client.act(path, body)?)
}

/// Gives somebody a credit, which stays with whoever has it.
fn assign(session: &Session, path: &Route, body: &Json, (person, dry_run): (&str, bool)) -> Result<(), Failure> {
    if !dry_run {
        session.confirm(&session.output.text("cli-confirm-credit", &[("person", person.into())]))?;
    }
    act(session, path, body, dry_run)
}

/// The balance after an act.
fn said(session: &Session, answer: &Json) -> Result<(), Failure> {
    if session.output.is_json() {
        return session.output.document(answer);
    }
    shown(session, std::iter::once(answer))
}

fn balances(session: &Session, of: &Company) -> Result<(), Failure> {
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("accounts/{}/balances", account), &[])?;
    if session.output.is_json() {
        return session.output.document(&list);
    }
    shown(session, items(&list))
}

fn shown<'a>(session: &Session, held: impl Iterator<Item = &'a Json>) -> Result<(), Failure> {
    let output = &session.output;
    let columns = [
        "benefit",
        "granted",
        "used",
        "left",
        "usable_until",
        "activated_on",
        "active_from",
        "contract",
        "access",
        "credit",
        "grant",
    ];
    let mut table = Table::new(&columns).right(&["granted", "used", "left"]);
    for item in held {
        let granted = number(item, "granted");
        let left = match item["unlimited"].as_bool() {
            Some(true) => Cell::new(output.text("cli-unlimited", &[]), "unlimited"),
            _ => count(output.language, item, "left"),
        };
        table.row(vec![
            named(item, "benefit_name", "benefit"),
            Cell::new(quantity(output.language, granted, text(item, "unit")), granted.to_string()),
            count(output.language, item, "used"),
            left,
            day_cell(output.language, item, "until"),
            day_cell(output.language, item, "activated_on"),
            day_cell(output.language, item, "active_from"),
            plain(item, "contract"),
            plain(item, "access"),
            plain(item, "credit"),
            plain(item, "grant"),
        ]);
    }
    output.table(table)
}

/// How much of each product can be used. A ceiling stands beside it and is never shown as free.
fn entitlements(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.get(&route!("accounts/{}/entitlements", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let columns = ["benefit", "granted", "usable", "used", "countries", "per_country", "worldwide"];
    let mut table = Table::new(&columns).right(&["granted", "usable", "used", "per_country", "worldwide"]);
    for item in items(&list) {
        let unit = text(item, "unit");
        let shown = |count: i64| Cell::new(quantity(output.language, count, unit), count.to_string());
        let usable = match item["effective"].as_i64() {
            Some(effective) => shown(effective),
            None => Cell::new(output.text("cli-unlimited", &[]), "unlimited"),
        };
        let countries: Vec<String> = item["countries"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|one| number(one, "used") > 0)
            .map(|one| format!("{} {}", text(one, "country"), number(one, "used")))
            .collect();
        table.row(vec![
            named(item, "benefit_name", "benefit"),
            shown(number(item, "granted")),
            usable,
            count(output.language, item, "used"),
            Cell::same(countries.join(", ")),
            count(output.language, &item["ceiling"], "per_country"),
            count(output.language, &item["ceiling"], "worldwide"),
        ]);
    }
    output.table(table)
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("accounts/{}/grants", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let columns = ["benefit", "offer", "granted", "used", "free", "redeem_by", "usable_until", "state"];
    let mut table = Table::new(&columns).right(&["granted", "used", "free"]);
    for item in items(&list) {
        let granted = number(item, "quantity");
        table.row(vec![
            named(item, "benefit_name", "benefit"),
            named(item, "offer_name", "offer"),
            match item["unlimited"].as_bool() {
                Some(true) => Cell::new(output.text("cli-unlimited", &[]), "unlimited"),
                _ => Cell::new(quantity(output.language, granted, text(item, "unit")), granted.to_string()),
            },
            count(output.language, item, "used"),
            count(output.language, item, "free"),
            day_cell(output.language, item, "redeem_by"),
            day_cell(output.language, item, "usable_until"),
            state(item),
        ]);
    }
    output.table(table)
}
