//! Where people and programs reach the server.

use std::fmt;
use std::str::FromStr;

use axum::http::{HeaderMap, Uri, header};

use crate::app::App;

/// The address at which people reach the pages, as the operator stated it; without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

/// A text is no address of pages: `https://` or `http://`, a host, and nothing after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadPublicUrl;

impl FromStr for PublicUrl {
    type Err = BadPublicUrl;

    fn from_str(text: &str) -> Result<Self, BadPublicUrl> {
        let uri: Uri = text.parse().map_err(|_| BadPublicUrl)?;
        let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https")).ok_or(BadPublicUrl)?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or(BadPublicUrl)?;
        let port = uri.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
        let address = format!("{scheme}://{host}{port}");
        // Nothing else stands in it, such as a user, a path or a mark.
        let whole = text == address || text.strip_suffix('/') == Some(&address);
        if whole { Ok(Self(address)) } else { Err(BadPublicUrl) }
    }
}

impl PublicUrl {
    /// Whether the pages are reached with TLS, and never without.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl App {
    /// Where the server is reached: as the operator stated it, or else as far as a request tells. Without a proxy it is
    /// only spoken to from its own machine.
    pub(crate) fn origin(&self, headers: &HeaderMap) -> String {
        self.public_url().map_or_else(|| of_request(headers), ToString::to_string)
    }
}

fn of_request(headers: &HeaderMap) -> String {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return String::new() };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let plain = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    format!("{}://{host}", if plain { "http" } else { "https" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_pages_ends_with_its_host() {
        let read = |text: &str| text.parse::<PublicUrl>().map(|url| url.to_string());
        assert_eq!(read("https://partners.example/"), Ok("https://partners.example".to_owned()));
        assert_eq!(read("http://127.0.0.1:7878"), Ok("http://127.0.0.1:7878".to_owned()));
        assert_eq!(read("https://[2001:db8::1]:8443/"), Ok("https://[2001:db8::1]:8443".to_owned()));
        for wrong in [
            "",
            "partners.example",
            "ftp://partners.example",
            "https://",
            "https://partners.example/portal",
            "https://partners.example/?a",
            "https://partners.example/#a",
            "https://partners.example:99999",
            "https://partners.example//",
            "https://me:secret@partners.example",
            "https://a b",
        ] {
            assert_eq!(read(wrong), Err(BadPublicUrl), "{wrong}");
        }
    }
}
