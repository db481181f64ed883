//! Fonts: which characters their codes show, and how wide they are.

use std::cell::RefCell;
use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};

use super::cmap::{self, CMap};
use super::stream::Budget;
use crate::input::{Decode, Encoding, Error};

/// A font.
pub struct Font {
    codes: Codes,
    /// What the file itself says the codes stand for.
    to_unicode: Option<CMap>,
    /// What they stand for otherwise.
    chars: Chars,
    widths: Widths,
    /// Whether text runs downwards.
    pub vertical: bool,
    known: RefCell<HashMap<u32, String>>,
}

/// How bytes are codes.
enum Codes {
    One,
    Two,
    Utf16,
    Gbk,
    /// Glyphs by codes of a `CMap`.
    Map(CMap),
}

/// What codes stand for.
enum Chars {
    Unknown,
    /// One-byte codes.
    Table(Box<[Option<char>; 256]>),
    /// The codes are UTF-16.
    Utf16,
    /// The codes are GB18030.
    Gb(Decode),
    /// The codes are CIDs of Adobe-GB1.
    AdobeGb1(Decode),
    /// Glyphs of a TrueType font: the characters it gives them, and the glyph of each CID.
    Glyphs(HashMap<u32, char>, Option<Vec<u8>>),
}

/// Widths, in parts of the font's size.
struct Widths {
    /// From a code or CID to another.
    ranges: Vec<(u32, u32, f32)>,
    default: f32,
}

impl Widths {
    fn get(&self, code: u32) -> f32 {
        let end = self.ranges.partition_point(|range| range.0 <= code);
        match self.ranges[..end].last() {
            Some(&(_, to, width)) if code <= to => width,
            _ => self.default,
        }
    }
}

/// A code as it is shown.
pub struct Shown {
    /// Its bytes.
    pub length: usize,
    /// Its characters; U+FFFD where they are not known.
    pub text: String,
    /// How far it moves on, in parts of the font's size.
    pub width: f32,
    /// Whether it is the one-byte code 32, which spaces between words are added to.
    pub is_space: bool,
}

impl Font {
    /// A font that the page names and the file does not hold.
    pub fn missing() -> Self {
        Self {
            codes: Codes::One,
            to_unicode: None,
            chars: Chars::Unknown,
            widths: Widths {
                ranges: Vec::new(),
                default: 0.5,
            },
            vertical: false,
            known: RefCell::default(),
        }
    }

