//! Money that was received, on the pages: what waits, what it may pay, and the vendor's acts on it (B-42, B-44).

use axum::extract::Path;
use symbolon_domain::access::Capability;
use symbolon_domain::account::{Funds, FundsState, Order};
use symbolon_domain::command::Command;
use symbolon_domain::company::DocumentOf;
use symbolon_domain::day::calendar_day;
use symbolon_domain::ids::{FundsId, OrderId};
use symbolon_domain::order::{Next, is_exact, is_payable, next_step, other_under, received_in_part};
use symbolon_domain::programme::Money;
use symbolon_domain::ticket::TicketReason;

use super::again::{Again, Errors, Named};
use super::check::{self, Question};
use super::clock_page::encoded;
use super::frame::{Said, see_other};
use super::orders;
use super::pages::{FundsRow, ProofRow};
use super::sight::{Sight, Tag, extension};
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use crate::api::one_line;
use crate::wrong::{Kind, Wrong};

/// The fields of money that was received.
const RECEIVED: &[Named<'_>] = &[
    Named { name: "amount", id: "amount", label: "ui-money-amount" },
    Named { name: "reference", id: "received-reference", label: "paper-reference" },
    Named { name: "received_on", id: "received-on", label: "ui-money-received-on" },
];

/// The money of a company, what waits first and then the newest.
pub(crate) fn rows(place: &Place<'_>) -> Vec<FundsRow> {
    let (sight, words) = (place.sight(), place.visit.words());
    let mut received: Vec<_> = sight.account.funds.iter().collect();
    received.sort_by_key(|(_, funds)| {
        (!funds.is_held(), std::cmp::Reverse(funds.received_on), funds.received.reference.clone())
    });
    let row = |(id, funds): (&FundsId, &symbolon_domain::account::Funds)| {
        let state = funds.state();
        let (tone, icon) = match state {
            FundsState::Held => ("warn", "clock"),
            FundsState::Paid => ("good", "check"),
            FundsState::Returned => ("", "loop"),
        };
        let held = funds.is_held();
        let order = funds.paid.as_ref().map(|(_, order)| *order).or(funds.received.order);
        let named = order.and_then(|id| sight.account.orders.get(&id));
        FundsRow {
            id: id.to_string(),
            reference: funds.received.reference.clone(),
            amount: words.money(funds.amount()),
            on: words.short(funds.received_on),
            order: named.map(|order| {
                (format!("{}/orders/{}", sight.base(), order.placed.order), format!("O-{}", order.placed.number))
            }),
            why: funds.received.held.filter(|_| held).map(|why| words.word(why)),
            tag: Tag { tone, icon, word: words.word(state) },
            held,
            next: held.then(|| to_do(&sight, (*id, funds))),
            orders: match held {
                true => payable_with(&sight, funds),
                false => Vec::new(),
            },
            key: place.visit.key(),
        }
    };
    received.into_iter().map(row).collect()
}

/// The money that was received for an order and waits.
pub(crate) fn held_for(place: &Place<'_>, order: &Order) -> Vec<FundsRow> {
    let number = format!("O-{}", order.placed.number);
    let waits = |row: &FundsRow| row.held && row.order.as_ref().is_some_and(|(_, of)| *of == number);
    rows(place).into_iter().filter(waits).collect()
}

/// What is to be done about money that waits: by support, or by the company.
pub(crate) fn to_do(sight: &Sight<'_>, (id, funds): (FundsId, &Funds)) -> Said {
    let (words, base) = (sight.words, sight.base());
    if sight.may(Capability::SettleOrders) {
        let way = Some((format!("{base}/orders#money"), words.t("ui-orders-title")));
        return Said { text: words.t("ui-money-settle"), way };
    }
    let buys = sight.may(Capability::Buy);
    match next_step(sight.account, sight.programmes, (id, funds), sight.today) {
        Next::OrderAnew(of) if buys => Said {
            text: words.t("ui-money-next-anew"),
            way: Some((orders::new_order(sight, &of), words.t("ui-money-next-anew-act"))),
        },
        Next::OrderAnew(_) => Said::only(words.t("ui-money-next-anew")),
        Next::PayWhole(order) => Said {
            text: sight.account.orders.get(&order).map(|order| pay_whole(sight, order)).unwrap_or_default(),
            way: ask_support(sight, Some(order)),
        },
        Next::AskSupport => Said { text: words.t("ui-money-waits"), way: ask_support(sight, funds.received.order) },
    }
}

