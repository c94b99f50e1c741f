//! Addresses to which the events of a company are sent, and what became of each event on its way. The ledger is the outbox:
//! an address remembers up to where its events were taken up, so that no act waits for it and nothing is lost.

use std::collections::{BTreeMap, BTreeSet};

use symbolon_domain::access::Actor;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::event::{EventType, Through};
use symbolon_domain::ids::{AccountId, PersonId, WebhookDeliveryId, WebhookEndpointId};
use symbolon_domain::webhook::{self, KEPT, NotMade, RestsWhy, WebhookState};

use crate::audit::audit;
use crate::engine::{Conn, Row, query};
use crate::query::{Filter, Page, parse};
use crate::statement::{self, Op, Table, Val, int};
use crate::{Store, StoreError, people, plain};

static ENDPOINT: Table = Table {
    name: "webhook_endpoint",
    key: 1,
    columns: &[
        "id",
        "account",
        "url",
        "types",
        "owner",
        "made_at",
        "secret",
        "secret_since",
        "sequence",
        "day",
        "held_until",
        "failing_since",
        "rests_since",
        "rests_why",
        "ended_at",
    ],
};

static DELIVERY: Table = Table {
    name: "webhook_delivery",
    key: 1,
    columns: &[
        "id",
        "endpoint",
        "event",
        "type",
        "body",
        "made_at",
        "state",
        "attempts",
        "next_at",
        "settled_at",
        "cause",
    ],
};

/// Every table of webhooks.
pub(crate) static ALL: &[&Table] = &[&ENDPOINT, &DELIVERY];

/// Rows that are removed in one transaction.
const PAGE: u32 = 1_000;

/// An address to which the events of a company are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookEndpoint {
    /// Its id.
    pub id: WebhookEndpointId,
    /// The company.
    pub account: AccountId,
    /// The address.
    pub url: String,
    /// The events that it wants; all, where there are none.
    pub types: BTreeSet<EventType>,
    /// Who is responsible for it.
    pub owner: PersonId,
    /// When it was made: microseconds since the Unix epoch.
    pub made_at: i64,
    /// Which secret signs, counted from 1, and since when.
    pub secret: (u32, i64),
    /// Up to where its events were taken up.
    pub through: Through,
    /// Since when it has done nothing but fail.
    pub failing_since: Option<i64>,
    /// Since when and why nothing is sent to it.
    pub rests: Option<(i64, RestsWhy)>,
    /// When it was ended.
    pub ended_at: Option<i64>,
}

impl WebhookEndpoint {
    /// Whether events are taken up for it.
    pub const fn is_awake(&self) -> bool {
        self.rests.is_none() && self.ended_at.is_none()
    }

    /// Whether events are sent to it: those of a company that has become a part of another one still are.
    pub fn is_sent_to(&self) -> bool {
        self.ended_at.is_none() && self.rests.is_none_or(|(_, why)| why == RestsWhy::Merged)
    }
}

/// An event that is taken up for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// The event's id.
    pub event: String,
    /// What it tells.
    pub kind: EventType,
    /// The text that is sent.
    pub body: String,
}

/// An event on its way to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookDelivery {
    /// Its id.
    pub id: WebhookDeliveryId,
    /// Where it goes.
    pub endpoint: WebhookEndpointId,
    /// The event.
    pub event: String,
    /// What it tells.
    pub kind: EventType,
    /// The text that is sent.
    pub body: String,
    /// When it was taken up: microseconds since the Unix epoch.
    pub made_at: i64,
    /// How far it is.
    pub state: WebhookState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next, while it waits.
    pub next_at: i64,
    /// When it arrived, or was given up.
    pub settled_at: Option<i64>,
    /// Why it did not arrive the last time: the code of the answer, or a word.
    pub cause: Option<String>,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// It arrived.
    Delivered,
    /// It did not, because of this.
    Failed(String),
    /// It did not, and never will anything: the address is gone (410).
    Gone,
}

