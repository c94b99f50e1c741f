//! Notices of what is neither a year of a membership nor a fact: an order that was not paid in time (O-07), a cloud
//! subscription that ends (O-12), and a ticket that goes on (O-15). Each is told once, on its day or with what was done.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::{Actor, Capability, Person, Role, each_once};
use crate::account::{Account, Membership, MembershipState, Order, OrderState};
use crate::codes::codes;
use crate::fact::{OrderEnd, Ordered};
use crate::ids::{AccountId, OrderId, PersonId, SubscriptionId, TenantId, TicketId};
use crate::programme::{BenefitKind, Money, Programme, Programmes, plus_days};
use crate::refusal::RefusalCode;
use crate::ticket::{self, Ticket, TicketAct, TicketOutcome, TicketReason};
use crate::{campaign, order};

codes! {
    /// Which of them it is.
    pub enum MatterNotice {
        /// An order was not paid in time (O-07, B-44).
        OrderExpired = "order-expired",
        /// A cloud subscription ends soon (O-12).
        SubscriptionEnding = "subscription-ending",
        /// A ticket was opened, and has its number (O-15, J-03).
        TicketOpened = "ticket-opened",
        /// The vendor asks something in a ticket (O-15, J-09).
        TicketAsked = "ticket-asked",
        /// The vendor wrote in a ticket (O-15).
        TicketAnswered = "ticket-answered",
        /// A ticket was decided (O-15, J-09).
        TicketResolved = "ticket-resolved",
        /// The vendor closed a ticket (O-15).
        TicketClosed = "ticket-closed",
    }
}

/// What a notice is about: ids, numbers and days that stay true, and no text of anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Matter {
    /// An order that was not paid in time.
    Order(OrderMatter),
    /// A cloud subscription that ends.
    Subscription(SubscriptionMatter),
    /// A ticket that goes on.
    Ticket(TicketMatter),
}

/// See [`Matter::Order`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderMatter {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: u64,
    /// What was ordered.
    pub offer: String,
    /// What was due.
    pub total: Money,
    /// The last day on which it could be paid.
    pub pay_by: Date,
    /// Who placed it; none where that is nobody's person.
    pub buyer: Option<PersonId>,
    /// Why it could not have been paid on that day either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusalCode>,
    /// The number of the membership that it was to renew and that nothing renews any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapsed: Option<u64>,
    /// Whether money that came for it is held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub funds_held: bool,
}

/// See [`Matter::Subscription`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionMatter {
    /// The subscription.
    pub subscription: SubscriptionId,
    /// The product.
    pub benefit: String,
    /// Where it is.
    pub tenant: TenantId,
    /// Its seats.
    pub seats: u32,
    /// Its last day.
    pub usable_until: Date,
    /// Days before it on which that is told.
    pub days: i32,
    /// The day of the token that was redeemed into it last, before which nobody knew of this end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
}

/// See [`Matter::Ticket`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketMatter {
    /// The ticket.
    pub ticket: TicketId,
    /// Its number on paper.
    pub number: String,
    /// What it is about.
    pub reason: TicketReason,
    /// The entry that was written in it, from 1.
    pub entry: u32,
    /// What that did; none: it opened the ticket.
    pub act: Option<TicketAct>,
    /// How it was decided, where it was.
    pub outcome: Option<TicketOutcome>,
    /// Who asked.
    pub requester: PersonId,
    /// The day on which it was written.
    pub on: Date,
}

impl Matter {
    /// Which notice it is.
    pub const fn notice(&self) -> MatterNotice {
        match self {
            Self::Order(_) => MatterNotice::OrderExpired,
            Self::Subscription(_) => MatterNotice::SubscriptionEnding,
            Self::Ticket(told) => match told.act {
                None => MatterNotice::TicketOpened,
                Some(TicketAct::Ask) => MatterNotice::TicketAsked,
                Some(TicketAct::Grant | TicketAct::Refuse) => MatterNotice::TicketResolved,
                Some(TicketAct::Close) => MatterNotice::TicketClosed,
                // Anything else that is told was written in it.
                Some(_) => MatterNotice::TicketAnswered,
            },
        }
    }

    /// The id of what it is about, and which of its days or entries: together with the notice, nothing is told twice.
    pub fn key(&self) -> (String, String) {
        match self {
            Self::Order(told) => (told.order.to_string(), told.pay_by.to_string()),
            // A subscription that is extended ends on another day, and that is another notice.
            Self::Subscription(told) => (told.subscription.to_string(), told.usable_until.to_string()),
            Self::Ticket(told) => (told.ticket.to_string(), told.entry.to_string()),
        }
    }

    /// Its day.
    pub fn due_on(&self) -> Date {
        let due = match self {
            Self::Order(told) => plus_days(told.pay_by, 1),
            Self::Subscription(told) => plus_days(told.usable_until, -told.days).max(told.since),
            Self::Ticket(told) => Some(told.on),
        };
        due.unwrap_or(Date::MAX)
    }

