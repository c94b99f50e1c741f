//! A store on a throw-away file, with randomness and time as inputs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::Command;
use symbolon_domain::fact::{Item, Payment};
use symbolon_domain::ids::*;
use symbolon_domain::programme::{Language, Mode, Programmes};
use symbolon_programme::Files;
use symbolon_store::*;

pub(crate) static PROGRAMME: LazyLock<(Files, Programmes)> = LazyLock::new(|| {
    let files = Files::embedded("mpn-2020").expect("the programme is built in");
    let loaded = symbolon_programme::load(&files, 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
    let programmes = Programmes::new(Arc::new(loaded.programme));
    (files, programmes)
});

/// Randomness that is the same in every run: a counter, hashed.
pub(crate) fn entropy() -> Entropy {
    let next = AtomicU64::new(1);
    Arc::new(move |buffer: &mut [u8]| {
        for chunk in buffer.chunks_mut(8) {
            let mut state = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(state ^ (state >> 31)).to_be_bytes()[..chunk.len()]);
        }
    })
}

/// A database engine that tests run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

thread_local! {
    /// The engine of the test that runs on this thread.
    static ENGINE: std::cell::Cell<Engine> = const { std::cell::Cell::new(Engine::Sqlite) };
}

/// Chooses the engine for a test. False: it is not there, and this machine may do without.
pub(crate) fn choose(engine: Engine) -> bool {
    ENGINE.set(engine);
    if engine == Engine::Sqlite || server().is_some() {
        return true;
    }
    assert!(std::env::var_os("CI").is_none(), "SYMBOLON_TEST_POSTGRES is not set");
    println!("skipped: SYMBOLON_TEST_POSTGRES is not set");
    false
}

/// The address of a server on which tests may make databases.
fn server() -> Option<String> {
    std::env::var("SYMBOLON_TEST_POSTGRES").ok()
}

/// A folder for a database; on a server, the folder holds its address.
pub(crate) async fn place() -> tempfile::TempDir {
    use sqlx::Connection;
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let folder = tempfile::tempdir().expect("a folder");
    if ENGINE.get() == Engine::Postgres {
        let server = server().expect("a server");
        let name = format!("store_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut conn = sqlx::PgConnection::connect(&server).await.expect("connects");
        let create = format!("create database {name} template template0");
        sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut conn).await.expect("makes a database");
        let (before, _) = server.rsplit_once('/').expect("an address with a database");
        std::fs::write(folder.path().join("address"), format!("{before}/{name}")).expect("writes");
    }
    folder
}

/// The database of a folder.
pub(crate) fn database(folder: &std::path::Path) -> Database {
    match std::fs::read_to_string(folder.join("address")) {
        Ok(address) => address.parse().expect("an address"),
        Err(_) => Database::File(folder.join("symbolon.db")),
    }
}

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) ines: PersonId,
    pub(crate) account: AccountId,
    pub(crate) tenant: TenantId,
}

pub(crate) fn options(folder: &std::path::Path) -> Options {
    Options {
        database: database(folder),
        kind: InstanceKind::Sandbox,
        master_key: MasterKey::ephemeral(&entropy()),
        entropy: entropy(),
        build: "test",
        group_commit: true,
    }
}

pub(crate) async fn open(folder: &std::path::Path) -> Result<Store, StoreError> {
    let (files, programmes) = &*PROGRAMME;
    Store::open(options(folder), programmes.clone(), files).await
}

