//! Invoices: what was paid, as it was on the day of the payment, to be read and to be printed (B-48).

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::{Account, Order};
use symbolon_domain::fact::OrderPaid;
use symbolon_domain::programme::{Language, Money};
use symbolon_domain::tax::percent;
use symbolon_paper::Paper;
use symbolon_text::{message, word};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ProblemBody, dated, view};
use crate::app::{App, View};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::{Json, amount};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show)).routes(routes!(print))
}

/// An order that was paid: the day and the payment.
type Paid<'a> = (&'a Order, Date, &'a OrderPaid);

fn paid(account: &Account) -> Vec<Paid<'_>> {
    let mut paid: Vec<Paid<'_>> =
        account.orders.values().filter_map(|order| order.paid.as_ref().map(|(on, paid)| (order, *on, paid))).collect();
    paid.sort_by_key(|(.., paid)| std::cmp::Reverse(paid.invoice));
    paid
}

fn one(app: &App, (order, on, paid): Paid<'_>, language: Language) -> Value {
    let placed = &order.placed;
    let offer = app.programme().offer(placed.of.offer());
    json!({
        "number": paid.invoice.to_string(), "date": on, "order": format!("O-{}", placed.number),
        "offer": placed.of.offer(), "offer_name": offer.map(|offer| offer.name.get(language)),
        "price": amount(&placed.price), "discount_percent": placed.discount_percent, "net": amount(&placed.net()),
        "tax": placed.tax.as_ref().map(|tax| json!({ "percent": percent(tax.basis_points), "amount": amount(&tax.amount) })),
        "total": amount(&placed.total), "tax_id": placed.tax_id, "membership": paid.membership,
        "refunded_on": order.refunded_on, "tax_refunded_on": order.tax_refunded.as_ref().map(|(on, _)| *on),
    })
}

/// Lists a company's invoices of all years, the newest first.
#[utoipa::path(get, path = "/v1/accounts/{id}/invoices", tag = "orders", params(("id" = String, Path, description = "Its id or global number.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewInvoices, When::Now).await?;
    let items: Vec<Value> = paid(view.account()).into_iter().map(|paid| one(&app, paid, reader.language)).collect();
    Ok(axum::Json(dated(&view, json!({ "items": items }))).into_response())
}

/// The company whose invoice has a number.
async fn found(app: &App, reader: &Reader, number: &str) -> Result<(View, u64), Problem> {
    let number: u64 = number.parse().map_err(|_| Problem::not_found())?;
    let account = app.store().invoiced(number).await?.ok_or_else(Problem::not_found)?;
    let view = view(app, reader, &account.to_string(), Capability::ViewInvoices, When::Now).await?;
    Ok((view, number))
}

fn of_number(account: &Account, number: u64) -> Result<Paid<'_>, Problem> {
    paid(account).into_iter().find(|(.., paid)| paid.invoice == number).ok_or_else(Problem::not_found)
}

/// An invoice.
#[utoipa::path(get, path = "/v1/invoices/{id}", tag = "orders", params(("id" = String, Path, description = "Its number.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let (view, number) = found(&app, &reader, &id).await?;
    Ok(axum::Json(one(&app, of_number(view.account(), number)?, reader.language)).into_response())
}

/// An invoice as PDF, in the reader's language.
#[utoipa::path(get, path = "/v1/invoices/{id}/pdf", tag = "orders", params(("id" = String, Path, description = "Its number.")),
    responses((status = 200, content_type = "application/pdf"), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn print(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let (view, number) = found(&app, &reader, &id).await?;
    let paper = paper(&app, &view, number, reader.language).await?;
    let drawn = symbolon_paper::draw(&paper).map_err(|error| {
        tracing::error!(%error, "an invoice could not be drawn");
        Problem::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, "internal-error")
    })?;
    let mut response = drawn.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"invoice-{number}.pdf\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// The words of an invoice. What was agreed comes from the order, so that it never changes; who it goes to is what the
/// company is called now.
async fn paper(app: &App, view: &View, number: u64, language: Language) -> Result<Paper, Problem> {
    let account = view.account();
    let (order, on, paid) = of_number(account, number)?;
    let (placed, programme) = (&order.placed, app.programme());
    let t = |id: &str| message(language, id, &[]);
    // What a former company ordered was invoiced to that one.
    let former = match order.former {
        Some(id) => app.store().folded(id).await?.map(|folded| (id, folded)),
        None => None,
    };
    let (buyer_id, buyer) = former.as_ref().map_or((view.id, account), |(id, folded)| (*id, &folded.account));
    let profile = super::company::text_of(app, buyer_id, buyer).await?;
    let mut to = vec![app.store().profile(buyer_id).await?.unwrap_or_default()];
    if let Some(profile) = profile {
        to = vec![profile.legal_name, profile.address.street];
        to.push(format!("{} {}", profile.address.postal_code, profile.address.city));
    }
    to.push(buyer.country.clone());
    let date = |day: Date| symbolon_text::date(language, day);
    let money = |amount: &Money| symbolon_text::money(language, amount);
    let mut facts = vec![
        (t("paper-number"), number.to_string()),
        (t("paper-date"), date(on)),
        (t("paper-order"), format!("O-{}", placed.number)),
        (t("paper-company"), buyer.number.to_string()),
    ];
    facts.extend(placed.tax_id.clone().map(|tax_id| (t("paper-tax-id"), tax_id)));
    facts.push((t("paper-method"), word(language, placed.method)));
    let funds = account.funds.get(&paid.funds).map(|funds| funds.received.reference.clone());
    facts.extend(funds.map(|reference| (t("paper-reference"), reference)));
    let offer = programme.offer(placed.of.offer());
    let offer = offer.map_or_else(|| placed.of.offer().to_owned(), |offer| offer.name.get(language).to_owned());
    let held = account.memberships.get(&paid.membership);
    // The year that this payment brought is the one that was granted on its day.
    let year = held.and_then(|held| held.years.iter().find(|year| year.granted_on == on));
    let label = match year {
        Some(year) => message(
            language,
            "paper-line",
            &[("offer", offer.as_str().into()), ("until", year.days.anniversary.into())],
        ),
        None => offer,
    };
    let mut lines = vec![(label, money(&placed.price))];
    let off = placed.price.minor - placed.net().minor;
    if off > 0 {
        let less = Money { minor: -off, currency: placed.price.currency.clone() };
        let percent = [("percent", placed.discount_percent.into())];
        lines.push((message(language, "paper-discount", &percent), money(&less)));
    }
    if let Some(tax) = &placed.tax {
        let name = programme.tax(&tax.country, order.placed_on).map(|rate| rate.name.get(language).to_owned());
        let values = [("tax", name.unwrap_or_default().into()), ("percent", percent(tax.basis_points).into())];
        lines.push((message(language, "paper-tax", &values), money(&tax.amount)));
    }
    Ok(Paper {
        language: language.code().to_owned(),
        title: message(language, "paper-invoice", &[("number", number.to_string().into())]),
        from: programme.name.get(language).to_owned(),
        to,
        facts,
        lines,
        total: (t("paper-total"), money(&placed.total)),
        notes: vec![message(language, "paper-paid", &[("date", on.into())])],
    })
}
