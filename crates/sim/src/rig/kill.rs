//! Servers killed in the middle of what they do. What they acknowledged must be there afterwards, once.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::ensure;

use super::client::{Act, Client, Outcome};
use super::history::History;
use super::process::{Launch, Server};
use super::world::World;
use super::{Report, limits, random};
use crate::support::{Engine, fresh_database};

/// Clients of each server.
const CLIENTS: usize = 16;
/// Companies for each cycle; each has some thirty acts to try.
const COMPANIES: usize = 12;

/// What to do.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Where the data is.
    pub engine: Engine,
    /// How often a server is killed.
    pub cycles: usize,
    /// The number of a planted bug.
    pub planted: Option<u8>,
}

/// An act that waits to be tried, or tried again: one that was sent before keeps its moment and its key.
#[derive(Debug)]
struct Try {
    act: Act,
    invoked: Option<u64>,
}

type Queue = Arc<Mutex<VecDeque<Try>>>;
/// Why acts were left unknown, and how often.
type Troubles = Arc<Mutex<BTreeMap<String, usize>>>;

fn taken(queue: &Queue) -> Option<Try> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

fn put_back(queue: &Queue, tried: Try) {
    queue.lock().unwrap_or_else(PoisonError::into_inner).push_front(tried);
}

/// Every act that some companies' rules allow, and some more, mixed.
pub(super) fn acts(world: &World, random: &mut impl FnMut(usize) -> usize) -> Vec<Act> {
    let mut acts = Vec::new();
    for company in &world.companies {
        let key = |what: &str, at: usize| format!("{what}-{at}-{}", company.id);
        acts.extend((0..company.tokens.len()).filter_map(|at| Act::redeem(company, at, key("redeem", at))));
        // The same token again, under another key: at most one of them may have it.
        acts.extend((0..company.tokens.len()).filter_map(|at| Act::redeem(company, at, key("again", at))));
        acts.extend((0..13).filter_map(|at| Act::activate(company, at, key("activate", at))));
        acts.extend((0..5).filter_map(|at| Act::assign(company, at, key("assign", at))));
    }
    for at in (1..acts.len()).rev() {
        acts.swap(at, random(at + 1));
    }
    acts
}

/// How long a client waits before it tries again what failed.
const PAUSE: Duration = Duration::from_millis(5);

/// How long a server may take to its first answer on a machine that is busy with something else.
const FIRST: Duration = Duration::from_secs(5);

/// One in so many servers is killed whether or not it has answered anything.
const UNHEARD: usize = 4;

/// One in so many acts is sent by somebody who does not wait for the answer.
const IMPATIENCE: u64 = 8;

/// One client: tries one act after the other, and again what gave no answer, until it is told to stop.
async fn work(
    mut client: Client,
    queue: Queue,
    history: Arc<History>,
    troubles: Troubles,
    stop: Arc<AtomicBool>,
    only_sent: bool,
) {
    while !stop.load(Ordering::Relaxed) {
        let Some(mut tried) = taken(&queue) else { return };
        if only_sent && tried.invoked.is_none() {
            put_back(&queue, tried);
            return;
        }
        let outcome = match tried.invoked {
            Some(_) => client.act(&tried.act).await,
            None => match tried.act.preview(&mut client).await {
                Err(error) => Outcome::Unknown(format!("{error:#}")),
                Ok(()) => {
                    let invoked = *tried.invoked.get_or_insert_with(|| history.moment());
                    // Some do not wait, and try again at once.
                    if invoked % IMPATIENCE == 1 {
                        client.hang_up(&tried.act).await
                    } else {
                        client.act(&tried.act).await
                    }
                }
            },
        };
        match (outcome, tried.invoked) {
            (Outcome::Unknown(cause), _) => {
                *troubles.lock().unwrap_or_else(PoisonError::into_inner).entry(cause.clone()).or_default() += 1;
                put_back(&queue, tried);
                if cause.starts_with("500") {
                    history.defect(cause);
                }
                tokio::time::sleep(PAUSE).await;
            }
            (outcome, Some(invoked)) => history.keep(&tried.act, invoked, outcome),
            (_, None) => {}
        }
    }
}

/// Lets clients work on servers until `then` has done something to these, and the clients have noticed or are told.
pub(super) struct Load {
    queue: Queue,
    history: Arc<History>,
    troubles: Troubles,
}

impl Load {
    pub(super) fn new(acts: Vec<Act>) -> Self {
        let tries = acts.into_iter().map(|act| Try { act, invoked: None }).collect();
        Self { queue: Arc::new(Mutex::new(tries)), history: Arc::default(), troubles: Arc::default() }
    }

    pub(super) fn history(&self) -> &History {
        &self.history
    }

