//! Bugs that are planted to see that the simulator finds them. Compiled in with the feature `rigs` only, which no release
//! has; without it nothing of this does anything.
//!
//! | bug | what it does |
//! |---|---|
//! | 10 | the window closes a day late |
//! | 11 | the window opens on the anniversary |
//! | 12 | a renewed year is counted from the day of the renewal |
//! | 13 | days are those of UTC and not of the programme's zone |
//! | 14 | the time for a replacement is counted from the issue of the token |
//! | 15 | a replacement may be replaced |
//! | 16 | a replacement leaves the original's seats where they are |
//! | 17 | an installation that is removed gives its activation back |
//! | 18 | seats are added with fractions of a day |
//! | 20 | a company that became a part of another one goes on by itself, so that all is there twice |
//! | 22 | a membership lapses only when something has recorded it |
//! | 23 | an account believes a clock that went back |

#[cfg(feature = "rigs")]
mod hooks {
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<Option<u8>> = const { Cell::new(None) };
    }

    /// Plants a bug in this thread, or takes out the one that is there.
    pub fn plant(bug: Option<u8>) {
        PLANTED.set(bug);
    }

    /// Whether a bug is planted in this thread.
    pub fn is(bug: u8) -> bool {
        PLANTED.get() == Some(bug)
    }
}

#[cfg(not(feature = "rigs"))]
mod hooks {
    /// Whether a bug is planted: never.
    #[inline(always)]
    pub const fn is(_: u8) -> bool {
        false
    }
}

pub use hooks::*;

/// What three digits after the point make of an average of days (bug 18): seats with their days, and others with theirs.
pub(crate) const fn average(one: (i64, i64), other: (i64, i64)) -> i64 {
    let all = one.0 + other.0;
    (one.0 * 1_000 / all * one.1 + other.0 * 1_000 / all * other.1) / 1_000
}
