//! Folded accounts in memory. Only what is committed is ever here.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use symbolon_domain::ids::AccountId;

use crate::Folded;

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
