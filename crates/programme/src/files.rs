//! The files of a programme, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// Programmes that every installation brings along.
#[derive(RustEmbed)]
#[folder = "../../programmes/"]
#[include = "*.toml"]
#[include = "*.csv"]
struct BuiltIn;

/// The file in which a programme states its identity.
const ENTRY: &str = "programme.toml";

/// The files of one programme: path relative to its folder, with `/`, and text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files(pub BTreeMap<String, String>);

impl Files {
    /// Reads every `.toml` and `.csv` file of a folder and of the folders in it. Names that begin with a dot are left
    /// out.
    ///
    /// # Errors
    /// When a folder or file cannot be read, or a file is not UTF-8; the message names the path.
    pub fn read_dir(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        let mut open = vec![(folder.to_path_buf(), String::new())];
        while let Some((folder, prefix)) = open.pop() {
            for entry in std::fs::read_dir(&folder).map_err(|error| name(error, &folder))? {
                let entry = entry.map_err(|error| name(error, &folder))?;
                let Ok(own) = entry.file_name().into_string() else { continue };
                if own.starts_with('.') {
                    continue;
                }
                let path = format!("{prefix}{own}");
                if entry.file_type().map_err(|error| name(error, &entry.path()))?.is_dir() {
                    open.push((entry.path(), format!("{path}/")));
                } else if is_read(&own) {
                    let text = std::fs::read_to_string(entry.path()).map_err(|error| name(error, &entry.path()))?;
                    files.insert(path, text);
                }
            }
        }
        Ok(Self(files))
    }

    /// The built-in programme with this name; none where there is no such programme.
    pub fn embedded(name: &str) -> Option<Self> {
        let prefix = format!("{name}/");
        let file = |path: std::borrow::Cow<'static, str>| {
            let own = path.strip_prefix(&prefix)?.to_owned();
            let text = String::from_utf8(BuiltIn::get(&path)?.data.into_owned()).ok()?;
            Some((own, text))
        };
        let files: BTreeMap<_, _> = BuiltIn::iter().filter_map(file).collect();
        files.contains_key(ENTRY).then_some(Self(files))
    }

    /// Names of the built-in programmes, in alphabetical order.
    pub fn embedded_names() -> Vec<String> {
        let name = |path: std::borrow::Cow<'static, str>| {
            path.strip_suffix(ENTRY)?.strip_suffix('/').filter(|name| !name.contains('/')).map(str::to_owned)
        };
        BuiltIn::iter().filter_map(name).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// SHA-256, in hex, over every path and text in the order of the paths, each preceded by its length so that no two
    /// different sets of files give the same bytes.
    pub fn content_hash(&self) -> String {
        let mut hash = Sha256::new();
        for part in self.0.iter().flat_map(|(path, text)| [path, text]) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex::encode(hash.finalize())
    }
}

fn is_read(name: &str) -> bool {
    matches!(Path::new(name).extension().and_then(|extension| extension.to_str()), Some("toml" | "csv"))
}

fn name(error: io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_depends_on_where_a_text_ends() {
        let files = |pairs: &[(&str, &str)]| {
            Files(pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()).content_hash()
        };
        assert_ne!(files(&[("a", "bc")]), files(&[("ab", "c")]));
        assert_ne!(files(&[("a", "b"), ("c", "d")]), files(&[("a", "b"), ("cd", "")]));
        assert_eq!(files(&[("a", "b")]).len(), 64);
    }

    #[test]
    fn a_folder_is_read_with_the_folders_in_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/mpn-2020");
        let files = Files::read_dir(&root).unwrap();
        assert_eq!(Some(&files), Files::embedded("mpn-2020").as_ref());
        assert!(files.0.keys().any(|path| path.starts_with("tables/")));
        assert_eq!(Files::embedded("mpn"), None);
        assert!(Files::read_dir(&root.join("no-such-folder")).unwrap_err().to_string().contains("no-such-folder"));
    }

    #[test]
    fn two_programmes_are_built_in() {
        assert_eq!(Files::embedded_names(), ["example-isv", "mpn-2020"]);
    }
}
