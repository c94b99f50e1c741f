//! The pure domain, and what is said of a folded account: the store hands out the same ones, so questions about them are
//! answered alike.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::Context as _;
use jiff::civil::Date;
use serde_json::json;
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::account::{Account, Funds};
use symbolon_domain::campaign::RunAct;
use symbolon_domain::change::{first_day, takes_the_place};
use symbolon_domain::check::{Subject, check};
use symbolon_domain::checklist::checklist;
use symbolon_domain::command::{Command, PartnerRef};
use symbolon_domain::competency::{self, CompetencyStanding};
use symbolon_domain::decide::{Context, NewFact, decide, moment};
use symbolon_domain::entitlement::entitlement;
use symbolon_domain::explanation::Explanation;
use symbolon_domain::fact::{Entry, WindDownConfirmed, WindDownHow};
use symbolon_domain::ids::*;
use symbolon_domain::installation;
use symbolon_domain::matter::{self, Matter};
use symbolon_domain::merge::Partner;
use symbolon_domain::next_year::{Amount, next_year, offer_at_renewal, renewal_day};
use symbolon_domain::notice::{due, event, recipients, settled, since, still_due, told, wording};
use symbolon_domain::order;
use symbolon_domain::outlook::outlook;
use symbolon_domain::people::{Member, Team, change_roles, tenants_of};
use symbolon_domain::programme::{Programme, Programmes};
use symbolon_domain::provisioning;
use symbolon_domain::requirement::{Association, Need};
use symbolon_domain::seat_request;
use symbolon_domain::standing::{self, LineState};
use symbolon_domain::sweep::Course;
use symbolon_domain::ticket::{self, Ticket, TicketAct, of_command};
use symbolon_programme::Files;

use super::cases::{self, AskCase, Case, Cases, Made};
use super::planned::{self, PlanStep, PurePlan};
use super::{Ask, By, Seen, Sent, Who, World, company, installed, say};

pub(super) const VENDOR: [Role; 2] = [Role::ProgrammeManager, Role::SupportAgent];

pub(super) fn actor(by: &By, people: &BTreeMap<PersonId, Person>) -> Actor {
    match by {
        By::Vendor => Actor { person: None, account: None, roles: VENDOR.into(), admin_of: Default::default() },
        By::Person(id) => people.get(id).map_or_else(
            || Actor { person: Some(*id), account: None, roles: Default::default(), admin_of: Default::default() },
            Actor::of,
        ),
    }
}

/// Who acts, as they stand in ledgers.
pub(super) fn named(by: &By) -> String {
    match by {
        By::Vendor => "vendor".to_owned(),
        By::Person(id) => id.to_string(),
    }
}

pub(super) fn person_of(who: &Who) -> Person {
    Person {
        id: who.id,
        account: who.account,
        kind: who.kind,
        in_directory: who.in_directory,
        address: Some(who.email.clone()),
        roles: who.roles.iter().copied().collect(),
        admin_of: who.admin_of.iter().copied().collect(),
    }
}

/// A notice that was sent, as the pure domain's world remembers it.
struct Noticed {
    account: AccountId,
    /// The year that it is about, with its offer; none: it tells a fact or something else.
    of: Option<(MembershipId, u32, String)>,
    /// What it is about that is neither a year nor a fact.
    matter: Option<Matter>,
    notice: String,
    due_on: Date,
    sent_on: Date,
    campaign: Option<String>,
    to: BTreeSet<PersonId>,
}

impl Noticed {
    fn line(&self, names: &BTreeMap<PersonId, String>) -> String {
        let to = self.to.iter().map(|person| names.get(person).cloned().unwrap_or_default()).collect();
        let days = (self.sent_on.to_string(), self.due_on.to_string());
        notice(
            (&days.0, &days.1),
            &self.notice,
            self.of.as_ref().map(|(.., offer)| offer.as_str()).or(self.matter.as_ref().and_then(ordered)),
            self.campaign.as_deref(),
            to,
        )
    }
}

/// The pure domain with a list of facts in memory.
pub(crate) struct Pure {
    programmes: Programmes,
    /// What was in force before, each to the day before that of the next one.
    before: Vec<(Date, Programmes)>,
    /// Versions whose first day is still to come.
    coming: Vec<(Date, Arc<Programme>)>,
    plan: Option<PurePlan>,
    entries: BTreeMap<AccountId, Vec<Entry>>,
    people: BTreeMap<PersonId, Person>,
    names: BTreeMap<PersonId, String>,
    /// In whose directory people are, and under which address.
    directories: BTreeMap<PersonId, (AccountId, String)>,
    notices: Vec<Noticed>,
    looked: Option<Date>,
    cases: Cases,
    numbers: BTreeMap<&'static str, u64>,
    random: u128,
    now: i64,
    today: Date,
}

impl Pure {
    pub(crate) fn new(programmes: Programmes) -> Self {
        Self {
            programmes,
            before: Vec::new(),
            coming: Vec::new(),
            plan: None,
            entries: BTreeMap::new(),
            people: BTreeMap::new(),
            names: BTreeMap::new(),
            directories: BTreeMap::new(),
            notices: Vec::new(),
            looked: None,
            cases: Cases::default(),
            numbers: BTreeMap::from([("account", 1_000_001), ("membership", 1_001)]),
            random: 1,
            now: 0,
            today: Date::default(),
        }
    }

    /// The number of the newest version, and its first day.
    fn newest(&self) -> (u32, Date) {
        let newest = self.coming.last().map(|(from, next)| (next.version, *from));
        newest.unwrap_or((self.programmes.current().version, Date::MIN))
    }

    /// The versions that are in force on a day.
    fn programmes_on(&self, day: Date) -> Programmes {
        let begun = self.coming.iter().take_while(|(from, _)| *from <= day);
        match self.before.iter().find(|(to, _)| day < *to) {
            Some((_, before)) => before.clone(),
            None => begun.fold(self.programmes.clone(), |all, (_, next)| all.with(next.clone())),
        }
    }

    /// The versions on which one builds that begins on a day and is applied today.
    fn beneath(&self, from: Date) -> Programmes {
        let stays = |(begins, _): &&(Date, Arc<Programme>)| !takes_the_place((from, self.today), *begins);
        let staying = self.coming.iter().filter(stays);
        staying.fold(self.programmes.clone(), |all, (_, next)| all.with(next.clone()))
    }

    fn accounts(&self) -> Vec<Account> {
        self.entries.values().map(|entries| Account::fold(entries.iter())).collect()
    }

    /// The companies of the profile that a command names, as the store would read them.
    fn profiles(&self, command: &Command) -> BTreeMap<String, Vec<Association>> {
        let Some(profile) = command.profile() else { return BTreeMap::new() };
        let of = |(account, entries): (&AccountId, &Vec<Entry>)| {
            let folded = Account::fold(entries);
            let held = folded.profiles.values().filter(|held| held.profile == profile);
            let link = |held: &competency::Profile| Association {
                account: *account,
                from: held.linked_on,
                last_day: held.last_day,
            };
            held.map(link).collect::<Vec<_>>()
        };
        let mut found: Vec<Association> = self.entries.iter().flat_map(of).collect();
        found.sort_by_key(|held| held.from);
        BTreeMap::from([(profile.to_owned(), found)])
    }

