//! `symbolon token`.

use serde_json::{Value as Json, json};
use symbolon_domain::explanation::FactCode;
use symbolon_domain::programme::{Mode, ReplacementReason};
use symbolon_text::{Value, date_short, word};

use super::Session;
use super::shown::{count, day, day_cell, ending, named, number, plain, state, worded};
use crate::args::{Company, Decision, Deliberate, Token};
use crate::client::{Route, route};
use crate::failure::{Exit, Failure};
use crate::find::{self, items, text};
use crate::output::{Cell, Output, Table};

/// States of a token that can be redeemed.
const UNUSED: &[&str] = &["available", "revealed"];

pub(crate) fn run(verb: &Token, session: &Session) -> Result<(), Failure> {
    match verb {
        Token::List(of) => list(session, of),
        Token::Show { token, of } => show(session, token, of),
        Token::Code { token, of, deliberate } => {
            let token = find::object(&session.client.now(), of, "tokens", "tok_", token, UNUSED)?;
            let path = route!("tokens/{}/codes", text(&token, "id"));
            deliberately(session, &path, json!({}), deliberate, |shown| session.output.line(text(shown, "code")))
        }
        Token::Redeem { token, of, tenant, mode, seats, deliberate } => {
            redeem(session, token, of, tenant, mode, *seats, deliberate)
        }
        Token::Replace { token, of, reason, intended_tenant, note, trial } => {
            let request = Request { reason, intended_tenant: intended_tenant.as_deref(), note: note.as_deref() };
            replace(session, token, of, &request, trial.dry_run)
        }
        Token::Requests => requests(session),
        Token::Decide { request, decision, note, deliberate } => {
            decide(session, request, *decision, note.as_deref(), deliberate)
        }
    }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("tokens"), &[("account", &account)])?;
    if output.is_json() {
        return output.document(&list);
    }
    let columns = ["token", "benefit", "seats", "state", "redeem_by", "tenant", "usable_until"];
    let mut table = Table::new(&columns).right(&["seats"]);
    for item in items(&list) {
        let redemption = &item["redemption"];
        table.row(vec![
            ending(item),
            named(item, "benefit_name", "benefit"),
            count(output.language, item, "seats"),
            state(item),
            day_cell(output.language, item, "redeem_by"),
            Cell::new(or_dash(text(redemption, "tenant")), text(redemption, "tenant")),
            day_cell(output.language, &redemption["after"], "usable_until"),
        ]);
    }
    output.table(table)?;
    if let Some(free) = items(&list).find(|item| matches!(text(item, "state"), "available" | "revealed")) {
        let command = format!("symbolon token redeem {} --tenant … --mode new --dry-run", text(free, "benefit"));
        output.note(&output.text("cli-next", &[("command", command.into())]));
    }
    Ok(())
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

fn show(session: &Session, token: &str, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let token = find::object(&session.client, of, "tokens", "tok_", token, &[])?;
    if output.is_json() {
        return output.document(&token);
    }
    let values = [
        ("product", Value::from(text(&token, "benefit_name"))),
        ("seats", number(&token, "seats").into()),
        ("state", text(&token, "state_text").into()),
    ];
    output.line(&output.text("cli-token-title", &values))?;
    output.line(&format!("  {}", text(&token, "id")))?;
    if let Some(last) = day(&token, "redeem_by") {
        output.line(&format!("  {}", output.text("cli-token-redeem-by", &[("day", last.into())])))?;
    }
    let redemption = &token["redemption"];
    if redemption.is_object() {
        redeemed(output, redemption)?;
    }
    Ok(())
}

/// What a redemption made, and until when it could be mended.
fn redeemed(output: &Output, redemption: &Json) -> Result<(), Failure> {
    let after = &redemption["after"];
    let mut values = vec![
        ("tenant", Value::from(text(redemption, "tenant"))),
        ("mode", mode_word(output, text(redemption, "mode")).into()),
        ("seats", number(after, "seats").into()),
    ];
    values.extend(day(redemption, "redeemed_on").map(|day| ("on", Value::from(day))));
    values.extend(day(after, "usable_until").map(|day| ("until", Value::from(day))));
    output.line(&format!("  {}", output.text("cli-token-redeemed", &values)))?;
    if let Some(last) = day(redemption, "replaceable_until") {
        output.line(&format!("  {}", output.text("cli-token-replaceable", &[("day", last.into())])))?;
    }
    Ok(())
}

