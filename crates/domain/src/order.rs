//! Orders, the money that pays them, and refunds (B-40…B-53, A-18, A-34).

use jiff::civil::Date;

use crate::access::{Capability, Role};
use crate::account::{Account, Assignment, Funds, Membership, Order, OrderState};
use crate::balance;
use crate::campaign;
use crate::company::DocumentOf;
use crate::decide::{Case, Context, Decision, Effect, NewFact, Outcome, not_found};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::*;
use crate::ids::{AssignmentId, FundsId, MembershipId, OrderId};
use crate::membership::{
    self, Asked, buy, close_over, gained, invalid, invalid_between, not_renewable, refund_when_asked, renew_year,
    renewable, shown, unknown_offer, upgraded,
};
use crate::merge::{self, after};
use crate::programme::*;
use crate::refusal::{Refusal, RefusalCode};
use crate::standing::wind_down;
use crate::{tax, ticket, token};

/// An order's number on paper.
pub(crate) fn paper(number: u64) -> String {
    format!("O-{number}")
}

/// Whether a renewal is ordered and can still be paid on a day.
pub(crate) fn renews(account: &Account, membership: MembershipId, day: Date) -> bool {
    renewal_of(account, membership, day).is_some()
}

/// The order of a membership's renewal that can still be paid on a day.
pub fn renewal_of(account: &Account, membership: MembershipId, day: Date) -> Option<&Order> {
    account.orders.values().find(|order| {
        order.is_open_on(day)
            && matches!(&order.placed.of, Ordered::Renewal { membership: of, .. } if *of == membership)
    })
}

/// Refuses while an order of the group waits to be paid, so that nothing is bought twice. Memberships of which a company
/// has several are renewed by an order each, also beside one of another that is bought.
pub(crate) fn none_open(
    case: &Case<'_>,
    why: &mut Explanation,
    (limit, renewed): (&Limit, Option<MembershipId>),
) -> Result<(), Box<Refusal>> {
    let today = case.ctx.today;
    let of_group = |order: &Order| order.placed.group == limit.group;
    let stands = |order: &Order| match (&order.placed.of, renewed) {
        // A membership has one next year, at whichever level it is ordered (H-33).
        (Ordered::Renewal { membership, .. }, Some(renewed)) => *membership == renewed,
        // Of what there is one only, whoever buys it anew renews it no more.
        (Ordered::Purchase { .. }, Some(_)) => of_group(order) && limit.max == 1,
        // Whoever bought another one would take the room of what is to be renewed.
        (_, None) => of_group(order),
    };
    let same = |order: &&Order| order.is_open_on(today) && stands(order);
    let open = case.account.orders.values().find(same);
    let settled = open.map(|order| settle(case.account, case.programmes, order, today));
    let mut node = Node::of(FactCode::NoOrderOpen, open.is_none());
    if let Some((order, settled)) = open.zip(settled.clone()) {
        node = node
            .with("order", paper(order.placed.number))
            .with("pay_by", order.placed.pay_by)
            .with_some("payable", (settled.act != RemedyAct::PayOrder).then_some("no"))
            .changes(plus_days(order.placed.pay_by, 1))
            .remedy(settled)
            .helped_by(Capability::Buy.roles());
    }
    if why.look(node) {
        let refusal = Refusal::new(RefusalCode::OrderOpen, why.clone())
            .detail("order", open.map_or_else(String::new, |order| order.placed.order.to_string()));
        let payable = settled.is_some_and(|settled| settled.act == RemedyAct::PayOrder);
        return Err(if payable { refusal.or(Remedy::new(RemedyAct::CancelOrder)) } else { refusal });
    }
    Ok(())
}

/// Why an order that waits to be paid would not be carried out if its money came on a day: what the rule says that decides
/// then (B-34, B-46), as after a Gold level was bought beside an order of Silver. None where it would, or nothing
/// waits. Such an order asks nobody for money; what comes for it all the same is held, to be assigned or given back.
pub fn obstacle(account: &Account, programmes: &Programmes, order: &Order, today: Date) -> Option<Box<Refusal>> {
    let ctx = Context::preview(account.id.filter(|_| order.is_open_on(today))?, today);
    let case = Case { account, programmes, ctx: &ctx };
    let paper = paper(order.placed.number);
    let why = case.explain(Question::PaysOrder, paper.as_str());
    let found = fulfil(&case, why, &order.placed, Asked::ordered(order, today), &paper).err()?;
    Some(found.or(Remedy::new(RemedyAct::CancelOrder)))
}

/// Whether an order asks for money on a day.
pub fn asks_for_money(account: &Account, programmes: &Programmes, order: &Order, today: Date) -> bool {
    order.is_open_on(today) && obstacle(account, programmes, order, today).is_none()
}

/// What is done about an order that waits: it is paid, or withdrawn where money would not help.
pub(crate) fn settle(account: &Account, programmes: &Programmes, order: &Order, today: Date) -> Remedy {
    match asks_for_money(account, programmes, order, today) {
        true => Remedy::until(RemedyAct::PayOrder, order.placed.pay_by),
        false => Remedy::new(RemedyAct::CancelOrder),
    }
}

/// Whether a company has, or may have, other memberships of a group, which are renewed by orders of their own.
fn is_renewed_apart(account: &Account, renewed: MembershipId, limit: &Limit) -> bool {
    let beside = |held: &Membership| {
        held.id != renewed && held.group == limit.group && held.closed.is_none() && account.renewed_with(held).is_none()
    };
    limit.max > 1 || account.memberships.values().any(beside)
}

/// What an order costs: the price on the list, less what an upgrade takes off.
pub(crate) fn price(case: &Case<'_>, of: &Ordered, offer: &Offer) -> Option<(Money, u32, Money)> {
    let today = case.ctx.today;
    let fee = case.current().fee(offer, &case.account.country, today)?.amount;
    let upgrade = offer.upgrade.as_ref().filter(|_| matches!(of, Ordered::Purchase { .. }));
    let upgrade = upgrade.filter(|_| upgraded(case, offer, Asked::today(case)).is_some());
    let percent = upgrade.map_or(0, |upgrade| upgrade.discount_percent);
    let off = upgrade.map_or(Some(0), |upgrade| upgrade.off(&fee))?;
    let total = Money { minor: fee.minor - off, currency: fee.currency.clone() };
    Some((fee, percent, total))
}

