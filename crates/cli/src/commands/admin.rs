//! What is done on the machine itself, on the data and without the network: first people, their links and tokens, and the
//! verification.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::company::is_mail_address;
use symbolon_domain::ids::AccountId;
use symbolon_domain::people::{RoleChange, RolesKept};
use symbolon_server::clock::{Clock, instant};
use symbolon_server::{entropy, good_name, hash};
use symbolon_store::{
    ApiToken, Entropy, Grantee, Heads, InstanceKind, Page, PersonRow, Plain, Store, VerifyReport, files, searched,
};
use symbolon_text::Value;

use super::person::signed_out;
use crate::args::{Admin, Installation, Kept, Verify};
use crate::failure::{DAMAGED, Exit, Failure};
use crate::instance::{self, Opened, Opening};
use crate::output::{Cell, Output, Table};
use crate::settings::Stated;

const HOUR_MICROS: i64 = 3_600_000_000;
const DAY_MICROS: i64 = 24 * HOUR_MICROS;
/// Companies that are read at once.
const PAGE: u32 = 200;

fn existing(installation: &Installation) -> Opening<'_> {
    let data = &installation.data;
    Opening { data, database: installation.address(), documents: None, programme: None, make: None }
}

/// Verifies the chain of every ledger, the rows, the secrets and the documents, and that no ledger was cut off since it was
/// last looked at, where somebody kept what it ended with.
pub(crate) async fn verify(verify: &Verify, output: &Output) -> Result<(), Failure> {
    let before = match &verify.heads {
        Some(file) => Some(heads(file, output)?),
        None => None,
    };
    let report =
        looked_at(&verify.kept, before.as_ref(), output).await.map_err(|failure| match failure.code.as_str() {
            // What does not read is not what was written: the answer to the question is no.
            DAMAGED => Failure { exit: Exit::No, ..failure },
            _ => failure,
        })?;
    let difference = report.difference.as_ref();
    if output.is_json() {
        output.document(&json!({
            "accounts": report.accounts, "facts": report.facts, "rows": report.rows, "secrets": report.secrets,
            "documents": report.documents,
            "difference": difference.map(|found| {
                json!({ "table": found.table, "row": found.row, "what": found.what })
            }),
        }))?;
    } else {
        let number = |count: u64| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
        let values = [
            ("accounts", number(report.accounts)),
            ("facts", number(report.facts)),
            ("rows", number(report.rows)),
            ("secrets", number(report.secrets)),
            ("documents", number(report.documents)),
        ];
        output.line(&output.text("cli-verified", &values))?;
        match difference {
            None => output.line(&output.text("cli-verify-fine", &[]))?,
            Some(found) => {
                let values = [
                    ("table", Value::from(found.table.as_str())),
                    ("row", found.row.as_str().into()),
                    ("what", found.what.as_str().into()),
                ];
                output.line(&output.text("cli-verify-difference", &values))?;
            }
        }
    }
    if difference.is_some() {
        return Err(Failure::no());
    }
    let Some(file) = &verify.heads else { return Ok(()) };
    files::replace(file, report.heads.to_string().as_bytes())
        .map_err(|error| instance::unusable(file, &error, output.language))?;
    let count = Value::from(i64::try_from(report.heads.len()).unwrap_or(i64::MAX));
    output.note(&output.text("cli-verify-heads", &[("file", file.display().to_string().into()), ("ledgers", count)]));
    Ok(())
}

/// What every ledger ended with when it was last verified; nothing where that is noted for the first time.
fn heads(file: &Path, output: &Output) -> Result<Heads, Failure> {
    if !file.exists() {
        return Ok(Heads::default());
    }
    let text = crate::file::read_text(file, output.language)?;
    text.parse().map_err(|()| {
        let values = [("file", Value::from(file.display().to_string()))];
        Failure::new(Exit::Usage, output.text("cli-verify-heads-unreadable", &values))
    })
}

async fn looked_at(kept: &Kept, before: Option<&Heads>, output: &Output) -> Result<VerifyReport, Failure> {
    let Opened { store, .. } = instance::open_store(&existing(&kept.installation), output.language).await?;
    let folder = instance::documents(&kept.installation.data, kept.documents.as_deref());
    let whole = async {
        let mut report = match before {
            Some(before) => store.verify_since(before).await?,
            None => store.verify().await?,
        };
        store.verify_documents(&folder, &[], &mut report).await?;
        Ok(report)
    };
    let report = whole.await.map_err(|error| Failure::of_store(error, output.language));
    store.close().await;
    report
}

