//! What people read about the API: the description itself, a page made from it, and a page for every problem. No script,
//! no network.

use std::fmt::Write;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;
use symbolon_domain::refusal::RefusalCode;
use symbolon_text as text;

use crate::app::App;
use crate::ui::visit::{Trouble, Visit};

static OPENAPI: LazyLock<String> = LazyLock::new(crate::openapi);

pub(crate) fn router() -> Router<App> {
    Router::new().route("/openapi.json", get(openapi))
}

/// The pages, which are in the reader's language.
pub(crate) fn pages() -> Router<App> {
    Router::new().route("/docs", get(docs)).route("/problems", get(problems)).route("/problems/{slug}", get(problem))
}

async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI.as_str()).into_response()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Every operation of the API, from its description.
async fn docs(visit: Visit) -> Response {
    let language = visit.language;
    let document: Value = serde_json::from_str(&OPENAPI).unwrap_or_default();
    let mut body = format!(
        "<p>{}</p><p><a href=\"/openapi.json\">openapi.json</a> · <a href=\"/problems\">{}</a></p>",
        escape(&text::message(language, "docs-intro", &[])),
        escape(&text::message(language, "docs-problems", &[])),
    );
    for (path, operations) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in operations.as_object().into_iter().flatten() {
            // Writing into a String cannot fail.
            let _ = write!(
                body,
                "<section><h2><code>{} {}</code></h2><p lang=\"en\">{}</p>",
                escape(&method.to_uppercase()),
                escape(path),
                escape(operation["summary"].as_str().unwrap_or_default()),
            );
            if let Some(more) = operation["description"].as_str() {
                let _ = write!(body, "<p lang=\"en\">{}</p>", escape(more));
            }
            let mut rows = String::new();
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let cell = |name: &str| escape(parameter[name].as_str().unwrap_or_default());
                let _ = write!(
                    rows,
                    "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td lang=\"en\">{}</td></tr>",
                    cell("name"),
                    cell("in"),
                    cell("description"),
                );
            }
            let reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
            let schema = reference.and_then(|path| path.rsplit('/').next());
            let schema = schema.map(|name| &document["components"]["schemas"][name]);
            for (name, property) in schema.and_then(|schema| schema["properties"].as_object()).into_iter().flatten() {
                let _ = write!(
                    rows,
                    "<tr><th scope=\"row\"><code>{}</code></th><td>body</td><td lang=\"en\">{}</td></tr>",
                    escape(name),
                    escape(property["description"].as_str().unwrap_or_default()),
                );
            }
            if !rows.is_empty() {
                let _ = write!(
                    body,
                    "<table class=\"fold\"><caption>{}</caption><tbody>{rows}</tbody></table>",
                    escape(&text::message(language, "docs-parameters", &[])),
                );
            }
            body.push_str("</section>");
        }
    }
    visit.written(text::message(language, "docs-title", &[]), Vec::new(), body)
}

/// Every code that a problem can have, with its title.
async fn problems(visit: Visit) -> Response {
    let language = visit.language;
    let codes = RefusalCode::ALL.iter().map(|code| code.code()).chain(text::TRANSPORT_PROBLEMS.iter().copied());
    let items: String = codes
        .filter_map(|code| Some((code, text::problem(language, code)?)))
        .map(|(code, page)| {
            format!("<li><a href=\"/problems/{code}\"><code>{code}</code></a> {}</li>", escape(&page.title))
        })
        .collect();
    visit.written(text::message(language, "docs-problems", &[]), Vec::new(), format!("<ul>{items}</ul>"))
}

/// What one problem means, why it happens and what to do.
async fn problem(visit: Visit, Path(slug): Path<String>) -> Result<Response, Trouble> {
    let language = visit.language;
    let found = text::problem(language, &slug).ok_or(Trouble::Missing)?;
    let list = |lines: &[String]| -> String { lines.iter().map(|line| format!("<li>{}</li>", escape(line))).collect() };
    let heading = |id: &str| escape(&text::message(language, id, &[]));
    let body = format!(
        "<p><code>{}</code></p><h2>{}</h2><ul>{}</ul><h2>{}</h2><ul>{}</ul>",
        escape(&slug),
        heading("docs-causes"),
        list(&found.causes),
        heading("docs-cures"),
        list(&found.cures),
    );
    let all = ("/problems".to_owned(), text::message(language, "docs-problems", &[]));
    Ok(visit.written(found.title, vec![all], body))
}
