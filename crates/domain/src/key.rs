//! Product keys (E): shown as an act, activations that never come back.

use crate::access::Capability;
use crate::account::{Account, Key, KeyState};
use crate::command::KeyRef;
use crate::decide::{Case, Decision, Effect, Outcome, not_found};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, RuleNumber};
use crate::fact::*;
use crate::ids::KeyId;
use crate::installation;
use crate::membership::{accessible, gate, in_pool, in_time, not_superseded, refund_effect};
use crate::programme::{BenefitKind, RefundEnd, WindowAccess};
use crate::refusal::{Refusal, RefusalCode};
use crate::token::look_at_refund;

/// The state of a key on a day.
pub(crate) fn state_on(account: &Account, key: &Key, day: jiff::civil::Date) -> KeyState {
    let ended = account.membership_of(key.grant).is_none_or(|(grant, held)| {
        held.access_on(day) == WindowAccess::Suspended || grant.superseded_on.is_some_and(|on| on <= day)
    });
    if ended {
        KeyState::Ended
    } else if key.blocked.is_some() {
        KeyState::Blocked
    } else if key.limit.is_some_and(|limit| key.used >= limit) {
        KeyState::Exhausted
    } else if key.shown.is_empty() {
        KeyState::Hidden
    } else {
        KeyState::Revealed
    }
}

fn find(account: &Account, named: KeyRef) -> Option<(Option<KeyId>, crate::ids::GrantId)> {
    match named {
        KeyRef::Key(id) => account.keys.get(&id).map(|key| (Some(id), key.grant)),
        KeyRef::Grant(id) => account.grants.get(&id).map(|grant| match grant.line.item {
            Item::Key { key, .. } => (Some(key), id),
            _ => (None, id),
        }),
    }
}

/// Shows a key (E-13, E-14). The act is recorded before any answer can hold the key, and it ends the refund right.
pub(crate) fn reveal(case: &Case<'_>, named: KeyRef) -> Decision {
    let today = case.ctx.today;
    let subject = match named {
        KeyRef::Key(id) => id.to_string(),
        KeyRef::Grant(id) => id.to_string(),
    };
    let mut why = case.explain(Question::MayReveal, subject);
    let Some((key, grant_id)) = find(case.account, named) else { return Err(not_found(why)) };
    let Some(grant) = case.account.grants.get(&grant_id) else { return Err(not_found(why)) };
    let programme = case.programmes.version(grant.version);
    case.may(&mut why, Capability::Reveal)?;
    gate(case, &mut why, programme, grant_id)?;
    if let Some(held) = key.and_then(|id| case.account.keys.get(&id)) {
        not_blocked(&mut why, held)?;
    }
    not_superseded(case, &mut why, grant_id)?;
    in_time(case, &mut why, programme, grant_id, grant.line.redeem_by)?;
    let benefit = programme.benefit(&grant.line.benefit);
    let mut node = Node::of(FactCode::KeyNeeded, key.is_some())
        .with_some("benefit", benefit.map(|benefit| &benefit.name))
        .with_some("note", benefit.and_then(|benefit| benefit.note.as_ref()))
        .rule(programme, format!("benefit.{}.key", grant.line.benefit));
    if let Item::Key { key_kind, .. } = &grant.line.item {
        node = node.with("key_kind", key_kind.code());
    }
    let blocked = why.look(node);
    let Some(key) = key.filter(|_| !blocked) else { return Err(Refusal::new(RefusalCode::KeyNotRequired, why)) };
    look_at_refund(case, &mut why, programme, grant_id);
    let fact = KeyRevealed { reveal: case.ctx.minter().reveal(), key };
    let mut outcome = Outcome::on(today, vec![fact.into()], why);
    outcome.effects.extend(refund_effect(case, programme, grant_id, RefundEnd::KeyRevealed));
    if let Some(held) = case.account.keys.get(&key).filter(|held| held.shown.is_empty()) {
        let from = state_on(case.account, held, today).code();
        let to = KeyState::Revealed.code();
        outcome = outcome.effect(Effect::new("key.state", Some(from.into()), Some(to.into())).irreversible());
    }
    Ok(outcome)
}

/// Whether nobody blocked the key (E-15).
pub(crate) fn unblocked_node(key: &Key) -> Node {
    let Some(block) = &key.blocked else { return Node::new(FactCode::KeyNotBlocked, Answer::Yes) };
    Node::new(FactCode::KeyNotBlocked, Answer::No)
        .with("since", block.since)
        .with("block_reason", block.why.code())
        .fixed_rule(RuleNumber::E15)
        .remedy(Remedy::new(RemedyAct::Ticket))
        .helped_by(Capability::BlockKeys.roles())
}

fn not_blocked(why: &mut Explanation, key: &Key) -> Result<(), Box<Refusal>> {
    // Hardly a key is ever blocked, and a fact that is always the same says nothing.
    if key.blocked.is_some() && why.look(unblocked_node(key)) {
        return Err(Refusal::new(RefusalCode::KeyBlocked, why.clone()));
    }
    Ok(())
}

