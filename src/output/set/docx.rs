//! A Word document in the form of GB/T 9704, written part by part: paragraphs, tables, page breaks. Four parts in an archive.

use std::fmt::Write as _;
use std::io;

use super::package::archive;
use crate::output::xml;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A4; margins of 37, 26, 35 and 28 millimetres.
const PAGE: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>";

/// 仿宋 of size 三号 on lines of 28 points; the title in 小标宋 of size 二号; headings in 黑体.
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/><w:lang w:eastAsia=\"zh-CN\"/>\
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/></w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"a\"/>\
<w:pPr><w:spacing w:before=\"560\" w:after=\"560\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/></w:pPr>\
<w:rPr><w:rFonts w:eastAsia=\"方正小标宋简体\"/><w:sz w:val=\"44\"/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"body\"><w:name w:val=\"Body Text\"/><w:basedOn w:val=\"a\"/>\
<w:pPr><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"heading\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"body\"/>\
<w:pPr><w:keepNext/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"黑体\"/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"closing\"><w:name w:val=\"Closing\"/><w:basedOn w:val=\"body\"/>\
<w:pPr><w:keepNext/></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"right\"><w:name w:val=\"Signature\"/><w:basedOn w:val=\"a\"/>\
<w:pPr><w:keepNext/><w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"cell\"><w:name w:val=\"Table Text\"/><w:basedOn w:val=\"a\"/>\
<w:pPr><w:spacing w:line=\"320\" w:lineRule=\"atLeast\"/></w:pPr><w:rPr><w:sz w:val=\"21\"/></w:rPr></w:style>";

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The title.
    Title,
    /// Whom it is for: from the left edge.
    Plain,
    /// Running text.
    Body,
    /// 一、….
    Heading,
    /// The last words, on one page with who signs: a page of signatures alone is none.
    Closing,
    /// Who signs, and when.
    Right,
}

impl Style {
    fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Plain => "a",
            Self::Body => "body",
            Self::Heading => "heading",
            Self::Closing => "closing",
            Self::Right => "right",
        }
    }
}

/// A document being written.
#[derive(Default)]
pub struct Docx {
    body: String,
}

impl Docx {
    /// Adds a paragraph.
    pub fn paragraph(&mut self, style: Style, text: &str) {
        paragraph(&mut self.body, style.id(), text);
    }

    /// Adds a table: its columns are so many hundredths of the page wide, its first row is repeated on every page.
    pub fn table(&mut self, widths: &[u32], rows: &[Vec<String>]) {
        let body = &mut self.body;
        body.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let _ = write!(
                body,
                "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
            );
        }
        body.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
        let twips = |width: &u32| width * 8844 / 100;
        for width in widths {
            let _ = write!(body, "<w:gridCol w:w=\"{}\"/>", twips(width));
        }
        body.push_str("</w:tblGrid>");
        for (index, row) in rows.iter().enumerate() {
            body.push_str("<w:tr><w:trPr><w:cantSplit/>");
            if index == 0 {
                body.push_str("<w:tblHeader/>");
            }
            body.push_str("</w:trPr>");
            for (cell, width) in row.iter().zip(widths) {
                let _ = write!(
                    body,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>",
                    twips(width)
                );
                paragraph(body, "cell", cell);
                body.push_str("</w:tc>");
            }
            body.push_str("</w:tr>");
        }
        // A table is followed by a paragraph.
        body.push_str("</w:tbl><w:p/>");
    }

    /// Goes on on a new page.
    pub fn break_page(&mut self) {
        if !self.body.is_empty() {
            self.body.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
        }
    }

    /// The whole file.
    pub fn finish(&self) -> io::Result<Vec<u8>> {
        let content = format!(
            "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>"
        );
        let relations = |target: &str, kind: &str| {
            format!(
                "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
<Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        let document = format!(
            "{DECLARATION}<w:document xmlns:w=\"{MAIN}\"><w:body>{}{PAGE}</w:body></w:document>",
            self.body
        );
        let styles = format!("{DECLARATION}<w:styles xmlns:w=\"{MAIN}\">{STYLES}</w:styles>");
        archive(&[
            ("[Content_Types].xml".to_owned(), content.into_bytes()),
            (
                "_rels/.rels".to_owned(),
                relations("word/document.xml", "officeDocument").into_bytes(),
            ),
            ("word/document.xml".to_owned(), document.into_bytes()),
            (
                "word/_rels/document.xml.rels".to_owned(),
                relations("styles.xml", "styles").into_bytes(),
            ),
            ("word/styles.xml".to_owned(), styles.into_bytes()),
        ])
    }
}

fn paragraph(body: &mut String, style: &str, text: &str) {
    // Spaces that set words apart (　月　日) stay; a line of a report's words does not end the paragraph.
    let text = text.replace(char::is_control, " ");
    let _ = write!(
        body,
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        xml::escaped(&text)
    );
}
