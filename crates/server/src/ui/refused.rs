//! A refusal in words: why, when that changes, what helps and who can.

use symbolon_domain::explanation::{Remedy, Value};
use symbolon_domain::ids::AssignmentId;
use symbolon_domain::refusal::{Refusal, RefusalCode};

use super::seats;
use super::sight::{Sight, Why};

/// What helps, and the page where it is done.
pub(crate) struct Helps {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
}

impl Helps {
    /// What helps, in words that leave nothing out.
    pub(crate) fn of(sight: &Sight<'_>, remedy: &Remedy) -> Self {
        Self { text: sight.remedy(remedy, sight.words.remedy(remedy)), href: sight.way(remedy.act) }
    }
}

/// A refusal for a page.
pub(crate) struct Refused {
    pub(crate) code: &'static str,
    pub(crate) title: String,
    /// Why, and what helps, in one text.
    pub(crate) text: String,
    /// Why.
    pub(crate) reason: String,
    pub(crate) days: Vec<String>,
    /// What helps, each with the page where it is done.
    pub(crate) remedies: Vec<Helps>,
    pub(crate) helpers: Vec<String>,
    pub(crate) why: Why,
}

/// Seats of people who left, of those that help at once when they are taken back (G-06, G-14).
fn seats_of_leavers(sight: &Sight<'_>, refusal: &Refusal) -> Vec<Helps> {
    let Some(Value::List(movable)) = refusal.details.get("movable") else { return Vec::new() };
    let movable = |id: &AssignmentId| movable.contains(&Value::from(id.to_string()));
    let left = seats::of_leavers(sight).into_iter().filter(|(id, _)| movable(id));
    left.map(|(id, held)| Helps { text: seats::take_back_from(sight, held), href: Some(sight.return_of(id)) }).collect()
}

impl Refused {
    /// Puts a refusal in words.
    pub(crate) fn of(sight: &Sight<'_>, refusal: &Refusal) -> Self {
        let words = sight.words;
        let day = |id: &str, day: Option<jiff::civil::Date>| day.map(|day| words.with(id, &[("date", day.into())]));
        let days = [
            day("ui-refusal-from", refusal.available_from),
            day("ui-refusal-until", refusal.available_until.filter(|day| *day >= sight.today)),
        ];
        let reason = sight.named(|names| symbolon_text::refusal_reason(words.0, refusal, Some(names)));
        // A day that has passed changes nothing any more: it belongs to the reason, which may name it already.
        let passed = refusal.available_until.filter(|day| *day < sight.today && !reason.contains(&words.date(*day)));
        let passed = day("ui-refusal-was-until", passed);
        let helps = symbolon_text::remedies(words.0, refusal);
        let left = seats_of_leavers(sight, refusal);
        Self {
            code: refusal.code.code(),
            title: symbolon_text::refusal_title(words.0, refusal.code),
            reason: std::iter::once(reason).chain(passed).collect::<Vec<_>>().join(" "),
            text: sight.named(|names| symbolon_text::refusal_detail_named(words.0, refusal, Some(names))),
            days: days.into_iter().flatten().collect(),
            remedies: refusal
                .remedies
                .iter()
                .zip(helps)
                .map(|(remedy, text)| Helps { text: sight.remedy(remedy, text), href: sight.way(remedy.act) })
                .chain(left)
                .collect(),
            helpers: match refusal.details.get("tenant") {
                // What a tenant's own admin does, no role of the company does (I-05).
                Some(Value::Text(tenant)) if refusal.code == RefusalCode::TenantAdminRequired => {
                    tenant.parse().map(|tenant| sight.tenant_admins(tenant)).unwrap_or_default()
                }
                _ => sight.helpers_or_roles(&refusal.who_can_help),
            },
            why: sight.why(&refusal.explanation),
        }
    }
}
