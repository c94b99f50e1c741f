//! What may never be, counted from what is held and not from what was decided. Each check begins with the invariant that
//! it looks after.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use symbolon_domain::access::{Actor, IdentityKind, Role};
use symbolon_domain::account::{Account, Funds, Membership};
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Decision};
use symbolon_domain::entitlement::ceiling;
use symbolon_domain::fact::{Entry, Fact, Item, OrderEnd};
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_domain::people::{RoleChange, Team};
use symbolon_domain::programme::{Programmes, WindowAccess};
use symbolon_domain::standing::{seat_breakdown, standing};

/// A check: what is wrong, with the invariant in front.
pub type Check = Result<(), String>;

fn that(invariant: &str, holds: bool, what: impl FnOnce() -> String) -> Check {
    if holds { Ok(()) } else { Err(format!("{invariant}: {}", what())) }
}

/// A decision explains itself, and names a day only if it has not passed.
pub fn explained(command: &Command, ctx: &Context, decision: &Decision) -> Check {
    match decision {
        Ok(outcome) => that("explained", outcome.explanation.answer.code() == "yes", || format!("{command:?}")),
        Err(refusal) => {
            let obstacle = refusal.explanation.first_obstacle().is_some();
            that("explained", obstacle, || format!("{command:?}: {}", refusal.code))?;
            let later = refusal.available_from.is_none_or(|day| day > ctx.today);
            that("explained", later, || format!("{command:?}: {} from {:?}", refusal.code, refusal.available_from))
        }
    }
}

/// The account that a command touched.
pub fn touched(before: &Account, after: &Account, programmes: &Programmes, command: &Command, today: Date) -> Check {
    memberships(after, programmes, today)?;
    tokens(before, after)?;
    keys(before, after)?;
    seats(after, programmes, command, today)?;
    money(after)
}

/// At most so many of a group are held (INV-M1), and each year of a membership comes once and after the one before
/// (INV-M4, INV-C4).
fn memberships(account: &Account, programmes: &Programmes, today: Date) -> Check {
    let mut held: BTreeMap<&str, u32> = BTreeMap::new();
    // What a merge left beside the one that is renewed stays to its own end and is not counted (H-32).
    let counts = |held: &&Membership| held.is_held_on(today) && account.renewed_with(held).is_none();
    for membership in account.memberships.values().filter(counts) {
        *held.entry(&membership.group).or_default() += 1;
    }
    for offer in &programmes.current().offers {
        let count = held.get(offer.limit.group.as_str()).copied().unwrap_or_default();
        that("INV-M1", count <= offer.limit.max, || format!("{count} of {}", offer.limit.group))?;
    }
    for membership in account.memberships.values().rev().take(4) {
        for (at, year) in (1..).zip(&membership.years) {
            that("INV-M4", year.number == at, || format!("year {} stands in place {at}", year.number))?;
        }
        for pair in membership.years.windows(2) {
            let ordered = pair[0].days.anniversary < pair[1].days.anniversary;
            that("INV-C4", ordered, || format!("{:?} then {:?}", pair[0].days, pair[1].days))?;
        }
    }
    Ok(())
}

