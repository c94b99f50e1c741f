//! Folded accounts, what was answered about them, and people in memory. Only what is committed is ever here.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use quick_cache::Weighter;
use quick_cache::unsync::Cache as Held;
use symbolon_domain::access::Person;
use symbolon_domain::ids::{AccountId, PersonId};

use crate::{Folded, Kept, PersonRow};

/// What an account weighs without a line. One is some kilobyte.
const BARE: u64 = 6;

/// What the accounts in memory may weigh together: 20,000 with the 41 lines of an Action Pack, or more with fewer.
const ACCOUNTS: u64 = 20_000 * (BARE + 41);

/// How much an account weighs: something for itself, and one for each line that was granted to it.
#[derive(Debug, Clone)]
struct Lines;

impl Weighter<AccountId, Arc<Folded>> for Lines {
    fn weight(&self, _: &AccountId, folded: &Arc<Folded>) -> u64 {
        BARE + u64::try_from(folded.account.grants.len()).unwrap_or(u64::MAX / 2)
    }
}

/// What an account weighs about which something was answered, without the answers: bytes.
const ANSWERED: u64 = 200;

/// What the answers about accounts may weigh together: those to one question about some 150,000 companies.
const ANSWERS: u64 = 100_000_000;

/// The answers about an account, and what they weighed when they came here. More may be given later, and what something
/// weighs must stay as it is.
#[derive(Debug, Clone)]
struct Answered {
    kept: Kept,
    /// Of the state that they are about.
    seq: u64,
    weight: u64,
}

/// How much the answers about an account weigh.
#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<AccountId, Answered> for Bytes {
    fn weight(&self, _: &AccountId, answered: &Answered) -> u64 {
        answered.weight
    }
}

/// Counters of changes; each account has one of them, which it shares with a few others.
const COUNTERS: usize = 1_024;

/// Accounts by id, and how often one of those with a counter was changed.
#[derive(Debug)]
struct Accounts {
    held: Held<AccountId, Arc<Folded>, Lines>,
    /// What was answered about an account as it is now. It is small, so that it outlives the account here, and goes with
    /// every change.
    answered: Held<AccountId, Answered, Bytes>,
    changes: [u64; COUNTERS],
}

impl Accounts {
    fn changes(&mut self, id: AccountId) -> &mut u64 {
        &mut self.changes[usize::try_from(id.bits() % COUNTERS as u128).unwrap_or(0)]
    }

    fn insert(&mut self, id: AccountId, folded: Arc<Folded>) {
        match self.answered.peek(&id) {
            Some(answered) if answered.seq == folded.account.seq => folded.kept.adopt(&answered.kept),
            Some(_) => drop(self.answered.remove(&id)),
            None => {}
        }
        // Anybody can ask for an account that was never opened; it takes nobody's place.
        if folded.account.seq > 0 && self.held.peek(&id).is_none_or(|held| held.account.seq < folded.account.seq) {
            self.held.insert(id, folded);
        }
    }

    fn forget(&mut self, id: AccountId) {
        self.answered.remove(&id);
        self.held.remove(&id);
    }
}

/// The accounts that are asked for; the others are folded again when they are wanted.
#[derive(Debug)]
pub(crate) struct Cache {
    accounts: RwLock<Accounts>,
}

impl Default for Cache {
    fn default() -> Self {
        Self::of(ACCOUNTS)
    }
}

impl Cache {
    /// Accounts that weigh so much together.
    fn of(weight: u64) -> Self {
        // So many there can be at the most; half as many that had to go are known again when they come back.
        let most = usize::try_from(weight / BARE).unwrap_or(usize::MAX);
        let held = Held::with_weighter(most, weight, Lines);
        let most = usize::try_from(ANSWERS / ANSWERED).unwrap_or(usize::MAX);
        let answered = Held::with_weighter(most, ANSWERS, Bytes);
        Self { accounts: RwLock::new(Accounts { held, answered, changes: [0; COUNTERS] }) }
    }

