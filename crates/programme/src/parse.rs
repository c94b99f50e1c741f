//! From the text of the files to their documents: syntax, shape, defaults, and where each rule is written.

use std::collections::BTreeMap;
use std::ops::Range;

use symbolon_domain::programme::{Source, Text};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Files;
use crate::diagnostic::{Sink, both};
use crate::document::Document;
use crate::shape::Shape;
use crate::table::{self, Row};

/// The format of the files that is read.
const FORMAT: u32 = 1;

/// The files of a programme, each read by itself.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) documents: Vec<(String, Document)>,
    pub(crate) rows: Vec<(String, Vec<Row>)>,
    pub(crate) sources: BTreeMap<String, Source>,
}

/// Reads every file. What is wrong goes to the sink; a file with something wrong is left out.
pub(crate) fn parse(files: &Files, sink: &mut Sink) -> Parsed {
    let schema = crate::schema::document();
    let mut parsed = Parsed::default();
    for (file, text) in &files.0 {
        if file.ends_with(".csv") {
            parsed.rows.push((file.clone(), table::read(file, text, sink)));
            continue;
        }
        let (mut tree, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let (message, hint) = syntax(error.message());
            sink.report(file, error.span().unwrap_or(0..0), message, hint);
        }
        if !errors.is_empty() {
            continue;
        }
        if let Some(span) = newer(tree.get_ref()) {
            let message = both!("écrit pour un Symbolon plus récent", "written for a newer Symbolon");
            let hint = both!("celui-ci lit le format {FORMAT}", "this one reads format {FORMAT}");
            sink.report(file, span, message, Some(hint));
            continue;
        }
        let before = sink.len();
        Shape { schema: &schema, file, sink }.document(&tree);
        if sink.len() > before {
            continue;
        }
        apply_defaults(tree.get_mut());
        let mut sources = Sources { file, sink, found: &mut parsed.sources };
        for (key, value) in
            tree.get_ref().iter().filter(|(key, _)| !matches!(key.get_ref().as_ref(), "format" | "case"))
        {
            sources.walk(key.get_ref(), key.span().start, value);
        }
        match <Document as serde::Deserialize>::deserialize(toml::de::Deserializer::from(tree)) {
            Ok(document) => parsed.documents.push((file.clone(), document)),
            Err(error) => {
                let message = both!("TOML\u{a0}: {}", "TOML: {}", error.message());
                sink.report(file, error.span().unwrap_or(0..0), message, None);
            }
        }
    }
    parsed
}

/// Where a file says that it has a later format, of which nothing else can be judged.
fn newer(root: &DeTable<'_>) -> Option<Range<usize>> {
    let format = root.get("format")?;
    let DeValue::Integer(number) = format.get_ref() else { return None };
    let number = u32::from_str_radix(number.as_str(), number.radix()).ok()?;
    (number > FORMAT).then(|| format.span())
}

/// What a parser of TOML says, in both languages, and what to do; only the mistakes that people make have words of their
/// own.
fn syntax(said: &str) -> (Text, Option<Text>) {
    let begins = |words: &[&str]| words.iter().any(|word| said.starts_with(word));
    if begins(&["duplicate key"]) {
        let hint = both!("n’en gardez qu’une", "keep only one of them");
        (both!("cette clé existe déjà", "this key is there already"), Some(hint))
    } else if begins(&["string values must be quoted"]) {
        let hint = both!("mettez-le entre guillemets\u{a0}: \"…\"", "write it between quotation marks: \"…\"");
        (both!("un texte s’écrit entre guillemets", "a text stands between quotation marks"), Some(hint))
    } else if begins(&["invalid basic string", "invalid literal string", "invalid multi-line"]) {
        let hint = both!(
            "un texte finit par le guillemet qui l’ouvre\u{a0}; un `\\` s’y double",
            "a text ends with the quotation mark that opens it; a `\\` in it is doubled"
        );
        (both!("ce texte ne finit pas, ou mal", "this text does not end, or not well"), Some(hint))
    } else if begins(&["invalid date", "invalid time", "invalid datetime"]) {
        let hint = both!("un jour s’écrit 2020-09-01, sans guillemets", "a day is written 2020-09-01, without quotes");
        (both!("ce jour n’existe pas", "this day does not exist"), Some(hint))
    } else {
        let hint = both!("ce que dit l’analyseur\u{a0}: {said}", "what the parser says: {said}");
        (both!("ceci n’est pas du TOML valide", "this is no valid TOML"), Some(hint))
    }
}

/// Gives every benefit of a file what it does not state itself.
pub(crate) fn apply_defaults(root: &mut DeTable<'_>) {
    let Some(defaults) = root.remove("defaults") else { return };
    let DeValue::Table(defaults) = defaults.into_inner() else { return };
    let Some(DeValue::Table(benefits)) = root.get_mut("benefit").map(Spanned::get_mut) else { return };
    for (_, benefit) in benefits.iter_mut() {
        let DeValue::Table(benefit) = benefit.get_mut() else { continue };
        for (key, value) in defaults.iter() {
            // The two ways to say how long a token serves stand in each other's place.
            let other = match key.get_ref().as_ref() {
                "usable_for" => "usable_until",
                "usable_until" => "usable_for",
                key => key,
            };
            if !benefit.contains_key(other) && !benefit.contains_key(key.get_ref().as_ref()) {
                benefit.insert(key.clone(), value.clone());
            }
        }
    }
}

/// Notes where each key of a file is written, by its dotted path.
struct Sources<'a> {
    file: &'a str,
    sink: &'a Sink,
    found: &'a mut BTreeMap<String, Source>,
}

impl Sources<'_> {
    fn walk(&mut self, path: &str, offset: usize, value: &Spanned<DeValue<'_>>) {
        let (line, _) = self.sink.position(self.file, offset);
        self.found.entry(path.to_owned()).or_insert_with(|| Source { file: self.file.to_owned(), line });
        match value.get_ref() {
            // A text in two languages is one value.
            DeValue::Table(table) if table.contains_key("fr") => {}
            DeValue::Table(table) => {
                for (key, value) in table.iter() {
                    self.walk(&format!("{path}.{}", key.get_ref()), key.span().start, value);
                }
            }
            DeValue::Array(items) => {
                for item in items.iter() {
                    let id = item.get_ref().as_table().and_then(|table| table.get("id").or_else(|| table.get("text")));
                    if let Some(id) = id.and_then(|id| id.get_ref().as_str()) {
                        self.walk(&format!("{path}.{id}"), item.span().start, item);
                    }
                }
            }
            _ => {}
        }
    }
}
