//! Tickets: plain rows with an audit entry, decided by the domain in the transaction that writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use symbolon_domain::access::Actor;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::command::Command;
use symbolon_domain::ids::{AccountId, DocumentId, PersonId, TicketId};
use symbolon_domain::matter;
use symbolon_domain::refusal::Refusal;
use symbolon_domain::ticket::{self, Ticket, TicketAct, TicketOutcome, TicketReason, TicketState};

use crate::audit::audit;
use crate::campaigns::day;
use crate::engine::{self, Conn, Row, query};
use crate::query::{Filter, Page, number, parse};
use crate::statement::{self, Op, Table, Val, int, some};
use crate::writer::fold;
use crate::{IdempotencyKey, Store, StoreError, outbox};

pub(crate) static TICKET: Table = Table {
    name: "ticket",
    key: 1,
    columns: &[
        "id",
        "number",
        "account",
        "reason",
        "subject",
        "opened_by",
        "opened_on",
        "opened_at",
        "modified_at",
        "state",
        "assigned_to",
        "outcome",
        "ended_on",
        "acknowledged_on",
        "documents",
    ],
};
static ENTRY: Table = Table {
    name: "ticket_entry",
    key: 2,
    columns: &["ticket", "entry", "act", "author", "recorded_at", "body", "attached", "once", "fingerprint"],
};
static DOCUMENT: Table = Table {
    name: "ticket_document",
    key: 2,
    columns: &["ticket", "id", "account", "media_type", "bytes", "sha256", "added_by", "added_at"],
};

/// Every table of tickets.
pub(crate) static ALL: &[&Table] = &[&TICKET, &ENTRY, &DOCUMENT];

/// A ticket with its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketRow {
    /// The ticket.
    pub ticket: Ticket,
    /// When it was opened: microseconds since the Unix epoch.
    pub opened_at: i64,
    /// When something was last said or done in it.
    pub modified_at: i64,
    /// Whether the vendor spoke last.
    pub answered: bool,
}

/// Something that was said or done in a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketEntry {
    /// Its number, from 1.
    pub entry: u32,
    /// `open`, or what was done.
    pub act: String,
    /// Who.
    pub author: String,
    /// When: microseconds since the Unix epoch.
    pub recorded_at: i64,
    /// What was written; none where nothing was, or where it was erased.
    pub body: Option<String>,
    /// What was attached: the decision that the rules had made, as JSON.
    pub attached: Option<String>,
}

/// A file of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketDocument {
    /// Its id.
    pub id: DocumentId,
    /// The ticket.
    pub ticket: TicketId,
    /// The company.
    pub account: AccountId,
    /// Its media type.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// Its hash.
    pub sha256: String,
    /// Who added it.
    pub added_by: String,
    /// When: microseconds since the Unix epoch.
    pub added_at: i64,
}

/// A ticket to be opened.
#[derive(Debug, Clone)]
pub struct NewTicket {
    /// Its id.
    pub id: TicketId,
    /// The company.
    pub account: AccountId,
    /// What it is about.
    pub reason: TicketReason,
    /// The thing that it is about.
    pub subject: Option<String>,
    /// Who opens it.
    pub opened_by: PersonId,
    /// What they write.
    pub body: String,
    /// The decision that the rules made, as JSON.
    pub attached: String,
    /// The key against doing it twice.
    pub once: Option<IdempotencyKey>,
}

/// What is done to a ticket, with what is written and attached.
#[derive(Debug, Clone)]
pub struct TicketDone {
    /// What.
    pub act: TicketAct,
    /// What is written with it.
    pub body: Option<String>,
    /// The file, for an attachment.
    pub document: Option<TicketDocument>,
    /// The key against doing it twice.
    pub once: Option<IdempotencyKey>,
}

/// Which tickets to list.
#[derive(Debug, Clone, Default)]
pub struct TicketFilter {
    /// Of one company.
    pub account: Option<AccountId>,
    /// Opened by one person.
    pub opened_by: Option<PersonId>,
    /// In one state.
    pub state: Option<TicketState>,
    /// Taken by one person.
    pub assigned_to: Option<PersonId>,
}

fn code<T>(row: &Row, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    let text: String = row.try_get(column)?;
    let id: String = row.try_get("id").unwrap_or_default();
    read(&text).ok_or_else(|| StoreError::Corrupt { table: "ticket", row: id, cause: format!("column {column}") })
}

