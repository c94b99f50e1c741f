//! Whose headquarters a mail domain is, across all accounts: what a decision about one of them looks at (H-06).

use std::collections::{BTreeMap, BTreeSet};

use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Entry;
use symbolon_domain::ids::AccountId;

use crate::StoreError;
use crate::engine::{Conn, query};

/// The company of each domain.
pub(crate) type Domains = BTreeMap<String, AccountId>;

/// Reads whose the domains are that commands name.
pub(crate) async fn load<'a>(
    conn: &mut Conn,
    commands: impl Iterator<Item = &'a Command>,
) -> Result<Domains, StoreError> {
    let wanted: BTreeSet<&str> = commands.filter_map(Command::domain).collect();
    let mut domains = Domains::new();
    if wanted.is_empty() {
        return Ok(domains);
    }
    let wanted = wanted.into_iter().map(str::to_owned).collect();
    let sql = "select domain, account from headquarters_domain where domain in ($*)";
    for row in query(sql).among(wanted).fetch_all(conn).await? {
        let (domain, account): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let account = account.parse().map_err(|error| StoreError::Corrupt {
            table: "headquarters_domain",
            row: domain.clone(),
            cause: format!("{error}"),
        })?;
        domains.insert(domain, account);
    }
    Ok(domains)
}

/// Takes note of what a command of this batch changed, for those after it.
pub(crate) fn note(domains: &mut Domains, entry: &Entry, before: &Account, after: &Account) {
    if before.company.domain == after.company.domain {
        return;
    }
    if let Some(domain) = &before.company.domain {
        domains.remove(domain);
    }
    if let Some(domain) = &after.company.domain {
        domains.insert(domain.clone(), entry.account);
    }
}
