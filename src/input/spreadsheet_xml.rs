//! XML Spreadsheet 2003: an Excel workbook as one XML file, mostly saved as .xls.
//!
//! Formulas are read by the values that stand beside them; hidden sheets, rows and columns are not read.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::characters::{CharacterProperties, Position};
use super::sheet::{CellStyle, Merged, NumberFormat, RichText, Sheets};
use super::xml::{Element, Piece, Xml};
use super::{Decode, Encoding, Error, archive, flow};
use crate::document::{Document, Reason};

/// The name to tell the user.
const NAME: &str = "Excel";

/// Reads a workbook.
pub fn read(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    let bytes = archive::utf8(Cow::Borrowed(bytes));
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.into(),
        Err(_) => Cow::from(decode(&bytes, Encoding::Gb18030)),
    };
    let mut reader = Reader::default();
    let mut xml = Xml::new(text.as_bytes(), NAME)?;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => reader.start(&element)?,
            Piece::End(prefix, name) => reader.end(prefix, &name)?,
            Piece::Text(text) => reader.text(&text),
        }
    }
    flow::document(reader.sheets.flow()?)
}

#[derive(Default)]
struct Reader {
    sheets: Sheets,
    styles: HashMap<String, CellStyle>,
    /// The style that is being read.
    style: String,
    hidden_rows: Vec<Range<u32>>,
    hidden_columns: Vec<Range<u32>>,
    is_sheet_hidden: bool,
    /// The next row and column, from 0.
    row: u32,
    column: u32,
    cell: Option<OpenCell>,
    /// Whether a comment is open: what it holds stands beside the sheet.
    in_comment: bool,
    /// The characters of what is open in a cell's text, the innermost last; none outside of it.
    open: Vec<CharacterProperties>,
}

/// A cell that is being read.
#[derive(Default)]
struct OpenCell {
    place: (u32, u32),
    style: CellStyle,
    kind: String,
    text: RichText,
    is_formula: bool,
}

