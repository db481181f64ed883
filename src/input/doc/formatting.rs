//! What the properties say: of characters whether they are shown, of paragraphs where in which table they stand.
//!
//! Properties are changes ("sprms") to what a style says, stored by places in the file: pages of 512 bytes, each with the
//! changes for some ranges of bytes of the main stream, found by a list of pages in the table stream.

use std::ops::Range;

use crate::input::Error;
use crate::input::compound::{slice, u16_at, u32_at};
use crate::input::run_properties::RunProperties;

use super::NAME;
use super::changes::{DEFINE_TABLE, IN_TABLE, ROW_END, changes};
use super::characters::CharacterFormat;

/// Size of a page of properties in bytes.
const PAGE: usize = 512;

/// Where a page's number of ranges stands.
const COUNT: usize = PAGE - 1;

/// Word's tables have no more columns.
const MAX_CELLS: usize = 63;

/// More changes of formatting than any report has.
const MAX_RUNS: usize = 500_000;

/// How many bytes of changes are applied to paragraphs in all: changes kept apart may be referred to again and again.
const MAX_CHANGES: usize = 32 << 20;

/// How many bytes of a style's changes are read.
const MAX_STYLE: usize = 4096;

/// Styles based on one another: Word allows 11.
const MAX_BASED: usize = 16;

/// A range of bytes of the main stream, and where in it the properties for it are.
pub struct Run {
    pub bytes: Range<u32>,
    pub changes: Range<usize>,
    /// The paragraph's style; 0 for characters.
    pub style: u16,
}

/// Which of the two kinds of pages is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Characters,
    Paragraphs,
}

/// Reads all pages of one kind, as listed in the table stream; ranges come by their place.
pub fn runs(main: &[u8], index: &[u8], of: Of) -> Result<Vec<Run>, Error> {
    let damaged = || Error::Damaged(NAME);
    let pages = index.len().saturating_sub(4) / 8;
    // No page is used twice, so there cannot be more than the file has.
    if pages > main.len() / PAGE {
        return Err(damaged());
    }
    let mut runs = Vec::new();
    for number in 0..pages {
        let number = u32_at(index, 4 * (pages + 1) + 4 * number).ok_or_else(damaged)? & 0x3f_ffff;
        let start = number as usize * PAGE;
        let page = slice(main, start, PAGE).ok_or_else(damaged)?;
        let count = usize::from(page[COUNT]);
        for run in 0..count {
            let (Some(from), Some(to)) = (u32_at(page, 4 * run), u32_at(page, 4 * run + 4)) else {
                return Err(damaged());
            };
            if runs.len() == MAX_RUNS {
                return Err(Error::TooManyPieces);
            }
            let (style, changes) = match of {
                Of::Characters => (0, characters(page, 4 * (count + 1) + run)),
                Of::Paragraphs => paragraph(page, 4 * (count + 1) + 13 * run),
            };
            runs.push(Run {
                bytes: from..to,
                changes: start + changes.start..start + changes.end,
                style,
            });
        }
    }
    runs.sort_by_key(|run| run.bytes.start);
    // No byte has two properties: what overlaps is none, and would be looked at again and again.
    let mut end = 0;
    runs.retain(|run: &Run| {
        let is_next = run.bytes.start >= end && run.bytes.start < run.bytes.end;
        end = if is_next { run.bytes.end } else { end };
        is_next
    });
    Ok(runs)
}

/// Whether something lies behind paragraphs or cells, as far as changes say so that stand in the main stream.
pub fn shades<'c>(mut lists: impl Iterator<Item = &'c [u8]>) -> bool {
    const OLD: u16 = 0x442d;
    const OLD_CELLS: u16 = 0xd609;
    const PARAGRAPH: u16 = 0xc64d;
    const CELLS: [u16; 6] = [0xd612, 0xd60c, 0xd616, 0xd670, 0xd671, 0xd672];
    // A place for changes elsewhere, which are not looked at.
    const HUGE: [u16; 2] = [0x6645, 0x6646];
    let is_old = |bytes: &[u8; 2]| {
        let bits = u16::from_le_bytes(*bytes);
        // Its ground: automatic or white, and no pattern.
        !matches!((bits >> 5) & 0x1f, 0 | 8) || bits >> 10 != 0
    };
    let is_new = |shade: &[u8; 10]| {
        let ground = &shade[4..8];
        !(ground[3] == 0xff || ground[..3] == [0xff; 3]) || shade[8..] != [0; 2]
    };
    lists.any(|list| {
        changes(list).any(|(code, operand)| match code {
            OLD | OLD_CELLS => operand.as_chunks().0.iter().any(is_old),
            PARAGRAPH => operand.as_chunks().0.iter().any(is_new),
            code if CELLS.contains(&code) => operand.as_chunks().0.iter().any(is_new),
            code => HUGE.contains(&code),
        })
    })
}

