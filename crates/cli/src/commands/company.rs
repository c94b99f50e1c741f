//! `symbolon company`: its profile, the checks of it, and documents.

use std::path::Path;

use serde_json::{Value as Json, json};
use symbolon_domain::company::ProfileCheck;
use symbolon_text::Value;

use super::Session;
use super::shown::{count, day, day_cell, named, plain, section, worded};
use crate::args::{Company, CompanyVerb, Profile, Trial};
use crate::client::{Route, route};
use crate::failure::Failure;
use crate::file;
use crate::find::{self, items, text};
use crate::output::{Cell, Output, Table};

pub(crate) fn run(verb: &CompanyVerb, session: &Session) -> Result<(), Failure> {
    let account = |of: &Company| find::account(&session.client, of);
    match verb {
        CompanyVerb::Show(of) => show(session, &account(of)?),
        CompanyVerb::Change { profile, of, trial } => change(session, &account(of)?, profile, trial.dry_run),
        CompanyVerb::Review { of, trial } => {
            act(session, &route!("accounts/{}/profile-reviews", account(of)?), &json!({}), trial.dry_run)
        }
        CompanyVerb::Waiting { state } => waiting(session, state),
        CompanyVerb::Pass { check, of, trial } => {
            let path = route!("accounts/{}/profile-checks/{}/decisions", account(of)?, check);
            act(session, &path, &json!({ "passed": true }), trial.dry_run)
        }
        CompanyVerb::Reject { check, note, of, trial } => {
            let path = route!("accounts/{}/profile-checks/{}/decisions", account(of)?, check);
            act(session, &path, &json!({ "passed": false, "reason": note }), trial.dry_run)
        }
        CompanyVerb::Appeal { check, note, of, trial } => {
            let path = route!("accounts/{}/profile-checks/{}/appeals", account(of)?, check);
            act(session, &path, &json!({ "reason": note }), trial.dry_run)
        }
        CompanyVerb::AskMail { of, trial } => {
            let path = route!("accounts/{}/profile-checks/email/mails", account(of)?);
            act(session, &path, &json!({}), trial.dry_run)
        }
        CompanyVerb::HandIn { file, check, of, trial } => {
            let path = route!("accounts/{}/documents", account(of)?);
            hand_in(session, &path, &[("check", check)], file, trial)
        }
        CompanyVerb::Exempt { from, until, note, of, trial } => {
            let mut body = json!({ "from": from, "note": note });
            if let Some(until) = until {
                body["until"] = json!(until);
            }
            exempt(session, &route!("accounts/{}/tax-exemptions", account(of)?), &body, trial.dry_run)
        }
        CompanyVerb::EndExemption { exemption, last_day, trial } => {
            let path = route!("tax-exemptions/{}/endings", exemption);
            exempt(session, &path, &json!({ "last_day": last_day }), trial.dry_run)
        }
        CompanyVerb::Exemptions(of) => {
            let list = session.client.list(&route!("accounts/{}/tax-exemptions", account(of)?), &[])?;
            if session.output.is_json() {
                session.output.document(&list)
            } else {
                exemptions(&session.output, items(&list))
            }
        }
        CompanyVerb::Documents(of) => documents(session, &account(of)?),
        CompanyVerb::Download { document, file } => session.download(&route!("documents/{}/content", document), file),
    }
}

fn act(session: &Session, path: &Route, body: &Json, dry_run: bool) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    let answer = session.client.act(path, body)?;
    said(session, &answer)
}

/// The state of the profile after an act.
fn said(session: &Session, answer: &Json) -> Result<(), Failure> {
    let output = &session.output;
    if output.is_json() { output.document(answer) } else { state(output, answer) }
}

fn state(output: &Output, profile: &Json) -> Result<(), Failure> {
    output.line(&output.text("cli-company-state", &[("state", text(profile, "state_text").into())]))?;
    if let Some(day) = day(profile, "reviewed_on") {
        output.line(&output.text("cli-company-reviewed", &[("day", Value::from(day))]))?;
    }
    Ok(())
}

