//! Lists: at most so many items, and a signed cursor for the next ones.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use symbolon_store::Page;
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::problem::Problem;
use crate::sign;
use crate::wire::Day;

/// Items of a page where none are asked for, and at the most.
const DEFAULT: u32 = 50;
const MOST: u32 = 200;

/// Parameters of every list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// Items at the most: 50 where not given, otherwise 1 to 200. More is lowered to that.
    #[param(value_type = Option<u32>, minimum = 1)]
    limit: Option<Limit>,
    /// The cursor of the page before.
    pub(crate) cursor: Option<String>,
}

/// How many items a page has at the most.
#[derive(Debug, Clone, Copy)]
struct Limit(u32);

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Whatever it is that is no such number, the answer names the range; what is beyond its end is lowered.
        let given: Option<u64> = String::deserialize(deserializer)?.parse().ok();
        match given.map(|given| u32::try_from(given).unwrap_or(MOST).min(MOST)) {
            Some(0) | None => Err(D::Error::custom(format!("expected a whole number from 1 to {MOST}"))),
            Some(limit) => Ok(Self(limit)),
        }
    }
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct List<T> {
    items: Vec<T>,
    /// The cursor of the next page; null where this is the last one.
    next_cursor: Option<String>,
    /// The day that the answer is about.
    as_of: Day,
    /// Whether that day lies ahead: so it will be if nobody acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<bool>,
}

impl Paging {
    fn limit(&self) -> u32 {
        self.limit.map_or(DEFAULT, |limit| limit.0)
    }

    /// The page that the store is asked for: one item more than answered, to know whether there are more.
    pub(crate) fn page(&self, app: &App, uri: &Uri) -> Result<Page, Problem> {
        let after = self.cursor.as_deref().map(|cursor| open(app, uri, cursor)).transpose()?;
        Ok(Page { limit: self.limit() + 1, after })
    }

    /// A page of items that are in memory, in the order of their ids.
    pub(crate) fn slice<T>(&self, app: &App, uri: &Uri, items: Vec<(String, T)>) -> Result<Vec<(String, T)>, Problem> {
        let page = self.page(app, uri)?;
        let after = page.after.unwrap_or_default();
        Ok(items.into_iter().filter(|(id, _)| *id > after).take(page.limit as usize).collect())
    }

    /// The cursor of what follows an id.
    pub(crate) fn cursor(app: &App, uri: &Uri, id: &str) -> String {
        seal(app, uri, id)
    }

    /// The answer to a list, from items with their ids.
    pub(crate) fn respond<T: Serialize>(
        &self,
        app: &App,
        uri: &Uri,
        mut items: Vec<(String, T)>,
        as_of: Date,
        projection: bool,
    ) -> Result<Response, Problem> {
        let limit = self.limit() as usize;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|(id, _)| seal(app, uri, id));
        let items: Vec<T> = items.into_iter().map(|(_, item)| item).collect();
        let projection = projection.then_some(true);
        let body = List { items, next_cursor: next.clone(), as_of: Day(as_of), projection };
        let mut response = axum::Json(body).into_response();
        if let Some(next) = next {
            let separator = if filters(uri).is_empty() { "" } else { "&" };
            let link = format!("<{}?{}{separator}cursor={next}>; rel=\"next\"", uri.path(), filters(uri));
            if let Ok(link) = HeaderValue::from_str(&link) {
                response.headers_mut().insert(header::LINK, link);
            }
        }
        Ok(response)
    }
}

/// The query without the cursor: a cursor belongs to the filters that it was made with.
fn filters(uri: &Uri) -> String {
    let query = uri.query().unwrap_or("");
    query.split('&').filter(|part| !part.is_empty() && !part.starts_with("cursor=")).collect::<Vec<_>>().join("&")
}

/// The filters that decide what is listed; how many are asked for at a time is not one of them.
fn selection(uri: &Uri) -> String {
    let mut parts: Vec<_> =
        filters(uri).split('&').filter(|part| !part.starts_with("limit=")).map(str::to_owned).collect();
    parts.sort();
    format!("{}?{}", uri.path(), parts.join("&"))
}

fn signature(app: &App, uri: &Uri, id: &str) -> String {
    let mut mac = sign::mac(app.cursor_key(), &[selection(uri).as_bytes(), id.as_bytes()]);
    mac.truncate(32);
    mac
}

fn seal(app: &App, uri: &Uri, id: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}{id}", signature(app, uri, id)))
}

fn open(app: &App, uri: &Uri, cursor: &str) -> Result<String, Problem> {
    let mismatch = || Problem::new(StatusCode::BAD_REQUEST, "cursor-mismatch");
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| mismatch())?;
    let text = String::from_utf8(bytes).map_err(|_| mismatch())?;
    let (found, id) = text.split_at_checked(32).ok_or_else(mismatch)?;
    if sign::same(found, &signature(app, uri, id)) { Ok(id.to_owned()) } else { Err(mismatch()) }
}