fn characters(page: &[u8], at: usize) -> Range<usize> {
    let offset = 2 * usize::from(page.get(at).copied().unwrap_or(0));
    let length = usize::from(page.get(offset).copied().unwrap_or(0));
    match offset {
        0 => 0..0,
        _ => offset + 1..(offset + 1 + length).min(COUNT),
    }
}

fn paragraph(page: &[u8], at: usize) -> (u16, Range<usize>) {
    let offset = 2 * usize::from(page.get(at).copied().unwrap_or(0));
    if offset == 0 {
        return (0, 0..0);
    }
    // Half the length; 0 if the next byte says it instead.
    let (start, length) = match page.get(offset) {
        Some(0) => (offset + 2, 2 * usize::from(page.get(offset + 1).copied().unwrap_or(0))),
        Some(&half) => (offset + 1, (2 * usize::from(half)).saturating_sub(1)),
        None => (offset, 0),
    };
    let end = (start + length).min(COUNT);
    (u16_at(page, start).unwrap_or(0), (start + 2).min(end)..end)
}

/// The run that holds a byte.
pub fn run_at(runs: &[Run], byte: u32) -> Option<&Run> {
    let after = runs.partition_point(|run| run.bytes.start <= byte);
    runs.get(after.checked_sub(1)?).filter(|run| run.bytes.contains(&byte))
}

/// What is asked of paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    in_table: bool,
    depth: u32,
    ends: Ends,
    /// Which list's number it shows: from 1, others show none.
    pub list: u16,
    /// Its level in the list, from 0.
    pub level: u8,
    /// The cells of the row that it ends.
    pub row: Row,
}

/// What ends with a paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    row: bool,
    inner_cell: bool,
    inner_row: bool,
}

/// Changes that are too long for a page, and how much may still be read of any.
pub struct Data<'d> {
    bytes: &'d [u8],
    left: usize,
}

impl<'d> Data<'d> {
    /// With the data stream, if there is one.
    pub fn new(bytes: &'d [u8]) -> Self {
        Self {
            bytes,
            left: MAX_CHANGES,
        }
    }
}

/// How a row is cut into cells.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Edges in twentieths of a point, one more than cells.
    pub edges: Vec<i32>,
    /// Cells from left to right.
    pub cells: Vec<Merge>,
    gap: i32,
}

/// How a cell is merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// With the cells beside it.
    pub across: Across,
    /// Goes on with the cell above.
    pub continues: bool,
}

/// How a cell is merged with those beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Across {
    /// Not at all.
    #[default]
    Alone,
    /// Those after it that go on belong to it.
    First,
    /// Belongs to the one before.
    Goes,
}

impl Shape {
    /// In how many tables the paragraph stands, one inside another.
    pub fn tables(&self) -> usize {
        let depth = self.depth.max(u32::from(self.in_table));
        usize::try_from(depth).unwrap_or(usize::MAX)
    }

    /// Whether it ends a row; `is_mark` if its end is the mark of cells.
    pub fn ends_row(&self, is_mark: bool) -> bool {
        if is_mark {
            self.ends.row
        } else {
            self.ends.inner_row && self.tables() > 1
        }
    }

    /// Whether it ends a cell; `is_mark` if its end is the mark of cells.
    pub fn ends_cell(&self, is_mark: bool) -> bool {
        is_mark || (self.ends.inner_cell && self.tables() > 1)
    }

    /// Applies changes, and those in the data stream that they name.
    pub fn apply(&mut self, list: &[u8], data: &mut Data<'_>) -> Result<(), Error> {
        self.apply_to(list, data, 2)
    }

