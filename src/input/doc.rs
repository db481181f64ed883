//! Word 97 to 2003 (.doc) and WPS documents (.wps), which are the same: [MS-DOC].
//!
//! The records are read here, on the streams that `cfb` finds. Of the crates, `office_oxide` 0.1.16 reads text and spans, but
//! gave the 15 columns of a table four with two broken spans where edges differ by a twip from row to row, and is 365 KB
//! (brotli) in a page, where these files come to a few; undoc 0.7 shifts merged cells.
//!
//! Read: the main text and what stands in text boxes (at the end, if it has words), tables and tables in tables with the
//! cells' true edges, automatic numbers. Not read: what is deleted by tracked changes or hidden, headers, footers, notes,
//! comments, page numbers, pictures. A row whose cells and definition differ in number makes the file damaged: there would
//! be no telling which number stands in which column. Hiding by a character style is not known.

mod formatting;
mod lists;

use std::ops::Range;

use super::characters::LeftOut;
use super::compound::{self, Compound, slice, u16_at, u32_at};
use super::flow::{self, Flow, Item, PlacedCell, has_words, on_grid};
use super::numerals::numbered;
use super::{Error, MAX_DEPTH, MAX_PIECES, encoding};
use crate::document::{Document, Reason};
use formatting::{Across, Data, Look, Of, Row, Run, Shape, Styles};
use lists::Lists;

/// The name to tell the user.
const NAME: &str = "Word";

/// Edges that differ by less are one, in twentieths of a point: programs round widths row by row, and nothing can be
/// written in a third of a millimetre.
const TOLERANCE: i32 = 20;

/// No report has a longer text, in characters.
const MAX_TEXT: usize = 4 << 20;

/// Nor is it in more pieces, however often it was saved.
const MAX_TEXT_PIECES: usize = 1 << 16;

/// How much of a field's code is looked at, in characters: its name comes first.
const MAX_CODE: usize = 64;

/// Reads a document.
pub fn read(file: &mut Compound<'_>) -> Result<Document, Error> {
    flow::document(flow(file)?)
}

/// The paragraphs and tables of a document.
pub fn flow(file: &mut Compound<'_>) -> Result<Flow, Error> {
    let main = compound::stream(file, "/WordDocument", NAME)?;
    let header = Header::read(&main)?;
    let table = compound::stream(file, header.table_stream, NAME)?;
    let data = if file.is_stream("/Data") {
        compound::stream(file, "/Data", NAME)?
    } else {
        Vec::new()
    };

    let mut text = Text::read(&main, header.part(&main, &table, CLX)?)?;
    let counts = header.counts.map(|count| count as usize);
    let [main_text, .., boxes] = counts;
    if text.units.len() < counts.iter().sum() {
        return Err(damaged());
    }
    text.look(
        &main,
        &formatting::runs(&main, header.part(&main, &table, CHARACTERS)?, Of::Characters)?,
    );
    let main_text = 0..main_text;
    let start = counts[..counts.len() - 1].iter().sum();
    let boxes = start..start + boxes;
    text.hide_fields(main_text.clone());
    text.hide_fields(boxes.clone());
    let mut reader = Reader {
        main: &main,
        data: Data::new(&data),
        text: &text,
        runs: formatting::runs(&main, header.part(&main, &table, PARAGRAPHS)?, Of::Paragraphs)?,
        styles: Styles::read(header.part(&main, &table, STYLES)?),
        lists: Lists::read(&table, header.place(&main, LISTS)?.0, header.place(&main, LIST_USES)?.0),
        pieces: 0,
    };
    let mut flow = reader.story(main_text)?;
    let boxes = reader.story(boxes)?;
    if has_words(&boxes) {
        flow.extend(boxes);
    }
    Ok(flow)
}

fn damaged() -> Error {
    Error::Damaged(NAME)
}

// Places in the header's list of parts.
const STYLES: usize = 1;
const CHARACTERS: usize = 12;
const PARAGRAPHS: usize = 13;
const CLX: usize = 33;
const LISTS: usize = 73;
const LIST_USES: usize = 74;

/// What the first bytes of the main stream say.
struct Header {
    table_stream: &'static str,
    /// Characters of the main text, footnotes, headers, macros, comments, endnotes and text boxes.
    counts: [u32; 7],
    /// Where the list of parts stands.
    parts: usize,
}

