//! Lists as tables (CSV): every list of the API whose items are described, for whom a table is asked for. A row is an item,
//! a column a member of it, or of a part of it.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use symbolon_text::thousandths;
use tower::Service;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{ArrayItems, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{ContentBuilder, OpenApi, RefOr, Schema};

use crate::api;
use crate::letters::is_unseen;
use crate::problem::Problem;

/// The media type of a table.
pub(crate) const CSV: &str = "text/csv";
/// What a table for a spreadsheet begins with, which takes it for UTF-8 only so.
pub(crate) const MARK: &[u8] = "\u{feff}".as_bytes();
/// Rows of a table at the most. Where there are more, its `Link` leads to them, like that of any page of a list.
const ROWS: usize = 10_000;
/// Items that are asked for at a time.
const PAGE: &str = "limit=200";
/// How far down the members of an item's parts are columns.
const DEPTH: usize = 3;

/// A column: the members that lead to its value, and the one that is the code of each where the value lists such as have a
/// code and a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    path: Vec<String>,
    code: Option<String>,
}

/// The table of a list.
struct Table {
    path: String,
    columns: Vec<Column>,
    /// Whether the list comes in pages.
    paged: bool,
}

type Schemas = BTreeMap<String, RefOr<Schema>>;

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| tables(&api::DESCRIBED.1));

/// The lists of a description whose items are described.
fn tables(document: &OpenApi) -> Vec<Table> {
    let Some(schemas) = document.components.as_ref().map(|components| &components.schemas) else { return Vec::new() };
    let table = |(path, get): (&String, &Operation)| {
        let columns = columns(schemas, get).filter(|columns| !columns.is_empty())?;
        let parameters = get.parameters.iter().flatten();
        let paged = parameters.into_iter().any(|one| matches!(one, RefOr::T(one) if one.name == "limit"));
        Some(Table { path: path.clone(), columns, paged })
    };
    let gets = document.paths.paths.iter().filter_map(|(path, item)| Some((path, item.get.as_ref()?)));
    gets.filter_map(table).collect()
}

/// Says of every list that is a table too that it is.
pub(crate) fn describe(document: &mut OpenApi) {
    for Table { path, .. } in tables(document) {
        let get = document.paths.paths.get_mut(&path).and_then(|item| item.get.as_mut());
        if let Some(RefOr::T(answer)) = get.and_then(|get| get.responses.responses.get_mut("200")) {
            let text = ObjectBuilder::new().schema_type(SchemaType::new(Type::String));
            answer.content.insert(CSV.to_owned(), ContentBuilder::new().schema(Some(text)).build().into());
        }
    }
}

/// What the schema of a value makes of it.
enum Shape {
    /// A text, a number, a yes or no, or several of them.
    Cell,
    /// Several that have a code and a name.
    Coded(String),
    /// Members.
    Parts(Vec<(String, RefOr<Schema>)>),
    /// Nothing that a cell holds.
    Other,
}

fn shape(schemas: &Schemas, schema: &RefOr<Schema>) -> Shape {
    let schema = match schema {
        RefOr::T(schema) => schema,
        RefOr::Ref(named) => {
            let name = named.ref_location.rsplit('/').next().unwrap_or_default();
            return schemas.get(name).map_or(Shape::Other, |schema| shape(schemas, schema));
        }
    };
    match schema {
        Schema::Object(object) if !object.properties.is_empty() => {
            Shape::Parts(object.properties.iter().map(|(name, of)| (name.clone(), of.clone())).collect())
        }
        Schema::Object(object) => {
            let holds = |of: &Type| !matches!(of, Type::Object | Type::Array | Type::Null);
            let is_cell = match &object.schema_type {
                SchemaType::Type(of) => holds(of),
                SchemaType::Array(either) => either.iter().any(holds),
                SchemaType::AnyValue => false,
            };
            if is_cell { Shape::Cell } else { Shape::Other }
        }
        Schema::AllOf(all) => {
            let parts = all.items.iter().filter_map(|part| match shape(schemas, part) {
                Shape::Parts(parts) => Some(parts),
                _ => None,
            });
            Shape::Parts(parts.flatten().collect())
        }
        // A value that may be missing.
        Schema::OneOf(either) => {
            let shapes = either.items.iter().map(|one| shape(schemas, one));
            shapes.into_iter().find(|shape| !matches!(shape, Shape::Other)).unwrap_or(Shape::Other)
        }
        Schema::Array(array) => match &array.items {
            ArrayItems::RefOrSchema(item) => match shape(schemas, item) {
                Shape::Cell => Shape::Cell,
                Shape::Parts(parts) => match parts.as_slice() {
                    [(code, _), (name, _)] if name == "name" => Shape::Coded(code.clone()),
                    _ => Shape::Other,
                },
                _ => Shape::Other,
            },
            ArrayItems::False => Shape::Other,
        },
        _ => Shape::Other,
    }
}

