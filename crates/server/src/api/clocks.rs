//! The clock of a sandbox, which can be moved forward.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, may_see};
use symbolon_domain::day::calendar_day;
use symbolon_domain::outlook::outlook;
use symbolon_domain::programme::{plus_days, plus_months};
use symbolon_store::Page;
use symbolon_text::ProgrammeNames;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Items, ProblemBody, shapes};
use crate::act::Call;
use crate::app::App;
use crate::body::Body;
use crate::clock::{day, instant};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::ChangeWire;
use crate::wrong::{Kind, Wrong};

/// The one clock of an instance.
const CLOCK: &str = "clock";
/// How far one advance may go.
const MONTHS: i32 = 36;
/// Changes that an answer lists at the most.
const LISTED: usize = 200;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(advance))
}

/// Shows the clock.
#[utoipa::path(get, path = "/v1/clocks", tag = "clocks",
    responses((status = 200, body = Items<shapes::InstanceClock>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(State(app): State<App>, reader: Reader) -> Response {
    axum::Json(json!({ "items": [clock(&app, reader.now, reader.today)] })).into_response()
}

fn clock(app: &App, now: i64, today: Date) -> Value {
    let kind = if app.is_sandbox() { "sandbox" } else { "live" };
    json!({
        "id": CLOCK, "kind": kind, "at": instant(now), "today": today, "time_zone": app.programme().time_zone,
        "movable": app.is_sandbox(),
    })
}

/// Where to move a clock.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Advance {
    /// A day (its noon) or an instant, later than now.
    to: String,
}

/// Moves the clock of a sandbox forward, and says what changed on the way.
#[utoipa::path(post, path = "/v1/clocks/{id}/advances", tag = "clocks", request_body = Advance,
    params(("id" = String, Path, description = "`clock`."), ("dry_run" = Option<bool>, Query, description = "Say what would change, move nothing.")),
    responses((status = 200, body = shapes::ClockMoved), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn advance(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Advance>,
) -> Result<Response, Problem> {
    if id != CLOCK && id != "demo" {
        return Err(Problem::not_found());
    }
    app.allow(&reader.identity, Capability::MoveClock, None, reader.language).await?;
    if !app.is_sandbox() {
        return Err(Problem::new(StatusCode::CONFLICT, "clock-not-movable"));
    }
    let to = target(&app, &body.value.to).ok_or_else(|| Problem::invalid("/to", Wrong::Wants(Kind::When)))?;
    let limit = plus_months(reader.today, MONTHS).unwrap_or(Date::MAX);
    if to <= reader.now {
        return Err(Problem::invalid("/to", Wrong::NotLater));
    }
    if day(to, app.zone()) > limit {
        return Err(Problem::invalid("/to", Wrong::Past(limit)));
    }
    let at = if call.dry_run { to } else { app.advance_clock(to, &reader.identity.name()).await? };
    let today = day(at, app.zone());
    let (changes, more) = changes(&app, &reader, today).await?;
    let body =
        json!({ "clock": clock(&app, at, today), "from": reader.today, "to": today, "changes": changes, "more": more });
    let mut response = axum::Json(body).into_response();
    if call.dry_run {
        response.headers_mut().insert(HeaderName::from_static("dry-run"), HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// A day stands for its noon, so that it is that day in every answer.
fn target(app: &App, text: &str) -> Option<i64> {
    match text.parse::<jiff::Timestamp>() {
        Ok(instant) => Some(instant.as_microsecond()),
        Err(_) => {
            let noon = calendar_day(text)?.at(12, 0, 0, 0);
            Some(noon.to_zoned(app.zone().clone()).ok()?.timestamp().as_microsecond())
        }
    }
}

/// What changed by date between the old day and the new one, for the accounts that the reader may see: the first ones,
/// and how many more there are.
async fn changes(app: &App, reader: &Reader, today: Date) -> Result<(Vec<Value>, usize), Problem> {
    let from = plus_days(reader.today, 1).unwrap_or(reader.today);
    let mut accounts = Vec::new();
    match reader.identity.actor.account {
        Some(own) => accounts.push((own, app.store().profile(own).await?.unwrap_or_default())),
        None => {
            let mut page = Page { limit: 1_000, after: None };
            loop {
                let rows = app.store().accounts(None, &page).await?;
                let Some(last) = rows.last() else { break };
                page.after = Some(last.id.to_string());
                accounts.extend(rows.into_iter().map(|row| (row.id, row.name)));
            }
        }
    }
    let mut found = Vec::new();
    for (id, company) in accounts.into_iter().filter(|(id, _)| may_see(&reader.identity.actor, *id)) {
        let Some(folded) = app.store().folded(id).await? else { continue };
        let changes = outlook(&folded.account, app.programmes(), from, today);
        if changes.is_empty() {
            continue;
        }
        let names = ProgrammeNames {
            programmes: app.programmes(),
            account: &folded.account,
            people: &|_| None,
            companies: &BTreeMap::new(),
        };
        found.extend(changes.iter().map(|change| {
            let mut value = serde_json::to_value(ChangeWire::new(change, reader.language, &names)).unwrap_or_default();
            if let Some(members) = value.as_object_mut() {
                members.insert("account".to_owned(), json!(id));
                members.insert("account_name".to_owned(), json!(company));
            }
            (change.on, value)
        }));
    }
    found.sort_by_key(|(on, _)| *on);
    let more = found.len().saturating_sub(LISTED);
    Ok((found.into_iter().take(LISTED).map(|(_, value)| value).collect(), more))
}
