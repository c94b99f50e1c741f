//! Notices: which one a membership is due on a day (B-20…B-25), which one a fact is told by, and who receives it. The
//! programme says which dated ones there are.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::access::{Actor, Capability, Person, Role, each_once};
use crate::account::{Account, Grant, Membership, Order, Year};
use crate::codes::codes;
use crate::company::ProfileCheck;
use crate::explanation::RemedyAct;
use crate::fact::{Entry, Fact, Item, MergeSide, NoteRef};
use crate::ids::{AccountId, MembershipId, MergeId, OrderId, PersonId, ReplacementId, UsageId};
use crate::people::givers;
use crate::programme::{
    BalanceUse, Benefit, BenefitKind, Programme, Programmes, Reminder, Usable, Window, WindowAccess, Wording, plus_days,
};
use crate::sweep::Course;
use crate::{campaign, order};

/// A notice whose day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueNotice<'p> {
    /// The notice, as the programme has it.
    pub reminder: &'p Reminder,
    /// Its day, which has passed where nobody looked on it.
    pub due_on: Date,
    /// Whether it is sent only while software of the membership is still installed (F-09).
    pub wind_down: bool,
}

/// The day after which notices count as not looked at, on a day on which they are looked at. The day itself always is, so
/// that looking twice relies on what was sent; without a day that was looked at before, no earlier one is made up for.
pub fn since(looked: Option<Date>, today: Date) -> Date {
    let yesterday = plus_days(today, -1).unwrap_or(today);
    looked.map_or(yesterday, |looked| looked.min(yesterday))
}

/// What a membership is due on a day, of the notices whose day came after another: only the newest, because it says all
/// that matters by now, and the newest of those that depend on what is installed; see [`settled`]. Nothing about a year that is renewed or a membership that another act ended (B-24), and no
/// notice to renew once it has lapsed.
pub fn due<'p>(course: &Course, programmes: &'p Programmes, since: Date, today: Date) -> Vec<DueNotice<'p>> {
    let has_lapsed = |day: Date| day > course.days.renew_to;
    let mut due: Vec<DueNotice<'p>> = course
        .reminders(programmes)
        .map(|(due_on, reminder)| DueNotice { reminder, due_on, wind_down: false })
        .filter(|notice| since < notice.due_on && notice.due_on <= today)
        .filter(|notice| has_lapsed(notice.due_on) == has_lapsed(today) && !course.is_closed_on(today))
        .collect();
    let newest = due.iter().map(|notice| notice.due_on).max();
    due.retain(|notice| Some(notice.due_on) == newest);
    let after = course.afterwards(programmes).filter(|(on, _)| since < *on && *on <= today);
    let after = after.max_by_key(|(on, _)| *on);
    due.extend(after.map(|(due_on, reminder)| DueNotice { reminder, due_on, wind_down: true }));
    due
}

/// The days of a membership's notices: those of each year until it was renewed, and of the newest one until another act
/// ended it (B-24).
pub fn days<'p>(held: &Membership, programmes: &'p Programmes) -> Vec<(Date, &'p Reminder)> {
    let of_year = |(at, year): (usize, &Year)| {
        let next = held.years.get(at + 1);
        let of_year = Course::of_year(held, year);
        let course = Course { joined: of_year.joined && next.is_none(), ..of_year };
        let told =
            |(on, _): &(Date, &Reminder)| next.is_none_or(|next| *on < next.granted_on) && !course.is_closed_on(*on);
        course.reminders(programmes).filter(told).collect::<Vec<_>>()
    };
    held.years.iter().enumerate().flat_map(of_year).collect()
}

/// What is sent of what is due, when it is known whether software of the membership is still installed: what depends on it
/// is left out, or takes the place of what came before it.
pub fn settled(mut due: Vec<DueNotice<'_>>, installed: bool) -> Vec<DueNotice<'_>> {
    due.retain(|notice| installed || !notice.wind_down);
    let newest = due.iter().map(|notice| notice.due_on).max();
    due.retain(|notice| Some(notice.due_on) == newest);
    due
}

/// A notice that was sent, if by now it still is the one that says all that matters: where it reached nobody, whoever holds
/// one of its roles later is told by it (B-23, O-05).
pub fn still_due<'p>(
    course: &Course,
    programmes: &'p Programmes,
    (notice, due_on): (&str, Date),
    today: Date,
    installed: bool,
) -> Option<&'p Reminder> {
    let due = settled(due(course, programmes, plus_days(due_on, -1)?, today), installed);
    due.into_iter().find(|one| one.reminder.text == notice && one.due_on == due_on).map(|one| one.reminder)
}

