//! `symbolon order`.

use serde_json::{Value as Json, json};

use super::Session;
use super::shown::{amount, day, day_cell, money, named, plain, state};
use super::token::deliberately;
use crate::args::{Company, Order};
use crate::client::{Route, route};
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Output, Table};

pub(crate) fn run(verb: &Order, session: &Session) -> Result<(), Failure> {
    match verb {
        Order::List(of) => list(session, of),
        Order::Show { order } => show(session, order),
        Order::Place { offer, membership, method, tax_id, of, trial } => {
            let account = find::account(&session.client, of)?;
            let mut body = json!({ "method": method });
            for (name, value) in [("offer", offer), ("membership", membership), ("tax_id", tax_id)] {
                if let Some(value) = value {
                    body[name] = json!(value);
                }
            }
            let path = route!("accounts/{}/orders", account);
            if trial.dry_run {
                return session.would(&path, &body);
            }
            session.confirm(&session.output.text("cli-confirm-place", &[]))?;
            act(session, &path, &body, false, said)
        }
        Order::Cancel { order, deliberate } => {
            let path = route!("orders/{}/cancellations", order);
            // What is lost for good is looked at first, and not agreed to by a word.
            let lost = |preview: &Json| preview["acknowledge"].as_array().is_some_and(|codes| !codes.is_empty());
            if deliberate.is_plain() && !session.client.try_out(&path, &json!({})).is_ok_and(|found| lost(&found)) {
                session.confirm(&session.output.text("cli-confirm-withdraw", &[("order", order.as_str().into())]))?;
                return act(session, &path, &json!({}), false, said);
            }
            deliberately(session, &path, json!({}), deliberate, |order| said(&session.output, order))
        }
        Order::Receive { amount, currency, order, reference, on, of, trial } => {
            let account = find::account(&session.client, of)?;
            let mut body = json!({ "amount": { "amount": amount, "currency": currency }, "reference": reference });
            if let Some(order) = order {
                body["order"] = json!(order);
            }
            if let Some(on) = on {
                body["received_on"] = json!(on);
            }
            if !trial.dry_run {
                let amount = money(session.output.language, &body["amount"]);
                session.confirm(&session.output.text("cli-confirm-receive", &[("amount", amount.into())]))?;
            }
            act(session, &route!("accounts/{}/payments", account), &body, trial.dry_run, received)
        }
        Order::ChargeFailed { order, reference, code, trial } => {
            let body = json!({ "reference": reference, "code": code });
            act(session, &route!("orders/{}/failed-charges", order), &body, trial.dry_run, said)
        }
        Order::Invoices(of) => invoices(session, of),
        Order::Invoice { number, file } => session.download(&route!("invoices/{}/pdf", number), file),
        Order::CreditNotes(of) => credit_notes(session, of),
        Order::CreditNote { number, file } => session.download(&route!("credit-notes/{}/pdf", number), file),
        Order::PayCard { order } => {
            let found = session.client.act(&route!("orders/{}/card-payments", order), &json!({}))?;
            let output = &session.output;
            if output.is_json() {
                return output.document(&found);
            }
            let url = session.client.absolute(text(&found, "url"));
            output.line(&output.text("cli-order-pay-at", &[("url", url.into())]))
        }
        Order::RefundTax { order, deliberate } => {
            let path = route!("orders/{}/tax-refunds", order);
            deliberately(session, &path, json!({}), deliberate, |order| said(&session.output, order))
        }
        Order::Payments(of) => payments(session, of),
        Order::Assign { payment_id, order, trial } => {
            let path = route!("payments/{}/assignments", payment_id);
            if !trial.dry_run {
                session.confirm(&session.output.text("cli-confirm-payment", &[("order", order.as_str().into())]))?;
            }
            act(session, &path, &json!({ "order": order }), trial.dry_run, received)
        }
        Order::Return { payment_id, deliberate } => {
            let path = route!("payments/{}/returns", payment_id);
            deliberately(session, &path, json!({}), deliberate, |payment| received(&session.output, payment))
        }
        Order::Prove { order, file, paid_on, paid_to, reference, trial } => {
            let query = [("paid_on", paid_on.as_str()), ("paid_to", paid_to), ("reference", reference)];
            super::company::hand_in(session, &route!("orders/{}/proofs", order), &query, file, trial)
        }
        Order::Refund { order, deliberate } => {
            let path = route!("orders/{}/refunds", order);
            deliberately(session, &path, json!({}), deliberate, |order| said(&session.output, order))
        }
    }
}

fn act(
    session: &Session,
    path: &Route,
    body: &Json,
    dry_run: bool,
    done: fn(&Output, &Json) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let output = &session.output;
    if dry_run {
        return session.would(path, body);
    }
    let answer = session.client.act(path, body)?;
    if output.is_json() { output.document(&answer) } else { done(output, &answer) }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("accounts/{}/orders", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["order", "offer", "total", "state", "pay_by"]).right(&["total"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "number"),
            named(item, "offer_name", "offer"),
            amount(output.language, item, "total"),
            how_far(output, item),
            day_cell(output.language, item, "pay_by"),
        ]);
    }
    output.table(table)
}

