//! Rigs: the real binary attacked by many clients at once, killed, and cut off, and its answers settled afterwards
//! against what its ledgers hold.

pub mod client;
pub mod cluster;
pub mod database;
pub mod disk;
pub mod history;
pub mod kill;
pub mod planted;
pub mod power;
pub mod process;
pub mod proxy;
pub mod races;
pub mod world;

use std::collections::BTreeMap;

use self::world::Company;
use crate::support::entropy;

/// How often each thing may happen to companies, by what it changes.
pub fn limits(companies: &[Company]) -> BTreeMap<String, usize> {
    let mut limits = BTreeMap::new();
    let count = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    for company in companies {
        limits.extend(
            company.tokens.iter().flat_map(|token| [(format!("redeem {token}"), 1), (format!("request {token}"), 1)]),
        );
        limits.extend(company.key.map(|(key, most)| (format!("activate {key}"), count(most))));
        limits.extend(company.pool.map(|(pool, most)| (format!("assign {pool}"), count(most))));
    }
    limits
}

/// Draws numbers below a bound, the same in every run.
pub(crate) fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let draw = entropy(seed);
    move |below| {
        let mut bytes = [0; 8];
        draw(&mut bytes);
        usize::try_from(u64::from_be_bytes(bytes) >> 1).unwrap_or(0) % below.max(1)
    }
}

/// What a rig did and found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What was done, in a line.
    pub line: String,
    /// What is wrong; nothing: all held.
    pub wrong: Vec<String>,
}
