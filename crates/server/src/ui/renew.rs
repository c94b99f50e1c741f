//! Renewing: the state of the window, what the next year brings, and the way to the order.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::account::MembershipState;
use symbolon_domain::ids::MembershipId;

use super::frame::{respond, see_other};
use super::pages::{RenewPage, RenewedPage};
use super::plan;
use super::tickets::late_asked;
use super::visit::{Answered, Done, Fields, Place, Query, Trouble, Visit};

/// The offer for which a next year is looked at.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    offer: Option<String>,
}

/// Where each membership's renewal stands.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(query): Query<Chosen>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    form(&place, query.offer.as_deref()).await
}

async fn form(place: &Place<'_>, wanted: Option<&str>) -> Result<Response, Trouble> {
    let (visit, sight, standing) = (place.visit, place.sight(), place.standing());
    let asked = late_asked(place).await?;
    let mut plans = Vec::new();
    // What was bought on top of it took its place, so it is not renewed.
    let open = standing.memberships.iter().rev().filter(|held| {
        !matches!(held.state, MembershipState::Upgraded | MembershipState::Refunded | MembershipState::Merged)
    });
    for held in open {
        let (_, decision) = visit.preview(place.id, &plan::trial(&sight, held)).await?;
        let chosen = wanted.filter(|offer| plan::same_group(&sight, held, offer));
        plans.push(plan::plan(&sight, held, &decision, (chosen, &asked), visit.key()));
    }
    let page = RenewPage {
        f: place.frame("ui-renew-page", "/renew"),
        base: sight.base(),
        lead: visit.words().t("ui-renew-lead"),
        plans,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Renews at once, where nothing is due; all else is ordered.
pub(crate) async fn renew(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let membership: MembershipId = fields.need("membership")?.parse().map_err(|_| Trouble::Unreadable)?;
    let command = plan::free(membership, fields.need("offer")?.to_owned());
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => Err(place.refused(refusal, "/renew")),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/renew/{membership}", place.sight().base()))),
    }
}

/// What the newest renewal brought.
pub(crate) async fn show_done(visit: Visit, Path((account, membership)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let id: MembershipId = membership.parse().map_err(|_| Trouble::Missing)?;
    let (sight, words) = (place.sight(), visit.words());
    let held = sight.account.memberships.get(&id).ok_or(Trouble::Missing)?;
    let year = held.last_year();
    let lines = sight.account.grants.values().filter(|grant| grant.membership == id && grant.year == year.number);
    let count = i64::try_from(lines.count()).unwrap_or(i64::MAX);
    let window = [("from", year.days.renew_from.into()), ("to", year.days.renew_to.into())];
    let page = RenewedPage {
        f: place.frame("ui-renewed-page", "/renew"),
        base: sight.base(),
        title: words.with("ui-renewed-title", &[("offer", sight.offer(&year.offer).into())]),
        lead: words.with("ui-renewed-lead", &[("date", year.days.anniversary.into())]),
        facts: vec![
            (words.t("ui-line-membership"), format!("M-{}", held.number)),
            (words.t("ui-renewed-reference"), year.payment.reference.clone()),
            (words.t("ui-renewed-lines"), words.number(count)),
            (words.t("ui-renewed-next"), words.with("ui-renew-dates", &window)),
        ],
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}
