//! `symbolon api-token`.

use serde_json::{Value as Json, json};
use symbolon_text::Value;

use super::Session;
use super::person::roles;
use super::shown::{day_cell, named, plain};
use crate::args::{ApiTokenVerb, NewApiToken};
use crate::client::route;
use crate::failure::{Exit, Failure};
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &ApiTokenVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        ApiTokenVerb::List(of) => list(session, &find::account(&session.client, of)?),
        ApiTokenVerb::Create(new) => create(session, new),
        ApiTokenVerb::Revoke { api_token, of, trial } => {
            let id = match api_token.starts_with("api_") {
                true => api_token.clone(),
                false => labelled(session, &find::account(&session.client, of)?, api_token)?,
            };
            revoke(session, api_token, &id, trial.dry_run)
        }
    }
}

fn list(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.get(&route!("accounts/{}/api-tokens", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["id", "label", "person", "roles", "last_day", "state", "made_by"]);
    for item in items(&list) {
        let (state, word) = match (item["counts"] == true, item["revoked_at"].is_string()) {
            (true, _) => ("counts", "cli-api-token-counts"),
            (false, true) => ("revoked", "cli-api-token-revoked"),
            (false, false) => ("over", "cli-api-token-over"),
        };
        table.row(vec![
            plain(item, "id"),
            plain(item, "label"),
            named(item, "person_name", "person"),
            roles(item, "roles"),
            day_cell(output.language, item, "last_day"),
            Cell::new(output.text(word, &[]), state),
            named(item, "made_by_name", "made_by"),
        ]);
    }
    output.table(table)
}

fn create(session: &Session, new: &NewApiToken) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, &new.of)?;
    let path = route!("accounts/{}/api-tokens", account);
    let mut body = json!({ "label": new.label });
    if !new.own {
        body["roles"] = json!(new.service_role);
    }
    if let Some(day) = new.last_day {
        body["last_day"] = json!(day);
    }
    if new.trial.dry_run {
        return session.would(&path, &body);
    }
    let made = session.client.act(&path, &body)?;
    if output.is_json() {
        return output.document(&made);
    }
    output.line(text(&made, "token"))?;
    output.note(&output.text("cli-token-once", &[]));
    Ok(())
}

/// The token in force with a label.
fn labelled(session: &Session, account: &str, label: &str) -> Result<String, Failure> {
    let list = session.client.get(&route!("accounts/{}/api-tokens", account), &[])?;
    let found = items(&list).find(|item: &&Json| text(item, "label") == label && item["counts"] == true);
    found.map(|item| text(item, "id").to_owned()).ok_or_else(|| {
        Failure::new(Exit::NotFound, session.output.text("cli-not-found", &[("name", Value::from(label))]))
    })
}

fn revoke(session: &Session, name: &str, id: &str, dry_run: bool) -> Result<(), Failure> {
    let (output, path) = (&session.output, route!("api-tokens/{}", id));
    if dry_run {
        return session.tried(&session.client.take_back(&path, &[("dry_run", "true")])?);
    }
    session.confirm(&output.text("cli-confirm-revoke", &[("name", name.into())]))?;
    let ended = session.client.take_back(&path, &[])?;
    if output.is_json() {
        return output.document(&ended);
    }
    output.line(&output.text("cli-api-token-ended", &[("label", text(&ended, "label").into())]))
}
