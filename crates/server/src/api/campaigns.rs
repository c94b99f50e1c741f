//! Campaigns of the programme, and their runs: simulated, approved by a second person, started, reported and closed.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::Account;
use symbolon_domain::campaign::{Run, RunAct};
use symbolon_domain::ids::PersonId;
use symbolon_domain::programme::{Campaign, Language};
use symbolon_domain::refusal::Refusal;
use symbolon_store::{MemberRow, Page};
use symbolon_text::{Names, ProgrammeNames, word};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Nothing, ProblemBody, among, parse};
use crate::act::Call;
use crate::app::App;
use crate::body::{Body, Params};
use crate::campaigns::{Report, digest};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{self, Json};
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(simulate))
        .routes(routes!(runs))
        .routes(routes!(run))
        .routes(routes!(members))
        .routes(routes!(approve))
        .routes(routes!(start))
        .routes(routes!(close))
}

fn campaign(app: &App, one: &Campaign, language: Language) -> Value {
    let offers = one.offers.iter().map(|id| json!({ "offer": id, "offer_name": app.offer_name(id).get(language) }));
    let except = one.except.iter().map(|id| {
        let known = app.programme().competency(id);
        json!({ "competency": id, "competency_name": known.map(|known| known.name.get(language)) })
    });
    let waives = one.waives.iter().map(|need| json!({ "need": need, "need_text": word(language, *need) }));
    json!({
        "id": one.id, "name": one.name.get(language), "reason": one.reason.get(language),
        "offers": offers.collect::<Vec<_>>(), "anniversary_from": one.anniversary_from,
        "anniversary_to": one.anniversary_to, "except": except.collect::<Vec<_>>(),
        "waives": waives.collect::<Vec<_>>(), "max_members": one.max_members,
        "self_service_until": one.self_service_until,
        "late": one.late.as_ref().map(|late| json!({
            "until": late.until, "pay_within_days": late.pay_within_days, "counted_from": late.counted_from,
        })),
        "notices": one.notices.keys().collect::<Vec<_>>(),
    })
}

/// A run with what became of its members, and the digest by which it is approved.
pub(crate) async fn run_wire(app: &App, run: &Run, reader: &Reader) -> Result<Value, Problem> {
    let members = app.store().members_now(run.id, reader.today).await?;
    let report = Report::of(&members);
    let by = |done: &Option<(String, jiff::civil::Date)>| done.as_ref().map(|(by, on)| json!({ "by": by, "on": on }));
    let rows: Vec<MemberRow> = members.iter().map(|now| now.member.clone()).collect();
    let known = app.programme().campaign(&run.campaign);
    let fees = match known {
        Some(known) => app.fees_due(known, &rows, reader.today).await?,
        None => Vec::new(),
    };
    Ok(json!({
        "id": run.id, "campaign": run.campaign,
        "campaign_name": known.map(|known| known.name.get(reader.language)),
        "state": run.state(), "state_text": word(reader.language, run.state()),
        "proposed": { "by": run.proposed_by, "on": run.proposed_on }, "approved": by(&run.approved),
        "started": by(&run.started), "closed": by(&run.closed), "digest": digest(run, &members),
        "fees_due": fees.iter().map(wire::amount).collect::<Vec<_>>(), "report": report.wire(),
    }))
}

fn member(app: &App, row: &MemberRow, language: Language) -> Value {
    json!({
        "account": row.account, "membership": row.membership, "membership_number": format!("M-{}", row.number),
        "year": row.year, "offer": row.offer, "offer_name": app.offer_name(&row.offer).get(language),
        "anniversary": row.anniversary, "renew_to": row.renew_to, "expected": row.expected, "state": row.state,
        "reason": row.reason, "settled_on": row.settled_on,
    })
}

pub(crate) fn refused(refusal: &Refusal, reader: &Reader) -> Problem {
    Problem::refused(refusal, None, reader.language, None)
}

/// A refusal about a run, which names people of the vendor.
pub(crate) async fn refused_run(app: &App, refusal: &Refusal, reader: &Reader) -> Result<Problem, Problem> {
    let people = app.vendor_names().await?;
    Ok(named(app, &people, |names| Problem::refused(refusal, None, reader.language, Some(names))))
}

