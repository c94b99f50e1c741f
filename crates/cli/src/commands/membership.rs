//! `symbolon membership`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use symbolon_domain::programme::days_between;
use symbolon_text::{Value, date_range_short, quantity};

use super::Session;
use super::shown::{day, day_cell, explanation, left, named, number, plain, section, state};
use crate::args::{Company, Membership};
use crate::client::route;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Output, Table};

pub(crate) fn run(verb: &Membership, session: &Session) -> Result<(), Failure> {
    match verb {
        Membership::List(of) => list(session, of),
        Membership::Show { membership } => show(session, membership),
        Membership::Timeline { membership } => timeline(session, membership),
        Membership::Renew { membership, method: Some(method), offer, trial, .. } => {
            order(session, membership, method, offer.as_deref(), trial.dry_run)
        }
        Membership::Renew { membership, payment, offer, trial, .. } => {
            let payment = payment.as_deref().unwrap_or_default();
            renew(session, membership, payment, offer.as_deref(), trial.dry_run)
        }
        Membership::Tasks { membership, offer } => tasks(session, membership, offer.as_deref()),
        Membership::Explain { membership, if_lapsed: false } => why(session, membership),
        Membership::Explain { membership, if_lapsed: true } => if_lapsed(session, membership),
        Membership::NextYear { membership, offer } => next_year(session, membership, offer.as_deref()),
        Membership::Provision { membership, trial } => provision(session, membership, trial.dry_run),
    }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    // Without a company, the vendor's people see all of them and a partner's their own.
    let account = of.account.is_some().then(|| find::account(&session.client, of)).transpose()?;
    let query: Vec<_> = account.iter().map(|account| ("account", account.as_str())).collect();
    let list = session.client.list(&route!("memberships"), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let today = day(&list, "as_of");
    let mut table = Table::new(&["member", "offer", "state", "anniversary", "renew_between", "benefits_until", "left"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "number"),
            named(item, "offer_name", "offer"),
            state(item),
            day_cell(output.language, item, "anniversary"),
            between(output, item),
            day_cell(output.language, item, "benefits_until"),
            match text(item, "state") {
                "active" => left(output.language, today, day(item, "anniversary")),
                "renewal_open" => left(output.language, today, day(item, "renew_to")),
                _ => Cell::new("–", ""),
            },
        ]);
    }
    output.table(table)?;
    let due = items(&list).filter(|item| text(item, "state") == "renewal_open");
    if let Some(first) = due.min_by_key(|item| day(item, "renew_to")) {
        let number = text(first, "number");
        let tasks = session.client.get(&route!("memberships/{}/renewal-tasks", number), &[]);
        let next = match tasks.is_ok_and(|tasks| tasks["can_be_ordered"] == true) {
            true => format!("symbolon membership renew {number} --method card"),
            false => format!("symbolon membership tasks {number}"),
        };
        output.note(&output.text("cli-next", &[("command", next.into())]));
    }
    Ok(())
}

fn between(output: &Output, item: &Json) -> Cell {
    match (day(item, "renew_from"), day(item, "renew_to")) {
        (Some(from), Some(to)) => Cell::new(date_range_short(output.language, from, to), format!("{from}/{to}")),
        _ => Cell::new("–", ""),
    }
}

fn show(session: &Session, membership: &str) -> Result<(), Failure> {
    let output = &session.output;
    let held = session.client.get(&route!("memberships/{}", membership), &[])?;
    if output.is_json() {
        return output.document(&held);
    }
    title(output, &held)?;
    days(output, &held)
}

fn title(output: &Output, held: &Json) -> Result<(), Failure> {
    output.line(&output.text(
        "cli-membership-title",
        &[
            ("number", text(held, "number").into()),
            ("offer", text(held, "offer_name").into()),
            ("state", text(held, "state_text").into()),
        ],
    ))
}

