//! The formats that are read: one table. What lists formats anywhere is derived from it: folders, ZIP files, the page's file
//! button, what is dropped on it, what an installed page opens, the README.

use crate::language::Text;

/// A format as users know it; several may be read in the same way.
#[derive(Debug)]
pub struct Format {
    /// As written in a review.
    pub id: &'static str,
    /// What the user knows it as.
    pub name: Text,
    /// What names of such files end with, in lower case.
    pub endings: &'static [&'static str],
    /// Its MIME type.
    pub media: &'static str,
    /// What tells it from the others.
    pub mark: Mark,
    /// What reads it.
    pub reader: Reader,
}

/// What tells a format from the others; a file's name never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What its text says; it has no bytes of its own.
    Words,
    /// The bytes at its beginning: one of these.
    Bytes(&'static [&'static [u8]]),
    /// A ZIP archive with this part.
    Packed(&'static str),
    /// A compound file with one of these streams.
    Compound(&'static [&'static str]),
}

/// What reads a format: a feature of this crate, and a part of the page that is loaded when the first such file comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Always there.
    Engine,
    /// The feature `office`.
    Office,
    /// The feature `pdf`.
    Pdf,
}

/// What ZIP archives begin with.
pub const ZIP: &[&[u8]] = &[b"PK\x03\x04", b"PK\x05\x06"];
/// What compound files begin with.
pub const COMPOUND: &[&[u8]] = &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
/// What rich text begins with.
pub const RTF: &[&[u8]] = &[b"{\\rtf"];
/// What PDF files begin with, or hold within their first kilobyte.
pub const PDF: &[&[u8]] = &[b"%PDF-"];

const BOOK: &[&str] = &["/Workbook", "/Book"];

/// The table.
#[rustfmt::skip]
pub const FORMATS: [Format; 17] = [
    row("doc", Text::new("Word 97–2003 文档", "Word 97–2003 document"), &["doc"], "application/msword", Mark::Compound(&["/WordDocument"]), Reader::Office),
    row("docx", Text::new("Word 文档", "Word document"), &["docm", "docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Mark::Packed("word/document.xml"), Reader::Office),
    row("doc", Text::new("WPS 文字", "WPS document"), &["wps"], "application/vnd.ms-works", Mark::Compound(&["/WordDocument"]), Reader::Office),
    row("pdf", Text::new("PDF", "PDF"), &["pdf"], "application/pdf", Mark::Bytes(PDF), Reader::Pdf),
    row("ofd", Text::new("OFD", "OFD"), &["ofd"], "application/ofd", Mark::Packed("OFD.xml"), Reader::Office),
    row("xls", Text::new("Excel 97–2003 工作簿", "Excel 97–2003 workbook"), &["xls"], "application/vnd.ms-excel", Mark::Compound(BOOK), Reader::Office),
    row("xlsx", Text::new("Excel 工作簿", "Excel workbook"), &["xlsm", "xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Mark::Packed("xl/workbook.xml"), Reader::Office),
    row("xls", Text::new("WPS 表格", "WPS workbook"), &["et"], "application/vnd.ms-works-db", Mark::Compound(BOOK), Reader::Office),
    row("odt", Text::new("ODF 文本", "ODF text"), &["fodt", "odt"], "application/vnd.oasis.opendocument.text", Mark::Packed("content.xml"), Reader::Office),
    row("ods", Text::new("ODF 电子表格", "ODF spreadsheet"), &["fods", "ods"], "application/vnd.oasis.opendocument.spreadsheet", Mark::Packed("content.xml"), Reader::Office),
    row("rtf", Text::new("RTF", "RTF"), &["rtf"], "application/rtf", Mark::Bytes(RTF), Reader::Office),
    row("mht", Text::new("单个文件网页", "web archive"), &["mht", "mhtml"], "multipart/related", Mark::Words, Reader::Office),
    row("csv", Text::new("CSV", "CSV"), &["csv"], "text/csv", Mark::Words, Reader::Office),
    row("html", Text::new("网页", "Web page"), &["htm", "html", "shtml", "xhtml"], "text/html", Mark::Words, Reader::Engine),
    row("text", Text::new("文本", "text"), &["markdown", "md", "text", "tsv", "txt"], "text/plain", Mark::Words, Reader::Engine),
    row("docx", Text::new("Word XML", "Word XML"), &["xml"], "application/xml", Mark::Words, Reader::Office),
    // No document itself: each one in it is opened.
    row("zip", Text::new("ZIP 压缩包", "ZIP file"), &["zip"], "application/zip", Mark::Bytes(ZIP), Reader::Office),
];

const fn row(
    id: &'static str,
    name: Text,
    endings: &'static [&'static str],
    media: &'static str,
    mark: Mark,
    reader: Reader,
) -> Format {
    Format {
        id,
        name,
        endings,
        media,
        mark,
        reader,
    }
}

/// What reviews call the formats.
pub const IDS: [&str; FORMATS.len()] = {
    let mut ids = [""; FORMATS.len()];
    let mut at = 0;
    while at < ids.len() {
        ids[at] = FORMATS[at].id;
        at += 1;
    }
    ids
};

/// All endings as a file button takes them, `.doc,.docx`: put together by the compiler, so that a page that shows the button
/// need not hold the table.
pub const ACCEPT: &str = match str::from_utf8(&JOINED) {
    Ok(joined) => joined,
    Err(_) => "",
};

const JOINED: [u8; JOINED_LENGTH] = {
    let mut joined = [b','; JOINED_LENGTH];
    let (mut at, mut format) = (0, 0);
    while format < FORMATS.len() {
        let mut ending = 0;
        while ending < FORMATS[format].endings.len() {
            let letters = FORMATS[format].endings[ending].as_bytes();
            joined[at] = b'.';
            let mut letter = 0;
            while letter < letters.len() {
                joined[at + 1 + letter] = letters[letter];
                letter += 1;
            }
            at += letters.len() + 2;
            ending += 1;
        }
        format += 1;
    }
    joined
};

const JOINED_LENGTH: usize = {
    let (mut length, mut format) = (0, 0);
    while format < FORMATS.len() {
        let mut ending = 0;
        while ending < FORMATS[format].endings.len() {
            length += FORMATS[format].endings[ending].len() + 2;
            ending += 1;
        }
        format += 1;
    }
    length - 1
};

/// The ending of a file's name, in lower case; none where there is none (`report`, `.report`).
pub fn ending(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.')?;
    // 2024.1月 is no ending of a file.
    let is_ending =
        !stem.is_empty() && (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    is_ending.then(|| ending.to_ascii_lowercase())
}

/// Whether files with such an ending are read.
pub fn is_known(ending: &str) -> bool {
    FORMATS.iter().any(|format| format.endings.contains(&ending))
}

/// Whether files with such an ending are never plain text.
pub fn is_no_text(ending: &str) -> bool {
    let mut formats = FORMATS.iter().filter(|format| format.endings.contains(&ending));
    formats.any(|format| !matches!(format.mark, Mark::Words))
}

/// What systems and office programs leave beside files: `.DS_Store`, `._report.docx`, `~$report.docx`.
pub fn is_debris(file: &str) -> bool {
    file.starts_with(['.', '~'])
}
