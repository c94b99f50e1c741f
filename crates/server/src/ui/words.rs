//! The reader's language and the few phrases that every page builds from dates, numbers and names.

use jiff::civil::Date;
use symbolon_domain::explanation::{Answer, Remedy};
use symbolon_domain::programme::{Language, Money, countries};
use symbolon_store::searched;
use symbolon_text::{Value, Word};

/// A text in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// A text without variables.
    pub(crate) fn t(self, id: &str) -> String {
        symbolon_text::message(self.0, id, &[])
    }

    /// A text with variables.
    pub(crate) fn with(self, id: &str, args: &[(&str, Value)]) -> String {
        symbolon_text::message(self.0, id, args)
    }

    /// A day in full, for example "1er septembre 2021".
    pub(crate) fn date(self, day: Date) -> String {
        symbolon_text::date(self.0, day)
    }

    /// A day in full, or a dash.
    pub(crate) fn date_or_dash(self, day: Option<Date>) -> String {
        day.map_or_else(|| "–".to_owned(), |day| self.date(day))
    }

    /// A day in a narrow place.
    pub(crate) fn short(self, day: Date) -> String {
        symbolon_text::date_short(self.0, day)
    }

    /// A whole number with its thousands set apart.
    pub(crate) fn number(self, value: impl Into<i64>) -> String {
        symbolon_text::number(self.0, value.into())
    }

    /// An amount.
    pub(crate) fn money(self, amount: &Money) -> String {
        symbolon_text::money(self.0, amount)
    }

    /// A quantity with its unit, for example "25 postes".
    pub(crate) fn quantity(self, count: u32, unit: &str) -> String {
        symbolon_text::quantity(self.0, i64::from(count), unit)
    }

    /// Several names in a row.
    pub(crate) fn list(self, names: &[String]) -> String {
        symbolon_text::list(self.0, names)
    }

    /// A country's name.
    pub(crate) fn country(self, code: &str) -> String {
        symbolon_text::country(self.0, code)
    }

    /// Every country with its code, in the order of their names.
    pub(crate) fn countries(self) -> Vec<(&'static str, String)> {
        let mut all: Vec<_> = countries().map(|code| (code, self.country(code))).collect();
        all.sort_by_cached_key(|(_, name)| searched(name));
        all
    }

    /// "a, b ou c", where one of them is enough.
    pub(crate) fn list_of_one(self, names: &[String]) -> String {
        symbolon_text::list_of_one(self.0, names)
    }

    /// The word of a state or of another code.
    pub(crate) fn word<W: Word>(self, value: W) -> String {
        symbolon_text::word(self.0, value)
    }

    /// Several codes in words, of which one is enough.
    pub(crate) fn one_of<W: Word + Copy>(self, values: &[W]) -> String {
        let words: Vec<String> = values.iter().map(|value| self.word(*value)).collect();
        self.list_of_one(&words)
    }

    /// How a fact turned out.
    pub(crate) fn answer(self, answer: Answer) -> String {
        symbolon_text::answer(self.0, answer)
    }

    /// What would help.
    pub(crate) fn remedy(self, remedy: &Remedy) -> String {
        symbolon_text::remedy(self.0, remedy)
    }
}
