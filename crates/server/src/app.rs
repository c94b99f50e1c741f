//! What all requests share, and the one path that an act takes.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use quick_cache::unsync::Cache;
use sha2::{Digest, Sha256};
use symbolon_domain::access::{Actor, Capability, may_see};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Decision};
use symbolon_domain::ids::{AccountId, MergeId, Minter, NoteId, PersonId, TicketId};
use symbolon_domain::matter::Matter;
use symbolon_domain::notice::{self, may_read_event};
use symbolon_domain::programme::{Language, Programme, Programmes, Text};
use symbolon_domain::sweep::renewable_to;
use symbolon_licence::Signer;
use symbolon_store::{
    About, ApiToken, Caller, CatchUp, Entropy, Folded, Grantee, InstanceKind, MasterKey, MessageRow, NewNote,
    NoticeRow, PersonRow, Sent, Session, Store, StoreError, Stored, Submission, Submitted,
};

use symbolon_text::{EventFacts, MatterFacts, NoticeFacts, NoticeText, ProgrammeNames};
use tokio::sync::Mutex;

use crate::clock::{self, Calendar, Clock};
use crate::deliver::Mail;
use crate::documents::Documents;
use crate::entropy;
use crate::problem::Problem;
use crate::provider::{Provider, ProviderSecrets};
use crate::reached::PublicUrl;
use crate::when::When;

/// The application. Clones share it.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    calendar: Calendar,
    entropy: Entropy,
    preview_key: [u8; 32],
    cursor_key: [u8; 32],
    device_key: [u8; 32],
    webhook_key: [u8; 32],
    signer: Signer,
    documents: Documents,
    provider: OnceLock<Provider>,
    mail: OnceLock<Mail>,
    /// Said where events stay here.
    keeps_events: OnceLock<()>,
    public_url: OnceLock<PublicUrl>,
    /// Held while the notices of days are sent. The clock of a sandbox moves within it too: who looked for notices between
    /// the move and the days that it passed over would send all of theirs as of the last one.
    days: Mutex<()>,
    tokens: RwLock<KnownTokens>,
}

/// Tokens in memory at the most: those that are used.
const TOKENS: usize = 50_000;

/// Tokens that were looked up before.
struct KnownTokens {
    by_hash: Cache<[u8; 32], Arc<KnownToken>>,
    /// How often callers had been changed when these were read.
    changes: u64,
}

impl Default for KnownTokens {
    fn default() -> Self {
        Self { by_hash: Cache::new(TOKENS), changes: 0 }
    }
}

impl KnownTokens {
    /// Keeps a token, unless callers were changed since it may have been read.
    fn put(&mut self, changes: u64, hash: [u8; 32], token: Arc<KnownToken>) {
        if self.changes < changes {
            self.by_hash.clear();
            self.changes = changes;
        }
        if self.changes == changes {
            self.by_hash.insert(hash, token);
        }
    }
}

/// A token that was looked up before, and who asks with it; nobody where that person has left.
struct KnownToken {
    token: ApiToken,
    identity: Option<Arc<Identity>>,
}

/// Who is asking, as far as reads are concerned; acts read roles again in their own transaction.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The caller.
    pub caller: Caller,
    /// Their roles now.
    pub actor: Actor,
    /// The person, where it is one.
    pub person: Option<PersonRow>,
    /// The API token by which they came; none on the pages.
    pub with: Option<With>,
}

/// An API token by which somebody came.
#[derive(Debug, Clone)]
pub struct With {
    /// Its hash.
    pub hash: String,
    /// The last instant at which it counts: microseconds since the Unix epoch.
    pub expires_at: i64,
}

impl Identity {
    /// Who a token is, where it is a service's.
    fn of_service(token: &ApiToken) -> Option<Self> {
        let Grantee::Service { account, roles } = &token.grantee else { return None };
        let (account, roles) = (*account, roles.clone());
        let actor = Actor { person: None, account, roles: roles.clone(), admin_of: BTreeSet::new() };
        let caller = Caller::Service { name: token.name.clone(), account, roles };
        Some(Self { caller, actor, person: None, with: None })
    }

