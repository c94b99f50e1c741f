//! Licence tables: one CSV file each, one row for each granted line (C-02).

use std::ops::Range;

use jiff::civil::Date;
use symbolon_domain::programme::{Layer, Source, TableRow, Text};

use crate::diagnostic::{Sink, both, suggest};
use crate::rules;

/// Columns that every table has, in any order.
const REQUIRED: [&str; 6] = ["offer", "competency", "benefit", "quantity", "unit", "layer"];
/// Columns that a table may have: whether the figure is official, first and last day, a remark for readers.
const OPTIONAL: [&str; 4] = ["verified", "from", "to", "note"];
/// Units of what is not money; money by time is `usd_per_month`.
const UNITS: [&str; 6] = ["seat", "licence", "core", "hour", "incident", "activation"];

/// A row, with the bytes of its cells for whoever finds something wrong with them.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) row: TableRow,
    pub(crate) offer: Range<usize>,
    pub(crate) competency: Range<usize>,
    pub(crate) benefit: Range<usize>,
    pub(crate) unit: Range<usize>,
    pub(crate) layer: Range<usize>,
}

/// The bytes of each cell of the record that begins at `start`, quotes included, and the quote that its line does not
/// close: it would take the rows below it for a part of its cell.
fn cells(text: &str, start: usize) -> (Vec<Range<usize>>, Option<usize>) {
    let mut out = Vec::new();
    let (mut from, mut opened, mut end) = (start, None, text.len());
    let (mut quoted, mut last) = (false, None);
    for (at, character) in text.get(start..).unwrap_or_default().char_indices() {
        let at = start + at;
        match character {
            '"' if opened.is_some() => opened = None,
            // Only the first character of a cell opens it; two quotes in a row close it and open it again.
            '"' if at == from || quoted && last == Some('"') => (opened, quoted) = (Some(at), true),
            ',' if opened.is_none() => {
                out.push(from..at);
                (from, quoted) = (at + 1, false);
            }
            '\r' | '\n' => {
                end = at;
                break;
            }
            _ => {}
        }
        last = Some(character);
    }
    out.push(from..end.max(from));
    (out, opened)
}

/// First byte of the next record: the reader's own position lies before the empty lines and remarks that it skips.
fn record_start(text: &str, mut at: usize) -> usize {
    while let Some(rest) = text.get(at..) {
        let blank = rest.starts_with(['\n', '\r']);
        if !blank && !rest.starts_with('#') {
            break;
        }
        match rest.find('\n') {
            Some(end) => at += end + 1,
            None => return text.len(),
        }
    }
    at
}

/// Reads a table. Rows with something wrong are reported and left out.
pub(crate) fn read(file: &str, text: &str, sink: &mut Sink) -> Vec<Row> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).comment(Some(b'#')).from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(header) = records.next() else {
        sink.report(file, 0..0, both!("cette table est vide", "this table is empty"), Some(header_hint()));
        return Vec::new();
    };
    let header = match header {
        Ok(header) => header,
        Err(error) => {
            unreadable(file, &error, sink);
            return Vec::new();
        }
    };
    let start = record_start(text, position(&header));
    let (found, opened) = cells(text, start);
    if !closed(file, opened, sink) || !columns(file, &header, &found, start..start, sink) {
        return Vec::new();
    }
    let table = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".csv").to_owned();
    let mut rows = Vec::new();
    for record in records {
        match record {
            Ok(record) => {
                let start = record_start(text, position(&record));
                let (cells, opened) = cells(text, start);
                if !closed(file, opened, sink) {
                    break;
                }
                // A spreadsheet writes rows without anything below the last one.
                if record.iter().all(|cell| cell.trim().is_empty()) {
                    continue;
                }
                let line = Line { file, header: &header, record: &record, cells, start };
                rows.extend(line.read(&table, sink));
            }
            Err(error) => unreadable(file, &error, sink),
        }
    }
    rows
}

fn position(record: &csv::StringRecord) -> usize {
    record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0)
}

fn unreadable(file: &str, error: &csv::Error, sink: &mut Sink) {
    let at = error.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    sink.report(file, at..at, both!("ligne illisible\u{a0}: {error}", "unreadable row: {error}"), None);
}

