//! The files that people name: read and made, and in their language what stands in the way.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Error, ErrorKind, Read, Write};
use std::path::Path;

use symbolon_domain::programme::Language;
use symbolon_text::{Value, message};

use crate::failure::{Exit, Failure};

/// The content of a file.
pub(crate) fn read(file: &Path, language: Language) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|error| unreadable(language, file, &error))
}

/// What standard input holds.
pub(crate) fn read_input() -> Result<Vec<u8>, Failure> {
    let mut content = Vec::new();
    std::io::stdin().lock().read_to_end(&mut content)?;
    Ok(content)
}

/// The text of a file.
pub(crate) fn read_text(file: &Path, language: Language) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| unreadable(language, file, &error))
}

/// Makes a file; what is there already stays as it is.
pub(crate) fn make(file: &Path, content: &[u8], language: Language) -> Result<(), Failure> {
    let made = File::create_new(file).and_then(|mut made| made.write_all(content));
    made.map_err(|error| failure(language, ("cli-file-unwritable", "no-folder"), file, &error))
}

/// Makes files below a folder that is empty or does not exist yet, each with the folders above it. Where one cannot be
/// made, those before it are taken away again.
pub(crate) fn make_all(folder: &Path, files: &BTreeMap<String, String>, language: Language) -> Result<(), Failure> {
    let unwritable = |error: &Error| failure(language, ("cli-folder-unwritable", "no-folder"), folder, error);
    let mut made = Vec::new();
    match fs::create_dir(folder) {
        Ok(()) => made.push(folder.to_owned()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {
            let is_empty = fs::read_dir(folder).map_err(|error| unwritable(&error))?.next().is_none();
            if !is_empty {
                let values = [("folder", Value::from(folder.display().to_string()))];
                return Err(Failure::new(Exit::Usage, message(language, "cli-folder-not-empty", &values)));
            }
        }
        Err(error) => return Err(unwritable(&error)),
    }
    let written = files.iter().try_for_each(|(path, text)| {
        let file = folder.join(path);
        let above: Vec<&Path> = file.ancestors().skip(1).take_while(|above| *above != folder).collect();
        for above in above.into_iter().rev().filter(|above| !above.is_dir()) {
            fs::create_dir(above).map_err(|error| unwritable(&error))?;
            made.push(above.to_owned());
        }
        // A file that was begun is taken away too.
        if !file.exists() {
            made.push(file.clone());
        }
        make(&file, text.as_bytes(), language)
    });
    if written.is_err() {
        for place in made.iter().rev() {
            // Why it was not written is what counts; what stays behind is named by the next attempt.
            let _ = if place.is_dir() { fs::remove_dir(place) } else { fs::remove_file(place) };
        }
    }
    written
}

fn unreadable(language: Language, file: &Path, error: &Error) -> Failure {
    failure(language, ("cli-file-unreadable", "missing"), file, error)
}

/// What went wrong with a file; `missing` is what it means that something is not there.
fn failure(language: Language, (text, missing): (&str, &str), file: &Path, error: &Error) -> Failure {
    let cause = match error.kind() {
        ErrorKind::NotFound => missing.to_owned(),
        ErrorKind::PermissionDenied => "forbidden".to_owned(),
        ErrorKind::IsADirectory => "folder".to_owned(),
        ErrorKind::AlreadyExists => "taken".to_owned(),
        ErrorKind::InvalidData => "no-text".to_owned(),
        ErrorKind::StorageFull => "full".to_owned(),
        _ => error.to_string(),
    };
    let cause = message(language, "cli-file-cause", &[("cause", cause.into())]);
    let values = [("file", Value::from(file.display().to_string())), ("cause", cause.into())];
    Failure::new(Exit::Usage, message(language, text, &values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_file_is_said_in_both_languages() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.pdf");
        let said = |language| read(&file, language).unwrap_err().text.replace(&file.display().to_string(), "F");
        assert_eq!(said(Language::En), "The file F cannot be read: there is none of that name.");
        assert_eq!(said(Language::Fr), "Le fichier F est illisible\u{a0}: il n’existe pas.");
        make(&file, b"one", Language::En).unwrap();
        let taken = make(&file, b"two", Language::En).unwrap_err();
        assert!(taken.exit == Exit::Usage && taken.text.contains("stays as it is"), "{}", taken.text);
        assert_eq!(read_text(&file, Language::En).unwrap(), "one");
        let nowhere = make(&folder.path().join("b/c.pdf"), b"one", Language::En).unwrap_err();
        assert!(nowhere.text.ends_with("its folder does not exist."), "{}", nowhere.text);
    }

    #[test]
    fn many_files_are_made_together_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let of = |paths: &[&str]| paths.iter().map(|path| ((*path).to_owned(), format!("# {path}\r\n"))).collect();
        let place = folder.path().join("new");
        make_all(&place, &of(&["a.toml", "b/c/d.csv", "b/e.toml"]), Language::En).unwrap();
        assert_eq!(fs::read_to_string(place.join("b/c/d.csv")).unwrap(), "# b/c/d.csv\r\n");
        let again = make_all(&place, &of(&["z.toml"]), Language::En).unwrap_err();
        assert!(again.exit == Exit::Usage && again.text.contains("is not empty"), "{}", again.text);
        assert!(!place.join("z.toml").exists());
        let nowhere = make_all(&folder.path().join("x/y"), &of(&["a.toml"]), Language::Fr).unwrap_err();
        assert!(nowhere.text.ends_with("son dossier n’existe pas."), "{}", nowhere.text);
        let file = make_all(&place.join("a.toml"), &of(&["a.toml"]), Language::En).unwrap_err();
        assert!(file.text.contains("stays as it is"), "{}", file.text);
        // One name that no system keeps, after others that were made.
        let (empty, long) = (folder.path().join("empty"), format!("b/{}.toml", "n".repeat(300)));
        fs::create_dir(&empty).unwrap();
        for place in [&empty, &folder.path().join("other")] {
            make_all(place, &of(&["a.toml", "b/a.toml", &long]), Language::En).unwrap_err();
        }
        assert_eq!(fs::read_dir(&empty).unwrap().count(), 0);
        assert!(!folder.path().join("other").exists());
    }
}
