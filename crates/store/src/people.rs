//! People of a company and their roles: decided by the domain in the transaction that writes them, under the lock of
//! the company.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::audit::AuditAct;
use symbolon_domain::check::Move;
use symbolon_domain::ids::{AccountId, PersonId, TenantId};
use symbolon_domain::people::{self, Member, RoleChange, RolesChanged, RolesKept, Team};
use symbolon_domain::programme::{Language, Programme};
use symbolon_domain::refusal::Refusal;

use crate::audit::audit;
use crate::engine::{self, Conn, Row, query};
use crate::plain::{PERSON, PERSON_COLUMNS, PersonRow, Plain, codes, read_person, same_address};
use crate::query::parse;
use crate::statement::{self, Op, Table, Val};
use crate::writer::fold;
use crate::{Store, StoreError, access, feeds, outbox};

pub(crate) static ROLE_CHANGE: Table = Table {
    name: "role_change",
    key: 2,
    columns: &["account", "id", "person", "actor", "recorded_at", "gave", "took", "left_without"],
};

/// Roles that somebody was given or lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleChangeRow {
    /// Whose roles.
    pub person: PersonId,
    /// Who changed them.
    pub actor: String,
    /// When: microseconds since the Unix epoch.
    pub recorded_at: i64,
    /// Roles that they got.
    pub gave: BTreeSet<Role>,
    /// Roles that they lost.
    pub took: BTreeSet<Role>,
    /// Roles that nobody held afterwards, which was known (I-12).
    pub left_without: BTreeSet<Role>,
}

/// What comes of adding somebody to a company.
#[derive(Debug, Clone, PartialEq)]
pub enum Joined {
    /// They are one of its people, with these roles.
    Added(PersonRow),
    /// Somebody of the company has the address.
    Known,
    /// The account is closed since a day.
    Closed(Date),
    /// They cannot be given a role.
    Refused(Box<Refusal>),
}

/// What comes of adding somebody, with the change of roles that they are given like anybody else.
fn join(
    programme: &Programme,
    (team, rows): (&Team, &[PersonRow]),
    mut row: PersonRow,
    give: BTreeSet<Role>,
    (actor, today): (&Actor, Date),
) -> (Joined, Option<RolesChanged>) {
    if let Some(since) = team.closed_on {
        return (Joined::Closed(since), None);
    }
    let mut known = rows.iter().filter(|known| same_address(&known.email, &row.email)).peekable();
    if known.peek().is_some() {
        // Who comes back is who they were; after a merge, another directory may have an entry of its own for them.
        let Some(back) = known.find(|known| team.may_come_back(known.id)) else { return (Joined::Known, None) };
        row.id = back.id;
    }
    if give.is_empty() {
        return (Joined::Added(row), None);
    }
    let change = RoleChange { give, ..RoleChange::default() };
    match people::change_roles(programme, &team.joined_by(row.person(), actor), row.id, &change, actor, today) {
        Ok(changed) => {
            (row.roles, row.admin_of) = (changed.roles.clone(), changed.admin_of.clone());
            (Joined::Added(row), Some(changed))
        }
        Err(refusal) => (Joined::Refused(refusal), None),
    }
}

/// What is corrected of somebody's entry in the directory; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// Their name.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their language.
    pub language: Option<Language>,
}

/// An entry as a correction makes it.
struct Corrected {
    row: PersonRow,
    /// Whether it differs from what it was.
    differs: bool,
    /// Whether it has another address.
    moved: bool,
}

/// What comes of correcting somebody's entry; none: nobody of the company has this id.
fn correct(
    programme: &Programme,
    (team, rows): (&Team, &[PersonRow]),
    (person, correction): (PersonId, Correction),
    (actor, today): (&Actor, Date),
) -> Option<Result<Corrected, Box<Refusal>>> {
    let before = rows.iter().find(|row| row.id == person)?;
    let mut row = before.clone();
    row.name = correction.name.unwrap_or(row.name);
    row.email = correction.email.unwrap_or(row.email);
    row.language = correction.language.unwrap_or(row.language);
    let moved = !same_address(&row.email, &before.email);
    let address = row.person().address.filter(|_| moved);
    let change = people::EntryChange {
        beyond_language: row.name != before.name || row.email != before.email,
        address: address.as_deref(),
    };
    let allowed = people::may_correct(programme, team, person, change, actor, today);
    Some(allowed.map(|()| Corrected { differs: row != *before, row, moved }))
}

