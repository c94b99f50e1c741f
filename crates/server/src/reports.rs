//! Reports over all companies, as the API and the pages give them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use symbolon_domain::programme::plus_days;
use symbolon_domain::report::{Ahead, Alike, forecast};
use utoipa::ToSchema;

use crate::app::App;

/// Which days of a forecast are counted together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    /// Each day for itself.
    Day,
    /// Those of a month of the calendar.
    #[default]
    Month,
}

/// What some days bring to memberships of one offer.
pub(crate) struct Coming {
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) offer: String,
    pub(crate) ahead: Ahead,
}

/// What the days between two, both included, bring if nobody acts: by month or day, and by offer.
pub(crate) fn coming(app: &App, all: &[Alike], (from, to): (Date, Date), step: Step) -> Vec<Coming> {
    let mut counted: BTreeMap<(Date, Date, &str), Ahead> = BTreeMap::new();
    for (day, offers) in forecast(all, app.store().all_programmes(), (from, to), app.now().1) {
        let (first, last) = match step {
            Step::Day => (day, day),
            Step::Month => (day.first_of_month().max(from), day.last_of_month().min(to)),
        };
        for (offer, ahead) in offers {
            *counted.entry((first, last, offer)).or_default() += ahead;
        }
    }
    let coming = |((from, to, offer), ahead): (_, _)| Coming { from, to, offer: str::to_owned(offer), ahead };
    counted.into_iter().map(coming).collect()
}

/// The last days to renew of the memberships that lapse between two days, both included.
pub(crate) fn last_days((from, to): (Date, Date)) -> (Date, Date) {
    let before = |day| plus_days(day, -1).unwrap_or(day);
    (before(from), before(to))
}
