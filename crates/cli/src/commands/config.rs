//! `symbolon config`: what counts, and where it was stated.

use serde_json::json;

use crate::args::Config;
use crate::failure::Failure;
use crate::output::{Cell, Output, Table};
use crate::settings::Settings;

pub(crate) fn run(verb: &Config, settings: &Settings, output: &Output) -> Result<(), Failure> {
    let Config::Show = verb;
    let token_file = settings.token_file.as_ref();
    let rows = [
        ("server", settings.server.value.clone(), settings.server.origin.clone()),
        (
            "token_file",
            token_file.map(|file| file.value.display().to_string()).unwrap_or_default(),
            token_file.and_then(|file| file.origin.clone()),
        ),
        ("lang", settings.language.code().to_owned(), settings.language_origin.clone()),
        ("timeout", settings.timeout.value.to_string(), settings.timeout.origin.clone()),
    ];
    if output.is_json() {
        let row = |(name, value, origin): &(&str, String, Option<String>)| json!({ "name": name, "value": value, "origin": origin });
        return output.document(&json!({ "items": rows.iter().map(row).collect::<Vec<_>>() }));
    }
    let mut table = Table::new(&["setting", "value", "origin"]);
    for (name, value, origin) in rows {
        let origin = match origin {
            Some(origin) => Cell::same(origin),
            None if value.is_empty() => Cell::new("–", ""),
            None => Cell::new(output.text("cli-config-built-in", &[]), ""),
        };
        table.row(vec![Cell::same(name), Cell::same(value), origin]);
    }
    output.table(table)
}
