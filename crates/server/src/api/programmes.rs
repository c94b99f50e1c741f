//! Versions of the programme, and plans for new ones.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::change::Counts;
use symbolon_domain::ids::PlanId;
use symbolon_programme::{Files, differences};
use symbolon_store::{Plan, Version};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Items, ProblemBody, parse};
use crate::act::Call;
use crate::app::App;
use crate::audited::Naming;
use crate::body::{Body, Params};
use crate::clock::instant;
use crate::page::Paging;
use crate::problem::Problem;
use crate::programme_plan::{self as plans, Drawn};
use crate::reader::Reader;
use crate::wire::{Day, Json};
use crate::wrong::Wrong;

/// Plans that a list shows.
const LISTED: u32 = 50;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(show))
        .routes(routes!(members))
        .routes(routes!(approve))
        .routes(routes!(apply))
        .routes(routes!(versions))
        .routes(routes!(files))
        .routes(routes!(compare))
}

async fn found(app: &App, reader: &Reader, capability: Capability, id: &str) -> Result<Plan, Problem> {
    app.allow(&reader.identity, capability, None, reader.language).await?;
    app.store().plan(parse::<PlanId>(id)?).await?.ok_or_else(Problem::not_found)
}

fn answered(status: StatusCode, body: Value, dry_run: bool) -> Response {
    let mut response = (status, axum::Json(body)).into_response();
    if dry_run {
        response.headers_mut().insert(HeaderName::from_static("dry-run"), HeaderValue::from_static("true"));
    }
    response
}

/// Lists the newest plans for new versions of the programme.
#[utoipa::path(get, path = "/v1/programme-plans", tag = "programme",
    responses((status = 200, body = Items<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    app.allow(&reader.identity, Capability::ViewProgrammePlans, None, reader.language).await?;
    let mut items = Vec::new();
    for id in app.store().plan_ids(LISTED).await? {
        if let Some(plan) = app.store().plan(id).await? {
            items.push(plans::brief(&app, &plan, (reader.now, reader.today), reader.language));
        }
    }
    Ok(axum::Json(Items { items }).into_response())
}

/// Files of a programme to be compared with the newest version.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MakePlan {
    /// The text of each file by its path below the programme's folder.
    files: BTreeMap<String, String>,
    /// Its first day; without it, the day on which it is applied.
    effective_on: Option<Day>,
}

/// Compares files with the newest version, and counts whom they touch.
#[utoipa::path(post, path = "/v1/programme-plans", tag = "programme", request_body = MakePlan,
    params(("dry_run" = Option<bool>, Query, description = "Compute everything, keep nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn make(State(app): State<App>, reader: Reader, call: Call, body: Body<MakePlan>) -> Result<Response, Problem> {
    app.allow(&reader.identity, Capability::ChangeProgramme, None, reader.language).await?;
    let MakePlan { files, effective_on } = body.value;
    let (made_by, at) = (reader.identity.name(), (reader.now, reader.today));
    let Drawn { plan, prospect, examples } =
        plans::draw(&app, Files(files), effective_on.map(|day| day.0), made_by, at, reader.language).await?;
    let (found, _) = plans::compared(&app, &plan).await?;
    if !call.dry_run {
        app.store().keep_plan(&plan).await?;
    }
    let mut shown = plans::brief(&app, &plan, at, reader.language);
    shown["differences"] = plans::shown(&found, &prospect, reader.language);
    shown["examples"] = json!(examples);
    Ok(answered(if call.dry_run { StatusCode::OK } else { StatusCode::CREATED }, shown, call.dry_run))
}

async fn whole(app: &App, reader: &Reader, plan: &Plan) -> Result<Value, Problem> {
    let (found, prospect) = plans::compared(app, plan).await?;
    let mut shown = plans::brief(app, plan, (reader.now, reader.today), reader.language);
    shown["differences"] = plans::shown(&found, &prospect, reader.language);
    Ok(shown)
}

/// Shows a plan: what is different, when that is met, and by how many.
#[utoipa::path(get, path = "/v1/programme-plans/{id}", tag = "programme", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let plan = found(&app, &reader, Capability::ViewProgrammePlans, &id).await?;
    Ok(axum::Json(whole(&app, &reader, &plan).await?).into_response())
}

/// Lists the members that a plan touches, company by company, as they are now.
#[utoipa::path(get, path = "/v1/programme-plans/{id}/members", tag = "programme", params(("id" = String, Path, description = "Its id."), Paging),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn members(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    let plan = found(&app, &reader, Capability::ViewProgrammePlans, &id).await?;
    let after = paging.page(&app, &uri)?.after;
    let (_, prospect) = plans::compared(&app, &plan).await?;
    let on = plan.effective_on.unwrap_or(reader.today);
    let page = app.store().impacts(&prospect, on, after.as_deref(), &mut Counts::default()).await?;
    let (rows, last) = page.map_or((Vec::new(), None), |(rows, last)| (rows, Some(last)));
    let items: Vec<Value> =
        rows.iter().flat_map(|(row, impacts)| plans::members(row, impacts, reader.language)).collect();
    let next_cursor = last.map(|last| Paging::cursor(&app, &uri, &last));
    Ok(axum::Json(json!({ "items": items, "next_cursor": next_cursor, "as_of": on })).into_response())
}

