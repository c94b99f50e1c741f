//! Ways in: the API tokens that a company makes, and the sessions of its people; listed, and ended at once.

use std::collections::BTreeSet;

use jiff::civil::Date;
use symbolon_domain::access::{Actor, LINKS, SESSIONS};
use symbolon_domain::api_token::{self, NewToken, NotMade};
use symbolon_domain::audit::AuditAct;
use symbolon_domain::ids::{AccountId, ApiTokenId, PersonId};
use symbolon_domain::people::ServicesMade;

use crate::audit::audit;
use crate::engine::{Conn, Row, query};
use crate::plain::{
    ApiToken, Grantee, Opening, PERSON_COLUMNS, PersonRow, Plain, Session, read_api_token, read_person, read_session,
    same_address,
};
use crate::query::parse;
use crate::{Store, StoreError, people, statement};

/// A token with whose it is and who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldToken {
    /// The token.
    pub token: ApiToken,
    /// The company of its person or service; none for the vendor's.
    pub account: Option<AccountId>,
    /// Who made it; none where only the audit knows.
    pub made_by: Option<String>,
    /// When: microseconds since the Unix epoch.
    pub made_at: Option<i64>,
    /// The hash of the token with which it was made, and with which it ends.
    pub made_with: Option<String>,
}

impl HeldToken {
    /// What it is called in its company.
    pub fn label(&self) -> &str {
        api_token::label(&self.token.name, self.token.id())
    }
}

const HELD: &str = "select api_token.hash, api_token.name, api_token.person, api_token.account, api_token.roles, \
    api_token.expires_at, api_token.revoked_at, api_token.made_by, api_token.made_at, api_token.made_with, \
    coalesce(person.account, api_token.account) as company \
    from api_token left join person on person.id = api_token.person";

fn read(row: &Row) -> Result<HeldToken, StoreError> {
    let account: Option<String> = row.try_get("company")?;
    Ok(HeldToken {
        token: read_api_token(row)?,
        account: account.map(|_| parse("api_token", row, "company")).transpose()?,
        made_by: row.try_get("made_by")?,
        made_at: row.try_get("made_at")?,
        made_with: row.try_get("made_with")?,
    })
}

/// Those of a company, or the vendor's.
async fn held(conn: &mut Conn, account: Option<AccountId>) -> Result<Vec<HeldToken>, StoreError> {
    let company = "coalesce(person.account, api_token.account)";
    let found = match account {
        Some(account) => query(format!("{HELD} where {company} = $1")).bind(&account).fetch_all(conn).await?,
        None => query(format!("{HELD} where {company} is null")).fetch_all(conn).await?,
    };
    let mut tokens = found.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    tokens.sort_by(|one, other| (other.made_at, &one.token.name).cmp(&(one.made_at, &other.token.name)));
    Ok(tokens)
}

/// The tokens of a company in force that end when some of them do: these, and what was made with them in turn.
fn ending(all: &[HeldToken], ends: impl Fn(&HeldToken) -> bool, now: i64) -> Vec<&HeldToken> {
    let mut ended = BTreeSet::new();
    let mut next: BTreeSet<&str> = all.iter().filter(|held| ends(held)).map(|held| &*held.token.hash).collect();
    while !next.is_empty() {
        let made = |held: &&HeldToken| held.made_with.as_deref().is_some_and(|with| next.contains(with));
        let made = all.iter().filter(made).map(|held| &*held.token.hash).collect();
        ended.append(&mut next);
        next = made;
    }
    all.iter().filter(|held| ended.contains(&*held.token.hash) && held.token.counts(now)).collect()
}

/// What the other tokens of a company are called that end with one of them (decided as in `end_tokens`).
pub fn ended_with(all: &[HeldToken], token: &ApiToken, now: i64) -> Vec<String> {
    let ended = ending(all, |held| held.token.hash == token.hash, now).into_iter();
    ended.filter(|held| held.token.hash != token.hash).map(|held| held.label().to_owned()).collect()
}

/// The hashes that begin with the bits of an id are between these two.
pub(crate) fn span(bits: u128) -> (String, String) {
    let begins = format!("{bits:032x}");
    let ends = format!("{begins}g");
    (begins, ends)
}

