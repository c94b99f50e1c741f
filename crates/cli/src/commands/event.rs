//! `symbolon event`: what happened to a company, as programs are told of it.

use std::time::Duration;

use serde_json::Value as Json;

use super::Session;
use super::shown::{day_cell, plain};
use crate::client::route;
use crate::events::EventVerb;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

/// How often to look for more.
const LOOK: Duration = Duration::from_secs(2);

pub(crate) fn run(verb: &EventVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        EventVerb::List { of, event_type, after } => {
            let account = find::account(&session.client, of)?;
            list(session, &found(session, &account, event_type.as_deref(), after.as_deref())?)
        }
        EventVerb::Show { event } => session.output.document(&session.client.get(&route!("events/{}", event), &[])?),
        EventVerb::Tail { of, event_type } => {
            tail(session, &find::account(&session.client, of)?, event_type.as_deref())
        }
    }
}

fn found(session: &Session, account: &str, kind: Option<&str>, after: Option<&str>) -> Result<Json, Failure> {
    session.client.today_only()?;
    let query: Vec<_> =
        [("type", kind), ("after", after)].into_iter().filter_map(|(name, of)| Some((name, of?))).collect();
    session.client.list(&route!("accounts/{}/events", account), &query)
}

fn list(session: &Session, list: &Json) -> Result<(), Failure> {
    let output = &session.output;
    if output.is_json() {
        return output.document(list);
    }
    let mut table = Table::new(&["sequence", "type", "effective_on", "object", "actor", "id"]).right(&["sequence"]);
    for item in items(list) {
        let data = &item["data"];
        table.row(vec![
            Cell::number(output.language, item["sequence"].as_i64().unwrap_or_default()),
            plain(item, "type"),
            day_cell(output.language, data, "effective_on"),
            Cell::same(text(&data["object"], "id")),
            plain(data, "actor"),
            plain(item, "id"),
        ]);
    }
    output.table(table)
}

/// Prints what happens, a line each, until somebody stops it. The first look is where it begins.
fn tail(session: &Session, account: &str, kind: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    // All that there is says after which to go on, also where none of it is of the type.
    let last = |list: &Json| items(list).last().map(|item| text(item, "id").to_owned());
    let mut after = last(&found(session, account, None, None)?);
    output.note(&output.text("cli-event-tail-waits", &[]));
    loop {
        std::thread::sleep(LOOK);
        let new = found(session, account, None, after.as_deref())?;
        for item in items(&new).filter(|item| kind.is_none_or(|kind| text(item, "type") == kind)) {
            match output.is_json() {
                true => output.line(&item.to_string())?,
                false => {
                    let object = text(&item["data"]["object"], "id");
                    output.line(&format!("{}  {}  {object}", text(item, "timestamp"), text(item, "type")))?;
                }
            }
        }
        after = last(&new).or(after);
    }
}
