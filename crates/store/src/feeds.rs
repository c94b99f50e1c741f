//! Secret addresses of calendars: made, listed and ended like API tokens, and what was said at each of them last.

use std::collections::BTreeMap;

use jiff::civil::Date;
use symbolon_domain::access::Actor;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::feed::{self, NotMade, Said, Shows};
use symbolon_domain::ids::{AccountId, ExportFeedId, PersonId};

use crate::audit::audit;
use crate::engine::{Conn, Row, query};
use crate::query::parse;
use crate::statement::{self, Op, Table, Val, some};
use crate::{Store, StoreError, access, people};

pub(crate) static EXPORT_FEED: Table = Table {
    name: "export_feed",
    key: 1,
    columns: &[
        "hash",
        "person",
        "account",
        "shows",
        "made_at",
        "made_with",
        "expires_at",
        "ended_at",
        "read_on",
        "said",
    ],
};

/// A secret address; only the hash of its secret is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFeed {
    /// SHA-256 of the secret, in hex.
    pub hash: String,
    /// Who made it.
    pub person: PersonId,
    /// The company.
    pub account: AccountId,
    /// What it shows.
    pub shows: Shows,
    /// When it was made: microseconds since the Unix epoch.
    pub made_at: i64,
    /// The hash of the API token with which it was made.
    pub made_with: Option<String>,
    /// When it ends.
    pub expires_at: i64,
    /// When it was ended, or the token with which it was made.
    pub ended_at: Option<i64>,
    /// The day on which it was read last.
    pub read_on: Option<Date>,
    /// What was said of each entry then.
    pub said: BTreeMap<String, Said>,
}

impl ExportFeed {
    /// Its id, from which nobody finds the address: the beginning of the hash.
    pub fn id(&self) -> ExportFeedId {
        let begins = self.hash.get(..32).unwrap_or_default();
        ExportFeedId::from_bits(u128::from_str_radix(begins, 16).unwrap_or_default())
    }

    /// Whether it is answered.
    pub fn counts(&self, now: i64) -> bool {
        self.ended_at.is_none() && now <= self.expires_at
    }
}

const HELD: &str = "select export_feed.hash, export_feed.person, export_feed.account, export_feed.shows, \
    export_feed.made_at, export_feed.made_with, export_feed.expires_at, export_feed.read_on, export_feed.said, \
    coalesce(export_feed.ended_at, api_token.revoked_at) as ended_at \
    from export_feed left join api_token on api_token.hash = export_feed.made_with";

fn read(row: &Row) -> Result<ExportFeed, StoreError> {
    let hash: String = row.try_get("hash")?;
    let (shows, said): (String, String) = (row.try_get("shows")?, row.try_get("said")?);
    let corrupt = |cause: String| StoreError::Corrupt { table: EXPORT_FEED.name, row: hash.clone(), cause };
    Ok(ExportFeed {
        person: parse("export_feed", row, "person")?,
        account: parse("export_feed", row, "account")?,
        shows: Shows::from_code(&shows).ok_or_else(|| corrupt(format!("column shows holds {shows:?}")))?,
        made_at: row.try_get("made_at")?,
        made_with: row.try_get("made_with")?,
        expires_at: row.try_get("expires_at")?,
        ended_at: row.try_get("ended_at")?,
        read_on: crate::campaigns::day("export_feed", row, "read_on")?,
        said: serde_json::from_str(&said).map_err(|error| corrupt(format!("column said: {error}")))?,
        hash: hash.clone(),
    })
}

/// Those of a company that count, the newest first.
async fn held(conn: &mut Conn, account: AccountId, now: i64) -> Result<Vec<ExportFeed>, StoreError> {
    let sql = format!(
        "{HELD} where export_feed.account = $1 and export_feed.ended_at is null and export_feed.expires_at >= $2 \
         order by export_feed.made_at desc, export_feed.hash"
    );
    let rows = query(sql).bind(&account).bind(now).fetch_all(conn).await?;
    let feeds = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(feeds.into_iter().filter(|feed| feed.counts(now)).collect())
}