/// What becomes of a renewal otherwise than by renewing it, on the day of a notice about it.
#[derive(Debug, Clone, Copy)]
pub enum Renewing<'a> {
    /// It is ordered, and the order waits to be paid (B-46).
    Ordered(&'a Order),
    /// A higher level is ordered in its place, and the order waits to be paid.
    Upgraded(&'a Order),
    /// The membership is renewed with another one that is there (H-37).
    With(&'a Membership),
    /// Its window has passed, and it can still be renewed until a day (J-30, J-37).
    Late(Date),
}

/// What a notice of a membership says in the place of asking for its renewal, on the day on which it is sent; none where it
/// is to be renewed or was to be. An order that could not go through that day asks for nothing; what was paid later could.
pub fn renewing<'a>(
    account: &'a Account,
    programmes: &Programmes,
    membership: MembershipId,
    sent_on: Date,
) -> Option<Renewing<'a>> {
    let held = account.memberships.get(&membership)?;
    let waits = |order: &&Order| {
        let stands = || order.paid.is_some() || order::asks_for_money(account, programmes, order, sent_on);
        order.placed_on <= sent_on && stands()
    };
    let ordered = order::renewal_of(account, membership, sent_on).filter(waits);
    let with = || account.renewed_with(held).filter(|with| !held.is_held_on(sent_on) && with.is_held_on(sent_on));
    let upgrade = || order::upgrade_of(account, programmes.current(), held, sent_on).filter(waits);
    let late = || {
        campaign::reopened_of(account, programmes.current(), (held, held.year_on(sent_on)), sent_on)
            .map(|(_, until)| until)
    };
    ordered
        .map(Renewing::Ordered)
        .or_else(|| upgrade().map(Renewing::Upgraded))
        .or_else(|| with().map(Renewing::With))
        .or_else(|| late().map(Renewing::Late))
}

/// Who of a company's people receives a notice: whoever holds one of its roles at that moment, each once, and nobody who
/// has left the directory (B-23).
pub fn recipients<'a>(reminder: &Reminder, people: impl IntoIterator<Item = &'a Person>) -> BTreeSet<PersonId> {
    let receives = |person: &&Person| Actor::of(person).has_any(&reminder.to);
    each_once(people.into_iter().filter(receives))
}

/// The roles that a notice of a membership's year goes to, by the version that the year keeps; none where there is no such
/// notice.
pub fn roles<'p>(programmes: &'p Programmes, held: &Membership, year: u32, notice: &str) -> &'p [Role] {
    let year = held.years.iter().find(|known| known.number == year);
    let window = year.and_then(|year| Course::of_year(held, year).window(programmes));
    let mut reminders = window.into_iter().flat_map(all_reminders);
    reminders.find(|reminder| reminder.text == notice).map(|reminder| reminder.to.as_slice()).unwrap_or_default()
}

fn all_reminders(window: &Window) -> impl Iterator<Item = &Reminder> {
    window.reminders.iter().chain(&window.wind_down_reminders)
}

codes! {
    /// What becomes of a membership's cloud subscriptions when it ends (D-02).
    pub enum CloudEnd {
        /// It grants none.
        None = "none",
        /// They run on to their own end.
        Own = "own",
        /// They end with it.
        With = "with",
        /// Some end with it, and others run on.
        Mixed = "mixed",
    }
}

/// What the words of a notice say of the year that it is about.
#[derive(Debug, Clone, Copy)]
pub struct AtStake {
    /// What can be used between the anniversary and the renewal (B-10).
    pub access: WindowAccess,
    /// Whether something of it is to be uninstalled when it ends (F-08).
    pub uninstalls: bool,
    /// What becomes of its cloud subscriptions when it ends.
    pub cloud: CloudEnd,
}