    /// Reads a font.
    pub fn new(dict: &Dict<'_>, decode: Decode, budget: &mut Budget) -> Result<Self, Error> {
        let mut font = Self::missing();
        font.to_unicode = match dict.get::<Object<'_>>("ToUnicode") {
            Some(Object::Stream(stream)) => Some(CMap::parse(&budget.unpack(&stream)?)),
            _ => None,
        };
        let kind = dict.get::<Name<'_>>("Subtype");
        if kind.as_deref() == Some(b"Type0") {
            let descendants = dict.get::<Array<'_>>("DescendantFonts");
            if let Some(inner) = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next()) {
                font.composite(dict, &inner, decode, budget)?;
            }
        } else {
            font.simple(dict, budget)?;
        }
        Ok(font)
    }

    fn composite(
        &mut self,
        dict: &Dict<'_>,
        inner: &Dict<'_>,
        decode: Decode,
        budget: &mut Budget,
    ) -> Result<(), Error> {
        self.widths = Widths {
            ranges: cid_widths(inner),
            default: inner.get::<f32>("DW").unwrap_or(1000.0) / 1000.0,
        };
        let ordering = inner
            .get::<Dict<'_>>("CIDSystemInfo")
            .and_then(|info| info.get::<Bytes<'_>>("Ordering"));
        let is_gb1 = ordering.as_deref() == Some(b"GB1");
        let by_cid = if is_gb1 {
            Chars::AdobeGb1(decode)
        } else {
            Chars::Unknown
        };
        let encoding = match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => name,
            Some(Object::Stream(stream)) => {
                let map = CMap::parse(&budget.unpack(&stream)?);
                self.vertical = map.vertical;
                self.codes = Codes::Map(map);
                self.chars = by_cid;
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.vertical = encoding.ends_with(b"-V");
        let begins = |words: &[&[u8]]| words.iter().any(|word| encoding.starts_with(word));
        if begins(&[b"UniGB-U", b"UniCNS-U", b"UniJIS-U", b"UniJIS2004-U", b"UniKS-U"]) {
            self.codes = Codes::Utf16;
            self.chars = Chars::Utf16;
        } else if begins(&[b"GBK", b"GB-EUC", b"GBpc-EUC"]) {
            // GB1's half-width letters are narrower than its proportional ones begin.
            let is_half = begins(&[b"GBK-EUC", b"GB-EUC"]);
            self.codes = Codes::Gbk;
            self.chars = Chars::Gb(decode);
            self.widths.ranges = ascii_widths(&self.widths, if is_half { 814 - 1 } else { 1 });
        } else {
            self.codes = Codes::Two;
            self.chars = by_cid;
            if !is_gb1 && begins(&[b"Identity"]) && self.to_unicode.is_none() {
                self.by_own_glyphs(inner, budget)?;
            }
        }
        if matches!(self.codes, Codes::Utf16) {
            self.widths.ranges = ascii_widths(&self.widths, 1);
        }
        Ok(())
    }

    /// Characters by the table inside a TrueType font.
    fn by_own_glyphs(&mut self, inner: &Dict<'_>, budget: &mut Budget) -> Result<(), Error> {
        let Some(file) = font_file(inner) else { return Ok(()) };
        let chars = cmap::glyph_chars(&budget.unpack(&file)?);
        let glyph_of_cid = match inner.get::<Object<'_>>("CIDToGIDMap") {
            Some(Object::Stream(stream)) => Some(budget.unpack(&stream)?),
            _ => None,
        };
        if !chars.is_empty() {
            self.chars = Chars::Glyphs(chars, glyph_of_cid);
        }
        Ok(())
    }

    fn simple(&mut self, dict: &Dict<'_>, budget: &mut Budget) -> Result<(), Error> {
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let is_type3 = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
        let scale = if is_type3 {
            let matrix = dict.get::<Array<'_>>("FontMatrix");
            matrix.and_then(|matrix| matrix.iter::<f32>().next()).unwrap_or(0.001)
        } else {
            0.001
        };
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        let widths = dict.get::<Array<'_>>("Widths");
        let missing = match (&widths, dict.get::<Name<'_>>("BaseFont")) {
            (Some(_), _) => descriptor.get::<f32>("MissingWidth").unwrap_or(0.0),
            // The standard fonts: their digits are as wide as this.
            (None, Some(name)) if name.starts_with(b"Courier") => 600.0,
            (None, Some(name)) if name.starts_with(b"Times") => 500.0,
            (None, _) => 556.0,
        };
        let each = widths.iter().flat_map(Array::iter::<f32>).take(256);
        self.widths = Widths {
            ranges: (first..)
                .zip(each)
                .map(|(code, width)| (code, code, width * scale))
                .collect(),
            default: missing * scale,
        };
        self.chars = self.simple_chars(dict, &descriptor, budget)?;
        Ok(())
    }

    fn simple_chars(&self, dict: &Dict<'_>, descriptor: &Dict<'_>, budget: &mut Budget) -> Result<Chars, Error> {
        let is_symbolic = descriptor.get::<u32>("Flags").unwrap_or(0) & 4 != 0;
        let name = dict.get::<Name<'_>>("BaseFont");
        let shows_symbols = name.is_some_and(|name| name.starts_with(b"Symbol") || name.starts_with(b"ZapfDingbats"));
        let is_embedded = ["FontFile", "FontFile2", "FontFile3"]
            .iter()
            .any(|key| descriptor.contains_key(key));
        let is_type3 = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
        let own = is_type3 || shows_symbols || (is_symbolic && is_embedded);
        let mut table = Box::new([None; 256]);
        match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => base_table(&mut table, &name),
            Some(Object::Dict(encoding)) => {
                match encoding.get::<Name<'_>>("BaseEncoding") {
                    Some(name) => base_table(&mut table, &name),
                    None if !own => base_table(&mut table, b"StandardEncoding"),
                    None => {}
                }
                if let Some(differences) = encoding.get::<Array<'_>>("Differences") {
                    apply_differences(&mut table, &differences);
                }
            }
            _ if !own => base_table(&mut table, b"StandardEncoding"),
            _ if self.to_unicode.is_none() => {
                if let Some(file) = descriptor.get::<Stream<'_>>("FontFile2") {
                    let file = budget.unpack(&file)?;
                    let chars = cmap::glyph_chars(&file);
                    for (code, glyph) in cmap::symbol_glyphs(&file) {
                        table[(code & 0xff) as usize] = chars.get(&glyph).copied();
                    }
                }
            }
            _ => {}
        }
        Ok(Chars::Table(table))
    }

    /// The first code of some bytes.
    pub fn next(&self, bytes: &[u8]) -> Shown {
        let (code, length) = self.code(bytes);
        let (cid, width_of) = match &self.codes {
            Codes::Map(map) => {
                let cid = map.cid(code).unwrap_or(0);
                (cid, cid)
            }
            _ => (code, code),
        };
        let mut known = self.known.borrow_mut();
        let text = known
            .entry(code)
            .or_insert_with(|| self.text(code, cid, bytes.get(..length).unwrap_or(bytes)));
        Shown {
            length,
            text: text.clone(),
            width: self.widths.get(width_of),
            is_space: length == 1 && code == 32,
        }
    }

    fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let number = |length: usize| {
            let length = length.min(bytes.len()).max(1);
            let code = bytes[..length.min(bytes.len())].iter();
            (code.fold(0, |code, &byte| code << 8 | u32::from(byte)), length)
        };
        match &self.codes {
            Codes::One => number(1),
            Codes::Utf16 if matches!(bytes.first(), Some(0xd8..=0xdb)) => number(4),
            Codes::Two | Codes::Utf16 => number(2),
            Codes::Gbk => match bytes {
                [0x00..=0x80 | 0xff, ..] => number(1),
                [_, b'0'..=b'9', ..] => number(4),
                _ => number(2),
            },
            Codes::Map(map) => map.code(bytes),
        }
    }

    /// The characters of a code: what the file says, or what follows from the font.
    fn text(&self, code: u32, cid: u32, bytes: &[u8]) -> String {
        let said = self.to_unicode.as_ref().and_then(|map| map.text(code));
        let said: Option<String> = said.map(|text| text.chars().map(plain).collect());
        if let Some(text) = &said
            && !text.is_empty()
            && !text.contains(char::REPLACEMENT_CHARACTER)
        {
            return text.clone();
        }
        let of_gb = |decode: Decode, bytes: &[u8]| decode(bytes, Encoding::Gb18030).chars().next();
        let c = match &self.chars {
            Chars::Unknown => None,
            Chars::Table(table) => table.get(code as usize).copied().flatten(),
            Chars::Utf16 => {
                let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).next().and_then(Result::ok)
            }
            Chars::Gb(decode) => of_gb(*decode, bytes),
            Chars::AdobeGb1(decode) => match gb1(cid) {
                Some(bytes @ [0, _]) => Some(char::from(bytes[1])),
                Some(bytes) => of_gb(*decode, &bytes),
                None => None,
            },
            Chars::Glyphs(chars, glyph_of_cid) => {
                let glyph = match glyph_of_cid {
                    Some(map) => map
                        .get(2 * cid as usize..2 * cid as usize + 2)
                        .map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1])),
                    None => Some(cid),
                };
                glyph.and_then(|glyph| chars.get(&glyph)).copied()
            }
        };
        plain(c.unwrap_or(char::REPLACEMENT_CHARACTER)).to_string()
    }
}

