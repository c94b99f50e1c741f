//! Plain rows: people, tokens, sessions, links, the clock. Each change leaves an audit row in the same transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use symbolon_domain::access::{IdentityKind, Person, Role};
use symbolon_domain::audit::AuditAct;
use symbolon_domain::ids::{AccountId, ApiTokenId, MembershipId, NoteId, PersonId, RunId, TenantId};
use symbolon_domain::programme::{Language, instant};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::audit::{AUDIT, audit};
use crate::cache::People;
use crate::campaigns;
use crate::engine::{Conn, Row, query};
use crate::feeds::EXPORT_FEED;
use crate::open::{set_value, value};
use crate::people::ROLE_CHANGE;
use crate::query::{OF_LINEAGE, parse};
use crate::statement::{Op, Table, Val, some};
use crate::{Store, StoreError};

static PROFILE: Table = Table { name: "profile", key: 1, columns: &["account", "name", "search"] };
pub(crate) static PERSON: Table = Table {
    name: "person",
    key: 1,
    columns: &["id", "account", "name", "email", "language", "kind", "in_directory", "roles", "admin_of"],
};
pub(crate) static API_TOKEN: Table = Table {
    name: "api_token",
    key: 1,
    columns: &[
        "hash",
        "name",
        "person",
        "account",
        "roles",
        "expires_at",
        "revoked_at",
        "made_by",
        "made_at",
        "made_with",
    ],
};
static ENTER_LINK: Table = Table { name: "enter_link", key: 1, columns: &["hash", "person", "expires_at", "used_at"] };
static WEB_SESSION: Table =
    Table { name: "web_session", key: 1, columns: &["hash", "person", "csrf", "created_at", "expires_at", "ended_at"] };
/// In whose directory people are who came with a merge.
pub(crate) static PERSON_ORIGIN: Table = Table { name: "person_origin", key: 1, columns: &["person", "account"] };
pub(crate) static NOTE: Table = Table { name: "note", key: 2, columns: &["account", "id", "body", "salt"] };

/// Every table of plain rows.
pub(crate) static ALL: &[&Table] = &[
    &PROFILE,
    &PERSON,
    &PERSON_ORIGIN,
    &ROLE_CHANGE,
    &API_TOKEN,
    &EXPORT_FEED,
    &ENTER_LINK,
    &WEB_SESSION,
    &AUDIT,
    &NOTE,
];

pub(crate) const PERSON_COLUMNS: &str = "id, account, name, email, language, kind, in_directory, roles, admin_of";

/// A person with what can be erased: name and address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Their id.
    pub id: PersonId,
    /// Their company; none for the vendor's people.
    pub account: Option<AccountId>,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their language.
    pub language: Language,
    /// What kind of identity it is.
    pub kind: IdentityKind,
    /// Whether the directory still has an entry for them.
    pub in_directory: bool,
    /// Their roles.
    pub roles: BTreeSet<Role>,
    /// Tenants of which they are global or billing admin.
    pub admin_of: BTreeSet<TenantId>,
}

impl PersonRow {
    /// The person as decisions see them: without the name.
    pub fn person(&self) -> Person {
        Person {
            id: self.id,
            account: self.account,
            kind: self.kind,
            in_directory: self.in_directory,
            address: Some(compared(&self.email)),
            roles: self.roles.clone(),
            admin_of: self.admin_of.clone(),
        }
    }
}

/// Whom an API token stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grantee {
    /// A person, with the roles that they have when it is used.
    Person(PersonId),
    /// A service with roles of its own.
    Service {
        /// Its company; none for the vendor's.
        account: Option<AccountId>,
        /// Its roles.
        roles: BTreeSet<Role>,
    },
}

/// An API token; only its hash is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// SHA-256 of the token, in hex.
    pub hash: String,
    /// What it is called.
    pub name: String,
    /// Whom it stands for.
    pub grantee: Grantee,
    /// When it ends: microseconds since the Unix epoch.
    pub expires_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

impl ApiToken {
    /// Its id, from which nobody finds the token: the beginning of its hash.
    pub fn id(&self) -> ApiTokenId {
        let begins = self.hash.get(..32).unwrap_or_default();
        ApiTokenId::from_bits(u128::from_str_radix(begins, 16).unwrap_or_default())
    }

