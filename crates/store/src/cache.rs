//! Folded accounts and people in memory. Only what is committed is ever here.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

use symbolon_domain::ids::{AccountId, PersonId};

use crate::{Folded, PersonRow};

/// Accounts kept at the most; each takes some tens of kilobytes.
const MOST: usize = 20_000;

/// Counters of changes; each account has one of them, which it shares with a few others.
const COUNTERS: usize = 1_024;

/// Accounts by id, and how often one of those with a counter was changed.
#[derive(Debug)]
struct Accounts {
    held: HashMap<AccountId, Arc<Folded>>,
    changes: [u64; COUNTERS],
}

impl Accounts {
    fn changes(&mut self, id: AccountId) -> &mut u64 {
        &mut self.changes[usize::try_from(id.bits() % COUNTERS as u128).unwrap_or(0)]
    }

    fn insert(&mut self, id: AccountId, folded: Arc<Folded>) {
        // Anybody can ask for an account that was never opened; it takes nobody's place.
        if folded.account.seq == 0 || self.held.get(&id).is_some_and(|held| held.account.seq >= folded.account.seq) {
            return;
        }
        if self.held.len() >= MOST && !self.held.contains_key(&id) {
            // Any one will do: what is dropped is read again when it is wanted.
            if let Some(other) = self.held.keys().next().copied() {
                self.held.remove(&other);
            }
        }
        self.held.insert(id, folded);
    }
}

#[derive(Debug)]
pub(crate) struct Cache {
    accounts: RwLock<Accounts>,
}

impl Default for Cache {
    fn default() -> Self {
        Self { accounts: RwLock::new(Accounts { held: HashMap::new(), changes: [0; COUNTERS] }) }
    }
}

impl Cache {
    pub(crate) fn get(&self, id: AccountId) -> Option<Arc<Folded>> {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).held.get(&id).cloned()
    }

    /// How often it may have been changed. Asked before its facts are read, and given back with what they made.
    pub(crate) fn changes(&self, id: AccountId) -> u64 {
        *self.write().changes(id)
    }

    /// Drops an account, so that it is read again.
    pub(crate) fn forget(&self, id: AccountId) {
        let mut accounts = self.write();
        *accounts.changes(id) += 1;
        accounts.held.remove(&id);
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
            accounts.held.remove(&id);
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

/// People kept at the most.
const PEOPLE: usize = 50_000;

/// People as they were read since the last change of any of them.
#[derive(Debug, Default)]
pub(crate) struct People {
    read: RwLock<(u64, HashMap<PersonId, PersonRow>)>,
}

impl People {
    pub(crate) fn get(&self, id: PersonId) -> Option<PersonRow> {
        self.read.read().unwrap_or_else(PoisonError::into_inner).1.get(&id).cloned()
    }

    /// How many changes there were. Asked before a row is read, and given back with it.
    pub(crate) fn changes(&self) -> u64 {
        self.read.read().unwrap_or_else(PoisonError::into_inner).0
    }

    /// Keeps a row unless somebody was changed since it may have been read.
    pub(crate) fn put(&self, changes: u64, row: PersonRow) {
        let mut read = self.read.write().unwrap_or_else(PoisonError::into_inner);
        if read.0 == changes && read.1.len() < PEOPLE {
            read.1.insert(row.id, row);
        }
    }

    /// Forgets everybody, after a commit that may have changed somebody and before anybody is told of it.
    pub(crate) fn forget(&self) {
        let mut read = self.read.write().unwrap_or_else(PoisonError::into_inner);
        read.0 += 1;
        read.1.clear();
    }
}
