//! Runs of campaigns: their members as they were counted, and what became of each. Enrolment itself is a fact of an
//! account; its member's row changes in the same commit, so that a run that was interrupted goes on where it was.

use jiff::civil::Date;
use symbolon_domain::access::Actor;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::campaign::{self, RenewalState, Run, RunAct, RunContext};
use symbolon_domain::ids::{AccountId, MembershipId, RunId};
use symbolon_domain::programme::Campaign;
use symbolon_domain::refusal::Refusal;

use crate::audit::audit;
use crate::engine::{Conn, Row, query};
use crate::query::{Filter, Page, number, parse};
use crate::statement::{self, Op, Table, Val, int, some};
use crate::{Store, StoreError};

pub(crate) static RUN: Table = Table {
    name: "campaign_run",
    key: 1,
    columns: &[
        "id",
        "campaign",
        "open_for",
        "content_hash",
        "members",
        "proposed_by",
        "proposed_on",
        "approved_by",
        "approved_on",
        "started_by",
        "started_on",
        "closed_by",
        "closed_on",
    ],
};
pub(crate) static MEMBER: Table = Table {
    name: "campaign_member",
    key: 3,
    columns: &[
        "run",
        "account",
        "membership",
        "number",
        "year",
        "offer",
        "anniversary",
        "renew_to",
        "expected",
        "state",
        "reason",
        "settled_on",
    ],
};

/// Every table of campaigns that no ledger rebuilds.
pub(crate) static ALL: &[&Table] = &[&RUN, &MEMBER];

/// A membership that a campaign may reach, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// The company.
    pub account: AccountId,
    /// The membership.
    pub membership: MembershipId,
    /// Its number on paper.
    pub number: u64,
    /// The year that the campaign excuses.
    pub year: u32,
    /// Its offer.
    pub offer: String,
    /// The anniversary that ends that year.
    pub anniversary: Date,
    /// The last day of the window.
    pub renew_to: Date,
    /// What was expected when the members were counted: `enrolled`, or the reason why not.
    pub expected: String,
    /// `pending`, `enrolled` or `skipped`.
    pub state: String,
    /// Why it was skipped.
    pub reason: Option<String>,
    /// The day of that.
    pub settled_on: Option<Date>,
}

/// What became of a member since it was enrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberNow {
    /// The member.
    pub member: MemberRow,
    /// How far its renewal is.
    pub renewal: RenewalState,
    /// Whether an override was asked for.
    pub asked_late: bool,
}

const MEMBER_COLUMNS: &str =
    "account, membership, number, year, offer, anniversary, renew_to, expected, state, reason, settled_on";

fn small(row: &Row, column: &'static str) -> Result<u32, StoreError> {
    Ok(u32::try_from(number(row, column)?).unwrap_or(u32::MAX))
}

pub(crate) fn day(table: &'static str, row: &Row, column: &'static str) -> Result<Option<Date>, StoreError> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| {
        text.parse().map_err(|_| StoreError::Corrupt { table, row: text, cause: format!("column {column}") })
    })
    .transpose()
}

fn read_member(row: &Row) -> Result<MemberRow, StoreError> {
    Ok(MemberRow {
        account: parse("campaign_member", row, "account")?,
        membership: parse("campaign_member", row, "membership")?,
        number: number(row, "number")?,
        year: small(row, "year")?,
        offer: row.try_get("offer")?,
        anniversary: parse("campaign_member", row, "anniversary")?,
        renew_to: parse("campaign_member", row, "renew_to")?,
        expected: row.try_get("expected")?,
        state: row.try_get("state")?,
        reason: row.try_get("reason")?,
        settled_on: day("campaign_member", row, "settled_on")?,
    })
}

fn read_run(row: &Row) -> Result<Run, StoreError> {
    let done = |by: &'static str, on: &'static str| -> Result<Option<(String, Date)>, StoreError> {
        let by: Option<String> = row.try_get(by)?;
        Ok(by.zip(day("campaign_run", row, on)?))
    };
    Ok(Run {
        id: parse("campaign_run", row, "id")?,
        campaign: row.try_get("campaign")?,
        content_hash: row.try_get("content_hash")?,
        members: small(row, "members")?,
        proposed_by: row.try_get("proposed_by")?,
        proposed_on: parse("campaign_run", row, "proposed_on")?,
        approved: done("approved_by", "approved_on")?,
        started: done("started_by", "started_on")?,
        closed: done("closed_by", "closed_on")?,
    })
}

