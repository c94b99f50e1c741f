//! What is done on the machine itself, on the data and without the network: first tokens, and the verification.

use std::collections::BTreeSet;

use serde_json::json;
use symbolon_domain::access::Role;
use symbolon_server::clock::Clock;
use symbolon_server::hash;
use symbolon_store::{ApiToken, Grantee, InstanceKind, Plain, Store};
use symbolon_text::Value;

use crate::args::{Admin, Installation, Kept};
use crate::failure::{Exit, Failure};
use crate::instance::{self, Opened, Opening};
use crate::output::Output;

const DAY_MICROS: i64 = 86_400_000_000;

fn existing(installation: &Installation) -> Opening<'_> {
    let Installation { data, database } = installation;
    Opening { data, database: database.as_deref(), documents: None, programme: None, make: None }
}

/// Verifies the chain of every ledger, the rows, the secrets and the documents.
pub(crate) async fn verify(kept: &Kept, output: &Output) -> Result<(), Failure> {
    let Opened { store, .. } = instance::open_store(&existing(&kept.installation), output.language).await?;
    let mut report = store.verify().await?;
    let folder = instance::documents(&kept.installation.data, kept.documents.as_deref());
    store.verify_documents(&folder, &mut report).await?;
    store.close().await;
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
    if difference.is_some() { Err(Failure::no()) } else { Ok(()) }
}

pub(crate) async fn run(verb: &Admin, output: &Output) -> Result<(), Failure> {
    let Admin::Token { installation, account, person, role, name, days } = verb;
    let Opened { store, entropy, .. } = instance::open_store(&existing(installation), output.language).await?;
    let who = Who { account: account.as_deref(), person: person.as_deref(), roles: role };
    let grantee = who.find(&store, output).await?;
    let token = instance::api_token(store.kind(), &entropy);
    let now = match store.kind() {
        InstanceKind::Live => Clock::System.now(),
        InstanceKind::Sandbox => store.clock().await?.unwrap_or_else(|| Clock::System.now()),
    };
    let row = ApiToken {
        hash: hash(&token),
        name: name.clone().or_else(|| person.clone()).unwrap_or_default(),
        grantee,
        expires_at: now.saturating_add(days.saturating_mul(DAY_MICROS)),
        revoked_at: None,
    };
    store.write("admin", now, &[Plain::ApiToken(row)]).await?;
    store.close().await;
    output.line(&token)?;
    output.note(&output.text("cli-token-once", &[]));
    Ok(())
}

/// For whom a token is.
struct Who<'a> {
    account: Option<&'a str>,
    person: Option<&'a str>,
    roles: &'a [String],
}

impl Who<'_> {
    async fn find(&self, store: &Store, output: &Output) -> Result<Grantee, Failure> {
        let unknown =
            |name: &str| Failure::new(Exit::NotFound, output.text("cli-not-found", &[("name", Value::from(name))]));
        let account = match self.account {
            Some(name) => Some(store.locate(name).await?.ok_or_else(|| unknown(name))?),
            None => None,
        };
        let Some(name) = self.person else {
            let roles: BTreeSet<Role> = self.roles.iter().filter_map(|role| Role::from_code(role)).collect();
            if roles.is_empty() {
                return Err(Failure::new(Exit::Usage, output.text("cli-token-for-whom", &[])));
            }
            return Ok(Grantee::Service { account, roles });
        };
        let people = store.people(account).await?;
        let person =
            people.iter().find(|person| person.email.eq_ignore_ascii_case(name) || person.id.to_string() == name);
        person.map(|person| Grantee::Person(person.id)).ok_or_else(|| unknown(name))
    }
}
