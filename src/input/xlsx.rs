//! Excel workbooks (.xlsx), ECMA-376 part 1, 18.
//!
//! `calamine` reads them too, but adds 254 KB (brotli) to a page; with `quick-xml` at hand a sheet is a loop over its cells.
//! Formulas are read by the values that were calculated when the file was written; where none was, the cell is not read. Hidden
//! sheets, rows and columns are not read: what is printed or seen does not hold them. Number formats other than dates and
//! percentages are not applied; drawings and text boxes are not read, and of a cell that one lies on it is not known what it shows.

mod conditional;
mod drawings;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use conditional::Conditions;

use super::Error;
use super::archive::Archive;
use super::characters::{CharacterProperties, Position};
use super::flow::{self, Flow};
use super::package::{self, Relations};
use super::sheet::{CellStyle, Merged, NumberFormat, RichText, Sheets};
use super::xml::{self, Element, Piece, Xml};
use crate::document::{Document, Reason};

/// The name to tell the user.
const NAME: &str = "Excel";

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    flow::document(flow(&mut Archive::open(bytes, NAME)?)?)
}

/// The tables of a workbook.
pub fn flow(archive: &mut Archive<'_>) -> Result<Flow, Error> {
    let damaged = Error::Damaged(NAME);
    let main = package::main_part(archive)?.ok_or(damaged.clone())?.name;
    let book = archive.read(&main)?.ok_or(damaged.clone())?;
    let relations = Relations::read(archive, &main)?;
    // A part that is named and not there is one that no cell needs.
    let mut part = |kind| relations.target(kind).map_or(Ok(None), |name| archive.read(name));
    let strings = part("sharedStrings")?.map_or(Ok(Vec::new()), |bytes| shared_strings(&bytes))?;
    let styles_part = part("styles")?.unwrap_or_default();
    let mut context = Context {
        strings,
        styles: if styles_part.is_empty() {
            Vec::new()
        } else {
            styles(&styles_part)?
        },
        styles_part,
        ..Context::default()
    };
    let ids = sheets_of(&book, &mut context)?;
    let mut sheets = Sheets::default();
    for id in ids {
        let relation = relations.by_id(&id).ok_or(damaged.clone())?;
        if relation.kind == "worksheet" {
            let bytes = archive.read(&relation.target)?.ok_or(damaged.clone())?;
            let hidden = read_sheet(&bytes, &context, &mut sheets)?;
            let of_sheet = Relations::read(archive, &relation.target)?;
            if let Some(drawing) = of_sheet.target("drawing").map_or(Ok(None), |name| archive.read(name))? {
                drawings::cover(&drawing, &mut sheets)?;
            }
            sheets.hide(hidden.0, hidden.1);
        }
    }
    sheets.flow()
}

/// What cells refer to.
#[derive(Default)]
struct Context {
    strings: Vec<RichText>,
    styles: Vec<CellStyle>,
    /// What they were read from.
    styles_part: Vec<u8>,
    since_1904: bool,
    /// Whether the workbook asks to be calculated when it is opened: then nobody has calculated it.
    is_uncalculated: bool,
}

/// The relations of the sheets that are seen, in order; notes what the workbook says of all of them.
fn sheets_of(bytes: &[u8], context: &mut Context) -> Result<Vec<String>, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut ids = Vec::new();
    while let Some(piece) = xml.next()? {
        let Piece::Start(element) = piece else { continue };
        match element.name() {
            ("x", "sheet") if element.attribute("state").is_none_or(|state| state == "visible") => {
                ids.extend(element.attribute("id"));
            }
            ("x", "workbookPr") => context.since_1904 = is_true(&element, "date1904"),
            ("x", "calcPr") => {
                let is_complete = element
                    .attribute("calcCompleted")
                    .is_none_or(|is| is == "1" || is == "true");
                context.is_uncalculated =
                    is_true(&element, "fullCalcOnLoad") || is_true(&element, "forceFullCalc") || !is_complete;
            }
            _ => {}
        }
    }
    Ok(ids)
}

fn is_true(element: &Element<'_>, name: &str) -> bool {
    element.attribute(name).is_some_and(|value| xml::is_true(&value))
}

/// Notes what an element of a font says of its characters.
fn set_character(characters: &mut CharacterProperties, element: &Element<'_>) {
    let value = element.attribute("val");
    match element.name() {
        ("x", "strike") => characters.struck = value.is_none_or(|value| value != "0" && value != "false"),
        ("x", "color") => {
            let is = |name, white| element.attribute(name).is_some_and(|color| color == white);
            let is_tinted = element.attribute("tint").is_some();
            characters.hidden = is("rgb", "FFFFFFFF") || is("indexed", "9") || (is("theme", "0") && !is_tinted);
        }
        ("x", "vertAlign") => {
            characters.position = match value.as_deref() {
                Some("superscript") => Some(Position::Superscript),
                Some("subscript") => Some(Position::Subscript),
                _ => None,
            };
        }
        _ => {}
    }
}

