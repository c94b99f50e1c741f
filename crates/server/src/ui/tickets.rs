//! Tickets on pages: what the rules answer, one's own, the thread, and the desk's queue.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::ids::LocationId;
use symbolon_domain::overrides::LateOverride;
use symbolon_domain::ticket::{SubjectKind, Suggested, TicketAct, TicketReason, TicketState, decide};
use symbolon_store::{Page, TicketDone, TicketFilter, TicketRow};

use super::again::{Again, Errors};
use super::check::{self, Question};
use super::company::Form;
use super::frame::{respond, see_other};
use super::home::Asked as LateAsked;
use super::pages::{Request, TicketAnswer, TicketFile, TicketForm, TicketLine, TicketPage, TicketSaid, TicketsPage};
use super::refused::Refused;
use super::sight::extension;
use super::visit::{Answered, Fields, Place, Query, Trouble, Visit};
use super::words::Words;
use crate::api::tickets::{
    attached, carried, done, file_of, known, once, opened, sees_all, suggested, text_of, waits_too_long,
};
use crate::reader::Reader;

/// The text of a ticket, by pointer and id.
const TEXT: &[(&str, &str)] = &[("/text", "text")];
/// Tickets on one page.
const TICKETS: u32 = 50;

impl Visit {
    /// The reader as the API knows them.
    pub(crate) fn reader(&self) -> Result<Reader, Trouble> {
        Ok(Reader {
            identity: Arc::new(self.identity()?.clone()),
            language: self.language,
            now: self.now,
            today: self.today,
        })
    }
}

/// A ticket in a list.
pub(crate) fn line(visit: &Visit, row: &TicketRow, company: Option<&str>) -> TicketLine {
    let words = visit.words();
    let ticket = &row.ticket;
    let age = symbolon_domain::programme::days_between(ticket.opened_on, ticket.ended_on.unwrap_or(visit.today));
    let late = waits_too_long(&visit.app, row, visit.today);
    TicketLine {
        href: format!("/tickets/{}", ticket.number),
        number: ticket.number.clone(),
        about: words.word(ticket.reason),
        company: company.map(str::to_owned),
        state: words.word(ticket.state),
        opened: words.date(ticket.opened_on),
        age: words.with("ui-ticket-age", &[("days", age.into())]),
        late,
    }
}

/// What the rules answer to what is asked in a ticket already: nobody need open it.
fn said(words: Words, answer: Suggested) -> String {
    match answer {
        Suggested::Ask | Suggested::Open => words.t(&format!("ui-ticket-said-{answer}")),
        _ => words.word(answer),
    }
}

/// The reader's own open tickets that ask for a late override, by their memberships.
pub(crate) async fn late_asked(place: &Place<'_>) -> Result<LateAsked, Trouble> {
    // Most companies have nothing that has lapsed, and are not looked up on every page.
    let lapsed = place.folded.account.memberships.values().any(|held| !held.is_held_on(place.visit.today));
    let Some(person) = place.identity.actor.person.filter(|_| lapsed) else { return Ok(LateAsked::new()) };
    let filter = TicketFilter { account: Some(place.id), opened_by: Some(person), ..TicketFilter::default() };
    let rows = place.visit.app.store().tickets(&filter, &Page { limit: TICKETS, after: None }).await?;
    let late = rows
        .into_iter()
        .map(|row| row.ticket)
        .filter(|ticket| ticket.reason == TicketReason::LateOverride && ticket.state.is_open());
    Ok(late.filter_map(|ticket| Some((ticket.subject.as_deref()?.parse().ok()?, ticket.number))).collect())
}

/// The reader's own open tickets in which the vendor spoke last: with a question, or with an answer.
pub(crate) async fn answered(place: &Place<'_>) -> Result<Vec<TicketRow>, Trouble> {
    let actor = &place.identity.actor;
    let Some(person) = actor.person.filter(|_| !actor.is_vendor()) else { return Ok(Vec::new()) };
    let filter = TicketFilter { account: Some(place.id), opened_by: Some(person), ..TicketFilter::default() };
    let mut rows = place.visit.app.store().tickets(&filter, &Page { limit: TICKETS, after: None }).await?;
    rows.retain(|row| row.ticket.state.is_open() && row.answered);
    Ok(rows)
}

