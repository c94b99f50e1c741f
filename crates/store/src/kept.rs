//! Answers that were given about an account, kept for as long as it stays as it is.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::{Arc, PoisonError, RwLock};

/// Answers kept for one account at the most; together they are small beside the account.
const MOST: usize = 32;

/// Answers about one state of an account, by what was asked. A fact makes another state, which begins with none.
#[derive(Debug, Default)]
pub struct Kept {
    answers: Arc<RwLock<Vec<Answer>>>,
}

/// An answer. It lies behind its question in one text, so that a check looks for it in few places: those of many companies
/// are in no cache of the processor.
#[derive(Debug, Clone)]
struct Answer {
    /// The hash of the question.
    hash: u64,
    text: Box<str>,
    /// How long the question is.
    question: usize,
}

impl Answer {
    fn is_to(&self, hash: u64, question: &str) -> bool {
        self.hash == hash && self.text.get(..self.question) == Some(question)
    }
}

fn hash(question: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(question)
}

impl Kept {
    /// What `then` makes of the answer that was given before; nothing where none was.
    pub fn with<T>(&self, question: &str, then: impl FnOnce(&str) -> T) -> Option<T> {
        let hash = hash(question);
        let answers = self.answers.read().unwrap_or_else(PoisonError::into_inner);
        let kept = answers.iter().find(|kept| kept.is_to(hash, question))?;
        Some(then(kept.text.get(kept.question..)?))
    }

    /// The same answers for another holder, and not a copy: those that are given later are in both.
    pub(crate) fn shared(&self) -> Self {
        Self { answers: self.answers.clone() }
    }

    /// Whether these are the same answers, and not only equal ones.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.answers, &other.answers)
    }

    /// How many bytes they take, some of them for what is around each.
    pub(crate) fn bytes(&self) -> usize {
        let answers = self.answers.read().unwrap_or_else(PoisonError::into_inner);
        answers.iter().map(|answer| answer.text.len() + 64).sum()
    }

    /// Takes over the answers that were given about the same state of the account.
    pub(crate) fn adopt(&self, others: &Self) {
        if !self.is(others) {
            let others = others.answers.read().unwrap_or_else(PoisonError::into_inner).clone();
            let mut answers = self.answers.write().unwrap_or_else(PoisonError::into_inner);
            if answers.is_empty() {
                *answers = others;
            }
        }
    }

    /// Keeps an answer, which must follow from the account, the programme and the question alone.
    pub(crate) fn put(&self, question: &str, answer: &str) {
        let hash = hash(question);
        let mut answers = self.answers.write().unwrap_or_else(PoisonError::into_inner);
        // Several may have looked for it at once.
        if answers.iter().any(|kept| kept.is_to(hash, question)) {
            return;
        }
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.push(Answer { hash, text: [question, answer].concat().into(), question: question.len() });
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
        let answer = |kept: &Kept, at: usize| kept.with(&at.to_string(), str::to_owned);
        for at in 0..10 * MOST {
            assert_eq!(answer(&kept, at), None);
            kept.put(&at.to_string(), &format!("yes, {at}"));
            assert_eq!(answer(&kept, at), Some(format!("yes, {at}")));
        }
        assert!((0..10 * MOST).filter(|at| answer(&kept, *at).is_some()).count() <= MOST);
        assert_eq!(answer(&kept.clone(), 10 * MOST - 1), None);
    }
}
