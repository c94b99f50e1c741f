//! The rulebook again, written plainly and without the core: windows, tokens, seats, keys, balances and money. It is slow, knows
//! days as numbers, and follows the facts one by one. What is allowed must have no obstacle here, what is refused must
//! have the one that is named, and every value of a fact must be the one that comes out here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use symbolon_domain::access::Person;
use symbolon_domain::balance::UsageKind;
use symbolon_domain::command::{Command, KeyRef};
use symbolon_domain::decide::{Context, Decision};
use symbolon_domain::fact::*;
use symbolon_domain::ids::*;
use symbolon_domain::installation::InstalledId;
use symbolon_domain::programme::*;
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::shared::Shared;

/// A day as a number: days since 1 January 1970.
type Day = i64;

fn number(date: Date) -> Day {
    days(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
}

/// The number of a day of the calendar.
fn days(year: i64, month: i64, day: i64) -> Day {
    let leaps = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let before: i64 = (1..month).map(|month| length(year, month)).sum();
    (year - 1970) * 365 + leaps(year - 1) - leaps(1969) + before + day - 1
}

fn length(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The same day some months later, or the last of its month where it has no such day.
fn later(from: Date, months: i64) -> Day {
    let month = i64::from(from.year()) * 12 + i64::from(from.month()) - 1 + months;
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    days(year, month, i64::from(from.day()).min(length(year, month)))
}

fn date(day: Day) -> Date {
    // Found by looking: a year that begins before, then the month.
    let mut year = 1970 + day.div_euclid(366);
    while days(year + 1, 1, 1) <= day {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && days(year, month + 1, 1) <= day {
        month += 1;
    }
    let of = day - days(year, month, 1) + 1;
    let small = |value: i64| i8::try_from(value).unwrap_or(1);
    Date::new(i16::try_from(year).unwrap_or(1970), small(month), small(of)).unwrap_or_default()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Full,
    HeldOnly,
    Nothing,
}

#[derive(Debug, Clone)]
struct Year {
    offer: String,
    begins: Day,
    anniversary: Day,
    opens: Day,
    closes: Day,
    in_window: Access,
}

#[derive(Debug, Clone)]
struct Member {
    group: String,
    bought: Date,
    refund_until: Option<Day>,
    years: Vec<Year>,
    closed: Option<(CloseReason, Day)>,
    /// Whether an upgrade was ever bought on top of it.
    upgraded: bool,
    uses: Vec<RefundEnd>,
    /// The membership with which it is renewed since a merge.
    joined: Option<MembershipId>,
    /// Whether it got that one's days.
    lengthened: bool,
}

impl Member {
    fn year(&self, day: Day) -> &Year {
        self.years.iter().rev().find(|year| year.begins <= day).unwrap_or(&self.years[0])
    }

    fn last(&self) -> &Year {
        &self.years[self.years.len() - 1]
    }

    fn ended(&self, day: Day) -> Option<CloseReason> {
        self.closed.filter(|(_, last)| day > *last).map(|(why, _)| why)
    }

    fn held(&self, day: Day) -> bool {
        day >= number(self.bought) && self.ended(day).is_none() && day <= self.year(day).closes
    }

    fn access(&self, day: Day) -> Access {
        let year = self.year(day);
        if self.ended(day) == Some(CloseReason::Merged) && day <= year.closes {
            // What it left unredeemed can be used to its own day (B-19).
            return year.in_window;
        }
        if !self.held(day) {
            Access::Nothing
        } else if day <= year.anniversary {
            Access::Full
        } else {
            year.in_window
        }
    }
}

#[derive(Debug, Clone)]
struct Line {
    member: MembershipId,
    benefit: String,
    quantity: u32,
    redeem_by: Day,
    over: bool,
}

/// A year that a campaign excuses: from when, and until when it may be paid after its window.
#[derive(Debug, Clone)]
struct Excused {
    since: Day,
    until: Option<Day>,
}

/// A late override.
#[derive(Debug, Clone)]
struct Late {
    member: MembershipId,
    year: usize,
    from_payment: bool,
    pay_within: i64,
    open: bool,
    /// First and last day on which the fee may be paid.
    granted: Option<(Day, Day)>,
    ended: Option<Day>,
}

impl Late {
    fn in_force(&self, day: Day) -> bool {
        let counts = |(from, to): (Day, Day)| from <= day && day <= to;
        self.granted.is_some_and(counts) && self.ended.is_none_or(|ended| day < ended)
    }
}

#[derive(Debug, Clone)]
struct Coin {
    line: GrantId,
    benefit: String,
    seats: i64,
    granted: Day,
    redeem_by: Day,
    used: Option<Use>,
    replaced: bool,
    of: Option<TokenId>,
}

#[derive(Debug, Clone)]
struct Use {
    on: Date,
    tenant: TenantId,
    mode: Mode,
    service: SubscriptionId,
    alone: Day,
    months: Option<i64>,
    seats: i64,
    /// Tenants that came with a merge since, for which it cannot have been meant (D-05).
    barred: BTreeSet<TenantId>,
    /// All for which it can have been meant, where its company became a part of another one since.
    only: Option<BTreeSet<TenantId>>,
}

impl Use {
    fn may_have_meant(&self, tenant: TenantId) -> bool {
        tenant != self.tenant
            && !self.barred.contains(&tenant)
            && self.only.as_ref().is_none_or(|only| only.contains(&tenant))
    }
}

#[derive(Debug, Clone)]
struct Service {
    tenant: TenantId,
    benefit: String,
    tokens: Vec<TokenId>,
    now: Option<(i64, Day)>,
}

#[derive(Debug, Clone)]
struct Product {
    line: GrantId,
    limit: Option<u32>,
    used: u32,
    machines: BTreeSet<String>,
    blocked: bool,
}

#[derive(Debug, Clone, Default)]
struct Chair {
    who: Option<AssignmentId>,
    locked: Option<Day>,
    last: Option<PersonId>,
    before: Option<(Option<Day>, Option<PersonId>)>,
    slips: Vec<i64>,
}

#[derive(Debug, Clone)]
struct Room {
    line: GrantId,
    benefit: String,
    edition: String,
    size: usize,
    chairs: BTreeMap<u32, Chair>,
}

impl Room {
    fn taken(&self) -> usize {
        self.chairs.values().filter(|chair| chair.who.is_some()).count()
    }

    fn locked(&self, day: Day) -> usize {
        let locked = |chair: &&Chair| chair.who.is_none() && chair.locked.is_some_and(|until| day < until);
        self.chairs.values().filter(locked).count()
    }

    /// The chair that goes back to the person who had it and whose clock still runs.
    fn back(&self, person: PersonId, day: Day) -> Option<(u32, Day)> {
        self.chairs.iter().find_map(|(at, chair)| {
            let until = chair.locked.filter(|until| day < *until)?;
            (chair.who.is_none() && chair.last == Some(person)).then_some((*at, until))
        })
    }
}

#[derive(Debug, Clone)]
struct Sitting {
    room: PoolId,
    chair: u32,
    person: PersonId,
    line: GrantId,
    since: i64,
    until: Day,
    begun: bool,
    over: bool,
}

/// A request for a seat, and whether it was answered.
#[derive(Debug, Clone)]
struct Wish {
    room: PoolId,
    person: PersonId,
    over: bool,
}

#[derive(Debug, Clone)]
struct Bill {
    of: Ordered,
    group: String,
    /// Whether it renews one of several, beside which others are bought.
    apart: bool,
    /// Whether it costs less because a lower level is held.
    cut: bool,
    placed: Day,
    pay_by: Day,
    total: i64,
    currency: String,
    tax: Option<i64>,
    cancelled: bool,
    paid: Option<(Date, MembershipId)>,
    refunded: bool,
    tax_back: i64,
    former: Option<AccountId>,
}

impl Bill {
    fn open(&self, day: Day) -> bool {
        !self.cancelled && self.paid.is_none() && day <= self.pay_by
    }

    /// Whether money that came on a day was in time, whenever it is recorded.
    fn in_time(&self, received: Day) -> bool {
        self.placed <= received && self.open(received)
    }
}

#[derive(Debug, Clone)]
struct Coins {
    amount: Money,
    held: bool,
    received: Day,
}

/// First and last day, and the former company that was exempt.
type Exempt = (Day, Option<Day>, Option<AccountId>);

/// One company, by the rulebook.
#[derive(Debug, Clone, Default)]
pub struct Model {
    country: String,
    tenants: BTreeSet<TenantId>,
    members: BTreeMap<MembershipId, Member>,
    lines: BTreeMap<GrantId, Line>,
    coins: BTreeMap<TokenId, Coin>,
    services: BTreeMap<SubscriptionId, Service>,
    asked: BTreeMap<ReplacementId, (TokenId, bool)>,
    products: BTreeMap<KeyId, Product>,
    rooms: BTreeMap<PoolId, Room>,
    /// Every line that ever granted a pool, and how many seats.
    pools: Vec<(GrantId, PoolId, usize)>,
    sittings: BTreeMap<AssignmentId, Sitting>,
    wishes: BTreeMap<SeatRequestId, Wish>,
    bills: BTreeMap<OrderId, Bill>,
    money: BTreeMap<FundsId, Coins>,
    references: BTreeSet<String>,
    exempt: BTreeMap<ExemptionId, Exempt>,
    excused: BTreeMap<(MembershipId, usize), Excused>,
    /// Entries of the register, each with whether it is still there.
    installed: BTreeMap<InstalledId, bool>,
    late: BTreeMap<OverrideId, Late>,
    /// Memberships whose support of a benefit is activated.
    support: BTreeSet<(MembershipId, String)>,
    /// Lines whose help with selling is activated (K-30).
    selling: BTreeSet<GrantId>,
    /// What was taken from balances.
    taken: BTreeMap<GrantId, u32>,
    /// Who holds which credit, and whether that is over.
    credits: BTreeMap<CreditId, (GrantId, PersonId, bool)>,
}

type Verdict = Result<(), String>;

fn same<T: PartialEq + std::fmt::Debug>(what: &str, said: T, counted: T) -> Verdict {
    if said == counted { Ok(()) } else { Err(format!("{what}: {said:?}, by the rulebook {counted:?}")) }
}

fn holds(what: &str, holds: bool) -> Verdict {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

fn token_rule<'p>(programme: &'p Programme, benefit: &str) -> Option<&'p TokenRule> {
    match &programme.benefit(benefit)?.kind {
        BenefitKind::Token(rule) => Some(rule),
        _ => None,
    }
}

fn seat_rule<'p>(programme: &'p Programme, benefit: &str) -> Option<&'p SeatRule> {
    match &programme.benefit(benefit)?.kind {
        BenefitKind::Seat(rule) => Some(rule),
        _ => None,
    }
}

fn key_rule<'p>(programme: &'p Programme, benefit: &str) -> Option<&'p KeyRule> {
    match &programme.benefit(benefit)?.kind {
        BenefitKind::Key(rule) => Some(rule),
        _ => None,
    }
}

fn balance_rule<'p>(programme: &'p Programme, benefit: &str) -> Option<&'p BalanceRule> {
    programme.benefit(benefit)?.balance.as_ref()
}

