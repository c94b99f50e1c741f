use symbolon_domain::access::{IdentityKind, Role, SESSIONS};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Item;
use symbolon_domain::ids::*;
use symbolon_store::*;

use crate::support::*;

/// Submits all at once and counts those that were allowed.
async fn race(world: &World, commands: Vec<Command>, day: &str) -> (usize, Vec<String>) {
    let mut tasks = tokio::task::JoinSet::new();
    for command in commands {
        // What was bought without an order is the vendor's to record.
        let caller = if matches!(command, Command::Purchase { .. }) { vendor() } else { world.ines() };
        let (store, submission) = (world.store.clone(), submission(world.account, caller, day, command));
        tasks.spawn(async move { store.submit(submission).await.expect("the store works").answer });
    }
    let answers = tasks.join_all().await;
    let allowed = answers.iter().filter(|answer| answer.status == 201).count();
    (allowed, answers.into_iter().filter(|answer| answer.status != 201).map(|answer| answer.body).collect())
}

both_engines! {
    async fn one_token_is_redeemed_once_by_sixty_four() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let token = world.token("office-365-e3").await;
        let (allowed, refused) = race(&world, vec![world.redeem(token); 64], "2020-10-01").await;
        assert_eq!(allowed, 1);
        assert!(refused.iter().all(|code| code == "token-already-redeemed"), "{refused:?}");
    }
}

both_engines! {
    async fn ten_activations_are_ten_whoever_asks() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let Some(Item::Key { key, .. }) = world.items().await.get("office-professional-plus-2019").cloned() else {
            panic!("a key")
        };
        let activate = |device: u32| Command::RecordActivation {
            key,
            device: format!("{device:064x}"),
            note: None,
            hardware_changed: false,
        };
        let (allowed, refused) = race(&world, (0..64).map(activate).collect(), "2020-10-01").await;
        assert_eq!(allowed, 10);
        assert!(refused.iter().all(|code| code == "activations-exhausted"), "{refused:?}");
    }
}

both_engines! {
    async fn three_seats_go_to_three_people() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let Some(Item::Pool { pool, .. }) = world.items().await.get("visual-studio-professional").cloned() else {
            panic!("a pool")
        };
        let mut ids = Minter::new(9, 9);
        let people: Vec<PersonId> = (0..32).map(|_| ids.person()).collect();
        let rows = people.iter().map(|id| Plain::Person(world.person(*id, IdentityKind::Named, &[], &[])));
        world.store.write("test", 0, &rows.collect::<Vec<_>>()).await.expect("works");
        let commands = people.iter().map(|person| Command::AssignSeat { pool, person: *person, country: None }).collect();
        let (allowed, refused) = race(&world, commands, "2020-10-01").await;
        assert_eq!(allowed, 3);
        assert!(refused.iter().all(|code| code == "seat-none-free"), "{refused:?}");
    }
}

both_engines! {
    // An address is somebody's once, whoever adds them (I-01), and the roles come with the person or not at all.
    async fn somebody_is_added_once_by_sixteen() {
        let world = World::new().await;
        let mut ids = Minter::new(9, 9);
        let admin = symbolon_domain::access::Actor {
            person: Some(world.ines),
            account: Some(world.account),
            roles: [Role::GlobalAdmin].into(),
            admin_of: Default::default(),
        };
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let zoe = PersonRow {
                email: "zoe@lumen.example".to_owned(),
                ..world.person(ids.person(), IdentityKind::Named, &[], &[])
            };
            let (store, account) = (world.store.clone(), world.account);
            let (by, on) = ((admin.clone(), "ines".to_owned()), ("2020-10-01".parse().expect("a day"), 0));
            let adding = async move { store.add_person(account, (zoe, [Role::BillingAdmin].into()), by, on).await };
            tasks.spawn(async move { adding.await.expect("works").expect("there is such a company") });
        }
        let joined = tasks.join_all().await;
        let added = joined.iter().filter(|one| matches!(one, Joined::Added(row) if row.roles.contains(&Role::BillingAdmin)));
        assert_eq!(added.count(), 1, "{joined:?}");
        assert_eq!(joined.iter().filter(|one| **one == Joined::Known).count(), 15, "{joined:?}");
        assert_eq!(world.store.role_changes(world.account, 20).await.expect("reads").len(), 1);
        // Whoever cannot be given a role is not added without it.
        let guest = PersonRow {
            email: "gus@ailleurs.example".to_owned(),
            ..world.person(ids.person(), IdentityKind::Guest, &[], &[])
        };
        let by = (admin, "ines".to_owned());
        let on = ("2020-10-01".parse().expect("a day"), 1);
        let refused = world.store.add_person(world.account, (guest, [Role::BillingAdmin].into()), by, on).await;
        assert!(matches!(refused.expect("works"), Some(Joined::Refused(_))));
        assert_eq!(world.store.people(Some(world.account)).await.expect("reads").len(), 2);
    }
}

