//! Reading: accounts, their ledgers, and lists across accounts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use symbolon_domain::account::Account;
use symbolon_domain::command::{Command, PartnerRef};
use symbolon_domain::company::CheckState;
use symbolon_domain::decide::{Context, Decision, decide};
use symbolon_domain::ids::*;
use symbolon_domain::merge::Partner;
use symbolon_domain::shared::Parts;
use symbolon_domain::sweep::Course;

use crate::engine::{Query, Row, query};
use crate::ledger::{self, Stored};
use crate::plain::searched;
use crate::statement::Val;
use crate::sweep::{COURSE, course};
use crate::writer::{Numbers, Other, context, fold, load_more_people, load_people, people_of};
use crate::{Answer, Caller, Folded, Kept, Secret, Store, StoreError, Submission};
use crate::{charges, domains, profiles, tickets};

/// A page of a list: at most `limit` items after the one with the id `after`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Items at the most.
    pub limit: u32,
    /// The last id of the page before.
    pub after: Option<String>,
}

/// A company in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Its id.
    pub id: AccountId,
    /// Its global number.
    pub number: u64,
    /// ISO 3166-1 country.
    pub country: String,
    /// Day on which it was opened.
    pub opened_on: Date,
    /// Day on which it was closed for good.
    pub closed_on: Option<Date>,
    /// Its name.
    pub name: String,
}

/// Which memberships to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MembershipFilter {
    /// Of one company.
    pub account: Option<AccountId>,
    /// Of one offer.
    pub offer: Option<String>,
    /// Whose own last day is not before this one.
    pub renew_to_from: Option<Date>,
    /// Whose own last day is not after this one.
    pub renew_to_until: Option<Date>,
    /// With all that are renewed with another one, whatever their own last day is (H-37).
    pub or_joined: bool,
}

/// A membership in a list. Its state is computed from the account, never read from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipRow {
    /// Its id.
    pub id: MembershipId,
    /// Its company.
    pub account: AccountId,
    /// Its number on paper.
    pub number: u64,
    /// Its offer.
    pub offer: String,
    /// Last day on which it can be renewed.
    pub renew_to: Date,
    /// The dates of its newest year, from which its state on a day that has not passed is known.
    pub course: Course,
}

/// A request for a replacement token in the queue of support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacementRow {
    /// The request.
    pub id: ReplacementId,
    /// The company.
    pub account: AccountId,
    /// Day of the request.
    pub requested_on: Date,
    /// `open`, `approved` or `refused`.
    pub state: String,
}

/// A late override in the queue of whoever decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverrideRow {
    /// Its id.
    pub id: OverrideId,
    /// The company.
    pub account: AccountId,
}

/// A decision as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedDecision {
    /// Its id.
    pub id: DecisionId,
    /// The company.
    pub account: AccountId,
    /// When: microseconds since the Unix epoch.
    pub decided_at: i64,
    /// Who asked.
    pub actor: String,
    /// The command's name.
    pub command: String,
    /// `allowed`, or the refusal's code.
    pub code: String,
    /// The explanation as JSON.
    pub explanation: String,
}

pub(crate) fn parse<T: std::str::FromStr>(
    table: &'static str,
    row: &Row,
    column: &'static str,
) -> Result<T, StoreError> {
    let text: String = row.try_get(column)?;
    text.parse().map_err(|_| StoreError::Corrupt { table, row: text, cause: format!("column {column}") })
}

/// A value that need not be there.
fn optional<T: std::str::FromStr>(
    table: &'static str,
    row: &Row,
    column: &'static str,
) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.try_get(column)?;
    let read = |text: String| {
        text.parse().map_err(|_| StoreError::Corrupt { table, row: text, cause: format!("column {column}") })
    };
    text.map(read).transpose()
}

pub(crate) fn number(row: &Row, column: &'static str) -> Result<u64, StoreError> {
    Ok(u64::try_from(row.try_get::<i64, _>(column)?).unwrap_or(0))
}

/// Whether a row is an account's, `$1`, or that of a company that became a part of it.
pub(crate) const OF_LINEAGE: &str =
    "(account = $1 or account in (select id from former_company where former_company.account = $1))";
