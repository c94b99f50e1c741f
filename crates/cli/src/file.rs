//! The files that people name: read and made, and in their language what stands in the way.

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
}