/// What a question is about, and what the rules answer to it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    reason: Option<String>,
    subject: Option<String>,
}

/// The things of a company that a ticket can be about, by their kinds and ids.
fn subjects(place: &Place<'_>) -> Vec<(SubjectKind, String, String)> {
    let (sight, account) = (place.sight(), &place.folded.account);
    let memberships = account.memberships.values().map(|held| (held.id.to_string(), format!("M-{}", held.number)));
    let orders =
        account.orders.values().map(|held| (held.placed.order.to_string(), format!("O-{}", held.placed.number)));
    let locations = account
        .locations
        .iter()
        .map(|(id, held)| (id.to_string(), format!("{} ({})", held.number, sight.words.country(&held.country))));
    let tokens = account
        .tokens
        .iter()
        .filter(|(_, held)| held.redeemed.is_some() && held.replaced_by.is_none())
        .map(|(id, _)| (id.to_string(), sight.token(*id)));
    let programme = place.visit.app.programme();
    // A product is granted anew with each year and each membership.
    let keys = account.keys.iter().filter(|(_, held)| held.limit.is_some()).filter_map(|(id, held)| {
        let (_, membership) = account
            .membership_of(held.grant)
            .filter(|(grant, membership)| grant.superseded_on.is_none() && membership.is_held_on(sight.today))?;
        Some((id.to_string(), format!("{} (M-{})", sight.benefit(&held.benefit), membership.number)))
    });
    let offers =
        programme.offers.iter().map(|offer| (offer.id.clone(), offer.name.get(place.visit.language).to_owned()));
    let of = |kind| move |(id, name)| (kind, id, name);
    memberships
        .map(of(SubjectKind::Membership))
        .chain(orders.map(of(SubjectKind::Order)))
        .chain(locations.map(of(SubjectKind::Location)))
        .chain(tokens.map(of(SubjectKind::Token)))
        .chain(keys.map(of(SubjectKind::Key)))
        .chain(offers.map(of(SubjectKind::Offer)))
        .collect()
}

/// Things under the names of their kinds.
fn by_kind(words: Words, things: &[(SubjectKind, String, String)]) -> Vec<(String, Vec<(String, String)>)> {
    let name = |kind| match kind {
        SubjectKind::Membership => "ui-ticket-kind-membership",
        SubjectKind::Token => "ui-ticket-kind-token",
        SubjectKind::Order => "ui-ticket-kind-order",
        SubjectKind::Location => "ui-ticket-kind-location",
        SubjectKind::Key => "ui-ticket-kind-key",
        SubjectKind::Offer => "ui-ticket-kind-offer",
    };
    let of = |kind: &SubjectKind| {
        let of = things.iter().filter(|thing| thing.0 == *kind).map(|(_, id, name)| (id.clone(), name.clone()));
        (words.t(name(*kind)), of.collect::<Vec<_>>())
    };
    SubjectKind::ALL.iter().map(of).filter(|(_, of)| !of.is_empty()).collect()
}

/// The thing that a ticket is about, and the page that shows it.
fn about(place: &Place<'_>, subject: &str) -> Option<(String, Option<String>)> {
    let (kind, id, name) = subjects(place).into_iter().find(|(_, id, _)| id == subject)?;
    let base = place.sight().base();
    let href = match kind {
        SubjectKind::Membership => Some(format!("{base}/renew")),
        SubjectKind::Order => Some(format!("{base}/orders/{id}")),
        SubjectKind::Token => Some(format!("{base}/tokens/{id}/done")),
        SubjectKind::Key => Some(format!("{base}/keys/{id}/reveal")),
        SubjectKind::Offer => Some(format!("{base}/offers")),
        SubjectKind::Location => None,
    };
    Some((name, href))
}

