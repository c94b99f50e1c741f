//! Calendars at secret addresses: who makes one, what it shows, and what is said of it when it is read again.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::{Actor, Capability};
use crate::api_token::latest;
use crate::codes::codes;
use crate::ids::{AccountId, PersonId};
use crate::outlook::{Change, ChangeKind, Together};
use crate::people::Team;

/// How many addresses that count somebody has in a company, and a company in all.
const OF_PERSON: usize = 8;
const OF_COMPANY: usize = 1_000;

/// How many months a calendar looks ahead: so far that a year that begins has its last day to renew in it (B-03).
pub const MONTHS: i32 = 24;

codes! {
    /// What a calendar shows.
    pub enum Shows {
        /// What is to come for the company, as far as its maker may see it.
        Company = "company",
        /// The seats of its maker, and until when they are theirs.
        Own = "own",
    }
}

/// Why an address is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMade {
    /// The caller may not read the company, or is no person.
    Lacking,
    /// The account is closed since a day.
    Closed(Date),
    /// There are as many as there can be.
    TooMany(usize),
}

/// The last day of an address, as of an API token: whoever finds one that was forgotten does not read on for ever.
pub fn last_day(today: Date, within: Option<Date>) -> Date {
    latest(today, within)
}

/// Whether somebody may read what an address of theirs shows: today, whatever they could when they made it.
pub fn may_read(actor: &Actor, account: AccountId) -> bool {
    actor.person.is_some() && Capability::ViewBenefits.allows(actor, Some(account))
}

/// Whether an address is made, or why not; `makers` made those of the company that count.
///
/// # Errors
/// What stands in the way.
pub fn may_make(team: &Team, makers: &[PersonId], actor: &Actor) -> Result<(), NotMade> {
    if !may_read(actor, team.account) {
        return Err(NotMade::Lacking);
    }
    if let Some(since) = team.closed_on {
        return Err(NotMade::Closed(since));
    }
    if makers.iter().filter(|maker| Some(**maker) == actor.person).count() >= OF_PERSON {
        return Err(NotMade::TooMany(OF_PERSON));
    }
    if makers.len() >= OF_COMPANY {
        return Err(NotMade::TooMany(OF_COMPANY));
    }
    Ok(())
}

/// A day in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What it is called among the company's.
    pub name: String,
    /// What is told of it.
    pub told: Together<'a>,
    /// Days before it on which the programme reminds of it.
    pub reminders: Vec<Date>,
}

/// The entries of a calendar. What the programme reminds of is none, but goes with the last day of the membership.
///
/// The entry of a membership or an order is the same one when its day moves. What happens to several tokens or products on
/// one day is that day's.
pub fn entries<'a>(told: &[Together<'a>]) -> Vec<Entry<'a>> {
    let of =
        |one: &Together<'a>| one.changes.first().map_or("", |change: &&'a Change| change.subject.as_str()).to_owned();
    let shown = told.iter().filter(|one| one.kind != ChangeKind::Reminder);
    let entry = |one: &Together<'a>| {
        let is_of_offer = one.changes.iter().any(|change| change.offer.is_some());
        let subject = of(one);
        let reminds = |other: &&Together<'a>| {
            one.kind == ChangeKind::LastDay
                && other.kind == ChangeKind::Reminder
                && other.on <= one.on
                && other.changes.iter().any(|change| change.subject == subject)
        };
        let what = if is_of_offer { subject.clone() } else { one.on.to_string() };
        Entry {
            name: format!("{}-{what}", one.kind),
            reminders: told.iter().filter(reminds).map(|other| other.on).collect(),
            told: one.clone(),
        }
    };
    shown.map(entry).collect()
}

/// What was said of an entry when its calendar was read last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// A digest of it.
    pub digest: String,
    /// How often it had changed.
    pub sequence: u32,
    /// When it was new, or changed last: microseconds since the Unix epoch.
    pub at: i64,
}

/// What is said of the entries now, by their names, with their digests.
pub fn say(
    before: &BTreeMap<String, Said>,
    entries: impl IntoIterator<Item = (String, String)>,
    now: i64,
) -> BTreeMap<String, Said> {
    let said = |(name, digest): (String, String)| {
        let said = match before.get(&name) {
            Some(said) if said.digest == digest => said.clone(),
            Some(said) => Said { digest, sequence: said.sequence + 1, at: now },
            None => Said { digest, sequence: 0, at: now },
        };
        (name, said)
    };
    entries.into_iter().map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_an_entry_changes_when_it_does() {
        let one = |digest: &str, name: &str| (name.to_owned(), digest.to_owned());
        let first = say(&BTreeMap::new(), [one("a", "x"), one("b", "y")], 1);
        let same = say(&first, [one("a", "x"), one("b", "y")], 2);
        assert_eq!(first, same);
        let moved = say(&same, [one("c", "x"), one("b", "y")], 3);
        assert_eq!((moved["x"].sequence, moved["x"].at), (1, 3));
        assert_eq!(moved["y"], first["y"]);
    }
}
