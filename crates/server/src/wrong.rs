//! What is wrong with a request, to be said in the reader's language. Whatever speaks English here, a parser of JSON or of a
//! query, is understood once and never quoted.

use jiff::civil::Date;
use serde_json::{Value, json};
use symbolon_domain::ids::IdError;
use symbolon_domain::programme::Language;
use symbolon_text as text;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Whole,
    Number,
    YesNo,
    List,
    Object,
    Day,
    Moment,
    /// A day, or an instant.
    When,
}

impl Kind {
    /// Every kind.
    #[cfg(test)]
    const ALL: [Self; 9] = [
        Self::Text,
        Self::Whole,
        Self::Number,
        Self::YesNo,
        Self::List,
        Self::Object,
        Self::Day,
        Self::Moment,
        Self::When,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "whole",
            Self::Number => "number",
            Self::YesNo => "yes_no",
            Self::List => "list",
            Self::Object => "object",
            Self::Day => "day",
            Self::Moment => "moment",
            Self::When => "when",
        }
    }

    /// The kind that a parser expected, in its own words.
    fn expected(words: &str) -> Option<Self> {
        let first = words.trim_start_matches("a ").trim_start_matches("an ");
        Some(match first {
            "string" | "borrowed string" | "character" => Self::Text,
            "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" => Self::Whole,
            "f32" | "f64" | "number" => Self::Number,
            "boolean" | "bool" => Self::YesNo,
            _ if first.contains("timestamp") => Self::Moment,
            _ if first.contains("date") => Self::Day,
            _ if ["sequence", "tuple", "array", "set"].iter().any(|word| first.starts_with(word)) => Self::List,
            _ if ["map", "struct", "enum", "internally tagged"].iter().any(|word| first.starts_with(word)) => {
                Self::Object
            }
            _ => return None,
        })
    }
}

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// A text that is no JSON, from a line and a column on.
    NotJson { line: usize, column: usize },
    /// JSON that ends too early.
    CutShort { line: usize, column: usize },
    /// Something after the end of the JSON.
    After { line: usize, column: usize },
    /// A number beyond what can be counted with.
    Outsize,
    /// More levels than anybody needs.
    TooDeep(usize),
    /// More members and items than anybody needs.
    TooMany(usize),
    /// A text of more bytes than anybody needs.
    TooLong(usize),
    /// The body is no object.
    NotObject,
    /// A body where none is read.
    NoBody,
    /// The character U+0000.
    Nul,
    /// What came did not come whole, or not as it was announced.
    Broken,
    /// A header that cannot be read.
    Header(&'static str),
    /// The address is not UTF-8.
    Address,
    /// A field that nobody knows here.
    UnknownField { given: String, known: Vec<String> },
    /// A field that is missing.
    Missing(String),
    /// A field that stands there twice.
    Twice(String),
    /// A word that is none of those that are known.
    NotAmong { given: String, known: Vec<String> },
    /// A value of another kind.
    Wants(Kind),
    /// Not an id of this kind.
    Id(String),
    /// Not a whole number of a range.
    Between { least: u32, most: u32 },
    /// Empty.
    Empty,
    /// Not as many letters as a text has.
    Letters { most: usize },
    /// Not as many letters, or on several lines.
    OneLine { most: usize },
    /// Characters that steer a device instead of being read.
    Controls,
    /// Characters that turn the direction of what is written, so that it reads as something else.
    Turned,
    /// Not a mail address.
    Mail,
    /// Not an amount.
    Amount,
    /// Not a currency.
    Currency,
    /// Not the beginning of a hash.
    Mark { least: usize, most: usize },
    /// No duration, or one that is too short or too long.
    Lasting { most_days: i64 },
    /// A day or an instant that must lie later than the clock.
    NotLater,
    /// A day after the last one that is possible.
    Past(Date),
    /// A day before the first one that is possible.
    Before(Date),
    /// A first day of a version after the last one for which a plan can tell whom it meets.
    TooFar(Date),
    /// No first day of a version, while an earlier version waits for its own.
    Waits { version: u32, day: Date },
    /// Neither a skill nor a figure.
    SkillOrFigure,
    /// More than one of what can be named.
    OneAtMost(&'static str),
    /// Beside what it can stand.
    Alone(&'static str),
    /// More in one request than it takes.
    AtMost(usize),
    /// Not an offer that could come next.
    NoSuchOffer,
    /// A version that is not older than another one.
    NotOlder(u32),
    /// No order has this number.
    NoOrder,
    /// No company that the caller may see is called so.
    NoCompany,
    /// A company that did not exist yet on a day.
    NotYet(Date),
    /// A file, which goes to an address of its own.
    FileElsewhere,
    /// Not a global number.
    GlobalNumber,
    /// A row with another number of cells than the table has columns.
    Cells { found: usize, columns: usize },
    /// A column that is unknown, or there twice.
    Column { given: String, known: Vec<String> },
    /// A table that does not read.
    Table,
    /// Consequences that are not acknowledged.
    Unacknowledged(Vec<String>),
    /// No address to which events are sent.
    WebhookUrl { sandbox: bool },
    /// Something else that its field does not hold.
    Unreadable,
}

impl Wrong {
    /// One of each, for what has to be said of all of them.
    #[cfg(test)]
    fn all() -> Vec<Self> {
        let (line, column, given) = (1, 2, "x".to_owned());
        let known = vec!["a".to_owned(), "b".to_owned()];
        let mut all = vec![
            Self::NotJson { line, column },
            Self::CutShort { line, column },
            Self::After { line, column },
            Self::Outsize,
            Self::TooDeep(32),
            Self::TooMany(1_000),
            Self::TooLong(65_536),
            Self::NotObject,
            Self::NoBody,
            Self::Nul,
            Self::Broken,
            Self::Header("Idempotency-Key"),
            Self::Address,
            Self::UnknownField { given: given.clone(), known: known.clone() },
            Self::UnknownField { given: given.clone(), known: Vec::new() },
            Self::Missing(given.clone()),
            Self::Twice(given.clone()),
            Self::NotAmong { given: given.clone(), known: known.clone() },
            Self::NotAmong { given: given.clone(), known: Vec::new() },
            Self::Id("acc".to_owned()),
            Self::Between { least: 1, most: 200 },
            Self::Empty,
            Self::Letters { most: 200 },
            Self::OneLine { most: 200 },
            Self::Controls,
            Self::Turned,
            Self::Mail,
            Self::Amount,
            Self::Currency,
            Self::Mark { least: 12, most: 64 },
            Self::Lasting { most_days: 30 },
            Self::NotLater,
            Self::Past(Date::constant(2021, 9, 1)),
            Self::Before(Date::constant(2021, 9, 1)),
            Self::TooFar(Date::constant(2023, 9, 1)),
            Self::Waits { version: 2, day: Date::constant(2021, 9, 1) },
            Self::SkillOrFigure,
            Self::OneAtMost("activation, installation, assignment"),
            Self::Alone("account, explain"),
            Self::AtMost(100),
            Self::NoSuchOffer,
            Self::NotOlder(2),
            Self::NoOrder,
            Self::NoCompany,
            Self::NotYet(Date::constant(2017, 1, 1)),
            Self::FileElsewhere,
            Self::GlobalNumber,
            Self::Cells { found: 3, columns: 5 },
            Self::Column { given, known: known.clone() },
            Self::Table,
            Self::Unacknowledged(known),
            Self::WebhookUrl { sandbox: false },
            Self::WebhookUrl { sandbox: true },
            Self::Unreadable,
        ];
        all.extend(Kind::ALL.map(Self::Wants));
        all
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not-json",
            Self::CutShort { .. } => "cut-short",
            Self::After { .. } => "after-json",
            Self::Outsize => "outsize",
            Self::TooDeep(_) => "too-deep",
            Self::TooMany(_) => "too-many",
            Self::TooLong(_) => "too-long",
            Self::NotObject => "not-object",
            Self::NoBody => "no-body",
            Self::Nul => "nul",
            Self::Broken => "broken",
            Self::Header(_) => "header",
            Self::Address => "address",
            Self::UnknownField { .. } => "unknown-field",
            Self::Missing(_) => "missing",
            Self::Twice(_) => "twice",
            Self::NotAmong { .. } => "not-among",
            Self::Wants(_) => "wants",
            Self::Id(_) => "id",
            Self::Between { .. } => "between",
            Self::Empty => "empty",
            Self::Letters { .. } => "letters",
            Self::OneLine { .. } => "one-line",
            Self::Controls => "controls",
            Self::Turned => "turned",
            Self::Mail => "mail",
            Self::Amount => "amount",
            Self::Currency => "currency",
            Self::Mark { .. } => "mark",
            Self::Lasting { .. } => "lasting",
            Self::NotLater => "not-later",
            Self::Past(_) => "after",
            Self::Before(_) => "before",
            Self::TooFar(_) => "too-far",
            Self::Waits { .. } => "version-waits",
            Self::SkillOrFigure => "skill-or-figure",
            Self::OneAtMost(_) => "one-at-most",
            Self::Alone(_) => "alone",
            Self::AtMost(_) => "at-most",
            Self::NoSuchOffer => "no-such-offer",
            Self::NotOlder(_) => "not-older",
            Self::NoOrder => "no-order",
            Self::NoCompany => "no-company",
            Self::NotYet(_) => "not-yet",
            Self::FileElsewhere => "file-elsewhere",
            Self::GlobalNumber => "global-number",
            Self::Cells { .. } => "cells",
            Self::Column { .. } => "column",
            Self::Table => "table",
            Self::Unacknowledged(_) => "unacknowledged",
            Self::WebhookUrl { .. } => "webhook-url",
            Self::Unreadable => "unreadable",
        }
    }

    fn values(&self) -> Vec<(&'static str, text::Value)> {
        let count = |number: usize| text::Value::from(u32::try_from(number).unwrap_or(u32::MAX));
        let list = |known: &[String]| match known.is_empty() {
            true => text::Value::from("none"),
            false => text::Value::from(known.join(", ")),
        };
        match self {
            Self::NotJson { line, column } | Self::CutShort { line, column } | Self::After { line, column } => {
                vec![("line", count(*line)), ("column", count(*column))]
            }
            Self::TooDeep(most) | Self::TooMany(most) | Self::TooLong(most) | Self::AtMost(most) => {
                vec![("most", count(*most))]
            }
            Self::Between { least, most } => vec![("least", (*least).into()), ("most", (*most).into())],
            Self::Letters { most } | Self::OneLine { most } => vec![("most", count(*most))],
            Self::Mark { least, most } => vec![("least", count(*least)), ("most", count(*most))],
            Self::WebhookUrl { sandbox } => {
                vec![("where", if *sandbox { "sandbox" } else { "live" }.into())]
            }
            Self::Lasting { most_days } => vec![("days", (*most_days).into())],
            Self::UnknownField { given, known } | Self::NotAmong { given, known } | Self::Column { given, known } => {
                let form = if given.is_empty() { "empty" } else { "given" };
                vec![("form", form.into()), ("given", given.as_str().into()), ("known", list(known))]
            }
            Self::Missing(name) | Self::Twice(name) => vec![("name", name.as_str().into())],
            Self::Header(name) => vec![("name", (*name).into())],
            Self::Wants(kind) => vec![("kind", kind.code().into())],
            Self::Id(prefix) => vec![("prefix", prefix.as_str().into())],
            Self::Past(day) | Self::Before(day) | Self::TooFar(day) | Self::NotYet(day) => vec![("day", (*day).into())],
            Self::Waits { version, day } => vec![("version", (*version).into()), ("day", (*day).into())],
            Self::OneAtMost(names) | Self::Alone(names) => vec![("names", (*names).into())],
            Self::Unacknowledged(codes) => vec![("codes", list(codes))],
            Self::NotOlder(version) => vec![("version", (*version).into())],
            Self::Cells { found, columns } => vec![("found", count(*found)), ("columns", count(*columns))],
            _ => Vec::new(),
        }
    }

    /// What is wrong, and what to do about it, in a language.
    pub(crate) fn say(&self, language: Language) -> (String, String) {
        let (id, values) = (format!("wrong-{}", self.code()), self.values());
        (text::message(language, &id, &values), text::message(language, &format!("{id}.remedy"), &values))
    }

    /// A word that is none of those that are known.
    pub(crate) fn not_among<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self::NotAmong { given: given.to_owned(), known: known.into_iter().map(str::to_owned).collect() }
    }

    /// As a member of a problem, with the place that it is at.
    pub(crate) fn member(&self, place: &Place, language: Language) -> Value {
        let (detail, remedy) = self.say(language);
        let mut member = json!({ "code": self.code(), "detail": detail, "remedy": remedy });
        place.mark(&mut member);
        member
    }

    /// What a parser of JSON said.
    pub(crate) fn json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let said = error.to_string();
        if error.is_eof() {
            Self::CutShort { line, column }
        } else if said.starts_with("trailing characters") {
            Self::After { line, column }
        } else if said.starts_with("recursion limit") {
            Self::TooDeep(crate::body::DEPTH)
        } else if error.is_data() {
            Self::said(said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said))
        } else {
            Self::NotJson { line, column }
        }
    }

    /// What a parser of values said, in the words that they have in common.
    pub(crate) fn said(said: &str) -> Self {
        let quoted = |text: &str| text.split('`').nth(1).unwrap_or_default().to_owned();
        let known = |text: &str| -> Vec<String> {
            let (_, known) = text.split_once("expected ").unwrap_or_default();
            match known.contains('`') {
                true => known.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
                false => known.trim_start_matches("one of ").split(", ").map(str::to_owned).collect(),
            }
        };
        if said.starts_with("unknown field") {
            let known = if said.contains("there are no fields") { Vec::new() } else { known(said) };
            return Self::UnknownField { given: quoted(said), known };
        }
        if said.starts_with("missing field") {
            return Self::Missing(quoted(said));
        }
        if said.starts_with("duplicate field") {
            return Self::Twice(quoted(said));
        }
        if said.starts_with("unknown variant") || said.starts_with("unknown value") {
            return Self::NotAmong { given: quoted(said), known: known(said) };
        }
        if let Some((prefix, _)) =
            said.strip_prefix("expected an id that begins with ").and_then(|rest| rest.split_once('_'))
        {
            return Self::Id(prefix.to_owned());
        }
        if let Some((least, most)) =
            said.strip_prefix("expected a whole number from ").and_then(|rest| rest.split_once(" to "))
            && let (Ok(least), Ok(most)) = (least.parse(), most.parse())
        {
            return Self::Between { least, most };
        }
        if let Some((_, expected)) = said.rsplit_once(", expected ")
            && (said.starts_with("invalid type")
                || said.starts_with("invalid value")
                || said.starts_with("invalid length"))
            && let Some(kind) = Kind::expected(expected)
        {
            return Self::Wants(kind);
        }
        // What reads the parts of a query, and what reads days.
        if said.contains("invalid digit") || said.contains("cannot parse integer") || said.contains("number too ") {
            return Self::Wants(Kind::Whole);
        }
        if said.contains("was not `true` or `false`") {
            return Self::Wants(Kind::YesNo);
        }
        if said.contains("number out of range") {
            return Self::Outsize;
        }
        if ["date", "year", "month", "day"].iter().any(|word| said.contains(word)) {
            return Self::Wants(Kind::Day);
        }
        Self::Unreadable
    }
}