/// The obstacles that the model knows, by command.
fn known(command: &Command) -> &'static [RefusalCode] {
    use RefusalCode::*;
    match command {
        Command::RedeemToken { .. } => &[
            TokenAlreadyRedeemed,
            TokenRevoked,
            TokenIndivisible,
            MembershipNotActive,
            WindowReadOnly,
            RedeemByPassed,
            TenantNotVerified,
            SubscriptionLive,
            SubscriptionNotLive,
            ExtendLimitExceeded,
        ],
        Command::ShowCode { .. } => &[TokenAlreadyRedeemed, MembershipNotActive, WindowReadOnly, RedeemByPassed],
        Command::RevealKey { .. } => {
            &[MembershipNotActive, WindowReadOnly, KeyBlocked, GrantSuperseded, RedeemByPassed]
        }
        Command::RecordActivation { .. } => {
            &[MembershipNotActive, WindowReadOnly, KeyBlocked, GrantSuperseded, RedeemByPassed, ActivationsExhausted]
        }
        Command::BlockKey { .. } => &[KeyBlocked],
        Command::UnblockKey { .. } => &[KeyNotBlocked],
        Command::AssignSeat { .. } => {
            &[MembershipNotActive, WindowReadOnly, RedeemByPassed, SeatAlreadyHeld, SeatNoneFree, SeatLocked]
        }
        Command::RequestSeat { .. } => {
            &[MembershipNotActive, WindowReadOnly, RedeemByPassed, SeatAlreadyHeld, SeatAlreadyRequested]
        }
        Command::GrantSeatRequest { .. } => &[
            RequestNotOpen,
            MembershipNotActive,
            WindowReadOnly,
            RedeemByPassed,
            SeatAlreadyHeld,
            SeatNoneFree,
            SeatLocked,
        ],
        Command::DeclineSeatRequest { .. } | Command::WithdrawSeatRequest { .. } => &[RequestNotOpen],
        Command::ActivateSeat { .. } => &[MembershipNotActive, WindowReadOnly, SeatNotAssigned, NotTheAssignee],
        Command::UnassignSeat { .. } => &[SeatNotAssigned],
        Command::Renew { .. } => &[OrderOpen, MembershipNotActive, RenewalNotOpen, RenewalWindowClosed],
        Command::Purchase { .. } => &[OrderOpen, OfferLimitReached, OfferExcluded],
        Command::PlaceOrder { .. } => {
            &[OrderOpen, OfferLimitReached, OfferExcluded, MembershipNotActive, RenewalNotOpen, RenewalWindowClosed]
        }
        Command::CancelOrder { .. } => &[OrderExpired, OrderNotOpen],
        Command::AssignFunds { .. } => &[FundsNotHeld, OrderExpired, OrderNotOpen, AmountDiffers],
        Command::ReturnFunds { .. } => &[FundsNotHeld],
        Command::RefundOrder { .. } | Command::RefundTax { .. } => &[RefundNotPossible],
        Command::ActivateMarketing { .. } => {
            &[AlreadyExists, MembershipNotActive, WindowReadOnly, GrantSuperseded, ContactNotOther, RedeemByPassed]
        }
        Command::ActivateSupport { .. } => &[MembershipNotActive, WindowReadOnly, GrantSuperseded, AlreadyExists],
        Command::UseBalance { .. } => &[
            MembershipNotActive,
            WindowReadOnly,
            GrantSuperseded,
            BenefitNotActivated,
            EngagementTooLong,
            BalanceSpent,
        ],
        Command::AssignCredit { .. } => &[
            MembershipNotActive,
            WindowReadOnly,
            GrantSuperseded,
            RedeemByPassed,
            CreditTaken,
            CreditAlreadyHeld,
            CreditNotCombinable,
        ],
        Command::RemoveCredit { .. } => &[CreditNotAssigned, CreditNotRemovable],
        Command::TransferCredit { .. } => &[
            MembershipNotActive,
            WindowReadOnly,
            GrantSuperseded,
            CreditNotAssigned,
            CreditAlreadyHeld,
            CreditNotCombinable,
        ],
        Command::DecideOverride { .. } | Command::EndOverride { .. } => &[RequestNotOpen],
        Command::RequestReplacement { .. } => &[ReplacementNotEligible],
        Command::DecideReplacement { .. } => &[RequestNotOpen, ReplacementNotEligible],
        _ => &[],
    }
}

/// The day on which something was asked for: that of the ticket, or today.
fn asked(ctx: &Context) -> Day {
    number(ctx.ticket.as_ref().map_or(ctx.today, |ticket| ticket.opened_on))
}

/// Somebody's entries in the company: those of the same address (H-31).
fn entries(ctx: &Context, person: PersonId) -> Vec<PersonId> {
    let Some(named) = ctx.people.get(&person) else { return vec![person] };
    let same = |one: &&Person| one.id == person || (one.account, &one.address) == (named.account, &named.address);
    ctx.people.values().filter(same).map(|one| one.id).collect()
}

impl Model {
    /// Follows a decision on this company; `taken` is the other one of a decision on two.
    ///
    /// # Errors
    /// Where the rulebook says otherwise.
    pub fn follow(
        &mut self,
        programme: &Programme,
        zone: &jiff::tz::TimeZone,
        (command, ctx, decision): (&Command, &Context, &Decision),
        taken: Option<&Self>,
    ) -> Verdict {
        let at = jiff::Timestamp::from_microsecond(ctx.now).unwrap_or_default();
        same("the day in the programme's zone", ctx.today, at.to_zoned(zone.clone()).date())?;
        let day = number(ctx.today);
        let found = |code: RefusalCode| self.obstacle(programme, command, code, day, ctx);
        match decision {
            Err(refusal) => match found(refusal.code) {
                Some(false) => Err(format!("refused as {}, which nothing in the rulebook says", refusal.code)),
                _ => Ok(()),
            },
            Ok(outcome) => {
                let code = known(command).iter().find(|code| found(**code) == Some(true));
                if let Some(code) = code {
                    return Err(format!("allowed, by the rulebook {code}"));
                }
                for new in &outcome.facts {
                    self.fact(programme, &new.fact, number(new.effective_on), (ctx, command), taken)
                        .map_err(|wrong| format!("{}: {wrong}", new.fact.kind()))?;
                }
                Ok(())
            }
        }
    }

    /// Whether an obstacle stands in the way; none where the model does not know.
    fn obstacle(
        &self,
        programme: &Programme,
        command: &Command,
        code: RefusalCode,
        day: Day,
        ctx: &Context,
    ) -> Option<bool> {
        use RefusalCode::*;
        if !known(command).contains(&code) {
            return None;
        }
        let by_line = |line: GrantId| {
            let line = self.lines.get(&line)?;
            let access = self.members.get(&line.member)?.access(day);
            Some(match code {
                MembershipNotActive => access == Access::Nothing,
                WindowReadOnly => access == Access::HeldOnly,
                GrantSuperseded => line.over,
                RedeemByPassed => day > line.redeem_by,
                _ => return None,
            })
        };
        match command {
            Command::RedeemToken { token, tenant, mode, seats, .. } => {
                let coin = self.coins.get(token)?;
                let member = &self.members.get(&self.lines.get(&coin.line)?.member)?;
                let live = self.live(*tenant, &coin.benefit, day);
                Some(match code {
                    TokenAlreadyRedeemed => coin.used.is_some(),
                    TokenRevoked => {
                        coin.of.is_none()
                            && matches!(member.ended(day), Some(CloseReason::Upgraded | CloseReason::Refunded))
                    }
                    TokenIndivisible => seats.is_some_and(|seats| i64::from(seats) != coin.seats),
                    MembershipNotActive => coin.of.is_none() && member.access(day) == Access::Nothing,
                    WindowReadOnly => coin.of.is_none() && member.access(day) == Access::HeldOnly,
                    RedeemByPassed => day > coin.redeem_by,
                    TenantNotVerified => !self.tenants.contains(tenant),
                    SubscriptionLive => live.is_some() && *mode == Mode::New,
                    SubscriptionNotLive => live.is_none() && *mode != Mode::New,
                    ExtendLimitExceeded => {
                        let rule = token_rule(programme, &coin.benefit)?;
                        let (Mode::Extend, Some((_, (active, _))), Usable::Months(months)) = (mode, live, rule.usable)
                        else {
                            return Some(false);
                        };
                        i64::from(months) * coin.seats > i64::from(rule.extend_max_months) * active
                    }
                    _ => return None,
                })
            }
            Command::ShowCode { token } => {
                let coin = self.coins.get(token)?;
                match code {
                    TokenAlreadyRedeemed => Some(coin.used.is_some()),
                    RedeemByPassed => Some(day > coin.redeem_by),
                    _ if coin.of.is_some() => Some(false),
                    _ => by_line(coin.line),
                }
            }
            Command::RevealKey { key: KeyRef::Key(key) } if code == KeyBlocked => Some(self.products.get(key)?.blocked),
            Command::RevealKey { key: KeyRef::Grant(line) } if code == KeyBlocked => {
                Some(self.products.values().any(|product| product.line == *line && product.blocked))
            }
            Command::BlockKey { key, .. } => Some(self.products.get(key)?.blocked),
            Command::UnblockKey { key, .. } => Some(!self.products.get(key)?.blocked),
            Command::RevealKey { key: KeyRef::Key(key) } => by_line(self.products.get(key)?.line),
            Command::RevealKey { key: KeyRef::Grant(line) } => by_line(*line),
            Command::RecordActivation { key, device, hardware_changed, .. } => {
                let product = self.products.get(key)?;
                let rule = key_rule(programme, &self.lines.get(&product.line)?.benefit)?;
                let counts = !product.machines.contains(device) || *hardware_changed || rule.count_reimage;
                match code {
                    KeyBlocked => Some(product.blocked),
                    ActivationsExhausted => Some(counts && product.limit.is_some_and(|limit| product.used >= limit)),
                    GrantSuperseded | RedeemByPassed | WindowReadOnly if !counts => Some(false),
                    _ => by_line(product.line),
                }
            }
            Command::AssignSeat { pool, person, .. } => self.seated(*pool, *person, code, (day, ctx), by_line),
            Command::RequestSeat { pool, person, .. } => match code {
                SeatAlreadyRequested => {
                    let of = entries(ctx, *person);
                    let waits = |wish: &Wish| wish.room == *pool && !wish.over && of.contains(&wish.person);
                    Some(self.wishes.values().any(waits))
                }
                _ => self.seated(*pool, *person, code, (day, ctx), by_line),
            },
            Command::GrantSeatRequest { request, .. } => {
                let wish = self.wishes.get(request)?;
                match code {
                    RequestNotOpen => Some(wish.over),
                    _ => self.seated(wish.room, wish.person, code, (day, ctx), by_line),
                }
            }
            Command::DeclineSeatRequest { request, .. } | Command::WithdrawSeatRequest { request } => {
                let wish = self.wishes.get(request)?;
                let there = ctx.people.get(&wish.person).is_some_and(|person| person.in_directory);
                let has = self.seated(wish.room, wish.person, SeatAlreadyHeld, (day, ctx), by_line)?;
                let line = self.lines.get(&self.rooms.get(&wish.room)?.line)?;
                let held = self.members.get(&line.member)?.held(day);
                Some(wish.over || !there || has || line.over || !held)
            }
            Command::ActivateSeat { assignment } => {
                let sitting = self.sittings.get(assignment)?;
                match code {
                    SeatNotAssigned => Some(sitting.over),
                    NotTheAssignee => Some(ctx.actor.person != Some(sitting.person)),
                    _ => by_line(self.rooms.get(&sitting.room)?.line),
                }
            }
            Command::UnassignSeat { assignment, .. } => Some(self.sittings.get(assignment)?.over),
            Command::Renew { membership, .. } => self.renewable(programme, *membership, code, day),
            Command::Purchase { offer, .. } => self.buyable(programme, offer, code, day),
            Command::PlaceOrder { of: Ordered::Purchase { offer }, .. } => self.buyable(programme, offer, code, day),
            Command::PlaceOrder { of: Ordered::Renewal { membership, .. }, .. } => {
                self.renewable(programme, *membership, code, day)
            }
            Command::CancelOrder { order } => self.unpayable(*order, code, day),
            Command::AssignFunds { funds, order } => {
                let order = self.paid_by(*order, day)?;
                match code {
                    FundsNotHeld => Some(!self.money.get(funds)?.held),
                    AmountDiffers => {
                        let (bill, money) = (self.bills.get(&order)?, &self.money.get(funds)?.amount);
                        let exact = (bill.total, &bill.currency) == (money.minor, &money.currency);
                        Some(!exact || self.mispriced(programme, bill, day))
                    }
                    OrderExpired if self.still_pays(programme, order, self.money.get(funds)?.received, day) => {
                        Some(false)
                    }
                    _ => self.unpayable(order, code, day),
                }
            }
            Command::ReturnFunds { funds } => Some(!self.money.get(funds)?.held),
            Command::RefundOrder { order } => {
                Some(!self.refundable(programme, self.bills.get(order)?, (day, asked(ctx))))
            }
            Command::RefundTax { order } => {
                let bill = self.bills.get(order)?;
                let (Some((paid, _)), Some(_), false) = (&bill.paid, bill.tax, bill.refunded) else {
                    return Some(true);
                };
                let until = programme.tax_refund_months.map(|months| later(*paid, i64::from(months)));
                let exempt = self.exempt_on(bill.former, bill.placed);
                Some(bill.tax_back > 0 || !exempt || until.is_none_or(|until| day > until))
            }
            Command::RequestReplacement { token, reason, intended_tenant, .. } => {
                Some(!self.replaceable(programme, *token, (*reason, *intended_tenant), (day, asked(ctx)))?)
            }
            Command::DecideReplacement { replacement, grant, .. } => {
                let (token, open) = self.asked.get(replacement)?;
                Some(match code {
                    RequestNotOpen => !open,
                    _ => *grant && self.coins.get(token)?.replaced,
                })
            }
            Command::ActivateMarketing { grant, own_address, .. } => match code {
                AlreadyExists => Some(self.sells_already(*grant, day)?),
                ContactNotOther => Some(*own_address),
                RedeemByPassed => {
                    let line = self.lines.get(grant)?;
                    let days = i64::from(balance_rule(programme, &line.benefit)?.processing_days);
                    Some(self.members.get(&line.member)?.access(day + days) == Access::Nothing)
                }
                _ => by_line(*grant),
            },
            Command::ActivateSupport { grant } => {
                let line = self.lines.get(grant)?;
                match code {
                    AlreadyExists => Some(self.support.contains(&(line.member, line.benefit.clone()))),
                    _ => by_line(*grant),
                }
            }
            Command::UseBalance { grant, kind, amount, .. } => {
                let line = self.lines.get(grant)?;
                let rule = balance_rule(programme, &line.benefit)?;
                match code {
                    BenefitNotActivated => {
                        Some(rule.activation && !self.support.contains(&(line.member, line.benefit.clone())))
                    }
                    EngagementTooLong => Some(rule.engagement_max.is_some_and(|most| *amount > most)),
                    // Whether a competency makes it one without limit is not known here.
                    BalanceSpent if programme.benefit(&line.benefit)?.unlimited_with.is_some() => None,
                    BalanceSpent => {
                        let mut held = self.members.values().filter(|member| member.held(day));
                        let free = *kind == UsageKind::Presales
                            && held.any(|member| rule.presales_free_with.contains(&member.year(day).offer));
                        let taken = self.taken.get(grant).copied().unwrap_or_default();
                        Some(!free && taken + amount > line.quantity)
                    }
                    _ => by_line(*grant),
                }
            }
            Command::AssignCredit { grant, person, other_credit } => match code {
                CreditTaken => Some(self.credits.values().any(|(of, _, over)| of == grant && !over)),
                RedeemByPassed => Some(day > self.lines.get(grant)?.redeem_by),
                _ => {
                    self.credit_obstacle(programme, *grant, (&entries(ctx, *person), *other_credit), code, day, by_line)
                }
            },
            Command::RemoveCredit { credit } => {
                let (grant, _, over) = self.credits.get(credit)?;
                let rule = balance_rule(programme, &self.lines.get(grant)?.benefit)?;
                Some(if code == CreditNotAssigned { *over } else { !rule.removable })
            }
            Command::TransferCredit { credit, person, other_credit } => {
                let (grant, _, over) = self.credits.get(credit)?;
                match code {
                    CreditNotAssigned => Some(*over),
                    _ => self.credit_obstacle(
                        programme,
                        *grant,
                        (&entries(ctx, *person), *other_credit),
                        code,
                        day,
                        by_line,
                    ),
                }
            }
            Command::DecideOverride { late_override, .. } => Some(!self.late.get(late_override)?.open),
            Command::EndOverride { late_override, .. } => {
                let late = self.late.get(late_override)?;
                let renewed = self.members.get(&late.member)?.years.len() > late.year;
                Some(!late.open && (renewed || !late.in_force(day)))
            }
            _ => None,
        }
    }

