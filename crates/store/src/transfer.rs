//! Taking a whole database elsewhere: every table, to a server that holds nothing yet.

use sha2::{Digest, Sha256};

use crate::engine::{self, Conn, Database, Engine, query};
use crate::error::StoreError;
use crate::ledger::FACT;
use crate::open::{set_value, value};
use crate::plain;
use crate::project;
use crate::secrets::SECRET;
use crate::statement::{Table, Val};
use crate::writer::{DECISION, IDEMPOTENCY};

static INSTANCE: Table = Table { name: "instance", key: 1, columns: &["name", "value"] };
static COUNTER: Table = Table { name: "counter", key: 1, columns: &["name", "next"] };
static PROGRAMME_VERSION: Table =
    Table { name: "programme_version", key: 2, columns: &["programme", "version", "content_hash", "files"] };

/// Every table of the database.
pub(crate) fn tables() -> Vec<&'static Table> {
    let mut tables = vec![&INSTANCE, &COUNTER, &PROGRAMME_VERSION, &FACT];
    tables.extend(project::ALL);
    tables.extend([&SECRET, &DECISION, &IDEMPOTENCY]);
    tables.extend(plain::ALL);
    tables
}

/// Where a database was taken, written down in the one that it was taken from, so that nobody serves both.
const MOVED_TO: &str = "moved_to";
/// That a database is being filled and not yet in use.
const ARRIVING: &str = "arriving";
/// Rows that are read at a time.
const PAGE: usize = 2_000;

/// Why a database was not taken elsewhere, or is not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransferFault {
    /// What is to be filled holds something already.
    #[error("{0} is not empty")]
    NotEmpty(String),
    /// A row did not arrive as it left.
    #[error("table {0} did not arrive as it left")]
    Differs(&'static str),
    /// The data was taken elsewhere.
    #[error("the data was moved to {0}")]
    MovedTo(String),
    /// A move to this database was begun and not finished.
    #[error("a move to this database was not finished")]
    Arriving,
    /// Only a file can be moved, and only to a server.
    #[error("a move goes from a file to a server")]
    Direction,
}

/// What was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Tables.
    pub tables: usize,
    /// Rows of all tables.
    pub rows: u64,
}

/// Rows of a table and a digest over them, in the order of their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sum {
    rows: u64,
    digest: String,
}

/// Refuses a database that was taken elsewhere, or that is being filled.
pub(crate) async fn settled(conn: &mut Conn) -> Result<(), StoreError> {
    if let Some(to) = value(conn, MOVED_TO).await? {
        return Err(TransferFault::MovedTo(to).into());
    }
    if value(conn, ARRIVING).await?.is_some() {
        return Err(TransferFault::Arriving.into());
    }
    Ok(())
}

/// Copies every table of a file to an empty database of a server, in one transaction, and compares them. Until
/// [`finish`], the file stays in use and the copy is not.
///
/// # Errors
/// When a process has the file open, it was moved before, or the server's database is not empty.
pub async fn copy(from: &Database, to: &Database) -> Result<Moved, StoreError> {
    if !matches!((from, to), (Database::File(_), Database::Postgres(_))) {
        return Err(TransferFault::Direction.into());
    }
    let (source, target) = (Engine::open(from).await?, Engine::open(to).await?);
    let (mut source, mut target) = (source.writer().await?, target.writer().await?);
    settled(&mut source).await?;
    engine::begin_reading(&mut source).await?;
    engine::begin_long(&mut target).await?;
    let copied = copy_tables(&mut source, &mut target, to).await;
    engine::abandon(&mut source).await;
    match copied {
        Ok(moved) => {
            engine::commit_long(&mut target).await?;
            Ok(moved)
        }
        Err(error) => {
            engine::abandon(&mut target).await;
            Err(error)
        }
    }
}

async fn copy_tables(source: &mut Conn, target: &mut Conn, to: &Database) -> Result<Moved, StoreError> {
    for table in tables() {
        if sum(target, table).await?.rows > 0 {
            return Err(TransferFault::NotEmpty(to.to_string()).into());
        }
    }
    let mut moved = Moved { tables: 0, rows: 0 };
    for table in tables() {
        let mut last = None;
        loop {
            let rows = page(source, table, last.as_deref()).await?;
            let Some(row) = rows.last() else { break };
            last = Some(row[..table.key].to_vec());
            engine::insert(target, table.name, table.columns, rows, "").await?;
        }
        let (left, arrived) = (sum(source, table).await?, sum(target, table).await?);
        if left != arrived {
            return Err(TransferFault::Differs(table.name).into());
        }
        moved.tables += 1;
        moved.rows += arrived.rows;
    }
    set_value(target, ARRIVING, "true").await?;
    Ok(moved)
}

/// Gives a copy over to use: first the file is marked as moved, then the copy as arrived, so that never both are in use.
///
/// # Errors
/// When one of them cannot be written. Calling it again goes on where it stopped.
pub async fn finish(from: &Database, to: &Database) -> Result<(), StoreError> {
    let (source, target) = (Engine::open(from).await?, Engine::open(to).await?);
    let (mut source, mut target) = (source.writer().await?, target.writer().await?);
    set_value(&mut source, MOVED_TO, &to.to_string()).await?;
    query("delete from instance where name = $1").bind(ARRIVING).execute(&mut target).await?;
    Ok(())
}

/// Whether a move from here to there was copied and only has to be finished.
///
/// # Errors
/// When one of them cannot be read.
pub async fn is_half_finished(from: &Database, to: &Database) -> Result<bool, StoreError> {
    let (source, target) = (Engine::open(from).await?, Engine::open(to).await?);
    let (mut source, mut target) = (source.writer().await?, target.writer().await?);
    let went = value(&mut source, MOVED_TO).await?;
    Ok(went == Some(to.to_string()) && value(&mut target, ARRIVING).await?.is_some())
}

/// Rows after a key, in the order of keys.
async fn page(conn: &mut Conn, table: &Table, after: Option<&[Val]>) -> Result<Vec<Vec<Val>>, StoreError> {
    let key = table.columns[..table.key].join(", ");
    let places = (1..=table.key).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    let filter = after.map_or_else(String::new, |_| format!(" where ({key}) > ({places})"));
    let sql = format!("select {} from {}{filter} order by {key} limit {PAGE}", table.columns.join(", "), table.name);
    let query = after.into_iter().flatten().cloned().fold(query(sql), engine::Query::bind);
    Ok(query.fetch_all(conn).await?.iter().map(|row| row.values(table.columns.len())).collect())
}

async fn sum(conn: &mut Conn, table: &Table) -> Result<Sum, StoreError> {
    let (mut digest, mut rows, mut last) = (Sha256::new(), 0, None);
    loop {
        let page = page(conn, table, last.as_deref()).await?;
        let Some(row) = page.last() else { break };
        last = Some(row[..table.key].to_vec());
        rows += page.len() as u64;
        for value in page.iter().flatten() {
            let (kind, text) = match value {
                Val::Null => (0u8, String::new()),
                Val::Int(number) => (1, number.to_string()),
                Val::Text(text) => (2, text.clone()),
            };
            digest.update([kind]);
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text.as_bytes());
        }
    }
    Ok(Sum { rows, digest: hex::encode(digest.finalize()) })
}
