//! Problems in words: titles, the short reason of one refusal, and the page behind each slug.

use symbolon_domain::explanation::RemedyAct;
use symbolon_domain::programme::Language;
use symbolon_domain::refusal::{Refusal, RefusalCode};

use crate::catalogue::{has_message, message};
use crate::explanation::{changes_on, node_named, remedies};
use crate::format::date;
use crate::names::Names;

/// Slugs of problems that come from the transport, from a plan for the programme, or from the no of a check, and from no
/// refused act. `validation-failed` and `not-found` are among the refusals.
pub const TRANSPORT_PROBLEMS: &[&str] = &[
    "malformed-request",
    "idempotency-key-missing",
    "idempotency-key-reused",
    "idempotency-key-in-progress",
    "preview-required",
    "preview-stale",
    "precondition-required",
    "version-conflict",
    "cursor-mismatch",
    "too-many-api-tokens",
    "too-many-feeds",
    "too-many-webhook-endpoints",
    "unauthenticated",
    "event-not-believed",
    "not-entitled",
    "scope-missing",
    "payload-too-large",
    "unsupported-media-type",
    "method-not-allowed",
    "outcome-unknown",
    "storage-full",
    "overloaded",
    "dependency-unavailable",
    "clock-not-movable",
    "programme-invalid",
    "programme-identity-changed",
    "worked-examples-fail",
    "plan-changes-nothing",
    "plan-stale",
    "plan-needs-approval",
    "self-approval",
    "internal-error",
];

/// What a person can read about a problem in general.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemPage {
    /// What happened.
    pub title: String,
    /// Why it happens, one sentence or two each.
    pub causes: Vec<String>,
    /// What to do, one sentence or two each.
    pub cures: Vec<String>,
}

/// The page of a slug; none for a slug that does not exist.
pub fn problem(language: Language, slug: &str) -> Option<ProblemPage> {
    let known = RefusalCode::from_code(slug).is_some() || TRANSPORT_PROBLEMS.contains(&slug);
    let id = format!("problem-{slug}");
    (known && has_message(language, &id)).then(|| {
        let lines = |part: &str| {
            let text = message(language, &format!("{id}.{part}"), &[]);
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        ProblemPage { title: message(language, &id, &[]), causes: lines("causes"), cures: lines("cures") }
    })
}

/// What was refused, in general.
pub fn refusal_title(language: Language, code: RefusalCode) -> String {
    message(language, &format!("problem-{code}"), &[])
}

/// Why this was refused, when that changes and what to do, in a few short sentences.
pub fn refusal_detail(language: Language, refusal: &Refusal) -> String {
    refusal_detail_named(language, refusal, None)
}

/// Why this was refused, without what helps.
pub fn refusal_reason(language: Language, refusal: &Refusal, names: Option<&dyn Names>) -> String {
    match refusal.explanation.first_obstacle() {
        Some(obstacle) => node_named(language, obstacle, names),
        None => refusal_title(language, refusal.code),
    }
}

/// Why this was refused, with the names of the people and things in it.
pub fn refusal_detail_named(language: Language, refusal: &Refusal, names: Option<&dyn Names>) -> String {
    let Some(obstacle) = refusal.explanation.first_obstacle() else {
        return refusal_title(language, refusal.code);
    };
    let mut sentences = vec![node_named(language, obstacle, names)];
    let helps = remedies(language, refusal);
    let said = |sentences: &[String], day| {
        let day = date(language, day);
        sentences.iter().any(|sentence| sentence.contains(&day))
    };
    for (held, sentence) in refusal.remedies.iter().zip(helps) {
        // A sentence that names the day already is not followed by "wait for that day".
        let repeats = held.act == RemedyAct::Wait && held.from.is_some_and(|day| said(&sentences, day));
        if !repeats {
            sentences.push(sentence);
        }
    }
    if let Some(day) = refusal.available_from.filter(|day| !said(&sentences, *day)) {
        sentences.push(changes_on(language, day));
    }
    sentences.join(" ")
}
