//! `symbolon licence`: the register of installations, and what is left to do when a right has ended.

use serde_json::{Value as Json, json};
use symbolon_domain::fact::WindDownHow;
use symbolon_text::Value;

use super::Session;
use super::shown::{count, day_cell, named, plain, worded};
use crate::args::LicenceVerb;
use crate::client::route;
use crate::failure::{Exit, Failure};
use crate::find::{self, items, text};
use crate::output::{Output, Table};

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
                    named(item, "benefit_name", "benefit"),
                    count(session.output.language, item, "granted"),
                    count(session.output.language, item, "installed"),
                    count(session.output.language, item, "over"),
                ]);
            }
            session.output.table(table)
        }
        LicenceVerb::Show { benefit, of } => {
            let found = registers(session, of, Some(benefit))?;
            if items(&found).next().is_none() {
                let values = [("name", Value::from(benefit.as_str()))];
                return Err(Failure::new(Exit::NotFound, session.output.text("cli-not-found", &values)));
            }
            if session.output.is_json() {
                return session.output.document(&found);
            }
            let mut table =
                Table::new(&["id", "name", "quantity", "version", "place", "state", "move_by"]).right(&["quantity"]);
            for item in items(&found).flat_map(|held| held["installations"].as_array().into_iter().flatten()) {
                table.row(vec![
                    plain(item, "id"),
                    plain(item, "device_name"),
                    count(session.output.language, item, "quantity"),
                    plain(item, "version"),
                    plain(item, "country"),
                    named(item, "state_text", "state"),
                    day_cell(session.output.language, item, "move_by"),
                ]);
            }
            session.output.table(table)
        }
        LicenceVerb::Record { grant, machine_name, version, place, purpose, licences, trial } => {
            let body = json!({
                "device_name": machine_name, "version": version, "place": place, "purpose": purpose,
                "quantity": licences,
            });
            session.done(&route!("grants/{}/installations", grant), &body, trial, |made| changed(session, made))
        }
        LicenceVerb::Change { installed, version, place, purpose, licences, trial } => {
            let body = json!({ "version": version, "place": place, "purpose": purpose, "quantity": licences });
            session.done(&route!("installations/{}/changes", installed), &body, trial, |made| changed(session, made))
        }
        LicenceVerb::Remove { installed, trial } => {
            let path = route!("installations/{}/removals", installed);
            session.done(&path, &json!({}), trial, |made| changed(session, made))
        }
        LicenceVerb::WindDown { of, csv } => {
            let account = find::account(&session.client, of)?;
            if *csv {
                let table = session.client.download(&route!("accounts/{}/wind-down.csv", account))?;
                return session.output.line(String::from_utf8_lossy(&table).trim_end());
            }
            let found = session.client.get(&route!("accounts/{}/wind-down", account), &[])?;
            if session.output.is_json() {
                return session.output.document(&found);
            }
            wind_down(&session.output, items(&found))
        }
        LicenceVerb::Confirm { grant, how, installed, seat, of, trial } => {
            let account = find::account(&session.client, of)?;
            if installed.is_none() && seat.is_none() {
                one_of_several(session, &account, grant)?;
            }
            let mut body = json!({ "grant": grant, "how": how });
            if let Some(installed) = installed {
                let part = if installed.starts_with("act_") { "activation" } else { "installation" };
                body[part] = json!(installed);
            }
            if let Some(seat) = seat {
                body["assignment"] = json!(seat);
            }
            let path = route!("accounts/{}/wind-down-confirmations", account);
            session.done(&path, &body, trial, |answer| {
                if session.output.is_json() {
                    return session.output.document(answer);
                }
                let list = session.client.get(&route!("accounts/{}/wind-down", account), &[])?;
                let same = |name: &str, item: &Json| text(item, name) == text(answer, name);
                let parts = ["grant", "activation", "installation", "assignment"];
                wind_down(&session.output, items(&list).filter(|item| parts.iter().all(|name| same(name, item))))
            })
        }
    }
}

/// Refuses to confirm a whole line where each installation or seat of it is confirmed by itself.
fn one_of_several(session: &Session, account: &str, grant: &str) -> Result<(), Failure> {
    let list = session.client.now().get(&route!("accounts/{}/wind-down", account), &[])?;
    let of_line = || items(&list).filter(|item| text(item, "grant") == grant);
    for (option, names) in [("--installed", ["activation", "installation"].as_slice()), ("--seat", &["assignment"])] {
        let ids: Vec<_> = of_line().flat_map(|item| names.iter().filter_map(|name| item[*name].as_str())).collect();
        if !ids.is_empty() {
            let values = [("option", Value::from(option)), ("ids", ids.join(", ").into())];
            return Err(Failure::new(Exit::Usage, session.output.text("cli-confirm-which", &values)));
        }
    }
    Ok(())
}

fn registers(session: &Session, of: &crate::args::Company, benefit: Option<&str>) -> Result<Json, Failure> {
    let account = find::account(&session.client, of)?;
    let query: Vec<(&str, &str)> = benefit.map(|benefit| ("benefit", benefit)).into_iter().collect();
    session.client.get(&route!("accounts/{}/installations", account), &query)
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
        count(output.language, answer, "granted"),
        count(output.language, answer, "installed"),
        count(output.language, answer, "over"),
        named(answer, "state_text", "state"),
    ]);
    output.table(table)
}

fn wind_down<'a>(output: &Output, items: impl Iterator<Item = &'a Json>) -> Result<(), Failure> {
    let mut table = Table::new(&["grant", "benefit", "name", "quantity", "how", "confirmed"]).right(&["quantity"]);
    for item in items {
        table.row(vec![
            plain(item, "grant"),
            named(item, "benefit_name", "benefit"),
            plain(item, "device_name"),
            count(output.language, item, "quantity"),
            worded(output.language, item, "how", WindDownHow::from_code),
            day_cell(output.language, item, "confirmed_on"),
        ]);
    }
    output.table(table)
}
