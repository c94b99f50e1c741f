//! What the vendor asks of all memberships: how many there are, what became of them, what comes, and which they are.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;
use symbolon_domain::access::may_report;
use symbolon_domain::account::MembershipState;
use symbolon_domain::day::calendar_day;
use symbolon_domain::programme::plus_days;
use symbolon_domain::report::{Activity, Ahead, activity, states};
use symbolon_store::{MembershipFilter, Page};
use symbolon_text::month_of_year;

use super::clock_page::encoded;
use super::frame::{Frame, respond};
use super::visit::{Answered, Query, Trouble, Visit};
use crate::reports::{Step, coming, last_days};

/// Memberships on one page.
const PER_PAGE: usize = 50;

/// A number, and the list of what it counts; none where it counts nothing, or nothing that can be listed.
struct Count {
    text: String,
    href: Option<String>,
}

/// A row of a table of numbers.
struct CountRow {
    name: String,
    counts: Vec<Count>,
}

/// How many memberships there are, what became of them, and what comes.
#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    f: Frame,
    lead: String,
    states: Vec<String>,
    offers: Vec<CountRow>,
    spans: Vec<String>,
    activity: Vec<CountRow>,
    months: Vec<CountRow>,
}

fn entered(visit: &Visit) -> Result<(), Trouble> {
    match &visit.identity()?.actor {
        actor if !actor.is_vendor() => Err(Trouble::Missing),
        actor if !may_report(actor) => Err(Trouble::Lacking(Vec::new())),
        _ => Ok(()),
    }
}

