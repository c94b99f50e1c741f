//! A problem of the server as people read it: what, why, what to do, who can help, and the exit code.

use jiff::civil::Date;
use serde_json::Value as Json;
use symbolon_domain::programme::Language;
use symbolon_text::{Value, date, message};

use crate::commands::capital;
use crate::failure::{Exit, Failure};

/// The failure that a problem document is.
pub(crate) fn failure(language: Language, problem: &Json) -> Failure {
    let code = problem["code"].as_str().unwrap_or_default().to_owned();
    let errors = problem["errors"].as_array();
    let document = || Some(Box::new(problem.clone()));
    let is_of_now = |error: &Json| error["parameter"] == "as_of" && error["code"] == "unknown-field";
    if errors.is_some_and(|errors| errors.iter().any(is_of_now)) {
        let text = message(language, "cli-as-of-now", &[]);
        return Failure { code, problem: document(), ..Failure::new(Exit::Usage, text) };
    }
    Failure { code, problem: document(), ..Failure::new(exit(problem), text(language, problem)) }
}

/// The exit code of a problem.
fn exit(problem: &Json) -> Exit {
    let status = problem["status"].as_u64().unwrap_or(0);
    match (status, problem["code"].as_str().unwrap_or_default()) {
        (_, "preview-stale" | "plan-stale" | "version-conflict") => Exit::Changed,
        (_, "idempotency-key-in-progress" | "outcome-unknown" | "overloaded") | (429 | 503, _) => Exit::Later,
        (_, "token-indivisible") => Exit::Refused,
        (401 | 403, _) => Exit::NotAllowed,
        (404, _) => Exit::NotFound,
        (409, _) => Exit::Refused,
        (400..=499, _) => Exit::Usage,
        _ => Exit::Failed,
    }
}

fn text(language: Language, problem: &Json) -> String {
    let say = |id: &str, values: &[(&str, Value)]| message(language, id, values);
    let title = problem["title"].as_str().unwrap_or_else(|| problem["code"].as_str().unwrap_or_default());
    let mut lines = vec![match exit(problem) {
        Exit::Refused | Exit::NotAllowed => say("cli-refused", &[("title", title.into())]),
        _ => title.to_owned(),
    }];
    let detail = problem["detail"].as_str().unwrap_or_default();
    if !detail.is_empty() && detail != title {
        lines.push(format!("  {detail}"));
    }
    // What to do on the command line is said in its own words.
    let own = match problem["code"].as_str().unwrap_or_default() {
        "preview-stale" | "preview-required" => Some("cli-preview-again"),
        "unauthenticated" => Some("cli-sign-in"),
        _ => None,
    };
    for error in problem["errors"].as_array().into_iter().flatten().filter(|_| own.is_none()) {
        let place = error["pointer"].as_str().or_else(|| error["parameter"].as_str()).unwrap_or_default();
        let why = error["detail"].as_str().unwrap_or_default();
        if !detail.contains(why) {
            let place = if place.is_empty() { String::new() } else { format!("{place} ") };
            let remedy = error["remedy"].as_str().unwrap_or_default();
            lines.push(format!("  {place}{why} {remedy}").trim_end().to_owned());
        }
    }
    let errors = problem["errors"].as_array().into_iter().flatten();
    let options: Vec<_> = errors.filter_map(|error| options(error["pointer"].as_str()?)).collect();
    if !options.is_empty() {
        lines.push(format!("  {}", say("cli-with-option", &[("options", options.join(", ").into())])));
    }
    // The detail names the day and the remedy already where it was made from a refusal; nothing is said twice.
    let mut add = |line: String| {
        if !detail.contains(line.trim()) {
            lines.push(format!("  {line}"));
        }
    };
    let day = |name: &str| problem[name].as_str().and_then(|day| day.parse::<Date>().ok());
    let unsaid = |day: &Date| !detail.contains(&date(language, *day));
    for remedy in problem["remedies"].as_array().into_iter().flatten().filter(|_| own.is_none()) {
        let is_said = remedy["act"] == "wait" && day("available_from").is_some_and(|day| !unsaid(&day));
        if let Some(text) = remedy["text"].as_str().filter(|_| !is_said) {
            add(text.to_owned());
        }
    }
    if let Some(day) = day("available_from").filter(unsaid) {
        add(say("cli-available-from", &[("day", day.into())]));
    }
    if let Some(day) = day("available_until").filter(unsaid) {
        add(say("cli-available-until", &[("day", day.into())]));
    }
    let helper = |helper: &Json| {
        let role = helper["name"].as_str().or_else(|| helper["role"].as_str()).unwrap_or_default();
        let people: Vec<_> = helper["people"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        if people.is_empty() { capital(role) } else { format!("{} ({role})", people.join(", ")) }
    };
    let helpers: Vec<_> = problem["who_can_help"].as_array().into_iter().flatten().map(helper).collect();
    if !helpers.is_empty() {
        add(say("cli-helpers", &[("helpers", helpers.join(" · ").into())]));
    }
    let missing: Vec<_> =
        problem["missing_acknowledgements"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    if !missing.is_empty() {
        add(say("cli-unacknowledged", &[("names", missing.join(",").into())]));
    }
    if let Some(own) = own {
        add(say(own, &[]));
    }
    if problem["code"] == "last-admin" {
        add(say("cli-acknowledge-last", &[]));
    }
    lines.join("\n")
}

/// The options of a member of a request that is called otherwise on the command line.
fn options(pointer: &str) -> Option<&'static str> {
    match pointer {
        "/contact" => Some("--marketing-name, --marketing-email"),
        "/contact/name" => Some("--marketing-name"),
        "/contact/email" => Some("--marketing-email"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_of_problem_has_its_exit_code() {
        for (status, code, expected) in [
            (401, "unauthenticated", Exit::NotAllowed),
            (403, "role-missing", Exit::NotAllowed),
            (403, "tenant-admin-required", Exit::NotAllowed),
            (404, "not-found", Exit::NotFound),
            (409, "seat-locked", Exit::Refused),
            (422, "token-indivisible", Exit::Refused),
            (409, "preview-stale", Exit::Changed),
            (409, "plan-stale", Exit::Changed),
            (412, "version-conflict", Exit::Changed),
            (409, "idempotency-key-in-progress", Exit::Later),
            (503, "storage-full", Exit::Later),
            (400, "preview-required", Exit::Usage),
            (422, "validation-failed", Exit::Usage),
            (500, "internal-error", Exit::Failed),
        ] {
            assert_eq!(exit(&json!({ "status": status, "code": code })), expected, "{code}");
        }
    }
}
