//! A database that is restarted, fails over, waits for its standby, or breaks off in the middle of a commit, under
//! servers that go on. What was acknowledged must be there afterwards, once, wherever the database is then.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::ensure;
use serde_json::{Value, json};
use tokio::task::block_in_place;

use super::client::{Client, Outcome, request};
use super::cluster::Node;
use super::kill::{Load, acts};
use super::process::{Launch, Server};
use super::proxy::{Fate, Proxy};
use super::world::{DESK, World};
use super::{Report, limits, random};

/// Processes that share the database.
const PROCESSES: usize = 3;
/// Companies for each cycle; each has some thirty acts to try.
const COMPANIES: usize = 24;
/// How long the servers may take to work again after the database does.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the standby is away: longer than a server waits for a commit and then looks for what became of it, so that
/// some clients are told that nobody knows.
const AWAY: Duration = Duration::from_secs(14);
/// How long connections are silent: longer than a server waits for a commit.
const SILENCE: Duration = Duration::from_secs(6);
/// Acts that must be done after each blow before the next.
const AFTER: usize = 30;

/// What is done to the database in a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blow {
    /// It is stopped at once and started again.
    Restart,
    /// The primary dies, and the standby that had everything takes its place.
    Failover,
    /// Commits break off: before the database has them, after it has carried them out, or without a word.
    Commits,
    /// Connections fall silent, and are then cut.
    Silence,
    /// The standby is gone, for which every commit waits.
    StandbyLost,
}

/// Each kind in turn.
const BLOWS: [Blow; 6] =
    [Blow::Restart, Blow::Failover, Blow::Commits, Blow::Silence, Blow::Failover, Blow::StandbyLost];

/// What to do.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How often something is done to the database.
    pub cycles: usize,
    /// The number of a planted bug.
    pub planted: Option<u8>,
}

/// A primary with its standby behind one address, and a world in it with its servers.
struct Site {
    proxy: Proxy,
    primary: Node,
    standby: Node,
    world: World,
    servers: Vec<Server>,
    // The installation's folder goes last.
    _folder: tempfile::TempDir,
}

impl Site {
    async fn start(members: usize, planted: Option<u8>) -> anyhow::Result<Self> {
        let (primary, standby) = block_in_place(|| {
            let primary = Node::primary("one")?;
            let standby = primary.standby("two")?;
            anyhow::Ok((primary, standby))
        })?;
        let proxy = Proxy::start(primary.address()).await?;
        let address = block_in_place(|| primary.database("rig", proxy.address))?;
        let folder = tempfile::tempdir()?;
        let world = World::make(folder.path(), address.parse()?, members, 0).await?;
        block_in_place(|| primary.wait_for(Some(standby.name())))?;
        let launch = Launch { data: world.data.clone(), database: Some(address), planted, ..Launch::default() };
        let servers = (0..PROCESSES).map(|_| Server::start(&launch)).collect::<anyhow::Result<_>>()?;
        Ok(Self { proxy, primary, standby, world, servers, _folder: folder })
    }

    fn addresses(&self) -> Vec<SocketAddr> {
        self.servers.iter().map(|server| server.address).collect()
    }

    /// The primary dies and the standby takes its place, whatever it has.
    fn fail_over(&mut self) -> anyhow::Result<()> {
        self.primary.kill()?;
        self.standby.promote()?;
        self.proxy.turn_to(self.standby.address());
        std::mem::swap(&mut self.primary, &mut self.standby);
        Ok(())
    }

    /// The server that is now the standby follows, and commits wait for it again.
    fn rejoin(&self) -> anyhow::Result<()> {
        self.standby.rejoin(&self.primary)?;
        self.primary.wait_for(Some(self.standby.name()))
    }

