//! Developer subscriptions (G): one named person each, assigned, then activated.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::access::{Capability, IdentityKind};
use crate::account::{Account, Assignment, Grant, Membership, Pool, SeatState};
use crate::decide::{Case, Decision, Effect, NewFact, Outcome, not_found, role_missing, role_node};
use crate::entitlement;
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::*;
use crate::ids::{AssignmentId, MembershipId, PersonId, PoolId};
use crate::membership::{
    close_over, gate, in_pool, in_time, invalid, not_superseded, refund_effect, refund_restored, renewal, year_after,
};
use crate::programme::{BenefitKind, Programme, Programmes, RefundEnd, SeatRule, is_country, plus_days};
use crate::refusal::{Refusal, RefusalCode};
use crate::shared::Shared;

/// How the seats of a pool are used on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Breakdown {
    /// Seats granted.
    pub size: u32,
    /// Held and activated.
    pub activated: u32,
    /// Held and not yet activated.
    pub assigned: u32,
    /// Not held and not yet free for somebody else (G-06).
    pub locked: u32,
    /// Free, within the ceilings on use (C-30) and what the product shares with others (C-24).
    pub free: u32,
    /// Neither held nor locked, and withheld by a ceiling or a shared pool.
    pub withheld: u32,
    /// First day on which a locked seat is free.
    pub unlocks_on: Option<Date>,
    /// Held beyond what is granted, after the pool shrank.
    pub overcommitted: u32,
}

/// Whether the seats of a pool are over on a day: with their membership, or because a later line took its place (G-13).
pub(crate) fn is_over(account: &Account, pool: &Pool, day: Date) -> bool {
    let over = |(grant, held): (&Grant, &Membership)| {
        !held.is_held_on(day) || grant.superseded_on.is_some_and(|since| since <= day)
    };
    account.membership_of(pool.grant).is_none_or(over)
}

/// Counts the seats of a pool on a day. Once its membership is over, nobody holds one and none is free (G-13).
pub fn breakdown(account: &Account, pool: &Pool, day: Date) -> Breakdown {
    let mut counted = Breakdown { size: pool.size, ..Breakdown::default() };
    if is_over(account, pool, day) {
        return counted;
    }
    let mut locks = Vec::new();
    for seat in pool.seats.values() {
        match seat.holder.and_then(|holder| account.assignments.get(&holder)) {
            Some(held) if held.activated_on.is_some() => counted.activated += 1,
            Some(_) => counted.assigned += 1,
            None => locks.extend(seat.locked_until.filter(|until| day < *until)),
        }
    }
    locks.sort_unstable();
    let held = counted.activated + counted.assigned;
    counted.overcommitted = held.saturating_sub(pool.size);
    // Locked seats beyond a shrunken pool are nobody's: so many must unlock before one more is free.
    let room = pool.size.saturating_sub(held);
    let locked = u32::try_from(locks.len()).unwrap_or(u32::MAX);
    counted.locked = locked.min(room);
    counted.free = room - counted.locked;
    let nobodys = usize::try_from(locked - counted.locked).unwrap_or(usize::MAX);
    counted.unlocks_on = locks.get(nobodys).copied();
    counted
}

/// Counts the seats of a pool on a day, with as many free as the ceilings on use and a shared pool leave (C-24, C-30).
pub fn breakdown_within(account: &Account, programmes: &Programmes, pool: &Pool, day: Date) -> Breakdown {
    let mut counted = breakdown(account, pool, day);
    let shared = entitlement::shared_pool(account, programmes, pool.grant, day).map(|shared| shared.free());
    let room = entitlement::room(account, programmes, &pool.benefit, day);
    let free = [shared, room].into_iter().flatten().fold(counted.free, u32::min);
    counted.withheld = counted.free - free;
    counted.free = free;
    counted
}

/// The state of an assignment.
pub fn assignment_state(held: &Assignment) -> SeatState {
    match (held.ended, held.activated_on) {
        (Some(_), _) => SeatState::Ended,
        (None, Some(_)) => SeatState::Activated,
        (None, None) => SeatState::Assigned,
    }
}

