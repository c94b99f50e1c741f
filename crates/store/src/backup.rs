//! Backups of a database file, made while a server uses it, and proved by restoring them.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use symbolon_domain::audit::AuditAct;

use crate::audit::audit;
use crate::engine::{self, Conn, Database};
use crate::error::StoreError;
use crate::secrets::MasterKey;
use crate::transfer::TransferFault;
use crate::{Store, VerifyReport, contents, files, transfer};

const DATABASE: &str = "symbolon.db";
const MANIFEST: &str = "manifest.json";
const DOCUMENTS: &str = "documents";
/// The format without documents, which older versions made, is the first.
const FORMAT: u32 = 2;

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The format of the backup.
    pub format: u32,
    /// When it was made: microseconds since the Unix epoch, by the caller's clock.
    pub created_at: i64,
    /// The build that made it.
    pub build: String,
    /// The step of the schema.
    pub schema: i64,
    /// Companies.
    pub accounts: u64,
    /// Facts.
    pub facts: u64,
    /// SHA-256 over the newest hash of every ledger.
    pub heads: String,
    /// The file that says what the installation is.
    pub identity: String,
    /// Bytes of the database.
    pub bytes: u64,
    /// SHA-256 of the database.
    pub sha256: String,
    /// The contents of documents; none in a backup of a version that had none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<Documents>,
    /// A keyed hash over all of the above: nobody without the master key can have made it.
    pub seal: String,
}

impl Manifest {
    /// Documents whose content was missing already when the backup was made.
    pub fn lost(&self) -> &[String] {
        self.documents.as_ref().map_or(&[], |documents| &documents.missing)
    }
}

/// The contents of documents in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// How many.
    pub count: u64,
    /// Their bytes together, sealed as they lie.
    pub bytes: u64,
    /// SHA-256 over the place, the length and the SHA-256 of each.
    pub sha256: String,
    /// Documents that the database names and whose content was missing when the backup was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// Why a backup is not taken or not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// A file or folder of that name is there.
    #[error("it is there already")]
    Exists,
    /// The folder holds no backup, or its manifest does not read.
    #[error("there is no backup, or its manifest does not read")]
    Unreadable,
    /// Another format than this build's.
    #[error("it is of a newer format")]
    Newer,
    /// It was made with another master key, or its manifest was changed.
    #[error("its seal is not of this master key")]
    Seal,
    /// The database is shorter or longer than it was.
    #[error("the database is not as long as it was")]
    Length,
    /// The database was changed.
    #[error("the database was changed")]
    Changed,
    /// The contents of documents were changed.
    #[error("the contents of documents were changed")]
    Documents,
    /// It does not hold what its manifest says.
    #[error("it does not hold what its manifest says")]
    Content,
    /// A server's database is backed up with the server's own programs.
    #[error("a server’s database is backed up with the server’s own programs")]
    Server,
}

fn io(path: &Path) -> impl Fn(std::io::Error) -> StoreError + '_ {
    move |error| StoreError::Unavailable(format!("{}: {error}", path.display()))
}

/// Makes what a file or folder holds last.
fn sync(path: &Path) -> Result<(), StoreError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(io(path))
}

/// The name of a file or folder until it is finished: its own with something behind it, so that no other has the same.
fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    path.with_file_name(name)
}

/// Removes what a backup that broke off left over. A folder with anything else in it is somebody’s, and stays.
fn clear(partial: &Path) -> Result<(), StoreError> {
    let ours = [DATABASE.to_owned(), format!("{DATABASE}-journal"), MANIFEST.to_owned(), DOCUMENTS.to_owned()];
    for entry in std::fs::read_dir(partial).map_err(io(partial))? {
        let name = entry.map_err(io(partial))?.file_name();
        if !ours.iter().any(|own| name == own.as_str()) {
            return Err(BackupFault::Exists.into());
        }
    }
    std::fs::remove_dir_all(partial).map_err(io(partial))
}

fn digest(path: &Path) -> Result<(u64, String), StoreError> {
    let mut file = File::open(path).map_err(io(path))?;
    let (mut digest, mut bytes, mut chunk) = (Sha256::new(), 0, vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut chunk).map_err(io(path))?;
        if read == 0 {
            return Ok((bytes, hex::encode(digest.finalize())));
        }
        digest.update(&chunk[..read]);
        bytes += read as u64;
    }
}

impl Manifest {
    fn sealed(mut self, key: &MasterKey) -> Result<Self, StoreError> {
        self.seal = String::new();
        let text = serde_json::to_string(&self).map_err(|error| StoreError::Secret(error.to_string()))?;
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&key.purpose("symbolon backup seal 1"))
            .map_err(|error| StoreError::Secret(error.to_string()))?;
        mac.update(text.as_bytes());
        self.seal = hex::encode(mac.finalize().into_bytes());
        Ok(self)
    }
}

