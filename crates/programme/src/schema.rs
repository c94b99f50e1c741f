//! The published JSON Schema of a programme's files.

use serde_json::{Map, Value};

use crate::document::Document;

/// Where the schema of the TOML files is published, and its text. The files carry the address in their first line.
pub fn json_schemas() -> Vec<(&'static str, Value)> {
    vec![("programme-1.json", document())]
}

/// The schema of one file of a programme.
pub(crate) fn document() -> Value {
    let mut schema = Value::from(schemars::schema_for!(Document));
    without_null(&mut schema);
    schema
}

/// TOML knows no null: a key that may be absent is absent. Also drops what JSON Schema itself does not define.
fn without_null(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(only) = not_null(map, "anyOf") {
                map.remove("anyOf");
                if let Value::Object(only) = only {
                    map.extend(only);
                }
            }
            if let Some(only) = not_null(map, "type") {
                map.insert("type".into(), only);
            }
            if map.get("default").is_some_and(Value::is_null) {
                map.remove("default");
            }
            if map.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("uint")) {
                map.remove("format");
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}

fn not_null(map: &Map<String, Value>, key: &str) -> Option<Value> {
    let is_null = |value: &Value| value == "null" || value.get("type").is_some_and(|kind| kind == "null");
    match map.get(key)?.as_array()?.as_slice() {
        [only, null] if is_null(null) => Some(only.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_schema_is_the_one_of_these_types() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/schema");
        for (name, schema) in json_schemas() {
            let path = folder.join(name);
            let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
            if std::env::var_os("UPDATE_SCHEMA").is_some() {
                std::fs::write(&path, &text).unwrap();
            }
            let published = std::fs::read_to_string(&path).unwrap();
            assert!(published == text, "{name} is out of date; run this test with UPDATE_SCHEMA=1");
        }
    }
}