/// A text in runs that is being read.
#[derive(Default)]
struct OpenText {
    text: RichText,
    /// The characters of the run, if it says so.
    characters: Option<CharacterProperties>,
    is_in_text: bool,
    /// Whether it is a reading of the characters, as it is written above them.
    is_reading: bool,
}

impl OpenText {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(element) => match element.name() {
                ("x", "r") => self.characters = None,
                ("x", "rPr") => self.characters = Some(CharacterProperties::default()),
                ("x", "t") => self.is_in_text = true,
                ("x", "rPh") => self.is_reading = true,
                _ => {
                    if let Some(characters) = &mut self.characters {
                        set_character(characters, element);
                    }
                }
            },
            Piece::End("x", name) => match name.as_ref() {
                "t" => self.is_in_text = false,
                "rPh" => self.is_reading = false,
                _ => {}
            },
            Piece::Text(text) if self.is_in_text && !self.is_reading => {
                self.text.push(self.characters, &unescaped(text));
            }
            _ => {}
        }
    }
}

/// A text with its escaped characters: `_x000A_` is a line end.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.get(6..7) == Some("_"));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let escaped = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        plain.extend(escaped);
        if escaped.is_none() {
            plain.push_str("_x");
        }
        rest = &rest[if escaped.is_some() { 7 } else { 2 }..];
    }
    plain.push_str(rest);
    plain.into()
}

fn shared_strings(bytes: &[u8]) -> Result<Vec<RichText>, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut strings: Vec<RichText> = Vec::new();
    let mut open = OpenText::default();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) if element.name() == ("x", "si") => open = OpenText::default(),
            Piece::End("x", name) if name == "si" => strings.push(std::mem::take(&mut open).text),
            piece => open.take(&piece),
        }
    }
    Ok(strings)
}

/// How the cells of each style are shown.
fn styles(bytes: &[u8]) -> Result<Vec<CellStyle>, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut formats: BTreeMap<u16, NumberFormat> = BTreeMap::new();
    let mut fonts: Vec<CharacterProperties> = Vec::new();
    let mut fills: Vec<bool> = Vec::new();
    let mut styles = Vec::new();
    let (mut in_fonts, mut in_fills, mut in_cell_styles) = (false, false, false);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => {
                let number = |name| element.attribute(name).and_then(|id| id.parse::<u16>().ok());
                match element.name() {
                    ("x", "fonts") => in_fonts = true,
                    ("x", "font") if in_fonts => fonts.push(CharacterProperties::default()),
                    ("x", "fills") => in_fills = true,
                    ("x", "fill") if in_fills => fills.push(true),
                    ("x", "patternFill") if in_fills => {
                        let kind = element.attribute("patternType");
                        if let Some(fill) = fills.last_mut() {
                            *fill = kind.is_some_and(|kind| kind != "none");
                        }
                    }
                    ("x", "cellXfs") => in_cell_styles = true,
                    ("x", "numFmt") => {
                        let code = element.attribute("formatCode").unwrap_or_default();
                        formats.extend(number("numFmtId").map(|id| (id, NumberFormat::from_code(&code))));
                    }
                    ("x", "xf") if in_cell_styles => {
                        let id = number("numFmtId").unwrap_or(0);
                        let font = number("fontId").and_then(|font| fonts.get(usize::from(font)));
                        let fill = number("fillId").and_then(|fill| fills.get(usize::from(fill)));
                        styles.push(CellStyle {
                            is_filled: fill.copied().unwrap_or(false),
                            characters: font.copied().unwrap_or_default(),
                            format: formats.get(&id).copied().unwrap_or_else(|| NumberFormat::built_in(id)),
                        });
                    }
                    _ if in_fonts => {
                        if let Some(font) = fonts.last_mut() {
                            set_character(font, &element);
                        }
                    }
                    _ => {}
                }
            }
            Piece::End("x", name) => match name.as_ref() {
                "fonts" => in_fonts = false,
                "fills" => in_fills = false,
                "cellXfs" => in_cell_styles = false,
                _ => {}
            },
            _ => {}
        }
    }
    Ok(styles)
}

/// A cell that is being read.
#[derive(Default)]
struct OpenCell {
    place: (u32, u32),
    kind: String,
    style: CellStyle,
    value: Option<String>,
    inline: OpenText,
    is_formula: bool,
}

