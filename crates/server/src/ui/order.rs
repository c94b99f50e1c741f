//! One order: its state, how it is paid, its papers, and the rights to get its fee or its tax back as they stand now.

use std::collections::BTreeMap;

use axum::extract::Path;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::account::Order;
use symbolon_domain::command::Command;
use symbolon_domain::company::DocumentOf;
use symbolon_domain::day::calendar_day;
use symbolon_domain::fact::Ordered;
use symbolon_domain::ids::OrderId;
use symbolon_domain::order::{after_failure, came_for_another, keeps_renewal, obstacle, refund_right};
use symbolon_domain::programme::PayMethod;
use symbolon_domain::tax;

use super::again::Errors;
use super::check::{self, Question};
use super::company::{Form, OF_FILE, hand_in_for};
use super::frame::{Said, respond, see_other};
use super::orders::{is_about, price, subject, tag};
use super::pages::{FailedCharge, OrderPage, ProofInput, RefundView};
use super::sight::{Sight, Tag};
use super::visit::{Answered, Done, Fields, Place, Query, Trouble, Visit};
use super::{money, words::Words};
use crate::documents::File;

fn known<'p>(place: &'p Place<'_>, order: &str) -> Result<&'p Order, Trouble> {
    place.need(Capability::ViewMemberships)?;
    let id: OrderId = order.parse().map_err(|_| Trouble::Missing)?;
    place.folded.account.orders.get(&id).ok_or(Trouble::Missing)
}

/// The order.
pub(crate) async fn show(
    visit: Visit,
    Path((account, order)): Path<(String, String)>,
    Query(sent): Query<Sent>,
) -> Answered {
    let place = visit.enter(&account).await?;
    let held = known(&place, &order)?;
    shown(&place, held, sent.proof.is_some(), (ProofInput::default(), Errors::default())).await
}

/// Whether a proof was handed in just now.
#[derive(Deserialize)]
pub(crate) struct Sent {
    proof: Option<String>,
}

async fn page(place: &Place<'_>, order: &Order, proof: ProofInput, errors: Errors) -> Answered {
    shown(place, order, false, (proof, errors)).await
}

