//! The outbox: notices that were sent, and the messages to people that they became. What is due is found by the sweep
//! and decided by the domain; here it is written down once, whoever looks and however often.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::AddAssign;
use std::sync::Arc;

use jiff::civil::Date;
use symbolon_domain::access::Person;
use symbolon_domain::ids::{AccountId, MembershipId, MessageId, PersonId};
use symbolon_domain::notice::{due, has_wording, recipients, since};
use symbolon_domain::outlook::ChangeKind;
use symbolon_domain::programme::{Language, Programmes, Reminder, YearDays, days_between, plus_days};
use symbolon_domain::sweep::distances;

use crate::engine::{self, Conn, Row, query};
use crate::open::value;
use crate::plain::{PERSON_COLUMNS, audit, read_person};
use crate::query::{Filter, Page, number, parse};
use crate::secrets::Vault;
use crate::statement::{self, Op, Table, Val, int, some};
use crate::sweep::{COURSE, course};
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

/// Every table of the outbox.
pub(crate) static ALL: &[&Table] = &[&NOTICE, &MESSAGE];

/// Until which day notices were looked for.
const LOOKED: &str = "notices_through";
/// Memberships that one transaction is about.
const PAGE: u32 = 1_000;
/// Who sends notices, in the audit.
const SENDER: &str = "notices";
const DAY_MICROS: i64 = 86_400_000_000;

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

/// A notice that was sent, with the days that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// The company.
    pub account: AccountId,
    /// The membership.
    pub membership: MembershipId,
    /// Its number on paper.
    pub number: u64,
    /// The year of it.
    pub year: u32,
    /// Which notice, as the programme calls it.
    pub notice: String,
    /// The offer in that year.
    pub offer: String,
    /// The days of that year.
    pub days: YearDays,
    /// The day on which it was due.
    pub due_on: Date,
    /// The day on which it was sent; later where nothing ran on the day on which it was due.
    pub sent_on: Date,
    /// When it was recorded: microseconds since the Unix epoch.
    pub recorded_at: i64,
    /// The campaign whose words it has in the place of the usual ones, and the next anniversary that they name (J-32).
    pub campaign: Option<(String, Date)>,
}

/// A message of a notice to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Its id.
    pub id: MessageId,
    /// To whom.
    pub person: PersonId,
    /// In which language.
    pub language: Language,
    /// The notice.
    pub notice: NoticeRow,
}

/// Which messages to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageFilter {
    /// To people of one company.
    pub account: Option<AccountId>,
    /// To one person.
    pub person: Option<PersonId>,
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
        let looked = self.looked().await?;
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
        if looked.is_none_or(|looked| looked < today) {
            self.have_looked(today).await?;
        }
        Ok(sent)
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

    /// Until which day notices were looked for; none: never.
    async fn looked(&self) -> Result<Option<Date>, StoreError> {
        let mut conn = self.shared.engine.reader().await?;
        Ok(value(&mut conn, LOOKED).await?.and_then(|day| day.parse().ok()))
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
        let rows = query(format!(
            "select {} from notice where account = $1 order by sent_on desc, due_on desc, number, notice",
            NOTICE.columns.join(", ")
        ))
        .bind(&account)
        .fetch_all(&self.shared.engine)
        .await?;
        let everything = Page { limit: u32::MAX, after: None };
        let of = MessageFilter { account: Some(account), person: None };
        let mut reached: BTreeMap<_, Vec<MessageRow>> = BTreeMap::new();
        for message in self.messages(&of, &everything).await? {
            reached.entry(key(&message.notice)).or_default().push(message);
        }
        rows.iter()
            .map(|row| {
                let notice = read_notice(row)?;
                let messages = reached.remove(&key(&notice)).unwrap_or_default();
                Ok((notice, messages))
            })
            .collect()
    }

    /// Messages in the order in which they were written.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn messages(&self, wanted: &MessageFilter, page: &Page) -> Result<Vec<MessageRow>, StoreError> {
        let mut filter = messages();
        filter.and("message.account = $", wanted.account);
        filter.and("message.person = $", wanted.person);
        filter.and("message.id > $", page.after.as_ref());
        filter.rows(self, "message.id", page.limit).await?.iter().map(read_message).collect()
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
        let mut filter = messages();
        filter.and("message.account = $", wanted.account);
        filter.and("message.person = $", wanted.person);
        filter.and("message.id < $", before);
        filter.rows(self, "message.id desc", limit).await?.iter().map(read_message).collect()
    }

    /// A message of a company.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn message(&self, account: AccountId, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
        let mut filter = messages();
        filter.and("message.account = $", Some(account));
        filter.and("message.id = $", Some(id));
        filter.rows(self, "message.id", 1).await?.first().map(read_message).transpose()
    }
}

/// The days that are made up for, the day on which that is done, and its instant.
#[derive(Debug, Clone, Copy)]
struct Span {
    since: Date,
    today: Date,
    now: i64,
}

/// What identifies a notice.
fn key(notice: &NoticeRow) -> (MembershipId, u32, String) {
    (notice.membership, notice.year, notice.notice.clone())
}

