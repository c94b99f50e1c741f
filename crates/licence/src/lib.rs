//! Licence files: the answer of an entitlement check, signed, so that a product can believe it without a network. A file is
//! a compact JWS (RFC 7515) that is signed with Ed25519 (RFC 8037), and any library of that standard reads it.
//!
//! ```
//! # use symbolon_licence::{Case, Claims, Keys, Signer, State, verify};
//! # let signer = Signer::new(&[7; 32]);
//! # let claims = Claims {
//! #     iss: "mpn-2020".into(), sandbox: false, account: "acc_1".into(), sub: "per_1".into(), aud: "intune".into(),
//! #     iat: 1_000_000, nbf: 1_000_000, exp: 1_600_000, usable_until: "2021-09-01".into(), grace: None,
//! #     device: None, rule_version: 1,
//! # };
//! # let (key_set, file) = (signer.key_set(), signer.sign(&claims).unwrap());
//! let keys = Keys::read(&key_set).expect("what /.well-known/jwks.json says, built into the product");
//! let case = Case { product: "intune", device: None, now: 1_000_100, seen: Some(1_000_050) };
//! assert_eq!(verify(&file, &keys, &case), State::Valid);
//! ```
#![no_std]

extern crate alloc;

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The media type of a licence file.
pub const MEDIA_TYPE: &str = "application/jose";
/// What kind of JWS a licence file says that it is, so that no other one that was signed with the key passes for it.
const TYPE: &str = "symbolon-licence+jwt";
/// The one way of signing.
const ALGORITHM: &str = "EdDSA";
/// Bytes of a file at the most.
const LONGEST: usize = 8_192;
/// Seconds by which clocks that are right differ.
const SKEW: i64 = 300;

/// What a file says. Instants are seconds since the Unix epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who signed it: where the vendor is reached, or else the programme.
    pub iss: String,
    /// Whether it is of a sandbox, where nothing counts. Sandboxes sign with keys of their own, too.
    pub sandbox: bool,
    /// The company.
    pub account: String,
    /// Whom the right is for: a person of the company, or the company.
    pub sub: String,
    /// The product.
    pub aud: String,
    /// When it was signed.
    pub iat: i64,
    /// From when on it counts.
    pub nbf: i64,
    /// From when on it does not count any more, whatever became of the right.
    pub exp: i64,
    /// The last day of the right as it was when the file was signed, in the zone of the programme.
    pub usable_until: String,
    /// From when on the right counts only because it can still be renewed, where that begins before `exp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<i64>,
    /// The one device that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// The version of the programme that the answer rests on.
    pub rule_version: u32,
}

/// What a file is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It counts.
    Valid,
    /// It counts, and half of its time is over: a new one is to be fetched when there is a network.
    ValidRefreshDue,
    /// It counts, but the right has to be renewed.
    Grace,
    /// It counted.
    Ended,
    /// It is for another product.
    WrongProduct,
    /// It is for another device, or for one that was not named.
    WrongDevice,
    /// Nobody signed it whose key is known, or it was changed.
    BadSignature,
    /// The clock shows less than it showed before, or less than the clock of whoever signed.
    ClockRolledBack,
}

impl State {
    /// Every state.
    pub const ALL: &[Self] = &[
        Self::Valid,
        Self::ValidRefreshDue,
        Self::Grace,
        Self::Ended,
        Self::WrongProduct,
        Self::WrongDevice,
        Self::BadSignature,
        Self::ClockRolledBack,
    ];

    /// Whether the product may be used.
    pub const fn allows(self) -> bool {
        matches!(self, Self::Valid | Self::ValidRefreshDue | Self::Grace)
    }

    /// Its name on the wire and in messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::ValidRefreshDue => "valid_refresh_due",
            Self::Grace => "grace",
            Self::Ended => "ended",
            Self::WrongProduct => "wrong_product",
            Self::WrongDevice => "wrong_device",
            Self::BadSignature => "bad_signature",
            Self::ClockRolledBack => "clock_rolled_back",
        }
    }
}

/// By what a file is judged.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The product that asks.
    pub product: &'a str,
    /// The device on which it asks, where it knows.
    pub device: Option<&'a str>,
    /// What the clock shows.
    pub now: i64,
    /// The latest time that the product ever saw and kept, so that turning a clock back wins nothing.
    pub seen: Option<i64>,
}

impl Claims {
    /// From when on a new file should be fetched.
    pub const fn refresh_from(&self) -> i64 {
        self.iat.midpoint(self.exp)
    }

    /// What a file with these claims is worth, where its signature is good.
    pub fn state(&self, case: &Case<'_>) -> State {
        // The latest time that is known to have been: whoever turns a clock back wins nothing by it.
        let known = case.seen.map_or(self.nbf, |seen| seen.max(self.nbf));
        let now = case.now.max(known);
        if self.aud != case.product {
            State::WrongProduct
        } else if self.device.is_some() && self.device.as_deref() != case.device {
            State::WrongDevice
        } else if now >= self.exp {
            State::Ended
        } else if case.now.saturating_add(SKEW) < known {
            State::ClockRolledBack
        } else if self.grace.is_some_and(|from| now >= from) {
            State::Grace
        } else if now >= self.refresh_from() {
            State::ValidRefreshDue
        } else {
            State::Valid
        }
    }
}

