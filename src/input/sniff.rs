//! What kind of file it is: told by its first bytes, never by its name.

use super::{Encoding, Error, MAX_BYTES, MAX_FILE_BYTES, encoding, formats};

/// A kind of file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text or HTML.
    Text(Encoding),
    /// Comma-separated values.
    Csv(Encoding),
    /// A ZIP archive: docx, odt, xlsx, ofd, or a packed file.
    Zip,
    /// A compound file: doc, wps, xls, et.
    Compound,
    /// Rich text.
    Rtf,
    /// A saved page with all its parts.
    Mht,
    /// A Word document as one XML file.
    WordXml,
    /// An ODF text as one XML file.
    FlatOdt,
    /// PDF.
    Pdf,
}

impl Kind {
    /// What the user knows it as.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text(_) => "文本",
            Self::Csv(_) => "CSV",
            Self::Zip => "ZIP",
            Self::Compound => "Word、WPS、Excel（doc、wps、xls、et）",
            Self::Rtf => "RTF",
            Self::Mht => "MHT",
            Self::WordXml | Self::FlatOdt => "XML",
            Self::Pdf => "PDF",
        }
    }
}

/// How far a file's own words about itself are looked for.
const HEAD: usize = 4096;

/// The kind of a file, or why it is not read.
pub fn sniff(bytes: &[u8]) -> Result<Kind, Error> {
    const REFUSED: [(&[u8], Error); 6] = [
        (b"\x89PNG", Error::Scan("PNG")),
        (b"\xff\xd8\xff", Error::Scan("JPEG")),
        (b"GIF8", Error::Scan("GIF")),
        (b"II*\0", Error::Scan("TIFF")),
        (b"Rar!", Error::Packed("RAR")),
        (b"7z\xbc\xaf\x27\x1c", Error::Packed("7z")),
    ];
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Error::TooLarge(MAX_FILE_BYTES / 1024 / 1024));
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let narrow: Vec<u8>;
    // What is written in UTF-16 says the same.
    let head = if matches!(
        head,
        [0xff, 0xfe, b'<', 0, ..] | [0xfe, 0xff, 0, b'<', ..] | [b'<', 0, b'?', 0, ..] | [0, b'<', 0, b'?', ..]
    ) {
        narrow = head
            .iter()
            .copied()
            .filter(|byte| byte.is_ascii() && *byte != 0)
            .collect();
        &narrow
    } else {
        head
    };
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let says = |words: &[u8]| {
        head.windows(words.len())
            .any(|window| window.eq_ignore_ascii_case(words))
    };
    let begins = |text: &[u8], marks: &[&[u8]]| marks.iter().any(|mark| text.starts_with(mark));
    let kind = if begins(head, formats::ZIP) {
        Kind::Zip
    } else if begins(head, formats::COMPOUND) {
        Kind::Compound
    } else if begins(start, formats::RTF) {
        Kind::Rtf
    } else if (0..head.len().min(1024)).any(|at| begins(&head[at..], formats::PDF)) {
        Kind::Pdf
    } else if is_header(start) && says(b"mime-version:") && says(b"content-type:") {
        Kind::Mht
    } else if is_xml(start) && (says(b"/wordml") || says(b"/xmlPackage")) {
        Kind::WordXml
    } else if is_xml(start) && says(b"opendocument:xmlns:office") {
        Kind::FlatOdt
    } else if let Some((_, error)) = REFUSED.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(error.clone());
    } else if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge(MAX_BYTES / 1024 / 1024));
    } else {
        let encoding = encoding::detect(bytes)?;
        if is_csv(bytes) {
            Kind::Csv(encoding)
        } else {
            Kind::Text(encoding)
        }
    };
    Ok(kind)
}

/// Whether a text begins as XML does, with or without its declaration, and not as a web page.
fn is_xml(start: &[u8]) -> bool {
    let tag = |name: &[u8]| {
        start
            .get(1..=name.len())
            .is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    start.starts_with(b"<") && !tag(b"html") && !tag(b"!doctype html")
}

/// Whether a text begins as a mail does: a name of letters and hyphens, then a colon.
fn is_header(start: &[u8]) -> bool {
    start
        .split(|&byte| byte == b':')
        .next()
        .is_some_and(|name| (3..40).contains(&name.len()) && name.iter().all(|b| b.is_ascii_alphabetic() || *b == b'-'))
}

/// Whether a text is comma-separated: most of its lines have so many commas as a table of the form has columns.
///
/// Bytes are enough: in none of the encodings a comma is a part of another character, UTF-16 aside.
fn is_csv(bytes: &[u8]) -> bool {
    const COMMAS: usize = 6;
    const ROWS: usize = 12;
    let (mut rows, mut others) = (0_usize, 0_usize);
    for line in bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty())
    {
        if line.split(|&byte| byte == b',').count() > COMMAS {
            rows += 1;
        } else {
            others += 1;
        }
        if line.contains(&b'\t') || line.starts_with(b"<") {
            return false;
        }
    }
    // A label in quotes may go over three lines.
    rows >= ROWS && others <= rows * 3
}
