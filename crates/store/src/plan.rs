//! Plans for new versions of the programme: counted over all companies, kept, agreed to, and applied once.

use std::sync::Arc;

use jiff::civil::Date;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::change::{Counts, GuardReason, Impact, Prospect, counted_on, guards};
use symbolon_domain::ids::PlanId;
use symbolon_domain::programme::Programme;
use symbolon_programme::Files;

use crate::audit::audit;
use crate::engine::{Row, query};
use crate::query::{number, parse};
use crate::statement::{self, Op, Table, Val, int, some};
use crate::versions::{self, files, text};
use crate::writer::fold;
use crate::{AccountRow, Page, Store, StoreError};

static PLAN: Table = Table {
    name: "programme_plan",
    key: 1,
    columns: &[
        "id",
        "base_version",
        "content_hash",
        "files",
        "effective_on",
        "digest",
        "counts",
        "guards",
        "made_by",
        "made_at",
    ],
};
static APPROVAL: Table = Table { name: "programme_approval", key: 2, columns: &["plan", "approved_by", "approved_at"] };
static APPLICATION: Table = Table {
    name: "programme_application",
    key: 1,
    columns: &["version", "plan", "effective_on", "applied_by", "applied_at"],
};

/// Every table of this file.
pub(crate) static ALL: &[&Table] = &[&PLAN, &APPROVAL, &APPLICATION];

/// Companies that are read at a time.
const PAGE: u32 = 500;

/// A plan for the version after one.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// The version that it was compared with.
    pub base_version: u32,
    /// The files of the new version.
    pub files: Files,
    /// Its first day, where one was named.
    pub effective_on: Option<Date>,
    /// What it was computed from and what came of it, as a hash.
    pub digest: String,
    /// Whom it touches.
    pub counts: Counts,
    /// Why somebody else has to agree.
    pub guards: Vec<GuardReason>,
    /// Who made it.
    pub made_by: String,
    /// When: microseconds since the Unix epoch.
    pub made_at: i64,
    /// Who agreed, and when.
    pub approvals: Vec<(String, i64)>,
    /// The version that it became.
    pub applied: Option<u32>,
}

/// A version of the programme with how it came into force.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its number.
    pub version: u32,
    /// Its files.
    pub files: Files,
    /// How it was applied; none for the version that the installation was made with.
    pub applied: Option<Applied>,
}

/// How a version came into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The plan.
    pub plan: PlanId,
    /// Its first day.
    pub effective_on: Date,
    /// Who applied it.
    pub by: String,
    /// When: microseconds since the Unix epoch.
    pub at: i64,
}

fn corrupt(table: &'static str, row: impl ToString, cause: impl ToString) -> StoreError {
    StoreError::Corrupt { table, row: row.to_string(), cause: cause.to_string() }
}

fn day(table: &'static str, row: &Row, column: &'static str) -> Result<Option<Date>, StoreError> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| text.parse().map_err(|error| corrupt(table, &text, error))).transpose()
}

fn read(row: &Row) -> Result<Plan, StoreError> {
    let id: String = row.try_get("id")?;
    let wrong = |cause: String| corrupt("programme_plan", &id, cause);
    let (texts, counts): (String, String) = (row.try_get("files")?, row.try_get("counts")?);
    let guards: String = row.try_get("guards")?;
    let guard = |code: &str| GuardReason::from_code(code).ok_or_else(|| wrong(format!("column guards holds {code:?}")));
    Ok(Plan {
        id: parse("programme_plan", row, "id")?,
        base_version: version(row, "base_version")?,
        files: files(&texts).map_err(wrong)?,
        effective_on: day("programme_plan", row, "effective_on")?,
        digest: row.try_get("digest")?,
        counts: serde_json::from_str(&counts).map_err(|error| wrong(error.to_string()))?,
        guards: guards.split_whitespace().map(guard).collect::<Result<_, _>>()?,
        made_by: row.try_get("made_by")?,
        made_at: row.try_get("made_at")?,
        approvals: Vec::new(),
        applied: row.try_get::<Option<i64>, _>("applied")?.and_then(|version| u32::try_from(version).ok()),
    })
}

fn version(row: &Row, column: &'static str) -> Result<u32, StoreError> {
    Ok(u32::try_from(number(row, column)?).unwrap_or(u32::MAX))
}