/// A character as it is used: control characters and those for private use say nothing.
fn plain(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{a0}' => ' ',
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// The program of a TrueType font.
fn font_file<'a>(font: &Dict<'a>) -> Option<Stream<'a>> {
    font.get::<Dict<'a>>("FontDescriptor")?.get::<Stream<'a>>("FontFile2")
}

/// The widths of codes that are ASCII, taken from the CIDs that begin with the space at `first`; other codes keep the default.
fn ascii_widths(widths: &Widths, first: u32) -> Vec<(u32, u32, f32)> {
    (0x20..0x7f)
        .map(|code| (code, code, widths.get(code - 0x20 + first)))
        .collect()
}

/// Widths of CIDs: `c [w w …]` and `from to w`.
fn cid_widths(font: &Dict<'_>) -> Vec<(u32, u32, f32)> {
    const MOST: usize = 70_000;
    let mut ranges = Vec::new();
    let Some(array) = font.get::<Array<'_>>("W") else {
        return ranges;
    };
    let mut items = array.iter::<Object<'_>>();
    let number = |object: Object<'_>| object.into_number().map(|number| number.as_f32());
    let code = |number: f32| u32::try_from(number as i64).unwrap_or(0);
    while let Some(from) = items.next().and_then(number) {
        let from = code(from);
        match items.next() {
            Some(Object::Array(widths)) => {
                let widths = widths.iter::<f32>().take(MOST);
                ranges.extend((from..).zip(widths).map(|(cid, width)| (cid, cid, width / 1000.0)));
            }
            Some(Object::Number(to)) => {
                let Some(width) = items.next().and_then(number) else {
                    break;
                };
                ranges.push((from, code(to.as_f32()), width / 1000.0));
            }
            _ => break,
        }
        if ranges.len() > MOST {
            break;
        }
    }
    ranges.sort_by_key(|range| range.0);
    ranges
}

