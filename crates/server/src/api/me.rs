//! Who am I, and what is assigned to me?

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Items, ProblemBody, named, shapes};
use crate::app::App;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::AssignmentWire;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(me)).routes(routes!(assignments))
}

/// Shows who a token stands for, with roles.
#[utoipa::path(get, path = "/v1/me", tag = "people",
    responses((status = 200, body = shapes::Me), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn me(State(app): State<App>, reader: Reader) -> Response {
    let actor = &reader.identity.actor;
    let roles: Vec<Value> = actor
        .roles
        .iter()
        .map(|role| json!({ "role": role, "name": symbolon_text::role_in(reader.language, *role, app.programme()) }))
        .collect();
    let person = reader.identity.person.as_ref();
    let body = json!({
        "name": person.map_or_else(|| reader.identity.name(), |person| person.name.clone()),
        "person": actor.person, "email": person.map(|person| &person.email), "account": actor.account,
        "roles": roles, "admin_of": actor.admin_of, "today": reader.today,
    });
    axum::Json(body).into_response()
}

/// Lists the developer subscriptions assigned to whom the token stands for.
#[utoipa::path(get, path = "/v1/me/assignments", tag = "people",
    responses((status = 200, body = Items<AssignmentWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn assignments(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    let actor = &reader.identity.actor;
    let (Some(person), Some(account)) = (actor.person, actor.account) else {
        return Ok(axum::Json(json!({ "items": [] })).into_response());
    };
    let view = app.view(&reader.identity, account, When::Now).await?;
    let items = named(&app, &reader, &view, |_, _, people| {
        let own = view.account().assignments.iter().filter(|(_, held)| held.person == person);
        own.map(|(id, held)| {
            AssignmentWire::new(view.account(), *id, held, view.on, view.programmes(&app), reader.language, people)
        })
        .collect::<Vec<_>>()
    })
    .await?;
    Ok(axum::Json(Items { items }).into_response())
}
