//! PDF with a text layer: its pages give characters and lines in their places, [`printed`] makes paragraphs and tables of them.
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
//! cell it stands in passes for a number. Not read: text drawn as curves, `ActualText`, Type 1 fonts' own encodings, other
//! annotations than form fields and text boxes, layers' visibility, colours. An invisible layer of recognised text is not what
//! the page shows: such a file is a scan.

mod cmap;
mod content;
mod font;
mod stream;

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Decode, Error, printed};
use crate::document::Document;
use content::{Reader, Seen};
use printed::Page;

/// The name to tell the user.
const NAME: &str = "PDF";

const DAMAGED: Error = Error::Damaged(NAME);

/// More pages than any report has.
const MAX_PAGES: usize = 200;

/// A page with a picture and fewer characters than this, a page number or a stamp, is a scan.
const FEW: usize = 30;

/// More curved shapes than this without any character: text drawn as outlines.
const MANY_SHAPES: usize = 200;

/// Reads a document.
pub fn read(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    check_end(bytes)?;
    stream::check_lists(bytes)?;
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
    let mut reader = Reader::new(decode);
    let mut read = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        read.push(reader.page(page)?);
    }
    check_text(&read)?;
    printed::document(read.into_iter().map(|(page, _)| page).collect())
}

/// A file that was cut off lacks its end; the library would look for objects in what is left. It does so as well where the end
/// does not say where the list of objects is, which takes long for large files.
fn check_end(bytes: &[u8]) -> Result<(), Error> {
    const TAIL: usize = 4096;
    const REPAIRED: usize = 1024 * 1024;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let end = stream::rfind(tail, b"startxref").ok_or(DAMAGED)?;
    let place = tail[end + b"startxref".len()..].trim_ascii_start();
    let digits = place.iter().take_while(|byte| byte.is_ascii_digit());
    let place = digits.fold(0_usize, |number, digit| {
        number.saturating_mul(10).saturating_add(usize::from(digit - b'0'))
    });
    let list = bytes.get(place..).unwrap_or_default().trim_ascii_start();
    if list.starts_with(b"xref") || list.first().is_some_and(u8::is_ascii_digit) || bytes.len() <= REPAIRED {
        Ok(())
    } else {
        Err(DAMAGED)
    }
}

/// How many pages the file says it has.
fn page_count(pdf: &Pdf) -> Option<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = catalog.get::<Dict<'_>>("Pages")?.get::<i32>("Count")?;
    usize::try_from(count).ok()
}

/// Whether the pages show text that can be read.
fn check_text(pages: &[(Page, Seen)]) -> Result<(), Error> {
    let (mut shown, mut unknown, mut hidden, mut shapes) = (0, 0, 0, 0);
    let (mut scans, mut others) = (0, 0);
    for (page, seen) in pages {
        shown += page.glyphs.len();
        unknown += page
            .glyphs
            .iter()
            .filter(|glyph| glyph.c == char::REPLACEMENT_CHARACTER)
            .count();
        hidden += seen.hidden;
        shapes += seen.shapes;
        if (seen.picture || seen.hidden > 0) && page.glyphs.len() < FEW {
            scans += 1;
        } else if !page.glyphs.is_empty() {
            others += 1;
        }
    }
    if scans > 0 && others == 0 {
        return Err(Error::Scan(NAME));
    }
    // A page of which a fifth is not known gives no table that could be relied on.
    if unknown * 5 > shown || (shown == 0 && shapes > MANY_SHAPES) {
        return Err(Error::NoCharacters(NAME));
    }
    if shown == 0 && hidden > 0 {
        return Err(Error::Scan(NAME));
    }
    Ok(())
}