    /// Whether it lets anybody in. In a sandbox it is judged by the sandbox's clock, like everything else there.
    pub fn counts(&self, now: i64) -> bool {
        self.revoked_at.is_none() && now <= self.expires_at
    }
}

/// A browser's session; only the hash of its cookie is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the cookie's value, in hex.
    pub hash: String,
    /// Who is signed in.
    pub person: PersonId,
    /// What every form must send back.
    pub csrf: String,
    /// When it began: microseconds since the Unix epoch.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: i64,
}

/// A session that a link opens for whomever it lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// SHA-256 of the link's secret part, in hex.
    pub link: String,
    /// SHA-256 of the cookie's value, in hex.
    pub hash: String,
    /// What every form must send back.
    pub csrf: String,
    /// When the session ends: microseconds since the Unix epoch.
    pub expires_at: i64,
    /// Whose session this browser had until then.
    pub left: Option<Session>,
}

/// A change of plain rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plain {
    /// A company's name.
    Profile {
        /// The company.
        account: AccountId,
        /// Its name.
        name: String,
    },
    /// A person, new or changed.
    Person(PersonRow),
    /// A person is in the directory of a former company (H-31).
    PersonOrigin {
        /// The person.
        person: PersonId,
        /// The former company.
        account: AccountId,
    },
    /// A new API token.
    ApiToken(ApiToken),
    /// Ends an API token.
    RevokeApiToken {
        /// Its hash.
        hash: String,
        /// What it is called.
        name: String,
        /// When.
        at: i64,
    },
    /// A link that lets a person in, once.
    EnterLink {
        /// SHA-256 of its secret part, in hex.
        hash: String,
        /// Whom it lets in.
        person: PersonId,
        /// When it ends: microseconds since the Unix epoch.
        expires_at: i64,
    },
    /// A new session.
    Session(Session),
    /// A member of a campaign's run was enrolled, or skipped for a reason.
    CampaignMember {
        /// The run.
        run: RunId,
        /// The company.
        account: AccountId,
        /// The membership.
        membership: MembershipId,
        /// Why it was skipped; none: it was enrolled.
        reason: Option<String>,
        /// The day.
        on: Date,
    },
    /// Ends a session.
    EndSession {
        /// Its hash.
        hash: String,
        /// Whose it is.
        person: PersonId,
        /// When.
        at: i64,
    },
}

