//! Invoices and credit notes: what was paid and what was given back, as it was on its day, to be read and to be printed
//! (B-48, B-50, B-51).

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::{Account, GivenBack, Order};
use symbolon_domain::fact::{OrderPaid, TaxDue};
use symbolon_domain::ids::AccountId;
use symbolon_domain::programme::{Language, Money, Programme};
use symbolon_domain::tax::percent;
use symbolon_paper::Paper;
use symbolon_text::{message, word};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AsOf, Dated, Items, ProblemBody, dated, shapes, view};
use crate::app::{App, View};
use crate::body::Params;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::amount;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(print))
        .routes(routes!(list_credits))
        .routes(routes!(show_credit))
        .routes(routes!(print_credit))
}

/// An order that was paid: the day and the payment.
pub(crate) type Paid<'a> = (&'a Order, Date, &'a OrderPaid);

pub(crate) fn paid(account: &Account) -> Vec<Paid<'_>> {
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
        "refunded_on": order.refunded.as_ref().map(|(on, _)| *on),
        "tax_refunded_on": order.tax_refunded.as_ref().map(|(on, _)| *on),
    })
}

/// Lists a company's invoices of all years, the newest first.
#[utoipa::path(get, path = "/v1/accounts/{id}/invoices", tag = "orders", params(("id" = String, Path, description = "Its id or global number.")),
    responses((status = 200, body = Dated<Items<shapes::Invoice>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewInvoices, When::Now).await?;
    let items: Vec<Value> = paid(view.account()).into_iter().map(|paid| one(&app, paid, reader.language)).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
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
    responses((status = 200, body = shapes::Invoice), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let (view, number) = found(&app, &reader, &id).await?;
    Ok(axum::Json(one(&app, of_number(view.account(), number)?, reader.language)).into_response())
}

/// A credit note: the order, what was given back for it, and the note's number.
type Credited<'a> = (&'a Order, GivenBack<'a>, u64);

/// A company's credit notes up to a day, the newest first.
pub(crate) fn credited(account: &Account, on: Date) -> Vec<Credited<'_>> {
    let mut notes = Vec::new();
    for order in account.orders.values() {
        notes.extend(order.given_back(on).into_iter().filter_map(|given| Some((order, given, given.number?))));
    }
    notes.sort_by_key(|(.., number)| std::cmp::Reverse(*number));
    notes
}

fn one_credit((order, given, number): &Credited<'_>) -> Value {
    json!({
        "number": number.to_string(), "date": given.on, "order": format!("O-{}", order.placed.number),
        "invoice": order.paid.as_ref().map(|(_, paid)| paid.invoice.to_string()),
        "of": if given.fee { "fee" } else { "tax" }, "total": amount(given.amount),
    })
}

/// Lists a company's credit notes, the newest first.
#[utoipa::path(get, path = "/v1/accounts/{id}/credit-notes", tag = "orders", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<shapes::CreditNote>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_credits(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewInvoices, as_of.when()?).await?;
    let items: Vec<Value> = credited(view.account(), view.on).iter().map(one_credit).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// The company whose credit note has a number.
async fn found_credit(app: &App, reader: &Reader, number: &str) -> Result<(View, u64), Problem> {
    let number: u64 = number.parse().map_err(|_| Problem::not_found())?;
    let account = app.store().credited(number).await?.ok_or_else(Problem::not_found)?;
    let view = view(app, reader, &account.to_string(), Capability::ViewInvoices, When::Now).await?;
    Ok((view, number))
}

fn credit_of_number(account: &Account, on: Date, number: u64) -> Result<Credited<'_>, Problem> {
    credited(account, on).into_iter().find(|(.., known)| *known == number).ok_or_else(Problem::not_found)
}

