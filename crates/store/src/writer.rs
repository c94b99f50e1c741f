//! The writer: one at a time, many in a commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::future::Future;
use std::ops::Range;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::Row as _;
use symbolon_domain::access::{Actor, Person};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, decide};
use symbolon_domain::fact::{Entry, Fact, Item};
use symbolon_domain::ids::{AccountId, Minter, PersonId};
use symbolon_domain::programme::Programmes;
use tokio::sync::{mpsc, oneshot};

use crate::cache::Cache;
use crate::engine::{self, Conn};
use crate::ledger::{self, GENESIS, Stored};
use crate::plain::{NOTE, PERSON_COLUMNS, read_person};
use crate::project::project;
use crate::secrets::{Entropy, Vault};
use crate::statement::{self, Op, Table, Val, int};
use crate::{Answer, Caller, Folded, Options, Rendering, StoreError, Submission, Submitted};

/// Commands that one commit takes at the most.
const BATCH: usize = 256;
/// Commands that wait before a caller has to.
const QUEUE: usize = 4_096;
/// Numbers that are set aside at a time; those left over when the process ends are never given.
const NUMBERS: i64 = 128;
/// How long an idempotency key is kept, in days.
const KEPT_DAYS: i64 = 7;
const DAY_MICROS: i64 = 86_400_000_000;

static IDEMPOTENCY: Table =
    Table { name: "idempotency", key: 1, columns: &["id", "fingerprint", "status", "body", "created_at"] };
static DECISION: Table = Table {
    name: "decision",
    key: 1,
    columns: &["id", "account", "decided_at", "actor", "command", "code", "explanation"],
};

/// Work of its own on the writer's connection.
type Exclusive = Box<dyn for<'c> FnOnce(&'c mut Conn) -> Pin<Box<dyn Future<Output = ()> + Send + 'c>> + Send>;

/// A write that shares its commit with others.
enum Write {
    Act(Box<Submission>, oneshot::Sender<Result<Submitted, StoreError>>),
    Plain(Vec<Op>, oneshot::Sender<Result<(), StoreError>>),
}

enum Job {
    Write(Write),
    Exclusive(Exclusive),
    Close(oneshot::Sender<()>),
}

/// The way to the writer.
#[derive(Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Job>,
}

impl Writer {
    pub(crate) fn start(
        conn: Conn,
        checkpoints: Conn,
        options: &Options,
        programmes: Programmes,
        cache: Arc<Cache>,
        vault: Arc<Vault>,
    ) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let dirty = Arc::new(AtomicBool::new(false));
        let work = Work {
            conn,
            programmes,
            cache,
            vault,
            entropy: options.entropy.clone(),
            build: options.build,
            batch: if options.group_commit { BATCH } else { 1 },
            numbers: HashMap::new(),
            swept_on: i64::MIN,
            dirty: dirty.clone(),
        };
        let background = tokio::spawn(checkpoint(checkpoints, dirty));
        tokio::spawn(async move {
            work.run(jobs).await;
            background.abort();
        });
        Self { queue }
    }

    pub(crate) async fn submit(&self, submission: Submission) -> Result<Submitted, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.queue.send(Job::Write(Write::Act(Box::new(submission), answer))).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// Queues all at once, so that they share commits. The answers stand in the order of the submissions.
    pub(crate) async fn submit_all(&self, submissions: Vec<Submission>) -> Vec<Result<Submitted, StoreError>> {
        let mut answers = Vec::with_capacity(submissions.len());
        let mut waiting = Vec::with_capacity(submissions.len().min(QUEUE));
        let mut submissions = submissions.into_iter().peekable();
        while submissions.peek().is_some() {
            let together = submissions.by_ref().take(QUEUE / 2).collect::<Vec<_>>();
            match self.queue.reserve_many(together.len()).await {
                Ok(places) => {
                    for (place, submission) in places.zip(together) {
                        let (answer, answered) = oneshot::channel();
                        place.send(Job::Write(Write::Act(Box::new(submission), answer)));
                        waiting.push(answered);
                    }
                }
                Err(_) => answers.extend(together.iter().map(|_| Err(StoreError::Closed))),
            }
            for answered in waiting.drain(..) {
                answers.push(answered.await.unwrap_or(Err(StoreError::Closed)));
            }
        }
        answers
    }

    pub(crate) async fn plain(&self, ops: Vec<Op>) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        self.queue.send(Job::Write(Write::Plain(ops, answer))).await.map_err(|_| StoreError::Closed)?;
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
        let (answer, answered) = oneshot::channel();
        let job: Exclusive = Box::new(move |conn| {
            Box::pin(async move {
                // A caller that went away needs no answer.
                let _ = answer.send(in_transaction(conn, work).await);
            })
        });
        self.queue.send(Job::Exclusive(job)).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    pub(crate) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.queue.send(Job::Close(done)).await.is_ok() {
            let _ = closed.await;
        }
    }
}

