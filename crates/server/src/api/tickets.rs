//! Tickets: what the rules answer before anybody is asked, own tickets only, and the queue of the desk.

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use symbolon_domain::access::{Capability, Role, may_see as may_see_account};
use symbolon_domain::ids::{AccountId, DocumentId, PersonId};
use symbolon_domain::programme::{Language, days_between};
use symbolon_domain::ticket::{
    Suggestion, Ticket, TicketAct, TicketReason, TicketState, may_see, suggest, waits_for_vendor,
};
use symbolon_store::{IdempotencyKey, NewTicket, TicketDocument, TicketDone, TicketEntry, TicketFilter, TicketRow};
use symbolon_text::{role_in, word};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::campaigns::refused;
use super::{FileBody, ProblemBody, good_text, shapes, target};
use crate::act::Call;
use crate::app::App;
use crate::body::{Body, Params};
use crate::clock::{day, instant};
use crate::documents::File;
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire;
use crate::wrong::{Place, Wrong};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(suggestion))
        .routes(routes!(open))
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(act))
        .routes(routes!(attach))
        .routes(routes!(content))
}

/// The day by which a ticket that waits for the vendor is to be answered, where the programme says one.
fn answer_by(app: &App, row: &TicketRow) -> Option<Date> {
    let waits = waits_for_vendor(row.ticket.state, row.answered);
    let days = app.programme().tickets.answer_within_days.filter(|_| waits)?;
    symbolon_domain::programme::plus_days(day(row.modified_at, app.zone()), days)
}

/// Whether a ticket has waited longer for the vendor than the programme says.
pub(crate) fn waits_too_long(app: &App, row: &TicketRow, today: Date) -> bool {
    answer_by(app, row).is_some_and(|by| today > by)
}

/// A ticket in short: what it is about, how far it is, and how long it has waited.
pub(crate) fn short(app: &App, row: &TicketRow, today: Date, language: Language) -> Value {
    let ticket = &row.ticket;
    let answer_by = answer_by(app, row);
    json!({
        "id": ticket.id, "number": ticket.number, "account": ticket.account, "reason": ticket.reason,
        "reason_text": word(language, ticket.reason), "subject": ticket.subject, "state": ticket.state,
        "state_text": word(language, ticket.state), "outcome": ticket.outcome,
        "outcome_text": ticket.outcome.map(|outcome| word(language, outcome)), "opened_by": ticket.opened_by,
        "opened_on": ticket.opened_on, "opened_at": instant(row.opened_at), "modified_at": instant(row.modified_at),
        "assigned_to": ticket.assigned_to, "ended_on": ticket.ended_on, "acknowledged_on": ticket.acknowledged_on,
        "age_days": days_between(ticket.opened_on, ticket.ended_on.unwrap_or(today)), "answer_by": answer_by,
        "waits_too_long": waits_too_long(app, row, today),
        // Nobody of the vendor's can be met for it: the desk answers in writing (J-05).
        "appointment": Value::Null,
    })
}

/// A ticket with its thread, its files and the decision that it carries.
pub(crate) async fn whole(app: &App, row: &TicketRow, reader: &Reader) -> Result<Value, Problem> {
    let people = app.people_names(row.ticket.account).await?;
    let entries = app.store().ticket_entries(row.ticket.id).await?;
    let said = entries.iter().map(|entry| {
        let name = entry.author.parse().ok().and_then(|person| people.get(&person));
        let act = TicketAct::from_code(&entry.act)
            .map(|act| symbolon_text::message(reader.language, &format!("ui-ticket-did-{act}"), &[]));
        json!({
            "entry": entry.entry, "act": entry.act, "act_text": act, "by": entry.author, "by_name": name,
            "at": instant(entry.recorded_at), "text": entry.body,
        })
    });
    let documents = app.store().ticket_documents(row.ticket.id).await?;
    let files = documents.iter().map(|file| {
        json!({
            "id": file.id, "media_type": file.media_type, "bytes": file.bytes, "sha256": file.sha256,
            "added_by": file.added_by, "added_at": instant(file.added_at),
        })
    });
    let decision = carried(&entries, reader.language);
    let mut body = short(app, row, reader.today, reader.language);
    if let Some(members) = body.as_object_mut() {
        members.insert("entries".to_owned(), said.collect());
        members.insert("documents".to_owned(), files.collect());
        members.insert("decision".to_owned(), json!(decision));
    }
    Ok(body)
}

