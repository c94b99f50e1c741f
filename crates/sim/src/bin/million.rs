//! Many companies with a membership each, spread over a year of purchases, in a file: what taking them in costs, how much
//! room they need, and what a server does that holds but a few of them in memory. The server is a process of its own, so
//! that its memory can be read.
//!
//! Usage: `cargo run --profile dist -p symbolon-sim --bin million [companies] [--small]`; the file lies in `BENCH_DIR` or the
//! current folder and is removed at the end. Each company has an Action Pack of 41 lines, or with `--small` the starter of
//! the other programme, which has four, so that a million takes a quarter of the room.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use jiff::civil::Date;
use symbolon_domain::ids::{AccountId, Minter};
use symbolon_domain::programme::plus_days;
use symbolon_server::clock::Clock;
use symbolon_server::{App, serve};
use symbolon_sim::bench::load::{Connection, Load, Pace, Requests, is_loader, load, probe, request};
use symbolon_sim::bench::rows::{scan, settle};
use symbolon_sim::bench::world::{TODAY, admin, check, noon, open_all, product};
use symbolon_sim::support::programme;
use symbolon_store::*;
use tokio::net::TcpListener;

/// As in the product.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Companies unless another number is given.
const COMPANIES: usize = 1_000_000;
/// Companies that have an administrator, evenly among all.
const KNOWN: usize = 10_000;
/// What every company has.
struct Package {
    programme: &'static str,
    offer: &'static str,
    /// A product that every company may use.
    product: &'static str,
}

const ACTION_PACK: Package =
    Package { programme: "mpn-2020", offer: "action-pack", product: "office-professional-plus-2019" };
const STARTER: Package = Package { programme: "example-isv", offer: "starter", product: "halcyon-desktop" };

/// Where everything lies, and what every company has.
#[derive(Clone, Copy)]
struct Place<'f> {
    folder: &'f Path,
    package: &'static Package,
}

/// How long each load lasts.
const SLOT: Duration = Duration::from_secs(10);

fn main() -> anyhow::Result<()> {
    if is_loader()? {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (small, words): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|word| word == "--small");
    let package = if small.is_empty() { &ACTION_PACK } else { &STARTER };
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve", folder] => runtime.block_on(serving(Place { folder: Path::new(folder), package })),
        [number] => runtime.block_on(run(number.parse()?, package)),
        [] => runtime.block_on(run(COMPANIES, package)),
        _ => anyhow::bail!("usage: million [companies] [--small]"),
    }
}

async fn open(Place { folder, package }: Place<'_>) -> anyhow::Result<(Store, MasterKey)> {
    let (files, programmes) = programme(package.programme)?;
    let entropy = symbolon_server::entropy::system();
    let key = folder.join("master.key");
    let master_key = if key.exists() { MasterKey::read(&key)? } else { MasterKey::create(&key, &entropy)? };
    let options = Options {
        database: Database::File(folder.join("symbolon.db")),
        kind: InstanceKind::Live,
        master_key: master_key.clone(),
        entropy,
        build: "million",
        group_commit: true,
    };
    Ok((Store::open(options, programmes, &files).await?, master_key))
}

/// The server: says where it listens, and ends when its standard input does.
async fn serving(place: Place<'_>) -> anyhow::Result<()> {
    let (store, master) = open(place).await?;
    let app = App::new(
        store,
        symbolon_server::Documents::in_memory(),
        Clock::running_from(noon(TODAY)),
        &master,
        symbolon_server::entropy::system(),
    )?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{}", listener.local_addr()?);
    let ended = tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()));
    Ok(serve(app, listener, async move { drop(ended.await) }).await?)
}

struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts it, and waits until it answers.
    async fn start(Place { folder, package }: Place<'_>) -> anyhow::Result<(Self, Duration)> {
        let from = Instant::now();
        let mut child = Command::new(std::env::current_exe()?)
            .arg("serve")
            .arg(folder)
            .args((package.offer == STARTER.offer).then_some("--small"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("its output")?).read_line(&mut line)?;
        let address = line.trim().parse()?;
        let (status, _) = Connection::open(address).await?.exchange(&request("GET", "/readyz", "", None, "")).await?;
        ensure!(status == 200, "it is not ready: {status}");
        Ok((Self { child, address }, from.elapsed()))
    }

    /// Its memory now and at the most, as the system counts it: KB.
    fn resident(&self) -> anyhow::Result<[u64; 2]> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let of = |name: &str| {
            let text = status.lines().find_map(|line| line.strip_prefix(name)).context("a line of memory")?;
            Ok::<_, anyhow::Error>(text.trim().trim_end_matches(" kB").parse()?)
        };
        Ok([of("VmRSS:")?, of("VmHWM:")?])
    }

    fn memory(&self) -> anyhow::Result<String> {
        let [now, most] = self.resident()?;
        Ok(format!("{now} kB now, {most} kB at the most"))
    }

    /// What each connection takes that was used once and stays open: KB.
    async fn connection(&self) -> anyhow::Result<u64> {
        const MANY: u64 = 800;
        let ask = request("GET", "/healthz", "", None, "");
        let mut open = Vec::new();
        let [before, _] = self.resident()?;
        for _ in 0..MANY {
            let mut connection = Connection::open(self.address).await?;
            connection.exchange(&ask).await?;
            open.push(connection);
        }
        let [after, _] = self.resident()?;
        Ok(after.saturating_sub(before) / MANY)
    }

    fn stop(mut self) -> anyhow::Result<()> {
        drop(self.child.stdin.take());
        ensure!(self.child.wait()?.success(), "the server failed");
        Ok(())
    }
}

