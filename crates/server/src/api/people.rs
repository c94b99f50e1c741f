//! The people of a company. Names and addresses are in rows that can be erased; facts hold ids.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, IdentityKind, Role};
use symbolon_domain::company::is_mail_address;
use symbolon_domain::programme::Language;
use symbolon_store::{PersonRow, Plain};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ProblemBody, target, view};
use crate::act::Call;
use crate::app::App;
use crate::body::Body;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::Json;
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add))
}

fn one(app: &App, person: &PersonRow, language: Language) -> Value {
    let roles: Vec<Value> = person
        .roles
        .iter()
        .map(|role| json!({ "role": role, "name": symbolon_text::role_in(language, *role, app.programme()) }))
        .collect();
    json!({
        "id": person.id, "name": person.name, "email": person.email, "language": person.language,
        "kind": person.kind, "in_directory": person.in_directory, "roles": roles, "admin_of": person.admin_of,
    })
}

/// Lists a company's people with their roles.
#[utoipa::path(get, path = "/v1/accounts/{id}/people", tag = "people", params(("id" = String, Path, description = "The company’s id or global number.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, When::Now).await?;
    let people = app.store().people(Some(view.id)).await?;
    let origins = app.store().origins(view.id).await?;
    let items = people.iter().map(|person| {
        let mut body = one(&app, person, reader.language);
        if let (Some(members), Some(company)) = (body.as_object_mut(), origins.get(&person.id)) {
            members.insert("directory_of".to_owned(), json!(company));
        }
        body
    });
    let items: Vec<Value> = items.collect();
    Ok(axum::Json(json!({ "items": items })).into_response())
}

/// A person of a company.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AddPerson {
    /// Their name.
    name: String,
    /// Their address.
    email: String,
    /// `fr` or `en`.
    #[schema(value_type = String)]
    language: Language,
    /// `named` where not given; `shared` for a mailbox of several people, `guest` for a person of another directory.
    #[schema(value_type = Option<String>)]
    kind: Option<IdentityKind>,
    /// Roles within the company.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    roles: BTreeSet<Role>,
}

/// Adds a person to a company's directory, with roles.
#[utoipa::path(post, path = "/v1/accounts/{id}/people", tag = "people", request_body = AddPerson,
    params(("id" = String, Path, description = "The company’s id or global number."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn add(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AddPerson>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    app.allow(&reader.identity, Capability::ManagePeople, Some(account), reader.language).await?;
    if let Some(closed_on) = app.store().folded(account).await?.and_then(|folded| folded.account.closed_on) {
        let code = symbolon_domain::refusal::RefusalCode::AccountClosed.code();
        return Err(Problem::new(StatusCode::CONFLICT, code).with("closed_on", json!(closed_on)));
    }
    let AddPerson { name, email, language, kind, roles } = body.value;
    let name = super::good_name(&name)?;
    if !is_mail_address(&email) {
        return Err(Problem::invalid("/email", Wrong::Mail));
    }
    if let Some(role) = roles.iter().find(|role| !role.is_partner()) {
        let partner = Role::ALL.iter().filter(|role| role.is_partner()).map(|role| role.code());
        return Err(Problem::invalid("/roles", Wrong::not_among(role.code(), partner)));
    }
    if !roles.iter().all(|role| reader.identity.actor.may_give(*role)) {
        let mut problem = Problem::role_missing(&[Role::GlobalAdmin], reader.language);
        app.name_helpers(&mut problem, &reader.identity, Some(account)).await;
        return Err(problem);
    }
    let people = app.store().people(Some(account)).await?;
    if people.iter().any(|known| known.email.eq_ignore_ascii_case(&email)) {
        return Err(Problem::new(StatusCode::CONFLICT, "already-exists"));
    }
    if call.dry_run {
        return Ok(
            ([(HeaderName::from_static("dry-run"), "true")], axum::Json(json!({ "allowed": true }))).into_response()
        );
    }
    let person = PersonRow {
        id: app.minter(reader.now).person(),
        account: Some(account),
        name,
        email,
        language,
        kind: kind.unwrap_or(IdentityKind::Named),
        in_directory: true,
        roles,
        admin_of: BTreeSet::new(),
    };
    app.store().write(&reader.identity.name(), reader.now, &[Plain::Person(person.clone())]).await?;
    Ok((StatusCode::CREATED, axum::Json(one(&app, &person, reader.language))).into_response())
}
