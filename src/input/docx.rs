//! Word documents: .docx of any writer, the same package as one XML file, and Word 2003's XML.
//!
//! Read here on top of `quick-xml`: the crates for docx either lose merged cells and revisions or bring writing along
//! (docx-rs: 243 KB brotli). What is read is what Word prints with all revisions accepted: tables by `gridSpan` and `vMerge`
//! (widths are not believed, writers get them wrong), text boxes after the paragraph they hang on, the results of fields, and
//! the automatic numbers of lists, since labels such as 一、 and 1. often are such.
//!
//! Not read: headers, footers, notes, comments, tables of contents, page numbers, what a style hides only in part, charts,
//! `SmartArt`, embedded objects. Numbers of lists in Word 2003's XML only where it says what they look like, as Word does. A
//! document that only embeds others is read where that is a web page in UTF-8.

mod lists;

use std::mem::take;

use super::archive::Archive;
use super::flow::{self, Flow, Item, PlacedCell, RawTable, on_grid};
use super::numerals::numbered;
use super::script::{Raised, Script};
use super::xml::{Element, Piece, Xml};
use super::{Encoding, Error, MAX_DEPTH, MAX_PIECES, html, mht};
use crate::document::Document;
use lists::{Lists, Place};

/// The name to tell the user.
const NAME: &str = "Word";

/// Of a field's instruction only its first word matters.
const MAX_INSTRUCTION: usize = 64;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut archive = Archive::open(bytes, NAME)?;
    let main = relations(&mut archive, "")?.target("officeDocument");
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let part = archive.read(&main)?.ok_or(Error::Damaged(NAME))?;
    let relations = relations(&mut archive, &main)?;
    let mut lists = Lists::default();
    for kind in ["styles", "numbering"] {
        let Some(name) = relations.target(kind) else {
            continue;
        };
        if let Some(part) = archive.read(&name)? {
            lists.add(&mut Xml::new(&part, NAME)?)?;
        }
    }
    let body = Body::read(&part, lists)?;
    if !is_blank(&body.flow) {
        return flow::document(body.flow);
    }
    for embedded in &body.embedded {
        let part = relations.by_id(embedded).map(|name| archive.read(&name));
        if let Some(part) = part.transpose()?.flatten() {
            return read_embedded(&part);
        }
    }
    body.document()
}

/// Reads a document that is one XML file: Word 2003's, or a package of Word 2007 and later.
pub fn read_flat(bytes: &[u8]) -> Result<Document, Error> {
    let mut lists = Lists::default();
    lists.add(&mut Xml::new(bytes, NAME)?)?;
    Body::read(bytes, lists)?.document()
}

/// Reads what stands in the place of a document's own text: a web page, alone or saved with its pictures.
fn read_embedded(bytes: &[u8]) -> Result<Document, Error> {
    const UNKNOWN: Error = Error::Format("Word（altChunk）");
    let document = match std::str::from_utf8(bytes) {
        Ok(text) if html::looks_like(text) && !text.trim_start().starts_with("MIME-Version") => html::parse(text)?,
        _ => mht::read(bytes, |bytes, encoding| match encoding {
            Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            // Not decoded here, and refused below.
            _ => "\u{fffd}".to_owned(),
        })
        .map_err(|_| UNKNOWN)?,
    };
    if document.text.contains('\u{fffd}') {
        return Err(UNKNOWN);
    }
    Ok(document)
}

/// The parts that a part names: where they are, what they are, what it calls them.
#[derive(Default)]
struct Relations(Vec<Relation>);

struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Relations {
    fn target(&self, kind: &str) -> Option<String> {
        let is_kind = |relation: &&Relation| relation.kind.rsplit('/').next() == Some(kind);
        self.0.iter().find(is_kind).map(|relation| relation.target.clone())
    }

    fn by_id(&self, id: &str) -> Option<String> {
        self.0
            .iter()
            .find(|relation| relation.id == id)
            .map(|relation| relation.target.clone())
    }
}

/// The relations of a part; of the package itself if its name is empty.
fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Relations, Error> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let mut found = Relations::default();
    let Some(bytes) = archive.read(&resolve(folder, &format!("_rels/{name}.rels")))? else {
        return Ok(found);
    };
    Xml::new(&bytes, NAME)?.children(|xml, element| {
        debug_assert_eq!(element.name().1, "Relationships");
        xml.children(|_, element| {
            let [id, kind, target] = ["Id", "Type", "Target"].map(|name| element.attribute(name).unwrap_or_default());
            if element.name() == ("rel", "Relationship")
                && element.attribute("TargetMode").as_deref() != Some("External")
            {
                let target = resolve(folder, &target);
                found.0.push(Relation { id, kind, target });
            }
            Ok(false)
        })?;
        Ok(true)
    })?;
    Ok(found)
}