/// The columns of what an operation lists; none where it is no list.
fn columns(schemas: &Schemas, get: &Operation) -> Option<Vec<Column>> {
    let RefOr::T(answer) = get.responses.responses.get("200")? else { return None };
    let RefOr::T(content) = answer.content.get("application/json")? else { return None };
    let Shape::Parts(parts) = shape(schemas, content.schema.as_ref()?) else { return None };
    let (_, items) = parts.into_iter().find(|(name, _)| name == "items")?;
    let RefOr::T(Schema::Array(array)) = items else { return None };
    let ArrayItems::RefOrSchema(item) = &array.items else { return None };
    let mut found = Vec::new();
    collect(schemas, item, &[], &mut found);
    Some(found)
}

fn collect(schemas: &Schemas, schema: &RefOr<Schema>, above: &[String], found: &mut Vec<Column>) {
    let Shape::Parts(parts) = shape(schemas, schema) else { return };
    // Reasons are read one by one, where they are asked for.
    for (name, part) in parts.into_iter().filter(|(name, _)| name != "explanation") {
        let path = [above, &[name]].concat();
        match shape(schemas, &part) {
            Shape::Cell => found.push(Column { path, code: None }),
            Shape::Coded(code) => found.push(Column { path, code: Some(code) }),
            Shape::Parts(_) if path.len() < DEPTH => collect(schemas, &part, &path, found),
            Shape::Parts(_) | Shape::Other => {}
        }
    }
}

