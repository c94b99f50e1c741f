//! The writers: many commands in a commit. There are several, so that some decide while another waits for its commit.
//! On a server a company has always the same one of a process, and between processes it is serial by its root row. A file
//! has one process and one connection, on which its writers take turns: a company is changed by its own one, or by
//! whoever works alone.

use std::collections::hash_map::Entry as Place;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::future::Future;
use std::ops::Range;
use std::panic::AssertUnwindSafe;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use symbolon_domain::access::{Actor, Person};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, NewFact, decide, moment};
use symbolon_domain::fact::{Entry, Fact, Item};
use symbolon_domain::ids::{AccountId, Minter, PersonId, TicketId};
use symbolon_domain::merge::Partner;
use symbolon_domain::notice::event;
use symbolon_domain::programme::Programmes;
use symbolon_domain::ticket::{Ticket, of_command};
use tokio::sync::{Mutex, MutexGuard, RwLock, mpsc, oneshot};

use crate::audit::AUDIT;
use crate::cache::{Cache, People};
use crate::charges::{self, Charges};
use crate::domains::{self, Domains};
use crate::engine::{self, Conn, Engine, On, query};
use crate::ledger::{self, FACT, Newest, Stored};
use crate::outbox::{self, Telling};
use crate::plain::{self, API_TOKEN, NOTE, PERSON, PERSON_COLUMNS, PersonRow, read_person};
use crate::profiles::{self, Profiles};
use crate::project::project;
use crate::rigs;
use crate::secrets::{Entropy, Vault};
use crate::statement::{self, Op, Table, Val, int};
use crate::tickets;
use crate::versions::{self, Versions};
use crate::{Answer, Caller, Folded, NewNote, Options, Rendering, StoreError, Submission, Submitted};

/// Commands that one commit takes at the most.
const BATCH: usize = 256;
/// Commands that are decided before others on the same thread have their turn: readers wait for them.
const BREATH: usize = 4;
/// Commands that wait before a caller has to, for each writer.
const QUEUE: usize = 4_096;
/// How often a batch is tried again when another process was in the way.
const TRIES: u32 = 5;
/// Numbers that are set aside at a time; those left over when the process ends are never given.
const NUMBERS: i64 = 128;
/// How long an idempotency key is kept, in days.
const KEPT_DAYS: i64 = 7;
/// Batches that look their keys up after one that had a key for the second time: who repeats requests seldom does it alone.
const WARY: u32 = 64;
/// Pages of the write-ahead log from which a writer moves the rest of it itself: every read looks through the whole log,
/// and under load it would never begin anew.
const LONG_LOG: i64 = 50_000;
const DAY_MICROS: i64 = 86_400_000_000;

pub(crate) static IDEMPOTENCY: Table =
    Table { name: "idempotency", key: 1, columns: &["id", "fingerprint", "status", "body", "created_at"] };
pub(crate) static DECISION: Table = Table {
    name: "decision",
    key: 1,
    columns: &["id", "account", "decided_at", "actor", "command", "code", "explanation"],
};

/// Work of its own on a writer's connection.
type Exclusive = Box<dyn for<'c> FnOnce(&'c mut Conn) -> Pin<Box<dyn Future<Output = ()> + Send + 'c>> + Send>;

/// The other company of a command, which is decided alone: both are locked, and both written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Other {
    /// The command is about one company, or nobody has the number that it names.
    None,
    /// The number that it names is a location's.
    Location,
    /// The company.
    Company(AccountId),
}

impl Other {
    fn id(self) -> Option<AccountId> {
        match self {
            Self::Company(id) => Some(id),
            Self::None | Self::Location => None,
        }
    }
}

/// What became of a submission that was given to a writer.
enum Done {
    /// It was decided, or failed.
    Here(Result<Submitted, StoreError>),
    /// Its company has become a part of another one, to which it is given instead.
    Elsewhere(AccountId, Box<Submission>),
}

/// A command that waits for its writer.
struct Act {
    submission: Box<Submission>,
    other: Other,
    /// Whether it is decided in the order in which it came, whichever company it is about.
    in_order: bool,
}

/// A write that shares its commit with others.
enum Write {
    Act(Act, oneshot::Sender<Done>),
    Plain(Vec<Op>, oneshot::Sender<Result<(), StoreError>>),
}

enum Job {
    Write(Write),
    Exclusive(Exclusive),
    Close(oneshot::Sender<()>),
}

/// The way to the writers.
#[derive(Clone)]
pub(crate) struct Writer {
    lanes: Arc<[mpsc::Sender<Job>]>,
    /// Whether they take turns, so that one of them can be given the work of all.
    in_turn: bool,
    people: Arc<People>,
}

impl Writer {
    pub(crate) async fn start(
        engine: Arc<Engine>,
        options: &Options,
        versions: Arc<Versions>,
        (cache, people): (Arc<Cache>, Arc<People>),
        vault: Arc<Vault>,
    ) -> Result<Self, StoreError> {
        let log = Arc::new(Log::default());
        if engine.has_checkpoints() {
            tokio::spawn(checkpoint(engine.writer().await?, Arc::downgrade(&log)));
        }
        let numbers = Arc::new(Mutex::new(HashMap::new()));
        let of_file = Arc::new(Line::default());
        let lane = |_| {
            let (queue, jobs) = mpsc::channel(QUEUE);
            let work = Work {
                engine: engine.clone(),
                line: if engine.is_shared() { Arc::default() } else { of_file.clone() },
                versions: versions.clone(),
                cache: cache.clone(),
                people: people.clone(),
                vault: vault.clone(),
                entropy: options.entropy.clone(),
                build: options.build,
                batch: if options.group_commit { BATCH } else { 1 },
                numbers: numbers.clone(),
                swept_on: i64::MIN,
                wary: 0,
                log: log.clone(),
            };
            tokio::spawn(work.run(jobs));
            queue
        };
        Ok(Self { lanes: (0..engine.lanes()).map(lane).collect(), in_turn: !engine.is_shared(), people })
    }

    /// The writer of an account: the same for all that others do beside, so that a process never waits for itself.
    fn lane(&self, account: AccountId) -> &mpsc::Sender<Job> {
        let lanes = self.lanes.len() as u128;
        let at = usize::try_from(account.bits() % lanes).unwrap_or(0);
        &self.lanes[at]
    }

    pub(crate) async fn submit(&self, submission: Submission, other: Other) -> Result<Submitted, StoreError> {
        let answered = self.queue(submission, other).await;
        self.answered(answered, other).await
    }

    /// The answer, from whichever company it comes in the end.
    async fn answered(&self, mut answered: oneshot::Receiver<Done>, other: Other) -> Result<Submitted, StoreError> {
        loop {
            match answered.await {
                Ok(Done::Here(done)) => return done,
                Ok(Done::Elsewhere(account, submission)) => {
                    answered = self.queue(Submission { account, ..*submission }, other).await;
                }
                Err(_) => return Err(StoreError::Closed),
            }
        }
    }

