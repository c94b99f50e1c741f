//! An installation on this machine: its folder, its key, its programme, its clock.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use symbolon_domain::programme::{Language, Programmes};
use symbolon_programme::{Case, Files, load};
use symbolon_server::clock::Clock;
use symbolon_server::{App, Documents, entropy};
use symbolon_store::{Database, Entropy, InstanceKind, MasterKey, Options, Store};
use symbolon_text::{Value, message};

use crate::failure::{Exit, Failure};
use crate::output::Output;

/// The build that facts name.
pub(crate) const BUILD: &str = env!("CARGO_PKG_VERSION");

pub(crate) const DATABASE: &str = "symbolon.db";
/// The folder of the contents of documents.
const DOCUMENTS: &str = "documents";
pub(crate) const MASTER_KEY: &str = "master.key";
pub(crate) const IDENTITY: &str = "instance.toml";
const DEFAULT_PROGRAMME: &str = "mpn-2020";
/// The version that files are read as where none is recorded.
pub(crate) const FIRST: u32 = 1;

/// How an installation is opened. What is not stated is what it was made with.
pub(crate) struct Opening<'a> {
    /// Its folder.
    pub(crate) data: &'a Path,
    /// The address of its database, where that is not a file in the folder.
    pub(crate) database: Option<&'a str>,
    /// The folder of its documents, where that is not one in its folder.
    pub(crate) documents: Option<&'a Path>,
    /// What a database that has no programme yet takes its own from: a built-in one's name, or a folder.
    pub(crate) programme: Option<&'a str>,
    /// What it is, if it may be made; none: it must be there already.
    pub(crate) make: Option<InstanceKind>,
}

/// The settings of an installation, by their names in its file.
const SETTINGS: [&str; 3] = ["sandbox", "programme", "on_server"];

/// What an installation is, kept beside its database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Identity {
    sandbox: bool,
    /// What its first version was read from. What is in force stands in the database.
    programme: String,
    /// Whether its database is on a server. Where that is, is not kept: an address may hold a password.
    #[serde(default)]
    on_server: bool,
}

impl Identity {
    fn kind(&self) -> InstanceKind {
        if self.sandbox { InstanceKind::Sandbox } else { InstanceKind::Live }
    }

    /// What an installation is; none where there is none.
    fn read(data: &Path, language: Language) -> Result<Option<Self>, Failure> {
        let file = data.join(IDENTITY);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(&file, &error, language)),
        };
        let wrong = |error: toml::de::Error| Failure::unexpected(format!("{}: {error}", file.display()));
        let table: toml::Table = toml::from_str(&text).map_err(wrong)?;
        if let Some(key) = table.keys().find(|key| !SETTINGS.contains(&key.as_str())) {
            let values = [
                ("file", Value::from(file.display().to_string())),
                ("key", key.as_str().into()),
                ("known", SETTINGS.join(", ").into()),
            ];
            return Err(Failure::new(Exit::Failed, message(language, "cli-unknown-setting", &values)));
        }
        table.try_into().map(Some).map_err(wrong)
    }

    fn write(&self, data: &Path) -> Result<(), Failure> {
        let text = toml::to_string(self).map_err(Failure::unexpected)?;
        Ok(symbolon_store::files::replace(&data.join(IDENTITY), text.as_bytes())?)
    }
}

/// That a file or folder cannot be used as it has to be.
pub(crate) fn unusable(place: &Path, error: &std::io::Error, language: Language) -> Failure {
    let values = [("place", Value::from(place.display().to_string())), ("cause", error.to_string().into())];
    Failure::new(Exit::Failed, message(language, "cli-unusable", &values))
}

fn no_installation(data: &Path, language: Language) -> Failure {
    let values = [("folder", Value::from(data.display().to_string()))];
    Failure::new(Exit::NotFound, message(language, "cli-no-installation", &values))
}

/// That an installation was here and its database is not where it was.
pub(crate) fn data_missing(data: &Path, database: &Database, language: Language) -> Failure {
    let values = [
        ("folder", Value::from(data.display().to_string())),
        ("place", database.to_string().into()),
        ("identity", data.join(IDENTITY).display().to_string().into()),
    ];
    Failure::new(Exit::Failed, message(language, "cli-data-missing", &values))
}

