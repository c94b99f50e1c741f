//! Documents that people hand in. The ledger knows what each proves, its size and its hash; the content lies sealed in an
//! object store, under the ids of its company and itself.

use std::path::Path;
use std::sync::Arc;

use axum::body::{Bytes, HttpBody};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload};
use sha2::{Digest, Sha256};
use symbolon_domain::company::FileSeen;
use symbolon_domain::ids::{AccountId, DocumentId, Minter};
use symbolon_store::{StoreError, files};

use crate::app::App;
use crate::body::is_too_large;
use crate::problem::Problem;
use crate::wrong::Wrong;

/// Where the contents of documents lie. Clones share it.
#[derive(Clone, Debug)]
pub struct Documents(Arc<dyn ObjectStore>);

fn failed(error: object_store::Error) -> StoreError {
    StoreError::Refused(format!("documents: {error}"))
}

fn place(account: AccountId, document: DocumentId) -> object_store::path::Path {
    format!("{account}/{document}").into()
}

impl Documents {
    /// In a folder, which is made where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made, read or written to.
    pub fn in_folder(folder: &Path) -> std::io::Result<Self> {
        files::private_folder(folder)?;
        std::fs::read_dir(folder)?;
        files::writable(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?;
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// In memory, for data that is thrown away.
    pub fn in_memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Keeps a sealed content. One that is there under the same ids is the same, and stays.
    pub(crate) async fn put(&self, account: AccountId, id: DocumentId, sealed: Vec<u8>) -> Result<(), StoreError> {
        let options = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.0.put_opts(&place(account, id), PutPayload::from(sealed), options).await {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }

    /// Reads a sealed content.
    pub(crate) async fn get(&self, account: AccountId, id: DocumentId) -> Result<Bytes, StoreError> {
        let found = self.0.get(&place(account, id)).await.map_err(failed)?;
        found.bytes().await.map_err(failed)
    }

    /// Forgets a content that no fact refers to.
    pub(crate) async fn forget(&self, account: AccountId, id: DocumentId) {
        // What stays behind is sealed and no row names it.
        let _ = self.0.delete(&place(account, id)).await;
    }
}

/// A file as it was sent: read at most a byte beyond what the programme takes.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) seen: FileSeen,
    pub(crate) content: Bytes,
}

impl File {
    /// What a content is, whatever it is said to be.
    pub(crate) fn new(stated: &str, content: Bytes) -> Self {
        let seen = FileSeen {
            stated: stated.to_owned(),
            found: infer::get(&content).map(|kind| kind.mime_type().to_owned()),
            bytes: content.len() as u64,
            sha256: hex::encode(Sha256::digest(&content)),
        };
        Self { seen, content }
    }

    /// A file that was not read whole, because it is larger than the programme takes.
    fn too_large(stated: &str, bytes: u64) -> Self {
        let seen = FileSeen { stated: stated.to_owned(), found: Some(stated.to_owned()), bytes, sha256: String::new() };
        Self { seen, content: Bytes::new() }
    }

    /// The id under which the file of a request is kept: the same for a retry, so that it is kept once.
    pub(crate) fn id(&self, scope: &str) -> DocumentId {
        let digest = Sha256::digest(format!("{scope}\n{}", self.seen.sha256));
        let bits = digest.iter().take(16).fold(0, |bits: u128, byte| (bits << 8) | u128::from(*byte));
        // No reading of the clock may enter it; the time of an id made so is the beginning of time.
        Minter::new(0, bits).document()
    }
}

impl FromRequest<App> for File {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        let stated = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        let most = usize::try_from(app.programme().documents.max_bytes).unwrap_or(usize::MAX - 1);
        // Of a file that is larger, as many as it is said to have, or one more than is taken.
        let more = request.body().size_hint().lower().max(most as u64 + 1);
        match axum::body::to_bytes(request.into_body(), most).await {
            Ok(content) => Ok(Self::new(&stated, content)),
            Err(error) if is_too_large(&error) => Ok(Self::too_large(&stated, more)),
            Err(_) => Err(Problem::malformed(Wrong::Broken)),
        }
    }
}
