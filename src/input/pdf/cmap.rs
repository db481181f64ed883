//! Tables from character codes to characters: `CMaps`, and the tables inside TrueType fonts.

use std::collections::HashMap;

/// More entries than any font has.
const MAX_ENTRIES: usize = 70_000;

/// A `CMap`: which codes there are, and what they stand for.
#[derive(Default)]
pub struct CMap {
    /// Codes of how many bytes, from and to.
    spaces: Vec<(usize, u32, u32)>,
    /// From a code to a code: the characters of the first.
    texts: Vec<(u32, u32, String)>,
    /// From a code to a code: the glyph (CID) of the first.
    cids: Vec<(u32, u32, u32)>,
    /// Whether text runs downwards.
    pub vertical: bool,
}

enum Token<'a> {
    Hex(Vec<u8>),
    Number(i64),
    Open,
    Close,
    Word(&'a [u8]),
}

impl CMap {
    /// Reads a `CMap` file. What cannot be read of it is left out: its codes then have no characters.
    pub fn parse(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens(data);
        let mut before = None;
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincodespacerange") => map.read_spaces(&mut tokens),
                Token::Word(b"beginbfchar") => map.read_texts(&mut tokens, false),
                Token::Word(b"beginbfrange") => map.read_texts(&mut tokens, true),
                Token::Word(b"begincidchar") => map.read_cids(&mut tokens, false),
                Token::Word(b"begincidrange") => map.read_cids(&mut tokens, true),
                Token::Number(mode) if before == Some(&b"/WMode"[..]) => map.vertical = mode == 1,
                _ => {}
            }
            before = match token {
                Token::Word(word) => Some(word),
                _ => None,
            };
        }
        map.texts.sort_by_key(|entry| entry.0);
        map.cids.sort_by_key(|entry| entry.0);
        map
    }

    fn read_spaces(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Hex(from)), Some(Token::Hex(to))) = (tokens.next(), tokens.next()) {
            if self.spaces.len() < 256 && (1..=4).contains(&from.len()) {
                self.spaces.push((from.len(), number(&from), number(&to)));
            }
        }
    }

    fn read_texts(&mut self, tokens: &mut Tokens<'_>, ranges: bool) {
        while let Some((from, to)) = codes(tokens, ranges) {
            match tokens.next() {
                Some(Token::Hex(text)) => self.texts.push((from, to, utf16(&text))),
                Some(Token::Open) => {
                    let mut code = from;
                    while let Some(Token::Hex(text)) = tokens.next() {
                        self.texts.push((code, code, utf16(&text)));
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
            if self.texts.len() > MAX_ENTRIES {
                return;
            }
        }
    }

    fn read_cids(&mut self, tokens: &mut Tokens<'_>, ranges: bool) {
        while let Some((from, to)) = codes(tokens, ranges) {
            let Some(Token::Number(cid)) = tokens.next() else {
                return;
            };
            if self.cids.len() < MAX_ENTRIES {
                self.cids.push((from, to, u32::try_from(cid).unwrap_or(0)));
            }
        }
    }

    /// The characters of a code.
    pub fn text(&self, code: u32) -> Option<String> {
        let (from, _, text) = range_of(&self.texts, code, |entry| (entry.0, entry.1))?;
        if code == *from {
            return Some(text.clone());
        }
        let mut chars: Vec<char> = text.chars().collect();
        let last = chars.pop()?;
        chars.push(char::from_u32((last as u32).checked_add(code - from)?)?);
        Some(chars.into_iter().collect())
    }

    /// The glyph of a code.
    pub fn cid(&self, code: u32) -> Option<u32> {
        let (from, _, cid) = range_of(&self.cids, code, |entry| (entry.0, entry.1))?;
        cid.checked_add(code - from)
    }

    /// The first code of some bytes, and how many it takes; at least one byte.
    pub fn code(&self, bytes: &[u8]) -> (u32, usize) {
        for length in 1..=4.min(bytes.len()) {
            let code = number(&bytes[..length]);
            let byte = |number: u32, at: usize| (number >> (8 * (length - 1 - at))) & 0xff;
            let within =
                |low: u32, high: u32| (0..length).all(|at| (byte(low, at)..=byte(high, at)).contains(&byte(code, at)));
            if self
                .spaces
                .iter()
                .any(|&(size, low, high)| size == length && within(low, high))
            {
                return (code, length);
            }
        }
        let length = self
            .spaces
            .iter()
            .map(|space| space.0)
            .min()
            .unwrap_or(1)
            .min(bytes.len());
        (number(&bytes[..length]), length.max(1))
    }
}

/// The entry whose range holds a code: of those that begin before it the last ones.
fn range_of<T>(entries: &[T], code: u32, range: impl Fn(&T) -> (u32, u32)) -> Option<&T> {
    const BACK: usize = 8;
    let end = entries.partition_point(|entry| range(entry).0 <= code);
    entries[end.saturating_sub(BACK)..end]
        .iter()
        .rev()
        .find(|entry| range(entry).1 >= code)
}

/// The codes that an entry is of: one, or the first and the last of a range.
fn codes(tokens: &mut Tokens<'_>, ranges: bool) -> Option<(u32, u32)> {
    let mut next = || match tokens.next() {
        Some(Token::Hex(code)) => Some(number(&code)),
        _ => None,
    };
    let from = next()?;
    Some((from, if ranges { next()? } else { from }))
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// Characters from UTF-16, big endian; a single byte stands for itself.
fn utf16(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units.take(16))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

struct Tokens<'a>(&'a [u8]);

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match *self.0.first()? {
                b'%' => {
                    let end = self.0.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.take(end.unwrap_or(usize::MAX));
                }
                b'[' => {
                    self.take(1);
                    return Some(Token::Open);
                }
                b']' => {
                    self.take(1);
                    return Some(Token::Close);
                }
                b'<' if self.0.get(1) != Some(&b'<') => {
                    let end = self.0.iter().position(|byte| *byte == b'>')?;
                    let digits: Vec<u8> = self.take(end + 1)[1..end]
                        .iter()
                        .filter_map(|&byte| (byte as char).to_digit(16))
                        .map(|digit| digit as u8)
                        .collect();
                    let pair = |pair: &[u8]| pair[0] << 4 | pair.get(1).unwrap_or(&0);
                    return Some(Token::Hex(digits.chunks(2).map(pair).collect()));
                }
                byte if byte.is_ascii_whitespace() || matches!(byte, 0 | b'<' | b'>' | b'(' | b')' | b'{' | b'}') => {
                    self.take(1);
                }
                _ => {
                    let is_end = |byte: &u8| {
                        byte.is_ascii_whitespace()
                            || matches!(
                                byte,
                                0 | b'<' | b'>' | b'[' | b']' | b'(' | b')' | b'{' | b'}' | b'/' | b'%'
                            )
                    };
                    let length = self.0[1..]
                        .iter()
                        .position(is_end)
                        .map_or(self.0.len(), |length| length + 1);
                    let word = self.take(length);
                    let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                    return Some(number.map_or(Token::Word(word), Token::Number));
                }
            }
        }
    }
}

