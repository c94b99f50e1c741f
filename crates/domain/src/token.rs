//! Cloud tokens (D): shown, redeemed whole, replaced once.

use jiff::civil::Date;

use crate::access::Capability;
use crate::account::{Account, Redemption, Subscription, SubscriptionState, Token, TokenState};
use crate::decide::{Case, Context, Decision, Effect, Outcome, not_found};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, RuleNumber, Value};
use crate::fact::*;
use crate::ids::{ReplacementId, SubscriptionId, TenantId, TokenId};
use crate::membership::{access_ends, gate, in_pool, in_time, invalid, over, refund_effect};
use crate::planted;
use crate::programme::*;
use crate::refusal::{Refusal, RefusalCode};
use crate::ticket;

/// The rules under which a token was granted.
fn rules<'a>(case: &Case<'a>, token: &Token) -> Option<(&'a Programme, &'a TokenRule)> {
    rules_of(case.account, case.programmes, token)
}

fn rules_of<'a>(
    account: &Account,
    programmes: &'a Programmes,
    token: &Token,
) -> Option<(&'a Programme, &'a TokenRule)> {
    let grant = account.grants.get(&token.grant)?;
    let programme: &Programme = programmes.version(grant.version);
    match &programme.benefit(&token.benefit)?.kind {
        BenefitKind::Token(rule) => Some((programme, rule)),
        _ => None,
    }
}

/// The state of a token on a day.
pub(crate) fn state_on(account: &Account, token: &Token, day: Date) -> TokenState {
    use crate::account::MembershipState;
    let membership = account.membership_of(token.grant).map(|(_, held)| held);
    let gone = membership
        .is_some_and(|held| matches!(held.state_on(day), MembershipState::Upgraded | MembershipState::Refunded));
    let lapsed = membership.is_some_and(|held| held.state_on(day) == MembershipState::Lapsed);
    if token.replaced_by.is_some() {
        TokenState::Replaced
    } else if token.redeemed.is_some() {
        TokenState::Redeemed
    } else if token.replaces.is_none() && gone {
        TokenState::Revoked
    } else if day > token.redeem_by || (token.replaces.is_none() && lapsed) {
        TokenState::PastRedeemBy
    } else if token.shown.is_empty() {
        TokenState::Available
    } else {
        TokenState::Revealed
    }
}

/// Refuses a token that was redeemed before, anywhere (D-03).
fn unused(case: &Case<'_>, why: &mut Explanation, token: &Token) -> Result<(), Box<Refusal>> {
    let Some(redemption) = &token.redeemed else {
        why.look(Node::new(FactCode::TokenUnused, Answer::Yes));
        return Ok(());
    };
    let act = &redemption.act;
    let mut node = Node::new(FactCode::TokenUnused, Answer::No)
        .with("redeemed_on", redemption.on)
        .with("redeemed_by", redemption.by.as_str())
        .with("tenant", act.tenant.to_string())
        .with("mode", act.mode.code());
    let until = replaceable_until(case.account, case.programmes, act.token, token).filter(|until| *until >= why.as_of);
    if asked_for(case.account, act.token) {
        node = node.remedy(Remedy::new(RemedyAct::AwaitDecision));
    } else if let Some(until) = until.filter(|_| token.replaced_by.is_none()) {
        let ask = Remedy::until(RemedyAct::RequestReplacement, until);
        node = node.remedy(ask).helped_by(Capability::RequestReplacement.roles());
    }
    why.look(node);
    Err(Refusal::new(RefusalCode::TokenAlreadyRedeemed, why.clone())
        .detail("redeemed_on", redemption.on)
        .detail("redeemed_by", redemption.by.as_str())
        .detail("tenant", act.tenant.to_string()))
}

/// Looks at the membership and at the last day. A replacement needs no membership: delay at support must not cost the
/// partner the right (D-24), and the service that it stands for runs on by itself.
fn still_redeemable(
    case: &Case<'_>,
    why: &mut Explanation,
    programme: &Programme,
    token: &Token,
) -> Result<(), Box<Refusal>> {
    if token.replaces.is_none() {
        gate(case, why, programme, token.grant)?;
    }
    in_time(case, why, programme, token.grant, token.redeem_by)
}

