//! The store, on a database of its own. It is asked what the pure domain is asked, about the accounts that it folded.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, ensure};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use symbolon_domain::access::{Actor, Person, Role};
use symbolon_domain::account::Account;
use symbolon_domain::campaign::{Run, RunAct, reaches};
use symbolon_domain::change::{PlanFacts, first_day};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Entry;
use symbolon_domain::ids::*;
use symbolon_domain::programme::{Language, Programmes};
use symbolon_domain::ticket;
use symbolon_programme::Files;
use symbolon_store::{
    About, Answer, Caller, CatchUp, IdempotencyKey, InstanceKind, MasterKey, MemberRow, MessageFilter, NewTicket,
    Options, Page, PersonRow, Plain, Plan, Store, Submission, TicketDone,
};

use super::cases::{self, AskCase, Case, Made, Member};
use super::local::{
    VENDOR, actor, answer, in_directories, message, named, newest_first, notice, ordered, person_of, renewed_as,
};
use super::planned::{self, PlanStep};
use super::{Ask, By, Seen, Sent, Who, World, say};
use crate::support::{Engine, entropy, fresh_database};

/// Runs a file in the store.
///
/// # Errors
/// When the file is not a scenario, or the world failed. A wrong expectation is not an error.
pub async fn run_in_store(path: &Path, engine: Engine) -> anyhow::Result<super::Run> {
    let scene = super::Scene::read(path)?;
    let world = Stored::open(engine, &scene.files, scene.programmes.clone()).await?;
    super::play(world, scene).await
}

impl From<symbolon_store::Sent> for Sent {
    fn from(sent: symbolon_store::Sent) -> Self {
        Self { notices: sent.notices, messages: sent.messages }
    }
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            account: row.account,
            membership: row.membership,
            number: row.number,
            year: row.year,
            anniversary: row.anniversary,
            expected: row.expected,
            state: row.state,
            reason: row.reason,
        }
    }
}

/// The store, on a database of its own.
pub(crate) struct Stored {
    store: Store,
    plan: Option<Plan>,
    people: BTreeMap<PersonId, Person>,
    now: i64,
    today: Date,
    made: u128,
    _folder: tempfile::TempDir,
}

/// Opens a sandbox store on a database of its own.
pub(crate) async fn sandbox(
    engine: Engine,
    files: &Files,
    programmes: Programmes,
) -> anyhow::Result<(Store, MasterKey, tempfile::TempDir)> {
    let folder = tempfile::tempdir()?;
    let master_key = MasterKey::ephemeral(&entropy(5));
    let options = Options {
        database: fresh_database(engine, folder.path()).await?,
        kind: InstanceKind::Sandbox,
        master_key: master_key.clone(),
        entropy: entropy(9),
        build: "scenario",
        group_commit: true,
    };
    Ok((Store::open(options, programmes, files).await?, master_key, folder))
}

/// A person as a row of the store.
pub(crate) fn row(who: &Who) -> PersonRow {
    let person = person_of(who);
    PersonRow {
        id: who.id,
        account: who.account,
        name: who.name.clone(),
        email: who.email.clone(),
        language: Language::En,
        kind: person.kind,
        in_directory: person.in_directory,
        roles: person.roles,
        admin_of: person.admin_of,
    }
}

impl Stored {
    pub(crate) async fn open(engine: Engine, files: &Files, programmes: Programmes) -> anyhow::Result<Self> {
        let (store, _, folder) = sandbox(engine, files, programmes).await?;
        Ok(Self {
            store,
            plan: None,
            people: BTreeMap::new(),
            now: 0,
            today: Date::default(),
            made: 0,
            _folder: folder,
        })
    }

    fn in_store(&self, by: &By) -> InStore<'_> {
        InStore {
            store: &self.store,
            actor: actor(by, &self.people),
            by: named(by),
            now: self.now,
            today: self.today,
            ids: Minter::new(u64::try_from(self.now / 1_000).unwrap_or(0), self.made),
        }
    }
}