    /// How the caller stands in keys and ledgers.
    pub fn name(&self) -> String {
        match &self.caller {
            Caller::Person(person) => person.to_string(),
            Caller::Service { name, .. } => name.clone(),
        }
    }
}

/// Other companies as sentences name them: by name and number.
pub(crate) fn companies_named(language: Language, names: &BTreeMap<u64, String>) -> BTreeMap<u64, String> {
    let named = |(number, name): (&u64, &String)| {
        let args = [("name", name.as_str().into()), ("number", number.to_string().into())];
        (*number, symbolon_text::message(language, "merge-named", &args))
    };
    names.iter().map(named).collect()
}

/// What the words of messages need to know of a company.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) company: String,
    pub(crate) people: BTreeMap<PersonId, String>,
    /// How other companies are called that it may know, by their numbers.
    companies: BTreeMap<u64, String>,
    folded: Arc<Folded>,
    /// Its facts, once they are needed.
    ledger: Vec<Stored>,
    /// The account as it was known when a notice was sent, where an order waited then.
    then: BTreeMap<i64, Account>,
    /// Reasons that were given with facts.
    reasons: BTreeMap<NoteId, String>,
    /// What was written in tickets.
    said: BTreeMap<(TicketId, u32), String>,
}

impl Known {
    /// The company.
    pub(crate) fn account(&self) -> &Account {
        &self.folded.account
    }
}

/// An account on a day.
#[derive(Debug, Clone)]
pub struct View {
    /// Its id.
    pub id: AccountId,
    /// The company that it is today: itself, or the one of which it has become a part. Roles are held there, and people's
    /// names are kept there.
    pub company_now: AccountId,
    /// The account, folded for that day.
    pub folded: Arc<Folded>,
    /// The day.
    pub on: Date,
    /// The instant whose knowledge it is, in microseconds since the Unix epoch; none: today's.
    pub known_at: Option<i64>,
    /// Whether the day lies ahead: the answer is what happens if nobody acts.
    pub projection: bool,
}

impl View {
    /// The account.
    pub fn account(&self) -> &Account {
        &self.folded.account
    }

    /// The programme's versions that are in force on the day.
    pub fn programmes<'a>(&self, app: &'a App) -> &'a Programmes {
        match self.known_at {
            Some(at) => app.store().programmes_known_at(self.on, at),
            None => app.store().programmes(self.on),
        }
    }

    /// The version of the programme that is in force on the day.
    pub fn programme<'a>(&self, app: &'a App) -> &'a Programme {
        self.programmes(app).current()
    }
}

/// The hash under which a token, link or session is stored.
pub fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

