//! The outbox: notices that were sent, and the messages to people that they became. What is due is found by the sweep, what
//! is told of a fact comes with the fact; both are decided by the domain and written down here once, whoever looks and
//! however often.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::AddAssign;
use std::sync::Arc;

use jiff::civil::Date;
use symbolon_domain::access::Person;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::delivery::DeliveryState;
use symbolon_domain::fact::Entry;
use symbolon_domain::ids::{AccountId, MembershipId, MessageId, Minter, PersonId};
use symbolon_domain::matter::{self, Matter};
use symbolon_domain::notice::{Event, EventNotice, due, recipients, settled, since, still_due, told, wording};
use symbolon_domain::outlook::ChangeKind;
use symbolon_domain::programme::{Language, Programmes, Reminder, YearDays, days_between, plus_days};
use symbolon_domain::standing::still_installed;
use symbolon_domain::sweep::distances;

use crate::audit::audit;
use crate::delivery::{self, Delivery};
use crate::engine::{self, Conn, Row, query};
use crate::ledger::{self, FACT};
use crate::open::value;
use crate::plain::{PERSON_COLUMNS, read_person};
use crate::query::{Filter, Page, number, parse};
use crate::secrets::Vault;
use crate::statement::{self, Op, Table, Val, int, some};
use crate::sweep::{COURSE, course};
use crate::writer::fold;
use crate::{Store, StoreError};

static NOTICE: Table = Table {
    name: "notice",
    key: 4,
    columns: &[
        "account",
        "membership",
        "year",
        "notice",
        "number",
        "offer",
        "anniversary",
        "renew_from",
        "renew_to",
        "due_on",
        "sent_on",
        "recorded_at",
        "campaign",
        "next_anniversary",
    ],
};
static MESSAGE: Table = Table {
    name: "message",
    key: 2,
    columns: &["account", "id", "membership", "year", "notice", "person", "language"],
};

pub(crate) static EVENT_NOTICE: Table =
    Table { name: "event_notice", key: 2, columns: &["ledger", "seq", "account", "notice", "sent_on"] };
pub(crate) static EVENT_MESSAGE: Table =
    Table { name: "event_message", key: 2, columns: &["account", "id", "ledger", "seq", "person", "language"] };

pub(crate) static MATTER_NOTICE: Table = Table {
    name: "matter_notice",
    key: 4,
    columns: &["account", "subject", "mark", "notice", "matter", "due_on", "sent_on", "recorded_at"],
};
pub(crate) static MATTER_MESSAGE: Table = Table {
    name: "matter_message",
    key: 2,
    columns: &["account", "id", "subject", "mark", "notice", "person", "language"],
};

/// Every table of the outbox.
pub(crate) static ALL: &[&Table] = &[&NOTICE, &MESSAGE, &EVENT_NOTICE, &EVENT_MESSAGE, &MATTER_NOTICE, &MATTER_MESSAGE];

/// Until which day notices were looked for.
const LOOKED: &str = "notices_through";
/// Memberships that one transaction is about.
const PAGE: u32 = 1_000;
/// Who sends notices, in the audit.
const SENDER: &str = "notices";
const DAY_MICROS: i64 = 86_400_000_000;

/// Until which day notices were looked for; none: never.
pub(crate) async fn looked(conn: &mut Conn) -> Result<Option<Date>, StoreError> {
    Ok(value(conn, LOOKED).await?.and_then(|day| day.parse().ok()))
}

/// How the days since notices were last looked for are made up for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatchUp {
    /// They have passed while nothing ran: of what came due meanwhile, each membership is sent the newest.
    AtOnce,
    /// They pass now, one after the other, as when the clock of a sandbox is moved.
    DayByDay,
}

/// What was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Notices.
    pub notices: u64,
    /// Messages to people.
    pub messages: u64,
}

impl AddAssign for Sent {
    fn add_assign(&mut self, other: Self) {
        self.notices += other.notices;
        self.messages += other.messages;
    }
}

/// A notice that was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeRow {
    /// The company.
    pub account: AccountId,
    /// Which notice: as the programme calls it, or the code of what happened.
    pub notice: String,
    /// The day on which it was due.
    pub due_on: Date,
    /// The day on which it was sent; later where nothing ran on the day on which it was due.
    pub sent_on: Date,
    /// When it was recorded: microseconds since the Unix epoch.
    pub recorded_at: i64,
    /// What it is about.
    pub about: About,
}

/// What a notice is about.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// A year of a membership whose days come.
    Year(YearNotice),
    /// A fact, in the ledger in which it stands: that of the company, or of one that became a part of it.
    Event(EventNotice, Box<Entry>),
    /// An order, a subscription or a ticket.
    Matter(Box<Matter>),
}

