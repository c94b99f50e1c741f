//! `symbolon account`.

use serde_json::{Value as Json, json};
use symbolon_text::{Value, fact_title};

use super::Session;
use super::shown::{day, day_cell, id, named, plain, section};
use super::token::deliberately;
use crate::args::Account;
use crate::client::{Route, route};
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &Account, session: &Session) -> Result<(), Failure> {
    match verb {
        Account::List { search } => list(session, search.as_deref()),
        Account::Open { name, country, verified, trial } => {
            open(session, &json!({ "name": name, "country": country, "verified": verified }), trial.dry_run)
        }
        Account::Show(of) => {
            let account = find::account(&session.client, of)?;
            show(session, &account)
        }
        Account::Rename { name, of, trial } => {
            let account = find::account(&session.client, of)?;
            rename(session, &route!("accounts/{}/public-names", account), name, trial.dry_run)
        }
        Account::Close { note, of, deliberate } => {
            let path = route!("accounts/{}/closings", find::account(&session.client, of)?);
            deliberately(session, &path, json!({ "note": note }), deliberate, |closed| {
                let mut values = vec![("number", Value::from(text(closed, "global_id")))];
                values.extend(day(closed, "closed_on").map(|day| ("day", Value::from(day))));
                session.output.line(&session.output.text("cli-account-closed", &values))
            })
        }
        Account::History(of) => {
            let account = find::account(&session.client, of)?;
            history(session, &account)
        }
        Account::Verify { mark, of } => {
            let account = find::account(&session.client, of)?;
            verify(session, &account, mark.as_deref())
        }
    }
}

fn list(session: &Session, search: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<_> = search.iter().map(|search| ("q", *search)).collect();
    let list = session.client.list(&route!("accounts"), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["number", "name", "country", "opened_on", "closed_on", "id"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "global_id"),
            plain(item, "name"),
            plain(item, "country"),
            day_cell(output.language, item, "opened_on"),
            day_cell(output.language, item, "closed_on"),
            id(item, "id"),
        ]);
    }
    output.table(table)
}

fn open(session: &Session, body: &Json, dry_run: bool) -> Result<(), Failure> {
    if dry_run {
        return session.would(&route!("accounts"), body);
    }
    let output = &session.output;
    let opened = session.client.act(&route!("accounts"), body)?;
    if output.is_json() {
        return output.document(&opened);
    }
    let values = ["name", "global_id", "country"].map(|name| Value::from(text(&opened, name)));
    let [name, number, country] = values;
    output.line(&output.text("cli-account-title", &[("name", name), ("number", number), ("country", country)]))
}

fn rename(session: &Session, path: &Route, name: &str, dry_run: bool) -> Result<(), Failure> {
    let body = json!({ "name": name });
    if dry_run {
        return session.would(path, &body);
    }
    session.confirm(&session.output.text("cli-confirm-rename", &[("name", name.into())]))?;
    let renamed = session.client.act(path, &body)?;
    let output = &session.output;
    if output.is_json() { output.document(&renamed) } else { output.line(text(&renamed, "name")) }
}

fn show(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let summary = session.client.get(&route!("accounts/{}/summary", account), &[])?;
    if output.is_json() {
        return output.document(&summary);
    }
    let company = &summary["account"];
    output.line(&output.text(
        "cli-account-title",
        &[
            ("name", text(company, "name").into()),
            ("number", text(company, "global_id").into()),
            ("country", text(company, "country").into()),
        ],
    ))?;
    if let Some(day) = day(company, "closed_on") {
        output.line(&output.text("ui-closed", &[("date", day.into())]))?;
    }
    let membership = |held: &Json| {
        let mut values = vec![
            ("number", Value::from(text(held, "number"))),
            ("offer", text(held, "offer_name").into()),
            ("state", text(held, "state_text").into()),
        ];
        for name in ["anniversary", "renew_from", "renew_to", "benefits_until"] {
            values.extend(day(held, name).map(|day| (name, Value::from(day))));
        }
        output.text("cli-account-membership", &values)
    };
    let held: Vec<_> = summary["memberships"].as_array().into_iter().flatten().map(membership).collect();
    section(output, "cli-account-memberships", &[], &held)?;
    if held.is_empty() {
        output.line(&output.text("cli-account-no-membership", &[]))?;
    }
    let change = |change: &Json| {
        let on = day(change, "on").map(|day| output.date(day)).unwrap_or_default();
        format!("{on} – {}", text(change, "text"))
    };
    let next: Vec<_> = summary["next"].as_array().into_iter().flatten().map(change).collect();
    section(output, "cli-account-next", &[], &next)
}

fn history(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.list(&route!("accounts/{}/history", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["seq", "on", "actor", "kind", "text"]).right(&["seq"]);
    for item in items(&list) {
        table.row(vec![
            Cell::same(item["seq"].to_string()),
            day_cell(output.language, item, "effective_on"),
            named(item, "actor_name", "actor"),
            Cell::new(fact_title(output.language, text(item, "kind")), text(item, "kind")),
            plain(item, "text"),
        ]);
    }
    output.table(table)
}

/// The answer is no where something was changed, or where nothing bears the mark that was noted.
fn verify(session: &Session, account: &str, mark: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<_> = mark.iter().map(|mark| ("mark", *mark)).collect();
    let found = session.client.get(&route!("accounts/{}/history/verification", account), &query)?;
    let intact = found["intact"].as_bool() == Some(true);
    let stands = mark.is_none() || !found["marked"].is_null();
    if output.is_json() {
        output.document(&found)?;
    } else {
        let count = |name: &str| Value::from(found[name].as_i64().unwrap_or_default());
        let fact = |fact: &Json| {
            vec![("seq", Value::from(fact["seq"].to_string())), ("hash", Value::from(text(fact, "hash")))]
        };
        match &found["difference"] {
            Json::Null => {
                let values = ["facts", "rows", "secrets"].map(|name| (name, count(name)));
                output.line(&output.text("cli-account-intact", &values))?;
                output.line(&output.text("cli-account-newest", &fact(&found["newest"])))?;
            }
            differs => {
                let values = ["table", "row"].map(|name| (name, Value::from(text(differs, name))));
                output.line(&output.text("cli-account-changed", &values))?;
            }
        }
        if mark.is_some() && intact {
            match &found["marked"] {
                Json::Null => output.line(&output.text("ui-verify-not-found", &[]))?,
                marked => output.line(&output.text("cli-account-marked", &fact(marked)))?,
            }
        }
    }
    if intact && stands { Ok(()) } else { Err(Failure::no()) }
}