async fn shown(place: &Place<'_>, order: &Order, sent: bool, (proof, errors): (ProofInput, Errors)) -> Answered {
    let (visit, sight) = (place.visit, place.sight());
    let proofs = money::proofs(place, order.placed.order).await?;
    let words = visit.words();
    let (placed, today) = (&order.placed, sight.today);
    let open = order.is_open_on(today);
    let stands = obstacle(sight.account, sight.programmes, order, today);
    let paid = order.paid.as_ref().filter(|(on, _)| *on <= today);
    let rule = &visit.app.programme().documents;
    let (may_buy, papers) = (sight.may(Capability::Buy), sight.may(Capability::ViewInvoices));
    let mut facts = vec![
        (words.t("ui-order-placed"), placed_by(&sight, order)),
        (words.t("ui-order-method"), paid_with(&sight, order)),
    ];
    facts.extend(placed.tax_id.clone().map(|tax_id| (words.t("paper-tax-id"), tax_id)));
    facts.extend(paid.map(|(on, _)| (words.t("ui-order-paid-on"), words.date(*on))));
    facts.extend(order.given_back(today).iter().map(|given| {
        let name = words.t(if given.fee { "ui-order-fee-back" } else { "ui-order-tax-back" });
        (name, format!("{} · {}", words.money(given.amount), words.date(given.on)))
    }));
    let invoice = paid.filter(|_| papers).map(|(_, paid)| {
        let name = words.with("paper-invoice", &[("number", paid.invoice.to_string().into())]);
        (name, format!("{}/invoices/{}", sight.base(), paid.invoice))
    });
    let given_back = order.given_back(today);
    let notes = given_back.iter().filter(|_| papers).filter_map(|given| given.number).map(|number| {
        let name = words.with("paper-credit-note", &[("number", number.to_string().into())]);
        (name, format!("{}/credit-notes/{number}", sight.base()))
    });
    let mut frame = place.frame("ui-order-page", "/orders");
    frame.title = words.with("ui-order-title", &[("order", format!("O-{}", placed.number).into())]);
    frame.error = !errors.is_empty();
    frame.said = (sent && !proofs.is_empty() && open).then(|| Said::only(words.t("ui-proof-sent")));
    frame.here = format!("{}/orders/{}", sight.base(), placed.order);
    let status = errors.status();
    let money = money::held_for(place, order);
    let to_do: BTreeMap<String, Said> =
        money.iter().filter_map(|row| row.next.clone()).map(|said| (said.text.clone(), said)).collect();
    let tax_right = tax::refund_right(sight.account, sight.programme(), order, today).filter(|_| paid.is_some());
    let shown = OrderPage {
        f: frame,
        base: sight.base(),
        id: placed.order.to_string(),
        number: format!("O-{}", placed.number),
        subject: subject(&sight, &placed.of),
        tag: match open && stands.is_none() && !proofs.is_empty() {
            true => Tag { tone: "warn", icon: "clock", word: words.t("ui-order-proven") },
            false => tag(&sight, order),
        },
        asks: open && stands.is_none(),
        change: words.t(match keeps_renewal(sight.account, sight.programmes, order, today) {
            Some(_) => "ui-order-keeps",
            None => "ui-order-change-text",
        }),
        blocked: stands.map(|refusal| symbolon_text::refusal_detail(words.0, &refusal)),
        open,
        by_card: placed.method == PayMethod::Card,
        total: words.money(&placed.total),
        currency: placed.total.currency.clone(),
        decimal: symbolon_text::decimal(words.0, &placed.total),
        coded: symbolon_text::money_with_code(words.0, &placed.total),
        pay_by: words.date(placed.pay_by),
        reference: format!("O-{} {}", placed.number, sight.account.number),
        price: price(&sight, placed),
        facts,
        failed: failed(&sight, order),
        again: after_failure(order, today)
            .map(|(_, _, remedies)| remedies.map(|remedy| words.remedy(&remedy)).to_vec())
            .unwrap_or_default(),
        may_buy,
        helpers: if may_buy { Vec::new() } else { sight.helpers(Capability::Buy.roles()) },
        to_do: to_do.into_values().collect(),
        money,
        proofs,
        takes_proof: open && may_buy && placed.method == PayMethod::Transfer,
        accepted: rule.media_types.join(","),
        file_hint: sight.file_hint(),
        proof,
        days: (order.placed_on.to_string(), today.to_string()),
        papers: invoice.into_iter().chain(notes).collect(),
        refund: refund(&sight, order),
        tax_refund: tax_right.map(|nodes| nodes.iter().map(|node| sight.task(node)).collect()).unwrap_or_default(),
        may_refund: sight.may(Capability::Refund) && paid.is_some() && order.refunded.is_none(),
        may_refund_tax: sight.may(Capability::Refund)
            && placed.tax.is_some()
            && paid.is_some()
            && order.tax_refunded.is_none(),
        may_settle: sight.may(Capability::SettleOrders),
        errors,
        key: visit.key(),
    };
    Ok(respond(status, visit.language, &shown))
}

fn placed_by(sight: &Sight<'_>, order: &Order) -> String {
    let who = order.placed_by.parse().ok().map(|id| sight.person(id));
    let args = [("date", order.placed_on.into()), ("who", who.unwrap_or_else(|| order.placed_by.clone()).into())];
    sight.words.with("ui-order-placed-by", &args)
}

/// How it is paid, or the money that was there already and paid it (B-44, B-45).
fn paid_with(sight: &Sight<'_>, order: &Order) -> String {
    let words = sight.words;
    let Some((funds, named)) = came_for_another(sight.account, order) else { return words.word(order.placed.method) };
    let named = named.map_or_else(|| "none".to_owned(), |order| format!("O-{}", order.placed.number));
    let args =
        [("amount", words.money(funds.amount()).into()), ("date", funds.received_on.into()), ("order", named.into())];
    words.with("ui-order-paid-with", &args)
}

