//! Asking for a replacement token.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::ids::{TenantId, TokenId};
use symbolon_domain::programme::ReplacementReason;

use super::frame::{respond, see_other};
use super::pages::{FieldError, ReplacePage};
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};

fn known(place: &Place<'_>, token: &str) -> Result<TokenId, Trouble> {
    place.need(Capability::ViewBenefits)?;
    let id: TokenId = token.parse().map_err(|_| Trouble::Missing)?;
    place.folded.account.tokens.contains_key(&id).then_some(id).ok_or(Trouble::Missing)
}

fn form(place: &Place<'_>, token: TokenId, missing: bool) -> Response {
    let (sight, words) = (place.sight(), place.visit.words());
    let redeemed = sight.account.tokens.get(&token).and_then(|token| token.redeemed.as_ref());
    let lead = match redeemed.and_then(|redeemed| redeemed.act.replaceable_until) {
        Some(until) => words.with("ui-replace-lead", &[("date", until.into())]),
        None => words.t("ui-replace-lead-none"),
    };
    let elsewhere = |id: &TenantId| redeemed.is_none_or(|redeemed| redeemed.act.tenant != *id);
    let mut frame = place.frame("ui-replace-page", "-");
    frame.error = missing;
    let error = FieldError { field: "reason".to_owned(), text: words.t("ui-replace-reason-error") };
    let page = ReplacePage {
        f: frame,
        base: sight.base(),
        id: token.to_string(),
        token: sight.token(token),
        lead,
        key: place.visit.key(),
        // Every reason can be stated; the rules say which count, and why another does not.
        reasons: ReplacementReason::ALL.iter().map(|reason| (reason.code(), words.word(*reason))).collect(),
        tenants: sight
            .account
            .tenants
            .iter()
            .filter(|(id, _)| elsewhere(id))
            .map(|(id, tenant)| (id.to_string(), tenant.domain.clone()))
            .collect(),
        errors: if missing { vec![error] } else { Vec::new() },
    };
    let status = if missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    respond(status, place.visit.language, &page)
}

/// What happened?
pub(crate) async fn ask(visit: Visit, Path((account, token)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let token = known(&place, &token)?;
    Ok(form(&place, token, false))
}

/// Sends the request.
pub(crate) async fn send(visit: Visit, Path((account, token)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let token = known(&place, &token)?;
    let Some(reason) = fields.get("reason") else { return Ok(form(&place, token, true)) };
    let reason = ReplacementReason::from_code(reason).ok_or(Trouble::Unreadable)?;
    let intended = fields.get("intended").map(|tenant| tenant.parse::<TenantId>().map_err(|_| Trouble::Unreadable));
    let command = Command::RequestReplacement { token, reason, intended_tenant: intended.transpose()?, note: None };
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => Err(place.refused(refusal, &format!("/tokens/{token}/done"))),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/tokens/{token}/done", place.sight().base()))),
    }
}
