//! Requests for seats: asking, answering and withdrawing.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use symbolon_domain::access::{Capability, Person};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{AccountId, IdError, PersonId, PoolId, SeatRequestId};
use symbolon_domain::programme::{Language, Programme, Programmes};
use symbolon_domain::seat_request::{SeatAnswer, SeatRequest, SeatRequestState, may_see, state};
use symbolon_store::Rendering;
use symbolon_text::word;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tokens::OfAccount;
use super::{AsOf, Dated, Nothing, ProblemBody, dated, parse, remark, target, view};
use crate::act::{Act, Call};
use crate::app::{App, View};
use crate::body::{Body, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{Day, benefit_name};
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, ask))
        .routes(routes!(show))
        .routes(routes!(decide))
        .routes(routes!(withdraw))
}

/// A request for a seat.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeatRequest)]
pub(crate) struct SeatRequestWire {
    id: String,
    account: String,
    seat_pool: String,
    benefit: String,
    benefit_name: String,
    person: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_name: Option<String>,
    /// `open`, `approved`, `refused`, `withdrawn`, or `done` where nothing is left to answer.
    state: String,
    state_text: String,
    requested_on: Day,
    /// What the seat is asked for; none where the text was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_on: Option<Day>,
    /// Who answered: a person’s id or the name of a service.
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_by: Option<String>,
    /// The seat that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment: Option<String>,
    /// Why it was refused; none where the text was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal_reason: Option<String>,
}

/// What the account itself does not know of a request: the people of the company, their names, and the texts.
#[derive(Debug)]
struct Beside<'a> {
    people: &'a BTreeMap<PersonId, Person>,
    names: &'a BTreeMap<PersonId, String>,
    reason: Option<String>,
    refusal: Option<String>,
}

fn wire(
    account: &Account,
    programmes: &Programmes,
    (id, asked): (SeatRequestId, &SeatRequest),
    beside: Beside<'_>,
    on: Date,
    language: Language,
) -> SeatRequestWire {
    let benefit = account.pools.get(&asked.pool).map_or("", |pool| pool.benefit.as_str());
    let found = state(account, asked, beside.people, on);
    let answered = asked.answered.as_ref();
    SeatRequestWire {
        id: id.to_string(),
        account: account.id.map(|id| id.to_string()).unwrap_or_default(),
        seat_pool: asked.pool.to_string(),
        benefit: benefit.to_owned(),
        benefit_name: benefit_name(programmes, benefit, language),
        person: asked.person.to_string(),
        person_name: beside.names.get(&asked.person).cloned(),
        state: found.to_string(),
        state_text: word(language, found),
        requested_on: Day(asked.requested_on),
        reason: beside.reason,
        answered_on: answered.map(|answered| Day(answered.on)),
        answered_by: answered.map(|answered| answered.by.clone()),
        assignment: answered.and_then(|answered| match answered.answer {
            SeatAnswer::Given(assignment) => Some(assignment.to_string()),
            SeatAnswer::Declined(_) | SeatAnswer::Withdrawn => None,
        }),
        refusal_reason: beside.refusal,
    }
}

/// Requests with their texts, as the reader sees them.
async fn wires<'a>(
    app: &App,
    view: &'a View,
    requests: impl Iterator<Item = (SeatRequestId, &'a SeatRequest)>,
    language: Language,
) -> Result<Vec<SeatRequestWire>, Problem> {
    let rows = app.store().people(Some(view.company_now)).await?;
    let people = rows.iter().map(|row| (row.id, row.person())).collect();
    let names = rows.iter().map(|row| (row.id, row.name.clone())).collect();
    let mut items = Vec::new();
    for (id, asked) in requests {
        let refusal = match asked.answered.as_ref().map(|answered| &answered.answer) {
            Some(SeatAnswer::Declined(note)) => app.store().note(view.company_now, note.id).await?,
            _ => None,
        };
        let reason = app.store().note(view.company_now, asked.note.id).await?;
        let beside = Beside { people: &people, names: &names, reason, refusal };
        items.push(wire(view.account(), view.programmes(app), (id, asked), beside, view.on, language));
    }
    Ok(items)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct InState {
    /// `open`, `approved`, `refused`, `withdrawn` or `done`.
    state: Option<String>,
}

/// Lists a company’s requests for seats, the oldest first; for who does not see who holds seats, their own.
#[utoipa::path(get, path = "/v1/seat-requests", tag = "seats", params(OfAccount, InState, Paging, AsOf),
    responses((status = 200, body = List<SeatRequestWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(of): Params<OfAccount>,
    Params(wanted): Params<InState>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &of.id(&reader)?, Capability::ViewBenefits, as_of.when()?).await?;
    let wanted = wanted.state.as_deref().map(|code| {
        let known = SeatRequestState::ALL.iter().map(|state| state.code());
        SeatRequestState::from_code(code).ok_or_else(|| Problem::parameter("state", Wrong::not_among(code, known)))
    });
    let wanted = wanted.transpose()?;
    let rows = app.store().people(Some(view.company_now)).await?;
    let people = rows.iter().map(|row| (row.id, row.person())).collect();
    let seen = view.account().seat_requests.iter().filter(|(_, asked)| {
        may_see(&reader.identity.actor, view.company_now, asked)
            && wanted.is_none_or(|wanted| state(view.account(), asked, &people, view.on) == wanted)
    });
    let seen = seen.map(|(id, asked)| (id.to_string(), (*id, asked)));
    let (ids, page): (Vec<_>, Vec<_>) = paging.slice(&app, &uri, seen.collect())?.into_iter().unzip();
    let items = wires(&app, &view, page.into_iter(), reader.language).await?;
    paging.respond(&app, &uri, ids.into_iter().zip(items).collect(), view.on, view.projection)
}

/// Shows a request for a seat with what it is for and what was answered.
#[utoipa::path(get, path = "/v1/seat-requests/{id}", tag = "seats", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<SeatRequestWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let id: SeatRequestId = parse(&id)?;
    let asked = view.account().seat_requests.get(&id).ok_or_else(Problem::not_found)?;
    if !may_see(&reader.identity.actor, view.company_now, asked) {
        return Err(Problem::role_missing(Capability::AssignSeats.roles(), reader.language));
    }
    let found = wires(&app, &view, std::iter::once((id, asked)), reader.language).await?;
    let one = found.into_iter().next().ok_or_else(Problem::not_found)?;
    Ok(axum::Json(dated(&view, one)).into_response())
}

