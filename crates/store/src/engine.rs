//! The one file that knows which database engine is below: how it is opened, how a transaction begins and ends, and
//! where one SQL text must be written in two ways. Everything else says `$1`, binds texts and numbers, and reads rows.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{Migrate, MigrateError, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, ColumnIndex, ConnectOptions, Connection, Decode, Row as _, Type};

use crate::error::{StoreError, Unfit};
use crate::files;
use crate::rigs;
use crate::statement::{Kind, Rows, Table, Val};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Where a database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file of SQLite, for one process.
    File(PathBuf),
    /// The address of a PostgreSQL database, which several processes may share. It may hold a password.
    Postgres(String),
}

impl Database {
    /// Whether there is a database already: one that has a programme, and needs the master key that it was made with.
    ///
    /// # Errors
    /// When the file or the server does not answer.
    pub async fn is_made(&self) -> Result<bool, StoreError> {
        let versions = "select count(*) from programme_version";
        match self {
            Self::File(path) => {
                match std::fs::metadata(path) {
                    Ok(file) if file.len() > 0 => {}
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(StoreError::Unavailable(format!("{}: {error}", path.display())));
                    }
                    _ => return Ok(false),
                }
                let mut conn = look(path).await?;
                let table = "select count(*) from sqlite_master where name = 'programme_version'";
                Ok(count(&mut conn, table).await? > 0 && count(&mut conn, versions).await? > 0)
            }
            Self::Postgres(address) => {
                let mut conn = answers(&server_options(address)?, address).await?;
                let table: Option<String> =
                    sqlx::query_scalar("select to_regclass('programme_version')::text").fetch_one(&mut conn).await?;
                let found: i64 = match table {
                    Some(_) => sqlx::query_scalar(versions).fetch_one(&mut conn).await?,
                    None => 0,
                };
                Ok(found > 0)
            }
        }
    }
}

impl FromStr for Database {
    type Err = StoreError;

    /// An address of PostgreSQL, or else the path of a file.
    fn from_str(text: &str) -> Result<Self, StoreError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            server_options(text)?;
            return Ok(Self::Postgres(text.to_owned()));
        }
        if text.contains("://") {
            return Err(StoreError::Refused(
                "a database is a file, or an address that begins with postgres://".to_owned(),
            ));
        }
        Ok(Self::File(PathBuf::from(text)))
    }
}

impl fmt::Display for Database {
    /// The path, or the address without its password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Postgres(address) => match address.parse::<PgConnectOptions>() {
                Ok(options) => {
                    let (user, host, port) = (options.get_username(), options.get_host(), options.get_port());
                    write!(f, "postgres://{user}@{host}:{port}/{}", options.get_database().unwrap_or(user))
                }
                Err(_) => f.write_str("postgres://"),
            },
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Connections for reading a file.
const READERS: u32 = 4;
/// Connections of a process to a server: its writers and its readers.
const CONNECTIONS: u32 = 16;
/// Writers of a process on a server: while one waits for its commit, the others decide.
const SERVER_LANES: usize = 4;
/// Writers of a file: while one has the connection, the other decides.
const FILE_LANES: usize = 2;
/// How long a connection that was not used is taken to be sound.
const FRESH: Duration = Duration::from_secs(1);
/// How long to wait for a free connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of a text of statements, beyond which another one begins; the engine takes a million.
const TEXT: usize = 100_000;
/// Values of a text of statements that is kept prepared, at the most; one of so many takes some 200 KB.
const KEPT_VALUES: usize = 2_000;
/// How long a commit may take before its outcome counts as unknown; a synchronous standby that is away holds it up.
const COMMIT_PATIENCE: Duration = Duration::from_secs(5);

/// What every connection to a file must have; each is read back, because a pragma that is misspelt is silently ignored.
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

/// What every session on a server has, so that nothing waits for ever.
const SESSION: [(&str, &str); 4] = [
    ("lock_timeout", "2s"),
    ("statement_timeout", "5s"),
    ("idle_in_transaction_session_timeout", "10s"),
    ("default_transaction_isolation", "read committed"),
];

/// An open database.
#[derive(Debug)]
pub(crate) enum Engine {
    /// A file, and the lock that keeps a second process out for as long as it is open.
    File { readers: SqlitePool, writers: SqlitePool, _lock: File },
    /// A server.
    Server { pool: PgPool },
}

/// A connection.
#[derive(Debug)]
pub(crate) enum Conn {
    File(FileConn),
    Server(PoolConnection<Postgres>),
}

/// A connection to a file.
#[derive(Debug)]
pub(crate) struct FileConn {
    conn: PoolConnection<Sqlite>,
    /// Whether a transaction begins with the next statement, in one text with it where that can be: each text is a way to
    /// the engine’s thread and back.
    begins: bool,
}