impl Reader {
    fn start(&mut self, element: &Element<'_>) -> Result<(), Error> {
        if let Some(around) = self.open.last() {
            self.open.push(inside(*around, element));
            return Ok(());
        }
        let number = |name| {
            element
                .attribute(name)
                .and_then(|number| number.trim().parse::<u32>().ok())
        };
        let is_hidden = || {
            let size = |name| element.attribute(name).and_then(|size| size.parse::<f32>().ok());
            let is_flat = |name| size(name).is_some_and(|size| size <= 1.0);
            element.attribute("Hidden").is_some_and(|hidden| hidden == "1") || is_flat("Height") || is_flat("Width")
        };
        match element.name() {
            ("ss", "Style") => {
                self.style = element.attribute("ID").unwrap_or_default();
                let parent = element.attribute("Parent").and_then(|parent| self.styles.get(&parent));
                self.styles
                    .insert(self.style.clone(), parent.copied().unwrap_or_default());
            }
            ("ss", "Font") => {
                if let Some(style) = self.styles.get_mut(&self.style) {
                    style.characters = of_font(element);
                }
            }
            ("ss", "Interior") => {
                if let Some(style) = self.styles.get_mut(&self.style) {
                    style.is_filled = element.attribute("Pattern").is_some_and(|pattern| pattern != "None");
                }
            }
            ("ss", "NumberFormat") => {
                if let Some(style) = self.styles.get_mut(&self.style) {
                    style.format = match element.attribute("Format").as_deref() {
                        Some("Percent") => NumberFormat::built_in(9),
                        code => NumberFormat::from_code(code.unwrap_or_default()),
                    };
                }
            }
            ("ss", "Worksheet") => {
                self.sheets.begin();
                (self.row, self.is_sheet_hidden) = (0, false);
            }
            ("ss", "Table") => self.column = 0,
            ("ss", "Column") => {
                let first = number("Index").map_or(self.column, |index| index.saturating_sub(1));
                self.column = first.saturating_add(number("Span").unwrap_or(0)).saturating_add(1);
                if is_hidden() {
                    self.hidden_columns.push(first..self.column);
                }
            }
            ("ss", "Row") => {
                self.row = number("Index")
                    .map_or(self.row, |index| index.saturating_sub(1))
                    .min(1 << 21);
                self.column = 0;
                let behind = self.row + 1 + number("Span").unwrap_or(0).min(1 << 21);
                if is_hidden() {
                    self.hidden_rows.push(self.row..behind);
                }
            }
            ("ss", "Cell") => self.start_cell(element)?,
            ("ss", "Comment") => self.in_comment = true,
            ("ss", "Data") if !self.in_comment => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = element.attribute("Type").unwrap_or_default();
                    self.open.push(cell.style.characters);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_cell(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let number = |name| {
            element
                .attribute(name)
                .and_then(|number| number.trim().parse::<u32>().ok())
        };
        let column = number("Index")
            .map_or(self.column, |index| index.saturating_sub(1))
            .min(1 << 16);
        let (across, down) = (number("MergeAcross").unwrap_or(0), number("MergeDown").unwrap_or(0));
        self.column = column.saturating_add(across).saturating_add(1);
        if across > 0 || down > 0 {
            self.sheets.merge(Merged {
                first_row: self.row,
                last_row: self.row.saturating_add(down),
                first_column: column,
                last_column: column.saturating_add(across),
            })?;
        }
        let style = element.attribute("StyleID").unwrap_or_else(|| "Default".to_owned());
        self.cell = Some(OpenCell {
            place: (self.row, column),
            style: self.styles.get(&style).copied().unwrap_or_default(),
            is_formula: element.attribute("Formula").is_some(),
            ..OpenCell::default()
        });
        Ok(())
    }

    fn end(&mut self, prefix: &str, name: &str) -> Result<(), Error> {
        if self.open.pop().is_some() || prefix.is_empty() {
            return Ok(());
        }
        match name {
            "Cell" => {
                if let Some(cell) = self.cell.take() {
                    cell.put(&mut self.sheets)?;
                }
            }
            "Comment" => self.in_comment = false,
            "Row" => self.row = self.row.saturating_add(1),
            "Worksheet" => {
                let rows = std::mem::take(&mut self.hidden_rows);
                let columns = std::mem::take(&mut self.hidden_columns);
                if self.is_sheet_hidden {
                    self.sheets.drop_last();
                } else {
                    self.sheets.hide(rows, columns);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let (Some(cell), Some(characters)) = (&mut self.cell, self.open.last()) {
            cell.text.push(Some(*characters), text);
        } else if matches!(text, "SheetHidden" | "SheetVeryHidden") {
            self.is_sheet_hidden = true;
        }
    }
}

impl OpenCell {
    fn put(self, sheets: &mut Sheets) -> Result<(), Error> {
        let text = self.text.text();
        if self.is_formula && text.trim().is_empty() && self.kind != "String" {
            return sheets.put(self.place, "", Some(Reason::StaleFormula));
        }
        match (self.kind.as_str(), text.trim().parse()) {
            ("Number", Ok(number)) => sheets.put_number(self.place, number, self.style, false),
            ("Boolean", _) => {
                let word = if text.trim() == "1" { "TRUE" } else { "FALSE" };
                sheets.put_text(self.place, &word.into(), self.style)
            }
            ("DateTime", _) => sheets.put(self.place, text.split('T').next().unwrap_or_default(), None),
            _ => sheets.put_text(self.place, &self.text, self.style),
        }
    }
}

/// What a font says of its characters.
fn of_font(element: &Element<'_>) -> CharacterProperties {
    CharacterProperties {
        hidden: is_white(element),
        struck: element.attribute("StrikeThrough").is_some_and(|struck| struck == "1"),
        position: match element.attribute("VerticalAlign").as_deref() {
            Some("Superscript") => Some(Position::Superscript),
            Some("Subscript") => Some(Position::Subscript),
            _ => None,
        },
    }
}

/// How text in an element of a rich text is shown.
fn inside(around: CharacterProperties, element: &Element<'_>) -> CharacterProperties {
    let mut characters = around;
    match element.name().1 {
        "S" => characters.struck = true,
        "Sup" => characters.position = Some(Position::Superscript),
        "Sub" => characters.position = Some(Position::Subscript),
        "Font" => {
            let size = element.attribute("Size").and_then(|size| size.parse::<f32>().ok());
            characters.hidden |= is_white(element) || size.is_some_and(|size| size <= 2.0);
        }
        _ => {}
    }
    characters
}

fn is_white(font: &Element<'_>) -> bool {
    font.attribute("Color")
        .is_some_and(|color| color.eq_ignore_ascii_case("#FFFFFF"))
}
