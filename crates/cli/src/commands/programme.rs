//! `symbolon programme`: programmes as files, without a server.

use serde_json::json;
use symbolon_domain::programme::OfferKind;
use symbolon_programme::run_cases;
use symbolon_text::Value;

use super::shown::section;
use crate::args::Programme;
use crate::failure::{Exit, Failure};
use crate::instance;
use crate::output::Output;

/// The version that a programme is read as where none is recorded.
const FIRST: u32 = 1;

pub(crate) fn run(verb: &Programme, output: &Output) -> Result<(), Failure> {
    match verb {
        Programme::Validate { programme } => validate(programme, output),
        Programme::Show { programme } => show(programme, output),
        Programme::Test { programme } => test(programme, output),
    }
}

fn validate(name: &str, output: &Output) -> Result<(), Failure> {
    let files = instance::files(name, output.language)?;
    match symbolon_programme::load(&files, FIRST) {
        Ok(loaded) => {
            let number = |count: usize| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
            if output.is_json() {
                return output.document(&json!({ "valid": true, "errors": [] }));
            }
            let values = [
                ("programme", Value::from(loaded.programme.id.as_str())),
                ("files", number(files.0.len())),
                ("offers", number(loaded.programme.offers.len())),
                ("benefits", number(loaded.programme.benefits.len())),
                ("rows", number(loaded.programme.table.len())),
            ];
            output.line(&output.text("cli-programme-valid", &values))
        }
        Err(wrong) if output.is_json() => {
            let errors = wrong.items().iter().map(|item| {
                json!({
                    "file": item.file, "line": item.line, "column": item.column,
                    "message": item.message.get(output.language),
                    "hint": item.hint.as_ref().map(|hint| hint.get(output.language)),
                })
            });
            output.document(&json!({ "valid": false, "errors": errors.collect::<Vec<_>>() }))?;
            Err(Failure::no())
        }
        Err(wrong) => {
            Err(Failure::new(Exit::No, wrong.render_in(output.language, output.colour_on_errors()).trim_end()))
        }
    }
}

fn show(name: &str, output: &Output) -> Result<(), Failure> {
    let read = instance::read(name, FIRST, output.language)?;
    let programme = &read.programme;
    let language = output.language;
    if output.is_json() {
        let offers = programme.offers.iter().map(|offer| {
            json!({ "id": offer.id, "name": offer.name, "window": offer.window, "limit": offer.limit.max,
                    "limit_group": offer.limit.group, "lines": lines_of(programme, &offer.id) })
        });
        return output.document(&json!({
            "id": programme.id, "name": programme.name, "time_zone": programme.time_zone,
            "content_hash": programme.content_hash, "offers": offers.collect::<Vec<_>>(),
            "benefits": programme.benefits.iter().map(|benefit| {
                json!({ "id": benefit.id, "name": benefit.name, "kind": benefit.kind.code(), "category": benefit.category })
            }).collect::<Vec<_>>(),
        }));
    }
    let values = [
        ("name", Value::from(&programme.name)),
        ("id", programme.id.as_str().into()),
        ("zone", programme.time_zone.as_str().into()),
    ];
    output.line(&output.text("cli-programme-title", &values))?;
    let windows: Vec<_> = programme
        .windows
        .values()
        .map(|window| {
            let values = [
                ("window", Value::from(window.id.as_str())),
                ("opens", i64::from(window.opens_after_days).into()),
                ("lasts", i64::from(window.length_days).into()),
                ("access", symbolon_text::word(language, window.access).into()),
            ];
            output.text("cli-programme-window", &values)
        })
        .collect();
    section(output, "cli-programme-windows", &[], &windows)?;
    let offers: Vec<_> = programme
        .offers
        .iter()
        .map(|offer| {
            let level = match &offer.kind {
                OfferKind::Subscription => None,
                OfferKind::Attainment { level } => programme.levels.iter().find(|known| known.id == *level),
            };
            let lines = i64::try_from(lines_of(programme, &offer.id)).unwrap_or(i64::MAX);
            let mut values = vec![
                ("offer", Value::from(&offer.name)),
                ("id", offer.id.as_str().into()),
                ("max", i64::from(offer.limit.max).into()),
                ("lines", lines.into()),
            ];
            values.extend(level.map(|level| ("level", Value::from(&level.name))));
            output.text(if level.is_some() { "cli-programme-offer-level" } else { "cli-programme-offer" }, &values)
        })
        .collect();
    section(output, "cli-programme-offers", &[], &offers)?;
    for category in &programme.categories {
        let names: Vec<_> = programme
            .benefits
            .iter()
            .filter(|benefit| benefit.category == category.id)
            .map(|benefit| format!("{}  ({})", benefit.name.get(language), benefit.id))
            .collect();
        section(output, "cli-programme-category", &[("category", Value::from(&category.name))], &names)?;
    }
    Ok(())
}

fn lines_of(programme: &symbolon_domain::programme::Programme, offer: &str) -> usize {
    programme.table.iter().filter(|row| row.offer == offer).count()
}

fn test(name: &str, output: &Output) -> Result<(), Failure> {
    let read = instance::read(name, FIRST, output.language)?;
    let results = run_cases(&read.programme, &read.cases);
    let failed = results.iter().filter(|result| !result.failures.is_empty()).count();
    if output.is_json() {
        let case = |result: &symbolon_programme::CaseResult| {
            let failures: Vec<_> = result.failures.iter().map(|text| text.get(output.language)).collect();
            json!({ "name": result.name, "file": result.file, "line": result.line, "failures": failures })
        };
        output.document(&json!({ "cases": results.iter().map(case).collect::<Vec<_>>(), "failed": failed }))?;
    } else {
        for result in &results {
            let sign = if result.failures.is_empty() { "✓" } else { "✗" };
            output.line(&format!("{sign} {}", result.name))?;
            for failure in &result.failures {
                output.line(&format!("    {}:{}: {}", result.file, result.line, failure.get(output.language)))?;
            }
        }
        let number = |count: usize| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
        let values = [("passed", number(results.len() - failed)), ("failed", number(failed))];
        output.line(&output.text("cli-programme-tested", &values))?;
    }
    if failed == 0 { Ok(()) } else { Err(Failure::no()) }
}