/// Blocks a key, whatever became of its membership: a leaked one must not be shown again either (E-15). It is the
/// vendor's act. The right to the software is another matter, and so is the key of the next year.
pub(crate) fn block(case: &Case<'_>, id: KeyId, reason: KeyBlockReason, note: &NoteRef) -> Decision {
    let mut why = case.explain(Question::MayBlockKey, id);
    let Some(key) = case.account.keys.get(&id) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::BlockKeys)?;
    not_blocked(&mut why, key)?;
    let fact = KeyBlocked { key: id, why: reason, note: note.clone() };
    let effect = Effect::new("key.blocked", None, Some(reason.code().into()));
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why).effect(effect))
}

/// Lets a blocked key be used again (E-15). What was counted stays counted.
pub(crate) fn unblock(case: &Case<'_>, id: KeyId, note: &NoteRef) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayUnblockKey, id);
    let Some(key) = case.account.keys.get(&id) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::BlockKeys)?;
    let blocked = key.blocked.as_ref();
    let node = Node::of(FactCode::KeyIsBlocked, blocked.is_some())
        .with_some("since", blocked.map(|block| block.since))
        .with_some("block_reason", blocked.map(|block| block.why.code()))
        .fixed_rule(RuleNumber::E15);
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::KeyNotBlocked, why));
    }
    let after = state_on(case.account, &Key { blocked: None, ..key.clone() }, today);
    let fact = KeyUnblocked { key: id, note: note.clone() };
    let effect = Effect::new("key.unblocked", None, Some(after.code().into()));
    Ok(Outcome::on(today, vec![fact.into()], why).effect(effect))
}

/// Whether a key has activations left; more are never added to it (E-05, E-06).
pub(crate) fn left_node(programme: &crate::programme::Programme, key: &Key) -> Node {
    let left = key.limit.is_none_or(|limit| key.used < limit);
    let node = Node::of(FactCode::ActivationsLeft, left)
        .with("used", key.used)
        .with_some("limit", key.limit)
        .rule(programme, format!("benefit.{}.top_up", key.benefit));
    if left { node } else { node.remedy(Remedy::new(RemedyAct::CommercialLicensing)) }
}

/// Records that a key activated a machine (E-04…E-08). A known machine costs nothing; a new or changed one costs one
/// activation, which never comes back and is never topped up (E-06).
pub(crate) fn record_activation(
    case: &Case<'_>,
    id: KeyId,
    device: &str,
    note: Option<NoteRef>,
    hardware_changed: bool,
) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayActivateKey, id);
    let Some(key) = case.account.keys.get(&id) else { return Err(not_found(why)) };
    let Some(grant) = case.account.grants.get(&key.grant) else { return Err(not_found(why)) };
    let programme = case.programmes.version(grant.version);
    let Some(BenefitKind::Key(rule)) = programme.benefit(&key.benefit).map(|benefit| &benefit.kind) else {
        return Err(not_found(why));
    };
    case.may(&mut why, Capability::RecordActivation)?;
    let known = key.activations.iter().any(|activation| activation.act.device == device);
    let counted_for = match (known, hardware_changed, rule.count_reimage) {
        (false, ..) => Some(CountedFor::NewDevice),
        (true, true, _) => Some(CountedFor::HardwareChange),
        (true, false, true) => Some(CountedFor::Reimage),
        (true, false, false) => None,
    };
    // A machine that is set up again at no cost begins nothing new (E-08).
    match counted_for {
        Some(_) => gate(case, &mut why, programme, key.grant)?,
        None => accessible(case, &mut why, key.grant).map(drop)?,
    }
    not_blocked(&mut why, key)?;
    let mut node = Node::new(FactCode::KnownDevice, Answer::Value)
        .with("known", if known { "yes" } else { "no" })
        .with("counts", if counted_for.is_some() { "yes" } else { "no" })
        .rule(programme, format!("benefit.{}.count", key.benefit));
    if let Some(counted_for) = counted_for {
        node = node.with("counted_for", counted_for.code());
    }
    why.look(node);
    let Some(counted_for) = counted_for else {
        // A machine goes on with what it has while there is a right to it.
        if case.account.dropped_on(grant, today).is_some() {
            not_superseded(case, &mut why, key.grant)?;
        }
        return Ok(installation::again(case, Outcome::on(today, Vec::new(), why), key.grant, device));
    };
    not_superseded(case, &mut why, key.grant)?;
    in_time(case, &mut why, programme, key.grant, grant.line.redeem_by)?;
    // The entitlement is shared in licences, of which each may have several activations.
    let each = rule.activations_per_licence.max(1);
    let more = key.used.saturating_add(1).div_ceil(each) - key.used.div_ceil(each);
    in_pool(case, &mut why, key.grant, more)?;
    if why.look(left_node(programme, key)) {
        return Err(Refusal::new(RefusalCode::ActivationsExhausted, why)
            .detail("used", key.used)
            .detail("limit", key.limit.unwrap_or(key.used))
            .detail("top_up", "never"));
    }
    let used = key.used.saturating_add(1);
    let activation = case.ctx.minter().activation();
    let fact = ActivationCounted { activation, key: id, device: device.to_owned(), note, counted_for, used };
    let mut outcome = Outcome::on(today, vec![fact.into()], why)
        .effect(Effect::new("key.used", Some(key.used.into()), Some(used.into())).irreversible());
    outcome.effects.extend(refund_effect(case, programme, key.grant, RefundEnd::BenefitActivated));
    Ok(outcome)
}