async fn in_transaction<T, F>(conn: &mut Conn, work: F) -> Result<T, StoreError>
where
    F: for<'c> FnOnce(&'c mut Conn) -> Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'c>>,
{
    engine::begin(conn).await?;
    match work(conn).await {
        Ok(value) => match engine::commit(conn).await {
            Ok(()) => Ok(value),
            Err(error) => {
                abandon(conn).await;
                Err(error)
            }
        },
        Err(error) => {
            abandon(conn).await;
            Err(error)
        }
    }
}

/// Ends a transaction that failed. The engine may have ended it itself, for example when the disk is full.
async fn abandon(conn: &mut Conn) {
    if let Err(error) = engine::rollback(conn).await {
        tracing::warn!(%error, "a failed transaction was over already");
    }
}

async fn checkpoint(mut conn: Conn, dirty: Arc<AtomicBool>) {
    let mut tick = tokio::time::interval(Duration::from_millis(250));
    loop {
        tick.tick().await;
        if dirty.swap(false, Ordering::Relaxed)
            && let Err(error) = engine::checkpoint(&mut conn).await
        {
            tracing::warn!(%error, "the write-ahead log could not be checkpointed");
        }
    }
}

struct Work {
    conn: Conn,
    programmes: Programmes,
    cache: Arc<Cache>,
    vault: Arc<Vault>,
    entropy: Entropy,
    build: &'static str,
    batch: usize,
    numbers: HashMap<&'static str, Range<i64>>,
    swept_on: i64,
    dirty: Arc<AtomicBool>,
}

/// One for each write of a batch, in its order; plain writes have none.
type Answers = Vec<Option<Result<Submitted, StoreError>>>;

/// What a batch has decided and not yet committed.
#[derive(Default)]
struct Uncommitted {
    ops: Vec<Op>,
    accounts: HashMap<AccountId, Arc<Folded>>,
    keys: HashMap<String, (String, Answer)>,
    people: BTreeMap<PersonId, Person>,
}