    /// Queues all at once, so that they share commits. The answers stand in the order of the submissions, and on a file
    /// they are decided in it.
    pub(crate) async fn submit_all(&self, submissions: Vec<Submission>) -> Vec<Result<Submitted, StoreError>> {
        let mut waiting = Vec::with_capacity(submissions.len());
        for submission in submissions {
            waiting.push(match self.in_turn {
                true => self.send(&self.lanes[0], submission, Other::None, true).await,
                false => self.queue(submission, Other::None).await,
            });
        }
        let mut answers = Vec::with_capacity(waiting.len());
        for answered in waiting {
            answers.push(self.answered(answered, Other::None).await);
        }
        answers
    }

    /// Gives a command to its writer. A writer that has stopped drops it, and with it the way back.
    async fn queue(&self, submission: Submission, other: Other) -> oneshot::Receiver<Done> {
        self.send(self.lane(submission.account), submission, other, false).await
    }

    async fn send(
        &self,
        lane: &mpsc::Sender<Job>,
        submission: Submission,
        other: Other,
        in_order: bool,
    ) -> oneshot::Receiver<Done> {
        let (answer, answered) = oneshot::channel();
        let act = Act { submission: Box::new(submission), other, in_order };
        let _ = lane.send(Job::Write(Write::Act(act, answer))).await;
        answered
    }

    pub(crate) async fn plain(&self, ops: Vec<Op>) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        self.lanes[0].send(Job::Write(Write::Plain(ops, answer))).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// Runs work in a transaction of its own, between two batches.
    pub(crate) async fn exclusive<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'c>>
            + Send
            + 'static,
    {
        self.alone(work, || ()).await
    }

    /// The same for work that changes people or tokens.
    pub(crate) async fn exclusive_of_callers<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'c>>
            + Send
            + 'static,
    {
        let people = self.people.clone();
        // Whatever became of it: nobody is answered from what was read before, and no decision made.
        self.alone(work, move || people.forget()).await
    }

    /// Runs work and what follows it before anybody else has their turn.
    async fn alone<T, F>(&self, work: F, then: impl FnOnce() + Send + 'static) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'c>>
            + Send
            + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Exclusive = Box::new(move |conn| {
            Box::pin(async move {
                let done = in_transaction(conn, work).await;
                then();
                // A caller that went away needs no answer.
                let _ = answer.send(done);
            })
        });
        self.lanes[0].send(Job::Exclusive(job)).await.map_err(|_| StoreError::Closed)?;
        answered.await.unwrap_or_else(|_| Err(StoreError::Unavailable("no connection for writing".to_owned())))
    }

    pub(crate) async fn close(&self) {
        for lane in self.lanes.iter() {
            let (done, closed) = oneshot::channel();
            if lane.send(Job::Close(done)).await.is_ok() {
                let _ = closed.await;
            }
        }
    }
}

async fn in_transaction<T, F>(conn: &mut Conn, work: F) -> Result<T, StoreError>
where
    F: for<'c> FnOnce(&'c mut Conn) -> Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'c>>,
{
    engine::begin(conn).await?;
    let done = match work(conn).await {
        Ok(value) => engine::commit(conn).await.map(|()| value),
        Err(error) => Err(error),
    };
    if done.is_err() {
        engine::abandon(conn).await;
    }
    done
}

/// What is known of the write-ahead log.
#[derive(Default)]
struct Log {
    /// Whether anything was written since it was moved.
    dirty: AtomicBool,
    /// Whether it is long.
    long: AtomicBool,
}

/// Moves the write-ahead log into the database file every now and then, for as long as there is a writer.
async fn checkpoint(mut conn: Conn, log: std::sync::Weak<Log>) {
    let mut tick = tokio::time::interval(Duration::from_millis(1_000));
    loop {
        tick.tick().await;
        let Some(log) = log.upgrade() else { return };
        if log.dirty.swap(false, Ordering::Relaxed) {
            match engine::checkpoint(&mut conn).await {
                Ok(pages) => log.long.store(pages > LONG_LOG, Ordering::Relaxed),
                Err(error) => {
                    // It is tried again: a disk that the log itself has filled would else stay full.
                    log.dirty.store(true, Ordering::Relaxed);
                    tracing::warn!(%error, "the write-ahead log could not be checkpointed");
                }
            }
        }
    }
}

/// Where writers take turns: those of a file at one of these, each of a server's at its own.
#[derive(Default)]
struct Line {
    /// Held together by batches that need nothing but their own companies, alone by any other and by work of its own.
    order: RwLock<()>,
    /// The connection; none before the first batch and after one that broke.
    conn: Mutex<Option<Conn>>,
}

/// What one writer works with.
struct Work {
    engine: Arc<Engine>,
    line: Arc<Line>,
    versions: Arc<Versions>,
    cache: Arc<Cache>,
    people: Arc<People>,
    vault: Arc<Vault>,
    entropy: Entropy,
    build: &'static str,
    batch: usize,
    /// Numbers set aside for this process, by what they number.
    numbers: Arc<Mutex<HashMap<&'static str, Range<i64>>>>,
    swept_on: i64,
    /// Batches that will look their keys up before they are decided.
    wary: u32,
    log: Arc<Log>,
}

impl Write {
    /// Whether it is about two companies.
    fn is_of_two(&self) -> bool {
        matches!(self, Self::Act(Act { other: Other::Company(_), .. }, _))
    }

    /// Whether nothing but its company's own facts decides it and is changed by it.
    fn is_of_its_own(&self) -> bool {
        let Self::Act(Act { submission, other: Other::None, in_order: false }, _) = self else { return false };
        let command = &submission.command;
        let elsewhere = command.profile().is_some()
            || command.domain().is_some()
            || command.received_under().is_some()
            || command.ticket().is_some()
            || command.asked_for().is_some();
        let numbered = opens(command).is_some() || Paper::of(command).is_some();
        submission.also.is_empty() && !elsewhere && !numbered
    }
}

/// One for each write of a batch, in its order; plain writes have none.
type Answers = Vec<Option<Decided>>;

/// What a batch made of one submission.
enum Decided {
    Done(Result<Submitted, StoreError>),
    /// Its company has become a part of this one.
    Elsewhere(AccountId),
}

/// The other company of a command, in its transaction.
enum With {
    None,
    Location,
    Company(Arc<Folded>),
}

impl With {
    fn partner(&self) -> Partner {
        match self {
            Self::None => Partner::None,
            Self::Location => Partner::Location,
            Self::Company(other) => Partner::Known(Arc::new(other.account.clone()), other.head.clone()),
        }
    }
}

/// What facts made of a company.
struct Recorded {
    changed: Option<Account>,
    head: String,
    entries: Vec<Entry>,
}

