//! Versions of the programme: applied once, taken up by every process, and in force from their day on.

use jiff::civil::date;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::change::{Counts, Prospect};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Payment;
use symbolon_store::*;

use crate::support::*;

/// A rule that becomes more generous: the file, the words and those in their place.
pub(crate) const WIDER: (&str, &str, &str) =
    ("benefits/cloud.toml", "within = \"P30D\" # D-22", "within = \"P45D\" # D-22");

both_engines! {
    async fn of_two_plans_for_the_same_version_one_is_applied() {
        let world = World::new().await;
        let mut files = PROGRAMME.0.clone();
        let text = files.0.get_mut(WIDER.0).expect("a file");
        *text = text.replace(WIDER.1, WIDER.2);
        let loaded = symbolon_programme::load(&files, 2).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
        let programme = std::sync::Arc::new(loaded.programme);
        let day = date(2020, 10, 1);
        let plan = |bits: u128| Plan {
            id: symbolon_domain::ids::PlanId::from_bits(bits),
            base_version: 1,
            files: files.clone(),
            effective_on: None,
            digest: "d".to_owned(),
            counts: Counts::default(),
            guards: Vec::new(),
            made_by: "test".to_owned(),
            made_at: 0,
            approvals: Vec::new(),
            applied: None,
        };
        let plans = [plan(1), plan(2)];
        for plan in &plans {
            world.store.keep_plan(plan).await.expect("works");
        }
        let (first, second) = tokio::join!(
            world.store.apply_plan(&plans[0], programme.clone(), day, "pam", 1),
            world.store.apply_plan(&plans[1], programme.clone(), day, "quentin", 1),
        );
        let mut applied = [first.expect("works"), second.expect("works")];
        applied.sort();
        assert_eq!(applied, [None, Some(2)]);
        let versions = world.store.versions().await.expect("reads");
        let by: Vec<_> = versions.iter().map(|one| (one.version, one.applied.is_some())).collect();
        assert_eq!(by, [(1, false), (2, true)]);
        let newest = world.store.audit(&AuditFilter::default(), &Page { limit: 1, after: None }).await.expect("reads");
        assert_eq!(newest[0].act, AuditAct::ProgrammeApplication);
        // Somebody agrees once.
        for _ in 0..2 {
            world.store.approve_plan(plans[0].id, "quentin", 5).await.expect("works");
        }
        let kept = world.store.plan(plans[0].id).await.expect("reads").expect("is kept");
        assert_eq!(kept.approvals, [("quentin".to_owned(), 5)]);
    }
}

both_engines! {
    async fn a_version_is_there_after_opening_again_from_its_day_on() {
        let world = World::new().await;
        assert_eq!(next_version(&world.store, WIDER.0, WIDER.1, WIDER.2, "2020-10-01").await, Some(2));
        let folder = world.folder;
        world.store.close().await;
        drop(world.store);
        let store = open(folder.path()).await.expect("opens");
        assert_eq!(store.newest_version(), (2, date(2020, 10, 1)));
        let current = |day| store.programmes(day).current().version;
        assert_eq!([current(date(2020, 9, 30)), current(date(2020, 10, 1)), current(date(2020, 10, 2))], [1, 2, 2]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_decides_under_a_version_as_soon_as_it_is_applied() {
    if !choose(Engine::Postgres) {
        return;
    }
    let world = World::new().await;
    let other = open(world.folder.path()).await.expect("a second process");
    let further = entropy();
    further(&mut vec![0; 1 << 20]);
    assert_eq!(next_version(&other, WIDER.0, WIDER.1, WIDER.2, "2020-10-01").await, Some(2));
    assert_eq!(world.store.newest_version().0, 1, "nobody told it yet");
    world.buy("action-pack", "2020-10-01").await;
    let folded = world.folded().await;
    let year = folded.account.memberships.values().next().expect("a membership").last_year().clone();
    assert_eq!(year.version, 2, "the batch asked in its own transaction");
    // What one process began, the other one reads by that version's rules.
    assert_eq!(next_version(&world.store, WIDER.0, WIDER.2, WIDER.1, "2020-11-01").await, Some(3));
    let learning = Command::Purchase {
        offer: "action-pack".to_owned(),
        payment: Payment { reference: "O-1".to_owned(), amount: None },
    };
    assert_eq!(world.submit(world.ines(), "2020-11-01", learning).await.answer.status, 409);
    other.follow_programme().await.expect("works");
    assert_eq!(other.newest_version().0, 3);
}

both_engines! {
    async fn counting_goes_page_by_page_and_counts_everybody() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let mut files = PROGRAMME.0.clone();
        let text = files.0.get_mut(WIDER.0).expect("a file");
        *text = text.replace(WIDER.1, WIDER.2);
        let loaded = symbolon_programme::load(&files, 2).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
        let prospect = Prospect::new(world.store.all_programmes(), std::sync::Arc::new(loaded.programme));
        let counts = world.store.count_impacts(&prospect, date(2020, 10, 1)).await.expect("works");
        assert_eq!((counts.running, counts.touched_now, counts.worse_now), (1, 1, 0), "{counts:?}");
        let lapsed = world.store.count_impacts(&prospect, date(2021, 10, 2)).await.expect("works");
        assert_eq!((lapsed.running, lapsed.touched), (0, 0), "a lapsed membership is touched by nothing");
    }
}

#[tokio::test]
async fn a_clock_that_lags_records_under_the_version_by_which_it_decides() {
    let world = World::new().await;
    let (file, within, longer) = WIDER;
    next_version(&world.store, file, within, longer, "2021-01-01").await;
    world.allowed(vendor(), "2021-02-01", Command::AddLocation { country: "FR".to_owned() }).await;
    world.allowed(vendor(), "2020-12-01", Command::AddLocation { country: "DE".to_owned() }).await;
    let ledger = world.store.ledger(world.account).await.expect("reads");
    let last = &ledger.last().expect("a fact").entry;
    assert_eq!((last.version, last.effective_on), (2, date(2021, 2, 1)));
}
