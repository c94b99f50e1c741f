//! Writes as values, so that the rows of many commands become a few multi-row statements, and so that `verify` can
//! compare what is stored with what the ledger says.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::{Display, Write};
use std::sync::Arc;

use crate::engine::{self, Conn, Insertion, Query, query};
use crate::error::StoreError;

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Val {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// A text, which the driver takes without a copy.
    Text(Arc<str>),
}

impl<T: Display + ?Sized> From<&T> for Val {
    fn from(value: &T) -> Self {
        thread_local! {
            static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
        }
        SHOWN.with_borrow_mut(|shown| {
            shown.clear();
            // A `String` takes whatever is written to it.
            let _ = write!(shown, "{value}");
            Self::Text(shown.as_str().into())
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

/// Rows that wait to become one statement: their table, and whether they may replace rows that are there.
type Pending = (&'static Table, bool, Vec<Vec<Val>>);

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

/// Runs writes in order. Neighbouring insertions into one table become one statement.
pub(crate) async fn run(conn: &mut Conn, ops: Vec<Op>) -> Result<(), StoreError> {
    let mut pending: Vec<Pending> = Vec::new();
    let needless = needless(&ops);
    for (_, op) in ops.into_iter().enumerate().filter(|(at, _)| !needless.contains(at)) {
        let (table, upsert, values) = match op {
            Op::Insert(table, values) => (table, false, values),
            Op::Upsert(table, values) => (table, true, values),
            Op::Move(table, from, to) => {
                flush(conn, &mut pending).await?;
                let sql = format!("update {} set account = $1 where account = $2", table.name);
                query(sql).bind(to).bind(from).execute(&mut *conn).await?;
                continue;
            }
            Op::Update(table, key, set) => {
                // What was to be inserted into this table before must be there first.
                if pending.iter().any(|(of, ..)| std::ptr::eq(*of, table)) {
                    flush(conn, &mut pending).await?;
                }
                update(conn, table, key, set).await?;
                continue;
            }
        };
        match pending.iter_mut().find(|(of, as_upsert, _)| std::ptr::eq(*of, table) && *as_upsert == upsert) {
            // Two upserts of one row cannot stand in one statement.
            Some((_, true, rows)) if rows.iter().any(|row| row[..table.key] == values[..table.key]) => {
                flush(conn, &mut pending).await?;
                pending.push((table, upsert, vec![values]));
            }
            Some((.., rows)) => rows.push(values),
            None => pending.push((table, upsert, vec![values])),
        }
    }
    flush(conn, &mut pending).await
}

async fn flush(conn: &mut Conn, pending: &mut Vec<Pending>) -> Result<(), StoreError> {
    let insertions = pending.drain(..).map(|(table, upsert, rows)| Insertion {
        table: table.name,
        columns: table.columns,
        rows,
        after: if upsert { replaces(table) } else { String::new() },
    });
    engine::insert(conn, insertions.collect()).await
}

/// What makes of an insertion one that replaces the row with the same key.
fn replaces(table: &Table) -> String {
    let set: Vec<_> = table.columns[table.key..].iter().map(|name| format!("{name} = excluded.{name}")).collect();
    format!(" on conflict ({}) do update set {}", table.columns[..table.key].join(", "), set.join(", "))
}

async fn update(
    conn: &mut Conn,
    table: &Table,
    key: Vec<Val>,
    set: Vec<(&'static str, Val)>,
) -> Result<(), StoreError> {
    let mut values = Vec::with_capacity(set.len() + key.len());
    let mut place = |value: Val| {
        // Nothing has no type of its own, and a place needs one.
        if value == Val::Null {
            return "null".to_owned();
        }
        values.push(value);
        format!("${}", values.len())
    };
    let columns: Vec<_> = set.into_iter().map(|(name, value)| format!("{name} = {}", place(value))).collect();
    let row = format!("{key:?}");
    let names = &table.columns[..table.key];
    let filter: Vec<_> = names.iter().zip(key).map(|(name, value)| format!("{name} = {}", place(value))).collect();
    let sql = format!("update {} set {} where {}", table.name, columns.join(", "), filter.join(" and "));
    match values.into_iter().fold(query(sql), Query::bind).execute(conn).await? {
        1 => Ok(()),
        changed => Err(StoreError::Wall(format!("{}: {changed} rows with key {row}, expected one", table.name))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
