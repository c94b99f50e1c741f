//! `symbolon evidence`.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use symbolon_server::sentence;
use symbolon_text::Value;

use super::Session;
use super::shown::{amount, day_cell, id, named, plain};
use crate::args::Company;
use crate::client::{Route, route};
use crate::competencies::Evidence;
use crate::failure::{Exit, Failure};
use crate::file;
use crate::find::{self, items, text};
use crate::output::{Cell, Table, Tone};

/// Rows that one request carries.
const ROWS: usize = 400;

pub(crate) fn run(verb: &Evidence, session: &Session) -> Result<(), Failure> {
    match verb {
        Evidence::List(of) => list(session, of),
        Evidence::Record { of, credential, profile, metric, amount, dated, valid_until, read_on, source, trial } => {
            let body = json!({
                "credential": credential, "profile": profile, "metric": metric, "amount": amount, "dated": dated,
                "expires_on": valid_until, "as_of": read_on, "source": source,
            });
            let account = find::account(&session.client, of)?;
            act(session, &route!("accounts/{}/evidence", account), body, "cli-evidence-recorded", trial.dry_run)
        }
        Evidence::Import { file, source, read_on, trial } => import(session, file, source, *read_on, trial.dry_run),
        Evidence::Withdraw { evidence, trial } => {
            let path = route!("evidence/{}/withdrawals", evidence);
            act(session, &path, json!({}), "cli-evidence-withdrawn", trial.dry_run)
        }
    }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("accounts/{}/evidence", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let columns = ["id", "asked", "person", "have", "dated", "counts_until", "read_on", "source"];
    let mut table = Table::new(&columns).right(&["have"]);
    for item in items(&list).filter(|item| item["withdrawn"] != true) {
        let (name, code) = match text(item, "kind") {
            "skill" => ("credential_name", "credential"),
            _ => ("metric_name", "metric"),
        };
        let tone = if item["counts"] == true { Tone::Plain } else { Tone::Over };
        table.row(vec![
            id(item, "id"),
            named(item, name, code).tone(tone),
            named(item, "person_name", "person"),
            amount(output.language, item, "amount"),
            day_cell(output.language, item, "dated"),
            day_cell(output.language, item, "counts_until"),
            day_cell(output.language, item, "as_of"),
            plain(item, "source"),
        ]);
    }
    output.table(table)
}

fn act(session: &Session, path: &Route, mut body: Json, done: &str, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    body.as_object_mut().into_iter().for_each(|members| members.retain(|_, value| !value.is_null()));
    if dry_run {
        return session.would(path, &body);
    }
    let made = session.client.act(path, &body)?;
    if output.is_json() {
        return output.document(&made);
    }
    output.line(&output.text(done, &[("id", text(&made, "id").into())]))?;
    session.effects(&made)
}

/// Sends a table in parts, each with the line of its columns, and shows the verdict on every row.
fn import(session: &Session, file: &Path, source: &str, read_on: Option<Date>, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    let written = file::read_text(file, output.language)?;
    let mut lines = written.lines();
    let header = lines.next().unwrap_or_default();
    let rows: Vec<&str> = lines.collect();
    let mut verdicts = Vec::new();
    // A table without rows is sent as well, so that its columns are looked at.
    for (part, rows) in rows.chunks(ROWS).chain(rows.is_empty().then_some(rows.as_slice())).enumerate() {
        let mut body = json!({ "csv": format!("{header}\n{}\n", rows.join("\n")), "source": source });
        if let (Some(day), Some(members)) = (read_on, body.as_object_mut()) {
            members.insert("as_of".to_owned(), json!(day));
        }
        let mut seen = match dry_run {
            true => session.client.try_out(&route!("evidence-imports"), &body)?,
            false => session.client.act(&route!("evidence-imports"), &body)?,
        };
        for verdict in seen["items"].as_array_mut().into_iter().flatten() {
            let line = verdict["line"].as_u64().unwrap_or(0) + u64::try_from(part * ROWS).unwrap_or(0);
            verdict["line"] = json!(line);
            verdicts.push(verdict.take());
        }
    }
    let refused = verdicts.iter().filter(|verdict| verdict["verdict"] == "refused").count();
    if output.is_json() {
        let accepted = verdicts.len() - refused;
        output.document(&json!({ "items": verdicts, "accepted": accepted, "refused": refused, "dry_run": dry_run }))?;
    } else {
        show(session, &verdicts)?;
    }
    if refused == 0 {
        return Ok(());
    }
    let values = [("refused", Value::from(i64::try_from(refused).unwrap_or(i64::MAX)))];
    Err(Failure::new(Exit::Refused, output.text("cli-evidence-refused", &values)))
}

fn show(session: &Session, verdicts: &[Json]) -> Result<(), Failure> {
    let output = &session.output;
    let mut table = Table::new(&["line", "account", "verdict", "field", "text"]).right(&["line"]);
    for verdict in verdicts {
        let was_refused = verdict["verdict"] == "refused";
        let code = text(verdict, "verdict");
        let words = output.text(&format!("cli-verdict-{code}"), &[]);
        let problem = &verdict["problem"];
        let effects = verdict["evidence"]["effects"].as_array().into_iter().flatten();
        let said = match was_refused {
            true => sentence(problem),
            false => effects.map(|effect| text(effect, "text")).collect::<Vec<_>>().join(" "),
        };
        table.row(vec![
            Cell::same(verdict["line"].to_string()),
            plain(verdict, "account"),
            Cell::new(words, code).tone(if was_refused { Tone::Over } else { Tone::Good }),
            plain(problem, "field"),
            Cell::same(said),
        ]);
    }
    output.table(table)
}
