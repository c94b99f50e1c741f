//! The built-in test provider of a sandbox: a page that pays an order by card, or fails to, and tells of it by a signed
//! event like any other provider (B-41).

use axum::extract::Path;
use axum::http::StatusCode;
use serde_json::json;
use symbolon_domain::ids::OrderId;
use symbolon_domain::programme::Money;

use super::frame::{respond, see_other};
use super::orders::card_page;
use super::pages::TillPage;
use super::visit::{Answered, Fields, Trouble, Visit};
use crate::clock::Clock;
use crate::provider::deliver;

/// An order that this provider is to charge and the reader may pay, as its company's number, its own and its total.
async fn due(visit: &Visit, order: &str) -> Result<(u64, String, Money), Trouble> {
    let is_test = visit.app.is_sandbox() && visit.app.provider().is_some_and(|provider| provider.page.is_none());
    if !is_test {
        return Err(Trouble::Missing);
    }
    let id: OrderId = order.parse().map_err(|_| Trouble::Missing)?;
    let account = visit.app.store().locate(order).await?.ok_or(Trouble::Missing)?;
    let place = visit.place(account).await?;
    // No card is asked for where none is to be charged, or not any more.
    if let Err(refusal) = card_page(&place, id).await? {
        return Err(place.refused(refusal, &format!("/orders/{order}")));
    }
    let account = &place.folded.account;
    let placed = &account.orders.get(&id).ok_or(Trouble::Missing)?.placed;
    Ok((account.number, format!("O-{}", placed.number), placed.total.clone()))
}

/// The page at which an order is paid.
pub(crate) async fn show(visit: Visit, Path(order): Path<String>) -> Answered {
    let (company, number, total) = due(&visit, &order).await?;
    Ok(page(&visit, StatusCode::OK, &order, (company, &number, &total), None))
}

fn page(
    visit: &Visit,
    status: StatusCode,
    order: &str,
    (company, number, total): (u64, &str, &Money),
    failed: Option<&str>,
) -> axum::response::Response {
    let words = visit.words();
    let page = TillPage {
        f: visit.frame("ui-till-page"),
        order: order.to_owned(),
        lead: words.with("ui-till-lead", &[("order", number.into()), ("amount", words.money(total).into())]),
        failed: failed.map(|id| words.t(id)),
        back: format!("/p/{company}/orders/{order}"),
        payment: visit.key(),
    };
    respond(status, visit.language, &page)
}

/// Charges the card that is not there, or fails to.
pub(crate) async fn pay(visit: Visit, Path(order): Path<String>, fields: Fields) -> Answered {
    let (company, number, total) = due(&visit, &order).await?;
    let payment = fields.need("payment")?;
    let outcome = fields.need("outcome")?;
    let (kind, code, failed) = match outcome {
        "pay" => ("payment.succeeded", None, None),
        "decline" => ("payment.failed", Some("declined"), Some("ui-till-declined")),
        // What cannot be authorised today can be tried again later (B-41).
        "later" => ("payment.failed", Some("715"), Some("ui-till-later")),
        _ => return Err(Trouble::Unreadable),
    };
    // The same page may fail and then pay: these are two attempts.
    let attempt = format!("{payment}-{outcome}");
    let data = json!({
        "payment": format!("card-{attempt}"), "order": number, "amount": total.decimal(), "currency": total.currency,
        "code": code,
    });
    let body = json!({ "type": kind, "data": data }).to_string();
    let at = Clock::System.now() / 1_000_000;
    let provider = visit.app.provider().ok_or(Trouble::Missing)?;
    let signed = provider.secrets.sign(&attempt, at, body.as_bytes());
    let told = deliver(&visit.app, (&attempt, at, &signed), &body.into()).await?;
    if !told.status().is_success() {
        return Err(Trouble::Unreadable);
    }
    match failed {
        Some(failed) => {
            Ok(page(&visit, StatusCode::PAYMENT_REQUIRED, &order, (company, &number, &total), Some(failed)))
        }
        None => Ok(see_other(&format!("/p/{company}/orders/{order}"))),
    }
}