/// Redeemed once, whole, in time and for ever (INV-T1…T4), replaced once (INV-T6), and never worth more than it holds
/// (INV-T8).
fn tokens(before: &Account, after: &Account) -> Check {
    for (id, token) in &after.tokens {
        let old = before.tokens.get(id);
        if old == Some(token) {
            continue;
        }
        if let Some(redemption) = old.and_then(|old| old.redeemed.as_ref()) {
            that("INV-T1", Some(redemption) == token.redeemed.as_ref(), || format!("{id} was redeemed again"))?;
        }
        if let Some(other) = old.and_then(|old| old.replaced_by) {
            that("INV-T6", Some(other) == token.replaced_by, || format!("{id} was replaced again"))?;
        }
        if let Some(redemption) = &token.redeemed {
            that("INV-T2", redemption.act.seats == token.seats, || format!("{id} was redeemed in part"))?;
            that("INV-T3", redemption.on <= token.redeem_by, || format!("{id} was redeemed too late"))?;
            let own = after.tenants.contains_key(&redemption.act.tenant);
            that("INV-T3", own, || format!("{id} was redeemed on another company's tenant"))?;
        }
        if let Some(original) = token.replaces.and_then(|of| after.tokens.get(&of)) {
            that("INV-T6", original.replaced_by == Some(*id), || format!("{id} is not its original's"))?;
        }
    }
    for (id, held) in &after.subscriptions {
        if before.subscriptions.get(id) == Some(held) {
            continue;
        }
        let of = held.tokens.iter().filter_map(|token| after.tokens.get(token));
        let worth: u32 = of.filter(|token| token.replaced_by.is_none()).map(|token| token.seats).sum();
        let seats = held.extent.map_or(0, |extent| extent.seats);
        that("INV-T8", seats <= worth, || format!("{id} has {seats} seats of tokens worth {worth}"))?;
    }
    Ok(())
}

/// Activations are counted, within the limit, and never come back (INV-K1, INV-K2).
fn keys(before: &Account, after: &Account) -> Check {
    for (id, key) in &after.keys {
        let old = before.keys.get(id);
        if old == Some(key) {
            continue;
        }
        that("INV-K1", key.limit.is_none_or(|limit| key.used <= limit), || format!("{id}: {} used", key.used))?;
        let counted = usize::try_from(key.used) == Ok(key.activations.len());
        that("INV-K2", counted, || format!("{id}: {} used, {} recorded", key.used, key.activations.len()))?;
        that("INV-K2", old.is_none_or(|old| old.used <= key.used), || format!("{id}: an activation came back"))?;
    }
    Ok(())
}

/// A seat has one holder and a person one seat of an edition (INV-S2); what is given fits (INV-S1, INV-G3), and every
/// seat is held, locked, free or withheld.
fn seats(account: &Account, programmes: &Programmes, command: &Command, today: Date) -> Check {
    let mut people = BTreeSet::new();
    for (id, seat) in account.assignments.iter().filter(|(_, seat)| seat.ended.is_none()) {
        let Some(pool) = account.pools.get(&seat.pool) else { return Err(format!("INV-S2: {id} sits nowhere")) };
        let holder = pool.seats.get(&seat.seat).and_then(|seat| seat.holder);
        that("INV-S2", holder == Some(*id), || format!("{id} and {holder:?} hold a seat"))?;
        let held = account.membership_of(pool.grant).is_some_and(|(_, held)| held.is_held_on(today));
        let alone = !held || people.insert((seat.person, pool.edition.as_str()));
        that("INV-S2", alone, || format!("{} has two seats of {}", seat.person, pool.edition))?;
    }
    let Command::AssignSeat { pool: id, .. } = command else { return Ok(()) };
    let Some(pool) = account.pools.get(id) else { return Ok(()) };
    let counted = seat_breakdown(account, programmes, pool, today);
    let used = counted.activated + counted.assigned;
    that("INV-S1", used <= pool.size, || format!("{counted:?}"))?;
    let sum = used + counted.locked + counted.free + counted.withheld;
    that("INV-L1", sum == pool.size, || format!("a seat is lost: {counted:?}"))?;
    let Some(ceiling) = ceiling(account, programmes, &pool.benefit, today) else { return Ok(()) };
    let mut all = 0;
    let mut countries: BTreeMap<&str, u32> = BTreeMap::new();
    for seat in account.assignments.values().filter(|seat| seat.ended.is_none()) {
        let Some(other) = account.pools.get(&seat.pool).filter(|other| other.benefit == pool.benefit) else { continue };
        let counts = account
            .membership_of(other.grant)
            .is_some_and(|(grant, held)| grant.superseded_on.is_none() && held.is_held_on(today));
        if counts {
            all += 1;
            *countries.entry(seat.country.as_deref().unwrap_or_default()).or_default() += 1;
        }
    }
    let fits = ceiling.worldwide.is_none_or(|most| all <= most)
        && ceiling.per_country.is_none_or(|most| countries.values().all(|used| *used <= most));
    that("INV-G3", fits, || format!("{countries:?} of {ceiling:?}"))
}

