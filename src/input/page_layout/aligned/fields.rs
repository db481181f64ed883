//! A line as the fields of a row: the label first, values after it.

use super::{Entry, Extent};
use crate::document::Reason;
use crate::input::page_layout::lines::{self, Line, Spacing};
use crate::input::page_layout::paragraphs::is_item;
use crate::input::page_layout::{Glyph, OBJECT};

/// The longest text of a value, in characters: an amount with its unit.
const LONGEST: usize = 20;

/// What stands no farther from a text than this belongs to it, in parts of the font's size.
const BESIDE: f32 = 0.6;

/// A piece of a line.
#[derive(Clone, Debug)]
pub struct Field {
    pub left: f32,
    pub right: f32,
    /// Its baseline.
    pub bottom: f32,
    /// The size of its font.
    pub size: f32,
    pub text: String,
    /// Why no number may be read from it, if so.
    pub doubt: Option<Reason>,
    /// Places with a little room, on the page and in its text.
    cuts: Vec<(f32, usize)>,
    /// Where its last digits begin after other characters, on the page and in its text.
    digits: Option<(f32, usize)>,
    /// Whether it is no text, but stands in place of it.
    is_note: bool,
}

impl Field {
    /// From where to where it goes.
    pub fn extent(&self) -> Extent {
        (self.left, self.right)
    }

    /// Takes in what stands under it in the same cell.
    pub fn go_on(&mut self, next: &Self) {
        self.text.push('\n');
        self.text.push_str(&next.text);
        self.doubt = self.doubt.or(next.doubt);
        (self.left, self.right) = (self.left.min(next.left), self.right.max(next.right));
        self.bottom = next.bottom;
    }

    /// Its parts, cut at some of the places with a little room: by where they are and by the text after them.
    fn cut(self, is_cut: impl Fn(f32, &str) -> bool) -> Vec<Self> {
        let mut rest = self;
        let mut parts = Vec::new();
        for (x, at) in std::mem::take(&mut rest.cuts) {
            let start = parts.iter().map(|part: &Self| part.text.len()).sum::<usize>();
            let Some(behind) = at.checked_sub(start).and_then(|at| rest.text.get(at..)) else {
                continue;
            };
            if !is_cut(x, behind) {
                continue;
            }
            let behind = behind.to_owned();
            let mut part = rest.clone();
            part.text.truncate(at - start);
            part.right = x;
            part.digits = None;
            rest.digits = rest
                .digits
                .and_then(|(left, digits)| Some((left, digits.checked_sub(at - start)?)));
            (rest.left, rest.text) = (x, behind);
            parts.push(part);
        }
        parts.push(rest);
        parts
    }

    /// Parts a label from the number that it runs up to; the number, if it ends in one that begins after a place.
    pub fn part(&mut self, behind: f32) -> Option<Self> {
        let (left, at) = self.digits.filter(|(left, _)| *left >= behind)?;
        let number = self.text.get(at..).filter(|text| is_value(text))?.to_owned();
        self.text.truncate(at);
        let right = std::mem::replace(&mut self.right, left);
        Some(Self {
            left,
            right,
            text: number,
            cuts: Vec::new(),
            digits: None,
            ..self.clone()
        })
    }
}

/// What stands on a page and is no text, from top to bottom.
pub fn notes(glyphs: &[Glyph]) -> Vec<Field> {
    let mut notes: Vec<Field> = Vec::new();
    for reason in [Reason::Object, Reason::SetCharacters, Reason::Hidden] {
        let own: Vec<Glyph> = glyphs
            .iter()
            .filter(|glyph| glyph.note == Some(reason))
            .map(|glyph| Glyph { note: None, ..*glyph })
            .collect();
        for line in lines::lines(own, Spacing::default()) {
            notes.extend(line.pieces.iter().map(|piece| Field {
                left: piece.left,
                right: piece.right,
                bottom: line.bottom,
                size: line.size,
                text: match reason {
                    Reason::Object => OBJECT.to_string(),
                    Reason::SetCharacters => line.text[piece.text.clone()].to_owned(),
                    _ => String::new(),
                },
                doubt: Some(reason),
                cuts: Vec::new(),
                digits: None,
                is_note: true,
            }));
        }
    }
    notes.sort_by(|a, b| a.bottom.total_cmp(&b.bottom));
    notes
}