pub(crate) async fn run(verb: &Admin, server: &Stated<String>, output: &Output) -> Result<(), Failure> {
    let (Admin::Person { installation, .. }
    | Admin::Link { installation, .. }
    | Admin::Token { installation, .. }
    | Admin::Role { installation, .. }
    | Admin::Tokens { installation, .. }
    | Admin::RevokeToken { installation, .. }
    | Admin::SignOut { installation, .. }) = verb;
    let Opened { store, entropy, .. } = instance::open_store(&existing(installation), output.language).await?;
    let now = match store.kind() {
        InstanceKind::Live => Clock::System.now(),
        InstanceKind::Sandbox => store.clock().await?.unwrap_or_else(|| Clock::System.now()),
    };
    let desk = Desk { store, entropy, now, data: &installation.data, output };
    let done = match verb {
        Admin::Person { full_name, email, vendor_role, .. } => desk.person(full_name, email, vendor_role).await,
        Admin::Link { person, hours, .. } => desk.link(person, *hours, server).await,
        Admin::Token { account, person, role, name, days, .. } => {
            let who = Who { account: account.as_deref(), person: person.as_deref(), roles: role };
            desk.token(&who, name.as_deref(), *days).await
        }
        Admin::Role { person, give, take, acknowledge_last, .. } => {
            let (give, take) = (roles(give), roles(take));
            let acknowledged = if *acknowledge_last { take.clone() } else { BTreeSet::new() };
            desk.roles(person, RoleChange { give, take, acknowledged }).await
        }
        Admin::Tokens { account, .. } => desk.tokens(account.as_deref()).await,
        Admin::RevokeToken { api_token, .. } => desk.revoke(api_token).await,
        Admin::SignOut { person, .. } => desk.sign_out(person).await,
    };
    desk.store.close().await;
    done
}

/// Roles by their codes.
fn roles(names: &[String]) -> BTreeSet<Role> {
    names.iter().filter_map(|name| Role::from_code(name)).collect()
}

/// A role as it is typed.
fn typed(role: Role) -> String {
    role.code().replace('_', "-")
}

/// An installation that is worked on.
struct Desk<'a> {
    store: Store,
    entropy: Entropy,
    now: i64,
    data: &'a Path,
    output: &'a Output,
}

/// For whom a token is.
struct Who<'a> {
    account: Option<&'a str>,
    person: Option<&'a str>,
    roles: &'a [String],
}