    /// Whose headquarters the domain is that a command names.
    fn domain_holder(&self, command: &Command) -> Option<AccountId> {
        let domain = command.domain()?;
        let holds = |(_, entries): &(&AccountId, &Vec<Entry>)| {
            Account::fold(entries.iter()).company.domain.as_deref() == Some(domain)
        };
        self.entries.iter().find(holds).map(|(account, _)| *account)
    }

    /// For whom the charge was recorded that a command names.
    fn charge_holder(&self, command: &Command) -> Option<AccountId> {
        let reference = command.received_under()?;
        let holds = |(_, entries): &(&AccountId, &Vec<Entry>)| {
            let folded = Account::fold(entries.iter());
            let of_charge = |funds: &Funds| funds.received.charge && funds.received.reference == reference;
            folded.merged_into.is_none() && folded.funds.values().any(of_charge)
        };
        self.entries.iter().find(holds).map(|(account, _)| *account)
    }

    /// The other company of a command, as the store would find it.
    fn partner(&self, account: &Account, command: &Command) -> (Partner, Option<AccountId>) {
        let fold = |id: AccountId| {
            let entries = self.entries.get(&id)?;
            Some(Partner::Known(Arc::new(Account::fold(entries)), format!("{}", entries.len())))
        };
        match command.partner() {
            None => (Partner::None, None),
            Some(PartnerRef::Merge(merge)) => {
                let other = account.merges.get(&merge).map(|merge| merge.other);
                (other.and_then(fold).unwrap_or_default(), other)
            }
            Some(PartnerRef::Number(number)) => {
                let accounts = || self.entries.iter().map(|(id, entries)| (*id, Account::fold(entries)));
                let named = accounts().find(|(_, held)| held.number == number && held.merged_into.is_none());
                let of_location = |held: &Account| held.locations.values().any(|one| one.number == number);
                match named {
                    Some((id, _)) => (fold(id).unwrap_or_default(), Some(id)),
                    None if accounts().any(|(_, held)| of_location(&held)) => (Partner::Location, None),
                    None => (Partner::None, None),
                }
            }
        }
    }

    /// The company that an account has become a part of, or itself.
    fn now(&self, id: AccountId) -> AccountId {
        self.company_on(id, self.today)
    }

    /// The same on a day.
    fn company_on(&self, id: AccountId, on: Date) -> AccountId {
        let into = self.entries.get(&id).and_then(|entries| Account::fold(entries).merged_into);
        into.filter(|(_, since)| *since <= on).map_or(id, |(into, _)| self.company_on(into, on))
    }

    /// The company that a question about a past day is about: the one that was named then. Who is asked about was in
    /// the company of their own directory, which is the one asked where it is a part of the one that is named.
    fn then(&self, named: AccountId, person: Option<PersonId>, on: Date) -> AccountId {
        let own = person.and_then(|person| Some(self.directories.get(&person)?.0));
        let part = own.filter(|own| self.now(named) == named && self.now(*own) == named);
        self.company_on(part.unwrap_or(named), on)
    }

    fn origins(&self) -> BTreeMap<PersonId, AccountId> {
        self.directories.iter().map(|(person, (company, _))| (*person, *company)).collect()
    }

    fn record(&mut self, by: &By, id: AccountId, facts: &[NewFact], now: i64) {
        let programme = self.programmes.current().clone();
        let entries = self.entries.entry(id).or_default();
        for new in facts {
            let entry = Entry {
                account: id,
                seq: entries.len() as u64 + 1,
                recorded_at: now,
                effective_on: new.effective_on,
                actor: named(by),
                programme: programme.id.clone(),
                version: programme.version,
                fact: new.fact.clone(),
            };
            if let Some(event) = event(&entry, &Account::fold(entries.iter())) {
                self.notices.push(Noticed {
                    account: id,
                    of: None,
                    matter: None,
                    notice: event.notice.to_string(),
                    due_on: entry.effective_on,
                    sent_on: self.today,
                    campaign: None,
                    to: told(&event, self.people.values().filter(|person| person.account == Some(id))),
                });
            }
            entries.push(entry);
        }
    }

    fn fresh_number(&mut self, command: &Command) -> u64 {
        let name = match command {
            Command::OpenAccount { .. } | Command::AddLocation { .. } => "account",
            Command::Purchase { .. } | Command::PlaceOrder { .. } => "membership",
            _ => return 0,
        };
        let next = self.numbers.entry(name).or_default();
        *next += 1;
        *next - 1
    }
}

impl Pure {
    /// Remembers a notice about an order, a subscription or a ticket, and says to how many it went.
    fn notice(&mut self, account: AccountId, matter: Matter) -> u64 {
        let to = matter.reached(self.people.values().filter(|person| person.account == Some(account)));
        let reached = to.len() as u64;
        self.notices.push(Noticed {
            account,
            of: None,
            notice: matter.notice().to_string(),
            due_on: matter.due_on(),
            sent_on: self.today,
            campaign: None,
            to,
            matter: Some(matter),
        });
        reached
    }

    /// Tells whoever holds a role by now what reached nobody on its day.
    fn catch_up(&mut self, account: AccountId, folded: &Account) {
        for told in self.notices.iter_mut().filter(|told| told.account == account && told.to.is_empty()) {
            let Some((membership, year, _)) = &told.of else { continue };
            let Some(held) = folded.memberships.get(membership).filter(|held| held.last_year().number == *year) else {
                continue;
            };
            let installed = standing::still_installed(folded, &self.programmes, held.id, self.today);
            let of = (told.notice.as_str(), told.due_on);
            if let Some(reminder) = still_due(&Course::of(held), &self.programmes, of, self.today, installed) {
                told.to = recipients(reminder, self.people.values().filter(|person| person.account == Some(account)));
            }
        }
    }

    /// Tells the requester of a ticket what was last written in it.
    fn tell(&mut self, id: TicketId, done: Option<(TicketAct, &Actor)>) {
        let Some((ticket, _, entries)) = self.cases.tickets.get(&id) else { return };
        let (entry, account) = (u32::try_from(*entries).unwrap_or(u32::MAX), self.now(ticket.account));
        if let Some(matter) = matter::of_ticket(ticket, done, entry, self.today) {
            self.notice(account, matter);
        }
    }

    /// Enrols or skips every member of a run that was started, as a server would.
    async fn carry_on(&mut self, id: RunId) -> anyhow::Result<()> {
        let (run, members) = self.cases.runs.get(&id).context("no such run")?.clone();
        let mut settled = Vec::new();
        for mut member in members {
            member.account = self.now(member.account);
            let command =
                Command::EnrolInCampaign { membership: member.membership, campaign: run.campaign.clone(), run: id };
            let account = Account::fold(self.entries.get(&member.account).context("no account")?.iter());
            let context = Context::of(member.account, actor(&By::Vendor, &self.people), self.now, self.today);
            let decided = decide(&account, &self.programmes, &command, &context);
            self.act(&By::Vendor, member.account, command).await?;
            match decided {
                Ok(_) => member.state = "enrolled".to_owned(),
                Err(refusal) => {
                    member.state = "skipped".to_owned();
                    member.reason = Some(say::show(&serde_json::to_value(&refusal.details)?["reason"]));
                }
            }
            settled.push(member);
        }
        if let Some((_, members)) = self.cases.runs.get_mut(&id) {
            *members = settled;
        }
        Ok(())
    }
}

