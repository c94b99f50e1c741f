//! The small language of the files: periods, days counted from others, and amounts of money. Every function returns
//! what is wrong as a message with a hint.

use symbolon_domain::programme::{Anchor, Deadline, Money, Text, YearRule};

use crate::diagnostic::both;

/// What is wrong, and what to do about it.
pub(crate) type Wrong = (Text, Option<Text>);

/// A unit of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Days,
    Months,
    Years,
    Hours,
    Minutes,
}

impl Unit {
    fn example(self) -> &'static str {
        match self {
            Self::Days => "P30D",
            Self::Months => "P12M",
            Self::Years => "P1Y",
            Self::Hours => "PT24H",
            Self::Minutes => "PT15M",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Days => both!("jours", "days"),
            Self::Months => both!("mois", "months"),
            Self::Years => both!("années", "years"),
            Self::Hours => both!("heures", "hours"),
            Self::Minutes => both!("minutes", "minutes"),
        }
    }
}

fn parse_period(text: &str) -> Option<(i32, Unit)> {
    let rest = text.strip_prefix('P')?;
    let (digits, unit) = match rest.strip_prefix('T') {
        Some(time) => match time.strip_suffix('H') {
            Some(hours) => (hours, Unit::Hours),
            None => (time.strip_suffix('M')?, Unit::Minutes),
        },
        None => {
            let unit = match rest.chars().last()? {
                'D' => Unit::Days,
                'M' => Unit::Months,
                'Y' => Unit::Years,
                _ => return None,
            };
            (rest.get(..rest.len() - 1)?, unit)
        }
    };
    // A century is more than any rule needs, and keeps every sum far from the end of the calendar.
    let century = match unit {
        Unit::Years => 100,
        Unit::Months => 1_200,
        Unit::Days | Unit::Hours | Unit::Minutes => 36_525,
    };
    let plausible = |number: &i32| *number <= century;
    let number = digits.parse().ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
    Some(number).filter(plausible).map(|number| (number, unit))
}

fn not_a_period(text: &str) -> Wrong {
    (
        both!("`{text}` n’est pas une durée", "`{text}` is not a period"),
        Some(both!(
            "P30D pour 30 jours, P12M pour 12 mois, P1Y pour un an, PT15M pour 15 minutes",
            "P30D for 30 days, P12M for 12 months, P1Y for a year, PT15M for 15 minutes"
        )),
    )
}

/// A period in one unit; years also count as twelve months.
pub(crate) fn period(text: &str, wanted: Unit) -> Result<i32, Wrong> {
    match parse_period(text).ok_or_else(|| not_a_period(text))? {
        (number, unit) if unit == wanted => Ok(number),
        (number, Unit::Years) if wanted == Unit::Months => Ok(number * 12),
        _ => {
            let (name, example) = (wanted.name(), wanted.example());
            let message = Text {
                fr: format!("cette durée se compte en {}", name.fr),
                en: format!("this period is counted in {}", name.en),
            };
            Err((message, Some(both!("par exemple {example}", "for example {example}"))))
        }
    }
}

/// A period in one unit that is at least one.
pub(crate) fn positive(text: &str, wanted: Unit) -> Result<i32, Wrong> {
    match period(text, wanted)? {
        0 => Err((both!("cette durée est nulle", "this period is zero"), None)),
        number => Ok(number),
    }
}

/// `<day> + <period>`, `<day> - <period>` or `<day>` alone: the day's name, the sign and the period.
fn split(text: &str) -> Result<(&str, i32, &str), Wrong> {
    let mut words = text.split(' ');
    let (name, sign, period, more) = (words.next(), words.next(), words.next(), words.next());
    match (name, sign, period, more) {
        (Some(name), None, None, None) => Ok((name, 1, "")),
        (Some(name), Some("+"), Some(period), None) => Ok((name, 1, period)),
        (Some(name), Some("-"), Some(period), None) => Ok((name, -1, period)),
        _ => Err((
            both!("`{text}` n’est pas une règle de date", "`{text}` is not a day rule"),
            Some(both!("par exemple `anniversary + P1D`", "for example `anniversary + P1D`")),
        )),
    }
}

fn counted_from(found: &str, known: &[&str]) -> Wrong {
    let list = known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>();
    let (fr, en) = (list.join(" ou de "), list.join(" or "));
    (
        both!("cette date ne peut pas se compter à partir de `{found}`", "this day cannot be counted from `{found}`"),
        Some(both!("elle se compte à partir de {fr}", "it is counted from {en}")),
    )
}

/// Days from the anniversary: `anniversary + P1D`.
pub(crate) fn from_anniversary(text: &str) -> Result<i32, Wrong> {
    match split(text)? {
        ("anniversary", _, "") => Ok(0),
        ("anniversary", sign, days) => Ok(sign * period(days, Unit::Days)?),
        (found, ..) => Err(counted_from(found, &["anniversary"])),
    }
}

/// How a day is written that lies so many days after the anniversary, or before it.
pub(crate) fn anniversary_plus(days: i32) -> String {
    match days {
        0 => "anniversary".to_owned(),
        1.. => format!("anniversary + P{days}D"),
        _ => format!("anniversary - P{}D", days.unsigned_abs()),
    }
}