fn corrupt(table: &Table, row: &str, column: &str, found: &str) -> StoreError {
    StoreError::Corrupt { table: table.name, row: row.to_owned(), cause: format!("column {column} holds {found:?}") }
}

fn code<T>(
    table: &'static Table,
    row: &Row,
    column: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let (id, text): (String, String) = (row.try_get("id")?, row.try_get(column)?);
    read(&text).ok_or_else(|| corrupt(table, &id, column, &text))
}

fn number<T: TryFrom<i64>>(table: &'static Table, row: &Row, column: &'static str) -> Result<T, StoreError> {
    let (id, found): (String, i64) = (row.try_get("id")?, row.try_get(column)?);
    T::try_from(found).map_err(|_| corrupt(table, &id, column, &found.to_string()))
}

fn types(text: &str) -> Option<BTreeSet<EventType>> {
    text.split_whitespace().map(EventType::from_code).collect()
}

fn read_endpoint(row: &Row) -> Result<WebhookEndpoint, StoreError> {
    let rests_since: Option<i64> = row.try_get("rests_since")?;
    let rests = rests_since.map(|since| Ok((since, code(&ENDPOINT, row, "rests_why", RestsWhy::from_code)?)));
    Ok(WebhookEndpoint {
        id: parse(ENDPOINT.name, row, "id")?,
        account: parse(ENDPOINT.name, row, "account")?,
        url: row.try_get("url")?,
        types: code(&ENDPOINT, row, "types", types)?,
        owner: parse(ENDPOINT.name, row, "owner")?,
        made_at: row.try_get("made_at")?,
        secret: (number(&ENDPOINT, row, "secret")?, row.try_get("secret_since")?),
        through: Through {
            sequence: number(&ENDPOINT, row, "sequence")?,
            day: code(&ENDPOINT, row, "day", |day| day.parse().ok())?,
        },
        failing_since: row.try_get("failing_since")?,
        rests: rests.transpose().map_err(|error: StoreError| error)?,
        ended_at: row.try_get("ended_at")?,
    })
}

fn read_delivery(row: &Row) -> Result<WebhookDelivery, StoreError> {
    Ok(WebhookDelivery {
        id: parse(DELIVERY.name, row, "id")?,
        endpoint: parse(DELIVERY.name, row, "endpoint")?,
        event: row.try_get("event")?,
        kind: code(&DELIVERY, row, "type", EventType::from_code)?,
        body: row.try_get("body")?,
        made_at: row.try_get("made_at")?,
        state: code(&DELIVERY, row, "state", WebhookState::from_code)?,
        attempts: number(&DELIVERY, row, "attempts")?,
        next_at: row.try_get("next_at")?,
        settled_at: row.try_get("settled_at")?,
        cause: row.try_get("cause")?,
    })
}

/// Those of companies that were not ended, the oldest first.
async fn held(conn: &mut Conn, accounts: Vec<String>) -> Result<Vec<WebhookEndpoint>, StoreError> {
    let sql = "select * from webhook_endpoint where account in ($*) and ended_at is null order by id";
    query(sql).among(accounts).fetch_all(conn).await?.iter().map(read_endpoint).collect()
}

/// The one with an id.
async fn one(conn: &mut Conn, id: WebhookEndpointId) -> Result<Option<WebhookEndpoint>, StoreError> {
    let row = query("select * from webhook_endpoint where id = $1").bind(&id).fetch_optional(conn).await?;
    row.as_ref().map(read_endpoint).transpose()
}