/// An order is paid with exactly what it costs, once, and gives back no more (INV-M5, INV-M6).
fn money(account: &Account) -> Check {
    for (id, order) in account.orders.iter().rev().take(4) {
        let paid = account.funds.values().filter(|funds| funds.paid.is_some_and(|(_, order)| order == *id));
        let paid: Vec<_> = paid.map(|funds| funds.amount().clone()).collect();
        match &order.paid {
            Some(_) => that("INV-M6", paid == [order.placed.total.clone()], || format!("{id}: {paid:?}"))?,
            None => that("INV-M6", paid.is_empty() && order.refunded.is_none(), || format!("{id}: {paid:?}"))?,
        }
        // Money that came in time may be recorded when the order has expired (B-43).
        let in_time = |funds: &Funds| {
            funds.paid.is_some_and(|(_, order)| order == *id) && funds.received_on <= order.placed.pay_by
        };
        let over = match order.closed {
            None => false,
            Some((_, OrderEnd::Expired)) => !account.funds.values().any(in_time),
            Some((_, OrderEnd::Cancelled)) => true,
        };
        that("INV-M5", !(over && order.paid.is_some()), || format!("{id} is closed and paid"))?;
    }
    for funds in account.funds.values().rev().take(4) {
        that("INV-M6", !(funds.paid.is_some() && funds.returned_on.is_some()), || "paid and returned".to_owned())?;
    }
    Ok(())
}

/// A change of roles that was allowed: nobody gives what only others may give, not to a guest and not in another directory
/// (I-01, I-09, I-10), and what nobody else holds goes only knowingly (I-12). Counted from who holds what.
pub fn roles(team: &Team, person: PersonId, change: &RoleChange, actor: &Actor, after: &BTreeSet<Role>) -> Check {
    use Role::*;
    let Some(member) = team.members.iter().find(|member| member.person.id == person) else {
        return Err(format!("I-01: {person} is nobody's"));
    };
    let before = &member.person.roles;
    let wanted: BTreeSet<Role> =
        before.union(&change.give).filter(|role| !change.take.contains(role)).copied().collect();
    that("I-01", *after == wanted, || format!("{before:?} and {change:?} gave {after:?}"))?;
    let holders = |role: Role, directory: Option<AccountId>| {
        let there = team.members.iter().filter(|other| directory.is_none_or(|of| of == other.directory));
        there.filter(|other| other.person.in_directory && other.person.roles.contains(&role)).count()
    };
    let vendor = actor.account.is_none();
    for role in change.give.union(&change.take) {
        let own = actor.roles.contains(&GlobalAdmin)
            || match role {
                ProgrammeAdmin | AccountAdmin | ReportViewer => actor.roles.contains(&AccountAdmin),
                UserAdmin | BillingAdmin | AdminAgent | Employee | Guest => actor.roles.contains(&UserAdmin),
                _ => false,
            };
        let helped = vendor && *role == GlobalAdmin && holders(GlobalAdmin, Some(member.directory)) == 0;
        that("I-01", own && !vendor || helped, || format!("{:?} gave or took {role:?}", actor.roles))?;
    }
    that("I-09", vendor || team.directories.contains(&member.directory), || format!("{person} is in another one"))?;
    let guest = member.person.kind == IdentityKind::Guest;
    let fits = |role: &Role| before.contains(role) || matches!(role, ProgrammeAdmin | AccountAdmin | Guest);
    that("I-10", !guest || after.iter().all(fits), || format!("a guest holds {after:?}"))?;
    for role in [GlobalAdmin, ProgrammeAdmin].into_iter().filter(|role| change.take.contains(role)) {
        let directory = (role == GlobalAdmin).then_some(member.directory);
        let last = member.person.in_directory && before.contains(&role) && holders(role, directory) == 1;
        let knows = change.acknowledged.contains(&role);
        that("I-12", !last || knows, || format!("{person} was the last {role:?}"))?;
    }
    Ok(())
}

