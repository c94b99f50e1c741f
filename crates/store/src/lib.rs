//! The ledger and the rows that pages read: SQL and only SQL.
//!
//! A command goes to [`Store::submit`]. One writer takes what has queued while its last commit ran, decides each
//! command in memory with the pure domain, writes the batch with a few statements, commits once, and answers after the
//! commit. Nothing is true before that commit and nothing acknowledged is lost after it.

mod access;
mod audit;
pub mod backup;
mod cache;
mod campaigns;
mod charges;
mod contents;
mod delivery;
mod domains;
mod engine;
mod error;
mod feeds;
pub mod files;
pub mod health;
mod kept;
mod ledger;
mod open;
mod outbox;
mod people;
mod plain;
mod plan;
mod profiles;
mod project;
mod query;
mod report;
#[cfg(feature = "rigs")]
pub mod rigs;
#[cfg(not(feature = "rigs"))]
mod rigs;
mod secrets;
mod statement;
mod sweep;
mod tickets;
pub mod transfer;
mod verify;
mod versions;
mod webhooks;
mod writer;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use symbolon_domain::access::Role;
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Decision, Outcome};
use symbolon_domain::fact::Entry;
use symbolon_domain::ids::{AccountId, DecisionId, NoteId, PersonId};
use symbolon_domain::programme::Programmes;
use symbolon_domain::refusal::Refusal;
use symbolon_programme::Files;

pub use access::{HeldToken, ended_with};
pub use audit::{AuditEntry, AuditFilter};
pub use campaigns::{MemberNow, MemberRow};
pub use delivery::{Delivery, Turn};
pub use engine::Database;
pub use error::{StoreError, Unfit};
pub use feeds::ExportFeed;
pub use kept::Kept;
pub use ledger::{GENESIS, Stored};
pub use outbox::{About, CatchUp, MessageFilter, MessageRow, NoticeRow, Sent, YearNotice};
pub use people::{Correction, Joined, RoleChangeRow};
pub use plain::{ApiToken, Grantee, Opening, PersonRow, Plain, Session, same_address, searched};
pub use plan::{Applied, Plan, Version};
pub use query::{
    AccountRow, MembershipFilter, MembershipRow, OverrideRow, Page, RecordedDecision, ReplacementRow, names,
};
pub use secrets::{Entropy, MasterKey, Secret};
pub use sweep::{Due, Sweep};
pub use tickets::{NewTicket, TicketDocument, TicketDone, TicketEntry, TicketFilter, TicketRow};
pub use verify::{Difference, Heads, VerifyReport};
pub use webhooks::{Attempt, NewDelivery, WebhookDelivery, WebhookEndpoint};

/// Whether a database is for real partners or for trying things out. Fixed when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstanceKind {
    /// For real.
    Live,
    /// For trying things out: its clock can be moved.
    Sandbox,
}

/// How to open a store.
#[derive(Clone)]
pub struct Options {
    /// Where the database is.
    pub database: Database,
    /// What the database is, if it has to be made; an existing one must be of this kind.
    pub kind: InstanceKind,
    /// The key for secrets.
    pub master_key: MasterKey,
    /// Randomness.
    pub entropy: Entropy,
    /// The build that writes.
    pub build: &'static str,
    /// False: one transaction for each command. For measuring what group commit gains.
    pub group_commit: bool,
}

/// An open store. Clones share it.
#[derive(Clone)]
pub struct Store {
    pub(crate) shared: Arc<open::Shared>,
}

/// Who submits a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// A person; their roles are read in the command's own transaction.
    Person(PersonId),
    /// A service token with roles of its own.
    Service {
        /// Its name, as it stands in the ledger.
        name: String,
        /// Its company; none for the vendor's.
        account: Option<AccountId>,
        /// Its roles.
        roles: BTreeSet<Role>,
    },
}

/// The key under which an outcome is kept, so that a retry has no second effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Hash over principal, method, path and the caller's key, in hex.
    pub scope: String,
    /// Hash over the request's body, in hex.
    pub fingerprint: String,
}

/// A text or a device's name to be kept in an erasable row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// Its id, which the fact holds.
    pub id: NoteId,
    /// The text.
    pub text: String,
    /// The salt of the hash that the fact holds, in hex.
    pub salt: String,
}

impl NewNote {
    /// The hash that the fact holds, in hex: over the salt and the text.
    #[must_use]
    pub fn hash(&self) -> String {
        note_hash(&self.salt, &self.text)
    }
}

/// The hash of a note, by which a fact vouches for a text that can be erased.
fn note_hash(salt: &str, text: &str) -> String {
    hex::encode(Sha256::new().chain_update(salt).chain_update(text).finalize())
}

