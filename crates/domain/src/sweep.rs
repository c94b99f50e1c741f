//! What a day brings to a membership: from its dates alone, so that a million need not be folded to find the few whose
//! day it is.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::account::{Membership, MembershipState, Year};
use crate::fact::CloseReason;
use crate::outlook::ChangeKind;
use crate::programme::{MergedAnniversary, Offer, Programmes, Reminder, Window, YearDays, plus_days};

/// The dates of a membership, as they stand in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Its offer in the newest year.
    pub offer: String,
    /// The programme version that this year keeps.
    pub version: u32,
    /// Day of the purchase.
    pub bought_on: Date,
    /// The days of the newest year.
    pub days: YearDays,
    /// Whether it is renewed together with another one (H-37), so that nobody is told to renew it.
    pub joined: bool,
    /// First day on which it was over because of another act, and why.
    pub closed: Option<(Date, CloseReason)>,
}

/// The last day on which a year can be followed by another one: that of its window, or of the sale of all offers under which
/// it can be renewed, where that ends before.
pub fn renewable_to(programmes: &Programmes, offer: &str, days: &YearDays) -> Date {
    let programme = programmes.current();
    let Some(own) = programme.offer(offer) else { return days.renew_to };
    let of_group = programme.offers.iter().filter(|one| one.limit.group == own.limit.group);
    let last_sold = of_group.map(|one| one.to.unwrap_or(Date::MAX)).max();
    last_sold.map_or(days.renew_to, |last| last.min(days.renew_to))
}

impl Course {
    /// The dates of a membership.
    pub fn of(held: &Membership) -> Self {
        Self::of_year(held, held.last_year())
    }

    /// The dates of one of its years.
    pub(crate) fn of_year(held: &Membership, year: &Year) -> Self {
        Self {
            offer: year.offer.clone(),
            version: year.version,
            bought_on: held.anchor,
            days: year.days,
            joined: held.joined.is_some(),
            closed: held.closed.as_ref().and_then(|closed| Some((plus_days(closed.last_day, 1)?, closed.why))),
        }
    }

    /// Whether a day lies after the purchase and not after the day on which it lapses, which is the one after its last:
    /// from then on nothing happens to it any more.
    pub(crate) fn runs_on(&self, day: Date) -> bool {
        day > self.bought_on && plus_days(self.days.renew_to, 1).is_some_and(|lapses| day <= lapses)
    }

    /// Whether another act has ended it before a day, so that this day brings nothing any more.
    pub(crate) fn is_closed_on(&self, day: Date) -> bool {
        self.closed.is_some_and(|(since, why)| match why {
            CloseReason::Lapsed => since < day,
            CloseReason::Upgraded | CloseReason::Refunded | CloseReason::Merged => since <= day,
        })
    }