    pub(crate) fn get(&self, id: AccountId) -> Option<Arc<Folded>> {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).held.get(&id).cloned()
    }

    /// What was answered about accounts as they are now, each in its place; memory is locked once for all of them.
    pub(crate) fn answered(&self, ids: &[Option<AccountId>]) -> Vec<Option<Kept>> {
        let accounts = self.accounts.read().unwrap_or_else(PoisonError::into_inner);
        ids.iter().map(|id| Some(accounts.answered.get(id.as_ref()?)?.kept.shared())).collect()
    }

    /// Keeps what was answered about a state of an account beyond it, if that is the one that is held. One that became a part
    /// of another company is looked for there, and not here.
    pub(crate) fn keep(&self, id: AccountId, kept: &Kept) {
        let mut accounts = self.write();
        let Some(held) = accounts.held.peek(&id).filter(|held| held.kept.is(kept)) else { return };
        if held.account.merged_into.is_none() {
            let (kept, seq) = (kept.shared(), held.account.seq);
            let weight = ANSWERED + u64::try_from(kept.bytes()).unwrap_or(u64::MAX / 2);
            accounts.answered.insert(id, Answered { kept, seq, weight });
        }
    }

    /// How often it may have been changed. Asked before its facts are read, and given back with what they made.
    pub(crate) fn changes(&self, id: AccountId) -> u64 {
        *self.write().changes(id)
    }

    /// Drops an account, so that it is read again.
    pub(crate) fn forget(&self, id: AccountId) {
        let mut accounts = self.write();
        *accounts.changes(id) += 1;
        accounts.forget(id);
    }

    /// Keeps what was read of an account of which something was known, unless it was changed since it may have been read:
    /// what a writer made of it may be here no longer. A database that went back, because it was restored or a standby
    /// took over that had not everything, makes what was known wrong.
    pub(crate) fn renew(&self, id: AccountId, changes: u64, known: Option<&Folded>, folded: &Arc<Folded>) {
        let mut accounts = self.write();
        if *accounts.changes(id) != changes {
            return;
        }
        if known.is_some_and(|known| known.account.seq >= folded.account.seq && known.head != folded.head) {
            accounts.forget(id);
        }
        accounts.insert(id, folded.clone());
    }

    /// Keeps what a commit made of an account.
    pub(crate) fn put(&self, id: AccountId, folded: Arc<Folded>) {
        let mut accounts = self.write();
        *accounts.changes(id) += 1;
        accounts.insert(id, folded);
    }

    fn write(&self) -> RwLockWriteGuard<'_, Accounts> {
        self.accounts.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// People kept at the most, and as many again in lists.
const PEOPLE: usize = 50_000;

/// A list weighs as much as there are people in it, and something for itself.
#[derive(Debug, Clone)]
struct Heads;

impl Weighter<Option<AccountId>, Arc<[PersonRow]>> for Heads {
    fn weight(&self, _: &Option<AccountId>, people: &Arc<[PersonRow]>) -> u64 {
        1 + u64::try_from(people.len()).unwrap_or(u64::MAX / 2)
    }
}

/// What was read of people since the last change of any of them.
#[derive(Debug)]
struct Read {
    changes: u64,
    people: Held<PersonId, PersonRow>,
    /// All of a company, or the vendor's.
    lists: Held<Option<AccountId>, Arc<[PersonRow]>, Heads>,
}

/// People as they were read since the last change of any of them.
#[derive(Debug)]
pub(crate) struct People {
    read: RwLock<Read>,
}

impl Default for People {
    fn default() -> Self {
        let lists = Held::with_weighter(PEOPLE, u64::try_from(PEOPLE).unwrap_or(u64::MAX), Heads);
        Self { read: RwLock::new(Read { changes: 0, people: Held::new(PEOPLE), lists }) }
    }
}

impl People {
    pub(crate) fn get(&self, id: PersonId) -> Option<PersonRow> {
        self.read().people.get(&id).cloned()
    }

    /// The same as decisions see them.
    pub(crate) fn person(&self, id: PersonId) -> Option<Person> {
        self.read().people.get(&id).map(PersonRow::person)
    }

    /// The people of a company, or the vendor's.
    pub(crate) fn list(&self, account: Option<AccountId>) -> Option<Arc<[PersonRow]>> {
        self.read().lists.get(&account).cloned()
    }

    /// How many changes there were. Asked before a row is read, and given back with it.
    pub(crate) fn changes(&self) -> u64 {
        self.read().changes
    }

    /// Keeps a row unless somebody was changed since it may have been read.
    pub(crate) fn put(&self, changes: u64, row: PersonRow) {
        let mut read = self.write();
        if read.changes == changes {
            read.people.insert(row.id, row);
        }
    }

    /// The same for all people of a company, or of the vendor.
    pub(crate) fn put_list(&self, changes: u64, account: Option<AccountId>, rows: Arc<[PersonRow]>) {
        let mut read = self.write();
        if read.changes == changes {
            read.lists.insert(account, rows);
        }
    }

    /// Forgets everybody, after a commit that may have changed somebody and before anybody is told of it.
    pub(crate) fn forget(&self) {
        let mut read = self.write();
        read.changes += 1;
        read.people.clear();
        read.lists.clear();
    }

