//! Requests for replacement tokens, as support sees and decides them.

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::{Account, Replacement};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{AccountId, ReplacementId};
use symbolon_domain::programme::{Language, Programme};
use symbolon_domain::token::asked_before;
use symbolon_store::Rendering;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ProblemBody, parse, remark_if_any, shapes, target};
use crate::act::{Act, Call};
use crate::app::App;
use crate::body::{Body, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(decide))
}

/// A request with what the partner wrote.
pub(super) async fn one(
    app: &App,
    account: AccountId,
    folded: &Account,
    id: ReplacementId,
    held: &Replacement,
) -> Result<Value, Problem> {
    let note = match &held.note {
        Some(note) => app.store().note(account, note.id).await?,
        None => None,
    };
    let domain = |tenant| folded.tenants.get(&tenant).map(|known| known.domain.clone());
    let redemption = folded.tokens.get(&held.token).and_then(|token| token.redeemed.as_ref());
    let state = match &held.decided {
        None => "open",
        Some(decided) if decided.token.is_some() => "approved",
        Some(_) => "refused",
    };
    let (before, granted) = asked_before(folded, id);
    Ok(json!({
        "id": id, "account": account, "token": held.token, "reason": held.reason, "state": state,
        "requested_on": held.requested_on, "requested_by": held.requested_by, "note": note,
        "requests_before": before, "granted_before": granted,
        "intended_tenant": held.intended_tenant.and_then(domain),
        "redeemed_on": redemption.map(|redemption| redemption.on),
        "redeemed_tenant": redemption.and_then(|redemption| domain(redemption.act.tenant)),
        "decided_on": held.decided.as_ref().map(|decided| decided.on),
        "replacement_token": held.decided.as_ref().and_then(|decided| decided.token),
    }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// `open`, `approved` or `refused`.
    state: Option<String>,
}

/// Lists requests of all companies, the oldest first: the queue of support.
#[utoipa::path(get, path = "/v1/replacement-requests", tag = "tokens", params(Filter, Paging),
    responses((status = 200, body = List<shapes::ReplacementRequest>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(filter): Params<Filter>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    if !reader.identity.actor.is_vendor() {
        return Err(Problem::role_missing(Capability::DecideReplacement.roles(), reader.language));
    }
    app.allow(&reader.identity, Capability::ViewHistory, None, reader.language).await?;
    let known = ["open", "approved", "refused"];
    if let Some(state) = filter.state.as_deref().filter(|state| !known.contains(state)) {
        return Err(Problem::parameter("state", Wrong::not_among(state, known)));
    }
    let mut items = Vec::new();
    for row in app.store().replacements(filter.state.as_deref(), &paging.page(&app, &uri)?).await? {
        let Some(folded) = app.store().folded(row.account).await? else { continue };
        let Some(held) = folded.account.replacements.get(&row.id) else { continue };
        items.push((row.id.to_string(), one(&app, row.account, &folded.account, row.id, held).await?));
    }
    paging.respond(&app, &uri, items, reader.today, false)
}

/// A decision on a request.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Decide {
    /// True: the original’s seats are taken back and a replacement is issued. False: the request is refused.
    approve: bool,
    /// The reason given.
    note: Option<String>,
    /// The digest of the preview, for an approval.
    preview_digest: Option<String>,
    /// The consequences that are acknowledged: `original-revoked`.
    #[serde(default)]
    acknowledge: Vec<String>,
}

/// Decides on a request for a replacement token. Support only.
#[utoipa::path(post, path = "/v1/replacement-requests/{id}/decisions", tag = "tokens", request_body = Decide,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::ReplacementDecided), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Decide>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Decide { approve, note, preview_digest, acknowledge } = body.value;
    let (notes, note) = remark_if_any(&app, reader.now, "/note", note.as_deref())?;
    let command = Command::DecideReplacement { replacement: parse(&id)?, grant: approve, note };
    let mut act = Act::new(account, command).after_preview(preview_digest, acknowledge);
    act.notes = notes;
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        rendering
            .entries
            .iter()
            .find_map(|entry| match &entry.fact {
                Fact::ReplacementGranted(fact) => Some(json!({
                    "id": fact.replacement, "state": "approved", "original": fact.original, "token": fact.token,
                    "redeem_by": fact.redeem_by, "decided_on": entry.effective_on,
                })),
                Fact::ReplacementDeclined(fact) => {
                    Some(json!({ "id": fact.replacement, "state": "refused", "decided_on": entry.effective_on }))
                }
                _ => None,
            })
            .unwrap_or_default()
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}