/// Which characters the glyphs of a TrueType font show, by its own table.
pub fn glyph_chars(font: &[u8]) -> HashMap<u32, char> {
    let mut chars: HashMap<u32, char> = HashMap::new();
    for (platform, encoding, table) in cmap_tables(font) {
        let is_unicode = platform == 0 || (platform == 3 && matches!(encoding, 1 | 10));
        if !is_unicode {
            continue;
        }
        each_code(table, |code, glyph| {
            let Some(c) = char::from_u32(code) else { return };
            // A radical and the character it looks like may share a glyph.
            let is_radical = |c: char| matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}');
            let known = chars.entry(glyph).or_insert(c);
            if (is_radical(*known), *known) > (is_radical(c), c) {
                *known = c;
            }
        });
    }
    chars
}

/// Which glyphs of a TrueType font the one-byte codes of a symbol font show.
pub fn symbol_glyphs(font: &[u8]) -> HashMap<u32, u32> {
    let mut glyphs = HashMap::new();
    for (platform, encoding, table) in cmap_tables(font) {
        if platform == 3 && encoding == 0 {
            each_code(table, |code, glyph| {
                glyphs.insert(code & 0xff, glyph);
            });
        }
    }
    glyphs
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes([bytes[0], bytes[1]]))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16_at(data, at)?) << 16 | u32::from(u16_at(data, at.checked_add(2)?)?))
}

