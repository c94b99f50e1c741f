//! Companies with an Action Pack each, in a database, and servers on it.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use jiff::civil::{Date, date};
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Payment;
use symbolon_domain::ids::*;
use symbolon_domain::programme::{Language, Programmes};
use symbolon_programme::Files;
use symbolon_server::clock::Clock;
use symbolon_server::{App, hash, serve};
use symbolon_store::*;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::load::{Connection, request};
use crate::support::programme;

/// The day of all requests.
pub const TODAY: Date = date(2020, 10, 1);
/// The day of the purchases: long enough ago that no refund right is left, which a first use would end and so change
/// the previews of the account's other tokens.
pub const BOUGHT: Date = date(2020, 8, 1);
/// The token of a product that asks for checks.
pub const PRODUCT: &str = "bench";

/// Noon of a day: microseconds since the Unix epoch.
pub fn noon(day: Date) -> i64 {
    day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |at| at.timestamp().as_microsecond())
}

/// A company of the world.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its id.
    pub account: AccountId,
    /// Its tenant.
    pub tenant: TenantId,
    /// The bearer token of its administrator.
    pub secret: String,
    /// Its cloud tokens with their products.
    pub tokens: Vec<(TokenId, String)>,
    /// Its keys that may be activated several times, with how often.
    pub keys: Vec<(KeyId, u32)>,
}

/// A database with companies.
#[derive(Clone)]
pub struct World {
    database: Database,
    master: MasterKey,
    randomness: Entropy,
    files: Files,
    programmes: Programmes,
    /// The companies.
    pub members: Vec<Member>,
}