/// The year that a notice is about, with the days that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearNotice {
    /// The membership.
    pub membership: MembershipId,
    /// Its number on paper.
    pub number: u64,
    /// The year of it.
    pub year: u32,
    /// The offer in that year.
    pub offer: String,
    /// The days of that year.
    pub days: YearDays,
    /// The campaign whose words it has in the place of the usual ones, and the next anniversary that they name (J-32).
    pub campaign: Option<(String, Date)>,
}

impl NoticeRow {
    /// The company that was told: the one that has the notice, or one that became a part of it since.
    pub fn company(&self) -> AccountId {
        match &self.about {
            About::Year(_) | About::Matter(_) => self.account,
            About::Event(_, entry) => entry.account,
        }
    }
}

/// A message of a notice to one person.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageRow {
    /// Its id.
    pub id: MessageId,
    /// To whom.
    pub person: PersonId,
    /// In which language.
    pub language: Language,
    /// The notice.
    pub notice: NoticeRow,
    /// What became of its mail; none where it is only read here.
    pub delivery: Option<Delivery>,
}

/// Which messages to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageFilter {
    /// To people of one company.
    pub account: Option<AccountId>,
    /// To one person.
    pub person: Option<PersonId>,
    /// Of whose mail this became, as far as a server has taken it up.
    pub delivery: Option<DeliveryState>,
}

/// Somebody who receives a notice, with their language.
type Recipient = (PersonId, Language);

impl Store {
    /// Sends the notices that are due on a day and have not been sent, also those of the days since the last time. Safe
    /// to repeat, and from several processes at a time: each notice is written once, under the lock of its account.
    ///
    /// # Errors
    /// When the store failed; what was sent before that stays sent, and the rest is due the next time.
    pub async fn send_notices(&self, today: Date, now: i64, catch_up: CatchUp) -> Result<Sent, StoreError> {
        let looked = looked(&mut self.shared.engine.reader().await?).await?;
        let from = since(looked, today);
        let mut sent = Sent::default();
        let mut wanted = BTreeSet::new();
        let mut span = Span { since: from, today, now };
        for day in self.days_with_notices(from, today).await? {
            if catch_up == CatchUp::DayByDay {
                sent += self.send_to(std::mem::take(&mut wanted), span).await?;
                let back = i64::from(days_between(day, today)) * DAY_MICROS;
                span = Span { since: plus_days(day, -1).unwrap_or(day), today: day, now: now - back };
            }
            let mut sweep = self.sweep(day);
            while let Some(found) = sweep.next(PAGE).await? {
                let notices = found.into_iter().filter(|due| due.kind == ChangeKind::Reminder);
                wanted.extend(notices.map(|due| (due.account, due.membership)));
                // What is found at several places of a day shares a transaction.
                if wanted.len() >= PAGE as usize {
                    sent += self.send_to(std::mem::take(&mut wanted), span).await?;
                }
            }
        }
        sent += self.send_to(wanted, span).await?;
        sent += self.send_matters(from, today, now, catch_up).await?;
        if looked.is_none_or(|looked| looked < today) {
            self.have_looked(today).await?;
        }
        Ok(sent)
    }

    /// Sends what orders and subscriptions are due, a company at a time. All that is due is true whenever it is read, so
    /// that days that nobody looked at need no other care; the days of a sandbox that pass are looked at one by one.
    async fn send_matters(&self, since: Date, today: Date, now: i64, catch_up: CatchUp) -> Result<Sent, StoreError> {
        let candidates = self.with_matters(since, today).await?;
        let mut sent = Sent::default();
        let mut days: BTreeSet<Date> = [today].into();
        if catch_up == CatchUp::DayByDay {
            days.extend(candidates.iter().map(|(_, due_on)| *due_on));
        }
        let mut from = since;
        for day in days {
            let span = Span { since: from, today: day, now: now - i64::from(days_between(day, today)) * DAY_MICROS };
            let wanted = candidates.iter().filter(|(_, due_on)| from < *due_on && *due_on <= day);
            let accounts: BTreeSet<AccountId> = wanted.map(|(account, _)| *account).collect();
            for account in accounts {
                sent += self.send_matters_of(account, span).await?;
            }
            from = day;
        }
        Ok(sent)
    }