impl Work {
    async fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut batch = Vec::with_capacity(self.batch);
        while let Some(job) = jobs.recv().await {
            let mut next = Some(job);
            while let Some(job) = next.take() {
                match job {
                    Job::Exclusive(work) => {
                        self.commit(std::mem::take(&mut batch)).await;
                        work(&mut self.conn).await;
                    }
                    Job::Close(done) => {
                        self.commit(std::mem::take(&mut batch)).await;
                        if let Err(error) = engine::checkpoint(&mut self.conn).await {
                            tracing::warn!(%error, "the write-ahead log could not be checkpointed");
                        }
                        let _ = done.send(());
                        return;
                    }
                    Job::Write(write) => batch.push(write),
                }
                if batch.len() < self.batch {
                    // Whatever queued while the last commit ran goes into this one.
                    next = jobs.try_recv().ok();
                }
            }
            self.commit(std::mem::take(&mut batch)).await;
        }
    }

    async fn commit(&mut self, batch: Vec<Write>) {
        if batch.is_empty() {
            return;
        }
        match self.attempt(&batch).await {
            Ok(answers) => answer(batch, answers),
            // The engine does not work now: each write alone would only wait as long again.
            Err(error @ (StoreError::Unavailable(_) | StoreError::Full(_))) => fail(batch, &error),
            // Something in the batch does not fit: each alone, so that only the one at fault fails.
            Err(error) if batch.len() > 1 => {
                tracing::warn!(%error, "a batch is redone one by one");
                for job in batch {
                    let alone = vec![job];
                    match self.attempt(&alone).await {
                        Ok(answers) => answer(alone, answers),
                        Err(error) => fail(alone, &error),
                    }
                }
            }
            Err(error) => fail(batch, &error),
        }
    }

    /// Decides and writes a batch in one transaction. The answers stand in the order of the jobs.
    async fn attempt(&mut self, batch: &[Write]) -> Result<Answers, StoreError> {
        engine::begin(&mut self.conn).await?;
        let (answers, uncommitted) = match self.write_and_commit(batch).await {
            Ok(done) => done,
            Err(error) => {
                abandon(&mut self.conn).await;
                // Numbers that this transaction set aside were given back with it.
                self.numbers.clear();
                // What is in memory may be the reason; the ledger is not.
                for write in batch {
                    if let Write::Act(submission, _) = write {
                        self.cache.forget(submission.account);
                    }
                }
                return Err(error);
            }
        };
        self.dirty.store(true, Ordering::Relaxed);
        for (id, folded) in uncommitted.accounts {
            self.cache.put(id, folded);
        }
        Ok(answers)
    }

    async fn write_and_commit(&mut self, batch: &[Write]) -> Result<(Answers, Uncommitted), StoreError> {
        let done = self.write(batch).await?;
        engine::commit(&mut self.conn).await?;
        Ok(done)
    }

    async fn write(&mut self, batch: &[Write]) -> Result<(Answers, Uncommitted), StoreError> {
        let submissions: Vec<&Submission> = batch
            .iter()
            .filter_map(|job| match job {
                Write::Act(submission, _) => Some(submission.as_ref()),
                Write::Plain(..) => None,
            })
            .collect();
        let mut uncommitted = Uncommitted {
            keys: self.known_keys(&submissions).await?,
            people: self.people(&submissions).await?,
            ..Uncommitted::default()
        };
        if let Some(first) = submissions.first() {
            self.sweep(first.now).await?;
        }
        let mut answers = Vec::with_capacity(batch.len());
        for job in batch {
            match job {
                Write::Act(submission, _) => {
                    let done = self.decide(submission, &mut uncommitted).await?;
                    answers.push(Some(done));
                }
                Write::Plain(ops, _) => {
                    uncommitted.ops.extend(ops.iter().cloned());
                    answers.push(None);
                }
            }
        }
        statement::run(&mut self.conn, std::mem::take(&mut uncommitted.ops)).await?;
        Ok((answers, uncommitted))
    }

    /// The stored outcomes of the keys in a batch.
    async fn known_keys(
        &mut self,
        submissions: &[&Submission],
    ) -> Result<HashMap<String, (String, Answer)>, StoreError> {
        let wanted: Vec<String> = submissions
            .iter()
            .filter_map(|submission| Some((submission.idempotency.as_ref()?, submission.now)))
            // From the day after: two requests around midnight may come in the other order.
            .flat_map(|(key, now)| (-1..=KEPT_DAYS).map(move |back| key_id(now - back * DAY_MICROS, &key.scope)))
            .collect();
        let mut known = HashMap::new();
        for wanted in wanted.chunks(10_000) {
            let mut sql = "select id, fingerprint, status, body from idempotency where id in (".to_owned();
            engine::places(&mut sql, wanted.len());
            sql.push(')');
            let query = sqlx::query(sqlx::AssertSqlSafe(sql)).persistent(wanted.len() <= 16);
            let query = wanted.iter().fold(query, |query, id| query.bind(id.clone()));
            for row in query.fetch_all(&mut self.conn).await? {
                let (id, fingerprint): (String, String) = (row.try_get(0)?, row.try_get(1)?);
                let (status, body): (i64, String) = (row.try_get(2)?, row.try_get(3)?);
                let status = u16::try_from(status).unwrap_or(500);
                known.insert(id.get(KEY_DAY..).unwrap_or_default().to_owned(), (fingerprint, Answer { status, body }));
            }
        }
        Ok(known)
    }

    /// Callers and the people whom commands name, as they are in this transaction.
    async fn people(&mut self, submissions: &[&Submission]) -> Result<BTreeMap<PersonId, Person>, StoreError> {
        let wanted = submissions.iter().flat_map(|act| people_of(&act.caller, &act.command)).collect();
        load_people(&mut self.conn, wanted).await
    }

    async fn sweep(&mut self, now: i64) -> Result<(), StoreError> {
        let day = now.div_euclid(DAY_MICROS);
        if self.swept_on < day {
            self.swept_on = day;
            let before = now - (KEPT_DAYS + 1) * DAY_MICROS;
            sqlx::query("delete from idempotency where created_at < $1").bind(before).execute(&mut self.conn).await?;
        }
        Ok(())
    }

    async fn decide(
        &mut self,
        submission: &Submission,
        uncommitted: &mut Uncommitted,
    ) -> Result<Result<Submitted, StoreError>, StoreError> {
        if let Some(key) = &submission.idempotency
            && let Some((fingerprint, answer)) = uncommitted.keys.get(&key.scope)
        {
            if *fingerprint != key.fingerprint {
                return Ok(Err(StoreError::KeyReused));
            }
            return Ok(Ok(Submitted {
                answer: answer.clone(),
                replayed: true,
                entries: Vec::new(),
                seq: 0,
                refusal: None,
                decision_id: None,
            }));
        }
        let id = submission.account;
        let folded = match uncommitted.accounts.get(&id).cloned().or_else(|| self.cache.get(id)) {
            Some(folded) => folded,
            None => Arc::new(fold(&mut self.conn, id).await?),
        };
        let number = self.number(&submission.command).await?;
        let written = uncommitted.ops.len();
        let settled =
            std::panic::catch_unwind(AssertUnwindSafe(|| self.settle(submission, &folded, number, uncommitted)));
        settled.unwrap_or_else(|_| {
            // One command that breaks off must not stop the writer; whatever it had prepared is dropped.
            uncommitted.ops.truncate(written);
            Ok(Err(StoreError::Defect(submission.command.name())))
        })
    }

    /// Decides a command and prepares all that it writes. The outcome is kept only at the end, so that breaking off
    /// leaves nothing but prepared writes.
    fn settle(
        &self,
        submission: &Submission,
        folded: &Arc<Folded>,
        number: u64,
        uncommitted: &mut Uncommitted,
    ) -> Result<Result<Submitted, StoreError>, StoreError> {
        let id = submission.account;
        let context = context(submission, &folded.account, &uncommitted.people, number, self.random());
        let decision = decide(&folded.account, &self.programmes, &submission.command, &context);
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
        let mut changed: Option<Account> = None;
        let mut head = folded.head.clone();
        let mut entries = Vec::new();
        let programme = self.programmes.current().clone();
        for new in decision.iter().flat_map(|outcome| &outcome.facts) {
            let before = changed.as_ref().unwrap_or(&folded.account);
            let entry = Entry {
                account: id,
                seq: before.seq + 1,
                recorded_at: context.now,
                effective_on: new.effective_on,
                actor: actor.clone(),
                programme: programme.id.clone(),
                version: programme.version,
                fact: new.fact.clone(),
            };
            let stored = Stored::chain(entry, &head, self.build, submission.command.name());
            let next = before.clone().apply(&stored.entry);
            uncommitted.ops.push(stored.insertion());
            uncommitted.ops.extend(project(&stored.entry, before, &next));
            uncommitted.ops.extend(self.vault.issue(id, issued(&stored.entry.fact))?);
            head = stored.hash;
            changed = Some(next);
            entries.push(stored.entry);
        }
        let after = changed.as_ref().unwrap_or(&folded.account);
        if decision.is_ok() {
            uncommitted
                .ops
                .extend(submission.also.iter().flat_map(|plain| plain.ops(&actor, context.now, &self.vault.mark())));
            // A note that no fact refers to would stay for ever.
            let notes = submission.notes.iter().filter(|_| !entries.is_empty());
            uncommitted.ops.extend(notes.map(|note| {
                Op::Insert(
                    &NOTE,
                    vec![Val::from(&id), Val::from(&note.id), Val::from(&note.text), Val::from(&note.salt)],
                )
            }));
        }
        let millis = u64::try_from(context.now / 1_000).unwrap_or(0);
        let decision_id = Minter::new(millis, self.random()).decision();
        if decision.is_err() || !submission.command.acknowledgements().is_empty() {
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
                    Val::Text(explanation),
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
            uncommitted.ops.push(Op::Insert(
                &IDEMPOTENCY,
                vec![
                    Val::Text(key_id(submission.now, &key.scope)),
                    Val::from(&key.fingerprint),
                    int(answer.status),
                    Val::from(&answer.body),
                    Val::Int(submission.now),
                ],
            ));
            uncommitted.keys.insert(key.scope.clone(), (key.fingerprint.clone(), answer.clone()));
        }
        let seq = after.seq;
        if let Some(account) = changed {
            uncommitted.accounts.insert(id, Arc::new(Folded { account, head }));
        }
        let decision_id = Some(decision_id);
        Ok(Ok(Submitted { answer, replayed: false, entries, seq, refusal: decision.err(), decision_id }))
    }

    fn random(&self) -> u128 {
        let mut random = [0; 16];
        (self.entropy)(&mut random);
        u128::from_be_bytes(random)
    }

    /// A fresh number for what a command opens; zero where it opens nothing.
    async fn number(&mut self, command: &Command) -> Result<u64, StoreError> {
        let name = match command {
            Command::OpenAccount { .. } | Command::AddLocation { .. } => "account",
            Command::Purchase { .. } => "membership",
            _ => return Ok(0),
        };
        let left = self.numbers.entry(name).or_insert(0..0);
        if left.is_empty() {
            let row = sqlx::query("update counter set next = next + $1 where name = $2 returning next")
                .bind(NUMBERS)
                .bind(name)
                .fetch_one(&mut self.conn)
                .await?;
            let next: i64 = row.try_get(0)?;
            *left = next - NUMBERS..next;
        }
        Ok(left.next().and_then(|number| u64::try_from(number).ok()).unwrap_or(0))
    }
}

