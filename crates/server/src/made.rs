//! Where one reads what an act made: the `Location` of its answer (RFC 9110), stated once for answers and their
//! description.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{OpenApi as Document, RefOr};

use crate::problem::Problem;

/// Acts by their addresses, each with the address of what it makes, and the member of the answer that names it. What is
/// made and has no address of its own, such as an entry of a ticket, is not among them.
const MADE: [(&str, &str, &str); 14] = [
    ("/v1/accounts", "/v1/accounts/{id}", "id"),
    ("/v1/accounts/{id}/documents", "/v1/documents/{id}/content", "id"),
    ("/v1/accounts/{id}/orders", "/v1/orders/{id}", "id"),
    ("/v1/accounts/{id}/purchases", "/v1/memberships/{id}", "id"),
    ("/v1/accounts/{id}/renewals", "/v1/memberships/{id}", "id"),
    ("/v1/accounts/{id}/tickets", "/v1/tickets/{id}", "id"),
    ("/v1/accounts/{id}/webhook-endpoints", "/v1/webhook-endpoints/{id}", "id"),
    ("/v1/campaigns/{id}/simulations", "/v1/campaign-runs/{id}", "id"),
    ("/v1/merges", "/v1/merges/{id}", "id"),
    ("/v1/orders/{id}/proofs", "/v1/documents/{id}/content", "id"),
    ("/v1/programme-plans", "/v1/programme-plans/{id}", "id"),
    ("/v1/replacement-requests/{id}/decisions", "/v1/tokens/{id}", "token"),
    ("/v1/seat-pools/{id}/assignments", "/v1/assignments/{id}", "id"),
    ("/v1/seat-requests", "/v1/seat-requests/{id}", "id"),
];

/// Whether an address is one of a form.
fn is_of(form: &str, path: &str) -> bool {
    let (mut form, mut path) = (form.split('/'), path.split('/'));
    loop {
        match (form.next(), path.next()) {
            (None, None) => return true,
            (Some("{id}"), Some(part)) if !part.is_empty() => {}
            (Some(known), Some(part)) if known == part => {}
            _ => return false,
        }
    }
}

/// Says in an answer where what was made is read.
pub(crate) async fn located(response: Response, path: &str) -> Response {
    let made = MADE.iter().find(|(act, ..)| response.status() == StatusCode::CREATED && is_of(act, path));
    let Some((_, read, name)) = made else { return response };
    let (mut parts, body) = response.into_parts();
    let bytes = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return Problem::failed(&error).into_response(),
    };
    let answer: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let address = answer[name].as_str().map(|id| read.replace("{id}", id));
    if let Some(Ok(address)) = address.map(HeaderValue::try_from) {
        parts.headers.insert(header::LOCATION, address);
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Describes the same.
pub(crate) fn describe(document: &mut Document) {
    for (act, read, name) in MADE {
        let post = document.paths.paths.get_mut(act).and_then(|item| item.post.as_mut());
        if let Some(RefOr::T(answer)) = post.and_then(|post| post.responses.responses.get_mut("201")) {
            let said = format!("Where what was made is read: `{read}` with its `{name}`.");
            let text = ObjectBuilder::new().schema_type(SchemaType::new(Type::String));
            let header = HeaderBuilder::new().schema(Some(text)).description(Some(said)).build();
            answer.headers.insert("Location".to_owned(), header.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn an_address_has_the_form_of_its_act() {
        let orders = "/v1/accounts/{id}/orders";
        assert!(is_of(orders, "/v1/accounts/1000003/orders"));
        for other in ["/v1/accounts/1000003/orders/x", "/v1/accounts/1000003", "/v1/accounts//orders", "/v1/orders"] {
            assert!(!is_of(orders, other), "{other}");
        }
    }
}
