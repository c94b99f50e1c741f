//! Reading what a request brings: a JSON body, and the parameters of its query. Mistakes name the field.

use std::error::Error;
use std::fmt::{self, Write};

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use http_body_util::LengthLimitError;
use serde::de::{DeserializeOwned, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Schema};

use crate::api;
use crate::app::App;
use crate::problem::Problem;
use crate::wrong::{Place, Wrong};

/// Bytes of a JSON body at the most.
const BYTES: usize = 1 << 20;
/// Nesting of a JSON body at the most.
pub(crate) const DEPTH: usize = 32;
/// Members and items of a JSON body at the most, at all depths together.
const PARTS: usize = 1_000;
/// Bytes of a text in a JSON body at the most.
const TEXT: usize = 64 << 10;

/// A JSON body: its value, and a text that is the same for every way to write it.
#[derive(Debug)]
pub(crate) struct Body<T> {
    pub(crate) value: T,
    pub(crate) canonical: String,
}

/// The JSON body of a question: its value alone, because a question needs no fingerprint.
#[derive(Debug)]
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Asked<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        let described = described(&request);
        let bytes = json(request).await?;
        // What cannot be read straight away is read with care for what is wrong with it.
        let is_object = bytes.trim_ascii_start().starts_with(b"{") && !may_hold_nul(&bytes);
        match serde_json::from_slice(&bytes) {
            Ok(value) if is_object => Ok(Self(value)),
            _ => Body::read(&bytes, described).map(|body| Self(body.value)),
        }
    }
}

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        let described = described(&request);
        Self::read(&json(request).await?, described)
    }
}

/// That a request has no body. What such a request says stands in its address, and a body that nobody reads would be taken
/// for something that was said.
#[derive(Debug)]
pub(crate) struct NoBody;

impl FromRequest<App> for NoBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        match to_bytes(request.into_body(), 0).await {
            Ok(_) => Ok(Self),
            Err(error) if is_too_large(&error) => Err(Problem::malformed(Wrong::NoBody)),
            Err(_) => Err(Problem::malformed(Wrong::Broken)),
        }
    }
}

/// Whether the headers say that the body is JSON, which is always in UTF-8, and not compressed.
fn says_json(headers: &HeaderMap) -> bool {
    let of = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let mut kind = of(header::CONTENT_TYPE).split(';').map(str::trim);
    let utf_8 = |parameter: &str| match parameter.split_once('=') {
        Some((name, charset)) if name.eq_ignore_ascii_case("charset") => {
            charset.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    };
    kind.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
        && kind.all(utf_8)
        && ["", "identity"].contains(&of(header::CONTENT_ENCODING))
}

/// Whether a body is longer than what is read of it.
pub(crate) fn is_too_large(error: &axum::Error) -> bool {
    error.source().is_some_and(|cause| cause.is::<LengthLimitError>())
}

/// The bytes of a body that says that it is JSON.
async fn json(request: Request) -> Result<Bytes, Problem> {
    let is_json = says_json(request.headers());
    let bytes = to_bytes(request.into_body(), BYTES).await.map_err(|error| match is_too_large(&error) {
        true => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "payload-too-large"),
        false => Problem::malformed(Wrong::Broken),
    })?;
    if !is_json && !bytes.is_empty() {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type"));
    }
    Ok(bytes)
}

impl<T: DeserializeOwned> Body<T> {
    fn read(bytes: &[u8], described: Option<&RefOr<Schema>>) -> Result<Self, Problem> {
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { bytes };
        let Once(value) = serde_json::from_slice(text).map_err(|error| Problem::malformed(Wrong::json(&error)))?;
        let mut parts = PARTS;
        bounded(&value, DEPTH, &mut parts).map_err(Problem::malformed)?;
        if !value.is_object() {
            return Err(Problem::malformed(Wrong::NotObject));
        }
        let find = |is: &dyn Fn(&str) -> bool| text_that(&value, String::new(), is);
        if let Some(pointer) = (text.len() > TEXT).then(|| find(&|text| text.len() > TEXT)).flatten() {
            return Err(Problem::malformed_at(Place::Pointer(pointer), Wrong::TooLong(TEXT)));
        }
        if let Some(pointer) = may_hold_nul(text).then(|| find(&|text| text.contains('\0'))).flatten() {
            return Err(Problem::invalid(&pointer, Wrong::Nul));
        }
        let canonical = canonical(&value);
        let value = serde_path_to_error::deserialize(&value).map_err(|error| {
            let (pointer, wrong) = (pointer(error.path()), Wrong::json(error.inner()));
            let Wrong::Missing(name) = &wrong else { return Problem::invalid(&pointer, wrong) };
            // A parser that misses a field stands at what should hold it, and looks for no others.
            let first = format!("{pointer}/{}", escaped(name));
            let mut others = Vec::new();
            described.iter().for_each(|schema| missing(schema, &value, "", &mut others));
            others.retain(|(pointer, _)| *pointer != first);
            let problem = Problem::invalid(&first, wrong);
            others.into_iter().fold(problem, |problem, (pointer, name)| problem.at(&pointer, Wrong::Missing(name)))
        })?;
        Ok(Self { value, canonical })
    }
}

