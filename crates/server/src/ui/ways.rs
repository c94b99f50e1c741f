//! What a token becomes on a tenant, each way beside the others, before anybody chooses (D-11).

use symbolon_domain::decide::{Decision, Outcome};
use symbolon_domain::explanation::FactCode;
use symbolon_domain::fact::{Extent, Fact, TokenRedeemed};
use symbolon_domain::programme::{Mode, days_between};

use super::refused::Refused;
use super::sight::Sight;

/// Width and height of the drawing's field, in its own units.
const FIELD: (i64, i64) = (226, 90);
/// Where its ground line is.
const GROUND: i64 = 96;

/// One way to redeem.
pub(crate) struct Way {
    pub(crate) mode: &'static str,
    pub(crate) title: String,
    pub(crate) purpose: String,
    pub(crate) choose: String,
    pub(crate) usual: bool,
    pub(crate) outcome: Option<Shown>,
    pub(crate) refused: Option<Refused>,
}

/// A computed outcome.
pub(crate) struct Shown {
    pub(crate) seats: String,
    pub(crate) seats_before: Option<String>,
    pub(crate) until: String,
    pub(crate) until_before: Option<String>,
    pub(crate) how: String,
    pub(crate) shorter: bool,
    pub(crate) picture: String,
    pub(crate) after: (i64, i64, i64),
    pub(crate) before: Option<(i64, i64, i64)>,
}

/// A row of the table under the cards.
pub(crate) type Row = (String, String, String, String, String);

/// The act that an outcome would record.
pub(crate) fn act(outcome: &Outcome) -> Option<&TokenRedeemed> {
    outcome.facts.iter().find_map(|new| match &new.fact {
        Fact::TokenRedeemed(act) => Some(act),
        _ => None,
    })
}

/// Every way, and the table of those that are possible.
pub(crate) fn ways(sight: &Sight<'_>, found: &[(Mode, Decision)]) -> (Vec<Way>, Vec<Row>) {
    let words = sight.words;
    let acts: Vec<&TokenRedeemed> = found.iter().filter_map(|(_, way)| act(way.as_ref().ok()?)).collect();
    let extents = || acts.iter().flat_map(|act| act.before.into_iter().chain([act.after]));
    let scale = Scale {
        days: extents()
            .map(|extent| i64::from(days_between(sight.today, extent.usable_until)))
            .max()
            .unwrap_or(1)
            .max(1),
        seats: extents().map(|extent| i64::from(extent.seats)).max().unwrap_or(1).max(1),
    };
    let possible = acts.len();
    let mut ways: Vec<Way> = found
        .iter()
        .map(|(mode, decision)| {
            let code = mode.code();
            Way {
                mode: code,
                title: words.t(&format!("ui-way-{code}")),
                purpose: words.t(&format!("ui-way-{code}-purpose")),
                choose: words.t(&format!("ui-way-{code}-choose")),
                // Extending is what a renewal usually means; where there is one way only, it is that one.
                usual: possible == 1 || *mode == Mode::Extend,
                outcome: decision.as_ref().ok().and_then(|outcome| shown(sight, outcome, &scale)),
                refused: decision.as_ref().err().map(|refusal| Refused::of(sight, refusal)),
            }
        })
        .collect();
    // What is possible comes first; the sort is stable.
    ways.sort_by_key(|way| way.outcome.is_none());
    let rows = acts
        .iter()
        .map(|act| {
            (
                words.t(&format!("ui-way-{}", act.mode.code())),
                act.before.map_or_else(|| "–".to_owned(), |before| words.number(before.seats)),
                words.number(act.after.seats),
                words.date_or_dash(act.before.map(|before| before.usable_until)),
                words.date(act.after.usable_until),
            )
        })
        .collect();
    (ways, rows)
}

/// What the drawings have in common, so that equal areas are equal seats × days.
struct Scale {
    days: i64,
    seats: i64,
}

fn shown(sight: &Sight<'_>, outcome: &Outcome, scale: &Scale) -> Option<Shown> {
    let words = sight.words;
    let act = act(outcome)?;
    let outcome_node = outcome.explanation.children().iter().find(|node| node.fact == FactCode::Outcome)?;
    // The page warns of a shorter term by itself.
    let mut computed = outcome_node.clone();
    computed.because.insert("shorter", "no".into());
    let area = |extent: Extent| {
        let days = i64::from(days_between(sight.today, extent.usable_until)).max(0);
        let height = (i64::from(extent.seats) * FIELD.1 / scale.seats).max(2);
        (GROUND - height, (days * FIELD.0 / scale.days).max(2), height)
    };
    let args = [("seats", words.quantity(act.after.seats, "seat").into()), ("date", act.after.usable_until.into())];
    let was = |text: String| words.with("ui-way-was", &[("value", text.into())]);
    Some(Shown {
        seats: words.number(act.after.seats),
        seats_before: act.before.map(|before| was(words.number(before.seats))),
        until: words.date(act.after.usable_until),
        until_before: act.before.map(|before| was(words.date(before.usable_until))),
        how: sight.named(|names| symbolon_text::node_named(words.0, &computed, Some(names))),
        shorter: act.mode == Mode::AddSeats && act.after.usable_until < act.alone_until,
        picture: words.with("ui-way-picture", &args),
        after: area(act.after),
        before: act.before.map(area),
    })
}