/// Shows a token's code (E-14, Q-21).
pub(crate) fn show_code(case: &Case<'_>, id: TokenId) -> Decision {
    let mut why = case.explain(Question::MayShowCode, id);
    let Some(token) = case.account.tokens.get(&id) else { return Err(not_found(why)) };
    let Some((programme, _)) = rules(case, token) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::Reveal)?;
    unused(case, &mut why, token)?;
    still_redeemable(case, &mut why, programme, token)?;
    look_at_refund(case, &mut why, programme, token.grant);
    let effect = refund_effect(case, programme, token.grant, RefundEnd::KeyRevealed);
    let fact = CodeShown { reveal: case.ctx.minter().reveal(), token: id };
    let mut outcome = Outcome::on(case.ctx.today, vec![fact.into()], why);
    outcome.effects.extend(effect);
    if token.shown.is_empty() {
        let state = |state: TokenState| Some(Value::from(state.code()));
        outcome = outcome.effect(
            Effect::new("token.state", state(TokenState::Available), state(TokenState::Revealed)).irreversible(),
        );
    }
    Ok(outcome)
}

/// Adds the refund right as a fact that is worth knowing and never stands in the way.
pub(crate) fn look_at_refund(
    case: &Case<'_>,
    why: &mut Explanation,
    programme: &Programme,
    grant: crate::ids::GrantId,
) {
    let held = case.account.membership_of(grant).map(|(_, held)| held);
    if let Some(node) =
        held.and_then(|held| crate::membership::refund_of(case.account, programme, held, case.ctx.today))
    {
        why.tell(node);
    }
}

/// Where a redemption may happen: a tenant of the account, by one of the tenant's own admins (D-06, D-07).
fn on_tenant(case: &Case<'_>, why: &mut Explanation, tenant: TenantId) -> Result<(), Box<Refusal>> {
    let known = case.account.tenants.get(&tenant);
    let mut node = Node::of(FactCode::TenantVerified, known.is_some());
    node = match known {
        Some(known) => node.with("tenant", known.domain.as_str()).with("since", known.verified_on),
        None => node
            .with("tenant", tenant.to_string())
            .remedy(Remedy::new(RemedyAct::VerifyTenant))
            .helped_by(Capability::LinkTenant.roles()),
    };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::TenantNotVerified, why.clone()));
    }
    let admin = case.ctx.actor.admin_of.contains(&tenant);
    let mut node = Node::of(FactCode::TenantAdmin, admin)
        .with_some("tenant", known.map(|known| known.domain.as_str()))
        .fixed_rule(RuleNumber::I05);
    if !admin {
        node = node.remedy(Remedy::new(RemedyAct::AskTenantAdmin));
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::TenantAdminRequired, why.clone()).detail("tenant", tenant.to_string()));
    }
    Ok(())
}

/// What a token gives by itself from a day on.
#[derive(Debug, Clone, Copy)]
struct Worth {
    seats: u32,
    /// Last day of service of a new subscription (D-02).
    alone_until: Date,
    /// Months, where the programme counts in months.
    months: Option<i32>,
}

/// Why an extent cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unreachable {
    /// The extension is longer than the programme allows (D-13).
    Limit,
    /// The calendar ends.
    Calendar,
}

/// Extends the end date and keeps the seats (D-12, D-13, D-15). `limit` is the programme's, in months.
fn extended(live: Extent, worth: Worth, on: Date, limit: Option<i32>) -> Result<Extent, Unreachable> {
    let (active, token) = (i64::from(live.seats), i64::from(worth.seats));
    if let (Some(months), Some(limit)) = (worth.months, limit)
        && i64::from(months) * token > i64::from(limit) * active
    {
        return Err(Unreachable::Limit);
    }
    let usable_until = match worth.months {
        // A whole number of months is counted in calendar months, anything else in days, rounded down (D-15).
        Some(months) if (i64::from(months) * token) % active == 0 => {
            plus_months(live.usable_until, narrow(i64::from(months) * token / active)?)
        }
        Some(months) => {
            let year = plus_months(live.usable_until, months).ok_or(Unreachable::Calendar)?;
            let days = i64::from(days_between(live.usable_until, year)) * token / active;
            plus_days(live.usable_until, narrow(days)?)
        }
        None => {
            let days = i64::from(days_between(on, worth.alone_until)) * token / active;
            plus_days(live.usable_until, narrow(days)?)
        }
    };
    usable_until.map(|usable_until| Extent { seats: live.seats, usable_until }).ok_or(Unreachable::Calendar)
}

/// Adds seats and averages the remaining time, in days, rounded down (D-14, D-15): nothing is gained or lost.
fn added(live: Extent, worth: Worth, on: Date) -> Result<Extent, Unreachable> {
    let (active, token) = (i64::from(live.seats), i64::from(worth.seats));
    let left = i64::from(days_between(on, live.usable_until));
    let alone = i64::from(days_between(on, worth.alone_until));
    let seats = live.seats.checked_add(worth.seats).ok_or(Unreachable::Calendar)?;
    let days = match planted::is(18) {
        true => planted::average((active, left), (token, alone)),
        false => (active * left + token * alone) / (active + token),
    };
    let usable_until = plus_days(on, narrow(days)?).ok_or(Unreachable::Calendar)?;
    Ok(Extent { seats, usable_until })
}