/// What a batch has decided and not yet committed.
#[derive(Default)]
struct Uncommitted {
    ops: Vec<Op>,
    /// The batch's accounts as they are in its transaction.
    known: HashMap<AccountId, Arc<Folded>>,
    /// Those that it changes.
    accounts: HashMap<AccountId, Arc<Folded>>,
    keys: HashMap<String, (String, Answer)>,
    people: BTreeMap<PersonId, Person>,
    profiles: Profiles,
    domains: Domains,
    charges: Charges,
    tickets: BTreeMap<TicketId, Ticket>,
    changes_callers: bool,
    /// Whether keys were not looked up: that one is there for the second time is seen when its row is inserted.
    trusting: bool,
    /// Facts that people are told.
    tellings: Vec<Telling>,
    /// The company that became a part of another one, and that one.
    moved: Option<(AccountId, AccountId)>,
}

impl Uncommitted {
    /// Whether the key of each submission is among the rows. Where it is not, nothing would see that it was there before.
    fn keeps_all(&self, batch: &[Write]) -> bool {
        submissions(batch)
            .filter_map(|submission| submission.idempotency.as_ref())
            .all(|key| self.keys.contains_key(&key.scope))
    }

    /// An account as the batch has left it so far.
    fn newest(&self, id: AccountId) -> Arc<Folded> {
        self.accounts.get(&id).or_else(|| self.known.get(&id)).cloned().unwrap_or_default()
    }
}

/// A row that is there if and only if a transaction was kept.
struct Witness {
    table: &'static Table,
    values: Vec<Val>,
}

impl Witness {
    /// A row with something random in it, so that no other transaction can have written it.
    fn among(ops: &[Op]) -> Option<Self> {
        ops.iter().find_map(|op| match op {
            Op::Insert(table, values) if [&FACT, &DECISION, &AUDIT].contains(table) => {
                Some(Self { table, values: values.clone() })
            }
            _ => None,
        })
    }

    async fn is_there(&self, conn: &mut Conn) -> Result<bool, StoreError> {
        let columns: Vec<_> = (1..).zip(self.table.columns).map(|(at, name)| format!("{name} = ${at}")).collect();
        let (Some(first), filter) = (self.table.columns.first(), columns.join(" and ")) else { return Ok(false) };
        let sql = format!("select {first} from {} where {filter}", self.table.name);
        let query = self.values.iter().cloned().fold(query(sql), engine::Query::bind);
        Ok(query.fetch_optional(conn).await?.is_some())
    }
}

/// What waits for a writer.
struct Jobs {
    queue: mpsc::Receiver<Job>,
    /// One that was taken and did not fit into the batch at hand.
    held: Option<Job>,
}

impl Jobs {
    /// The next one, as soon as there is one; none when there will be no more.
    async fn next(&mut self) -> Option<Job> {
        match self.held.take() {
            Some(job) => Some(job),
            None => self.queue.recv().await,
        }
    }

    /// The next one, if it is there already.
    fn waiting(&mut self) -> Option<Job> {
        self.held.take().or_else(|| self.queue.try_recv().ok())
    }
}

impl Work {
    async fn run(mut self, queue: mpsc::Receiver<Job>) {
        let mut jobs = Jobs { queue, held: None };
        let mut batch = Vec::with_capacity(self.batch);
        while let Some(job) = jobs.next().await {
            let mut next = Some(job);
            while let Some(job) = next.take() {
                match job {
                    Job::Exclusive(work) => {
                        self.commit(std::mem::take(&mut batch), None).await;
                        self.alone(work).await;
                    }
                    Job::Close(done) => {
                        self.commit(std::mem::take(&mut batch), None).await;
                        self.finish().await;
                        // Whoever waits may open the database again at once.
                        drop(self);
                        let _ = done.send(());
                        return;
                    }
                    Job::Write(write) if write.is_of_two() => {
                        self.commit(std::mem::take(&mut batch), None).await;
                        self.commit(vec![write], None).await;
                    }
                    Job::Write(write) => batch.push(write),
                }
                if batch.len() < self.batch {
                    // Whatever queued while the last commit ran goes into this one.
                    next = jobs.waiting();
                }
            }
            self.commit(std::mem::take(&mut batch), Some(&mut jobs)).await;
            if self.log.long.swap(false, Ordering::Relaxed) {
                // Most of it was moved beside the writers just now; the rest is little, and nobody adds to it.
                let line = self.line.clone();
                let _alone = line.order.write().await;
                self.finish().await;
            }
        }
    }

    /// Runs work of its own. Without a connection it is dropped, which its caller notices.
    async fn alone(&mut self, work: Exclusive) {
        let _alone = self.line.order.write().await;
        match self.engine.writer().await {
            Ok(mut conn) => work(&mut conn).await,
            Err(error) => tracing::error!(%error, "there is no connection for writing"),
        }
        self.log.dirty.store(true, Ordering::Relaxed);
    }

    async fn finish(&mut self) {
        if !self.engine.has_checkpoints() {
            return;
        }
        let done = match self.engine.writer().await {
            Ok(mut conn) => engine::checkpoint(&mut conn).await,
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!(%error, "the write-ahead log could not be checkpointed");
        }
    }

    /// Writes a batch, and with it what comes while it waits for the connection, if that may go along.
    async fn commit(&mut self, mut batch: Vec<Write>, jobs: Option<&mut Jobs>) {
        if batch.is_empty() {
            return;
        }
        match self.attempt(&mut batch, jobs).await {
            Ok(answers) => answer(batch, answers),
            // Something in the batch does not fit: each alone, so that only the one at fault fails.
            Err(error @ (StoreError::Wall(_) | StoreError::Corrupt { .. } | StoreError::Secret(_))) => {
                tracing::warn!(%error, "a batch is redone one by one");
                for job in batch {
                    let mut alone = vec![job];
                    match self.attempt(&mut alone, None).await {
                        Ok(answers) => answer(alone, answers),
                        Err(error) => fail(alone, &error),
                    }
                }
            }
            // The engine does not work now: each write alone would only wait as long again.
            Err(error) => fail(batch, &error),
        }
    }

    /// Decides and writes a batch in one transaction, again where another process was in the way. The answers stand in
    /// the order of the jobs.
    async fn attempt(&mut self, batch: &mut Vec<Write>, mut jobs: Option<&mut Jobs>) -> Result<Answers, StoreError> {
        let mut tries = 0;
        loop {
            match self.transact(batch, jobs.as_deref_mut()).await {
                Err(StoreError::Conflict(cause)) if tries < TRIES => {
                    tries += 1;
                    tracing::debug!(cause, tries, "a batch is tried again");
                    tokio::time::sleep(Duration::from_millis(2 << tries)).await;
                }
                done => return done,
            }
        }
    }

    async fn transact(&mut self, batch: &mut Vec<Write>, jobs: Option<&mut Jobs>) -> Result<Answers, StoreError> {
        let line = self.line.clone();
        // Their companies are changed by this writer, or by whoever holds the order alone.
        let beside = !self.engine.is_shared() && self.batch > 1 && batch.iter().all(Write::is_of_its_own);
        let (_beside, _alone);
        let decided = if beside {
            _beside = line.order.read().await;
            self.decide_beside(&line, batch).await.map(Some)
        } else {
            _alone = line.order.write().await;
            Ok(None)
        };
        let trusting = matches!(&decided, Ok(Some((_, uncommitted))) if uncommitted.trusting);
        let done = match (decided, jobs) {
            (Ok(Some(decided)), Some(jobs)) if trusting => self.take_along(&line, batch, decided, jobs).await,
            (Ok(decided), _) => self.write_decided(line.conn.lock().await, batch, decided).await,
            (Err(error), _) => Err(error),
        };
        if done.is_err() {
            // Before anybody else has their turn.
            self.forget(batch, beside).await;
        }
        if let Err(StoreError::Wall(_)) = &done {
            // A clock that went back and forth may have left keys that count no more and are in the way.
            self.swept_on = i64::MIN;
        }
        match done {
            Err(StoreError::Wall(cause)) if trusting => {
                self.wary = WARY;
                Err(StoreError::Conflict(cause))
            }
            done => done,
        }
    }

