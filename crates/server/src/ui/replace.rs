//! Asking for a replacement token.

use axum::extract::Path;
use axum::response::Response;
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::explanation::RemedyAct;
use symbolon_domain::ids::{TenantId, TokenId};
use symbolon_domain::programme::ReplacementReason;
use symbolon_domain::refusal::Refusal;

use super::again::{Again, Errors};
use super::frame::{respond, see_other};
use super::pages::ReplacePage;
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};

fn known(place: &Place<'_>, token: &str) -> Result<TokenId, Trouble> {
    place.need(Capability::ViewBenefits)?;
    let id: TokenId = token.parse().map_err(|_| Trouble::Missing)?;
    place.folded.account.tokens.contains_key(&id).then_some(id).ok_or(Trouble::Missing)
}

fn form(place: &Place<'_>, token: TokenId, again: Again) -> Response {
    let (sight, words) = (place.sight(), place.visit.words());
    let redeemed = sight.account.tokens.get(&token).and_then(|token| token.redeemed.as_ref());
    let lead = match redeemed.and_then(|redeemed| redeemed.act.replaceable_until) {
        Some(until) => words.with("ui-replace-lead", &[("date", until.into())]),
        None => words.t("ui-replace-lead-none"),
    };
    let elsewhere = |id: &TenantId| redeemed.is_none_or(|redeemed| redeemed.act.tenant != *id);
    let mut frame = place.frame("ui-replace-page", "-");
    let status = again.mark(&mut frame, format!("{}/tokens/{token}/replace", sight.base()));
    let page = ReplacePage {
        f: frame,
        base: sight.base(),
        id: token.to_string(),
        token: sight.token(token),
        lead,
        key: place.visit.key(),
        // Every reason can be stated; the rules say which count, and why another does not.
        reasons: ReplacementReason::ALL
            .iter()
            .map(|reason| (reason.code(), words.word(*reason), again.chosen("reason", reason.code(), false)))
            .collect(),
        tenants: sight
            .account
            .tenants
            .iter()
            .filter(|(id, _)| elsewhere(id))
            .map(|(id, tenant)| {
                let id = id.to_string();
                let chosen = again.chosen("intended", &id, false);
                (id, tenant.domain.clone(), chosen)
            })
            .collect(),
        errors: again.errors,
    };
    respond(status, place.visit.language, &page)
}

/// Why no request would be accepted, whatever its reason and the tenant that was meant; none where one would be. What
/// no other request would change comes first.
async fn refused(place: &Place<'_>, token: TokenId) -> Result<Option<Box<Refusal>>, Trouble> {
    let (mut refusals, mut asked) = (Vec::new(), Vec::new());
    for reason in ReplacementReason::ALL {
        asked.push((*reason, None));
        asked.extend(place.folded.account.tenants.keys().map(|tenant| (*reason, Some(*tenant))));
    }
    for (reason, intended_tenant) in asked {
        let command = Command::RequestReplacement { token, reason, intended_tenant, note: None };
        match place.visit.preview(place.id, &command).await? {
            (_, Ok(_)) => return Ok(None),
            (_, Err(refusal)) => refusals.push(refusal),
        }
    }
    refusals.sort_by_key(|refusal| refusal.remedies.iter().any(|remedy| remedy.act == RemedyAct::CorrectRequest));
    Ok(refusals.into_iter().next())
}

/// What happened?
pub(crate) async fn ask(visit: Visit, Path((account, token)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let token = known(&place, &token)?;
    if let Some(refusal) = refused(&place, token).await? {
        return Err(place.refused(refusal, &format!("/tokens/{token}/done")));
    }
    Ok(form(&place, token, Again::default()))
}

/// Sends the request.
pub(crate) async fn send(visit: Visit, Path((account, token)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let token = known(&place, &token)?;
    let Some(reason) = fields.get("reason").and_then(ReplacementReason::from_code) else {
        let errors = Errors::of("reason", visit.words().t("ui-replace-reason-error"));
        return Ok(form(&place, token, Again::new(fields, errors)));
    };
    let intended = fields.get("intended").map(|tenant| tenant.parse::<TenantId>().map_err(|_| Trouble::Unreadable));
    let command = Command::RequestReplacement { token, reason, intended_tenant: intended.transpose()?, note: None };
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => Err(place.refused(refusal, &format!("/tokens/{token}/done"))),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/tokens/{token}/done", place.sight().base()))),
    }
}