fn number(visit: &Visit, count: u64) -> String {
    visit.words().number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The address of the list of some memberships.
fn listed(fields: &[(&str, &str)]) -> String {
    let fields: Vec<_> = fields.iter().map(|(name, text)| format!("{name}={}", encoded(text))).collect();
    format!("/desk/memberships?{}", fields.join("&"))
}

/// A number that leads to its list.
fn leading(visit: &Visit, count: u64, fields: &[(&str, &str)]) -> Count {
    Count { text: number(visit, count), href: (count > 0).then(|| listed(fields)) }
}

/// One of the numbers of what became of memberships.
type Counted = fn(&Activity) -> u64;

/// The states that a membership can be found in today, in the order of its life.
const STATES: [MembershipState; 6] = [
    MembershipState::Active,
    MembershipState::RenewalOpen,
    MembershipState::Lapsed,
    MembershipState::Upgraded,
    MembershipState::Refunded,
    MembershipState::Merged,
];

/// The numbers of today, of the months that were, and of those that come.
pub(crate) async fn show(visit: Visit) -> Answered {
    entered(&visit)?;
    let (words, today) = (visit.words(), visit.today);
    let store = visit.app.store();
    let all = store.alike().await?;
    let offers = states(&all, today).into_iter().map(|(offer, counted)| CountRow {
        name: visit.app.offer_name(offer).get(visit.language).to_owned(),
        counts: STATES
            .iter()
            .map(|state| {
                let count = counted.get(state).copied().unwrap_or_default();
                leading(&visit, count, &[("offer", offer), ("state", state.code())])
            })
            .collect(),
    });

    let month = today.first_of_month();
    let before = plus_days(month, -1).unwrap_or(month);
    let year = Date::new(today.year(), 1, 1).unwrap_or(month);
    let spans = [(month, today), (before.first_of_month(), before), (year, today)];
    let renewals = store.renewals(year.min(before.first_of_month()), today).await?;
    let became = spans.map(|span| {
        activity(&all, &renewals, span).into_values().fold(Activity::default(), |mut sum, more| {
            sum += more;
            sum
        })
    });
    let kinds: [(&str, Counted); 6] = [
        ("ui-overview-bought", |of| of.bought),
        ("ui-overview-renewed", |of| of.renewed),
        ("ui-overview-lapsed", |of| of.lapsed),
        ("ui-overview-upgraded", |of| of.upgraded),
        ("ui-overview-refunded", |of| of.refunded),
        ("ui-overview-merged", |of| of.merged),
    ];
    let activity = kinds.map(|(id, of)| CountRow {
        name: words.t(id),
        counts: became.iter().map(|became| Count { text: number(&visit, of(became)), href: None }).collect(),
    });

    // Until everything that is held has lapsed.
    let mut ahead: BTreeMap<(Date, Date), Ahead> = BTreeMap::new();
    for of in coming(&visit.app, &all, (today, Date::MAX), Step::Month) {
        *ahead.entry((of.from, of.to)).or_default() += of.ahead;
    }
    let months = ahead.into_iter().map(|(days, ahead)| {
        let (from, to) = last_days(days);
        let plain = |count| Count { text: number(&visit, count), href: None };
        let lapse = [("from", &*from.to_string()), ("to", &*to.to_string())];
        CountRow {
            name: month_of_year(visit.language, days.0),
            counts: vec![
                plain(ahead.window_opens),
                plain(ahead.anniversary),
                leading(&visit, ahead.lapses, &[lapse[0], lapse[1], ("state", HELD)]),
            ],
        }
    });
    let page = OverviewPage {
        f: visit.frame("ui-overview-page"),
        lead: words.with("ui-overview-lead", &[("date", today.into())]),
        states: STATES.map(|state| words.word(state)).to_vec(),
        offers: offers.collect(),
        spans: ["ui-overview-this-month", "ui-overview-last-month", "ui-overview-this-year"]
            .map(|id| words.t(id))
            .to_vec(),
        activity: activity.into(),
        months: months.collect(),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Asks for those that are active or can be renewed.
const HELD: &str = "held";

/// Which memberships are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Wanted {
    offer: Option<String>,
    state: Option<String>,
    /// The first of the last days of those that nobody renews.
    from: Option<String>,
    /// The last one.
    to: Option<String>,
    after: Option<String>,
}

/// A membership of some company.
struct MembershipLine {
    href: String,
    company: String,
    number: String,
    offer: String,
    state: String,
    anniversary: String,
    renew_to: String,
}

/// Memberships of all companies.
#[derive(Template)]
#[template(path = "memberships.html")]
struct MembershipsPage {
    f: Frame,
    wanted: String,
    rows: Vec<MembershipLine>,
    next: Option<String>,
}

/// The memberships that a number counts.
pub(crate) async fn list(visit: Visit, Query(asked): Query<Wanted>) -> Answered {
    entered(&visit)?;
    let words = visit.words();
    let state = asked.state.as_deref().and_then(MembershipState::from_code);
    if state.is_none() && asked.state.as_deref().is_some_and(|code| code != HELD) {
        return Err(Trouble::Missing);
    }
    let offers = visit.app.store().all_programmes();
    let is_known = |id: &str| offers.all().any(|programme| programme.offer(id).is_some());
    if !asked.offer.as_deref().is_none_or(is_known) {
        return Err(Trouble::Missing);
    }
    let day =
        |text: &Option<String>| text.as_deref().map(|text| calendar_day(text).ok_or(Trouble::Missing)).transpose();
    let (from, to) = (day(&asked.from)?, day(&asked.to)?);
    let is_wanted = |found: MembershipState| match &asked.state {
        Some(code) if code == HELD => matches!(found, MembershipState::Active | MembershipState::RenewalOpen),
        Some(code) => found.code() == code,
        None => true,
    };
    let filter = MembershipFilter {
        account: None,
        offer: asked.offer.clone(),
        renew_to_from: from,
        renew_to_until: to,
        or_joined: false,
    };
    let mut page = Page { limit: u32::try_from(PER_PAGE).unwrap_or(u32::MAX), after: asked.after.clone() };
    let (mut rows, mut last) = (Vec::new(), None);
    let mut more = true;
    // A state is computed, not stored, so pages of rows are read until one is full.
    while more && rows.len() <= PER_PAGE {
        let found = visit.app.store().memberships(&filter, &page).await?;
        more = found.len() == PER_PAGE;
        page.after = found.last().map(|row| row.id.to_string());
        for row in found {
            let found = row.course.state_on(visit.today);
            if !is_wanted(found) {
                continue;
            }
            let place = visit.place(row.account).await?;
            if rows.len() < PER_PAGE {
                last = Some(row.id.to_string());
            }
            let days = row.course.days;
            rows.push(MembershipLine {
                href: place.sight().base(),
                company: place.company.clone(),
                number: format!("M-{}", row.number),
                offer: visit.app.offer_name(&row.offer).get(visit.language).to_owned(),
                state: words.word(found),
                anniversary: words.date(days.anniversary),
                renew_to: words.date(days.renew_to),
            });
        }
    }
    let next = last.filter(|_| rows.len() > PER_PAGE).map(|last| {
        let fields = [
            ("offer", asked.offer.as_deref()),
            ("state", asked.state.as_deref()),
            ("from", asked.from.as_deref()),
            ("to", asked.to.as_deref()),
            ("after", Some(&*last)),
        ];
        listed(&fields.iter().filter_map(|(name, text)| Some((*name, (*text)?))).collect::<Vec<_>>())
    });
    rows.truncate(PER_PAGE);
    let offer = asked.offer.as_deref().map(|offer| visit.app.offer_name(offer).get(visit.language).to_owned());
    let held = (asked.state.as_deref() == Some(HELD)).then(|| words.t("ui-overview-held"));
    let days =
        from.zip(to).map(|(from, to)| words.with("ui-memberships-days", &[("from", from.into()), ("to", to.into())]));
    let parts: Vec<String> = [offer, state.map(|state| words.word(state)), held, days].into_iter().flatten().collect();
    let page = MembershipsPage {
        f: visit.frame("ui-memberships-page"),
        wanted: if parts.is_empty() { words.t("ui-memberships-all") } else { parts.join(" · ") },
        rows,
        next,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}