/// What is at stake for a year of a membership, by the version that the year keeps.
pub fn at_stake(account: &Account, programmes: &Programmes, membership: MembershipId, year: u32) -> AtStake {
    let held = account.memberships.get(&membership);
    let known = held.and_then(|held| held.years.iter().find(|known| known.number == year));
    let programme = known.map_or(programmes.current(), |known| programmes.version(known.version));
    let grants = account.grants.values().filter(|grant| (grant.membership, grant.year) == (membership, year));
    let benefits: Vec<&Benefit> = grants.filter_map(|grant| programme.benefit(&grant.line.benefit)).collect();
    let ends_with = |benefit: &&Benefit| match &benefit.kind {
        BenefitKind::Token(rule) => Some(rule.usable == Usable::MembershipEnd),
        _ => None,
    };
    let ends: BTreeSet<bool> = benefits.iter().filter_map(ends_with).collect();
    AtStake {
        access: known.map_or(WindowAccess::Kept, |known| known.access),
        uninstalls: benefits.iter().any(|benefit| benefit.uninstall_at_end),
        cloud: match (ends.contains(&true), ends.contains(&false)) {
            (false, false) => CloudEnd::None,
            (false, true) => CloudEnd::Own,
            (true, false) => CloudEnd::With,
            (true, true) => CloudEnd::Mixed,
        },
    }
}

/// A campaign's own words for a notice, by the newest version in which there is that notice: a year that keeps an older one
/// has notices that a later one may not know any more (J-32).
pub fn wording<'p>(programmes: &'p Programmes, campaign: &str, notice: &str) -> Option<&'p Wording> {
    let knows = |programme: &&Programme| {
        programme.windows.values().flat_map(all_reminders).any(|reminder| reminder.text == notice)
    };
    programmes.all().filter(knows).last()?.campaign(campaign)?.notices.get(notice)
}

codes! {
    /// The notices of a membership's days that have words of their own, whatever programme sends them. A programme may have
    /// others, which get general ones.
    pub enum DatedNotice {
        /// The anniversary is near (B-20).
        RenewalUpcoming = "renewal-upcoming",
        /// The window is open (B-22).
        RenewalOpen = "renewal-open",
        /// The window closes soon.
        RenewalClosing = "renewal-closing",
        /// The last day of the window (B-22).
        RenewalLastDay = "renewal-last-day",
        /// The membership lapsed (B-22).
        MembershipLapsed = "membership-lapsed",
        /// Software is still installed (F-09).
        SoftwareTwoWeeks = "software-two-weeks",
        /// It is after a month.
        SoftwareAMonth = "software-a-month",
        /// It is after two months.
        SoftwareTwoMonths = "software-two-months",
    }
}

impl DatedNotice {
    /// Whether it comes after the membership lapsed, while its software is still installed (F-09).
    pub const fn is_afterwards(self) -> bool {
        matches!(self, Self::SoftwareTwoWeeks | Self::SoftwareAMonth | Self::SoftwareTwoMonths)
    }

    /// Whether it asks to uninstall software, or to license it (F-09).
    pub const fn is_about_software(self) -> bool {
        matches!(self, Self::MembershipLapsed) || self.is_afterwards()
    }

    /// The days on which its words are true, counted from the anniversary as those are on which the window opens and the
    /// membership lapses.
    pub const fn days(self, opens: i32, lapses: i32) -> RangeInclusive<i32> {
        match self {
            Self::RenewalUpcoming => i32::MIN..=opens - 1,
            Self::RenewalOpen | Self::RenewalClosing => opens..=lapses - 1,
            Self::RenewalLastDay => lapses - 1..=lapses - 1,
            Self::MembershipLapsed => lapses..=lapses,
            Self::SoftwareTwoWeeks | Self::SoftwareAMonth | Self::SoftwareTwoMonths => lapses..=i32::MAX,
        }
    }
}

codes! {
    /// A notice of what happened, and not of a day that comes. Each tells one fact.
    pub enum EventNotice {
        /// An order was placed (O-07).
        OrderReceived = "order-received",
        /// An order was paid, and its invoice is there (O-07, O-08).
        OrderPaid = "order-paid",
        /// An order was not paid in time (O-07). Told by its day now ([`crate::matter`]); earlier messages stay readable.
        OrderExpired = "order-expired",
        /// The mail of the e-mail check is on its way, for the first time or again (O-09).
        VerificationMail = "verification-mail",
        /// A check was passed (O-09).
        VerificationPassed = "verification-passed",
        /// A check was rejected, and documents help (O-09).
        VerificationRejected = "verification-rejected",
        /// A developer subscription was given to a person (O-13).
        SeatAssigned = "seat-assigned",
        /// Somebody asks for a developer subscription.
        SeatRequested = "seat-requested",
        /// A request for a developer subscription was declined; one that was met is told by the seat itself.
        SeatRequestDeclined = "seat-request-declined",
        /// The company is invited to become a part of another one (O-14).
        MergeInvitation = "merge-invitation",
        /// The company that was invited accepted (O-14).
        MergeAccepted = "merge-accepted",
        /// The company that was invited declined (O-14).
        MergeRejected = "merge-rejected",
        /// The two companies are one (O-14).
        MergeCompleted = "merge-completed",
        /// Advice was asked for, and the request has its number (O-16, K-12).
        AdvisoryRequested = "advisory-requested",
        /// A request for a replacement token was decided by somebody else (O-15, D-23).
        ReplacementDecided = "replacement-decided",
        /// A late override was approved, and the fee can be paid again for some days (J-37).
        OverrideGranted = "override-granted",
    }
}