/// Copies the contents that lie in a folder and are wanted, and says what was copied, in the order of their places.
fn copy_contents(from: &Path, to: &Path, wanted: impl Iterator<Item = String>) -> Result<Documents, StoreError> {
    files::private_folder(to).map_err(io(to))?;
    let mut found = Documents { count: 0, bytes: 0, sha256: String::new(), missing: Vec::new() };
    let (mut sum, mut folders) = (Sha256::new(), std::collections::BTreeSet::new());
    for place in wanted {
        let (source, target) = (from.join(&place), to.join(&place));
        if !source.is_file() {
            found.missing.push(place);
            continue;
        }
        if let Some(folder) = target.parent()
            && folders.insert(folder.to_owned())
        {
            files::private_folder(folder).map_err(io(folder))?;
        }
        files::copy(&source, &target).map_err(io(&target))?;
        let (bytes, sha256) = digest(&target)?;
        sum.update(format!("{place} {bytes} {sha256}\n").as_bytes());
        found.count += 1;
        found.bytes += bytes;
    }
    for folder in folders.iter().map(PathBuf::as_path).chain([to]) {
        sync(folder)?;
    }
    found.sha256 = hex::encode(sum.finalize());
    Ok(found)
}

/// What lies in a folder of contents, as a manifest says it.
fn contents(folder: &Path) -> Result<(u64, u64, String), StoreError> {
    let (mut sum, mut count, mut total) = (Sha256::new(), 0, 0);
    for place in contents::lying(folder).map_err(io(folder))? {
        let (bytes, sha256) = digest(&folder.join(&place))?;
        sum.update(format!("{place} {bytes} {sha256}\n").as_bytes());
        count += 1;
        total += bytes;
    }
    Ok((count, total, hex::encode(sum.finalize())))
}

/// Backs a database file up into a new folder, also while a server uses it, with the contents of the documents that it
/// names and the text that says what the installation is. The master key is not in the backup: keep it elsewhere.
///
/// # Errors
/// When the folder is there already, the database is a server's or was moved to one, or the disk fails.
pub async fn create(
    database: &Database,
    documents: &Path,
    key: &MasterKey,
    identity: &str,
    to: &Path,
    created_at: i64,
    build: &str,
) -> Result<Manifest, StoreError> {
    let Database::File(from) = database else { return Err(BackupFault::Server.into()) };
    transfer::settled(&mut engine::look(from).await?).await?;
    if to.exists() {
        return Err(BackupFault::Exists.into());
    }
    let partial = unfinished(to);
    if partial.exists() {
        clear(&partial)?;
    }
    files::private_folder(&partial).map_err(io(&partial))?;
    let copy = partial.join(DATABASE);
    engine::copy_file(from, &copy).await?;
    let mut conn = engine::look(&copy).await?;
    let (schema, accounts, facts, heads) = content(&mut conn).await?;
    // After the database: a content is there before the row that names it.
    let wanted = contents::named(&mut conn).await?.into_keys();
    drop(conn);
    let documents = Some(copy_contents(documents, &partial.join(DOCUMENTS), wanted)?);
    let (bytes, sha256) = digest(&copy)?;
    let manifest = Manifest {
        format: FORMAT,
        created_at,
        build: build.to_owned(),
        schema,
        accounts,
        facts,
        heads,
        identity: identity.to_owned(),
        bytes,
        sha256,
        documents,
        seal: String::new(),
    };
    let manifest = manifest.sealed(key)?;
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| StoreError::Secret(error.to_string()))?;
    let file = partial.join(MANIFEST);
    files::private().open(&file).and_then(|mut file| file.write_all(text.as_bytes())).map_err(io(&file))?;
    for part in [&copy, &file, &partial] {
        sync(part)?;
    }
    files::settle(&partial, to).map_err(io(to))?;
    Ok(manifest)
}

