//! A sweep finds by dates what looking at every account finds.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use symbolon_domain::account::{Membership, MembershipState};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Payment;
use symbolon_domain::ids::{AccountId, Minter};
use symbolon_domain::outlook::ChangeKind;
use symbolon_domain::programme::{Programmes, plus_days};
use symbolon_domain::report::{self, Activity, Ahead};
use symbolon_store::*;

use crate::support::*;

async fn act(store: &Store, account: AccountId, day: Date, command: Command) {
    let submitted = store.submit(submission(account, vendor_who_buys(account), &day.to_string(), command)).await;
    let submitted = submitted.expect("the store works");
    assert_eq!(submitted.answer.status, 201, "{}", submitted.answer.body);
}

fn vendor_who_buys(account: AccountId) -> Caller {
    use symbolon_domain::access::Role;
    let roles = [Role::ProgrammeManager, Role::SupportAgent, Role::ProgrammeAdmin].into();
    Caller::Service { name: "both".to_owned(), account: Some(account), roles }
}

fn buy(offer: &str) -> Command {
    Command::Purchase { offer: offer.to_owned(), payment: Payment { reference: "O-1".to_owned(), amount: None } }
}

/// Companies whose purchases are spread over a year: some renew, some come back, some go on to a higher level.
pub(crate) async fn fill(store: &Store, accounts: &[AccountId], from: Date) {
    for (at, id) in (0..).zip(accounts) {
        let bought = plus_days(from, at * 11).expect("a day");
        let open = Command::open("FR");
        let submitted = store.submit(submission(*id, vendor(), &bought.to_string(), open)).await.expect("works");
        assert_eq!(submitted.answer.status, 201);
        let offer = if at % 5 == 3 { "silver" } else { "action-pack" };
        if offer == "silver" {
            let competency = store.programmes(bought).current().competencies.first().expect("a competency").id.clone();
            let stated = Command::StateAttainment {
                competency,
                level: "gold".to_owned(),
                until: Some(jiff::civil::date(2035, 12, 31)),
                note: Some(symbolon_domain::fact::NoteRef {
                    id: symbolon_domain::ids::Minter::new(4, 4).note(),
                    hash: "h".to_owned(),
                }),
            };
            let submitted = store.submit(submission(*id, vendor(), &bought.to_string(), stated)).await.expect("works");
            assert_eq!(submitted.answer.status, 201, "{}", submitted.answer.body);
        }
        act(store, *id, bought, buy(offer)).await;
        let held = held_by(store, *id).await.pop().expect("a membership");
        let days = held.last_year().days;
        let payment = Payment { reference: "O-2".to_owned(), amount: None };
        match at % 5 {
            0 => {
                act(store, *id, days.renew_to, Command::ReviewProfile).await;
                act(store, *id, days.renew_to, Command::Renew { membership: held.id, offer: None, payment }).await;
            }
            1 => act(store, *id, plus_days(days.renew_to, 9).expect("a day"), buy(offer)).await,
            3 => act(store, *id, plus_days(days.anniversary, -15).expect("a day"), buy("gold")).await,
            _ => {}
        }
    }
}

pub(crate) async fn held_by(store: &Store, account: AccountId) -> Vec<Membership> {
    let folded = store.folded(account).await.expect("reads").expect("was opened");
    folded.account.memberships.values().cloned().collect()
}

/// What a day brings to a membership, by its states on that day and the one before.
pub(crate) fn by_force(
    held: &Membership,
    programmes: &Programmes,
    day: Date,
) -> Vec<(u64, ChangeKind, Option<String>)> {
    let yesterday = day.yesterday().expect("a day");
    let year = held.last_year();
    let programme = programmes.version(year.version);
    let window = programme.offer(&year.offer).and_then(|offer| programme.window_of(offer)).expect("a window");
    let mut found = Vec::new();
    // After a lapse the same day is found for who has software installed and for who has not (F-09).
    for reminder in window.wind_down_reminders.iter().filter(|_| held.state_on(day) == MembershipState::Lapsed) {
        if plus_days(year.days.anniversary, reminder.offset_days) == Some(day) {
            found.push((held.number, ChangeKind::Reminder, Some(reminder.text.clone())));
        }
    }
    if !held.is_held_on(yesterday) || held.state_on(day) == MembershipState::Upgraded {
        return found;
    }
    for reminder in &window.reminders {
        if plus_days(year.days.anniversary, reminder.offset_days) == Some(day) {
            found.push((held.number, ChangeKind::Reminder, Some(reminder.text.clone())));
        }
    }
    let mut add = |is: bool, kind| found.extend(is.then_some((held.number, kind, None)));
    add(year.days.anniversary == day, ChangeKind::Anniversary);
    add(year.days.renew_from == day, ChangeKind::WindowOpens);
    add(year.days.renew_to == day, ChangeKind::LastDay);
    add(held.state_on(day) == MembershipState::Lapsed, ChangeKind::Lapses);
    found
}

