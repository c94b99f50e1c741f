//! PostgreSQL servers to break: a primary and its standbys, durable as those of an operator must be. They are stopped and
//! removed at the end.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

/// What every server runs with. Pages carry hints in the log so that a primary that was left behind can be rewound, and
/// shared memory lies in its folder, so that a killed server leaves nothing elsewhere.
const SETTINGS: &str = "
listen_addresses = '127.0.0.1'
fsync = on
full_page_writes = on
synchronous_commit = on
wal_level = replica
wal_log_hints = on
wal_keep_size = 512MB
hot_standby = on
max_wal_senders = 8
max_connections = 200
shared_buffers = 64MB
dynamic_shared_memory_type = mmap
wal_retrieve_retry_interval = 100ms
jit = off
timezone = UTC
";
/// How long a server may take to start, to end or to follow.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether PostgreSQL is installed. A machine that tests what lands must have it.
///
/// # Panics
/// When it is missing there.
pub fn is_installed() -> bool {
    let there = programs().is_ok();
    assert!(there || std::env::var_os("CI").is_none(), "PostgreSQL is not installed");
    there
}

/// The folder of the newest PostgreSQL's programs: Debian keeps them off the path.
fn programs() -> anyhow::Result<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = debian.map(|entry| entry.path()).max_by_key(version).map(|path| path.join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = newest.into_iter().chain(std::env::split_paths(&path));
    folders.find(|folder| folder.join("initdb").is_file()).context("PostgreSQL is not installed")
}

/// A program that runs as a user whom PostgreSQL accepts: it refuses to run as root.
fn as_its_user(program: &Path) -> Command {
    let mut command = match is_root() {
        true => Command::new("runuser"),
        false => Command::new(program),
    };
    if is_root() {
        command.args(["-u", "postgres", "--"]).arg(program);
    }
    // That user may not be allowed to see where this process runs.
    command.current_dir("/").stdin(Stdio::null());
    command
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn run(command: &mut Command) -> anyhow::Result<String> {
    let done = command.output()?;
    ensure!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8(done.stdout)?)
}

/// One server.
#[derive(Debug)]
pub struct Node {
    /// Its folder, which goes with it.
    folder: tempfile::TempDir,
    /// Its name as a standby.
    name: String,
    port: u16,
    programs: PathBuf,
}

impl Node {
    /// A folder that belongs to the user whom PostgreSQL accepts. A process that is killed leaves to the system what it
    /// had written, so memory does as well as a disk.
    fn new(name: &str) -> anyhow::Result<Self> {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::Builder::new().prefix("symbolon-rig-").tempdir_in(base)?;
        if is_root() {
            run(Command::new("chown").arg("postgres:").arg(folder.path()))?;
        }
        // The port is free until somebody else takes it, which a start that fails would say.
        let port = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        Ok(Self { folder, name: name.to_owned(), port, programs: programs()? })
    }

    /// Makes and starts a server.
    ///
    /// # Errors
    /// When PostgreSQL is not there or does not start.
    pub fn primary(name: &str) -> anyhow::Result<Self> {
        let node = Self::new(name)?;
        let words = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", "-D"];
        run(node.program("initdb").args(words).arg(node.data()))?;
        std::fs::OpenOptions::new()
            .append(true)
            .open(node.data().join("postgresql.conf"))?
            .write_all(SETTINGS.as_bytes())?;
        node.start()?;
        Ok(node)
    }

    /// Makes and starts a standby of this server. It follows at once; whether the primary waits for it is said by
    /// [`Node::wait_for`].
    ///
    /// # Errors
    /// When the server does not answer or the standby does not start.
    pub fn standby(&self, name: &str) -> anyhow::Result<Self> {
        let node = Self::new(name)?;
        let mut copy = node.program("pg_basebackup");
        run(copy.args(["-R", "-c", "fast", "-X", "stream", "-d", &self.conninfo(name), "-D"]).arg(node.data()))?;
        node.start()?;
        self.followed_by(name)?;
        Ok(node)
    }

