//! An account folded from its facts. States are computed from dates; nothing here is written by a job.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::balance::{Contract, Credit, Marketing, Usage};
use crate::campaign::{Enrolment, Excuse};
use crate::codes::codes;
use crate::company::{CheckState, Company};
use crate::competency::{Evidence, Profile};
use crate::fact::*;
use crate::ids::*;
use crate::installation::{Ended, Installation, InstalledId, WindDownOf};
use crate::membership::bought_on_top;
use crate::merge::{Former, Merge, MergeEnd};
use crate::overrides::{self, LateOverride};
use crate::planted;
use crate::programme::{Money, PayMethod, ReplacementReason, WindowAccess, YearDays, plus_days};
use crate::seat_request::{Answered, SeatAnswer, SeatRequest};
use crate::shared::{Parts, Shared};
use crate::tax::Exemption;

/// A company and all that it holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Account {
    /// Its id; none before it was opened.
    pub id: Option<AccountId>,
    /// Number of its newest fact.
    pub seq: u64,
    /// When the newest fact was recorded: microseconds since the Unix epoch.
    pub recorded_at: i64,
    /// Global number (H-01).
    pub number: u64,
    /// ISO 3166-1 country.
    pub country: String,
    /// Day on which it was opened.
    pub opened_on: Option<Date>,
    /// Day on which it was closed for good (H-07).
    pub closed_on: Option<Date>,
    /// Its legal profile (B-30…B-33).
    pub company: Shared<Company>,
    /// Locations (H-02).
    pub locations: Parts<LocationId, Location>,
    /// Companies that became a part of this one (H-30).
    pub former: Parts<AccountId, Former>,
    /// The company of which it became a part, and the day; after that nothing happens to it any more (H-24).
    pub merged_into: Option<(AccountId, Date)>,
    /// Merges, past ones included (H-25).
    pub merges: Parts<MergeId, Merge>,
    /// Tenants.
    pub tenants: Parts<TenantId, Tenant>,
    /// Attainments.
    pub attainments: Parts<AttainmentId, Attainment>,
    /// Certification profiles that count for the company, past ones included.
    pub profiles: Parts<AssociationId, Profile>,
    /// Evidence for requirements, withdrawn evidence included.
    pub evidence: Parts<EvidenceId, Evidence>,
    /// Memberships.
    pub memberships: Parts<MembershipId, Membership>,
    /// Orders, closed ones included.
    pub orders: Parts<OrderId, Order>,
    /// Money that was received.
    pub funds: Parts<FundsId, Funds>,
    /// Exemptions from taxes.
    pub exemptions: Parts<ExemptionId, Exemption>,
    /// Years of memberships that campaigns excuse (J-30).
    pub enrolments: Parts<(MembershipId, u32), Enrolment>,
    /// Late overrides, past ones included (J-37).
    pub overrides: Parts<OverrideId, LateOverride>,
    /// Granted lines.
    pub grants: Parts<GrantId, Grant>,
    /// Support contracts, by the line whose activation made them (K-04).
    pub contracts: Parts<GrantId, Contract>,
    /// Help with selling that was activated, by its line (K-30).
    pub marketing: Parts<GrantId, Marketing>,
    /// What was taken from balances (K-07).
    pub usages: Parts<UsageId, Usage>,
    /// Credits that people hold or held (K-21).
    pub credits: Parts<CreditId, Credit>,
    /// Tokens.
    pub tokens: Parts<TokenId, Token>,
    /// Cloud subscriptions.
    pub subscriptions: Parts<SubscriptionId, Subscription>,
    /// Requests for replacement tokens.
    pub replacements: Parts<ReplacementId, Replacement>,
    /// Product keys.
    pub keys: Parts<KeyId, Key>,
    /// Pools of developer subscriptions.
    pub pools: Parts<PoolId, Pool>,
    /// The register of installations, past ones included (F-11).
    pub installations: Parts<InstalledId, Installation>,
    /// Assignments, ended ones included.
    pub assignments: Parts<AssignmentId, Assignment>,
    /// Requests for seats, answered ones included.
    pub seat_requests: Parts<SeatRequestId, SeatRequest>,
    /// What was confirmed about software whose right had ended.
    pub confirmations: Shared<Vec<Confirmation>>,
    /// Acts that end a refund right: membership, day, act.
    pub uses: Shared<Vec<(MembershipId, Date, &'static str)>>,
}

/// A location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Its number.
    pub number: u64,
    /// ISO 3166-1 country.
    pub country: String,
    /// Day on which it was added.
    pub added_on: Date,
}

/// A tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its domain.
    pub domain: String,
    /// Day on which it was verified.
    pub verified_on: Date,
    /// Who linked it: it belongs to their directory (D-07, H-31).
    pub linked_by: String,
    /// The former company that linked it.
    pub former: Option<AccountId>,
}

/// An attainment that the vendor stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attainment {
    /// The competency.
    pub competency: String,
    /// The level.
    pub level: String,
    /// First day on which it counts.
    pub from: Date,
    /// Last day on which it counts.
    pub until: Option<Date>,
    /// The former company of which it was stated.
    pub former: Option<AccountId>,
}

impl Attainment {
    /// Whether it is of a competency at a level.
    pub(crate) fn is_of(&self, competency: &str, level: &str) -> bool {
        self.competency == competency && self.level == level
    }

    /// Whether it counts on a day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// A purchased offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// Its number on paper.
    pub number: u64,
    /// The account that bought it (H-30).
    pub origin: AccountId,
    /// The group in which it counts against a limit.
    pub group: String,
    /// Its place in that group: the lowest one that none of the open ones held, from 0.
    pub place: u32,
    /// Day of the purchase: anniversaries are counted from it.
    pub anchor: Date,
    /// Last day on which the first fee may be refunded.
    pub refund_until: Option<Date>,
    /// Its years, the first one first; never empty.
    pub years: Vec<Year>,
    /// Why and when it ended, where another act needed to know.
    pub closed: Option<MembershipClosed>,
    /// The membership with which it is renewed since a merge (H-37); see [`Account::renewed_with`].
    pub joined: Option<MembershipId>,
    /// Day on which it got that one's days (H-35).
    pub lengthened_on: Option<Date>,
    /// Day on which it was upgraded last, which ends its own refund right for good (B-52).
    pub upgraded_on: Option<Date>,
}

/// One year of a membership.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// Its number, from 1.
    pub number: u32,
    /// The offer in this year.
    pub offer: String,
    /// The offer's level.
    pub level: Option<String>,
    /// Day from which its benefits are granted: the purchase, or the day of the renewal.
    pub granted_on: Date,
    /// Its days.
    pub days: YearDays,
    /// What may be used in the window that follows it.
    pub access: WindowAccess,
    /// Programme version that it keeps.
    pub version: u32,
    /// The payment.
    pub payment: Payment,
}

codes! {
    /// The state of a membership on a day. Computed, never stored.
    pub enum MembershipState {
        /// The paid year runs.
        Active = "active",
        /// The paid year is over and the window is open.
        RenewalOpen = "renewal_open",
        /// The window is over (B-11).
        Lapsed = "lapsed",
        /// A higher level was bought on top of it.
        Upgraded = "upgraded",
        /// Its fee was given back (B-50).
        Refunded = "refunded",
        /// Another one was renewed in its place after a merge (H-33).
        Merged = "merged",
        /// It was not bought yet on that day.
        NotYet = "not_yet",
    }
}

impl MembershipState {
    /// The state on a day after the purchase, from the days of the year that is newest then and from what had ended it by
    /// then (B-10, B-11, Q-17).
    pub(crate) fn of(days: &YearDays, ended: Option<CloseReason>, day: Date) -> Self {
        match ended {
            Some(CloseReason::Lapsed) => Self::Lapsed,
            Some(CloseReason::Upgraded) => Self::Upgraded,
            Some(CloseReason::Refunded) => Self::Refunded,
            Some(CloseReason::Merged) => Self::Merged,
            None if day <= days.anniversary => Self::Active,
            None if day <= days.renew_to || planted::is(22) => Self::RenewalOpen,
            None => Self::Lapsed,
        }
    }
}

impl Membership {
    /// The year that is newest on a day; the first one where the day is before all.
    pub fn year_on(&self, day: Date) -> &Year {
        self.years.iter().rev().find(|year| year.granted_on <= day).unwrap_or(&self.years[0])
    }

    /// The first day of the year that is newest on a day: that of the purchase, or the one after the anniversary before
    /// it, on whichever day it was renewed (B-06).
    pub fn year_begins(&self, day: Date) -> Date {
        let number = self.year_on(day).number;
        self.begins(self.years.iter().take_while(|year| year.number < number).count())
    }

    /// The first day of one of its years, which are counted from zero.
    pub fn begins(&self, at: usize) -> Date {
        let before = at.checked_sub(1).and_then(|before| self.years.get(before));
        before.and_then(|year| plus_days(year.days.anniversary, 1)).unwrap_or(self.anchor)
    }

    /// The days from which its years are counted: the purchase, then each anniversary.
    pub fn counted_days(&self) -> impl Iterator<Item = Date> {
        std::iter::once(self.anchor).chain(self.years.iter().map(|year| year.days.anniversary))
    }

