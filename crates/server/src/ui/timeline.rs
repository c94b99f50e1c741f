//! One year of a membership drawn to scale: the paid year, the renewal window and what would follow.

use askama::Template;
use jiff::civil::Date;
use symbolon_domain::notice;
use symbolon_domain::programme::{days_between, plus_days};
use symbolon_domain::standing::MembershipStanding;

use super::sight::Sight;
use super::words::Words;

/// The drawing and its data as a table.
#[derive(Template)]
#[template(path = "part/timeline.html")]
pub(crate) struct Timeline {
    f: Words,
    id: String,
    finding: String,
    title: String,
    description: String,
    today_at: String,
    today_anchor: &'static str,
    window: (String, String),
    after: (String, String),
    notices: Vec<String>,
    today: String,
    start: String,
    anniversary: String,
    renew_to: String,
    rows: Vec<(String, String)>,
}

/// Where days lie on an axis, in hundredths of a percent.
struct Axis {
    from: Date,
    days: i64,
}

impl Axis {
    fn at(&self, day: Date) -> i64 {
        (i64::from(days_between(self.from, day)) * 10_000 / self.days.max(1)).clamp(0, 10_000)
    }
}

/// A length in percent from hundredths of it.
pub(crate) fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// A share of a whole in percent.
pub(crate) fn share(part: u32, whole: u32) -> String {
    percent(i64::from(part) * 10_000 / i64::from(whole.max(1)))
}

/// The drawing for a membership that is held; none where its year is unknown.
pub(crate) fn timeline(sight: &Sight<'_>, held: &MembershipStanding) -> Option<Timeline> {
    let words = sight.words;
    let membership = sight.account.memberships.get(&held.id)?;
    let start = membership.year_begins(sight.today);
    let granted = membership.year_on(sight.today).granted_on;
    let length = days_between(held.renew_from, held.renew_to) + 1;
    // As much of the time after the window as the window is long, so that the end is seen to be an end.
    let end = plus_days(held.renew_to, length)?;
    let axis = Axis { from: start, days: i64::from(days_between(start, end)) };
    let (today, window, after) =
        (axis.at(sight.today), axis.at(held.renew_from), axis.at(plus_days(held.renew_to, 1)?));
    let reminders: Vec<Date> =
        notice::days(membership, sight.programmes).into_iter().map(|(on, _)| on).filter(|on| *on > granted).collect();
    let offer = sight.offer(&held.offer);
    let dates = [
        ("offer", offer.as_str().into()),
        ("start", start.into()),
        ("anniversary", held.anniversary.into()),
        ("from", held.renew_from.into()),
        ("to", held.renew_to.into()),
        ("today", sight.today.into()),
    ];
    let mut rows = vec![
        (start, words.t("ui-lane-row-start")),
        (sight.today, words.t("ui-lane-row-today")),
        (held.anniversary, words.t("ui-lane-row-anniversary")),
        (held.renew_from, words.t("ui-lane-row-opens")),
        (held.renew_to, words.t("ui-lane-row-last")),
    ];
    let told = |day: &Date| if *day <= sight.today { "ui-lane-notified" } else { "ui-lane-notice" };
    rows.extend(reminders.iter().map(|day| (*day, words.t(told(day)))));
    rows.sort_by_key(|row| row.0);
    Some(Timeline {
        f: words,
        id: held.number.to_string(),
        finding: finding(sight, held),
        title: words.with("ui-lane-title", &dates),
        description: words.with("ui-lane-description", &dates),
        today_at: percent(today),
        today_anchor: if today < 2_500 {
            "start"
        } else if today > 7_500 {
            "end"
        } else {
            "middle"
        },
        window: (percent(window), percent(after - window)),
        after: (percent(after), percent(10_000 - after)),
        notices: reminders.iter().map(|day| percent(axis.at(*day))).collect(),
        today: words.with("ui-lane-today", &[("date", words.short(sight.today).into())]),
        start: words.short(start),
        anniversary: words.short(held.anniversary),
        renew_to: words.short(held.renew_to),
        rows: rows.into_iter().map(|(day, text)| (words.date(day), text)).collect(),
    })
}

/// What the drawing shows, in a sentence.
pub(crate) fn finding(sight: &Sight<'_>, held: &MembershipStanding) -> String {
    let words = sight.words;
    if sight.today < held.renew_from {
        let days = days_between(sight.today, held.renew_from);
        return words.with("ui-lane-before", &[("days", days.into()), ("date", held.renew_from.into())]);
    }
    if sight.today > held.renewable_to {
        return words.with("ui-lane-after", &[("date", held.renewable_to.into())]);
    }
    let args = [
        ("day", (days_between(held.renew_from, sight.today) + 1).into()),
        ("of", (days_between(held.renew_from, held.renewable_to) + 1).into()),
        ("left", days_between(sight.today, held.renewable_to).into()),
        ("date", held.renewable_to.into()),
    ];
    words.with("ui-lane-inside", &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_keep_their_place_and_stay_on_the_axis() {
        let axis = Axis { from: date(2021, 1, 1), days: 200 };
        assert_eq!(percent(axis.at(date(2021, 1, 1))), "0.00%");
        assert_eq!(percent(axis.at(date(2021, 2, 11))), "20.50%");
        assert_eq!(axis.at(date(2030, 1, 1)), 10_000);
        assert_eq!(share(1, 3), "33.33%");
        assert_eq!(share(0, 0), "0.00%");
    }
}