    /// A person holds one credit at a time, and some go with no other (K-23, K-24).
    fn credit_obstacle(
        &self,
        programme: &Programme,
        grant: GrantId,
        (entries, elsewhere): (&[PersonId], bool),
        code: RefusalCode,
        day: Day,
        by_line: impl Fn(GrantId) -> Option<bool>,
    ) -> Option<bool> {
        match code {
            RefusalCode::CreditAlreadyHeld => Some(entries.iter().any(|person| self.has_credit(*person, day))),
            RefusalCode::CreditNotCombinable => {
                let rule = balance_rule(programme, &self.lines.get(&grant)?.benefit)?;
                Some(rule.exclusive && elsewhere)
            }
            _ => by_line(grant),
        }
    }

    /// Whether a person has a credit of a membership that is held.
    fn has_credit(&self, person: PersonId, day: Day) -> bool {
        self.credits.values().any(|(of, who, over)| {
            let line = self.lines.get(of).filter(|line| !line.over);
            let held = line.and_then(|line| self.members.get(&line.member)).is_some_and(|held| held.held(day));
            *who == person && !over && held
        })
    }

    /// Until when a window that has passed is open for a membership: to who was enrolled, or by an override (J-30, J-37).
    fn open_until(&self, id: MembershipId, day: Day) -> Option<Day> {
        let member = self.members.get(&id)?;
        let year = member.years.len();
        if day <= member.last().closes {
            return None;
        }
        let late = self.late.values().find(|late| late.member == id && late.year == year && late.in_force(day));
        let excused = self.excused.get(&(id, year)).filter(|excused| excused.since <= day);
        let own = excused.and_then(|excused| excused.until).filter(|until| day <= *until);
        late.and_then(|late| Some(late.granted?.1)).or(own)
    }

    fn live(&self, tenant: TenantId, benefit: &str, day: Day) -> Option<(SubscriptionId, (i64, Day))> {
        self.services.iter().find_map(|(id, held)| {
            let now = held.now.filter(|(_, until)| day <= *until)?;
            (held.tenant == tenant && held.benefit == benefit).then_some((*id, now))
        })
    }

    fn runs_on(&self, service: SubscriptionId, day: Day) -> bool {
        self.services.get(&service).and_then(|held| held.now).is_some_and(|(_, until)| day <= until)
    }

    /// What stands in the way of a seat for somebody.
    fn seated(
        &self,
        pool: PoolId,
        person: PersonId,
        code: RefusalCode,
        (day, ctx): (Day, &Context),
        by_line: impl Fn(GrantId) -> Option<bool>,
    ) -> Option<bool> {
        let room = self.rooms.get(&pool)?;
        let free = room.size.saturating_sub(room.taken() + room.locked(day));
        match code {
            RefusalCode::SeatAlreadyHeld => {
                Some(entries(ctx, person).iter().any(|one| self.sits(*one, &room.edition, day)))
            }
            RefusalCode::SeatNoneFree => Some(room.taken() >= room.size),
            RefusalCode::SeatLocked => Some(room.back(person, day).is_none() && free == 0),
            _ => by_line(room.line),
        }
    }

    fn sits(&self, person: PersonId, edition: &str, day: Day) -> bool {
        self.sittings.values().any(|sitting| {
            let room = self.rooms.get(&sitting.room).filter(|room| room.edition == edition);
            let member = room.and_then(|room| self.members.get(&self.lines.get(&room.line)?.member));
            sitting.person == person && !sitting.over && member.is_some_and(|member| member.held(day))
        })
    }

    /// Whether an order of a group is open that stands in the way of a purchase, or of one membership's renewal (A-05).
    fn ordered(&self, limit: &Limit, renewed: Option<MembershipId>, day: Day) -> bool {
        let stands = |bill: &Bill| match (&bill.of, renewed) {
            (Ordered::Renewal { membership, .. }, Some(renewed)) => *membership == renewed,
            (_, None) => bill.group == limit.group,
            (Ordered::Purchase { .. }, Some(_)) => bill.group == limit.group && limit.max == 1,
        };
        self.bills.values().any(|bill| bill.open(day) && stands(bill))
    }

    fn renewable(&self, programme: &Programme, id: MembershipId, code: RefusalCode, day: Day) -> Option<bool> {
        let member = self.members.get(&id)?;
        let year = member.last();
        match code {
            RefusalCode::OrderOpen => Some(self.ordered(&programme.offer(&year.offer)?.limit, Some(id), day)),
            RefusalCode::MembershipNotActive => {
                let ended = [CloseReason::Upgraded, CloseReason::Refunded, CloseReason::Merged];
                Some(member.closed.is_some_and(|(why, _)| ended.contains(&why)))
            }
            RefusalCode::RenewalNotOpen => Some(day < year.opens),
            RefusalCode::RenewalWindowClosed => Some(day > year.closes && self.open_until(id, day).is_none()),
            _ => None,
        }
    }

    fn buyable(&self, programme: &Programme, offer: &str, code: RefusalCode, day: Day) -> Option<bool> {
        let offer = programme.offer(offer)?;
        let held = || self.members.values().filter(|member| member.held(day));
        match code {
            RefusalCode::OrderOpen => Some(self.ordered(&offer.limit, None, day)),
            RefusalCode::OfferLimitReached => {
                let count = held().filter(|member| member.group == offer.limit.group).count();
                Some(u32::try_from(count).ok()? >= offer.limit.max)
            }
            RefusalCode::OfferExcluded => Some(held().any(|member| offer.excluded_by.contains(&member.last().offer))),
            _ => None,
        }
    }

    fn unpayable(&self, order: OrderId, code: RefusalCode, day: Day) -> Option<bool> {
        let bill = self.bills.get(&order)?;
        let expired = !bill.cancelled && bill.paid.is_none() && day > bill.pay_by;
        match code {
            RefusalCode::OrderExpired => Some(expired),
            RefusalCode::OrderNotOpen => Some(!bill.open(day) && !expired),
            _ => None,
        }
    }

    /// The order that money for another one pays: where that one has expired or was withdrawn, what was ordered in its
    /// place.
    fn paid_by(&self, order: OrderId, day: Day) -> Option<OrderId> {
        let named = self.bills.get(&order)?;
        let anew = |other: &Bill| match (&named.of, &other.of) {
            (Ordered::Renewal { membership: one, .. }, Ordered::Renewal { membership, .. }) => one == membership,
            (_, Ordered::Purchase { .. }) => named.group == other.group && !named.apart,
            (Ordered::Purchase { .. }, Ordered::Renewal { .. }) => false,
        };
        if named.open(day) || named.paid.is_some() {
            return Some(order);
        }
        let instead = self.bills.iter().find(|(_, other)| other.open(day) && anew(other));
        Some(instead.map_or(order, |(id, _)| *id))
    }

    /// Whether money that was in time for an order pays it on a later day: while the year that it buys runs.
    fn still_pays(&self, programme: &Programme, order: OrderId, received: Day, day: Day) -> bool {
        let Some(bill) = self.bills.get(&order).filter(|bill| bill.in_time(received)) else { return false };
        let ends = match &bill.of {
            Ordered::Renewal { membership, offer } => self.members.get(membership).and_then(|held| {
                let year = held.years.len();
                let anew = |late: &Late| late.member == *membership && late.year == year && late.from_payment;
                let anew = |late: &&Late| anew(late) && late.in_force(bill.placed) && held.last().closes < bill.placed;
                let anew = self.late.values().find(anew).map(|_| bill.placed);
                Some(Self::following(programme, held, offer, day, anew).ok()?.anniversary)
            }),
            Ordered::Purchase { offer } => Self::first_anniversary(programme, offer, date(bill.placed)).ok(),
        };
        ends.is_some_and(|ends| day <= ends)
    }