fn values(run: &Run) -> Vec<Val> {
    let open_for = run.closed.is_none().then_some(&run.campaign);
    let by = |done: &Option<(String, Date)>| some(done.as_ref().map(|(by, _)| by));
    let on = |done: &Option<(String, Date)>| some(done.as_ref().map(|(_, on)| on));
    vec![
        Val::from(&run.id),
        Val::from(&run.campaign),
        some(open_for),
        Val::from(&run.content_hash),
        int(run.members),
        Val::from(&run.proposed_by),
        Val::from(&run.proposed_on),
        by(&run.approved),
        on(&run.approved),
        by(&run.started),
        on(&run.started),
        by(&run.closed),
        on(&run.closed),
    ]
}

/// The row of a member that was enrolled or skipped.
pub(crate) fn settled(run: RunId, account: AccountId, membership: MembershipId, reason: Option<&str>, on: Date) -> Op {
    Op::Update(
        &MEMBER,
        vec![Val::from(&run), Val::from(&account), Val::from(&membership)],
        vec![
            ("state", Val::from(if reason.is_some() { "skipped" } else { "enrolled" })),
            ("reason", some(reason.as_ref())),
            ("settled_on", Val::from(&on)),
        ],
    )
}

/// A run as it is in a transaction that nobody else changes it in.
async fn held(conn: &mut Conn, id: RunId) -> Result<Option<Run>, StoreError> {
    // Writing the row, even with what it says already, keeps others from changing it meanwhile.
    let sql = format!("update campaign_run set members = members where id = $1 returning {}", RUN.columns.join(", "));
    query(sql).bind(id.to_string()).fetch_optional(conn).await?.as_ref().map(read_run).transpose()
}

async fn pending(conn: &mut Conn, id: RunId) -> Result<u32, StoreError> {
    let row = query("select count(*) as pending from campaign_member where run = $1 and state = 'pending'")
        .bind(id.to_string())
        .fetch_one(conn)
        .await?;
    small(&row, "pending")
}