    /// The newest year.
    pub fn last_year(&self) -> &Year {
        &self.years[self.years.len() - 1]
    }

    /// The state on a day (B-10, B-11, Q-17).
    pub fn state_on(&self, day: Date) -> MembershipState {
        if day < self.anchor {
            return MembershipState::NotYet;
        }
        let closed = self.closed.as_ref().filter(|closed| day > closed.last_day);
        MembershipState::of(&self.year_on(day).days, closed.map(|closed| closed.why), day)
    }

    /// Why and after which last day it is over on a day, whether or not somebody needed to write it down; none while it runs.
    pub fn over_on(&self, day: Date) -> Option<(CloseReason, Date)> {
        let ended = self.closed.as_ref().filter(|closed| day > closed.last_day);
        let lapsed = || (self.state_on(day) == MembershipState::Lapsed).then(|| self.year_on(day).days.renew_to);
        let by_itself = || lapsed().map(|last_day| (CloseReason::Lapsed, last_day));
        ended.map(|closed| (closed.why, closed.last_day)).or_else(by_itself)
    }

    /// The last day, unless an upgrade or a refund ended it.
    fn ends_by_itself(&self) -> Option<Date> {
        match &self.closed {
            Some(closed) if matches!(closed.why, CloseReason::Upgraded | CloseReason::Refunded) => None,
            Some(closed) => Some(closed.last_day),
            None => Some(self.last_year().days.renew_to),
        }
    }

    /// Whether another act ended it for a reason.
    pub(crate) fn was_closed_as(&self, why: CloseReason) -> bool {
        self.closed.as_ref().is_some_and(|closed| closed.why == why)
    }

    /// Whether its last year began with a renewal, and after a day.
    fn was_renewed_after(&self, day: Date) -> bool {
        let year = self.last_year();
        year.number > 1 && day < year.granted_on
    }

    /// Whether another one was renewed in its place after a merge (H-33).
    pub fn is_renewed_as_one(&self) -> bool {
        self.was_closed_as(CloseReason::Merged)
    }

    /// What may be used on a day: everything, only what is held, or nothing.
    pub fn access_on(&self, day: Date) -> WindowAccess {
        match self.state_on(day) {
            MembershipState::Active => WindowAccess::Kept,
            MembershipState::RenewalOpen => self.year_on(day).access,
            // What it left unredeemed can be used to its own day, as after any renewal (B-19).
            MembershipState::Merged if day <= self.year_on(day).days.renew_to => self.year_on(day).access,
            _ => WindowAccess::Suspended,
        }
    }

    /// The last day of access if nobody renews, seen from a day (B-12: not the same as the anniversary).
    pub fn benefits_until(&self, day: Date) -> Date {
        let year = self.year_on(day);
        let last = match year.access {
            WindowAccess::Kept | WindowAccess::ReadOnly => year.days.renew_to,
            WindowAccess::Suspended => year.days.anniversary,
        };
        let ended = self.closed.as_ref().filter(|closed| closed.why != CloseReason::Merged);
        ended.map_or(last, |closed| closed.last_day.min(last))
    }

    /// The last day on which it counts against a limit, if nobody renews.
    pub fn held_until(&self) -> Date {
        let last = self.last_year().days.renew_to;
        self.closed.as_ref().map_or(last, |closed| closed.last_day.min(last))
    }

    /// Whether it counts against a limit on a day.
    pub fn is_held_on(&self, day: Date) -> bool {
        matches!(self.state_on(day), MembershipState::Active | MembershipState::RenewalOpen)
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// What was ordered, how it is paid and what it costs.
    pub placed: OrderPlaced,
    /// The day.
    pub placed_on: Date,
    /// Who placed it.
    pub placed_by: String,
    /// First day on which it could not be paid any more, and why, where that is recorded.
    pub closed: Option<(Date, OrderEnd)>,
    /// Day on which it was paid, and with what.
    pub paid: Option<(Date, OrderPaid)>,
    /// Day on which its fee was given back, and how much.
    pub refunded: Option<(Date, OrderRefunded)>,
    /// The former company that ordered.
    pub former: Option<AccountId>,
    /// Day on which its tax was given back, and how much (B-51).
    pub tax_refunded: Option<(Date, TaxRefunded)>,
    /// Cards that could not be charged for it, and when.
    pub failed: Vec<(Date, ChargeFailed)>,
}

codes! {
    /// The state of an order on a day. Computed, never stored.
    pub enum OrderState {
        /// It waits for the card.
        Created = "created",
        /// It waits for a transfer (B-42).
        AwaitingFunds = "awaiting_funds",
        /// It is paid.
        Paid = "paid",
        /// It was not paid in time (B-44).
        Expired = "expired",
        /// It was withdrawn (B-45).
        Cancelled = "cancelled",
        /// Its fee was given back (B-50).
        Refunded = "refunded",
    }
}

impl Order {
    /// The state on a day.
    pub fn state_on(&self, day: Date) -> OrderState {
        if self.refunded.as_ref().is_some_and(|(on, _)| *on <= day) {
            return OrderState::Refunded;
        }
        if self.paid.as_ref().is_some_and(|(on, _)| *on <= day) {
            return OrderState::Paid;
        }
        match self.closed {
            Some((on, OrderEnd::Cancelled)) if on <= day => OrderState::Cancelled,
            _ if day > self.placed.pay_by => OrderState::Expired,
            _ if self.placed.method == PayMethod::Card => OrderState::Created,
            _ => OrderState::AwaitingFunds,
        }
    }

    /// What was given back for it until a day, each with the day and the number of its credit note: its fee, its tax.
    pub fn given_back(&self, day: Date) -> Vec<GivenBack<'_>> {
        let fee = self.refunded.as_ref().map(|(on, fact)| (*on, &fact.amount, fact.credit_note, true));
        let tax = self.tax_refunded.as_ref().map(|(on, fact)| (*on, &fact.amount, fact.credit_note, false));
        let one = |(on, amount, number, fee)| GivenBack { on, amount, number, fee };
        tax.into_iter().chain(fee).map(one).filter(|given| given.on <= day).collect()
    }

    /// Whether it can be paid on a day.
    pub fn is_open_on(&self, day: Date) -> bool {
        matches!(self.state_on(day), OrderState::Created | OrderState::AwaitingFunds)
    }
}

/// Money that was given back for an order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GivenBack<'a> {
    /// The day.
    pub on: Date,
    /// How much.
    pub amount: &'a Money,
    /// The number of its credit note; what was given back before there were any has none.
    pub number: Option<u64>,
    /// Whether it was the fee; else only the tax.
    pub fee: bool,
}

/// Money that was received.
#[derive(Debug, Clone, PartialEq)]
pub struct Funds {
    /// How much, for which order, and why it is held.
    pub received: FundsReceived,
    /// The day.
    pub received_on: Date,
    /// The order that it paid, and when.
    pub paid: Option<(Date, OrderId)>,
    /// Day on which it was given back.
    pub returned_on: Option<Date>,
    /// The former company from which it was received.
    pub former: Option<AccountId>,
}

codes! {
    /// What became of money that was received.
    pub enum FundsState {
        /// It waits to be assigned or given back.
        Held = "held",
        /// It paid an order.
        Paid = "paid",
        /// It was given back.
        Returned = "returned",
    }
}

impl Funds {
    /// What became of it.
    pub fn state(&self) -> FundsState {
        match (&self.paid, self.returned_on) {
            (Some(_), _) => FundsState::Paid,
            (None, Some(_)) => FundsState::Returned,
            (None, None) => FundsState::Held,
        }
    }

    /// Whether it waits to be assigned or given back.
    pub fn is_held(&self) -> bool {
        self.state() == FundsState::Held
    }

    /// Its amount.
    pub fn amount(&self) -> &Money {
        &self.received.amount
    }
}

/// A granted line.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// The membership that carries it.
    pub membership: MembershipId,
    /// Number of the membership year.
    pub year: u32,
    /// First day.
    pub granted_on: Date,
    /// Programme version that it was granted under.
    pub version: u32,
    /// When it was recorded: microseconds since the Unix epoch.
    pub granted_at: i64,
    /// Day and instant at which it was recorded as provisioned (C-05).
    pub provisioned: Option<(Date, i64)>,
    /// First day on which a later year's line stands in its place (F-13); tokens stay usable to their own day (B-19).
    pub superseded_on: Option<Date>,
    /// What was granted.
    pub line: Shared<Granted>,
}

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The line that granted it.
    pub grant: GrantId,
    /// Its product.
    pub benefit: String,
    /// Its seats.
    pub seats: u32,
    /// First day.
    pub granted_on: Date,
    /// Last day on which it may be redeemed.
    pub redeem_by: Date,
    /// When its code was shown, and by whom.
    pub shown: Vec<Shown>,
    /// How it was redeemed.
    pub redeemed: Option<Redemption>,
    /// The token issued in its place.
    pub replaced_by: Option<TokenId>,
    /// The token in whose place it was issued.
    pub replaces: Option<TokenId>,
}

/// A key or code that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The act.
    pub reveal: RevealId,
    /// The day.
    pub on: Date,
    /// Who.
    pub by: String,
}