impl From<PoolConnection<Sqlite>> for Conn {
    fn from(conn: PoolConnection<Sqlite>) -> Self {
        Self::File(FileConn { conn, begins: false })
    }
}

impl Conn {
    /// Whether a transaction has begun in which nothing was done; it has ended with that.
    fn has_only_begun(&mut self) -> bool {
        match self {
            Self::File(file) => std::mem::take(&mut file.begins),
            Self::Server(_) => false,
        }
    }
}

/// A row that was read.
#[derive(Debug)]
pub(crate) enum Row {
    File(SqliteRow),
    Server(PgRow),
}

impl Engine {
    /// Opens a database, or makes it, and brings its schema up to date.
    pub(crate) async fn open(database: &Database) -> Result<Self, StoreError> {
        match database {
            Database::File(path) => Self::file(path).await,
            Database::Postgres(address) => Self::server(address).await,
        }
    }

    async fn file(path: &Path) -> Result<Self, StoreError> {
        let lock = lock_file(path)?;
        // The engine's own would be for everybody to read; what it puts beside a file has the file's mode. One that is
        // there is not touched: closing it would end the locks that this process may have on it.
        match files::private().create_new(true).open(path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(StoreError::Refused(format!("{}: {error}", path.display())));
            }
            _ => {}
        }
        let options = file_options(path);
        let pool = || SqlitePoolOptions::new().acquire_timeout(PATIENCE).test_before_acquire(false);
        // One for the writers, one for what runs between batches, one for checkpoints, one for what ends a long log.
        let writers = pool().max_connections(4).connect_with(options.clone()).await?;
        let readers = pool().max_connections(READERS).connect_lazy_with(options);
        let engine = Self::File { readers, writers, _lock: lock };
        let mut conn = engine.writer().await?;
        read_back(&mut conn).await?;
        migrate(&mut conn).await?;
        Ok(engine)
    }

    async fn server(address: &str) -> Result<Self, StoreError> {
        let options =
            server_options(address)?.application_name("symbolon").options(SESSION).disable_statement_logging();
        // A pool would only say that it waited; a connection says why there is none.
        answers(&options, address).await?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .before_acquire(|conn, about| {
                Box::pin(async move {
                    // Asking each time would cost every question a second way to the server and back.
                    if about.idle_for > FRESH {
                        conn.ping().await?;
                    }
                    Ok(true)
                })
            });
        let engine = Self::Server { pool: pool.connect_lazy_with(options) };
        let mut conn = engine.writer().await?;
        suits(&mut conn).await?;
        migrate(&mut conn).await?;
        if rigs::planted(1) {
            say(&mut conn, "alter table redemption drop constraint if exists redemption_kept_pkey").await?;
        }
        if rigs::planted(19) {
            say(&mut conn, "drop index if exists seat_held").await?;
        }
        Ok(engine)
    }

    /// Whether other processes may write too, so that what is in memory may be old.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self, Self::Server { .. })
    }

    /// Writers that work side by side.
    pub(crate) fn lanes(&self) -> usize {
        match self {
            Self::File { .. } => FILE_LANES,
            Self::Server { .. } => SERVER_LANES,
        }
    }

    /// A connection for reading.
    pub(crate) async fn reader(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::File { readers, .. } => readers.acquire().await?.into(),
            Self::Server { pool } => Conn::Server(pool.acquire().await?),
        })
    }

    /// A connection for writing.
    pub(crate) async fn writer(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::File { writers, .. } => writers.acquire().await?.into(),
            Self::Server { pool } => Conn::Server(pool.acquire().await?),
        })
    }

    /// Whether the write-ahead log has to be moved into the database file from time to time.
    pub(crate) fn has_checkpoints(&self) -> bool {
        matches!(self, Self::File { .. })
    }
}

/// What the driver reads from an address after its question mark.
const PARAMETERS: [&str; 18] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];

fn server_options(address: &str) -> Result<PgConnectOptions, StoreError> {
    // The cause would repeat the address, which may hold a password.
    let unreadable = |_| StoreError::Refused("this address of PostgreSQL cannot be read".to_owned());
    // The driver passes over a parameter that it does not know, and one that is mistyped may be that which asks for TLS.
    let asked = address.split_once('?').map_or("", |(_, asked)| asked.split('#').next().unwrap_or_default());
    for name in asked.split('&').filter_map(|part| part.split('=').next()).filter(|name| !name.is_empty()) {
        let known = PARAMETERS.contains(&name) || name.starts_with("options[");
        if !known {
            let known = PARAMETERS.join(", ");
            return Err(StoreError::Refused(format!("an address of PostgreSQL has no parameter {name}, but {known}")));
        }
    }
    address.parse::<PgConnectOptions>().map_err(unreadable)
}

