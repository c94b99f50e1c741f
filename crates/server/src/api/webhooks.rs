//! Events: what happened to a company, for programs; and the addresses to which events are sent.

use std::collections::BTreeSet;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::event::{Asked, EventId, EventType, Through};
use symbolon_domain::ids::{AccountId, WebhookDeliveryId};
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::webhook::{self, NotMade, WebhookState};
use symbolon_store::{NewDelivery, WebhookDelivery, WebhookEndpoint};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::access::would;
use super::{Items, Nothing, ProblemBody, parse, people, shapes, target, view};
use crate::act::Call;
use crate::app::App;
use crate::body::{Body, NoBody, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::Json;
use crate::wrong::Wrong;
use crate::{clock, events, webhooks};

/// Events that are sent again at the most at a time.
const REPLAYED: usize = 1_000;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_events))
        .routes(routes!(show_event))
        .routes(routes!(list, make))
        .routes(routes!(show, end))
        .routes(routes!(renew_secret))
        .routes(routes!(wake))
        .routes(routes!(test))
        .routes(routes!(replay))
        .routes(routes!(deliveries))
        .routes(routes!(resend))
}

/// A type of events, as the description lists them.
pub(crate) struct TypeCode;

impl PartialSchema for TypeCode {
    fn schema() -> RefOr<Schema> {
        let codes = EventType::ALL.iter().map(|kind| kind.code());
        ObjectBuilder::new().schema_type(SchemaType::new(Type::String)).enum_values(Some(codes)).into()
    }
}

impl ToSchema for TypeCode {}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Of one type.
    #[serde(rename = "type")]
    #[param(value_type = Option<TypeCode>, inline)]
    kind: Option<String>,
    /// Those that happened after the one with this id.
    after: Option<String>,
    /// A company that became a part of this one, by id: what happened to it until then.
    company: Option<String>,
}

/// A type by its code.
fn kind(code: &str) -> Result<EventType, Wrong> {
    EventType::from_code(code).ok_or_else(|| Wrong::not_among(code, EventType::ALL.iter().map(|kind| kind.code())))
}