/// Whether an account has not become a part of another one.
const STANDS: &str = "not exists (select 1 from former_company where former_company.id = ";

/// Whether an id names something of an account.
pub fn names(held: &Account, id: &str) -> bool {
    fn has<K: std::str::FromStr + Ord, V>(things: &Parts<K, V>, id: &str) -> bool {
        id.parse().is_ok_and(|id| things.contains_key(&id))
    }
    match id.split('_').next() {
        Some(AccountId::PREFIX) => id.parse().is_ok_and(|id| held.is_or_was(id)),
        Some(MembershipId::PREFIX) => has(&held.memberships, id),
        Some(OrderId::PREFIX) => has(&held.orders, id),
        Some(FundsId::PREFIX) => has(&held.funds, id),
        Some(GrantId::PREFIX) => has(&held.grants, id),
        Some(TokenId::PREFIX) => has(&held.tokens, id),
        Some(KeyId::PREFIX) => has(&held.keys, id),
        Some(PoolId::PREFIX) => has(&held.pools, id),
        Some(InstallationId::PREFIX | ActivationId::PREFIX) => has(&held.installations, id),
        Some(AssignmentId::PREFIX) => has(&held.assignments, id),
        Some(SubscriptionId::PREFIX) => has(&held.subscriptions, id),
        Some(ReplacementId::PREFIX) => has(&held.replacements, id),
        Some(SeatRequestId::PREFIX) => has(&held.seat_requests, id),
        Some(MergeId::PREFIX) => has(&held.merges, id),
        Some(OverrideId::PREFIX) => has(&held.overrides, id),
        _ => {
            let paper = |prefix, number: u64| id.strip_prefix(prefix).is_some_and(|rest| rest == number.to_string());
            paper("", held.number)
                // The number of a company that became a part of this one goes on, as its id does (H-32).
                || held.former.values().any(|former| paper("", former.number))
                || held.memberships.values().any(|held| paper("M-", held.number))
                || held.orders.values().any(|order| paper("O-", order.placed.number))
        }
    }
}

/// A filter built from fixed pieces of SQL and bound values.
pub(crate) struct Filter {
    sql: String,
    /// How long what is selected is, before any condition.
    select: usize,
    values: Vec<String>,
}

impl Filter {
    pub(crate) fn new(select: &str) -> Self {
        Self { select: select.len(), sql: select.to_owned(), values: Vec::new() }
    }

    /// Adds a condition whose `$` stands for the value.
    pub(crate) fn and(&mut self, condition: &'static str, value: Option<impl ToString>) {
        if let Some(value) = value {
            let place = self.bind(value.to_string());
            self.when(&condition.replace('$', &place));
        }
    }

    /// Adds that a column holds one of these values; where there are none, it may hold any.
    pub(crate) fn among(&mut self, column: &'static str, values: &[String]) {
        if !values.is_empty() {
            let places: Vec<_> = values.iter().map(|value| self.bind(value.clone())).collect();
            self.when(&format!("{column} in ({})", places.join(", ")));
        }
    }

    /// Binds a value and names its place.
    fn bind(&mut self, value: String) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn when(&mut self, condition: &str) {
        // What a selected value is looked up by is no condition.
        let has_some = self.sql.get(self.select..).is_some_and(|added| added.contains(" where "));
        self.sql.push_str(if has_some { " and " } else { " where " });
        self.sql.push_str(condition);
    }

    pub(crate) async fn rows(mut self, store: &Store, order: &'static str, limit: u32) -> Result<Vec<Row>, StoreError> {
        self.sql.push_str(&format!(" order by {order} limit {limit}"));
        let query = self.values.into_iter().fold(query(self.sql), Query::bind);
        query.fetch_all(&store.shared.engine).await
    }
}