/// Whether the database of an installation is on a server.
pub(crate) fn is_on_server(data: &Path, language: Language) -> Result<bool, Failure> {
    let identity = Identity::read(data, language)?.ok_or_else(|| no_installation(data, language))?;
    Ok(identity.on_server)
}

/// Writes down that the database of an installation is on a server from now on.
pub(crate) fn is_on_server_now(data: &Path, language: Language) -> Result<(), Failure> {
    match Identity::read(data, language)? {
        Some(identity) => Identity { on_server: true, ..identity }.write(data),
        None => Ok(()),
    }
}

/// The files of a programme by the name of a built-in one, or by folder.
pub(crate) fn files(name: &str, language: Language) -> Result<Files, Failure> {
    if let Some(files) = Files::embedded(name) {
        return Ok(files);
    }
    let folder = Path::new(name);
    if folder.is_dir() {
        return Files::read_dir(folder).map_err(|error| match error.is_no_text() {
            true => {
                let values = [("file", Value::from(error.path.display().to_string()))];
                Failure::new(Exit::No, message(language, "cli-programme-no-text", &values))
            }
            false => Failure::unexpected(error),
        });
    }
    let known = Files::embedded_names().join(", ");
    let values = [("programme", Value::from(name)), ("known", Value::from(known))];
    Err(Failure::new(Exit::NotFound, message(language, "cli-programme-unknown", &values)))
}

/// A programme that was read and checked.
pub(crate) struct Read {
    pub(crate) files: Files,
    pub(crate) programme: Arc<symbolon_domain::programme::Programme>,
    pub(crate) cases: Vec<Case>,
}

/// Reads and checks a programme; what is wrong with it is the failure's text.
pub(crate) fn read(name: &str, version: u32, language: Language) -> Result<Read, Failure> {
    let files = files(name, language)?;
    let loaded = load(&files, version)
        .map_err(|wrong| Failure::new(Exit::No, wrong.render_in(language, false).trim_end().to_owned()))?;
    Ok(Read { files, programme: Arc::new(loaded.programme), cases: loaded.cases })
}

/// Where the database of an installation is: at the address that is given, else in its folder.
fn database(opening: &Opening<'_>, kept: Option<&Identity>, language: Language) -> Result<Database, Failure> {
    let refused = |text: &str| {
        let values = [("folder", Value::from(opening.data.display().to_string()))];
        Failure::new(Exit::Usage, message(language, text, &values))
    };
    match (opening.database, kept.map(|kept| kept.on_server)) {
        (Some(_), Some(false)) => Err(refused("cli-database-is-a-file")),
        (None, Some(true)) => Err(refused("cli-database-is-on-a-server")),
        (None, _) => Ok(Database::File(opening.data.join(DATABASE))),
        (Some(address), _) => match address.parse() {
            Ok(database @ Database::Postgres(_)) => Ok(database),
            _ => Err(refused("cli-database-unreadable")),
        },
    }
}

/// What an installation says that it is, and where its database is.
pub(crate) struct Site {
    pub(crate) kind: InstanceKind,
    pub(crate) database: Database,
}

/// Reads what an installation says of itself, without opening it.
pub(crate) fn site(opening: &Opening<'_>, language: Language) -> Result<Site, Failure> {
    let kept = Identity::read(opening.data, language)?.ok_or_else(|| no_installation(opening.data, language))?;
    Ok(Site { kind: kept.kind(), database: database(opening, Some(&kept), language)? })
}

/// The key of an installation that is there, and its file.
pub(crate) fn key_of(data: &Path, language: Language) -> Result<(PathBuf, MasterKey), Failure> {
    let file = data.join(MASTER_KEY);
    if !file.exists() {
        let values = [("file", Value::from(file.display().to_string()))];
        return Err(Failure::new(Exit::Failed, message(language, "cli-key-missing", &values)));
    }
    let key = MasterKey::read(&file).map_err(|error| Failure::of_store(error, language))?;
    Ok((file, key))
}

/// The key of an installation. A new one is made only where there is no database that needs another.
fn master_key(data: &Path, is_made: bool, entropy: &Entropy, language: Language) -> Result<MasterKey, Failure> {
    let file = data.join(MASTER_KEY);
    if !is_made && !file.exists() {
        return Ok(MasterKey::create(&file, entropy)?);
    }
    key_of(data, language).map(|(_, key)| key)
}

/// A store that was opened, with what the application on it needs.
pub(crate) struct Opened {
    pub(crate) store: Store,
    pub(crate) master_key: MasterKey,
    pub(crate) entropy: Entropy,
}

