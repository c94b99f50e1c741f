//! The history of an account: every fact in words, with who, when, under which rules, and its mark in the chain.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use symbolon_domain::fact::Entry;

use super::sight::Sight;

/// How many characters of a hash are enough to compare by eye.
const MARK: usize = 12;

/// One fact.
pub(crate) struct EntryView {
    pub(crate) seq: u64,
    pub(crate) iso: String,
    pub(crate) when: String,
    pub(crate) text: String,
    pub(crate) who: String,
    pub(crate) rule: String,
    pub(crate) effective: Option<String>,
    pub(crate) mark: String,
}

/// As much of a hash as is compared by eye.
pub(crate) fn mark(hash: &str) -> &str {
    hash.get(..MARK).unwrap_or(hash)
}

/// One fact in words.
pub(crate) fn entry(sight: &Sight<'_>, entry: &Entry, hash: &str, zone: &TimeZone) -> EntryView {
    let words = sight.words;
    let at = Timestamp::from_microsecond(entry.recorded_at).unwrap_or_default().to_zoned(zone.clone());
    let rule = [("programme", entry.programme.as_str().into()), ("version", entry.version.into())];
    let who = sight.named(|names| names.person(&entry.actor));
    let chained = [("seq", entry.seq.to_string().into()), ("hash", mark(hash).into())];
    EntryView {
        seq: entry.seq,
        iso: at.datetime().to_string(),
        when: symbolon_text::date_time(words.0, at.datetime()),
        text: sight.named(|names| symbolon_text::fact(words.0, entry, names)),
        who: words.with("ui-history-who", &[("name", who.into())]),
        rule: words.with("ui-history-rule", &rule),
        effective: (entry.effective_on != at.date())
            .then(|| words.with("ui-history-effective", &[("date", entry.effective_on.into())])),
        mark: words.with("ui-history-mark", &chained),
    }
}