fn narrow(value: i64) -> Result<i32, Unreachable> {
    i32::try_from(value).map_err(|_| Unreachable::Calendar)
}

fn worth(case: &Case<'_>, token: &Token, rule: &TokenRule) -> Option<Worth> {
    let today = case.ctx.today;
    let (alone_until, months) = match rule.usable {
        Usable::Months(months) => (plus_months(today, months)?, Some(months)),
        Usable::MembershipEnd => {
            let (_, held) = case.account.membership_of(token.grant)?;
            let year = held.year_on(today);
            (access_ends(&year.days, year.access).max(today), None)
        }
    };
    Some(Worth { seats: token.seats, alone_until, months })
}

/// Redeems a token on a tenant (D-02…D-18).
pub(crate) fn redeem(
    case: &Case<'_>,
    id: TokenId,
    tenant: TenantId,
    mode: Mode,
    subscription: Option<SubscriptionId>,
    seats: Option<u32>,
) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayRedeem, id);
    let Some(token) = case.account.tokens.get(&id) else { return Err(not_found(why)) };
    let Some((programme, rule)) = rules(case, token) else { return Err(not_found(why)) };
    let path = |part: &str| format!("benefit.{}.{part}", token.benefit);
    let name = programme.benefit(&token.benefit).map(|benefit| &benefit.name);

    unused(case, &mut why, token)?;
    if state_on(case.account, token, today) == TokenState::Revoked {
        let last_day = case.account.membership_of(token.grant).map(|(_, held)| held.benefits_until(today));
        let node = Node::new(FactCode::MembershipOpen, Answer::Over).with_some("last_day", last_day);
        let other = case.account.tokens.iter().any(|(other, of)| {
            let open = state_on(case.account, of, today).can_be_redeemed();
            *other != id && of.benefit == token.benefit && open
        });
        let held = case.account.membership_of(token.grant).filter(|_| !other);
        why.look(match held {
            Some((_, held)) => over(case.account, case.current(), held, today, node),
            None => node,
        });
        return Err(Refusal::new(RefusalCode::TokenRevoked, why));
    }
    let asked = seats.unwrap_or(token.seats);
    let mut node = Node::of(FactCode::TokenWhole, asked == token.seats)
        .with("token_seats", token.seats)
        .with("asked", asked)
        .rule(programme, path("divisible"));
    if asked != token.seats {
        node = node.remedy(Remedy::new(RemedyAct::RedeemWhole));
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::TokenIndivisible, why)
            .detail("token_seats", token.seats)
            .detail("asked", asked));
    }
    still_redeemable(case, &mut why, programme, token)?;
    in_pool(case, &mut why, token.grant, token.seats)?;
    on_tenant(case, &mut why, tenant)?;
    let Some(worth) = worth(case, token, rule) else { return Err(not_found(why)) };
    let live = case.account.live_subscription(tenant, &token.benefit, today);
    let limit = Some(rule.extend_max_months);
    // What the token can be used for on this tenant (D-10, D-11), where it cannot be used as it was asked.
    let instead = || {
        let extends = |live| rule.modes.contains(&Mode::Extend) && extended(live, worth, today, limit).is_ok();
        Remedy::new(match live {
            None => RemedyAct::RedeemAsNew,
            Some((_, _, extent)) if extends(extent) => RemedyAct::RedeemAsExtend,
            Some(_) => RemedyAct::RedeemAsAddSeats,
        })
    };
    let offered = rule.modes.contains(&mode);
    let node = Node::of(FactCode::ModeFits, offered).with("mode", mode.code()).rule(programme, path("modes"));
    if why.look(if offered { node } else { node.remedy(instead()) }) {
        return Err(Refusal::new(RefusalCode::ModeNotOffered, why));
    }

    let fits = match mode {
        Mode::New => live.is_none(),
        Mode::Extend | Mode::AddSeats => live.is_some(),
    };
    let mut node = Node::new(FactCode::SubscriptionLive, if fits { Answer::Yes } else { Answer::No })
        .with("live", if live.is_some() { "yes" } else { "no" })
        .with("mode", mode.code())
        .with_some("benefit", name)
        .with_some("seats", live.map(|(_, _, extent)| extent.seats))
        .with_some("usable_until", live.map(|(_, _, extent)| extent.usable_until))
        .changes(live.and_then(|(_, _, extent)| plus_days(extent.usable_until, 1)));
    if !fits {
        node = node.remedy(instead());
    }
    if why.look(node) {
        let code = if live.is_some() { RefusalCode::SubscriptionLive } else { RefusalCode::SubscriptionNotLive };
        return Err(Refusal::new(code, why));
    }
    if let (Some(meant), Some((found, ..))) = (subscription, live)
        && meant != found
    {
        why.look(
            Node::new(FactCode::Exists, Answer::No).with("asked", meant.to_string()).with("found", found.to_string()),
        );
        return Err(Refusal::new(RefusalCode::TenantMismatch, why).detail("subscription", found.to_string()));
    }

    let before = live.map(|(_, _, extent)| extent);
    let after = match (mode, before) {
        (Mode::Extend, Some(live)) => extended(live, worth, today, limit),
        (Mode::AddSeats, Some(live)) => added(live, worth, today),
        _ => Ok(Extent { seats: worth.seats, usable_until: worth.alone_until }),
    };
    if mode == Mode::Extend {
        let months = i64::from(worth.months.unwrap_or(0)) * i64::from(worth.seats);
        let mut node = Node::of(FactCode::ExtendLimit, after.is_ok())
            .with("token_seats", token.seats)
            .with_some("active_seats", before.map(|live| live.seats))
            .with_some("months", before.map(|live| months / i64::from(live.seats.max(1))))
            .with("max_months", rule.extend_max_months)
            .rule(programme, path("extend_max"));
        // A new subscription is possible on another tenant, or here once the live one is over (D-13).
        let free_from = before.and_then(|live| plus_days(live.usable_until, 1)).filter(|day| *day <= token.redeem_by);
        let anew = match case.account.tenants.len() {
            0 | 1 => free_from.map(|from| Remedy::from(RemedyAct::RedeemAsNew, from)),
            _ => Some(Remedy::new(RemedyAct::RedeemAsNew)),
        };
        let adds = rule.modes.contains(&Mode::AddSeats).then(|| Remedy::new(RemedyAct::RedeemAsAddSeats));
        let mut ways = anew.into_iter().chain(adds);
        if after.is_err()
            && let Some(first) = ways.next()
        {
            node = node.remedy(first);
        }
        if why.look(node) {
            let refusal = Refusal::new(RefusalCode::ExtendLimitExceeded, why)
                .detail("token_seats", token.seats)
                .detail("max_months", rule.extend_max_months);
            return Err(ways.fold(refusal, |refusal, way| refusal.or(way)));
        }
    }
    let Ok(after) = after else {
        return Err(invalid(why, "usable_until", &case.ctx.today.to_string()));
    };

    let mut minter = case.ctx.minter();
    let redemption = minter.redemption();
    let subscription = live.map_or_else(|| minter.subscription(), |(id, ..)| id);
    let replaceable_until = rule
        .replacement
        .as_ref()
        .filter(|replacement| replacements_before(case.account, token) < replacement.max)
        .and_then(|replacement| plus_days(today, replacement.within_days));
    why.look(outcome_node(mode, before, after, worth, today).rule(programme, path(mode_path(mode))));
    let act = TokenRedeemed {
        redemption,
        token: id,
        benefit: token.benefit.clone(),
        seats: token.seats,
        tenant,
        mode,
        subscription,
        before,
        after,
        alone_until: worth.alone_until,
        term_months: worth.months,
        expired_days: rule.expired_days,
        disabled_days: rule.disabled_days,
        replaceable_until,
    };
    let state = state_on(case.account, token, today);
    let mut until = Effect::new(
        "subscription.usable_until",
        before.map(|live| live.usable_until.into()),
        Some(after.usable_until.into()),
    );
    until.because = outcome_node(mode, before, after, worth, today).because;
    let mut outcome = Outcome::on(today, vec![act.into()], why)
        .effect(Effect::new("subscription.seats", before.map(|live| live.seats.into()), Some(after.seats.into())))
        .effect(until)
        .effect(
            Effect::new("token.state", Some(state.code().into()), Some(TokenState::Redeemed.code().into()))
                .irreversible(),
        );
    outcome.effects.extend(refund_effect(case, programme, token.grant, RefundEnd::BenefitActivated));
    if let Some(until) =
        replaceable_until.filter(|_| could_be_wrong(case.account, case.programmes, token, (mode, tenant, today)))
    {
        outcome = outcome.remedy(Remedy::until(RemedyAct::RequestReplacement, until));
    }
    Ok(outcome)
}

