//! Writes as values, so that the rows of many commands become a few multi-row statements, and so that `verify` can
//! compare what is stored with what the ledger says.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::{Display, Write};
use std::sync::Arc;

use crate::engine::{self, Conn, query};
use crate::error::StoreError;

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Val {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// A text, which the driver of SQLite takes without a copy.
    Text(Arc<str>),
}

impl<T: Display + ?Sized> From<&T> for Val {
    fn from(value: &T) -> Self {
        thread_local! {
            static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
        }
        SHOWN.with_borrow_mut(|shown| {
            // A `String` takes whatever is written to it.
            let _ = write!(shown, "{value}");
            let text = Self::Text(shown.as_str().into());
            shown.clear();
            // Room for an id stays; what is longer may be somebody's words.
            shown.shrink_to(64);
            text
        })
    }
}

impl From<String> for Val {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Val {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

/// A text as a value.
pub(crate) fn text(value: &str) -> Val {
    Val::Text(value.into())
}

/// A number as a value. Counts of the domain fit.
pub(crate) fn int(value: impl TryInto<i64>) -> Val {
    Val::Int(value.try_into().unwrap_or(i64::MAX))
}

/// A text as a value, or nothing.
pub(crate) fn some<T: Display>(value: Option<&T>) -> Val {
    value.map_or(Val::Null, Val::from)
}

/// A table and the columns that are written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// Leading columns that are the primary key.
    pub(crate) key: usize,
    pub(crate) columns: &'static [&'static str],
}

/// One write.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Op {
    /// A new row; the values stand in the order of the table's columns.
    Insert(&'static Table, Vec<Val>),
    /// A new row, or new values for the row with its key.
    Upsert(&'static Table, Vec<Val>),
    /// New values for some columns of the row with a key.
    Update(&'static Table, Vec<Val>, Vec<(&'static str, Val)>),
    /// All of an account's rows become another's, under the ids that they have.
    Move(&'static Table, Val, Val),
}

impl Op {
    /// The table that it writes to.
    pub(crate) fn table(&self) -> &'static Table {
        match self {
            Self::Insert(table, _) | Self::Upsert(table, _) | Self::Update(table, ..) | Self::Move(table, ..) => table,
        }
    }
}

/// What rows are to their table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// New rows.
    New,
    /// New rows, or new values for those with their keys.
    Upsert,
    /// New values of these columns for the rows with their keys, which are there.
    Changed(Vec<&'static str>),
}

/// Rows that become one statement.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) table: &'static Table,
    pub(crate) kind: Kind,
    /// The values of the table's columns, or of its key and of the columns that change.
    pub(crate) rows: Vec<Vec<Val>>,
}

/// Updates that a later one makes needless, because it gives the same columns of the same row other values: many commands
/// of a commit may count the same thing.
fn needless(ops: &[Op]) -> HashSet<usize> {
    let mut later = HashSet::new();
    let mut needless = HashSet::new();
    for (at, op) in ops.iter().enumerate().rev() {
        match op {
            Op::Update(table, key, set) => {
                let columns: Vec<_> = set.iter().map(|(name, _)| *name).collect();
                if !later.insert((table.name, key, columns)) {
                    needless.insert(at);
                }
            }
            // What comes before it may be about rows of another account.
            Op::Move(..) => later.clear(),
            // A new row may have its place only by what was done to another one before.
            Op::Insert(table, _) | Op::Upsert(table, _) => later.retain(|(name, ..)| *name != table.name),
        }
    }
    needless
}

