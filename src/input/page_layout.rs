//! Printed pages, as PDF and OFD hold them: characters and lines with places, no paragraphs, no tables.
//!
//! Here they become paragraphs and tables again. A table is what ruling lines enclose: its columns and rows are where the lines
//! are, a merged cell is where a line is missing, and a character belongs to the cell that its middle lies in. Nothing is read
//! from the order of the file. A table cut by a page end is one table again if nothing but page numbers and running heads lies
//! between and its columns are the same; a head printed again is dropped, a row cut in two is joined unless that would join
//! two texts of one value cell.
//!
//! Radicals become the characters that they look like.
//!
//! Tables without ruling lines stay lines of text, their columns apart by tabs: the reading knows them. Digits closer than a
//! space of the font are one number; farther apart they stay apart in a way that is no number, and so does a number broken over
//! two lines: what was one number on the page is not guessed.

#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss)] // coordinates are small, counts of pieces are bounded, signs are clamped
#![allow(clippy::float_cmp)] // numbers of the file are compared with themselves
#![allow(clippy::struct_excessive_bools)] // independent properties of a mark

mod aligned;
mod boxes;
mod canvas;
mod cells;
mod direction;
mod frames;
mod geometry;
mod grid;
mod headers_footers;
mod lines;
mod overlaps;
mod page_breaks;
mod paragraphs;
mod set_characters;
mod side_by_side;
mod visible;
mod watermark;
mod words;

use super::budget::Budget;
use super::characters::OBJECT;
use super::flow::{self, Flow, Item};
use super::{Error, MAX_PIECES};
use crate::document::{Document, Reason};
use crate::radicals::character;
pub use canvas::{Canvas, Colour, Ink, Outline};
pub use geometry::{Bounds, IDENTITY, Matrix, apply, bounds_of, quarter_turns};
#[cfg(feature = "pdf")]
pub use geometry::{NOWHERE, extend, grown, holds, intersection, times};
use grid::{Ruled, Tables};
use lines::{Line, Spacing};

/// A page; all lengths in points (1/72 inch), y downwards from the upper edge.
#[derive(Default)]
pub struct Page {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Its characters, in the order of the file.
    pub glyphs: Vec<Glyph>,
    /// Its horizontal and vertical lines: strokes, and areas that are next to nothing in one direction.
    pub rules: Vec<Rule>,
    /// Other straight lines, from one place to another.
    pub slants: Vec<[f32; 4]>,
    /// Rectangles that are filled or outlined.
    pub boxes: Vec<Bounds>,
    /// Which part of it pictures take.
    pub pictured: f32,
    /// Shapes that are neither lines nor rectangles: characters drawn as outlines, or ornaments.
    pub shapes: usize,
    /// How often something was written in one go.
    runs: u32,
}

/// A character in its place; or what stands in place of one.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// What it stands for; a ligature is several glyphs side by side.
    pub c: char,
    /// Left edge.
    pub left: f32,
    /// Right edge: where the next character of the line begins.
    pub right: f32,
    /// Upper edge: four fifths of the font's size above the baseline.
    pub top: f32,
    /// Baseline.
    pub bottom: f32,
    /// How often its line is turned to the right by a quarter; none for any other angle.
    pub turns: Option<u8>,
    /// How much it differs from what lies beneath it: 255 for black on white.
    pub contrast: u8,
    /// The same for what was written in one go.
    pub run: u32,
    /// Why it is no text, if it is none.
    pub note: Option<Reason>,
}

impl Glyph {
    /// An upright character.
    pub fn new(c: char, [left, top, right, bottom]: Bounds) -> Self {
        Self {
            c,
            left,
            right,
            top,
            bottom,
            turns: Some(0),
            contrast: u8::MAX,
            run: 0,
            note: None,
        }
    }

    /// What stands in place of text.
    pub fn object(bounds: Bounds) -> Self {
        Self {
            note: Some(Reason::Object),
            ..Self::new(OBJECT, bounds)
        }
    }

    /// The font's size.
    fn size(&self) -> f32 {
        let height = match self.turns {
            Some(1 | 3) => self.right - self.left,
            _ => self.bottom - self.top,
        };
        height / 0.8
    }

    /// Its middle.
    pub fn middle(&self) -> (f32, f32) {
        (
            f32::midpoint(self.left, self.right),
            f32::midpoint(self.top, self.bottom),
        )
    }

    fn bounds(&self) -> Bounds {
        [self.left, self.top, self.right, self.bottom]
    }
}

/// A horizontal or vertical line: one of its two extents is next to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rule {
    /// Left end.
    pub left: f32,
    /// Upper end.
    pub top: f32,
    /// Right end.
    pub right: f32,
    /// Lower end.
    pub bottom: f32,
    /// Whether it has the colour of the paper: it bounds cells and strikes nothing out.
    pub is_faint: bool,
}

