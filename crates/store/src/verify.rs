//! Checks that nobody changed anything: the file itself, the chain of every ledger, the rows against what the ledger says, and that every
//! secret opens in its own place and nowhere else.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde_json::Value;
use symbolon_domain::account::Account;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{AccountId, NoteId};

use crate::delivery;
use crate::engine::{self, Conn, Engine, Row, query};
use crate::ledger::{self, FACT, GENESIS, Stored};
use crate::outbox::{EVENT_MESSAGE, EVENT_NOTICE, MATTER_MESSAGE, MATTER_NOTICE};
use crate::plain::NOTE;
use crate::project::{self, project};
use crate::secrets::{SECRET, Vault};
use crate::statement::{Op, Table, Val};
use crate::writer::issued;
use crate::{Store, StoreError, note_hash};

/// The first place where what is stored is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: String,
    /// The row's key.
    pub row: String,
    /// What is wrong with it.
    pub what: String,
}

/// What was looked at, and the first difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Accounts.
    pub accounts: u64,
    /// Facts.
    pub facts: u64,
    /// Rows that were rebuilt and compared.
    pub rows: u64,
    /// Secrets that were opened.
    pub secrets: u64,
    /// Documents whose content was opened, where it was looked at.
    pub documents: u64,
    /// The first difference; none: all is as it should be.
    pub difference: Option<Difference>,
    /// The newest fact of each ledger, where it is compared with an earlier one.
    pub heads: Heads,
}

/// The newest fact of each ledger at one moment, to be kept where whoever changes the database cannot change it: a ledger
/// whose end was cut off is whole in itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heads(BTreeMap<AccountId, (u64, String)>);

impl Heads {
    /// How many ledgers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Heads {
    /// A line for each: the company, the number of the fact, and its hash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(account, (seq, hash))| writeln!(f, "{account} {seq} {hash}"))
    }
}

impl FromStr for Heads {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let head = |line: &str| {
            let mut parts = line.split(' ');
            let (account, seq) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            let hash = parts.next().filter(|hash| hash.len() == GENESIS.len())?;
            parts.next().is_none().then(|| (account, (seq, hash.to_owned())))
        };
        text.lines().map(head).collect::<Option<_>>().map(Self).ok_or(())
    }
}

/// Rows of one account by table and key, each as its values.
type Model = BTreeMap<(&'static str, Vec<Val>), Vec<Val>>;

fn differs(table: &str, row: impl ToString, what: impl ToString) -> Difference {
    Difference { table: table.to_owned(), row: row.to_string(), what: what.to_string() }
}

fn show(key: &[Val]) -> String {
    let part = |value: &Val| match value {
        Val::Null => String::new(),
        Val::Int(number) => number.to_string(),
        Val::Text(text) => text.to_string(),
    };
    key.iter().map(part).collect::<Vec<_>>().join("/")
}

impl Store {
    /// Verifies the whole database as it is at one moment.
    ///
    /// # Errors
    /// When the store could not be read. A difference is not an error but the report's finding.
    pub async fn verify(&self) -> Result<VerifyReport, StoreError> {
        whole(&self.shared.engine, &self.shared.vault, None).await
    }

    /// Verifies the whole database, and that every fact stands in its place that was the newest of its ledger before. The
    /// report has those of now.
    ///
    /// # Errors
    /// When the store could not be read. A difference is not an error but the report's finding.
    pub async fn verify_since(&self, before: &Heads) -> Result<VerifyReport, StoreError> {
        whole(&self.shared.engine, &self.shared.vault, Some(before)).await
    }

    /// Verifies one company, with those that became a part of it, as they are at one moment, and gives their ledgers
    /// along as far as they were read.
    ///
    /// # Errors
    /// When the store could not be read. A difference is not an error but the report's finding.
    pub async fn verify_account(&self, id: AccountId) -> Result<(VerifyReport, Vec<Stored>), StoreError> {
        let mut conn = self.shared.engine.reader().await?;
        engine::begin_reading(&mut conn).await?;
        let found = Verifying { vault: &self.shared.vault, before: None }.verify_company(&mut conn, id).await;
        engine::abandon(&mut conn).await;
        found
    }
}

/// Verifies a whole database, whether or not a store serves it.
pub(crate) async fn whole(engine: &Engine, vault: &Vault, before: Option<&Heads>) -> Result<VerifyReport, StoreError> {
    let mut conn = engine.reader().await?;
    // One read transaction: what commits meanwhile is not half seen.
    engine::begin_reading(&mut conn).await?;
    let report = Verifying { vault, before }.verify_at(&mut conn).await;
    engine::abandon(&mut conn).await;
    report
}

/// A verification under way.
struct Verifying<'a> {
    vault: &'a Vault,
    /// The newest fact of each ledger at an earlier moment, where that is known.
    before: Option<&'a Heads>,
}