    /// Its offer, by the version that its newest year keeps.
    fn offer<'p>(&self, programmes: &'p Programmes) -> Option<&'p Offer> {
        programmes.version(self.version).offer(&self.offer)
    }

    /// The window of its offer, by the version that its newest year keeps.
    pub(crate) fn window<'p>(&self, programmes: &'p Programmes) -> Option<&'p Window> {
        self.offer(programmes).and_then(|offer| programmes.version(self.version).window_of(offer))
    }

    /// The last day on which it is spoken of with another one, because it is renewed with that one: its own last, after which
    /// its end is told (H-37); or for good where it runs on to that one's days, so that one end is told once (H-35). None: it
    /// has notices of its own.
    pub(crate) fn told_with_another(&self, programmes: &Programmes) -> Option<Date> {
        let ends_with_it = |offer: &Offer| offer.merge.anniversary == MergedAnniversary::Latest;
        self.joined.then(|| match self.offer(programmes).is_some_and(ends_with_it) {
            true => Date::MAX,
            false => self.days.renew_to,
        })
    }

    /// Its notices before it lapsed and on that day, each with its day. Nobody is asked to renew what cannot be renewed any
    /// more.
    pub(crate) fn reminders<'p>(&self, programmes: &'p Programmes) -> impl Iterator<Item = (Date, &'p Reminder)> {
        let reminders = self.window(programmes).map(|window| window.reminders.as_slice()).unwrap_or_default();
        let dated = |reminder: &'p Reminder| Some((plus_days(self.days.anniversary, reminder.offset_days)?, reminder));
        let with_another = self.told_with_another(programmes);
        let (last, renew_to) = (renewable_to(programmes, &self.offer, &self.days), self.days.renew_to);
        let asks = move |on: Date| on <= last || on > renew_to;
        let told = move |on: &Date| self.runs_on(*on) && Some(*on) > with_another && asks(*on);
        reminders.iter().filter_map(dated).filter(move |(on, _)| told(on))
    }

    /// Notices after the membership lapsed by itself, each with its day. Whether software is still installed, on which they
    /// depend, is not a date (F-09).
    pub(crate) fn afterwards<'p>(&self, programmes: &'p Programmes) -> impl Iterator<Item = (Date, &'p Reminder)> + 'p {
        let (anniversary, last) = (self.days.anniversary, self.days.renew_to);
        let lapses = self.closed.is_none_or(|(_, why)| why == CloseReason::Lapsed);
        let reminders = self.window(programmes).filter(|_| lapses).map(|window| window.wind_down_reminders.as_slice());
        let dated = move |reminder: &'p Reminder| Some((plus_days(anniversary, reminder.offset_days)?, reminder));
        reminders.unwrap_or_default().iter().filter_map(dated).filter(move |(on, _)| *on > last)
    }

    /// What follows from the days of its year, with the text of a notice. What is renewed with another membership has no
    /// window of its own, and is spoken of with that one up to a day (H-37).
    pub(crate) fn year_changes<'p>(
        &self,
        programmes: &'p Programmes,
    ) -> impl Iterator<Item = (Option<Date>, ChangeKind, Option<&'p str>)> {
        let (days, last) = (self.days, renewable_to(programmes, &self.offer, &self.days));
        let own_window = self.told_with_another(programmes).is_none() && days.renew_from <= last;
        let notices = self.reminders(programmes);
        let notices = notices.map(|(on, reminder)| (Some(on), ChangeKind::Reminder, Some(reminder.text.as_str())));
        [
            (Some(days.anniversary), ChangeKind::Anniversary, None),
            (Some(days.renew_from), ChangeKind::WindowOpens, None),
            (Some(last), ChangeKind::LastDay, None),
            (plus_days(days.renew_to, 1), ChangeKind::Lapses, None),
        ]
        .into_iter()
        .filter(move |(_, kind, _)| own_window || !matches!(kind, ChangeKind::WindowOpens | ChangeKind::LastDay))
        .chain(notices)
    }

    /// What its days bring while it runs and no other act has ended it, each with the notice that is due where it is one.
    pub(crate) fn changes<'p>(
        &self,
        programmes: &'p Programmes,
    ) -> impl Iterator<Item = (Date, ChangeKind, Option<&'p str>)> {
        self.year_changes(programmes)
            .filter_map(|(on, kind, text)| Some((on?, kind, text)))
            .filter(|(on, ..)| self.runs_on(*on) && !self.is_closed_on(*on))
    }

    /// What a day brings, with the notice that is due where it is one.
    pub fn on<'p>(&self, programmes: &'p Programmes, day: Date) -> Vec<(ChangeKind, Option<&'p str>)> {
        let after = self.afterwards(programmes).filter(|(on, _)| *on == day);
        let after = after.map(|(_, reminder)| (ChangeKind::Reminder, Some(reminder.text.as_str())));
        let changes = self.changes(programmes).filter(|(on, ..)| *on == day);
        changes.map(|(_, kind, text)| (kind, text)).chain(after).collect()
    }

    /// The state on a day: as it is if nobody acts, since a row has only the newest year.
    pub fn state_on(&self, day: Date) -> MembershipState {
        match day < self.bought_on {
            true => MembershipState::NotYet,
            false => {
                let ended = self.closed.filter(|(since, _)| *since <= day);
                MembershipState::of(&self.days, ended.map(|(_, why)| why), day)
            }
        }
    }

    /// The first day on which it was or will be over, and why.
    pub(crate) fn ended(&self) -> Option<(Date, CloseReason)> {
        self.closed.or_else(|| Some((plus_days(self.days.renew_to, 1)?, CloseReason::Lapsed)))
    }
}

/// A column of dates to look a day up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The last day of the paid year.
    Anniversary,
    /// The first day of the window.
    RenewFrom,
    /// The last day of the window.
    RenewTo,
}

impl Column {
    /// The date of a year that stands in the column.
    pub fn of(self, days: &YearDays) -> Date {
        match self {
            Self::Anniversary => days.anniversary,
            Self::RenewFrom => days.renew_from,
            Self::RenewTo => days.renew_to,
        }
    }
}

/// How far from an anniversary a notice can be due, under any version.
pub fn distances(programmes: &Programmes) -> BTreeSet<i32> {
    let windows = programmes.all().flat_map(|programme| programme.windows.values());
    let all = windows.flat_map(|window| window.reminders.iter().chain(&window.wind_down_reminders));
    all.map(|reminder| reminder.offset_days).collect()
}

/// The dates by which every membership is found that a day can bring something to, under any version.
pub fn places(programmes: &Programmes, day: Date) -> Vec<(Column, Date)> {
    let distances: BTreeSet<i32> = distances(programmes).into_iter().chain([0]).collect();
    let anniversaries = distances.into_iter().filter_map(|days| Some((Column::Anniversary, plus_days(day, -days)?)));
    let window = [(Column::RenewFrom, Some(day)), (Column::RenewTo, Some(day)), (Column::RenewTo, plus_days(day, -1))];
    anniversaries.chain(window.into_iter().filter_map(|(column, date)| Some((column, date?)))).collect()
}
