//! Prints, from one run on one machine, what an act, a check and a standing cost, each beside its own baselines: the
//! engine writing the same rows by itself, one transaction for each request, a bare endpoint, and PostgreSQL and Redis
//! where they are installed. Rounds are interleaved and medians are given, because a shared disk changes its mind; a
//! probe of the disk stands in every round.
//!
//! Usage: `cargo run --profile dist -p symbolon-sim --bin bench [rounds] [--long] [--companies=N] [--only=acts|checks|key|beside|burst]`
//! With `--only=burst`, all redemptions are sent at once and nothing is compared: for looking on with a profiler.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use symbolon_domain::access::Role;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Payment;
use symbolon_domain::ids::*;
use symbolon_domain::programme::{Layer, Programmes};
use symbolon_domain::standing::standing;
use symbolon_sim::bench::bare;
use symbolon_sim::bench::figures::{Bound, Goals, Series};
use symbolon_sim::bench::load::{Connection, Load, Pace, Requests, is_loader, load, probe, request};
use symbolon_sim::bench::postgres::{Cluster, Script};
use symbolon_sim::bench::redis::Redis;
use symbolon_sim::bench::rows::{Bare, How, Rows};
use symbolon_sim::bench::world::{Member, PRODUCT, Redemption, Served, TODAY, World, check, noon, question};
use symbolon_sim::support::programme;
use symbolon_store::Database;

/// As in the product.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long each thing is loaded in a round.
const SLOT: Duration = Duration::from_millis(500);
/// The number of connections that goals are about.
const CONNECTIONS: u32 = 64;
/// Companies of the databases on PostgreSQL, and those whose redemptions give the rows for the baselines.
const FEW: usize = 4_000;
/// A product that every company may use.
const OFFICE: &str = "office-professional-plus-2019";

struct Asked {
    rounds: usize,
    /// Whether a whole minute is measured too.
    long: bool,
    companies: usize,
    /// The one part that is measured.
    only: Option<String>,
}

impl Asked {
    fn read() -> anyhow::Result<Self> {
        let mut asked = Self { rounds: 5, long: false, companies: 0, only: None };
        for text in std::env::args().skip(1) {
            match text.split_once('=') {
                Some(("--companies", number)) => asked.companies = number.parse()?,
                Some(("--only", part)) => asked.only = Some(part.to_owned()),
                _ if text == "--long" => asked.long = true,
                _ => asked.rounds = text.parse()?,
            }
        }
        if asked.companies == 0 {
            // Five tokens each, for all rounds of all numbers of connections; memory holds 20,000 companies.
            asked.companies = 3_600 * asked.rounds.max(2) + if asked.long { 60_000 } else { 0 };
        }
        Ok(asked)
    }

    fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }
}

/// One round of the loads that are compared with each other.
#[derive(Default)]
struct Acts {
    redemptions: Series,
    p50: Series,
    p99: Series,
    each_alone: Series,
    echo: Series,
    nothing: Series,
    disk: Series,
    disk_p50: Series,
    disk_p99: Series,
}

/// PostgreSQL: its own load generator, and this product on it.
struct OnServer {
    cluster: Cluster,
    five: Script,
    call: Script,
    grouped: (SocketAddr, Requests),
    alone: (SocketAddr, Requests),
}

struct Rig {
    folder: tempfile::TempDir,
    world: World,
    grouped: SocketAddr,
    /// Redemptions that were not sent yet.
    acts: Requests,
    /// A few that wait for a look at what follows an act.
    kept: Vec<Redemption>,
    alone: SocketAddr,
    acts_alone: Requests,
    bare: SocketAddr,
    each_row: Bare,
    each_table: Bare,
    server: Option<OnServer>,
    redis: Option<Redis>,
}

fn main() -> anyhow::Result<()> {
    if is_loader()? {
        return Ok(());
    }
    let asked = Asked::read()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(&asked))
}

