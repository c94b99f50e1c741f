//! Webhooks: events are sent to the addresses that companies named, signed as Standard Webhooks are, at least once, and in
//! order as long as they arrive. The ledger is what they are taken from, after it was written: no act waits for them.

mod reach;

use std::error::Error;
use std::sync::LazyLock;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::Date;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use sha2::Sha256;
use symbolon_domain::access::Actor;
use symbolon_domain::event::Event;
use symbolon_domain::ids::WebhookEndpointId;
use symbolon_domain::webhook::{self, BOTH_SECRETS, RestsWhy};
use symbolon_store::{Attempt, NewDelivery, StoreError, WebhookDelivery, WebhookEndpoint};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::clock::Clock;
use crate::{events, sign};
use reach::Forbidden;
pub(crate) use reach::Reach;

/// How often to look whether there is something to send.
const LOOK: Duration = Duration::from_secs(1);
/// How long an address may take to be reached and to answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// Events that are taken hold of at a time, and for how long: longer than all of them can take, one after the other.
const BATCH: u32 = 50;
const LEASE: i64 = 20 * 60_000_000;

/// Sends events, for as long as it is not aborted.
pub(crate) async fn watch(app: App) {
    let mut tick = interval(LOOK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut cleared: Option<Date> = None;
    loop {
        tick.tick().await;
        if let Err(error) = app.send_events().await {
            tracing::warn!(%error, "events could not be sent; it is tried again soon");
            continue;
        }
        let (now, today) = app.now();
        if cleared != Some(today) {
            match app.store().forget_events(now).await {
                Ok(0) => cleared = Some(today),
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "old events could not be removed; it is tried again soon"),
            }
        }
    }
}

/// Who sends: nobody is followed to another address, no proxy is asked, and no cookie kept.
static LIVE: LazyLock<Result<Client, reqwest::Error>> = LazyLock::new(|| client(Reach { to_itself: false }));
static SANDBOX: LazyLock<Result<Client, reqwest::Error>> = LazyLock::new(|| client(Reach { to_itself: true }));

fn client(reach: Reach) -> Result<Client, reqwest::Error> {
    // Whoever installed one before installed the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .dns_resolver(std::sync::Arc::new(reach))
        .timeout(PATIENCE)
        .user_agent(concat!("Symbolon/", env!("CARGO_PKG_VERSION")))
        .build()
}

impl App {
    /// Where events may be sent.
    pub(crate) fn webhook_reach(&self) -> Reach {
        Reach { to_itself: self.is_sandbox() }
    }

    /// The secret of an address: nothing of it is stored, and only who has the master key can make it again.
    fn webhook_secret(&self, endpoint: WebhookEndpointId, generation: u32) -> [u8; 32] {
        let mut secret = [0; 32];
        let made = sign::mac(self.webhook_key(), &[endpoint.to_string().as_bytes(), &generation.to_be_bytes()]);
        // It has as many hex digits as that.
        let _ = hex::decode_to_slice(made, &mut secret);
        secret
    }

    /// The newest secret of an address, as a receiver is given it.
    pub(crate) fn shown_webhook_secret(&self, endpoint: &WebhookEndpoint) -> String {
        format!("whsec_{}", STANDARD.encode(self.webhook_secret(endpoint.id, endpoint.secret.0)))
    }

    /// Takes up the events that happened, and sends those whose turn it is.
    ///
    /// # Errors
    /// When the store failed. An address that cannot be reached is not an error: the event waits.
    pub async fn send_events(&self) -> Result<(), StoreError> {
        self.take_up_events().await?;
        loop {
            let (now, _) = self.now();
            let claimed = self.store().claim_events(now, now + LEASE, BATCH).await?;
            if claimed.is_empty() {
                return Ok(());
            }
            let mut sending = JoinSet::new();
            for (endpoint, deliveries) in claimed {
                let app = self.clone();
                sending.spawn(async move { app.send_in_turn(&endpoint, deliveries).await });
            }
            while let Some(sent) = sending.join_next().await {
                sent.map_err(|error| StoreError::Refused(error.to_string()))??;
            }
        }
    }

    /// Takes up the events of the addresses that do not know them yet.
    async fn take_up_events(&self) -> Result<(), StoreError> {
        let (now, today) = self.now();
        let behind = self.store().webhooks_behind(today).await?;
        let nobody = Actor { person: None, account: None, roles: [].into(), admin_of: [].into() };
        for endpoint in behind {
            let Some(folded) = self.store().folded(endpoint.account).await? else { continue };
            let merged = folded.account.merged_into.is_some();
            if !merged {
                let team = self.store().team(endpoint.account, &nobody).await?;
                if !team.is_some_and(|team| webhook::is_owned(&team, endpoint.owner)) {
                    self.store().rest_webhook_endpoint(endpoint.id, RestsWhy::OwnerLeft, now).await?;
                    continue;
                }
            }
            let (found, through) = events::since(self, endpoint.account, endpoint.through, today).await?;
            let wanted = found.iter().filter(|event| webhook::wants(&endpoint.types, event.kind));
            let new = wanted.map(|event| delivery_of(self, event)).collect();
            self.store().take_up_events(&endpoint, through, new, now).await?;
            if merged {
                self.store().rest_webhook_endpoint(endpoint.id, RestsWhy::Merged, now).await?;
            }
        }
        Ok(())
    }

