//! Talks to a server. An act has one key however often it is sent, so that a lost answer costs nothing.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use reqwest::blocking::{Client as Http, RequestBuilder, Response};
use reqwest::{Method, StatusCode};
use serde_json::{Value as Json, json};
use symbolon_domain::programme::Language;
use symbolon_text::{Value, message};

use crate::failure::{Exit, Failure};
use crate::output::complain;
use crate::problem;
use crate::settings::Settings;

/// How often an act is sent at the most before its outcome is called unknown.
const ATTEMPTS: u32 = 3;
const PAUSE: Duration = Duration::from_millis(500);

/// A path of the API below its version, made by [`route!`].
pub(crate) struct Route(String);

impl Route {
    /// Only [`route!`] calls this, which escapes what a path is filled with.
    pub(crate) fn of_segments(path: String) -> Self {
        Self(path)
    }
}

/// A path of the API, each of whose gaps is filled with one segment, whatever somebody typed for it.
macro_rules! route {
    ($path:literal $(, $segment:expr)* $(,)?) => {
        // A text that is made takes no variables by their names, so that nothing comes in without being escaped.
        $crate::client::Route::of_segments(format!(concat!($path) $(, $crate::client::segment(&$segment))*))
    };
}
pub(crate) use route;

/// A segment of a path, in which no sign means a step, a question or an end.
pub(crate) fn segment(part: &(impl ToString + ?Sized)) -> String {
    let part = part.to_string();
    // Dots alone are steps however they are written; with a percent sign they are a name that nothing has.
    let named = if part.bytes().all(|byte| byte == b'.') { format!("%{part}") } else { part };
    let written = named.bytes().map(|byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    });
    written.collect()
}

/// A server, with who is asking.
#[derive(Clone)]
pub(crate) struct Client {
    http: Http,
    base: String,
    token: Option<String>,
    pub(crate) language: Language,
    as_of: Option<String>,
    verbose: bool,
    timeout: u64,
    /// What keeps the command from being done twice.
    key: Rc<str>,
    /// How many acts the command has sent.
    acts: Rc<Cell<u32>>,
}

/// What a server answers to whether it is ready.
pub(crate) struct Ready {
    pub(crate) status: StatusCode,
    /// The time that it gives, as HTTP writes it.
    pub(crate) date: Option<String>,
}

