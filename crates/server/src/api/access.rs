//! Ways in: API tokens that a company makes and ends, and the ends of sessions.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, Role, may_see};
use symbolon_domain::api_token::{self, NewToken, NotMade};
use symbolon_domain::decide::Effect;
use symbolon_domain::ids::{AccountId, ApiTokenId, PersonId};
use symbolon_domain::people::is_of_own_directory;
use symbolon_domain::refusal::RefusalCode;
use symbolon_store::{Grantee, HeldToken, ended_with};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Items, Nothing, ProblemBody, good_name_at, parse, people, shapes, target};
use crate::act::Call;
use crate::app::{App, Identity, hash};
use crate::body::{Body, NoBody};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{self, Day, Json};
use crate::wrong::Wrong;
use crate::{clock, entropy};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(revoke))
        .routes(routes!(end_own))
        .routes(routes!(end_sessions))
}

fn one(app: &App, reader: &Reader, held: &HeldToken, names: &BTreeMap<PersonId, String>) -> Value {
    let (person, roles) = match &held.token.grantee {
        Grantee::Person(person) => (Some(*person), None),
        Grantee::Service { roles, .. } => (None, Some(people::roles(app, roles, reader.language))),
    };
    let named = |person: Option<PersonId>| person.and_then(|id| names.get(&id));
    let maker = held.made_by.as_deref().and_then(|by| by.parse().ok());
    json!({
        "id": held.token.id(), "label": held.label(), "person": person, "person_name": named(person), "roles": roles,
        "made_by": held.made_by, "made_by_name": named(maker), "made_at": held.made_at.map(clock::instant),
        "last_day": clock::day(held.token.expires_at, app.zone()),
        "revoked_at": held.token.revoked_at.map(clock::instant), "counts": held.token.counts(reader.now),
    })
}

/// Lists a company’s API tokens, those of its people and those of its services, the newest first; never a token itself.
#[utoipa::path(get, path = "/v1/accounts/{id}/api-tokens", tag = "people", params(("id" = String, Path, description = "The company’s id or global number.")),
    responses((status = 200, body = Items<shapes::ApiToken>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    app.allow(&reader.identity, Capability::EndAccess, Some(account), reader.language).await?;
    let names = app.people_names(account).await?;
    let tokens = app.store().api_tokens(Some(account)).await?;
    let items: Vec<Value> = tokens.iter().map(|held| one(&app, &reader, held, &names)).collect();
    Ok(axum::Json(Items { items }).into_response())
}

/// An API token to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakeApiToken {
    /// What it is called; the company’s other tokens that count are called otherwise.
    pub(crate) label: String,
    /// Roles of a service of the company, which nobody passes on beyond their own: `employee` and `report_viewer` only
    /// read, `product` only asks for checks. Without them, the token stands for the caller.
    #[schema(value_type = Option<Vec<String>>)]
    pub(crate) roles: Option<BTreeSet<Role>>,
    /// The last day on which it counts, within a year; where not given, it counts for ninety days.
    pub(crate) last_day: Option<Day>,
}

/// What is said to somebody for whom no token is made.
async fn not_made(app: &App, reader: &Reader, account: AccountId, why: NotMade) -> Problem {
    match why {
        NotMade::Lacking => {
            let mut problem = Problem::role_missing(Capability::MakeApiTokens.roles(), reader.language);
            app.name_helpers(&mut problem, &reader.identity, Some(account)).await;
            problem
        }
        NotMade::Closed(since) => people::closed(since),
        NotMade::NoRole => Problem::invalid("/roles", Wrong::Empty),
        NotMade::Beyond(role, reach) => {
            Problem::invalid("/roles", Wrong::not_among(role.code(), reach.iter().map(|role| role.code())))
        }
        NotMade::Past(first) => Problem::invalid("/last_day", Wrong::Before(first)),
        NotMade::TooLate(last) => Problem::invalid("/last_day", Wrong::Past(last)),
        NotMade::Known => Problem::new(StatusCode::CONFLICT, RefusalCode::AlreadyExists.code()),
        NotMade::TooMany(limit) => {
            Problem::new(StatusCode::CONFLICT, "too-many-api-tokens").with("limit", json!(limit))
        }
    }
}

/// Makes an API token, with its secret, or only says what would come of it.
pub(crate) async fn made(
    app: &App,
    reader: &Reader,
    account: AccountId,
    new: MakeApiToken,
    dry_run: bool,
) -> Result<Option<(HeldToken, String)>, Problem> {
    let label = good_name_at("/label", &new.label)?;
    let with = reader.identity.with.as_ref();
    let within = with.map(|with| clock::day(with.expires_at, app.zone()));
    let usual = || api_token::last_day(reader.today).min(within.unwrap_or(Date::MAX));
    let wanted = NewToken { label, roles: new.roles, last_day: new.last_day.map_or_else(usual, |day| day.0), within };
    let (actor, store) = (&reader.identity.actor, app.store());
    let when = (reader.today, reader.now);
    if dry_run {
        let may = store.may_make_api_token(account, &wanted, actor, when).await?.ok_or_else(Problem::not_found)?;
        return match may {
            Ok(()) => Ok(None),
            Err(why) => Err(not_made(app, reader, account, why).await),
        };
    }
    let secret = entropy::api_token(store.kind(), app.entropy());
    // The day is included. At the end of the calendar there is no next one, and no clock gets there.
    let next = wanted.last_day.tomorrow().ok().and_then(|day| clock::start(day, app.zone()));
    let token = (wanted, hash(&secret), next.map_or(i64::MAX, |next| next - 1));
    let by = (actor.clone(), reader.identity.name());
    let with = with.map(|with| with.hash.clone());
    match store.make_api_token(account, token, with, by, when).await?.ok_or_else(Problem::not_found)? {
        Ok(held) => Ok(Some((held, secret))),
        Err(why) => Err(not_made(app, reader, account, why).await),
    }
}

