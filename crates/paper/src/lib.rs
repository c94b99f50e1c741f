//! Papers as PDF. Whoever makes one gives its words; this crate knows where they stand on a page, and nothing else.
//!
//! The same paper gives the same bytes, at any time and on any machine.

#![expect(clippy::float_arithmetic, reason = "places on a page are lengths; no amount is computed here")]

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use ttf_parser::Face;

/// A paper of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// BCP 47 code of its language.
    pub language: String,
    /// What it is called, as the title of the document too.
    pub title: String,
    /// Who issues it.
    pub from: String,
    /// To whom it goes, line by line.
    pub to: Vec<String>,
    /// What is known about it: a name and a value each.
    pub facts: Vec<(String, String)>,
    /// The table of amounts: what, and how much.
    pub lines: Vec<(String, String)>,
    /// The last line of the table, which stands out.
    pub total: (String, String),
    /// What else is to be said, a paragraph each.
    pub notes: Vec<String>,
}

/// Why no paper could be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A built-in font could not be read.
    #[error("a built-in font cannot be read")]
    Font,
    /// The page could not be written.
    #[error("the page cannot be written: {0}")]
    Page(String),
}

/// A4 in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 62.0;
/// Where values begin.
const COLUMN: f32 = 210.0;
/// The upright font among those of the bundle.
const REGULAR: usize = 0;
/// Its semibold.
const STRONG: usize = 4;

/// A font with what is needed to measure a text.
struct Type {
    font: Font,
    face: Face<'static>,
}

impl Type {
    fn load(place: usize) -> Result<Self, PaperError> {
        let data = typst_assets::fonts().nth(place).ok_or(PaperError::Font)?;
        let font = Font::new(data.to_vec().into(), 0).ok_or(PaperError::Font)?;
        let face = Face::parse(data, 0).map_err(|_| PaperError::Font)?;
        Ok(Self { font, face })
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |letter| {
            let glyph = self.face.glyph_index(letter)?;
            self.face.glyph_hor_advance(glyph).map(f32::from)
        };
        let units: f32 = text.chars().filter_map(advance).sum();
        units * size / f32::from(self.face.units_per_em())
    }

    /// A text in lines that are not wider than a width.
    fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ') {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

/// A pen that moves down a page.
struct Pen<'a> {
    surface: Surface<'a>,
    regular: Type,
    strong: Type,
    y: f32,
}

impl Pen<'_> {
    fn ink(&mut self, grey: u8) {
        let paint = rgb::Color::new(grey, grey, grey).into();
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, ..Fill::default() }));
    }

    fn write(&mut self, x: f32, text: &str, size: f32, strong: bool) {
        let font = if strong { &self.strong.font } else { &self.regular.font }.clone();
        self.surface.draw_text(Point::from_xy(x, self.y), font, size, text, false, TextDirection::Auto);
    }

    fn write_right(&mut self, text: &str, size: f32, strong: bool) {
        let width = if strong { &self.strong } else { &self.regular }.width(text, size);
        self.write(PAGE.0 - MARGIN - width, text, size, strong);
    }

    fn rule(&mut self, weight: f32) {
        let mut line = PathBuilder::new();
        line.move_to(MARGIN, self.y);
        line.line_to(PAGE.0 - MARGIN, self.y);
        let Some(line) = line.finish() else { return };
        self.surface.set_fill(None);
        let paint = rgb::Color::new(60, 60, 60).into();
        self.surface.set_stroke(Some(Stroke { paint, width: weight, ..Stroke::default() }));
        self.surface.draw_path(&line);
    }
}

/// Draws a paper.
///
/// # Errors
/// When a built-in font or the page cannot be made.
pub fn draw(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(paper.title.clone())
            .language(paper.language.clone())
            .authors(vec![paper.from.clone()])
            .creator("Symbolon".to_owned()),
    );
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| PaperError::Page("its size".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let (regular, strong) = (Type::load(REGULAR)?, Type::load(STRONG)?);
    fill(Pen { surface: page.surface(), regular, strong, y: MARGIN + 12.0 }, paper);
    page.finish();
    document.finish().map_err(|error| PaperError::Page(format!("{error:?}")))
}

