//! The only place where the time is read: the system's clock, or a sandbox's own, which stands still until it is moved.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
pub use symbolon_domain::programme::{day, instant};

/// A clock.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The system's.
    System,
    /// A sandbox's: microseconds since the Unix epoch.
    Sandbox(Arc<AtomicI64>),
}

impl Clock {
    /// A sandbox's clock that stands at an instant.
    pub fn frozen(at: i64) -> Self {
        Self::Sandbox(Arc::new(AtomicI64::new(at)))
    }

    /// The time: microseconds since the Unix epoch.
    #[expect(clippy::disallowed_methods, reason = "this is the edge at which time enters")]
    pub fn now(&self) -> i64 {
        match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Sandbox(at) => at.load(Ordering::Acquire),
        }
    }

    /// Moves a sandbox's clock forward; the system's stays.
    pub(crate) fn advance(&self, to: i64) {
        if let Self::Sandbox(at) = self {
            at.fetch_max(to, Ordering::AcqRel);
        }
    }
}
