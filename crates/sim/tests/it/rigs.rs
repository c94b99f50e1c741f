//! Short runs of the rigs. The long ones are those of `rig`.

use symbolon_sim::rig::{Report, disk, kill, power, races};
use symbolon_sim::support::Engine;

use crate::support::has_postgres;

fn holds(report: anyhow::Result<Report>) {
    let report = report.expect("runs");
    println!("{}", report.line);
    assert!(report.wrong.is_empty(), "{}: {:#?}", report.line, report.wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_win_a_race_as_there_is_to_win() {
    holds(races::run(races::Options { engine: Engine::Sqlite, rounds: 1, planted: None }).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_win_a_race_as_there_is_to_win_on_postgres() {
    if has_postgres() {
        holds(races::run(races::Options { engine: Engine::Postgres, rounds: 1, planted: None }).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_under_load_loses_nothing_that_was_acknowledged() {
    holds(kill::run(kill::Options { engine: Engine::Sqlite, cycles: 5, planted: None }).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_under_load_loses_nothing_on_postgres() {
    if has_postgres() {
        holds(kill::run(kill::Options { engine: Engine::Postgres, cycles: 4, planted: None }).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_loses_nothing_that_was_acknowledged() {
    holds(power::run(power::Options { traces: 1, states: 30, planted: None }).await);
    holds(power::backup(power::Options { traces: 1, states: 30, planted: None }).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_and_then_goes_on() {
    holds(disk::run(4).await);
}
