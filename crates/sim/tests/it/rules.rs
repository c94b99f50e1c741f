//! `docs/RULES.md` says what is there.

use symbolon_domain::explanation::RuleNumber;
use symbolon_sim::rules::{TABLE, table};
use symbolon_sim::tree::root;

#[test]
fn every_binding_rule_is_shown_or_explained() {
    let kept = std::fs::read_to_string(root().join(TABLE)).expect("it is there");
    let made = table().expect("no rule without a scenario, a test or a reason");
    assert!(kept == made, "{TABLE} is old: run `cargo run -p symbolon-sim --bin rules` and commit it");
}

#[test]
fn a_number_that_an_explanation_names_is_that_of_a_rule() {
    let table = table().expect("a table");
    for number in RuleNumber::ALL {
        assert!(table.contains(&format!("\n| {number} |")), "{number}");
    }
}