impl Client {
    pub(crate) fn new(settings: &Settings) -> Result<Self, Failure> {
        // A second call finds the provider there already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Http::builder()
            .timeout(settings.patience())
            .user_agent(concat!("symbolon/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(Failure::unexpected)?;
        Ok(Self {
            http,
            base: settings.server.value.trim_end_matches('/').to_owned(),
            token: settings.token()?,
            language: settings.language,
            as_of: settings.as_of.map(|day| day.to_string()),
            verbose: settings.verbose,
            timeout: settings.timeout.value,
            key: match &settings.idempotency_key {
                Some(key) => key.as_str().into(),
                None => symbolon_server::entropy::secret(&symbolon_server::entropy::system()).into(),
            },
            acts: Rc::default(),
        })
    }

    /// Reads, at the day that `--as-of` names.
    pub(crate) fn get(&self, path: &Route, query: &[(&str, &str)]) -> Result<Json, Failure> {
        let query = self.dated(query);
        self.answer(|| self.request(Method::GET, path).query(&query), None)
    }

    /// A query with the day that `--as-of` names.
    fn dated<'a>(&'a self, query: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        query.iter().copied().chain(self.as_of.iter().map(|day| ("as_of", day.as_str()))).collect()
    }

    /// The same, for what is asked as it is now whatever `--as-of` says: who is meant, and where.
    pub(crate) fn now(&self) -> Self {
        Self { as_of: None, ..self.clone() }
    }

    /// Reads a whole list, page by page.
    pub(crate) fn list(&self, path: &Route, query: &[(&str, &str)]) -> Result<Json, Failure> {
        let mut whole = self.get(path, query)?;
        while let Some(cursor) = whole["next_cursor"].as_str().map(str::to_owned) {
            let next: Vec<_> = query.iter().copied().chain([("cursor", cursor.as_str())]).collect();
            let mut page = self.get(path, &next)?;
            let more = page["items"].as_array_mut().map(std::mem::take).unwrap_or_default();
            if let Some(items) = whole["items"].as_array_mut() {
                items.extend(more);
            }
            whole["next_cursor"] = page["next_cursor"].take();
        }
        Ok(whole)
    }

    /// What an act would do.
    pub(crate) fn try_out(&self, path: &Route, body: &Json) -> Result<Json, Failure> {
        self.today_only()?;
        self.answer(|| self.request(Method::POST, path).query(&[("dry_run", "true")]).json(body), None)
    }

    /// What an act would do, where a refusal is worth showing too: the answer is the preview or the problem.
    pub(crate) fn try_out_each(&self, path: &Route, body: &Json) -> Result<Json, Failure> {
        self.today_only()?;
        let request = || self.request(Method::POST, path).query(&[("dry_run", "true")]).json(body);
        let (status, document) = self.exchange(request, None)?;
        // Only a refusal by a rule is compared with other ways; any other problem ends the command.
        match status.is_client_error() && !document["alternatives"].is_array() {
            true => Err(problem::failure(self.language, &document)),
            false => Ok(document),
        }
    }

    /// Refuses an act on another day than the one that it is.
    pub(crate) fn today_only(&self) -> Result<(), Failure> {
        match self.as_of {
            Some(_) => Err(Failure::new(Exit::Usage, message(self.language, "cli-as-of-act", &[]))),
            None => Ok(()),
        }
    }

    /// The day that `--as-of` names.
    pub(crate) fn as_of(&self) -> Option<&str> {
        self.as_of.as_deref()
    }

    /// Asks a question that needs a body.
    pub(crate) fn ask(&self, path: &Route, body: &Json) -> Result<Json, Failure> {
        self.answer(|| self.request(Method::POST, path).json(body), None)
    }

    /// The same where the answer is no JSON.
    pub(crate) fn answered(&self, path: &Route, body: &Json) -> Result<Vec<u8>, Failure> {
        self.bytes(|| self.request(Method::POST, path).json(body))
    }

    /// Acts.
    pub(crate) fn act(&self, path: &Route, body: &Json) -> Result<Json, Failure> {
        self.once(Method::POST, path, &[], |request| request.json(body))
    }

    /// Gives a new content to something; tried out only where `dry_run` says so.
    pub(crate) fn put(&self, path: &Route, body: &Json, dry_run: bool) -> Result<Json, Failure> {
        let query: &[(&str, &str)] = if dry_run { &[("dry_run", "true")] } else { &[] };
        self.once(Method::PUT, path, query, |request| request.json(body))
    }

    /// Sends a file.
    pub(crate) fn upload(
        &self,
        path: &Route,
        query: &[(&str, &str)],
        (kind, content): (&str, &[u8]),
    ) -> Result<Json, Failure> {
        self.once(Method::POST, path, query, |request| request.header("content-type", kind).body(content.to_vec()))
    }

    /// An address of this server in full.
    pub(crate) fn absolute(&self, url: &str) -> String {
        if url.starts_with('/') { format!("{}{url}", self.base) } else { url.to_owned() }
    }

    /// Reads a file.
    pub(crate) fn download(&self, path: &Route) -> Result<Vec<u8>, Failure> {
        self.bytes(|| self.request(Method::GET, path))
    }

    /// Reads a report as a table, at the day that `--as-of` names.
    pub(crate) fn table(&self, path: &Route, query: &[(&str, &str)]) -> Result<Vec<u8>, Failure> {
        let query = self.dated(query);
        self.bytes(|| self.request(Method::GET, path).query(&query).header("accept", "text/csv"))
    }

    fn bytes(&self, request: impl Fn() -> RequestBuilder) -> Result<Vec<u8>, Failure> {
        let response = self.send(request, None)?;
        if !response.status().is_success() {
            return Err(problem::failure(self.language, &self.document(response, None)?));
        }
        response.bytes().map(|bytes| bytes.to_vec()).map_err(|error| self.unanswered(&error, None))
    }

    /// Asks whether the server is ready.
    pub(crate) fn ready(&self) -> Result<Ready, Failure> {
        let response = self.send(|| self.http.get(format!("{}/readyz", self.base)), None)?;
        let date = response.headers().get("date").and_then(|date| date.to_str().ok()).map(str::to_owned);
        Ok(Ready { status: response.status(), date })
    }

    /// Takes back.
    pub(crate) fn take_back(&self, path: &Route, query: &[(&str, &str)]) -> Result<Json, Failure> {
        self.once(Method::DELETE, path, query, |request| request)
    }

    /// Sends an act, whose key stays the same however often it is sent. The acts of one command have keys that are made
    /// from one, so that the command with this key repeats none of them.
    fn once(
        &self,
        method: Method,
        path: &Route,
        query: &[(&str, &str)],
        with_body: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Json, Failure> {
        self.today_only()?;
        let before = self.acts.replace(self.acts.get() + 1);
        let key = if before == 0 { self.key.to_string() } else { format!("{}-{before}", self.key) };
        if self.verbose {
            complain(&format!("Idempotency-Key: {key}"));
        }
        self.answer(|| with_body(self.request(method.clone(), path).query(query)), Some(&key))
    }

    fn request(&self, method: Method, path: &Route) -> RequestBuilder {
        let request = self.http.request(method, format!("{}/v1/{}", self.base, path.0));
        let request = request.header("accept-language", self.language.code());
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends a request until there is an answer: an act, which has a key, more than once.
    fn send(&self, request: impl Fn() -> RequestBuilder, key: Option<&str>) -> Result<Response, Failure> {
        let mut left = if key.is_some() { ATTEMPTS } else { 1 };
        let mut why: Option<reqwest::Error> = None;
        loop {
            left -= 1;
            let request = request();
            let sent = match key {
                Some(key) => request.header("idempotency-key", key).send(),
                None => request.send(),
            };
            if self.verbose
                && let Ok(response) = &sent
            {
                let id = response.headers().get("request-id").and_then(|id| id.to_str().ok()).unwrap_or("–");
                complain(&format!("{} {} · Request-Id: {id}", response.status().as_u16(), response.url()));
            }
            match sent {
                Ok(response) => return Ok(response),
                Err(error) => {
                    let again = left > 0 && !error.is_builder();
                    // What arrived once may have been done, whatever became of the later attempts.
                    if why.as_ref().is_none_or(reqwest::Error::is_connect) {
                        why = Some(error);
                    }
                    match &why {
                        Some(why) if !again => return Err(self.unanswered(why, key)),
                        _ => std::thread::sleep(PAUSE),
                    }
                }
            }
        }
    }

    /// Why there was no answer, and what that means.
    fn unanswered(&self, error: &reqwest::Error, key: Option<&str>) -> Failure {
        let mut values = vec![("server", Value::from(self.base.as_str()))];
        let id = if error.is_builder() {
            return Failure::new(Exit::Usage, message(self.language, "cli-server-malformed", &values));
        } else if key.is_some() && !error.is_connect() {
            let text = message(self.language, "cli-outcome-unknown", &values);
            return Failure::new(Exit::Later, format!("{text}\n  {}", self.to_repeat()));
        } else if error.is_timeout() {
            values.push(("seconds", i64::try_from(self.timeout).unwrap_or(i64::MAX).into()));
            "cli-timed-out"
        } else {
            "cli-unreachable"
        };
        Failure::new(Exit::Later, message(self.language, id, &values))
    }

    /// How an act is repeated without being done twice.
    fn to_repeat(&self) -> String {
        message(self.language, "cli-repeat", &[("key", Value::from(&*self.key))])
    }

    /// The document that answers a request; a problem is a failure.
    fn answer(&self, request: impl Fn() -> RequestBuilder, key: Option<&str>) -> Result<Json, Failure> {
        let (status, document) = self.exchange(request, key)?;
        if status.is_success() {
            return Ok(document);
        }
        let mut failure = problem::failure(self.language, &document);
        if failure.exit == Exit::Later && key.is_some() {
            failure.text.push_str(&format!("\n  {}", self.to_repeat()));
        }
        Err(failure)
    }

    /// The status and the document that answer a request.
    fn exchange(&self, request: impl Fn() -> RequestBuilder, key: Option<&str>) -> Result<(StatusCode, Json), Failure> {
        let response = self.send(request, key)?;
        Ok((response.status(), self.document(response, key)?))
    }

    fn document(&self, response: Response, key: Option<&str>) -> Result<Json, Failure> {
        let status = response.status();
        let text = response.text().map_err(|error| self.unanswered(&error, key))?;
        if text.is_empty() && status.is_success() {
            return Ok(json!({}));
        }
        serde_json::from_str(&text).map_err(|_| {
            let values = [("server", Value::from(self.base.as_str())), ("status", status.as_u16().to_string().into())];
            Failure::new(Exit::Failed, message(self.language, "cli-no-json", &values))
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_typed_stays_one_segment() {
        assert_eq!(route!("memberships/{}", "M-1030").0, "memberships/M-1030");
        assert_eq!(route!("memberships/{}", "M-1/../M-2").0, "memberships/M-1%2F..%2FM-2");
        assert_eq!(route!("orders/{}/cancellations", "O-1?x=y#é").0, "orders/O-1%3Fx%3Dy%23%C3%A9/cancellations");
        assert_eq!(route!("tokens/{}", "..").0, "tokens/%25..");
        assert_eq!(route!("tokens/{}/codes", "").0, "tokens/%25/codes");
    }
}
