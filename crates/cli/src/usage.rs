//! A command line that cannot be understood, in the reader's language.

use std::error::Error as _;
use std::num::IntErrorKind;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use symbolon_domain::programme::Language;
use symbolon_text::{Value, message};

use crate::args::{BadMoment, NoDay};
use crate::failure::Exit;
use crate::output::complain;

/// Prints help or what is wrong, and gives the exit code.
pub(crate) fn report(language: Language, error: &Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Whoever closes the pipe has seen enough.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Exit::Usage.into()
        }
        _ => {
            complain(&text(language, error));
            Exit::Usage.into()
        }
    }
}

/// What is wrong, what was probably meant, and where to read on.
pub(crate) fn text(language: Language, error: &Error) -> String {
    let of = |kind: ContextKind| Value::from(error.get(kind).map(words).unwrap_or_default());
    let id = match error.kind() {
        ErrorKind::InvalidSubcommand => "cli-unknown-command",
        ErrorKind::UnknownArgument if !is_option(error) => "cli-word-too-many",
        ErrorKind::UnknownArgument => "cli-unknown-argument",
        ErrorKind::MissingRequiredArgument => "cli-missing-argument",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if error.get(ContextKind::InvalidValue).is_some_and(is_empty) =>
        {
            "cli-missing-value"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-invalid-value",
        ErrorKind::TooManyValues => "cli-no-value",
        ErrorKind::ArgumentConflict => "cli-argument-conflict",
        ErrorKind::MissingSubcommand => "cli-missing-command",
        // The rest is rare; the parser's own words are better than none.
        _ => return error.to_string().trim_end().to_owned(),
    };
    let values = [
        ("command", of(ContextKind::InvalidSubcommand)),
        ("argument", of(ContextKind::InvalidArg)),
        ("value", of(ContextKind::InvalidValue)),
        ("other", of(ContextKind::PriorArg)),
    ];
    let mut lines = vec![message(language, id, &values)];
    let mut add = |id: &str, kinds: &[ContextKind]| {
        let found = kinds.iter().find_map(|kind| error.get(*kind)).filter(|found| !is_empty(found));
        if let Some(found) = found {
            lines.push(format!("  {}", message(language, id, &[("values", Value::from(words(found)))])));
        }
    };
    add(
        "cli-did-you-mean",
        &[ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue],
    );
    add("cli-valid-values", &[ContextKind::ValidValue]);
    if let Some(wanted) = wanted(language, error) {
        lines.push(format!("  {wanted}"));
    }
    lines.push(format!("  {}", message(language, "cli-see-help", &[])));
    lines.join("\n")
}

/// How a value is written, told from what could not read it.
fn wanted(language: Language, error: &Error) -> Option<String> {
    let cause = error.source()?;
    let say = |id: &str| Some(message(language, id, &[]));
    if cause.is::<NoDay>() {
        return say("cli-wanted-day");
    }
    if cause.is::<BadMoment>() {
        return say("cli-wanted-moment");
    }
    if cause.is::<std::net::AddrParseError>() {
        return say("cli-wanted-address");
    }
    if let Some(number) = cause.downcast_ref::<std::num::ParseIntError>() {
        return match number.kind() {
            IntErrorKind::InvalidDigit | IntErrorKind::Empty => say("cli-wanted-number"),
            _ => say("cli-wanted-smaller"),
        };
    }
    // The parser has no type for a number out of its range, and says `70000 is not in 0..=65535`.
    let cause = cause.to_string();
    let (least, most) = cause.rsplit_once(' ')?.1.split_once("..=")?;
    let bound = |text: &str| text.parse::<i64>().ok().map(Value::from);
    Some(message(language, "cli-wanted-range", &[("least", bound(least)?), ("most", bound(most)?)]))
}

/// Whether the word that was not understood was meant as an option.
fn is_option(error: &Error) -> bool {
    error.get(ContextKind::InvalidArg).is_some_and(|word| words(word).starts_with('-'))
}

fn is_empty(value: &ContextValue) -> bool {
    words(value).is_empty()
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
