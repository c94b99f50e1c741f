//! Orders of a company: what was ordered, its papers, what an order costs and what stands in the way, and placing one.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::account::{Funds, Order, OrderState};
use symbolon_domain::checklist::only_the_fee;
use symbolon_domain::command::Command;
use symbolon_domain::fact::{Fact, OrderPlaced, Ordered};
use symbolon_domain::ids::{FundsId, MembershipId, OrderId};
use symbolon_domain::next_year::offer_at_renewal;
use symbolon_domain::offers::renewed_next;
use symbolon_domain::order::{card_due, is_payable, obstacle, paid_at_once, without_cards};
use symbolon_domain::programme::{Language, Money, Offer, PayMethod};
use symbolon_domain::refusal::{Refusal, RefusalCode};
use symbolon_domain::tax::percent;

use super::again::{Again, Errors};
use super::exemptions::said;
use super::frame::{Said, respond, see_other};
use super::money;
use super::pages::{NewOrderPage, OfferRow, OrderRow, OrdersPage, PaperRow};
use super::refused::Refused;
use super::sight::{Sight, Tag};
use super::visit::{Answered, Done, Fields, Place, Query, Trouble, Visit};
use crate::api::invoices;

/// How far an order is. One that waits and would not be carried out says so instead.
pub(crate) fn tag(sight: &Sight<'_>, order: &Order) -> Tag {
    let state = order.state_on(sight.today);
    if obstacle(sight.account, sight.programmes, order, sight.today).is_some() {
        return Tag { tone: "stop", icon: "stop", word: sight.words.t("ui-order-blocked") };
    }
    let (tone, icon) = match state {
        OrderState::Created | OrderState::AwaitingFunds => ("warn", "clock"),
        OrderState::Paid => ("good", "check"),
        OrderState::Expired | OrderState::Cancelled => ("stop", "stop"),
        OrderState::Refunded => ("", "loop"),
    };
    Tag { tone, icon, word: sight.words.word(state) }
}

/// What was ordered, in words.
pub(crate) fn subject(sight: &Sight<'_>, of: &Ordered) -> String {
    let offer = sight.offer(of.offer());
    match of {
        Ordered::Purchase { .. } => offer,
        Ordered::Renewal { membership, .. } => {
            let number = sight.account.memberships.get(membership).map(|held| format!("M-{}", held.number));
            let args = [("offer", offer.into()), ("number", number.unwrap_or_default().into())];
            sight.words.with("ui-order-renewal-of", &args)
        }
    }
}

/// The page on which something is ordered.
pub(crate) fn new_order(sight: &Sight<'_>, of: &Ordered) -> String {
    let new = format!("{}/orders/new?offer={}", sight.base(), of.offer());
    match of {
        Ordered::Purchase { .. } => new,
        Ordered::Renewal { membership, .. } => format!("{new}&membership={membership}"),
    }
}

/// What waits of the company's money: what pays an order at once that is about to be placed, and else all of it, with
/// what is to be done, so that nobody pays twice (B-44).
fn waiting(sight: &Sight<'_>, at_once: Option<&Funds>) -> Vec<Said> {
    let words = sight.words;
    let args = |funds: &Funds| {
        let named = funds.received.order.and_then(|order| sight.account.orders.get(&order));
        let named = named.map_or_else(|| "none".to_owned(), |order| format!("O-{}", order.placed.number));
        [("amount", words.money(funds.amount()).into()), ("date", funds.received_on.into()), ("order", named.into())]
    };
    if let Some(funds) = at_once {
        return vec![Said::only(words.with("ui-order-new-paid", &args(funds)))];
    }
    let held = sight.account.funds.iter().filter(|(_, funds)| funds.is_held());
    let said = |(id, funds): (&FundsId, &Funds)| {
        let Said { text, way } = money::to_do(sight, (*id, funds));
        Said { text: format!("{} {text}", words.with("ui-order-new-waits", &args(funds))), way }
    };
    held.map(said).collect()
}

