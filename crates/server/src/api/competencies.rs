//! Competencies: how far a company is, the evidence for it, and the certification profiles that count for it.

use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::command::{Claim, Command};
use symbolon_domain::competency;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{AssociationId, EvidenceId, IdError};
use symbolon_domain::programme::{Language, Programme};
use symbolon_store::Rendering;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AsOf, Dated, Items, Nothing, ProblemBody, among, dated, named, parse, target, view};
use crate::act::{Act, Call};
use crate::app::App;
use crate::body::{Body, NoBody, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{Day, Json};
use crate::wrong::Wrong;
use crate::{attained, import};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(asked))
        .routes(routes!(list))
        .routes(routes!(evidence, record))
        .routes(routes!(withdraw))
        .routes(routes!(profiles, link))
        .routes(routes!(unlink))
        .routes(routes!(import_rows))
}

/// Lists the competencies of the programme with what each asks for, by option, level and market.
#[utoipa::path(get, path = "/v1/competencies", tag = "competencies",
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn asked(State(app): State<App>, reader: Reader) -> Response {
    axum::Json(attained::catalogue(app.programme(), reader.language)).into_response()
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// One competency.
    competency: Option<String>,
    /// One solution area.
    area: Option<String>,
    /// One stage: `started`, `qualified`, `active`, `at_risk` or `ended`.
    #[param(value_type = Option<String>)]
    stage: Option<competency::Stage>,
}

/// Lists the competencies of a company with stage, requirements, forecast at the anniversary, and whoever leaves.
#[utoipa::path(get, path = "/v1/accounts/{id}/competencies", tag = "competencies",
    params(("id" = String, Path, description = "Its id or global number."), Which, AsOf),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(which): Params<Which>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewCompetencies, as_of.when()?).await?;
    among(&app, ("competency", &which.competency), |programme| {
        programme.competencies.iter().map(|known| known.id.as_str()).collect()
    })?;
    among(&app, ("area", &which.area), |programme| {
        programme.competencies.iter().map(|known| known.area.as_str()).collect()
    })?;
    let wanted = |text: &Option<String>, value: &str| text.as_deref().is_none_or(|text| text == value);
    let (programme, gone) = (view.programme(&app), app.people_gone(view.company_now).await?);
    let found: Vec<_> = competency::competencies(view.account(), programme, view.on, &gone)
        .into_iter()
        .filter(|one| wanted(&which.competency, &one.competency) && wanted(&which.area, &one.area))
        .filter(|one| which.stage.is_none() || which.stage == one.main().and_then(|level| level.stage))
        .collect();
    let body = named(&app, &reader, &view, |words, _, people| {
        let items: Vec<Value> = found.iter().map(|one| attained::competency(programme, one, words, people)).collect();
        json!({ "items": items, "counts": attained::counts(&found) })
    })
    .await?;
    Ok(axum::Json(dated(&view, body)).into_response())
}

/// Lists the evidence of a company, with the day on which each source was read.
#[utoipa::path(get, path = "/v1/accounts/{id}/evidence", tag = "competencies",
    params(("id" = String, Path, description = "Its id or global number."), Paging, AsOf),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn evidence(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewCompetencies, as_of.when()?).await?;
    let people = app.people_names(view.company_now).await?;
    let one = |(id, held): (&EvidenceId, &competency::Evidence)| {
        let shown =
            attained::evidence(view.programme(&app), view.account(), *id, held, view.on, reader.language, &people);
        (id.to_string(), shown)
    };
    let items = view.account().evidence.iter().map(one).collect();
    let items = paging.slice(&app, &uri, items)?;
    paging.respond(&app, &uri, items, view.on, view.projection)
}

/// Evidence for a requirement: a credential of a person, or a reading of a figure.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordEvidence {
    /// The number of the certification profile, with `credential`; kept only as a keyed hash.
    profile: Option<String>,
    /// The exam, assessment or certification that was passed.
    credential: Option<String>,
    /// The figure, with `amount`.
    metric: Option<String>,
    /// How much: `250`, or `12500.00` for money.
    amount: Option<String>,
    /// The day that it speaks of.
    dated: Day,
    /// Last day on which it is valid by itself; without it, as long as the programme says.
    expires_on: Option<Day>,
    /// The day on which its source was read; without it, today.
    as_of: Option<Day>,
    /// The system that it comes from: small letters, digits, `-`, `_` and `.`.
    source: String,
}

