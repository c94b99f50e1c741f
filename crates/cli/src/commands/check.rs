//! `symbolon check`: may somebody use something? The exit code says it too.

use serde_json::json;
use symbolon_domain::check::CheckCode;
use symbolon_text::Value;

use super::Session;
use super::shown::{day, explanation};
use crate::args::Check;
use crate::client::route;
use crate::failure::Failure;
use crate::find::{self, text};

pub(crate) fn run(check: &Check, session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, &check.of)?;
    let mut body = json!({ "account": account, "product": check.product });
    body["explain"] = json!(if check.explain { "full" } else { "summary" });
    if let Some(person) = &check.person {
        body["person"] = json!(person);
    }
    if let Some(on) = session.client.as_of() {
        body["as_of"] = json!(on);
    }
    let decision = session.client.ask(&route!("entitlement-checks"), &body)?;
    let code = text(&decision, "code");
    let allowed = CheckCode::from_code(code).is_some_and(CheckCode::allows);
    if output.is_json() {
        output.document(&decision)?;
    } else {
        let answer = output.text(if allowed { "cli-check-yes" } else { "cli-check-no" }, &[]);
        output.line(&format!("{answer}  {code}"))?;
        output.line(text(&decision, "message"))?;
        if let Some(until) = day(&decision, "until") {
            let id = if allowed { "cli-check-until" } else { "cli-check-was-until" };
            output.line(&output.text(id, &[("day", Value::from(until))]))?;
        }
        if check.explain {
            explanation(output, &decision["explanation"])?;
        }
        let would: Vec<_> =
            decision["would_change"].as_array().into_iter().flatten().map(|remedy| text(remedy, "text")).collect();
        if !allowed && !would.is_empty() {
            output.line(&output.text("cli-check-would-change", &[("remedies", would.join(" ").into())]))?;
        }
    }
    if allowed { Ok(()) } else { Err(Failure::no()) }
}