impl Desk<'_> {
    fn refused(&self, exit: Exit, text: &str, values: &[(&str, Value)]) -> Failure {
        Failure::new(exit, self.output.text(text, values))
    }

    fn unknown(&self, name: &str) -> Failure {
        self.refused(Exit::NotFound, "cli-not-found", &[("name", name.into())])
    }

    /// Several of the same name: one has to be named by its id.
    fn several(&self, name: &str, ids: Vec<String>) -> Failure {
        self.refused(Exit::Usage, "cli-several", &[("name", name.into()), ("ids", ids.join(", ").into())])
    }

    /// Makes a person of the vendor.
    async fn person(&self, name: &str, email: &str, role: &[String]) -> Result<(), Failure> {
        let output = self.output;
        let roles = roles(role);
        if let Some(role) = roles.iter().find(|role| !role.is_vendor()) {
            return Err(self.not_vendors(*role));
        }
        let name = good_name(name).map_err(|_| self.refused(Exit::Usage, "cli-person-name", &[]))?;
        if !is_mail_address(email) {
            return Err(self.refused(Exit::Usage, "cli-person-mail", &[("email", email.into())]));
        }
        if let Some(known) = self.store.people_called(email).await?.first() {
            let values = [("email", Value::from(email)), ("id", known.id.to_string().into())];
            return Err(self.refused(Exit::Refused, "cli-person-known", &values));
        }
        let person = PersonRow {
            id: entropy::minter(&self.entropy, self.now).person(),
            account: None,
            name,
            email: email.to_owned(),
            language: output.language,
            kind: IdentityKind::Named,
            in_directory: true,
            roles,
            admin_of: BTreeSet::new(),
        };
        let id = person.id;
        self.store.write("admin", self.now, &[Plain::Person(person)]).await?;
        self.answer("id", &id.to_string())?;
        let folder = self.data.display();
        for (text, verb) in [("cli-person-sign-in", "link"), ("cli-person-token", "token")] {
            let command = format!("symbolon admin {verb} --data {folder} --person {id}");
            output.note(&output.text(text, &[("command", command.into())]));
        }
        Ok(())
    }

    /// Says that nobody of the vendor holds a role, and which they hold.
    fn not_vendors(&self, role: Role) -> Failure {
        let known: Vec<String> = Role::ALL.iter().filter(|role| role.is_vendor()).map(|role| typed(*role)).collect();
        let values = [("role", Value::from(typed(role))), ("known", known.join(", ").into())];
        self.refused(Exit::Refused, "cli-person-not-vendor", &values)
    }

    /// Gives a person of the vendor roles and takes others away, and writes those that they hold then.
    async fn roles(&self, name: &str, change: RoleChange) -> Result<(), Failure> {
        let person = self.find(name, None).await?;
        let by = ("admin".to_owned(), self.now);
        let named = |roles: &BTreeSet<Role>| roles.iter().map(|role| typed(*role)).collect::<Vec<_>>().join(",");
        match self.store.change_vendor_roles(person.id, change, by).await? {
            None => Err(self.refused(Exit::Refused, "cli-role-of-company", &[("name", person.name.into())])),
            Some(Ok(roles)) => self.answer("roles", &named(&roles)),
            Some(Err(RolesKept::NotVendors(role))) => Err(self.not_vendors(role)),
            Some(Err(RolesKept::TooFew(roles))) => {
                let values = [("name", Value::from(person.name)), ("roles", named(&roles).into())];
                Err(self.refused(Exit::Refused, "cli-role-too-few", &values))
            }
        }
    }

    /// Makes a link that lets a person in once.
    async fn link(&self, name: &str, hours: i64, server: &Stated<String>) -> Result<(), Failure> {
        let output = self.output;
        let address = server.value.parse::<reqwest::Url>();
        if !address.is_ok_and(|address| matches!(address.scheme(), "http" | "https")) {
            let values = [("server", server.value.as_str().into())];
            return Err(self.refused(Exit::Usage, "cli-server-malformed", &values));
        }
        let person = self.find(name, None).await?;
        let code = entropy::secret(&self.entropy);
        let expires_at = self.now.saturating_add(hours.saturating_mul(HOUR_MICROS));
        let link = Plain::EnterLink { hash: hash(&code), person: person.id, expires_at };
        self.store.write("admin", self.now, &[link]).await?;
        self.answer("link", &format!("{}/enter/{code}", server.value.trim_end_matches('/')))?;
        output.note(&output.text("cli-link-once", &[("name", person.name.into()), ("hours", hours.into())]));
        if server.origin.is_none() {
            output.note(&output.text("cli-link-server", &[("server", server.value.as_str().into())]));
        }
        Ok(())
    }

    /// Makes an API token.
    async fn token(&self, who: &Who<'_>, name: Option<&str>, days: i64) -> Result<(), Failure> {
        let token = entropy::api_token(self.store.kind(), &self.entropy);
        let row = ApiToken {
            hash: hash(&token),
            name: name.or(who.person).unwrap_or_default().to_owned(),
            grantee: self.grantee(who).await?,
            expires_at: self.now.saturating_add(days.saturating_mul(DAY_MICROS)),
            revoked_at: None,
        };
        self.store.write("admin", self.now, &[Plain::ApiToken(row)]).await?;
        self.answer("token", &token)?;
        self.output.note(&self.output.text("cli-token-once", &[]));
        Ok(())
    }

    /// Lists the tokens in force of a company, or the vendor's.
    async fn tokens(&self, account: Option<&str>) -> Result<(), Failure> {
        let account = match account {
            Some(name) => Some(self.account(name).await?),
            None => None,
        };
        let held = self.store.api_tokens(account).await?;
        let mut table = Table::new(&["id", "label", "person", "roles", "expires_at"]);
        let mut items = Vec::new();
        for held in held.iter().filter(|held| held.token.counts(self.now)) {
            let (person, roles) = match &held.token.grantee {
                Grantee::Person(person) => (Some(person.to_string()), BTreeSet::new()),
                Grantee::Service { roles, .. } => (None, roles.clone()),
            };
            let (id, ends) = (held.token.id().to_string(), instant(held.token.expires_at).to_string());
            let named: Vec<String> = roles.iter().map(|role| typed(*role)).collect();
            let whose = person.clone().unwrap_or_else(|| "–".to_owned());
            let cells = [id.clone(), held.label().to_owned(), whose, named.join(", "), ends.clone()];
            table.row(cells.map(Cell::same).into());
            items.push(json!({
                "id": id, "label": held.label(), "person": person, "roles": roles, "expires_at": ends,
            }));
        }
        if self.output.is_json() { self.output.document(&json!({ "items": items })) } else { self.output.table(table) }
    }

    /// Ends the API token with an id, or the only one in force that is called so.
    async fn revoke(&self, name: &str) -> Result<(), Failure> {
        let found = match name.parse() {
            Ok(id) => self.store.api_token_of(id).await?.into_iter().collect(),
            Err(_) => self.store.api_tokens_called(name, self.now).await?,
        };
        match found.as_slice() {
            [] => Err(self.unknown(name)),
            [held] => {
                self.store.revoke_api_token(&held.token, "admin", self.now).await?;
                self.output.note(&self.output.text("cli-api-token-ended", &[("label", held.label().into())]));
                Ok(())
            }
            several => Err(self.several(name, several.iter().map(|held| held.token.id().to_string()).collect())),
        }
    }

    /// Ends the sessions of a person, and the links by which they could come in.
    async fn sign_out(&self, name: &str) -> Result<(), Failure> {
        let person = self.find(name, None).await?;
        let ended = self.store.end_sessions(person.id, None, "admin", self.now).await?;
        self.output.note(&signed_out(self.output, &person.name, Some(ended)));
        Ok(())
    }

    /// Writes what was made, and nothing else, to standard output.
    fn answer(&self, name: &str, value: &str) -> Result<(), Failure> {
        if self.output.is_json() { self.output.document(&json!({ name: value })) } else { self.output.line(value) }
    }

    async fn grantee(&self, who: &Who<'_>) -> Result<Grantee, Failure> {
        let account = match who.account {
            Some(name) => Some(self.account(name).await?),
            None => None,
        };
        if let Some(name) = who.person {
            return Ok(Grantee::Person(self.find(name, account).await?.id));
        }
        let roles = roles(who.roles);
        if roles.is_empty() {
            return Err(self.refused(Exit::Usage, "cli-token-for-whom", &[]));
        }
        Ok(Grantee::Service { account, roles })
    }

    /// The company that is named by its id, its number or its name.
    async fn account(&self, name: &str) -> Result<AccountId, Failure> {
        if let Some(account) = self.store.locate(name).await? {
            return Ok(account);
        }
        let wanted = searched(name);
        let (mut found, mut page) = (Vec::new(), Page { limit: PAGE, after: None });
        loop {
            let rows = self.store.accounts(Some(name), &page).await?;
            page.after = rows.last().map(|row| row.id.to_string());
            found.extend(rows.into_iter().filter(|row| searched(&row.name) == wanted).map(|row| row.id));
            if page.after.is_none() {
                break;
            }
        }
        match found.as_slice() {
            [] => Err(self.unknown(name)),
            [one] => Ok(*one),
            several => Err(self.several(name, several.iter().map(ToString::to_string).collect())),
        }
    }

    /// The person who is named by address or id, of the vendor or of any company, or of one that is given.
    async fn find(&self, name: &str, account: Option<AccountId>) -> Result<PersonRow, Failure> {
        let mut found = self.store.people_called(name).await?;
        found.retain(|person| account.is_none() || person.account == account);
        match found.len() {
            0 => Err(self.unknown(name)),
            1 => Ok(found.remove(0)),
            _ => Err(self.several(name, found.iter().map(|person| person.id.to_string()).collect())),
        }
    }
}