codes! {
    /// The one person whom a fact concerns, whatever their roles.
    pub enum Concerned {
        /// Who placed the order.
        Buyer = "buyer",
        /// Who was given the seat.
        Assignee = "assignee",
        /// Who asked.
        Requester = "requester",
    }
}

impl EventNotice {
    /// The roles that receive it: those that can go on from there. The profile’s primary contact is a text and nobody
    /// who can be written to here; in their place stand those who may hand in what a check asks for.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::OrderReceived | Self::OrderPaid | Self::OrderExpired | Self::OverrideGranted => {
                Capability::Buy.roles()
            }
            Self::VerificationMail | Self::VerificationPassed | Self::VerificationRejected => {
                Capability::HandInDocuments.roles()
            }
            Self::SeatRequested => Capability::AssignSeats.roles(),
            Self::SeatAssigned | Self::SeatRequestDeclined | Self::AdvisoryRequested | Self::ReplacementDecided => &[],
            Self::MergeInvitation | Self::MergeAccepted | Self::MergeRejected | Self::MergeCompleted => {
                Capability::ManageMerges.roles()
            }
        }
    }

    /// The roles that receive it in a company where nobody holds one of those, because they give it to somebody who can
    /// then go on (O-14, I-12).
    pub const fn stand_ins(self) -> &'static [Role] {
        match self {
            Self::MergeInvitation | Self::MergeAccepted | Self::MergeRejected | Self::MergeCompleted => {
                givers(Role::AccountAdmin)
            }
            _ => &[],
        }
    }

    /// The one person who receives it besides.
    pub const fn concerned(self) -> Option<Concerned> {
        match self {
            Self::OrderReceived | Self::OrderPaid | Self::OrderExpired => Some(Concerned::Buyer),
            Self::SeatAssigned => Some(Concerned::Assignee),
            Self::AdvisoryRequested | Self::ReplacementDecided | Self::SeatRequestDeclined => {
                Some(Concerned::Requester)
            }
            _ => None,
        }
    }

    /// What there is to do about it, where the fact does not say so itself.
    pub const fn remedy(self) -> Option<RemedyAct> {
        match self {
            Self::VerificationRejected => Some(RemedyAct::CorrectProfile),
            _ => None,
        }
    }
}

/// A fact that people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The notice.
    pub notice: EventNotice,
    /// The person whom it concerns; none where that is nobody’s person.
    pub concerned: Option<PersonId>,
}