fn show(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let found = session.client.get(&route!("accounts/{}/profile", account), &[])?;
    if output.is_json() {
        return output.document(&found);
    }
    let profile = &found["profile"];
    if !profile.is_null() {
        let (address, contact) = (&profile["address"], &profile["primary_contact"]);
        output.line(text(profile, "legal_name"))?;
        output.line(&format!(
            "{}, {} {}, {}",
            text(address, "street"),
            text(address, "postal_code"),
            text(address, "city"),
            text(&found, "country")
        ))?;
        output.line(text(profile, "registration_number"))?;
        output.line(&format!("{} <{}>", text(contact, "name"), text(contact, "email")))?;
    }
    state(output, &found)?;
    let check = |check: &Json| {
        let since = day(check, "since").map(|day| format!(", {}", output.date(day))).unwrap_or_default();
        let reason = check["reason"].as_str().map(|reason| format!(" – {reason}")).unwrap_or_default();
        let mail = day(check, "mail_from").map(|from| {
            let left = check["mails_left"].as_i64().unwrap_or_default();
            let values = [("from", Value::from(from)), ("left", left.into())];
            format!(" ({})", output.text("cli-company-mail", &values))
        });
        let mail = mail.unwrap_or_default();
        let values = [("check", Value::from(text(check, "name"))), ("state", text(check, "state_text").into())];
        format!("{}{since}{reason}{mail}", output.text("cli-company-check", &values))
    };
    let checks: Vec<_> = found["checks"].as_array().into_iter().flatten().map(check).collect();
    section(output, "cli-company-checks", &[], &checks)
}

/// Changes what is named, over the version that was just read.
fn change(session: &Session, account: &str, changes: &Profile, dry_run: bool) -> Result<(), Failure> {
    let path = route!("accounts/{}/profile", account);
    let found = session.client.now().get(&path, &[])?;
    let mut profile = found["profile"].clone();
    if profile.is_null() {
        profile = json!({ "address": {}, "primary_contact": {} });
    }
    for (pointer, value) in [
        (["legal_name", ""], &changes.legal_name),
        (["address", "street"], &changes.street),
        (["address", "postal_code"], &changes.postal_code),
        (["address", "city"], &changes.city),
        (["registration_number", ""], &changes.registration_number),
        (["primary_contact", "name"], &changes.contact_name),
        (["primary_contact", "email"], &changes.contact_email),
    ] {
        let Some(value) = value else { continue };
        match pointer {
            [name, ""] => profile[name] = json!(value),
            [part, name] => profile[part][name] = json!(value),
        }
    }
    let mut body = json!({ "profile": profile });
    if !found["version"].is_null() {
        body["version"] = found["version"].clone();
    }
    let answer = session.client.put(&path, &body, dry_run)?;
    if !dry_run {
        return said(session, &answer);
    }
    session.tried(&answer)
}

fn waiting(session: &Session, state: &str) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.list(&route!("profile-checks"), &[("state", state)])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["number", "name", "check", "state", "since"]);
    for item in items(&list) {
        for check in item["checks"].as_array().into_iter().flatten().filter(|check| check["state"] == state) {
            table.row(vec![
                plain(item, "global_id"),
                plain(item, "name"),
                named(check, "name", "check"),
                named(check, "state_text", "state"),
                day_cell(output.language, check, "since"),
            ]);
        }
    }
    output.table(table)
}

fn exempt(session: &Session, path: &Route, body: &Json, dry_run: bool) -> Result<(), Failure> {
    if dry_run {
        return session.would(path, body);
    }
    let answer = session.client.act(path, body)?;
    let output = &session.output;
    if output.is_json() { output.document(&answer) } else { exemptions(output, std::iter::once(&answer)) }
}

fn exemptions<'a>(output: &Output, items: impl Iterator<Item = &'a Json>) -> Result<(), Failure> {
    let mut table = Table::new(&["exemption", "from", "until"]);
    for item in items {
        let day = |name| day_cell(output.language, item, name);
        table.row(vec![plain(item, "id"), day("from"), day("until")]);
    }
    output.table(table)
}

/// The media type that the ending of a file's name stands for.
fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

/// Sends a file, or only asks whether it would be taken.
pub(crate) fn hand_in(
    session: &Session,
    path: &Route,
    query: &[(&str, &str)],
    file: &Path,
    trial: &Trial,
) -> Result<(), Failure> {
    let output = &session.output;
    let content = file::read(file, output.language)?;
    if trial.dry_run {
        let query: Vec<_> = query.iter().copied().chain([("dry_run", "true")]).collect();
        return session.tried(&session.client.upload(path, &query, (kind(file), &content))?);
    }
    let answer = session.client.upload(path, query, (kind(file), &content))?;
    if output.is_json() {
        return output.document(&answer);
    }
    output.line(&output.text("cli-document-added", &[("document", text(&answer, "id").into())]))
}

fn documents(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.list(&route!("accounts/{}/documents", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["document", "for", "media_type", "bytes", "added_on"]).right(&["bytes"]);
    for item in items(&list) {
        let of = &item["of"];
        let subject = match of["order"].as_str() {
            Some(order) => Cell::same(order),
            None => worded(output.language, of, "check", ProfileCheck::from_code),
        };
        table.row(vec![
            plain(item, "id"),
            subject,
            plain(item, "media_type"),
            count(output.language, item, "bytes"),
            day_cell(output.language, item, "added_on"),
        ]);
    }
    output.table(table)
}
