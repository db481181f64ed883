//! Automatic numbers: `一、`, `（一）`, `1.` as Word writes them before a paragraph without their being in its text.

use std::collections::HashMap;

use crate::input::compound::{slice, u16_at, u32_at};
use crate::input::numerals::Numerals;

/// Levels that a list may have.
const LEVELS: usize = 9;

/// Word numbers them up to 2047.
const MAX_LISTS: usize = 4096;

/// What stands around a number is short; a longer text is none, as it would be repeated for each paragraph.
const MAX_LABEL: usize = 32;

/// The lists of a document, and how far each has been counted.
#[derive(Default)]
pub struct Lists {
    /// By the number that a list has in the file.
    levels: HashMap<u32, Vec<Level>>,
    /// What paragraphs refer to, from 1.
    uses: Vec<Use>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
}

#[derive(Default)]
struct Use {
    list: u32,
    /// Where a level begins anew when it is first used here.
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Clone)]
struct Level {
    start: u32,
    numerals: Option<Numerals>,
    all_arabic: bool,
    /// Begins anew below levels up to this one only.
    restarts_below: usize,
    /// The text, with numbers from 0 in it that stand for the numbers of levels.
    text: Vec<u16>,
    /// Where in the text those are, from 1.
    places: Vec<u8>,
}

impl Lists {
    /// Reads the lists and their uses, given where they begin in the table stream; what cannot be read gives no numbers.
    pub fn read(table: &[u8], lists: usize, uses: usize) -> Self {
        let levels = read_levels(table, lists).unwrap_or_default();
        let uses = read_uses(table, uses).unwrap_or_default();
        Self {
            levels,
            uses,
            counters: HashMap::new(),
        }
    }

    /// Counts a paragraph and gives the number that it shows.
    pub fn count(&mut self, list: u16, level: u8) -> Option<String> {
        let level = usize::from(level);
        let used = self.uses.get_mut(usize::from(list).checked_sub(1)?)?;
        let levels = self.levels.get(&used.list)?;
        let start_anew = used.starts.get_mut(level)?.take();
        let at = |level: usize| {
            used.levels
                .get(level)
                .and_then(Option::as_ref)
                .or_else(|| levels.get(level))
        };
        let own = at(level)?;
        let counters = self.counters.entry(used.list).or_default();
        counters[level] = match (start_anew, counters[level]) {
            (Some(start), _) => Some(start),
            (None, Some(count)) => Some(count.saturating_add(1)),
            (None, None) => Some(own.start),
        };
        for (lower, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            if at(lower).is_none_or(|lower| level < lower.restarts_below) {
                *counter = None;
            }
        }
        own.numerals?;
        let mut label = Vec::new();
        for (index, &unit) in own.text.iter().enumerate() {
            if !own.places.iter().any(|&place| usize::from(place) == index + 1) {
                label.push(unit);
                continue;
            }
            let shown = at(usize::from(unit))?;
            let number = counters.get(usize::from(unit))?.unwrap_or(shown.start);
            let numerals = if own.all_arabic {
                Numerals::Arabic
            } else {
                shown.numerals?
            };
            label.extend(numerals.write(number)?.encode_utf16());
        }
        Some(String::from_utf16_lossy(&label)).filter(|label| !label.trim().is_empty())
    }
}

fn read_levels(table: &[u8], at: usize) -> Option<HashMap<u32, Vec<Level>>> {
    const LIST: usize = 28;
    let count = usize::from(u16_at(table, at)?);
    if count > MAX_LISTS {
        return None;
    }
    let mut next = at + 2 + count * LIST;
    let mut lists = HashMap::new();
    for index in 0..count {
        let list = slice(table, at + 2 + index * LIST, LIST)?;
        let is_simple = list[26] & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            levels.push(read_level(table, &mut next)?);
        }
        lists.insert(u32_at(list, 0)?, levels);
    }
    Some(lists)
}

fn read_level(table: &[u8], at: &mut usize) -> Option<Level> {
    const LEVEL: usize = 28;
    let level = slice(table, *at, LEVEL)?;
    let info = level[5];
    let after = *at + LEVEL + usize::from(level[24]) + usize::from(level[25]);
    let length = usize::from(u16_at(table, after)?);
    let text = slice(table, after + 2, 2 * length)?;
    *at = after + 2 + 2 * length;
    Some(Level {
        start: u32_at(level, 0)?,
        numerals: numerals(level[4]).filter(|_| length <= MAX_LABEL),
        all_arabic: info & 4 != 0,
        restarts_below: if info & 8 != 0 { usize::from(level[26]) } else { LEVELS },
        text: text
            .as_chunks()
            .0
            .iter()
            .take(MAX_LABEL)
            .map(|unit| u16::from_le_bytes(*unit))
            .collect(),
        places: level[6..6 + LEVELS]
            .iter()
            .copied()
            .take_while(|place| *place != 0)
            .collect(),
    })
}

fn read_uses(table: &[u8], at: usize) -> Option<Vec<Use>> {
    const USE: usize = 16;
    let count = u32_at(table, at)? as usize;
    if count > MAX_LISTS {
        return None;
    }
    let fixed = slice(table, at + 4, count * USE)?;
    let mut next = at + 4 + fixed.len();
    let mut uses = Vec::new();
    for entry in fixed.chunks_exact(USE) {
        let mut read = Use {
            list: u32_at(entry, 0)?,
            ..Use::default()
        };
        next += 4;
        for _ in 0..entry[12] {
            let (start, flags) = (u32_at(table, next)?, u32_at(table, next + 4)?);
            next += 8;
            let number = (flags & 0xf) as usize;
            let level = if flags & 0x20 != 0 {
                Some(read_level(table, &mut next)?)
            } else {
                None
            };
            if flags & 0x10 != 0 {
                *read.starts.get_mut(number)? = Some(level.as_ref().map_or(start, |level| level.start));
            }
            *read.levels.get_mut(number)? = level;
        }
        uses.push(read);
    }
    Some(uses)
}

/// A way to write numbers by its number in the file; none for bullets and for ways that are not known here.
fn numerals(number: u8) -> Option<Numerals> {
    Some(match number {
        0 | 15 | 40 => Numerals::Arabic,
        1 => Numerals::UpperRoman,
        2 => Numerals::LowerRoman,
        3 => Numerals::UpperLetter,
        4 => Numerals::LowerLetter,
        10 | 17 | 36 => Numerals::ChineseDigits,
        11 | 33 | 35 | 37 | 39 => Numerals::Chinese,
        14 | 19 => Numerals::FullWidth,
        18 | 28 => Numerals::Circled,
        22 => Numerals::ArabicPadded,
        26 => Numerals::Stopped,
        27 => Numerals::Bracketed,
        29 => Numerals::CircledChinese,
        30 => Numerals::Stems,
        31 => Numerals::Branches,
        38 => Numerals::ChineseLegal,
        57 => Numerals::Dashed,
        255 => Numerals::Nothing,
        _ => return None,
    })
}