/// The GB 2312 code of a CID of Adobe-GB1, or 0 and an ASCII code. The characters that later supplements added are left out: their
/// order follows no rule.
fn gb1(cid: u32) -> Option<[u8; 2]> {
    /// First CID, its code, how many.
    const RUNS: [(u32, [u8; 2], u32); 18] = [
        (1, [0, 0x20], 95),
        (96, [0xa1, 0xa1], 94),
        (190, [0xa2, 0xb1], 50),
        (240, [0xa2, 0xe5], 10),
        (250, [0xa2, 0xf1], 12),
        (262, [0xa3, 0xa1], 94),
        (356, [0xa4, 0xa1], 83),
        (439, [0xa5, 0xa1], 86),
        (525, [0xa6, 0xa1], 24),
        (549, [0xa6, 0xc1], 53),
        (602, [0xa7, 0xa1], 33),
        (635, [0xa7, 0xd1], 33),
        (668, [0xa8, 0xa1], 32),
        (700, [0xa8, 0xc5], 38),
        (738, [0xa9, 0xa4], 76),
        (814, [0, 0x21], 94),
        (940, [0xb0, 0xa1], 3755),
        (4695, [0xd8, 0xa1], 3008),
    ];
    if cid == 7716 {
        return Some([0, b' ']);
    }
    let (first, code, count) = RUNS.iter().rev().find(|run| run.0 <= cid)?;
    let offset = cid - first;
    if offset >= *count {
        return None;
    }
    // A row of GB 2312 has 94 characters.
    let row = u8::try_from(offset / 94).ok()?;
    let column = u8::try_from(offset % 94).ok()?;
    Some([code[0].checked_add(row)?, code[1].checked_add(column)?])
}