impl Header {
    fn read(main: &[u8]) -> Result<Self, Error> {
        const WORD_6: u16 = 0xa5dc;
        const WORD_97: u16 = 0xa5ec;
        let number = |at| u16_at(main, at).ok_or_else(damaged);
        match (number(0)?, number(2)?) {
            (WORD_97, 0xc0..) => {}
            (WORD_6 | WORD_97, _) => return Err(Error::Format("Word 95")),
            _ => return Err(damaged()),
        }
        let flags = number(10)?;
        if flags & 0x100 != 0 {
            return Err(Error::Protected(NAME));
        }
        // Three lists, each after its length: of 2, 4 and 8 bytes an entry.
        let longs = 34 + 2 * usize::from(number(32)?) + 2;
        let parts = longs + 4 * usize::from(number(longs - 2)?) + 2;
        let mut counts = [0; 7];
        for (index, count) in counts.iter_mut().enumerate() {
            *count = u32_at(main, longs + 12 + 4 * index).ok_or_else(damaged)?;
            if *count as usize > main.len() {
                return Err(damaged());
            }
        }
        // What stands here was the number of macros' characters once; writers leave what they like.
        counts[3] = 0;
        Ok(Self {
            table_stream: if flags & 0x200 == 0 { "/0Table" } else { "/1Table" },
            counts,
            parts,
        })
    }

    /// Where in the table stream a part is, and how long.
    fn place(&self, main: &[u8], part: usize) -> Result<(usize, usize), Error> {
        let at = self.parts + 8 * part;
        let (start, length) = (u32_at(main, at), u32_at(main, at + 4));
        Ok((
            start.ok_or_else(damaged)? as usize,
            length.ok_or_else(damaged)? as usize,
        ))
    }

    fn part<'t>(&self, main: &[u8], table: &'t [u8], part: usize) -> Result<&'t [u8], Error> {
        match self.place(main, part)? {
            (_, 0) => Ok(&[]),
            (start, length) => slice(table, start, length).ok_or_else(damaged),
        }
    }
}

/// A run of characters that stand together in the file.
struct Piece {
    /// Their numbers in the text.
    range: Range<usize>,
    /// The first one's place in the main stream.
    start: u32,
    /// Bytes of a character: 1 or 2.
    width: u32,
    /// Changes to all of its paragraphs, and to all of its characters.
    changes: Vec<u8>,
    of_characters: Vec<u8>,
}

impl Piece {
    fn byte(&self, character: usize) -> u32 {
        self.start + (character - self.range.start) as u32 * self.width
    }
}

/// All text of the file as UTF-16: characters are numbered so.
struct Text {
    units: Vec<u16>,
    looks: Vec<Look>,
    pieces: Vec<Piece>,
}

impl Text {
    /// Puts the text together as the piece table says.
    fn read(main: &[u8], table: &[u8]) -> Result<Self, Error> {
        let (pieces, shared) = Self::table(table).ok_or_else(damaged)?;
        let count = pieces.len().saturating_sub(4) / 12;
        let mut text = Self {
            units: Vec::new(),
            looks: Vec::new(),
            pieces: Vec::new(),
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
            let changes = match bits & 1 {
                0 => formatting::short_change(bits),
                _ => shared.get(usize::from(bits >> 1)).copied().unwrap_or_default().to_vec(),
            };
            text.pieces.push(Piece {
                range: first as usize..end as usize,
                start,
                width,
                of_characters: formatting::of_characters(&changes),
                changes,
            });
        }
        text.looks = vec![Look::default(); text.units.len()];
        Ok(text)
    }