impl From<IdError> for Wrong {
    fn from(error: IdError) -> Self {
        Self::Id(error.expected.to_owned())
    }
}

/// Where a mistake is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In all of it.
    Whole,
    /// In the body, by JSON Pointer.
    Pointer(String),
    /// In the query or the path.
    Parameter(String),
    /// In a header.
    Header(&'static str),
}

impl Place {
    /// Where a field of the domain is, unless an operation has it elsewhere: in the body.
    pub(crate) fn in_body(field: &str) -> Self {
        Self::Pointer(format!("/{}", field.replace('.', "/")))
    }

    /// Where it is in an operation that has its fields in the query.
    pub(crate) fn in_query(field: &str) -> Self {
        Self::Parameter(field.to_owned())
    }

    /// Says in a member of a problem where the mistake is.
    pub(crate) fn mark(&self, member: &mut Value) {
        match self {
            Self::Whole => {}
            Self::Pointer(pointer) => member["pointer"] = json!(pointer),
            Self::Parameter(name) => member["parameter"] = json!(name),
            Self::Header(name) => member["header"] = json!(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_said_in_both_languages_with_what_to_do() {
        for wrong in Wrong::all() {
            for language in Language::ALL {
                for part in ["", ".remedy"] {
                    let id = format!("wrong-{}", wrong.code());
                    assert!(text::has_message(*language, &id), "{id}");
                    let (detail, remedy) = wrong.say(*language);
                    assert!(detail.len() > 5 && remedy.len() > 5, "{id}{part}: {detail} {remedy}");
                }
            }
            let (fr, en) = (wrong.say(Language::Fr), wrong.say(Language::En));
            assert!(fr.0 != en.0 && fr.1 != en.1, "{fr:?} {en:?}");
        }
    }

    #[test]
    fn what_a_parser_says_is_understood() {
        for (said, expected) in [
            (
                "unknown field `zone`, expected one of `a`, `b`",
                Wrong::UnknownField { given: "zone".into(), known: vec!["a".into(), "b".into()] },
            ),
            (
                "unknown field `zone`, expected `a` or `b`",
                Wrong::UnknownField { given: "zone".into(), known: vec!["a".into(), "b".into()] },
            ),
            ("unknown field `zone`, there are no fields", Wrong::UnknownField { given: "zone".into(), known: vec![] }),
            ("missing field `mode`", Wrong::Missing("mode".into())),
            ("duplicate field `mode`", Wrong::Twice("mode".into())),
            (
                "unknown value `de`, expected one of fr, en",
                Wrong::NotAmong { given: "de".into(), known: vec!["fr".into(), "en".into()] },
            ),
            ("invalid type: string \"x, expected y\", expected u32", Wrong::Wants(Kind::Whole)),
            ("invalid value: integer `-1`, expected u32", Wrong::Wants(Kind::Whole)),
            ("invalid type: null, expected a string", Wrong::Wants(Kind::Text)),
            ("invalid type: string \"all\", expected a sequence", Wrong::Wants(Kind::List)),
            ("invalid type: integer `5`, expected struct Address", Wrong::Wants(Kind::Object)),
            ("invalid type: integer `5`, expected a boolean", Wrong::Wants(Kind::YesNo)),
            ("expected an id that begins with ten_ and has 26 characters after it", Wrong::Id("ten".into())),
            ("expected a whole number from 1 to 200", Wrong::Between { least: 1, most: 200 }),
            ("invalid digit found in string", Wrong::Wants(Kind::Whole)),
            ("something nobody expected", Wrong::Unreadable),
        ] {
            assert_eq!(Wrong::said(said), expected, "{said}");
        }
    }
}