/// Whether the token with which somebody makes a way in was not ended meanwhile; nothing ends where there is none.
pub(crate) async fn counts_still(conn: &mut Conn, with: Option<&String>) -> Result<bool, StoreError> {
    let Some(with) = with else { return Ok(true) };
    let sql = "select hash from api_token where hash = $1 and revoked_at is null";
    Ok(query(sql).bind(with.clone()).fetch_optional(conn).await?.is_some())
}

impl Store {
    /// The people who have a mail address and are in a directory, of any company and of the vendor.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn people_at(&self, address: &str) -> Result<Vec<PersonRow>, StoreError> {
        let sql = format!(
            "select {PERSON_COLUMNS} from person where lower(email) = lower($1) and in_directory = 1 order by id"
        );
        let rows = query(sql).bind(address.to_owned()).fetch_all(&self.shared.engine).await?;
        let found = rows.iter().map(read_person).collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().filter(|person| same_address(&person.email, address)).collect())
    }

    /// Takes back a link that nobody was given.
    ///
    /// # Errors
    /// When the store failed; then it counts until its time is over.
    pub async fn take_back_link(&self, hash: String, now: i64) -> Result<(), StoreError> {
        let sql = "update enter_link set used_at = $1 where hash = $2 and used_at is null";
        let back = query(sql).bind(now).bind(hash);
        self.shared.writer.exclusive(move |conn| Box::pin(async move { back.execute(conn).await.map(drop) })).await
    }

    /// Makes a link by which somebody comes in once, by the hash of its secret and the last instant at which it counts,
    /// unless as many count already as somebody is mailed; whether it was made.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn make_link(
        &self,
        person: PersonId,
        hash: String,
        expires_at: i64,
        now: i64,
    ) -> Result<bool, StoreError> {
        let mark = self.shared.vault.mark();
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    let sql =
                        "select count(*) from enter_link where person = $1 and used_at is null and expires_at >= $2";
                    let count = query(sql).bind(person.to_string()).bind(now).fetch_one(&mut *conn).await?;
                    let count: i64 = count.try_get(0)?;
                    if usize::try_from(count).is_ok_and(|count| count >= LINKS) {
                        return Ok(false);
                    }
                    let link = Plain::EnterLink { hash, person, expires_at };
                    statement::run(conn, link.ops("sign-in", now, &mark)).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// The API tokens of a company, or the vendor's, the newest first.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn api_tokens(&self, account: Option<AccountId>) -> Result<Vec<HeldToken>, StoreError> {
        held(&mut self.shared.engine.reader().await?, account).await
    }

    /// What becomes of the services of a company that somebody made and that may still call once they are taken out.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn services_made(&self, account: AccountId, by: PersonId, now: i64) -> Result<ServicesMade, StoreError> {
        let (all, maker) = (self.api_tokens(Some(account)).await?, by.to_string());
        let ending = ending(&all, |held| held.token.grantee == Grantee::Person(by), now);
        let services = all.iter().filter(|held| {
            let service = matches!(held.token.grantee, Grantee::Service { .. });
            service && held.token.counts(now) && held.made_by.as_ref() == Some(&maker)
        });
        let (ended, kept): (Vec<_>, Vec<_>) = services.partition(|held| ending.contains(held));
        Ok(ServicesMade { kept: kept.len(), ended: ended.iter().map(|held| held.label().to_owned()).collect() })
    }

    /// The API token with an id, whosever it is.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn api_token_of(&self, id: ApiTokenId) -> Result<Option<HeldToken>, StoreError> {
        let (from, to) = span(id.bits());
        let sql = format!("{HELD} where api_token.hash >= $1 and api_token.hash < $2");
        let row = query(sql).bind(from).bind(to).fetch_optional(&self.shared.engine).await?;
        row.as_ref().map(read).transpose()
    }

    /// The API tokens in force that are called so, whosever they are.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn api_tokens_called(&self, label: &str, now: i64) -> Result<Vec<HeldToken>, StoreError> {
        // Only an operator asks this, so every token may be read.
        let rows = query(HELD).fetch_all(&self.shared.engine).await?;
        let tokens = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(tokens.into_iter().filter(|held| held.token.counts(now) && held.label() == label).collect())
    }

    /// What would come of asking for an API token; none: there is no such company.
    ///
    /// # Errors
    /// When the store failed. That it is not made is not an error.
    pub async fn may_make_api_token(
        &self,
        account: AccountId,
        wanted: &NewToken,
        actor: &Actor,
        (today, now): (Date, i64),
    ) -> Result<Option<Result<(), NotMade>>, StoreError> {
        let Some(team) = self.team(account, actor).await? else { return Ok(None) };
        let counting = counting(&self.api_tokens(Some(account)).await?, actor.person, now);
        Ok(Some(api_token::may_make(&team, &counting, wanted, actor, today)))
    }

    /// Makes an API token for a company or for the caller, whose roles are read in the same transaction, by the hash of
    /// its secret and the last instant at which it counts; none: there is no such company.
    ///
    /// # Errors
    /// When the store failed. That it is not made is not an error.
    pub async fn make_api_token(
        &self,
        account: AccountId,
        (wanted, hash, expires_at): (NewToken, String, i64),
        with: Option<String>,
        (actor, by): (Actor, String),
        (today, now): (Date, i64),
    ) -> Result<Option<Result<HeldToken, NotMade>>, StoreError> {
        let mark = self.shared.vault.mark();
        self.shared
            .writer
            .exclusive_of_callers(move |conn| {
                Box::pin(async move {
                    let Some((team, _, actor)) = people::locked(conn, account, actor).await? else { return Ok(None) };
                    if !counts_still(conn, with.as_ref()).await? {
                        return Ok(Some(Err(NotMade::Lacking)));
                    }
                    let counting = counting(&held(conn, Some(account)).await?, actor.person, now);
                    if let Err(not_made) = api_token::may_make(&team, &counting, &wanted, &actor, today) {
                        return Ok(Some(Err(not_made)));
                    }
                    let grantee = match (wanted.roles, actor.person) {
                        (None, Some(person)) => Grantee::Person(person),
                        (roles, _) => Grantee::Service { account: Some(account), roles: roles.unwrap_or_default() },
                    };
                    let mut token = ApiToken { hash, name: String::new(), grantee, expires_at, revoked_at: None };
                    token.name = api_token::name(&wanted.label, token.id());
                    statement::run(conn, Plain::ApiToken(token.clone()).ops(&by, now, &mark)).await?;
                    if let Some(with) = &with {
                        let sql = "update api_token set made_with = $1 where hash = $2";
                        query(sql).bind(with.clone()).bind(token.hash.clone()).execute(&mut *conn).await?;
                    }
                    let made = HeldToken {
                        token,
                        account: Some(account),
                        made_by: Some(by),
                        made_at: Some(now),
                        made_with: with,
                    };
                    Ok(Some(Ok(made)))
                })
            })
            .await
    }

    /// Ends an API token, and those that were made with it; what was ended before stays as it was.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn revoke_api_token(&self, token: &ApiToken, by: &str, now: i64) -> Result<(), StoreError> {
        let (hash, by, mark) = (token.hash.clone(), by.to_owned(), self.shared.vault.mark());
        self.shared
            .writer
            .exclusive_of_callers(move |conn| {
                Box::pin(async move { end_tokens(conn, ("hash", hash), (&by, now, &mark)).await })
            })
            .await
    }

    /// Uses a link, once, and opens a session for the person whom it lets in; none if it is unknown, over or used. Whoever
    /// was signed in on this browser is not any more, nor is whoever sat before too many others.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn enter(&self, opening: Opening, now: i64) -> Result<Option<PersonId>, StoreError> {
        let mark = self.shared.vault.mark();
        self.shared
            .writer
            .exclusive(move |conn| Box::pin(async move { open_session(conn, opening, now, &mark).await }))
            .await
    }

    /// The sessions of a person that run, the newest first.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn sessions(&self, person: PersonId, now: i64) -> Result<Vec<Session>, StoreError> {
        let sql = "select hash, person, csrf, created_at, expires_at from web_session \
                   where person = $1 and ended_at is null and expires_at >= $2 order by created_at desc, hash";
        let rows = query(sql).bind(person.to_string()).bind(now).fetch_all(&self.shared.engine).await?;
        rows.iter().map(read_session).collect()
    }

    /// Ends the sessions of a person but one, and the links by which they could come in; how many sessions there were.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn end_sessions(
        &self,
        person: PersonId,
        but: Option<&str>,
        by: &str,
        now: i64,
    ) -> Result<u64, StoreError> {
        let (but, by, mark) = (but.unwrap_or_default().to_owned(), by.to_owned(), self.shared.vault.mark());
        self.shared
            .writer
            .exclusive(move |conn| Box::pin(async move { end_ways_in(conn, person, &but, (&by, now, &mark)).await }))
            .await
    }
}

