//! `symbolon config`: what counts, and where it was stated.

use std::path::PathBuf;

use serde_json::json;

use crate::args::Config;
use crate::failure::Failure;
use crate::output::{Cell, Output, Table};
use crate::settings::{Settings, Stated};

pub(crate) fn run(verb: &Config, settings: &Settings, output: &Output) -> Result<(), Failure> {
    let Config::Show = verb;
    let file = |name, stated: &Option<Stated<PathBuf>>| {
        let value = stated.as_ref().map(|file| file.value.display().to_string()).unwrap_or_default();
        (name, value, stated.as_ref().and_then(|file| file.origin.clone()))
    };
    let text = |name, stated: &Option<Stated<String>>| {
        let value = stated.as_ref().map(|text| text.value.clone()).unwrap_or_default();
        (name, value, stated.as_ref().and_then(|text| text.origin.clone()))
    };
    let mail = &settings.mail;
    let rows = [
        ("server", settings.server.value.clone(), settings.server.origin.clone()),
        file("token_file", &settings.token_file),
        ("lang", settings.language.code().to_owned(), settings.language_origin.clone()),
        ("timeout", settings.timeout.value.to_string(), settings.timeout.origin.clone()),
        text("mail_server", &mail.server),
        text("mail_from", &mail.from),
        file("mail_password_file", &mail.password_file),
        text("public_url", &mail.public_url),
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