/// Names for a sentence about a run, which is no company's.
pub(crate) fn named<R>(app: &App, people: &BTreeMap<PersonId, String>, say: impl FnOnce(&dyn Names) -> R) -> R {
    let known = |actor: &str| people.get(&actor.parse().ok()?).cloned();
    say(&ProgrammeNames {
        programmes: app.programmes(),
        account: &Account::default(),
        people: &known,
        companies: &BTreeMap::new(),
    })
}

async fn allowed(app: &App, reader: &Reader, capability: Capability) -> Result<(), Problem> {
    if !reader.identity.actor.is_vendor() {
        return Err(Problem::role_missing(capability.roles(), reader.language));
    }
    app.allow(&reader.identity, capability, None, reader.language).await
}

/// Lists the campaigns of the programme.
#[utoipa::path(get, path = "/v1/campaigns", tag = "campaigns", params(Paging),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::ViewCampaigns).await?;
    let all = app.programme().campaigns.values();
    let items = all.map(|one| (one.id.clone(), campaign(&app, one, reader.language))).collect();
    let items = paging.slice(&app, &uri, items)?;
    paging.respond(&app, &uri, items, reader.today, false)
}

/// Shows a campaign.
#[utoipa::path(get, path = "/v1/campaigns/{id}", tag = "campaigns", params(("id" = String, Path, description = "Its id in the programme.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::ViewCampaigns).await?;
    let known = app.programme().campaign(&id).ok_or_else(Problem::not_found)?;
    Ok(axum::Json(campaign(&app, known, reader.language)).into_response())
}

/// Counts the members of a campaign and makes a run of it, which a second person approves. A dry run only counts.
#[utoipa::path(post, path = "/v1/campaigns/{id}/simulations", tag = "campaigns", request_body = Nothing,
    params(("id" = String, Path, description = "Its id in the programme."), ("dry_run" = Option<bool>, Query, description = "Count, make no run.")),
    responses((status = 200, body = Json), (status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn simulate(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::RunCampaigns).await?;
    let known = app.programme().campaign(&id).ok_or_else(Problem::not_found)?.clone();
    if call.dry_run {
        let members = app.count_members(&known, reader.today).await?;
        let fees = app.fees_due(&known, &members, reader.today).await?;
        let mut expected = std::collections::BTreeMap::<&str, u64>::new();
        members.iter().for_each(|member| *expected.entry(&member.expected).or_default() += 1);
        let body = json!({
            "campaign": id, "members": members.len(), "max_members": known.max_members, "expected": expected,
            "fees_due": fees.iter().map(wire::amount).collect::<Vec<_>>(),
        });
        return Ok(([(HeaderName::from_static("dry-run"), "true")], axum::Json(body)).into_response());
    }
    let run = match propose(&app, &reader, &known).await? {
        Ok(run) => run,
        Err(refusal) => return Err(refused_run(&app, &refusal, &reader).await?),
    };
    Ok((StatusCode::CREATED, axum::Json(run_wire(&app, &run, &reader).await?)).into_response())
}

/// Counts the members and makes the run.
pub(crate) async fn propose(
    app: &App,
    reader: &Reader,
    known: &Campaign,
) -> Result<Result<Run, Box<Refusal>>, Problem> {
    let by = (reader.identity.name(), reader.identity.actor.clone());
    Ok(app.propose_run(known, by, (reader.today, reader.now)).await?)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfCampaign {
    /// Of one campaign, by its id in the programme.
    campaign: Option<String>,
}

/// Lists the runs of campaigns, the earliest first.
#[utoipa::path(get, path = "/v1/campaign-runs", tag = "campaigns", params(OfCampaign, Paging),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn runs(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(of): Params<OfCampaign>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::ViewCampaigns).await?;
    among(&app, ("campaign", &of.campaign), |programme| programme.campaigns.keys().map(String::as_str).collect())?;
    let mut items = Vec::new();
    for run in app.store().runs(of.campaign.as_deref(), &paging.page(&app, &uri)?).await? {
        items.push((run.id.to_string(), run_wire(&app, &run, &reader).await?));
    }
    paging.respond(&app, &uri, items, reader.today, false)
}

async fn found(app: &App, id: &str) -> Result<Run, Problem> {
    app.store().run(parse(id)?).await?.ok_or_else(Problem::not_found)
}

/// Shows a run: how far it is, what became of its members, who paid since and who asked late.
#[utoipa::path(get, path = "/v1/campaign-runs/{id}", tag = "campaigns", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn run(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::ViewCampaigns).await?;
    let run = found(&app, &id).await?;
    Ok(axum::Json(run_wire(&app, &run, &reader).await?).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct InState {
    /// `pending`, `enrolled` or `skipped`.
    state: Option<String>,
}

/// Lists the members of a run, each with what was expected and what became of it.
#[utoipa::path(get, path = "/v1/campaign-runs/{id}/members", tag = "campaigns", params(("id" = String, Path, description = "Its id."), InState, Paging),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn members(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Params(of): Params<InState>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::ViewCampaigns).await?;
    let run = found(&app, &id).await?;
    let known = ["pending", "enrolled", "skipped"];
    if let Some(state) = of.state.as_deref().filter(|state| !known.contains(state)) {
        return Err(Problem::parameter("state", Wrong::not_among(state, known)));
    }
    let page: Page = paging.page(&app, &uri)?;
    let rows = app.store().members(run.id, of.state.as_deref(), &page).await?;
    let items = rows.iter().map(|row| (row.membership.to_string(), member(&app, row, reader.language))).collect();
    paging.respond(&app, &uri, items, reader.today, false)
}

/// An approval.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Approve {
    /// The digest of the run as it was shown: what is approved is what was read.
    digest: String,
}

