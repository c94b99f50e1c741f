//! Why a benefit of the next year differs from this year's, in words.

use symbolon_domain::next_year::{NextChange, Reason};
use symbolon_domain::programme::Language;

use crate::catalogue::{NONE, Value, message};
use crate::names::Names;

/// A reason as one sentence.
pub fn next_reason(language: Language, reason: &Reason, change: NextChange, names: &dyn Names) -> String {
    let none = || Value::from(NONE);
    let offer = |id: &Option<String>| id.as_deref().map_or_else(none, |id| Value::Name(names.offer(id)));
    let competency = reason.competency.as_deref().map_or_else(none, |id| Value::Name(names.competency(id)));
    let values = [
        ("competency", competency),
        ("from", offer(&reason.from)),
        ("to", offer(&reason.to)),
        ("on", reason.on.map_or_else(none, Value::from)),
        ("count", reason.count.map_or_else(none, Value::from)),
        ("change", change.code().into()),
    ];
    message(language, &format!("next-reason-{}", reason.code), &values)
}
