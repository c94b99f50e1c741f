//! Orders, the money that pays them, and refunds.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::{Account, Funds, Order};
use symbolon_domain::command::Command;
use symbolon_domain::explanation::Node;
use symbolon_domain::fact::Ordered;
use symbolon_domain::ids::{AccountId, FundsId, MembershipId, OrderId};
use symbolon_domain::next_year::offer_at_renewal;
use symbolon_domain::order::{card_due, obstacle, refund_right, without_cards};
use symbolon_domain::programme::{Language, PayMethod, Programme, Programmes};
use symbolon_domain::refusal::Refusal;
use symbolon_domain::tax::{self, percent};
use symbolon_store::Rendering;
use symbolon_text::word;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::accounts::AmountBody;
use super::tokens::AfterPreview;
use super::{AsOf, Dated, Items, Nothing, ProblemBody, dated, good_name_at, parse, shapes, target};
use crate::act::{Act, Call};
use crate::app::{App, View};
use crate::body::{Body, Params};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{Day, Json, amount};
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, place))
        .routes(routes!(show))
        .routes(routes!(cancel))
        .routes(routes!(pay_by_card))
        .routes(routes!(fail))
        .routes(routes!(refund))
        .routes(routes!(record))
        .routes(routes!(funds))
        .routes(routes!(assign))
        .routes(routes!(give_back))
}

fn order_of(programmes: &Programmes, account: &Account, order: &Order, on: Date, language: Language) -> Value {
    let (placed, programme) = (&order.placed, programmes.current());
    let named = programme.offer(placed.of.offer());
    let state = order.state_on(on);
    let (kind, membership) = match &placed.of {
        Ordered::Purchase { .. } => ("purchase", None),
        Ordered::Renewal { membership, .. } => ("renewal", Some(*membership)),
    };
    let paid = order.paid.as_ref().filter(|(day, _)| *day <= on);
    let tax = placed.tax.as_ref().map(|tax| {
        let name = programme.tax(&tax.country, order.placed_on).map(|rate| rate.name.get(language));
        json!({ "name": name, "country": tax.country, "percent": percent(tax.basis_points), "amount": amount(&tax.amount) })
    });
    // Whether the tax could be given back now, and until when (B-51).
    let tax_refund = tax::refund_right(account, programme, order, on).map(|nodes| {
        let until = nodes.iter().find_map(|node| node.because.get("until").cloned());
        json!({ "possible": !nodes.iter().any(Node::blocks), "until": until })
    });
    // Whether the fee could be given back now, until when, and what ended it (B-50).
    let refund = refund_right(account, programmes, order, on).filter(|_| paid.is_some()).map(|node| {
        let value = |name: &str| node.because.get(name);
        json!({
            "possible": !node.blocks(), "until": value("until"), "ended_on": value("ended_on"),
            "ended_by": value("ended_by"),
        })
    });
    // Why it asks nobody for money any more, though it is open (A-13, B-34).
    let stands = obstacle(account, programmes, order, on);
    let payable = order.is_open_on(on) && stands.is_none();
    let stands = stands.map(|refusal| {
        json!({
            "code": refusal.code, "title": symbolon_text::refusal_title(language, refusal.code),
            "detail": symbolon_text::refusal_detail(language, &refusal),
            "remedies": crate::problem::remedies(&refusal.remedies, language),
            "explanation": crate::wire::explanation(&refusal.explanation, language, None),
        })
    });
    let failed = order.failed.iter().filter(|(day, _)| *day <= on).map(|(day, failed)| {
        json!({ "on": day, "reference": failed.reference, "code": failed.code, "retry_from": failed.retry_from })
    });
    let given_back = order.given_back(on);
    let on_fee = |fee: bool| given_back.iter().find(|given| given.fee == fee).map(|given| given.on);
    let credit_notes = given_back.iter().filter_map(|given| given.number).map(|number| number.to_string());
    let made = paid.map(|(_, paid)| paid.membership).or(membership);
    json!({
        "id": placed.order, "number": format!("O-{}", placed.number), "account": account.id, "kind": kind,
        "offer": placed.of.offer(), "offer_name": named.map(|offer| offer.name.get(language)), "membership": made, "method": placed.method, "state": state,
        "state_text": word(language, state), "payable": payable, "obstacle": stands, "price": amount(&placed.price),
        "discount_percent": placed.discount_percent, "net": amount(&placed.net()), "tax": tax, "total": amount(&placed.total), "tax_id": placed.tax_id,
        "placed_on": order.placed_on, "placed_by": order.placed_by, "pay_by": placed.pay_by,
        // What a transfer must name (B-42).
        "payment_reference": format!("O-{} {}", placed.number, account.number),
        "paid_on": paid.map(|(day, _)| day), "invoice": paid.map(|(_, paid)| paid.invoice.to_string()),
        "failed_charges": failed.collect::<Vec<_>>(),
        "refund": refund, "refunded_on": on_fee(true), "tax_refund": tax_refund, "tax_refunded_on": on_fee(false),
        "credit_notes": credit_notes.collect::<Vec<_>>(),
    })
}