/// A redemption.
#[derive(Debug, Clone, PartialEq)]
pub struct Redemption {
    /// The day.
    pub on: Date,
    /// Who.
    pub by: String,
    /// What.
    pub act: TokenRedeemed,
}

codes! {
    /// The state of a token on a day.
    pub enum TokenState {
        /// It can be redeemed.
        Available = "available",
        /// It can be redeemed, and its code was shown.
        Revealed = "revealed",
        /// It was redeemed.
        Redeemed = "redeemed",
        /// Its day has passed.
        PastRedeemBy = "past_redeem_by",
        /// Another token was issued in its place.
        Replaced = "replaced",
        /// Its membership ended before its day.
        Revoked = "revoked",
    }
}

impl TokenState {
    /// Whether it is there to be redeemed.
    pub const fn can_be_redeemed(self) -> bool {
        matches!(self, Self::Available | Self::Revealed)
    }
}

/// A cloud subscription on a tenant.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscription {
    /// The tenant.
    pub tenant: TenantId,
    /// The product.
    pub benefit: String,
    /// First day.
    pub from: Date,
    /// Seats and last day; none: its seats were taken back.
    pub extent: Option<Extent>,
    /// Day on which its seats were taken back.
    pub revoked_on: Option<Date>,
    /// Days after its end in which it is still usable.
    pub expired_days: i32,
    /// Days after that in which only administrators reach it.
    pub disabled_days: i32,
    /// The tokens redeemed into it, in order; replaced ones are taken out.
    pub tokens: Vec<TokenId>,
}

codes! {
    /// The state of a cloud subscription (D-19).
    pub enum SubscriptionState {
        /// It runs.
        Active = "active",
        /// It is over but still usable.
        Expired = "expired",
        /// Only administrators reach it.
        Disabled = "disabled",
        /// It is gone.
        Deleted = "deleted",
        /// Its seats were taken back for a replacement.
        Revoked = "revoked",
    }
}

impl SubscriptionState {
    /// Whether people still use it: in its last days too, though it has expired (D-19).
    pub const fn is_usable(self) -> bool {
        matches!(self, Self::Active | Self::Expired)
    }
}

impl Subscription {
    /// The state on a day.
    pub fn state_on(&self, day: Date) -> SubscriptionState {
        let Some(extent) = self.extent else {
            return SubscriptionState::Revoked;
        };
        let expired_to = plus_days(extent.usable_until, self.expired_days).unwrap_or(Date::MAX);
        let disabled_to = plus_days(expired_to, self.disabled_days).unwrap_or(Date::MAX);
        if day <= extent.usable_until {
            SubscriptionState::Active
        } else if day <= expired_to {
            SubscriptionState::Expired
        } else if day <= disabled_to {
            SubscriptionState::Disabled
        } else {
            SubscriptionState::Deleted
        }
    }
}

/// A request for a replacement token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The token that was redeemed wrongly.
    pub token: TokenId,
    /// What went wrong.
    pub reason: ReplacementReason,
    /// The tenant that was meant.
    pub intended_tenant: Option<TenantId>,
    /// Day of the request.
    pub requested_on: Date,
    /// Who asked.
    pub requested_by: String,
    /// What was decided, when and by whom.
    pub decided: Option<Decided>,
    /// What the partner wrote.
    pub note: Option<NoteRef>,
}

/// What was decided on a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The day.
    pub on: Date,
    /// Who.
    pub by: String,
    /// The token issued; none: declined.
    pub token: Option<TokenId>,
}

/// A product key.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The line that granted it.
    pub grant: GrantId,
    /// Its product.
    pub benefit: String,
    /// Its kind.
    pub kind: crate::programme::KeyKind,
    /// Activations in all; none: without end.
    pub limit: Option<u32>,
    /// Activations used; never decreases (E-05).
    pub used: u32,
    /// When it was shown, and by whom.
    pub shown: Vec<Shown>,
    /// What it activated.
    pub activations: Vec<KeyActivation>,
    /// Why nobody may use it, and since when (E-15).
    pub blocked: Option<KeyBlock>,
}

/// What keeps a key from being used (E-15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyBlock {
    /// First day.
    pub since: Date,
    /// Why.
    pub why: KeyBlockReason,
    /// What the vendor wrote about it.
    pub note: NoteRef,
}

/// An activation that counted.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyActivation {
    /// The day.
    pub on: Date,
    /// What.
    pub act: Shared<ActivationCounted>,
}

codes! {
    /// The state of a product key on a day.
    pub enum KeyState {
        /// It was never shown.
        Hidden = "hidden",
        /// It was shown.
        Revealed = "revealed",
        /// Every activation is used.
        Exhausted = "exhausted",
        /// The vendor blocked it (E-15).
        Blocked = "blocked",
        /// The right to it has ended, or a later year's key stands in its place.
        Ended = "ended",
    }
}

/// A pool of developer subscriptions. It outlives the years of its membership, so that assignments continue (G-13).
#[derive(Debug, Clone, PartialEq)]
pub struct Pool {
    /// The newest line that grants it.
    pub grant: GrantId,
    /// Its product.
    pub benefit: String,
    /// Its edition.
    pub edition: String,
    /// How many seats are granted.
    pub size: u32,
    /// The seats that were ever given, by number.
    pub seats: BTreeMap<u32, Seat>,
}

/// One seat of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seat {
    /// The assignment in force.
    pub holder: Option<AssignmentId>,
    /// First day on which it may go to somebody else than `last_person`.
    pub locked_until: Option<Date>,
    /// The last person whose assignment counted.
    pub last_person: Option<PersonId>,
    /// Lock and person before the assignment in force, for undoing a slip.
    pub before: Option<(Option<Date>, Option<PersonId>)>,
    /// Days of slips that were undone.
    pub slips: Vec<Date>,
}

/// A seat given to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The pool.
    pub pool: PoolId,
    /// The line whose seat was given; a later year may carry it on from another one.
    pub given_from: GrantId,
    /// The seat's number.
    pub seat: u32,
    /// The person.
    pub person: PersonId,
    /// The day.
    pub assigned_on: Date,
    /// Who gave it.
    pub assigned_by: String,
    /// The instant: microseconds since the Unix epoch.
    pub assigned_at: i64,
    /// Day on which the holder began to use it.
    pub activated_on: Option<Date>,
    /// First day on which the seat may go to somebody else.
    pub locked_until: Date,
    /// ISO 3166-1 country in which it is used; none: the headquarters', from before seats had one (C-30).
    pub country: Option<String>,
    /// Day on which it was taken back, and why.
    pub ended: Option<(Date, UnassignReason)>,
}

codes! {
    /// The state of a seat or an assignment.
    pub enum SeatState {
        /// Nobody holds it and anybody may be given it.
        Free = "free",
        /// It is assigned and not yet activated.
        Assigned = "assigned",
        /// Its holder uses it.
        Activated = "activated",
        /// Nobody holds it and it cannot go to somebody else yet.
        LockedUntil = "locked_until",
        /// It is over.
        Ended = "ended",
    }
}

/// What was confirmed about software whose right had ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The day.
    pub on: Date,
    /// Who.
    pub by: String,
    /// What.
    pub act: WindDownConfirmed,
}

