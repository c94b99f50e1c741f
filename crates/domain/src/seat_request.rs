//! Requests for seats: somebody of the company says that they need one, and whoever gives seats answers. Giving the seat is
//! the answer, so that a request is never met without one, nor a seat given while its request waits on (G-02…G-07).

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::access::{Actor, Capability, Person, sees_holders};
use crate::account::Account;
use crate::codes::codes;
use crate::decide::{Case, Context, Decision, Outcome, entries_of, not_found, role_missing};
use crate::explanation::{Explanation, FactCode, Node, Question, Remedy, RemedyAct};
use crate::fact::{NoteRef, SeatRequestDeclined, SeatRequestWithdrawn, SeatRequested};
use crate::ids::{AccountId, AssignmentId, PersonId, PoolId, SeatRequestId};
use crate::programme::Programmes;
use crate::refusal::{Refusal, RefusalCode};
use crate::seat;

/// A request for a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRequest {
    /// The pool of which a seat is asked for.
    pub pool: PoolId,
    /// Who asks.
    pub person: PersonId,
    /// Day of the request.
    pub requested_on: Date,
    /// What for.
    pub note: NoteRef,
    /// What became of it.
    pub answered: Option<Answered>,
}

/// What became of a request, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The day.
    pub on: Date,
    /// Who.
    pub by: String,
    /// What.
    pub answer: SeatAnswer,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeatAnswer {
    /// A seat of the edition was given, by this request or without a look at it.
    Given(AssignmentId),
    /// It was declined, with this reason.
    Declined(NoteRef),
    /// Whoever asked withdrew it.
    Withdrawn,
}

codes! {
    /// How far a request for a seat is.
    pub enum SeatRequestState {
        /// It waits for an answer.
        Open = "open",
        /// A seat was given.
        Approved = "approved",
        /// It was declined.
        Refused = "refused",
        /// Whoever asked withdrew it.
        Withdrawn = "withdrawn",
        /// There is nothing to answer any more: whoever asked has left or has a seat, or the seats are over.
        Done = "done",
    }
}

/// How far a request is on a day, with what is known of the company's people. That nothing is left to answer is seen and not
/// written down, so that it waits again where somebody comes back, or their membership does.
pub fn state(
    account: &Account,
    request: &SeatRequest,
    people: &BTreeMap<PersonId, Person>,
    today: Date,
) -> SeatRequestState {
    match request.answered.as_ref().map(|answered| &answered.answer) {
        Some(SeatAnswer::Given(_)) => SeatRequestState::Approved,
        Some(SeatAnswer::Declined(_)) => SeatRequestState::Refused,
        Some(SeatAnswer::Withdrawn) => SeatRequestState::Withdrawn,
        None if waits(account, request, people, today) => SeatRequestState::Open,
        None => SeatRequestState::Done,
    }
}

fn waits(account: &Account, request: &SeatRequest, people: &BTreeMap<PersonId, Person>, today: Date) -> bool {
    let present = people.get(&request.person).is_some_and(|known| known.in_directory);
    let lives = |pool: &&crate::account::Pool| !seat::is_over(account, pool, today);
    let pool = account.pools.get(&request.pool).filter(lives);
    let without = |edition| account.seat_of(&entries_of(people, request.person), edition, today).is_none();
    present && pool.is_some_and(|pool| without(&pool.edition))
}

/// Whether somebody may know of a request: who asked, and who sees who holds seats.
pub fn may_see(actor: &Actor, account: AccountId, request: &SeatRequest) -> bool {
    actor.person == Some(request.person) || sees_holders(actor, account)
}

/// The pools of which somebody could ask for a seat now.
pub fn possible(account: &Account, programmes: &Programmes, person: PersonId, ctx: &Context) -> Vec<PoolId> {
    let case = Case { account, programmes, ctx };
    account.pools.keys().copied().filter(|pool| askable(&case, *pool, person).is_ok()).collect()
}

/// Asks for a seat, for oneself.
pub(crate) fn ask(case: &Case<'_>, pool: PoolId, person: PersonId, note: &NoteRef) -> Decision {
    let why = askable(case, pool, person)?;
    let fact = SeatRequested { request: case.ctx.minter().seat_request(), pool, person, note: note.clone() };
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why))
}

fn askable(case: &Case<'_>, pool: PoolId, person: PersonId) -> Result<Explanation, Box<Refusal>> {
    let mut why = case.explain(Question::MayRequestSeat, pool);
    seat::may_ask(case, &mut why, pool, person)?;
    let entries = case.ctx.entries_of(person);
    let asks = |asked: &&SeatRequest| asked.pool == pool && asked.answered.is_none() && entries.contains(&asked.person);
    let earlier = case.account.seat_requests.values().find(asks);
    let mut node = Node::of(FactCode::NoSeatRequested, earlier.is_none())
        .with_some("requested_on", earlier.map(|asked| asked.requested_on));
    if earlier.is_some() {
        node = node.remedy(Remedy::new(RemedyAct::AwaitSeat)).helped_by(Capability::AssignSeats.roles());
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::SeatAlreadyRequested, why));
    }
    Ok(why)
}

/// Refuses where a request waits for no answer.
fn answerable(why: &mut Explanation, request: &SeatRequest, found: SeatRequestState) -> Result<(), Box<Refusal>> {
    let node = Node::of(FactCode::SeatRequestOpen, found == SeatRequestState::Open)
        .with("requested_on", request.requested_on)
        .with("request_state", found.code())
        .with_some("decided_on", request.answered.as_ref().map(|answered| answered.on));
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::RequestNotOpen, why.clone()).detail("state", found.code()));
    }
    Ok(())
}

fn state_now(case: &Case<'_>, request: &SeatRequest) -> SeatRequestState {
    state(case.account, request, &case.ctx.people, case.ctx.today)
}

/// Gives the seat that is asked for.
pub(crate) fn grant(case: &Case<'_>, id: SeatRequestId, country: Option<&str>) -> Decision {
    let mut why = case.explain(Question::MayDecideSeatRequest, id);
    let Some(request) = case.account.seat_requests.get(&id) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::AssignSeats)?;
    // What stands in the way of the seat itself says more than that there is nothing to answer.
    let found = state_now(case, request);
    if found != SeatRequestState::Done {
        answerable(&mut why, request, found)?;
    }
    seat::give(case, why, request.pool, request.person, country)
}

/// Declines a request.
pub(crate) fn decline(case: &Case<'_>, id: SeatRequestId, note: &NoteRef) -> Decision {
    let mut why = case.explain(Question::MayDecideSeatRequest, id);
    let Some(request) = case.account.seat_requests.get(&id) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::AssignSeats)?;
    answerable(&mut why, request, state_now(case, request))?;
    Ok(Outcome::on(case.ctx.today, vec![SeatRequestDeclined { request: id, note: note.clone() }.into()], why))
}

/// Withdraws one's own request.
pub(crate) fn withdraw(case: &Case<'_>, id: SeatRequestId) -> Decision {
    let mut why = case.explain(Question::MayWithdrawSeatRequest, id);
    let Some(request) = case.account.seat_requests.get(&id) else { return Err(not_found(why)) };
    let own = case.ctx.actor.person == Some(request.person);
    if why.look(Node::of(FactCode::SeatRequestOwn, own).remedy_if_blocked(RemedyAct::AskRequester)) {
        return Err(role_missing(&why, &[]));
    }
    answerable(&mut why, request, state_now(case, request))?;
    Ok(Outcome::on(case.ctx.today, vec![SeatRequestWithdrawn { request: id }.into()], why))
}