/// The seats that people hold on a day: they end with their membership (G-13).
pub fn all_held(account: &Account, on: Date) -> impl Iterator<Item = (AssignmentId, &Assignment)> {
    account.assignments.iter().map(|(id, held)| (*id, held)).filter(move |(_, held)| {
        let line = account.pools.get(&held.pool).and_then(|pool| account.membership_of(pool.grant));
        held.ended.is_none() && line.is_some_and(|(_, membership)| membership.is_held_on(on))
    })
}

/// The seats that somebody holds on a day.
pub fn seats_held(account: &Account, person: PersonId, on: Date) -> impl Iterator<Item = (AssignmentId, &Assignment)> {
    all_held(account, on).filter(move |(_, held)| held.person == person)
}

/// The seats of a pool whose clock has run out: each may go to somebody else as soon as it is taken back (G-06).
fn movable(account: &Account, pool: PoolId, today: Date) -> Vec<Value> {
    let runs_out = |(_, held): &(&AssignmentId, &Assignment)| {
        held.pool == pool && held.ended.is_none() && held.locked_until <= today
    };
    account.assignments.iter().filter(runs_out).map(|(id, _)| Value::from(id.to_string())).collect()
}

fn rules<'a>(case: &Case<'a>, pool: &Pool) -> Option<(&'a Programme, &'a SeatRule)> {
    rules_of(case.account, case.programmes, pool)
}

fn rules_of<'a>(account: &Account, programmes: &'a Programmes, pool: &Pool) -> Option<(&'a Programme, &'a SeatRule)> {
    let programme: &Programme = programmes.version(account.grants.get(&pool.grant)?.version);
    match &programme.benefit(&pool.benefit)?.kind {
        BenefitKind::Seat(rule) => Some((programme, rule)),
        _ => None,
    }
}

/// Whether somebody holds by none of their entries a seat of a pool's edition, so that they could be given one of it (G-04).
pub fn may_hold(account: &Account, programmes: &Programmes, pool: PoolId, entries: &[PersonId], today: Date) -> bool {
    let rules = account.pools.get(&pool).and_then(|pool| rules_of(account, programmes, pool));
    rules.is_some_and(|(_, rule)| account.seat_of(entries, &rule.edition, today).is_none())
}

/// The seat of a pool that somebody has by one of their entries: whoever gives seats to many leaves it alone (G-04).
pub fn seat_in(account: &Account, pool: PoolId, entries: &[PersonId], today: Date) -> Option<AssignmentId> {
    let edition = &account.pools.get(&pool)?.edition;
    account.seat_of(entries, edition, today).filter(|(_, held)| held.pool == pool).map(|(id, _)| id)
}

/// What a pool is a part of.
struct Line<'a> {
    pool: &'a Pool,
    grant: &'a Grant,
    programme: &'a Programme,
    rule: &'a SeatRule,
}

fn line<'a>(case: &Case<'a>, id: PoolId) -> Option<Line<'a>> {
    let pool = case.account.pools.get(&id)?;
    let (programme, rule) = rules(case, pool)?;
    Some(Line { pool, grant: case.account.grants.get(&pool.grant)?, programme, rule })
}

