//! Files that are whole or not there, whatever happens while they are written, and that nobody else may read.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::rigs;

/// Makes a folder, with those above it that are missing, which nobody else may enter. One that is there stays as it is.
///
/// # Errors
/// When it cannot be made.
pub fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Looks whether a file or a folder that is there can be written to, which is known only from having done so. A database
/// that this process has open must not be looked at so: closing a file ends the process's locks on it.
///
/// # Errors
/// When it cannot.
pub fn writable(path: &Path) -> std::io::Result<()> {
    if !path.is_dir() {
        return OpenOptions::new().write(true).open(path).map(drop);
    }
    let trial = path.join(".trial");
    std::fs::create_dir_all(&trial)?;
    // Another process that looks at the same time may have removed it.
    std::fs::remove_dir(&trial).or_else(|error| if trial.exists() { Err(error) } else { Ok(()) })
}

/// Bytes that are left for this user on the disk of a file or folder; none where the system does not say.
#[must_use]
pub fn left(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    return rustix::fs::statvfs(path).ok().map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
    #[cfg(not(unix))]
    None
}

/// Whether others than its owner may read a file or enter a folder that is there.
#[must_use]
pub fn is_shared(path: &Path) -> bool {
    #[cfg(unix)]
    return std::fs::metadata(path)
        .is_ok_and(|found| std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o077 != 0);
    #[cfg(not(unix))]
    false
}

/// How a file is opened for writing, or made so that nobody else may read it.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Copies what a file holds into one of one's own.
pub(crate) fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut target = private().truncate(true).open(to)?;
    std::io::copy(&mut File::open(from)?, &mut target)?;
    target.sync_all()
}

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
    let mut file = private().truncate(true).open(&partial)?;
    file.write_all(content)?;
    file.sync_all()?;
    settle(&partial, path)
}
