//! `symbolon programme`: programmes as files, without a server, and the versions of the one that a server runs.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value as Json, json};
use symbolon_domain::programme::OfferKind;
use symbolon_programme::{Diagnostics, Files, run_cases};
use symbolon_text::Value;

use super::shown::{day, named, section};
use super::{Session, session};
use crate::args::Programme;
use crate::client::{Route, route};
use crate::failure::{Exit, Failure};
use crate::file;
use crate::find::{items, text};
use crate::instance::{self, FIRST};
use crate::output::{Cell, Output, Table, paint};
use crate::settings::Settings;

/// The folder into which a version is written where none is named.
const EXPORTED: &str = "programme";

pub(crate) fn run(verb: &Programme, settings: &Settings, output: Output) -> Result<(), Failure> {
    match verb {
        Programme::Validate { programme } => validate(programme, &output),
        Programme::Show { programme } => show(programme, &output),
        Programme::Test { programme } => test(programme, &output),
        Programme::Plan { programme, effective_on, trial } => {
            let day = effective_on.map(|day| day.to_string());
            plan(programme, day.as_deref(), trial.dry_run, &session(settings, output)?)
        }
        Programme::Approve { plan, digest, trial } => {
            let session = session(settings, output)?;
            let (path, body) = (route!("programme-plans/{}/approvals", plan), json!({ "digest": digest }));
            if trial.dry_run {
                return tried(plan, &path, &body, &session);
            }
            let agreed = session.client.act(&path, &body)?;
            done(&session, &agreed, "cli-plan-approved", &[("plan", plan.as_str().into())])
        }
        Programme::Apply { plan, digest, trial } => apply(plan, digest, trial.dry_run, &session(settings, output)?),
        Programme::Export { version, folder } => export(*version, folder.as_deref(), &session(settings, output)?),
        Programme::Init { from_programme, folder } => init(from_programme, folder, &output),
        Programme::History { of: None, .. } => history(&session(settings, output)?),
        Programme::History { of: Some(of), since } => compare(*of, *since, &session(settings, output)?),
    }
}

/// Writes the files of a version into a folder, or prints them as a document.
fn export(version: Option<u32>, folder: Option<&Path>, session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let number = match version {
        Some(version) => version.to_string(),
        None => {
            let list = session.client.list(&route!("programme-versions"), &[])?;
            // A plan compares with the newest version, which may still wait for its day.
            items(&list).filter_map(|one| one["version"].as_u64()).max().unwrap_or_default().to_string()
        }
    };
    let found = session.client.get(&route!("programme-versions/{}/files", number), &[])?;
    let folder = folder.or_else(|| (!output.is_json()).then(|| Path::new(EXPORTED)));
    let Some(folder) = folder else { return output.document(&found) };
    let files: BTreeMap<String, String> =
        serde_json::from_value(found["files"].clone()).map_err(Failure::unexpected)?;
    let count = made(&Files(files), folder, output)?;
    if output.is_json() {
        return output.document(&found);
    }
    let place = folder.display().to_string();
    let values = [("version", Value::from(number)), ("files", count), ("folder", place.as_str().into())];
    output.line(&output.text("cli-programme-exported", &values))?;
    output.note(&output.text("cli-programme-export-next", &[("folder", place.into())]));
    Ok(())
}

/// Writes the files of a built-in programme into a folder.
fn init(name: &str, folder: &Path, output: &Output) -> Result<(), Failure> {
    let files = instance::files(name, output.language)?;
    let count = made(&files, folder, output)?;
    let place = folder.display().to_string();
    if output.is_json() {
        let names: Vec<&String> = files.0.keys().collect();
        return output.document(&json!({ "programme": name, "folder": place, "files": names }));
    }
    let values = [("programme", Value::from(name)), ("files", count), ("folder", place.as_str().into())];
    output.line(&output.text("cli-programme-made", &values))?;
    output.note(&output.text("cli-programme-made-next", &[("folder", place.into())]));
    Ok(())
}

/// Makes the files of a programme in a folder, and says how many they are.
fn made(files: &Files, folder: &Path, output: &Output) -> Result<Value, Failure> {
    if let Some(path) = files.out_of_place() {
        // What a server answers leads nowhere but into the folder.
        return Err(Failure::new(Exit::Failed, output.text("cli-programme-path", &[("file", path.into())])));
    }
    file::make_all(folder, &files.0, output.language)?;
    Ok(i64::try_from(files.0.len()).unwrap_or(i64::MAX).into())
}

fn done(session: &Session, answer: &Json, said: &str, values: &[(&str, Value)]) -> Result<(), Failure> {
    if session.output.is_json() {
        return session.output.document(answer);
    }
    session.output.line(&session.output.text(said, values))
}