impl Line<'_> {
    fn path(&self, part: &str) -> String {
        format!("benefit.{}.{part}", self.pool.benefit)
    }

    /// Refuses where no seat of it is given any more, whoever asks.
    fn open(&self, case: &Case<'_>, why: &mut Explanation) -> Result<(), Box<Refusal>> {
        gate(case, why, self.programme, self.pool.grant)?;
        if self.grant.superseded_on.is_some() {
            // The new year has no such line any more, so the pool was not carried on.
            not_superseded(case, why, self.pool.grant)?;
        }
        in_time(case, why, self.programme, self.pool.grant, self.grant.line.redeem_by)
    }

    /// Refuses whoever can hold no seat of it (G-03…G-05).
    fn suits(&self, case: &Case<'_>, why: &mut Explanation, person: PersonId) -> Result<(), Box<Refusal>> {
        // Somebody of another company is as unknown as nobody.
        let known = case.ctx.people.get(&person).filter(|known| known.account == Some(case.ctx.account));
        let named = known.is_none_or(|known| known.kind != IdentityKind::Shared);
        let mut node = Node::of(FactCode::NamedPerson, named)
            .with("person", person.to_string())
            .rule(self.programme, self.path("named_person"));
        if !named {
            node = node.remedy(Remedy::new(RemedyAct::AssignNamedPerson));
        }
        if why.look(node) {
            return Err(Refusal::new(RefusalCode::SeatNotShareable, why.clone()));
        }
        let present = known.is_some_and(|known| known.in_directory);
        let mut node = Node::of(FactCode::InDirectory, present).with("person", person.to_string());
        if !present {
            node = node.remedy(Remedy::new(RemedyAct::AddPerson)).helped_by(Capability::ManagePeople.roles());
        }
        if why.look(node) {
            return Err(Refusal::new(RefusalCode::PersonNotInDirectory, why.clone()));
        }
        let other = case.account.seat_of(&case.ctx.entries_of(person), &self.rule.edition, case.ctx.today);
        let mut node = Node::of(FactCode::OneSeatPerEdition, other.is_none())
            .with("edition", self.rule.edition.as_str())
            .rule(self.programme, self.path("edition"));
        if let Some((_, held)) = other {
            node = node.with("since", held.assigned_on);
        }
        if why.look(node) {
            let held = other.map(|(assignment, _)| assignment.to_string()).unwrap_or_default();
            return Err(Refusal::new(RefusalCode::SeatAlreadyHeld, why.clone()).detail("assignment", held));
        }
        Ok(())
    }
}

/// Whether somebody may ask for a seat of a pool at all: one could be given to them, though none may be free today.
pub(crate) fn may_ask(
    case: &Case<'_>,
    why: &mut Explanation,
    id: PoolId,
    person: PersonId,
) -> Result<(), Box<Refusal>> {
    let Some(line) = line(case, id) else { return Err(not_found(why.clone())) };
    case.may(why, Capability::RequestSeat)?;
    let own = case.ctx.actor.person == Some(person);
    if why.look(Node::of(FactCode::SeatRequestOwn, own).remedy_if_blocked(RemedyAct::AskRequester)) {
        return Err(role_missing(why, &[]));
    }
    line.open(case, why)?;
    line.suits(case, why, person)
}

/// Gives a developer subscription to a person, who uses it in a country (C-30, G-02…G-07).
pub(crate) fn assign(case: &Case<'_>, id: PoolId, person: PersonId, country: Option<&str>) -> Decision {
    let mut why = case.explain(Question::MayAssign, id);
    if line(case, id).is_none() {
        return Err(not_found(why));
    }
    case.may(&mut why, Capability::AssignSeats)?;
    give(case, why, id, person, country)
}

