//! The versions of the programme that are loaded, each from its first day on. A version that came later is added without
//! taking any away, so that who reads goes on with what it has.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use symbolon_domain::change::takes_the_place;
use symbolon_domain::programme::{Programme, Programmes, day};
use symbolon_programme::Files;

use crate::StoreError;
use crate::engine::{Conn, query};

/// The versions from the first one on.
#[derive(Debug)]
pub(crate) struct Versions {
    first: Step,
}

/// A version with those before it.
#[derive(Debug)]
struct Step {
    from: Date,
    /// When it was applied: microseconds since the Unix epoch.
    applied_at: i64,
    programmes: Programmes,
    next: OnceLock<Box<Step>>,
}

impl Versions {
    fn new(first: Arc<Programme>, from: Date) -> Self {
        let programmes = Programmes::new(first);
        Self { first: Step { from, applied_at: i64::MIN, programmes, next: OnceLock::new() } }
    }

    /// The versions that are in force on a day.
    pub(crate) fn on(&self, day: Date) -> &Programmes {
        self.known_at(day, i64::MAX)
    }

    /// The versions that are in force on a day, as far as they had been applied at an instant: microseconds since the Unix
    /// epoch.
    pub(crate) fn known_at(&self, day: Date, at: i64) -> &Programmes {
        let mut step = &self.first;
        while let Some(next) = step.next.get().filter(|next| next.from <= day && next.applied_at <= at) {
            step = next;
        }
        &step.programmes
    }

    fn last(&self) -> &Step {
        let mut step = &self.first;
        while let Some(next) = step.next.get() {
            step = next;
        }
        step
    }

    /// Every version that is loaded, those included whose first day is still to come.
    pub(crate) fn all(&self) -> &Programmes {
        &self.last().programmes
    }

    /// The number of the newest version, and its first day.
    pub(crate) fn newest(&self) -> (u32, Date) {
        let last = self.last();
        (last.programmes.current().version, last.from)
    }

    /// The versions on which one builds that begins on a day and is applied on another: those whose place it does not take.
    pub(crate) fn beneath(&self, from: Date, applied_on: Date) -> &Programmes {
        let (mut step, mut found) = (&self.first, &self.first);
        while let Some(next) = step.next.get() {
            step = next;
            if !takes_the_place((from, applied_on), next.from) {
                found = next;
            }
        }
        &found.programmes
    }

    /// Adds a version that was applied at an instant and on its day, unless it is here already.
    pub(crate) fn add(&self, programme: &Arc<Programme>, from: Date, (applied_at, applied_on): (i64, Date)) {
        loop {
            let last = self.last();
            if programme.version <= last.programmes.current().version {
                return;
            }
            let programmes = self.beneath(from, applied_on).clone().with(programme.clone());
            // Another task may have been faster; then its version is looked at.
            if last.next.set(Box::new(Step { from, applied_at, programmes, next: OnceLock::new() })).is_ok() {
                return;
            }
        }
    }
}

/// The versions of a database. One that was given is taken as it is, where it is the same.
pub(crate) async fn load(conn: &mut Conn, given: Option<&Arc<Programme>>) -> Result<Versions, StoreError> {
    let mut recorded = recorded(conn, 0, given).await?.into_iter();
    let Some((programme, from, _)) = recorded.next() else {
        return Err(StoreError::Refused("this database has no programme".to_owned()));
    };
    let versions = Versions::new(programme, from);
    recorded.for_each(|(programme, from, applied)| versions.add(&programme, from, applied));
    Ok(versions)
}

/// Adds the versions that another process has applied.
pub(crate) async fn follow(conn: &mut Conn, versions: &Versions) -> Result<(), StoreError> {
    let (known, _) = versions.newest();
    for (programme, from, applied) in recorded(conn, known, None).await? {
        tracing::info!(version = programme.version, %from, "a version of the programme was taken up");
        versions.add(&programme, from, applied);
    }
    Ok(())
}

/// The number of the newest version of a database.
pub(crate) async fn newest(conn: &mut Conn) -> Result<u32, StoreError> {
    let row = query("select coalesce(max(version), 0) as newest from programme_version").fetch_one(conn).await?;
    Ok(u32::try_from(row.try_get::<i64, _>(0)?).unwrap_or(u32::MAX))
}

/// The day on which a version was applied, in its own zone.
pub(crate) fn applied_on(programme: &Programme, at: i64) -> Result<Date, StoreError> {
    let zone = TimeZone::get(&programme.time_zone).map_err(|error| StoreError::Refused(error.to_string()))?;
    Ok(day(at, &zone))
}

/// The versions after one, each with its first day, and when and on which day it was applied.
async fn recorded(
    conn: &mut Conn,
    after: u32,
    given: Option<&Arc<Programme>>,
) -> Result<Vec<(Arc<Programme>, Date, (i64, Date))>, StoreError> {
    let rows = query(
        "select programme_version.version as version, content_hash, files, effective_on, applied_at \
         from programme_version \
         left join programme_application on programme_application.version = programme_version.version \
         where programme_version.version > $1 order by programme_version.version",
    )
    .bind(i64::from(after))
    .fetch_all(conn)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        let (version, hash, texts): (i64, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let corrupt =
            |cause: String| StoreError::Corrupt { table: "programme_version", row: version.to_string(), cause };
        let from = row.try_get::<Option<String>, _>(3)?.map(|day| day.parse());
        let from = from.transpose().map_err(|error: jiff::Error| corrupt(error.to_string()))?.unwrap_or(Date::MIN);
        let at: Option<i64> = row.try_get(4)?;
        let version = u32::try_from(version).map_err(|error| corrupt(error.to_string()))?;
        let programme = match given.filter(|given| given.content_hash == hash && given.version == version) {
            Some(given) => given.clone(),
            None => {
                let files = files(&texts).map_err(corrupt)?;
                if files.content_hash() != hash {
                    return Err(corrupt("column content_hash is not the hash of the files".to_owned()));
                }
                let loaded =
                    symbolon_programme::load_accepted(&files, version).map_err(|wrong| corrupt(wrong.render(false)))?;
                Arc::new(loaded.programme)
            }
        };
        let applied = at.map(|at| Ok::<_, StoreError>((at, applied_on(&programme, at)?))).transpose()?;
        found.push((programme, from, applied.unwrap_or((i64::MIN, Date::MIN))));
    }
    Ok(found)
}

/// The files of a version from the text that is stored.
pub(crate) fn files(text: &str) -> Result<Files, String> {
    serde_json::from_str(text).map(Files).map_err(|error| error.to_string())
}

/// The text under which the files of a version are stored.
pub(crate) fn text(files: &Files) -> Result<String, StoreError> {
    serde_json::to_string(&files.0).map_err(|error| StoreError::Refused(error.to_string()))
}