fn funds_of(account: &Account, id: FundsId, funds: &Funds, language: Language) -> Value {
    let state = funds.state();
    let held = funds.received.held.filter(|_| funds.is_held());
    json!({
        "id": id, "account": account.id, "amount": amount(funds.amount()), "reference": funds.received.reference,
        "received_on": funds.received_on, "order": funds.paid.as_ref().map(|(_, order)| *order).or(funds.received.order),
        "state": state, "state_text": word(language, state), "held_why": held, "held_why_text": held.map(|why| word(language, why)),
        "returned_on": funds.returned_on,
    })
}

/// The order that an act made or changed.
fn order_made(rendering: &Rendering<'_>, programmes: &Programmes, id: Option<OrderId>, language: Language) -> Value {
    use symbolon_domain::fact::Fact;
    let found = rendering.entries.iter().find_map(|entry| match &entry.fact {
        Fact::OrderPlaced(fact) => Some(fact.order),
        _ => None,
    });
    let order = found.or(id).and_then(|id| rendering.after.orders.get(&id));
    order.map_or(Value::Null, |order| order_of(programmes, rendering.after, order, rendering.context.today, language))
}

/// Renders the order that an act made or changed.
pub(super) fn made(
    app: &App,
    order: Option<OrderId>,
) -> impl Fn(&Rendering<'_>, &Programme, Language) -> Value + Send + Sync + 'static {
    let programmes = app.programmes().clone();
    move |rendering, _, language| order_made(rendering, &programmes, order, language)
}

/// The money that an act recorded or settled.
fn funds_made(rendering: &Rendering<'_>, matches: impl Fn(FundsId, &Funds) -> bool, language: Language) -> Value {
    let found = rendering.after.funds.iter().find(|(id, funds)| matches(**id, funds));
    found.map_or(Value::Null, |(id, funds)| funds_of(rendering.after, *id, funds, language))
}

/// Lists the orders of a company, the newest first.
#[utoipa::path(get, path = "/v1/accounts/{id}/orders", tag = "orders", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<shapes::Order>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = super::view(&app, &reader, &id, Capability::ViewMemberships, as_of.when()?).await?;
    let one = |order: &Order| order_of(view.programmes(&app), view.account(), order, view.on, reader.language);
    let mut orders: Vec<&Order> = view.account().orders.values().collect();
    orders.sort_by_key(|order| std::cmp::Reverse(order.placed.number));
    let items: Vec<Value> = orders.into_iter().map(one).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// What is ordered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Place {
    /// The offer; for a renewal, another one of the same group may be chosen, else it stays the same.
    offer: Option<String>,
    /// The membership that is to be renewed, by id or number (`M-1042`); without it, the offer is bought.
    membership: Option<String>,
    /// `card` or `transfer`.
    method: String,
    /// The company’s tax number, as it goes on the invoice.
    tax_id: Option<String>,
}

/// Orders an offer or a renewal. Everything but the payment is judged here.
#[utoipa::path(post, path = "/v1/accounts/{id}/orders", tag = "orders", request_body = Place,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::Order), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn place(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Place>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Place { offer, membership, method, tax_id } = body.value;
    let method = PayMethod::from_code(&method).ok_or_else(|| {
        let known = PayMethod::ALL.iter().map(|method| method.code());
        Problem::invalid("/method", Wrong::not_among(&method, known))
    })?;
    let of = match (membership, offer) {
        (None, Some(offer)) => Ordered::Purchase { offer },
        (None, None) => return Err(Problem::invalid("/offer", Wrong::Missing("offer".to_owned()))),
        (Some(membership), offer) => {
            let membership: MembershipId = super::memberships::find(&app, &membership).await?;
            let usual = async || -> Result<Option<String>, Problem> {
                let folded = app.store().folded(account).await?;
                let account = folded.as_ref().map(|folded| &folded.account);
                let held = account.and_then(|account| Some((account, account.memberships.get(&membership)?)));
                let offer = |(account, held)| offer_at_renewal(account, app.programme(), held, reader.today).to_owned();
                Ok(held.map(offer))
            };
            let offer = match offer {
                Some(offer) => offer,
                None => usual().await?.ok_or_else(Problem::not_found)?,
            };
            Ordered::Renewal { membership, offer }
        }
    };
    if method == PayMethod::Card && app.provider().is_none() {
        let (folded, context) = app.context(account, &reader.identity.caller).await?;
        let refusal = without_cards(&folded.account, app.programmes(), &of, &context);
        return Err(refused(&app, &reader, account, &refusal).await);
    }
    let act = Act::new(account, Command::PlaceOrder { of, method, tax_id });
    act.run(&app, &reader, &call, &body.canonical, made(&app, None)).await
}