    /// Whether the company, or the former one that ordered, was exempt on a day.
    fn exempt_on(&self, former: Option<AccountId>, day: Day) -> bool {
        let counts =
            |(from, until, of): &Exempt| *of == former && *from <= day && until.is_none_or(|until| day <= until);
        self.exempt.values().any(counts)
    }

    /// Within its days, with nothing used, and for a purchase only (B-50).
    fn refundable(&self, programme: &Programme, bill: &Bill, (day, asked): (Day, Day)) -> bool {
        let Some((_, membership)) = bill.paid.filter(|_| !bill.refunded) else { return false };
        let Some(member) = self.members.get(&membership) else { return false };
        let ends = programme.offer(&member.last().offer).map(|offer| offer.refund.ended_by.as_slice());
        let used = ends.unwrap_or_default().iter().any(|end| member.uses.contains(end));
        let ended = [CloseReason::Upgraded, CloseReason::Refunded, CloseReason::Merged];
        // What gave way to a level that came back at its full price was not counted on (A-18).
        let bought = |last: Day, other: &Member| last == member.last().closes.min(number(other.bought) - 1);
        let returned = member.closed.is_some_and(|(why, last)| {
            let mut others = self.members.iter().filter(|(id, _)| **id != membership);
            why == CloseReason::Upgraded && !others.any(|(_, other)| bought(last, other))
        });
        let gone = member.upgraded || member.ended(day).is_some_and(|why| ended.contains(&why));
        let gone = gone && !returned;
        // What a ticket asked for in time is given back later, while the year for which it was paid runs.
        let runs = day <= later(member.bought, 12);
        let after = bill.paid.is_some_and(|(on, _)| number(on) <= asked);
        let in_time = member.refund_until.is_some_and(|until| day <= until || (after && asked <= until && runs));
        // The fee is counted on: by an upgrade ordered for less, or by another membership that it let run on.
        let counts = |other: &Bill| match &other.of {
            Ordered::Purchase { offer } => {
                let upgrade = programme.offer(offer).and_then(|offer| offer.upgrade.as_ref());
                upgrade.is_some_and(|upgrade| upgrade.from == member.last().offer)
            }
            Ordered::Renewal { .. } => false,
        };
        let ordered = self.bills.values().any(|other| other.cut && other.open(day) && counts(other));
        let longer = self.members.values().any(|other| other.joined == Some(membership) && other.lengthened);
        matches!(bill.of, Ordered::Purchase { .. }) && in_time && !used && !gone && !ordered && !longer
    }

    /// Whether an order's price is not that of what it would do (A-18): less without a membership that it goes up from, which
    /// may have lapsed while the bank was slow, or all of it with one.
    fn mispriced(&self, programme: &Programme, bill: &Bill, day: Day) -> bool {
        let Ordered::Purchase { offer } = &bill.of else { return false };
        let upgrade = programme.offer(offer).and_then(|offer| offer.upgrade.as_ref());
        let Some(upgrade) = upgrade.filter(|upgrade| upgrade.discount_percent > 0) else { return false };
        let waits = |member: &Member| bill.cut && member.closed.is_none() && member.held(bill.placed);
        let from = |member: &Member| member.last().offer == upgrade.from && (member.held(day) || waits(member));
        self.members.values().any(from) != bill.cut
    }

    /// Who paid less bought on top of another membership, and who paid in full did not (A-18).
    fn priced(&self, programme: &Programme, of: &Ordered, cut: bool, today: Day) -> Verdict {
        let Ordered::Purchase { offer } = of else { return Ok(()) };
        let upgrade = programme.offer(offer).and_then(|offer| offer.upgrade.as_ref());
        let Some(upgrade) = upgrade.filter(|upgrade| upgrade.discount_percent > 0) else { return Ok(()) };
        let ended_now = self.members.values().any(|member| {
            let last = member.last().closes.min(today - 1);
            member.last().offer == upgrade.from && member.closed == Some((CloseReason::Upgraded, last))
        });
        // One that had ended in this way before stays ended; only what is paid for less must have ended one.
        holds("less is paid on top of another membership only", !cut || ended_now)?;
        let there = self.members.values().any(|member| member.last().offer == upgrade.from && member.held(today));
        holds("nobody pays in full on top of another membership", cut || !there)
    }

    /// Whether help with selling is activated for a line, or for the same benefit of another membership that still gives
    /// what it gave (K-30, C-25).
    fn sells_already(&self, grant: GrantId, day: Day) -> Option<bool> {
        let own = self.lines.get(&grant)?;
        let elsewhere = self.selling.iter().filter_map(|of| self.lines.get(of)).any(|line| {
            let gives = self.members.get(&line.member).is_some_and(|member| member.access(day) != Access::Nothing);
            line.member != own.member && line.benefit == own.benefit && !line.over && gives
        });
        Some(elsewhere || self.selling.contains(&grant))
    }

    /// Two reasons, some days from the redemption, once, and never for a replacement (D-20…D-25).
    fn replaceable(
        &self,
        programme: &Programme,
        token: TokenId,
        (reason, meant): (ReplacementReason, Option<TenantId>),
        (day, asked): (Day, Day),
    ) -> Option<bool> {
        let coin = self.coins.get(&token)?;
        let (Some(used), Some(rule)) = (&coin.used, &token_rule(programme, &coin.benefit)?.replacement) else {
            return Some(false);
        };
        let fits = match reason {
            ReplacementReason::WrongTenant => {
                meant.is_some_and(|meant| used.may_have_meant(meant) && self.tenants.contains(&meant))
            }
            ReplacementReason::AddedInsteadOfExtended => used.mode == Mode::AddSeats,
            _ => false,
        };
        let mut earlier = 0;
        let mut at = coin;
        while let Some(before) = at.of.and_then(|of| self.coins.get(&of)) {
            (earlier, at) = (earlier + 1, before);
        }
        let first = earlier < rule.max.max(1);
        // What a ticket asked for after it was redeemed can still be replaced while it runs.
        let last = number(used.on) + i64::from(rule.within_days);
        let in_time = day <= last || (number(used.on) <= asked && asked <= last && self.runs_on(used.service, day));
        let waits = self.asked.values().any(|(of, open)| *of == token && *open);
        Some(rule.reasons.contains(&reason) && fits && in_time && !coin.replaced && first && !waits)
    }

    /// Everything of another company is this one's from now on (H-30, H-32).
    fn absorb(&mut self, taken: &Self, company: AccountId, today: Day) {
        let mut other = taken.clone();
        let before = |used: &&mut Use| number(used.on) < today;
        for used in self.coins.values_mut().filter_map(|coin| coin.used.as_mut()).filter(before) {
            used.barred.extend(other.tenants.iter().copied());
        }
        for used in other.coins.values_mut().filter_map(|coin| coin.used.as_mut()).filter(before) {
            let own = other.tenants.difference(&used.barred).copied().collect();
            used.only.get_or_insert(own);
        }
        self.tenants.extend(other.tenants);
        self.members.extend(other.members);
        self.lines.extend(other.lines);
        self.coins.extend(other.coins);
        self.services.extend(other.services);
        self.asked.extend(other.asked);
        self.products.extend(other.products);
        self.rooms.extend(other.rooms);
        self.pools.extend(other.pools);
        self.sittings.extend(other.sittings);
        self.wishes.extend(other.wishes);
        self.money.extend(other.money);
        for (id, bill) in other.bills {
            let former = Some(bill.former.unwrap_or(company));
            self.bills.insert(id, Bill { former, ..bill });
        }
        self.excused.extend(other.excused);
        self.installed.extend(other.installed);
        self.late.extend(other.late);
        self.support.extend(other.support);
        self.selling.extend(other.selling);
        self.taken.extend(other.taken);
        self.credits.extend(other.credits);
        for (id, (from, until, former)) in other.exempt {
            self.exempt.insert(id, (from, until, Some(former.unwrap_or(company))));
        }
    }

    /// A membership is renewed with another one, and may get its days; never earlier ones (H-35).
    fn joined(&mut self, fact: &MembershipJoined, today: Day) -> Verdict {
        let into = self.members.get(&fact.into).ok_or("no such membership")?.last().clone();
        let member = self.members.get_mut(&fact.membership).ok_or("no such membership")?;
        member.joined = Some(fact.into);
        member.lengthened |= fact.days.is_some();
        let Some(year) = member.years.last_mut() else { return Ok(()) };
        let mut running = BTreeSet::new();
        if let Some(days) = &fact.days {
            let later = Year { offer: year.offer.clone(), begins: year.begins, in_window: year.in_window, ..into };
            Self::days(days, &later)?;
            holds("its days do not come earlier", year.anniversary <= later.anniversary)?;
            // What was redeemed to last as long as it, and runs, runs on with it.
            let end = |year: &Year| if year.in_window == Access::Nothing { year.anniversary } else { year.closes };
            let live = |service: &SubscriptionId| {
                let service = self.services.get(service).and_then(|service| service.now);
                service.is_some_and(|(_, until)| today <= until)
            };
            let ends = |used: &Use| used.months.is_none() && used.alone == end(year) && live(&used.service);
            let of_it = |coin: &Coin| self.lines.get(&coin.line).is_some_and(|line| line.member == fact.membership);
            let runs = |coin: &Coin| !coin.replaced && of_it(coin) && coin.used.as_ref().is_some_and(ends);
            running = self.coins.iter().filter(|(_, coin)| runs(coin)).map(|(id, _)| *id).collect();
            *year = later;
            for service in &fact.services {
                same("its own last day", number(service.alone_until), end(year))?;
                let used = self.coins.get_mut(&service.token).and_then(|coin| coin.used.as_mut());
                used.ok_or("it was not redeemed")?.alone = end(year);
            }
        }
        same("what runs on", fact.services.iter().map(|service| service.token).collect(), running.clone())?;
        for service in self.services.values_mut().filter(|held| held.tokens.iter().any(|of| running.contains(of))) {
            service.now = Self::made_of(&self.coins, &service.tokens);
        }
        for moved in &fact.lines {
            let line = self.lines.get_mut(&moved.grant).ok_or("no such line")?;
            holds("its last day does not come earlier", line.redeem_by <= number(moved.redeem_by))?;
            line.redeem_by = number(moved.redeem_by);
            let coins = self.coins.values_mut().filter(|coin| coin.line == moved.grant && coin.of.is_none());
            coins.for_each(|coin| coin.redeem_by = number(moved.redeem_by));
        }
        Ok(())
    }

    /// A membership goes on after the fee of its upgrade was given back, with its pools as they were granted.
    fn reopened(&mut self, programme: &Programme, fact: &MembershipReopened, command: &Command, today: Day) -> Verdict {
        // The one whose fee goes back does not count any more.
        let bill = match command {
            Command::RefundOrder { order } => self.bills.get(order),
            _ => None,
        };
        let refunded = bill.and_then(|bill| Some(bill.paid?.1));
        let before = self.members.get(&fact.membership).ok_or("no such membership")?;
        let offer = programme.offer(&before.last().offer).ok_or("no such offer")?;
        // What a merge has joined with it was there beside it before (H-33, H-34).
        let chain = |id| std::iter::successors(Some(id), |id| self.members.get(id)?.joined).take(self.members.len());
        let together = |id: MembershipId| refunded.is_some_and(|of| chain(id).last() == chain(of).last());
        let others = || self.members.iter().filter(|(id, other)| !together(**id) && other.held(today));
        let in_place = others().filter(|(_, other)| other.group == before.group).count();
        holds("there is room for it", u32::try_from(in_place).is_ok_and(|count| count < offer.limit.max))?;
        let excluded = others().any(|(_, other)| offer.excluded_by.contains(&other.last().offer));
        holds("nothing excludes it", !excluded)?;
        let member = self.members.get_mut(&fact.membership).ok_or("no such membership")?;
        holds("an upgrade ended it", matches!(member.closed, Some((CloseReason::Upgraded, _))))?;
        member.closed = None;
        for (line, pool, size) in &self.pools {
            let own = self.lines.get(line).is_some_and(|line| line.member == fact.membership && !line.over);
            if let Some(room) = self.rooms.get_mut(pool).filter(|_| own) {
                (room.line, room.size) = (*line, *size);
            }
        }
        self.moved(&fact.moved, today)
    }

