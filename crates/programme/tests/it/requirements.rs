//! What competencies ask for: the thresholds of A.3 are in the data, and what does not fit is found in its place.

use std::collections::BTreeMap;

use symbolon_domain::programme::Programme;
use symbolon_domain::requirement::RequirementKind;
use symbolon_programme::{Files, load};

use crate::diagnostics::{after, says};

fn programme(name: &str) -> Programme {
    let files = Files::embedded(name).expect("it is built in");
    load(&files, 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false))).programme
}

/// A.3, line by line: competency, option, level, kind, and the thresholds of developed and developing markets in whole
/// units.
const THRESHOLDS: &[(&str, &str, &str, &str, u64, u64)] = &[
    ("application-development", "", "silver", "certified_people", 2, 2),
    ("application-development", "", "gold", "certified_people", 4, 4),
    ("application-integration", "", "silver", "certified_people", 2, 2),
    ("application-integration", "", "silver", "exams", 1, 1),
    ("application-integration", "", "gold", "certified_people", 4, 4),
    ("cloud-platform", "", "silver", "consumption", 15_000, 10_000),
    ("cloud-platform", "", "silver", "certified_people", 1, 1),
    ("cloud-platform", "", "gold", "consumption", 100_000, 100_000),
    ("cloud-platform", "", "gold", "certified_people", 2, 2),
    ("cloud-productivity", "", "silver", "active_users", 2_000, 1_000),
    ("cloud-productivity", "", "silver", "certified_people", 1, 1),
    ("cloud-productivity", "", "gold", "active_users", 4_000, 4_000),
    ("cloud-productivity", "", "gold", "certified_people", 2, 2),
    ("small-midmarket-cloud-solutions", "", "silver", "customers", 4, 4),
    ("small-midmarket-cloud-solutions", "", "gold", "customers", 25, 25),
    ("small-midmarket-cloud-solutions", "", "gold", "certified_people", 2, 2),
    ("devops", "", "silver", "certified_people", 2, 2),
    ("devops", "", "gold", "certified_people", 4, 4),
    ("datacenter", "", "silver", "certified_people", 2, 2),
    ("datacenter", "", "gold", "certified_people", 4, 4),
    ("collaboration-content", "", "silver", "certified_people", 2, 2),
    ("collaboration-content", "", "gold", "certified_people", 4, 4),
    ("messaging", "", "silver", "certified_people", 2, 2),
    ("messaging", "", "gold", "certified_people", 4, 4),
    ("cloud-business-applications", "applications", "silver", "revenue", 100_000, 50_000),
    ("cloud-business-applications", "applications", "silver", "certified_people", 5, 5),
    ("cloud-business-applications", "applications", "gold", "revenue", 300_000, 150_000),
    ("cloud-business-applications", "applications", "gold", "certified_people", 15, 15),
    ("cloud-business-applications", "operations", "silver", "revenue", 100_000, 50_000),
    ("cloud-business-applications", "operations", "silver", "revenue", 25_000, 12_000),
    ("cloud-business-applications", "operations", "silver", "certified_people", 5, 5),
    ("cloud-business-applications", "operations", "gold", "revenue", 300_000, 150_000),
    ("cloud-business-applications", "operations", "gold", "revenue", 75_000, 37_000),
    ("cloud-business-applications", "operations", "gold", "certified_people", 15, 15),
    ("communications", "", "silver", "certified_people", 2, 2),
    ("communications", "", "silver", "exams", 1, 1),
    ("communications", "", "gold", "certified_people", 4, 4),
    ("communications", "", "gold", "exams", 2, 2),
    ("data-analytics", "power-bi", "silver", "units", 250, 250),
    ("data-analytics", "power-bi", "silver", "certified_people", 1, 1),
    ("data-analytics", "power-bi", "gold", "units", 1_000, 1_000),
    ("data-analytics", "power-bi", "gold", "certified_people", 2, 2),
    ("enterprise-mobility-management", "enterprise", "silver", "customers", 3, 3),
    ("enterprise-mobility-management", "enterprise", "silver", "units", 500, 500),
    ("enterprise-mobility-management", "enterprise", "silver", "certified_people", 2, 2),
    ("enterprise-mobility-management", "enterprise", "gold", "customers", 5, 5),
    ("enterprise-mobility-management", "enterprise", "gold", "units", 4_000, 4_000),
    ("enterprise-mobility-management", "enterprise", "gold", "certified_people", 4, 4),
    ("enterprise-mobility-management", "small-business", "silver", "customers", 20, 20),
    ("enterprise-mobility-management", "small-business", "gold", "customers", 125, 125),
    ("enterprise-resource-planning", "", "gold", "revenue", 175_000, 75_000),
    ("windows-devices", "surface-hub", "silver", "units", 12, 12),
    ("windows-devices", "surface-hub", "gold", "units", 52, 52),
];

