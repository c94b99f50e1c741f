//! Calendars (RFC 5545): days that are to come, in the reader's own program. The one file that knows the crate that writes
//! them.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use icalendar::{Alarm, Component, Event, EventLike, Property, ValueType};
use jiff::civil::Date;
use symbolon_domain::feed::{Said, last_day, may_read, say};
use symbolon_domain::programme::{Language, days_between, plus_days};

use crate::app::{App, hash};
use crate::clock;
use crate::problem::Problem;
use crate::ui::calendar::{calendar, its_end};

/// Where secret addresses begin.
pub(crate) const ADDRESSES: &str = "/calendars/";
/// How often a program should look.
const HOURS: i64 = 12;
/// At what hour of a day a program reminds of it.
const REMINDS_AT: i64 = 9;

/// A day of a calendar.
pub(crate) struct Entry {
    /// What it is called in the installation, for ever.
    pub(crate) name: String,
    pub(crate) on: Date,
    pub(crate) text: String,
    /// The path of the page that says more.
    pub(crate) page: String,
    /// Days before it on which it is reminded of.
    pub(crate) reminders: Vec<Date>,
}

impl Entry {
    fn digest(&self) -> String {
        let told = format!("{}\n{}\n{}\n{:?}", self.on, self.text, self.page, self.reminders);
        let mut digest = hash(&told);
        digest.truncate(16);
        digest
    }
}

/// A calendar.
pub(crate) struct Calendar {
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) entries: Vec<Entry>,
}

/// A day as the crate has it; none beyond the end of its calendar, which is later than ours.
fn civil(day: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year().into(), day.month().unsigned_abs().into(), day.day().unsigned_abs().into())
}

impl Calendar {
    /// What is said of its entries, after what was said before.
    fn said(&self, before: &BTreeMap<String, Said>, now: i64) -> BTreeMap<String, Said> {
        say(before, self.entries.iter().map(|entry| (entry.name.clone(), entry.digest())), now)
    }

    /// The calendar as a program reads it, at an instance that is reached at an origin.
    fn write(&self, said: &BTreeMap<String, Said>, origin: &str) -> String {
        let mut out = icalendar::Calendar::empty();
        out.append_property(("VERSION", "2.0"));
        out.append_property(("PRODID", concat!("-//Symbolon//", env!("CARGO_PKG_VERSION"), "//EN")));
        out.append_property(("CALSCALE", "GREGORIAN"));
        let name = |key| Property::new(key, &self.name).append_parameter(ValueType::Text).done();
        out.append_property(name("NAME")).append_property(name("X-WR-CALNAME"));
        out.ttl(&Duration::hours(HOURS));
        for entry in &self.entries {
            let written = self.event(entry, said.get(&entry.name), origin);
            out.extend(written);
        }
        out.done().to_string()
    }

    fn event(&self, entry: &Entry, said: Option<&Said>, origin: &str) -> Option<Event> {
        let (said, day) = (said?, civil(entry.on)?);
        let at: DateTime<Utc> = DateTime::from_timestamp_micros(said.at)?;
        let uid = format!("{}@symbolon", entry.name);
        let mut event = Event::with_uid(&uid);
        event.timestamp(at).last_modified(at).sequence(said.sequence);
        event.starts(day).ends(civil(plus_days(entry.on, 1)?)?);
        event.summary(&entry.text).add_property("TRANSP", "TRANSPARENT");
        if !origin.is_empty() {
            event.url(&format!("{origin}{}", entry.page));
        }
        for day in &entry.reminders {
            let before = Duration::hours(REMINDS_AT) - Duration::days(days_between(*day, entry.on).into());
            let mut alarm = Alarm::display(&entry.text, before);
            // The crate would make up both, anew each time.
            alarm.uid(&format!("{day}-{uid}")).timestamp(at);
            event.alarm(alarm);
        }
        Some(event)
    }
}

