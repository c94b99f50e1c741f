//! Events as programs elsewhere read them: in the list, and in what is sent to them.

use jiff::civil::Date;
use serde_json::{Map, Value, json};
use symbolon_domain::event::{Event, EventId, EventType, Object, Through, events};
use symbolon_domain::ids::AccountId;
use symbolon_store::StoreError;

use crate::app::App;
use crate::clock;

/// Of which form events are.
pub(crate) const FORM: &str = "v1";

/// What happened to a company that somebody does not know yet, in order, and up to where that is.
pub(crate) async fn since(
    app: &App,
    account: AccountId,
    known: Through,
    today: Date,
) -> Result<(Vec<Event>, Through), StoreError> {
    let ledger = app.store().ledger(account).await?;
    let entries = ledger.iter().map(|stored| &stored.entry);
    let found = events(entries, app.store().programmes(today), known, today, |at| clock::day(at, app.zone()));
    let sequence = ledger.last().map_or(0, |stored| stored.entry.seq);
    Ok((found, Through { sequence, day: today.max(known.day) }))
}

/// An event as it is sent. There is no name in it, no address and no secret: ids are asked about by who may.
pub(crate) fn shown(app: &App, event: &Event) -> Value {
    let Object { kind, id, values } = &event.object;
    let mut object = Map::from_iter([("object".to_owned(), json!(kind)), ("id".to_owned(), json!(id))]);
    object.extend(values.iter().map(|(name, value)| ((*name).to_owned(), json!(value))));
    // A day begins at its midnight.
    let at = event.recorded_at.or_else(|| clock::start(event.effective_on, app.zone()));
    written(
        &event.id,
        event.kind,
        at.unwrap_or_default(),
        json!({
            "effective_on": event.effective_on, "actor": event.actor, "programme_version": event.version,
            "object": object, "previous": event.previous,
        }),
    )
}

/// What somebody is sent who asked whether events arrive.
pub(crate) fn trial(id: &EventId, at: i64, endpoint: &str) -> Value {
    written(
        id,
        EventType::WebhookEndpointTest,
        at,
        json!({ "object": { "object": "webhook_endpoint", "id": endpoint } }),
    )
}

fn written(id: &EventId, kind: EventType, at: i64, data: Value) -> Value {
    json!({
        "id": id.to_string(), "type": kind, "timestamp": clock::instant(at), "api_version": FORM,
        "account": id.account, "sequence": id.sequence, "day": id.brought.as_ref().map(|(day, ..)| *day), "data": data,
    })
}
