//! What can go wrong in the store. Refusals are not here: they are outcomes.

use crate::backup::BackupFault;
use crate::transfer::TransferFault;

/// A failure of the store. `Display` is for the log; what a caller may read is [`StoreError::public`].
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database did not answer, or answered with an error that is nobody's fault.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// The file of the database is not what was written: no later attempt reads it, only a backup helps.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Another process was in the way; the command can be tried again.
    #[error("another process was in the way: {0}")]
    Conflict(String),
    /// Whether the command was carried out cannot be told: the database went away during its commit.
    #[error("the outcome is unknown: {0}")]
    Unknown(String),
    /// The disk or the database is full.
    #[error("the storage is full: {0}")]
    Full(String),
    /// A unique key or check stopped what the rules had allowed: a defect of ours.
    #[error("a wall of the schema was hit: {0}")]
    Wall(String),
    /// Deciding a command broke off: a defect of ours. Nothing of it was written.
    #[error("the command {0} broke off while it was decided")]
    Defect(&'static str),
    /// A row that does not read back.
    #[error("table {table}, row {row}: {cause}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The row's key.
        row: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The idempotency key was used with another body.
    #[error("the idempotency key was used with another body")]
    KeyReused,
    /// The database cannot be opened as it is.
    #[error("{0}")]
    Refused(String),
    /// The database, or its key, is another one than it is taken for.
    #[error(transparent)]
    Unfit(Unfit),
    /// Another process has the database file open, whose lock is named.
    #[error("{0}: another process has this database open; stop it first")]
    InUse(String),
    /// A backup that is not taken or not accepted.
    #[error("backup: {0}")]
    Backup(BackupFault),
    /// A database that was taken elsewhere, or could not be.
    #[error(transparent)]
    Transfer(TransferFault),
    /// The writer has stopped.
    #[error("the store is closed")]
    Closed,
    /// A master key that does not fit, or a ciphertext that does not open.
    #[error("a secret does not open: {0}")]
    Secret(String),
}

/// Why a database is not opened, or a key not taken: what an operator did, and can mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The schema has a step that this version does not know.
    #[error("a newer version of Symbolon wrote this database (schema step {0}); start that version")]
    Newer(i64),
    /// Sealed by another master key.
    #[error("the master key is not the one that this database was made with; its secrets would not open")]
    OtherKey,
    /// A sandbox that was opened as the real thing.
    #[error("this database is sandbox and was opened as live; what a database is cannot be changed")]
    Sandbox,
    /// The real thing, opened as a sandbox.
    #[error("this database is live and was opened as sandbox; what a database is cannot be changed")]
    Live,
    /// A key file that others can read.
    #[error("{0}: others can read this key; run chmod 600 on it")]
    KeyShared(String),
    /// A file that holds no key.
    #[error("{0}: this is no master key, which is 64 hexadecimal digits; put the copy that was kept in its place")]
    NoKey(String),
}

impl StoreError {
    /// A short kind that tells a caller nothing about the inside.
    pub const fn public(&self) -> &'static str {
        match self {
            Self::Full(_) => "storage-full",
            Self::KeyReused => "idempotency-key-reused",
            Self::Unknown(_) => "outcome-unknown",
            Self::Unavailable(_) | Self::Closed => "dependency-unavailable",
            Self::Conflict(_) => "overloaded",
            Self::Wall(_)
            | Self::Defect(_)
            | Self::Corrupt { .. }
            | Self::Damaged(_)
            | Self::Refused(_)
            | Self::Unfit(_)
            | Self::InUse(_)
            | Self::Secret(_)
            | Self::Backup(_)
            | Self::Transfer(_) => "internal-error",
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::ColumnDecode { index, source } = &error {
            return Self::Corrupt { table: "a table", row: format!("column {index}"), cause: source.to_string() };
        }
        match error.as_database_error() {
            Some(database) => crate::engine::classify(database),
            None => Self::Unavailable(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_does_not_answer_is_not_too_much_at_once() {
        let away = [StoreError::Unavailable("gone".to_owned()), sqlx::Error::PoolTimedOut.into(), StoreError::Closed];
        assert!(away.iter().all(|error| error.public() == "dependency-unavailable"));
        assert_eq!(StoreError::Conflict("a deadlock".to_owned()).public(), "overloaded");
    }
}
