//! A refusal in words: why, when that changes, what helps and who can.

use symbolon_domain::refusal::Refusal;

use super::sight::{Sight, Why};

/// A refusal for a page.
pub(crate) struct Refused {
    pub(crate) code: &'static str,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) days: Vec<String>,
    pub(crate) remedies: Vec<String>,
    pub(crate) helpers: Vec<String>,
    pub(crate) why: Why,
}

impl Refused {
    /// Puts a refusal in words.
    pub(crate) fn of(sight: &Sight<'_>, refusal: &Refusal) -> Self {
        let words = sight.words;
        let day = |id: &str, day: Option<jiff::civil::Date>| day.map(|day| words.with(id, &[("date", day.into())]));
        let days = [
            day("ui-refusal-from", refusal.available_from),
            day("ui-refusal-until", refusal.available_until.filter(|day| *day >= sight.today)),
            day("ui-refusal-was-until", refusal.available_until.filter(|day| *day < sight.today)),
        ];
        Self {
            code: refusal.code.code(),
            title: symbolon_text::refusal_title(words.0, refusal.code),
            text: sight.named(|names| symbolon_text::refusal_detail_named(words.0, refusal, Some(names))),
            days: days.into_iter().flatten().collect(),
            remedies: refusal.remedies.iter().map(|remedy| sight.remedy(remedy)).collect(),
            helpers: sight.helpers_or_roles(&refusal.who_can_help),
            why: sight.why(&refusal.explanation),
        }
    }
}