/// Orders what could be bought or renewed now. Everything but the payment is judged already here, so that nobody pays
/// for what they cannot have (B-34, B-47).
pub(crate) fn place(case: &Case<'_>, of: &Ordered, method: PayMethod, tax_id: Option<&str>) -> Decision {
    let programme = case.current();
    let today = case.ctx.today;
    let (mut why, offer) = match of {
        Ordered::Purchase { offer } => (case.explain(Question::MayBuy, offer), programme.offer(offer)),
        Ordered::Renewal { membership, offer } => (
            case.explain(Question::MayRenew, shown(case.account, *membership)),
            renewable(case, *membership, Some(offer)).map(|(_, offer)| offer),
        ),
    };
    let Some(offer) = offer else {
        return Err(match of {
            Ordered::Purchase { offer } => {
                case.may(&mut why, Capability::Buy)?;
                unknown_offer(case, why, "offer", offer, None)
            }
            Ordered::Renewal { membership, offer } => {
                not_renewable(case, why, (*membership, Some(offer)), Capability::Buy)
            }
        });
    };
    case.may(&mut why, Capability::Buy)?;
    let tax_id = match tax_id.map(|typed| plain_tax_id(typed).ok_or(typed)).transpose() {
        Ok(tax_id) => tax_id,
        Err(typed) => return Err(invalid(why, "tax_id", typed)),
    };
    if let Ordered::Renewal { membership, .. } = of
        && let Some(held) = case.account.memberships.get(membership)
        && let Some(free) = membership::nothing_due(case.account, case.programmes, held, offer, today)
    {
        let days = held.last_year().days;
        let renew = Remedy::between(RemedyAct::Renew, Some(days.renew_from), Some(days.renew_to));
        why.look(Node::of(FactCode::FeeDue, false).with("offer", &offer.name).child(free).remedy(renew));
        return Err(Refusal::new(RefusalCode::NothingDue, why));
    }
    let country = case.account.country.as_str();
    let rule = offer.payment.as_ref().filter(|rule| rule.offers(method, country));
    let node = Node::of(FactCode::MethodOffered, rule.is_some())
        .with("method", method.code())
        .with("country", country)
        .rule(programme, format!("offer.{}.payment", offer.id));
    let node = if rule.is_some() { node } else { node.remedy(Remedy::new(RemedyAct::OtherMethod)) };
    if let Some(node) = elsewhere_node(programme, offer) {
        why.look(node);
        return Err(Refusal::new(RefusalCode::MethodNotOffered, why));
    }
    why.look(node);
    let Some(rule) = rule else {
        return Err(Refusal::new(RefusalCode::MethodNotOffered, why).detail("field", "method"));
    };
    let renewed = match of {
        Ordered::Purchase { .. } => None,
        Ordered::Renewal { membership, .. } => Some(*membership),
    };
    none_open(case, &mut why, (&offer.limit, renewed))?;
    let Some((price, discount_percent, total)) = price(case, of, offer) else {
        why.look(
            Node::of(FactCode::PriceKnown, false)
                .with("offer", &offer.name)
                .with("country", country)
                .rule(programme, format!("offer.{}.fee", offer.id))
                .remedy(Remedy::new(RemedyAct::Ticket)),
        );
        return Err(Refusal::new(RefusalCode::PriceUnknown, why));
    };
    why.look(
        Node::of(FactCode::PriceKnown, true)
            .with("offer", &offer.name)
            .with("country", country)
            .with("price", &price)
            .with("discount", discount_percent)
            .with("total", &total)
            .rule(programme, format!("offer.{}.fee", offer.id)),
    );
    let Some((tax, total)) = tax::due(case, &mut why, &total) else { return Err(invalid(why, "tax", &offer.id)) };
    let Some(pay_by) = plus_days(today, rule.within_days) else { return Err(invalid(why, "payment", &offer.id)) };
    let last = match of {
        Ordered::Renewal { membership, .. } => {
            case.account.memberships.get(membership).and_then(|held| last_to_pay(case, held, method))
        }
        // What the price counts on ends with its window, and a card is charged at once.
        Ordered::Purchase { .. } => upgraded(case, offer, Asked::today(case))
            .filter(|_| method == PayMethod::Card && discount_percent > 0)
            .map(|held| held.last_year().days.renew_to),
    };
    let pay_by = last.map_or(pay_by, |last| last.min(pay_by));
    let number = case.ctx.number;
    let order = case.ctx.minter().order();
    let placed = OrderPlaced {
        order,
        number,
        of: of.clone(),
        group: offer.limit.group.clone(),
        apart: renewed.is_some_and(|renewed| is_renewed_apart(case.account, renewed, &offer.limit)),
        method,
        price,
        discount_percent,
        tax,
        total: total.clone(),
        pay_by,
        tax_id,
    };
    let paper = paper(number);
    let late = late_funds(case, &placed);
    if let Some((_, funds)) = late {
        why.look(
            Node::new(FactCode::FundsHeld, Answer::Yes)
                .with("reference", funds.received.reference.as_str())
                .with("received", funds.amount())
                .with("since", funds.received_on),
        );
    }
    let mut could = fulfil(case, why, &placed, Asked::today(case), &paper)?;
    let mut facts = closing_expired(case);
    let due = Effect::new("order.total", None, Some((&total).into())).with("pay_by", pay_by);
    if let Some((funds, _)) = late {
        facts.push(NewFact { effective_on: today, fact: placed.clone().into() });
        could.effects.insert(0, due);
        return Ok(paid(case, could, &placed, funds, facts));
    }
    // What had lapsed is recorded by whoever opens something, as for a purchase.
    if matches!(of, Ordered::Purchase { .. }) {
        facts.extend(close_over(case));
    }
    facts.push(NewFact { effective_on: today, fact: placed.into() });
    could.effects.insert(0, due);
    let outcome = Outcome { facts, ..could };
    Ok(outcome.remedy(Remedy::until(RemedyAct::PayOrder, pay_by)))
}

/// The last day on which money renews a membership, whichever day an order names otherwise: that of an override (J-37), or
/// of the window for a card, which is charged at once (B-41, J-33). None for a transfer, whose bank may be slow (B-46).
fn last_to_pay(case: &Case<'_>, held: &Membership, method: PayMethod) -> Option<Date> {
    let reopened = campaign::reopened(case.account, case.current(), held, case.ctx.today).map(|(_, until)| until);
    reopened.or_else(|| (method == PayMethod::Card).then(|| held.last_year().days.renew_to))
}

/// That the vendor collects the fee of an offer elsewhere, and records what was bought itself; none where it is ordered.
pub(crate) fn elsewhere_node(programme: &Programme, offer: &Offer) -> Option<Node> {
    offer.payment.is_none().then(|| {
        Node::new(FactCode::PaidByOrder, Answer::No)
            .with("offer", &offer.name)
            .rule(programme, format!("offer.{}", offer.id))
            .remedy(Remedy::new(RemedyAct::Ticket))
            .helped_by(Capability::RecordPurchase.roles())
    })
}