    /// The roles that receive it, where nobody is known whom it concerns more: of a subscription those who manage the
    /// company's benefits stand in for admins of the tenant whom nobody named (O-12).
    pub const fn roles(&self) -> &'static [Role] {
        match self {
            Self::Order(_) => Capability::Buy.roles(),
            Self::Subscription(_) => Capability::ActivateBenefits.roles(),
            Self::Ticket(_) => &[],
        }
    }

    /// Who of a company's people receives it, each once, and nobody who has left the directory: the buyer and those who
    /// may buy (O-07), the admins of the tenant (O-12), the requester (O-15).
    pub fn reached<'a>(&self, people: impl IntoIterator<Item = &'a Person>) -> BTreeSet<PersonId> {
        let present: Vec<&Person> = people.into_iter().filter(|person| person.in_directory).collect();
        let among = |wanted: &dyn Fn(&Person) -> bool| -> BTreeSet<PersonId> {
            each_once(present.iter().copied().filter(|person| wanted(person)))
        };
        let by_role = |person: &Person| Actor::of(person).has_any(self.roles());
        match self {
            Self::Order(told) => among(&|person| told.buyer == Some(person.id) || by_role(person)),
            Self::Subscription(told) => {
                let admins = among(&|person| person.admin_of.contains(&told.tenant));
                if admins.is_empty() { among(&by_role) } else { admins }
            }
            Self::Ticket(told) => among(&|person| person.id == told.requester),
        }
    }

    /// Whether somebody may know of it, beyond what a company's notices are open to: of a ticket, whom it was written to
    /// and the vendor's people who may see it (J-04).
    pub fn may_know(&self, actor: &Actor, account: AccountId) -> bool {
        match self {
            Self::Order(_) | Self::Subscription(_) => true,
            Self::Ticket(told) => ticket::may_know(actor, account, told.requester),
        }
    }
}

/// The notice of what was written in a ticket; none where its requester wrote it themselves, or nobody needs to know, as
/// that somebody took it. Nothing was done by anybody where it was opened. `entry` is the number of what was written.
pub fn of_ticket(ticket: &Ticket, done: Option<(TicketAct, &Actor)>, entry: u32, on: Date) -> Option<Matter> {
    let told = match done {
        None => true,
        Some((TicketAct::Take | TicketAct::Acknowledge | TicketAct::Attach, _)) => false,
        Some((_, by)) => by.person != Some(ticket.opened_by),
    };
    told.then(|| {
        Matter::Ticket(TicketMatter {
            ticket: ticket.id,
            number: ticket.number.clone(),
            reason: ticket.reason,
            entry,
            act: done.map(|(act, _)| act),
            outcome: ticket.outcome,
            requester: ticket.opened_by,
            on,
        })
    })
}

/// How long before its end it is told that a product's subscription ends, by the programme in force.
fn told_before(programme: &Programme, benefit: &str) -> Option<i32> {
    match &programme.benefit(benefit)?.kind {
        BenefitKind::Token(rule) => rule.notice_days,
        _ => None,
    }
}

/// How far before its end it can be due to tell that a subscription ends.
pub fn distances(programmes: &Programmes) -> BTreeSet<i32> {
    let programme = programmes.current();
    programme.benefits.iter().filter_map(|benefit| told_before(programme, &benefit.id)).collect()
}

/// The membership that an order was to renew, where nothing does any more once its last day has passed.
fn given_up<'a>(account: &'a Account, programmes: &Programmes, order: &Order) -> Option<&'a Membership> {
    let (Ordered::Renewal { membership, .. }, over_on) = (&order.placed.of, plus_days(order.placed.pay_by, 1)?) else {
        return None;
    };
    let held = account.memberships.get(membership)?;
    let late = campaign::payable_until(account, programmes, *membership, over_on);
    let elsewhere = account.renewed_with(held).is_some();
    (held.state_on(over_on) == MembershipState::Lapsed && late.is_none() && !elsewhere).then_some(held)
}

/// What a company is due, of the notices whose day came after another: of an order that was not paid, and of a
/// subscription that still runs (B-44, O-12).
pub fn due(account: &Account, programmes: &Programmes, since: Date, today: Date) -> Vec<Matter> {
    let unpaid = account.orders.values().filter_map(|order| {
        let over = order.paid.is_none() && !matches!(order.closed, Some((_, OrderEnd::Cancelled)));
        (over && order.state_on(today) == OrderState::Expired).then(|| {
            Matter::Order(OrderMatter {
                order: order.placed.order,
                number: order.placed.number,
                offer: order.placed.of.offer().to_owned(),
                total: order.placed.total.clone(),
                pay_by: order.placed.pay_by,
                buyer: order.placed_by.parse().ok(),
                refused: order::obstacle(account, programmes, order, order.placed.pay_by).map(|refusal| refusal.code),
                lapsed: given_up(account, programmes, order).map(|held| held.number),
                funds_held: account
                    .funds
                    .values()
                    .any(|funds| funds.is_held() && funds.received.order == Some(order.placed.order)),
            })
        })
    });
    let ending = account.subscriptions.iter().filter_map(|(id, held)| {
        let extent = held.extent.filter(|extent| today <= extent.usable_until)?;
        Some(Matter::Subscription(SubscriptionMatter {
            subscription: *id,
            benefit: held.benefit.clone(),
            tenant: held.tenant,
            seats: extent.seats,
            usable_until: extent.usable_until,
            days: told_before(programmes.current(), &held.benefit)?,
            since: held.tokens.last().and_then(|id| Some(account.tokens.get(id)?.redeemed.as_ref()?.on)),
        }))
    });
    unpaid.chain(ending).filter(|matter| since < matter.due_on() && matter.due_on() <= today).collect()
}
