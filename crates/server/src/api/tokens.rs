//! Cloud tokens: shown, redeemed once and whole, replaced once.

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{IdError, TokenId};
use symbolon_domain::programme::{Language, Mode, Programme, ReplacementReason};
use symbolon_store::Rendering;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AsOf, Dated, Items, ProblemBody, dated, parse, remark_if_any, shapes, target, view};
use crate::act::{Act, Call, created};
use crate::app::App;
use crate::body::{Body, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{Json, RedemptionWire, Reveal, TokenWire};
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(codes, show_code))
        .routes(routes!(redemptions, redeem))
        .routes(routes!(requests, request))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OfAccount {
    /// The company, by id or global number; one's own where not given.
    account: Option<String>,
}

impl OfAccount {
    /// The company that is asked about.
    pub(super) fn id(&self, reader: &Reader) -> Result<String, Problem> {
        let own = || reader.identity.actor.account.map(|id| id.to_string());
        self.account
            .clone()
            .or_else(own)
            .ok_or_else(|| Problem::parameter("account", Wrong::Missing("account".to_owned())))
    }
}

/// Lists a company's tokens.
#[utoipa::path(get, path = "/v1/tokens", tag = "tokens", params(OfAccount, Paging, AsOf),
    responses((status = 200, body = List<TokenWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(of): Params<OfAccount>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &of.id(&reader)?, Capability::ViewBenefits, as_of.when()?).await?;
    let last_five = app.store().last_five(view.id).await?;
    let items = view.account().tokens.iter().map(|(id, token)| {
        let one =
            TokenWire::new(view.account(), *id, token, view.on, view.programmes(&app), reader.language, &last_five);
        (id.to_string(), one)
    });
    let items = paging.slice(&app, &uri, items.collect())?;
    paging.respond(&app, &uri, items, view.on, view.projection)
}

/// Shows a token: never its code, which only an act shows.
#[utoipa::path(get, path = "/v1/tokens/{id}", tag = "tokens", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<TokenWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let id: TokenId = parse(&id)?;
    let token = view.account().tokens.get(&id).ok_or_else(Problem::not_found)?;
    let last_five = app.store().last_five(view.id).await?;
    let one = TokenWire::new(view.account(), id, token, view.on, view.programmes(&app), reader.language, &last_five);
    Ok(axum::Json(dated(&view, one)).into_response())
}

/// Lists the acts of showing a token's code.
#[utoipa::path(get, path = "/v1/tokens/{id}/codes", tag = "tokens", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = Items<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn codes(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, crate::when::When::Now).await?;
    let token = view.account().tokens.get(&parse(&id)?).ok_or_else(Problem::not_found)?;
    let items: Vec<Reveal> = token.shown.iter().map(Reveal::from).collect();
    Ok(axum::Json(Items { items }).into_response())
}

/// What is sent to act on a preview.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AfterPreview {
    /// The digest of the preview, from `?dry_run=true`.
    pub(super) preview_digest: Option<String>,
    /// The consequences that are acknowledged, by name.
    #[serde(default)]
    pub(super) acknowledge: Vec<String>,
}

/// Shows a token's code. An act on record, which ends the right to a refund.
#[utoipa::path(post, path = "/v1/tokens/{id}/codes", tag = "tokens", request_body = AfterPreview,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show_code(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AfterPreview>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let command = Command::ShowCode { token: parse(&id)? };
    let again = Act::new(account, command.clone());
    let act = Act::new(account, command).after_preview(body.value.preview_digest, body.value.acknowledge);
    if call.dry_run {
        return act.run(&app, &reader, &call, &body.canonical, |_, _, _| Value::Null).await;
    }
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        rendering
            .entries
            .iter()
            .find_map(|entry| match &entry.fact {
                Fact::CodeShown(fact) => {
                    Some(json!({ "id": fact.reveal, "token": fact.token, "revealed_on": entry.effective_on }))
                }
                _ => None,
            })
            .unwrap_or_default()
    };
    let submitted = act.submit(&app, &reader, &call, &body.canonical, render).await?;
    with_secret(&app, &reader, again, &id, "code", submitted).await
}

/// Adds a secret to the answer of an act that showed it: it is read anew each time and never stored with the answer.
pub(super) async fn with_secret(
    app: &App,
    reader: &Reader,
    again: Act,
    object: &str,
    name: &'static str,
    mut submitted: symbolon_store::Submitted,
) -> Result<Response, Problem> {
    if submitted.answer.status < 300 {
        let account = again.account;
        // A retry gets the first answer, but its secret only as long as it could be shown for the first time (E-15).
        if submitted.replayed {
            again.effects(app, reader).await?;
        }
        let secret = app.store().secret(account, object).await?;
        let mut body: Value = serde_json::from_str(&submitted.answer.body).unwrap_or_default();
        if let Some(members) = body.as_object_mut() {
            members.insert(name.to_owned(), json!(secret.expose()));
        }
        submitted.answer.body = body.to_string();
    }
    Ok(created(&submitted))
}

