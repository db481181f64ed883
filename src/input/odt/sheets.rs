//! Spreadsheets: rows of cells, each with the text it shows.

use super::styles::Styles;
use super::{NAME, count_of, spaces};
use crate::input::sheet::{Merged, Sheet};
use crate::input::xml::{Piece, Xml};
use crate::input::{Error, MAX_PIECES};

/// Columns or rows hidden, by the first and the one after the last.
type Hidden = Vec<(u32, u32)>;

/// Reads the sheets up to the end of the spreadsheet that has begun.
pub fn read(xml: &mut Xml<'_>, styles: &Styles) -> Result<Vec<Sheet>, Error> {
    let mut sheets = Vec::new();
    let mut cells = 0;
    xml.children(|xml, element| {
        let hidden = || {
            element
                .attribute("style-name")
                .is_some_and(|style| styles.hides_table(&style))
        };
        if element.name() != ("table", "table") || hidden() {
            return Ok(false);
        }
        let mut reader = Reader {
            cells,
            ..Reader::default()
        };
        reader.rows(xml)?;
        cells = reader.cells;
        sheets.push(reader.sheet);
        Ok(true)
    })?;
    Ok(sheets)
}

#[derive(Default)]
struct Reader {
    sheet: Sheet,
    hidden: Hidden,
    row: u32,
    column: u32,
    /// Filled and merged cells so far.
    cells: usize,
}

impl Reader {
    fn rows(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, element| {
            let is_hidden = element.attribute("visibility").is_some_and(|seen| seen != "visible");
            match element.name() {
                ("table", "table-column") => {
                    let end = self.column.saturating_add(count_of(element, "number-columns-repeated"));
                    if is_hidden {
                        self.hidden.push((self.column, end));
                    }
                    self.column = end;
                }
                ("table", "table-row") => {
                    let end = self.row.saturating_add(count_of(element, "number-rows-repeated"));
                    let entered = !is_hidden;
                    if entered {
                        self.row(xml, end)?;
                    }
                    self.row = end;
                    return Ok(entered);
                }
                (
                    "table",
                    "table-columns"
                    | "table-column-group"
                    | "table-header-columns"
                    | "table-rows"
                    | "table-row-group"
                    | "table-header-rows",
                ) => {
                    self.rows(xml)?;
                    return Ok(true);
                }
                _ => {}
            }
            Ok(false)
        })
    }

    /// A row, and the same again up to the row `end`.
    fn row(&mut self, xml: &mut Xml<'_>, end: u32) -> Result<(), Error> {
        let mut column = 0_u32;
        xml.children(|xml, element| {
            let next = column.saturating_add(count_of(element, "number-columns-repeated"));
            let is_cell = element.name() == ("table", "table-cell");
            if is_cell {
                let span = |name| count_of(element, name);
                let spans = (span("number-columns-spanned"), span("number-rows-spanned"));
                let text = text(xml)?;
                self.fill(&text, (self.row, end), (column, next), spans)?;
            }
            // What a cell hides below another counts as a column, and is not read.
            column = next;
            Ok(is_cell)
        })
    }

    fn fill(&mut self, text: &str, rows: (u32, u32), columns: (u32, u32), spans: (u32, u32)) -> Result<(), Error> {
        let is_merged = spans != (1, 1);
        if text.trim().is_empty() && !is_merged {
            return Ok(());
        }
        for row in rows.0..rows.1 {
            for column in columns.0..columns.1 {
                self.cells += 1;
                if self.cells > MAX_PIECES {
                    return Err(Error::TooManyPieces);
                }
                if self.hidden.iter().any(|hidden| (hidden.0..hidden.1).contains(&column)) {
                    continue;
                }
                if is_merged {
                    self.sheet.merged.push(Merged {
                        first_row: row,
                        last_row: row.saturating_add(spans.1 - 1),
                        first_column: column,
                        last_column: column.saturating_add(spans.0 - 1),
                    });
                }
                if !text.trim().is_empty() {
                    self.sheet.cells.insert((row, column), text.to_owned());
                }
            }
        }
        Ok(())
    }
}

/// The text of the cell that has begun, a line a paragraph.
fn text(xml: &mut Xml<'_>) -> Result<String, Error> {
    let mut text = String::new();
    let mut open = 0_usize;
    let mut paragraphs = 0_usize;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => {
                let left_out = match element.name() {
                    ("text", "p") => {
                        if !text.is_empty() {
                            text.push('\n');
                        }
                        paragraphs += 1;
                        false
                    }
                    ("text", "s") => {
                        text.push_str(&spaces(&element));
                        false
                    }
                    ("text", "tab" | "line-break") => {
                        text.push(' ');
                        false
                    }
                    ("text", "span" | "a") => false,
                    // Comments, pictures, and readings above characters.
                    (prefix, _) => prefix != "text" || element.name().1.starts_with("ruby"),
                };
                if left_out {
                    xml.skip()?;
                } else {
                    open += 1;
                }
            }
            Piece::End(..) if open == 0 => return Ok(text),
            Piece::End(prefix, name) => {
                open -= 1;
                if (prefix, name.as_ref()) == ("text", "p") {
                    paragraphs = paragraphs.saturating_sub(1);
                }
            }
            Piece::Text(words) if paragraphs > 0 => text.push_str(&words.replace(['\r', '\n', '\t'], " ")),
            Piece::Text(_) => {}
        }
    }
    Err(Error::Damaged(NAME))
}
