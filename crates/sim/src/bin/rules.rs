//! Writes `docs/RULES.md`: which rules of the rulebook are held, and where.

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let (page, holes) = symbolon_sim::rules::page(&root)?;
    std::fs::write(root.join("docs/RULES.md"), page)?;
    anyhow::ensure!(holes.is_empty(), "nothing holds these rules and nothing says why: {}", holes.join(", "));
    Ok(())
}
