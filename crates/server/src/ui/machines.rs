//! The machines of a product key on the page of its line, and recording one more.

use axum::extract::Path;
use symbolon_domain::access::Capability;
use symbolon_domain::account::KeyActivation;
use symbolon_domain::decide::{Context, Outcome};
use symbolon_domain::fact::Item;
use symbolon_domain::ids::{KeyId, NoteId};
use symbolon_domain::standing::{Line, LineState};

use super::account::benefit;
use super::again::{Again, Errors};
use super::check::{self, Question, Step};
use super::frame::see_other;
use super::reveal::{known, way_back};
use super::sight::Sight;
use super::visit::{Answered, Fields, Trouble, Visit};
use crate::api::keys::Activate;

/// What a key activated, the newest first, and the form that records an activation.
pub(crate) struct MachinesView {
    pub(crate) rows: Vec<(String, String)>,
    /// Where one is recorded, by who may.
    pub(crate) action: Option<String>,
}

/// The fields of the form, by pointer and id.
const FIELDS: &[(&str, &str)] = &[("/fingerprint", "fingerprint"), ("/device_name", "device")];
/// The same by id, with the texts of their labels.
const LABELS: &[(&str, &str)] = &[("fingerprint", "ui-machine-mark"), ("device", "ui-machine-called")];

/// The machines of a line's key; `note` gives the text of an erasable row, for their names.
pub(crate) fn view(sight: &Sight<'_>, line: &Line, note: &impl Fn(NoteId) -> Option<String>) -> Option<MachinesView> {
    let words = sight.words;
    let Item::Key { key, .. } = &line.granted.item else { return None };
    let activations = sight.account.keys.get(key).map(|key| key.activations.as_slice()).unwrap_or_default();
    let row = |activation: &KeyActivation| {
        let act = &activation.act;
        let name = act.note.as_ref().and_then(|of| note(of.id)).unwrap_or_else(|| words.t("ui-machine-unnamed"));
        let args = [("name", name.into()), ("why", words.word(act.counted_for).into()), ("used", act.used.into())];
        (words.date(activation.on), words.with("ui-machine", &args))
    };
    let rows: Vec<_> = activations.iter().rev().map(row).collect();
    let counts = matches!(line.state, LineState::Hidden | LineState::Revealed | LineState::Exhausted);
    let may = sight.may(Capability::RecordActivation) && sight.account.closed_on.is_none();
    let action = (counts && may).then(|| format!("{}/keys/{key}/activations", sight.base()));
    (!rows.is_empty() || action.is_some()).then_some(MachinesView { rows, action })
}

/// Records that a key activated a machine, once it was shown what that uses up.
pub(crate) async fn record(visit: Visit, Path((account, key)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let id: KeyId = known(&place, &key)?;
    place.need(Capability::RecordActivation)?;
    let (sight, words) = (place.sight(), visit.words());
    let held = sight.account.keys.get(&id).ok_or(Trouble::Missing)?;
    let text = |field: &str| fields.get(field).unwrap_or_default().to_owned();
    let given = Activate {
        fingerprint: text("fingerprint"),
        device_name: fields.get("device").map(str::to_owned),
        hardware_changed: fields.has("changed"),
    };
    let given_anew = given.hardware_changed;
    let said = format!("{id}\n{}\n{}\n{given_anew}", given.fingerprint, text("device"));
    let (command, notes) = match given.command(&visit.app, (place.id, id), visit.now).await {
        Ok(activation) => activation,
        Err(problem) => {
            let errors = Errors::of_problem(problem, words, FIELDS)?.labelled(words, LABELS);
            return benefit(&place, held.grant, Again::new(fields, errors)).await;
        }
    };
    let back = way_back(&place, id);
    let name = sight.benefit(&held.benefit);
    let typed = [("ui-machine-mark", "fingerprint"), ("ui-machine-called", "device")].into_iter();
    let mut facts: Vec<(String, String)> =
        typed.filter_map(|(label, field)| Some((words.t(label), fields.get(field)?.to_owned()))).collect();
    if given_anew {
        facts.push((words.t("ui-machine-hardware"), words.t("ui-machine-changed")));
    }
    let question = |_: &Context, outcome: &Outcome| Question {
        page: "ui-machine-page",
        menu: "/benefits",
        title: words.with("ui-machine-title", &[("benefit", name.as_str().into())]),
        back: (format!("{}{back}", sight.base()), name.clone()),
        wizard: false,
        facts,
        consequences: match outcome.effects.iter().any(|effect| effect.field == "key.used") {
            true => Vec::new(),
            false => vec![words.t("ui-machine-known")],
        },
        action: format!("{}/keys/{id}/activations", sight.base()),
        hidden: fields.carried(["fingerprint", "device", "changed"]),
        confirm: words.t("ui-machine-confirm"),
        other: None,
    };
    match check::confirmed(&place, command, (&fields, &said), notes, question).await? {
        Step::Asked(page) => Ok(page),
        Step::Recorded { .. } => Ok(see_other(&format!("{}{back}#machines", sight.base()))),
        Step::Refused(refusal) => Err(place.refused(refusal, &back)),
    }
}
