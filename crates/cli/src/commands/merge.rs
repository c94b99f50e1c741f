//! `symbolon merge`: invitations, their answers, what a merge would bring, and carrying it out.

use serde_json::{Value as Json, json};
use symbolon_domain::fact::MergeSide;
use symbolon_text::{Value, message};

use super::Session;
use super::shown::{day, day_cell, named, plain, section, worded};
use super::token::deliberately;
use crate::args::{Company, Merge};
use crate::client::{Client, Route, route};
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::Table;

pub(crate) fn run(verb: &Merge, session: &Session) -> Result<(), Failure> {
    match verb {
        Merge::List(of) => list(session, of),
        Merge::Show { merge, of } => show(session, &found(&session.client, of, merge)?),
        Merge::Preview { merge, of } => preview(session, &found(&session.client, of, merge)?),
        Merge::Invite { company, of, trial } => {
            let account = find::account(&session.client, of)?;
            let body = json!({ "account": account, "company": company });
            act(session, &route!("merges"), &body, trial.dry_run, "cli-confirm-merge-invite")
        }
        Merge::Accept { merge, of, trial } => {
            let path = path(session, of, merge, "acceptances")?;
            act(session, &path, &json!({}), trial.dry_run, "cli-confirm-merge-accept")
        }
        Merge::Reject { merge, note, of, trial } => {
            let body = note.as_ref().map_or_else(|| json!({}), |note| json!({ "reason": note }));
            let path = path(session, of, merge, "rejections")?;
            act(session, &path, &body, trial.dry_run, "cli-confirm-merge-reject")
        }
        Merge::Withdraw { merge, of, trial } => {
            let path = path(session, of, merge, "withdrawals")?;
            act(session, &path, &json!({}), trial.dry_run, "cli-confirm-merge-withdraw")
        }
        Merge::Confirm { merge, of, deliberate } => {
            let path = path(session, of, merge, "confirmations")?;
            deliberately(session, &path, json!({}), deliberate, |answer| line(session, answer))
        }
    }
}

/// A merge by its id, or the newest one with a company, by that one's number.
fn found(client: &Client, of: &Company, named: &str) -> Result<Json, Failure> {
    if named.starts_with("mrg_") {
        return client.get(&route!("merges/{}", named), &[]);
    }
    let account = find::account(client, of)?;
    let list = client.list(&route!("merges"), &[("account", &account)])?;
    let with = |merge: &&Json| text(merge, "other_number") == named;
    let newest = items(&list).rfind(with).cloned();
    newest.ok_or_else(|| {
        let values = [("company", Value::from(named))];
        Failure::new(crate::failure::Exit::Refused, message(client.language, "cli-merge-unknown", &values))
    })
}

fn path(session: &Session, of: &Company, named: &str, act: &str) -> Result<Route, Failure> {
    Ok(route!("merges/{}/{}", text(&found(&session.client.now(), of, named)?, "id"), act))
}

fn act(session: &Session, path: &Route, body: &Json, dry_run: bool, question: &str) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    session.confirm(&session.output.text(question, &[]))?;
    let answer = session.client.act(path, body)?;
    if session.output.is_json() { session.output.document(&answer) } else { line(session, &answer) }
}

fn line(session: &Session, merge: &Json) -> Result<(), Failure> {
    let values = [("company", Value::from(text(merge, "other_number"))), ("state", text(merge, "state_name").into())];
    session.output.line(&session.output.text("cli-merge-line", &values))
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("merges"), &[("account", &account)])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["merge", "company", "side", "state", "invited", "accepted", "ended"]);
    for merge in items(&list) {
        table.row(vec![
            plain(merge, "id"),
            plain(merge, "other_number"),
            worded(output.language, merge, "side", MergeSide::from_code),
            named(merge, "state_name", "state"),
            day_cell(output.language, merge, "invited_on"),
            day_cell(output.language, merge, "accepted_on"),
            day_cell(output.language, merge, "ended_on"),
        ]);
    }
    output.table(table)
}

fn show(session: &Session, merge: &Json) -> Result<(), Failure> {
    let output = &session.output;
    if output.is_json() {
        return output.document(merge);
    }
    line(session, merge)?;
    for name in ["invited", "accepted", "ended"] {
        if let Some(day) = day(merge, &format!("{name}_on")) {
            output.line(&format!("  {}", output.text(&format!("cli-merge-{name}"), &[("day", day.into())])))?;
        }
    }
    if let Some(reason) = merge["reason"].as_str() {
        output.line(&format!("  {reason}"))?;
    }
    Ok(())
}

/// Both companies beside each other, and the one that would come of them.
fn preview(session: &Session, merge: &Json) -> Result<(), Failure> {
    let output = &session.output;
    let impact = session.client.get(&route!("merges/{}/impact", text(merge, "id")), &[])?;
    if output.is_json() {
        return output.document(&impact);
    }
    for side in ["survivor", "absorbed", "together"] {
        let of = &impact[side];
        let all = |name: &str| {
            let words: Vec<&str> = of[name].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            words.join(", ")
        };
        let mut lines = vec![
            output.text("cli-merge-locations", &[("list", all("locations").into())]),
            output.text("cli-merge-tenants", &[("list", all("tenants").into())]),
        ];
        for held in of["memberships"].as_array().into_iter().flatten() {
            let mut values = vec![
                ("membership", Value::from(text(held, "number"))),
                ("offer", text(held, "offer_name").into()),
                ("with", held["renewed_with"].as_str().unwrap_or("none").into()),
            ];
            values.extend(day(held, "anniversary").map(|day| ("anniversary", day.into())));
            values.extend(day(held, "benefits_until").map(|day| ("until", day.into())));
            lines.push(output.text("cli-merge-membership", &values));
        }
        for token in of["tokens_to_redeem"].as_array().into_iter().flatten() {
            let mut values = vec![("benefit", Value::from(text(token, "benefit")))];
            values.extend(day(token, "redeem_by").map(|day| ("until", day.into())));
            lines.push(output.text("cli-merge-token", &values));
        }
        let seats = [("held", of["seats"]["held"].as_i64()), ("granted", of["seats"]["granted"].as_i64())];
        let seats = seats.map(|(name, count)| (name, Value::Number(count.unwrap_or(0))));
        lines.push(output.text("cli-merge-seats", &seats));
        lines.push(output.text("cli-merge-people", &[("count", Value::Number(of["people"].as_i64().unwrap_or(0)))]));
        for role in of["roles"].as_array().into_iter().flatten() {
            let count = Value::Number(role["people"].as_i64().unwrap_or(0));
            lines.push(output.text("cli-merge-role", &[("role", text(role, "name").into()), ("count", count)]));
        }
        let managers = of["manage_own_people"].as_i64().unwrap_or(0);
        let managed = if side == "together" { "cli-merge-managed-each" } else { "cli-merge-managed" };
        lines.push(output.text(managed, &[("count", Value::Number(managers))]));
        section(output, &format!("cli-merge-{side}"), &[("company", text(of, "number").into())], &lines)?;
    }
    output.note(&output.text("cli-merge-before", &[]));
    Ok(())
}
