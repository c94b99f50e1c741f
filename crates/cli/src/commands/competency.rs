//! `symbolon competency`.

use serde_json::{Value as Json, json};
use symbolon_domain::competency::Stage;
use symbolon_text::Value;

use super::Session;
use super::shown::{amount, day, day_cell, explanation, named, section};
use crate::args::Company;
use crate::client::route;
use crate::competencies::Competency;
use crate::failure::{Exit, Failure};
use crate::find::{self, items, text};
use crate::output::{Cell, Table, Tone};

pub(crate) fn run(verb: &Competency, session: &Session) -> Result<(), Failure> {
    match verb {
        Competency::List { of, stage, area } => list(session, of, stage.as_deref(), area.as_deref()),
        Competency::Show { competency, of } => show(session, competency, of),
        Competency::Override { competency, level, until, note, of, trial } => {
            let body = json!({ "competency": competency, "level": level, "until": until, "reason": note });
            state(session, &body, of, trial.dry_run)
        }
        Competency::Requirements { competency } => requirements(session, competency.as_deref()),
    }
}

fn stage(document: &Json) -> Cell {
    let tone = match Stage::from_code(text(document, "stage")) {
        Some(Stage::Active) => Tone::Good,
        Some(Stage::AtRisk | Stage::Qualified) => Tone::Soon,
        Some(Stage::Ended) => Tone::Over,
        Some(Stage::Started) | None => Tone::Plain,
    };
    named(document, "stage_name", "stage").tone(tone)
}

/// The level that a competency is at.
fn level(item: &Json) -> Cell {
    let mut levels = item["levels"].as_array().into_iter().flatten();
    let known = levels.find(|level| level["level"] == item["level"]).unwrap_or(&Json::Null);
    Cell::new(text(known, "level_name"), text(item, "level"))
}

fn list(session: &Session, of: &Company, stage_of: Option<&str>, area: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let query: Vec<_> =
        [("stage", stage_of), ("area", area)].into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    let list = session.client.get(&route!("accounts/{}/competencies", account), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let columns = ["competency", "area", "stage", "level", "anniversary", "read_on"];
    let mut table = Table::new(&columns);
    for item in items(&list).filter(|item| !item["stage"].is_null()) {
        table.row(vec![
            named(item, "competency_name", "competency"),
            named(item, "area_name", "area"),
            stage(item),
            level(item),
            day_cell(output.language, item, "anniversary"),
            day_cell(output.language, item, "evidence_as_of"),
        ]);
    }
    output.table(table)
}

fn show(session: &Session, competency: &str, of: &Company) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let path = route!("accounts/{}/competencies", account);
    let list = session.client.get(&path, &[("competency", competency)])?;
    let Some(found) = items(&list).next() else {
        let values = [("name", Value::from(competency))];
        return Err(Failure::new(Exit::NotFound, output.text("cli-not-found", &values)));
    };
    if output.is_json() {
        return output.document(found);
    }
    let columns =
        ["level", "stage", "option", "requirement", "needed", "have", "in_year", "forecast", "met_until", "read_on"];
    let mut table = Table::new(&columns).right(&["needed", "have", "in_year", "forecast"]);
    let mut leaving = Vec::new();
    for level in found["levels"].as_array().into_iter().flatten() {
        for option in level["options"].as_array().into_iter().flatten() {
            for asked in option["requirements"].as_array().into_iter().flatten() {
                table.row(vec![
                    named(level, "level_name", "level"),
                    stage(level),
                    named(option, "option_name", "option"),
                    named(asked, "kind_name", "id"),
                    amount(output.language, asked, "needed"),
                    amount(output.language, asked, "have"),
                    amount(output.language, asked, "have_in_year"),
                    amount(output.language, asked, "forecast"),
                    day_cell(output.language, asked, "met_until"),
                    day_cell(output.language, asked, "as_of"),
                ]);
            }
        }
        for one in level["leaving"].as_array().into_iter().flatten() {
            let values = [
                ("person", Value::from(text(one, "person_name"))),
                ("day", day(one, "last_day").map_or_else(|| Value::from("none"), Value::from)),
                ("left", one["leaves"].as_i64().unwrap_or(0).into()),
                ("needed", one["needed"].as_i64().unwrap_or(0).into()),
                ("level", text(level, "level_name").into()),
            ];
            leaving.push(output.text("cli-competency-leaves", &values));
        }
    }
    output.table(table)?;
    if !output.is_drawn() {
        return Ok(());
    }
    section(output, "cli-competency-leaving", &[], &leaving)?;
    if !found["explanation"].is_null() {
        output.line("")?;
        explanation(output, &found["explanation"])?;
    }
    Ok(())
}

fn state(session: &Session, body: &Json, of: &Company, dry_run: bool) -> Result<(), Failure> {
    let output = &session.output;
    let account = find::account(&session.client, of)?;
    let path = route!("accounts/{}/attainments", account);
    if dry_run {
        return session.would(&path, body);
    }
    let question = [("competency", Value::from(text(body, "competency"))), ("level", text(body, "level").into())];
    session.confirm(&output.text("cli-confirm-override", &question))?;
    let stated = session.client.act(&path, body)?;
    if output.is_json() {
        return output.document(&stated);
    }
    let until = day(&stated, "until").map_or_else(|| Value::from("–"), Value::from);
    output.line(&output.text("cli-competency-stated-until", &[("day", until)]))
}

fn requirements(session: &Session, competency: Option<&str>) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.get(&route!("competencies"), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    // The programme's names for the levels and markets.
    let called = |all: &str, id: &str| {
        let mut known = list[all].as_array().into_iter().flatten();
        let name = known.find(|one| text(one, "id") == id).map_or(id, |one| text(one, "name"));
        Cell::new(name, id)
    };
    let columns = ["competency", "option", "level", "requirement", "asked", "at_least", "market"];
    let mut table = Table::new(&columns).right(&["at_least"]);
    for item in items(&list).filter(|item| competency.is_none_or(|id| text(item, "id") == id)) {
        for asked in item["requirements"].as_array().into_iter().flatten() {
            for market in asked["at_least"].as_object().into_iter().flat_map(|markets| markets.keys()) {
                table.row(vec![
                    named(item, "name", "id"),
                    named(asked, "option_name", "option"),
                    called("levels", text(asked, "level")),
                    named(asked, "kind_name", "kind"),
                    what(asked),
                    amount(output.language, &asked["at_least"], market),
                    called("markets", market),
                ]);
            }
        }
    }
    output.table(table)
}

/// What a requirement asks for: its figure, or its credentials.
fn what(asked: &Json) -> Cell {
    if asked["metric"].is_string() {
        return named(asked, "metric_name", "metric");
    }
    let ids = |name: &str| asked[name].as_array().into_iter().flatten().map(|one| text(one, "id")).collect::<Vec<_>>();
    let (any_of, with) = (ids("any_of"), ids("with"));
    let with = if with.is_empty() { String::new() } else { format!(" + {}", with.join("/")) };
    Cell::same(format!("{}{with}", any_of.join("/")))
}