/// Connects once, and says what is wrong in words that hold no password.
async fn answers(options: &PgConnectOptions, address: &str) -> Result<sqlx::PgConnection, StoreError> {
    options.connect().await.map_err(|error| {
        let place = Database::Postgres(address.to_owned());
        StoreError::Unavailable(format!("{place}: {error}"))
    })
}

fn file_options(path: &Path) -> SqliteConnectOptions {
    let mut options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(Duration::from_secs(5))
        .statement_cache_capacity(128)
        .pragma("cache_size", "-8192")
        .disable_statement_logging();
    for (name, value, _) in PRAGMAS {
        options = options.pragma(name, value);
    }
    if rigs::planted(5) {
        options = options.pragma("synchronous", "normal");
    }
    options
}

/// Takes the lock that keeps a second process off a database file.
fn lock_file(path: &Path) -> Result<File, StoreError> {
    let name = path.with_extension("lock");
    let refused = |cause: String| StoreError::Refused(format!("{}: {cause}", name.display()));
    let file = files::private().open(&name).map_err(|error| refused(error.to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(name.display().to_string())),
        Err(TryLockError::Error(error)) => Err(refused(error.to_string())),
    }
}

async fn read_back(conn: &mut Conn) -> Result<(), StoreError> {
    for (name, _, wanted) in PRAGMAS {
        let found = query(format!("pragma {name}")).fetch_one(&mut *conn).await?.show(0);
        if !found.eq_ignore_ascii_case(wanted) && !rigs::planted(5) {
            return Err(StoreError::Refused(format!("pragma {name} is {found} and must be {wanted}")));
        }
    }
    Ok(())
}

/// Refuses a server on which the promises would not hold: a replica, another encoding, or an order of texts that is not
/// that of their bytes.
async fn suits(conn: &mut Conn) -> Result<(), StoreError> {
    let wanted = [
        ("select pg_is_in_recovery()::text", "false", "this server is a replica; decisions are made on the primary"),
        (
            "select pg_encoding_to_char(encoding)::text from pg_database where datname = current_database()",
            "UTF8",
            "create the database with encoding 'UTF8'",
        ),
        (
            "select case when datlocprovider <> 'c' then 'ICU' \
             when datcollate in ('C', 'POSIX') or datcollate ilike 'C.utf%8' then 'C' else datcollate end \
             from pg_database where datname = current_database()",
            "C",
            "create the database with template template0 and locale 'C'",
        ),
    ];
    for (sql, value, remedy) in wanted {
        let found: String = query(sql).fetch_one(&mut *conn).await?.try_get(0)?;
        if found != value {
            return Err(StoreError::Refused(format!("the database is of the kind {found}: {remedy}")));
        }
    }
    Ok(())
}

/// Refuses a server that acknowledges what it may lose. For live databases; a sandbox may be as quick as it likes.
pub(crate) async fn durable(conn: &mut Conn) -> Result<(), StoreError> {
    if let Conn::File(_) = conn {
        return Ok(());
    }
    for name in ["fsync", "full_page_writes", "synchronous_commit"] {
        let found = query(format!("show {name}")).fetch_one(&mut *conn).await?.show(0);
        if !matches!(found.as_str(), "on" | "remote_apply") {
            return Err(StoreError::Refused(format!("the server’s setting {name} is {found} and must be on")));
        }
    }
    Ok(())
}

/// Brings the schema up to date. A server’s role that may only read and write rows is enough when nothing is to be done.
async fn migrate(conn: &mut Conn) -> Result<(), StoreError> {
    let done = match conn {
        Conn::File(file) => MIGRATIONS.run(&mut *file.conn).await,
        Conn::Server(conn) => match current(conn).await {
            Ok(true) => Ok(()),
            Ok(false) => {
                // A step may copy a large table, and another process may have to wait for it. This connection is not used
                // again.
                sqlx::query("set statement_timeout = 0").execute(&mut **conn).await.ok();
                sqlx::query("set lock_timeout = 0").execute(&mut **conn).await.ok();
                conn.close_on_drop();
                MIGRATIONS.run(&mut **conn).await
            }
            Err(error) => Err(error),
        },
    };
    match done {
        Ok(()) => Ok(()),
        Err(MigrateError::VersionMissing(version)) => Err(StoreError::Unfit(Unfit::Newer(version))),
        Err(error) => match migration_fault(&error) {
            Some(damaged @ StoreError::Damaged(_)) => Err(damaged),
            _ => Err(StoreError::Refused(format!("the schema could not be brought up to date: {error}"))),
        },
    }
}

