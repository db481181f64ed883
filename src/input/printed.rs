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

mod columns;
mod furniture;
mod grid;
mod lines;
mod paragraphs;
mod split;

use super::Error;
use super::flow::{self, Flow, Item};
use crate::document::Document;
use crate::radicals::character;
use grid::Ruled;
use lines::Line;

/// A page; all lengths in points (1/72 inch), y downwards from the upper edge.
#[derive(Default)]
pub struct Page {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Its characters, in the order of the file.
    pub glyphs: Vec<Glyph>,
    /// Its horizontal and vertical lines: strokes, and the edges of rectangles.
    pub rules: Vec<Rule>,
}

/// A character in its place.
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
}

impl Glyph {
    /// The font's size.
    fn size(&self) -> f32 {
        (self.bottom - self.top) / 0.8
    }

    fn middle(&self) -> (f32, f32) {
        (
            f32::midpoint(self.left, self.right),
            f32::midpoint(self.top, self.bottom),
        )
    }
}

/// A horizontal or vertical line: one of its two extents is next to nothing.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Left end.
    pub left: f32,
    /// Upper end.
    pub top: f32,
    /// Right end.
    pub right: f32,
    /// Lower end.
    pub bottom: f32,
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
}

/// The pages as one document.
pub fn document(pages: Vec<Page>) -> Result<Document, Error> {
    let mut sheets = Vec::with_capacity(pages.len());
    let mut rules_left = grid::MAX_RULES;
    for page in pages {
        sheets.push(sheet(page, &mut rules_left)?);
    }
    furniture::remove(&mut sheets);
    split::join(&mut sheets);
    columns::set(&mut sheets);
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
    flow::document(flow)
}

/// Finds the tables and lines of a page.
fn sheet(page: Page, rules_left: &mut usize) -> Result<Sheet, Error> {
    let on_page = |glyph: &Glyph| {
        let (x, y) = glyph.middle();
        !glyph.c.is_whitespace() && x >= 0.0 && x <= page.width && y >= 0.0 && y <= page.height && glyph.size() > 0.0
    };
    let mut glyphs: Vec<Glyph> = page.glyphs.into_iter().filter(on_page).collect();
    for glyph in &mut glyphs {
        glyph.c = character(glyph.c);
    }
    let (tables, rest) = grid::tables(&page.rules, glyphs, rules_left)?;
    let mut tables = tables.into_iter().peekable();
    let mut elements = Vec::new();
    for line in lines::lines(rest) {
        while let Some(table) = tables.next_if(|table| table.top() < line.bottom) {
            elements.push(Element::Table(table));
        }
        elements.push(Element::Line(line));
    }
    elements.extend(tables.map(Element::Table));
    Ok(Sheet {
        width: page.width,
        height: page.height,
        elements,
    })
}