async fn order_view(app: &App, reader: &Reader, id: &str, as_of: &AsOf) -> Result<(View, OrderId), Problem> {
    let view = super::view(app, reader, id, Capability::ViewMemberships, as_of.when()?).await?;
    let order = order_id(app, view.id, id).await?;
    Ok((view, order))
}

/// An order on a day.
#[utoipa::path(get, path = "/v1/orders/{id}", tag = "orders", params(("id" = String, Path, description = "Its id or number (`O-1042`)."), AsOf),
    responses((status = 200, body = Dated<shapes::Order>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let (view, id) = order_view(&app, &reader, &id, &as_of).await?;
    let order = view.account().orders.get(&id).ok_or_else(Problem::not_found)?;
    let order = order_of(view.programmes(&app), view.account(), order, view.on, reader.language);
    Ok(axum::Json(dated(&view, order)).into_response())
}

/// An order of a company by its id or its number; what is no id names nothing.
pub(crate) async fn order_id(app: &App, account: AccountId, text: &str) -> Result<OrderId, Problem> {
    let Some(number) = text.strip_prefix("O-").and_then(|number| number.parse::<u64>().ok()) else {
        return parse(text);
    };
    let folded = app.store().folded(account).await?;
    let orders = folded.iter().flat_map(|folded| folded.account.orders.values());
    let mut known = orders.filter(|order| order.placed.number == number);
    known.next().map(|order| order.placed.order).ok_or_else(Problem::not_found)
}

/// The order that money names; none where the company has no such order, because money is held and never sent away (B-44).
async fn known_order(app: &App, account: AccountId, text: &str) -> Result<Option<OrderId>, Problem> {
    let folded = app.store().folded(account).await?;
    let known = |id: &OrderId| folded.iter().any(|folded| folded.account.orders.contains_key(id));
    match order_id(app, account, text).await {
        Ok(id) => Ok(Some(id).filter(known)),
        Err(problem) if problem.status().is_server_error() => Err(problem),
        Err(_) => Ok(None),
    }
}

/// Withdraws an order that waits to be paid. Where it alone still kept something, such as a renewal after the window,
/// that is lost for good: then it needs the digest of a preview and the acknowledgement `chance-given-up`.
#[utoipa::path(post, path = "/v1/orders/{id}/cancellations", tag = "orders", request_body = AfterPreview,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::Order), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn cancel(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AfterPreview>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let AfterPreview { preview_digest, acknowledge } = body.value;
    let order = order_id(&app, account, &id).await?;
    let act = Act::new(account, Command::CancelOrder { order }).after_preview(preview_digest, acknowledge);
    act.run(&app, &reader, &call, &body.canonical, made(&app, Some(order))).await
}

/// A refusal of something that is not recorded.
async fn refused(app: &App, reader: &Reader, account: AccountId, refusal: &Refusal) -> Problem {
    let mut problem = Problem::refused(refusal, None, reader.language, None);
    app.name_helpers(&mut problem, &reader.identity, Some(account)).await;
    problem
}

/// Says where an order is paid by card. Nothing of a card is ever told here.
#[utoipa::path(post, path = "/v1/orders/{id}/card-payments", tag = "orders", request_body = Nothing,
    params(("id" = String, Path, description = "Its id or number (`O-1042`).")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn pay_by_card(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    _: Body<Nothing>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let order = order_id(&app, account, &id).await?;
    let (folded, context) = app.context(account, &reader.identity.caller).await?;
    let total = match card_due(&folded.account, app.programmes(), order, &context, app.provider().is_some()) {
        Ok(total) => total,
        Err(refusal) => return Err(refused(&app, &reader, account, &refusal).await),
    };
    let provider = app.provider().ok_or_else(Problem::not_found)?;
    let body = json!({ "order": order, "total": amount(&total), "url": provider.page_of(&order.to_string()) });
    Ok((StatusCode::CREATED, axum::Json(body)).into_response())
}

/// A card that could not be charged.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Failed {
    /// The provider’s own reference of the attempt. The same one again changes nothing.
    reference: String,
    /// Why, as the provider’s code: letters, digits, `-`, `_` and `.`.
    code: Option<String>,
}