    /// Why acts were left unknown, and how often, until they were tried again.
    pub(super) fn troubles(&self) -> BTreeMap<String, usize> {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Acts that nobody has settled yet.
    pub(super) fn left(&self) -> usize {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Waits until an act more than `before` has its answer, or for as long as that may take.
    async fn answered(&self, before: usize) {
        let more = async {
            while self.history.count() <= before {
                tokio::time::sleep(PAUSE).await;
            }
        };
        let _ = tokio::time::timeout(FIRST, more).await;
    }

    /// Clients on servers, for as long as `during` takes. Their last acts are answered before this ends.
    pub(super) async fn run<T>(&self, servers: &[std::net::SocketAddr], during: impl Future<Output = T>) -> T {
        let stop = Arc::new(AtomicBool::new(false));
        let mut clients = tokio::task::JoinSet::new();
        for address in servers {
            for _ in 0..CLIENTS {
                clients.spawn(work(
                    Client::new(*address),
                    self.queue.clone(),
                    self.history.clone(),
                    self.troubles.clone(),
                    stop.clone(),
                    false,
                ));
            }
        }
        let done = during.await;
        stop.store(true, Ordering::Relaxed);
        clients.join_all().await;
        done
    }

    /// Tries what was sent and never answered again, under the same keys, until all of it is answered or the time is
    /// over. What is left then stays unknown.
    pub(super) async fn settle(&self, server: std::net::SocketAddr, patience: Duration) {
        {
            // Those that were sent come first.
            let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
            let (sent, others): (Vec<Try>, Vec<Try>) = queue.drain(..).partition(|tried| tried.invoked.is_some());
            queue.extend(sent.into_iter().chain(others));
        }
        let stop = Arc::new(AtomicBool::new(false));
        let client = Client::new(server);
        let settled = work(client, self.queue.clone(), self.history.clone(), self.troubles.clone(), stop, true);
        let _ = tokio::time::timeout(patience, settled).await;
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        for tried in queue.iter() {
            if let Some(invoked) = tried.invoked {
                self.history.keep(&tried.act, invoked, Outcome::Unknown("never answered".to_owned()));
            }
        }
    }
}

/// Kills servers under load.
///
/// # Errors
/// When the rig itself fails.
pub async fn run(options: Options) -> anyhow::Result<Report> {
    let folder = tempfile::tempdir()?;
    let database = fresh_database(options.engine, folder.path()).await?;
    let address = match &database {
        symbolon_store::Database::Postgres(address) => Some(address.clone()),
        symbolon_store::Database::File(_) => None,
    };
    let members = (options.cycles * COMPANIES).min(1_200);
    let world = World::make(folder.path(), database, members, 0).await?;
    let launch = Launch { data: world.data.clone(), database: address, planted: options.planted, ..Launch::default() };
    let mut random = random(0x6b69_6c6c);
    let load = Load::new(acts(&world, &mut random));
    let processes = if options.engine == Engine::Sqlite { 1 } else { 3 };
    let mut servers = Vec::new();
    for _ in 0..processes {
        servers.push(Server::start(&launch)?);
    }
    let (from, mut slowest) = (Instant::now(), Duration::ZERO);
    let mut kills = 0;
    while kills < options.cycles && load.left() > CLIENTS * processes {
        let addresses: Vec<_> = servers.iter().map(|server| server.address).collect();
        let moment = Duration::from_micros(u64::try_from(5_000 + random(300_000))?);
        let victim = random(servers.len());
        let before = load.history().count();
        // Most have answered something before, or a slow machine would try nothing.
        let killed = async {
            if kills % UNHEARD > 0 {
                load.answered(before).await;
            }
            tokio::time::sleep(moment).await;
            servers[victim].kill()
        };
        load.run(&addresses, killed).await?;
        kills += 1;
        servers[victim] = Server::start(&launch)?;
        slowest = slowest.max(servers[victim].ready);
    }
    load.settle(servers[0].address, Duration::from_secs(30)).await;
    let took = from.elapsed();
    for server in &mut servers {
        server.stop()?;
    }
    let store = world.open().await?;
    let mut wrong = load.history().settle(&store, &limits(&world.companies)).await?;
    wrong.extend(store.verify().await?.difference.map(|found| format!("verify: {found:?}")));
    store.close().await;
    let records = load.history().records();
    let done = records.iter().filter(|record| matches!(record.outcome, Outcome::Done(_))).count();
    let retried = records.iter().filter(|record| record.outcome == Outcome::Done(None)).count();
    ensure!(done > kills, "only {done} acts were done in {kills} cycles: nothing was tried");
    Ok(Report {
        line: format!(
            "kill -9, {:?}: {kills} kills in {} s, {} acts, {done} done ({retried} known only from a retry), ready again \
             after {} ms at the most",
            options.engine,
            took.as_secs(),
            records.len(),
            slowest.as_millis()
        ),
        wrong,
    })
}
