//! Moving a sandbox's clock from the footer, and what that changed.

use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::day::calendar_day;
use symbolon_domain::outlook::outlook;
use symbolon_domain::programme::{plus_days, plus_months};

use super::frame::{respond, safe_path, see_other};
use super::home::days;
use super::pages::ClockPage;
use super::visit::{Answered, Fields, Query, Trouble, Visit};
use crate::app::App;
use crate::clock::instant;

/// Months that the clock moves at the most in one step.
const MOST_MONTHS: i32 = 36;

/// Between which days the clock moved, and where the reader was.
#[derive(Debug, Deserialize)]
pub(crate) struct Moved {
    from: Date,
    back: Option<String>,
}

/// Moves the clock to the same time of a later day.
pub(crate) async fn advance(visit: Visit, State(app): State<App>, fields: Fields) -> Answered {
    let identity = visit.identity()?;
    let allowed = Capability::MoveClock.allows(&identity.actor, identity.actor.account);
    if !app.is_sandbox() || !allowed {
        return Err(Trouble::Missing);
    }
    let back = safe_path(fields.get("back").unwrap_or("/")).to_owned();
    let to = fields.get("to").and_then(calendar_day);
    let now = instant(visit.now).to_zoned(app.zone().clone());
    let later = to.filter(|to| *to > visit.today && *to <= farthest(visit.today));
    let at = later.and_then(|to| to.to_datetime(now.datetime().time()).to_zoned(app.zone().clone()).ok());
    let Some(at) = at else {
        return Ok(visit.notice(StatusCode::UNPROCESSABLE_ENTITY, "ui-clock-refused"));
    };
    app.advance_clock(at.timestamp().as_microsecond(), &identity.name()).await?;
    let query = [("from", visit.today.to_string()), ("back", back)];
    let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    Ok(see_other(&format!("/clock?{}", query.join("&"))))
}

/// As far as one step goes, so that a slip does not age the demo by a century.
fn farthest(today: Date) -> Date {
    plus_months(today, MOST_MONTHS).unwrap_or(today)
}

/// What changed while the clock moved.
pub(crate) async fn moved(visit: Visit, Query(moved): Query<Moved>) -> Answered {
    let identity = visit.identity()?;
    let words = visit.words();
    let date = [("date", visit.today.into())];
    let after = plus_days(moved.from, 1).unwrap_or(moved.from);
    let (frame, lead, changes) = match identity.actor.account {
        Some(account) => {
            let place = visit.place(account).await?;
            let sight = place.sight();
            let lead = [("from", moved.from.into()), ("company", place.company.as_str().into())];
            // Asked from the day before: on that day it was still to come.
            let changes: Vec<_> = outlook(sight.account, sight.programmes, moved.from, visit.today)
                .into_iter()
                .filter(|change| change.on >= after)
                .collect();
            (place.frame("ui-clock-title", "-"), words.with("ui-clock-moved-lead", &lead), days(&sight, &changes))
        }
        None => {
            let lead = words.with("ui-clock-moved-lead-vendor", &[("from", moved.from.into())]);
            (visit.frame("ui-clock-title"), lead, Vec::new())
        }
    };
    let page = ClockPage {
        f: frame,
        title: words.with("ui-clock-moved", &date),
        lead,
        days: changes,
        outbox: Capability::ViewMemberships.allows(&identity.actor, identity.actor.account),
        show_days: identity.actor.account.is_some(),
        back: safe_path(moved.back.as_deref().unwrap_or("/")).to_owned(),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// A value of a query, with everything but letters, digits and a few signs written in percent.
pub(crate) fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_value_keeps_to_itself() {
        assert_eq!(encoded("/p/1?a=b&c=é"), "/p/1%3Fa%3Db%26c%3D%C3%A9");
    }
}