impl Store {
    /// The memberships whose newest year a campaign selects, by their rows; the accounts say which of them it reaches.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn selected(&self, campaign: &Campaign) -> Result<Vec<MemberRow>, StoreError> {
        let rows = query(
            "select account, id as membership, number, year, offer, anniversary, renew_to from membership \
             where anniversary >= $1 and anniversary <= $2 order by account, id",
        )
        .bind(campaign.anniversary_from.to_string())
        .bind(campaign.anniversary_to.to_string())
        .fetch_all(&self.shared.engine)
        .await?;
        let mut found = Vec::new();
        for row in &rows {
            let member = MemberRow {
                account: parse("membership", row, "account")?,
                membership: parse("membership", row, "membership")?,
                number: number(row, "number")?,
                year: small(row, "year")?,
                offer: row.try_get("offer")?,
                anniversary: parse("membership", row, "anniversary")?,
                renew_to: parse("membership", row, "renew_to")?,
                expected: String::new(),
                state: "pending".to_owned(),
                reason: None,
                settled_on: None,
            };
            if campaign.selects(&member.offer, member.anniversary) {
                found.push(member);
            }
        }
        Ok(found)
    }

    /// Makes a run with its members, or says why not.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn propose_run(
        &self,
        run: Run,
        members: Vec<MemberRow>,
        actor: Actor,
        now: i64,
    ) -> Result<Result<Run, Box<Refusal>>, StoreError> {
        let (programme, mark) = (self.programmes(run.proposed_on).current().clone(), self.shared.vault.mark());
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let sql = format!("select {} from campaign_run where open_for = $1", RUN.columns.join(", "));
                    let open = query(sql).bind(run.campaign.clone()).fetch_optional(&mut *conn).await?;
                    let open = open.as_ref().map(read_run).transpose()?;
                    let ctx = RunContext {
                        actor: &actor,
                        by: &run.proposed_by,
                        today: run.proposed_on,
                        pending: run.members,
                    };
                    if let Err(refusal) = campaign::propose(&programme, &run.campaign, run.members, open.as_ref(), ctx)
                    {
                        return Ok(Err(refusal));
                    }
                    let mut ops = vec![Op::Insert(&RUN, values(&run))];
                    ops.extend(members.iter().map(|member| {
                        Op::Insert(
                            &MEMBER,
                            vec![
                                Val::from(&run.id),
                                Val::from(&member.account),
                                Val::from(&member.membership),
                                int(member.number),
                                int(member.year),
                                Val::from(&member.offer),
                                Val::from(&member.anniversary),
                                Val::from(&member.renew_to),
                                Val::from(&member.expected),
                                Val::from(&member.state),
                                Val::Null,
                                Val::Null,
                            ],
                        )
                    }));
                    ops.push(audit(&run.proposed_by, AuditAct::SimulateCampaign, &run.id.to_string(), now, &mark));
                    statement::run(conn, ops).await?;
                    Ok(Ok(run))
                })
            })
            .await
    }

    /// Approves, starts or closes a run, or says why not; none: there is no such run.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn act_on_run(
        &self,
        id: RunId,
        act: RunAct,
        (actor, by): (Actor, String),
        (today, now): (Date, i64),
    ) -> Result<Option<Result<Run, Box<Refusal>>>, StoreError> {
        let (programme, mark) = (self.programmes(today).current().clone(), self.shared.vault.mark());
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let Some(run) = held(conn, id).await? else { return Ok(None) };
                    let pending = pending(conn, id).await?;
                    let ctx = RunContext { actor: &actor, by: &by, today, pending };
                    let next = match campaign::decide_run(&programme, &run, act, ctx) {
                        Ok((next, _)) => next,
                        Err(refusal) => return Ok(Some(Err(refusal))),
                    };
                    let entry = audit(&by, act.audited(), &next.id.to_string(), now, &mark);
                    let ops = vec![Op::Upsert(&RUN, values(&next)), entry];
                    statement::run(conn, ops).await?;
                    Ok(Some(Ok(next)))
                })
            })
            .await
    }

    /// A run.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn run(&self, id: RunId) -> Result<Option<Run>, StoreError> {
        let sql = format!("select {} from campaign_run where id = $1", RUN.columns.join(", "));
        let row = query(sql).bind(id.to_string()).fetch_optional(&self.shared.engine).await?;
        row.as_ref().map(read_run).transpose()
    }

    /// Runs, the earliest first; those of one campaign where one is given.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn runs(&self, campaign: Option<&str>, page: &Page) -> Result<Vec<Run>, StoreError> {
        let mut filter = Filter::new(&format!("select {} from campaign_run", RUN.columns.join(", ")));
        filter.and("campaign = $", campaign);
        filter.and("id > $", page.after.as_ref());
        filter.rows(self, "id", page.limit).await?.iter().map(read_run).collect()
    }

    /// Members of a run, by company and membership; those in one state where one is given.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn members(&self, run: RunId, state: Option<&str>, page: &Page) -> Result<Vec<MemberRow>, StoreError> {
        let mut filter = Filter::new(&format!("select {MEMBER_COLUMNS} from campaign_member"));
        filter.and("run = $", Some(run));
        filter.and("state = $", state);
        filter.and("membership > $", page.after.as_ref());
        filter.rows(self, "membership", page.limit).await?.iter().map(read_member).collect()
    }

    /// Every member of a run with what became of it since, as of a day.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn members_now(&self, run: RunId, today: Date) -> Result<Vec<MemberNow>, StoreError> {
        let columns: Vec<_> = MEMBER_COLUMNS.split(", ").map(|name| format!("campaign_member.{name}")).collect();
        let sql = format!(
            "select {}, membership.year as newest_year, membership.renewed_with, membership.closed_on, \
             (select count(*) from late_override where late_override.account = campaign_member.account \
             and late_override.membership = campaign_member.membership \
             and late_override.year = campaign_member.year) as asked_late \
             from campaign_member join membership on membership.account = campaign_member.account \
             and membership.id = campaign_member.membership \
             where campaign_member.run = $1 order by campaign_member.account, campaign_member.membership",
            columns.join(", ")
        );
        let rows = query(sql).bind(run.to_string()).fetch_all(&self.shared.engine).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let member = read_member(row)?;
            let none = |column| Ok::<_, StoreError>(row.try_get::<Option<String>, _>(column)?.is_none());
            let alone = none("renewed_with")? && none("closed_on")?;
            // Most need no company to be folded: their own rows say it.
            let renewal = if alone && small(row, "newest_year")? > member.year {
                RenewalState::Paid
            } else if alone && today <= member.renew_to {
                RenewalState::ToPay
            } else {
                let folded = self.folded(member.account).await?;
                let account = folded.as_ref().map(|folded| &folded.account);
                account
                    .and_then(|account| campaign::renewal(account, member.membership, member.year, today))
                    .ok_or_else(|| StoreError::Corrupt {
                        table: "campaign_member",
                        row: member.membership.to_string(),
                        cause: "the company has no such membership".to_owned(),
                    })?
            };
            found.push(MemberNow { member, renewal, asked_late: number(row, "asked_late")? > 0 });
        }
        Ok(found)
    }
}
