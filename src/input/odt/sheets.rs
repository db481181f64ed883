//! Spreadsheets: rows of cells, each with the text it shows.

use std::ops::Range;

use super::styles::Styles;
use super::{NAME, count_of, spaces};
use crate::document::Reason;
use crate::input::Error;
use crate::input::characters::CharacterProperties;
use crate::input::flow::Flow;
use crate::input::run_properties::{Levels, RunProperties};
use crate::input::sheet::{CellStyle, Merged, RichText, Sheets};
use crate::input::xml::{Element, Piece, Xml};

/// Reads the sheets up to the end of the spreadsheet that has begun.
pub fn read(xml: &mut Xml<'_>, styles: &Styles) -> Result<Flow, Error> {
    let mut sheets = Sheets::default();
    xml.children(|xml, element| {
        let hidden = || {
            element
                .attribute("style-name")
                .is_some_and(|style| styles.hides_table(&style))
        };
        if element.name() != ("table", "table") || hidden() {
            return Ok(false);
        }
        sheets.begin();
        let mut reader = Reader {
            styles,
            sheets: &mut sheets,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            columns: Vec::new(),
            row: 0,
            column: 0,
        };
        reader.rows(xml, false)?;
        let (rows, columns) = (reader.hidden_rows, reader.hidden_columns);
        sheets.hide(rows, columns);
        Ok(true)
    })?;
    sheets.flow()
}

/// A sheet that is being read.
struct Reader<'s> {
    styles: &'s Styles,
    sheets: &'s mut Sheets,
    hidden_rows: Vec<Range<u32>>,
    hidden_columns: Vec<Range<u32>>,
    /// What is said of the characters of columns, by where these end.
    columns: Vec<(u32, RunProperties)>,
    row: u32,
    column: u32,
}