impl World for Pure {
    fn set_now(&mut self, now: i64, today: Date) {
        (self.now, self.today) = (now, today);
        for (from, begun) in self.coming.extract_if(.., |(from, _)| *from <= today) {
            self.before.push((from, self.programmes.clone()));
            self.programmes = self.programmes.clone().with(begun);
        }
    }

    async fn plan(&mut self, by: &By, files: &Files, from: Option<Date>) -> anyhow::Result<Vec<String>> {
        if !planned::may(&actor(by, &self.people)) {
            return Ok(vec!["refused role-missing".to_owned()]);
        }
        let newest = self.newest();
        let Ok(on) = first_day(from, self.today, newest) else { return Ok(planned::wrong_day()) };
        let programme = planned::read(files, newest.0)?;
        let made = (format!("{by:?}"), from, on, self.today);
        let plan = PurePlan::new(programme, &self.beneath(on), &self.accounts(), made);
        let lines = plan.lines();
        self.plan = Some(plan);
        Ok(lines)
    }

    async fn on_plan(&mut self, by: &By, step: PlanStep) -> anyhow::Result<Vec<String>> {
        if !planned::may(&actor(by, &self.people)) {
            return Ok(vec!["refused role-missing".to_owned()]);
        }
        let mut plan = self.plan.take().context("no plan was drawn")?;
        let versions = (self.newest().0, &self.beneath(plan.begins(self.today)));
        let (lines, becomes) = plan.step(step, format!("{by:?}"), versions, &self.accounts(), self.today);
        if let Some(from) = becomes {
            self.coming.retain(|(begins, _)| !takes_the_place((from, self.today), *begins));
            self.coming.push((from, plan.programme.clone()));
            self.set_now(self.now, self.today);
        }
        self.plan = Some(plan);
        Ok(lines)
    }

    async fn person(&mut self, who: Who) -> anyhow::Result<()> {
        self.people.insert(who.id, person_of(&who));
        if let Some(company) = who.account {
            self.directories.insert(who.id, (company, who.email.clone()));
        }
        self.names.insert(who.id, who.name);
        Ok(())
    }

    async fn act(&mut self, by: &By, id: AccountId, command: Command) -> anyhow::Result<Seen> {
        self.random += 1_000;
        let profiles = self.profiles(&command);
        let id = self.now(id);
        let number = self.fresh_number(&command);
        let domain_holder = self.domain_holder(&command);
        let charge_holder = self.charge_holder(&command);
        let paid = |entry: &&Entry| matches!(entry.fact, symbolon_domain::fact::Fact::OrderPaid(_));
        let invoice = 1 + self.entries.values().flatten().filter(paid).count() as u64;
        let account = Account::fold(self.entries.entry(id).or_default().iter());
        let (partner, other) = self.partner(&account, &command);
        let credited = |entry: &&Entry| {
            use symbolon_domain::fact::Fact;
            matches!(entry.fact, Fact::OrderRefunded(_) | Fact::TaxRefunded(_))
        };
        let credit_note = 1 + self.entries.values().flatten().filter(credited).count() as u64;
        let (now, today) = moment(&account, &self.programmes, self.now, self.today);
        let tickets = self.cases.tickets.values();
        let tickets: Vec<_> =
            tickets.map(|(ticket, ..)| Ticket { account: self.now(ticket.account), ..ticket.clone() }).collect();
        let context = Context {
            account: id,
            now,
            today,
            actor: actor(by, &self.people),
            people: self.people.clone(),
            profiles,
            domain_holder,
            charge_holder,
            ticket: of_command(tickets.iter(), id, &command).cloned(),
            number,
            invoice,
            partner,
            credit_note,
            random: self.random,
        };
        let decision = decide(&account, &self.programmes, &command, &context);
        if let Ok(outcome) = &decision {
            self.record(by, id, &outcome.facts, context.now);
            if let Some(other) = other {
                self.record(by, other, &outcome.partner, context.now);
                let into = self.now(other);
                let theirs = self.people.values_mut().filter(|person| person.account == Some(other));
                theirs.for_each(|person| person.account = Some(into));
            }
        }
        Ok(Seen { lines: say::decision(&decision), why: say::why(&decision) })
    }

    async fn number(&mut self, account: AccountId) -> anyhow::Result<u64> {
        Ok(Account::fold(self.entries.get(&account).context("no such account")?).number)
    }

    async fn ids(&mut self, account: AccountId) -> anyhow::Result<Account> {
        Ok(Account::fold(self.entries.get(&self.now(account)).context("no such account")?.iter()))
    }

    async fn renewed_as(&mut self, account: AccountId, membership: MembershipId) -> anyhow::Result<String> {
        let account = self.ids(account).await?;
        renewed_as(&account, &self.programmes, membership, self.today)
    }

    async fn sweep(&mut self) -> anyhow::Result<Sent> {
        let since = since(self.looked, self.today);
        let mut sent = Sent::default();
        for (account, entries) in &self.entries {
            let folded = Account::fold(entries.iter());
            // What it held is another company's.
            if folded.merged_into.is_some() {
                continue;
            }
            for held in folded.memberships.values() {
                let (course, year) = (Course::of(held), held.last_year());
                let notices = due(&course, &self.programmes, since, self.today);
                let installed = standing::still_installed(&folded, &self.programmes, held.id, self.today);
                for due in settled(notices, installed) {
                    let known = |known: &Noticed| {
                        let of = known.of.as_ref().map(|(membership, year, _)| (*membership, *year));
                        (of, &known.notice) == (Some((held.id, year.number)), &due.reminder.text)
                    };
                    if self.notices.iter().any(known) {
                        continue;
                    }
                    let people = self.people.values().filter(|person| person.account == Some(*account));
                    let to = recipients(due.reminder, people);
                    sent.notices += 1;
                    sent.messages += to.len() as u64;
                    self.notices.push(Noticed {
                        account: *account,
                        of: Some((held.id, year.number, year.offer.clone())),
                        matter: None,
                        notice: due.reminder.text.clone(),
                        due_on: due.due_on,
                        sent_on: self.today,
                        campaign: folded
                            .enrolments
                            .get(&(held.id, year.number))
                            .map(|excused| excused.excuse.campaign.clone())
                            .filter(|campaign| wording(&self.programmes, campaign, &due.reminder.text).is_some()),
                        to,
                    });
                }
            }
        }
        let folded = self.entries.iter().map(|(id, entries)| (*id, Account::fold(entries.iter())));
        let folded: Vec<_> = folded.filter(|(_, account)| account.merged_into.is_none()).collect();
        for (id, account) in folded {
            for matter in matter::due(&account, &self.programmes, since, self.today) {
                let known = |known: &Noticed| known.matter.as_ref().is_some_and(|known| known.key() == matter.key());
                if !self.notices.iter().any(known) {
                    sent.notices += 1;
                    sent.messages += self.notice(id, matter);
                }
            }
        }
        self.looked = self.looked.max(Some(self.today));
        Ok(sent)
    }

