//! `symbolon licence`: the register of installations, and what is left to do when a right has ended.

use serde_json::{Value as Json, json};

use super::Session;
use super::shown::{day_cell, plain};
use crate::args::LicenceVerb;
use crate::failure::Failure;
use crate::find::{self, items};
use crate::output::{Cell, Output, Table};

pub(crate) fn run(verb: &LicenceVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        LicenceVerb::List { of } => {
            let found = registers(session, of, None)?;
            if session.output.is_json() {
                return session.output.document(&found);
            }
            let mut table = Table::new(&["benefit", "granted", "installed", "over"]);
            table = table.right(&["granted", "installed", "over"]);
            for item in items(&found) {
                table.row(vec![
                    plain(item, "benefit"),
                    number(item, "granted"),
                    number(item, "installed"),
                    number(item, "over"),
                ]);
            }
            session.output.table(table)
        }
        LicenceVerb::Show { benefit, of } => {
            let found = registers(session, of, Some(benefit))?;
            if session.output.is_json() {
                return session.output.document(&found);
            }
            let mut table =
                Table::new(&["id", "name", "quantity", "version", "place", "state", "move_by"]).right(&["quantity"]);
            for item in items(&found).flat_map(|held| held["installations"].as_array().into_iter().flatten()) {
                table.row(vec![
                    plain(item, "id"),
                    plain(item, "device_name"),
                    number(item, "quantity"),
                    plain(item, "version"),
                    plain(item, "country"),
                    plain(item, "state_text"),
                    day_cell(session.output.language, item, "move_by"),
                ]);
            }
            session.output.table(table)
        }
        LicenceVerb::Record { grant, machine_name, version, place, purpose, licences } => {
            let body = json!({
                "device_name": machine_name, "version": version, "place": place, "purpose": purpose,
                "quantity": licences,
            });
            changed(session, &session.client.act(&format!("grants/{grant}/installations"), &body)?)
        }
        LicenceVerb::Change { installed, version, place, purpose } => {
            let body = json!({ "version": version, "place": place, "purpose": purpose });
            changed(session, &session.client.act(&format!("installations/{installed}/changes"), &body)?)
        }
        LicenceVerb::Remove { installed } => {
            changed(session, &session.client.act(&format!("installations/{installed}/removals"), &json!({}))?)
        }
        LicenceVerb::WindDown { of, csv } => {
            let account = find::account(&session.client, of)?;
            if *csv {
                let table = session.client.download(&format!("accounts/{account}/wind-down.csv"))?;
                return session.output.line(String::from_utf8_lossy(&table).trim_end());
            }
            let found = session.client.get(&format!("accounts/{account}/wind-down"), &[])?;
            if session.output.is_json() {
                return session.output.document(&found);
            }
            wind_down(&session.output, items(&found))
        }
        LicenceVerb::Confirm { grant, how, installed, seat, of } => {
            let account = find::account(&session.client, of)?;
            let mut body = json!({ "grant": grant, "how": how });
            if let Some(installed) = installed {
                let part = if installed.starts_with("act_") { "activation" } else { "installation" };
                body[part] = json!(installed);
            }
            if let Some(seat) = seat {
                body["assignment"] = json!(seat);
            }
            let path = format!("accounts/{account}/wind-down-confirmations");
            let answer = session.client.act(&path, &body)?;
            if session.output.is_json() {
                return session.output.document(&answer);
            }
            wind_down(&session.output, std::iter::once(&answer))
        }
    }
}

fn registers(session: &Session, of: &crate::args::Company, benefit: Option<&str>) -> Result<Json, Failure> {
    let account = find::account(&session.client, of)?;
    let query: Vec<(&str, &str)> = benefit.map(|benefit| ("benefit", benefit)).into_iter().collect();
    session.client.get(&format!("accounts/{account}/installations"), &query)
}

fn number(item: &Json, name: &str) -> Cell {
    Cell::same(item[name].as_u64().map_or_else(String::new, |number| number.to_string()))
}

/// What an act made of the register of its product.
fn changed(session: &Session, answer: &Json) -> Result<(), Failure> {
    let output = &session.output;
    if output.is_json() {
        return output.document(answer);
    }
    let mut table = Table::new(&["id", "benefit", "granted", "installed", "over", "state"]);
    table = table.right(&["granted", "installed", "over"]);
    table.row(vec![
        plain(answer, "id"),
        plain(answer, "benefit"),
        number(answer, "granted"),
        number(answer, "installed"),
        number(answer, "over"),
        plain(answer, "state_text"),
    ]);
    output.table(table)
}

fn wind_down<'a>(output: &Output, items: impl Iterator<Item = &'a Json>) -> Result<(), Failure> {
    let mut table = Table::new(&["grant", "benefit", "name", "quantity", "how", "confirmed"]).right(&["quantity"]);
    for item in items {
        table.row(vec![
            plain(item, "grant"),
            plain(item, "benefit"),
            plain(item, "device_name"),
            number(item, "quantity"),
            plain(item, "how"),
            day_cell(output.language, item, "confirmed_on"),
        ]);
    }
    output.table(table)
}
