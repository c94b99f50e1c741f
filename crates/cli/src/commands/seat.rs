//! `symbolon seat`.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value as Json, json};
use symbolon_server::roster::{self, Line};
use symbolon_server::sentence;
use symbolon_text::Value;

use super::Session;
use super::shown::{count, day, day_cell, id, named, plain, seats_bar};
use crate::args::{Company, Decision, Seat};
use crate::client::{Route, route};
use crate::failure::{Exit, Failure};
use crate::file;
use crate::find::{self, items, text};
use crate::output::{Cell, Table, Tone};

pub(crate) fn run(verb: &Seat, session: &Session) -> Result<(), Failure> {
    match verb {
        Seat::List(of) => list(session, of),
        Seat::Assign { person, pool, used_in, of, trial } => {
            assign(session, person, pool, used_in.as_deref(), of, trial.dry_run)
        }
        Seat::Import { file, pool, bad_rows, of, trial } => {
            import(session, (file, pool, of), bad_rows.as_deref(), trial.dry_run)
        }
        Seat::Unassign { person, pool, reason, of, trial } => {
            unassign(session, person, pool, reason, of, trial.dry_run)
        }
        Seat::Requests { request_state, of } => requests(session, request_state.as_deref(), of),
        Seat::Request { pool, reason, of, trial } => {
            let account = find::account(&session.client, of)?;
            let pool = find::pool(&session.client, &account, pool)?;
            let body = json!({ "seat_pool": pool, "reason": reason });
            act(session, &route!("seat-requests"), &body, trial.dry_run)
        }
        Seat::Decide { request, decision, reason, used_in, trial } => {
            let mut body = json!({ "approve": *decision == Decision::Grant });
            if let Some(reason) = reason {
                body["reason"] = json!(reason);
            }
            if let Some(country) = used_in {
                body["country"] = json!(country);
            }
            if !trial.dry_run {
                let asked = match decision {
                    Decision::Grant => "cli-confirm-seat",
                    Decision::Decline => "cli-confirm-decline",
                };
                session.confirm(&session.output.text(asked, &[]))?;
            }
            act(session, &route!("seat-requests/{}/decisions", request), &body, trial.dry_run)
        }
        Seat::Withdraw { request, trial } => {
            act(session, &route!("seat-requests/{}/withdrawals", request), &json!({}), trial.dry_run)
        }
    }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("seat-pools"), &[("account", &account)])?;
    if output.is_json() {
        return output.document(&list);
    }
    // A pool stays on record after its membership; its seats are nobody's then, so it is not offered here.
    let over = session.client.list(&route!("accounts/{}/grants", account), &[("state", "ended")])?;
    let is_over = |pool: &str| items(&over).any(|line| text(line, "seat_pool") == pool);
    let columns = ["pool", "seats", "activated", "assigned", "locked", "free", "granted", "unlocks_on", "id"];
    let mut table = Table::new(&columns).right(&["activated", "assigned", "locked", "free", "granted"]);
    for item in items(&list).filter(|item| !is_over(text(item, "id"))) {
        let breakdown = &item["seat_breakdown"];
        table.row(vec![
            named(item, "benefit_name", "benefit"),
            Cell::new(seats_bar(breakdown), breakdown["granted"].to_string()),
            count(output.language, breakdown, "activated"),
            count(output.language, breakdown, "assigned"),
            count(output.language, breakdown, "locked"),
            count(output.language, breakdown, "free"),
            count(output.language, breakdown, "granted"),
            day_cell(output.language, breakdown, "unlocks_on"),
            id(item, "id"),
        ]);
    }
    output.table(table)
}

fn requests(session: &Session, state: Option<&str>, of: &Company) -> Result<(), Failure> {
    let account = find::account(&session.client, of)?;
    let mut query = vec![("account", account.as_str())];
    query.extend(state.map(|state| ("state", state)));
    let list = session.client.list(&route!("seat-requests"), &query)?;
    if session.output.is_json() {
        return session.output.document(&list);
    }
    request_table(session, items(&list))
}

fn request_table<'a>(session: &Session, items: impl Iterator<Item = &'a Json>) -> Result<(), Failure> {
    let output = &session.output;
    let mut table = Table::new(&["request", "person", "pool", "requested_on", "state", "reason"]);
    for item in items {
        // What was answered last says more than what was asked.
        let said = item["refusal_reason"].as_str().unwrap_or_else(|| text(item, "reason"));
        table.row(vec![
            plain(item, "id"),
            Cell::new(item["person_name"].as_str().unwrap_or_else(|| text(item, "person")), text(item, "person")),
            named(item, "benefit_name", "benefit"),
            day_cell(output.language, item, "requested_on"),
            named(item, "state_text", "state"),
            Cell::same(said),
        ]);
    }
    output.table(table)
}