/// Money that came for an order of the same thing which had expired or was withdrawn, and is exactly what the new one
/// costs: nobody pays twice (B-44, B-45).
fn late_funds<'a>(case: &Case<'a>, placed: &OrderPlaced) -> Option<(FundsId, &'a Funds)> {
    let today = case.ctx.today;
    let fits = |funds: &Funds| {
        let named = funds.received.order.and_then(|order| case.account.orders.get(&order));
        funds.is_held()
            && *funds.amount() == placed.total
            && named.is_some_and(|order| is_late_for(order, today) && is_anew(&order.placed, placed))
    };
    case.account.funds.iter().find(|(_, funds)| fits(funds)).map(|(id, funds)| (*id, funds))
}

/// What a company can do about money that waits (B-42, B-44, B-45).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Ordering this anew: the money pays it at once.
    OrderAnew(Ordered),
    /// Paying its order in one sum all the same, which is all that pays it.
    PayWhole(OrderId),
    /// Asking support, which assigns it or gives it back.
    AskSupport,
}

/// What a company can do about money that waits on a day.
pub fn next_step(account: &Account, programmes: &Programmes, (id, funds): (FundsId, &Funds), today: Date) -> Next {
    let Some(named) = funds.received.order.and_then(|order| account.orders.get(&order)) else {
        return Next::AskSupport;
    };
    if asks_for_money(account, programmes, named, today) && !is_exact(named, funds.amount()) {
        return Next::PayWhole(named.placed.order);
    }
    paid_anew(account, programmes, (id, named), today).map_or(Next::AskSupport, Next::OrderAnew)
}

/// What money that came too late for an order would pay, whoever ordered it anew; none where nothing can be ordered for
/// the same thing, or at another price.
fn paid_anew(
    account: &Account,
    programmes: &Programmes,
    (funds, named): (FundsId, &Order),
    today: Date,
) -> Option<Ordered> {
    if account.closed_on.is_some() || !is_late_for(named, today) {
        return None;
    }
    let mut ctx = Context::preview(account.id?, today);
    ctx.actor.roles.extend(Capability::Buy.roles());
    let case = Case { account, programmes, ctx: &ctx };
    let placed = &named.placed;
    // After its window, what was to be renewed is bought (B-13).
    let anew = [placed.of.clone(), Ordered::Purchase { offer: placed.of.offer().to_owned() }];
    let methods = [placed.method, PayMethod::Transfer, PayMethod::Card];
    let pays = |of: &Ordered| {
        methods
            .iter()
            .filter_map(|method| place(&case, of, *method, None).ok())
            .any(|outcome| pays_with(&outcome, funds))
    };
    anew.into_iter().find(pays)
}

fn pays_with(outcome: &Outcome, funds: FundsId) -> bool {
    outcome.facts.iter().any(|new| matches!(&new.fact, Fact::OrderPaid(paid) if paid.funds == funds))
}

/// The money that waited and pays an order as soon as it is placed, if any does (B-44, B-45).
pub fn paid_at_once<'a>(account: &'a Account, outcome: &Outcome) -> Option<&'a Funds> {
    account.funds.iter().find(|(id, _)| pays_with(outcome, **id)).map(|(_, funds)| funds)
}

/// Money that came for another order than the one that it paid (B-44, B-45).
pub fn came_for_another<'a>(account: &'a Account, order: &Order) -> Option<(&'a Funds, Option<&'a Order>)> {
    let (_, paid) = order.paid.as_ref()?;
    let funds = account.funds.get(&paid.funds)?;
    let named = funds.received.order;
    (named != Some(order.placed.order)).then(|| (funds, named.and_then(|of| account.orders.get(&of))))
}

/// What was received for an order and waits, in its currency; none where nothing does.
pub fn received_in_part(account: &Account, order: &Order) -> Option<Money> {
    let currency = &order.placed.total.currency;
    let waits = |funds: &&Funds| {
        funds.is_held() && funds.received.order == Some(order.placed.order) && funds.amount().currency == *currency
    };
    let minor: i64 = account.funds.values().filter(waits).map(|funds| funds.amount().minor).sum();
    (minor > 0).then(|| Money { minor, currency: currency.clone() })
}

/// A tax number without what people put between its letters and digits; none where it is no such number. Whether it is
/// the company's own is not ours to know.
fn plain_tax_id(typed: &str) -> Option<String> {
    let plain = typed.replace([' ', '\u{a0}', '\u{202f}', '-', '.'], "").to_ascii_uppercase();
    let good = (4..=20).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_alphanumeric());
    good.then_some(plain)
}

/// Closing facts for orders that were not paid in time, so that unique keys need no clock.
fn closing_expired(case: &Case<'_>) -> Vec<NewFact> {
    let today = case.ctx.today;
    let expired = |order: &&Order| order.closed.is_none() && order.state_on(today) == OrderState::Expired;
    let close = |order: &Order| {
        let fact = OrderClosed { order: order.placed.order, why: OrderEnd::Expired };
        Some(NewFact { effective_on: plus_days(order.placed.pay_by, 1)?, fact: fact.into() })
    };
    case.account.orders.values().filter(expired).filter_map(close).collect()
}

/// What paying an order does: the purchase, or the renewal as of the day of the order (B-46).
fn fulfil(case: &Case<'_>, mut why: Explanation, placed: &OrderPlaced, asked: Asked, paper: &str) -> Decision {
    let payment = Payment { reference: paper.to_owned(), amount: Some(placed.total.clone()) };
    match &placed.of {
        Ordered::Purchase { offer } => match case.programmes.offer(offer) {
            Some(offer) => {
                still_priced(case, &mut why, (placed, offer), asked)?;
                buy(case, why, offer, asked, placed.number, &payment)
            }
            None => Err(not_found(why)),
        },
        Ordered::Renewal { membership, offer } => match renewable(case, *membership, Some(offer)) {
            Some((held, offer)) => renew_year(case, why, held, offer, asked, &payment),
            None => Err(not_found(why)),
        },
    }
}

/// Refuses an order whose price left out an upgrade that it would be now, or counted on one that it is not any more: nobody
/// pays in full on top of a fee, or less without one.
fn still_priced(
    case: &Case<'_>,
    why: &mut Explanation,
    (placed, offer): (&OrderPlaced, &Offer),
    asked: Asked,
) -> Result<(), Box<Refusal>> {
    let Some(upgrade) = offer.upgrade.as_ref().filter(|upgrade| upgrade.discount_percent > 0) else { return Ok(()) };
    let held = upgraded(case, offer, asked);
    let holds = held.is_some() == (placed.discount_percent > 0);
    let from = case.programmes.offer(&upgrade.from).map(|offer| &offer.name);
    let node = Node::of(FactCode::PriceHolds, holds)
        .with("total", &placed.total)
        .with("discount", placed.discount_percent)
        .with_some("upgrade_of", from)
        .rule(case.current(), format!("offer.{}.upgrade", offer.id));
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::AmountDiffers, why.clone()).detail("total", &placed.total));
    }
    Ok(())
}