/// What the rules say to a question, which came in the body of a request or elsewhere.
pub(crate) async fn suggested(
    app: &App,
    reader: &Reader,
    account: AccountId,
    (reason, subject): (TicketReason, Option<&str>),
    place: fn(&str) -> Place,
) -> Result<Suggestion, Problem> {
    let (folded, context) = app.context(account, &reader.identity.caller).await?;
    suggest(&folded.account, app.programmes(), reason, subject, &context)
        .map_err(|refusal| Problem::refused_at(place, &refusal, None, reader.language, None))
}

/// What a question is about, by its id: people know memberships and orders by their numbers. Those of other companies are
/// as unknown as none.
async fn by_id(app: &App, account: AccountId, subject: Option<String>) -> Result<Option<String>, Problem> {
    let Some(text) = subject else { return Ok(None) };
    let folded = app.store().folded(account).await?;
    let own = |number: &str| {
        let number: u64 = number.parse().ok()?;
        let mut held = folded.as_ref()?.account.memberships.values();
        held.find(|held| held.number == number).map(|held| held.id.to_string())
    };
    let id = match text.split_once('-') {
        Some(("M", number)) => own(number).ok_or_else(Problem::not_found)?,
        Some(("O", _)) => super::order_id(app, account, &text).await?.to_string(),
        _ => text,
    };
    Ok(Some(id))
}

/// A suggestion as a ticket carries it along: in every language, because others read it than whoever asked.
pub(crate) fn carry(found: &Suggestion) -> String {
    let said = Language::ALL.iter().map(|language| (language.code().to_owned(), suggestion_wire(found, *language)));
    Value::Object(said.collect()).to_string()
}

/// The suggestion that a ticket carries along. Older tickets have it in the language of whoever asked.
pub(crate) fn carried(entries: &[TicketEntry], language: Language) -> Option<Value> {
    let mut said: Value = serde_json::from_str(entries.first()?.attached.as_deref()?).ok()?;
    Some(said.get_mut(language.code()).map(Value::take).unwrap_or(said))
}