/// The name in the package of what a part in that folder calls `target`.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = Vec::new();
    let folder = if target.starts_with('/') { "" } else { folder };
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// Whether an element that switches something on does so: it may also say `0`.
fn is_on(element: &Element<'_>) -> bool {
    element
        .attribute("val")
        .is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

fn is_blank(flow: &Flow) -> bool {
    flow.iter().all(|item| match item {
        Item::Paragraph(text) => text.trim().is_empty(),
        Item::Table(table) => table.rows.iter().flatten().all(|cell| is_blank(&cell.flow)),
    })
}

/// What an open element means for what stands in it.
enum Open {
    /// Before and beside the body.
    Outside,
    /// Nothing: what it holds belongs to what it stands in.
    Plain,
    Paragraph,
    ParagraphProperties,
    MarkProperties,
    ListPlace,
    Run,
    RunProperties,
    /// Text, and whether white space at its ends counts.
    Text(bool),
    Instruction,
    /// A field, and how many fields were open before it.
    Field(usize),
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    Box,
    /// The same thing in several ways, and whether one was taken.
    Alternatives(bool),
}

/// What paragraphs and tables go into: the body, a cell, a text box.
#[derive(Default)]
struct Container {
    flow: Flow,
    /// Paragraphs whose end is deleted or hidden: the beginning of the next one.
    joined: String,
    /// Text boxes that hang on them.
    boxes: Flow,
    /// Fields that have begun in it and not ended.
    fields: Vec<Field>,
}

/// A field: an instruction, then what it results in.
#[derive(Default)]
struct Field {
    instruction: String,
    /// The result has begun.
    results: bool,
    /// Something was left out because of it.
    concealed: bool,
}

impl Field {
    fn is_shown(&self) -> bool {
        const LEFT_OUT: [&str; 6] = ["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION", "TOC"];
        let kind = self.instruction.split_ascii_whitespace().next().unwrap_or_default();
        self.results && !LEFT_OUT.iter().any(|name| kind.eq_ignore_ascii_case(name))
    }
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    place: Place,
    /// Its number, where the file says it.
    number: Option<String>,
    /// Its end is deleted or hidden.
    joins: bool,
    boxes: Flow,
}

#[derive(Default)]
struct Run {
    hidden: Option<bool>,
    style: Option<String>,
    script: Script,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<PlacedCell>>,
    row: Option<Row>,
}

#[derive(Default)]
struct Row {
    cells: Vec<PlacedCell>,
    /// Columns so far.
    width: i32,
    deleted: bool,
    hidden: bool,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    span: i32,
    /// Goes on with the cell above.
    below: bool,
    /// Goes on with the cell before.
    beside: bool,
    deleted: bool,
}

/// The body, read piece by piece.
#[derive(Default)]
struct Body {
    flow: Flow,
    /// Names of documents to be shown in the place of text.
    embedded: Vec<String>,
    /// There are pictures or objects.
    pictures: bool,
    lists: Lists,
    found: bool,
    /// White space at the ends of texts counts everywhere.
    keeps_space: bool,
    pieces: usize,

    open: Vec<Open>,
    /// Elements open inside one that is left out, itself included.
    skipped: usize,
    containers: Vec<Container>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    tables: Vec<Table>,
    /// Text boxes with tables in them that hang on cells: they would break up the table.
    floating: Flow,
    /// The text being read.
    text: String,
}

impl Body {
    fn read(bytes: &[u8], lists: Lists) -> Result<Self, Error> {
        let mut body = Self {
            lists,
            containers: vec![Container::default()],
            ..Self::default()
        };
        let mut xml = Xml::new(bytes, NAME)?;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(_) if body.skipped > 0 => body.skipped += 1,
                Piece::Start(element) => match body.start(&element)? {
                    Some(open) => body.open.push(open),
                    None => body.skipped = 1,
                },
                Piece::End(..) if body.skipped > 0 => body.skipped -= 1,
                Piece::End(..) => {
                    if let Some(open) = body.open.pop() {
                        body.end(&open)?;
                    }
                }
                Piece::Text(text) => {
                    if body.skipped == 0 && matches!(body.open.last(), Some(Open::Text(_) | Open::Instruction)) {
                        body.text.push_str(&text);
                    }
                }
            }
        }
        if !body.found {
            return Err(Error::Damaged(NAME));
        }
        body.flow = body.end_container()?;
        body.flow.append(&mut body.floating);
        Ok(body)
    }

    /// What was read; pictures alone, and other documents alone, are told.
    fn document(self) -> Result<Document, Error> {
        if !is_blank(&self.flow) {
            flow::document(self.flow)
        } else if !self.embedded.is_empty() {
            Err(Error::Format("Word（altChunk）"))
        } else if self.pictures {
            Err(Error::Scan(NAME))
        } else {
            Err(Error::Empty)
        }
    }

    /// What an element opens; none if it and what it holds is left out.
    fn start(&mut self, element: &Element<'_>) -> Result<Option<Open>, Error> {
        let name = element.name();
        match self.open.last_mut() {
            None | Some(Open::Outside) => return Ok(Some(self.start_outside(element))),
            Some(Open::ParagraphProperties) => return Ok(self.paragraph_property(element)),
            Some(Open::MarkProperties) => self.mark_property(element),
            Some(Open::ListPlace) => self.list_place(element),
            Some(Open::RunProperties) => self.run_property(element),
            Some(Open::RowProperties) => self.row_property(element),
            Some(Open::CellProperties) => self.cell_property(element),
            Some(Open::Alternatives(taken)) => {
                // Emoji are an element of their own, and text for programs that do not know it.
                let is_known = || {
                    !element
                        .attribute("Requires")
                        .is_some_and(|needs| needs.contains("symEx") || needs.contains("w16se"))
                };
                if !*taken && (name == ("mc", "Fallback") || name == ("mc", "Choice") && is_known()) {
                    *taken = true;
                    return Ok(Some(Open::Plain));
                }
            }
            Some(Open::Text(_) | Open::Instruction) => {}
            Some(_) => return self.start_content(element),
        }
        Ok(None)
    }

    fn start_outside(&mut self, element: &Element<'_>) -> Open {
        self.keeps_space |= element.attribute("space").as_deref() == Some("preserve");
        if element.name() == ("w", "body") {
            self.found = true;
            return Open::Plain;
        }
        Open::Outside
    }

    fn start_content(&mut self, element: &Element<'_>) -> Result<Option<Open>, Error> {
        let inside = self.open.last();
        let (prefix, name) = element.name();
        let open = match (prefix, name) {
            ("w", "p") => {
                self.paragraphs.push(Paragraph::default());
                Open::Paragraph
            }
            ("w", "pPr") if matches!(inside, Some(Open::Paragraph)) => Open::ParagraphProperties,
            ("w", "rPr") if matches!(inside, Some(Open::Run)) => Open::RunProperties,
            ("w", "trPr") if matches!(inside, Some(Open::Row)) => Open::RowProperties,
            ("w", "tcPr") if matches!(inside, Some(Open::Cell)) => Open::CellProperties,
            ("w" | "m", "r") => {
                self.runs.push(Run::default());
                Open::Run
            }
            ("w" | "m", "t") => Open::Text(
                element
                    .attribute("space")
                    .map_or(self.keeps_space, |space| space == "preserve"),
            ),
            ("w", "instrText") => Open::Instruction,
            ("w", "fldSimple") => {
                let open = self.fields().len();
                self.fields().push(Field {
                    instruction: element.attribute("instr").unwrap_or_default(),
                    results: true,
                    concealed: false,
                });
                Open::Field(open)
            }
            ("w", "tbl") => {
                if self.tables.len() == MAX_DEPTH {
                    return Err(Error::TooLargeUnpacked);
                }
                self.end_joined()?;
                self.tables.push(Table::default());
                Open::Table
            }
            ("w", "tr") => self.start_row(),
            ("w", "tc") => return self.start_cell(),
            ("w", "txbxContent") => {
                self.containers.push(Container::default());
                Open::Box
            }
            ("mc", "AlternateContent") => Open::Alternatives(false),
            ("aml", "annotation") if element.attribute("type").as_deref() != Some("Word.Insertion") => return Ok(None),
            ("w", name) if is_left_out(name) => return Ok(None),
            ("w", "drawing" | "pict" | "object") => {
                self.pictures = true;
                Open::Plain
            }
            _ => {
                self.sign(element)?;
                Open::Plain
            }
        };
        Ok(Some(open))
    }

    /// Elements that stand for a sign, or for the parts of a field.
    fn sign(&mut self, element: &Element<'_>) -> Result<(), Error> {
        match element.name() {
            ("w", "tab" | "ptab") => self.write("\t"),
            ("w", "br" | "cr") => self.write("\n"),
            ("w", "noBreakHyphen") => self.write("-"),
            ("w", "sym") => {
                let sign = symbol(element);
                self.write(sign.encode_utf8(&mut [0; 4]))
            }
            // Written in a line, the parts of a formula would run together.
            ("m", "den") => self.write("/"),
            ("m", "sup") => self.write("^"),
            ("m", "sub") => self.write("_"),
            ("m", "rad") => self.write("√"),
            ("w", "fldChar") => {
                match element.attribute("fldCharType").as_deref() {
                    Some("begin") => self.fields().push(Field::default()),
                    Some("separate") => {
                        if let Some(field) = self.fields().iter_mut().rfind(|field| !field.results) {
                            field.results = true;
                        }
                    }
                    Some("end") => {
                        self.fields().pop();
                    }
                    _ => {}
                }
                Ok(())
            }
            ("w", "altChunk") => {
                self.count()?;
                self.embedded.extend(element.attribute("id"));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start_row(&mut self) -> Open {
        match self.tables.last_mut() {
            Some(table) if table.row.is_none() => {
                table.row = Some(Row::default());
                Open::Row
            }
            _ => Open::Plain,
        }
    }

    fn start_cell(&mut self) -> Result<Option<Open>, Error> {
        let row = self.tables.last_mut().and_then(|table| table.row.as_mut());
        let Some(row) = row.filter(|row| row.cell.is_none()) else {
            return Ok(Some(Open::Plain));
        };
        if row.deleted {
            return Ok(None);
        }
        row.cell = Some(Cell::default());
        self.count()?;
        self.containers.push(Container::default());
        Ok(Some(Open::Cell))
    }

    fn paragraph_property(&mut self, element: &Element<'_>) -> Option<Open> {
        let paragraph = self.paragraphs.last_mut()?;
        match element.name() {
            ("w", "pStyle") => paragraph.style = element.attribute("val"),
            ("w", "numPr" | "listPr") => return Some(Open::ListPlace),
            ("w", "rPr") => return Some(Open::MarkProperties),
            _ => {}
        }
        None
    }

    /// What is said of a paragraph's end.
    fn mark_property(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        paragraph.joins |= match element.name() {
            ("w", "vanish" | "specVanish") => is_on(element),
            _ => is_deletion(element),
        };
    }

    fn list_place(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match element.name() {
            ("wx", "t") => paragraph.number = element.attribute("val"),
            _ => paragraph.place.add(element),
        }
    }

    fn run_property(&mut self, element: &Element<'_>) {
        let Some(run) = self.runs.last_mut() else {
            return;
        };
        match element.name() {
            ("w", "rStyle") => run.style = element.attribute("val"),
            ("w", "vanish") => run.hidden = Some(is_on(element)),
            ("w", "strike" | "dstrike") => run.script.struck |= is_on(element),
            ("w", "vertAlign") => {
                run.script.raised = match element.attribute("val").as_deref() {
                    Some("superscript") => Some(Raised::Up),
                    Some("subscript") => Some(Raised::Down),
                    _ => None,
                };
            }
            _ => {}
        }
    }

    fn row_property(&mut self, element: &Element<'_>) {
        let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut()) else {
            return;
        };
        match element.name() {
            ("w", "gridBefore") => row.width = element.number("val").unwrap_or(0).max(0),
            ("w", "hidden") => row.hidden = is_on(element),
            _ => row.deleted |= is_deletion(element),
        }
    }

    fn cell_property(&mut self, element: &Element<'_>) {
        let row = self.tables.last_mut().and_then(|table| table.row.as_mut());
        let Some(cell) = row.and_then(|row| row.cell.as_mut()) else {
            return;
        };
        let goes_on = |name: &str| element.attribute(name).is_none_or(|value| value != "restart");
        match element.name() {
            ("w", "gridSpan") => cell.span = element.number("val").unwrap_or(1),
            ("w", "vMerge" | "vmerge") => cell.below = goes_on("val"),
            ("w", "hMerge" | "hmerge") => cell.beside = goes_on("val"),
            // A merge that is a revision: `cont` or `rest`.
            ("w", "cellMerge") => {
                if let Some(merge) = element.attribute("vMerge") {
                    cell.below = merge == "cont";
                }
            }
            ("w", "cellDel") => cell.deleted = true,
            _ => {}
        }
    }

    fn end(&mut self, open: &Open) -> Result<(), Error> {
        match open {
            Open::Paragraph => self.end_paragraph(),
            Open::Run => {
                self.runs.pop();
                Ok(())
            }
            Open::Text(keeps_space) => {
                // Line ends that count are elements of their own.
                let text = take(&mut self.text).replace(['\r', '\n'], " ");
                self.write(if *keeps_space {
                    &text
                } else {
                    text.trim_matches([' ', '\t'])
                })
            }
            Open::Instruction => {
                let text = take(&mut self.text);
                if let Some(field) = self.fields().last_mut()
                    && !field.results
                    && field.instruction.len() < MAX_INSTRUCTION
                {
                    field.instruction.push_str(&text);
                }
                Ok(())
            }
            Open::Field(before) => {
                let before = *before;
                self.fields().truncate(before);
                Ok(())
            }
            Open::Table => self.end_table(),
            Open::Row => {
                self.end_row();
                Ok(())
            }
            Open::Cell => self.end_cell(),
            Open::Box => self.end_box(),
            _ => Ok(()),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), Error> {
        let Some(mut paragraph) = self.paragraphs.pop() else {
            return Ok(());
        };
        let in_cell = self.is_in_cell();
        let container = self.container();
        if paragraph.joins {
            container.joined.push_str(&paragraph.text);
            container.boxes.append(&mut paragraph.boxes);
            return self.count();
        }
        let mut text = take(&mut container.joined);
        let mut boxes = take(&mut container.boxes);
        text.push_str(&paragraph.text);
        boxes.append(&mut paragraph.boxes);
        let number = self.lists.count(paragraph.style.as_deref(), paragraph.place);
        if let Some(number) = paragraph.number.or(number) {
            text = numbered(&number, text, in_cell);
        }
        self.push_paragraph(&text)?;
        self.container().flow.append(&mut boxes);
        Ok(())
    }

    fn push_paragraph(&mut self, text: &str) -> Result<(), Error> {
        let in_cell = self.is_in_cell();
        for line in text.split('\n') {
            self.count()?;
            if !(in_cell && line.is_empty()) {
                self.container().flow.push(Item::Paragraph(line.to_owned()));
            }
        }
        Ok(())
    }

    /// Paragraphs without an end, and nothing that could follow them.
    fn end_joined(&mut self) -> Result<(), Error> {
        let container = self.container();
        let text = take(&mut container.joined);
        let mut boxes = take(&mut container.boxes);
        if !text.is_empty() {
            self.push_paragraph(&text)?;
        }
        self.container().flow.append(&mut boxes);
        Ok(())
    }

    fn end_container(&mut self) -> Result<Flow, Error> {
        self.end_joined()?;
        let container = if self.containers.len() > 1 {
            self.containers.pop().unwrap_or_default()
        } else {
            take(self.container())
        };
        // A field that never ends took text with it that may belong to the report.
        if container.fields.iter().any(|field| field.concealed) {
            return Err(Error::Damaged(NAME));
        }
        Ok(container.flow)
    }

    fn end_box(&mut self) -> Result<(), Error> {
        let mut flow = self.end_container()?;
        let has_table = flow.iter().any(|item| matches!(item, Item::Table(_)));
        if has_table && !self.tables.is_empty() {
            self.floating.append(&mut flow);
        } else if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.boxes.append(&mut flow);
        } else {
            self.container().flow.append(&mut flow);
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Error> {
        let flow = self.end_container()?;
        let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut()) else {
            return Ok(());
        };
        let cell = row.cell.take().unwrap_or_default();
        if cell.deleted {
            return Ok(());
        }
        let left = row.width;
        row.width = left.saturating_add(cell.span.max(1));
        match row.cells.last_mut() {
            Some(before) if cell.beside => before.right = row.width,
            _ => row.cells.push(PlacedCell {
                left,
                right: row.width,
                continues: cell.below,
                flow,
            }),
        }
        Ok(())
    }

    fn end_row(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let row = table.row.take().unwrap_or_default();
        let unseen = row.deleted || (row.hidden && row.cells.iter().all(|cell| is_blank(&cell.flow)));
        if !unseen && !row.cells.is_empty() {
            table.rows.push(row.cells);
        }
    }

    fn end_table(&mut self) -> Result<(), Error> {
        let rows = self.tables.pop().unwrap_or_default().rows;
        let table: RawTable = on_grid(rows, 0)?;
        if !table.rows.is_empty() {
            self.container().flow.push(Item::Table(table));
        }
        if self.tables.is_empty() {
            let mut floating = take(&mut self.floating);
            self.container().flow.append(&mut floating);
        }
        Ok(())
    }

    /// Writes into the open paragraph what is shown.
    fn write(&mut self, text: &str) -> Result<(), Error> {
        if text.is_empty() || self.runs.iter().any(|run| self.hides(run)) {
            return Ok(());
        }
        let mut shown = true;
        for field in self.containers.iter_mut().flat_map(|container| &mut container.fields) {
            if !field.is_shown() {
                field.concealed = true;
                shown = false;
            }
        }
        if !shown {
            return Ok(());
        }
        let script = self.runs.last().map(|run| run.script).unwrap_or_default();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            // A formula between paragraphs.
            return self.push_paragraph(text);
        };
        for c in text.chars() {
            script.push(&mut paragraph.text, c);
        }
        Ok(())
    }

    fn hides(&self, run: &Run) -> bool {
        let by_style = || run.style.as_deref().is_some_and(|style| self.lists.hides(style));
        run.hidden.unwrap_or_else(by_style)
    }

    /// Whether paragraphs go into a cell.
    fn is_in_cell(&self) -> bool {
        let innermost = self.open.iter().rfind(|open| matches!(open, Open::Cell | Open::Box));
        matches!(innermost, Some(Open::Cell))
    }

    fn container(&mut self) -> &mut Container {
        if self.containers.is_empty() {
            self.containers.push(Container::default());
        }
        let last = self.containers.len() - 1;
        &mut self.containers[last]
    }

    fn fields(&mut self) -> &mut Vec<Field> {
        &mut self.container().fields
    }

    fn count(&mut self) -> Result<(), Error> {
        self.pieces += 1;
        if self.pieces > MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
        Ok(())
    }
}

/// Whether the element says of what it stands in that a revision takes it away.
fn is_deletion(element: &Element<'_>) -> bool {
    match element.name() {
        ("w", "del" | "moveFrom") => true,
        ("aml", "annotation") => element.attribute("type").as_deref() == Some("Word.Deletion"),
        _ => false,
    }
}

/// Elements that hold nothing of the text: properties, notes, revisions taken away, readings above characters. What ends in
/// `Change` are the properties before a revision.
fn is_left_out(name: &str) -> bool {
    const NAMES: [&str; 29] = [
        "annotationRef",
        "binData",
        "customXmlPr",
        "del",
        "delInstrText",
        "delText",
        "endnote",
        "ffData",
        "fldData",
        "footnote",
        "ftr",
        "hdr",
        "moveFrom",
        "pPr",
        "pgNum",
        "rPr",
        "rt",
        "rubyPr",
        "sdtEndPr",
        "sdtPr",
        "sectPr",
        "smartTagPr",
        "softHyphen",
        "tblGrid",
        "tblPr",
        "tblPrEx",
        "tcPr",
        "trPr",
        "numPr",
    ];
    NAMES.contains(&name) || name.ends_with("Change")
}

/// A character named by font and place. Those of signs' fonts lie in a private area and mean nothing by themselves.
fn symbol(element: &Element<'_>) -> char {
    const UNKNOWN: char = '□';
    let code = element
        .attribute("char")
        .and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
    let font = element.attribute("font").unwrap_or_default();
    match code {
        // The font Symbol has digits and brackets where ASCII has them.
        Some(code @ (0xf020..=0xf07e | 0x20..=0x7e)) if font.eq_ignore_ascii_case("Symbol") => {
            let c = char::from_u32(code & 0x7f).unwrap_or(UNKNOWN);
            if c.is_ascii_digit() || "()+,./:;=%".contains(c) {
                c
            } else {
                UNKNOWN
            }
        }
        Some(0xf0fc) if font == "Wingdings" => '✓',
        Some(0xf0fe) if font == "Wingdings" => '☑',
        Some(0xf0a8) if font == "Wingdings" => '☐',
        Some(code) if !(0xe000..=0xf8ff).contains(&code) && !font.starts_with("Wingdings") && font != "Symbol" => {
            char::from_u32(code).filter(|c| !c.is_control()).unwrap_or(UNKNOWN)
        }
        _ => UNKNOWN,
    }
}
