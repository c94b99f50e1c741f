//! Worked examples that hold prove nothing unless a wrong one is found.

use std::sync::Arc;

use symbolon_programme::{Files, load, run_cases};

/// A worked example that is wrong must be found: otherwise those that hold prove nothing.
#[test]
fn a_wrong_worked_example_fails_with_its_place() {
    let mut files = Files::embedded("mpn-2020").expect("it is built in");
    let faq = files.0.get_mut("tests/faq.toml").expect("it has worked examples");
    *faq = faq.replacen("renew_to = 2021-10-01", "renew_to = 2021-09-30", 1);
    let loaded = load(&files, 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
    let results = run_cases(&Arc::new(loaded.programme), &loaded.cases);
    let failed: Vec<_> = results.iter().filter(|result| !result.failures.is_empty()).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].file, "tests/faq.toml");
    assert!(failed[0].failures[0].en.contains("2021-10-01"), "{:?}", failed[0].failures);
}