/// Ends the API tokens that a column names, and those that were made with them: whoever had one has none of them.
pub(crate) async fn end_tokens(
    conn: &mut Conn,
    (column, value): (&'static str, String),
    (by, now, mark): (&str, i64, &str),
) -> Result<(), StoreError> {
    let sql = format!(
        "with recursive ended(hash) as (select hash from api_token where {column} = $2 union \
         select api_token.hash from api_token join ended on api_token.made_with = ended.hash) \
         update api_token set revoked_at = $1 where hash in (select hash from ended) and revoked_at is null \
         and expires_at >= $1 returning name"
    );
    let ended = query(sql).bind(now).bind(value).fetch_all(&mut *conn).await?;
    let mut entries = Vec::new();
    for (at, row) in ended.iter().enumerate() {
        let name: String = row.try_get("name")?;
        entries.push(audit(by, AuditAct::RevokeApiToken, &name, now, &format!("{mark}-{at}")));
    }
    statement::run(conn, entries).await
}

/// Uses a link and opens a session, in one transaction: a link that was used has let somebody in.
async fn open_session(conn: &mut Conn, opening: Opening, now: i64, mark: &str) -> Result<Option<PersonId>, StoreError> {
    let sql = "update enter_link set used_at = $1 \
               where hash = $2 and used_at is null and expires_at >= $1 returning person";
    let Some(row) = query(sql).bind(now).bind(opening.link).fetch_optional(&mut *conn).await? else {
        return Ok(None);
    };
    let person: PersonId = parse("enter_link", &row, "person")?;
    let Opening { hash, csrf, expires_at, left, .. } = opening;
    let leaves = left.as_ref().map(|left| left.hash.clone()).unwrap_or_default();
    let sql = "select hash from web_session where person = $1 and ended_at is null and expires_at >= $2 and hash <> $3 \
               order by created_at desc, hash";
    let running = query(sql).bind(person.to_string()).bind(now).bind(leaves).fetch_all(&mut *conn).await?;
    let mut changes: Vec<Plain> = Vec::new();
    changes.extend(left.map(|left| Plain::EndSession { hash: left.hash, person: left.person, at: now }));
    for row in running.iter().skip(SESSIONS - 1) {
        changes.push(Plain::EndSession { hash: row.try_get("hash")?, person, at: now });
    }
    changes.push(Plain::Session(Session { hash, person, csrf, created_at: now, expires_at }));
    let ops = changes
        .iter()
        .enumerate()
        .flat_map(|(at, change)| change.ops(&person.to_string(), now, &format!("{mark}-{at}")));
    statement::run(conn, ops.collect()).await?;
    Ok(Some(person))
}

/// Ends the sessions of a person but one, and the links by which they could come in; how many sessions there were.
pub(crate) async fn end_ways_in(
    conn: &mut Conn,
    person: PersonId,
    but: &str,
    (by, now, mark): (&str, i64, &str),
) -> Result<u64, StoreError> {
    let sql = "update web_session set ended_at = $1 \
               where person = $2 and ended_at is null and expires_at >= $1 and hash <> $3";
    let but = but.to_owned();
    let sessions = query(sql).bind(now).bind(person.to_string()).bind(but).execute(&mut *conn).await?;
    let links = end_links(conn, person, now).await?;
    if sessions + links > 0 {
        let entry = audit(by, AuditAct::SignOut, &person.to_string(), now, mark);
        statement::run(conn, vec![entry]).await?;
    }
    Ok(sessions)
}

/// Ends the links by which a person could come in; how many there were.
pub(crate) async fn end_links(conn: &mut Conn, person: PersonId, now: i64) -> Result<u64, StoreError> {
    let sql = "update enter_link set used_at = $1 where person = $2 and used_at is null and expires_at >= $1";
    query(sql).bind(now).bind(person.to_string()).execute(conn).await
}

/// What is known of those tokens that count, for somebody who would make another one.
fn counting(tokens: &[HeldToken], maker: Option<PersonId>, now: i64) -> api_token::Held {
    let by = maker.map(|person| person.to_string());
    let mut counting = api_token::Held::default();
    for held in tokens.iter().filter(|held| held.token.counts(now)) {
        counting.labels.insert(held.label().to_owned());
        counting.own += usize::from(by.is_some() && held.made_by == by);
    }
    counting
}
