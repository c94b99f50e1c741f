//! The proof that nothing in a company's history was changed, and the marks that somebody noted to see that for themselves.

use std::str::FromStr;

use symbolon_domain::ids::AccountId;
use symbolon_store::{Difference, Stored, VerifyReport};

use crate::app::App;
use crate::problem::Problem;
use crate::wrong::Wrong;

/// The beginning of the hash of an entry, as somebody noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark(String);

impl Mark {
    /// As many characters as pages show: fewer could stand before several entries.
    pub(crate) const LEAST: usize = 12;
    /// A whole hash.
    const MOST: usize = 64;
}

impl FromStr for Mark {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Self, Wrong> {
        let mark = text.trim().to_ascii_lowercase();
        let sound =
            (Self::LEAST..=Self::MOST).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
        if sound { Ok(Self(mark)) } else { Err(Wrong::Mark { least: Self::LEAST, most: Self::MOST }) }
    }
}

/// A company's history with those of the companies that became a part of it, verified.
pub(crate) struct Proof {
    company: AccountId,
    report: VerifyReport,
    ledgers: Vec<Stored>,
}

impl Proof {
    pub(crate) async fn of(app: &App, company: AccountId) -> Result<Self, Problem> {
        let (report, ledgers) = app.store().verify_account(company).await?;
        Ok(Self { company, report, ledgers })
    }

    /// What was looked at.
    pub(crate) fn report(&self) -> &VerifyReport {
        &self.report
    }

    /// The first place where something is not as it was recorded.
    pub(crate) fn difference(&self) -> Option<&Difference> {
        self.report.difference.as_ref()
    }

    /// The newest entry of the company's own ledger: its hash covers all of those before.
    pub(crate) fn newest(&self) -> Option<&Stored> {
        self.ledgers.iter().rfind(|stored| stored.entry.account == self.company)
    }

    /// The entry that bears a mark. As long as there is one and every hash is right, what stood before it still does.
    pub(crate) fn bearing(&self, mark: &Mark) -> Option<&Stored> {
        self.ledgers.iter().find(|stored| stored.hash.starts_with(&mark.0))
    }
}
