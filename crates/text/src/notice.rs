//! Notices as messages to people: a subject that names the day, a few paragraphs, and why one receives it.

use jiff::civil::Date;
use symbolon_domain::access::Role;
use symbolon_domain::explanation::{Remedy, Value};
use symbolon_domain::fact::Entry;
use symbolon_domain::matter::Matter;
use symbolon_domain::notice::{AtStake, DatedNotice, EventNotice, Renewing};
use symbolon_domain::programme::{Language, Programme, Text, Wording, YearDays, plus_days};

use crate::catalogue::message;
use crate::explanation::remedy;
use crate::format::{date, list_of_one};
use crate::history::{fact_title, fact_to_concerned};
use crate::names::Names;
use crate::problem::refusal_title;
use crate::words::{role_in, word};

/// What a notice is about. Only days that stay true, so that a message that comes late does not mislead.
#[derive(Debug, Clone, Copy)]
pub struct NoticeFacts<'a> {
    /// The company's name.
    pub company: &'a str,
    /// The membership's number on paper.
    pub membership: &'a str,
    /// The offer.
    pub offer: &'a Text,
    /// The days of the year that it is about.
    pub days: YearDays,
    /// The last day on which it can be renewed: that of the window, or an earlier one on which its offer is last sold.
    pub renewable_to: Date,
    /// The roles to which it goes.
    pub roles: &'a [Role],
    /// What its year grants, and when that can be used.
    pub at_stake: AtStake,
    /// The day on which it was sent.
    pub sent_on: Date,
    /// What becomes of the renewal on that day, in the place of what the notice asks for.
    pub renewing: Option<Renewing<'a>>,
    /// A campaign's words in the place of the usual ones, with the next anniversary and the last day on which the fee can be
    /// paid without anybody's help, which they may name (J-30, J-32).
    pub wording: Option<(&'a Wording, Date, Date)>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeText {
    /// Its subject.
    pub subject: String,
    /// Its paragraphs, the first one a salutation and the last one why one receives it.
    pub paragraphs: Vec<String>,
}

/// The messages of a notice; a programme may have notices of its own, which get a general text.
fn id(notice: &str) -> String {
    match DatedNotice::from_code(notice) {
        Some(known) => format!("notice-{known}"),
        None => "notice-other".to_owned(),
    }
}

/// What a notice is called, in two or three words.
pub fn notice_title(language: Language, notice: &str) -> String {
    message(language, &id(notice), &[])
}

/// The roles of which one is enough to receive a message.
fn one_of(language: Language, roles: &[Role], programme: &Programme) -> String {
    let names: Vec<String> = roles.iter().map(|role| role_in(language, *role, programme)).collect();
    list_of_one(language, &names)
}

fn how_many(roles: &[Role]) -> Value {
    i64::try_from(roles.len()).unwrap_or(i64::MAX).into()
}