/// Applies changed files as the next version from a day on.
pub(crate) async fn next_version(store: &Store, file: &str, from: &str, to: &str, day: &str) -> Option<u32> {
    let (newest, _) = store.newest_version();
    let mut files = store.versions().await.expect("reads").pop().expect("a version").files;
    let text = files.0.get_mut(file).expect("a file");
    assert!(text.contains(from), "{file} does not hold {from}");
    *text = text.replace(from, to);
    let loaded = symbolon_programme::load(&files, newest + 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
    let day: Date = day.parse().expect("a day");
    let plan = Plan {
        id: symbolon_domain::ids::PlanId::from_bits(u128::from(newest) + 1),
        base_version: newest,
        files,
        effective_on: Some(day),
        digest: String::new(),
        counts: symbolon_domain::change::Counts::default(),
        guards: Vec::new(),
        made_by: "test".to_owned(),
        made_at: at(day),
        approvals: Vec::new(),
        applied: None,
    };
    store.keep_plan(&plan).await.expect("works");
    store.apply_plan(&plan, Arc::new(loaded.programme), day, "test", at(day)).await.expect("works")
}

pub(crate) fn vendor() -> Caller {
    let roles = BTreeSet::from([Role::ProgrammeManager, Role::SupportAgent]);
    Caller::Service { name: "vendor".to_owned(), account: None, roles }
}

/// Noon of a day.
pub(crate) fn at(day: Date) -> i64 {
    day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map(|at| at.timestamp().as_microsecond()).expect("a day")
}

pub(crate) fn submission(account: AccountId, caller: Caller, day: &str, command: Command) -> Submission {
    let today: Date = day.parse().expect("a day");
    Submission {
        account,
        command,
        caller,
        now: at(today),
        today,
        idempotency: None,
        guard: None,
        notes: Vec::new(),
        also: Vec::new(),
        render: Arc::new(|rendering| match rendering.decision {
            Ok(_) => Answer { status: 201, body: "{}".to_owned() },
            Err(refusal) => Answer { status: 409, body: refusal.code.code().to_owned() },
        }),
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::on(place().await).await
    }

    /// A world in the database of a folder, which holds none yet.
    pub(crate) async fn on(folder: tempfile::TempDir) -> Self {
        Self::since(folder, "2020-09-01").await
    }

    /// A world whose company was opened on a day.
    pub(crate) async fn since(folder: tempfile::TempDir, day: &str) -> Self {
        let store = open(folder.path()).await.expect("a store");
        let mut ids = Minter::new(1_600_000_000_000, 7);
        let (account, ines) = (ids.account(), ids.person());
        let mut world = Self { store, folder, ines, account, tenant: ids.tenant() };
        world.allowed(vendor(), day, Command::open("FR")).await;
        let domain = "lumen.example".to_owned();
        world.allowed(vendor(), day, Command::LinkTenant { domain }).await;
        world.tenant = *world.folded().await.account.tenants.keys().next().expect("a tenant");
        let person = world.person(ines, IdentityKind::Named, &[Role::GlobalAdmin], &[world.tenant]);
        world.store.write("test", 0, &[Plain::Person(person)]).await.expect("a person");
        world
    }

    pub(crate) fn person(&self, id: PersonId, kind: IdentityKind, roles: &[Role], admin_of: &[TenantId]) -> PersonRow {
        PersonRow {
            id,
            account: Some(self.account),
            name: "Inès".to_owned(),
            email: format!("{id}@lumen.example"),
            language: Language::Fr,
            kind,
            in_directory: true,
            roles: roles.iter().copied().collect(),
            admin_of: admin_of.iter().copied().collect(),
        }
    }

    pub(crate) async fn folded(&self) -> Arc<Folded> {
        self.store.folded(self.account).await.expect("reads").expect("was opened")
    }

    pub(crate) fn ines(&self) -> Caller {
        Caller::Person(self.ines)
    }

    pub(crate) async fn submit(&self, caller: Caller, day: &str, command: Command) -> Submitted {
        self.store.submit(submission(self.account, caller, day, command)).await.expect("the store works")
    }

    pub(crate) async fn allowed(&self, caller: Caller, day: &str, command: Command) {
        let submitted = self.submit(caller, day, command).await;
        assert_eq!(submitted.answer.status, 201, "{}", submitted.answer.body);
    }

    pub(crate) async fn buy(&self, offer: &str, day: &str) {
        let payment = Payment { reference: "O-771".to_owned(), amount: None };
        self.allowed(vendor(), day, Command::Purchase { offer: offer.to_owned(), payment }).await;
    }

    /// The tokens, keys and pools of the newest membership by benefit.
    pub(crate) async fn items(&self) -> BTreeMap<String, Item> {
        let folded = self.folded().await;
        let newest = folded.account.memberships.values().max_by_key(|held| held.number).expect("was bought").id;
        let granted = folded.account.grants.values().filter(|grant| grant.membership == newest);
        granted.map(|grant| (grant.line.benefit.clone(), grant.line.item.clone())).collect()
    }

    pub(crate) async fn token(&self, benefit: &str) -> TokenId {
        match self.items().await.get(benefit) {
            Some(Item::Token { token }) => *token,
            other => panic!("{benefit} is {other:?}"),
        }
    }

    pub(crate) fn redeem(&self, token: TokenId) -> Command {
        Command::RedeemToken { token, tenant: self.tenant, mode: Mode::New, subscription: None, seats: None }
    }
}
