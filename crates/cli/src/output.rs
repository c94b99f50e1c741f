//! What goes to standard output: a table for people, tab-separated values for programs, or the API's own document.

use std::io::{IsTerminal, Write};

use comfy_table::{Attribute, Cell as Drawn, CellAlignment, Color, ContentArrangement};
use jiff::civil::Date;
use serde_json::Value as Json;
use symbolon_domain::programme::Language;
use symbolon_server::turns;
use symbolon_text::{Value, date, date_short, message};

use crate::failure::{Exit, Failure};
use crate::settings::Settings;

/// One value: as people read it, and as programs do.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    text: String,
    raw: String,
    tone: Tone,
}

/// How a value is coloured; the word itself always says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Good,
    Soon,
    Over,
}

impl Cell {
    /// A value with a form for people and one for programs.
    pub(crate) fn new(text: impl Into<String>, raw: impl Into<String>) -> Self {
        Self { text: text.into(), raw: raw.into(), tone: Tone::Plain }
    }

    /// A value that is the same for both.
    pub(crate) fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(text.clone(), text)
    }

    /// A number.
    pub(crate) fn number(language: Language, number: i64) -> Self {
        Self::new(symbolon_text::number(language, number), number.to_string())
    }

    /// A day, or a dash.
    pub(crate) fn day(language: Language, day: Option<Date>) -> Self {
        day.map_or_else(|| Self::new("–", ""), |day| Self::new(date_short(language, day), day.to_string()))
    }

    pub(crate) fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// Rows under named columns.
pub(crate) struct Table {
    /// The name in `--columns` and in the first line of tab-separated values; the text over it is [`title`].
    columns: Vec<(&'static str, bool)>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.iter().map(|name| (*name, false)).collect(), rows: Vec::new() }
    }

    /// Numbers stand to the right.
    pub(crate) fn right(mut self, names: &[&str]) -> Self {
        for (name, right) in &mut self.columns {
            *right = names.contains(name);
        }
        self
    }

    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }
}

/// Where and how a command writes.
pub(crate) struct Output {
    pub(crate) language: Language,
    terminal: bool,
    drawn: bool,
    colour: bool,
    may_colour: bool,
    json: bool,
    columns: Vec<String>,
    header: bool,
    quiet: bool,
}

impl Output {
    pub(crate) fn new(settings: &Settings) -> Self {
        let terminal = std::io::stdout().is_terminal();
        Self {
            language: settings.language,
            terminal,
            drawn: terminal || settings.table,
            colour: terminal && settings.colour,
            may_colour: settings.colour,
            json: settings.json,
            columns: settings.columns.clone(),
            header: !settings.no_header,
            quiet: settings.quiet,
        }
    }

    /// A message of the catalogue.
    pub(crate) fn text(&self, id: &str, values: &[(&str, Value)]) -> String {
        message(self.language, id, values)
    }

    pub(crate) fn date(&self, day: Date) -> String {
        date(self.language, day)
    }

    /// Whether what goes to standard error may have colours.
    pub(crate) fn colour_on_errors(&self) -> bool {
        self.may_colour && std::io::stderr().is_terminal()
    }

    /// Whether the API's own document is wanted instead of a rendering of it.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Whether tables are drawn for people, who read more around them than programs do.
    pub(crate) fn is_drawn(&self) -> bool {
        self.drawn
    }

    /// Prints a problem where documents are wanted.
    pub(crate) fn refused(&self, problem: &Json) -> Result<(), Failure> {
        if self.is_json() { self.document(problem) } else { Ok(()) }
    }

