//! Whose day it is: the memberships that a day brings something to, page by page, without folding an account.

use jiff::civil::Date;
use symbolon_domain::fact::CloseReason;
use symbolon_domain::ids::{AccountId, MembershipId};
use symbolon_domain::outlook::ChangeKind;
use symbolon_domain::programme::YearDays;
use symbolon_domain::sweep::{Column, Course, places};

use crate::engine::{Row, query};
use crate::query::{number, parse};
use crate::statement::int;
use crate::{Store, StoreError};

/// Something that a day brings to a membership.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The company.
    pub account: AccountId,
    /// The membership.
    pub membership: MembershipId,
    /// Its number on paper.
    pub number: u64,
    /// What happens.
    pub kind: ChangeKind,
    /// Which notice is due, where it is one.
    pub text: Option<String>,
}

/// A look at all memberships for one day. It keeps no transaction open: what is committed meanwhile may be seen.
pub struct Sweep {
    store: Store,
    on: Date,
    places: Vec<(Column, Date)>,
    /// The place that is being read.
    at: usize,
    /// The last membership that was read there.
    after: String,
}

impl Store {
    /// Begins to look for the memberships that a day brings something to.
    pub fn sweep(&self, on: Date) -> Sweep {
        Sweep { store: self.clone(), on, places: places(self.programmes(), on), at: 0, after: String::new() }
    }
}

fn column(column: Column) -> &'static str {
    match column {
        Column::Anniversary => "anniversary",
        Column::RenewFrom => "renew_from",
        Column::RenewTo => "renew_to",
    }
}

/// The columns that [`course`] reads.
pub(crate) const COURSE: &str = "offer, version, bought_on, anniversary, renew_from, renew_to, closed_on, \
                                  closed_why, renewed_with";

/// The dates of a membership from its row.
pub(crate) fn course(row: &Row) -> Result<Course, StoreError> {
    let reason: Option<String> = row.try_get("closed_why")?;
    let closed = match reason.as_deref().and_then(CloseReason::from_code) {
        Some(why) => Some((parse("membership", row, "closed_on")?, why)),
        None => None,
    };
    Ok(Course {
        offer: row.try_get("offer")?,
        version: u32::try_from(number(row, "version")?).unwrap_or(u32::MAX),
        bought_on: parse("membership", row, "bought_on")?,
        days: YearDays {
            anniversary: parse("membership", row, "anniversary")?,
            renew_from: parse("membership", row, "renew_from")?,
            renew_to: parse("membership", row, "renew_to")?,
        },
        joined: row.try_get::<Option<String>, _>("renewed_with")?.is_some(),
        closed,
    })
}

impl Sweep {
    /// What the day brings to the next memberships, of which at most `limit` are read; none at the end.
    ///
    /// # Errors
    /// When the store failed, or a row does not read back.
    pub async fn next(&mut self, limit: u32) -> Result<Option<Vec<Due>>, StoreError> {
        let Some((place, date)) = self.places.get(self.at).copied() else { return Ok(None) };
        let sql = format!(
            "select account, id, number, {COURSE} from membership where {0} = $1 and id > $2 order by {0}, id limit $3",
            column(place)
        );
        let rows = query(sql)
            .bind(date.to_string())
            .bind(std::mem::take(&mut self.after))
            .bind(int(limit))
            .fetch_all(&self.store.shared.engine)
            .await?;
        let mut due = Vec::new();
        for row in &rows {
            let course = course(row)?;
            // What stands at two of the places was found at the first.
            if self.places.iter().take(self.at).any(|(column, date)| column.of(&course.days) == *date) {
                continue;
            }
            let (account, membership) = (parse("membership", row, "account")?, parse("membership", row, "id")?);
            let number = number(row, "number")?;
            due.extend(course.on(self.store.programmes(), self.on).into_iter().map(|(kind, text)| Due {
                account,
                membership,
                number,
                kind,
                text: text.map(str::to_owned),
            }));
        }
        match rows.last() {
            Some(last) if rows.len() == usize::try_from(limit).unwrap_or(usize::MAX) => {
                self.after = last.try_get("id")?;
            }
            _ => self.at += 1,
        }
        Ok(Some(due))
    }
}
