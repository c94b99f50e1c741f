//! What the renewal of a membership will cost on the first day on which it can be paid, and since when that is another
//! price than before (N-22): by the version of the programme that is in force on each day.

use std::iter::successors;

use jiff::civil::Date;

use crate::account::{Account, Membership};
use crate::membership::renewal_day;
use crate::programme::{Fee, Money, Programmes, plus_days};

/// The versions of the programme that are in force on a day.
pub type Versions<'v, 'p> = &'v dyn Fn(Date) -> &'p Programmes;

/// The price of a renewal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalPrice {
    /// The first day on which it can be paid: today, or that of the window.
    pub on: Date,
    /// The price on the list on that day.
    pub fee: Fee,
    /// How it differs from the price when the running year began; none: it is the same.
    pub change: Option<PriceChange>,
}

/// Another price than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceChange {
    /// The one before.
    pub before: Money,
    /// The first day of the new one.
    pub since: Date,
}

/// What the renewal of a membership under an offer costs; none where the list has no price then.
pub fn renewal_price(
    account: &Account,
    versions: Versions<'_, '_>,
    held: &Membership,
    offer: &str,
    today: Date,
) -> Option<RenewalPrice> {
    let price = |day: Date| {
        let programmes = versions(day);
        programmes.current().fee(programmes.offer(offer)?, &account.country, day)
    };
    let on = renewal_day(held, today);
    let fee = price(on)?;
    let year = held.last_year();
    let same = |day: &Date| price(*day).is_some_and(|known| known.amount == fee.amount);
    let back = |day: &Date| plus_days(*day, -1).filter(|day| year.granted_on <= *day);
    let since = successors(Some(on), back).take_while(same).last();
    // Another offer of the group never had a price for this year.
    let since = since.filter(|_| year.offer == offer);
    let change = since.and_then(|since| Some(PriceChange { before: price(back(&since)?)?.amount, since }));
    Some(RenewalPrice { on, fee, change })
}
