//! Answers that were given about an account, kept for as long as it stays as it is.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Answers kept for one account at the most; together they are small beside the account.
const MOST: usize = 32;

/// Answers about one state of an account, by what was asked. A fact makes another state, which begins with none.
#[derive(Debug, Default)]
pub struct Kept {
    answers: RwLock<HashMap<String, Arc<str>>>,
}

impl Kept {
    /// The answer that was given before.
    pub fn get(&self, question: &str) -> Option<Arc<str>> {
        self.answers.read().unwrap_or_else(PoisonError::into_inner).get(question).cloned()
    }

    /// Keeps an answer, which must follow from the account, the programme and the question alone.
    pub fn put(&self, question: String, answer: Arc<str>) {
        let mut answers = self.answers.write().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(question, answer);
    }
}

impl Clone for Kept {
    /// A copy is about to be changed, so that it begins with none.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Kept {
    /// What was asked before makes no difference between two accounts.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_so_many_are_kept_and_a_copy_has_none() {
        let kept = Kept::default();
        for at in 0..10 * MOST {
            kept.put(at.to_string(), "yes".into());
            assert_eq!(kept.get(&at.to_string()).as_deref(), Some("yes"));
        }
        assert!((0..10 * MOST).filter(|at| kept.get(&at.to_string()).is_some()).count() <= MOST);
        assert_eq!(kept.clone().get(&(10 * MOST - 1).to_string()), None);
    }
}
