//! `symbolon export`: figures over all companies, and calendars.

use super::Session;
use super::shown::{day, named};
use crate::args::{Company, Export};
use crate::client::route;
use crate::failure::Failure;
use crate::find::{self, items};
use crate::output::{Cell, Table};

pub(crate) fn run(report: &Export, session: &Session) -> Result<(), Failure> {
    let (path, columns, asked, csv): (_, &[&str], _, _) = match report {
        Export::Memberships { csv } => (
            route!("reports/memberships"),
            &["offer", "active", "renewal_open", "lapsed", "upgraded", "refunded", "merged"],
            [("from", &None), ("to", &None)],
            csv,
        ),
        Export::Activity { from, to, csv } => (
            route!("reports/activity"),
            &["offer", "bought", "renewed", "lapsed", "upgraded", "refunded", "merged"],
            [("from", from), ("to", to)],
            csv,
        ),
        Export::Forecast { from, to, csv, .. } => (
            route!("reports/forecast"),
            &["from", "to", "offer", "window_opens", "anniversary", "lapses"],
            [("from", from), ("to", to)],
            csv,
        ),
        Export::Ics { of, own } => return calendar(session, of, *own),
    };
    let mut query: Vec<_> = asked.iter().filter_map(|(name, day)| Some((*name, day.as_deref()?))).collect();
    if let Export::Forecast { by, .. } = report {
        query.push(("by", by));
    }
    let output = &session.output;
    if *csv {
        let table = session.client.table(&path, &query)?;
        return output.line(String::from_utf8_lossy(&table).trim_end());
    }
    let found = session.client.get(&path, &query)?;
    if output.is_json() {
        return output.document(&found);
    }
    let counts: Vec<_> = columns.iter().copied().filter(|name| !["from", "to", "offer"].contains(name)).collect();
    let mut table = Table::new(columns).right(&counts);
    for item in items(&found) {
        let cell = |column: &&str| match *column {
            "offer" => named(item, "offer_name", "offer"),
            "from" | "to" => Cell::day(output.language, day(item, column)),
            count => Cell::number(output.language, item[count].as_i64().unwrap_or_default()),
        };
        table.row(columns.iter().map(cell).collect());
    }
    output.table(table)
}

/// The calendar of a company, or of one's own seats.
fn calendar(session: &Session, of: &Company, own: bool) -> Result<(), Failure> {
    let path = match own {
        true => route!("me/calendar.ics"),
        false => route!("accounts/{}/calendar.ics", find::account(&session.client, of)?),
    };
    session.client.today_only()?;
    let calendar = session.client.download(&path)?;
    session.output.line(String::from_utf8_lossy(&calendar).trim_end())
}