/// The plan that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActOnPlan {
    /// Its digest.
    digest: String,
}

/// Agrees to a plan that needs a second person.
#[utoipa::path(post, path = "/v1/programme-plans/{id}/approvals", tag = "programme", request_body = ActOnPlan,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Look whether it is possible, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn approve(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ActOnPlan>,
) -> Result<Response, Problem> {
    let plan = found(&app, &reader, Capability::ChangeProgramme, &id).await?;
    let said = (body.value.digest.as_str(), (reader.now, reader.today), reader.language);
    plans::approve(&app, &plan, &reader.identity, said, call.dry_run).await?;
    done(&app, &reader, plan, &call).await
}

/// Makes a plan the version that is in force from its first day on.
#[utoipa::path(post, path = "/v1/programme-plans/{id}/applications", tag = "programme", request_body = ActOnPlan,
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Look whether it is possible, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn apply(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ActOnPlan>,
) -> Result<Response, Problem> {
    let plan = found(&app, &reader, Capability::ChangeProgramme, &id).await?;
    let said = (body.value.digest.as_str(), (reader.now, reader.today), reader.language);
    plans::apply(&app, &plan, &reader.identity, said, call.dry_run).await?;
    done(&app, &reader, plan, &call).await
}

/// The plan as it is after an act on it.
async fn done(app: &App, reader: &Reader, plan: Plan, call: &Call) -> Result<Response, Problem> {
    let plan = app.store().plan(plan.id).await?.unwrap_or(plan);
    let status = if call.dry_run { StatusCode::OK } else { StatusCode::CREATED };
    Ok(answered(status, plans::brief(app, &plan, (reader.now, reader.today), reader.language), call.dry_run))
}

async fn version(app: &App, one: &Version, naming: &mut Naming<'_>) -> Result<Value, Problem> {
    let applied_by_name = match &one.applied {
        Some(applied) => naming.actor(&applied.by).await?,
        None => None,
    };
    Ok(json!({
        "version": one.version, "content_hash": one.files.content_hash(),
        "in_force": app.programme().version == one.version,
        "effective_on": one.applied.as_ref().map(|applied| applied.effective_on),
        "applied_by": one.applied.as_ref().map(|applied| &applied.by), "applied_by_name": applied_by_name,
        "applied_at": one.applied.as_ref().map(|applied| instant(applied.at)),
        "plan": one.applied.as_ref().map(|applied| applied.plan),
    }))
}

/// Lists the versions of the programme, who applied them and when.
#[utoipa::path(get, path = "/v1/programme-versions", tag = "programme",
    responses((status = 200, body = Items<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn versions(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    app.allow(&reader.identity, Capability::ViewProgrammePlans, None, reader.language).await?;
    let (mut items, mut naming) = (Vec::new(), Naming::new(&app, reader.language));
    for one in &app.store().versions().await? {
        items.push(version(&app, one, &mut naming).await?);
    }
    Ok(axum::Json(Items { items }).into_response())
}

/// The files of a version.
#[derive(Debug, Serialize, ToSchema)]
struct VersionFiles {
    /// Its number.
    version: u32,
    /// The hash over its files.
    content_hash: String,
    /// The text of each file by its path below the programme’s folder, as it was given.
    files: BTreeMap<String, String>,
}

/// Gives the files of a version back, as a plan takes them.
#[utoipa::path(get, path = "/v1/programme-versions/{id}/files", tag = "programme", params(("id" = String, Path, description = "Its number.")),
    responses((status = 200, body = VersionFiles), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn files(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    app.allow(&reader.identity, Capability::ViewProgrammePlans, None, reader.language).await?;
    let number: u32 = parse(&id)?;
    let found = app.store().versions().await?.into_iter().find(|one| one.version == number);
    let Version { version, files, .. } = found.ok_or_else(Problem::not_found)?;
    Ok(axum::Json(VersionFiles { version, content_hash: files.content_hash(), files: files.0 }).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Since {
    /// The number of the older version; without it, the one before.
    from: Option<u32>,
}

/// Shows how a version differs from an older one.
#[utoipa::path(get, path = "/v1/programme-versions/{id}/differences", tag = "programme", params(("id" = String, Path, description = "Its number."), Since),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn compare(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(since): Params<Since>,
) -> Result<Response, Problem> {
    app.allow(&reader.identity, Capability::ViewProgrammePlans, None, reader.language).await?;
    let number: u32 = parse(&id)?;
    let versions = app.store().versions().await?;
    let get = |wanted: u32| versions.iter().find(|one| one.version == wanted);
    let newer = get(number).ok_or_else(Problem::not_found)?;
    let from = since.from.unwrap_or(number.saturating_sub(1));
    // The first version has none before it: it differs in nothing from itself.
    let older = get(from).or((since.from.is_none()).then_some(newer)).ok_or_else(Problem::not_found)?;
    let items = match older.version < number {
        true => {
            let prospect = plans::prospect(&app, &versions, older.version, &newer.files)?;
            plans::shown(&differences(&older.files, &newer.files), &prospect, reader.language)
        }
        false if older.version == number => json!([]),
        false => return Err(Problem::parameter("from", Wrong::NotOlder(number))),
    };
    Ok(axum::Json(json!({ "from": older.version, "to": number, "items": items })).into_response())
}