/// What is about to be ordered, as a title.
fn new_title(sight: &Sight<'_>, of: &Ordered) -> String {
    match of {
        Ordered::Purchase { .. } => sight.words.with("ui-order-new-title", &[("what", subject(sight, of).into())]),
        Ordered::Renewal { membership, .. } => {
            let number = sight.named(|names| names.membership(*membership));
            sight.words.with("ui-order-new-renewal", &[("number", number.into())])
        }
    }
}

/// The reference of money of which the page says what became of it.
#[derive(Deserialize)]
pub(crate) struct Received {
    received: Option<String>,
}

/// Orders, papers and money.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(query): Query<Received>) -> Answered {
    let place = visit.enter(&account).await?;
    page(&place, query.received.as_deref(), Again::default())
}

/// Orders, papers and money, with the form for money that came back.
pub(crate) fn page(place: &Place<'_>, received: Option<&str>, again: Again) -> Answered {
    let visit = place.visit;
    let (sight, words) = (place.sight(), visit.words());
    let (sees, sees_papers) = (sight.may(Capability::ViewMemberships), sight.may(Capability::ViewInvoices));
    if !sees && !sees_papers {
        place.need(Capability::ViewMemberships)?;
    }
    let (account, base) = (sight.account, sight.base());
    let mut placed: Vec<&Order> = account.orders.values().filter(|_| sees).collect();
    placed.sort_by_key(|order| std::cmp::Reverse(order.placed.number));
    let row = |order: &Order| OrderRow {
        number: format!("O-{}", order.placed.number),
        href: format!("{base}/orders/{}", order.placed.order),
        subject: subject(&sight, &order.placed.of),
        on: words.short(order.placed_on),
        total: words.money(&order.placed.total),
        pay_by: words.short(order.placed.pay_by),
        tag: tag(&sight, order),
    };
    let papers = if sees_papers { papers(&sight) } else { Vec::new() };
    let exemptions = account.exemptions.values().map(|held| said(words, held));
    let mut frame = place.frame("ui-orders-page", "/orders");
    frame.said = received.filter(|_| sees).and_then(|reference| money::became(&sight, reference));
    let status = again.mark(&mut frame, format!("{base}/orders"));
    let page = OrdersPage {
        f: frame,
        base: base.clone(),
        sees,
        sees_papers,
        orders: placed.into_iter().map(row).collect(),
        offers: if sees && sight.account.closed_on.is_none() { offers(&sight) } else { Vec::new() },
        helpers: if sight.may(Capability::Buy) { Vec::new() } else { sight.helpers(Capability::Buy.roles()) },
        papers,
        exemptions: exemptions.collect(),
        may_exempt: sight.may(Capability::ExemptFromTax),
        money: if sees { money::rows(place) } else { Vec::new() },
        may_settle: sight.may(Capability::SettleOrders),
        receive_key: visit.key(),
        currency: visit.app.programme().currency.clone(),
        open: money::payable_orders(&sight, |order| {
            // Money that came on its last day may be recorded later.
            is_payable(sight.account, sight.programmes, order, order.placed.pay_by, sight.today)
        }),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Every invoice and credit note, the newest first.
fn papers(sight: &Sight<'_>) -> Vec<PaperRow> {
    let (words, base) = (sight.words, sight.base());
    let paper = |kind: &str, path: &str, number: u64, on, order: &Order, total| {
        let row = PaperRow {
            name: words.with(kind, &[("number", number.to_string().into())]),
            on: words.short(on),
            order: (format!("{base}/orders/{}", order.placed.order), format!("O-{}", order.placed.number)),
            total: words.money(total),
            href: format!("{base}/{path}/{number}"),
        };
        (on, row)
    };
    let invoices = invoices::paid(sight.account).into_iter();
    let invoices = invoices
        .map(|(order, on, paid)| paper("paper-invoice", "invoices", paid.invoice, on, order, &order.placed.total));
    let credits = invoices::credited(sight.account, sight.today).into_iter();
    let credits = credits.map(|(order, given, number)| {
        paper("paper-credit-note", "credit-notes", number, given.on, order, given.amount)
    });
    let mut all: Vec<_> = credits.chain(invoices).collect();
    all.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    all.into_iter().map(|(_, row)| row).collect()
}

/// The offers of the programme, each with its price here and today, or that of its renewal where it is held.
fn offers(sight: &Sight<'_>) -> Vec<OfferRow> {
    let programme = sight.programme();
    let row = |offer: &Offer| {
        let renewal =
            renewed_next(sight.account, offer, sight.today).and_then(|held| sight.renewal_price(held.id, &offer.id));
        let change = renewal.as_ref().and_then(|found| Some((&found.fee.amount, found.change.as_ref()?)));
        let price_change = change.map(|(now, change)| sight.price_change(now, change));
        let fee = renewal.map(|found| found.fee).or_else(|| programme.fee(offer, &sight.account.country, sight.today));
        OfferRow {
            name: offer.name.get(sight.words.0).to_owned(),
            summary: offer.summary.get(sight.words.0).to_owned(),
            fee: fee.map(|fee| {
                let note = sight.fee_note(&fee).unwrap_or_else(|| "none".to_owned());
                (sight.words.money(&fee.amount), sight.words.with("ui-orders-fee", &[("note", note.into())]))
            }),
            price_change,
            href: format!("{}/orders/new?offer={}", sight.base(), offer.id),
        }
    };
    programme.offers.iter().map(row).collect()
}

/// What is to be ordered.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    offer: Option<String>,
    membership: Option<String>,
}

impl Wanted {
    /// The offer or the renewal, if the programme and the account know it.
    fn read(&self, sight: &Sight<'_>) -> Result<Ordered, Trouble> {
        let known = |offer: &str| sight.find_offer(offer).map(|offer| offer.id.clone()).ok_or(Trouble::Missing);
        let membership = self.membership.as_deref().filter(|text| !text.is_empty());
        let offer = self.offer.as_deref().filter(|text| !text.is_empty());
        let Some(membership) = membership else {
            return Ok(Ordered::Purchase { offer: known(offer.ok_or(Trouble::Missing)?)? });
        };
        let membership: MembershipId = membership.parse().map_err(|_| Trouble::Missing)?;
        let held = sight.account.memberships.get(&membership).ok_or(Trouble::Missing)?;
        let usual = || offer_at_renewal(sight.account, sight.programme(), held, sight.today);
        Ok(Ordered::Renewal { membership, offer: known(offer.unwrap_or_else(usual))? })
    }
}

/// What is wrong with a form that came back.
#[derive(Default)]
struct Wrong {
    errors: Errors,
    method: Option<PayMethod>,
    tax_id: String,
}

/// What an order costs, what it brings, and what stands in the way.
pub(crate) async fn ask(visit: Visit, Path(account): Path<String>, Query(wanted): Query<Wanted>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let of = wanted.read(&place.sight())?;
    form(&place, &of, Wrong::default()).await
}

async fn form(place: &Place<'_>, of: &Ordered, wrong: Wrong) -> Result<Response, Trouble> {
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let offer = sight.find_offer(of.offer()).ok_or(Trouble::Missing)?;
    let country = sight.account.country.as_str();
    let methods: Vec<PayMethod> = offer
        .payment
        .iter()
        .flat_map(|rule| rule.methods.iter().filter(|method| rule.offers(**method, country)).copied())
        .filter(|method| *method != PayMethod::Card || visit.app.provider().is_some())
        .collect();
    // Every method costs the same, so that one of them tells the price; without any the refusal tells why. Money that was
    // there already was no card's.
    let usual = methods.iter().find(|method| **method == PayMethod::Transfer).or(methods.first()).copied();
    let method = wrong.method.or(usual).unwrap_or(PayMethod::Transfer);
    let trial = Command::PlaceOrder { of: of.clone(), method, tax_id: None };
    let (_, decision) = visit.preview(place.id, &trial).await?;
    let list = visit.checklist(place, of).await?;
    let (facts, brings, refused) = match &decision {
        Ok(outcome) => {
            let placed = outcome.facts.iter().find_map(|new| match &new.fact {
                Fact::OrderPlaced(fact) => Some(fact),
                _ => None,
            });
            let effects = outcome.effects.iter().filter(|effect| !effect.field.starts_with("order."));
            let brings: Vec<String> = effects.map(|effect| sight.effect(effect)).collect();
            (placed.map(|placed| price(&sight, placed)).unwrap_or_default(), brings, None)
        }
        Err(refusal) => (Vec::new(), Vec::new(), Some(Refused::of(&sight, refusal))),
    };
    let at_once = decision.as_ref().ok().and_then(|outcome| paid_at_once(sight.account, outcome));
    let (membership, next_year) = match of {
        Ordered::Purchase { .. } => (String::new(), None),
        Ordered::Renewal { membership, offer } => {
            (membership.to_string(), Some(format!("{}/renew?offer={offer}", sight.base())))
        }
    };
    let mut frame = place.frame("ui-order-new-page", "/orders");
    frame.title = new_title(&sight, of);
    frame.error = !wrong.errors.is_empty();
    frame.here = format!("{}/orders/new?offer={}&membership={membership}", sight.base(), offer.id);
    let status = wrong.errors.status();
    let shown = |method: PayMethod| {
        let hint = match method {
            PayMethod::Card => "ui-order-method-card-hint",
            PayMethod::Transfer => "ui-order-method-transfer-hint",
        };
        (method.code(), words.word(method), words.t(hint), methods.len() == 1 || wrong.method == Some(method))
    };
    let page = NewOrderPage {
        f: frame,
        base: sight.base(),
        title: new_title(&sight, of),
        lead: offer.summary.get(words.0).to_owned(),
        offer: offer.id.clone(),
        membership,
        facts,
        brings,
        next_year,
        ready: only_the_fee(&list),
        tasks: sight.tasks(&list),
        can_order: decision.is_ok(),
        refused,
        waits: if decision.is_ok() { waiting(&sight, at_once) } else { Vec::new() },
        paid_at_once: at_once.map(|_| method.code()),
        methods: methods.iter().copied().map(shown).collect(),
        tax_id: wrong.tax_id,
        errors: wrong.errors,
        key: visit.key(),
    };
    Ok(respond(status, visit.language, &page))
}

/// The price with its tax, line by line.
pub(crate) fn price(sight: &Sight<'_>, placed: &OrderPlaced) -> Vec<(String, String)> {
    let words = sight.words;
    let mut lines = vec![(words.t("ui-order-price"), words.money(&placed.price))];
    if placed.discount_percent > 0 {
        let percent = [("percent", placed.discount_percent.into())];
        let net = placed.net();
        let off = Money { minor: net.minor - placed.price.minor, currency: net.currency.clone() };
        lines.push((words.with("paper-discount", &percent), words.money(&off)));
        lines.push((words.t("ui-order-net"), words.money(&net)));
    }
    match &placed.tax {
        Some(tax) => {
            let name = sight.programme().tax(&tax.country, sight.today).map(|rate| rate.name.get(words.0).to_owned());
            let args = [("tax", name.unwrap_or_default().into()), ("percent", percent(tax.basis_points).into())];
            lines.push((words.with("paper-tax", &args), words.money(&tax.amount)));
        }
        None => lines.push((words.t("ui-order-tax"), words.t("ui-order-no-tax"))),
    }
    lines.push((words.t("ui-order-total"), words.money(&placed.total)));
    lines
}

/// Places the order. By card the reader goes on to where the card is charged.
pub(crate) async fn place(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let text = |name: &str| fields.get(name).map(str::to_owned);
    let wanted = Wanted { offer: text("offer"), membership: text("membership") };
    let of = wanted.read(&place.sight())?;
    let tax_id = text("tax_id");
    let method = fields.get("method").and_then(PayMethod::from_code);
    let words = visit.words();
    let wrong = |field: &str, id: &str| Wrong {
        errors: Errors::of(field, words.t(id)),
        method,
        tax_id: tax_id.clone().unwrap_or_default(),
    };
    let Some(by) = method else { return form(&place, &of, wrong("method", "ui-order-method-error")).await };
    if by == PayMethod::Card && visit.app.provider().is_none() {
        let context = visit.context(&place).await?;
        let refusal = without_cards(&place.folded.account, visit.app.programmes(), &of, &context);
        return Err(place.refused(refusal, "/orders"));
    }
    let command = Command::PlaceOrder { of: of.clone(), method: by, tax_id: tax_id.clone() };
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) if is_about(&refusal, "tax_id") => {
            form(&place, &of, wrong("tax_id", "ui-order-tax-id-error")).await
        }
        Done::Refused(refusal) => Err(place.refused(refusal, "/orders")),
        Done::Stale => Ok(see_other(&format!("{}/orders", place.sight().base()))),
        Done::Recorded { .. } => {
            let after = visit.place(place.id).await?;
            let ours = after.folded.account.orders.values().filter(|order| order.placed.of == of);
            let newest = ours.max_by_key(|order| order.placed.number).map(|order| order.placed.order);
            go_on(&after, newest.ok_or(Trouble::Missing)?).await
        }
    }
}

