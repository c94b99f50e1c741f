//! A disk that is full: commands are refused with that reason, questions are answered as before, and when there is
//! space again everything goes on without a restart.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde_json::Value;

use super::client::{Client, IMPATIENT, request};
use super::kill::{Load, acts};
use super::process::{Launch, Server};
use super::world::{DESK, World};
use super::{Report, limits, random};
use crate::support::{Engine, fresh_database};

/// Companies for each cycle.
const COMPANIES: usize = 8;
/// The size of the disk.
const SIZE: &str = "size=96m";

/// A small disk in memory, gone at the end. Only root can make one.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn mount() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(folder.path()).status()?;
        ensure!(mounted.success(), "a disk of its own could not be mounted; this rig must run as root");
        Ok(Self { folder })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes until nothing more fits.
    fn fill(&self) -> anyhow::Result<PathBuf> {
        let filler = self.path().join("filler");
        let mut file = std::fs::File::create(&filler)?;
        for size in [1 << 20, 4_096, 1] {
            while std::io::Write::write_all(&mut file, &vec![0; size]).is_ok() {}
        }
        Ok(filler)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // A disk that stays mounted only takes memory.
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
    }
}

/// Fills the disk of a server under load, again and again.
///
/// # Errors
/// When the rig itself fails. Where no disk can be mounted, it says so and does nothing.
pub async fn run(cycles: usize) -> anyhow::Result<Report> {
    let disk = match Disk::mount() {
        Ok(disk) => disk,
        Err(error) => return Ok(Report { line: format!("full disk: skipped: {error:#}"), wrong: Vec::new() }),
    };
    let data = disk.path().join("data");
    std::fs::create_dir(&data)?;
    let database = fresh_database(Engine::Sqlite, &data).await?;
    let world = World::make(&data, database, (cycles * COMPANIES).min(400), 0).await?;
    let mut random = random(0x6469_736b);
    let load = Load::new(acts(&world, &mut random));
    let mut server = Server::start(&Launch { data: world.data.clone(), ..Launch::default() })?;
    let mut reader = Client::new(server.address);
    let page = world.companies.first().map(|company| format!("/v1/accounts/{}/standing", company.id));
    let page = request("GET", &page.context("a company")?, DESK, None, &Value::Null);
    let (from, mut wrong, mut filled) = (Instant::now(), Vec::new(), 0);
    // A file that has grown already may have room for all that comes while the disk is full, so it is filled until it told.
    let told = || load.troubles().keys().any(|cause| cause == "503 storage-full");
    while (filled < cycles || !told()) && load.left() > 100 {
        let addresses = [server.address];
        let full = async {
            tokio::time::sleep(Duration::from_micros(u64::try_from(random(60_000))?)).await;
            let filler = disk.fill()?;
            tokio::time::sleep(Duration::from_millis(40)).await;
            let read = reader.send(&page).await?;
            ensure!(read.status == 200, "a question on a full disk is answered with {}: {}", read.status, read.body);
            std::fs::remove_file(filler)?;
            let done = load.history().records().len();
            let since = Instant::now();
            while load.history().records().len() == done && load.left() > 16 {
                ensure!(since.elapsed() < Duration::from_secs(5), "nothing is done although there is space again");
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            anyhow::Ok(())
        };
        if let Err(error) = load.run(&addresses, full).await {
            wrong.push(format!("{error:#}"));
            break;
        }
        filled += 1;
    }
    load.settle(server.address, Duration::from_secs(20)).await;
    server.stop()?;
    let mut refused = load.troubles();
    refused.remove(IMPATIENT);
    let other = refused.iter().filter(|(cause, _)| cause.as_str() != "503 storage-full");
    wrong.extend(other.map(|(cause, times)| format!("{times} acts were answered with {cause}")));
    let store = world.open().await?;
    wrong.extend(load.history().settle(&store, &limits(&world.companies)).await?);
    wrong.extend(store.verify().await?.difference.map(|found| format!("verify: {found:?}")));
    store.close().await;
    ensure!(!refused.is_empty() || !wrong.is_empty(), "the disk was never full at the wrong moment");
    Ok(Report {
        line: format!(
            "full disk: filled {filled} times in {} s, {} acts, {} refused for want of space",
            from.elapsed().as_secs(),
            load.history().records().len(),
            refused.values().sum::<usize>()
        ),
        wrong,
    })
}
