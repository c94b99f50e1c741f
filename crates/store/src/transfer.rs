//! Taking a whole database elsewhere: every table, to a server that holds nothing yet.

use sha2::{Digest, Sha256};

use crate::campaigns;
use crate::delivery;
use crate::engine::{self, Conn, Database, Engine, query};
use crate::error::StoreError;
use crate::ledger::FACT;
use crate::open::{KEY_CHECK, seal, set_value, value};
use crate::outbox;
use crate::plain;
use crate::plan;
use crate::project;
use crate::secrets::{Entropy, MasterKey, SECRET, Vault};
use crate::statement::{Kind, Rows, Table, Val};
use crate::tickets;
use crate::verify::{self, VerifyReport};
use crate::webhooks;
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
    tables.extend(outbox::ALL);
    tables.extend(delivery::ALL);
    tables.extend(webhooks::ALL);
    tables.extend(campaigns::ALL);
    tables.extend(tickets::ALL);
    tables.extend(plan::ALL);
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

/// A move under way. Nobody else opens the file until it is dropped, so that nothing is written that would be left behind.
#[derive(Debug)]
pub struct Transfer {
    source: Engine,
    target: Engine,
    to: String,
    vault: Vault,
    handed_over: bool,
}

impl Transfer {
    /// Takes hold of both databases.
    ///
    /// # Errors
    /// When a process has the file open, it was moved elsewhere, the key is not its own, or the server’s database holds
    /// tables of others.
    pub async fn begin(from: &Database, to: &Database, key: &MasterKey, entropy: &Entropy) -> Result<Self, StoreError> {
        let (Database::File(_), Database::Postgres(address)) = (from, to) else {
            return Err(TransferFault::Direction.into());
        };
        let source = Engine::open(from).await?;
        let mut conn = source.writer().await?;
        seal(&mut conn, key).await?;
        let went = value(&mut conn, MOVED_TO).await?;
        let to = to.to_string();
        if let Some(place) = went.as_ref().filter(|place| **place != to) {
            return Err(TransferFault::MovedTo(place.clone()).into());
        }
        // Before the schema is made there: a database of others stays as it is.
        let known: Vec<&str> = tables().iter().map(|table| table.name).collect();
        if engine::has_other_tables(address, &known).await? {
            return Err(TransferFault::NotEmpty(to).into());
        }
        let target = Engine::open(&Database::Postgres(address.clone())).await?;
        let mut arrived = target.writer().await?;
        if value(&mut conn, "kind").await?.as_deref() == Some("live") {
            engine::durable(&mut arrived).await?;
        }
        let handed_over = went.is_some();
        // A mark without the copy that it speaks of: somebody emptied the server’s database since.
        if handed_over && value(&mut conn, KEY_CHECK).await? != value(&mut arrived, KEY_CHECK).await? {
            return Err(TransferFault::MovedTo(to).into());
        }
        drop((conn, arrived));
        let vault = Vault::new(key.clone(), entropy.clone());
        Ok(Self { source, target, to, vault, handed_over })
    }

    /// Whether the file was marked as moved there before, so that the copy is whole and [`Transfer::finish`] is all that
    /// is left.
    pub fn is_handed_over(&self) -> bool {
        self.handed_over
    }

    /// Verifies the file.
    ///
    /// # Errors
    /// When it could not be read.
    pub async fn verify_source(&self) -> Result<VerifyReport, StoreError> {
        verify::whole(&self.source, &self.vault, None).await
    }

    /// Verifies the copy.
    ///
    /// # Errors
    /// When it could not be read.
    pub async fn verify_target(&self) -> Result<VerifyReport, StoreError> {
        verify::whole(&self.target, &self.vault, None).await
    }

    /// Copies every table in one transaction, and compares them. Until [`Transfer::finish`], the file stays in use and
    /// the copy is not. A copy of a move that broke off is kept if the file did not change since.
    ///
    /// # Errors
    /// When the server’s database is not empty.
    pub async fn copy(&self) -> Result<Moved, StoreError> {
        let (mut source, mut target) = (self.source.writer().await?, self.target.writer().await?);
        engine::begin_reading(&mut source).await?;
        engine::begin_long(&mut target).await?;
        let copied = self.copy_tables(&mut source, &mut target).await;
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

    async fn copy_tables(&self, source: &mut Conn, target: &mut Conn) -> Result<Moved, StoreError> {
        let is_there = query("delete from instance where name = $1").bind(ARRIVING).execute(&mut *target).await? > 0;
        if !is_there {
            for table in tables() {
                if sum(target, table).await?.rows > 0 {
                    return Err(TransferFault::NotEmpty(self.to.clone()).into());
                }
            }
        }
        let mut moved = Moved { tables: 0, rows: 0 };
        for table in tables() {
            if !is_there {
                copy_table(source, target, table).await?;
            }
            let (left, arrived) = (sum(source, table).await?, sum(target, table).await?);
            if left != arrived {
                let old = TransferFault::Arriving;
                return Err(if is_there { old } else { TransferFault::Differs(table.name) }.into());
            }
            moved.tables += 1;
            moved.rows += arrived.rows;
        }
        set_value(target, ARRIVING, "true").await?;
        Ok(moved)
    }

    /// Gives the copy over to use: first the file is marked as moved, then the copy as arrived, so that never both are in
    /// use. What was done of it before stays done.
    ///
    /// # Errors
    /// When one of them cannot be written.
    pub async fn finish(self) -> Result<(), StoreError> {
        let (mut source, mut target) = (self.source.writer().await?, self.target.writer().await?);
        set_value(&mut source, MOVED_TO, &self.to).await?;
        query("delete from instance where name = $1").bind(ARRIVING).execute(&mut target).await?;
        Ok(())
    }
}

async fn copy_table(source: &mut Conn, target: &mut Conn, table: &'static Table) -> Result<(), StoreError> {
    let mut last = None;
    loop {
        let rows = page(source, table, last.as_deref()).await?;
        let Some(row) = rows.last() else { return Ok(()) };
        last = Some(row[..table.key].to_vec());
        engine::write(target, vec![Rows { table, kind: Kind::New, rows }]).await?;
    }
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
                Val::Text(text) => (2, text.to_string()),
            };
            digest.update([kind]);
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text.as_bytes());
        }
    }
    Ok(Sum { rows, digest: hex::encode(digest.finalize()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a move does not carry is lost, so every table, column and key of the schema is in the list.
    #[tokio::test]
    async fn every_table_of_the_schema_is_carried_with_its_columns_and_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = Engine::open(&Database::File(folder.path().join("symbolon.db"))).await.expect("opens");
        let mut conn = engine.writer().await.expect("connects");
        let sql = "select m.name, group_concat(c.name, ','), \
                   (select group_concat(k.name, ',') from \
                   (select name from pragma_table_info(m.name) where pk > 0 order by pk) k) \
                   from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' \
                   and m.name not like 'sqlite%' and m.name not like '_sqlx%' group by m.name order by m.name";
        let rows = query(sql).fetch_all(&mut conn).await.expect("reads");
        let columns = |text: String| text.split(',').map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
        let real: Vec<_> = rows
            .iter()
            .map(|row| {
                let text = |at: usize| row.try_get::<String, _>(at).expect("a text");
                (text(0), columns(text(1)), text(2))
            })
            .collect();
        let mut carried: Vec<_> = tables()
            .into_iter()
            .map(|table| {
                (table.name.to_owned(), columns(table.columns.join(",")), table.columns[..table.key].join(","))
            })
            .collect();
        carried.sort();
        assert_eq!(carried, real);
    }
}
