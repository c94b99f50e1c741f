//! The mail server: how it is named, reached and spoken to, and what its refusals mean. What it says in words is kept
//! nowhere, because it may repeat an address.

use std::error::Error as _;
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use crate::reached::PublicUrl;

/// How long a mail server may take to be reached, and to take a mail.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait for a goodbye.
const FAREWELL: Duration = Duration::from_secs(1);

/// How mail is sent, as it was stated.
#[derive(Clone, Copy)]
pub struct MailSettings<'a> {
    /// `smtps://user@host:465`, or `smtp://user@host:587`.
    pub server: &'a str,
    /// From whom, with or without a name.
    pub from: Option<&'a str>,
    /// The password of the user whom the server’s address names.
    pub password: Option<&'a str>,
    /// Where people reach the pages.
    pub public_url: Option<&'a PublicUrl>,
}

/// What is wrong with how mail is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadMail {
    /// The server’s address cannot be read.
    Server,
    /// The server’s address holds a password.
    Password,
    /// A user without a password.
    NoPassword,
    /// A password without a user.
    NoUser,
    /// From whom is missing, or is no mail address.
    From,
    /// Where people reach the pages is missing.
    PublicUrl,
}

impl BadMail {
    /// Its code, by which its words are found.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Password => "password",
            Self::NoPassword => "no-password",
            Self::NoUser => "no-user",
            Self::From => "from",
            Self::PublicUrl => "public-url",
        }
    }
}

/// How a connection is kept from being read on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// From the first byte.
    Tls,
    /// From the first command on, or not at all.
    StartTls,
    /// It does not leave the machine.
    Loopback,
}

/// How mail is sent.
#[derive(Debug, Clone)]
pub struct Mail {
    host: String,
    port: u16,
    way: Way,
    /// They show nothing of themselves.
    credentials: Option<Credentials>,
    pub(super) from: Mailbox,
    pub(super) public_url: PublicUrl,
}

impl Mail {
    /// Reads how mail is to be sent.
    ///
    /// # Errors
    /// What is wrong with it, without showing it.
    pub fn read(settings: MailSettings<'_>) -> Result<Self, BadMail> {
        let (scheme, rest) = settings.server.split_once("://").ok_or(BadMail::Server)?;
        // The name of a user may itself be a mail address.
        let (user, place) = rest.rsplit_once('@').map_or((None, rest), |(user, place)| (Some(user), place));
        let (host, port) = host_and_port(place.trim_end_matches('/')).ok_or(BadMail::Server)?;
        let (way, usual) = match scheme {
            "smtps" => (Way::Tls, 465),
            "smtp" if is_loopback(host) => (Way::Loopback, 587),
            "smtp" => (Way::StartTls, 587),
            _ => return Err(BadMail::Server),
        };
        let credentials = match (user, settings.password) {
            (Some(user), _) if user.contains(':') => return Err(BadMail::Password),
            (Some(""), _) => return Err(BadMail::Server),
            (Some(user), Some(password)) => Some(Credentials::new(user.to_owned(), password.to_owned())),
            (Some(_), None) => return Err(BadMail::NoPassword),
            (None, Some(_)) => return Err(BadMail::NoUser),
            (None, None) => None,
        };
        let from = settings.from.and_then(|from| from.parse().ok()).ok_or(BadMail::From)?;
        let public_url = settings.public_url.ok_or(BadMail::PublicUrl)?.clone();
        let host = host.to_owned();
        Ok(Self { host, port: port.unwrap_or(usual), way, credentials, from, public_url })
    }

