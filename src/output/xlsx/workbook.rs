//! A workbook being written: sheets of rows, as `SpreadsheetML` in a ZIP archive.
//!
//! Each sheet is deflated while it grows, so that a workbook of thousands of reports takes little memory; `rawzip` and
//! `miniz_oxide` are there for reading such files. The libraries that write workbooks, each alone in WebAssembly, in brotli:
//! `umya-spreadsheet` 4.0 beta 602 KB, `rust_xlsxwriter` 0.102 262 KB, with wasm-bindgen, which the engine does without;
//! `simple_excel_writer` 0.2 59 KB, on a `zip` of 2021, and without formats that keep text text. Text, numbers, widths and
//! a first row that stays in sight need no more than this file.

use std::fmt::Write as _;
use std::io::{self, Write};

use miniz_oxide::DataFormat;
use miniz_oxide::deflate::CompressionLevel;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output};
use rawzip::{CompressionMethod, Crc32, DataDescriptorOutput, ZipArchiveWriter};
use rust_decimal::Decimal;

use crate::output::xml;

/// Rows that a sheet has at most.
const MOST_ROWS: u32 = 1_048_576;
/// UTF-16 units that a cell holds at most.
const LONGEST: usize = 32_767;
/// Digits of a number that a spreadsheet keeps.
const DIGITS: usize = 15;
/// The height of a line, in points; and the most lines that a row is made high for.
const LINE: usize = 15;
const MOST_LINES: usize = 20;
/// Text is deflated when so much has come together.
const CHUNK: usize = 64 * 1024;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Style 1: text that stays text when it is edited. Style 2: a heading. Style 3: a number. Style 4: text on one line.
const STYLES: &str = "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>\
<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7ECF3\"/></patternFill></fill></fills>\
<borders count=\"2\"><border/><border><left/><right/><top/><bottom style=\"thin\"/></border></borders>\
<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
<cellXfs count=\"5\"><xf/>\
<xf numFmtId=\"49\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">\
<alignment vertical=\"center\" wrapText=\"1\"/></xf>\
<xf applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"49\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf></cellXfs>";

/// A column of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// What stands above it.
    pub name: &'static str,
    /// About how many letters wide it is.
    pub width: u8,
    /// Whether long text goes on below.
    pub wraps: bool,
}

/// A cell of a sheet.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Nothing stands there.
    Empty,
    /// Text; never a formula.
    Text(&'a str),
    /// A number; text if it has more digits than a spreadsheet keeps.
    Number(Decimal),
}

impl Value<'_> {
    /// About how many lines it takes in a column so many letters wide; a Chinese character is as wide as two.
    fn lines(&self, width: u8) -> usize {
        match self {
            Self::Text(text) => {
                let units: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
                units.div_ceil(usize::from(width).max(1)).max(1)
            }
            _ => 1,
        }
    }
}

/// A part of the archive that grows.
struct Part {
    name: String,
    text: String,
    packed: Vec<u8>,
    packer: Box<CompressorOxide>,
    sum: Crc32,
    size: u64,
}

impl Part {
    fn new(name: String) -> Self {
        let mut packer = Box::<CompressorOxide>::default();
        packer.set_format_and_level(DataFormat::Raw, CompressionLevel::DefaultLevel as u8);
        Self {
            name,
            text: DECLARATION.to_owned(),
            packed: Vec::new(),
            packer,
            sum: Crc32::new(),
            size: 0,
        }
    }

    /// Deflates what has come together.
    fn pack(&mut self, flush: TDEFLFlush) {
        let packed = &mut self.packed;
        compress_to_output(&mut self.packer, self.text.as_bytes(), flush, |bytes| {
            packed.extend_from_slice(bytes);
            true
        });
        self.sum.update(self.text.as_bytes());
        self.size += self.text.len() as u64;
        self.text.clear();
    }

    fn write<W: Write>(mut self, archive: &mut ZipArchiveWriter<W>) -> io::Result<()> {
        self.pack(TDEFLFlush::Finish);
        let (mut entry, _) = archive
            .new_file(&self.name)
            .compression_method(CompressionMethod::DEFLATE)
            .start()
            .map_err(io::Error::other)?;
        entry.write_all(&self.packed)?;
        let descriptor = DataDescriptorOutput::new(self.sum.checksum(), self.size);
        entry.finish(descriptor).map_err(io::Error::other)?;
        Ok(())
    }
}