fn plan(name: &str, effective_on: Option<&str>, dry_run: bool, session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let files = instance::files(name, output.language)?;
    symbolon_programme::load(&files, FIRST).map_err(|wrong| faults(&wrong, Exit::Usage, output))?;
    let mut body = json!({ "files": files.0 });
    if let Some(day) = effective_on {
        body["effective_on"] = json!(day);
    }
    let path = route!("programme-plans");
    let made = if dry_run { session.client.try_out(&path, &body) } else { session.client.act(&path, &body) };
    let made = match made {
        Err(failure) if failure.code == "plan-changes-nothing" => {
            return done(session, &json!({ "differences": [] }), "cli-plan-same", &[]);
        }
        made => made?,
    };
    if output.is_json() {
        return output.document(&made);
    }
    if dry_run {
        output.note(&output.text("cli-plan-not-kept", &[]));
    }
    let count = |value: &Json| Value::from(value.as_i64().unwrap_or(0));
    let values = [
        ("plan", Value::from(text(&made, "id"))),
        ("programme", name.into()),
        ("from", made["base_version"].to_string().into()),
        ("to", made["version"].to_string().into()),
        ("examples", count(&made["examples"])),
    ];
    output.line(&output.text("cli-plan-title", &values))?;
    match day(&made, "effective_on") {
        Some(first) => output.line(&output.text("cli-plan-from", &[("day", first.into())]))?,
        None => output.line(&output.text("cli-plan-from-applied", &[]))?,
    }
    output.line("")?;
    differences(&made["differences"], output)?;
    output.line("")?;
    let people = &made["people"];
    let values = [
        ("running", count(&people["running"])),
        ("now", count(&people["touched_now"])),
        ("later", count(&people["touched_later"])),
        ("worse-now", count(&people["worse_now"])),
        ("worse-later", count(&people["worse_later"])),
    ];
    output.line(&output.text("cli-plan-people", &values))?;
    for touch in people["by"].as_array().into_iter().flatten() {
        let values = [
            ("touch", Value::from(text(touch, "text"))),
            ("now", count(&touch["now"])),
            ("later", count(&touch["later"])),
        ];
        output.line(&output.text("cli-plan-touch", &values))?;
    }
    if let (Some(first), Some(last)) = (day(people, "first"), day(people, "last")) {
        output.line(&output.text("cli-plan-when", &[("from", first.into()), ("to", last.into())]))?;
    }
    let guards: Vec<&Json> = made["guards"].as_array().into_iter().flatten().collect();
    for guard in &guards {
        output.line(&output.text("cli-plan-guard", &[("text", text(guard, "text").into())]))?;
    }
    if dry_run {
        return Ok(());
    }
    let values = [("plan", Value::from(text(&made, "id"))), ("digest", text(&made, "digest").into())];
    if !guards.is_empty() {
        output.note(&output.text("cli-plan-approve", &values));
    }
    output.note(&output.text("cli-plan-apply", &values));
    Ok(())
}

/// What differs: a sign, the objects, the rule with both values, when it is met, and where it is written.
fn differences(found: &Json, output: &Output) -> Result<(), Failure> {
    for one in found.as_array().into_iter().flatten() {
        let sign = match text(one, "kind") {
            "added" => "+",
            "retired" => "-",
            _ => "~",
        };
        let objects: Vec<&str> = one["objects"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let place = format!("{}:{}", text(one, "file"), one["line"]);
        output.line(&format!("  {sign} {}  {place}", objects.join(", ")))?;
        let value = |name: &str| one[name].as_str().unwrap_or("–").to_owned();
        let rule = one["rule"].as_str().map(|rule| format!("{rule} ")).unwrap_or_default();
        if one["from"].is_string() || one["to"].is_string() {
            output.line(&format!("      {rule}{} → {}  ({})", value("from"), value("to"), text(one, "meets_text")))?;
        }
    }
    Ok(())
}

/// Looks whether a plan can be acted on, without doing it.
fn tried(plan: &str, path: &Route, body: &Json, session: &Session) -> Result<(), Failure> {
    done(session, &session.client.try_out(path, body)?, "cli-plan-tried", &[("plan", plan.into())])
}

fn apply(plan: &str, digest: &str, dry_run: bool, session: &Session) -> Result<(), Failure> {
    let (path, body) = (route!("programme-plans/{}/applications", plan), json!({ "digest": digest }));
    if dry_run {
        return tried(plan, &path, &body, session);
    }
    session.confirm(&session.output.text("cli-plan-confirm", &[("plan", plan.into())]))?;
    let applied = session.client.act(&path, &body)?;
    done(session, &applied, "cli-plan-applied", &[("version", applied["applied_version"].to_string().into())])
}

fn history(session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.list(&route!("programme-versions"), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["version", "first_day", "applied_by", "applied_at", "content_hash", "plan"]);
    for item in items(&list) {
        let hash = text(item, "content_hash");
        table.row(vec![
            Cell::same(item["version"].to_string()),
            Cell::day(output.language, day(item, "effective_on")),
            // Somebody who is not known any more is named by the id that is kept.
            named(
                item,
                if item["applied_by_name"].is_string() { "applied_by_name" } else { "applied_by" },
                "applied_by",
            ),
            Cell::same(text(item, "applied_at")),
            Cell::new(hash.get(..12).unwrap_or(hash), hash),
            Cell::same(text(item, "plan")),
        ]);
    }
    output.table(table)
}

fn compare(of: u32, since: Option<u32>, session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let since = since.map(|since| since.to_string());
    let query: Vec<_> = since.iter().map(|since| ("from", since.as_str())).collect();
    let found = session.client.get(&route!("programme-versions/{}/differences", of), &query)?;
    if output.is_json() {
        return output.document(&found);
    }
    let values = [("from", found["from"].to_string().into()), ("to", found["to"].to_string().into())];
    output.line(&output.text("cli-plan-compared", &values))?;
    if items(&found).next().is_none() {
        return output.line(&output.text("cli-plan-same", &[]));
    }
    differences(&found["items"], output)
}

/// Writes every fault of the files in its place, perhaps in colours, and ends so.
fn faults(wrong: &Diagnostics, exit: Exit, output: &Output) -> Failure {
    paint(wrong.render_in(output.language, output.colour_on_errors()).trim_end());
    Failure::new(exit, "")
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
        Err(wrong) => Err(faults(&wrong, Exit::No, output)),
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
            let when = match window.opens_after_days {
                ..0 => "before",
                0 => "on",
                1.. => "after",
            };
            let values = [
                ("window", Value::from(window.id.as_str())),
                ("opens", i64::from(window.opens_after_days.abs()).into()),
                ("when", when.into()),
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