/// A fact reads back as it was written (INV-A2).
pub fn recorded(entry: &Entry, body: &str) -> Check {
    let again = Fact::read(entry.fact.kind(), body);
    // What another ledger held is not in the body of the fact that takes it in.
    let whole = again.as_ref() == Ok(&entry.fact) || matches!(entry.fact, Fact::CompanyAbsorbed(_));
    that("INV-A2", whole, || format!("{:?} does not read back", entry.fact))
}

/// Everything about one company that takes a while.
pub fn whole(account: &Account, entries: &[impl AsRef<Entry>], programmes: &Programmes, today: Date) -> Check {
    let folded = Account::fold(entries.iter().map(AsRef::as_ref));
    that("INV-C8", folded == *account, || "what is in memory is not what the facts say".to_owned())?;
    let mut recorded = i64::MIN;
    let mut years = BTreeSet::new();
    for (at, entry) in (1..).zip(entries.iter().map(AsRef::as_ref)) {
        that("INV-A1", entry.seq == at, || format!("fact {} stands in place {at}", entry.seq))?;
        that("INV-C2", entry.recorded_at >= recorded, || format!("fact {at} was recorded before the one before"))?;
        recorded = entry.recorded_at;
        if let Fact::MembershipRenewed(fact) = &entry.fact {
            that("INV-M4", years.insert((fact.membership, fact.year)), || format!("{fact:?} came twice"))?;
        }
    }
    let held = standing(account, programmes, today);
    for line in &held.lines {
        let Some((grant, membership)) = account.membership_of(line.granted.grant) else {
            return Err(format!("INV-N1: {} belongs to nothing", line.granted.grant));
        };
        // Tokens have a last day of their own.
        let usable = !matches!(line.state.code(), "ended" | "past_redeem_by" | "superseded");
        let software = !matches!(line.granted.item, Item::Token { .. });
        let over = membership.access_on(today) == WindowAccess::Suspended || grant.superseded_on.is_some();
        that("INV-M3", !(usable && software && over), || format!("{line:?}"))?;
    }
    Ok(())
}

/// What companies share: numbers, invoices, profiles and domains belong to one of them.
pub fn between<'a>(accounts: impl Iterator<Item = &'a Account> + Clone, today: Date) -> Check {
    let mut numbers = BTreeSet::new();
    let mut invoices = BTreeSet::new();
    let mut domains = BTreeSet::new();
    let mut profiles = BTreeSet::new();
    let mut credit_notes = BTreeSet::new();
    // What a company that became a part of another one had is told by that one.
    for account in accounts.filter(|account| account.merged_into.is_none()) {
        let own = std::iter::once(account.number).chain(account.locations.values().map(|location| location.number));
        for number in own {
            that("H-01", numbers.insert(number), || format!("the number {number} was given twice"))?;
        }
        for (_, paid) in account.orders.values().filter_map(|order| order.paid.as_ref()) {
            that("INV-M5", invoices.insert(paid.invoice), || format!("the invoice {} came twice", paid.invoice))?;
        }
        let given = account.orders.values().flat_map(|order| order.given_back(today));
        for number in given.filter_map(|given| given.number) {
            that("INV-M5", credit_notes.insert(number), || format!("the credit note {number} came twice"))?;
        }
        if let Some(domain) = &account.company.domain {
            that("H-06", domains.insert(domain.as_str()), || format!("{domain} has two headquarters"))?;
        }
        for held in account.profiles.values().filter(|held| held.counts_on(today)) {
            that("A-16", profiles.insert(held.profile.as_str()), || format!("{} counts twice", held.profile))?;
        }
    }
    let count = u64::try_from(invoices.len()).unwrap_or(u64::MAX);
    let last = invoices.last().copied().unwrap_or_default();
    that("invoices", count == last, || format!("{count} invoices, the last one has number {last}"))
}
