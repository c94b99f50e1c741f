//! Closing an account for good (H-07): only when nothing is held, nothing waits, and no money is unsettled.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::access::Capability;
use crate::command::Command;
use crate::decide::{Case, Decision, Effect, Outcome, question, role_missing, role_node};
use crate::explanation::{Answer, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::{AccountClosed, NoteRef};
use crate::overrides::OverrideState;
use crate::programme::plus_days;
use crate::refusal::{Refusal, RefusalCode};
use crate::standing::wind_down;
use crate::token;

/// Refuses on a closed account, after looking at the caller's role. Reading stays, and what [`Command::settles`].
pub(crate) fn open(case: &Case<'_>, command: &Command) -> Result<(), Box<Refusal>> {
    let Some(closed_on) = case.account.closed_on else { return Ok(()) };
    let mut why = case.explain(question(command), case.account.number);
    if let Some(capability) = command.capability() {
        let allowed = capability.allows(&case.ctx.actor, Some(case.ctx.account));
        if why.look(role_node(capability, allowed)) {
            return Err(role_missing(&why, capability.roles()));
        }
    }
    why.look(closed_node(closed_on));
    Err(Refusal::new(RefusalCode::AccountClosed, why).detail("closed_on", closed_on))
}

/// That an account is closed, so that nothing new is possible in it.
pub(crate) fn closed_node(closed_on: Date) -> Node {
    Node::new(FactCode::AccountOpen, Answer::Over)
        .with("since", closed_on)
        .remedy(Remedy::new(RemedyAct::OpenAccount))
        .helped_by(Capability::OpenAccount.roles())
}

/// Everything that keeps the account open, each with the day on which it ends by itself and what would help: first what
/// ends by no day, then what lasts longest.
fn obstacles(case: &Case<'_>) -> Vec<Node> {
    let (account, programme, today) = (case.account, case.current(), case.ctx.today);
    let of = |thing: &'static str| Node::of(FactCode::FreeToClose, false).with("thing", thing);
    let until = |node: Node, last| {
        let ends = plus_days(last, 1).unwrap_or(last);
        node.with("until", last).changes(Some(ends)).remedy(Remedy::from(RemedyAct::Wait, ends))
    };
    let name = |benefit: &str| programme.benefit(benefit).map(|known| known.name.clone());
    let memberships = account.memberships.values().filter(|held| held.is_held_on(today)).map(|held| {
        let node = of("membership").with("number", format!("M-{}", held.number));
        let offer = programme.offer(&held.last_year().offer).map(|offer| &offer.name);
        until(node.with_some("name", offer), held.last_year().days.renew_to)
    });
    let subscriptions =
        account.subscriptions.values().filter(|held| held.state_on(today).is_usable()).filter_map(|held| {
            let last = plus_days(held.extent?.usable_until, held.expired_days)?;
            let tenant = account.tenants.get(&held.tenant).map(|tenant| tenant.domain.as_str());
            Some(until(
                of("subscription").with_some("name", name(&held.benefit).as_ref()).with_some("number", tenant),
                last,
            ))
        });
    // A token ends with its membership, unless it may outlive it (D-25).
    let alone = |held: &&crate::account::Token| {
        let membership = account.membership_of(held.grant).map(|(_, membership)| membership.benefits_until(today));
        let after = membership.and_then(|last| plus_days(last, 1)).map_or(today, |day| day.max(today));
        [today, after].iter().all(|day| token::state_on(account, held, *day).can_be_redeemed())
    };
    let tokens = account
        .tokens
        .values()
        .filter(alone)
        .map(|held| until(of("token").with_some("name", name(&held.benefit).as_ref()), held.redeem_by));
    let orders = account.orders.values().filter(|order| order.is_open_on(today)).map(|order| {
        let node = until(of("order").with("number", format!("O-{}", order.placed.number)), order.placed.pay_by);
        node.remedy(Remedy::new(RemedyAct::CancelOrder)).helped_by(Capability::Buy.roles())
    });
    let funds = account.funds.values().filter(|funds| funds.is_held()).map(|funds| {
        let node =
            of("funds").with("amount", Value::from(funds.amount())).with("number", funds.received.reference.as_str());
        node.remedy(Remedy::new(RemedyAct::SettleFunds)).helped_by(Capability::SettleOrders.roles())
    });
    let requests = account.replacements.values().filter(|request| request.decided.is_none()).map(|request| {
        let benefit = account.tokens.get(&request.token).and_then(|token| name(&token.benefit));
        let node = of("replacement").with_some("name", benefit.as_ref()).with("since", request.requested_on);
        node.helped_by(Capability::DecideReplacement.roles())
    });
    let overrides = account.overrides.values().filter_map(|held| {
        let number = account.memberships.get(&held.membership)?.number;
        let node = of("override").with("number", format!("M-{number}")).with("since", held.proposed_on);
        match held.state_on(account, today) {
            OverrideState::Open => Some(node.helped_by(Capability::DecideOverride.roles())),
            OverrideState::Approved => {
                let node = until(node, held.granted.as_ref()?.pay_by);
                Some(node.helped_by(Capability::DecideOverride.roles()))
            }
            _ => None,
        }
    });
    // The other company waits for this one, too.
    let merges = account.merges.values().filter(|merge| merge.former.is_none() && merge.is_open()).map(|merge| {
        let node = of("merge").with("number", merge.other_number.to_string()).with("since", merge.invited_on);
        node.remedy(Remedy::new(RemedyAct::SettleMerge)).helped_by(Capability::ManageMerges.roles())
    });
    let held = memberships.chain(subscriptions).chain(tokens);
    let waiting = orders.chain(funds).chain(requests).chain(overrides).chain(merges);
    let mut found: Vec<Node> = held.chain(waiting).collect();
    found.sort_by_key(|node| (node.changes_on.is_some(), Reverse(node.changes_on)));
    found
}

/// Closes the account (H-07). The duty to remove software outlives it (F-09), and so does the history.
pub(crate) fn close(case: &Case<'_>, note: &NoteRef) -> Decision {
    let (account, today) = (case.account, case.ctx.today);
    let mut why = case.explain(Question::MayClose, account.number);
    case.may(&mut why, Capability::CloseAccount)?;
    let found = obstacles(case);
    if !found.is_empty() {
        let remedies: Vec<Remedy> = found.iter().filter_map(|node| node.remedy.clone()).collect();
        let days: Option<Vec<_>> = found.iter().map(|node| node.changes_on).collect();
        let free_from = days.and_then(|days| days.into_iter().max());
        let things = found.iter().filter_map(|node| node.because.get("thing").cloned()).collect();
        for node in found {
            why.look(node);
        }
        let mut refusal = Refusal::new(RefusalCode::AccountInUse, why).detail("holds", Value::List(things));
        refusal.available_from = free_from;
        // Waiting helps where everything ends by itself, and then until the last of it does.
        refusal.remedies = free_from.map(|day| Remedy::from(RemedyAct::Wait, day)).into_iter().collect();
        for remedy in remedies.into_iter().filter(|remedy| remedy.act != RemedyAct::Wait) {
            if !refusal.remedies.contains(&remedy) {
                refusal.remedies.push(remedy);
            }
        }
        return Err(refusal);
    }
    why.look(Node::of(FactCode::FreeToClose, true));
    let ended =
        account.memberships.values().filter_map(|held| Some((held.id, plus_days(held.benefits_until(today), 1)?)));
    let open = ended
        .flat_map(|(id, first)| wind_down(account, case.programmes, id, first, today))
        .filter(|item| item.confirmed.is_none())
        .count();
    let open = u32::try_from(open).unwrap_or(u32::MAX);
    let closed = Effect::new("account.closed", None, Some(today.into())).irreversible();
    let mut outcome = Outcome::on(today, vec![AccountClosed { note: note.clone() }.into()], why).effect(closed);
    if let Some(domain) = &account.company.domain {
        outcome = outcome.effect(Effect::new("account.domain_freed", Some(domain.as_str().into()), None));
    }
    if open > 0 {
        outcome = outcome.effect(Effect::new("account.to_wind_down", Some(open.into()), Some(open.into())));
    }
    Ok(outcome)
}
