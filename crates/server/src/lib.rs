//! HTTP: the API, the pages, and the one path to the store.
//!
//! A handler translates: it reads ids and a body, names a command or a question, and renders the answer. What is allowed
//! is decided in the domain, inside the transaction.

mod act;
mod api;
mod app;
mod attained;
mod body;
mod campaigns;
pub mod clock;
mod days;
mod docs;
mod documents;
pub mod entropy;
mod import;
mod page;
mod problem;
mod programme_plan;
mod provider;
mod reader;
mod sign;
mod ui;
mod when;
mod wire;
mod wrong;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use axum::body::Body as HttpBody;
use axum::extract::{DefaultBodyLimit, MatchedPath, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing};
use serde_json::json;
use sha2::{Digest, Sha256};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::{OpenApi, RefOr};

pub use app::{App, Identity, View, hash};
pub use documents::Documents;
pub use problem::{Problem, status_of};
pub use provider::{Provider, ProviderSecrets};
pub use reader::{Reader, language};
pub use when::When;

use wrong::Wrong;

/// Bytes of a body at the most.
const BODY_LIMIT: usize = 1 << 20;

/// The OpenAPI 3.1 description of the API, as JSON.
pub fn openapi() -> String {
    let (_, document) = api::router().split_for_parts();
    let mut text = document.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// Everything that the server answers.
pub fn router(app: App) -> Router {
    let (api, document) = api::router().split_for_parts();
    let known = Arc::new(Parameters::of(&document));
    let api = api.layer(middleware::from_fn_with_state(known, described)).layer(DefaultBodyLimit::max(BODY_LIMIT));
    let mut pages = Router::new().merge(api).merge(provider::router()).merge(docs::router()).merge(ui::router(&app));
    if app.clock_may_move_elsewhere() {
        pages = pages.layer(middleware::from_fn_with_state(app.clone(), on_time));
    }
    pages
        .route("/healthz", routing::get(|| async { "ok" }))
        .route("/readyz", routing::get(ready))
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async { Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed") })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), finish))
        .with_state(app)
}

/// The parameters of the query that each operation is described with.
struct Parameters(HashMap<(Method, String), BTreeSet<String>>);

impl Parameters {
    fn of(document: &OpenApi) -> Self {
        let mut known = HashMap::new();
        for (path, item) in &document.paths.paths {
            let operations = [
                (Method::GET, &item.get),
                (Method::POST, &item.post),
                (Method::PUT, &item.put),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ];
            for (method, operation) in operations {
                let Some(operation) = operation else { continue };
                let of_query = operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
                    RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.clone()),
                    _ => None,
                });
                known.insert((method, path.clone()), of_query.collect());
            }
        }
        Self(known)
    }
}

/// The steps around every operation of the API. A parameter that it does not know is refused: whoever misspells `as_of`
/// must not be told of today. And its answer is [`tagged`].
async fn described(State(known): State<Arc<Parameters>>, path: MatchedPath, request: Request, next: Next) -> Response {
    if request.uri().query().is_some()
        && let Some(known) = known.0.get(&(request.method().clone(), path.as_str().to_owned()))
        // A query that does not read is refused by whoever reads it.
        && let Ok(given) = Query::<Vec<(String, String)>>::try_from_uri(request.uri())
        && let Some((unknown, _)) = given.0.into_iter().find(|(name, _)| !known.contains(name))
    {
        let known = known.iter().cloned().collect();
        return Problem::parameter(&unknown, Wrong::UnknownField { given: unknown.clone(), known }).into_response();
    }
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let is_get = request.method() == Method::GET;
    tagged(next.run(request).await, is_get, known.as_ref()).await
}

/// Serves until `stop` resolves, and sends what each day brings; requests that are under way are finished.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    app: App,
    listener: tokio::net::TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    use axum::serve::ListenerExt;
    let store = app.store().clone();
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY could not be set");
        }
    });
    let days = tokio::spawn(days::watch(app.clone()));
    let versions = app.store().is_shared().then(|| tokio::spawn(days::follow_programme(app.clone())));
    let campaigns = tokio::spawn(campaigns::watch(app.clone()));
    let served = axum::serve(listener, router(app)).with_graceful_shutdown(stop).await;
    // Whatever it was about to write is written by the next start.
    days.abort();
    campaigns.abort();
    versions.iter().for_each(tokio::task::JoinHandle::abort);
    served?;
    store.close().await;
    Ok(())
}

/// Sees to it that the clock of a sandbox is right before a request is answered.
async fn on_time(State(app): State<App>, request: Request, next: Next) -> Response {
    match app.follow_clock().await {
        Ok(()) => next.run(request).await,
        Err(error) => Problem::from(error).into_response(),
    }
}

/// Whether the database answers.
async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    app.store().clock().await?;
    Ok("ok")
}

fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal-error").into_response()
}

/// The last step of every answer: its id, its language, problems in words, and headers that keep browsers careful.
async fn finish(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let language = language(request.headers(), &app);
    let id = format!("req_{}", entropy::hex::<12>(app.entropy()));
    insert(request.headers_mut(), "request-id", &id);
    request.extensions_mut().insert(language);
    // No database keeps the character U+0000, and no name holds it.
    let mut response = match request.uri().query().is_some_and(|query| query.contains("%00")) {
        true => Problem::malformed(Wrong::Nul).into_response(),
        false => next.run(request).await,
    };
    let mut answered = language;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        // An unknown object and another company's are answered alike, so this one carries nothing of its own.
        let problem = match problem.code() {
            "not-found" => problem,
            _ => problem.with("instance", json!(format!("/requests/{id}"))),
        };
        response = problem.respond(language, app.programme());
    }
    if let Some(problem::Answered(of)) = response.extensions().get() {
        answered = *of;
    }
    let headers = response.headers_mut();
    insert(headers, "request-id", &id);
    if !headers.contains_key(header::CONTENT_LANGUAGE) {
        insert(headers, "content-language", answered.code());
    }
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    for (name, value) in &SECURITY {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    response
}

/// No script at all, nothing from elsewhere, no framing.
static SECURITY: [(HeaderName, HeaderValue); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

fn insert(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// A strong entity tag over what is answered, and 304 for a reader who has it. An address whose bytes are no text is a
/// malformed request, answered like any other.
async fn tagged(response: Response, is_get: bool, known: Option<&HeaderValue>) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    if response.status() == StatusCode::BAD_REQUEST && kind.starts_with(b"text/plain") {
        return Problem::malformed(Wrong::Address).into_response();
    }
    if !is_get || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal-error").into_response();
    };
    let language = parts.headers.get(header::CONTENT_LANGUAGE).map(HeaderValue::as_bytes).unwrap_or_default().to_vec();
    let digest = Sha256::new().chain_update(&language).chain_update(&bytes).finalize();
    let tag = format!("\"{}\"", hex::encode(&digest[..16]));
    let matches = known.and_then(|value| value.to_str().ok()).is_some_and(|known| {
        known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
    });
    insert(&mut parts.headers, "etag", &tag);
    insert(&mut parts.headers, "cache-control", "private, no-cache");
    if matches {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, HttpBody::empty());
    }
    Response::from_parts(parts, HttpBody::from(bytes))
}
