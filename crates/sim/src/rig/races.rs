//! Many at once for one thing: exactly as many get it as there are.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use sqlx::Connection;
use symbolon_server::hash;
use symbolon_store::{Database, Plain};
use tokio::sync::Barrier;

use super::client::{Act, Client, Outcome, Reply, request};
use super::history::History;
use super::process::{Launch, Server};
use super::world::{Company, World};
use super::{Report, limits};
use crate::support::{Engine, fresh_database};

/// Clients that try at the same time.
const CLIENTS: usize = 64;

/// Clients of which half invite the company of the other half. Few, because a database takes a second to see that two
/// transactions wait for each other.
const PAIRS: usize = 6;

/// What to do.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Where the data is.
    pub engine: Engine,
    /// How often each kind of race is run.
    pub rounds: usize,
    /// The number of a planted bug.
    pub planted: Option<u8>,
}

struct Races {
    servers: Vec<Server>,
    history: History,
    won: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

/// Sends requests together: all but the last byte of each, then, when everybody has come that far, the last bytes.
async fn together(servers: &[Server], requests: Vec<Vec<u8>>) -> anyhow::Result<Vec<Reply>> {
    let barrier = Arc::new(Barrier::new(requests.len()));
    let mut tasks = tokio::task::JoinSet::new();
    for (at, request) in requests.into_iter().enumerate() {
        let mut client = Client::new(servers[at % servers.len()].address);
        let barrier = barrier.clone();
        tasks.spawn(async move {
            let (last, most) = request.split_last().context("a request")?;
            let written = client.write(most).await;
            barrier.wait().await;
            written?;
            client.send(&[*last]).await
        });
    }
    tasks.join_all().await.into_iter().collect()
}

impl Races {
    /// Races for a thing of which there are so many. The answers of those who got it.
    async fn race(&mut self, kind: &'static str, there_are: usize, acts: Vec<Act>) -> anyhow::Result<Vec<Value>> {
        let invoked: Vec<u64> = acts.iter().map(|_| self.history.moment()).collect();
        let requests = acts.iter().map(Act::bytes).collect();
        let replies = together(&self.servers, requests).await?;
        let mut won = Vec::new();
        for ((act, invoked), reply) in acts.iter().zip(invoked).zip(replies) {
            let outcome = reply.outcome();
            match &outcome {
                Outcome::Done(_) => won.push(reply.body),
                Outcome::Refused(code) if !code.is_empty() => {}
                other => self.wrong.push(format!("{kind}: {other:?}")),
            }
            self.history.keep(act, invoked, outcome);
        }
        *self.won.entry(kind).or_default() += won.len();
        if won.len() != there_are.min(acts.len()) {
            self.wrong.push(format!("{kind}: {} of {} got one, and there were {there_are}", won.len(), acts.len()));
        }
        Ok(won)
    }

    /// The same act by everybody, each with a key of their own, after one preview.
    async fn everybody(&mut self, act: Option<Act>) -> anyhow::Result<Vec<Act>> {
        let mut act = act.context("an act of this company")?;
        act.preview(&mut Client::new(self.servers[0].address)).await?;
        Ok((0..CLIENTS).map(|at| act.under(format!("{at}-{}-{}", act.natural, act.account))).collect())
    }

    async fn round(&mut self, member: &Company, guest: &Company, link: &str) -> anyhow::Result<()> {
        let acts = self.everybody(Act::redeem(member, 0, String::new())).await?;
        self.race("redeem a token", 1, acts).await?;

        let (_, most) = member.key.context("a key")?;
        let acts = (0..CLIENTS).filter_map(|at| Act::activate(member, at, format!("activate-{at}-{}", member.id)));
        self.race("activate a machine", usize::try_from(most)?, acts.collect()).await?;

        let (_, most) = member.pool.context("a pool")?;
        let acts = (0..CLIENTS).filter_map(|at| Act::assign(member, at, format!("assign-{at}-{}", member.id)));
        self.race("assign a seat", usize::try_from(most)?, acts.collect()).await?;

        let acts = self.everybody(Act::request(member, 0, String::new())).await?;
        let asked = self.race("request a replacement", 1, acts).await?;
        if let Some(request) = asked.first().and_then(|body| body["id"].as_str()) {
            let acts = self.everybody(Some(Act::approve(member, request, String::new()))).await?;
            self.race("approve a replacement", 1, acts).await?;
        }

        let acts = (0..CLIENTS).map(|at| Act::buy(guest, format!("buy-{at}-{}", guest.id)));
        self.race("buy an offer", 1, acts.collect()).await?;

        self.each_other(member, guest).await;
        self.one_key(member).await?;
        self.one_link(link).await
    }

    /// One idempotency key: everybody gets the same answer, and it is done once.
    async fn one_key(&mut self, member: &Company) -> anyhow::Result<()> {
        let kind = "use one key";
        let mut act = Act::redeem(member, 1, format!("one-{}", member.id)).context("a second token")?;
        act.preview(&mut Client::new(self.servers[0].address)).await?;
        let invoked = self.history.moment();
        let replies = together(&self.servers, vec![act.bytes(); CLIENTS]).await?;
        let same = replies.iter().filter(|reply| reply.status == 201 && reply.body == replies[0].body).count();
        if same != CLIENTS {
            let others: Vec<_> = replies.iter().map(|reply| reply.status).filter(|status| *status != 201).collect();
            self.wrong.push(format!("{kind}: {same} of {CLIENTS} got the same answer; others {others:?}"));
        }
        self.history.keep(&act, invoked, Outcome::Done(None));
        *self.won.entry(kind).or_default() += 1;
        Ok(())
    }