#[test]
fn every_threshold_of_the_rulebook_is_in_the_data_and_no_other() {
    let programme = programme("mpn-2020");
    let asked = &programme.requirements;
    let minor = |kind: RequirementKind| match kind {
        RequirementKind::Revenue | RequirementKind::Consumption => 100,
        _ => 1,
    };
    let mut found: Vec<_> = asked
        .all()
        .map(|one| {
            let (france, india) = (asked.threshold(one, "FR"), asked.threshold(one, "IN"));
            let option = one.option.as_deref().unwrap_or("");
            let whole = |amount: u64| amount / minor(one.kind);
            (one.competency.as_str(), option, one.level.as_str(), one.kind.code(), whole(france), whole(india))
        })
        .collect();
    let mut expected = THRESHOLDS.to_vec();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn areas_and_cloud_competencies_are_those_of_the_rulebook() {
    let programme = programme("mpn-2020");
    let mut areas: BTreeMap<&str, usize> = BTreeMap::new();
    for competency in &programme.competencies {
        *areas.entry(competency.area.as_str()).or_default() += 1;
        assert!(programme.requirements.area(&competency.area).is_some(), "{}", competency.area);
    }
    // five, three, two and eight make eighteen; A-20 names six.
    let expected =
        [("apps-infrastructure", 5), ("business-applications", 3), ("data-ai", 2), ("modern-workplace-security", 8)];
    assert_eq!(areas.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(programme.competencies.iter().filter(|one| one.cloud).count(), 6);
}

const ASKED: &str = "any_of = [\"halcyon-trainer\", \"halcyon-trainer-classic\"]";

#[test]
fn a_requirement_names_what_the_programme_knows() {
    let file = "programme.toml";
    says(
        &after(file, ASKED, "any_of = [\"halcyon-traner\"]"),
        &["unknown exam or certification `halcyon-traner`", "did you mean `halcyon-trainer`?", "programme.toml:"],
    );
    says(
        &after(file, "metric = \"connected-sites\"", "metric = \"conected-sites\""),
        &["unknown figure `conected-sites`"],
    );
    says(&after(file, "competency = \"training\"", "competency = \"trainings\""), &["unknown competency `trainings`"]);
    says(
        &after(file, "level = \"associate\"\nkind = \"units\"", "level = \"asociate\"\nkind = \"units\""),
        &["unknown level `asociate`"],
    );
    says(&after(file, "kind = \"units\"", "kind = \"unit\""), &["unknown value `unit`", "units"]);
    says(&after(file, "at_least = 7", "at_least = 0"), &["0 is below 1"]);
    says(&after(file, "at_least = 7\n", ""), &["some countries have no threshold", "at_least"]);
    says(&after(file, "at_least = 7", "by_market = { moon = 7 }"), &["unknown market `moon`"]);
    says(&after(file, ASKED, &format!("{ASKED}\nmetric = \"connected-sites\"")), &["`certified_people` counts people"]);
    says(&after(file, &format!("{ASKED}\n"), ""), &["`certified_people` names exams or certifications"]);
    says(&after(file, "metric = \"connected-sites\"\n", ""), &["`units` names a figure"]);
    says(
        &after(file, "metric = \"connected-sites\"", &format!("metric = \"connected-sites\"\n{ASKED}")),
        &["`units` counts no people"],
    );
}

#[test]
fn ids_are_given_once_and_markets_do_not_overlap() {
    let file = "programme.toml";
    let metric = "[[metric]]\nid = \"connected-sites\"";
    let again = format!(
        "[[metric]]\nid = \"connected-sites\"\nname = {{ fr = \"a\", en = \"a\" }}\nmeasure = \"sum\"\n\n{metric}"
    );
    says(&after(file, metric, &again), &["`connected-sites` is there already"]);
    let market = |id: &str, countries: &str| {
        format!("[[market]]\nid = \"{id}\"\nname = {{ fr = \"a\", en = \"a\" }}\ncountries = [{countries}]\n\n")
    };
    let with = |markets: &[String]| after(file, metric, &format!("{}{metric}", markets.concat()));
    says(&with(&[market("one", "\"DE\""), market("two", "\"DE\"")]), &["`DE` is in the market `one` already"]);
    says(&with(&[market("one", ""), market("two", "")]), &["`one` and `two` are both for all other countries"]);
    says(&with(&[market("one", "\"de\"")]), &["`de` is not a country code"]);
    says(&with(&[market("one", "\"DE\""), market("two", "")]), &["loaded"]);
    let options = "[[competency.option]]\nid = \"one\"\nname = { fr = \"a\", en = \"a\" }\n\n";
    let training = "[[competency]]\nid = \"training\"";
    says(
        &after(file, training, &format!("{options}{training}")),
        &["`integration` has options; name one of them", "`one`"],
    );
    says(&after(file, training, &format!("{options}{options}{training}")), &["`one` is there already"]);
}
