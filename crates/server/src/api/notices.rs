//! Notices that were sent, and the messages to people that they became.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, may_see};
use symbolon_domain::delivery::DeliveryState;
use symbolon_domain::ids::PersonId;
use symbolon_domain::matter::Matter;
use symbolon_domain::programme::Language;
use symbolon_store::{About, Delivery, MessageFilter, MessageRow, NoticeRow};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AsOf, ProblemBody, parse, view};
use crate::app::{App, Known};
use crate::body::Params;
use crate::clock::instant;
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::Json;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(of_account)).routes(routes!(list)).routes(routes!(show)).routes(routes!(own))
}

/// What a notice is about, without whom it reached: a year of a membership, or a fact of the history.
fn notice(app: &App, language: Language, sent: &NoticeRow) -> Value {
    let mut body = match &sent.about {
        About::Year(about) => json!({
            "membership": about.membership, "membership_number": format!("M-{}", about.number), "year": about.year,
            "notice_text": symbolon_text::notice_title(language, &sent.notice),
            "offer": about.offer, "offer_name": app.offer_name(&about.offer).get(language),
            "anniversary": about.days.anniversary, "renew_from": about.days.renew_from,
            "renew_to": about.days.renew_to, "campaign": about.campaign.as_ref().map(|(campaign, _)| campaign),
        }),
        About::Event(_, entry) => json!({
            "notice_text": symbolon_text::fact_title(language, entry.fact.kind()),
            "company": entry.account, "seq": entry.seq, "kind": entry.fact.kind(),
        }),
        About::Matter(matter) => {
            let mut body = json!({ "notice_text": symbolon_text::matter_title(language, matter) });
            let about = match matter.as_ref() {
                Matter::Order(told) => json!({
                    "order": told.order, "order_number": format!("O-{}", told.number), "offer": told.offer,
                    "offer_name": app.offer_name(&told.offer).get(language), "pay_by": told.pay_by,
                }),
                Matter::Subscription(told) => json!({
                    "subscription": told.subscription, "tenant": told.tenant, "benefit": told.benefit,
                    "usable_until": told.usable_until,
                }),
                Matter::Ticket(told) => json!({
                    "ticket": told.ticket, "ticket_number": told.number, "entry": told.entry, "act": told.act,
                    "outcome": told.outcome,
                }),
            };
            if let (Some(members), Value::Object(about)) = (body.as_object_mut(), about) {
                members.extend(about);
            }
            body
        }
    };
    if let Some(members) = body.as_object_mut() {
        members.insert("account".to_owned(), json!(sent.account));
        members.insert("notice".to_owned(), json!(sent.notice));
        members.insert("due_on".to_owned(), json!(sent.due_on));
        members.insert("sent_on".to_owned(), json!(sent.sent_on));
        members.insert("recorded_at".to_owned(), json!(instant(sent.recorded_at)));
    }
    body
}

/// A message as its reader gets it, in their language.
fn message(app: &App, reader: &Reader, row: &MessageRow, known: &Known) -> Value {
    let mut body = notice(app, reader.language, &row.notice);
    let text = app.message_text(row.language, &row.notice, known);
    let name = known.people.get(&row.person);
    if let Some(members) = body.as_object_mut() {
        members.insert("id".to_owned(), json!(row.id));
        members.insert("person".to_owned(), json!(row.person));
        members.insert("person_name".to_owned(), json!(name));
        members.insert("language".to_owned(), json!(row.language));
        members.insert("subject".to_owned(), json!(text.subject));
        members.insert("paragraphs".to_owned(), json!(text.paragraphs));
        members.insert("delivery".to_owned(), json!(row.delivery.as_ref().map(delivery)));
    }
    body
}

/// What became of a message's mail.
fn delivery(of: &Delivery) -> Value {
    json!({
        "state": of.state, "attempts": of.attempts, "settled_at": of.settled_at.map(instant), "cause": of.cause,
    })
}

/// Messages with the names that they need, each company's looked up once.
async fn messages(app: &App, reader: &Reader, rows: Vec<MessageRow>) -> Result<Vec<(String, Value)>, Problem> {
    let mut known = BTreeMap::new();
    let mut items = Vec::new();
    for row in rows {
        let actor = &reader.identity.actor;
        if !may_see(actor, row.notice.account) || !App::may_read(actor, &row) {
            continue;
        }
        let known = app.known(&row.notice, &mut known).await?;
        items.push((row.id.to_string(), message(app, reader, &row, known)));
    }
    Ok(items)
}

