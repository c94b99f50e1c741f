//! Acts: the same steps for each. A key against doing it twice, a preview where it cannot be undone, one submission.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Effect, Outcome, ways_to_redeem};
use symbolon_domain::ids::AccountId;
use symbolon_domain::programme::{Language, Programme};
use symbolon_store::{Answer, Guard, IdempotencyKey, NewNote, Plain, Render, Rendering, Submission, Submitted};
use symbolon_text::ProgrammeNames;

use crate::app::App;
use crate::clock::instant;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wrong::{Kind, Place, Wrong};
use crate::{sign, wire};

/// How long a preview can be acted on.
pub(crate) const PREVIEW_MICROS: i64 = 15 * 60 * 1_000_000;
/// The header that holds a key against doing it twice.
const KEY: &str = "Idempotency-Key";
/// Length of an idempotency key at the most.
const KEY_LENGTH: usize = 255;

/// What every act reads from its request besides the body.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    method: String,
    path: String,
    key: Option<String>,
    /// Whether only a preview is wanted.
    pub(crate) dry_run: bool,
}

#[derive(Deserialize)]
struct DryRun {
    dry_run: Option<bool>,
}

impl FromRequestParts<App> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let query = axum::extract::Query::<DryRun>::try_from_uri(&parts.uri)
            .map_err(|_| Problem::parameter("dry_run", Wrong::Wants(Kind::YesNo)))?;
        let mut keys = parts.headers.get_all(KEY).iter();
        let key = keys.next().map(|key| idempotency_key(key).filter(|_| keys.next().is_none()));
        let unreadable = || Problem::malformed_at(Place::Header(KEY), Wrong::Header(KEY));
        let key = key.map(|key| key.ok_or_else(unreadable)).transpose()?;
        Ok(Self {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            key,
            dry_run: query.0.dry_run.unwrap_or(false),
        })
    }
}

/// The key that a header holds. The draft writes a quoted string; many clients send it bare.
fn idempotency_key(header: &HeaderValue) -> Option<String> {
    let text = header.to_str().ok()?.trim();
    let key = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let is_plain = key.bytes().all(|byte| matches!(byte, b' '..=b'~') && !b"\"\\".contains(&byte));
    (is_plain && (1..=KEY_LENGTH).contains(&key.len())).then(|| key.to_owned())
}

impl Call {
    /// The call of a form of a page, or one that only shows what would come of it.
    pub(crate) fn of_form(page: &str, key: Option<&str>) -> Self {
        let key = key.map(str::to_owned);
        Self { method: "FORM".to_owned(), path: page.to_owned(), dry_run: key.is_none(), key }
    }

    /// The key against doing it twice; a request without one is refused.
    pub(crate) fn key(&self) -> Result<&str, Problem> {
        self.key.as_deref().ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "idempotency-key-missing"))
    }

    /// The call of one part of a request, with a key of its own.
    pub(crate) fn part(&self, number: u64) -> Self {
        Self { key: self.key.as_ref().map(|key| format!("{key}#{number}")), ..self.clone() }
    }
}

/// An act to be carried out.
pub(crate) struct Act {
    pub(crate) account: AccountId,
    pub(crate) command: Command,
    pub(crate) notes: Vec<NewNote>,
    pub(crate) also: Vec<Plain>,
    /// The digest of a preview, for acts that cannot be undone.
    pub(crate) preview_digest: Option<String>,
    /// The consequences that the caller acknowledges.
    pub(crate) acknowledge: Vec<String>,
    /// Where in the request a field is that is refused.
    pub(crate) place: fn(&str) -> Place,
}

impl Act {
    pub(crate) fn new(account: AccountId, command: Command) -> Self {
        Self {
            account,
            command,
            notes: Vec::new(),
            also: Vec::new(),
            preview_digest: None,
            acknowledge: Vec::new(),
            place: Place::in_body,
        }
    }