    fn read(&self) -> RwLockReadGuard<'_, Read> {
        self.read.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Read> {
        self.read.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use symbolon_domain::account::Account;
    use symbolon_domain::ids::Minter;

    use super::*;

    fn opened(id: AccountId, seq: u64) -> Arc<Folded> {
        Arc::new(Folded { account: Account { id: Some(id), seq, ..Account::default() }, ..Folded::default() })
    }

    #[test]
    fn accounts_that_are_asked_for_again_stay_whatever_was_there_before() {
        let mut ids = Minter::new(1_600_000_000_000, 1);
        let cache = Cache::of(BARE * 100);
        let few: Vec<AccountId> = (0..50).map(|_| ids.account()).collect();
        for _ in 0..10_000 {
            let id = ids.account();
            cache.put(id, opened(id, 1));
        }
        for _ in 0..5 {
            for id in &few {
                if cache.get(*id).is_none() {
                    cache.renew(*id, cache.changes(*id), None, &opened(*id, 1));
                }
            }
        }
        let held = few.iter().filter(|id| cache.get(**id).is_some()).count();
        assert!(held >= 45, "{held} of 50, and there is room for 100");
        let all = cache.write().held.len();
        assert!(all <= 100, "{all}");
    }

    #[test]
    fn answers_outlive_their_account_here_and_go_with_its_first_change() {
        let mut ids = Minter::new(1_600_000_000_000, 1);
        let cache = Cache::of(BARE * 10);
        let id = ids.account();
        let answer = || cache.answered(&[None, Some(id)]).pop().flatten()?.with("who?", str::to_owned);
        let first = opened(id, 1);
        cache.put(id, first.clone());
        assert_eq!(answer(), None);
        first.kept.put("who?", "nobody");
        cache.keep(id, &first.kept);
        // Others that are asked for take its place.
        let others: Vec<AccountId> = (0..20).map(|_| ids.account()).collect();
        for other in others.iter().cycle().take(1_000) {
            for _ in 0..5 {
                if cache.get(*other).is_none() {
                    cache.put(*other, opened(*other, 1));
                }
            }
        }
        assert_eq!(cache.get(id), None, "it had to go");
        assert_eq!(answer().as_deref(), Some("nobody"));
        let again = opened(id, 1);
        cache.renew(id, cache.changes(id), None, &again);
        assert_eq!(again.kept.with("who?", str::to_owned).as_deref(), Some("nobody"), "it was read again as it was");
        again.kept.put("when?", "never");
        cache.keep(id, &again.kept);
        assert_eq!(answer().as_deref(), Some("nobody"));
        let second = opened(id, 2);
        cache.put(id, second.clone());
        assert_eq!(answer(), None, "that was said of the account before");
        // Whoever still has the account as it was.
        first.kept.put("why?", "because");
        cache.keep(id, &first.kept);
        assert_eq!(answer(), None);
        for question in ["who?", "when?", "where?"] {
            second.kept.put(question, "somebody");
            cache.keep(id, &second.kept);
        }
        assert_eq!(answer().as_deref(), Some("somebody"));
        cache.forget(id);
        assert_eq!(answer(), None);
    }

    #[test]
    fn nothing_is_kept_about_a_company_that_became_a_part_of_another_one() {
        let mut ids = Minter::new(1_600_000_000_000, 1);
        let (cache, id) = (Cache::default(), ids.account());
        let merged_into = Some((ids.account(), jiff::civil::date(2021, 5, 4)));
        let account = Account { id: Some(id), seq: 3, merged_into, ..Account::default() };
        let folded = Arc::new(Folded { account, ..Folded::default() });
        cache.put(id, folded.clone());
        folded.kept.put("who?", "nobody");
        cache.keep(id, &folded.kept);
        assert!(cache.answered(&[Some(id)]).pop().flatten().is_none());
    }

    #[test]
    fn a_list_that_was_read_before_a_change_is_not_kept_after_it() {
        let people = People::default();
        let before = people.changes();
        people.put_list(before, None, Arc::new([]));
        assert_eq!(people.list(None).as_deref(), Some(&[][..]));
        people.forget();
        assert_eq!(people.list(None), None);
        people.put_list(before, None, Arc::new([]));
        assert_eq!(people.list(None), None, "somebody was changed since that was read");
    }

    #[test]
    fn no_older_state_takes_the_place_of_a_newer_one() {
        let id = Minter::new(1_600_000_000_000, 1).account();
        let cache = Cache::default();
        let before = cache.changes(id);
        cache.put(id, opened(id, 2));
        cache.renew(id, before, None, &opened(id, 1));
        cache.renew(id, cache.changes(id), None, &opened(id, 1));
        assert_eq!(cache.get(id).map(|held| held.account.seq), Some(2));
        cache.forget(id);
        cache.renew(id, before, None, &opened(id, 1));
        assert_eq!(cache.get(id), None, "it was changed since that was read");
    }
}