/// A server in this process. It serves to the end unless it is stopped.
#[derive(Debug)]
pub struct Served {
    /// Where it listens.
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Served {
    /// Stops it after what is under way.
    ///
    /// # Errors
    /// When it failed before.
    pub async fn stop(self) -> anyhow::Result<()> {
        // A server that failed has nobody to tell.
        let _ = self.stop.send(());
        Ok(self.task.await??)
    }
}

/// A command of the vendor's on the day of the purchases.
fn by_vendor(account: AccountId, on: Date, command: Command) -> Submission {
    let roles = BTreeSet::from([Role::ProgrammeManager, Role::SupportAgent]);
    submission(account, on, Caller::Service { name: "vendor".to_owned(), account: None, roles }, command)
}

fn purchase(account: AccountId, on: Date, offer: &str) -> Submission {
    let payment = Payment { reference: "O-1".to_owned(), amount: None };
    let command = Command::Purchase { offer: offer.to_owned(), payment };
    by_vendor(account, on, command)
}

fn submission(account: AccountId, on: Date, caller: Caller, command: Command) -> Submission {
    Submission {
        account,
        command,
        caller,
        now: noon(on),
        today: on,
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
async fn all(store: &Store, submissions: impl Iterator<Item = Submission>) -> anyhow::Result<()> {
    for submitted in store.submit_all(submissions.collect()).await {
        let submitted = submitted?;
        ensure!(submitted.answer.status == 201, "setting up was refused: {:?}", submitted.refusal);
    }
    Ok(())
}

/// Opens companies that buy an Action Pack on their day.
///
/// # Errors
/// When the store failed, or refused one.
pub async fn open_all(store: &Store, companies: &[(AccountId, Date)], offer: &str) -> anyhow::Result<()> {
    let open = Command::open("FR");
    all(store, companies.iter().map(|(id, on)| by_vendor(*id, *on, open.clone()))).await?;
    let link = Command::LinkTenant { domain: "bench.example".to_owned() };
    all(store, companies.iter().map(|(id, on)| by_vendor(*id, *on, link.clone()))).await?;
    all(store, companies.iter().map(|(id, on)| purchase(*id, *on, offer))).await
}

/// The administrator of a company, with a bearer token.
pub fn admin(id: PersonId, account: AccountId, tenant: TenantId, secret: &str) -> [Plain; 2] {
    let person = PersonRow {
        id,
        account: Some(account),
        name: secret.to_owned(),
        email: format!("{secret}@bench.example"),
        language: Language::En,
        kind: IdentityKind::Named,
        in_directory: true,
        roles: BTreeSet::from([Role::GlobalAdmin]),
        admin_of: BTreeSet::from([tenant]),
    };
    [Plain::Person(person), token(secret, Grantee::Person(id))]
}

/// The product that asks for checks.
pub fn product() -> Plain {
    token(PRODUCT, Grantee::Service { account: None, roles: [Role::Product].into() })
}

impl World {
    /// Makes a database with so many companies.
    ///
    /// # Errors
    /// When the database cannot be made.
    pub async fn make(database: Database, companies: usize) -> anyhow::Result<Self> {
        let (files, programmes) = programme("mpn-2020")?;
        let randomness = symbolon_server::entropy::system();
        let master = MasterKey::ephemeral(&randomness);
        let mut world = Self { database, master, randomness, files, programmes, members: Vec::new() };
        let store = world.open(true).await?;
        let mut ids = Minter::new(1_600_000_000_000, 1);
        let accounts: Vec<AccountId> = (0..companies).map(|_| ids.account()).collect();
        let bought: Vec<(AccountId, Date)> = accounts.iter().map(|id| (*id, BOUGHT)).collect();
        for some in bought.chunks(1_000) {
            open_all(&store, some, "action-pack").await?;
        }

        let mut rows = vec![product()];
        for (at, id) in accounts.iter().enumerate() {
            let folded = store.folded(*id).await?.context("it was opened")?;
            let account = &folded.account;
            let tenant = *account.tenants.keys().next().context("it has a tenant")?;
            let secret = format!("{PRODUCT}-{at}");
            rows.extend(admin(ids.person(), *id, tenant, &secret));
            let keys = account.keys.iter().filter_map(|(id, key)| Some((*id, key.limit.filter(|limit| *limit > 1)?)));
            world.members.push(Member {
                account: *id,
                tenant,
                secret,
                tokens: account.tokens.iter().map(|(id, token)| (*id, token.benefit.clone())).collect(),
                keys: keys.collect(),
            });
        }
        for rows in rows.chunks(2_000) {
            store.write("bench", 0, rows).await?;
        }
        store.close().await;
        Ok(world)
    }

    /// The same companies in a copy of the database that somebody made.
    pub fn at(&self, database: Database) -> Self {
        Self { database, ..self.clone() }
    }

    /// A copy of the file of a database that is closed, in a folder.
    ///
    /// # Errors
    /// When it is no file, or cannot be copied.
    pub async fn copy(&self, folder: &Path) -> anyhow::Result<Self> {
        let Database::File(path) = &self.database else { anyhow::bail!("only a file can be copied") };
        super::rows::settle(path).await?;
        std::fs::create_dir_all(folder)?;
        let to = folder.join("symbolon.db");
        std::fs::copy(path, &to)?;
        Ok(self.at(Database::File(to)))
    }

    /// The file of its database.
    ///
    /// # Errors
    /// When it is none.
    pub fn file(&self) -> anyhow::Result<&Path> {
        match &self.database {
            Database::File(path) => Ok(path),
            Database::Postgres(_) => anyhow::bail!("the database is no file"),
        }
    }

    async fn open(&self, group_commit: bool) -> anyhow::Result<Store> {
        let options = Options {
            database: self.database.clone(),
            // For real, as a partner would have it: a sandbox of a shared database asks for its clock all the time.
            kind: InstanceKind::Live,
            master_key: self.master.clone(),
            entropy: self.randomness.clone(),
            build: "bench",
            group_commit,
        };
        Ok(Store::open(options, self.programmes.clone(), &self.files).await?)
    }

    /// Starts a server on the database, with a clock that runs from noon. A preview that it makes is good for a quarter of
    /// an hour.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn serve(&self, group_commit: bool) -> anyhow::Result<Served> {
        let store = self.open(group_commit).await?;
        let app = App::new(
            store,
            symbolon_server::Documents::in_memory(),
            Clock::running_from(noon(TODAY)),
            &self.master,
            self.randomness.clone(),
        )?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(serve(app, listener, async move {
            if stopped.await.is_err() {
                std::future::pending().await
            }
        }));
        Ok(Served { address, stop, task })
    }

    /// A request for each cloud token that redeems it; a server previews them, because an act that cannot be undone
    /// needs the digest of a preview. They are of any companies in turn, as strangers would ask, so that their rows lie
    /// far apart.
    ///
    /// # Errors
    /// When a preview is refused.
    pub async fn redemptions(&self, address: SocketAddr) -> anyhow::Result<Vec<Redemption>> {
        let of = |(at, member): (usize, &Member)| (0..member.tokens.len()).map(move |token| (at, token));
        let mut targets: Vec<(usize, usize)> = self.members.iter().enumerate().flat_map(of).collect();
        // In an order that is the same in every run.
        targets.sort_by_cached_key(|target| BuildHasherDefault::<DefaultHasher>::default().hash_one(target));
        let mut tasks = tokio::task::JoinSet::new();
        let lane = targets.len().div_ceil(8).max(1);
        for (at, targets) in targets.chunks(lane).enumerate() {
            let of = |(member, token): &(usize, usize)| {
                let member = self.members.get(*member)?;
                Some((member.clone(), member.tokens.get(*token)?.clone()))
            };
            let targets: Vec<_> = targets.iter().filter_map(of).collect();
            tasks.spawn(async move {
                let mut connection = Connection::open(address).await?;
                let mut ready = Vec::with_capacity(targets.len());
                for (member, (token, benefit)) in targets {
                    ready.push(preview(&mut connection, &member, token, benefit).await?);
                }
                anyhow::Ok((at, ready))
            });
        }
        let mut lanes = Vec::new();
        while let Some(done) = tasks.join_next().await {
            lanes.push(done??);
        }
        lanes.sort_by_key(|(at, _)| *at);
        Ok(lanes.into_iter().flat_map(|(_, ready)| ready).collect())
    }
}

/// A request that redeems a token.
#[derive(Debug, Clone)]
pub struct Redemption {
    /// The company.
    pub account: AccountId,
    /// The product.
    pub benefit: String,
    /// The request.
    pub request: Vec<u8>,
}

async fn preview(
    connection: &mut Connection,
    member: &Member,
    token: TokenId,
    benefit: String,
) -> anyhow::Result<Redemption> {
    let path = format!("/v1/tokens/{token}/redemptions");
    let body = format!("{{\"tenant_id\":\"{}\",\"mode\":\"new\"}}", member.tenant);
    let dry = request("POST", &format!("{path}?dry_run=true"), &member.secret, None, &body);
    let (status, answer) = connection.exchange(&dry).await?;
    ensure!(status == 200, "{status} {}", String::from_utf8_lossy(&answer));
    let answer: serde_json::Value = serde_json::from_slice(&answer)?;
    let body = serde_json::json!({
        "tenant_id": member.tenant, "mode": "new", "preview_digest": answer["preview_digest"],
        "acknowledge": answer["acknowledge"],
    });
    let request = request("POST", &path, &member.secret, Some(&token.to_string()), &body.to_string());
    Ok(Redemption { account: member.account, benefit, request })
}

fn token(secret: &str, grantee: Grantee) -> Plain {
    let name = secret.to_owned();
    Plain::ApiToken(ApiToken { hash: hash(secret), name, grantee, expires_at: i64::MAX, revoked_at: None })
}

/// A request for an entitlement check.
pub fn check(path: &str, account: AccountId, product: &str) -> Vec<u8> {
    request("POST", path, PRODUCT, None, &question(account, product))
}

/// The body of a check.
pub fn question(account: AccountId, product: &str) -> String {
    format!("{{\"account\":\"{account}\",\"product\":\"{product}\"}}")
}