/// Records evidence. The answer says how long it counts and what it changes. Vendor staff and services only.
#[utoipa::path(post, path = "/v1/accounts/{id}/evidence", tag = "competencies", request_body = RecordEvidence,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn record(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<RecordEvidence>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let RecordEvidence { profile, credential, metric, amount, dated, expires_on, as_of, source } = body.value;
    let claim = match (profile, credential, metric, amount) {
        (Some(profile), Some(credential), None, None) => Claim::Skill { profile: app.profile(&profile), credential },
        (None, None, Some(metric), Some(amount)) => Claim::Figure { metric, amount },
        (Some(_), None, None, None) => return Err(Problem::invalid("/credential", Wrong::SkillOrFigure)),
        (None, Some(_), None, None) => return Err(Problem::invalid("/profile", Wrong::SkillOrFigure)),
        (None, None, Some(_), None) => return Err(Problem::invalid("/amount", Wrong::SkillOrFigure)),
        (None, None, None, Some(_)) => return Err(Problem::invalid("/metric", Wrong::SkillOrFigure)),
        _ => return Err(Problem::invalid("", Wrong::SkillOrFigure)),
    };
    let command = Command::RecordEvidence {
        claim,
        dated: dated.0,
        expires_on: expires_on.map(|day| day.0),
        as_of: as_of.map(|day| day.0),
        source,
    };
    Act::new(account, command).run(&app, &reader, &call, &body.canonical, recorded()).await
}

/// Renders the evidence that an act recorded.
fn recorded() -> impl Fn(&Rendering<'_>, &Programme, Language) -> Value + Send + Sync + 'static {
    |rendering, programme, language| {
        let id = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::EvidenceRecorded(fact) => Some(fact.evidence),
            _ => None,
        });
        let held = id.and_then(|id| Some((id, rendering.after.evidence.get(&id)?)));
        let today = rendering.context.today;
        let nobody = Default::default();
        let shown =
            held.map(|(id, held)| attained::evidence(programme, rendering.after, id, held, today, language, &nobody));
        let mut shown = shown.map(|shown| shown.0).unwrap_or_default();
        if let (Some(members), Ok(outcome)) = (shown.as_object_mut(), rendering.decision) {
            members.insert("effects".to_owned(), crate::wire::effects(&outcome.effects, language));
        }
        shown
    }
}

/// Withdraws evidence that was recorded wrongly. Vendor staff and services only.
#[utoipa::path(post, path = "/v1/evidence/{id}/withdrawals", tag = "competencies", request_body = Nothing,
    params(("id" = String, Path, description = "The evidence’s id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Nothing>,
) -> Result<Response, Problem> {
    let Nothing {} = body.value;
    let account = target(&app, &reader, &id).await?;
    let evidence: EvidenceId = parse(&id)?;
    let act = Act::new(account, Command::WithdrawEvidence { evidence });
    let render = move |_: &Rendering<'_>, _: &Programme, _: Language| json!({ "id": evidence, "withdrawn": true });
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// Lists the certification profiles that count or counted for a company. Their numbers are not kept.
#[utoipa::path(get, path = "/v1/accounts/{id}/certification-profiles", tag = "competencies",
    params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn profiles(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewCompetencies, as_of.when()?).await?;
    let people = app.people_names(view.company_now).await?;
    let one = |(id, held): (&AssociationId, &competency::Profile)| attained::profile(*id, held, view.on, &people);
    let items: Vec<Value> = view.account().profiles.iter().map(one).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// A certification profile by its number, as it is kept.
pub(crate) fn profile_of(app: &App, number: &str) -> Result<String, Problem> {
    match number.trim().is_empty() {
        true => Err(Problem::invalid("/profile", Wrong::Empty)),
        false => Ok(app.profile(number)),
    }
}

/// A certification profile of a person of the company.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkProfile {
    /// The person.
    person: String,
    /// The number of the certification profile; kept only as a keyed hash.
    profile: String,
}

/// Links a certification profile to the company. It counts for one company at a time.
#[utoipa::path(post, path = "/v1/accounts/{id}/certification-profiles", tag = "competencies", request_body = LinkProfile,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn link(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<LinkProfile>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let LinkProfile { person, profile } = body.value;
    let person = person.parse().map_err(|error: IdError| Problem::invalid("/person", error))?;
    let command = Command::LinkProfile { person, profile: profile_of(&app, &profile)? };
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let linked = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::ProfileLinked(fact) => Some(json!({
                "id": fact.association, "person": fact.person, "linked_on": entry.effective_on, "moved": fact.moved,
            })),
            _ => None,
        });
        linked.unwrap_or_default()
    };
    Act::new(account, command).run(&app, &reader, &call, &body.canonical, render).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Until {
    /// Last day on which the profile counts; today where not given.
    last_day: Option<Day>,
}