    /// Sends the events of one address, one after the other: where one does not arrive, the others wait for it.
    async fn send_in_turn(
        &self,
        endpoint: &WebhookEndpoint,
        deliveries: Vec<WebhookDelivery>,
    ) -> Result<(), StoreError> {
        let mut held_up: Option<i64> = None;
        for delivery in deliveries {
            let (now, _) = self.now();
            let outcome = match held_up {
                Some(until) => Attempt::After(until),
                None => self.attempt(endpoint, &delivery).await,
            };
            if matches!(outcome, Attempt::Failed(_) | Attempt::Gone) {
                held_up = Some(now + webhook::pause(delivery.attempts + 1).unwrap_or_default());
            }
            if let Attempt::Failed(cause) = &outcome {
                tracing::info!(endpoint = %endpoint.id, event = delivery.event, cause, "an event did not arrive");
            }
            self.store().settle_event(&delivery, outcome, now).await?;
        }
        Ok(())
    }

    async fn attempt(&self, endpoint: &WebhookEndpoint, delivery: &WebhookDelivery) -> Attempt {
        let reach = self.webhook_reach();
        let client = if reach.to_itself { &*SANDBOX } else { &*LIVE };
        let (Some(url), Ok(client)) = (reach.read(&endpoint.url), client) else {
            return Attempt::Failed("address".to_owned());
        };
        match self.post(client, url, endpoint, delivery).await {
            Ok(status) if status.is_success() => Attempt::Delivered,
            Ok(StatusCode::GONE) => Attempt::Gone,
            Ok(status) => Attempt::Failed(status.as_u16().to_string()),
            Err(error) => Attempt::Failed(cause(&error).to_owned()),
        }
    }

    /// Posts an event; of the answer only the status is read.
    async fn post(
        &self,
        client: &Client,
        url: Url,
        endpoint: &WebhookEndpoint,
        delivery: &WebhookDelivery,
    ) -> Result<StatusCode, reqwest::Error> {
        // A receiver compares it with its own clock, also where this server’s is a sandbox’s.
        let sent_at = Clock::System.now().div_euclid(1_000_000);
        let (newest, since) = endpoint.secret;
        let both = newest > 1 && self.now().0 < since + BOTH_SECRETS;
        let generations = [Some(newest), both.then(|| newest - 1)].into_iter().flatten();
        let signed = generations.map(|generation| {
            signature(&self.webhook_secret(endpoint.id, generation), &delivery.event, sent_at, &delivery.body)
        });
        let request = client
            .post(url)
            .header("content-type", "application/json")
            .header("webhook-id", &delivery.event)
            .header("webhook-timestamp", sent_at.to_string())
            .header("webhook-signature", signed.collect::<Vec<_>>().join(" "))
            .body(delivery.body.clone());
        Ok(request.send().await?.status())
    }
}

/// The signature of an event (Standard Webhooks, `v1`).
fn signature(secret: &[u8; 32], id: &str, at: i64, body: &str) -> String {
    // Any length of key is accepted, so this never fails.
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret) else { return String::new() };
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Why nothing was answered, in a word.
fn cause(error: &reqwest::Error) -> &'static str {
    let mut causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let is_tls = |cause: &(dyn Error + 'static)| {
        let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause.is::<rustls::Error>() || inner.is_some_and(|inner| inner.is::<rustls::Error>())
    };
    if error.is_timeout() {
        "timeout"
    } else if causes.clone().any(|cause| cause.is::<Forbidden>()) {
        "address"
    } else if causes.any(is_tls) {
        "encryption"
    } else {
        "connection"
    }
}

/// An event as it goes on its way.
pub(crate) fn delivery_of(app: &App, event: &Event) -> NewDelivery {
    NewDelivery { event: event.id.to_string(), kind: event.kind, body: events::shown(app, event).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_standard_webhooks() {
        // The reference library of another language makes the same of it.
        let secret: [u8; 32] = std::array::from_fn(|at| u8::try_from(at).expect("is small"));
        let made = signature(&secret, "msg_1", 1_614_265_330, "{\"test\": 2432232314}");
        assert_eq!(made, "v1,GWvjEzx3AphU7wha3hNZPXJnymF9Fg+ZdvPQqWPOjZ0=");
    }
}
