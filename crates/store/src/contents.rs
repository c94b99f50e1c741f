//! The folder in which the contents of documents lie, each sealed in a file under the ids of its company and itself. A
//! content is written before the fact that refers to it, and never changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::engine::{Conn, query};
use crate::error::StoreError;
use crate::verify::{Difference, VerifyReport};
use crate::{Store, engine};

/// What stands behind the name of a file that is being written.
const UNFINISHED: char = '#';

/// What the ledger says of a document.
pub(crate) struct Kept {
    bytes: i64,
    sha256: String,
}

/// The documents that the rows name, by the place of their content in the folder.
pub(crate) async fn named(conn: &mut Conn) -> Result<BTreeMap<String, Kept>, StoreError> {
    let sql = "select account, id, bytes, sha256 from document \
               union all select account, id, bytes, sha256 from ticket_document";
    let rows = query(sql).fetch_all(conn).await?;
    let read = |row: &engine::Row| {
        let (account, id): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        Ok((format!("{account}/{id}"), Kept { bytes: row.try_get(2)?, sha256: row.try_get(3)? }))
    };
    rows.iter().map(read).collect()
}

/// The places of the contents that lie in the folder; none where there is no folder.
pub(crate) fn lying(folder: &Path) -> std::io::Result<BTreeSet<String>> {
    let mut places = BTreeSet::new();
    if !folder.exists() {
        return Ok(places);
    }
    for company in std::fs::read_dir(folder)? {
        let company = company?;
        if !company.file_type()?.is_dir() {
            places.insert(company.file_name().to_string_lossy().into_owned());
            continue;
        }
        for file in std::fs::read_dir(company.path())? {
            let name = file?.file_name().to_string_lossy().into_owned();
            if !name.contains(UNFINISHED) {
                places.insert(format!("{}/{name}", company.file_name().to_string_lossy()));
            }
        }
    }
    Ok(places)
}

impl Store {
    /// Looks at the contents of all documents: that each row has one, which opens in its own place and is what was handed
    /// in, and that each one has a row. An upload that is under way may be named; look again. The contents that are `lost`
    /// were missing before and may be.
    ///
    /// # Errors
    /// When the store or the folder could not be read. A difference is not an error but the report's finding.
    pub async fn verify_documents(
        &self,
        folder: &Path,
        lost: &[String],
        report: &mut VerifyReport,
    ) -> Result<(), StoreError> {
        if report.difference.is_some() {
            return Ok(());
        }
        let failed = |error: std::io::Error| StoreError::Unavailable(format!("{}: {error}", folder.display()));
        // The files first: what comes in between has its row by then, and not the other way round.
        let lying = lying(folder).map_err(failed)?;
        let named = named(&mut self.shared.engine.reader().await?).await?;
        let differs = |row: &str, what: &str| {
            Some(Difference { table: "document".to_owned(), row: row.to_owned(), what: what.to_owned() })
        };
        for (place, kept) in &named {
            let Ok(sealed) = std::fs::read(folder.join(place)) else {
                if lost.contains(place) {
                    continue;
                }
                report.difference = differs(place, "its content is missing");
                return Ok(());
            };
            let ids = place.split_once('/').and_then(|(account, id)| Some((account.parse().ok()?, id.parse().ok()?)));
            let opened = ids.map(|(account, id)| self.open_document(account, id, &sealed));
            let same = |clear: &Vec<u8>| {
                i64::try_from(clear.len()) == Ok(kept.bytes) && hex::encode(Sha256::digest(clear)) == kept.sha256
            };
            match opened {
                Some(Ok(clear)) if same(&clear) => report.documents += 1,
                Some(Ok(_)) => report.difference = differs(place, "its content is not what was handed in"),
                _ => report.difference = differs(place, "its content does not open"),
            }
            if report.difference.is_some() {
                return Ok(());
            }
        }
        if let Some(place) = lying.iter().find(|place| !named.contains_key(*place)) {
            report.difference = differs(place, "no row names this content");
        }
        Ok(())
    }
}
