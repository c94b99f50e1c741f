//! `?as_of=`: a day, or an instant.

use jiff::civil::Date;
use symbolon_domain::day::calendar_day;

use crate::app::App;
use crate::clock;
use crate::wrong::{Kind, Wrong};

/// For when a read asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Now.
    Now,
    /// A day: the past by today's knowledge, the future as it will be if nobody acts.
    Day(Date),
    /// An instant, by the knowledge of that instant: microseconds since the Unix epoch.
    Instant(i64),
}

impl When {
    /// The day that is asked about.
    pub(crate) fn day(self, app: &App, today: Date) -> Date {
        match self {
            Self::Now => today,
            Self::Day(day) => day,
            Self::Instant(at) => clock::day(at, app.zone()),
        }
    }

    /// Reads what a parameter or a field says.
    ///
    /// # Errors
    /// When it is neither a day nor an instant.
    pub(crate) fn parse(text: Option<&str>) -> Result<Self, Wrong> {
        let Some(text) = text else { return Ok(Self::Now) };
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Ok(Self::Instant(instant.as_microsecond()));
        }
        // An instant without a zone would be guessed at.
        calendar_day(text).map(Self::Day).ok_or(Wrong::Wants(Kind::When))
    }
}