/// Every id of the companies, which are made in the same order each time.
fn accounts(companies: usize) -> Vec<AccountId> {
    let mut ids = Minter::new(1_600_000_000_000, 1);
    (0..companies).map(|_| ids.account()).collect()
}

/// The day of a company's purchase: all within the year before today.
fn bought(at: usize) -> Date {
    let back = i32::try_from(at % 365).unwrap_or(0);
    plus_days(TODAY, -back).unwrap_or(TODAY)
}

/// The order in which strangers ask: far apart from each other.
fn scattered<T: Clone>(all: &[T]) -> Vec<T> {
    let step = 7_919;
    (0..all.len()).filter_map(|at| all.get(at * step % all.len()).cloned()).collect()
}

async fn run(companies: usize, package: &'static Package) -> anyhow::Result<()> {
    let folder = tempfile::tempdir_in(std::env::var_os("BENCH_DIR").unwrap_or_else(|| ".".into()))?;
    let place = Place { folder: folder.path(), package };
    let accounts = accounts(companies);
    let known: Vec<AccountId> = accounts.iter().copied().step_by((companies / KNOWN).max(1)).collect();
    fill(place, &accounts, &known).await?;
    let file = place.folder.join("symbolon.db");
    settle(&file).await?;
    let size = std::fs::metadata(&file)?.len();
    println!("on disk: {} MB, {} bytes a company", size >> 20, size / u64::try_from(companies)?);
    served(place, &accounts, &known).await?;
    swept(place, &file).await
}

/// Takes all companies in.
async fn fill(place: Place<'_>, accounts: &[AccountId], known: &[AccountId]) -> anyhow::Result<()> {
    let (store, _) = open(place).await?;
    let from = Instant::now();
    let bought: Vec<(AccountId, Date)> = (0..).map(bought).zip(accounts).map(|(on, id)| (*id, on)).collect();
    let tenth = accounts.len().div_ceil(10);
    for (done, tenth) in (1..).zip(bought.chunks(tenth)) {
        let began = Instant::now();
        for some in tenth.chunks(1_000) {
            open_all(&store, some, place.package.offer).await?;
        }
        let rate = tenth.len() as u128 * 1_000 / began.elapsed().as_millis().max(1);
        println!("taken in: {done} tenths, {rate} companies/s");
    }
    let rate = accounts.len() as u128 * 1_000 / from.elapsed().as_millis().max(1);
    println!("taken in: {} companies, {rate}/s", accounts.len());
    let mut ids = Minter::new(1_600_000_000_000, 2);
    let mut rows = vec![product()];
    for (at, id) in known.iter().enumerate() {
        let folded = store.folded(*id).await?.context("it was opened")?;
        let tenant = *folded.account.tenants.keys().next().context("it has a tenant")?;
        rows.extend(admin(ids.person(), *id, tenant, &format!("admin-{at}")));
    }
    for rows in rows.chunks(2_000) {
        store.write("million", 0, rows).await?;
    }
    store.close().await;
    Ok(())
}

fn say(what: &str, load: &Load) {
    println!("{what}: {}/s, p50 {} µs, p99 {} µs", load.rate, load.p50, load.p99);
}