impl Stored {
    /// A merge makes people another company's.
    async fn look_again(&mut self) -> anyhow::Result<()> {
        for (id, person) in &mut self.people {
            if let Some(row) = self.store.person(*id).await? {
                *person = row.person();
            }
        }
        Ok(())
    }

    async fn entries(&self, account: AccountId) -> anyhow::Result<Vec<Entry>> {
        Ok(self.store.ledger(account).await?.into_iter().map(|stored| stored.entry).collect())
    }

    /// The company that an account had become a part of on a day, or itself.
    async fn company_on(&self, mut account: AccountId, on: Date) -> anyhow::Result<AccountId> {
        while let Some((into, _)) =
            Account::fold(&self.entries(account).await?).merged_into.filter(|(_, since)| *since <= on)
        {
            account = into;
        }
        Ok(account)
    }
}

impl World for Stored {
    fn set_now(&mut self, now: i64, today: Date) {
        (self.now, self.today) = (now, today);
    }

    async fn plan(&mut self, by: &By, files: &Files, from: Option<Date>) -> anyhow::Result<Vec<String>> {
        if !planned::may(&actor(by, &self.people)) {
            return Ok(vec!["refused role-missing".to_owned()]);
        }
        let (base_version, begins) = self.store.newest_version();
        let Ok(on) = first_day(from, self.today, (base_version, begins)) else { return Ok(planned::wrong_day()) };
        let next = planned::read(files, base_version)?;
        let (_, counts, guards) = self.store.counted(next, (on, self.today)).await?;
        self.made += 1_000;
        let plan = Plan {
            id: PlanId::from_bits(self.made),
            base_version,
            files: files.clone(),
            effective_on: from,
            digest: String::new(),
            guards,
            counts,
            made_by: format!("{by:?}"),
            made_at: self.now,
            approvals: Vec::new(),
            applied: None,
        };
        self.store.keep_plan(&plan).await?;
        let lines = planned::lines(base_version + 1, &plan.counts, &plan.guards);
        self.plan = self.store.plan(plan.id).await?;
        anyhow::ensure!(self.plan.as_ref() == Some(&plan), "the plan reads back otherwise: {:?}", self.plan);
        Ok(lines)
    }

    async fn on_plan(&mut self, by: &By, step: PlanStep) -> anyhow::Result<Vec<String>> {
        if !planned::may(&actor(by, &self.people)) {
            return Ok(vec!["refused role-missing".to_owned()]);
        }
        let drawn = self.plan.as_ref().context("no plan was drawn")?.id;
        let plan = self.store.plan(drawn).await?.context("the plan is gone")?;
        let (base, _) = self.store.newest_version();
        let from = plan.effective_on.unwrap_or(self.today);
        let programme = planned::read(&plan.files, plan.base_version)?;
        // What was applied already is no next version.
        let same = base == plan.base_version && {
            let (_, counts, guards) = self.store.counted(programme.clone(), (from, self.today)).await?;
            (counts, guards) == (plan.counts.clone(), plan.guards.clone())
        };
        let approved_by: Vec<String> = plan.approvals.iter().map(|(by, _)| by.clone()).collect();
        let facts = PlanFacts {
            made_by: &plan.made_by,
            guards: &plan.guards,
            approved_by: &approved_by,
            applied: plan.applied.is_some(),
            fresh: same && from >= self.today,
        };
        let by = format!("{by:?}");
        let outcome = match step {
            PlanStep::Approve => facts.approve(&by, true),
            PlanStep::Apply => facts.apply(&by),
        };
        match (step, &outcome) {
            _ if plan.applied.is_some() => {}
            (PlanStep::Approve, Ok(())) => self.store.approve_plan(plan.id, &by, self.now).await?,
            (PlanStep::Apply, Ok(())) => {
                let applied = self.store.apply_plan(&plan, programme, from, &by, self.now).await?;
                anyhow::ensure!(applied == Some(base + 1), "applied as {applied:?}");
            }
            (_, Err(_)) => {}
        }
        Ok(planned::judged(outcome))
    }