/// How a file is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
// What is not known here might have to be obeyed (RFC 7515 4.1.11).
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The way of signing.
    pub alg: String,
    /// The kind of file.
    pub typ: String,
    /// The key, by its thumbprint (RFC 7638).
    pub kid: String,
}

/// A file as it is written, whoever wrote it.
struct Parts<'a> {
    header: Header,
    /// What is signed.
    signed: &'a str,
    payload: Vec<u8>,
    signature: Signature,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let text = text.trim_ascii();
        let (signed, signature) = text.rsplit_once('.').filter(|_| text.len() <= LONGEST)?;
        let (header, payload) = signed.split_once('.')?;
        Some(Self {
            header: serde_json::from_slice(&decoded(header)?).ok()?,
            signed,
            payload: decoded(payload)?,
            signature: Signature::from_slice(&decoded(signature)?).ok()?,
        })
    }
}

fn decoded(part: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(part).ok()
}

/// What a file says, believed or not: for people who look into one.
pub fn inspect(text: &str) -> Option<(Header, Claims)> {
    let parts = Parts::of(text)?;
    Some((parts.header, serde_json::from_slice(&parts.payload).ok()?))
}

/// What a file says that one of the keys signed; none where none of them did.
pub fn open(text: &str, keys: &Keys) -> Option<Claims> {
    let Parts { header, signed, payload, signature } = Parts::of(text)?;
    if header.alg != ALGORITHM || header.typ != TYPE {
        return None;
    }
    let (_, key) = keys.0.iter().find(|(id, _)| *id == header.kid)?;
    key.verify_strict(signed.as_bytes(), &signature).ok()?;
    serde_json::from_slice(&payload).ok()
}

/// What a file is worth.
pub fn verify(text: &str, keys: &Keys, case: &Case<'_>) -> State {
    open(text, keys).map_or(State::BadSignature, |claims| claims.state(case))
}

/// The public keys that are believed, by their thumbprints.
#[derive(Debug, Clone)]
pub struct Keys(Vec<(String, VerifyingKey)>);

impl Keys {
    /// Reads a JWK set (RFC 7517). Keys of other kinds are left out; none where nothing is left.
    pub fn read(set: &str) -> Option<Self> {
        let set: KeySet<serde_json::Value> = serde_json::from_str(set).ok()?;
        let key = |key: serde_json::Value| {
            let Jwk { kty, crv, x, .. } = serde_json::from_value(key).ok().filter(Jwk::is_ours)?;
            let bytes = decoded(&x)?.try_into().ok()?;
            Some((thumbprint(&kty, &crv, &x), VerifyingKey::from_bytes(&bytes).ok()?))
        };
        let keys: Vec<_> = set.keys.into_iter().filter_map(key).collect();
        (!keys.is_empty()).then_some(Self(keys))
    }
}

/// Public keys as they are published.
#[derive(Serialize, Deserialize)]
struct KeySet<K> {
    keys: Vec<K>,
}

/// A public key as it is published.
#[derive(Serialize, Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    x: String,
    #[serde(default)]
    alg: String,
    #[serde(default, rename = "use")]
    purpose: String,
    #[serde(default)]
    kid: String,
}

impl Jwk {
    fn is_ours(&self) -> bool {
        self.kty == "OKP" && self.crv == "Ed25519"
    }
}

/// The name of a key, made from the key itself.
fn thumbprint(kty: &str, crv: &str, x: &str) -> String {
    // The members in the order and without the spaces that RFC 7638 asks for.
    let canonical = format!("{{\"crv\":\"{crv}\",\"kty\":\"{kty}\",\"x\":\"{x}\"}}");
    URL_SAFE_NO_PAD.encode(Sha256::digest(canonical.as_bytes()))
}

/// Signs files. Its key is wiped from memory at the end, and cannot be printed.
pub struct Signer {
    key: SigningKey,
    id: String,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Signer {
    /// A signer with a secret key.
    pub fn new(secret: &[u8; 32]) -> Self {
        let key = SigningKey::from_bytes(secret);
        let jwk = jwk(&key);
        Self { id: thumbprint(&jwk.kty, &jwk.crv, &jwk.x), key }
    }

    /// Its public key as a JWK set, for whoever verifies.
    pub fn key_set(&self) -> String {
        let key = Jwk { kid: self.id.clone(), ..jwk(&self.key) };
        // Nothing but texts, which never fails.
        serde_json::to_string(&KeySet { keys: [key].into() }).unwrap_or_default()
    }

    /// A signed file.
    ///
    /// # Errors
    /// Where the claims are not JSON, which never happens.
    pub fn sign(&self, claims: &Claims) -> Result<String, serde_json::Error> {
        let header = Header { alg: ALGORITHM.to_owned(), typ: TYPE.to_owned(), kid: self.id.clone() };
        let part = |json: Vec<u8>| URL_SAFE_NO_PAD.encode(json);
        let signed = format!("{}.{}", part(serde_json::to_vec(&header)?), part(serde_json::to_vec(claims)?));
        let signature = self.key.sign(signed.as_bytes());
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes())))
    }
}

fn jwk(key: &SigningKey) -> Jwk {
    Jwk {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        x: URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes()),
        alg: ALGORITHM.to_owned(),
        purpose: "sig".to_owned(),
        kid: String::new(),
    }
}