    /// The companies that may be due something about an order or a subscription on a day after one, to another that is
    /// included, with these days.
    async fn with_matters(&self, since: Date, until: Date) -> Result<BTreeSet<(AccountId, Date)>, StoreError> {
        let mut found = BTreeSet::new();
        let after = |days: i32| [since, until].map(|day| plus_days(day, days).unwrap_or(day).to_string());
        let [from, to] = after(-1);
        let rows = query("select account, pay_by from purchase_order where pay_by > $1 and pay_by <= $2")
            .bind(from)
            .bind(to)
            .fetch_all(&self.shared.engine)
            .await?;
        for row in &rows {
            let due_on = plus_days(parse("purchase_order", row, "pay_by")?, 1);
            found.extend(
                due_on.map(|day| Ok::<_, StoreError>((parse("purchase_order", row, "account")?, day))).transpose()?,
            );
        }
        for days in matter::distances(self.programmes(until)) {
            let [from, to] = after(days);
            let rows =
                query("select account, usable_until from subscription where usable_until > $1 and usable_until <= $2")
                    .bind(from)
                    .bind(to)
                    .fetch_all(&self.shared.engine)
                    .await?;
            for row in &rows {
                let due_on = plus_days(parse("subscription", row, "usable_until")?, -days);
                found.extend(
                    due_on.map(|day| Ok::<_, StoreError>((parse("subscription", row, "account")?, day))).transpose()?,
                );
            }
        }
        Ok(found)
    }

    /// Sends what a company is due about its orders and subscriptions, or nothing where all of it was sent before.
    async fn send_matters_of(&self, account: AccountId, span: Span) -> Result<Sent, StoreError> {
        let programmes = self.programmes(span.today).clone();
        {
            let mut conn = self.shared.engine.reader().await?;
            if untold(&mut conn, &programmes, account, span).await?.is_empty() {
                return Ok(Sent::default());
            }
        }
        let vault = self.shared.vault.clone();
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    // An order that is paid meanwhile is not told any more.
                    engine::lock(conn, vec![account.to_string()]).await?;
                    let due = untold(conn, &programmes, account, span).await?;
                    let mut ids = vault.minter(span.now);
                    let (mut ops, sent) = matter_rows(conn, account, &due, &mut ids, (span.today, span.now)).await?;
                    if sent.notices > 0 {
                        ops.push(audit(
                            SENDER,
                            AuditAct::Notices,
                            &span.today.to_string(),
                            span.now,
                            &ids.message().to_string(),
                        ));
                    }
                    statement::run(conn, ops).await?;
                    Ok(sent)
                })
            })
            .await
    }

    /// The days after one, to another that is included, on which some membership may be due a notice.
    async fn days_with_notices(&self, since: Date, until: Date) -> Result<BTreeSet<Date>, StoreError> {
        let distances = distances(self.programmes(until));
        let (Some(least), Some(most)) = (distances.first(), distances.last()) else { return Ok(BTreeSet::new()) };
        let (from, to) = (plus_days(since, -most).unwrap_or(since), plus_days(until, -least).unwrap_or(until));
        let rows = query("select distinct anniversary from membership where anniversary >= $1 and anniversary <= $2")
            .bind(from.to_string())
            .bind(to.to_string())
            .fetch_all(&self.shared.engine)
            .await?;
        let mut days = BTreeSet::new();
        for row in &rows {
            let anniversary: Date = parse("membership", row, "anniversary")?;
            days.extend(distances.iter().filter_map(|days| plus_days(anniversary, *days)));
        }
        days.retain(|day| since < *day && *day <= until);
        Ok(days)
    }

    /// Writes down until which day notices were looked for; it never goes back.
    async fn have_looked(&self, day: Date) -> Result<(), StoreError> {
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    query(
                        "insert into instance (name, value) values ($1, $2) on conflict (name) do update \
                         set value = excluded.value where instance.value < excluded.value",
                    )
                    .bind(LOOKED)
                    .bind(day.to_string())
                    .execute(conn)
                    .await
                    .map(drop)
                })
            })
            .await
    }

    /// Sends what some memberships are due, in one transaction, or in none where all of it was sent before.
    async fn send_to(&self, wanted: BTreeSet<(AccountId, MembershipId)>, span: Span) -> Result<Sent, StoreError> {
        if wanted.is_empty() {
            return Ok(Sent::default());
        }
        {
            let mut conn = self.shared.engine.reader().await?;
            if unsent(&mut conn, self.programmes(span.today), &wanted, span).await?.is_empty() {
                return Ok(Sent::default());
            }
        }
        let (programmes, vault) = (self.programmes(span.today).clone(), self.shared.vault.clone());
        self.shared
            .writer
            .exclusive(move |conn| Box::pin(async move { send(conn, &programmes, &vault, &wanted, span).await }))
            .await
    }

    /// The notices that were sent to a company, the newest first, each with its messages.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn notices(&self, account: AccountId) -> Result<Vec<(NoticeRow, Vec<MessageRow>)>, StoreError> {
        let mut notices = Vec::new();
        for kind in Kind::ALL {
            let mut filter = Filter::new(&format!("select {} from {}", kind.columns(), kind.notices()));
            filter.and("notice.account = $", Some(account));
            for row in filter.rows(self, kind.order(), u32::MAX).await? {
                notices.push(kind.notice(&row)?);
            }
        }
        // Those of one day keep the order of their kinds.
        notices.sort_by_key(|notice| std::cmp::Reverse(notice.sent_on));
        let everything = Page { limit: u32::MAX, after: None };
        let of = MessageFilter { account: Some(account), ..MessageFilter::default() };
        let mut reached: BTreeMap<_, Vec<MessageRow>> = BTreeMap::new();
        for message in self.messages(&of, &everything).await? {
            reached.entry(key(&message.notice)).or_default().push(message);
        }
        let with = |notice: NoticeRow| {
            let messages = reached.remove(&key(&notice)).unwrap_or_default();
            (notice, messages)
        };
        Ok(notices.into_iter().map(with).collect())
    }

    /// Messages in the order in which they were written.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn messages(&self, wanted: &MessageFilter, page: &Page) -> Result<Vec<MessageRow>, StoreError> {
        let narrow = |filter: &mut Filter| filter.and("message.id > $", page.after.as_ref());
        let mut found = self.messages_of(wanted, narrow, "message.id", page.limit).await?;
        found.sort_by_key(|message| message.id);
        found.truncate(page.limit as usize);
        Ok(found)
    }

    /// The newest messages, those first that were written last, before one.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn newest_messages(
        &self,
        wanted: &MessageFilter,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let narrow = |filter: &mut Filter| filter.and("message.id < $", before);
        let mut found = self.messages_of(wanted, narrow, "message.id desc", limit).await?;
        found.sort_by_key(|message| std::cmp::Reverse(message.id));
        found.truncate(limit as usize);
        Ok(found)
    }

    /// A message of a company.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn message(&self, account: AccountId, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
        let wanted = MessageFilter { account: Some(account), ..MessageFilter::default() };
        let narrow = |filter: &mut Filter| filter.and("message.id = $", Some(id));
        Ok(self.messages_of(&wanted, narrow, "message.id", 1).await?.pop())
    }

    /// Messages of all kinds, as many of each.
    pub(crate) async fn messages_of(
        &self,
        wanted: &MessageFilter,
        narrow: impl Fn(&mut Filter),
        order: &'static str,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let mut found = Vec::new();
        let untaken = self.untaken().await?;
        // A sandbox captures every message and has no rows for that.
        let captures = self.kind() == crate::InstanceKind::Sandbox;
        let delivery = wanted.delivery.filter(|state| !captures || *state != DeliveryState::Captured);
        for kind in Kind::ALL {
            let sql = format!(
                "select message.id, message.person, message.language, {}, {} from {} \
                 left join delivery on delivery.message = message.id",
                delivery::COLUMNS,
                kind.columns(),
                kind.messages()
            );
            let mut filter = Filter::new(&sql);
            filter.and("message.account = $", wanted.account);
            filter.and("message.person = $", wanted.person);
            filter.and("delivery.state = $", delivery.map(DeliveryState::code));
            narrow(&mut filter);
            for row in filter.rows(self, order, limit).await? {
                let mut message = read_message(&row, kind.notice(&row)?)?;
                message.delivery = delivery::read(&row)?.or_else(|| untaken(message.id));
                found.push(message);
            }
        }
        Ok(found)
    }
}

