//! The dated changes to come, if nobody acts.

use jiff::civil::Date;

use crate::access::{Actor, Capability};
use crate::account::{Account, SubscriptionState, TokenState};
use crate::codes::codes;
use crate::ids::*;
use crate::overrides::OverrideState;
use crate::programme::Programmes;
use crate::standing::LineState;
use crate::sweep::Course;
use crate::{campaign, membership, order, standing, token};

codes! {
    /// What changes on a day.
    pub enum ChangeKind {
        /// A notice is due (B-20…B-22); see [`Change::text`].
        Reminder = "reminder",
        /// The paid year ends.
        Anniversary = "anniversary",
        /// The renewal window opens (B-02).
        WindowOpens = "window_opens",
        /// The last day of the window (B-03).
        LastDay = "last_day",
        /// The membership lapses and its benefits end (B-11).
        Lapses = "lapses",
        /// The last day on which the fee may be refunded (B-50).
        RefundEnds = "refund_ends",
        /// The last day on which an order can be paid (B-44).
        PayBy = "pay_by",
        /// The last day on which a fee can be paid under a late override (J-37).
        OverrideEnds = "override_ends",
        /// The last day on which a fee can be paid after the window because of a campaign (J-36).
        ReliefEnds = "relief_ends",
        /// The last day on which a token may be redeemed (B-17).
        RedeemBy = "redeem_by",
        /// The last day on which help with selling may be activated, since it takes some days (K-30).
        ActivateBy = "activate_by",
        /// The last day on which a replacement may be asked for (D-22).
        ReplacementEnds = "replacement_ends",
        /// The last day of a cloud subscription (D-02).
        SubscriptionEnds = "subscription_ends",
        /// A seat may go to somebody else from this day (G-06).
        SeatUnlocks = "seat_unlocks",
        /// The last day by which an older version must be replaced (F-06).
        UpgradeBy = "upgrade_by",
    }
}

impl ChangeKind {
    /// What one may do who is told of it.
    pub const fn told_to(self) -> Capability {
        match self {
            Self::Anniversary
            | Self::WindowOpens
            | Self::LastDay
            | Self::Lapses
            | Self::OverrideEnds
            | Self::ReliefEnds => Capability::ViewMemberships,
            Self::Reminder | Self::RefundEnds | Self::PayBy => Capability::Buy,
            Self::RedeemBy
            | Self::ActivateBy
            | Self::ReplacementEnds
            | Self::SubscriptionEnds
            | Self::SeatUnlocks
            | Self::UpgradeBy => Capability::ViewBenefits,
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub on: Date,
    /// What changes.
    pub kind: ChangeKind,
    /// What it concerns: a membership's or an order's number, or the id of a token, subscription or pool.
    pub subject: String,
    /// The benefit, where it concerns one.
    pub benefit: Option<String>,
    /// The offer, where it concerns a membership or an order.
    pub offer: Option<String>,
    /// Which notice is due, for [`ChangeKind::Reminder`].
    pub text: Option<String>,
    /// How many seats or tokens.
    pub count: u32,
}

/// Changes of one kind on one day, which are told in one sentence: those of a membership or an order name its offer, and
/// those of several tokens or products go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together<'a> {
    /// The day.
    pub on: Date,
    /// What changes.
    pub kind: ChangeKind,
    /// One at least.
    pub changes: Vec<&'a Change>,
}

/// The changes of which somebody is told, as they are told.
pub fn together<'a>(changes: &'a [Change], actor: &Actor, account: AccountId) -> Vec<Together<'a>> {
    let mut told: Vec<Together<'a>> = Vec::new();
    for change in changes.iter().filter(|change| change.kind.told_to().allows(actor, Some(account))) {
        let same = |one: &&mut Together<'a>| {
            let like = |first: &&Change| first.offer == change.offer && first.text == change.text;
            one.on == change.on && one.kind == change.kind && one.changes.first().is_some_and(like)
        };
        match told.iter_mut().find(same) {
            Some(one) => one.changes.push(change),
            None => told.push(Together { on: change.on, kind: change.kind, changes: vec![change] }),
        }
    }
    told
}

/// The changes from one day to another, both included, in order.
pub fn outlook(account: &Account, programmes: &Programmes, from: Date, to: Date) -> Vec<Change> {
    let mut changes = Vec::new();
    memberships(account, programmes, (from, to), &mut changes);
    orders(account, programmes, from, &mut changes);
    overrides(account, programmes, from, &mut changes);
    tokens(account, programmes, from, &mut changes);
    subscriptions(account, from, &mut changes);
    seats(account, from, &mut changes);
    lines(account, programmes, from, &mut changes);
    changes.retain(|change| from <= change.on && change.on <= to);
    changes.sort_by(|one, other| (one.on, one.kind, &one.subject).cmp(&(other.on, other.kind, &other.subject)));
    changes
}