/// What the engine said to a step of the schema.
fn migration_fault(error: &MigrateError) -> Option<StoreError> {
    let (MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _)) = error else { return None };
    cause.as_database_error().map(classify)
}

/// Whether every step of the schema is there already, each as this binary has it.
async fn current(conn: &mut PoolConnection<Postgres>) -> Result<bool, MigrateError> {
    let there: Option<String> =
        sqlx::query_scalar("select to_regclass('_sqlx_migrations')::text").fetch_one(&mut **conn).await?;
    if there.is_none() {
        return Ok(false);
    }
    let applied = conn.list_applied_migrations("_sqlx_migrations").await?;
    if let Some(newer) = applied.iter().find(|step| !MIGRATIONS.version_exists(step.version)) {
        return Err(MigrateError::VersionMissing(newer.version));
    }
    Ok(MIGRATIONS
        .iter()
        .all(|wanted| applied.iter().any(|step| step.version == wanted.version && step.checksum == wanted.checksum)))
}

impl Row {
    /// The value of a column.
    pub(crate) fn try_get<T, I>(&self, column: I) -> sqlx::Result<T>
    where
        T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>,
        I: ColumnIndex<SqliteRow> + ColumnIndex<PgRow>,
    {
        match self {
            Self::File(row) => row.try_get(column),
            Self::Server(row) => row.try_get(column),
        }
    }

    /// All values, as they were bound. A value that is neither text nor number differs from all that is.
    pub(crate) fn values(&self, columns: usize) -> Vec<Val> {
        let value = |at: usize| match self.try_get::<Option<String>, _>(at) {
            Ok(text) => text.map_or(Val::Null, Val::from),
            Err(_) => match self.try_get::<Option<i64>, _>(at) {
                Ok(number) => number.map_or(Val::Null, Val::Int),
                Err(error) => Val::from(&error),
            },
        };
        (0..columns).map(value).collect()
    }

    /// A text or number as a text.
    fn show(&self, column: usize) -> String {
        self.try_get::<String, _>(column)
            .or_else(|_| self.try_get::<i64, _>(column).map(|value| value.to_string()))
            .unwrap_or_default()
    }
}

/// A statement with its values.
#[derive(Debug)]
pub(crate) struct Query {
    sql: Cow<'static, str>,
    values: Vec<Val>,
    among: Vec<String>,
    persistent: bool,
}

/// A statement: `$1`, `$2` stand for the values that are bound, and `in ($*)` for those of [`Query::among`]. Texts that
/// are not fixed are built from fixed pieces; values are always bound.
pub(crate) fn query(sql: impl Into<Cow<'static, str>>) -> Query {
    Query { sql: sql.into(), values: Vec::new(), among: Vec::new(), persistent: true }
}

impl Query {
    /// Binds the next value.
    pub(crate) fn bind(mut self, value: impl Into<Val>) -> Self {
        self.values.push(value.into());
        self
    }

    /// The texts of `in ($*)`.
    pub(crate) fn among(mut self, texts: Vec<String>) -> Self {
        self.among = texts;
        self
    }

    /// Whether the statement comes again and again; those of a kind of their own would only fill the cache.
    fn persistent(mut self, persistent: bool) -> Self {
        self.persistent = persistent;
        self
    }

    /// The rows.
    pub(crate) async fn fetch_all(self, on: impl Into<On<'_>>) -> Result<Vec<Row>, StoreError> {
        let on = on.into();
        // Boxed, because what a driver keeps while it waits would else be a part of every future above, and be moved with it.
        Box::pin(async {
            match on {
                On::Conn(conn) => self.rows(conn).await,
                On::Engine(engine) => self.rows(&mut engine.reader().await?).await,
            }
        })
        .await
    }

    async fn rows(self, conn: &mut Conn) -> Result<Vec<Row>, StoreError> {
        let answer = rigs::call()?;
        let rows = match conn {
            Conn::File(file) => {
                let query = self.file(std::mem::take(&mut file.begins))?;
                query.fetch_all(&mut *file.conn).await?.into_iter().map(Row::File).collect()
            }
            Conn::Server(conn) => self.server()?.fetch_all(&mut **conn).await?.into_iter().map(Row::Server).collect(),
        };
        answer.arrive()?;
        Ok(rows)
    }

    /// The first row, if there is one.
    pub(crate) async fn fetch_optional(self, on: impl Into<On<'_>>) -> Result<Option<Row>, StoreError> {
        Ok(self.fetch_all(on).await?.into_iter().next())
    }