fn base_table(table: &mut [Option<char>; 256], name: &[u8]) {
    for code in 0x20..0x7f_u8 {
        table[usize::from(code)] = Some(char::from(code));
    }
    match name {
        b"WinAnsiEncoding" => {
            for code in 0xa0..=0xff_u8 {
                table[usize::from(code)] = Some(char::from(code));
            }
            let rest = [
                (0x80, '€'),
                (0x85, '…'),
                (0x91, '‘'),
                (0x92, '’'),
                (0x93, '“'),
                (0x94, '”'),
            ];
            for (code, c) in rest.into_iter().chain([(0x95, '•'), (0x96, '–'), (0x97, '—')]) {
                table[code] = Some(c);
            }
        }
        b"MacRomanEncoding" => {
            for (code, c) in [
                (0xa5, '•'),
                (0xd0, '–'),
                (0xd1, '—'),
                (0xd2, '“'),
                (0xd3, '”'),
                (0xd4, '‘'),
                (0xd5, '’'),
            ] {
                table[code] = Some(c);
            }
        }
        _ => {
            for (code, c) in [(0xaa, '“'), (0xba, '”'), (0xb1, '–'), (0xb7, '•'), (0xd0, '—')] {
                table[code] = Some(c);
            }
        }
    }
}

fn apply_differences(table: &mut [Option<char>; 256], differences: &Array<'_>) {
    let mut code = 0;
    for item in differences.iter::<Object<'_>>() {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
            Object::Name(name) => {
                if let Some(place) = table.get_mut(code) {
                    *place = glyph_name(&name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// The character of a glyph's name. Names that number a font's glyphs say nothing.
fn glyph_name(name: &[u8]) -> Option<char> {
    const NAMES: [(&str, char); 46] = [
        ("space", ' '),
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("period", '.'),
        ("comma", ','),
        ("hyphen", '-'),
        ("minus", '−'),
        ("plus", '+'),
        ("slash", '/'),
        ("backslash", '\\'),
        ("percent", '%'),
        ("parenleft", '('),
        ("parenright", ')'),
        ("bracketleft", '['),
        ("bracketright", ']'),
        ("braceleft", '{'),
        ("braceright", '}'),
        ("less", '<'),
        ("greater", '>'),
        ("colon", ':'),
        ("semicolon", ';'),
        ("equal", '='),
        ("asterisk", '*'),
        ("ampersand", '&'),
        ("at", '@'),
        ("numbersign", '#'),
        ("dollar", '$'),
        ("exclam", '!'),
        ("question", '?'),
        ("underscore", '_'),
        ("bar", '|'),
        ("quotesingle", '\''),
        ("quotedbl", '"'),
        ("quoteleft", '‘'),
        ("quoteright", '’'),
        ("endash", '–'),
        ("emdash", '—'),
        ("bullet", '•'),
    ];
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().filter(|part| !part.is_empty()).unwrap_or(name);
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_ascii_alphabetic().then_some(c);
    }
    let hex = name.strip_prefix("uni").filter(|hex| hex.len() == 4);
    let hex = hex.or_else(|| name.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())));
    if let Some(code) = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()) {
        return char::from_u32(code);
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_adobe_gb1() {
        assert_eq!(gb1(1 + 0x11), Some([0, b'1']));
        assert_eq!(gb1(814), Some([0, b'!']));
        assert_eq!(gb1(940 + 94), Some([0xb1, 0xa1]));
        assert_eq!(gb1(4694), Some([0xd7, 0xf9]));
        assert_eq!(gb1(7702), Some([0xf7, 0xfe]));
        assert_eq!(gb1(7703), None);
    }

    #[test]
    fn names_of_glyphs() {
        let names = ["seven", "A", "uni653F", "u4E00", "one.tnum", "g17", "cid0102"];
        let chars = names.map(|name| glyph_name(name.as_bytes()));
        assert_eq!(
            chars,
            [Some('7'), Some('A'), Some('政'), Some('一'), Some('1'), None, None]
        );
    }
}