/// A calendar for who is signed in, and not at a secret address: what is said of its entries is said today.
pub(crate) fn once(app: &App, calendar: &Calendar, today: Date, headers: &HeaderMap) -> Response {
    let morning = clock::start(today, app.zone()).unwrap_or_default();
    respond(app, calendar, &calendar.said(&BTreeMap::new(), morning), headers)
}

fn respond(app: &App, calendar: &Calendar, said: &BTreeMap<String, Said>, headers: &HeaderMap) -> Response {
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    let language = HeaderValue::from_static(calendar.language.code());
    let head = [(header::CONTENT_TYPE, kind), (header::CONTENT_LANGUAGE, language)];
    (head, calendar.write(said, &app.origin(headers))).into_response()
}

pub(crate) fn router() -> Router<App> {
    Router::new().route("/calendars/{file}", get(show))
}

/// What a secret address is.
pub(crate) fn address(secret: &str) -> String {
    format!("{ADDRESSES}{secret}.ics")
}

/// The last instant of an address that is made today.
pub(crate) fn expires_at(app: &App, today: Date, within: Option<i64>) -> i64 {
    let within_day = within.map(|at| clock::day(at, app.zone()));
    let next = last_day(today, within_day).tomorrow().ok().and_then(|day| clock::start(day, app.zone()));
    next.map_or(i64::MAX, |next| next - 1).min(within.unwrap_or(i64::MAX))
}

/// The calendar at a secret address: what its maker may see today. One that is not known, has ended, or whose maker may
/// read the company no more is answered alike.
async fn show(State(app): State<App>, headers: HeaderMap, Path(file): Path<String>) -> Result<Response, Problem> {
    let (now, today) = app.now();
    let secret = file.strip_suffix(".ics").ok_or_else(Problem::not_found)?;
    let feed = app.store().export_feed(&hash(secret)).await?.filter(|feed| feed.counts(now));
    let feed = feed.ok_or_else(Problem::not_found)?;
    let identity = app.identity(feed.person).await?.filter(|identity| may_read(&identity.actor, feed.account));
    let identity = identity.ok_or_else(Problem::not_found)?;
    let language = identity.person.as_ref().map_or(app.programme().default_language, |person| person.language);
    let mut calendar = calendar(&app, (&identity, feed.account), feed.shows, language, (today, now)).await?;
    calendar.entries.push(its_end(&app, &feed, language));
    let said = calendar.said(&feed.said, now);
    if said != feed.said || feed.read_on != Some(today) {
        app.store().read_export_feed(&feed, &said, today).await?;
    }
    let mut response = respond(&app, &calendar, &said, &headers);
    let nowhere = HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(HeaderName::from_static("referrer-policy"), nowhere);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_whole_day_in_lines_of_75_bytes() {
        let on: Date = "2024-02-29".parse().expect("a day");
        let text =
            "Dernier jour, ou presque ; voilà : « é » et encore bien des mots pour une longue ligne \\ é".to_owned();
        let reminders = vec!["2024-01-30".parse().expect("a day"), on];
        let entry = Entry { name: "last_day-M-1".to_owned(), on, text, page: "/p/1000".to_owned(), reminders };
        let calendar = Calendar { name: "A, B; C".to_owned(), language: Language::Fr, entries: vec![entry] };
        let said = calendar.said(&BTreeMap::new(), 0);
        let written = calendar.write(&said, "https://x.example");
        assert_eq!(written, calendar.write(&said, "https://x.example"));
        assert!(written.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{written}");
        for line in [
            "DTSTART;VALUE=DATE:20240229",
            "DTEND;VALUE=DATE:20240301",
            "DTSTAMP:19700101T000000Z",
            "SEQUENCE:0",
            "TRIGGER:-PT2559600S",
            "TRIGGER:PT32400S",
            "UID:last_day-M-1@symbolon",
            "URL:https://x.example/p/1000",
            "X-WR-CALNAME;VALUE=TEXT:A\\, B\\; C",
            "REFRESH-INTERVAL;VALUE=DURATION:PT43200S",
            "X-PUBLISHED-TTL:PT43200S",
        ] {
            assert!(written.contains(&format!("{line}\r\n")), "{line}\n{written}");
        }
    }
}
