//! Companies to work on: each with a membership, tokens, keys with few activations, seats, and people for them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, ensure};
use jiff::civil::{Date, date};
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::fact::{Item, Payment};
use symbolon_domain::ids::*;
use symbolon_domain::programme::{Language, Programmes};
use symbolon_programme::Files;
use symbolon_server::hash;
use symbolon_store::*;

use crate::support::programme;

/// The day of the purchases: long enough ago that no refund right is left, which a first use would end and so change
/// the previews of the account's other tokens.
pub const BOUGHT: Date = date(2020, 8, 1);
/// The day on which the sandbox's clock stands.
pub const TODAY: Date = date(2020, 10, 1);
/// The bearer token of the vendor's desk.
pub const DESK: &str = "symbolon_test_desk";
/// People of a company who can be given a seat.
const PEOPLE: usize = 64;
const OFFER: &str = "action-pack";
/// Activations of the key that is used up.
const KEY: &str = "office-professional-plus-2019";
const POOL: &str = "visual-studio-professional";

/// A company.
#[derive(Debug, Clone)]
pub struct Company {
    /// Its id.
    pub id: AccountId,
    /// Its global number.
    pub number: u64,
    /// The bearer token of its admin.
    pub bearer: String,
    /// Its tenants, two of them.
    pub tenants: Vec<TenantId>,
    /// Its tokens, unused.
    pub tokens: Vec<TokenId>,
    /// A key and how many machines it activates.
    pub key: Option<(KeyId, u32)>,
    /// A pool and its seats.
    pub pool: Option<(PoolId, u32)>,
    /// People who hold no seat.
    pub people: Vec<PersonId>,
}

/// Where the companies are kept, and the companies.
#[derive(Debug)]
pub struct World {
    /// The folder of the installation.
    pub data: PathBuf,
    /// The database.
    pub database: Database,
    /// The companies. Those at the end have bought nothing yet.
    pub companies: Vec<Company>,
    master: MasterKey,
    programme: (Files, Programmes),
}

fn noon(day: Date) -> i64 {
    day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |at| at.timestamp().as_microsecond())
}

impl World {
    /// Makes companies in an empty database, `members` with a membership and `guests` without, and what the server
    /// needs in its folder.
    ///
    /// # Errors
    /// When the store fails or the rules refuse.
    pub async fn make(data: &Path, database: Database, members: usize, guests: usize) -> anyhow::Result<Self> {
        std::fs::create_dir_all(data)?;
        let master = MasterKey::create(&data.join("master.key"), &symbolon_server::entropy::system())?;
        let identity = format!(
            "sandbox = true\nprogramme = \"mpn-2020\"\non_server = {}\n",
            matches!(database, Database::Postgres(_))
        );
        std::fs::write(data.join("instance.toml"), identity)?;
        let mut world =
            Self { data: data.to_owned(), database, companies: Vec::new(), master, programme: programme("mpn-2020")? };
        let store = world.open().await?;
        world.companies = companies(&store, members, guests).await?;
        store.set_clock(noon(TODAY), "rig").await?;
        store.close().await;
        Ok(world)
    }

    /// Opens the database in this process, as nobody else may have it open if it is a file.
    ///
    /// # Errors
    /// When the store does not open.
    pub async fn open(&self) -> anyhow::Result<Store> {
        self.open_database(self.database.clone()).await
    }

    /// Opens a copy of the database file in another folder.
    ///
    /// # Errors
    /// When the store does not open.
    pub async fn open_at(&self, folder: &Path) -> anyhow::Result<Store> {
        self.open_database(Database::File(folder.join("symbolon.db"))).await
    }

    /// Checks a backup of this world.
    ///
    /// # Errors
    /// When it is not whole.
    pub async fn check_backup(&self, folder: &Path) -> anyhow::Result<()> {
        symbolon_store::backup::check(folder, &self.master).await?;
        Ok(())
    }

    async fn open_database(&self, database: Database) -> anyhow::Result<Store> {
        let (files, programmes) = self.programme.clone();
        let options = Options {
            database,
            kind: InstanceKind::Sandbox,
            master_key: self.master.clone(),
            // Of its own in every process: ids must not come twice.
            entropy: symbolon_server::entropy::system(),
            build: "rig",
            group_commit: true,
        };
        Ok(Store::open(options, programmes, &files).await?)
    }
}