/// Approves a run. Somebody else than who simulated it.
#[utoipa::path(post, path = "/v1/campaign-runs/{id}/approvals", tag = "campaigns", request_body = Approve,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Look at everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn approve(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Approve>,
) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::RunCampaigns).await?;
    let run = found(&app, &id).await?;
    let members = app.store().members_now(run.id, reader.today).await?;
    if !crate::sign::same(&body.value.digest, &digest(&run, &members)) {
        let shown = run_wire(&app, &run, &reader).await?;
        return Err(Problem::new(StatusCode::CONFLICT, "preview-stale").with("preview", shown));
    }
    step(&app, &reader, &call, &run, RunAct::Approve).await
}

/// Starts a run that was approved. It goes on by itself until every member is enrolled or skipped.
#[utoipa::path(post, path = "/v1/campaign-runs/{id}/starts", tag = "campaigns", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Look at everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn start(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::RunCampaigns).await?;
    let run = found(&app, &id).await?;
    step(&app, &reader, &call, &run, RunAct::Start).await
}

/// Closes a run whose members are all done, or that was not started.
#[utoipa::path(post, path = "/v1/campaign-runs/{id}/closings", tag = "campaigns", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Look at everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn close(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    allowed(&app, &reader, Capability::RunCampaigns).await?;
    let run = found(&app, &id).await?;
    step(&app, &reader, &call, &run, RunAct::Close).await
}

async fn step(app: &App, reader: &Reader, call: &Call, run: &Run, act: RunAct) -> Result<Response, Problem> {
    if call.dry_run {
        let pending = Report::of(&app.store().members_now(run.id, reader.today).await?).pending;
        let by = reader.identity.name();
        let ctx = symbolon_domain::campaign::RunContext {
            actor: &reader.identity.actor,
            by: &by,
            today: reader.today,
            pending: u32::try_from(pending).unwrap_or(u32::MAX),
        };
        let (_, why) = symbolon_domain::campaign::decide_run(app.programme(), run, act, ctx)
            .map_err(|refusal| refused(&refusal, reader))?;
        let body = json!({ "allowed": true, "explanation": wire::explanation(&why, reader.language, None) });
        return Ok(([(HeaderName::from_static("dry-run"), "true")], axum::Json(body)).into_response());
    }
    let next = match acted(app, reader, run, act).await? {
        Ok(next) => next,
        Err(refusal) => return Err(refused_run(app, &refusal, reader).await?),
    };
    Ok((StatusCode::CREATED, axum::Json(run_wire(app, &next, reader).await?)).into_response())
}

/// Does it, and lets a run that begins go on beside the answer.
pub(crate) async fn acted(
    app: &App,
    reader: &Reader,
    run: &Run,
    act: RunAct,
) -> Result<Result<Run, Box<Refusal>>, Problem> {
    let by = (reader.identity.actor.clone(), reader.identity.name());
    let done = app.store().act_on_run(run.id, act, by, (reader.today, reader.now)).await?;
    let done = done.ok_or_else(Problem::not_found)?;
    if act == RunAct::Start && done.is_ok() {
        let app = app.clone();
        tokio::spawn(async move {
            if let Err(error) = app.carry_on_campaigns().await {
                tracing::warn!(%error, "a campaign could not be carried on; it is tried again soon");
            }
        });
    }
    Ok(done)
}