both_engines! {
    // 60 seats in three pools, of which 50 can be used in one country (C-30): the ceiling holds over all of them.
    async fn the_last_seat_of_a_country_goes_to_one() {
        let world = World::new().await;
        for competency in ["application-development", "cloud-platform"] {
            let (competency, level) = (competency.to_owned(), "gold".to_owned());
            let stated = Command::StateAttainment { competency, level, until: Some(jiff::civil::date(2035, 12, 31)), note: Some(symbolon_domain::fact::NoteRef { id: symbolon_domain::ids::Minter::new(4, 4).note(), hash: "h".to_owned() }) };
            world.allowed(vendor(), "2020-09-01", stated).await;
        }
        let location = Command::AddLocation { country: "DE".to_owned() };
        world.allowed(vendor(), "2020-09-01", location).await;
        world.buy("gold", "2020-09-01").await;
        let folded = world.store.folded(world.account).await.expect("reads").expect("is open");
        let pools: Vec<PoolId> = folded.account.pools.keys().copied().collect();
        assert_eq!(pools.len(), 3);
        let mut ids = Minter::new(9, 9);
        let people: Vec<PersonId> = (0..120).map(|_| ids.person()).collect();
        let rows = people.iter().map(|id| Plain::Person(world.person(*id, IdentityKind::Named, &[], &[])));
        world.store.write("test", 0, &rows.collect::<Vec<_>>()).await.expect("works");
        let assign = |at: usize, country: &str| Command::AssignSeat {
            pool: pools[at % 3],
            person: people[at],
            country: Some(country.to_owned()),
        };
        let (allowed, refused) = race(&world, (0..90).map(|at| assign(at, "FR")).collect(), "2020-10-01").await;
        assert_eq!(allowed, 50);
        let codes = ["seat-cap-reached", "seat-none-free"];
        assert!(refused.iter().all(|code| codes.contains(&code.as_str())), "{refused:?}");
        let folded = world.store.folded(world.account).await.expect("reads").expect("is open");
        let used = |country: &str| {
            let of = |seat: &&symbolon_domain::account::Assignment| seat.country.as_deref() == Some(country);
            folded.account.assignments.values().filter(of).count()
        };
        assert_eq!((used("FR"), used("DE")), (50, 0));
        // What is left of the 60 can be used in the other country, and nothing beyond it.
        let (allowed, refused) = race(&world, (90..120).map(|at| assign(at, "DE")).collect(), "2020-10-01").await;
        assert_eq!(allowed, 10, "{refused:?}");
        assert!(refused.iter().all(|code| code == "seat-none-free"), "{refused:?}");
    }
}

both_engines! {
    async fn one_purchase_wins_and_a_hundred_accounts_share_commits() {
        let world = World::new().await;
        let payment = symbolon_domain::fact::Payment { reference: "O-1".to_owned(), amount: None };
        let purchase = Command::Purchase { offer: "action-pack".to_owned(), payment };
        let (allowed, refused) = race(&world, vec![purchase; 16], "2020-09-01").await;
        assert_eq!(allowed, 1);
        assert!(refused.iter().all(|code| code == "offer-limit-reached"), "{refused:?}");

        let mut ids = Minter::new(11, 11);
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..100 {
            let command = Command::open("FR");
            let (store, submission) = (world.store.clone(), submission(ids.account(), vendor(), "2020-09-01", command));
            tasks.spawn(async move { store.submit(submission).await.expect("works").answer.status });
        }
        assert!(tasks.join_all().await.into_iter().all(|status| status == 201));
        let report = world.store.verify().await.expect("reads");
        assert_eq!((report.accounts, report.difference), (101, None));
    }
}

