//! Delivery: what became of the mail of each message. Messages are written by whoever tells; a server that sends mail takes
//! them up afterwards, so that no act waits for it and nothing is sent from within a transaction.

use symbolon_domain::delivery::DeliveryState;
use symbolon_domain::ids::{MessageId, Minter, PersonId};

use crate::engine::{Conn, Query, Row, query};
use crate::open::{set_value, value};
use crate::outbox::{Kind, MessageFilter, MessageRow};
use crate::statement::{Table, Val, some, text};
use crate::{InstanceKind, Store, StoreError};

static DELIVERY: Table = Table {
    name: "delivery",
    key: 1,
    columns: &["message", "person", "state", "attempts", "next_at", "settled_at", "cause"],
};

/// Every table of delivery.
pub(crate) static ALL: &[&Table] = &[&DELIVERY];

/// Before which id messages are never sent: it was made when a server that sends mail first looked.
const SINCE: &str = "mail_since";
/// Before which id all messages were taken up.
const THROUGH: &str = "mail_through";
/// How much later than its id says a message may be committed: clocks of servers differ a little, and commits wait.
const LATE: i64 = 10 * 60_000_000;
/// How far the place up to which all was taken up may lag behind, so that it is seldom written.
const LAG: i64 = 60 * 60_000_000;
/// Messages that are taken up in one transaction.
const PAGE: u32 = 500;

/// What became of a message's mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// How far it is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was sent, failed or was left out: microseconds since the Unix epoch.
    pub settled_at: Option<i64>,
    /// Why it could not be sent the last time: the mail server's code, or a word.
    pub cause: Option<String>,
}

impl Delivery {
    fn fresh(state: DeliveryState) -> Self {
        Self { state, attempts: 0, settled_at: None, cause: None }
    }
}

/// What came of a message's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// The mail server took it.
    Sent,
    /// It is never tried again, because of this.
    Failed(String),
    /// It is tried again at an instant, because of this.
    Again(i64, String),
    /// It was not tried, and its turn comes at an instant.
    Later(i64),
    /// It is not sent at all.
    Skipped,
}

/// The id before which all were made before an instant.
fn made_at(at: i64) -> String {
    Minter::new(u64::try_from(at / 1_000).unwrap_or(0), 0).message().to_string()
}

/// What stands before the columns of a message's delivery.
pub(crate) const COLUMNS: &str = "delivery.state as delivery_state, delivery.attempts as delivery_attempts, \
    delivery.settled_at as delivery_settled_at, delivery.cause as delivery_cause";

/// What became of a message's mail, where a server took it up.
pub(crate) fn read(row: &Row) -> Result<Option<Delivery>, StoreError> {
    let Some(state) = row.try_get::<Option<String>, _>("delivery_state")? else { return Ok(None) };
    let unknown = || StoreError::Corrupt { table: "delivery", row: state.clone(), cause: "column state".to_owned() };
    let attempts: Option<i64> = row.try_get("delivery_attempts")?;
    Ok(Some(Delivery {
        state: DeliveryState::from_code(&state).ok_or_else(unknown)?,
        attempts: attempts.and_then(|attempts| u32::try_from(attempts).ok()).unwrap_or_default(),
        settled_at: row.try_get("delivery_settled_at")?,
        cause: row.try_get("delivery_cause")?,
    }))
}

/// Mails that failed since an instant.
pub(crate) async fn failed(conn: &mut Conn, since: i64) -> Result<i64, StoreError> {
    let sql = "select count(*) from delivery where state = 'failed' and settled_at >= $1";
    Ok(query(sql).bind(since).fetch_one(conn).await?.try_get(0)?)
}

/// A row whose message is not there.
pub(crate) async fn orphan(conn: &mut Conn) -> Result<Option<String>, StoreError> {
    let without = |kind: &Kind| format!("not exists (select 1 from {} m where m.id = delivery.message)", kind.table());
    let nowhere: Vec<_> = Kind::ALL.iter().map(without).collect();
    let sql = format!("select message from delivery where {} limit 1", nowhere.join(" and "));
    Ok(query(sql).fetch_optional(conn).await?.map(|row| row.try_get(0)).transpose()?)
}

impl Store {
    /// What is known of the mail of messages that no server took up: captured in a sandbox; in a database that sends mail
    /// they wait, unless they are older than that.
    pub(crate) async fn untaken(&self) -> Result<impl Fn(MessageId) -> Option<Delivery> + use<>, StoreError> {
        let captured = self.kind() == InstanceKind::Sandbox;
        let since = match captured {
            true => None,
            false => value(&mut self.shared.engine.reader().await?, SINCE).await?,
        };
        Ok(move |message: MessageId| match captured {
            true => Some(Delivery::fresh(DeliveryState::Captured)),
            false => {
                let waits = since.as_ref().is_some_and(|since| message.to_string() >= *since);
                waits.then(|| Delivery::fresh(DeliveryState::Waiting))
            }
        })
    }