/// The same for whoever may assign it.
pub(crate) fn give(
    case: &Case<'_>,
    mut why: Explanation,
    id: PoolId,
    person: PersonId,
    country: Option<&str>,
) -> Decision {
    let today = case.ctx.today;
    let Some(line) = line(case, id) else { return Err(not_found(why)) };
    let Line { pool, programme, rule, .. } = line;
    let country = country.unwrap_or(&case.account.country);
    if !is_country(country) {
        return Err(invalid(why, "country", country));
    }
    line.open(case, &mut why)?;
    in_pool(case, &mut why, pool.grant, 1)?;
    in_company_country(case, &mut why, country)?;
    line.suits(case, &mut why, person)?;
    let entries = case.ctx.entries_of(person);

    let counted = breakdown(case.account, pool, today);
    let pick = pick(pool, person, today, counted);
    let held = counted.activated + counted.assigned;
    let room = held < pool.size;
    let mut node = Node::of(FactCode::SeatFree, room)
        .with("granted", counted.size)
        .with("activated", counted.activated)
        .with("assigned", counted.assigned)
        .with("locked", counted.locked)
        .with("free", counted.free);
    if !room {
        node = node.remedy(Remedy::new(RemedyAct::Unassign)).helped_by(Capability::AssignSeats.roles());
    }
    if why.look(node) {
        let idle = case
            .account
            .assignments
            .iter()
            .filter(|(_, held)| held.pool == id && held.ended.is_none() && held.activated_on.is_none());
        let idle = idle.map(|(assignment, _)| Value::from(assignment.to_string())).collect();
        return Err(Refusal::new(RefusalCode::SeatNoneFree, why)
            .detail("idle", Value::List(idle))
            .detail("movable", Value::List(movable(case.account, id, today))));
    }
    within_caps(case, &mut why, &pool.benefit, country)?;
    let mut node = Node::new(FactCode::SeatUnlocked, if pick.is_some() { Answer::Yes } else { Answer::NotYet })
        .with("wait_days", rule.reassign_after_days)
        .with_some("unlocks_on", counted.unlocks_on)
        .rule(programme, line.path("reassign_after"));
    if pick.is_none() {
        node = node.changes(counted.unlocks_on);
        let lasts = |of: &Membership| Some(year_after(programme, of, of.last_year().days.anniversary)?.renew_to);
        node = match counted.unlocks_on.zip(case.account.membership_of(pool.grant)) {
            Some((day, (_, of))) if day <= of.benefits_until(today) => node.remedy(Remedy::from(RemedyAct::Wait, day)),
            // The seats end before one is free, unless the membership goes on until then.
            Some((day, (_, of))) if lasts(of).is_some_and(|last| day <= last) => {
                node.remedy(renewal(&of.year_on(today).days)).helped_by(Capability::Buy.roles())
            }
            _ => node,
        };
    }
    let blocked = why.look(node);
    let Some((seat, kept)) = pick.filter(|_| !blocked) else {
        let movable = movable(case.account, id, today);
        let refusal = Refusal::new(RefusalCode::SeatLocked, why);
        return Err(match movable.is_empty() {
            true => refusal,
            false => refusal.or(Remedy::new(RemedyAct::Unassign)).detail("movable", Value::List(movable)),
        });
    };
    // The person who had the seat gets it back under the clock that runs already; anybody else starts a new one.
    let fresh = plus_days(today, rule.reassign_after_days).unwrap_or(today);
    let locked_until = kept.unwrap_or(fresh);
    let fact = SeatAssigned {
        assignment: case.ctx.minter().assignment(),
        pool: id,
        seat,
        person,
        locked_until,
        country: Some(country.to_owned()),
    };
    let room = entitlement::room(case.account, case.programmes, &pool.benefit, today);
    let shared = entitlement::shared_pool(case.account, case.programmes, pool.grant, today);
    let bounds = |free: u32, taken: u32| {
        let most = [room, shared.as_ref().map(entitlement::SharedPool::free)].into_iter().flatten().min();
        Value::from(most.map_or(free, |most| free.min(most.saturating_sub(taken))))
    };
    let free = bounds(counted.free, 0);
    let after = bounds(if kept.is_some() { counted.free } else { counted.free.saturating_sub(1) }, 1);
    let mut before = close_over(case);
    let left = left_behind(case, &entries, &rule.edition, &before);
    before.extend(left.iter().map(|(fact, _)| NewFact { effective_on: today, fact: fact.clone().into() }));
    let mut outcome = Outcome::on(today, vec![fact.into()], why)
        .after(before)
        .effect(Effect::new("pool.free", Some(free), Some(after)))
        .effect(Effect::new("seat.locked_until", None, Some(locked_until.into())));
    outcome.effects.extend(left.into_iter().map(|(_, membership)| {
        Effect::new("seat.given_up", Some(Value::from(format!("M-{}", membership.number))), None).irreversible()
    }));
    outcome.effects.extend(refund_effect(case, programme, pool.grant, RefundEnd::BenefitActivated));
    Ok(outcome)
}

