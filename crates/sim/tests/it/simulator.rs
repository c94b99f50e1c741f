//! Short runs of the simulator. The long ones are those of `simulate`.

use symbolon_sim::simulator::coverage::Coverage;
use symbolon_sim::simulator::swarm::Plan;
use symbolon_sim::simulator::{STEPS, engines, failed_seeds, run};
use symbolon_sim::support::Engine;

use crate::support::has_postgres;

fn holds(seed: u64) -> Coverage {
    let run = run(seed, STEPS).expect("runs");
    if let Some(failure) = run.failure {
        panic!(
            "seed {seed} after {} steps: {}; `simulate --seed {seed}` makes it shorter",
            failure.steps.len(),
            failure.what
        );
    }
    run.coverage
}

#[test]
fn seeds_that_failed_once_hold_for_ever() {
    failed_seeds().for_each(|seed| drop(holds(seed)));
}

#[test]
fn years_pass_and_nothing_is_wrong() {
    let mut seen = Coverage::default();
    (1_001..1_013).for_each(|seed| seen.add(&holds(seed)));
    assert!(seen.commands > 10_000, "{} commands", seen.commands);
    // Whatever a dozen seeds cannot miss.
    for command in ["purchase", "renew", "redeem_token", "record_activation", "assign_seat", "record_payment"] {
        assert!(seen.outcomes.contains_key(&(command, "allowed")), "{command} was never allowed");
    }
}

#[test]
fn a_seed_is_the_same_in_every_run() {
    let hash = |seed| run(seed, 300).expect("runs").trace;
    let here: Vec<u64> = (1..4).map(hash).collect();
    let there: Vec<u64> =
        (1..4).map(|seed| std::thread::spawn(move || hash(seed))).map(|thread| thread.join().expect("runs")).collect();
    assert_eq!(here, there);
    assert_ne!(here[0], here[1]);
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
