//! Recorded decisions: what a partner pastes into a ticket.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, may_see};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ProblemBody, parse, shapes};
use crate::app::App;
use crate::clock::instant;
use crate::problem::Problem;
use crate::reader::Reader;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// Shows a recorded decision with its explanation.
#[utoipa::path(get, path = "/v1/decisions/{id}", tag = "checks", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = shapes::RecordedDecision), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let found = app.store().decision(parse(&id)?).await?;
    let found = found.filter(|found| may_see(&reader.identity.actor, found.account)).ok_or_else(Problem::not_found)?;
    // Who asked may read the answer again; others need to be allowed to read the history.
    if found.actor != reader.identity.name() {
        app.allow(&reader.identity, Capability::ViewHistory, Some(found.account), reader.language).await?;
    }
    let explanation: Value = serde_json::from_str(&found.explanation).unwrap_or_default();
    let body = json!({
        "id": found.id, "account": found.account, "decided_at": instant(found.decided_at), "actor": found.actor,
        "command": found.command, "code": found.code, "explanation": explanation,
    });
    Ok(axum::Json(body).into_response())
}
