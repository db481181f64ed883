//! Bytes → [`Document`]: what kind of file it is by its first bytes, its encoding, then one file a format.
//!
//! Text and HTML are always read. What office programs write needs the feature `office`, PDF the feature `pdf`: the page
//! loads those two only when such a file comes.

#[cfg(feature = "office")]
mod archive;
#[cfg(feature = "files")]
mod budget;
mod characters;
#[cfg(feature = "office")]
mod compound;
#[cfg(feature = "office")]
mod csv;
#[cfg(feature = "office")]
mod doc;
#[cfg(feature = "office")]
mod docx;
mod encoding;
mod flow;
pub mod formats;
mod html;
#[cfg(feature = "office")]
mod mht;
#[cfg(feature = "office")]
mod numerals;
#[cfg(feature = "office")]
mod odt;
#[cfg(feature = "office")]
mod ofd;
#[cfg(feature = "office")]
mod office97;
#[cfg(feature = "office")]
mod package;
#[cfg(feature = "files")]
mod page_layout;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "office")]
mod rtf;
#[cfg(feature = "office")]
mod run_properties;
#[cfg(feature = "office")]
mod sheet;
mod sniff;
mod source;
#[cfg(feature = "office")]
mod spreadsheet_xml;
mod tags;
mod text;
#[cfg(feature = "office")]
mod workbook;
#[cfg(feature = "office")]
mod xls;
#[cfg(feature = "office")]
mod xlsx;
#[cfg(feature = "office")]
mod xml;
#[cfg(feature = "office")]
mod zip;

use std::fmt;

use crate::document::Document;
use crate::language::{Lang, Text};

pub use encoding::Encoding;
#[cfg(feature = "files")]
pub use sniff::holds_report;
pub use sniff::{Kind, sniff};
pub use source::Source;

/// Larger texts and pages are refused: no report comes near it.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// Larger files are refused; a report with photographs may have several megabytes.
pub const MAX_FILE_BYTES: usize = 40 * 1024 * 1024;

/// Inputs with more paragraphs and table cells than this are refused: a report has about 500, a saved page with one some thousand.
const MAX_PIECES: usize = 20_000;

/// What a byte of a text costs, in steps.
#[cfg(feature = "files")]
const STEPS_OF_TEXT: usize = 4;

/// Tables inside tables: deeper ones are not read as tables.
const MAX_DEPTH: usize = 48;

/// How text in an encoding becomes a string: [`Encoding::decode`], or the browser's decoder. What cannot be decoded becomes U+FFFD.
pub type Decode = fn(&[u8], Encoding) -> String;

