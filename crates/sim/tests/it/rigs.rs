//! Short runs of the rigs. The long ones are `rig races`, `rig kill` and `rig database`.

use symbolon_sim::rig::races;
use symbolon_sim::support::Engine;

use crate::support::has_postgres;

async fn races_are_fair(engine: Engine) {
    let report = races::run(races::Options { engine, rounds: 1, planted: None }).await.expect("runs");
    assert!(report.wrong.is_empty(), "{}: {:#?}", report.line, report.wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_win_a_race_as_there_is_to_win() {
    races_are_fair(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_win_a_race_as_there_is_to_win_on_postgres() {
    if has_postgres() {
        races_are_fair(Engine::Postgres).await;
    }
}