both_engines! {
    async fn a_sweep_finds_on_every_day_of_two_years_what_looking_at_every_account_finds() {
        let folder = place().await;
        let mut ids = Minter::new(1_600_000_000_000, 7);
        let accounts: Vec<AccountId> = (0..40).map(|_| ids.account()).collect();
        let (early, late) = accounts.split_at(25);
        let store = open(folder.path()).await.expect("a store");
        fill(&store, early, date(2020, 1, 5)).await;
        store.close().await;
        drop(store);
        // Randomness goes on where it was, because codes never come twice.
        let further = entropy();
        further(&mut vec![0; 1 << 20]);
        let options = Options { entropy: further, ..options(folder.path()) };
        let store = Store::open(options, PROGRAMME.1.clone(), &PROGRAMME.0).await.expect("a store");
        // Another distance of the first notice, as a second version.
        let (from, to) = ("anniversary - P15D", "anniversary - P20D");
        assert_eq!(next_version(&store, "programme.toml", from, to, "2020-03-09").await, Some(2));
        let programmes = store.all_programmes().clone();
        fill(&store, late, date(2020, 3, 9)).await;

        let mut all = Vec::new();
        for id in &accounts {
            all.extend(held_by(&store, *id).await);
        }
        let mut seen = BTreeMap::new();
        let groups = store.alike().await.expect("reads");
        let (first, end) = (date(2020, 12, 1), date(2022, 12, 1));
        let forecast = report::forecast(&groups, &programmes, (first, end), date(2020, 11, 30));
        let mut day = first;
        while day < end {
            let mut wanted: Vec<_> = all.iter().flat_map(|held| by_force(held, &programmes, day)).collect();
            let mut found = Vec::new();
            let mut sweep = store.sweep(day);
            // Pages so small that a day has several.
            while let Some(due) = sweep.next(3).await.expect("reads") {
                found.extend(due.into_iter().map(|due| (due.number, due.kind, due.text)));
            }
            wanted.sort();
            found.sort();
            assert_eq!(found, wanted, "on {day}");
            let ahead = |of: fn(&Ahead) -> u64| forecast.get(&day).map_or(0, |day| day.values().map(of).sum());
            for (kind, of) in [
                (ChangeKind::WindowOpens, (|of| of.window_opens) as fn(&Ahead) -> u64),
                (ChangeKind::Anniversary, |of| of.anniversary),
                (ChangeKind::LastDay, |of| of.last_day),
                (ChangeKind::Lapses, |of| of.lapses),
            ] {
                assert_eq!(ahead(of), found.iter().filter(|(_, found, _)| *found == kind).count() as u64, "{kind} on {day}");
            }
            // What a day begins with is no more to come on that day, and what it ends with is.
            let left = report::forecast(&groups, &programmes, (day, day), day);
            let left = left.get(&day).into_iter().flat_map(BTreeMap::values).fold(Ahead::default(), |mut sum, more| {
                sum += *more;
                sum
            });
            let expected = (0, ahead(|of| of.anniversary), ahead(|of| of.last_day), 0);
            assert_eq!((left.window_opens, left.anniversary, left.last_day, left.lapses), expected, "on {day}");
            for (_, kind, text) in found {
                *seen.entry((kind, text)).or_insert(0) += 1;
            }
            day = day.tomorrow().expect("a day");
        }
        // Each kind of day came, and each notice of the programme.
        let notices = programmes.current().windows.values();
        let notices = notices.map(|window| window.reminders.len() + window.wind_down_reminders.len());
        let notices = notices.max().expect("a window");
        assert_eq!(seen.len(), 4 + notices, "{seen:?}");
        assert!(store.verify().await.expect("reads").difference.is_none());

        // Rows have the newest years, so that states are those of days after all acts.
        for day in [date(2021, 11, 1), date(2022, 2, 28), date(2022, 8, 31), date(2024, 2, 29)] {
            let mut wanted = BTreeMap::<_, BTreeMap<_, u64>>::new();
            for held in &all {
                *wanted.entry(&*held.last_year().offer).or_default().entry(held.state_on(day)).or_default() += 1;
            }
            assert!(wanted["action-pack"].len() > 1 || day > end, "{wanted:?}");
            assert_eq!(report::states(&groups, day), wanted, "on {day}");
        }
        let renewals = store.renewals(date(2020, 1, 1), end).await.expect("reads");
        let mut became = Activity::default();
        for of in report::activity(&groups, &renewals, (date(2020, 1, 1), end)).values() {
            became.bought += of.bought;
            became.renewed += of.renewed;
            became.lapsed += of.lapsed;
            became.upgraded += of.upgraded;
        }
        let in_state = |state| all.iter().filter(|held| held.state_on(end) == state).count() as u64;
        assert_eq!(became.bought, all.len() as u64);
        assert_eq!(became.renewed, all.iter().map(|held| held.years.len() as u64 - 1).sum::<u64>());
        assert_eq!(became.lapsed, in_state(MembershipState::Lapsed));
        assert_eq!(became.upgraded, in_state(MembershipState::Upgraded));
        assert!(became.renewed > 0 && became.lapsed > 0 && became.upgraded > 0, "{became:?}");
        // Both ends of a span are included, and nothing beyond.
        let bought = all[0].anchor;
        let on = |from, to| report::activity(&groups, &[], (from, to)).values().map(|of| of.bought).sum::<u64>();
        assert_eq!((on(bought, bought), on(bought.tomorrow().expect("a day"), bought)), (1, 0));
    }
}
