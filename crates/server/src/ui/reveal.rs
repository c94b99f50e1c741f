//! Showing a product key: an act with consequences, and the one answer that holds the key.

use axum::extract::Path;
use axum::http::StatusCode;
use symbolon_domain::access::Capability;
use symbolon_domain::account::Key;
use symbolon_domain::command::{Command, KeyRef};
use symbolon_domain::decide::{Context, Outcome};
use symbolon_domain::explanation::{Answer, FactCode};
use symbolon_domain::fact::KeyBlockReason;
use symbolon_domain::ids::KeyId;

use super::account::benefit;
use super::again::{Again, Errors};
use super::check::{self, Question, Step};
use super::frame::{respond, see_other};
use super::pages::RevealedPage;
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use crate::api::remark;

/// A key of the company, if the reader may know of it.
pub(crate) fn known(place: &Place<'_>, key: &str) -> Result<KeyId, Trouble> {
    place.need(Capability::ViewBenefits)?;
    let id: KeyId = key.parse().map_err(|_| Trouble::Missing)?;
    place.folded.account.keys.contains_key(&id).then_some(id).ok_or(Trouble::Missing)
}

/// The page of a key's line, or the home page where that line has no page any more.
pub(crate) fn way_back(place: &Place<'_>, id: KeyId) -> String {
    let grant = place.folded.account.keys.get(&id).map(|key| key.grant);
    let shown = grant.filter(|grant| place.standing().lines.iter().any(|line| line.grant == *grant));
    shown.map_or_else(String::new, |grant| format!("/benefits/{grant}"))
}

fn question(place: &Place<'_>, id: KeyId, key: &Key, outcome: &Outcome) -> Question {
    let (sight, words) = (place.sight(), place.visit.words());
    let mut consequences = Vec::new();
    if let Some(limit) = key.limit {
        let left = limit.saturating_sub(key.used);
        let text = [
            words.with("ui-reveal-limit", &[("count", limit.into())]),
            words.with("ui-reveal-left", &[("count", left.into())]),
        ];
        consequences.push(text.join(" "));
    }
    if !outcome.facts.is_empty() {
        consequences.push(words.t("ui-reveal-recorded"));
    }
    consequences.push(words.t("ui-reveal-lapse"));
    let refund = outcome.explanation.children().iter().find(|node| node.fact == FactCode::RefundRight);
    consequences.extend(refund.filter(|node| node.answer != Answer::Yes).map(|node| sight.say(node)));
    let benefit = sight.benefit(&key.benefit);
    Question {
        page: "ui-reveal-page",
        menu: "/benefits",
        title: words.with("ui-reveal-title", &[("benefit", benefit.as_str().into())]),
        back: (format!("{}{}", sight.base(), way_back(place, id)), benefit),
        wizard: false,
        facts: Vec::new(),
        consequences,
        action: format!("{}/keys/{id}/reveal", sight.base()),
        hidden: Vec::new(),
        confirm: words.t("ui-reveal-confirm"),
        other: None,
    }
}

/// The consequences, before the click.
pub(crate) async fn ask(visit: Visit, path: Path<(String, String)>) -> Answered {
    reveal(visit, path, Fields::default()).await
}

/// Records that the key is shown, then shows it.
pub(crate) async fn reveal(visit: Visit, Path((account, key)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let id = known(&place, &key)?;
    let held = place.folded.account.keys.get(&id).ok_or(Trouble::Missing)?;
    let command = Command::RevealKey { key: KeyRef::Key(id) };
    let said = serde_json::to_string(&command).map_err(|_| Trouble::Unreadable)?;
    let asked = |_: &Context, outcome: &Outcome| question(&place, id, held, outcome);
    match check::confirmed(&place, command, (&fields, &said), Vec::new(), asked).await? {
        Step::Asked(page) => return Ok(page),
        Step::Recorded { replayed: true } => return Ok(visit.notice(StatusCode::OK, "ui-revealed-again")),
        Step::Recorded { replayed: false } => {}
        Step::Refused(refusal) => return Err(place.refused(refusal, &way_back(&place, id))),
    }
    let (sight, words) = (place.sight(), visit.words());
    let secret = visit.app.store().secret(place.id, &id.to_string()).await?;
    let used = held.limit.map(|limit| {
        let args = [("used", held.used.into()), ("total", limit.into())];
        (words.t("ui-col-used"), words.with("ui-used-of", &args))
    });
    let mut frame = place.frame("ui-revealed-page", "/benefits");
    frame.here = format!("{}{}", sight.base(), way_back(&place, id));
    let page = RevealedPage {
        f: frame,
        base: sight.base(),
        title: words.with("ui-revealed-title", &[("benefit", sight.benefit(&held.benefit).into())]),
        secret: secret.expose().to_owned(),
        facts: [(words.t("ui-line-key-kind"), words.word(held.kind))].into_iter().chain(used).collect(),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Blocks a key, or lifts the block where no reason for one is given (E-15).
pub(crate) async fn block(visit: Visit, Path((account, key)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let id = known(&place, &key)?;
    let held = place.folded.account.keys.get(&id).ok_or(Trouble::Missing)?;
    let (text, reason) = (fields.get("note"), fields.get("why").map(KeyBlockReason::from_code));
    let (words, mut errors) = (visit.words(), Errors::default());
    if reason == Some(None) || (reason.is_none() && held.blocked.is_none()) {
        errors.add("why-blocked", words.t("ui-block-reason-error"));
    }
    let (Some(text), true) = (text, errors.is_empty()) else {
        place.need(Capability::BlockKeys)?;
        if text.is_none() {
            errors.add("block-note", words.t("ui-block-note-error"));
        }
        return benefit(&place, held.grant, Again::new(fields, errors)).await;
    };
    let (kept, note) = match remark(&visit.app, visit.now, "/note", text) {
        Ok(remark) => remark,
        Err(problem) => {
            let errors = Errors::of_problem(problem, words, &[("/note", "block-note")])?;
            return benefit(&place, held.grant, Again::new(fields, errors)).await;
        }
    };
    let command = match reason.flatten() {
        Some(why) => Command::BlockKey { key: id, why, note },
        None => Command::UnblockKey { key: id, note },
    };
    let said = format!("{} {id} {} {text}", command.name(), fields.get("why").unwrap_or_default());
    let back = way_back(&place, id);
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, vec![kept]).await? {
        Done::Refused(refusal) => Err(place.refused(refusal, &back)),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{back}", place.sight().base()))),
    }
}