    fn apply_to(&mut self, list: &[u8], data: &mut Data<'_>, deeper: usize) -> Result<(), Error> {
        data.left = data.left.checked_sub(list.len()).ok_or(Error::TooManyPieces)?;
        for (code, operand) in changes(list) {
            let byte = operand.first().copied().unwrap_or(0);
            let number = u32_at(operand, 0).unwrap_or(0);
            match code {
                IN_TABLE => self.in_table = byte != 0,
                ROW_END => self.ends.row = byte != 0,
                0x6649 => self.depth = number,
                0x664a => self.depth = self.depth.wrapping_add(number),
                0x244b => self.ends.inner_cell = byte != 0,
                0x244c => self.ends.inner_row = byte != 0,
                0x460b => self.list = u16_at(operand, 0).unwrap_or(0),
                0x260a => self.level = byte,
                0x6645 | 0x6646 | 0x646b if deeper > 0 => {
                    let at = number as usize;
                    let length = u16_at(data.bytes, at).map_or(0, usize::from);
                    if let Some(list) = slice(data.bytes, at.saturating_add(2), length) {
                        self.apply_to(list, data, deeper - 1)?;
                    }
                }
                _ => self.row.apply(code, operand),
            }
        }
        Ok(())
    }
}

impl Row {
    fn apply(&mut self, code: u16, operand: &[u8]) {
        let byte = |at: usize| operand.get(at).copied().map_or(0, usize::from);
        let short = |at: usize| u16_at(operand, at).map_or(0, |bits| i32::from(bits.cast_signed()));
        match code {
            DEFINE_TABLE => self.define(operand),
            0x9601 => {
                if let Some(&left) = self.edges.first() {
                    self.shift(0, (short(0) - self.gap).saturating_sub(left));
                }
            }
            0x9602 => self.gap = short(0),
            0x5622 => self.delete(byte(0)..byte(1)),
            0x7621 => self.insert(byte(0), byte(1), short(2)),
            0x7623 => {
                for cell in byte(0)..byte(1).min(self.cells.len()) {
                    let width = self.edges[cell + 1].saturating_sub(self.edges[cell]);
                    self.shift(cell + 1, short(2).saturating_sub(width));
                }
            }
            0x5624 | 0x5625 => {
                let range = byte(0)..byte(1).min(self.cells.len());
                let merged = code == 0x5624;
                for (index, cell) in self.cells.get_mut(range).into_iter().flatten().enumerate() {
                    cell.across = match (merged, index) {
                        (false, _) => Across::Alone,
                        (true, 0) => Across::First,
                        (true, _) => Across::Goes,
                    };
                }
            }
            0xd62b => {
                if let Some(cell) = self.cells.get_mut(byte(0)) {
                    cell.continues = byte(1) == 1;
                }
            }
            _ => {}
        }
    }

    fn define(&mut self, operand: &[u8]) {
        let count = operand.get(2).copied().map_or(0, usize::from);
        let edge = |index: usize| u16_at(operand, 3 + 2 * index).map(|bits| i32::from(bits.cast_signed()));
        let Some(edges) = (0..=count).map(edge).collect::<Option<Vec<i32>>>() else {
            return;
        };
        self.edges = edges;
        // Cells that are not described are as any cell is.
        let bits = |index: usize| u16_at(operand, 3 + 2 * (count + 1) + 20 * index).unwrap_or(0);
        // Word's old and new descriptions disagree which of the two bits is the first cell's; the first in a row tells.
        let mut first = 0;
        self.cells = (0..count)
            .map(|index| {
                let bits = bits(index);
                let across = match bits & 3 {
                    0 => {
                        first = 0;
                        Across::Alone
                    }
                    across if first == 0 || first == across => {
                        first = across;
                        Across::First
                    }
                    _ => Across::Goes,
                };
                Merge {
                    across,
                    continues: (bits >> 5) & 3 == 1,
                }
            })
            .collect();
    }

    fn shift(&mut self, from: usize, by: i32) {
        for edge in self.edges.iter_mut().skip(from) {
            *edge = edge.saturating_add(by);
        }
    }

    fn delete(&mut self, range: Range<usize>) {
        let range = range.start..range.end.min(self.cells.len());
        if range.is_empty() {
            return;
        }
        let width = self.edges[range.end].saturating_sub(self.edges[range.start]);
        self.shift(range.end, width.saturating_neg());
        self.edges.drain(range.clone());
        self.cells.drain(range);
    }