/// The seats of an edition that somebody has of memberships that have lapsed and may still come back (B-46, J-37): whoever
/// is given another one leaves them, since nobody has two when they do (G-04).
fn left_behind<'a>(
    case: &Case<'a>,
    entries: &[PersonId],
    edition: &str,
    closing: &[NewFact],
) -> Vec<(SeatUnassigned, &'a Membership)> {
    let closes = |held: &Membership| {
        closing.iter().any(|new| matches!(&new.fact, Fact::MembershipClosed(closed) if closed.membership == held.id))
    };
    let held =
        case.account.assignments.iter().filter(|(_, held)| entries.contains(&held.person) && held.ended.is_none());
    let left = held.filter_map(|(id, held)| {
        let pool = case.account.pools.get(&held.pool).filter(|pool| pool.edition == edition)?;
        let (_, rule) = rules(case, pool)?;
        let (_, membership) = case.account.membership_of(pool.grant).filter(|(_, held)| !closes(held))?;
        Some((given_back(case, (*id, held), (pool, rule), UnassignReason::Returned), membership))
    });
    left.collect()
}

/// Refuses a country in which the company has neither its headquarters nor a location (F-07).
fn in_company_country(case: &Case<'_>, why: &mut Explanation, country: &str) -> Result<(), Box<Refusal>> {
    let known = entitlement::countries(case.account, case.ctx.today).iter().any(|known| known == country);
    let mut node = Node::of(FactCode::CompanyCountry, known).with("country", country);
    if !known {
        node = node.remedy(Remedy::new(RemedyAct::AddLocation)).helped_by(Capability::AddLocation.roles());
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::CountryWithoutLocation, why.clone()));
    }
    Ok(())
}

/// Refuses where one more seat would be used than a ceiling allows, in the country or worldwide (C-30).
fn within_caps(case: &Case<'_>, why: &mut Explanation, benefit: &str, country: &str) -> Result<(), Box<Refusal>> {
    let today = case.ctx.today;
    let Some(nodes) = entitlement::one_more(case.account, case.programmes, benefit, country, today) else {
        return Ok(());
    };
    let helpers = Capability::AssignSeats.roles();
    let free_one = Remedy::new(RemedyAct::Unassign);
    if let Some(mut node) = nodes.country {
        if node.blocks() {
            let elsewhere = !nodes.elsewhere.is_empty();
            let first = if elsewhere { Remedy::new(RemedyAct::AssignElsewhere) } else { free_one.clone() };
            node = node.remedy(first).helped_by(helpers);
        }
        if why.look(node) {
            let refusal = Refusal::new(RefusalCode::SeatCapReached, why.clone()).detail("scope", "country");
            let refusal = refusal.detail("country", country);
            return Err(if nodes.elsewhere.is_empty() { refusal } else { refusal.or(free_one) });
        }
    }
    if let Some(mut node) = nodes.world {
        if node.blocks() {
            node = node.remedy(free_one).helped_by(helpers);
        }
        if why.look(node) {
            return Err(Refusal::new(RefusalCode::SeatCapReached, why.clone()).detail("scope", "world"));
        }
    }
    Ok(())
}

/// The seat to give, and the lock that it keeps where it goes back to the person who had it.
fn pick(pool: &Pool, person: PersonId, today: Date, counted: Breakdown) -> Option<(u32, Option<Date>)> {
    let open = |number: &u32| pool.seats.get(number).is_none_or(|seat| seat.holder.is_none());
    let back = pool.seats.iter().find_map(|(number, seat)| {
        let locked = seat.locked_until.filter(|until| today < *until);
        (seat.holder.is_none() && seat.last_person == Some(person) && locked.is_some()).then_some((*number, locked))
    });
    let unlocked =
        |number: &u32| pool.seats.get(number).and_then(|seat| seat.locked_until).is_none_or(|until| until <= today);
    let fresh = || {
        // Held seats beyond a shrunken pool take the place of lower ones, so the count decides, then the number.
        (counted.free > 0).then(|| (1..).find(|number| open(number) && unlocked(number)).map(|number| (number, None)))
    };
    back.or_else(|| fresh().flatten())
}

/// What becomes of somebody's seat where new lines take the place of those that carried it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatAfter {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The product.
    pub benefit: String,
    /// Whether the person keeps it.
    pub keeps: bool,
}