/// The kinds of notices, which have tables of their own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Year,
    Event,
    Matter,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Year, Self::Event, Self::Matter];

    /// The table of its messages.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::Year => MESSAGE.name,
            Self::Event => EVENT_MESSAGE.name,
            Self::Matter => MATTER_MESSAGE.name,
        }
    }

    /// The columns from which a notice is read.
    fn columns(self) -> String {
        let of = |name: &str, columns: &[&str]| {
            let columns: Vec<_> = columns.iter().map(|column| format!("{name}.{column}")).collect();
            columns.join(", ")
        };
        match self {
            Self::Year => of("notice", NOTICE.columns),
            // The account among the columns of a fact is the ledger's.
            Self::Event => {
                format!("notice.account as holder, notice.notice, notice.sent_on, {}", of("fact", FACT.columns))
            }
            Self::Matter => of("notice", MATTER_NOTICE.columns),
        }
    }

    /// The notices, with what they are about.
    const fn notices(self) -> &'static str {
        match self {
            Self::Year => "notice",
            Self::Event => "event_notice notice join fact on fact.account = notice.ledger and fact.seq = notice.seq",
            Self::Matter => "matter_notice notice",
        }
    }

    /// The messages with their notices.
    fn messages(self) -> &'static str {
        match self {
            Self::Year => {
                "message join notice on notice.account = message.account and notice.membership = message.membership \
                 and notice.year = message.year and notice.notice = message.notice"
            }
            Self::Event => {
                "event_message message join event_notice notice \
                 on notice.ledger = message.ledger and notice.seq = message.seq \
                 join fact on fact.account = notice.ledger and fact.seq = notice.seq"
            }
            Self::Matter => {
                "matter_message message join matter_notice notice on notice.account = message.account \
                 and notice.subject = message.subject and notice.mark = message.mark and notice.notice = message.notice"
            }
        }
    }

    /// The newest first.
    const fn order(self) -> &'static str {
        match self {
            Self::Year => "sent_on desc, due_on desc, number, notice",
            Self::Event => "fact.recorded_at desc, notice.ledger, fact.seq desc",
            Self::Matter => "recorded_at desc, subject, mark desc",
        }
    }

    fn notice(self, row: &Row) -> Result<NoticeRow, StoreError> {
        match self {
            Self::Year => read_notice(row),
            Self::Event => read_event(row),
            Self::Matter => read_matter(row),
        }
    }
}