both_engines! {
    async fn many_acts_given_at_once_are_decided_in_their_order() {
        let world = World::new().await;
        let mut ids = Minter::new(11, 11);
        let accounts: Vec<_> = (0..50).map(|_| ids.account()).collect();
        let open = |id| submission(id, vendor(), "2020-09-01", Command::open("FR"));
        let link = |id| {
            let command = Command::LinkTenant { domain: "order.example".to_owned() };
            submission(id, vendor(), "2020-09-01", command)
        };
        // Each company's second act needs its first.
        let acts = accounts.iter().flat_map(|id| [open(*id), link(*id)]).collect();
        for answer in world.store.submit_all(acts).await {
            assert_eq!(answer.expect("works").answer.status, 201);
        }
        let mut numbers = Vec::new();
        for id in &accounts {
            let folded = world.store.folded(*id).await.expect("reads").expect("was opened");
            assert_eq!(folded.account.tenants.len(), 1);
            numbers.push(folded.account.number);
        }
        if !world.store.is_shared() {
            assert!(numbers.is_sorted(), "{numbers:?}");
        }
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn a_link_lets_one_in() {
        let world = World::new().await;
        let link = Plain::EnterLink { hash: "link".to_owned(), person: world.ines, expires_at: 100 };
        world.store.write("test", 0, &[link]).await.expect("works");
        let mut tasks = tokio::task::JoinSet::new();
        for at in 0..32 {
            let store = world.store.clone();
            tasks.spawn(async move { store.enter(opening("link", &format!("cookie {at}")), 50).await.expect("works") });
        }
        let entered = tasks.join_all().await;
        assert_eq!(entered.iter().flatten().collect::<Vec<_>>(), [&world.ines]);
        assert_eq!(world.store.sessions(world.ines, 50).await.expect("works").len(), 1);
        let late = Plain::EnterLink { hash: "late".to_owned(), person: world.ines, expires_at: 100 };
        world.store.write("test", 0, &[late]).await.expect("works");
        assert_eq!(world.store.enter(opening("late", "cookie"), 101).await.expect("works"), None);
    }
}

both_engines! {
    async fn whoever_opens_too_many_sessions_ends_the_oldest() {
        let world = World::new().await;
        let enter = async |at: usize, left: Option<Session>| {
            let (hash, now) = (format!("link {at:02}"), i64::try_from(at).expect("is small"));
            let link = Plain::EnterLink { hash: hash.clone(), person: world.ines, expires_at: 100 };
            world.store.write("test", now, &[link]).await.expect("works");
            let opening = Opening { left, ..opening(&hash, &format!("cookie {at:02}")) };
            assert_eq!(world.store.enter(opening, now).await.expect("works"), Some(world.ines));
            let running = world.store.sessions(world.ines, now).await.expect("works");
            let last = running.last().expect("one runs");
            (running.len(), last.hash.clone(), last.clone())
        };
        for at in 1..=SESSIONS {
            let (count, oldest, _) = enter(at, None).await;
            assert_eq!((count, oldest.as_str()), (at, "cookie 01"));
        }
        let (count, oldest, last) = enter(SESSIONS + 1, None).await;
        assert_eq!((count, oldest.as_str()), (SESSIONS, "cookie 02"));
        // Whoever leaves one for another has as many as before.
        let (count, oldest, _) = enter(SESSIONS + 2, Some(last)).await;
        assert_eq!((count, oldest.as_str()), (SESSIONS, "cookie 03"));
        assert_eq!(world.store.session("cookie 01", 50).await.expect("works"), None);
    }
}

both_engines! {
    async fn a_changed_role_counts_at_once_for_everybody_who_was_seen_before() {
        let world = World::new().await;
        let mut person = world.store.person(world.ines).await.expect("reads").expect("is known");
        for round in 0..50 {
            person.name = format!("Inès {round}");
            let reads = tokio::spawn({
                let (store, id) = (world.store.clone(), world.ines);
                // Reads that began before the change must not keep what they saw.
                async move {
                    for _ in 0..20 {
                        store.person(id).await.expect("reads");
                    }
                }
            });
            world.store.write("test", 0, &[Plain::Person(person.clone())]).await.expect("works");
            reads.await.expect("ends");
            assert_eq!(world.store.person(world.ines).await.expect("reads").as_ref(), Some(&person));
        }
    }
}

both_engines! {
    async fn whose_role_is_taken_decides_nothing_from_then_on() {
        let world = World::new().await;
        let mut person = world.store.person(world.ines).await.expect("reads").expect("is known");
        let link = |name: String| Command::LinkTenant { domain: format!("{name}.example") };
        for round in 0..20 {
            // Acts on their way, which are decided before or after the role is taken, and keep its holder in memory.
            let flow: Vec<_> = (0..16)
                .map(|at| submission(world.account, world.ines(), "2020-10-01", link(format!("flow-{round}-{at}"))))
                .map(|act| tokio::spawn({ let store = world.store.clone(); async move { store.submit(act).await } }))
                .collect();
            person.roles.clear();
            world.store.write("test", 0, &[Plain::Person(person.clone())]).await.expect("works");
            let late = world.submit(world.ines(), "2020-10-01", link(format!("late-{round}"))).await;
            assert_eq!(late.answer.body, "role-missing", "round {round}");
            for act in flow {
                act.await.expect("ends").expect("works");
            }
            person.roles.insert(Role::GlobalAdmin);
            world.store.write("test", 0, &[Plain::Person(person.clone())]).await.expect("works");
            world.allowed(world.ines(), "2020-10-01", link(format!("again-{round}"))).await;
        }
    }
}

both_engines! {
    async fn one_key_sent_for_sixteen_companies_at_once_does_one_thing() {
        let world = World::new().await;
        let mut ids = Minter::new(1_600_000_000_000, 8);
        let others: Vec<AccountId> = (0..16).map(|_| ids.account()).collect();
        for other in &others {
            world.store.submit(submission(*other, vendor(), "2020-09-01", Command::open("FR"))).await.expect("works");
        }
        for round in 0..10 {
            let mut tasks = tokio::task::JoinSet::new();
            for other in &others {
                let command = Command::LinkTenant { domain: format!("atelier-{round}.example") };
                let key = IdempotencyKey { scope: format!("{round:064}"), fingerprint: "a".to_owned() };
                let act = Submission {
                    idempotency: Some(key),
                    ..submission(*other, vendor(), "2020-10-01", command)
                };
                let store = world.store.clone();
                tasks.spawn(async move { store.submit(act).await.expect("works") });
            }
            let answers = tasks.join_all().await;
            assert!(answers.iter().all(|one| one.answer.status == 201), "{answers:?}");
            assert_eq!(answers.iter().filter(|one| !one.replayed).count(), 1, "round {round}");
        }
        let mut linked = 0;
        for other in others {
            linked += world.store.folded(other).await.expect("reads").expect("was opened").account.tenants.len();
        }
        assert_eq!(linked, 10, "one company for each key");
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn one_mail_domain_has_one_of_sixteen_headquarters() {
        let world = World::new().await;
        let mut ids = Minter::new(14, 14);
        let accounts: Vec<_> = (0..16).map(|_| ids.account()).collect();
        for account in &accounts {
            let opened = world.store.submit(submission(*account, vendor(), "2020-09-01", Command::open("FR"))).await;
            assert_eq!(opened.expect("works").answer.status, 201);
        }
        let mut tasks = tokio::task::JoinSet::new();
        for account in accounts {
            let text = symbolon_domain::fact::NoteRef { id: ids.note(), hash: "h".to_owned() };
            let given = symbolon_domain::fact::ProfileGiven { text, domain: Some("lumen.example".to_owned()) };
            let fields = symbolon_domain::company::ProfileField::ALL.to_vec();
            let change = Command::ChangeProfile { given, over: None, fields };
            let (store, submission) = (world.store.clone(), submission(account, vendor(), "2020-09-01", change));
            tasks.spawn(async move { store.submit(submission).await.expect("works").answer.status });
        }
        let mut answers = tasks.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers, [&[201][..], &[409; 15]].concat());
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn one_profile_counts_for_one_of_sixteen_companies() {
        let world = World::new().await;
        let mut ids = Minter::new(13, 13);
        let mut companies = Vec::new();
        for _ in 0..16 {
            let (account, person) = (ids.account(), ids.person());
            let open = Command::open("FR");
            world.store.submit(submission(account, vendor(), "2020-09-01", open)).await.expect("works");
            let row = PersonRow { account: Some(account), ..world.person(person, IdentityKind::Named, &[], &[]) };
            world.store.write("test", 0, &[Plain::Person(row)]).await.expect("works");
            companies.push((account, person));
        }
        let mut tasks = tokio::task::JoinSet::new();
        for (account, person) in companies {
            let link = Command::LinkProfile { person, profile: "one".to_owned() };
            let (store, submission) = (world.store.clone(), submission(account, vendor(), "2020-10-01", link));
            tasks.spawn(async move { store.submit(submission).await.expect("works").answer });
        }
        let answers = tasks.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        let refused = answers.iter().filter(|answer| answer.status != 201);
        assert!(refused.into_iter().all(|answer| answer.body == "profile-linked-elsewhere"), "{answers:?}");
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    // Two companies invite each other at once, answer at once and confirm at once, while both try to buy.
    async fn two_companies_become_one_once() {
        let world = World::new().await;
        let mut ids = Minter::new(15, 15);
        let (one, two) = (ids.account(), ids.account());
        let mut numbers = Vec::new();
        for account in [one, two] {
            let open = Command::open("FR");
            let opened = world.store.submit(submission(account, vendor(), "2020-09-01", open)).await.expect("works");
            assert_eq!(opened.answer.status, 201);
            numbers.push(world.store.folded(account).await.expect("reads").expect("is open").account.number);
        }
        let admin = |account| Caller::Service {
            name: "admin".to_owned(),
            account: Some(account),
            roles: [symbolon_domain::access::Role::AccountAdmin, symbolon_domain::access::Role::GlobalAdmin].into(),
        };
        let all = async |commands: Vec<(AccountId, Command)>, day: &'static str| {
            let mut tasks = tokio::task::JoinSet::new();
            for (account, command) in commands {
                let (store, name) = (world.store.clone(), command.name());
                let submission = submission(account, admin(account), day, command);
                tasks.spawn(async move { (name, store.submit(submission).await.expect("works").answer) });
            }
            tasks.join_all().await
        };
        let done = |answers: &[(&str, Answer)], name: &str| {
            answers.iter().filter(|(of, answer)| *of == name && answer.status == 201).count()
        };

        let invitations = (0..16).flat_map(|_| {
            [(one, Command::InviteToMerge { number: numbers[1] }), (two, Command::InviteToMerge { number: numbers[0] })]
        });
        let answers = all(invitations.collect(), "2020-09-02").await;
        assert_eq!(done(&answers, "invite_to_merge"), 1, "{answers:?}");
        let refused = answers.iter().filter(|(_, answer)| answer.status != 201);
        assert!(refused.into_iter().all(|(_, answer)| answer.body == "merge-not-possible"), "{answers:?}");

        let folded = world.store.folded(one).await.expect("reads").expect("is open");
        let (merge, held) = folded.account.merges.iter().next().expect("was invited");
        let (merge, invites) = (*merge, held.side == symbolon_domain::fact::MergeSide::Initiator);
        let (survivor, absorbed) = if invites { (one, two) } else { (two, one) };
        let accept = (0..16).map(|_| (absorbed, Command::AcceptMerge { merge }));
        assert_eq!(done(&all(accept.collect(), "2020-09-03").await, "accept_merge"), 1);

        // The same act from many sides, a purchase on both, and the withdrawal: one of the two ends it, and nobody buys.
        let buy = || {
            let payment = symbolon_domain::fact::Payment { reference: "O-1".to_owned(), amount: None };
            Command::Purchase { offer: "action-pack".to_owned(), payment }
        };
        let acts = (0..12).flat_map(|at| {
            let act = if at % 4 == 3 { Command::WithdrawMerge { merge } } else { Command::ConfirmMerge { merge } };
            [(survivor, act), (absorbed, Command::LinkTenant { domain: format!("t{at}.example") }), (absorbed, buy())]
        });
        let answers = all(acts.collect(), "2020-09-04").await;
        assert_eq!(done(&answers, "confirm_merge") + done(&answers, "withdraw_merge"), 1, "{answers:?}");
        let merged = done(&answers, "confirm_merge") == 1;
        let linked = done(&answers, "link_tenant");
        let report = world.store.verify().await.expect("reads");
        assert_eq!(report.difference, None);
        if merged {
            // What came before the merge came along; what came after it reached the company by its old id.
            assert_eq!(world.store.locate(&absorbed.to_string()).await.expect("reads"), Some(survivor));
            let folded = world.store.folded(survivor).await.expect("reads").expect("is open");
            assert!(folded.account.tenants.len() >= linked && folded.account.is_or_was(absorbed));
        }
    }
}

/// A browser that comes in by a link.
fn opening(link: &str, cookie: &str) -> Opening {
    Opening { link: link.to_owned(), hash: cookie.to_owned(), csrf: "csrf".to_owned(), expires_at: 1_000, left: None }
}