/// The row of a change of roles, and that it was made.
fn noted(account: AccountId, person: PersonId, changed: &RolesChanged, (by, now, mark): (&str, i64, &str)) -> [Op; 2] {
    let change = vec![
        Val::from(&account),
        Val::from(format!("{now:020}-{mark}")),
        Val::from(&person),
        Val::from(&by),
        Val::Int(now),
        codes(&changed.gave),
        codes(&changed.took),
        codes(&changed.left_without),
    ];
    [Op::Insert(&ROLE_CHANGE, change), audit(by, AuditAct::ChangeRoles, &person.to_string(), now, mark)]
}

fn roles(row: &Row, column: &'static str) -> Result<BTreeSet<Role>, StoreError> {
    let text: String = row.try_get(column)?;
    let read = |word: &str| {
        Role::from_code(word).ok_or_else(|| StoreError::Corrupt {
            table: "role_change",
            row: row.try_get("id").unwrap_or_default(),
            cause: format!("column {column} holds {word:?}"),
        })
    };
    text.split_whitespace().map(read).collect()
}

/// The people of a company with their directories, and the rows of them.
async fn team(
    conn: &mut Conn,
    account: AccountId,
    actor: &Actor,
) -> Result<Option<(Team, Vec<PersonRow>)>, StoreError> {
    let row = query("select closed_on from account where account = $1").bind(account.to_string());
    let Some(row) = row.fetch_optional(&mut *conn).await? else { return Ok(None) };
    let closed_on = crate::campaigns::day("account", &row, "closed_on")?;
    let sql = format!("select {PERSON_COLUMNS} from person where account = $1 order by id");
    let rows = query(sql).bind(account.to_string()).fetch_all(&mut *conn).await?;
    let rows = rows.iter().map(read_person).collect::<Result<Vec<_>, _>>()?;
    let came = "select person_origin.person, person_origin.account from person_origin \
                join person on person.id = person_origin.person where person.account = $1";
    let mut origins = BTreeMap::new();
    for row in query(came).bind(account.to_string()).fetch_all(&mut *conn).await? {
        let person: PersonId = parse("person_origin", &row, "person")?;
        let from: AccountId = parse("person_origin", &row, "account")?;
        origins.insert(person, from);
    }
    let directory = |person: PersonId| origins.get(&person).copied().unwrap_or(account);
    let caller = actor.person.and_then(|id| rows.iter().find(|row| row.id == id));
    let directories = match caller {
        Some(caller) => rows
            .iter()
            .filter(|row| row.kind == IdentityKind::Guest && row.in_directory)
            .filter(|row| same_address(&row.email, &caller.email))
            .map(|row| row.id)
            .chain([caller.id])
            .map(directory)
            .collect(),
        // A service is no person of any directory: it acts for the only one there is, and for none of several (H-31).
        None if origins.is_empty() => [account].into(),
        None => BTreeSet::new(),
    };
    let members: Vec<_> =
        rows.iter().map(|row| Member { person: row.person(), directory: directory(row.id) }).collect();
    let tenants = if origins.is_empty() {
        let linked = query("select id from tenant where account = $1").bind(account.to_string());
        let linked = linked.fetch_all(conn).await?;
        linked.iter().map(|row| Ok((parse("tenant", row, "id")?, account))).collect::<Result<_, StoreError>>()?
    } else {
        people::tenants_of(account, &fold(conn, account, None).await?.account, &members)
    };
    Ok(Some((Team { account, closed_on, members, tenants, directories }, rows)))
}

/// The people of a company under its lock, and the caller with the roles that they have now: two admins who take each
/// other's role, and a merge, come one after the other.
pub(crate) async fn locked(
    conn: &mut Conn,
    account: AccountId,
    actor: Actor,
) -> Result<Option<(Team, Vec<PersonRow>, Actor)>, StoreError> {
    engine::lock(conn, vec![account.to_string()]).await?;
    let Some((team, rows)) = team(conn, account, &actor).await? else { return Ok(None) };
    let caller = actor.person.and_then(|id| rows.iter().find(|row| row.id == id));
    let actor = caller.map_or(actor, |row| Actor::of(&row.person()));
    Ok(Some((team, rows, actor)))
}