impl OpenCell {
    fn new(element: &Element<'_>, place: (u32, u32), context: &Context) -> Self {
        let style = element
            .attribute("s")
            .and_then(|s| s.parse::<usize>().ok())
            .unwrap_or(0);
        Self {
            place,
            kind: element.attribute("t").unwrap_or_default(),
            style: context.styles.get(style).copied().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Whether its formula was never calculated. Where the whole workbook was not, a result of nothing is none.
    fn is_stale(&self, context: &Context) -> bool {
        let value = self.value.as_deref().unwrap_or_default().trim();
        let is_none = value.is_empty() && (self.kind != "str" || self.value.is_none());
        let is_nothing = value.is_empty() || value.parse() == Ok(0.0);
        self.is_formula && (is_none || (context.is_uncalculated && is_nothing))
    }

    /// Fills its place as the sheet shows it.
    fn put(self, context: &Context, sheets: &mut Sheets) -> Result<(), Error> {
        if self.is_stale(context) {
            return sheets.put(self.place, "", Some(Reason::StaleFormula));
        }
        let Some(value) = self.value else {
            return sheets.put_text(self.place, &self.inline.text, self.style);
        };
        let plain = match self.kind.as_str() {
            "s" => {
                let index: usize = value.trim().parse().map_err(|_| Error::Damaged(NAME))?;
                let text = context.strings.get(index).ok_or(Error::Damaged(NAME))?;
                return sheets.put_text(self.place, text, self.style);
            }
            "" | "n" => match value.trim().parse() {
                Ok(number) => return sheets.put_number(self.place, number, self.style, context.since_1904),
                Err(_) => value.into(),
            },
            "b" => Cow::from(if value.trim() == "1" { "TRUE" } else { "FALSE" }),
            _ => unescaped(&value).into_owned().into(),
        };
        sheets.put_text(self.place, &RichText::from(&*plain), self.style)
    }
}

/// A sheet that is being read.
struct Reader<'c> {
    context: &'c Context,
    hidden_rows: Vec<Range<u32>>,
    hidden_columns: Vec<Range<u32>>,
    row: u32,
    column: u32,
    cell: Option<OpenCell>,
    is_in_value: bool,
}

/// Rows and columns that are not seen.
type HiddenParts = (Vec<Range<u32>>, Vec<Range<u32>>);

fn read_sheet(bytes: &[u8], context: &Context, sheets: &mut Sheets) -> Result<HiddenParts, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut reader = Reader {
        context,
        hidden_rows: Vec::new(),
        hidden_columns: Vec::new(),
        row: 0,
        column: 0,
        cell: None,
        is_in_value: false,
    };
    let mut conditions = Conditions::default();
    sheets.begin();
    while let Some(piece) = xml.next()? {
        if reader.cell.is_none() {
            conditions.take(&piece);
        }
        match &piece {
            Piece::Start(element) => reader.start(element, sheets)?,
            Piece::Text(text) if reader.is_in_value => {
                if let Some(cell) = &mut reader.cell {
                    cell.value.get_or_insert_default().push_str(text);
                }
            }
            Piece::End("x", name) if name == "v" => reader.is_in_value = false,
            Piece::End("x", name) if name == "c" => {
                if let Some(cell) = reader.cell.take() {
                    cell.put(context, sheets)?;
                }
            }
            _ => {}
        }
        if let Some(cell) = &mut reader.cell {
            cell.inline.take(&piece);
        }
    }
    conditions.apply(&context.styles_part, sheets)?;
    Ok((reader.hidden_rows, reader.hidden_columns))
}

impl Reader<'_> {
    fn start(&mut self, element: &Element<'_>, sheets: &mut Sheets) -> Result<(), Error> {
        let is_zero = |name| element.attribute(name).is_some_and(|size| size.parse() == Ok(0.0));
        let is_flat = || {
            let height = element.attribute("ht").and_then(|height| height.parse::<f32>().ok());
            height.is_some_and(|height| height <= 1.0)
        };
        match element.name() {
            ("x", "col") if is_true(element, "hidden") || is_zero("width") => {
                let end = |name| element.attribute(name).and_then(|n| n.parse::<u32>().ok());
                if let (Some(min), Some(max)) = (end("min"), end("max")) {
                    self.hidden_columns.push(min.saturating_sub(1)..max);
                }
            }
            ("x", "row") => {
                let number = element.attribute("r").and_then(|r| r.parse::<u32>().ok());
                self.row = number.map_or(self.row + 1, |number| number.min(1 << 21));
                self.column = 0;
                if is_true(element, "hidden") || is_flat() {
                    self.hidden_rows.push(self.row.saturating_sub(1)..self.row);
                }
            }
            ("x", "c") => {
                let place = element.attribute("r").and_then(|name| place_of(&name));
                let place = place.unwrap_or((self.row.saturating_sub(1), self.column));
                self.column = place.1 + 1;
                self.cell = Some(OpenCell::new(element, place, self.context));
            }
            ("x", "v") => {
                self.is_in_value = true;
                if let Some(cell) = &mut self.cell {
                    cell.value = Some(String::new());
                }
            }
            ("x", "f") => {
                if let Some(cell) = &mut self.cell {
                    cell.is_formula = true;
                }
            }
            ("x", "mergeCell") => {
                let range = element.attribute("ref").unwrap_or_default();
                if let Some(merged) = range_of(&range) {
                    sheets.merge(merged)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// `B3:D5`, or a single cell.
fn range_of(range: &str) -> Option<Merged> {
    let (from, to) = range.split_once(':').unwrap_or((range, range));
    let (from, to) = (place_of(from)?, place_of(to)?);
    Some(Merged {
        first_row: from.0,
        last_row: to.0,
        first_column: from.1,
        last_column: to.1,
    })
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
