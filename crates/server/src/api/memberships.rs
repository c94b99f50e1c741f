//! Memberships: their days, their renewals, and what happens without one.

use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, may_see};
use symbolon_domain::account::MembershipState;
use symbolon_domain::command::Command;
use symbolon_domain::ids::MembershipId;
use symbolon_domain::notice;
use symbolon_domain::standing;
use symbolon_store::MembershipFilter;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::accounts::{PaymentBody, day, membership_of, wind_down_list};
use super::{AsOf, Dated, Items, ProblemBody, among, dated, named, target, view};
use crate::act::{Act, Call};
use crate::app::{App, View};
use crate::body::{Body, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{AssignmentWire, Grant, Json, Membership, SubscriptionWire, TokenWire};
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(timeline))
        .routes(routes!(renewals, renew))
        .routes(routes!(lapse_impact))
}

/// The membership that an id or a number names.
pub(super) async fn find(app: &App, text: &str) -> Result<MembershipId, Problem> {
    match text.strip_prefix("M-") {
        Some(number) => {
            let number = number.parse().map_err(|_| Problem::not_found())?;
            app.store().membership_by_number(number).await?.ok_or_else(Problem::not_found)
        }
        None => super::parse(text),
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Of one company, by id or global number.
    account: Option<String>,
    /// Of one offer.
    offer: Option<String>,
    /// States, separated by commas.
    state: Option<String>,
    /// Whose last day to renew is not before this day.
    #[serde(rename = "renew_to.gte")]
    #[param(rename = "renew_to.gte")]
    renew_to_gte: Option<String>,
    /// Whose last day to renew is not after this day.
    #[serde(rename = "renew_to.lte")]
    #[param(rename = "renew_to.lte")]
    renew_to_lte: Option<String>,
}

/// Lists memberships: of all companies for the vendor, one's own for a partner.
#[utoipa::path(get, path = "/v1/memberships", tag = "memberships", params(Filter, Paging, AsOf),
    responses((status = 200, body = List<Membership>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(filter): Params<Filter>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let account = match &filter.account {
        Some(id) => Some(app.locate(&reader.identity, id).await?),
        None => reader.identity.actor.account,
    };
    app.allow(&reader.identity, Capability::ViewMemberships, account, reader.language).await?;
    among(&app, ("offer", &filter.offer), |programme| {
        programme.offers.iter().map(|known| known.id.as_str()).collect()
    })?;
    let states: Vec<MembershipState> = filter
        .state
        .iter()
        .flat_map(|states| states.split(','))
        .map(|state| {
            MembershipState::from_code(state).ok_or_else(|| {
                let known = MembershipState::ALL.iter().map(|state| state.code());
                Problem::parameter("state", Wrong::not_among(state, known))
            })
        })
        .collect::<Result<_, _>>()?;
    let days =
        (day(filter.renew_to_gte.as_deref(), "renew_to.gte")?, day(filter.renew_to_lte.as_deref(), "renew_to.lte")?);
    let mut page = paging.page(&app, &uri)?;
    let when = as_of.when()?;
    // Rows know the last days of today.
    let now = if when == crate::when::When::Now { days } else { (None, None) };
    let wanted = MembershipFilter {
        account,
        offer: filter.offer.clone(),
        renew_to_from: now.0,
        renew_to_until: now.1,
        or_joined: true,
    };
    // On a past day, an id names the company that it named then.
    let company = match filter.account.as_ref().zip(account) {
        Some((id, account)) => Some(app.view_of(&reader.identity, account, id, when).await?.id),
        None => None,
    };
    let mut items: Vec<(String, Membership)> = Vec::new();
    // A state is computed, not stored, so pages of rows are read until enough of them are in a wanted state.
    loop {
        let rows = app.store().memberships(&wanted, &page).await?;
        let more = rows.len() as u64 == u64::from(page.limit);
        page.after = rows.last().map(|row| row.id.to_string());
        for row in rows {
            if !may_see(&reader.identity.actor, row.account) {
                continue;
            }
            let found = match app.view_of(&reader.identity, row.account, &row.id.to_string(), when).await {
                Ok(view) if company.is_some_and(|company| company != view.id) => continue,
                Ok(view) => one(&app, &reader, &view, row.id).await,
                Err(problem) => Err(problem),
            };
            match found {
                Ok(one) if one.is_in(&states) && one.is_renewed_until(days) => items.push((row.id.to_string(), one)),
                Err(problem) if problem.status() != StatusCode::NOT_FOUND => return Err(problem),
                // In another state, with the window of another one, or not bought yet on that day.
                _ => {}
            }
        }
        if !more || items.len() as u64 >= u64::from(page.limit) {
            break;
        }
    }
    let on = when.day(&app, reader.today);
    paging.respond(&app, &uri, items, on, on > reader.today)
}

async fn one(app: &App, reader: &Reader, view: &View, id: MembershipId) -> Result<Membership, Problem> {
    let held = view.account().memberships.get(&id).filter(|held| held.anchor <= view.on);
    let held = held.ok_or_else(Problem::not_found)?;
    let programmes = view.programmes(app);
    let held = standing::membership_standing(view.account(), programmes, held, view.on);
    named(app, reader, view, |words, _, _| Membership::new(view.id, &held, programmes, words)).await
}

/// Shows a membership on a day, with its three end dates kept apart and the reason for its state.
#[utoipa::path(get, path = "/v1/memberships/{id}", tag = "memberships", params(("id" = String, Path, description = "Its id or number, `M-…`."), AsOf),
    responses((status = 200, body = Dated<Membership>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, as_of.when()?).await?;
    let one = one(&app, &reader, &view, find(&app, &id).await?).await?;
    Ok(axum::Json(dated(&view, one)).into_response())
}

/// Shows a membership's years and windows as segments, with marks for notices.
#[utoipa::path(get, path = "/v1/memberships/{id}/timeline", tag = "memberships", params(("id" = String, Path, description = "Its id or number, `M-…`."), AsOf),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn timeline(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, as_of.when()?).await?;
    let held = view.account().memberships.get(&find(&app, &id).await?).ok_or_else(Problem::not_found)?;
    let mut segments: Vec<Value> = Vec::new();
    for (at, year) in held.years.iter().enumerate() {
        segments.push(json!({
            "kind": "active", "year": year.number, "offer": year.offer, "from": held.begins(at), "to": year.days.anniversary,
        }));
        let renewed = held.years.get(at + 1).map(|next| next.granted_on);
        let (from, to) = match renewed {
            Some(_) => (year.days.renew_from, year.days.renew_to),
            None => view.account().renewed_between(held, view.on),
        };
        segments.push(json!({
            "kind": "renewal_window", "year": year.number, "from": from, "to": to,
            "access": year.access, "renewed_on": renewed,
        }));
    }
    let marks: Vec<Value> = notice::days(held, view.programmes(&app))
        .into_iter()
        .map(|(on, reminder)| json!({ "kind": "reminder", "on": on, "text": reminder.text, "to": reminder.to }))
        .collect();
    let body = json!({
        "membership": format!("M-{}", held.number), "segments": segments, "marks": marks,
        "closed": held.over_on(view.on).map(|(why, last_day)| json!({ "why": why, "last_day": last_day })),
    });
    Ok(axum::Json(dated(&view, body)).into_response())
}

/// Lists the years of a membership.
#[utoipa::path(get, path = "/v1/memberships/{id}/renewals", tag = "memberships", params(("id" = String, Path, description = "Its id or number, `M-…`.")),
    responses((status = 200, body = Items<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn renewals(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, crate::when::When::Now).await?;
    let held = view.account().memberships.get(&find(&app, &id).await?).ok_or_else(Problem::not_found)?;
    let items: Vec<Value> = held
        .years
        .iter()
        .map(|year| {
            json!({
                "year": year.number, "offer": year.offer, "on": year.granted_on, "anniversary": year.days.anniversary,
                "renew_from": year.days.renew_from, "renew_to": year.days.renew_to,
                "payment_reference": year.payment.reference, "programme_version": year.version,
            })
        })
        .collect();
    Ok(axum::Json(Items { items }).into_response())
}

/// A renewal whose fee has been received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Renew {
    /// The payment.
    payment: PaymentBody,
    /// Another offer of the same group, chosen for the coming year.
    offer: Option<String>,
}

/// Renews a membership whose fee has been received. The answer is the membership with its new days.
#[utoipa::path(post, path = "/v1/memberships/{id}/renewals", tag = "memberships", request_body = Renew,
    params(("id" = String, Path, description = "Its id or number, `M-…`."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Membership), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn renew(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Renew>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let membership = find(&app, &id).await?;
    let Renew { payment, offer } = body.value;
    let act = Act::new(account, Command::Renew { membership, payment: payment.read("/payment")?, offer });
    act.run(&app, &reader, &call, &body.canonical, membership_of(app.clone())).await
}

/// Says what happens if a membership is not renewed: what stops, what runs on, what must be uninstalled.
#[utoipa::path(get, path = "/v1/memberships/{id}/lapse-impact", tag = "memberships", params(("id" = String, Path, description = "Its id or number, `M-…`.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn lapse_impact(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, crate::when::When::Now).await?;
    let id = find(&app, &id).await?;
    let account = view.account();
    let programmes = view.programmes(&app);
    let impact = standing::lapse_impact(account, programmes, id, view.on).ok_or_else(Problem::not_found)?;
    let last_five = app.store().last_five(view.id).await?;
    let wind_down = wind_down_list(&app, &reader, &view, &impact.wind_down).await?;
    let body = named(&app, &reader, &view, |words, _, people| {
        let language = reader.language;
        let tokens: Vec<TokenWire> = impact
            .tokens
            .iter()
            .filter_map(|id| Some((id, account.tokens.get(id)?)))
            .map(|(id, token)| TokenWire::new(account, *id, token, view.on, programmes, language, &last_five))
            .collect();
        let seats: Vec<AssignmentWire> = impact
            .seats
            .iter()
            .filter_map(|id| Some((id, account.assignments.get(id)?)))
            .map(|(id, held)| AssignmentWire::new(account, *id, held, view.on, programmes, language, people))
            .collect();
        json!({
            "membership": id, "on": impact.on,
            "stops": impact.stops.iter().map(|line| Grant::new(view.id, line, programmes, words)).collect::<Vec<_>>(),
            "tokens_lost": tokens,
            "seats_lost": seats,
            "runs_on": impact.runs_on.iter().map(|held| SubscriptionWire::new(account, held, programmes, language)).collect::<Vec<_>>(),
            "wind_down": wind_down,
        })
    })
    .await?;
    Ok(axum::Json(dated(&view, body)).into_response())
}
