//! The people of a company. Names and addresses are in rows that can be erased; facts hold ids.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, IdentityKind, Role};
use symbolon_domain::account::Account;
use symbolon_domain::company::is_mail_address;
use symbolon_domain::decide::Effect;
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_domain::people::{
    RoleChange, RolesChanged, Team, acknowledgement, change_roles, left_behind, take_out, within_reach,
};
use symbolon_domain::programme::Language;
use symbolon_domain::refusal::{Refusal, RefusalCode};
use symbolon_store::{Correction, Joined, PersonRow, StoreError};
use symbolon_text::{Names, ProgrammeNames};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Items, ProblemBody, shapes, target, view};
use crate::act::Call;
use crate::app::App;
use crate::body::{Body, NoBody, Params};
use crate::clock::instant;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::{self, Json};
use crate::wrong::Wrong;

/// How many changes of roles a list shows.
pub(crate) const LATEST: u32 = 200;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(change))
        .routes(routes!(changes))
        .routes(routes!(correct, remove))
}

fn one(app: &App, person: &PersonRow, language: Language) -> Value {
    json!({
        "id": person.id, "name": person.name, "email": person.email, "language": person.language,
        "kind": person.kind, "in_directory": person.in_directory, "admin_of": person.admin_of,
        "roles": roles(app, &person.roles, language),
    })
}

