//! What a day brings without anybody asking: its notices. Rights need none of this, they follow from their dates.

use std::time::Duration;

use jiff::civil::Date;

use crate::app::App;

/// How often to look whether a new day has begun. Looking at the clock is right after a sleep or a correction too, which
/// waiting until midnight is not.
const LOOK: Duration = Duration::from_secs(30);

/// Sends the notices of each day: at the start, which makes up for the days since the last one, and when a day begins.
/// Several servers of one database may all do this.
pub(crate) async fn watch(app: App) {
    let mut done: Option<Date> = None;
    let mut tick = tokio::time::interval(LOOK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = app.follow_clock().await {
            tracing::warn!(%error, "the clock could not be read; notices are looked for again soon");
            continue;
        }
        let (_, today) = app.now();
        if done == Some(today) {
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
