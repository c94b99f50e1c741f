//! Evidence as a table: one act for each row, each with its own verdict.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use jiff::civil::Date;
use serde_json::{Value, json};
use symbolon_domain::command::{Claim, Command};
use symbolon_domain::day::calendar_day;
use symbolon_domain::programme::{Language, Programme};
use symbolon_store::Rendering;

use crate::act::{Act, Call};
use crate::app::App;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wrong::{Kind, Wrong};

/// Columns that a table may have; the first two it must have.
const COLUMNS: [&str; 9] =
    ["account", "dated", "profile", "credential", "metric", "amount", "expires_on", "as_of", "source"];
const REQUIRED: usize = 2;
/// Rows of one request at the most.
const ROWS: usize = 1_000;

/// A row of the table.
pub(crate) struct Row {
    /// Its line, from 1.
    line: u64,
    account: String,
    evidence: Result<Evidence, Problem>,
}

/// What a row says; the profile is not hashed yet.
struct Evidence {
    claim: Claim,
    dated: Date,
    expires_on: Option<Date>,
    as_of: Option<Date>,
    source: String,
}

/// Reads a table. What is wrong with its columns is wrong with all of it; what is wrong with a row is said of that row.
pub(crate) fn read(text: &str, source: &str, as_of: Option<Date>) -> Result<Vec<Row>, Problem> {
    let wrong = |wrong: Wrong| Problem::invalid("/csv", wrong);
    // A table of a French office has semicolons; a row that is too short or too long is one row's mistake.
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains(';') && !first.contains(',') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| wrong(Wrong::Table))?.clone();
    let mut seen = BTreeSet::new();
    for name in &header {
        if !COLUMNS.contains(&name) || !seen.insert(name) {
            return Err(wrong(Wrong::Column {
                given: name.to_owned(),
                known: COLUMNS.iter().map(|name| (*name).to_owned()).collect(),
            }));
        }
    }
    if let Some(missing) = COLUMNS.iter().take(REQUIRED).find(|name| !seen.contains(**name)) {
        return Err(wrong(Wrong::Missing((*missing).to_owned())));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| wrong(Wrong::Table))?;
        if rows.len() == ROWS {
            return Err(wrong(Wrong::AtMost(ROWS)));
        }
        let cell = |column: &str| {
            let at = header.iter().position(|name| name == column);
            at.and_then(|at| record.get(at)).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        rows.push(Row {
            line: record.position().map_or(0, csv::Position::line),
            account: cell("account").unwrap_or_default(),
            evidence: match record.len() == header.len() {
                true => evidence(&cell, source, as_of),
                false => Err(Problem::invalid("/csv", Wrong::Cells { found: record.len(), columns: header.len() })),
            },
        });
    }
    Ok(rows)
}

fn evidence(cell: &dyn Fn(&str) -> Option<String>, source: &str, as_of: Option<Date>) -> Result<Evidence, Problem> {
    let field = |name: &str, wrong: Wrong| Problem::invalid(&format!("/{name}"), wrong).with("field", json!(name));
    let missing = |name: &str| Wrong::Missing(name.to_owned());
    let day = |name: &str| {
        let read = |text: String| calendar_day(&text).ok_or_else(|| field(name, Wrong::Wants(Kind::Day)));
        cell(name).map(read).transpose()
    };
    let claim = match (cell("profile"), cell("credential"), cell("metric"), cell("amount")) {
        (Some(profile), Some(credential), None, None) => Claim::Skill { profile, credential },
        (None, None, Some(metric), Some(amount)) => Claim::Figure { metric, amount },
        (None, Some(_), None, None) => return Err(field("profile", missing("profile"))),
        (None, None, Some(_), None) => return Err(field("amount", missing("amount"))),
        _ => return Err(field("credential", Wrong::SkillOrFigure)),
    };
    Ok(Evidence {
        claim,
        dated: day("dated")?.ok_or_else(|| field("dated", missing("dated")))?,
        expires_on: day("expires_on")?,
        as_of: day("as_of")?.or(as_of),
        source: cell("source").unwrap_or_else(|| source.to_owned()),
    })
}

/// Records one row, or shows what it would do, and gives the verdict on it.
pub(crate) async fn one<F>(app: &App, reader: &Reader, call: &Call, row: Row, render: F) -> Result<Value, Problem>
where
    F: Fn(&Rendering<'_>, &Programme, Language) -> Value + Send + Sync + 'static,
{
    let Row { line, account, evidence } = row;
    let done = recorded(app, reader, call, (line, &account), evidence, render).await;
    let mut verdict = json!({ "line": line, "account": account });
    let Some(members) = verdict.as_object_mut() else { return Ok(verdict) };
    match done {
        // A refusal that is repeated under its key comes as it was said the first time.
        Ok((status, problem)) if status.is_client_error() => {
            members.insert("verdict".to_owned(), json!("refused"));
            members.insert("problem".to_owned(), problem);
        }
        Ok((_, evidence)) => {
            members.insert("verdict".to_owned(), json!("accepted"));
            members.insert("evidence".to_owned(), evidence);
        }
        // A store that does not work now is no verdict on a row.
        Err(problem) if problem.status().is_server_error() => return Err(problem),
        Err(problem) => {
            members.insert("verdict".to_owned(), json!("refused"));
            members.insert("problem".to_owned(), problem.body(reader.language));
        }
    }
    Ok(verdict)
}

async fn recorded<F>(
    app: &App,
    reader: &Reader,
    call: &Call,
    (line, account): (u64, &str),
    evidence: Result<Evidence, Problem>,
    render: F,
) -> Result<(StatusCode, Value), Problem>
where
    F: Fn(&Rendering<'_>, &Programme, Language) -> Value + Send + Sync + 'static,
{
    let Evidence { claim, dated, expires_on, as_of, source } = evidence?;
    let missing = |problem: Problem| match problem.code() {
        "not-found" => problem.with("field", json!("account")),
        _ => problem,
    };
    let account = app.locate(&reader.identity, account).await.map_err(missing)?;
    let claim = match claim {
        Claim::Skill { profile, credential } => Claim::Skill { profile: app.profile(&profile), credential },
        figure => figure,
    };
    let command = Command::RecordEvidence { claim, dated, expires_on, as_of, source };
    let canonical = serde_json::to_string(&command).unwrap_or_default();
    let act = Act::new(account, command);
    if call.dry_run {
        return Ok((StatusCode::OK, act.effects(app, reader).await?));
    }
    let submitted = act.submit(app, reader, &call.part(line), &canonical, render).await?;
    let status = StatusCode::from_u16(submitted.answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Ok((status, serde_json::from_str(&submitted.answer.body).unwrap_or_default()))
}
