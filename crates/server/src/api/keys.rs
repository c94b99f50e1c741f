//! Product keys: shown as an act, activations that never come back.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::Key;
use symbolon_domain::command::{Command, KeyRef};
use symbolon_domain::fact::{Fact, KeyBlockReason, NoteRef};
use symbolon_domain::ids::{AccountId, KeyId};
use symbolon_domain::programme::{Language, Programme};
use symbolon_store::{NewNote, Rendering};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::installations;
use super::tokens::{AfterPreview, OfAccount, with_secret};
use super::{AsOf, Dated, Items, ProblemBody, dated, good_text, parse, remark, target, view};
use crate::act::{Act, Call};
use crate::app::{App, View};
use crate::body::{Body, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{Activation, Json, KeyWire, Reveal};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(reveals, reveal))
        .routes(routes!(activations, activate))
        .routes(routes!(block))
        .routes(routes!(unblock))
}

/// Lists a company's product keys, those of past years included.
#[utoipa::path(get, path = "/v1/keys", tag = "keys", params(OfAccount, Paging, AsOf),
    responses((status = 200, body = List<KeyWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(of): Params<OfAccount>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &of.id(&reader)?, Capability::ViewBenefits, as_of.when()?).await?;
    let last_five = app.store().last_five(view.id).await?;
    let items = view.account().keys.iter().map(|(id, key)| {
        let one = KeyWire::new(view.account(), *id, key, view.on, view.programmes(&app), reader.language, &last_five);
        (id.to_string(), one)
    });
    let items = paging.slice(&app, &uri, items.collect())?;
    paging.respond(&app, &uri, items, view.on, view.projection)
}

async fn found(app: &App, reader: &Reader, id: &str, as_of: &AsOf) -> Result<(View, KeyId), Problem> {
    let view = view(app, reader, id, Capability::ViewBenefits, as_of.when()?).await?;
    let id: KeyId = parse(id)?;
    if !view.account().keys.contains_key(&id) {
        return Err(Problem::not_found());
    }
    Ok((view, id))
}

/// Shows a product key: never the key itself, which only an act shows.
#[utoipa::path(get, path = "/v1/keys/{id}", tag = "keys", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<KeyWire>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let (view, id) = found(&app, &reader, &id, &as_of).await?;
    let key = view.account().keys.get(&id).ok_or_else(Problem::not_found)?;
    let last_five = app.store().last_five(view.id).await?;
    let one = KeyWire::new(view.account(), id, key, view.on, view.programmes(&app), reader.language, &last_five);
    let one = one.noted(block_note(&app, &reader, &view, key).await?);
    Ok(axum::Json(dated(&view, one)).into_response())
}

/// What the vendor wrote about the block of a key, for those who may block keys (E-15).
async fn block_note(app: &App, reader: &Reader, view: &View, key: &Key) -> Result<Option<String>, Problem> {
    match &key.blocked {
        Some(block) if Capability::BlockKeys.allows(&reader.identity.actor, Some(view.company_now)) => {
            Ok(app.store().note(view.id, block.note.id).await?)
        }
        _ => Ok(None),
    }
}

/// Lists the acts of showing a key.
#[utoipa::path(get, path = "/v1/keys/{id}/reveals", tag = "keys", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn reveals(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let (view, id) = found(&app, &reader, &id, &as_of).await?;
    let key = view.account().keys.get(&id).ok_or_else(Problem::not_found)?;
    let items: Vec<Reveal> = key.shown.iter().map(Reveal::from).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// Shows a product key. An act on record, which ends the right to a refund. A granted line that needs no key says so.
#[utoipa::path(post, path = "/v1/keys/{id}/reveals", tag = "keys", request_body = AfterPreview,
    params(("id" = String, Path, description = "Its id, or that of the granted line."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn reveal(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AfterPreview>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let key = match id.parse() {
        Ok(key) => KeyRef::Key(key),
        Err(_) => KeyRef::Grant(parse(&id)?),
    };
    let command = Command::RevealKey { key };
    let again = Act::new(account, command.clone());
    let act = Act::new(account, command).after_preview(body.value.preview_digest, body.value.acknowledge);
    if call.dry_run {
        return act.run(&app, &reader, &call, &body.canonical, |_, _, _| Value::Null).await;
    }
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        rendering
            .entries
            .iter()
            .find_map(|entry| match &entry.fact {
                Fact::KeyRevealed(fact) => {
                    Some(json!({ "id": fact.reveal, "key_id": fact.key, "revealed_on": entry.effective_on }))
                }
                _ => None,
            })
            .unwrap_or_default()
    };
    let submitted = act.submit(&app, &reader, &call, &body.canonical, render).await?;
    // The answer names the key that was shown, whether it was addressed by itself or by its granted line.
    let shown: Value = serde_json::from_str(&submitted.answer.body).unwrap_or_default();
    let object = shown["key_id"].as_str().unwrap_or(&id).to_owned();
    with_secret(&app, &reader, again, &object, "key", submitted).await
}

/// Lists the activations of a key that counted, with what the partner calls the machines.
#[utoipa::path(get, path = "/v1/keys/{id}/activations", tag = "keys", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn activations(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let (view, id) = found(&app, &reader, &id, &as_of).await?;
    let key = view.account().keys.get(&id).ok_or_else(Problem::not_found)?;
    let mut items = Vec::new();
    for held in &key.activations {
        let name = match &held.act.note {
            Some(note) => app.store().note(view.id, note.id).await?,
            None => None,
        };
        items.push(Activation::new(held, name));
    }
    Ok(axum::Json(dated(&view, json!({ "items": items, "used": key.used, "limit": key.limit }))).into_response())
}

