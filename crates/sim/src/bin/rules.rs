//! Writes `docs/RULES.md`.

use symbolon_sim::rules::{TABLE, table};
use symbolon_sim::tree::root;

fn main() -> anyhow::Result<()> {
    Ok(std::fs::write(root().join(TABLE), table()?)?)
}
