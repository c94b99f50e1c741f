//! `symbolon benefit`.

use symbolon_text::quantity;

use super::Session;
use super::shown::{count, day_cell, named, number, state};
use crate::args::Benefit;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &Benefit, session: &Session) -> Result<(), Failure> {
    let Benefit::List(of) = verb;
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
            Cell::new(quantity(output.language, granted, text(item, "unit")), granted.to_string()),
            count(item, "used"),
            count(item, "free"),
            day_cell(output.language, item, "redeem_by"),
            day_cell(output.language, item, "usable_until"),
            state(item),
        ]);
    }
    output.table(table)
}
