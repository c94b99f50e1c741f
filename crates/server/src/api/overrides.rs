//! Late overrides: proposed by one person, approved by another, over by themselves.

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{AccountId, OverrideId, TicketId};
use symbolon_domain::overrides::LateOverride;
use symbolon_domain::programme::{Language, Programme};
use symbolon_store::Rendering;
use symbolon_text::word;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Dated, Items, ProblemBody, dated, parse, remark, remark_if_any, target, view};
use crate::act::{Act, Call};
use crate::app::App;
use crate::body::{Body, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::Json;
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(of_account, propose))
        .routes(routes!(decide))
        .routes(routes!(end))
        .routes(routes!(remove_location))
}

fn one(
    account: AccountId,
    folded: &Account,
    (id, held): (OverrideId, &LateOverride),
    on: jiff::civil::Date,
    (programme, language): (&Programme, Language),
) -> Value {
    let state = held.state_on(folded, on);
    let granted = held.granted.as_ref();
    let campaign = programme.campaign(&held.excuse.campaign);
    json!({
        "id": id, "account": account, "membership": held.membership,
        "membership_number": folded.memberships.get(&held.membership).map(|held| format!("M-{}", held.number)),
        "year": held.year, "campaign": held.excuse.campaign,
        "campaign_name": campaign.map(|known| known.name.get(language)),
        "anniversary": held.excuse.anniversary, "ticket": held.ticket, "ticket_number": held.ticket_number,
        "state": state, "state_text": word(language, state), "proposed_by": held.proposed_by,
        "proposed_on": held.proposed_on, "approved_by": granted.map(|granted| &granted.by),
        "approved_on": granted.map(|granted| granted.on), "pay_by": granted.map(|granted| granted.pay_by),
        "declined_on": held.declined_on, "ended_on": held.ended_on,
    })
}

async fn reasoned(app: &App, account: AccountId, held: &LateOverride, mut body: Value) -> Result<Value, Problem> {
    let note = app.store().note(account, held.note.id).await?;
    if let Some(members) = body.as_object_mut() {
        members.insert("reason".to_owned(), json!(note));
    }
    Ok(body)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// `open`: only those that wait for a decision.
    state: Option<String>,
}

/// Lists late overrides of all companies, the oldest first: the queue of whoever decides.
#[utoipa::path(get, path = "/v1/overrides", tag = "overrides", params(Filter, Paging),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(filter): Params<Filter>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    if !reader.identity.actor.is_vendor() {
        return Err(Problem::role_missing(Capability::DecideOverride.roles(), reader.language));
    }
    app.allow(&reader.identity, Capability::ViewHistory, None, reader.language).await?;
    if let Some(state) = filter.state.as_deref().filter(|state| *state != "open") {
        return Err(Problem::parameter("state", Wrong::not_among(state, ["open"])));
    }
    let mut items = Vec::new();
    for row in app.store().overrides(None, filter.state.is_some(), &paging.page(&app, &uri)?).await? {
        let Some(folded) = app.store().folded(row.account).await? else { continue };
        let Some(held) = folded.account.overrides.get(&row.id) else { continue };
        let body = one(row.account, &folded.account, (row.id, held), reader.today, (app.programme(), reader.language));
        items.push((row.id.to_string(), reasoned(&app, row.account, held, body).await?));
    }
    paging.respond(&app, &uri, items, reader.today, false)
}

/// Lists a company's late overrides, the oldest first. The reason is the vendor's own.
#[utoipa::path(get, path = "/v1/accounts/{id}/overrides", tag = "overrides", params(("id" = String, Path, description = "Its id or global number.")),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn of_account(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, When::Now).await?;
    let all = view.account().overrides.iter();
    let items: Vec<Value> = all
        .map(|(id, held)| one(view.id, view.account(), (*id, held), view.on, (view.programme(&app), reader.language)))
        .collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

fn made(rendering: &Rendering<'_>, programme: &Programme, language: Language) -> Value {
    let found = rendering.entries.iter().find_map(|entry| match &entry.fact {
        Fact::OverrideProposed(fact) => Some(fact.late_override),
        Fact::OverrideGranted(fact) => Some(fact.late_override),
        Fact::OverrideDeclined(fact) => Some(fact.late_override),
        Fact::OverrideEnded(fact) => Some(fact.late_override),
        _ => None,
    });
    let held = found.and_then(|id| Some((id, rendering.after.overrides.get(&id)?)));
    let context = rendering.context;
    held.map_or(Value::Null, |held| one(context.account, rendering.after, held, context.today, (programme, language)))
}