fn mode_word(output: &Output, code: &str) -> String {
    Mode::from_code(code).map_or_else(|| code.to_owned(), |mode| word(output.language, mode))
}

/// Tries out, refuses, or carries out an act that cannot be undone.
pub(crate) fn deliberately(
    session: &Session,
    path: &Route,
    mut body: Json,
    deliberate: &Deliberate,
    done: impl FnOnce(&Json) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let output = &session.output;
    if deliberate.dry_run {
        let preview = session.client.try_out(path, &body)?;
        session.tried(&preview)?;
        return if output.is_json() { Ok(()) } else { session.how_to(&preview) };
    }
    session.previewed(deliberate.preview.as_deref())?;
    body["preview_digest"] = json!(deliberate.preview);
    body["acknowledge"] = json!(deliberate.acknowledge);
    let answer = session.client.act(path, &body)?;
    if output.is_json() { output.document(&answer) } else { done(&answer) }
}

fn redeem(
    session: &Session,
    token: &str,
    of: &Company,
    tenant: &str,
    mode: &str,
    seats: Option<u32>,
    deliberate: &Deliberate,
) -> Result<(), Failure> {
    let output = &session.output;
    let token = find::object(&session.client.now(), of, "tokens", "tok_", token, UNUSED)?;
    let path = route!("tokens/{}/redemptions", text(&token, "id"));
    let tenant_id = find::tenant(&session.client, text(&token, "account"), tenant)?;
    let mut body = json!({ "tenant_id": tenant_id, "mode": mode });
    if let Some(seats) = seats {
        body["seats"] = json!(seats);
    }
    if deliberate.dry_run && !output.is_json() {
        let tried = session.client.try_out_each(&path, &body)?;
        return compare(session, mode, tenant, &tried);
    }
    deliberately(session, &path, body, deliberate, |redemption| {
        redeemed(output, redemption)?;
        output.note(&output.text("cli-next", &[("command", "symbolon token list".into())]));
        Ok(())
    })
}

/// One way to redeem: what it would make, or why it is not possible.
struct Way<'a> {
    mode: &'a str,
    effects: Option<&'a Json>,
    why_not: &'a str,
}

fn effect<'a>(effects: &'a Json, field: &str) -> Option<&'a Json> {
    effects.as_array().into_iter().flatten().find(|effect| text(effect, "field") == field)
}

/// Every way side by side, the chosen one first, with what they start from.
fn compare(session: &Session, mode: &str, tenant: &str, tried: &Json) -> Result<(), Failure> {
    let output = &session.output;
    let allowed = tried["allowed"].as_bool() == Some(true);
    let mut refused = (!allowed).then(|| crate::problem::failure(output.language, tried));
    // A refusal that no other way would change has nothing to compare.
    let Some(others) = tried["alternatives"].as_array() else {
        return Err(refused.unwrap_or_else(|| Failure::new(Exit::Failed, "")));
    };
    let mut ways = vec![Way { mode, effects: allowed.then(|| &tried["effects"]), why_not: text(tried, "detail") }];
    ways.extend(others.iter().map(|other| Way {
        mode: text(other, "mode"),
        effects: (other["allowed"].as_bool() == Some(true)).then(|| &other["effects"]),
        why_not: text(other, "detail"),
    }));

    // What stands in the way of all of them is said once.
    if let Some(refused) = refused.take_if(|_| ways.iter().all(|way| way.effects.is_none())) {
        return Err(refused);
    }
    let place = |mode: &str| ["add_seats", "extend", "new"].iter().position(|known| *known == mode);
    ways.sort_by_key(|way| place(way.mode));

    let now = |field: &str| ways.iter().find_map(|way| effect(way.effects?, field)?.get("from"));
    let seats = |value: Option<&Json>| match value.and_then(Json::as_i64) {
        Some(seats) => Cell::number(output.language, seats),
        None => Cell::new("–", ""),
    };
    let until = |value: Option<&Json>| match value.and_then(Json::as_str).and_then(|day| day.parse().ok()) {
        Some(day) => Cell::new(date_short(output.language, day), day.to_string()),
        None => Cell::new("–", ""),
    };
    let mut table = Table::new(&["way", "seats", "usable_until"]).right(&["seats"]);
    table.row(vec![
        Cell::new(output.text("cli-way-now", &[]), "now"),
        seats(now("subscription.seats")),
        until(now("subscription.usable_until")),
    ]);
    for way in &ways {
        let to = |field: &str| effect(way.effects?, field)?.get("to");
        let impossible = way.effects.is_none().then(|| output.text("cli-way-not-possible", &[]));
        let seats = seats(to("subscription.seats"));
        table.row(vec![
            Cell::new(output.text(&format!("cli-way-{}", way.mode.replace('_', "-")), &[]), way.mode),
            impossible.map_or(seats, |word| Cell::new(word, "")),
            until(to("subscription.usable_until")),
        ]);
    }
    output.table(table)?;
    for way in ways.iter().filter(|way| way.effects.is_none() && way.mode != mode) {
        output.note(&format!("{} – {}", mode_word(output, way.mode), way.why_not));
    }
    if let Some(refused) = refused {
        return Err(refused);
    }
    output.prose("")?;
    let facts = tried["explanation"]["children"].as_array().into_iter().flatten();
    for working in facts.filter(|fact| text(fact, "fact") == FactCode::Outcome.code()) {
        output.prose(text(working, "text"))?;
    }
    output.prose(&output.text("cli-redeem-for-good", &[("tenant", tenant.into())]))?;
    for remedy in tried["remedies"].as_array().into_iter().flatten() {
        output.prose(text(remedy, "text"))?;
    }
    session.how_to(tried)
}

