//! The history of an account: every fact, in words and as it was recorded.

use axum::Json;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_store::Stored;
use symbolon_text as text;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AsOf, ProblemBody, named, shapes, view};
use crate::app::App;
use crate::body::Params;
use crate::clock::instant;
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::proof::{Mark, Proof};
use crate::reader::Reader;
use crate::when::When;
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(verify))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Of {
    /// A company that became a part of this one, by id: its own ledger, which ends with the merge.
    company: Option<String>,
}

/// Lists every fact of an account, the oldest first, each in words, with its rule version and hash.
#[utoipa::path(get, path = "/v1/accounts/{id}/history", tag = "accounts", params(("id" = String, Path, description = "The company’s id or global number."), Of, Paging, AsOf),
    responses((status = 200, body = List<shapes::HistoryEntry>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
    Params(of): Params<Of>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let when = as_of.when()?;
    // Names come from the whole account: what an old fact names may have been added to since.
    let view = view(&app, &reader, &id, Capability::ViewHistory, When::Now).await?;
    let company = match &of.company {
        Some(id) => {
            let id = super::parse(id)?;
            Some(id).filter(|id| view.account().is_or_was(*id)).ok_or_else(Problem::not_found)?
        }
        // On a past day, an id names the company that it named then.
        None => app.view_of(&reader.identity, view.id, &id, when).await?.id,
    };
    let ledger = app.store().ledger(company).await?;
    let known = |stored: &&symbolon_store::Stored| match when {
        When::Now => true,
        When::Day(day) => stored.entry.effective_on <= day,
        When::Instant(at) => stored.entry.recorded_at <= at,
    };
    let on = when.day(&app, reader.today);
    if !ledger.iter().any(|stored| known(&stored)) {
        return Err(Problem::not_yet(on));
    }
    let items = named(&app, &reader, &view, |_, names, _| {
        ledger
            .iter()
            .filter(known)
            .map(|stored| {
                let entry = &stored.entry;
                let body: Value = serde_json::from_str(&stored.body).unwrap_or_default();
                let one = json!({
                    "seq": entry.seq, "kind": entry.fact.kind(), "text": text::fact(reader.language, entry, names),
                    "effective_on": entry.effective_on, "recorded_at": instant(entry.recorded_at),
                    "actor": entry.actor, "actor_name": symbolon_text::Names::person(names, &entry.actor),
                    "programme": entry.programme, "programme_version": entry.version, "command": stored.command,
                    "build": stored.build, "hash": stored.hash, "prev_hash": stored.prev_hash, "body": body,
                });
                // Numbers as text of one width sort like numbers.
                (format!("{:012}", entry.seq), one)
            })
            .collect::<Vec<_>>()
    })
    .await?;
    let items = paging.slice(&app, &uri, items)?;
    paging.respond(&app, &uri, items, on, on > reader.today)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Noted {
    /// The beginning of a hash that was noted from the history earlier, of 12 characters at least.
    mark: Option<String>,
}

/// Verifies that nothing in the history was changed since it was recorded: that no fact is missing, that each hash is that of
/// what stands there, and that the rows from which lists and pages are read are what the facts say. Companies that became a
/// part of this one are looked at too. With a mark that was noted earlier, it also names the fact that still bears it.
#[utoipa::path(get, path = "/v1/accounts/{id}/history/verification", tag = "accounts", params(("id" = String, Path, description = "The company’s id or global number."), Noted),
    responses((status = 200, body = shapes::Verification), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn verify(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(noted): Params<Noted>,
) -> Result<Response, Problem> {
    let mark: Option<Mark> =
        noted.mark.as_deref().map(str::parse).transpose().map_err(|wrong: Wrong| Problem::parameter("mark", wrong))?;
    let view = view(&app, &reader, &id, Capability::ViewHistory, When::Now).await?;
    let proof = Proof::of(&app, view.id).await?;
    let fact = |stored: &Stored| {
        json!({
            "account": stored.entry.account, "seq": stored.entry.seq, "recorded_at": instant(stored.entry.recorded_at),
            "hash": stored.hash,
        })
    };
    let report = proof.report();
    Ok(Json(json!({
        "intact": proof.difference().is_none(), "accounts": report.accounts, "facts": report.facts, "rows": report.rows,
        "secrets": report.secrets,
        "difference": proof.difference().map(|found| json!({ "table": found.table, "row": found.row })),
        "newest": proof.newest().map(fact), "marked": mark.and_then(|mark| proof.bearing(&mark)).map(fact),
    }))
    .into_response())
}