    /// The table of pieces, and before it the changes that they share.
    fn table(table: &[u8]) -> Option<(&[u8], Vec<&[u8]>)> {
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

    /// Finds what characters are not shown, or stand for something else.
    fn look(&mut self, main: &[u8], runs: &[Run]) {
        for piece in self.pieces.iter().filter(|piece| !piece.range.is_empty()) {
            self.looks[piece.range.clone()].fill(Look::default().with(&piece.of_characters));
            let end = piece.byte(piece.range.end);
            let first = runs.partition_point(|run| run.bytes.end <= piece.start);
            for run in runs[first..].iter().take_while(|run| run.bytes.start < end) {
                let look = Look::default().with(main.get(run.changes.clone()).unwrap_or_default());
                let look = look.with(&piece.of_characters);
                let number = |byte: u32| {
                    let byte = byte.clamp(piece.start, end) - piece.start;
                    piece.range.start + byte.div_ceil(piece.width) as usize
                };
                let (from, to) = (number(run.bytes.start), number(run.bytes.end));
                if from < to {
                    self.looks[from..to].fill(look);
                }
            }
        }
    }

    /// Of a field only the result is seen, and no page number.
    fn hide_fields(&mut self, story: Range<usize>) {
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
                    let leaves_out = flow::is_left_out(&String::from_utf16_lossy(code));
                    hidden.push((begin, if leaves_out { at } else { result }));
                }
                _ => {}
            }
        }
        hidden.sort_unstable();
        let mut done = 0;
        for (begin, end) in hidden {
            for look in self.looks.get_mut(begin.max(done)..end).into_iter().flatten() {
                look.deleted = true;
            }
            done = done.max(end);
        }
    }

    fn piece_of(&self, character: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.range.start <= character);
        // Pieces may be empty; of those that begin at one place the last is not.
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        piece.range.contains(&character).then_some(piece)
    }
}

/// Makes paragraphs and tables of a text.
struct Reader<'t> {
    main: &'t [u8],
    data: Data<'t>,
    text: &'t Text,
    /// Properties of paragraphs.
    runs: Vec<Run>,
    styles: Styles<'t>,
    lists: Lists,
    pieces: usize,
}

/// What is being written of a text.
#[derive(Default)]
struct Story {
    /// What stands outside all tables.
    flow: Flow,
    /// The tables that are open, the innermost last.
    tables: Vec<OpenTable>,
    /// The paragraph being read.
    text: String,
    /// Of the open cell.
    left_out: LeftOut,
    /// The first half of a character that takes two.
    half: Option<u16>,
    /// A paragraph whose end is not shown, so that the next one goes on with it; and how many tables it stands in.
    joined: Option<(usize, String)>,
}

#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<PlacedCell>>,
    row: Vec<(Flow, Option<Reason>)>,
    cell: Flow,
}

impl Reader<'_> {
    /// One of the texts that stand one after another in a file.
    fn story(&mut self, range: Range<usize>) -> Result<Flow, Error> {
        const CELL: u16 = 7;
        const PARAGRAPH: u16 = 13;
        const PAGE: u16 = 12;
        let text = self.text;
        let mut story = Story::default();
        for at in range {
            let look = text.looks[at];
            match text.units[at] {
                CELL | PARAGRAPH => self.end_paragraph(&mut story, at)?,
                // The end of a section ends a paragraph; that of a page may stand within one.
                PAGE if self.ends_run(at) => self.end_paragraph(&mut story, at)?,
                _ if look.deleted => {}
                _ if look.special && look.sign.is_some() => story.push(sign(look.sign), look),
                // A sign without its font.
                0x28 if look.special => {}
                0x0b | PAGE | 0x0e => story.push('\n', look),
                0x1e => story.push('-', look),
                0..0x20 if text.units[at] != u16::from(b'\t') => {}
                unit => story.unit(unit, look),
            }
        }
        story.end_tables(0)?;
        if !story.text.is_empty() {
            let text = std::mem::take(&mut story.text);
            story.paragraph(text, None);
        }
        story.end_joined(0);
        Ok(story.flow)
    }

    fn ends_run(&self, at: usize) -> bool {
        let Some(piece) = self.text.piece_of(at) else {
            return true;
        };
        let byte = piece.byte(at);
        formatting::run_at(&self.runs, byte).is_none_or(|run| run.bytes.end == byte + piece.width)
    }

    /// What is said of the paragraph that ends with a character.
    fn shape(&mut self, at: usize) -> Result<Shape, Error> {
        let piece = self.text.piece_of(at).ok_or_else(damaged)?;
        let run = formatting::run_at(&self.runs, piece.byte(at)).ok_or_else(damaged)?;
        let mut shape = self.styles.shape(run.style, &mut self.data)?;
        let changes = self.main.get(run.changes.clone()).unwrap_or_default();
        shape.apply(changes, &mut self.data)?;
        shape.apply(&piece.changes, &mut self.data)?;
        Ok(shape)
    }

    fn end_paragraph(&mut self, story: &mut Story, at: usize) -> Result<(), Error> {
        self.pieces += 1;
        if self.pieces > MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
        let shape = self.shape(at)?;
        let is_mark = self.text.units[at] == 7;
        let depth = shape.tables();
        if depth > MAX_DEPTH || (is_mark && depth == 0) {
            return Err(damaged());
        }
        story.end_joined(depth);
        story.end_tables(depth)?;
        story.tables.resize_with(depth, OpenTable::default);

        let unseen = self.text.looks[at].is_unseen();
        let text = std::mem::take(&mut story.text);
        if depth > 0 && shape.ends_row(is_mark) {
            return story.end_row(&shape.row, unseen);
        }
        let ends_cell = depth > 0 && shape.ends_cell(is_mark);
        if unseen && !ends_cell {
            if !text.is_empty() {
                story.joined = Some((depth, text));
            }
            return Ok(());
        }
        let number = self.lists.count(shape.list, shape.level);
        story.paragraph(text, number.as_deref());
        if ends_cell && let Some(table) = story.tables.last_mut() {
            let cell = std::mem::take(&mut table.cell);
            table.row.push(flow::of_cell(cell, std::mem::take(&mut story.left_out)));
        }
        Ok(())
    }
}