pub(crate) fn codes<T: std::fmt::Display>(items: &BTreeSet<T>) -> Val {
    Val::from(items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
}

/// A name as it is searched: without accents and in lower case. It is made here, because what an engine makes of `é`
/// depends on the engine.
pub fn searched(name: &str) -> String {
    name.nfkd().filter(|letter| !is_combining_mark(*letter)).collect::<String>().to_lowercase()
}

/// Whether two mail addresses are one, however their letters were typed: found so by us, because an engine that lowers
/// `É` does it by the locale of its machine.
pub fn same_address(one: &str, other: &str) -> bool {
    // Every check by an address compares it with those of a company, and most have no other letters.
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    compared(one) == compared(other)
}

/// An address in the form in which addresses are compared.
fn compared(address: &str) -> String {
    if address.is_ascii() {
        return address.to_ascii_lowercase();
    }
    address.nfc().collect::<String>().to_lowercase()
}

impl Plain {
    /// The row and its audit entry. `mark` makes the entry's id one of its own, even on a clock that stands still.
    pub(crate) fn ops(&self, actor: &str, now: i64, mark: &str) -> Vec<Op> {
        let (op, act, object) = match self {
            Self::Profile { account, name } => {
                let values = vec![Val::from(account), Val::from(name), Val::from(searched(name))];
                (Op::Upsert(&PROFILE, values), AuditAct::Profile, account.to_string())
            }
            Self::Person(person) => (
                Op::Upsert(
                    &PERSON,
                    vec![
                        Val::from(&person.id),
                        some(person.account.as_ref()),
                        Val::from(&person.name),
                        Val::from(&person.email),
                        Val::from(&person.language),
                        Val::from(&person.kind),
                        Val::Int(i64::from(person.in_directory)),
                        codes(&person.roles),
                        codes(&person.admin_of),
                    ],
                ),
                AuditAct::Person,
                person.id.to_string(),
            ),
            Self::PersonOrigin { person, account } => (
                Op::Insert(&PERSON_ORIGIN, vec![Val::from(person), Val::from(account)]),
                AuditAct::PersonOrigin,
                person.to_string(),
            ),
            Self::ApiToken(token) => {
                let (person, account, roles) = match &token.grantee {
                    Grantee::Person(person) => (Val::from(person), Val::Null, Val::from(String::new())),
                    Grantee::Service { account, roles } => (Val::Null, some(account.as_ref()), codes(roles)),
                };
                let values = vec![
                    Val::from(&token.hash),
                    Val::from(&token.name),
                    person,
                    account,
                    roles,
                    Val::Int(token.expires_at),
                    token.revoked_at.map_or(Val::Null, Val::Int),
                    Val::from(&actor),
                    Val::Int(now),
                    Val::Null,
                ];
                (Op::Insert(&API_TOKEN, values), AuditAct::ApiToken, token.name.clone())
            }
            Self::RevokeApiToken { hash, name, at } => (
                Op::Update(&API_TOKEN, vec![Val::from(hash)], vec![("revoked_at", Val::Int(*at))]),
                AuditAct::RevokeApiToken,
                name.clone(),
            ),
            Self::EnterLink { hash, person, expires_at } => (
                Op::Insert(&ENTER_LINK, vec![Val::from(hash), Val::from(person), Val::Int(*expires_at), Val::Null]),
                AuditAct::EnterLink,
                person.to_string(),
            ),
            Self::Session(session) => {
                let values = vec![
                    Val::from(&session.hash),
                    Val::from(&session.person),
                    Val::from(&session.csrf),
                    Val::Int(session.created_at),
                    Val::Int(session.expires_at),
                    Val::Null,
                ];
                (Op::Insert(&WEB_SESSION, values), AuditAct::SignIn, session.person.to_string())
            }
            Self::CampaignMember { run, account, membership, reason, on } => (
                campaigns::settled(*run, *account, *membership, reason.as_deref(), *on),
                AuditAct::CampaignMember,
                membership.to_string(),
            ),
            Self::EndSession { hash, person, at } => (
                Op::Update(&WEB_SESSION, vec![Val::from(hash)], vec![("ended_at", Val::Int(*at))]),
                AuditAct::SignOut,
                person.to_string(),
            ),
        };
        vec![op, audit(actor, act, &object, now, mark)]
    }
}

/// The people of a company become another's, with their roles; they stay in the directory in which they are (H-31). So do
/// its services, its calendars, its tickets and its places in the runs of campaigns.
pub(crate) async fn move_rows(conn: &mut Conn, from: AccountId, to: AccountId) -> Result<(), StoreError> {
    let came = "insert into person_origin (person, account) select id, account from person \
                where account = $1 and id not in (select person from person_origin)";
    query(came).bind(&from).execute(&mut *conn).await?;
    for table in ["person", "role_change", "api_token", "export_feed", "ticket", "campaign_member"] {
        let sql = format!("update {table} set account = $1 where account = $2");
        query(sql).bind(&to).bind(&from).execute(&mut *conn).await?;
    }
    Ok(())
}

fn words<T>(row: &Row, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<BTreeSet<T>, StoreError>
where
    T: Ord,
{
    let text: String = row.try_get(column)?;
    text.split_whitespace().map(|word| read(word).ok_or_else(|| corrupt(row, column, word))).collect()
}

fn corrupt(row: &Row, column: &str, found: &str) -> StoreError {
    let id: String = row.try_get("id").unwrap_or_default();
    StoreError::Corrupt { table: "person", row: id, cause: format!("column {column} holds {found:?}") }
}

pub(crate) fn read_person(row: &Row) -> Result<PersonRow, StoreError> {
    let text = |column: &'static str| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    let code = |column: &'static str| text(column);
    let account: Option<String> = row.try_get("account")?;
    let (id, language, kind) = (text("id")?, code("language")?, code("kind")?);
    Ok(PersonRow {
        id: id.parse().map_err(|_| corrupt(row, "id", &id))?,
        account: account.map(|id| id.parse().map_err(|_| corrupt(row, "account", &id))).transpose()?,
        name: text("name")?,
        email: text("email")?,
        language: Language::from_code(&language).ok_or_else(|| corrupt(row, "language", &language))?,
        kind: IdentityKind::from_code(&kind).ok_or_else(|| corrupt(row, "kind", &kind))?,
        in_directory: row.try_get::<i64, _>("in_directory")? != 0,
        roles: words(row, "roles", Role::from_code)?,
        admin_of: words(row, "admin_of", |word| word.parse().ok())?,
    })
}

pub(crate) fn read_api_token(row: &Row) -> Result<ApiToken, StoreError> {
    let hash: String = row.try_get("hash")?;
    let broken = |cause: &str| StoreError::Corrupt { table: "api_token", row: hash.clone(), cause: cause.to_owned() };
    let (person, account): (Option<String>, Option<String>) = (row.try_get("person")?, row.try_get("account")?);
    let grantee = match person {
        Some(person) => Grantee::Person(person.parse().map_err(|_| broken("person"))?),
        None => Grantee::Service {
            account: account.map(|id| id.parse().map_err(|_| broken("account"))).transpose()?,
            roles: words(row, "roles", Role::from_code)?,
        },
    };
    Ok(ApiToken {
        name: row.try_get("name")?,
        grantee,
        expires_at: row.try_get("expires_at")?,
        revoked_at: row.try_get("revoked_at")?,
        hash,
    })
}

pub(crate) fn read_session(row: &Row) -> Result<Session, StoreError> {
    let (hash, person): (String, String) = (row.try_get("hash")?, row.try_get("person")?);
    let broken = |_| StoreError::Corrupt { table: "web_session", row: hash.clone(), cause: "person".to_owned() };
    Ok(Session {
        person: person.parse().map_err(broken)?,
        csrf: row.try_get("csrf")?,
        created_at: row.try_get("created_at")?,
        expires_at: row.try_get("expires_at")?,
        hash,
    })
}

impl Store {
    /// Writes plain rows, all or none.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn write(&self, actor: &str, now: i64, changes: &[Plain]) -> Result<(), StoreError> {
        let ops = changes.iter().flat_map(|change| change.ops(actor, now, &self.shared.vault.mark()));
        self.shared.writer.plain(ops.collect()).await
    }

    /// How often people or tokens may have been changed through this process. Asked before one of them is read, and again
    /// before what was read is used.
    pub fn changes_of_callers(&self) -> u64 {
        self.shared.people.changes()
    }

    /// People who were read before. Another process may have changed a person of a shared database.
    fn people_in_memory(&self) -> Option<&People> {
        Some(&*self.shared.people).filter(|_| !self.is_shared())
    }

    /// A person.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn person(&self, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
        let people = self.people_in_memory();
        if let Some(known) = people.and_then(|people| people.get(id)) {
            return Ok(Some(known));
        }
        let changes = self.shared.people.changes();
        let row = query(format!("select {PERSON_COLUMNS} from person where id = $1"))
            .bind(id.to_string())
            .fetch_optional(&self.shared.engine)
            .await?;
        let row = row.as_ref().map(read_person).transpose()?;
        if let (Some(people), Some(row)) = (people, &row) {
            people.put(changes, row.clone());
        }
        Ok(row)
    }

    /// The people of a company, or the vendor's.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn people(&self, account: Option<AccountId>) -> Result<Arc<[PersonRow]>, StoreError> {
        let people = self.people_in_memory();
        if let Some(known) = people.and_then(|people| people.list(account)) {
            return Ok(known);
        }
        let changes = self.shared.people.changes();
        let sql = match account {
            Some(_) => format!("select {PERSON_COLUMNS} from person where account = $1 order by id"),
            None => format!("select {PERSON_COLUMNS} from person where account is null order by id"),
        };
        let query = account.iter().fold(query(sql), |query, account| query.bind(account));
        let rows = query.fetch_all(&self.shared.engine).await?;
        let rows: Arc<[PersonRow]> = rows.iter().map(read_person).collect::<Result<_, _>>()?;
        if let Some(people) = people {
            people.put_list(changes, account, rows.clone());
        }
        Ok(rows)
    }

    /// The people who have an address, or the one with an id, whosever they are.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn people_called(&self, name: &str) -> Result<Vec<PersonRow>, StoreError> {
        if let Ok(id) = name.parse() {
            return Ok(self.person(id).await?.into_iter().collect());
        }
        // Only an operator asks this, so every address may be read.
        let mut found = Vec::new();
        for row in query("select id, email from person order by id").fetch_all(&self.shared.engine).await? {
            let email: String = row.try_get("email")?;
            if same_address(&email, name) {
                found.extend(self.person(parse("person", &row, "id")?).await?);
            }
        }
        Ok(found)
    }

    /// In whose directory people of a company are who came with a merge; the others are in its own.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn origins(&self, account: AccountId) -> Result<BTreeMap<PersonId, AccountId>, StoreError> {
        let rows = query(
            "select person_origin.person, person_origin.account from person_origin \
             join person on person.id = person_origin.person where person.account = $1",
        )
        .bind(account.to_string())
        .fetch_all(&self.shared.engine)
        .await?;
        rows.iter()
            .map(|row| Ok((parse("person_origin", row, "person")?, parse("person_origin", row, "account")?)))
            .collect()
    }

    /// The API token with this hash, whether or not it still counts.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn api_token(&self, hash: &str) -> Result<Option<ApiToken>, StoreError> {
        let row =
            query("select hash, name, person, account, roles, expires_at, revoked_at from api_token where hash = $1")
                .bind(hash.to_owned())
                .fetch_optional(&self.shared.engine)
                .await?;
        row.as_ref().map(read_api_token).transpose()
    }

    /// Whether there is an API token that counts.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn has_tokens(&self, now: i64) -> Result<bool, StoreError> {
        let row = query("select hash from api_token where revoked_at is null and expires_at >= $1 limit 1")
            .bind(now)
            .fetch_optional(&self.shared.engine)
            .await?;
        Ok(row.is_some())
    }

    /// The session with this hash, if it still runs.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn session(&self, hash: &str, now: i64) -> Result<Option<Session>, StoreError> {
        let row = query(
            "select hash, person, csrf, created_at, expires_at from web_session \
             where hash = $1 and ended_at is null and expires_at >= $2",
        )
        .bind(hash.to_owned())
        .bind(now)
        .fetch_optional(&self.shared.engine)
        .await?;
        row.as_ref().map(read_session).transpose()
    }

    /// A company's name.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn profile(&self, account: AccountId) -> Result<Option<String>, StoreError> {
        let row = query("select name from profile where account = $1")
            .bind(account.to_string())
            .fetch_optional(&self.shared.engine)
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// The text of a note; none when it was erased.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn note(&self, account: AccountId, id: NoteId) -> Result<Option<String>, StoreError> {
        // What was written to a company that became a part of this one is kept under its id.
        let row = query(format!("select body from note where id = $2 and {OF_LINEAGE}"))
            .bind(account.to_string())
            .bind(id.to_string())
            .fetch_optional(&self.shared.engine)
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// Where a sandbox's clock stands: microseconds since the Unix epoch. None while it was never set.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn clock(&self) -> Result<Option<i64>, StoreError> {
        let mut conn = self.shared.engine.reader().await?;
        Ok(value(&mut conn, "clock").await?.and_then(|at| at.parse().ok()))
    }

    /// Moves a sandbox's clock. It only goes forward; the answer is where it stands afterwards.
    ///
    /// # Errors
    /// When the database is live, or the store failed.
    pub async fn set_clock(&self, to: i64, actor: &str) -> Result<i64, StoreError> {
        if self.shared.kind == crate::InstanceKind::Live {
            return Err(StoreError::Refused("the clock of a live database cannot be moved".to_owned()));
        }
        let entry = audit(actor, AuditAct::Clock, &instant(to).to_string(), to, &self.shared.vault.mark());
        self.shared
            .writer
            .exclusive(move |conn| {
                Box::pin(async move {
                    // Writing the row, even with what it says already, keeps others from moving the clock meanwhile.
                    let held = query(
                        "insert into instance (name, value) values ('clock', $1) \
                         on conflict (name) do update set value = instance.value returning value",
                    )
                    .bind(to.to_string())
                    .fetch_one(&mut *conn)
                    .await?;
                    let now = held.try_get::<String, _>(0)?.parse().unwrap_or(i64::MIN);
                    if to > now {
                        set_value(conn, "clock", &to.to_string()).await?;
                    }
                    crate::statement::run(conn, vec![entry]).await?;
                    Ok(to.max(now))
                })
            })
            .await
    }
}
