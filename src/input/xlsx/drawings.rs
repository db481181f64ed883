//! Pictures, text boxes and lines that lie on a sheet: what cells show beneath them is not known.

use super::NAME;
use crate::document::Reason;
use crate::input::Error;
use crate::input::sheet::{Merged, Sheets};
use crate::input::xml::{Piece, Xml};

/// The usual size of a cell, in English metric units.
const WIDTH: u32 = 609_600;
const HEIGHT: u32 = 190_500;

/// Where a drawing lies.
#[allow(clippy::struct_excessive_bools)] // independent facts
#[derive(Default)]
struct Anchor {
    /// Column and row, from 0.
    from: [Option<u32>; 2],
    to: [Option<u32>; 2],
    /// How far into the last column and row it goes.
    into: [Option<u32>; 2],
    /// How wide and high it is, where its end is not said.
    size: [Option<u32>; 2],
    is_hidden: bool,
    is_picture: bool,
    /// What lies beneath it is seen.
    is_hollow: bool,
    is_in_line: bool,
}

/// Notes the cells that drawings lie on.
pub fn cover(drawing: &[u8], sheets: &mut Sheets) -> Result<(), Error> {
    let mut xml = Xml::new(drawing, NAME)?;
    let (mut anchor, mut corner, mut name) = (Anchor::default(), None, String::new());
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => {
                element.name().1.clone_into(&mut name);
                let number = |name: &str| element.attribute(name).and_then(|number| number.parse().ok());
                match name.as_str() {
                    "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => anchor = Anchor::default(),
                    "from" | "to" => corner = Some(name == "from"),
                    "ext" if anchor.size == [None; 2] => anchor.size = [number("cx"), number("cy")],
                    "cNvPr" => anchor.is_hidden |= matches!(element.attribute("hidden").as_deref(), Some("1" | "true")),
                    "ln" => anchor.is_in_line = true,
                    "noFill" if !anchor.is_in_line => anchor.is_hollow = true,
                    "pic" => anchor.is_picture = true,
                    _ => {}
                }
            }
            Piece::Text(text) => {
                let Some(is_from) = corner else { continue };
                let at = usize::from(matches!(name.as_str(), "row" | "rowOff"));
                let place = match (name.as_str(), is_from) {
                    ("col" | "row", true) => &mut anchor.from,
                    ("col" | "row", false) => &mut anchor.to,
                    ("colOff" | "rowOff", false) => &mut anchor.into,
                    _ => continue,
                };
                place[at] = text.trim().parse().ok();
            }
            Piece::End(_, ended) => {
                name.clear();
                match &*ended {
                    "from" | "to" => corner = None,
                    "ln" => anchor.is_in_line = false,
                    "twoCellAnchor" | "oneCellAnchor" => std::mem::take(&mut anchor).cover(sheets)?,
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

impl Anchor {
    fn cover(&self, sheets: &mut Sheets) -> Result<(), Error> {
        let [Some(column), Some(row)] = self.from else {
            return Ok(());
        };
        if self.is_hidden {
            return Ok(());
        }
        sheets.cover((row, column))?;
        if self.is_hollow && !self.is_picture {
            return Ok(());
        }
        let last = |at: usize, from: u32, usual: u32| match (self.to[at], self.into[at]) {
            (Some(to), Some(0)) => to.saturating_sub(1),
            (Some(to), _) => to,
            // Half a cell may be what is left over.
            (None, _) => from.saturating_add((self.size[at].unwrap_or(0) + usual / 2).saturating_sub(usual) / usual),
        };
        let range = Merged {
            first_row: row,
            last_row: last(1, row, HEIGHT).max(row),
            first_column: column,
            last_column: last(0, column, WIDTH).max(column),
        };
        sheets.doubt(range, Reason::Object, |_| true)
    }
}
