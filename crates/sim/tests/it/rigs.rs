//! Short runs of the rigs. The long ones are those of `rig`.

use symbolon_sim::rig::{Report, disk, kill, power, races};
use symbolon_sim::support::Engine;

use crate::support::has_postgres;

fn holds(report: anyhow::Result<Report>) {
    let report = report.expect("runs");
    assert!(report.wrong.is_empty(), "{}: {:#?}", report.line, report.wrong);
}

/// Whether a program is there that a rig needs; a machine that tests what lands must have it.
fn has(program: &str, asked: &str) -> bool {
    let there = std::process::Command::new(program).arg(asked).output().is_ok_and(|done| done.status.success());
    assert!(there || std::env::var_os("CI").is_none(), "there is no {program}");
    if !there {
        println!("skipped: there is no {program}");
    }
    there
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
    if has("strace", "-V") {
        holds(power::run(power::Options { traces: 1, states: 30, planted: None }).await);
        holds(power::backup(power::Options { traces: 1, states: 30, planted: None }).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_and_then_goes_on() {
    // Only root may mount a disk of its own.
    let root = std::process::Command::new("id").arg("-u").output().is_ok_and(|done| done.stdout == b"0\n");
    if root {
        holds(disk::run(3).await);
    } else {
        println!("skipped: only root can mount a small disk");
    }
}
