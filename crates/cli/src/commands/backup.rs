//! Backups of an installation, proved by restoring them, and the move of its data to a server.

use std::path::Path;

use serde_json::json;
use symbolon_server::clock::Clock;
use symbolon_server::entropy;
use symbolon_store::backup::{self, BackupFault, Manifest};
use symbolon_store::transfer::Transfer;
use symbolon_store::{Database, MasterKey, StoreError, VerifyReport, files};
use symbolon_text::Value;

use crate::args::{Backup, Kept};
use crate::failure::{Exit, Failure};
use crate::file;
use crate::instance::{self, BUILD, DATABASE, IDENTITY, MASTER_KEY, Opening};
use crate::output::Output;

pub(crate) async fn run(verb: &Backup, output: &Output) -> Result<(), Failure> {
    let done = match verb {
        Backup::Create { kept, to_folder } => create(kept, to_folder, output).await,
        Backup::Verify { backup, key_file } => verify(backup, key_file, output).await,
        Backup::Restore { backup, data, key_file } => restore(backup, data, key_file, output).await,
    };
    done.map_err(|error| error.said(output))
}

/// What stopped a command: a fault that has words of its own, or anything else.
enum Stop {
    Store(StoreError),
    Failure(Failure),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Failure(error.into())
    }
}

impl Stop {
    fn said(self, output: &Output) -> Failure {
        match self {
            Self::Failure(failure) => failure,
            Self::Store(error) => Failure::of_store(error, output.language),
        }
    }
}

fn number(count: u64) -> Value {
    Value::from(i64::try_from(count).unwrap_or(i64::MAX))
}

fn show(manifest: &Manifest, text: &str, folder: &Path, output: &Output) -> Result<(), Failure> {
    if output.is_json() {
        return output.document(&json!(manifest));
    }
    let values = [
        ("folder", Value::from(folder.display().to_string())),
        ("accounts", number(manifest.accounts)),
        ("facts", number(manifest.facts)),
        ("bytes", number(manifest.bytes)),
        ("documents", number(manifest.documents.as_ref().map_or(0, |documents| documents.count))),
    ];
    output.line(&output.text(text, &values))
}

async fn create(kept: &Kept, to: &Path, output: &Output) -> Result<(), Stop> {
    let data = &kept.installation.data;
    if kept.installation.address().is_some() || instance::is_on_server(data, output.language)? {
        return Err(StoreError::from(BackupFault::Server).into());
    }
    let database = Database::File(data.join(DATABASE));
    if !database.is_made().await? {
        return Err(instance::data_missing(data, &database, output.language).into());
    }
    let identity = std::fs::read_to_string(data.join(IDENTITY))?;
    let key = MasterKey::read(&data.join(MASTER_KEY))?;
    let documents = instance::documents(data, kept.documents.as_deref());
    let now = Clock::System.now();
    let manifest = backup::create(&database, &documents, &key, &identity, to, now, BUILD).await?;
    show(&manifest, "cli-backup-created", to, output)?;
    say_lost(&manifest, output);
    output.note(&output.text("cli-backup-key", &[]));
    Ok(())
}

/// Names the documents whose content is not in a backup.
fn say_lost(manifest: &Manifest, output: &Output) {
    for place in manifest.lost() {
        output.note(&output.text("cli-backup-missing", &[("document", place.as_str().into())]));
    }
}

/// Restores a backup into a folder and verifies what is there then.
async fn restored(backup: &Path, data: &Path, key: &Path, output: &Output) -> Result<(Manifest, VerifyReport), Stop> {
    file::read(key, output.language)?;
    let master = MasterKey::read(key)?;
    files::private_folder(data).map_err(|error| instance::unusable(data, &error, output.language))?;
    let manifest = backup::restore(backup, &master, &data.join(DATABASE)).await?;
    backup::restore_documents(backup, &manifest, &instance::documents(data, None))?;
    let own = data.join(MASTER_KEY);
    if !own.exists() {
        // The copy keeps the mode of the original, which nobody else may read.
        std::fs::copy(key, &own)?;
    }
    files::replace(&data.join(IDENTITY), manifest.identity.as_bytes())?;
    let opening = Opening { data, database: None, documents: None, programme: None, make: None };
    let opened = instance::open_store(&opening, output.language).await?;
    let mut report = opened.store.verify_restored(&manifest).await;
    if let (Ok(report), true) = (&mut report, manifest.documents.is_some()) {
        opened.store.verify_documents(&instance::documents(data, None), manifest.lost(), report).await?;
    }
    if report.is_ok() {
        opened.store.record_restored(&manifest, "admin", Clock::System.now()).await?;
    }
    opened.store.close().await;
    Ok((manifest, report?))
}