/// The notes that stand in a line.
pub fn of_line(notes: &[Field], line: &Line) -> Vec<Field> {
    let first = notes.partition_point(|note| note.bottom < line.bottom - 0.3 * line.size);
    // Pictures reach below the line.
    let near = notes[first..]
        .iter()
        .take_while(|note| note.bottom < line.bottom + 0.9 * line.size);
    let is_in_line = |note: &&Field| note.bottom - 0.8 * note.size < line.bottom - 0.2 * line.size;
    near.filter(is_in_line).cloned().collect()
}

/// The pieces of a line and what stands beside them, from left to right.
pub fn pieces(entry: &Entry) -> Vec<Field> {
    let line = &entry.line;
    let mut found: Vec<Field> = line
        .pieces
        .iter()
        .map(|piece| Field {
            left: piece.left,
            right: piece.right,
            bottom: line.bottom,
            size: line.size,
            text: line.text[piece.text.clone()].to_owned(),
            doubt: piece.doubt,
            cuts: piece.cuts.iter().map(|(x, at)| (*x, at - piece.text.start)).collect(),
            digits: piece.digits.map(|(left, at)| (left, at - piece.text.start)),
            is_note: false,
        })
        .collect();
    for note in &entry.notes {
        let beside = |field: &&mut Field| {
            let room = BESIDE * line.size;
            !field.is_note && field.left - room < note.right && note.left < field.right + room
        };
        match found.iter_mut().find(beside) {
            // Beside a number, what is struck or hidden is gone.
            Some(field) if note.doubt == Some(Reason::Object) && is_value(&field.text) => {
                field.text.push(OBJECT);
                field.doubt = note.doubt;
            }
            Some(_) => {}
            None => found.push(note.clone()),
        }
    }
    found.sort_by(|a, b| a.left.total_cmp(&b.left));
    found
}

/// The same, cut where two columns meet.
pub fn cut_pieces(entry: &Entry, edges: &[f32]) -> Vec<Field> {
    let size = entry.line.size;
    let mut widths: Vec<f32> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
    widths.sort_by(f32::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(f32::MAX);
    let cut = |field: Field| {
        // Wider than a column, it is of several, of which some may have no numbers.
        let is_wide = field.right - field.left > 1.3 * usual;
        field.cut(|x, _| is_wide || edges.iter().any(|edge| (edge - x).abs() < size))
    };
    pieces(entry).into_iter().flat_map(cut).collect()
}

/// The same, cut where the label of an item begins after that of its group.
pub fn label_pieces(entry: &Entry) -> Vec<Field> {
    let cut = |field: Field| field.cut(|_, behind| is_item(behind));
    pieces(entry).into_iter().flat_map(cut).collect()
}

/// The label and the values of a row; no values if the line is no row.
pub fn fields(entry: &Entry) -> (Vec<Field>, Vec<Field>) {
    let mut label = label_pieces(entry);
    let is_field = |field: &Field| field.is_note || is_value(&field.text);
    let first = label.iter().position(is_field).unwrap_or(label.len());
    let is_row = label[first..].iter().all(is_field)
        && label[first..]
            .iter()
            .any(|field| field.doubt.is_some() || !field.is_note);
    if !is_row {
        return (label, Vec::new());
    }
    let mut values = label.split_off(first);
    for value in &mut values {
        // Two numbers that stand close are not one.
        if value.text.trim().contains([' ', '\t']) {
            value.doubt = value.doubt.or(Some(Reason::TwoNumbers));
        }
    }
    (label, values)
}

/// Whether a text may be a value: a number, perhaps with its unit and the mark of a note, or a sign for nothing.
fn is_value(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉');
    let text = text.trim_matches(is_mark);
    let unsigned = text.trim_start_matches(['+', '-', '−', '增', '减']);
    let is_digit = |c: char| c.is_ascii_digit() || c == char::REPLACEMENT_CHARACTER;
    let begins = unsigned.starts_with(is_digit);
    let rest = unsigned.trim_start_matches(|c: char| is_digit(c) || matches!(c, '.' | ',' | '，' | ' '));
    let unit = matches!(rest, "" | "件" | "项" | "个" | "元" | "万元" | "%");
    let ordinal = unsigned.ends_with(['.', ',', '，']);
    (begins && unit && !ordinal && text.chars().count() <= LONGEST)
        || matches!(text, "/" | "-" | "—" | "－" | "无" | "\u{fffc}")
}
