//! Whether pages show text that can be read at all.

use super::Page;
use crate::document::Reason;
use crate::input::Error;

/// A page with a picture and fewer characters than this, a page number or a stamp, is a scan.
const FEW: usize = 30;

/// A picture that takes this part of a page may be a scan of it; text that is hidden by one that takes nearly all was recognised.
const MOST_OF_PAGE: f32 = 0.4;
const WHOLE_PAGE: f32 = 0.9;

/// More curved shapes than this without any character: text drawn as outlines.
const MANY_SHAPES: usize = 200;

/// Refuses what is a scan, and text of which nobody knows what it says. `format` is what the user knows the file as.
pub fn check(pages: &[Page], format: &'static str) -> Result<(), Error> {
    let (mut shown, mut unknown, mut hidden, mut recognised, mut shapes) = (0, 0, 0, 0, 0);
    let has_picture = pages.iter().any(|page| page.pictured > 0.0);
    let (mut scans, mut others) = (0, 0);
    for page in pages {
        let text = page.glyphs.iter().filter(|glyph| glyph.note.is_none()).count();
        let out_of_sight = page
            .glyphs
            .iter()
            .filter(|glyph| glyph.note == Some(Reason::Hidden))
            .count();
        shown += text;
        hidden += out_of_sight;
        unknown += page
            .glyphs
            .iter()
            .filter(|glyph| glyph.note.is_none() && glyph.c == char::REPLACEMENT_CHARACTER)
            .count();
        shapes += page.shapes;
        if page.pictured > WHOLE_PAGE && out_of_sight > text {
            recognised += out_of_sight;
        }
        if (page.pictured > MOST_OF_PAGE || out_of_sight > 0) && text < FEW {
            scans += 1;
        } else if text > 0 {
            others += 1;
        }
    }
    // A few pages of pictures at the end do not make a report a scan.
    if recognised > FEW && (others == 0 || recognised * 4 > shown) {
        return Err(Error::RecognisedScan(format));
    }
    if scans > 0 && others == 0 {
        return Err(if hidden > FEW {
            Error::RecognisedScan(format)
        } else {
            Error::Scan(format)
        });
    }
    // Pages of which a fifth is not known give no table that could be relied on.
    if unknown * 5 > shown || (shown == 0 && shapes > MANY_SHAPES) {
        return Err(Error::NoCharacters(format));
    }
    match (shown, has_picture) {
        (0, true) => Err(Error::Scan(format)),
        (0, false) => Err(Error::Empty),
        _ => Ok(()),
    }
}