    async fn case(&mut self, by: &By, case: Case) -> anyhow::Result<(Option<Made>, Seen)> {
        self.random += 1_000;
        let mut ids = Minter::new(u64::try_from(self.now / 1_000)?, self.random);
        let (actor, name, today) = (actor(by, &self.people), named(by), self.today);
        let programmes = self.programmes.clone();
        match case {
            Case::Simulate(id) => {
                let campaign = programmes.current().campaign(&id).context("no such campaign")?;
                let folded: Vec<_> =
                    self.entries.iter().map(|(id, entries)| (*id, Account::fold(entries.iter()))).collect();
                // What became a part of another company is counted there.
                let stand = folded.iter().filter(|(_, account)| account.merged_into.is_none());
                let accounts = stand.map(|(id, account)| (*id, account));
                let members = cases::counted(accounts, &programmes, campaign, today);
                let who = (&actor, name.as_str());
                Ok(cases::pure_simulation(&programmes, &mut self.cases.runs, &id, members, who, (&mut ids, today)))
            }
            Case::Run(id, act) => {
                let who = (&actor, name.as_str());
                let seen = cases::pure_run(programmes.current(), &mut self.cases.runs, id, act, who, today)?;
                if act == RunAct::Start && seen.lines == ["allowed"] {
                    self.carry_on(id).await?;
                }
                Ok((None, seen))
            }
            Case::Open(account, reason, subject) => {
                let By::Person(person) = by else { anyhow::bail!("a service opens no ticket") };
                let folded = Account::fold(self.entries.get(&account).context("no such account")?.iter());
                let context = Context::of(account, actor, self.now, today);
                let found = ticket::suggest(&folded, &programmes, reason, subject.as_deref(), &context);
                let opened = self.cases.open(found, (account, reason, subject), *person, ids.ticket(), today);
                if let (Some(Made::Ticket(id)), _) = &opened {
                    self.tell(*id, None);
                }
                Ok(opened)
            }
            Case::Roles(account, person, change) => {
                let account = self.now(account);
                let folded = Account::fold(self.entries.get(&account).context("no such account")?.iter());
                let directory = |id: &PersonId| self.directories.get(id).map_or(account, |(company, _)| *company);
                let email = |id: &PersonId| self.directories.get(id).map(|(_, email)| email);
                let theirs = self.people.values().filter(|one| one.account == Some(account));
                let own = actor.person.map(|id| {
                    let guest = |one: &&Person| one.kind == IdentityKind::Guest && email(&one.id) == email(&id);
                    theirs.clone().filter(guest).map(|one| directory(&one.id)).chain([directory(&id)]).collect()
                });
                let members = theirs.map(|one| Member { person: one.clone(), directory: directory(&one.id) });
                let members: Vec<_> = members.collect();
                let team = Team {
                    account,
                    closed_on: folded.closed_on,
                    tenants: tenants_of(account, &folded, &members),
                    members,
                    directories: own.unwrap_or_else(|| [account].into()),
                };
                let decided = change_roles(programmes.current(), &team, person, &change, &actor, today);
                if let (Ok(changed), Some(held)) = (&decided, self.people.get_mut(&person)) {
                    held.roles = changed.roles.clone();
                    held.admin_of = changed.admin_of.clone();
                    self.catch_up(account, &folded);
                }
                Ok((None, cases::roles_seen(&decided)))
            }
            Case::Ticket(id, act) => {
                if let Some(account) = self.cases.tickets.get(&id).map(|(held, ..)| self.now(held.account))
                    && let Some((held, ..)) = self.cases.tickets.get_mut(&id)
                {
                    held.account = account;
                }
                let (held, ..) = self.cases.tickets.get(&id).context("no such ticket")?;
                let folded = Account::fold(self.entries.get(&held.account).context("no such account")?.iter());
                let seen = self.cases.act((&folded, &programmes), id, act, &actor, today)?;
                if seen.lines == ["allowed"] {
                    self.tell(id, Some((act, &actor)));
                }
                Ok((None, seen))
            }
        }
    }

    async fn ask_case(&mut self, question: AskCase) -> anyhow::Result<Vec<String>> {
        match question {
            AskCase::Run(id) => {
                let (run, members) = self.cases.runs.get(&id).context("no such run")?;
                let mut now = Vec::new();
                for member in members {
                    let account = self.now(member.account);
                    let account = Account::fold(self.entries.get(&account).context("no account")?.iter());
                    let renewal =
                        symbolon_domain::campaign::renewal(&account, member.membership, member.year, self.today);
                    let renewal = renewal.context("no such membership")?;
                    let late = account.overrides.values().any(|held| held.is_for(member.membership, member.year));
                    now.push((member.clone(), renewal, late));
                }
                let said: Vec<_> = members.iter().map(cases::member_wire).collect();
                Ok(cases::run_lines(&cases::run_wire(run, &now), &said))
            }
            AskCase::Ticket(id) => {
                let (held, modified, entries) = self.cases.tickets.get(&id).context("no such ticket")?;
                let wire = cases::ticket_wire(held, *modified, self.programmes.current(), self.today);
                Ok(cases::ticket_line(&wire, *entries))
            }
            AskCase::Roles(_, person) => {
                let held = self.people.get(&person).context("no such person")?;
                Ok(cases::roles_line(held.roles.iter().map(ToString::to_string)))
            }
        }
    }

    async fn ask(&mut self, named: AccountId, question: &Ask, on: Date) -> anyhow::Result<Vec<String>> {
        let account = self.now(named);
        let notices = self.notices.iter().rev().filter(|notice| self.now(notice.account) == account);
        match question {
            Ask::Notices => return Ok(newest_first(notices.map(|notice| notice.line(&self.names)).collect())),
            Ask::Messages(person) => {
                let own = notices.filter(|notice| notice.to.contains(person));
                return Ok(newest_first(own.map(|own| message(&own.sent_on.to_string(), &own.notice)).collect()));
            }
            _ => {}
        }
        let (account, people) = match on < self.today {
            true => (self.then(named, question.person(), on), &in_directories(&self.people, &self.origins())),
            false => (account, &self.people),
        };
        let entries = self.entries.get(&account).context("no such account")?;
        let versions = |day| self.programmes_on(day);
        answer(entries, &versions, people, (self.today, self.now), question, on)
    }
}

/// What was ordered, where a notice is about an order.
pub(super) fn ordered(matter: &Matter) -> Option<&str> {
    match matter {
        Matter::Order(told) => Some(&told.offer),
        Matter::Subscription(_) | Matter::Ticket(_) => None,
    }
}

fn subject<'a>(person: Option<&PersonId>, people: &'a BTreeMap<PersonId, Person>) -> Subject<'a> {
    match person {
        None => Subject::Company,
        Some(id) => people.get(id).map_or(Subject::Unknown, Subject::Person),
    }
}

/// People as they were before any merge: of the company in whose directory they are.
pub(super) fn in_directories(
    people: &BTreeMap<PersonId, Person>,
    origins: &BTreeMap<PersonId, AccountId>,
) -> BTreeMap<PersonId, Person> {
    let own = |(id, person): (&PersonId, &Person)| {
        (*id, Person { account: origins.get(id).copied().or(person.account), ..person.clone() })
    };
    people.iter().map(own).collect()
}

