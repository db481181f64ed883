//! ODF documents: texts (.odt) and spreadsheets (.ods), packed or as one XML file.
//!
//! Read here on top of `quick-xml`: there is no crate for texts that keeps merged cells, and the format is plain enough. What
//! is read is what `LibreOffice` prints: revisions as they stand, cells with their spans, frames and shapes after the paragraph
//! they hang on, the automatic numbers of lists and headings.
//!
//! Not read: headers, footers, notes, comments, tables of contents, page numbers, embedded objects, fields that count pages.
//! A table that splits a cell of another (`is-sub-table`) comes as a table of its own. In spreadsheets cells are read as they
//! are shown; hidden rows, columns and sheets are left out.

mod sheets;
mod styles;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use super::archive::Archive;
use super::characters::{CharacterProperties, LeftOut};
use super::flow::{self, Flow, Item, RawCell, RawTable, Weight};
use super::numerals::numbered;
use super::xml::{Element, Piece, Xml};
use super::{Error, MAX_BYTES, MAX_DEPTH, MAX_PIECES};
use crate::document::{Document, Reason};
use styles::{Counters, Styles, level_index};

/// The name to tell the user.
const NAME: &str = "ODT";

/// No table of a text has more columns.
const MAX_COLUMNS: usize = 1024;

/// What a file gives as a paragraph's number is short; a longer text (bytes) is none.
const MAX_NUMBER: usize = 64;

/// Reads a text or a spreadsheet, and says which it is.
pub fn read(bytes: &[u8]) -> Result<(Document, &'static str), Error> {
    let mut archive = Archive::open(bytes, NAME)?;
    if let Some(manifest) = archive.read("META-INF/manifest.xml")?
        && is_encrypted(&manifest)?
    {
        return Err(Error::Protected(NAME));
    }
    let content = archive.read("content.xml")?.ok_or(Error::Damaged(NAME))?;
    let mut known = Styles::default();
    if let Some(styles) = archive.read("styles.xml")? {
        known.add(&mut Xml::new(&styles, NAME)?, false)?;
    }
    known.add(&mut Xml::new(&content, NAME)?, true)?;
    read_content(&content, known)
}

/// Reads a document that is one XML file (.fodt, .fods).
pub fn read_flat(bytes: &[u8]) -> Result<(Document, &'static str), Error> {
    let mut known = Styles::default();
    known.add(&mut Xml::new(bytes, NAME)?, true)?;
    read_content(bytes, known)
}

