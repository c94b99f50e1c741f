//! `docs/RULES.md`: every binding rule with the scenarios that prove it, the values of the programme that it fixes, and
//! the tests of pages and texts that look at it; or the reason why it has none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::{Context, ensure};

use crate::tree::files;

/// Where the table is.
pub const TABLE: &str = "docs/RULES.md";

const LIST: &str = include_str!("../data/rules.txt");

const HEAD: &str = "\
# Rules

Every binding rule of the programme that this system implements, by number. **S**: the source says it; **O**: the vendor’s
documents do. A scenario is named where it cites the rule; a value where the programme file does; a test where neither
shows it, as on pages. `cargo run -p symbolon-sim --bin rules` writes this page, and a test compares it.

| rule | | what it is about | scenarios | values of `mpn-2020` | otherwise |
|---|---|---|---|---|---|
";

/// A binding rule.
#[derive(Debug)]
struct Rule {
    number: &'static str,
    /// Where it stands.
    kind: &'static str,
    about: &'static str,
    /// Why it has no scenario.
    reason: Option<&'static str>,
}

fn rules() -> anyhow::Result<Vec<Rule>> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(reason) = line.strip_prefix("~ ") {
            rules.last_mut().context("a reason stands below its rule")?.reason = Some(reason);
            continue;
        }
        let mut parts = line.splitn(3, ' ');
        let mut part = || parts.next().with_context(|| format!("number, kind and words: {line}"));
        rules.push(Rule { number: part()?, kind: part()?, about: part()?, reason: None });
    }
    Ok(rules)
}

/// Numbers of rules in a text, such as `B-02`.
fn cited(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').filter(|word| {
        let bytes = word.as_bytes();
        bytes.len() == 4
            && bytes.first().is_some_and(u8::is_ascii_uppercase)
            && bytes.get(1) == Some(&b'-')
            && bytes.iter().skip(2).all(u8::is_ascii_digit)
    })
}

/// What cites each rule.
type Citations = BTreeMap<String, BTreeSet<String>>;

fn note(citations: &mut Citations, text: &str, place: &str) {
    for rule in cited(text) {
        citations.entry(rule.to_owned()).or_default().insert(place.to_owned());
    }
}

fn scenarios() -> Citations {
    let mut found = Citations::new();
    for (name, text) in files("scenarios", &[".txt"]) {
        let name = name.rsplit('/').next().unwrap_or(&name).trim_end_matches(".txt").to_owned();
        note(&mut found, &text, &format!("[{name}](../scenarios/{name}.txt)"));
    }
    found
}

/// The values of the built-in programme beside which, or in a comment right above which, a rule is cited.
fn values() -> Citations {
    let mut found = Citations::new();
    for (_, text) in files("programmes/mpn-2020", &[".toml"]) {
        let (mut table, mut key, mut above) = (String::new(), String::new(), String::new());
        for line in text.lines().map(str::trim) {
            if line.starts_with('#') {
                above.push_str(line);
                continue;
            }
            let (value, comment) = line.split_once('#').unwrap_or((line, ""));
            let comment = format!("{above} {comment}");
            above.clear();
            let place = if value.starts_with('[') {
                table = value.trim().trim_matches(['[', ']']).to_owned();
                format!("`{table}`")
            } else if value.starts_with('{') {
                // One of several values of a key that is named above.
                format!("`{table}.{key}`")
            } else if let Some((name, _)) = value.split_once('=') {
                key = name.trim().to_owned();
                format!("`{table}.{key}`")
            } else {
                continue;
            };
            note(&mut found, &comment, &place);
        }
    }
    found
}

fn tests() -> Citations {
    let mut found = Citations::new();
    for (name, text) in files("crates", &[".rs"]).into_iter().chain(files("tests", &[".mjs"])) {
        if name.contains("/tests/") || name.starts_with("tests/") || name.ends_with("/tests.rs") {
            note(&mut found, &text, &format!("[{name}](../{name})"));
        }
    }
    found
}

fn cell(citations: &Citations, rule: &str) -> String {
    citations.get(rule).into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The table, as it is to be.
///
/// # Errors
/// When the list of rules cannot be read, names a rule twice, or has a rule that nothing shows and no reason explains,
/// or one that has both a scenario and a reason.
pub fn table() -> anyhow::Result<String> {
    let (scenarios, values, tests) = (scenarios(), values(), tests());
    let mut text = HEAD.to_owned();
    let mut seen = BTreeSet::new();
    let mut holes = Vec::new();
    for Rule { number, kind, about, reason } in rules()? {
        ensure!(seen.insert(number), "{number} is listed twice");
        let proved = scenarios.contains_key(number);
        ensure!(!(proved && reason.is_some()), "{number} has a scenario, and a reason why it has none");
        let tests = if proved { String::new() } else { cell(&tests, number) };
        let otherwise = [tests.as_str(), reason.unwrap_or("")].into_iter().filter(|part| !part.is_empty());
        let otherwise = otherwise.collect::<Vec<_>>().join("; ");
        if !proved && otherwise.is_empty() {
            holes.push(number);
        }
        let (scenarios, values) = (cell(&scenarios, number), cell(&values, number));
        writeln!(text, "| {number} | {kind} | {about} | {scenarios} | {values} | {otherwise} |")?;
    }
    ensure!(holes.is_empty(), "no scenario, no test and no reason: {}", holes.join(" "));
    Ok(text)
}