/// A machine on which a key was used.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ActivateKey)]
pub(crate) struct Activate {
    /// What identifies the machine; kept only as a keyed hash.
    pub(crate) fingerprint: String,
    /// What the partner calls the machine.
    pub(crate) device_name: Option<String>,
    /// Whether its hardware changed significantly since the last time.
    #[serde(default)]
    pub(crate) hardware_changed: bool,
}

impl Activate {
    /// The command that records it, and the machine's name as it is kept.
    pub(crate) async fn command(
        self,
        app: &App,
        (account, key): (AccountId, KeyId),
        now: i64,
    ) -> Result<(Command, Vec<NewNote>), Problem> {
        let fingerprint = good_text("/fingerprint", &self.fingerprint)?;
        let (notes, note) = installations::name(app, now, self.device_name.as_deref())?;
        let folded = app.store().folded(account).await?;
        let bought_by = folded.as_ref().and_then(|folded| folded.account.bought_by(key)).unwrap_or(account);
        let device = app.device(bought_by, &fingerprint);
        Ok((Command::RecordActivation { key, device, note, hardware_changed: self.hardware_changed }, notes))
    }
}

/// Records that a key activated a machine. 201: it counted; 200: the machine is known and costs nothing.
#[utoipa::path(post, path = "/v1/keys/{id}/activations", tag = "keys", request_body = Activate,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 200, body = Json), (status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn activate(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Activate>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let key: KeyId = parse(&id)?;
    let (command, notes) = body.value.command(&app, (account, key), reader.now).await?;
    let mut act = Act::new(account, command);
    act.notes = notes;
    let render = move |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let held = rendering.after.keys.get(&key);
        let (used, limit) = held.map_or((0, None), |held| (held.used, held.limit));
        let counted = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::ActivationCounted(fact) => Some(fact),
            _ => None,
        });
        json!({
            "id": counted.map(|fact| fact.activation), "key": key, "counted": counted.is_some(),
            "counted_for": counted.map(|fact| fact.counted_for), "used": used, "limit": limit,
            "free": limit.map(|limit| limit.saturating_sub(used)),
        })
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// Why a key is blocked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BlockKey {
    /// `leak` or `terms_breach`.
    #[schema(value_type = String)]
    why: KeyBlockReason,
    /// What happened.
    note: String,
}

/// What was found about a blocked key.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UnblockKey {
    /// What was found.
    note: String,
}

/// Blocks a key on a leak or a breach of the terms: it is neither shown nor activated any more (E-15). The vendor only.
#[utoipa::path(post, path = "/v1/keys/{id}/blocks", tag = "keys", request_body = BlockKey,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = KeyWire), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn block(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<BlockKey>,
) -> Result<Response, Problem> {
    let why = body.value.why;
    settle(&app, &reader, &id, &call, (&body.value.note, &body.canonical), |key, note| Command::BlockKey {
        key,
        why,
        note,
    })
    .await
}

/// Lets a blocked key be used again. The vendor only.
#[utoipa::path(post, path = "/v1/keys/{id}/unblockings", tag = "keys", request_body = UnblockKey,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = KeyWire), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn unblock(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<UnblockKey>,
) -> Result<Response, Problem> {
    let said = (body.value.note.as_str(), body.canonical.as_str());
    settle(&app, &reader, &id, &call, said, |key, note| Command::UnblockKey { key, note }).await
}

/// Submits what the vendor decides about a key, with what it writes about it.
async fn settle(
    app: &App,
    reader: &Reader,
    id: &str,
    call: &Call,
    (text, canonical): (&str, &str),
    command: impl FnOnce(KeyId, NoteRef) -> Command,
) -> Result<Response, Problem> {
    let account = target(app, reader, id).await?;
    let key: KeyId = parse(id)?;
    let (kept, note) = remark(app, reader.now, "/note", text)?;
    let mut act = Act::new(account, command(key, note));
    act.notes = vec![kept];
    let known = app.clone();
    let render = move |rendering: &Rendering<'_>, _: &Programme, language: Language| {
        let held = rendering.after.keys.get(&key);
        let wire = held.map(|held| {
            let on = rendering.context.today;
            KeyWire::new(rendering.after, key, held, on, known.programmes(), language, &BTreeMap::new())
        });
        serde_json::to_value(wire).unwrap_or_default()
    };
    act.run(app, reader, call, canonical, render).await
}