/// What is answered to a caller: a status and a JSON body without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// What an answer can be made from.
#[derive(Debug)]
pub struct Rendering<'a> {
    /// The account before the command.
    pub before: &'a Account,
    /// The account after it.
    pub after: &'a Account,
    /// What the decision was made with.
    pub context: &'a Context,
    /// The decision.
    pub decision: &'a Decision,
    /// What was recorded.
    pub entries: &'a [Entry],
    /// The id under which the decision is kept.
    pub decision_id: DecisionId,
}

/// Checks an outcome before it is recorded; an error is the answer instead, and nothing is written.
pub type Guard = Arc<dyn Fn(&Outcome, &Context) -> Result<(), Answer> + Send + Sync>;
/// Makes the answer from what was decided.
pub type Render = Arc<dyn Fn(&Rendering<'_>) -> Answer + Send + Sync>;

/// A command with all that its decision needs.
#[derive(Clone)]
pub struct Submission {
    /// The account.
    pub account: AccountId,
    /// The command.
    pub command: Command,
    /// Who submits it.
    pub caller: Caller,
    /// One reading of the clock: microseconds since the Unix epoch.
    pub now: i64,
    /// The day of that instant in the programme's zone.
    pub today: Date,
    /// The key of a retry.
    pub idempotency: Option<IdempotencyKey>,
    /// A check before recording, for example of a preview.
    pub guard: Option<Guard>,
    /// Texts to keep in the same transaction.
    pub notes: Vec<NewNote>,
    /// Plain rows to write in the same transaction, if the command is allowed.
    pub also: Vec<Plain>,
    /// Makes the answer.
    pub render: Render,
}

/// What became of a submission.
#[derive(Debug, Clone, PartialEq)]
pub struct Submitted {
    /// The answer; for a retry, the one given the first time.
    pub answer: Answer,
    /// Whether this was a retry.
    pub replayed: bool,
    /// What was recorded.
    pub entries: Vec<Entry>,
    /// Number of the account's newest fact.
    pub seq: u64,
    /// Why it was refused, where it was and this is not a retry.
    pub refusal: Option<Box<Refusal>>,
    /// The id under which the decision is kept.
    pub decision_id: Option<DecisionId>,
}

/// An account as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Folded {
    /// The account.
    pub account: Account,
    /// Hash of its newest fact.
    pub head: String,
    /// Answers about it.
    pub kept: Kept,
}

impl Folded {
    /// An account with nothing said about it yet.
    pub fn new(account: Account, head: String) -> Self {
        Self { account, head, kept: Kept::default() }
    }
}

impl Folded {
    /// The newest version of the programme under which a year of the account began.
    fn newest_version(&self) -> u32 {
        let years = self.account.memberships.values().flat_map(|held| held.years.last());
        years.map(|year| year.version).max().unwrap_or(0)
    }
}

impl Default for Folded {
    /// An account that was never opened.
    fn default() -> Self {
        Self::new(Account::default(), GENESIS.to_owned())
    }
}

impl Store {
    /// Opens a database, or makes it. What a programme says at first is kept with the hash of its `files`; a database that
    /// has a programme goes on with its own versions.
    ///
    /// # Errors
    /// When another process has it open, a newer version wrote it, it is of the other kind, or of another programme.
    pub async fn open(options: Options, programmes: Programmes, files: &Files) -> Result<Self, StoreError> {
        Ok(Self { shared: open::open(options, Some((programmes.current(), files))).await? })
    }

    /// Opens a database that has a programme; no files are needed for that.
    ///
    /// # Errors
    /// As [`Store::open`], and when the database has no programme.
    pub async fn reopen(options: Options) -> Result<Self, StoreError> {
        Ok(Self { shared: open::open(options, None).await? })
    }

    /// The programme's versions that are in force on a day.
    pub fn programmes(&self, day: Date) -> &Programmes {
        self.shared.versions.on(day)
    }

    /// The programme's versions that are in force on a day, as far as they had been applied at an instant: microseconds
    /// since the Unix epoch.
    pub fn programmes_known_at(&self, day: Date, at: i64) -> &Programmes {
        self.shared.versions.known_at(day, at)
    }

    /// Whether other processes may write to the same database.
    pub fn is_shared(&self) -> bool {
        self.shared.engine.is_shared()
    }

    /// What the database is.
    pub fn kind(&self) -> InstanceKind {
        self.shared.kind
    }

    /// Submits a command and answers after its commit.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn submit(&self, submission: Submission) -> Result<Submitted, StoreError> {
        let other = self.other(submission.account, &submission.command).await?;
        self.shared.writer.submit(submission, other).await
    }

    /// Submits many commands that are there at the same time; each is decided and answered on its own. None of them is
    /// about two companies.
    pub async fn submit_all(&self, submissions: Vec<Submission>) -> Vec<Result<Submitted, StoreError>> {
        self.shared.writer.submit_all(submissions).await
    }

    /// Stops the writer after what has been submitted, and moves the log into the database file.
    pub async fn close(&self) {
        self.shared.writer.close().await;
    }
}