/// A fact that people are told, on the day on which it was recorded.
#[derive(Debug)]
pub(crate) struct Telling {
    pub(crate) event: Event,
    pub(crate) ledger: AccountId,
    pub(crate) seq: u64,
    pub(crate) on: Date,
    pub(crate) at: i64,
    /// The hash of the fact, from which the ids of its messages come: telling it anew gives the same ones.
    pub(crate) hash: String,
}

impl Telling {
    /// Makes ids of the instant of the fact.
    fn minter(&self) -> Minter {
        let random = self.hash.get(..32).and_then(|hash| u128::from_str_radix(hash, 16).ok()).unwrap_or_default();
        Minter::new(u64::try_from(self.at / 1_000).unwrap_or(0), random)
    }
}

/// Writes the notices of facts, with a message to each of those who receive them, in the transaction of the facts. A
/// company that became a part of another one in it is told as itself, and the other one has the notice.
pub(crate) async fn tell(
    conn: &mut Conn,
    tellings: Vec<Telling>,
    moved: Option<(AccountId, AccountId)>,
) -> Result<(), StoreError> {
    let Some(first) = tellings.first() else { return Ok(()) };
    let ledgers: BTreeSet<_> = tellings.iter().map(|telling| telling.ledger.to_string()).collect();
    let people = people_of(conn, ledgers.into_iter().collect()).await?;
    let (mut ids, mut at) = (first.minter(), first.at);
    let mut ops = Vec::new();
    for telling in &tellings {
        // Messages stand in the order of the instants of their facts, whatever else is written in the same transaction.
        if telling.at != at {
            (ids, at) = (telling.minter(), telling.at);
        }
        let holder = moved.filter(|(from, _)| *from == telling.ledger).map_or(telling.ledger, |(_, into)| into);
        let (holder, ledger, seq) = (Val::from(&holder), Val::from(&telling.ledger), int(telling.seq));
        let notice = Val::from(&telling.event.notice);
        let values = vec![ledger.clone(), seq.clone(), holder.clone(), notice, Val::from(&telling.on)];
        ops.push(Op::Insert(&EVENT_NOTICE, values));
        let of_company = people.get(&telling.ledger).map(Vec::as_slice).unwrap_or_default();
        let reached = told(&telling.event, of_company.iter().map(|(person, _)| person));
        for (person, language) in of_company.iter().filter(|(person, _)| reached.contains(&person.id)) {
            let to = vec![Val::from(&person.id), Val::from(language)];
            let mut values = vec![holder.clone(), Val::from(&ids.message()), ledger.clone(), seq.clone()];
            values.extend(to);
            ops.push(Op::Insert(&EVENT_MESSAGE, values));
        }
    }
    statement::run(conn, ops).await
}

/// The days that are made up for, the day on which that is done, and its instant.
#[derive(Debug, Clone, Copy)]
struct Span {
    since: Date,
    today: Date,
    now: i64,
}

/// What identifies a notice: a year of a membership, a fact, or a day or an entry of something else.
fn key(notice: &NoticeRow) -> (String, String, String) {
    let (of, number) = match &notice.about {
        About::Year(about) => (about.membership.to_string(), about.year.to_string()),
        About::Event(_, entry) => (entry.account.to_string(), entry.seq.to_string()),
        About::Matter(matter) => matter.key(),
    };
    (of, number, notice.notice.clone())
}

/// What a company is due about its orders and subscriptions, and was not sent.
async fn untold(
    conn: &mut Conn,
    programmes: &Programmes,
    account: AccountId,
    span: Span,
) -> Result<Vec<Matter>, StoreError> {
    let folded = fold(conn, account, None).await?;
    let mut due = matter::due(&folded.account, programmes, span.since, span.today);
    if due.is_empty() {
        return Ok(due);
    }
    let rows =
        query("select subject, mark from matter_notice where account = $1").bind(&account).fetch_all(conn).await?;
    let mut sent = HashSet::new();
    for row in &rows {
        sent.insert((row.try_get::<String, _>("subject")?, row.try_get::<String, _>("mark")?));
    }
    due.retain(|matter| !sent.contains(&matter.key()));
    Ok(due)
}