/// Last day on which a replacement of a redeemed token can be asked for, where any reason for one could fit and none was
/// asked for yet (D-20, D-22).
pub(crate) fn replaceable_until(
    account: &Account,
    programmes: &Programmes,
    id: TokenId,
    token: &Token,
) -> Option<Date> {
    let Redemption { on, act, .. } = token.redeemed.as_ref()?;
    let possible = !asked_for(account, id) && could_be_wrong(account, programmes, token, (act.mode, act.tenant, *on));
    act.replaceable_until.filter(|_| possible)
}

/// Whether a request to replace a token waits for its decision.
fn asked_for(account: &Account, id: TokenId) -> bool {
    account.replacements.values().any(|request| request.token == id && request.decided.is_none())
}

/// How often the programme replaces a token, one after another; none where it replaces no token of the product.
pub fn replacements(account: &Account, programmes: &Programmes, token: &Token) -> Option<u32> {
    rules_of(account, programmes, token)?.1.replacement.as_ref().map(|rule| rule.max)
}

/// The mistakes for which the programme replaces a token, as far as it can have been redeemed in a way by mistake (D-20); in
/// any way where none is named.
pub fn mistakes(
    account: &Account,
    programmes: &Programmes,
    token: &Token,
    mode: Option<Mode>,
) -> Vec<ReplacementReason> {
    let rule = rules_of(account, programmes, token).and_then(|(_, rule)| rule.replacement.as_ref());
    let added = |reason: &ReplacementReason| *reason == ReplacementReason::AddedInsteadOfExtended;
    let can_be = |reason: &&ReplacementReason| !added(reason) || mode.is_none_or(|mode| mode == Mode::AddSeats);
    rule.iter().flat_map(|rule| &rule.reasons).filter(can_be).copied().collect()
}

