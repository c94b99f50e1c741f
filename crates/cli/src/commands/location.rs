//! `symbolon location`: the places of a company beside its headquarters.

use serde_json::json;
use symbolon_text::country;

use super::Session;
use super::shown::{day_cell, plain};
use super::token::deliberately;
use crate::args::LocationVerb;
use crate::client::route;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &LocationVerb, session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    match verb {
        LocationVerb::List(of) => list(session, &find::account(&session.client, of)?),
        LocationVerb::Add { country: code, of, trial } => {
            let path = route!("accounts/{}/locations", find::account(&session.client, of)?);
            let body = json!({ "country": code });
            if trial.dry_run {
                return session.would(&path, &body);
            }
            let added = session.client.act(&path, &body)?;
            if output.is_json() {
                return output.document(&added);
            }
            let place = country(output.language, text(&added, "country"));
            let values = [("number", text(&added, "number").into()), ("country", place.into())];
            output.line(&output.text("cli-location-added", &values))
        }
        LocationVerb::Remove { location, ticket, how } => {
            let path = route!("locations/{}/removals", location);
            deliberately(session, &path, json!({ "ticket": ticket }), how, |answer| {
                let values = [("number", answer["number"].to_string().into())];
                output.line(&output.text("cli-location-removed", &values))
            })
        }
    }
}

fn list(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.get(&route!("accounts/{}/locations", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["id", "number", "country", "since"]);
    for item in items(&list) {
        let code = text(item, "country");
        table.row(vec![
            plain(item, "id"),
            plain(item, "number"),
            Cell::new(country(output.language, code), code),
            day_cell(output.language, item, "added_on"),
        ]);
    }
    output.table(table)
}