/// What a server does.
async fn served(place: Place<'_>, accounts: &[AccountId], known: &[AccountId]) -> anyhow::Result<()> {
    let (server, ready) = Server::start(place).await?;
    println!("ready {} ms after the start; {}", ready.as_millis(), server.memory()?);
    println!("{} kB for each open connection", server.connection().await?);
    let disk = probe(place.folder)?;
    println!("the disk: {} fdatasync/s, p99 {} µs", disk.rate, disk.p99);
    let page = |(at, id): (usize, &AccountId)| {
        request("GET", &format!("/v1/accounts/{id}/standing"), &format!("admin-{at}"), None, "")
    };
    let pages: Vec<Vec<u8>> = known.iter().enumerate().take(2_000).map(page).collect();
    for what in ["standing, never asked for before", "standing, asked for again"] {
        say(what, &load(server.address, &Requests::once(&pages)?, 1, Pace::All, &[200]).await?);
    }
    println!("memory: {}", server.memory()?);

    let ask = |ids: &[AccountId]| {
        let all: Vec<_> = ids.iter().map(|id| check("/v1/entitlement-checks", *id, place.package.product)).collect();
        Requests::again(&all)
    };
    let all = scattered(accounts);
    say("checks of any company", &load(server.address, &ask(&all)?, 64, Pace::Full(SLOT), &[200]).await?);
    println!("memory: {}", server.memory()?);
    let few = all.get(..10_000.min(all.len())).unwrap_or_default();
    load(server.address, &ask(few)?, 64, Pace::Full(SLOT), &[200]).await?;
    say(
        "checks of 10,000 companies, in memory",
        &load(server.address, &ask(few)?, 64, Pace::Full(SLOT), &[200]).await?,
    );

    let ready = redemptions(server.address, &scattered(&(0..known.len()).collect::<Vec<_>>()), known).await?;
    let acts = Requests::once(&ready)?;
    say("redemptions of any company", &load(server.address, &acts, 64, Pace::All, &[201]).await?);
    println!("memory: {}", server.memory()?);
    server.stop()
}

/// A request for each of some companies that redeems its first token.
async fn redemptions(address: SocketAddr, order: &[usize], known: &[AccountId]) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut connection = Connection::open(address).await?;
    let mut ready = Vec::new();
    for at in order.iter().take(8_000) {
        let (secret, id) = (format!("admin-{at}"), known.get(*at).context("a company")?);
        let mut read = async |request: Vec<u8>| {
            let (status, body) = connection.exchange(&request).await?;
            ensure!(status == 200, "{status} {}", String::from_utf8_lossy(&body));
            Ok(serde_json::from_slice::<serde_json::Value>(&body)?)
        };
        let tenants = read(request("GET", &format!("/v1/accounts/{id}/tenants"), &secret, None, "")).await?;
        let tenant = tenants["items"][0]["id"].as_str().context("a tenant")?.to_owned();
        let tokens = read(request("GET", "/v1/tokens?limit=1", &secret, None, "")).await?;
        let path = format!("/v1/tokens/{}/redemptions", tokens["items"][0]["id"].as_str().context("a token")?);
        let body = format!("{{\"tenant_id\":\"{tenant}\",\"mode\":\"new\"}}");
        let preview = read(request("POST", &format!("{path}?dry_run=true"), &secret, None, &body)).await?;
        let body = serde_json::json!({
            "tenant_id": tenant, "mode": "new", "preview_digest": preview["preview_digest"],
            "acknowledge": preview["acknowledge"],
        });
        ready.push(request("POST", &path, &secret, Some(&secret), &body.to_string()));
    }
    Ok(ready)
}

/// The notices of each day of a year, and again for the last of its days.
async fn noticed(store: &Store) -> anyhow::Result<()> {
    store.send_notices(TODAY, noon(TODAY), CatchUp::AtOnce).await?;
    let last = plus_days(TODAY, 365).context("a day")?;
    let from = Instant::now();
    let sent = store.send_notices(last, noon(last), CatchUp::DayByDay).await?;
    let taken = from.elapsed();
    let from = Instant::now();
    let again = store.send_notices(last, noon(last), CatchUp::AtOnce).await?;
    ensure!(again == Sent::default(), "{again:?} were sent twice");
    println!(
        "notices of a year: {} with {} messages in {} ms, {}/s; looking again: {} ms, nothing written",
        sent.notices,
        sent.messages,
        taken.as_millis(),
        u128::from(sent.notices) * 1_000 / taken.as_millis().max(1),
        from.elapsed().as_millis()
    );
    Ok(())
}

/// Whose day it is, for each day of a month, beside a look at every row.
async fn swept(place: Place<'_>, file: &Path) -> anyhow::Result<()> {
    let bare = scan(file).await?;
    let (store, _) = open(place).await?;
    let (mut taken, mut found) = (Vec::new(), 0);
    for day in 0..30 {
        let from = Instant::now();
        let mut sweep = store.sweep(plus_days(TODAY, day).context("a day")?);
        while let Some(due) = sweep.next(2_000).await? {
            found += due.len();
        }
        taken.push(from.elapsed());
    }
    taken.sort_unstable();
    let middle = taken.get(15).copied().unwrap_or_default();
    println!(
        "sweep of a day: {} ms (middle of 30), {} found a day; a bare scan of all memberships: {} ms",
        middle.as_millis(),
        found / 30,
        bare.as_millis()
    );
    noticed(&store).await?;
    store.close().await;
    Ok(())
}