async fn run(asked: &Asked) -> anyhow::Result<()> {
    let mut rig = Rig::start(asked).await?;
    if asked.only.as_deref() == Some("burst") {
        return burst(&rig).await;
    }
    println!(
        "\n{} interleaved rounds; medians (least–most); loader, server and disk share this machine\n",
        asked.rounds
    );
    let mut goals = Goals::default();
    if asked.wants("acts") {
        acts(&mut rig, asked.rounds, &mut goals).await?;
    }
    if asked.wants("checks") {
        checks(&rig, asked.rounds, &mut goals).await?;
    }
    if asked.wants("key") {
        hot_key(&rig, asked.rounds, &mut goals).await?;
    }
    if asked.wants("beside") {
        beside_acts(&mut rig, asked.rounds, &mut goals).await?;
    }
    if asked.long {
        a_minute(&rig, &mut goals).await?;
    }
    println!("\n{goals}");
    in_process()
}

fn requests(of: &[Redemption]) -> anyhow::Result<Requests> {
    Requests::once(of.iter().map(|act| &act.request))
}

impl Rig {
    async fn start(asked: &Asked) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(std::env::var_os("BENCH_DIR").unwrap_or_else(|| ".".into()))?;
        let at = |name: &str| folder.path().join(name);
        let from = Instant::now();
        let world = World::make(Database::File(at("symbolon.db")), asked.companies).await?;
        println!("{} companies with 41 lines each in {:.1} s", asked.companies, from.elapsed().as_secs_f64());
        let alone = world.copy(&at("alone")).await?;
        let sample = world.copy(&at("sample")).await?;
        let before = [world.copy(&at("row")).await?, world.copy(&at("table")).await?];

        let served = world.serve(true).await?;
        let mut acts = world.redemptions(served.address).await?;
        let rows = captured(&sample, &acts).await?;
        println!(
            "{} redemptions previewed, the rows of {} taken; {:.1} s",
            acts.len(),
            rows.len(),
            from.elapsed().as_secs_f64()
        );
        let [row, table] = before;
        let acts_alone = requests(&acts)?;
        let kept = acts.split_off(acts.len().saturating_sub(1_000));
        let grouped = served.address;
        let server = if asked.wants("acts") { OnServer::start(&rows).await? } else { None };
        let redis = Redis::start(folder.path())?;
        Ok(Self {
            world,
            grouped,
            acts: requests(&acts)?,
            kept,
            alone: alone.serve(false).await?.address,
            acts_alone,
            bare: bare::serve().await?,
            each_row: Bare::open(row.file()?, rows.clone()).await?,
            each_table: Bare::open(table.file()?, rows).await?,
            server,
            redis,
            folder,
        })
    }
}

/// Redeems on a copy, and reads what that left.
async fn captured(sample: &World, acts: &[Redemption]) -> anyhow::Result<Rows> {
    let served = sample.serve(true).await?;
    load(served.address, &requests(acts.get(..acts.len() * 2 / 3).unwrap_or_default())?, 256, Pace::All, &[201])
        .await?;
    served.stop().await?;
    Rows::read(sample.file()?).await
}

impl OnServer {
    async fn start(rows: &Rows) -> anyhow::Result<Option<Self>> {
        let Some(cluster) = Cluster::start()? else {
            println!("PostgreSQL is not installed: it is left out");
            return Ok(None);
        };
        let world = World::make(cluster.database("grouped", None).await?, FEW).await?;
        let alone = world.at(cluster.database("alone", Some("grouped")).await?);
        let [five, call] = cluster.scripts("grouped", rows).await?;
        let served: Served = world.serve(true).await?;
        let acts = world.redemptions(served.address).await?;
        let alone = (alone.serve(false).await?.address, requests(&acts)?);
        Ok(Some(Self { cluster, five, call, grouped: (served.address, requests(&acts)?), alone }))
    }
}