/// Asks, answers or withdraws, and shows the request as it is then.
fn act(session: &Session, path: &Route, body: &Json, dry_run: bool) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    let made = session.client.act(path, body)?;
    if session.output.is_json() {
        return session.output.document(&made);
    }
    let asked = session.client.get(&route!("seat-requests/{}", text(&made, "id")), &[])?;
    request_table(session, std::iter::once(&asked))
}

fn assign(
    session: &Session,
    person: &str,
    pool: &str,
    country: Option<&str>,
    of: &Company,
    dry_run: bool,
) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let pool = find::pool(&session.client, &account, pool)?;
    let id = find::person(&session.client, &account, person)?;
    let path = route!("seat-pools/{}/assignments", pool);
    let mut body = json!({ "person": id });
    if let Some(country) = country {
        body["country"] = json!(country);
    }
    if dry_run {
        return session.would(&path, &body);
    }
    let assigned = session.client.act(&path, &body)?;
    if output.is_json() {
        return output.document(&assigned);
    }
    let mut values = vec![("person", Value::from(person)), ("product", text(&assigned, "benefit_name").into())];
    values.extend(day(&assigned, "reassignable_from").map(|day| ("day", Value::from(day))));
    output.line(&output.text("cli-seat-assigned", &values))?;
    output.note(&output.text("cli-seat-next", &[]));
    Ok(())
}

/// Gives seats to the people of a list: shows what would become of each line, asks, and gives them to those that passed.
fn import(
    session: &Session,
    (file, pool, of): (&Path, &str, &Company),
    bad_rows: Option<&Path>,
    dry_run: bool,
) -> Result<(), Failure> {
    let output = &session.output;
    let content = if file == Path::new("-") { file::read_input()? } else { file::read(file, output.language)? };
    let roster = roster::read(&roster::decode(&content));
    if roster.lines.is_empty() {
        return Err(Failure::new(Exit::Usage, output.text("cli-seat-import-empty", &[])));
    }
    let account = find::account(&session.client, of)?;
    let path = route!("seat-pools/{}/imports", find::pool(&session.client, &account, pool)?);
    let named = roster.lines.iter().filter(|line| line.read.is_ok()).collect();
    let (mut whole, mut verdicts) = judged(named, |body| session.client.try_out(&path, body))?;
    for line in &roster.lines {
        if let Err(unread) = line.read {
            let problem = json!({ "detail": unread.say(output.language) });
            let verdict = json!({ "line": line.number, "verdict": "refused", "problem": problem });
            verdicts.insert(line.number, (line, verdict));
        }
    }
    if !output.is_json() {
        show(session, &verdicts, &whole)?;
    }
    let passed: Vec<&Line> =
        verdicts.values().filter(|(_, verdict)| verdict["verdict"] == "ok").map(|(line, _)| *line).collect();
    if !dry_run && !passed.is_empty() {
        session.confirm(&output.text("cli-confirm-seats", &[("count", number(passed.len()))]))?;
        let given = judged(passed, |body| session.client.act(&path, body))?;
        let (before, after) = (whole["seat_breakdown_before"].take(), given.0);
        whole = after;
        whole["seat_breakdown_before"] = before;
        let done = given.1.values().filter(|(_, verdict)| verdict["verdict"] == "ok").count();
        verdicts.extend(given.1);
        if !output.is_json() {
            output.line(&output.text("ui-import-done", &[("count", number(done))]))?;
        }
    }
    let refused: Vec<_> = verdicts.values().filter(|(_, verdict)| verdict["verdict"] == "refused").collect();
    if let Some(file) = bad_rows.filter(|_| !refused.is_empty()) {
        let reasons: Vec<_> = refused.iter().map(|(line, verdict)| (*line, sentence(&verdict["problem"]))).collect();
        let rows = reasons.iter().map(|(line, reason)| (*line, reason.as_str()));
        file::make(file, &roster::table(output.language, rows), output.language)?;
        output.note(&output.text("cli-file-made", &[("file", file.display().to_string().into())]));
    }
    let refused = refused.len();
    if output.is_json() {
        let mut counts = BTreeMap::from(["ok", "already_assigned", "duplicate", "refused"].map(|verdict| (verdict, 0)));
        for (_, verdict) in verdicts.values() {
            counts.entry(text(verdict, "verdict")).and_modify(|count| *count += 1);
        }
        let (counts, dry_run) = (json!(counts), json!(dry_run));
        let items: Vec<Json> = verdicts.into_values().map(|(_, verdict)| verdict).collect();
        (whole["items"], whole["counts"], whole["dry_run"]) = (json!(items), counts, dry_run);
        output.document(&whole)?;
    }
    match refused {
        0 => Ok(()),
        refused => Err(Failure::new(Exit::Refused, output.text("ui-import-sum-failed", &[("count", number(refused))]))),
    }
}