    async fn person(&mut self, who: Who) -> anyhow::Result<()> {
        self.people.insert(who.id, person_of(&who));
        Ok(self.store.write("scenario", self.now, &[Plain::Person(row(&who))]).await?)
    }

    async fn act(&mut self, by: &By, account: AccountId, command: Command) -> anyhow::Result<Seen> {
        let caller = match by {
            By::Vendor => Caller::Service { name: "vendor".to_owned(), account: None, roles: VENDOR.into() },
            By::Person(id) => Caller::Person(*id),
        };
        let seen = Arc::new(Mutex::new(Seen::default()));
        let keep = seen.clone();
        let submission = Submission {
            account,
            command,
            caller,
            now: self.now,
            today: self.today,
            idempotency: None,
            guard: None,
            notes: Vec::new(),
            also: Vec::new(),
            render: Arc::new(move |rendering| {
                *keep.lock().unwrap_or_else(PoisonError::into_inner) =
                    Seen { lines: say::decision(rendering.decision), why: say::why(rendering.decision) };
                Answer { status: 200, body: String::new() }
            }),
        };
        self.store.submit(submission).await?;
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(seen)
    }

    async fn number(&mut self, account: AccountId) -> anyhow::Result<u64> {
        Ok(self.store.folded(account).await?.context("no such account")?.account.number)
    }

    async fn ids(&mut self, account: AccountId) -> anyhow::Result<Account> {
        let account = located(&self.store, account).await?;
        Ok(self.store.folded(account).await?.context("no such account")?.account.clone())
    }

    async fn renewed_as(&mut self, account: AccountId, membership: MembershipId) -> anyhow::Result<String> {
        let account = self.ids(account).await?;
        renewed_as(&account, self.store.programmes(self.today), membership, self.today)
    }

    async fn sweep(&mut self) -> anyhow::Result<Sent> {
        Ok(self.store.send_notices(self.today, self.now, CatchUp::AtOnce).await?.into())
    }

    async fn case(&mut self, by: &By, case: Case) -> anyhow::Result<(Option<Made>, Seen)> {
        self.made += 1_000;
        self.look_again().await?;
        self.in_store(by).act(by, &case).await
    }

    async fn ask_case(&mut self, question: AskCase) -> anyhow::Result<Vec<String>> {
        let zone = TimeZone::get(&self.store.programmes(self.today).current().time_zone)?;
        self.in_store(&By::Vendor).ask(question, &zone).await
    }

    async fn ask(&mut self, named: AccountId, question: &Ask, on: Date) -> anyhow::Result<Vec<String>> {
        self.look_again().await?;
        let account = located(&self.store, named).await?;
        match question {
            Ask::Notices => {
                let people = self.store.people(Some(account)).await?;
                let names: BTreeMap<_, _> = people.iter().map(|person| (person.id, person.name.clone())).collect();
                let said = self.store.notices(account).await?.into_iter().map(|(sent, messages)| {
                    let to = messages.iter().map(|message| names.get(&message.person).cloned().unwrap_or_default());
                    let (on, due) = (sent.sent_on.to_string(), sent.due_on.to_string());
                    let (year, matter) = match &sent.about {
                        About::Year(about) => (Some(about), None),
                        About::Event(..) => (None, None),
                        About::Matter(matter) => (None, Some(matter.as_ref())),
                    };
                    let campaign = year.and_then(|year| year.campaign.as_ref()).map(|(campaign, _)| campaign.as_str());
                    let offer = year.map(|year| year.offer.as_str()).or(matter.and_then(ordered));
                    notice((&on, &due), &sent.notice, offer, campaign, to.collect())
                });
                return Ok(newest_first(said.collect()));
            }
            Ask::Messages(person) => {
                let wanted =
                    MessageFilter { account: Some(account), person: Some(*person), ..MessageFilter::default() };
                let found = self.store.newest_messages(&wanted, None, 200).await?;
                let said = found.iter().map(|own| message(&own.notice.sent_on.to_string(), &own.notice.notice));
                return Ok(newest_first(said.collect()));
            }
            _ => {}
        }
        let report = self.store.verify().await?;
        anyhow::ensure!(report.difference.is_none(), "verify: {:?}", report.difference);
        let (account, people) = match on < self.today {
            true => {
                let origins = self.store.origins(account).await?;
                let own = question.person().and_then(|person| origins.get(&person)).filter(|_| named == account);
                (self.company_on(*own.unwrap_or(&named), on).await?, &in_directories(&self.people, &origins))
            }
            false => (account, &self.people),
        };
        let entries = self.entries(account).await?;
        let versions = |day| self.store.programmes(day).clone();
        answer(&entries, &versions, people, (self.today, self.now), question, on)
    }
}

