//! Developer subscriptions: pools of seats, and the people to whom they are assigned.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, sees_holders};
use symbolon_domain::account::Assignment;
use symbolon_domain::command::Command;
use symbolon_domain::fact::{Fact, UnassignReason};
use symbolon_domain::ids::{AssignmentId, IdError, PoolId};
use symbolon_domain::programme::{Language, Programme};
use symbolon_store::Rendering;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::shapes::SeatImport;
use super::tokens::OfAccount;
use super::{AsOf, Dated, Items, Nothing, ProblemBody, dated, named, parse, target, view};
use crate::act::{Act, Call};
use crate::app::{App, View};
use crate::body::{Body, NoBody, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::roster::Listed;
use crate::seating::{self, Seating, Verdict};
use crate::wire::{AssignmentWire, Json, SeatBreakdown, SeatPool};
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(pools))
        .routes(routes!(pool))
        .routes(routes!(assignments, assign))
        .routes(routes!(import))
        .routes(routes!(show, unassign))
        .routes(routes!(activate))
}

/// Lists a company's pools of developer subscriptions.
#[utoipa::path(get, path = "/v1/seat-pools", tag = "seats", params(OfAccount, Paging, AsOf),
    responses((status = 200, body = List<SeatPool>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn pools(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(of): Params<OfAccount>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &of.id(&reader)?, Capability::ViewBenefits, as_of.when()?).await?;
    let items = view.account().pools.iter().map(|(id, pool)| {
        (id.to_string(), SeatPool::new(view.account(), view.programmes(&app), *id, pool, view.on, reader.language))
    });
    let items = paging.slice(&app, &uri, items.collect())?;
    paging.respond(&app, &uri, items, view.on, view.projection)
}

/// Shows a pool with its seats counted: activated, assigned, locked, free.
#[utoipa::path(get, path = "/v1/seat-pools/{id}", tag = "seats", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<SeatPool>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn pool(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let id: PoolId = parse(&id)?;
    let pool = view.account().pools.get(&id).ok_or_else(Problem::not_found)?;
    let one = SeatPool::new(view.account(), view.programmes(&app), id, pool, view.on, reader.language);
    Ok(axum::Json(dated(&view, one)).into_response())
}

/// Whether the reader sees an assignment: everybody their own, and who gives seats or reads the history that of anybody.
fn sees(reader: &Reader, view: &View, held: &Assignment) -> bool {
    let actor = &reader.identity.actor;
    actor.person == Some(held.person) || sees_holders(actor, view.company_now)
}