/// The three end dates, kept apart.
fn days(output: &Output, held: &Json) -> Result<(), Failure> {
    let line = |id: &str, name: &str| match day(held, name) {
        Some(day) => output.line(&format!("  {}", output.text(id, &[("day", day.into())]))),
        None => Ok(()),
    };
    line("cli-membership-bought", "bought_on")?;
    line("cli-membership-anniversary", "anniversary")?;
    if let (Some(from), Some(to)) = (day(held, "renew_from"), day(held, "renew_to")) {
        let values = [("from", from.into()), ("to", to.into())];
        output.line(&format!("  {}", output.text("cli-membership-window", &values)))?;
    }
    line("cli-membership-benefits", "benefits_until")?;
    line("cli-membership-refund", "refund_until")
}

fn why(session: &Session, membership: &str) -> Result<(), Failure> {
    let output = &session.output;
    let held = session.client.get(&route!("memberships/{}", membership), &[])?;
    if output.is_json() {
        return output.document(&held["explanation"]);
    }
    title(output, &held)?;
    explanation(output, &held["explanation"])
}

/// What the next year would bring, with the reason for each difference.
fn next_year(session: &Session, membership: &str, offer: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<_> = offer.iter().map(|offer| ("offer", *offer)).collect();
    let next = session.client.get(&route!("memberships/{}/next-year", membership), &query)?;
    if output.is_json() {
        return output.document(&next);
    }
    if let (Some(on), Some(until)) = (day(&next, "renewed_on"), day(&next, "anniversary")) {
        let values = [("offer", text(&next, "offer_name").into()), ("on", on.into()), ("until", until.into())];
        output.prose(&output.text("cli-next-year-title", &values))?;
    }
    if !next["refusal"].is_null() {
        let why = text(&next["refusal"], "detail");
        output.prose(&output.text("cli-next-year-refused", &[("why", why.into())]))?;
    }
    let mut table = Table::new(&["benefit", "now", "next", "change", "why"]).right(&["now", "next"]);
    for line in next["benefits"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let amount = |name: &str| {
            let amount = &line[name];
            let granted = number(amount, "granted");
            match amount["unlimited"].as_bool() {
                Some(true) => Cell::new(output.text("cli-unlimited", &[]), "unlimited"),
                _ => Cell::new(quantity(output.language, granted, text(line, "unit")), granted.to_string()),
            }
        };
        let reasons = line["reasons"].as_array().map(Vec::as_slice).unwrap_or_default();
        let said: Vec<&str> = reasons.iter().map(|reason| text(reason, "text")).collect();
        let codes: Vec<&str> = reasons.iter().map(|reason| text(reason, "code")).collect();
        table.row(vec![
            named(line, "benefit_name", "benefit"),
            amount("now"),
            amount("next"),
            named(line, "change_text", "change"),
            Cell::new(said.join(" "), codes.join(",")),
        ]);
    }
    output.table(table)?;
    // Where there are too few seats of a product, it is said whose they are.
    let seats = next["seats"].as_array().map(Vec::as_slice).unwrap_or_default();
    let keeps = |seat: &Json| seat["keeps"].as_bool() == Some(true);
    let short: BTreeMap<&str, &str> = seats
        .iter()
        .filter(|seat| !keeps(seat))
        .map(|seat| (text(seat, "benefit"), text(seat, "benefit_name")))
        .collect();
    for (benefit, name) in short {
        let of = |kept: bool| -> Vec<String> {
            let held = seats.iter().filter(|seat| text(seat, "benefit") == benefit && keeps(seat) == kept);
            held.map(|seat| text(seat, "person_name").to_owned()).collect()
        };
        let said = [(of(true), "next-seats-kept"), (of(false), "next-seats-lost")];
        let said: Vec<String> = said
            .iter()
            .filter(|(names, _)| !names.is_empty())
            .map(|(names, id)| output.text(id, &[("names", symbolon_text::list(output.language, names).into())]))
            .collect();
        output.prose(&format!("{name} – {}", said.join(" ")))?;
    }
    Ok(())
}

fn provision(session: &Session, membership: &str, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    let path = route!("memberships/{}/provisionings", membership);
    let body = json!({});
    if dry_run {
        return session.would(&path, &body);
    }
    let preview = session.client.try_out(&path, &body)?;
    let done = session.client.act(&path, &body)?;
    if output.is_json() {
        return output.document(&done);
    }
    let count = preview["effects"][0]["to"].as_i64().unwrap_or(0);
    output.line(&output.text("cli-provisioned", &[("count", count.into())]))
}