/// Answers a question about the account as it was, is or will be.
pub(super) fn answer(
    entries: &[Entry],
    versions: &dyn Fn(Date) -> Programmes,
    people: &BTreeMap<PersonId, Person>,
    (today, now): (Date, i64),
    question: &Ask,
    on: Date,
) -> anyhow::Result<Vec<String>> {
    let programmes = &versions(on);
    let account = if on < today { Account::as_of_day(entries, on) } else { Account::fold(entries) };
    let one = |line: String| Ok(vec![line]);
    match question {
        Ask::Membership(id) => {
            let Some(held) = account.memberships.get(id).filter(|held| held.anchor <= on) else {
                return one("none".to_owned());
            };
            let held = standing::membership_standing(&account, programmes, held, on);
            one(membership(&json!({
                "state": held.state, "offer": held.offer, "anniversary": held.anniversary,
                "renew_from": held.renew_from, "renew_to": held.renew_to, "benefits_until": held.benefits_until,
                "access": held.access, "refund_until": held.refund_until,
            })))
        }
        Ask::Line(id, benefit) => {
            let lines = standing::standing(&account, programmes, on).lines;
            let of = lines.iter().filter(|line| line.membership == *id && line.granted.benefit == *benefit);
            let said: Vec<String> = of
                .map(|line| {
                    grant(&json!({
                        "quantity": line.granted.quantity, "unit": line.granted.unit, "layer": line.granted.layer,
                        "offer": line.granted.offer, "competency": line.granted.competency, "state": line.state,
                        "total": line.total, "used": line.used, "free": line.free, "locked": line.locked,
                        "redeem_by": line.redeem_by, "usable_until": line.usable_until,
                    }))
                })
                .collect();
            Ok(or_none(said))
        }
        Ask::Package(id) => {
            let lines = standing::standing(&account, programmes, on).lines;
            let of = lines.iter().filter(|line| line.membership == *id && line.state != LineState::Ended);
            let said = of.map(|line| {
                package(&json!({
                    "quantity": line.granted.quantity, "unit": line.granted.unit, "benefit": line.granted.benefit,
                    "layer": line.granted.layer, "competency": line.granted.competency, "unlimited": line.unlimited,
                }))
            });
            Ok(or_none(said.collect()))
        }
        Ask::Subscription(token) => {
            let redeemed = account.tokens.get(token).and_then(|token| token.redeemed.as_ref());
            let Some(id) = redeemed.map(|redeemed| redeemed.act.subscription) else { return one("none".to_owned()) };
            let Some(held) = account.subscriptions.get(&id) else { return one("none".to_owned()) };
            let held = standing::subscription_standing(id, held, on);
            one(subscription(&json!({
                "state": held.state, "seats": held.extent.map(|extent| extent.seats),
                "usable_until": held.extent.map(|extent| extent.usable_until), "changes_on": held.changes_on,
            })))
        }
        Ask::Entitlement(benefit) => {
            let found = entitlement(&account, programmes, benefit, on);
            Ok(or_none(found.iter().map(|found| self::entitled(&json!({
                "granted": found.granted, "core": found.core, "incremental": found.incremental, "unit": found.unit,
                "effective": found.effective, "used": found.used(),
                "ceiling": found.ceiling.as_ref().map(|one| json!({
                    "initial": one.initial, "per_country": one.per_country, "worldwide": one.worldwide,
                })),
                "countries": found.countries.iter().map(|(country, used)| json!({ "country": country, "used": used }))
                    .collect::<Vec<_>>(),
            }))).collect()))
        }
        Ask::NextYear(id, offer, brief) => {
            let held = account.memberships.get(id).context("no such membership")?;
            let then = versions(renewal_day(held, on));
            let found = next_year(&account, &then, *id, offer.as_deref(), on).context("no such year")?;
            let amount = |amount: &Amount| json!({ "granted": amount.granted, "unlimited": amount.unlimited });
            let lines: Vec<_> = found
                .lines
                .iter()
                .map(|line| {
                    json!({
                        "benefit": line.benefit, "unit": line.unit, "now": amount(&line.now),
                        "next": amount(&line.next), "change": line.change,
                        "reasons": line.reasons.iter().map(|one| json!({
                            "code": one.code, "competency": one.competency, "from": one.from, "to": one.to,
                            "on": one.on, "count": one.count,
                        })).collect::<Vec<_>>(),
                    })
                })
                .collect();
            Ok(coming(
                &json!({
                    "offer": found.offer, "renewed_on": found.renewed_on, "anniversary": found.days.anniversary,
                    "refusal": found.refusal.as_ref().map(|refusal| json!({ "code": refusal.code })),
                    "benefits": lines,
                }),
                *brief,
            ))
        }
        Ask::Registers => {
            let held = installation::registers(&account, programmes, on);
            let held: Vec<_> = held.iter().map(|held| installed::body(&account, held)).collect();
            Ok(or_none(installed::lines(&held)))
        }
        Ask::Register(benefit) => {
            let held = installation::register(&account, programmes, benefit, on);
            let held: Vec<_> = held.iter().map(|held| installed::body(&account, held)).collect();
            Ok(or_none(installed::lines(&held)))
        }
        Ask::Balances => {
            let held = symbolon_domain::balance::balances(&account, programmes, on);
            let said = held.iter().map(|held| serde_json::to_value(held).map(|held| balance(&held)));
            Ok(or_none(said.collect::<Result<Vec<_>, _>>()?))
        }
        Ask::Provisioning => {
            let open = provisioning::open(&account, programmes, on, now);
            let items: Vec<_> = open.iter().map(|line| json!({ "state": line.state })).collect();
            one(provisioned(&items))
        }
        Ask::MayUse(person, product) => {
            let found = check(&account, programmes, subject(person.as_ref(), people), product, on);
            let decision = if found.code.allows() { "allow" } else { "deny" };
            one(may_use(&json!({
                "decision": decision, "code": found.code, "until": found.until, "would_change": found.would_change,
            })))
        }
        Ask::Competency(id) => {
            let found = programmes.current().competency(id).context("no such competency")?;
            let found = competency::competency_standing(&account, programmes.current(), found, on, &gone(people));
            Ok(self::competency(&standing_of(programmes.current(), &found)))
        }
        Ask::Company => {
            let mut locations: Vec<u64> = account.locations.values().map(|location| location.number).collect();
            locations.sort_unstable();
            let mut tenants: Vec<&str> = account.tenants.values().map(|tenant| tenant.domain.as_str()).collect();
            tenants.sort_unstable();
            one(whole(&json!({ "number": account.number, "locations": locations, "tenants": tenants })))
        }
        Ask::Merges => {
            let mut merges: Vec<_> = account.merges.iter().filter(|(_, merge)| merge.invited_on <= on).collect();
            merges.sort_by_key(|(id, merge)| (merge.invited_on, **id));
            let said = merges.into_iter().map(|(_, merge)| {
                merge_line(&json!({
                    "side": merge.side, "other_number": merge.other_number, "state": merge.state_on(on),
                    "invited_on": merge.invited_on, "accepted_on": merge.accepted.as_ref().map(|(day, _)| day),
                    "ended_on": merge.end.as_ref().map(|(day, _)| day),
                }))
            });
            Ok(or_none(said.collect()))
        }
        Ask::Profile => one(company::line(&company::of(&account, programmes.current().verification.as_ref()))),
        Ask::Tasks(of) => {
            let id = account.id.context("no account")?;
            let context = Context::of(id, actor(&By::Vendor, people), 0, on);
            match checklist(&account, programmes, of, &context) {
                Ok(list) => Ok(say::tree(&serde_json::to_value(list)?)),
                Err(refusal) => Ok(say::decision(&Err(refusal))),
            }
        }
        Ask::Stages => {
            let all = competency::competencies(&account, programmes.current(), on, &gone(people));
            let all = all.iter().filter_map(|one| Some((one, one.main()?)));
            Ok(or_none(
                all.map(|(one, main)| {
                    stage(&json!({ "competency": one.competency, "level": main.level, "stage": main.stage }))
                })
                .collect(),
            ))
        }
        Ask::Outlook(until) => {
            let changes = outlook(&account, programmes, on, *until);
            let said = changes.iter().map(|change| {
                self::change(&json!({
                    "on": change.on, "kind": change.kind, "benefit": change.benefit, "notice": change.text,
                }))
            });
            Ok(or_none(said.collect()))
        }
        Ask::IfLapsed(id) => {
            let impact = standing::lapse_impact(&account, programmes, *id, on).context("no such membership")?;
            one(lapse(&json!({
                "on": impact.on, "stops": impact.stops.len(), "tokens_lost": impact.tokens.len(),
                "seats_lost": impact.seats.len(), "runs_on": impact.runs_on.len(), "wind_down": impact.wind_down.len(),
            })))
        }
        Ask::WindDown => {
            let items = standing::owed(&account, programmes, on);
            let said = items.iter().map(|item| {
                let part = WindDownConfirmed::new(item.grant, item.of, WindDownHow::Uninstalled);
                wind_down(&json!({
                    "benefit": item.benefit, "activation": part.activation, "installation": part.installation,
                    "assignment": part.assignment, "quantity": item.quantity,
                    "right_ends_on": item.right_ends_on,
                    "how": item.confirmed.as_ref().map(|confirmed| confirmed.act.how),
                }))
            });
            Ok(or_none(said.collect()))
        }
        Ask::Order(id) => {
            let order = account.orders.get(id).context("no such order")?;
            let paid = order.paid.as_ref().filter(|(day, _)| *day <= on);
            one(order_line(&json!({
                "state": order.state_on(on), "offer": order.placed.of.offer(), "total": amount(&order.placed.total),
                "pay_by": order.placed.pay_by, "paid_on": paid.map(|(day, _)| day),
                "invoice": paid.map(|(_, paid)| paid.invoice),
                "obstacle": order::obstacle(&account, programmes, order, on).map(|refusal| json!({ "code": refusal.code })),
            })))
        }
        Ask::Failures(id) => {
            let order = account.orders.get(id).context("no such order")?;
            let failed = order.failed.iter().filter(|(day, _)| *day <= on);
            let said = failed.map(|(day, failed)| {
                failure_line(&json!({
                    "on": day, "reference": failed.reference, "code": failed.code, "retry_from": failed.retry_from,
                }))
            });
            Ok(or_none(said.collect()))
        }
        Ask::Refund(id) => {
            let order = account.orders.get(id).context("no such order")?;
            let right = order::refund_right(&account, programmes, order, on);
            let value = |name: &str| right.as_ref().and_then(|node| node.because.get(name).cloned());
            one(refund_of(&match &right {
                None => serde_json::Value::Null,
                Some(node) => json!({
                    "possible": !node.blocks(), "until": value("until"), "ended_on": value("ended_on"),
                    "ended_by": value("ended_by"),
                }),
            }))
        }
        Ask::CreditNotes => {
            let notes = account.orders.values().flat_map(|order| order.given_back(on));
            let mut notes: Vec<_> = notes.filter(|note| note.number.is_some()).collect();
            notes.sort_by_key(|note| std::cmp::Reverse(note.number));
            let said = notes.iter().map(|note| {
                credit_note_line(&json!({
                    "number": note.number.map(|number| number.to_string()), "date": note.on,
                    "of": if note.fee { "fee" } else { "tax" }, "total": amount(note.amount),
                }))
            });
            Ok(or_none(said.collect()))
        }
        Ask::Money => {
            let said = account.funds.values().map(|funds| {
                money_line(&json!({
                    "reference": funds.received.reference, "amount": amount(funds.amount()), "state": funds.state(),
                    "held_why": funds.received.held.filter(|_| funds.is_held()), "received_on": funds.received_on,
                }))
            });
            let mut lines: Vec<String> = said.collect();
            lines.sort();
            Ok(or_none(lines))
        }
        Ask::SeatRequests => {
            let mut asked: Vec<_> = account.seat_requests.iter().collect();
            asked.sort_by_key(|(id, asked)| (asked.requested_on, **id));
            let said = asked.into_iter().map(|(_, asked)| {
                seat_request(&json!({
                    "benefit": account.pools.get(&asked.pool).map(|pool| &pool.benefit),
                    "requested_on": asked.requested_on, "state": seat_request::state(&account, asked, people, on),
                    "answered_on": asked.answered.as_ref().map(|answered| answered.on),
                }))
            });
            Ok(or_none(said.collect()))
        }
        Ask::Seats(id) => {
            let pool = account.pools.get(id).context("no such pool")?;
            let counted = standing::seat_breakdown(&account, programmes, pool, on);
            one(seats(&json!({
                "granted": counted.size, "activated": counted.activated, "assigned": counted.assigned,
                "locked": counted.locked, "free": counted.free, "overcommitted": counted.overcommitted,
                "unlocks_on": counted.unlocks_on, "withheld": counted.withheld,
            })))
        }
        Ask::Key(id) => {
            let key = account.keys.get(id).context("no such key")?;
            one(key_line(&json!({
                "state": standing::key_state(&account, key, on), "used": key.used, "limit": key.limit,
            })))
        }
        Ask::Token(id) => {
            let token = account.tokens.get(id).context("no such token")?;
            one(token_line(&json!({
                "state": standing::token_state(&account, token, on), "seats": token.seats,
                "redeem_by": token.redeem_by,
            })))
        }
        Ask::Why(question) => {
            let explanations: Vec<Explanation> = match &**question {
                Ask::MayUse(person, product) => {
                    vec![check(&account, programmes, subject(person.as_ref(), people), product, on).explanation]
                }
                Ask::Membership(id) => {
                    let held = account.memberships.get(id).context("no such membership")?;
                    vec![standing::membership_standing(&account, programmes, held, on).explanation]
                }
                Ask::Line(id, benefit) => {
                    let lines = standing::standing(&account, programmes, on).lines;
                    let of =
                        lines.into_iter().filter(|line| line.membership == *id && line.granted.benefit == *benefit);
                    of.map(|line| line.explanation).collect()
                }
                Ask::Competency(id) => {
                    let found = programmes.current().competency(id).context("no such competency")?;
                    let found =
                        competency::competency_standing(&account, programmes.current(), found, on, &gone(people));
                    found.main().map(|level| level.explanation.clone()).into_iter().collect()
                }
                Ask::Register(benefit) => {
                    let found = installation::register(&account, programmes, benefit, on);
                    vec![found.context("no such register")?.explanation]
                }
                _ => anyhow::bail!("this answer has no explanation"),
            };
            let said = explanations.iter().map(|tree| serde_json::to_value(tree).map(|tree| say::tree(&tree)));
            Ok(said.collect::<Result<Vec<_>, _>>()?.concat())
        }
        Ask::Notices | Ask::Messages(_) => anyhow::bail!("notices are not in the account"),
        Ask::History => Ok(entries.iter().map(|entry| entry.fact.kind().to_owned()).collect()),
    }
}

