//! When a command counts: never before what was recorded, on whichever server it is carried out.

use jiff::civil::{Date, date, datetime};
use jiff::tz::TimeZone;
use symbolon_domain::account::Account;
use symbolon_domain::decide::moment;
use symbolon_domain::programme::Programmes;
use symbolon_sim::support::programme;

fn programmes() -> Programmes {
    programme("example-isv").expect("a programme").1
}

fn at(day: Date, hour: i8, minute: i8) -> i64 {
    let zone = TimeZone::get("Europe/Paris").expect("a zone");
    let civil = datetime(day.year(), day.month(), day.day(), hour, minute, 0, 0);
    civil.to_zoned(zone).expect("an instant").timestamp().as_microsecond()
}

#[test]
fn a_day_never_goes_back_within_an_account() {
    let (eve, day) = (date(2021, 3, 9), date(2021, 3, 10));
    // Half past midnight in Paris is the day before in UTC.
    let account = Account { recorded_at: at(day, 0, 30), ..Account::default() };
    let of = |now, today| moment(&account, &programmes(), now, today);
    assert_eq!(of(at(eve, 23, 59), eve), (account.recorded_at, day), "a clock that is behind is not believed");
    assert_eq!(of(at(day, 0, 30), day), (account.recorded_at, day), "the same instant");
    assert_eq!(of(at(day, 0, 31), day), (at(day, 0, 31), day), "a later one");
    assert_eq!(of(at(date(2021, 3, 11), 0, 0), date(2021, 3, 11)).1, date(2021, 3, 11), "the next day");
}

#[test]
fn an_account_without_facts_believes_any_clock() {
    let now = at(date(2021, 3, 10), 8, 0);
    assert_eq!(moment(&Account::default(), &programmes(), now, date(2021, 3, 10)), (now, date(2021, 3, 10)));
}