fn is_encrypted(manifest: &[u8]) -> Result<bool, Error> {
    let mut xml = Xml::new(manifest, NAME)?;
    while let Some(piece) = xml.next()? {
        if let Piece::Start(element) = piece
            && element.name() == ("manifest", "encryption-data")
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads a text or a spreadsheet.
fn read_content(bytes: &[u8], mut styles: Styles) -> Result<(Document, &'static str), Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut body = None;
    xml.children(|xml, element| {
        if !matches!(element.name(), ("office", "document" | "document-content")) {
            return Ok(false);
        }
        xml.children(|xml, element| {
            let is_body = element.name() == ("office", "body") && body.is_none();
            if is_body {
                xml.children(|xml, element| {
                    body = match element.name() {
                        ("office", "text") => Some((Body::read(xml, take(&mut styles))?.document()?, "odt")),
                        ("office", "spreadsheet") => Some((flow::document(sheets::read(xml, &styles)?)?, "ods")),
                        _ => return Ok(false),
                    };
                    Ok(true)
                })?;
            }
            Ok(is_body)
        })?;
        Ok(true)
    })?;
    // Drawings and presentations are no reports.
    body.ok_or(Error::Format("OpenDocument"))
}

/// As many spaces as an element stands for.
fn spaces(element: &Element<'_>) -> String {
    const MOST: u32 = 256;
    " ".repeat(count_of(element, "c").min(MOST) as usize)
}

/// What an open element means for what stands in it.
enum Open {
    /// Nothing: what it holds belongs to what it stands in.
    Plain,
    Paragraph,
    /// Text in a style, with the look of the text around it.
    Span(CharacterProperties),
    List,
    Item,
    Number,
    Table,
    Row,
    Cell,
    Shape,
}

/// What paragraphs and tables go into: the body, a cell, a frame.
#[derive(Default)]
struct Container {
    flow: Flow,
    /// The lists that are open, the innermost last.
    lists: Vec<List>,
    counters: Counters,
    /// Paragraphs whose end is deleted: the beginning of the next one, and the frames that hang on them.
    joined: String,
    shapes: Flow,
    left_out: LeftOut,
}

/// A list, or a list in a list.
#[derive(Default)]
struct List {
    style: String,
    id: Option<String>,
    item: Option<ListItem>,
}

#[derive(Default)]
struct ListItem {
    /// The number that it begins anew with.
    start: Option<i32>,
    /// Its number, where the file says it.
    number: Option<String>,
    /// It has its number, or has none.
    done: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    characters: CharacterProperties,
    left_out: LeftOut,
    /// All of it is hidden.
    hidden: bool,
    /// The level of a heading, from 0, and the number that it begins anew with.
    heading: Option<(usize, Option<i32>)>,
    /// Its number, where the file says it.
    number: Option<String>,
    /// The next white space stands for nothing, as some came before.
    spaced: bool,
    shapes: Flow,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<RawCell>>,
    row: Option<Row>,
    /// For each column, how many rows a cell still covers, this one included.
    covered: Vec<u16>,
    /// It begins in deleted text.
    deleted: bool,
}

#[derive(Default)]
struct Row {
    cells: Vec<RawCell>,
    repeated: u32,
    column: usize,
    cell: Option<Cell>,
}

struct Cell {
    row_span: u16,
    col_span: u16,
    repeated: u32,
}

/// The body of a text, read piece by piece.
struct Body {
    styles: Styles,
    open: Vec<Open>,
    /// The body first; never empty.
    containers: Vec<Container>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Frames with tables in them that hang on cells: they would break up the table.
    floating: Flow,
    /// Where lists of a style, and lists by their names, have come to.
    ended: BTreeMap<String, Counters>,
    outline: Counters,
    /// Revisions that delete, and those of them that have begun: what they delete still stands in files that are one XML file.
    deletions: BTreeSet<String>,
    deleting: BTreeSet<String>,
    /// The text of a number that the file says.
    number: String,
    pictures: bool,
    pieces: usize,
    /// Bytes of text that were repeated.
    repeated: usize,
}

impl Body {
    /// Reads up to the end of the element that has begun.
    fn read(xml: &mut Xml<'_>, styles: Styles) -> Result<Self, Error> {
        let mut body = Self {
            styles,
            open: Vec::new(),
            containers: vec![Container::default()],
            paragraphs: Vec::new(),
            tables: Vec::new(),
            floating: Flow::new(),
            ended: BTreeMap::new(),
            outline: Counters::default(),
            deletions: BTreeSet::new(),
            deleting: BTreeSet::new(),
            number: String::new(),
            pictures: false,
            pieces: 0,
            repeated: 0,
        };
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) if element.name() == ("text", "tracked-changes") => body.read_changes(xml)?,
                Piece::Start(element) => match body.start(&element)? {
                    Some(open) => body.open.push(open),
                    None => xml.skip()?,
                },
                Piece::End(..) => match body.open.pop() {
                    Some(open) => body.end(&open)?,
                    None => break,
                },
                Piece::Text(text) => body.text(&text),
            }
        }
        Ok(body)
    }

    fn read_changes(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, region| {
            xml.children(|_, change| {
                if change.name() == ("text", "deletion") {
                    self.deletions.extend(region.attribute("id"));
                }
                Ok(false)
            })?;
            Ok(true)
        })
    }

    /// What was read; pictures alone are told.
    fn document(mut self) -> Result<Document, Error> {
        self.end_joined()?;
        let mut flow = take(&mut self.container().flow);
        flow.append(&mut self.floating);
        let document = flow::document(flow)?;
        if self.pictures && document.text.trim().is_empty() {
            return Err(Error::Scan(NAME));
        }
        Ok(document)
    }

    /// What an element opens; none if it and what it holds is left out.
    fn start(&mut self, element: &Element<'_>) -> Result<Option<Open>, Error> {
        let (prefix, name) = element.name();
        if is_left_out(element) {
            self.pictures |= prefix == "draw" && is_picture(name);
            return Ok(None);
        }
        Ok(Some(match (prefix, name) {
            ("text", "p" | "h") => self.start_paragraph(element),
            ("text", "span") => self.start_span(element),
            ("text", "list") => self.start_list(element),
            ("text", "list-item" | "list-header") => self.start_item(element),
            ("text", "number") => Open::Number,
            ("table", "table") => {
                if self.tables.len() == MAX_DEPTH {
                    return Err(Error::TooLargeUnpacked);
                }
                self.end_joined()?;
                self.tables.push(Table {
                    deleted: !self.deleting.is_empty(),
                    ..Table::default()
                });
                Open::Table
            }
            ("table", "table-row") => self.start_row(element),
            ("table", "table-cell") => return self.start_cell(element),
            ("table", "covered-table-cell") => {
                self.covered_cell(element)?;
                return Ok(None);
            }
            ("draw", "g" | "a" | "frame") => Open::Plain,
            // A frame of text, or a shape with text in it.
            ("draw", _) => {
                self.containers.push(Container::default());
                Open::Shape
            }
            _ => {
                self.sign(element);
                Open::Plain
            }
        }))
    }

    /// Elements that stand for a sign, or hide the paragraph.
    fn sign(&mut self, element: &Element<'_>) {
        let change = || element.attribute("change-id").filter(|id| self.deletions.contains(id));
        match element.name() {
            ("text", "change-start") => self.deleting.extend(change()),
            ("text", "change-end") => {
                if let Some(id) = change() {
                    self.deleting.remove(&id);
                }
            }
            _ if !self.deleting.is_empty() => return,
            _ => {}
        }
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match element.name() {
            ("text", "s") => paragraph.write(&spaces(element)),
            ("text", "tab") => paragraph.write("\t"),
            ("text", "line-break") => paragraph.write("\n"),
            ("text", "hidden-paragraph") => {
                paragraph.hidden |= element.attribute("is-hidden").as_deref() == Some("true");
            }
            _ => {}
        }
    }

    fn start_paragraph(&mut self, element: &Element<'_>) -> Open {
        let characters = self.styles.paragraph_look(element.attribute("style-name").as_deref());
        let is_numbered = element.name().1 == "h" && element.attribute("is-list-header").as_deref() != Some("true");
        let level = level_index(count_of(element, "outline-level"));
        let start = || match element.attribute("restart-numbering").as_deref() {
            Some("true") => Some(element.number("start-value").unwrap_or(1)),
            _ => None,
        };
        self.paragraphs.push(Paragraph {
            characters,
            heading: level.filter(|_| is_numbered).map(|level| (level, start())),
            spaced: true,
            ..Paragraph::default()
        });
        Open::Paragraph
    }

    fn start_span(&mut self, element: &Element<'_>) -> Open {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return Open::Plain;
        };
        let around = paragraph.characters;
        paragraph.characters = self
            .styles
            .text_look(element.attribute("style-name").as_deref(), around);
        Open::Span(around)
    }

    fn start_list(&mut self, element: &Element<'_>) -> Open {
        let goes_on = element.attribute("continue-numbering").as_deref() == Some("true");
        let goes_on_with = element.attribute("continue-list");
        let id = element.attribute("id");
        let container = self.containers.last_mut();
        let Some(container) = container else {
            return Open::Plain;
        };
        let around = container.lists.last().map(|list| list.style.clone());
        let is_outermost = around.is_none();
        let style = element.attribute("style-name").or(around).unwrap_or_default();
        if is_outermost {
            let before = match goes_on_with {
                Some(list) => self.ended.get(&by_id(&list)),
                None if goes_on => self.ended.get(&style),
                None => None,
            };
            container.counters = before.copied().unwrap_or_default();
        }
        container.lists.push(List { style, id, item: None });
        Open::List
    }

    fn start_item(&mut self, element: &Element<'_>) -> Open {
        let Some(list) = self.container().lists.last_mut() else {
            return Open::Plain;
        };
        list.item = Some(ListItem {
            start: element.number("start-value"),
            number: None,
            done: element.name().1 == "list-header",
        });
        Open::Item
    }

    fn start_row(&mut self, element: &Element<'_>) -> Open {
        match self.tables.last_mut() {
            Some(table) if table.row.is_none() => {
                table.row = Some(Row {
                    repeated: count_of(element, "number-rows-repeated"),
                    ..Row::default()
                });
                Open::Row
            }
            _ => Open::Plain,
        }
    }

    fn start_cell(&mut self, element: &Element<'_>) -> Result<Option<Open>, Error> {
        let row = self.tables.last_mut().and_then(|table| table.row.as_mut());
        let Some(row) = row.filter(|row| row.cell.is_none()) else {
            return Ok(Some(Open::Plain));
        };
        let span = |name| u16::try_from(count_of(element, name)).map_err(|_| Error::TooManyPieces);
        row.cell = Some(Cell {
            row_span: span("number-rows-spanned")?,
            col_span: span("number-columns-spanned")?,
            repeated: count_of(element, "number-columns-repeated"),
        });
        self.containers.push(Container::default());
        Ok(Some(Open::Cell))
    }

    /// Places that a cell above or before covers. One that nothing covers is an empty cell: what it holds is not shown.
    fn covered_cell(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        let Some(row) = &mut table.row else {
            return Ok(());
        };
        let before = row.cells.len();
        for _ in 0..count_of(element, "number-columns-repeated") {
            if row.column >= MAX_COLUMNS {
                return Err(Error::TooManyPieces);
            }
            if table.covered.get(row.column).is_none_or(|rows| *rows == 0) {
                cover(&mut table.covered, row.column, 1, 1);
                row.cells.push(RawCell {
                    row_span: 1,
                    col_span: 1,
                    flow: Flow::new(),
                    doubt: None,
                });
            }
            row.column += 1;
        }
        let empty = row.cells.len() - before;
        self.count(empty)
    }

    fn text(&mut self, text: &str) {
        let place = self
            .open
            .iter()
            .rfind(|open| !matches!(open, Open::Plain | Open::Span(_)));
        match (place, self.paragraphs.last_mut()) {
            (Some(Open::Number), _) => self.number.push_str(text),
            (Some(Open::Paragraph), Some(paragraph)) if self.deleting.is_empty() => paragraph.write_collapsed(text),
            _ => {}
        }
    }

    fn end(&mut self, open: &Open) -> Result<(), Error> {
        match open {
            Open::Paragraph => return self.end_paragraph(),
            Open::Span(around) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.characters = *around;
                }
            }
            Open::List => self.end_list(),
            Open::Item => {
                if let Some(list) = self.container().lists.last_mut() {
                    list.item = None;
                }
            }
            Open::Number => self.end_number(),
            Open::Table => self.end_table(),
            Open::Row => return self.end_row(),
            Open::Cell => return self.end_cell(),
            Open::Shape => return self.end_shape(),
            Open::Plain => {}
        }
        Ok(())
    }

    fn end_number(&mut self) {
        let number = take(&mut self.number).trim().to_owned();
        // What a document repeats for each paragraph should be short.
        if number.is_empty() || number.len() > MAX_NUMBER {
            return;
        }
        if matches!(self.open.last(), Some(Open::Paragraph)) {
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.number = Some(number);
            }
        } else if let Some(item) = self.container().lists.last_mut().and_then(|list| list.item.as_mut()) {
            item.number = Some(number);
        }
    }

    fn end_list(&mut self) {
        let container = self.container();
        let Some(list) = container.lists.pop() else {
            return;
        };
        if container.lists.is_empty() {
            let counters = container.counters;
            self.ended.extend(list.id.map(|id| (by_id(&id), counters)));
            self.ended.insert(list.style, counters);
        }
    }

    fn end_paragraph(&mut self) -> Result<(), Error> {
        let Some(mut paragraph) = self.paragraphs.pop() else {
            return Ok(());
        };
        let left_out = take(&mut paragraph.left_out);
        self.container().left_out.append(&left_out);
        if paragraph.hidden || paragraph.characters.hidden {
            if !paragraph.text.trim().is_empty() {
                self.container().left_out.note(Reason::Hidden);
            }
            return self.count(1);
        }
        let joins = !self.deleting.is_empty();
        let in_cell = self.is_in_cell();
        let mut text = take(&mut self.container().joined);
        // Of paragraphs that became one, the first that has words has the number.
        if text.trim().is_empty() && !(joins && paragraph.text.trim().is_empty()) {
            text = match self.number_of(&mut paragraph) {
                Some(number) => numbered(&number, paragraph.text, in_cell),
                None => paragraph.text,
            };
        } else {
            text.push_str(&paragraph.text);
        }
        let container = self.container();
        container.joined = text;
        container.shapes.append(&mut paragraph.shapes);
        if joins { self.count(1) } else { self.push_paragraph() }
    }

    /// Ends the paragraph that has been joined.
    fn push_paragraph(&mut self) -> Result<(), Error> {
        let in_cell = self.is_in_cell();
        let container = self.container();
        let (text, mut shapes) = (take(&mut container.joined), take(&mut container.shapes));
        for line in text.split('\n') {
            self.count(1)?;
            if !(in_cell && line.is_empty()) {
                self.container().flow.push(Item::Paragraph(line.to_owned()));
            }
        }
        self.container().flow.append(&mut shapes);
        Ok(())
    }

    /// Paragraphs without an end, and nothing that could follow them.
    fn end_joined(&mut self) -> Result<(), Error> {
        let container = self.container();
        if container.joined.is_empty() && container.shapes.is_empty() {
            return Ok(());
        }
        self.push_paragraph()
    }

    /// The automatic number of a paragraph: the first of a list's item, or a heading outside lists.
    fn number_of(&mut self, paragraph: &mut Paragraph) -> Option<String> {
        let said = paragraph.number.take();
        let container = self.containers.last_mut()?;
        let level = container.lists.len().checked_sub(1);
        let Some((level, list)) = level.zip(container.lists.last_mut()) else {
            let (level, start) = paragraph.heading?;
            let counted = self.styles.count_heading(level, start, &mut self.outline);
            return said.or(counted);
        };
        let item = list.item.as_mut().filter(|item| !item.done)?;
        item.done = true;
        let counted = self
            .styles
            .count(&list.style, level, item.start, &mut container.counters);
        said.or(item.number.take()).or(counted)
    }

    fn end_shape(&mut self) -> Result<(), Error> {
        let mut flow = self.end_container()?.flow;
        let has_table = flow.iter().any(|item| matches!(item, Item::Table(_)));
        if has_table && !self.tables.is_empty() {
            self.floating.append(&mut flow);
        } else if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.shapes.append(&mut flow);
        } else {
            self.container().flow.append(&mut flow);
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Error> {
        let Container { flow, left_out, .. } = self.end_container()?;
        let (flow, doubt) = flow::of_cell(flow, left_out);
        let row = self.tables.last().and_then(|table| table.row.as_ref());
        if let Some(cell) = row.and_then(|row| row.cell.as_ref()).filter(|cell| cell.repeated > 1) {
            self.count_copies(Weight::of(&flow), cell.repeated - 1)?;
        }
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        let Some((row, cell)) = table
            .row
            .as_mut()
            .and_then(|row| row.cell.take().map(|cell| (row, cell)))
        else {
            return Ok(());
        };
        let (width, before) = (usize::from(cell.col_span), row.cells.len());
        for _ in 0..cell.repeated {
            while table.covered.get(row.column).is_some_and(|rows| *rows > 0) {
                row.column += 1;
            }
            if row.column + width > MAX_COLUMNS {
                return Err(Error::TooManyPieces);
            }
            cover(&mut table.covered, row.column, width, cell.row_span);
            row.cells.push(RawCell {
                row_span: cell.row_span,
                col_span: cell.col_span,
                flow: flow.clone(),
                doubt,
            });
            row.column += 1;
        }
        let made = row.cells.len() - before;
        self.count(made)
    }

    fn end_row(&mut self) -> Result<(), Error> {
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        let row = table.row.take().unwrap_or_default();
        if row.repeated > 1 {
            let Weight { pieces, bytes } = Weight::of_row(&row.cells);
            let pieces = pieces.max(1);
            self.count_copies(Weight { pieces, bytes }, row.repeated - 1)?;
        }
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        for _ in 1..row.repeated {
            table.push(row.cells.clone());
        }
        table.push(row.cells);
        self.count(1)
    }

    /// Counts what is to stand so many times more, before memory is spent on it.
    fn count_copies(&mut self, weight: Weight, times: u32) -> Result<(), Error> {
        let times = times as usize;
        self.repeated = self.repeated.saturating_add(weight.bytes.saturating_mul(times));
        if self.repeated > MAX_BYTES {
            return Err(Error::TooLarge(MAX_BYTES / 1024 / 1024));
        }
        self.count(weight.pieces.saturating_mul(times))
    }

    fn end_table(&mut self) {
        let Table { rows, deleted, .. } = self.tables.pop().unwrap_or_default();
        let is_deleted = deleted && !self.deleting.is_empty();
        if !rows.is_empty() && !is_deleted {
            self.container().flow.push(Item::Table(RawTable { rows }));
        }
        if self.tables.is_empty() {
            let mut floating = take(&mut self.floating);
            self.container().flow.append(&mut floating);
        }
    }

    /// Whether paragraphs go into a cell.
    fn is_in_cell(&self) -> bool {
        let innermost = self.open.iter().rfind(|open| matches!(open, Open::Cell | Open::Shape));
        matches!(innermost, Some(Open::Cell))
    }

    fn container(&mut self) -> &mut Container {
        if self.containers.is_empty() {
            self.containers.push(Container::default());
        }
        let last = self.containers.len() - 1;
        &mut self.containers[last]
    }

    fn end_container(&mut self) -> Result<Container, Error> {
        self.end_joined()?;
        Ok(self.containers.pop().unwrap_or_default())
    }

    fn count(&mut self, pieces: usize) -> Result<(), Error> {
        self.pieces = self.pieces.saturating_add(pieces);
        if self.pieces > MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
        Ok(())
    }
}

