//! The text of a document: pieces in the order that a table gives, what is said of their characters, fields.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::changes;
use super::characters::{CharacterFormat, of_characters};
use super::damaged;
use super::formatting::Run;
use crate::input::compound::{slice, u16_at, u32_at};
use crate::input::{Error, encoding, flow};

/// No report has a longer text, in characters.
const MAX_TEXT: usize = 4 << 20;

/// Nor is it in more pieces, however often it was saved.
const MAX_TEXT_PIECES: usize = 1 << 16;

/// How much of a field's code is looked at, in characters: its name comes first.
const MAX_CODE: usize = 64;

/// What is said of characters differs in no report so often.
const MAX_FORMATS: usize = 1 << 20;

/// A run of characters that stand together in the file.
pub struct Piece<'t> {
    /// Their numbers in the text.
    pub range: Range<usize>,
    /// The first one's place in the main stream.
    start: u32,
    /// Bytes of a character: 1 or 2.
    pub width: u32,
    /// Changes to all of its paragraphs, and to all of its characters.
    pub changes: Cow<'t, [u8]>,
    of_characters: Vec<u8>,
}

impl Piece<'_> {
    /// Where a character stands in the main stream.
    pub fn byte(&self, character: usize) -> u32 {
        self.start + (character - self.range.start) as u32 * self.width
    }
}

/// All text of the file as UTF-16: characters are numbered so.
pub struct Text<'t> {
    pub units: Vec<u16>,
    /// For each character the number of its format.
    formats: Vec<u32>,
    known: Vec<CharacterFormat>,
    pieces: Vec<Piece<'t>>,
    /// What fields do not show.
    hidden: Vec<Range<usize>>,
    /// Ends of fields that show something which is not in the file.
    pub unread: BTreeSet<usize>,
}