impl App {
    /// An application on a store and a place for documents.
    ///
    /// # Errors
    /// When the programme names a time zone that does not exist.
    pub fn new(
        store: Store,
        documents: Documents,
        clock: Clock,
        master: &MasterKey,
        entropy: Entropy,
    ) -> Result<Self, StoreError> {
        let name = &store.all_programmes().current().time_zone;
        let zone = TimeZone::get(name)
            .map_err(|error| StoreError::Refused(format!("programme.toml: time zone {name}: {error}")))?;
        // The two kinds never share a key, so that no file of a sandbox is believed by a product that asks for live ones.
        let signing = master.purpose(match store.kind() {
            InstanceKind::Live => "symbolon licence file 1|live",
            InstanceKind::Sandbox => "symbolon licence file 1|sandbox",
        });
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                clock,
                calendar: Calendar::new(zone),
                entropy,
                preview_key: master.purpose("symbolon preview digest 1"),
                cursor_key: master.purpose("symbolon cursor 1"),
                device_key: master.purpose("symbolon device fingerprint 1"),
                webhook_key: master.purpose("symbolon webhook secret 1"),
                signer: Signer::new(&signing),
                documents,
                provider: OnceLock::new(),
                mail: OnceLock::new(),
                keeps_events: OnceLock::new(),
                public_url: OnceLock::new(),
                days: Mutex::const_new(()),
                tokens: RwLock::default(),
            }),
        })
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Says where cards are charged. Said once; a sandbox that is told nothing has a test provider of its own.
    pub fn set_provider(&self, provider: Provider) {
        // Whoever says it again says the same.
        let _ = self.inner.provider.set(provider);
    }

    /// Where cards are charged; none: nowhere.
    pub(crate) fn provider(&self) -> Option<&Provider> {
        if !self.is_sandbox() {
            return self.inner.provider.get();
        }
        let secrets = || ProviderSecrets::ephemeral(&self.inner.entropy);
        Some(self.inner.provider.get_or_init(|| Provider { page: None, secrets: secrets() }))
    }

    /// Says how mail is sent. Said once; a sandbox, which nothing leaves, needs not be told.
    pub fn set_mail(&self, mail: Mail) {
        // Whoever says it again says the same.
        let _ = self.inner.mail.set(mail);
    }

    /// Says that this server sends no event anywhere: others of the same database may.
    pub fn keep_events(&self) {
        let _ = self.inner.keeps_events.set(());
    }

    /// Whether it sends none.
    pub(crate) fn keeps_events(&self) -> bool {
        self.inner.keeps_events.get().is_some()
    }

    /// Says where people reach the pages. Said once.
    pub fn set_public_url(&self, url: PublicUrl) {
        let _ = self.inner.public_url.set(url);
    }

    /// Where people reach the pages, where the operator stated it.
    pub(crate) fn public_url(&self) -> Option<&PublicUrl> {
        self.inner.public_url.get()
    }

    /// How mail is sent; none: it is not.
    pub(crate) fn mail(&self) -> Option<&Mail> {
        self.inner.mail.get().filter(|_| !self.is_sandbox())
    }

    /// Who signs licence files.
    pub(crate) fn signer(&self) -> &Signer {
        &self.inner.signer
    }

    /// Where the contents of documents lie.
    pub(crate) fn documents(&self) -> &Documents {
        &self.inner.documents
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Randomness.
    pub fn entropy(&self) -> &Entropy {
        &self.inner.entropy
    }

    /// The programme's zone.
    pub fn zone(&self) -> &TimeZone {
        &self.inner.calendar.zone
    }

    /// The programme's versions that are in force today.
    pub fn programmes(&self) -> &Programmes {
        let (_, today) = self.now();
        self.inner.store.programmes(today)
    }

    /// The programme in force today.
    pub fn programme(&self) -> &Programme {
        self.programmes().current()
    }

    /// Whether this is a sandbox, with a clock that can be moved.
    pub fn is_sandbox(&self) -> bool {
        self.inner.store.kind() == InstanceKind::Sandbox
    }

    /// One reading of the clock: the instant in microseconds, and its day in the programme's zone.
    pub fn now(&self) -> (i64, Date) {
        let now = self.inner.clock.now();
        (now, self.inner.calendar.today(now).date)
    }

    /// When the day of an instant began: microseconds since the Unix epoch.
    pub(crate) fn dawn(&self, now: i64) -> i64 {
        self.inner.calendar.today(now).from
    }

    /// When the day of an instant ends: microseconds since the Unix epoch.
    pub(crate) fn midnight(&self, now: i64) -> i64 {
        self.inner.calendar.today(now).until
    }

    /// Moves the clock of a sandbox forward, in the database first, and sends what comes due on the way, day by day. The
    /// answer is where the clock stands afterwards.
    ///
    /// # Errors
    /// When the instance is live, or the store failed.
    pub async fn advance_clock(&self, to: i64, actor: &str) -> Result<i64, StoreError> {
        let _days = self.inner.days.lock().await;
        let at = self.inner.store.set_clock(to, actor).await?;
        self.inner.clock.advance(at);
        let (now, today) = self.now();
        self.inner.store.send_notices(today, now, CatchUp::DayByDay).await?;
        Ok(at)
    }

    /// Sends the notices that are due today, and those that came due since the last time.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn send_notices(&self) -> Result<Sent, StoreError> {
        let _days = self.inner.days.lock().await;
        let (now, today) = self.now();
        self.inner.store.send_notices(today, now, CatchUp::AtOnce).await
    }

    /// Follows a sandbox's clock that another process of a shared database may have moved.
    ///
    /// # Errors
    /// When the store failed.
    pub(crate) async fn follow_clock(&self) -> Result<(), StoreError> {
        if let Some(at) = self.inner.store.clock().await? {
            self.inner.clock.advance(at);
        }
        Ok(())
    }

    /// Whether another process may move this clock.
    pub(crate) fn clock_may_move_elsewhere(&self) -> bool {
        self.is_sandbox() && self.inner.store.is_shared()
    }

    pub(crate) fn preview_key(&self) -> &[u8; 32] {
        &self.inner.preview_key
    }

    pub(crate) fn webhook_key(&self) -> &[u8; 32] {
        &self.inner.webhook_key
    }

    pub(crate) fn cursor_key(&self) -> &[u8; 32] {
        &self.inner.cursor_key
    }

    /// Ids made now.
    pub fn minter(&self, now: i64) -> Minter {
        entropy::minter(&self.inner.entropy, now)
    }

    /// What the rules say of a ticket, as the ticket carries it along.
    pub fn suggestion(found: &symbolon_domain::ticket::Suggestion) -> String {
        crate::api::tickets::carry(found)
    }

    /// A text to be kept in an erasable row, with the reference that the fact holds.
    pub fn note(&self, now: i64, text: &str) -> (NewNote, symbolon_domain::fact::NoteRef) {
        let id: NoteId = self.minter(now).note();
        let salt = entropy::hex::<16>(&self.inner.entropy);
        let note = NewNote { id, text: text.to_owned(), salt };
        let hash = note.hash();
        (note, symbolon_domain::fact::NoteRef { id, hash })
    }

    /// A machine's fingerprint as it stands in facts: a keyed hash, different in every account.
    ///
    /// A key that came with a merge knows machines as those of the company that bought it, so that none counts twice
    /// (E-08).
    pub fn device(&self, account: AccountId, fingerprint: &str) -> String {
        crate::sign::mac(&self.inner.device_key, &[account.to_string().as_bytes(), fingerprint.trim().as_bytes()])
    }

    /// The number of a certification profile as it stands in facts: a keyed hash, the same for every company, because it
    /// counts for one only.
    pub fn profile(&self, number: &str) -> String {
        let number = number.trim().to_ascii_uppercase();
        crate::sign::mac(&self.inner.device_key, &[b"certification-profile", number.as_bytes()])
    }

    /// Who holds a bearer token; none if it is unknown, over or revoked.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn bearer(&self, token: &str, now: i64) -> Result<Option<Arc<Identity>>, StoreError> {
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        // Another process may have revoked a token of a shared database.
        let shared = self.inner.store.is_shared();
        let changes = self.inner.store.changes_of_callers();
        let known = {
            let tokens = self.inner.tokens.read().unwrap_or_else(PoisonError::into_inner);
            tokens.by_hash.get(&hash).filter(|_| tokens.changes == changes).cloned()
        };
        let known = match known {
            Some(known) if !shared => known,
            _ => {
                let Some(token) = self.inner.store.api_token(&hex::encode(hash)).await? else { return Ok(None) };
                let identity = match token.grantee {
                    Grantee::Person(person) => self.identity(person).await?,
                    Grantee::Service { .. } => Identity::of_service(&token),
                };
                let with = Some(With { hash: token.hash.clone(), expires_at: token.expires_at });
                let identity = identity.map(|identity| Arc::new(Identity { with, ..identity }));
                let known = Arc::new(KnownToken { identity, token });
                if !shared {
                    self.inner.tokens.write().unwrap_or_else(PoisonError::into_inner).put(changes, hash, known.clone());
                }
                known
            }
        };
        Ok(known.identity.clone().filter(|_| known.token.counts(now)))
    }

    /// The person behind an id, with the roles that they have now.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn identity(&self, person: PersonId) -> Result<Option<Identity>, StoreError> {
        // Who has left the directory is nobody here any more (G-14).
        let person = self.inner.store.person(person).await?.filter(|person| person.in_directory);
        Ok(person.map(|person| Identity {
            caller: Caller::Person(person.id),
            actor: Actor::of(&person.person()),
            person: Some(person),
            with: None,
        }))
    }

    /// The session behind a cookie's value, with who is signed in.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn session(&self, cookie: &str, now: i64) -> Result<Option<(Session, Identity)>, StoreError> {
        let Some(session) = self.inner.store.session(&hash(cookie), now).await? else { return Ok(None) };
        let identity = self.identity(session.person).await?;
        Ok(identity.map(|identity| (session, identity)))
    }

    /// The account behind an id or number, if the caller may know of it. What it may not know does not exist for it.
    ///
    /// # Errors
    /// [`Problem::not_found`], or when the store failed.
    pub async fn locate(&self, identity: &Identity, id: &str) -> Result<AccountId, Problem> {
        if let Ok(merge) = id.parse() {
            return self.locate_merge(identity, merge).await;
        }
        // What one asks about is usually one's own, and what is held in memory is there.
        let own = identity.actor.account.filter(|own| self.inner.store.holds(*own, id));
        let found = match own {
            Some(own) => Some(own),
            None => self.inner.store.locate(id).await?,
        };
        found.filter(|account| may_see(&identity.actor, *account)).ok_or_else(Problem::not_found)
    }

    /// The side of a merge on which the caller is; for the vendor's people, the company that invited.
    async fn locate_merge(&self, identity: &Identity, id: MergeId) -> Result<AccountId, Problem> {
        let mut sides = self.inner.store.merge_sides(id).await?.into_iter();
        sides.find(|account| may_see(&identity.actor, *account)).ok_or_else(Problem::not_found)
    }

    /// The account with a thing on a past day, which may have been that of a company that became a part of it since.
    ///
    /// # Errors
    /// As [`App::view`].
    pub async fn view_of(&self, identity: &Identity, id: AccountId, thing: &str, when: When) -> Result<View, Problem> {
        match self.is_past(when) && may_see(&identity.actor, id) {
            true => self.past_view_of(id, thing, when).await,
            false => self.view(identity, id, when).await,
        }
    }

    /// The same for a time that is past. Whether the caller may see the account was asked before.
    ///
    /// # Errors
    /// Where it did not exist then, or when the store failed.
    pub(crate) async fn past_view_of(&self, id: AccountId, thing: &str, when: When) -> Result<View, Problem> {
        let found = self.past_view(id, when).await;
        if found.as_ref().is_ok_and(|view| symbolon_store::names(view.account(), thing)) {
            return found;
        }
        let Some(folded) = self.inner.store.folded(id).await? else { return found };
        for (former, company) in &folded.account.former {
            match self.past_view(*former, when).await {
                // From the day of the merge on, what it had is the other company's, and its own ledger goes no further.
                Ok(view) if view.account().merged_into.is_none() && symbolon_store::names(view.account(), thing) => {
                    return Ok(View { company_now: id, ..view });
                }
                // A company that is named is no other one before it was there.
                Err(problem) if thing == former.to_string() || thing == company.number.to_string() => {
                    return Err(problem);
                }
                _ => {}
            }
        }
        found
    }

    /// Whether a time is past. What will be is what is, looked at on another day.
    fn is_past(&self, when: When) -> bool {
        match when {
            When::Now => false,
            When::Day(day) => day < self.now().1,
            When::Instant(_) => true,
        }
    }

    /// The account as it is, was, or will be.
    ///
    /// # Errors
    /// [`Problem::not_found`] where the caller may not see it or it did not exist then, or when the store failed.
    pub async fn view(&self, identity: &Identity, id: AccountId, when: When) -> Result<View, Problem> {
        if !may_see(&identity.actor, id) {
            return Err(Problem::not_found());
        }
        let (_, today) = self.now();
        let present = match when {
            When::Now => today,
            When::Day(day) if day >= today => day,
            _ => return self.past_view(id, when).await,
        };
        let folded = self.inner.store.folded(id).await?.ok_or_else(Problem::not_found)?;
        Ok(View { id, company_now: id, folded, on: present, known_at: None, projection: present > today })
    }

    /// An account on a past day by today's knowledge, or by the knowledge of an instant. Whether the caller may see it
    /// was asked before.
    ///
    /// # Errors
    /// Where it did not exist then, or when the store failed.
    pub(crate) async fn past_view(&self, id: AccountId, when: When) -> Result<View, Problem> {
        let (_, today) = self.now();
        let (folded, on) = match when {
            When::Now => (self.past(id, |entries| Account::fold(entries)).await?, today),
            When::Day(day) => (self.past(id, |entries| Account::as_of_day(entries, day)).await?, day),
            When::Instant(at) => {
                (self.past(id, |entries| Account::as_known_at(entries, at)).await?, clock::day(at, self.zone()))
            }
        };
        if folded.account.opened_on.is_none() {
            return Err(Problem::not_yet(on));
        }
        let known_at = match when {
            When::Now | When::Day(_) => None,
            When::Instant(at) => Some(at),
        };
        Ok(View { id, company_now: id, folded, on, known_at, projection: on > today })
    }

    /// The last instant of which a view of the past knows: microseconds since the Unix epoch.
    pub(crate) fn end_of(&self, view: &View) -> i64 {
        let next = || view.on.tomorrow().ok().and_then(|day| clock::start(day, self.zone()));
        view.known_at.or_else(|| Some(next()? - 1)).unwrap_or(i64::MAX)
    }

    async fn past<F>(&self, id: AccountId, fold: F) -> Result<Arc<Folded>, StoreError>
    where
        F: FnOnce(Vec<&symbolon_domain::fact::Entry>) -> Account,
    {
        let ledger = self.inner.store.ledger(id).await?;
        let account = fold(ledger.iter().map(|stored| &stored.entry).collect());
        let head = ledger
            .iter()
            .rev()
            .find(|stored| stored.entry.seq == account.seq)
            .map_or_else(String::new, |stored| stored.hash.clone());
        Ok(Arc::new(Folded::new(account, head)))
    }

    /// Refuses a caller who does not carry a capability for an account.
    ///
    /// # Errors
    /// `role-missing`, with who holds one of the roles.
    pub async fn allow(
        &self,
        identity: &Identity,
        capability: Capability,
        account: Option<AccountId>,
        language: Language,
    ) -> Result<(), Problem> {
        if capability.allows(&identity.actor, account) {
            return Ok(());
        }
        let mut problem = Problem::role_missing(capability.roles(), language);
        self.name_helpers(&mut problem, identity, account).await;
        Err(problem)
    }

    /// Adds to a problem the people who hold the roles that can help, as far as the reader may know them.
    pub async fn name_helpers(&self, problem: &mut Problem, identity: &Identity, account: Option<AccountId>) {
        self.name_helpers_among(problem, identity, account, |_| true).await;
    }

    /// The same of some people only.
    pub(crate) async fn name_helpers_among(
        &self,
        problem: &mut Problem,
        identity: &Identity,
        account: Option<AccountId>,
        helps: impl Fn(PersonId) -> bool + Copy,
    ) {
        let Some(account) = account.filter(|account| may_see(&identity.actor, *account)) else { return };
        if !problem.wants_helpers() {
            return;
        }
        // Names are a courtesy: without them the roles still say who can help.
        if let Ok(people) = self.inner.store.people(Some(account)).await {
            problem.add_helpers(people.iter().filter(|row| helps(row.id)), self.programme());
        }
    }

    /// The names of a company's people and of the vendor's, by id.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn people_names(&self, account: AccountId) -> Result<BTreeMap<PersonId, String>, StoreError> {
        let mut names = self.vendor_names().await?;
        let people = self.inner.store.people(Some(account)).await?;
        names.extend(people.iter().map(|person| (person.id, person.name.clone())));
        Ok(names)
    }

    /// The names of the vendor's people.
    ///
    /// # Errors
    /// When the store failed.
    pub(crate) async fn vendor_names(&self) -> Result<BTreeMap<PersonId, String>, StoreError> {
        let people = self.inner.store.people(None).await?;
        Ok(people.iter().map(|person| (person.id, person.name.clone())).collect())
    }

    /// The people of a company whom its directory has no entry for any more (G-14).
    ///
    /// # Errors
    /// When the store failed.
    pub async fn people_gone(&self, account: AccountId) -> Result<BTreeSet<PersonId>, StoreError> {
        let people = self.inner.store.people(Some(account)).await?;
        Ok(people.iter().filter(|person| !person.in_directory).map(|person| person.id).collect())
    }

    /// What an offer is called.
    pub(crate) fn offer_name(&self, id: &str) -> Text {
        let known = self.programmes().offer(id).map(|offer| offer.name.clone());
        known.unwrap_or_else(|| Text { fr: id.to_owned(), en: id.to_owned() })
    }

    /// How the other companies of merges are called, by their numbers, as far as this one may know it.
    ///
    /// # Errors
    /// When the store failed.
    pub(crate) async fn companies(&self, account: &Account, vendor: bool) -> Result<BTreeMap<u64, String>, StoreError> {
        let mut names = BTreeMap::new();
        for held in account.merges.values().filter(|held| vendor || held.shows_the_other()) {
            let name = self.inner.store.profile(held.other).await?;
            names.extend(name.map(|name| (held.other_number, name)));
        }
        Ok(names)
    }

    /// What a message about a notice says in a language.
    pub(crate) fn message_text(&self, language: Language, sent: &NoticeRow, known: &Known) -> NoticeText {
        let company = known.company.as_str();
        let about = match &sent.about {
            About::Year(about) => about,
            About::Event(notice, entry) => {
                let people = |actor: &str| match actor.parse::<PersonId>() {
                    // Whoever answers an invitation to merge belongs to the other company.
                    Ok(id) => {
                        let name = known.people.get(&id).cloned();
                        Some(name.unwrap_or_else(|| symbolon_text::message(language, "ui-somebody", &[])))
                    }
                    Err(_) => Some(actor.to_owned()),
                };
                let account = &known.folded.account;
                let companies = companies_named(language, &known.companies);
                let names =
                    ProgrammeNames { programmes: self.programmes(), account, people: &people, companies: &companies };
                let reason = notice::reason(&entry.fact);
                let reason = reason.and_then(|note| known.reasons.get(&note.id)).map(String::as_str);
                let begin_by = notice::begin_by(&entry.fact, account, entry.effective_on);
                let about = EventFacts { company, notice: *notice, entry, reason, begin_by, names: &names };
                return symbolon_text::event_text(language, &about, self.programme());
            }
            About::Matter(matter) => {
                let people = |actor: &str| Some(actor.to_owned());
                let account = &known.folded.account;
                let names = ProgrammeNames {
                    programmes: self.programmes(),
                    account,
                    people: &people,
                    companies: &BTreeMap::new(),
                };
                let said = match matter.as_ref() {
                    Matter::Ticket(told) => known.said.get(&(told.ticket, told.entry)).map(String::as_str),
                    Matter::Order(_) | Matter::Subscription(_) => None,
                };
                let about = MatterFacts { company, matter, said, names: &names };
                return symbolon_text::matter_text(language, &about, self.programme());
            }
        };
        let (number, offer) = (format!("M-{}", about.number), self.offer_name(&about.offer));
        let (account, programmes) = (&known.folded.account, self.programmes());
        let held = account.memberships.get(&about.membership);
        let roles = held.map(|held| notice::roles(programmes, held, about.year, &sent.notice)).unwrap_or_default();
        let campaign = |(campaign, next): &(String, Date)| {
            let wording = notice::wording(programmes, campaign, &sent.notice)?;
            Some((
                wording,
                *next,
                symbolon_domain::campaign::pay_until(account, about.membership, about.year, &about.days),
            ))
        };
        let wording = about.campaign.as_ref().and_then(campaign);
        let at_stake = notice::at_stake(account, programmes, about.membership, about.year);
        let then = known.then.get(&sent.recorded_at);
        let then = then.filter(|then| then.memberships.contains_key(&about.membership));
        let renewing = notice::renewing(then.unwrap_or(account), programmes, about.membership, sent.sent_on);
        let (days, sent_on) = (about.days, sent.sent_on);
        let renewable_to = renewable_to(self.inner.store.programmes(sent_on), &about.offer, &days);
        let (membership, offer) = (number.as_str(), &offer);
        let about =
            NoticeFacts { company, membership, offer, days, renewable_to, roles, at_stake, sent_on, renewing, wording };
        symbolon_text::notice_text(language, &sent.notice, &about, self.programme())
    }

    /// What the words of a company’s messages need, which `known` keeps for the next one.
    ///
    /// # Errors
    /// When the store failed.
    pub(crate) async fn known<'k>(
        &self,
        sent: &NoticeRow,
        known: &'k mut BTreeMap<(AccountId, AccountId), Known>,
    ) -> Result<&'k Known, StoreError> {
        let (account, company) = (sent.account, sent.company());
        let known = match known.entry((account, company)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let folded = self.inner.store.folded(account).await?.unwrap_or_default();
                unknown.insert(Known {
                    company: self.inner.store.profile(company).await?.unwrap_or_default(),
                    people: self.people_names(account).await?,
                    companies: self.companies(&folded.account, false).await?,
                    folded,
                    ledger: Vec::new(),
                    then: BTreeMap::new(),
                    reasons: BTreeMap::new(),
                    said: BTreeMap::new(),
                })
            }
        };
        if let About::Year(_) = &sent.about
            && known.folded.account.orders.values().any(|order| order.is_open_on(sent.sent_on))
            && !known.then.contains_key(&sent.recorded_at)
        {
            if known.ledger.is_empty() {
                known.ledger = self.inner.store.ledger(account).await?;
            }
            let then = Account::as_known_at(known.ledger.iter().map(|stored| &stored.entry), sent.recorded_at);
            known.then.insert(sent.recorded_at, then);
        }
        if let About::Matter(matter) = &sent.about
            && let Matter::Ticket(told) = matter.as_ref()
            // Whoever opened it knows what they wrote.
            && told.act.is_some()
            && let Some(text) = self.inner.store.ticket_text(told.ticket, told.entry).await?
        {
            known.said.insert((told.ticket, told.entry), text);
        }
        if let About::Event(_, entry) = &sent.about
            && let Some(note) = notice::reason(&entry.fact)
            && let Some(text) = self.inner.store.note(account, note.id).await?
        {
            known.reasons.insert(note.id, text);
        }
        Ok(known)
    }

    /// Whether somebody may read a message, beyond what a company’s notices are open to.
    pub(crate) fn may_read(actor: &Actor, message: &MessageRow) -> bool {
        match &message.notice.about {
            About::Year(_) => true,
            About::Event(..) => may_read_event(actor, message.notice.account, message.person),
            About::Matter(_) => Self::may_know(actor, &message.notice),
        }
    }

    /// Whether somebody may know that a notice was sent, beyond what a company’s notices are open to.
    pub(crate) fn may_know(actor: &Actor, sent: &NoticeRow) -> bool {
        match &sent.about {
            About::Year(_) | About::Event(..) => true,
            About::Matter(matter) => matter.may_know(actor, sent.account),
        }
    }

    /// The one path of every act: JSON, form and command line build the same [`Submission`] and come here.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn submit(&self, submission: Submission) -> Result<Submitted, StoreError> {
        self.inner.store.submit(submission).await
    }

    /// A company, and what decisions about it rest on besides: who asks, and when.
    ///
    /// # Errors
    /// When the store failed.
    pub(crate) async fn context(
        &self,
        account: AccountId,
        caller: &Caller,
    ) -> Result<(Arc<Folded>, Context), StoreError> {
        // A command for which nothing else is read.
        let (folded, context, _) = self.preview(account, &Command::ReviewProfile, caller).await?;
        Ok((folded, context))
    }

    /// What an act would do now; nothing is written.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn preview(
        &self,
        account: AccountId,
        command: &Command,
        caller: &Caller,
    ) -> Result<(Arc<Folded>, Context, Decision), StoreError> {
        let (now, today) = self.now();
        self.inner.store.preview(account, command, caller, now, today).await
    }
}
