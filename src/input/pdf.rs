//! PDF with a text layer: its pages give characters and lines in their places, [`page_layout`] makes paragraphs and tables of them.
//!
//! Compared in WebAssembly (opt-level z, fat LTO, one codegen unit, brotli 11; an empty module takes 7 KB):
//!
//! | library | KB | files of Chrome, `LibreOffice` | unembedded Chinese fonts | places and lines |
//! | --- | --- | --- | --- | --- |
//! | hayro-syntax 0.9 | 85 | yes | (objects only) | (objects only) |
//! | hayro-syntax 0.9, hayro-cmap 0.1 | 94 | yes | UTF-16 codes | (objects only) |
//! | the same with all `CMaps` | 403 | yes | yes | (objects only) |
//! | pdf-extract 0.12 | 355 | yes | panics | no |
//! | lopdf 0.47 | 457 | no | no | no |
//! | hayro-interpret 0.9 | 620 | yes | yes | yes |
//! | `pdf_oxide` 0.3 | 1100 | yes | yes | yes |
//! | pdf.js (JavaScript) | 424 | yes | yes | yes |
//!
//! So: hayro-syntax for objects, cross references, decryption; miniz\_oxide for streams, since it tells where one breaks off and
//! stops at a limit; the operators, fonts and `CMaps` that matter here are read in this folder.
//!
//! A code's characters are those of the font's `ToUnicode`; else those of a named encoding (GBK, UTF-16), of Adobe-GB1 as far as
//! GB 2312 goes, of the table inside a TrueType font, of glyphs' names. A code without characters becomes U+FFFD, so that no
//! cell it stands in passes for a number. Not read: `ActualText`, Type 1 fonts' own encodings. Text drawn as curves and text in
//! annotations other than form fields stand in a cell as objects, of which no number is read.

#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss)] // coordinates are small, counts of pieces are bounded, signs are clamped
#![allow(clippy::float_cmp)] // numbers of the file are compared with themselves
#![allow(clippy::struct_excessive_bools)] // independent properties of a mark

mod annotations;
mod cmap;
mod colours;
mod content;
mod font;
mod graphics;
mod layers;
mod operators;
mod path;
mod preflight;
mod stream;
mod text;
mod text_place;

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Decode, Error, page_layout};
use crate::document::Document;
use content::Reader;
use layers::Layers;

/// The name to tell the user.
const NAME: &str = "PDF";

const DAMAGED: Error = Error::Damaged(NAME);

/// More pages than any report has.
const MAX_PAGES: usize = 200;

/// Reads a document.
pub fn read(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    let bytes = preflight::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            Error::Protected(NAME)
        }
        _ => DAMAGED,
    })?;
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(Error::TooLargeUnpacked);
    }
    if pages.is_empty() || page_count(&pdf) != Some(pages.len()) {
        return Err(DAMAGED);
    }
    let mut reader = Reader::new(decode, Layers::of(pdf.xref()));
    let mut read = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        read.push(reader.page(page)?);
    }
    page_layout::document(read, NAME)
}

/// How many pages the file says it has.
fn page_count(pdf: &Pdf) -> Option<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = catalog.get::<Dict<'_>>("Pages")?.get::<i32>("Count")?;
    usize::try_from(count).ok()
}