impl Store {
    /// The people of a company as decisions about roles see them; none: there is no such company.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn team(&self, account: AccountId, actor: &Actor) -> Result<Option<Team>, StoreError> {
        let mut conn = self.shared.engine.reader().await?;
        Ok(team(&mut conn, account, actor).await?.map(|(team, _)| team))
    }

    /// Gives somebody roles and takes others away, or says why not; none: there is no such company. The caller's own
    /// roles are read in the same transaction.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn change_roles(
        &self,
        account: AccountId,
        (person, change): (PersonId, RoleChange),
        (actor, by): (Actor, String),
        (today, now): (Date, i64),
    ) -> Result<Option<Result<RolesChanged, Box<Refusal>>>, StoreError> {
        let (programmes, mark) = (self.programmes(today).clone(), self.shared.vault.mark());
        let mut ids = self.shared.vault.minter(now);
        self.shared
            .writer
            .exclusive_of_callers(move |conn| {
                Box::pin(async move {
                    let Some((team, _, actor)) = locked(conn, account, actor).await? else { return Ok(None) };
                    let changed =
                        match people::change_roles(programmes.current(), &team, person, &change, &actor, today) {
                            Ok(changed) => changed,
                            Err(refusal) => return Ok(Some(Err(refusal))),
                        };
                    if changed.gave.is_empty() && changed.took.is_empty() {
                        return Ok(Some(Ok(changed)));
                    }
                    let set = vec![("roles", codes(&changed.roles)), ("admin_of", codes(&changed.admin_of))];
                    let mut ops = vec![Op::Update(&PERSON, vec![Val::from(&person)], set)];
                    ops.extend(noted(account, person, &changed, (&by, now, &mark)));
                    statement::run(conn, ops).await?;
                    outbox::catch_up(conn, &programmes, account, &mut ids, today).await?;
                    Ok(Some(Ok(changed)))
                })
            })
            .await
    }

    /// Takes somebody out of the directory of a company with all their roles, and ends their sessions, the links by
    /// which they could come in, the API tokens that stand for them and their calendars; or says why not. None: there is no such
    /// company.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn take_out(
        &self,
        account: AccountId,
        (person, acknowledged): (PersonId, BTreeSet<Role>),
        (actor, by): (Actor, String),
        (today, now): (Date, i64),
    ) -> Result<Option<Result<RolesChanged, Box<Refusal>>>, StoreError> {
        let programmes = self.programmes(today).clone();
        let marks = [(); 5].map(|()| self.shared.vault.mark());
        let mut ids = self.shared.vault.minter(now);
        self.shared
            .writer
            .exclusive_of_callers(move |conn| {
                Box::pin(async move {
                    let Some((team, _, actor)) = locked(conn, account, actor).await? else { return Ok(None) };
                    let programme = programmes.current();
                    let changed = match people::take_out(programme, &team, person, acknowledged, &actor, today) {
                        Ok(changed) => changed,
                        Err(refusal) => return Ok(Some(Err(refusal))),
                    };
                    let [out_mark, role_mark, token_mark, feed_mark, session_mark] = &marks;
                    let nothing: BTreeSet<Role> = BTreeSet::new();
                    let set = vec![
                        ("in_directory", Val::Int(0)),
                        ("roles", codes(&nothing)),
                        ("admin_of", codes(&changed.admin_of)),
                    ];
                    let mut ops = vec![
                        Op::Update(&PERSON, vec![Val::from(&person)], set),
                        audit(&by, AuditAct::TakeOut, &person.to_string(), now, out_mark),
                    ];
                    if !changed.took.is_empty() {
                        ops.extend(noted(account, person, &changed, (&by, now, role_mark)));
                    }
                    statement::run(conn, ops).await?;
                    access::end_tokens(conn, ("person", person.to_string()), (&by, now, token_mark)).await?;
                    feeds::end(conn, ("person", person.to_string()), (&by, now, feed_mark)).await?;
                    access::end_ways_in(conn, person, "", (&by, now, session_mark)).await?;
                    outbox::catch_up(conn, &programmes, account, &mut ids, today).await?;
                    Ok(Some(Ok(changed)))
                })
            })
            .await
    }

    /// What would come of correcting somebody's entry in the directory; none: there is no such company, or nobody of it has
    /// this id.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn may_correct_person(
        &self,
        account: AccountId,
        what: (PersonId, Correction),
        actor: &Actor,
        today: Date,
    ) -> Result<Option<Result<PersonRow, Box<Refusal>>>, StoreError> {
        let mut conn = self.shared.engine.reader().await?;
        let Some((team, rows)) = team(&mut conn, account, actor).await? else { return Ok(None) };
        let corrected = correct(self.programmes(today).current(), (&team, &rows), what, (actor, today));
        Ok(corrected.map(|corrected| corrected.map(|corrected| corrected.row)))
    }

    /// Corrects the name, the address and the language of somebody; with the address end the links that were made for
    /// them, since somebody else may read what is sent to the old one. None: there is no such company, or nobody of it has
    /// this id.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn correct_person(
        &self,
        account: AccountId,
        what: (PersonId, Correction),
        (actor, by): (Actor, String),
        (today, now): (Date, i64),
    ) -> Result<Option<Result<PersonRow, Box<Refusal>>>, StoreError> {
        let (programmes, mark) = (self.programmes(today).clone(), self.shared.vault.mark());
        self.shared
            .writer
            .exclusive_of_callers(move |conn| {
                Box::pin(async move {
                    let Some((team, rows, actor)) = locked(conn, account, actor).await? else { return Ok(None) };
                    let Corrected { row, differs, moved } =
                        match correct(programmes.current(), (&team, &rows), what, (&actor, today)) {
                            Some(Ok(corrected)) => corrected,
                            Some(Err(refusal)) => return Ok(Some(Err(refusal))),
                            None => return Ok(None),
                        };
                    if differs {
                        let set = vec![
                            ("name", Val::from(&row.name)),
                            ("email", Val::from(&row.email)),
                            ("language", Val::from(&row.language)),
                        ];
                        let ops = vec![
                            Op::Update(&PERSON, vec![Val::from(&row.id)], set),
                            audit(&by, AuditAct::ChangePerson, &row.id.to_string(), now, &mark),
                        ];
                        statement::run(conn, ops).await?;
                    }
                    if moved {
                        access::end_links(conn, row.id, now).await?;
                    }
                    Ok(Some(Ok(row)))
                })
            })
            .await
    }

    /// Gives somebody of the vendor roles and takes others away, or says why not; none: nobody of the vendor is called
    /// so.
    ///
    /// # Errors
    /// When the store failed. That they stay as they are is not an error.
    pub async fn change_vendor_roles(
        &self,
        person: PersonId,
        change: RoleChange,
        (by, now): (String, i64),
    ) -> Result<Option<Result<BTreeSet<Role>, RolesKept>>, StoreError> {
        let mark = self.shared.vault.mark();
        self.shared
            .writer
            .exclusive_of_callers(move |conn| {
                Box::pin(async move {
                    let sql = format!("select {PERSON_COLUMNS} from person where account is null order by id");
                    let rows = query(sql).fetch_all(&mut *conn).await?;
                    let rows = rows.iter().map(read_person).collect::<Result<Vec<_>, _>>()?;
                    let people: Vec<Person> = rows.iter().map(PersonRow::person).collect();
                    let Some(one) = people.iter().find(|one| one.id == person) else { return Ok(None) };
                    let roles = match people::change_vendor_roles(&people, one, &change) {
                        Ok(roles) => roles,
                        Err(kept) => return Ok(Some(Err(kept))),
                    };
                    if roles != one.roles {
                        let set = vec![("roles", codes(&roles))];
                        let ops = vec![
                            Op::Update(&PERSON, vec![Val::from(&person)], set),
                            audit(&by, AuditAct::ChangeRoles, &person.to_string(), now, &mark),
                        ];
                        statement::run(conn, ops).await?;
                    }
                    Ok(Some(Ok(roles)))
                })
            })
            .await
    }

    /// What would come of adding somebody; none: there is no such company.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn may_add_person(
        &self,
        account: AccountId,
        (row, give): (PersonRow, BTreeSet<Role>),
        actor: &Actor,
        today: Date,
    ) -> Result<Option<Joined>, StoreError> {
        let mut conn = self.shared.engine.reader().await?;
        let Some((team, rows)) = team(&mut conn, account, actor).await? else { return Ok(None) };
        let programmes = self.programmes(today);
        Ok(Some(join(programmes.current(), (&team, &rows), row, give, (actor, today)).0))
    }

    /// Adds somebody to the directory of the caller, with roles that the caller may give; none: there is no such
    /// company. Whoever adds the same person at the same moment finds them there.
    ///
    /// # Errors
    /// When the store failed. A refusal is not an error.
    pub async fn add_person(
        &self,
        account: AccountId,
        (row, give): (PersonRow, BTreeSet<Role>),
        (actor, by): (Actor, String),
        (today, now): (Date, i64),
    ) -> Result<Option<Joined>, StoreError> {
        let programmes = self.programmes(today).clone();
        let mut ids = self.shared.vault.minter(now);
        let marks = [(); 3].map(|()| self.shared.vault.mark());
        self.shared
            .writer
            .exclusive_of_callers(move |conn| {
                Box::pin(async move {
                    let Some((team, rows, actor)) = locked(conn, account, actor).await? else { return Ok(None) };
                    let (joined, changed) = join(programmes.current(), (&team, &rows), row, give, (&actor, today));
                    let Joined::Added(row) = &joined else { return Ok(Some(joined)) };
                    let [person_mark, origin_mark, role_mark] = &marks;
                    let mut ops = Plain::Person(row.clone()).ops(&by, now, person_mark);
                    let directory = team.directory_of(actor.person);
                    if directory != account && rows.iter().all(|known| known.id != row.id) {
                        let origin = Plain::PersonOrigin { person: row.id, account: directory };
                        ops.extend(origin.ops(&by, now, origin_mark));
                    }
                    ops.extend(changed.iter().flat_map(|one| noted(account, row.id, one, (&by, now, role_mark))));
                    statement::run(conn, ops).await?;
                    outbox::catch_up(conn, &programmes, account, &mut ids, today).await?;
                    Ok(Some(joined))
                })
            })
            .await
    }

    /// Makes the admins of a directory the admins of a tenant that was linked to it (D-07). Doing it again changes
    /// nothing.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn attend_tenant(
        &self,
        account: AccountId,
        tenant: TenantId,
        (linker, by): (Actor, String),
        now: i64,
    ) -> Result<(), StoreError> {
        let mark = self.shared.vault.mark();
        self.shared
            .writer
            .exclusive_of_callers(move |conn| {
                Box::pin(async move {
                    engine::lock(conn, vec![account.to_string()]).await?;
                    let Some((team, rows)) = team(conn, account, &linker).await? else { return Ok(()) };
                    let admins = team.admins_of_new(linker.person);
                    let mut ops = Vec::new();
                    for row in rows.iter().filter(|row| admins.contains(&row.id) && !row.admin_of.contains(&tenant)) {
                        let admin_of: BTreeSet<_> = row.admin_of.iter().copied().chain([tenant]).collect();
                        let set = vec![("admin_of", codes(&admin_of))];
                        ops.push(Op::Update(&PERSON, vec![Val::from(&row.id)], set));
                    }
                    if !ops.is_empty() {
                        ops.push(audit(&by, AuditAct::AttendTenant, &tenant.to_string(), now, &mark));
                    }
                    statement::run(conn, ops).await
                })
            })
            .await
    }

    /// When somebody was taken out of their directory and came back, in order. Being added for the first time is no move.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn moves(&self, person: PersonId) -> Result<Vec<Move>, StoreError> {
        // As the index on these acts has it.
        let sql = "select act, recorded_at from audit where object = $1 and act in ('take_out', 'person') order by id";
        let rows = query(sql).bind(person.to_string()).fetch_all(&self.shared.engine).await?;
        let read = |row: &Row| -> Result<Move, StoreError> {
            let act: String = row.try_get("act")?;
            Ok(Move { at: row.try_get("recorded_at")?, back: act != AuditAct::TakeOut.code() })
        };
        let moves: Vec<Move> = rows.iter().map(read).collect::<Result<_, _>>()?;
        Ok(moves.into_iter().skip_while(|one| one.back).collect())
    }

    /// Roles that were given and taken in a company, the newest first.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn role_changes(&self, account: AccountId, limit: u32) -> Result<Vec<RoleChangeRow>, StoreError> {
        let sql = format!(
            "select {} from role_change where account = $1 order by id desc limit $2",
            ROLE_CHANGE.columns.join(", ")
        );
        let rows = query(sql).bind(account.to_string()).bind(i64::from(limit)).fetch_all(&self.shared.engine).await?;
        let read = |row: &Row| -> Result<RoleChangeRow, StoreError> {
            Ok(RoleChangeRow {
                person: parse("role_change", row, "person")?,
                actor: row.try_get("actor")?,
                recorded_at: row.try_get("recorded_at")?,
                gave: roles(row, "gave")?,
                took: roles(row, "took")?,
                left_without: roles(row, "left_without")?,
            })
        };
        rows.iter().map(read).collect()
    }
}
