//! HTTP: the API, the pages, and the one path to the store.
//!
//! A handler translates: it reads ids and a body, names a command or a question, and renders the answer. What is allowed
//! is decided in the domain, inside the transaction.

mod act;
mod api;
mod app;
mod attained;
mod audited;
mod body;
mod calendar;
mod campaigns;
pub mod clock;
mod days;
mod deliver;
mod docs;
mod documents;
pub mod entropy;
mod events;
mod import;
mod lent;
mod letters;
mod made;
mod page;
mod problem;
mod programme_plan;
mod proof;
mod provider;
mod reached;
mod reader;
mod reports;
pub mod roster;
mod seating;
mod sign;
mod table;
mod ui;
mod webhooks;
mod when;
mod wire;
mod wrong;

use std::convert::Infallible;
use std::future::{IntoFuture, pending, poll_fn};
use std::panic::AssertUnwindSafe;
use std::pin::{Pin, pin};
use std::task::{self, Poll};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Router, ServiceExt, routing};
use serde_json::json;
use sha2::{Digest, Sha256};
use tower::Service;

pub use api::good_name;
pub use app::{App, Identity, View, hash};
pub use deliver::{BadMail, Delivered, Mail, MailSettings, Trouble};
pub use documents::Documents;
pub use letters::turns;
pub use problem::{Problem, sentence, status_of};
pub use provider::{BadSecrets, Provider, ProviderSecrets};
pub use reached::{BadPublicUrl, PublicUrl};
pub use reader::{Reader, language};
pub use when::When;

use wrong::{Place, Wrong};

