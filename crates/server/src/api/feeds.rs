//! Calendars: for who asks, and the secret addresses at which programs read them.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, may_see};
use symbolon_domain::feed::{NotMade, Shows};
use symbolon_domain::ids::{AccountId, ExportFeedId};
use symbolon_store::ExportFeed;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::access::{of_own_directory, would};
use super::{Items, ProblemBody, parse, people, shapes, target};
use crate::act::Call;
use crate::app::{App, hash};
use crate::body::{Body, NoBody};
use crate::calendar::{Calendar, address, expires_at, once};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::ui::calendar::calendar;
use crate::wire::Json;
use crate::{clock, entropy};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(of_company))
        .routes(routes!(own))
        .routes(routes!(list, make))
        .routes(routes!(end))
}

/// Gives what is to come for a company, as far as the caller may see it, as a calendar (RFC 5545).
#[utoipa::path(get, path = "/v1/accounts/{id}/calendar.ics", tag = "calendars", params(("id" = String, Path, description = "The company’s id or global number.")),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn of_company(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    given(&app, &reader, account, Shows::Company, &headers).await
}

/// Gives the seats of whom the token stands for, with their last days, as a calendar (RFC 5545).
#[utoipa::path(get, path = "/v1/me/calendar.ics", tag = "calendars",
    responses((status = 200, body = String, content_type = "text/calendar"), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn own(State(app): State<App>, reader: Reader, headers: HeaderMap) -> Result<Response, Problem> {
    match reader.identity.actor.account {
        Some(account) => given(&app, &reader, account, Shows::Own, &headers).await,
        // Nobody of the vendor has a seat.
        None => {
            app.allow(&reader.identity, Capability::ViewBenefits, None, reader.language).await?;
            let none = Calendar { name: "Symbolon".to_owned(), language: reader.language, entries: Vec::new() };
            Ok(once(&app, &none, reader.today, &headers))
        }
    }
}

async fn given(
    app: &App,
    reader: &Reader,
    account: AccountId,
    shows: Shows,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    app.allow(&reader.identity, Capability::ViewBenefits, Some(account), reader.language).await?;
    let of = (&*reader.identity, account);
    let calendar = calendar(app, of, shows, reader.language, (reader.today, reader.now)).await?;
    Ok(once(app, &calendar, reader.today, headers))
}

fn one(app: &App, feed: &ExportFeed, name: Option<&String>) -> Value {
    json!({
        "id": feed.id(), "shows": feed.shows, "person": feed.person, "person_name": name,
        "made_at": clock::instant(feed.made_at), "last_day": clock::day(feed.expires_at, app.zone()),
        "read_on": feed.read_on,
    })
}

/// The secret addresses of a company that count: the caller’s own, and all for who may end them.
pub(crate) async fn listed(app: &App, reader: &Reader, account: AccountId) -> Result<Vec<ExportFeed>, Problem> {
    let actor = &reader.identity.actor;
    let mut feeds = app.store().export_feeds(account, reader.now).await?;
    let ends = Capability::EndAccess.allows(actor, Some(account));
    feeds.retain(|feed| ends || Some(feed.person) == actor.person);
    Ok(feeds)
}

/// Lists the secret addresses of calendars that count, the newest first: the caller’s own, and all of the company for who
/// may end them. Never an address itself.
#[utoipa::path(get, path = "/v1/accounts/{id}/export-feeds", tag = "calendars", params(("id" = String, Path, description = "The company’s id or global number.")),
    responses((status = 200, body = Items<shapes::ExportFeed>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    app.allow(&reader.identity, Capability::ViewBenefits, Some(account), reader.language).await?;
    let names = app.people_names(account).await?;
    let feeds = listed(&app, &reader, account).await?;
    let items: Vec<Value> = feeds.iter().map(|feed| one(&app, feed, names.get(&feed.person))).collect();
    Ok(axum::Json(Items { items }).into_response())
}

/// A secret address to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MakeExportFeed {
    /// `company`: what is to come for it, as far as its maker may see it; `own`: the seats of its maker.
    #[schema(value_type = String)]
    shows: Shows,
}

/// Makes a secret address, or only says what would come of it.
pub(crate) async fn made(
    app: &App,
    reader: &Reader,
    account: AccountId,
    shows: Shows,
    dry_run: bool,
) -> Result<Option<(ExportFeed, String)>, Problem> {
    let (identity, store) = (&reader.identity, app.store());
    let made = if dry_run {
        let may = store.may_make_export_feed(account, &identity.actor, reader.now).await?;
        may.ok_or_else(Problem::not_found)?.map(|()| None)
    } else {
        let secret = entropy::secret(app.entropy());
        let within = identity.with.as_ref().map(|with| with.expires_at);
        let new = (shows, hash(&secret), expires_at(app, reader.today, within));
        let with = identity.with.as_ref().map(|with| with.hash.clone());
        let by = (identity.actor.clone(), identity.name());
        let made = store.make_export_feed(account, new, with, by, reader.now).await?;
        made.ok_or_else(Problem::not_found)?.map(|feed| Some((feed, address(&secret))))
    };
    match made {
        Ok(made) => Ok(made),
        Err(NotMade::Lacking) => {
            let mut problem = Problem::role_missing(Capability::ViewBenefits.roles(), reader.language);
            app.name_helpers(&mut problem, identity, Some(account)).await;
            Err(problem)
        }
        Err(NotMade::Closed(since)) => Err(people::closed(since)),
        Err(NotMade::TooMany(limit)) => {
            Err(Problem::new(StatusCode::CONFLICT, "too-many-feeds").with("limit", json!(limit)))
        }
    }
}

/// Makes a secret address of a calendar for the caller. The answer is the only one that shows it. It shows what the caller
/// may see on the day on which it is read, for a year at the most, and no longer than the token with which it was made.
#[utoipa::path(post, path = "/v1/accounts/{id}/export-feeds", tag = "calendars", request_body = MakeExportFeed,
    params(("id" = String, Path, description = "The company’s id or global number."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 201, body = shapes::ExportFeed), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn make(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<MakeExportFeed>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Some((feed, address)) = made(&app, &reader, account, body.value.shows, call.dry_run).await? else {
        return Ok(would(json!({ "allowed": true })));
    };
    let names = app.people_names(account).await?;
    let mut body = one(&app, &feed, names.get(&feed.person));
    body["address"] = json!(address);
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::CREATED, no_store, axum::Json(body)).into_response())
}