/// The order of an upgrade, at a price that counts on a membership's fee, that can still be paid on a day.
pub(crate) fn upgrade_of<'a>(
    account: &'a Account,
    programme: &Programme,
    held: &Membership,
    day: Date,
) -> Option<&'a Order> {
    let from = |offer: &String| programme.offer(offer)?.upgrade.as_ref().map(|upgrade| upgrade.from.as_str());
    account.orders.values().find(|order| {
        let of = match &order.placed.of {
            Ordered::Purchase { offer } => from(offer),
            Ordered::Renewal { .. } => None,
        };
        order.placed.discount_percent > 0 && order.is_open_on(day) && of == Some(held.last_year().offer.as_str())
    })
}

/// What ordering an offer would decide, whoever orders it and however it is paid.
pub(crate) fn may_place(case: &Case<'_>, mut why: Explanation, offer: &Offer) -> Decision {
    none_open(case, &mut why, (&offer.limit, None))?;
    buy(case, why, offer, Asked::today(case), case.ctx.number, &unpaid())
}

/// What renewing a membership would decide, whoever renews it and however it is paid.
pub(crate) fn may_renew(case: &Case<'_>, why: Explanation, held: &Membership, offer: &Offer) -> Decision {
    renew_year(case, why, held, offer, Asked::today(case), &unpaid())
}

fn unpaid() -> Payment {
    Payment { reference: String::new(), amount: None }
}

/// Withdraws an order that waits to be paid (B-45).
pub(crate) fn cancel(case: &Case<'_>, order: OrderId) -> Decision {
    let today = case.ctx.today;
    let Some(order) = case.account.orders.get(&order) else {
        return Err(not_found(case.explain(Question::MayCancelOrder, order)));
    };
    let mut why = case.explain(Question::MayCancelOrder, paper(order.placed.number));
    case.may(&mut why, Capability::Buy)?;
    open(case, &mut why, order, today)?;
    let fact = OrderClosed { order: order.placed.order, why: OrderEnd::Cancelled };
    let cancelled = Outcome::on(today, vec![fact.into()], why).effect(Effect::new(
        "order.cancelled",
        Some(paper(order.placed.number).into()),
        None,
    ));
    let number = |held: &Membership| Some(Value::from(format!("M-{}", held.number)));
    let renewal = keeps_renewal(case.account, case.programmes, order, today)
        .map(|held| (held, Effect::new("membership.renewal_given_up", number(held), None)));
    let upgrade = || {
        keeps_upgrade(case, order).map(|held| (held, Effect::new("membership.upgrade_given_up", number(held), None)))
    };
    let back = || {
        let (held, bought) = keeps_return(case, order)?;
        let effect = Effect::new("membership.return_given_up", number(held), None);
        Some(effect.with("bought", format!("M-{}", bought.number)).with("refund_until", bought.refund_until?))
    };
    Ok(match renewal.or_else(upgrade) {
        Some((held, given_up)) => cancelled
            .effect(given_up.with("until", held.last_year().days.renew_to).irreversible())
            .remedy(membership::instead(case.account, case.current(), held, today)),
        None => match back() {
            Some(given_up) => cancelled.effect(given_up.irreversible()),
            None => cancelled.remedy(Remedy::new(RemedyAct::PlaceOrder)),
        },
    })
}

/// The membership that gave way to a higher level, and that one, where the refund of its fee takes the lower one up again
/// after its window only because an order of its renewal waits (A-18, B-46, B-50): who withdraws the order would be left
/// with nothing.
fn keeps_return<'a>(case: &Case<'a>, order: &Order) -> Option<(&'a Membership, &'a Membership)> {
    let Ordered::Renewal { membership, .. } = &order.placed.of else { return None };
    let held = case.account.memberships.get(membership)?;
    let bought = membership::bought_on_top(case.account, held)?;
    let programme = case.programmes.version(bought.years.first()?.version);
    let right = membership::refund_of(case.account, programme, bought, case.ctx.today)?;
    let later = bought.refund_until > Some(held.last_year().days.renew_to);
    let resumed = membership::resumed(case, bought).is_some_and(|(before, _)| before.id == held.id);
    (right.answer == Answer::Yes && later && resumed).then_some((held, bought))
}

/// The membership on top of which nothing but an order can be bought any more at the lower price, since its window has passed
/// who withdraws the order pays the whole price afterwards, and takes nobody's seat along.
fn keeps_upgrade<'a>(case: &Case<'a>, order: &Order) -> Option<&'a Membership> {
    let Ordered::Purchase { offer } = &order.placed.of else { return None };
    let held = upgraded(case, case.current().offer(offer)?, Asked::ordered(order, case.ctx.today))?;
    let asks = asks_for_money(case.account, case.programmes, order, case.ctx.today);
    (asks && !held.is_held_on(case.ctx.today)).then_some(held)
}

/// The membership whose renewal nothing but an order keeps possible, since its window has passed (B-46): who withdraws the
/// order gives the renewal up.
pub fn keeps_renewal<'a>(
    account: &'a Account,
    programmes: &Programmes,
    order: &Order,
    today: Date,
) -> Option<&'a Membership> {
    let Ordered::Renewal { membership, .. } = &order.placed.of else { return None };
    let held = account.memberships.get(membership)?;
    let over = held.closed.is_none() && !held.is_held_on(today);
    let reopened = campaign::reopened(account, programmes.current(), held, today).is_some();
    (over && !reopened && asks_for_money(account, programmes, order, today)).then_some(held)
}

/// Whether money that came on a day pays an order: it is open, or it expired only since, so that nobody loses a year to
/// how long a transfer takes to be recorded (B-43, B-46). A year that has passed is bought by nobody.
pub fn is_payable(account: &Account, programmes: &Programmes, order: &Order, received_on: Date, today: Date) -> bool {
    if order.state_on(today) != OrderState::Expired {
        return order.is_open_on(today);
    }
    let runs = year_bought(account, programmes, order).is_some_and(|days| today <= days.anniversary);
    runs && (order.placed_on..=order.placed.pay_by).contains(&received_on)
}

