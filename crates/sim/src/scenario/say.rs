//! What was decided or found, in lines that are the same at every depth: made from JSON, because that is what HTTP gives.

use serde_json::Value;
use symbolon_domain::decide::Decision;

/// Letters of an id after its prefix: 128 bits in Crockford’s base 32.
const ID_LETTERS: usize = 26;

/// A value as people write it.
pub(crate) fn show(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        // Ids are others at each depth; what kind of thing it is stays.
        Value::String(text) => match text.split_once('_') {
            Some((prefix, rest)) if prefix.len() == 3 && rest.len() == ID_LETTERS => format!("{prefix}_…"),
            _ => text.clone(),
        },
        Value::Array(items) => items.iter().map(show).collect::<Vec<_>>().join(", "),
        Value::Object(name) if name.contains_key("en") => show(&name["en"]),
        Value::Object(money) if money.contains_key("currency") => {
            format!("{} {}", show(&money["amount"]), show(&money["currency"]))
        }
        other => other.to_string(),
    }
}

fn effect(effect: &Value) -> String {
    format!("{} {} → {}", show(&effect["field"]), show(&effect["from"]), show(&effect["to"]))
}

/// An allowed act with its computed effects.
pub(crate) fn allowed(effects: &Value) -> Vec<String> {
    let effects = effects.as_array().map(Vec::as_slice).unwrap_or_default();
    std::iter::once("allowed".to_owned()).chain(effects.iter().map(effect)).collect()
}

fn remedy(remedy: &Value) -> String {
    let mut text = show(&remedy["act"]);
    for name in ["from", "until"] {
        if !remedy[name].is_null() {
            text.push_str(&format!(" {name} {}", show(&remedy[name])));
        }
    }
    text
}

/// A refusal: its code, its days, and what would help.
pub(crate) fn refused(code: &str, from: &Value, until: &Value, remedies: &Value) -> Vec<String> {
    let mut line = format!("refused {code}");
    if !from.is_null() {
        line.push_str(&format!("; from {}", show(from)));
    }
    if !until.is_null() {
        line.push_str(&format!("; until {}", show(until)));
    }
    for one in remedies.as_array().map(Vec::as_slice).unwrap_or_default() {
        line.push_str(&format!("; {}", remedy(one)));
    }
    vec![line]
}

/// A decision of the domain.
pub(crate) fn decision(decision: &Decision) -> Vec<String> {
    let json = |value: serde_json::Result<Value>| value.unwrap_or_default();
    match decision {
        Ok(outcome) => allowed(&json(serde_json::to_value(&outcome.effects))),
        Err(refusal) if refusal.code == symbolon_domain::refusal::RefusalCode::NotFound => {
            // An unknown object says nothing more, to anybody.
            let remedies = json(serde_json::to_value(&refusal.remedies));
            refused(refusal.code.code(), &Value::Null, &Value::Null, &remedies)
        }
        Err(refusal) => refused(
            refusal.code.code(),
            &json(serde_json::to_value(refusal.available_from)),
            &json(serde_json::to_value(refusal.available_until)),
            &json(serde_json::to_value(&refusal.remedies)),
        ),
    }
}

/// The explanation of a decision of the domain.
pub(crate) fn why(decision: &Decision) -> Value {
    let explanation = match decision {
        Ok(outcome) => &outcome.explanation,
        Err(refusal) => &refusal.explanation,
    };
    serde_json::to_value(explanation).unwrap_or_default()
}

/// The facts of an explanation, one a line: how it turned out, what it rests on, when it changes and what would help.
pub(crate) fn tree(explanation: &Value) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", show(&explanation["question"]), show(&explanation["answer"]))];
    nodes(&explanation["children"], 1, &mut lines);
    lines
}

fn nodes(children: &Value, depth: usize, lines: &mut Vec<String>) {
    for node in children.as_array().map(Vec::as_slice).unwrap_or_default() {
        let mut line = format!("{}{} {}", "  ".repeat(depth), show(&node["answer"]), show(&node["fact"]));
        for (name, value) in node["because"].as_object().into_iter().flatten() {
            line.push_str(&format!(" {name}={}", show(value)));
        }
        for part in ["path", "number"] {
            if let Some(rule) = node["rule"][part].as_str() {
                line.push_str(&format!("; rule {rule}"));
            }
        }
        if !node["changes_on"].is_null() {
            line.push_str(&format!("; changes on {}", show(&node["changes_on"])));
        }
        if !node["remedy"].is_null() {
            line.push_str(&format!("; {}", remedy(&node["remedy"])));
        }
        if !node["who_can_help"].is_null() {
            line.push_str(&format!("; ask {}", show(&node["who_can_help"])));
        }
        lines.push(line);
        nodes(&node["children"], depth + 1, lines);
    }
}