/// Lists what happened to a company, the oldest first, as it is sent to those who asked for it: each fact of its ledger is an
/// event with the fact’s number, and each day brings those that no fact tells, with their day and the number of the newest
/// fact before it.
#[utoipa::path(get, path = "/v1/accounts/{id}/events", tag = "events", params(("id" = String, Path, description = "The company’s id or global number."), Wanted, Paging),
    responses((status = 200, body = List<shapes::Event>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_events(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
    Params(wanted): Params<Wanted>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    let only = wanted.kind.as_deref().map(kind).transpose().map_err(|wrong| Problem::parameter("type", wrong))?;
    let view = view(&app, &reader, &id, Capability::ViewHistory, When::Now).await?;
    let company = match &wanted.company {
        Some(id) => Some(parse(id)?).filter(|id| view.account().is_or_was(*id)).ok_or_else(Problem::not_found)?,
        None => view.id,
    };
    let after = wanted.after.as_deref().map(str::parse::<EventId>).transpose();
    let after = after.ok().filter(|after| after.as_ref().is_none_or(|after| after.account == company));
    let after = after.ok_or_else(|| Problem::parameter("after", Wrong::Id("evt".to_owned())))?;
    let page = paging.page(&app, &uri)?;
    let cursor = page.after.and_then(|cursor| cursor.parse().ok());
    let (types, most) = (only.into_iter().collect(), page.limit as usize);
    let found = events::page(&app, company, cursor.or(after).as_ref(), &types, most, reader.today).await?;
    let items = found.iter().map(|event| (event.id.to_string(), events::shown(&app, event))).collect();
    paging.respond(&app, &uri, items, reader.today, false)
}

/// Shows an event.
#[utoipa::path(get, path = "/v1/events/{id}", tag = "events", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = shapes::Event), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show_event(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let asked: EventId = parse(&id)?;
    let account = target(&app, &reader, &asked.account.to_string()).await?;
    app.allow(&reader.identity, Capability::ViewHistory, Some(account), reader.language).await?;
    let known = Through { sequence: asked.sequence.saturating_sub(1), day: Date::MIN };
    let (found, _) = events::asked(&app, asked.account, Asked::all(known), reader.today).await?;
    let event = found.into_iter().find(|event| event.id == asked).ok_or_else(Problem::not_found)?;
    Ok(axum::Json(events::shown(&app, &event)).into_response())
}

pub(crate) fn one(app: &App, held: &WebhookEndpoint, owner: Option<&String>) -> Value {
    let (rests_since, rests_why) = held.rests.unzip();
    json!({
        "id": held.id, "url": held.url, "types": held.types, "owner": held.owner, "owner_name": owner,
        "made_at": clock::instant(held.made_at), "secret_since": clock::instant(held.secret.1),
        "failing_since": held.failing_since.map(clock::instant), "paused_since": rests_since.map(clock::instant),
        "paused_because": rests_why, "ended_at": held.ended_at.map(clock::instant),
        "sequence": held.through.sequence, "day": held.through.day, "account": held.account,
        "last_day_of_former_secret": (held.secret.0 > 1)
            .then(|| clock::day(held.secret.1 + webhook::BOTH_SECRETS, app.zone())),
    })
}

async fn answered(app: &App, held: &WebhookEndpoint) -> Result<Value, Problem> {
    let owner = app.store().person(held.owner).await?;
    Ok(one(app, held, owner.map(|owner| owner.name).as_ref()))
}

/// Lists the addresses to which the events of a company are sent, the oldest first; never a secret.
#[utoipa::path(get, path = "/v1/accounts/{id}/webhook-endpoints", tag = "events", params(("id" = String, Path, description = "The company’s id or global number.")),
    responses((status = 200, body = Items<shapes::WebhookEndpoint>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    app.allow(&reader.identity, Capability::EndAccess, Some(account), reader.language).await?;
    let names = app.people_names(account).await?;
    let held = of_company(&app, account).await?;
    let items: Vec<Value> = held.iter().map(|held| one(&app, held, names.get(&held.owner))).collect();
    Ok(axum::Json(Items { items }).into_response())
}

/// The addresses of a company, and of those that became a part of it.
pub(crate) async fn of_company(app: &App, account: AccountId) -> Result<Vec<WebhookEndpoint>, Problem> {
    let folded = app.store().folded(account).await?.ok_or_else(Problem::not_found)?;
    Ok(app.store().webhook_endpoints(folded.account.lineage()).await?)
}

/// An address to which events are to be sent.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakeWebhookEndpoint {
    /// A public address over TLS; in a sandbox also one of the machine on which it runs.
    pub(crate) url: String,
    /// The types of events that are sent; all, where none is named.
    #[serde(default)]
    #[schema(value_type = Option<Vec<TypeCode>>)]
    pub(crate) types: Option<Vec<String>>,
}

/// What is said to somebody for whom no address is made or woken.
async fn not_made(app: &App, reader: &Reader, account: AccountId, why: NotMade) -> Problem {
    match why {
        NotMade::Lacking => {
            let mut problem = Problem::role_missing(Capability::MakeApiTokens.roles(), reader.language);
            app.name_helpers(&mut problem, &reader.identity, Some(account)).await;
            problem
        }
        NotMade::Closed(since) => people::closed(since),
        NotMade::Known => Problem::new(StatusCode::CONFLICT, RefusalCode::AlreadyExists.code()),
        NotMade::TooMany(limit) => {
            Problem::new(StatusCode::CONFLICT, "too-many-webhook-endpoints").with("limit", json!(limit))
        }
    }
}

/// Makes an address, with its secret, or only says what would come of it.
pub(crate) async fn made(
    app: &App,
    reader: &Reader,
    account: AccountId,
    new: MakeWebhookEndpoint,
    dry_run: bool,
) -> Result<Option<(WebhookEndpoint, String)>, Problem> {
    let reach = app.webhook_reach();
    let wrong = || Problem::invalid("/url", Wrong::WebhookUrl { sandbox: reach.to_itself });
    let url = reach.read(new.url.trim()).ok_or_else(wrong)?.to_string();
    let mut types = BTreeSet::new();
    for (at, code) in new.types.unwrap_or_default().iter().enumerate() {
        types.insert(kind(code).map_err(|wrong| Problem::invalid(&format!("/types/{at}"), wrong))?);
    }
    let (store, actor) = (app.store(), &reader.identity.actor);
    let made = if dry_run {
        let may = store.may_make_webhook_endpoint(account, &url, actor).await?;
        may.ok_or_else(Problem::not_found)?.map(|()| None)
    } else {
        let by = (actor.clone(), reader.identity.name());
        let made = store.make_webhook_endpoint(account, (url, types), by, (reader.today, reader.now)).await?;
        made.ok_or_else(Problem::not_found)?.map(Some)
    };
    match made {
        Ok(made) => Ok(made.map(|held| {
            let secret = app.shown_webhook_secret(&held);
            (held, secret)
        })),
        Err(why) => Err(not_made(app, reader, account, why).await),
    }
}

/// An address with its secret, which no other answer shows.
async fn with_secret(app: &App, status: StatusCode, held: &WebhookEndpoint, secret: &str) -> Result<Response, Problem> {
    let mut body = answered(app, held).await?;
    body["secret"] = json!(secret);
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((status, no_store, axum::Json(body)).into_response())
}

/// Has what happens to a company from now on sent to an address (Standard Webhooks). The answer is the only one that shows the
/// secret by which a receiver knows that it was this server. The caller is its owner: when they may be it no more, nothing is
/// sent until somebody else takes it over.
#[utoipa::path(post, path = "/v1/accounts/{id}/webhook-endpoints", tag = "events", request_body = MakeWebhookEndpoint,
    params(("id" = String, Path, description = "The company’s id or global number."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 201, body = shapes::WebhookEndpointWithSecret), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn make(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<MakeWebhookEndpoint>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    match made(&app, &reader, account, body.value, call.dry_run).await? {
        Some((held, secret)) => with_secret(&app, StatusCode::CREATED, &held, &secret).await,
        None => Ok(would(json!({ "allowed": true }))),
    }
}

/// The company whose address it is by now: its own may have become a part of another one.
pub(crate) async fn company_of(app: &App, reader: &Reader, held: &WebhookEndpoint) -> Result<AccountId, Problem> {
    target(app, reader, &held.account.to_string()).await
}

/// An address of a company that the caller may see, for something that not everybody may do.
pub(crate) async fn held(
    app: &App,
    reader: &Reader,
    id: &str,
    capability: Capability,
) -> Result<WebhookEndpoint, Problem> {
    let held = app.store().webhook_endpoint(parse(id)?).await?.ok_or_else(Problem::not_found)?;
    let company = company_of(app, reader, &held).await?;
    app.allow(&reader.identity, capability, Some(company), reader.language).await?;
    Ok(held)
}

/// The same for one that must not have ended.
async fn in_use(app: &App, reader: &Reader, id: &str) -> Result<WebhookEndpoint, Problem> {
    let held = held(app, reader, id, Capability::MakeApiTokens).await?;
    Some(held).filter(|held| held.ended_at.is_none()).ok_or_else(Problem::not_found)
}

/// Shows an address to which events are sent; never its secret.
#[utoipa::path(get, path = "/v1/webhook-endpoints/{id}", tag = "events", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = shapes::WebhookEndpoint), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let held = held(&app, &reader, &id, Capability::EndAccess).await?;
    Ok(axum::Json(answered(&app, &held).await?).into_response())
}

/// Ends an address: nothing is sent to it any more. Ending it again changes nothing.
#[utoipa::path(delete, path = "/v1/webhook-endpoints/{id}", tag = "events",
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn end(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: NoBody,
) -> Result<Response, Problem> {
    let held = held(&app, &reader, &id, Capability::EndAccess).await?;
    if call.dry_run {
        return Ok(would(json!({ "allowed": true })));
    }
    app.store().end_webhook_endpoint(held.id, &reader.identity.name(), reader.now).await?;
    let ended = app.store().webhook_endpoint(held.id).await?.unwrap_or(held);
    Ok(axum::Json(answered(&app, &ended).await?).into_response())
}

/// Gives an address a new secret, which this answer alone shows. For a day the one before signs as well, so that no event is
/// refused while a receiver changes over.
#[utoipa::path(post, path = "/v1/webhook-endpoints/{id}/secrets", tag = "events", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 201, body = shapes::WebhookEndpointWithSecret), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn renew_secret(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    let held = in_use(&app, &reader, &id).await?;
    if call.dry_run {
        return Ok(would(json!({ "allowed": true })));
    }
    let (renewed, secret) = renewed(&app, &reader, &held).await?;
    with_secret(&app, StatusCode::CREATED, &renewed, &secret).await
}

