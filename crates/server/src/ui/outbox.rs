//! Notices that were sent to a company, and the messages that they became; the outbox of all that were written.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use serde::Deserialize;
use symbolon_domain::access::{Capability, may_see};
use symbolon_domain::delivery::DeliveryState;
use symbolon_domain::ids::MessageId;
use symbolon_domain::programme::Language;
use symbolon_store::{About, Delivery, MessageFilter, MessageRow, NoticeRow};
use symbolon_text::NoticeText;

use super::frame::{Frame, respond};
use super::visit::{Answered, Place, Query, Trouble, Visit};
use super::words::Words;
use crate::app::App;
use crate::clock::day;

/// Messages on one page of the outbox.
const PER_PAGE: u32 = 50;

/// The notices that were sent to a company.
#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    f: Frame,
    base: String,
    lead: String,
    notices: Vec<NoticeView>,
}

/// A notice with its messages.
struct NoticeView {
    iso: String,
    date: String,
    title: String,
    about: Option<String>,
    late: Option<String>,
    reached: String,
    messages: Vec<Addressed>,
}

/// Somebody to whom it went, and where their message is.
struct Addressed {
    name: String,
    href: Option<String>,
    mail: Option<String>,
}

/// One message, in its own language and in the other.
#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    f: Frame,
    base: String,
    back: String,
    facts: Vec<(String, String)>,
    text: Spoken,
    other: Spoken,
    other_title: String,
    may_renew: bool,
}

/// A message in a language.
struct Spoken {
    lang: &'static str,
    text: NoticeText,
}

