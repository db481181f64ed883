//! Excel 97 to 2003 (.xls), and WPS tables (.et), which are the same: BIFF8, [MS-XLS].
//!
//! `calamine` reads them too, but adds 254 KB (brotli) to a page; the records that hold cells are few. Formulas are read by the
//! values that were calculated when the file was written; where none was, the cell is not read. Hidden sheets, rows and columns
//! are not read: what is printed or seen does not hold them. Number formats other than dates and percentages are not applied;
//! drawings and text boxes are not read.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Error;
use super::characters::{CharacterProperties, Position};
use super::compound::{self, Compound};
use super::flow::{self, Flow};
use super::sheet::{CellStyle, Merged, NumberFormat, RichText, Sheets};
use crate::document::{Document, Reason};

/// The name to tell the user.
const NAME: &str = "Excel";

/// No workbook with a report has more different texts.
const MAX_STRINGS: usize = 1 << 18;

/// Reads a workbook from its stream.
pub fn read(file: &mut Compound<'_>, stream: &str) -> Result<Document, Error> {
    flow::document(flow(file, stream)?)
}

/// The tables of a workbook, from its stream.
pub fn flow(file: &mut Compound<'_>, stream: &str) -> Result<Flow, Error> {
    let bytes = compound::stream(file, stream, NAME)?;
    let book = Book::read(&bytes)?;
    let mut sheets = Sheets::default();
    // Sheets follow one another: bytes that several of them claim are no sheets.
    let mut left = bytes.len();
    for &offset in &book.sheets {
        let length = book.sheet(&bytes, offset, &mut sheets)?;
        left = left.checked_sub(length).ok_or(Error::Damaged(NAME))?;
    }
    sheets.flow()
}

/// Kinds of records.
mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000a;
    pub const DATE_1904: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002f;
    pub const FONT: u16 = 0x0031;
    pub const CONTINUE: u16 = 0x003c;
    pub const UNCALCULATED: u16 = 0x005e;
    pub const COLUMN_INFO: u16 = 0x007d;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MULTIPLE_RK: u16 = 0x00bd;
    pub const RICH_STRING: u16 = 0x00d6;
    pub const XF: u16 = 0x00e0;
    pub const MERGED_CELLS: u16 = 0x00e5;
    pub const STRING_TABLE: u16 = 0x00fc;
    pub const LABEL_SST: u16 = 0x00fd;
    pub const CALCULATOR: u16 = 0x01c1;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_OR_ERROR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027e;
    pub const FORMAT: u16 = 0x041e;
    pub const BOF: u16 = 0x0809;
}

/// The version of Excel 97 to 2003.
const BIFF8: u16 = 0x0600;

/// A record and what follows it.
struct Record<'b> {
    kind: u16,
    data: &'b [u8],
    rest: &'b [u8],
}

/// The first record; none after the last one.
fn record_at(bytes: &[u8]) -> Result<Option<Record<'_>>, Error> {
    let Some((head, rest)) = bytes.split_at_checked(4) else {
        return Ok(None);
    };
    let length = usize::from(u16_at(head, 2)?);
    let (data, rest) = rest.split_at_checked(length).ok_or(Error::Damaged(NAME))?;
    let kind = u16_at(head, 0)?;
    Ok(Some(Record { kind, data, rest }))
}

fn u16_at(data: &[u8], at: usize) -> Result<u16, Error> {
    let bytes = data.get(at..at + 2).and_then(|two| two.try_into().ok());
    bytes.map(u16::from_le_bytes).ok_or(Error::Damaged(NAME))
}

fn u32_at(data: &[u8], at: usize) -> Result<u32, Error> {
    let bytes = data.get(at..at + 4).and_then(|four| four.try_into().ok());
    bytes.map(u32::from_le_bytes).ok_or(Error::Damaged(NAME))
}

fn f64_at(data: &[u8], at: usize) -> Result<f64, Error> {
    let bytes = data.get(at..at + 8).and_then(|eight| eight.try_into().ok());
    bytes.map(f64::from_le_bytes).ok_or(Error::Damaged(NAME))
}

/// What a workbook says before its sheets.
#[derive(Default)]
struct Book {
    /// Where the sheets that are seen begin.
    sheets: Vec<usize>,
    strings: Vec<RichText>,
    codes: BTreeMap<u16, NumberFormat>,
    fonts: Vec<CharacterProperties>,
    /// The fonts and number formats of cell styles, and whether they are filled.
    styles: Vec<(u16, u16, bool)>,
    since_1904: bool,
    /// Whether no program has calculated it.
    is_uncalculated: bool,
    /// Whether it names the program that calculated it.
    names_calculator: bool,
}

