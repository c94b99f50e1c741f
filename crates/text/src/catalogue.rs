//! Loads the catalogues that are built into the program, once, and formats messages.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use symbolon_domain::programme::Language;

pub use symbolon_domain::explanation::Value;

use crate::format;

macro_rules! catalogues {
    ($($file:literal),* $(,)?) => {
        const FR: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("../text/fr/", $file, ".ftl"))),)*];
        const EN: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("../text/en/", $file, ".ftl"))),)*];
    };
}

catalogues![
    "formats",
    "words",
    "audit",
    "countries",
    "questions",
    "facts",
    "remedies",
    "problems",
    "requests",
    "history",
    "seats",
    "outlook",
    "notices",
    "mail",
    "webhooks",
    "effects",
    "orders",
    "company",
    "taxes",
    "merges",
    "competencies",
    "packages",
    "benefits",
    "licences",
    "campaigns",
    "tickets",
    "programme",
    "reports",
    "ui",
    "cli",
];

/// What is given to a message for a value that is not there, so that it can choose a sentence without it.
pub(crate) const NONE: &str = "none";

type Bundle = FluentBundle<FluentResource>;

static BUNDLE_FR: LazyLock<Bundle> = LazyLock::new(|| load(Language::Fr));
static BUNDLE_EN: LazyLock<Bundle> = LazyLock::new(|| load(Language::En));

/// The catalogue files of a language: name and text.
pub(crate) const fn files(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::Fr => FR,
        Language::En => EN,
    }
}

fn load(language: Language) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![language.code().parse().unwrap_or_default()]);
    // Both languages are written from left to right, and isolation marks would end up in copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Fr => |value, _| written(Language::Fr, value),
        Language::En => |value, _| written(Language::En, value),
    }));
    for (_, text) in files(language) {
        // A faulty message is left out and shows its id; the tests refuse a catalogue that has one.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Numbers in texts are grouped as the language does it.
fn written(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::digits(language, &number.as_string())),
        _ => None,
    }
}

fn bundle(language: Language) -> &'static Bundle {
    match language {
        Language::Fr => &BUNDLE_FR,
        Language::En => &BUNDLE_EN,
    }
}

/// A value as it is given to a message: days, names and lists in words, numbers as numbers so that plurals work.
pub(crate) fn argument(language: Language, value: &Value) -> FluentValue<'static> {
    match value {
        Value::Date(day) => format::date(language, *day).into(),
        Value::Number(number) => (*number).into(),
        Value::Text(text) => text.clone().into(),
        Value::Name(text) => text.get(language).to_owned().into(),
        Value::Money(amount) => format::money(language, amount).into(),
        Value::List(values) => {
            let words: Vec<String> = values.iter().map(|value| plain(language, value)).collect();
            format::list(language, &words).into()
        }
    }
}

pub(crate) fn plain(language: Language, value: &Value) -> String {
    match argument(language, value) {
        FluentValue::String(text) => text.into_owned(),
        FluentValue::Number(number) => format::digits(language, &number.as_string()),
        _ => String::new(),
    }
}

/// Formats a message with arguments that are ready. `id` may name an attribute after a full stop.
pub(crate) fn render(language: Language, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let bundle = bundle(language);
    let (message, attribute) = id.split_once('.').map_or((id, None), |(message, of)| (message, Some(of)));
    let message = bundle.get_message(message)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(args), &mut errors).into_owned())
}

/// A message of the catalogues in words. `id` may name an attribute after a full stop, for example `problem-seat-locked.cures`.
///
/// A missing message gives its id in brackets, so that a page with one is still a page.
pub fn message(language: Language, id: &str, values: &[(&str, Value)]) -> String {
    let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, argument(language, value))).collect();
    render(language, id, &args).unwrap_or_else(|| format!("[{id}]"))
}

/// Whether a language has a message, or an attribute named after a full stop.
pub fn has_message(language: Language, id: &str) -> bool {
    let (message, attribute) = id.split_once('.').map_or((id, None), |(message, of)| (message, Some(of)));
    bundle(language).get_message(message).is_some_and(|message| match attribute {
        Some(attribute) => message.get_attribute(attribute).is_some(),
        None => message.value().is_some(),
    })
}