fn answer(batch: Vec<Write>, answers: Answers) {
    for (write, result) in batch.into_iter().zip(answers) {
        // A caller that went away needs no answer.
        match (write, result) {
            (Write::Act(_, to), Some(result)) => drop(to.send(result)),
            (Write::Plain(_, to), _) => drop(to.send(Ok(()))),
            (Write::Act(..), None) => {}
        }
    }
}

fn fail(batch: Vec<Write>, error: &StoreError) {
    tracing::error!(%error, "a command could not be recorded");
    for write in batch {
        match write {
            Write::Act(_, to) => drop(to.send(Err(error.clone()))),
            Write::Plain(_, to) => drop(to.send(Err(error.clone()))),
        }
    }
}

/// Digits of the day in front of an idempotency key.
const KEY_DAY: usize = 6;

fn key_id(now: i64, scope: &str) -> String {
    format!("{:06}{scope}", now.div_euclid(DAY_MICROS).clamp(0, 999_999))
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
    account: &Account,
    people: &BTreeMap<PersonId, Person>,
    number: u64,
    random: u128,
) -> Context {
    let nobody = |person| Actor { person, account: None, roles: BTreeSet::new(), admin_of: BTreeSet::new() };
    let actor = match &submission.caller {
        Caller::Person(id) => people.get(id).map_or_else(|| nobody(Some(*id)), Actor::of),
        Caller::Service { account, roles, .. } => Actor { account: *account, roles: roles.clone(), ..nobody(None) },
    };
    Context {
        account: submission.account,
        // Time never goes back within an account.
        now: submission.now.max(account.recorded_at),
        today: submission.today,
        actor,
        people: people_of(&submission.caller, &submission.command)
            .into_iter()
            .filter_map(|id| Some((id, people.get(&id)?.clone())))
            .collect(),
        number,
        random,
    }
}

/// Reads people by id.
pub(crate) async fn load_people(
    conn: &mut Conn,
    wanted: BTreeSet<PersonId>,
) -> Result<BTreeMap<PersonId, Person>, StoreError> {
    let mut people = BTreeMap::new();
    if wanted.is_empty() {
        return Ok(people);
    }
    let mut sql = format!("select {PERSON_COLUMNS} from person where id in (");
    engine::places(&mut sql, wanted.len());
    sql.push(')');
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).persistent(wanted.len() <= 4);
    let query = wanted.iter().fold(query, |query, id| query.bind(id.to_string()));
    for row in query.fetch_all(conn).await? {
        let person = read_person(&row)?.person();
        people.insert(person.id, person);
    }
    Ok(people)
}

/// Loads and folds an account.
pub(crate) async fn fold(conn: &mut Conn, id: AccountId) -> Result<Folded, StoreError> {
    let stored = ledger::load(conn, id).await?;
    let head = stored.last().map_or_else(|| GENESIS.to_owned(), |last| last.hash.clone());
    Ok(Folded { account: Account::fold(stored.iter().map(|stored| &stored.entry)), head })
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