/// How far an order is. One that waits and would not be carried out says so instead, as on its page.
fn how_far(output: &Output, order: &Json) -> Cell {
    match order["obstacle"].is_null() {
        true => state(order),
        false => Cell::new(output.text("ui-order-blocked", &[]), text(order, "state")),
    }
}

fn show(session: &Session, order: &str) -> Result<(), Failure> {
    let order = session.client.get(&route!("orders/{}", order), &[])?;
    if session.output.is_json() { session.output.document(&order) } else { said(&session.output, &order) }
}

/// An order with what a transfer must name, what a card that failed asks for, and the right to a refund.
pub(super) fn said(output: &Output, order: &Json) -> Result<(), Failure> {
    let values = [
        ("order", text(order, "number").into()),
        ("offer", text(order, "offer_name").into()),
        ("total", money(output.language, &order["total"]).into()),
        ("state", text(order, "state_text").into()),
    ];
    output.line(&output.text("cli-order-title", &values))?;
    let tax = &order["tax"];
    if !tax.is_null() {
        let values = [
            ("tax", text(tax, "name").into()),
            ("percent", text(tax, "percent").into()),
            ("amount", money(output.language, &tax["amount"]).into()),
        ];
        output.line(&format!("  {}", output.text("cli-order-tax", &values)))?;
    }
    if let Some(detail) = order["obstacle"]["detail"].as_str() {
        output.line(&format!("  {} {detail}", output.text("cli-order-blocked", &[])))?;
    }
    if order["payable"] == true
        && let Some(day) = day(order, "pay_by")
    {
        let values = [
            ("day", day.into()),
            ("reference", text(order, "payment_reference").into()),
            ("order", text(order, "number").into()),
        ];
        let id = if text(order, "state") == "created" { "cli-order-pay-by-card" } else { "cli-order-pay" };
        output.line(&format!("  {}", output.text(id, &values)))?;
    }
    for failed in order["failed_charges"].as_array().into_iter().flatten() {
        let Some(on) = day(failed, "on") else { continue };
        let retry = day(failed, "retry_from").map(|day| output.date(day));
        let values = [
            ("day", on.into()),
            ("code", failed["code"].as_str().unwrap_or_default().into()),
            ("retry", retry.clone().unwrap_or_default().into()),
        ];
        let id = if retry.is_some() { "cli-order-failed-retry" } else { "cli-order-failed" };
        output.line(&format!("  {}", output.text(id, &values)))?;
    }
    if let Some(day) = day(order, "paid_on") {
        let values = [("day", day.into()), ("invoice", text(order, "invoice").into())];
        output.line(&format!("  {}", output.text("cli-order-paid", &values)))?;
    }
    if let (Some(day), Some(true)) = (day(&order["refund"], "until"), order["refund"]["possible"].as_bool()) {
        output.line(&format!("  {}", output.text("cli-order-refundable", &[("day", day.into())])))?;
    }
    Ok(())
}

fn invoices(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("accounts/{}/invoices", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["invoice", "date", "order", "offer", "total"]).right(&["total"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "number"),
            day_cell(output.language, item, "date"),
            plain(item, "order"),
            named(item, "offer_name", "offer"),
            amount(output.language, item, "total"),
        ]);
    }
    output.table(table)
}

fn credit_notes(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("accounts/{}/credit-notes", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["credit_note", "date", "order", "invoice", "gives_back", "total"]).right(&["total"]);
    for item in items(&list) {
        let of = text(item, "of");
        table.row(vec![
            plain(item, "number"),
            day_cell(output.language, item, "date"),
            plain(item, "order"),
            plain(item, "invoice"),
            Cell::new(output.text(&format!("credit-{of}"), &[]), of),
            amount(output.language, item, "total"),
        ]);
    }
    output.table(table)
}

fn payments(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("accounts/{}/payments", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table =
        Table::new(&["payment", "reference", "amount", "received_on", "state", "held_why"]).right(&["amount"]);
    for item in items(&list) {
        table.row(vec![
            plain(item, "id"),
            plain(item, "reference"),
            amount(output.language, item, "amount"),
            day_cell(output.language, item, "received_on"),
            state(item),
            Cell::new(item["held_why_text"].as_str().unwrap_or("–"), text(item, "held_why")),
        ]);
    }
    output.table(table)
}

fn received(output: &Output, payment: &Json) -> Result<(), Failure> {
    let values = [
        ("reference", text(payment, "reference").into()),
        ("amount", money(output.language, &payment["amount"]).into()),
        ("state", text(payment, "state_text").into()),
    ];
    output.line(&output.text("cli-order-payment", &values))?;
    match payment["held_why_text"].as_str() {
        Some(why) => output.line(&format!("  {why}")),
        None => Ok(()),
    }
}
