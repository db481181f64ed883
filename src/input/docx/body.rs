//! The body of a document, read piece by piece.

mod fields;
mod looks;
mod objects;
mod tables;

use std::mem::take;

use super::embedded::Parts;
use super::lists::Lists;
use super::styles::Styles;
use super::{NAME, is_left_out, is_on, symbol};
use crate::document::Reason;
use crate::input::characters::numbered;
use crate::input::characters::{CharacterProperties, LeftOut, OBJECT};
use crate::input::flow::{Flow, Item};
use crate::input::run_properties::is_set_small;
use crate::input::xml::{Element, Piece, Xml, is_true};
use crate::input::{Error, MAX_PIECES};
use fields::Field;
use looks::{Paragraph, Run, Shown};
use objects::Object;
use tables::Table;

/// What a document holds.
pub struct Contents {
    pub flow: Flow,
    /// There are pictures or objects.
    pub pictures: bool,
    /// There are documents in the document that could not be read.
    pub unread: bool,
}

/// What an open element means for what stands in it.
pub enum Open {
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
    /// A field that is one element.
    Field,
    FormData,
    Choices,
    Control,
    ControlProperties,
    Table,
    TableProperties,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    Box,
    Object(Object),
    /// The same thing in several ways, and whether one was taken.
    Alternatives(bool),
}

/// A content control.
#[derive(Default)]
pub struct Control {
    /// It shows what is to be filled in, and nothing is.
    pub shows_prompt: bool,
    is_told: bool,
}

/// What paragraphs and tables go into: the body, a cell, a text box.
#[derive(Default)]
pub struct Container {
    pub flow: Flow,
    /// Paragraphs whose end is deleted or hidden: the beginning of the next one.
    joined: String,
    left_out: LeftOut,
    /// Text boxes that hang on them.
    boxes: Flow,
    /// Fields that have begun in it and not ended.
    pub fields: Vec<Field>,
}

/// The body, read piece by piece.
#[allow(clippy::struct_excessive_bools)] // facts that have nothing to do with one another
pub struct Body<'p, 'b> {
    parts: Parts<'p, 'b>,
    pub styles: Styles,
    lists: Lists,
    pictures: bool,
    unread: bool,
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
    pub tables: Vec<Table>,
    pub controls: Vec<Control>,
    /// Text boxes with tables in them that hang on cells: they would break up the table.
    pub floating: Flow,
    /// The text being read.
    text: String,
    /// How often something was written, and how often left out because of a field.
    pub written: usize,
    pub concealed: usize,
    /// Open fields that are not shown.
    pub concealing: usize,
}