/// An address with its new secret.
pub(crate) async fn renewed(
    app: &App,
    reader: &Reader,
    held: &WebhookEndpoint,
) -> Result<(WebhookEndpoint, String), Problem> {
    let renewed = app.store().renew_webhook_secret(held.id, &reader.identity.name(), reader.now).await?;
    let renewed = renewed.ok_or_else(Problem::not_found)?;
    let secret = app.shown_webhook_secret(&renewed);
    Ok((renewed, secret))
}

/// Wakes an address that rests, with the caller as its owner from now on: what happened meanwhile is sent to it. One that does not
/// rest stays as it is.
#[utoipa::path(post, path = "/v1/webhook-endpoints/{id}/resumptions", tag = "events", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 201, body = shapes::WebhookEndpoint), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn wake(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    let held = in_use(&app, &reader, &id).await?;
    if call.dry_run {
        return Ok(would(json!({ "allowed": true })));
    }
    let woken = woken(&app, &reader, &held).await?;
    Ok((StatusCode::CREATED, axum::Json(answered(&app, &woken).await?)).into_response())
}

/// An address that rests no more.
pub(crate) async fn woken(app: &App, reader: &Reader, held: &WebhookEndpoint) -> Result<WebhookEndpoint, Problem> {
    let by = (reader.identity.actor.clone(), reader.identity.name());
    match app.store().wake_webhook_endpoint(held, by, reader.now).await?.ok_or_else(Problem::not_found)? {
        Ok(woken) => Ok(woken),
        Err(why) => Err(not_made(app, reader, held.account, why).await),
    }
}