/// An override to be proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposeOverride {
    /// The membership, by id or number (`M-1042`).
    membership: String,
    /// The campaign in which its year lies.
    campaign: String,
    /// The ticket that asked for it, by id or number.
    ticket: String,
    /// Why. It stays with the vendor.
    reason: String,
}

/// The ticket that a body names.
pub(crate) async fn ticket_id(app: &App, text: &str) -> Result<TicketId, Problem> {
    let found = app.store().ticket(text).await?;
    found.map(|row| row.ticket.id).ok_or_else(Problem::not_found)
}

/// Proposes to let a membership be paid after its window. Support only; somebody else approves it.
#[utoipa::path(post, path = "/v1/accounts/{id}/overrides", tag = "overrides", request_body = ProposeOverride,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn propose(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ProposeOverride>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    // Only after the role: a ticket's number says nothing to who may not see it.
    app.allow(&reader.identity, Capability::ProposeOverride, Some(account), reader.language).await?;
    let ProposeOverride { membership, campaign, ticket, reason } = body.value;
    let (kept, note) = remark(&app, reader.now, "/reason", &reason)?;
    let membership = super::memberships::find(&app, &membership).await?;
    let ticket = ticket_id(&app, &ticket).await?;
    let mut act = Act::new(account, Command::ProposeOverride { membership, campaign, ticket, note });
    act.notes = vec![kept];
    act.run(&app, &reader, &call, &body.canonical, made).await
}

/// A decision on an override.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecideOverride {
    /// True: the fee can be paid. False: it is declined.
    approve: bool,
    /// The reason given.
    note: Option<String>,
}

/// Approves or declines a late override that somebody else proposed.
#[utoipa::path(post, path = "/v1/overrides/{id}/decisions", tag = "overrides", request_body = DecideOverride,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<DecideOverride>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let DecideOverride { approve, note } = body.value;
    let (notes, note) = remark_if_any(&app, reader.now, "/note", note.as_deref())?;
    let mut act = Act::new(account, Command::DecideOverride { late_override: parse(&id)?, grant: approve, note });
    act.notes = notes;
    act.run(&app, &reader, &call, &body.canonical, made).await
}

/// The end of an override.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EndOverride {
    /// The reason given.
    note: Option<String>,
}

/// Ends a late override before its day.
#[utoipa::path(post, path = "/v1/overrides/{id}/endings", tag = "overrides", request_body = EndOverride,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn end(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<EndOverride>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let (notes, note) = remark_if_any(&app, reader.now, "/note", body.value.note.as_deref())?;
    let mut act = Act::new(account, Command::EndOverride { late_override: parse(&id)?, note });
    act.notes = notes;
    act.run(&app, &reader, &call, &body.canonical, made).await
}

/// The removal of a location.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RemoveLocation {
    /// The ticket in which the company acknowledged it, by id or number.
    ticket: String,
    /// The digest of the preview.
    preview_digest: Option<String>,
    /// The consequences that are acknowledged: `location-gone`.
    #[serde(default)]
    acknowledge: Vec<String>,
}

/// Removes a location for ever, after a ticket in which the company acknowledged that. Support only.
#[utoipa::path(post, path = "/v1/locations/{id}/removals", tag = "accounts", request_body = RemoveLocation,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn remove_location(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<RemoveLocation>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    app.allow(&reader.identity, Capability::RemoveLocation, Some(account), reader.language).await?;
    let RemoveLocation { ticket, preview_digest, acknowledge } = body.value;
    let command = Command::RemoveLocation { location: parse(&id)?, ticket: ticket_id(&app, &ticket).await? };
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let gone = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::LocationRemoved(fact) => Some(json!({
                "id": fact.location, "number": fact.number, "country": fact.country,
                "removed_on": entry.effective_on,
            })),
            _ => None,
        });
        gone.unwrap_or_default()
    };
    let act = Act::new(account, command).after_preview(preview_digest, acknowledge);
    act.run(&app, &reader, &call, &body.canonical, render).await
}