/// Whether a redemption could be one of the mistakes for which a token is replaced (D-20).
fn could_be_wrong(
    account: &Account,
    programmes: &Programmes,
    token: &Token,
    (mode, tenant, on): (Mode, TenantId, Date),
) -> bool {
    let other = |id: &TenantId| *id != tenant && had_tenant(account, token, *id, on);
    mistakes(account, programmes, token, Some(mode))
        .iter()
        .any(|reason| !reason.names_tenant() || account.tenants.keys().any(other))
}

/// Whether a tenant was that of the company which bought a token, on a day (D-05).
fn had_tenant(account: &Account, token: &Token, tenant: TenantId, on: Date) -> bool {
    let bought = account.membership_of(token.grant).map(|(_, held)| held.origin);
    let known = account.tenants.get(&tenant).zip(bought);
    known.is_some_and(|(tenant, bought)| account.belonged_to(tenant.former, bought, on))
}

const fn mode_path(mode: Mode) -> &'static str {
    match mode {
        Mode::New => "usable_for",
        Mode::Extend => "extend_max",
        Mode::AddSeats => "add_seats",
    }
}

/// The outcome with every number that it was computed from, so that a person can check it.
fn outcome_node(mode: Mode, before: Option<Extent>, after: Extent, worth: Worth, on: Date) -> Node {
    let alone = days_between(on, worth.alone_until);
    let total = days_between(on, after.usable_until);
    Node::new(FactCode::Outcome, Answer::Value)
        .with("mode", mode.code())
        .with("token_seats", worth.seats)
        .with("token_days", alone)
        .with_some("token_months", worth.months)
        .with_some("seats_before", before.map(|live| live.seats))
        .with_some("until_before", before.map(|live| live.usable_until))
        .with_some("days_before", before.map(|live| days_between(on, live.usable_until)))
        .with("seats_after", after.seats)
        .with("until_after", after.usable_until)
        .with("days_after", total)
        // Adding seats shortens the service below the token's own term (D-11): worth a warning.
        .with("shorter", if mode == Mode::AddSeats && total < alone { "yes" } else { "no" })
}

/// Asks for a replacement token (D-20…D-25). Every check is shown; none is discretionary (J-10).
pub(crate) fn request_replacement(
    case: &Case<'_>,
    id: TokenId,
    reason: ReplacementReason,
    intended_tenant: Option<TenantId>,
    note: Option<NoteRef>,
) -> Decision {
    let mut why = case.explain(Question::MayReplace, id);
    let Some(token) = case.account.tokens.get(&id) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::RequestReplacement)?;
    let asked = Some((reason, intended_tenant));
    let found = replaceable(case, why, (id, token), asked)?;
    let request =
        ReplacementRequested { replacement: case.ctx.minter().replacement(), token: id, reason, intended_tenant, note };
    Ok(Outcome::on(case.ctx.today, vec![request.into()], found))
}

/// What asking for a replacement would decide, whoever asks for it.
pub(crate) fn may_replace(
    case: &Case<'_>,
    id: TokenId,
    reason: ReplacementReason,
    intended_tenant: Option<TenantId>,
) -> Result<Explanation, Box<Refusal>> {
    let why = case.explain(Question::MayReplace, id);
    let Some(token) = case.account.tokens.get(&id) else { return Err(not_found(why)) };
    replaceable(case, why, (id, token), Some((reason, intended_tenant)))
}