/// What was asked to be sent, as far as it is.
async fn on_their_way(
    app: &App,
    held: &WebhookEndpoint,
    new: Vec<NewDelivery>,
    reader: &Reader,
) -> Result<Response, Problem> {
    let count = new.len();
    app.store().replay_events(held.id, new, &reader.identity.name(), reader.now).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(json!({ "events": count }))).into_response())
}

/// Sends an event to an address that tells nothing, to see whether events arrive.
#[utoipa::path(post, path = "/v1/webhook-endpoints/{id}/tests", tag = "events", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 202, body = shapes::EventsOnTheirWay), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn test(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    let held = in_use(&app, &reader, &id).await?;
    if call.dry_run {
        return Ok(would(json!({ "allowed": true })));
    }
    tested(&app, &reader, &held).await
}

/// Sends an event that tells nothing.
pub(crate) async fn tested(app: &App, reader: &Reader, held: &WebhookEndpoint) -> Result<Response, Problem> {
    let mark = app.minter(reader.now).webhook_delivery().to_string();
    let brought = Some((reader.today, EventType::WebhookEndpointTest, mark));
    let id = EventId { account: held.account, sequence: held.through.sequence, mark: "test".to_owned(), brought };
    let body = events::trial(&id, reader.now, &held.id.to_string()).to_string();
    let new = NewDelivery { event: id.to_string(), kind: EventType::WebhookEndpointTest, body };
    on_their_way(app, held, vec![new], reader).await
}

