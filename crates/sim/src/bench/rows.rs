//! The rows that redemptions write, and the engine writing them by itself: no rules, no HTTP, no answers.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::ensure;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, Column, ConnectOptions, Connection, Row, SqliteConnection, TypeInfo, ValueRef};

/// The tables in which a redemption leaves a row.
const TABLES: [&str; 5] = ["fact", "subscription", "redemption", "decision", "idempotency"];
/// Commands in a commit.
const BATCH: usize = 64;

/// A value of a column.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A number.
    Int(i64),
    /// A text.
    Text(String),
}

/// The rows of many commands in one table.
#[derive(Debug, Clone)]
pub struct Written {
    /// The table.
    pub table: &'static str,
    /// Its columns.
    pub columns: Vec<String>,
    /// One row for each command, in their order.
    pub rows: Vec<Vec<Cell>>,
}

/// The rows of many commands, by table.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The tables.
    pub tables: Vec<Written>,
}

/// How the rows of a batch are written.
#[derive(Debug, Clone, Copy)]
pub enum How {
    /// A statement for each row.
    EachRow,
    /// A statement for each table.
    EachTable,
}

/// Moves the write-ahead log of a closed database into its file.
///
/// # Errors
/// When it cannot be opened.
pub async fn settle(path: &Path) -> anyhow::Result<()> {
    let mut conn = SqliteConnectOptions::new().filename(path).connect().await?;
    sqlx::query("pragma wal_checkpoint(truncate)").fetch_all(&mut conn).await?;
    Ok(conn.close().await?)
}

/// How long the engine takes to look at every row of the memberships of a closed database, the second time.
///
/// # Errors
/// When the file cannot be read.
pub async fn scan(path: &Path) -> anyhow::Result<Duration> {
    let mut conn = SqliteConnectOptions::new().filename(path).pragma("cache_size", "-65536").connect().await?;
    let mut taken = Duration::ZERO;
    for _ in 0..2 {
        let from = Instant::now();
        sqlx::query("select count(*), sum(number) from membership not indexed").fetch_one(&mut conn).await?;
        taken = from.elapsed();
    }
    conn.close().await?;
    Ok(taken)
}

fn cells(row: &SqliteRow) -> anyhow::Result<Vec<Cell>> {
    let cell = |at: usize| {
        let kind = row.try_get_raw(at)?.type_info().name().to_owned();
        Ok(if kind == "INTEGER" { Cell::Int(row.try_get(at)?) } else { Cell::Text(row.try_get(at)?) })
    };
    (0..row.len()).map(cell).collect()
}

impl Rows {
    /// Reads what redemptions left in a database where nothing else was done since.
    ///
    /// # Errors
    /// When the tables do not have as many rows each.
    pub async fn read(path: &Path) -> anyhow::Result<Self> {
        let mut conn = SqliteConnectOptions::new().filename(path).connect().await?;
        let mut tables = Vec::new();
        for table in TABLES {
            let of = if table == "fact" { " where kind = 'token_redeemed'" } else { "" };
            // The order in which they were written, the same in every table.
            let sql = format!("select * from {table}{of} order by rowid");
            let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut conn).await?;
            let columns = rows.first().map(|row| row.columns().iter().map(|column| column.name().to_owned()).collect());
            let rows = rows.iter().map(cells).collect::<anyhow::Result<Vec<_>>>()?;
            tables.push(Written { table, columns: columns.unwrap_or_default(), rows });
        }
        conn.close().await?;
        let count = tables.first().map_or(0, |written| written.rows.len());
        ensure!(count > 0 && tables.iter().all(|written| written.rows.len() == count), "redemptions left unequal rows");
        Ok(Self { tables })
    }

    /// How many commands there are.
    pub fn len(&self) -> usize {
        self.tables.first().map_or(0, |written| written.rows.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The engine on a copy of the database as it was before the redemptions.
#[derive(Debug)]
pub struct Bare {
    conn: SqliteConnection,
    rows: Rows,
    statements: Vec<(String, String)>,
    next: usize,
}

impl Bare {
    /// Opens it as the store does: every commit synced, foreign keys kept.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(path: &Path, rows: Rows) -> anyhow::Result<Self> {
        let mut options = SqliteConnectOptions::new().filename(path).disable_statement_logging();
        for (name, value) in [
            ("journal_mode", "wal"),
            ("synchronous", "full"),
            ("foreign_keys", "on"),
            ("cache_size", "-65536"),
            ("wal_autocheckpoint", "10000"),
        ] {
            options = options.pragma(name, value);
        }
        let statements = rows.tables.iter().map(|Written { table, columns, .. }| {
            let row = format!("({})", vec!["?"; columns.len()].join(", "));
            let head = format!("insert into {table} ({}) values ", columns.join(", "));
            (format!("{head}{row}"), format!("{head}{}", vec![row.as_str(); BATCH].join(", ")))
        });
        Ok(Self { conn: options.connect().await?, statements: statements.collect(), rows, next: 0 })
    }

    /// Commands a second.
    ///
    /// # Errors
    /// When rows are used up or cannot be written.
    pub async fn run(&mut self, how: How, time: Duration) -> anyhow::Result<u64> {
        let from = Instant::now();
        let mut done = 0;
        while from.elapsed() < time {
            let batch = self.next..self.next + BATCH;
            ensure!(batch.end <= self.rows.len(), "the rows are used up: measure with more accounts");
            let mut commit = self.conn.begin_with("begin immediate").await?;
            match how {
                How::EachTable => {
                    for (Written { rows, .. }, (_, many)) in self.rows.tables.iter().zip(&self.statements) {
                        insert(&mut commit, many, rows.get(batch.clone()).unwrap_or_default()).await?;
                    }
                }
                How::EachRow => {
                    for at in batch.clone() {
                        for (Written { rows, .. }, (one, _)) in self.rows.tables.iter().zip(&self.statements) {
                            insert(&mut commit, one, rows.get(at..=at).unwrap_or_default()).await?;
                        }
                    }
                }
            }
            commit.commit().await?;
            self.next = batch.end;
            done += BATCH as u128;
        }
        Ok(u64::try_from(done * 1_000_000 / from.elapsed().as_micros().max(1))?)
    }
}

async fn insert(conn: &mut SqliteConnection, sql: &str, rows: &[Vec<Cell>]) -> anyhow::Result<()> {
    let mut query = sqlx::query(AssertSqlSafe(sql.to_owned()));
    for cell in rows.iter().flatten() {
        query = match cell {
            Cell::Int(number) => query.bind(*number),
            Cell::Text(text) => query.bind(text.clone()),
        };
    }
    query.execute(conn).await?;
    Ok(())
}