/// The step of the schema, the companies, the facts, and a digest over the newest hash of every ledger.
async fn content(conn: &mut Conn) -> Result<(i64, u64, u64, String), StoreError> {
    let schema = engine::schema(conn).await?;
    let (mut digest, mut accounts, mut facts) = (Sha256::new(), 0, 0);
    let sql = "select account, seq, hash from fact newest where seq = \
               (select max(seq) from fact where fact.account = newest.account) order by account";
    for row in engine::query(sql).fetch_all(&mut *conn).await? {
        let (account, seq, hash): (String, i64, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        digest.update(format!("{account} {hash}\n").as_bytes());
        accounts += 1;
        facts += u64::try_from(seq).unwrap_or(0);
    }
    Ok((schema, accounts, facts, hex::encode(digest.finalize())))
}

/// Reads a backup's manifest.
///
/// # Errors
/// When there is none, it was made with another key, or by a newer version.
pub fn manifest(folder: &Path, key: &MasterKey) -> Result<Manifest, StoreError> {
    let text = std::fs::read_to_string(folder.join(MANIFEST)).map_err(|_| BackupFault::Unreadable)?;
    let format: serde_json::Value = serde_json::from_str(&text).map_err(|_| BackupFault::Unreadable)?;
    if format["format"].as_u64().is_some_and(|format| format > FORMAT.into()) {
        return Err(BackupFault::Newer.into());
    }
    let manifest: Manifest = serde_json::from_str(&text).map_err(|_| BackupFault::Unreadable)?;
    if manifest.clone().sealed(key)?.seal != manifest.seal {
        return Err(BackupFault::Seal.into());
    }
    if manifest.schema > engine::newest_schema() {
        return Err(BackupFault::Newer.into());
    }
    Ok(manifest)
}

/// Reads a backup's manifest and checks the database against it, byte for byte.
///
/// # Errors
/// When there is none, it was made with another key, or anything in it was changed.
pub async fn check(folder: &Path, key: &MasterKey) -> Result<Manifest, StoreError> {
    let manifest = manifest(folder, key)?;
    let (bytes, sha256) = digest(&folder.join(DATABASE)).map_err(|_| BackupFault::Unreadable)?;
    if bytes != manifest.bytes {
        return Err(BackupFault::Length.into());
    }
    if sha256 != manifest.sha256 {
        return Err(BackupFault::Changed.into());
    }
    if let Some(told) = &manifest.documents
        && contents(&folder.join(DOCUMENTS))? != (told.count, told.bytes, told.sha256.clone())
    {
        return Err(BackupFault::Documents.into());
    }
    Ok(manifest)
}

/// Puts the contents of documents of a checked backup into a folder.
///
/// # Errors
/// When something lies there already, or the disk fails. Then nothing is left behind under that name.
pub fn restore_documents(folder: &Path, manifest: &Manifest, to: &Path) -> Result<(), StoreError> {
    let Some(told) = &manifest.documents else { return Ok(()) };
    if !contents::lying(to).map_err(io(to))?.is_empty() {
        return Err(BackupFault::Exists.into());
    }
    let (from, partial) = (folder.join(DOCUMENTS), unfinished(to));
    if partial.exists() {
        std::fs::remove_dir_all(&partial).map_err(io(&partial))?;
    }
    let copied = copy_contents(&from, &partial, contents::lying(&from).map_err(io(&from))?.into_iter())?;
    if (copied.count, &copied.sha256) != (told.count, &told.sha256) {
        return Err(BackupFault::Documents.into());
    }
    if to.exists() {
        std::fs::remove_dir_all(to).map_err(io(to))?;
    }
    files::settle(&partial, to).map_err(io(to))
}

/// Puts the database of a checked backup into a folder, under the name that it is given there.
///
/// # Errors
/// When there is one already, or the disk fails. Then nothing is left behind under that name.
pub async fn restore(folder: &Path, key: &MasterKey, to: &Path) -> Result<Manifest, StoreError> {
    let manifest = check(folder, key).await?;
    if to.exists() {
        return Err(BackupFault::Exists.into());
    }
    let partial = unfinished(to);
    files::copy(&folder.join(DATABASE), &partial).map_err(io(&partial))?;
    if digest(&partial)?.1 != manifest.sha256 {
        return Err(BackupFault::Changed.into());
    }
    files::settle(&partial, to).map_err(io(to))?;
    Ok(manifest)
}

impl Store {
    /// Verifies a database that was restored, and that it holds what the backup's manifest says.
    ///
    /// # Errors
    /// [`BackupFault::Content`], or when the store could not be read.
    pub async fn verify_restored(&self, manifest: &Manifest) -> Result<VerifyReport, StoreError> {
        let report = self.verify().await?;
        let (_, accounts, facts, heads) = content(&mut self.shared.engine.reader().await?).await?;
        let holds = (accounts, facts, &heads) == (manifest.accounts, manifest.facts, &manifest.heads);
        let looked = (report.accounts, report.facts) == (accounts, facts);
        if report.difference.is_none() && !(holds && looked) {
            return Err(BackupFault::Content.into());
        }
        Ok(report)
    }

    /// Writes into the audit that this database was restored, and from which backup.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn record_restored(&self, manifest: &Manifest, actor: &str, now: i64) -> Result<(), StoreError> {
        let entry = audit(actor, AuditAct::Restore, &manifest.sha256, now, &self.shared.vault.mark());
        self.shared.writer.plain(vec![entry]).await
    }
}

impl From<BackupFault> for StoreError {
    fn from(fault: BackupFault) -> Self {
        Self::Backup(fault)
    }
}

impl From<TransferFault> for StoreError {
    fn from(fault: TransferFault) -> Self {
        Self::Transfer(fault)
    }
}
