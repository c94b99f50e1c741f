//! Window arithmetic for every anniversary from 2015 to 2045, against a second way to count that was written apart: plain
//! day numbers, without a calendar library.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use symbolon_domain::programme::{Window, WindowAccess, YearRule, days_between};

/// The number of a day, counted from 1 March of year 0: months are counted from March so that leap days come last.
fn number(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day - 1
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The same day and month `years` later; 29 February becomes 28 February where there is none.
fn years_later(date: Date, years: i64) -> i64 {
    let (year, month, day) = (i64::from(date.year()) + years, i64::from(date.month()), i64::from(date.day()));
    let day = if month == 2 && day == 29 && !is_leap(year) { 28 } else { day };
    number(year, month, day)
}

fn of(date: Date) -> i64 {
    number(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
}

fn window(opens: i32, length: i32, first: YearRule, next: YearRule) -> Window {
    Window {
        id: "test".to_owned(),
        opens_after_days: opens,
        length_days: length,
        access: WindowAccess::Kept,
        first_anniversary: first,
        next_anniversary: next,
        year_days: 365,
        reminders: Vec::new(),
        wind_down_reminders: Vec::new(),
        needs: std::collections::BTreeSet::new(),
        review_offset_days: 0,
    }
}

fn every_day() -> impl Iterator<Item = Date> {
    let first = jiff::civil::date(2015, 1, 1);
    first.series(jiff::ToSpan::day(1)).take_while(|day| day.year() <= 2045)
}

#[test]
fn every_anniversary_has_the_window_that_day_numbers_give() {
    let rules = [YearRule::Calendar, YearRule::Days];
    let mut looked_at = 0;
    for (opens, length) in [(1, 30), (0, 14), (10, 14), (1, 1), (-30, 60)] {
        for first in rules {
            for next in rules {
                let window = window(opens, length, first, next);
                for bought in every_day() {
                    let days = window.first_year(bought).expect("within the calendar");
                    let anniversary = match first {
                        YearRule::Calendar => years_later(bought, 1),
                        YearRule::Days => of(bought) + 365,
                    };
                    assert_eq!(of(days.anniversary), anniversary, "{bought} {first}");
                    assert_eq!(of(days.renew_from), anniversary + i64::from(opens), "{bought}");
                    assert_eq!(of(days.renew_to), anniversary + i64::from(opens + length - 1), "{bought}");

                    // Three renewals: the day of the payment is nowhere in the arithmetic.
                    let mut counted = vec![bought, days.anniversary];
                    // Years by the calendar are counted from the purchase, unless the first one ended on another day.
                    let from = usize::from(anniversary != years_later(bought, 1));
                    for year in 2..=4 {
                        let previous = counted[year - 1];
                        let days = window.next_year(counted.clone(), previous).expect("within the calendar");
                        let expected = match next {
                            YearRule::Calendar => years_later(counted[from], (year - from) as i64),
                            YearRule::Days => of(previous) + 365,
                        };
                        assert_eq!(of(days.anniversary), expected, "{bought} year {year} {next}");
                        counted.push(days.anniversary);
                    }
                    looked_at += 1;
                }
            }
        }
    }
    assert_eq!(looked_at, 11_323 * 20, "31 years of days, under twenty sets of rules");
}

/// A planted mistake must be seen: a window that closes a day early or late, or is counted from the wrong day.
#[test]
fn a_window_that_is_off_by_one_would_be_seen() {
    let right = window(1, 30, YearRule::Calendar, YearRule::Days);
    let bought = jiff::civil::date(2020, 9, 1);
    let expected = years_later(bought, 1);
    for (opens, length) in [(1, 29), (1, 31), (0, 30), (2, 30)] {
        let wrong = window(opens, length, YearRule::Calendar, YearRule::Days);
        let days = wrong.first_year(bought).expect("within the calendar");
        assert_ne!((of(days.renew_from), of(days.renew_to)), (expected + 1, expected + 30));
    }
    let days = right.first_year(bought).expect("within the calendar");
    assert_eq!((of(days.renew_from), of(days.renew_to)), (expected + 1, expected + 30));
}

/// A day of a zone begins at its own midnight, 23-, 24- and 25-hour days included: the instants at both ends of a window's
/// last day fall on that day, and the next one does not.
#[test]
fn the_day_of_an_instant_is_the_zones_own() {
    let zones = [
        "UTC",
        "Europe/Paris",
        "Europe/London",
        "America/New_York",
        "America/Sao_Paulo",
        "America/St_Johns",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Chatham",
    ];
    let mut lengths = std::collections::BTreeSet::new();
    for name in zones {
        let zone = TimeZone::get(name).expect("a known zone");
        for day in every_day() {
            let start = day.to_zoned(zone.clone()).expect("a day begins");
            let next = day.tomorrow().expect("a next day").to_zoned(zone.clone()).expect("a day begins");
            let last = next.timestamp() - jiff::SignedDuration::from_micros(1);
            assert_eq!(start.timestamp().to_zoned(zone.clone()).date(), day, "{name}");
            assert_eq!(last.to_zoned(zone.clone()).date(), day, "{name}");
            assert_eq!(next.timestamp().to_zoned(zone.clone()).date(), day.tomorrow().expect("a next day"), "{name}");
            lengths.insert(next.timestamp().as_second() - start.timestamp().as_second());
        }
    }
    assert!(lengths.contains(&(23 * 3_600)) && lengths.contains(&(25 * 3_600)), "{lengths:?}");
}

#[test]
fn days_between_is_the_difference_of_day_numbers() {
    let from = jiff::civil::date(2015, 1, 1);
    for day in every_day().step_by(7) {
        assert_eq!(i64::from(days_between(from, day)), of(day) - of(from));
        assert_eq!(i64::from(days_between(day, from)), of(from) - of(day));
    }
}