fn memberships(account: &Account, programmes: &Programmes, (from, to): (Date, Date), changes: &mut Vec<Change>) {
    for held in account.memberships.values().filter(|held| held.anchor <= from) {
        let year = held.last_year();
        let mut add = |on: Option<Date>, kind, text: Option<&str>| {
            changes.extend(on.map(|on| Change {
                on,
                kind,
                subject: format!("M-{}", held.number),
                benefit: None,
                offer: Some(year.offer.clone()),
                text: text.map(str::to_owned),
                count: 1,
            }));
        };
        let course = Course::of(held);
        // The last of them is on the first day without it.
        let runs = from == held.anchor || course.runs_on(from);
        if runs && !course.is_closed_on(from) {
            course.year_changes(programmes).for_each(|(on, kind, text)| add(on, kind, text));
        }
        // What is still installed then is looked for only where it is asked about.
        for (on, reminder) in course.afterwards(programmes).filter(|(on, _)| from <= *on && *on <= to) {
            if standing::still_installed(account, programmes, held.id, on) {
                add(Some(on), ChangeKind::Reminder, Some(&reminder.text));
            }
        }
        let relief = account.enrolments.get(&(held.id, year.number)).and_then(|relief| relief.self_service_until);
        let last = relief.filter(|last| campaign::payable_until(account, programmes, held.id, *last) == Some(*last));
        add(last, ChangeKind::ReliefEnds, None);
        let refund = held
            .years
            .first()
            .and_then(|first| membership::refund_of(account, programmes.version(first.version), held, from));
        if refund.is_some_and(|node| !node.blocks()) {
            add(held.refund_until, ChangeKind::RefundEnds, None);
        }
    }
}

fn orders(account: &Account, programmes: &Programmes, from: Date, changes: &mut Vec<Change>) {
    let open = account.orders.values().filter(|order| order::asks_for_money(account, programmes, order, from));
    changes.extend(open.map(|order| Change {
        on: order.placed.pay_by,
        kind: ChangeKind::PayBy,
        subject: format!("O-{}", order.placed.number),
        benefit: None,
        offer: Some(order.placed.of.offer().to_owned()),
        text: None,
        count: 1,
    }));
}

fn overrides(account: &Account, programmes: &Programmes, from: Date, changes: &mut Vec<Change>) {
    let open = account.overrides.values().filter(|held| held.state_on(account, from) == OverrideState::Approved);
    changes.extend(open.filter_map(|held| {
        let membership = account.memberships.get(&held.membership)?;
        let pay_by = held.granted.as_ref()?.pay_by;
        // Not where something has taken its place.
        campaign::payable_until(account, programmes, membership.id, pay_by).filter(|until| *until == pay_by)?;
        Some(Change {
            on: pay_by,
            kind: ChangeKind::OverrideEnds,
            subject: format!("M-{}", membership.number),
            benefit: None,
            offer: Some(membership.last_year().offer.clone()),
            text: None,
            count: 1,
        })
    }));
}

fn tokens(account: &Account, programmes: &Programmes, from: Date, changes: &mut Vec<Change>) {
    for (id, held) in &account.tokens {
        let change = |on, kind, id: TokenId| Change {
            on,
            kind,
            subject: id.to_string(),
            benefit: Some(held.benefit.clone()),
            offer: None,
            text: None,
            count: held.seats,
        };
        match token::state_on(account, held, from) {
            TokenState::Available | TokenState::Revealed => {
                changes.push(change(held.redeem_by, ChangeKind::RedeemBy, *id));
            }
            TokenState::Redeemed => {
                let until = token::replaceable_until(account, programmes, *id, held);
                changes.extend(until.map(|on| change(on, ChangeKind::ReplacementEnds, *id)));
            }
            TokenState::PastRedeemBy | TokenState::Replaced | TokenState::Revoked => {}
        }
    }
}

fn subscriptions(account: &Account, from: Date, changes: &mut Vec<Change>) {
    let running = account.subscriptions.iter().filter(|(_, held)| held.state_on(from) == SubscriptionState::Active);
    changes.extend(running.filter_map(|(id, held)| {
        let extent = held.extent?;
        Some(Change {
            on: extent.usable_until,
            kind: ChangeKind::SubscriptionEnds,
            subject: id.to_string(),
            benefit: Some(held.benefit.clone()),
            offer: None,
            text: None,
            count: extent.seats,
        })
    }));
}

fn seats(account: &Account, from: Date, changes: &mut Vec<Change>) {
    let held = |grant, on| {
        account
            .membership_of(grant)
            .is_some_and(|(grant, membership)| grant.superseded_on.is_none() && membership.is_held_on(on))
    };
    for (id, pool) in account.pools.iter().filter(|(_, pool)| held(pool.grant, from)) {
        let unheld = pool.seats.values().filter(|seat| seat.holder.is_none());
        // What unlocks after the membership has lapsed is nobody's to give.
        let unlocks = unheld.filter_map(|seat| seat.locked_until).filter(|on| held(pool.grant, *on));
        changes.extend(unlocks.map(|on| Change {
            on,
            kind: ChangeKind::SeatUnlocks,
            subject: id.to_string(),
            benefit: Some(pool.benefit.clone()),
            offer: None,
            text: None,
            count: 1,
        }));
    }
}

fn lines(account: &Account, programmes: &Programmes, from: Date, changes: &mut Vec<Change>) {
    for line in standing::standing(account, programmes, from).lines {
        let benefit = &line.granted.benefit;
        let change = |on, kind| Change {
            on,
            kind,
            subject: line.grant.to_string(),
            benefit: Some(benefit.clone()),
            offer: None,
            text: None,
            count: line.granted.quantity,
        };
        let upgrade = line.upgrade_by.filter(|on| account.grants_on(benefit, *on));
        changes.extend(upgrade.map(|on| change(on, ChangeKind::UpgradeBy)));
        if line.token.is_none() && line.state == LineState::Available {
            changes.push(change(line.redeem_by, ChangeKind::ActivateBy));
        }
    }
}
