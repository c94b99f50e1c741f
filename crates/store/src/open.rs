//! Opening a store: what the database is, which programme it runs, and the writer.

use std::sync::Arc;

use symbolon_domain::programme::Programmes;
use symbolon_programme::Files;

use crate::cache::{Cache, People};
use crate::engine::{self, Conn, Engine, query};
use crate::secrets::{MasterKey, Vault};
use crate::writer::Writer;
use crate::{InstanceKind, Options, StoreError, transfer};

/// What all clones of a store share.
pub(crate) struct Shared {
    pub(crate) engine: Arc<Engine>,
    pub(crate) programmes: Programmes,
    pub(crate) kind: InstanceKind,
    pub(crate) cache: Arc<Cache>,
    pub(crate) people: Arc<People>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) writer: Writer,
}

pub(crate) async fn open(options: Options, programmes: Programmes, files: &Files) -> Result<Arc<Shared>, StoreError> {
    let engine = Arc::new(Engine::open(&options.database).await?);
    let mut conn = engine.writer().await?;
    engine::begin(&mut conn).await?;
    let programmes = match prepare(&mut conn, &options, programmes, files).await {
        Ok(programmes) => programmes,
        Err(error) => {
            engine::abandon(&mut conn).await;
            return Err(error);
        }
    };
    engine::commit(&mut conn).await?;
    drop(conn);
    let (cache, people) = (Arc::new(Cache::default()), Arc::new(People::default()));
    let vault = Arc::new(Vault::new(options.master_key.clone(), options.entropy.clone()));
    let writer =
        Writer::start(engine.clone(), &options, programmes.clone(), (cache.clone(), people.clone()), vault.clone())
            .await?;
    Ok(Arc::new(Shared { engine, programmes, kind: options.kind, cache, people, vault, writer }))
}

async fn prepare(
    conn: &mut Conn,
    options: &Options,
    programmes: Programmes,
    files: &Files,
) -> Result<Programmes, StoreError> {
    let wanted = match options.kind {
        InstanceKind::Live => "live",
        InstanceKind::Sandbox => "sandbox",
    };
    // Written even where it is there, so that of two processes that open one database the second waits for the first.
    let kept = query(
        "insert into instance (name, value) values ('kind', $1) \
         on conflict (name) do update set value = instance.value returning value",
    );
    let found: String = kept.bind(wanted).fetch_one(&mut *conn).await?.try_get(0)?;
    if found != wanted {
        return Err(StoreError::Refused(format!(
            "this database is {found} and was opened as {wanted}; what a database is cannot be changed"
        )));
    }
    if options.kind == InstanceKind::Live {
        engine::durable(conn).await?;
    }
    transfer::settled(conn).await?;
    seal(conn, &options.master_key).await?;
    record_programme(conn, &programmes, files).await?;
    for (name, first) in [("account", 1_000_001i64), ("membership", 1_001), ("invoice", 1), ("credit_note", 1)] {
        query("insert into counter (name, next) values ($1, $2) on conflict (name) do nothing")
            .bind(name)
            .bind(first)
            .execute(&mut *conn)
            .await?;
    }
    earlier_versions(conn, programmes).await
}

/// Adds the versions that this database ran before: a membership year keeps the version that it was bought under.
async fn earlier_versions(conn: &mut Conn, mut programmes: Programmes) -> Result<Programmes, StoreError> {
    let current = programmes.current().version;
    let rows = query("select version, content_hash, files from programme_version where version < $1 order by version")
        .bind(i64::from(current))
        .fetch_all(conn)
        .await?;
    for row in rows {
        let (version, hash, texts): (i64, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let corrupt =
            |cause: String| StoreError::Corrupt { table: "programme_version", row: version.to_string(), cause };
        let files = Files(serde_json::from_str(&texts).map_err(|error| corrupt(error.to_string()))?);
        if files.content_hash() != hash {
            return Err(corrupt("column content_hash is not the hash of the files".to_owned()));
        }
        let version = u32::try_from(version).map_err(|error| corrupt(error.to_string()))?;
        let loaded = symbolon_programme::load(&files, version).map_err(|wrong| corrupt(wrong.render(false)))?;
        programmes = programmes.with(Arc::new(loaded.programme));
    }
    Ok(programmes)
}

/// Where the mark of the master key is kept.
pub(crate) const KEY_CHECK: &str = "master_key_check";

/// Binds the database to its master key, so that a wrong key is refused at once and not at the first secret.
pub(crate) async fn seal(conn: &mut Conn, key: &MasterKey) -> Result<(), StoreError> {
    let mark = hex::encode(key.purpose("symbolon master key check 1"));
    match value(conn, KEY_CHECK).await? {
        None => set_value(conn, KEY_CHECK, &mark).await,
        Some(found) if found == mark => Ok(()),
        Some(_) => Err(StoreError::Refused(
            "the master key is not the one that this database was made with; its secrets would not open".to_owned(),
        )),
    }
}

async fn record_programme(conn: &mut Conn, programmes: &Programmes, files: &Files) -> Result<(), StoreError> {
    let current = programmes.current();
    let version = i64::from(current.version);
    let newest = query("select programme, version, content_hash from programme_version order by version desc limit 1")
        .fetch_optional(&mut *conn)
        .await?;
    if let Some(row) = newest {
        let (programme, newest, hash): (String, i64, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let file = "programme.toml";
        if programme != current.id {
            return Err(StoreError::Refused(format!(
                "{file}: the ledger is of the programme {programme}, not of {}",
                current.id
            )));
        }
        if version < newest {
            return Err(StoreError::Refused(format!(
                "{file}: version {version} of {programme} is older than the ledger’s, which is version {newest}"
            )));
        }
        if version == newest {
            return if hash == current.content_hash {
                Ok(())
            } else {
                Err(StoreError::Refused(format!(
                    "{file}: the files of {programme} are not those that version {version} was recorded with; give the \
                     change a version of its own"
                )))
            };
        }
    }
    let texts = serde_json::to_string(&files.0).map_err(|error| StoreError::Refused(error.to_string()))?;
    query("insert into programme_version (programme, version, content_hash, files) values ($1, $2, $3, $4)")
        .bind(current.id.clone())
        .bind(version)
        .bind(current.content_hash.clone())
        .bind(texts)
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