fn changed(id: WebhookEndpointId, set: Vec<(&'static str, Val)>) -> Op {
    Op::Update(&ENDPOINT, vec![Val::from(&id)], set)
}

fn rests_now(why: RestsWhy, now: i64) -> Vec<(&'static str, Val)> {
    vec![("rests_since", Val::Int(now)), ("rests_why", Val::from(&why))]
}

/// The row of an event whose turn comes at once.
fn waiting(endpoint: WebhookEndpointId, id: WebhookDeliveryId, new: &NewDelivery, now: i64) -> Op {
    let values = vec![
        Val::from(&id),
        Val::from(&endpoint),
        Val::from(&new.event),
        Val::from(&new.kind),
        Val::from(&new.body),
        Val::Int(now),
        Val::from(&WebhookState::Waiting),
        Val::Int(0),
        Val::Int(now),
        Val::Null,
        Val::Null,
    ];
    Op::Insert(&DELIVERY, values)
}

/// Which of some events an address has on their way, or had, and under which ids.
async fn known(
    conn: &mut Conn,
    endpoint: WebhookEndpointId,
    events: &[NewDelivery],
) -> Result<BTreeMap<String, WebhookDeliveryId>, StoreError> {
    if events.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sql = "select id, endpoint, event from webhook_delivery where event in ($*)";
    let events = events.iter().map(|new| new.event.clone()).collect();
    let rows = query(sql).among(events).fetch_all(conn).await?;
    let mut known = BTreeMap::new();
    for row in &rows {
        // The same event may be on its way to other addresses of the company.
        if parse::<WebhookEndpointId>(DELIVERY.name, row, "endpoint")? == endpoint {
            known.insert(row.try_get("event")?, parse(DELIVERY.name, row, "id")?);
        }
    }
    Ok(known)
}

impl Store {
    /// The addresses to which events of a company are sent, or were of those that became a part of it, the oldest first; not
    /// those that were ended.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn webhook_endpoints(
        &self,
        lineage: impl IntoIterator<Item = AccountId>,
    ) -> Result<Vec<WebhookEndpoint>, StoreError> {
        let accounts = lineage.into_iter().map(|account| account.to_string()).collect();
        held(&mut self.shared.engine.reader().await?, accounts).await
    }

    /// The address with an id, whosever it is and whether or not it was ended.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn webhook_endpoint(&self, id: WebhookEndpointId) -> Result<Option<WebhookEndpoint>, StoreError> {
        one(&mut self.shared.engine.reader().await?, id).await
    }

    /// What would come of asking for an address; none: there is no such company.
    ///
    /// # Errors
    /// When the store failed. That it is not made is not an error.
    pub async fn may_make_webhook_endpoint(
        &self,
        account: AccountId,
        url: &str,
        actor: &Actor,
    ) -> Result<Option<Result<(), NotMade>>, StoreError> {
        let Some(team) = self.team(account, actor).await? else { return Ok(None) };
        let held = self.webhook_endpoints([account]).await?;
        Ok(Some(webhook::may_make(&team, &urls(&held), url, actor)))
    }

    /// Makes an address for the caller, whose roles are read in the same transaction; none: there is no such company. What
    /// happened before is not sent to it.
    ///
    /// # Errors
    /// When the store failed. That it is not made is not an error.
    pub async fn make_webhook_endpoint(
        &self,
        account: AccountId,
        (url, types): (String, BTreeSet<EventType>),
        (actor, by): (Actor, String),
        (today, now): (jiff::civil::Date, i64),
    ) -> Result<Option<Result<WebhookEndpoint, NotMade>>, StoreError> {
        let (mark, id) = (self.shared.vault.mark(), self.shared.vault.minter(now).webhook_endpoint());
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let Some((team, _, actor)) = people::locked(conn, account, actor).await? else { return Ok(None) };
                    let held = held(conn, vec![account.to_string()]).await?;
                    if let Err(not_made) = webhook::may_make(&team, &urls(&held), &url, &actor) {
                        return Ok(Some(Err(not_made)));
                    }
                    let Some(owner) = actor.person else { return Ok(Some(Err(NotMade::Lacking))) };
                    let newest = query("select max(seq) from fact where account = $1").bind(&account);
                    let sequence: Option<i64> = newest.fetch_one(&mut *conn).await?.try_get(0)?;
                    let sequence = sequence.and_then(|sequence| u64::try_from(sequence).ok()).unwrap_or_default();
                    let made = WebhookEndpoint {
                        id,
                        account,
                        url,
                        types,
                        owner,
                        made_at: now,
                        secret: (1, now),
                        through: Through { sequence, day: today },
                        failing_since: None,
                        rests: None,
                        ended_at: None,
                    };
                    let values = vec![
                        Val::from(&made.id),
                        Val::from(&made.account),
                        Val::from(&made.url),
                        plain::codes(&made.types),
                        Val::from(&made.owner),
                        Val::Int(now),
                        Val::Int(1),
                        Val::Int(now),
                        int(sequence),
                        Val::from(&today),
                        Val::Int(0),
                        Val::Null,
                        Val::Null,
                        Val::Null,
                        Val::Null,
                    ];
                    let entry = audit(&by, AuditAct::WebhookEndpoint, &made.id.to_string(), now, &mark);
                    statement::run(conn, vec![Op::Insert(&ENDPOINT, values), entry]).await?;
                    Ok(Some(Ok(made)))
                })
            })
            .await
    }

    /// Changes an address that was not ended, with an entry in the audit; none: it was ended meanwhile.
    async fn change_endpoint(
        &self,
        id: WebhookEndpointId,
        act: AuditAct,
        (by, now): (&str, i64),
        change: impl FnOnce(&WebhookEndpoint) -> Vec<(&'static str, Val)> + Send + 'static,
    ) -> Result<Option<WebhookEndpoint>, StoreError> {
        let (by, mark) = (by.to_owned(), self.shared.vault.mark());
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let found = one(conn, id).await?.filter(|held| held.ended_at.is_none());
                    let Some(found) = found else { return Ok(None) };
                    let set = change(&found);
                    if !set.is_empty() {
                        let entry = audit(&by, act, &id.to_string(), now, &mark);
                        statement::run(conn, vec![changed(id, set), entry]).await?;
                    }
                    one(conn, id).await
                })
            })
            .await
    }

    /// Gives an address a new secret; the one before signs as well for a while. None: it was ended.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn renew_webhook_secret(
        &self,
        id: WebhookEndpointId,
        by: &str,
        now: i64,
    ) -> Result<Option<WebhookEndpoint>, StoreError> {
        let next = move |held: &WebhookEndpoint| {
            vec![("secret", Val::Int(i64::from(held.secret.0) + 1)), ("secret_since", Val::Int(now))]
        };
        self.change_endpoint(id, AuditAct::RenewWebhookSecret, (by, now), next).await
    }

    /// Wakes an address that rests; whoever does is its owner from now on. What happened meanwhile is sent to it. None: it
    /// was ended.
    ///
    /// # Errors
    /// When the store failed. That the caller may not is not an error.
    pub async fn wake_webhook_endpoint(
        &self,
        held: &WebhookEndpoint,
        (actor, by): (Actor, String),
        now: i64,
    ) -> Result<Option<Result<WebhookEndpoint, NotMade>>, StoreError> {
        let Some(team) = self.team(held.account, &actor).await? else { return Ok(None) };
        if let Err(not_made) = webhook::may_answer_for(&team, &actor) {
            return Ok(Some(Err(not_made)));
        }
        let Some(owner) = actor.person else { return Ok(Some(Err(NotMade::Lacking))) };
        let woken = move |held: &WebhookEndpoint| match held.rests {
            // Nothing happens to that company any more.
            None | Some((_, RestsWhy::Merged)) => Vec::new(),
            Some(_) => vec![
                ("rests_since", Val::Null),
                ("rests_why", Val::Null),
                ("failing_since", Val::Null),
                ("owner", Val::from(&owner)),
            ],
        };
        let woken = self.change_endpoint(held.id, AuditAct::WakeWebhookEndpoint, (&by, now), woken).await?;
        Ok(woken.map(Ok))
    }

    /// Ends an address: nothing is sent to it any more. One that was ended before stays as it was.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn end_webhook_endpoint(&self, id: WebhookEndpointId, by: &str, now: i64) -> Result<(), StoreError> {
        let ended = move |_: &WebhookEndpoint| vec![("ended_at", Val::Int(now))];
        self.change_endpoint(id, AuditAct::EndWebhookEndpoint, (by, now), ended).await.map(drop)
    }

    /// Lets an address rest from now on.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn rest_webhook_endpoint(
        &self,
        id: WebhookEndpointId,
        why: RestsWhy,
        now: i64,
    ) -> Result<(), StoreError> {
        let rests = move |held: &WebhookEndpoint| if held.is_awake() { rests_now(why, now) } else { Vec::new() };
        self.change_endpoint(id, AuditAct::RestWebhookEndpoint, ("webhooks", now), rests).await.map(drop)
    }

    /// The addresses with events that were not taken up yet: something happened in their company since, or a day began.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn webhooks_behind(&self, today: jiff::civil::Date) -> Result<Vec<WebhookEndpoint>, StoreError> {
        let sql = "select * from webhook_endpoint where ended_at is null and rests_since is null and (day < $1 or exists \
                   (select 1 from fact where fact.account = webhook_endpoint.account and fact.seq > webhook_endpoint.sequence)) \
                   order by account, id";
        let rows = query(sql).bind(today.to_string()).fetch_all(&self.shared.engine).await?;
        rows.iter().map(read_endpoint).collect()
    }

    /// Takes events up for an address, and remembers up to where; nothing, where another process did it meanwhile.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn take_up_events(
        &self,
        endpoint: &WebhookEndpoint,
        through: Through,
        events: Vec<NewDelivery>,
        now: i64,
    ) -> Result<(), StoreError> {
        let (id, before) = (endpoint.id, endpoint.through);
        let mut ids = self.shared.vault.minter(now);
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let sql = "update webhook_endpoint set sequence = $2, day = $3 \
                               where id = $1 and sequence = $4 and day = $5 and ended_at is null";
                    let moved = query(sql)
                        .bind(&id)
                        .bind(int(through.sequence))
                        .bind(&through.day)
                        .bind(int(before.sequence))
                        .bind(&before.day);
                    if moved.execute(conn).await? == 0 {
                        return Ok(());
                    }
                    // Some may have been asked for again before.
                    let known = known(conn, id, &events).await?;
                    let new = events.iter().filter(|new| !known.contains_key(&new.event));
                    statement::run(conn, new.map(|new| waiting(id, ids.webhook_delivery(), new, now)).collect()).await
                })
            })
            .await
    }

    /// Sends events to an address again, or for the first time: those that are known go with the text that they had.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn replay_events(
        &self,
        endpoint: WebhookEndpointId,
        events: Vec<NewDelivery>,
        by: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        let (by, mark) = (by.to_owned(), self.shared.vault.mark());
        let mut ids = self.shared.vault.minter(now);
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let known = known(conn, endpoint, &events).await?;
                    let sent = |new: &NewDelivery| match known.get(&new.event) {
                        Some(held) => again(*held, now),
                        None => waiting(endpoint, ids.webhook_delivery(), new, now),
                    };
                    let mut ops: Vec<Op> = events.iter().map(sent).collect();
                    ops.push(audit(&by, AuditAct::ReplayWebhookEvents, &endpoint.to_string(), now, &mark));
                    statement::run(conn, ops).await
                })
            })
            .await
    }

    /// Events on their way to an address, or that were, the newest first.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn webhook_deliveries(
        &self,
        endpoint: WebhookEndpointId,
        state: Option<WebhookState>,
        page: &Page,
    ) -> Result<Vec<WebhookDelivery>, StoreError> {
        let mut filter = Filter::new("select * from webhook_delivery");
        filter.and("endpoint = $", Some(endpoint));
        filter.and("state = $", state);
        filter.and("event < $", page.after.as_ref());
        filter.rows(self, "event desc", page.limit).await?.iter().map(read_delivery).collect()
    }

    /// The event on its way with an id.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn webhook_delivery(&self, id: WebhookDeliveryId) -> Result<Option<WebhookDelivery>, StoreError> {
        let found = query("select * from webhook_delivery where id = $1").bind(&id);
        found.fetch_optional(&self.shared.engine).await?.as_ref().map(read_delivery).transpose()
    }

    /// Takes hold of some addresses with an event whose turn it is, until an instant of the real time: the first one that
    /// waits, for which all others wait. One that a company’s own ledger ended with is still sent when it has become a part of
    /// another one. Whatever other processes do, nobody else has these addresses until then.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn claim_webhooks(
        &self,
        now: i64,
        (held_at, until): (i64, i64),
        most: usize,
    ) -> Result<Vec<WebhookEndpoint>, StoreError> {
        const DUE: &str = "held_until <= $2 and ended_at is null and (rests_since is null or rests_why = 'merged') and exists \
                           (select 1 from webhook_delivery where endpoint = webhook_endpoint.id and state = 'waiting' \
                           and next_at <= $1 and event = (select min(first.event) from webhook_delivery first \
                           where first.endpoint = webhook_endpoint.id and first.state = 'waiting'))";
        let any = format!("select id from webhook_endpoint where {DUE} order by held_until, id limit {most}");
        let due = query(any).bind(now).bind(held_at).fetch_all(&self.shared.engine).await?;
        let mut claimed = Vec::new();
        for row in due {
            let id: WebhookEndpointId = parse(ENDPOINT.name, &row, "id")?;
            // The condition stands here again, because another process may have been quicker.
            let sql = "update webhook_endpoint set held_until = $3 where id = $1 and held_until <= $2 returning *";
            let claim = query(sql).bind(&id).bind(held_at).bind(until);
            let rows = self.shared.writer.exclusive(move |conn| Box::pin(claim.fetch_all(conn))).await?;
            claimed.extend(rows.iter().map(read_endpoint).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(claimed)
    }

    /// Lets others have an address again.
    ///
    /// # Errors
    /// When the store failed; then it is nobody’s until the time is over.
    pub async fn release_webhook(&self, id: WebhookEndpointId) -> Result<(), StoreError> {
        let op = changed(id, vec![("held_until", Val::Int(0))]);
        self.shared.writer.exclusive(move |conn| Box::pin(async move { statement::run(conn, vec![op]).await })).await
    }

    /// The first event that waits for an address, if its turn has come.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn next_event(&self, id: WebhookEndpointId, now: i64) -> Result<Option<WebhookDelivery>, StoreError> {
        let sql = "select * from webhook_delivery where endpoint = $1 and state = 'waiting' order by event limit 1";
        let first = query(sql).bind(&id).fetch_optional(&self.shared.engine).await?;
        Ok(first.as_ref().map(read_delivery).transpose()?.filter(|first| first.next_at <= now))
    }

    /// Writes down what came of an attempt, and what that says of the address, which is held until another instant.
    ///
    /// # Errors
    /// When the store failed; then the event’s turn comes again.
    pub async fn settle_event(
        &self,
        delivery: &WebhookDelivery,
        outcome: Attempt,
        now: i64,
        held_until: i64,
    ) -> Result<(), StoreError> {
        let (delivery, mark) = (delivery.clone(), self.shared.vault.mark());
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let Some(endpoint) = one(conn, delivery.endpoint).await? else { return Ok(()) };
                    let tried = delivery.attempts + 1;
                    let (state, next_at, cause) = match &outcome {
                        Attempt::Delivered => (WebhookState::Delivered, None, None),
                        Attempt::Gone => (WebhookState::Waiting, Some(now), Some("410".to_owned())),
                        Attempt::Failed(cause) => match webhook::pause(tried) {
                            Some(pause) => (WebhookState::Waiting, Some(now + pause), Some(cause.clone())),
                            None => (WebhookState::Failed, None, Some(cause.clone())),
                        },
                    };
                    let set = vec![
                        ("state", Val::from(&state)),
                        ("attempts", int(tried)),
                        ("next_at", Val::Int(next_at.unwrap_or(now))),
                        ("settled_at", if next_at.is_some() { Val::Null } else { Val::Int(now) }),
                        ("cause", statement::some(cause.as_ref())),
                    ];
                    let mut ops = vec![Op::Update(&DELIVERY, vec![Val::from(&delivery.id)], set)];
                    let failing = match outcome {
                        Attempt::Delivered => None,
                        Attempt::Gone | Attempt::Failed(_) => {
                            Some(failing_since(conn, &endpoint, &delivery, now).await?)
                        }
                    };
                    let why = match outcome {
                        Attempt::Delivered => None,
                        Attempt::Gone => Some(RestsWhy::Gone),
                        Attempt::Failed(_) => failing
                            .is_some_and(|since| webhook::has_failed_long(since, now))
                            .then_some(RestsWhy::Failing),
                    };
                    let mut set = vec![
                        ("held_until", Val::Int(held_until)),
                        ("failing_since", failing.map_or(Val::Null, Val::Int)),
                    ];
                    if let Some(why) = why.filter(|_| endpoint.is_awake()) {
                        set.extend(rests_now(why, now));
                        let rests = AuditAct::RestWebhookEndpoint;
                        ops.push(audit("webhooks", rests, &endpoint.id.to_string(), now, &mark));
                    }
                    ops.push(changed(endpoint.id, set));
                    statement::run(conn, ops).await
                })
            })
            .await
    }

    /// Sends an event again at once, whatever became of it.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn resend_event(&self, delivery: &WebhookDelivery, by: &str, now: i64) -> Result<(), StoreError> {
        let mark = self.shared.vault.mark();
        let entry = audit(by, AuditAct::ReplayWebhookEvents, &delivery.endpoint.to_string(), now, &mark);
        let ops = vec![again(delivery.id, now), entry];
        self.shared.writer.exclusive(move |conn| Box::pin(async move { statement::run(conn, ops).await })).await
    }

    /// Removes what became of events long ago, and returns how many there were.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn forget_events(&self, now: i64) -> Result<u64, StoreError> {
        let sql = format!(
            "delete from webhook_delivery where id in \
             (select id from webhook_delivery where settled_at < $1 order by settled_at limit {PAGE})"
        );
        let old = query(sql).bind(now.saturating_sub(KEPT));
        self.shared.writer.exclusive(move |conn| Box::pin(old.execute(conn))).await
    }
}