/// The message that a notice becomes, in one language.
pub fn notice_text(language: Language, notice: &str, facts: &NoticeFacts<'_>, programme: &Programme) -> NoticeText {
    let lapses = plus_days(facts.days.renew_to, 1).unwrap_or(facts.days.renew_to);
    // An order that was placed in time is paid to its own day, whatever became of the sale since (B-46).
    let renew_to = if facts.renewing.is_some() { facts.days.renew_to } else { facts.renewable_to };
    let mut values: Vec<(&str, Value)> = vec![
        ("company", facts.company.into()),
        ("membership", facts.membership.into()),
        ("offer", Value::Name(facts.offer.clone())),
        ("programme", Value::Name(programme.name.clone())),
        ("anniversary", facts.days.anniversary.into()),
        ("renew_from", facts.days.renew_from.into()),
        ("renew_to", renew_to.into()),
        ("lapses", lapses.into()),
        ("access", facts.at_stake.access.code().into()),
        ("uninstall", if facts.at_stake.uninstalls { "yes" } else { "no" }.into()),
        ("cloud", facts.at_stake.cloud.code().into()),
        ("roles", one_of(language, facts.roles, programme).into()),
        ("count", how_many(facts.roles)),
    ];
    let over = facts.sent_on > facts.days.renew_to;
    // A campaign that has words of its own for the notice names the last day itself (J-32).
    let said = |renewing: &Renewing<'_>| matches!(renewing, Renewing::Late(_)) && facts.wording.is_some();
    let instead = facts.renewing.filter(|renewing| !said(renewing)).map(|renewing| match renewing {
        Renewing::Ordered(order) | Renewing::Upgraded(order) => {
            values.push(("order", format!("O-{}", order.placed.number).into()));
            values.push(("pay_by", order.placed.pay_by.into()));
            match (renewing, over) {
                (Renewing::Upgraded(_), true) => "notice-upgrade-ordered-over",
                (Renewing::Upgraded(_), false) => "notice-upgrade-ordered",
                (_, true) => "notice-ordered-over",
                (_, false) => "notice-ordered",
            }
        }
        Renewing::With(with) => {
            let days = &with.year_on(facts.sent_on).days;
            values.push(("with", format!("M-{}", with.number).into()));
            values.push(("with_from", days.renew_from.into()));
            values.push(("with_to", days.renew_to.into()));
            "notice-renewed-with"
        }
        Renewing::Late(until) => {
            values.push(("pay_by", until.into()));
            "notice-late"
        }
    });
    let own = facts.wording.filter(|_| instead.is_none()).map(|(wording, next, pay_until)| {
        let days = [
            ("anniversary", facts.days.anniversary),
            ("next_anniversary", next),
            ("renew_from", facts.days.renew_from),
            ("renew_to", renew_to),
            ("pay_until", pay_until),
            ("lapses", lapses),
        ];
        let words =
            [("company", facts.company), ("membership", facts.membership), ("offer", facts.offer.get(language))];
        let filled = |text: &Text| {
            let said = words
                .iter()
                .fold(text.get(language).to_owned(), |text, (name, word)| text.replace(&format!("{{{name}}}"), word));
            days.iter().fold(said, |text, (name, day)| text.replace(&format!("{{{name}}}"), &date(language, *day)))
        };
        (filled(&wording.subject), filled(&wording.text))
    });
    let id = instead.map_or_else(|| id(notice), str::to_owned);
    let part = |id: &str, name: &str| message(language, &format!("{id}.{name}"), &values);
    let mut paragraphs = vec![part("notice-frame", "hello")];
    // A blank line in the catalogue begins a new paragraph.
    let (subject, text) = own.unwrap_or_else(|| (part(&id, "subject"), part(&id, "text")));
    // One of which nothing is to be said is empty.
    let said = text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    paragraphs.extend(said.map(|text| text.split('\n').collect::<Vec<_>>().join(" ")));
    paragraphs.push(part("notice-frame", "why"));
    NoticeText { subject, paragraphs }
}

/// What a notice of a fact is about.
#[derive(Clone, Copy)]
pub struct EventFacts<'a> {
    /// The name of the company that is told.
    pub company: &'a str,
    /// The notice.
    pub notice: EventNotice,
    /// The fact.
    pub entry: &'a Entry,
    /// The reason that was given with it.
    pub reason: Option<&'a str>,
    /// The last day on which what was given can be begun with.
    pub begin_by: Option<Date>,
    /// Names for what the fact identifies.
    pub names: &'a dyn Names,
}

/// The message that tells a fact (O-07…O-09, O-13, O-14, O-16): what the history says of it, what can be done about it, and why
/// one receives it.
pub fn event_text(language: Language, facts: &EventFacts<'_>, programme: &Programme) -> NoticeText {
    let notice = facts.notice;
    let number = symbolon_domain::notice::number(&facts.entry.fact);
    let values: Vec<(&str, Value)> = vec![
        ("company", facts.company.into()),
        ("programme", Value::Name(programme.name.clone())),
        ("title", fact_title(language, facts.entry.fact.kind()).into()),
        ("concerned", notice.concerned().map_or("nobody", |concerned| concerned.code()).into()),
        ("reason", facts.reason.unwrap_or_default().into()),
        ("number", number.map(|id| id.to_string()).unwrap_or_default().into()),
        ("begin_by", facts.begin_by.map_or_else(|| "".into(), Value::from)),
        ("roles", one_of(language, notice.roles(), programme).into()),
        ("count", how_many(notice.roles())),
        ("stand_in", if notice.stand_ins().is_empty() { "no" } else { "yes" }.into()),
    ];
    let part = |name: &str| message(language, &format!("event-frame.{name}"), &values);
    let mut paragraphs = vec![part("hello"), fact_to_concerned(language, facts.entry, facts.names)];
    paragraphs.extend(facts.begin_by.map(|_| part("begin")));
    paragraphs.extend(number.map(|_| part("number")));
    paragraphs.extend(facts.reason.map(|_| part("reason")));
    paragraphs.extend(notice.remedy().map(|act| remedy(language, &Remedy::new(act))));
    paragraphs.push(part("why"));
    NoticeText { subject: part("subject"), paragraphs }
}

