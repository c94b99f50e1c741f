//! The only place where the time is read: the system's clock, or a sandbox's own, which stands still until it is moved.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
pub use symbolon_domain::programme::{day, instant};

/// A clock.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The system's.
    System,
    /// The system's on another day: microseconds that are added to it.
    Shifted(i64),
    /// A sandbox's: microseconds since the Unix epoch.
    Sandbox(Arc<AtomicI64>),
}

impl Clock {
    /// A sandbox's clock that stands at an instant.
    pub fn frozen(at: i64) -> Self {
        Self::Sandbox(Arc::new(AtomicI64::new(at)))
    }

    /// A clock that shows this instant now, and runs.
    pub fn running_from(at: i64) -> Self {
        Self::Shifted(at - Self::System.now())
    }

    /// The time: microseconds since the Unix epoch.
    #[expect(clippy::disallowed_methods, reason = "this is the edge at which time enters")]
    pub fn now(&self) -> i64 {
        match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Shifted(by) => Self::System.now() + by,
            Self::Sandbox(at) => at.load(Ordering::Acquire),
        }
    }

    /// Moves a sandbox's clock forward; any other stays.
    pub(crate) fn advance(&self, to: i64) {
        if let Self::Sandbox(at) = self {
            at.fetch_max(to, Ordering::AcqRel);
        }
    }
}

/// The first instant of a day in a zone: microseconds since the Unix epoch; none at the ends of the calendar.
pub(crate) fn start(day: Date, zone: &TimeZone) -> Option<i64> {
    day.to_zoned(zone.clone()).ok().map(|start| start.timestamp().as_microsecond())
}

/// A day in the programme's zone, with its first instant and that of the next day: microseconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Today {
    pub(crate) date: Date,
    pub(crate) from: i64,
    pub(crate) until: i64,
}

/// The programme's zone, and the day that was asked for last: each request asks several times, and most for the same.
#[derive(Debug)]
pub(crate) struct Calendar {
    pub(crate) zone: TimeZone,
    last: RwLock<Option<Today>>,
}

impl Calendar {
    pub(crate) fn new(zone: TimeZone) -> Self {
        Self { zone, last: RwLock::new(None) }
    }

    /// The day of an instant.
    pub(crate) fn today(&self, now: i64) -> Today {
        let last = *self.last.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(today) = last.filter(|today| (today.from..today.until).contains(&now)) {
            return today;
        }
        let at = instant(now).to_zoned(self.zone.clone());
        let micros = |day: Result<jiff::Zoned, jiff::Error>| day.map(|day| day.timestamp().as_microsecond());
        let from = micros(at.start_of_day()).unwrap_or(now);
        // At the ends of the calendar there is no other day.
        let until = micros(at.tomorrow().and_then(|next| next.start_of_day())).unwrap_or(now + 1);
        let today = Today { date: day(now, &self.zone), from, until };
        *self.last.write().unwrap_or_else(PoisonError::into_inner) = Some(today);
        today
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_runs_shows_its_instant_and_goes_on() {
        let at = 1_601_553_600_000_000;
        let clock = Clock::running_from(at);
        let first = clock.now();
        assert!((at..at + 60_000_000).contains(&first), "{first}");
        std::thread::sleep(std::time::Duration::from_millis(2));
        assert!(clock.now() > first);
        clock.advance(at + 3_600_000_000);
        assert!(clock.now() < at + 60_000_000, "only a sandbox's is moved");
    }

    #[test]
    fn every_instant_has_its_own_day_whichever_was_asked_for_before() {
        for zone in ["Europe/Paris", "America/Sao_Paulo", "Pacific/Apia"] {
            let zone = TimeZone::get(zone).expect("a zone");
            let calendar = Calendar::new(zone.clone());
            // Two years with days of 23 and 25 hours, one that begins at one o'clock, and one that was left out.
            for hour in 0..2 * 366 * 24 {
                let now = 1_293_840_000_000_000 + hour * 3_600_000_000 - hour % 2;
                let today = calendar.today(now);
                assert_eq!((today.date, Some(today.from)), (day(now, &zone), start(today.date, &zone)));
                assert_eq!(day(today.until, &zone), instant(today.until).to_zoned(zone.clone()).date());
                assert_eq!((day(today.until - 1, &zone), today.from <= now), (today.date, true));
                assert_ne!(day(today.until, &zone), today.date);
            }
        }
    }

    #[test]
    fn the_calendar_has_ends() {
        let calendar = Calendar::new(TimeZone::UTC);
        for now in [i64::MIN, i64::MAX - 1] {
            assert_eq!(calendar.today(now).date, day(now, &TimeZone::UTC));
        }
    }
}