/// Runs writes, each table's in order. Those of one kind to one table become one statement, as far as nothing else is done
/// to it between. Within a statement the engine changes rows in whatever order it likes, so that two changes of one
/// company's rows do not share one: the second may take a place that the first gives up.
pub(crate) async fn run(conn: &mut Conn, ops: Vec<Op>) -> Result<(), StoreError> {
    let mut pending: Vec<Rows> = Vec::new();
    let needless = needless(&ops);
    for (_, op) in ops.into_iter().enumerate().filter(|(at, _)| !needless.contains(at)) {
        let (table, kind, values) = match op {
            Op::Insert(table, values) => (table, Kind::New, values),
            Op::Upsert(table, values) => (table, Kind::Upsert, values),
            Op::Update(table, mut values, set) => {
                let (columns, new): (Vec<_>, Vec<_>) = set.into_iter().unzip();
                values.extend(new);
                (table, Kind::Changed(columns), values)
            }
            Op::Move(table, from, to) => {
                engine::write(conn, std::mem::take(&mut pending)).await?;
                let sql = format!("update {} set account = $1 where account = $2", table.name);
                query(sql).bind(to).bind(from).execute(&mut *conn).await?;
                continue;
            }
        };
        let is_changed = |kind: &Kind| matches!(kind, Kind::Changed(_));
        let in_the_way = |rows: &Rows| {
            std::ptr::eq(rows.table, table)
                && if rows.kind == kind {
                    let same = match kind {
                        Kind::New => 0,
                        // Two upserts of one row cannot stand in one statement.
                        Kind::Upsert => table.key,
                        Kind::Changed(_) => 1,
                    };
                    same > 0 && rows.rows.iter().any(|row| row[..same] == values[..same])
                } else {
                    is_changed(&rows.kind) || is_changed(&kind)
                }
        };
        if pending.iter().any(in_the_way) {
            engine::write(conn, std::mem::take(&mut pending)).await?;
        }
        match pending.iter_mut().find(|rows| std::ptr::eq(rows.table, table) && rows.kind == kind) {
            Some(rows) => rows.rows.push(values),
            None => pending.push(Rows { table, kind, rows: vec![values] }),
        }
    }
    engine::write(conn, pending).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::MEMBERSHIP;

    static COUNTED: Table = Table { name: "counted", key: 1, columns: &["id", "used", "state"] };

    fn update(id: i64, column: &'static str, value: i64) -> Op {
        Op::Update(&COUNTED, vec![Val::Int(id)], vec![(column, Val::Int(value))])
    }

    #[test]
    fn only_the_last_update_of_the_same_columns_of_a_row_is_needed() {
        let ops = [
            update(1, "used", 1),
            update(2, "used", 1),
            update(1, "state", 1),
            update(1, "used", 2),
            update(3, "used", 1),
            update(1, "used", 3),
        ];
        assert_eq!(needless(&ops), HashSet::from([0, 3]));
    }

    #[test]
    fn what_was_done_before_rows_are_moved_or_new_stays() {
        let moved = Op::Move(&COUNTED, Val::Int(1), Val::Int(2));
        let new = Op::Insert(&COUNTED, vec![Val::Int(3), Val::Int(0), Val::Int(0)]);
        for between in [moved, new] {
            assert_eq!(needless(&[update(1, "used", 1), between, update(1, "used", 2)]), HashSet::new());
        }
    }

    /// Two open memberships of one company, the older one in the second place.
    fn two_memberships() -> [Op; 2] {
        let row = |id: i64, slot: i64| {
            let value = |name: &&str| match *name {
                "account" => text("acc"),
                "id" => Val::from(&id),
                "number" => Val::Int(id),
                "slot" => Val::Int(slot),
                "year" | "version" => Val::Int(1),
                "closed_on" | "closed_why" => Val::Null,
                _ => text("x"),
            };
            Op::Insert(&MEMBERSHIP, MEMBERSHIP.columns.iter().map(value).collect())
        };
        [row(1, 1), row(2, 0)]
    }

    #[tokio::test]
    async fn a_place_that_one_change_gives_up_is_free_for_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = crate::Database::File(folder.path().join("symbolon.db"));
        let engine = crate::engine::Engine::open(&database).await.expect("opens");
        let mut conn = engine.writer().await.expect("connects");
        engine::begin(&mut conn).await.expect("begins");
        run(&mut conn, two_memberships().to_vec()).await.expect("works");
        let moved = |id: i64, slot: i64| {
            Op::Update(&MEMBERSHIP, vec![text("acc"), Val::from(&id)], vec![("slot", Val::Int(slot))])
        };
        run(&mut conn, vec![moved(2, 2), moved(1, 0)]).await.expect("the place is free");
        let missing = run(&mut conn, vec![moved(1, 1), moved(3, 0)]).await;
        assert!(matches!(&missing, Err(StoreError::Wall(cause)) if cause.starts_with("membership:")), "{missing:?}");
    }
}