/// Redemptions, beside everything that they are compared with.
async fn acts(rig: &mut Rig, rounds: usize, goals: &mut Goals) -> anyhow::Result<()> {
    let nothing = Requests::again([&request("GET", "/", "", None, "")])?;
    let echo = Requests::again([&echoed(rig.kept.first().context("a redemption")?.request.clone())])?;
    println!(
        "| connections | redemptions/s | p50 µs | p99 µs | one transaction each | POST echo | trivial endpoint | fdatasync/s |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let (mut row, mut table) = (Series::default(), Series::default());
    let (mut five, mut call, mut on_server, mut alone_on_server) =
        (Series::default(), Series::default(), Series::default(), Series::default());
    let mut sets = Series::default();
    for connections in [1, 16, CONNECTIONS, 256] {
        let mut acts = Acts::default();
        for _ in 0..rounds {
            let disk = probe(rig.folder.path())?;
            acts.disk.push(disk.rate);
            acts.disk_p50.push(disk.p50);
            acts.disk_p99.push(disk.p99);
            let pace = Pace::Full(SLOT);
            let all = load(rig.grouped, &rig.acts, connections, pace, &[201]).await?;
            acts.redemptions.push(all.rate);
            acts.p50.push(all.p50);
            acts.p99.push(all.p99);
            acts.each_alone.push(load(rig.alone, &rig.acts_alone, connections, pace, &[201]).await?.rate);
            acts.echo.push(load(rig.bare, &echo, connections, pace, &[200]).await?.rate);
            acts.nothing.push(load(rig.bare, &nothing, connections, pace, &[200]).await?.rate);
            if connections != CONNECTIONS {
                continue;
            }
            row.push(rig.each_row.run(How::EachRow, SLOT).await?);
            table.push(rig.each_table.run(How::EachTable, SLOT).await?);
            if let Some(server) = &rig.server {
                five.push(server.cluster.pgbench(&server.five)?);
                call.push(server.cluster.pgbench(&server.call)?);
                let (address, requests) = &server.grouped;
                on_server.push(load(*address, requests, connections, pace, &[201]).await?.rate);
                let (address, requests) = &server.alone;
                alone_on_server.push(load(*address, requests, connections, pace, &[201]).await?.rate);
            }
            if let Some(redis) = &rig.redis {
                sets.push(redis.writes()?);
            }
        }
        println!(
            "| {connections} | {} | {} | {} | {} | {} | {} | {} |",
            acts.redemptions, acts.p50, acts.p99, acts.each_alone, acts.echo, acts.nothing, acts.disk
        );
        let redemptions = &acts.redemptions;
        match connections {
            1 => goals.add_limit(
                "W6",
                &format!("p50 of one connection, µs; the disk takes {}", acts.disk_p50.median()),
                &acts.p50,
                acts.disk_p50.median() + 1_000,
            ),
            CONNECTIONS => {
                println!(
                    "bare SQLite, 64 commands a commit: {table} with a statement for each table, {row} with one for each row"
                );
                let bare = if row.median() > table.median() { &row } else { &table };
                goals.add(
                    "W1",
                    "redemptions ÷ bare SQLite group commit of the same rows",
                    redemptions,
                    bare,
                    Bound::AtLeast(100),
                );
                if rig.server.is_some() {
                    goals.add("W2", "redemptions ÷ pgbench, five statements", redemptions, &five, Bound::AtLeast(300));
                    goals.add("W2", "redemptions ÷ pgbench, one call", redemptions, &call, Bound::AtLeast(400));
                    goals.add(
                        "P1",
                        "on PostgreSQL: group commit ÷ one transaction each",
                        &on_server,
                        &alone_on_server,
                        Bound::AtLeast(200),
                    );
                } else {
                    goals.skip("W2", "redemptions ÷ pgbench", "PostgreSQL is not installed");
                    goals.skip("P1", "on PostgreSQL", "PostgreSQL is not installed");
                }
                goals.add(
                    "W3",
                    "redemptions ÷ one transaction each",
                    redemptions,
                    &acts.each_alone,
                    Bound::AtLeast(700),
                );
                match rig.redis {
                    Some(_) => {
                        goals.add("W4", "redemptions ÷ Redis SET, synced", redemptions, &sets, Bound::AtLeast(60))
                    }
                    None => goals.skip("W4", "redemptions ÷ Redis SET, synced", "Redis is not installed"),
                }
                goals.add("W5", "redemptions ÷ POST echo", redemptions, &acts.echo, Bound::AtLeast(22));
                let limit = (acts.disk_p99.median() * 6).max(30_000);
                goals.add_limit("W6", "p99 of 64 connections, µs", &acts.p99, limit);
            }
            256 => {
                goals.add("W5", "the same with 256 connections (stretch)", redemptions, &acts.echo, Bound::AtLeast(55))
            }
            _ => {}
        }
    }
    Ok(())
}

/// The same request to the endpoint that only echoes.
fn echoed(request: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(request).unwrap_or_default();
    let rest = text.split_once(" HTTP/1.1").map_or("", |(_, rest)| rest);
    format!("POST /echo HTTP/1.1{rest}").into_bytes()
}

/// Checks, one at a time and a hundred, beside a bare endpoint that reads the same question.
async fn checks(rig: &Rig, rounds: usize, goals: &mut Goals) -> anyhow::Result<()> {
    let every = |path| {
        let all: Vec<_> = rig.world.members.iter().map(|member| check(path, member.account, OFFICE)).collect();
        Requests::again(&all)
    };
    let (ours, theirs) = (every("/v1/entitlement-checks")?, every("/check")?);
    let batch = |members: &[Member]| {
        let questions: Vec<String> = members.iter().map(|member| question(member.account, OFFICE)).collect();
        request("POST", "/v1/entitlement-checks", PRODUCT, None, &format!("{{\"checks\":[{}]}}", questions.join(",")))
    };
    let batches = Requests::again(&rig.world.members.chunks_exact(100).map(batch).collect::<Vec<_>>())?;
    println!(
        "\n| connections | checks/s | p50 µs | p99 µs | bare endpoint | its p99 µs | checks/s in batches of 100 |"
    );
    println!("|---|---|---|---|---|---|---|");
    for connections in [1, CONNECTIONS, 256] {
        let [mut one, mut p50, mut p99, mut bare, mut bare_p99, mut many] = std::array::from_fn(|_| Series::default());
        for _ in 0..rounds {
            let all = load(rig.grouped, &ours, connections, Pace::Full(SLOT), &[200]).await?;
            one.push(all.rate);
            p50.push(all.p50);
            p99.push(all.p99);
            let all = load(rig.bare, &theirs, connections, Pace::Full(SLOT), &[200]).await?;
            bare.push(all.rate);
            bare_p99.push(all.p99);
            many.push(load(rig.grouped, &batches, connections, Pace::Full(SLOT), &[200]).await?.rate * 100);
        }
        println!("| {connections} | {one} | {p50} | {p99} | {bare} | {bare_p99} | {many} |");
        if connections > 1 {
            let what = format!("checks ÷ bare endpoint, {connections} connections");
            goals.add("R1", &what, &one, &bare, Bound::AtLeast(92));
            goals.add("R1", "their p99 ÷ its p99", &p99, &bare_p99, Bound::AtMost(125));
        }
        if connections == CONNECTIONS {
            goals.add("R3", "checks in batches of 100 ÷ single checks", &many, &one, Bound::AtLeast(2_500));
        }
    }
    Ok(())
}

/// Everybody wants the last activation of one key: as many get one as there are, and nobody waits longer than those who
/// ask for different keys.
async fn hot_key(rig: &Rig, rounds: usize, goals: &mut Goals) -> anyhow::Result<()> {
    const RACERS: usize = 2_000;
    let activation = |member: &Member, key: KeyId, machine: usize| {
        let body = format!("{{\"fingerprint\":\"machine-{machine}\"}}");
        let name = format!("{key}-{machine}");
        request("POST", &format!("/v1/keys/{key}/activations"), &member.secret, Some(&name), &body)
    };
    let (mut hot, mut uniform) = (Series::default(), Series::default());
    for (round, member) in rig.world.members.iter().take(rounds).enumerate() {
        let (key, limit) = *member.keys.first().context("a key")?;
        let racers: Vec<_> = (0..RACERS).map(|machine| activation(member, key, machine)).collect();
        let race = load(rig.grouped, &Requests::once(&racers)?, CONNECTIONS, Pace::All, &[201, 409]).await?;
        let winners = race.answers.get(&201).copied().unwrap_or(0);
        ensure!(winners == u64::from(limit), "a key for {limit} activations had {winners}");
        hot.push(race.rate);
        let others = rig.world.members.iter().skip(rounds).take(RACERS);
        let apart = others.filter_map(|member| Some(activation(member, member.keys.first()?.0, round)));
        uniform.push(
            load(rig.grouped, &Requests::once(&apart.collect::<Vec<_>>())?, CONNECTIONS, Pace::All, &[201]).await?.rate,
        );
    }
    goals.add(
        "W8",
        "activations of one key, exactly its limit allowed ÷ of many keys",
        &hot,
        &uniform,
        Bound::AtLeast(90),
    );
    Ok(())
}

/// Checks at a pace, with and without acts at a pace beside them; and whether a check sees what an act just did.
async fn beside_acts(rig: &mut Rig, rounds: usize, goals: &mut Goals) -> anyhow::Result<()> {
    let asked = rig.world.members.iter().map(|member| check("/v1/entitlement-checks", member.account, OFFICE));
    let questions = Requests::again(&asked.collect::<Vec<_>>())?;
    let pace = |rate| Pace::Even(rate, SLOT * 2);
    let (mut idle, mut beside) = (Series::default(), Series::default());
    let mut reached = Series::default();
    for _ in 0..rounds {
        idle.push(load(rig.grouped, &questions, 16, pace(1_000), &[200]).await?.p99);
        let seen = rig.kept.split_off(rig.kept.len().saturating_sub(100));
        let (checks, acts, seen) = tokio::join!(
            load(rig.grouped, &questions, 16, pace(1_000), &[200]),
            load(rig.grouped, &rig.acts, CONNECTIONS, pace(2_000), &[201]),
            seen_at_once(rig.grouped, seen),
        );
        seen?;
        beside.push(checks?.p99);
        reached.push(acts?.rate);
    }
    let what = format!("p99 of 1,000 checks a second beside {} redemptions a second ÷ without, µs", reached.median());
    goals.add("R4", &what, &beside, &idle, Bound::AtMost(200));
    Ok(())
}

/// Redeems, and asks at once over another connection.
async fn seen_at_once(address: SocketAddr, acts: Vec<Redemption>) -> anyhow::Result<()> {
    let (mut one, mut other) = (Connection::open(address).await?, Connection::open(address).await?);
    for act in acts {
        let (status, body) = one.exchange(&act.request).await?;
        ensure!(status == 201, "{status} {}", String::from_utf8_lossy(&body));
        let question = check("/v1/entitlement-checks", act.account, &act.benefit);
        let (_, body) = other.exchange(&question).await?;
        let answer: serde_json::Value = serde_json::from_slice(&body)?;
        ensure!(answer["decision"] == "allow", "a check behind a redemption does not see it: {answer}");
    }
    Ok(())
}

async fn burst(rig: &Rig) -> anyhow::Result<()> {
    let before = processor_time()?;
    let Load { rate, p50, p99, longest, answers } =
        load(rig.grouped, &rig.acts, CONNECTIONS, Pace::All, &[201]).await?;
    let taken = processor_time()?.saturating_sub(before).as_micros() / u128::from(answers.values().sum::<u64>().max(1));
    println!("all redemptions, 64 connections: {rate}/s, p50 {p50} µs, p99 {p99} µs, longest {longest} µs");
    println!("the server's processor time for each: {taken} µs");
    Ok(())
}

/// The processor time that this process took, which holds the servers and not the loader. Linux counts it in hundredths
/// of a second.
fn processor_time() -> anyhow::Result<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit_once(')').context("a name")?.1.split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).map(str::parse::<u64>).sum::<Result<_, _>>()?;
    Ok(Duration::from_millis(ticks * 10))
}