/// Cards that could not be charged, the newest first.
fn failed(sight: &Sight<'_>, order: &Order) -> Vec<FailedCharge> {
    let words = sight.words;
    let failed = order.failed.iter().rev().filter(|(on, _)| *on <= sight.today);
    let one = |(on, failed): &(jiff::civil::Date, symbolon_domain::fact::ChargeFailed)| FailedCharge {
        on: words.date(*on),
        code: failed.code.clone(),
    };
    failed.map(one).collect()
}

/// The right to the refund of the fee, live: until when, what would end it, what ended it (B-50…B-53).
fn refund(sight: &Sight<'_>, order: &Order) -> Option<RefundView> {
    let words = sight.words;
    let right = refund_right(sight.account, sight.programmes, order, sight.today)?;
    let offer = sight.find_offer(order.placed.of.offer())?;
    let possible = !right.blocks() && order.refunded.is_none();
    let ends = offer.refund.ended_by.iter().filter(|_| possible).map(|end| words.word(*end));
    Some(RefundView { task: sight.task(&right), possible, ends: ends.collect() })
}

/// Hands in the proof of a transfer (B-43).
pub(crate) async fn prove(visit: Visit, Path((account, order)): Path<(String, String)>, form: Form) -> Answered {
    let place = visit.enter(&account).await?;
    let held = known(&place, &order)?;
    let words = visit.words();
    let text = |name: &str| form.text(name).trim().to_owned();
    let proof = ProofInput { paid_on: text("paid_on"), paid_to: text("paid_to"), reference: text("reference") };
    let errors = missing(words, &proof, form.file.as_ref());
    let (Some(paid_on), Some(file), true) = (calendar_day(&proof.paid_on), form.file.clone(), errors.is_empty()) else {
        return page(&place, held, proof, errors).await;
    };
    let id = held.placed.order;
    let (paid_to, reference) = (proof.paid_to.clone(), proof.reference.clone());
    let of = DocumentOf::Payment { order: id, paid_on, paid_to, reference };
    match hand_in_for(&place, of, file, &text("key")).await? {
        Done::Refused(refusal) if is_about(&refusal, "paid_on") => {
            page(&place, held, proof, Errors::of("paid_on", words.t("ui-proof-paid-on-error"))).await
        }
        Done::Refused(refusal) => match Errors::of_code(&refusal, &place.sight(), ("file", OF_FILE)) {
            Some(errors) => page(&place, held, proof, errors).await,
            None => Err(place.refused(refusal, &format!("/orders/{id}"))),
        },
        Done::Recorded { .. } | Done::Stale => {
            Ok(see_other(&format!("{}/orders/{id}?proof=sent", place.sight().base())))
        }
    }
}

/// What is missing in the form of a proof.
fn missing(words: Words, proof: &ProofInput, file: Option<&File>) -> Errors {
    let wrong = [
        ("paid_on", calendar_day(&proof.paid_on).is_none(), "ui-proof-paid-on-error"),
        ("paid_to", proof.paid_to.is_empty(), "ui-proof-paid-to-error"),
        ("reference", proof.reference.is_empty(), "ui-proof-reference-error"),
        ("file", file.is_none_or(|file| file.content.is_empty()), "ui-proof-file-error"),
    ];
    let mut errors = Errors::default();
    wrong.into_iter().filter(|(_, wrong, _)| *wrong).for_each(|(field, _, id)| errors.add(field, words.t(id)));
    errors
}

/// What giving back the fee entails.
pub(crate) async fn ask_refund(visit: Visit, path: Path<(String, String)>) -> Answered {
    refund_fee(visit, path, Fields::default()).await
}

