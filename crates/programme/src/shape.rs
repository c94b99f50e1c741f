//! Compares a file with the published schema before anything is read from it, so that every unknown key and wrong type
//! of a file is reported at once, each at its own place.

use std::ops::Range;

use serde_json::Value;
use symbolon_domain::programme::Text;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Sink, both, suggest};

/// Compares the files of a programme with the schema.
pub(crate) struct Shape<'a> {
    pub(crate) schema: &'a Value,
    pub(crate) file: &'a str,
    pub(crate) sink: &'a mut Sink,
}

impl<'a> Shape<'a> {
    /// Compares a whole file.
    pub(crate) fn document(&mut self, table: &Spanned<DeTable<'_>>) {
        let schema = self.schema;
        self.table(table.get_ref(), 0..0, schema);
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, name: Range<usize>, schema: &'a Value) {
        let schema = self.resolve(schema);
        let wanted = schema.get("type").and_then(Value::as_str).unwrap_or("object");
        match (wanted, value.get_ref()) {
            ("object", DeValue::Table(table)) => self.table(table, name, schema),
            ("array", DeValue::Array(items)) => {
                let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
                if (items.len() as u64) < least {
                    let message = both!("cette liste ne peut pas être vide", "this list cannot be empty");
                    self.sink.report(self.file, value.span(), message, None);
                }
                if let Some(of) = schema.get("items") {
                    for item in items.iter() {
                        self.value(item, item.span(), of);
                    }
                }
            }
            ("integer", DeValue::Integer(number)) => self.number(number, value.span(), schema),
            ("boolean", DeValue::Boolean(_)) => {}
            ("string", DeValue::Datetime(day)) if schema.get("format").is_some() => {
                if day.date.is_none() || day.time.is_some() {
                    let message = both!("il faut un jour, sans heure", "this must be a day, without a time");
                    self.sink.report(self.file, value.span(), message, None);
                }
            }
            ("string", DeValue::String(word)) if schema.get("format").is_none() => {
                if let Some(Value::Array(known)) = schema.get("enum") {
                    self.word(word, value.span(), known);
                }
            }
            _ => self.wrong_type(wanted, value, schema),
        }
    }

    fn table(&mut self, table: &DeTable<'_>, name: Range<usize>, schema: &'a Value) {
        let properties = schema.get("properties").and_then(Value::as_object);
        let other = schema.get("additionalProperties").filter(|other| other.is_object());
        for (key, value) in table.iter() {
            match properties.and_then(|known| known.get(key.get_ref().as_ref())).or(other) {
                Some(schema) => self.value(value, key.span(), schema),
                None => {
                    let known = properties.into_iter().flatten().map(|(name, _)| name.as_str());
                    let message = both!("clé inconnue `{}`", "unknown key `{}`", key.get_ref());
                    let hint = suggest(key.get_ref(), known);
                    self.sink.report(self.file, key.span(), message, hint);
                }
            }
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        for missing in required.filter(|required| !table.contains_key(*required)) {
            let about = properties.and_then(|known| known.get(missing)).map(|schema| self.resolve(schema));
            let about = about.and_then(|schema| schema.get("description")).and_then(Value::as_str);
            let message = match missing {
                "fr" => both!("le texte français manque", "the French text is missing"),
                "en" => both!("le texte anglais manque", "the English text is missing"),
                _ => both!("la clé `{missing}` manque", "the key `{missing}` is missing"),
            };
            let hint = match missing {
                "fr" | "en" => Some(both!(
                    "chaque texte existe en français et en anglais\u{a0}: {{ fr = \"…\", en = \"…\" }}",
                    "every text exists in French and in English: {{ fr = \"…\", en = \"…\" }}"
                )),
                _ => about.map(|about| both!("ajoutez `{missing} = …`", "add `{missing} = …`: {about}")),
            };
            self.sink.report(self.file, name.clone(), message, hint);
        }
    }

    fn number(&mut self, number: &toml::de::DeInteger<'_>, span: Range<usize>, schema: &'a Value) {
        let limit = |name: &str| schema.get(name).and_then(Value::as_i64);
        let Ok(number) = i64::from_str_radix(number.as_str(), number.radix()) else {
            let message = both!("ce nombre est trop grand", "this number is too large");
            return self.sink.report(self.file, span, message, None);
        };
        if let Some(least) = limit("minimum").filter(|least| number < *least) {
            let message = both!("{number} est inférieur à {least}", "{number} is below {least}");
            self.sink.report(self.file, span, message, None);
        } else if let Some(most) = limit("maximum").filter(|most| number > *most) {
            let message = both!("{number} est supérieur à {most}", "{number} is above {most}");
            self.sink.report(self.file, span, message, None);
        }
    }

    fn word(&mut self, word: &str, span: Range<usize>, known: &[Value]) {
        let known: Vec<&str> = known.iter().filter_map(Value::as_str).collect();
        if !known.contains(&word) {
            let message = both!("valeur inconnue `{word}`", "unknown value `{word}`");
            self.sink.report(self.file, span, message, suggest(word, known));
        }
    }

    fn wrong_type(&mut self, wanted: &str, found: &Spanned<DeValue<'_>>, schema: &'a Value) {
        let wanted = match wanted {
            "string" if schema.get("format").is_some() => "date",
            wanted => wanted,
        };
        let (needed, is) = (type_name(wanted), type_name(found.get_ref().type_str()));
        let message = Text {
            fr: format!("il faut {}, et voici {}", needed.fr, is.fr),
            en: format!("this must be {}, and it is {}", needed.en, is.en),
        };
        let hint = (wanted == "date").then(|| {
            both!("un jour s’écrit sans guillemets\u{a0}: 2020-09-01", "a day is written without quotes: 2020-09-01")
        });
        self.sink.report(self.file, found.span(), message, hint);
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/"));
        target.and_then(|name| self.schema.get("$defs")?.get(name)).unwrap_or(schema)
    }
}

fn type_name(kind: &str) -> Text {
    match kind {
        "object" | "table" => both!("une table", "a table"),
        "array" => both!("une liste", "a list"),
        "string" => both!("un texte entre guillemets", "a text in quotes"),
        "integer" => both!("un nombre entier", "a whole number"),
        "float" => both!("un nombre à virgule", "a number with a fraction"),
        "boolean" => both!("`true` ou `false`", "`true` or `false`"),
        "date" | "datetime" => both!("un jour", "a day"),
        other => both!("`{other}`", "`{other}`"),
    }
}
