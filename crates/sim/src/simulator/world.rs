//! The world that a seed brings about: companies, servers with caches and clocks of their own, a network that loses,
//! doubles and delays, and a database that fails. One thread, and no clock but its own.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::account::{Account, Funds};
use symbolon_domain::audit::AuditAct;
use symbolon_domain::campaign::{self, Run, RunAct, RunContext, RunState};
use symbolon_domain::command::{Command, PartnerRef};
use symbolon_domain::decide::{Context, Decision, NewFact, decide, moment};
use symbolon_domain::fact::{Entry, Fact};
use symbolon_domain::ids::*;
use symbolon_domain::merge::Partner;
use symbolon_domain::notice::{due, recipients, settled, since};
use symbolon_domain::people::{self, Member, RoleChange, Team};
use symbolon_domain::programme::{day, plus_days};
use symbolon_domain::requirement::Association;
use symbolon_domain::standing::still_installed;
use symbolon_domain::sweep::Course;
use symbolon_domain::ticket::{self, Ticket, TicketAct, TicketOutcome, TicketReason, TicketState};

use super::checks;
use super::coverage::{CHANGE_ROLES, Coverage, FaultKind, PROPOSE_RUN, run_act};
use super::dice::{Dice, mix};
use super::model::Model;
use super::swarm::Plan;
use super::workload::{Kind, Scene, missed};

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;
/// How long an idempotency key is kept, in days; as in the store.
const KEPT_DAYS: i64 = 7;
/// How often a transaction is tried again when another process was in the way; as in the store.
const TRIES: usize = 5;
/// How often a client asks again before it gives up.
const ATTEMPTS: u32 = 6;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// A person.
    Person(PersonId),
    /// The vendor's service.
    Vendor,
}

/// A request as it travels.
#[derive(Debug)]
pub struct Request {
    pub(crate) key: u64,
    pub(crate) fingerprint: u64,
    pub(crate) account: AccountId,
    pub(crate) caller: Caller,
    pub(crate) command: Command,
}

/// An answer: an outcome code, and the number of the newest fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Answer {
    code: &'static str,
    seq: u64,
}

/// What comes back to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reply {
    Done(Answer),
    /// The key belongs to something else.
    KeyReused,
    /// Nothing was done.
    Busy,
    /// Nobody can tell whether it was done.
    Unknown,
    /// Nothing.
    Silence,
}

#[derive(Debug, Clone)]
struct Ledger {
    entries: Vec<Arc<Entry>>,
    heads: Vec<u64>,
    account: Account,
    /// A hash of every fact.
    hash: u64,
}

#[derive(Debug, Clone)]
struct Kept {
    fingerprint: u64,
    answer: Answer,
    at: i64,
}

/// What is on the disk.
#[derive(Debug, Clone, Default)]
struct Disk {
    ledgers: BTreeMap<AccountId, Ledger>,
    kept: BTreeMap<u64, Kept>,
    people: BTreeMap<PersonId, Person>,
    notices: BTreeSet<(MembershipId, u32, String)>,
    /// In the order in which they were opened.
    tickets: Vec<Ticket>,
    runs: Vec<Running>,
    looked: Option<Date>,
    numbers: [u64; 4],
}

/// A run of a campaign, and its members that were neither enrolled nor refused yet.
#[derive(Debug, Clone)]
struct Running {
    run: Run,
    waits: BTreeSet<(AccountId, MembershipId)>,
}

impl Disk {
    /// The company that another one has become a part of, or itself.
    fn now(&self, id: AccountId) -> AccountId {
        let into = self.ledgers.get(&id).and_then(|ledger| ledger.account.merged_into);
        into.map_or(id, |(into, _)| self.now(into))
    }

    fn head(&self, id: AccountId) -> (u64, u64) {
        self.ledgers.get(&id).map_or((0, 0), |ledger| (ledger.account.seq, ledger.heads.last().copied().unwrap_or(0)))
    }
}

#[derive(Debug, Clone, Default)]
struct Server {
    cache: BTreeMap<AccountId, (Account, u64)>,
    skew: i64,
    swept: i64,
}

/// What a transaction has decided and not yet committed.
#[derive(Default)]
struct Uncommitted {
    accounts: BTreeMap<AccountId, (Account, u64)>,
    entries: Vec<Entry>,
    heads: Vec<u64>,
    kept: Vec<(u64, Kept)>,
    numbers: [u64; 4],
    decided: Vec<Decided>,
}

struct Decided {
    request: Rc<Request>,
    account: AccountId,
    partner: Option<AccountId>,
    before: Account,
    after: Account,
    ctx: Context,
    decision: Decision,
}

#[derive(Debug)]
struct Intent {
    request: Rc<Request>,
    attempts: u32,
    answer: Option<Answer>,
    epoch: u32,
    at: i64,
}

#[derive(Debug, Clone)]
enum Flight {
    Request(usize, Rc<Request>),
    Retry(u64),
}

/// What was committed, for whoever wants to read a run.
#[derive(Debug, Clone)]
pub struct Line {
    /// The instant, as the account has it.
    pub now: i64,
    /// The company.
    pub account: AccountId,
    /// Who asked.
    pub caller: Caller,
    /// For what.
    pub command: Command,
    /// The outcome.
    pub code: &'static str,
    /// What was recorded.
    pub facts: Vec<Fact>,
    /// The bits that ids were made from.
    pub random: u128,
}

/// What was done about a ticket.
#[derive(Debug, Clone)]
pub struct Desk {
    /// How many lines there were before it.
    pub at: usize,
    /// The instant.
    pub now: i64,
    /// Who, with the roles of that moment.
    pub actor: Actor,
    /// The ticket, as it was opened or as it was before.
    pub ticket: Ticket,
    /// What was done; none: it was opened.
    pub act: Option<TicketAct>,
    /// The outcome.
    pub code: &'static str,
}

/// A change of somebody's roles that was asked for.
#[derive(Debug, Clone)]
pub struct Hand {
    /// How many lines there were before it.
    pub at: usize,
    /// The instant.
    pub now: i64,
    /// The company.
    pub account: AccountId,
    /// Who asked, with the roles of that moment.
    pub actor: Actor,
    /// Whose roles.
    pub person: PersonId,
    /// Which.
    pub change: RoleChange,
    /// The outcome.
    pub code: &'static str,
}

/// A world.
pub struct World<'p> {
    plan: &'p Plan,
    zone: TimeZone,
    now: i64,
    disk: Disk,
    models: BTreeMap<AccountId, Model>,
    copy: Option<(Disk, BTreeMap<AccountId, Model>)>,
    servers: Vec<Server>,
    flights: BTreeMap<(i64, u64), Flight>,
    intents: BTreeMap<u64, Intent>,
    /// When each key had an effect, and under which copy of the database.
    effects: BTreeMap<u64, (u32, i64)>,
    epoch: u32,
    order: u64,
    paused_until: i64,
    looked_on: Option<Date>,
    calm: bool,
    companies: Vec<AccountId>,
    staff: BTreeMap<AccountId, Vec<PersonId>>,
    /// A company that has nothing, where there is no other one.
    nobody: Account,
    /// The vendor's own people.
    desk: Vec<PersonId>,
    /// What was seen.
    pub coverage: Coverage,
    /// A hash of everything that happened.
    pub trace: u64,
    /// What was committed, where somebody wants to read it.
    pub lines: Option<Vec<Line>>,
    /// What was done about tickets, where somebody wants to read it.
    pub desks: Vec<Desk>,
    /// Which changes of roles were asked for, where somebody wants to read it.
    pub hands: Vec<Hand>,
    began: i64,
}

type Done = Result<(), String>;

/// From when on idempotency keys count.
fn kept_from(clock: i64) -> i64 {
    (clock.div_euclid(DAY) - KEPT_DAYS) * DAY
}

