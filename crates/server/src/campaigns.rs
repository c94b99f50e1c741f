//! Runs of campaigns: counting who is reached, and enrolling them one by one. A run that was started is carried on until
//! every member is enrolled or skipped, whatever happens to the process meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use symbolon_domain::access::{Actor, Role};
use symbolon_domain::campaign::{RenewalState, Run, RunState, SkipReason, reaches};
use symbolon_domain::command::Command;
use symbolon_domain::ids::RunId;
use symbolon_domain::programme::{Campaign, Money, Need};
use symbolon_domain::refusal::{Refusal, RefusalCode};
use symbolon_store::{Answer, Caller, MemberNow, MemberRow, Page, Plain, StoreError, Submission};
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;

/// Members that are enrolled at a time.
const PAGE: u32 = 50;
/// How often runs are looked for that were begun and not finished.
const LOOK: Duration = Duration::from_secs(30);
/// Who enrols, in ledgers: the run says who counted its members, who approved it and who started it.
const RUNNER: &str = "campaigns";
/// What is expected of a member that the campaign reaches.
pub(crate) const ENROLLED: &str = "enrolled";

/// Carries on runs that were begun and not finished: at the start of a server, and every now and then.
pub(crate) async fn watch(app: App) {
    let mut tick = interval(LOOK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = app.carry_on_campaigns().await {
            tracing::warn!(%error, "a campaign could not be carried on; it is tried again soon");
        }
    }
}

/// What became of a run's members.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) members: u64,
    pub(crate) expected: u64,
    pub(crate) pending: u64,
    pub(crate) enrolled: u64,
    pub(crate) skipped: BTreeMap<String, u64>,
    pub(crate) paid: u64,
    pub(crate) to_pay: u64,
    pub(crate) missed: u64,
    pub(crate) asked_late: u64,
}

impl Report {
    pub(crate) fn of(members: &[MemberNow]) -> Self {
        let mut report = Self::default();
        for now in members {
            let member = &now.member;
            report.members += 1;
            report.expected += u64::from(member.expected == ENROLLED);
            match member.state.as_str() {
                "enrolled" => {
                    report.enrolled += 1;
                    match now.renewal {
                        RenewalState::Paid => report.paid += 1,
                        RenewalState::ToPay => report.to_pay += 1,
                        RenewalState::Missed => report.missed += 1,
                    }
                    report.asked_late += u64::from(now.asked_late);
                }
                "skipped" => *report.skipped.entry(member.reason.clone().unwrap_or_default()).or_default() += 1,
                _ => report.pending += 1,
            }
        }
        report
    }

    pub(crate) fn wire(&self) -> Value {
        json!({
            "members": self.members, "expected": self.expected, "pending": self.pending, "enrolled": self.enrolled,
            "skipped": self.skipped, "paid": self.paid, "to_pay": self.to_pay, "missed": self.missed,
            "asked_late": self.asked_late,
        })
    }
}

/// Why a member is passed over, or will be when its turn comes.
pub(crate) fn passed_over(member: &MemberRow) -> Option<&str> {
    match member.state.as_str() {
        "enrolled" => None,
        _ => Some(member.reason.as_ref().unwrap_or(&member.expected).as_str()).filter(|reason| *reason != ENROLLED),
    }
}

/// What is approved: the run, the programme that it was counted by, and every member with what is expected of it.
pub(crate) fn digest(run: &Run, members: &[MemberNow]) -> String {
    let head = Sha256::new().chain_update(format!("{}\n{}\n", run.id, run.content_hash));
    let all = members.iter().fold(head, |digest, now| {
        let member = &now.member;
        digest.chain_update(format!("{} {} {} {}\n", member.account, member.membership, member.year, member.expected))
    });
    hex::encode(all.finalize())
}

impl App {
    /// The members that a campaign would have now, each with what would become of it.
    ///
    /// # Errors
    /// When the store failed.
    pub(crate) async fn count_members(&self, campaign: &Campaign, today: Date) -> Result<Vec<MemberRow>, StoreError> {
        let mut members = self.store().selected(campaign).await?;
        for member in &mut members {
            let Some(folded) = self.store().folded(member.account).await? else { continue };
            let found = reaches(&folded.account, self.programme(), campaign, member.membership, today);
            member.expected = match found {
                Ok(_) => ENROLLED.to_owned(),
                Err(reason) => reason.code().to_owned(),
            };
        }
        Ok(members)
    }

