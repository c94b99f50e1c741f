//! Webhooks: addresses of other systems to which the events of a company are sent. Who makes one, how often it is tried, and
//! when it rests.

use jiff::civil::Date;

use crate::access::{Actor, Capability};
use crate::codes::codes;
use crate::ids::PersonId;
use crate::people::Team;

/// How many addresses a company has.
const OF_COMPANY: usize = 20;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// What is waited before each further attempt, in microseconds: quickly at first, and for three days in all.
const PAUSES: [i64; 9] =
    [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/// For how long an address may do nothing but fail until nothing is sent to it any more.
const FAILING: i64 = 5 * 24 * HOUR;

/// For how long the secret before the newest one signs as well, so that a receiver can change over without a gap.
pub const BOTH_SECRETS: i64 = 24 * HOUR;

/// For how long it is kept what became of an event on its way.
pub const KEPT: i64 = 30 * 24 * HOUR;

codes! {
    /// What became of an event on its way to an address.
    pub enum WebhookState {
        /// Its turn comes, for the first time or again.
        Waiting = "waiting",
        /// It arrived.
        Delivered = "delivered",
        /// It was tried often enough.
        Failed = "failed",
    }
}

codes! {
    /// Why nothing is sent to an address for now.
    pub enum RestsWhy {
        /// It did nothing but fail for days.
        Failing = "failing",
        /// It answered that it is gone for good (410).
        Gone = "gone",
        /// Whoever was responsible for it may not be it any more: somebody else has to say that it is meant to go on.
        OwnerLeft = "owner_left",
        /// The company became a part of another one, whose events are its admins’ to pass on (H-30).
        Merged = "merged",
    }
}

/// Why an address is not made, or not woken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMade {
    /// The caller makes none. A service never does: nobody would be responsible.
    Lacking,
    /// The account is closed since a day.
    Closed(Date),
    /// The company has the same one already.
    Known,
    /// There are as many as there can be.
    TooMany(usize),
}

/// Whether somebody may have events sent elsewhere: who reads the history, and lets other systems in.
pub fn may_own(actor: &Actor, team: &Team) -> bool {
    let allows = |capability: Capability| capability.allows(actor, Some(team.account));
    actor.person.is_some() && allows(Capability::MakeApiTokens) && allows(Capability::ViewHistory)
}

/// Whether an address is made, or why not; `held` are those that the company has.
///
/// # Errors
/// What stands in the way.
pub fn may_make(team: &Team, held: &[String], url: &str, actor: &Actor) -> Result<(), NotMade> {
    may_answer_for(team, actor)?;
    if held.iter().any(|held| held == url) {
        return Err(NotMade::Known);
    }
    if held.len() >= OF_COMPANY {
        return Err(NotMade::TooMany(OF_COMPANY));
    }
    Ok(())
}

/// Whether somebody may take an address of a company over, or why not.
///
/// # Errors
/// What stands in the way.
pub fn may_answer_for(team: &Team, actor: &Actor) -> Result<(), NotMade> {
    if !may_own(actor, team) {
        return Err(NotMade::Lacking);
    }
    team.closed_on.map_or(Ok(()), |since| Err(NotMade::Closed(since)))
}

/// Whether whoever is responsible for an address still may be.
pub fn is_owned(team: &Team, owner: PersonId) -> bool {
    let still = |person: &crate::access::Person| person.id == owner && may_own(&Actor::of(person), team);
    team.members.iter().any(|member| member.person.in_directory && still(&member.person))
}

/// How long to wait after so many attempts that failed; none: it was tried often enough.
pub fn pause(attempts: u32) -> Option<i64> {
    let at = usize::try_from(attempts.checked_sub(1)?).ok()?;
    PAUSES.get(at).copied()
}

/// Whether an address that has done nothing but fail since an instant rests from now on.
pub fn has_failed_long(since: i64, now: i64) -> bool {
    now.saturating_sub(since) >= FAILING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_tried_ten_times_in_three_days() {
        let pauses: Vec<i64> = (1..).map_while(pause).collect();
        assert_eq!((pauses.len() + 1, pauses.iter().sum::<i64>() / (24 * HOUR)), (10, 3));
        assert!(pauses.is_sorted());
        assert_eq!(pause(0), None, "the first attempt waits for nothing");
    }

    #[test]
    fn five_days_of_failures_are_enough() {
        assert!(!has_failed_long(0, FAILING - 1));
        assert!(has_failed_long(0, FAILING));
    }
}
