//! The ledger: append-only facts, hash-chained by account.

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use symbolon_domain::account::Account;
use symbolon_domain::fact::{Entry, Fact, Taken};
use symbolon_domain::ids::AccountId;

use crate::engine::{Conn, Row, query};
use crate::error::StoreError;
use crate::statement::{Op, Table, Val, int, text};
use crate::versions;

pub(crate) static FACT: Table = Table {
    name: "fact",
    key: 2,
    columns: &[
        "account",
        "seq",
        "recorded_at",
        "effective_on",
        "actor",
        "programme",
        "version",
        "build",
        "command",
        "kind",
        "body",
        "prev_hash",
        "hash",
    ],
};

/// The hash before an account's first fact.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A fact as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The fact in its place.
    pub entry: Entry,
    /// The build that wrote it.
    pub build: String,
    /// The command that it came from.
    pub command: String,
    /// The body as the exact text that was hashed.
    pub body: String,
    /// Hash of the fact before.
    pub prev_hash: String,
    /// Its own hash: SHA-256 in hex.
    pub hash: String,
}

impl Stored {
    /// Puts an entry behind the one whose hash is given.
    pub(crate) fn chain(entry: Entry, prev_hash: &str, build: &str, command: &str) -> Self {
        let body = entry.fact.body();
        let hash = hash(&entry, &body, prev_hash);
        Self {
            entry,
            build: build.to_owned(),
            command: command.to_owned(),
            body,
            prev_hash: prev_hash.to_owned(),
            hash,
        }
    }

    pub(crate) fn insertion(&self) -> Op {
        let entry = &self.entry;
        Op::Insert(
            &FACT,
            vec![
                Val::from(&entry.account),
                int(entry.seq),
                Val::Int(entry.recorded_at),
                Val::from(&entry.effective_on),
                Val::from(&entry.actor),
                Val::from(&entry.programme),
                int(entry.version),
                Val::from(&self.build),
                Val::from(&self.command),
                Val::from(&entry.fact.kind()),
                text(&self.body),
                text(&self.prev_hash),
                text(&self.hash),
            ],
        )
    }
}

/// The hash of a fact: SHA-256 over its fields, each with its length in front, so that no two lists of fields give the
/// same bytes.
pub(crate) fn hash(entry: &Entry, body: &str, prev_hash: &str) -> String {
    let mut digest = Sha256::new();
    let fields: [&str; 10] = [
        &entry.account.to_string(),
        &entry.seq.to_string(),
        prev_hash,
        &entry.recorded_at.to_string(),
        &entry.effective_on.to_string(),
        &entry.actor,
        &entry.programme,
        &entry.version.to_string(),
        entry.fact.kind(),
        body,
    ];
    for field in fields {
        digest.update((field.len() as u64).to_be_bytes());
        digest.update(field.as_bytes());
    }
    hex::encode(digest.finalize())
}

fn corrupt(row: &Row, cause: impl ToString) -> StoreError {
    let account: String = row.try_get("account").unwrap_or_default();
    let seq: i64 = row.try_get("seq").unwrap_or_default();
    StoreError::Corrupt { table: "fact", row: format!("{account}/{seq}"), cause: cause.to_string() }
}

/// Reads a fact from a row with its columns. What another company’s ledger it takes in made is not read along.
pub(crate) fn read(row: &Row) -> Result<Stored, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(|error| corrupt(row, error));
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(|error| corrupt(row, error));
    let body = text("body")?;
    let fact = Fact::read(&text("kind")?, &body).map_err(|cause| corrupt(row, cause))?;
    Ok(Stored {
        entry: Entry {
            account: text("account")?.parse().map_err(|cause| corrupt(row, cause))?,
            seq: u64::try_from(number("seq")?).map_err(|cause| corrupt(row, cause))?,
            recorded_at: number("recorded_at")?,
            effective_on: text("effective_on")?.parse().map_err(|cause| corrupt(row, cause))?,
            actor: text("actor")?,
            programme: text("programme")?,
            version: u32::try_from(number("version")?).map_err(|cause| corrupt(row, cause))?,
            fact,
        },
        build: text("build")?,
        command: text("command")?,
        body,
        prev_hash: text("prev_hash")?,
        hash: text("hash")?,
    })
}

/// An account's facts in order, those after a number.
pub(crate) async fn load(conn: &mut Conn, account: AccountId, after: u64) -> Result<Vec<Stored>, StoreError> {
    let rows = query(
        "select account, seq, recorded_at, effective_on, actor, programme, version, build, command, kind, body, \
         prev_hash, hash from fact where account = $1 and seq > $2 order by seq",
    )
    .bind(&account)
    .bind(int(after))
    .fetch_all(&mut *conn)
    .await?;
    let mut facts = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    for stored in &mut facts {
        if let Fact::CompanyAbsorbed(absorbed) = &mut stored.entry.fact {
            absorbed.taken = Taken(Some(taken(conn, absorbed.company, absorbed.facts).await?));
        }
    }
    Ok(facts)
}

/// A company as the first facts of its ledger make it, which another company's ledger takes in.
async fn taken(conn: &mut Conn, company: AccountId, facts: u64) -> Result<Arc<Account>, StoreError> {
    let ledger = Box::pin(load(conn, company, 0)).await?;
    let first = ledger.iter().map(|stored| &stored.entry).filter(|entry| entry.seq <= facts);
    Ok(Arc::new(Account::fold(first)))
}

/// Numbers and hashes of accounts' newest facts.
pub(crate) type Newest = HashMap<AccountId, (u64, String)>;

/// The newest facts of accounts, and the newest version of the programme.
pub(crate) async fn newest(conn: &mut Conn, accounts: Vec<String>) -> Result<(Newest, u32), StoreError> {
    let rows = query(
        "select account, seq, hash, (select max(version) from programme_version) as newest_version from fact \
         where account in ($*) and seq = (select max(seq) from fact as other where other.account = fact.account)",
    )
    .among(accounts)
    .fetch_all(&mut *conn)
    .await?;
    let version = match rows.first() {
        Some(row) => u32::try_from(row.try_get::<i64, _>("newest_version")?).map_err(|cause| corrupt(row, cause))?,
        // Companies that are being opened have no fact to ask along with.
        None => versions::newest(conn).await?,
    };
    let newest: Result<Newest, StoreError> = rows
        .iter()
        .map(|row| {
            let id: String = row.try_get("account")?;
            let seq = u64::try_from(row.try_get::<i64, _>("seq")?).map_err(|cause| corrupt(row, cause))?;
            Ok((id.parse().map_err(|cause| corrupt(row, cause))?, (seq, row.try_get("hash")?)))
        })
        .collect();
    Ok((newest?, version))
}