/// The OpenAPI 3.1 description of the API, as JSON.
pub fn openapi() -> String {
    let mut text = api::DESCRIBED.1.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// Everything that the server answers: the routes, and the steps around every request. They stand here once: a layer of
/// the routes would be copied with each of them, for every request and as often as there are layers around it.
#[derive(Clone)]
pub struct Server {
    app: App,
    routes: Router,
}

impl Server {
    /// A server of an application.
    pub fn new(app: App) -> Self {
        let api = api::DESCRIBED.0.clone();
        let mut pages = Router::new()
            .merge(api)
            .merge(calendar::router())
            .merge(provider::router())
            .merge(docs::router())
            .merge(ui::router(&app));
        if app.clock_may_move_elsewhere() {
            pages = pages.layer(middleware::from_fn_with_state(app.clone(), on_time));
        }
        let not_allowed = || async { Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed") };
        let routes = pages
            .route("/healthz", routing::get(|| async { "ok" }))
            .route("/readyz", routing::get(ready))
            .route("/.well-known/authzen-configuration", routing::get(api::authzen::configuration))
            .fallback_service(ui::nowhere(&app))
            .method_not_allowed_fallback(not_allowed)
            .with_state(app.clone());
        Self { app, routes }
    }
}

impl Service<Request> for Server {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let Self { app, routes } = self.clone();
        Box::pin(async move { Ok(answer(&app, routes, request).await) })
    }
}

/// How long requests that are under way may take to be finished.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves until `stop` resolves, and sends what each day brings; requests that are under way are finished, but nobody
/// waits longer for who keeps sending one.
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
    let events = (!app.keeps_events()).then(|| tokio::spawn(webhooks::watch(app.clone())));
    let mails = app.mail().is_some().then(|| tokio::spawn(deliver::watch(app.clone())));
    let server = Server::new(app).into_make_service();
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let stop = async move {
        stop.await;
        // Nobody listens any more where everything is finished already.
        let _ = stopping.send(());
    };
    let drained = async {
        match stopped.await {
            Ok(()) => tokio::time::sleep(DRAIN).await,
            // Serving ended by itself, which the other branch tells.
            Err(_) => pending().await,
        }
    };
    let served = tokio::select! {
        served = axum::serve(listener, server).with_graceful_shutdown(stop).into_future() => served,
        () = drained => {
            tracing::warn!("requests that were under way were left unfinished");
            Ok(())
        }
    };
    // Whatever it was about to write is written by the next start.
    days.abort();
    campaigns.abort();
    versions.iter().chain(&mails).chain(&events).for_each(tokio::task::JoinHandle::abort);
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

/// What a route answers; one that panics fails its own request alone.
async fn caught(routed: impl Future<Output = Result<Response, Infallible>>) -> Response {
    let mut routed = pin!(routed);
    poll_fn(|context| {
        let polled = std::panic::catch_unwind(AssertUnwindSafe(|| routed.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Poll::Ready(Ok(Problem::failed(&"it panicked").into_response())))
    })
    .await
    .unwrap_or_else(|never| match never {})
}

/// The steps around every request. An answer has its id, its language, problems in words, and headers that keep browsers
/// careful; one of the API or a calendar is [`tagged`], and HEAD is answered like GET, without the body.
async fn answer(app: &App, routes: Router, mut request: Request) -> Response {
    let is_head = request.method() == Method::HEAD;
    if is_head {
        *request.method_mut() = Method::GET;
    }
    let unread = lent::lend(request.body_mut());
    let language = language(request.headers(), app);
    let name = format!("req_{}", entropy::hex::<12>(app.entropy()));
    // Hexadecimal digits can stand in a header.
    let id = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static(""));
    request.headers_mut().insert(&REQUEST_ID, id.clone());
    request.extensions_mut().insert(language);
    let tag = TAGGED.iter().any(|begins| request.uri().path().starts_with(begins)).then(|| Tag::of(&request));
    let (method, address) = (request.method().clone(), request.uri().clone());
    let mut response = match request.uri().query().and_then(with_nul) {
        Some(problem) => problem.into_response(),
        None => caught(table::answered(routes, request)).await,
    };
    if let Some(tag) = tag {
        response = made::located(tagged(response, &tag).await, address.path()).await;
    }
    if let Some(problem::Cause(error)) = response.extensions_mut().remove() {
        // The query is left out: it may hold what people typed.
        tracing::error!(request = name, %method, path = loggable(address.path()), error, "a request failed");
    }
    let mut answered = language;
    // An unknown object and another company's are answered alike, so that answer carries nothing of its own.
    let instance = |code: &str| (code != "not-found").then(|| json!(format!("/requests/{name}")));
    if let Some(mut problem) = response.extensions_mut().remove::<Problem>() {
        if let Some(instance) = instance(problem.code()) {
            problem = problem.with("instance", instance);
        }
        let allowed = response.headers_mut().remove(header::ALLOW);
        response = problem.respond(language, app.programme());
        response.headers_mut().extend(allowed.map(|allowed| (header::ALLOW, allowed)));
    } else if let Some(act::Kept(mut refusal)) = response.extensions_mut().remove() {
        if let Some(instance) = instance(refusal["code"].as_str().unwrap_or_default()) {
            refusal["instance"] = instance;
        }
        *response.body_mut() = refusal.to_string().into();
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    if let Some(problem::Answered(of)) = response.extensions().get() {
        answered = *of;
    }
    let headers = response.headers_mut();
    headers.reserve(4 + SECURITY.len());
    headers.insert(&REQUEST_ID, id);
    headers.entry(header::CONTENT_LANGUAGE).or_insert(HeaderValue::from_static(answered.code()));
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    for (name, value) in &SECURITY {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    // Who came by a name with TLS is not to be led to it without.
    if app.public_url().is_some_and(PublicUrl::is_secure) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if !lent::is_drained(unread).await {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if is_head { without_body(response) } else { response }
}

/// A path as it may stand in a log: a link by which somebody enters is a secret, and so is the address of a calendar.
fn loggable(path: &str) -> &str {
    let secret = [("/enter/", "/enter/…"), (calendar::ADDRESSES, "/calendars/…")];
    secret.into_iter().find(|(begins, _)| path.starts_with(begins)).map_or(path, |(_, said)| said)
}

/// An answer to HEAD: it says how long the body would be.
fn without_body(mut response: Response) -> Response {
    let body = std::mem::take(response.body_mut());
    if let Some(length) = body.size_hint().exact().filter(|_| response.status() != StatusCode::NOT_MODIFIED) {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    response
}

/// Refuses a query with the character U+0000: no database keeps it, and no name holds it.
fn with_nul(query: &str) -> Option<Problem> {
    let part = query.split('&').find(|part| part.contains("%00"))?;
    let name = part.split('=').next().unwrap_or_default();
    Some(Problem::malformed_at(Place::Parameter(name.to_owned()), Wrong::Nul))
}

/// Where addresses begin whose answers are [`tagged`]: those of the API, and the secret ones of calendars.
const TAGGED: [&str; 2] = ["/v1/", calendar::ADDRESSES];

static REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

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

/// What a request says of the entity tag of its answer.
struct Tag {
    is_get: bool,
    /// The tags that its sender has.
    known: Option<HeaderValue>,
}

impl Tag {
    fn of(request: &Request) -> Self {
        Self { is_get: request.method() == Method::GET, known: request.headers().get(header::IF_NONE_MATCH).cloned() }
    }
}

/// A strong entity tag over what is answered, and 304 for a reader who has it. An address whose bytes are no text is a
/// malformed request, answered like any other.
async fn tagged(response: Response, Tag { is_get, known }: &Tag) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    if response.status() == StatusCode::BAD_REQUEST && kind.starts_with(b"text/plain") {
        return Problem::malformed(Wrong::Address).into_response();
    }
    if !is_get || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return Problem::failed(&error).into_response(),
    };
    let language = parts.headers.get(header::CONTENT_LANGUAGE).map(HeaderValue::as_bytes).unwrap_or_default().to_vec();
    let digest = Sha256::new().chain_update(&language).chain_update(&bytes).finalize();
    let tag = format!("\"{}\"", hex::encode(&digest[..16]));
    let matches = known.as_ref().and_then(|value| value.to_str().ok()).is_some_and(|known| {
        known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
    });
    if let Ok(tag) = HeaderValue::try_from(tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    parts.headers.append(header::VARY, HeaderValue::from_static("accept"));
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if matches {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

#[cfg(test)]
mod tests {
    use super::loggable;

    #[test]
    fn no_link_by_which_somebody_enters_is_logged() {
        assert_eq!(loggable("/enter/3dda3e6937908d76"), "/enter/…");
        assert_eq!(loggable("/calendars/3dda3e6937908d76.ics"), "/calendars/…");
        assert_eq!(loggable("/v1/me"), "/v1/me");
    }
}