    /// Decides without the connection. What is not in memory is read on it before.
    async fn decide_beside(&mut self, line: &Line, batch: &[Write]) -> Result<(Answers, Uncommitted), StoreError> {
        if let Some(mut uncommitted) = self.recall(batch) {
            let answers = self.decide_all(None, batch, &mut uncommitted).await?;
            if uncommitted.keeps_all(batch) {
                return Ok((answers, uncommitted));
            }
        }
        let mut uncommitted = {
            let mut turn = line.conn.lock().await;
            let mut conn = match turn.take() {
                Some(conn) => conn,
                None => self.engine.writer().await?,
            };
            let read = self.read(&mut conn, batch).await;
            match &read {
                Ok(_) => *turn = Some(conn),
                Err(_) => engine::give_up(&mut conn),
            }
            read?
        };
        let answers = self.decide_all(None, batch, &mut uncommitted).await?;
        Ok((answers, uncommitted))
    }

    /// What the decisions of a batch need, if all of it is in memory. Idempotency keys are taken to be new.
    fn recall(&mut self, batch: &[Write]) -> Option<Uncommitted> {
        if self.wary > 0 {
            self.wary -= 1;
            return None;
        }
        let mut known = Uncommitted { trusting: true, ..Uncommitted::default() };
        submissions(batch).try_for_each(|submission| self.recall_for(submission, &mut known))?;
        Some(known)
    }

    /// What the decision of one command needs, if all of it is in memory.
    fn recall_for(&self, submission: &Submission, known: &mut Uncommitted) -> Option<()> {
        let folded = self.cache.get(submission.account)?;
        if needs_more_people(&folded.account, &submission.command) {
            return None;
        }
        known.known.insert(submission.account, folded);
        for person in people_of(&submission.caller, &submission.command) {
            known.people.insert(person, self.people.person(person)?);
        }
        Some(())
    }

    /// Writes what was decided from memory, and with it what comes while another writer has the connection.
    async fn take_along(
        &mut self,
        line: &Line,
        batch: &mut Vec<Write>,
        (mut answers, mut uncommitted): (Answers, Uncommitted),
        jobs: &mut Jobs,
    ) -> Result<Answers, StoreError> {
        let mut turn = pin!(line.conn.lock());
        let turn = loop {
            let job = tokio::select! {
                biased;
                turn = &mut turn => break turn,
                job = jobs.next(), if batch.len() < self.batch && jobs.held.is_none() => job,
            };
            let write = match job {
                Some(Job::Write(write)) if write.is_of_its_own() => write,
                job => {
                    jobs.held = job;
                    break turn.await;
                }
            };
            batch.push(write);
            let one = &batch[batch.len() - 1..];
            let recalled = submissions(one).try_for_each(|submission| self.recall_for(submission, &mut uncommitted));
            let decided = match recalled {
                Some(()) => self.decide_all(None, one, &mut uncommitted).await?,
                None => Vec::new(),
            };
            // One that needs a look into the database has left nothing among the rows, and begins the next batch.
            if recalled.is_none() || !uncommitted.keeps_all(one) {
                jobs.held = batch.pop().map(Job::Write);
                break turn.await;
            }
            answers.extend(decided);
            if batch.len().is_multiple_of(BREATH) {
                tokio::select! {
                    biased;
                    turn = &mut turn => break turn,
                    () = tokio::task::yield_now() => {}
                }
            }
        };
        self.write_decided(turn, batch, Some((answers, uncommitted))).await
    }

    /// Writes what was decided, or decides it within the transaction.
    async fn write_decided(
        &mut self,
        mut turn: MutexGuard<'_, Option<Conn>>,
        batch: &[Write],
        decided: Option<(Answers, Uncommitted)>,
    ) -> Result<Answers, StoreError> {
        let mut conn = self.begin(&mut turn).await?;
        let written = async {
            let (answers, mut uncommitted) = match decided {
                Some(decided) => decided,
                None => {
                    let mut read = self.read(&mut conn, batch).await?;
                    (self.decide_all(Some(&mut conn), batch, &mut read).await?, read)
                }
            };
            let witness = self.write(&mut conn, batch, &mut uncommitted).await?;
            Ok((answers, uncommitted, witness))
        };
        let (answers, uncommitted, witness) = match written.await {
            Ok(written) => written,
            Err(error) => {
                if engine::abandon(&mut conn).await {
                    *turn = Some(conn);
                }
                return Err(error);
            }
        };
        if rigs::planted(4) {
            rigs::commit_later(conn);
            return Ok(answers);
        }
        match engine::commit(&mut conn).await {
            Ok(()) => *turn = Some(conn),
            Err(StoreError::Unknown(cause)) => {
                engine::give_up(&mut conn);
                drop(conn);
                self.settle_commit(batch, witness, cause).await?;
            }
            Err(error) => {
                if engine::abandon(&mut conn).await {
                    *turn = Some(conn);
                }
                return Err(error);
            }
        }
        // The other writer need not wait for what is left to do in memory.
        drop(turn);
        self.log.dirty.store(true, Ordering::Relaxed);
        if uncommitted.changes_callers {
            self.people.forget();
        }
        for (id, folded) in uncommitted.accounts {
            self.cache.put(id, folded);
        }
        Ok(answers)
    }

    /// Begins a transaction. A connection that was kept may have broken meanwhile; then a fresh one is taken.
    async fn begin(&self, turn: &mut Option<Conn>) -> Result<Conn, StoreError> {
        if let Some(mut conn) = turn.take() {
            match engine::begin(&mut conn).await {
                Ok(()) => return Ok(conn),
                Err(error) => {
                    tracing::debug!(%error, "a connection broke while it was not used");
                    engine::give_up(&mut conn);
                }
            }
        }
        let mut conn = self.engine.writer().await?;
        engine::begin(&mut conn).await?;
        Ok(conn)
    }

    /// Forgets what a failed batch may have left in memory; the ledger has the truth.
    async fn forget(&self, batch: &[Write], beside: bool) {
        // Numbers that this transaction set aside were given back with it; a batch that was decided beside takes none.
        if !self.engine.is_shared() && !beside {
            self.numbers.lock().await.clear();
        }
        self.people.forget();
        for write in batch {
            if let Write::Act(Act { submission, other, .. }, _) = write {
                self.cache.forget(submission.account);
                other.id().into_iter().for_each(|other| self.cache.forget(other));
            }
        }
    }

