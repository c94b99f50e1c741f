//! Redis with a durable log, where it is installed: what one durable `SET` costs.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};

/// A server that syncs its log after every write.
#[derive(Debug)]
pub struct Redis {
    child: Child,
    port: u16,
}

impl Redis {
    /// Starts it in a folder; none where it is not installed.
    ///
    /// # Errors
    /// When it is installed and does not start.
    pub fn start(folder: &Path) -> anyhow::Result<Option<Self>> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let started = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--save", "", "--dir"])
            .arg(folder)
            .args(["--appendonly", "yes", "--appendfsync", "always"])
            .stdout(Stdio::null())
            .spawn();
        let Ok(child) = started else { return Ok(None) };
        let redis = Self { child, port };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(Some(redis));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        anyhow::bail!("redis-server does not answer")
    }

    /// Writes of 400 bytes a second, over 64 connections.
    ///
    /// # Errors
    /// When its own benchmark is not there or fails.
    pub fn writes(&self) -> anyhow::Result<u64> {
        let out = Command::new("redis-benchmark")
            .args(["-p", &self.port.to_string(), "-c", "64", "-n", "6000", "-r", "1000000", "-d", "400", "-t", "set"])
            .arg("--csv")
            .output()
            .context("redis-benchmark")?;
        ensure!(out.status.success(), "redis-benchmark failed");
        let text = String::from_utf8(out.stdout)?;
        let line = text.lines().find(|line| line.starts_with("\"SET\"")).context("no line for SET")?;
        let rate = line.split(',').nth(1).context("no rate")?.trim_matches('"');
        Ok(rate.split('.').next().unwrap_or(rate).parse()?)
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        // A server that has ended already needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