/// Since when an address has done nothing but fail, with an attempt that failed now. What was given up before this event was
/// there is another story: nothing was tried in between.
async fn failing_since(
    conn: &mut Conn,
    endpoint: &WebhookEndpoint,
    delivery: &WebhookDelivery,
    now: i64,
) -> Result<i64, StoreError> {
    let Some(since) = endpoint.failing_since else { return Ok(now) };
    if delivery.attempts > 0 {
        return Ok(since);
    }
    let sql = "select max(settled_at) from webhook_delivery where endpoint = $1 and state = 'failed'";
    let given_up: Option<i64> = query(sql).bind(&endpoint.id).fetch_one(conn).await?.try_get(0)?;
    Ok(if given_up.is_some_and(|given_up| given_up < delivery.made_at) { now } else { since })
}

/// An event’s turn comes at once, as if it had never been tried.
fn again(id: WebhookDeliveryId, now: i64) -> Op {
    let set = vec![
        ("state", Val::from(&WebhookState::Waiting)),
        ("attempts", Val::Int(0)),
        ("next_at", Val::Int(now)),
        ("settled_at", Val::Null),
        ("cause", Val::Null),
    ];
    Op::Update(&DELIVERY, vec![Val::from(&id)], set)
}

fn urls(held: &[WebhookEndpoint]) -> Vec<String> {
    held.iter().map(|held| held.url.clone()).collect()
}
