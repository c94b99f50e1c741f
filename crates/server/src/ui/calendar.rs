//! What is to come as days of a calendar, and the secret addresses at which programs read them.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use jiff::civil::Date;
use symbolon_domain::access::Capability;
use symbolon_domain::feed::{MONTHS, Shows, entries};
use symbolon_domain::ids::AccountId;
use symbolon_domain::outlook::together;
use symbolon_domain::programme::Language;
use symbolon_store::ExportFeed;

use super::access::moment;
use super::again::{Again, Errors};
use super::frame::{Frame, respond, see_other};
use super::home::{Day, change_text, coming, next, seats_until};
use super::sight::Sight;
use super::visit::{Answered, Fields, Place, Trouble, Visit};
use super::words::Words;
use crate::api::feeds::{listed, made, to_end};
use crate::app::{App, Identity};
use crate::calendar::{Calendar, Entry};
use crate::clock;
use crate::problem::Problem;
use crate::when::When;

/// The calendar of a company, or of somebody's own seats in it, as somebody may see it.
pub(crate) async fn calendar(
    app: &App,
    (identity, account): (&Identity, AccountId),
    shows: Shows,
    language: Language,
    (today, now): (Date, i64),
) -> Result<Calendar, Problem> {
    let view = app.view(identity, account, When::Now).await?;
    let company = app.store().profile(account).await?.unwrap_or_else(|| view.account().number.to_string());
    let sight = Sight {
        words: Words(language),
        id: account,
        account: view.account(),
        store: app.store(),
        programmes: app.programmes(),
        today,
        now,
        actor: &identity.actor,
        people: &BTreeMap::new(),
        companies: &BTreeMap::new(),
    };
    let name = match shows {
        Shows::Company => "ui-calendar-name",
        Shows::Own => "ui-calendar-name-own",
    };
    let entries = match shows {
        Shows::Company => of_company(&sight),
        Shows::Own => own(&sight),
    };
    Ok(Calendar { name: sight.words.with(name, &[("company", company.into())]), language, entries })
}

fn of_company(sight: &Sight<'_>) -> Vec<Entry> {
    let changes = coming(sight, MONTHS);
    let entry = |entry: symbolon_domain::feed::Entry<'_>| Entry {
        name: format!("{}-{}", entry.name, sight.id),
        on: entry.told.on,
        text: change_text(sight, entry.told.kind, &entry.told.changes),
        page: sight.base(),
        reminders: entry.reminders,
    };
    entries(&together(&changes, sight.actor, sight.id)).into_iter().map(entry).collect()
}

fn own(sight: &Sight<'_>) -> Vec<Entry> {
    let entry = |(id, benefit, until): (symbolon_domain::ids::AssignmentId, String, Date)| Entry {
        name: format!("seat-{id}"),
        on: until,
        text: sight.words.with("ui-calendar-seat", &[("benefit", benefit.into())]),
        page: sight.base(),
        reminders: Vec::new(),
    };
    seats_until(sight).map(entry).collect()
}

/// The end of a secret address, so that nobody waits for what is not told there any more.
pub(crate) fn its_end(app: &App, feed: &ExportFeed, language: Language) -> Entry {
    Entry {
        name: format!("end-{}", feed.id()),
        on: clock::day(feed.expires_at, app.zone()),
        text: Words(language).t("ui-calendar-ends"),
        page: "/".to_owned(),
        reminders: Vec::new(),
    }
}

/// What is to come, and the secret addresses.
#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    f: Frame,
    base: String,
    lead: String,
    next: Vec<Day>,
    /// Whether the list of the API is there for the reader.
    as_table: bool,
    /// An address that was made just now.
    fresh: Option<String>,
    addresses: Vec<AddressLine>,
    may_add: bool,
    again: Again,
}

/// One of them.
struct AddressLine {
    id: String,
    shows: String,
    whose: String,
    made: String,
    read: String,
    last_day: String,
}

/// The dates of a company, with the addresses that the reader may end.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    page(&place, Again::default(), None).await
}

fn shown(words: Words, shows: Shows) -> String {
    words.t(match shows {
        Shows::Company => "ui-calendar-company",
        Shows::Own => "ui-calendar-own",
    })
}

async fn page(place: &Place<'_>, again: Again, fresh: Option<String>) -> Answered {
    place.need(Capability::ViewBenefits)?;
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let line = |feed: &ExportFeed| AddressLine {
        id: feed.id().to_string(),
        shows: shown(words, feed.shows),
        whose: sight.person(feed.person),
        made: moment(visit, feed.made_at),
        read: words.date_or_dash(feed.read_on),
        last_day: words.date(clock::day(feed.expires_at, visit.app.zone())),
    };
    let feeds = listed(&visit.app, &visit.reader()?, place.id).await?;
    let mut frame = place.frame("ui-calendar-page", "/");
    let status = again.mark(&mut frame, format!("{}/calendar", sight.base()));
    let page = CalendarPage {
        f: frame,
        base: sight.base(),
        lead: words.with("ui-calendar-lead", &[("company", place.company.as_str().into())]),
        next: next(&sight),
        as_table: sight.may(Capability::ViewMemberships),
        fresh,
        addresses: feeds.iter().map(line).collect(),
        may_add: sight.account.closed_on.is_none(),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Makes an address and shows it once.
pub(crate) async fn make(visit: Visit, headers: HeaderMap, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewBenefits)?;
    let shows = fields.get("shows").and_then(Shows::from_code).ok_or(Trouble::Unreadable)?;
    match made(&visit.app, &visit.reader()?, place.id, shows, false).await {
        Ok(made) => {
            let address = made.map(|(_, address)| format!("{}{address}", visit.app.origin(&headers)));
            page(&place, Again::default(), address).await
        }
        Err(problem) if problem.code() == "too-many-feeds" => {
            let errors = Errors::conflict("shows", visit.words().t("ui-calendar-full"));
            page(&place, Again::new(fields, errors), None).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Ends an address.
pub(crate) async fn end(visit: Visit, Path((account, feed)): Path<(String, String)>, _: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let id = feed.parse().map_err(|_| Trouble::Missing)?;
    let feed = to_end(&visit.app, &visit.reader()?, id).await?;
    visit.app.store().end_export_feed(&feed, &place.identity.name(), visit.now).await?;
    Ok(see_other(&format!("{}/calendar", place.sight().base())))
}
