//! Talks to a server. An act has one key however often it is sent, so that a lost answer costs nothing.

use std::time::Duration;

use reqwest::Method;
use reqwest::blocking::{Client as Http, RequestBuilder, Response};
use serde_json::{Value as Json, json};
use symbolon_domain::programme::Language;
use symbolon_text::{Value, message};

use crate::failure::{Exit, Failure};
use crate::instance;
use crate::problem;
use crate::settings::Settings;

/// How often an act is sent at the most before its outcome is called unknown.
const ATTEMPTS: u32 = 3;
const PAUSE: Duration = Duration::from_millis(500);

/// A server, with who is asking.
#[derive(Clone)]
pub(crate) struct Client {
    http: Http,
    base: String,
    token: Option<String>,
    pub(crate) language: Language,
    as_of: Option<String>,
    verbose: bool,
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
        })
    }

    /// Reads, at the day that `--as-of` names.
    pub(crate) fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Json, Failure> {
        let day = self.as_of.iter().map(|day| ("as_of", day.as_str()));
        let query: Vec<_> = query.iter().copied().chain(day).collect();
        let request = || self.request(Method::GET, path).query(&query);
        self.answer(self.send(request, 1)?)
    }

    /// The same, for what is asked as it is now whatever `--as-of` says: who is meant, and where.
    pub(crate) fn now(&self) -> Self {
        Self { as_of: None, ..self.clone() }
    }

    /// Reads a whole list, page by page.
    pub(crate) fn list(&self, path: &str, query: &[(&str, &str)]) -> Result<Json, Failure> {
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
    pub(crate) fn try_out(&self, path: &str, body: &Json) -> Result<Json, Failure> {
        let request = || self.request(Method::POST, path).query(&[("dry_run", "true")]).json(body);
        self.answer(self.send(request, 1)?)
    }

    /// What an act would do, where a refusal is worth showing too: the answer is the preview or the problem.
    pub(crate) fn try_out_each(&self, path: &str, body: &Json) -> Result<Json, Failure> {
        let request = || self.request(Method::POST, path).query(&[("dry_run", "true")]).json(body);
        let response = self.send(request, 1)?;
        let was_refused = response.status().is_client_error();
        let document = self.document(response)?;
        // Only a refusal by a rule is compared with other ways; any other problem ends the command.
        match was_refused && !document["alternatives"].is_array() {
            true => Err(problem::failure(self.language, &document)),
            false => Ok(document),
        }
    }

    /// The day that `--as-of` names.
    pub(crate) fn as_of(&self) -> Option<&str> {
        self.as_of.as_deref()
    }

    /// Asks a question that needs a body.
    pub(crate) fn ask(&self, path: &str, body: &Json) -> Result<Json, Failure> {
        self.answer(self.send(|| self.request(Method::POST, path).json(body), 1)?)
    }

    /// Acts.
    pub(crate) fn act(&self, path: &str, body: &Json) -> Result<Json, Failure> {
        self.once(Method::POST, path, &[], body)
    }

    /// Gives a new content to something; tried out only where `dry_run` says so.
    pub(crate) fn put(&self, path: &str, body: &Json, dry_run: bool) -> Result<Json, Failure> {
        let query: &[(&str, &str)] = if dry_run { &[("dry_run", "true")] } else { &[] };
        self.once(Method::PUT, path, query, body)
    }

    /// Sends a file.
    pub(crate) fn upload(
        &self,
        path: &str,
        query: &[(&str, &str)],
        (kind, content): (&str, &[u8]),
    ) -> Result<Json, Failure> {
        let key = instance::secret(&symbolon_server::entropy::system());
        let request = || {
            let request = self.request(Method::POST, path).query(query).header("idempotency-key", &key);
            request.header("content-type", kind).body(content.to_vec())
        };
        self.answer(self.send(request, ATTEMPTS)?)
    }

    /// An address of this server in full.
    pub(crate) fn absolute(&self, url: &str) -> String {
        if url.starts_with('/') { format!("{}{url}", self.base) } else { url.to_owned() }
    }

    /// Reads a file.
    pub(crate) fn download(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let response = self.send(|| self.request(Method::GET, path), 1)?;
        if !response.status().is_success() {
            return Err(problem::failure(self.language, &self.document(response)?));
        }
        response.bytes().map(|bytes| bytes.to_vec()).map_err(|error| self.unreachable(&error))
    }

    /// Takes back.
    pub(crate) fn take_back(&self, path: &str, query: &[(&str, &str)]) -> Result<Json, Failure> {
        self.once(Method::DELETE, path, query, &json!({}))
    }

    fn once(&self, method: Method, path: &str, query: &[(&str, &str)], body: &Json) -> Result<Json, Failure> {
        let key = instance::secret(&symbolon_server::entropy::system());
        if self.verbose {
            eprintln!("Idempotency-Key: {key}");
        }
        let request = || {
            let request = self.request(method.clone(), path).query(query).header("idempotency-key", &key);
            if method == Method::DELETE { request } else { request.json(body) }
        };
        self.answer(self.send(request, ATTEMPTS)?)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}/v1/{path}", self.base));
        let request = request.header("accept-language", self.language.code());
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    fn send(&self, request: impl Fn() -> RequestBuilder, attempts: u32) -> Result<Response, Failure> {
        let mut left = attempts;
        loop {
            left -= 1;
            let sent = request().send();
            if self.verbose
                && let Ok(response) = &sent
            {
                let id = response.headers().get("request-id").and_then(|id| id.to_str().ok()).unwrap_or("–");
                eprintln!("{} {} · Request-Id: {id}", response.status().as_u16(), response.url());
            }
            match sent {
                Ok(response) => return Ok(response),
                Err(error) if left > 0 && !error.is_builder() => std::thread::sleep(PAUSE),
                Err(error) => return Err(self.unreachable(&error)),
            }
        }
    }

    fn unreachable(&self, error: &reqwest::Error) -> Failure {
        let id = if error.is_timeout() { "cli-timed-out" } else { "cli-unreachable" };
        let exit = if error.is_builder() { Exit::Usage } else { Exit::Later };
        let values = [("server", Value::from(self.base.as_str()))];
        Failure::new(exit, message(self.language, id, &values))
    }

    fn answer(&self, response: Response) -> Result<Json, Failure> {
        let is_success = response.status().is_success();
        let document = self.document(response)?;
        if is_success { Ok(document) } else { Err(problem::failure(self.language, &document)) }
    }

    fn document(&self, response: Response) -> Result<Json, Failure> {
        let status = response.status();
        let text = response.text().map_err(|error| self.unreachable(&error))?;
        if text.is_empty() && status.is_success() {
            return Ok(json!({}));
        }
        serde_json::from_str(&text).map_err(|_| {
            let values = [("server", Value::from(self.base.as_str())), ("status", status.as_u16().to_string().into())];
            Failure::new(Exit::Failed, message(self.language, "cli-no-json", &values))
        })
    }
}