impl Book {
    fn read(bytes: &[u8]) -> Result<Self, Error> {
        let mut book = Self::default();
        let mut rest = bytes;
        let first = record_at(bytes)?.ok_or(Error::Damaged(NAME))?;
        if first.kind != kind::BOF || u16_at(first.data, 0)? != BIFF8 {
            return Err(Error::Format("Excel 95"));
        }
        loop {
            // A workbook ends with a record of its own.
            let record = record_at(rest)?.ok_or(Error::Damaged(NAME))?;
            rest = record.rest;
            let data = record.data;
            match record.kind {
                kind::EOF => return Ok(book),
                kind::FILE_PASS => return Err(Error::Protected(NAME)),
                kind::DATE_1904 => book.since_1904 = u16_at(data, 0)? == 1,
                kind::BOUND_SHEET => {
                    let is_seen_and_of_cells = u16_at(data, 4)? & 0xff03 == 0;
                    let offset = u32_at(data, 0)? as usize;
                    book.sheets.extend(is_seen_and_of_cells.then_some(offset));
                }
                kind::FORMAT => {
                    let code = Strings::new(data.get(2..).unwrap_or_default(), &[]).next(&[])?.text();
                    book.codes.insert(u16_at(data, 0)?, NumberFormat::from_code(&code));
                }
                kind::FONT => book.fonts.push(characters(data)?),
                kind::XF => {
                    let is_filled = u32_at(data, 14).unwrap_or(0) >> 26 != 0;
                    book.styles.push((u16_at(data, 0)?, u16_at(data, 2)?, is_filled));
                }
                kind::CALCULATOR => {
                    book.is_uncalculated |= u32_at(data, 4)? == 0;
                    book.names_calculator = true;
                }
                kind::UNCALCULATED => book.is_uncalculated = true,
                kind::STRING_TABLE => {
                    let mut chunks = Vec::new();
                    while let Some(next) = record_at(rest)?.filter(|next| next.kind == kind::CONTINUE) {
                        chunks.push(next.data);
                        rest = next.rest;
                    }
                    let count = u32_at(data, 4)? as usize;
                    if count > MAX_STRINGS {
                        return Err(Error::TooManyPieces);
                    }
                    let mut strings = Strings::new(data.get(8..).unwrap_or_default(), &chunks);
                    for _ in 0..count {
                        book.strings.push(strings.next(&book.fonts)?);
                    }
                }
                _ => {}
            }
        }
    }

    fn style(&self, style: u16) -> CellStyle {
        let Some(&(own, number, is_filled)) = self.styles.get(usize::from(style)) else {
            return CellStyle::default();
        };
        let known = self.codes.get(&number).copied();
        CellStyle {
            is_filled,
            characters: font(&self.fonts, own).unwrap_or_default(),
            format: known.unwrap_or_else(|| NumberFormat::built_in(number)),
        }
    }

    /// Reads a sheet; gives how many bytes it takes.
    fn sheet(&self, bytes: &[u8], offset: usize, sheets: &mut Sheets) -> Result<usize, Error> {
        let bytes = bytes.get(offset..).ok_or(Error::Damaged(NAME))?;
        let mut rest = bytes;
        sheets.begin();
        let mut reader = Reader {
            book: self,
            sheets,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            is_uncalculated: self.is_uncalculated,
            formula: None,
        };
        // Charts within the sheet are substreams of their own.
        let mut depth = 0;
        loop {
            let record = record_at(rest)?.ok_or(Error::Damaged(NAME))?;
            rest = record.rest;
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth <= 1 => break,
                kind::EOF => depth -= 1,
                kind if depth == 1 => reader.take(kind, record.data)?,
                _ => {}
            }
        }
        let (rows, columns) = (reader.hidden_rows, reader.hidden_columns);
        sheets.hide(rows, columns);
        Ok(bytes.len() - rest.len())
    }
}

/// The characters of a font by its number; there is none of number 4.
fn font(fonts: &[CharacterProperties], number: u16) -> Option<CharacterProperties> {
    let index = usize::from(number);
    fonts.get(if index > 4 { index - 1 } else { index }).copied()
}