impl Account {
    /// Folds facts, in the order of their numbers.
    pub fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        entries.into_iter().fold(Self::default(), Self::apply)
    }

    /// The account as it was on a day by today's knowledge (`as_of=<date>`).
    pub fn as_of_day<'a>(entries: impl IntoIterator<Item = &'a Entry>, day: Date) -> Self {
        Self::fold(entries.into_iter().filter(|entry| entry.effective_on <= day))
    }

    /// The account by the knowledge of an instant (`as_of=<instant>`), in microseconds since the Unix epoch.
    pub fn as_known_at<'a>(entries: impl IntoIterator<Item = &'a Entry>, instant: i64) -> Self {
        Self::fold(entries.into_iter().filter(|entry| entry.recorded_at <= instant))
    }

    /// The account after one more fact.
    pub fn apply(mut self, entry: &Entry) -> Self {
        let on = entry.effective_on;
        self.id = Some(entry.account);
        self.seq = entry.seq;
        self.recorded_at = entry.recorded_at;
        match &entry.fact {
            Fact::AccountOpened(fact) => {
                self.number = fact.number;
                self.country = fact.country.clone();
                self.opened_on = Some(on);
                self.company.vouched = fact.verified;
                if let Some(given) = &fact.profile {
                    self.company.give(given, on);
                }
            }
            Fact::ProfileChanged(fact) => self.company.change(fact, on),
            Fact::ProfileReviewed(_) => self.company.reviews.push(on),
            Fact::CheckDecided(fact) => {
                let state = if fact.passed { CheckState::Passed } else { CheckState::Rejected };
                self.company.set(fact.check, state, on, fact.note.clone());
            }
            Fact::CheckAppealed(fact) => {
                self.company.set(fact.check, CheckState::Pending, on, Some(fact.note.clone()));
            }
            Fact::PublicNameChanged(fact) => self.company.public_name = Some((fact.name.clone(), on)),
            Fact::CheckMailAsked(fact) => self.company.ask_mail(fact.check, on),
            Fact::AccountClosed(_) => {
                self.closed_on = Some(on);
                // A closed account is no headquarters any more (H-06).
                self.company.domain = None;
            }
            Fact::DocumentAdded(fact) => self.company.hand_in(fact, on),
            Fact::LocationAdded(fact) => {
                let location = Location { number: fact.number, country: fact.country.clone(), added_on: on };
                self.locations.insert(fact.location, location);
            }
            Fact::MergeInvited(fact) => {
                self.merges.insert(fact.merge, Merge::invited(fact, on, &entry.actor));
            }
            Fact::MergeAccepted(fact) => {
                if let Some(merge) = self.merges.get_mut(&fact.merge) {
                    merge.accepted = Some((on, entry.actor.clone()));
                }
            }
            Fact::MergeRejected(fact) => self.end_merge(fact.merge, MergeEnd::Declined, entry, fact.note.clone()),
            Fact::MergeWithdrawn(fact) => self.end_merge(fact.merge, MergeEnd::Cancelled, entry, None),
            Fact::CompanyAbsorbed(fact) => {
                self.end_merge(fact.merge, MergeEnd::Completed, entry, None);
                self.absorb(fact, on);
            }
            Fact::CompanyMerged(fact) => {
                self.end_merge(fact.merge, MergeEnd::Completed, entry, None);
                self.merged_into = Some((fact.into, on)).filter(|_| !planted::is(20));
            }
            Fact::MembershipJoined(fact) => self.join(fact, on),
            Fact::LocationRemoved(fact) => {
                self.locations.remove(&fact.location);
            }
            Fact::CampaignEnrolled(fact) => {
                let enrolment = Enrolment {
                    run: fact.run,
                    excuse: Excuse {
                        campaign: fact.campaign.clone(),
                        version: entry.version,
                        anniversary: fact.anniversary,
                        waives: fact.waives.clone(),
                        extends: fact.extends.clone(),
                    },
                    next_anniversary: fact.next_anniversary,
                    self_service_until: fact.self_service_until,
                    enrolled_on: on,
                };
                self.enrolments.insert((fact.membership, fact.year), enrolment);
            }
            Fact::OverrideProposed(fact) => {
                let held = LateOverride {
                    membership: fact.membership,
                    year: fact.year,
                    excuse: Excuse {
                        campaign: fact.campaign.clone(),
                        version: entry.version,
                        anniversary: fact.anniversary,
                        waives: fact.waives.clone(),
                        extends: fact.extends.clone(),
                    },
                    counted_from: fact.counted_from,
                    pay_within_days: fact.pay_within_days,
                    ticket: fact.ticket,
                    ticket_number: fact.ticket_number.clone(),
                    asked_on: fact.asked_on,
                    note: fact.note.clone(),
                    proposed_by: entry.actor.clone(),
                    proposed_on: on,
                    granted: None,
                    declined_on: None,
                    ended_on: None,
                };
                self.overrides.insert(fact.late_override, held);
            }
            Fact::OverrideGranted(fact) => {
                if let Some(held) = self.overrides.get_mut(&fact.late_override) {
                    let by = entry.actor.clone();
                    held.granted = Some(overrides::Granted { on, by, pay_by: fact.pay_by });
                }
            }
            Fact::OverrideDeclined(fact) => {
                if let Some(held) = self.overrides.get_mut(&fact.late_override) {
                    held.declined_on = Some(on);
                }
            }
            Fact::OverrideEnded(fact) => {
                if let Some(held) = self.overrides.get_mut(&fact.late_override) {
                    held.ended_on = Some(on);
                }
            }
            Fact::TenantLinked(fact) => {
                let (domain, linked_by) = (fact.domain.clone(), entry.actor.clone());
                self.tenants.insert(fact.tenant, Tenant { domain, verified_on: on, linked_by, former: None });
            }
            Fact::AttainmentStated(fact) => {
                // What was stated of it before counted until then, also of a company that is a part of this one now.
                let same = |held: &&mut Attainment| held.is_of(&fact.competency, &fact.level);
                let last = plus_days(on, -1);
                for held in self.attainments.values_mut().filter(same) {
                    held.until = held.until.min(last).or(last);
                }
                let attainment = Attainment {
                    competency: fact.competency.clone(),
                    level: fact.level.clone(),
                    from: on,
                    until: fact.until,
                    former: None,
                };
                self.attainments.insert(fact.attainment, attainment);
            }
            Fact::ProfileLinked(fact) => {
                self.profiles.insert(fact.association, fact.held(on));
            }
            Fact::ProfileUnlinked(fact) => {
                if let Some(held) = self.profiles.get_mut(&fact.association) {
                    held.last_day = Some(fact.last_day);
                }
            }
            Fact::EvidenceRecorded(fact) => {
                self.evidence.insert(fact.evidence, fact.held());
            }
            Fact::EvidenceWithdrawn(fact) => {
                if let Some(held) = self.evidence.get_mut(&fact.evidence) {
                    held.withdrawn = true;
                }
            }
            Fact::MembershipPurchased(fact) => {
                let year = Year {
                    number: 1,
                    offer: fact.offer.clone(),
                    level: fact.level.clone(),
                    granted_on: on,
                    days: fact.days,
                    access: fact.access,
                    version: entry.version,
                    payment: fact.payment.clone(),
                };
                let membership = Membership {
                    id: fact.membership,
                    number: fact.number,
                    origin: entry.account,
                    group: fact.group.clone(),
                    place: self.free_place(&fact.group),
                    anchor: on,
                    refund_until: fact.refund_until,
                    years: vec![year],
                    closed: None,
                    joined: None,
                    lengthened_on: None,
                    upgraded_on: None,
                };
                self.memberships.insert(fact.membership, membership);
                self.grant(entry, fact.membership, 1, &fact.grants);
                self.move_seats(on, &fact.moved);
            }
            Fact::MembershipRenewed(fact) => {
                let place = fact.group.as_ref().map(|group| (group.clone(), self.free_place(group)));
                if let (Some(held), Some(place)) = (self.memberships.get_mut(&fact.membership), place) {
                    (held.group, held.place) = place;
                }
                let group = self.memberships.get(&fact.membership).map(|held| held.group.clone());
                let place = group.map_or(0, |group| self.free_place(&group));
                if let Some(membership) = self.memberships.get_mut(&fact.membership) {
                    // One that an override brings back takes a place again like one that is bought.
                    if membership.closed.take().is_some() {
                        membership.place = place;
                    }
                    membership.years.push(Year {
                        number: fact.year,
                        offer: fact.offer.clone(),
                        level: fact.level.clone(),
                        granted_on: on,
                        days: fact.days,
                        access: fact.access,
                        version: entry.version,
                        payment: fact.payment.clone(),
                    });
                }
                let before = self.grants.values_mut().filter(|grant| grant.membership == fact.membership);
                for grant in before.filter(|grant| grant.superseded_on.is_none()) {
                    grant.superseded_on = Some(on);
                }
                self.grant(entry, fact.membership, fact.year, &fact.grants);
                self.move_seats(on, &fact.moved);
                for CreditMoved { credit, grant } in &fact.credits {
                    if let Some(held) = self.credits.get_mut(credit) {
                        held.grant = *grant;
                    }
                }
                // A pool that the new year does not carry on is gone, and with it the seats held in it (F-13).
                self.end_seats(on, |grant| grant.membership == fact.membership && grant.superseded_on.is_some());
            }
            Fact::MembershipClosed(fact) => self.close(on, fact),
            Fact::MembershipReopened(fact) => self.reopen(on, fact),
            Fact::OrderPlaced(fact) => {
                let order = Order {
                    placed: fact.clone(),
                    placed_on: on,
                    placed_by: entry.actor.clone(),
                    closed: None,
                    paid: None,
                    refunded: None,
                    tax_refunded: None,
                    former: None,
                    failed: Vec::new(),
                };
                self.orders.insert(fact.order, order);
            }
            Fact::OrderClosed(fact) => {
                if let Some(order) = self.orders.get_mut(&fact.order) {
                    order.closed = Some((on, fact.why));
                }
            }
            Fact::FundsReceived(fact) => {
                let received_on = fact.received_on.unwrap_or(on);
                let funds = Funds { received: fact.clone(), received_on, paid: None, returned_on: None, former: None };
                self.funds.insert(fact.funds, funds);
            }
            Fact::ChargeFailed(fact) => {
                if let Some(order) = self.orders.get_mut(&fact.order) {
                    order.failed.push((on, fact.clone()));
                }
            }
            Fact::FundsReturned(fact) => {
                if let Some(funds) = self.funds.get_mut(&fact.funds) {
                    funds.returned_on = Some(on);
                }
            }
            Fact::OrderPaid(fact) => {
                if let Some(order) = self.orders.get_mut(&fact.order) {
                    order.paid = Some((on, fact.clone()));
                }
                if let Some(funds) = self.funds.get_mut(&fact.funds) {
                    funds.paid = Some((on, fact.order));
                }
            }
            Fact::TaxRefunded(fact) => {
                if let Some(order) = self.orders.get_mut(&fact.order) {
                    order.tax_refunded = Some((on, fact.clone()));
                }
            }
            Fact::TaxExempted(fact) => {
                let (note, former) = (fact.note.clone(), fact.former);
                let held = Exemption { from: fact.from, until: fact.until, note, former };
                self.exemptions.insert(fact.exemption, held);
            }
            Fact::TaxExemptionEnded(fact) => {
                if let Some(held) = self.exemptions.get_mut(&fact.exemption) {
                    held.until = Some(fact.last_day);
                }
            }
            Fact::OrderRefunded(fact) => {
                if let Some(order) = self.orders.get_mut(&fact.order) {
                    order.refunded = Some((on, fact.clone()));
                }
            }
            Fact::GrantsAdded(fact) => {
                let year = self.memberships.get(&fact.membership).map_or(1, |held| held.last_year().number);
                self.grant(entry, fact.membership, year, &fact.grants);
            }
            Fact::GrantsProvisioned(fact) => {
                for id in &fact.grants {
                    if let Some(grant) = self.grants.get_mut(id) {
                        grant.provisioned.get_or_insert((on, entry.recorded_at));
                    }
                }
            }
            Fact::SupportActivated(fact) => {
                let (contract, access) = (fact.contract.clone(), fact.access.clone());
                self.contracts.insert(fact.grant, Contract { on, contract, access });
                self.used(fact.grant, on, "benefit_activated");
            }
            Fact::MarketingActivated(fact) => {
                let (active_from, contact) = (fact.active_from, fact.contact.clone());
                self.marketing.insert(fact.grant, Marketing { on, active_from, contact });
                self.used(fact.grant, on, "benefit_activated");
            }
            Fact::BalanceUsed(fact) => {
                self.usages.insert(fact.usage, Usage { on, by: entry.actor.clone(), act: fact.clone() });
                self.used(fact.grant, on, "benefit_activated");
            }
            Fact::CreditAssigned(fact) => {
                let credit = Credit { grant: fact.grant, person: fact.person, from: on, ended_on: None };
                self.credits.insert(fact.credit, credit);
                self.used(fact.grant, on, "benefit_activated");
            }
            Fact::CreditEnded(fact) => {
                if let Some(credit) = self.credits.get_mut(&fact.credit) {
                    credit.ended_on = Some(on);
                }
            }
            Fact::CodeShown(fact) => {
                if let Some(token) = self.tokens.get_mut(&fact.token) {
                    token.shown.push(Shown { reveal: fact.reveal, on, by: entry.actor.clone() });
                    let grant = token.grant;
                    self.used(grant, on, "key_revealed");
                }
            }
            Fact::TokenRedeemed(fact) => self.redeem(entry, fact),
            Fact::ReplacementRequested(fact) => {
                let replacement = Replacement {
                    token: fact.token,
                    reason: fact.reason,
                    intended_tenant: fact.intended_tenant,
                    requested_on: on,
                    requested_by: entry.actor.clone(),
                    decided: None,
                    note: fact.note.clone(),
                };
                self.replacements.insert(fact.replacement, replacement);
            }
            Fact::ReplacementGranted(fact) => self.replace(entry, fact),
            Fact::ReplacementDeclined(fact) => {
                if let Some(request) = self.replacements.get_mut(&fact.replacement) {
                    request.decided = Some(Decided { on, by: entry.actor.clone(), token: None });
                }
            }
            Fact::KeyRevealed(fact) => {
                if let Some(key) = self.keys.get_mut(&fact.key) {
                    key.shown.push(Shown { reveal: fact.reveal, on, by: entry.actor.clone() });
                    let grant = key.grant;
                    self.used(grant, on, "key_revealed");
                }
            }
            Fact::ActivationCounted(fact) => {
                if let Some(key) = self.keys.get_mut(&fact.key) {
                    key.used = fact.used;
                    key.activations.push(KeyActivation { on, act: fact.clone().into() });
                    let grant = key.grant;
                    self.installed(entry, fact, grant);
                    self.used(grant, on, "benefit_activated");
                }
            }
            Fact::KeyBlocked(fact) => {
                if let Some(key) = self.keys.get_mut(&fact.key) {
                    key.blocked = Some(KeyBlock { since: on, why: fact.why, note: fact.note.clone() });
                }
            }
            Fact::KeyUnblocked(fact) => {
                if let Some(key) = self.keys.get_mut(&fact.key) {
                    key.blocked = None;
                }
            }
            Fact::InstallationRecorded(fact) => {
                self.used(fact.grant, on, "benefit_activated");
                let held = Installation {
                    seq: entry.seq,
                    grant: fact.grant,
                    version_of: fact.grant,
                    device: None,
                    version: fact.version.clone(),
                    location: fact.location,
                    purpose: fact.purpose.clone(),
                    quantity: fact.quantity,
                    note: fact.note.clone(),
                    on,
                    by: entry.actor.clone(),
                    ended: None,
                };
                self.installations.insert(InstalledId::Recorded(fact.installation), held);
            }
            Fact::InstallationChanged(fact) => {
                if let Some(held) = self.installations.get_mut(&fact.installed) {
                    held.version = fact.version.clone();
                    held.location = fact.location;
                    held.purpose = fact.purpose.clone();
                    held.quantity = fact.quantity.unwrap_or(held.quantity);
                    held.ended = None;
                }
            }
            Fact::InstallationRemoved(fact) => self.uninstalled(entry, fact.installed, WindDownHow::Uninstalled),
            Fact::SeatAssigned(fact) => self.assign(entry, fact),
            Fact::SeatActivated(fact) => {
                if let Some(assignment) = self.assignments.get_mut(&fact.assignment) {
                    assignment.activated_on = Some(on);
                    // A seat that was carried over from a lower level is begun under the higher one.
                    let pool = assignment.pool;
                    if let Some(grant) = self.pools.get(&pool).map(|pool| pool.grant) {
                        self.used(grant, on, "benefit_activated");
                    }
                }
            }
            Fact::SeatUnassigned(fact) => self.unassign(on, fact),
            Fact::SeatRequested(fact) => {
                let request = SeatRequest {
                    pool: fact.pool,
                    person: fact.person,
                    requested_on: on,
                    note: fact.note.clone(),
                    answered: None,
                };
                self.seat_requests.insert(fact.request, request);
            }
            Fact::SeatRequestDeclined(fact) => {
                self.answer(fact.request, entry, SeatAnswer::Declined(fact.note.clone()));
            }
            Fact::SeatRequestWithdrawn(fact) => self.answer(fact.request, entry, SeatAnswer::Withdrawn),
            Fact::WindDownConfirmed(fact) => {
                if planted::is(17)
                    && fact.activation.is_some()
                    && let Some(Item::Key { key, .. }) = self.grants.get(&fact.grant).map(|grant| &grant.line.item)
                    && let Some(key) = self.keys.get_mut(key)
                {
                    key.used = key.used.saturating_sub(1);
                }
                self.confirmations.push(Confirmation { on, by: entry.actor.clone(), act: fact.clone() });
                if let Some(WindDownOf::Installed(id)) = fact.of() {
                    self.uninstalled(entry, id, fact.how);
                }
            }
        }
        self
    }

    /// A machine that a key activated is in the register; one that has the product already stays one entry, whatever it
    /// costs, and goes on under the newer line (E-08, F-13).
    fn installed(&mut self, entry: &Entry, fact: &ActivationCounted, grant: GrantId) {
        let there = self.installed_on(grant, &fact.device).find(|(_, held)| held.ended.is_none());
        if let Some((id, held)) = there.map(|(id, held)| (id, held.clone())) {
            if held.grant != grant {
                // From now on it stands under its newest activation.
                self.installations.remove(&id);
                self.installations.insert(InstalledId::Activated(fact.activation), Installation { grant, ..held });
            }
            return;
        }
        let held = Installation {
            seq: entry.seq,
            grant,
            version_of: grant,
            device: Some(fact.device.clone()),
            version: None,
            location: None,
            purpose: None,
            quantity: 1,
            note: fact.note.clone(),
            on: entry.effective_on,
            by: entry.actor.clone(),
            ended: None,
        };
        self.installations.insert(InstalledId::Activated(fact.activation), held);
    }

    /// The entries of a machine with the product of a line, ended ones as well.
    pub(crate) fn installed_on<'a>(
        &'a self,
        grant: GrantId,
        device: &'a str,
    ) -> impl Iterator<Item = (InstalledId, &'a Installation)> {
        let benefit = move |grant: &GrantId| self.grants.get(grant).map(|grant| &grant.line.benefit);
        let same = move |held: &Installation| {
            held.device.as_deref() == Some(device) && benefit(&held.grant) == benefit(&grant)
        };
        self.installations.iter().filter(move |(_, held)| same(held)).map(|(id, held)| (*id, held))
    }

    /// The entry of the register that an id stands for: a machine that was activated more than once has one entry, under one
    /// of its activations (E-08).
    pub(crate) fn registered_as(&self, id: InstalledId) -> InstalledId {
        let InstalledId::Activated(activation) = id else { return id };
        if self.installations.contains_key(&id) {
            return id;
        }
        let same = |held: &&KeyActivation| held.act.activation == activation;
        let counted = self.keys.values().find_map(|key| Some((key.grant, key.activations.iter().find(same)?)));
        let there = counted.and_then(|(grant, held)| {
            let entries = self.installed_on(grant, &held.act.device);
            entries.max_by_key(|(_, held)| (held.ended.is_none(), held.seq))
        });
        there.map_or(id, |(id, _)| id)
    }

    /// An entry of the register ends: uninstalled, or licensed commercially and the programme's no more (F-09).
    fn uninstalled(&mut self, entry: &Entry, id: InstalledId, how: WindDownHow) {
        if let Some(held) = self.installations.get_mut(&id) {
            held.ended = Some(Ended { on: entry.effective_on, by: entry.actor.clone(), how });
        }
    }

    fn free_place(&self, group: &str) -> u32 {
        let open = self.memberships.values().filter(|held| held.group == group && held.closed.is_none());
        let taken: BTreeSet<u32> = open.map(|held| held.place).collect();
        (0..).find(|place| !taken.contains(place)).unwrap_or(u32::MAX)
    }

    fn grant(&mut self, entry: &Entry, membership: MembershipId, year: u32, lines: &[Shared<Granted>]) {
        for line in lines {
            let grant = Grant {
                membership,
                year,
                granted_on: entry.effective_on,
                version: entry.version,
                granted_at: entry.recorded_at,
                provisioned: None,
                superseded_on: None,
                line: line.clone(),
            };
            self.grants.insert(line.grant, grant);
            match &line.item {
                Item::Token { token } => {
                    let issued = Token {
                        grant: line.grant,
                        benefit: line.benefit.clone(),
                        seats: line.quantity,
                        granted_on: entry.effective_on,
                        redeem_by: line.redeem_by,
                        shown: Vec::new(),
                        redeemed: None,
                        replaced_by: None,
                        replaces: None,
                    };
                    self.tokens.insert(*token, issued);
                }
                Item::Key { key, key_kind, limit } => {
                    let issued = Key {
                        grant: line.grant,
                        benefit: line.benefit.clone(),
                        kind: *key_kind,
                        limit: *limit,
                        used: 0,
                        shown: Vec::new(),
                        activations: Vec::new(),
                        blocked: None,
                    };
                    self.keys.insert(*key, issued);
                }
                Item::Pool { pool, edition } => {
                    let held = self.pools.get_or_insert_with(*pool, || Pool {
                        grant: line.grant,
                        benefit: line.benefit.clone(),
                        edition: edition.clone(),
                        size: 0,
                        seats: BTreeMap::new(),
                    });
                    held.grant = line.grant;
                    held.size = line.quantity;
                }
                Item::Software | Item::Balance => {}
            }
        }
    }

    fn close(&mut self, on: Date, fact: &MembershipClosed) {
        if let Some(membership) = self.memberships.get_mut(&fact.membership) {
            membership.closed = Some(fact.clone());
            if fact.why == CloseReason::Upgraded {
                membership.upgraded_on = Some(on);
            }
        }
        if fact.why == CloseReason::Refunded {
            // What was to be renewed with it goes on as if it had not been there.
            let next = self.memberships.get(&fact.membership).and_then(|refunded| refunded.joined);
            for held in self.memberships.values_mut().filter(|held| held.joined == Some(fact.membership)) {
                held.joined = next;
            }
            self.end_services(on, fact.membership);
        }
        if fact.why == CloseReason::Merged {
            // The other one's new year stands in the place of this one's lines.
            let lines = self.grants.values_mut().filter(|grant| grant.membership == fact.membership);
            for line in lines.filter(|line| line.superseded_on.is_none()) {
                line.superseded_on = Some(on);
            }
        }
        // Pools that another membership carries on have its grant by now, so their seats stay.
        self.end_seats(on, |grant| grant.membership == fact.membership);
    }

    /// Takes a membership that was upgraded up again: its lines hold again, and the pools that the upgrade carried on.
    pub(crate) fn reopen(&mut self, on: Date, fact: &MembershipReopened) {
        let group = self.memberships.get(&fact.membership).map(|held| held.group.clone()).unwrap_or_default();
        let place = self.free_place(&group);
        if let Some(membership) = self.memberships.get_mut(&fact.membership) {
            membership.closed = None;
            membership.place = place;
        }
        let lines =
            self.grants.iter().filter(|(_, held)| held.membership == fact.membership && held.superseded_on.is_none());
        for (id, held) in lines {
            let Item::Pool { pool, .. } = &held.line.item else { continue };
            if let Some(pool) = self.pools.get_mut(pool) {
                (pool.grant, pool.size) = (*id, held.line.quantity);
            }
        }
        self.move_seats(on, &fact.moved);
    }

    /// Seats go on in other pools; who holds one that somebody else goes on in loses it.
    fn move_seats(&mut self, on: Date, moved: &[SeatMoved]) {
        for SeatMoved { assignment, pool, seat } in moved {
            let Some(held) = self.assignments.get_mut(assignment) else { continue };
            if let Some(left) = self.pools.get_mut(&held.pool).and_then(|pool| pool.seats.get_mut(&held.seat)) {
                left.holder = None;
            }
            (held.pool, held.seat) = (*pool, *seat);
            if let Some(pool) = self.pools.get_mut(pool) {
                let taken = pool.seats.entry(*seat).or_default();
                let before = taken.holder.replace(*assignment);
                taken.locked_until = Some(held.locked_until);
                taken.last_person = Some(held.person);
                taken.before = None;
                if let Some(lost) = before.and_then(|before| self.assignments.get_mut(&before)) {
                    lost.ended = Some((on, UnassignReason::MembershipEnded));
                }
            }
        }
    }

    /// What was redeemed to last as long as a membership ends with it; what other tokens brought runs on.
    fn end_services(&mut self, on: Date, membership: MembershipId) {
        let of_it = |token: &Token| self.grants.get(&token.grant).is_some_and(|grant| grant.membership == membership);
        let ends = |id: TokenId| {
            let token = self.tokens.get(&id).filter(|token| of_it(token));
            let redeemed = token.and_then(|token| token.redeemed.as_ref());
            redeemed.is_some_and(|redemption| redemption.act.term_months.is_none())
        };
        let less = self.subscriptions.iter().filter(|(_, held)| held.tokens.iter().any(|token| ends(*token)));
        let left = |(id, held): (&SubscriptionId, &Subscription)| {
            let tokens: Vec<TokenId> = held.tokens.iter().copied().filter(|token| !ends(*token)).collect();
            (*id, tokens, crate::token::refold(self, held, ends))
        };
        let left: Vec<_> = less.map(left).collect();
        for (id, tokens, extent) in left {
            if let Some(held) = self.subscriptions.get_mut(&id) {
                held.tokens = tokens;
                held.extent = extent;
                held.revoked_on = extent.is_none().then_some(on);
            }
        }
    }

    /// Takes back every seat of the pools whose newest line is meant.
    fn end_seats(&mut self, on: Date, meant: impl Fn(&Grant) -> bool) {
        let ended = |pool: &Pool| self.grants.get(&pool.grant).is_some_and(&meant);
        for pool in self.pools.values_mut().filter(|pool| ended(pool)) {
            for seat in pool.seats.values_mut() {
                if let Some(held) = seat.holder.take().and_then(|holder| self.assignments.get_mut(&holder)) {
                    held.ended = Some((on, UnassignReason::MembershipEnded));
                }
            }
        }
    }

    fn used(&mut self, grant: GrantId, on: Date, act: &'static str) {
        if let Some(grant) = self.grants.get(&grant) {
            self.uses.push((grant.membership, on, act));
        }
    }

    fn redeem(&mut self, entry: &Entry, fact: &TokenRedeemed) {
        let on = entry.effective_on;
        let subscription = self.subscriptions.get_or_insert_with(fact.subscription, || Subscription {
            tenant: fact.tenant,
            benefit: fact.benefit.clone(),
            from: on,
            extent: None,
            revoked_on: None,
            expired_days: fact.expired_days,
            disabled_days: fact.disabled_days,
            tokens: Vec::new(),
        });
        subscription.extent = Some(fact.after);
        subscription.tokens.push(fact.token);
        if let Some(token) = self.tokens.get_mut(&fact.token) {
            token.redeemed = Some(Redemption { on, by: entry.actor.clone(), act: fact.clone() });
            let grant = token.grant;
            self.used(grant, on, "benefit_activated");
        }
    }

    fn replace(&mut self, entry: &Entry, fact: &ReplacementGranted) {
        let on = entry.effective_on;
        if let Some(request) = self.replacements.get_mut(&fact.replacement) {
            request.decided = Some(Decided { on, by: entry.actor.clone(), token: Some(fact.token) });
        }
        if let Some(original) = self.tokens.get_mut(&fact.original) {
            original.replaced_by = Some(fact.token);
            let replacement = Token {
                granted_on: on,
                redeem_by: fact.redeem_by,
                shown: Vec::new(),
                redeemed: None,
                replaced_by: None,
                replaces: Some(fact.original),
                ..original.clone()
            };
            self.tokens.insert(fact.token, replacement);
        }
        if let Some(subscription) = self.subscriptions.get_mut(&fact.subscription) {
            subscription.tokens.retain(|token| *token != fact.original);
            subscription.extent = fact.after;
            subscription.revoked_on = fact.after.is_none().then_some(on);
        }
    }

    fn assign(&mut self, entry: &Entry, fact: &SeatAssigned) {
        let Some(grant) = self.pools.get(&fact.pool).map(|pool| pool.grant) else { return };
        let assignment = Assignment {
            pool: fact.pool,
            given_from: grant,
            seat: fact.seat,
            person: fact.person,
            assigned_on: entry.effective_on,
            assigned_by: entry.actor.clone(),
            assigned_at: entry.recorded_at,
            activated_on: None,
            locked_until: fact.locked_until,
            country: fact.country.clone(),
            ended: None,
        };
        self.assignments.insert(fact.assignment, assignment);
        if let Some(pool) = self.pools.get_mut(&fact.pool) {
            let seat = pool.seats.entry(fact.seat).or_default();
            seat.before = Some((seat.locked_until, seat.last_person));
            seat.holder = Some(fact.assignment);
            seat.locked_until = Some(fact.locked_until);
            seat.last_person = Some(fact.person);
        }
        self.used(grant, entry.effective_on, "benefit_activated");
        let edition = |pool| self.pools.get(pool).map(|pool| &pool.edition);
        let waits = |request: &SeatRequest| request.answered.is_none() && request.person == fact.person;
        let answered = self.seat_requests.iter().filter(|(_, request)| waits(request));
        // Nobody has two seats of an edition, so that this one is what they asked for, whichever pool it is of (G-04).
        let answered = answered.filter(|(_, request)| edition(&request.pool) == edition(&fact.pool));
        let answered: Vec<SeatRequestId> = answered.map(|(id, _)| *id).collect();
        for request in answered {
            self.answer(request, entry, SeatAnswer::Given(fact.assignment));
        }
    }

    fn answer(&mut self, request: SeatRequestId, entry: &Entry, answer: SeatAnswer) {
        if let Some(request) = self.seat_requests.get_mut(&request) {
            request.answered = Some(Answered { on: entry.effective_on, by: entry.actor.clone(), answer });
        }
    }

    fn unassign(&mut self, on: Date, fact: &SeatUnassigned) {
        let Some(assignment) = self.assignments.get_mut(&fact.assignment) else { return };
        assignment.ended = Some((on, fact.why));
        let Some(pool) = self.pools.get_mut(&assignment.pool) else { return };
        let seat = pool.seats.entry(assignment.seat).or_default();
        seat.holder = None;
        if fact.why == UnassignReason::Slip {
            seat.slips.push(on);
            if let Some((locked_until, last_person)) = seat.before.take() {
                seat.locked_until = locked_until;
                seat.last_person = last_person;
            }
            // Nothing was used, so the refund right is as it was (B-50).
            let used = self.grants.get(&assignment.given_from);
            let used = used.map(|grant| (grant.membership, assignment.assigned_on, "benefit_activated"));
            if let Some(at) = self.uses.iter().position(|use_of| Some(*use_of) == used) {
                self.uses.remove(at);
            }
        }
    }

    fn end_merge(&mut self, merge: MergeId, how: MergeEnd, entry: &Entry, note: Option<NoteRef>) {
        if let Some(merge) = self.merges.get_mut(&merge) {
            merge.end = Some((entry.effective_on, how));
            merge.ended_by = Some(entry.actor.clone());
            merge.note = note;
        }
    }

    /// Takes another company in: all that it holds is this one's from now on, under the ids that it had (H-30, H-32).
    fn absorb(&mut self, fact: &CompanyAbsorbed, on: Date) {
        let location = Location { number: fact.number, country: fact.country.clone(), added_on: on };
        self.locations.insert(fact.location, location);
        let former = Former {
            number: fact.number,
            country: fact.country.clone(),
            into: self.id.unwrap_or(fact.company),
            on,
            location: fact.location,
        };
        self.former.insert(fact.company, former);
        let Some(taken) = &fact.taken.0 else { return };
        let taken = Account::clone(taken);
        self.locations.take_in(&taken.locations);
        self.former.take_in(&taken.former);
        self.memberships.take_in(&taken.memberships);
        self.grants.take_in(&taken.grants);
        self.tokens.take_in(&taken.tokens);
        self.subscriptions.take_in(&taken.subscriptions);
        self.replacements.take_in(&taken.replacements);
        self.keys.take_in(&taken.keys);
        self.pools.take_in(&taken.pools);
        for (id, held) in &taken.installations {
            // Its headquarters goes on as that location (F-07, H-30).
            let location = held.location.or(Some(fact.location));
            self.installations.insert(*id, Installation { location, ..held.clone() });
        }
        self.assignments.take_in(&taken.assignments);
        self.seat_requests.take_in(&taken.seat_requests);
        self.enrolments.take_in(&taken.enrolments);
        self.overrides.take_in(&taken.overrides);
        self.contracts.take_in(&taken.contracts);
        self.marketing.take_in(&taken.marketing);
        self.usages.take_in(&taken.usages);
        self.credits.take_in(&taken.credits);
        self.confirmations.extend(taken.confirmations.iter().cloned());
        self.uses.extend(taken.uses.iter().copied());
        // Whose these were still matters: figures are added up, what a year was judged by stays its own company's, and taxes
        // are those of the company that ordered.
        macro_rules! marked {
            ($($part:ident),*) => {$(
                for (id, held) in &taken.$part {
                    let mut held = held.clone();
                    held.former.get_or_insert(fact.company);
                    self.$part.insert(*id, held);
                }
            )*};
        }
        marked!(tenants, attainments, profiles, evidence, orders, funds, exemptions);
        // What was between the two stands in both ledgers, and is told from this side.
        let theirs: Vec<_> = taken.merges.iter().filter(|(id, _)| !self.merges.contains_key(id)).collect();
        for (id, merge) in theirs {
            let mut merge = merge.clone();
            merge.former.get_or_insert(fact.company);
            // What it was asked and has not answered ends with it.
            merge.end.get_or_insert((on, MergeEnd::Cancelled));
            self.merges.insert(*id, merge);
        }
        for (id, document) in &taken.company.documents {
            let mut document = document.clone();
            document.former.get_or_insert(fact.company);
            self.company.documents.insert(*id, document);
        }
    }

    fn join(&mut self, fact: &MembershipJoined, on: Date) {
        let Some(held) = self.memberships.get_mut(&fact.membership) else { return };
        held.joined = Some(fact.into);
        if let (Some(days), Some(year)) = (fact.days, held.years.last_mut()) {
            year.days = days;
            held.lengthened_on = Some(on);
        }
        for line in &fact.lines {
            let Some(grant) = self.grants.get_mut(&line.grant) else { continue };
            (grant.line.redeem_by, grant.line.usable_until) = (line.redeem_by, line.usable_until);
            if let Item::Token { token } = &grant.line.item
                && let Some(token) = self.tokens.get_mut(token)
            {
                token.redeem_by = line.redeem_by;
            }
        }
        for service in &fact.services {
            let redeemed = self.tokens.get_mut(&service.token).and_then(|token| token.redeemed.as_mut());
            let Some(redemption) = redeemed else { continue };
            redemption.act.alone_until = service.alone_until;
            let id = redemption.act.subscription;
            let extent = self.subscriptions.get(&id).and_then(|held| crate::token::refold(self, held, |_| false));
            if let Some(held) = self.subscriptions.get_mut(&id) {
                held.extent = extent;
            }
        }
    }

    /// The membership that took the place of one when it was bought on top of it, or came back above it: the newest
    /// one that is of a level, where several were bought on one day. None where its fee was given back.
    fn upgraded_into(&self, held: &Membership) -> Option<&Membership> {
        let closed = held.closed.as_ref().filter(|closed| closed.why == CloseReason::Upgraded)?;
        let begins = plus_days(closed.last_day, 1)?;
        let begun = |one: &&Membership| one.years.iter().any(|year| year.granted_on == begins);
        let stays = |one: &&Membership| !one.was_closed_as(CloseReason::Refunded);
        let others = self.memberships.values().filter(|one| one.id != held.id && one.last_year().level.is_some());
        let at_once = others.filter(stays).filter(begun).max_by_key(|one| one.number);
        at_once.or_else(|| bought_on_top(self, held).filter(stays))
    }

    /// The membership with which another one is renewed (H-33, H-37); none: it is renewed by itself, as also when the fee
    /// of that one was given back.
    pub fn renewed_with(&self, held: &Membership) -> Option<&Membership> {
        let with = self.joined_in_turn(held).last()?;
        let gone = with.was_closed_as(CloseReason::Refunded) || with.was_closed_as(CloseReason::Upgraded);
        (!gone).then_some(with)
    }

    /// The first and the last day on which a membership is renewed after its year of a day: those of the one with which it is
    /// renewed, unless it was renewed with it already, and no window of its own (H-37).
    pub fn renewed_between(&self, held: &Membership, day: Date) -> (Date, Date) {
        let goes_on = held.ends_by_itself().is_some() && !self.was_renewed_jointly(held);
        let with = self.renewed_with(held).filter(|_| goes_on);
        let days = with.map_or(held.year_on(day), |with| with.last_year()).days;
        (days.renew_from, days.renew_to)
    }

    /// The memberships to which another one was joined: its own, then what was bought on top of that one, or the one
    /// to which that one was joined.
    fn joined_in_turn<'a>(&'a self, held: &Membership) -> impl Iterator<Item = &'a Membership> {
        let joined_into = |held: &Membership| self.memberships.get(&held.joined?);
        let next = move |with: &&'a Membership| self.upgraded_into(with).or_else(|| joined_into(with));
        std::iter::successors(joined_into(held), next).take(self.memberships.len())
    }

    /// The memberships whose last year is renewed together with one year of another membership, or was: joined to it by a
    /// merge, and neither ended by another act nor renewed with it before. That its own window has passed by then takes a
    /// level out of no joint renewal (H-33, H-37).
    pub fn renewed_after<'a>(&'a self, into: &'a Membership, year: &'a Year) -> impl Iterator<Item = &'a Membership> {
        self.memberships.values().filter(move |one| {
            let Some(ended) = one.ends_by_itself() else { return false };
            // A renewal of one in between took it along already; an upgrade, which begins a first year, takes nothing along.
            let found = self.joined_in_turn(one).find(|with| with.id == into.id || with.was_renewed_after(ended));
            found.is_some_and(|with| with.id == into.id && (year.number == 1 || year.granted_on <= ended))
        })
    }

    /// Whether a membership was joined to another one by a merge and is renewed with it already (H-33, H-37).
    pub(crate) fn was_renewed_jointly(&self, held: &Membership) -> bool {
        let Some(ended) = held.ends_by_itself() else { return false };
        self.joined_in_turn(held).any(|with| with.was_renewed_after(ended))
    }

    /// A membership and those that took its place in turn, by upgrades and joint renewals (H-33).
    pub(crate) fn continued<'a>(&'a self, held: &'a Membership) -> impl Iterator<Item = &'a Membership> {
        let next = |held: &&'a Membership| {
            let closed = held.closed.as_ref()?;
            let begins = plus_days(closed.last_day, 1)?;
            let begun = |one: &&Membership| one.years.iter().any(|year| year.granted_on == begins);
            match closed.why {
                CloseReason::Upgraded => self.upgraded_into(held),
                CloseReason::Merged => self.joined_in_turn(held).find(begun),
                CloseReason::Lapsed | CloseReason::Refunded => None,
            }
        };
        std::iter::successors(Some(held), next).take(self.memberships.len())
    }

    /// The memberships that are renewed together with one that is renewed by itself.
    pub fn joined_to(&self, into: MembershipId) -> impl Iterator<Item = &Membership> {
        let into = self.memberships.get(&into).filter(|held| self.renewed_with(held).is_none());
        into.into_iter().flat_map(|into| self.renewed_after(into, into.last_year()))
    }

    /// Whether a line counts on a day: its membership is held, and no later year's line stands in its place.
    pub(crate) fn counts_on(&self, grant: &Grant, day: Date) -> bool {
        let held = self.memberships.get(&grant.membership);
        grant.granted_on <= day
            && grant.superseded_on.is_none_or(|since| day < since)
            && held.is_some_and(|held| held.is_held_on(day))
    }

    /// The lines of a product that count on a day.
    pub(crate) fn lines_on<'a>(&'a self, benefit: &'a str, day: Date) -> impl Iterator<Item = &'a Grant> {
        self.grants.values().filter(move |grant| grant.line.benefit == benefit && self.counts_on(grant, day))
    }

    /// Whether a line that counts on a day grants a product.
    pub(crate) fn grants_on(&self, benefit: &str, day: Date) -> bool {
        self.lines_on(benefit, day).next().is_some()
    }

    /// The first day since which no line gives a company a product, as of a later day (F-08, F-13); none where one counts, or
    /// none ever did. Lines that a renewal took away end with it, the others with their membership.
    pub(crate) fn without_since(&self, benefit: &str, day: Date) -> Option<Date> {
        if self.grants_on(benefit, day) {
            return None;
        }
        let of = self.grants.values().filter(|grant| grant.line.benefit == benefit && grant.granted_on <= day);
        let ends = of.filter_map(|grant| {
            let held = self.memberships.get(&grant.membership)?;
            let over = plus_days(held.benefits_until(day), 1)?;
            Some(grant.superseded_on.map_or(over, |since| since.min(over)))
        });
        ends.max()
    }

    /// The day of the renewal that took the product of a line away, where nothing gives it on a later day: the right to it
    /// has been over since then, or since what else gave it ended (F-08, F-13).
    pub(crate) fn dropped_on(&self, grant: &Grant, day: Date) -> Option<Date> {
        grant.superseded_on.filter(|since| *since <= day)?;
        self.without_since(&grant.line.benefit, day).filter(|since| *since <= day)
    }

    /// The company that one of this lineage belonged to on a day: itself until it became a part of another one.
    fn company_on(&self, mut company: AccountId, day: Date) -> AccountId {
        while let Some(former) = self.former.get(&company).filter(|former| former.on <= day) {
            company = former.into;
        }
        company
    }

    /// Whether what one company of this lineage brought, or none, belonged to another one of it on a day.
    pub(crate) fn belonged_to(&self, former: Option<AccountId>, company: AccountId, day: Date) -> bool {
        former.or(self.id).is_none_or(|of| self.company_on(of, day) == self.company_on(company, day))
    }

    /// What this company was on a day for one of its lineage, as far as years are judged by it: before a merge each had
    /// only its own memberships, evidence and statements, and was in its own market (H-32).
    fn part_on(&self, company: AccountId, day: Date) -> Cow<'_, Self> {
        if self.former.values().all(|former| former.on <= day) {
            return Cow::Borrowed(self);
        }
        let own = |former: Option<AccountId>| self.belonged_to(former, company, day);
        let mut part = self.clone();
        if let Some(former) = self.former.get(&self.company_on(company, day)) {
            part.country.clone_from(&former.country);
        }
        part.memberships.retain(|held| own(Some(held.origin)));
        part.attainments.retain(|held| own(held.former));
        part.profiles.retain(|held| own(held.former));
        part.evidence.retain(|held| own(held.former));
        Cow::Owned(part)
    }

    /// What this company was for one of its lineage, with the first day of each: it differs from merge to merge.
    pub(crate) fn parts(&self, company: AccountId) -> Vec<(Date, Cow<'_, Self>)> {
        let merges: BTreeSet<Date> = self.former.values().map(|former| former.on).collect();
        std::iter::once(Date::MIN).chain(merges).map(|day| (day, self.part_on(company, day))).collect()
    }

    /// The day on which two companies of this lineage became one; none for one and the same.
    pub(crate) fn became_one(&self, one: AccountId, other: AccountId) -> Option<Date> {
        let merges = self.former.values().map(|former| former.on);
        merges.filter(|on| self.company_on(one, *on) == self.company_on(other, *on)).min().filter(|_| one != other)
    }

    /// Whether an id is this company's, or that of one that became a part of it.
    pub fn is_or_was(&self, id: AccountId) -> bool {
        self.id == Some(id) || self.former.contains_key(&id)
    }

    /// The company that became a part of this one and had an id or a global number; none where this one is named
    /// itself.
    pub fn former_named(&self, named: &str) -> Option<AccountId> {
        let is = |id: &AccountId, former: &Former| named == id.to_string() || named == former.number.to_string();
        self.former.iter().find(|(id, former)| is(id, former)).map(|(id, _)| *id)
    }

    /// This company, and those that became a part of it: under each of them something may be kept.
    pub fn lineage(&self) -> impl Iterator<Item = AccountId> {
        self.id.into_iter().chain(self.former.keys().copied())
    }

    /// The company that bought what a key belongs to: this one, or one that became a part of it.
    pub fn bought_by(&self, key: KeyId) -> Option<AccountId> {
        let (_, held) = self.membership_of(self.keys.get(&key)?.grant)?;
        Some(held.origin)
    }

    /// The membership that carries a granted line.
    pub fn membership_of(&self, grant: GrantId) -> Option<(&Grant, &Membership)> {
        let grant = self.grants.get(&grant)?;
        Some((grant, self.memberships.get(&grant.membership)?))
    }

    /// The live subscription of a product on a tenant, on a day (D-10, D-11).
    pub fn live_subscription(
        &self,
        tenant: TenantId,
        benefit: &str,
        day: Date,
    ) -> Option<(SubscriptionId, &Subscription, Extent)> {
        self.subscriptions.iter().find_map(|(id, held)| {
            let extent = held.extent?;
            let live = held.state_on(day) == SubscriptionState::Active;
            (held.tenant == tenant && held.benefit == benefit && live).then_some((*id, held, extent))
        })
    }

    /// The assignment in force on a day by which somebody of these entries holds a seat of an edition. Assignments end with
    /// their membership (G-13).
    pub fn seat_of(&self, entries: &[PersonId], edition: &str, day: Date) -> Option<(AssignmentId, &Assignment)> {
        self.assignments.iter().find_map(|(id, held)| {
            let pool = self.pools.get(&held.pool).filter(|pool| pool.edition == edition)?;
            let (_, membership) = self.membership_of(pool.grant)?;
            let in_force = entries.contains(&held.person) && held.ended.is_none() && membership.is_held_on(day);
            in_force.then_some((*id, held))
        })
    }
}