/// Stops where something is not as it should be.
fn clean(report: &VerifyReport, output: &Output) -> Result<(), Failure> {
    let Some(found) = &report.difference else { return Ok(()) };
    let values = [
        ("table", Value::from(found.table.as_str())),
        ("row", found.row.as_str().into()),
        ("what", found.what.as_str().into()),
    ];
    output.line(&output.text("cli-verify-difference", &values))?;
    Err(Failure::no())
}

/// Only what was restored is known to be restorable.
async fn prove(backup: &Path, key: &Path, output: &Output) -> Result<Manifest, Stop> {
    let folder = tempfile::tempdir()?;
    let (manifest, report) = restored(backup, folder.path(), key, output).await?;
    clean(&report, output)?;
    Ok(manifest)
}

async fn verify(backup: &Path, key: &Path, output: &Output) -> Result<(), Stop> {
    let manifest = prove(backup, key, output).await?;
    let text = if manifest.lost().is_empty() { "cli-backup-verified" } else { "cli-backup-verified-but" };
    show(&manifest, text, backup, output)?;
    say_lost(&manifest, output);
    Ok(())
}

async fn restore(backup: &Path, data: &Path, key: &Path, output: &Output) -> Result<(), Stop> {
    if data.join(DATABASE).exists() || data.join(IDENTITY).exists() {
        return Err(StoreError::from(BackupFault::Exists).into());
    }
    let own = data.join(MASTER_KEY);
    if own.exists() {
        // A key that is there stays there, so it must be the one that opens what is restored.
        backup::check(backup, &MasterKey::read(&own)?).await?;
    }
    prove(backup, key, output).await?;
    let (manifest, _) = restored(backup, data, key, output).await?;
    show(&manifest, "cli-backup-restored", data, output)?;
    say_lost(&manifest, output);
    Ok(())
}

/// Moves the data of an installation to a server: copied and compared, verified there, and only then handed over.
pub(crate) async fn take(data: &Path, address: &str, output: &Output) -> Result<(), Failure> {
    let moved = async {
        let from = Database::File(data.join(DATABASE));
        let to: Database = address.parse()?;
        if !data.join(DATABASE).exists() {
            let values = [("folder", Value::from(data.display().to_string()))];
            return Err(Failure::new(Exit::NotFound, output.text("cli-no-installation", &values)).into());
        }
        let key = MasterKey::read(&data.join(MASTER_KEY))?;
        let transfer = Transfer::begin(&from, &to, &key, &entropy::system()).await?;
        let mut moved = None;
        if !transfer.is_handed_over() {
            // What is wrong here would be wrong there.
            clean(&transfer.verify_source().await?, output)?;
            moved = Some(transfer.copy().await?);
            clean(&transfer.verify_target().await?, output)?;
        }
        transfer.finish().await?;
        instance::is_on_server_now(data, output.language)?;
        Ok::<_, Stop>(moved)
    };
    let moved = moved.await.map_err(|stop| stop.said(output))?;
    if output.is_json() {
        return output.document(&json!({
            "tables": moved.map(|moved| moved.tables), "rows": moved.map(|moved| moved.rows),
        }));
    }
    if let Some(moved) = moved {
        let values = [("tables", number(moved.tables as u64)), ("rows", number(moved.rows))];
        output.line(&output.text("cli-moved", &values))?;
    }
    output.line(&output.text("cli-move-finished", &[]))
}
