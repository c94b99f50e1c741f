//! A form that is shown again: what was typed into it, and what is wrong with its fields.

use axum::http::StatusCode;
use symbolon_domain::explanation::Value;
use symbolon_domain::refusal::{Refusal, RefusalCode};

use super::frame::Frame;
use super::sight::Sight;
use super::visit::{Fields, Trouble};
use super::words::Words;
use crate::problem::{Problem, status_of};
use crate::wrong::{Place, Wrong};

/// Something wrong with what was typed.
pub(crate) struct FieldError {
    /// The id of the field, or of the group of fields.
    pub(crate) field: String,
    pub(crate) text: String,
}

/// A field by its name in the domain, its id on the page and the text of its label.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) name: &'a str,
    pub(crate) id: &'a str,
    pub(crate) label: &'a str,
}

/// What is wrong with the fields of a form; nothing where a page is shown for the first time.
#[derive(Default)]
pub(crate) struct Errors {
    all: Vec<FieldError>,
    /// The status of a refusal, where what was typed is no mistake in itself.
    refused: Option<StatusCode>,
}

impl Errors {
    /// One mistake.
    pub(crate) fn of(field: impl Into<String>, text: String) -> Self {
        Self { all: vec![FieldError { field: field.into(), text }], refused: None }
    }

    /// That what was typed is possible, but there already or too late.
    pub(crate) fn conflict(field: impl Into<String>, text: String) -> Self {
        Self { refused: Some(StatusCode::CONFLICT), ..Self::of(field, text) }
    }

    /// What a refusal says, at the field that it is about.
    pub(crate) fn refused(refusal: &Refusal, field: impl Into<String>, text: String) -> Self {
        Self { refused: Some(status_of(refusal.code)), ..Self::of(field, text) }
    }

    /// Adds a mistake.
    pub(crate) fn add(&mut self, field: impl Into<String>, text: String) {
        self.all.push(FieldError { field: field.into(), text });
    }