impl Story {
    /// Where paragraphs and tables go: the innermost open cell, or the text itself.
    fn current(&mut self) -> &mut Flow {
        match self.tables.last_mut() {
            Some(table) => &mut table.cell,
            None => &mut self.flow,
        }
    }

    /// Adds a character, or half of one.
    fn unit(&mut self, unit: u16, look: Look) {
        let half = self.half.take();
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        for c in char::decode_utf16(half.into_iter().chain([unit])) {
            self.push(c.unwrap_or(char::REPLACEMENT_CHARACTER), look);
        }
    }

    fn push(&mut self, c: char, look: Look) {
        look.characters.push(c, &mut self.text, &mut self.left_out);
    }

    /// Writes a paragraph, with the automatic number that it shows.
    fn paragraph(&mut self, text: String, number: Option<&str>) {
        if self.tables.is_empty() {
            self.left_out = LeftOut::default();
        }
        let text = match number {
            Some(number) => numbered(number, text, !self.tables.is_empty()),
            None => text,
        };
        self.current()
            .extend(text.split('\n').map(|line| Item::Paragraph(line.to_owned())));
    }

    /// Puts what waits for its end before the paragraph, or ends it if that one stands elsewhere.
    fn end_joined(&mut self, depth: usize) {
        let Some((joined_depth, mut joined)) = self.joined.take() else {
            return;
        };
        if joined_depth == depth {
            joined.push_str(&self.text);
            self.text = joined;
        } else {
            self.paragraph(joined, None);
        }
    }

    /// Ends all tables but so many.
    fn end_tables(&mut self, but: usize) -> Result<(), Error> {
        while self.tables.len() > but {
            let Some(table) = self.tables.pop() else { break };
            if !table.row.is_empty() || !table.cell.is_empty() {
                return Err(damaged());
            }
            let table = on_grid(table.rows, TOLERANCE)?;
            self.current().push(Item::Table(table));
        }
        Ok(())
    }

    /// Ends a row; one that is deleted by a tracked change is not shown.
    fn end_row(&mut self, row: &Row, deleted: bool) -> Result<(), Error> {
        let table = self.tables.last_mut().ok_or_else(damaged)?;
        let cells = std::mem::take(&mut table.row);
        if deleted {
            return Ok(());
        }
        if cells.len() != row.cells.len() || cells.is_empty() || !table.cell.is_empty() {
            return Err(damaged());
        }
        let mut placed: Vec<PlacedCell> = Vec::new();
        for (((flow, doubt), merge), edges) in cells.into_iter().zip(&row.cells).zip(row.edges.windows(2)) {
            let (left, right) = (edges[0], edges[1]);
            if let (Across::Goes, Some(first)) = (merge.across, placed.last_mut()) {
                first.right = right;
                continue;
            }
            if right.saturating_sub(left) <= TOLERANCE {
                // Too narrow to show anything.
                if has_words(&flow) {
                    return Err(damaged());
                }
                continue;
            }
            placed.push(PlacedCell {
                left,
                right,
                continues: merge.continues,
                flow,
                doubt,
            });
        }
        table.rows.push(placed);
        Ok(())
    }
}

/// A character from a font of signs; those in the private area mean nothing without their font.
fn sign(code: Option<u16>) -> char {
    let shown = code.and_then(|code| char::from_u32(code.into()));
    shown
        .filter(|c| *c >= ' ' && !('\u{e000}'..='\u{f8ff}').contains(c))
        .unwrap_or('□')
}
