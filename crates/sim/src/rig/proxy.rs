//! A proxy between servers and their database: one address whose target can move, and connections that are cut, slow,
//! or silent. It reads as much of PostgreSQL's protocol as it takes to find the commits.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What becomes of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It does not reach the database: the connection breaks.
    Lost,
    /// It is carried out, and the connection breaks before the answer.
    Unanswered,
    /// It is carried out, and the connection stays open without a word.
    Silent,
    /// It is carried out, and before the answer the database is gone for everybody.
    Last,
}

/// What holds for all connections.
#[derive(Debug, Clone, Copy)]
struct Rules {
    /// None: every connection is closed at once.
    target: Option<SocketAddr>,
    /// Connections of an earlier epoch are cut.
    epoch: u64,
    /// No byte passes, and nothing is closed.
    frozen: bool,
    delay: Duration,
}

#[derive(Debug)]
struct Shared {
    rules: watch::Sender<Rules>,
    /// The fate of the next commit.
    fate: Mutex<Option<Fate>>,
    met: AtomicU64,
}

/// A proxy. Its connections end with it.
#[derive(Debug)]
pub struct Proxy {
    /// Where it listens.
    pub address: SocketAddr,
    shared: Arc<Shared>,
    listening: tokio::task::JoinHandle<()>,
}

impl Proxy {
    /// Listens, and passes everything on to `target`.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start(target: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let rules = Rules { target: Some(target), epoch: 0, frozen: false, delay: Duration::ZERO };
        let (rules, _) = watch::channel(rules);
        let shared = Arc::new(Shared { rules, fate: Mutex::new(None), met: AtomicU64::new(0) });
        let passing = shared.clone();
        let listening = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let shared = passing.clone();
                tokio::spawn(async move {
                    // A connection that ends badly is what this is for.
                    let _ = pass(client, &shared).await;
                });
            }
        });
        Ok(Self { address, shared, listening })
    }

    /// Cuts every connection. New ones are accepted.
    pub fn cut(&self) {
        self.shared.rules.send_modify(|rules| rules.epoch += 1);
    }

    /// Passes new connections on to another database, and cuts those to the old one.
    pub fn turn_to(&self, target: SocketAddr) {
        self.shared.rules.send_modify(|rules| {
            rules.target = Some(target);
            rules.epoch += 1;
        });
    }

    /// From now on no byte passes and nothing is closed, or all passes again.
    pub fn freeze(&self, frozen: bool) {
        self.shared.rules.send_modify(|rules| rules.frozen = frozen);
    }

    /// From now on each piece of data waits so long.
    pub fn delay(&self, delay: Duration) {
        self.shared.rules.send_modify(|rules| rules.delay = delay);
    }

    /// Decides about the next commit.
    pub fn next_commit(&self, fate: Fate) {
        *self.shared.fate.lock().unwrap_or_else(PoisonError::into_inner) = Some(fate);
    }

    /// Commits that met the fate that was decided for them.
    pub fn met(&self) -> u64 {
        self.shared.met.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
        self.cut();
    }
}

/// One connection, until one side closes it or it is cut.
async fn pass(mut client: TcpStream, shared: &Shared) -> anyhow::Result<()> {
    let mut rules = shared.rules.subscribe();
    let (target, epoch) = {
        let now = rules.borrow();
        (now.target, now.epoch)
    };
    let Some(target) = target else { return Ok(()) };
    let mut database = TcpStream::connect(target).await?;
    client.set_nodelay(true)?;
    database.set_nodelay(true)?;
    let (fate, fated) = watch::channel(None);
    let (from_client, to_client) = client.split();
    let (from_database, to_database) = database.split();
    tokio::select! {
        _ = rules.wait_for(|rules| rules.epoch != epoch) => Ok(()),
        done = upwards(from_client, to_database, shared, &fate) => done,
        done = downwards(from_database, to_client, shared, &fated) => done,
    }
}

/// Waits as long as the rules say.
async fn wait(shared: &Shared) -> anyhow::Result<()> {
    let delay = shared.rules.borrow().delay;
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    shared.rules.subscribe().wait_for(|rules| !rules.frozen).await?;
    Ok(())
}

async fn upwards(
    mut from: ReadHalf<'_>,
    mut to: WriteHalf<'_>,
    shared: &Shared,
    fate: &watch::Sender<Option<Fate>>,
) -> anyhow::Result<()> {
    let (mut chunk, mut messages) = ([0; 16_384], Messages::default());
    loop {
        let read = from.read(&mut chunk).await?;
        if read == 0 {
            return Ok(());
        }
        let bytes = chunk.get(..read).unwrap_or_default();
        if messages.commits(bytes) {
            let decided = shared.fate.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(decided) = decided {
                shared.met.fetch_add(1, Ordering::SeqCst);
                if decided == Fate::Lost {
                    return Ok(());
                }
                fate.send_replace(Some(decided));
            }
        }
        wait(shared).await?;
        to.write_all(bytes).await?;
    }
}

