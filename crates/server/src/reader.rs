//! Who reads, and in which language.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use axum::extract::{FromRequestParts, MatchedPath, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use symbolon_domain::programme::Language;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::{OpenApi, RefOr};

use crate::api;
use crate::app::{App, Identity};
use crate::problem::Problem;
use crate::wrong::Wrong;

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

/// The parameters of the query that each operation is described with.
struct Parameters(HashMap<(Method, String), BTreeSet<String>>);

static PARAMETERS: LazyLock<Parameters> = LazyLock::new(|| Parameters::of(&api::DESCRIBED.1));

impl Parameters {
    fn of(document: &OpenApi) -> Self {
        let mut known = HashMap::new();
        for (path, item) in &document.paths.paths {
            let operations = [
                (Method::GET, &item.get),
                (Method::POST, &item.post),
                (Method::PUT, &item.put),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ];
            for (method, operation) in operations {
                let Some(operation) = operation else { continue };
                let of_query = operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
                    RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.clone()),
                    _ => None,
                });
                known.insert((method, path.clone()), of_query.collect());
            }
        }
        Self(known)
    }

    /// Refuses a parameter that an operation does not know: whoever misspells `as_of` must not be told of today.
    fn suit(&self, parts: &Parts) -> Result<(), Problem> {
        let operation = || Some((parts.method.clone(), parts.extensions.get::<MatchedPath>()?.as_str().to_owned()));
        if parts.uri.query().is_some()
            && let Some(known) = operation().and_then(|operation| self.0.get(&operation))
            // A query that does not read is refused by whoever reads it.
            && let Ok(given) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            && let Some((unknown, _)) = given.0.into_iter().find(|(name, _)| !known.contains(name))
        {
            let known = known.iter().cloned().collect();
            return Err(Problem::parameter(&unknown, Wrong::UnknownField { given: unknown.clone(), known }));
        }
        Ok(())
    }
}

impl FromRequestParts<App> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        PARAMETERS.suit(parts)?;
        // A page asks for somebody who is signed in there.
        if let Some(reader) = parts.extensions.get::<Self>() {
            return Ok(reader.clone());
        }
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