/// Lists the assignments of a pool, ended ones included; for who does not see who holds seats, their own.
#[utoipa::path(get, path = "/v1/seat-pools/{id}/assignments", tag = "seats", params(("id" = String, Path, description = "The pool’s id."), AsOf),
    responses((status = 200, body = Dated<Items<AssignmentWire>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn assignments(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let pool: PoolId = parse(&id)?;
    if !view.account().pools.contains_key(&pool) {
        return Err(Problem::not_found());
    }
    let items = named(&app, &reader, &view, |_, _, people| {
        let of_pool = view.account().assignments.iter().filter(|(_, held)| held.pool == pool);
        let of_pool = of_pool.filter(|(_, held)| sees(&reader, &view, held));
        of_pool
            .map(|(id, held)| {
                AssignmentWire::new(view.account(), *id, held, view.on, view.programmes(&app), reader.language, people)
            })
            .collect::<Vec<_>>()
    })
    .await?;
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// A person who is to have a seat.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Assign {
    /// The person's id.
    person: String,
    /// ISO 3166-1 country in which the seat is used: the headquarters' where not given, else one with a location.
    country: Option<String>,
}

/// Gives a developer subscription to a person.
#[utoipa::path(post, path = "/v1/seat-pools/{id}/assignments", tag = "seats", request_body = Assign,
    params(("id" = String, Path, description = "The pool’s id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = AssignmentWire), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn assign(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Assign>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let person = body.value.person.parse().map_err(|error: IdError| Problem::invalid("/person", error))?;
    let act = Act::new(account, Command::AssignSeat { pool: parse(&id)?, person, country: body.value.country });
    act.run(&app, &reader, &call, &body.canonical, assignment_of(app.clone(), None)).await
}

/// Renders an assignment: the one just made, or the one named.
pub(crate) fn assignment_of(
    app: App,
    named: Option<AssignmentId>,
) -> impl Fn(&Rendering<'_>, &Programme, Language) -> Value + Send + Sync + 'static {
    move |rendering, _, language| {
        let made = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::SeatAssigned(fact) => Some(fact.assignment),
            _ => None,
        });
        let id = made.or(named);
        id.and_then(|id| Some((id, rendering.after.assignments.get(&id)?)))
            .map(|(id, held)| {
                let on = rendering.context.today;
                let one =
                    AssignmentWire::new(rendering.after, id, held, on, app.programmes(), language, &BTreeMap::new());
                serde_json::to_value(one).unwrap_or_default()
            })
            .unwrap_or_default()
    }
}

/// People who are to have a seat.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ImportSeats {
    /// At most 200; the first of them get the seats that are free.
    rows: Vec<Listed>,
}

/// Gives developer subscriptions to several people, with a verdict for each row: every row stands for itself. `ok` gets a
/// seat, `already_assigned` has one of this pool and keeps it, `duplicate` stands there before, `refused` is refused as
/// the single assignment would be.
#[utoipa::path(post, path = "/v1/seat-pools/{id}/imports", tag = "seats", request_body = ImportSeats,
    params(("id" = String, Path, description = "The pool’s id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 200, body = SeatImport), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn import(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ImportSeats>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let rows = body.value.rows;
    let Seating { verdicts, before, after } =
        seating::give(&app, &reader, &call, (account, parse(&id)?), &rows).await?;
    let mut counts = BTreeMap::from(["ok", "already_assigned", "duplicate", "refused"].map(|verdict| (verdict, 0_u32)));
    let mut items = Vec::with_capacity(rows.len());
    for (at, (row, verdict)) in rows.into_iter().zip(verdicts).enumerate() {
        let (code, member, value) = match verdict {
            Verdict::Given(effects) if call.dry_run => ("ok", "effects", effects),
            Verdict::Given(assignment) => ("ok", "assignment", assignment),
            Verdict::Held(assignment) => ("already_assigned", "assignment", assignment),
            Verdict::Twice(first) => ("duplicate", "first_row", json!(first)),
            Verdict::Refused(problem) => ("refused", "problem", problem),
        };
        *counts.entry(code).or_default() += 1;
        let mut item = json!({ "row": at + 1, "email": row.email, "verdict": code, member: value });
        if let Some(name) = row.name {
            item["name"] = json!(name);
        }
        items.push(item);
    }
    let body = json!({
        "items": items, "counts": counts, "seat_breakdown_before": SeatBreakdown::from(before),
        "seat_breakdown": SeatBreakdown::from(after), "dry_run": call.dry_run, "as_of": reader.today,
    });
    Ok(axum::Json(body).into_response())
}

/// Shows an assignment.
#[utoipa::path(get, path = "/v1/assignments/{id}", tag = "seats", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<AssignmentWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let id: AssignmentId = parse(&id)?;
    let held = view.account().assignments.get(&id).ok_or_else(Problem::not_found)?;
    if !sees(&reader, &view, held) {
        return Err(Problem::role_missing(Capability::AssignSeats.roles(), reader.language));
    }
    let one = named(&app, &reader, &view, |_, _, people| {
        AssignmentWire::new(view.account(), id, held, view.on, view.programmes(&app), reader.language, people)
    })
    .await?;
    Ok(axum::Json(dated(&view, one)).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Why {
    /// `returned` where not given; `holder_left` when the person's directory entry is gone.
    reason: Option<String>,
}

/// Takes a seat back. Within minutes and never activated it is a slip and locks nothing; else the answer says from when
/// the seat may go to somebody else.
#[utoipa::path(delete, path = "/v1/assignments/{id}", tag = "seats",
    params(("id" = String, Path, description = "Its id."), Why, ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn unassign(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(why): Params<Why>,
    call: Call,
    _: NoBody,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let why = match why.reason.as_deref() {
        None | Some("returned") => UnassignReason::Returned,
        Some("holder_left") => UnassignReason::HolderLeft,
        Some(other) => {
            return Err(Problem::parameter("reason", Wrong::not_among(other, ["returned", "holder_left"])));
        }
    };
    let assignment: AssignmentId = parse(&id)?;
    let act = Act::new(account, Command::UnassignSeat { assignment, why });
    let render = move |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        rendering
            .entries
            .iter()
            .find_map(|entry| match &entry.fact {
                Fact::SeatUnassigned(fact) => Some(json!({
                    "id": fact.assignment, "state": "ended", "reason": fact.why, "ended_on": entry.effective_on,
                    "reassignable_from": fact.locked_until.unwrap_or(entry.effective_on),
                })),
                _ => None,
            })
            .unwrap_or_default()
    };
    let mut response = act.run(&app, &reader, &call, why.code(), render).await?;
    if response.status() == StatusCode::CREATED {
        // What was created is a fact; the caller took something away.
        *response.status_mut() = StatusCode::OK;
    }
    Ok(response)
}

/// The holder begins to use the seat, with the same identity.
#[utoipa::path(post, path = "/v1/assignments/{id}/activations", tag = "seats", request_body = Nothing,
    params(("id" = String, Path, description = "The assignment’s id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = AssignmentWire), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn activate(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Nothing>,
) -> Result<Response, Problem> {
    let Nothing {} = body.value;
    let account = target(&app, &reader, &id).await?;
    let assignment: AssignmentId = parse(&id)?;
    let act = Act::new(account, Command::ActivateSeat { assignment });
    act.run(&app, &reader, &call, &body.canonical, assignment_of(app.clone(), Some(assignment))).await
}
