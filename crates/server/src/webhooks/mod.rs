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
use symbolon_domain::event::{Asked, Event};
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
/// For how long a server has an address after each event: longer than the next one can take. By the real time, also where this
/// server’s clock is a sandbox’s: a server that ends leaves nothing behind that a clock would have to be moved for.
const LEASE: i64 = 60_000_000;
/// Addresses that are sent to at a time.
const AT_ONCE: usize = 50;
/// Events after which an address is anybody’s again.
const IN_TURN: u32 = 50;

/// Sends events, for as long as it is not aborted. Addresses do not wait for each other.
pub(crate) async fn watch(app: App) {
    let mut tick = interval(LOOK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut cleared, mut sending): (Option<Date>, JoinSet<Result<(), StoreError>>) = (None, JoinSet::new());
    loop {
        tick.tick().await;
        while let Some(sent) = sending.try_join_next() {
            if let Ok(Err(error)) = sent {
                tracing::warn!(%error, "events could not be sent; it is tried again soon");
            }
        }
        match app.claim_webhooks(AT_ONCE.saturating_sub(sending.len())).await {
            Ok(claimed) => {
                for endpoint in claimed {
                    let app = app.clone();
                    sending.spawn(async move { app.send_in_turn(endpoint.id).await });
                }
            }
            Err(error) => {
                tracing::warn!(%error, "events could not be looked for; it is tried again soon");
                continue;
            }
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

/// The real time, by which a server has an address.
fn real_time() -> i64 {
    Clock::System.now()
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

    /// Takes up the events that happened, and sends those whose turn it is, until there is none.
    ///
    /// # Errors
    /// When the store failed. An address that cannot be reached is not an error: the event waits.
    pub async fn send_events(&self) -> Result<(), StoreError> {
        loop {
            let claimed = self.claim_webhooks(AT_ONCE).await?;
            if claimed.is_empty() {
                return Ok(());
            }
            for endpoint in claimed {
                self.send_in_turn(endpoint.id).await?;
            }
        }
    }

    /// Takes up the events that happened, and takes hold of addresses that wait for one.
    async fn claim_webhooks(&self, most: usize) -> Result<Vec<WebhookEndpoint>, StoreError> {
        self.take_up_events().await?;
        let held_at = real_time();
        self.store().claim_webhooks(self.now().0, (held_at, held_at + LEASE), most).await
    }

    /// Takes up the events of the addresses that do not know them yet.
    async fn take_up_events(&self) -> Result<(), StoreError> {
        let (now, today) = self.now();
        for endpoint in self.store().webhooks_behind(today).await? {
            // What goes wrong with one is not to keep the others from their events.
            if let Err(error) = self.take_up_events_of(&endpoint, (now, today)).await {
                tracing::warn!(endpoint = %endpoint.id, %error, "events could not be taken up; it is tried again soon");
            }
        }
        Ok(())
    }

    async fn take_up_events_of(&self, endpoint: &WebhookEndpoint, (now, today): (i64, Date)) -> Result<(), StoreError> {
        let Some(merged) = self.is_meant(endpoint, now).await? else { return Ok(()) };
        let asked = Asked { types: &endpoint.types, ..Asked::all(endpoint.through) };
        let (found, through) = events::asked(self, endpoint.account, asked, today).await?;
        let new = found.iter().map(|event| delivery_of(self, event)).collect();
        self.store().take_up_events(endpoint, through, new, now).await?;
        if merged {
            self.store().rest_webhook_endpoint(endpoint.id, RestsWhy::Merged, now).await?;
        }
        Ok(())
    }

    /// Whether an address still is somebody’s who may have one, and whether its company has become a part of another one; none
    /// where it rests from now on, until somebody else answers for it.
    async fn is_meant(&self, endpoint: &WebhookEndpoint, now: i64) -> Result<Option<bool>, StoreError> {
        let Some(folded) = self.store().folded(endpoint.account).await? else { return Ok(None) };
        if folded.account.merged_into.is_some() {
            return Ok(Some(true));
        }
        let nobody = Actor { person: None, account: None, roles: [].into(), admin_of: [].into() };
        let team = self.store().team(endpoint.account, &nobody).await?;
        if team.is_some_and(|team| webhook::is_owned(&team, endpoint.owner)) {
            return Ok(Some(false));
        }
        self.store().rest_webhook_endpoint(endpoint.id, RestsWhy::OwnerLeft, now).await?;
        Ok(None)
    }

    /// Sends the events of one address, one after the other: where one does not arrive, the others wait for it.
    async fn send_in_turn(&self, id: WebhookEndpointId) -> Result<(), StoreError> {
        for _ in 0..IN_TURN {
            let (now, _) = self.now();
            // It may have been ended meanwhile, or have another secret.
            let found = self.store().webhook_endpoint(id).await?.filter(WebhookEndpoint::is_sent_to);
            let (Some(endpoint), Some(delivery)) = (found, self.store().next_event(id, now).await?) else { break };
            if self.is_meant(&endpoint, now).await?.is_none() {
                break;
            }
            let outcome = self.attempt(&endpoint, &delivery).await;
            let arrived = outcome == Attempt::Delivered;
            if let Attempt::Failed(cause) = &outcome {
                tracing::info!(endpoint = %endpoint.id, event = delivery.event, cause, "an event did not arrive");
            }
            self.store().settle_event(&delivery, outcome, self.now().0, real_time() + LEASE).await?;
            if !arrived {
                break;
            }
        }
        self.store().release_webhook(id).await
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
        let sent_at = real_time().div_euclid(1_000_000);
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