/// Reports a quote that its line does not close. What follows cannot be told apart any more.
fn closed(file: &str, opened: Option<usize>, sink: &mut Sink) -> bool {
    if let Some(at) = opened {
        let message = both!("ce guillemet n’est pas refermé sur sa ligne", "this quote is not closed on its line");
        let hint = both!(
            "refermez-le à la fin de la cellule\u{a0}; une cellule tient sur une ligne",
            "close it at the end of the cell; a cell stands on one line"
        );
        sink.report(file, at..at + 1, message, Some(hint));
    }
    opened.is_none()
}

fn header_hint() -> Text {
    let (required, optional) = (REQUIRED.join(","), OPTIONAL.join(","));
    both!(
        "première ligne\u{a0}: {required}, puis au choix {optional}",
        "first line: {required}, then at choice {optional}"
    )
}

fn columns(
    file: &str,
    header: &csv::StringRecord,
    cells: &[Range<usize>],
    start: Range<usize>,
    sink: &mut Sink,
) -> bool {
    let known = || REQUIRED.into_iter().chain(OPTIONAL);
    if header.len() == 1 && header.iter().any(|cell| cell.contains(';')) {
        let message = both!("les cellules sont séparées par `;`", "the cells are separated by `;`");
        let hint = both!("séparez-les par des virgules", "separate them by commas");
        sink.report(file, cells.first().cloned().unwrap_or(start), message, Some(hint));
        return false;
    }
    let mut good = true;
    for (index, name) in header.iter().enumerate() {
        let span = cells.get(index).cloned().unwrap_or(start.clone());
        if !known().any(|known| known == name) {
            good = false;
            sink.report(
                file,
                span,
                both!("colonne inconnue `{name}`", "unknown column `{name}`"),
                suggest(name, known()),
            );
        } else if header.iter().take(index).any(|earlier| earlier == name) {
            good = false;
            sink.report(file, span, both!("colonne `{name}` en double", "column `{name}` stands twice"), None);
        }
    }
    for name in REQUIRED.iter().filter(|name| !header.iter().any(|found| found == **name)) {
        good = false;
        let span = cells.first().cloned().unwrap_or(start.clone());
        let message = both!("la colonne `{name}` manque", "the column `{name}` is missing");
        sink.report(file, span, message, Some(header_hint()));
    }
    good
}

/// One row as it stands in the file.
struct Line<'a> {
    file: &'a str,
    header: &'a csv::StringRecord,
    record: &'a csv::StringRecord,
    cells: Vec<Range<usize>>,
    start: usize,
}

