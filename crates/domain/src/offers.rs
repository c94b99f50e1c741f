//! The page of offers (L-01): what can be bought or renewed with its price and what stands in the way, what is held, and
//! what is over.

use jiff::civil::Date;

use crate::account::{Account, Membership, MembershipState, OrderState};
use crate::checklist::{checklist, only_the_fee};
use crate::decide::{Case, Context};
use crate::explanation::{Explanation, Question};
use crate::fact::{Ordered, TaxDue};
use crate::ids::{MembershipId, OrderId};
use crate::membership::is_free;
use crate::order;
use crate::programme::{Money, Offer, Programmes, days_between};
use crate::renewal_price::{PriceChange, Versions, renewal_price};
use crate::tax;

/// What an offer costs a company: today, or on the first day on which it can be renewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// The price on the list.
    pub price: Money,
    /// What an upgrade takes off, in percent.
    pub discount_percent: u32,
    /// The tax that is added; none: there is none, or the company is exempt.
    pub tax: Option<TaxDue>,
    /// All of it.
    pub total: Money,
}

/// An offer, as something to be bought or renewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// What would be ordered: the renewal of what is held, else a purchase.
    pub of: Ordered,
    /// What it costs; none: the list has no price here and then.
    pub cost: Option<Cost>,
    /// How a renewal costs more or less than when the running year began.
    pub price_change: Option<PriceChange>,
    /// Whether nothing is due, so that it is renewed without an order.
    pub free: bool,
    /// First and last day of the window, for a renewal.
    pub window: Option<(Date, Date)>,
    /// Days left to renew, while the window is open (B-34).
    pub days_left: Option<i32>,
    /// Everything that stands in the way or does not (L-02).
    pub checklist: Explanation,
}

impl Tile {
    /// Whether nothing but the fee stands in the way, so that it can be ordered.
    pub fn can_be_ordered(&self) -> bool {
        only_the_fee(&self.checklist)
    }
}

/// Every offer of the programme for a company, in the programme's order. A renewal costs what the version of its first day
/// says.
pub fn tiles(account: &Account, programmes: &Programmes, versions: Versions<'_, '_>, ctx: &Context) -> Vec<Tile> {
    let case = Case { account, programmes, ctx };
    let offers = case.current().offers.iter();
    let tile = offers.filter_map(|offer| {
        let held = renewed_next(account, offer, ctx.today);
        let of = match held {
            Some(held) => Ordered::Renewal { membership: held.id, offer: offer.id.clone() },
            None => Ordered::Purchase { offer: offer.id.clone() },
        };
        let checklist = checklist(account, programmes, &of, ctx).ok()?;
        let renewed = match &of {
            Ordered::Renewal { membership, .. } => account.memberships.get(membership),
            Ordered::Purchase { .. } => None,
        };
        let free = renewed.is_some_and(|held| is_free(account, programmes, held, offer, ctx.today));
        let renewal = renewed.and_then(|held| renewal_price(account, versions, held, &offer.id, ctx.today));
        let then = renewal.as_ref().map(|found| (versions(found.on), ctx.on(found.on)));
        let at = match &then {
            Some((programmes, ctx)) => Case { account, programmes, ctx },
            None => Case { account, programmes, ctx },
        };
        let due = (!free).then(|| order::price(&at, &of, at.programmes.offer(&offer.id)?)).flatten();
        let cost = due.and_then(|(price, discount_percent, net)| {
            let mut why = at.explain(Question::MayBuy, &offer.id);
            let (tax, total) = tax::due(&at, &mut why, &net)?;
            Some(Cost { price, discount_percent, tax, total })
        });
        let days = held.map(|held| held.last_year().days);
        let open = days.filter(|days| (days.renew_from..=days.renew_to).contains(&ctx.today));
        Some(Tile {
            of,
            cost,
            price_change: renewal.filter(|_| !free).and_then(|found| found.change),
            free,
            window: days.map(|days| (days.renew_from, days.renew_to)),
            days_left: open.map(|days| days_between(ctx.today, days.renew_to)),
            checklist,
        })
    });
    tile.collect()
}

/// Whether one more of an offer can be bought and what is held cannot be renewed yet.
fn another_first(account: &Account, offer: &Offer, held: &Membership, today: Date) -> bool {
    let same = |one: &&Membership| one.group == offer.limit.group && one.is_held_on(today);
    let count = u32::try_from(account.memberships.values().filter(same).count()).unwrap_or(u32::MAX);
    count < offer.limit.max && today < held.last_year().days.renew_from
}

/// The membership of an offer that is renewed next; none where the offer is not held, or is bought once more before.
pub fn renewed_next<'a>(account: &'a Account, offer: &Offer, today: Date) -> Option<&'a Membership> {
    held_as(account, &offer.id, today).filter(|held| !another_first(account, offer, held, today))
}

/// The membership of an offer that a company would renew by itself.
fn held_as<'a>(account: &'a Account, offer: &str, today: Date) -> Option<&'a Membership> {
    account
        .memberships
        .values()
        .filter(|held| held.is_held_on(today) && account.renewed_with(held).is_none())
        .find(|held| held.last_year().offer == offer)
}

/// Something that was bought or ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bought {
    /// The membership; none: an order that waits to be paid.
    pub membership: Option<MembershipId>,
    /// The offer.
    pub offer: String,
    /// How far the membership is.
    pub state: Option<MembershipState>,
    /// End of the paid year, and last day to renew.
    pub days: Option<(Date, Date)>,
    /// The order that waits, or that paid the newest year; none: the fee was collected without one.
    pub order: Option<(OrderId, OrderState)>,
}

impl Bought {
    /// Whether it is held, or waits to be paid; else it is over.
    pub fn is_current(&self) -> bool {
        self.state.is_none_or(|state| matches!(state, MembershipState::Active | MembershipState::RenewalOpen))
    }
}

/// What a company ordered and has not paid, then what it bought, the latest anniversary first.
pub fn bought(account: &Account, today: Date) -> Vec<Bought> {
    let open = account.orders.values().filter(|order| order.is_open_on(today));
    let mut open: Vec<_> = open.collect();
    open.sort_by_key(|order| std::cmp::Reverse(order.placed.number));
    let waits = open.into_iter().map(|order| Bought {
        membership: None,
        offer: order.placed.of.offer().to_owned(),
        state: None,
        days: None,
        order: Some((order.placed.order, order.state_on(today))),
    });
    let mut held: Vec<&Membership> = account.memberships.values().filter(|held| held.anchor <= today).collect();
    held.sort_by_key(|held| (std::cmp::Reverse(held.year_on(today).days.anniversary), held.number));
    let held = held.into_iter().map(|held| {
        let paid = |order: &&crate::account::Order| {
            order.paid.as_ref().is_some_and(|(on, paid)| paid.membership == held.id && *on <= today)
        };
        let newest = account.orders.values().filter(paid).max_by_key(|order| order.placed.number);
        let year = held.year_on(today);
        Bought {
            membership: Some(held.id),
            offer: year.offer.clone(),
            state: Some(held.state_on(today)),
            days: Some((year.days.anniversary, year.days.renew_to)),
            order: newest.map(|order| (order.placed.order, order.state_on(today))),
        }
    });
    waits.chain(held).collect()
}
