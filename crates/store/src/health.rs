//! How a database is doing, looked at beside whoever uses it and without changing anything.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use symbolon_domain::programme::Programme;

use crate::engine::{self, Conn, Database, query};
use crate::open::{is_of_key, kind, value};
use crate::plain::{PERSON_COLUMNS, read_person};
use crate::secrets::MasterKey;
use crate::{InstanceKind, PersonRow, StoreError, Unfit, delivery, outbox, transfer, versions};

/// How long a mail that could not be delivered is spoken of: a week, until when something was written.
const RECENT: i64 = 7 * 86_400_000_000;

/// What a database says of itself.
#[derive(Debug, Clone)]
pub struct Health {
    /// The newest step of the schema that it has.
    pub schema: i64,
    /// Steps of the schema that the next start takes.
    pub steps: i64,
    /// What stands in it; none while steps are to be taken, because it cannot be read yet.
    pub inside: Option<Inside>,
}

/// What stands in a database whose schema is this binary's.
#[derive(Debug, Clone)]
pub struct Inside {
    /// Whether it is for real.
    pub kind: InstanceKind,
    /// The newest version of its programme.
    pub programme: Arc<Programme>,
    /// When something beside the ledgers was last written: microseconds since the Unix epoch.
    pub written_at: Option<i64>,
    /// Where a sandbox’s clock stands: microseconds since the Unix epoch.
    pub clock: Option<i64>,
    /// Until which day notices were looked for; none: never.
    pub looked: Option<Date>,
    /// Mails that could not be delivered in the last days.
    pub undelivered: i64,
    /// The vendor’s people.
    pub staff: Vec<PersonRow>,
}

/// Looks at a database, whoever uses it meanwhile.
///
/// # Errors
/// When it does not answer, is damaged, is another one than it is taken for, or would not be opened as it is.
pub async fn examine(database: &Database, key: &MasterKey) -> Result<Health, StoreError> {
    let mut conn = engine::visit(database).await?;
    transfer::settled(&mut conn).await?;
    let schema = engine::schema(&mut conn).await?;
    let steps = engine::newest_schema() - schema;
    if steps < 0 {
        return Err(StoreError::Unfit(Unfit::Newer(schema)));
    }
    if is_of_key(&mut conn, key).await? == Some(false) {
        return Err(StoreError::Unfit(Unfit::OtherKey));
    }
    let inside = if steps == 0 { Some(inside(&mut conn).await?) } else { None };
    Ok(Health { schema, steps, inside })
}

async fn inside(conn: &mut Conn) -> Result<Inside, StoreError> {
    let kind = kind(conn).await?;
    if kind == InstanceKind::Live {
        engine::durable(conn).await?;
    }
    let newest = "select recorded_at from audit order by id desc limit 1";
    let written_at = query(newest).fetch_optional(&mut *conn).await?.map(|row| row.try_get(0)).transpose()?;
    let staff = format!("select {PERSON_COLUMNS} from person where account is null order by id");
    let staff = query(staff).fetch_all(&mut *conn).await?;
    Ok(Inside {
        kind,
        programme: versions::load(conn, None).await?.all().current().clone(),
        written_at,
        clock: value(conn, "clock").await?.and_then(|at| at.parse().ok()),
        looked: outbox::looked(conn).await?,
        undelivered: delivery::failed(conn, written_at.unwrap_or_default() - RECENT).await?,
        staff: staff.iter().map(read_person).collect::<Result<_, _>>()?,
    })
}

/// The bytes of a database file, and those of its write-ahead log.
#[must_use]
pub fn sizes(file: &Path) -> (u64, u64) {
    let bytes = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    (bytes(file), bytes(Path::new(&log)))
}
