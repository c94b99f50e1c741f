//! Reading what a request brings: a JSON body, and the parameters of its query. Mistakes name the field.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::app::App;
use crate::problem::Problem;

/// Nesting of a JSON body at the most.
const DEPTH: usize = 32;

/// A JSON body: its value, and a text that is the same for every way to write it.
#[derive(Debug)]
pub(crate) struct Body<T> {
    pub(crate) value: T,
    pub(crate) canonical: String,
}

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        let is_json = kind == "application/json";
        let bytes = Bytes::from_request(request, app).await.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "payload-too-large"),
            _ => Problem::malformed(error.body_text()),
        })?;
        if !is_json && !bytes.is_empty() {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type"));
        }
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        let value: Value = serde_json::from_slice(text).map_err(|error| Problem::malformed(error.to_string()))?;
        if depth(&value) > DEPTH {
            return Err(Problem::malformed(format!("more than {DEPTH} levels")));
        }
        if !value.is_object() {
            return Err(Problem::malformed("the body must be an object"));
        }
        let canonical = canonical(&value);
        let value = serde_path_to_error::deserialize(&value).map_err(|error| {
            let pointer = pointer(error.path());
            Problem::invalid(&pointer, error.into_inner().to_string())
        })?;
        Ok(Self { value, canonical })
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// JSON with its members in order, so that two ways to write one body have one fingerprint.
fn canonical(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let mut parts: Vec<_> = members
                .iter()
                .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), canonical(value)))
                .collect();
            parts.sort();
            format!("{{{}}}", parts.join(","))
        }
        other => other.to_string(),
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// Parameters of the query.
#[derive(Debug)]
pub(crate) struct Params<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        query.map(|query| Self(query.0)).map_err(|error| Problem::invalid("", error.body_text()))
    }
}
