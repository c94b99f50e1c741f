//! The outbox: each notice once, whoever looks, however often and at the same time, and whatever broke off before.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::Command;
use symbolon_domain::fact::{Item, Ordered, Payment};
use symbolon_domain::ids::Minter;
use symbolon_domain::outlook::ChangeKind;
use symbolon_domain::programme::{PayMethod, plus_days};
use symbolon_store::*;

use crate::support::*;
use crate::sweeps::{by_force, fill, held_by};
use crate::verify::tamper;

const NOTHING: Sent = Sent { notices: 0, messages: 0 };

/// The anniversary is 1 September 2021.
async fn member() -> World {
    let world = World::new().await;
    world.buy("action-pack", "2020-09-01").await;
    world
}

async fn sent_at_once(store: &Store, today: Date) -> Sent {
    store.send_notices(today, at(today), CatchUp::AtOnce).await.expect("the store works")
}

/// Every notice that was sent, the oldest first.
async fn notices(world: &World) -> Vec<(String, Date, Date, usize)> {
    let mut sent = world.store.notices(world.account).await.expect("reads");
    sent.reverse();
    sent.into_iter().map(|(sent, to)| (sent.notice, sent.due_on, sent.sent_on, to.len())).collect()
}

async fn audited(store: &Store) -> usize {
    store.audit(&AuditFilter::default(), &Page { limit: 10_000, after: None }).await.expect("reads").len()
}

both_engines! {
    async fn looking_again_writes_nothing() {
        let world = member().await;
        let today = date(2021, 8, 17);
        assert_eq!(sent_at_once(&world.store, today).await, Sent { notices: 1, messages: 1 });
        let before = audited(&world.store).await;
        for _ in 0..3 {
            assert_eq!(sent_at_once(&world.store, today).await, NOTHING);
        }
        assert_eq!(audited(&world.store).await, before, "a look that found nothing left a trace");
        // Not even after a restart, or by whoever opens the database next.
        world.store.close().await;
        let World { folder, store, account, ines, .. } = world;
        drop(store);
        let store = open(folder.path()).await.expect("opens");
        assert_eq!(sent_at_once(&store, today).await, NOTHING);
        let to = MessageFilter { account: Some(account), person: Some(ines), ..MessageFilter::default() };
        let messages = store.messages(&to, &Page { limit: 10, after: None }).await.expect("reads");
        assert_eq!(messages.len(), 1);
        assert!(store.verify().await.expect("reads").difference.is_none());
    }

    async fn several_look_at_the_same_time_and_each_notice_goes_once() {
        let world = member().await;
        let mut ids = Minter::new(1_600_000_000_000, 9);
        let colleagues: Vec<_> = (0..20).map(|_| ids.person()).collect();
        let row = |id| Plain::Person(world.person(id, IdentityKind::Named, &[Role::ProgrammeAdmin], &[]));
        let rows: Vec<_> = colleagues.iter().map(|id| row(*id)).collect();
        world.store.write("test", 0, &rows).await.expect("writes");
        let today = date(2021, 9, 24);
        // A second process, where the engine lets one in.
        let other = if world.store.is_shared() { Some(open(world.folder.path()).await.expect("opens")) } else { None };
        let stores = [Some(world.store.clone()), other.clone(), Some(world.store.clone()), other];
        let looking: Vec<_> = stores
            .into_iter()
            .flatten()
            .map(|store| tokio::spawn(async move { sent_at_once(&store, today).await }))
            .collect();
        let mut all = NOTHING;
        for look in looking {
            let sent = look.await.expect("does not panic");
            all.notices += sent.notices;
            all.messages += sent.messages;
        }
        assert_eq!(all, Sent { notices: 1, messages: 21 });
        let to = MessageFilter { account: Some(world.account), ..MessageFilter::default() };
        let messages = world.store.messages(&to, &Page { limit: 100, after: None }).await.expect("reads");
        let people: BTreeSet<_> = messages.iter().map(|message| message.person).collect();
        assert_eq!((messages.len(), people.len()), (21, 21));
    }

    async fn what_was_missed_is_made_up_for_at_once_or_day_by_day() {
        let (at_once, lived) = (member().await, member().await);
        let (before, after) = (date(2021, 8, 10), date(2021, 10, 5));
        for (world, catch_up) in [(&at_once, CatchUp::AtOnce), (&lived, CatchUp::DayByDay)] {
            assert_eq!(sent_at_once(&world.store, before).await, NOTHING);
            world.store.send_notices(after, at(after), catch_up).await.expect("the store works");
        }
        let lapsed = |sent_on| ("membership-lapsed".to_owned(), date(2021, 10, 2), sent_on, 1);
        assert_eq!(notices(&at_once).await, [lapsed(after)]);
        let on = |notice: &str, day| (notice.to_owned(), day, day, 1);
        assert_eq!(notices(&lived).await, [
            on("renewal-upcoming", date(2021, 8, 17)),
            on("renewal-open", date(2021, 9, 2)),
            on("renewal-closing", date(2021, 9, 24)),
            on("renewal-last-day", date(2021, 10, 1)),
            lapsed(date(2021, 10, 2)),
        ]);
        // Ids follow the days, so that the newest are found first.
        let to = MessageFilter { account: Some(lived.account), ..MessageFilter::default() };
        let newest = lived.store.newest_messages(&to, None, 2).await.expect("reads");
        let days: Vec<_> = newest.iter().map(|message| message.notice.sent_on).collect();
        assert_eq!(days, [date(2021, 10, 2), date(2021, 10, 1)]);
        let before = newest.last().map(|message| message.id.to_string());
        let older = lived.store.newest_messages(&to, before.as_deref(), 10).await.expect("reads");
        assert_eq!(older.len(), 3);
    }

    async fn a_renewal_and_a_look_at_the_same_time_never_give_a_notice_after_the_renewal() {
        let world = member().await;
        let held = world.folded().await.account.memberships.keys().next().copied().expect("a membership");
        let today = date(2021, 9, 24);
        let payment = Payment { reference: "O-900".to_owned(), amount: None };
        let renew = Command::Renew { membership: held, offer: None, payment };
        world.allowed(vendor(), "2021-09-24", Command::ReviewProfile).await;
        let store = world.store.clone();
        let looking = tokio::spawn(async move { sent_at_once(&store, today).await });
        world.allowed(vendor(), "2021-09-24", renew).await;
        let sent = looking.await.expect("does not panic");
        // Whichever came first, it was whole; from here on there is nothing to be sent.
        assert!(sent.notices <= 1, "{sent:?}");
        assert_eq!(sent_at_once(&world.store, today).await, NOTHING);
        assert_eq!(sent_at_once(&world.store, date(2021, 10, 2)).await, NOTHING);
    }
}