    fn program(&self, name: &str) -> Command {
        as_its_user(&self.programs.join(name))
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn conninfo(&self, standby: &str) -> String {
        format!("host=127.0.0.1 port={} user=postgres dbname=postgres application_name={standby}", self.port)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Its name as a standby.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Starts it, if need be after what a killed one left behind has gone.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(&self) -> anyhow::Result<()> {
        let options = format!("-p {} -k {}", self.port, self.folder.path().display());
        let log = self.folder.path().join("log");
        let from = Instant::now();
        loop {
            let mut command = self.program("pg_ctl");
            command.args(["start", "-w", "-s", "-t", "30", "-o", &options, "-l"]).arg(&log).arg("-D").arg(self.data());
            // Its output goes to the log; a pipe of ours would stay open for as long as the server runs.
            let started = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            if started.success() {
                return Ok(());
            }
            if from.elapsed() > PATIENCE {
                bail!("PostgreSQL does not start: {}", std::fs::read_to_string(log).unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stops it at once, without a checkpoint: it recovers at its next start.
    ///
    /// # Errors
    /// When it does not stop.
    pub fn stop_immediate(&self) -> anyhow::Result<()> {
        run(self.program("pg_ctl").args(["stop", "-w", "-s", "-m", "immediate", "-D"]).arg(self.data())).map(drop)
    }

    /// Kills it with all of its processes, as when its machine goes away.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&self) -> anyhow::Result<()> {
        let file = self.data().join("postmaster.pid");
        let lines = std::fs::read_to_string(&file)?;
        let first = lines.lines().next().context("its process")?.to_owned();
        let children = std::fs::read_to_string(format!("/proc/{first}/task/{first}/children"))?;
        let all: Vec<&str> = std::iter::once(first.as_str()).chain(children.split_whitespace()).collect();
        // One that has ended by itself meanwhile makes no difference.
        Command::new("kill").arg("-KILL").args(&all).stderr(Stdio::null()).status()?;
        let from = Instant::now();
        while all.iter().any(|id| is_running(id)) {
            ensure!(from.elapsed() < PATIENCE, "PostgreSQL does not die");
            std::thread::sleep(Duration::from_millis(5));
        }
        // After a restart of the machine its number would name nobody either.
        Ok(std::fs::remove_file(file)?)
    }

    /// Runs a statement and gives what it prints.
    ///
    /// # Errors
    /// When the server does not answer or the statement fails.
    pub fn sql(&self, sql: &str) -> anyhow::Result<String> {
        let port = self.port.to_string();
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", "postgres", "-p", &port]);
        Ok(run(psql.env("PGCONNECT_TIMEOUT", "10").args(["-c", sql]).stdin(Stdio::null()))?.trim().to_owned())
    }

    /// Makes a database for the product; the answer is its address through another one, for example a proxy's.
    ///
    /// # Errors
    /// When the server does not make it.
    pub fn database(&self, name: &str, through: SocketAddr) -> anyhow::Result<String> {
        self.sql(&format!("create database {name} template template0"))?;
        Ok(format!("postgres://postgres@{through}/{name}"))
    }

    fn set(&self, setting: &str, value: &str) -> anyhow::Result<()> {
        self.sql(&format!("alter system set {setting} = '{value}'"))?;
        self.sql("select pg_reload_conf()").map(drop)
    }

    /// From now on commits are acknowledged when this standby has them too; none: the server's own disk is enough.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn wait_for(&self, standby: Option<&str>) -> anyhow::Result<()> {
        self.set("synchronous_standby_names", standby.unwrap_or_default())?;
        let Some(standby) = standby else { return Ok(()) };
        let sql = format!(
            "select count(*) from pg_stat_replication where application_name = '{standby}' and sync_state = 'sync'"
        );
        self.until(&sql, "1")
    }

    /// Waits until a standby streams.
    ///
    /// # Errors
    /// When it does not.
    pub fn followed_by(&self, standby: &str) -> anyhow::Result<()> {
        let sql = format!(
            "select count(*) from pg_stat_replication where application_name = '{standby}' and state = 'streaming'"
        );
        self.until(&sql, "1")
    }

    fn until(&self, sql: &str, wanted: &str) -> anyhow::Result<()> {
        let from = Instant::now();
        loop {
            let found = self.sql(sql)?;
            if found == wanted {
                return Ok(());
            }
            ensure!(from.elapsed() < PATIENCE, "{sql}: {found} and not {wanted}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Makes a standby stop following, without a word to its primary.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn stop_following(&self) -> anyhow::Result<()> {
        self.set("primary_conninfo", "")?;
        self.until("select count(*) from pg_stat_wal_receiver", "0")
    }

    /// Makes a standby the primary. It waits for no standby of its own until it is told to.
    ///
    /// # Errors
    /// When it does not become one.
    pub fn promote(&self) -> anyhow::Result<()> {
        run(self.program("pg_ctl").args(["promote", "-w", "-s", "-D"]).arg(self.data()))?;
        self.wait_for(None)
    }

    /// Makes a killed primary follow the server that took its place: what only it had written is rewound.
    ///
    /// # Errors
    /// When it cannot be rewound or does not follow.
    pub fn rejoin(&self, primary: &Self) -> anyhow::Result<()> {
        // Without this, the new primary's files still name the old timeline, and there seems to be nothing to rewind.
        primary.sql("checkpoint")?;
        let source = primary.conninfo(&self.name);
        run(self.program("pg_rewind").args(["-R", "--source-server", &source, "-D"]).arg(self.data()))?;
        self.start()?;
        primary.followed_by(&self.name)
    }
}

fn is_running(id: &str) -> bool {
    // A process that is dead and not collected yet is a zombie.
    let state = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    state.rsplit(')').next().is_some_and(|rest| !rest.is_empty() && !rest.trim_start().starts_with('Z'))
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.kill();
    }
}