/// Why no request to replace a token would be accepted, whatever its reason and the tenant that was meant; none where one
/// would be. What no other request would change comes first.
pub fn irreplaceable(account: &Account, programmes: &Programmes, id: TokenId, ctx: &Context) -> Option<Box<Refusal>> {
    let case = Case { account, programmes, ctx };
    let mut why = case.explain(Question::MayReplace, id);
    let Some(token) = account.tokens.get(&id) else { return Some(not_found(why)) };
    let allowed = case.may(&mut why, Capability::RequestReplacement);
    if let Err(refusal) = allowed.and_then(|()| replaceable(&case, why, (id, token), None)) {
        return Some(refusal);
    }
    let tenants = || account.tenants.keys().copied().map(Some).chain([None]);
    let asked = ReplacementReason::ALL.iter().flat_map(|reason| tenants().map(|tenant| (*reason, tenant)));
    let mut refusal = None;
    for (reason, tenant) in asked {
        refusal = match may_replace(&case, id, reason, tenant) {
            Ok(_) => return None,
            Err(found) => refusal.or(Some(found)),
        };
    }
    refusal
}

/// How many replacements a company asked for before a request, and how many of them were granted: whoever decides is told
/// where somebody asks again and again.
pub fn asked_before(account: &Account, id: ReplacementId) -> (u32, u32) {
    let Some(this) = account.replacements.get(&id) else { return (0, 0) };
    let before = account.replacements.iter();
    let before = before.filter(|(other, held)| (held.requested_on, **other) < (this.requested_on, id));
    before.fold((0, 0), |(asked, granted), (_, held)| {
        let was = held.decided.as_ref().is_some_and(|decided| decided.token.is_some());
        (asked + 1, granted + u32::from(was))
    })
}

/// Whether a token can be replaced: for what is asked, or, without it, for any reason at all.
fn replaceable(
    case: &Case<'_>,
    mut why: Explanation,
    (id, token): (TokenId, &Token),
    asked: Option<(ReplacementReason, Option<TenantId>)>,
) -> Result<Explanation, Box<Refusal>> {
    let today = case.ctx.today;
    let Some((programme, rule)) = rules(case, token) else { return Err(not_found(why)) };
    let path = format!("benefit.{}.replacement", token.benefit);
    let rule = rule.replacement.as_ref();

    let redeemed = token.redeemed.as_ref();
    let node = Node::of(FactCode::TokenRedeemed, redeemed.is_some())
        .with_some("redeemed_on", redeemed.map(|redemption| redemption.on))
        .with_some("mode", redeemed.map(|redemption| redemption.act.mode.code()));
    let unused = state_on(case.account, token, today).can_be_redeemed();
    why.look(if unused { node.remedy(Remedy::new(RemedyAct::RedeemAsNew)) } else { node });
    let counted_from = |redemption: &Redemption| if planted::is(14) { token.granted_on } else { redemption.on };
    let last = redeemed.zip(rule).and_then(|(redemption, rule)| plus_days(counted_from(redemption), rule.within_days));
    // A ticket that asked in time counts while what was redeemed runs: there is nothing to replace afterwards (D-24).
    let live = redeemed.and_then(|redemption| case.account.subscriptions.get(&redemption.act.subscription));
    let runs = live.is_some_and(|live| live.state_on(today) == SubscriptionState::Active);
    let asked_on = match redeemed {
        Some(redemption) if runs => ticket::asked_on(case, &mut why, redemption.on),
        _ => today,
    };
    // A replacement is replaced only where the programme allows more than one for an original (D-21).
    let before = replacements_before(case.account, token);
    let spent = before > 0 && rule.is_none_or(|rule| before >= rule.max) && !planted::is(15);
    let open = asked_for(case.account, id);
    let no_request = Node::of(FactCode::NoOpenRequest, !open).remedy_if_blocked(RemedyAct::AwaitDecision);
    if open {
        // What was asked for in time is decided, whatever day it is by then (D-24).
        why.look(no_request.clone());
    }
    // Another reason, or the tenant that was meant, can be given where these do not fit and nothing else forbids it.
    let hopeless = last.is_some_and(|last| last < asked_on) || token.replaced_by.is_some() || spent || open;
    if let Some((reason, intended_tenant)) = asked {
        let accepted = rule.is_some_and(|rule| rule.reasons.contains(&reason));
        why.look(Node::of(FactCode::ReasonAccepted, accepted).with("reason", reason.code()).rule(programme, &path));
        let fits = redeemed.is_some_and(|redemption| fits(case, token, redemption, reason, intended_tenant));
        let node = Node::of(FactCode::ReasonFits, fits)
            .with("reason", reason.code())
            .with_some("mode", redeemed.map(|redemption| redemption.act.mode.code()))
            .with_some("tenant", redeemed.map(|redemption| domain(case, redemption.act.tenant)))
            .with_some("intended_tenant", intended_tenant.map(|tenant| domain(case, tenant)));
        why.look(if hopeless { node } else { node.remedy_if_blocked(RemedyAct::CorrectRequest) });
    }
    if rule.is_none() {
        let product = programme.benefit(&token.benefit).map(|benefit| &benefit.name);
        why.look(Node::of(FactCode::ReplacementOffered, false).with_some("benefit", product).rule(programme, &path));
    }
    let mut node = Node::new(
        FactCode::ReplacementInTime,
        match last {
            Some(last) if asked_on <= last => Answer::Yes,
            Some(_) => Answer::Over,
            None => Answer::No,
        },
    )
    .with_some("until", last)
    .with_some("within_days", rule.map(|rule| rule.within_days))
    .rule(programme, &path);
    if let Some(last) = last.filter(|last| today <= *last) {
        node = node.changes(plus_days(last, 1));
    }
    // What is not offered at all has no time.
    if rule.is_some() {
        why.look(node);
    }
    why.look(
        Node::of(FactCode::FirstReplacement, token.replaced_by.is_none())
            .with_some("max", rule.map(|rule| rule.max))
            .rule(programme, &path),
    );
    if before == 0 || spent {
        why.look(Node::of(FactCode::NotAReplacement, !spent).rule(programme, &path));
    }
    if !open {
        why.look(no_request);
    }

    if why.answer != Answer::Yes {
        let check = |node: &Node| Value::from(format!("{}={}", node.fact, node.answer));
        let checks = why.children().iter().skip(1).map(check).collect();
        let mut refusal = Refusal::new(RefusalCode::ReplacementNotEligible, why).detail("checks", Value::List(checks));
        refusal.available_until = last;
        return Err(refusal);
    }
    Ok(why)
}

