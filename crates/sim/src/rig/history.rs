//! What clients saw, settled against what the ledgers hold. The server numbers the facts of each company, so nothing has
//! to be guessed: every outcome has its place or its absence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use symbolon_domain::fact::Fact;
use symbolon_domain::ids::AccountId;
use symbolon_store::{Store, Stored};

use super::client::{Act, Outcome};

/// An act with what its client saw. Retries of one act are one record, from its first sending to its last answer.
#[derive(Debug, Clone)]
pub struct Record {
    /// The company.
    pub account: AccountId,
    /// What it changes.
    pub natural: String,
    /// Its idempotency key.
    pub key: String,
    /// When it was sent first, on the clients' common count.
    pub invoked: u64,
    /// When its last answer came.
    pub returned: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// What all clients of a run saw.
#[derive(Debug, Default)]
pub struct History {
    moment: AtomicU64,
    records: Mutex<Vec<Record>>,
    defects: Mutex<Vec<String>>,
}

impl History {
    /// A moment later than all before.
    pub fn moment(&self) -> u64 {
        self.moment.fetch_add(1, Ordering::SeqCst)
    }

    /// Keeps what became of an act that was sent first at `invoked`.
    pub fn keep(&self, act: &Act, invoked: u64, outcome: Outcome) {
        let record = Record {
            account: act.account,
            natural: act.natural.clone(),
            key: act.key.clone(),
            invoked,
            returned: self.moment(),
            outcome,
        };
        self.records.lock().unwrap_or_else(PoisonError::into_inner).push(record);
    }

    /// Keeps an answer that is never right, for example that the server is at fault.
    pub fn defect(&self, answer: String) {
        self.defects.lock().unwrap_or_else(PoisonError::into_inner).push(answer);
    }