/// Why an input could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Nothing but white space.
    Empty,
    /// Larger than so many megabytes.
    TooLarge(usize),
    /// More paragraphs and table cells than any report has.
    TooManyPieces,
    /// A file format that is not read, by its usual name: `PowerPoint`, `Word 95` …
    Format(&'static str),
    /// A packed file of a kind that is not unpacked, by its usual name: `RAR` …
    Packed(&'static str),
    /// A file of that format shows pictures only.
    Scan(&'static str),
    /// A file of that format shows pictures; the text behind them was recognised.
    #[cfg(feature = "files")]
    RecognisedScan(&'static str),
    /// Bytes that are no text in any known encoding.
    NotText,
    /// A file of that format ends early or contradicts itself.
    #[cfg(feature = "files")]
    Damaged(&'static str),
    /// A file of that format cannot be opened without a password.
    #[cfg(feature = "files")]
    Protected(&'static str),
    /// A packed file that is too large, or too deeply nested, when unpacked.
    #[cfg(feature = "files")]
    TooLargeUnpacked,
    /// A file that costs more steps to read than any report does.
    #[cfg(feature = "files")]
    TooComplex,
    /// A file of that format whose fonts do not say which characters they show.
    #[cfg(feature = "files")]
    NoCharacters(&'static str),
    /// A ZIP file without a file that could be a report.
    #[cfg(feature = "files")]
    NothingPacked,
    /// A ZIP file in a ZIP file.
    NestedPacked,
    /// A document that holds more reports than are checked at once: so many.
    TooManyReports(usize),
}

impl Error {
    /// What happened and what to do, for the user.
    pub fn message(&self, lang: Lang) -> String {
        let (sentence, what) = self.sentence();
        sentence.get(lang).replace("{}", &what)
    }

    /// A sentence, and what stands in it for `{}`.
    fn sentence(&self) -> (Text, String) {
        let (zh, en, what) = match self {
            Self::Empty => (
                "没有可以核对的内容，请粘贴报告全文或选择报告文件。",
                "There is nothing to check. Paste the whole report or choose its file.",
                String::new(),
            ),
            Self::TooLarge(most) => (
                "文件超过{} MB，远超一份年度报告的篇幅，请只选择一份报告。",
                "The file is larger than {} MB, which no report is. Give the text of one report.",
                most.to_string(),
            ),
            Self::TooManyPieces => (
                "段落和单元格超过2万个，远超一份年度报告的篇幅，请只选择一份报告。",
                "There are more than 20,000 paragraphs and cells, which no report has. Give the text of one report.",
                String::new(),
            ),
            Self::NotText => (
                "无法识别文件内容，请打开原文件，全选复制后粘贴到此处。",
                "The file cannot be read as text. Open it, select all, copy, and paste it here.",
                String::new(),
            ),
            Self::Format(format) => (
                "不能读取{}文件，请打开后全选复制，粘贴到此处，或另存为 Word、PDF 或网页文件。",
                "{} files cannot be read. Open the file, select all, copy and paste it here, or save it as Word, PDF or HTML.",
                (*format).to_owned(),
            ),
            #[cfg(feature = "files")]
            Self::Damaged(format) => (
                "{}文件不完整或已损坏，未读取任何内容。请用原软件打开并重新保存，再选择新文件。",
                "The {} file is incomplete or damaged; nothing was read from it. Open it in its own program, save it again, and choose the new file.",
                (*format).to_owned(),
            ),
            #[cfg(feature = "files")]
            Self::Protected(format) => (
                "{}文件设有打开密码，无法读取。请用原软件打开，取消密码后另存，再选择新文件。",
                "The {} file needs a password to open. Open it in its own program, save it without password, and choose the new file.",
                (*format).to_owned(),
            ),
            #[cfg(feature = "files")]
            Self::TooLargeUnpacked => (
                "文件解压后过大或嵌套过深，未予读取。请确认文件来源，重新另存后再试。",
                "The file is too large or too deeply nested when unpacked, as no report is; it was not read. Make sure where it comes from and save it again.",
                String::new(),
            ),
            #[cfg(feature = "files")]
            Self::TooComplex => (
                "文件过于复杂，远超一份年度报告，未予读取。请只选择一份报告，或用原软件打开、重新另存后再试。",
                "The file is far more complex than any report; it was not read. Choose one report, or open it in its own program, save it again and try once more.",
                String::new(),
            ),
            Self::Packed(format) => (
                "不能读取{}压缩包，请解压后选择报告文件，可同时选择多个文件。",
                "{} archives cannot be read. Unpack the file and choose the report; several files can be chosen at once.",
                (*format).to_owned(),
            ),
            Self::Scan(format) => (
                "这份{}文件只有图像、没有文字，可能是扫描件。请改用报告的原始电子文件，或先经文字识别并校对后再核对。",
                "This {} file holds pictures and no text; it may be a scan. Use the report's original file, or have its text recognised and proofread first.",
                (*format).to_owned(),
            ),
            #[cfg(feature = "files")]
            Self::RecognisedScan(format) => (
                "这份{}文件是扫描件，页面显示的是图像，背后的文字由识别得来，可能有误，未予读取。请改用报告的原始电子文件，或校对识别结果后另存为 Word 文件再核对。",
                "This {} file is a scan: its pages show pictures, and the text behind them was recognised and may be wrong; nothing was read from it. Use the report's original file, or proofread the recognised text and save it as a Word file.",
                (*format).to_owned(),
            ),
            #[cfg(feature = "files")]
            Self::NoCharacters(format) => (
                "这份{}文件的字体没有给出对应的文字，无法可靠读取，未读取任何内容。请改用报告的 Word 文件或网页。",
                "The fonts of this {} file do not say which characters they show; nothing was read from it. Use the report's Word file or web page.",
                (*format).to_owned(),
            ),
            #[cfg(feature = "files")]
            Self::NothingPacked => (
                "压缩包中没有可以核对的报告文件，请解压后选择报告文件。",
                "There is no report in the ZIP file. Unpack it and choose the report.",
                String::new(),
            ),
            Self::NestedPacked => (
                "压缩包中还有压缩包，请逐层解压后选择报告文件。",
                "The ZIP file holds another ZIP file. Unpack both and choose the report.",
                String::new(),
            ),
            Self::TooManyReports(most) => (
                "文件中有超过{}份报告，未予核对。请分成几个文件，或每份报告一个文件，再行核对。",
                "The file holds more than {} reports; none was checked. Divide it, or give each report a file of its own.",
                most.to_string(),
            ),
        };
        (Text::new(zh, en), what)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Error {}

/// What an input holds: itself, or the files packed in it.
#[cfg(feature = "files")]
pub struct Opened {
    /// One after another.
    pub files: Vec<OpenedFile>,
    /// The files packed in it that are no reports, by their paths.
    pub left_out: Vec<String>,
}

#[cfg(feature = "files")]
impl Opened {
    /// Nothing but the input itself, which has so many bytes.
    pub fn one(bytes: usize, document: Result<(Document, Source), Error>) -> Self {
        Self::file(None, bytes, document)
    }

    /// One file of an archive, by its path.
    pub fn packed(path: String, bytes: usize, document: Result<(Document, Source), Error>) -> Self {
        Self::file(Some(path), bytes, document)
    }

    fn file(path: Option<String>, bytes: usize, document: Result<(Document, Source), Error>) -> Self {
        Self {
            files: vec![OpenedFile { path, bytes, document }],
            left_out: Vec::new(),
        }
    }

    /// Why nothing at all could be opened, if so.
    pub fn refusal(&self) -> Option<&Error> {
        match &self.files[..] {
            [
                OpenedFile {
                    path: None, document, ..
                },
            ] => document.as_ref().err(),
            _ => None,
        }
    }
}

/// A file, opened.
#[cfg(feature = "files")]
pub struct OpenedFile {
    /// Its path in the archive that holds it; none for the input itself.
    pub path: Option<String>,
    /// Its size in bytes.
    pub bytes: usize,
    /// What it holds.
    pub document: Result<(Document, Source), Error>,
}

/// Opens a file's bytes, and, if they are an archive, every file in it that may be a report.
#[cfg(feature = "files")]
pub fn open_all(bytes: &[u8], decode: Decode) -> Opened {
    budget::together(bytes.len(), || open_each(bytes, decode))
}

#[cfg(feature = "files")]
fn open_each(bytes: &[u8], decode: Decode) -> Opened {
    let whole = |document| Opened::one(bytes.len(), document);
    #[cfg(feature = "office")]
    {
        let mut files = Vec::new();
        let each = zip::each_packed(bytes, decode, |packed| {
            let size = packed.bytes.as_ref().map_or(0, Vec::len);
            files.push(OpenedFile {
                path: Some(packed.path),
                bytes: size,
                document: packed.bytes.and_then(|bytes| open(&bytes, decode)),
            });
        });
        match each {
            Ok(None) => {}
            Ok(Some(left_out)) if files.is_empty() => {
                return Opened {
                    left_out,
                    ..whole(Err(Error::NothingPacked))
                };
            }
            Ok(Some(left_out)) => return Opened { files, left_out },
            Err(error) => return whole(Err(error)),
        }
    }
    whole(open(bytes, decode))
}

#[cfg(feature = "office")]
pub use zip::{PackedFile, each_packed};

/// Opens the bytes of one file: what kind of file they are, they say themselves.
#[cfg(feature = "files")]
pub fn open(bytes: &[u8], decode: Decode) -> Result<(Document, Source), Error> {
    let (document, format) = match sniff(bytes)? {
        Kind::Text(encoding) => {
            // An archive may hold one text many times.
            budget::charge(STEPS_OF_TEXT * bytes.len())?;
            return parse(decode(bytes, encoding), encoding, bytes.len());
        }
        #[cfg(feature = "office")]
        Kind::Zip => zip::read(bytes, decode)?,
        #[cfg(feature = "office")]
        Kind::Compound => office97::read(bytes)?,
        #[cfg(feature = "office")]
        Kind::Rtf => (rtf::read(bytes, decode)?, "rtf"),
        #[cfg(feature = "office")]
        Kind::Mht => (mht::read(bytes, decode)?, "mht"),
        #[cfg(feature = "office")]
        Kind::Csv(encoding) => {
            return Ok((
                csv::read(&decode(bytes, encoding))?,
                source("csv", encoding, bytes.len()),
            ));
        }
        #[cfg(feature = "office")]
        Kind::WordXml => (docx::read_flat(bytes, decode)?, "docx"),
        #[cfg(feature = "office")]
        Kind::SheetXml => (spreadsheet_xml::read(bytes, decode)?, "xls"),
        #[cfg(feature = "office")]
        Kind::FlatOdt => odt::read_flat(bytes)?,
        #[cfg(feature = "pdf")]
        Kind::Pdf => (pdf::read(bytes, decode)?, "pdf"),
        #[allow(unreachable_patterns)] // with one of the two features only
        kind => return Err(Error::Format(kind.name())),
    };
    let document: Document = document;
    if document.text.trim().is_empty() {
        return Err(Error::Empty);
    }
    Ok((document, source(format, Encoding::Utf8, bytes.len())))
}

/// Opens a text that is already decoded from `bytes` bytes in `encoding`; HTML is told from plain text by its tags.
pub fn parse(text: String, encoding: Encoding, bytes: usize) -> Result<(Document, Source), Error> {
    if bytes > MAX_BYTES {
        return Err(Error::TooLarge(MAX_BYTES / 1024 / 1024));
    }
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::Empty);
    }
    let (document, format) = if html::looks_like(&text) {
        (html::parse(&text)?, "html")
    } else {
        (text::parse(text)?, "text")
    };
    Ok((document, source(format, encoding, bytes)))
}

fn source(format: &'static str, encoding: Encoding, bytes: usize) -> Source {
    Source {
        name: None,
        format,
        encoding: encoding.name(),
        bytes,
    }
}

/// Opens a list that somebody keeps: a workbook, or values separated by commas, however few its columns.
#[cfg(feature = "office")]
pub fn list(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    match sniff(bytes)? {
        Kind::Text(encoding) | Kind::Csv(encoding) => csv::read(&decode(bytes, encoding)),
        _ => open(bytes, decode).map(|opened| opened.0),
    }
}
