//! What tests of several files need.

use symbolon_sim::support::server;

/// Whether there is a server to test on; a machine that tests what lands must have one.
pub(crate) fn has_postgres() -> bool {
    let there = server().is_some();
    assert!(there || std::env::var_os("CI").is_none(), "SYMBOLON_TEST_POSTGRES is not set");
    if !there {
        println!("skipped: SYMBOLON_TEST_POSTGRES is not set");
    }
    there
}