/// Whether a refusal is about a field of the form.
pub(crate) fn is_about(refusal: &Refusal, field: &str) -> bool {
    refusal.code == RefusalCode::ValidationFailed && refusal.details.get("field") == Some(&field.into())
}

/// To the provider where an order is to be paid by card, else to the order's page.
async fn go_on(place: &Place<'_>, order: OrderId) -> Answered {
    Ok(see_other(&match card_page(place, order).await? {
        Ok(url) => url,
        Err(_) => format!("{}/orders/{order}", place.sight().base()),
    }))
}

/// Where the card is charged, or why it is not to be.
pub(crate) async fn card_page(place: &Place<'_>, order: OrderId) -> Result<Result<String, Box<Refusal>>, Trouble> {
    let (app, caller) = (&place.visit.app, &place.identity.caller);
    let (folded, context, _) = app.preview(place.id, &Command::CancelOrder { order }, caller).await?;
    if let Err(refusal) = card_due(&folded.account, app.programmes(), order, &context, app.provider().is_some()) {
        return Ok(Err(refusal));
    }
    let provider = app.provider().ok_or(Trouble::Missing)?;
    Ok(Ok(provider.page_of(&order.to_string())))
}

/// Sends the reader to where the card is charged.
pub(crate) async fn pay_by_card(visit: Visit, Path((account, order)): Path<(String, String)>, _: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let id: OrderId = order.parse().map_err(|_| Trouble::Missing)?;
    match card_page(&place, id).await? {
        Ok(url) => Ok(see_other(&url)),
        Err(refusal) => Err(place.refused(refusal, &format!("/orders/{id}"))),
    }
}

/// An invoice in a language.
pub(crate) async fn invoice(visit: Visit, Path((account, number, language)): Path<(String, u64, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewInvoices)?;
    let language = Language::from_code(&language).ok_or(Trouble::Missing)?;
    Ok(invoices::invoice_pdf(&visit.app, place.id, &place.folded.account, number, language).await?)
}

/// A credit note in a language.
pub(crate) async fn credit_note(
    visit: Visit,
    Path((account, number, language)): Path<(String, u64, String)>,
) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewInvoices)?;
    let language = Language::from_code(&language).ok_or(Trouble::Missing)?;
    let (id, account) = (place.id, &place.folded.account);
    Ok(invoices::credit_note_pdf(&visit.app, id, account, visit.today, number, language).await?)
}