/// Lines by their numbers, each with its verdict.
type Verdicts<'a> = BTreeMap<usize, (&'a Line, Json)>;

/// Sends lines that name somebody, and gives the answer with the verdict on each.
fn judged<'a>(
    lines: Vec<&'a Line>,
    send: impl FnOnce(&Json) -> Result<Json, Failure>,
) -> Result<(Json, Verdicts<'a>), Failure> {
    let rows: Vec<_> = lines.iter().filter_map(|line| line.read.as_ref().ok()).collect();
    let mut answer = send(&json!({ "rows": rows }))?;
    let items = answer["items"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let line_of = |row: &Json| lines.get(usize::try_from(row.as_u64()?.checked_sub(1)?).ok()?).map(|line| line.number);
    let one = |(line, mut verdict): (&&'a Line, Json)| {
        verdict["line"] = json!(line.number);
        // People count the lines of their file, not the rows of a request.
        if let Some(first) = line_of(&verdict["first_row"]) {
            verdict["first_line"] = json!(first);
        }
        verdict.as_object_mut().map(|members| (members.remove("row"), members.remove("first_row")));
        (line.number, (*line, verdict))
    };
    let verdicts = lines.iter().zip(items).map(one).collect();
    Ok((answer, verdicts))
}

fn number(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// The verdict on each line, how many there are of each, and how many seats are left afterwards.
fn show(session: &Session, verdicts: &Verdicts<'_>, whole: &Json) -> Result<(), Failure> {
    let output = &session.output;
    let mut table = Table::new(&["line", "person", "verdict", "text"]).right(&["line"]);
    for (line, verdict) in verdicts.values() {
        let code = text(verdict, "verdict");
        let (word, tone, said) = match code {
            "ok" => ("ui-import-ok", Tone::Good, String::new()),
            "already_assigned" => ("ui-import-held", Tone::Plain, String::new()),
            "duplicate" => {
                let first = [("line", verdict["first_line"].as_i64().unwrap_or_default().into())];
                ("ui-import-twice", Tone::Plain, output.text("ui-import-twice-of", &first))
            }
            _ => ("ui-import-refused", Tone::Over, sentence(&verdict["problem"])),
        };
        let person = line.read.as_ref().map_or(&line.text, |one| one.name.as_ref().unwrap_or(&one.email));
        table.row(vec![
            Cell::same(line.number.to_string()),
            Cell::same(person.as_str()),
            Cell::new(output.text(word, &[]), code).tone(tone),
            Cell::same(said),
        ]);
    }
    output.table(table)?;
    let all = ["ok", "already_assigned", "duplicate"];
    for (code, sum) in all.into_iter().zip(["ui-import-sum-ok", "ui-import-sum-held", "ui-import-sum-twice"]) {
        let count = verdicts.values().filter(|(_, verdict)| text(verdict, "verdict") == code).count();
        if count > 0 {
            output.note(&output.text(sum, &[("count", number(count))]));
        }
    }
    let after = &whole["seat_breakdown"];
    let seats = |name: &str| after[name].as_i64().unwrap_or_default();
    let held = seats("activated") + seats("assigned");
    let finding = [("held", held.into()), ("size", seats("granted").into()), ("free", seats("free").into())];
    let finding = output.text("ui-seats-finding", &finding);
    output.note(&output.text("ui-import-after", &[("finding", finding.into())]));
    Ok(())
}

fn unassign(
    session: &Session,
    person: &str,
    pool: &str,
    reason: &str,
    of: &Company,
    dry_run: bool,
) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let pool = find::pool(&session.client, &account, pool)?;
    let id = find::person(&session.client, &account, person)?;
    let assignment = find::assignment(&session.client, &pool, &id, person)?;
    let path = route!("assignments/{}", assignment);
    if dry_run {
        return session.tried(&session.client.take_back(&path, &[("reason", reason), ("dry_run", "true")])?);
    }
    session.confirm(&output.text("cli-confirm-unassign", &[("person", person.into())]))?;
    let ended = session.client.take_back(&path, &[("reason", reason)])?;
    if output.is_json() {
        return output.document(&ended);
    }
    // A slip that was undone locks nothing: the seat is free on the day on which it came back.
    match (day(&ended, "reassignable_from"), day(&ended, "ended_on")) {
        (Some(free), Some(today)) if free > today => {
            output.line(&output.text("cli-seat-returned-locked", &[("day", free.into())]))
        }
        _ => output.line(&output.text("cli-seat-returned", &[])),
    }
}