/// What becomes of all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Carried {
    /// Seats that continue in another pool, maybe in the place of somebody who loses theirs.
    pub(crate) moved: Vec<SeatMoved>,
    /// Everybody's, in the order in which people keep theirs.
    pub(crate) seats: Vec<SeatAfter>,
}

impl Carried {
    /// The seats that are lost.
    pub(crate) fn lost(&self) -> impl Iterator<Item = &SeatAfter> {
        self.seats.iter().filter(|seat| !seat.keeps)
    }

    /// For each product of which some lose their seat: how many seats there are for how many people, and who keeps one.
    pub(crate) fn nodes(&self, case: &Case<'_>, grants: &[Shared<Granted>]) -> Vec<Node> {
        let products: BTreeSet<&str> = self.lost().map(|seat| seat.benefit.as_str()).collect();
        let node = |product: &str| {
            let of = || self.seats.iter().filter(|seat| seat.benefit == product);
            let granted = grants.iter().filter(|line| line.benefit == product);
            let count = |seats: usize| u32::try_from(seats).unwrap_or(u32::MAX);
            let name = case.current().benefit(product).map(|benefit| &benefit.name);
            let node = Node::new(FactCode::SeatsForAll, Answer::Value)
                .with_some("benefit", name)
                .with("granted", granted.fold(0, |sum: u32, line| sum.saturating_add(line.quantity)))
                .with("held", count(of().count()))
                .with("lost", count(of().filter(|seat| !seat.keeps).count()));
            let person = |seat: &SeatAfter| {
                let held = case.account.assignments.get(&seat.assignment)?;
                Some(Node::of(FactCode::SeatKept, seat.keeps).with("person", held.person.to_string()))
            };
            of().filter_map(person).fold(node, Node::child)
        };
        products.into_iter().map(node).collect()
    }
}

/// A place in a pool of the new lines that nobody holds.
struct Place<'a> {
    benefit: &'a str,
    pool: PoolId,
    seat: u32,
    /// Whose it still is while it is locked (G-06).
    last: Option<PersonId>,
    /// Whether the pool is large enough for it, beside those who hold a seat.
    fits: bool,
}

fn places<'a>(case: &Case<'_>, grants: &'a [Shared<Granted>]) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    for line in grants {
        let Item::Pool { pool, .. } = &line.item else { continue };
        let seats = case.account.pools.get(pool).map(|pool| &pool.seats);
        let seat = |number: &u32| seats.and_then(|seats| seats.get(number));
        let held = |number: &u32| seat(number).is_some_and(|seat| seat.holder.is_some());
        let last = |number: &u32| {
            let locked = |until: Date| case.ctx.today < until;
            seat(number).filter(|seat| seat.locked_until.is_some_and(locked)).and_then(|seat| seat.last_person)
        };
        let known = || seats.into_iter().flat_map(|seats| seats.keys());
        let size = usize::try_from(line.quantity).unwrap_or(usize::MAX);
        let room = size.saturating_sub(known().filter(|number| held(number)).count());
        let locked: Vec<(u32, PersonId)> =
            known().filter(|number| !held(number)).filter_map(|number| Some((*number, last(number)?))).collect();
        let place = |seat, last, fits| Place { benefit: &line.benefit, pool: *pool, seat, last, fits };
        let free = room.saturating_sub(locked.len());
        let numbers = (1..).filter(|number| !held(number) && last(number).is_none()).take(free);
        places.extend(numbers.map(|number| place(number, None, true)));
        places.extend(locked.iter().enumerate().map(|(at, (number, last))| place(*number, Some(*last), at < room)));
    }
    places
}

