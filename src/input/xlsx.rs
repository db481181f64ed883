//! Excel workbooks (.xlsx), ECMA-376 part 1, 18.
//!
//! `calamine` reads them too, but adds 254 KB (brotli) to a page; with `quick-xml` at hand a sheet is a loop over its cells.
//! Formulas are read by their cached values; one without a value shows the formula, which is no number. Hidden sheets, rows and
//! columns are not read: what is printed or seen does not hold them. Number formats other than dates and percentages are not
//! applied; drawings and text boxes are not read.

use super::archive::Archive;
use super::flow::{self, Flow};
use super::package::{self, Relations};
use super::sheet::{self, Merged, NumberFormat, Sheet, shown};
use super::xml::{Element, Piece, Xml};
use super::{Error, MAX_PIECES};
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "Excel";

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    flow::document(flow(bytes)?)
}

/// The tables of a workbook.
pub fn flow(bytes: &[u8]) -> Result<Flow, Error> {
    let mut archive = Archive::open(bytes, NAME)?;
    let damaged = Error::Damaged(NAME);
    let main = package::main_part(&mut archive)?.ok_or(damaged.clone())?.name;
    let book = archive.read(&main)?.ok_or(damaged.clone())?;
    let relations = Relations::read(&mut archive, &main)?;
    // A part that is named and not there is one that no cell needs.
    let mut part = |kind| relations.target(kind).map_or(Ok(None), |name| archive.read(name));
    let strings = part("sharedStrings")?.map_or(Ok(Vec::new()), |bytes| shared_strings(&bytes))?;
    let formats = part("styles")?.map_or(Ok(Vec::new()), |bytes| formats(&bytes))?;
    let (names, since_1904) = sheets_of(&book)?;
    let context = Context {
        strings,
        formats,
        since_1904,
    };
    let mut sheets = Vec::new();
    for id in names {
        let relation = relations.by_id(&id).ok_or(damaged.clone())?;
        if relation.kind == "worksheet" {
            let bytes = archive.read(&relation.target)?.ok_or(damaged.clone())?;
            sheets.push(read_sheet(&bytes, &context)?);
        }
    }
    sheet::flow(sheets)
}

/// What cells refer to.
struct Context {
    strings: Vec<String>,
    formats: Vec<NumberFormat>,
    since_1904: bool,
}

/// The relations of the sheets that are seen, in order, and whether days are counted from 1904.
fn sheets_of(bytes: &[u8]) -> Result<(Vec<String>, bool), Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let (mut ids, mut since_1904) = (Vec::new(), false);
    while let Some(piece) = xml.next()? {
        let Piece::Start(element) = piece else { continue };
        match element.name() {
            ("x", "sheet") if element.attribute("state").is_none_or(|state| state == "visible") => {
                ids.extend(element.attribute("id"));
            }
            ("x", "workbookPr") => since_1904 = is_true(&element, "date1904"),
            _ => {}
        }
    }
    Ok((ids, since_1904))
}

fn is_true(element: &Element<'_>, name: &str) -> bool {
    element
        .attribute(name)
        .is_some_and(|value| value == "1" || value == "true")
}

fn shared_strings(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut strings: Vec<String> = Vec::new();
    let (mut in_text, mut in_reading) = (false, false);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => match element.name() {
                ("x", "si") => strings.push(String::new()),
                ("x", "t") => in_text = true,
                ("x", "rPh") => in_reading = true,
                _ => {}
            },
            Piece::End("x", name) => match name.as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                _ => {}
            },
            Piece::Text(text) if in_text && !in_reading => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(&text);
                }
            }
            _ => {}
        }
    }
    Ok(strings)
}

/// How the numbers of each cell style are shown.
fn formats(bytes: &[u8]) -> Result<Vec<NumberFormat>, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut codes: Vec<(u16, NumberFormat)> = Vec::new();
    let mut formats = Vec::new();
    let mut in_cell_styles = false;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => {
                let id = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                match (element.name(), id) {
                    (("x", "numFmt"), Some(id)) => {
                        let code = element.attribute("formatCode").unwrap_or_default();
                        codes.push((id, NumberFormat::from_code(&code)));
                    }
                    (("x", "cellXfs"), _) => in_cell_styles = true,
                    (("x", "xf"), id) if in_cell_styles => {
                        let id = id.unwrap_or(0);
                        let known = codes.iter().find(|(known, _)| *known == id);
                        formats.push(known.map_or_else(|| NumberFormat::built_in(id), |(_, format)| *format));
                    }
                    _ => {}
                }
            }
            Piece::End("x", name) if name == "cellXfs" => in_cell_styles = false,
            _ => {}
        }
    }
    Ok(formats)
}

