//! Everything that stands between a company and a purchase or a renewal, line by line: where a decision gives the first
//! reason, this gives all of them, each with its day and who can help (B-34, Q-06).

use crate::access::Capability;
use crate::account::Account;
use crate::closing::closed_node;
use crate::company;
use crate::competency::Judged;
use crate::decide::{Case, Context, not_found, role_node};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct};
use crate::fact::Ordered;
use crate::ids::MembershipId;
use crate::membership::{
    ended, level_needed, level_node, not_excluded, nothing_due, on_sale_node, plan_year, renewable, renews_alone_node,
    shown, unknown_offer, window_node, within_limit,
};
use crate::merge::nothing_pending;
use crate::order::{self, elsewhere_node, none_open, price};
use crate::programme::{Limit, Offer, Programmes, plus_days};
use crate::refusal::Refusal;
use crate::tax;

/// The list for one purchase or renewal, as of the context's day.
///
/// # Errors
/// Where the offer or the membership is unknown, or they do not belong together.
pub fn checklist(
    account: &Account,
    programmes: &Programmes,
    of: &Ordered,
    ctx: &Context,
) -> Result<Explanation, Box<Refusal>> {
    let case = Case { account, programmes, ctx };
    let programme = case.current();
    let today = ctx.today;
    let mut list = match of {
        Ordered::Purchase { offer } => case.explain(Question::MayBuy, offer),
        Ordered::Renewal { membership, .. } => case.explain(Question::MayRenew, shown(account, *membership)),
    };
    let known = match of {
        Ordered::Purchase { offer } => programme.offer(offer).map(|offer| (None, offer)),
        Ordered::Renewal { membership, offer } => {
            renewable(&case, *membership, Some(offer)).map(|(held, offer)| (Some(held), offer))
        }
    };
    let Some((held, offer)) = known else {
        return Err(match of {
            Ordered::Purchase { offer } => unknown_offer(&case, list, "offer", offer, None),
            Ordered::Renewal { membership, offer } => match account.memberships.get(membership) {
                Some(held) => unknown_offer(&case, list, "offer", offer, Some(held)),
                None => not_found(list),
            },
        });
    };
    if let Some(closed_on) = account.closed_on {
        list.look(closed_node(closed_on));
        return Ok(list);
    }
    let window = programme.window_of(offer);
    list.look(role_node(Capability::Buy, Capability::Buy.allows(&ctx.actor, Some(ctx.account))));
    if held.is_none() {
        look_in(&mut list, &case, nothing_pending);
    }
    // What an order passed when it was placed is not asked again: only its money is missing (B-46).
    let ordered = held.and_then(|held| order::renewal_of(account, held.id, today));
    let asked_on = ordered.map_or(today, |order| order.placed_on);
    if let Some(held) = held {
        if let Some((node, _)) = ended(account, programme, held, today) {
            list.look(node);
            return Ok(list);
        }
        if let Some(node) = renews_alone_node(account, (programmes, programme), held, today) {
            list.look(node);
        }
        let window = window_node(account, (programmes, programme), held, asked_on);
        let last = held.last_year().days.renew_to;
        let window = match ordered.filter(|order| order.placed_on <= last && last < today) {
            Some(order) => window
                .with("ordered_on", order.placed_on)
                .with("pay_by", order.placed.pay_by)
                .changes(plus_days(order.placed.pay_by, 1)),
            None => window,
        };
        let over = window.answer == Answer::Over;
        list.look(window);
        // Nothing that is done now renews it.
        if over {
            return Ok(list);
        }
    }
    list.look(on_sale_node(programme, offer, asked_on));
    if held.is_none_or(|held| !held.is_held_on(today)) {
        look_in(&mut list, &case, |case, why| within_limit(case, why, offer));
        look_in(&mut list, &case, |case, why| not_excluded(case, why, offer));
    }
    let asked = |node: &Node| ordered.is_none() || !node.blocks();
    let due = held
        .zip(window)
        .and_then(|(held, window)| company::reviewed_node(account, programme, window, held, today))
        .filter(asked);
    let until = held.map(|held| company::renewable_until(account, programme, held, today));
    let verified = company::verified_node(account, programme, until).filter(asked);
    let level = match (held, window) {
        (Some(held), Some(window)) => {
            level_needed(&case, window, offer, Judged::renewing(asked_on, held.id, held.last_year()))
        }
        _ => level_node(case.account, programme, offer, Judged::buying(today)),
    };
    let plan = held.and_then(|held| plan_year(&case, held, offer, asked_on));
    let seats = plan.map(|plan| plan.seats.nodes(&case, &plan.grants)).unwrap_or_default();
    for node in [verified, due, level].into_iter().flatten().chain(seats) {
        list.look(node);
    }
    if waits(&mut list, &case, (&offer.limit, held.map(|held| held.id))) {
        return Ok(list);
    }
    match held.and_then(|held| nothing_due(account, programmes, held, offer, today)) {
        Some(free) => {
            list.look(free);
        }
        None => fee(&mut list, &case, of, offer),
    }
    Ok(list)
}

/// Adds what one of the checks of a decision looks at, whatever it decides.
fn look_in(
    list: &mut Explanation,
    case: &Case<'_>,
    check: impl FnOnce(&Case<'_>, &mut Explanation) -> Result<(), Box<Refusal>>,
) {
    let (known, mut scratch) = (list.children().len(), list.clone());
    // The refusal, if it is one, says the same as what was looked at.
    let _ = check(case, &mut scratch);
    for node in scratch.children().iter().skip(known) {
        list.look(node.clone());
    }
}

/// Adds whether an order for the same thing waits to be paid, and says whether one does.
fn waits(list: &mut Explanation, case: &Case<'_>, wanted: (&Limit, Option<MembershipId>)) -> bool {
    let before = list.children().len();
    look_in(list, case, |case, why| none_open(case, why, wanted));
    list.children().iter().skip(before).any(Node::blocks)
}

/// The fee: what is to be ordered.
fn fee(list: &mut Explanation, case: &Case<'_>, of: &Ordered, offer: &Offer) {
    if let Some(node) = elsewhere_node(case.current(), offer) {
        list.look(node);
        return;
    }
    let due = price(case, of, offer).and_then(|(_, _, net)| tax::due(case, &mut list.clone(), &net));
    let node = Node::of(FactCode::FeePaid, false)
        .with("offer", &offer.name)
        .with_some("total", due.as_ref().map(|(_, total)| total))
        .rule(case.current(), format!("offer.{}.fee", offer.id));
    list.look(match due {
        Some(_) => node.remedy(Remedy::new(RemedyAct::Order)).helped_by(Capability::Buy.roles()),
        None => node.remedy(Remedy::new(RemedyAct::Ticket)).helped_by(Capability::RecordPurchase.roles()),
    });
}

/// What a company has to settle before it can pay, whoever looks: neither the fee and its order, nor the days of the
/// window, nor the reader's role.
pub fn to_settle(list: &Explanation) -> impl Iterator<Item = &Node> {
    let own =
        |fact| !matches!(fact, FactCode::FeePaid | FactCode::NoOrderOpen | FactCode::InsideWindow | FactCode::RoleHeld);
    list.children().iter().filter(move |node| node.blocks() && own(node.fact))
}

/// Whether nothing but the fee stands in the way.
pub fn only_the_fee(list: &Explanation) -> bool {
    list.children().iter().filter(|node| node.blocks()).all(|node| node.fact == FactCode::FeePaid)
}