/// A person as the list shows them: with whose directory they are in, and which roles the caller gives them.
fn listed(
    app: &App,
    reader: &Reader,
    (team, origins): (&Team, &BTreeMap<PersonId, AccountId>),
    person: &PersonRow,
) -> Value {
    let mut body = one(app, person, reader.language);
    if let Some(members) = body.as_object_mut() {
        if let Some(company) = origins.get(&person.id) {
            members.insert("directory_of".to_owned(), json!(company));
        }
        let within = within_reach(team, person.id, &reader.identity.actor);
        members.insert("may_change".to_owned(), roles(app, &within, reader.language));
        members.insert("last_of".to_owned(), roles(app, &team.last_of(person.id), reader.language));
    }
    body
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
    let items: Vec<Value> = wanted.map(|person| listed(&app, &reader, (&team, &origins), person)).collect();
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
pub(crate) struct AddPerson {
    /// Their name.
    pub(crate) name: String,
    /// Their address.
    pub(crate) email: String,
    /// `fr` or `en`.
    #[schema(value_type = String)]
    pub(crate) language: Language,
    /// `named` where not given; `shared` for a mailbox of several people, `guest` for a person of another directory.
    #[schema(value_type = Option<String>)]
    pub(crate) kind: Option<IdentityKind>,
    /// Roles within the company.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub(crate) roles: BTreeSet<Role>,
}

impl AddPerson {
    /// Their row, without the roles that they are given, and those; or everything that is wrong with what was given.
    fn checked(self, app: &App, reader: &Reader, account: AccountId) -> Result<(PersonRow, BTreeSet<Role>), Problem> {
        let Self { name, email, language, kind, roles } = self;
        let name = with_mail(super::good_name(&name), is_mail_address(&email))?;
        if let Some(role) = roles.iter().find(|role| !role.is_partner()) {
            return Err(Problem::invalid("/roles", not_a_role(role.code())));
        }
        let row = PersonRow {
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
        Ok((row, roles))
    }
}

/// A name, or everything that is wrong with it and with the address beside it.
fn with_mail<T>(name: Result<T, Problem>, mail: bool) -> Result<T, Problem> {
    match (name, mail) {
        (name, true) => name,
        (Ok(_), false) => Err(Problem::invalid("/email", Wrong::Mail)),
        (Err(problem), false) => Err(problem.at("/email", Wrong::Mail)),
    }
}

/// Why somebody is not added.
pub(crate) enum NotAdded {
    /// What was given is wrong, the caller may not, or the account is closed.
    Problem(Problem),
    /// Somebody of the company has the address.
    Known,
    /// They cannot be given a role.
    Refused(Box<Refusal>),
}

impl From<Problem> for NotAdded {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<StoreError> for NotAdded {
    fn from(error: StoreError) -> Self {
        Self::Problem(error.into())
    }
}

/// That nothing more is done in a closed account.
pub(super) fn closed(since: Date) -> Problem {
    Problem::new(StatusCode::CONFLICT, RefusalCode::AccountClosed.code()).with("closed_on", json!(since))
}

/// Adds somebody to a company, or only says what would come of it.
pub(crate) async fn added(
    app: &App,
    reader: &Reader,
    account: AccountId,
    new: AddPerson,
    dry_run: bool,
) -> Result<PersonRow, NotAdded> {
    let actor = &reader.identity.actor;
    let team = app.store().team(account, actor).await?.ok_or_else(Problem::not_found)?;
    // Whom support adds is nothing but the admin that is missing.
    let founds = team.may_found(actor) && new.roles.contains(&Role::GlobalAdmin);
    if !founds {
        app.allow(&reader.identity, Capability::ManagePeople, Some(account), reader.language).await?;
    }
    if let Some(since) = team.closed_on {
        return Err(closed(since).into());
    }
    let row = new.checked(app, reader, account)?;
    let joined = match dry_run {
        true => app.store().may_add_person(account, row, actor, reader.today).await?,
        false => {
            let by = (actor.clone(), reader.identity.name());
            app.store().add_person(account, row, by, (reader.today, reader.now)).await?
        }
    };
    match joined.ok_or_else(Problem::not_found)? {
        Joined::Added(row) => Ok(row),
        Joined::Known => Err(NotAdded::Known),
        Joined::Closed(since) => Err(closed(since).into()),
        Joined::Refused(refusal) => Err(NotAdded::Refused(refusal)),
    }
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
    let person = match added(&app, &reader, account, body.value, call.dry_run).await {
        Ok(person) => person,
        Err(NotAdded::Problem(problem)) => return Err(problem),
        Err(NotAdded::Known) => {
            return Err(Problem::new(StatusCode::CONFLICT, RefusalCode::AlreadyExists.code()));
        }
        Err(NotAdded::Refused(refusal)) => return Err(refused(&app, &reader, account, &refusal).await),
    };
    if call.dry_run {
        return Ok(
            ([(HeaderName::from_static("dry-run"), "true")], axum::Json(json!({ "allowed": true }))).into_response()
        );
    }
    Ok((StatusCode::CREATED, axum::Json(one(&app, &person, reader.language))).into_response())
}

/// What is corrected of somebody’s entry in the directory; what is not given stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectPerson {
    /// Their name.
    pub(crate) name: Option<String>,
    /// Their address.
    pub(crate) email: Option<String>,
    /// `fr` or `en`.
    #[schema(value_type = Option<String>)]
    pub(crate) language: Option<Language>,
}

impl CorrectPerson {
    /// Whether nothing is to be corrected.
    pub(crate) fn is_nothing(&self) -> bool {
        self.name.is_none() && self.email.is_none() && self.language.is_none()
    }

    /// What is to be written, or everything that is wrong with what was given.
    pub(crate) fn checked(self) -> Result<Correction, Problem> {
        if self.is_nothing() {
            return Err(Problem::invalid("/name", Wrong::Missing("name".to_owned())));
        }
        let Self { name, email, language } = self;
        let name = name.as_deref().map(super::good_name).transpose();
        let name = with_mail(name, email.as_deref().is_none_or(is_mail_address))?;
        Ok(Correction { name, email, language })
    }
}

/// Corrects somebody’s name, mail address and language: one of them at least. Who adds people does it, and everybody for
/// their own language. With another address, links to sign in that were not used end; sessions and API tokens go on.
#[utoipa::path(put, path = "/v1/accounts/{id}/people/{person}", tag = "people", request_body = CorrectPerson,
    params(("id" = String, Path, description = "The company’s id or global number."), ("person" = String, Path, description = "The person’s id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 200, body = shapes::CompanyPerson), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path((id, person)): Path<(String, String)>,
    call: Call,
    body: Body<CorrectPerson>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let person: PersonId = super::parse(&person)?;
    let (what, actor) = ((person, body.value.checked()?), &reader.identity.actor);
    let corrected = match call.dry_run {
        true => app.store().may_correct_person(account, what, actor, reader.today).await?,
        false => {
            let by = (actor.clone(), reader.identity.name());
            app.store().correct_person(account, what, by, (reader.today, reader.now)).await?
        }
    };
    let person = match corrected.ok_or_else(Problem::not_found)? {
        Ok(person) => person,
        Err(refusal) => return Err(refused(&app, &reader, account, &refusal).await),
    };
    let team = app.store().team(account, actor).await?.ok_or_else(Problem::not_found)?;
    let origins = app.store().origins(account).await?;
    let body = axum::Json(listed(&app, &reader, (&team, &origins), &person));
    match call.dry_run {
        true => Ok(([(HeaderName::from_static("dry-run"), "true")], body).into_response()),
        false => Ok(body.into_response()),
    }
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
        let unknown = |wrong| Problem::invalid(&format!("/acknowledge/{at}"), wrong);
        acknowledged.insert(known_last(code).map_err(unknown)?);
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
        let mut body = said(&app, (account, person), &changed, &reader).await?;
        body["allowed"] = json!(true);
        body["effects"] = wire::effects(&changed.effects(), reader.language);
        return Ok(([(HeaderName::from_static("dry-run"), "true")], axum::Json(body)).into_response());
    }
    let changed = done(&app, &reader, account, (person, change)).await?;
    Ok((StatusCode::CREATED, axum::Json(said(&app, (account, person), &changed, &reader).await?)).into_response())
}

/// The role of which a caller knows that nobody has it afterwards.
fn known_last(code: &str) -> Result<Role, Wrong> {
    acknowledgement(code).ok_or_else(|| Wrong::not_among(code, ["last-global-admin", "last-programme-admin"]))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct KnownLast {
    /// `last-global-admin`, `last-programme-admin`, with a comma between them: the caller knows that nobody has the
    /// role afterwards.
    acknowledge: Option<String>,
}

/// Takes somebody out of a company’s directory: they lose their roles, their sessions end, and so do the API tokens
/// that stand for them. Seats and credits stay theirs until they are taken back. Adding the same address again brings
/// them back.
#[utoipa::path(delete, path = "/v1/accounts/{id}/people/{person}", tag = "people",
    params(("id" = String, Path, description = "The company’s id or global number."), ("person" = String, Path, description = "The person’s id."), KnownLast, ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path((id, person)): Path<(String, String)>,
    Params(known): Params<KnownLast>,
    call: Call,
    _: NoBody,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let person: PersonId = super::parse(&person)?;
    let codes = known.acknowledge.as_deref().unwrap_or_default().split(',').filter(|code| !code.is_empty());
    let acknowledged: Result<BTreeSet<Role>, Wrong> = codes.map(known_last).collect();
    let acknowledged = acknowledged.map_err(|wrong| Problem::parameter("acknowledge", wrong))?;
    let actor = &reader.identity.actor;
    if call.dry_run {
        let team = app.store().team(account, actor).await?.ok_or_else(Problem::not_found)?;
        let changed = match take_out(app.programme(), &team, person, acknowledged, actor, reader.today) {
            Ok(changed) => changed,
            Err(refusal) => return Err(refused(&app, &reader, account, &refusal).await),
        };
        let folded = app.store().folded(account).await?.ok_or_else(Problem::not_found)?;
        let services = app.store().services_made(account, person, reader.now).await?;
        let left = left_behind(&folded.account, (person, services), reader.today);
        let effects: Vec<Effect> = changed.effects().into_iter().chain(left).collect();
        let mut body = said(&app, (account, person), &changed, &reader).await?;
        body["allowed"] = json!(true);
        body["effects"] = wire::effects(&effects, reader.language);
        return Ok(([(HeaderName::from_static("dry-run"), "true")], axum::Json(body)).into_response());
    }
    let by = (actor.clone(), reader.identity.name());
    let when = (reader.today, reader.now);
    let done = app.store().take_out(account, (person, acknowledged), by, when).await?;
    match done.ok_or_else(Problem::not_found)? {
        Ok(changed) => Ok(axum::Json(said(&app, (account, person), &changed, &reader).await?).into_response()),
        Err(refusal) => Err(refused(&app, &reader, account, &refusal).await),
    }
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
    // Names are a courtesy: without them there are ids.
    let people = app.people_names(account).await.unwrap_or_default();
    let mut problem = with_names(app, &people, |names| Problem::refused(refusal, None, reader.language, Some(names)));
    let identity = &reader.identity;
    let team = match problem.wants_helpers() {
        true => app.store().team(account, &identity.actor).await.ok().flatten(),
        false => None,
    };
    let helps = |person| team.as_ref().is_none_or(|team| team.helps(person, refusal));
    app.name_helpers_among(&mut problem, identity, Some(account), helps).await;
    problem
}

/// Runs `f` with the names of people.
fn with_names<T>(app: &App, people: &BTreeMap<PersonId, String>, f: impl FnOnce(&dyn Names) -> T) -> T {
    let names = ProgrammeNames {
        programmes: app.programmes(),
        account: &Account::default(),
        people: &|actor| people.get(&actor.parse().ok()?).cloned(),
        companies: &BTreeMap::new(),
    };
    f(&names)
}

async fn said(
    app: &App,
    (account, person): (AccountId, PersonId),
    changed: &RolesChanged,
    reader: &Reader,
) -> Result<Value, Problem> {
    let people = app.people_names(account).await?;
    let explanation =
        with_names(app, &people, |names| wire::explanation(&changed.explanation, reader.language, Some(names)));
    Ok(json!({
        "person": person,
        "gave": roles(app, &changed.gave, reader.language), "took": roles(app, &changed.took, reader.language),
        "roles": roles(app, &changed.roles, reader.language), "admin_of": changed.admin_of,
        "left_without": roles(app, &changed.left_without, reader.language),
        "explanation": explanation,
    }))
}

pub(super) fn roles(app: &App, roles: &BTreeSet<Role>, language: Language) -> Value {
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
