//! Reports as spreadsheets: one grid of cells a sheet, written as several formats.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::grid::{Grid, Piece, pieces};
use super::packed;
use super::sample::Sample;

/// How a report is laid out on sheets.
#[derive(Clone, Copy, Debug)]
pub struct Arrangement {
    /// Each table on a sheet of its own, and the prose on the first.
    pub sheets: bool,
    /// An empty row between a table and what stands around it.
    pub gaps: bool,
    /// Cells are merged as in the official forms, paragraphs over the whole width.
    pub merged: bool,
}

/// A format that is a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Ods,
    Csv,
    SpreadsheetXml,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Xlsx, Self::Ods, Self::Csv, Self::SpreadsheetXml];
}

/// The cells of a sheet by row and column, with the rows and columns that each covers.
#[derive(Default)]
struct Sheet {
    cells: BTreeMap<(usize, usize), (String, usize, usize)>,
    rows: usize,
}

/// The report in a format.
pub fn render(sample: &Sample, format: Format, arrangement: Arrangement) -> Vec<u8> {
    let sheets = arrange(&pieces(sample), arrangement);
    match format {
        Format::Xlsx => xlsx(&sheets),
        Format::Ods => ods(&sheets),
        // It holds one sheet and knows no merged cells.
        Format::Csv => csv(&sheets).into_bytes(),
        Format::SpreadsheetXml => spreadsheet_xml(&sheets).into_bytes(),
    }
}

/// Pieces as a workbook of one sheet, merged as in the official forms.
pub fn xlsx_of(pieces: &[Piece]) -> Vec<u8> {
    let arrangement = Arrangement {
        sheets: false,
        gaps: true,
        merged: true,
    };
    xlsx(&arrange(pieces, arrangement))
}

fn arrange(pieces: &[Piece], arrangement: Arrangement) -> Vec<Sheet> {
    const WIDTH: usize = 15;
    let mut sheets = vec![Sheet::default()];
    let mut tables = Vec::new();
    for piece in pieces {
        let sheet = sheets.last_mut().expect("the first one");
        match piece {
            Piece::Furniture(line) | Piece::Title(line) | Piece::Heading(line) | Piece::Paragraph(line) => {
                let width = if arrangement.merged { WIDTH } else { 1 };
                sheet.cells.insert((sheet.rows, 0), (line.clone(), 1, width));
                sheet.rows += 1;
            }
            Piece::Table(grid) if arrangement.sheets => {
                let mut sheet = Sheet::default();
                sheet.table(grid, arrangement);
                tables.push(sheet);
            }
            Piece::Table(grid) => sheet.table(grid, arrangement),
        }
    }
    sheets.extend(tables);
    sheets
}

impl Sheet {
    fn table(&mut self, grid: &Grid, arrangement: Arrangement) {
        self.rows += usize::from(arrangement.gaps);
        for cell in &grid.cells {
            let spans = if arrangement.merged {
                (cell.rows, cell.columns)
            } else {
                (1, 1)
            };
            let place = (self.rows + cell.row, cell.column);
            self.cells.insert(place, (cell.text.clone(), spans.0, spans.1));
        }
        self.rows += grid.rows + usize::from(arrangement.gaps);
    }