/// The days of the year that an order buys, as if it had been paid on the day on which it was placed (B-06).
fn year_bought(account: &Account, programmes: &Programmes, order: &Order) -> Option<YearDays> {
    let window = programmes.current().window_of(programmes.offer(order.placed.of.offer())?)?;
    match &order.placed.of {
        Ordered::Renewal { membership, .. } => {
            let held = account.memberships.get(membership)?;
            window.next_year(held.counted_days(), campaign::counted_from(account, held, order.placed_on))
        }
        Ordered::Purchase { .. } => window.first_year(order.placed_on),
    }
}

fn open_node(case: &Case<'_>, order: &Order, received_on: Date) -> Node {
    let today = case.ctx.today;
    let state = order.state_on(today);
    let node = |answer| {
        Node::new(FactCode::OrderOpen, answer)
            .with("order", paper(order.placed.number))
            .with("state", state.code())
            .with("pay_by", order.placed.pay_by)
    };
    match (is_payable(case.account, case.programmes, order, received_on, today), state) {
        (true, OrderState::Expired) => node(Answer::Yes).with("received_on", received_on),
        (true, _) => node(Answer::Yes).changes(plus_days(order.placed.pay_by, 1)),
        // What is paid is given back by support, while there is a right to it (B-50).
        (_, OrderState::Paid) => node(Answer::Over).remedy(Remedy::new(RemedyAct::Ticket)),
        _ => node(Answer::Over).remedy(Remedy::new(RemedyAct::PlaceOrder)),
    }
}

fn open(case: &Case<'_>, why: &mut Explanation, order: &Order, received_on: Date) -> Result<(), Box<Refusal>> {
    let today = case.ctx.today;
    if !why.look(open_node(case, order, received_on)) {
        return Ok(());
    }
    let state = order.state_on(today);
    let refusal = match state {
        OrderState::Expired => Refusal::new(RefusalCode::OrderExpired, why.clone())
            .detail("expired_on", plus_days(order.placed.pay_by, 1).unwrap_or(today)),
        _ => Refusal::new(RefusalCode::OrderNotOpen, why.clone()),
    };
    Err(refusal.detail("state", state.code()))
}

/// Why nothing is ordered by card here: an installation without a payment provider charges none (B-40, B-41).
pub fn without_cards(account: &Account, programmes: &Programmes, of: &Ordered, ctx: &Context) -> Box<Refusal> {
    let case = Case { account, programmes, ctx };
    let mut why = match of {
        Ordered::Purchase { offer } => case.explain(Question::MayBuy, offer),
        Ordered::Renewal { membership, .. } => case.explain(Question::MayRenew, shown(account, *membership)),
    };
    if let Err(refusal) = case.may(&mut why, Capability::Buy) {
        return refusal;
    }
    why.look(Node::of(FactCode::CardsCharged, false).remedy(Remedy::new(RemedyAct::OtherMethod)));
    Refusal::new(RefusalCode::MethodNotOffered, why).detail("field", "method")
}

/// What is due for an order by card, before the buyer is sent to where the card is charged (B-41), if it is anywhere.
///
/// # Errors
/// Where the order is unknown, is not the caller's to pay, is not open, is not to be paid by card, cannot be charged here,
/// or would not be carried out.
pub fn card_due(
    account: &Account,
    programmes: &Programmes,
    order: OrderId,
    ctx: &Context,
    charged: bool,
) -> Result<Money, Box<Refusal>> {
    let case = Case { account, programmes, ctx };
    let Some(order) = account.orders.get(&order) else {
        return Err(not_found(case.explain(Question::PaysOrder, order)));
    };
    let mut why = case.explain(Question::PaysOrder, paper(order.placed.number));
    case.may(&mut why, Capability::Buy)?;
    open(&case, &mut why, order, ctx.today)?;
    by_card(&mut why, order, ctx.today)?;
    // Another method is another order (B-45).
    let node = Node::of(FactCode::CardsCharged, charged);
    if why.look(if charged { node } else { node.remedy(Remedy::new(RemedyAct::CancelOrder)) }) {
        return Err(Refusal::new(RefusalCode::MethodNotOffered, why));
    }
    // No card is charged for what would only be held.
    let paper = paper(order.placed.number);
    fulfil(&case, why, &order.placed, Asked::ordered(order, ctx.today), &paper)
        .map_err(|refusal| refusal.or(Remedy::new(RemedyAct::CancelOrder)))?;
    Ok(order.placed.total.clone())
}

/// Refuses where an order is not to be paid by card: another method is another order (B-45).
fn by_card(why: &mut Explanation, order: &Order, today: Date) -> Result<(), Box<Refusal>> {
    let by_card = order.placed.method == PayMethod::Card;
    let node = Node::of(FactCode::OrderByCard, by_card).with("method", order.placed.method.code());
    if why.look(if by_card { node } else { node.remedy(Remedy::new(RemedyAct::CancelOrder)) }) {
        let state = order.state_on(today).code();
        return Err(Refusal::new(RefusalCode::OrderNotOpen, why.clone()).detail("state", state));
    }
    Ok(())
}

/// Whether an amount is exactly what is due for an order (B-42).
pub fn is_exact(order: &Order, amount: &Money) -> bool {
    *amount == order.placed.total
}

/// The node that says whether an amount is exactly what is due.
fn exact_node(order: &Order, amount: &Money) -> Node {
    Node::of(FactCode::AmountExact, is_exact(order, amount)).with("received", amount).with("due", &order.placed.total)
}