    /// Reaches the mail server, as far as it goes without sending a mail.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub async fn try_out(&self) -> Result<(), Trouble> {
        let open = Some(self.open().await?);
        Line { open, ..self.line() }.close().await;
        Ok(())
    }

    /// A line to the server, not connected yet.
    pub(super) const fn line(&self) -> Line<'_> {
        Line { mail: self, open: None, lost: 0 }
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let opened = timeout(PATIENCE, self.connect()).await;
        opened.unwrap_or_else(|_| Err(Trouble::of_server("timeout")))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let hello = ClientId::default();
        let tls = || TlsParameters::new(self.host.clone()).map_err(|_| Trouble::of_server("encryption"));
        let implicit = (self.way == Way::Tls).then(tls).transpose()?;
        let place = (self.host.as_str(), self.port);
        let connected = AsyncSmtpConnection::connect_tokio1(place, Some(PATIENCE), &hello, implicit, None).await;
        let mut open = connected.map_err(|error| Trouble::reached(&error, "connection"))?;
        if self.way == Way::StartTls {
            let encrypted = open.starttls(tls()?, &hello).await;
            encrypted.map_err(|error| Trouble::reached(&error, "encryption"))?;
        }
        if let Some(credentials) = &self.credentials {
            let entered = open.auth(DEFAULT_MECHANISMS, credentials).await;
            entered.map_err(|error| Trouble::reached(&error, "sign-in"))?;
        }
        Ok(open)
    }
}

impl fmt::Display for Mail {
    /// The server, without whoever signs in there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// The host and the port of an address, whose host may be a number in brackets.
fn host_and_port(place: &str) -> Option<(&str, Option<u16>)> {
    let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, rest)) => (host, rest.strip_prefix(':').or(rest.is_empty().then_some(""))?),
        None => place.split_once(':').unwrap_or((place, "")),
    };
    let good = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ':');
    let port = if port.is_empty() { None } else { Some(port.parse().ok()?) };
    (!host.is_empty() && host.chars().all(good)).then_some((host, port))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The mail server’s code, or a word, behind which one may stand: `connection`, `encryption`, `sign-in`, `timeout`,
    /// `address`.
    pub cause: String,
    /// Whether the mail will never be taken.
    pub(super) is_final: bool,
    /// Whether it came while this mail was sent, so that others may fare better.
    pub(super) is_of_message: bool,
    /// Whether the connection was lost with it.
    breaks: bool,
}

impl Trouble {
    fn of_server(cause: &str) -> Self {
        Self { cause: cause.to_owned(), is_final: false, is_of_message: false, breaks: false }
    }

    /// The connection ended, or nothing came, while a mail was sent. It may be about this mail alone.
    fn broken(cause: &str) -> Self {
        Self { is_of_message: true, breaks: true, ..Self::of_server(cause) }
    }

    /// Before any mail is spoken of, nothing is the mail’s fault: a password that is wrong is put right, and all are sent.
    fn reached(error: &smtp::Error, stage: &str) -> Self {
        let cause = if error.is_tls() { "encryption" } else { stage };
        Self::of_server(&code(error).map_or_else(|| cause.to_owned(), |code| format!("{cause} {code}")))
    }

    fn of_mail(error: &smtp::Error) -> Self {
        match code(error) {
            // It wants somebody to sign in, which no mail changes (RFC 4954).
            Some(code) if code.starts_with("530") || code.starts_with("535") => Self::of_server(&code),
            // It is about to close (RFC 5321).
            Some(code) if code.starts_with("421") => Self::broken(&code),
            Some(code) => Self { is_final: error.is_permanent(), is_of_message: true, ..Self::of_server(&code) },
            // An address that this server cannot write down.
            None if error.is_client() => Self { is_final: true, is_of_message: true, ..Self::of_server("address") },
            None => Self::broken("connection"),
        }
    }
}

/// The code of an answer with the finer one at the beginning of its words (RFC 3463), as in `550 5.1.1`; nothing else of
/// them.
fn code(error: &smtp::Error) -> Option<String> {
    let status = error.status()?.to_string();
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    let finer = words.split_whitespace().next().filter(|word| {
        let parts: Vec<_> = word.split('.').collect();
        let digits = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(digits)
    });
    Some(finer.map_or_else(|| status.clone(), |finer| format!("{status} {finer}")))
}