/// An answer to a trial.
pub(super) fn would(body: Value) -> Response {
    ([(HeaderName::from_static("dry-run"), "true")], axum::Json(body)).into_response()
}

/// Makes an API token for a service of the company, or for the caller. The answer is the only one that shows it: where
/// it was lost, the token is ended and another one made.
#[utoipa::path(post, path = "/v1/accounts/{id}/api-tokens", tag = "people", request_body = MakeApiToken,
    params(("id" = String, Path, description = "The company’s id or global number."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 201, body = shapes::ApiToken), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn make(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<MakeApiToken>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Some((held, secret)) = made(&app, &reader, account, body.value, call.dry_run).await? else {
        return Ok(would(json!({ "allowed": true })));
    };
    let mut body = one(&app, &reader, &held, &app.people_names(account).await?);
    body["token"] = json!(secret);
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::CREATED, no_store, axum::Json(body)).into_response())
}

/// A token that the caller may end: their own, or one of a company whose access they may end.
pub(crate) async fn to_end(app: &App, reader: &Reader, id: ApiTokenId) -> Result<(AccountId, HeldToken), Problem> {
    let identity = &reader.identity;
    let held = app.store().api_token_of(id).await?.ok_or_else(Problem::not_found)?;
    let account = held.account.filter(|account| may_see(&identity.actor, *account)).ok_or_else(Problem::not_found)?;
    let own = identity.actor.person.map(Grantee::Person);
    if own.as_ref() != Some(&held.token.grantee) {
        app.allow(identity, Capability::EndAccess, Some(account), reader.language).await?;
        if let Grantee::Person(person) = held.token.grantee {
            of_own_directory(app, identity, (account, person)).await?;
        }
    }
    Ok((account, held))
}

/// Refuses a caller whose directory is another one than that of somebody whose way in they would end.
pub(super) async fn of_own_directory(
    app: &App,
    identity: &Identity,
    (account, person): (AccountId, PersonId),
) -> Result<(), Problem> {
    let team = app.store().team(account, &identity.actor).await?.ok_or_else(Problem::not_found)?;
    match is_of_own_directory(&team, person, &identity.actor) {
        true => Ok(()),
        false => Err(Problem::new(StatusCode::CONFLICT, RefusalCode::OtherDirectory.code())),
    }
}

/// Ends an API token: whoever has it is nobody from now on. Ending it again changes nothing.
#[utoipa::path(delete, path = "/v1/api-tokens/{id}", tag = "people",
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn revoke(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: NoBody,
) -> Result<Response, Problem> {
    let (account, mut held) = to_end(&app, &reader, parse(&id)?).await?;
    if call.dry_run {
        let labels = ended_with(&app.store().api_tokens(Some(account)).await?, &held.token, reader.now);
        let effects: Vec<Effect> = api_token::ended_with("api_token.others_ended", labels).into_iter().collect();
        return Ok(would(json!({ "allowed": true, "effects": wire::effects(&effects, reader.language) })));
    }
    app.store().revoke_api_token(&held.token, &reader.identity.name(), reader.now).await?;
    held.token.revoked_at.get_or_insert(reader.now);
    Ok(axum::Json(one(&app, &reader, &held, &app.people_names(account).await?)).into_response())
}

/// Ends all sessions of the caller on the pages, and the links by which they could come in.
#[utoipa::path(post, path = "/v1/me/session-endings", tag = "people", request_body = Nothing,
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn end_own(State(app): State<App>, reader: Reader, _: Body<Nothing>) -> Result<Response, Problem> {
    let ended = match reader.identity.actor.person {
        Some(person) => app.store().end_sessions(person, None, &reader.identity.name(), reader.now).await?,
        None => 0,
    };
    Ok(axum::Json(json!({ "ended": ended })).into_response())
}

/// Whether the caller may end the sessions of somebody of a company.
pub(crate) async fn may_end_sessions(
    app: &App,
    identity: &Identity,
    (account, person): (AccountId, PersonId),
    language: symbolon_domain::programme::Language,
) -> Result<(), Problem> {
    if identity.actor.person != Some(person) {
        app.allow(identity, Capability::EndAccess, Some(account), language).await?;
        of_own_directory(app, identity, (account, person)).await?;
    }
    let of_company = app.store().person(person).await?.filter(|row| row.account == Some(account));
    of_company.map(|_| ()).ok_or_else(Problem::not_found)
}

/// Ends all sessions of somebody of the company on the pages, and the links by which they could come in. API tokens go
/// on.
#[utoipa::path(post, path = "/v1/accounts/{id}/people/{person}/session-endings", tag = "people", request_body = Nothing,
    params(("id" = String, Path, description = "The company’s id or global number."), ("person" = String, Path, description = "The person’s id.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn end_sessions(
    State(app): State<App>,
    reader: Reader,
    Path((id, person)): Path<(String, String)>,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let person: PersonId = parse(&person)?;
    may_end_sessions(&app, &reader.identity, (account, person), reader.language).await?;
    let ended = app.store().end_sessions(person, None, &reader.identity.name(), reader.now).await?;
    Ok(axum::Json(json!({ "ended": ended })).into_response())
}