/// Where a text is looked for that may be what somebody says of their company, and as what, by its shape.
fn having(text: &str) -> Option<(&'static str, String)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = text.trim().to_lowercase();
    let number = |prefix: &str| whole.strip_prefix(prefix).filter(|number| digits(number) && number.len() < 19);
    if let Some(number) = number("m-") {
        Some(("membership where number = cast($ as bigint)", number.to_owned()))
    } else if let Some(number) = number("o-") {
        Some(("purchase_order where number = cast($ as bigint)", number.to_owned()))
    } else if digits(&whole) {
        Some(("ticket where number = $", whole))
    } else if whole.contains('@') {
        Some(("person where lower(email) = $", whole))
    } else if whole.contains('.') {
        Some(("tenant where domain = $", whole))
    } else {
        None
    }
}

impl Store {
    /// An account as it is now; none while it was never opened.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn folded(&self, id: AccountId) -> Result<Option<Arc<Folded>>, StoreError> {
        if let Some(folded) = self.newest_in_memory(id) {
            return Ok(Some(folded));
        }
        let changes = self.shared.cache.changes(id);
        let cached = self.shared.cache.get(id);
        let mut conn = self.shared.engine.reader().await?;
        let folded = fold(&mut conn, id, cached.clone()).await?;
        // What another process has begun under a version of its own is read by that version's rules.
        if folded.newest_version() > self.shared.versions.newest().0 {
            crate::versions::follow(&mut conn, &self.shared.versions).await?;
        }
        self.shared.cache.renew(id, changes, cached.as_deref(), &folded);
        Ok(Some(folded).filter(|folded| folded.account.seq > 0))
    }

    /// An account as it is now, if that needs no look at the database. Nobody else writes to a file, so what is in
    /// memory is the newest.
    pub fn newest_in_memory(&self, id: AccountId) -> Option<Arc<Folded>> {
        if self.shared.engine.is_shared() { None } else { self.shared.cache.get(id) }
    }

    /// What was answered about accounts as they are now, each in its place; nothing for those about which nothing was.
    pub fn answered(&self, ids: &[Option<AccountId>]) -> Vec<Option<Kept>> {
        if self.shared.engine.is_shared() { vec![None; ids.len()] } else { self.shared.cache.answered(ids) }
    }

    /// Keeps an answer, which must follow from the account, the programme and the question alone.
    pub fn keep_answer(&self, folded: &Folded, question: &str, answer: &str) {
        folded.kept.put(question, answer);
        if let Some(id) = folded.account.id
            && !self.shared.engine.is_shared()
        {
            self.shared.cache.keep(id, &folded.kept);
        }
    }

    /// Whether an id names something of an account, without waiting; a no does not mean that it is not there.
    pub fn holds(&self, account: AccountId, id: &str) -> bool {
        self.shared.cache.get(account).is_some_and(|folded| names(&folded.account, id))
    }

    /// The facts of an account, in order.
    ///
    /// # Errors
    /// When the store failed, or a fact does not read back.
    pub async fn ledger(&self, id: AccountId) -> Result<Vec<Stored>, StoreError> {
        let mut conn = self.shared.engine.reader().await?;
        ledger::load(&mut conn, id, 0).await
    }

    /// What a command would do now. Nothing is written, and nothing is promised: between this and the act the answer
    /// may change.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn preview(
        &self,
        account: AccountId,
        command: &Command,
        caller: &Caller,
        now: i64,
        today: Date,
    ) -> Result<(Arc<Folded>, Context, Decision), StoreError> {
        let folded = self.folded(account).await?.unwrap_or_default();
        let wanted = people_of(caller, command).into_iter().collect();
        let mut conn = self.shared.engine.reader().await?;
        let mut people = load_people(&mut conn, wanted).await?;
        people.extend(load_more_people(&mut conn, &folded.account, command).await?);
        let people = people.iter().map(|row| (row.id, row.person())).collect();
        let profiles = profiles::load(&mut conn, std::iter::once(command)).await?;
        let domains = domains::load(&mut conn, std::iter::once(command)).await?;
        let charges = charges::load(&mut conn, std::iter::once(command)).await?;
        let tickets = tickets::load(&mut conn, std::iter::once((account, command))).await?;
        drop(conn);
        let partner = match self.other(account, command).await? {
            Other::None => Partner::None,
            Other::Location => Partner::Location,
            Other::Company(other) => {
                let other = self.folded(other).await?.unwrap_or_default();
                Partner::Known(Arc::new(other.account.clone()), other.head.clone())
            }
        };
        let submission = Submission {
            account,
            command: command.clone(),
            caller: caller.clone(),
            now,
            today,
            idempotency: None,
            guard: None,
            notes: Vec::new(),
            also: Vec::new(),
            render: Arc::new(|_| Answer { status: 0, body: String::new() }),
        };
        // Ids and numbers of a preview are never recorded, so they need not be fresh.
        let known = (&people, &profiles, &domains, &charges, &tickets);
        let of = (&folded.account, self.programmes(today));
        let context = context(&submission, of, known, Numbers::default(), partner, 0);
        let decision = decide(&folded.account, self.programmes(context.today), command, &context);
        Ok((folded, context, decision))
    }

    /// The account to which an id or a number on paper belongs: `acc_…`, `mem_…`, `tok_…` and so on, `M-1042`, or a
    /// company's global number.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn locate(&self, id: &str) -> Result<Option<AccountId>, StoreError> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (sql, by_number) = if let Some(number) = id.strip_prefix("M-").filter(|number| digits(number)) {
            let Ok(number) = number.parse::<i64>() else { return Ok(None) };
            ("select account from membership where number = $1", Some(number))
        } else if let Some(number) = id.strip_prefix("O-").filter(|number| digits(number)) {
            let Ok(number) = number.parse::<i64>() else { return Ok(None) };
            ("select account from purchase_order where number = $1", Some(number))
        } else if digits(id) {
            let Ok(number) = id.parse::<i64>() else { return Ok(None) };
            let sql = "select account from former_company where number = $1 \
                       union all select account from account where number = $1 and STANDS limit 1";
            (sql, Some(number))
        } else {
            let sql = match id.split('_').next() {
                Some(AccountId::PREFIX) => {
                    "select account from former_company where id = $1 \
                     union all select account from account where account = $1 and STANDS limit 1"
                }
                Some(MembershipId::PREFIX) => "select account from membership where id = $1",
                Some(OrderId::PREFIX) => "select account from purchase_order where id = $1",
                Some(FundsId::PREFIX) => "select account from funds where id = $1",
                Some(GrantId::PREFIX) => "select account from grant_line where id = $1",
                Some(TokenId::PREFIX) => "select account from token where id = $1",
                Some(KeyId::PREFIX) => "select account from product_key where id = $1",
                Some(PoolId::PREFIX) => "select account from pool where id = $1",
                Some(InstallationId::PREFIX) => "select account from installation where id = $1",
                Some(ActivationId::PREFIX) => "select account from activation where id = $1",
                Some(AssignmentId::PREFIX) => "select account from seat_assignment where id = $1",
                Some(SubscriptionId::PREFIX) => "select account from subscription where id = $1",
                Some(EvidenceId::PREFIX) => "select account from evidence where id = $1",
                Some(AssociationId::PREFIX) => "select account from certification_profile where id = $1",
                Some(ExemptionId::PREFIX) => "select account from tax_exemption where id = $1",
                Some(CreditId::PREFIX) => "select account from credit where id = $1",
                Some(DocumentId::PREFIX) => "select account from document where id = $1",
                Some(ReplacementId::PREFIX) => "select account from replacement where id = $1",
                Some(SeatRequestId::PREFIX) => "select account from seat_request where id = $1",
                Some(OverrideId::PREFIX) => "select account from late_override where id = $1",
                Some(LocationId::PREFIX) => "select account from location where id = $1",
                Some(MessageId::PREFIX) => {
                    "select account from message where id = $1 \
                     union all select account from event_message where id = $1 \
                     union all select account from matter_message where id = $1 limit 1"
                }
                _ => return Ok(None),
            };
            (sql, None)
        };
        let sql = sql.replace("STANDS", &format!("{STANDS} account.account)"));
        let query = query(sql).bind(by_number.map_or_else(|| Val::from(id), Val::Int));
        let row = query.fetch_optional(&self.shared.engine).await?;
        row.map(|row| parse("account", &row, "account")).transpose()
    }

    /// The other company that a command is about, found by a number or by a merge of this account.
    pub(crate) async fn other(&self, account: AccountId, command: &Command) -> Result<Other, StoreError> {
        let number = match command.partner() {
            None => return Ok(Other::None),
            Some(PartnerRef::Merge(merge)) => {
                let held = self.folded(account).await?;
                let merge = held.as_ref().and_then(|held| held.account.merges.get(&merge));
                return Ok(merge.map_or(Other::None, |merge| Other::Company(merge.other)));
            }
            Some(PartnerRef::Number(number)) => i64::try_from(number).unwrap_or(-1),
        };
        let row = query(
            "select account, (select count(*) from former_company where former_company.id = account.account) as gone \
             from account where number = $1",
        )
        .bind(number)
        .fetch_optional(&self.shared.engine)
        .await?;
        if let Some(row) = row {
            let gone: i64 = row.try_get("gone")?;
            return Ok(if gone > 0 { Other::Location } else { Other::Company(parse("account", &row, "account")?) });
        }
        let location =
            query("select id from location where number = $1").bind(number).fetch_optional(&self.shared.engine).await?;
        Ok(if location.is_some() { Other::Location } else { Other::None })
    }

    /// The companies on both sides of a merge, the one that invited first; each as what it is a part of by now.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn merge_sides(&self, id: MergeId) -> Result<Vec<AccountId>, StoreError> {
        let rows = query(
            "select coalesce(former_company.account, company_merge.account) as account from company_merge \
             left join former_company on former_company.id = company_merge.account \
             where company_merge.id = $1 order by company_merge.side",
        )
        .bind(id.to_string())
        .fetch_all(&self.shared.engine)
        .await?;
        let mut sides: Vec<AccountId> =
            rows.iter().map(|row| parse("company_merge", row, "account")).collect::<Result<_, _>>()?;
        sides.dedup();
        Ok(sides)
    }

    /// The company whose invoice has a number.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn invoiced(&self, number: u64) -> Result<Option<AccountId>, StoreError> {
        let row = query("select account from invoice where number = $1")
            .bind(i64::try_from(number).unwrap_or(-1))
            .fetch_optional(&self.shared.engine)
            .await?;
        row.map(|row| parse("invoice", &row, "account")).transpose()
    }

    /// The company whose credit note has a number.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn credited(&self, number: u64) -> Result<Option<AccountId>, StoreError> {
        let row = query("select account from credit_note where number = $1")
            .bind(i64::try_from(number).unwrap_or(-1))
            .fetch_optional(&self.shared.engine)
            .await?;
        row.map(|row| parse("credit_note", &row, "account")).transpose()
    }

    /// Companies with money that is held.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn with_held_funds(&self, page: &Page) -> Result<Vec<AccountId>, StoreError> {
        let mut filter = Filter::new("select distinct account from funds");
        filter.and("state = $", Some("held"));
        filter.and("account > $", page.after.as_ref());
        let read = |row: &Row| parse("funds", row, "account");
        filter.rows(self, "account", page.limit).await?.iter().map(read).collect()
    }

    /// Companies with an order that was not paid and has a document. Whether the order can still be paid is computed.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn with_proofs(&self, page: &Page) -> Result<Vec<AccountId>, StoreError> {
        let mut filter = Filter::new(
            "select distinct o.account from purchase_order o \
             join document d on d.account = o.account and d.subject = o.id",
        );
        filter.and("o.state = $", Some("open"));
        filter.and("o.account > $", page.after.as_ref());
        let read = |row: &Row| parse("purchase_order", row, "account");
        filter.rows(self, "o.account", page.limit).await?.iter().map(read).collect()
    }

    /// Those of some references under which another company's money was recorded.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn known_elsewhere(
        &self,
        account: AccountId,
        references: Vec<String>,
    ) -> Result<BTreeSet<String>, StoreError> {
        if references.is_empty() {
            return Ok(BTreeSet::new());
        }
        let rows = query("select reference, account from funds where reference in ($*)").among(references);
        let own = account.to_string();
        let mut found = BTreeSet::new();
        for row in rows.fetch_all(&self.shared.engine).await? {
            let (reference, account): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            if account != own {
                found.insert(reference);
            }
        }
        Ok(found)
    }

    /// The membership with a number on paper.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn membership_by_number(&self, number: u64) -> Result<Option<MembershipId>, StoreError> {
        let row = query("select id from membership where number = $1")
            .bind(i64::try_from(number).unwrap_or(-1))
            .fetch_optional(&self.shared.engine)
            .await?;
        row.map(|row| parse("membership", &row, "id")).transpose()
    }

    /// Opens the code of a token or the key of a product. The caller has recorded the act of showing it.
    ///
    /// # Errors
    /// When there is none, or it does not open.
    pub async fn secret(&self, account: AccountId, object: &str) -> Result<Secret, StoreError> {
        // It was sealed for the company that the object was issued to, and opens for no other.
        let row = query(format!("select account, ciphertext from secret where object = $2 and {OF_LINEAGE}"))
            .bind(account.to_string())
            .bind(object.to_owned())
            .fetch_optional(&self.shared.engine)
            .await?
            .ok_or_else(|| StoreError::Secret(format!("{account}/{object}: there is none")))?;
        let stored: String = row.try_get("ciphertext")?;
        self.shared.vault.open(parse("secret", &row, "account")?, object, &stored)
    }

    /// The last five characters of an account's codes and keys, by object.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn last_five(&self, account: AccountId) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = query(format!("select object, last_five from secret where {OF_LINEAGE}"))
            .bind(account.to_string())
            .fetch_all(&self.shared.engine)
            .await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    /// Companies by id, optionally those whose name or number contains a text, whatever its case and accents, or that
    /// have what it is the whole of: the number of a membership, an order or a ticket, a mail address, a domain, somebody's
    /// name.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn accounts(&self, search: Option<&str>, page: &Page) -> Result<Vec<AccountRow>, StoreError> {
        let mut filter = Filter::new(
            "select account.account, account.number, account.country, account.opened_on, account.closed_on, \
             coalesce(profile.name, '') as name from account left join profile on profile.account = account.account",
        );
        filter.sql.push_str(&format!(" where {STANDS} account.account)"));
        // A search text is compared literally: its own wildcards are escaped.
        let like = |text: String| {
            let text = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            format!("%{text}%")
        };
        if let Some(text) = search {
            // What was written before names were searched without accents stands there with them.
            let (plain, accented) = (filter.bind(like(searched(text))), filter.bind(like(text.to_lowercase())));
            let mut any = vec![
                format!("profile.search like {plain} escape '\\'"),
                format!("profile.search like {accented} escape '\\'"),
                format!("cast(account.number as text) like {plain} escape '\\'"),
            ];
            any.extend(having(text).map(|(table, value)| {
                format!("account.account in (select account from {})", table.replace('$', &filter.bind(value)))
            }));
            // Somebody who calls says their name, and not always the company's.
            let (name, lower) = (filter.bind(text.trim().to_owned()), filter.bind(text.trim().to_lowercase()));
            any.push(format!(
                "account.account in (select account from person where name = {name} or lower(name) = {lower})"
            ));
            filter.when(&format!("({})", any.join(" or ")));
        }
        filter.and("account.account > $", page.after.as_ref());
        let read = |row: &Row| -> Result<AccountRow, StoreError> {
            Ok(AccountRow {
                id: parse("account", row, "account")?,
                number: number(row, "number")?,
                country: row.try_get("country")?,
                opened_on: parse("account", row, "opened_on")?,
                closed_on: optional("account", row, "closed_on")?,
                name: row.try_get("name")?,
            })
        };
        filter.rows(self, "account.account", page.limit).await?.iter().map(read).collect()
    }

    /// Memberships by id.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn memberships(&self, wanted: &MembershipFilter, page: &Page) -> Result<Vec<MembershipRow>, StoreError> {
        let mut filter = Filter::new(&format!("select id, account, number, {COURSE} from membership"));
        filter.and("account = $", wanted.account);
        filter.and("offer = $", wanted.offer.as_ref());
        if wanted.renew_to_from.is_some() || wanted.renew_to_until.is_some() {
            let from = filter.bind(wanted.renew_to_from.unwrap_or(Date::MIN).to_string());
            let until = filter.bind(wanted.renew_to_until.unwrap_or(Date::MAX).to_string());
            // Each side of it has an index.
            let joined = " or id in (select id from membership where renewed_with is not null)";
            let joined = if wanted.or_joined { joined } else { "" };
            filter.when(&format!("(renew_to between {from} and {until}{joined})"));
        }
        filter.and("id > $", page.after.as_ref());
        let read = |row: &Row| -> Result<MembershipRow, StoreError> {
            Ok(MembershipRow {
                id: parse("membership", row, "id")?,
                account: parse("membership", row, "account")?,
                number: number(row, "number")?,
                offer: row.try_get("offer")?,
                renew_to: parse("membership", row, "renew_to")?,
                course: course(row)?,
            })
        };
        filter.rows(self, "id", page.limit).await?.iter().map(read).collect()
    }

    /// Checks of company profiles in a state, by company.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn company_checks(&self, state: CheckState, page: &Page) -> Result<Vec<AccountId>, StoreError> {
        let mut filter = Filter::new("select distinct account from company_check");
        filter.sql.push_str(&format!(" where {STANDS} company_check.account)"));
        filter.and("state = $", Some(state.code()));
        filter.and("account > $", page.after.as_ref());
        let read = |row: &Row| parse("company_check", row, "account");
        filter.rows(self, "account", page.limit).await?.iter().map(read).collect()
    }

    /// Seals a document's content for its place, so that who copies it can neither read nor move it.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn seal_document(&self, account: AccountId, document: DocumentId, clear: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.shared.vault.seal(account, &document.to_string(), clear)
    }

    /// Opens a document's content.
    ///
    /// # Errors
    /// When it was changed or moved, or the master key is another one.
    pub fn open_document(
        &self,
        account: AccountId,
        document: DocumentId,
        sealed: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        self.shared.vault.unseal(account, &document.to_string(), sealed)
    }

    /// Requests for replacement tokens, the oldest first.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn replacements(&self, state: Option<&str>, page: &Page) -> Result<Vec<ReplacementRow>, StoreError> {
        let mut filter = Filter::new("select id, account, requested_on, state from replacement");
        filter.and("state = $", state);
        filter.and("id > $", page.after.as_ref());
        let read = |row: &Row| -> Result<ReplacementRow, StoreError> {
            Ok(ReplacementRow {
                id: parse("replacement", row, "id")?,
                account: parse("replacement", row, "account")?,
                requested_on: parse("replacement", row, "requested_on")?,
                state: row.try_get("state")?,
            })
        };
        filter.rows(self, "id", page.limit).await?.iter().map(read).collect()
    }

    /// Late overrides, the oldest first; those that wait for a decision where `open` is asked for.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn overrides(
        &self,
        account: Option<AccountId>,
        open: bool,
        page: &Page,
    ) -> Result<Vec<OverrideRow>, StoreError> {
        let mut filter = Filter::new("select id, account from late_override");
        filter.and("account = $", account);
        filter.and("state = $", open.then_some("open"));
        filter.and("id > $", page.after.as_ref());
        let read = |row: &Row| -> Result<OverrideRow, StoreError> {
            Ok(OverrideRow { id: parse("late_override", row, "id")?, account: parse("late_override", row, "account")? })
        };
        filter.rows(self, "id", page.limit).await?.iter().map(read).collect()
    }

    /// A recorded decision.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn decision(&self, id: DecisionId) -> Result<Option<RecordedDecision>, StoreError> {
        let row = query(
            "select decision.id, coalesce(former_company.account, decision.account) as account, decided_at, actor, \
                 command, code, explanation from decision \
                 left join former_company on former_company.id = decision.account where decision.id = $1",
        )
        .bind(id.to_string())
        .fetch_optional(&self.shared.engine)
        .await?;
        let read = |row: Row| -> Result<RecordedDecision, StoreError> {
            Ok(RecordedDecision {
                id: parse("decision", &row, "id")?,
                account: parse("decision", &row, "account")?,
                decided_at: row.try_get("decided_at")?,
                actor: row.try_get("actor")?,
                command: row.try_get("command")?,
                code: row.try_get("code")?,
                explanation: row.try_get("explanation")?,
            })
        };
        row.map(read).transpose()
    }
}