/// A cell that a spreadsheet does not take for a formula, whatever somebody called something. Spreadsheets pass over what
/// nobody sees, and some read the signs of full width alike.
pub(crate) fn cell(text: &str) -> String {
    let begins = text.trim_start_matches(is_unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_formula = begins || text.starts_with(['\t', '\r']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

/// A writer of a table, behind what it begins with.
pub(crate) fn writer(begun: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(begun)
}

/// An answer that is a table.
pub(crate) fn respond(written: csv::Writer<Vec<u8>>) -> Result<Response, Problem> {
    let table = written.into_inner().map_err(|error| Problem::failed(error.error()))?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"))], table).into_response())
}

fn written(value: &Value, code: Option<&str>) -> String {
    match value {
        Value::Null | Value::Object(_) => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(several) => {
            let one = |one: &Value| written(code.and_then(|code| one.get(code)).unwrap_or(one), None);
            several.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}

fn table(columns: &[Column], items: &[Value]) -> Result<Response, Problem> {
    let mut out = writer(Vec::new());
    let mut write = |row: Vec<String>| out.write_record(row).map_err(|error| Problem::failed(&error));
    write(columns.iter().map(|column| column.path.join(".")).collect())?;
    for item in items {
        let value = |column: &Column| {
            let value = column.path.iter().try_fold(item, |value, name| value.get(name));
            value.map(|value| cell(&written(value, column.code.as_deref()))).unwrap_or_default()
        };
        write(columns.iter().map(value).collect())?;
    }
    respond(out)
}

/// Whether a table is accepted, and rather than JSON: by weight, and of two alike what is named first (RFC 9110, 12.5.1).
fn prefers_csv(accepted: &str) -> bool {
    let ranges: Vec<(String, u32)> = accepted
        .split(',')
        .filter_map(|part| {
            let mut parts = part.split(';').map(str::trim);
            let name = parts.next()?.to_ascii_lowercase();
            let weight = parts.find_map(|parameter| parameter.strip_prefix("q=").or(parameter.strip_prefix("Q=")));
            Some((name, weight.map_or(Some(1_000), thousandths)?))
        })
        .collect();
    // The range that says most of a type counts for it.
    let place = |names: [&str; 3]| {
        let at = names.iter().find_map(|name| ranges.iter().position(|(range, _)| range == name))?;
        ranges.get(at).filter(|(_, weight)| *weight > 0).map(|(_, weight)| (std::cmp::Reverse(*weight), at))
    };
    match (place([CSV, "text/*", "*/*"]), place(["application/json", "application/*", "*/*"])) {
        (Some(csv), Some(json)) => csv < json,
        (csv, _) => csv.is_some(),
    }
}

/// The table that a request asks for, of a list.
fn wanted(request: &Request) -> Option<&'static Table> {
    let accepted = request.headers().get(header::ACCEPT)?.to_str().ok()?;
    if request.method() != Method::GET || !prefers_csv(accepted) {
        return None;
    }
    let matches = |pattern: &str| {
        let (mut known, mut asked) = (pattern.split('/'), request.uri().path().split('/'));
        let same = known.by_ref().zip(asked.by_ref()).all(|(known, asked)| known.starts_with('{') || known == asked);
        same && pattern.split('/').count() == request.uri().path().split('/').count()
    };
    TABLES.iter().find(|table| matches(&table.path))
}

/// The address with something more in its query.
fn with(uri: &Uri, part: &str) -> Option<Uri> {
    let query = uri.query().filter(|query| !query.is_empty()).map_or_else(String::new, |query| format!("{query}&"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("{}?{query}{part}", uri.path())).ok()?);
    Uri::from_parts(parts).ok()
}

/// What the routes answer. A list of which a table is wanted is read whole, page by page, unless one page is asked for.
pub(crate) async fn answered(mut routes: Router, request: Request) -> Result<Response, Infallible> {
    let Some(Table { columns, paged, .. }) = wanted(&request) else { return routes.call(request).await };
    let (mut head, _) = request.into_parts();
    let asks = |name: &str| head.uri.query().unwrap_or_default().split('&').any(|part| part.starts_with(name));
    let whole = *paged && !asks("limit=") && !asks("cursor=");
    if whole {
        head.uri = with(&head.uri, PAGE).unwrap_or(head.uri);
    }
    let first = head.uri.clone();
    let mut items = Vec::new();
    loop {
        let answer = routes.call(Request::from_parts(head.clone(), Body::empty())).await?;
        let kind = answer.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
        if answer.status() != StatusCode::OK || kind != Some(b"application/json") {
            return Ok(answer);
        }
        let (parts, body) = answer.into_parts();
        let read = to_bytes(body, usize::MAX).await.ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        let mut list = read.unwrap_or_default();
        items.extend(list["items"].as_array_mut().map(std::mem::take).unwrap_or_default());
        let next = list["next_cursor"].as_str().and_then(|cursor| with(&first, &format!("cursor={cursor}")));
        match next {
            Some(next) if whole && items.len() < ROWS => head.uri = next,
            _ => {
                let mut response = table(columns, &items).unwrap_or_else(IntoResponse::into_response);
                response.headers_mut().extend(parts.headers.get(header::LINK).map(|link| (header::LINK, link.clone())));
                return Ok(response);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_sent_to_who_wants_one_rather_than_json() {
        for yes in
            ["text/csv", "TEXT/CSV", "text/csv, application/json", "application/json;q=0.1, text/csv;q=0.9", "text/*"]
        {
            assert!(prefers_csv(yes), "{yes}");
        }
        for no in [
            "",
            "*/*",
            "application/json",
            "application/json, text/csv",
            "text/csv;q=0",
            "text/csv;q=0,*/*",
            "text/csv;q=0.1, application/json",
            "text/csvx",
            "*/*, text/csv",
        ] {
            assert!(!prefers_csv(no), "{no}");
        }
    }

    #[test]
    fn no_table_has_two_columns_of_one_name_and_none_has_a_secret() {
        assert!(TABLES.len() > 20);
        for Table { path, columns, .. } in &*TABLES {
            let mut names: Vec<String> = columns.iter().map(|column| column.path.join(".")).collect();
            println!("{path}: {}", names.join(","));
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{path}");
            assert!(
                names.iter().all(|name| !["code", "secret", "value"].contains(&name.as_str())),
                "{path}: {names:?}"
            );
        }
    }
}