/// A minute of redemptions: no checkpoint may hold them up.
async fn a_minute(rig: &Rig, goals: &mut Goals) -> anyhow::Result<()> {
    let minute = load(rig.grouped, &rig.acts, CONNECTIONS, Pace::Full(Duration::from_secs(60)), &[201]).await?;
    let Load { rate, p50, p99, longest, .. } = minute;
    println!("\na minute of redemptions, 64 connections: {rate}/s, p50 {p50} µs, p99 {p99} µs, longest {longest} µs");
    let mut series = Series::default();
    series.push(longest);
    goals.add_limit("W6", "the longest request of a minute, µs", &series, 500_000);
    Ok(())
}

/// The pure domain: the standing of an account with 200 benefits, and one check.
fn in_process() -> anyhow::Result<()> {
    let (_, programmes) = programme("mpn-2020")?;
    let mut wide = (**programmes.current()).clone();
    let row = wide.table.iter().find(|row| row.offer == "action-pack").context("a row")?.clone();
    let benefit = wide.benefit(&row.benefit).context("its benefit")?.clone();
    wide.table.retain(|row| row.offer != "action-pack");
    for at in 0..200 {
        let mut benefit = benefit.clone();
        benefit.id = format!("benefit-{at}");
        let mut row = row.clone();
        row.benefit = benefit.id.clone();
        row.layer = Layer::Core;
        wide.benefits.push(benefit);
        wide.table.push(row);
    }
    let programmes = Programmes::new(Arc::new(wide));
    let mut ids = Minter::new(1_600_000_000_000, 3);
    let id = ids.account();
    let mut account = symbolon_domain::account::Account::default();
    let commands = [
        (Role::ProgrammeManager, Command::open("FR")),
        (
            Role::ProgrammeManager,
            Command::Purchase {
                offer: "action-pack".to_owned(),
                payment: Payment { reference: "O-1".to_owned(), amount: None },
            },
        ),
    ];
    for (role, command) in commands {
        let roles = BTreeSet::from([role]);
        let actor = symbolon_domain::access::Actor { person: None, account: None, roles, admin_of: BTreeSet::new() };
        let context = symbolon_domain::decide::Context {
            number: 1,
            invoice: 1,
            credit_note: 1,
            random: 1,
            ..symbolon_domain::decide::Context::of(id, actor, noon(TODAY), TODAY)
        };
        let outcome = symbolon_domain::decide::decide(&account, &programmes, &command, &context)
            .map_err(|refusal| anyhow::anyhow!("{}", refusal.code))?;
        for new in outcome.facts {
            let entry = symbolon_domain::fact::Entry {
                account: id,
                seq: account.seq + 1,
                recorded_at: noon(TODAY),
                effective_on: new.effective_on,
                actor: "bench".to_owned(),
                programme: "bench".to_owned(),
                version: 1,
                fact: new.fact,
            };
            account = account.apply(&entry);
        }
    }
    let timed = |work: &mut dyn FnMut() -> bool| {
        let from = Instant::now();
        let mut times = 0u128;
        while from.elapsed() < Duration::from_millis(500) {
            assert!(work());
            times += 1;
        }
        from.elapsed().as_nanos() / times.max(1)
    };
    let whole = timed(&mut || standing(&account, &programmes, TODAY).lines.len() == 200);
    let one = timed(&mut || {
        let subject = symbolon_domain::check::Subject::Company;
        !symbolon_domain::check::check(&account, &programmes, subject, "benefit-77", TODAY)
            .explanation
            .children()
            .is_empty()
    });
    println!(
        "\nin process: standing of 200 benefits with their explanations {} µs; one check with its tree {one} ns",
        whole / 1_000
    );
    Ok(())
}
