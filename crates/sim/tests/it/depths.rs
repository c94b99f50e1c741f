//! What holds in the pure domain holds in the store and over HTTP, on both engines: every scenario file, and what the
//! simulator did in memory.

use symbolon_sim::scenario::{run_in_store, run_over_http};
use symbolon_sim::simulator::engines;
use symbolon_sim::support::Engine;

use crate::scenarios::all;
use crate::support::has_postgres;

#[tokio::test]
async fn scenarios_hold_in_the_store() {
    all(async |path| run_in_store(path, Engine::Sqlite).await, false).await;
}

#[tokio::test]
async fn scenarios_hold_over_http() {
    all(async |path| run_over_http(path, Engine::Sqlite).await, false).await;
}

#[tokio::test]
async fn scenarios_hold_in_the_store_on_postgres() {
    if has_postgres() {
        all(async |path| run_in_store(path, Engine::Postgres).await, false).await;
    }
}

#[tokio::test]
async fn scenarios_hold_over_http_on_postgres() {
    if has_postgres() {
        all(async |path| run_over_http(path, Engine::Postgres).await, false).await;
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