    /// Two companies invite each other to become one. One invitation waits between them, and nobody who locks the two waits
    /// for somebody who locked them the other way round.
    async fn each_other(&mut self, one: &Company, other: &Company) {
        let kind = "invite each other";
        let invite = |at: usize| {
            let (own, company) = if at.is_multiple_of(2) { (one, other) } else { (other, one) };
            let body = json!({ "account": own.id, "company": company.number.to_string() });
            request("POST", "/v1/merges", &own.bearer, Some(&format!("invite-{at}-{}", own.id)), &body)
        };
        let replies = together(&self.servers, (0..PAIRS).map(invite).collect()).await;
        let replies = replies.unwrap_or_else(|error| {
            self.wrong.push(format!("{kind}: {error:#}"));
            Vec::new()
        });
        let count = |status| replies.iter().filter(|reply| reply.status == status).count();
        let (invited, refused) = (count(201), count(409));
        if (invited, refused) != (1, PAIRS - 1) {
            self.wrong.push(format!("{kind}: {invited} invitations and {refused} refusals"));
        }
        *self.won.entry(kind).or_default() += invited;
    }

    /// One link: one comes in by it.
    async fn one_link(&mut self, link: &str) -> anyhow::Result<()> {
        let kind = "enter by a link";
        let request = format!(
            "POST /enter/{link} HTTP/1.1\r\nHost: rig\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1\r\n\r\n&"
        );
        let replies = together(&self.servers, vec![request.into_bytes(); CLIENTS]).await?;
        let count = |status| replies.iter().filter(|reply| reply.status == status).count();
        let (entered, gone) = (count(303), count(410));
        if (entered, gone) != (1, CLIENTS - 1) {
            self.wrong.push(format!("{kind}: {entered} came in and {gone} were refused"));
        }
        *self.won.entry(kind).or_default() += entered;
        Ok(())
    }
}

/// How often the database had to break off one of two transactions that waited for each other.
async fn deadlocks(address: &str) -> anyhow::Result<i64> {
    let mut conn = sqlx::PgConnection::connect(address).await?;
    let sql = "select deadlocks from pg_stat_database where datname = current_database()";
    let (count,): (i64,) = sqlx::query_as(sql).fetch_one(&mut conn).await?;
    conn.close().await?;
    Ok(count)
}

/// Runs every kind of race.
///
/// # Errors
/// When the rig itself fails, for example because a server is gone.
pub async fn run(options: Options) -> anyhow::Result<Report> {
    let folder = tempfile::tempdir()?;
    let database = fresh_database(options.engine, folder.path()).await?;
    let address = match &database {
        Database::Postgres(address) => Some(address.clone()),
        Database::File(_) => None,
    };
    let world = World::make(folder.path(), database, options.rounds, options.rounds).await?;
    let links: Vec<String> = (0..options.rounds).map(|at| format!("link-{at}")).collect();
    let store = world.open().await?;
    let rows = world.companies.iter().zip(&links).map(|(company, link)| Plain::EnterLink {
        hash: hash(link),
        person: company.people[0],
        expires_at: i64::MAX,
    });
    store.write("rig", 0, &rows.collect::<Vec<_>>()).await?;
    store.close().await;
    drop(store);

    let launch = Launch { data: world.data.clone(), database: address, planted: options.planted, ..Launch::default() };
    let processes = if options.engine == Engine::Sqlite { 1 } else { 3 };
    let servers = (0..processes).map(|_| Server::start(&launch)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut races = Races { servers, history: History::default(), won: BTreeMap::new(), wrong: Vec::new() };
    let from = Instant::now();
    let (members, guests) = world.companies.split_at(options.rounds);
    for ((member, guest), link) in members.iter().zip(guests).zip(&links) {
        races.round(member, guest, link).await?;
    }
    let took = from.elapsed();
    for server in &mut races.servers {
        server.stop()?;
    }
    let mut wrong = races.wrong;
    // The servers have ended, so that all that was counted is told.
    if let Some(address) = &launch.database {
        let deadlocks = deadlocks(address).await?;
        wrong.extend((deadlocks > 0).then(|| format!("{deadlocks} times two transactions waited for each other")));
    }
    let store = world.open().await?;
    wrong.extend(races.history.settle(&store, &limits(&world.companies)).await?);
    wrong.extend(store.verify().await?.difference.map(|found| format!("verify: {found:?}")));
    store.close().await;
    ensure!(races.won.len() == 9 || !wrong.is_empty(), "not every kind of race was run: {:?}", races.won);
    let won: Vec<String> = races.won.iter().map(|(kind, won)| format!("{kind} {won}")).collect();
    Ok(Report {
        line: format!(
            "races, {:?}: {} rounds of {CLIENTS} clients on {processes} processes in {} s; {}",
            options.engine,
            options.rounds,
            took.as_secs(),
            won.join(", ")
        ),
        wrong,
    })
}