/// Ends the addresses that a column names.
pub(crate) async fn end(
    conn: &mut Conn,
    (column, value): (&'static str, String),
    (by, now, mark): (&str, i64, &str),
) -> Result<(), StoreError> {
    let sql = format!(
        "update export_feed set ended_at = $1 where {column} = $2 and ended_at is null and expires_at >= $1 \
         returning hash, person, account, shows, made_at, made_with, expires_at, ended_at, read_on, said"
    );
    let ended = query(sql).bind(now).bind(value).fetch_all(&mut *conn).await?;
    let mut entries = Vec::new();
    for (at, row) in ended.iter().enumerate() {
        let id = read(row)?.id().to_string();
        entries.push(audit(by, AuditAct::EndExportFeed, &id, now, &format!("{mark}-{at}")));
    }
    statement::run(conn, entries).await
}

impl Store {
    /// The secret addresses of a company that count, the newest first.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn export_feeds(&self, account: AccountId, now: i64) -> Result<Vec<ExportFeed>, StoreError> {
        held(&mut self.shared.engine.reader().await?, account, now).await
    }

    /// The secret address with a hash, whether or not it counts.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn export_feed(&self, hash: &str) -> Result<Option<ExportFeed>, StoreError> {
        let sql = format!("{HELD} where export_feed.hash = $1");
        let row = query(sql).bind(hash.to_owned()).fetch_optional(&self.shared.engine).await?;
        row.as_ref().map(read).transpose()
    }

    /// The secret address with an id, whosever it is.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn export_feed_of(&self, id: ExportFeedId) -> Result<Option<ExportFeed>, StoreError> {
        let (from, to) = access::span(id.bits());
        let sql = format!("{HELD} where export_feed.hash >= $1 and export_feed.hash < $2");
        let row = query(sql).bind(from).bind(to);
        row.fetch_optional(&self.shared.engine).await?.as_ref().map(read).transpose()
    }

    /// What would come of asking for a secret address; none: there is no such company.
    ///
    /// # Errors
    /// When the store failed. That it is not made is not an error.
    pub async fn may_make_export_feed(
        &self,
        account: AccountId,
        actor: &Actor,
        now: i64,
    ) -> Result<Option<Result<(), NotMade>>, StoreError> {
        let Some(team) = self.team(account, actor).await? else { return Ok(None) };
        let makers = makers(&self.export_feeds(account, now).await?);
        Ok(Some(feed::may_make(&team, &makers, actor)))
    }

    /// Makes a secret address for the caller, whose roles are read in the same transaction, by the hash of its secret and
    /// the last instant at which it counts; none: there is no such company.
    ///
    /// # Errors
    /// When the store failed. That it is not made is not an error.
    pub async fn make_export_feed(
        &self,
        account: AccountId,
        (shows, hash, expires_at): (Shows, String, i64),
        made_with: Option<String>,
        (actor, by): (Actor, String),
        now: i64,
    ) -> Result<Option<Result<ExportFeed, NotMade>>, StoreError> {
        let mark = self.shared.vault.mark();
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let Some((team, _, actor)) = people::locked(conn, account, actor).await? else { return Ok(None) };
                    if !access::counts_still(conn, made_with.as_ref()).await? {
                        return Ok(Some(Err(NotMade::Lacking)));
                    }
                    let makers = makers(&held(conn, account, now).await?);
                    if let Err(not_made) = feed::may_make(&team, &makers, &actor) {
                        return Ok(Some(Err(not_made)));
                    }
                    let Some(person) = actor.person else { return Ok(Some(Err(NotMade::Lacking))) };
                    let values = vec![
                        Val::from(&hash),
                        Val::from(&person),
                        Val::from(&account),
                        Val::from(&shows),
                        Val::Int(now),
                        some(made_with.as_ref()),
                        Val::Int(expires_at),
                        Val::Null,
                        Val::Null,
                        Val::from("{}".to_owned()),
                    ];
                    let made = ExportFeed {
                        hash,
                        person,
                        account,
                        shows,
                        made_at: now,
                        made_with,
                        expires_at,
                        ended_at: None,
                        read_on: None,
                        said: BTreeMap::new(),
                    };
                    let entry = audit(&by, AuditAct::ExportFeed, &made.id().to_string(), now, &mark);
                    statement::run(conn, vec![Op::Insert(&EXPORT_FEED, values), entry]).await?;
                    Ok(Some(Ok(made)))
                })
            })
            .await
    }

    /// Ends a secret address; one that was ended before stays as it was.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn end_export_feed(&self, feed: &ExportFeed, by: &str, now: i64) -> Result<(), StoreError> {
        let (hash, by, mark) = (feed.hash.clone(), by.to_owned(), self.shared.vault.mark());
        self.shared
            .writer
            .exclusive(move |conn| Box::pin(async move { end(conn, ("hash", hash), (&by, now, &mark)).await }))
            .await
    }

    /// Keeps what is said at a secret address, and that it was read on a day.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn read_export_feed(
        &self,
        feed: &ExportFeed,
        said: &BTreeMap<String, Said>,
        on: Date,
    ) -> Result<(), StoreError> {
        let said = serde_json::to_string(said).unwrap_or_default();
        let set = vec![("read_on", Val::from(&on)), ("said", Val::from(said))];
        let op = Op::Update(&EXPORT_FEED, vec![Val::from(&feed.hash)], set);
        self.shared.writer.exclusive(move |conn| Box::pin(async move { statement::run(conn, vec![op]).await })).await
    }
}

/// Who made them.
fn makers(feeds: &[ExportFeed]) -> Vec<PersonId> {
    feeds.iter().map(|feed| feed.person).collect()
}