/// Ends that a certification profile counts for the company, today or after an announced last day. The answer says which
/// levels are no longer qualified from then on.
#[utoipa::path(delete, path = "/v1/certification-profiles/{id}", tag = "competencies",
    params(("id" = String, Path, description = "Its id."), Until, ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn unlink(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(until): Params<Until>,
    call: Call,
    _: NoBody,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let association: AssociationId = parse(&id)?;
    let last_day = until.last_day.map(|day| day.0);
    let act = Act::new(account, Command::UnlinkProfile { association, last_day });
    let render = move |rendering: &Rendering<'_>, _: &Programme, language: Language| {
        let held = rendering.after.profiles.get(&association);
        let effects = rendering.decision.as_ref().map(|outcome| crate::wire::effects(&outcome.effects, language));
        json!({
            "id": association, "last_day": held.and_then(|held| held.last_day), "effects": effects.unwrap_or_default(),
        })
    };
    let canonical = last_day.map(|day| day.to_string()).unwrap_or_default();
    let mut response = act.run(&app, &reader, &call, &canonical, render).await?;
    if response.status() == StatusCode::CREATED {
        // What was created is a fact; the caller took something away.
        *response.status_mut() = StatusCode::OK;
    }
    Ok(response)
}

/// Rows of evidence for several companies, as a table.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ImportEvidence {
    /// The table: first a line with the columns `account` and `dated`, and of `profile`, `credential`, `metric`,
    /// `amount`, `expires_on`, `as_of`, `source` those that are used; then one line for each row.
    csv: String,
    /// The system that the rows come from, where a row names none.
    source: String,
    /// The day on which it was read, where a row names none; without it, today.
    as_of: Option<Day>,
}

/// Imports evidence as a table, with a verdict for each row: every row stands for itself. Vendor staff and services only.
#[utoipa::path(post, path = "/v1/evidence-imports", tag = "competencies", request_body = ImportEvidence,
    params(("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn import_rows(
    State(app): State<App>,
    reader: Reader,
    call: Call,
    body: Body<ImportEvidence>,
) -> Result<Response, Problem> {
    app.allow(&reader.identity, Capability::RecordEvidence, None, reader.language).await?;
    let ImportEvidence { csv, source, as_of } = body.value;
    let as_of = as_of.map(|day| day.0);
    let rows = import::read(&csv, &source, as_of)?;
    if !call.dry_run {
        call.key()?;
    }
    let mut verdicts = Vec::with_capacity(rows.len());
    for row in rows {
        verdicts.push(import::one(&app, &reader, &call, row, recorded()).await?);
    }
    let counted = |verdict: &str| verdicts.iter().filter(|row| row["verdict"] == verdict).count();
    let refused = counted("refused");
    let body = json!({
        "items": verdicts, "accepted": verdicts.len() - refused, "refused": refused, "dry_run": call.dry_run,
        "as_of": as_of.unwrap_or(reader.today),
    });
    Ok(axum::Json(body).into_response())
}
