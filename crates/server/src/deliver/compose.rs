//! A message as a mail: its words are those of the page, in the language of whom it goes to.

use std::time::{Duration, SystemTime};

use askama::Template;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use symbolon_domain::delivery::{Told, thing};
use symbolon_domain::fact::Fact;
use symbolon_domain::matter::Matter;
use symbolon_domain::notice::DatedNotice;
use symbolon_domain::programme::Language;
use symbolon_store::{MessageRow, PersonRow};
use symbolon_text::NoticeText;

use super::Mail;
use crate::letters::{ends_line, turns};

/// What a mail is made of.
pub(super) struct Letter<'a> {
    pub(super) message: &'a MessageRow,
    pub(super) person: &'a PersonRow,
    pub(super) text: NoticeText,
    pub(super) told: Told<'a>,
    /// The company’s number.
    pub(super) company: u64,
    pub(super) now: i64,
}

/// The same for programs that show pages.
#[derive(Template)]
#[template(path = "mail.html")]
struct Page<'a> {
    lang: &'static str,
    text: &'a NoticeText,
    link: &'a str,
}

impl Letter<'_> {
    /// The mail; none where nothing can be sent to the person’s address.
    pub(super) fn compose(&self, mail: &Mail) -> Option<lettre::Message> {
        let words = (self.message.language, &self.text);
        // A mail that is sent twice, because nobody could write down that it was sent, is the same one.
        let ids = (self.message.id.to_string(), Some(thing(self.told)));
        written(mail, self.person, words, &self.path(), ids, self.now)
    }

    /// The page that it is about.
    fn path(&self) -> String {
        let own = |rest: &str| format!("/p/{}{rest}", self.company);
        match self.told {
            Told::Year(_, notice, _) => match DatedNotice::from_code(notice) {
                Some(notice) if notice.is_about_software() => own("/licences"),
                _ => own("/renew"),
            },
            Told::Matter(Matter::Ticket(told), _) => format!("/tickets/{}", told.ticket),
            Told::Matter(Matter::Order(told), _) => own(&format!("/orders/{}", told.order)),
            Told::Matter(Matter::Subscription(_), _) => own(""),
            Told::Fact(entry) => match &entry.fact {
                Fact::OrderPlaced(fact) => own(&format!("/orders/{}", fact.order)),
                Fact::OrderPaid(fact) => own(&format!("/orders/{}", fact.order)),
                Fact::ProfileChanged(_) | Fact::CheckMailAsked(_) | Fact::CheckDecided(_) => own("/company"),
                Fact::MergeInvited(_) | Fact::MergeAccepted(_) | Fact::MergeRejected(_) => own("/merges"),
                _ => own(""),
            },
        }
    }
}

/// A mail to somebody with a link to a page, by its id and that of the thing with whose mails it is shown together; none where
/// nothing can be sent to their address.
pub(super) fn written(
    mail: &Mail,
    person: &PersonRow,
    (language, text): (Language, &NoticeText),
    path: &str,
    (id, thing): (String, Option<String>),
    now: i64,
) -> Option<lettre::Message> {
    let name = Some(line(&person.name)).filter(|name| !name.is_empty());
    let to = Mailbox::new(name, person.email.parse().ok()?);
    let (lang, link) = (language.code(), format!("{}{path}", mail.public_url));
    let html = Page { lang, text, link: &link }.render().ok()?;
    let plain = format!("{}\n\n{link}\n", text.paragraphs.join("\n\n"));
    let domain = mail.from.email.domain();
    let header =
        |name: &'static str, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    let builder = lettre::Message::builder()
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(now).unwrap_or(0)))
        .from(mail.from.clone())
        .to(to)
        .subject(line(&text.subject))
        .message_id(Some(format!("<{id}@{domain}>")));
    let builder = match thing {
        Some(thing) => builder.references(format!("<{thing}@{domain}>")),
        None => builder,
    };
    builder
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", lang))
        .multipart(MultiPart::alternative_plain_html(plain, html))
        .ok()
}

/// A text as it may stand in a header: in one line, and read in the direction in which it is written.
fn line(text: &str) -> String {
    let shown = |letter: char| if letter.is_control() || ends_line(letter) { ' ' } else { letter };
    let text: String = text.chars().filter(|letter| !turns(*letter)).map(shown).collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_a_header_is_one_line() {
        assert_eq!(line(" Eve\r\nBcc: x@y.example\u{2028}a\u{202e}b "), "Eve Bcc: x@y.example ab");
        // What holds words of one date together stays.
        assert_eq!(line("avant\u{a0}: oui"), "avant\u{a0}: oui");
    }
}
