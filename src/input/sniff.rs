//! What kind of file it is: told by its first bytes, never by its name.

#[cfg(feature = "files")]
use super::Decode;
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
    /// An Excel workbook as one XML file.
    SheetXml,
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
            Self::WordXml | Self::SheetXml | Self::FlatOdt => "XML",
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
    } else if start.starts_with(b"<")
        && says(b"urn:schemas-microsoft-com:office:spreadsheet")
        && (says(b"<workbook") || says(b":workbook"))
    {
        Kind::SheetXml
    } else if is_xml(start) && says(b"opendocument:xmlns:office") {
        Kind::FlatOdt
    } else if let Some((_, error)) = REFUSED.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(error.clone());
    } else if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge(MAX_BYTES / 1024 / 1024));
    } else {
        let encoding = encoding::detect(bytes)?;
        if is_csv(bytes, encoding) {
            Kind::Csv(encoding)
        } else {
            Kind::Text(encoding)
        }
    };
    Ok(kind)
}

/// Whether a file that nobody pointed at, in a folder or an archive, may be a report: a document, or a text that has to do with
/// reports. `ending` is its name's; what calls itself a document and is none is told so, not passed over.
#[cfg(feature = "files")]
pub fn holds_report(bytes: &[u8], ending: Option<&str>, decode: Decode) -> bool {
    const WORDS: [&str; 4] = ["公开", "公開", "结果维持", "信息内容"];
    match sniff(bytes) {
        Ok(Kind::Text(encoding) | Kind::Csv(encoding)) => {
            let text = decode(bytes, encoding);
            ending.is_some_and(formats::is_no_text) || WORDS.iter().any(|word| text.contains(word))
        }
        Ok(_) => true,
        Err(_) => ending.is_some_and(formats::is_known),
    }
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
fn is_csv(bytes: &[u8], encoding: Encoding) -> bool {
    // Most texts have fewer commas than a table needs.
    if bytes.split(|byte| *byte == b',').count() <= COMMAS * ROWS {
        return false;
    }
    let unit = |from: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(move |pair| from([pair[0], pair[1]]));
        units.map(|unit| match unit {
            0x85 | 0x2028 | 0x2029 => b'\n',
            0xfeff => 0,
            _ => u8::try_from(unit).unwrap_or(0xff),
        })
    };
    match encoding {
        Encoding::Utf16Le => has_rows(unit(u16::from_le_bytes)),
        Encoding::Utf16Be => has_rows(unit(u16::from_be_bytes)),
        // The other line ends of Unicode end in one of these, as few other characters do.
        Encoding::Utf8 => {
            let before = [0, 0].iter().chain(bytes).zip([0].iter().chain(bytes));
            has_rows(
                bytes
                    .iter()
                    .zip(before)
                    .map(|(byte, (second, first))| match (second, first, byte) {
                        (_, 0xc2, 0x85) | (0xe2, 0x80, 0xa8 | 0xa9) => b'\n',
                        _ => *byte,
                    }),
            )
        }
        Encoding::Gb18030 => has_rows(bytes.iter().copied()),
    }
}

/// So many commas make a row of a table, so many rows a table.
const COMMAS: usize = 6;
const ROWS: usize = 12;

fn has_rows(bytes: impl Iterator<Item = u8>) -> bool {
    let (mut rows, mut others) = (0_usize, 0_usize);
    let (mut commas, mut is_empty, mut before) = (0, true, 0);
    for byte in bytes.chain([b'\n']) {
        match byte {
            b'\n' | b'\r' | 0x0b | 0x0c | 0x1c..=0x1e => {
                if commas >= COMMAS {
                    rows += 1;
                } else if !is_empty {
                    others += 1;
                }
                (commas, is_empty) = (0, true);
            }
            // Before a value, a tab keeps programs from changing it.
            b'\t' if !matches!(before, b',' | b'"') => return false,
            b'<' if is_empty => return false,
            b',' => (commas, is_empty) = (commas + 1, false),
            b' ' | b'\t' | 0 => {}
            _ => is_empty = false,
        }
        before = byte;
    }
    // A label in quotes may go over three lines.
    rows >= ROWS && others <= rows * 3
}