    fn fact(
        &mut self,
        programme: &Programme,
        fact: &Fact,
        day: Day,
        (ctx, command): (&Context, &Command),
        taken: Option<&Self>,
    ) -> Verdict {
        let today = number(ctx.today);
        match fact {
            Fact::AccountOpened(fact) => self.country.clone_from(&fact.country),
            Fact::TenantLinked(fact) => {
                self.tenants.insert(fact.tenant);
            }
            Fact::MembershipPurchased(fact) => self.bought(programme, fact, ctx.today)?,
            Fact::MembershipRenewed(fact) => self.renewed(programme, fact, ctx.today, command)?,
            Fact::MembershipClosed(fact) => self.closed(programme, fact, today)?,
            Fact::GrantsAdded(fact) => {
                let member = self.members.get(&fact.membership).ok_or("no such membership")?;
                holds("lines are added to a membership that is held", member.held(today))?;
                let year = member.last().clone();
                self.granted(programme, fact.membership, &fact.grants, &year, today)?;
            }
            Fact::OrderPlaced(fact) => self.placed(programme, fact, today)?,
            Fact::OrderClosed(fact) => {
                let bill = self.bills.get_mut(&fact.order).ok_or("no such order")?;
                match fact.why {
                    OrderEnd::Cancelled => {
                        holds("only what is open is cancelled", bill.open(today))?;
                        bill.cancelled = true;
                    }
                    OrderEnd::Expired => {
                        holds("only what is unpaid expires", !bill.open(today) && bill.paid.is_none())?;
                        same("the day on which it expires", day, bill.pay_by + 1)?;
                    }
                }
            }
            Fact::FundsReceived(fact) => {
                holds("a reference is received once", self.references.insert(fact.reference.clone()))?;
                holds("something is received", fact.amount.minor > 0)?;
                let received = fact.received_on.map_or(today, number);
                holds("nothing is received on a day to come", received <= today)?;
                self.money.insert(fact.funds, Coins { amount: fact.amount.clone(), held: true, received });
            }
            Fact::FundsReturned(fact) => {
                let money = self.money.get_mut(&fact.funds).ok_or("no such money")?;
                holds("only what is held is returned", std::mem::take(&mut money.held))?;
            }
            Fact::OrderPaid(fact) => {
                let bill = self.bills.get_mut(&fact.order).ok_or("no such order")?;
                let money = self.money.get_mut(&fact.funds).ok_or("no such money")?;
                holds("only what is open is paid", bill.open(today) || bill.in_time(money.received))?;
                holds("only what is held pays", std::mem::take(&mut money.held))?;
                same("what pays", (money.amount.minor, &money.amount.currency), (bill.total, &bill.currency))?;
                bill.paid = Some((ctx.today, fact.membership));
                let (of, cut) = (bill.of.clone(), bill.cut);
                self.priced(programme, &of, cut, today)?;
            }
            Fact::OrderRefunded(fact) => {
                let bill = self.bills.get(&fact.order).ok_or("no such order")?;
                holds("it may be refunded", self.refundable(programme, bill, (today, asked(ctx))))?;
                same("what goes back", fact.amount.minor, bill.total - bill.tax_back)?;
                if let Some(bill) = self.bills.get_mut(&fact.order) {
                    bill.refunded = true;
                }
            }
            Fact::TaxRefunded(fact) => {
                let bill = self.bills.get_mut(&fact.order).ok_or("no such order")?;
                same("the tax that goes back", Some(fact.amount.minor), bill.tax)?;
                bill.tax_back = fact.amount.minor;
            }
            Fact::TaxExempted(fact) => {
                self.exempt.insert(fact.exemption, (number(fact.from), fact.until.map(number), fact.former));
            }
            Fact::TaxExemptionEnded(fact) => {
                if let Some((_, until, _)) = self.exempt.get_mut(&fact.exemption) {
                    *until = Some(number(fact.last_day));
                }
            }
            Fact::CodeShown(fact) => {
                let line = self.coins.get(&fact.token).ok_or("no such token")?.line;
                self.uses(line, RefundEnd::KeyRevealed)?;
            }
            Fact::TokenRedeemed(fact) => self.redeemed(programme, fact, ctx.today)?,
            Fact::ReplacementRequested(fact) => {
                let fits =
                    self.replaceable(programme, fact.token, (fact.reason, fact.intended_tenant), (today, asked(ctx)));
                holds("it may be replaced", fits == Some(true))?;
                self.asked.insert(fact.replacement, (fact.token, true));
            }
            Fact::ReplacementDeclined(fact) => {
                let asked = self.asked.get_mut(&fact.replacement).ok_or("nobody asked")?;
                holds("it is decided once", std::mem::take(&mut asked.1))?;
            }
            Fact::ReplacementGranted(fact) => self.replaced(programme, fact, today)?,
            Fact::KeyRevealed(fact) => {
                let product = self.products.get(&fact.key).ok_or("no such key")?;
                holds("nobody sees a blocked key (E-15)", !product.blocked)?;
                self.uses(product.line, RefundEnd::KeyRevealed)?;
            }
            Fact::KeyBlocked(fact) => {
                self.products.get_mut(&fact.key).ok_or("no such key")?.blocked = true;
            }
            Fact::KeyUnblocked(fact) => {
                self.products.get_mut(&fact.key).ok_or("no such key")?.blocked = false;
            }
            Fact::ActivationCounted(fact) => {
                let product = self.products.get_mut(&fact.key).ok_or("no such key")?;
                product.used += 1;
                same("activations used", fact.used, product.used)?;
                holds("nothing is activated with a blocked key (E-15)", !product.blocked)?;
                holds("within the limit", product.limit.is_none_or(|limit| product.used <= limit))?;
                product.machines.insert(fact.device.clone());
                // Where it was activated it is installed (F-11).
                self.installed.insert(InstalledId::Activated(fact.activation), true);
                let line = product.line;
                self.uses(line, RefundEnd::BenefitActivated)?;
            }
            Fact::SeatAssigned(fact) => self.assigned(programme, fact, today, ctx.now)?,
            Fact::SeatActivated(fact) => {
                let sitting = self.sittings.get_mut(&fact.assignment).ok_or("no such seat")?;
                holds("only a seat that is held is begun", !sitting.over)?;
                sitting.begun = true;
                let line = self.rooms.get(&sitting.room).ok_or("no such pool")?.line;
                self.uses(line, RefundEnd::BenefitActivated)?;
            }
            Fact::SeatUnassigned(fact) => self.unassigned(programme, fact, ctx)?,
            Fact::SeatRequested(fact) => {
                same("who asks for a seat", Some(fact.person), ctx.actor.person)?;
                let wish = Wish { room: fact.pool, person: fact.person, over: false };
                self.wishes.insert(fact.request, wish);
            }
            Fact::SeatRequestDeclined(fact) => self.answered(fact.request)?,
            Fact::SeatRequestWithdrawn(fact) => self.answered(fact.request)?,
            Fact::InstallationRecorded(fact) => {
                holds("something is installed", fact.quantity > 0)?;
                let before = self.installed.insert(InstalledId::Recorded(fact.installation), true);
                holds("an entry is new", before.is_none())?;
                self.uses(fact.grant, RefundEnd::BenefitActivated)?;
            }
            Fact::InstallationChanged(fact) => {
                let there = self.installed.get_mut(&fact.installed).ok_or("nothing is installed")?;
                // A machine that is activated again at no cost has it again (E-08).
                let again = matches!(command, Command::RecordActivation { .. });
                holds("only what is there is moved", *there != again)?;
                *there = true;
            }
            Fact::InstallationRemoved(fact) => {
                let there = self.installed.get_mut(&fact.installed).ok_or("nothing is installed")?;
                holds("only what is there is removed", std::mem::take(there))?;
            }
            Fact::CompanyAbsorbed(fact) => {
                self.absorb(taken.ok_or("the other company is not known")?, fact.company, today);
            }
            Fact::MembershipJoined(fact) => self.joined(fact, today)?,
            Fact::MembershipReopened(fact) => self.reopened(programme, fact, command, today)?,
            Fact::CampaignEnrolled(fact) => {
                let member = self.members.get(&fact.membership).ok_or("no such membership")?;
                let last = member.last();
                same("the year", usize::try_from(fact.year), Ok(member.years.len()))?;
                // The old anniversary stands (J-33).
                same("the anniversary", number(fact.anniversary), last.anniversary)?;
                let until = fact.self_service_until.map(number);
                let together = std::iter::successors(member.joined, |id| self.members.get(id)?.joined);
                let waits = together.last().and_then(|id| self.members.get(&id)).is_some_and(|with| with.held(today));
                let still = today <= last.closes || waits || until.is_some_and(|until| today <= until);
                holds("who is enrolled can still pay", still)?;
                let before =
                    self.excused.insert((fact.membership, member.years.len()), Excused { since: today, until });
                holds("a year is enrolled once", before.is_none())?;
            }
            Fact::OverrideProposed(fact) => {
                let member = self.members.get(&fact.membership).ok_or("no such membership")?;
                holds("its window has passed", today > member.last().closes)?;
                holds("only time ended it", member.closed.is_none_or(|(why, _)| why == CloseReason::Lapsed))?;
                let year = member.years.len();
                same("the year", usize::try_from(fact.year), Ok(year))?;
                let other = |late: &Late| {
                    late.member == fact.membership && late.year == year && (late.open || late.in_force(today))
                };
                holds("no other override is there", !self.late.values().any(other))?;
                let late = Late {
                    member: fact.membership,
                    year,
                    from_payment: fact.counted_from == CountedFrom::Payment,
                    pay_within: i64::from(fact.pay_within_days),
                    open: true,
                    granted: None,
                    ended: None,
                };
                self.late.insert(fact.late_override, late);
            }
            Fact::OverrideGranted(fact) => {
                let late = self.late.get_mut(&fact.late_override).ok_or("nobody proposed it")?;
                holds("it is decided once", std::mem::take(&mut late.open))?;
                let member = self.members.get(&late.member).ok_or("no such membership")?;
                let anew = late.from_payment.then_some(today);
                let bought = Self::following(programme, member, &member.last().offer, today, anew)?;
                // Nobody pays for a year that is over, with its window.
                holds("the year that it buys runs", today <= bought.closes)?;
                let until = (today + late.pay_within).min(bought.closes);
                same("the last day to pay", number(fact.pay_by), until)?;
                late.granted = Some((today, until));
            }
            Fact::OverrideDeclined(fact) => {
                let late = self.late.get_mut(&fact.late_override).ok_or("nobody proposed it")?;
                holds("it is decided once", std::mem::take(&mut late.open))?;
            }
            Fact::OverrideEnded(fact) => {
                let late = self.late.get_mut(&fact.late_override).ok_or("nobody proposed it")?;
                late.open = false;
                late.ended = Some(today);
            }
            Fact::MarketingActivated(fact) => {
                let already = self.sells_already(fact.grant, today).ok_or("no such line")?;
                holds("a benefit is activated once (K-30, C-25)", !already)?;
                self.selling.insert(fact.grant);
                let benefit = &self.lines.get(&fact.grant).ok_or("no such line")?.benefit;
                let days = balance_rule(programme, benefit).map_or(0, |rule| i64::from(rule.processing_days));
                same("the first day", number(fact.active_from), today + days)?;
                let member = self.lines.get(&fact.grant).and_then(|line| self.members.get(&line.member));
                let usable = member.is_some_and(|member| member.access(today + days) != Access::Nothing);
                holds("it is ready before the benefits end (K-30)", usable)?;
                self.uses(fact.grant, RefundEnd::BenefitActivated)?;
            }
            Fact::SupportActivated(fact) => {
                let line = self.lines.get(&fact.grant).ok_or("no such line")?;
                let new = self.support.insert((line.member, line.benefit.clone()));
                holds("support is activated once", new)?;
                self.uses(fact.grant, RefundEnd::BenefitActivated)?;
            }
            Fact::BalanceUsed(fact) => {
                let line = self.lines.get(&fact.grant).ok_or("no such line")?;
                holds("all of it is taken, or none", fact.deducted == fact.asked || fact.deducted == 0)?;
                let taken = self.taken.entry(fact.grant).or_default();
                *taken += fact.deducted;
                holds("no more than was granted", *taken <= line.quantity)?;
                self.uses(fact.grant, RefundEnd::BenefitActivated)?;
            }
            Fact::CreditAssigned(fact) => {
                let held = self.credits.values().any(|(of, _, over)| *of == fact.grant && !over);
                holds("nobody holds the credit", !held)?;
                self.credits.insert(fact.credit, (fact.grant, fact.person, false));
                self.uses(fact.grant, RefundEnd::BenefitActivated)?;
            }
            Fact::CreditEnded(fact) => {
                let credit = self.credits.get_mut(&fact.credit).ok_or("no such credit")?;
                holds("a credit ends once", !std::mem::replace(&mut credit.2, true))?;
            }
            // Nothing about windows, tokens, seats, keys, balances or money.
            Fact::PublicNameChanged(_)
            | Fact::CheckMailAsked(_)
            | Fact::AccountClosed(_)
            | Fact::MergeInvited(_)
            | Fact::MergeAccepted(_)
            | Fact::MergeRejected(_)
            | Fact::MergeWithdrawn(_)
            | Fact::CompanyMerged(_)
            | Fact::ChargeFailed(_)
            | Fact::ProfileChanged(_)
            | Fact::ProfileReviewed(_)
            | Fact::CheckDecided(_)
            | Fact::CheckAppealed(_)
            | Fact::DocumentAdded(_)
            | Fact::LocationAdded(_)
            | Fact::LocationRemoved(_)
            | Fact::AttainmentStated(_)
            | Fact::ProfileLinked(_)
            | Fact::ProfileUnlinked(_)
            | Fact::EvidenceRecorded(_)
            | Fact::EvidenceWithdrawn(_)
            | Fact::GrantsProvisioned(_)
            | Fact::WindDownConfirmed(_) => {}
        }
        Ok(())
    }