/// Opens an installation's store, or makes it.
pub(crate) async fn open_store(opening: &Opening<'_>, language: Language) -> Result<Opened, Failure> {
    let data = opening.data;
    let kept = Identity::read(data, language)?;
    let identity = match (&kept, opening.make) {
        (Some(kept), _) => kept.clone(),
        (None, Some(kind)) => Identity {
            sandbox: kind == InstanceKind::Sandbox,
            programme: opening.programme.unwrap_or(DEFAULT_PROGRAMME).to_owned(),
            on_server: opening.database.is_some(),
        },
        (None, None) => return Err(no_installation(data, language)),
    };
    let database = database(opening, kept.as_ref(), language)?;
    if let Some(wanted) = opening.make.filter(|wanted| *wanted != identity.kind()) {
        let text = if wanted == InstanceKind::Live { "cli-is-a-sandbox" } else { "cli-is-live" };
        let values = [("folder", Value::from(data.display().to_string()))];
        return Err(Failure::new(Exit::Failed, message(language, text, &values)));
    }
    if let Database::File(file) = &database {
        for place in [data, file.as_path()].into_iter().filter(|place| place.exists()) {
            symbolon_store::files::writable(place).map_err(|error| unusable(place, &error, language))?;
        }
    }
    let is_made = database.is_made().await.map_err(|error| Failure::of_store(error, language))?;
    if kept.is_some() && !is_made {
        return Err(data_missing(data, &database, language));
    }
    // Once the database has a programme, nothing depends on the files any more.
    let first = if is_made { None } else { Some(read(&identity.programme, FIRST, language)?) };
    symbolon_store::files::private_folder(data).map_err(|error| unusable(data, &error, language))?;
    let entropy = entropy::system();
    let master_key = master_key(data, is_made, &entropy, language)?;
    let options = Options {
        database,
        kind: identity.kind(),
        master_key: master_key.clone(),
        entropy: entropy.clone(),
        build: BUILD,
        group_commit: true,
    };
    let store = match first {
        Some(read) => Store::open(options, Programmes::new(read.programme), &read.files).await,
        None => Store::reopen(options).await,
    };
    let store = store.map_err(|error| Failure::of_store(error, language))?;
    if kept.as_ref() != Some(&identity) {
        identity.write(data)?;
    }
    Ok(Opened { store, master_key, entropy })
}

/// Opens an installation. `unset` gives the clock of a sandbox that has none yet.
pub(crate) async fn open(
    opening: &Opening<'_>,
    unset: impl FnOnce() -> Result<Clock, Failure>,
    output: &Output,
) -> Result<App, Failure> {
    let Opened { store, master_key, entropy } = open_store(opening, output.language).await?;
    let clock = match store.kind() {
        InstanceKind::Live => Clock::System,
        InstanceKind::Sandbox => match store.clock().await? {
            Some(at) => Clock::frozen(at),
            None => unset()?,
        },
    };
    let folder = documents(opening.data, opening.documents);
    let documents = Documents::in_folder(&folder).map_err(|error| unusable(&folder, &error, output.language))?;
    Ok(App::new(store, documents, clock, &master_key, entropy)?)
}

/// The folder of an installation's documents.
pub(crate) fn documents(data: &Path, stated: Option<&Path>) -> PathBuf {
    stated.map_or_else(|| data.join(DOCUMENTS), Path::to_owned)
}

/// Takes an address.
pub(crate) async fn listen(address: SocketAddr, output: &Output) -> Result<tokio::net::TcpListener, Failure> {
    tokio::net::TcpListener::bind(address).await.map_err(|error| {
        let values = [("address", Value::from(address.to_string())), ("cause", Value::from(error.to_string()))];
        Failure::new(Exit::Failed, output.text("cli-address-taken", &values))
    })
}

/// Listens for being asked to stop, from this call on; what it gives resolves when that happens.
#[cfg(unix)]
pub(crate) fn stop() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    // A terminal that is closed takes what it runs with it.
    let mut hung_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
            _ = hung_up.recv() => {}
        }
    })
}

/// Gives what resolves when the process is asked to stop.
#[cfg(not(unix))]
pub(crate) fn stop() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    Ok(async {
        // Without a handler there is nothing to wait for, and the process ends as the system does it.
        let _ = tokio::signal::ctrl_c().await;
    })
}
