//! The last page before an act whose consequences are read first: what it changes in this account, and the sentences
//! that the reader ticks. What is confirmed is exactly what was shown: its digest is looked at again on recording.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Outcome};
use symbolon_domain::refusal::Refusal;
use symbolon_store::{Answer, Guard, NewNote};

use super::again::Errors;
use super::frame::{respond, see_other};
use super::pages::{CheckPage, OtherAct};
use super::visit::{Answered, Done, Fields, Place, Trouble};
use crate::act::{PREVIEW_MICROS, digest_of, expiry_of};
use crate::sign;

/// What a check page is about, besides its outcome.
pub(crate) struct Question {
    /// What the page is called.
    pub(crate) page: &'static str,
    /// Its place in the company's menu; `-`: none.
    pub(crate) menu: &'static str,
    /// The question, as its heading.
    pub(crate) title: String,
    /// Where the way back leads, and what it says.
    pub(crate) back: (String, String),
    /// Whether it is a step of the redeem wizard.
    pub(crate) wizard: bool,
    /// What is known about the matter.
    pub(crate) facts: Vec<(String, String)>,
    /// What the act entails, beyond its computed effects.
    pub(crate) consequences: Vec<String>,
    /// Where the form goes.
    pub(crate) action: String,
    /// Fields that it carries along.
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// What the button says.
    pub(crate) confirm: String,
    /// The other answer.
    pub(crate) other: Option<OtherAct>,
}

/// Why the page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// For the first time.
    Asked,
    /// Not everything was ticked.
    Unticked,
    /// What was shown is not true any more.
    Stale,
}

/// Whether there is anything to acknowledge: no right to a refund ends where none is left (B-51). What is carried along
/// unseen is bound to that by the digest of the effects.
fn is_at_stake(code: &str, outcome: &Outcome) -> bool {
    code != "refund-right-ends" || outcome.effects.iter().any(|effect| effect.field == "refund.until")
}

/// The page.
fn page(
    place: &Place<'_>,
    question: Question,
    command: &Command,
    (context, outcome): (&Context, &Outcome),
    reason: Reason,
) -> Response {
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let expiry = visit.now.saturating_add(PREVIEW_MICROS);
    let codes = command.acknowledgements(&outcome.effects).iter().copied();
    let (lost, kept): (Vec<&'static str>, Vec<_>) = codes.partition(|code| is_at_stake(code, outcome));
    let effects = outcome.effects.iter().map(|effect| sight.effect(effect));
    let mut errors = match reason {
        Reason::Unticked => Errors::of("acknowledge", words.t("ui-check-error")),
        Reason::Asked | Reason::Stale => Errors::default(),
    };
    if let Some(wrong) = question.other.as_ref().and_then(|other| other.wrong.clone()) {
        errors.add("note", wrong);
    }
    let status = match reason {
        Reason::Asked | Reason::Unticked => errors.status(),
        Reason::Stale => StatusCode::CONFLICT,
    };
    let mut frame = place.frame(question.page, question.menu);
    frame.title.clone_from(&question.title);
    frame.error = !errors.is_empty();
    // The address of a form is no page to come back to.
    frame.here.clone_from(&question.back.0);
    let page = CheckPage {
        f: frame,
        back: question.back.0,
        back_text: question.back.1,
        wizard: question.wizard,
        title: question.title,
        as_of: words.with("ui-check-as-of", &[("date", visit.today.into())]),
        stale: reason == Reason::Stale,
        facts: question.facts,
        consequences: effects.chain(question.consequences).collect(),
        action: question.action,
        key: visit.key(),
        digest: digest_of(&visit.app, (&place.identity.name(), place.id), command, context, expiry, &outcome.effects),
        hidden: question.hidden,
        acknowledge: lost.into_iter().map(|code| (code, symbolon_text::acknowledgement(words.0, code))).collect(),
        carried: kept,
        errors,
        confirm: question.confirm,
        other: question.other,
        why: Some(sight.why(&outcome.explanation)),
    };
    respond(status, visit.language, &page)
}

/// How far an act is whose consequences are shown first.
pub(crate) enum Step {
    /// They are shown, for the first time or again.
    Asked(Response),
    /// It was refused.
    Refused(Box<Refusal>),
    /// It is recorded; a form that was sent twice is recorded once.
    Recorded {
        /// Whether this was the second time.
        replayed: bool,
    },
}

/// Shows what an act entails until a form confirms exactly that, then records it. `said` is what the form says, which is
/// the same when it is sent again.
pub(crate) async fn confirmed(
    place: &Place<'_>,
    command: Command,
    (fields, said): (&Fields, &str),
    notes: Vec<NewNote>,
    question: impl FnOnce(&Context, &Outcome) -> Question,
) -> Result<Step, Trouble> {
    let was_shown = fields.get("preview").is_some();
    let given: Vec<String> = fields.all("acknowledge").map(str::to_owned).collect();
    if was_shown {
        let guard = Some(guard(place, &command, fields, given.clone()));
        match place.visit.act_as(place.id, command.clone(), (fields.need("key")?, said), guard, notes).await? {
            Done::Recorded { replayed } => return Ok(Step::Recorded { replayed }),
            Done::Refused(refusal) => return Ok(Step::Refused(refusal)),
            Done::Stale => {}
        }
    }
    Ok(match place.visit.preview(place.id, &command).await? {
        (context, Ok(outcome)) => {
            let reason = match was_shown {
                false => Reason::Asked,
                true if ticked(&command, &outcome, &given) => Reason::Stale,
                true => Reason::Unticked,
            };
            let question = question(&context, &outcome);
            Step::Asked(page(place, question, &command, (&context, &outcome), reason))
        }
        (_, Err(refusal)) => Step::Refused(refusal),
    })
}

/// The same for a command without a text, which leads on to a page once it is recorded, and back to one where it is
/// refused.
pub(crate) async fn confirm(
    place: &Place<'_>,
    command: Command,
    fields: &Fields,
    (on, back): (&str, &str),
    question: impl FnOnce(&Context, &Outcome) -> Question,
) -> Answered {
    let said = serde_json::to_string(&command).map_err(|_| Trouble::Unreadable)?;
    match confirmed(place, command, (fields, &said), Vec::new(), question).await? {
        Step::Asked(page) => Ok(page),
        Step::Recorded { .. } => Ok(see_other(on)),
        Step::Refused(refusal) => Err(Trouble::Refused(refusal, place.id, back.to_owned())),
    }
}

/// Whether every sentence was ticked.
fn ticked(command: &Command, outcome: &Outcome, given: &[String]) -> bool {
    command.acknowledgements(&outcome.effects).iter().all(|code| given.iter().any(|given| given == code))
}

/// Lets an act through only if every sentence was ticked, and its effects are still the ones that were shown.
fn guard(place: &Place<'_>, command: &Command, fields: &Fields, acknowledged: Vec<String>) -> Guard {
    let (app, command, account, now) = (place.visit.app.clone(), command.clone(), place.id, place.visit.now);
    let (caller, given) = (place.identity.name(), fields.get("preview").unwrap_or_default().to_owned());
    Arc::new(move |outcome, context| {
        let expiry = expiry_of(&given).filter(|expiry| *expiry >= now);
        let current =
            expiry.map(|expiry| digest_of(&app, (&caller, account), &command, context, expiry, &outcome.effects));
        match current {
            Some(current) if sign::same(&given, &current) && ticked(&command, outcome, &acknowledged) => Ok(()),
            _ => Err(Answer { status: StatusCode::CONFLICT.as_u16(), body: r#"{"code":"preview-stale"}"#.to_owned() }),
        }
    })
}
