//! The real binary as a process: started, killed, started again.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// The variable that names the binary to run.
const BINARY: &str = "SYMBOLON_BIN";

/// How a server is started.
#[derive(Debug, Clone, Default)]
pub struct Launch {
    /// Its folder.
    pub data: PathBuf,
    /// The address of its database; none: a file in the folder.
    pub database: Option<String>,
    /// A command that runs the server, for example a tracer, with its arguments.
    pub wrapper: Vec<String>,
    /// The number of a planted bug; needs a binary with the feature `rigs`.
    pub planted: Option<u8>,
}

/// The binary under test: the one that `SYMBOLON_BIN` names, or the one beside this program.
///
/// # Errors
/// When it is not there.
pub fn binary() -> anyhow::Result<PathBuf> {
    let path = match std::env::var_os(BINARY) {
        Some(path) => PathBuf::from(path),
        None => {
            let own = std::env::current_exe()?;
            // Tests lie one folder below the programs.
            let folders = own.ancestors().skip(1).take(2).map(|folder| folder.join("symbolon"));
            folders.into_iter().find(|path| path.is_file()).context("no binary `symbolon` is beside this program")?
        }
    };
    ensure!(path.is_file(), "{} is not there; build the workspace first", path.display());
    Ok(path)
}

/// A server that runs. It is killed at the end, whatever happens.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took until it listened.
    pub ready: Duration,
}

impl Server {
    /// Starts a server and waits until it listens.
    ///
    /// # Errors
    /// When it ends instead.
    pub fn start(launch: &Launch) -> anyhow::Result<Self> {
        let from = Instant::now();
        let binary = binary()?;
        let mut words = launch.wrapper.iter().cloned().chain([binary.display().to_string()]);
        let mut command = Command::new(words.next().context("a command")?);
        command
            .args(words)
            .args(["serve", "--quiet", "--sandbox", "--listen", "127.0.0.1:0", "--data"])
            .arg(&launch.data);
        command.env("SYMBOLON_LANG", "en").env("RUST_LOG", std::env::var("RUST_LOG").unwrap_or("off".to_owned()));
        match &launch.database {
            Some(database) => command.env("SYMBOLON_DATABASE", database),
            None => command.env_remove("SYMBOLON_DATABASE"),
        };
        match launch.planted {
            Some(bug) => command.env("SYMBOLON_PLANTED", bug.to_string()),
            None => command.env_remove("SYMBOLON_PLANTED"),
        };
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("its output")?).lines();
        let line = lines.next().context("the server ended at once")??;
        let address = line
            .split_whitespace()
            .find_map(|word| word.strip_prefix("http://"))
            .with_context(|| format!("no address in {line:?}"))?
            .trim_end_matches(',')
            .parse()?;
        Ok(Self { child, address, ready: from.elapsed() })
    }

    /// Ends it at once, without a chance to finish anything.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.signal("KILL")?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to stop, and waits until it has.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn stop(&mut self) -> anyhow::Result<ExitStatus> {
        self.signal("TERM")?;
        Ok(self.child.wait()?)
    }

    /// Sends a signal by name. What runs the server, for example a tracer, ends with it.
    ///
    /// # Errors
    /// When it cannot be sent.
    pub fn signal(&self, name: &str) -> anyhow::Result<()> {
        let sent = Command::new("kill").args([format!("-{name}"), self.id().to_string()]).status()?;
        ensure!(sent.success(), "the server could not be sent {name}");
        Ok(())
    }

    /// The process of the server itself.
    pub fn id(&self) -> u32 {
        let own = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
        children.split_whitespace().next().and_then(|child| child.parse().ok()).unwrap_or(own)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            // It may go at this moment.
            let _ = self.signal("KILL");
            let _ = self.child.wait();
        }
    }
}