/// The mail with a link by which somebody comes in once; `of` is the name of their company, or of the programme whose people
/// they are.
pub fn sign_in_text(language: Language, of: &str, minutes: i64) -> NoticeText {
    let values = [("of", of.into()), ("minutes", minutes.into())];
    let part = |name: &str| message(language, &format!("mail-sign-in.{name}"), &values);
    NoticeText { subject: part("subject"), paragraphs: vec![part("hello"), part("text"), part("why")] }
}

/// Why a mail was not taken: a word of ours, the mail server’s code, or both.
pub fn mail_cause(language: Language, cause: &str) -> String {
    let (word, code) = match cause.split_once(' ') {
        _ if cause.starts_with(|first: char| first.is_ascii_digit()) => ("refused", cause),
        Some((word, code)) => (word, code),
        None => (cause, "none"),
    };
    message(language, "mail-cause", &[("word", word.into()), ("code", code.into())])
}

/// What a notice about an order, a subscription or a ticket is about.
#[derive(Clone, Copy)]
pub struct MatterFacts<'a> {
    /// The name of the company that is told.
    pub company: &'a str,
    /// What it is about.
    pub matter: &'a Matter,
    /// What was written in the ticket.
    pub said: Option<&'a str>,
    /// Names for what it identifies.
    pub names: &'a dyn Names,
}

/// What such a notice is called, in two or three words.
pub fn matter_title(language: Language, matter: &Matter) -> String {
    message(language, &format!("matter-{}", matter.notice()), &[])
}

/// The message that tells of an order, a subscription or a ticket (O-07, O-12, O-15).
pub fn matter_text(language: Language, facts: &MatterFacts<'_>, programme: &Programme) -> NoticeText {
    let mut values: Vec<(&str, Value)> = vec![
        ("company", facts.company.into()),
        ("programme", Value::Name(programme.name.clone())),
        ("roles", one_of(language, facts.matter.roles(), programme).into()),
        ("count", how_many(facts.matter.roles())),
    ];
    match facts.matter {
        Matter::Order(told) => values.extend([
            ("order", format!("O-{}", told.number).as_str().into()),
            ("offer", Value::Name(facts.names.offer(&told.offer))),
            ("total", Value::from(&told.total)),
            ("pay_by", told.pay_by.into()),
            ("over_on", facts.matter.due_on().into()),
            ("obstacle", told.refused.map(|code| refusal_title(language, code)).unwrap_or_default().into()),
            ("membership", told.lapsed.map(|number| format!("M-{number}")).unwrap_or_default().into()),
            ("obstructed", if told.refused.is_some() { "yes" } else { "no" }.into()),
            ("funds_held", if told.funds_held { "yes" } else { "no" }.into()),
        ]),
        Matter::Subscription(told) => values.extend([
            ("benefit", Value::Name(facts.names.benefit(&told.benefit))),
            ("tenant", facts.names.tenant(told.tenant).as_str().into()),
            ("seats", told.seats.into()),
            ("usable_until", told.usable_until.into()),
        ]),
        Matter::Ticket(told) => values.extend([
            ("ticket", told.number.as_str().into()),
            ("reason_word", word(language, told.reason).as_str().into()),
            ("opened_on", told.on.into()),
            ("outcome", told.outcome.map_or("none", |outcome| outcome.code()).into()),
            ("said", facts.said.unwrap_or_default().into()),
        ]),
    }
    let id = format!("matter-{}", facts.matter.notice());
    let part = |name: &str| message(language, &format!("{id}.{name}"), &values);
    let frame = |name: &str| message(language, &format!("matter-frame.{name}"), &values);
    let mut text = match facts.matter {
        Matter::Order(told) if told.refused.is_some() => part("refused"),
        Matter::Order(told) if told.funds_held => part("held"),
        _ => part("text"),
    };
    if let Matter::Order(told) = facts.matter {
        let next = match (told.lapsed, told.refused) {
            (Some(_), _) => "lapsed",
            (None, Some(_)) => "later",
            (None, None) => "again",
        };
        text = format!("{text}\n\n{}", part(next));
    }
    let mut paragraphs = vec![frame("hello")];
    paragraphs.extend(text.trim().split("\n\n").map(|text| text.split('\n').collect::<Vec<_>>().join(" ")));
    paragraphs.extend(facts.said.map(|_| frame("said")));
    paragraphs.push(part("why"));
    NoticeText { subject: part("subject"), paragraphs }
}
