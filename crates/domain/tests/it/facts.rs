//! Facts are the disk format, for ever: a golden file for each kind reads back and is written again to the byte.

use std::collections::BTreeSet;
use std::path::Path;

use symbolon_domain::fact::Fact;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

#[test]
fn every_kind_has_a_golden_file_that_reads_back_to_the_byte() {
    let mut seen = BTreeSet::new();
    for entry in std::fs::read_dir(folder()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let kind = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("reads");
        for line in text.lines() {
            let fact = Fact::read(&kind, line).unwrap_or_else(|cause| panic!("{kind}: {cause}"));
            assert_eq!(fact.kind(), kind);
            assert_eq!(fact.body(), line, "{kind}: a reader of today writes what was written then");
        }
        assert!(text.lines().count() > 0, "{kind} is empty");
        seen.insert(kind);
    }
    let kinds: BTreeSet<String> = Fact::KINDS.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(seen, kinds);
}

#[test]
fn a_kind_of_a_newer_version_is_refused_by_name() {
    let refused = Fact::read("membership_teleported", "{}").expect_err("it is unknown");
    assert!(refused.contains("membership_teleported") && refused.contains("newer version"), "{refused}");
}

/// A field that a newer version added is not lost silently: the body is stored as text and never rewritten.
#[test]
fn a_body_with_a_further_field_still_reads() {
    let mut ids = symbolon_domain::ids::Minter::new(1, 1);
    let body = format!(r#"{{"reveal":"{}","token":"{}","added_later":1}}"#, ids.reveal(), ids.token());
    assert!(Fact::read("code_shown", &body).is_ok());
}
