//! A list of people as somebody pastes it or saves it from a spreadsheet: one on each line, in any order of columns.
//! Reading it decides nothing: it finds the addresses, and keeps each line whose address it does not find.

use serde::{Deserialize, Serialize};
use symbolon_domain::programme::Language;
use symbolon_store::searched;
use symbolon_text::message;
use utoipa::ToSchema;

use crate::letters::is_unseen;
use crate::table::cell;

/// Somebody of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SeatRow)]
pub struct Listed {
    /// What the list calls them; only the address says who it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their mail address.
    pub email: String,
    /// ISO 3166-1 country in which the seat is used: the headquarters’ where not given, else one with a location.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// Why a line names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It has no mail address.
    NoAddress,
    /// It has several, of which no column says which one is meant.
    SeveralAddresses,
}

impl Unread {
    /// Why, and what to do about it.
    pub fn say(self, language: Language) -> String {
        match self {
            Self::NoAddress => message(language, "roster-no-address", &[]),
            Self::SeveralAddresses => message(language, "roster-several-addresses", &[]),
        }
    }
}

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// As it was written.
    pub text: String,
    /// Whom it names.
    pub read: Result<Listed, Unread>,
}

/// A list as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// The line with the names of the columns, where there is one.
    pub header: Option<String>,
    /// All other lines that are not blank.
    pub lines: Vec<Line>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Email,
    /// An address of some kind, which is a mail address where no other column is.
    Address,
    Name,
    First,
    Last,
    Country,
}

/// How spreadsheets and directories call their columns, in small letters without accents, blanks and signs.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Email,
        &[
            "email",
            "emails",
            "emailaddress",
            "mail",
            "mailaddress",
            "courriel",
            "mel",
            "adressemail",
            "adresseemail",
            "adressecourriel",
            "adressedecourriel",
            "adresseelectronique",
            "userprincipalname",
            "nomdutilisateurprincipal",
        ],
    ),
    (Column::Address, &["adresse", "address"]),
    (
        Column::Name,
        &["name", "fullname", "displayname", "nomcomplet", "nomaffiche", "nometprenom", "prenometnom", "nomprenom"],
    ),
    (Column::First, &["firstname", "givenname", "prenom", "prenoms"]),
    (Column::Last, &["lastname", "surname", "familyname", "nom", "nomdefamille"]),
    (Column::Country, &["country", "countrycode", "pays", "codepays"]),
];

/// The columns of a list, by their places.
struct Columns {
    delimiter: u8,
    all: Vec<Option<Column>>,
}

impl Columns {
    /// The columns that a first line names; none where it names none that is known.
    fn of(line: &str) -> Option<Self> {
        if line.contains('@') {
            return None;
        }
        let delimiter = delimiter(line);
        let column = |cell: &String| {
            let plain: String = searched(cell).chars().filter(|letter| letter.is_alphanumeric()).collect();
            NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(column, _)| *column)
        };
        let all: Vec<_> = cells(line, delimiter).iter().map(column).collect();
        all.iter().any(Option::is_some).then_some(Self { delimiter, all })
    }

    fn at(&self, column: Column) -> Option<usize> {
        self.all.iter().position(|known| *known == Some(column))
    }

    /// What a row has in a column.
    fn get<'a>(&self, row: &'a [String], column: Column) -> Option<&'a str> {
        row.get(self.at(column)?).map(String::as_str).filter(|text| !text.is_empty())
    }

    fn read(&self, line: &str) -> Result<Listed, Unread> {
        let row = cells(line, self.delimiter);
        // What stands in no column, because a comma of a name was not quoted, is read like a line without any.
        let Some(email) = self.at(Column::Email).or_else(|| self.at(Column::Address)) else { return loose(&row) };
        let Some(cell) = row.get(email).filter(|_| row.len() == self.all.len()) else { return loose(&row) };
        let name = match self.get(&row, Column::Name) {
            Some(name) => Some(name.to_owned()),
            None => {
                let parts = [Column::First, Column::Last].into_iter().filter_map(|part| self.get(&row, part));
                Some(parts.collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
            }
        };
        let country = self.get(&row, Column::Country).map(str::to_ascii_uppercase);
        let found = loose(std::slice::from_ref(cell))?;
        Ok(Listed { name: name.or(found.name), email: found.email, country })
    }
}