/// How an order is paid for which something came that does not pay it (B-42).
pub(crate) fn pay_whole(sight: &Sight<'_>, order: &Order) -> String {
    let (words, placed) = (sight.words, &order.placed);
    let received = received_in_part(sight.account, order);
    let less = received.as_ref().map(|sum| placed.total.minor - sum.minor).filter(|minor| *minor > 0);
    let missing = less.map(|minor| Money { minor, currency: placed.total.currency.clone() });
    let amount = |money: Option<&Money>| money.map_or_else(|| "none".to_owned(), |money| words.money(money));
    let args = [
        ("order", format!("O-{}", placed.number).into()),
        ("total", words.money(&placed.total).into()),
        ("received", amount(received.as_ref()).into()),
        ("missing", amount(missing.as_ref()).into()),
        ("method", placed.method.code().into()),
        ("date", placed.pay_by.into()),
    ];
    words.with("ui-money-next-whole", &args)
}

/// Where support is asked about an order, or about money that names none.
fn ask_support(sight: &Sight<'_>, order: Option<OrderId>) -> Option<(String, String)> {
    let subject = order.map(|order| order.to_string()).unwrap_or_default();
    let reason = TicketReason::BillingHelp;
    let href = format!("{}/tickets?reason={reason}&subject={subject}", sight.base());
    sight.may(Capability::OpenTicket).then(|| (href, sight.words.t("ui-money-ask")))
}

/// Orders that some money can pay.
fn payable_with(sight: &Sight<'_>, funds: &Funds) -> Vec<(String, String)> {
    payable_orders(sight, |order| {
        is_exact(order, funds.amount())
            && is_payable(sight.account, sight.programmes, order, funds.received_on, sight.today)
    })
}

/// Orders that money can pay, as their ids and what a choice says.
pub(crate) fn payable_orders(sight: &Sight<'_>, fits: impl Fn(&Order) -> bool) -> Vec<(String, String)> {
    let say = |order: &Order| {
        let args = [
            ("order", format!("O-{}", order.placed.number).into()),
            ("total", sight.words.money(&order.placed.total).into()),
        ];
        (order.placed.order.to_string(), sight.words.with("ui-money-order", &args))
    };
    sight.account.orders.values().filter(|order| fits(order)).map(say).collect()
}

/// The proofs that were handed in for an order, the newest first.
pub(crate) async fn proofs(place: &Place<'_>, order: OrderId) -> Result<Vec<ProofRow>, Trouble> {
    let (sight, words) = (place.sight(), place.visit.words());
    let documents = || sight.account.company.documents.iter().rev();
    // Who decides about the money is told where the same transfer is said to have paid something else.
    let decides = sight.may(Capability::SettleOrders);
    let references = documents().filter_map(|(_, held)| match &held.added.of {
        DocumentOf::Payment { order: of, reference, .. } if decides && *of == order => Some(reference.clone()),
        _ => None,
    });
    let elsewhere = place.visit.app.store().known_elsewhere(place.id, references.collect()).await?;
    let doubt = |reference: &str| match other_under(sight.account, reference, order) {
        _ if !decides => None,
        Some(other) => {
            let number = format!("O-{}", other.placed.number);
            Some(words.with("ui-proof-other-order", &[("order", number.into())]))
        }
        None => elsewhere.contains(reference).then(|| words.t("ui-proof-other-company")),
    };
    let proof = |(id, held): (&symbolon_domain::ids::DocumentId, &symbolon_domain::company::Document)| {
        let DocumentOf::Payment { order: of, paid_on, paid_to, reference } = &held.added.of else { return None };
        (*of == order).then(|| ProofRow {
            doubt: doubt(reference),
            href: sight.may(Capability::ViewProfile).then(|| format!("{}/company/documents/{id}", sight.base())),
            name: words.with(
                "ui-proof-file",
                &[("kind", extension(&held.added.media_type).into()), ("reference", reference.as_str().into())],
            ),
            added: words.short(held.added_on),
            paid_on: words.short(*paid_on),
            paid_to: paid_to.clone(),
            reference: reference.clone(),
        })
    };
    Ok(documents().filter_map(proof).collect())
}

/// The page that a form came from, or the refusal. The page of all orders says what became of the money.
fn after(place: &Place<'_>, done: Done, order: Option<OrderId>, reference: &str) -> Answered {
    let back = match order {
        Some(order) => format!("/orders/{order}"),
        None => format!("/orders?received={}", encoded(reference)),
    };
    match done {
        Done::Refused(refusal) => Err(place.refused(refusal, &back)),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{back}", place.sight().base()))),
    }
}