fn read_ticket(row: &Row) -> Result<TicketRow, StoreError> {
    let outcome: Option<String> = row.try_get("outcome")?;
    let assigned: Option<String> = row.try_get("assigned_to")?;
    let ticket = Ticket {
        id: parse("ticket", row, "id")?,
        number: row.try_get("number")?,
        account: parse("ticket", row, "account")?,
        reason: code(row, "reason", TicketReason::from_code)?,
        subject: row.try_get("subject")?,
        opened_by: parse("ticket", row, "opened_by")?,
        opened_on: parse("ticket", row, "opened_on")?,
        state: code(row, "state", TicketState::from_code)?,
        assigned_to: assigned.and_then(|person| person.parse().ok()),
        outcome: outcome.and_then(|outcome| TicketOutcome::from_code(&outcome)),
        ended_on: day("ticket", row, "ended_on")?,
        acknowledged_on: day("ticket", row, "acknowledged_on")?,
        documents: u32::try_from(number(row, "documents")?).unwrap_or(u32::MAX),
    };
    let spoke: Option<String> = row.try_get("spoke")?;
    let answered = spoke.is_some_and(|author| author != ticket.opened_by.to_string());
    Ok(TicketRow { ticket, opened_at: row.try_get("opened_at")?, modified_at: row.try_get("modified_at")?, answered })
}

/// Tickets, each with who spoke last in it.
fn selected() -> String {
    format!(
        "select {}, (select author from ticket_entry where ticket_entry.ticket = ticket.id and act in \
         ('open', 'ask', 'reply', 'acknowledge', 'attach', 'reopen') order by entry desc limit 1) as spoke from ticket",
        TICKET.columns.join(", ")
    )
}

fn values(row: &TicketRow) -> Vec<Val> {
    let ticket = &row.ticket;
    vec![
        Val::from(&ticket.id),
        Val::from(&ticket.number),
        Val::from(&ticket.account),
        Val::from(&ticket.reason),
        some(ticket.subject.as_ref()),
        Val::from(&ticket.opened_by),
        Val::from(&ticket.opened_on),
        Val::Int(row.opened_at),
        Val::Int(row.modified_at),
        Val::from(&ticket.state),
        some(ticket.assigned_to.as_ref()),
        some(ticket.outcome.as_ref()),
        some(ticket.ended_on.as_ref()),
        some(ticket.acknowledged_on.as_ref()),
        int(ticket.documents),
    ]
}

/// Something said or done, as it is written down.
struct Said<'a> {
    act: &'a str,
    author: &'a str,
    at: i64,
    body: Option<&'a String>,
    attached: Option<&'a String>,
    once: Option<&'a IdempotencyKey>,
}

/// The ticket to which a request with this key was done before.
async fn done_before(conn: &mut Conn, once: Option<&IdempotencyKey>) -> Result<Option<TicketRow>, StoreError> {
    let Some(once) = once else { return Ok(None) };
    let sql = "select ticket, fingerprint from ticket_entry where once = $1";
    let Some(row) = query(sql).bind(once.scope.clone()).fetch_optional(&mut *conn).await? else { return Ok(None) };
    let (ticket, fingerprint): (String, Option<String>) = (row.try_get("ticket")?, row.try_get("fingerprint")?);
    if fingerprint.as_ref() != Some(&once.fingerprint) {
        return Err(StoreError::KeyReused);
    }
    let sql = format!("{} where id = $1", selected());
    Ok(Some(read_ticket(&query(sql).bind(ticket).fetch_one(conn).await?)?))
}

fn entry(ticket: TicketId, at: u32, said: &Said<'_>) -> Op {
    Op::Insert(
        &ENTRY,
        vec![
            Val::from(&ticket),
            int(at),
            Val::from(said.act),
            Val::from(said.author),
            Val::Int(said.at),
            some(said.body),
            some(said.attached),
            some(said.once.map(|once| &once.scope)),
            some(said.once.map(|once| &once.fingerprint)),
        ],
    )
}

