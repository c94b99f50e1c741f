//! Short runs of the simulator. The long ones are those of `simulate`.

use symbolon_sim::simulator::swarm::Plan;
use symbolon_sim::simulator::{Bounds, Run, Total, failed_seeds, run_many};

/// Runs seeds, of which none may go wrong.
fn nothing_wrong(first: &[u64], bounds: &Bounds) -> Total {
    let seen = run_many(first, bounds, || ()).expect("runs");
    if let Some((run, failure)) = seen.failed.as_ref().and_then(|run| Some((run, run.failure.as_ref()?))) {
        let Run { seed, .. } = run;
        panic!(
            "seed {seed} after {} steps: {}; `simulate --seed {seed}` makes it shorter",
            failure.steps.len(),
            failure.what
        );
    }
    seen
}

/// The seeds that failed once come first, for ever.
#[test]
fn years_pass_and_nothing_is_wrong() {
    let old: Vec<u64> = failed_seeds().collect();
    let seen = nothing_wrong(&old, &Bounds { account_years: 25_000, ..Bounds::default() });
    assert!(seen.coverage.commands > 150_000, "{} commands", seen.coverage.commands);
    // Whatever so many seeds cannot miss.
    for command in ["purchase", "renew", "redeem_token", "confirm_merge", "decide_override", "remove_location"] {
        assert!(seen.coverage.outcomes.contains_key(&(command, "allowed")), "{command} was never allowed");
    }
}

/// Seconds of it, for whoever changes a rule on purpose (`.cargo/mutants.toml`).
#[test]
fn a_few_years_pass_and_nothing_is_wrong() {
    let seen = nothing_wrong(&[], &Bounds { seed: 1_000, seeds: 32, steps: Some(400), ..Bounds::default() });
    assert!(seen.coverage.commands > 5_000, "{} commands", seen.coverage.commands);
}

#[test]
fn a_seed_is_the_same_on_any_number_of_threads() {
    let trace = |seed, threads| {
        let bounds = Bounds { seed, seeds: 8, steps: Some(200), threads, ..Bounds::default() };
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
