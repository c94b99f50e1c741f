//! Reports over all companies: what memberships are, what became of them, and what comes.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use symbolon_domain::access::{Capability, may_report};
use symbolon_domain::account::MembershipState;
use symbolon_domain::programme::plus_months;
use symbolon_domain::report::{Activity, activity, states};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ProblemBody;
use super::accounts::day;
use crate::app::App;
use crate::body::Params;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::reports::{Step, coming};
use crate::wire::Day;
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(memberships)).routes(routes!(became)).routes(routes!(ahead))
}

/// A report: its span, and a row for each offer.
#[derive(Serialize, ToSchema)]
struct Report<T> {
    items: Vec<T>,
    /// The first day that is counted.
    from: Day,
    /// The last one.
    to: Day,
    /// Whether these days lie ahead: what will be if nobody acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<bool>,
}

/// Memberships of one offer by their states.
#[derive(Serialize, ToSchema)]
struct MembershipCounts {
    offer: String,
    offer_name: String,
    /// Those that are active or can be renewed.
    held: u64,
    active: u64,
    /// Those in their window, also where they are renewed in that of another one.
    renewal_open: u64,
    lapsed: u64,
    upgraded: u64,
    refunded: u64,
    merged: u64,
}

/// What became of memberships of one offer.
#[derive(Serialize, ToSchema)]
struct ActivityCounts {
    /// The offer that they have today.
    offer: String,
    offer_name: String,
    bought: u64,
    renewed: u64,
    /// Those that have not come back since.
    lapsed: u64,
    upgraded: u64,
    refunded: u64,
    merged: u64,
}

/// What some days bring to memberships of one offer if nobody acts.
#[derive(Serialize, ToSchema)]
struct ForecastCounts {
    /// The first of these days.
    from: Day,
    /// The last one.
    to: Day,
    offer: String,
    offer_name: String,
    /// How many can be renewed from one of these days on; what is renewed with another one counts with it, as one.
    window_opens: u64,
    /// For how many the paid year ends.
    anniversary: u64,
    /// For how many it is the last day to renew; what is renewed with another one counts with it, as one.
    last_day: u64,
    /// How many lapse, each after its own days.
    lapses: u64,
}

/// Which day the states are those of.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct On {
    /// A day, today or later; today where not given.
    as_of: Option<String>,
}

/// Which days are counted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Span {
    /// The first day.
    from: Option<String>,
    /// The last day; it is included.
    to: Option<String>,
}

/// Which days of a forecast are counted together.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct By {
    /// Each month or each day; each month where not given.
    #[serde(default)]
    #[param(inline)]
    by: Step,
}

fn allow(reader: &Reader) -> Result<(), Problem> {
    match may_report(&reader.identity.actor) {
        true => Ok(()),
        false => Err(Problem::role_missing(Capability::ViewReports.roles(), reader.language)),
    }
}

fn answer<T: Serialize>(today: Date, (from, to): (Date, Date), items: Vec<T>) -> Response {
    let projection = (to > today).then_some(true);
    axum::Json(Report { items, from: Day(from), to: Day(to), projection }).into_response()
}

/// Counts the memberships of all companies by offer and state, on a day that has not passed: if nobody acts until then.
#[utoipa::path(get, path = "/v1/reports/memberships", tag = "reports", params(On),
    responses((status = 200, body = Report<MembershipCounts>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn memberships(State(app): State<App>, reader: Reader, Params(on): Params<On>) -> Result<Response, Problem> {
    allow(&reader)?;
    let on = day(on.as_of.as_deref(), "as_of")?.unwrap_or(reader.today);
    // Rows know the newest year of a membership; what was on a past day is in the ledgers.
    if on < reader.today {
        return Err(Problem::parameter("as_of", Wrong::Before(reader.today)));
    }
    let all = app.store().alike().await?;
    let items = states(&all, on).into_iter().map(|(offer, counted)| {
        let of = |state| counted.get(&state).copied().unwrap_or_default();
        let (active, renewal_open) = (of(MembershipState::Active), of(MembershipState::RenewalOpen));
        MembershipCounts {
            offer: offer.to_owned(),
            offer_name: app.offer_name(offer).get(reader.language).to_owned(),
            held: active + renewal_open,
            active,
            renewal_open,
            lapsed: of(MembershipState::Lapsed),
            upgraded: of(MembershipState::Upgraded),
            refunded: of(MembershipState::Refunded),
            merged: of(MembershipState::Merged),
        }
    });
    Ok(answer(reader.today, (on, on), items.collect()))
}

/// Counts what became of memberships between two days that have come: from the first of the month, and until today, where
/// they are not given.
#[utoipa::path(get, path = "/v1/reports/activity", tag = "reports", params(Span),
    responses((status = 200, body = Report<ActivityCounts>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn became(State(app): State<App>, reader: Reader, Params(span): Params<Span>) -> Result<Response, Problem> {
    allow(&reader)?;
    let to = day(span.to.as_deref(), "to")?.unwrap_or(reader.today);
    let from = day(span.from.as_deref(), "from")?.unwrap_or(to.first_of_month());
    for (name, day) in [("to", to), ("from", from)] {
        if day > reader.today {
            return Err(Problem::parameter(name, Wrong::Past(reader.today)));
        }
    }
    if to < from {
        return Err(Problem::parameter("to", Wrong::Before(from)));
    }
    let (all, renewals) = (app.store().alike().await?, app.store().renewals(from, to).await?);
    let items = activity(&all, &renewals, (from, to)).into_iter().map(|(offer, counted)| {
        let Activity { bought, renewed, lapsed, upgraded, refunded, merged } = counted;
        let offer_name = app.offer_name(offer).get(reader.language).to_owned();
        ActivityCounts { offer: offer.to_owned(), offer_name, bought, renewed, lapsed, upgraded, refunded, merged }
    });
    Ok(answer(reader.today, (from, to), items.collect()))
}

/// Counts what the days between two bring to memberships if nobody acts: from today, and for a year, where they are not given.
/// Days that bring nothing are left out.
#[utoipa::path(get, path = "/v1/reports/forecast", tag = "reports", params(Span, By),
    responses((status = 200, body = Report<ForecastCounts>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn ahead(
    State(app): State<App>,
    reader: Reader,
    Params(span): Params<Span>,
    Params(By { by }): Params<By>,
) -> Result<Response, Problem> {
    allow(&reader)?;
    let from = day(span.from.as_deref(), "from")?.unwrap_or(reader.today);
    let to = day(span.to.as_deref(), "to")?.or_else(|| plus_months(from, 12)).unwrap_or(from);
    // What has been is the activity's to tell.
    if from < reader.today {
        return Err(Problem::parameter("from", Wrong::Before(reader.today)));
    }
    if to < from {
        return Err(Problem::parameter("to", Wrong::Before(from)));
    }
    let all = app.store().alike().await?;
    let items = coming(&app, &all, (from, to), by).into_iter().map(|coming| ForecastCounts {
        from: Day(coming.from),
        to: Day(coming.to),
        offer_name: app.offer_name(&coming.offer).get(reader.language).to_owned(),
        offer: coming.offer,
        window_opens: coming.ahead.window_opens,
        anniversary: coming.ahead.anniversary,
        last_day: coming.ahead.last_day,
        lapses: coming.ahead.lapses,
    });
    Ok(answer(reader.today, (from, to), items.collect()))
}
