//! The behaviour as text: given, when, then. One file runs against the pure domain, the store and HTTP.
//!
//! A line is a sentence; a line of dashes separates it from what is expected, which ends at an empty line:
//!
//! ```text
//! on 2021-09-02
//! when ines renews AP
//! ----
//! allowed
//! membership.anniversary 2021-09-01 → 2022-09-01
//! ```
//!
//! `UPDATE_EXPECT=1` rewrites what is expected; the reviewer reads the difference.
//!
//! `change FILE: old => new` edits the files of the programme, and `when … plans`, `approves the plan` and `applies the
//! plan` bring them into force.
//!
//! `on 2021-09-02 09:15` is a day, and a time of it, in the programme's zone; `at 2021-09-01T22:15Z` is an instant.
//! `ask why` shows the facts behind the last act, `ask why may …`, `ask why membership …` and `ask why line …` those
//! behind an answer.
//!
//! Who renews has had the company's profile reviewed (B-30): the vendor's service does it just before. `reviews by hand`
//! ends that, for a file that is about reviews. `sweep` sends the notices that are due, as a server does at its start and when a day begins.

mod cases;
mod company;
#[cfg(feature = "servers")]
mod http;
mod installed;
mod local;
mod planned;
mod say;
#[cfg(feature = "servers")]
mod stored;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde_json::Value;
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::balance::UsageKind;
use symbolon_domain::campaign::RunAct;
use symbolon_domain::command::{Claim, Command, KeyRef};
use symbolon_domain::company::{DocumentOf, ProfileCheck, ProfileField};
use symbolon_domain::fact::{KeyBlockReason, NoteRef, Ordered, Payment, UnassignReason, WindDownHow};
use symbolon_domain::ids::*;
use symbolon_domain::installation::{InstalledId, WindDownOf};
use symbolon_domain::people::RoleChange;
use symbolon_domain::programme::{Mode, Money, PayMethod, Programmes, ReplacementReason};
use symbolon_domain::ticket::{TicketAct, TicketReason};
use symbolon_programme::Files;

use cases::{AskCase, Case, Made};
#[cfg(feature = "servers")]
pub use http::run_over_http;
use local::Pure;
use planned::PlanStep;
#[cfg(feature = "servers")]
pub use stored::run_in_store;

/// What was sent when somebody looked for notices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) notices: u64,
    /// Messages to people.
    pub(crate) messages: u64,
}

/// What a world is told and asked. Everything that a scenario does goes through here.
pub(crate) trait World {
    /// Moves the clock.
    fn set_now(&mut self, now: i64, today: Date);
    /// Knows a person from now on.
    async fn person(&mut self, person: Who) -> anyhow::Result<()>;
    /// Does something; the answer is what it would have done, and what it did.
    async fn act(&mut self, by: &By, account: AccountId, command: Command) -> anyhow::Result<Seen>;
    /// The global number of an account.
    async fn number(&mut self, account: AccountId) -> anyhow::Result<u64>;
    /// The scenario's own id of an account, where the world makes ids itself.
    fn scenes_own(&self, account: AccountId) -> AccountId {
        account
    }
    /// The ids that an account has by now.
    async fn ids(&mut self, account: AccountId) -> anyhow::Result<symbolon_domain::account::Account>;
    /// The offer under which a membership is renewed if nobody names one.
    async fn renewed_as(&mut self, account: AccountId, membership: MembershipId) -> anyhow::Result<String>;
    /// Sends the notices that are due, as a server does at its start and when a day begins.
    async fn sweep(&mut self) -> anyhow::Result<Sent>;
    /// Does something about a campaign or a ticket.
    async fn case(&mut self, by: &By, case: Case) -> anyhow::Result<(Option<Made>, Seen)>;
    /// Answers a question about a campaign or a ticket.
    async fn ask_case(&mut self, question: AskCase) -> anyhow::Result<Vec<String>>;
    /// Draws a plan for files that become the next version, at choice from a day on.
    async fn plan(&mut self, by: &By, files: &Files, from: Option<Date>) -> anyhow::Result<Vec<String>>;
    /// Agrees to the plan that was drawn last, or applies it.
    async fn on_plan(&mut self, by: &By, step: PlanStep) -> anyhow::Result<Vec<String>>;
    /// Answers a question about an account, by one person, for a day.
    async fn ask(&mut self, account: AccountId, question: &Ask, on: Date) -> anyhow::Result<Vec<String>>;
}

/// A person of a scenario.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) id: PersonId,
    pub(crate) account: Option<AccountId>,
    pub(crate) kind: IdentityKind,
    pub(crate) in_directory: bool,
    pub(crate) roles: Vec<Role>,
    pub(crate) admin_of: Vec<TenantId>,
}

/// Who acts.
#[derive(Debug, Clone)]
pub(crate) enum By {
    /// The vendor's service, which sets scenes.
    Vendor,
    /// A person, by id.
    Person(PersonId),
}

/// What became of an act, in words that are the same at every depth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The outcome with its effects, or the refusal.
    pub(crate) lines: Vec<String>,
    /// The explanation, as JSON.
    pub(crate) why: Value,
}

impl Seen {
    fn allowed(&self) -> bool {
        self.lines.first().is_some_and(|line| line == "allowed")
    }
}

/// A question.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    /// A membership's state and days.
    Membership(MembershipId),
    /// The line of a benefit.
    Line(MembershipId, String),
    /// How many of each benefit a membership grants.
    Package(MembershipId),
    /// The subscription that a token was redeemed into.
    Subscription(TokenId),
    /// How much of a product a company may use.
    Entitlement(String),
    /// What the next year of a membership would bring; at choice under another offer, and only what differs.
    NextYear(MembershipId, Option<String>, bool),
    /// What is installed of every product of which something is.
    Registers,
    /// What is installed of one product.
    Register(String),
    /// What is left of each balance.
    Balances,
    /// What is not provisioned yet.
    Provisioning,
    /// Whether somebody may use a product; none asks about the company.
    MayUse(Option<PersonId>, String),
    /// How far a company is with a competency.
    Competency(String),
    /// Every competency with a stage.
    Stages,
    /// The changes to come until a day.
    Outlook(Date),
    /// What happens if a membership is not renewed.
    IfLapsed(MembershipId),
    /// The software to be removed.
    WindDown,
    /// A pool's seats.
    Seats(PoolId),
    /// The requests for seats.
    SeatRequests,
    /// A key's state and count.
    Key(KeyId),
    /// A token's state.
    Token(TokenId),
    /// An order's state.
    Order(OrderId),
    /// The money that was received, with what became of it.
    Money,
    Failures(OrderId),
    Refund(OrderId),
    CreditNotes,
    /// The kinds of facts that the history holds.
    History,
    /// The notices that were sent, each with its messages.
    Notices,
    /// The messages to a person.
    Messages(PersonId),
    /// A company's number, with its locations and tenants.
    Company,
    /// A company's merges, the earliest first.
    Merges,
    /// A company's profile.
    Profile,
    /// What stands between a company and an order.
    Tasks(Ordered),
    /// The facts behind the answer to a question about a membership, a line or a use.
    Why(Box<Ask>),
}

impl Ask {
    /// Who may use something, if that is asked.
    pub(crate) fn person(&self) -> Option<PersonId> {
        match self {
            Self::MayUse(person, _) => *person,
            Self::Why(question) => question.person(),
            _ => None,
        }
    }
}

/// A scenario file's run: what it should read like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The file as it is.
    pub written: String,
    /// The file as it would be if every expectation were what came.
    pub actual: String,
    /// How many expectations it holds.
    pub expectations: usize,
}