/// Reads the tickets that commands name, and those in which what they do may have been asked for.
pub(crate) async fn load<'a>(
    conn: &mut Conn,
    commands: impl Iterator<Item = (AccountId, &'a Command)>,
) -> Result<BTreeMap<TicketId, Ticket>, StoreError> {
    let (mut named, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for (account, command) in commands {
        named.extend(command.ticket().map(|id| id.to_string()));
        asked.extend(command.asked_for().map(|_| account.to_string()));
    }
    let mut found = BTreeMap::new();
    for (column, wanted) in [("id", named), ("account", asked)] {
        if wanted.is_empty() {
            continue;
        }
        let sql = format!("{} where {column} in ($*)", selected());
        for row in query(sql).among(wanted.into_iter().collect()).fetch_all(&mut *conn).await? {
            let ticket = read_ticket(&row)?.ticket;
            found.insert(ticket.id, ticket);
        }
    }
    Ok(found)
}

impl Store {
    /// Opens a ticket. Whether that may be was decided before; what it says then is what it carries.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn open_ticket(&self, new: NewTicket, today: Date, now: i64) -> Result<TicketRow, StoreError> {
        let (mark, vault) = (self.shared.vault.mark(), self.shared.vault.clone());
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    if let Some(known) = done_before(conn, new.once.as_ref()).await? {
                        return Ok(known);
                    }
                    let sql = "update counter set next = next + 1 where name = 'ticket' returning next";
                    let next: i64 = query(sql).fetch_one(&mut *conn).await?.try_get(0)?;
                    let row = TicketRow {
                        ticket: Ticket::opened(
                            new.id,
                            u64::try_from(next - 1).unwrap_or(0),
                            (new.account, new.opened_by),
                            (new.reason, new.subject),
                            today,
                        ),
                        opened_at: now,
                        modified_at: now,
                        answered: false,
                    };
                    let told: Vec<_> = matter::of_ticket(&row.ticket, None, 1, today).into_iter().collect();
                    let (told, _) =
                        outbox::matter_rows(conn, new.account, &told, &mut vault.minter(now), (today, now)).await?;
                    let author = new.opened_by.to_string();
                    let said = Said {
                        act: "open",
                        author: &author,
                        at: now,
                        body: Some(&new.body),
                        attached: Some(&new.attached),
                        once: new.once.as_ref(),
                    };
                    let mut ops = vec![
                        Op::Insert(&TICKET, values(&row)),
                        entry(new.id, 1, &said),
                        audit(&author, AuditAct::OpenTicket, &row.ticket.number, now, &mark),
                    ];
                    ops.extend(told);
                    statement::run(conn, ops).await?;
                    Ok(row)
                })
            })
            .await
    }

    /// Does something to a ticket, or says why not; none: there is no such ticket.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn act_on_ticket(
        &self,
        id: TicketId,
        done: TicketDone,
        (actor, by): (Actor, String),
        (today, now): (Date, i64),
    ) -> Result<Option<Result<TicketRow, Box<Refusal>>>, StoreError> {
        let (programmes, mark) = (self.programmes(today).clone(), self.shared.vault.mark());
        let vault = self.shared.vault.clone();
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let account = query("select account from ticket where id = $1").bind(id.to_string());
                    let Some(account) = account.fetch_optional(&mut *conn).await? else { return Ok(None) };
                    // Commands that a ticket serves take the same lock.
                    let locked: String = account.try_get(0)?;
                    engine::lock(conn, vec![locked.clone()]).await?;
                    if let Some(known) = done_before(conn, done.once.as_ref()).await? {
                        return Ok(Some(Ok(known)));
                    }
                    let sql = format!("{} where id = $1", selected());
                    let row = query(sql).bind(id.to_string()).fetch_one(&mut *conn).await?;
                    let held = read_ticket(&row)?;
                    // A merge may have moved it while this waited.
                    let of = held.ticket.account.to_string();
                    if of != locked {
                        engine::lock(conn, vec![of]).await?;
                    }
                    // What the rules say of what is asked for is said of the company as it is under this lock (J-10).
                    let folded = match done.act.needs_account() {
                        true => fold(conn, held.ticket.account, None).await?,
                        false => Arc::default(),
                    };
                    let of = (&folded.account, &programmes);
                    let ticket = match ticket::decide(of, &held.ticket, done.act, &actor, today) {
                        Ok((ticket, _)) => ticket,
                        Err(refusal) => return Ok(Some(Err(refusal))),
                    };
                    let answered = match done.act {
                        TicketAct::Take | TicketAct::Grant | TicketAct::Refuse | TicketAct::Close => held.answered,
                        _ => actor.person != Some(ticket.opened_by),
                    };
                    let modified_at = now.max(held.modified_at);
                    let next = TicketRow { ticket, opened_at: held.opened_at, modified_at, answered };
                    let count = query("select count(*) as entries from ticket_entry where ticket = $1");
                    let count = number(&count.bind(id.to_string()).fetch_one(&mut *conn).await?, "entries")?;
                    let at = u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
                    let document = done.document.as_ref().map(|document| document.id.to_string());
                    let said = Said {
                        act: done.act.code(),
                        author: &by,
                        at: now,
                        body: done.body.as_ref(),
                        attached: document.as_ref(),
                        once: done.once.as_ref(),
                    };
                    let mut ops = vec![Op::Upsert(&TICKET, values(&next)), entry(id, at, &said)];
                    // Whoever asked is told in the moment itself (O-15).
                    let told = matter::of_ticket(&next.ticket, Some((done.act, &actor)), at, today);
                    let told: Vec<_> = told.into_iter().collect();
                    let mut ids = vault.minter(now);
                    let (told, _) =
                        outbox::matter_rows(conn, next.ticket.account, &told, &mut ids, (today, now)).await?;
                    ops.extend(told);
                    ops.extend(done.document.as_ref().map(|document| {
                        Op::Insert(
                            &DOCUMENT,
                            vec![
                                Val::from(&document.ticket),
                                Val::from(&document.id),
                                Val::from(&document.account),
                                Val::from(&document.media_type),
                                int(document.bytes),
                                Val::from(&document.sha256),
                                Val::from(&document.added_by),
                                Val::Int(document.added_at),
                            ],
                        )
                    }));
                    ops.push(audit(&by, done.act.audited(), &next.ticket.number, now, &mark));
                    statement::run(conn, ops).await?;
                    Ok(Some(Ok(next)))
                })
            })
            .await
    }

    /// A ticket, by its id or its number.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn ticket(&self, id: &str) -> Result<Option<TicketRow>, StoreError> {
        let sql = format!("{} where id = $1 or number = $1", selected());
        let row = query(sql).bind(id.to_owned()).fetch_optional(&self.shared.engine).await?;
        row.as_ref().map(read_ticket).transpose()
    }

    /// Tickets, the oldest first.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn tickets(&self, wanted: &TicketFilter, page: &Page) -> Result<Vec<TicketRow>, StoreError> {
        let mut filter = Filter::new(&selected());
        filter.and("account = $", wanted.account);
        filter.and("opened_by = $", wanted.opened_by);
        filter.and("state = $", wanted.state);
        filter.and("assigned_to = $", wanted.assigned_to);
        filter.and("id > $", page.after.as_ref());
        filter.rows(self, "id", page.limit).await?.iter().map(read_ticket).collect()
    }

    /// What was said and done in a ticket, in order.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn ticket_entries(&self, ticket: TicketId) -> Result<Vec<TicketEntry>, StoreError> {
        let sql =
            "select entry, act, author, recorded_at, body, attached from ticket_entry where ticket = $1 order by entry";
        let rows = query(sql).bind(ticket.to_string()).fetch_all(&self.shared.engine).await?;
        let read = |row: &Row| -> Result<TicketEntry, StoreError> {
            Ok(TicketEntry {
                entry: u32::try_from(number(row, "entry")?).unwrap_or(u32::MAX),
                act: row.try_get("act")?,
                author: row.try_get("author")?,
                recorded_at: row.try_get("recorded_at")?,
                body: row.try_get("body")?,
                attached: row.try_get("attached")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// What was written in one entry of a ticket; none where nothing was, or where it was erased.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn ticket_text(&self, ticket: TicketId, entry: u32) -> Result<Option<String>, StoreError> {
        let sql = "select body from ticket_entry where ticket = $1 and entry = $2";
        let row = query(sql).bind(ticket.to_string()).bind(int(entry)).fetch_optional(&self.shared.engine).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?.flatten())
    }

    /// The files of a ticket, in the order in which they were added.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn ticket_documents(&self, ticket: TicketId) -> Result<Vec<TicketDocument>, StoreError> {
        // Their ids have no order; the entries that added them do, also those of one instant.
        let sql = format!(
            "select {} from ticket_document where ticket = $1 order by added_at, (select entry from ticket_entry \
             where ticket_entry.ticket = ticket_document.ticket and act = $2 and attached = ticket_document.id), id",
            DOCUMENT.columns.join(", ")
        );
        let attach = TicketAct::Attach.code().to_owned();
        let rows = query(sql).bind(ticket.to_string()).bind(attach).fetch_all(&self.shared.engine).await?;
        let read = |row: &Row| -> Result<TicketDocument, StoreError> {
            Ok(TicketDocument {
                id: parse("ticket_document", row, "id")?,
                ticket: parse("ticket_document", row, "ticket")?,
                account: parse("ticket_document", row, "account")?,
                media_type: row.try_get("media_type")?,
                bytes: number(row, "bytes")?,
                sha256: row.try_get("sha256")?,
                added_by: row.try_get("added_by")?,
                added_at: row.try_get("added_at")?,
            })
        };
        rows.iter().map(read).collect()
    }
}