impl<'p, 'b> Body<'p, 'b> {
    /// Reads the part that holds the body.
    pub fn read(bytes: &[u8], styles: Styles, lists: Lists, parts: Parts<'p, 'b>) -> Result<Contents, Error> {
        let mut body = Self {
            parts,
            styles,
            lists,
            pictures: false,
            unread: false,
            found: false,
            keeps_space: false,
            pieces: 0,
            open: Vec::new(),
            skipped: 0,
            containers: vec![Container::default()],
            paragraphs: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            controls: Vec::new(),
            floating: Flow::new(),
            text: String::new(),
            written: 0,
            concealed: 0,
            concealing: 0,
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
        let (mut flow, _) = body.end_container()?;
        flow.append(&mut body.floating);
        Ok(Contents {
            flow,
            pictures: body.pictures,
            unread: body.unread,
        })
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
            Some(Open::TableProperties) => {
                if name == ("w", "tblStyle") {
                    self.table_style(element.attribute("val").as_deref())?;
                }
            }
            Some(Open::RowProperties) => self.row_property(element),
            Some(Open::CellProperties) => self.cell_property(element),
            Some(Open::FormData) if name == ("w", "ddList") => return Ok(Some(Open::Choices)),
            Some(Open::Choices) => self.form_property(element),
            Some(Open::ControlProperties) => self.control_property(element),
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
            Some(Open::Text(_) | Open::Instruction | Open::FormData) => {}
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
            ("w", "tblPr") if matches!(inside, Some(Open::Table)) => Open::TableProperties,
            ("w", "trPr") if matches!(inside, Some(Open::Row)) => Open::RowProperties,
            ("w", "tcPr") if matches!(inside, Some(Open::Cell)) => Open::CellProperties,
            ("w", "sdtPr") if matches!(inside, Some(Open::Control)) => Open::ControlProperties,
            ("w", "ffData") => Open::FormData,
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
                self.begin_field(Field::simple(element.attribute("instr").unwrap_or_default()))?;
                Open::Field
            }
            ("w", "sdt") => {
                self.controls.push(Control::default());
                Open::Control
            }
            ("w", "tbl") => self.start_table()?,
            ("w", "tr") => self.start_row(),
            ("w", "tc") => return self.start_cell(),
            ("w", "txbxContent") => {
                if self.object().is_some_and(|object| object.is_hidden) {
                    return Ok(None);
                }
                self.start_container();
                Open::Box
            }
            ("mc", "AlternateContent") => Open::Alternatives(false),
            ("aml", "annotation") if element.attribute("type").as_deref() != Some("Word.Insertion") => return Ok(None),
            ("w", name) if is_left_out(name) => return Ok(None),
            ("w", "drawing" | "pict" | "object") => {
                self.pictures = true;
                Open::Object(Object::default())
            }
            _ => {
                self.sign(element)?;
                Open::Plain
            }
        };
        Ok(Some(open))
    }

    /// Elements that stand for a sign, or for the parts of a field or an object.
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
            // Whoever looks at it reads it the other way round.
            ("w", "bdo") if element.attribute("val").is_some_and(|to| to == "rtl") => {
                self.doubt(Reason::NotANumber);
                Ok(())
            }
            ("w", "fldChar") => {
                if element.attribute("dirty").is_some_and(|is| is_true(&is)) {
                    self.doubt(Reason::StaleFormula);
                }
                match element.attribute("fldCharType").as_deref() {
                    Some("begin") => self.begin_field(Field::default())?,
                    Some("separate") => self.begin_result(),
                    Some("end") => self.end_field()?,
                    _ => {}
                }
                Ok(())
            }
            ("w", "altChunk") => self.chunk(element),
            ("", "OLEObject") => {
                self.embedded(element);
                Ok(())
            }
            ("", "docPr" | "shape" | "rect" | "group") => {
                self.object_property(element);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end(&mut self, open: &Open) -> Result<(), Error> {
        match open {
            Open::Paragraph => return self.end_paragraph(),
            Open::Run => drop(self.runs.pop()),
            Open::Text(keeps_space) => {
                // Line ends that count are elements of their own.
                let text = take(&mut self.text).replace(['\r', '\n'], " ");
                return self.write(if *keeps_space {
                    &text
                } else {
                    text.trim_matches([' ', '\t'])
                });
            }
            Open::Instruction => {
                let text = take(&mut self.text);
                if let Some(field) = self.container().fields.last_mut() {
                    field.instruct(&text);
                }
            }
            Open::Field => return self.end_field(),
            Open::Control => drop(self.controls.pop()),
            Open::Table => return self.end_table(),
            Open::Row => self.end_row(),
            Open::Cell => return self.end_cell(),
            Open::Box => return self.end_box(),
            Open::Object(object) => return self.end_object(object),
            _ => {}
        }
        Ok(())
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
        let (style, place) = (paragraph.style.as_deref(), paragraph.place);
        let number = self.lists.count(&mut self.styles, style, place)?;
        if let Some(number) = paragraph.number.or(number) {
            let cell = if in_cell {
                Some(&mut self.container().left_out)
            } else {
                None
            };
            text = numbered(&number, text, cell);
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
    pub fn end_joined(&mut self) -> Result<(), Error> {
        let container = self.container();
        let text = take(&mut container.joined);
        let mut boxes = take(&mut container.boxes);
        if !text.is_empty() {
            self.push_paragraph(&text)?;
        }
        self.container().flow.append(&mut boxes);
        Ok(())
    }

    pub fn start_container(&mut self) {
        self.containers.push(Container::default());
    }

    /// What a container holds, and what was left out of it.
    pub fn end_container(&mut self) -> Result<(Flow, LeftOut), Error> {
        self.end_joined()?;
        let container = if self.containers.len() > 1 {
            self.containers.pop().unwrap_or_default()
        } else {
            take(self.container())
        };
        self.end_fields(container.fields)?;
        Ok((container.flow, container.left_out))
    }

    /// Writes that there is an object.
    pub fn write_object(&mut self) -> Result<(), Error> {
        self.push(OBJECT.encode_utf8(&mut [0; 4]))
    }

    /// Writes into the open paragraph what is shown.
    pub fn write(&mut self, text: &str) -> Result<(), Error> {
        if let Some(control) = self.controls.last_mut().filter(|control| control.shows_prompt)
            && self.concealing == 0
            && in_cell(&self.open)
        {
            // What is to be filled in is no value.
            if !std::mem::replace(&mut control.is_told, true) {
                return self.write_object();
            }
            return Ok(());
        }
        self.push(text)
    }

    /// What stands in the innermost cell cannot be read.
    fn doubt(&mut self, reason: Reason) {
        if let Some(container) = self.containers.last_mut() {
            container.left_out.note(reason);
            container.left_out.doubt(reason);
        }
    }

    fn push(&mut self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        if self.concealing > 0 {
            self.concealed += 1;
            return Ok(());
        }
        self.written += usize::from(!text.trim().is_empty());
        let Shown {
            characters,
            is_unsure,
            size,
        } = self.shown()?;
        if self.containers.is_empty() {
            self.start_container();
        }
        let (Some(paragraph), Some(container)) = (self.paragraphs.last_mut(), self.containers.last_mut()) else {
            // A formula between paragraphs.
            return self.push_paragraph(text);
        };
        if characters == CharacterProperties::default() {
            let is_digit = |c: char| c.is_ascii_digit();
            if text.starts_with(is_digit) && paragraph.text.ends_with(is_digit) && is_set_small(size, paragraph.size) {
                container.left_out.doubt(Reason::SetCharacters);
            }
            paragraph.size = size;
            paragraph.text.push_str(text);
        } else {
            for c in text.chars() {
                characters.push(c, &mut paragraph.text, &mut container.left_out);
            }
        }
        if is_unsure {
            container.left_out.doubt(Reason::Hidden);
        }
        Ok(())
    }

    /// Whether paragraphs go into a cell.
    pub fn is_in_cell(&self) -> bool {
        in_cell(&self.open)
    }

    pub fn container(&mut self) -> &mut Container {
        if self.containers.is_empty() {
            self.containers.push(Container::default());
        }
        let last = self.containers.len() - 1;
        &mut self.containers[last]
    }

    pub fn count(&mut self) -> Result<(), Error> {
        self.pieces += 1;
        if self.pieces > MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
        Ok(())
    }
}

fn in_cell(open: &[Open]) -> bool {
    let innermost = open.iter().rfind(|open| matches!(open, Open::Cell | Open::Box));
    matches!(innermost, Some(Open::Cell))
}