/// What became of the newest payment with a reference: the order that it pays, or why it waits and what it would pay.
pub(crate) fn became(sight: &Sight<'_>, reference: &str) -> Option<Said> {
    let words = sight.words;
    let funds = sight.account.funds.values().rev().find(|funds| funds.received.reference == reference)?;
    let number = |id: &OrderId| sight.account.orders.get(id).map(|order| format!("O-{}", order.placed.number));
    let paid = funds.paid.as_ref().and_then(|(_, order)| number(order));
    let fits = payable_with(sight, funds);
    let args = [
        ("amount", words.money(funds.amount()).into()),
        ("order", paid.unwrap_or_default().into()),
        ("why", funds.received.held.map(|why| words.word(why)).unwrap_or_default().into()),
        ("fits", i64::try_from(fits.len()).unwrap_or(i64::MAX).into()),
    ];
    Some(Said::only(match funds.state() {
        FundsState::Paid => words.with("ui-money-became-paid", &args),
        FundsState::Held => words.with("ui-money-became-held", &args),
        FundsState::Returned => words.with("ui-money-became-returned", &args),
    }))
}

/// Records money that was received: it pays the order that it names if it is exactly what is due, else it is held.
pub(crate) async fn receive(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let order = fields.get("order").map(|text| text.parse::<OrderId>().map_err(|_| Trouble::Unreadable)).transpose()?;
    let typed = fields.amount("amount").unwrap_or_default();
    let currency = fields.get("currency").unwrap_or_default().to_ascii_uppercase();
    let words = visit.words();
    let mut errors = Errors::default();
    let is_currency = currency.len() == 3 && currency.bytes().all(|letter| letter.is_ascii_uppercase());
    let amount = Money::parse(&typed, &currency);
    // Of an amount without its currency it is known whether it is one in the programme's.
    let usual = &visit.app.programme().currency;
    if amount.is_none() && (is_currency || Money::parse(&typed, usual).is_none()) {
        errors.add_wrong("amount", &Wrong::Amount, words);
    }
    if !is_currency {
        errors.add_wrong("currency", &Wrong::Currency, words);
    }
    let reference = one_line(fields.get("reference").unwrap_or_default());
    if let Err(wrong) = &reference {
        errors.add_wrong("received-reference", wrong, words);
    }
    let day = |text| calendar_day(text).ok_or(Wrong::Wants(Kind::Day));
    let received_on = fields.get("received_on").map(day).transpose();
    if let Err(wrong) = &received_on {
        errors.add_wrong("received-on", wrong, words);
    }
    let (Some(amount), Ok(reference), Ok(received_on)) = (amount, reference, received_on) else {
        return orders::page(&place, None, Again::new(fields, errors));
    };
    let command = Command::RecordPayment { order, amount, reference: reference.clone(), received_on };
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => match Errors::of_refusal(&refusal, &place.sight(), RECEIVED) {
            Some(errors) => orders::page(&place, None, Again::new(fields, errors)),
            None => after(&place, Done::Refused(refusal), order, &reference),
        },
        done => after(&place, done, order, &reference),
    }
}

/// Assigns money that is held to an order, or gives it back once that was confirmed.
pub(crate) async fn settle(visit: Visit, Path((account, funds)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let funds: FundsId = funds.parse().map_err(|_| Trouble::Missing)?;
    let held = place.folded.account.funds.get(&funds).ok_or(Trouble::Missing)?;
    let reference = held.received.reference.as_str();
    match fields.need("decision")? {
        "assign" => {
            let order = fields.need("order")?.parse().map_err(|_| Trouble::Unreadable)?;
            let command = Command::AssignFunds { funds, order };
            let done = visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await?;
            after(&place, done, None, reference)
        }
        "return" => give_back(&place, (funds, held), reference, &fields).await,
        _ => Err(Trouble::Unreadable),
    }
}

/// Gives back money that is held, if what was shown still holds.
async fn give_back(place: &Place<'_>, (id, held): (FundsId, &Funds), reference: &str, fields: &Fields) -> Answered {
    let (base, words) = (place.sight().base(), place.visit.words());
    let back = format!("{base}/orders");
    let question = Question {
        page: "ui-orders-page",
        menu: "/orders",
        title: words.with("ui-money-return-title", &[("amount", words.money(held.amount()).into())]),
        back: (back.clone(), words.t("ui-orders-page")),
        wizard: false,
        facts: vec![
            (words.t("ui-refund-company"), place.company.clone()),
            (words.t("paper-reference"), reference.to_owned()),
        ],
        consequences: Vec::new(),
        action: format!("{base}/money/{id}"),
        hidden: vec![("decision", "return".to_owned())],
        confirm: words.t("ui-money-return"),
        other: None,
    };
    let on = format!("{back}?received={}", encoded(reference));
    check::confirm(place, Command::ReturnFunds { funds: id }, fields, (&on, "/orders"), |_, _| question).await
}