/// Everything that stands between a company and a renewal.
fn tasks(session: &Session, membership: &str, offer: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let query: Vec<_> = offer.iter().map(|offer| ("offer", *offer)).collect();
    let list = session.client.get(&route!("memberships/{}/renewal-tasks", membership), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    explanation(output, &list["tasks"])
}

fn timeline(session: &Session, membership: &str) -> Result<(), Failure> {
    let output = &session.output;
    let timeline = session.client.get(&route!("memberships/{}/timeline", membership), &[])?;
    if output.is_json() {
        return output.document(&timeline);
    }
    let segments = timeline["segments"].as_array().map(Vec::as_slice).unwrap_or_default();
    let today = day(&timeline, "as_of");
    if let Some((bar, arrow)) = draw(segments, today) {
        output.line(&bar)?;
        if let (Some(arrow), Some(today)) = (arrow, today) {
            let values = [("day", Value::from(today))];
            output.line(&format!("{}▲ {}", " ".repeat(arrow), output.text("cli-timeline-today", &values)))?;
        }
    }
    for segment in segments {
        let values = |from: Date, to: Date| {
            vec![("from", from.into()), ("to", to.into()), ("year", Value::from(text_of(&segment["year"])))]
        };
        let (Some(from), Some(to)) = (day(segment, "from"), day(segment, "to")) else { continue };
        let window = text(segment, "kind") == "renewal_window";
        let id = if window { "cli-timeline-window" } else { "cli-timeline-year" };
        let sign = if window { WINDOW } else { YEAR };
        let renewed = day(segment, "renewed_on")
            .map(|day| format!(" {}", output.text("cli-timeline-renewed", &[("day", day.into())])));
        output.line(&format!("  {sign} {}{}", output.text(id, &values(from, to)), renewed.unwrap_or_default()))?;
    }
    if let Some(last) = day(&timeline["closed"], "last_day") {
        output.line(&format!("  {}", output.text("cli-timeline-closed", &[("day", last.into())])))?;
    }
    Ok(())
}

fn text_of(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

const YEAR: char = '█';
const WINDOW: char = '▒';

/// The years and windows to scale, and where today stands below them.
fn draw(segments: &[Json], today: Option<Date>) -> Option<(String, Option<usize>)> {
    const WIDTH: i32 = 72;
    let first = segments.iter().filter_map(|segment| day(segment, "from")).min()?;
    let last = segments.iter().filter_map(|segment| day(segment, "to")).max()?;
    let whole = days_between(first, last).max(1);
    let place = |day: Date| usize::try_from(days_between(first, day) * (WIDTH - 1) / whole).ok();
    let mut bar = vec![' '; usize::try_from(WIDTH).ok()?];
    for segment in segments {
        let sign = if text(segment, "kind") == "renewal_window" { WINDOW } else { YEAR };
        let (from, to) = (place(day(segment, "from")?)?, place(day(segment, "to")?)?);
        for cell in bar.iter_mut().take(to + 1).skip(from) {
            // A window stays visible where the next year was renewed over it.
            if *cell != WINDOW {
                *cell = sign;
            }
        }
    }
    let arrow = today.filter(|today| first <= *today && *today <= last).and_then(place);
    Some((bar.into_iter().collect::<String>().trim_end().to_owned(), arrow))
}

/// Orders a renewal; it takes effect when the order is paid.
fn order(session: &Session, membership: &str, method: &str, offer: Option<&str>, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    // A colleague who may not look at memberships is still told who can order.
    let account = match find::own(&session.client)? {
        Some(own) => own,
        None => text(&session.client.now().get(&route!("memberships/{}", membership), &[])?, "account").to_owned(),
    };
    let path = route!("accounts/{}/orders", account);
    let mut body = json!({ "membership": membership, "method": method });
    if let Some(offer) = offer {
        body["offer"] = json!(offer);
    }
    if dry_run {
        return session.would(&path, &body);
    }
    session.confirm(&output.text("cli-confirm-order", &[("membership", membership.into())]))?;
    let placed = session.client.act(&path, &body)?;
    if output.is_json() {
        return output.document(&placed);
    }
    super::order::said(output, &placed)?;
    let next = match text(&placed, "state") {
        "created" => format!("symbolon order pay-card {}", text(&placed, "number")),
        _ => format!("symbolon order show {}", text(&placed, "number")),
    };
    output.note(&output.text("cli-next", &[("command", next.into())]));
    Ok(())
}

/// Records a renewal whose fee the vendor received without an order.
fn renew(
    session: &Session,
    membership: &str,
    payment: &str,
    offer: Option<&str>,
    dry_run: bool,
) -> Result<(), Failure> {
    let output = &session.output;
    let path = route!("memberships/{}/renewals", membership);
    let mut body = json!({ "payment": { "reference": payment } });
    if let Some(offer) = offer {
        body["offer"] = json!(offer);
    }
    if dry_run {
        return session.would(&path, &body);
    }
    session.confirm(&output.text("cli-confirm-renew", &[("membership", membership.into())]))?;
    let renewed = session.client.act(&path, &body)?;
    if output.is_json() {
        return output.document(&renewed);
    }
    title(output, &renewed)?;
    days(output, &renewed)?;
    output.note(&output.text("cli-next", &[("command", "symbolon benefit list".into())]));
    Ok(())
}

fn if_lapsed(session: &Session, membership: &str) -> Result<(), Failure> {
    let output = &session.output;
    let impact = session.client.get(&route!("memberships/{}/lapse-impact", membership), &[])?;
    if output.is_json() {
        return output.document(&impact);
    }
    if let Some(on) = day(&impact, "on") {
        output.line(&output.text("cli-lapse-title", &[("day", on.into())]))?;
    }
    let lines = |name: &str, line: &dyn Fn(&Json) -> String| -> Vec<String> {
        impact[name].as_array().into_iter().flatten().map(line).collect()
    };
    let name = |item: &Json| text(item, "benefit_name").to_owned();
    section(output, "cli-lapse-stops", &[], &lines("stops", &name))?;
    let token = |item: &Json| {
        let values = [("product", Value::from(name(item))), ("seats", number(item, "seats").into())];
        output.text("cli-lapse-token", &values)
    };
    section(output, "cli-lapse-tokens", &[], &lines("tokens_lost", &token))?;
    let seat = |item: &Json| format!("{} – {}", text(item, "person_name"), name(item));
    section(output, "cli-lapse-seats", &[], &lines("seats_lost", &seat))?;
    let software = |item: &Json| match item["device_name"].as_str() {
        Some(machine) => format!("{} – {machine}", name(item)),
        None => name(item),
    };
    section(output, "cli-lapse-uninstall", &[], &lines("wind_down", &software))?;
    let runs_on = |item: &Json| {
        let until = day(item, "usable_until").map(|day| output.date(day)).unwrap_or_default();
        let values =
            [("product", Value::from(name(item))), ("tenant", text(item, "tenant").into()), ("day", until.into())];
        output.text("cli-lapse-runs-on-line", &values)
    };
    section(output, "cli-lapse-runs-on", &[], &lines("runs_on", &runs_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeline_is_drawn_to_scale_with_today_below_it() {
        let segments = [
            json!({ "kind": "active", "from": "2020-09-01", "to": "2021-09-01" }),
            json!({ "kind": "renewal_window", "from": "2021-09-02", "to": "2021-10-01" }),
        ];
        let (bar, arrow) = draw(&segments, Some(jiff::civil::date(2021, 9, 10))).unwrap();
        assert_eq!(bar, format!("{}{}", "█".repeat(65), "▒".repeat(7)));
        assert_eq!(arrow, Some(67));
        assert_eq!(draw(&segments, Some(jiff::civil::date(2022, 1, 1))).unwrap().1, None);
        assert_eq!(draw(&[], None), None);
    }
}
