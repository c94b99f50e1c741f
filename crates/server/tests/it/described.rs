//! Whether what is answered is what the published description says. Every answer that a test of this folder reads is
//! looked at: its status, its kind, and each member, so that none is sent that is not described.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::support::Reply;

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&symbolon_server::openapi()).expect("the description is JSON"));

/// The operation behind an address; none where it is described by none.
fn operation(method: &Method, path: &str) -> Option<&'static Value> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |template: &str| {
        let known: Vec<&str> = template.split('/').collect();
        known.len() == parts.len()
            && known.iter().zip(&parts).all(|(known, part)| known.starts_with('{') || known == part)
    };
    let paths = DOCUMENT["paths"].as_object().expect("paths").iter().filter(|(template, _)| fits(template));
    // What is named goes before what is any name.
    let (_, item) = paths.min_by_key(|(template, _)| template.matches('{').count())?;
    let method = if method == Method::HEAD { Method::GET } else { method.clone() };
    item.get(method.as_str().to_lowercase())
}

/// Fails where an answer is not the one that is described.
pub(crate) fn look_at(method: &Method, path: &str, reply: &Reply) {
    let Some(operation) = operation(method, path) else { return };
    let (status, responses) = (reply.status.as_u16(), &operation["responses"]);
    let told = format!("{method} {path}: {status} {}", reply.text.chars().take(2_000).collect::<String>());
    let known = responses.get(status.to_string()).or_else(|| responses.get(format!("{}XX", status / 100)));
    let known = known.unwrap_or_else(|| panic!("no such status is described: {told}"));
    if reply.status == StatusCode::NOT_MODIFIED || method == Method::HEAD {
        assert_eq!(reply.text, "", "{told}");
        return;
    }
    located(known, reply, &told);
    let kind = reply.header("content-type").split(';').next().unwrap_or_default();
    let content = known["content"].get(kind).unwrap_or_else(|| panic!("{kind} is not described: {told}"));
    if kind.ends_with("json") {
        let body = reply.json();
        fits(&content["schema"], &body, "").unwrap_or_else(|wrong| panic!("{wrong}: {told}"));
        if reply.status.is_client_error() && body["code"] != "not-found" {
            assert_eq!(body["instance"], format!("/requests/{}", reply.header("request-id")), "{told}");
        }
    }
}

/// What was made is read at an address that is described, and that the answer names, wherever the description says so.
fn located(described: &Value, reply: &Reply, told: &str) {
    let Some(said) = described["headers"]["Location"]["description"].as_str() else {
        assert!(!reply.headers.contains_key("location"), "an address is not described: {told}");
        return;
    };
    let (read, rest) = said.split_once('`').and_then(|(_, rest)| rest.split_once('`')).expect("an address");
    let name = rest.split('`').nth(1).expect("a member");
    let address = reply.json()[name].as_str().map(|id| read.replace("{id}", id));
    // Only a refused request for another token makes nothing.
    assert!(address.is_some() || name == "token", "{told}");
    assert_eq!(reply.headers.get("location").and_then(|at| at.to_str().ok()), address.as_deref(), "{told}");
    assert!(address.is_none_or(|address| operation(&Method::GET, &address).is_some()), "{told}");
}

/// A schema with those that it is made of.
fn parts(schema: &'static Value, all: &mut Vec<&'static Value>) {
    match schema["$ref"].as_str() {
        Some(name) => parts(DOCUMENT.pointer(name.trim_start_matches('#')).expect("what is named is described"), all),
        None => all.push(schema),
    }
    schema["allOf"].as_array().into_iter().flatten().for_each(|part| parts(part, all));
}

/// Whether a value is one that a schema describes; every member has to be.
fn fits(schema: &'static Value, value: &Value, at: &str) -> Result<(), String> {
    let mut all = Vec::new();
    parts(schema, &mut all);
    for part in &all {
        if let Some(either) = part["oneOf"].as_array().or(part["anyOf"].as_array()) {
            let tried: Vec<_> = either.iter().map(|one| fits(one, value, at)).collect();
            if !tried.iter().any(Result::is_ok) {
                return tried.into_iter().last().unwrap_or(Ok(()));
            }
        }
        let kinds: Vec<&str> = match &part["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            kind => kind.as_str().into_iter().collect(),
        };
        let whole = kind_of(value) == "integer" && kinds.contains(&"number");
        if !kinds.is_empty() && !kinds.contains(&kind_of(value)) && !whole {
            return Err(format!("{at} is {} and not {kinds:?}", kind_of(value)));
        }
    }
    match value {
        Value::Array(items) => all.iter().filter(|part| part["items"].is_object()).try_for_each(|part| {
            let mut items = items.iter().enumerate();
            items.try_for_each(|(index, item)| fits(&part["items"], item, &format!("{at}/{index}")))
        }),
        Value::Object(members) => object(&all, members.iter().collect(), at),
        _ => Ok(()),
    }
}

fn object(all: &[&'static Value], members: BTreeMap<&String, &Value>, at: &str) -> Result<(), String> {
    let required = all.iter().flat_map(|part| part["required"].as_array().into_iter().flatten());
    if let Some(missing) = required.filter_map(Value::as_str).find(|name| !members.contains_key(&(*name).to_owned())) {
        return Err(format!("{at} has no {missing}"));
    }
    let anything = |part: &&&Value| part["type"] == "object" && part["properties"].is_null();
    let is_open = all.iter().filter(anything).any(|part| !part["additionalProperties"].is_object())
        || all.iter().all(|part| {
            part.as_object().is_none_or(|part| {
                !part.contains_key("type") && !part.contains_key("oneOf") && !part.contains_key("anyOf")
            })
        });
    let either = all.iter().any(|part| part["oneOf"].is_array() || part["anyOf"].is_array());
    for (name, value) in members {
        let at = format!("{at}/{name}");
        let mut known = all.iter().filter_map(|part| part["properties"].get(name).or(part.get("additionalProperties")));
        match known.next() {
            Some(schema) if schema.is_object() => fits(schema, value, &at)?,
            _ if is_open || either => {}
            _ => return Err(format!("{at} is not described")),
        }
    }
    Ok(())
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