/// Shows how a token was redeemed.
#[utoipa::path(get, path = "/v1/tokens/{id}/redemptions", tag = "tokens", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = Items<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn redemptions(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, crate::when::When::Now).await?;
    let token = view.account().tokens.get(&parse(&id)?).ok_or_else(Problem::not_found)?;
    let items: Vec<RedemptionWire> =
        token.redeemed.iter().map(|redemption| RedemptionWire::new(view.account(), redemption)).collect();
    Ok(axum::Json(Items { items }).into_response())
}

/// A redemption.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Redeem {
    /// The tenant, for ever.
    tenant_id: String,
    /// `new`, `extend` or `add_seats`.
    #[schema(value_type = String)]
    mode: Mode,
    /// The subscription that is meant, to be sure.
    subscription_id: Option<String>,
    /// Seats that are meant: a token is used whole or not at all.
    seats: Option<u32>,
    /// The digest of the preview, from `?dry_run=true`.
    preview_digest: Option<String>,
    /// The consequences that are acknowledged: `token-used-whole`, `tenant-permanent`.
    #[serde(default)]
    acknowledge: Vec<String>,
}

/// Redeems a token on a tenant. It cannot be undone, so it is previewed first.
#[utoipa::path(post, path = "/v1/tokens/{id}/redemptions", tag = "tokens", request_body = Redeem,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = RedemptionWire), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn redeem(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Redeem>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Redeem { tenant_id, mode, subscription_id, seats, preview_digest, acknowledge } = body.value;
    let tenant = tenant_id.parse().map_err(|error: IdError| Problem::invalid("/tenant_id", error))?;
    let subscription = subscription_id
        .map(|id| id.parse().map_err(|error: IdError| Problem::invalid("/subscription_id", error)))
        .transpose()?;
    let command = Command::RedeemToken { token: parse(&id)?, tenant, mode, subscription, seats };
    let act = Act::new(account, command).after_preview(preview_digest, acknowledge);
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let redeemed = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::TokenRedeemed(fact) => rendering.after.tokens.get(&fact.token)?.redeemed.as_ref(),
            _ => None,
        });
        redeemed.map(|redemption| RedemptionWire::new(rendering.after, redemption))
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// Lists the requests to replace a token.
#[utoipa::path(get, path = "/v1/tokens/{id}/replacement-requests", tag = "tokens", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = Items<shapes::ReplacementRequest>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn requests(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, crate::when::When::Now).await?;
    let id: TokenId = parse(&id)?;
    let mut items = Vec::new();
    for (request, held) in view.account().replacements.iter().filter(|(_, held)| held.token == id) {
        items.push(super::replacements::one(&app, view.id, view.account(), *request, held).await?);
    }
    Ok(axum::Json(Items { items }).into_response())
}

/// A request for a replacement token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestReplacement {
    /// `wrong_tenant` or `added_instead_of_extended`; any other is refused, with the reason.
    #[schema(value_type = String)]
    reason: ReplacementReason,
    /// The tenant that was meant, for `wrong_tenant`.
    intended_tenant_id: Option<String>,
    /// What support should know.
    note: Option<String>,
}

/// Asks for a replacement token: once, for two reasons, within the programme's days.
#[utoipa::path(post, path = "/v1/tokens/{id}/replacement-requests", tag = "tokens", request_body = RequestReplacement,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn request(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<RequestReplacement>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let RequestReplacement { reason, intended_tenant_id, note } = body.value;
    let intended_tenant = intended_tenant_id
        .map(|id| id.parse().map_err(|error: IdError| Problem::invalid("/intended_tenant_id", error)))
        .transpose()?;
    let (notes, note) = remark_if_any(&app, reader.now, "/note", note.as_deref())?;
    let command = Command::RequestReplacement { token: parse(&id)?, reason, intended_tenant, note };
    let mut act = Act::new(account, command);
    act.notes = notes;
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        rendering
            .entries
            .iter()
            .find_map(|entry| match &entry.fact {
                Fact::ReplacementRequested(fact) => Some(json!({
                    "id": fact.replacement, "token": fact.token, "reason": fact.reason, "state": "open",
                    "intended_tenant_id": fact.intended_tenant, "requested_on": entry.effective_on,
                })),
                _ => None,
            })
            .unwrap_or_default()
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}