    /// An act on the granted line that the path names.
    pub(crate) fn on_grant(account: AccountId, command: Command) -> Self {
        let place = |field: &str| match field {
            "grant" => Place::Parameter("id".to_owned()),
            other => Place::in_body(other),
        };
        Self { place, ..Self::new(account, command) }
    }

    /// Adds what the caller sends to act on a preview.
    pub(crate) fn after_preview(mut self, digest: Option<String>, acknowledge: Vec<String>) -> Self {
        self.preview_digest = digest;
        self.acknowledge = acknowledge;
        self
    }

    /// Carries it out, or shows what it would do. `render` makes the resource that it creates.
    pub(crate) async fn run<F, R>(
        self,
        app: &App,
        reader: &Reader,
        call: &Call,
        canonical: &str,
        render: F,
    ) -> Result<Response, Problem>
    where
        F: Fn(&Rendering<'_>, &Programme, Language) -> R + Send + Sync + 'static,
        R: Serialize,
    {
        // Boxed, so that what a request may need does not lie in the future of every request, which is moved.
        if call.dry_run {
            return Box::pin(self.preview(app, reader)).await;
        }
        let submitted = Box::pin(self.submit(app, reader, call, canonical, render)).await?;
        Ok(created(&submitted))
    }

    /// Carries it out and gives what became of it; a refusal is a problem.
    pub(crate) async fn submit<F, R>(
        self,
        app: &App,
        reader: &Reader,
        call: &Call,
        canonical: &str,
        render: F,
    ) -> Result<Submitted, Problem>
    where
        F: Fn(&Rendering<'_>, &Programme, Language) -> R + Send + Sync + 'static,
        R: Serialize,
    {
        let key = call.key()?;
        let name = reader.identity.name();
        let parts = [name.as_str(), &call.method, &call.path, key];
        let scope = parts.iter().fold(Sha256::new(), |digest, part| {
            digest.chain_update((part.len() as u64).to_be_bytes()).chain_update(part.as_bytes())
        });
        let idempotency = IdempotencyKey {
            scope: hex::encode(scope.finalize()),
            fingerprint: hex::encode(Sha256::digest(canonical.as_bytes())),
        };
        let (account, place) = (self.account, self.place);
        let submission = self.submission(app, reader, Some(idempotency), render);
        let submitted = app.submit(submission).await?;
        let Some(refusal) = &submitted.refusal else { return Ok(submitted) };
        let people = app.people_names(account).await?;
        let folded = app.store().folded(account).await?;
        let decision = submitted.decision_id.map(|id| id.to_string());
        let mut problem = {
            let nobody = Account::default();
            let names = ProgrammeNames {
                programmes: app.programmes(),
                account: folded.as_ref().map_or(&nobody, |folded| &folded.account),
                people: &|actor| people.get(&actor.parse().ok()?).cloned(),
                companies: &BTreeMap::new(),
            };
            Problem::refused_at(place, refusal, decision, reader.language, Some(&names))
        };
        app.name_helpers(&mut problem, &reader.identity, Some(account)).await;
        Err(problem)
    }

    fn submission<F, R>(self, app: &App, reader: &Reader, idempotency: Option<IdempotencyKey>, render: F) -> Submission
    where
        F: Fn(&Rendering<'_>, &Programme, Language) -> R + Send + Sync + 'static,
        R: Serialize,
    {
        let language = reader.language;
        let (guarded, command, account, caller) = (app.clone(), self.command.clone(), self.account, reader.clone());
        let (digest, acknowledge) = (self.preview_digest, self.acknowledge);
        let guard: Guard = Arc::new(move |outcome, context| {
            let (app, reader) = (&guarded, &caller);
            let needed = command.acknowledgements(&outcome.effects);
            if needed.is_empty() {
                return Ok(());
            }
            let caller = reader.identity.name();
            let current = |expiry| digest_of(app, (&caller, account), &command, context, expiry, &outcome.effects);
            let expiry = digest.as_deref().and_then(expiry_of);
            let given = digest.as_deref().unwrap_or_default();
            let missing: Vec<&str> =
                needed.iter().filter(|code| !acknowledge.iter().any(|held| held == **code)).copied().collect();
            let mut problem = match expiry {
                Some(expiry) if missing.is_empty() => {
                    if expiry >= reader.now && sign::same(given, &current(expiry)) {
                        return Ok(());
                    }
                    Problem::new(StatusCode::CONFLICT, "preview-stale")
                }
                _ => Problem::new(StatusCode::BAD_REQUEST, "preview-required"),
            };
            if expiry.is_none() {
                let wrong = match &digest {
                    None => Wrong::Missing("preview_digest".to_owned()),
                    Some(_) => Wrong::Unreadable,
                };
                problem = problem.at("/preview_digest", wrong);
            }
            if !missing.is_empty() {
                let missing = missing.iter().map(|code| (*code).to_owned()).collect();
                problem = problem.at("/acknowledge", Wrong::Unacknowledged(missing));
            }
            let mut preview = wire::outcome(outcome, language, None);
            promise(&mut preview, (app, reader), account, &command, context, outcome);
            problem = problem.with("preview", Value::Object(preview)).with("missing_acknowledgements", json!(missing));
            let status = problem.status();
            Err(Answer { status: status.as_u16(), body: problem.body(language).to_string() })
        });
        let (programme, place) = (app.programmes().current().clone(), self.place);
        let render: Render = Arc::new(move |rendering| match rendering.decision {
            Ok(outcome) => {
                let status = if outcome.facts.is_empty() { StatusCode::OK } else { StatusCode::CREATED };
                let made = render(rendering, &programme, language);
                Answer { status: status.as_u16(), body: serde_json::to_string(&made).unwrap_or_default() }
            }
            Err(refusal) => {
                let id = Some(rendering.decision_id.to_string());
                let problem = Problem::refused_at(place, refusal, id, language, None);
                Answer { status: problem.status().as_u16(), body: problem.body(language).to_string() }
            }
        });
        Submission {
            account: self.account,
            command: self.command,
            caller: reader.identity.caller.clone(),
            now: reader.now,
            today: reader.today,
            idempotency,
            guard: Some(guard),
            notes: self.notes,
            also: self.also,
            render,
        }
    }

    /// What the act would do, as its consequences alone.
    pub(crate) async fn effects(self, app: &App, reader: &Reader) -> Result<Value, Problem> {
        let (_, _, decision) = app.preview(self.account, &self.command, &reader.identity.caller).await?;
        match decision {
            Ok(outcome) => Ok(json!({ "effects": wire::effects(&outcome.effects, reader.language) })),
            Err(refusal) => Err(Problem::refused(&refusal, None, reader.language, None)),
        }
    }

    /// What the act would do: effects with their working, every other way, what must be acknowledged, and the digest.
    async fn preview(self, app: &App, reader: &Reader) -> Result<Response, Problem> {
        let (folded, context, decision) = app.preview(self.account, &self.command, &reader.identity.caller).await?;
        let people = app.people_names(self.account).await?;
        let (ways, shown) = {
            let names = ProgrammeNames {
                programmes: app.programmes(),
                account: &folded.account,
                people: &|actor| people.get(&actor.parse().ok()?).cloned(),
                companies: &BTreeMap::new(),
            };
            let shown = match &decision {
                Ok(outcome) => Ok((wire::outcome(outcome, reader.language, Some(&names)), outcome)),
                Err(refusal) => Err(Problem::refused_at(self.place, refusal, None, reader.language, Some(&names))),
            };
            (alternatives(app, &folded.account, &self.command, &context, (reader.language, &names)), shown)
        };
        let (mut body, outcome) = match shown {
            Ok(shown) => shown,
            Err(mut problem) => {
                if let Some(ways) = ways {
                    problem = problem.with("alternatives", ways);
                }
                app.name_helpers(&mut problem, &reader.identity, Some(self.account)).await;
                return Err(problem);
            }
        };
        if let Some(ways) = ways {
            body.insert("alternatives".to_owned(), ways);
        }
        promise(&mut body, (app, reader), self.account, &self.command, &context, outcome);
        let mut response = axum::Json(body).into_response();
        response.headers_mut().insert(HeaderName::from_static("dry-run"), HeaderValue::from_static("true"));
        Ok(response)
    }
}

/// The other ways to redeem a token, each with its outcome or its refusal.
fn alternatives(
    app: &App,
    account: &Account,
    command: &Command,
    context: &Context,
    (language, names): (Language, &ProgrammeNames<'_>),
) -> Option<Value> {
    let Command::RedeemToken { token, tenant, mode: chosen, .. } = command else { return None };
    let ways = ways_to_redeem(account, app.programmes(), *token, *tenant, context);
    let others = ways.into_iter().filter(|(mode, _)| mode != chosen).map(|(mode, decision)| match decision {
        Ok(outcome) => {
            json!({ "mode": mode, "allowed": true, "effects": wire::effects(&outcome.effects, language) })
        }
        Err(refusal) => {
            let detail = symbolon_text::refusal_detail_named(language, &refusal, Some(names));
            json!({ "mode": mode, "allowed": false, "code": refusal.code, "detail": detail })
        }
    });
    Some(others.collect())
}

/// Adds to a preview what is needed to act on it.
fn promise(
    body: &mut Map<String, Value>,
    (app, reader): (&App, &Reader),
    account: AccountId,
    command: &Command,
    context: &Context,
    outcome: &Outcome,
) {
    let needed = command.acknowledgements(&outcome.effects);
    if needed.is_empty() {
        return;
    }
    let expiry = reader.now.saturating_add(PREVIEW_MICROS);
    let digest = digest_of(app, (&reader.identity.name(), account), command, context, expiry, &outcome.effects);
    body.insert("acknowledge".to_owned(), json!(needed));
    body.insert("preview_digest".to_owned(), json!(digest));
    body.insert("valid_until".to_owned(), json!(instant(expiry)));
}

/// The digest of a preview: a keyed hash over to whom it was shown, the command, the programme's version, the day, its own
/// end and the computed effects. Facts that change none of these do not make it stale.
pub(crate) fn digest_of(
    app: &App,
    (caller, account): (&str, AccountId),
    command: &Command,
    context: &Context,
    expiry: i64,
    effects: &[Effect],
) -> String {
    let programme = app.programme();
    // A note is no consequence, and its reference is a new one in every request.
    let mut act = serde_json::to_value(command).unwrap_or_default();
    act.as_object_mut().map(|members| members.remove("note"));
    let mac = sign::mac(
        app.preview_key(),
        &[
            caller.as_bytes(),
            account.to_string().as_bytes(),
            act.to_string().as_bytes(),
            programme.content_hash.as_bytes(),
            context.today.to_string().as_bytes(),
            expiry.to_string().as_bytes(),
            serde_json::to_string(effects).unwrap_or_default().as_bytes(),
        ],
    );
    format!("p1-{expiry}-{mac}")
}

pub(crate) fn expiry_of(digest: &str) -> Option<i64> {
    digest.strip_prefix("p1-")?.split('-').next()?.parse().ok()
}

/// A refusal as it is kept: the request that it is said to is named when it is answered.
#[derive(Debug, Clone)]
pub(crate) struct Kept(pub(crate) Value);

/// The answer to an act, first given or repeated.
pub(crate) fn created(submitted: &Submitted) -> Response {
    let status = StatusCode::from_u16(submitted.answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, submitted.answer.body.clone()).into_response();
    if !status.is_success()
        && let Ok(refusal) = serde_json::from_str(&submitted.answer.body)
    {
        response.extensions_mut().insert(Kept(refusal));
    }
    let headers = response.headers_mut();
    let kind = if status.is_success() { "application/json" } else { "application/problem+json" };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if submitted.replayed {
        headers.insert(HeaderName::from_static("idempotent-replayed"), HeaderValue::from_static("true"));
    } else if let Ok(position) = HeaderValue::from_str(&submitted.seq.to_string()) {
        headers.insert(HeaderName::from_static("symbolon-position"), position);
    }
    response
}
