//! Word 97 to 2003 (.doc) and WPS documents (.wps), which are the same: [MS-DOC].
//!
//! The records are read here, on the streams that `cfb` finds. Of the crates, `office_oxide` 0.1.16 reads text and spans, but
//! gave the 15 columns of a table four with two broken spans where edges differ by a twip from row to row, and is 365 KB
//! (brotli) in a page, where these files come to a few; undoc 0.7 shifts merged cells.
//!
//! Read: the main text and what stands in text boxes (at the end, if it has words), tables and tables in tables with the
//! cells' true edges, automatic numbers, embedded workbooks. Not read: what is deleted by tracked changes or hidden, headers,
//! footers, notes, comments, page numbers, pictures. A row whose cells and definition differ in number makes the file damaged:
//! there would be no telling which number stands in which column. What the style of a table says of characters is not known.

mod changes;
mod characters;
mod formatting;
mod lists;
mod text;

use std::collections::HashMap;
use std::ops::Range;

use super::characters::{CharacterProperties, LeftOut, OBJECT, numbered};
use super::compound::{self, Compound, slice, u16_at, u32_at};
use super::flow::{self, Flow, Item, PlacedCell, has_words, on_grid};
use super::run_properties::RunProperties;
use super::{Error, MAX_DEPTH, MAX_PIECES, workbook};
use crate::document::{Document, Reason};
use formatting::{Across, Data, Of, Row, Run, Shape, Styles};
use lists::Lists;
use text::Text;

/// The name to tell the user.
const NAME: &str = "Word";

/// Edges that differ by less are one, in twentieths of a point: programs round widths row by row, and nothing can be
/// written in a third of a millimetre.
const TOLERANCE: i32 = 20;

