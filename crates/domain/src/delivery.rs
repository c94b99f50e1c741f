//! Delivery of messages by mail: which of them still say what is so when their turn comes, and
//! how many a person gets in a day. That a message was recorded does not depend on any of this.

use jiff::civil::Date;

use crate::account::{Account, Assignment};
use crate::codes::codes;
use crate::company::{CheckState, ProfileCheck};
use crate::fact::{Entry, Fact};
use crate::ids::MembershipId;
use crate::matter::Matter;
use crate::merge::MergeState;
use crate::notice::still_due;
use crate::overrides::OverrideState;
use crate::programme::{Programmes, days_between};
use crate::standing::still_installed;
use crate::sweep::Course;
use crate::ticket::{TicketAct, TicketState};

codes! {
    /// What became of a message's mail.
    pub enum DeliveryState {
        /// Its turn comes, for the first time or again.
        Waiting = "waiting",
        /// The mail server took it.
        Sent = "sent",
        /// The mail server refuses it, or was tried often enough.
        Failed = "failed",
        /// It was overtaken before its turn came, or whom it was for has left.
        Skipped = "skipped",
        /// It was written in a sandbox, which nothing leaves.
        Captured = "captured",
    }
}

/// Days after which what happened is no news any more, and is only read on the pages.
const NEWS_DAYS: i32 = 7;

/// Mails that a person gets in a day about what people did. Those about a year of a membership, which the programme alone
/// brings about, do not count: one that comes a day late may come too late.
pub const MAILS_A_DAY: u64 = 20;

/// What a message tells.
#[derive(Debug, Clone, Copy)]
pub enum Told<'a> {
    /// A day of a membership, with the notice and the day on which it was due.
    Year(MembershipId, &'a str, Date),
    /// A fact.
    Fact(&'a Entry),
    /// An order, a subscription or a ticket, and how far the ticket is.
    Matter(&'a Matter, Option<TicketState>),
}

/// Whether a message still says all that matters when its turn comes: no later notice has taken its place, what it asks for
/// can still be done, and it is news. Mostly its turn comes at once; after hours without a mail server it does not.
pub fn is_current(account: &Account, programmes: &Programmes, told: Told<'_>, sent_on: Date, today: Date) -> bool {
    let is_news = days_between(sent_on, today) <= NEWS_DAYS;
    match told {
        Told::Year(membership, notice, due_on) => account.memberships.get(&membership).is_some_and(|held| {
            let installed = still_installed(account, programmes, membership, today);
            still_due(&Course::of(held), programmes, (notice, due_on), today, installed).is_some()
        }),
        Told::Fact(entry) => is_news && stands(account, &entry.fact, today),
        Told::Matter(Matter::Subscription(told), _) => {
            account.subscriptions.get(&told.subscription).is_some_and(|held| {
                today <= told.usable_until && held.extent.is_some_and(|extent| extent.usable_until == told.usable_until)
            })
        }
        Told::Matter(Matter::Ticket(told), state) => {
            let asks = told.act == Some(TicketAct::Ask);
            is_news && (!asks || state == Some(TicketState::WaitingForPartner))
        }
        Told::Matter(Matter::Order(_), _) => is_news,
    }
}

/// Whether what a fact asks people to do can still be done; of one that asks for nothing, always.
fn stands(account: &Account, fact: &Fact, today: Date) -> bool {
    let merge = |id, state| account.merges.get(id).is_some_and(|merge| merge.state_on(today) == state);
    match fact {
        Fact::OrderPlaced(fact) => account.orders.get(&fact.order).is_some_and(|order| order.is_open_on(today)),
        Fact::ProfileChanged(_) | Fact::CheckMailAsked(_) => {
            account.company.check(ProfileCheck::Email) == CheckState::Pending
        }
        Fact::CheckDecided(fact) => fact.passed || account.company.check(fact.check) == CheckState::Rejected,
        Fact::SeatAssigned(fact) => {
            let waits = |held: &Assignment| held.ended.is_none() && held.activated_on.is_none();
            account.assignments.get(&fact.assignment).is_some_and(waits)
        }
        Fact::SeatRequested(fact) => {
            account.seat_requests.get(&fact.request).is_some_and(|asked| asked.answered.is_none())
        }
        Fact::MergeInvited(fact) => merge(&fact.merge, MergeState::Invited),
        Fact::MergeAccepted(fact) => merge(&fact.merge, MergeState::Accepted),
        Fact::OverrideGranted(fact) => {
            let granted = account.overrides.get(&fact.late_override);
            granted.is_some_and(|granted| granted.state_on(account, today) == OverrideState::Approved)
        }
        _ => true,
    }
}

/// The id of what a message is about, by which mails of one thing are shown together. A fact of the company itself is about
/// the company.
pub fn thing(told: Told<'_>) -> String {
    match told {
        Told::Year(membership, ..) => membership.to_string(),
        Told::Matter(matter, _) => matter.key().0,
        Told::Fact(entry) => match &entry.fact {
            Fact::OrderPlaced(fact) => fact.order.to_string(),
            Fact::OrderPaid(fact) => fact.order.to_string(),
            Fact::SeatAssigned(fact) => fact.assignment.to_string(),
            Fact::SeatRequested(fact) => fact.request.to_string(),
            Fact::SeatRequestDeclined(fact) => fact.request.to_string(),
            Fact::MergeInvited(fact) => fact.merge.to_string(),
            Fact::MergeAccepted(fact) => fact.merge.to_string(),
            Fact::MergeRejected(fact) => fact.merge.to_string(),
            Fact::CompanyMerged(fact) => fact.merge.to_string(),
            Fact::BalanceUsed(fact) => fact.usage.to_string(),
            Fact::ReplacementGranted(fact) => fact.replacement.to_string(),
            Fact::ReplacementDeclined(fact) => fact.replacement.to_string(),
            Fact::OverrideGranted(fact) => fact.late_override.to_string(),
            _ => entry.account.to_string(),
        },
    }
}