/// The page where the company does itself what a question asks for, where the reader sees it.
fn way(place: &Place<'_>, reason: TicketReason, subject: Option<&str>) -> Option<(String, String)> {
    let (path, needs, text) = match (reason, subject) {
        (TicketReason::LateOverride, _) => ("/renew".to_owned(), Capability::ViewMemberships, "ui-card-renew-act"),
        (TicketReason::WrongTenant | TicketReason::AddedInsteadOfExtended, Some(token)) => {
            (format!("/tokens/{token}/replace"), Capability::RequestReplacement, "ui-replace-ask")
        }
        (TicketReason::SecondMembership, Some(offer)) => {
            (format!("/orders/new?offer={offer}"), Capability::ViewMemberships, "ui-orders-look")
        }
        (TicketReason::VerificationAppeal, _) => ("/company".to_owned(), Capability::ViewProfile, "ui-task-company"),
        (TicketReason::TaxExemption, _) => ("/orders".to_owned(), Capability::ViewMemberships, "ui-task-orders"),
        _ => return None,
    };
    let sight = place.sight();
    sight.may(needs).then(|| (format!("{}{path}", sight.base()), place.visit.words().t(text)))
}

/// The requests for replacement tokens that wait, or that of one token, each with the page that shows it.
fn requests(place: &Place<'_>, of: Option<&str>) -> Vec<(String, String)> {
    let (sight, words) = (place.sight(), place.visit.words());
    if !sight.may(Capability::ViewBenefits) {
        return Vec::new();
    }
    let open = sight.account.replacements.values().filter(|request| request.decided.is_none());
    open.filter(|request| of.is_none_or(|token| token == request.token.to_string()))
        .map(|request| {
            let args = [("token", sight.token(request.token).into()), ("date", request.requested_on.into())];
            (format!("{}/tokens/{}/done", sight.base(), request.token), words.with("ui-ticket-request-waits", &args))
        })
        .collect()
}

/// What is wrong with the thing that a question is about: none, or another kind than its reason needs.
fn subject_errors(place: &Place<'_>, reason: TicketReason, subject: Option<&str>) -> Errors {
    let words = place.visit.words();
    let fits = |kind| subject.is_some_and(|id| subjects(place).iter().any(|one| one.0 == kind && one.1 == id));
    let known = || subject.is_some_and(|id| subjects(place).iter().any(|one| one.1 == id));
    match (reason.about(), subject) {
        (Some(kind), _) if !fits(kind) => Errors::of("subject", words.t(&format!("ui-ticket-subject-{kind}"))),
        (None, Some(_)) if reason.may_name_any() && known() => Errors::default(),
        (None, Some(_)) => Errors::of("subject", words.t("ui-ticket-subject-needless")),
        _ => Errors::default(),
    }
}

/// One's own tickets, and a question with its answer before it is asked.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(asked): Query<Asked>) -> Answered {
    let place = visit.enter(&account).await?;
    list(&place, asked, Again::default()).await
}