/// What a font says of its characters.
fn characters(data: &[u8]) -> Result<CharacterProperties, Error> {
    const WHITE: [u16; 2] = [1, 9];
    Ok(CharacterProperties {
        hidden: u16_at(data, 4).is_ok_and(|color| WHITE.contains(&color)),
        struck: u16_at(data, 2)? & 8 != 0,
        position: match u16_at(data, 8)? {
            1 => Some(Position::Superscript),
            2 => Some(Position::Subscript),
            _ => None,
        },
    })
}

/// A sheet that is being read.
struct Reader<'b> {
    book: &'b Book,
    sheets: &'b mut Sheets,
    hidden_rows: Vec<Range<u32>>,
    hidden_columns: Vec<Range<u32>>,
    is_uncalculated: bool,
    /// The place and style of a formula whose text comes in the next record, and whether it asks to be calculated.
    formula: Option<((u32, u32), CellStyle, bool)>,
}

impl Reader<'_> {
    fn take(&mut self, kind: u16, data: &[u8]) -> Result<(), Error> {
        match kind {
            kind::UNCALCULATED => self.is_uncalculated = true,
            kind::ROW => {
                let options = u16_at(data, 12)?;
                // A height of its own, in twentieths of a point.
                let is_flat = options & 0x40 != 0 && u16_at(data, 6)? <= 20;
                let is_hidden = options & 0x20 != 0 || is_flat;
                let row = u32::from(u16_at(data, 0)?);
                self.hidden_rows.extend(is_hidden.then_some(row..row + 1));
            }
            kind::COLUMN_INFO => {
                let is_hidden = u16_at(data, 8)? & 1 != 0 || u16_at(data, 4)? == 0;
                let (first, last) = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
                self.hidden_columns.extend(is_hidden.then_some(first..last + 1));
            }
            kind::LABEL_SST => {
                let text = self.book.strings.get(u32_at(data, 6)? as usize);
                self.text(data, text.ok_or(Error::Damaged(NAME))?)?;
            }
            kind::LABEL | kind::RICH_STRING => {
                let text = Strings::new(data.get(6..).unwrap_or_default(), &[]).next(&self.book.fonts)?;
                self.text(data, &text)?;
            }
            kind::NUMBER => self.number(data, 0, u16_at(data, 4)?, f64_at(data, 6)?)?,
            kind::RK => self.number(data, 0, u16_at(data, 4)?, rk(u32_at(data, 6)?))?,
            kind::MULTIPLE_RK => {
                let cells = data.get(4..data.len().saturating_sub(2)).ok_or(Error::Damaged(NAME))?;
                for (index, cell) in (0..).zip(cells.chunks_exact(6)) {
                    self.number(data, index, u16_at(cell, 0)?, rk(u32_at(cell, 2)?))?;
                }
            }
            kind::FORMULA => self.formula(data)?,
            kind::STRING => {
                if let Some((place, style, is_uncalculated)) = self.formula.take() {
                    let text = Strings::new(data, &[]).next(&[])?;
                    if is_uncalculated && text.text().is_empty() {
                        self.sheets.put(place, "", Some(Reason::StaleFormula))?;
                    } else {
                        self.sheets.put_text(place, &text, style)?;
                    }
                }
            }
            kind::BOOL_OR_ERROR => {
                let text = match u16_at(data, 6)? {
                    0 => "FALSE",
                    1 => "TRUE",
                    _ => "#ERROR",
                };
                self.text(data, &text.into())?;
            }
            kind::MERGED_CELLS => {
                let ranges = data.get(2..).unwrap_or_default().chunks_exact(8);
                for range in ranges.take(usize::from(u16_at(data, 0)?)) {
                    let end = |at| u16_at(range, at).map(u32::from);
                    self.sheets.merge(Merged {
                        first_row: end(0)?,
                        last_row: end(2)?,
                        first_column: end(4)?,
                        last_column: end(6)?,
                    })?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A formula's last result. Where it asks to be calculated on opening, or all do, a result of nothing is none.
    fn formula(&mut self, data: &[u8]) -> Result<(), Error> {
        self.formula = None;
        let style = u16_at(data, 4)?;
        let is_uncalculated = self.is_uncalculated || u16_at(data, 14)? & 3 != 0;
        let place = (u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
        let leave_out = |reader: &mut Self| reader.sheets.put(place, "", Some(Reason::StaleFormula));
        if u16_at(data, 12)? != 0xffff {
            let value = f64_at(data, 6)?;
            if is_uncalculated && value == 0.0 {
                return leave_out(self);
            }
            return self.number(data, 0, style, value);
        }
        match (u16_at(data, 6)? & 0xff, u16_at(data, 8)? & 0xff) {
            (0, _) => self.formula = Some((place, self.book.style(style), is_uncalculated)),
            (1, value) => self.text(data, &if value == 1 { "TRUE" } else { "FALSE" }.into())?,
            (2, _) => self.text(data, &"#ERROR".into())?,
            // An empty text: also what libraries write that calculate nothing.
            _ if is_uncalculated || !self.book.names_calculator => leave_out(self)?,
            _ => {}
        }
        Ok(())
    }

    fn number(&mut self, data: &[u8], right: u32, style: u16, value: f64) -> Result<(), Error> {
        let place = (u16_at(data, 0)?.into(), u32::from(u16_at(data, 2)?) + right);
        let style = self.book.style(style);
        self.sheets.put_number(place, value, style, self.book.since_1904)
    }

    fn text(&mut self, data: &[u8], text: &RichText) -> Result<(), Error> {
        let place = (u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
        self.sheets.put_text(place, text, self.book.style(u16_at(data, 4)?))
    }
}

/// A number in 30 bits: an integer or the upper part of a float, perhaps in hundredths.
fn rk(number: u32) -> f64 {
    let value = if number & 2 == 0 {
        f64::from_bits(u64::from(number & !3) << 32)
    } else {
        f64::from(number.cast_signed() >> 2)
    };
    if number & 1 == 0 { value } else { value / 100.0 }
}

/// Strings one after another, going on from a record into those that continue it.
struct Strings<'b> {
    data: &'b [u8],
    more: std::slice::Iter<'b, &'b [u8]>,
}

impl<'b> Strings<'b> {
    fn new(data: &'b [u8], more: &'b [&'b [u8]]) -> Self {
        Self {
            data,
            more: more.iter(),
        }
    }

    /// The next one, in these fonts.
    fn next(&mut self, fonts: &[CharacterProperties]) -> Result<RichText, Error> {
        let mut left = usize::from(u16::from_le_bytes([self.byte()?, self.byte()?]));
        let flags = self.byte()?;
        let mut wide = flags & 1 != 0;
        let runs = if flags & 8 != 0 {
            usize::from(u16::from_le_bytes([self.byte()?, self.byte()?]))
        } else {
            0
        };
        let phonetic = if flags & 4 != 0 {
            u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]) as usize
        } else {
            0
        };
        let mut units: Vec<u16> = Vec::new();
        while left > 0 {
            if self.data.is_empty() {
                self.data = self.more.next().ok_or(Error::Damaged(NAME))?;
                // A string that goes on says again how wide its characters are.
                wide = self.byte()? & 1 != 0;
            }
            let width = if wide { 2 } else { 1 };
            let count = left.min(self.data.len() / width);
            if count == 0 {
                return Err(Error::Damaged(NAME));
            }
            let (part, rest) = self.data.split_at(count * width);
            self.data = rest;
            if wide {
                units.extend(part.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            } else {
                units.extend(part.iter().map(|&byte| u16::from(byte)));
            }
            left -= count;
        }
        let mut text = RichText::default();
        let (mut from, mut characters) = (0, None);
        for _ in 0..runs {
            let start = usize::from(u16::from_le_bytes([self.byte()?, self.byte()?]));
            let number = u16::from_le_bytes([self.byte()?, self.byte()?]);
            if let Some(run) = units.get(from..start) {
                text.push(characters, &String::from_utf16_lossy(run));
                from = start;
            }
            characters = font(fonts, number);
        }
        text.push(characters, &String::from_utf16_lossy(&units[from..]));
        self.skip(phonetic)?;
        Ok(text)
    }

    fn byte(&mut self) -> Result<u8, Error> {
        while self.data.is_empty() {
            self.data = self.more.next().ok_or(Error::Damaged(NAME))?;
        }
        let (first, rest) = self.data.split_first().ok_or(Error::Damaged(NAME))?;
        self.data = rest;
        Ok(*first)
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Error> {
        while count > self.data.len() {
            count -= self.data.len();
            self.data = self.more.next().ok_or(Error::Damaged(NAME))?;
        }
        self.data = &self.data[count..];
        Ok(())
    }
}