/// A balance in one line, from the JSON of the API. Contracts have numbers of their own at every depth.
pub(crate) fn balance(held: &serde_json::Value) -> String {
    let show = |name: &str| say::show(&held[name]);
    let left = if held["unlimited"] == true { "without limit".to_owned() } else { format!("{} left", show("left")) };
    let mut line =
        format!("{}: {} of {}, used {}, until {}", show("benefit"), left, show("granted"), show("used"), show("until"));
    if held["needs_activation"] == true {
        let known = held["contract"].is_string() && held["access"].is_string();
        line.push_str(&format!("; activated {}{}", show("activated_on"), if known { ", with access" } else { "" }));
    }
    if held["active_from"].is_string() {
        line.push_str(&format!("; {} from {}", show("marketing"), show("active_from")));
    }
    if held["kind"] == "credit" {
        let holder = if held["person"].is_null() { "nobody" } else { "somebody" };
        let how = if held["removable"] == true { "removable" } else { "handed on only" };
        line.push_str(&format!("; {holder}, {how}"));
    }
    line
}

fn amount(money: &symbolon_domain::programme::Money) -> serde_json::Value {
    json!({ "amount": money.decimal(), "currency": money.currency })
}

/// The people whom the directory has no entry for any more.
fn gone(people: &BTreeMap<PersonId, Person>) -> BTreeSet<PersonId> {
    people.values().filter(|person| !person.in_directory).map(|person| person.id).collect()
}