/// How many replacements were issued, one for another, before a token: none before an original.
fn replacements_before(account: &Account, token: &Token) -> u32 {
    let earlier = |token: &&Token| token.replaces.and_then(|id| account.tokens.get(&id));
    let count = std::iter::successors(Some(token), |token| earlier(token)).skip(1).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn domain(case: &Case<'_>, tenant: TenantId) -> String {
    case.account.tenants.get(&tenant).map_or_else(|| tenant.to_string(), |known| known.domain.clone())
}

/// Whether a reason fits what was done: a wrong tenant needs a right one, which was the company's on that day and not only
/// since a merge (D-05); an addition must have been one (D-20).
fn fits(
    case: &Case<'_>,
    token: &Token,
    redemption: &Redemption,
    reason: ReplacementReason,
    intended: Option<TenantId>,
) -> bool {
    match reason {
        ReplacementReason::WrongTenant => intended.is_some_and(|intended| {
            intended != redemption.act.tenant && had_tenant(case.account, token, intended, redemption.on)
        }),
        ReplacementReason::AddedInsteadOfExtended => redemption.act.mode == Mode::AddSeats,
        _ => false,
    }
}

/// Decides on a request (D-23). The day of the request counted (D-24), so time is not looked at again.
pub(crate) fn decide_replacement(case: &Case<'_>, id: ReplacementId, grant: bool, note: Option<NoteRef>) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayDecide, id);
    let Some(request) = case.account.replacements.get(&id) else { return Err(not_found(why)) };
    let Some(token) = case.account.tokens.get(&request.token) else { return Err(not_found(why)) };
    let (Some((_, rule)), Some(redemption)) = (rules(case, token), &token.redeemed) else {
        return Err(not_found(why));
    };
    case.may(&mut why, Capability::DecideReplacement)?;
    let mut node =
        Node::of(FactCode::RequestOpen, request.decided.is_none()).with("requested_on", request.requested_on);
    if let Some(decided) = &request.decided {
        node = node.with("decided_on", decided.on);
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::RequestNotOpen, why));
    }
    if !grant {
        let declined = ReplacementDeclined { replacement: id, note };
        return Ok(Outcome::on(today, vec![declined.into()], why));
    }
    if why.look(Node::of(FactCode::FirstReplacement, token.replaced_by.is_none())) {
        return Err(Refusal::new(RefusalCode::ReplacementNotEligible, why));
    }
    let subscription = redemption.act.subscription;
    let held = case.account.subscriptions.get(&subscription);
    let before = held.and_then(|held| held.extent);
    let after = match held {
        Some(held) if !planted::is(16) => refold(case.account, held, |token| token == request.token),
        _ => before,
    };
    let within = rule.replacement.as_ref().map_or(0, |rule| rule.redeem_within_days);
    let redeem_by = plus_days(today, within).unwrap_or(today).max(token.redeem_by);
    let granted = ReplacementGranted {
        replacement: id,
        original: request.token,
        token: case.ctx.minter().token(),
        redeem_by,
        subscription,
        after,
    };
    let outcome =
        changed(before, after).into_iter().fold(Outcome::on(today, vec![granted.into()], why), Outcome::effect);
    Ok(outcome.effect(Effect::new("replacement.redeem_by", None, Some(redeem_by.into()))))
}

