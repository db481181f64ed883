//! ODF documents: texts (.odt) and spreadsheets (.ods), packed or as one XML file.
//!
//! Read here on top of `quick-xml`: there is no crate for texts that keeps merged cells, and the format is plain enough. What
//! is read is what `LibreOffice` prints: revisions as they stand, cells with their spans, frames and shapes after the paragraph
//! they hang on, the automatic numbers of lists and headings.
//!
//! Not read: headers, footers, notes, comments, tables of contents, page numbers, embedded objects, fields that count pages.
//! A table that splits a cell of another (`is-sub-table`) comes as a table of its own. In spreadsheets cells are read as they
//! are shown; hidden rows, columns and sheets are left out.

mod elements;
mod lists;
mod sheets;
mod styles;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use super::archive::Archive;
use super::characters::{CharacterProperties, LeftOut, OBJECT, numbered};
use super::flow::{self, Flow, Item};
use super::run_properties::{Levels, RunProperties};
use super::xml::{Element, Piece, Xml};
use super::{Error, MAX_DEPTH, MAX_PIECES};
use crate::document::{Document, Reason};
use elements::{count_of, is_calculated, is_left_out, is_picture, spaces};
use lists::List;
use styles::{Counters, Styles, level_index};
use tables::Table;

/// The name to tell the user.
const NAME: &str = "ODT";

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

/// What an open element means for what stands in it.
enum Open {
    /// Nothing: what it holds belongs to what it stands in.
    Plain,
    Paragraph,
    /// Text in a style, with what is said of the text around it.
    Span(RunProperties),
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

#[derive(Default)]
struct Paragraph {
    text: String,
    /// What is said of its characters, and what lies behind them.
    levels: Levels,
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
            if prefix == "draw" && (is_picture(name) || name == "control") {
                self.object_in_cell();
            }
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
        if element.name() == ("field", "fieldmark") {
            // A list to choose from, without what was chosen.
            self.object_in_cell();
        }
        if is_calculated(element.name()) {
            self.container().left_out.note(Reason::StaleFormula);
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
        let is_in_cell = self.is_in_cell();
        let cell = self.tables.last().and_then(|table| table.row.as_ref()?.cell.as_ref());
        let behind_cell = cell.filter(|_| is_in_cell).and_then(|cell| cell.fill);
        let levels = Levels {
            direct: self.styles.of_paragraph(element.attribute("style-name").as_deref()),
            behind_cell,
            is_ground_unknown: if is_in_cell {
                self.styles.shades()
            } else {
                self.containers.len() > 1
            },
            ..Levels::default()
        };
        let is_numbered = element.name().1 == "h" && element.attribute("is-list-header").as_deref() != Some("true");
        let level = level_index(count_of(element, "outline-level"));
        let start = || match element.attribute("restart-numbering").as_deref() {
            Some("true") => Some(element.number("start-value").unwrap_or(1)),
            _ => None,
        };
        self.paragraphs.push(Paragraph {
            levels,
            characters: levels.characters(),
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
        let around = paragraph.levels.direct;
        let style = element.attribute("style-name");
        paragraph.show(self.styles.of_text(style.as_deref(), around));
        Open::Span(around)
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
                    paragraph.show(*around);
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
                Some(number) => {
                    let cell = if in_cell {
                        Some(&mut self.container().left_out)
                    } else {
                        None
                    };
                    numbered(&number, paragraph.text, cell)
                }
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

    /// In a cell stands something that is no text.
    fn object_in_cell(&mut self) {
        if !self.is_in_cell() || !self.deleting.is_empty() {
            return;
        }
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.write(OBJECT.encode_utf8(&mut [0; 4])),
            None => self.container().left_out.note(Reason::Object),
        }
    }

    /// A frame or a shape of words that hangs on a cell belongs to it; one of numbers alone, or of nothing, may lie anywhere.
    fn end_shape(&mut self) -> Result<(), Error> {
        let mut flow = self.end_container()?.flow;
        if self.is_in_cell() && !flow::has_words(&flow) {
            self.object_in_cell();
            return Ok(());
        }
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

impl Paragraph {
    /// What follows is shown so.
    fn show(&mut self, said: RunProperties) {
        self.levels.direct = said;
        self.characters = self.levels.characters();
    }

    fn write(&mut self, text: &str) {
        for c in text.chars() {
            self.characters.push(c, &mut self.text, &mut self.left_out);
        }
        self.spaced = false;
    }

    /// Writes text in which any white space is one space, and none at the beginning.
    fn write_collapsed(&mut self, text: &str) {
        if self.levels.is_unsure() && text.contains(|c: char| !c.is_whitespace()) {
            self.left_out.doubt(Reason::Hidden);
        }
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