impl Verifying<'_> {
    async fn verify_at(&self, conn: &mut Conn) -> Result<VerifyReport, StoreError> {
        let mut report = VerifyReport::default();
        if let Some(found) = engine::broken(conn).await? {
            report.difference = Some(differs("the file", "", found));
            return Ok(report);
        }
        let mut after = String::new();
        loop {
            let rows = query("select distinct account from fact where account > $1 order by account limit 500")
                .bind(after.clone())
                .fetch_all(&mut *conn)
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.try_get(0)?;
            for row in &rows {
                let text: String = row.try_get(0)?;
                let Ok(account) = text.parse() else {
                    report.difference = Some(differs(FACT.name, &text, "this is not an account’s id"));
                    return Ok(report);
                };
                self.verify_ledger(conn, account, &mut report).await?;
                if report.difference.is_some() {
                    return Ok(report);
                }
            }
        }
        let gone = self.before.and_then(|before| before.0.keys().find(|account| !report.heads.0.contains_key(account)));
        report.difference = match gone {
            Some(account) => Some(differs(FACT.name, account, "the whole ledger is missing")),
            None => orphan(conn).await?,
        };
        Ok(report)
    }

    /// Compares a ledger with its newest fact at the earlier moment, and notes that of now.
    fn goes_on(&self, id: AccountId, facts: &[Stored], report: &mut VerifyReport) -> Option<Difference> {
        let before = self.before?;
        if let Some(newest) = facts.last() {
            report.heads.0.insert(id, (newest.entry.seq, newest.hash.clone()));
        }
        let (seq, hash) = before.0.get(&id)?;
        let found = facts.iter().find(|fact| fact.entry.seq == *seq);
        let what = match found {
            None => "it was the newest one before, and is missing",
            Some(found) if found.hash != *hash => "it was another one before",
            Some(_) => return None,
        };
        Some(differs(FACT.name, format!("{id}/{seq}"), what))
    }

    async fn verify_company(&self, conn: &mut Conn, id: AccountId) -> Result<(VerifyReport, Vec<Stored>), StoreError> {
        let (mut report, mut ledgers) = (VerifyReport::default(), Vec::new());
        let mut companies = vec![id];
        while let Some(company) = companies.pop().filter(|_| report.difference.is_none()) {
            let facts = self.verify_ledger(conn, company, &mut report).await?;
            companies.extend(facts.iter().filter_map(|stored| match &stored.entry.fact {
                Fact::CompanyAbsorbed(absorbed) => Some(absorbed.company),
                _ => None,
            }));
            ledgers.extend(facts);
        }
        Ok((report, ledgers))
    }

    /// Verifies what one ledger says and what was written from it, and gives its facts.
    async fn verify_ledger(
        &self,
        conn: &mut Conn,
        id: AccountId,
        report: &mut VerifyReport,
    ) -> Result<Vec<Stored>, StoreError> {
        report.accounts += 1;
        let facts = match ledger::load(conn, id, 0).await {
            Ok(facts) => facts,
            Err(StoreError::Corrupt { table, row, cause }) => {
                report.difference = Some(differs(table, row, cause));
                return Ok(Vec::new());
            }
            Err(error) => return Err(error),
        };
        report.facts += facts.len() as u64;
        report.difference = match chain(&facts).or_else(|| self.goes_on(id, &facts, report)) {
            Some(difference) => Some(difference),
            None => self.verify_written(conn, id, &facts, report).await?,
        };
        Ok(facts)
    }

    /// Compares rows and secrets with what the facts say.
    async fn verify_written(
        &self,
        conn: &mut Conn,
        id: AccountId,
        facts: &[Stored],
        report: &mut VerifyReport,
    ) -> Result<Option<Difference>, StoreError> {
        let mut rebuilt = match rebuild(conn, facts).await? {
            Ok(rebuilt) => rebuilt,
            Err(difference) => return Ok(Some(difference)),
        };
        // What a company held that became a part of another one is looked at with that one.
        if facts.last().is_some_and(|last| matches!(last.entry.fact, Fact::CompanyMerged(_))) {
            rebuilt.retain(|(name, _), _| project::STAY.iter().any(|table| table.name == *name));
        }
        report.rows += rebuilt.len() as u64;
        if let Some(difference) = compare(conn, id, &rebuilt).await? {
            return Ok(Some(difference));
        }
        if let Some(difference) = texts_hold(conn, id, facts).await? {
            return Ok(Some(difference));
        }
        self.secrets_open(conn, id, facts, report).await
    }

    async fn secrets_open(
        &self,
        conn: &mut Conn,
        id: AccountId,
        facts: &[Stored],
        report: &mut VerifyReport,
    ) -> Result<Option<Difference>, StoreError> {
        let rows = query("select object, ciphertext, last_five, blind from secret where account = $1")
            .bind(id.to_string())
            .fetch_all(conn)
            .await?;
        let mut stored = BTreeMap::new();
        for row in &rows {
            let object: String = row.try_get(0)?;
            let columns: (String, String, String) = (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?);
            stored.insert(object, columns);
        }
        for object in facts.iter().flat_map(|fact| issued(&fact.entry.fact)) {
            let row = format!("{id}/{object}");
            let Some((ciphertext, last_five, blind)) = stored.remove(&object) else {
                return Ok(Some(differs("secret", row, "it is missing")));
            };
            match self.vault.open(id, &object, &ciphertext) {
                Ok(secret) if secret.last_five() != last_five => {
                    return Ok(Some(differs("secret", row, "column last_five is not that of the secret")));
                }
                Ok(secret) if self.vault.blind(&secret)? != blind => {
                    return Ok(Some(differs("secret", row, "column blind is not that of the secret")));
                }
                Ok(_) => report.secrets += 1,
                Err(error) => return Ok(Some(differs("secret", row, error))),
            }
        }
        Ok(stored.keys().next().map(|object| differs("secret", format!("{id}/{object}"), "no fact issued it")))
    }
}

