//! The people of a company. Names and addresses are in rows that can be erased; facts hold ids.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, IdentityKind, Role};
use symbolon_domain::company::is_mail_address;
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_domain::people::{Member, RoleChange, RolesChanged, acknowledgement, change_roles, within_reach};
use symbolon_domain::programme::Language;
use symbolon_domain::refusal::Refusal;
use symbolon_store::{PersonRow, Plain, same_address};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Items, ProblemBody, shapes, target, view};
use crate::act::Call;
use crate::app::App;
use crate::body::{Body, Params};
use crate::clock::instant;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::{self, Json};
use crate::wrong::Wrong;

/// How many changes of roles a list shows.
pub(crate) const LATEST: u32 = 200;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change)).routes(routes!(changes))
}

fn one(app: &App, person: &PersonRow, language: Language) -> Value {
    json!({
        "id": person.id, "name": person.name, "email": person.email, "language": person.language,
        "kind": person.kind, "in_directory": person.in_directory, "admin_of": person.admin_of,
        "roles": roles(app, &person.roles, language),
    })
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only those who hold this role.
    role: Option<String>,
}

/// Lists a company's people with their roles, and which of them the caller may give or take.
#[utoipa::path(get, path = "/v1/accounts/{id}/people", tag = "people", params(("id" = String, Path, description = "The company’s id or global number."), Wanted),
    responses((status = 200, body = Items<shapes::CompanyPerson>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(wanted): Params<Wanted>,
) -> Result<Response, Problem> {
    let role = wanted
        .role
        .as_deref()
        .map(|code| Role::from_code(code).ok_or_else(|| Problem::parameter("role", not_a_role(code))));
    let role = role.transpose()?;
    let view = view(&app, &reader, &id, Capability::ViewMemberships, When::Now).await?;
    let people = app.store().people(Some(view.id)).await?;
    let origins = app.store().origins(view.id).await?;
    let team = app.store().team(view.id, &reader.identity.actor).await?.ok_or_else(Problem::not_found)?;
    let wanted = people.iter().filter(|person| role.is_none_or(|role| person.roles.contains(&role)));
    let items = wanted.map(|person| {
        let mut body = one(&app, person, reader.language);
        if let Some(members) = body.as_object_mut() {
            if let Some(company) = origins.get(&person.id) {
                members.insert("directory_of".to_owned(), json!(company));
            }
            let within = within_reach(&team, person.id, &reader.identity.actor);
            members.insert("may_change".to_owned(), roles(&app, &within, reader.language));
            members.insert("last_of".to_owned(), roles(&app, &team.last_of(person.id), reader.language));
        }
        body
    });
    let items: Vec<Value> = items.collect();
    Ok(axum::Json(Items { items }).into_response())
}

/// That a code is no role of a partner company, and which are.
fn not_a_role(code: &str) -> Wrong {
    let partner = Role::ALL.iter().filter(|role| role.is_partner()).map(|role| role.code());
    Wrong::not_among(code, partner)
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
    responses((status = 201, body = shapes::CompanyPerson), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn add(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AddPerson>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let actor = &reader.identity.actor;
    let mut team = app.store().team(account, actor).await?.ok_or_else(Problem::not_found)?;
    // Whom support adds is nothing but the admin that is missing.
    let founds = team.may_found(actor) && body.value.roles.contains(&Role::GlobalAdmin);
    if !founds {
        app.allow(&reader.identity, Capability::ManagePeople, Some(account), reader.language).await?;
    }
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
        return Err(Problem::invalid("/roles", not_a_role(role.code())));
    }
    let people = app.store().people(Some(account)).await?;
    if people.iter().any(|known| same_address(&known.email, &email)) {
        return Err(Problem::new(StatusCode::CONFLICT, "already-exists"));
    }
    let mut person = PersonRow {
        id: app.minter(reader.now).person(),
        account: Some(account),
        name,
        email,
        language,
        kind: kind.unwrap_or(IdentityKind::Named),
        in_directory: true,
        roles: BTreeSet::new(),
        admin_of: BTreeSet::new(),
    };
    // Who adds somebody adds them to the own directory, of which a merged company has several (H-31).
    let origins = app.store().origins(account).await?;
    let directory = reader.identity.actor.person.and_then(|adder| origins.get(&adder)).copied();
    // With a role, they are added and then given it, as anybody else would be: so the same holds, and it is recorded.
    let change = RoleChange { give: roles, ..RoleChange::default() };
    if !change.give.is_empty() {
        team.members.push(Member { person: person.person(), directory: directory.unwrap_or(account) });
        if let Err(refusal) = change_roles(app.programme(), &team, person.id, &change, actor, reader.today) {
            return Err(refused(&app, &reader, account, &refusal).await);
        }
    }
    if call.dry_run {
        return Ok(
            ([(HeaderName::from_static("dry-run"), "true")], axum::Json(json!({ "allowed": true }))).into_response()
        );
    }
    let mut rows = vec![Plain::Person(person.clone())];
    rows.extend(directory.map(|account| Plain::PersonOrigin { person: person.id, account }));
    app.store().write(&reader.identity.name(), reader.now, &rows).await?;
    if !change.give.is_empty() {
        let changed = done(&app, &reader, account, (person.id, change)).await?;
        (person.roles, person.admin_of) = (changed.roles, changed.admin_of);
    }
    Ok((StatusCode::CREATED, axum::Json(one(&app, &person, reader.language))).into_response())
}

/// Roles to be given to somebody and taken from them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangeRoles {
    /// Roles that they get.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    give: BTreeSet<Role>,
    /// Roles that they lose.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    take: BTreeSet<Role>,
    /// `last-global-admin`, `last-programme-admin`: the caller knows that nobody has the role afterwards.
    #[serde(default)]
    acknowledge: Vec<String>,
}

/// Gives somebody roles and takes others away. Giving what they hold and taking what they do not changes nothing.
#[utoipa::path(post, path = "/v1/accounts/{id}/people/{person}/role-changes", tag = "people", request_body = ChangeRoles,
    params(("id" = String, Path, description = "The company’s id or global number."), ("person" = String, Path, description = "The person’s id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 200, body = Json), (status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn change(
    State(app): State<App>,
    reader: Reader,
    Path((id, person)): Path<(String, String)>,
    call: Call,
    body: Body<ChangeRoles>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let person: PersonId = super::parse(&person)?;
    let ChangeRoles { give, take, acknowledge } = body.value;
    if let Some(role) = give.iter().chain(&take).find(|role| !role.is_partner()) {
        return Err(Problem::invalid("/give", not_a_role(role.code())));
    }
    let mut acknowledged = BTreeSet::new();
    for (at, code) in acknowledge.iter().enumerate() {
        let role = acknowledgement(code).ok_or_else(|| {
            let known = ["last-global-admin", "last-programme-admin"];
            Problem::invalid(&format!("/acknowledge/{at}"), Wrong::not_among(code, known))
        })?;
        acknowledged.insert(role);
    }
    if give.is_empty() && take.is_empty() {
        return Err(Problem::invalid("/give", Wrong::Missing("give".to_owned())));
    }
    let change = RoleChange { give, take, acknowledged };
    if call.dry_run {
        let team = app.store().team(account, &reader.identity.actor).await?.ok_or_else(Problem::not_found)?;
        let decided = change_roles(app.programme(), &team, person, &change, &reader.identity.actor, reader.today);
        let changed = match decided {
            Ok(changed) => changed,
            Err(refusal) => return Err(refused(&app, &reader, account, &refusal).await),
        };
        let mut body = said(&app, person, &changed, &reader);
        body["allowed"] = json!(true);
        body["effects"] = wire::effects(&changed.effects(), reader.language);
        return Ok(([(HeaderName::from_static("dry-run"), "true")], axum::Json(body)).into_response());
    }
    let changed = done(&app, &reader, account, (person, change)).await?;
    Ok((StatusCode::CREATED, axum::Json(said(&app, person, &changed, &reader))).into_response())
}

/// Changes roles, or says why not and who can.
async fn done(
    app: &App,
    reader: &Reader,
    account: AccountId,
    what: (PersonId, RoleChange),
) -> Result<RolesChanged, Problem> {
    let by = (reader.identity.actor.clone(), reader.identity.name());
    let done = app.store().change_roles(account, what, by, (reader.today, reader.now)).await?;
    match done.ok_or_else(Problem::not_found)? {
        Ok(changed) => Ok(changed),
        Err(refusal) => Err(refused(app, reader, account, &refusal).await),
    }
}

async fn refused(app: &App, reader: &Reader, account: AccountId, refusal: &Refusal) -> Problem {
    let mut problem = Problem::refused(refusal, None, reader.language, None);
    app.name_helpers(&mut problem, &reader.identity, Some(account)).await;
    problem
}

fn said(app: &App, person: PersonId, changed: &RolesChanged, reader: &Reader) -> Value {
    json!({
        "person": person,
        "gave": roles(app, &changed.gave, reader.language), "took": roles(app, &changed.took, reader.language),
        "roles": roles(app, &changed.roles, reader.language), "admin_of": changed.admin_of,
        "left_without": roles(app, &changed.left_without, reader.language),
        "explanation": wire::explanation(&changed.explanation, reader.language, None),
    })
}

fn roles(app: &App, roles: &BTreeSet<Role>, language: Language) -> Value {
    let one = |role: &Role| json!({ "role": role, "name": symbolon_text::role_in(language, *role, app.programme()) });
    roles.iter().map(one).collect()
}

/// Lists the roles that were given and taken in a company, the newest first.
#[utoipa::path(get, path = "/v1/accounts/{id}/role-changes", tag = "people", params(("id" = String, Path, description = "The company’s id or global number.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn changes(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewHistory, When::Now).await?;
    let rows = app.store().role_changes(view.id, LATEST).await?;
    let items = rows.iter().map(|row| {
        json!({
            "person": row.person, "actor": row.actor, "recorded_at": instant(row.recorded_at),
            "gave": roles(&app, &row.gave, reader.language), "took": roles(&app, &row.took, reader.language),
            "left_without": roles(&app, &row.left_without, reader.language),
        })
    });
    Ok(axum::Json(json!({ "items": items.collect::<Vec<_>>() })).into_response())
}
