//! Opening a store: what the database is, which programme it runs, and the writer.

use std::sync::Arc;

use symbolon_domain::programme::Programme;
use symbolon_programme::Files;

use crate::cache::{Cache, People};
use crate::engine::{self, Conn, Engine, query};
use crate::secrets::{MasterKey, Vault};
use crate::versions::{self, Versions};
use crate::writer::Writer;
use crate::{InstanceKind, Options, StoreError, Unfit, transfer};

/// What all clones of a store share.
pub(crate) struct Shared {
    pub(crate) engine: Arc<Engine>,
    pub(crate) versions: Arc<Versions>,
    pub(crate) kind: InstanceKind,
    pub(crate) cache: Arc<Cache>,
    pub(crate) people: Arc<People>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) writer: Writer,
}

/// What a programme says at first, with its files; needed only where a database has none yet.
pub(crate) type First<'a> = Option<(&'a Arc<Programme>, &'a Files)>;

pub(crate) async fn open(options: Options, first: First<'_>) -> Result<Arc<Shared>, StoreError> {
    let engine = Arc::new(Engine::open(&options.database).await?);
    let mut conn = engine.writer().await?;
    engine::begin(&mut conn).await?;
    let versions = match prepare(&mut conn, &options, first).await {
        Ok(versions) => versions,
        Err(error) => {
            engine::abandon(&mut conn).await;
            return Err(error);
        }
    };
    engine::commit(&mut conn).await?;
    drop(conn);
    let (cache, people) = (Arc::new(Cache::default()), Arc::new(People::default()));
    let vault = Arc::new(Vault::new(options.master_key.clone(), options.entropy.clone()));
    let versions = Arc::new(versions);
    let writer =
        Writer::start(engine.clone(), &options, versions.clone(), (cache.clone(), people.clone()), vault.clone())
            .await?;
    Ok(Arc::new(Shared { engine, versions, kind: options.kind, cache, people, vault, writer }))
}

/// What a database says that it is.
const KIND: &str = "kind";

const fn written(kind: InstanceKind) -> &'static str {
    match kind {
        InstanceKind::Live => "live",
        InstanceKind::Sandbox => "sandbox",
    }
}

/// What a database says that it is.
pub(crate) async fn kind(conn: &mut Conn) -> Result<InstanceKind, StoreError> {
    let found = value(conn, KIND).await?.unwrap_or_default();
    let known = [InstanceKind::Live, InstanceKind::Sandbox].into_iter().find(|kind| written(*kind) == found);
    known.ok_or(StoreError::Corrupt { table: "instance", row: KIND.to_owned(), cause: found })
}

async fn prepare(conn: &mut Conn, options: &Options, first: First<'_>) -> Result<Versions, StoreError> {
    let wanted = written(options.kind);
    // Written even where it is there, so that of two processes that open one database the second waits for the first.
    let kept = query(
        "insert into instance (name, value) values ($1, $2) \
         on conflict (name) do update set value = instance.value returning value",
    );
    let found: String = kept.bind(KIND).bind(wanted).fetch_one(&mut *conn).await?.try_get(0)?;
    if found != wanted {
        return Err(StoreError::Unfit(match options.kind {
            InstanceKind::Live => Unfit::Sandbox,
            InstanceKind::Sandbox => Unfit::Live,
        }));
    }
    if options.kind == InstanceKind::Live {
        engine::durable(conn).await?;
    }
    transfer::settled(conn).await?;
    seal(conn, &options.master_key).await?;
    if let Some((programme, files)) = first {
        record_programme(conn, programme, files).await?;
    }
    let counters =
        [("account", 1_000_001i64), ("membership", 1_001), ("invoice", 1), ("credit_note", 1), ("ticket", 1)];
    for (name, first) in counters {
        query("insert into counter (name, next) values ($1, $2) on conflict (name) do nothing")
            .bind(name)
            .bind(first)
            .execute(&mut *conn)
            .await?;
    }
    versions::load(conn, first.map(|(programme, _)| programme)).await
}

/// Where the mark of the master key is kept.
pub(crate) const KEY_CHECK: &str = "master_key_check";

/// Binds the database to its master key, so that a wrong key is refused at once and not at the first secret.
pub(crate) async fn seal(conn: &mut Conn, key: &MasterKey) -> Result<(), StoreError> {
    match is_of_key(conn, key).await? {
        None => set_value(conn, KEY_CHECK, &mark(key)).await,
        Some(true) => Ok(()),
        Some(false) => Err(StoreError::Unfit(Unfit::OtherKey)),
    }
}

/// Whether a database was made with a key; none where it has none yet.
pub(crate) async fn is_of_key(conn: &mut Conn, key: &MasterKey) -> Result<Option<bool>, StoreError> {
    Ok(value(conn, KEY_CHECK).await?.map(|found| found == mark(key)))
}

fn mark(key: &MasterKey) -> String {
    hex::encode(key.purpose("symbolon master key check 1"))
}

/// Records the first version of a database. From then on files are not taken as they are found: a version comes by a plan.
async fn record_programme(conn: &mut Conn, given: &Programme, files: &Files) -> Result<(), StoreError> {
    let newest = query("select programme from programme_version order by version desc limit 1")
        .fetch_optional(&mut *conn)
        .await?;
    if let Some(row) = newest {
        let programme: String = row.try_get(0)?;
        if programme != given.id {
            return Err(StoreError::Refused(format!(
                "programme.toml: the ledger is of the programme {programme}, not of {}",
                given.id
            )));
        }
        return Ok(());
    }
    query("insert into programme_version (programme, version, content_hash, files) values ($1, $2, $3, $4)")
        .bind(given.id.clone())
        .bind(i64::from(given.version))
        .bind(given.content_hash.clone())
        .bind(versions::text(files)?)
        .execute(conn)
        .await?;
    Ok(())
}

pub(crate) async fn value(conn: &mut Conn, name: &'static str) -> Result<Option<String>, StoreError> {
    let row = query("select value from instance where name = $1").bind(name).fetch_optional(conn).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(crate) async fn set_value(conn: &mut Conn, name: &'static str, value: &str) -> Result<(), StoreError> {
    query("insert into instance (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value")
        .bind(name)
        .bind(value.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}