impl Table {
    fn push(&mut self, cells: Vec<RawCell>) {
        self.rows.push(cells);
        for rows in &mut self.covered {
            *rows = rows.saturating_sub(1);
        }
    }
}

impl Paragraph {
    fn write(&mut self, text: &str) {
        for c in text.chars() {
            self.characters.push(c, &mut self.text, &mut self.left_out);
        }
        self.spaced = false;
    }

    /// Writes text in which any white space is one space, and none at the beginning.
    fn write_collapsed(&mut self, text: &str) {
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !(is_space && self.spaced) {
                let c = if is_space { ' ' } else { c };
                self.characters.push(c, &mut self.text, &mut self.left_out);
            }
            self.spaced = is_space;
        }
    }
}

/// The name of a list in [`Body::ended`], where names of styles are.
fn by_id(id: &str) -> String {
    format!("#{id}")
}

/// How often an element stands, or how many places it covers: at least once.
fn count_of(element: &Element<'_>, name: &str) -> u32 {
    let number = element.number(name).and_then(|number| u32::try_from(number).ok());
    number.unwrap_or(1).max(1)
}

/// Marks columns as covered for some rows, the present one included.
fn cover(covered: &mut Vec<u16>, column: usize, width: usize, rows: u16) {
    if covered.len() < column + width {
        covered.resize(column + width, 0);
    }
    covered[column..column + width].fill(rows);
}

/// Elements that hold nothing of the text: revisions, notes, comments, pictures, what counts pages, what is hidden.
fn is_left_out(element: &Element<'_>) -> bool {
    let says = |name: &str, value: &str| element.attribute(name).as_deref() == Some(value);
    match element.name() {
        ("text", "section") => says("display", "none") || (says("display", "condition") && says("is-hidden", "true")),
        ("text", "hidden-text") => says("is-hidden", "true"),
        ("text", "bookmark-ref" | "reference-ref") => says("reference-format", "page"),
        ("text", name) => matches!(
            name,
            "note"
                | "page-number"
                | "page-count"
                | "page-continuation"
                | "table-of-content"
                | "ruby-text"
                | "script"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
        ),
        ("office", name) => matches!(name, "annotation" | "forms" | "binary-data" | "event-listeners"),
        ("draw", name) => is_picture(name) || matches!(name, "control" | "image-map" | "enhanced-geometry"),
        // Names and descriptions of pictures.
        ("", name) => matches!(name, "title" | "desc"),
        _ => false,
    }
}

fn is_picture(name: &str) -> bool {
    matches!(
        name,
        "image" | "object" | "object-ole" | "plugin" | "applet" | "floating-frame"
    )
}
