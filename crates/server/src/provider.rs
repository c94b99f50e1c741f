//! The payment provider: where a card is charged, and how we learn of it (B-41). No card's number ever comes here. The
//! provider tells by a signed event (Standard Webhooks), which says the same however often it comes; what it pays is
//! decided by the one rule for money.

use std::fmt;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use subtle::ConstantTimeEq;
use symbolon_domain::access::Role;
use symbolon_domain::command::Command;
use symbolon_domain::order::is_code;
use symbolon_domain::programme::Money;
use symbolon_store::{Answer, Caller, IdempotencyKey, Submission};
use zeroize::Zeroizing;

use crate::app::App;
use crate::clock::Clock;
use crate::problem::Problem;
use crate::wrong::Wrong;

/// Seconds by which an event's time may differ from ours, in both directions.
const TOLERANCE: u64 = 5 * 60;
/// Bytes of an event at the most.
const EVENT_LIMIT: usize = 64 << 10;
/// What stands before a secret.
const PREFIX: &str = "whsec_";
/// Secrets at the most: the one in use, and the one that takes its place.
const SECRETS: usize = 2;

/// The keys by which events are believed.
#[derive(Clone)]
pub struct ProviderSecrets(Vec<Zeroizing<Vec<u8>>>);

/// What is wrong with secrets of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSecrets {
    /// There are none, or more than two.
    Count,
    /// One does not begin as a secret does.
    Prefix,
    /// What follows its beginning is not base64.
    Encoding,
    /// One is shorter than 24 bytes.
    Short,
}

impl BadSecrets {
    /// Its code, by which its words are found.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Prefix => "prefix",
            Self::Encoding => "encoding",
            Self::Short => "short",
        }
    }
}

impl fmt::Debug for ProviderSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProviderSecrets(•••••)")
    }
}

impl ProviderSecrets {
    /// Reads one secret a line, `whsec_` and base64, one or two of them.
    ///
    /// # Errors
    /// What is wrong with them, without showing them.
    pub fn parse(text: &str) -> Result<Self, BadSecrets> {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if lines.is_empty() || lines.len() > SECRETS {
            return Err(BadSecrets::Count);
        }
        let read = |line: &&str| {
            let encoded = line.strip_prefix(PREFIX).ok_or(BadSecrets::Prefix)?;
            let bytes = STANDARD.decode(encoded).map_err(|_| BadSecrets::Encoding)?;
            if bytes.len() < 24 {
                return Err(BadSecrets::Short);
            }
            Ok(Zeroizing::new(bytes))
        };
        lines.iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// A secret of this process alone, for a sandbox whose provider is the built-in one.
    pub(crate) fn ephemeral(entropy: &symbolon_store::Entropy) -> Self {
        let mut bytes = Zeroizing::new(vec![0; 32]);
        entropy(&mut bytes);
        Self(vec![bytes])
    }

    fn mac(secret: &[u8], id: &str, at: i64, body: &[u8]) -> Vec<u8> {
        // Any length of key is accepted, so this never fails.
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret) else { return Vec::new() };
        mac.update(format!("{id}.{at}.").as_bytes());
        mac.update(body);
        mac.finalize().into_bytes().to_vec()
    }

    /// The signature that a provider with the first secret gives an event; `at` is in seconds since the Unix epoch.
    pub fn sign(&self, id: &str, at: i64, body: &[u8]) -> String {
        let first = self.0.first().map_or(&[] as &[u8], |secret| secret.as_slice());
        format!("v1,{}", STANDARD.encode(Self::mac(first, id, at, body)))
    }

    /// Whether one of the signatures is that of one of the secrets. Each is compared, in a time that does not depend on
    /// where they differ.
    fn believes(&self, signatures: &str, id: &str, at: i64, body: &[u8]) -> bool {
        let mut good = false;
        for given in signatures.split(' ').filter_map(|one| STANDARD.decode(one.strip_prefix("v1,")?).ok()) {
            for secret in &self.0 {
                good |= bool::from(Self::mac(secret, id, at, body).ct_eq(&given));
            }
        }
        good
    }
}

/// Where cards are charged.
#[derive(Debug, Clone)]
pub struct Provider {
    /// The page at which an order is paid, with `{order}` in the place of its number; none: the built-in test provider,
    /// which only a sandbox has.
    pub page: Option<String>,
    /// How its events are believed.
    pub secrets: ProviderSecrets,
}

impl Provider {
    /// Where an order is paid.
    pub(crate) fn page_of(&self, order: &str) -> String {
        match &self.page {
            Some(page) => page.replace("{order}", order),
            None => format!("/test-provider/{order}"),
        }
    }
}

/// What a provider tells.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Event {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) data: EventData,
}

/// About which payment.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct EventData {
    /// The provider's own reference of the payment.
    pub(crate) payment: Option<String>,
    /// The order's number, `O-…`.
    pub(crate) order: Option<String>,
    /// What was charged, as a decimal number.
    pub(crate) amount: Option<String>,
    pub(crate) currency: Option<String>,
    /// Why a charge failed, in the provider's words.
    pub(crate) code: Option<String>,
}

pub(crate) fn router() -> Router<App> {
    Router::new().route("/provider-events", post(receive))
}

/// Receives an event from outside.
async fn receive(State(app): State<App>, headers: HeaderMap, request: Request) -> Result<Response, Problem> {
    let body = axum::body::to_bytes(request.into_body(), EVENT_LIMIT)
        .await
        .map_err(|_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "payload-too-large"))?;
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let at = text("webhook-timestamp").parse().unwrap_or(0);
    deliver(&app, (&text("webhook-id"), at, &text("webhook-signature")), &body).await
}

