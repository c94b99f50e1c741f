//! How two versions of a programme differ, as it is written in their files: every value by its dotted path, with the
//! file and line of the newer one.

use std::collections::BTreeMap;

use symbolon_domain::change::DifferenceKind;
use symbolon_domain::programme::Source;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Files;
use crate::diagnostic::Sink;
use crate::parse::apply_defaults;
use crate::table;

/// A difference. One line may change the same rule of several objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// How it differs.
    pub kind: DifferenceKind,
    /// The objects by their dotted paths, for example `benefit.office-365-e3`.
    pub objects: Vec<String>,
    /// The rule below each object; none where the whole object is new or retired.
    pub rule: Option<String>,
    /// The value before.
    pub from: Option<String>,
    /// The value afterwards.
    pub to: Option<String>,
    /// Where it is written in the newer version; for what is retired, in the older one.
    pub source: Source,
}

impl Difference {
    /// The dotted path of the rule in its first object.
    pub fn path(&self) -> String {
        let object = self.objects.first().map_or("", String::as_str);
        self.rule.as_ref().map_or_else(|| object.to_owned(), |rule| format!("{object}.{rule}"))
    }
}

/// A value of the files.
struct Leaf {
    rule: Option<String>,
    value: String,
    source: Source,
}

type Objects = BTreeMap<String, Vec<Leaf>>;

/// How the files of a newer version differ from those of an older one. Both were loaded without fault; worked examples
/// test the programme and are no part of it.
pub fn differences(older: &Files, newer: &Files) -> Vec<Difference> {
    let (older, newer) = (objects(older), objects(newer));
    let mut found: Vec<Difference> = Vec::new();
    let mut add = |difference: Difference| {
        let same = |other: &&mut Difference| {
            let part = |object: &str| object.split('.').next().map(str::to_owned);
            (&other.kind, &other.rule, &other.from, &other.to)
                == (&difference.kind, &difference.rule, &difference.from, &difference.to)
                && other.source == difference.source
                && other.objects.first().and_then(|object| part(object))
                    == difference.objects.first().and_then(|object| part(object))
        };
        match found.iter_mut().find(same) {
            Some(other) if difference.rule.is_some() => other.objects.extend(difference.objects),
            _ => found.push(difference),
        }
    };
    let whole = |object: &str, leaves: &[Leaf], kind| {
        let first = leaves.first()?;
        // A row of a table is one value: it is worth showing.
        let value = first.rule.is_none().then(|| first.value.clone());
        let (from, to) = if kind == DifferenceKind::Added { (None, value) } else { (value, None) };
        let source = leaves.iter().map(|leaf| &leaf.source).min()?.clone();
        Some(Difference { kind, objects: vec![object.to_owned()], rule: None, from, to, source })
    };
    for (object, leaves) in &newer {
        let Some(before) = older.get(object) else {
            whole(object, leaves, DifferenceKind::Added).into_iter().for_each(&mut add);
            continue;
        };
        let value = |leaves: &[Leaf], rule: &Option<String>| {
            leaves.iter().find(|leaf| leaf.rule == *rule).map(|leaf| leaf.value.clone())
        };
        let gone = before.iter().filter(|leaf| value(leaves, &leaf.rule).is_none());
        for leaf in leaves.iter().chain(gone) {
            let (from, to) = (value(before, &leaf.rule), value(leaves, &leaf.rule));
            if from == to {
                continue;
            }
            let (objects, rule, source) = (vec![object.clone()], leaf.rule.clone(), leaf.source.clone());
            add(Difference { kind: DifferenceKind::Changed, objects, rule, from, to, source });
        }
    }
    for (object, leaves) in older.iter().filter(|(object, _)| !newer.contains_key(*object)) {
        whole(object, leaves, DifferenceKind::Retired).into_iter().for_each(&mut add);
    }
    found
}

/// Tables of the files whose entries are objects of their own, by id.
const BY_ID: [&str; 16] = [
    "campaign",
    "wording",
    "window",
    "offer",
    "benefit",
    "terms",
    "cap",
    "requirement",
    "competency",
    "credential",
    "metric",
    "level",
    "category",
    "area",
    "market",
    "specialisation",
];

fn objects(files: &Files) -> Objects {
    let mut found = Objects::new();
    let mut sink = Sink::new(files);
    for (file, text) in &files.0 {
        if file.ends_with(".csv") {
            for row in table::read(file, text, &mut sink) {
                let row = row.row;
                let competency = row.competency.iter().map(|id| format!(".{id}")).collect::<String>();
                let from = row.from.iter().map(|day| format!("@{day}")).collect::<String>();
                let to = row.to.iter().map(|day| format!(" … {day}")).collect::<String>();
                let unsure = if row.verified { "" } else { " (?)" };
                let value = format!("{} {} {}{to}{unsure}", row.quantity, row.unit, row.layer);
                let object = format!("table.{}{competency}.{}{from}", row.offer, row.benefit);
                found.entry(object).or_default().push(Leaf { rule: None, value, source: row.source });
            }
            continue;
        }
        let (mut tree, _) = DeTable::parse_recoverable(text);
        apply_defaults(tree.get_mut());
        let mut walk = Walk { file, sink: &sink, found: &mut found };
        for (key, value) in tree.get_ref().iter() {
            match key.get_ref().as_ref() {
                "format" | "case" => {}
                part => walk.part(part, key.span().start, value),
            }
        }
    }
    found
}

