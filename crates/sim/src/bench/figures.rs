//! Medians of interleaved rounds, and goals that are ratios of them.

use std::fmt;

/// What one thing measured, once in each round.
#[derive(Debug, Default, Clone)]
pub struct Series(Vec<u64>);

impl Series {
    /// Adds a round.
    pub fn push(&mut self, value: u64) {
        self.0.push(value);
    }

    /// The middle of all rounds.
    pub fn median(&self) -> u64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or(0)
    }

    /// The ratio of each round, in hundredths.
    fn over(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(one, other)| hundredths(*one, *other)).collect())
    }

    fn least(&self) -> u64 {
        self.0.iter().min().copied().unwrap_or(0)
    }

    fn most(&self) -> u64 {
        self.0.iter().max().copied().unwrap_or(0)
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}–{})", self.median(), self.least(), self.most())
    }
}

/// A ratio in hundredths.
pub fn hundredths(one: u64, other: u64) -> u64 {
    one * 100 / other.max(1)
}

/// Hundredths as people write them.
pub fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// On which side of a number a ratio has to be, in hundredths.
#[derive(Debug, Clone, Copy)]
pub enum Bound {
    /// This or more.
    AtLeast(u64),
    /// This or less.
    AtMost(u64),
}

/// The goals of a run, as the lines of one table.
#[derive(Debug, Default)]
pub struct Goals(Vec<String>);

impl Goals {
    /// A goal that is a ratio of two medians. It is met on the medians, and no round may miss it by more than three
    /// tenths.
    pub fn add(&mut self, id: &str, what: &str, measured: &Series, baseline: &Series, bound: Bound) {
        let ratio = hundredths(measured.median(), baseline.median());
        let rounds = measured.over(baseline);
        let (sign, wanted, met, steady) = match bound {
            Bound::AtLeast(wanted) => ("≥", wanted, ratio >= wanted, rounds.least() * 10 >= wanted * 7),
            Bound::AtMost(wanted) => ("≤", wanted, ratio <= wanted, rounds.most() * 7 <= wanted * 10),
        };
        let verdict = match (met, steady) {
            (true, true) => "met",
            (true, false) => "met on the median only",
            (false, _) => "**missed**",
        };
        self.0.push(format!(
            "| {id} | {what} | {sign} {} | {measured} | {baseline} | {} ({}–{}) | {verdict} |",
            decimal(wanted),
            decimal(ratio),
            decimal(rounds.least()),
            decimal(rounds.most())
        ));
    }

    /// A goal that is a number, and no ratio.
    pub fn add_limit(&mut self, id: &str, what: &str, measured: &Series, limit: u64) {
        let verdict = if measured.median() <= limit { "met" } else { "**missed**" };
        self.0.push(format!("| {id} | {what} | ≤ {limit} | {measured} | – | – | {verdict} |"));
    }

    /// A goal that this machine cannot be asked about, and why.
    pub fn skip(&mut self, id: &str, what: &str, why: &str) {
        self.0.push(format!("| {id} | {what} | – | – | – | – | skipped: {why} |"));
    }
}

impl fmt::Display for Goals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| # | what | goal | measured | baseline | ratio | |")?;
        writeln!(f, "|---|---|---|---|---|---|---|")?;
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