    fn uses(&mut self, line: GrantId, how: RefundEnd) -> Verdict {
        let member = self.lines.get(&line).ok_or("no such line")?.member;
        self.members.get_mut(&member).ok_or("no such membership")?.uses.push(how);
        Ok(())
    }

    /// A use that was a slip, undone.
    fn unused(&mut self, line: GrantId, how: RefundEnd) -> Verdict {
        let member = self.lines.get(&line).ok_or("no such line")?.member;
        let uses = &mut self.members.get_mut(&member).ok_or("no such membership")?.uses;
        let at = uses.iter().position(|other| *other == how).ok_or("it was never used")?;
        uses.remove(at);
        Ok(())
    }

    /// The days of a year, from its anniversary: the window is closed on both sides (B-02…B-04).
    fn year(window: &Window, offer: &str, begins: Day, anniversary: Day) -> Year {
        let opens = anniversary + i64::from(window.opens_after_days);
        Year {
            offer: offer.to_owned(),
            begins,
            anniversary,
            opens,
            closes: opens + i64::from(window.length_days) - 1,
            in_window: match window.access {
                WindowAccess::Kept => Access::Full,
                WindowAccess::ReadOnly => Access::HeldOnly,
                WindowAccess::Suspended => Access::Nothing,
            },
        }
    }

    fn bought(&mut self, programme: &Programme, fact: &MembershipPurchased, today: Date) -> Verdict {
        let day = number(today);
        let offer = programme.offer(&fact.offer).ok_or("no such offer")?;
        let window = programme.windows.get(&offer.window).ok_or("no such window")?;
        for code in [RefusalCode::OfferLimitReached, RefusalCode::OfferExcluded] {
            holds(code.code(), self.buyable(programme, &fact.offer, code, day) == Some(false))?;
        }
        let anniversary = Self::first_anniversary(programme, &fact.offer, today)?;
        let year = Self::year(window, &fact.offer, day, anniversary);
        Self::days(&fact.days, &year)?;
        let refund = offer.refund.within_days.map(|within| day + i64::from(within));
        same("the last day of the refund right", fact.refund_until.map(number), refund)?;
        let member = Member {
            group: offer.limit.group.clone(),
            bought: today,
            refund_until: refund,
            years: vec![year.clone()],
            closed: None,
            upgraded: false,
            uses: Vec::new(),
            joined: None,
            lengthened: false,
        };
        self.members.insert(fact.membership, member);
        self.core(programme, &fact.offer, &fact.grants, day)?;
        self.granted(programme, fact.membership, &fact.grants, &year, day)?;
        self.moved(&fact.moved, day)
    }

    /// The anniversary of what is bought on a day.
    fn first_anniversary(programme: &Programme, offer: &str, bought: Date) -> Result<Day, String> {
        let offer = programme.offer(offer).ok_or("no such offer")?;
        let window = programme.windows.get(&offer.window).ok_or("no such window")?;
        Ok(match window.first_anniversary {
            YearRule::Calendar => later(bought, 12),
            YearRule::Days => number(bought) + i64::from(window.year_days),
        })
    }

    fn days(said: &YearDays, year: &Year) -> Verdict {
        let said = (number(said.anniversary), number(said.renew_from), number(said.renew_to));
        let counted = (year.anniversary, year.opens, year.closes);
        let shown = |(one, two, three): (Day, Day, Day)| (date(one), date(two), date(three));
        same("anniversary and window", shown(said), shown(counted))
    }

    fn renewed(&mut self, programme: &Programme, fact: &MembershipRenewed, today: Date, command: &Command) -> Verdict {
        let day = number(today);
        // What was ordered counts as asked for on the day of the order (B-46). Money that comes too late for one may pay
        // the next, so that it is not always the one that is named (B-44).
        let renews =
            |bill: &&Bill| matches!(bill.of, Ordered::Renewal { membership, .. } if membership == fact.membership);
        let received = match command {
            Command::RecordPayment { order: Some(_), received_on, .. } => Some(received_on.map_or(day, number)),
            Command::AssignFunds { funds, .. } => self.money.get(funds).map(|money| money.received),
            _ => None,
        };
        let paid = received.and_then(|received| {
            let open = self.bills.values().filter(renews).find(|bill| bill.open(day));
            open.or_else(|| self.bills.values().filter(renews).find(|bill| bill.in_time(received)))
        });
        let asked = paid.map_or(day, |bill| bill.placed);
        let reopened = self.open_until(fact.membership, asked).is_some();
        // Who comes back by an override may get a year that is counted from the payment (Q-04).
        let anew = |late: &Late, year| {
            late.member == fact.membership && late.year == year && late.in_force(asked) && late.from_payment
        };
        let late: Vec<Late> = self.late.values().cloned().collect();
        let member = self.members.get_mut(&fact.membership).ok_or("no such membership")?;
        let last = member.last().clone();
        holds("inside its window", last.opens <= asked && (asked <= last.closes || reopened))?;
        let lapsed = member.closed.is_none_or(|(why, _)| why == CloseReason::Lapsed);
        holds("nothing but time ended it", lapsed)?;
        let count = i64::try_from(member.years.len()).unwrap_or_default() + 1;
        same("the number of the year", i64::from(fact.year), count)?;
        let offer = programme.offer(&fact.offer).ok_or("no such offer")?;
        match &fact.group {
            // One that is renewed for others as well may go on as any of them (H-33).
            Some(group) => member.group.clone_from(group),
            None => same("the group", &offer.limit.group, &member.group)?,
        }
        let anew = asked > last.closes && late.iter().any(|late| anew(late, member.years.len()));
        let year = Self::following(programme, member, &fact.offer, day, anew.then_some(asked))?;
        Self::days(&fact.days, &year)?;
        member.closed = None;
        member.years.push(year.clone());
        for line in self.lines.values_mut().filter(|line| line.member == fact.membership) {
            line.over = true;
        }
        self.core(programme, &fact.offer, &fact.grants, asked)?;
        self.granted(programme, fact.membership, &fact.grants, &year, day)?;
        self.moved(&fact.moved, day)?;
        self.empty(|line| line.member == fact.membership && line.over);
        self.credits_kept(fact, day)
    }

    /// Whoever holds a credit keeps it where the new year grants as many of the product (B-18).
    fn credits_kept(&mut self, fact: &MembershipRenewed, day: Day) -> Verdict {
        for moved in &fact.credits {
            let (_, holder, _) = *self.credits.get(&moved.credit).ok_or("no such credit")?;
            holds("who keeps a credit has no other", !self.has_credit(holder, day))?;
            let line = self.lines.get(&moved.grant).filter(|line| !line.over).ok_or("no such line in the new year")?;
            let product = line.benefit.clone();
            holds("it is a line of the new year", line.member == fact.membership)?;
            let held = self.credits.values().any(|(of, _, over)| *of == moved.grant && !over);
            holds("nobody holds the credit", !held)?;
            let (of, _, over) = self.credits.get_mut(&moved.credit).ok_or("no such credit")?;
            holds("a credit that ended is not kept", !*over)?;
            let before = self.lines.get(of).ok_or("no such line")?;
            same("the product of the credit", &before.benefit, &product)?;
            *of = moved.grant;
        }
        let left = self.credits.values().filter(|(of, holder, over)| {
            let line = self.lines.get(of);
            !over
                && line.is_some_and(|line| line.member == fact.membership && line.over)
                && !self.has_credit(*holder, day)
        });
        let free = |product: &str| {
            self.lines.iter().any(|(id, line)| {
                let taken = self.credits.values().any(|(of, _, over)| of == id && !over);
                line.member == fact.membership && !line.over && line.benefit == product && !taken
            })
        };
        for (of, _, _) in left {
            let product = self.lines.get(of).map_or("", |line| line.benefit.as_str());
            holds("nobody loses a credit that is granted again", !free(product))?;
        }
        Ok(())
    }

    /// The year after a membership's last one, which may be counted anew from a day (Q-04).
    fn following(
        programme: &Programme,
        member: &Member,
        offer: &str,
        begins: Day,
        anew: Option<Day>,
    ) -> Result<Year, String> {
        let named = programme.offer(offer).ok_or("no such offer")?;
        let window = programme.windows.get(&named.window).ok_or("no such window")?;
        let previous = anew.unwrap_or(member.last().anniversary);
        let anniversary = match window.next_anniversary {
            YearRule::Calendar => {
                // The first day of the membership that comes round to this one, and the times that it came round.
                let counted =
                    std::iter::once(member.bought).chain(member.years.iter().map(|year| date(year.anniversary)));
                let rounds =
                    |from: Date| (0..).map(move |count| later(from, 12 * count)).take_while(|day| *day <= previous);
                let round = counted.into_iter().find(|from| rounds(*from).last() == Some(previous));
                let from = round.unwrap_or(date(previous));
                later(from, 12 * i64::try_from(rounds(from).count()).unwrap_or_default())
            }
            YearRule::Days => previous + i64::from(window.year_days),
        };
        Ok(Self::year(window, offer, begins, anniversary))
    }

