//! OFD, GB/T 33190: a ZIP archive of XML pages on which every character has its place.
//!
//! `ofd-core` draws pages and brings fonts and pictures with it; here `quick-xml` reads the text and the lines of each page, and
//! [`page_layout`] makes paragraphs and tables of them. Pictures, composite graphics and annotations stand in a cell as objects, of
//! which no number is read; seals are not looked at.

#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss)] // coordinates are small, counts of pieces are bounded, signs are clamped
#![allow(clippy::float_cmp)] // numbers of the file are compared with themselves
#![allow(clippy::struct_excessive_bools)] // independent properties of a mark

mod annotations;
mod content;
mod ink;
mod package;

use super::Error;
use super::archive::Archive;
use super::page_layout::{self, Glyph, Page};
use crate::document::Document;
use content::Drawing;
use package::Package;

/// The name to tell the user.
const NAME: &str = "OFD";

const DAMAGED: Error = Error::Damaged(NAME);

/// Points in a millimetre, the unit of the format.
const POINTS: f32 = 72.0 / 25.4;

/// No report has more pages.
const MAX_PAGES: usize = 300;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let archive = Archive::open(bytes, NAME)?;
    if archive.has("Encryptions.xml") {
        return Err(Error::Protected(NAME));
    }
    let mut package = Package::open(archive)?;
    if package.pages.is_empty() || package.pages.len() > MAX_PAGES {
        return Err(DAMAGED);
    }
    let mut drawing = Drawing::default();
    let mut pages = Vec::with_capacity(package.pages.len());
    for number in 0..package.pages.len() {
        pages.push(drawing.page(&mut package, number)?);
    }
    fit(&mut pages);
    page_layout::document(pages, NAME)
}

/// Pages whose text stays in their upper left quarter are drawn in another unit than they are measured in, as one writer does:
/// then they are as large as their text, with the same margins on both sides.
fn fit(pages: &mut [Page]) {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
    let least = |edge: fn(&Glyph) -> f32| glyphs().map(edge).fold(f32::MAX, f32::min);
    let most = |edge: fn(&Glyph) -> f32| glyphs().map(edge).fold(f32::MIN, f32::max);
    let width = least(|glyph| glyph.left) + most(|glyph| glyph.right);
    let height = least(|glyph| glyph.top) + most(|glyph| glyph.bottom);
    if pages
        .iter()
        .all(|page| width < page.width / 2.0 && height < page.height / 2.0)
    {
        for page in pages {
            (page.width, page.height) = (width, height);
        }
    }
}

/// The numbers of a list.
fn numbers(text: &str) -> Vec<f32> {
    text.split_ascii_whitespace()
        .filter_map(|part| part.parse().ok())
        .filter(|number: &f32| number.is_finite())
        .collect()
}
