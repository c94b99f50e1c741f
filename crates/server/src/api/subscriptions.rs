//! Cloud subscriptions that redemptions made.

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use symbolon_domain::access::Capability;
use symbolon_domain::ids::SubscriptionId;
use symbolon_domain::standing::subscription_standing;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tokens::OfAccount;
use super::{AsOf, Dated, ProblemBody, dated, parse, view};
use crate::app::App;
use crate::body::Params;
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::SubscriptionWire;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// Lists a company's cloud subscriptions, each with its own last day.
#[utoipa::path(get, path = "/v1/subscriptions", tag = "subscriptions", params(OfAccount, Paging, AsOf),
    responses((status = 200, body = List<SubscriptionWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(of): Params<OfAccount>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &of.id(&reader)?, Capability::ViewBenefits, as_of.when()?).await?;
    let items = view.account().subscriptions.iter().filter(|(_, held)| held.from <= view.on).map(|(id, held)| {
        let held = subscription_standing(*id, held, view.on);
        (id.to_string(), SubscriptionWire::new(view.account(), &held, view.programmes(&app), reader.language))
    });
    let items = paging.slice(&app, &uri, items.collect())?;
    paging.respond(&app, &uri, items, view.on, view.projection)
}

/// Shows a cloud subscription.
#[utoipa::path(get, path = "/v1/subscriptions/{id}", tag = "subscriptions", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<SubscriptionWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let id: SubscriptionId = parse(&id)?;
    let held = view.account().subscriptions.get(&id).ok_or_else(Problem::not_found)?;
    let held = subscription_standing(id, held, view.on);
    let one = SubscriptionWire::new(view.account(), &held, view.programmes(&app), reader.language);
    Ok(axum::Json(dated(&view, one)).into_response())
}