/// A competency as the API gives it, as far as scenarios ask.
fn standing_of(programme: &Programme, found: &CompetencyStanding) -> serde_json::Value {
    let requirement = |one: &competency::RequirementStanding| {
        let metric = match &one.requirement.need {
            Need::Figure { metric } => programme.requirements.metric(metric),
            Need::People { .. } => None,
        };
        let of = |amount: u64| match metric.and_then(|metric| Some((metric, metric.currency.as_ref()?))) {
            Some((metric, currency)) => json!({ "amount": metric.decimal(amount), "currency": currency }),
            None => json!(amount),
        };
        json!({
            "id": one.requirement.id, "have": of(one.have), "needed": of(one.needed),
            "have_in_year": one.have_in_year.map(of), "forecast": one.forecast.map(of), "as_of": one.as_of, "met_until": one.met_until,
        })
    };
    let option = |one: &competency::OptionStanding| json!({ "requirements": one.requirements.iter().map(requirement).collect::<Vec<_>>() });
    let leaving = |one: &competency::Leaving| {
        json!({
            "requirement": one.requirement, "last_day": one.last_day, "leaves": one.leaves, "needed": one.needed,
        })
    };
    let level = |one: &competency::LevelStanding| {
        json!({
            "level": one.level, "stage": one.stage, "basis": one.basis.as_ref().map(|basis| basis.code()),
            "anniversary": one.anniversary, "will_be_qualified": one.will_be_qualified,
            "excused": one.excused.as_ref().map(|(campaign, until)| json!({ "campaign": campaign, "until": until })),
            "options": one.options.iter().map(option).collect::<Vec<_>>(),
            "leaving": one.leaving.iter().map(leaving).collect::<Vec<_>>(),
        })
    };
    let levels = found.levels.iter().map(level).collect::<Vec<_>>();
    json!({ "levels": levels, "opens": found.opens })
}

/// Each level with a stage, what it asks for, and whoever leaves.
pub(crate) fn competency(found: &serde_json::Value) -> Vec<String> {
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let mut lines = Vec::new();
    for level in list(&found["levels"]).iter().filter(|level| !level["stage"].is_null()) {
        lines.push(level_line(level));
        if let (Some(campaign), until) = (level["excused"]["campaign"].as_str(), &level["excused"]["until"]) {
            lines.push(format!("  excused by {campaign} to {}", say::show(until)));
        }
        let asked = list(&level["options"]).into_iter().flat_map(|option| list(&option["requirements"]));
        lines.extend(
            asked
                .filter(|one| say::show(&one["have"]).contains(|digit| ('1'..='9').contains(&digit)))
                .map(|one| format!("  {}", requirement_line(&one))),
        );
        lines.extend(list(&level["leaving"]).iter().map(|one| format!("  {}", leaving_line(one))));
    }
    if !list(&found["opens"]).is_empty() {
        lines.push(format!("opens {}", say::show(&found["opens"])));
    }
    or_none(lines)
}

/// A notice with those to whom it went; the day on which it was due where it was sent later.
pub(crate) fn notice(
    (sent_on, due_on): (&str, &str),
    notice: &str,
    offer: Option<&str>,
    campaign: Option<&str>,
    mut to: Vec<String>,
) -> String {
    to.sort();
    let words = campaign.map(|campaign| format!(" in the words of {campaign}")).unwrap_or_default();
    let due = if sent_on == due_on { String::new() } else { format!(", due {due_on}") };
    let to = if to.is_empty() { "nobody".to_owned() } else { to.join(", ") };
    let offer = offer.map(|offer| format!(" {offer}")).unwrap_or_default();
    format!("{sent_on} {notice}{offer}{words}{due}: {to}")
}

/// A message to one person.
pub(crate) fn message(sent_on: &str, notice: &str) -> String {
    format!("{sent_on} {notice}")
}

/// Lines that begin with their day, the newest day first; those of a day, whose ids say nothing of their order, by name.
pub(crate) fn newest_first(mut lines: Vec<String>) -> Vec<String> {
    let day = |line: &String| line.get(..10).map(str::to_owned);
    lines.sort_by(|one, other| day(other).cmp(&day(one)).then_with(|| one.cmp(other)));
    or_none(lines)
}

pub(crate) fn or_none(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { vec!["none".to_owned()] } else { lines }
}

macro_rules! lines {
    ($($name:ident = $format:literal, $($field:literal),*;)*) => {$(
        pub(crate) fn $name(value: &serde_json::Value) -> String {
            format!($format, $(say::show(&value[$field])),*)
        }
    )*};
}