impl Line<'_> {
    fn cell(&self, column: &str) -> (&str, Range<usize>) {
        let index = self.header.iter().position(|name| name == column);
        let text = index.and_then(|index| self.record.get(index)).unwrap_or("");
        let span = index.and_then(|index| self.cells.get(index).cloned()).unwrap_or(self.start..self.start);
        // An empty cell has no character to mark, so the comma after it is marked.
        let span = if span.is_empty() && text.is_empty() { span.start..span.start + 1 } else { span };
        (text, span)
    }

    fn read(&self, table: &str, sink: &mut Sink) -> Option<Row> {
        let (line, _) = sink.position(self.file, self.start);
        let before = sink.len();
        if self.record.len() != self.header.len() {
            let (found, wanted) = (self.record.len(), self.header.len());
            let whole = self.start..self.cells.last().map_or(self.start, |last| last.end);
            let message = both!(
                "cette ligne a {found} cellules, la première en a {wanted}",
                "this row has {found} cells, the first line has {wanted}"
            );
            sink.report(self.file, whole, message, None);
            return None;
        }
        for column in ["offer", "benefit", "unit"] {
            let (text, span) = self.cell(column);
            if text.is_empty() {
                let message = both!("cette ligne n’a pas de `{column}`", "this row has no `{column}`");
                sink.report(self.file, span, message, None);
            }
        }
        let quantity = self.quantity(sink);
        let layer = self.layer(sink);
        let unit = self.unit(sink);
        let verified = self.verified(sink);
        let (from, to) = (self.day("from", sink), self.day("to", sink));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let message = both!("le dernier jour précède le premier", "the last day lies before the first");
            sink.report(self.file, self.cell("to").1, message, None);
        }
        let competency = Some(self.cell("competency").0.to_owned()).filter(|text| !text.is_empty());
        if sink.len() > before {
            return None;
        }
        Some(Row {
            row: TableRow {
                table: table.to_owned(),
                offer: self.cell("offer").0.to_owned(),
                competency,
                benefit: self.cell("benefit").0.to_owned(),
                quantity: quantity?,
                unit: unit?,
                layer: layer?,
                verified,
                from,
                to,
                source: Source { file: self.file.to_owned(), line },
            },
            offer: self.cell("offer").1,
            competency: self.cell("competency").1,
            benefit: self.cell("benefit").1,
            unit: self.cell("unit").1,
            layer: self.cell("layer").1,
        })
    }

    fn quantity(&self, sink: &mut Sink) -> Option<u32> {
        let (text, span) = self.cell("quantity");
        let number: Option<i64> = text.parse().ok();
        let message = match number {
            Some(number) if number < 0 => {
                both!("une quantité ne peut pas être négative", "a quantity cannot be below zero")
            }
            Some(0) => both!("une ligne qui n’accorde rien n’a pas d’effet", "a row that grants nothing has no effect"),
            Some(number) => match u32::try_from(number) {
                Ok(number) => return Some(number),
                Err(_) => both!("cette quantité est trop grande", "this quantity is too large"),
            },
            None if text.is_empty() => both!("cette ligne n’a pas de `quantity`", "this row has no `quantity`"),
            None => both!("`{text}` n’est pas un nombre entier", "`{text}` is not a whole number"),
        };
        let hint = (number == Some(0)).then(|| both!("supprimez la ligne", "leave the row out"));
        sink.report(self.file, span, message, hint);
        None
    }

    fn layer(&self, sink: &mut Sink) -> Option<Layer> {
        let (text, span) = self.cell("layer");
        let layer = Layer::from_code(text);
        if layer.is_none() {
            let message = both!("couche inconnue `{text}`", "unknown layer `{text}`");
            sink.report(self.file, span, message, suggest(text, Layer::ALL.iter().map(|known| known.code())));
        }
        layer
    }

    fn unit(&self, sink: &mut Sink) -> Option<String> {
        let (text, span) = self.cell("unit");
        let by_time = text.strip_suffix("_per_month").or_else(|| text.strip_suffix("_per_year"));
        let money = by_time.is_some_and(|code| {
            code.bytes().all(|letter| letter.is_ascii_lowercase())
                && rules::decimals(&code.to_ascii_uppercase()).is_some()
        });
        if UNITS.contains(&text) || money {
            return Some(text.to_owned());
        }
        if !text.is_empty() {
            let message = both!("unité inconnue `{text}`", "unknown unit `{text}`");
            let hint = suggest(text, UNITS.into_iter().chain(["usd_per_month", "usd_per_year"]));
            sink.report(self.file, span, message, hint);
        }
        None
    }

    fn verified(&self, sink: &mut Sink) -> bool {
        let (text, span) = self.cell("verified");
        match text {
            "" | "true" => true,
            "false" => false,
            _ => {
                let message = both!("il faut `true` ou `false`", "this must be `true` or `false`");
                sink.report(self.file, span, message, None);
                false
            }
        }
    }

    fn day(&self, column: &str, sink: &mut Sink) -> Option<Date> {
        let (text, span) = self.cell(column);
        if text.is_empty() {
            return None;
        }
        // The parser would also accept a time or a zone after the day.
        let day = text.parse().ok().filter(|_| text.len() == "2021-01-28".len());
        if day.is_none() {
            let message = both!("`{text}` n’est pas un jour du calendrier", "`{text}` is not a day of the calendar");
            sink.report(self.file, span, message, Some(both!("par exemple 2021-01-28", "for example 2021-01-28")));
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_lines_survive_remarks_and_quotes() {
        let text =
            "offer,competency,benefit,quantity,unit,layer,note\n# a remark\n\nset,,mail,5,seat,core,\"one, two\"\n";
        let files = crate::Files([("tables/t.csv".to_owned(), text.to_owned())].into());
        let mut sink = Sink::new(&files);
        let rows = read("tables/t.csv", text, &mut sink);
        assert!(sink.is_empty());
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!((row.row.table.as_str(), row.row.source.line, row.row.quantity), ("t", 4, 5));
        assert_eq!(&text[row.benefit.clone()], "mail");
        assert!(row.row.verified);
    }

    #[test]
    fn a_quote_that_its_line_does_not_close_is_found_where_it_opens() {
        for (line, opened) in [
            ("a,\"b", Some(2)),
            ("a,\"b\nc,d\"", Some(2)),
            ("\"a\"\"b\",c", None),
            ("\"a\"\"b,c", Some(3)),
            ("a,5\" wide, 3\"\" high\n", None),
            ("\"\",\"a, b\"\r\n", None),
        ] {
            assert_eq!(cells(line, 0).1, opened, "{line}");
        }
    }
}
