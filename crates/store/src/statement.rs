//! Writes as values, so that the rows of many commands become a few multi-row statements, and so that `verify` can
//! compare what is stored with what the ledger says.

use crate::engine::{self, Conn, Query};
use crate::error::StoreError;

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Val {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// A text.
    Text(String),
}

impl<T: std::fmt::Display> From<&T> for Val {
    fn from(value: &T) -> Self {
        use std::fmt::Write;
        // Room for an id, whose parts would otherwise make the text grow several times.
        let mut text = String::with_capacity(32);
        // A `String` takes whatever is written to it.
        let _ = write!(text, "{value}");
        Self::Text(text)
    }
}

/// A number as a value. Counts of the domain fit.
pub(crate) fn int(value: impl TryInto<i64>) -> Val {
    Val::Int(value.try_into().unwrap_or(i64::MAX))
}

/// A text as a value, or nothing.
pub(crate) fn some<T: std::fmt::Display>(value: Option<&T>) -> Val {
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
}

fn bind(query: Query<'_>, value: Val) -> Query<'_> {
    match value {
        Val::Null => query.bind(None::<String>),
        Val::Int(number) => query.bind(number),
        Val::Text(text) => query.bind(text),
    }
}

/// Values bound by one statement at the most; SQLite allows 32,766 and PostgreSQL 65,535.
const BINDS: usize = 30_000;

/// Rows that wait to become one statement: their table, and whether they may replace rows that are there.
type Pending = (&'static Table, bool, Vec<Vec<Val>>);

/// Runs writes in order. Neighbouring insertions into one table become one statement.
pub(crate) async fn run(conn: &mut Conn, ops: Vec<Op>) -> Result<(), StoreError> {
    let mut pending: Vec<Pending> = Vec::new();
    for op in ops {
        let (table, upsert, values) = match op {
            Op::Insert(table, values) => (table, false, values),
            Op::Upsert(table, values) => (table, true, values),
            Op::Update(table, key, set) => {
                // What was to be inserted into this table before must be there first.
                if pending.iter().any(|(of, ..)| *of == table) {
                    flush(conn, &mut pending).await?;
                }
                update(conn, table, key, set).await?;
                continue;
            }
        };
        match pending.iter_mut().find(|(of, as_upsert, _)| *of == table && *as_upsert == upsert) {
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
    for (table, upsert, mut rows) in pending.drain(..) {
        let most = (BINDS / table.columns.len()).max(1);
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(most));
            insert(conn, table, upsert, std::mem::replace(&mut rows, rest)).await?;
        }
    }
    Ok(())
}

async fn insert(conn: &mut Conn, table: &Table, upsert: bool, rows: Vec<Vec<Val>>) -> Result<(), StoreError> {
    let width = table.columns.len();
    let mut sql = format!("insert into {} ({}) values ", table.name, table.columns.join(", "));
    for row in 0..rows.len() {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        engine::places(&mut sql, width);
        sql.push(')');
    }
    if upsert {
        let set: Vec<_> = table.columns[table.key..].iter().map(|name| format!("{name} = excluded.{name}")).collect();
        sql.push_str(&format!(
            " on conflict ({}) do update set {}",
            table.columns[..table.key].join(", "),
            set.join(", ")
        ));
    }
    // Statements of few rows come again and again; those of many rows would only fill the cache.
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).persistent(rows.len() <= 2);
    rows.into_iter().flatten().fold(query, bind).execute(conn).await?;
    Ok(())
}

async fn update(
    conn: &mut Conn,
    table: &Table,
    key: Vec<Val>,
    set: Vec<(&'static str, Val)>,
) -> Result<(), StoreError> {
    let columns: Vec<_> = set.iter().enumerate().map(|(at, (name, _))| format!("{name} = ${}", at + 1)).collect();
    let filter: Vec<_> = table.columns[..table.key]
        .iter()
        .enumerate()
        .map(|(at, name)| format!("{name} = ${}", set.len() + at + 1))
        .collect();
    let sql = format!("update {} set {} where {}", table.name, columns.join(", "), filter.join(" and "));
    let row = format!("{key:?}");
    let query = set.into_iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql)), |query, (_, value)| bind(query, value));
    let done = key.into_iter().fold(query, bind).execute(conn).await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(StoreError::Wall(format!("{}: {} rows with key {row}, expected one", table.name, done.rows_affected())))
    }
}
