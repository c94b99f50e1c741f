//! A company on any day, past or to come: what it held, in which state, and why.

use axum::extract::Path;
use jiff::civil::Date;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::day::calendar_day;
use symbolon_domain::standing::{Line, MembershipStanding, standing};

use super::again::Errors;
use super::frame::respond;
use super::home::{by_last_day, line_view, membership_tag, on_page};
use super::pages::{DayHeld, DayLine, DayPage};
use super::past::mark;
use super::sight::Sight;
use super::visit::{Answered, Query, Visit};
use crate::problem::Problem;
use crate::when::When;

/// Which day.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    day: Option<String>,
}

/// What the company holds on a day: today, if none is asked for.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(asked): Query<Asked>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewBenefits)?;
    let words = visit.words();
    let typed = asked.day.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let read: Option<Date> = typed.map_or(Some(visit.today), calendar_day);
    let errors = match read {
        Some(_) => Errors::default(),
        None => Errors::of("day", words.t("ui-day-unclear")),
    };
    let day = read.unwrap_or(visit.today);
    let view = match visit.app.view_of(place.identity, place.id, &account, When::Day(day)).await {
        Ok(view) => Some(view),
        // Who may enter may see it: it was not there yet.
        Err(problem) if problem.status() == Problem::not_found().status() => None,
        Err(problem) => return Err(problem.into()),
    };
    let (sees, reads) = (place.sight().may(Capability::ViewMemberships), place.sight().may(Capability::ViewHistory));
    let mut frame = place.frame("ui-day-page", "/day");
    frame.title = words.with("ui-day-title", &[("date", day.into())]);
    frame.error = !errors.is_empty();
    let status = errors.status();
    let base = place.sight().base();
    // A company that became a part of this one has its days before that for itself (H-32).
    let of_former = view.as_ref().filter(|view| view.id != place.id).map(|view| view.account().number);
    let former =
        place.folded.account.former.values().filter(|former| day < former.on && of_former != Some(former.number));
    let former = former.map(|former| {
        let text = words.with("ui-day-former", &[("number", former.number.to_string().into())]);
        (format!("/p/{}/day?day={day}", former.number), text)
    });
    let lead = match &view {
        _ if let Some(number) = of_former => words.with("ui-day-lead-former", &[("number", number.to_string().into())]),
        None => words.with("ui-day-before", &[("date", day.into())]),
        Some(_) if day < visit.today => words.t("ui-day-lead-past"),
        Some(_) if day > visit.today => words.t("ui-day-lead-future"),
        Some(_) => words.t("ui-day-lead-today"),
    };
    let (mut held, mut lines, mut basis) = (Vec::new(), Vec::new(), None);
    if let Some(view) = &view {
        let sight =
            Sight { account: view.account(), programmes: view.programmes(&visit.app), today: view.on, ..place.sight() };
        let found = standing(sight.account, sight.programmes, sight.today);
        if sees {
            held = found.memberships.iter().rev().map(|one| membership(&sight, one)).collect();
        }
        let shown = found.lines.iter().filter(|line| on_page(&sight, &found, line)).collect();
        let line = |line: &Line| DayLine { line: line_view(&sight, line), why: sight.why(&line.explanation) };
        lines = by_last_day(&sight, shown).into_iter().map(line).collect();
        let said = [("seq", sight.account.seq.to_string().into()), ("hash", mark(&view.folded.head).into())];
        basis = reads.then(|| words.with("ui-day-basis", &said));
    }
    let page = DayPage {
        f: frame,
        form: of_former.map_or_else(|| base.clone(), |number| format!("/p/{number}")),
        former: former.collect(),
        base,
        title: words.with("ui-day-title", &[("date", day.into())]),
        lead,
        day: typed.map_or_else(|| day.to_string(), str::to_owned),
        errors,
        exists: view.is_some(),
        sees,
        held,
        lines,
        basis,
    };
    Ok(respond(status, visit.language, &page))
}

fn membership(sight: &Sight<'_>, held: &MembershipStanding) -> DayHeld {
    let words = sight.words;
    let window = [("from", held.renew_from.into()), ("to", held.renew_to.into())];
    DayHeld {
        offer: sight.offer(&held.offer),
        number: format!("M-{}", held.number),
        tag: membership_tag(sight, held.state),
        bought_on: words.date(held.bought_on),
        anniversary: words.date(held.anniversary),
        renew: words.with("ui-renew-dates", &window),
        until: words.date(held.benefits_until),
        why: sight.why(&held.explanation),
    }
}