/// The company that an account has become a part of, or itself.
pub(crate) async fn located(store: &Store, account: AccountId) -> anyhow::Result<AccountId> {
    store.locate(&account.to_string()).await?.context("no such account")
}

/// Campaigns and tickets in the store.
struct InStore<'a> {
    store: &'a Store,
    actor: Actor,
    by: String,
    now: i64,
    today: Date,
    ids: Minter,
}

impl InStore<'_> {
    async fn act(&mut self, by: &By, case: &Case) -> anyhow::Result<(Option<Made>, Seen)> {
        let programmes = self.store.programmes(self.today).clone();
        match case {
            Case::Simulate(id) => {
                let campaign = programmes.current().campaign(id).context("no such campaign")?;
                let mut members = self.store.selected(campaign).await?;
                for member in &mut members {
                    let folded = self.store.folded(member.account).await?.context("no account")?;
                    let found = reaches(&folded.account, programmes.current(), campaign, member.membership, self.today);
                    member.expected = found.map_or_else(|reason| reason.code().to_owned(), |_| "enrolled".to_owned());
                }
                let run = cases::new_run(
                    programmes.current(),
                    id,
                    members.iter().map(|member| &member.expected),
                    &self.by,
                    &mut self.ids,
                    self.today,
                );
                let done = self.store.propose_run(run, members, self.actor.clone(), self.now).await?;
                Ok(match done {
                    Ok(run) => (Some(Made::Run(run.id)), cases::allowed()),
                    Err(refusal) => (None, cases::seen(&Err(refusal))),
                })
            }
            Case::Run(id, act) => {
                let by = (self.actor.clone(), self.by.clone());
                let done = self.store.act_on_run(*id, *act, by, (self.today, self.now)).await?;
                match done.context("no such run")? {
                    Ok(run) => {
                        if *act == RunAct::Start {
                            self.carry_on(&run).await?;
                        }
                        Ok((None, cases::allowed()))
                    }
                    Err(refusal) => Ok((None, cases::seen(&Err(refusal)))),
                }
            }
            Case::Open(account, reason, subject) => {
                let caller = match by {
                    By::Person(person) => Caller::Person(*person),
                    By::Vendor => anyhow::bail!("a service opens no ticket"),
                };
                let command = Command::ReviewProfile;
                let (folded, context, _) =
                    self.store.preview(*account, &command, &caller, self.now, self.today).await?;
                let found = ticket::suggest(&folded.account, &programmes, *reason, subject.as_deref(), &context);
                let found = match found {
                    Ok(found) => found,
                    Err(refusal) => return Ok((None, cases::seen(&Err(refusal)))),
                };
                let By::Person(person) = by else { anyhow::bail!("a service opens no ticket") };
                let id = self.ids.ticket();
                let new = NewTicket {
                    id,
                    account: *account,
                    reason: *reason,
                    subject: subject.clone(),
                    opened_by: *person,
                    body: "Bonjour".to_owned(),
                    attached: String::new(),
                    once: Some(IdempotencyKey { scope: id.to_string(), fingerprint: String::new() }),
                };
                let opened = self.store.open_ticket(new.clone(), self.today, self.now).await?;
                let again = self.store.open_ticket(new, self.today, self.now).await?;
                ensure!(opened == again, "opened twice");
                Ok((Some(Made::Ticket(id)), cases::told(&found)))
            }
            Case::Ticket(id, act) => {
                let body = act.needs_text().then(|| "Bonjour".to_owned());
                let once = IdempotencyKey { scope: self.ids.note().to_string(), fingerprint: String::new() };
                let what = TicketDone { act: *act, body, document: None, once: Some(once) };
                let by = (self.actor.clone(), self.by.clone());
                let done = self.store.act_on_ticket(*id, what.clone(), by.clone(), (self.today, self.now)).await?;
                let done = done.context("no such ticket")?;
                if let Ok(row) = &done {
                    let again = self.store.act_on_ticket(*id, what, by, (self.today, self.now)).await?;
                    ensure!(again.and_then(Result::ok).as_ref() == Some(row), "done twice");
                }
                Ok((None, done.map_or_else(|refusal| cases::seen(&Err(refusal)), |_| cases::allowed())))
            }
            Case::Roles(account, person, change) => {
                let by = (self.actor.clone(), self.by.clone());
                let when = (self.today, self.now);
                let account = located(self.store, *account).await?;
                let done = self.store.change_roles(account, (*person, change.clone()), by, when).await?;
                Ok((None, cases::roles_seen(&done.context("no such account")?)))
            }
        }
    }

    /// Enrols or skips every member, as a server would.
    async fn carry_on(&mut self, run: &Run) -> anyhow::Result<()> {
        let page = Page { limit: u32::MAX, after: None };
        for member in self.store.members(run.id, Some("pending"), &page).await? {
            let settled = |reason| Plain::CampaignMember {
                run: run.id,
                account: member.account,
                membership: member.membership,
                reason,
                on: self.today,
            };
            let done = self
                .store
                .submit(Submission {
                    account: member.account,
                    command: Command::EnrolInCampaign {
                        membership: member.membership,
                        campaign: run.campaign.clone(),
                        run: run.id,
                    },
                    caller: Caller::Service {
                        name: "campaigns".to_owned(),
                        account: None,
                        roles: [Role::ProgrammeManager].into(),
                    },
                    now: self.now,
                    today: self.today,
                    idempotency: None,
                    guard: None,
                    notes: Vec::new(),
                    also: vec![settled(None)],
                    render: Arc::new(|_| Answer { status: 201, body: String::new() }),
                })
                .await?;
            if let Some(refusal) = done.refusal {
                let reason = say::show(&serde_json::to_value(&refusal.details)?["reason"]);
                self.store.write("campaigns", self.now, &[settled(Some(reason))]).await?;
            }
        }
        Ok(())
    }

    async fn ask(&self, question: AskCase, zone: &TimeZone) -> anyhow::Result<Vec<String>> {
        match question {
            AskCase::Run(id) => {
                let run = self.store.run(id).await?.context("no such run")?;
                let now = self.store.members_now(id, self.today).await?;
                let rows: Vec<_> =
                    now.into_iter().map(|one| (one.member.into(), one.renewal, one.asked_late)).collect();
                let members: Vec<Value> = rows.iter().map(|(row, ..)| cases::member_wire(row)).collect();
                Ok(cases::run_lines(&cases::run_wire(&run, &rows), &members))
            }
            AskCase::Ticket(id) => {
                let row = self.store.ticket(&id.to_string()).await?.context("no such ticket")?;
                let entries = self.store.ticket_entries(id).await?.len();
                let modified = jiff::Timestamp::from_microsecond(row.modified_at)?.to_zoned(zone.clone()).date();
                let programme = self.store.programmes(self.today).current();
                Ok(cases::ticket_line(&cases::ticket_wire(&row.ticket, modified, programme, self.today), entries))
            }
            AskCase::Roles(_, person) => {
                let row = self.store.person(person).await?.context("no such person")?;
                Ok(cases::roles_line(row.roles.iter().map(ToString::to_string)))
            }
        }
    }
}