/// Compares the texts that can be erased with the hashes by which facts vouch for them. One that is not there was erased.
async fn texts_hold(conn: &mut Conn, id: AccountId, facts: &[Stored]) -> Result<Option<Difference>, StoreError> {
    let sql = "select id, body, salt from note where account = $1";
    let mut hashes = BTreeMap::new();
    for row in query(sql).bind(id.to_string()).fetch_all(conn).await? {
        let (note, body, salt): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        hashes.insert(note, note_hash(&salt, &body));
    }
    for fact in facts {
        let mut vouched = Vec::new();
        if let Ok(body) = serde_json::from_str(&fact.body) {
            notes(&body, &mut vouched);
        }
        if let Some((note, _)) = vouched.iter().find(|(note, hash)| hashes.get(note).is_some_and(|found| found != hash))
        {
            let what = format!("fact {} vouches for another text", fact.entry.seq);
            return Ok(Some(differs(NOTE.name, format!("{id}/{note}"), what)));
        }
    }
    Ok(None)
}

/// Every text for which the body of a fact vouches, wherever it stands in it: its id and its hash.
fn notes(body: &Value, found: &mut Vec<(String, String)>) {
    match body {
        Value::Object(members) => {
            let text = |name: &str| members.get(name).and_then(Value::as_str);
            match (text("id").filter(|id| id.parse::<NoteId>().is_ok()), text("hash")) {
                (Some(id), Some(hash)) => found.push((id.to_owned(), hash.to_owned())),
                _ => members.values().for_each(|value| notes(value, found)),
            }
        }
        Value::Array(items) => items.iter().for_each(|item| notes(item, found)),
        _ => {}
    }
}

/// The numbers without gaps, and every hash over what stands there.
fn chain(facts: &[Stored]) -> Option<Difference> {
    let mut head = GENESIS;
    for (before, fact) in facts.iter().enumerate() {
        let row = format!("{}/{}", fact.entry.account, fact.entry.seq);
        if fact.entry.seq != before as u64 + 1 {
            return Some(differs(FACT.name, row, format!("number {} is missing", before + 1)));
        }
        if fact.prev_hash != head {
            return Some(differs(FACT.name, row, "column prev_hash is not the hash of the fact before"));
        }
        if ledger::hash(&fact.entry, &fact.body, head) != fact.hash {
            return Some(differs(FACT.name, row, "column hash is not the hash of what stands there: it was changed"));
        }
        head = &fact.hash;
    }
    None
}