/// The rows of notices about something else than years and facts, with a message to each of those who receive them.
pub(crate) async fn matter_rows(
    conn: &mut Conn,
    account: AccountId,
    due: &[Matter],
    ids: &mut Minter,
    (today, now): (Date, i64),
) -> Result<(Vec<Op>, Sent), StoreError> {
    let (mut ops, mut sent) = (Vec::new(), Sent::default());
    if due.is_empty() {
        return Ok((ops, sent));
    }
    let people = people_of(conn, vec![account.to_string()]).await?;
    let people = people.get(&account).map(Vec::as_slice).unwrap_or_default();
    for matter in due {
        let (subject, mark) = matter.key();
        let key = [Val::from(&subject), Val::from(&mark), Val::from(&matter.notice())];
        let text = serde_json::to_string(matter).map_err(|cause| StoreError::Corrupt {
            table: "matter_notice",
            row: subject.clone(),
            cause: cause.to_string(),
        })?;
        let mut values = vec![Val::from(&account)];
        values.extend(key.clone());
        values.extend([Val::from(&text), Val::from(&matter.due_on()), Val::from(&today), Val::Int(now)]);
        ops.push(Op::Insert(&MATTER_NOTICE, values));
        sent.notices += 1;
        let reached = matter.reached(people.iter().map(|(person, _)| person));
        for (person, language) in people.iter().filter(|(person, _)| reached.contains(&person.id)) {
            let mut values = vec![Val::from(&account), Val::from(&ids.message())];
            values.extend(key.clone());
            values.extend([Val::from(&person.id), Val::from(language)]);
            ops.push(Op::Insert(&MATTER_MESSAGE, values));
            sent.messages += 1;
        }
    }
    Ok((ops, sent))
}

/// A notice that a membership is due, with whom it goes to.
struct DueRow<'p> {
    account: AccountId,
    about: YearNotice,
    due_on: Date,
    reminder: &'p Reminder,
}

/// The notices that memberships are due and that were not sent.
async fn unsent<'p>(
    conn: &mut Conn,
    programmes: &'p Programmes,
    wanted: &BTreeSet<(AccountId, MembershipId)>,
    span: Span,
) -> Result<Vec<DueRow<'p>>, StoreError> {
    let sql = format!("select account, id, number, year, {COURSE} from membership where id in ($*)");
    let ids = wanted.iter().map(|(_, membership)| membership.to_string()).collect();
    let mut found = Vec::new();
    for row in query(sql).among(ids).fetch_all(&mut *conn).await? {
        let course = course(&row)?;
        let (account, membership) = (parse("membership", &row, "account")?, parse("membership", &row, "id")?);
        let (number, year) = (number(&row, "number")?, u32::try_from(number(&row, "year")?).unwrap_or(u32::MAX));
        let notices = due(&course, programmes, span.since, span.today);
        // Few have lapsed and are due one that depends on what is installed: only these are folded.
        let installed = match notices.iter().any(|notice| notice.wind_down) {
            true => {
                let folded = fold(&mut *conn, account, None).await?;
                still_installed(&folded.account, programmes, membership, span.today)
            }
            false => false,
        };
        found.extend(settled(notices, installed).into_iter().map(|notice| {
            let offer = course.offer.clone();
            let about = YearNotice { membership, number, year, offer, days: course.days, campaign: None };
            DueRow { account, about, due_on: notice.due_on, reminder: notice.reminder }
        }));
    }
    if found.is_empty() {
        return Ok(found);
    }
    let accounts: BTreeSet<_> = found.iter().map(|due| due.account.to_string()).collect();
    let rows = query("select membership, year, notice from notice where account in ($*)")
        .among(accounts.into_iter().collect())
        .fetch_all(&mut *conn)
        .await?;
    let mut sent = HashSet::new();
    for row in &rows {
        let year = u32::try_from(number(row, "year")?).unwrap_or(u32::MAX);
        sent.insert((parse("notice", row, "membership")?, year, row.try_get::<String, _>("notice")?));
    }
    found.retain(|due| !sent.contains(&(due.about.membership, due.about.year, due.reminder.text.clone())));
    reword(conn, programmes, &mut found).await?;
    Ok(found)
}

