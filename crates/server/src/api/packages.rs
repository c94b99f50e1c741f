//! Packages: how much of each product may be used, what the next year brings, and what is provisioned.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::entitlement::{Entitlement, entitlements};
use symbolon_domain::ids::{GrantId, IdError};
use symbolon_domain::next_year::{NextYear, plan_next_year, renewal_day};
use symbolon_domain::programme::{Language, Programme};
use symbolon_domain::provisioning;
use symbolon_store::Rendering;
use symbolon_text::{self as text, Names, ProgrammeNames};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::memberships::find;
use super::{AsOf, Dated, Items, ProblemBody, among, benefits, dated, named, target, view};
use crate::act::{Act, Call};
use crate::app::App;
use crate::body::{Body, Params};
use crate::clock::instant;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{Json, Words, explanation};
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(next)).routes(routes!(provision)).routes(routes!(open))
}

/// The ceilings on the use of a product. They grant nothing.
#[derive(Debug, Serialize, ToSchema)]
struct CeilingWire {
    /// The grant of which the ceilings are multiples.
    initial: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    per_country: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worldwide: Option<u32>,
}

/// Seats used in a country.
#[derive(Debug, Serialize, ToSchema)]
struct UsedIn {
    /// ISO 3166-1.
    country: String,
    used: u32,
}

/// How much of a product a company may use.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Entitlement)]
pub(crate) struct EntitlementWire {
    benefit: String,
    benefit_name: String,
    unit: String,
    core: u32,
    incremental: u32,
    /// What all lines together grant.
    granted: u32,
    /// What can be used of it within the ceilings; absent: it is without limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<u32>,
    unlimited: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    ceiling: Option<CeilingWire>,
    /// Seats used in all countries together; null: it is not given as seats, and its lines and its register say what is
    /// used of it.
    used: Option<u32>,
    /// Seats used in each country of the company; empty where it is not given as seats.
    countries: Vec<UsedIn>,
    explanation: Json,
}