impl<'t> Text<'t> {
    /// Puts the text together as the piece table says.
    pub fn read(main: &[u8], table: &'t [u8]) -> Result<Self, Error> {
        let (pieces, shared) = Self::table(table).ok_or_else(damaged)?;
        let count = pieces.len().saturating_sub(4) / 12;
        let of_shared: Vec<Vec<u8>> = shared.iter().map(|changes| of_characters(changes)).collect();
        let mut text = Self {
            units: Vec::new(),
            formats: Vec::new(),
            known: vec![CharacterFormat::default()],
            pieces: Vec::new(),
            hidden: Vec::new(),
            unread: BTreeSet::new(),
        };
        for index in 0..count {
            let (Some(first), Some(end)) = (u32_at(pieces, 4 * index), u32_at(pieces, 4 * index + 4)) else {
                return Err(damaged());
            };
            let at = 4 * (count + 1) + 8 * index;
            let (Some(place), Some(bits)) = (u32_at(pieces, at + 2), u16_at(pieces, at + 6)) else {
                return Err(damaged());
            };
            let length = (end as usize).checked_sub(first as usize).ok_or_else(damaged)?;

            if first as usize != text.units.len() {
                return Err(damaged());
            }
            if index == MAX_TEXT_PIECES || length > MAX_TEXT - text.units.len() {
                return Err(Error::TooManyPieces);
            }
            let narrow = place & 0x4000_0000 != 0;
            let place = place & 0x3fff_ffff;
            let (start, width) = if narrow { (place / 2, 1) } else { (place, 2) };
            let bytes = slice(main, start as usize, length * width as usize).ok_or_else(damaged)?;
            if narrow {
                text.units
                    .extend(bytes.iter().map(|&byte| encoding::windows_1252(byte) as u16));
            } else {
                text.units
                    .extend(bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)));
            }
            let number = usize::from(bits >> 1);
            let changes = match bits & 1 {
                0 => Cow::Owned(changes::short_change(bits)),
                _ => Cow::Borrowed(shared.get(number).copied().unwrap_or_default()),
            };
            text.pieces.push(Piece {
                range: first as usize..end as usize,
                start,
                width,
                of_characters: match bits & 1 {
                    0 => of_characters(&changes),
                    _ => of_shared.get(number).cloned().unwrap_or_default(),
                },
                changes,
            });
        }
        text.formats = vec![0; text.units.len()];
        Ok(text)
    }

    /// The table of pieces, and before it the changes that they share.
    fn table(table: &'t [u8]) -> Option<(&'t [u8], Vec<&'t [u8]>)> {
        let mut shared = Vec::new();
        let mut at = 0;
        loop {
            match table.get(at)? {
                1 => {
                    let length = usize::from(u16_at(table, at + 1)?);
                    shared.push(slice(table, at + 3, length)?);
                    at += 3 + length;
                }
                2 => {
                    let length = u32_at(table, at + 1)? as usize;
                    return Some((slice(table, at + 5, length)?, shared));
                }
                _ => return None,
            }
        }
    }

    /// Finds what is said of characters.
    pub fn format(&mut self, main: &[u8], runs: &[Run]) -> Result<(), Error> {
        // What runs say is looked at once, however many pieces share them.
        let mut of_runs: Vec<Option<u32>> = vec![None; runs.len()];
        for piece in self.pieces.iter().filter(|piece| !piece.range.is_empty()) {
            let of_piece = CharacterFormat::default().with(&piece.of_characters);
            if of_piece != CharacterFormat::default() {
                self.formats[piece.range.clone()].fill(self.known.len() as u32);
                self.known.push(of_piece);
            }
            let end = piece.byte(piece.range.end);
            let first = runs.partition_point(|run| run.bytes.end <= piece.start);
            let near = runs[first..].iter().zip(&mut of_runs[first..]);
            for (run, of_run) in near.take_while(|(run, _)| run.bytes.start < end) {
                let own = *of_run.get_or_insert_with(|| {
                    let said = main.get(run.changes.clone()).unwrap_or_default();
                    self.known.push(CharacterFormat::default().with(said));
                    self.known.len() as u32 - 1
                });
                let format = if piece.of_characters.is_empty() {
                    own
                } else {
                    self.known.push(self.known[own as usize].with(&piece.of_characters));
                    self.known.len() as u32 - 1
                };
                let number = |byte: u32| {
                    let byte = byte.clamp(piece.start, end) - piece.start;
                    piece.range.start + byte.div_ceil(piece.width) as usize
                };
                let (from, to) = (number(run.bytes.start), number(run.bytes.end));
                if from < to {
                    self.formats[from..to].fill(format);
                }
            }
            if self.known.len() > MAX_FORMATS {
                return Err(Error::TooComplex);
            }
        }
        Ok(())
    }

    /// Of a field only the result is seen, and no page number.
    pub fn hide_fields(&mut self, story: Range<usize>) {
        const BEGIN: u16 = 0x13;
        const SEPARATOR: u16 = 0x14;
        const END: u16 = 0x15;
        // Where each open field begins, and its result.
        let mut open: Vec<(usize, Option<usize>)> = Vec::new();
        let mut hidden: Vec<(usize, usize)> = Vec::new();
        for at in story {
            match self.units[at] {
                BEGIN => open.push((at, None)),
                SEPARATOR => {
                    if let Some(field) = open.last_mut() {
                        field.1.get_or_insert(at);
                    }
                }
                // A beginning without an end is no field: it would hide the rest of the text.
                END => {
                    let Some((begin, separator)) = open.pop() else { continue };
                    let result = separator.unwrap_or(at);
                    let code = &self.units[begin + 1..result.min(begin + 1 + MAX_CODE)];
                    let code = String::from_utf16_lossy(code);
                    let leaves_out = flow::is_left_out(&code);
                    if result + 1 >= at && flow::is_value(&code) {
                        self.unread.insert(at);
                    }
                    hidden.push((begin, if leaves_out { at } else { result }));
                }
                _ => {}
            }
        }
        hidden.sort_unstable();
        for (begin, end) in hidden {
            match self.hidden.last_mut() {
                Some(last) if begin <= last.end => last.end = last.end.max(end),
                _ => self.hidden.push(begin..end),
            }
        }
    }

    /// The number of a character's format.
    pub fn format_number(&self, character: usize) -> u32 {
        self.formats.get(character).copied().unwrap_or(0)
    }

    /// What is said of a character.
    pub fn format_of(&self, character: usize) -> CharacterFormat {
        let number = self.format_number(character) as usize;
        self.known.get(number).copied().unwrap_or_default()
    }

    /// Whether a field does not show a character.
    pub fn is_hidden(&self, character: usize) -> bool {
        let after = self.hidden.partition_point(|range| range.start <= character);
        after
            .checked_sub(1)
            .and_then(|at| self.hidden.get(at))
            .is_some_and(|range| range.contains(&character))
    }

    /// The piece that holds a character.
    pub fn piece_of(&self, character: usize) -> Option<&Piece<'t>> {
        let after = self.pieces.partition_point(|piece| piece.range.start <= character);
        // Pieces may be empty; of those that begin at one place the last is not.
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        piece.range.contains(&character).then_some(piece)
    }
}