/// Platform, encoding and data of each table of codes in a font.
fn cmap_tables(font: &[u8]) -> Vec<(u16, u16, &[u8])> {
    let mut found = Vec::new();
    let tables = usize::from(u16_at(font, 4).unwrap_or(0));
    let cmap = (0..tables)
        .map(|index| 12 + 16 * index)
        .find(|&at| font.get(at..at + 4) == Some(b"cmap"))
        .and_then(|at| font.get(u32_at(font, at + 8)? as usize..));
    let Some(cmap) = cmap else { return found };
    for index in 0..usize::from(u16_at(cmap, 2).unwrap_or(0)).min(64) {
        let at = 4 + 8 * index;
        if let (Some(platform), Some(encoding), Some(offset)) =
            (u16_at(cmap, at), u16_at(cmap, at + 2), u32_at(cmap, at + 4))
            && let Some(table) = cmap.get(offset as usize..)
        {
            found.push((platform, encoding, table));
        }
    }
    found
}

/// Calls for each code and its glyph, in tables of the formats 4 and 12.
fn each_code(table: &[u8], mut each: impl FnMut(u32, u32)) {
    let mut left = MAX_ENTRIES;
    let mut visit = |code: u32, glyph: u32| {
        left = left.saturating_sub(1);
        if glyph > 0 {
            each(code, glyph);
        }
        left > 0
    };
    match u16_at(table, 0) {
        Some(4) => _ = segments(table, &mut visit),
        Some(12) => _ = groups(table, &mut visit),
        _ => {}
    }
}

fn segments(table: &[u8], visit: &mut impl FnMut(u32, u32) -> bool) -> Option<()> {
    let double = usize::from(u16_at(table, 6)?) & !1;
    for at in (0..double).step_by(2) {
        let end = u16_at(table, 14 + at)?;
        let start = u16_at(table, 16 + double + at)?;
        let delta = u16_at(table, 16 + 2 * double + at)?;
        let offset_at = 16 + 3 * double + at;
        let offset = usize::from(u16_at(table, offset_at)?);
        for code in start..=end {
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                match u16_at(table, offset_at + offset + 2 * usize::from(code - start)) {
                    Some(glyph) if glyph > 0 => glyph.wrapping_add(delta),
                    _ => 0,
                }
            };
            if code == u16::MAX || !visit(u32::from(code), u32::from(glyph)) {
                break;
            }
        }
    }
    Some(())
}

fn groups(table: &[u8], visit: &mut impl FnMut(u32, u32) -> bool) -> Option<()> {
    for index in 0..u32_at(table, 12)?.min(MAX_ENTRIES as u32) as usize {
        let at = 16 + 12 * index;
        let (start, end, glyph) = (u32_at(table, at)?, u32_at(table, at + 4)?, u32_at(table, at + 8)?);
        for code in start..=end.min(0x0010_ffff) {
            if !visit(code, glyph.saturating_add(code - start)) {
                return None;
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_their_characters() {
        let map = CMap::parse(
            b"/WMode 1 def 1 begincodespacerange <00> <80> <8140> <fefe> endcodespacerange
              2 beginbfchar <01> <653f> <02> <00660069> endbfchar
              2 beginbfrange <10> <12> <0030> <20> <21> [<4e00> <4e8c>] endbfrange
              1 begincidrange <8140> <817e> 7 endcidrange",
        );
        let text = |code| map.text(code).unwrap_or_default();
        assert_eq!([text(1), text(2), text(0x12), text(0x21)], ["政", "fi", "2", "二"]);
        assert_eq!(map.text(0x13), None);
        assert_eq!(map.cid(0x8142), Some(9));
        assert_eq!(map.code(b"\x81\x40\x20"), (0x8140, 2));
        assert_eq!(map.code(b"\x20\x20"), (0x20, 1));
        assert!(map.vertical);
    }
}