lines! {
    membership = "{} {}; anniversary {}; renew {} to {}; benefits until {}; access {}; refund until {}",
        "state", "offer", "anniversary", "renew_from", "renew_to", "benefits_until", "access", "refund_until";
    grant = "{} {} {} of {} for {}; {}; total {}, used {}, free {}, locked {}; redeem by {}; usable until {}",
        "quantity", "unit", "layer", "offer", "competency", "state", "total", "used", "free", "locked", "redeem_by",
        "usable_until";
    package_line = "{} {} {} {} {}", "quantity", "unit", "benefit", "layer", "competency";
    subscription = "{}; {} seats until {}; changes on {}", "state", "seats", "usable_until", "changes_on";
    level_line = "{} {}; {}; to {}; qualified then {}",
        "level", "stage", "basis", "anniversary", "will_be_qualified";
    requirement_line = "{}: {} of {}; in the year {}; forecast {}; read {}; met until {}",
        "id", "have", "needed", "have_in_year", "forecast", "as_of", "met_until";
    leaving_line = "leaving after {}: {} has {} of {} left", "last_day", "requirement", "leaves", "needed";
    stage = "{} {} {}", "competency", "level", "stage";
    change = "{} {} {}{}", "on", "kind", "benefit", "notice";
    lapse = "on {}: {} lines stop, {} tokens and {} seats are lost, {} subscriptions run on, {} to remove",
        "on", "stops", "tokens_lost", "seats_lost", "runs_on", "wind_down";
    wind_down_line = "{} × {} from {}: {}", "quantity", "benefit", "right_ends_on", "how";
    seats_line = "{} granted: {} activated, {} assigned, {} locked, {} free, {} too many; unlocks on {}",
        "granted", "activated", "assigned", "locked", "free", "overcommitted", "unlocks_on";
    key_line = "{}; {} of {} used", "state", "used", "limit";
    order_facts = "{} {}; {} by {}; paid on {}, invoice {}", "state", "offer", "total", "pay_by", "paid_on", "invoice";
    failure_line = "{}: {}, code {}; again from {}", "on", "reference", "code", "retry_from";
    refund_line = "{}; until {}; ended {} {}", "possible", "until", "ended_on", "ended_by";
    credit_note_line = "{}: {} on {}; {}", "number", "of", "date", "total";
    money_line = "{}: {} on {}; {} {}", "reference", "amount", "received_on", "state", "held_why";
    token_line = "{}; {} seats; redeem by {}", "state", "seats", "redeem_by";
    whole = "{}; locations {}; tenants {}", "number", "locations", "tenants";
    merge_line = "{} {} with {}: invited {}, accepted {}, ended {}",
        "state", "side", "other_number", "invited_on", "accepted_on", "ended_on";
}

/// An order, with what keeps it from being carried out.
pub(crate) fn order_line(value: &serde_json::Value) -> String {
    match value["obstacle"]["code"].as_str() {
        Some(code) => format!("{}; asks for nothing: {code}", order_facts(value)),
        None => order_facts(value),
    }
}

/// The offer under which a membership is renewed if nobody names one.
pub(crate) fn renewed_as(
    account: &Account,
    programmes: &Programmes,
    membership: MembershipId,
    today: Date,
) -> anyhow::Result<String> {
    let held = account.memberships.get(&membership).context("no such membership")?;
    Ok(offer_at_renewal(account, programmes.current(), held, today).to_owned())
}

/// The right to a refund; a renewal never has one.
pub(crate) fn refund_of(value: &serde_json::Value) -> String {
    if value.is_null() { "never".to_owned() } else { refund_line(value) }
}

pub(crate) fn wind_down(value: &serde_json::Value) -> String {
    let what = match (&value["activation"], &value["installation"], &value["assignment"]) {
        (serde_json::Value::Null, serde_json::Value::Null, serde_json::Value::Null) => "",
        (serde_json::Value::Null, serde_json::Value::Null, _) => "seat: ",
        _ => "machine: ",
    };
    format!("{what}{}", wind_down_line(value))
}

/// A request for a seat.
pub(crate) fn seat_request(asked: &serde_json::Value) -> String {
    let show = |name: &str| say::show(&asked[name]);
    let answered = if asked["answered_on"].is_string() { format!(" {}", show("answered_on")) } else { String::new() };
    format!("{} asked {}: {}{answered}", show("benefit"), show("requested_on"), show("state"))
}

pub(crate) fn seats(value: &serde_json::Value) -> String {
    let withheld = value["withheld"].as_u64().unwrap_or(0);
    let more = if withheld > 0 { format!("; {withheld} withheld") } else { String::new() };
    format!("{}{more}", seats_line(value))
}

/// A line of a package.
pub(crate) fn package(value: &serde_json::Value) -> String {
    let unlimited = if value["unlimited"] == true { " without limit" } else { "" };
    format!("{}{unlimited}", package_line(value))
}

/// How much of a product may be used, in which countries it is.
pub(crate) fn entitled(value: &serde_json::Value) -> String {
    let effective =
        if value["effective"].is_null() { "without limit".to_owned() } else { say::show(&value["effective"]) };
    let ceiling = match &value["ceiling"] {
        serde_json::Value::Null => "no ceiling".to_owned(),
        found => format!(
            "ceiling {} in a country, {} worldwide ({} at first)",
            say::show(&found["per_country"]),
            say::show(&found["worldwide"]),
            say::show(&found["initial"])
        ),
    };
    let countries = value["countries"].as_array().cloned().unwrap_or_default();
    let used = countries.iter().map(|one| format!("{} {}", say::show(&one["country"]), say::show(&one["used"])));
    let used = if value["used"].is_null() { say::show(&value["used"]) } else { used.collect::<Vec<_>>().join(", ") };
    format!(
        "{} granted ({} core, {} incremental); usable {effective}; {ceiling}; used {used}",
        say::show(&value["granted"]),
        say::show(&value["core"]),
        say::show(&value["incremental"])
    )
}

/// A next year: its days, and each benefit with what it is now and why it differs.
pub(crate) fn coming(value: &serde_json::Value, brief: bool) -> Vec<String> {
    let refusal = match value["refusal"]["code"].as_str() {
        Some(code) => format!("; refused {code}"),
        None => String::new(),
    };
    let mut lines = vec![format!(
        "{} renewed on {} to {}{refusal}",
        say::show(&value["offer"]),
        say::show(&value["renewed_on"]),
        say::show(&value["anniversary"])
    )];
    let amount = |amount: &serde_json::Value| match amount["unlimited"].as_bool() {
        Some(true) => "without limit".to_owned(),
        _ => say::show(&amount["granted"]),
    };
    for line in value["benefits"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let reasons = line["reasons"].as_array().map(Vec::as_slice).unwrap_or_default();
        if brief && line["change"] == "same" && reasons.is_empty() {
            continue;
        }
        let mut said = format!(
            "{} {}: {} → {} {}",
            say::show(&line["change"]),
            say::show(&line["benefit"]),
            amount(&line["now"]),
            amount(&line["next"]),
            say::show(&line["unit"])
        );
        for reason in reasons {
            said.push_str(&format!("; {}", say::show(&reason["code"])));
            for part in ["competency", "from", "to", "on", "count"] {
                if !reason[part].is_null() {
                    said.push_str(&format!(" {}", say::show(&reason[part])));
                }
            }
        }
        lines.push(said);
    }
    lines
}

/// How many lines are not provisioned.
pub(crate) fn provisioned(items: &[serde_json::Value]) -> String {
    let overdue = items.iter().filter(|one| one["state"] == "overdue").count();
    format!("{} open, {overdue} overdue", items.len())
}

pub(crate) fn may_use(value: &serde_json::Value) -> String {
    let mut line = format!(
        "{} {}; until {}",
        say::show(&value["decision"]),
        say::show(&value["code"]),
        say::show(&value["until"])
    );
    for one in value["would_change"].as_array().map(Vec::as_slice).unwrap_or_default() {
        line.push_str(&format!("; {}", say::show(&one["act"])));
    }
    line
}