/// A credit note.
#[utoipa::path(get, path = "/v1/credit-notes/{id}", tag = "orders", params(("id" = String, Path, description = "Its number.")),
    responses((status = 200, body = shapes::CreditNote), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show_credit(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let (view, number) = found_credit(&app, &reader, &id).await?;
    Ok(axum::Json(one_credit(&credit_of_number(view.account(), view.on, number)?)).into_response())
}

/// A credit note as PDF, in the reader's language.
#[utoipa::path(get, path = "/v1/credit-notes/{id}/pdf", tag = "orders", params(("id" = String, Path, description = "Its number.")),
    responses((status = 200, content_type = "application/pdf"), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn print_credit(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let (view, number) = found_credit(&app, &reader, &id).await?;
    credit_note_pdf(&app, view.id, view.account(), view.on, number, reader.language).await
}

/// A credit note of a company, drawn.
pub(crate) async fn credit_note_pdf(
    app: &App,
    id: AccountId,
    account: &Account,
    on: Date,
    number: u64,
    language: Language,
) -> Result<Response, Problem> {
    let paper = credit_paper(app, id, account, on, number, language).await?;
    pdf(&paper, &format!("credit-note-{number}.pdf"))
}

/// An invoice as PDF, in the reader's language.
#[utoipa::path(get, path = "/v1/invoices/{id}/pdf", tag = "orders", params(("id" = String, Path, description = "Its number.")),
    responses((status = 200, content_type = "application/pdf"), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn print(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let (view, number) = found(&app, &reader, &id).await?;
    invoice_pdf(&app, view.id, view.account(), number, reader.language).await
}

/// An invoice of a company, drawn.
pub(crate) async fn invoice_pdf(
    app: &App,
    id: AccountId,
    account: &Account,
    number: u64,
    language: Language,
) -> Result<Response, Problem> {
    let paper = paper(app, id, account, number, language).await?;
    pdf(&paper, &format!("invoice-{number}.pdf"))
}

/// A paper as a file to be kept.
fn pdf(paper: &Paper, name: &str) -> Result<Response, Problem> {
    let drawn = symbolon_paper::draw(paper).map_err(|error| Problem::failed(&error))?;
    let mut response = drawn.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// To whom a paper goes, with the company's number: what the company is called now that ordered. A former company's papers
/// are that one's.
async fn addressee(
    app: &App,
    language: Language,
    (id, account): (AccountId, &Account),
    order: &Order,
) -> Result<(Vec<String>, u64), Problem> {
    let former = match order.former {
        Some(id) => app.store().folded(id).await?.map(|folded| (id, folded)),
        None => None,
    };
    let (id, account) = former.as_ref().map_or((id, account), |(id, folded)| (*id, &folded.account));
    let profile = super::company::text_of(app, id, account).await?;
    let mut to = vec![app.store().profile(id).await?.unwrap_or_default()];
    if let Some(profile) = profile {
        to = vec![profile.legal_name, profile.address.street];
        to.push(format!("{} {}", profile.address.postal_code, profile.address.city));
    }
    to.push(symbolon_text::country(language, &account.country));
    Ok((to, account.number))
}

/// The offer of an order with the year that its payment brought, in words.
fn label(programme: &Programme, account: &Account, (order, on, paid): Paid<'_>, language: Language) -> String {
    let id = order.placed.of.offer();
    let offer = programme.offer(id).map_or_else(|| id.to_owned(), |offer| offer.name.get(language).to_owned());
    let held = account.memberships.get(&paid.membership);
    // The year that a payment brought is the one that was granted on its day.
    match held.and_then(|held| held.years.iter().find(|year| year.granted_on == on)) {
        Some(year) => message(
            language,
            "paper-line",
            &[("offer", offer.as_str().into()), ("until", year.days.anniversary.into())],
        ),
        None => offer,
    }
}

/// The line of an order's tax.
fn tax_line(programme: &Programme, order: &Order, tax: &TaxDue, language: Language) -> (String, String) {
    let name = programme.tax(&tax.country, order.placed_on).map(|rate| rate.name.get(language).to_owned());
    let values = [("tax", name.unwrap_or_default().into()), ("percent", percent(tax.basis_points).into())];
    (message(language, "paper-tax", &values), symbolon_text::money(language, &tax.amount))
}

/// The words of an invoice. What was agreed comes from the order, so that it never changes; who it goes to is what the
/// company is called now.
async fn paper(app: &App, id: AccountId, account: &Account, number: u64, language: Language) -> Result<Paper, Problem> {
    let (order, on, paid) = of_number(account, number)?;
    let (to, company) = addressee(app, language, (id, account), order).await?;
    let (placed, programme) = (&order.placed, app.programme());
    let t = |id: &str| message(language, id, &[]);
    let date = |day: Date| symbolon_text::date(language, day);
    let money = |amount: &Money| symbolon_text::money(language, amount);
    let mut facts = vec![
        (t("paper-number"), number.to_string()),
        (t("paper-date"), date(on)),
        (t("paper-order"), format!("O-{}", placed.number)),
        (t("paper-company"), company.to_string()),
    ];
    facts.extend(placed.tax_id.clone().map(|tax_id| (t("paper-tax-id"), tax_id)));
    facts.push((t("paper-method"), word(language, placed.method)));
    let funds = account.funds.get(&paid.funds).map(|funds| funds.received.reference.clone());
    facts.extend(funds.map(|reference| (t("paper-reference"), reference)));
    let mut lines = vec![(label(programme, account, (order, on, paid), language), money(&placed.price))];
    let off = placed.price.minor - placed.net().minor;
    if off > 0 {
        let less = Money { minor: -off, currency: placed.price.currency.clone() };
        let percent = [("percent", placed.discount_percent.into())];
        lines.push((message(language, "paper-discount", &percent), money(&less)));
    }
    lines.extend(placed.tax.as_ref().map(|tax| tax_line(programme, order, tax, language)));
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

/// The words of a credit note: what of an invoice was given back, and when.
async fn credit_paper(
    app: &App,
    id: AccountId,
    account: &Account,
    today: Date,
    number: u64,
    language: Language,
) -> Result<Paper, Problem> {
    let (order, given, _) = credit_of_number(account, today, number)?;
    let (to, company) = addressee(app, language, (id, account), order).await?;
    let (placed, programme) = (&order.placed, app.programme());
    let t = |id: &str| message(language, id, &[]);
    let money = |amount: &Money| symbolon_text::money(language, amount);
    let mut facts = vec![
        (t("paper-credit-number"), number.to_string()),
        (t("paper-date"), symbolon_text::date(language, given.on)),
    ];
    facts.extend(order.paid.as_ref().map(|(_, paid)| (t("paper-credit-of"), paid.invoice.to_string())));
    facts.push((t("paper-order"), format!("O-{}", placed.number)));
    facts.push((t("paper-company"), company.to_string()));
    facts.extend(placed.tax_id.clone().map(|tax_id| (t("paper-tax-id"), tax_id)));
    facts.push((t("paper-credit-why"), t(if given.fee { "paper-credit-fee" } else { "paper-credit-tax" })));
    // A tax that was given back before stands on a note of its own.
    let tax = placed.tax.as_ref().filter(|_| !given.fee || *given.amount == placed.total);
    let mut lines = Vec::new();
    if let (true, Some((on, paid))) = (given.fee, order.paid.as_ref()) {
        lines.push((label(programme, account, (order, *on, paid), language), money(&placed.net())));
    }
    lines.extend(tax.map(|tax| tax_line(programme, order, tax, language)));
    let note = if given.fee { "paper-credit-ended" } else { "paper-credit-stays" };
    Ok(Paper {
        language: language.code().to_owned(),
        title: message(language, "paper-credit-note", &[("number", number.to_string().into())]),
        from: programme.name.get(language).to_owned(),
        to,
        facts,
        lines,
        total: (t("paper-credit-total"), money(given.amount)),
        notes: vec![t(note)],
    })
}
