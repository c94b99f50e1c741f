//! A client with a connection of its own, for which an act has three outcomes: done, refused, or nobody knows.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use symbolon_domain::ids::AccountId;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::world::{Company, DESK};

/// How long a client waits for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why an act is unknown whose client did not wait.
pub const IMPATIENT: &str = "the client hung up";

/// What became of an act, as its client knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was done: the number of its last fact, unless this is the answer to a retry.
    Done(Option<u64>),
    /// It was refused, with this code: it has no effect.
    Refused(String),
    /// No answer came, or one that says that nobody knows.
    Unknown(String),
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The account's newest fact, where the answer says so.
    pub position: Option<u64>,
    /// The body.
    pub body: Value,
}

impl Reply {
    /// What it says about an act.
    pub fn outcome(&self) -> Outcome {
        let code = || {
            let kind = self.body["type"].as_str().unwrap_or_default();
            kind.rsplit('/').next().unwrap_or_default().to_owned()
        };
        match self.status {
            200..300 => Outcome::Done(self.position),
            500.. => Outcome::Unknown(format!("{} {}", self.status, code())),
            _ => Outcome::Refused(code()),
        }
    }
}

/// An act to try.
#[derive(Debug, Clone)]
pub struct Act {
    /// The company.
    pub account: AccountId,
    /// What it changes, for example `redeem tok_…`: effects and outcomes are counted by it.
    pub natural: String,
    /// The idempotency key.
    pub key: String,
    bearer: String,
    path: String,
    body: Value,
    previewed: bool,
}

impl Act {
    fn new(company: &Company, natural: String, key: String, path: String, body: Value, previewed: bool) -> Self {
        Self { account: company.id, natural, key, bearer: company.bearer.clone(), path, body, previewed }
    }

    /// Redeems the company's nth token.
    pub fn redeem(company: &Company, token: usize, key: String) -> Option<Self> {
        let (token, tenant) = (company.tokens.get(token)?, company.tenants.first()?);
        let body = json!({ "tenant_id": tenant, "mode": "new" });
        Some(Self::new(company, format!("redeem {token}"), key, format!("/v1/tokens/{token}/redemptions"), body, true))
    }

    /// Activates a machine with the company's key.
    pub fn activate(company: &Company, machine: usize, key: String) -> Option<Self> {
        let (product, _) = company.key?;
        let body = json!({ "fingerprint": format!("{}-{machine}", company.id) });
        let path = format!("/v1/keys/{product}/activations");
        Some(Self::new(company, format!("activate {product}"), key, path, body, false))
    }

    /// Gives a seat to the company's nth person.
    pub fn assign(company: &Company, person: usize, key: String) -> Option<Self> {
        let ((pool, _), person) = (company.pool?, company.people.get(person)?);
        let path = format!("/v1/seat-pools/{pool}/assignments");
        Some(Self::new(company, format!("assign {pool}"), key, path, json!({ "person": person }), false))
    }

    /// Records that an offer was bought of which a company can have one, as the vendor's desk.
    pub fn buy(company: &Company, key: String) -> Self {
        let body = json!({ "offer": "action-pack", "payment": { "reference": "O-9" } });
        let path = format!("/v1/accounts/{}/purchases", company.id);
        let act = Self::new(company, "buy action-pack".to_owned(), key, path, body, false);
        Self { bearer: DESK.to_owned(), ..act }
    }

    /// Asks for a replacement of the company's nth token, which was redeemed on the wrong tenant.
    pub fn request(company: &Company, token: usize, key: String) -> Option<Self> {
        let (token, tenant) = (company.tokens.get(token)?, company.tenants.get(1)?);
        let body = json!({ "reason": "wrong_tenant", "intended_tenant_id": tenant });
        let path = format!("/v1/tokens/{token}/replacement-requests");
        Some(Self::new(company, format!("request {token}"), key, path, body, false))
    }

    /// Approves a request, as the vendor's desk.
    pub fn approve(company: &Company, request: &str, key: String) -> Self {
        let path = format!("/v1/replacement-requests/{request}/decisions");
        let act = Self::new(company, format!("grant {request}"), key, path, json!({ "approve": true }), true);
        Self { bearer: DESK.to_owned(), ..act }
    }

