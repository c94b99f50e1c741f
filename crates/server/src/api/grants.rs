//! What is granted: every line with its quantity, use, source, days and reason.

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::ids::GrantId;
use symbolon_domain::standing::{self, LineState};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AsOf, Dated, ProblemBody, among, benefits, dated, named, parse, view};
use crate::app::App;
use crate::body::Params;
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::Grant;
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// States, separated by commas.
    state: Option<String>,
    /// One benefit.
    benefit: Option<String>,
    /// One category.
    category: Option<String>,
}

/// Lists everything that a company is granted on a day.
#[utoipa::path(get, path = "/v1/accounts/{id}/grants", tag = "grants", params(("id" = String, Path, description = "The company’s id or global number."), Filter, Paging, AsOf),
    responses((status = 200, body = List<Grant>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
    Params(filter): Params<Filter>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    among(&app, ("benefit", &filter.benefit), benefits)?;
    among(&app, ("category", &filter.category), |programme| {
        programme.benefits.iter().map(|known| known.category.as_str()).collect()
    })?;
    let states: Vec<LineState> = filter
        .state
        .iter()
        .flat_map(|states| states.split(','))
        .map(|state| {
            LineState::from_code(state).ok_or_else(|| {
                let known = LineState::ALL.iter().map(|state| state.code());
                Problem::parameter("state", Wrong::not_among(state, known))
            })
        })
        .collect::<Result<_, _>>()?;
    let mut lines = standing::standing(view.account(), view.programmes(&app), view.on).lines;
    lines.retain(|line| {
        (states.is_empty() || states.contains(&line.state))
            && filter.benefit.as_ref().is_none_or(|wanted| *wanted == line.granted.benefit)
            && filter.category.as_ref().is_none_or(|wanted| *wanted == line.category)
    });
    let items = named(&app, &reader, &view, |words, _, _| {
        lines
            .iter()
            .map(|line| {
                // A replacement token has a line of its own beside that of the original.
                let key = line.token.map_or_else(|| line.grant.to_string(), |token| format!("{}{token}", line.grant));
                (key, Grant::new(view.id, line, view.programmes(&app), words))
            })
            .collect::<Vec<_>>()
    })
    .await?;
    let mut items = items;
    items.sort_by(|one, other| one.0.cmp(&other.0));
    let items = paging.slice(&app, &uri, items)?;
    paging.respond(&app, &uri, items, view.on, view.projection)
}

/// Shows one granted line with the reason why it is held.
#[utoipa::path(get, path = "/v1/grants/{id}", tag = "grants", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<Grant>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let id: GrantId = parse(&id)?;
    let lines = standing::standing(view.account(), view.programmes(&app), view.on).lines;
    let line = lines.iter().find(|line| line.grant == id).ok_or_else(Problem::not_found)?;
    let one =
        named(&app, &reader, &view, |words, _, _| Grant::new(view.id, line, view.programmes(&app), words)).await?;
    Ok(axum::Json(dated(&view, one)).into_response())
}