impl EntitlementWire {
    fn new(found: &Entitlement, words: &Words<'_>, names: &dyn Names) -> Self {
        Self {
            benefit: found.benefit.clone(),
            benefit_name: names.benefit(&found.benefit).get(words.language).to_owned(),
            unit: found.unit.clone(),
            core: found.core,
            incremental: found.incremental,
            granted: found.granted,
            effective: found.effective,
            unlimited: found.effective.is_none(),
            ceiling: found.ceiling.as_ref().map(|ceiling| CeilingWire {
                initial: ceiling.initial,
                per_country: ceiling.per_country,
                worldwide: ceiling.worldwide,
            }),
            used: found.used(),
            countries: found
                .countries
                .iter()
                .map(|(country, used)| UsedIn { country: country.clone(), used: *used })
                .collect(),
            explanation: Json(explanation(&found.explanation, words.language, words.names)),
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfBenefit {
    /// One benefit.
    benefit: Option<String>,
}

/// Says how much of each product a company may use on a day: what is granted, within the ceilings on use.
#[utoipa::path(get, path = "/v1/accounts/{id}/entitlements", tag = "grants", params(("id" = String, Path, description = "The company’s id or global number."), OfBenefit, AsOf),
    responses((status = 200, body = Dated<Items<EntitlementWire>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(of): Params<OfBenefit>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    among(&app, ("benefit", &of.benefit), benefits)?;
    let mut found = entitlements(view.account(), view.programmes(&app), view.on);
    found.retain(|one| of.benefit.as_ref().is_none_or(|wanted| *wanted == one.benefit));
    let items = named(&app, &reader, &view, |words, names, _| {
        found.iter().map(|one| EntitlementWire::new(one, words, names)).collect::<Vec<_>>()
    })
    .await?;
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OtherOffer {
    /// Another offer of the same group, chosen for the coming year.
    offer: Option<String>,
}

/// A next year as the API gives it.
pub(crate) fn next_year_of(found: &NextYear, words: &Words<'_>, names: &dyn Names) -> Value {
    let language = words.language;
    let amount = |amount: symbolon_domain::next_year::Amount| json!({ "granted": amount.granted, "unlimited": amount.unlimited });
    let lines: Vec<Value> = found
        .lines
        .iter()
        .map(|line| {
            let reasons: Vec<Value> = line
                .reasons
                .iter()
                .map(|reason| {
                    json!({
                        "code": reason.code, "competency": reason.competency, "from": reason.from, "to": reason.to,
                        "on": reason.on, "count": reason.count,
                        "text": text::next_reason(language, reason, line.change, names),
                    })
                })
                .collect();
            json!({
                "benefit": line.benefit, "benefit_name": names.benefit(&line.benefit).get(language), "unit": line.unit,
                "now": amount(line.now), "next": amount(line.next), "change": line.change,
                "change_text": text::word(language, line.change), "reasons": reasons, "redeem_by": line.redeem_by,
                "usable_until": line.usable_until,
            })
        })
        .collect();
    let seats = found.seats.iter().map(|seat| {
        let (person, benefit) = names.assignment(seat.assignment);
        json!({
            "assignment": seat.assignment, "person_name": person, "benefit": seat.benefit,
            "benefit_name": benefit.get(language), "keeps": seat.keeps,
        })
    });
    json!({
        "membership": found.membership, "offer": found.offer, "offer_name": names.offer(&found.offer).get(language),
        "renewed_on": found.renewed_on, "anniversary": found.days.anniversary, "renew_from": found.days.renew_from,
        "renew_to": found.days.renew_to, "possible": found.refusal.is_none(),
        "refusal": found.refusal.as_ref().map(|refusal| json!({
            "code": refusal.code, "detail": text::refusal_detail_named(language, refusal, Some(names)),
            "available_from": refusal.available_from, "available_until": refusal.available_until,
        })),
        "benefits": lines, "seats_lost": found.seats_lost(), "seats": seats.collect::<Vec<_>>(),
        "explanation": explanation(&found.explanation, language, words.names),
    })
}

/// Says what the next year of a membership would bring, compared with now, if it is renewed as soon as possible and
/// nothing changes until then: planned by the code that renews.
#[utoipa::path(get, path = "/v1/memberships/{id}/next-year", tag = "memberships", params(("id" = String, Path, description = "Its id or number, `M-…`."), OtherOffer),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn next(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(other): Params<OtherOffer>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, crate::when::When::Now).await?;
    let membership = find(&app, &id).await?;
    let held = view.account().memberships.get(&membership).ok_or_else(Problem::not_found)?;
    let programmes = app.store().programmes(renewal_day(held, view.on));
    let found = match plan_next_year(view.account(), programmes, membership, other.offer.as_deref(), view.on) {
        Ok(found) => found,
        Err(Some(refusal)) => {
            let say = |words: &Words<'_>, names: &ProgrammeNames<'_>, _: &_| {
                Problem::refused(&refusal, None, words.language, Some(names))
            };
            return Err(named(&app, &reader, &view, say).await?);
        }
        Err(None) => return Err(Problem::parameter("offer", Wrong::NoSuchOffer)),
    };
    let body = named(&app, &reader, &view, |words, names, _| next_year_of(&found, words, names)).await?;
    Ok(axum::Json(dated(&view, body)).into_response())
}

/// Lines that are provisioned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Provision {
    /// The lines; all of the membership that are not recorded yet where not given.
    #[serde(default)]
    grants: Vec<String>,
}

/// Records that what a membership grants is provisioned. Repeating it changes nothing, and no right depends on it.
#[utoipa::path(post, path = "/v1/memberships/{id}/provisionings", tag = "memberships", request_body = Provision,
    params(("id" = String, Path, description = "Its id or number, `M-…`."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 200, body = Json), (status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn provision(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Provision>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let membership = find(&app, &id).await?;
    let read = |(at, text): (usize, &String)| {
        text.parse().map_err(|error: IdError| Problem::invalid(&format!("/grants/{at}"), error))
    };
    let grants: Vec<GrantId> = body.value.grants.iter().enumerate().map(read).collect::<Result<_, _>>()?;
    let act = Act::new(account, Command::ProvisionGrants { membership, grants });
    let render = move |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let lines = rendering.after.grants.iter().filter(|(_, grant)| grant.membership == membership);
        let lines: Vec<Value> = lines
            .filter(|(_, grant)| grant.superseded_on.is_none())
            .map(|(id, grant)| {
                json!({
                    "id": id, "benefit": grant.line.benefit, "provisioned_on": grant.provisioned.map(|(on, _)| on),
                })
            })
            .collect();
        json!({ "membership": membership, "grants": lines })
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// Lists what is granted to a company and not provisioned yet, with what is overdue, for the vendor.
#[utoipa::path(get, path = "/v1/accounts/{id}/provisioning", tag = "grants", params(("id" = String, Path, description = "The company’s id or global number.")),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn open(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ProvisionGrants, crate::when::When::Now).await?;
    let found = provisioning::open(view.account(), view.programmes(&app), view.on, reader.now);
    let items: Vec<Value> = found
        .iter()
        .map(|line| {
            json!({
                "grant": line.grant, "membership": line.membership, "benefit": line.benefit,
                "granted_at": instant(line.granted_at), "due_at": instant(line.due_at), "state": line.state,
                "state_text": text::word(reader.language, line.state),
            })
        })
        .collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}