/// A command by who may give it, on the day of the purchases.
pub fn submission(account: AccountId, command: Command) -> Submission {
    let roles = BTreeSet::from([Role::ProgrammeManager, Role::SupportAgent]);
    let caller = Caller::Service { name: "rig".to_owned(), account: None, roles };
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

/// Commands or rows that are written at a time. More would take a build without optimisation longer than PostgreSQL
/// waits for a transaction.
const TOGETHER: usize = 64;

async fn all(store: &Store, submissions: Vec<Submission>) -> anyhow::Result<()> {
    for some in submissions.chunks(TOGETHER) {
        for done in store.submit_all(some.to_vec()).await {
            let done = done?;
            let refusal = done.refusal.map(|refusal| refusal.code);
            ensure!(done.answer.status == 201, "setting up was refused: {refusal:?}");
        }
    }
    Ok(())
}

async fn companies(store: &Store, members: usize, guests: usize) -> anyhow::Result<Vec<Company>> {
    let mut ids = Minter::new(1_600_000_000_000, u128::from(std::process::id()));
    let accounts: Vec<AccountId> = (0..members + guests).map(|_| ids.account()).collect();
    let open = |id: &AccountId| submission(*id, Command::open("FR"));
    all(store, accounts.iter().map(open).collect()).await?;
    let link =
        |domain: &'static str| move |id: &AccountId| submission(*id, Command::LinkTenant { domain: domain.to_owned() });
    all(store, accounts.iter().map(link("lumen.example")).collect()).await?;
    all(store, accounts.iter().map(link("atelier.example")).collect()).await?;
    let buy = |id: &AccountId| {
        let payment = Payment { reference: "O-1".to_owned(), amount: None };
        submission(*id, Command::Purchase { offer: OFFER.to_owned(), payment })
    };
    all(store, accounts.iter().take(members).map(buy).collect()).await?;

    let mut rows = vec![api_token(
        DESK,
        Grantee::Service { account: None, roles: BTreeSet::from([Role::ProgrammeManager, Role::SupportAgent]) },
    )];
    let mut companies = Vec::with_capacity(accounts.len());
    for id in accounts {
        let folded = store.folded(id).await?.context("it was opened")?;
        let tenants: Vec<TenantId> = folded.account.tenants.keys().copied().collect();
        let admin = ids.person();
        rows.push(Plain::Person(person(id, admin, &[Role::GlobalAdmin, Role::AccountAdmin], &tenants)));
        let bearer = format!("symbolon_test_{admin}");
        rows.push(api_token(&bearer, Grantee::Person(admin)));
        let people: Vec<PersonId> = (0..PEOPLE).map(|_| ids.person()).collect();
        rows.extend(people.iter().map(|one| Plain::Person(person(id, *one, &[], &[]))));
        companies.push(company(id, bearer, tenants, people, &folded.account));
    }
    for some in rows.chunks(TOGETHER * PEOPLE) {
        store.write("rig", 0, some).await?;
    }
    Ok(companies)
}

fn company(id: AccountId, bearer: String, tenants: Vec<TenantId>, people: Vec<PersonId>, account: &Account) -> Company {
    let granted = |benefit: &str| account.grants.values().find(|grant| grant.line.benefit == benefit);
    let key = granted(KEY).and_then(|grant| match grant.line.item {
        Item::Key { key, .. } => Some((key, account.keys.get(&key)?.limit?)),
        _ => None,
    });
    let pool = granted(POOL).and_then(|grant| match grant.line.item {
        Item::Pool { pool, .. } => Some((pool, grant.line.quantity)),
        _ => None,
    });
    Company {
        id,
        number: account.number,
        bearer,
        tenants,
        tokens: account.tokens.keys().copied().collect(),
        key,
        pool,
        people,
    }
}

fn person(account: AccountId, id: PersonId, roles: &[Role], admin_of: &[TenantId]) -> PersonRow {
    PersonRow {
        id,
        account: Some(account),
        name: "Inès".to_owned(),
        email: format!("{id}@lumen.example"),
        language: Language::Fr,
        kind: IdentityKind::Named,
        in_directory: true,
        roles: roles.iter().copied().collect(),
        admin_of: admin_of.iter().copied().collect(),
    }
}

/// A token that does not end.
pub fn api_token(secret: &str, grantee: Grantee) -> Plain {
    Plain::ApiToken(ApiToken {
        hash: hash(secret),
        name: secret.to_owned(),
        grantee,
        expires_at: i64::MAX,
        revoked_at: None,
    })
}
