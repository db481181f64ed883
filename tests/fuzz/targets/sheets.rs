//! Workbooks of any cells, as Excel and as OpenDocument write them: shared texts, formulas, merged, hidden and repeated places.

#![no_main]

mod part;

use std::fmt::Write;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use part::packed;

#[derive(Arbitrary, Debug)]
enum Held {
    Nothing,
    Number(f64),
    Small(u8),
    Shared(u16),
    Text(String),
    Label(u8),
    Formula(Option<f64>),
    Bool(bool),
}

#[derive(Arbitrary, Debug)]
struct Cell {
    row: u16,
    column: u8,
    style: u8,
    repeated: u16,
    held: Held,
}

#[derive(Arbitrary, Debug)]
struct Book {
    is_ods: bool,
    cells: Vec<Cell>,
    strings: Vec<String>,
    merged: Vec<(u16, u8, u16, u8)>,
    hidden_rows: Vec<(u16, u8)>,
    hidden_columns: Vec<(u8, u8)>,
    formats: Vec<String>,
    asks_to_calculate: bool,
}

/// Words that make a sheet a report.
const LABELS: &[&str] = &[
    "海盐县统计局2023年政府信息公开工作年度报告",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（七）总计",
    "四、结转下年度继续办理",
    "自然人",
    "商业企业",
    "总计",
    "四、政府信息公开行政复议、行政诉讼情况",
    "结果维持",
];

fn escape(text: &str) -> String {
    let text: String = text.chars().filter(|c| *c >= ' ').collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn label(number: u8) -> &'static str {
    LABELS[usize::from(number) % LABELS.len()]
}

fn name(row: u16, column: u8) -> String {
    let column = usize::from(column);
    let letters = match column {
        0..26 => char::from(b'A' + column as u8).to_string(),
        _ => format!("{}{}", char::from(b'A' + (column / 26 - 1) as u8), char::from(b'A' + (column % 26) as u8)),
    };
    format!("{letters}{}", u32::from(row) + 1)
}

fn xlsx(book: &Book) -> Vec<u8> {
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut data = String::new();
    for cell in &book.cells {
        let (place, style) = (name(cell.row, cell.column), cell.style);
        let _ = write!(data, "<row r=\"{}\">", u32::from(cell.row) + 1);
        let _ = match &cell.held {
            Held::Nothing => write!(data, "<c r=\"{place}\" s=\"{style}\"/>"),
            Held::Number(number) => write!(data, "<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>"),
            Held::Small(number) => write!(data, "<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>"),
            Held::Shared(index) => write!(data, "<c r=\"{place}\" s=\"{style}\" t=\"s\"><v>{index}</v></c>"),
            Held::Text(text) => write!(data, "<c r=\"{place}\" t=\"str\"><v>{}</v></c>", escape(text)),
            Held::Label(number) => write!(data, "<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", label(*number)),
            Held::Formula(None) => write!(data, "<c r=\"{place}\"><f>A1+1</f></c>"),
            Held::Formula(Some(value)) => write!(data, "<c r=\"{place}\"><f>A1+1</f><v>{value}</v></c>"),
            Held::Bool(value) => write!(data, "<c r=\"{place}\" t=\"b\"><v>{}</v></c>", u8::from(*value)),
        };
        data.push_str("</row>");
    }
    let (mut merged, mut columns) = (String::new(), String::new());
    for (row, column, down, across) in &book.merged {
        let last = name(row.saturating_add(*down), column.saturating_add(*across));
        let _ = write!(merged, "<mergeCell ref=\"{}:{last}\"/>", name(*row, *column));
    }
    for (first, more) in &book.hidden_columns {
        let _ = write!(columns, "<col min=\"{first}\" max=\"{}\" hidden=\"1\"/>", u16::from(*first) + u16::from(*more));
    }
    for (row, _) in &book.hidden_rows {
        let _ = write!(data, "<row r=\"{row}\" hidden=\"1\"/>");
    }
    let (mut formats, mut looks) = (String::new(), String::new());
    for (index, code) in book.formats.iter().enumerate() {
        let _ = write!(formats, "<numFmt numFmtId=\"{0}\" formatCode=\"{1}\"/>", 164 + index, escape(code));
        let _ = write!(looks, "<xf numFmtId=\"{}\"/>", 164 + index);
    }
    let strings: String = book.strings.iter().map(|text| format!("<si><t>{}</t></si>", escape(text))).collect();
    let calculate = if book.asks_to_calculate { "<calcPr fullCalcOnLoad=\"1\"/>" } else { "" };
    let workbook = format!(
        "<workbook {MAIN} xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets>{calculate}</workbook>"
    );
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{}{}</Relationships>",
        relation(1, "worksheet", "worksheets/sheet1.xml"),
        relation(2, "sharedStrings", "sharedStrings.xml"),
        relation(3, "styles", "styles.xml"),
    );
    let sheet = format!(
        "<worksheet {MAIN}><cols>{columns}</cols><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
    );
    let styles = format!("<styleSheet {MAIN}><numFmts>{formats}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>");
    packed::stored(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst {MAIN}>{strings}</sst>").as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ])
}

fn ods(book: &Book) -> Vec<u8> {
    let spaces = ["office", "table", "text"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .join(" ");
    let mut data = String::new();
    for (first, more) in &book.hidden_columns {
        let _ = write!(
            data,
            "<table:table-column table:number-columns-repeated=\"{first}\"/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"{more}\"/>"
        );
    }
    let mut merged = book.merged.iter().cycle();
    for cell in &book.cells {
        let text = match &cell.held {
            Held::Nothing => String::new(),
            Held::Number(number) => number.to_string(),
            Held::Small(number) => number.to_string(),
            Held::Shared(index) => book.strings.get(usize::from(*index)).cloned().unwrap_or_default(),
            Held::Text(text) => text.clone(),
            Held::Label(number) => label(*number).to_owned(),
            Held::Formula(value) => value.map(|value| value.to_string()).unwrap_or_default(),
            Held::Bool(value) => value.to_string(),
        };
        let formula = if matches!(cell.held, Held::Formula(_)) { " table:formula=\"of:=[.A1]\"" } else { "" };
        let hidden = if cell.style == 1 { " table:visibility=\"collapse\"" } else { "" };
        let (down, across) = merged.next().map_or((1, 1), |(_, _, down, across)| (*down, *across));
        let _ = write!(
            data,
            "<table:table-row table:number-rows-repeated=\"{}\"{hidden}><table:table-cell table:number-columns-repeated=\"{}\"/><table:table-cell{formula} table:number-rows-spanned=\"{down}\" table:number-columns-spanned=\"{across}\" table:number-columns-repeated=\"{}\"><text:p>{}</text:p></table:table-cell></table:table-row>",
            cell.row, cell.column, cell.repeated, escape(&text)
        );
    }
    let content = format!(
        "<office:document-content {spaces}><office:body><office:spreadsheet><table:table>{data}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    packed::stored(&[("content.xml", content.as_bytes())])
}

fuzz_target!(|book: Book| {
    part::survive(&if book.is_ods { ods(&book) } else { xlsx(&book) });
});
