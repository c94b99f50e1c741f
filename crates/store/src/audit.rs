//! The audit: an entry for each change of what no ledger tells, written in the same transaction.

use symbolon_domain::audit::AuditAct;

use crate::engine::Row;
use crate::query::{Filter, Page};
use crate::statement::{Op, Table, Val};
use crate::{Store, StoreError};

pub(crate) static AUDIT: Table =
    Table { name: "audit", key: 1, columns: &["id", "recorded_at", "actor", "act", "object"] };

/// Characters of a hash in hex.
const HASH: usize = 64;

/// An entry of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its id, which begins with the instant, so that ids sort by time.
    pub id: String,
    /// When: microseconds since the Unix epoch.
    pub recorded_at: i64,
    /// Who: a person by id, a service by its name, or a part of the system.
    pub actor: String,
    /// What.
    pub act: AuditAct,
    /// What it was done to; none where an older entry has the hash of a secret there.
    pub object: Option<String>,
}

/// Which entries to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// By one of these; by anybody where there are none.
    pub actors: Vec<String>,
    /// Of one act.
    pub act: Option<AuditAct>,
    /// About one of these; about anything where there are none.
    pub objects: Vec<String>,
    /// The first instant: microseconds since the Unix epoch.
    pub from: Option<i64>,
    /// The first instant that is too late.
    pub until: Option<i64>,
}

/// What the id of every entry of an instant begins with. It sorts before them, and behind those of the instant before.
fn instant(at: i64) -> String {
    format!("{:020}", at.max(0))
}

/// An entry. `mark` makes its id one of its own, even on a clock that stands still.
pub(crate) fn audit(actor: &str, act: AuditAct, object: &str, now: i64, mark: &str) -> Op {
    let id = format!("{}-{mark}", instant(now));
    Op::Insert(&AUDIT, vec![Val::from(id), Val::Int(now), Val::from(&actor), Val::from(&act), Val::from(&object)])
}

fn read(row: &Row) -> Result<AuditEntry, StoreError> {
    let (id, act, object): (String, String, String) = (row.try_get("id")?, row.try_get("act")?, row.try_get("object")?);
    let act = AuditAct::from_code(&act).ok_or_else(|| StoreError::Corrupt {
        table: AUDIT.name,
        row: id.clone(),
        cause: format!("column act holds {act:?}"),
    })?;
    // Sessions and tokens were once named by the hash of their secret.
    let hashed = matches!(act, AuditAct::SignOut | AuditAct::RevokeApiToken)
        && object.len() == HASH
        && object.bytes().all(|byte| byte.is_ascii_hexdigit());
    Ok(AuditEntry {
        recorded_at: row.try_get("recorded_at")?,
        actor: row.try_get("actor")?,
        act,
        object: Some(object).filter(|_| !hashed),
        id,
    })
}

impl Store {
    /// Entries of the audit, the newest first; after one, those that are older.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn audit(&self, wanted: &AuditFilter, page: &Page) -> Result<Vec<AuditEntry>, StoreError> {
        let mut filter = Filter::new(&format!("select {} from audit", AUDIT.columns.join(", ")));
        filter.among("actor", &wanted.actors);
        filter.and("act = $", wanted.act);
        filter.among("object", &wanted.objects);
        // Ids sort by time, so that a span is a part of their index.
        filter.and("id >= $", wanted.from.map(instant));
        filter.and("id < $", wanted.until.map(instant));
        filter.and("id < $", page.after.as_ref());
        filter.rows(self, "id desc", page.limit).await?.iter().map(read).collect()
    }
}
