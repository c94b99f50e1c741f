//! `symbolon benefit`.

use symbolon_text::quantity;

use super::Session;
use super::shown::{count, day_cell, named, number, state};
use crate::args::{Benefit, Company};
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &Benefit, session: &Session) -> Result<(), Failure> {
    match verb {
        Benefit::List(of) => list(session, of),
        Benefit::Entitlements(of) => entitlements(session, of),
    }
}

/// How much of each product can be used. A ceiling stands beside it and is never shown as free.
fn entitlements(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.get(&format!("accounts/{account}/entitlements"), &[])?;
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
            count(item, "used"),
            Cell::same(countries.join(", ")),
            count(&item["ceiling"], "per_country"),
            count(&item["ceiling"], "worldwide"),
        ]);
    }
    output.table(table)
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&format!("accounts/{account}/grants"), &[])?;
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
            count(item, "used"),
            count(item, "free"),
            day_cell(output.language, item, "redeem_by"),
            day_cell(output.language, item, "usable_until"),
            state(item),
        ]);
    }
    output.table(table)
}
