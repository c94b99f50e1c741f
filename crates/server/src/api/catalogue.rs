//! The published programme: offers, benefits, the licence table.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ProblemBody, shapes};
use crate::app::App;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{self, Json};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(programme))
        .routes(routes!(offers))
        .routes(routes!(offer))
        .routes(routes!(benefits))
        .routes(routes!(benefit))
        .routes(routes!(tables))
}

/// Shows the programme in force: its name, version, zone, windows and roles.
#[utoipa::path(get, path = "/v1/programme", tag = "programme",
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn programme(State(app): State<App>, reader: Reader) -> Response {
    let programme = app.programme();
    let windows: Vec<Value> = programme
        .windows
        .values()
        .map(|window| {
            json!({
                "id": window.id, "opens_after_days": window.opens_after_days, "length_days": window.length_days,
                "access": window.access, "first_anniversary": window.first_anniversary,
                "next_anniversary": window.next_anniversary, "year_days": window.year_days,
                "reminders": window.reminders.iter().map(|reminder| json!({
                    "text": reminder.text, "offset_days": reminder.offset_days, "to": reminder.to,
                })).collect::<Vec<_>>(),
                "wind_down_reminders": window.wind_down_reminders.iter().map(|reminder| json!({
                    "text": reminder.text, "offset_days": reminder.offset_days, "to": reminder.to,
                })).collect::<Vec<_>>(),
                "source": programme.source(&format!("window.{}", window.id)),
            })
        })
        .collect();
    let roles: Vec<Value> = symbolon_domain::access::Role::ALL
        .iter()
        .map(|role| json!({ "role": role, "name": symbolon_text::role_in(reader.language, *role, programme) }))
        .collect();
    let body = json!({
        "id": programme.id, "version": programme.version, "content_hash": programme.content_hash,
        "name": programme.name.get(reader.language), "time_zone": programme.time_zone,
        "windows": windows, "roles": roles,
        "competencies": programme.competencies.iter().map(|one| json!({
            "id": one.id, "name": one.name.get(reader.language), "area": one.area, "cloud": one.cloud,
        })).collect::<Vec<_>>(),
        "caps": programme.caps.iter().map(|cap| json!({
            "benefit": cap.benefit, "per_country": cap.per_country, "worldwide": cap.worldwide, "from": cap.from,
            "to": cap.to, "source": programme.source(&cap.path),
        })).collect::<Vec<_>>(),
    });
    axum::Json(body).into_response()
}

/// Lists the offers of the programme.
#[utoipa::path(get, path = "/v1/offers", tag = "programme",
    responses((status = 200, body = shapes::Offers), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn offers(State(app): State<App>, reader: Reader) -> Response {
    let programme = app.programme();
    let items: Vec<Value> =
        programme.offers.iter().map(|offer| wire::offer(programme, offer, reader.language)).collect();
    axum::Json(json!({ "items": items, "version": programme.version })).into_response()
}

/// Shows an offer.
#[utoipa::path(get, path = "/v1/offers/{id}", tag = "programme", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = shapes::Offer), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn offer(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let programme = app.programme();
    let offer = programme.offer(&id).ok_or_else(Problem::not_found)?;
    Ok(axum::Json(wire::offer(programme, offer, reader.language)).into_response())
}

/// Lists the benefits of the programme with their rules, licence terms and the offers that include them.
#[utoipa::path(get, path = "/v1/benefits", tag = "programme",
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn benefits(State(app): State<App>, reader: Reader) -> Response {
    let programme = app.programme();
    let items: Vec<Value> =
        programme.benefits.iter().map(|one| wire::benefit(programme, one, reader.language)).collect();
    axum::Json(json!({ "items": items, "version": programme.version })).into_response()
}

/// Shows a benefit with what it may and may not be used for.
#[utoipa::path(get, path = "/v1/benefits/{id}", tag = "programme", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn benefit(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let programme = app.programme();
    let found = programme.benefit(&id).ok_or_else(Problem::not_found)?;
    Ok(axum::Json(wire::benefit(programme, found, reader.language)).into_response())
}

/// Lists the rows of the licence table.
#[utoipa::path(get, path = "/v1/licence-tables", tag = "programme",
    responses((status = 200, body = shapes::LicenceRows), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn tables(State(app): State<App>, reader: Reader) -> Response {
    let programme = app.programme();
    let items: Vec<Value> = programme
        .table
        .iter()
        .map(|row| {
            json!({
                "table": row.table, "offer": row.offer, "competency": row.competency, "benefit": row.benefit,
                "benefit_name": wire::benefit_name(app.programmes(), &row.benefit, reader.language),
                "quantity": row.quantity, "unit": row.unit, "layer": row.layer, "verified": row.verified,
                "from": row.from, "to": row.to, "source": row.source,
            })
        })
        .collect();
    axum::Json(json!({ "items": items, "version": programme.version })).into_response()
}
