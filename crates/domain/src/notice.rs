//! Notices (B-20…B-25): which one a membership is due on a day, and who receives it. The programme says which there are.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::access::{Actor, Person, Role};
use crate::ids::PersonId;
use crate::programme::{Programme, Programmes, Reminder, plus_days};
use crate::sweep::Course;

/// A notice whose day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueNotice<'p> {
    /// The notice, as the programme has it.
    pub reminder: &'p Reminder,
    /// Its day, which has passed where nobody looked on it.
    pub due_on: Date,
}

/// The day after which notices count as not looked at, on a day on which they are looked at. The day itself always is, so
/// that looking twice relies on what was sent; without a day that was looked at before, no earlier one is made up for.
pub fn since(looked: Option<Date>, today: Date) -> Date {
    let yesterday = plus_days(today, -1).unwrap_or(today);
    looked.map_or(yesterday, |looked| looked.min(yesterday))
}

/// What a membership is due on a day, of the notices whose day came after another: only the newest, because it says all
/// that matters by now. Nothing about a year that is renewed or a membership that another act ended (B-24), and no
/// notice to renew once it has lapsed.
pub fn due<'p>(course: &Course, programmes: &'p Programmes, since: Date, today: Date) -> Vec<DueNotice<'p>> {
    let window = course.window(programmes);
    let has_lapsed = |day: Date| day > course.days.renew_to;
    let mut due: Vec<DueNotice<'p>> = window
        .map(|window| window.reminders.as_slice())
        .unwrap_or_default()
        .iter()
        .filter_map(|reminder| {
            Some(DueNotice { reminder, due_on: plus_days(course.days.anniversary, reminder.offset_days)? })
        })
        .filter(|notice| since < notice.due_on && notice.due_on <= today && course.runs_on(notice.due_on))
        // What is renewed with another membership is spoken of with that one; its end is its own.
        .filter(|notice| !course.joined || has_lapsed(notice.due_on))
        .filter(|notice| has_lapsed(notice.due_on) == has_lapsed(today) && !course.is_closed_on(today))
        .collect();
    let newest = due.iter().map(|notice| notice.due_on).max();
    due.retain(|notice| Some(notice.due_on) == newest);
    due
}

/// Who of a company's people receives a notice: whoever holds one of its roles at that moment, each once, and nobody who
/// has left the directory (B-23).
pub fn recipients<'a>(reminder: &Reminder, people: impl IntoIterator<Item = &'a Person>) -> BTreeSet<PersonId> {
    let receives = |person: &&Person| Actor::of(person).has_any(&reminder.to);
    people.into_iter().filter(receives).map(|person| person.id).collect()
}

/// The roles that a notice of a programme goes to; none where the programme has no such notice (any more).
pub fn roles<'p>(programme: &'p Programme, notice: &str) -> &'p [Role] {
    let mut reminders = programme.windows.values().flat_map(|window| &window.reminders);
    reminders.find(|reminder| reminder.text == notice).map(|reminder| reminder.to.as_slice()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_looked_at_even_if_it_was_before() {
        let (today, yesterday) = (date(2021, 8, 17), date(2021, 8, 16));
        assert_eq!(since(None, today), yesterday);
        assert_eq!(since(Some(today), today), yesterday);
        assert_eq!(since(Some(yesterday), today), yesterday);
        assert_eq!(since(Some(date(2021, 8, 14)), today), date(2021, 8, 14));
        // A clock that went back looks at the day that it shows.
        assert_eq!(since(Some(date(2021, 9, 1)), today), yesterday);
    }
}