/// Lists the notices that were sent to a company, the oldest first, each with whom it went to: about a year of a membership,
/// or about a fact of its history.
#[utoipa::path(get, path = "/v1/accounts/{id}/notices", tag = "notices", params(("id" = String, Path, description = "The company’s id or global number."), Paging, AsOf),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn of_account(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let when = as_of.when()?;
    let view = view(&app, &reader, &id, Capability::ViewMemberships, when).await?;
    let people = app.people_names(view.company_now).await?;
    let origins = app.store().origins(view.company_now).await?;
    let sent = app.store().notices(view.company_now).await?;
    // Before a merge, each of the two was told what is its own.
    let told = view.account();
    let own = |sent: &NoticeRow| match &sent.about {
        About::Year(about) => told.memberships.contains_key(&about.membership),
        About::Event(_, entry) => told.is_or_was(entry.account),
        About::Matter(matter) => match matter.as_ref() {
            Matter::Order(of) => told.orders.contains_key(&of.order),
            Matter::Subscription(of) => told.subscriptions.contains_key(&of.subscription),
            Matter::Ticket(of) => told.is_or_was(origins.get(&of.requester).copied().unwrap_or(view.company_now)),
        },
    };
    let known = |sent: &NoticeRow| match when {
        When::Now => true,
        When::Day(day) => sent.sent_on <= day && own(sent),
        When::Instant(at) => sent.recorded_at <= at && own(sent),
    };
    let mut items: Vec<(String, Value)> = sent
        .iter()
        .filter(|(sent, _)| known(sent) && App::may_know(&reader.identity.actor, sent))
        .map(|(sent, messages)| {
            let recipients: Vec<Value> = messages
                .iter()
                .map(|to| {
                    json!({
                        "message": to.id, "person": to.person, "name": people.get(&to.person), "language": to.language,
                        "delivery": to.delivery.as_ref().map(delivery),
                    })
                })
                .collect();
            let mut body = notice(&app, reader.language, sent);
            if let Some(members) = body.as_object_mut() {
                members.insert("account".to_owned(), json!(view.id));
                members.insert("recipients".to_owned(), json!(recipients));
            }
            // Days and numbers of one width sort like what they say.
            let about = match &sent.about {
                About::Year(about) => format!("{:012} {}", about.number, sent.notice),
                About::Event(_, entry) => format!("{:020} {} {:012}", sent.recorded_at, entry.account, entry.seq),
                About::Matter(matter) => {
                    let (subject, mark) = matter.key();
                    format!("{:020} {subject} {mark:0>10}", sent.recorded_at)
                }
            };
            (format!("{} {} {about}", sent.sent_on, sent.due_on), body)
        })
        .collect();
    items.sort_by(|one, other| one.0.cmp(&other.0));
    let items = paging.slice(&app, &uri, items)?;
    let on = when.day(&app, reader.today);
    paging.respond(&app, &uri, items, on, on > reader.today)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// To people of one company, by its id or global number.
    account: Option<String>,
    /// To one person, by id.
    person: Option<String>,
    /// Whose mail was sent, has failed, was skipped, or waits, once a server that sends mail has taken it up.
    #[param(value_type = Option<String>)]
    delivery: Option<DeliveryState>,
}

/// Lists the messages to people, in the order in which they were written: of all companies for the vendor, of one’s own
/// for a partner.
#[utoipa::path(get, path = "/v1/messages", tag = "notices", params(Filter, Paging),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(filter): Params<Filter>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    let account = match &filter.account {
        Some(id) => Some(app.locate(&reader.identity, id).await?),
        None => reader.identity.actor.account,
    };
    app.allow(&reader.identity, Capability::ViewMemberships, account, reader.language).await?;
    let person: Option<PersonId> = filter.person.as_deref().map(parse).transpose()?;
    let rows = app
        .store()
        .messages(&MessageFilter { account, person, delivery: filter.delivery }, &paging.page(&app, &uri)?)
        .await?;
    let items = messages(&app, &reader, rows).await?;
    paging.respond(&app, &uri, items, reader.today, false)
}

/// Shows a message in both languages; the person to whom it went reads it in theirs.
#[utoipa::path(get, path = "/v1/messages/{id}", tag = "notices", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let account = app.locate(&reader.identity, &id).await?;
    app.allow(&reader.identity, Capability::ViewMemberships, Some(account), reader.language).await?;
    let row = app.store().message(account, parse(&id)?).await?;
    let row = row.filter(|row| App::may_read(&reader.identity.actor, row)).ok_or_else(Problem::not_found)?;
    let mut known = BTreeMap::new();
    let known = app.known(&row.notice, &mut known).await?;
    let mut body = message(&app, &reader, &row, known);
    let texts: BTreeMap<&str, Value> = Language::ALL
        .iter()
        .map(|language| {
            let text = app.message_text(*language, &row.notice, known);
            (language.code(), json!({ "subject": text.subject, "paragraphs": text.paragraphs }))
        })
        .collect();
    if let Some(members) = body.as_object_mut() {
        members.insert("texts".to_owned(), json!(texts));
    }
    Ok(axum::Json(body).into_response())
}

/// Lists the messages to whom the token stands for, in the order in which they were written.
#[utoipa::path(get, path = "/v1/me/messages", tag = "notices", params(Paging),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn own(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    let page = paging.page(&app, &uri)?;
    let rows = match reader.identity.actor.person {
        Some(person) => {
            app.store().messages(&MessageFilter { person: Some(person), ..MessageFilter::default() }, &page).await?
        }
        None => Vec::new(),
    };
    let items = messages(&app, &reader, rows).await?;
    paging.respond(&app, &uri, items, reader.today, false)
}