    /// The core lines of a year are the table's, each once (C-20).
    fn core(&self, programme: &Programme, offer: &str, grants: &[Shared<Granted>], day: Day) -> Verdict {
        let valid = |row: &&TableRow| {
            row.offer == offer
                && row.layer == Layer::Core
                && row.from.is_none_or(|from| number(from) <= day)
                && row.to.is_none_or(|to| day <= number(to))
        };
        let mut table: Vec<_> =
            programme.table.iter().filter(valid).map(|row| (row.benefit.as_str(), row.quantity)).collect();
        let core = grants.iter().filter(|line| line.layer == Layer::Core);
        let mut said: Vec<_> = core.map(|line| (line.benefit.as_str(), line.quantity)).collect();
        table.sort_unstable();
        said.sort_unstable();
        same("the core lines", said, table)
    }

    fn granted(
        &mut self,
        programme: &Programme,
        member: MembershipId,
        grants: &[Shared<Granted>],
        year: &Year,
        day: Day,
    ) -> Verdict {
        for line in grants {
            let benefit = programme.benefit(&line.benefit).ok_or("no such benefit")?;
            let usable = if year.in_window == Access::Nothing { year.anniversary } else { year.closes };
            let anchor = match benefit.redeem_by.anchor {
                Anchor::Anniversary => year.anniversary,
                Anchor::RenewTo => year.closes,
            };
            // A window that lets nothing be begun ends that on the anniversary (B-17).
            let (said, full) = (anchor + i64::from(benefit.redeem_by.days), year.in_window == Access::Full);
            let redeem_by =
                if full { said.min(usable).max(day.min(usable)) } else { said.max(day).min(year.anniversary) };
            same("redeem by", number(line.redeem_by), redeem_by)?;
            same("usable until", number(line.usable_until), usable)?;
            let held = Line { member, benefit: line.benefit.clone(), quantity: line.quantity, redeem_by, over: false };
            self.lines.insert(line.grant, held);
            match &line.item {
                Item::Token { token } => {
                    let coin = Coin {
                        line: line.grant,
                        benefit: line.benefit.clone(),
                        seats: i64::from(line.quantity),
                        granted: day,
                        redeem_by,
                        used: None,
                        replaced: false,
                        of: None,
                    };
                    holds("a token is issued once", self.coins.insert(*token, coin).is_none())?;
                }
                Item::Key { key, limit, .. } => {
                    let rule = key_rule(programme, &line.benefit).ok_or("no key")?;
                    let counted = match rule.kind {
                        KeyKind::MultipleActivation => Some(line.quantity * rule.activations_per_licence),
                        KeyKind::Retail => Some(line.quantity),
                        KeyKind::Static | KeyKind::None => None,
                    };
                    same("activations", *limit, counted)?;
                    let machines = BTreeSet::new();
                    let product = Product { line: line.grant, limit: *limit, used: 0, machines, blocked: false };
                    holds("a key is issued once", self.products.insert(*key, product).is_none())?;
                }
                Item::Pool { pool, edition } => {
                    let size = usize::try_from(line.quantity).unwrap_or(usize::MAX);
                    self.pools.push((line.grant, *pool, size));
                    let room = self.rooms.entry(*pool).or_insert_with(|| Room {
                        line: line.grant,
                        benefit: line.benefit.clone(),
                        edition: edition.clone(),
                        size: 0,
                        chairs: BTreeMap::new(),
                    });
                    room.line = line.grant;
                    room.size = size;
                }
                Item::Software | Item::Balance => {}
            }
        }
        Ok(())
    }

    fn moved(&mut self, moved: &[SeatMoved], day: Day) -> Verdict {
        for one in moved {
            let sitting = self.sittings.get_mut(&one.assignment).ok_or("nobody sits there")?;
            if let Some(left) = self.rooms.get_mut(&sitting.room).and_then(|room| room.chairs.get_mut(&sitting.chair)) {
                left.who = None;
            }
            (sitting.room, sitting.chair) = (one.pool, one.seat);
            let chair = self.rooms.get_mut(&one.pool).ok_or("no such pool")?.chairs.entry(one.seat).or_default();
            let own = chair.last == Some(sitting.person);
            let free = own || sitting.begun || chair.locked.is_none_or(|until| until <= day);
            holds("a holder moves to a free seat, or to their own, or is at work", free)?;
            let (begun, since, person, until) = (sitting.begun, sitting.since, sitting.person, sitting.until);
            if let Some(other) = chair.who.and_then(|who| self.sittings.get_mut(&who)) {
                // Who never began makes room for who is at work, and who has had a seat for longer keeps it (G-13, H-33).
                holds("who makes room comes after", (!begun, since) <= (!other.begun, other.since))?;
                holds("who makes room has a seat", !std::mem::replace(&mut other.over, true))?;
            }
            *chair = Chair {
                who: Some(one.assignment),
                locked: Some(until),
                last: Some(person),
                before: None,
                slips: std::mem::take(&mut chair.slips),
            };
        }
        Ok(())
    }

    /// Everybody leaves the rooms whose newest line is meant.
    fn empty(&mut self, meant: impl Fn(&Line) -> bool) {
        for room in self.rooms.values_mut() {
            if self.lines.get(&room.line).is_some_and(&meant) {
                for chair in room.chairs.values_mut() {
                    if let Some(sitting) = chair.who.take().and_then(|who| self.sittings.get_mut(&who)) {
                        sitting.over = true;
                    }
                }
            }
        }
    }

    fn closed(&mut self, programme: &Programme, fact: &MembershipClosed, today: Day) -> Verdict {
        let member = self.members.get_mut(&fact.membership).ok_or("no such membership")?;
        let last = match fact.why {
            CloseReason::Lapsed => member.last().closes,
            // One that lapsed while the order of its upgrade waited for the bank ended on its own day (A-18).
            CloseReason::Upgraded => member.last().closes.min(today - 1),
            CloseReason::Refunded | CloseReason::Merged => today - 1,
        };
        same("its last day", number(fact.last_day), last)?;
        holds("it was over or is ended now", last < today)?;
        holds("it ends once", member.closed.is_none())?;
        member.closed = Some((fact.why, last));
        member.upgraded |= fact.why == CloseReason::Upgraded;
        // Support is activated once (K-04): what takes the place of a membership has it too.
        let joined = member.joined;
        let begins_now = |id: &MembershipId, member: &Member| match fact.why {
            CloseReason::Upgraded => {
                let offer = programme.offer(&member.last().offer);
                offer.is_some_and(|offer| matches!(offer.kind, OfferKind::Attainment { .. }))
            }
            CloseReason::Merged => Some(*id) == joined,
            CloseReason::Lapsed | CloseReason::Refunded => false,
        };
        let heirs = self.members.iter().filter(|(id, member)| {
            **id != fact.membership
                && member.closed.is_none()
                && member.last().begins == today
                && begins_now(id, member)
        });
        let heirs: Vec<MembershipId> = heirs.map(|(id, _)| *id).collect();
        let activated = self.support.iter().filter(|(of, _)| *of == fact.membership);
        let activated: Vec<_> = activated.map(|(_, benefit)| benefit.clone()).collect();
        for heir in heirs {
            self.support.extend(activated.iter().map(|benefit| (heir, benefit.clone())));
        }
        if fact.why == CloseReason::Merged {
            for line in self.lines.values_mut().filter(|line| line.member == fact.membership) {
                line.over = true;
            }
        }
        self.empty(|line| line.member == fact.membership);
        if fact.why == CloseReason::Refunded {
            self.services_end(fact.membership);
        }
        Ok(())
    }

    fn placed(&mut self, programme: &Programme, fact: &OrderPlaced, today: Day) -> Verdict {
        let offer = programme.offer(fact.of.offer()).ok_or("no such offer")?;
        let renewed = match &fact.of {
            Ordered::Renewal { membership, .. } => Some(*membership),
            Ordered::Purchase { .. } => None,
        };
        holds("no order of the group waits", !self.ordered(&offer.limit, renewed, today))?;
        let several = renewed.is_some() && offer.limit.max > 1;
        holds("one of several is renewed apart", fact.apart >= several)?;
        holds("nothing is bought apart", renewed.is_some() || !fact.apart)?;
        let valid = |fee: &&Fee| {
            fee.from.is_none_or(|from| number(from) <= today) && fee.to.is_none_or(|to| today <= number(to))
        };
        let own = offer.fees.iter().filter(valid).find(|fee| fee.country.as_ref() == Some(&self.country));
        let fee = own.or_else(|| offer.fees.iter().filter(valid).find(|fee| fee.country.is_none()));
        let fee = fee.ok_or("it has no price")?.amount.clone();
        same("the price", &fact.price, &fee)?;
        let purchase = matches!(fact.of, Ordered::Purchase { .. });
        let upgrade = offer.upgrade.as_ref().filter(|_| purchase);
        // Where a merge left two, the one that is renewed counts.
        let from = upgrade.and_then(|upgrade| {
            let of_it = |member: &&Member| member.held(today) && member.last().offer == upgrade.from;
            self.members.values().filter(of_it).min_by_key(|member| member.joined.is_some())
        });
        let counted = from.map(|member| member.last().closes);
        let percent = upgrade.filter(|_| counted.is_some()).map_or(0, |upgrade| i64::from(upgrade.discount_percent));
        let net = fee.minor - (fee.minor * percent + 50) / 100;
        let rate = programme.taxes.iter().find(|tax| {
            tax.country == self.country
                && tax.from.is_none_or(|from| number(from) <= today)
                && tax.to.is_none_or(|to| today <= number(to))
        });
        let exempt = self.exempt_on(None, today);
        let tax = rate.filter(|_| !exempt).map(|rate| (net * i64::from(rate.basis_points) + 5_000) / 10_000);
        same("the tax", fact.tax.as_ref().map(|tax| tax.amount.minor), tax)?;
        same("the total", fact.total.minor, net + tax.unwrap_or(0))?;
        let rule = offer.payment.as_ref().ok_or("it is not sold by order")?;
        let within = today + i64::from(rule.within_days);
        // Money that comes after an override's day comes too late (J-37), and that of a card after the window (B-41).
        let last = match &fact.of {
            Ordered::Renewal { membership, .. } => {
                let by_card = self.members.get(membership).filter(|_| fact.method == PayMethod::Card);
                self.open_until(*membership, today).or(by_card.map(|member| member.last().closes))
            }
            // What the price counts on ends with its window (A-18).
            Ordered::Purchase { .. } => counted.filter(|_| fact.method == PayMethod::Card && percent > 0),
        };
        let pay_by = last.map_or(within, |last| last.min(within));
        same("the last day to pay", number(fact.pay_by), pay_by)?;
        let bill = Bill {
            of: fact.of.clone(),
            group: offer.limit.group.clone(),
            apart: fact.apart,
            cut: fact.discount_percent > 0,
            placed: today,
            pay_by,
            total: fact.total.minor,
            currency: fact.total.currency.clone(),
            tax,
            cancelled: false,
            paid: None,
            refunded: false,
            tax_back: 0,
            former: None,
        };
        holds("an order is placed once", self.bills.insert(fact.order, bill).is_none())
    }

    /// What a token makes of a service: seats and last day.
    fn after(mode: Mode, before: Option<(i64, Day)>, used: &Use) -> (i64, Day) {
        let on = number(used.on);
        match (mode, before) {
            (Mode::AddSeats, Some((seats, until))) => {
                let seat_days = seats * (until - on) + used.seats * (used.alone - on);
                (seats + used.seats, on + seat_days / (seats + used.seats))
            }
            (Mode::Extend, Some((seats, until))) => {
                let until = match used.months {
                    Some(months) if (months * used.seats) % seats == 0 => {
                        later(date(until), months * used.seats / seats)
                    }
                    Some(months) => until + (later(date(until), months) - until) * used.seats / seats,
                    None => until + (used.alone - on) * used.seats / seats,
                };
                (seats, until)
            }
            _ => (used.seats, used.alone),
        }
    }