    /// Finds out whether a transaction was kept whose commit gave no answer. On a server, the accounts that it had
    /// locked can be locked again only when it is over; then its witness tells. Nothing is done again that may have been
    /// done.
    async fn settle_commit(&self, batch: &[Write], witness: Option<Witness>, cause: String) -> Result<(), StoreError> {
        if rigs::planted(7) {
            return Err(StoreError::Conflict(cause));
        }
        let Some(witness) = witness else { return Err(StoreError::Unknown(cause)) };
        let accounts = accounts_of(batch);
        for pause in [10, 100, 1_000] {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            let Ok(mut conn) = self.engine.writer().await else { continue };
            let seen = async {
                engine::begin(&mut conn).await?;
                let locked = engine::lock(&mut conn, accounts.clone()).await?;
                Ok::<_, StoreError>((witness.is_there(&mut conn).await?, !locked.is_empty()))
            };
            let seen = seen.await;
            engine::abandon(&mut conn).await;
            match seen {
                Ok((true, _)) => return Ok(()),
                // A file that failed during a commit may still hold it, and show it after a crash.
                Ok((false, true)) if self.engine.is_shared() => return Err(StoreError::Conflict(cause)),
                Ok((false, _)) => break,
                Err(error) => tracing::warn!(%error, "the outcome of a commit could not be looked up yet"),
            }
        }
        Err(StoreError::Unknown(cause))
    }

    /// Reads what the decisions of a batch need. On a server the companies are locked first.
    async fn read(&self, conn: &mut Conn, batch: &[Write]) -> Result<Uncommitted, StoreError> {
        let submissions: Vec<&Submission> = submissions(batch).collect();
        let mut read = Uncommitted::default();
        let mut newest = None;
        if self.engine.is_shared() && !submissions.is_empty() {
            let accounts = accounts_of(batch);
            // What is read from here on is what the holders of these locks left.
            engine::lock(conn, accounts.clone()).await?;
            let (found, version) = ledger::newest(conn, accounts).await?;
            newest = Some(found);
            // Another process may have applied a version since the last batch.
            if version > self.versions.newest().0 {
                versions::follow(conn, &self.versions).await?;
            }
        }
        if !rigs::planted(7) {
            read.keys = known_keys(conn, &submissions).await?;
        }
        let wanted = submissions.iter().flat_map(|act| people_of(&act.caller, &act.command)).collect();
        let changes = self.people.changes();
        // Callers and the people whom commands name, as they are in this transaction.
        for row in load_people(conn, wanted).await? {
            read.people.insert(row.id, row.person());
            if !self.engine.is_shared() {
                self.people.put(changes, row);
            }
        }
        read.profiles = profiles::load(conn, submissions.iter().map(|act| &act.command)).await?;
        read.domains = domains::load(conn, submissions.iter().map(|act| &act.command)).await?;
        read.charges = charges::load(conn, submissions.iter().map(|act| &act.command)).await?;
        read.tickets = tickets::load(conn, submissions.iter().map(|act| (act.account, &act.command))).await?;
        for write in batch {
            let Write::Act(Act { submission, other, .. }, _) = write else { continue };
            for id in [Some(submission.account), other.id()].into_iter().flatten() {
                if let Place::Vacant(place) = read.known.entry(id) {
                    place.insert(self.current(conn, id, newest.as_ref(), &submission.command).await?);
                }
            }
            if let Some(folded) = read.known.get(&submission.account) {
                let entries = load_more_people(conn, &folded.account, &submission.command).await?;
                read.people.extend(entries.iter().map(|row| (row.id, row.person())));
            }
        }
        Ok(read)
    }

    /// Decides a batch and prepares what it writes. Only a batch that takes numbers needs a connection.
    async fn decide_all(
        &mut self,
        mut conn: Option<&mut Conn>,
        batch: &[Write],
        uncommitted: &mut Uncommitted,
    ) -> Result<Answers, StoreError> {
        let mut answers = Vec::with_capacity(batch.len());
        for (at, job) in batch.iter().enumerate() {
            if at % BREATH == BREATH - 1 {
                tokio::task::yield_now().await;
            }
            match job {
                Write::Act(Act { submission, other, .. }, _) => {
                    let done = self.decide(conn.as_deref_mut(), submission, *other, uncommitted).await?;
                    answers.push(Some(done));
                }
                Write::Plain(ops, _) => {
                    uncommitted.ops.extend(ops.iter().cloned());
                    answers.push(None);
                }
            }
        }
        Ok(answers)
    }

    /// Writes what a batch has decided. The answer is a row of it.
    async fn write(
        &mut self,
        conn: &mut Conn,
        batch: &[Write],
        uncommitted: &mut Uncommitted,
    ) -> Result<Option<Witness>, StoreError> {
        if let Some(first) = submissions(batch).next() {
            self.sweep(conn, first.now).await?;
        }
        let witness = Witness::among(&uncommitted.ops);
        let of_callers = |op: &Op| [&PERSON, &API_TOKEN].iter().any(|table| std::ptr::eq(op.table(), *table));
        // Services of a company that becomes a part of another one act for that one from now on.
        uncommitted.changes_callers = uncommitted.moved.is_some() || uncommitted.ops.iter().any(of_callers);
        statement::run(conn, std::mem::take(&mut uncommitted.ops)).await?;
        // After what the batch says of people, and before a merge makes them another company's.
        outbox::tell(conn, std::mem::take(&mut uncommitted.tellings), uncommitted.moved).await?;
        if let Some((from, to)) = uncommitted.moved {
            plain::move_rows(conn, from, to).await?;
        }
        Ok(witness)
    }

    async fn sweep(&mut self, conn: &mut Conn, now: i64) -> Result<(), StoreError> {
        let day = now.div_euclid(DAY_MICROS);
        if self.swept_on < day {
            self.swept_on = day;
            let sql = "delete from idempotency where created_at < $1";
            query(sql).bind(kept_from(now)).execute(conn).await?;
        }
        Ok(())
    }

    /// An account as it is in this transaction.
    async fn current(
        &self,
        conn: &mut Conn,
        id: AccountId,
        newest: Option<&Newest>,
        command: &Command,
    ) -> Result<Arc<Folded>, StoreError> {
        let changes = self.cache.changes(id);
        let cached = self.cache.get(id);
        if let (Some(folded), Some(newest)) = (&cached, newest)
            && (rigs::planted(1)
                || rigs::planted(3)
                || rigs::planted(19) && matches!(command, Command::AssignSeat { .. }))
        {
            let mut old = Folded::clone(folded);
            (old.account.seq, old.head) = newest.get(&id).cloned().unwrap_or_default();
            return Ok(Arc::new(old));
        }
        match (&cached, newest.map(|newest| newest.get(&id))) {
            (Some(folded), None) => Ok(folded.clone()),
            (Some(folded), Some(Some((seq, head)))) if folded.account.seq == *seq && folded.head == *head => {
                Ok(folded.clone())
            }
            (None, Some(None)) => Ok(Arc::new(Folded::default())),
            _ => {
                let folded = fold(conn, id, cached.clone()).await?;
                self.cache.renew(id, changes, cached.as_deref(), &folded);
                Ok(folded)
            }
        }
    }

