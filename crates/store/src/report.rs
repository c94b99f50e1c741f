//! All memberships at once, counted where they share their days.

use jiff::civil::Date;
use symbolon_domain::report::{Alike, Renewals};

use crate::engine::query;
use crate::query::{number, parse};
use crate::sweep::{COURSE, course};
use crate::{Store, StoreError};

impl Store {
    /// All memberships that there ever were, in groups of the same offer and days.
    ///
    /// # Errors
    /// When the store failed, or a row does not read back.
    pub async fn alike(&self) -> Result<Vec<Alike>, StoreError> {
        let sql = format!("select {COURSE}, count(*) as alike from membership group by {COURSE}");
        let rows = query(sql).fetch_all(&self.shared.engine).await?;
        rows.iter().map(|row| Ok(Alike { course: course(row)?, count: number(row, "alike")? })).collect()
    }

    /// Renewals that were granted between two days, both included, by offer and day.
    ///
    /// # Errors
    /// When the store failed, or a row does not read back.
    pub async fn renewals(&self, from: Date, to: Date) -> Result<Vec<Renewals>, StoreError> {
        let sql = "select membership.offer as offer, granted_on, count(*) as renewed from membership_year \
                   join membership on membership.account = membership_year.account \
                   and membership.id = membership_year.membership \
                   where membership_year.year > 1 and granted_on >= $1 and granted_on <= $2 \
                   group by membership.offer, granted_on";
        let rows = query(sql).bind(from.to_string()).bind(to.to_string()).fetch_all(&self.shared.engine).await?;
        let read = |row| {
            let granted_on = parse("membership_year", row, "granted_on")?;
            Ok(Renewals { offer: row.try_get("offer")?, granted_on, count: number(row, "renewed")? })
        };
        rows.iter().map(read).collect()
    }
}
