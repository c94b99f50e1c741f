//! Redeeming a token: the tenant, the outcomes side by side, the check, and what came of it.

use axum::extract::Path;
use axum::http::StatusCode;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::account::{Decided, TokenState};
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Outcome, ways_to_redeem};
use symbolon_domain::explanation::RemedyAct;
use symbolon_domain::ids::{TenantId, TokenId};
use symbolon_domain::programme::Mode;
use symbolon_domain::standing::token_state;
use symbolon_domain::token::{irreplaceable, mistakes};

use super::again::Errors;
use super::check::{self, Question};
use super::frame::{respond, see_other};
use super::home::line_tag;
use super::pages::{TenantChoice, TenantPage, TokenPage, WaysPage};
use super::replace::declined_because;
use super::visit::{Answered, Fields, Place, Query, Trouble, Visit};
use super::ways;

/// What was chosen so far.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    tenant: Option<String>,
    mode: Option<String>,
}

fn command(token: TokenId, tenant: TenantId, mode: Mode) -> Command {
    Command::RedeemToken { token, tenant, mode, subscription: None, seats: None }
}

/// The token that a path names, in an account that the reader has entered.
fn known(place: &Place<'_>, token: &str) -> Result<TokenId, Trouble> {
    place.need(Capability::ViewBenefits)?;
    let id: TokenId = token.parse().map_err(|_| Trouble::Missing)?;
    place.folded.account.tokens.contains_key(&id).then_some(id).ok_or(Trouble::Missing)
}

/// Where the token that was granted in place of another one is used, or seen.
fn instead(place: &Place<'_>, id: TokenId) -> Option<(String, String)> {
    let (sight, words) = (place.sight(), place.visit.words());
    let state = token_state(sight.account, sight.account.tokens.get(&id)?, sight.today);
    let (path, text) = match state {
        TokenState::Available | TokenState::Revealed => ("redeem", "ui-replace-use"),
        _ => ("done", "ui-act-redemption"),
    };
    Some((format!("{}/tokens/{id}/{path}", sight.base()), words.t(text)))
}

/// Whether a token is there to be redeemed.
fn is_unused(place: &Place<'_>, token: TokenId) -> bool {
    let (account, today) = (&place.folded.account, place.visit.today);
    account.tokens.get(&token).is_some_and(|held| token_state(account, held, today).can_be_redeemed())
}

