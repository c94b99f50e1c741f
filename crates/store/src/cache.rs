//! Folded accounts and people in memory. Only what is committed is ever here.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use symbolon_domain::ids::{AccountId, PersonId};

use crate::{Folded, PersonRow};

/// Accounts kept at the most; each takes some tens of kilobytes.
const MOST: usize = 20_000;

#[derive(Debug, Default)]
pub(crate) struct Cache {
    accounts: RwLock<HashMap<AccountId, Arc<Folded>>>,
}

impl Cache {
    pub(crate) fn get(&self, id: AccountId) -> Option<Arc<Folded>> {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// Drops an account, so that it is read again.
    pub(crate) fn forget(&self, id: AccountId) {
        self.accounts.write().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    /// Keeps what was read of an account of which something was known. A database that went back, because it was restored
    /// or a standby took over that had not everything, makes what was known wrong.
    pub(crate) fn renew(&self, id: AccountId, known: Option<&Folded>, folded: &Arc<Folded>) {
        if known.is_some_and(|known| known.account.seq >= folded.account.seq && known.head != folded.head) {
            self.forget(id);
        }
        self.put(id, folded.clone());
    }

    /// Keeps an account unless a newer state of it is here already: a reader may come after the writer.
    pub(crate) fn put(&self, id: AccountId, folded: Arc<Folded>) {
        // Anybody can ask for an account that was never opened; it takes nobody's place.
        if folded.account.seq == 0 {
            return;
        }
        let mut accounts = self.accounts.write().unwrap_or_else(PoisonError::into_inner);
        if accounts.get(&id).is_some_and(|held| held.account.seq >= folded.account.seq) {
            return;
        }
        if accounts.len() >= MOST && !accounts.contains_key(&id) {
            // Any one will do: what is dropped is read again when it is wanted.
            if let Some(other) = accounts.keys().next().copied() {
                accounts.remove(&other);
            }
        }
        accounts.insert(id, folded);
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
