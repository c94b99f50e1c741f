//! What a day brings without anybody asking: its notices. Rights need none of this, they follow from their dates.

use std::time::Duration;

use jiff::civil::Date;
use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::app::App;

/// How often to look whether a new day has begun. Looking at the clock is right after a sleep or a correction too, which
/// waiting until midnight is not.
const LOOK: Duration = Duration::from_secs(30);
/// How far a clock may run ahead of the time that has passed before it is not believed: a day and what a change of the
/// hour can add.
const LEAP: i64 = 26 * HOUR;
/// How long a clock that leapt is not believed, so that somebody can put it right before messages go to everybody.
const HOLD: Duration = Duration::from_secs(24 * 60 * 60);
const HOUR: i64 = 3_600_000_000;

/// Sends the notices of each day: at the start, which makes up for the days since the last one, and when a day begins.
/// Several servers of one database may all do this.
pub(crate) async fn watch(app: App) {
    let started = Instant::now();
    let mut pace = Pace::default();
    let mut done: Option<Date> = None;
    let mut tick = interval(LOOK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = app.follow_clock().await {
            tracing::warn!(%error, "the clock could not be read; notices are looked for again soon");
            continue;
        }
        let (now, today) = app.now();
        // A sandbox's clock is meant to leap.
        if (!app.is_sandbox() && !pace.believes(now, started.elapsed())) || done == Some(today) {
            continue;
        }
        match app.send_notices().await {
            Ok(sent) => {
                done = Some(today);
                tracing::info!(%today, notices = sent.notices, messages = sent.messages, "notices were looked for");
            }
            Err(error) => tracing::warn!(%error, "notices could not be sent; it is tried again soon"),
        }
    }
}

/// How often a server of a shared database looks whether another one has applied a version of the programme. Acts do not
/// wait for it: each batch of them asks in its own transaction.
const VERSIONS: Duration = Duration::from_secs(2);

/// Takes up the versions of the programme that another server has applied.
pub(crate) async fn follow_programme(app: App) {
    let mut tick = interval(VERSIONS);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = app.store().follow_programme().await {
            tracing::warn!(%error, "the versions of the programme could not be read; it is tried again soon");
        }
    }
}

/// The clock beside the time that really passes. A notice cannot be taken back, and a clock that leaps by a year would
/// send one to everybody.
#[derive(Debug, Default)]
struct Pace {
    /// What the clock and the time that passed showed the last time.
    last: Option<(i64, Duration)>,
    /// When it leapt.
    leapt: Option<Duration>,
}

impl Pace {
    /// Whether the clock is believed, from its reading and the time that has passed since the start.
    fn believes(&mut self, now: i64, passed: Duration) -> bool {
        if let Some((then, at)) = self.last.replace((now, passed)) {
            let real = i64::try_from((passed.saturating_sub(at)).as_micros()).unwrap_or(i64::MAX);
            let ahead = now.saturating_sub(then).saturating_sub(real);
            if ahead > LEAP {
                tracing::error!(hours = ahead / HOUR, "the clock leapt ahead; no notice is sent for a day");
                self.leapt = Some(passed);
            } else if ahead < -LEAP {
                tracing::info!("the clock went back");
                self.leapt = None;
            }
        }
        if self.leapt.is_some_and(|since| passed.saturating_sub(since) >= HOLD) {
            tracing::warn!("the clock that leapt ahead stayed there; notices are sent again");
            self.leapt = None;
        }
        self.leapt.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * HOUR;

    fn hours(hours: u64) -> Duration {
        Duration::from_secs(hours * 3_600)
    }

    #[test]
    fn a_clock_that_leaps_is_not_believed_for_a_day() {
        let mut pace = Pace::default();
        assert!(pace.believes(0, hours(0)), "there is nothing to compare the first reading with");
        assert!(pace.believes(DAY, hours(24)));
        // An hour of summer time, or a correction, is nothing.
        assert!(pace.believes(DAY + 2 * HOUR, hours(25)));
        assert!(!pace.believes(400 * DAY, hours(26)));
        assert!(!pace.believes(400 * DAY + 23 * HOUR, hours(49)));
        assert!(pace.believes(401 * DAY, hours(50)), "it stayed there, so it was meant");
        assert!(pace.believes(402 * DAY, hours(74)));
    }

    #[test]
    fn a_clock_that_was_put_right_is_believed_at_once() {
        let mut pace = Pace::default();
        assert!(pace.believes(0, hours(0)));
        assert!(!pace.believes(400 * DAY, hours(1)));
        assert!(pace.believes(2 * HOUR, hours(2)));
        assert!(pace.believes(DAY, hours(24)));
    }
}