struct Walk<'a> {
    file: &'a str,
    sink: &'a Sink,
    found: &'a mut Objects,
}

impl Walk<'_> {
    fn part(&mut self, part: &str, offset: usize, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Table(table) if BY_ID.contains(&part) => {
                for (id, value) in table.iter() {
                    self.leaf(&format!("{part}.{}", id.get_ref()), None, id.span().start, value);
                }
            }
            DeValue::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.leaf(&format!("{part}.{}", name(item, at)), None, item.span().start, item);
                }
            }
            _ => self.leaf(part, None, offset, value),
        }
    }

    fn leaf(&mut self, object: &str, rule: Option<&str>, offset: usize, value: &Spanned<DeValue<'_>>) {
        let below = |key: &str| rule.map_or_else(|| key.to_owned(), |rule| format!("{rule}.{key}"));
        match value.get_ref() {
            DeValue::Table(table) if !table.contains_key("fr") => {
                for (key, value) in table.iter() {
                    self.leaf(object, Some(&below(key.get_ref())), key.span().start, value);
                }
            }
            DeValue::Array(items) if items.iter().any(|item| item.get_ref().is_table()) => {
                for (at, item) in items.iter().enumerate() {
                    self.leaf(object, Some(&below(&name(item, at))), item.span().start, item);
                }
            }
            value => {
                let (line, _) = self.sink.position(self.file, offset);
                let source = Source { file: self.file.to_owned(), line };
                let leaf = Leaf { rule: rule.map(str::to_owned), value: text(value), source };
                self.found.entry(object.to_owned()).or_default().push(leaf);
            }
        }
    }
}

/// What an entry of a list is called: by its id, or by what tells it from the others.
fn name(item: &Spanned<DeValue<'_>>, at: usize) -> String {
    let Some(table) = item.get_ref().as_table() else { return at.to_string() };
    let get = |key: &str| table.get(key).map(|value| text(value.get_ref()));
    if let Some(id) = get("id").or_else(|| get("text")) {
        return id;
    }
    // Prices and taxes have no id: a country and a first day tell them apart.
    let country = get("country").unwrap_or_else(|| "*".to_owned());
    get("from").map_or(country.clone(), |from| format!("{country}@{from}"))
}

fn text(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(items) => items.iter().map(|item| text(item.get_ref())).collect::<Vec<_>>().join(", "),
        DeValue::Table(table) => table.iter().map(|(_, value)| text(value.get_ref())).collect::<Vec<_>>().join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(edits: &[(&str, &str, &str)]) -> Vec<Difference> {
        let older = Files::embedded("mpn-2020").unwrap();
        let mut newer = older.clone();
        for (file, from, to) in edits {
            let text = newer.0.get_mut(*file).unwrap();
            assert!(text.contains(from), "{file} does not hold {from}");
            *text = text.replacen(from, to, 1);
        }
        differences(&older, &newer)
    }

    #[test]
    fn comments_order_and_examples_are_no_difference() {
        let files =
            [("programme.toml", "[guard]", "# A remark.\n\n[guard]"), ("tests/faq.toml", "name = ", "name =   ")];
        assert_eq!(changed(&files), []);
    }

    #[test]
    fn one_line_that_holds_for_many_is_shown_once() {
        let found = changed(&[("benefits/cloud.toml", "within = \"P30D\" # D-22", "within = \"P45D\"")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].rule.as_deref(), Some("replacement.within"));
        assert_eq!((found[0].from.as_deref(), found[0].to.as_deref()), (Some("P30D"), Some("P45D")));
        assert!(found[0].objects.len() > 3, "{:?}", found[0].objects);
        assert_eq!((found[0].source.file.as_str(), found[0].source.line), ("benefits/cloud.toml", 18));
    }

    #[test]
    fn a_row_that_is_new_gone_or_another_is_said_with_its_values() {
        let file = "tables/action-pack-2020.csv";
        let found =
            changed(&[(file, "action-pack,,intune,5,seat,core,true,,,", "action-pack,,intune,3,seat,core,true,,,")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].objects, ["table.action-pack.intune"]);
        assert_eq!((found[0].from.as_deref(), found[0].to.as_deref()), (Some("5 seat core"), Some("3 seat core")));
        let found = changed(&[(file, "action-pack,,intune,5,seat,core,true,,,\n", "")]);
        assert_eq!((found[0].kind, found[0].to.clone()), (DifferenceKind::Retired, None));
    }

    #[test]
    fn a_price_is_told_apart_by_country_and_first_day() {
        let found = changed(&[("offers/action-pack.toml", "475.00", "500.00")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].path(), "offer.action-pack.fee.*.amount");
    }
}