/// Records that a card could not be charged for an order. It changes nothing, and the answer says how to go on. The
/// provider’s events do the same; vendor staff only.
#[utoipa::path(post, path = "/v1/orders/{id}/failed-charges", tag = "orders", request_body = Failed,
    params(("id" = String, Path, description = "Its id or number (`O-1042`)."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::Order), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn fail(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Failed>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let order = order_id(&app, account, &id).await?;
    let Failed { reference, code } = body.value;
    let reference = good_name_at("/reference", &reference)?;
    let act = Act::new(account, Command::RecordFailedCharge { order, reference, code });
    act.run(&app, &reader, &call, &body.canonical, made(&app, Some(order))).await
}

/// Gives back the fee of a purchase, if its right was not used up, and ends the membership. Support only.
#[utoipa::path(post, path = "/v1/orders/{id}/refunds", tag = "orders", request_body = AfterPreview,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::Order), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn refund(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AfterPreview>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let AfterPreview { preview_digest, acknowledge } = body.value;
    let order = order_id(&app, account, &id).await?;
    let act = Act::new(account, Command::RefundOrder { order }).after_preview(preview_digest, acknowledge);
    act.run(&app, &reader, &call, &body.canonical, made(&app, Some(order))).await
}

/// Money that was received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Received {
    /// The order that it names, by id or number (`O-1042`).
    order: Option<String>,
    /// How much.
    amount: AmountBody,
    /// The reference under which it was received. The same one again changes nothing.
    reference: String,
    /// The day on which it came, which says whether it was in time; today where not given.
    received_on: Option<Day>,
}

/// Records money that was received. It pays the order that it names if it is exactly what is due; else it is held.
#[utoipa::path(post, path = "/v1/accounts/{id}/payments", tag = "orders", request_body = Received,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::ReceivedPayment), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn record(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Received>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Received { order, amount, reference, received_on } = body.value;
    let reference = good_name_at("/reference", &reference)?;
    let order = match order {
        Some(order) => known_order(&app, account, &order).await?,
        None => None,
    };
    let amount = amount.read("/amount")?;
    let command = Command::RecordPayment {
        order,
        amount,
        reference: reference.clone(),
        received_on: received_on.map(|day| day.0),
    };
    let render = move |rendering: &Rendering<'_>, _: &Programme, language: Language| {
        funds_made(rendering, |_, funds| funds.received.reference == reference, language)
    };
    Act::new(account, command).run(&app, &reader, &call, &body.canonical, render).await
}

/// Lists the money received from a company, the newest first, with what became of it.
#[utoipa::path(get, path = "/v1/accounts/{id}/payments", tag = "orders", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<shapes::ReceivedPayment>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn funds(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = super::view(&app, &reader, &id, Capability::ViewMemberships, as_of.when()?).await?;
    let one = |(id, funds): (&FundsId, &Funds)| funds_of(view.account(), *id, funds, reader.language);
    let mut received: Vec<(&FundsId, &Funds)> = view.account().funds.iter().collect();
    // Ids made at one instant have no order.
    received.sort_by_key(|(_, funds)| (std::cmp::Reverse(funds.received_on), &funds.received.reference));
    let items: Vec<Value> = received.into_iter().map(one).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// The order that money is to pay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssignFunds {
    /// The order, by id or number (`O-1042`).
    order: String,
}

/// Pays an order with money that is held.
#[utoipa::path(post, path = "/v1/payments/{id}/assignments", tag = "orders", request_body = AssignFunds,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::ReceivedPayment), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn assign(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AssignFunds>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let funds: FundsId = parse(&id)?;
    let order = order_id(&app, account, &body.value.order).await?;
    let act = Act::new(account, Command::AssignFunds { funds, order });
    let render = move |rendering: &Rendering<'_>, _: &Programme, language: Language| {
        funds_made(rendering, |id, _| id == funds, language)
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// Gives back money that is held. It needs the digest of a preview and the acknowledgement `money-given-back`.
#[utoipa::path(post, path = "/v1/payments/{id}/returns", tag = "orders", request_body = AfterPreview,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::ReceivedPayment), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn give_back(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AfterPreview>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let AfterPreview { preview_digest, acknowledge } = body.value;
    let funds: FundsId = parse(&id)?;
    let render = move |rendering: &Rendering<'_>, _: &Programme, language: Language| {
        funds_made(rendering, |id, _| id == funds, language)
    };
    let act = Act::new(account, Command::ReturnFunds { funds }).after_preview(preview_digest, acknowledge);
    act.run(&app, &reader, &call, &body.canonical, render).await
}