impl Reader<'_> {
    fn rows(&mut self, xml: &mut Xml<'_>, is_in_hidden: bool) -> Result<(), Error> {
        xml.children(|xml, element| {
            let is_hidden = is_in_hidden
                || element.attribute("visibility").is_some_and(|seen| seen != "visible")
                || element.attribute("display").is_some_and(|seen| seen == "false")
                || element
                    .attribute("style-name")
                    .is_some_and(|style| element.name().1 == "table-row" && self.styles.flattens_row(&style));
            match element.name() {
                ("table", "table-column") => {
                    let end = self.column.saturating_add(count_of(element, "number-columns-repeated"));
                    if is_hidden {
                        self.hidden_columns.push(self.column..end);
                    }
                    let style = element.attribute("default-cell-style-name");
                    self.columns.push((end, self.styles.of_cell(style.as_deref())));
                    self.column = end;
                }
                ("table", "table-row") => {
                    let end = self.row.saturating_add(count_of(element, "number-rows-repeated"));
                    if is_hidden {
                        self.hidden_rows.push(self.row..end);
                    } else {
                        let style = element.attribute("default-cell-style-name");
                        let characters = style.map(|style| self.styles.of_cell(Some(&style)));
                        self.row(xml, end, characters)?;
                    }
                    self.row = end;
                    return Ok(!is_hidden);
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
                    self.rows(xml, is_hidden)?;
                    return Ok(true);
                }
                _ => {}
            }
            Ok(false)
        })
    }

    /// A row, and the same again up to the row `end`.
    fn row(&mut self, xml: &mut Xml<'_>, end: u32, usual: Option<RunProperties>) -> Result<(), Error> {
        let mut column = 0_u32;
        xml.children(|xml, element| {
            let next = column.saturating_add(count_of(element, "number-columns-repeated"));
            let is_cell = element.name() == ("table", "table-cell");
            if is_cell {
                let span = |name| count_of(element, name);
                let spans = (span("number-columns-spanned"), span("number-rows-spanned"));
                let own = element
                    .attribute("style-name")
                    .map(|style| self.styles.of_cell(Some(&style)));
                let around = own.or(usual).unwrap_or_else(|| {
                    let at = self.columns.partition_point(|(end, _)| *end <= column);
                    self.columns
                        .get(at)
                        .map(|(_, characters)| *characters)
                        .unwrap_or_default()
                });
                let mut text = self.text(xml, around)?;
                let is_stale = is_stale(element, &text.text());
                // A writer that leaves the words out leaves them to the program that shows them.
                if text.text().is_empty() && element.attribute("value-type").as_deref() == Some("float") {
                    text.push(
                        Some(shown(around)),
                        element.attribute("value").as_deref().unwrap_or_default(),
                    );
                }
                self.fill(&text, is_stale, (self.row, end), (column, next), spans)?;
            }
            // What a cell hides below another counts as a column, and is not read.
            column = next;
            Ok(is_cell)
        })
    }

    fn fill(
        &mut self,
        text: &RichText,
        is_stale: bool,
        rows: (u32, u32),
        columns: (u32, u32),
        spans: (u32, u32),
    ) -> Result<(), Error> {
        let is_merged = spans != (1, 1);
        if text.text().trim().is_empty() && !is_merged && !is_stale {
            return Ok(());
        }
        for row in rows.0..rows.1 {
            for column in columns.0..columns.1 {
                if is_merged {
                    self.sheets.merge(Merged {
                        first_row: row,
                        last_row: row.saturating_add(spans.1 - 1),
                        first_column: column,
                        last_column: column.saturating_add(spans.0 - 1),
                    })?;
                }
                if is_stale {
                    self.sheets.put((row, column), "", Some(Reason::StaleFormula))?;
                } else {
                    self.sheets.put_text((row, column), text, CellStyle::default())?;
                }
            }
        }
        Ok(())
    }

    /// The text of the cell that has begun, a line a paragraph.
    fn text(&self, xml: &mut Xml<'_>, around: RunProperties) -> Result<RichText, Error> {
        let mut text = RichText::default();
        // The characters of what is open, the innermost last.
        let mut open: Vec<RunProperties> = Vec::new();
        let mut paragraphs = 0_usize;
        while let Some(piece) = xml.next()? {
            let characters = open.last().copied().unwrap_or(around);
            match piece {
                Piece::Start(element) => {
                    let mut inside = characters;
                    let left_out = match element.name() {
                        ("text", "p") => {
                            text.push(None, "\n");
                            paragraphs += 1;
                            false
                        }
                        ("text", "s") => {
                            text.push(None, &spaces(&element));
                            false
                        }
                        ("text", "tab" | "line-break") => {
                            text.push(None, " ");
                            false
                        }
                        ("text", "span" | "a") => {
                            let style = element.attribute("style-name");
                            inside = self.styles.of_text(style.as_deref(), characters);
                            false
                        }
                        // Comments, pictures, and readings above characters.
                        (prefix, _) => prefix != "text" || element.name().1.starts_with("ruby"),
                    };
                    if left_out {
                        xml.skip()?;
                    } else {
                        open.push(inside);
                    }
                }
                Piece::End(..) if open.is_empty() => return Ok(text),
                Piece::End(prefix, name) => {
                    open.pop();
                    if (prefix, name.as_ref()) == ("text", "p") {
                        paragraphs = paragraphs.saturating_sub(1);
                    }
                }
                Piece::Text(words) if paragraphs > 0 => {
                    text.push(Some(shown(characters)), &words.replace(['\r', '\n', '\t'], " "));
                }
                Piece::Text(_) => {}
            }
        }
        Err(Error::Damaged(NAME))
    }
}

fn shown(said: RunProperties) -> CharacterProperties {
    let levels = Levels {
        direct: said,
        ..Levels::default()
    };
    levels.characters()
}

/// Whether a cell is a formula that nobody has calculated: it shows no value, whatever it is said to show.
fn is_stale(cell: &Element<'_>, text: &str) -> bool {
    let has_value = cell.attributes().any(|(name, value)| match name {
        "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => true,
        "value-type" => value == "string" && !text.trim().is_empty(),
        _ => false,
    });
    cell.attribute("formula").is_some() && !has_value
}
