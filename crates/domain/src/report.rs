//! What a vendor asks of all memberships at once: what they are on a day, what became of them, and what the coming days
//! bring. It is counted from groups that share their days, so that a million need not be folded.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::account::MembershipState;
use crate::fact::CloseReason;
use crate::outlook::ChangeKind;
use crate::programme::Programmes;
use crate::sweep::Course;

/// Memberships that have the same offer and the same days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// What they share.
    pub course: Course,
    /// How many they are.
    pub count: u64,
}

/// Renewals of one offer that were granted on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewals {
    /// The offer of their memberships today.
    pub offer: String,
    /// The day.
    pub granted_on: Date,
    /// How many they are.
    pub count: u64,
}

/// How many memberships are in each state on a day, by offer. A day to come is as it will be if nobody acts.
pub fn states(all: &[Alike], day: Date) -> BTreeMap<&str, BTreeMap<MembershipState, u64>> {
    let mut counted: BTreeMap<&str, BTreeMap<_, _>> = BTreeMap::new();
    for Alike { course, count } in all {
        let state = course.state_on(day);
        if state != MembershipState::NotYet {
            *counted.entry(course.offer.as_str()).or_default().entry(state).or_default() += count;
        }
    }
    counted
}

/// What became of memberships of one offer between two days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Activity {
    /// Bought.
    pub bought: u64,
    /// Renewed for another year.
    pub renewed: u64,
    /// Lapsed, and not come back since (B-11).
    pub lapsed: u64,
    /// Given up for a higher level.
    pub upgraded: u64,
    /// Given back with their fee (B-50).
    pub refunded: u64,
    /// Gone on in another one after a merge (H-33).
    pub merged: u64,
}

impl std::ops::AddAssign for Activity {
    fn add_assign(&mut self, more: Self) {
        self.bought += more.bought;
        self.renewed += more.renewed;
        self.lapsed += more.lapsed;
        self.upgraded += more.upgraded;
        self.refunded += more.refunded;
        self.merged += more.merged;
    }
}

/// What became of memberships between two days, both included, by the offer that they have today.
pub fn activity<'a>(
    all: &'a [Alike],
    renewals: &'a [Renewals],
    (from, to): (Date, Date),
) -> BTreeMap<&'a str, Activity> {
    let mut counted: BTreeMap<&str, Activity> = BTreeMap::new();
    let within = |day: Date| (from..=to).contains(&day);
    for Alike { course, count } in all {
        let bought = within(course.bought_on).then_some(None);
        let ended = course.ended().filter(|(on, _)| within(*on)).map(|(_, why)| Some(why));
        for what in bought.into_iter().chain(ended) {
            let of = counted.entry(course.offer.as_str()).or_default();
            *match what {
                None => &mut of.bought,
                Some(CloseReason::Lapsed) => &mut of.lapsed,
                Some(CloseReason::Upgraded) => &mut of.upgraded,
                Some(CloseReason::Refunded) => &mut of.refunded,
                Some(CloseReason::Merged) => &mut of.merged,
            } += count;
        }
    }
    for renewed in renewals.iter().filter(|renewed| within(renewed.granted_on)) {
        counted.entry(renewed.offer.as_str()).or_default().renewed += renewed.count;
    }
    counted
}

/// What some days bring to memberships of one offer if nobody acts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ahead {
    /// How many can be renewed from a day of these on (B-02).
    pub window_opens: u64,
    /// For how many the paid year ends.
    pub anniversary: u64,
    /// For how many it is the last day to renew (B-03).
    pub last_day: u64,
    /// How many lapse (B-11).
    pub lapses: u64,
}

impl std::ops::AddAssign for Ahead {
    fn add_assign(&mut self, more: Self) {
        self.window_opens += more.window_opens;
        self.anniversary += more.anniversary;
        self.last_day += more.last_day;
        self.lapses += more.lapses;
    }
}

/// What each day between two, both included, brings if nobody acts, by day and offer; days that bring nothing are left out.
/// What has begun with today is no more to come: the states of today tell it.
pub fn forecast<'a>(
    all: &'a [Alike],
    programmes: &Programmes,
    (from, to): (Date, Date),
    today: Date,
) -> BTreeMap<Date, BTreeMap<&'a str, Ahead>> {
    let mut counted: BTreeMap<Date, BTreeMap<&str, Ahead>> = BTreeMap::new();
    let begins = |kind| matches!(kind, ChangeKind::WindowOpens | ChangeKind::Lapses);
    let is_ahead = |on: Date, kind| (from..=to).contains(&on) && (on > today || !begins(kind));
    for Alike { course, count } in all {
        for (on, kind, _) in course.changes(programmes).filter(|(on, kind, _)| is_ahead(*on, *kind)) {
            let of: fn(&mut Ahead) -> &mut u64 = match kind {
                ChangeKind::WindowOpens => |of| &mut of.window_opens,
                ChangeKind::Anniversary => |of| &mut of.anniversary,
                ChangeKind::LastDay => |of| &mut of.last_day,
                ChangeKind::Lapses => |of| &mut of.lapses,
                _ => continue,
            };
            *of(counted.entry(on).or_default().entry(course.offer.as_str()).or_default()) += count;
        }
    }
    counted
}