/// What becomes of a subscription from which something is taken.
pub(crate) fn changed(before: Option<Extent>, after: Option<Extent>) -> [Effect; 2] {
    let seats = |extent: Extent| Value::from(extent.seats);
    let until = |extent: Extent| Value::from(extent.usable_until);
    [
        Effect::new("subscription.seats", before.map(seats), after.map(seats)).irreversible(),
        Effect::new("subscription.usable_until", before.map(until), after.map(until)).irreversible(),
    ]
}

/// A subscription as its redemptions would have made it without some of them (D-23). Where the first is taken out, the
/// next stands on its own from its own day: what it brought is kept.
pub(crate) fn refold(
    account: &Account,
    subscription: &Subscription,
    without: impl Fn(TokenId) -> bool,
) -> Option<Extent> {
    let others = subscription.tokens.iter().filter(|token| !without(**token));
    others.filter_map(|token| account.tokens.get(token)?.redeemed.as_ref()).fold(None, |extent, redemption| {
        let act = &redemption.act;
        let worth = Worth { seats: act.seats, alone_until: act.alone_until, months: act.term_months };
        let alone = Extent { seats: worth.seats, usable_until: worth.alone_until };
        let live = extent.filter(|live: &Extent| live.usable_until >= redemption.on);
        Some(match (act.mode, live) {
            (Mode::AddSeats, Some(live)) => added(live, worth, redemption.on).unwrap_or(live),
            // The limit was looked at when it was redeemed; smaller seats now must not make it worthless.
            (Mode::Extend, Some(live)) => extended(live, worth, redemption.on, None).unwrap_or(live),
            _ => alone,
        })
    })
}

/// The state of a subscription and the day on which it is another one (D-19).
pub(crate) fn subscription_changes(held: &Subscription, day: Date) -> Option<Date> {
    let extent = held.extent?;
    let expired_to = plus_days(extent.usable_until, held.expired_days)?;
    let last = match held.state_on(day) {
        SubscriptionState::Active => extent.usable_until,
        SubscriptionState::Expired => expired_to,
        SubscriptionState::Disabled => plus_days(expired_to, held.disabled_days)?,
        SubscriptionState::Deleted | SubscriptionState::Revoked => return None,
    };
    plus_days(last, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn worth_of(seats: u32, on: Date) -> Worth {
        Worth { seats, alone_until: plus_months(on, 12).unwrap_or(on), months: Some(12) }
    }

    #[test]
    fn extending_by_whole_months_uses_the_calendar() {
        let live = Extent { seats: 100, usable_until: date(2021, 3, 15) };
        let on = date(2021, 1, 1);
        let end = |seats| extended(live, worth_of(seats, on), on, Some(36)).map(|extent| extent.usable_until);
        assert_eq!(end(25), Ok(date(2021, 6, 15)));
        assert_eq!(end(100), Ok(date(2022, 3, 15)));
        // 7 of 100 seats are 0.84 months, so days count: 365 × 7 ÷ 100 = 25.55, rounded down.
        assert_eq!(end(7), Ok(date(2021, 4, 9)));
    }

    #[test]
    fn three_times_the_seats_is_the_most_that_extends() {
        let live = Extent { seats: 5, usable_until: date(2021, 3, 15) };
        let on = date(2021, 1, 1);
        let end = |seats| extended(live, worth_of(seats, on), on, Some(36)).map(|extent| extent.usable_until);
        assert_eq!(end(10), Ok(date(2023, 3, 15)));
        assert_eq!(end(15), Ok(date(2024, 3, 15)));
        assert_eq!(end(16), Err(Unreachable::Limit));
    }

    #[test]
    fn adding_averages_the_remaining_days() {
        let end = |active, until, token, on| {
            added(Extent { seats: active, usable_until: until }, worth_of(token, on), on)
                .map(|extent| (extent.seats, extent.usable_until))
        };
        assert_eq!(end(25, date(2021, 6, 1), 25, date(2020, 12, 1)), Ok((50, date(2021, 8, 31))));
        assert_eq!(end(100, date(2021, 1, 10), 25, date(2020, 12, 10)), Ok((125, date(2021, 3, 17))));
        assert_eq!(end(5, date(2021, 3, 31), 5, date(2021, 3, 1)), Ok((10, date(2021, 9, 14))));
    }
}