/// On which tenant?
pub(crate) async fn ask_tenant(visit: Visit, Path((account, token)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let token = known(&place, &token)?;
    if place.folded.account.tokens.get(&token).is_some_and(|token| token.redeemed.is_some()) {
        return Ok(see_other(&format!("{}/tokens/{token}/done", place.sight().base())));
    }
    // What stands in the way on every tenant is said before one is chosen.
    let any = place.folded.account.tenants.keys().next().copied();
    if let (false, Some(tenant)) = (is_unused(&place, token), any)
        && let (_, Err(refusal)) = visit.preview(place.id, &command(token, tenant, Mode::New)).await?
    {
        return Err(place.refused(refusal, ""));
    }
    Ok(tenants(&place, token, false))
}

fn tenants(place: &Place<'_>, token: TokenId, missing: bool) -> axum::response::Response {
    let (sight, words) = (place.sight(), place.visit.words());
    let benefit = sight.account.tokens.get(&token).map(|token| token.benefit.as_str()).unwrap_or_default();
    let tenants = sight.account.tenants.iter().map(|(id, tenant)| {
        let admin =
            if sight.actor.admin_of.contains(id) { "ui-redeem-tenant-admin" } else { "ui-redeem-tenant-not-admin" };
        let live = sight.account.live_subscription(*id, benefit, sight.today).map(|(_, _, extent)| {
            let args = [("seats", words.quantity(extent.seats, "seat").into()), ("date", extent.usable_until.into())];
            words.with("ui-redeem-tenant-live", &args)
        });
        let note = live.into_iter().chain([words.t(admin)]).collect::<Vec<_>>().join(" · ");
        TenantChoice { id: id.to_string(), domain: tenant.domain.clone(), note }
    });
    let links = sight.account.closed_on.is_none() && sight.may(Capability::LinkTenant);
    let way = words.t(if links { "ui-redeem-link-tenant" } else { "ui-redeem-see-tenants" });
    let mut frame = place.frame("ui-redeem-page", "/benefits");
    frame.error = missing;
    let errors = match missing {
        true => Errors::of("tenant", words.t("ui-redeem-tenant-error")),
        false => Errors::default(),
    };
    let status = errors.status();
    let page = TenantPage {
        f: frame,
        base: sight.base(),
        id: token.to_string(),
        token: sight.token(token),
        tenants: tenants.collect(),
        way: sight.way(RemedyAct::VerifyTenant).map(|href| (href, way)),
        errors,
    };
    respond(status, place.visit.language, &page)
}

/// What the token becomes there, in each way.
pub(crate) async fn show_ways(
    visit: Visit,
    Path((account, token)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
) -> Answered {
    let place = visit.enter(&account).await?;
    let token = known(&place, &token)?;
    let Some(tenant) = chosen.tenant.and_then(|tenant| tenant.parse::<TenantId>().ok()) else {
        return Ok(tenants(&place, token, true));
    };
    let (context, decision) = visit.preview(place.id, &command(token, tenant, Mode::New)).await?;
    let sight = place.sight();
    let found = ways_to_redeem(sight.account, sight.programmes, token, tenant, &context);
    // Where no way is possible, what stands in the way is the same for all of them and gets its own page.
    if let (Err(refusal), true) = (decision, found.iter().all(|(_, way)| way.is_err())) {
        return Err(place.refused(refusal, &format!("/tokens/{token}/redeem")));
    }
    let words = visit.words();
    let (ways, table) = ways::ways(&sight, &found);
    let page = WaysPage {
        f: place.frame("ui-redeem-page", "/benefits"),
        base: sight.base(),
        id: token.to_string(),
        token: sight.token(token),
        tenant: tenant.to_string(),
        title: words.with("ui-redeem-ways-title", &[("tenant", sight.tenant(tenant).into())]),
        lead: words.with("ui-redeem-ways-lead", &[("date", visit.today.into())]),
        ways,
        table,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

fn question(place: &Place<'_>, token: TokenId, tenant: TenantId, mode: Mode, outcome: &Outcome) -> Question {
    let (sight, words) = (place.sight(), place.visit.words());
    let base = sight.base();
    let act = ways::act(outcome);
    let known = sight.account.tokens.get(&token);
    let reasons = known.map(|token| mistakes(sight.account, sight.programmes, token, Some(mode))).unwrap_or_default();
    let replace = match act.and_then(|act| act.replaceable_until).filter(|_| !reasons.is_empty()) {
        Some(until) => {
            let args = [("reasons", words.one_of(&reasons).into()), ("date", until.into())];
            words.with("ui-redeem-check-replace", &args)
        }
        None => words.t("ui-redeem-check-no-replace"),
    };
    let names = [("token", sight.token(token).into()), ("tenant", sight.tenant(tenant).into())];
    Question {
        page: "ui-redeem-page",
        menu: "/benefits",
        title: words.with("ui-redeem-check-title", &names),
        back: (format!("{base}/tokens/{token}/redeem/ways?tenant={tenant}"), words.t("ui-back")),
        wizard: true,
        facts: vec![
            (words.t("ui-col-tenant"), sight.tenant(tenant)),
            (words.t("ui-redeem-check-way"), words.t(&format!("ui-way-{}", mode.code()))),
            (words.t("ui-col-seats"), act.map_or_else(String::new, |act| words.number(act.after.seats))),
            (words.t("ui-usable-until"), words.date_or_dash(act.map(|act| act.after.usable_until))),
        ],
        consequences: vec![words.t("ui-redeem-check-final"), replace],
        action: format!("{base}/tokens/{token}/redeem"),
        hidden: vec![("tenant", tenant.to_string()), ("mode", mode.code().to_owned())],
        confirm: words.t("ui-redeem-confirm"),
        other: None,
    }
}

fn chosen(tenant: Option<&str>, mode: Option<&str>) -> Result<(TenantId, Mode), Trouble> {
    let tenant = tenant.and_then(|tenant| tenant.parse().ok()).ok_or(Trouble::Unreadable)?;
    let mode = mode.and_then(Mode::from_code).ok_or(Trouble::Unreadable)?;
    Ok((tenant, mode))
}

/// The consequences, before the click.
pub(crate) async fn ask_confirmation(
    visit: Visit,
    Path((account, token)): Path<(String, String)>,
    Query(so_far): Query<Chosen>,
) -> Answered {
    let place = visit.enter(&account).await?;
    let chosen = chosen(so_far.tenant.as_deref(), so_far.mode.as_deref())?;
    confirm(&place, &token, chosen, &Fields::default()).await
}

/// The click.
pub(crate) async fn redeem(visit: Visit, Path((account, token)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let chosen = chosen(fields.get("tenant"), fields.get("mode"))?;
    confirm(&place, &token, chosen, &fields).await
}

async fn confirm(place: &Place<'_>, token: &str, (tenant, mode): (TenantId, Mode), fields: &Fields) -> Answered {
    let token = known(place, token)?;
    let base = format!("{}/tokens/{token}", place.sight().base());
    let asked = |_: &Context, outcome: &Outcome| question(place, token, tenant, mode, outcome);
    let paths = (format!("{base}/done"), format!("{base}/redeem"));
    check::confirm(place, command(token, tenant, mode), fields, (&paths.0, &paths.1), asked).await
}

/// How a token was redeemed, and until when a mistake can be put right.
pub(crate) async fn show_redemption(visit: Visit, Path((account, token)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let id = known(&place, &token)?;
    let (sight, words) = (place.sight(), visit.words());
    let token = sight.account.tokens.get(&id).ok_or(Trouble::Missing)?;
    let state = token_state(sight.account, token, sight.today);
    let mut facts = vec![
        (words.t("ui-redeem-by"), words.date(token.redeem_by)),
        (words.t("ui-col-seats"), words.number(token.seats)),
    ];
    let (mut replacement, mut because, mut way) = (None, None, None);
    if let Some(redeemed) = &token.redeemed {
        let act = &redeemed.act;
        let by = sight.named(|names| names.person(&redeemed.by));
        let held = sight.account.subscriptions.get(&act.subscription).and_then(|held| held.extent);
        facts = vec![
            (words.t("ui-col-tenant"), sight.tenant(act.tenant)),
            (words.t("ui-redeem-check-way"), words.t(&format!("ui-way-{}", act.mode.code()))),
            (words.t("ui-col-seats"), held.map_or_else(|| "–".to_owned(), |extent| words.number(extent.seats))),
            (words.t("ui-usable-until"), words.date_or_dash(held.map(|extent| extent.usable_until))),
            (words.t("ui-redeem-done-on"), words.date(redeemed.on)),
            (words.t("ui-redeem-done-by"), by),
        ];
        let asked = sight.last_request(id);
        let (text, day) = match (asked.map(|(_, request)| (request, &request.decided)), act.replaceable_until) {
            (Some((_, Some(decided))), _) if decided.token.is_some() => ("ui-redeem-done-replaced", Some(decided.on)),
            (Some((_, Some(decided))), _) => ("ui-redeem-done-declined", Some(decided.on)),
            (Some((request, None)), _) => ("ui-redeem-done-open", Some(request.requested_on)),
            (None, Some(until)) if sight.today <= until => ("ui-redeem-done-replace", Some(until)),
            (None, until) => ("ui-redeem-done-late", until),
        };
        let reasons = words.one_of(&mistakes(sight.account, sight.programmes, token, Some(act.mode)));
        replacement = day.map(|day| words.with(text, &[("date", day.into()), ("reasons", reasons.as_str().into())]));
        let asks = sight.may(Capability::RequestReplacement);
        let form = format!("{}/tokens/{id}/replace", sight.base());
        match (asked.map(|(request, held)| (request, held.decided.as_ref())), act.replaceable_until) {
            (Some((_, Some(Decided { token: Some(new), .. }))), _) => way = instead(&place, *new),
            (Some((request, Some(_))), until) => {
                if asks || sight.may(Capability::DecideReplacement) {
                    because = declined_because(&place, request).await?;
                }
                let context = visit.context(&place).await?;
                let again = irreplaceable(sight.account, sight.programmes, id, &context).is_none();
                way = until
                    .filter(|_| asks && again)
                    .map(|until| (form, words.with("ui-replace-again", &[("date", until.into())])));
            }
            (None, Some(until)) if asks && sight.today <= until => way = Some((form, words.t("ui-replace-ask"))),
            _ => {}
        }
    }
    let line_state = symbolon_domain::standing::LineState::from_code(state.code());
    let tag = line_tag(&sight, line_state.ok_or(Trouble::Missing)?);
    let page = TokenPage {
        f: place.frame("ui-redeem-page", "/benefits"),
        base: sight.base(),
        sees_history: sight.may(Capability::ViewHistory),
        token: sight.token(id),
        title: words.t(if token.redeemed.is_some() { "ui-redeem-done-title" } else { "ui-redeem-not-yet-title" }),
        tag,
        facts,
        replacement,
        because: because.map(|text| words.with("ui-redeem-done-because", &[("text", text.into())])),
        way,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}
