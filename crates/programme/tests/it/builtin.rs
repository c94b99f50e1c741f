//! The built-in programmes load, and their worked examples hold; a wrong one is found.

use std::sync::Arc;

use symbolon_domain::programme::{Programme, Text};
use symbolon_programme::{Files, load, run_cases};

fn loaded(name: &str) -> symbolon_programme::Loaded {
    let files = Files::embedded(name).unwrap();
    load(&files, 1).unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render(false)))
}

fn passes(name: &str) {
    let loaded = loaded(name);
    let programme = Arc::new(loaded.programme);
    let results = run_cases(&programme, &loaded.cases);
    assert!(!results.is_empty());
    let failed: Vec<String> = results
        .iter()
        .filter(|result| !result.failures.is_empty())
        .map(|result| {
            let failures: Vec<&str> = result.failures.iter().map(|failure| failure.en.as_str()).collect();
            format!("{}:{} {}\n  {}", result.file, result.line, result.name, failures.join("\n  "))
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn the_worked_examples_of_mpn_2020_hold() {
    passes("mpn-2020");
}

#[test]
fn the_worked_examples_of_example_isv_hold() {
    passes("example-isv");
}

/// Every text of a programme.
fn texts(programme: &Programme) -> Vec<Text> {
    let mut texts = vec![programme.name.clone()];
    texts.extend(programme.levels.iter().map(|level| level.name.clone()));
    texts.extend(programme.role_names.values().cloned());
    texts.extend(programme.categories.iter().map(|category| category.name.clone()));
    texts.extend(programme.competencies.iter().map(|competency| competency.name.clone()));
    for offer in &programme.offers {
        texts.extend([offer.name.clone(), offer.summary.clone()]);
    }
    for benefit in &programme.benefits {
        texts.push(benefit.name.clone());
        texts.extend(benefit.note.clone());
    }
    let asked = &programme.requirements;
    texts.extend(asked.areas.iter().map(|area| area.name.clone()));
    texts.extend(asked.markets.iter().map(|market| market.name.clone()));
    texts.extend(asked.credentials.iter().map(|credential| credential.name.clone()));
    texts.extend(asked.metrics.iter().map(|metric| metric.name.clone()));
    texts.extend(asked.options.iter().map(|option| option.name.clone()));
    texts.extend(asked.specialisations.iter().map(|one| one.name.clone()));
    for terms in programme.terms.values() {
        texts.push(terms.name.clone());
        texts.extend(terms.permitted.iter().chain(&terms.forbidden).map(|one| one.text.clone()));
    }
    for campaign in programme.campaigns.values() {
        texts.extend([campaign.name.clone(), campaign.reason.clone()]);
        texts.extend(campaign.notices.values().flat_map(|notice| [notice.subject.clone(), notice.text.clone()]));
    }
    texts
}

#[test]
fn french_texts_are_set_as_french() {
    for name in Files::embedded_names() {
        for text in texts(&loaded(&name).programme) {
            let fr = &text.fr;
            assert!(!fr.contains(['\'', '"']), "{name}: straight quote in `{fr}`");
            assert!(!text.en.contains(['\'', '"']), "{name}: straight quote in `{}`", text.en);
            let mut before = ' ';
            for character in fr.chars() {
                assert!(
                    !matches!(character, ':' | ';' | '?' | '!' | '»') || before == '\u{a0}',
                    "{name}: space in `{fr}`"
                );
                assert!(before != '«' || character == '\u{a0}', "{name}: space in `{fr}`");
                before = character;
            }
        }
    }
}

#[test]
fn every_rule_that_an_explanation_names_has_its_line() {
    let programme = loaded("mpn-2020").programme;
    for (path, file) in [
        ("window.standard", "programme.toml"),
        ("window.standard.next_anniversary", "programme.toml"),
        ("window.standard.reminder.renewal-closing", "programme.toml"),
        ("offer.action-pack", "offers/action-pack.toml"),
        ("offer.action-pack.limit", "offers/action-pack.toml"),
        ("offer.silver.excluded_by", "offers/levels.toml"),
        ("benefit.office-365-e3", "benefits/cloud.toml"),
        ("benefit.office-365-e3.redeem_by", "benefits/cloud.toml"),
        ("benefit.office-365-e3.replacement", "benefits/cloud.toml"),
        ("benefit.visual-studio-professional.reassign_after", "benefits/visual-studio.toml"),
        ("terms.internal-use", "terms/terms.toml"),
        ("table.action-pack-2020.action-pack.office-365-e3", "tables/action-pack-2020.csv"),
        ("table.competencies-2020.gold.devops.visual-studio-enterprise", "tables/competencies-2020.csv"),
        ("competency.devops", "competencies.toml"),
        ("requirement.devops-silver-people", "requirements.toml"),
        ("credential.az-400", "requirements.toml"),
        ("evidence.counts_for", "requirements.toml"),
        ("evidence.profile_moves_per_year", "requirements.toml"),
    ] {
        let source = programme.source(path).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(source.file, file, "{path}");
        let files = Files::embedded("mpn-2020").unwrap();
        let text = &files.0[file];
        let line = text.lines().nth(source.line as usize - 1).unwrap();
        let word = path.rsplit('.').next().unwrap();
        let named_on_next_line = text.lines().skip(source.line as usize).take(4).any(|line| line.contains(word));
        assert!(line.contains(word) || named_on_next_line, "{path} is not at {file}:{}: {line}", source.line);
    }
}

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
