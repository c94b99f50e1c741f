//! Every scenario file, in the pure domain.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use symbolon_sim::scenario::{Run, run};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "txt"));
    files.sort();
    assert!(files.len() >= 10, "scenarios are missing: {files:?}");
    files
}

/// Runs every file; what is expected is written anew where that is asked for.
pub(crate) async fn all(run: impl AsyncFn(&Path) -> anyhow::Result<Run>, update: bool) {
    let mut wrong = Vec::new();
    let mut expectations = 0;
    for path in files() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match run(&path).await {
            Ok(done) => {
                expectations += done.expectations;
                if done.written == done.actual {
                    continue;
                }
                if update {
                    std::fs::write(&path, &done.actual).expect("writes");
                }
                wrong.push(format!("{name}:\n{}", difference(&done.written, &done.actual)));
            }
            Err(error) => wrong.push(format!("{name}: {error:#}")),
        }
    }
    println!("{expectations} expectations");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines that differ, in order.
fn difference(written: &str, actual: &str) -> String {
    let (mut left, mut right) = (written.lines().peekable(), actual.lines().peekable());
    let mut out = String::new();
    let (left, right): (Vec<_>, Vec<_>) = (left.by_ref().collect(), right.by_ref().collect());
    let mut at = 0;
    for (number, line) in right.iter().enumerate() {
        if left.get(at) == Some(line) {
            at += 1;
            continue;
        }
        match left[at.min(left.len())..].iter().position(|other| other == line) {
            Some(skipped) => {
                left[at..at + skipped].iter().for_each(|gone| out.push_str(&format!("  - {gone}\n")));
                at += skipped + 1;
            }
            None => out.push_str(&format!("  + {line}   (line {})\n", number + 1)),
        }
    }
    out
}

#[tokio::test]
async fn scenarios_hold_in_the_pure_domain() {
    all(run, std::env::var_os("UPDATE_EXPECT").is_some()).await;
}

/// The words of the sentences that the runner knows, from the patterns by which it knows them.
fn words_of_the_language() -> BTreeSet<&'static str> {
    let source = include_str!("../../src/scenario/mod.rs");
    let patterns = source.lines().map(str::trim).filter(|line| line.starts_with('['));
    let heads = patterns.filter_map(|line| line.split("=>").next());
    let words = heads.flat_map(|head| head.split('"').skip(1).step_by(2));
    words.filter(|word| word.starts_with(|letter: char| letter.is_ascii_lowercase())).collect()
}

#[test]
fn every_word_of_the_language_is_written_down() {
    let page = include_str!("../../../../scenarios/README.md");
    let said: BTreeSet<&str> = page.split(|letter: char| !letter.is_ascii_lowercase() && letter != '-').collect();
    let words = words_of_the_language();
    assert!(words.len() > 100 && words.contains("redeems"), "{words:?}");
    let missing: Vec<_> = words.difference(&said).collect();
    assert!(missing.is_empty(), "scenarios/README.md does not say {missing:?}");
}
