//! Short runs of the simulator. The long ones are those of `simulate`.

use symbolon_sim::simulator::swarm::Plan;
use symbolon_sim::simulator::{Bounds, Run, engines, failed_seeds, run_many};
use symbolon_sim::support::Engine;

use crate::support::has_postgres;

/// The seeds that failed once come first, for ever.
#[test]
fn years_pass_and_nothing_is_wrong() {
    let old: Vec<u64> = failed_seeds().collect();
    let bounds = Bounds { account_years: 25_000, ..Bounds::default() };
    let seen = run_many(&old, &bounds, || ()).expect("runs");
    if let Some((run, failure)) = seen.failed.as_ref().and_then(|run| Some((run, run.failure.as_ref()?))) {
        let Run { seed, .. } = run;
        panic!(
            "seed {seed} after {} steps: {}; `simulate --seed {seed}` makes it shorter",
            failure.steps.len(),
            failure.what
        );
    }
    assert!(seen.coverage.commands > 150_000, "{} commands", seen.coverage.commands);
    // Whatever so many seeds cannot miss.
    for command in ["purchase", "renew", "redeem_token", "confirm_merge", "decide_override", "remove_location"] {
        assert!(seen.coverage.outcomes.contains_key(&(command, "allowed")), "{command} was never allowed");
    }
}

#[test]
fn a_seed_is_the_same_on_any_number_of_threads() {
    let trace = |seed, threads| {
        let bounds = Bounds { seed, seeds: 8, steps: 200, threads, ..Bounds::default() };
        run_many(&[], &bounds, || ()).expect("runs").trace
    };
    assert_eq!(trace(1, 1), trace(1, 3));
    assert_ne!(trace(1, 2), trace(2, 2));
}

#[test]
fn seeds_draw_unlike_worlds() {
    let plans: Vec<Plan> = (0..40).map(|seed| Plan::draw(seed).expect("a plan")).collect();
    assert!(plans.iter().any(|plan| plan.generated) && plans.iter().any(|plan| !plan.generated));
    assert!(plans.iter().any(|plan| plan.programme == "mpn-2020"));
    assert!(plans.iter().any(|plan| plan.programme == "example-isv"));
    for servers in 1..=4 {
        assert!(plans.iter().any(|plan| plan.servers == servers), "{servers} servers");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_says_what_the_memory_says() {
    for seed in [2, 3] {
        let commands = engines::compare(seed, 150, Engine::Sqlite).await.expect("the same");
        assert!(commands > 100, "{commands} commands");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_says_what_the_memory_says_on_postgres() {
    if has_postgres() {
        for seed in [2, 3] {
            engines::compare(seed, 150, Engine::Postgres).await.expect("the same");
        }
    }
}
