//! `symbolon clock`: a sandbox's own time.

use serde_json::json;

use super::Session;
use super::shown::day;
use crate::args::Clock;
use crate::client::route;
use crate::failure::Failure;
use crate::find::{items, text};
use crate::output::{Cell, Table};

/// The clock of a sandbox; there is one.
const ONLY: &str = "demo";

pub(crate) fn run(verb: &Clock, session: &Session) -> Result<(), Failure> {
    match verb {
        Clock::Show => show(session),
        Clock::Advance { clock, to, trial } => {
            let clock = clock.as_deref().unwrap_or(ONLY);
            advance(session, clock, &to.to_string(), trial.dry_run)
        }
    }
}

fn show(session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.list(&route!("clocks"), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["clock", "day", "at"]);
    for item in items(&list) {
        table.row(vec![
            Cell::same(text(item, "id")),
            Cell::day(output.language, day(item, "today")),
            Cell::same(text(item, "at")),
        ]);
    }
    output.table(table)
}

fn advance(session: &Session, clock: &str, to: &str, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    let path = route!("clocks/{}/advances", clock);
    let body = json!({ "to": to });
    let advanced = if dry_run { session.client.try_out(&path, &body)? } else { session.client.act(&path, &body)? };
    if output.is_json() {
        return output.document(&advanced);
    }
    if dry_run {
        output.prose(&output.text("cli-would", &[]))?;
    }
    let mut table = Table::new(&["on", "company", "event"]);
    for item in advanced["changes"].as_array().into_iter().flatten() {
        table.row(vec![
            Cell::day(output.language, day(item, "on")),
            Cell::new(text(item, "account_name"), text(item, "account")),
            Cell::new(text(item, "text"), text(item, "kind")),
        ]);
    }
    output.table(table)?;
    if let Some(today) = day(&advanced["clock"], "today").filter(|_| !dry_run) {
        output.note(&output.text("cli-clock-stands", &[("day", today.into())]));
    }
    let more = advanced["more"].as_i64().unwrap_or(0);
    if more > 0 {
        output.note(&output.text("cli-clock-more", &[("more", more.into())]));
    }
    Ok(())
}