    /// Takes up the messages that were written since the last time. The first time there are none: whoever was told
    /// before mail was switched on is not told again. Safe to repeat, and from several processes at a time.
    ///
    /// # Errors
    /// When the store failed; what was taken up before that stays so.
    pub async fn take_up_messages(&self, now: i64) -> Result<(), StoreError> {
        let (since, through) = {
            let mut conn = self.shared.engine.reader().await?;
            (value(&mut conn, SINCE).await?, value(&mut conn, THROUGH).await?)
        };
        let Some(since) = since else { return self.begin_mail(now).await };
        let (safe, through) = (made_at(now.saturating_sub(LATE)), through.unwrap_or_default());
        // A clock that was set back makes ids that are smaller than those of messages that were taken up.
        let from = through.clone().min(safe.clone()).max(since);
        for kind in Kind::ALL {
            let untaken = format!(
                "from {} message where message.id >= $1 and not exists \
                 (select 1 from delivery where delivery.message = message.id)",
                kind.table()
            );
            let any = format!("select 1 {untaken} limit 1");
            while query(any.clone()).bind(from.clone()).fetch_optional(&self.shared.engine).await?.is_some() {
                let insert = format!(
                    "insert into delivery (message, person, state, attempts, next_at) \
                     select message.id, message.person, 'waiting', 0, $2 {untaken} order by message.id limit {PAGE} \
                     on conflict (message) do nothing"
                );
                self.write_alone(query(insert).bind(from.clone()).bind(now)).await?;
            }
        }
        if through < made_at(now.saturating_sub(LATE + LAG)) {
            self.shared
                .writer
                .exclusive(move |conn| Box::pin(async move { set_value(conn, THROUGH, &safe).await }))
                .await?;
        }
        Ok(())
    }

    /// Runs one statement in a transaction of its own.
    async fn write_alone(&self, write: Query) -> Result<(), StoreError> {
        self.shared.writer.exclusive(move |conn| Box::pin(async move { write.execute(conn).await.map(drop) })).await
    }

    /// Writes down from which message on mail is sent; it never changes.
    async fn begin_mail(&self, now: i64) -> Result<(), StoreError> {
        let insert = "insert into instance (name, value) values ($1, $2) on conflict (name) do nothing";
        self.write_alone(query(insert).bind(text(SINCE)).bind(made_at(now))).await
    }

    /// Takes hold of some messages whose turn it is, until an instant: if nothing came of them by then, it is their turn
    /// again. Whatever other processes do, nobody else has them until then.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn claim_messages(&self, now: i64, until: i64, most: u32) -> Result<Vec<MessageRow>, StoreError> {
        const DUE: &str = "state = 'waiting' and next_at <= $1";
        let any = format!("select 1 from delivery where {DUE} limit 1");
        if query(any).bind(now).fetch_optional(&self.shared.engine).await?.is_none() {
            return Ok(Vec::new());
        }
        // The condition stands twice, because a server looks at it again when it has waited for another process.
        let claim = format!(
            "update delivery set next_at = $2 where {DUE} and message in \
             (select message from delivery where {DUE} order by next_at, message limit {most}) returning message"
        );
        let claim = query(claim).bind(now).bind(until);
        let rows = self.shared.writer.exclusive(move |conn| Box::pin(claim.fetch_all(conn))).await?;
        let mut claimed: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        claimed.sort();
        let mut found = Vec::new();
        for id in claimed {
            let narrow = |filter: &mut crate::query::Filter| filter.and("message.id = $", Some(&id));
            found.extend(self.messages_of(&MessageFilter::default(), narrow, "message.id", 1).await?);
        }
        Ok(found)
    }

    /// Writes down what came of a message's turn.
    ///
    /// # Errors
    /// When the store failed; then it comes again.
    pub async fn settle_message(&self, message: MessageId, outcome: Turn, now: i64) -> Result<(), StoreError> {
        let (state, tried, next_at, cause) = match outcome {
            Turn::Sent => (DeliveryState::Sent, 1, None, None),
            Turn::Failed(cause) => (DeliveryState::Failed, 1, None, Some(cause)),
            Turn::Again(at, cause) => (DeliveryState::Waiting, 1, Some(at), Some(cause)),
            Turn::Later(at) => (DeliveryState::Waiting, 0, Some(at), None),
            Turn::Skipped => (DeliveryState::Skipped, 0, None, None),
        };
        let settle = query(
            "update delivery set state = $2, attempts = attempts + $3, next_at = $4, \
             settled_at = case when $2 = 'waiting' then null else $5 end, cause = $6 \
             where message = $1 and state = 'waiting'",
        )
        .bind(Val::from(&message))
        .bind(Val::from(&state))
        .bind(tried)
        .bind(next_at.unwrap_or(now))
        .bind(now)
        .bind(some(cause.as_ref()));
        self.write_alone(settle).await
    }

    /// How many mails a person was sent since an instant about something else than a year of a membership.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn mails_sent(&self, person: PersonId, since: i64) -> Result<u64, StoreError> {
        let sql = "select count(*) as sent from delivery where person = $1 and state = 'sent' and settled_at >= $2 \
                   and not exists (select 1 from message where message.id = delivery.message)";
        let row = query(sql).bind(person.to_string()).bind(since).fetch_one(&self.shared.engine).await?;
        crate::query::number(&row, "sent")
    }
}
