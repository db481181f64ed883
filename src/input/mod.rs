//! Bytes → [`Document`]: what kind of file it is by its first bytes, its encoding, then one file a format.

mod encoding;
mod html;
mod tags;
mod text;

use std::fmt;

use crate::document::Document;
use crate::review::{Lang, Source};

pub use encoding::{Encoding, detect};

/// Larger inputs are refused: no report comes near it.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// Inputs with more paragraphs and table cells than this are refused: a report has about 500, a saved page with one some thousand.
const MAX_PIECES: usize = 20_000;

/// Why an input could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Nothing but white space.
    Empty,
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// More paragraphs and table cells than any report has.
    TooManyPieces,
    /// A file format that is not read, by its usual name: `PDF`, `Word (.docx)` …
    Format(&'static str),
    /// Bytes that are no text in any known encoding.
    NotText,
}

impl Error {
    /// What happened and what to do, for the user.
    pub fn message(&self, lang: Lang) -> String {
        let sentence = match (self, lang) {
            (Self::Empty, Lang::Zh) => "没有可以核对的内容，请粘贴报告全文或选择报告文件。",
            (Self::Empty, Lang::En) => "There is nothing to check. Paste the whole report or choose its file.",
            (Self::TooLarge, Lang::Zh) => "文件超过10 MB，不是一份年度报告的正常大小，请只提供一份报告的正文。",
            (Self::TooLarge, Lang::En) => {
                "The file is larger than 10 MB, which no report is. Give the text of one report."
            }
            (Self::TooManyPieces, Lang::Zh) => {
                "段落和单元格超过2万个，不是一份年度报告的正常大小，请只提供一份报告的正文。"
            }
            (Self::TooManyPieces, Lang::En) => {
                "There are more than 20,000 paragraphs and cells, which no report has. Give the text of one report."
            }
            (Self::NotText, Lang::Zh) => "无法识别文件内容，请打开原文件，全选复制后粘贴到此处。",
            (Self::NotText, Lang::En) => {
                "The file cannot be read as text. Open it, select all, copy, and paste it here."
            }
            (Self::Format(format), Lang::Zh) => {
                return format!(
                    "暂不能直接读取{format}文件，请打开后全选复制，粘贴到此处，或另存为网页（HTML）或文本。"
                );
            }
            (Self::Format(format), Lang::En) => {
                return format!(
                    "{format} files cannot be read yet. Open it, select all, copy and paste it here, or save it as HTML or text."
                );
            }
        };
        sentence.to_owned()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Error {}

/// Opens a file's bytes.
#[cfg(feature = "command")]
pub fn open(bytes: &[u8]) -> Result<(Document, Source), Error> {
    let encoding = detect(bytes)?;
    parse(encoding.decode(bytes), encoding, bytes.len())
}

/// Opens a text that is already decoded from `bytes` bytes in `encoding`; HTML is told from plain text by its tags.
pub fn parse(text: String, encoding: Encoding, bytes: usize) -> Result<(Document, Source), Error> {
    if bytes > MAX_BYTES {
        return Err(Error::TooLarge);
    }
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::Empty);
    }
    let (document, format) = if html::looks_like(&text) {
        (html::parse(&text)?, "html")
    } else {
        (text::parse(text)?, "text")
    };
    let source = Source {
        name: None,
        format,
        encoding: encoding.name(),
        bytes,
    };
    Ok((document, source))
}