/// Gives back the fee, if what was shown still holds.
pub(crate) async fn refund_fee(visit: Visit, path: Path<(String, String)>, fields: Fields) -> Answered {
    let of = GivenBack {
        page: "ui-refund-page",
        title: "ui-refund-title",
        confirm: "ui-refund-confirm",
        action: "refund",
        command: |order| Command::RefundOrder { order },
    };
    give_back(visit, path, fields, of).await
}

/// Gives back the tax once that was confirmed; the membership stays.
pub(crate) async fn refund_tax(visit: Visit, path: Path<(String, String)>, fields: Fields) -> Answered {
    let of = GivenBack {
        page: "ui-tax-refund",
        title: "ui-tax-refund-title",
        confirm: "ui-tax-refund-act",
        action: "tax-refund",
        command: |order| Command::RefundTax { order },
    };
    give_back(visit, path, fields, of).await
}

/// What is given back of an order: the texts of its page, the end of its address, and the act.
struct GivenBack {
    page: &'static str,
    title: &'static str,
    confirm: &'static str,
    action: &'static str,
    command: fn(OrderId) -> Command,
}

async fn give_back(
    visit: Visit,
    Path((account, order)): Path<(String, String)>,
    fields: Fields,
    of: GivenBack,
) -> Answered {
    let place = visit.enter(&account).await?;
    let order = &known(&place, &order)?.placed;
    let (sight, words) = (place.sight(), visit.words());
    let back = format!("{}/orders/{}", sight.base(), order.order);
    let number = format!("O-{}", order.number);
    let question = Question {
        page: of.page,
        menu: "/orders",
        title: words.with(of.title, &[("order", number.as_str().into())]),
        back: (back.clone(), number),
        wizard: false,
        facts: vec![
            (words.t("ui-refund-company"), place.company.clone()),
            (words.t("ui-order-what"), subject(&sight, &order.of)),
        ],
        consequences: Vec::new(),
        action: format!("{back}/{}", of.action),
        hidden: Vec::new(),
        confirm: words.t(of.confirm),
        other: None,
    };
    check::confirm(&place, (of.command)(order.order), &fields, (&back, &back), |_, _| question).await
}

/// Withdraws an order once its consequences were read; what was ordered can be ordered anew, to be paid in another way
/// (B-45).
pub(crate) async fn cancel(visit: Visit, Path((account, order)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let held = known(&place, &order)?;
    let (sight, words) = (place.sight(), visit.words());
    let id = held.placed.order;
    let given_up = keeps_renewal(sight.account, sight.programmes, held, sight.today).is_some();
    let again = match &held.placed.of {
        _ if given_up => "renew".to_owned(),
        Ordered::Purchase { offer } => format!("orders/new?offer={offer}"),
        Ordered::Renewal { membership, offer } => format!("orders/new?offer={offer}&membership={membership}"),
    };
    let number = format!("O-{}", held.placed.number);
    let back = format!("/orders/{id}");
    let question = Question {
        page: "ui-order-page",
        menu: "/orders",
        title: words.with("ui-order-cancel-title", &[("order", number.as_str().into())]),
        back: (format!("{}{back}", sight.base()), words.with("ui-order-title", &[("order", number.as_str().into())])),
        wizard: false,
        facts: vec![
            (words.t("ui-order-what"), subject(&sight, &held.placed.of)),
            (words.t("ui-order-exact"), words.money(&held.placed.total)),
            (words.t("ui-order-pay-by"), words.date(held.placed.pay_by)),
        ],
        consequences: if given_up { Vec::new() } else { vec![words.t("ui-order-again")] },
        action: format!("{}{back}/cancel", sight.base()),
        hidden: Vec::new(),
        confirm: words.t("ui-order-cancel"),
        other: None,
    };
    let on = format!("{}/{again}", sight.base());
    check::confirm(&place, Command::CancelOrder { order: id }, &fields, (&on, &back), |_, _| question).await
}
