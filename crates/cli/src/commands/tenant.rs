//! `symbolon tenant`: the directory tenants of a company.

use serde_json::{Value as Json, json};

use super::Session;
use super::shown::{day_cell, plain};
use crate::args::TenantVerb;
use crate::client::route;
use crate::failure::Failure;
use crate::find::{self, items, text};
use crate::output::{Cell, Output, Table};

pub(crate) fn run(verb: &TenantVerb, session: &Session) -> Result<(), Failure> {
    match verb {
        TenantVerb::List(of) => list(session, &find::account(&session.client, of)?),
        TenantVerb::Add { domain, of, trial } => {
            let path = route!("accounts/{}/tenants", find::account(&session.client, of)?);
            let body = json!({ "domain": domain });
            if trial.dry_run {
                return session.would(&path, &body);
            }
            let output = &session.output;
            session.confirm(&output.text("cli-confirm-tenant", &[("tenant", domain.as_str().into())]))?;
            let linked = session.client.act(&path, &body)?;
            if output.is_json() {
                return output.document(&linked);
            }
            output.line(&output.text("cli-tenant-added", &[("tenant", text(&linked, "domain").into())]))
        }
    }
}

fn list(session: &Session, account: &str) -> Result<(), Failure> {
    let output = &session.output;
    let list = session.client.get(&route!("accounts/{}/tenants", account), &[])?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["id", "tenant", "linked_on", "yours"]);
    for item in items(&list) {
        let linked = day_cell(output.language, item, "verified_on");
        table.row(vec![plain(item, "id"), plain(item, "domain"), linked, yours(output, item)]);
    }
    output.table(table)
}

/// Whether the reader is an admin of a tenant, and may use its services for others.
fn yours(output: &Output, tenant: &Json) -> Cell {
    let yours = tenant["you_are_admin"] == true;
    Cell::new(output.text(if yours { "answer-yes" } else { "answer-no" }, &[]), yours.to_string())
}