/// Gives the notices about years that a campaign excuses the campaign's own words, where it has some (J-32).
async fn reword(conn: &mut Conn, programmes: &Programmes, found: &mut [DueRow<'_>]) -> Result<(), StoreError> {
    if found.is_empty() {
        return Ok(());
    }
    let memberships: BTreeSet<_> = found.iter().map(|due| due.about.membership.to_string()).collect();
    let rows =
        query("select membership, year, campaign, next_anniversary from campaign_enrolment where membership in ($*)")
            .among(memberships.into_iter().collect())
            .fetch_all(conn)
            .await?;
    let mut excused = BTreeMap::new();
    for row in &rows {
        let membership: MembershipId = parse("campaign_enrolment", row, "membership")?;
        let year = u32::try_from(number(row, "year")?).unwrap_or(u32::MAX);
        let campaign: String = row.try_get("campaign")?;
        let next: Date = parse("campaign_enrolment", row, "next_anniversary")?;
        excused.insert((membership, year), (campaign, next));
    }
    for due in found {
        let own = excused.get(&(due.about.membership, due.about.year));
        due.about.campaign =
            own.filter(|(campaign, _)| wording(programmes, campaign, &due.reminder.text).is_some()).cloned();
    }
    Ok(())
}

/// Writes the notices that memberships are due, with a message to each of those who receive them.
async fn send(
    conn: &mut Conn,
    programmes: &Programmes,
    vault: &Arc<Vault>,
    wanted: &BTreeSet<(AccountId, MembershipId)>,
    span: Span,
) -> Result<Sent, StoreError> {
    let accounts: BTreeSet<_> = wanted.iter().map(|(account, _)| account.to_string()).collect();
    let accounts: Vec<_> = accounts.into_iter().collect();
    // What is read from here on, no renewal and no other sender changes before the commit.
    engine::lock(conn, accounts.clone()).await?;
    let notices = unsent(conn, programmes, wanted, span).await?;
    if notices.is_empty() {
        return Ok(Sent::default());
    }
    let people = people_of(conn, accounts).await?;
    let mut ids = vault.minter(span.now);
    let mut sent = Sent::default();
    let mut ops = Vec::new();
    for due in &notices {
        sent.notices += 1;
        ops.push(insertion(due, span));
        let of_company = people.get(&due.account).map(Vec::as_slice).unwrap_or_default();
        let reached = recipients(due.reminder, of_company.iter().map(|(person, _)| person));
        let spoken = of_company.iter().map(|(person, language)| (person.id, *language));
        for (person, language) in spoken.filter(|(person, _)| reached.contains(person)) {
            sent.messages += 1;
            let of = (due.account, due.about.membership, due.about.year, due.reminder.text.as_str());
            ops.push(message(of, ids.message(), (person, language)));
        }
    }
    ops.push(audit(SENDER, AuditAct::Notices, &span.today.to_string(), span.now, &ids.message().to_string()));
    statement::run(conn, ops).await?;
    Ok(sent)
}

/// Tells whoever holds a role by now what reached nobody on its day, of each membership the notice that still says all that
/// matters (B-23, O-05).
pub(crate) async fn catch_up(
    conn: &mut Conn,
    programmes: &Programmes,
    account: AccountId,
    ids: &mut Minter,
    today: Date,
) -> Result<(), StoreError> {
    let sql = format!(
        "select account, id, number, year, notice, due_on, {COURSE} from membership join \
         (select membership as told_of, year as told_year, notice, due_on from notice where account = $1 and not exists \
          (select 1 from message where message.account = notice.account and message.membership = notice.membership \
           and message.year = notice.year and message.notice = notice.notice)) silent \
         on told_of = id and told_year = year"
    );
    let rows = query(sql).bind(&account).fetch_all(&mut *conn).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let people = people_of(&mut *conn, vec![account.to_string()]).await?;
    let of_company = people.get(&account).map(Vec::as_slice).unwrap_or_default();
    let folded = fold(&mut *conn, account, None).await?;
    let mut ops = Vec::new();
    for row in &rows {
        let course = course(row)?;
        let membership: MembershipId = parse("membership", row, "id")?;
        let installed = still_installed(&folded.account, programmes, membership, today);
        let (notice, due_on): (String, Date) = (row.try_get("notice")?, parse("notice", row, "due_on")?);
        let Some(reminder) = still_due(&course, programmes, (&notice, due_on), today, installed) else { continue };
        let year = u32::try_from(number(row, "year")?).unwrap_or(u32::MAX);
        let reached = recipients(reminder, of_company.iter().map(|(person, _)| person));
        for (person, language) in of_company.iter().filter(|(person, _)| reached.contains(&person.id)) {
            ops.push(message((account, membership, year, &notice), ids.message(), (person.id, *language)));
        }
    }
    statement::run(conn, ops).await
}

/// The people of companies as they are now, with their languages.
async fn people_of(
    conn: &mut Conn,
    accounts: Vec<String>,
) -> Result<BTreeMap<AccountId, Vec<(Person, Language)>>, StoreError> {
    let sql = format!("select {PERSON_COLUMNS} from person where account in ($*) order by id");
    let mut people: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in query(sql).among(accounts).fetch_all(conn).await? {
        let row = read_person(&row)?;
        if let Some(account) = row.account {
            people.entry(account).or_default().push((row.person(), row.language));
        }
    }
    Ok(people)
}

fn insertion(due: &DueRow<'_>, span: Span) -> Op {
    let about = &due.about;
    Op::Insert(
        &NOTICE,
        vec![
            Val::from(&due.account),
            Val::from(&about.membership),
            int(about.year),
            Val::from(&due.reminder.text),
            int(about.number),
            Val::from(&about.offer),
            Val::from(&about.days.anniversary),
            Val::from(&about.days.renew_from),
            Val::from(&about.days.renew_to),
            Val::from(&due.due_on),
            Val::from(&span.today),
            Val::Int(span.now),
            some(about.campaign.as_ref().map(|(campaign, _)| campaign)),
            some(about.campaign.as_ref().map(|(_, next)| next)),
        ],
    )
}

fn message(
    (account, membership, year, notice): (AccountId, MembershipId, u32, &str),
    id: MessageId,
    (person, language): Recipient,
) -> Op {
    Op::Insert(
        &MESSAGE,
        vec![
            Val::from(&account),
            Val::from(&id),
            Val::from(&membership),
            int(year),
            Val::from(&notice),
            Val::from(&person),
            Val::from(&language),
        ],
    )
}

fn read_notice(row: &Row) -> Result<NoticeRow, StoreError> {
    let days = YearDays {
        anniversary: parse("notice", row, "anniversary")?,
        renew_from: parse("notice", row, "renew_from")?,
        renew_to: parse("notice", row, "renew_to")?,
    };
    let next = crate::campaigns::day("notice", row, "next_anniversary")?;
    Ok(NoticeRow {
        account: parse("notice", row, "account")?,
        notice: row.try_get("notice")?,
        due_on: parse("notice", row, "due_on")?,
        sent_on: parse("notice", row, "sent_on")?,
        recorded_at: row.try_get("recorded_at")?,
        about: About::Year(YearNotice {
            membership: parse("notice", row, "membership")?,
            number: number(row, "number")?,
            year: u32::try_from(number(row, "year")?).unwrap_or(u32::MAX),
            offer: row.try_get("offer")?,
            days,
            campaign: row.try_get::<Option<String>, _>("campaign")?.zip(next),
        }),
    })
}

/// A fact was due to be told on the day from which it holds, which has passed where it ended by itself (B-44).
fn read_event(row: &Row) -> Result<NoticeRow, StoreError> {
    let entry = ledger::read(row)?.entry;
    let code: String = row.try_get("notice")?;
    let unknown = || StoreError::Corrupt {
        table: "event_notice",
        row: format!("{}/{}", entry.account, entry.seq),
        cause: format!("column notice holds {code:?}"),
    };
    let notice = EventNotice::from_code(&code).ok_or_else(unknown)?;
    Ok(NoticeRow {
        account: parse("event_notice", row, "holder")?,
        notice: code,
        due_on: entry.effective_on,
        sent_on: parse("event_notice", row, "sent_on")?,
        recorded_at: entry.recorded_at,
        about: About::Event(notice, Box::new(entry)),
    })
}

fn read_matter(row: &Row) -> Result<NoticeRow, StoreError> {
    let (subject, text): (String, String) = (row.try_get("subject")?, row.try_get("matter")?);
    let corrupt = |cause: serde_json::Error| StoreError::Corrupt {
        table: "matter_notice",
        row: subject,
        cause: format!("column matter: {cause}"),
    };
    Ok(NoticeRow {
        account: parse("matter_notice", row, "account")?,
        notice: row.try_get("notice")?,
        due_on: parse("matter_notice", row, "due_on")?,
        sent_on: parse("matter_notice", row, "sent_on")?,
        recorded_at: row.try_get("recorded_at")?,
        about: About::Matter(Box::new(serde_json::from_str(&text).map_err(corrupt)?)),
    })
}

fn read_message(row: &Row, notice: NoticeRow) -> Result<MessageRow, StoreError> {
    let id: String = row.try_get("id")?;
    let language: String = row.try_get("language")?;
    let unknown = || StoreError::Corrupt { table: "message", row: id.clone(), cause: "column language".to_owned() };
    Ok(MessageRow {
        id: parse("message", row, "id")?,
        person: parse("message", row, "person")?,
        language: Language::from_code(&language).ok_or_else(unknown)?,
        notice,
        delivery: None,
    })
}
