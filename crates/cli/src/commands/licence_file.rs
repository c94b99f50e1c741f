//! `symbolon licence-file`: an answer that is believed without a network. Only `issue` talks to a server.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value as Json, json};
use symbolon_licence::{Case, Claims, Keys, State, inspect, open};
use symbolon_server::clock::Clock;
use symbolon_text::Value;

use super::{Session, session};
use crate::args::{LicenceFileVerb, Moment};
use crate::client::route;
use crate::failure::{Exit, Failure};
use crate::file;
use crate::find;
use crate::output::{Cell, Output, Table};
use crate::settings::Settings;

pub(crate) fn run(verb: &LicenceFileVerb, settings: &Settings, output: Output) -> Result<(), Failure> {
    match verb {
        LicenceFileVerb::Issue { of, person, product, device, ttl } => {
            let session = session(settings, output)?;
            let mut body = json!({ "account": find::account(&session.client, of)?, "product": product });
            for (name, given) in [("person", person), ("device", device), ("ttl", ttl)] {
                if let Some(given) = given {
                    body[name] = json!(given);
                }
            }
            issue(&session, &body)
        }
        // Days and instants mean something to a file, and it stands in no zone: `--as-of` would be guessed at.
        _ if settings.as_of.is_some() => Err(Failure::new(Exit::Usage, output.text("cli-as-of-now", &[]))),
        LicenceFileVerb::Verify { file, keys, product, device, seen, at } => {
            let set = file::read_text(keys, output.language)?;
            let keys = Keys::read(&set).ok_or_else(|| {
                let values = [("file", Value::from(keys.display().to_string()))];
                Failure::new(Exit::Usage, output.text("cli-licence-file-no-keys", &values))
            })?;
            let now = at.map_or_else(|| Clock::System.now().div_euclid(1_000_000), |Moment(at)| at);
            let case = Case { product, device: device.as_deref(), now, seen: seen.map(|Moment(at)| at) };
            let claims = open(&text(file, &output)?, &keys);
            let state = claims.as_ref().map_or(State::BadSignature, |claims| claims.state(&case));
            told(&output, state, claims.as_ref())
        }
        LicenceFileVerb::Inspect { file } => inspected(&output, file),
    }
}

/// The text of a file, or of standard input.
fn text(file: &Path, output: &Output) -> Result<String, Failure> {
    match file == Path::new("-") {
        true => file::read_input().map(|content| String::from_utf8_lossy(&content).into_owned()),
        false => file::read_text(file, output.language),
    }
}

fn issue(session: &Session, body: &Json) -> Result<(), Failure> {
    session.client.today_only()?;
    let file = session.client.answered(&route!("licence-files"), body)?;
    let file = String::from_utf8_lossy(&file);
    match session.output.is_json() {
        true => session.output.document(&json!({ "licence_file": file })),
        false => session.output.line(&file),
    }
}

fn told(output: &Output, state: State, claims: Option<&Claims>) -> Result<(), Failure> {
    if output.is_json() {
        let decision = if state.allows() { "allow" } else { "deny" };
        output.document(&json!({
            "decision": decision, "state": state.code(), "claims": claims,
            "refresh_from": claims.map(|claims| claims.refresh_from()),
        }))?;
    } else {
        let answer = output.text(if state.allows() { "cli-check-yes" } else { "cli-check-no" }, &[]);
        output.line(&format!("{answer}  {}", state.code()))?;
        output.line(&output.text("cli-licence-file-state", &[("state", state.code().into())]))?;
        let until = claims.and_then(|claims| claims.usable_until.parse::<jiff::civil::Date>().ok());
        if let Some(until) = until.filter(|_| state.allows()) {
            output.line(&output.text("cli-check-until", &[("day", until.into())]))?;
        }
        if claims.is_some_and(|claims| claims.sandbox) {
            output.note(&output.text("cli-licence-file-sandbox", &[]));
        }
    }
    if state.allows() { Ok(()) } else { Err(Failure::no()) }
}

/// What a file says, whoever wrote it.
fn inspected(output: &Output, file: &Path) -> Result<(), Failure> {
    let Some((header, claims)) = inspect(&text(file, output)?) else {
        return Err(Failure::new(Exit::Usage, output.text("cli-licence-file-none", &[])));
    };
    let (header, claims) = (json!(header), json!(claims));
    output.note(&output.text("cli-licence-file-unverified", &[]));
    if output.is_json() {
        return output.document(&json!({ "header": header, "claims": claims }));
    }
    let mut table = Table::new(&["name", "value"]);
    for (name, value) in header.as_object().into_iter().chain(claims.as_object()).flatten() {
        let instant = match name.as_str() {
            "iat" | "nbf" | "exp" | "grace" => value.as_i64().and_then(|at| Timestamp::from_second(at).ok()),
            _ => None,
        };
        let said = instant.map(|at| at.to_string()).or_else(|| value.as_str().map(str::to_owned));
        table.row(vec![Cell::same(name), Cell::same(said.unwrap_or_else(|| value.to_string()))]);
    }
    output.table(table)
}
