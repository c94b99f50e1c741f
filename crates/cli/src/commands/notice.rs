//! `symbolon notice`: what was sent, to whom, and in which words.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value as Json;
use symbolon_domain::delivery::DeliveryState;
use symbolon_text::{Value, mail_cause};

use super::Session;
use super::shown::{day, day_cell, named, plain, worded};
use crate::args::{Company, Notice};
use crate::client::route;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &Notice, session: &Session) -> Result<(), Failure> {
    match verb {
        Notice::List(of) => list(session, of),
        Notice::Messages { of, person } => messages(session, of, person.as_deref()),
        Notice::Show { message } => show(session, message),
    }
}

fn list(session: &Session, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let list = session.client.list(&route!("accounts/{}/notices", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["sent_on", "notice", "member", "offer", "due_on", "to"]);
    for item in items(&list) {
        let names = |name: &str| {
            let recipients = item["recipients"].as_array().into_iter().flatten();
            recipients.map(|to| text(to, name).to_owned()).collect::<Vec<_>>()
        };
        let to = Cell::new(symbolon_text::list(output.language, &names("name")), names("person").join(","));
        table.row(vec![
            day_cell(output.language, item, "sent_on"),
            named(item, "notice_text", "notice"),
            plain(item, "membership_number"),
            named(item, "offer_name", "offer"),
            day_cell(output.language, item, "due_on"),
            to,
        ]);
    }
    output.table(table)
}

fn messages(session: &Session, of: &Company, person: Option<&str>) -> Result<(), Failure> {
    let (client, output) = (&session.client, &session.output);
    let account = find::account(client, of)?;
    let person = person.map(|name| find::person(client, &account, name)).transpose()?;
    let query: Vec<_> =
        [("account", account.as_str())].into_iter().chain(person.as_deref().map(|id| ("person", id))).collect();
    let list = client.list(&route!("messages"), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["sent_on", "to", "mail", "subject", "id"]);
    for item in items(&list) {
        table.row(vec![
            day_cell(output.language, item, "sent_on"),
            named(item, "person_name", "person"),
            worded(output.language, &item["delivery"], "state", DeliveryState::from_code),
            plain(item, "subject"),
            // Whole, because it is what the next command takes.
            plain(item, "id"),
        ]);
    }
    output.table(table)?;
    if let Some(last) = items(&list).last() {
        let next = format!("symbolon notice show {}", text(last, "id"));
        output.note(&output.text("cli-next", &[("command", next.into())]));
    }
    Ok(())
}

/// A message in the language of whom it went to, then in the other.
fn show(session: &Session, message: &str) -> Result<(), Failure> {
    let output = &session.output;
    let found = session.client.get(&route!("messages/{}", message), &[])?;
    if output.is_json() {
        return output.document(&found);
    }
    let mut values = vec![("name", Value::from(text(&found, "person_name")))];
    values.extend(day(&found, "sent_on").map(|day| ("day", Value::from(day))));
    output.line(&output.text("cli-notice-sent", &values))?;
    let state = DeliveryState::from_code(text(&found["delivery"], "state"));
    if let Some(state) = state.filter(|state| *state != DeliveryState::Captured) {
        let cause = found["delivery"]["cause"].as_str().map(|cause| mail_cause(output.language, cause));
        let values = [
            ("state", state.code().into()),
            ("cause", cause.unwrap_or_else(|| "none".to_owned()).into()),
            ("date", day_of(text(&found["delivery"], "settled_at")).map_or_else(|| "".into(), Value::from)),
        ];
        let mail = output.text("ui-message-mail-is", &values);
        output.line(&output.text("cli-notice-mail", &[("mail", mail.into())]))?;
    }
    let own = text(&found, "language");
    let texts = found["texts"].as_object();
    let mut languages: Vec<&String> = texts.into_iter().flatten().map(|(language, _)| language).collect();
    languages.sort_by_key(|language| language.as_str() != own);
    for language in languages {
        write(session, &found["texts"][language.as_str()])?;
    }
    Ok(())
}

/// The day of an instant.
fn day_of(instant: &str) -> Option<Date> {
    Some(instant.parse::<Timestamp>().ok()?.to_zoned(TimeZone::UTC).date())
}

fn write(session: &Session, message: &Json) -> Result<(), Failure> {
    session.output.line("")?;
    session.output.line(text(message, "subject"))?;
    for paragraph in message["paragraphs"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        session.output.line("")?;
        session.output.line(paragraph)?;
    }
    Ok(())
}