    async fn decide(
        &mut self,
        mut conn: Option<&mut Conn>,
        submission: &Submission,
        other: Other,
        uncommitted: &mut Uncommitted,
    ) -> Result<Decided, StoreError> {
        if let Some(key) = &submission.idempotency
            && let Some((fingerprint, answer)) = uncommitted.keys.get(&key.scope)
        {
            if *fingerprint != key.fingerprint {
                return Ok(Decided::Done(Err(StoreError::KeyReused)));
            }
            return Ok(Decided::Done(Ok(Submitted {
                answer: answer.clone(),
                replayed: true,
                entries: Vec::new(),
                seq: 0,
                refusal: None,
                decision_id: None,
            })));
        }
        let id = submission.account;
        let folded = uncommitted.newest(id);
        if let Some((into, _)) = folded.account.merged_into {
            return Ok(Decided::Elsewhere(into));
        }
        let with = match other {
            Other::None => With::None,
            Other::Location => With::Location,
            Other::Company(other) => With::Company(uncommitted.newest(other)),
        };
        let paper = Paper::of(&submission.command);
        let mut numbers = Numbers { paper, ..Numbers::default() };
        if let Some(conn) = conn.as_deref_mut() {
            if let Some(paper) = paper {
                numbers.on_paper = paper.next(conn).await?;
            }
            numbers.opened = self.number(conn, &submission.command).await?;
        }
        let (written, told) = (uncommitted.ops.len(), uncommitted.tellings.len());
        let settled = std::panic::catch_unwind(AssertUnwindSafe(|| {
            self.settle(submission, &folded, &with, numbers, uncommitted)
        }));
        let settled = settled.unwrap_or_else(|_| {
            // One command that breaks off must not stop the writer; whatever it had prepared is dropped.
            uncommitted.ops.truncate(written);
            uncommitted.tellings.truncate(told);
            Ok(Err(StoreError::Defect(submission.command.name())))
        })?;
        if let (Some(paper), Some(conn)) = (paper, conn) {
            let is_written = |entry: &Entry| paper.is_written_by(&entry.fact);
            if !settled.as_ref().is_ok_and(|submitted| submitted.entries.iter().any(is_written)) {
                paper.give_back(conn).await?;
            }
        }
        Ok(Decided::Done(settled))
    }

    /// Decides a command and prepares all that it writes. The outcome is kept only at the end, so that breaking off
    /// leaves nothing but prepared writes.
    fn settle(
        &self,
        submission: &Submission,
        folded: &Arc<Folded>,
        with: &With,
        numbers: Numbers,
        uncommitted: &mut Uncommitted,
    ) -> Result<Result<Submitted, StoreError>, StoreError> {
        let id = submission.account;
        let context = context(
            submission,
            (&folded.account, self.versions.on(submission.today)),
            (
                &uncommitted.people,
                &uncommitted.profiles,
                &uncommitted.domains,
                &uncommitted.charges,
                &uncommitted.tickets,
            ),
            numbers,
            with.partner(),
            self.random(),
        );
        let programmes = self.versions.on(context.today);
        let decision = decide(&folded.account, programmes, &submission.command, &context);
        if let (Ok(outcome), Some(guard)) = (&decision, &submission.guard)
            && let Err(answer) = guard(outcome, &context)
        {
            return Ok(Ok(Submitted {
                answer,
                replayed: false,
                entries: Vec::new(),
                seq: folded.account.seq,
                refusal: None,
                decision_id: None,
            }));
        }

        let actor = actor_name(&submission.caller);
        let facts = decision.as_ref().map(|outcome| outcome.facts.as_slice()).unwrap_or_default();
        let Recorded { changed, head, entries } =
            self.record(id, folded, facts, (submission, &context), uncommitted)?;
        if let (Ok(outcome), With::Company(other)) = (&decision, with)
            && let Some(other_id) = other.account.id
        {
            let recorded = self.record(other_id, other, &outcome.partner, (submission, &context), uncommitted)?;
            if let Some(account) = recorded.changed {
                uncommitted.moved = account.merged_into.map(|(into, _)| (other_id, into));
                uncommitted.accounts.insert(other_id, Arc::new(Folded::new(account, recorded.head)));
            }
        }
        let after = changed.as_ref().unwrap_or(&folded.account);
        if decision.is_ok() {
            uncommitted
                .ops
                .extend(submission.also.iter().flat_map(|plain| plain.ops(&actor, context.now, &self.vault.mark())));
            // A note that no fact refers to would stay for ever.
            let notes = submission.notes.iter().filter(|_| !entries.is_empty());
            // Both companies of a merge have the reason that was given.
            let other = match with {
                With::Company(other) => other.account.id,
                With::None | With::Location => None,
            };
            let kept = |id: AccountId, note: &NewNote| {
                Op::Insert(
                    &NOTE,
                    vec![Val::from(&id), Val::from(&note.id), Val::from(&note.text), Val::from(&note.salt)],
                )
            };
            let of_both = notes.flat_map(|note| [Some(id), other].map(|id| Some(kept(id?, note))));
            uncommitted.ops.extend(of_both.flatten());
        }
        let millis = u64::try_from(context.now / 1_000).unwrap_or(0);
        let decision_id = Minter::new(millis, self.random()).decision();
        let is_kept = match &decision {
            Ok(outcome) => !submission.command.acknowledgements(&outcome.effects).is_empty(),
            Err(_) => true,
        };
        if is_kept {
            let (code, explanation) = match &decision {
                Ok(outcome) => ("allowed", &outcome.explanation),
                Err(refusal) => (refusal.code.code(), &refusal.explanation),
            };
            let explanation = serde_json::to_string(explanation).unwrap_or_default();
            uncommitted.ops.push(Op::Insert(
                &DECISION,
                vec![
                    Val::from(&decision_id),
                    Val::from(&id),
                    Val::Int(context.now),
                    Val::from(&actor),
                    Val::from(&submission.command.name()),
                    Val::from(&code),
                    Val::from(explanation),
                ],
            ));
        }
        let answer = (submission.render)(&Rendering {
            before: &folded.account,
            after,
            context: &context,
            decision: &decision,
            entries: &entries,
            decision_id,
        });
        if let Some(key) = &submission.idempotency {
            let outcome = Op::Insert(
                &IDEMPOTENCY,
                vec![
                    statement::text(&key.scope),
                    statement::text(&key.fingerprint),
                    int(answer.status),
                    statement::text(&answer.body),
                    Val::Int(submission.now),
                ],
            );
            if rigs::planted(8) {
                rigs::write_later(self.engine.clone(), outcome);
            } else {
                uncommitted.ops.push(outcome);
            }
            uncommitted.keys.insert(key.scope.clone(), (key.fingerprint.clone(), answer.clone()));
        }
        let seq = after.seq;
        if let Some(account) = changed {
            uncommitted.accounts.insert(id, Arc::new(Folded::new(account, head)));
        }
        let decision_id = Some(decision_id);
        Ok(Ok(Submitted { answer, replayed: false, entries, seq, refusal: decision.err(), decision_id }))
    }