/// The line to the mail server: connected while mails go, and anew after one with which the connection was lost.
pub(super) struct Line<'a> {
    mail: &'a Mail,
    open: Option<AsyncSmtpConnection>,
    /// With how many mails in a row the connection was lost.
    lost: u32,
}

impl Line<'_> {
    /// Sends a mail.
    pub(super) async fn send(&mut self, mail: &lettre::Message) -> Result<(), Trouble> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.mail.open().await?,
        };
        let envelope: &Envelope = mail.envelope();
        let sent = match timeout(PATIENCE, open.send(envelope, &mail.formatted())).await {
            Ok(Ok(_)) => {
                self.open = Some(open);
                Ok(())
            }
            // The library ends the connection when something is refused.
            Ok(Err(error)) => Err(Trouble::of_mail(&error)),
            Err(_) => Err(Trouble::broken("timeout")),
        };
        self.lost = if sent.as_ref().is_err_and(|trouble| trouble.breaks) { self.lost + 1 } else { 0 };
        sent
    }

    /// Whether it was lost with two mails in a row, which is not about a mail any more.
    pub(super) const fn is_down(&self) -> bool {
        self.lost > 1
    }

    /// Says goodbye, to whoever listens.
    pub(super) async fn close(self) {
        if let Some(mut open) = self.open {
            let _ = timeout(FAREWELL, open.quit()).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(server: &str, password: Option<&str>) -> Result<Mail, BadMail> {
        let public_url = "https://partners.example/".parse().expect("an address");
        let from = Some("Programme <noreply@vendor.example>");
        Mail::read(MailSettings { server, from, password, public_url: Some(&public_url) })
    }

    #[test]
    fn a_server_is_reached_encrypted_unless_it_is_this_machine() {
        let way = |server: &str| read(server, None).map(|mail| (mail.host, mail.port, mail.way));
        let at = |host: &str, port, way| Ok((host.to_owned(), port, way));
        assert_eq!(way("smtps://mail.example"), at("mail.example", 465, Way::Tls));
        assert_eq!(way("smtp://mail.example"), at("mail.example", 587, Way::StartTls));
        assert_eq!(way("smtp://mail.example:25"), at("mail.example", 25, Way::StartTls));
        assert_eq!(way("smtp://localhost:2525"), at("localhost", 2525, Way::Loopback));
        assert_eq!(way("smtp://[::1]:2525"), at("::1", 2525, Way::Loopback));
        for wrong in
            ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:x", "smtp://a b", "smtps://@a"]
        {
            assert_eq!(way(wrong), Err(BadMail::Server), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_and_no_password_is_shown() {
        let refused = |server: &str, password| read(server, password).map(drop);
        assert_eq!(refused("smtps://me:secret@mail.example", Some("secret")), Err(BadMail::Password));
        assert_eq!(refused("smtps://me@mail.example", None), Err(BadMail::NoPassword));
        assert_eq!(refused("smtps://mail.example", Some("secret")), Err(BadMail::NoUser));
        let mail = read("smtps://me@vendor.example@mail.example", Some("hunter2")).expect("is right");
        assert_eq!(
            (mail.to_string(), mail.public_url.to_string()),
            ("mail.example:465".into(), "https://partners.example".into())
        );
        assert!(!format!("{mail:?}").contains("hunter2"));
        let base = MailSettings { server: "smtps://a", from: None, password: None, public_url: None };
        assert_eq!(Mail::read(base).map(drop), Err(BadMail::From));
        let base = MailSettings { from: Some("a@b.example\r\nBcc: c@d.example"), ..base };
        assert_eq!(Mail::read(base).map(drop), Err(BadMail::From));
        let base = MailSettings { from: Some("a@b.example"), ..base };
        assert_eq!(Mail::read(base).map(drop), Err(BadMail::PublicUrl));
    }
}
