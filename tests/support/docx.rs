//! Reports as Word documents: paragraphs, and tables with cells merged as in the official forms.

use super::grid::{Grid, Part, Piece, Slot};
use super::packed;

/// Pieces as a document.
pub fn render_pieces(pieces: &[Piece]) -> Vec<u8> {
    let mut body = String::new();
    for piece in pieces {
        match piece {
            Piece::Furniture(line) | Piece::Title(line) | Piece::Heading(line) | Piece::Paragraph(line) => {
                body.push_str(&paragraph(line));
            }
            Piece::Table(grid) => body.push_str(&table(grid)),
        }
    }
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let document = format!("<w:document xmlns:w=\"{main}\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    let types = format!(
        "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{kind}\"/></Types>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}\" \
         Target=\"word/document.xml\"/></Relationships>"
    );
    packed::deflated(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relations.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

fn paragraph(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn table(grid: &Grid) -> String {
    let columns = "<w:gridCol w:w=\"600\"/>".repeat(grid.columns);
    let mut rows = String::new();
    for row in 0..grid.rows {
        rows.push_str("<w:tr>");
        for slot in grid.row(row) {
            let (cell, text, goes_on) = match slot {
                Slot::Cell(cell) => (cell, cell.text.as_str(), "<w:vMerge w:val=\"restart\"/>"),
                Slot::Continued(cell) => (cell, "", "<w:vMerge/>"),
            };
            let merged = if cell.rows > 1 { goes_on } else { "" };
            let head = if cell.part == Part::Head { "<w:noWrap/>" } else { "" };
            let span = cell.columns;
            rows.push_str(&format!(
                "<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/>{merged}{head}</w:tcPr>{}</w:tc>",
                paragraph(text)
            ));
        }
        rows.push_str("</w:tr>");
    }
    format!("<w:tbl><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>")
}
