//! Prints, from one run on one machine, what an act, a check and a standing cost, each beside its own baseline: the same
//! server's trivial endpoint, and one transaction for each request. Rounds are interleaved and the median is given,
//! because a shared disk changes its mind; a probe of the disk stands in every round.
//!
//! Usage: `cargo run --release -p symbolon-sim --bin bench [rounds]`

use std::collections::BTreeSet;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use jiff::civil::{Date, date};
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Payment;
use symbolon_domain::ids::*;
use symbolon_domain::programme::{Language, Layer, Programmes};
use symbolon_domain::standing::standing;
use symbolon_programme::Files;
use symbolon_server::clock::Clock;
use symbolon_server::{App, hash, serve};
use symbolon_sim::support::programme;
use symbolon_store::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const TODAY: Date = date(2020, 10, 1);
/// The day of the purchases: long enough ago that no refund right is left, which a first use would end and so change
/// the previews of the account's other tokens.
const BOUGHT: Date = date(2020, 8, 1);
const TOKEN: &str = "bench";
const CONNECTIONS: [usize; 4] = [1, 16, 64, 256];
/// Accounts of a server; each has five tokens.
const ACCOUNTS: usize = 3_000;

struct Bench {
    address: SocketAddr,
    accounts: Vec<AccountId>,
    /// Requests that redeem one token each, not sent yet.
    redemptions: Vec<Vec<u8>>,
    folder: tempfile::TempDir,
}

fn noon(day: Date) -> i64 {
    day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |at| at.timestamp().as_microsecond())
}

fn submission(account: AccountId, caller: Caller, command: Command) -> Submission {
    Submission {
        account,
        command,
        caller,
        now: noon(BOUGHT),
        today: BOUGHT,
        idempotency: None,
        guard: None,
        notes: Vec::new(),
        also: Vec::new(),
        render: Arc::new(|rendering| Answer {
            status: if rendering.decision.is_ok() { 201 } else { 409 },
            body: String::new(),
        }),
    }
}

/// Submits all at once, so that they share commits.
async fn all(store: &Store, submissions: Vec<Submission>) -> anyhow::Result<()> {
    let mut tasks = tokio::task::JoinSet::new();
    for submission in submissions {
        let store = store.clone();
        tasks.spawn(async move { store.submit(submission).await });
        if tasks.len() >= 512 {
            finished(tasks.join_next().await)?;
        }
    }
    while let Some(done) = tasks.join_next().await {
        finished(Some(done))?;
    }
    Ok(())
}

type Joined = Result<Result<Submitted, StoreError>, tokio::task::JoinError>;

fn finished(done: Option<Joined>) -> anyhow::Result<()> {
    let submitted = done.context("nothing was under way")???;
    ensure!(submitted.answer.status == 201, "setting up was refused: {:?}", submitted.refusal);
    Ok(())
}

impl Bench {
    /// A server with accounts and unredeemed tokens, in a folder on the disk that is measured.
    async fn start(files: &Files, programmes: &Programmes, group_commit: bool) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(std::env::var_os("BENCH_DIR").unwrap_or_else(|| ".".into()))?;
        let randomness = symbolon_server::entropy::system();
        let master = MasterKey::ephemeral(&randomness);
        let options = |group_commit| Options {
            database: Database::File(folder.path().join("symbolon.db")),
            kind: InstanceKind::Sandbox,
            master_key: master.clone(),
            entropy: randomness.clone(),
            build: "bench",
            group_commit,
        };
        let store = Store::open(options(true), programmes.clone(), files).await?;
        let mut ids = Minter::new(1_600_000_000_000, 1);
        let vendor = || Caller::Service {
            name: "vendor".to_owned(),
            account: None,
            roles: BTreeSet::from([Role::ProgrammeManager, Role::SupportAgent]),
        };
        let accounts: Vec<AccountId> = (0..ACCOUNTS).map(|_| ids.account()).collect();
        let buyer = |account| Caller::Service {
            name: "buyer".to_owned(),
            account: Some(account),
            roles: BTreeSet::from([Role::ProgrammeAdmin]),
        };
        let open = |id: &AccountId| submission(*id, vendor(), Command::OpenAccount { country: "FR".to_owned() });
        all(&store, accounts.iter().map(open).collect()).await?;
        let link =
            |id: &AccountId| submission(*id, vendor(), Command::LinkTenant { domain: "bench.example".to_owned() });
        all(&store, accounts.iter().map(link).collect()).await?;
        let buy = |id: &AccountId| {
            let payment = Payment { reference: "O-1".to_owned(), amount: None };
            submission(*id, buyer(*id), Command::Purchase { offer: "action-pack".to_owned(), payment })
        };
        let from = Instant::now();
        all(&store, accounts.iter().map(buy).collect()).await?;
        println!("  set up: {} purchases of 41 lines each in {:.2} s", ACCOUNTS, from.elapsed().as_secs_f64());