/// The notice by which people of a ledger’s company are told a fact of it; none for most facts (O-07…O-09, O-13, O-14,
/// O-16). Of what ended by itself and is only written down when somebody comes by, nothing is told: that has a day
/// ([`crate::matter`]). Of a merge, each ledger’s own fact tells its own company what the other one did. `before` is the
/// account before the fact.
pub fn event(entry: &Entry, before: &Account) -> Option<Event> {
    use EventNotice::*;
    let of = |notice, concerned| Some(Event { notice, concerned });
    let buyer = |order: OrderId| before.orders.get(&order).and_then(|order| order.placed_by.parse().ok());
    let requester = |replacement: ReplacementId| {
        let asked = before.replacements.get(&replacement)?;
        (asked.requested_by != entry.actor).then(|| asked.requested_by.parse().ok()).flatten()
    };
    let invited = |merge: MergeId| before.merges.get(&merge).is_some_and(|merge| merge.side == MergeSide::Initiator);
    match &entry.fact {
        Fact::OrderPlaced(_) => of(OrderReceived, entry.actor.parse().ok()),
        Fact::OrderPaid(fact) => of(OrderPaid, buyer(fact.order)),
        Fact::ProfileChanged(fact) if fact.restarted.contains(&ProfileCheck::Email) => of(VerificationMail, None),
        Fact::CheckMailAsked(_) => of(VerificationMail, None),
        Fact::CheckDecided(fact) => of(if fact.passed { VerificationPassed } else { VerificationRejected }, None),
        Fact::SeatAssigned(fact) => of(SeatAssigned, Some(fact.person)),
        Fact::SeatRequested(_) => of(SeatRequested, None),
        Fact::SeatRequestDeclined(fact) => {
            of(SeatRequestDeclined, Some(before.seat_requests.get(&fact.request)?.person))
        }
        Fact::MergeInvited(fact) if fact.side == MergeSide::Invitee => of(MergeInvitation, None),
        Fact::MergeAccepted(fact) if invited(fact.merge) => of(MergeAccepted, None),
        Fact::MergeRejected(fact) if invited(fact.merge) => of(MergeRejected, None),
        Fact::CompanyMerged(_) => of(MergeCompleted, None),
        Fact::BalanceUsed(fact) if fact.kind.of() == BalanceUse::Hours => {
            of(AdvisoryRequested, entry.actor.parse().ok())
        }
        Fact::ReplacementGranted(fact) => of(ReplacementDecided, Some(requester(fact.replacement)?)),
        Fact::ReplacementDeclined(fact) => of(ReplacementDecided, Some(requester(fact.replacement)?)),
        Fact::OverrideGranted(_) => of(OverrideGranted, None),
        _ => None,
    }
}

/// Who of a company’s people receives a notice of what happened: whom it concerns and whoever holds one of its roles at
/// that moment, or stands in for them, each once, and nobody who has left the directory.
pub fn told<'a>(event: &Event, people: impl IntoIterator<Item = &'a Person>) -> BTreeSet<PersonId> {
    let people: Vec<&Person> = people.into_iter().filter(|person| person.in_directory).collect();
    let has = |person: &Person, roles| Actor::of(person).has_any(roles);
    let is_held = people.iter().any(|person| has(person, event.notice.roles()));
    let roles = if is_held { event.notice.roles() } else { event.notice.stand_ins() };
    let receives = |person: &&Person| event.concerned == Some(person.id) || has(person, roles);
    each_once(people.into_iter().filter(receives))
}

/// The reason that was given with a fact that people are told.
pub const fn reason(fact: &Fact) -> Option<&NoteRef> {
    match fact {
        Fact::CheckDecided(fact) => fact.note.as_ref(),
        Fact::MergeRejected(fact) => fact.note.as_ref(),
        Fact::ReplacementDeclined(fact) => fact.note.as_ref(),
        Fact::SeatRequested(fact) => Some(&fact.note),
        Fact::SeatRequestDeclined(fact) => Some(&fact.note),
        _ => None,
    }
}

/// The last day on which whoever was given something by a fact can begin with it (G-02, G-05).
pub fn begin_by(fact: &Fact, account: &Account, on: Date) -> Option<Date> {
    let Fact::SeatAssigned(given) = fact else { return None };
    let of_pool = |grant: &&Grant| matches!(&grant.line.item, Item::Pool { pool, .. } if *pool == given.pool);
    let granted = account.grants.values().filter(of_pool).filter(|grant| grant.granted_on <= on);
    granted.max_by_key(|grant| grant.granted_on).map(|grant| grant.line.redeem_by)
}

/// The number under which what a fact says goes on elsewhere (K-12).
pub fn number(fact: &Fact) -> Option<UsageId> {
    match fact {
        Fact::BalanceUsed(fact) => Some(fact.usage),
        _ => None,
    }
}

/// Whether somebody may read a message of what happened, which has the words of the history: those who may read that, and
/// to whom it went.
pub fn may_read_event(actor: &Actor, account: AccountId, to: PersonId) -> bool {
    actor.person == Some(to) || Capability::ViewHistory.allows(actor, Some(account))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_looked_at_even_if_it_was_before() {
        let (today, yesterday) = (date(2021, 8, 17), date(2021, 8, 16));
        assert_eq!(since(None, today), yesterday);
        assert_eq!(since(Some(today), today), yesterday);
        assert_eq!(since(Some(yesterday), today), yesterday);
        assert_eq!(since(Some(date(2021, 8, 14)), today), date(2021, 8, 14));
        // A clock that went back looks at the day that it shows.
        assert_eq!(since(Some(date(2021, 9, 1)), today), yesterday);
    }
}
