//! What must not happen when something goes wrong: one bad command, one bad row or a restart takes nothing else along.

use std::sync::Arc;

use jiff::civil::date;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Payment;
use symbolon_domain::ids::Minter;
use symbolon_domain::programme::Programmes;
use symbolon_programme::Files;
use symbolon_store::*;

use crate::support::*;

both_engines! {
    async fn a_command_that_breaks_off_fails_alone_and_writes_nothing() {
        let world = World::new().await;
        let link = |domain: &str| {
            submission(world.account, vendor(), "2020-09-02", Command::LinkTenant { domain: domain.to_owned() })
        };
        let broken = Submission { render: Arc::new(|_| panic!("a defect, on purpose")), ..link("broken.example") };
        let (before, broken, after) = tokio::join!(
            world.store.submit(link("before.example")),
            world.store.submit(broken),
            world.store.submit(link("after.example")),
        );
        assert!(matches!(broken, Err(StoreError::Defect("link_tenant"))), "{broken:?}");
        assert_eq!((before.expect("works").answer.status, after.expect("works").answer.status), (201, 201));
        let domains: Vec<_> = world.folded().await.account.tenants.values().map(|held| held.domain.clone()).collect();
        assert_eq!(domains, ["lumen.example", "before.example", "after.example"]);
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn a_fact_that_does_not_read_stops_its_own_account_only() {
        let world = World::new().await;
        let other = Minter::new(5, 5).account();
        let opening = || Command::open("FR");
        world.store.submit(submission(other, vendor(), "2020-09-01", opening())).await.expect("works");
        let folder = world.folder;
        world.store.close().await;
        drop(world.store);
        crate::verify::tamper(
            folder.path(),
            &format!("update fact set body = '{{}}' where account = '{}' and seq = 2", world.account),
        )
        .await;
        let store = open(folder.path()).await.expect("opens");
        let link = |account| {
            submission(account, vendor(), "2020-09-02", Command::LinkTenant { domain: "atelier.example".to_owned() })
        };
        let (broken, sound) = tokio::join!(store.submit(link(world.account)), store.submit(link(other)));
        assert!(matches!(broken, Err(StoreError::Corrupt { table: "fact", .. })), "{broken:?}");
        assert_eq!(sound.expect("works").answer.status, 201);
    }
}

both_engines! {
    async fn numbers_of_a_batch_that_failed_are_not_given_twice() {
        let folder = place().await;
        let mut ids = Minter::new(6, 6);
        let mut opening =
            || submission(ids.account(), vendor(), "2020-09-01", Command::open("FR"));
        let store = open(folder.path()).await.expect("opens");
        let taken = Plain::EnterLink { hash: "one".to_owned(), person: Minter::new(1, 1).person(), expires_at: 10 };
        store.write("test", 0, std::slice::from_ref(&taken)).await.expect("works");
        // The row that cannot be written takes the block of numbers back with it.
        let failed = store.submit(Submission { also: vec![taken], ..opening() }).await;
        assert!(matches!(failed, Err(StoreError::Wall(_))), "{failed:?}");
        assert_eq!(store.submit(opening()).await.expect("works").answer.status, 201);
        store.close().await;
        drop(store);
        let store = open(folder.path()).await.expect("opens");
        for _ in 0..2 {
            assert_eq!(store.submit(opening()).await.expect("the number is free").answer.status, 201);
        }
    }
}

both_engines! {
    async fn a_row_can_be_changed_again_after_a_restart_at_the_same_instant() {
        let world = World::new().await;
        let name = |name: &str| Plain::Profile { account: world.account, name: name.to_owned() };
        // Both runs count their entries from the same number, at the same instant of a clock that stands still.
        world.store.write("test", 0, &[name("Lumen")]).await.expect("works");
        let before = world.store.audit(&AuditFilter::default(), &Page { limit: 100, after: None }).await.expect("reads").len();
        let (account, folder) = (world.account, world.folder);
        world.store.close().await;
        drop(world.store);
        let store = open(folder.path()).await.expect("opens");
        for _ in 0..20 {
            store.write("test", 0, &[Plain::Profile { account, name: "Lumen".to_owned() }]).await.expect("works");
        }
        assert_eq!(store.audit(&AuditFilter::default(), &Page { limit: 100, after: None }).await.expect("reads").len(), before + 20);
    }
}

both_engines! {
    async fn a_place_in_a_group_of_two_is_free_again_when_its_membership_is_over() {
        let files = Files::embedded("example-isv").expect("is built in");
        let loaded = symbolon_programme::load(&files, 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
        let folder = place().await;
        let programmes = Programmes::new(Arc::new(loaded.programme));
        let store = Store::open(options(folder.path()), programmes, &files).await.expect("opens");
        let account = Minter::new(7, 7).account();
        let submit = async |caller: &Caller, day: &str, command: Command| {
            store.submit(submission(account, caller.clone(), day, command)).await.expect("the store works").answer
        };
        let payment = Payment { reference: "O-1".to_owned(), amount: None };
        let buy = || Command::Purchase { offer: "starter".to_owned(), payment: payment.clone() };
        submit(&vendor(), "2020-01-01", Command::open("FR")).await;
        assert_eq!(submit(&vendor(), "2020-01-01", buy()).await.body, "{}");
        assert_eq!(submit(&vendor(), "2020-06-01", buy()).await.body, "{}");
        assert_eq!(submit(&vendor(), "2020-06-01", buy()).await.body, "offer-limit-reached");
        // The first one lapsed in January 2021; the second one still has the second place.
        assert_eq!(submit(&vendor(), "2021-03-01", buy()).await.body, "{}");
        let folded = store.folded(account).await.expect("reads").expect("was opened");
        let places: Vec<_> = folded.account.memberships.values().map(|held| (held.place, held.closed.is_some())).collect();
        assert_eq!(places, [(0, true), (1, false), (0, false)]);
        assert_eq!(store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn a_year_keeps_the_version_that_it_was_bought_under() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let (account, store) = (world.account, world.store);
        let (file, from, to) = ("benefits/cloud.toml", "within = \"P30D\" # D-22", "within = \"P20D\"");
        assert_eq!(next_version(&store, file, from, to, "2020-10-01").await, Some(2));
        let folded = store.folded(account).await.expect("reads").expect("was opened");
        let year = folded.account.memberships.values().next().expect("a membership").last_year();
        assert_eq!(year.version, 1);
        let programmes = store.programmes(date(2020, 10, 1));
        assert_eq!(programmes.version(year.version).content_hash, PROGRAMME.1.current().content_hash);
        assert_eq!(programmes.current().version, 2);
        assert_eq!(store.programmes(date(2020, 9, 30)).current().version, 1);
    }
}

both_engines! {
    async fn a_search_knows_no_case_nor_accents_and_takes_wildcards_literally() {
        let world = World::new().await;
        let name = Plain::Profile { account: world.account, name: "Éclat & 100 % Conseil".to_owned() };
        world.store.write("test", 0, &[name]).await.expect("works");
        let number = world.folded().await.account.number.to_string();
        for (search, found) in [("éclat", 1), ("ÉCLAT", 1), ("eclat", 1), ("Eclat &", 1), ("100 %", 1), ("1%c", 0), ("_clat", 0), (number.as_str(), 1)]
        {
            let rows = world.store.accounts(Some(search), &Page { limit: 10, after: None }).await.expect("reads");
            assert_eq!(rows.len(), found, "{search}");
        }
    }
}

both_engines! {
    async fn one_commit_for_each_command_gives_the_same_ledger() {
        let folder = place().await;
        let (files, programmes) = &*PROGRAMME;
        let single = Options { group_commit: false, ..options(folder.path()) };
        let store = Store::open(single, programmes.clone(), files).await.expect("opens");
        let account = Minter::new(8, 8).account();
        let opening = Command::open("FR");
        store.submit(submission(account, vendor(), "2020-09-01", opening)).await.expect("works");
        let mut tasks = tokio::task::JoinSet::new();
        for at in 0..32 {
            let link = Command::LinkTenant { domain: format!("lumen-{at}.example") };
            let (store, submission) = (store.clone(), submission(account, vendor(), "2020-09-01", link));
            tasks.spawn(async move { store.submit(submission).await.expect("works").answer.status });
        }
        assert!(tasks.join_all().await.into_iter().all(|status| status == 201));
        let report = store.verify().await.expect("reads");
        assert_eq!((report.facts, report.difference), (33, None));
    }
}
