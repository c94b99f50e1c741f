//! Requests over kept connections, as fast as they are answered or at a pace; and a probe of the disk.
//!
//! They come from a process of their own with one thread, as those of a real client do, so that the server's processor
//! time can be told from the loader's.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Requests that the connections of a load share, in a file that the loader reads.
#[derive(Debug, Clone)]
pub struct Requests {
    file: Arc<NamedTempFile>,
    next: Arc<AtomicUsize>,
    again: bool,
}

impl Requests {
    /// Each is sent once.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn once<'r>(all: impl IntoIterator<Item = &'r Vec<u8>>) -> anyhow::Result<Self> {
        let mut file = NamedTempFile::new()?;
        let mut to = std::io::BufWriter::new(&mut file);
        for request in all {
            to.write_all(&u32::try_from(request.len())?.to_le_bytes())?;
            to.write_all(request)?;
        }
        to.flush()?;
        drop(to);
        Ok(Self { file: Arc::new(file), next: Arc::default(), again: false })
    }

    /// They are sent again and again.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn again<'r>(all: impl IntoIterator<Item = &'r Vec<u8>>) -> anyhow::Result<Self> {
        Ok(Self { again: true, ..Self::once(all)? })
    }
}

/// Reads what [`Requests`] wrote.
fn read(path: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut from = std::io::BufReader::new(std::fs::File::open(path)?);
    let mut all = Vec::new();
    let mut length = [0; 4];
    while from.read_exact(&mut length).is_ok() {
        let mut request = vec![0; u32::from_le_bytes(length).try_into()?];
        from.read_exact(&mut request)?;
        all.push(request);
    }
    Ok(all)
}

/// A request as bytes.
pub fn request(method: &str, path: &str, token: &str, key: Option<&str>, body: &str) -> Vec<u8> {
    let key = key.map_or_else(String::new, |key| format!("Idempotency-Key: {key}\r\n"));
    format!(
        "{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n{key}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A connection to a server.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Sends one request and reads its answer: status and body.
    ///
    /// # Errors
    /// When the connection breaks or the answer is not one.
    pub async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<(u16, Vec<u8>)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let buffer = &mut self.buffer;
        loop {
            let mut chunk = [0; 16_384];
            let read = self.stream.read(&mut chunk).await?;
            ensure!(read > 0, "the server closed the connection");
            buffer.extend_from_slice(chunk.get(..read).unwrap_or_default());
            let Some(end) = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(buffer.get(..end).unwrap_or_default())?.to_ascii_lowercase();
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .context("no length")?
                .trim()
                .parse()?;
            if buffer.len() >= end + 4 + length {
                let status = head.split(' ').nth(1).context("no status")?.parse()?;
                return Ok((status, buffer.get(end + 4..end + 4 + length).unwrap_or_default().to_vec()));
            }
        }
    }
}

/// What a load gave: answers a second, latencies in microseconds, and answers by status.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Load {
    /// Answers a second.
    pub rate: u64,
    /// The middle latency.
    pub p50: u64,
    /// The latency that one in a hundred exceeds.
    pub p99: u64,
    /// The longest.
    pub longest: u64,
    /// How many answers had each status.
    pub answers: BTreeMap<u16, u64>,
}

impl Load {
    fn of(mut taken: Vec<u64>, answers: BTreeMap<u16, u64>, elapsed: Duration) -> Self {
        taken.sort_unstable();
        let at = |percent: usize| taken.get(taken.len() * percent / 100).copied().unwrap_or(0);
        let count = taken.len() as u128;
        let rate = u64::try_from(count * 1_000_000 / elapsed.as_micros().max(1)).unwrap_or(u64::MAX);
        Self { rate, p50: at(50), p99: at(99), longest: taken.last().copied().unwrap_or(0), answers }
    }
}

/// How long, and how densely, a load goes on.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Pace {
    /// The next request follows an answer, until the time is over.
    Full(Duration),
    /// So many requests a second in all, until the time is over.
    Even(u32, Duration),
    /// The next request follows an answer, until all are used up.
    All,
}

/// What a loader is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Order {
    address: SocketAddr,
    requests: PathBuf,
    /// Requests before this one were sent already.
    from: usize,
    again: bool,
    connections: u32,
    pace: Pace,
    wanted: Vec<u16>,
}

/// The first argument of a process that is a loader; its order is the second.
const LOADER: &str = "loader";

