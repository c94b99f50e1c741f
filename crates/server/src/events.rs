//! Events as programs elsewhere read them: in the list, and in what is sent to them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Map, Value, json};
use symbolon_domain::event::{Asked, Event, EventId, EventType, Object, Through, events};
use symbolon_domain::ids::AccountId;
use symbolon_store::{StoreError, Stored};

use crate::app::App;
use crate::clock;

/// Of which form events are.
pub(crate) const FORM: &str = "v1";

/// Characters of a fact’s hash in the id of an event.
const MARK: usize = 8;

/// What happened to a company as far as it is asked for, in order, and up to where all is known with it.
pub(crate) async fn asked(
    app: &App,
    account: AccountId,
    asked: Asked<'_>,
    today: Date,
) -> Result<(Vec<Event>, Through), StoreError> {
    let ledger = app.store().ledger(account).await?;
    find(app, ledger, asked, today).await
}

/// Long ledgers take their time, for which nobody else has to wait.
async fn find(
    app: &App,
    ledger: Vec<Stored>,
    asked: Asked<'_>,
    today: Date,
) -> Result<(Vec<Event>, Through), StoreError> {
    let sequence = ledger.last().map_or(0, |stored| stored.entry.seq);
    let (known, types, after, most) = (asked.known, asked.types.clone(), asked.after.to_owned(), asked.most);
    let app = app.clone();
    let work = move || {
        let facts = ledger.iter().map(|stored| (&stored.entry, stored.hash.get(..MARK).unwrap_or_default()));
        let asked = Asked { known, after: &after, types: &types, most };
        events(facts, app.store().programmes(today), asked, today, |at| clock::day(at, app.zone()))
    };
    let found = tokio::task::spawn_blocking(work).await.map_err(|error| StoreError::Refused(error.to_string()))?;
    Ok((found, Through { sequence, day: today.max(known.day) }))
}

/// A page of what happened to a company after an event.
pub(crate) async fn page(
    app: &App,
    account: AccountId,
    after: Option<&EventId>,
    types: &BTreeSet<EventType>,
    most: usize,
    today: Date,
) -> Result<Vec<Event>, StoreError> {
    let ledger = app.store().ledger(account).await?;
    let known = match after {
        None => Through::NOTHING,
        Some(after) => {
            let day = match &after.brought {
                // More of that day may follow.
                Some((day, ..)) => day.yesterday().ok(),
                None => {
                    let before = ledger.iter().take_while(|stored| stored.entry.seq <= after.sequence);
                    before.map(|stored| clock::day(stored.entry.recorded_at, app.zone())).max()
                }
            };
            Through { sequence: after.sequence, day: day.unwrap_or(Date::MIN) }
        }
    };
    let after = after.map(ToString::to_string).unwrap_or_default();
    let (found, _) = find(app, ledger, Asked { known, after: &after, types, most }, today).await?;
    Ok(found)
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