    /// Adds a mistake that the API knows as well.
    pub(crate) fn add_wrong(&mut self, field: impl Into<String>, wrong: &Wrong, words: Words) {
        let (detail, remedy) = wrong.say(words.0);
        self.add(field, format!("{detail} {remedy}"));
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What is wrong with a field.
    pub(crate) fn at(&self, field: impl AsRef<str>) -> Option<&str> {
        self.all.iter().find(|error| error.field == field.as_ref()).map(|error| error.text.as_str())
    }

    /// The status of the page: that of the same request to the API.
    pub(crate) fn status(&self) -> StatusCode {
        match self.refused {
            Some(status) => status,
            None if self.is_empty() => StatusCode::OK,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// What a problem says of fields, each given by its pointer and its id; a problem about anything else stays one.
    pub(crate) fn of_problem(problem: Problem, words: Words, fields: &[(&str, &str)]) -> Result<Self, Trouble> {
        let mut errors = Self::default();
        for (place, wrong) in problem.wrong() {
            let Place::Pointer(pointer) = place else { return Err(problem.into()) };
            let Some((_, id)) = fields.iter().find(|(known, _)| known == pointer) else { return Err(problem.into()) };
            errors.add_wrong(*id, wrong, words);
        }
        if errors.is_empty() { Err(problem.into()) } else { Ok(errors) }
    }

    /// The first mistake of each field, with the label that the field has on the page.
    pub(crate) fn labelled(self, words: Words, labels: &[(&str, &str)]) -> Self {
        let mut all: Vec<FieldError> = Vec::new();
        for error in self.all {
            if all.iter().any(|known| known.field == error.field) {
                continue;
            }
            let label = labels.iter().find(|(field, _)| *field == error.field).map(|(_, label)| words.t(label));
            let text = match label {
                Some(label) => words.with("ui-field-error", &[("label", label.into()), ("text", error.text.into())]),
                None => error.text,
            };
            all.push(FieldError { field: error.field, text });
        }
        Self { all, ..self }
    }

    /// What a problem says of an act that came too late, at the field that was typed for it; any other stays one.
    pub(crate) fn of_late(problem: Problem, words: Words, field: &str) -> Result<Self, Trouble> {
        if problem.status() != StatusCode::CONFLICT {
            return Err(problem.into());
        }
        let said = problem.detail(words.0).unwrap_or_default();
        Ok(Self::conflict(field, said))
    }

    /// The same of a refusal.
    pub(crate) fn of_late_refusal(refusal: &Refusal, sight: &Sight<'_>, field: &str) -> Option<Self> {
        (status_of(refusal.code) == StatusCode::CONFLICT).then(|| Self::refused(refusal, field, said(refusal, sight)))
    }

    /// What a refusal says of a field, by the label that it has on the page; nothing where it is about anything else.
    pub(crate) fn of_refusal(refusal: &Refusal, sight: &Sight<'_>, fields: &[Named<'_>]) -> Option<Self> {
        let about = refusal.details.get("field")?;
        let field = fields.iter().find(|field| *about == Value::from(field.name))?;
        let mut node = refusal.explanation.first_obstacle()?.clone();
        if refusal.code != RefusalCode::ValidationFailed && !node.because.contains_key("field") {
            return Some(Self::refused(refusal, field.id, said(refusal, sight)));
        }
        let label = sight.words.with("ui-field-named", &[("label", sight.words.t(field.label).into())]);
        node.because.insert("field", label.into());
        Some(Self::refused(refusal, field.id, sight.say(&node)))
    }

    /// What a refusal says of the one field of a form, where its code is one of those that are about it.
    pub(crate) fn of_code(
        refusal: &Refusal,
        sight: &Sight<'_>,
        (field, codes): (&str, &[RefusalCode]),
    ) -> Option<Self> {
        codes.contains(&refusal.code).then(|| Self::refused(refusal, field, said(refusal, sight)))
    }
}

fn said(refusal: &Refusal, sight: &Sight<'_>) -> String {
    sight.named(|names| symbolon_text::refusal_detail_named(sight.words.0, refusal, Some(names)))
}

impl<'a> IntoIterator for &'a Errors {
    type Item = &'a FieldError;
    type IntoIter = std::slice::Iter<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

/// A form that is shown, again or for the first time.
#[derive(Default)]
pub(crate) struct Again {
    typed: Fields,
    pub(crate) errors: Errors,
}

impl Again {
    /// A form that came back, whose fields are of no kind that can be filled in again.
    pub(crate) fn empty(errors: Errors) -> Self {
        Self { typed: Fields::default(), errors }
    }

    /// A form that came back.
    pub(crate) fn new(typed: Fields, errors: Errors) -> Self {
        Self { typed, errors }
    }

    /// Whether it came back.
    fn came_back(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Says in the frame of its page that it came back, since the address of a form is no page; the answer is the status.
    pub(crate) fn mark(&self, frame: &mut Frame, page: String) -> StatusCode {
        if self.came_back() {
            (frame.error, frame.here) = (true, page);
        }
        self.errors.status()
    }

    /// What a field holds: what was typed, or what the page has for it at first.
    pub(crate) fn value<'a>(&'a self, field: &str, first: &'a str) -> &'a str {
        if self.typed.has(field) { self.typed.get(field).unwrap_or_default() } else { first }
    }

    /// What a field holds of the form that a value of another field tells from others on its page.
    pub(crate) fn value_where(&self, which: &str, value: &str, field: &str) -> &str {
        if self.typed.get(which) == Some(value) { self.value(field, "") } else { "" }
    }

    /// Whether a value is chosen: it was, or it is at first.
    pub(crate) fn chosen(&self, field: &str, value: &str, first: bool) -> bool {
        if self.came_back() { self.typed.all(field).any(|typed| typed == value) } else { first }
    }
}