    /// How much was kept.
    pub fn count(&self) -> usize {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Everything that was kept.
    pub fn records(&self) -> Vec<Record> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Settles the history against a database: what is wrong, in words.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settle(&self, store: &Store, limits: &BTreeMap<String, usize>) -> anyhow::Result<Vec<String>> {
        let records = self.records();
        let accounts: BTreeSet<AccountId> = records.iter().map(|record| record.account).collect();
        let mut ledgers = BTreeMap::new();
        for account in accounts {
            let effects = store.ledger(account).await?.iter().map(Effect::of).collect();
            ledgers.insert(account, effects);
        }
        let mut wrong = check(&records, &ledgers, limits);
        wrong.extend(self.defects.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned());
        Ok(wrong)
    }
}

/// A fact as clients know it: its number, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Its number.
    pub seq: u64,
    /// What it changed; none where clients do not count it.
    pub natural: Option<String>,
}

impl Effect {
    fn of(stored: &Stored) -> Self {
        let natural = match &stored.entry.fact {
            Fact::TokenRedeemed(fact) => Some(format!("redeem {}", fact.token)),
            Fact::ActivationCounted(fact) => Some(format!("activate {}", fact.key)),
            Fact::SeatAssigned(fact) => Some(format!("assign {}", fact.pool)),
            Fact::ReplacementRequested(fact) => Some(format!("request {}", fact.token)),
            Fact::ReplacementGranted(fact) => Some(format!("grant {}", fact.replacement)),
            Fact::MembershipPurchased(fact) => Some(format!("buy {}", fact.offer)),
            _ => None,
        };
        Self { seq: stored.entry.seq, natural }
    }
}

/// What is wrong with a history: lost or doubled effects, effects of what was refused, limits that were passed, and
/// answers whose order is not that of the facts. `limits` says how often something may happen, by what it changes.
pub fn check(
    records: &[Record],
    ledgers: &BTreeMap<AccountId, Vec<Effect>>,
    limits: &BTreeMap<String, usize>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (account, effects) in ledgers {
        for (at, effect) in (1..).zip(effects) {
            if effect.seq != at {
                wrong.push(format!("{account}: fact {at} is missing"));
                break;
            }
        }
    }
    let mut groups: BTreeMap<(AccountId, &str), [usize; 2]> = BTreeMap::new();
    for record in records {
        let [done, unknown] = groups.entry((record.account, &record.natural)).or_default();
        match record.outcome {
            Outcome::Done(_) => *done += 1,
            Outcome::Unknown(_) => *unknown += 1,
            Outcome::Refused(_) => {}
        }
    }
    for ((account, natural), [done, unknown]) in &groups {
        let effects = ledgers.get(account).map_or(&[][..], Vec::as_slice);
        let there = effects.iter().filter(|effect| effect.natural.as_deref() == Some(natural)).count();
        if there < *done {
            wrong.push(format!("{account}: {natural}: {done} were acknowledged and {there} are there"));
        }
        if there > done + unknown {
            wrong.push(format!(
                "{account}: {natural}: {done} were acknowledged, {unknown} are unknown, {there} are there"
            ));
        }
        if limits.get(*natural).is_some_and(|limit| there > *limit) {
            wrong.push(format!("{account}: {natural}: {there} are there, more than its limit"));
        }
    }
    wrong.extend(order(records, ledgers));
    wrong
}

/// Every answer with a number has its own fact of its own kind there, and what was answered before something else was
/// sent stands before it.
fn order(records: &[Record], ledgers: &BTreeMap<AccountId, Vec<Effect>>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut placed: BTreeMap<AccountId, Vec<(u64, &Record)>> = BTreeMap::new();
    for record in records {
        let Outcome::Done(Some(position)) = record.outcome else { continue };
        let effects = ledgers.get(&record.account).map_or(&[][..], Vec::as_slice);
        let found = effects.iter().find(|effect| effect.seq == position).and_then(|effect| effect.natural.as_deref());
        if found != Some(&record.natural) {
            wrong.push(format!(
                "{}: {} was acknowledged as fact {position}, which is {found:?}",
                record.account, record.natural
            ));
        }
        placed.entry(record.account).or_default().push((position, record));
    }
    for (account, mut placed) in placed {
        placed.sort_by_key(|(position, _)| *position);
        for pair in placed.windows(2) {
            if let [(first, _), (second, record)] = pair
                && first == second
            {
                wrong.push(format!("{account}: fact {first} was acknowledged twice, also for {}", record.natural));
            }
        }
        // From the last fact to the first: nothing that was sent after an answer may stand before its fact.
        let mut earliest = u64::MAX;
        for (position, record) in placed.iter().rev() {
            if record.invoked > earliest {
                wrong.push(format!("{account}: fact {position} was sent after a later one had been acknowledged"));
            }
            earliest = earliest.min(record.returned);
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: AccountId = AccountId::from_bits(7);

    fn record(natural: &str, invoked: u64, returned: u64, outcome: Outcome) -> Record {
        Record {
            account: ACCOUNT,
            natural: natural.to_owned(),
            key: format!("{natural} {invoked}"),
            invoked,
            returned,
            outcome,
        }
    }

    fn wrong(records: &[Record], ledger: &[&str]) -> String {
        let effects = (1..).zip(ledger).map(|(seq, natural)| Effect { seq, natural: Some((*natural).to_owned()) });
        let limits = BTreeMap::from([("activate k".to_owned(), 2)]);
        check(records, &BTreeMap::from([(ACCOUNT, effects.collect())]), &limits).join("; ")
    }

    fn refused() -> Outcome {
        Outcome::Refused("token-already-redeemed".to_owned())
    }

    fn unknown() -> Outcome {
        Outcome::Unknown("no answer".to_owned())
    }

    #[test]
    fn a_right_history_is_right() {
        let records = [
            record("redeem a", 0, 1, Outcome::Done(Some(1))),
            record("redeem a", 2, 3, refused()),
            record("activate k", 4, 7, Outcome::Done(Some(3))),
            record("activate k", 5, 6, Outcome::Done(Some(2))),
            record("redeem b", 8, 9, unknown()),
            record("redeem c", 8, 9, unknown()),
        ];
        assert_eq!(wrong(&records, &["redeem a", "activate k", "activate k", "redeem b"]), "");
    }

    #[test]
    fn what_was_acknowledged_and_is_gone_is_seen() {
        let found = wrong(&[record("redeem a", 0, 1, Outcome::Done(None))], &[]);
        assert!(found.contains("1 were acknowledged and 0 are there"), "{found}");
    }

    #[test]
    fn a_second_effect_and_one_of_a_refusal_are_seen() {
        let twice = wrong(&[record("redeem a", 0, 1, Outcome::Done(Some(1)))], &["redeem a", "redeem a"]);
        assert!(twice.contains("1 were acknowledged, 0 are unknown, 2 are there"), "{twice}");
        let refused = wrong(&[record("redeem a", 0, 1, refused())], &["redeem a"]);
        assert!(refused.contains("0 were acknowledged, 0 are unknown, 1 are there"), "{refused}");
    }

    #[test]
    fn a_limit_that_was_passed_is_seen() {
        let records = [0, 2, 4].map(|at| record("activate k", at, at + 1, Outcome::Done(None)));
        let found = wrong(&records, &["activate k"; 3]);
        assert!(found.contains("more than its limit"), "{found}");
    }

    #[test]
    fn a_wrong_place_a_shared_place_and_a_wrong_order_are_seen() {
        let other = wrong(&[record("redeem a", 0, 1, Outcome::Done(Some(2)))], &["redeem a", "redeem b"]);
        assert!(other.contains("was acknowledged as fact 2"), "{other}");
        let shared = [0, 2].map(|at| record("activate k", at, at + 1, Outcome::Done(Some(1))));
        assert!(wrong(&shared, &["activate k", "activate k"]).contains("was acknowledged twice"));
        let late = [record("redeem a", 0, 1, Outcome::Done(Some(2))), record("redeem b", 2, 3, Outcome::Done(Some(1)))];
        assert!(wrong(&late, &["redeem b", "redeem a"]).contains("was sent after a later one"));
    }

    #[test]
    fn a_gap_is_seen() {
        let effects = vec![Effect { seq: 1, natural: None }, Effect { seq: 3, natural: None }];
        let found = check(&[], &BTreeMap::from([(ACCOUNT, effects)]), &BTreeMap::new());
        assert_eq!(found, [format!("{ACCOUNT}: fact 2 is missing")]);
    }
}
