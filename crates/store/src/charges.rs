//! Whose money the charges of the payment provider are, across all accounts: what a decision about one of them looks at
//! (B-41, B-45).

use std::collections::{BTreeMap, BTreeSet};

use symbolon_domain::command::Command;
use symbolon_domain::fact::{Entry, Fact};
use symbolon_domain::ids::AccountId;

use crate::StoreError;
use crate::engine::{Conn, query};

/// The company of each charge.
pub(crate) type Charges = BTreeMap<String, AccountId>;

/// Reads for whom the charges were recorded that commands name.
pub(crate) async fn load<'a>(
    conn: &mut Conn,
    commands: impl Iterator<Item = &'a Command>,
) -> Result<Charges, StoreError> {
    let wanted: BTreeSet<&str> = commands.filter_map(Command::received_under).collect();
    let mut charges = Charges::new();
    if wanted.is_empty() {
        return Ok(charges);
    }
    let wanted = wanted.into_iter().map(str::to_owned).collect();
    let sql = "select charge, account from funds where charge in ($*)";
    for row in query(sql).among(wanted).fetch_all(conn).await? {
        let (charge, account): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let corrupt = |cause: String| StoreError::Corrupt { table: "funds", row: charge.clone(), cause };
        let account = account.parse().map_err(|error| corrupt(format!("{error}")))?;
        charges.insert(charge, account);
    }
    Ok(charges)
}

/// Takes note of what a command of this batch recorded, for those after it.
pub(crate) fn note(charges: &mut Charges, entry: &Entry) {
    if let Fact::FundsReceived(fact) = &entry.fact
        && fact.charge
    {
        charges.insert(fact.reference.clone(), entry.account);
    }
}