/// What is asked of support.
struct Request<'a> {
    reason: &'a str,
    intended_tenant: Option<&'a str>,
    note: Option<&'a str>,
}

fn replace(session: &Session, token: &str, of: &Company, request: &Request<'_>, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    let token = find::object(&session.client.now(), of, "tokens", "tok_", token, &["redeemed"])?;
    let path = route!("tokens/{}/replacement-requests", text(&token, "id"));
    let mut body = json!({ "reason": request.reason });
    if let Some(tenant) = request.intended_tenant {
        body["intended_tenant_id"] = json!(find::tenant(&session.client, text(&token, "account"), tenant)?);
    }
    if let Some(note) = request.note {
        body["note"] = json!(note);
    }
    if dry_run {
        let preview = session.client.try_out(&path, &body)?;
        if output.is_json() {
            return output.document(&preview);
        }
        output.line(&output.text("cli-would", &[]))?;
        output.line(&format!("  {}", output.text("cli-would-request", &[])))?;
        return session.effects(&preview);
    }
    session.confirm(&output.text("cli-confirm-replace", &[("product", text(&token, "benefit_name").into())]))?;
    let requested = session.client.act(&path, &body)?;
    if output.is_json() {
        return output.document(&requested);
    }
    output.line(&output.text("cli-requested", &[("request", text(&requested, "id").into())]))
}

fn requests(session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.list(&route!("replacement-requests"), &[("state", "open")])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&[
        "request",
        "account",
        "reason",
        "redeemed_on",
        "redeemed_tenant",
        "intended_tenant",
        "requested_on",
    ]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "id"),
            super::shown::id(item, "account"),
            worded(output.language, item, "reason", ReplacementReason::from_code),
            day_cell(output.language, item, "redeemed_on"),
            plain(item, "redeemed_tenant"),
            Cell::new(or_dash(text(item, "intended_tenant")), text(item, "intended_tenant")),
            day_cell(output.language, item, "requested_on"),
        ]);
    }
    output.table(table)
}

fn decide(
    session: &Session,
    request: &str,
    decision: Decision,
    note: Option<&str>,
    deliberate: &Deliberate,
) -> Result<(), Failure> {
    let output = &session.output;
    let path = route!("replacement-requests/{}/decisions", request);
    let mut body = json!({ "approve": decision == Decision::Grant });
    if let Some(note) = note {
        body["note"] = json!(note);
    }
    let done = |decided: &Json| match decided["replacement_token"].as_str().or_else(|| decided["token"].as_str()) {
        Some(token) if decision == Decision::Grant => {
            output.line(&output.text("cli-replacement-granted", &[("token", token.into())]))
        }
        _ => output.line(&output.text("cli-replacement-declined", &[])),
    };
    if decision == Decision::Grant || deliberate.dry_run {
        return deliberately(session, &path, body, deliberate, done);
    }
    session.confirm(&output.text("cli-confirm-decline", &[]))?;
    let decided = session.client.act(&path, &body)?;
    if output.is_json() { output.document(&decided) } else { done(&decided) }
}