    /// The row of a statement that always gives one.
    pub(crate) async fn fetch_one(self, on: impl Into<On<'_>>) -> Result<Row, StoreError> {
        self.fetch_optional(on).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// How many rows it changed.
    pub(crate) async fn execute(self, conn: &mut Conn) -> Result<u64, StoreError> {
        Box::pin(self.run(conn)).await
    }

    async fn run(self, conn: &mut Conn) -> Result<u64, StoreError> {
        let answer = rigs::call()?;
        let changed = match conn {
            Conn::File(file) => {
                if std::mem::take(&mut file.begins) {
                    // By itself: in one text, its count would be added, which is that of whatever was done before.
                    prepared::<Sqlite, _>(BEGIN.into(), SqliteArguments::default()).execute(&mut *file.conn).await?;
                }
                self.file(false)?.execute(&mut *file.conn).await?.rows_affected()
            }
            Conn::Server(conn) => self.server()?.execute(&mut **conn).await?.rows_affected(),
        };
        answer.arrive()?;
        Ok(changed)
    }

    /// As SQLite takes it: each text of a list has a place. Places without number, because this engine keeps numbered
    /// ones in a list that it searches for each one, so that thousands of them would take seconds.
    fn file(self, begins: bool) -> Result<sqlx::query::Query<'static, Sqlite, SqliteArguments>, StoreError> {
        let many = self.among.len() > 16;
        let mut sql = self.sql;
        if !self.among.is_empty() {
            sql = Cow::Owned(sql.replace("$*", &vec!["?"; self.among.len()].join(", ")));
        }
        if begins {
            sql = Cow::Owned(format!("{BEGIN}; {sql}"));
        }
        let mut arguments = SqliteArguments::default();
        arguments.reserve(self.values.len() + self.among.len(), 0);
        for value in self.values.into_iter().chain(self.among.into_iter().map(Val::from)) {
            match value {
                Val::Null => arguments.add(None::<String>),
                Val::Int(number) => arguments.add(number),
                Val::Text(text) => arguments.add(text),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        Ok(prepared(sql, arguments).persistent(self.persistent && !many))
    }

    /// As PostgreSQL takes it: a list is one array.
    fn server(self) -> Result<sqlx::query::Query<'static, Postgres, PgArguments>, StoreError> {
        let mut arguments = PgArguments::default();
        let sql = if self.among.is_empty() {
            self.sql
        } else {
            Cow::Owned(self.sql.replace("in ($*)", &format!("= any(${})", self.values.len() + 1)))
        };
        for value in self.values {
            match value {
                Val::Null => arguments.add(None::<String>),
                Val::Int(number) => arguments.add(number),
                Val::Text(text) => arguments.add(&*text),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        if !self.among.is_empty() {
            arguments.add(self.among).map_err(sqlx::Error::Encode)?;
        }
        Ok(prepared(sql, arguments).persistent(self.persistent))
    }
}

fn prepared<DB, A>(sql: Cow<'static, str>, arguments: A) -> sqlx::query::Query<'static, DB, A>
where
    DB: sqlx::Database,
    A: sqlx::IntoArguments<DB>,
{
    match sql {
        Cow::Borrowed(sql) => sqlx::query_with(sql, arguments),
        Cow::Owned(sql) => sqlx::query_with(AssertSqlSafe(sql), arguments),
    }
}

/// What a statement runs on: a connection, or any one that is free for reading.
pub(crate) enum On<'c> {
    Conn(&'c mut Conn),
    Engine(&'c Engine),
}

impl<'c> From<&'c mut Conn> for On<'c> {
    fn from(conn: &'c mut Conn) -> Self {
        Self::Conn(conn)
    }
}

impl<'c> From<&'c Arc<Engine>> for On<'c> {
    fn from(engine: &'c Arc<Engine>) -> Self {
        Self::Engine(engine)
    }
}

/// Writes rows with as few statements as the engine allows.
pub(crate) async fn write(conn: &mut Conn, all: Vec<Rows>) -> Result<(), StoreError> {
    match conn {
        Conn::File(_) => {
            // Several statements are one text, because each text is a way to the engine's thread and back.
            let mut text = Text::default();
            for Rows { table, kind, rows } in all {
                let Some(width) = rows.first().map(Vec::len) else { continue };
                let row = format!("({})", vec!["?"; width].join(", "));
                let (before, after) = around(table, &kind);
                // This engine takes 32,766 values in a statement.
                let most = (30_000 / width).max(1);
                let mut rows = rows.into_iter().peekable();
                while rows.peek().is_some() {
                    let some: Vec<_> = rows.by_ref().take(most).collect();
                    let many = vec![row.as_str(); some.len()].join(", ");
                    let _ = write!(text.sql, "{before}{many}{after};");
                    if let Kind::Changed(_) = kind {
                        text.changes += some.len();
                        text.changed.push(table.name);
                    }
                    text.values.extend(some.into_iter().flatten());
                    if text.sql.len() > TEXT {
                        std::mem::take(&mut text).write(conn).await?;
                    }
                }
            }
            text.write(conn).await
        }
        Conn::Server(conn) => {
            for rows in all {
                write_arrays(conn, &rows).await?;
            }
            Ok(())
        }
    }
}

/// Statements for a file, with their values.
#[derive(Default)]
struct Text {
    sql: String,
    values: Vec<Val>,
    /// Rows that they change; each of these is answered.
    changes: usize,
    /// The tables of these.
    changed: Vec<&'static str>,
}

impl Text {
    async fn write(self, conn: &mut Conn) -> Result<(), StoreError> {
        if self.sql.is_empty() {
            return Ok(());
        }
        // Batches of the same size come again and again; very large ones are rare, and their statements take much room.
        let persistent = self.values.len() <= KEPT_VALUES;
        let statement = Query { values: self.values, ..query(self.sql).persistent(persistent) };
        all_changed(&self.changed, statement.fetch_all(conn).await?.len(), self.changes)
    }
}

/// What was to be changed must have been there.
fn all_changed(tables: &[&str], changed: usize, wanted: usize) -> Result<(), StoreError> {
    match changed == wanted {
        true => Ok(()),
        false => Err(StoreError::Wall(format!("{}: {changed} rows of {wanted} were there", tables.join(", ")))),
    }
}

/// The text of a statement for a file before and after its rows. Whoever writes gives the whole transaction up when a row
/// fails. Told so, the engine keeps no copy of each page that the statement touches, with which it would take back the
/// statement alone.
fn around(table: &Table, kind: &Kind) -> (String, String) {
    let (name, key) = (table.name, &table.columns[..table.key]);
    match kind {
        Kind::New | Kind::Upsert => {
            let before = format!("insert or fail into {name} ({}) values ", table.columns.join(", "));
            (before, replaces(table, kind))
        }
        Kind::Changed(columns) => {
            let before = format!("with given ({}, {}) as (values ", key.join(", "), columns.join(", "));
            let set: Vec<_> = columns.iter().map(|column| format!("{column} = given.{column}")).collect();
            let same: Vec<_> = key.iter().map(|column| format!("{name}.{column} = given.{column}")).collect();
            let (set, same) = (set.join(", "), same.join(" and "));
            (before, format!(") update or fail {name} set {set} from given where {same} returning 1"))
        }
    }
}

/// What makes of an insertion one that replaces the row with the same key, where that is wanted.
fn replaces(table: &Table, kind: &Kind) -> String {
    if *kind != Kind::Upsert {
        return String::new();
    }
    let set: Vec<_> = table.columns[table.key..].iter().map(|name| format!("{name} = excluded.{name}")).collect();
    format!(" on conflict ({}) do update set {}", table.columns[..table.key].join(", "), set.join(", "))
}

async fn write_arrays(
    conn: &mut PoolConnection<Postgres>,
    Rows { table, kind, rows }: &Rows,
) -> Result<(), StoreError> {
    let columns: Vec<_> = match kind {
        Kind::New | Kind::Upsert => table.columns.to_vec(),
        Kind::Changed(columns) => table.columns[..table.key].iter().chain(columns).copied().collect(),
    };
    // One array for each column, so that a table has one statement however many rows there are.
    let mut arguments = PgArguments::default();
    let (mut types, mut names, mut picked) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..columns.len() {
        let values = || rows.iter().map(|row| &row[at]);
        let place = types.len() + 1;
        let added = if values().any(|value| matches!(value, Val::Int(_))) {
            types.push(format!("${place}::bigint[]"));
            let numbers = values().map(|value| if let Val::Int(number) = value { Some(*number) } else { None });
            arguments.add(numbers.collect::<Vec<_>>())
        } else if values().any(|value| matches!(value, Val::Text(_))) {
            types.push(format!("${place}::text[]"));
            let texts = values().map(|value| if let Val::Text(text) = value { Some(&**text) } else { None });
            arguments.add(texts.collect::<Vec<_>>())
        } else {
            // Nothing has no type of its own, and a place needs one.
            picked.push("null".to_owned());
            continue;
        };
        added.map_err(sqlx::Error::Encode)?;
        names.push(format!("c{place}"));
        picked.push(format!("given.c{place}"));
    }
    let given = format!("unnest({}) as given ({})", types.join(", "), names.join(", "));
    let sql = match kind {
        Kind::New | Kind::Upsert => {
            let (name, columns, picked) = (table.name, columns.join(", "), picked.join(", "));
            let after = replaces(table, kind);
            format!("insert into {name} ({columns}) select {picked} from {given}{after}")
        }
        Kind::Changed(_) => {
            let mut pairs = columns.iter().zip(&picked);
            let same: Vec<_> =
                pairs.by_ref().take(table.key).map(|(name, new)| format!("{}.{name} = {new}", table.name)).collect();
            let set: Vec<_> = pairs.map(|(name, new)| format!("{name} = {new}")).collect();
            format!("update {} set {} from {given} where {}", table.name, set.join(", "), same.join(" and "))
        }
    };
    let answer = rigs::call()?;
    let done = prepared::<Postgres, _>(Cow::Owned(sql), arguments).execute(&mut **conn).await?;
    answer.arrive()?;
    match kind {
        Kind::Changed(_) => {
            let changed = usize::try_from(done.rows_affected()).unwrap_or(usize::MAX);
            all_changed(&[table.name], changed, rows.len())
        }
        Kind::New | Kind::Upsert => Ok(()),
    }
}

async fn count(conn: &mut Conn, sql: &'static str) -> Result<i64, StoreError> {
    Ok(query(sql).fetch_one(conn).await?.try_get(0)?)
}

async fn say(conn: &mut Conn, sql: &'static str) -> Result<(), StoreError> {
    query(sql).execute(conn).await.map(drop)
}

/// What begins a transaction on a file that will write: taking the lock at once keeps a later write from failing half-way.
const BEGIN: &str = "begin immediate";

/// Begins a transaction that will write, on a file together with its first statement. On a server, the accounts are locked
/// one by one by [`lock`].
pub(crate) async fn begin(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::File(file) => {
            let answer = rigs::call()?;
            file.begins = true;
            answer.arrive()
        }
        Conn::Server(_) => {
            let begun = say(conn, "begin").await;
            if begun.is_err() {
                // It may have begun all the same.
                abandon(conn).await;
            }
            begun
        }
    }
}

/// Begins a transaction that sees the whole database as it is at one moment, for as long as it takes.
pub(crate) async fn begin_reading(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::File(_) => say(conn, "begin").await,
        Conn::Server(_) => {
            say(conn, "begin isolation level repeatable read, read only").await?;
            say(conn, "set local statement_timeout = 0").await?;
            // Between two statements, what was read is worked on.
            say(conn, "set local idle_in_transaction_session_timeout = 0").await
        }
    }
}

/// Whether a server’s database holds tables that are none of ours, so that it is somebody else’s.
pub(crate) async fn has_other_tables(address: &str, known: &[&str]) -> Result<bool, StoreError> {
    use sqlx::Connection;
    let mut conn = answers(&server_options(address)?, address).await?;
    let found: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = current_schema()")
            .fetch_all(&mut conn)
            .await?;
    conn.close().await?;
    Ok(found.iter().any(|name| name != "_sqlx_migrations" && !known.contains(&name.as_str())))
}

/// Begins a transaction that writes very much, for as long as it takes.
pub(crate) async fn begin_long(conn: &mut Conn) -> Result<(), StoreError> {
    begin(conn).await?;
    if let Conn::Server(_) = conn {
        say(conn, "set local statement_timeout = 0").await?;
        say(conn, "set local idle_in_transaction_session_timeout = 0").await?;
    }
    Ok(())
}

/// Copies a database file as it is at one moment, whoever uses it meanwhile.
pub(crate) async fn copy_file(from: &Path, to: &Path) -> Result<(), StoreError> {
    let unusable = |error: std::io::Error| StoreError::Refused(format!("{}: {error}", to.display()));
    files::private().open(to).map_err(unusable)?;
    let mut conn = beside(from, "off").await?;
    query("vacuum into $1").bind(&to.display()).execute(&mut conn).await?;
    Ok(())
}

/// A connection to a database file beside whoever has it open, for looking only.
pub(crate) async fn look(path: &Path) -> Result<Conn, StoreError> {
    beside(path, "on").await
}

/// A connection to a database beside whoever uses it, for looking only.
pub(crate) async fn visit(database: &Database) -> Result<Conn, StoreError> {
    let address = match database {
        Database::File(path) => return look(path).await,
        Database::Postgres(address) => address,
    };
    let options = server_options(address)?.application_name("symbolon").options(SESSION).disable_statement_logging();
    answers(&options, address).await?;
    let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect_lazy_with(options);
    let mut conn = Conn::Server(pool.acquire().await?);
    suits(&mut conn).await?;
    Ok(conn)
}

async fn beside(path: &Path, query_only: &'static str) -> Result<Conn, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(PATIENCE)
        .pragma("query_only", query_only)
        .disable_statement_logging();
    Ok(SqlitePoolOptions::new().max_connections(1).connect_with(options).await?.acquire().await?.into())
}

/// The newest step of the schema that a database has.
pub(crate) async fn schema(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(query("select max(version) as version from _sqlx_migrations").fetch_one(conn).await?.try_get(0)?)
}

/// The newest step of the schema that this binary knows.
pub(crate) fn newest_schema() -> i64 {
    MIGRATIONS.iter().map(|step| step.version).max().unwrap_or(0)
}

/// Locks accounts until the transaction ends, in the order of their ids so that no two wait for each other. The answer
/// is which of them exist. A file needs no such lock: its transaction keeps every other writer out.
pub(crate) async fn lock(conn: &mut Conn, accounts: Vec<String>) -> Result<Vec<String>, StoreError> {
    if accounts.is_empty() {
        return Ok(accounts);
    }
    if rigs::planted(21) && matches!(conn, Conn::Server(_)) {
        for account in &accounts {
            let sql = "select account from account where account in ($*) for update";
            query(sql).among(vec![account.clone()]).fetch_all(&mut *conn).await?;
        }
    }
    let sql = match conn {
        Conn::File(_) => "select account from account where account in ($*)",
        Conn::Server(_) if rigs::planted(1) || rigs::planted(2) => "select account from account where account in ($*)",
        Conn::Server(_) => "select account from account where account in ($*) order by account for update",
    };
    let rows = query(sql).among(accounts).fetch_all(conn).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Ends a transaction and keeps it. [`StoreError::Unknown`] where it cannot be told whether it was kept: the connection
/// broke, or the answer did not come in time.
pub(crate) async fn commit(conn: &mut Conn) -> Result<(), StoreError> {
    let waits = matches!(conn, Conn::Server(_));
    if conn.has_only_begun() {
        return Ok(());
    }
    let commit = say(conn, "commit");
    let done = if waits {
        let late = |_| Err(StoreError::Unavailable("the commit was not answered in time".to_owned()));
        tokio::time::timeout(COMMIT_PATIENCE, commit).await.unwrap_or_else(late)
    } else {
        commit.await
    };
    done.map_err(|error| match error {
        StoreError::Unavailable(cause) | StoreError::Damaged(cause) => StoreError::Unknown(cause),
        known => known,
    })
}

/// Ends a transaction that [`begin_long`] began and keeps it, however long that takes: references are checked only now.
pub(crate) async fn commit_long(conn: &mut Conn) -> Result<(), StoreError> {
    say(conn, "commit").await
}

/// Ends a transaction that failed and forgets it. The answer is whether the connection can be used again.
pub(crate) async fn abandon(conn: &mut Conn) -> bool {
    if conn.has_only_begun() {
        return true;
    }
    let Err(error) = say(conn, "rollback").await else { return true };
    // The engine may have ended it itself, for example when the disk is full; a fresh connection is right in any case.
    tracing::debug!(%error, "a connection is given up");
    give_up(conn);
    false
}

/// Gives a connection up: whatever it still does, nobody waits for it.
pub(crate) fn give_up(conn: &mut Conn) {
    match conn {
        Conn::File(file) => file.conn.close_on_drop(),
        Conn::Server(conn) => conn.close_on_drop(),
    }
}

/// What the engine finds wrong with its own file, for example an index that lacks a row: unique keys rest on those.
/// A server has programs of its own for that, which its operator runs.
pub(crate) async fn broken(conn: &mut Conn) -> Result<Option<String>, StoreError> {
    if let Conn::Server(_) = conn {
        return Ok(None);
    }
    let found = query("pragma integrity_check(1)").fetch_one(conn).await?.show(0);
    Ok(Some(found).filter(|found| found != "ok"))
}

/// Moves the write-ahead log into the database file as far as readers allow. The answer is how many pages the log has:
/// it begins anew only when nothing is left to be moved.
pub(crate) async fn checkpoint(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(query("pragma wal_checkpoint(passive)").fetch_one(conn).await?.try_get(1)?)
}

/// What the engine said about a failure, in our words.
pub(crate) fn classify(error: &(dyn sqlx::error::DatabaseError + 'static)) -> StoreError {
    let text = error.message().to_owned();
    let code = error.code().unwrap_or_default();
    match code.as_ref() {
        // Of PostgreSQL: a deadlock or a serialization failure, no space, and unavailable in one way or another.
        "40001" | "40P01" => StoreError::Conflict(text),
        "53100" => StoreError::Full(text),
        _ if error.kind() != sqlx::error::ErrorKind::Other => StoreError::Wall(text),
        // SQLITE_FULL.
        "13" => StoreError::Full(text),
        // SQLITE_CORRUPT, of a table, a sequence or an index too, and SQLITE_NOTADB.
        "11" | "267" | "523" | "779" | "26" => StoreError::Damaged(text),
        _ => StoreError::Unavailable(text),
    }
}
