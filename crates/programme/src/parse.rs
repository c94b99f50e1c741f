//! From the text of the files to their documents: syntax, shape, defaults, and where each rule is written.

use std::collections::BTreeMap;

use symbolon_domain::programme::Source;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Files;
use crate::diagnostic::{Sink, both};
use crate::document::Document;
use crate::shape::Shape;
use crate::table::{self, Row};

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
            let message = both!("TOML\u{a0}: {}", "TOML: {}", error.message());
            sink.report(file, error.span().unwrap_or(0..0), message, None);
        }
        if !errors.is_empty() {
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