    /// Numbers and chains facts in a company's ledger, folds them, and prepares the rows that they write.
    fn record(
        &self,
        id: AccountId,
        folded: &Folded,
        facts: &[NewFact],
        (submission, context): (&Submission, &Context),
        uncommitted: &mut Uncommitted,
    ) -> Result<Recorded, StoreError> {
        let mut recorded = Recorded { changed: None, head: folded.head.clone(), entries: Vec::new() };
        let actor = actor_name(&submission.caller);
        let programme = self.versions.on(context.today).current();
        for new in facts {
            let before = recorded.changed.as_ref().unwrap_or(&folded.account);
            let entry = Entry {
                account: id,
                seq: before.seq + 1,
                // Time never goes back within an account.
                recorded_at: context.now.max(before.recorded_at),
                effective_on: new.effective_on,
                actor: actor.clone(),
                programme: programme.id.clone(),
                version: programme.version,
                fact: new.fact.clone(),
            };
            let stored = Stored::chain(entry, &recorded.head, self.build, submission.command.name());
            let next = before.clone().apply(&stored.entry);
            uncommitted.tellings.extend(event(&stored.entry, before).map(|event| Telling {
                event,
                ledger: id,
                seq: stored.entry.seq,
                on: context.today,
                at: stored.entry.recorded_at,
                hash: stored.hash.clone(),
            }));
            uncommitted.ops.push(stored.insertion());
            uncommitted.ops.extend(project(&stored.entry, before, &next));
            uncommitted.ops.extend(self.vault.issue(id, issued(&stored.entry.fact))?);
            recorded.head = stored.hash;
            profiles::note(&mut uncommitted.profiles, &stored.entry, &next);
            domains::note(&mut uncommitted.domains, &stored.entry, before, &next);
            charges::note(&mut uncommitted.charges, &stored.entry);
            recorded.changed = Some(next);
            recorded.entries.push(stored.entry);
        }
        Ok(recorded)
    }

    fn random(&self) -> u128 {
        let mut random = [0; 16];
        (self.entropy)(&mut random);
        u128::from_be_bytes(random)
    }

    /// A fresh number for what a command opens; zero where it opens nothing.
    async fn number(&self, conn: &mut Conn, command: &Command) -> Result<u64, StoreError> {
        let Some(name) = opens(command) else { return Ok(0) };
        let mut numbers = self.numbers.lock().await;
        let left = numbers.entry(name).or_insert(0..0);
        if left.is_empty() {
            // On a server in a transaction of its own, so that no other process waits for this one's commit.
            let on = if self.engine.is_shared() { On::Engine(&self.engine) } else { On::Conn(conn) };
            let row = query("update counter set next = next + $1 where name = $2 returning next")
                .bind(NUMBERS)
                .bind(name)
                .fetch_one(on)
                .await?;
            let next: i64 = row.try_get(0)?;
            *left = next - NUMBERS..next;
        }
        Ok(left.next().and_then(|number| u64::try_from(number).ok()).unwrap_or(0))
    }
}

/// What a command opens that has a number of its own.
const fn opens(command: &Command) -> Option<&'static str> {
    match command {
        Command::OpenAccount { .. } | Command::AddLocation { .. } => Some("account"),
        Command::Purchase { .. } | Command::PlaceOrder { .. } => Some("membership"),
        _ => None,
    }
}

/// A paper whose numbers have no gaps. A number is taken in the command's own transaction and given back where the paper
/// is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    /// An invoice (B-48).
    Invoice,
    /// A credit note (B-50, B-51).
    CreditNote,
}

/// The numbers that a command may use.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Numbers {
    /// For what it opens; zero where it opens nothing.
    opened: u64,
    /// The paper that it may write.
    paper: Option<Paper>,
    /// The number of that paper; zero where it writes none.
    on_paper: u64,
}

impl Paper {
    /// The paper that a command may write.
    fn of(command: &Command) -> Option<Self> {
        use Command::*;
        match command {
            PlaceOrder { .. } | RecordPayment { .. } | AssignFunds { .. } => Some(Self::Invoice),
            RefundOrder { .. } | RefundTax { .. } => Some(Self::CreditNote),
            _ => None,
        }
    }

    const fn counter(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
        }
    }

    async fn next(self, conn: &mut Conn) -> Result<u64, StoreError> {
        let taken = query("update counter set next = next + 1 where name = $1 returning next").bind(self.counter());
        let next: i64 = taken.fetch_one(conn).await?.try_get(0)?;
        Ok(u64::try_from(next - 1).unwrap_or(0))
    }

    const fn is_written_by(self, fact: &Fact) -> bool {
        match self {
            Self::Invoice => matches!(fact, Fact::OrderPaid(_)),
            Self::CreditNote => matches!(fact, Fact::OrderRefunded(_) | Fact::TaxRefunded(_)),
        }
    }

    async fn give_back(self, conn: &mut Conn) -> Result<(), StoreError> {
        query("update counter set next = next - 1 where name = $1").bind(self.counter()).execute(conn).await?;
        Ok(())
    }
}

fn submissions(batch: &[Write]) -> impl Iterator<Item = &Submission> {
    batch.iter().filter_map(|write| match write {
        Write::Act(act, _) => Some(act.submission.as_ref()),
        Write::Plain(..) => None,
    })
}

/// The accounts that a batch is about, each once.
fn accounts_of(batch: &[Write]) -> Vec<String> {
    let accounts = batch.iter().filter_map(|write| match write {
        Write::Act(act, _) => Some([Some(act.submission.account), act.other.id()]),
        Write::Plain(..) => None,
    });
    let accounts = accounts.flatten().flatten();
    if rigs::planted(21) {
        return accounts.map(|id| id.to_string()).collect();
    }
    accounts.collect::<BTreeSet<_>>().iter().map(ToString::to_string).collect()
}

/// The stored outcomes of the keys in a batch.
async fn known_keys(
    conn: &mut Conn,
    submissions: &[&Submission],
) -> Result<HashMap<String, (String, Answer)>, StoreError> {
    let wanted: Vec<String> = submissions
        .iter()
        .filter_map(|submission| submission.idempotency.as_ref())
        .map(|key| key.scope.clone())
        .collect();
    let Some(now) = submissions.first().map(|first| first.now) else { return Ok(HashMap::new()) };
    let mut known = HashMap::new();
    for wanted in wanted.chunks(10_000) {
        let sql = "select id, fingerprint, status, body, created_at from idempotency where id in ($*)";
        for row in query(sql).among(wanted.to_vec()).fetch_all(&mut *conn).await? {
            if row.try_get::<i64, _>(4)? < kept_from(now) {
                continue;
            }
            let (id, fingerprint): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            let (status, body): (i64, String) = (row.try_get(2)?, row.try_get(3)?);
            let status = u16::try_from(status).unwrap_or(500);
            known.insert(id, (fingerprint, Answer { status, body }));
        }
    }
    Ok(known)
}