    fn insert(&mut self, at: usize, count: usize, width: i32) {
        if self.edges.is_empty() {
            self.edges.push(0);
        }
        // Cells up to the first one that is inserted are there as well.
        let missing = at.saturating_sub(self.cells.len());
        if self.cells.len() + missing + count > MAX_CELLS {
            return;
        }
        let at = at.min(self.cells.len());
        for _ in 0..missing + count {
            let edge = self.edges[at];
            self.shift(at + 1, width);
            self.edges.insert(at + 1, edge.saturating_add(width));
            self.cells.insert(at, Merge::default());
        }
    }
}

/// What styles say of their paragraphs, by the styles' numbers.
pub struct Styles<'t>(Vec<Style<'t>>);

#[derive(Default)]
struct Style<'t> {
    base: usize,
    /// Of paragraphs.
    changes: &'t [u8],
    /// Of characters.
    of_characters: &'t [u8],
}

impl<'t> Styles<'t> {
    /// Reads the style sheet; what cannot be read says nothing.
    pub fn read(sheet: &'t [u8]) -> Self {
        Self(Self::all(sheet).unwrap_or_default())
    }

    fn all(sheet: &'t [u8]) -> Option<Vec<Style<'t>>> {
        let mut at = 2 + usize::from(u16_at(sheet, 0)?);
        let (count, fixed) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
        let mut styles = Vec::new();
        for _ in 0..count {
            let length = usize::from(u16_at(sheet, at)?);
            let style = slice(sheet, at + 2, length)?;
            styles.push(Style::read(style, fixed).unwrap_or_default());
            at += 2 + length;
        }
        Some(styles)
    }

    /// A style and those that it is based on, the first first.
    fn chain(&self, style: u16) -> impl Iterator<Item = &Style<'t>> {
        let first = self.0.get(usize::from(style));
        std::iter::successors(first, |style| self.0.get(style.base)).take(MAX_BASED)
    }

    /// What a style says of paragraphs, and what it is based on.
    pub fn shape(&self, style: u16, data: &mut Data<'_>) -> Result<Shape, Error> {
        let chain: Vec<&Style<'_>> = self.chain(style).collect();
        let mut shape = Shape::default();
        for style in chain.into_iter().rev() {
            shape.apply(&style.changes[..style.changes.len().min(MAX_STYLE)], data)?;
        }
        Ok(shape)
    }

    /// What a style says of characters, and what it is based on.
    pub fn run(&self, style: u16) -> RunProperties {
        let said = |style: &Style<'_>| {
            let changes = &style.of_characters[..style.of_characters.len().min(MAX_STYLE)];
            CharacterFormat::default().with(changes).of_style()
        };
        self.chain(style)
            .fold(RunProperties::default(), |run, style| run.or(said(style)))
    }

    /// The changes to paragraphs that styles make.
    pub fn of_paragraphs(&self) -> impl Iterator<Item = &'t [u8]> {
        self.0.iter().map(|style| style.changes)
    }
}

impl<'t> Style<'t> {
    fn read(style: &'t [u8], fixed: usize) -> Option<Self> {
        const PARAGRAPH: u16 = 1;
        const CHARACTER: u16 = 2;
        let bits = u16_at(style, 2)?;
        let kind = bits & 0xf;
        let base = usize::from(bits >> 4);
        // After the fixed part its name with a zero, then its changes, each list on an even place.
        let name = usize::from(u16_at(style, fixed)?);
        let mut at = fixed + 2 + 2 * name + 2;
        let mut next = || {
            let length = usize::from(u16_at(style, at)?);
            let changes = slice(style, at + 2, length)?;
            at += 2 + length + length % 2;
            Some(changes)
        };
        Some(match kind {
            PARAGRAPH => Self {
                base,
                // The style's own number stands before them.
                changes: next()?.get(2..).unwrap_or_default(),
                of_characters: next().unwrap_or_default(),
            },
            CHARACTER => Self {
                base,
                changes: &[],
                of_characters: next()?,
            },
            _ => Self {
                base,
                ..Self::default()
            },
        })
    }
}
