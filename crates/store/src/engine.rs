//! The one file that knows which database engine is below: how it is opened, and how a write transaction begins.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{ConnectOptions, Connection};

use crate::error::StoreError;

/// A connection of the engine.
pub(crate) type Conn = sqlx::SqliteConnection;
/// A row of the engine.
pub(crate) type Row = sqlx::sqlite::SqliteRow;
/// A query of the engine.
pub(crate) type Query<'q> = sqlx::query::Query<'q, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

/// Connections for reading.
const READERS: u32 = 4;

/// What every connection must have; each is read back, because a pragma that is misspelt is silently ignored.
const PRAGMAS: [(&str, &str, &str); 7] = [
    ("journal_mode", "wal", "wal"),
    ("synchronous", "full", "2"),
    ("foreign_keys", "on", "1"),
    ("trusted_schema", "off", "0"),
    ("cell_size_check", "on", "1"),
    ("secure_delete", "on", "1"),
    // Checkpoints run on a connection of their own, so that no command waits for one.
    ("wal_autocheckpoint", "0", "0"),
];

/// An open database: readers, and the file that keeps a second process out.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) readers: SqlitePool,
    options: SqliteConnectOptions,
    /// Held for as long as the database is open.
    _lock: File,
}

impl Engine {
    /// Opens the database file, or makes it, and brings its schema up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self, StoreError> {
        let lock = lock(path)?;
        let mut options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .busy_timeout(std::time::Duration::from_secs(5))
            .statement_cache_capacity(256)
            .pragma("cache_size", "-65536")
            .disable_statement_logging();
        for (name, value, _) in PRAGMAS {
            options = options.pragma(name, value);
        }
        let mut writer = options.connect().await?;
        read_back(&mut writer).await?;
        migrate(&mut writer).await?;
        writer.close().await?;
        let readers = SqlitePoolOptions::new().max_connections(READERS).connect_with(options.clone()).await?;
        Ok(Self { readers, options, _lock: lock })
    }

    /// A connection of its own, for the writer or for checkpoints.
    pub(crate) async fn connect(&self) -> Result<Conn, StoreError> {
        Ok(self.options.connect().await?)
    }
}

fn lock(path: &Path) -> Result<File, StoreError> {
    let name = path.with_extension("lock");
    let refused = |cause: String| StoreError::Refused(format!("{}: {cause}", name.display()));
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&name)
        .map_err(|error| refused(error.to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(refused("another process has this database open; stop it first".to_owned()))
        }
        Err(TryLockError::Error(error)) => Err(refused(error.to_string())),
    }
}

async fn read_back(conn: &mut Conn) -> Result<(), StoreError> {
    for (name, _, wanted) in PRAGMAS {
        let found: sqlx::Result<Row> =
            sqlx::query(sqlx::AssertSqlSafe(format!("pragma {name}"))).fetch_one(&mut *conn).await;
        let found = text_of(&found?);
        if !found.eq_ignore_ascii_case(wanted) {
            return Err(StoreError::Refused(format!("pragma {name} is {found} and must be {wanted}")));
        }
    }
    Ok(())
}

fn text_of(row: &Row) -> String {
    use sqlx::Row as _;
    row.try_get::<String, _>(0).or_else(|_| row.try_get::<i64, _>(0).map(|value| value.to_string())).unwrap_or_default()
}

async fn migrate(conn: &mut Conn) -> Result<(), StoreError> {
    use sqlx::migrate::MigrateError;
    match sqlx::migrate!("./migrations").run(&mut *conn).await {
        Ok(()) => Ok(()),
        Err(MigrateError::VersionMissing(version)) => Err(StoreError::Refused(format!(
            "a newer version of Symbolon wrote this database (schema step {version}); start that version"
        ))),
        Err(error) => Err(StoreError::Refused(format!("the schema could not be brought up to date: {error}"))),
    }
}

/// Begins a transaction that will write. Taking the lock at once keeps a later write from failing half-way.
pub(crate) async fn begin(conn: &mut Conn) -> Result<(), StoreError> {
    sqlx::query("begin immediate").execute(conn).await?;
    Ok(())
}

/// Ends a transaction and keeps it.
pub(crate) async fn commit(conn: &mut Conn) -> Result<(), StoreError> {
    sqlx::query("commit").execute(conn).await?;
    Ok(())
}

/// Ends a transaction and forgets it.
pub(crate) async fn rollback(conn: &mut Conn) -> Result<(), StoreError> {
    sqlx::query("rollback").execute(conn).await?;
    Ok(())
}

/// Places for `count` values, in the order in which they are bound. This engine keeps numbered places in a list that it
/// searches for each one, so that thousands of them would take seconds; unnamed ones it only counts.
pub(crate) fn places(sql: &mut String, count: usize) {
    for at in 0..count {
        sql.push_str(if at == 0 { "?" } else { ", ?" });
    }
}

/// What the engine finds wrong with its own file, for example an index that lacks a row: unique keys rest on those.
pub(crate) async fn broken(conn: &mut Conn) -> Result<Option<String>, StoreError> {
    let found: Row = sqlx::query("pragma integrity_check(1)").fetch_one(conn).await?;
    Ok(Some(text_of(&found)).filter(|found| found != "ok"))
}

/// Moves the write-ahead log into the database file as far as readers allow.
pub(crate) async fn checkpoint(conn: &mut Conn) -> Result<(), StoreError> {
    sqlx::query("pragma wal_checkpoint(passive)").fetch_all(conn).await?;
    Ok(())
}
