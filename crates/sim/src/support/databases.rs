//! What servers are given: databases to throw away, and randomness that is the same in every run.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context;
use symbolon_store::{Database, Entropy};

/// Randomness that is the same in every run: a counter, mixed.
pub fn entropy(seed: u64) -> Entropy {
    let next = AtomicU64::new(seed);
    Arc::new(move |buffer: &mut [u8]| {
        for chunk in buffer.chunks_mut(8) {
            let mut state = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            state ^= state >> 31;
            for (byte, fresh) in chunk.iter_mut().zip(state.to_be_bytes()) {
                *byte = fresh;
            }
        }
    })
}

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server, on which databases may be made: its address stands in `SYMBOLON_TEST_POSTGRES`.
    Postgres,
}

/// The address of the server for tests; none where there is none.
pub fn server() -> Option<String> {
    std::env::var("SYMBOLON_TEST_POSTGRES").ok()
}

/// An empty database: a file in the folder, or one of its own on the server for tests.
///
/// # Errors
/// When the server is not there or does not make one.
pub async fn fresh_database(engine: Engine, folder: &Path) -> anyhow::Result<Database> {
    use sqlx::Connection;
    static NEXT: AtomicU64 = AtomicU64::new(1);
    if engine == Engine::Sqlite {
        return Ok(Database::File(folder.join("symbolon.db")));
    }
    let server = server().context("SYMBOLON_TEST_POSTGRES is not set")?;
    let name = format!("sim_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut conn = sqlx::PgConnection::connect(&server).await?;
    let create = format!("create database {name} template template0");
    sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut conn).await?;
    conn.close().await?;
    let (before, _) = server.rsplit_once('/').context("the address names no database")?;
    Ok(format!("{before}/{name}").parse()?)
}
