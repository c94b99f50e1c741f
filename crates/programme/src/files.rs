//! The files of a programme, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fmt, io};

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

/// A folder or file that cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub cause: io::Error,
}

impl Unreadable {
    /// Whether it is a file whose bytes are no text.
    pub fn is_no_text(&self) -> bool {
        self.cause.kind() == io::ErrorKind::InvalidData
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.cause)
    }
}

impl std::error::Error for Unreadable {}

impl Files {
    /// Reads every `.toml` and `.csv` file of a folder and of the folders in it, those that are linked included. Names that
    /// begin with a dot are left out.
    ///
    /// # Errors
    /// When a folder or file cannot be read, or a file is not UTF-8.
    pub fn read_dir(folder: &Path) -> Result<Self, Unreadable> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |cause| Unreadable { path, cause }
        };
        let mut files = BTreeMap::new();
        let mut open = vec![(folder.to_path_buf(), String::new())];
        let mut seen = BTreeSet::new();
        while let Some((folder, prefix)) = open.pop() {
            // A link may lead back to a folder that holds it.
            if !seen.insert(folder.canonicalize().map_err(unreadable(&folder))?) {
                continue;
            }
            for entry in std::fs::read_dir(&folder).map_err(unreadable(&folder))? {
                let path = entry.map_err(unreadable(&folder))?.path();
                let Some(own) = path.file_name().and_then(|name| name.to_str()) else { continue };
                if own.starts_with('.') {
                    continue;
                }
                let within = format!("{prefix}{own}");
                if path.is_dir() {
                    open.push((path, format!("{within}/")));
                } else if is_read(own) {
                    files.insert(within, std::fs::read_to_string(&path).map_err(unreadable(&path))?);
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

    /// The first path at which no folder that is written so would give the file back when it is read.
    pub fn out_of_place(&self) -> Option<&str> {
        let below = |folder: &str| format!("{folder}/");
        let is_folder = |path: &str| self.0.keys().any(|other| other.starts_with(&below(path)));
        self.0.keys().map(String::as_str).find(|path| !is_path(path) || is_folder(path))
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

/// Whether a file below a folder can have this path on every system, and is read there.
fn is_path(path: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && !name.contains(|sign: char| sign.is_control() || r#"\:*?"<>|"#.contains(sign))
    };
    is_read(path) && path.split('/').all(is_name)
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
    fn a_path_leads_to_a_file_that_a_folder_gives_back() {
        let first = |paths: &[&str]| {
            let files = Files(paths.iter().map(|path| ((*path).to_owned(), String::new())).collect());
            files.out_of_place().map(str::to_owned)
        };
        for name in Files::embedded_names() {
            assert_eq!(Files::embedded(&name).unwrap().out_of_place(), None);
        }
        assert_eq!(first(&["programme.toml", "avantages/été 2021.toml", "a/b/c.csv"]), None);
        for wrong in [
            "",
            "../a.toml",
            "a/../b.toml",
            "/etc/a.toml",
            "a//b.toml",
            "./a.toml",
            ".a.toml",
            "a/.b/c.toml",
            "C:/a.toml",
            "a\\b.toml",
            "a\n.toml",
            "a.txt",
            "toml",
        ] {
            assert_eq!(first(&["programme.toml", wrong]).as_deref(), Some(wrong), "{wrong}");
        }
        assert_eq!(first(&["a.toml", "a.toml/b.toml"]).as_deref(), Some("a.toml"), "one is a file and a folder");
    }

    #[test]
    fn two_programmes_are_built_in() {
        assert_eq!(Files::embedded_names(), ["example-isv", "mpn-2020"]);
    }
}
