//! What every page has around its content, and how a page becomes an answer.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use symbolon_domain::programme::Language;

use super::words::Words;

/// Everything around the content of a page.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) words: Words,
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    pub(crate) company: Option<String>,
    /// That the company's account is closed, and since when.
    pub(crate) closed: Option<String>,
    pub(crate) person: Option<String>,
    pub(crate) nav: Vec<NavItem>,
    pub(crate) here: String,
    pub(crate) csrf: String,
    pub(crate) clock: Option<ClockView>,
    pub(crate) error: bool,
    /// What came of the form that led here.
    pub(crate) said: Option<Said>,
    pub(crate) as_of: String,
    pub(crate) version: &'static str,
}

/// What came of a form, and where to go on from there.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) way: Option<(String, String)>,
}

impl Said {
    /// What came of it, where nothing follows.
    pub(crate) const fn only(text: String) -> Self {
        Self { text, way: None }
    }
}

/// A way to another page of the same company.
#[derive(Debug, Clone)]
pub(crate) struct NavItem {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) current: bool,
}

/// A sandbox's clock.
#[derive(Debug, Clone)]
pub(crate) struct ClockView {
    pub(crate) text: String,
    pub(crate) min: String,
    pub(crate) movable: bool,
}

impl Frame {
    /// A text of the catalogue.
    pub(crate) fn t(&self, id: &str) -> String {
        self.words.t(id)
    }

    /// A text with one variable.
    pub(crate) fn t1(&self, id: &str, name: &str, value: &str) -> String {
        self.words.with(id, &[(name, value.into())])
    }

    /// Page – company – service.
    pub(crate) fn document_title(&self) -> String {
        match &self.company {
            Some(company) => format!("{} – {company} – Symbolon", self.title),
            None => format!("{} – Symbolon", self.title),
        }
    }

    /// The language that the reader could switch to.
    pub(crate) fn other_language(&self) -> &'static str {
        other(self.words.0).code()
    }

    /// Its own name for itself.
    pub(crate) fn other_language_name(&self) -> &'static str {
        match other(self.words.0) {
            Language::Fr => "Français",
            Language::En => "English",
        }
    }
}

const fn other(language: Language) -> Language {
    match language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    }
}

/// A page as an answer. What it shows belongs to one reader, so nothing keeps it.
pub(crate) fn respond(status: StatusCode, language: Language, page: &impl Template) -> Response {
    let Ok(body) = page.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    response
}

/// Sends the reader on to a page of ours after a form.
pub(crate) fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// Where a form's `back` leads, if it is a path of ours; anything else leads home, never to another site.
pub(crate) fn safe_path(path: &str) -> &str {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    if ours && path.chars().all(|c| c.is_ascii_graphic()) { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_paths_are_followed() {
        for (path, expected) in [
            ("/p/1000?x=1", "/p/1000?x=1"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("/a\nSet-Cookie: b", "/"),
            ("", "/"),
        ] {
            assert_eq!(safe_path(path), expected, "{path}");
        }
    }
}