both_engines! {
    async fn a_look_on_every_day_of_two_years_sends_what_looking_at_every_account_finds() {
        let folder = place().await;
        let store = open(folder.path()).await.expect("a store");
        let mut ids = Minter::new(1_600_000_000_000, 7);
        let accounts: Vec<_> = (0..30).map(|_| ids.account()).collect();
        fill(&store, &accounts, date(2020, 1, 5)).await;
        let mut wanted = BTreeSet::new();
        let mut all = Vec::new();
        for id in &accounts {
            all.extend(held_by(&store, *id).await);
        }
        let mut day = date(2020, 12, 1);
        // What was due before the first look is not made up for.
        sent_at_once(&store, plus_days(day, -1).expect("a day")).await;
        let mut found: BTreeSet<_> = BTreeSet::new();
        while day < date(2022, 12, 1) {
            let due = all.iter().flat_map(|held| by_force(held, store.programmes(day), day));
            // Nobody here has anything installed, so that nothing about it is sent after a lapse (F-09).
            let windows = store.programmes(day).current().windows.values();
            let after: Vec<_> = windows.flat_map(|window| &window.wind_down_reminders).map(|one| &one.text).collect();
            let due = due.filter(|(_, kind, _)| *kind == ChangeKind::Reminder);
            let due = due.filter(|(.., text)| text.as_ref().is_none_or(|text| !after.contains(&text)));
            wanted.extend(due.map(|(number, _, notice)| (day, number, notice.expect("a notice"))));
            sent_at_once(&store, day).await;
            day = day.tomorrow().expect("a day");
        }
        for id in &accounts {
            let sent = store.notices(*id).await.expect("reads").into_iter();
            found.extend(sent.map(|(sent, _)| match sent.about {
                About::Year(about) => (sent.due_on, about.number, sent.notice),
                About::Event(..) | About::Matter(_) => panic!("something else was told: {}", sent.notice),
            }));
        }
        found.retain(|(due_on, ..)| *due_on >= date(2020, 12, 1));
        assert_eq!(found, wanted);
        assert!(wanted.len() > 60, "{}", wanted.len());
    }
}