const PLANS: &str = "select id, base_version, files, programme_plan.effective_on as effective_on, digest, counts, guards, \
                     made_by, made_at, programme_application.version as applied from programme_plan \
                     left join programme_application on programme_application.plan = programme_plan.id";

impl Store {
    /// What a version would do to the memberships of the next companies after one, of which a page is read; with the
    /// last company that was read, and none at the end.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn impacts(
        &self,
        prospect: &Prospect,
        on: Date,
        after: Option<&str>,
        counts: &mut Counts,
    ) -> Result<Option<(Vec<(AccountRow, Vec<Impact>)>, String)>, StoreError> {
        let page = Page { limit: PAGE, after: after.map(str::to_owned) };
        let rows = self.accounts(None, &page).await?;
        let Some(last) = rows.last().map(|row| row.id.to_string()) else { return Ok(None) };
        let mut conn = self.shared.engine.reader().await?;
        let mut found = Vec::new();
        for row in rows {
            // Read beside the cache: a walk over everybody would put out those who are at work.
            let folded = fold(&mut conn, row.id, self.shared.cache.get(row.id)).await?;
            let impacts = prospect.impacts(&folded.account, on);
            counts.add(&folded.account, &impacts, on);
            if !impacts.is_empty() {
                found.push((row, impacts));
            }
        }
        Ok(Some((found, last)))
    }

    /// Counts what a version would do, page by page, so that memory does not grow with the companies.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn count_impacts(&self, prospect: &Prospect, on: Date) -> Result<Counts, StoreError> {
        let (mut counts, mut after) = (Counts::default(), None);
        while let Some((_, last)) = self.impacts(prospect, on, after.as_deref(), &mut counts).await? {
            after = Some(last);
        }
        Ok(counts)
    }

    /// Compares a version that would begin on a day, and be applied on another, with those on which it builds: whom it
    /// touches on its first day, and why somebody else has to agree.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn counted(
        &self,
        next: Arc<Programme>,
        (from, applied_on): (Date, Date),
    ) -> Result<(Prospect, Counts, Vec<GuardReason>), StoreError> {
        let prospect = Prospect::new(self.shared.versions.beneath(from, applied_on), next);
        let mut counted = Vec::new();
        for day in counted_on(from, applied_on) {
            counted.push(self.count_impacts(&prospect, day).await?);
        }
        let guards = guards(prospect.in_force(), prospect.next(), &counted);
        Ok((prospect, counted.swap_remove(0), guards))
    }

    /// The number of the newest version, and its first day, which may lie ahead.
    pub fn newest_version(&self) -> (u32, Date) {
        self.shared.versions.newest()
    }

    /// Every version, those included whose first day lies ahead.
    pub fn all_programmes(&self) -> &symbolon_domain::programme::Programmes {
        self.shared.versions.all()
    }

    /// Takes up the versions that another process of a shared database has applied.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn follow_programme(&self) -> Result<(), StoreError> {
        let mut conn = self.shared.engine.reader().await?;
        if versions::newest(&mut conn).await? > self.shared.versions.newest().0 {
            versions::follow(&mut conn, &self.shared.versions).await?;
        }
        Ok(())
    }

    /// Keeps a plan.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn keep_plan(&self, plan: &Plan) -> Result<(), StoreError> {
        let counts = serde_json::to_string(&plan.counts).map_err(|error| StoreError::Refused(error.to_string()))?;
        let guards: Vec<&str> = plan.guards.iter().map(|guard| guard.code()).collect();
        let values = vec![
            Val::from(&plan.id),
            int(plan.base_version),
            Val::from(&plan.files.content_hash()),
            Val::from(text(&plan.files)?),
            some(plan.effective_on.as_ref()),
            Val::from(&plan.digest),
            Val::from(counts),
            Val::from(guards.join(" ")),
            Val::from(&plan.made_by),
            Val::Int(plan.made_at),
        ];
        let entry = audit(
            &plan.made_by,
            AuditAct::ProgrammePlan,
            &plan.id.to_string(),
            plan.made_at,
            &self.shared.vault.mark(),
        );
        self.shared.writer.plain(vec![Op::Insert(&PLAN, values), entry]).await
    }

    /// A plan.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn plan(&self, id: PlanId) -> Result<Option<Plan>, StoreError> {
        let row =
            query(format!("{PLANS} where id = $1")).bind(id.to_string()).fetch_optional(&self.shared.engine).await?;
        let Some(mut plan) = row.as_ref().map(read).transpose()? else { return Ok(None) };
        let rows =
            query("select approved_by, approved_at from programme_approval where plan = $1 order by approved_at")
                .bind(id.to_string())
                .fetch_all(&self.shared.engine)
                .await?;
        for row in &rows {
            plan.approvals.push((row.try_get(0)?, row.try_get(1)?));
        }
        Ok(Some(plan))
    }

    /// Ids of plans, the newest first, before one.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn plan_ids(&self, limit: u32) -> Result<Vec<PlanId>, StoreError> {
        let rows = query("select id from programme_plan order by id desc limit $1")
            .bind(i64::from(limit))
            .fetch_all(&self.shared.engine)
            .await?;
        rows.iter().map(|row| parse("programme_plan", row, "id")).collect()
    }

    /// Writes down that somebody agreed to a plan. Who agreed before has agreed.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn approve_plan(&self, id: PlanId, by: &str, now: i64) -> Result<(), StoreError> {
        let entry = audit(by, AuditAct::ProgrammeApproval, &id.to_string(), now, &self.shared.vault.mark());
        let (plan, by) = (id.to_string(), by.to_owned());
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let known = query("select plan from programme_approval where plan = $1 and approved_by = $2")
                        .bind(plan.clone())
                        .bind(by.clone())
                        .fetch_optional(&mut *conn)
                        .await?;
                    if known.is_some() {
                        return Ok(());
                    }
                    let row = Op::Insert(&APPROVAL, vec![Val::from(plan), Val::from(by), Val::Int(now)]);
                    statement::run(conn, vec![row, entry]).await
                })
            })
            .await
    }

    /// Makes a plan the next version from a day on. None: another version came first, and nothing was written.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn apply_plan(
        &self,
        plan: &Plan,
        programme: Arc<Programme>,
        from: Date,
        by: &str,
        now: i64,
    ) -> Result<Option<u32>, StoreError> {
        let (base, next) = (plan.base_version, programme.version);
        let entry = audit(by, AuditAct::ProgrammeApplication, &plan.id.to_string(), now, &self.shared.vault.mark());
        let version = query(
            "insert into programme_version (programme, version, content_hash, files) values ($1, $2, $3, $4) \
             on conflict (programme, version) do nothing returning version",
        )
        .bind(programme.id.clone())
        .bind(i64::from(next))
        .bind(programme.content_hash.clone())
        .bind(text(&plan.files)?);
        let application = Op::Insert(
            &APPLICATION,
            vec![int(next), Val::from(&plan.id), Val::from(&from), Val::from(&by), Val::Int(now)],
        );
        let is_next = self
            .shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    // Of two that apply at the same moment, the second one waits here for the first and finds its row.
                    if versions::newest(conn).await? != base || version.fetch_optional(&mut *conn).await?.is_none() {
                        return Ok(false);
                    }
                    statement::run(conn, vec![application, entry]).await?;
                    Ok(true)
                })
            })
            .await?;
        if is_next {
            self.shared.versions.add(&programme, from, (now, versions::applied_on(&programme, now)?));
        } else {
            self.follow_programme().await?;
        }
        Ok(is_next.then_some(next))
    }

    /// Every version that was recorded, the oldest first.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn versions(&self) -> Result<Vec<Version>, StoreError> {
        let rows = query(
            "select programme_version.version as version, files, plan, effective_on, applied_by, applied_at \
             from programme_version \
             left join programme_application on programme_application.version = programme_version.version \
             order by programme_version.version",
        )
        .fetch_all(&self.shared.engine)
        .await?;
        let read = |row: &Row| -> Result<Version, StoreError> {
            let (number, texts): (u32, String) = (version(row, "version")?, row.try_get("files")?);
            let effective_on = day("programme_application", row, "effective_on")?;
            let applied = effective_on.map(|effective_on| -> Result<Applied, StoreError> {
                Ok(Applied {
                    plan: parse("programme_application", row, "plan")?,
                    effective_on,
                    by: row.try_get("applied_by")?,
                    at: row.try_get("applied_at")?,
                })
            });
            let files = files(&texts).map_err(|cause| corrupt("programme_version", number, cause))?;
            Ok(Version { version: number, files, applied: applied.transpose()? })
        };
        rows.iter().map(read).collect()
    }
}