fn text_hash(text: &str) -> u64 {
    // Eight bytes at a time: bodies of facts are long.
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let last = rest.iter().fold(text.len() as u64, |word, byte| (word << 8) | u64::from(*byte));
    let word = |hash: u64, word: &[u8; 8]| (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    words.iter().fold(last, |hash, bytes| word(hash, bytes).rotate_left(29))
}

impl<'p> World<'p> {
    /// A world in which companies have just joined the network.
    pub fn new(plan: &'p Plan, seed: u64, keep_lines: bool) -> Result<Self, String> {
        let zone = TimeZone::get(&plan.programmes.current().time_zone).map_err(|error| error.to_string())?;
        let began = 1_572_948_000 * SECOND + i64::try_from(seed % 1_500).unwrap_or_default() * DAY;
        let servers = plan.skew.iter().map(|skew| Server { skew: *skew, ..Server::default() }).collect();
        let mut world = Self {
            plan,
            zone,
            now: began,
            disk: Disk { numbers: [1_000_001, 1_001, 1, 1], ..Disk::default() },
            models: BTreeMap::new(),
            copy: None,
            servers,
            flights: BTreeMap::new(),
            intents: BTreeMap::new(),
            effects: BTreeMap::new(),
            epoch: 0,
            order: 0,
            paused_until: i64::MIN,
            looked_on: None,
            calm: true,
            companies: Vec::new(),
            staff: BTreeMap::new(),
            nobody: Account::default(),
            desk: Vec::new(),
            coverage: Coverage::default(),
            trace: mix(seed, 1),
            lines: keep_lines.then(Vec::new),
            desks: Vec::new(),
            hands: Vec::new(),
            began,
        };
        world.settle_in()?;
        world.calm = false;
        Ok(world)
    }

    fn settle_in(&mut self) -> Done {
        let mut ids = Minter::new(1_500_000_000_000, 77);
        for at in 0..self.plan.companies {
            let id = ids.account();
            self.companies.push(id);
            let country = ["FR", "FR", "GB", "DE"][at % 4].to_owned();
            let open = Command::OpenAccount { country, verified: at != 1, profile: None };
            let scene = [
                open,
                Command::AddLocation { country: "DE".to_owned() },
                Command::LinkTenant { domain: format!("one-{at}.example") },
                Command::LinkTenant { domain: format!("two-{at}.example") },
            ];
            for (step, command) in scene.into_iter().enumerate() {
                self.order += 1;
                let request = self.request(mix(self.order, at as u64 + step as u64), id, Caller::Vendor, command);
                self.send(0, vec![request], &mut Dice::new(self.order))?;
            }
            let tenants: BTreeSet<TenantId> = self
                .disk
                .ledgers
                .get(&id)
                .map(|held| held.account.tenants.keys().copied().collect())
                .unwrap_or_default();
            for seat in 0..10 {
                let roles: BTreeSet<Role> = match seat {
                    0 => [Role::GlobalAdmin, Role::AccountAdmin].into(),
                    1 => [Role::ProgrammeAdmin].into(),
                    9 => [Role::Guest].into(),
                    _ => [Role::Employee].into(),
                };
                let person = Person {
                    id: ids.person(),
                    account: Some(id),
                    kind: match seat {
                        8 => IdentityKind::Shared,
                        9 => IdentityKind::Guest,
                        _ => IdentityKind::Named,
                    },
                    in_directory: seat != 7,
                    // Somebody is known to every company, and has several entries in one that others became a part of.
                    address: Some(match seat {
                        5 => "everywhere@company.example".to_owned(),
                        6 => format!("{id}@gmail.com"),
                        _ => format!("{seat}.{id}@company.example"),
                    }),
                    roles,
                    admin_of: if seat < 2 { tenants.clone() } else { BTreeSet::new() },
                };
                self.staff.entry(id).or_default().push(person.id);
                self.disk.people.insert(person.id, person);
            }
        }
        // What one of the vendor's people proposes another one approves, so there are some.
        for seat in 0..3 {
            let roles = match seat {
                0 | 1 => [Role::SupportAgent, Role::ProgrammeManager].into(),
                _ => [Role::SupportAgent].into(),
            };
            let person = Person {
                id: ids.person(),
                account: None,
                kind: IdentityKind::Named,
                in_directory: true,
                address: None,
                roles,
                admin_of: BTreeSet::new(),
            };
            self.desk.push(person.id);
            self.disk.people.insert(person.id, person);
        }
        Ok(())
    }

    fn request(&self, key: u64, account: AccountId, caller: Caller, command: Command) -> Rc<Request> {
        Rc::new(Request { key, fingerprint: key, account, caller, command })
    }

    /// Company-years that have passed.
    pub fn account_days(&self) -> u64 {
        let companies = u64::try_from(self.companies.len()).unwrap_or_default();
        u64::try_from((self.now - self.began) / DAY).unwrap_or_default() * companies
    }

    fn today(&self) -> Date {
        day(self.now, &self.zone)
    }

    fn faulty(&mut self, kind: FaultKind, dice: &mut Dice) -> bool {
        !self.calm && dice.below(1_000) < self.plan.rate(kind)
    }

    /// One step: time passes, then something is asked for.
    pub fn step(&mut self, seed: u64) -> Done {
        let mut dice = Dice::new(seed);
        let urgent: Vec<AccountId> = self.companies.iter().copied().filter(|id| self.is_urgent(*id)).collect();
        let urgent = dice.pick(urgent).filter(|_| dice.one_in(2));
        let Some(company) = urgent.or_else(|| dice.pick(self.companies.iter().copied())) else { return Ok(()) };
        self.pass(company, &mut dice)?;
        self.mishap(company, &mut dice);
        if dice.one_in(4) {
            self.at_the_desk(company, seed, &mut dice)?;
        }
        if dice.one_in(6) {
            self.in_the_team(company, &mut dice)?;
        }
        if dice.one_in(6) {
            self.at_a_campaign(seed, &mut dice)?;
        }
        let server = dice.below(self.servers.len());
        let mut batch = Vec::new();
        let count = if dice.one_in(8) { 2 + dice.below(3) } else { 1 };
        for at in 0..count {
            // What arrives together is mostly about one company.
            let other = dice.pick(self.companies.iter().copied()).filter(|_| at > 0 && dice.one_in(3));
            let company = other.unwrap_or(company);
            let key = mix(seed, 1 + at as u64);
            for command in self.wishes(company, key, &mut dice) {
                let caller = self.caller(company, &command, &mut dice);
                let key = mix(key, 1 + batch.len() as u64);
                batch.push(self.request(key, company, caller, command));
            }
        }
        for request in &batch {
            let request = request.clone();
            let intent =
                Intent { request: request.clone(), attempts: 0, answer: None, epoch: self.epoch, at: self.now };
            self.intents.insert(request.key, intent);
        }
        self.travel(server, batch, &mut dice)
    }

    /// Somebody opens a ticket, or something is done to one. Tickets are plain rows: one call each, and no outbox.
    fn at_the_desk(&mut self, company: AccountId, seed: u64, dice: &mut Dice) -> Done {
        let company = self.disk.now(company);
        let Some(account) = self.disk.ledgers.get(&company).map(|held| held.account.clone()) else { return Ok(()) };
        let server = dice.below(self.servers.len());
        let now = self.now + self.servers[server].skew;
        let today = day(now, &self.zone);
        let own: Vec<usize> = self
            .disk
            .tickets
            .iter()
            .enumerate()
            .filter(|(_, held)| held.account == company)
            .map(|(at, _)| at)
            .collect();
        let waits = own.iter().rev().take(3).copied().filter(|at| self.disk.tickets[*at].state.is_open());
        let one = dice.pick(waits).filter(|_| !dice.one_in(8)).or_else(|| dice.pick(own.iter().rev().take(6).copied()));
        let programme = self.plan.programmes.current();
        // Who missed a window and may come back asks for it at once.
        let gone = account.memberships.values().rev().find(|held| missed(programme, held, today, today));
        let asks = |ticket: &Ticket| ticket.reason == TicketReason::LateOverride && ticket.state.is_open();
        let late = gone.filter(|_| !own.iter().any(|at| asks(&self.disk.tickets[*at])));
        let one = one.filter(|_| !dice.one_in(3) && late.is_none());
        let act = one.map(|at| fitting(&self.disk.tickets[at], dice));
        let by_desk = act
            .is_some_and(|act| matches!(act, TicketAct::Take | TicketAct::Ask | TicketAct::Grant | TicketAct::Refuse));
        let found = match one {
            Some(_) if dice.one_in(20) => dice.pick(self.disk.people.keys().copied()),
            Some(_) if by_desk || dice.one_in(8) => dice.pick(self.desk.iter().copied()),
            Some(at) => Some(self.disk.tickets[at].opened_by),
            None => dice.pick(self.staff.get(&company).into_iter().flatten().copied()),
        };
        let Some(person) = found else { return Ok(()) };
        let actor = self.actor(Caller::Person(person));
        let (ticket, act, code) = match one.zip(act) {
            Some((at, act)) => {
                let held = self.disk.tickets[at].clone();
                let decided = ticket::decide((&account, &self.plan.programmes), &held, act, &actor, today);
                let code = decided.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
                if let Ok((next, _)) = decided {
                    self.disk.tickets[at] = next;
                }
                (held, Some(act), code)
            }
            None => {
                let location = dice.pick(account.locations.keys().map(ToString::to_string));
                let (reason, subject) = match (dice.below(4), late, location) {
                    (0..=2, Some(held), _) => (TicketReason::LateOverride, Some(held.id.to_string())),
                    (0..=2, _, Some(location)) => (TicketReason::LocationRemoval, Some(location)),
                    _ => {
                        let reason = dice.pick(TicketReason::ALL.iter().copied()).unwrap_or(TicketReason::Other);
                        let tokens = account.tokens.keys().map(ToString::to_string).rev().take(4);
                        let orders = account.orders.keys().map(ToString::to_string);
                        let keys = account.keys.keys().map(ToString::to_string).rev().take(2);
                        // Mostly one of the things that can be asked about.
                        let thing = match reason {
                            _ if dice.one_in(8) => dice.pick(tokens.chain(orders).chain(keys)),
                            TicketReason::Refund => dice.pick(orders),
                            TicketReason::MoreActivations => dice.pick(keys),
                            _ => dice.pick(tokens),
                        };
                        (reason, thing.filter(|_| reason.needs_subject() && !dice.one_in(12)))
                    }
                };
                let mut ids = Minter::new(u64::try_from(now / 1_000).unwrap_or(0), u128::from(mix(seed, 11)));
                let place = self.disk.tickets.len() as u64 + 1;
                let ticket = Ticket::opened(ids.ticket(), place, (company, person), (reason, subject), today);
                let request = self.request(0, company, Caller::Person(person), Command::ReviewProfile);
                let ctx = self.context(server, &Uncommitted::default(), &request, &account);
                let found = ticket::suggest(&account, &self.plan.programmes, reason, ticket.subject.as_deref(), &ctx);
                let code = found.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
                if found.is_ok() {
                    self.disk.tickets.push(ticket.clone());
                }
                (ticket, None, code)
            }
        };
        let name = act.map_or(AuditAct::OpenTicket, TicketAct::audited).code();
        self.said(name, code);
        if let Some(lines) = &self.lines {
            self.desks.push(Desk { at: lines.len(), now, actor, ticket, act, code });
        }
        Ok(())
    }

    /// Somebody gives or takes roles in a company. People are plain rows: one call, and no outbox.
    fn in_the_team(&mut self, company: AccountId, dice: &mut Dice) -> Done {
        let company = self.disk.now(company);
        let Some(account) = self.disk.ledgers.get(&company).map(|held| &held.account) else { return Ok(()) };
        let closed_on = account.closed_on;
        let server = dice.below(self.servers.len());
        let now = self.now + self.servers[server].skew;
        // Whoever came with another company is still in that one's directory (I-09).
        let directory = |person: PersonId| {
            let of = self.staff.iter().find(|(_, people)| people.contains(&person));
            of.map_or(company, |(directory, _)| *directory)
        };
        let members = self.disk.people.values().filter(|person| person.account == Some(company));
        let members: Vec<Member> =
            members.map(|person| Member { directory: directory(person.id), person: person.clone() }).collect();
        let bosses = members.iter().filter(|member| member.person.roles.contains(&Role::GlobalAdmin));
        let bosses: Vec<PersonId> = bosses.map(|member| member.person.id).collect();
        let first = members.first().map(|member| member.person.id);
        let tenants = people::tenants_of(company, account, &members);
        let found = match dice.below(8) {
            0 => dice.pick(self.disk.people.keys().copied()),
            1 => dice.pick(self.desk.iter().copied()),
            2 => dice.pick(members.iter().map(|member| member.person.id)),
            // Where nobody is left, the vendor helps (I-12).
            _ => dice.pick(bosses.iter().copied()).or_else(|| self.desk.first().copied()),
        };
        let Some(caller) = found else { return Ok(()) };
        let actor = self.actor(Caller::Person(caller));
        let team = Team { account: company, closed_on, tenants, directories: [directory(caller)].into(), members };
        let person = match dice.below(24) {
            0 => dice.pick(self.disk.people.keys().copied()),
            _ if bosses.is_empty() => first,
            _ => dice.pick(team.members.iter().map(|member| member.person.id)),
        };
        let Some(person) = person else { return Ok(()) };
        let held = self.disk.people.get(&person).map(|person| person.roles.clone()).unwrap_or_default();
        let role = match bosses.is_empty() && dice.one_in(2) {
            true => Some(Role::GlobalAdmin),
            false => {
                let any = dice.one_in(8);
                dice.pick(Role::ALL.iter().copied().filter(|role| any || role.is_partner()))
            }
        };
        let taken = dice.pick(held.iter().copied()).filter(|_| dice.one_in(3));
        let knows = dice.one_in(3);
        let change = RoleChange {
            give: role.filter(|_| taken.is_none() || dice.one_in(4)).into_iter().collect(),
            take: taken.into_iter().collect(),
            acknowledged: taken.filter(|_| knows).into_iter().collect(),
        };
        let programme = self.plan.programmes.current();
        let today = day(now, &self.zone);
        let decided = people::change_roles(programme, &team, person, &change, &actor, today);
        let code = decided.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
        if let Ok(changed) = &decided {
            checks::roles(&team, person, &change, &actor, &changed.roles)?;
            if let Some(person) = self.disk.people.get_mut(&person) {
                (person.roles, person.admin_of) = (changed.roles.clone(), changed.admin_of.clone());
            }
        }
        self.said(CHANGE_ROLES, code);
        if let Some(lines) = &self.lines {
            self.hands.push(Hand { at: lines.len(), now, account: company, actor, person, change, code });
        }
        Ok(())
    }

    /// The vendor's people make a run of a campaign, and take it on its way. Runs are plain rows; what they enrol is not.
    fn at_a_campaign(&mut self, seed: u64, dice: &mut Dice) -> Done {
        let plan = self.plan;
        let programme = plan.programmes.current();
        let server = dice.below(self.servers.len());
        let now = self.now + self.servers[server].skew;
        let today = day(now, &self.zone);
        let caller = match dice.one_in(10) {
            true => dice.pick(self.disk.people.keys().copied()),
            false => dice.pick(self.desk.iter().copied()),
        };
        let Some(caller) = caller else { return Ok(()) };
        let actor = self.actor(Caller::Person(caller));
        let by = caller.to_string();
        let at =
            self.disk.runs.iter().rposition(|held| held.run.state() != RunState::Closed).filter(|_| !dice.one_in(8));
        let at = at.or_else(|| self.disk.runs.len().checked_sub(1).filter(|_| dice.one_in(8)));
        let Some(at) = at else {
            let any = dice.pick(programme.campaigns.keys().cloned()).filter(|_| !dice.one_in(20));
            let name = any.unwrap_or_else(|| "no-such-campaign".to_owned());
            let members = self.reached(&name, today);
            let open = self.disk.runs.iter().map(|held| &held.run);
            let open = open.rev().find(|run| run.campaign == name && run.state() != RunState::Closed);
            let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
            let ctx = RunContext { actor: &actor, by: &by, today, pending: 0 };
            let proposed = campaign::propose(programme, &name, count, open, ctx);
            let code = proposed.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
            if proposed.is_ok() {
                let most = programme.campaigns.get(&name).map_or(0, |campaign| campaign.max_members);
                checked("J-40", count <= most, || format!("{count} members of {most}"))?;
                let mut ids = Minter::new(u64::try_from(now / 1_000).unwrap_or(0), u128::from(mix(seed, 13)));
                // Now and then the programme has moved on since the members were counted.
                let content_hash = match dice.one_in(8) {
                    true => "another".to_owned(),
                    false => programme.content_hash.clone(),
                };
                let run = Run {
                    id: ids.run(),
                    campaign: name,
                    content_hash,
                    members: count,
                    proposed_by: by,
                    proposed_on: today,
                    approved: None,
                    started: None,
                    closed: None,
                };
                self.disk.runs.push(Running { run, waits: members.into_iter().collect() });
            }
            self.said(PROPOSE_RUN, code);
            return Ok(());
        };
        let Running { run, waits } = &self.disk.runs[at];
        let act = match run.state() {
            RunState::Simulated => RunAct::Approve,
            RunState::Approved => RunAct::Start,
            // It goes on where it was interrupted.
            RunState::Running if !waits.is_empty() && !dice.one_in(4) => {
                let (run, count) = (run.clone(), 1 + dice.below(3));
                for member in waits.iter().copied().take(count).collect::<Vec<_>>() {
                    self.enrol(server, at, &run, member, dice)?;
                }
                return Ok(());
            }
            RunState::Running | RunState::Closed => RunAct::Close,
        };
        let act = if dice.one_in(8) { RunAct::ALL[dice.below(3)] } else { act };
        let pending = u32::try_from(waits.len()).unwrap_or(u32::MAX);
        let decided = campaign::decide_run(programme, run, act, RunContext { actor: &actor, by: &by, today, pending });
        let code = decided.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
        if let Ok((next, _)) = decided {
            let (state, proposed_by) = (run.state(), run.proposed_by.clone());
            let turn = match act {
                RunAct::Approve => state == RunState::Simulated && proposed_by != by,
                RunAct::Start => state == RunState::Approved,
                RunAct::Close => state != RunState::Closed && (state != RunState::Running || pending == 0),
            };
            checked("J-40", turn, || format!("{act} of a run that is {state}, proposed by {proposed_by}, by {by}"))?;
            self.disk.runs[at].run = next;
        }
        self.said(run_act(act), code);
        Ok(())
    }

    /// What happened to something that is a plain row.
    fn said(&mut self, name: &'static str, code: &'static str) {
        self.coverage.outcome(name, code);
        self.trace = mix(self.trace, mix(text_hash(name), text_hash(code)));
    }

    /// The memberships that a campaign would reach on a day.
    fn reached(&self, name: &str, today: Date) -> Vec<(AccountId, MembershipId)> {
        let programme = self.plan.programmes.current();
        let Some(known) = programme.campaigns.get(name) else { return Vec::new() };
        let ledgers = self.disk.ledgers.iter().filter(|(_, ledger)| ledger.account.merged_into.is_none());
        let all =
            ledgers.flat_map(|(id, ledger)| ledger.account.memberships.keys().map(move |held| (*id, *held, ledger)));
        let reaches = |held: MembershipId, ledger: &Ledger| {
            campaign::reaches(&ledger.account, programme, known, held, today).is_ok()
        };
        all.filter(|(_, held, ledger)| reaches(*held, ledger)).map(|(id, held, _)| (id, held)).collect()
    }

    /// Enrols a member of a run. What could not be done now is done when the run goes on.
    fn enrol(
        &mut self,
        server: usize,
        at: usize,
        run: &Run,
        (account, membership): (AccountId, MembershipId),
        dice: &mut Dice,
    ) -> Done {
        self.order += 1;
        let command = Command::EnrolInCampaign { membership, campaign: run.campaign.clone(), run: run.id };
        let request = self.request(mix(self.trace, self.order), account, Caller::Vendor, command);
        let replies = self.transact(server, &[request], dice)?;
        let Some(Reply::Done(answer)) = replies.first() else { return Ok(()) };
        let enrolled = self.disk.ledgers.get(&self.disk.now(account)).is_some_and(|ledger| {
            let of = |(of, _): &(MembershipId, u32)| *of == membership;
            ledger.account.enrolments.iter().any(|(id, held)| of(id) && held.run == run.id)
        });
        let allowed = answer.code == "allowed";
        checked("J-30", enrolled || !allowed, || format!("{membership} is not enrolled by {}", run.id))?;
        if let Some(held) = self.disk.runs.get_mut(at) {
            held.waits.remove(&(account, membership));
        }
        Ok(())
    }

    /// Whether a company has a window that is open, or tokens whose last day is near.
    fn is_urgent(&self, id: AccountId) -> bool {
        let today = self.today();
        self.disk.ledgers.get(&self.disk.now(id)).is_some_and(|held| {
            held.account.memberships.values().rev().take(2).any(|held| {
                let days = held.last_year().days;
                held.closed.is_none() && days.renew_from <= today && today <= days.renew_to
            })
        })
    }

    /// What a company asks for next; a renewal mostly after the review that it needs.
    fn wishes(&self, company: AccountId, key: u64, dice: &mut Dice) -> Vec<Command> {
        let company = self.disk.now(company);
        let Some(own) = self.disk.ledgers.get(&company) else { return Vec::new() };
        let other = dice.pick(self.companies.iter().copied()).map(|other| self.disk.now(other));
        let other = other.filter(|other| *other != company);
        let tickets = self.disk.tickets.iter().rev().filter(|held| held.account == company || dice.one_in(20));
        let tickets: Vec<Ticket> = tickets.take(8).cloned().collect();
        let other = other.and_then(|other| self.disk.ledgers.get(&other)).map_or(&self.nobody, |held| &held.account);
        let mut scene = Scene {
            account: &own.account,
            other,
            programme: self.plan.programmes.current(),
            tickets: &tickets,
            people: self.staff.get(&company).map(Vec::as_slice).unwrap_or_default(),
            today: self.today(),
            ids: Minter::new(u64::try_from(self.now / 1_000).unwrap_or(0), u128::from(mix(key, 7))),
        };
        let all: usize = self.plan.mix.iter().map(|(_, weight)| weight).sum();
        // What lies nearest is done half of the time, so that companies live and do not only ask.
        if dice.one_in(2)
            && let Some(command) = scene.nearest(dice)
        {
            return match Kind::of(&command) {
                Kind::Renew | Kind::PlaceOrder => vec![Command::ReviewProfile, command],
                _ => vec![command],
            };
        }
        // Some kinds have nothing that they could be about.
        for _ in 0..6 {
            let mut at = dice.below(all);
            let kind = self.plan.mix.iter().find(|(_, weight)| match at.checked_sub(*weight) {
                Some(rest) => {
                    at = rest;
                    false
                }
                None => true,
            });
            let Some(command) = kind.and_then(|(kind, _)| scene.command(*kind, dice)) else { continue };
            let renews = matches!(Kind::of(&command), Kind::Renew | Kind::PlaceOrder);
            return match renews && !dice.one_in(6) {
                true => vec![Command::ReviewProfile, command],
                false => vec![command],
            };
        }
        vec![Command::ReviewProfile]
    }

    fn caller(&self, company: AccountId, command: &Command, dice: &mut Dice) -> Caller {
        let staff = self.staff.get(&company).map(Vec::as_slice).unwrap_or_default();
        if dice.one_in(40) {
            return dice.pick(self.disk.people.keys().copied()).map_or(Caller::Vendor, Caller::Person);
        }
        let account = self.disk.ledgers.get(&self.disk.now(company)).map(|held| &held.account);
        if let (Command::ActivateSeat { assignment }, Some(account)) = (command, account)
            && let Some(held) = account.assignments.get(assignment).filter(|_| !dice.one_in(8))
        {
            return Caller::Person(held.person);
        }
        let asks = match command {
            Command::RequestSeat { person, .. } => Some(*person),
            Command::WithdrawSeatRequest { .. } => account.and_then(|account| command.concerned(account)),
            _ => None,
        };
        if let Some(person) = asks.filter(|_| !dice.one_in(8)) {
            return Caller::Person(person);
        }
        // The vendor's people act themselves where one of them has to agree with another.
        if matches!(
            command,
            Command::ProposeOverride { .. } | Command::DecideOverride { .. } | Command::EndOverride { .. }
        ) {
            return dice.pick(self.desk.iter().copied()).map_or(Caller::Vendor, Caller::Person);
        }
        let roles = command.capability().map_or(&[Role::GlobalAdmin][..], |capability| capability.roles());
        let own = roles.iter().any(|role| matches!(role, Role::GlobalAdmin | Role::AccountAdmin));
        match staff.first().filter(|_| own) {
            Some(boss) => Caller::Person(*boss),
            None => Caller::Vendor,
        }
    }

    /// Lets time pass: minutes, days, or to a day on which something changes for a company, or beside it.
    fn pass(&mut self, company: AccountId, dice: &mut Dice) -> Done {
        let to = match dice.below(16) {
            0..=10 => self.now + dice.between(0, 40) * 60 * SECOND,
            11..=14 => {
                let held =
                    self.disk.ledgers.get(&self.disk.now(company)).map(|held| held.account.clone()).unwrap_or_default();
                let scene = Scene {
                    account: &held,
                    other: &held,
                    programme: self.plan.programmes.current(),
                    tickets: &[],
                    people: &[],
                    today: self.today(),
                    ids: Minter::new(0, 0),
                };
                let beside = i32::try_from(dice.between(-1, 1)).unwrap_or_default();
                let at = [0, 0, 0, 1, 2][dice.below(5)];
                let found = scene.boundaries().into_iter().filter_map(|day| plus_days(day, beside)).nth(at);
                self.coverage.boundary += 1;
                // Any minute of the day: its first and last ones are where zones differ.
                let minute = [0, 0, 1, 719, 1_438, 1_439][dice.below(6)];
                let midnight = found.and_then(|day| day.to_zoned(self.zone.clone()).ok());
                midnight.map_or(self.now, |at| at.timestamp().as_microsecond() + minute * 60 * SECOND)
            }
            _ => self.now + dice.between(1, 20) * DAY + dice.between(0, 86_399) * SECOND,
        };
        self.until(to.max(self.now), dice)
    }

    /// Lets everything arrive that is on its way until then.
    fn until(&mut self, to: i64, dice: &mut Dice) -> Done {
        while let Some((at, flight)) = self.flights.first_key_value().filter(|(at, _)| at.0 <= to) {
            let (at, flight) = (*at, flight.clone());
            self.flights.remove(&at);
            self.now = self.now.max(at.0);
            match flight {
                Flight::Request(server, request) => self.send(server % self.servers.len(), vec![request], dice)?,
                Flight::Retry(key) => {
                    let Some(intent) = self.intents.get(&key).filter(|intent| intent.answer.is_none()) else {
                        continue;
                    };
                    let request = intent.request.clone();
                    let server = dice.below(self.servers.len());
                    self.travel(server, vec![request], dice)?;
                }
            }
        }
        self.now = to;
        if self.looked_on != Some(self.today()) && self.now >= self.paused_until {
            self.looked_on = Some(self.today());
            let server = dice.below(self.servers.len());
            self.look(server)?;
        }
        Ok(())
    }

    fn later(&mut self, at: i64, flight: Flight) {
        self.order += 1;
        self.flights.insert((at, self.order), flight);
    }

    /// Something that goes wrong by itself.
    fn mishap(&mut self, company: AccountId, dice: &mut Dice) {
        if self.faulty(FaultKind::ClockJump, dice) {
            let server = dice.below(self.servers.len());
            self.servers[server].skew = dice.between(-400, 400) * DAY / [1, 1, 400, 4_000][dice.below(4)];
            self.coverage.fault(FaultKind::ClockJump, "went on");
        }
        if self.faulty(FaultKind::Paused, dice) {
            self.paused_until = self.now + dice.between(1, 120) * DAY;
            self.coverage.fault(FaultKind::Paused, "went on");
        }
        if self.faulty(FaultKind::RolesChange, dice) {
            let staff = self.staff.get(&company).cloned().unwrap_or_default();
            if let Some(person) = dice.pick(staff).and_then(|id| self.disk.people.get_mut(&id)) {
                // Whoever has roles loses them; the next change gives them back.
                person.roles = match person.roles.contains(&Role::Employee) {
                    true => [Role::GlobalAdmin, Role::AccountAdmin].into(),
                    false => [Role::Employee].into(),
                };
                person.in_directory = !dice.one_in(6);
            }
            self.coverage.fault(FaultKind::RolesChange, "went on");
        }
        if self.faulty(FaultKind::Restored, dice) {
            match self.copy.take() {
                Some((disk, models)) => {
                    (self.disk, self.models) = (disk, models);
                    self.epoch += 1;
                    if self.plan.alone {
                        self.servers.iter_mut().for_each(|server| server.cache.clear());
                    }
                    self.coverage.fault(FaultKind::Restored, "went on");
                }
                None => self.copy = Some((self.disk.clone(), self.models.clone())),
            }
        }
        if self.faulty(FaultKind::KeyReused, dice) {
            let at = dice.below(self.intents.len());
            let answered = |intent: &&Intent| intent.answer.is_some();
            if let Some(intent) = self.intents.values().nth(at).filter(answered) {
                let Request { key, account, caller, .. } = *intent.request;
                let request = Rc::new(Request {
                    key,
                    fingerprint: mix(key, 2),
                    account,
                    caller,
                    command: Command::AddLocation { country: "PT".to_owned() },
                });
                let server = dice.below(self.servers.len());
                self.later(self.now, Flight::Request(server, request));
            }
        }
    }

    /// The network between a client and a server.
    fn travel(&mut self, server: usize, batch: Vec<Rc<Request>>, dice: &mut Dice) -> Done {
        let mut arrives = Vec::new();
        for request in batch {
            let key = request.key;
            if let Some(intent) = self.intents.get_mut(&key) {
                intent.attempts += 1;
            }
            if self.faulty(FaultKind::Doubled, dice) {
                let at = self.now + [SECOND, 3_600 * SECOND, DAY, 9 * DAY][dice.below(4)];
                let other = dice.below(self.servers.len());
                self.later(at, Flight::Request(other, request.clone()));
                self.coverage.fault(FaultKind::Doubled, "sent again");
                self.coverage.met(request.command.name(), FaultKind::Doubled);
            }
            if self.faulty(FaultKind::RequestLost, dice) {
                self.coverage.fault(FaultKind::RequestLost, "asked again");
                self.coverage.met(request.command.name(), FaultKind::RequestLost);
                self.ask_again(key, dice);
            } else if self.faulty(FaultKind::Delayed, dice) {
                self.coverage.met(request.command.name(), FaultKind::Delayed);
                let at = self.now + [SECOND, 3_600 * SECOND, DAY, 400 * DAY][dice.below(4)];
                self.later(at, Flight::Request(server, request));
                self.coverage.fault(FaultKind::Delayed, "asked again");
                self.ask_again(key, dice);
            } else {
                arrives.push(request);
            }
        }
        if arrives.is_empty() { Ok(()) } else { self.send(server, arrives, dice) }
    }

    fn ask_again(&mut self, key: u64, dice: &mut Dice) {
        if self.intents.get(&key).is_some_and(|intent| intent.attempts < ATTEMPTS && intent.answer.is_none()) {
            let wait = [SECOND, 5 * SECOND, 60 * SECOND, 3_600 * SECOND][dice.below(4)];
            self.later(self.now + wait, Flight::Retry(key));
        }
    }

    /// A batch at a server, and its answers on their way back.
    fn send(&mut self, server: usize, batch: Vec<Rc<Request>>, dice: &mut Dice) -> Done {
        let replies = self.transact(server, &batch, dice)?;
        for (request, mut reply) in batch.into_iter().zip(replies) {
            if matches!(reply, Reply::Done(_)) && self.faulty(FaultKind::AnswerLost, dice) {
                self.coverage.fault(FaultKind::AnswerLost, "asked again");
                self.coverage.met(request.command.name(), FaultKind::AnswerLost);
                reply = Reply::Silence;
            }
            let Some(intent) = self.intents.get_mut(&request.key) else { continue };
            match reply {
                Reply::Done(answer) if request.fingerprint == request.key => {
                    let fresh = intent.epoch == self.epoch && self.now - intent.at < KEPT_DAYS * DAY;
                    if let Some(told) = intent.answer.filter(|_| fresh && clocks_agree(self.plan)) {
                        checked("INV-I1", told == answer, || format!("told {told:?}, then {answer:?}"))?;
                    } else {
                        (intent.epoch, intent.at) = (self.epoch, self.now);
                    }
                    intent.answer = Some(answer);
                }
                // Nobody waits for the answer of a request that was made up.
                Reply::Done(_) => {}
                Reply::KeyReused => {
                    self.coverage.fault(FaultKind::KeyReused, "refused");
                    if request.fingerprint == request.key {
                        // Its own key was forgotten and then taken by something else: it is told so for good.
                        intent.answer.get_or_insert(Answer { code: "idempotency-key-reused", seq: 0 });
                    }
                }
                Reply::Busy | Reply::Unknown | Reply::Silence => self.ask_again(request.key, dice),
            }
        }
        Ok(())
    }

    /// One transaction, with what can go wrong in it.
    fn transact(&mut self, server: usize, batch: &[Rc<Request>], dice: &mut Dice) -> Result<Vec<Reply>, String> {
        use FaultKind::*;
        let kinds = [Io, Conflict, Full, LostBefore, LostAfter, CrashBefore, CrashAfter];
        let mut fault = kinds.into_iter().find(|kind| self.faulty(*kind, dice));
        if let Some(kind) = fault {
            batch.iter().for_each(|request| self.coverage.met(request.command.name(), kind));
        }
        let all = |reply: Reply| Ok(vec![reply; batch.len()]);
        for tries in 0..=TRIES {
            let (uncommitted, replies) = self.attempt(server, batch);
            let told = match fault {
                None => {
                    self.commit(server, uncommitted)?;
                    return Ok(replies);
                }
                Some(Conflict) => {
                    self.coverage.fault(Conflict, "tried again");
                    self.forget(server, batch);
                    fault = (tries < TRIES && dice.one_in(3)).then_some(Conflict);
                    continue;
                }
                Some(LostBefore) if !self.plan.alone => {
                    // The witness is not there, so that nothing was done: it is done now.
                    self.coverage.fault(LostBefore, "tried again");
                    fault = None;
                    continue;
                }
                Some(LostAfter) if !dice.one_in(3) => {
                    self.commit(server, uncommitted)?;
                    self.coverage.fault(LostAfter, "answered");
                    return Ok(replies);
                }
                Some(LostBefore) => Reply::Unknown,
                Some(LostAfter) => {
                    self.commit(server, uncommitted)?;
                    Reply::Unknown
                }
                Some(CrashAfter) => {
                    self.commit(server, uncommitted)?;
                    Reply::Silence
                }
                Some(CrashBefore) => Reply::Silence,
                Some(_) => Reply::Busy,
            };
            let said = match told {
                Reply::Unknown => "unknown",
                Reply::Silence => "silence",
                _ => "nothing was done",
            };
            self.coverage.fault(fault.unwrap_or(Io), said);
            match fault {
                Some(CrashBefore | CrashAfter) => self.servers[server].cache.clear(),
                _ => self.forget(server, batch),
            }
            return all(told);
        }
        all(Reply::Busy)
    }

    fn forget(&mut self, server: usize, batch: &[Rc<Request>]) {
        for request in batch {
            let id = self.disk.now(request.account);
            self.servers[server].cache.remove(&id);
        }
    }

    /// The account as it is in a transaction: from memory where that is as new as the disk, else folded.
    fn current(&mut self, server: usize, id: AccountId) -> (Account, u64) {
        let cached = self.servers[server].cache.get(&id);
        let newest = self.disk.head(id);
        match cached {
            Some((account, head)) if self.plan.alone || (account.seq, *head) == newest => (account.clone(), *head),
            _ => {
                let Some(ledger) = self.disk.ledgers.get(&id) else { return (Account::default(), 0) };
                // Who knows nothing reads all of it. What that makes is looked at with everything else (INV-C8).
                let Some((account, head)) = cached else { return (ledger.account.clone(), newest.1) };
                // From what is known, where that is a beginning of what the disk has.
                let known = Some((account, head)).filter(|(account, head)| {
                    let at = usize::try_from(account.seq).unwrap_or_default();
                    at.checked_sub(1).and_then(|at| ledger.heads.get(at)) == Some(head)
                });
                let known = known.map(|(account, _)| account.clone()).unwrap_or_default();
                let newer = ledger.entries.iter().skip(usize::try_from(known.seq).unwrap_or_default());
                (newer.fold(known, |account, entry| account.apply(entry)), newest.1)
            }
        }
    }

    fn actor(&self, caller: Caller) -> Actor {
        match caller {
            Caller::Vendor => Actor {
                person: None,
                account: None,
                roles: [Role::ProgrammeManager, Role::SupportAgent].into(),
                admin_of: BTreeSet::new(),
            },
            Caller::Person(id) => self.disk.people.get(&id).map_or_else(
                || Actor { person: Some(id), account: None, roles: BTreeSet::new(), admin_of: BTreeSet::new() },
                Actor::of,
            ),
        }
    }

    /// The accounts as this transaction sees them.
    fn seen<'a>(&'a self, tx: &'a Uncommitted) -> impl Iterator<Item = (AccountId, &'a Account)> {
        self.disk.ledgers.iter().map(|(id, held)| (*id, tx.accounts.get(id).map_or(&held.account, |(held, _)| held)))
    }

    /// The other company that a command is about.
    fn partner(&self, tx: &Uncommitted, account: &Account, command: &Command) -> (Partner, Option<AccountId>) {
        let known = |id: AccountId| {
            let held = self.seen(tx).find(|(of, _)| *of == id).map(|(_, held)| held.clone())?;
            let head = held.seq.to_string();
            Some((Partner::Known(Arc::new(held), head), Some(id)))
        };
        let found = match command.partner() {
            None => None,
            Some(PartnerRef::Merge(merge)) => account.merges.get(&merge).and_then(|merge| known(merge.other)),
            Some(PartnerRef::Number(number)) => {
                let named = |(_, held): &(AccountId, &Account)| held.number == number && held.merged_into.is_none();
                let of_location =
                    |(_, held): (AccountId, &Account)| held.locations.values().any(|one| one.number == number);
                match self.seen(tx).find(named) {
                    Some((id, _)) => known(id),
                    None => self.seen(tx).any(of_location).then_some((Partner::Location, None)),
                }
            }
        };
        found.unwrap_or_default()
    }

    fn context(&mut self, server: usize, tx: &Uncommitted, request: &Request, account: &Account) -> Context {
        let clock = self.now + self.servers[server].skew;
        let (now, today) = moment(account, &self.plan.programmes, clock, day(clock, &self.zone));
        let command = &request.command;
        let profiles = command.profile().map(|profile| {
            // What a company that became a part of another one had is that one's now.
            let of = self.seen(tx).filter(|(_, held)| held.merged_into.is_none()).flat_map(|(id, held)| {
                let held = held.profiles.values().filter(|held| held.profile == profile);
                held.map(move |held| Association { account: id, from: held.linked_on, last_day: held.last_day })
            });
            let mut of: Vec<Association> = of.collect();
            of.sort_by_key(|held| held.from);
            (profile.to_owned(), of)
        });
        let domain_holder = command.domain().and_then(|domain| {
            self.seen(tx).find(|(_, held)| held.company.domain.as_deref() == Some(domain)).map(|(id, _)| id)
        });
        let charge_holder = command.received_under().and_then(|reference| {
            let of_charge = |funds: &Funds| funds.received.charge && funds.received.reference == reference;
            let holds = |held: &Account| held.merged_into.is_none() && held.funds.values().any(of_charge);
            self.seen(tx).find(|(_, held)| holds(held)).map(|(id, _)| id)
        });
        let people = command.people().into_iter().chain(command.concerned(account));
        let number = match command {
            Command::OpenAccount { .. } | Command::AddLocation { .. } => tx.numbers[0],
            Command::Purchase { .. } | Command::PlaceOrder { .. } => tx.numbers[1],
            _ => 0,
        };
        self.order += 1;
        Context {
            account: account.id.unwrap_or(request.account),
            now,
            today,
            actor: self.actor(request.caller),
            people: people.flat_map(|named| self.entries_of(named)).map(|one| (one.id, one.clone())).collect(),
            profiles: profiles.into_iter().collect(),
            domain_holder,
            charge_holder,
            ticket: match command.ticket() {
                Some(named) => self.disk.tickets.iter().find(|held| held.id == named),
                None => self.asking(account.id.unwrap_or(request.account), command),
            }
            .cloned(),
            number,
            invoice: tx.numbers[2],
            credit_note: tx.numbers[3],
            partner: self.partner(tx, account, command).0,
            random: (u128::from(mix(request.key, self.order)) << 20) | u128::from(self.order & 0xf_ffff) << 6,
        }
    }

    /// The first ticket of a company that asks for a refund or a replacement, and was not refused or dropped.
    fn asking(&self, company: AccountId, command: &Command) -> Option<&Ticket> {
        let (reason, subject) = match command {
            Command::RefundOrder { order } => (TicketReason::Refund, order.to_string()),
            Command::RequestReplacement { token, reason, .. } => {
                (TicketReason::from_code(reason.code())?, token.to_string())
            }
            _ => return None,
        };
        self.disk.tickets.iter().find(|ticket| {
            let (about, state) = (ticket.reason == reason, ticket.state);
            let over = !state.is_open() && ticket.outcome != Some(TicketOutcome::Granted);
            ticket.account == company && about && ticket.subject.as_deref() == Some(&subject) && !over
        })
    }

    /// Decides a batch, without writing anything.
    fn attempt(&mut self, server: usize, batch: &[Rc<Request>]) -> (Uncommitted, Vec<Reply>) {
        let mut tx = Uncommitted { numbers: self.disk.numbers, ..Uncommitted::default() };
        let mut replies = Vec::with_capacity(batch.len());
        let clock = self.now + self.servers[server].skew;
        for request in batch {
            let within = |kept: &&Kept| kept.at >= kept_from(clock);
            let fresh = tx.kept.iter().rev().find(|(key, _)| *key == request.key).map(|(_, kept)| kept);
            if let Some(kept) = fresh.or_else(|| self.disk.kept.get(&request.key).filter(within)) {
                let reused = kept.fingerprint != request.fingerprint;
                replies.push(if reused { Reply::KeyReused } else { Reply::Done(kept.answer) });
                continue;
            }
            // Who became a part of another company is found there; within a batch only from the next one on.
            let id = self.disk.now(request.account);
            let (before, head) = match tx.accounts.get(&id) {
                Some((account, head)) => (account.clone(), *head),
                None => self.current(server, id),
            };
            let partner = self.partner(&tx, &before, &request.command).1;
            let ctx = self.context(server, &tx, request, &before);
            let decision = decide(&before, &self.plan.programmes, &request.command, &ctx);
            if ctx.number > 0 {
                let opens = matches!(request.command, Command::OpenAccount { .. } | Command::AddLocation { .. });
                tx.numbers[usize::from(!opens)] += 1;
            }
            let facts = decision.as_ref().map(|outcome| outcome.facts.as_slice()).unwrap_or_default();
            let after = self.record(&mut tx, (id, before.clone(), head), facts, request.caller, ctx.now);
            if let (Some(other), Ok(outcome)) = (partner, &decision)
                && !outcome.partner.is_empty()
            {
                let (held, head) = match tx.accounts.get(&other) {
                    Some((account, head)) => (account.clone(), *head),
                    None => self.current(server, other),
                };
                let now = ctx.now.max(held.recorded_at);
                self.record(&mut tx, (other, held, head), &outcome.partner, request.caller, now);
            }
            let code = decision.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
            let answer = Answer { code, seq: after.seq };
            tx.kept.push((request.key, Kept { fingerprint: request.fingerprint, answer, at: clock }));
            tx.decided.push(Decided { request: request.clone(), account: id, partner, before, after, ctx, decision });
            replies.push(Reply::Done(answer));
        }
        (tx, replies)
    }

    /// Puts facts behind those of an account.
    fn record(
        &self,
        tx: &mut Uncommitted,
        (id, mut account, mut head): (AccountId, Account, u64),
        facts: &[NewFact],
        caller: Caller,
        now: i64,
    ) -> Account {
        for new in facts {
            let programme = self.plan.programmes.current();
            let entry = Entry {
                account: id,
                seq: account.seq + 1,
                recorded_at: now,
                effective_on: new.effective_on,
                actor: match caller {
                    Caller::Person(person) => person.to_string(),
                    Caller::Vendor => "vendor".to_owned(),
                },
                programme: programme.id.clone(),
                version: programme.version,
                fact: new.fact.clone(),
            };
            tx.numbers[2] += u64::from(matches!(entry.fact, Fact::OrderPaid(_)));
            tx.numbers[3] += u64::from(matches!(entry.fact, Fact::OrderRefunded(_) | Fact::TaxRefunded(_)));
            head = mix(head, mix(text_hash(entry.fact.kind()), mix(entry.seq, self.order)));
            account = account.apply(&entry);
            tx.entries.push(entry);
            tx.heads.push(head);
        }
        if !facts.is_empty() {
            tx.accounts.insert(id, (account.clone(), head));
        }
        account
    }

    /// Makes a transaction true, and looks at everything that it touched.
    fn commit(&mut self, server: usize, tx: Uncommitted) -> Done {
        let clock = self.now + self.servers[server].skew;
        for (entry, head) in tx.entries.into_iter().zip(&tx.heads) {
            let ledger = self.disk.ledgers.entry(entry.account).or_insert_with(|| Ledger {
                entries: Vec::new(),
                heads: Vec::new(),
                account: Account::default(),
                hash: 0,
            });
            let place = u64::try_from(ledger.entries.len()).unwrap_or(u64::MAX) + 1;
            checked("INV-A1", entry.seq == place, || format!("fact {} comes in place {place}", entry.seq))?;
            let body = entry.fact.body();
            checks::recorded(&entry, &body)?;
            ledger.hash = mix(ledger.hash, digest(&entry, &body));
            if let Fact::CompanyMerged(fact) = &entry.fact {
                // Its people and its tickets belong to the company that it is a part of.
                for ticket in self.disk.tickets.iter_mut().filter(|ticket| ticket.account == entry.account) {
                    ticket.account = fact.into;
                }
                for person in self.disk.people.values_mut().filter(|person| person.account == Some(entry.account)) {
                    person.account = Some(fact.into);
                }
            }
            ledger.entries.push(Arc::new(entry));
            ledger.heads.push(*head);
            self.trace = mix(self.trace, *head);
        }
        for (id, (account, head)) in tx.accounts {
            if let Some(ledger) = self.disk.ledgers.get_mut(&id) {
                ledger.account = account.clone();
            }
            self.servers[server].cache.insert(id, (account, head));
        }
        self.disk.kept.extend(tx.kept);
        self.disk.numbers = tx.numbers;
        if self.servers[server].swept < clock.div_euclid(DAY) {
            self.servers[server].swept = clock.div_euclid(DAY);
            self.disk.kept.retain(|_, kept| kept.at >= kept_from(clock));
        }
        for decided in tx.decided {
            self.settled(decided)?;
        }
        Ok(())
    }

    fn settled(&mut self, decided: Decided) -> Done {
        let Decided { request, account, partner, before, after, ctx, decision } = decided;
        let code = decision.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
        if let Some(lines) = &mut self.lines {
            lines.push(Line {
                now: ctx.now,
                account,
                caller: request.caller,
                command: request.command.clone(),
                code,
                facts: decision.iter().flat_map(|outcome| &outcome.facts).map(|new| new.fact.clone()).collect(),
                random: ctx.random,
            });
        }
        self.coverage.outcome(request.command.name(), code);
        self.trace = mix(self.trace, mix(text_hash(code), after.seq));
        if after.seq > before.seq {
            let known = self.effects.insert(request.key, (self.epoch, self.now));
            let twice = known.is_some_and(|(epoch, at)| epoch == self.epoch && self.now - at < (KEPT_DAYS - 1) * DAY);
            let counts = twice && clocks_agree(self.plan);
            checked("INV-I1", !counts, || {
                format!("{:?} with key {:x} had two effects, now and {known:?}", request.command, request.key)
            })?;
        }
        let command = &request.command;
        let explain = |wrong: String| format!("{wrong} ({command:?} on {}, {code})", ctx.today);
        checks::explained(command, &ctx, &decision).map_err(explain)?;
        let programmes = &self.plan.programmes;
        let taken = partner.and_then(|partner| self.models.get(&partner)).cloned();
        let model = self.models.entry(account).or_default();
        let of = (command, &ctx, &decision);
        let followed = model.follow(programmes.current(), &self.zone, of, taken.as_ref());
        followed.map_err(|wrong| explain(format!("model: {wrong}")))?;
        if after.seq > before.seq {
            checks::touched(&before, &after, programmes, command, ctx.today).map_err(explain)?;
            model.agrees(&after, ctx.today).map_err(|wrong| explain(format!("model: {wrong}")))?;
        }
        Ok(())
    }

    /// A server looks for notices; whoever looks again finds none.
    fn look(&mut self, server: usize) -> Done {
        let today = day(self.now + self.servers[server].skew, &self.zone);
        let first = self.notices(today)?;
        self.disk.looked = self.disk.looked.max(Some(today));
        let again = self.notices(today)?;
        checked("INV-E2", again == 0, || format!("{first} notices, and {again} again"))
    }

    fn notices(&mut self, today: Date) -> Result<usize, String> {
        let since = since(self.disk.looked, today);
        let mut sent = Vec::new();
        for ledger in self.disk.ledgers.values() {
            for held in ledger.account.memberships.values() {
                let year = held.last_year();
                let notices = due(&Course::of(held), &self.plan.programmes, since, today);
                let installed = notices.iter().any(|notice| notice.wind_down)
                    && still_installed(&ledger.account, &self.plan.programmes, held.id, today);
                for notice in settled(notices, installed) {
                    let text = &notice.reminder.text;
                    if self.disk.notices.contains(&(held.id, year.number, text.clone())) {
                        continue;
                    }
                    let on = plus_days(year.days.anniversary, notice.reminder.offset_days);
                    checked("INV-E2", on == Some(notice.due_on), || format!("{text} is due on {on:?}"))?;
                    let ended = held.closed.as_ref().is_some_and(|closed| {
                        closed.why != symbolon_domain::fact::CloseReason::Lapsed && closed.last_day < today
                    });
                    checked("INV-E2", !ended, || format!("{text} about what another act has ended"))?;
                    for person in recipients(notice.reminder, self.disk.people.values()) {
                        let now = self.disk.people.get(&person).is_some_and(|person| person.in_directory);
                        checked("INV-E3", now, || format!("{text} to somebody who has left"))?;
                    }
                    sent.push((held.id, year.number, text.clone()));
                }
            }
        }
        self.trace = mix(self.trace, sent.len() as u64);
        let count = sent.len();
        self.disk.notices.extend(sent);
        Ok(count)
    }

    /// Everything about everybody.
    pub fn check_all(&self) -> Done {
        let today = self.today();
        for (id, ledger) in &self.disk.ledgers {
            // A server that is ahead may have brought a company further than the clock here.
            let day = today.max(day(ledger.account.recorded_at, &self.zone));
            let named = |wrong: String| format!("{wrong} ({id} on {day})");
            checks::whole(&ledger.account, &ledger.entries, &self.plan.programmes, day).map_err(named)?;
            if let Some(model) = self.models.get(id) {
                model.agrees(&ledger.account, day).map_err(|wrong| named(format!("model: {wrong}")))?;
            }
        }
        checks::between(self.disk.ledgers.values().map(|ledger| &ledger.account), today)
    }

    /// All faults end; everything that waits is answered, and nobody is stuck (INV-L1).
    pub fn quieten(&mut self) -> Done {
        self.calm = true;
        self.servers.iter_mut().for_each(|server| server.skew = 0);
        let mut dice = Dice::new(self.trace);
        let waits: Vec<u64> =
            self.intents.iter().filter(|(_, intent)| intent.answer.is_none()).map(|(key, _)| *key).collect();
        for key in &waits {
            self.later(self.now, Flight::Retry(*key));
        }
        self.paused_until = self.now;
        self.until(self.now + 60 * SECOND, &mut dice)?;
        let stuck = waits.iter().filter(|key| self.intents.get(key).is_some_and(|intent| intent.answer.is_none()));
        let stuck = stuck.count();
        checked("INV-L1", stuck == 0, || format!("{stuck} of {} were never answered", waits.len()))?;
        self.look(0)?;
        for company in self.companies.clone() {
            self.order += 1;
            let key = mix(self.trace, self.order);
            let country = "FR".to_owned();
            let request = self.request(key, company, Caller::Vendor, Command::AddLocation { country });
            let replies = self.transact(0, &[request], &mut dice)?;
            let told = |code: &str| matches!(code, "allowed" | "account-closed");
            let allowed = matches!(replies[..], [Reply::Done(Answer { code, .. })] if told(code));
            checked("INV-L1", allowed, || format!("{company} is stuck: {replies:?}"))?;
        }
        self.check_all()
    }

    /// A hash of every fact of every company.
    pub fn content(&self) -> u64 {
        self.ledgers().values().fold(self.trace, |hash, ledger| mix(hash, *ledger))
    }

    /// A hash of every fact, by company.
    pub fn ledgers(&self) -> BTreeMap<AccountId, u64> {
        self.disk.ledgers.iter().map(|(id, ledger)| (*id, ledger.hash)).collect()
    }

    /// All entries of the human being of whom one is named.
    fn entries_of(&self, named: PersonId) -> impl Iterator<Item = &Person> {
        let named = self.disk.people.get(&named);
        self.disk.people.values().filter(move |one| named.is_some_and(|named| named.is_same(one)))
    }

    /// Everybody.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.disk.people.values()
    }
}

