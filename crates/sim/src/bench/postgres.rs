//! A PostgreSQL of the benchmark's own, with durable commits, and its own load generator writing the same rows.

use std::fmt::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, ensure};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use symbolon_store::Database;

use super::rows::{Cell, Rows, Written};

/// A cluster that ends with the benchmark.
#[derive(Debug)]
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
}

/// The newest installation, in the path or where distributions put it.
fn installed() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    versions.sort();
    places.extend(versions.into_iter().rev());
    places.into_iter().find(|place| place.join("initdb").exists() && place.join("pgbench").exists())
}

/// A command of the cluster's. Its programs refuse to run as root, so that then the user `postgres` runs them.
fn command(program: &Path) -> Command {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout == b"0\n");
    if !is_root {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

fn done(mut command: Command) -> anyhow::Result<Output> {
    let out = command.stdin(Stdio::null()).output()?;
    ensure!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
    Ok(out)
}

impl Cluster {
    /// Makes and starts one; none where PostgreSQL is not installed.
    ///
    /// # Errors
    /// When it is installed and does not start.
    pub fn start() -> anyhow::Result<Option<Self>> {
        let Some(bin) = installed() else { return Ok(None) };
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("symbolon-bench-{}", std::process::id()));
        let cluster = Self { bin, folder, port };
        let mut make = command(&cluster.bin.join("initdb"));
        make.args(["--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", "--username=postgres", "-D"]);
        make.arg(&cluster.folder);
        done(make)?;
        let settings = format!(
            "-p {port} -k {} -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=1GB \
             -c max_wal_size=8GB -c checkpoint_timeout=15min",
            cluster.folder.display()
        );
        let mut start = cluster.control();
        // The server must not hold the pipes that are read here.
        start.args(["-w", "-o", &settings, "-l"]).arg(cluster.folder.join("log")).arg("start").stdout(Stdio::null());
        ensure!(start.status()?.success(), "PostgreSQL does not start");
        Ok(Some(cluster))
    }

    fn control(&self) -> Command {
        let mut command = command(&self.bin.join("pg_ctl"));
        command.arg("-D").arg(&self.folder);
        command
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// A new database, empty or a copy of another.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn database(&self, name: &str, like: Option<&str>) -> anyhow::Result<Database> {
        let mut conn = PgConnection::connect(&self.address("postgres")).await?;
        let sql = format!("create database {name} template {}", like.unwrap_or("template0"));
        sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await?;
        conn.close().await?;
        Ok(self.address(name).parse()?)
    }

    /// Runs statements in a database.
    async fn say(&self, database: &str, statements: &[String]) -> anyhow::Result<()> {
        let mut conn = PgConnection::connect(&self.address(database)).await?;
        for sql in statements {
            sqlx::raw_sql(AssertSqlSafe(sql.clone())).execute(&mut conn).await?;
        }
        Ok(conn.close().await?)
    }

    /// Writes the scripts that insert the rows of a redemption into a database: as five statements, and as one call.
    ///
    /// # Errors
    /// When they cannot be written.
    pub async fn scripts(&self, database: &str, rows: &Rows) -> anyhow::Result<[Script; 2]> {
        let mut five = VARIABLES.to_owned();
        let mut body = String::new();
        let mut statements = Vec::new();
        five.push_str("begin;\n");
        for Written { table, columns, rows } in &rows.tables {
            // The same columns, keys and indexes. Without references, which would need tokens that nobody redeemed.
            statements.push(format!("create table bare_{table} (like {table} including all)"));
            let sample = rows.first().context("a row")?;
            let values = |client| columns.iter().zip(sample).map(|(name, cell)| value(name, cell, client)).collect();
            let (sent, called): (Vec<String>, Vec<String>) = (values(true), values(false));
            writeln!(five, "insert into bare_{table} ({}) values ({});", columns.join(", "), sent.join(", "))?;
            writeln!(body, "insert into bare_{table} ({}) values ({});", columns.join(", "), called.join(", "))?;
        }
        five.push_str("commit;\n");
        statements.push(format!(
            "create function bare_redeem(company bigint, one bigint, other bigint) returns void language plpgsql \
             as $body$ begin {body} end $body$"
        ));
        self.say(database, &statements).await?;
        let call = format!("{VARIABLES}select bare_redeem(:company, :one, :other);\n");
        Ok([self.script(database, "five", &five)?, self.script(database, "call", &call)?])
    }

    fn script(&self, database: &str, name: &str, text: &str) -> anyhow::Result<Script> {
        let path = std::env::temp_dir().join(format!("symbolon-bench-{}-{name}.sql", std::process::id()));
        std::fs::write(&path, text)?;
        Ok(Script { path, database: database.to_owned() })
    }

    /// Transactions a second of 64 clients.
    ///
    /// # Errors
    /// When the load generator fails.
    pub fn pgbench(&self, script: &Script) -> anyhow::Result<u64> {
        let mut run = command(&self.bin.join("pgbench"));
        run.args(["-n", "-M", "prepared", "-T", "1", "-c", "64", "-j", "1", "-U", "postgres", "-h"]);
        run.arg(&self.folder).args(["-p", &self.port.to_string(), "-f"]).arg(&script.path).arg(&script.database);
        let text = String::from_utf8(done(run)?.stdout)?;
        let rate = text.lines().find_map(|line| line.strip_prefix("tps = ")).context("no rate")?;
        Ok(rate.split('.').next().unwrap_or(rate).parse()?)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Nothing of it is needed; what cannot be ended or removed stays in the folder for temporary files.
        let _ = self.control().args(["-m", "immediate", "stop"]).output();
        let _ = command(Path::new("rm")).arg("-rf").arg(&self.folder).output();
    }
}

/// A script of the load generator.
#[derive(Debug)]
pub struct Script {
    path: PathBuf,
    database: String,
}

impl Drop for Script {
    fn drop(&mut self) {
        // It is in the folder for temporary files.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A company of a million, and two numbers that do not come again.
const VARIABLES: &str =
    "\\set company random(1, 1000000)\n\\set one random(1, 4000000000000)\n\\set other random(1, 4000000000000)\n";

/// A value like that of a real row: as long, with ids that are random. A client sends variables as `:name`, and takes
/// every word behind a colon for one.
fn value(column: &str, sample: &Cell, client: bool) -> String {
    let variable = |name: &str| format!("{}{name}::bigint", if client { ":" } else { "" });
    let id = |prefix: &str, name: &str| format!("'{prefix}' || lpad({}::text, 26, '0')", variable(name));
    match (column, sample) {
        ("account", _) => id("acc_", "company"),
        ("seq", _) => variable("one"),
        ("id", Cell::Text(text)) if text.len() > 64 => {
            let (one, other) = (variable("one"), variable("other"));
            format!("'{}' || md5({one}::text) || md5({other}::text)", text.get(..6).unwrap_or_default())
        }
        ("id", Cell::Text(text)) => id(text.get(..4).unwrap_or_default(), "one"),
        ("token" | "subscription", Cell::Text(text)) => id(text.get(..4).unwrap_or_default(), "other"),
        (_, Cell::Int(number)) => number.to_string(),
        (_, Cell::Text(text)) => {
            let mut literal = String::from("'");
            let mut letters = text.chars().peekable();
            while let Some(letter) = letters.next() {
                literal.push(letter);
                match (letter, letters.peek()) {
                    ('\'', _) => literal.push('\''),
                    (':', Some(next)) if next.is_alphanumeric() => literal.push(' '),
                    _ => {}
                }
            }
            literal.push('\'');
            literal
        }
    }
}