    /// Row by row, the places up to the last filled column: what begins there, if anything.
    fn row(&self, row: usize) -> Vec<Option<&(String, usize, usize)>> {
        let cells = self.cells.range((row, 0)..(row + 1, 0));
        let width = cells
            .clone()
            .map(|((_, column), cell)| column + cell.2)
            .max()
            .unwrap_or(0);
        let mut row: Vec<Option<&(String, usize, usize)>> = vec![None; width];
        for ((_, column), cell) in cells {
            row[*column] = Some(cell);
        }
        row
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn name(row: usize, column: usize) -> String {
    format!("{}{}", char::from(b'A' + column as u8), row + 1)
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}

fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut book = format!("<workbook {main} xmlns:r=\"{office}\"><sheets>");
    let mut relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">".to_owned();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let _ = write!(
            book,
            "<sheet name=\"表{index}\" sheetId=\"{0}\" r:id=\"rId{0}\"/>",
            index + 1
        );
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{0}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>",
            index + 1
        );
        let (mut data, mut merged) = (String::new(), String::new());
        for row in 0..sheet.rows {
            let _ = write!(data, "<row r=\"{}\">", row + 1);
            for (column, cell) in sheet.row(row).into_iter().enumerate() {
                let Some((text, rows, columns)) = cell else { continue };
                if *rows > 1 || *columns > 1 {
                    let last = name(row + rows - 1, column + columns - 1);
                    let _ = write!(merged, "<mergeCell ref=\"{}:{last}\"/>", name(row, column));
                }
                if is_number(text) {
                    let _ = write!(data, "<c r=\"{}\"><v>{text}</v></c>", name(row, column));
                } else if !text.is_empty() {
                    let place = name(row, column);
                    let _ = write!(
                        data,
                        "<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                        escape(text)
                    );
                }
            }
            data.push_str("</row>");
        }
        let sheet =
            format!("<worksheet {main}><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></worksheet>");
        parts.push((format!("xl/worksheets/sheet{}.xml", index + 1), sheet));
    }
    book.push_str("</sheets></workbook>");
    relations.push_str("</Relationships>");
    parts.push(("xl/workbook.xml".to_owned(), book));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, part)| (name.as_str(), part.as_bytes()))
        .collect();
    packed::deflated(&parts)
}

fn ods(sheets: &[Sheet]) -> Vec<u8> {
    let names = ["office", "table", "text"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .join(" ");
    let mut body = String::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let _ = write!(body, "<table:table table:name=\"表{index}\">");
        for row in 0..sheet.rows {
            body.push_str("<table:table-row>");
            let mut covered = 0;
            for cell in sheet.row(row) {
                match cell {
                    Some((text, rows, columns)) => {
                        covered = columns - 1;
                        let _ = write!(
                            body,
                            "<table:table-cell table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{rows}\">"
                        );
                        if !text.is_empty() {
                            let _ = write!(body, "<text:p>{}</text:p>", escape(text));
                        }
                        body.push_str("</table:table-cell>");
                    }
                    None if covered > 0 => {
                        covered -= 1;
                        body.push_str("<table:covered-table-cell/>");
                    }
                    None => body.push_str("<table:table-cell/>"),
                }
            }
            body.push_str("<table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>");
        }
        body.push_str("<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>");
        body.push_str("</table:table>");
    }
    let content = format!(
        "<office:document-content {names}><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    );
    packed::stored(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

fn csv(sheets: &[Sheet]) -> String {
    let mut text = "\u{feff}".to_owned();
    let quoted = |text: &str| {
        if text.contains([',', '"']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    for sheet in sheets {
        for row in 0..sheet.rows {
            let mut fields = vec![String::new(); 15];
            for (column, cell) in sheet.row(row).into_iter().enumerate() {
                if let Some((text, ..)) = cell {
                    fields[column] = quoted(text);
                }
            }
            text.push_str(&fields.join(","));
            text.push_str("\r\n");
        }
        text.push_str(&",".repeat(14));
        text.push_str("\r\n");
    }
    text
}

fn spreadsheet_xml(sheets: &[Sheet]) -> String {
    let space = "urn:schemas-microsoft-com:office:spreadsheet";
    let mut text = format!(
        "<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\r\n<Workbook xmlns=\"{space}\" xmlns:ss=\"{space}\">"
    );
    for (index, sheet) in sheets.iter().enumerate() {
        let _ = write!(text, "<Worksheet ss:Name=\"表{index}\"><Table>");
        for row in 0..sheet.rows {
            let _ = write!(text, "<Row ss:Index=\"{}\">", row + 1);
            for (column, cell) in sheet.row(row).into_iter().enumerate() {
                let Some((words, rows, columns)) = cell else { continue };
                let kind = if is_number(words) { "Number" } else { "String" };
                let _ = write!(
                    text,
                    "<Cell ss:Index=\"{}\" ss:MergeAcross=\"{}\" ss:MergeDown=\"{}\">",
                    column + 1,
                    columns - 1,
                    rows - 1
                );
                if !words.is_empty() {
                    let _ = write!(text, "<Data ss:Type=\"{kind}\">{}</Data>", escape(words));
                }
                text.push_str("</Cell>");
            }
            text.push_str("</Row>");
        }
        text.push_str("</Table></Worksheet>");
    }
    text.push_str("</Workbook>");
    text
}
