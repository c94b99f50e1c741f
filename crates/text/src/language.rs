//! Which of the two languages a reader wants.

use std::sync::LazyLock;

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use symbolon_domain::programme::Language;
use unic_langid::LanguageIdentifier;

/// The languages that we have, as tags.
static KNOWN: LazyLock<Vec<(Language, LanguageIdentifier)>> =
    LazyLock::new(|| Language::ALL.iter().filter_map(|known| Some((*known, known.code().parse().ok()?))).collect());

/// The language to answer in, from the header `Accept-Language` (RFC 9110, 12.5.4).
///
/// Weights count; `*`, a language that we do not have, and a header that cannot be read give `default`, unless the header
/// refuses it by a weight of zero.
pub fn negotiate(accept_language: Option<&str>, default: Language) -> Language {
    let Some(header) = accept_language else { return default };
    let weighed = header.split(',').filter_map(|part| {
        let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
        let weight = parameters.trim().strip_prefix("q=").map_or(Some(1_000), thousandths)?;
        Some((weight, tag.trim().parse().ok()?))
    });
    let (mut wanted, refused): (Vec<(u32, LanguageIdentifier)>, Vec<_>) = weighed.partition(|(weight, _)| *weight > 0);
    let is_refused = |tag: &LanguageIdentifier| refused.iter().any(|(_, refused)| refused == tag);
    // A stable sort: of two languages with the same weight the first one counts.
    wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let wanted: Vec<LanguageIdentifier> = wanted.into_iter().map(|(_, tag)| tag).collect();
    let available: Vec<&LanguageIdentifier> = KNOWN.iter().map(|(_, tag)| tag).collect();
    let found = negotiate_languages(&wanted, &available, None, NegotiationStrategy::Filtering);
    if let Some((language, _)) = found.first().and_then(|tag| KNOWN.iter().find(|(_, known)| known == **tag)) {
        return *language;
    }
    let taken: Vec<Language> =
        KNOWN.iter().filter(|(_, tag)| !is_refused(tag)).map(|(language, _)| *language).collect();
    if taken.contains(&default) { default } else { taken.first().copied().unwrap_or(default) }
}

/// A weight such as `0.8` in thousandths.
pub fn thousandths(weight: &str) -> Option<u32> {
    let (whole, fraction) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let digits = format!("{whole}{fraction:0<3}");
    digits.parse().ok().filter(|value| *value <= 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn the_header_decides_by_weight_and_order() {
        for (header, expected) in [
            (None, Fr),
            (Some(""), Fr),
            (Some("en"), En),
            (Some("en-US,en;q=0.9,fr;q=0.8"), En),
            (Some("fr-CA;q=0.4, en;q=0.6"), En),
            (Some("de, fr-BE;q=0.7, en;q=0.3"), Fr),
            (Some("en;q=0, fr"), Fr),
            (Some("*"), Fr),
            (Some("fr;q=0, *"), En),
            (Some("fr;q=0, en;q=0"), Fr),
            (Some("de"), Fr),
            (Some("en;q=1.5, fr;q=0.1"), Fr),
            (Some(";;,=,en;q=x,\u{0}"), Fr),
        ] {
            assert_eq!(negotiate(header, Fr), expected, "{header:?}");
        }
        assert_eq!(negotiate(Some("de"), En), En);
        assert_eq!(negotiate(Some("en;q=0, *"), En), Fr);
    }
}