/// A cell that is being read.
#[derive(Default)]
struct OpenCell {
    place: (u32, u32),
    kind: String,
    style: usize,
    value: Option<String>,
    formula: Option<String>,
}

impl OpenCell {
    /// Its text as the sheet shows it.
    fn text(self, context: &Context) -> Result<String, Error> {
        let Some(value) = self.value else {
            return Ok(self.formula.map(|formula| format!("={formula}")).unwrap_or_default());
        };
        Ok(match self.kind.as_str() {
            "s" => {
                let index: usize = value.trim().parse().map_err(|_| Error::Damaged(NAME))?;
                context.strings.get(index).ok_or(Error::Damaged(NAME))?.clone()
            }
            "" | "n" => match value.trim().parse() {
                Ok(number) => {
                    let format = context.formats.get(self.style).copied().unwrap_or_default();
                    shown(number, format, context.since_1904)
                }
                Err(_) => value,
            },
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            _ => value,
        })
    }
}

fn read_sheet(bytes: &[u8], context: &Context) -> Result<Sheet, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut sheet = Sheet::default();
    let (mut hidden_rows, mut hidden_columns) = (Vec::new(), Vec::new());
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut cell: Option<OpenCell> = None;
    // The element whose text is read, and whether it is a phonetic reading.
    let (mut text_of, mut in_reading) = ("", false);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => match element.name() {
                ("x", "col") if is_true(&element, "hidden") => {
                    let end = |name| element.attribute(name).and_then(|n| n.parse::<u32>().ok());
                    if let (Some(min), Some(max)) = (end("min"), end("max")) {
                        hidden_columns.push(min.saturating_sub(1)..max);
                    }
                }
                ("x", "row") => {
                    let number = element.attribute("r").and_then(|r| r.parse::<u32>().ok());
                    row = number.map_or(row + 1, |number| number.min(1 << 21));
                    column = 0;
                    if is_true(&element, "hidden") {
                        hidden_rows.push(row.saturating_sub(1)..row);
                    }
                }
                ("x", "c") => {
                    let place = element.attribute("r").and_then(|name| place_of(&name));
                    let place = place.unwrap_or((row.saturating_sub(1), column));
                    column = place.1 + 1;
                    cell = Some(OpenCell {
                        place,
                        kind: element.attribute("t").unwrap_or_default(),
                        style: element.attribute("s").and_then(|s| s.parse().ok()).unwrap_or(0),
                        ..OpenCell::default()
                    });
                }
                ("x", "v") => text_of = "v",
                ("x", "t") => text_of = "t",
                ("x", "f") => {
                    text_of = "f";
                    if let Some(cell) = &mut cell {
                        cell.formula = Some(String::new());
                    }
                }
                ("x", "rPh") => in_reading = true,
                ("x", "mergeCell") => {
                    let range = element.attribute("ref").unwrap_or_default();
                    let (from, to) = range.split_once(':').unwrap_or((&range, &range));
                    if let (Some(from), Some(to)) = (place_of(from), place_of(to)) {
                        sheet.merged.push(Merged {
                            first_row: from.0,
                            last_row: to.0,
                            first_column: from.1,
                            last_column: to.1,
                        });
                    }
                }
                _ => {}
            },
            Piece::Text(text) => {
                if let Some(cell) = &mut cell
                    && !in_reading
                {
                    match text_of {
                        "v" | "t" => cell.value.get_or_insert_default().push_str(&text),
                        "f" => cell.formula.get_or_insert_default().push_str(&text),
                        _ => {}
                    }
                }
            }
            Piece::End("x", name) => match name.as_ref() {
                "rPh" => in_reading = false,
                "c" => {
                    let Some(done) = cell.take() else { continue };
                    let place = done.place;
                    let text = done.text(context)?;
                    if !text.is_empty() {
                        sheet.cells.insert(place, text);
                    }
                }
                _ => text_of = "",
            },
            Piece::End(..) => {}
        }
        if sheet.cells.len() > MAX_PIECES || sheet.merged.len() > MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
    }
    sheet.hide(hidden_rows, hidden_columns);
    Ok(sheet)
}

/// `B3` as row and column from 0.
fn place_of(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let (column, row) = name.split_at(letters);
    let column = (column.bytes()).fold(0, |sum, byte| {
        sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1
    });
    let row: u32 = row.parse().ok().filter(|row| (1..=1 << 21).contains(row))?;
    Some((row - 1, column - 1))
}
