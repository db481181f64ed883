//! What stands in a cell: its text, and why no number may be read from it.

use super::lines::{self, Line, Spacing};
use super::{Glyph, OBJECT};
use crate::document::Reason;

/// What stands in a cell.
#[derive(Debug, Default)]
pub struct CellText {
    /// Its text.
    pub text: String,
    /// Why no number may be read from it, if so.
    pub doubt: Option<Reason>,
    /// Where its last line ends, and the size of its font.
    pub last: Option<(f32, f32)>,
    /// How its numbers stand.
    pub numbers: Numbers,
}

/// How the numbers of a cell stand: several tell that lines are missing which would part them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbers {
    /// So many stand beside each other on one line, at most.
    pub beside: usize,
    /// So many lines hold one.
    pub under: usize,
    /// Whether one stands beside words, on the same line and apart from them.
    pub beside_words: bool,
    /// Whether some lines hold words only.
    pub under_words: bool,
}

/// Reads the characters of a cell.
pub fn cell_text(glyphs: &[Glyph], spacing: Spacing) -> CellText {
    let is_text = |glyph: &&Glyph| glyph.note.is_none_or(|note| note == Reason::Watermark);
    let (text, turned) = upright(glyphs.iter().filter(is_text).copied().collect());
    let mut cell = CellText::default();
    for line in lines::lines(text, spacing) {
        cell.add(&line);
    }
    // A number on its side is no value; it may be part of a mark.
    if turned && cell.numbers.under > 0 {
        cell.doubt = Some(Reason::Watermark);
    }
    let noted = |reason: Reason| glyphs.iter().filter(move |glyph| glyph.note == Some(reason));
    if noted(Reason::Object).next().is_some() {
        cell.text.push(OBJECT);
        cell.doubt = Some(Reason::Object);
    }
    if cell.text.trim().is_empty() {
        let struck: Vec<Glyph> = noted(Reason::SetCharacters)
            .map(|glyph| Glyph { note: None, ..*glyph })
            .collect();
        if !struck.is_empty() {
            for line in lines::lines(struck, spacing) {
                lines::append(&mut cell.text, &line.text);
            }
            cell.doubt = Some(Reason::SetCharacters);
        } else if noted(Reason::Hidden).next().is_some() {
            cell.doubt = Some(Reason::Hidden);
        }
    }
    cell
}

impl CellText {
    fn add(&mut self, line: &Line) {
        lines::append(&mut self.text, &line.text);
        self.last = Some((line.right, line.size));
        let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(lines::is_wide);
        let pieces = &line.pieces;
        let count = pieces
            .iter()
            .filter(|piece| is_number(&line.text[piece.text.clone()]))
            .count();
        let numbers = &mut self.numbers;
        numbers.beside = numbers.beside.max(count);
        numbers.under += count.min(1);
        numbers.beside_words |= count > 0 && count < pieces.len();
        numbers.under_words |= count == 0;
        self.doubt = line.pieces.iter().find_map(|piece| piece.doubt).or(self.doubt);
    }
}

/// The characters as they are read; and whether they were on their side. Beside upright text, others are not read.
fn upright(mut glyphs: Vec<Glyph>) -> (Vec<Glyph>, bool) {
    let turns = glyphs.iter().filter_map(|glyph| glyph.turns).min().unwrap_or(0);
    glyphs.retain(|glyph| glyph.turns.is_none_or(|own| own == turns));
    for glyph in &mut glyphs {
        let [left, top, right, bottom] = glyph.bounds();
        [glyph.left, glyph.top, glyph.right, glyph.bottom] = match turns {
            1 => [top, -right, bottom, -left],
            2 => [-right, -bottom, -left, -top],
            3 => [-bottom, left, -top, right],
            _ => continue,
        };
        glyph.turns = Some(0);
    }
    (glyphs, turns != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str, note: Option<Reason>) -> Vec<Glyph> {
        let place = |(index, c): (u8, char)| {
            let left = 5.0 * f32::from(index);
            Glyph {
                note,
                ..Glyph::new(c, [left, 0.0, left + 5.0, 8.0])
            }
        };
        (0..).zip(text.chars()).map(place).collect()
    }

    fn read(glyphs: &[Glyph]) -> (String, Option<Reason>) {
        let cell = cell_text(glyphs, Spacing::default());
        (cell.text, cell.doubt)
    }

    #[test]
    fn what_is_struck_beside_a_number_is_gone() {
        let mut glyphs = digits("3000", Some(Reason::SetCharacters));
        glyphs.extend(digits("12", None).into_iter().map(|glyph| Glyph {
            left: glyph.left + 30.0,
            right: glyph.right + 30.0,
            ..glyph
        }));
        assert_eq!(read(&glyphs), ("12".to_owned(), None));
        assert_eq!(
            read(&digits("12", Some(Reason::SetCharacters))),
            ("12".to_owned(), Some(Reason::SetCharacters))
        );
    }

    #[test]
    fn hidden_numbers_are_not_read_and_no_blank() {
        assert_eq!(
            read(&digits("12", Some(Reason::Hidden))),
            (String::new(), Some(Reason::Hidden))
        );
    }

    #[test]
    fn an_object_stands_in_a_cell() {
        let object = Glyph::object([0.0, 0.0, 20.0, 10.0]);
        assert_eq!(read(&[object]), (OBJECT.to_string(), Some(Reason::Object)));
    }

    #[test]
    fn labels_may_stand_on_their_side() {
        let mut glyphs = Vec::new();
        for (index, c) in "总计".chars().enumerate() {
            let bottom = 100.0 - 10.0 * index as f32;
            let mut glyph = Glyph::new(c, [0.0, bottom - 10.0, 8.0, bottom]);
            glyph.turns = Some(3);
            glyphs.push(glyph);
        }
        assert_eq!(read(&glyphs), ("总计".to_owned(), None));
    }
}