/// Reads a list.
pub fn read(text: &str) -> Roster {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.split('\n').enumerate().map(|(at, line)| (at + 1, line.trim_start_matches('\u{feff}')));
    let mut lines = lines.filter(|(_, line)| !is_blank(line)).peekable();
    let columns = lines.peek().and_then(|(_, line)| Columns::of(line));
    let header = columns.is_some().then(|| lines.next().map(|(_, line)| line.to_owned())).flatten();
    let line = |(number, line): (usize, &str)| Line {
        number,
        text: line.to_owned(),
        read: match &columns {
            Some(columns) => columns.read(line),
            None => loose(&cells(line, delimiter(line))),
        },
    };
    Roster { header, lines: lines.map(line).collect() }
}

impl Roster {
    /// The list as a text again, with the lines that are wanted.
    pub fn text<'a>(&'a self, wanted: impl IntoIterator<Item = &'a Line>) -> String {
        let lines: Vec<&str> = wanted.into_iter().map(|line| line.text.as_str()).collect();
        let header = self.header.as_deref().filter(|_| !lines.is_empty());
        header.into_iter().chain(lines).flat_map(|line| [line, "\n"]).collect()
    }
}

/// Whether a line says nothing: a spreadsheet saves the delimiters of an empty row.
fn is_blank(line: &str) -> bool {
    line.chars().all(|letter| is_unseen(letter) || ";,\"".contains(letter))
}

/// What separates the cells of a line: the rarest of the signs that stand outside quotes.
fn delimiter(line: &str) -> u8 {
    let outside: Vec<&str> = line.split('"').step_by(2).collect();
    let found = [b'\t', b';'].into_iter().find(|sign| outside.iter().any(|part| part.contains(char::from(*sign))));
    found.unwrap_or(b',')
}

/// The cells of one line. A quote that nobody closes is closed by the end of the line, so that it swallows no other one.
fn cells(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).trim(csv::Trim::All).delimiter(delimiter);
    let row = reader.from_reader(line.as_bytes()).into_records().next().and_then(Result::ok);
    row.map_or_else(|| vec![line.trim().to_owned()], |row| row.iter().map(str::to_owned).collect())
}

/// Whom cells name that no columns tell apart: the address is what has an `@`, and the name is the rest.
fn loose(cells: &[String]) -> Result<Listed, Unread> {
    let (mut address, mut name) = (None::<&str>, Vec::new());
    for word in cells.iter().flat_map(|cell| cell.split(|letter: char| is_between(letter))) {
        let bare = word.trim_matches(['\'', '.', ':', '’', '‘', '“', '”']);
        let bare = bare.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:")).map_or(bare, |_| &bare[7..]);
        match address {
            _ if word.is_empty() => {}
            _ if !bare.contains('@') => name.push(word),
            Some(known) if !known.eq_ignore_ascii_case(bare) => return Err(Unread::SeveralAddresses),
            _ => address = Some(bare),
        }
    }
    let email = address.ok_or(Unread::NoAddress)?.to_owned();
    Ok(Listed { name: Some(name.join(" ")).filter(|name| !name.is_empty()), email, country: None })
}

/// Whether a letter stands between words: no mail address has it.
fn is_between(letter: char) -> bool {
    is_unseen(letter) || "<>()[],;\"".contains(letter)
}

/// What Windows-1252 has where Latin-1 has controls.
const WINDOWS: [char; 32] = [
    '€', '\u{0081}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{008d}', 'Ž', '\u{008f}', '\u{0090}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{009d}', 'ž', 'Ÿ',
];