#[derive(Default)]
struct Names {
    accounts: BTreeMap<String, AccountId>,
    people: BTreeMap<String, PersonId>,
    tenants: BTreeMap<String, (AccountId, TenantId)>,
    memberships: BTreeMap<String, (AccountId, MembershipId)>,
    tokens: BTreeMap<String, (AccountId, TokenId)>,
    keys: BTreeMap<String, (AccountId, KeyRef)>,
    pools: BTreeMap<String, (AccountId, PoolId)>,
    assignments: BTreeMap<String, (AccountId, AssignmentId)>,
    seat_requests: BTreeMap<String, (AccountId, SeatRequestId)>,
    replacements: BTreeMap<String, (AccountId, ReplacementId)>,
    orders: BTreeMap<String, (AccountId, OrderId)>,
    funds: BTreeMap<String, (AccountId, FundsId)>,
    /// By the number of the profile and the name of the company.
    associations: BTreeMap<String, (AccountId, AssociationId)>,
    evidence: BTreeMap<String, (AccountId, EvidenceId)>,
    profiles: BTreeMap<AccountId, company::Profile>,
    /// The company that invited, the one that was invited, and the merge.
    merges: BTreeMap<String, (AccountId, AccountId, MergeId)>,
    runs: BTreeMap<String, RunId>,
    tickets: BTreeMap<String, TicketId>,
    overrides: BTreeMap<String, (AccountId, OverrideId)>,
    locations: BTreeMap<String, (AccountId, LocationId)>,
    installations: BTreeMap<String, (AccountId, InstalledId)>,
}

fn get<T: Clone>(map: &BTreeMap<String, T>, name: &str) -> anyhow::Result<T> {
    map.get(name).cloned().with_context(|| format!("nothing is called {name}"))
}

/// How an order is paid, and what it is called.
fn paid_by<'w>(words: &[&'w str]) -> anyhow::Result<(PayMethod, Option<&'w str>)> {
    let (method, made) = match words {
        ["by", method] => (*method, None),
        ["by", method, "as", name] => (*method, Some(*name)),
        _ => bail!("by card or by transfer, as what?"),
    };
    Ok((PayMethod::from_code(method).context("not a way to pay")?, made))
}

struct Runner<W> {
    world: W,
    names: Names,
    ids: Minter,
    zone: TimeZone,
    today: Date,
    payments: u32,
    last_why: Value,
    /// Whether somebody of the file reviews profiles.
    reviews_by_hand: bool,
    /// The programme's files as they were edited.
    files: Files,
}

/// A file that was read, with the programme that it names.
struct Scene {
    written: String,
    files: Files,
    programmes: Programmes,
}

impl Scene {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let written = std::fs::read_to_string(path)?;
        let programme =
            written.lines().find_map(|line| line.strip_prefix("programme ")).context("the file names no programme")?;
        let (files, programmes) = crate::support::programme(programme.trim())?;
        Ok(Self { written, files, programmes })
    }
}

/// Runs a file in the pure domain.
///
/// # Errors
/// When the file is not a scenario, or the world failed. A wrong expectation is not an error.
pub async fn run(path: &Path) -> anyhow::Result<Run> {
    let scene = Scene::read(path)?;
    play(Pure::new(scene.programmes.clone()), scene).await
}

async fn play<W: World>(world: W, scene: Scene) -> anyhow::Result<Run> {
    let zone = TimeZone::get(&scene.programmes.current().time_zone)?;
    let (actual, expectations) = text(world, (zone, scene.files), &scene.written).await?;
    Ok(Run { written: scene.written, actual, expectations })
}

async fn text<W: World>(world: W, (zone, files): (TimeZone, Files), written: &str) -> anyhow::Result<(String, usize)> {
    let mut runner = Runner {
        world,
        names: Names::default(),
        ids: Minter::new(1_500_000_000_000, 77),
        zone,
        today: Date::default(),
        payments: 0,
        last_why: Value::Null,
        reviews_by_hand: false,
        files,
    };
    let mut out = String::new();
    let mut expectations = 0;
    let mut lines = written.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let sentence = line.trim();
        if sentence.is_empty() || sentence.starts_with('#') || sentence.starts_with("programme ") {
            continue;
        }
        let where_ = || format!("line {}: {sentence}", at + 1);
        let result = runner.sentence(sentence).await.with_context(where_)?;
        if lines.peek().is_some_and(|(_, next)| next.trim() == "----") {
            lines.next();
            while lines.next_if(|(_, next)| !next.trim().is_empty()).is_some() {}
            out.push_str("----\n");
            for line in result.with_context(where_).context("nothing to expect of this line")? {
                out.push_str(&line);
                out.push('\n');
            }
            expectations += 1;
        } else if let Some(seen) = result {
            // A sentence without an expectation sets a scene, so it must work.
            let fine = !sentence.starts_with("when ") || seen.first().is_some_and(|line| line == "allowed");
            ensure!(fine, "{}: {}", where_(), seen.join("; "));
        }
    }
    Ok((out, expectations))
}

/// `until DAY`, or nothing.
fn last_day(words: &[&str]) -> anyhow::Result<Option<Date>> {
    match words {
        [] => Ok(None),
        ["until", day] => Ok(Some(day.parse()?)),
        _ => bail!("until which day?"),
    }
}