/// Sends requests over so many connections, from a process of their own. An answer with a status that is not wanted is
/// an error.
///
/// # Errors
/// When a connection breaks, an answer is not what was wanted, or requests are used up before the time is over.
pub async fn load(
    address: SocketAddr,
    requests: &Requests,
    connections: u32,
    pace: Pace,
    wanted: &[u16],
) -> anyhow::Result<Load> {
    let order = Order {
        address,
        requests: requests.file.path().to_owned(),
        from: requests.next.load(Ordering::Relaxed),
        again: requests.again,
        connections,
        pace,
        wanted: wanted.to_vec(),
    };
    let mut loader = std::process::Command::new(std::env::current_exe()?);
    loader.args([LOADER, &serde_json::to_string(&order)?]).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = tokio::task::spawn_blocking(move || loader.output()).await??;
    ensure!(output.status.success(), "the loader failed");
    let (sent, load): (usize, Load) = serde_json::from_slice(&output.stdout)?;
    requests.next.fetch_add(sent, Ordering::Relaxed);
    Ok(load)
}

/// Is the loader, where this process was started as one by [`load`]. The answer is whether it was.
///
/// # Errors
/// As [`load`].
pub fn is_loader() -> anyhow::Result<bool> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some(LOADER) {
        return Ok(false);
    }
    let order: Order = serde_json::from_str(&arguments.next().context("an order")?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done = tokio::task::LocalSet::new().block_on(&runtime, send(order))?;
    println!("{}", serde_json::to_string(&done)?);
    Ok(true)
}

/// The requests of a loader, and how many of them were taken.
struct Queue {
    order: Order,
    all: Vec<Vec<u8>>,
    taken: Cell<usize>,
}

impl Queue {
    fn take(&self) -> Option<&Vec<u8>> {
        let at = self.order.from + self.taken.replace(self.taken.get() + 1);
        self.all.get(if self.order.again { at % self.all.len().max(1) } else { at })
    }
}

/// Sends what was ordered. The answer is how many requests were taken, and what they gave.
async fn send(order: Order) -> anyhow::Result<(usize, Load)> {
    let queue = Rc::new(Queue { all: read(&order.requests)?, order, taken: Cell::new(0) });
    let Order { address, connections, pace, .. } = queue.order;
    let mut opened = Vec::new();
    for _ in 0..connections {
        opened.push(Connection::open(address).await?);
    }
    let from = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for (at, mut connection) in (0..connections).zip(opened) {
        let queue = queue.clone();
        tasks.spawn_local(async move {
            let mut taken = Vec::new();
            let mut answers = BTreeMap::new();
            let (time, every) = match pace {
                Pace::Full(time) => (Some(time), None),
                Pace::Even(rate, time) => (Some(time), Some(Duration::from_secs(1) * connections / rate.max(1))),
                Pace::All => (None, None),
            };
            // Connections begin one after the other, not all at once.
            let mut due = every.map(|every| every * at / connections);
            while time.is_none_or(|time| from.elapsed() < time) {
                let mut waited = Duration::ZERO;
                if let (Some(due), Some(every)) = (&mut due, every) {
                    match due.checked_sub(from.elapsed()) {
                        Some(early) => tokio::time::sleep(early).await,
                        // What waits for an answer before it counts as slow too.
                        None => waited = from.elapsed().saturating_sub(*due),
                    }
                    *due += every;
                }
                let Some(request) = queue.take() else {
                    ensure!(time.is_none(), "the requests are used up: measure with more accounts");
                    break;
                };
                let sent = Instant::now();
                let (status, body) = connection.exchange(request).await?;
                ensure!(queue.order.wanted.contains(&status), "{status} {}", String::from_utf8_lossy(&body));
                *answers.entry(status).or_insert(0) += 1;
                taken.push(u64::try_from((sent.elapsed() + waited).as_micros())?);
            }
            anyhow::Ok((taken, answers))
        });
    }
    let (mut taken, mut answers) = (Vec::new(), BTreeMap::new());
    while let Some(done) = tasks.join_next().await {
        let (times, counts) = done??;
        taken.extend(times);
        for (status, count) in counts {
            *answers.entry(status).or_insert(0) += count;
        }
    }
    Ok((queue.taken.get(), Load::of(taken, answers, from.elapsed())))
}

/// Appends and syncs small blocks: what the disk itself can do now, a second, and how long each takes.
///
/// # Errors
/// When the file cannot be written.
pub fn probe(folder: &Path) -> anyhow::Result<Load> {
    let mut file = std::fs::File::create(folder.join("probe"))?;
    let from = Instant::now();
    let mut taken = Vec::new();
    while from.elapsed() < Duration::from_millis(500) {
        let began = Instant::now();
        file.write_all(&[7; 4_096])?;
        file.sync_data()?;
        taken.push(u64::try_from(began.elapsed().as_micros())?);
    }
    Ok(Load::of(taken, BTreeMap::new(), from.elapsed()))
}
