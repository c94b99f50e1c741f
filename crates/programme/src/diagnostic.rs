//! What is wrong with a programme's files, said like a compiler: file, line, column, the word itself, a hint.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use symbolon_domain::programme::{Language, Text};

/// A text in both languages from two format strings with the same values.
macro_rules! both {
    ($fr:literal, $en:literal $(, $($values:tt)*)?) => {
        symbolon_domain::programme::Text { fr: format!($fr $(, $($values)*)?), en: format!($en $(, $($values)*)?) }
    };
}
pub(crate) use both;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// File, relative to the programme's folder.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column of the first wrong character, from 1.
    pub column: u32,
    /// What is wrong, in one sentence.
    pub message: Text,
    /// What to do about it.
    pub hint: Option<Text>,
    span: Range<usize>,
    /// Whether the rule came when there were programmes already.
    later: bool,
}

/// Everything that is wrong with a programme, in the order of files and lines. Never empty when [`crate::load`]
/// returns it.
#[derive(Debug, Clone)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    texts: BTreeMap<String, Arc<str>>,
}

impl Diagnostics {
    /// What is wrong, in the order of files and lines.
    pub fn items(&self) -> &[Diagnostic] {
        &self.items
    }

    /// The whole report in English, with the lines concerned and a mark under each wrong word.
    pub fn render(&self, colour: bool) -> String {
        self.render_in(Language::En, colour)
    }

    /// The whole report in one language.
    pub fn render_in(&self, language: Language, colour: bool) -> String {
        let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_context_lines(1).with_width(120);
        let mut out = String::new();
        for item in &self.items {
            let text = self.texts.get(&item.file).cloned().unwrap_or_else(|| Arc::from(""));
            let report = Report { item, language, source: NamedSource::new(&item.file, text) };
            // Writing to a string cannot fail.
            let _ = handler.render_report(&mut out, &report);
            out.push('\n');
        }
        let (count, files) = (self.items.len(), self.files());
        out.push_str(&match (language, count, files) {
            (Language::Fr, 1, _) => "1 erreur. Rien n’a été chargé.\n".to_owned(),
            (Language::Fr, _, 1) => format!("{count} erreurs dans 1 fichier. Rien n’a été chargé.\n"),
            (Language::Fr, ..) => format!("{count} erreurs dans {files} fichiers. Rien n’a été chargé.\n"),
            (Language::En, 1, _) => "1 error. Nothing was loaded.\n".to_owned(),
            (Language::En, _, 1) => format!("{count} errors in 1 file. Nothing was loaded.\n"),
            (Language::En, ..) => format!("{count} errors in {files} files. Nothing was loaded.\n"),
        });
        out
    }

    fn files(&self) -> usize {
        let mut files: Vec<_> = self.items.iter().map(|item| &item.file).collect();
        files.dedup();
        files.len()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}

/// One diagnostic with its text, as miette draws it.
#[derive(Debug)]
struct Report<'a> {
    item: &'a Diagnostic,
    language: Language,
    source: NamedSource<Arc<str>>,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.item.message.get(self.language))
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.item.hint.as_ref().map(|hint| Box::new(hint.get(self.language)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = &self.item.span;
        Some(Box::new(std::iter::once(LabeledSpan::new(None, span.start, span.len()))))
    }
}

/// Collects diagnostics while files are read and checked.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    items: Vec<Diagnostic>,
    texts: BTreeMap<String, Arc<str>>,
}

impl Sink {
    pub(crate) fn new(files: &crate::Files) -> Self {
        let texts = files.0.iter().map(|(path, text)| (path.clone(), Arc::from(text.as_str()))).collect();
        Self { items: Vec::new(), texts }
    }

    /// Line and column, from 1, of a byte of a file.
    pub(crate) fn position(&self, file: &str, offset: usize) -> (u32, u32) {
        let text = self.texts.get(file).map_or("", |text| text);
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    pub(crate) fn report(&mut self, file: &str, span: Range<usize>, message: Text, hint: Option<Text>) {
        self.add(file, span, (message, hint), false);
    }

    /// Reports what a rule refuses that came when there were programmes already: those that were accepted stay readable.
    pub(crate) fn report_later(&mut self, file: &str, span: Range<usize>, message: Text, hint: Option<Text>) {
        self.add(file, span, (message, hint), true);
    }

    fn add(&mut self, file: &str, span: Range<usize>, (message, hint): (Text, Option<Text>), later: bool) {
        // A mark never covers more than its first line: the word is what matters.
        let text = self.texts.get(file).map_or("", |text| text);
        let shown = text.get(span.clone()).and_then(|text| text.lines().next()).map_or(0, |line| line.trim_end().len());
        let (line, column) = self.position(file, span.start);
        let span = span.start..span.start + shown;
        let item = Diagnostic { file: file.to_owned(), line, column, message, hint, span, later };
        if !self.items.contains(&item) {
            self.items.push(item);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether nothing is wrong by the rules that were there when a version was accepted.
    pub(crate) fn was_accepted(&self) -> bool {
        self.items.iter().all(|item| item.later)
    }

    pub(crate) fn into_diagnostics(mut self) -> Diagnostics {
        self.items.sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
        Diagnostics { items: self.items, texts: self.texts }
    }
}

/// How many known words a hint lists at the most.
const LISTED: usize = 24;

/// A hint that names the nearest known word, however it is capitalised, or all of them where they are few.
pub(crate) fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    let known: Vec<&str> = known.into_iter().collect();
    let small = word.to_lowercase();
    let nearest = known.iter().map(|candidate| (distance(&small, &candidate.to_lowercase()), *candidate)).min();
    match nearest {
        Some((far, candidate)) if far <= (word.chars().count() / 3).max(2) && far < candidate.chars().count() => {
            Some(both!("vouliez-vous dire `{candidate}`\u{a0}?", "did you mean `{candidate}`?"))
        }
        Some(_) if known.len() <= LISTED => {
            let list = known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ");
            Some(both!("connus\u{a0}: {list}", "known: {list}"))
        }
        _ => None,
    }
}

/// Edits (insert, delete, replace, swap neighbours) that lead from one word to the other.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = usize::from(a[i - 1] != b[j - 1]);
                let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + same);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested_and_a_far_one_is_not() {
        let hint = |word: &str| suggest(word, ["silver", "gold"]).map(|hint| hint.en).unwrap_or_default();
        assert_eq!(hint("sliver"), "did you mean `silver`?");
        assert_eq!(hint("silvers"), "did you mean `silver`?");
        assert_eq!(hint("platinum"), "known: `silver`, `gold`");
        assert_eq!(suggest("x", []), None);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn positions_count_characters_from_one() {
        let files = crate::Files(BTreeMap::from([("a".to_owned(), "é = 1\nb = 2\n".to_owned())]));
        let sink = Sink::new(&files);
        assert_eq!(sink.position("a", 0), (1, 1));
        assert_eq!(sink.position("a", 3), (1, 3));
        assert_eq!(sink.position("a", 7), (2, 1));
        assert_eq!(sink.position("a", 99), (3, 1));
    }
}
