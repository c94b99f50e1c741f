//! What scenarios, rigs and benchmarks share: programmes, databases to throw away, and randomness that is the same in
//! every run.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use anyhow::anyhow;
use symbolon_domain::programme::Programmes;
use symbolon_programme::Files;

#[cfg(feature = "servers")]
mod databases;

#[cfg(feature = "servers")]
pub use databases::*;

/// A programme with its files: a built-in one by its name, or one by its folder.
///
/// # Errors
/// When there is none of that name, or it does not load.
pub fn programme(name: &str) -> anyhow::Result<(Files, Programmes)> {
    /// Those that were read before: the simulator asks for one with every seed.
    static READ: LazyLock<Mutex<HashMap<String, (Files, Programmes)>>> = LazyLock::new(Mutex::default);
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = read.get(name) {
        return Ok(known.clone());
    }
    let files = match Files::embedded(name) {
        Some(files) => files,
        None => Files::read_dir(Path::new(name)).map_err(|error| anyhow!("{name}: {error}"))?,
    };
    let loaded = symbolon_programme::load(&files, 1).map_err(|wrong| anyhow!("{}", wrong.render(false)))?;
    let found = (files, Programmes::new(Arc::new(loaded.programme)));
    read.insert(name.to_owned(), found.clone());
    Ok(found)
}
