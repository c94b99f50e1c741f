//! Which rules of the rulebook are held, and where: from the list of their numbers and from who cites them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, ensure};

/// A rule that binds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    number: String,
    /// `S`: stated by whoever ordered the programme; `O`: official.
    kind: String,
    words: String,
    /// Why nothing holds it, or how it is held without being cited.
    reason: String,
}

/// Where a rule is cited.
#[derive(Debug, Default)]
struct Cited {
    scenarios: BTreeSet<String>,
    parameters: BTreeSet<String>,
    code: BTreeSet<String>,
}

fn rules(root: &Path) -> anyhow::Result<Vec<Rule>> {
    let text = std::fs::read_to_string(root.join("crates/sim/rules.tsv"))?;
    let read = |line: &str| {
        let [number, kind, words, reason] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        let [number, kind, words, reason] = [number, kind, words, reason].map(str::to_owned);
        Some(Rule { number, kind, words, reason })
    };
    text.lines().skip(1).map(|line| read(line).with_context(|| format!("not a rule: {line}"))).collect()
}

/// The rules that a text cites: `B-30`, and every one of `D-20…D-25`.
fn citations(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let number = |text: &str| -> Option<(char, u32, usize)> {
        let mut letters = text.chars();
        let part = letters.next().filter(char::is_ascii_uppercase)?;
        let digits: String = letters.as_str().strip_prefix('-')?.chars().take_while(char::is_ascii_digit).collect();
        (digits.len() == 2).then(|| digits.parse().ok().map(|number| (part, number, digits.len() + 2)))?
    };
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let starts = !before.is_ascii_alphanumeric() && before != '-';
        before = letter;
        let Some((part, first, length)) = number(&text[at..]).filter(|_| starts) else { continue };
        let last = text[at + length..].strip_prefix('…').and_then(number).filter(|(to, ..)| *to == part);
        let last = last.map_or(first, |(_, last, _)| last);
        found.extend((first..=last).map(|number| format!("{part}-{number:02}")));
    }
    found
}

fn walk(folder: &Path, endings: &[&str], found: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let mut entries: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, endings, found)?;
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            found.push((path.to_string_lossy().into_owned(), std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// The key that a line of a programme's file states; for a remark, the part that it stands in.
fn key(line: &str, part: &str) -> String {
    let name = line.split('=').next().unwrap_or_default().trim();
    let is_key =
        line.contains('=') && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter));
    let key = [Some(part.to_owned()).filter(|part| !part.is_empty()), is_key.then(|| name.to_owned())];
    key.into_iter().flatten().collect::<Vec<_>>().join(".")
}

fn cited(root: &Path) -> anyhow::Result<BTreeMap<String, Cited>> {
    let mut found: BTreeMap<String, Cited> = BTreeMap::new();
    let mut texts = Vec::new();
    walk(&root.join("scenarios"), &[".txt"], &mut texts)?;
    for (path, text) in std::mem::take(&mut texts) {
        let name = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for rule in citations(&text) {
            found.entry(rule).or_default().scenarios.insert(name.clone());
        }
    }
    walk(&root.join("programmes/mpn-2020"), &[".toml", ".csv"], &mut texts)?;
    for (path, text) in std::mem::take(&mut texts) {
        let file = Path::new(&path).strip_prefix(root.join("programmes"))?.to_string_lossy().into_owned();
        let mut part = String::new();
        for line in text.lines() {
            if let Some(header) = line.trim_start().strip_prefix('[') {
                let end = header.trim_start_matches('[').split(']').next().unwrap_or_default();
                end.clone_into(&mut part);
            }
            for rule in citations(line) {
                let place = format!("{file} {}", key(line, &part)).trim_end().to_owned();
                found.entry(rule).or_default().parameters.insert(place);
            }
        }
    }
    for folder in ["domain", "store", "server"] {
        walk(&root.join("crates").join(folder).join("src"), &[".rs"], &mut texts)?;
    }
    for (path, text) in texts {
        let file = Path::new(&path).strip_prefix(root.join("crates"))?.to_string_lossy().into_owned();
        for rule in citations(&text) {
            found.entry(rule).or_default().code.insert(file.clone());
        }
    }
    Ok(found)
}

fn several(items: &BTreeSet<String>, most: usize) -> String {
    let shown: Vec<String> = items.iter().take(most).map(|item| format!("`{item}`")).collect();
    let more = items.len().saturating_sub(most);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// The page about the rules, and the numbers of those that nothing holds and nothing explains.
///
/// # Errors
/// When the list or a folder does not read, or a number stands twice in the list.
pub fn page(root: &Path) -> anyhow::Result<(String, Vec<String>)> {
    let (rules, cited) = (rules(root)?, cited(root)?);
    let numbers: BTreeSet<&String> = rules.iter().map(|rule| &rule.number).collect();
    ensure!(numbers.len() == rules.len(), "a rule stands twice in the list");
    let none = Cited::default();
    let by = |rule: &Rule| cited.get(&rule.number).unwrap_or(&none);
    let proved = rules.iter().filter(|rule| !by(rule).scenarios.is_empty()).count();
    let mut out = String::from(
        "# The rules\n\nMade by `cargo run -p symbolon-sim --bin rules` from `crates/sim/rules.tsv` and from who cites each \
         rule.\n`S` is stated by whoever ordered the programme, `O` is official. Each is proved by scenarios that cite it; the \
         values are\nthose of the programme `mpn-2020`. What is not held yet, or held without a value, says why.\n\n",
    );
    writeln!(out, "{} rules bind; scenarios cite {proved} of them.\n", rules.len())?;
    out.push_str("| Rule | | In a few words | Scenarios | Programme | Code, and what is to be known |\n|---|---|---|---|---|---|\n");
    let mut holes = Vec::new();
    for rule in &rules {
        let by = by(rule);
        let held = !by.scenarios.is_empty() || !by.parameters.is_empty() || !by.code.is_empty();
        if !held && rule.reason.is_empty() {
            holes.push(rule.number.clone());
        }
        let code = several(&by.code, 2);
        let last = [code.as_str(), rule.reason.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ");
        let (scenarios, parameters) = (several(&by.scenarios, 3), several(&by.parameters, 2));
        writeln!(out, "| {} | {} | {} | {scenarios} | {parameters} | {last} |", rule.number, rule.kind, rule.words)?;
    }
    Ok((out, holes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_cited_whole_and_other_words_are_not() {
        let found: Vec<String> =
            citations("a rule (B-30, D-20…D-22) of P-1 and AS-110, 2020-01-01, X-123").into_iter().collect();
        assert_eq!(found, ["B-30", "D-20", "D-21", "D-22"]);
    }
}