        // One admin for each account; the token of the bench is looked up once a request like any other.
        let mut rows = Vec::new();
        let mut targets = Vec::new();
        for (at, id) in accounts.iter().enumerate() {
            let folded = store.folded(*id).await?.context("it was opened")?;
            let tenant = *folded.account.tenants.keys().next().context("it has a tenant")?;
            let person = ids.person();
            rows.push(Plain::Person(PersonRow {
                id: person,
                account: Some(*id),
                name: format!("Admin {at}"),
                email: format!("admin{at}@bench.example"),
                language: Language::En,
                kind: IdentityKind::Named,
                in_directory: true,
                roles: BTreeSet::from([Role::GlobalAdmin]),
                admin_of: BTreeSet::from([tenant]),
            }));
            let secret = format!("{TOKEN}-{at}");
            rows.push(Plain::ApiToken(ApiToken {
                hash: hash(&secret),
                name: secret.clone(),
                grantee: Grantee::Person(person),
                expires_at: i64::MAX,
                revoked_at: None,
            }));
            targets.extend(folded.account.tokens.keys().map(|token| (*token, tenant, secret.clone())));
        }
        rows.push(Plain::ApiToken(ApiToken {
            hash: hash(TOKEN),
            name: TOKEN.to_owned(),
            grantee: Grantee::Service { account: None, roles: BTreeSet::from([Role::Product]) },
            expires_at: i64::MAX,
            revoked_at: None,
        }));
        store.write("bench", 0, &rows).await?;
        store.close().await;
        drop(store);

        let store = Store::open(options(group_commit), programmes.clone(), files).await?;
        let app = App::new(store, Clock::frozen(noon(TODAY)), &master, randomness)?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        tokio::spawn(serve(app, listener, std::future::pending()));
        // Every account's tokens apart from each other, as strangers would ask.
        targets.sort_by_key(|(token, ..)| token.bits().rotate_left(64));
        let redemptions = previewed(address, &targets).await?;
        Ok(Self { address, accounts, redemptions, folder })
    }
}