    /// Does something to the database; what is wrong already.
    async fn strike(&mut self, blow: Blow, load: &Load) -> anyhow::Result<Vec<String>> {
        match blow {
            Blow::Restart => block_in_place(|| {
                self.primary.stop_immediate()?;
                self.primary.start()
            })?,
            Blow::Failover => block_in_place(|| self.fail_over())?,
            Blow::Commits => {
                for fate in [Fate::Lost, Fate::Unanswered, Fate::Silent] {
                    let met = self.proxy.met();
                    self.proxy.next_commit(fate);
                    within(PATIENCE, || self.proxy.met() > met).await?;
                }
            }
            Blow::Silence => {
                self.proxy.freeze(true);
                tokio::time::sleep(SILENCE).await;
                self.proxy.cut();
                self.proxy.freeze(false);
            }
            Blow::StandbyLost => return self.without_standby(load).await,
        }
        Ok(Vec::new())
    }

    /// Writes that carry no key against doing them twice, while nobody else writes: the server itself must find out what
    /// became of a commit that breaks off.
    async fn without_keys(&self, cycle: usize) -> anyhow::Result<Vec<String>> {
        let company = &self.world.companies[cycle % self.world.companies.len()];
        let path = format!("/v1/accounts/{}/people", company.id);
        let mut client = Client::new(self.servers[cycle % PROCESSES].address);
        let mut wrong = Vec::new();
        for fate in [Fate::Lost, Fate::Unanswered] {
            let email = format!("{cycle}-{fate:?}@lumen.example").to_lowercase();
            let body = json!({ "name": "Théo", "email": email, "language": "fr" });
            self.proxy.next_commit(fate);
            let added = client.send(&request("POST", &path, &company.bearer, None, &body)).await?;
            let listed = client.send(&request("GET", &path, &company.bearer, None, &Value::Null)).await?;
            let there = listed.body["items"].as_array().into_iter().flatten();
            let there = there.filter(|person| person["email"] == json!(email)).count();
            // That nobody knows is an answer too.
            if !matches!((added.status, there), (201, 1) | (503, 0 | 1)) {
                wrong
                    .push(format!("cycle {cycle}, {fate:?}: {} for a person who is there {there} times", added.status));
            }
        }
        Ok(wrong)
    }

    /// Without its standby, the primary keeps every commit waiting: nothing may be acknowledged, and what is there can
    /// still be read.
    async fn without_standby(&self, load: &Load) -> anyhow::Result<Vec<String>> {
        block_in_place(|| self.standby.stop_immediate())?;
        let gone = load.history().moment();
        let mut wrong = Vec::new();
        let from = Instant::now();
        while from.elapsed() < AWAY {
            tokio::time::sleep(Duration::from_millis(500)).await;
            for server in &self.servers {
                let read = request("GET", "/v1/accounts?limit=1", DESK, None, &Value::Null);
                let answer = Client::new(server.address).send(&read).await;
                if answer.as_ref().map_or(0, |reply| reply.status) != 200 {
                    wrong.push(format!("nothing can be read while commits wait: {answer:?}"));
                }
            }
        }
        let back = load.history().moment();
        block_in_place(|| self.standby.start())?;
        let early = load.history().records().into_iter().filter(|record| {
            record.invoked > gone && record.returned < back && matches!(record.outcome, Outcome::Done(Some(_)))
        });
        wrong.extend(early.map(|record| format!("{} was acknowledged while no standby had it", record.natural)));
        Ok(wrong)
    }
}