/// The rows that the facts of one account write. What another company held that became a part of it is rebuilt from that
/// one's ledger, which must end where this one took it in.
async fn rebuild(conn: &mut Conn, facts: &[Stored]) -> Result<Result<Model, Difference>, StoreError> {
    let mut model = Model::new();
    let mut account = Account::default();
    for fact in facts {
        if let Fact::CompanyAbsorbed(absorbed) = &fact.entry.fact {
            let theirs = ledger::load(conn, absorbed.company, 0).await?;
            let last = theirs.iter().find(|stored| stored.entry.seq == absorbed.facts);
            let row = format!("{}/{}", fact.entry.account, fact.entry.seq);
            if last.is_none_or(|last| last.hash != absorbed.head) {
                return Ok(Err(differs(FACT.name, row, "the ledger that it takes in is not the one that it names")));
            }
            let merged = |stored: &Stored| matches!(&stored.entry.fact, Fact::CompanyMerged(merged) if merged.merge == absorbed.merge);
            let ends = theirs.last().is_some_and(|last| last.entry.seq == absorbed.facts + 1 && merged(last));
            if !ends {
                return Ok(Err(differs(FACT.name, row, "the ledger that it takes in goes on")));
            }
            match Box::pin(rebuild(conn, &theirs)).await? {
                Ok(rows) => model.extend(rows),
                Err(difference) => return Ok(Err(difference)),
            }
        }
        let after = account.clone().apply(&fact.entry);
        for op in project(&fact.entry, &account, &after) {
            match op {
                Op::Insert(table, values) | Op::Upsert(table, values) => {
                    model.insert((table.name, values[..table.key].to_vec()), values);
                }
                Op::Move(table, from, to) => {
                    let Some(at) = table.columns.iter().position(|name| *name == "account") else { continue };
                    let moved =
                        |(name, _): &&(&str, Vec<Val>), values: &Vec<Val>| *name == table.name && values[at] == from;
                    let keys: Vec<_> =
                        model.iter().filter(|(key, values)| moved(key, values)).map(|(key, _)| key.clone()).collect();
                    for key in keys {
                        let Some(mut values) = model.remove(&key) else { continue };
                        values[at] = to.clone();
                        model.insert((table.name, values[..table.key].to_vec()), values);
                    }
                }
                Op::Update(table, key, set) => {
                    if let Some(row) = model.get_mut(&(table.name, key)) {
                        for (column, value) in set {
                            if let Some(at) = table.columns.iter().position(|name| *name == column) {
                                row[at] = value;
                            }
                        }
                    }
                }
            }
        }
        account = after;
    }
    let own = account.id.map(|id| Val::from(&id));
    // What stays a former company's own is looked at with that one; a table without accounts in its key has few rows.
    model.retain(|(name, _), values| {
        let table = project::ALL.iter().find(|table| table.name == *name);
        let at = table.and_then(|table| table.columns.iter().position(|column| *column == "account"));
        at.is_none_or(|at| Some(&values[at]) == own.as_ref())
    });
    Ok(Ok(model))
}

async fn compare(conn: &mut Conn, id: AccountId, rebuilt: &Model) -> Result<Option<Difference>, StoreError> {
    for table in project::ALL {
        let stored = rows_of(conn, table, id).await?;
        let wanted: BTreeMap<&[Val], &[Val]> = rebuilt
            .iter()
            .filter(|((name, _), _)| *name == table.name)
            .map(|((_, key), values)| (key.as_slice(), values.as_slice()))
            .collect();
        for (key, values) in &wanted {
            let Some(found) = stored.get(*key) else {
                return Ok(Some(differs(table.name, show(key), "the row is missing")));
            };
            if let Some(at) = (0..values.len()).find(|at| values[*at] != found[*at]) {
                let what = format!(
                    "column {} is {:?} and the ledger says {:?}",
                    table.columns[at],
                    show(&found[at..=at]),
                    show(&values[at..=at])
                );
                return Ok(Some(differs(table.name, show(key), what)));
            }
        }
        if let Some(key) = stored.keys().find(|key| !wanted.contains_key(key.as_slice())) {
            return Ok(Some(differs(table.name, show(key), "no fact wrote this row")));
        }
    }
    Ok(None)
}

async fn rows_of(conn: &mut Conn, table: &Table, id: AccountId) -> Result<BTreeMap<Vec<Val>, Vec<Val>>, StoreError> {
    let sql = format!("select {} from {} where account = $1", table.columns.join(", "), table.name);
    let rows = query(sql).bind(&id).fetch_all(conn).await?;
    let read = |row: &Row| {
        let values = row.values(table.columns.len());
        (values[..table.key].to_vec(), values)
    };
    Ok(rows.iter().map(read).collect())
}

/// A row of an account that has no facts at all.
async fn orphan(conn: &mut Conn) -> Result<Option<Difference>, StoreError> {
    let of_ledger = [&SECRET, &EVENT_NOTICE, &EVENT_MESSAGE, &MATTER_NOTICE, &MATTER_MESSAGE];
    for table in project::ALL.iter().copied().chain(of_ledger) {
        let sql = format!(
            "select account from {0} where not exists (select 1 from fact where fact.account = {0}.account) limit 1",
            table.name
        );
        let row = query(sql).fetch_optional(&mut *conn).await?;
        if let Some(row) = row {
            return Ok(Some(differs(table.name, row.try_get::<String, _>(0)?, "no fact wrote this row")));
        }
    }
    let unknown = delivery::orphan(conn).await?;
    Ok(unknown.map(|message| differs("delivery", message, "there is no such message")))
}