impl<W: World> Runner<W> {
    async fn sentence(&mut self, text: &str) -> anyhow::Result<Option<Vec<String>>> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["on", day] => self.clock(day.parse()?, Time::constant(12, 0, 0, 0)).map(|()| None),
            ["on", day, time] => self.clock(day.parse()?, time.parse()?).map(|()| None),
            ["at", instant] => self.instant(instant.parse()?).map(|()| None),
            ["given", rest @ ..] => self.given(rest).await.map(|()| None),
            ["let", name, "=", rest @ ..] => self.name(name, rest).await.map(|()| None),
            ["change", ..] => {
                let said = text.strip_prefix("change ").and_then(|said| said.split_once(": "));
                let (file, passage) = said.context("change which file?")?;
                let (from, to) = passage.split_once(" => ").context("change what into what?")?;
                planned::edit(&mut self.files, file, from, to).map(|()| None)
            }
            ["when", who, "plans", rest @ ..] => {
                let by = By::Person(get(&self.names.people, who)?);
                let from = match rest {
                    [] => None,
                    ["from", day] => Some(day.parse()?),
                    _ => bail!("from which day?"),
                };
                self.world.plan(&by, &self.files, from).await.map(Some)
            }
            ["when", who, step @ ("approves" | "applies"), "the", "plan"] => {
                let by = By::Person(get(&self.names.people, who)?);
                let step = if *step == "approves" { PlanStep::Approve } else { PlanStep::Apply };
                self.world.on_plan(&by, step).await.map(Some)
            }
            ["when", who, rest @ ..] => self.when(who, rest).await.map(Some),
            ["ask", rest @ ..] => self.ask(rest).await.map(Some),
            ["reviews", "by", "hand"] => {
                self.reviews_by_hand = true;
                Ok(None)
            }
            ["sweep"] => {
                let Sent { notices, messages } = self.world.sweep().await?;
                Ok(Some(vec![format!("notices {notices}, messages {messages}")]))
            }
            _ => bail!("not a sentence that is known"),
        }
    }

    fn clock(&mut self, day: Date, time: Time) -> anyhow::Result<()> {
        self.instant(DateTime::from_parts(day, time).to_zoned(self.zone.clone())?.timestamp())
    }

    fn instant(&mut self, at: Timestamp) -> anyhow::Result<()> {
        self.today = at.to_zoned(self.zone.clone()).date();
        self.world.set_now(at.as_microsecond(), self.today);
        Ok(())
    }

    async fn scene(&mut self, account: AccountId, command: Command) -> anyhow::Result<()> {
        let seen = self.world.act(&By::Vendor, account, command).await?;
        ensure!(seen.allowed(), "{}", seen.lines.join("; "));
        Ok(())
    }

    async fn given(&mut self, words: &[&str]) -> anyhow::Result<()> {
        match words {
            ["account", name, "in", country, rest @ ..] => {
                let account = self.ids.account();
                self.names.accounts.insert((*name).to_owned(), account);
                let verified = match rest {
                    [] => true,
                    ["unverified"] => false,
                    _ => bail!("verified or unverified?"),
                };
                let command = Command::OpenAccount { country: (*country).to_owned(), verified, profile: None };
                self.scene(account, command).await
            }
            ["tenant", domain, "of", account] => {
                let account = get(&self.names.accounts, account)?;
                self.scene(account, Command::LinkTenant { domain: (*domain).to_owned() }).await?;
                let held = self.world.ids(account).await?;
                let tenant = held.tenants.iter().find(|(_, held)| held.domain == *domain).context("no tenant")?;
                self.names.tenants.insert((*domain).to_owned(), (account, *tenant.0));
                Ok(())
            }
            ["location", "in", country, "for", account] => {
                let account = get(&self.names.accounts, account)?;
                self.scene(account, Command::AddLocation { country: (*country).to_owned() }).await
            }
            ["person", name, "of", account, rest @ ..] => {
                let account = get(&self.names.accounts, account.trim_end_matches(':'))?;
                self.person(name, Some(account), rest).await
            }
            ["staff", name, rest @ ..] => self.person(name.trim_end_matches(':'), None, rest).await,
            ["profile", profile, "of", person, "for", account] => {
                let (person, id) = (get(&self.names.people, person)?, get(&self.names.accounts, account)?);
                self.scene(id, Command::LinkProfile { person, profile: (*profile).to_owned() }).await?;
                self.remember_profile(profile, account).await
            }
            ["evidence", words @ ..] => {
                let (account, command, made) = self.evidence(words)?;
                self.scene(account, command).await?;
                self.remember_evidence(account, made).await
            }
            [competency, "at", level, "for", account, rest @ ..] => {
                // What is given outlasts the scenario, unless it says until when.
                let until = last_day(rest)?.or(Some(Date::MAX));
                let (competency, level) = ((*competency).to_owned(), (*level).to_owned());
                let account = get(&self.names.accounts, account)?;
                let note = Some(NoteRef { id: self.ids.note(), hash: "As agreed.".to_owned() });
                self.scene(account, Command::StateAttainment { competency, level, until, note }).await
            }
            _ => bail!("not something that can be given"),
        }
    }

    /// `az-400 of MC-1 dated 2020-08-10 for lumen`, or `azure-consumption 12500.00 dated 2020-08-31 for lumen`; then at
    /// choice `until` a day, `read` on a day, `from` a source and `as` a name.
    fn evidence<'w>(&self, words: &[&'w str]) -> anyhow::Result<(AccountId, Command, Option<&'w str>)> {
        let (claim, words) = match words {
            [credential, "of", profile, rest @ ..] => {
                (Claim::Skill { profile: (*profile).to_owned(), credential: (*credential).to_owned() }, rest)
            }
            [metric, amount, rest @ ..] => {
                (Claim::Figure { metric: (*metric).to_owned(), amount: (*amount).to_owned() }, rest)
            }
            _ => bail!("evidence of what?"),
        };
        let ["dated", day, "for", account, rest @ ..] = words else { bail!("dated when, for whom?") };
        let (mut expires_on, mut as_of, mut source, mut made) = (None, None, "feed".to_owned(), None);
        for pair in rest.chunks(2) {
            match pair {
                ["until", day] => expires_on = Some(day.parse()?),
                ["read", day] => as_of = Some(day.parse()?),
                ["from", name] => source = (*name).to_owned(),
                ["as", name] => made = Some(*name),
                _ => bail!("until, read, from or as?"),
            }
        }
        let dated = day.parse()?;
        let account = get(&self.names.accounts, account)?;
        Ok((account, Command::RecordEvidence { claim, dated, expires_on, as_of, source }, made))
    }

    /// Names the association that is in force and has no name yet.
    async fn remember_profile(&mut self, profile: &str, account: &str) -> anyhow::Result<()> {
        let id = get(&self.names.accounts, account)?;
        let held = self.world.ids(id).await?;
        let named = |id: &AssociationId| self.names.associations.values().any(|(_, known)| known == id);
        let newest = held.profiles.keys().find(|id| !named(id)).context("no association")?;
        self.names.associations.insert(format!("{profile} {account}"), (id, *newest));
        Ok(())
    }

    /// Remembers the evidence that is there without a name; what is called nothing is known by its number.
    async fn remember_evidence(&mut self, account: AccountId, name: Option<&str>) -> anyhow::Result<()> {
        let held = self.world.ids(account).await?;
        let named = |id: &EvidenceId| self.names.evidence.values().any(|(_, known)| known == id);
        let newest = held.evidence.keys().find(|id| !named(id)).context("no evidence")?;
        let name = name.map_or_else(|| newest.to_string(), str::to_owned);
        self.names.evidence.insert(name, (account, *newest));
        Ok(())
    }

    async fn person(&mut self, name: &str, account: Option<AccountId>, words: &[&str]) -> anyhow::Result<()> {
        let id = *self.names.people.entry(name.to_owned()).or_insert_with(|| self.ids.person());
        let mut who = Who {
            name: name.to_owned(),
            email: format!("{name}@example.test"),
            id,
            account,
            kind: IdentityKind::Named,
            in_directory: true,
            roles: Vec::new(),
            admin_of: Vec::new(),
        };
        for word in words {
            match word.trim_end_matches([',', ';']) {
                "admin" | "of" | "as" => {}
                "gone" => who.in_directory = false,
                // `guest` is the role of one without any.
                "visiting" => who.kind = IdentityKind::Guest,
                word if word.contains('@') => who.email = word.to_owned(),
                word => {
                    if let Some(role) = Role::from_code(word) {
                        who.roles.push(role);
                    } else if let Some(kind) = IdentityKind::from_code(word) {
                        who.kind = kind;
                    } else {
                        who.admin_of.push(get(&self.names.tenants, word)?.1);
                    }
                }
            }
        }
        self.world.person(who).await
    }

    /// Gives a name to something that an act made.
    async fn name(&mut self, name: &str, words: &[&str]) -> anyhow::Result<()> {
        let name = name.to_owned();
        match words {
            ["replacement", "of", token] => {
                let (account, id) = get(&self.names.tokens, token)?;
                let held = self.world.ids(account).await?;
                let token = held.tokens.get(&id).and_then(|token| token.replaced_by).context("it was not replaced")?;
                self.names.tokens.insert(name, (account, token));
            }
            ["location", "in", country, "of", account] => {
                let account = get(&self.names.accounts, account)?;
                let held = self.world.ids(account).await?;
                let found = held.locations.iter().find(|(_, held)| held.country == *country);
                self.names.locations.insert(name, (account, *found.context("no such location")?.0));
            }
            ["machine", number, "of", key] => {
                let (account, KeyRef::Key(key)) = get(&self.names.keys, key)? else { bail!("this line has no key") };
                let held = self.world.ids(account).await?;
                let key = held.keys.get(&key).context("no such key")?;
                let number: usize = number.parse().context("which activation, from 1?")?;
                let found = key.activations.get(number.saturating_sub(1)).context("no such activation")?;
                self.names.installations.insert(name, (account, InstalledId::Activated(found.act.activation)));
            }
            ["membership", "of", order] => {
                let (account, id) = get(&self.names.orders, order)?;
                let held = self.world.ids(account).await?;
                let paid = held.orders.get(&id).and_then(|order| order.paid.as_ref()).context("it is not paid")?;
                self.names.memberships.insert(name, (account, paid.1.membership));
            }
            [kind, benefit, "of", membership, rest @ ..] => {
                let (account, membership) = get(&self.names.memberships, membership)?;
                let held = self.world.ids(account).await?;
                let (year, source) = match rest {
                    [] => (None, None),
                    ["year", year] => (Some(year.parse::<u32>()?), None),
                    ["core"] => (None, Some(None)),
                    ["for", competency] => (None, Some(Some(*competency))),
                    _ => bail!("the line of which year, or for which competency?"),
                };
                let newest = |grant: &&symbolon_domain::account::Grant| {
                    grant.membership == membership
                        && grant.line.benefit == *benefit
                        && year.is_none_or(|year| year == grant.year)
                        && source.is_none_or(|source| source == grant.line.competency.as_deref())
                };
                let grant = held.grants.values().rfind(newest).context("no such line")?;
                use symbolon_domain::fact::Item;
                match (*kind, &grant.line.item) {
                    ("token", Item::Token { token }) => {
                        self.names.tokens.insert(name, (account, *token));
                    }
                    ("key", Item::Key { key, .. }) => {
                        self.names.keys.insert(name, (account, KeyRef::Key(*key)));
                    }
                    ("line", _) => {
                        self.names.keys.insert(name, (account, KeyRef::Grant(grant.line.grant)));
                    }
                    ("pool", Item::Pool { pool, .. }) => {
                        self.names.pools.insert(name, (account, *pool));
                    }
                    (_, item) => bail!("{benefit} is {item:?}"),
                }
            }
            _ => bail!("not something that can be named"),
        }
        Ok(())
    }

    fn payment(&mut self) -> Payment {
        self.payments += 1;
        Payment { reference: format!("O-{}", self.payments), amount: None }
    }

    /// Whether a sentence is about a campaign or a ticket, and what it makes.
    fn case<'w>(&self, words: &[&'w str]) -> anyhow::Result<Option<(Case, Option<&'w str>)>> {
        let names = &self.names;
        let run = |verb: &str, name: &str| {
            let act = match verb {
                "approves" => RunAct::Approve,
                "starts" => RunAct::Start,
                _ => RunAct::Close,
            };
            names.runs.get(name).map(|id| Case::Run(*id, act))
        };
        let ticket = |verb: &str, name: &str| {
            let act = match verb {
                "takes" => TicketAct::Take,
                "grants" => TicketAct::Grant,
                "refuses" => TicketAct::Refuse,
                "acknowledges" => TicketAct::Acknowledge,
                "closes" => TicketAct::Close,
                "reopens" => TicketAct::Reopen,
                "answers" => TicketAct::Reply,
                _ => TicketAct::Ask,
            };
            names.tickets.get(name).map(|id| Case::Ticket(*id, act))
        };
        Ok(match words {
            [verb @ ("grants" | "takes"), "role", role, "to" | "from", person, "of", account, rest @ ..] => {
                let role = Role::from_code(role).context("not a role")?;
                let mut change = RoleChange::default();
                if *verb == "grants" {
                    change.give.insert(role)
                } else {
                    change.take.insert(role)
                };
                if matches!(rest, ["knowing"]) {
                    change.acknowledged.insert(role);
                }
                Some((Case::Roles(get(&names.accounts, account)?, get(&names.people, person)?, change), None))
            }
            ["simulates", campaign] => Some((Case::Simulate((*campaign).to_owned()), None)),
            ["simulates", campaign, "as", name] => Some((Case::Simulate((*campaign).to_owned()), Some(*name))),
            [verb @ ("approves" | "starts" | "closes"), name] if names.runs.contains_key(*name) => {
                run(verb, name).map(|case| (case, None))
            }
            ["asks", "in", name] => ticket("asks", name).map(|case| (case, None)),
            [verb, name] if names.tickets.contains_key(*name) => ticket(verb, name).map(|case| (case, None)),
            ["opens", "ticket", "about", reason, rest @ ..] => {
                let reason = TicketReason::from_code(reason).context("not a reason")?;
                let (subject, rest) = match rest {
                    ["of", name, rest @ ..] => (Some(self.subject(name)), rest),
                    _ => (None, rest),
                };
                let (account, made) = match rest {
                    ["for", account] => (*account, None),
                    ["for", account, "as", name] => (*account, Some(*name)),
                    _ => bail!("for whom, as what?"),
                };
                Some((Case::Open(get(&names.accounts, account)?, reason, subject), made))
            }
            _ => None,
        })
    }

    /// The id of what a ticket is about.
    fn subject(&self, name: &str) -> String {
        let names = &self.names;
        let key = |key: &KeyRef| match key {
            KeyRef::Key(id) => id.to_string(),
            KeyRef::Grant(id) => id.to_string(),
        };
        let membership = names.memberships.get(name).map(|(_, id)| id.to_string());
        let token = || names.tokens.get(name).map(|(_, id)| id.to_string());
        let order = || names.orders.get(name).map(|(_, id)| id.to_string());
        let location = || names.locations.get(name).map(|(_, id)| id.to_string());
        let key = || names.keys.get(name).map(|(_, held)| key(held));
        membership.or_else(token).or_else(order).or_else(location).or_else(key).unwrap_or_else(|| name.to_owned())
    }

    async fn when(&mut self, who: &str, words: &[&str]) -> anyhow::Result<Vec<String>> {
        let by = By::Person(get(&self.names.people, who)?);
        if let Some((case, name)) = self.case(words)? {
            let (made, seen) = self.world.case(&by, case).await?;
            match (made, name) {
                (Some(Made::Run(id)), Some(name)) => drop(self.names.runs.insert(name.to_owned(), id)),
                (Some(Made::Ticket(id)), Some(name)) => drop(self.names.tickets.insert(name.to_owned(), id)),
                _ => {}
            }
            self.last_why = seen.why;
            return Ok(seen.lines);
        }
        let names = &self.names;
        let (account, command, made) = match words {
            ["invites", other @ .., "for", account, "as", name] => {
                let account = get(&names.accounts, account)?;
                let number = match other {
                    ["number", number] => number.parse()?,
                    ["location", "of", other] => {
                        let held = self.world.ids(get(&names.accounts, other)?).await?;
                        held.locations.values().map(|location| location.number).min().context("no location")?
                    }
                    [other] => self.world.number(get(&names.accounts, other)?).await?,
                    _ => bail!("which company?"),
                };
                (account, Command::InviteToMerge { number }, Some(*name))
            }
            [verb @ ("accepts" | "rejects" | "withdraws" | "confirms"), name, rest @ ..]
                if names.merges.contains_key(*name) =>
            {
                let (initiator, invitee, merge) = get(&names.merges, name)?;
                let (account, because) = match rest {
                    ["for", account] => (Some(get(&names.accounts, account)?), None),
                    ["because", words @ ..] => (None, Some(words.join(" "))),
                    _ => (None, None),
                };
                let note = because.map(|hash| NoteRef { id: self.ids.note(), hash });
                let (side, command) = match *verb {
                    "accepts" => (invitee, Command::AcceptMerge { merge }),
                    "rejects" => (invitee, Command::RejectMerge { merge, note }),
                    "withdraws" => (initiator, Command::WithdrawMerge { merge }),
                    _ => (initiator, Command::ConfirmMerge { merge }),
                };
                (account.unwrap_or(side), command, None)
            }
            ["buys", offer, "for", account, rest @ ..] => {
                let account = get(&names.accounts, account)?;
                let made = match rest {
                    ["as", name] => Some(*name),
                    _ => None,
                };
                let payment = self.payment();
                (account, Command::Purchase { offer: (*offer).to_owned(), payment }, made)
            }
            ["renews", membership, rest @ ..] => {
                let (account, membership) = get(&names.memberships, membership)?;
                let offer = match rest {
                    ["as", offer] => Some((*offer).to_owned()),
                    _ => None,
                };
                (account, Command::Renew { membership, payment: self.payment(), offer }, None)
            }
            ["orders", "renewal", "of", membership, rest @ ..] => {
                let (account, membership) = get(&names.memberships, membership)?;
                let (other, rest) = match rest {
                    ["with", offer, rest @ ..] => (Some((*offer).to_owned()), rest),
                    _ => (None, rest),
                };
                let offer = match other {
                    Some(offer) => offer,
                    None => self.world.renewed_as(account, membership).await?,
                };
                let (method, made) = paid_by(rest)?;
                let of = Ordered::Renewal { membership, offer };
                (account, Command::PlaceOrder { of, method, tax_id: None }, made)
            }
            ["orders", offer, "for", account, rest @ ..] => {
                let (method, made) = paid_by(rest)?;
                let of = Ordered::Purchase { offer: (*offer).to_owned() };
                (get(&names.accounts, account)?, Command::PlaceOrder { of, method, tax_id: None }, made)
            }
            ["cancels", order] => {
                let (account, order) = get(&names.orders, order)?;
                (account, Command::CancelOrder { order }, None)
            }
            ["receives", amount, currency, from, of, "as", name, rest @ ..] => {
                let (account, order) = match *from {
                    "for" => get(&names.orders, of).map(|(account, order)| (account, Some(order)))?,
                    "from" => (get(&names.accounts, of)?, None),
                    _ => bail!("from whom, or for which order?"),
                };
                let amount = Money::parse(amount, currency).context("not an amount")?;
                let received_on = match rest {
                    [] => None,
                    ["on", day] => Some(day.parse()?),
                    _ => bail!("on which day?"),
                };
                let reference = (*name).to_owned();
                (account, Command::RecordPayment { order, amount, reference, received_on }, Some(*name))
            }
            ["fails", reference, "for", order, rest @ ..] => {
                let (account, order) = get(&names.orders, order)?;
                let code = match rest {
                    [] => None,
                    ["with", code] => Some((*code).to_owned()),
                    _ => bail!("with which code?"),
                };
                (account, Command::RecordFailedCharge { order, reference: (*reference).to_owned(), code }, None)
            }
            ["pays", order, "with", funds] => {
                let (account, order) = get(&names.orders, order)?;
                (account, Command::AssignFunds { funds: get(&names.funds, funds)?.1, order }, None)
            }
            ["returns", funds] => {
                let (account, funds) = get(&names.funds, funds)?;
                (account, Command::ReturnFunds { funds }, None)
            }
            ["refunds", "tax", "of", order] => {
                let (account, order) = get(&names.orders, order)?;
                (account, Command::RefundTax { order }, None)
            }
            ["exempts", account, "from", day, rest @ ..] => {
                let account = get(&names.accounts, account)?;
                let until = last_day(rest)?;
                let note = NoteRef { id: self.ids.note(), hash: "An association of public interest.".to_owned() };
                // Under its own name, a company that became a part of another one is meant itself.
                let former = self.world.ids(account).await?.former.contains_key(&account).then_some(account);
                (account, Command::ExemptFromTax { from: day.parse()?, until, note, former }, None)
            }
            ["ends", "exemption", "of", account, "after", day] => {
                let account = get(&names.accounts, account)?;
                let held = self.world.ids(account).await?;
                let newest = held.exemptions.iter().max_by_key(|(_, held)| held.from).context("no exemption")?;
                (account, Command::EndExemption { exemption: *newest.0, last_day: day.parse()? }, None)
            }
            ["proposes", "override", "of", membership, "by", campaign, "for", ticket, "as", name] => {
                let (account, membership) = get(&names.memberships, membership)?;
                let note = NoteRef { id: self.ids.note(), hash: "Une période difficile.".to_owned() };
                let ticket = get(&names.tickets, ticket)?;
                (
                    account,
                    Command::ProposeOverride { membership, campaign: (*campaign).to_owned(), ticket, note },
                    Some(*name),
                )
            }
            [verb @ ("approves" | "declines" | "ends"), name] if names.overrides.contains_key(*name) => {
                let (account, late_override) = get(&names.overrides, name)?;
                let command = match *verb {
                    "ends" => Command::EndOverride { late_override, note: None },
                    verb => Command::DecideOverride { late_override, grant: verb == "approves", note: None },
                };
                (account, command, None)
            }
            ["removes", "location", location, "for", ticket] => {
                let (account, location) = get(&names.locations, location)?;
                (account, Command::RemoveLocation { location, ticket: get(&names.tickets, ticket)? }, None)
            }
            ["refunds", order] => {
                let (account, order) = get(&names.orders, order)?;
                (account, Command::RefundOrder { order }, None)
            }
            ["states", competency, "at", level, "for", account, rest @ ..] => {
                let (rest, reason) = match rest {
                    [rest @ .., "without", "reason"] => (rest, None),
                    rest => (rest, Some("As agreed.".to_owned())),
                };
                let (competency, level, until) = ((*competency).to_owned(), (*level).to_owned(), last_day(rest)?);
                let note = reason.map(|hash| NoteRef { id: self.ids.note(), hash });
                (get(&names.accounts, account)?, Command::StateAttainment { competency, level, until, note }, None)
            }
            ["records", words @ ..] => {
                let (account, command, made) = self.evidence(words)?;
                (account, command, Some(made.unwrap_or_default()))
            }
            ["withdraws", evidence] => {
                let (account, evidence) = get(&names.evidence, evidence)?;
                (account, Command::WithdrawEvidence { evidence }, None)
            }
            ["links", profile, "of", person, "to", account] => {
                let person = get(&names.people, person)?;
                let command = Command::LinkProfile { person, profile: (*profile).to_owned() };
                (get(&names.accounts, account)?, command, Some(*account))
            }
            ["releases", profile, "of", account, rest @ ..] => {
                let last_day = match rest {
                    [] => None,
                    ["after", day] => Some(day.parse()?),
                    _ => bail!("after which day?"),
                };
                let (account, association) = get(&names.associations, &format!("{profile} {account}"))?;
                (account, Command::UnlinkProfile { association, last_day }, None)
            }
            ["adds", "location", "in", country, "for", account] => {
                (get(&names.accounts, account)?, Command::AddLocation { country: (*country).to_owned() }, None)
            }
            ["links", domain, "to", account] => {
                (get(&names.accounts, account)?, Command::LinkTenant { domain: (*domain).to_owned() }, None)
            }
            ["shows", "code", "of", token] => {
                let (account, token) = get(&names.tokens, token)?;
                (account, Command::ShowCode { token }, None)
            }
            ["redeems", token, "on", domain, "as", mode, rest @ ..] => {
                let (account, token) = get(&names.tokens, token)?;
                let seats = match rest {
                    ["with", seats, "seats"] => Some(seats.parse()?),
                    _ => None,
                };
                let tenant = get(&names.tenants, domain)?.1;
                let mode = Mode::from_code(mode).context("not a way to redeem")?;
                (account, Command::RedeemToken { token, tenant, mode, subscription: None, seats }, None)
            }
            ["activates", "support", line] => {
                let (account, KeyRef::Grant(grant)) = get(&names.keys, line)? else { bail!("this line has a key") };
                (account, Command::ActivateSupport { grant }, None)
            }
            ["activates", "marketing", line, "with", address] => {
                let (account, KeyRef::Grant(grant)) = get(&names.keys, line)? else { bail!("this line has a key") };
                // At every depth somebody has the address of their name; HTTP compares it itself.
                let own_address = *address == format!("{who}@example.test");
                let contact = NoteRef { id: self.ids.note(), hash: (*address).to_owned() };
                (account, Command::ActivateMarketing { grant, contact, own_address }, None)
            }
            ["uses", amount, kind, "of", line] => {
                let (account, KeyRef::Grant(grant)) = get(&names.keys, line)? else { bail!("this line has a key") };
                let kind = UsageKind::from_code(kind).context("incident, presales, deployment or marketplace?")?;
                (account, Command::UseBalance { grant, kind, amount: amount.parse()?, note: None }, None)
            }
            ["gives", line, "to", person, rest @ ..] if names.keys.contains_key(*line) => {
                let (account, KeyRef::Grant(grant)) = get(&names.keys, line)? else { bail!("this line has a key") };
                let (person, other_credit) = (get(&names.people, person)?, matches!(rest, ["with", "other"]));
                (account, Command::AssignCredit { grant, person, other_credit }, None)
            }
            [verb @ ("withdraws" | "transfers"), "credit", "of", line, rest @ ..] => {
                let (account, KeyRef::Grant(grant)) = get(&names.keys, line)? else { bail!("this line has a key") };
                let held = self.world.ids(account).await?;
                let newest = held.credits.iter().filter(|(_, held)| held.grant == grant);
                let credit = *newest.max_by_key(|(id, held)| (held.ended_on.is_none(), **id)).context("no credit")?.0;
                let command = match (*verb, rest) {
                    ("withdraws", []) => Command::RemoveCredit { credit },
                    ("transfers", ["to", person, rest @ ..]) => {
                        let other_credit = matches!(rest, ["with", "other"]);
                        Command::TransferCredit { credit, person: get(&names.people, person)?, other_credit }
                    }
                    _ => bail!("transfers to whom?"),
                };
                (account, command, None)
            }
            ["renames", account, "to", name] => {
                let name = NoteRef { id: self.ids.note(), hash: (*name).to_owned() };
                (get(&names.accounts, account)?, Command::ChangePublicName { name }, None)
            }
            ["closes", account] => {
                let note = NoteRef { id: self.ids.note(), hash: "Asked for by letter.".to_owned() };
                (get(&names.accounts, account)?, Command::CloseAccount { note }, None)
            }
            ["asks", "mail", "of", check, "for", account] => {
                let check = ProfileCheck::from_code(check).context("not a check")?;
                (get(&names.accounts, account)?, Command::AskCheckMail { check }, None)
            }
            ["asks", "replacement", "of", token, "because", reason, rest @ ..] => {
                let (account, token) = get(&names.tokens, token)?;
                let reason = ReplacementReason::from_code(reason).context("not a reason")?;
                let (meant, made) = match rest {
                    [] => (None, None),
                    ["meant", domain] => (Some(*domain), None),
                    ["as", name] => (None, Some(*name)),
                    ["meant", domain, "as", name] => (Some(*domain), Some(*name)),
                    _ => bail!("meant which tenant, as what?"),
                };
                let intended_tenant = meant.map(|domain| get(&names.tenants, domain)).transpose()?.map(|(_, id)| id);
                (account, Command::RequestReplacement { token, reason, intended_tenant, note: None }, made)
            }
            [decision @ ("grants" | "declines"), request] => {
                let (account, replacement) = get(&names.replacements, request)?;
                (account, Command::DecideReplacement { replacement, grant: *decision == "grants", note: None }, None)
            }
            ["reveals", key] => {
                let (account, key) = get(&names.keys, key)?;
                (account, Command::RevealKey { key }, None)
            }
            ["activates", key, "on", device, rest @ ..] => {
                let (account, key) = get(&names.keys, key)?;
                let KeyRef::Key(key) = key else { bail!("this line has no key") };
                let hardware_changed = matches!(rest, ["changed"]);
                // At every depth a machine is the hash of its name; HTTP makes it itself.
                let device = (*device).to_owned();
                (account, Command::RecordActivation { key, device, note: None, hardware_changed }, None)
            }
            ["blocks", key, "because", why] => {
                let (account, KeyRef::Key(key)) = get(&names.keys, key)? else { bail!("this line has no key") };
                let note = NoteRef { id: self.ids.note(), hash: "It was in a public file.".to_owned() };
                let why = KeyBlockReason::from_code(why).context("leak or terms_breach?")?;
                (account, Command::BlockKey { key, why, note }, None)
            }
            ["unblocks", key] => {
                let (account, KeyRef::Key(key)) = get(&names.keys, key)? else { bail!("this line has no key") };
                let note = NoteRef { id: self.ids.note(), hash: "The file is gone.".to_owned() };
                (account, Command::UnblockKey { key, note }, None)
            }
            ["installs", line, rest @ ..] => {
                let (account, line) = get(&names.keys, line)?;
                let grant = match line {
                    KeyRef::Grant(grant) => grant,
                    KeyRef::Key(key) => self.world.ids(account).await?.keys.get(&key).context("no such key")?.grant,
                };
                let installed::Said { quantity, version, place, purpose, name } =
                    installed::read(rest, &names.locations)?;
                (account, Command::RecordInstallation { grant, version, place, purpose, quantity, note: None }, name)
            }
            ["moves", name, rest @ ..] => {
                let (account, installed) = get(&names.installations, name)?;
                let said = installed::read(rest, &names.locations)?;
                // One is what is said where no number is.
                let quantity = (said.quantity != 1).then_some(said.quantity);
                let installed::Said { version, place, purpose, .. } = said;
                (account, Command::ChangeInstallation { installed, version, place, purpose, quantity }, None)
            }
            ["uninstalls", name] => {
                let (account, installed) = get(&names.installations, name)?;
                (account, Command::RemoveInstallation { installed }, None)
            }
            ["assigns", pool, "to", person, rest @ ..] => {
                let (account, pool) = get(&names.pools, pool)?;
                let (country, rest) = match rest {
                    ["in", country, rest @ ..] => (Some((*country).to_owned()), rest),
                    _ => (None, rest),
                };
                let made = match rest {
                    [] => None,
                    ["as", name] => Some(*name),
                    _ => bail!("in which country, as what?"),
                };
                (account, Command::AssignSeat { pool, person: get(&names.people, person)?, country }, made)
            }
            ["requests", "seat", "of", pool, rest @ ..] => {
                let (account, pool) = get(&names.pools, pool)?;
                let made = match rest {
                    [] => None,
                    ["as", name] => Some(*name),
                    _ => bail!("as what?"),
                };
                let note = NoteRef { id: self.ids.note(), hash: "For the new project.".to_owned() };
                (account, Command::RequestSeat { pool, person: get(&names.people, who)?, note }, made)
            }
            ["meets", request, rest @ ..] => {
                let (account, request) = get(&names.seat_requests, request)?;
                let (country, made) = match rest {
                    [] => (None, None),
                    ["in", country] => (Some((*country).to_owned()), None),
                    ["as", name] => (None, Some(*name)),
                    _ => bail!("in which country, or as what?"),
                };
                (account, Command::GrantSeatRequest { request, country }, made)
            }
            ["turns", "down", request] => {
                let (account, request) = get(&names.seat_requests, request)?;
                let note = NoteRef { id: self.ids.note(), hash: "Others need it more.".to_owned() };
                (account, Command::DeclineSeatRequest { request, note }, None)
            }
            ["drops", request] => {
                let (account, request) = get(&names.seat_requests, request)?;
                (account, Command::WithdrawSeatRequest { request }, None)
            }
            ["provisions", membership] => {
                let (account, membership) = get(&names.memberships, membership)?;
                (account, Command::ProvisionGrants { membership, grants: Vec::new() }, None)
            }
            ["provisions", benefit, "of", membership] => {
                let (account, membership) = get(&names.memberships, membership)?;
                let held = self.world.ids(account).await?;
                let of = |(_, grant): &(&GrantId, &symbolon_domain::account::Grant)| {
                    grant.membership == membership && grant.line.benefit == *benefit
                };
                let grants = held.grants.iter().filter(of).map(|(id, _)| *id).collect();
                (account, Command::ProvisionGrants { membership, grants }, None)
            }
            ["begins", assignment] => {
                let (account, assignment) = get(&names.assignments, assignment)?;
                (account, Command::ActivateSeat { assignment }, None)
            }
            ["takes", "back", assignment, rest @ ..] => {
                let (account, assignment) = get(&names.assignments, assignment)?;
                let why = if matches!(rest, ["left"]) { UnassignReason::HolderLeft } else { UnassignReason::Returned };
                (account, Command::UnassignSeat { assignment, why }, None)
            }
            ["confirms", name, how] if names.installations.contains_key(*name) => {
                let (account, installed) = get(&names.installations, name)?;
                let how =
                    WindDownHow::from_code(how).context("uninstalled, commercially_licensed or never_installed?")?;
                let held = self.world.ids(account).await?;
                let grant = held.installations.get(&installed).context("no such installation")?.grant;
                (account, Command::ConfirmWindDown { grant, of: Some(WindDownOf::Installed(installed)), how }, None)
            }
            ["confirms", "seat", name, how] => {
                let (account, seat) = get(&names.assignments, name)?;
                let how =
                    WindDownHow::from_code(how).context("uninstalled, commercially_licensed or never_installed?")?;
                let held = self.world.ids(account).await?;
                let pool = held.assignments.get(&seat).and_then(|seat| held.pools.get(&seat.pool));
                let grant = pool.context("no such pool")?.grant;
                (account, Command::ConfirmWindDown { grant, of: Some(WindDownOf::Seat(seat)), how }, None)
            }
            ["confirms", line, how, rest @ ..] => {
                let (account, key) = get(&names.keys, line)?;
                let how =
                    WindDownHow::from_code(how).context("uninstalled, commercially_licensed or never_installed?")?;
                let held = self.world.ids(account).await?;
                let (grant, of) = match (key, rest) {
                    (KeyRef::Grant(grant), _) => (grant, None),
                    (KeyRef::Key(key), [machine]) => {
                        let key = held.keys.get(&key).context("no such key")?;
                        let number: usize = machine.parse().context("which activation, from 1?")?;
                        let found = key.activations.get(number.saturating_sub(1)).context("no such activation")?;
                        (key.grant, Some(WindDownOf::Installed(InstalledId::Activated(found.act.activation))))
                    }
                    (KeyRef::Key(key), _) => (held.keys.get(&key).context("no such key")?.grant, None),
                };
                (account, Command::ConfirmWindDown { grant, of, how }, None)
            }
            ["gives", account, "the", "profile", "at", domain] => {
                let account = get(&names.accounts, account)?;
                let profile = company::Profile::at(domain);
                let over = self.world.ids(account).await?.company.profile.as_ref().map(|text| text.id);
                let command = profile.change(&mut self.ids, ProfileField::ALL.to_vec(), over);
                self.names.profiles.insert(account, profile);
                (account, command, None)
            }
            // A stale change was compared with a text that is not there any more.
            ["changes", rest @ ..] => {
                let (rest, domain) = match rest {
                    [rest @ .., "to", domain] => (rest, Some(*domain)),
                    _ => (rest, None),
                };
                let [words @ .., "of", account] = rest else { bail!("whose profile?") };
                let account = get(&names.accounts, account)?;
                let (words, stale) = match words {
                    ["stale", words @ ..] => (words, true),
                    _ => (words, false),
                };
                let fields = company::fields(words)?;
                let before = self.names.profiles.get(&account).context("it has no profile")?;
                let profile = before.with(&fields, domain);
                let over = self.world.ids(account).await?.company.profile.as_ref().map(|text| text.id);
                let over = if stale { Some(self.ids.note()) } else { over };
                let command = profile.change(&mut self.ids, fields, over);
                if !stale {
                    self.names.profiles.insert(account, profile);
                }
                (account, command, None)
            }
            ["reviews", account] => (get(&names.accounts, account)?, Command::ReviewProfile, None),
            [verb @ ("passes" | "rejects" | "appeals"), check, "of", account] => {
                let account = get(&names.accounts, account)?;
                (account, company::decision(&mut self.ids, verb, check)?, None)
            }
            ["hands", "in", file @ .., "for", check, "of", account] => {
                let account = get(&names.accounts, account)?;
                let check = ProfileCheck::from_code(check).context("not a check")?;
                (account, company::file(&mut self.ids, DocumentOf::Check { check }, file)?, None)
            }
            ["proves", order, "with", file @ .., "paid", day] => {
                let (account, order) = get(&names.orders, order)?;
                let (paid_to, reference) = ("7719".to_owned(), "T-1".to_owned());
                let of = DocumentOf::Payment { order, paid_on: day.parse()?, paid_to, reference };
                (account, company::file(&mut self.ids, of, file)?, None)
            }
            _ => bail!("not something that can be done"),
        };
        let renews =
            matches!(&command, Command::Renew { .. } | Command::PlaceOrder { of: Ordered::Renewal { .. }, .. });
        if renews && !self.reviews_by_hand {
            self.scene(account, Command::ReviewProfile).await?;
        }
        let seen = self.world.act(&by, account, command).await?;
        if let Some(made) = made
            && seen.allowed()
        {
            match words {
                ["records", ..] => self.remember_evidence(account, Some(made).filter(|name| !name.is_empty())).await?,
                ["invites", ..] => {
                    let held = self.world.ids(account).await?;
                    let open = held.merges.iter().filter(|(_, merge)| merge.is_open());
                    let newest = open.max_by_key(|(id, merge)| (merge.invited_on, **id)).context("no merge")?;
                    let other = self.world.scenes_own(newest.1.other);
                    self.names.merges.insert(made.to_owned(), (account, other, *newest.0));
                }
                ["links", profile, ..] => self.remember_profile(profile, made).await?,
                _ => self.remember(made, account, words.first().copied().unwrap_or_default()).await?,
            }
        }
        self.last_why = seen.why;
        Ok(seen.lines)
    }

    /// Names what an act made: the newest of its kind.
    async fn remember(&mut self, name: &str, account: AccountId, verb: &str) -> anyhow::Result<()> {
        let held = self.world.ids(account).await?;
        let name = name.to_owned();
        match verb {
            "buys" => {
                let newest = held.memberships.values().max_by_key(|held| held.number).context("no membership")?;
                self.names.memberships.insert(name, (account, newest.id));
            }
            "orders" => {
                let newest = held.orders.values().max_by_key(|order| order.placed.number).context("no order")?;
                self.names.orders.insert(name, (account, newest.placed.order));
            }
            "receives" => {
                let found = held.funds.iter().find(|(_, funds)| funds.received.reference == name);
                self.names.funds.insert(name, (account, *found.context("no money")?.0));
            }
            "requests" => {
                let named = |id: SeatRequestId| self.names.seat_requests.values().any(|(_, known)| *known == id);
                let new = held.seat_requests.iter().find(|(id, asked)| asked.answered.is_none() && !named(**id));
                let new = *new.context("no request")?.0;
                self.names.seat_requests.insert(name, (account, new));
            }
            "assigns" | "meets" => {
                // Two acts of one instant have ids in no order, so the newest is the one in force without a name.
                let named = |id: AssignmentId| {
                    self.names.assignments.values().any(|(_, known): &(_, AssignmentId)| *known == id)
                };
                let open = held.assignments.iter().filter(|(id, held)| held.ended.is_none() && !named(**id));
                let newest = open.max_by_key(|(_, held)| held.assigned_at).context("no assignment")?;
                self.names.assignments.insert(name, (account, *newest.0));
            }
            "installs" => {
                // As with assignments: the newest that has no name yet.
                let named = |id: InstalledId| self.names.installations.values().any(|(_, known)| *known == id);
                let new = held.installations.iter().filter(|(id, held)| held.device.is_none() && !named(**id));
                let newest = new.max_by_key(|(id, held)| (held.on, **id)).context("no installation")?;
                self.names.installations.insert(name, (account, *newest.0));
            }
            "proposes" => {
                // Of several that are open, the one that has no name yet.
                let named = |id: OverrideId| self.names.overrides.values().any(|(_, known)| *known == id);
                let open = held.overrides.iter().filter(|(id, held)| held.is_open() && !named(**id));
                let newest = open.max_by_key(|(id, held)| (held.proposed_on, **id)).context("no override")?;
                self.names.overrides.insert(name, (account, *newest.0));
            }
            "asks" => {
                let named = |id: ReplacementId| self.names.replacements.values().any(|(_, known)| *known == id);
                let open = held.replacements.iter().filter(|(id, held)| held.decided.is_none() && !named(**id));
                let newest = open.max_by_key(|(id, held)| (held.requested_on, **id)).context("no request")?;
                self.names.replacements.insert(name, (account, *newest.0));
            }
            _ => bail!("nothing to name"),
        }
        Ok(())
    }

    async fn ask(&mut self, words: &[&str]) -> anyhow::Result<Vec<String>> {
        let (words, on) = match words {
            ["why"] => return Ok(say::tree(&self.last_why)),
            ["run", name] => return self.world.ask_case(AskCase::Run(get(&self.names.runs, name)?)).await,
            ["roles", "of", person, "in", account] => {
                let of = AskCase::Roles(get(&self.names.accounts, account)?, get(&self.names.people, person)?);
                return self.world.ask_case(of).await;
            }
            ["ticket", name] => return self.world.ask_case(AskCase::Ticket(get(&self.names.tickets, name)?)).await,
            [rest @ .., "on", day] => (rest, day.parse()?),
            _ => (words, self.today),
        };
        let (words, why) = match words {
            ["why", rest @ ..] => (rest, true),
            _ => (words, false),
        };
        let names = &self.names;
        let membership = |name: &str| get(&names.memberships, name);
        let (account, question) = match words {
            ["order", name] => get(&names.orders, name).map(|(account, id)| (account, Ask::Order(id)))?,
            ["membership", "of", order] => {
                let (account, id) = get(&names.orders, order)?;
                let held = self.world.ids(account).await?;
                let paid = held.orders.get(&id).and_then(|order| order.paid.as_ref()).context("it is not paid")?;
                (account, Ask::Membership(paid.1.membership))
            }
            ["failures", "of", name] => get(&names.orders, name).map(|(account, id)| (account, Ask::Failures(id)))?,
            ["refund", "of", name] => get(&names.orders, name).map(|(account, id)| (account, Ask::Refund(id)))?,
            ["credit", "notes", "of", account] => (get(&names.accounts, account)?, Ask::CreditNotes),
            ["money", "of", account] => (get(&names.accounts, account)?, Ask::Money),
            ["membership", name] => membership(name).map(|(account, id)| (account, Ask::Membership(id)))?,
            ["package", "of", name] => membership(name).map(|(account, id)| (account, Ask::Package(id)))?,
            ["line", benefit, "of", name] => {
                membership(name).map(|(account, id)| (account, Ask::Line(id, (*benefit).to_owned())))?
            }
            ["subscription", "of", token] => {
                get(&names.tokens, token).map(|(account, id)| (account, Ask::Subscription(id)))?
            }
            ["entitlement", benefit, "of", account] => {
                (get(&names.accounts, account)?, Ask::Entitlement((*benefit).to_owned()))
            }
            ["next", "year", "of", name] => {
                membership(name).map(|(account, id)| (account, Ask::NextYear(id, None, true)))?
            }
            ["whole", "next", "year", "of", name] => {
                membership(name).map(|(account, id)| (account, Ask::NextYear(id, None, false)))?
            }
            ["next", "year", "of", name, "as", offer] => {
                membership(name).map(|(account, id)| (account, Ask::NextYear(id, Some((*offer).to_owned()), true)))?
            }
            ["balances", "of", account] => (get(&names.accounts, account)?, Ask::Balances),
            ["provisioning", "of", account] => (get(&names.accounts, account)?, Ask::Provisioning),
            ["token", token] => get(&names.tokens, token).map(|(account, id)| (account, Ask::Token(id)))?,
            ["key", key] => match get(&names.keys, key)? {
                (account, KeyRef::Key(key)) => (account, Ask::Key(key)),
                _ => bail!("this line has no key"),
            },
            ["seat", "requests", "of", account] => (get(&names.accounts, account)?, Ask::SeatRequests),
            ["seats", "of", pool] => get(&names.pools, pool).map(|(account, id)| (account, Ask::Seats(id)))?,
            ["may", person, "use", product, "of", account] => {
                let person = get(&names.people, person)?;
                (get(&names.accounts, account)?, Ask::MayUse(Some(person), (*product).to_owned()))
            }
            ["may", account, "use", product] => {
                (get(&names.accounts, account)?, Ask::MayUse(None, (*product).to_owned()))
            }
            ["competency", competency, "of", account] => {
                (get(&names.accounts, account)?, Ask::Competency((*competency).to_owned()))
            }
            ["company", account] => (get(&names.accounts, account)?, Ask::Company),
            ["merges", "of", account] => (get(&names.accounts, account)?, Ask::Merges),
            ["profile", "of", account] => (get(&names.accounts, account)?, Ask::Profile),
            ["tasks", "to", "renew", name] => {
                let (account, id) = membership(name)?;
                let offer = self.world.renewed_as(account, id).await?;
                (account, Ask::Tasks(Ordered::Renewal { membership: id, offer }))
            }
            ["tasks", "to", "buy", offer, "for", account] => {
                (get(&names.accounts, account)?, Ask::Tasks(Ordered::Purchase { offer: (*offer).to_owned() }))
            }
            ["stages", "of", account] => (get(&names.accounts, account)?, Ask::Stages),
            ["outlook", "of", account, "until", day] => (get(&names.accounts, account)?, Ask::Outlook(day.parse()?)),
            ["if", name, "lapses"] => membership(name).map(|(account, id)| (account, Ask::IfLapsed(id)))?,
            ["wind-down", "of", account] => (get(&names.accounts, account)?, Ask::WindDown),
            ["register", "of", account] => (get(&names.accounts, account)?, Ask::Registers),
            ["register", "of", benefit, "of", account] => {
                (get(&names.accounts, account)?, Ask::Register((*benefit).to_owned()))
            }
            ["history", "of", account] => (get(&names.accounts, account)?, Ask::History),
            ["notices", "of", account] => (get(&names.accounts, account)?, Ask::Notices),
            ["messages", "to", person, "of", account] => {
                (get(&names.accounts, account)?, Ask::Messages(get(&names.people, person)?))
            }
            _ => bail!("not a question that is known"),
        };
        let question = if why { Ask::Why(Box::new(question)) } else { question };
        self.world.ask(account, &question, on).await
    }
}