/// Events that are to be sent again.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReplayEvents {
    /// The first, by its sequence.
    from: u64,
    /// The last; the newest, where none is named.
    to: Option<u64>,
}

/// Sends events of a company to an address again, or those from before it was made, a thousand at the most; of types that it
/// wants.
#[utoipa::path(post, path = "/v1/webhook-endpoints/{id}/replays", tag = "events", request_body = ReplayEvents,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 200, body = shapes::EventsOnTheirWay), (status = 202, body = shapes::EventsOnTheirWay), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn replay(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ReplayEvents>,
) -> Result<Response, Problem> {
    let held = in_use(&app, &reader, &id).await?;
    let ReplayEvents { from, to } = body.value;
    let asked = from..=to.unwrap_or(u64::MAX);
    let all = Asked { types: &held.types, ..Asked::all(Through::NOTHING) };
    let (found, _) = events::asked(&app, held.account, all, reader.today).await?;
    let wanted = found.iter().filter(|event| asked.contains(&event.id.sequence));
    let new: Vec<NewDelivery> = wanted.map(|event| webhooks::delivery_of(&app, event)).collect();
    if new.len() > REPLAYED {
        return Err(Problem::invalid("/from", Wrong::AtMost(REPLAYED)));
    }
    if call.dry_run {
        return Ok(would(json!({ "allowed": true, "events": new.len() })));
    }
    on_their_way(&app, &held, new, &reader).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Settled {
    /// How far they are: `waiting`, `delivered` or `failed`.
    state: Option<String>,
}

pub(crate) fn delivery(held: &WebhookDelivery) -> Value {
    let waits = held.state == WebhookState::Waiting;
    json!({
        "id": held.id, "endpoint": held.endpoint, "event": held.event, "type": held.kind, "state": held.state,
        "attempts": held.attempts, "made_at": clock::instant(held.made_at),
        "next_at": waits.then(|| clock::instant(held.next_at)), "settled_at": held.settled_at.map(clock::instant),
        "cause": held.cause, "body": serde_json::from_str::<Value>(&held.body).unwrap_or_default(),
    })
}

/// Lists the events that are on their way to an address, or were within thirty days, the newest first: how far they are, how
/// often it was tried, and why they did not arrive the last time: the status of the answer, or `address`, `connection`,
/// `encryption` or `timeout`.
#[utoipa::path(get, path = "/v1/webhook-endpoints/{id}/deliveries", tag = "events", params(("id" = String, Path, description = "Its id."), Settled, Paging),
    responses((status = 200, body = List<shapes::WebhookDelivery>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn deliveries(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
    Params(settled): Params<Settled>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    let state = settled.state.as_deref().map(|code| {
        let known = || WebhookState::ALL.iter().map(|state| state.code());
        WebhookState::from_code(code).ok_or_else(|| Problem::parameter("state", Wrong::not_among(code, known())))
    });
    let held = held(&app, &reader, &id, Capability::EndAccess).await?;
    let page = paging.page(&app, &uri)?;
    let rows = app.store().webhook_deliveries(held.id, state.transpose()?, &page).await?;
    let items = rows.iter().map(|row| (row.event.clone(), delivery(row))).collect();
    paging.respond(&app, &uri, items, reader.today, false)
}

/// Sends an event again at once, whatever became of it.
#[utoipa::path(post, path = "/v1/deliveries/{id}/resends", tag = "events", request_body = Nothing,
    params(("id" = String, Path, description = "The delivery’s id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 202, body = shapes::WebhookDelivery), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn resend(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    let found = app.store().webhook_delivery(parse::<WebhookDeliveryId>(&id)?).await?.ok_or_else(Problem::not_found)?;
    in_use(&app, &reader, &found.endpoint.to_string()).await?;
    if call.dry_run {
        return Ok(would(json!({ "allowed": true })));
    }
    app.store().resend_event(&found, &reader.identity.name(), reader.now).await?;
    let again = app.store().webhook_delivery(found.id).await?.unwrap_or(found);
    Ok((StatusCode::ACCEPTED, axum::Json(delivery(&again))).into_response())
}
