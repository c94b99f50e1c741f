//! A server that does nothing: the same framework reads the same requests and answers as many bytes.

use std::net::SocketAddr;

use axum::http::HeaderMap;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Starts it: `GET /`, `POST /echo` and `POST /check`.
///
/// # Errors
/// When no port is free.
pub async fn serve() -> anyhow::Result<SocketAddr> {
    let router =
        Router::new().route("/", get(|| async { "ok" })).route("/echo", post(echo)).route("/check", post(check));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        use axum::serve::ListenerExt;
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        axum::serve(listener, router).await
    });
    Ok(address)
}

/// Reads a header and a body, and answers the body.
async fn echo(headers: HeaderMap, Json(body): Json<Value>) -> Json<Value> {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    Json(json!({ "key": key, "body": body }))
}

/// Reads the question of a check, and answers always the same, as long as the real answer.
async fn check(headers: HeaderMap, Json(body): Json<Value>) -> Json<Value> {
    let known = headers.contains_key("authorization") && body["account"].is_string() && body["product"].is_string();
    Json(json!({
        "decision": if known { "allow" } else { "deny" },
        "code": "allowed",
        "message": "Allowed.",
        "until": "2021-08-31",
        "as_of": "2020-10-01",
        "rule_version": 1,
        "ttl_seconds": 300,
    }))
}