/// Records money that was received. It pays the order that it names if it is exactly what is due; else it is held, with
/// the reason, and never lost. The same reference again changes nothing. Whether it came in time is judged by the day on
/// which it was received; what it buys begins on the day on which that is known (B-43).
pub(crate) fn record_payment(
    case: &Case<'_>,
    order: Option<OrderId>,
    amount: &Money,
    reference: &str,
    received_on: Option<Date>,
) -> Decision {
    let today = case.ctx.today;
    let named = order.and_then(|order| case.account.orders.get(&order));
    let subject = named.map_or_else(|| reference.to_owned(), |order| paper(order.placed.number));
    let mut why = case.explain(Question::MayRecordPayment, subject);
    if order.is_some() && named.is_none() {
        return Err(not_found(why));
    }
    case.may(&mut why, Capability::SettleOrders)?;
    if reference.trim().is_empty() || reference.len() > 100 {
        return Err(invalid(why, "reference", reference));
    }
    if amount.minor <= 0 {
        return Err(invalid(why, "amount", &amount.decimal()));
    }
    if let Some(known) = case.account.funds.values().find(|known| {
        // Two former companies may have paid under the same reference, each its own order.
        let same = known.former.is_none() || (order.is_some() && known.received.order == order);
        known.received.reference == reference && same
    }) {
        return again(why, known, (order, amount, received_on));
    }
    let first = named.map(|order| payable_since(case.account, order));
    let came = received_on.unwrap_or(today);
    if came > today || first.is_some_and(|first| came < first) {
        return Err(invalid_between(why, "received_on", came, (first, Some(today))));
    }
    // A card is charged once, whichever company's order that paid.
    if case.ctx.charge_holder.is_some_and(|holder| holder != case.ctx.account) {
        return Err(reference_used(why, reference));
    }
    let funds = case.ctx.minter().funds();
    let charge = case.ctx.actor.roles.contains(&Role::PaymentProvider);
    let received = |held| FundsReceived {
        funds,
        order,
        amount: amount.clone(),
        reference: reference.to_owned(),
        charge,
        held,
        received_on: received_on.filter(|day| *day != today),
    };
    // That it pays nothing is no obstacle to recording it, so the reasons stand below what it does.
    let held = |mut why: Explanation, because: HeldWhy, reasons: Vec<Node>| {
        let mut does = Node::of(FactCode::PaysOrder, false);
        (does.answer, does.children) = (Answer::Value, reasons);
        why.look(does.with("held_why", because.code()).remedy(Remedy::new(RemedyAct::SettleFunds)));
        let effect = Effect::new("funds.held", None, Some(amount.into())).with("held_why", because.code());
        let settle = Remedy::new(RemedyAct::SettleFunds);
        Ok(Outcome::on(today, vec![received(Some(because)).into()], why).effect(effect).remedy(settle))
    };
    let Some(named) = named else { return held(why, HeldWhy::NoOrder, Vec::new()) };
    let order = paid_by(case, named);
    let node = open_node(case, order, came);
    if node.blocks() {
        return held(why, HeldWhy::OrderNotOpen, vec![node]);
    }
    why.look(node);
    let node = exact_node(order, amount);
    if node.blocks() {
        let same = amount.currency == order.placed.total.currency;
        let because = if same { HeldWhy::AmountDiffers } else { HeldWhy::CurrencyDiffers };
        return held(why, because, vec![node]);
    }
    why.look(node);
    match fulfil(case, why.clone(), &order.placed, Asked::ordered(order, came), &paper(order.placed.number)) {
        Ok(outcome) => {
            let first = NewFact { effective_on: today, fact: received(None).into() };
            Ok(paid(case, outcome, &order.placed, funds, vec![first]))
        }
        Err(refusal) => {
            let known = why.children().len();
            held(why, HeldWhy::NotPossible, refusal.explanation.children().iter().skip(known).cloned().collect())
        }
    }
}

/// The order that money for an order pays: what comes too late for it pays the one that was placed anew for the same
/// thing (B-44).
fn paid_by<'a>(case: &Case<'a>, named: &'a Order) -> &'a Order {
    let today = case.ctx.today;
    let anew = |other: &&Order| other.is_open_on(today) && is_anew(&named.placed, &other.placed);
    let late = is_late_for(named, today);
    case.account.orders.values().find(anew).filter(|_| late).unwrap_or(named)
}

/// Whether money for an order comes too late to pay it: it has expired, or was withdrawn.
fn is_late_for(order: &Order, today: Date) -> bool {
    !order.is_open_on(today) && order.paid.is_none()
}

/// Whether an order is for the same thing as one before: offers of which one is held at the most are one thing, and
/// after the window, what was to be renewed is bought (B-13).
fn is_anew(before: &OrderPlaced, order: &OrderPlaced) -> bool {
    match (&before.of, &order.of) {
        (Ordered::Renewal { membership: one, .. }, Ordered::Renewal { membership, .. }) => one == membership,
        // Beside what is renewed by an order of its own, another one is bought.
        (_, Ordered::Purchase { .. }) => before.group == order.group && !before.apart,
        (Ordered::Purchase { .. }, Ordered::Renewal { .. }) => false,
    }
}

/// First day on which money for an order may have been sent: what was paid for one that expired counts for the one that
/// stands in its place (B-44).
pub(crate) fn payable_since(account: &Account, order: &Order) -> Date {
    let same = |before: &&Order| before.placed_on <= order.placed_on && is_anew(&before.placed, &order.placed);
    let before = || account.orders.values().filter(same);
    let settled = before().filter(|before| before.paid.is_some()).map(|before| before.placed_on).max();
    let open = before().filter(|before| before.paid.is_none()).map(|before| before.placed_on);
    open.filter(|placed_on| Some(*placed_on) > settled).min().unwrap_or(order.placed_on)
}

/// A reference that is known. Told again it changes nothing; with other values it is a mistake.
fn again(
    mut why: Explanation,
    known: &Funds,
    (order, amount, received_on): (Option<OrderId>, &Money, Option<Date>),
) -> Decision {
    let same_day = received_on.is_none_or(|day| day == known.received_on);
    if known.received.order == order && known.received.amount == *amount && same_day {
        why.look(Node::new(FactCode::FundsHeld, Answer::Value).with("reference", known.received.reference.as_str()));
        return Ok(Outcome {
            facts: Vec::new(),
            partner: Vec::new(),
            explanation: why,
            effects: Vec::new(),
            remedies: Vec::new(),
        });
    }
    Err(reference_used(why, &known.received.reference))
}

fn reference_used(mut why: Explanation, reference: &str) -> Box<Refusal> {
    why.look(Node::new(FactCode::NumberFree, Answer::No).with("reference", reference));
    Refusal::new(RefusalCode::AlreadyExists, why).detail("field", "reference")
}

/// Another order for which money came under the reference of an order's proof, or is said to have come: a transfer pays
/// one (B-43).
pub fn other_under<'a>(account: &'a Account, reference: &str, order: OrderId) -> Option<&'a Order> {
    let funds = account.funds.values().filter(|funds| funds.received.reference == reference);
    let funds = funds.filter_map(|funds| funds.received.order);
    let proofs = account.company.documents.values().filter_map(|held| match &held.added.of {
        DocumentOf::Payment { order, reference: of, .. } if of == reference => Some(*order),
        _ => None,
    });
    funds.chain(proofs).find(|other| *other != order).and_then(|other| account.orders.get(&other))
}

/// Adds to what an order does that it is paid.
fn paid(case: &Case<'_>, mut outcome: Outcome, placed: &OrderPlaced, funds: FundsId, before: Vec<NewFact>) -> Outcome {
    let membership = outcome.facts.iter().find_map(|new| match &new.fact {
        Fact::MembershipPurchased(fact) => Some(fact.membership),
        Fact::MembershipRenewed(fact) => Some(fact.membership),
        _ => None,
    });
    let Some(membership) = membership else { return outcome };
    let fact = OrderPaid { order: placed.order, funds, invoice: case.ctx.invoice, membership };
    outcome.facts.push(NewFact { effective_on: case.ctx.today, fact: fact.into() });
    // Without the number: a preview has none yet.
    let effect = Effect::new("order.paid", None, Some((&placed.total).into()));
    outcome.effects.insert(0, effect);
    outcome.after(before)
}

