//! Taxes on a fee, who is exempt from them, and giving back a tax that an exempt company has paid (A-33, B-51).

use jiff::civil::Date;

use crate::access::Capability;
use crate::account::{Account, Order, OrderState};
use crate::decide::{Case, Decision, Effect, Outcome, not_found};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::*;
use crate::ids::{AccountId, ExemptionId, OrderId};
use crate::membership::{invalid_between, number};
use crate::order::paper;
use crate::programme::{Money, Programme, TaxRate, plus_days, plus_months};
use crate::refusal::{Refusal, RefusalCode};

/// Hundredths of a percent in the whole.
const WHOLE: i64 = 10_000;

/// A company's exemption from taxes.
#[derive(Debug, Clone, PartialEq)]
pub struct Exemption {
    /// First day.
    pub from: Date,
    /// Last day; none: until it is ended.
    pub until: Option<Date>,
    /// Why it was granted.
    pub note: NoteRef,
    /// The former company that was exempt; only what that one ordered is meant.
    pub former: Option<AccountId>,
}

impl Exemption {
    /// Whether it counts on a day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The exemption that counts on a day: the company's own, or that of a former one for what that one ordered.
pub fn exemption_on(account: &Account, former: Option<AccountId>, day: Date) -> Option<(ExemptionId, &Exemption)> {
    let counts = |held: &Exemption| held.former == former && held.counts_on(day);
    account.exemptions.iter().find(|(_, held)| counts(held)).map(|(id, held)| (*id, held))
}

/// The tax on an amount: half a minor unit is rounded up. None where it is beyond counting.
pub fn tax_on(net: &Money, basis_points: u32) -> Option<Money> {
    let minor = (net.minor.checked_mul(i64::from(basis_points))? + WHOLE / 2) / WHOLE;
    Some(Money { minor, currency: net.currency.clone() })
}

/// Adds the tax of the company's country to what an order costs, and says so; an exempt company pays none.
pub(crate) fn due(case: &Case<'_>, why: &mut Explanation, net: &Money) -> Option<(Option<TaxDue>, Money)> {
    let programme = case.current();
    let (country, today) = (case.account.country.as_str(), case.ctx.today);
    let Some(rate) = programme.tax(country, today) else { return Some((None, net.clone())) };
    let amount = tax_on(net, rate.basis_points)?;
    if let Some((_, exemption)) = exemption_on(case.account, None, today) {
        let until = exemption.until;
        why.look(
            Node::new(FactCode::TaxExempt, Answer::Yes)
                .with("since", exemption.from)
                .with_some("until", until)
                .changes(until.and_then(|until| plus_days(until, 1))),
        );
        return Some((None, net.clone()));
    }
    let total = Money { minor: net.minor.checked_add(amount.minor)?, currency: net.currency.clone() };
    why.look(due_node(programme, rate, &amount, &total));
    Some((Some(TaxDue { country: country.to_owned(), basis_points: rate.basis_points, amount }), total))
}

fn due_node(programme: &Programme, rate: &TaxRate, amount: &Money, total: &Money) -> Node {
    Node::new(FactCode::TaxDue, Answer::Value)
        .with("tax", &rate.name)
        .with("percent", percent(rate.basis_points))
        .with("amount", amount)
        .with("total", total)
        .rule(programme, format!("tax.{}", rate.country))
}

/// A rate as people write it: `20` or `7.7`.
pub fn percent(basis_points: u32) -> String {
    let (whole, rest) = (basis_points / 100, basis_points % 100);
    let text = format!("{whole}.{rest:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Exempts a company from taxes, also for days that have passed: what it paid in them can be given back (A-33, B-51).
/// For one that became a part of it, what that one ordered is meant.
pub(crate) fn exempt(
    case: &Case<'_>,
    (from, until): (Date, Option<Date>),
    note: &NoteRef,
    former: Option<AccountId>,
) -> Decision {
    let today = case.ctx.today;
    let part = former.map(|id| case.account.former.get(&id));
    if part == Some(None) {
        return Err(not_found(case.explain(Question::MayExempt, case.account.number)));
    }
    let part = part.flatten();
    let of = part.map_or(case.account.number, |part| part.number);
    let mut why = case.explain(Question::MayExempt, of);
    case.may(&mut why, Capability::ExemptFromTax)?;
    // What became a part of another company orders nothing any more.
    let last = part.and_then(|part| plus_days(part.on, -1));
    if last.is_some_and(|last| last < from) {
        return Err(invalid_between(why, "from", from, (None, last)));
    }
    if let Some(until) = until.filter(|until| *until < from) {
        return Err(invalid_between(why, "until", until, (Some(from), None)));
    }
    let overlaps =
        |held: &Exemption| held.until.is_none_or(|last| from <= last) && until.is_none_or(|until| held.from <= until);
    let others = case.account.exemptions.values().filter(|held| held.former == former && overlaps(held));
    let other = others.min_by_key(|held| held.from);
    let node = Node::of(FactCode::ExemptionFree, other.is_none())
        .with_some("since", other.map(|held| held.from))
        .with_some("until", other.and_then(|held| held.until));
    // The days before the one that is there are free; ending that one would give none of them.
    let before = other.filter(|held| from < held.from).and_then(|held| plus_days(held.from, -1));
    let settle = match before {
        Some(last) => Remedy::until(RemedyAct::ExemptBefore, last),
        None => Remedy::new(RemedyAct::EndExemption),
    };
    if why.look(if other.is_some() { node.remedy(settle) } else { node }) {
        return Err(Refusal::new(RefusalCode::AlreadyExists, why));
    }
    let exemption = case.ctx.minter().exemption();
    let fact = TaxExempted { exemption, from, until, note: note.clone(), former };
    let effect = match former {
        Some(_) => Effect::new("tax.former_exempt_from", None, Some(from.into())).with("company", number(of)),
        None => Effect::new("tax.exempt_from", None, Some(from.into())),
    };
    Ok(Outcome::on(today, vec![fact.into()], why).effect(effect))
}

/// Ends an exemption after a day.
pub(crate) fn end(case: &Case<'_>, exemption: ExemptionId, last_day: Date) -> Decision {
    let mut why = case.explain(Question::MayEndExemption, exemption);
    let Some(held) = case.account.exemptions.get(&exemption) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::ExemptFromTax)?;
    if last_day < held.from || held.until.is_some_and(|until| until < last_day) {
        return Err(invalid_between(why, "last_day", last_day, (Some(held.from), held.until)));
    }
    let fact = TaxExemptionEnded { exemption, last_day };
    let effect = Effect::new("tax.exempt_until", held.until.map(Value::from), Some(last_day.into()));
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why).effect(effect))
}

