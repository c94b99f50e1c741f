//! Bugs that are planted one by one: a simulator that does not see them is broken, whatever colour it shows.

use std::time::Duration;
#[cfg(feature = "rigs")]
use std::time::Instant;

#[cfg(feature = "rigs")]
use super::{Bounds, run_many};

/// The bugs, and what each does.
pub const PLANTED: &[(u8, &str)] = &[
    (10, "the window closes a day late"),
    (11, "the window opens on the anniversary"),
    (12, "a renewed year is counted from the day of the renewal"),
    (13, "days are those of UTC and not of the programme's zone"),
    (14, "the time for a replacement is counted from the issue of the token"),
    (15, "a replacement may be replaced"),
    (16, "a replacement leaves the original's seats where they are"),
    (17, "an installation that is removed gives its activation back"),
    (18, "seats are added with fractions of a day"),
    (20, "a company that became a part of another one goes on by itself, so that all is there twice"),
    (22, "a membership lapses only when something has recorded it"),
    (23, "an account believes a clock that went back"),
];

/// How long a bug may stay unseen.
pub const SOON: Duration = Duration::from_secs(30);

/// How a bug was seen.
#[derive(Debug, Clone)]
pub struct Caught {
    /// The seed that saw it.
    pub seed: u64,
    /// What it said.
    pub sign: String,
    /// After how long.
    pub after: Duration,
}

/// Plants a bug and runs seeds until one sees it.
///
/// # Errors
/// When a built-in programme does not load.
#[cfg(feature = "rigs")]
pub fn catch(bug: u8) -> anyhow::Result<Option<Caught>> {
    let from = Instant::now();
    let bounds = Bounds { time: SOON, ..Bounds::default() };
    let total = run_many(&[], &bounds, || symbolon_domain::planted::plant(Some(bug)))?;
    let seen = total.failed.and_then(|run| Some((run.seed, run.failure?.what)));
    Ok(seen.map(|(seed, sign)| Caught { seed, sign, after: from.elapsed() }))
}