fn order() -> Command {
    let of = Ordered::Purchase { offer: "action-pack".to_owned() };
    Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }
}

both_engines! {
    async fn a_fact_is_told_once_however_often_it_is_asked_for() {
        let world = World::new().await;
        let mut ids = Minter::new(1_600_000_000_000, 9);
        let (colleague, gone) = (ids.person(), ids.person());
        let here = world.person(colleague, IdentityKind::Named, &[Role::ProgrammeAdmin], &[]);
        let left = PersonRow { in_directory: false, ..world.person(gone, IdentityKind::Named, &[Role::GlobalAdmin], &[]) };
        world.store.write("test", 0, &[Plain::Person(here), Plain::Person(left)]).await.expect("writes");
        let key = IdempotencyKey { scope: "k".repeat(64), fingerprint: "a".to_owned() };
        let keyed = || Submission {
            idempotency: Some(key.clone()),
            ..submission(world.account, world.ines(), "2021-09-02", order())
        };
        // At the same time, and again after that; without the key it is refused.
        let mut answers = world.store.submit_all(vec![keyed(), keyed()]).await;
        answers.push(world.store.submit(keyed()).await);
        assert!(answers.iter().all(|done| done.as_ref().expect("works").answer.status == 201));
        assert_eq!(world.submit(world.ines(), "2021-09-02", order()).await.answer.status, 409);
        let told = ("order-received".to_owned(), date(2021, 9, 2), date(2021, 9, 2), 2);
        assert_eq!(notices(&world).await, [told]);
        let to = |person| MessageFilter { person: Some(person), ..MessageFilter::default() };
        let page = Page { limit: 10, after: None };
        for (person, count) in [(world.ines, 1), (colleague, 1), (gone, 0)] {
            assert_eq!(world.store.messages(&to(person), &page).await.expect("reads").len(), count);
        }
        let mine = world.store.messages(&to(world.ines), &page).await.expect("reads").pop().expect("was told");
        assert_eq!(world.store.message(world.account, mine.id).await.expect("reads"), Some(mine.clone()));
        let About::Event(notice, entry) = &mine.notice.about else { panic!("{mine:?}") };
        assert_eq!((notice.code(), entry.fact.kind()), ("order-received", "order_placed"));
        assert!(world.store.verify().await.expect("reads").difference.is_none());
    }

    async fn pages_of_messages_go_through_both_kinds_without_a_gap() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        sent_at_once(&world.store, date(2021, 8, 17)).await;
        let items = world.items().await;
        let Some(Item::Pool { pool, .. }) = items.get("visual-studio-professional").cloned() else { panic!("a pool") };
        let seat = Command::AssignSeat { pool, person: world.ines, country: None };
        world.allowed(world.ines(), "2021-08-20", seat).await;
        sent_at_once(&world.store, date(2021, 9, 2)).await;
        let of = MessageFilter { account: Some(world.account), ..MessageFilter::default() };
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = Page { limit: 1, after: after.clone() };
            let Some(next) = world.store.messages(&of, &page).await.expect("reads").pop() else { break };
            after = Some(next.id.to_string());
            seen.push(next.notice.notice);
        }
        assert_eq!(seen, ["renewal-upcoming", "seat-assigned", "renewal-open"]);
        let newest = world.store.newest_messages(&of, None, 2).await.expect("reads");
        let newest: Vec<_> = newest.into_iter().map(|message| message.notice.notice).collect();
        assert_eq!(newest, ["renewal-open", "seat-assigned"]);
    }
}