    /// Writes the API's document.
    pub(crate) fn document(&self, document: &Json) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(document).map_err(Failure::unexpected)?;
        self.line(&text)
    }

    /// Writes a line to standard output.
    pub(crate) fn line(&self, text: &str) -> Result<(), Failure> {
        write(&visible(text))
    }

    /// Writes a sentence around data: among it for people, and apart from it for programs.
    pub(crate) fn prose(&self, text: &str) -> Result<(), Failure> {
        if self.drawn {
            return self.line(text);
        }
        self.note(text);
        Ok(())
    }

    /// Writes what is not data, for example the next useful command, to standard error.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            complain(text);
        }
    }

    /// Writes rows: aligned with titles for people, else tab-separated under the columns' names.
    pub(crate) fn table(&self, table: Table) -> Result<(), Failure> {
        let wanted = self.wanted(&table)?;
        let names: Vec<_> = wanted.iter().filter_map(|at| table.columns.get(*at)).collect();
        let rows = table.rows.iter().map(|row| wanted.iter().filter_map(|at| row.get(*at)));
        if self.drawn {
            return write(&self.draw(&names, rows));
        }
        let mut lines = Vec::new();
        if self.header {
            lines.push(names.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>().join("\t"));
        }
        for row in rows {
            lines.push(row.map(|cell| one_line(&cell.raw)).collect::<Vec<_>>().join("\t"));
        }
        if lines.is_empty() { Ok(()) } else { self.line(&lines.join("\n")) }
    }

    /// The places of the wanted columns, in the order in which they were asked for.
    fn wanted(&self, table: &Table) -> Result<Vec<usize>, Failure> {
        if self.columns.is_empty() {
            return Ok((0..table.columns.len()).collect());
        }
        let place = |wanted: &String| {
            table.columns.iter().position(|(name, _)| name == wanted).ok_or_else(|| {
                let known = table.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                let values = [("column", Value::from(wanted.as_str())), ("known", Value::from(known))];
                Failure::new(Exit::Usage, self.text("cli-unknown-column", &values))
            })
        };
        self.columns.iter().map(place).collect()
    }

    fn draw<'a, R>(&self, names: &[&(&'static str, bool)], rows: impl Iterator<Item = R>) -> String
    where
        R: Iterator<Item = &'a Cell>,
    {
        let mut drawn = comfy_table::Table::new();
        drawn.load_style(comfy_table::presets::NOTHING).set_content_arrangement(match self.terminal {
            true => ContentArrangement::Dynamic,
            false => ContentArrangement::Disabled,
        });
        if self.colour {
            drawn.enforce_styling();
        }
        if self.header {
            drawn.set_header(names.iter().map(|(name, _)| {
                let title = self.text(&title(name), &[]).to_uppercase();
                let cell = Drawn::new(title);
                if self.colour { cell.add_attribute(Attribute::Bold) } else { cell }
            }));
        }
        for row in rows {
            drawn.add_row(row.map(|cell| match (self.colour, cell.tone) {
                (false, _) | (_, Tone::Plain) => Drawn::new(one_line(&cell.text)),
                (_, Tone::Good) => Drawn::new(one_line(&cell.text)).fg(Color::Green),
                (_, Tone::Soon) => Drawn::new(one_line(&cell.text)).fg(Color::Yellow),
                (_, Tone::Over) => Drawn::new(one_line(&cell.text)).fg(Color::DarkGrey),
            }));
        }
        for (at, (_, right)) in names.iter().enumerate() {
            if let Some(column) = drawn.column_mut(at) {
                column.set_padding((0, 2));
                if *right {
                    column.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
        drawn.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }
}

/// The text over a column.
fn title(column: &str) -> String {
    format!("cli-col-{}", column.replace('_', "-"))
}

/// A value cannot break out of its row or column.
fn one_line(text: &str) -> String {
    visible(&text.replace(['\t', '\n', '\r'], " "))
}

/// A text in which the characters that steer a terminal, or turn the direction of writing, are written out as JSON does.
/// Whoever typed them, perhaps in another company, does not command the reader's screen. Lines and columns stay.
pub(crate) fn visible(text: &str) -> String {
    let steers = |letter: char| letter.is_control() && !"\n\t".contains(letter);
    let written = |letter: char| match steers(letter) || turns(letter) {
        true => format!("\\u{:04x}", u32::from(letter)),
        false => letter.to_string(),
    };
    // A table of the API ends its lines so.
    text.split("\r\n").map(|line| line.chars().map(written).collect()).collect::<Vec<String>>().join("\r\n")
}

/// Writes to standard output.
fn write(text: &str) -> Result<(), Failure> {
    match writeln!(std::io::stdout(), "{text}") {
        // Whoever reads has seen enough, as `head` does.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Writes to standard error. Where nobody listens the exit code still tells.
pub(crate) fn complain(text: &str) {
    paint(&visible(text));
}

/// Writes what is coloured already to standard error.
pub(crate) fn paint(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use symbolon_text::has_message;

    /// The names between the brackets that follow.
    fn names(source: &str) -> Vec<&str> {
        let list = source.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
        list.split('"').skip(1).step_by(2).collect()
    }

    #[test]
    fn every_column_of_every_command_has_its_title_in_both_languages() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands");
        let mut columns = Vec::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
            // A word stands beside its code, which is what programs read.
            let mut same = source.split("plain(").skip(1).filter_map(|call| call.split_once(')'));
            assert!(!same.any(|(values, _)| values.ends_with("_text\"")), "{source:.200}");
            for (at, made) in source.match_indices("Table::new(&") {
                let after = &source[at + made.len()..];
                let before = source[..at].rfind("let columns").map_or("", |start| &source[start..at]);
                let found = names(if after.starts_with("columns") { before } else { after });
                assert!(!found.is_empty(), "{after:.80}");
                columns.extend(found.into_iter().map(str::to_owned));
            }
        }
        assert!(columns.iter().any(|column| column == "may_change"), "{columns:?}");
        for language in Language::ALL {
            let missing: Vec<_> = columns.iter().filter(|column| !has_message(*language, &title(column))).collect();
            assert!(missing.is_empty(), "{language}: {missing:?}");
        }
    }
}