/// A suggestion as it is shown.
pub(crate) fn suggestion_wire(found: &Suggestion, language: Language) -> Value {
    json!({
        "answer": found.answer, "answer_text": word(language, found.answer),
        "code": found.refusal.as_ref().map(|refusal| refusal.code),
        "detail": found.refusal.as_ref().map(|refusal| symbolon_text::refusal_detail(language, refusal)),
        "explanation": wire::explanation(&found.explanation, language, None),
    })
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Question {
    /// What it is about.
    #[param(required = true, value_type = String)]
    reason: Option<String>,
    /// The thing that it is about, by id: a membership, a token, an order, a key, a location, or an offer.
    subject: Option<String>,
}

fn reason_of(code: Option<&str>) -> Option<TicketReason> {
    code.and_then(TicketReason::from_code)
}

/// Says what the rules answer to a question, so that nobody need be asked what is clear already.
#[utoipa::path(get, path = "/v1/accounts/{id}/ticket-suggestions", tag = "tickets", params(("id" = String, Path, description = "Its id or global number."), Question),
    responses((status = 200, body = shapes::TicketSuggestion), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn suggestion(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(asked): Params<Question>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    app.allow(&reader.identity, Capability::OpenTicket, Some(account), reader.language).await?;
    let named = asked.reason.ok_or_else(|| Problem::parameter("reason", Wrong::Missing("reason".to_owned())))?;
    let reason = reason_of(Some(&named)).ok_or_else(|| {
        let known = TicketReason::ALL.iter().map(|reason| reason.code());
        Problem::parameter("reason", Wrong::not_among(&named, known))
    })?;
    let subject = by_id(&app, account, asked.subject).await?;
    let found = suggested(&app, &reader, account, (reason, subject.as_deref()), Place::in_query).await?;
    let mut body = suggestion_wire(&found, reader.language);
    if let Some(node) = found.colleagues() {
        let role =
            |role: &Role| json!({ "role": role.code(), "name": role_in(reader.language, *role, app.programme()) });
        body["who_can_help"] = node.who_can_help.iter().map(role).collect();
    }
    Ok(axum::Json(body).into_response())
}

/// A ticket to be opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OpenTicket {
    /// What it is about.
    #[schema(value_type = String)]
    reason: TicketReason,
    /// The thing that it is about, by id.
    subject: Option<String>,
    /// What you ask, in your own words.
    text: String,
}

/// The key of a request, as the entry that it makes remembers it.
pub(crate) fn once(reader: &Reader, path: &str, key: &str, canonical: &str) -> IdempotencyKey {
    let scope = format!("{}\n{path}\n{key}", reader.identity.name());
    IdempotencyKey {
        scope: hex::encode(Sha256::digest(scope.as_bytes())),
        fingerprint: hex::encode(Sha256::digest(canonical.as_bytes())),
    }
}

/// Who opens a ticket, which is answered to a person: a service has nobody who reads it.
fn opener(reader: &Reader) -> Result<PersonId, Problem> {
    let person = reader.identity.actor.person;
    person.ok_or_else(|| Problem::role_missing(Capability::OpenTicket.roles(), reader.language))
}

/// Opens a ticket that carries along what the rules answered.
pub(crate) async fn opened(
    app: &App,
    reader: &Reader,
    account: AccountId,
    (reason, subject): (TicketReason, Option<String>),
    text: &str,
    once: IdempotencyKey,
) -> Result<TicketRow, Problem> {
    let found = suggested(app, reader, account, (reason, subject.as_deref()), Place::in_body).await?;
    let text = good_text("/text", text)?;
    let person = opener(reader)?;
    let new = NewTicket {
        id: app.minter(reader.now).ticket(),
        account,
        reason,
        subject,
        opened_by: person,
        body: text,
        attached: carry(&found),
        once: Some(once),
    };
    Ok(app.store().open_ticket(new, reader.today, reader.now).await?)
}

/// Opens a ticket.
#[utoipa::path(post, path = "/v1/accounts/{id}/tickets", tag = "tickets", request_body = OpenTicket,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Say what the rules answer, open nothing.")),
    responses((status = 200, body = shapes::TicketSuggestion), (status = 201, body = shapes::WholeTicket), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn open(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<OpenTicket>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    app.allow(&reader.identity, Capability::OpenTicket, Some(account), reader.language).await?;
    let OpenTicket { reason, subject, text } = body.value;
    let subject = by_id(&app, account, subject).await?;
    if call.dry_run {
        let found = suggested(&app, &reader, account, (reason, subject.as_deref()), Place::in_body).await?;
        good_text("/text", &text)?;
        opener(&reader)?;
        let body = suggestion_wire(&found, reader.language);
        return Ok(([(HeaderName::from_static("dry-run"), "true")], axum::Json(body)).into_response());
    }
    let once = once(&reader, &format!("tickets of {account}"), call.key()?, &body.canonical);
    let row = opened(&app, &reader, account, (reason, subject), &text, once).await?;
    Ok((StatusCode::CREATED, axum::Json(whole(&app, &row, &reader).await?)).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Of one company, by id or global number.
    account: Option<String>,
    /// `new`, `assigned`, `waiting_for_partner`, `in_progress`, `resolved` or `closed`.
    state: Option<String>,
    /// True: only those that the caller has taken.
    mine: Option<bool>,
}

/// Whether the caller sees every ticket, or only those that they opened (J-04).
pub(crate) fn sees_all(reader: &Reader) -> bool {
    reader.identity.actor.is_vendor() && Capability::ViewTickets.allows(&reader.identity.actor, None)
}

/// Lists tickets, the oldest first: for the vendor's people the queue, for anybody else their own.
#[utoipa::path(get, path = "/v1/tickets", tag = "tickets", params(Wanted, Paging),
    responses((status = 200, body = List<shapes::Ticket>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(wanted): Params<Wanted>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    let all = sees_all(&reader);
    let account = match wanted.account.as_deref() {
        Some(id) => Some(target(&app, &reader, id).await?),
        None => reader.identity.actor.account,
    };
    if !all {
        // A vendor's person without the right sees none; a partner's person sees their own, whatever their roles.
        app.allow(&reader.identity, Capability::OpenTicket, account, reader.language).await?;
    }
    let state = wanted.state.as_deref().map(|code| {
        TicketState::from_code(code).ok_or_else(|| {
            let known = TicketState::ALL.iter().map(|state| state.code());
            Problem::parameter("state", Wrong::not_among(code, known))
        })
    });
    let person = reader.identity.actor.person;
    if !all && person.is_none() {
        return paging.respond::<Value>(&app, &uri, Vec::new(), reader.today, false);
    }
    let filter = TicketFilter {
        account,
        opened_by: person.filter(|_| !all),
        state: state.transpose()?,
        assigned_to: person.filter(|_| wanted.mine == Some(true)),
    };
    let rows = app.store().tickets(&filter, &paging.page(&app, &uri)?).await?;
    let items =
        rows.iter().map(|row| (row.ticket.id.to_string(), short(&app, row, reader.today, reader.language))).collect();
    paging.respond(&app, &uri, items, reader.today, false)
}

/// A ticket that the caller may know of; any other does not exist for them.
pub(crate) async fn known(app: &App, reader: &Reader, id: &str) -> Result<TicketRow, Problem> {
    let row = app.store().ticket(id).await?.ok_or_else(Problem::not_found)?;
    let actor = &reader.identity.actor;
    if may_see_account(actor, row.ticket.account) && may_see(actor, &row.ticket) {
        return Ok(row);
    }
    Err(Problem::not_found())
}

/// Shows a ticket with its thread, its files and the decision that it carries along.
#[utoipa::path(get, path = "/v1/tickets/{id}", tag = "tickets", params(("id" = String, Path, description = "Its id or number.")),
    responses((status = 200, body = shapes::WholeTicket), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let row = known(&app, &reader, &id).await?;
    Ok(axum::Json(whole(&app, &row, &reader).await?).into_response())
}

/// What is done to a ticket.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActOnTicket {
    /// `take`, `ask`, `reply`, `acknowledge`, `grant`, `refuse`, `close` or `reopen`.
    #[schema(value_type = String)]
    act: TicketAct,
    /// What is written with it; needed for all but `take` and `close`.
    text: Option<String>,
}

/// Does something to a ticket, or says why not.
pub(crate) async fn done(app: &App, reader: &Reader, ticket: &Ticket, what: TicketDone) -> Result<TicketRow, Problem> {
    let by = (reader.identity.actor.clone(), reader.identity.name());
    let done = app.store().act_on_ticket(ticket.id, what, by, (reader.today, reader.now)).await?;
    done.ok_or_else(Problem::not_found)?.map_err(|refusal| refused(&refusal, reader))
}

/// The text that an act needs, or may have.
pub(crate) fn text_of(act: TicketAct, text: Option<&str>) -> Result<Option<String>, Problem> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => good_text("/text", text).map(Some),
        None if act.needs_text() => good_text("/text", "").map(Some),
        None => Ok(None),
    }
}

/// Does something to a ticket: takes it, asks back, replies, acknowledges, decides, closes or reopens it.
#[utoipa::path(post, path = "/v1/tickets/{id}/entries", tag = "tickets", request_body = ActOnTicket,
    params(("id" = String, Path, description = "Its id or number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Look at everything, write nothing.")),
    responses((status = 201, body = shapes::WholeTicket), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn act(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ActOnTicket>,
) -> Result<Response, Problem> {
    let row = known(&app, &reader, &id).await?;
    let ActOnTicket { act, text } = body.value;
    if act == TicketAct::Attach {
        return Err(Problem::invalid("/act", Wrong::FileElsewhere));
    }
    let body_text = text_of(act, text.as_deref())?;
    if call.dry_run {
        return decided(&app, &reader, &row.ticket, act).await;
    }
    let once = once(&reader, &row.ticket.id.to_string(), call.key()?, &body.canonical);
    let what = TicketDone { act, body: body_text, document: None, once: Some(once) };
    let next = done(&app, &reader, &row.ticket, what).await?;
    Ok((StatusCode::CREATED, axum::Json(whole(&app, &next, &reader).await?)).into_response())
}

/// Whether something may be done, without doing it.
async fn decided(app: &App, reader: &Reader, ticket: &Ticket, act: TicketAct) -> Result<Response, Problem> {
    let actor = &reader.identity.actor;
    let folded = app.store().folded(ticket.account).await?.unwrap_or_default();
    let of = (&folded.account, app.programmes());
    let (_, why) = symbolon_domain::ticket::decide(of, ticket, act, actor, reader.today)
        .map_err(|refusal| refused(&refusal, reader))?;
    let body = json!({ "allowed": true, "explanation": wire::explanation(&why, reader.language, None) });
    Ok(([(HeaderName::from_static("dry-run"), "true")], axum::Json(body)).into_response())
}

/// Adds a file to a ticket. The body is the file; its media type is that of the request. Look at it first: a file may
/// hold people's data.
#[utoipa::path(post, path = "/v1/tickets/{id}/documents", tag = "tickets",
    request_body(content((FileBody = "application/pdf"), (FileBody = "image/jpeg"), (FileBody = "image/png"))),
    params(("id" = String, Path, description = "Its id or number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Look at everything, write nothing.")),
    responses((status = 201, body = shapes::WholeTicket), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    file: File,
) -> Result<Response, Problem> {
    let row = known(&app, &reader, &id).await?;
    if call.dry_run {
        let found = decided(&app, &reader, &row.ticket, TicketAct::Attach).await?;
        taken(&app, &reader, &row.ticket, &file)?;
        return Ok(found);
    }
    let next = attached(&app, &reader, &row.ticket, file, call.key()?).await?;
    Ok((StatusCode::CREATED, axum::Json(whole(&app, &next, &reader).await?)).into_response())
}

/// Keeps the content, then the row; where there is no row, there is no content.
pub(crate) async fn attached(
    app: &App,
    reader: &Reader,
    ticket: &Ticket,
    file: File,
    key: &str,
) -> Result<TicketRow, Problem> {
    let (media_type, account) = (taken(app, reader, ticket, &file)?, ticket.account);
    let document = file.id(&format!("{}\n{}\n{key}", reader.identity.name(), ticket.id));
    let added = TicketDocument {
        id: document,
        ticket: ticket.id,
        account,
        media_type,
        bytes: file.seen.bytes,
        sha256: file.seen.sha256.clone(),
        added_by: reader.identity.name(),
        added_at: reader.now,
    };
    app.documents().put(account, document, app.store().seal_document(account, document, &file.content)?).await?;
    let once = once(reader, &format!("documents of {}", ticket.id), key, &file.seen.sha256);
    let what = TicketDone { act: TicketAct::Attach, body: None, document: Some(added), once: Some(once) };
    let done = done(app, reader, ticket, what).await;
    let held = app.store().ticket_documents(ticket.id).await?;
    if !held.iter().any(|held| held.id == document) {
        app.documents().forget(account, document).await;
    }
    done
}

/// The media type of a file that the programme takes.
fn taken(app: &App, reader: &Reader, ticket: &Ticket, file: &File) -> Result<String, Problem> {
    symbolon_domain::company::file_taken(app.programme(), &ticket.number, &file.seen, reader.today)
        .map_err(|refusal| refused(&refusal, reader))
}

/// The content of a ticket's file, as it was handed in.
#[utoipa::path(get, path = "/v1/tickets/{id}/documents/{document}", tag = "tickets",
    params(("id" = String, Path, description = "The ticket’s id or number."), ("document" = String, Path, description = "The file’s id.")),
    responses((status = 200, content((FileBody = "application/pdf"), (FileBody = "image/jpeg"), (FileBody = "image/png"))), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn content(
    State(app): State<App>,
    reader: Reader,
    Path((id, document)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let row = known(&app, &reader, &id).await?;
    file_of(&app, &row.ticket, &document).await
}

/// The answer that carries a ticket's file.
pub(crate) async fn file_of(app: &App, ticket: &Ticket, document: &str) -> Result<Response, Problem> {
    let document: DocumentId = super::parse(document)?;
    let held = app.store().ticket_documents(ticket.id).await?;
    let held = held.into_iter().find(|held| held.id == document).ok_or_else(Problem::not_found)?;
    // It stays where the company of its day put it, whatever became of that company.
    let sealed = app.documents().get(held.account, document).await?;
    let clear = app.store().open_document(held.account, document, &sealed)?;
    let ending = held.media_type.rsplit('/').next().unwrap_or("bin");
    let mut response = clear.into_response();
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&held.media_type) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    // What a stranger made is saved and never shown as a page of ours.
    if let Ok(saved) = HeaderValue::from_str(&format!("attachment; filename=\"{document}.{ending}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, saved);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff"));
    Ok(response)
}
