//! Why a command did not do what was asked, and with which exit code that ends.

use std::fmt;
use std::process::ExitCode;

use serde_json::Value as Json;
use symbolon_domain::programme::Language;
use symbolon_store::backup::BackupFault;
use symbolon_store::transfer::TransferFault;
use symbolon_store::{StoreError, Unfit};
use symbolon_text::{Value, message};

/// The exit codes, the same for every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Something unexpected failed.
    Failed = 1,
    /// The command line was wrong.
    Usage = 2,
    /// The answer is no.
    No = 3,
    /// Not signed in, or not allowed.
    NotAllowed = 4,
    /// Not found.
    NotFound = 5,
    /// Refused by a rule.
    Refused = 6,
    /// Changed meanwhile.
    Changed = 7,
    /// Try later.
    Later = 8,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The code of a failure over a database that no later attempt reads.
pub(crate) const DAMAGED: &str = "database-damaged";

/// A command that ended without doing what was asked. The text goes to standard error.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) exit: Exit,
    /// What people read; empty where the output has said it.
    pub(crate) text: String,
    /// The code of the server's problem, where it is one, or [`DAMAGED`].
    pub(crate) code: String,
    /// The server's problem itself, for whoever reads documents.
    pub(crate) problem: Option<Box<Json>>,
}

impl Failure {
    pub(crate) fn new(exit: Exit, text: impl Into<String>) -> Self {
        Self { exit, text: text.into(), code: String::new(), problem: None }
    }

    /// The answer is no, and standard output has said why.
    pub(crate) fn no() -> Self {
        Self::new(Exit::No, "")
    }

    /// A failure of the store: what a person did or can mend in their language, anything else as it is logged.
    pub(crate) fn of_store(error: StoreError, language: Language) -> Self {
        let refused =
            |text: &str, values: &[(&'static str, Value)]| Self::new(Exit::Refused, message(language, text, values));
        match error {
            StoreError::Backup(fault) => refused(
                match fault {
                    BackupFault::Exists => "cli-backup-exists",
                    BackupFault::Unreadable => "cli-backup-unreadable",
                    BackupFault::Newer => "cli-backup-newer",
                    BackupFault::Seal => "cli-backup-seal",
                    BackupFault::Length => "cli-backup-length",
                    BackupFault::Changed => "cli-backup-changed",
                    BackupFault::Documents => "cli-backup-documents",
                    BackupFault::Content => "cli-backup-content",
                    BackupFault::Server => "cli-backup-server",
                },
                &[],
            ),
            StoreError::Transfer(fault) => match fault {
                TransferFault::NotEmpty(place) => refused("cli-move-not-empty", &[("place", place.into())]),
                TransferFault::Differs(table) => refused("cli-move-differs", &[("table", table.into())]),
                TransferFault::MovedTo(place) => refused("cli-moved-to", &[("place", place.into())]),
                TransferFault::Arriving => refused("cli-move-unfinished", &[]),
                TransferFault::Direction => refused("cli-move-direction", &[]),
            },
            StoreError::Unfit(unfit) => {
                let failed = |text: &str, values: &[(&'static str, Value)]| {
                    Self::new(Exit::Failed, message(language, text, values))
                };
                match unfit {
                    Unfit::Newer(step) => failed("cli-database-newer", &[("step", step.to_string().into())]),
                    Unfit::OtherKey => failed("cli-database-other-key", &[]),
                    Unfit::Sandbox => failed("cli-database-sandbox", &[]),
                    Unfit::Live => failed("cli-database-live", &[]),
                    Unfit::KeyShared(file) => failed("cli-key-shared", &[("file", file.into())]),
                    Unfit::NoKey(file) => failed("cli-key-none", &[("file", file.into())]),
                }
            }
            StoreError::Unavailable(cause) => {
                let text = message(language, "cli-database-unavailable", &[("cause", cause.into())]);
                Self::new(Exit::Later, text)
            }
            StoreError::Damaged(cause) => {
                let text = message(language, "cli-database-damaged", &[("cause", cause.into())]);
                Self { code: DAMAGED.to_owned(), ..Self::new(Exit::Failed, text) }
            }
            StoreError::InUse(lock) => {
                Self::new(Exit::Failed, message(language, "cli-database-in-use", &[("lock", lock.into())]))
            }
            error => error.into(),
        }
    }

    /// An error of the system or a library, as it words it.
    pub(crate) fn unexpected(error: impl fmt::Display) -> Self {
        Self::new(Exit::Failed, error.to_string())
    }
}

impl From<symbolon_store::StoreError> for Failure {
    fn from(error: symbolon_store::StoreError) -> Self {
        Self::unexpected(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::unexpected(error)
    }
}