async fn list(place: &Place<'_>, asked: Asked, mut again: Again) -> Answered {
    let visit = place.visit;
    let reader = visit.reader()?;
    let words = visit.words();
    let all = sees_all(&reader);
    if !all {
        place.need(Capability::OpenTicket)?;
    }
    let filter = TicketFilter {
        account: Some(place.id),
        opened_by: reader.identity.actor.person.filter(|_| !all),
        ..TicketFilter::default()
    };
    let page = Page { limit: TICKETS, after: None };
    let rows = visit.app.store().tickets(&filter, &page).await?;
    let reason = asked.reason.as_deref().and_then(TicketReason::from_code);
    let subject = asked.subject.clone().filter(|subject| !subject.is_empty());
    let may_open = place.sight().may(Capability::OpenTicket) && !place.identity.actor.is_vendor();
    // A link may bring the reason alone: then nothing is wrong yet, and nothing is answered.
    let chosen = asked.subject.is_some() || reason.is_some_and(|reason| reason.about().is_none());
    let question = reason.filter(|_| may_open && chosen);
    if let Some(reason) = question.filter(|_| again.errors.is_empty()) {
        again.errors = subject_errors(place, reason, subject.as_deref());
    }
    let same = |row: &&TicketRow| {
        Some(row.ticket.reason) == reason && row.ticket.subject == subject && row.ticket.state.is_open()
    };
    let mut answer = None;
    if let Some(reason) = question.filter(|_| again.errors.at("subject").is_none()) {
        let found =
            suggested(&visit.app, &reader, place.id, (reason, subject.as_deref()), crate::wrong::Place::in_query)
                .await?;
        let refused = found.refusal.as_ref().map(|refusal| Refused::of(&place.sight(), refusal));
        let open = rows.iter().find(same);
        let waits = match reason.about() {
            Some(SubjectKind::Token) => requests(place, subject.as_deref()).pop(),
            _ => None,
        };
        // Nothing is refused that waits for an answer.
        let waiting = waits.is_some();
        answer = Some(TicketAnswer {
            text: match (waiting, open) {
                (true, _) => words.t("ui-ticket-waits-for-support"),
                (false, Some(_)) => said(words, found.answer),
                (false, None) => words.word(found.answer),
            },
            way: waits
                .or_else(|| way(place, reason, subject.as_deref()).filter(|_| found.answer == Suggested::DoItYourself)),
            helpers: found
                .colleagues()
                .map(|node| place.sight().helpers_or_roles(&node.who_can_help))
                .unwrap_or_default(),
            detail: refused.map(|refused| refused.text).filter(|_| !waiting),
            // Whatever the rules say, one may ask; where they are clear, there is no need to.
            hint: words.t(match found.answer {
                _ if waiting => "ui-ticket-text-waits",
                Suggested::DoItYourself => "ui-ticket-text-needless",
                _ => "ui-ticket-text-hint",
            }),
            open: open.map(|row| {
                let number = row.ticket.number.as_str();
                (format!("/tickets/{number}"), words.with("ui-ticket-already", &[("number", number.into())]))
            }),
        });
    }
    let things = subjects(place);
    // Nobody can ask about a thing of a kind of which the company has none.
    let has = |kind| things.iter().any(|thing| thing.0 == kind);
    let askable = TicketReason::ALL.iter().filter(|one| reason == Some(**one) || one.about().is_none_or(has));
    let mut frame = place.frame("ui-tickets-page", "/tickets");
    let status = again.mark(&mut frame, format!("{}/tickets", place.sight().base()));
    let page = TicketsPage {
        f: frame,
        base: place.sight().base(),
        tickets: rows.iter().map(|row| line(visit, row, None)).collect(),
        requests: requests(place, None),
        may_open,
        reasons: askable.map(|reason| (reason.code(), words.word(*reason))).collect(),
        subjects: by_kind(words, &things),
        reason: reason.map(|reason| reason.code().to_owned()).unwrap_or_default(),
        subject: subject.unwrap_or_default(),
        answer,
        key: visit.key(),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Opens a ticket.
pub(crate) async fn open(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::OpenTicket)?;
    let reader = visit.reader()?;
    let reason = fields.get("reason").and_then(TicketReason::from_code).ok_or(Trouble::Unreadable)?;
    let subject = fields.get("subject").map(str::to_owned);
    let text = fields.get("text").unwrap_or_default();
    let asked = Asked { reason: Some(reason.code().to_owned()), subject: Some(subject.clone().unwrap_or_default()) };
    let errors = subject_errors(&place, reason, subject.as_deref());
    if !errors.is_empty() {
        return list(&place, asked, Again::new(fields, errors)).await;
    }
    let said = format!("{reason}\n{subject:?}\n{text}");
    let once = once(&reader, &format!("form tickets of {}\n{said}", place.id), fields.need("key")?, &said);
    match opened(&visit.app, &reader, place.id, (reason, subject), text, once).await {
        Ok(row) => Ok(see_other(&format!("/tickets/{}", row.ticket.number))),
        Err(problem) => {
            let errors = Errors::of_problem(problem, visit.words(), TEXT)?;
            list(&place, asked, Again::new(fields, errors)).await
        }
    }
}

/// A ticket with its thread.
pub(crate) async fn thread(visit: Visit, Path(ticket): Path<String>) -> Answered {
    let row = known(&visit.app, &visit.reader()?, &ticket).await?;
    conversation(&visit, &row, Again::default()).await
}

async fn conversation(visit: &Visit, row: &TicketRow, again: Again) -> Answered {
    let reader = visit.reader()?;
    let place = visit.place(row.ticket.account).await?;
    let words = visit.words();
    let who = |author: &str| {
        author
            .parse()
            .ok()
            .and_then(|person| place.people.get(&person))
            .map_or_else(|| author.to_owned(), |known| known.name.clone())
    };
    let time = |at: i64| {
        let zoned = crate::clock::instant(at).to_zoned(visit.app.zone().clone());
        symbolon_text::date_time(visit.language, zoned.datetime())
    };
    let entries = visit.app.store().ticket_entries(row.ticket.id).await?;
    let decision = carried(&entries, reader.language);
    let part = |name: &str| decision.as_ref().and_then(|found| found[name].as_str()).map(str::to_owned);
    let answered = part("answer").and_then(|code| Suggested::from_code(&code));
    let files = visit.app.store().ticket_documents(row.ticket.id).await?;
    let may = |act: TicketAct| {
        let actor = &reader.identity.actor;
        let sight = place.sight();
        decide((sight.account, sight.programmes), &row.ticket, act, actor, visit.today).is_ok()
    };
    // A form that came back is there with its text, even where its act came too late.
    let shown = |act: TicketAct| may(act) || again.errors.at(format!("text-{act}")).is_some();
    // Who has a ticket does not take it again.
    let has_it = row.ticket.assigned_to.is_some() && row.ticket.assigned_to == reader.identity.actor.person;
    let offered = |act: TicketAct| act != TicketAct::Attach && !(act == TicketAct::Take && has_it);
    let mut acts: Vec<TicketAct> = TicketAct::ALL.iter().copied().filter(|act| offered(*act) && shown(*act)).collect();
    // What is done most stands first.
    acts.sort_by_key(|act| (*act != TicketAct::Reply, !act.needs_text()));
    // One text serves them all, so that none is lost with another one's button.
    let came_back = acts.iter().copied().find(|act| again.errors.at(format!("text-{act}")).is_some());
    let writes = came_back.or_else(|| acts.iter().copied().find(|act| act.needs_text()));
    let asks = if row.ticket.reason.asks_for_an_act() { "yes" } else { "no" };
    let removable = row.ticket.subject.as_deref().and_then(|id| id.parse::<LocationId>().ok());
    let removes = Capability::RemoveLocation.allows(&reader.identity.actor, Some(row.ticket.account))
        && row.ticket.reason == TicketReason::LocationRemoval
        && row.ticket.state.is_open();
    let mut frame = place.frame("ui-ticket-page", "/tickets");
    frame.title = words.with("ui-ticket-title", &[("number", row.ticket.number.as_str().into())]);
    let status = again.mark(&mut frame, format!("/tickets/{}", row.ticket.number));
    let page = TicketPage {
        f: frame,
        back: if sees_all(&reader) { "/desk/tickets".to_owned() } else { format!("{}/tickets", place.sight().base()) },
        company: place.company.clone(),
        base: place.sight().base(),
        subject: row.ticket.subject.as_deref().and_then(|subject| about(&place, subject)),
        line: line(visit, row, Some(&place.company)),
        outcome: row.ticket.outcome.map(|outcome| words.word(outcome)),
        suggested: answered.map(|answer| said(words, answer)),
        way: way(&place, row.ticket.reason, row.ticket.subject.as_deref())
            .filter(|_| answered == Some(Suggested::DoItYourself) && row.ticket.state.is_open()),
        suggested_detail: part("detail"),
        said: entries
            .iter()
            .map(|entry| TicketSaid {
                who: who(&entry.author),
                when: time(entry.recorded_at),
                act: TicketAct::from_code(&entry.act).map(|act| words.t(&format!("ui-ticket-did-{act}"))),
                text: entry.body.clone(),
            })
            .collect(),
        files: files
            .iter()
            .map(|file| TicketFile {
                href: format!("/tickets/{}/files/{}", row.ticket.number, file.id),
                text: format!("{}, {}", extension(&file.media_type), time(file.added_at)),
            })
            .collect(),
        taken_by: row.ticket.assigned_to.map(|person| {
            let who = if has_it { words.t("ui-helper-you") } else { place.sight().person(person) };
            words.with("ui-ticket-taken", &[("who", who.into())])
        }),
        overrides: overrides(&place, row),
        text: writes.map(|act| format!("text-{act}")),
        acts: acts
            .iter()
            .map(|act| TicketForm {
                code: act.code(),
                button: words.with(&format!("ui-ticket-do-{act}"), &[("asks", asks.into())]),
            })
            .collect(),
        may_attach: may(TicketAct::Attach) || again.errors.at("file").is_some(),
        key: visit.key(),
        accept: visit.app.programme().documents.media_types.join(","),
        remove: removable.filter(|_| removes).map(|id| format!("/tickets/{}/locations/{id}", row.ticket.number)),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// What became of the overrides that were proposed under a ticket, each with the page where it goes on.
fn overrides(place: &Place<'_>, row: &TicketRow) -> Vec<(String, Option<String>)> {
    let (sight, words) = (place.sight(), place.visit.words());
    let of = sight.account.overrides.values().filter(|one| one.ticket == row.ticket.id);
    let said = |one: &LateOverride| {
        let number = sight.named(|names| names.membership(one.membership));
        let state = words.word(one.state_on(sight.account, sight.today));
        let until = one.granted.as_ref().map_or_else(|| "none".to_owned(), |granted| words.date(granted.pay_by));
        let args = [("number", number.into()), ("state", state.into()), ("until", until.into())];
        let text = words.with("ui-ticket-override", &args);
        let page = if place.identity.actor.is_vendor() {
            "/desk/overrides".to_owned()
        } else {
            format!("{}/renew", sight.base())
        };
        let may = place.identity.actor.is_vendor() || sight.may(Capability::ViewMemberships);
        (text, may.then_some(page))
    };
    of.map(said).collect()
}

/// Does something to a ticket.
pub(crate) async fn act(visit: Visit, Path(ticket): Path<String>, fields: Fields) -> Answered {
    let reader = visit.reader()?;
    let row = known(&visit.app, &reader, &ticket).await?;
    let act = fields.get("act").and_then(TicketAct::from_code).ok_or(Trouble::Unreadable)?;
    let text = match text_of(act, fields.get("text")) {
        Ok(text) => text,
        Err(problem) => {
            let id = format!("text-{act}");
            let errors = Errors::of_problem(problem, visit.words(), &[("/text", id.as_str())])?;
            return conversation(&visit, &row, Again::new(fields, errors)).await;
        }
    };
    let said = format!("{act}\n{text:?}");
    let once = once(&reader, &format!("form {}\n{said}", row.ticket.id), fields.need("key")?, &said);
    let what = TicketDone { act, body: text, document: None, once: Some(once) };
    match done(&visit.app, &reader, &row.ticket, what).await {
        Ok(_) => Ok(see_other(&format!("/tickets/{}", row.ticket.number))),
        Err(problem) => {
            let errors = Errors::of_late(problem, visit.words(), &format!("text-{act}"))?;
            conversation(&visit, &row, Again::new(fields, errors)).await
        }
    }
}

/// Adds a file.
pub(crate) async fn attach(visit: Visit, Path(ticket): Path<String>, form: Form) -> Answered {
    let reader = visit.reader()?;
    let row = known(&visit.app, &reader, &ticket).await?;
    let key = form.text("key").to_owned();
    let Some(file) = form.file.filter(|file| !file.content.is_empty()) else {
        let errors = Errors::of("file", visit.words().t("ui-proof-file-error"));
        return conversation(&visit, &row, Again::empty(errors)).await;
    };
    let key = format!("{key} {}", file.seen.sha256);
    match attached(&visit.app, &reader, &row.ticket, file, &key).await {
        Ok(_) => Ok(see_other(&format!("/tickets/{}", row.ticket.number))),
        Err(problem) => {
            let errors = Errors::of_late(problem, visit.words(), "file")?;
            conversation(&visit, &row, Again::empty(errors)).await
        }
    }
}

/// A file of a ticket, to be saved.
pub(crate) async fn download(visit: Visit, Path((ticket, file)): Path<(String, String)>) -> Answered {
    let row = known(&visit.app, &visit.reader()?, &ticket).await?;
    let file: Response = file_of(&visit.app, &row.ticket, &file).await?;
    Ok(file)
}

/// What removing a location entails.
pub(crate) async fn ask_removal(visit: Visit, path: Path<(String, String)>) -> Answered {
    remove(visit, path, Fields::default()).await
}

/// Removes a location.
pub(crate) async fn remove(visit: Visit, Path((ticket, location)): Path<(String, String)>, fields: Fields) -> Answered {
    let row = known(&visit.app, &visit.reader()?, &ticket).await?;
    if !Capability::RemoveLocation.allows(&visit.identity()?.actor, Some(row.ticket.account)) {
        return Err(Trouble::Missing);
    }
    let location: LocationId = location.parse().map_err(|_| Trouble::Missing)?;
    let (place, words) = (visit.place(row.ticket.account).await?, visit.words());
    let back = format!("/tickets/{}", row.ticket.number);
    let held = place.folded.account.locations.get(&location);
    let question = Question {
        page: "ui-remove-location-page",
        menu: "/tickets",
        title: words.with("ui-remove-location-title", &[("company", place.company.as_str().into())]),
        back: (back.clone(), words.with("ui-ticket-title", &[("number", row.ticket.number.as_str().into())])),
        wizard: false,
        facts: held.map_or_else(Vec::new, |held| {
            vec![
                (words.t("ui-remove-location-number"), held.number.to_string()),
                (words.t("ui-remove-location-country"), words.country(&held.country)),
            ]
        }),
        consequences: Vec::new(),
        action: format!("{back}/locations/{location}"),
        hidden: Vec::new(),
        confirm: words.t("ui-remove-location-confirm"),
        other: None,
    };
    let command = Command::RemoveLocation { location, ticket: row.ticket.id };
    check::confirm(&place, command, &fields, (&back, &back), |_, _| question).await
}

/// What of the queue is not being done: tickets that nobody took, and those that wait too long (J-09); none where there
/// are none, or the reader answers no tickets.
pub(crate) async fn waiting(visit: &Visit) -> Result<Option<Request>, Trouble> {
    if !Capability::AnswerTickets.allows(&visit.identity()?.actor, None) {
        return Ok(None);
    }
    let (mut untaken, mut late, mut since) = (0_u32, 0_u32, None);
    for state in [TicketState::New, TicketState::Assigned, TicketState::InProgress] {
        let filter = TicketFilter { state: Some(state), ..TicketFilter::default() };
        for row in visit.app.store().tickets(&filter, &Page { limit: u32::MAX, after: None }).await? {
            let (is_untaken, is_late) = (state == TicketState::New, waits_too_long(&visit.app, &row, visit.today));
            untaken += u32::from(is_untaken);
            late += u32::from(is_late);
            if is_untaken || is_late {
                since = Some(since.unwrap_or(row.ticket.opened_on).min(row.ticket.opened_on));
            }
        }
    }
    let words = visit.words();
    Ok(since.map(|since| Request {
        when: words.with("ui-desk-checks-since", &[("date", since.into())]),
        title: words.with("ui-desk-tickets-untaken", &[("count", untaken.into())]),
        text: words.with("ui-desk-tickets-late", &[("count", late.into())]),
        href: "/desk/tickets".to_owned(),
    }))
}

/// The ticket that a text is the number of, where the reader sees it: its page, and what it is called.
pub(crate) async fn numbered(visit: &Visit, text: &str) -> Result<Option<(String, String)>, Trouble> {
    let reader = visit.reader()?;
    if !sees_all(&reader) {
        return Ok(None);
    }
    let row = visit.app.store().ticket(text).await?;
    Ok(row.map(|row| {
        let line = line(visit, &row, None);
        let title = visit.words().with("ui-ticket-title", &[("number", line.number.as_str().into())]);
        (line.href, format!("{title} – {}, {}", line.about, line.state))
    }))
}

/// The queue of the desk: what is open, the oldest first.
pub(crate) async fn queue(visit: Visit) -> Answered {
    let reader = visit.reader()?;
    if !sees_all(&reader) {
        return Err(Trouble::Missing);
    }
    let mut tickets = Vec::new();
    for state in [TicketState::New, TicketState::Assigned, TicketState::InProgress, TicketState::WaitingForPartner] {
        let filter = TicketFilter { state: Some(state), ..TicketFilter::default() };
        let page = Page { limit: TICKETS, after: None };
        for row in visit.app.store().tickets(&filter, &page).await? {
            let company = visit.app.store().profile(row.ticket.account).await?;
            tickets.push(line(&visit, &row, Some(company.as_deref().unwrap_or_default())));
        }
    }
    let page = TicketsPage {
        f: visit.frame("ui-tickets-page"),
        base: "/desk".to_owned(),
        tickets,
        requests: Vec::new(),
        may_open: false,
        reasons: Vec::new(),
        subjects: Vec::new(),
        reason: String::new(),
        subject: String::new(),
        answer: None,
        key: String::new(),
        again: Again::default(),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}