/// A day of a membership year: `renew_to`, `anniversary - P10D`.
pub(crate) fn deadline(text: &str) -> Result<Deadline, Wrong> {
    let (name, sign, days) = split(text)?;
    let anchor = Anchor::from_code(name).ok_or_else(|| counted_from(name, &["renew_to", "anniversary"]))?;
    let days = if days.is_empty() { 0 } else { sign * period(days, Unit::Days)? };
    Ok(Deadline { anchor, days })
}

/// How an anniversary follows from a day, with the days of the year where it is counted in days.
pub(crate) fn year(text: &str, from: &str) -> Result<(YearRule, Option<i32>), Wrong> {
    let (name, sign, period) = split(text)?;
    if name != from {
        return Err(counted_from(name, &[from]));
    }
    match (sign, parse_period(period)) {
        (1, Some((1, Unit::Years) | (12, Unit::Months))) => Ok((YearRule::Calendar, None)),
        (1, Some((days, Unit::Days))) if days > 0 => Ok((YearRule::Days, Some(days))),
        _ => Err((
            both!(
                "une année d’adhésion dure un an ou un nombre de jours",
                "a membership year is a year or a number of days"
            ),
            Some(both!("`{from} + P1Y` ou `{from} + P365D`", "`{from} + P1Y` or `{from} + P365D`")),
        )),
    }
}

/// ISO 4217 currencies with two decimals.
const TWO: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
    CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS \
    INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD \
    NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
    SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWL";
/// ISO 4217 currencies without decimals.
const NONE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
/// ISO 4217 currencies with three decimals.
const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";

/// Decimals of an ISO 4217 currency; none where the code is not one.
pub(crate) fn decimals(currency: &str) -> Option<u32> {
    let is_in = |list: &str| list.split_whitespace().any(|known| known == currency);
    match currency {
        _ if is_in(TWO) => Some(2),
        _ if is_in(NONE) => Some(0),
        _ if is_in(THREE) => Some(3),
        _ => None,
    }
}

/// Every currency known here.
pub(crate) fn currencies() -> impl Iterator<Item = &'static str> {
    [TWO, NONE, THREE].into_iter().flat_map(str::split_whitespace)
}

/// An amount such as `430.00` in a known currency.
pub(crate) fn money(amount: &str, currency: &str, decimals: u32) -> Result<Money, Wrong> {
    let wrong = || {
        let example = match decimals {
            0 => "430".to_owned(),
            places => format!("430.{}", "0".repeat(places as usize)),
        };
        (
            both!("`{amount}` n’est pas un montant en {currency}", "`{amount}` is not an amount in {currency}"),
            Some(both!("par exemple \"{example}\"", "for example \"{example}\"")),
        )
    };
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let all_digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    let places = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || (places != 0 && places != decimals) {
        return Err(wrong());
    }
    let missing = "0".repeat((decimals - places) as usize);
    let minor = format!("{whole}{fraction}{missing}").parse().map_err(|_| wrong())?;
    Ok(Money { minor, currency: currency.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_and_days_read_as_written() {
        assert_eq!(period("P30D", Unit::Days), Ok(30));
        assert_eq!(period("P3Y", Unit::Months), Ok(36));
        assert_eq!(period("PT15M", Unit::Minutes), Ok(15));
        for wrong in ["30", "P", "PD", "P-1D", "P+1D", "P1W", "PT1D", "P99999999D", "P1D ", "Pé"] {
            assert!(period(wrong, Unit::Days).is_err(), "{wrong}");
        }
        assert!(period("P1M", Unit::Days).is_err());
        assert!(positive("P0D", Unit::Days).is_err());
        assert_eq!(from_anniversary("anniversary - P15D"), Ok(-15));
        assert_eq!(from_anniversary("anniversary"), Ok(0));
        assert!(from_anniversary("purchase + P1D").is_err());
        assert!(from_anniversary("anniversary+P1D").is_err());
        assert_eq!(deadline("renew_to"), Ok(Deadline { anchor: Anchor::RenewTo, days: 0 }));
        assert_eq!(deadline("anniversary - P10D"), Ok(Deadline { anchor: Anchor::Anniversary, days: -10 }));
        assert_eq!(year("purchase + P1Y", "purchase"), Ok((YearRule::Calendar, None)));
        assert_eq!(year("previous + P365D", "previous"), Ok((YearRule::Days, Some(365))));
        assert!(year("previous - P1Y", "previous").is_err());
        assert!(year("previous + P2Y", "previous").is_err());
    }

    #[test]
    fn money_follows_its_currency() {
        let minor = |amount: &str, currency: &str| {
            decimals(currency).and_then(|places| money(amount, currency, places).ok()).map(|money| money.minor)
        };
        assert_eq!(minor("475.00", "USD"), Some(47_500));
        assert_eq!(minor("475", "USD"), Some(47_500));
        assert_eq!(minor("539000", "KRW"), Some(539_000));
        assert_eq!(minor("1.234", "TND"), Some(1_234));
        for (amount, currency) in [("4.5", "USD"), ("-1.00", "USD"), ("1,00", "USD"), ("", "USD"), ("1.0", "KRW")] {
            assert_eq!(minor(amount, currency), None, "{amount} {currency}");
        }
        assert_eq!(decimals("EURO"), None);
    }
}