/// A hash of a fact in its place, with its body.
pub fn digest(entry: &Entry, body: &str) -> u64 {
    let Entry { account, seq, recorded_at, effective_on, version, fact, .. } = entry;
    if let Fact::CompanyAbsorbed(absorbed) = fact {
        // Its body names the other ledger's newest hash, which is the store's own.
        return mix(*seq, text_hash(&format!("{} {} {}", absorbed.company, absorbed.number, absorbed.facts)));
    }
    let place = format!("{account} {seq} {recorded_at} {effective_on} {version} {}", fact.kind());
    mix(text_hash(&place), text_hash(body))
}

/// What may be done to a ticket in its state, mostly.
fn fitting(ticket: &Ticket, dice: &mut Dice) -> TicketAct {
    use TicketAct::*;
    let fits: &[TicketAct] = match ticket.state {
        TicketState::New => &[Take, Attach],
        TicketState::Assigned | TicketState::WaitingForPartner | TicketState::InProgress => {
            &[Ask, Reply, Grant, Refuse, Attach, Close]
        }
        TicketState::Resolved | TicketState::Closed => &[Reopen],
    };
    if ticket.reason == TicketReason::LocationRemoval && ticket.acknowledged_on.is_none() && dice.one_in(2) {
        return Acknowledge;
    }
    let all = if dice.one_in(4) { TicketAct::ALL } else { fits };
    dice.pick(all.iter().copied()).unwrap_or(Reply)
}

/// Whether keys are kept as long as they should be: a server whose clock is far ahead sweeps them away.
fn clocks_agree(plan: &Plan) -> bool {
    plan.rate(FaultKind::ClockJump) == 0 && plan.skew.iter().all(|skew| skew.abs() < DAY / 2)
}

fn checked(invariant: &str, holds: bool, what: impl FnOnce() -> String) -> Done {
    if holds { Ok(()) } else { Err(format!("{invariant}: {}", what())) }
}