/// What of an order's tax can still be given back, and why: the company was exempt on the day of the order, and the
/// payment is not older than the programme allows (B-51). None where the order bore no tax.
pub fn refund_right(account: &Account, programme: &Programme, order: &Order, today: Date) -> Option<Vec<Node>> {
    let tax = order.placed.tax.as_ref()?;
    let (paid_on, _) = order.paid.as_ref()?;
    let exempt = exemption_on(account, order.former, order.placed_on).map(|(_, held)| held);
    let exemption = Node::of(FactCode::ExemptOnDay, exempt.is_some()).with("day", order.placed_on);
    let exemption = match exempt {
        Some(_) => exemption,
        None => exemption.remedy(Remedy::new(RemedyAct::Ticket)).helped_by(Capability::ExemptFromTax.roles()),
    };
    let until = programme.tax_refund_months.and_then(|months| plus_months(*paid_on, months));
    let in_time = until.is_some_and(|until| today <= until);
    let time = Node::new(FactCode::TaxRefundInTime, if in_time { Answer::Yes } else { Answer::Over })
        .with("paid_on", *paid_on)
        .with_some("until", until)
        .with("amount", &tax.amount)
        .rule(programme, "tax_refund");
    let time = if in_time { time.changes(until.and_then(|until| plus_days(until, 1))) } else { time };
    let once = Node::of(FactCode::TaxNotRefunded, order.tax_refunded.is_none())
        .with_some("on", order.tax_refunded.as_ref().map(|(on, _)| *on));
    Some(vec![once, exemption, time])
}

/// Gives back the tax of an order and nothing else; the membership stays (B-51).
pub(crate) fn refund(case: &Case<'_>, order: OrderId) -> Decision {
    let today = case.ctx.today;
    let Some(order) = case.account.orders.get(&order) else {
        return Err(not_found(case.explain(Question::MayRefundTax, order)));
    };
    let number = paper(order.placed.number);
    let mut why = case.explain(Question::MayRefundTax, number.as_str());
    case.may(&mut why, Capability::Refund)?;
    let state = order.state_on(today);
    let node = Node::of(FactCode::OrderPaid, state == OrderState::Paid).with("order", number.as_str());
    // Nothing was paid, or it was given back: there is nothing to use until its end.
    let node = match order.is_open_on(today) {
        true => node.remedy_if_blocked(RemedyAct::CancelOrder),
        false => node.remedy_if_blocked(RemedyAct::LookAgain),
    };
    if why.look(node.with("state", state.code())) {
        return Err(Refusal::new(RefusalCode::RefundNotPossible, why).detail("state", state.code()));
    }
    let Some(tax) = order.placed.tax.as_ref() else {
        why.look(Node::new(FactCode::TaxBorne, Answer::No).with("order", number.as_str()));
        return Err(Refusal::new(RefusalCode::RefundNotPossible, why));
    };
    for node in refund_right(case.account, case.current(), order, today).unwrap_or_default() {
        let until = node.because.get("until").cloned();
        if why.look(node) {
            let refusal = Refusal::new(RefusalCode::RefundNotPossible, why);
            return Err(match until {
                Some(until) => refusal.detail("until", until),
                None => refusal,
            });
        }
    }
    let credit_note = Some(case.ctx.credit_note);
    let fact = TaxRefunded { order: order.placed.order, amount: tax.amount.clone(), credit_note };
    let amount = Value::from(&tax.amount);
    Ok(Outcome::on(today, vec![fact.into()], why)
        .effect(Effect::new("order.tax_refunded", Some(amount), None).irreversible()))
}