/// All messages, the newest first.
#[derive(Template)]
#[template(path = "outbox.html")]
struct OutboxPage {
    f: Frame,
    lead: String,
    messages: Vec<Listed>,
    older: Option<String>,
    /// The list of those that could not be delivered, or from there that of all.
    other: Option<(String, &'static str)>,
    /// What is said where there are none.
    none: &'static str,
}

/// A message in the outbox.
struct Listed {
    iso: String,
    date: String,
    to: String,
    company: String,
    lang: &'static str,
    subject: String,
    href: String,
    mail: String,
}

/// The membership that a notice is about; none for a fact, which its title names.
fn about(words: Words, visit: &Visit, sent: &NoticeRow) -> Option<String> {
    let About::Year(about) = &sent.about else { return None };
    let offer = visit.app.offer_name(&about.offer);
    let values = [("offer", symbolon_text::Value::Name(offer)), ("membership", format!("M-{}", about.number).into())];
    Some(words.with("ui-notices-about", &values))
}

fn title(words: Words, sent: &NoticeRow) -> String {
    match &sent.about {
        About::Year(_) => symbolon_text::notice_title(words.0, &sent.notice),
        About::Event(_, entry) => symbolon_text::fact_title(words.0, entry.fact.kind()),
        About::Matter(matter) => symbolon_text::matter_title(words.0, matter),
    }
}

fn late(words: Words, sent: &NoticeRow) -> Option<String> {
    (sent.due_on != sent.sent_on).then(|| words.with("ui-notices-late", &[("date", sent.due_on.into())]))
}

/// What became of a message’s mail, in a word; none where there was to be none.
fn mail(words: Words, message: &MessageRow) -> Option<String> {
    message.delivery.as_ref().map(|delivery| words.word(delivery.state))
}

/// The same in a sentence.
fn mail_in_full(visit: &Visit, delivery: &Delivery) -> String {
    let (words, zone) = (visit.words(), visit.app.zone());
    let cause = delivery.cause.as_ref().map(|cause| symbolon_text::mail_cause(words.0, cause));
    let values = [
        ("state", delivery.state.code().into()),
        ("cause", cause.unwrap_or_else(|| "none".to_owned()).into()),
        ("date", delivery.settled_at.map_or_else(|| "".into(), |at| day(at, zone).into())),
    ];
    words.with("ui-message-mail-is", &values)
}

fn name(place: &Place<'_>, message: &MessageRow) -> String {
    place.sight().named(|names| names.person(&message.person.to_string()))
}

/// The notices that were sent to a company, the newest first.
pub(crate) async fn show_notices(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let (words, base) = (visit.words(), place.sight().base());
    let sent = visit.app.store().notices(place.id).await?;
    let notices = sent
        .iter()
        .filter(|(sent, _)| App::may_know(&place.identity.actor, sent))
        .map(|(sent, messages)| NoticeView {
            iso: sent.sent_on.to_string(),
            date: words.date(sent.sent_on),
            title: title(words, sent),
            about: about(words, &visit, sent),
            late: late(words, sent),
            reached: words
                .with("ui-notices-reached", &[("count", u32::try_from(messages.len()).unwrap_or(u32::MAX).into())]),
            messages: messages
                .iter()
                .map(|message| Addressed {
                    name: name(&place, message),
                    href: App::may_read(&place.identity.actor, message)
                        .then(|| format!("{base}/notices/{}", message.id)),
                    mail: mail(words, message),
                })
                .collect(),
        })
        .collect();
    let lead = [("company", place.company.as_str().into())];
    let lead = words.with("ui-notices-lead", &lead);
    let page = NoticesPage { f: place.frame("ui-notices-page", "/notices"), base, lead, notices };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// One message as its recipient gets it, and in the other language for whoever reads along.
pub(crate) async fn show_message(visit: Visit, Path((account, id)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let id: MessageId = id.parse().map_err(|_| Trouble::Missing)?;
    let message = visit.app.store().message(place.id, id).await?;
    let message = message.filter(|row| App::may_read(&place.identity.actor, row)).ok_or(Trouble::Missing)?;
    let (words, sent) = (visit.words(), &message.notice);
    let mut known = BTreeMap::new();
    let known = visit.app.known(sent, &mut known).await?;
    let spoken =
        |language: Language| Spoken { lang: language.code(), text: visit.app.message_text(language, sent, known) };
    let other = match message.language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    };
    let mut facts =
        vec![(words.t("ui-message-to"), name(&place, &message)), (words.t("ui-message-on"), words.date(sent.sent_on))];
    facts.extend(about(words, &visit, sent).map(|about| (words.t("ui-message-about"), about)));
    facts.push((words.t("ui-message-notice"), title(words, sent)));
    facts.extend(late(words, sent).map(|late| (words.t("ui-message-late"), late)));
    let mail = message.delivery.as_ref().map(|delivery| mail_in_full(&visit, delivery));
    facts.extend(mail.map(|mail| (words.t("ui-message-mail"), mail)));
    let mut frame = place.frame("ui-notices-page", "/notices");
    let text = spoken(message.language);
    frame.title.clone_from(&text.text.subject);
    // Some subjects name the company themselves.
    frame.company = frame.company.filter(|company| !text.text.subject.contains(company.as_str()));
    let page = MessagePage {
        f: frame,
        back: format!("{}/notices", place.sight().base()),
        base: place.sight().base(),
        facts,
        text,
        other: spoken(other),
        other_title: words.with("ui-message-other", &[("language", words.word(other).into())]),
        may_renew: matches!(sent.about, About::Year(_)) && place.sight().may(Capability::Buy),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Which messages are listed, and before which one the list goes on.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    delivery: Option<DeliveryState>,
    before: Option<MessageId>,
}

/// The newest messages: of all companies for the vendor's people, of one's own for a partner's.
pub(crate) async fn show_outbox(visit: Visit, Query(asked): Query<Wanted>) -> Answered {
    let identity = visit.identity()?;
    let account = identity.actor.account;
    if !Capability::ViewMemberships.allows(&identity.actor, account) {
        return Err(Trouble::Lacking(Vec::new()));
    }
    let words = visit.words();
    let wanted = MessageFilter { account, delivery: asked.delivery, ..MessageFilter::default() };
    let before = asked.before.map(|id| id.to_string());
    let mut rows = visit.app.store().newest_messages(&wanted, before.as_deref(), PER_PAGE + 1).await?;
    let more = rows.len() > PER_PAGE as usize;
    rows.truncate(PER_PAGE as usize);
    let narrowed = asked.delivery.map(|state| format!("delivery={}&", state.code())).unwrap_or_default();
    let older = rows.last().filter(|_| more).map(|last| format!("/outbox?{narrowed}before={}", last.id));
    let other = match asked.delivery {
        Some(_) => Some(("/outbox".to_owned(), "ui-outbox-all")),
        None if visit.app.is_sandbox() => None,
        None => Some((format!("/outbox?delivery={}", DeliveryState::Failed.code()), "ui-outbox-failed")),
    };
    let none = if asked.delivery.is_some() { "ui-outbox-none" } else { "ui-outbox-empty" };
    let (mut messages, mut known) = (Vec::new(), BTreeMap::new());
    let readable =
        |row: &&MessageRow| may_see(&identity.actor, row.notice.account) && App::may_read(&identity.actor, row);
    for row in rows.iter().filter(readable) {
        let place = visit.place(row.notice.account).await?;
        messages.push(Listed {
            iso: row.notice.sent_on.to_string(),
            date: words.short(row.notice.sent_on),
            to: name(&place, row),
            lang: row.language.code(),
            subject: visit
                .app
                .message_text(row.language, &row.notice, visit.app.known(&row.notice, &mut known).await?)
                .subject,
            href: format!("{}/notices/{}", place.sight().base(), row.id),
            company: place.company,
            mail: match &row.delivery {
                Some(delivery) if delivery.state == DeliveryState::Failed => mail_in_full(&visit, delivery),
                _ => mail(words, row).unwrap_or_else(|| "–".to_owned()),
            },
        });
    }
    let lead = words.t(if visit.app.is_sandbox() { "ui-outbox-lead-sandbox" } else { "ui-outbox-lead" });
    let frame = match account {
        Some(own) => visit.place(own).await?.frame("ui-outbox-page", "-"),
        None => visit.frame("ui-outbox-page"),
    };
    let page = OutboxPage { f: frame, lead, messages, older, other, none };
    Ok(respond(StatusCode::OK, visit.language, &page))
}
