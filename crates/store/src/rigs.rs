//! Hooks of the rigs: bugs that are planted to see that a rig catches them, and calls of the engine that fail. They are
//! compiled in with the feature `rigs` only, which no release has; without it nothing of this does anything.
//!
//! One bug is chosen by `SYMBOLON_PLANTED`, by its number:
//!
//! | bug | what it does |
//! |---|---|
//! | 01 | accounts are not locked and may be old, and the unique key of redemptions is gone |
//! | 02 | accounts are not locked |
//! | 03 | commands are decided on what is in memory, however old |
//! | 04 | answers leave before the commit |
//! | 05 | `synchronous=NORMAL` |
//! | 06 | the folder of a backup is not synced |
//! | 07 | a command is carried out again when the outcome of its commit is unknown, whatever its key says |
//! | 08 | the outcome of an idempotency key is kept in a transaction of its own |
//! | 19 | seats are counted before the account is locked, and the unique key of held seats is gone |
//! | 21 | two companies are locked in the order in which a command names them |

#[cfg(feature = "rigs")]
mod hooks {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::{Arc, Mutex, PoisonError};
    use std::time::Duration;

    use crate::StoreError;
    use crate::engine::{self, Conn, Engine};
    use crate::statement::{self, Op};

    static PLANTED: LazyLock<Option<u8>> =
        LazyLock::new(|| std::env::var("SYMBOLON_PLANTED").ok().and_then(|number| number.parse().ok()));

    /// Whether a bug is planted in this process.
    pub(crate) fn planted(bug: u8) -> bool {
        *PLANTED == Some(bug)
    }

    /// What bugs 04 and 08 put off; long enough for a process to be killed meanwhile.
    const LATER: Duration = Duration::from_millis(20);

    pub(crate) fn commit_later(mut conn: Conn) {
        tokio::spawn(async move {
            tokio::time::sleep(LATER).await;
            engine::commit(&mut conn).await
        });
    }

    pub(crate) fn write_later(engine: Arc<Engine>, op: Op) {
        tokio::spawn(async move {
            tokio::time::sleep(LATER).await;
            let mut conn = engine.writer().await?;
            engine::begin(&mut conn).await?;
            let written = match statement::run(&mut conn, vec![op]).await {
                Ok(()) => engine::commit(&mut conn).await,
                Err(error) => Err(error),
            };
            if written.is_err() {
                // The key may be there already; nobody else must wait for this transaction.
                engine::abandon(&mut conn).await;
            }
            written
        });
    }

    /// How a call of the engine fails.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum How {
        /// It is not carried out: an input or output error, or a connection that was reset.
        Io,
        /// It is not carried out: there is no space.
        Full,
        /// It is not carried out: another process was in the way.
        Conflict,
        /// It is carried out, and its answer is lost.
        LostAnswer,
    }

    static FAULT: Mutex<Option<(u64, How)>> = Mutex::new(None);
    static CALLS: AtomicU64 = AtomicU64::new(0);

    /// From now on, calls are counted from one, and the one with this number fails.
    pub fn fail(nth: u64, how: How) {
        CALLS.store(0, Ordering::SeqCst);
        *FAULT.lock().unwrap_or_else(PoisonError::into_inner) = Some((nth, how));
    }

    /// Calls since [`fail`]; from now on none fails.
    pub fn heal() -> u64 {
        *FAULT.lock().unwrap_or_else(PoisonError::into_inner) = None;
        CALLS.load(Ordering::SeqCst)
    }

    /// A call that is about to be made: its failure if it must not be carried out, and else what becomes of its answer.
    pub(crate) fn call() -> Result<Answered, StoreError> {
        let nth = CALLS.fetch_add(1, Ordering::SeqCst) + 1;
        let fault = *FAULT.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((_, how)) = fault.filter(|(at, _)| *at == nth) else { return Ok(Answered(true)) };
        let cause = format!("call {nth} fails on purpose");
        match how {
            How::Io => Err(StoreError::Unavailable(cause)),
            How::Full => Err(StoreError::Full(cause)),
            How::Conflict => Err(StoreError::Conflict(cause)),
            How::LostAnswer => Ok(Answered(false)),
        }
    }

    /// Whether the answer of a call arrives.
    pub(crate) struct Answered(bool);

    impl Answered {
        /// After the call.
        pub(crate) fn arrive(self) -> Result<(), StoreError> {
            if self.0 { Ok(()) } else { Err(StoreError::Unavailable("an answer is lost on purpose".to_owned())) }
        }
    }
}

#[cfg(not(feature = "rigs"))]
mod hooks {
    use std::sync::Arc;

    use crate::StoreError;
    use crate::engine::{Conn, Engine};
    use crate::statement::Op;

    pub(crate) fn commit_later(_: Conn) {}

    pub(crate) fn write_later(_: Arc<Engine>, _: Op) {}

    pub(crate) const fn planted(_: u8) -> bool {
        false
    }

    pub(crate) const fn call() -> Result<Answered, StoreError> {
        Ok(Answered)
    }

    pub(crate) struct Answered;

    impl Answered {
        pub(crate) const fn arrive(self) -> Result<(), StoreError> {
            Ok(())
        }
    }
}

#[cfg(feature = "rigs")]
pub use hooks::{How, fail, heal};
pub(crate) use hooks::{call, commit_later, planted, write_later};