    fn redeemed(&mut self, programme: &Programme, fact: &TokenRedeemed, today: Date) -> Verdict {
        let day = number(today);
        let coin = self.coins.get(&fact.token).ok_or("no such token")?;
        let rule = token_rule(programme, &coin.benefit).ok_or("no token")?;
        holds("a token is redeemed once", coin.used.is_none())?;
        same("its seats", i64::from(fact.seats), coin.seats)?;
        let line = self.lines.get(&coin.line).ok_or("no such line")?;
        let member = self.members.get(&line.member).ok_or("no such membership")?;
        let (alone, months) = match rule.usable {
            Usable::Months(months) => (later(today, i64::from(months)), Some(i64::from(months))),
            Usable::MembershipEnd => {
                let year = member.year(day);
                let end = if year.in_window == Access::Nothing { year.anniversary } else { year.closes };
                (end.max(day), None)
            }
        };
        same("its own last day", date(number(fact.alone_until)), date(alone))?;
        let live = self.live(fact.tenant, &coin.benefit, day);
        let used = Use {
            on: today,
            tenant: fact.tenant,
            mode: fact.mode,
            service: fact.subscription,
            alone,
            months,
            seats: coin.seats,
            barred: BTreeSet::new(),
            only: None,
        };
        let after = Self::after(fact.mode, live.map(|(_, now)| now), &used);
        let said = (i64::from(fact.after.seats), fact.after.usable_until);
        same("seats and last day", said, (after.0, date(after.1)))?;
        if let Some((id, _)) = live {
            same("the service", fact.subscription, id)?;
        }
        let benefit = coin.benefit.clone();
        let service = self.services.entry(fact.subscription).or_insert_with(|| Service {
            tenant: fact.tenant,
            benefit,
            tokens: Vec::new(),
            now: None,
        });
        same("the tenant of a service", fact.tenant, service.tenant)?;
        service.tokens.push(fact.token);
        service.now = Some(after);
        let line = coin.line;
        if let Some(coin) = self.coins.get_mut(&fact.token) {
            coin.used = Some(used);
        }
        self.uses(line, RefundEnd::BenefitActivated)
    }

    /// The original's seats are gone before the replacement can be used (D-23).
    fn replaced(&mut self, programme: &Programme, fact: &ReplacementGranted, today: Day) -> Verdict {
        let asked = self.asked.get_mut(&fact.replacement).ok_or("nobody asked")?;
        holds("it is decided once", std::mem::take(&mut asked.1))?;
        same("the token that was asked about", fact.original, asked.0)?;
        let original = self.coins.get_mut(&fact.original).ok_or("no such token")?;
        holds("a token is replaced once", !std::mem::replace(&mut original.replaced, true))?;
        let rule = token_rule(programme, &original.benefit).ok_or("no token")?;
        let within = rule.replacement.as_ref().map_or(0, |rule| i64::from(rule.redeem_within_days));
        let redeem_by = original.redeem_by.max(today + within);
        same("redeem by", number(fact.redeem_by), redeem_by)?;
        let used = original.used.clone().ok_or("it was not redeemed")?;
        let fresh = Coin {
            granted: today,
            redeem_by,
            used: None,
            replaced: false,
            of: Some(fact.original),
            ..original.clone()
        };
        let issued = self.coins.insert(fact.token, fresh).is_none();
        holds("a token is issued once", issued && fact.token != fact.original)?;
        let service = self.services.get_mut(&used.service).ok_or("no such service")?;
        service.tokens.retain(|token| *token != fact.original);
        service.now = Self::made_of(&self.coins, &service.tokens);
        let said = fact.after.map(|after| (i64::from(after.seats), after.usable_until));
        same("what is left", said, service.now.map(|(seats, until)| (seats, date(until))))
    }

    /// What tokens make of a service, one after the other.
    fn made_of(coins: &BTreeMap<TokenId, Coin>, tokens: &[TokenId]) -> Option<(i64, Day)> {
        let used = tokens.iter().filter_map(|token| coins.get(token)?.used.as_ref());
        used.fold(None, |now: Option<(i64, Day)>, used| {
            let live = now.filter(|(_, until)| *until >= number(used.on));
            Some(Self::after(used.mode, live, used))
        })
    }

    /// A service that lasts as long as a membership ends with it when its fee is given back (B-50).
    fn services_end(&mut self, membership: MembershipId) {
        let ends = |token: &TokenId| {
            let coin = self.coins.get(token);
            let lasts = coin.and_then(|coin| coin.used.as_ref()).is_some_and(|used| used.months.is_none());
            let line = coin.and_then(|coin| self.lines.get(&coin.line));
            lasts && line.is_some_and(|line| line.member == membership)
        };
        for service in self.services.values_mut().filter(|service| service.tokens.iter().any(ends)) {
            service.tokens.retain(|token| !ends(token));
            service.now = Self::made_of(&self.coins, &service.tokens);
        }
    }

    fn assigned(&mut self, programme: &Programme, fact: &SeatAssigned, today: Day, now: i64) -> Verdict {
        let room = self.rooms.get_mut(&fact.pool).ok_or("no such pool")?;
        let rule = seat_rule(programme, &room.benefit).ok_or("no seats")?;
        holds("there is a free seat", room.taken() < room.size)?;
        let back = room.back(fact.person, today);
        let until = back.map_or(today + i64::from(rule.reassign_after_days), |(_, until)| until);
        same("first day for somebody else", number(fact.locked_until), until)?;
        if let Some((chair, _)) = back {
            same("the seat", fact.seat, chair)?;
        }
        let chair = room.chairs.entry(fact.seat).or_default();
        holds("nobody holds the seat", chair.who.is_none())?;
        let free = back.is_some() || chair.locked.is_none_or(|until| until <= today);
        holds("the seat is not locked", free)?;
        chair.before = Some((chair.locked, chair.last));
        (chair.who, chair.locked, chair.last) = (Some(fact.assignment), Some(until), Some(fact.person));
        let sitting = Sitting {
            room: fact.pool,
            chair: fact.seat,
            person: fact.person,
            line: room.line,
            since: now,
            until,
            begun: false,
            over: false,
        };
        self.sittings.insert(fact.assignment, sitting);
        let line = room.line;
        // Whoever asked for a seat of this edition has one now.
        let edition = |room: &PoolId| self.rooms.get(room).map(|room| room.edition.as_str());
        let met = |wish: &Wish| wish.person == fact.person && edition(&wish.room) == edition(&fact.pool);
        self.wishes.values_mut().filter(|wish| met(wish)).for_each(|wish| wish.over = true);
        self.uses(line, RefundEnd::BenefitActivated)
    }

    fn answered(&mut self, request: SeatRequestId) -> Verdict {
        let wish = self.wishes.get_mut(&request).ok_or("nobody asked")?;
        holds("a request is answered once", !std::mem::replace(&mut wish.over, true))
    }

    fn unassigned(&mut self, programme: &Programme, fact: &SeatUnassigned, ctx: &Context) -> Verdict {
        let today = number(ctx.today);
        let sitting = self.sittings.get_mut(&fact.assignment).ok_or("no such seat")?;
        holds("a seat is given back once", !std::mem::replace(&mut sitting.over, true))?;
        let room = self.rooms.get_mut(&sitting.room).ok_or("no such pool")?;
        let rule = seat_rule(programme, &room.benefit).ok_or("no seats")?;
        let chair = room.chairs.entry(sitting.chair).or_default();
        let year = i64::from(ctx.today.year());
        let slips = chair.slips.iter().filter(|slip| **slip == year).count();
        let soon = ctx.now - sitting.since <= rule.slip_minutes * 60_000_000;
        // Who left had the seat, however shortly (G-14).
        let left = fact.why == UnassignReason::HolderLeft;
        let there = ctx.people.get(&sitting.person).is_some_and(|person| person.in_directory);
        holds("who is there has not left", !left || !there)?;
        let slip =
            soon && !left && !sitting.begun && slips < usize::try_from(rule.slips_per_year).unwrap_or(usize::MAX);
        same("whether it was a slip", fact.why == UnassignReason::Slip, slip)?;
        chair.who = None;
        let clock = match (slip, chair.before) {
            (true, Some((locked, _))) => locked,
            (true, None) => chair.locked,
            (false, _) => Some(sitting.until),
        };
        let locked = clock.filter(|until| today < *until);
        same("how long the seat stays locked", fact.locked_until.map(number), locked)?;
        if slip {
            chair.slips.push(year);
            if let Some((locked, last)) = chair.before.take() {
                (chair.locked, chair.last) = (locked, last);
            }
            let line = sitting.line;
            return self.unused(line, RefundEnd::BenefitActivated);
        }
        Ok(())
    }

    /// Compares what is held with what the core says that it holds.
    ///
    /// # Errors
    /// Where they differ.
    pub fn agrees(&self, account: &symbolon_domain::account::Account, today: Date) -> Verdict {
        let day = number(today);
        for (id, member) in &self.members {
            let held = account.memberships.get(id).ok_or("a membership is missing")?;
            same("whether a membership is held", held.is_held_on(today), member.held(day))?;
            let access = match held.access_on(today) {
                WindowAccess::Kept => Access::Full,
                WindowAccess::ReadOnly => Access::HeldOnly,
                WindowAccess::Suspended => Access::Nothing,
            };
            same("what may be used", access, member.access(day))?;
        }
        for (id, product) in &self.products {
            same("activations used", account.keys.get(id).map(|key| key.used), Some(product.used))?;
        }
        for (id, service) in &self.services {
            let held = account.subscriptions.get(id).ok_or("a service is missing")?.extent;
            let held = held.map(|extent| (i64::from(extent.seats), number(extent.usable_until)));
            same("seats and last day of a service", held, service.now)?;
        }
        for (id, room) in &self.rooms {
            let held = account.pools.get(id).ok_or("a pool is missing")?;
            let taken = held.seats.values().filter(|seat| seat.holder.is_some()).count();
            same("seats that are held", taken, room.taken())?;
        }
        for (id, wish) in &self.wishes {
            let asked = account.seat_requests.get(id).ok_or("a request for a seat is missing")?;
            same("whether a request for a seat is answered", asked.answered.is_some(), wish.over)?;
        }
        for (id, (_, _, over)) in &self.credits {
            let core = account.credits.get(id).ok_or("a credit is missing")?;
            same("whether a credit is over", core.ended_on.is_some(), *over)?;
        }
        let open = |held: &symbolon_domain::account::Funds| held.is_held();
        let held = account.funds.values().filter(|funds| open(funds)).count();
        same("money that is held", held, self.money.values().filter(|money| money.held).count())?;
        same("tokens", account.tokens.len(), self.coins.len())?;
        // A replacement is never younger than what it replaces, and at most one of a chain can still be used.
        for (id, coin) in &self.coins {
            if let Some(of) = coin.of.and_then(|of| self.coins.get(&of)) {
                holds("a replacement comes after its original", of.granted <= coin.granted && of.used.is_some())?;
            }
            let core = account.tokens.get(id).ok_or("a token is missing")?;
            same("whether a token is used", core.redeemed.is_some(), coin.used.is_some())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_its_number_are_the_same() {
        let mut day = Date::constant(1999, 12, 28);
        let mut count = number(day);
        assert_eq!(number(Date::constant(1970, 1, 1)), 0);
        while day < Date::constant(2104, 3, 2) {
            assert_eq!((number(day), date(count)), (count, day));
            (day, count) = (day.tomorrow().expect("a day"), count + 1);
        }
    }

    #[test]
    fn months_end_where_the_month_ends() {
        assert_eq!(date(later(Date::constant(2020, 2, 29), 12)), Date::constant(2021, 2, 28));
        assert_eq!(date(later(Date::constant(2020, 2, 29), 48)), Date::constant(2024, 2, 29));
        assert_eq!(date(later(Date::constant(2020, 8, 31), 6)), Date::constant(2021, 2, 28));
    }
}