/// Writes what stands on the page, from top to bottom.
fn fill(mut pen: Pen<'_>, paper: &Paper) {
    pen.ink(90);
    pen.write(MARGIN, &paper.from, 11.0, false);
    pen.y += 44.0;
    pen.ink(20);
    pen.write(MARGIN, &paper.title, 25.0, true);
    pen.y += 40.0;
    for (at, line) in paper.to.iter().enumerate() {
        pen.write(MARGIN, line, 11.5, at == 0);
        pen.y += 16.0;
    }
    pen.y += 22.0;
    for (name, value) in &paper.facts {
        pen.ink(90);
        pen.write(MARGIN, name, 10.5, false);
        pen.ink(20);
        pen.write(COLUMN, value, 10.5, false);
        pen.y += 17.0;
    }
    pen.y += 16.0;
    pen.rule(1.0);
    pen.y += 24.0;
    let width = PAGE.0 - 2.0 * MARGIN - 120.0;
    for (name, value) in &paper.lines {
        pen.ink(20);
        pen.write_right(value, 11.5, false);
        for line in pen.regular.wrap(name, 11.5, width) {
            pen.write(MARGIN, &line, 11.5, false);
            pen.y += 16.0;
        }
        pen.y += 6.0;
    }
    pen.y -= 6.0;
    pen.rule(0.5);
    pen.y += 22.0;
    pen.ink(20);
    pen.write(MARGIN, &paper.total.0, 13.0, true);
    pen.write_right(&paper.total.1, 13.0, true);
    pen.y += 44.0;
    pen.ink(60);
    for note in &paper.notes {
        for line in pen.regular.wrap(note, 10.5, PAGE.0 - 2.0 * MARGIN) {
            pen.write(MARGIN, &line, 10.5, false);
            pen.y += 15.0;
        }
        pen.y += 5.0;
    }
    pen.surface.finish();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> Paper {
        Paper {
            language: "fr".to_owned(),
            title: "Facture 7".to_owned(),
            from: "Halcyon".to_owned(),
            to: vec!["Atelier Lumen".to_owned(), "12 rue de l’Œuvre".to_owned()],
            facts: vec![("Commande".to_owned(), "O-1042".to_owned())],
            lines: vec![("Départ, du 1er septembre 2020 au 1er septembre 2021".to_owned(), "120,00\u{a0}€".to_owned())],
            total: ("Total".to_owned(), "1\u{202f}440,00\u{a0}€".to_owned()),
            notes: vec!["Payé le 1er septembre 2020\u{a0}; merci. ".repeat(6)],
        }
    }

    #[test]
    fn the_same_paper_gives_the_same_bytes() {
        assert_eq!(draw(&paper()).expect("draws"), draw(&paper()).expect("draws"));
    }

    #[test]
    fn what_is_given_can_be_read_again() {
        let bytes = draw(&paper()).expect("draws");
        let text = pdf_extract::extract_text_from_mem(&bytes).expect("reads");
        let plain = text.replace(['\u{a0}', '\u{202f}', '\n'], " ");
        for words in ["Facture 7", "Atelier Lumen", "O-1042", "Départ, du 1er septembre", "120,00 €", "440,00 €"] {
            assert!(plain.contains(words), "{words} in {plain}");
        }
    }

    #[test]
    fn a_long_text_stands_in_several_lines() {
        let face = Type::load(REGULAR).expect("a font");
        let lines = face.wrap(&"mot ".repeat(60), 10.0, 200.0);
        assert!(lines.len() > 4 && lines.iter().all(|line| face.width(line, 10.0) <= 200.0), "{lines:?}");
    }
}
