//! Values of the API as cells, trees and bars.

use jiff::civil::Date;
use serde_json::Value as Json;
use symbolon_domain::programme::{Language, Money, days_between};
use symbolon_text::{Value, Word, days_left, short_id};

use crate::failure::Failure;
use crate::find::text;
use crate::output::{Cell, Output, Tone};

/// A day of a document.
pub(crate) fn day(document: &Json, name: &str) -> Option<Date> {
    document[name].as_str().and_then(|day| day.parse().ok())
}

/// A number of a document.
pub(crate) fn number(document: &Json, name: &str) -> i64 {
    document[name].as_i64().unwrap_or(0)
}

/// A text as a cell.
pub(crate) fn plain(document: &Json, name: &str) -> Cell {
    Cell::same(text(document, name))
}

/// A number as a cell; a dash where there is none.
pub(crate) fn count(language: Language, document: &Json, name: &str) -> Cell {
    document[name].as_i64().map_or_else(|| Cell::new("–", ""), |count| Cell::number(language, count))
}

/// An amount of money as people write it.
pub(crate) fn money(language: Language, value: &Json) -> String {
    let (amount, currency) = (text(value, "amount"), text(value, "currency"));
    let read = Money::parse(amount, currency);
    read.map_or_else(|| format!("{amount} {currency}"), |read| symbolon_text::money(language, &read))
}

/// A number, or money with its currency, as a cell.
pub(crate) fn amount(language: Language, document: &Json, name: &str) -> Cell {
    match &document[name] {
        value @ Json::Object(_) => {
            Cell::new(money(language, value), format!("{} {}", text(value, "amount"), text(value, "currency")))
        }
        _ => count(language, document, name),
    }
}

/// A day as a cell.
pub(crate) fn day_cell(language: Language, document: &Json, name: &str) -> Cell {
    Cell::day(language, day(document, name))
}

/// A name for people with the code for programs.
pub(crate) fn named(document: &Json, name: &str, code: &str) -> Cell {
    Cell::new(text(document, name), text(document, code))
}

/// A code as a cell: its word for people; a dash where there is none.
pub(crate) fn worded<W: Word>(
    language: Language,
    document: &Json,
    name: &str,
    read: impl Fn(&str) -> Option<W>,
) -> Cell {
    let code = text(document, name);
    let word = read(code).map_or_else(|| code.to_owned(), |known| symbolon_text::word(language, known));
    Cell::new(if word.is_empty() { "–".to_owned() } else { word }, code)
}

/// A name that stands in a list, whatever it is called within a sentence.
pub(crate) fn capital(name: &str) -> String {
    let mut signs = name.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}

/// A state: the word for people, coloured by whether something is to be done, and the code for programs.
pub(crate) fn state(document: &Json) -> Cell {
    let code = text(document, "state");
    let tone = match code {
        "active" | "activated" | "redeemed" => Tone::Good,
        "renewal_open" | "open" | "expired" | "exhausted" => Tone::Soon,
        "lapsed" | "upgraded" | "ended" | "past_redeem_by" | "replaced" | "revoked" | "deleted" | "over" => Tone::Over,
        _ => Tone::Plain,
    };
    named(document, "state_text", "state").tone(tone)
}

/// An id for people in short, whole for programs.
pub(crate) fn id(document: &Json, name: &str) -> Cell {
    let id = text(document, name);
    Cell::new(short_id(id), id)
}

/// A code that people know by its end, `…7KQ2M`.
pub(crate) fn ending(document: &Json) -> Cell {
    match document["last_five"].as_str() {
        Some(ending) => Cell::new(format!("…{ending}"), text(document, "id")),
        None => id(document, "id"),
    }
}

/// Days from one day to another, in words.
pub(crate) fn left(language: Language, from: Option<Date>, to: Option<Date>) -> Cell {
    match (from, to) {
        (Some(from), Some(to)) => {
            let days = days_between(from, to);
            Cell::new(days_left(language, days), days.to_string())
        }
        _ => Cell::new("–", ""),
    }
}

/// An explanation as a tree, each fact with its sentence and its answer.
pub(crate) fn explanation(output: &Output, explanation: &Json) -> Result<(), Failure> {
    output.line(text(explanation, "text"))?;
    branches(output, &explanation["children"], "")
}

fn branches(output: &Output, nodes: &Json, indent: &str) -> Result<(), Failure> {
    let nodes = nodes.as_array().map(Vec::as_slice).unwrap_or_default();
    for (at, node) in nodes.iter().enumerate() {
        let is_last = at + 1 == nodes.len();
        let (branch, below) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let answer = match text(node, "answer") {
            "value" => String::new(),
            _ => format!("  [{}]", text(node, "answer_text")),
        };
        output.line(&format!("{indent}{branch}{}{answer}", text(node, "text")))?;
        branches(output, &node["children"], &format!("{indent}{below}"))?;
    }
    Ok(())
}

/// Prints a title with something under it, unless there is nothing.
pub(crate) fn section(output: &Output, id: &str, values: &[(&str, Value)], lines: &[String]) -> Result<(), Failure> {
    if lines.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line(&output.text(id, values))?;
    for line in lines {
        output.line(&format!("  {line}"))?;
    }
    Ok(())
}

/// A bar of the seats of a pool: in use, assigned, locked, free.
pub(crate) fn seats_bar(breakdown: &Json) -> String {
    /// Signs that a bar has at the most; a larger pool is drawn to scale.
    const WIDTH: i64 = 20;
    let granted = number(breakdown, "granted").max(1);
    let scale = |seats: i64| match granted <= WIDTH {
        true => seats,
        // Something that exists is always seen.
        false => {
            if seats == 0 {
                0
            } else {
                (seats * WIDTH / granted).max(1)
            }
        }
    };
    [("activated", "█"), ("assigned", "▓"), ("locked", "░"), ("free", "·")]
        .map(|(name, sign)| sign.repeat(usize::try_from(scale(number(breakdown, name))).unwrap_or(0)))
        .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_seats_bar_has_a_sign_for_each_seat_and_large_pools_are_scaled() {
        let bar = |activated: i64, assigned: i64, locked: i64, free: i64| {
            let granted = activated + assigned + locked + free;
            seats_bar(&json!({
                "granted": granted, "activated": activated, "assigned": assigned, "locked": locked, "free": free,
            }))
        };
        assert_eq!(bar(2, 1, 1, 1), "██▓░·");
        assert_eq!(bar(0, 0, 0, 0), "");
        assert_eq!(bar(50, 1, 0, 49), "██████████▓·········");
    }
}