/// The notices that memberships are due and that were not sent, each with the roles that receive it.
async fn unsent<'p>(
    conn: &mut Conn,
    programmes: &'p Programmes,
    wanted: &BTreeSet<(AccountId, MembershipId)>,
    span: Span,
) -> Result<Vec<(NoticeRow, &'p Reminder)>, StoreError> {
    let sql = format!("select account, id, number, year, {COURSE} from membership where id in ($*)");
    let ids = wanted.iter().map(|(_, membership)| membership.to_string()).collect();
    let mut found = Vec::new();
    for row in query(sql).among(ids).fetch_all(&mut *conn).await? {
        let course = course(&row)?;
        let (account, membership) = (parse("membership", &row, "account")?, parse("membership", &row, "id")?);
        let (number, year) = (number(&row, "number")?, u32::try_from(number(&row, "year")?).unwrap_or(u32::MAX));
        found.extend(due(&course, programmes, span.since, span.today).into_iter().map(|notice| {
            let row = NoticeRow {
                account,
                membership,
                number,
                year,
                notice: notice.reminder.text.clone(),
                offer: course.offer.clone(),
                days: course.days,
                due_on: notice.due_on,
                sent_on: span.today,
                recorded_at: span.now,
                campaign: None,
            };
            (row, notice.reminder)
        }));
    }
    if found.is_empty() {
        return Ok(found);
    }
    let accounts: BTreeSet<_> = found.iter().map(|(notice, _)| notice.account.to_string()).collect();
    let rows = query("select membership, year, notice from notice where account in ($*)")
        .among(accounts.into_iter().collect())
        .fetch_all(&mut *conn)
        .await?;
    let mut sent = HashSet::new();
    for row in &rows {
        let year = u32::try_from(number(row, "year")?).unwrap_or(u32::MAX);
        sent.insert((parse("notice", row, "membership")?, year, row.try_get::<String, _>("notice")?));
    }
    found.retain(|(notice, _)| !sent.contains(&key(notice)));
    reword(conn, programmes, &mut found).await?;
    Ok(found)
}

/// Gives the notices about years that a campaign excuses the campaign's own words, where it has some (J-32).
async fn reword(
    conn: &mut Conn,
    programmes: &Programmes,
    found: &mut [(NoticeRow, &Reminder)],
) -> Result<(), StoreError> {
    if found.is_empty() {
        return Ok(());
    }
    let memberships: BTreeSet<_> = found.iter().map(|(notice, _)| notice.membership.to_string()).collect();
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
    for (notice, _) in found {
        let own = excused.get(&(notice.membership, notice.year));
        notice.campaign = own.filter(|(campaign, _)| has_wording(programmes, campaign, &notice.notice)).cloned();
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
    for (notice, reminder) in &notices {
        sent.notices += 1;
        ops.push(insertion(notice));
        let of_company = people.get(&notice.account).map(Vec::as_slice).unwrap_or_default();
        let reached = recipients(reminder, of_company.iter().map(|(person, _)| person));
        let spoken = of_company.iter().map(|(person, language)| (person.id, *language));
        for (person, language) in spoken.filter(|(person, _)| reached.contains(person)) {
            sent.messages += 1;
            ops.push(message(notice, ids.message(), (person, language)));
        }
    }
    ops.push(audit(SENDER, "notices", &span.today.to_string(), span.now, &ids.message().to_string()));
    statement::run(conn, ops).await?;
    Ok(sent)
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

fn insertion(notice: &NoticeRow) -> Op {
    Op::Insert(
        &NOTICE,
        vec![
            Val::from(&notice.account),
            Val::from(&notice.membership),
            int(notice.year),
            Val::from(&notice.notice),
            int(notice.number),
            Val::from(&notice.offer),
            Val::from(&notice.days.anniversary),
            Val::from(&notice.days.renew_from),
            Val::from(&notice.days.renew_to),
            Val::from(&notice.due_on),
            Val::from(&notice.sent_on),
            Val::Int(notice.recorded_at),
            some(notice.campaign.as_ref().map(|(campaign, _)| campaign)),
            some(notice.campaign.as_ref().map(|(_, next)| next)),
        ],
    )
}

fn message(notice: &NoticeRow, id: MessageId, (person, language): Recipient) -> Op {
    Op::Insert(
        &MESSAGE,
        vec![
            Val::from(&notice.account),
            Val::from(&id),
            Val::from(&notice.membership),
            int(notice.year),
            Val::from(&notice.notice),
            Val::from(&person),
            Val::from(&language),
        ],
    )
}

fn messages() -> Filter {
    let columns: Vec<_> = NOTICE.columns.iter().map(|name| format!("notice.{name}")).collect();
    Filter::new(&format!(
        "select message.id, message.person, message.language, {} from message join notice \
         on notice.account = message.account and notice.membership = message.membership \
         and notice.year = message.year and notice.notice = message.notice",
        columns.join(", ")
    ))
}

fn read_notice(row: &Row) -> Result<NoticeRow, StoreError> {
    Ok(NoticeRow {
        account: parse("notice", row, "account")?,
        membership: parse("notice", row, "membership")?,
        number: number(row, "number")?,
        year: u32::try_from(number(row, "year")?).unwrap_or(u32::MAX),
        notice: row.try_get("notice")?,
        offer: row.try_get("offer")?,
        days: YearDays {
            anniversary: parse("notice", row, "anniversary")?,
            renew_from: parse("notice", row, "renew_from")?,
            renew_to: parse("notice", row, "renew_to")?,
        },
        due_on: parse("notice", row, "due_on")?,
        sent_on: parse("notice", row, "sent_on")?,
        recorded_at: row.try_get("recorded_at")?,
        campaign: row.try_get::<Option<String>, _>("campaign")?.zip(crate::campaigns::day(
            "notice",
            row,
            "next_anniversary",
        )?),
    })
}

fn read_message(row: &Row) -> Result<MessageRow, StoreError> {
    let id: String = row.try_get("id")?;
    let language: String = row.try_get("language")?;
    let unknown = || StoreError::Corrupt { table: "message", row: id.clone(), cause: "column language".to_owned() };
    Ok(MessageRow {
        id: parse("message", row, "id")?,
        person: parse("message", row, "person")?,
        language: Language::from_code(&language).ok_or_else(unknown)?,
        notice: read_notice(row)?,
    })
}
