//! `symbolon webhook`: addresses to which the events of a company are sent.

use serde_json::{Value as Json, json};
use symbolon_domain::webhook::{RestsWhy, WebhookState};

use super::Session;
use super::shown::{count, named, plain, worded};
use crate::client::{Route, route};
use crate::events::WebhookVerb;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &WebhookVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        WebhookVerb::List(of) => list(session, &find::account(&session.client, of)?),
        WebhookVerb::Add { url, event_types, of, trial } => {
            let path = route!("accounts/{}/webhook-endpoints", find::account(&session.client, of)?);
            with_secret(session, &path, &json!({ "url": url, "types": event_types }), trial.dry_run)
        }
        WebhookVerb::Secret { webhook, trial } => {
            with_secret(session, &route!("webhook-endpoints/{}/secrets", webhook), &json!({}), trial.dry_run)
        }
        WebhookVerb::Resume { webhook, trial } => {
            session.done(&route!("webhook-endpoints/{}/resumptions", webhook), &json!({}), trial, |woken| {
                session.output.line(&session.output.text("cli-webhook-resumed", &[("url", text(woken, "url").into())]))
            })
        }
        WebhookVerb::Test { webhook, trial } => {
            sent(session, &route!("webhook-endpoints/{}/tests", webhook), &json!({}), trial.dry_run)
        }
        WebhookVerb::Replay { webhook, from, to, trial } => {
            let body = json!({ "from": from, "to": to });
            sent(session, &route!("webhook-endpoints/{}/replays", webhook), &body, trial.dry_run)
        }
        WebhookVerb::Deliveries { webhook, delivery_state } => deliveries(session, webhook, delivery_state.as_deref()),
        WebhookVerb::Resend { delivery, trial } => {
            session.done(&route!("deliveries/{}/resends", delivery), &json!({}), trial, |again| {
                session.output.line(&session.output.text("cli-webhook-sent", &[("count", 1.into())]))?;
                session.output.line(text(again, "event"))
            })
        }
        WebhookVerb::Remove { webhook, trial } => remove(session, webhook, trial.dry_run),
    }
}

fn list(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.get(&route!("accounts/{}/webhook-endpoints", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["id", "url", "types", "owner", "state"]);
    for item in items(&list) {
        let types: Vec<&str> = item["types"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let all = || output.text("cli-webhook-all", &[]);
        let state = match item["paused_because"].is_string() {
            true => worded(output.language, item, "paused_because", RestsWhy::from_code),
            false => Cell::new(output.text("cli-webhook-runs", &[]), "running"),
        };
        table.row(vec![
            plain(item, "id"),
            plain(item, "url"),
            Cell::new(if types.is_empty() { all() } else { types.join(", ") }, types.join(" ")),
            named(item, "owner_name", "owner"),
            state,
        ]);
    }
    output.table(table)
}

/// Prints a secret, which is shown once.
fn with_secret(session: &Session, path: &Route, body: &Json, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    if dry_run {
        return session.would(path, body);
    }
    let made = session.client.act(path, body)?;
    if output.is_json() {
        return output.document(&made);
    }
    output.line(text(&made, "id"))?;
    output.line(text(&made, "secret"))?;
    output.note(&output.text("cli-webhook-once", &[]));
    Ok(())
}

/// Says how many events are on their way.
fn sent(session: &Session, path: &Route, body: &Json, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    let found = if dry_run { session.client.try_out(path, body)? } else { session.client.act(path, body)? };
    if output.is_json() {
        return output.document(&found);
    }
    match found["events"].as_i64() {
        Some(count) if !dry_run => output.line(&output.text("cli-webhook-sent", &[("count", count.into())])),
        Some(count) => output.line(&output.text("cli-webhook-would-send", &[("count", count.into())])),
        None => session.tried(&found),
    }
}

fn deliveries(session: &Session, webhook: &str, state: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    session.client.today_only()?;
    let query: Vec<_> = state.map(|state| ("state", state)).into_iter().collect();
    let list = session.client.list(&route!("webhook-endpoints/{}/deliveries", webhook), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["id", "type", "state", "attempts", "cause", "event"]).right(&["attempts"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "id"),
            plain(item, "type"),
            worded(output.language, item, "state", WebhookState::from_code),
            count(output.language, item, "attempts"),
            plain(item, "cause"),
            plain(item, "event"),
        ]);
    }
    output.table(table)
}

fn remove(session: &Session, webhook: &str, dry_run: bool) -> Result<(), Failure> {
    let (output, path) = (&session.output, route!("webhook-endpoints/{}", webhook));
    if dry_run {
        return session.tried(&session.client.take_back(&path, &[("dry_run", "true")])?);
    }
    session.confirm(&output.text("cli-confirm-webhook", &[("name", webhook.into())]))?;
    let ended = session.client.take_back(&path, &[])?;
    if output.is_json() {
        return output.document(&ended);
    }
    output.line(&output.text("cli-webhook-removed", &[("url", text(&ended, "url").into())]))
}