    /// Counts a campaign's members and makes a run of it that waits for approval, by somebody's name and rights, on a day
    /// at an instant.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn propose_run(
        &self,
        known: &Campaign,
        by: (String, Actor),
        (today, now): (Date, i64),
    ) -> Result<Result<Run, Box<Refusal>>, StoreError> {
        let members = self.count_members(known, today).await?;
        let reached = members.iter().filter(|member| member.expected == ENROLLED).count();
        let run = Run {
            id: self.minter(now).run(),
            campaign: known.id.clone(),
            content_hash: self.programme().content_hash.clone(),
            members: u32::try_from(reached).unwrap_or(u32::MAX),
            proposed_by: by.0,
            proposed_on: today,
            approved: None,
            started: None,
            closed: None,
        };
        self.store().propose_run(run, members, by.1, now).await
    }

    /// The fees that members owe all the same, by currency.
    ///
    /// # Errors
    /// When the store failed.
    pub(crate) async fn fees_due(
        &self,
        campaign: &Campaign,
        members: &[MemberRow],
        today: Date,
    ) -> Result<Vec<Money>, StoreError> {
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        if campaign.waives.contains(&Need::FeePaid) {
            return Ok(Vec::new());
        }
        for member in members.iter().filter(|member| member.expected == ENROLLED) {
            let Some(folded) = self.store().folded(member.account).await? else { continue };
            let offer = self.programme().offer(&member.offer);
            let fee = offer.and_then(|offer| self.programme().fee(offer, &folded.account.country, today));
            if let Some(fee) = fee {
                let sum = sums.entry(fee.amount.currency).or_default();
                *sum = sum.saturating_add(fee.amount.minor);
            }
        }
        Ok(sums.into_iter().map(|(currency, minor)| Money { minor, currency }).collect())
    }

    /// Carries on every run that was begun and not finished.
    ///
    /// # Errors
    /// When the store failed; what was enrolled before that stays enrolled.
    pub async fn carry_on_campaigns(&self) -> Result<(), StoreError> {
        let everything = Page { limit: u32::MAX, after: None };
        let runs = self.store().runs(None, &everything).await?;
        let mut done = Ok(());
        for run in runs.into_iter().filter(|run| run.state() == RunState::Running) {
            // A run that fails does not stop those after it.
            if let Err(error) = self.carry_on(&run).await {
                done = Err(error);
            }
        }
        done
    }

    async fn carry_on(&self, run: &Run) -> Result<(), StoreError> {
        while self.enrol_some(run).await? > 0 {}
        Ok(())
    }

    /// Enrols or skips the next members of a run that was started, and says how many. None are left where it says zero.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn enrol_some(&self, run: &Run) -> Result<u32, StoreError> {
        let page = Page { limit: PAGE, after: None };
        let members = self.store().members(run.id, Some("pending"), &page).await?;
        if members.is_empty() {
            return Ok(0);
        }
        let (now, today) = self.now();
        let submissions = members.iter().map(|member| self.enrolment(run, member, (now, today))).collect();
        let answers = self.store().submit_all(submissions).await;
        let mut skipped = Vec::new();
        for (member, answer) in members.iter().zip(answers) {
            let Some(refusal) = answer?.refusal else { continue };
            let reason = match refusal.code {
                RefusalCode::CampaignNotApplicable => match refusal.details.get("reason") {
                    Some(symbolon_domain::explanation::Value::Text(reason)) => reason.clone(),
                    _ => SkipReason::NotSelected.code().to_owned(),
                },
                RefusalCode::AccountClosed => SkipReason::AccountClosed.code().to_owned(),
                // One member's obstacle never keeps the others waiting.
                _ => SkipReason::NotPossible.code().to_owned(),
            };
            skipped.push(self.settled(run.id, member, Some(reason), today));
        }
        if !skipped.is_empty() {
            self.store().write(RUNNER, now, &skipped).await?;
        }
        Ok(u32::try_from(members.len()).unwrap_or(u32::MAX))
    }

    fn settled(&self, run: RunId, member: &MemberRow, reason: Option<String>, on: Date) -> Plain {
        Plain::CampaignMember { run, account: member.account, membership: member.membership, reason, on }
    }

    fn enrolment(&self, run: &Run, member: &MemberRow, (now, today): (i64, Date)) -> Submission {
        Submission {
            account: member.account,
            command: Command::EnrolInCampaign {
                membership: member.membership,
                campaign: run.campaign.clone(),
                run: run.id,
            },
            caller: Caller::Service { name: RUNNER.to_owned(), account: None, roles: [Role::ProgrammeManager].into() },
            now,
            today,
            idempotency: None,
            guard: None,
            notes: Vec::new(),
            // In the same commit as the fact, so that an interruption leaves no member half done.
            also: vec![self.settled(run.id, member, None, today)],
            render: Arc::new(|_| Answer { status: 201, body: String::new() }),
        }
    }
}