/// What stands on a page, from top to bottom.
enum Element {
    Line(Line),
    Table(Ruled),
}

/// What is left of a page: its size and what stands on it.
struct Sheet {
    width: f32,
    height: f32,
    elements: Vec<Element>,
    /// What stands outside its ruled tables and is no text.
    notes: Vec<Glyph>,
    /// Vertical lines that enclose no table: place, upper and lower end.
    dividers: Vec<[f32; 3]>,
}

/// The pages as one document. `format` is what the user knows the file as.
pub fn document(mut pages: Vec<Page>, format: &'static str) -> Result<Document, Error> {
    visible::check(&pages, format)?;
    let mut budget = Budget::new();
    for page in &mut pages {
        overlaps::remove_copies(page, &mut budget)?;
        if direction::set_upright(page) {
            return Err(Error::NoCharacters(format));
        }
    }
    watermark::remove(&mut pages, &mut budget)?;
    for page in &mut pages {
        set_characters::strike(page, &mut budget)?;
    }
    let mut sheets = Vec::with_capacity(pages.len());
    let mut left = Left {
        rules: grid::MAX_RULES,
        pieces: MAX_PIECES,
    };
    let mut asides: Vec<String> = Vec::new();
    for page in side_by_side::cut(pages) {
        sheets.push(sheet(page, &mut left, &mut asides)?);
    }
    headers_footers::remove(&mut sheets);
    page_breaks::join(&mut sheets);
    aligned::set(&mut sheets);
    let margins = paragraphs::margins(&sheets);
    let mut flow = Flow::new();
    let mut pending: Option<Line> = None;
    for sheet in sheets {
        for element in sheet.elements {
            match element {
                Element::Line(line) => paragraphs::push(&mut flow, &mut pending, line, &margins),
                Element::Table(table) => {
                    flow.extend(pending.take().map(|line| Item::Paragraph(line.text)));
                    flow.push(Item::Table(table.into_raw()));
                }
            }
        }
        if let Some(line) = &mut pending {
            line.ends_page = true;
        }
    }
    flow.extend(pending.map(|line| Item::Paragraph(line.text)));
    flow.extend(asides.into_iter().map(Item::Paragraph));
    flow::document(flow)
}

/// How much more a document may hold.
struct Left {
    rules: usize,
    pieces: usize,
}

/// Finds the tables and lines of a page. What stands on its side outside of tables is added to `asides`.
fn sheet(page: Page, left: &mut Left, asides: &mut Vec<String>) -> Result<Sheet, Error> {
    let on_page = |glyph: &Glyph| {
        let (x, y) = glyph.middle();
        !glyph.c.is_whitespace() && x >= 0.0 && x <= page.width && y >= 0.0 && y <= page.height && glyph.size() > 0.0
    };
    let mut glyphs: Vec<Glyph> = page.glyphs.into_iter().filter(on_page).collect();
    for glyph in &mut glyphs {
        glyph.c = character(glyph.c);
    }
    let spacing = Spacing::of(&glyphs);
    let in_cells = Spacing::in_cells(&glyphs);
    let (rules, boxes) = frames::remove(page.rules, &page.boxes, &glyphs);
    let rules = boxes::with_boxes(rules, &boxes, &glyphs);
    let Tables {
        ruled: tables,
        rest,
        dividers,
    } = grid::tables(&rules, glyphs, in_cells, &mut left.rules)?;
    let is_text = |glyph: &Glyph| glyph.note.is_none_or(|note| note == Reason::Watermark);
    let (rest, notes): (Vec<Glyph>, Vec<Glyph>) = rest.into_iter().partition(is_text);
    let (rest, turned): (Vec<Glyph>, Vec<Glyph>) = rest
        .into_iter()
        .partition(|glyph| glyph.turns.is_none_or(|turns| turns == 0));
    asides.extend(
        words::words(&turned)
            .into_iter()
            .map(|word| turned[word.glyphs].iter().map(|glyph| glyph.c).collect::<String>())
            .filter(|text| text.contains(char::is_alphabetic)),
    );
    let mut elements = Vec::new();
    let mut pieces: usize = tables.iter().map(|table| table.cells.len()).sum();
    let mut tables = tables.into_iter().peekable();
    for line in lines::lines(rest, spacing) {
        pieces += line.pieces.len();
        while let Some(table) = tables.next_if(|table| table.top() < line.bottom) {
            elements.push(Element::Table(table));
        }
        elements.push(Element::Line(line));
    }
    elements.extend(tables.map(Element::Table));
    left.pieces = left.pieces.checked_sub(pieces).ok_or(Error::TooManyPieces)?;
    Ok(Sheet {
        width: page.width,
        height: page.height,
        elements,
        notes,
        dividers,
    })
}
