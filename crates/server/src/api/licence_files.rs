//! An answer that is believed without asking again: `POST /v1/licence-files` signs what `/v1/entitlement-checks` answers, for
//! some days. Nothing is kept, and nothing is asked but what a check asks.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::SpanRelativeTo;
use jiff::civil::Date;
use jiff::fmt::temporal::SpanParser;
use serde::Deserialize;
use symbolon_domain::check;
use symbolon_licence::{Claims, MEDIA_TYPE};
use symbolon_text::ProgrammeNames;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::checks::{self, At};
use super::{ProblemBody, one_line};
use crate::app::App;
use crate::body::Asked;
use crate::clock;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wrong::Wrong;

/// How long a file counts unless asked otherwise, at the least and at the most, in seconds: what is taken away meanwhile is
/// believed as long.
const USUAL: i64 = 7 * 24 * LEAST;
const LEAST: i64 = 3_600;
const MOST: i64 = 30 * 24 * LEAST;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(issue)).routes(routes!(keys))
}

/// What a licence file is to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LicenceFile {
    /// The company, by id or global number; one's own where not given.
    account: Option<String>,
    /// The person, by id or e-mail; without it, the right is the company’s as a whole.
    person: Option<String>,
    /// The product: a benefit of the programme.
    product: String,
    /// The one device on which the file counts, by a name or fingerprint that the product knows it by.
    device: Option<String>,
    /// How long the file counts at the most: an ISO 8601 duration from `PT1H` to `P30D`; `P7D` where not given. It ends with the
    /// last day of the right in any case.
    ttl: Option<String>,
}

/// Signs that a person, or a company, may use a product for some days: a licence file, which is verified without the network.
#[utoipa::path(post, path = "/v1/licence-files", tag = "checks", request_body = LicenceFile,
    responses((status = 200, body = String, content_type = "application/jose"), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn issue(State(app): State<App>, reader: Reader, body: Asked<LicenceFile>) -> Result<Response, Problem> {
    let LicenceFile { account, person, product, device, ttl } = body.0;
    let device = device.map(|device| one_line(&device)).transpose();
    let device = device.map_err(|wrong| Problem::invalid("/device", wrong))?;
    let seconds = ttl.as_deref().map_or(Ok(USUAL), lasting).map_err(|wrong| Problem::invalid("/ttl", wrong))?;
    let id = checks::company(&app, &reader, account.as_deref(), None, At::Alone).await?;
    let person = match person {
        Some(text) => Some(checks::entries(&app, id, &text).await?),
        None => None,
    };
    let folded = app.store().folded(id).await?.ok_or_else(Problem::not_found)?;
    let account = &folded.account;
    let ask = |day| check::check_whom(account, app.store().programmes(day), person.as_deref(), &product, day);
    let found = ask(reader.today);
    let signed = reader.now.div_euclid(1_000_000);
    let asked = signed.saturating_add(seconds);
    let last = clock::day(asked.saturating_mul(1_000_000), app.zone());
    let brief = |day| {
        let found = ask(day);
        (found.code, found.until)
    };
    let Some(reach) = check::reach(reader.today, last, brief) else {
        let programmes = app.store().programmes(reader.today);
        let names = ProgrammeNames { programmes, account, people: &|_| None, companies: &BTreeMap::new() };
        let message = checks::message(&found, reader.language, &names);
        return Err(Problem::not_entitled(&found, message, reader.language, &names));
    };
    // A check that says yes says until when.
    let until = found.until.unwrap_or(reach.last_day);
    let begins = |day: Date| clock::start(day, app.zone()).map(|start| start.div_euclid(1_000_000));
    let over = reach.last_day.tomorrow().ok().and_then(begins).unwrap_or(asked);
    let claims = Claims {
        iss: app.public_url().map_or_else(|| app.programme().id.clone(), ToString::to_string),
        sandbox: app.is_sandbox(),
        account: id.to_string(),
        sub: found.person.map_or_else(|| id.to_string(), |person| person.to_string()),
        aud: product,
        iat: signed,
        nbf: signed,
        exp: asked.min(over),
        usable_until: until.to_string(),
        grace: reach.in_window_from.and_then(begins),
        device,
        rule_version: found.version,
    };
    let file = app.signer().sign(&claims).map_err(|error| Problem::failed(&error))?;
    Ok(sent(MEDIA_TYPE, "no-store", file))
}

/// Public keys (RFC 7517).
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described: the text is made where files are signed")]
struct KeySet {
    keys: Vec<PublicKey>,
}

/// An Ed25519 key by which licence files are verified (RFC 8037).
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
struct PublicKey {
    kty: String,
    crv: String,
    /// The key, base64url without padding.
    x: String,
    alg: String,
    r#use: String,
    /// Its id, which a licence file names.
    kid: String,
}

/// Gives everybody the public key by which licence files are verified.
#[utoipa::path(get, path = "/.well-known/jwks.json", tag = "checks", security(()),
    responses((status = 200, body = KeySet, content_type = "application/jwk-set+json")))]
async fn keys(State(app): State<App>) -> Response {
    sent("application/jwk-set+json", "public, max-age=3600", app.signer().key_set())
}

fn sent(kind: &'static str, kept: &'static str, body: String) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)];
    (headers.map(|(name, value)| (name, HeaderValue::from_static(value))), body).into_response()
}

/// How many seconds a file is to count.
fn lasting(text: &str) -> Result<i64, Wrong> {
    let wrong = || Wrong::Lasting { most_days: MOST / (24 * LEAST) };
    let span = SpanParser::new().parse_span(text).map_err(|_| wrong())?;
    let seconds = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| wrong())?.as_secs();
    if (LEAST..=MOST).contains(&seconds) { Ok(seconds) } else { Err(wrong()) }
}
