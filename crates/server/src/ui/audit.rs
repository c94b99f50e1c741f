//! The audit for who may read it: a form of filters, and entries with whom and what they are about.

use askama::Template;
use serde::Deserialize;
use symbolon_domain::access::may_audit;
use symbolon_domain::audit::AuditAct;
use symbolon_store::Page;

use super::again::Errors;
use super::clock_page::encoded;
use super::frame::{Frame, respond};
use super::visit::{Answered, Query, Trouble, Visit};
use crate::audited::{Asked, Naming, Thing};
use crate::clock::instant;
use crate::wrong::Wrong;

/// Entries on one page.
const PER_PAGE: u32 = 50;

/// Entries of the audit, and what they were asked by.
#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    f: Frame,
    asked: Asked,
    errors: Errors,
    /// Every act with its words.
    acts: Vec<(&'static str, String)>,
    entries: Vec<EntryView>,
    older: Option<String>,
}

impl AuditPage {
    /// What was typed in a field.
    fn typed<'a>(&self, text: &'a Option<String>) -> &'a str {
        text.as_deref().unwrap_or_default()
    }

    /// Whether anything was asked for in particular.
    fn is_filtered(&self) -> bool {
        self.asked != Asked::default()
    }
}

/// An entry.
struct EntryView {
    iso: String,
    when: String,
    who: String,
    /// All that the same one did.
    by: String,
    what: String,
    thing: Option<Thing>,
}

/// Before which entry the list goes on.
#[derive(Debug, Deserialize)]
pub(crate) struct Before {
    before: Option<String>,
}

/// The address of a list that asks for the same.
fn address(asked: &Asked, before: Option<&str>) -> String {
    let fields = [
        ("actor", asked.actor.as_deref()),
        ("act", asked.act.as_deref()),
        ("object", asked.object.as_deref()),
        ("from", asked.from.as_deref()),
        ("to", asked.to.as_deref()),
        ("before", before),
    ];
    let filled = fields.iter().filter_map(|(name, text)| Some(format!("{name}={}", encoded((*text)?))));
    format!("/audit?{}", filled.collect::<Vec<_>>().join("&"))
}

/// The newest entries, or those before one.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>, Query(before): Query<Before>) -> Answered {
    let identity = visit.identity()?;
    if !identity.actor.is_vendor() {
        return Err(Trouble::Missing);
    }
    if !may_audit(&identity.actor) {
        return Err(Trouble::Lacking(Vec::new()));
    }
    let words = visit.words();
    let asked = asked.filled();
    let (filter, faults) = asked.read(&visit.app).await?;
    let mut errors = Errors::default();
    for (field, wrong) in &faults {
        match wrong {
            // The field itself lists what is possible.
            Wrong::NotAmong { .. } => errors.add(*field, words.t("ui-audit-act-error")),
            wrong => errors.add_wrong(*field, wrong, words),
        }
    }
    let page = Page { limit: PER_PAGE + 1, after: before.before };
    let mut rows = if faults.is_empty() { visit.app.store().audit(&filter, &page).await? } else { Vec::new() };
    let more = rows.len() > PER_PAGE as usize;
    rows.truncate(PER_PAGE as usize);
    let older = rows.last().filter(|_| more).map(|last| address(&asked, Some(&last.id)));
    let mut naming = Naming::new(&visit.app, visit.language);
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let at = instant(row.recorded_at).to_zoned(visit.app.zone().clone());
        entries.push(EntryView {
            iso: instant(row.recorded_at).to_string(),
            when: symbolon_text::date_time(words.0, at.datetime()),
            who: naming.actor(&row.actor).await?.unwrap_or_else(|| row.actor.clone()),
            what: words.word(row.act),
            thing: naming.thing(&row).await?,
            by: address(&Asked { actor: Some(row.actor), ..Asked::default() }, None),
        });
    }
    let mut frame = visit.frame("ui-audit-page");
    frame.error = !errors.is_empty();
    let status = errors.status();
    let acts = AuditAct::ALL.iter().map(|act| (act.code(), words.word(*act))).collect();
    Ok(respond(status, visit.language, &AuditPage { f: frame, asked, errors, acts, entries, older }))
}