/// What somebody wrote who asked for a seat.
async fn reason_of(app: &App, account: AccountId, id: SeatRequestId) -> Result<Option<String>, Problem> {
    let folded = app.store().folded(account).await?;
    match folded.as_ref().and_then(|folded| folded.account.seat_requests.get(&id)) {
        Some(asked) => Ok(app.store().note(account, asked.note.id).await?),
        None => Ok(None),
    }
}

/// Renders a request: the one just made, or the one named, with what was asked and what was answered.
fn rendered(
    app: App,
    named: Option<SeatRequestId>,
    (reason, refusal): (Option<String>, Option<String>),
) -> impl Fn(&Rendering<'_>, &Programme, Language) -> Option<SeatRequestWire> + Send + Sync + 'static {
    move |rendering, _, language| {
        let made = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::SeatRequested(fact) => Some(fact.request),
            _ => None,
        });
        let id = made.or(named)?;
        let people = &rendering.context.people;
        let beside = Beside { people, names: &BTreeMap::new(), reason: reason.clone(), refusal: refusal.clone() };
        let asked = rendering.after.seat_requests.get(&id)?;
        Some(wire(rendering.after, app.programmes(), (id, asked), beside, rendering.context.today, language))
    }
}

/// A seat that somebody needs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestSeat {
    /// The pool of which a seat is asked for.
    seat_pool: String,
    /// What for, in a few words. Whoever assigns seats reads it.
    reason: String,
}

/// Asks for a seat, for oneself. Whoever assigns seats is told.
#[utoipa::path(post, path = "/v1/seat-requests", tag = "seats", request_body = RequestSeat,
    params(("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = SeatRequestWire), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn ask(State(app): State<App>, reader: Reader, call: Call, body: Body<RequestSeat>) -> Result<Response, Problem> {
    let RequestSeat { seat_pool, reason } = body.value;
    let id: PoolId = seat_pool.parse().map_err(|error: IdError| Problem::invalid("/seat_pool", error))?;
    let account = target(&app, &reader, &seat_pool).await?;
    // A service has nobody who could use a seat.
    let person = reader.identity.actor.person;
    let person = person.ok_or_else(|| Problem::role_missing(Capability::RequestSeat.roles(), reader.language))?;
    let (kept, note) = remark(&app, reader.now, "/reason", &reason)?;
    let texts = (Some(kept.text.clone()), None);
    let mut act = Act::new(account, Command::RequestSeat { pool: id, person, note });
    act.notes = vec![kept];
    act.run(&app, &reader, &call, &body.canonical, rendered(app.clone(), None, texts)).await
}

/// An answer to a request for a seat.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecideSeat {
    /// True: the seat is given. False: it is refused.
    approve: bool,
    /// Why it is refused, which whoever asked reads; needed for that and for nothing else.
    reason: Option<String>,
    /// ISO 3166-1 country in which the seat is used: the headquarters’ where not given, else one with a location.
    country: Option<String>,
}

/// Answers a request for a seat. Approving it gives the seat, and what refuses the seat refuses the approval: the request
/// stays open.
#[utoipa::path(post, path = "/v1/seat-requests/{id}/decisions", tag = "seats", request_body = DecideSeat,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = SeatRequestWire), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<DecideSeat>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let request: SeatRequestId = parse(&id)?;
    let DecideSeat { approve, reason, country } = body.value;
    let beside = match approve {
        true => reason.as_ref().map(|_| ("/reason", "approve: true, reason")),
        false => country.as_ref().map(|_| ("/country", "approve: false, country")),
    };
    if let Some((pointer, names)) = beside {
        return Err(Problem::invalid(pointer, Wrong::OneAtMost(names)));
    }
    let mut texts = (reason_of(&app, account, request).await?, None);
    let act = if approve {
        Act::new(account, Command::GrantSeatRequest { request, country })
    } else {
        let (kept, note) = remark(&app, reader.now, "/reason", reason.as_deref().unwrap_or_default())?;
        texts.1 = Some(kept.text.clone());
        let mut act = Act::new(account, Command::DeclineSeatRequest { request, note });
        act.notes = vec![kept];
        act
    };
    act.run(&app, &reader, &call, &body.canonical, rendered(app.clone(), Some(request), texts)).await
}

/// Withdraws one’s own request for a seat.
#[utoipa::path(post, path = "/v1/seat-requests/{id}/withdrawals", tag = "seats", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = SeatRequestWire), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Nothing>,
) -> Result<Response, Problem> {
    let Nothing {} = body.value;
    let account = target(&app, &reader, &id).await?;
    let request: SeatRequestId = parse(&id)?;
    let texts = (reason_of(&app, account, request).await?, None);
    let act = Act::new(account, Command::WithdrawSeatRequest { request });
    act.run(&app, &reader, &call, &body.canonical, rendered(app.clone(), Some(request), texts)).await
}