both_engines! {
    async fn a_message_is_taken_up_once_and_held_by_one_until_it_is_settled() {
        let world = World::new().await;
        let (now, minute) = (at(date(2021, 9, 2)), 60_000_000);
        let mut ids = Minter::new(1_600_000_000_000, 9);
        let colleagues: Vec<_> = (0..20).map(|_| ids.person()).collect();
        let row = |id| Plain::Person(world.person(id, IdentityKind::Named, &[Role::ProgrammeAdmin], &[]));
        let rows: Vec<_> = colleagues.iter().map(|id| row(*id)).collect();
        world.store.write("test", 0, &rows).await.expect("writes");
        world.buy("action-pack", "2020-09-01").await;
        sent_at_once(&world.store, date(2021, 8, 17)).await;
        // What was written before mail is never taken up.
        world.store.take_up_messages(now).await.expect("works");
        world.store.take_up_messages(now).await.expect("works");
        assert_eq!(world.store.claim_messages(now, now + minute, 100).await.expect("works"), []);

        sent_at_once(&world.store, date(2021, 9, 2)).await;
        let other = if world.store.is_shared() { Some(open(world.folder.path()).await.expect("opens")) } else { None };
        let stores = [Some(world.store.clone()), other.clone(), Some(world.store.clone()), other];
        let claim = |store: Store| async move {
            store.take_up_messages(now).await.expect("works");
            store.claim_messages(now, now + minute, 3).await.expect("works")
        };
        let mut held = Vec::new();
        for _ in 0..8 {
            let claiming: Vec<_> = stores.iter().flatten().cloned().map(|store| tokio::spawn(claim(store))).collect();
            for claimed in claiming {
                held.extend(claimed.await.expect("does not panic"));
            }
        }
        let different: BTreeSet<_> = held.iter().map(|message| message.id).collect();
        assert_eq!((held.len(), different.len()), (21, 21));
        assert!(held.iter().all(|message| message.notice.notice == "renewal-open"));

        // Of whoever says nothing more, the turn comes again.
        let turns = [
            Turn::Sent,
            Turn::Failed("550 5.1.1".to_owned()),
            Turn::Skipped,
            Turn::Again(now + 5 * minute, "timeout".to_owned()),
            Turn::Later(now + 5 * minute),
        ];
        for (message, turn) in held.iter().zip(turns) {
            world.store.settle_message(message.id, turn, now).await.expect("works");
        }
        let left = async |now| world.store.claim_messages(now, now + minute, 100).await.expect("works").len();
        assert_eq!((left(now + minute - 1).await, left(now + minute).await, left(now + 5 * minute).await), (0, 16, 18));
        assert_eq!(world.store.mails_sent(held[0].person, now).await.expect("reads"), 0, "it is about a year");
        let known = async |at: usize| {
            let found = world.store.message(world.account, held[at].id).await.expect("reads").expect("is there");
            found.delivery.map(|delivery| (delivery.state.code(), delivery.attempts, delivery.cause))
        };
        assert_eq!(known(0).await, Some(("sent", 1, None)));
        assert_eq!(known(1).await, Some(("failed", 1, Some("550 5.1.1".to_owned()))));
        assert_eq!(known(2).await, Some(("skipped", 0, None)));
        assert_eq!(known(3).await, Some(("waiting", 1, Some("timeout".to_owned()))));
        assert_eq!(known(4).await, Some(("waiting", 0, None)));

        // Later looks begin behind what was taken up; a clock that went back finds all the same.
        world.store.take_up_messages(now + 1_000 * minute).await.expect("works");
        let seat = world.items().await.get("visual-studio-professional").cloned();
        let Some(Item::Pool { pool, .. }) = seat else { panic!("a pool") };
        let seat = Command::AssignSeat { pool, person: world.ines, country: None };
        world.allowed(world.ines(), "2021-09-02", seat).await;
        world.store.take_up_messages(now).await.expect("works");
        let told = world.store.claim_messages(now, now + minute, 100).await.expect("works");
        let [told] = <[MessageRow; 1]>::try_from(told).expect("one");
        world.store.settle_message(told.id, Turn::Sent, now).await.expect("works");
        let counted = async |since| world.store.mails_sent(world.ines, since).await.expect("reads");
        assert_eq!((counted(now).await, counted(now + 1).await), (1, 0));

        assert!(world.store.verify().await.expect("reads").difference.is_none());
        tamper(world.folder.path(), "update delivery set message = 'msg_x' where state = 'failed'").await;
        let found = world.store.verify().await.expect("reads").difference.expect("is seen");
        assert_eq!((found.table.as_str(), found.row.as_str()), ("delivery", "msg_x"));
    }
}