/// Records that a card could not be charged: it changes nothing, and says when and how to go on (B-41). The same
/// reference again changes nothing either.
pub(crate) fn record_failed_charge(case: &Case<'_>, order: OrderId, reference: &str, code: Option<&str>) -> Decision {
    let today = case.ctx.today;
    let Some(order) = case.account.orders.get(&order) else {
        return Err(not_found(case.explain(Question::MayRecordFailedCharge, order)));
    };
    let mut why = case.explain(Question::MayRecordFailedCharge, paper(order.placed.number));
    case.may(&mut why, Capability::SettleOrders)?;
    if reference.trim().is_empty() || reference.len() > 100 {
        return Err(invalid(why, "reference", reference));
    }
    if code.is_some_and(|code| !is_code(code)) {
        return Err(invalid(why, "code", code.unwrap_or_default()));
    }
    by_card(&mut why, order, today)?;
    if order.failed.iter().any(|(_, known)| known.reference == reference) {
        return Ok(Outcome {
            facts: Vec::new(),
            partner: Vec::new(),
            explanation: why,
            effects: Vec::new(),
            remedies: Vec::new(),
        });
    }
    let programme = case.current();
    let rule = programme.offer(order.placed.of.offer()).and_then(|offer| offer.payment.as_ref());
    let wait = rule.zip(code).and_then(|(rule, code)| rule.card_retry.get(code));
    let open = order.is_open_on(today);
    // A day on which the order cannot be paid any more helps nobody.
    let retry_from = wait.and_then(|days| plus_days(today, *days)).filter(|day| open && *day <= order.placed.pay_by);
    let mut node = Node::new(FactCode::CardTriedAgain, Answer::Value)
        .with_some("code", code)
        .with_some("from", retry_from)
        .rule(programme, format!("offer.{}.payment", order.placed.of.offer()));
    if open {
        node = node.remedy(again_by(order, retry_from));
    }
    why.look(node);
    let fact = ChargeFailed {
        order: order.placed.order,
        reference: reference.to_owned(),
        code: code.map(str::to_owned),
        retry_from,
    };
    let effect = Effect::new("order.charge_failed", None, Some((&order.placed.total).into()));
    let outcome = Outcome::on(today, vec![fact.into()], why).effect(effect);
    Ok(match open {
        true => outcome.remedy(again_by(order, retry_from)).remedy(Remedy::new(RemedyAct::CancelOrder)),
        false => outcome,
    })
}

/// When the same order can be tried again by card, and until when.
fn again_by(order: &Order, from: Option<Date>) -> Remedy {
    Remedy::between(RemedyAct::TryCardAgain, from, Some(order.placed.pay_by))
}

/// A provider's code is no text about anybody.
pub fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

/// What is to be done about an order whose newest charge failed; none where none did, or it is not open any more.
pub fn after_failure(order: &Order, today: Date) -> Option<(Date, &ChargeFailed, [Remedy; 2])> {
    let (on, failed) = order.failed.iter().rfind(|(on, _)| *on <= today)?;
    let remedies = [again_by(order, failed.retry_from), Remedy::new(RemedyAct::CancelOrder)];
    order.is_open_on(today).then_some((*on, failed, remedies))
}

fn held_funds<'a>(case: &Case<'a>, why: &mut Explanation, funds: FundsId) -> Result<&'a Funds, Box<Refusal>> {
    let Some(held) = case.account.funds.get(&funds) else { return Err(not_found(why.clone())) };
    case.may(why, Capability::SettleOrders)?;
    let node = Node::new(FactCode::FundsHeld, if held.is_held() { Answer::Yes } else { Answer::Over })
        .with("reference", held.received.reference.as_str())
        .with("received", held.amount())
        .with("since", held.received_on);
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::FundsNotHeld, why.clone()));
    }
    Ok(held)
}

/// Pays an order with money that is held: what came too late for one order pays the next (B-44).
pub(crate) fn assign_funds(case: &Case<'_>, funds: FundsId, order: OrderId) -> Decision {
    let Some(order) = case.account.orders.get(&order) else {
        return Err(not_found(case.explain(Question::PaysOrder, order)));
    };
    let mut why = case.explain(Question::PaysOrder, paper(order.placed.number));
    let held = held_funds(case, &mut why, funds)?;
    let order = paid_by(case, order);
    open(case, &mut why, order, held.received_on)?;
    if why.look(exact_node(order, held.amount())) {
        return Err(Refusal::new(RefusalCode::AmountDiffers, why)
            .detail("received", held.amount())
            .detail("due", &order.placed.total));
    }
    let asked = Asked::ordered(order, held.received_on);
    let outcome = fulfil(case, why, &order.placed, asked, &paper(order.placed.number))?;
    Ok(paid(case, outcome, &order.placed, funds, Vec::new()))
}

/// Gives back money that is held.
pub(crate) fn return_funds(case: &Case<'_>, funds: FundsId) -> Decision {
    let reference = case.account.funds.get(&funds).map_or_else(|| funds.to_string(), |f| f.received.reference.clone());
    let mut why = case.explain(Question::MayReturnFunds, reference);
    let held = held_funds(case, &mut why, funds)?;
    let amount = Value::from(held.amount());
    Ok(Outcome::on(case.ctx.today, vec![FundsReturned { funds }.into()], why)
        .effect(Effect::new("funds.returned", Some(amount), None).irreversible()))
}

/// The right to the refund of an order's fee as it stands on a day: until when, and what ended it (B-50…B-52). None where
/// there never was one: a renewal has none.
pub fn refund_right(account: &Account, programmes: &Programmes, order: &Order, today: Date) -> Option<Node> {
    right_when_asked(account, programmes, order, (today, today))
}

fn right_when_asked(
    account: &Account,
    programmes: &Programmes,
    order: &Order,
    (today, asked_on): (Date, Date),
) -> Option<Node> {
    let (_, paid) = order.paid.as_ref()?;
    let bought = matches!(order.placed.of, Ordered::Purchase { .. });
    let held = account.memberships.get(&paid.membership).filter(|_| bought)?;
    refund_when_asked(account, programmes.version(held.years.first()?.version), held, (today, asked_on))
}