    /// The same act by another caller's key.
    pub fn under(&self, key: String) -> Self {
        Self { key, ..self.clone() }
    }

    /// The request as it is sent.
    pub fn bytes(&self) -> Vec<u8> {
        request("POST", &self.path, &self.bearer, Some(&self.key), &self.body)
    }

    /// Reads the preview that an irreversible act needs, and takes its digest. What is refused already stays as it is
    /// and will be refused again.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn preview(&mut self, client: &mut Client) -> anyhow::Result<()> {
        if !self.previewed {
            return Ok(());
        }
        let path = format!("{}?dry_run=true", self.path);
        let reply = client.send(&request("POST", &path, &self.bearer, None, &self.body)).await?;
        ensure!(reply.status < 500, "{} {}", reply.status, reply.body);
        if reply.status == 200 {
            self.body["preview_digest"] = reply.body["preview_digest"].clone();
            self.body["acknowledge"] = reply.body["acknowledge"].clone();
        }
        self.previewed = false;
        Ok(())
    }
}

/// A request in bytes.
pub fn request(method: &str, path: &str, bearer: &str, key: Option<&str>, body: &Value) -> Vec<u8> {
    let key = key.map_or_else(String::new, |key| format!("Idempotency-Key: {key}\r\n"));
    let body = if body.is_null() { String::new() } else { body.to_string() };
    format!(
        "{method} {path} HTTP/1.1\r\nHost: rig\r\nAuthorization: Bearer {bearer}\r\n{key}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A client. It connects when it is first needed and after a connection broke.
#[derive(Debug)]
pub struct Client {
    address: SocketAddr,
    stream: Option<TcpStream>,
}

impl Client {
    /// A client of a server.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, stream: None }
    }

    async fn stream(&mut self) -> anyhow::Result<&mut TcpStream> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            self.stream = Some(stream);
        }
        self.stream.as_mut().context("a connection")
    }

    /// Sends a part of a request.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        Ok(self.stream().await?.write_all(bytes).await?)
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub async fn send(&mut self, request: &[u8]) -> anyhow::Result<Reply> {
        let answered = async {
            self.write(request).await?;
            self.read().await
        };
        let reply = tokio::time::timeout(PATIENCE, answered).await.context("no answer in time").and_then(|reply| reply);
        if reply.is_err() {
            // What may still come on it belongs to nobody.
            self.stream = None;
        }
        reply
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// When it does not come whole.
    pub async fn read(&mut self) -> anyhow::Result<Reply> {
        let stream = self.stream().await?;
        let mut bytes = Vec::new();
        loop {
            let mut chunk = [0; 16_384];
            let read = stream.read(&mut chunk).await?;
            ensure!(read > 0, "the server closed the connection");
            bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
            let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(bytes.get(..end).unwrap_or_default())?.to_ascii_lowercase();
            let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
            let length: usize = header("content-length:").map_or(Ok(0), str::parse)?;
            if bytes.len() < end + 4 + length {
                continue;
            }
            let body = bytes.get(end + 4..end + 4 + length).unwrap_or_default();
            return Ok(Reply {
                status: head.split(' ').nth(1).context("no status")?.parse()?,
                position: header("symbolon-position:").and_then(|position| position.parse().ok()),
                // Pages are not JSON, and nobody asks for theirs.
                body: serde_json::from_slice(body).unwrap_or_default(),
            });
        }
    }

    /// Sends an act and hangs up before the answer, as an impatient client does.
    pub async fn hang_up(&mut self, act: &Act) -> Outcome {
        let sent = self.write(&act.bytes()).await;
        self.stream = None;
        Outcome::Unknown(sent.map_or_else(|error| format!("{error:#}"), |()| IMPATIENT.to_owned()))
    }

    /// Tries an act once.
    pub async fn act(&mut self, act: &Act) -> Outcome {
        match self.send(&act.bytes()).await {
            Ok(reply) => reply.outcome(),
            Err(error) => Outcome::Unknown(format!("{error:#}")),
        }
    }
}
