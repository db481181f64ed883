//! Which encoding a text is in.

use super::Error;

/// A text encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Gb18030];

    /// As written in a review, and as a browser's `TextDecoder` knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
        }
    }

    /// Decodes; what cannot be decoded becomes U+FFFD.
    #[cfg(feature = "command")]
    pub fn decode(bytes: &[u8], encoding: Self) -> String {
        let encoding = match encoding {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
        };
        // A UTF-8 byte order mark stays, so that offsets into the text are offsets into the file.
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// The encoding of a text file, or why it is none.
pub fn detect(bytes: &[u8]) -> Result<Encoding, Error> {
    if bytes.starts_with(&[0xff, 0xfe]) {
        return Ok(Encoding::Utf16Le);
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return Ok(Encoding::Utf16Be);
    }
    // A page that says gb2312 and yet is valid UTF-8 is UTF-8: GB text of any length hardly ever is.
    if std::str::from_utf8(bytes).is_ok() {
        return if bytes.contains(&0) {
            Err(Error::NotText)
        } else {
            Ok(Encoding::Utf8)
        };
    }
    if bytes.contains(&0) {
        return unmarked_utf16(bytes).ok_or(Error::NotText);
    }
    Ok(Encoding::Gb18030)
}

/// UTF-16 without a byte order mark: line ends and ASCII digits show on which side the zero bytes are.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let (mut little, mut big) = (0, 0);
    for pair in head.chunks_exact(2) {
        match pair {
            [b'\t' | b'\n' | b'\r' | b' '..=b'~', 0] => little += 1,
            [0, b'\t' | b'\n' | b'\r' | b' '..=b'~'] => big += 1,
            [0, 0] => return None,
            _ => {}
        }
    }
    match (little, big) {
        (0, 0) => None,
        (l, 0) if l > 0 => Some(Encoding::Utf16Le),
        (0, _) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// A byte in the encoding of western Windows.
#[cfg(feature = "office")]
pub fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