/// A sheet being written.
pub struct Sheet {
    name: String,
    part: Part,
    columns: Vec<Heading>,
    rows: u32,
}

impl Sheet {
    /// With the headings and widths of its columns; the first row stays in sight.
    fn new(number: usize, name: String, columns: &[Heading]) -> Self {
        let mut part = Part::new(format!("xl/worksheets/sheet{number}.xml"));
        part.text.push_str("<worksheet xmlns=\"");
        part.text.push_str(MAIN);
        part.text.push_str(
            "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">\
<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>",
        );
        for (index, Heading { width, .. }) in (1..).zip(columns) {
            let _ = write!(
                part.text,
                "<col min=\"{index}\" max=\"{index}\" width=\"{width}\" customWidth=\"1\"/>"
            );
        }
        part.text.push_str("</cols><sheetData>");
        let mut sheet = Self {
            name,
            part,
            columns: columns.to_vec(),
            rows: 0,
        };
        let headings: Vec<Value<'_>> = columns.iter().map(|column| Value::Text(column.name)).collect();
        sheet.write_row(&headings, true);
        sheet
    }

    /// Adds a row.
    fn write_row(&mut self, values: &[Value<'_>], is_heading: bool) {
        self.rows += 1;
        // Not every program makes rows as high as their wrapped text needs.
        let wrapped = values.iter().zip(&self.columns).filter(|(_, column)| column.wraps);
        let lines = wrapped.map(|(value, column)| value.lines(column.width)).max();
        let height = LINE * lines.unwrap_or(1).min(MOST_LINES);
        let (row, text) = (self.rows, &mut self.part.text);
        let _ = write!(text, "<row r=\"{row}\" ht=\"{height}\">");
        for (column, value) in values.iter().enumerate() {
            let (number, written);
            let string = match *value {
                Value::Empty => continue,
                Value::Text(string) => string,
                Value::Number(value) => {
                    number = value.normalize();
                    written = number.to_string();
                    if written.chars().filter(char::is_ascii_digit).count() <= DIGITS {
                        push_name(text, column, row);
                        text.push_str("\" s=\"3\"><v>");
                        text.push_str(&written);
                        text.push_str("</v></c>");
                        continue;
                    }
                    &written
                }
            };
            push_name(text, column, row);
            let style = match self.columns.get(column) {
                _ if is_heading => 2,
                Some(Heading { wraps: false, .. }) => 4,
                _ => 1,
            };
            let _ = write!(text, "\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            push_text(text, string);
            text.push_str("</t></is></c>");
        }
        text.push_str("</row>");
        if text.len() >= CHUNK {
            self.part.pack(TDEFLFlush::None);
        }
    }

    fn end(&mut self) {
        let text = &mut self.part.text;
        text.push_str("</sheetData><autoFilter ref=\"A1:");
        push_letters(text, self.columns.len().saturating_sub(1));
        let _ = write!(text, "{}\"/>", self.rows);
        text.push_str(
            "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>",
        );
        text.push_str("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>");
    }
}

/// A sheet that goes on in another one when it is full.
pub struct Series {
    name: String,
    columns: Vec<Heading>,
    /// Its sheets, by their numbers in the workbook.
    sheets: Vec<usize>,
}

/// A workbook being written.
#[derive(Default)]
pub struct Workbook {
    sheets: Vec<Sheet>,
}

impl Workbook {
    /// Adds a sheet.
    pub fn add(&mut self, name: &str, columns: impl Iterator<Item = Heading>) -> Series {
        let mut series = Series {
            name: name.to_owned(),
            columns: columns.collect(),
            sheets: Vec::new(),
        };
        self.go_on(&mut series);
        series
    }

    fn go_on(&mut self, series: &mut Series) {
        let name = match series.sheets.len() {
            0 => series.name.clone(),
            more => format!("{} {}", series.name, more + 1),
        };
        series.sheets.push(self.sheets.len());
        self.sheets
            .push(Sheet::new(self.sheets.len() + 1, name, &series.columns));
    }

    /// Adds a row to a sheet.
    pub fn write(&mut self, series: &mut Series, values: &[Value<'_>]) {
        let last = |series: &Series| series.sheets.last().copied().unwrap_or_default();
        if self
            .sheets
            .get(last(series))
            .is_some_and(|sheet| sheet.rows >= MOST_ROWS)
        {
            self.go_on(series);
        }
        if let Some(sheet) = self.sheets.get_mut(last(series)) {
            sheet.write_row(values, false);
        }
    }

    /// Writes the whole file.
    pub fn finish(&mut self, out: impl Write) -> io::Result<()> {
        let mut archive = ZipArchiveWriter::new(out);
        let mut content = format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
        );
        let mut book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>");
        let mut names = String::new();
        let mut relations = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">");
        for (index, sheet) in self.sheets.iter().enumerate() {
            let number = index + 1;
            let name = xml::escaped(&sheet.name);
            let _ = write!(book, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
            // Text that does not wrap would widen what is printed.
            let mut last = String::new();
            push_letters(&mut last, sheet.columns.len().saturating_sub(1));
            let _ = write!(
                names,
                "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"{index}\">'{name}'!$A$1:${last}${}</definedName>\
<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">'{name}'!$1:$1</definedName>",
                sheet.rows
            );
            let _ = write!(
                relations,
                "<Relationship Id=\"r{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            );
        }
        let _ = write!(
            relations,
            "<Relationship Id=\"styles\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
        );
        let _ = write!(book, "</sheets><definedNames>{names}</definedNames></workbook>");
        content.push_str("</Types>");
        let whole = format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        );
        let styles = format!("<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>");
        for (name, text) in [
            ("[Content_Types].xml", content),
            ("_rels/.rels", whole),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/styles.xml", styles),
        ] {
            let mut part = Part::new(name.to_owned());
            part.text.push_str(&text);
            part.write(&mut archive)?;
        }
        for mut sheet in self.sheets.drain(..) {
            sheet.end();
            sheet.part.write(&mut archive)?;
        }
        archive.finish().map_err(io::Error::other)?.flush()
    }
}

/// Begins a cell: `<c r="A1`.
fn push_name(text: &mut String, column: usize, row: u32) {
    text.push_str("<c r=\"");
    push_letters(text, column);
    let _ = write!(text, "{row}");
}

/// A column's letters; there are never more than 26 columns squared.
fn push_letters(text: &mut String, column: usize) {
    let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
    if column >= 26 {
        text.push(letter(column / 26 - 1));
    }
    text.push(letter(column));
}

/// A cell's text: cut where a spreadsheet would refuse it; `_x0041_`, which a spreadsheet would take for `A`, stays itself.
fn push_text(text: &mut String, string: &str) {
    let (mut units, mut end) = (0, string.len());
    for (at, c) in string.char_indices() {
        units += c.len_utf16();
        if units >= LONGEST {
            end = at;
            break;
        }
    }
    let kept = string.get(..end).unwrap_or_default();
    let mut from = 0;
    for (at, _) in kept.match_indices("_x") {
        let code = kept.as_bytes().get(at + 2..at + 7).unwrap_or_default();
        if code.len() == 5 && code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit) {
            text.push_str(&xml::escaped(&kept[from..at]));
            text.push_str("_x005F_");
            from = at + 1;
        }
    }
    text.push_str(&xml::escaped(&kept[from..]));
    if end < string.len() {
        text.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_sheet_goes_on_in_another() {
        let heading = Heading {
            name: "数",
            width: 8,
            wraps: false,
        };
        let mut book = Workbook::default();
        let mut series = book.add("单元格", std::iter::once(heading));
        for _ in 0..MOST_ROWS {
            book.write(&mut series, &[Value::Empty]);
        }
        let rows: Vec<_> = book.sheets.iter().map(|sheet| (&*sheet.name, sheet.rows)).collect();
        assert_eq!(rows, [("单元格", MOST_ROWS), ("单元格 2", 2)]);
    }
}