/// The text of a file: UTF-8 or UTF-16 with its mark, else what spreadsheets on Windows write.
pub fn decode(bytes: &[u8]) -> String {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks().0.iter().skip(1).map(|pair| from(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    let windows = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS.get(usize::from(byte - 0x80)).copied().unwrap_or_default(),
        other => char::from(*other),
    };
    let text = match (bytes, std::str::from_utf8(bytes)) {
        ([0xff, 0xfe, ..], _) => wide(u16::from_le_bytes),
        ([0xfe, 0xff, ..], _) => wide(u16::from_be_bytes),
        (_, Ok(text)) => text.trim_start_matches('\u{feff}').to_owned(),
        (_, Err(_)) => bytes.iter().map(windows).collect(),
    };
    // No form carries it.
    text.replace('\0', "")
}

/// Lines that did not pass as a table for a spreadsheet, each with its reason, which [`read`] reads again.
pub fn table<'a>(language: Language, lines: impl IntoIterator<Item = (&'a Line, &'a str)>) -> Vec<u8> {
    let column = |id| message(language, id, &[]);
    // A spreadsheet takes a table for UTF-8 only if it begins with the mark.
    let begun = "\u{feff}".as_bytes().to_vec();
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(begun);
    let header = ["roster-name", "roster-email", "roster-country", "roster-reason"].map(column);
    let rows = lines.into_iter().map(|(line, reason)| match &line.read {
        Ok(Listed { name, email, country }) => {
            [name.as_deref().unwrap_or_default(), email, country.as_deref().unwrap_or_default(), reason].map(cell)
        }
        Err(_) => [line.text.as_str(), "", "", reason].map(cell),
    });
    for row in std::iter::once(header).chain(rows) {
        // Memory takes whatever is written to it.
        let _ = out.write_record(&row);
    }
    out.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line as name, address and country, or why not.
    fn seen(text: &str) -> Vec<String> {
        let one = |line: &Line| match &line.read {
            Ok(Listed { name, email, country }) => {
                let country = country.as_ref().map(|country| format!(" in {country}")).unwrap_or_default();
                format!("{}: {} <{email}>{country}", line.number, name.as_deref().unwrap_or("?"))
            }
            Err(unread) => format!("{}: {unread:?}", line.number),
        };
        read(text).lines.iter().map(one).collect()
    }

    #[test]
    fn what_people_paste() {
        let text = "Anne-Marie Lévêque <anne@lumen.example>\n\n\
                    leo@lumen.example\r\n\
                    \"Gérard, l’aîné\" <gerard@lumen.example>,\r\
                    Marc O’Neil\tmailto:Marc.O'Neil@lumen.example\n\
                    Zoé; Petit; zoe@lumen.example\n\
                    ine@lumen.example <INE@lumen.example>\n\
                    personne\n\
                    a@lumen.example; b@lumen.example\n\
                    \"Max <max@lumen.example>\n";
        assert_eq!(
            seen(text),
            [
                "1: Anne-Marie Lévêque <anne@lumen.example>",
                "3: ? <leo@lumen.example>",
                "4: Gérard l’aîné <gerard@lumen.example>",
                "5: Marc O’Neil <Marc.O'Neil@lumen.example>",
                "6: Zoé Petit <zoe@lumen.example>",
                "7: ? <INE@lumen.example>",
                "8: NoAddress",
                "9: SeveralAddresses",
                "10: Max <max@lumen.example>",
            ]
        );
    }

    #[test]
    fn tables_in_any_order_of_columns() {
        for (table, expected) in [
            (
                "Nom;Prénom;Adresse e-mail\nDe La Tour;Anne Marie;anne@x.example\n;;\n",
                "2: Anne Marie De La Tour <anne@x.example>",
            ),
            (
                "\u{feff}Courriel,Nom complet,Pays\r\nanne@x.example,\"Tour, Anne\",be\r\n",
                "2: Tour, Anne <anne@x.example> in BE",
            ),
            (
                "Country\tE-mail\tManager\tDisplay name\nFR\tanne@x.example\tleo@x.example\tAnne\n",
                "2: Anne <anne@x.example> in FR",
            ),
            ("\n name , address \nAnne,anne@x.example\n", "3: Anne <anne@x.example>"),
            // The comma of a name that was not quoted moves the columns.
            ("name,email\nTour, Anne,anne@x.example\n", "2: Tour Anne <anne@x.example>"),
            ("nom,e-mail,motif\nAnne,,voir leo@x.example\n", "2: NoAddress"),
            ("colour,shape\n", "1: NoAddress"),
        ] {
            assert_eq!(seen(table), [expected], "{table}");
        }
    }

    #[test]
    fn files_of_spreadsheets_are_read() {
        let windows = [&b"Pr\xe9nom;E-mail\r\nZo\xe9;zoe@x.example\r\n"[..], &b"\x8cuvre;o@x.example"[..]].concat();
        assert_eq!(seen(&decode(&windows)), ["2: Zoé <zoe@x.example>", "3: Œuvre <o@x.example>"]);
        let wide: Vec<u8> = "\u{feff}Zoé\tzoe@x.example".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(seen(&decode(&wide)), ["1: Zoé <zoe@x.example>"]);
        assert_eq!(decode("\u{feff}Zoé\0".as_bytes()), "Zoé");
    }

    #[test]
    fn what_did_not_pass_is_read_again() {
        let read_first = read("Nom;E-mail;Pays\n=Anne;anne@x.example;FR\nLéo;;\n");
        for language in [Language::Fr, Language::En] {
            let lines = read_first.lines.iter().map(|line| (line, "Aucun poste libre."));
            let again = decode(&table(language, lines));
            assert_eq!(seen(&again), ["2: '=Anne <anne@x.example> in FR", "3: NoAddress"], "{again}");
        }
        let left = read_first.text(read_first.lines.iter().skip(1));
        assert_eq!(left, "Nom;E-mail;Pays\nLéo;;\n");
    }
}