async fn downwards(
    mut from: ReadHalf<'_>,
    mut to: WriteHalf<'_>,
    shared: &Shared,
    fate: &watch::Receiver<Option<Fate>>,
) -> anyhow::Result<()> {
    let mut chunk = [0; 16_384];
    loop {
        let read = from.read(&mut chunk).await?;
        if read == 0 {
            return Ok(());
        }
        let bytes = chunk.get(..read).unwrap_or_default();
        let decided = *fate.borrow();
        let is_done = || bytes.windows(7).any(|tag| tag == b"COMMIT\0");
        match decided {
            Some(Fate::Unanswered) if is_done() => return Ok(()),
            Some(Fate::Last) if is_done() => {
                shared.rules.send_modify(|rules| {
                    rules.target = None;
                    rules.epoch += 1;
                });
                return Ok(());
            }
            Some(_) => {}
            None => {
                wait(shared).await?;
                to.write_all(bytes).await?;
            }
        }
    }
}

/// What a client of PostgreSQL has said so far, as far as it takes to see a commit.
#[derive(Debug, Default)]
struct Messages {
    started: bool,
    pending: Vec<u8>,
    /// Whether a prepared statement is a commit, by name.
    statements: BTreeMap<Vec<u8>, bool>,
}

/// Lengths of the part in front of a message's body: with and without a type.
const HEAD: usize = 5;
const BARE_HEAD: usize = 4;
/// The code of protocol 3.0, with which a connection starts; before it, encryption may be asked for.
const PROTOCOL: [u8; 4] = [0, 3, 0, 0];

impl Messages {
    /// Takes what came, and says whether a commit is among it.
    fn commits(&mut self, bytes: &[u8]) -> bool {
        self.pending.extend_from_slice(bytes);
        let mut found = false;
        while let Some((kind, body)) = self.next() {
            found |= match kind {
                b'Q' => is_commit(&body),
                b'P' => {
                    if let Some((name, sql)) = split(&body) {
                        self.statements.insert(name.to_vec(), is_commit(sql));
                    }
                    false
                }
                b'B' => split(&body)
                    .and_then(|(_, rest)| split(rest))
                    .is_some_and(|(name, _)| self.statements.get(name).copied().unwrap_or(false)),
                _ => false,
            };
        }
        found
    }

    /// The next whole message: its type, zero before the connection has started, and its body.
    fn next(&mut self) -> Option<(u8, Vec<u8>)> {
        let head = if self.started { HEAD } else { BARE_HEAD };
        let length = self.pending.get(head - BARE_HEAD..head)?.try_into().ok().map(u32::from_be_bytes)?;
        let whole = usize::try_from(length).ok()? + head - BARE_HEAD;
        if self.pending.len() < whole {
            return None;
        }
        let message: Vec<u8> = self.pending.drain(..whole).collect();
        let body = message.get(head..)?.to_vec();
        if self.started {
            return Some((*message.first()?, body));
        }
        self.started = body.starts_with(&PROTOCOL);
        Some((0, body))
    }
}

/// A text that ends with a zero, and what follows it.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

fn is_commit(sql: &[u8]) -> bool {
    sql.trim_ascii_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case(b"commit"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u8, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + BARE_HEAD).unwrap().to_be_bytes();
        let kind = (kind != 0).then_some(kind);
        kind.into_iter().chain(length).chain(body.iter().copied()).collect()
    }

    fn start() -> Vec<u8> {
        [message(0, &[4, 210, 22, 47]), message(0, b"\0\x03\0\0user\0postgres\0\0")].concat()
    }

    #[test]
    fn a_commit_is_seen_however_it_is_said() {
        let plain = [start(), message(b'Q', b"COMMIT\0")].concat();
        assert!(Messages::default().commits(&plain));
        let mut messages = Messages::default();
        assert!(!messages.commits(&[start(), message(b'P', b"s1\0commit\0\0\0")].concat()));
        assert!(!messages.commits(&message(b'P', b"s2\0select 'commit'\0\0\0")));
        assert!(!messages.commits(&message(b'B', b"\0s2\0\0\0\0\0\0\0")));
        assert!(messages.commits(&message(b'B', b"\0s1\0\0\0\0\0\0\0")));
    }

    #[test]
    fn a_commit_is_seen_in_pieces() {
        let plain = [start(), message(b'Q', b"commit\0")].concat();
        let mut messages = Messages::default();
        let seen: Vec<usize> = (0..plain.len()).filter(|at| messages.commits(&plain[*at..=*at])).collect();
        assert_eq!(seen, [plain.len() - 1]);
    }
}
