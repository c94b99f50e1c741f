//! Who reads, and in which language.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use symbolon_domain::programme::Language;

use crate::app::{App, Identity};
use crate::problem::Problem;

/// An authenticated request: who asks, in which language, and the one reading of the clock.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Who.
    pub identity: Arc<Identity>,
    /// In which language.
    pub language: Language,
    /// The instant: microseconds since the Unix epoch.
    pub now: i64,
    /// Its day in the programme's zone.
    pub today: jiff::civil::Date,
}

/// The language that a request asks for.
pub fn language(headers: &HeaderMap, app: &App) -> Language {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    symbolon_text::negotiate(wanted, app.programme().default_language)
}

impl FromRequestParts<App> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let (now, today) = app.now();
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
        let identity = match token {
            Some(token) => app.bearer(token, now).await?,
            None => None,
        };
        let identity = identity.ok_or_else(Problem::unauthenticated)?;
        let chosen = parts.extensions.get::<Language>().copied();
        let language = chosen.unwrap_or_else(|| language(&parts.headers, app));
        Ok(Self { identity, language, now, today })
    }
}