/// A value of JSON in which no object has two members of one name: of two, another reader might take the other one.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                // In the words of a struct's own reader, which are understood where they are said.
                return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
            }
            let Once(value) = members.next_value()?;
            object.insert(name, value);
        }
        Ok(object.into())
    }
}

/// The body that an operation is described with.
fn described(request: &Request) -> Option<&'static RefOr<Schema>> {
    let item = api::DESCRIBED.1.paths.paths.get(request.extensions().get::<MatchedPath>()?.as_str())?;
    let operation = match *request.method() {
        Method::POST => &item.post,
        Method::PUT => &item.put,
        _ => &None,
    };
    let RefOr::T(body) = operation.as_ref()?.request_body.as_ref()? else { return None };
    let RefOr::T(content) = body.content.get("application/json")? else { return None };
    content.schema.as_ref()
}

/// Which fields an object lacks that it is described with, and those in it, by their places.
fn missing(schema: &RefOr<Schema>, value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    let schema = match schema {
        RefOr::T(schema) => Some(schema),
        RefOr::Ref(named) => named.ref_location.rsplit('/').next().and_then(|name| {
            match api::DESCRIBED.1.components.as_ref()?.schemas.get(name)? {
                RefOr::T(schema) => Some(schema),
                RefOr::Ref(_) => None,
            }
        }),
    };
    let (Some(Schema::Object(described)), Value::Object(members)) = (schema, value) else { return };
    for name in described.required.iter().filter(|name| !members.contains_key(*name)) {
        found.push((format!("{at}/{}", escaped(name)), name.clone()));
    }
    for (name, inner) in &described.properties {
        if let Some(value) = members.get(name) {
            missing(inner, value, &format!("{at}/{}", escaped(name)), found);
        }
    }
}

/// Whether JSON has the escape without which no text of it holds U+0000.
fn may_hold_nul(json: &[u8]) -> bool {
    // Most bodies escape nothing, which is seen much faster.
    json.contains(&b'\\') && json.windows(6).any(|six| six == b"\\u0000")
}

/// Where a text is one that cannot be taken: a name, or a value.
fn text_that(value: &Value, at: String, is: &dyn Fn(&str) -> bool) -> Option<String> {
    match value {
        Value::String(text) => is(text).then_some(at),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(index, item)| text_that(item, format!("{at}/{index}"), is))
        }
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            let at = format!("{at}/{}", escaped(name));
            if is(name) { Some(at) } else { text_that(value, at, is) }
        }),
        _ => None,
    }
}

/// A name as a part of a JSON pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Refuses what is nested or manifold beyond any honest request.
fn bounded(value: &Value, depth: usize, parts: &mut usize) -> Result<(), Wrong> {
    let inner: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => return Ok(()),
    };
    let Some(depth) = depth.checked_sub(1) else { return Err(Wrong::TooDeep(DEPTH)) };
    let Some(left) = parts.checked_sub(inner.len()) else { return Err(Wrong::TooMany(PARTS)) };
    *parts = left;
    inner.into_iter().try_for_each(|value| bounded(value, depth, parts))
}

/// JSON with its members in order, so that two ways to write one body have one fingerprint.
fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write_canonical(value, &mut text);
    text
}

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                write_canonical(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            text.push('{');
            for (at, (name, value)) in members.into_iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                write_canonical(&Value::from(name.as_str()), text);
                text.push(':');
                write_canonical(value, text);
            }
            text.push('}');
        }
        // A `String` takes whatever is written to it.
        other => drop(write!(text, "{other}")),
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escaped(key)),
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
        query.map(|query| Self(query.0)).map_err(|error| Problem::invalid_query(&error.body_text()))
    }
}