/// A secret address that the caller may end: their own, or one of a company whose access they may end.
pub(crate) async fn to_end(app: &App, reader: &Reader, id: ExportFeedId) -> Result<ExportFeed, Problem> {
    let identity = &reader.identity;
    let feed = app.store().export_feed_of(id).await?;
    let feed = feed.filter(|feed| may_see(&identity.actor, feed.account)).ok_or_else(Problem::not_found)?;
    if identity.actor.person != Some(feed.person) {
        app.allow(identity, Capability::EndAccess, Some(feed.account), reader.language).await?;
        of_own_directory(app, identity, (feed.account, feed.person)).await?;
    }
    Ok(feed)
}

/// Ends a secret address of a calendar: nothing is answered there from now on. Ending it again changes nothing.
#[utoipa::path(delete, path = "/v1/export-feeds/{id}", tag = "calendars",
    params(("id" = String, Path, description = "Its id."), ("dry_run" = Option<bool>, Query, description = "Check everything, write nothing.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn end(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: NoBody,
) -> Result<Response, Problem> {
    let feed = to_end(&app, &reader, parse(&id)?).await?;
    if call.dry_run {
        return Ok(would(json!({ "allowed": true })));
    }
    app.store().end_export_feed(&feed, &reader.identity.name(), reader.now).await?;
    let names = app.people_names(feed.account).await?;
    Ok(axum::Json(one(&app, &feed, names.get(&feed.person))).into_response())
}