/// How many seats that are held, and how many pieces of software, a refund ends with the membership (B-50, F-09).
fn ended_by_refund(case: &Case<'_>, left: &Account, held: &Membership) -> (usize, usize) {
    let today = case.ctx.today;
    let sits = |account: &Account, seat: &Assignment| {
        let of = account.pools.get(&seat.pool).and_then(|pool| account.membership_of(pool.grant));
        of.filter(|(_, of)| seat.ended.is_none() && of.is_held_on(today)).map(|(_, of)| of.id)
    };
    let stays = |id: &AssignmentId| left.assignments.get(id).is_some_and(|seat| sits(left, seat).is_some());
    let seats = case.account.assignments.iter().filter(|(_, seat)| sits(case.account, seat) == Some(held.id));
    let software = wind_down(left, case.programmes, held.id, today, today);
    let software = software.iter().filter(|item| item.of.is_some() && item.confirmed.is_none());
    (seats.filter(|(id, _)| !stays(id)).count(), software.count())
}

/// Gives back a fee, judged under the same lock as a reveal, and ends what it bought (B-50…B-52).
pub(crate) fn refund(case: &Case<'_>, order: OrderId) -> Decision {
    let Some(order) = case.account.orders.get(&order) else {
        return Err(not_found(case.explain(Question::MayRefund, order)));
    };
    let number = paper(order.placed.number);
    let mut why = case.explain(Question::MayRefund, number.as_str());
    case.may(&mut why, Capability::Refund)?;
    refund_paid(case, why, order)
}

/// What giving a fee back would decide, whoever asks for it.
pub(crate) fn may_refund(case: &Case<'_>, order: OrderId) -> Decision {
    let Some(order) = case.account.orders.get(&order) else {
        return Err(not_found(case.explain(Question::MayRefund, order)));
    };
    let why = case.explain(Question::MayRefund, paper(order.placed.number));
    refund_paid(case, why, order)
}

fn refund_paid(case: &Case<'_>, mut why: Explanation, order: &Order) -> Decision {
    let today = case.ctx.today;
    let number = paper(order.placed.number);
    let state = order.state_on(today);
    let settled = order.paid.as_ref().filter(|_| state == OrderState::Paid);
    let node = Node::of(FactCode::OrderPaid, settled.is_some()).with("order", number.as_str());
    // Nothing was paid, or it was given back: there is nothing to use until its end.
    let node = match order.is_open_on(today) {
        true => node.remedy_if_blocked(RemedyAct::CancelOrder),
        false => node.remedy_if_blocked(RemedyAct::LookAgain),
    };
    if why.look(node.with("state", state.code())) {
        return Err(Refusal::new(RefusalCode::RefundNotPossible, why).detail("state", state.code()));
    }
    // The membership that the purchase made carries the right.
    let held = settled.and_then(|(_, paid)| case.account.memberships.get(&paid.membership));
    let asked_on = settled.map_or(today, |(paid_on, _)| ticket::asked_on(case, &mut why, *paid_on));
    let right = held.zip(right_when_asked(case.account, case.programmes, order, (today, asked_on)));
    let Some((held, node)) = right else {
        why.look(Node::new(FactCode::RefundRight, Answer::No));
        return Err(Refusal::new(RefusalCode::RefundNotPossible, why));
    };
    let values = node.because.clone();
    if why.look(node) {
        let mut refusal = Refusal::new(RefusalCode::RefundNotPossible, why);
        for name in ["ended_by", "ended_on", "until"] {
            if let Some(value) = values.get(name) {
                refusal = refusal.detail(name, value.clone());
            }
        }
        return Err(refusal);
    }
    // A tax that was given back before is not given back again.
    let before = order.tax_refunded.as_ref().map_or(0, |(_, tax)| tax.amount.minor);
    let total = &order.placed.total;
    let rest = Money { minor: total.minor - before, currency: total.currency.clone() };
    let mut facts = vec![Fact::from(OrderRefunded {
        order: order.placed.order,
        amount: rest.clone(),
        credit_note: Some(case.ctx.credit_note),
    })];
    // Before the closing, so that the pools that go back are no longer the refunded membership's.
    let resumed = membership::resumed(case, held);
    facts.extend(resumed.iter().map(|(_, fact)| fact.clone().into()));
    // What gave way to a higher level has ended before.
    let ends = held.closed.is_none();
    if let Some(last_day) = plus_days(today, -1).filter(|_| ends) {
        facts.push(MembershipClosed { membership: held.id, why: CloseReason::Refunded, last_day }.into());
    }
    // What a merge had joined with it is renewed as one with what is left (H-33, H-37).
    if held.joined.is_some() || case.account.joined_to(held.id).next().is_some() {
        let left = after(case.programmes, case.ctx, case.account, facts.iter());
        facts.extend(merge::joined(&left, case.programmes, today).into_iter().map(Fact::from));
    }
    let left = after(case.programmes, case.ctx, case.account, facts.iter());
    if let Some((before, _)) = &resumed {
        facts.extend(balance::doubled(&left, before.id, today).into_iter().map(Fact::from));
    }
    facts.extend(gained(&Case { account: &left, programmes: case.programmes, ctx: case.ctx }));
    let (seats, to_wind_down) = ended_by_refund(case, &left, held);
    let amount = Value::from(&rest);
    let number = Value::from(format!("M-{}", held.number));
    let services = left.subscriptions.iter().filter_map(|(id, after)| {
        let before = case.account.subscriptions.get(id)?.extent;
        (before != after.extent).then_some((before, after.extent))
    });
    let services: Vec<Effect> = services.flat_map(|(before, after)| token::changed(before, after)).collect();
    let mut outcome =
        Outcome::on(today, facts, why).effect(Effect::new("order.refunded", Some(amount), None).irreversible());
    let refunded = ends.then(|| Effect::new("membership.refunded", Some(number), None).irreversible());
    outcome.effects.extend(refunded);
    let count = |field, count: usize| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        (count > 0).then(|| Effect::new(field, None, Some(count.into())))
    };
    outcome.effects.extend(count("refund.seats_lost", seats));
    outcome.effects.extend(count("refund.to_wind_down", to_wind_down));
    outcome.effects.extend(services);
    outcome.effects.extend(resumed.map(|(before, _)| {
        let number = Value::from(format!("M-{}", before.number));
        let renew_to = before.last_year().days.renew_to;
        let effect = Effect::new("membership.resumed", None, Some(number)).with("renew_to", renew_to);
        // After its window, an order is what it can still be renewed by (B-46).
        match renewal_of(case.account, before.id, today).filter(|_| today > renew_to) {
            Some(order) => effect.with("order", paper(order.placed.number)).with("pay_by", order.placed.pay_by),
            None => effect,
        }
    }));
    outcome.effects.extend(membership::competencies_ended(case, &left));
    Ok(outcome)
}