fn request(method: &str, path: &str, token: &str, key: Option<usize>, body: &str) -> Vec<u8> {
    let key = key.map_or_else(String::new, |key| format!("Idempotency-Key: k-{key}\r\n"));
    format!(
        "{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n{key}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Sends one request on a connection and reads its answer: status and body.
async fn exchange(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> anyhow::Result<(u16, Vec<u8>)> {
    stream.write_all(request).await?;
    buffer.clear();
    loop {
        let mut chunk = [0; 16_384];
        let read = stream.read(&mut chunk).await?;
        ensure!(read > 0, "the server closed the connection");
        buffer.extend_from_slice(chunk.get(..read).unwrap_or_default());
        let Some(end) = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { continue };
        let head = std::str::from_utf8(buffer.get(..end).unwrap_or_default())?.to_ascii_lowercase();
        let length: usize =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")).context("no length")?.trim().parse()?;
        if buffer.len() >= end + 4 + length {
            let status = head.split(' ').nth(1).context("no status")?.parse()?;
            return Ok((status, buffer.get(end + 4..end + 4 + length).unwrap_or_default().to_vec()));
        }
    }
}

/// Previews every redemption: an act that cannot be undone needs the digest of a preview.
async fn previewed(address: SocketAddr, targets: &[(TokenId, TenantId, String)]) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut stream = TcpStream::connect(address).await?;
    let mut buffer = Vec::new();
    let mut requests = Vec::with_capacity(targets.len());
    for (at, (token, tenant, secret)) in targets.iter().enumerate() {
        let path = format!("/v1/tokens/{token}/redemptions");
        let body = format!("{{\"tenant_id\":\"{tenant}\",\"mode\":\"new\"}}");
        let dry = request("POST", &format!("{path}?dry_run=true"), secret, None, &body);
        let (status, answer) = exchange(&mut stream, &dry, &mut buffer).await?;
        ensure!(status == 200, "{status} {}", String::from_utf8_lossy(&answer));
        let answer: serde_json::Value = serde_json::from_slice(&answer)?;
        let body = serde_json::json!({
            "tenant_id": tenant, "mode": "new", "preview_digest": answer["preview_digest"],
            "acknowledge": answer["acknowledge"],
        });
        requests.push(request("POST", &path, secret, Some(at), &body.to_string()));
    }
    Ok(requests)
}

/// What one load gave: answers a second, and latencies in microseconds.
struct Load {
    rate: u64,
    p50: u128,
    p99: u128,
}

/// Sends requests over so many connections until they are used up or the time is over.
async fn load(
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    next: Arc<AtomicUsize>,
    connections: usize,
    time: Duration,
    repeat: bool,
    wanted: u16,
) -> anyhow::Result<Load> {
    let mut streams = Vec::new();
    for _ in 0..connections {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        streams.push(stream);
    }
    let from = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for mut stream in streams {
        let (requests, next) = (requests.clone(), next.clone());
        tasks.spawn(async move {
            let mut taken = Vec::new();
            let mut buffer = Vec::new();
            while from.elapsed() < time {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let at = if repeat { at % requests.len() } else { at };
                let Some(request) = requests.get(at) else { break };
                let sent = Instant::now();
                let (status, body) = exchange(&mut stream, request, &mut buffer).await?;
                ensure!(status == wanted, "{status} {}", String::from_utf8_lossy(&body));
                taken.push(sent.elapsed().as_micros());
            }
            anyhow::Ok(taken)
        });
    }
    let mut taken = Vec::new();
    while let Some(done) = tasks.join_next().await {
        taken.extend(done??);
    }
    let elapsed = from.elapsed().as_micros().max(1);
    taken.sort_unstable();
    let at = |percent: usize| taken.get(taken.len() * percent / 100).copied().unwrap_or(0);
    let rate = u64::try_from(taken.len() as u128 * 1_000_000 / elapsed)?;
    Ok(Load { rate, p50: at(50), p99: at(99) })
}

/// Appends and syncs small blocks: what the disk itself can do now, a second.
fn probe(folder: &Path) -> anyhow::Result<u64> {
    let mut file = std::fs::File::create(folder.join("probe"))?;
    let from = Instant::now();
    let mut done = 0;
    while from.elapsed() < Duration::from_millis(500) {
        file.write_all(&[7; 4_096])?;
        file.sync_data()?;
        done += 2;
    }
    Ok(done)
}

fn median(mut values: Vec<u64>) -> u64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

fn ratio(one: u64, other: u64) -> String {
    let hundredths = one * 100 / other.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn main() -> anyhow::Result<()> {
    let rounds: usize = std::env::args().nth(1).map_or(Ok(5), |text| text.parse())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(rounds))
}

async fn run(rounds: usize) -> anyhow::Result<()> {
    let (files, programmes) = programme("mpn-2020")?;
    println!("setting up two servers with {ACCOUNTS} accounts each");
    let grouped = Bench::start(&files, &programmes, true).await?;
    let single = Bench::start(&files, &programmes, false).await?;
    let trivial = Arc::new(vec![request("GET", "/healthz", TOKEN, None, "")]);
    let acts = [Arc::new(grouped.redemptions.clone()), Arc::new(single.redemptions.clone())];
    let used = [Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0))];
    let check = |id: &AccountId| {
        let body = format!("{{\"account\":\"{id}\",\"product\":\"office-professional-plus-2019\"}}");
        request("POST", "/v1/entitlement-checks", TOKEN, None, &body)
    };
    let checks: Arc<Vec<Vec<u8>>> = Arc::new(grouped.accounts.iter().map(check).collect());
    let hundred: Vec<String> = grouped
        .accounts
        .iter()
        .take(100)
        .map(|id| format!("{{\"account\":\"{id}\",\"product\":\"office-professional-plus-2019\"}}"))
        .collect();
    let batch = format!("{{\"checks\":[{}]}}", hundred.join(","));
    let batches = Arc::new(vec![request("POST", "/v1/entitlement-checks", TOKEN, None, &batch)]);

    let slot = Duration::from_millis(600);
    let free = || Arc::new(AtomicUsize::new(0));
    println!("\n{rounds} interleaved rounds; medians; loader, server and disk share this machine\n");
    println!(
        "| connections | redemptions/s | p50 | p99 | one transaction each | trivial endpoint | redemptions ÷ one each | ÷ trivial | fdatasync/s |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for connections in CONNECTIONS {
        let (mut together, mut alone, mut nothing, mut disk) = (vec![], vec![], vec![], vec![]);
        let (mut p50, mut p99) = (vec![], vec![]);
        for _ in 0..rounds {
            disk.push(probe(grouped.folder.path())?);
            let all = load(grouped.address, acts[0].clone(), used[0].clone(), connections, slot, false, 201).await?;
            together.push(all.rate);
            p50.push(u64::try_from(all.p50)?);
            p99.push(u64::try_from(all.p99)?);
            alone.push(
                load(single.address, acts[1].clone(), used[1].clone(), connections, slot, false, 201).await?.rate,
            );
            nothing.push(load(grouped.address, trivial.clone(), free(), connections, slot, true, 200).await?.rate);
        }
        let (together, alone, nothing) = (median(together), median(alone), median(nothing));
        println!(
            "| {connections} | {together} | {} µs | {} µs | {alone} | {nothing} | {} | {} | {} |",
            median(p50),
            median(p99),
            ratio(together, alone),
            ratio(together, nothing),
            median(disk)
        );
    }
    println!(
        "\n| connections | checks/s | p50 | p99 | trivial endpoint | checks ÷ trivial | checks/s in batches of 100 |"
    );
    println!("|---|---|---|---|---|---|---|");
    for connections in [1, 64, 256] {
        let (mut one, mut nothing, mut many) = (vec![], vec![], vec![]);
        let (mut p50, mut p99) = (vec![], vec![]);
        for _ in 0..rounds {
            let all = load(grouped.address, checks.clone(), free(), connections, slot, true, 200).await?;
            one.push(all.rate);
            p50.push(u64::try_from(all.p50)?);
            p99.push(u64::try_from(all.p99)?);
            nothing.push(load(grouped.address, trivial.clone(), free(), connections, slot, true, 200).await?.rate);
            many.push(load(grouped.address, batches.clone(), free(), connections, slot, true, 200).await?.rate * 100);
        }
        let (one, nothing, many) = (median(one), median(nothing), median(many));
        println!(
            "| {connections} | {one} | {} µs | {} µs | {nothing} | {} | {many} |",
            median(p50),
            median(p99),
            ratio(one, nothing)
        );
    }
    in_process()
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
        (Role::ProgrammeManager, None, Command::OpenAccount { country: "FR".to_owned() }),
        (
            Role::ProgrammeAdmin,
            Some(id),
            Command::Purchase {
                offer: "action-pack".to_owned(),
                payment: Payment { reference: "O-1".to_owned(), amount: None },
            },
        ),
    ];
    for (role, company, command) in commands {
        let context = symbolon_domain::decide::Context {
            account: id,
            now: noon(TODAY),
            today: TODAY,
            actor: symbolon_domain::access::Actor {
                person: None,
                account: company,
                roles: BTreeSet::from([role]),
                admin_of: BTreeSet::new(),
            },
            people: Default::default(),
            number: 1,
            random: 1,
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
            .children
            .is_empty()
    });
    println!(
        "\nin process: standing of 200 benefits with their explanations {} µs; one check with its tree {one} ns",
        whole / 1_000
    );
    Ok(())
}