/// What becomes of the seats of memberships whose lines give way to new ones, by a renewal, a joint one or an upgrade
/// (G-13, H-33). Where there are too few of a product, those who use theirs keep it first, then those who have had it
/// longest, whichever pool it was in: nobody at work makes room for somebody who never began, or for a seat that is locked
/// and waits for nobody.
pub(crate) fn carried(case: &Case<'_>, grants: &[Shared<Granted>], previous: &[MembershipId]) -> Carried {
    let goes_on = |pool: PoolId| {
        grants.iter().any(|line| matches!(&line.item, Item::Pool { pool: carried, .. } if *carried == pool))
    };
    let open = case.account.assignments.iter().filter(|(_, held)| held.ended.is_none());
    let mut holders: Vec<(AssignmentId, &Assignment, &str)> = open
        .filter_map(|(id, held)| {
            let pool = case.account.pools.get(&held.pool)?;
            let (grant, membership) = case.account.membership_of(pool.grant)?;
            let of = previous.contains(&membership.id) && grant.superseded_on.is_none();
            of.then_some((*id, held, pool.benefit.as_str()))
        })
        .collect();
    let place = |held: &Assignment| (held.activated_on.is_none(), held.assigned_at);
    holders.sort_by_key(|(id, held, _)| (place(held), *id));
    let mut places = places(case, grants);
    let mut moved = Vec::new();
    let mut lost = BTreeSet::new();
    for (rank, (assignment, held, benefit)) in holders.iter().enumerate() {
        if goes_on(held.pool) {
            continue;
        }
        let find = |wanted: &dyn Fn(&Place<'_>) -> bool| {
            places.iter().position(|place| place.benefit == *benefit && wanted(place))
        };
        let begun = held.activated_on.is_some();
        let found = find(&|place| place.last == Some(held.person))
            .or_else(|| find(&|place| place.last.is_none()))
            .or_else(|| find(&|place| begun && place.fits));
        if let Some(found) = found {
            let Place { pool, seat, .. } = places.remove(found);
            moved.push(SeatMoved { assignment: *assignment, pool, seat });
            continue;
        }
        let sits = |(id, other, of): &&(AssignmentId, &Assignment, &str)| {
            goes_on(other.pool) && of == benefit && !lost.contains(id)
        };
        let last = holders.iter().skip(rank + 1).rev().find(sits);
        match last.filter(|(_, other, _)| place(other) > place(held)) {
            Some((behind, other, _)) => {
                moved.push(SeatMoved { assignment: *assignment, pool: other.pool, seat: other.seat });
                lost.insert(*behind);
            }
            None => drop(lost.insert(*assignment)),
        }
    }
    let after = |(assignment, _, benefit): &(AssignmentId, &Assignment, &str)| SeatAfter {
        assignment: *assignment,
        benefit: (*benefit).to_owned(),
        keeps: !lost.contains(assignment),
    };
    Carried { moved, seats: holders.iter().map(after).collect() }
}

/// The holder begins to use the seat, with the same identity (G-02, G-05).
pub(crate) fn activate(case: &Case<'_>, id: AssignmentId) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayActivateSeat, id);
    let Some(held) = case.account.assignments.get(&id) else { return Err(not_found(why)) };
    let Some(pool) = case.account.pools.get(&held.pool) else { return Err(not_found(why)) };
    let Some((programme, _)) = rules(case, pool) else { return Err(not_found(why)) };
    let Some(grant) = case.account.grants.get(&pool.grant) else { return Err(not_found(why)) };
    gate(case, &mut why, programme, pool.grant)?;
    in_time(case, &mut why, programme, pool.grant, grant.line.redeem_by)?;
    if why.look(assigned_node(held)) {
        return Err(Refusal::new(RefusalCode::SeatNotAssigned, why));
    }
    let own = case.ctx.actor.person == Some(held.person);
    if why.look(Node::of(FactCode::IsAssignee, own).with("person", held.person.to_string())) {
        return Err(Refusal::new(RefusalCode::NotTheAssignee, why));
    }
    if held.activated_on.is_some() {
        return Ok(Outcome::on(today, Vec::new(), why));
    }
    let fact = SeatActivated { assignment: id };
    let effect = Effect::new(
        "assignment.state",
        Some(SeatState::Assigned.code().into()),
        Some(SeatState::Activated.code().into()),
    );
    let mut outcome = Outcome::on(today, vec![fact.into()], why).effect(effect);
    outcome.effects.extend(refund_effect(case, programme, pool.grant, RefundEnd::BenefitActivated));
    Ok(outcome)
}

