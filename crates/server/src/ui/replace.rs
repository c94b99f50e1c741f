//! Asking for a replacement token.

use axum::extract::Path;
use axum::response::Response;
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::explanation::RemedyAct;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{ReplacementId, TenantId, TokenId};
use symbolon_domain::programme::ReplacementReason;
use symbolon_domain::token::{irreplaceable, mistakes, replacements};

use super::again::{Again, Errors};
use super::frame::{respond, see_other};
use super::pages::ReplacePage;
use super::refused::Refused;
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};

fn known(place: &Place<'_>, token: &str) -> Result<TokenId, Trouble> {
    place.need(Capability::ViewBenefits)?;
    let id: TokenId = token.parse().map_err(|_| Trouble::Missing)?;
    place.folded.account.tokens.contains_key(&id).then_some(id).ok_or(Trouble::Missing)
}

/// What the support wrote when it declined a request: only the fact of it knows.
pub(crate) async fn declined_because(place: &Place<'_>, id: ReplacementId) -> Result<Option<String>, Trouble> {
    let note = place.told(|entry| match &entry.fact {
        Fact::ReplacementDeclined(declined) if declined.replacement == id => Some(declined.note.clone()),
        _ => None,
    });
    match note.await?.flatten() {
        Some(note) => Ok(place.visit.app.store().note(place.id, note.id).await?),
        None => Ok(None),
    }
}

fn form(place: &Place<'_>, token: TokenId, again: Again) -> Response {
    let (sight, words) = (place.sight(), place.visit.words());
    let known = sight.account.tokens.get(&token);
    let redeemed = known.and_then(|token| token.redeemed.as_ref());
    let reasons = known.map(|token| mistakes(sight.account, sight.programmes, token, None)).unwrap_or_default();
    let max = known.and_then(|token| replacements(sight.account, sight.programmes, token));
    let mut args = vec![
        ("max", i64::from(max.unwrap_or_default()).into()),
        ("count", i64::try_from(reasons.len()).unwrap_or(i64::MAX).into()),
        ("reasons", words.one_of(&reasons).into()),
    ];
    let lead = match redeemed.and_then(|redeemed| redeemed.act.replaceable_until) {
        Some(until) => {
            args.push(("date", until.into()));
            words.with("ui-replace-lead", &args)
        }
        None => words.with("ui-replace-lead-none", &args),
    };
    let elsewhere = |id: &TenantId| redeemed.is_none_or(|redeemed| redeemed.act.tenant != *id);
    let mut frame = place.frame("ui-replace-page", "/benefits");
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

/// What happened?
pub(crate) async fn ask(visit: Visit, Path((account, token)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let token = known(&place, &token)?;
    let context = visit.context(&place).await?;
    if let Some(refusal) = irreplaceable(&place.folded.account, visit.app.programmes(), token, &context) {
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
        Done::Refused(refusal) if refusal.remedies.iter().any(|remedy| remedy.act == RemedyAct::CorrectRequest) => {
            let errors = match fields.get("intended") {
                None if reason.names_tenant() => Errors::of("intended", visit.words().t("ui-replace-intended-error")),
                _ => Errors::of("reason", Refused::of(&place.sight(), &refusal).text),
            };
            Ok(form(&place, token, Again::new(fields, errors)))
        }
        Done::Refused(refusal) => Err(place.refused(refusal, &format!("/tokens/{token}/done"))),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/tokens/{token}/done", place.sight().base()))),
    }
}