/// Embedded workbooks that are read.
const MAX_OBJECTS: usize = 16;

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
    let runs = formatting::runs(&main, header.part(&main, &table, CHARACTERS)?, Of::Characters)?;
    text.format(&main, &runs)?;
    let main_text = 0..main_text;
    let start = counts[..counts.len() - 1].iter().sum();
    let boxes = start..start + boxes;
    text.hide_fields(main_text.clone());
    text.hide_fields(boxes.clone());
    let runs = formatting::runs(&main, header.part(&main, &table, PARAGRAPHS)?, Of::Paragraphs)?;
    let styles = Styles::read(header.part(&main, &table, STYLES)?);
    let said = runs.iter().map(|run| main.get(run.changes.clone()).unwrap_or_default());
    let mut reader = Reader {
        main: &main,
        data: Data::new(&data),
        text: &text,
        shades: formatting::shades(said.chain(styles.of_paragraphs())),
        runs,
        styles,
        style: (0..0, 0),
        shown: HashMap::new(),
        before: None,
        of_styles: HashMap::new(),
        file,
        lists: Lists::read(&table, header.place(&main, LISTS)?.0, header.place(&main, LIST_USES)?.0),
        pieces: 0,
        objects: 0,
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

/// Makes paragraphs and tables of a text.
struct Reader<'t, 'b> {
    main: &'t [u8],
    data: Data<'t>,
    text: &'t Text<'t>,
    /// Something may lie behind characters.
    shades: bool,
    /// Properties of paragraphs.
    runs: Vec<Run>,
    styles: Styles<'t>,
    /// Characters in paragraphs of one style, and that style.
    style: (Range<usize>, u16),
    /// How characters are shown, by their format and their paragraph's style; and whether that is uncertain.
    shown: HashMap<(u32, u16), (CharacterProperties, bool)>,
    /// The same of the character before.
    before: Option<((u32, u16), (CharacterProperties, bool))>,
    /// What styles say of characters.
    of_styles: HashMap<u16, RunProperties>,
    file: &'t mut Compound<'b>,
    lists: Lists,
    pieces: usize,
    objects: usize,
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
    /// Where the objects of the paragraph are kept.
    objects: Vec<u32>,
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

impl Reader<'_, '_> {
    /// One of the texts that stand one after another in a file.
    fn story(&mut self, range: Range<usize>) -> Result<Flow, Error> {
        const CELL: u16 = 7;
        const PARAGRAPH: u16 = 13;
        const PAGE: u16 = 12;
        const PICTURE: u16 = 1;
        const DRAWING: u16 = 8;
        const SEPARATOR: u16 = 0x14;
        const END: u16 = 0x15;
        let text = self.text;
        let mut story = Story::default();
        for at in range {
            let (unit, format) = (text.units[at], text.format_of(at));
            match unit {
                CELL | PARAGRAPH => {
                    self.end_paragraph(&mut story, at)?;
                    continue;
                }
                // The end of a section ends a paragraph; that of a page may stand within one.
                PAGE if self.ends_run(at) => {
                    self.end_paragraph(&mut story, at)?;
                    continue;
                }
                _ if format.deleted || text.is_hidden(at) => continue,
                SEPARATOR => story.objects.extend(format.place),
                _ => {}
            }
            let shown = match unit {
                _ if format.special && format.sign.is_some() => sign(format.sign),
                PICTURE | DRAWING if format.special => OBJECT,
                END if text.unread.contains(&at) => OBJECT,
                // A sign without its font.
                0x28 if format.special => continue,
                0x0b | PAGE | 0x0e => '\n',
                0x1e => '-',
                0..0x20 if unit != u16::from(b'\t') => continue,
                _ => '\0',
            };
            let characters = self.characters(at, &mut story.left_out);
            match shown {
                '\0' => story.unit(unit, characters),
                shown => characters.push(shown, &mut story.text, &mut story.left_out),
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

    /// How a character is shown.
    fn characters(&mut self, at: usize, left_out: &mut LeftOut) -> CharacterProperties {
        if !self.style.0.contains(&at) {
            let run = self.text.piece_of(at).and_then(|piece| {
                let run = formatting::run_at(&self.runs, piece.byte(at))?;
                let left = (run.bytes.end - piece.byte(at)).div_ceil(piece.width) as usize;
                Some((at..piece.range.end.min(at + left.max(1)), run.style))
            });
            self.style = run.unwrap_or((at..at + 1, 0));
        }
        let key = (self.text.format_number(at), self.style.1);
        let (characters, is_unsure) = match self.before {
            Some((before, shown)) if before == key => shown,
            _ => match self.shown.get(&key) {
                Some(shown) => *shown,
                None => self.shown_by(at, key),
            },
        };
        self.before = Some((key, (characters, is_unsure)));
        if is_unsure {
            left_out.doubt(Reason::Hidden);
        }
        characters
    }

    fn shown_by(&mut self, at: usize, key: (u32, u16)) -> (CharacterProperties, bool) {
        let format = self.text.format_of(at);
        let styles = &self.styles;
        let mut of = |style| *self.of_styles.entry(style).or_insert_with(|| styles.run(style));
        let character = match format.style() {
            0 => RunProperties::default(),
            style => of(style),
        };
        let shown = format.shown(of(key.1), character, self.shades);
        self.shown.insert(key, shown);
        shown
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

        let is_deleted = self.text.format_of(at).deleted;
        let unseen = is_deleted || self.text.is_hidden(at) || self.characters(at, &mut LeftOut::default()).hidden;
        let mut text = std::mem::take(&mut story.text);
        let mut objects = Flow::new();
        if depth == 0 {
            text.retain(|c| c != OBJECT);
            objects = self.objects(std::mem::take(&mut story.objects));
        } else if !story.objects.is_empty() && !text.contains(OBJECT) {
            text.push(OBJECT);
        }
        story.objects.clear();
        if depth > 0 && shape.ends_row(is_mark) {
            return story.end_row(&shape.row, unseen);
        }
        let ends_cell = depth > 0 && shape.ends_cell(is_mark);
        if unseen && !ends_cell {
            if !text.is_empty() {
                story.joined = Some((depth, text));
            }
            story.flow.append(&mut objects);
            return Ok(());
        }
        let number = self.lists.count(shape.list, shape.level);
        story.paragraph(text, number.as_deref());
        story.flow.append(&mut objects);
        if ends_cell && let Some(table) = story.tables.last_mut() {
            let cell = std::mem::take(&mut table.cell);
            table.row.push(flow::of_cell(cell, std::mem::take(&mut story.left_out)));
        }
        Ok(())
    }
}

impl Reader<'_, '_> {
    /// What objects show that are kept in places of those numbers.
    fn objects(&mut self, numbers: Vec<u32>) -> Flow {
        let mut flow = Flow::new();
        for number in numbers {
            self.pieces += 1;
            // A report has few of them, and each may be large.
            let shown = (self.objects < MAX_OBJECTS)
                .then(|| workbook::in_storage(self.file, &format!("/ObjectPool/_{number}")))
                .flatten();
            self.objects += 1;
            flow.extend(shown.unwrap_or_else(|| vec![Item::Paragraph(OBJECT.to_string())]));
        }
        flow
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
    fn unit(&mut self, unit: u16, characters: CharacterProperties) {
        let half = self.half.take();
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        for c in char::decode_utf16(half.into_iter().chain([unit])) {
            characters.push(
                c.unwrap_or(char::REPLACEMENT_CHARACTER),
                &mut self.text,
                &mut self.left_out,
            );
        }
    }

    /// Writes a paragraph, with the automatic number that it shows.
    fn paragraph(&mut self, text: String, number: Option<&str>) {
        if self.tables.is_empty() {
            self.left_out = LeftOut::default();
        }
        let text = match number {
            Some(number) => numbered(number, text, (!self.tables.is_empty()).then_some(&mut self.left_out)),
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
