//! Files that are whole or not there, whatever happens while they are written.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use crate::rigs;

/// Makes a name last: it is only kept when its folder was written.
pub(crate) fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Gives a finished file or folder its name, for good.
pub(crate) fn settle(partial: &Path, path: &Path) -> std::io::Result<()> {
    std::fs::rename(partial, path)?;
    if rigs::planted(6) { Ok(()) } else { sync_folder(path) }
}

/// Writes a file, or puts a new one in its place: a reader finds the old one or the new one, and never a part.
///
/// # Errors
/// When the disk fails.
pub fn replace(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let partial = path.with_extension("partial");
    let mut file = File::create(&partial)?;
    file.write_all(content)?;
    file.sync_all()?;
    settle(&partial, path)
}
