//! Days, numbers and amounts as each language writes them.

use jiff::civil::{Date, DateTime, Weekday};
use symbolon_domain::programme::{Language, Money};

use crate::catalogue::{Value, has_message, message};

const NO_BREAK: char = '\u{a0}';
const NARROW_NO_BREAK: char = '\u{202f}';

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_FR_SHORT: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_EN_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(names: &[&'static str; 12], day: Date) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// The day of the month: French has an ordinal for the first only.
fn day_of_month(language: Language, day: Date) -> String {
    match (language, day.day()) {
        (Language::Fr, 1) => "1er".to_owned(),
        (_, number) => number.to_string(),
    }
}

fn months(language: Language, short: bool) -> &'static [&'static str; 12] {
    match (language, short) {
        (Language::Fr, false) => &MONTHS_FR,
        (Language::Fr, true) => &MONTHS_FR_SHORT,
        (Language::En, false) => &MONTHS_EN,
        (Language::En, true) => &MONTHS_EN_SHORT,
    }
}

fn written(language: Language, day: Date, short: bool) -> String {
    // A day is read as one word, and does not break over two lines.
    let (number, name) = (day_of_month(language, day), month(months(language, short), day));
    format!("{number}{NO_BREAK}{name}{NO_BREAK}{}", day.year())
}

/// "1er septembre 2021", "1 September 2021".
pub fn date(language: Language, day: Date) -> String {
    written(language, day, false)
}

/// "1er sept. 2021", "1 Sep 2021".
pub fn date_short(language: Language, day: Date) -> String {
    written(language, day, true)
}

/// "septembre 2021", "September 2021".
pub fn month_of_year(language: Language, day: Date) -> String {
    format!("{}{NO_BREAK}{}", month(months(language, false), day), day.year())
}

/// "vendredi 10 septembre 2021", "Friday 10 September 2021".
pub fn date_weekday(language: Language, day: Date) -> String {
    let (fr, en) = match day.weekday() {
        Weekday::Monday => ("lundi", "Monday"),
        Weekday::Tuesday => ("mardi", "Tuesday"),
        Weekday::Wednesday => ("mercredi", "Wednesday"),
        Weekday::Thursday => ("jeudi", "Thursday"),
        Weekday::Friday => ("vendredi", "Friday"),
        Weekday::Saturday => ("samedi", "Saturday"),
        Weekday::Sunday => ("dimanche", "Sunday"),
    };
    let weekday = match language {
        Language::Fr => fr,
        Language::En => en,
    };
    format!("{weekday} {}", date(language, day))
}

/// "10 septembre 2021 à 10 h 05", "10 September 2021 at 10:05".
pub fn date_time(language: Language, at: DateTime) -> String {
    let (day, hour, minute) = (date(language, at.date()), at.hour(), at.minute());
    match language {
        Language::Fr => format!("{day} à {hour}{NO_BREAK}h{NO_BREAK}{minute:02}"),
        Language::En => format!("{day} at {hour:02}:{minute:02}"),
    }
}

/// The first day of a range without what the last one repeats.
fn range_start(language: Language, from: Date, to: Date, short: bool) -> String {
    let day = day_of_month(language, from);
    let name = month(months(language, short), from);
    if from.year() != to.year() {
        written(language, from, short)
    } else if from.month() != to.month() {
        format!("{day}{NO_BREAK}{name}")
    } else {
        day
    }
}

/// "du 2 septembre au 1er octobre 2021", "from 2 September to 1 October 2021".
pub fn date_range(language: Language, from: Date, to: Date) -> String {
    let (start, end) = (range_start(language, from, to, false), date(language, to));
    match language {
        Language::Fr => format!("du {start} au {end}"),
        Language::En => format!("from {start} to {end}"),
    }
}

/// "2 sept. – 1er oct. 2021", "2 Sep – 1 Oct 2021".
pub fn date_range_short(language: Language, from: Date, to: Date) -> String {
    format!("{} – {}", range_start(language, from, to, true), date_short(language, to))
}

/// Groups the digits of a number that is written with a decimal point.
pub(crate) fn digits(language: Language, plain: &str) -> String {
    let (group, point) = match language {
        Language::Fr => (NARROW_NO_BREAK, ','),
        Language::En => (',', '.'),
    };
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::from(sign);
    let length = whole.chars().count();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (length - index).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// "1 234 567" with narrow no-break spaces, "1,234,567".
pub fn number(language: Language, value: i64) -> String {
    digits(language, &value.to_string())
}

/// "25 %" with a no-break space, "25%".
pub fn percent(language: Language, value: i64) -> String {
    match language {
        Language::Fr => format!("{}{NO_BREAK}%", number(language, value)),
        Language::En => format!("{}%", number(language, value)),
    }
}

/// "1 234,56 €", "€1,234.56". A currency without a sign keeps its code: "1 234,56 CHF", "CHF 1,234.56".
pub fn money(language: Language, amount: &Money) -> String {
    let plain = amount.decimal();
    let value = digits(language, plain.trim_start_matches('-'));
    in_currency(language, amount.minor < 0, &value, &amount.currency)
}

/// The same with the code of the currency, which is nobody's own sign: "1 234,56 USD", "1,234.56 USD".
pub fn money_with_code(language: Language, amount: &Money) -> String {
    format!("{}{NO_BREAK}{}", digits(language, &amount.decimal()), amount.currency)
}

/// An amount without its currency, as somebody types it: "1234,56", "1234.56".
pub fn decimal(language: Language, amount: &Money) -> String {
    match language {
        Language::Fr => amount.decimal().replace('.', ","),
        Language::En => amount.decimal(),
    }
}

fn in_currency(language: Language, negative: bool, value: &str, currency: &str) -> String {
    let sign = if negative { "-" } else { "" };
    let symbol = match (language, currency) {
        (_, "EUR") => Some("€"),
        (_, "GBP") => Some("£"),
        (Language::Fr, "USD") => Some("$US"),
        (Language::En, "USD") => Some("US$"),
        (Language::En, "JPY") => Some("¥"),
        _ => None,
    };
    match (language, symbol) {
        (Language::Fr, symbol) => format!("{sign}{value}{NO_BREAK}{}", symbol.unwrap_or(currency)),
        (Language::En, Some(symbol)) => format!("{sign}{symbol}{value}"),
        (Language::En, None) => format!("{sign}{currency}{NO_BREAK}{value}"),
    }
}

/// How far a day is: "encore 22 jours", "dernier jour", "terminé depuis 3 jours". Negative days have passed.
pub fn days_left(language: Language, days: i32) -> String {
    if days < 0 {
        message(language, "days-over", &[("days", Value::from(i64::from(days).abs()))])
    } else {
        message(language, "days-left", &[("days", days.into())])
    }
}

/// A number with the thing that it counts, from the messages `count-…`: "3 jetons", "1 token".
pub fn count(language: Language, thing: &str, how_many: i64) -> String {
    message(language, &format!("count-{thing}"), &[("n", how_many.into())])
}

/// A granted quantity in its unit: "25 postes", "10 licences", "100 $US par mois". A unit that only the programme knows
/// keeps its code.
pub fn quantity(language: Language, how_many: i64, unit: &str) -> String {
    let rate = [("_per_month", "amount-per-month"), ("_per_year", "amount-per-year")]
        .into_iter()
        .find_map(|(suffix, id)| Some((unit.strip_suffix(suffix)?.to_ascii_uppercase(), id)));
    if let Some((currency, id)) = rate {
        let value = number(language, how_many);
        let amount = in_currency(language, how_many < 0, value.trim_start_matches('-'), &currency);
        return message(language, id, &[("amount", amount.into())]);
    }
    let id = format!("unit-{unit}");
    if has_message(language, &id) {
        message(language, &id, &[("n", how_many.into())])
    } else {
        format!("{}{NO_BREAK}{unit}", number(language, how_many))
    }
}

/// "a, b et c", "a, b and c".
pub fn list(language: Language, items: &[String]) -> String {
    let and = match language {
        Language::Fr => "et",
        Language::En => "and",
    };
    joined(items, and)
}

/// "a, b ou c", "a, b or c": one of them is enough.
pub fn list_of_one(language: Language, items: &[String]) -> String {
    let or = match language {
        Language::Fr => "ou",
        Language::En => "or",
    };
    joined(items, or)
}

fn joined(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// An id as people can compare it at a glance: an ellipsis and its last five characters. Anything else stays.
pub fn short_id(text: &str) -> String {
    let tail = text.split_once('_').map(|(_, tail)| tail).filter(|tail| tail.len() == 26 && tail.is_ascii());
    match tail.and_then(|tail| tail.get(21..)) {
        Some(end) => format!("…{}", end.to_ascii_uppercase()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};
    use jiff::civil::{date as day, datetime};

    fn money_of(minor: i64, currency: &str) -> Money {
        Money { minor, currency: currency.to_owned() }
    }

    #[test]
    fn days_are_written_as_each_language_does() {
        assert_eq!(date(Fr, day(2021, 9, 1)), "1er\u{a0}septembre\u{a0}2021");
        assert_eq!(date(Fr, day(2020, 2, 29)), "29\u{a0}février\u{a0}2020");
        assert_eq!(date(En, day(2021, 9, 1)), "1\u{a0}September\u{a0}2021");
        assert_eq!(date_short(Fr, day(2021, 9, 10)), "10\u{a0}sept.\u{a0}2021");
        assert_eq!(date_short(En, day(2021, 9, 10)), "10\u{a0}Sep\u{a0}2021");
        assert_eq!(date_weekday(Fr, day(2021, 9, 10)), "vendredi 10\u{a0}septembre\u{a0}2021");
        assert_eq!(date_weekday(En, day(2021, 9, 10)), "Friday 10\u{a0}September\u{a0}2021");
        assert_eq!(
            date_time(Fr, datetime(2021, 9, 10, 10, 5, 0, 0)),
            "10\u{a0}septembre\u{a0}2021 à 10\u{a0}h\u{a0}05"
        );
        assert_eq!(date_time(En, datetime(2021, 9, 10, 9, 5, 0, 0)), "10\u{a0}September\u{a0}2021 at 09:05");
    }

    #[test]
    fn a_range_does_not_repeat_itself() {
        let (from, to) = (day(2021, 9, 2), day(2021, 10, 1));
        assert_eq!(date_range(Fr, from, to), "du 2\u{a0}septembre au 1er\u{a0}octobre\u{a0}2021");
        assert_eq!(date_range(En, from, to), "from 2\u{a0}September to 1\u{a0}October\u{a0}2021");
        assert_eq!(date_range_short(Fr, from, to), "2\u{a0}sept. – 1er\u{a0}oct.\u{a0}2021");
        assert_eq!(date_range_short(En, from, to), "2\u{a0}Sep – 1\u{a0}Oct\u{a0}2021");
        assert_eq!(date_range(Fr, day(2021, 9, 1), day(2021, 9, 30)), "du 1er au 30\u{a0}septembre\u{a0}2021");
        assert_eq!(
            date_range(En, day(2020, 12, 15), day(2021, 1, 13)),
            "from 15\u{a0}December\u{a0}2020 to 13\u{a0}January\u{a0}2021"
        );
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(Fr, 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(number(En, -1_234), "-1,234");
        assert_eq!(number(Fr, 999), "999");
        assert_eq!(number(En, i64::MIN), "-9,223,372,036,854,775,808");
        assert_eq!(digits(Fr, "1234.5"), "1\u{202f}234,5");
        assert_eq!(percent(Fr, 25), "25\u{a0}%");
        assert_eq!(percent(En, 25), "25%");
    }

    #[test]
    fn amounts_follow_the_currency() {
        assert_eq!(money(Fr, &money_of(123_456, "EUR")), "1\u{202f}234,56\u{a0}€");
        assert_eq!(money(En, &money_of(123_456, "EUR")), "€1,234.56");
        assert_eq!(money(En, &money_of(-5, "USD")), "-US$0.05");
        assert_eq!(money(Fr, &money_of(47_500, "USD")), "475,00\u{a0}$US");
        assert_eq!(money(En, &money_of(50_000, "JPY")), "¥50,000");
        assert_eq!(money(Fr, &money_of(50_000, "XPF")), "50\u{202f}000\u{a0}XPF");
        assert_eq!(money(En, &money_of(1_234, "TND")), "TND\u{a0}1.234");
        assert_eq!(money(Fr, &money_of(0, "CHF")), "0,00\u{a0}CHF");
        assert_eq!(money(En, &money_of(i64::MIN, "EUR")), "-€92,233,720,368,547,758.08");
    }

    #[test]
    fn lists_and_ids_read_well() {
        let items = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(list(Fr, &items(&["a"])), "a");
        assert_eq!(list(Fr, &items(&["a", "b", "c"])), "a, b et c");
        assert_eq!(list(En, &items(&["a", "b"])), "a and b");
        assert_eq!(list_of_one(Fr, &items(&["a", "b"])), "a ou b");
        assert_eq!(short_id("tok_01fe8q3c9gzyxwvtsrqp7kq2m0"), "…KQ2M0");
        assert_eq!(short_id("M-1042"), "M-1042");
        assert_eq!(short_id("a_bé"), "a_bé");
    }

    #[test]
    fn days_left_say_which_side_of_the_day_it_is() {
        assert_eq!(days_left(En, 22), "22 days left");
        assert_eq!(days_left(En, 1), "1 day left");
        assert_eq!(days_left(Fr, 1), "encore 1\u{a0}jour");
        assert_eq!(days_left(Fr, 22), "encore 22\u{a0}jours");
        assert_eq!(days_left(Fr, 0), "dernier jour");
        assert_eq!(days_left(En, 0), "last day");
        assert_eq!(days_left(En, -1), "over for 1 day");
        assert_eq!(days_left(Fr, i32::MIN), "terminé depuis 2\u{202f}147\u{202f}483\u{202f}648\u{a0}jours");
    }

    #[test]
    fn money_by_time_is_written_in_every_currency() {
        assert_eq!(quantity(Fr, 100, "usd_per_month"), "100\u{a0}$US par mois");
        assert_eq!(quantity(En, 100, "usd_per_month"), "US$100 a month");
        assert_eq!(quantity(Fr, 6_000, "usd_per_year"), "6\u{202f}000\u{a0}$US par an");
        assert_eq!(quantity(En, 6_000, "usd_per_year"), "US$6,000 a year");
        assert_eq!(quantity(Fr, 50, "eur_per_month"), "50\u{a0}€ par mois");
        assert_eq!(quantity(En, 50, "chf_per_year"), "CHF\u{a0}50 a year");
    }

    #[test]
    fn an_unknown_unit_keeps_its_code() {
        assert_eq!(quantity(Fr, 25, "seat"), "25\u{a0}postes");
        assert_eq!(quantity(En, 1, "licence"), "1 licence");
        assert_eq!(quantity(En, 3, "badge"), "3\u{a0}badge");
    }
}
