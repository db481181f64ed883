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
    #[cfg(feature = "encodings")]
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
    if bytes.contains(&0) {
        if let Some(encoding) = unmarked_utf16(bytes) {
            return Ok(encoding);
        }
        // Zeros that fill up a text stand for nothing; a file with other such signs is no text.
        let is_of_text = |byte: &u8| matches!(byte, 0 | b'\t'..=b'\r' | 0x1a | 0x1b | b' '..);
        if !bytes.iter().all(is_of_text) || bytes.iter().all(|byte| *byte == 0) {
            return Err(Error::NotText);
        }
    }
    // A page that says gb2312 and yet is valid UTF-8 is UTF-8: GB text of any length hardly ever is.
    if std::str::from_utf8(bytes).is_ok() || is_damaged_utf8(bytes) {
        return Ok(Encoding::Utf8);
    }
    Ok(Encoding::Gb18030)
}

/// UTF-8 with some bytes lost or changed: of GB text, only every fifth character or so happens to be valid, and none of three
/// bytes for long.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut damaged, mut whole) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        damaged += usize::from(!chunk.invalid().is_empty());
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xe0).count();
    }
    damaged * 4 <= whole
}

/// UTF-16 without a byte order mark: line ends and digits show on which side the zero bytes are, and the characters are those
/// of a Chinese text.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    const HEAD: usize = 1 << 14;
    let is_usual = |unit: u16| {
        matches!(unit, 0x09..=0x0d | 0x20..=0x7e | 0x85 | 0xa0..=0xff | 0x2000..=0x206f | 0x2460..=0x249b
            | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff01..=0xff5e)
    };
    let pairs = || {
        bytes
            .chunks_exact(2)
            .take(HEAD)
            .map(|pair| [pair[0], pair[1]])
            .filter(|pair| *pair != [0, 0])
    };
    let little = pairs().filter(|pair| pair[1] == 0).count();
    let big = pairs().filter(|pair| pair[0] == 0).count();
    let all = pairs().count();
    let encoding = if little > big {
        Encoding::Utf16Le
    } else {
        Encoding::Utf16Be
    };
    let usual = pairs().filter(|pair| {
        is_usual(match encoding {
            Encoding::Utf16Le => u16::from_le_bytes(*pair),
            _ => u16::from_be_bytes(*pair),
        })
    });
    let is_likely = all > 0 && little.max(big) * 50 >= all && usual.count() * 10 >= all * 9;
    is_likely.then_some(encoding)
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