/// Waits until something is so.
async fn within(patience: Duration, is_so: impl Fn() -> bool) -> anyhow::Result<Duration> {
    let from = Instant::now();
    while !is_so() {
        ensure!(from.elapsed() < patience, "it has not happened in {} s", patience.as_secs());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(from.elapsed())
}

fn done(load: &Load) -> usize {
    load.history().records().iter().filter(|record| matches!(record.outcome, Outcome::Done(Some(_)))).count()
}

/// Strikes at the database under load.
///
/// # Errors
/// When the rig itself fails.
pub async fn run(options: Options) -> anyhow::Result<Report> {
    let mut site = Site::start(options.cycles * COMPANIES, options.planted).await?;
    let mut random = random(0x6462);
    let load = Load::new(acts(&site.world, &mut random));
    let (from, mut slowest, mut cycles, mut wrong) = (Instant::now(), Duration::ZERO, 0, Vec::new());
    let addresses = site.addresses();
    for blow in BLOWS.into_iter().cycle().take(options.cycles) {
        if load.left() < PROCESSES * 16 {
            break;
        }
        let moment = Duration::from_millis(u64::try_from(200 + random(1_000))?);
        let during = async {
            tokio::time::sleep(moment).await;
            let found = site.strike(blow, &load).await?;
            let before = done(&load);
            let again = within(PATIENCE, || done(&load) > before || load.left() == 0).await;
            // A few more, so that the next blow has something to hit; without them the next cycle says so.
            let _ = within(PATIENCE, || done(&load) > before + AFTER || load.left() == 0).await;
            anyhow::Ok((found, again))
        };
        let (found, again) = load.run(&addresses, during).await?;
        wrong.extend(found.into_iter().map(|found| format!("cycle {cycles}, {blow:?}: {found}")));
        match again {
            Ok(took) => slowest = slowest.max(took),
            Err(error) => wrong.push(format!("cycle {cycles}, {blow:?}: nothing is done any more: {error}")),
        }
        match blow {
            Blow::Failover => block_in_place(|| site.rejoin())?,
            Blow::Commits => wrong.extend(site.without_keys(cycles).await?),
            Blow::Restart | Blow::Silence | Blow::StandbyLost => {}
        }
        cycles += 1;
    }
    load.settle(addresses[0], Duration::from_secs(30)).await;
    let took = from.elapsed();
    wrong.extend(settled(site, &load).await?);
    let records = load.history().records();
    let retried = records.iter().filter(|record| record.outcome == Outcome::Done(None)).count();
    let unknown = records.iter().filter(|record| matches!(record.outcome, Outcome::Unknown(_))).count();
    let done = done(&load);
    ensure!(done > cycles, "only {done} acts were done in {cycles} cycles: nothing was tried");
    let (lost, besides) = control().await?;
    if lost == 0 {
        wrong.push("control: a failover that loses acknowledged acts was not noticed".to_owned());
    }
    wrong.extend(besides.into_iter().map(|found| format!("control: {found}")));
    Ok(Report {
        line: format!(
            "database: {cycles} blows in {} s, {} acts, {done} done, {retried} more known only from a retry, {unknown} \
             unknown to the end; working again after {} ms at the most; control: {lost} losses of an asynchronous \
             failover seen",
            took.as_secs(),
            records.len(),
            slowest.as_millis()
        ),
        wrong,
    })
}

/// What is wrong with the history, by what the database holds when all servers have stopped.
async fn settled(mut site: Site, load: &Load) -> anyhow::Result<Vec<String>> {
    for server in &mut site.servers {
        server.stop()?;
    }
    let store = site.world.open().await?;
    let mut wrong = load.history().settle(&store, &limits(&site.world.companies)).await?;
    wrong.extend(store.verify().await?.difference.map(|found| format!("verify: {found:?}")));
    store.close().await;
    Ok(wrong)
}

/// A failover to a standby that had stopped following loses what was acknowledged since. The answers are how much of
/// that the history shows, and what is wrong besides: servers that saw what is lost must not build on it.
async fn control() -> anyhow::Result<(usize, Vec<String>)> {
    let mut site = Site::start(COMPANIES, None).await?;
    block_in_place(|| site.primary.wait_for(None))?;
    let load = Load::new(acts(&site.world, &mut random(0x6163)));
    let addresses = site.addresses();
    let during = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        block_in_place(|| site.standby.stop_following())?;
        tokio::time::sleep(Duration::from_millis(1_000)).await;
        block_in_place(|| site.fail_over())?;
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        anyhow::Ok(())
    };
    load.run(&addresses, during).await?;
    let (lost, others): (Vec<_>, Vec<_>) = settled(site, &load).await?.into_iter().partition(|found| {
        // Places in a ledger are given again when the facts that had them are gone.
        found.contains("acknowledged")
    });
    let gone = lost.iter().filter(|found| found.contains("were acknowledged and")).count();
    Ok((gone, others))
}