fn assigned_node(held: &Assignment) -> Node {
    match held.ended {
        Some((on, _)) => {
            Node::new(FactCode::SeatAssigned, Answer::Over).with("since", held.assigned_on).with("ended_on", on)
        }
        None => Node::new(FactCode::SeatAssigned, Answer::Yes).with("since", held.assigned_on),
    }
}

/// Takes a seat back, or undoes a slip (G-06, G-14).
pub(crate) fn unassign(case: &Case<'_>, id: AssignmentId, why_unassign: UnassignReason) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayUnassign, id);
    let Some(held) = case.account.assignments.get(&id) else { return Err(not_found(why)) };
    let Some(pool) = case.account.pools.get(&held.pool) else { return Err(not_found(why)) };
    let Some((programme, rule)) = rules(case, pool) else { return Err(not_found(why)) };
    let own = case.ctx.actor.person == Some(held.person);
    let allowed = own || Capability::AssignSeats.allows(&case.ctx.actor, Some(case.ctx.account));
    if why.look(role_node(Capability::AssignSeats, allowed)) {
        return Err(role_missing(&why, Capability::AssignSeats.roles()));
    }
    if why.look(assigned_node(held)) {
        return Err(Refusal::new(RefusalCode::SeatNotAssigned, why));
    }
    let fact = given_back(case, (id, held), (pool, rule), why_unassign);
    let locked_until = fact.locked_until;
    let mut node = Node::new(FactCode::SeatUnlocked, Answer::Value)
        .with("wait_days", rule.reassign_after_days)
        .with("since", held.assigned_on)
        .rule(programme, format!("benefit.{}.reassign_after", pool.benefit));
    if let Some(until) = locked_until {
        node = node.with("unlocks_on", until).changes(Some(until));
    }
    why.look(node);
    let state = assignment_state(held).code();
    let fact = Fact::from(fact);
    let restored = refund_restored(case, held.given_from, &fact);
    let mut outcome = Outcome::on(today, vec![fact], why)
        .effect(Effect::new("assignment.state", Some(state.into()), Some(SeatState::Ended.code().into())))
        .effect(Effect::new("seat.locked_until", Some(held.locked_until.into()), locked_until.map(Value::from)));
    outcome.effects.extend(restored);
    Ok(outcome)
}

/// What giving a seat back leaves of it.
fn given_back(
    case: &Case<'_>,
    (id, held): (AssignmentId, &Assignment),
    (pool, rule): (&Pool, &SeatRule),
    why: UnassignReason,
) -> SeatUnassigned {
    // Who left is known to the directory, whoever says so. They had the seat, however shortly: its clock runs on (G-14).
    let there = case.ctx.people.get(&held.person).is_some_and(|known| known.in_directory);
    let left = why == UnassignReason::HolderLeft && !there;
    let slip = !left && is_slip(case, pool, held, rule);
    let reason = match why {
        _ if slip => UnassignReason::Slip,
        _ if left => UnassignReason::HolderLeft,
        _ => UnassignReason::Returned,
    };
    // A slip leaves the seat as it was before, under a clock that may have run already.
    let clock = if slip { lock_before(pool, held) } else { Some(held.locked_until) };
    let locked_until = clock.filter(|until| case.ctx.today < *until);
    SeatUnassigned { assignment: id, why: reason, locked_until }
}

/// The lock that a seat has again once a slip is undone.
fn lock_before(pool: &Pool, held: &Assignment) -> Option<Date> {
    let seat = pool.seats.get(&held.seat)?;
    seat.before.map_or(seat.locked_until, |(until, _)| until)
}

/// Whether taking a seat back now undoes a slip: soon, never activated, and not too often for this seat.
fn is_slip(case: &Case<'_>, pool: &Pool, held: &Assignment, rule: &SeatRule) -> bool {
    let soon = case.ctx.now.saturating_sub(held.assigned_at) <= rule.slip_minutes.saturating_mul(60_000_000);
    let year = case.ctx.today.year();
    let slips = pool.seats.get(&held.seat).map_or(0, |seat| seat.slips.iter().filter(|day| day.year() == year).count());
    soon && held.activated_on.is_none() && u32::try_from(slips).is_ok_and(|slips| slips < rule.slips_per_year)
}