/// Believes an event or not, and records what it says. The test provider comes in by this door too.
pub(crate) async fn deliver(
    app: &App,
    (id, at, signatures): (&str, i64, &str),
    body: &Bytes,
) -> Result<Response, Problem> {
    let unsigned = || Problem::new(StatusCode::UNAUTHORIZED, "event-not-believed");
    let provider = app.provider().ok_or_else(Problem::not_found)?;
    // A sandbox's clock stands wherever it was put; a provider's does not.
    let now = Clock::System.now() / 1_000_000;
    let in_time = now.abs_diff(at) <= TOLERANCE;
    if id.is_empty() || id.len() > 255 || !in_time || !provider.secrets.believes(signatures, id, at, body) {
        return Err(unsigned());
    }
    let event: Event = serde_json::from_slice(body).map_err(|error| Problem::malformed(Wrong::json(&error)))?;
    let failed = match event.kind.as_str() {
        "payment.succeeded" => false,
        "payment.failed" => true,
        kind => {
            // What else a provider tells is about its own affairs.
            tracing::info!(kind, order = event.data.order, "provider event");
            return Ok((StatusCode::ACCEPTED, axum::Json(json!({ "recorded": false }))).into_response());
        }
    };
    let EventData { payment, order, amount, currency, code } = event.data;
    let missing = |name: &str| Problem::invalid(&format!("/data/{name}"), Wrong::Missing(name.to_owned()));
    let reference = payment.ok_or_else(|| missing("payment"))?;
    let order = order.ok_or_else(|| missing("order"))?;
    let charged = || {
        let (amount, currency) =
            (amount.ok_or_else(|| missing("amount"))?, currency.ok_or_else(|| missing("currency"))?);
        Money::parse(&amount, &currency).ok_or_else(|| Problem::invalid("/data/amount", Wrong::Amount))
    };
    let amount = if failed { None } else { Some(charged()?) };
    // Which company it is about is known by the order alone; the provider tries again later.
    let unknown = || Problem::invalid("/data/order", Wrong::NoOrder);
    let account = app.store().locate(&order).await?.ok_or_else(unknown)?;
    let order = crate::api::order_id(app, account, &order).await.map_err(|_| unknown())?;
    let (now, today) = app.now();
    let submission = Submission {
        account,
        command: match amount {
            Some(amount) => Command::RecordPayment { order: Some(order), amount, reference, received_on: None },
            // A text that is no code could say anything about anybody, so it is not kept.
            None => Command::RecordFailedCharge { order, reference, code: code.filter(|code| is_code(code)) },
        },
        caller: Caller::Service {
            name: "payment-provider".to_owned(),
            account: None,
            roles: [Role::PaymentProvider].into(),
        },
        now,
        today,
        // The same event again is the same act, and never a second one.
        idempotency: Some(IdempotencyKey {
            scope: crate::app::hash(&format!("provider event {id}")),
            fingerprint: hex::encode(Sha256::digest(body)),
        }),
        guard: None,
        notes: Vec::new(),
        also: Vec::new(),
        render: Arc::new(|rendering| match rendering.decision {
            Ok(_) => Answer { status: 201, body: json!({ "recorded": true }).to_string() },
            Err(refusal) => {
                let status = crate::problem::status_of(refusal.code).as_u16();
                Answer { status, body: json!({ "code": refusal.code }).to_string() }
            }
        }),
    };
    let submitted = app.submit(submission).await?;
    Ok(crate::act::created(&submitted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    #[test]
    fn a_signature_is_what_others_compute() {
        let secrets = ProviderSecrets::parse(SECRET).expect("a secret");
        let signed = secrets.sign("msg_1", 1_631_268_000, br#"{"type":"payment.succeeded"}"#);
        assert_eq!(signed, "v1,YQ2zmu1BT0HwkSw09nuxSKhYiZq3HA0y0RE81Da9RAc=");
    }

    #[test]
    fn an_event_is_believed_by_any_secret_and_nothing_else() {
        let (old, new) = (SECRET, "whsec_YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=");
        let both = ProviderSecrets::parse(&format!("{new}\n{old}\n")).expect("two secrets");
        let only = ProviderSecrets::parse(new).expect("a secret");
        let signed = ProviderSecrets::parse(old).expect("a secret").sign("m", 5, b"{}");
        assert!(both.believes(&signed, "m", 5, b"{}"));
        assert!(both.believes(&format!("v1a,xyz {signed}"), "m", 5, b"{}"));
        for (id, at, body) in [("n", 5, b"{}"), ("m", 6, b"{}"), ("m", 5, b"[]")] {
            assert!(!both.believes(&signed, id, at, body));
        }
        assert!(!only.believes(&signed, "m", 5, b"{}"));
        assert!(!only.believes("", "m", 5, b"{}") && !only.believes("v1,", "m", 5, b"{}"));
    }

    #[test]
    fn secrets_are_not_shown_and_bad_ones_are_refused() {
        let secrets = ProviderSecrets::parse(SECRET).expect("a secret");
        assert_eq!(format!("{secrets:?}"), "ProviderSecrets(•••••)");
        for bad in ["", "abc", "whsec_###", "whsec_YWJj", &format!("{SECRET}\n{SECRET}\n{SECRET}")] {
            assert!(ProviderSecrets::parse(bad).is_err(), "{bad}");
        }
    }
}