/// From when on idempotency keys count; older ones are forgotten.
fn kept_from(now: i64) -> i64 {
    (now.div_euclid(DAY_MICROS) - KEPT_DAYS) * DAY_MICROS
}

fn answer(batch: Vec<Write>, answers: Answers) {
    for (write, result) in batch.into_iter().zip(answers) {
        // A caller that went away needs no answer.
        match (write, result) {
            (Write::Act(_, to), Some(Decided::Done(result))) => drop(to.send(Done::Here(result))),
            (Write::Act(act, to), Some(Decided::Elsewhere(into))) => {
                drop(to.send(Done::Elsewhere(into, act.submission)));
            }
            (Write::Plain(_, to), _) => drop(to.send(Ok(()))),
            (Write::Act(..), None) => {}
        }
    }
}

fn fail(batch: Vec<Write>, error: &StoreError) {
    tracing::error!(%error, "a command could not be recorded");
    for write in batch {
        match write {
            Write::Act(_, to) => drop(to.send(Done::Here(Err(error.clone())))),
            Write::Plain(_, to) => drop(to.send(Err(error.clone()))),
        }
    }
}

/// How a caller stands in the ledger.
pub(crate) fn actor_name(caller: &Caller) -> String {
    match caller {
        Caller::Person(person) => person.to_string(),
        Caller::Service { name, .. } => name.clone(),
    }
}

/// Whom a decision looks at: the caller and the people whom the command names.
pub(crate) fn people_of(caller: &Caller, command: &Command) -> Vec<PersonId> {
    let mut people = command.people();
    if let Caller::Person(person) = caller {
        people.push(*person);
    }
    people
}

/// The context of a decision. A caller whose row is gone has no roles.
pub(crate) fn context(
    submission: &Submission,
    (account, programmes): (&Account, &Programmes),
    (people, profiles, domains, charges, tickets): (
        &BTreeMap<PersonId, Person>,
        &Profiles,
        &Domains,
        &Charges,
        &BTreeMap<TicketId, Ticket>,
    ),
    numbers: Numbers,
    partner: Partner,
    random: u128,
) -> Context {
    let nobody = |person| Actor { person, account: None, roles: BTreeSet::new(), admin_of: BTreeSet::new() };
    let actor = match &submission.caller {
        Caller::Person(id) => people.get(id).map_or_else(|| nobody(Some(*id)), Actor::of),
        Caller::Service { account, roles, .. } => Actor { account: *account, roles: roles.clone(), ..nobody(None) },
    };
    let (now, today) = moment(account, programmes, submission.now, submission.today);
    let named = people_of(&submission.caller, &submission.command).into_iter();
    let mut named: BTreeMap<_, _> = named.filter_map(|id| Some((id, people.get(&id)?.clone()))).collect();
    if needs_more_people(account, &submission.command) {
        let concerned = submission.command.concerned(account);
        named.extend(concerned.and_then(|id| Some((id, people.get(&id)?.clone()))));
        let others = people.values().filter(|one| named.values().any(|known| known.is_same(one)));
        let others: Vec<_> = others.cloned().collect();
        named.extend(others.into_iter().map(|one| (one.id, one)));
    }
    Context {
        account: submission.account,
        now,
        today,
        actor,
        people: named,
        profiles: submission
            .command
            .profile()
            .and_then(|profile| Some((profile.to_owned(), profiles.get(profile)?.clone())))
            .into_iter()
            .collect(),
        ticket: of_command(tickets.values(), submission.account, &submission.command).cloned(),
        domain_holder: submission.command.domain().and_then(|domain| domains.get(domain)).copied(),
        charge_holder: submission.command.received_under().and_then(|charge| charges.get(charge)).copied(),
        number: numbers.opened,
        invoice: if numbers.paper == Some(Paper::Invoice) { numbers.on_paper } else { 0 },
        credit_note: if numbers.paper == Some(Paper::CreditNote) { numbers.on_paper } else { 0 },
        partner,
        random,
    }
}

/// Reads people by id.
pub(crate) async fn load_people(conn: &mut Conn, wanted: BTreeSet<PersonId>) -> Result<Vec<PersonRow>, StoreError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("select {PERSON_COLUMNS} from person where id in ($*)");
    let wanted = wanted.iter().map(ToString::to_string).collect();
    query(sql).among(wanted).fetch_all(conn).await?.iter().map(read_person).collect()
}

/// Whether a decision needs more people than the command names: whom it is about besides, or other entries of those who are
/// named. An address is there once until another company becomes a part of it (H-31).
fn needs_more_people(account: &Account, command: &Command) -> bool {
    command.concerned(account).is_some() || !account.former.is_empty() && !command.people().is_empty()
}

/// Reads the people of a company where a decision needs more of them than the command names.
pub(crate) async fn load_more_people(
    conn: &mut Conn,
    account: &Account,
    command: &Command,
) -> Result<Vec<PersonRow>, StoreError> {
    let Some(id) = account.id.filter(|_| needs_more_people(account, command)) else { return Ok(Vec::new()) };
    let sql = format!("select {PERSON_COLUMNS} from person where account = $1");
    query(sql).bind(&id).fetch_all(conn).await?.iter().map(read_person).collect()
}

/// Loads and folds an account, from what is known of it.
pub(crate) async fn fold(
    conn: &mut Conn,
    id: AccountId,
    known: Option<Arc<Folded>>,
) -> Result<Arc<Folded>, StoreError> {
    let known = known.unwrap_or_default();
    // Its last fact is read again: a database that was restored, or a standby that had not everything when it took
    // over, may have another there or none.
    let mut newer = ledger::load(conn, id, known.account.seq.saturating_sub(1)).await?;
    let known = match newer.first() {
        Some(last) if known.account.seq > 0 && last.hash == known.head => {
            newer.remove(0);
            known
        }
        _ if known.account.seq == 0 => known,
        _ => {
            newer = ledger::load(conn, id, 0).await?;
            Arc::default()
        }
    };
    let Some(last) = newer.last() else { return Ok(known) };
    let head = last.hash.clone();
    let account = newer.iter().fold(known.account.clone(), |account, stored| account.apply(&stored.entry));
    Ok(Arc::new(Folded::new(account, head)))
}

/// Tokens and keys that a fact brings into being: each gets a secret of its own.
pub(crate) fn issued(fact: &Fact) -> Vec<String> {
    let grants = match fact {
        Fact::MembershipPurchased(fact) => &fact.grants,
        Fact::MembershipRenewed(fact) => &fact.grants,
        Fact::GrantsAdded(fact) => &fact.grants,
        Fact::ReplacementGranted(fact) => return vec![fact.token.to_string()],
        _ => return Vec::new(),
    };
    let object = |item: &Item| match item {
        Item::Token { token } => Some(token.to_string()),
        Item::Key { key, .. } => Some(key.to_string()),
        Item::Software | Item::Pool { .. } | Item::Balance => None,
    };
    grants.iter().filter_map(|line| object(&line.item)).collect()
}
