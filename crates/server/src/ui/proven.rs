//! The check that nothing in a company's history was changed, for whoever reads it.

use axum::extract::Path;
use jiff::Timestamp;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::explanation::Value;
use symbolon_store::Stored;

use super::again::Errors;
use super::frame::respond;
use super::pages::ProofPage;
use super::past::mark;
use super::visit::{Answered, Place, Query, Visit};
use crate::proof::{Mark, Proof};
use crate::wrong::Wrong;

/// A mark that was noted earlier.
#[derive(Debug, Deserialize)]
pub(crate) struct Noted {
    mark: Option<String>,
}

/// Verifies the history and shows what came of it.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(noted): Query<Noted>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewHistory)?;
    let words = visit.words();
    let proof = Proof::of(&visit.app, place.id).await?;
    let typed = noted.mark.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let read: Option<Result<Mark, Wrong>> = typed.map(str::parse);
    let mut errors = Errors::default();
    if let Some(Err(wrong)) = &read {
        errors.add_wrong("mark", wrong, words);
    }
    let report = proof.report();
    let counts = [("facts", report.facts), ("rows", report.rows), ("secrets", report.secrets)];
    let values: Vec<(&str, Value)> = match proof.difference() {
        Some(found) => vec![("table", found.table.as_str().into()), ("row", found.row.as_str().into())],
        None => counts.map(|(name, count)| (name, i64::try_from(count).unwrap_or(i64::MAX).into())).to_vec(),
    };
    let found = match read {
        // Where something was changed, a mark says nothing about what stood before it.
        Some(Ok(mark)) if proof.difference().is_none() => Some(match proof.bearing(&mark) {
            Some(stored) => words.with("ui-verify-found", &told(&place, stored)),
            None => words.t("ui-verify-not-found"),
        }),
        _ => None,
    };
    let mut frame = place.frame("ui-verify-page", "/history");
    frame.error = !errors.is_empty();
    let status = errors.status();
    let intact = proof.difference().is_none();
    let page = ProofPage {
        f: frame,
        base: place.sight().base(),
        intact,
        text: words.with(if intact { "ui-verify-intact-text" } else { "ui-verify-broken-text" }, &values),
        newest: proof.newest().map(|stored| words.with("ui-verify-newest", &told(&place, stored))),
        mark: typed.unwrap_or_default().to_owned(),
        found,
        errors,
    };
    Ok(respond(status, visit.language, &page))
}

/// The place, the time and the mark of an entry.
fn told(place: &Place<'_>, stored: &Stored) -> [(&'static str, Value); 3] {
    let at = Timestamp::from_microsecond(stored.entry.recorded_at).unwrap_or_default();
    let at = at.to_zoned(place.visit.app.zone().clone());
    [("seq", stored.entry.seq.to_string().into()), ("date", at.date().into()), ("hash", mark(&stored.hash).into())]
}
