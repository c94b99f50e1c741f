//! The tables of the pages as files (CSV): the lists of the API, for who is signed in on the pages.

use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use symbolon_domain::access::sees_holders;
use symbolon_domain::ids::PoolId;

use super::visit::{Answered, Trouble, Visit};
use crate::problem::Problem;
use crate::{api, table};

/// The list of the API that a table is, and what its file is called.
fn list(account: &str, name: &str) -> Option<(String, &'static str)> {
    let of = |list: &str| format!("/v1/accounts/{account}/{list}");
    Some(match name {
        "benefits" => (of("grants"), "benefits"),
        "keys" => (format!("/v1/keys?account={account}"), "keys"),
        "people" => (of("people"), "people"),
        "orders" => (of("orders"), "orders"),
        "invoices" => (of("invoices"), "invoices"),
        "credit-notes" => (of("credit-notes"), "credit-notes"),
        "history" => (of("history"), "history"),
        "outlook" => (of("outlook"), "outlook"),
        _ => {
            let pool: PoolId = name.strip_prefix("seats/")?.parse().ok()?;
            (format!("/v1/seat-pools/{pool}/assignments"), "seats")
        }
    })
}

/// One of the tables, whole and for a spreadsheet.
pub(crate) async fn export(visit: Visit, Path((account, name)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let number = place.folded.account.number;
    let (address, file) = list(&place.id.to_string(), &name).ok_or(Trouble::Missing)?;
    if file == "seats" && !sees_holders(&place.identity.actor, place.id) {
        return Err(Trouble::Missing);
    }
    let asked = Request::get(address).header(header::ACCEPT, table::CSV).extension(visit.reader()?).body(Body::empty());
    let asked = asked.map_err(|error| Problem::failed(&error))?;
    let routes = api::DESCRIBED.0.clone().with_state(visit.app.clone());
    let mut response = table::answered(routes, asked).await.unwrap_or_else(|never| match never {});
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return Err(problem.into());
    }
    if response.status() != StatusCode::OK {
        return Err(Trouble::Missing);
    }
    let (mut head, body) = response.into_parts();
    let rows = to_bytes(body, usize::MAX).await.map_err(|error| Problem::failed(&error))?;
    head.headers.remove(header::CONTENT_LENGTH);
    head.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{file}-{number}-{}.csv\"", visit.today));
    head.headers.extend(name.ok().map(|name| (header::CONTENT_DISPOSITION, name)));
    Ok(Response::from_parts(head, Body::from([table::MARK, &rows].concat())))
}
