//! Rich text (.rtf), version 1.9.1 of its specification.
//!
//! `rtf-parser` runs the cells of a table together and knows neither merged cells nor GBK bytes, so the control words are read
//! here. Tables nested in tables, merged cells, styles of characters and paragraphs, deleted and hidden text, fields, the numbers
//! of lists and embedded workbooks are; text boxes, notes, headers, footers and page numbers are not. A row whose cells and edges differ in number makes the file damaged: there would
//! be no telling which number stands in which column.

mod styles;
mod tables;

use std::collections::BTreeMap;

use super::characters::{LeftOut, OBJECT};
use super::flow::{self, Flow, Item};
use super::run_properties::Color;
use super::{Decode, Encoding, Error, encoding, workbook};
use crate::document::{Document, Reason};
use styles::{Characters, StyleSheet};
use tables::{Level, RowFormat};

/// The name to tell the user.
const NAME: &str = "RTF";

/// Groups inside groups; Word nests some 20.
const MAX_GROUPS: usize = 500;

/// Embedded workbooks that are read.
const MAX_OBJECTS: usize = 16;

/// Reads a document.
pub fn read(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    flow::document(flow(bytes, decode)?)
}

/// The paragraphs and tables of a document.
pub fn flow(bytes: &[u8], decode: Decode) -> Result<Flow, Error> {
    let mut reader = Reader {
        bytes,
        at: 0,
        decode,
        state: State::default(),
        groups: Vec::new(),
        fonts: BTreeMap::new(),
        font: 0,
        chinese: false,
        pending: Vec::new(),
        half: false,
        surrogate: None,
        skip: 0,
        text: String::new(),
        left_out: LeftOut::default(),
        listed: 0,
        instruction: String::new(),
        row: RowFormat::default(),
        nested_row: RowFormat::default(),
        levels: vec![Level::default()],
        pieces: 0,
        styles: StyleSheet::default(),
        written: 0,
        object: Vec::new(),
        embedded: Flow::new(),
        objects: 0,
    };
    reader.run()?;
    reader.finish()
}

/// Where text goes.
#[derive(Clone, Copy, Default, PartialEq)]
enum Destination {
    #[default]
    Body,
    /// The number of a list's paragraph, which Word writes as text.
    ListText,
    Fonts,
    Colors,
    Styles,
    /// An embedded object, as hexadecimal digits.
    ObjectData,
    /// What a field is to show.
    Instruction,
    /// The properties of a nested row.
    NestedRow,
    Nowhere,
}

/// What a group inherits and gives back.
#[derive(Clone, Default)]
#[allow(clippy::struct_excessive_bools)] // RTF has that many switches
struct State {
    destination: Destination,
    /// The group began with `\*`: unless its first word is known, it is left out.
    optional: bool,
    /// Nothing has stood in the group yet.
    fresh: bool,
    deleted: bool,
    characters: Characters,
    opens: Opens,
    in_table: bool,
    /// Tables around the paragraph, if said.
    depth: usize,
    /// Characters that stand in for a `\u`.
    substitutes: Option<usize>,
    font: i32,
}

/// What ends with a group.
#[derive(Clone, Copy, Default)]
enum Opens {
    #[default]
    Nothing,
    /// A field, and how much had been written when it began.
    Field(usize),
    /// An object.
    Object,
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    decode: Decode,
    state: State,
    groups: Vec<State>,
    /// Fonts by number, and whether they are Chinese.
    fonts: BTreeMap<i32, bool>,
    /// The font that the font table describes.
    font: i32,
    /// Whether the document's bytes are GBK where no font says otherwise.
    chinese: bool,
    /// Bytes of characters, to be decoded together.
    pending: Vec<u8>,
    /// Whether they end with the first half of a character, were they GBK.
    half: bool,
    /// The first half of a character beyond the basic plane.
    surrogate: Option<u16>,
    /// Characters still to be left out after a `\u`.
    skip: usize,
    /// The paragraph being read.
    text: String,
    /// Of the open cell.
    left_out: LeftOut,
    /// How much of it is the number of a list.
    listed: usize,
    instruction: String,
    row: RowFormat,
    nested_row: RowFormat,
    levels: Vec<Level>,
    pieces: usize,
    styles: StyleSheet,
    /// How many characters were written.
    written: usize,
    /// The digits of an embedded object.
    object: Vec<u8>,
    /// What embedded objects show that hang on the paragraph.
    embedded: Flow,
    /// How many were read.
    objects: usize,
}

impl Reader<'_> {
    fn run(&mut self) -> Result<(), Error> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.skip = 0;
                    if self.groups.len() == MAX_GROUPS {
                        return Err(Error::TooLargeUnpacked);
                    }
                    self.groups.push(self.state.clone());
                    self.state.fresh = true;
                    self.state.optional = false;
                    self.state.opens = Opens::Nothing;
                    if self.begins_style() {
                        self.state.characters = Characters::default();
                        self.styles.begin();
                    }
                }
                b'}' => {
                    self.flush();
                    self.skip = 0;
                    if self.begins_style() {
                        self.styles.end(self.state.characters.direct);
                    }
                    let opens = std::mem::take(&mut self.state.opens);
                    self.state = self.groups.pop().ok_or(Error::Damaged(NAME))?;
                    self.end_opened(opens);
                    if self.groups.is_empty() {
                        return Ok(());
                    }
                }
                b'\\' => self.control()?,
                b'\r' | b'\n' | 0 => {}
                _ => self.byte(byte),
            }
        }
        Err(Error::Damaged(NAME))
    }

    /// A control word or symbol.
    fn control(&mut self) -> Result<(), Error> {
        let Some(&first) = self.bytes.get(self.at) else {
            return Err(Error::Damaged(NAME));
        };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(first);
        }
        let rest = &self.bytes[self.at..];
        let letters = rest
            .iter()
            .take(32)
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let word = &rest[..letters];
        let behind = &rest[letters..];
        let minus = usize::from(behind.first() == Some(&b'-'));
        let digits = behind[minus..]
            .iter()
            .take(10)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let number = (digits > 0)
            .then(|| std::str::from_utf8(&behind[..minus + digits]).ok()?.parse::<i32>().ok())
            .flatten();
        let length = letters + if digits > 0 { minus + digits } else { 0 };
        self.at += length + usize::from(rest.get(length) == Some(&b' '));
        let word = std::str::from_utf8(word).unwrap_or_default();
        if word != "u" {
            self.flush();
        }
        let fresh = std::mem::replace(&mut self.state.fresh, false);
        self.word(word, number, fresh)
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), Error> {
        match symbol {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).ok_or(Error::Damaged(NAME))?;
                let byte = std::str::from_utf8(digits)
                    .ok()
                    .and_then(|digits| u8::from_str_radix(digits, 16).ok())
                    .ok_or(Error::Damaged(NAME))?;
                self.at += 2;
                self.byte_of_character(byte);
            }
            b'*' => self.state.optional = true,
            b'~' => self.char('\u{a0}'),
            b'_' => self.char('-'),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\r' | b'\n' => self.paragraph()?,
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>, fresh: bool) -> Result<(), Error> {
        let on = number != Some(0);
        if word == "bin" {
            let count = usize::try_from(number.unwrap_or(0)).map_err(|_| Error::Damaged(NAME))?;
            self.at = self.at.saturating_add(count);
            return Ok(());
        }
        if fresh && self.destination(word) {
            return Ok(());
        }
        if self.state.destination == Destination::Nowhere {
            return Ok(());
        }
        match word {
            "ansicpg" => self.chinese = matches!(number, Some(936 | 54936)),
            "f" if self.state.destination == Destination::Fonts => self.font = number.unwrap_or(0),
            "f" => self.state.font = number.unwrap_or(0),
            "fcharset" => drop(self.fonts.insert(self.font, number == Some(134))),
            "uc" => self.state.substitutes = number.and_then(|count| usize::try_from(count).ok()),
            "u" => self.unicode(number.unwrap_or(0)),
            "deleted" => self.state.deleted = on,
            "red" | "green" | "blue" => self.styles.add_color(word, number.unwrap_or(0)),
            "plain" => {
                self.state.deleted = false;
                self.state.characters.end_run();
            }
            "pard" => {
                self.state.characters.end_paragraph();
                self.state.in_table = false;
                self.state.depth = 0;
            }
            "intbl" => self.state.in_table = on,
            "itap" => self.state.depth = number.and_then(|depth| usize::try_from(depth).ok()).unwrap_or(0),
            "par" | "sect" => self.paragraph()?,
            "cell" => self.cell(1)?,
            "nestcell" => self.cell(self.state.depth.max(2))?,
            "row" => {
                let format = self.row.clone();
                self.end_row(1, &format)?;
            }
            "nestrow" => {
                let format = self.nested_row.clone();
                self.end_row(self.state.depth.max(2), &format)?;
            }
            _ if self.state.characters.word(word, number, &mut self.styles) => {}
            _ => self.row_word(word, number),
        }
        self.character_word(word);
        Ok(())
    }

    /// Words that stand for a character.
    fn character_word(&mut self, word: &str) {
        let c = match word {
            "tab" => '\t',
            "line" | "page" | "column" => '\n',
            "emdash" => '—',
            "endash" => '–',
            "lquote" => '‘',
            "rquote" => '’',
            "ldblquote" => '“',
            "rdblquote" => '”',
            "bullet" => '•',
            "emspace" | "enspace" | "qmspace" => ' ',
            _ => return,
        };
        self.char(c);
    }

    /// Takes a word that says what its group is for; tells whether it was one.
    fn destination(&mut self, word: &str) -> bool {
        let optional = std::mem::take(&mut self.state.optional);
        let destination = match word {
            "objdata" if matches!(self.groups.last().map(|group| group.opens), Some(Opens::Object)) => {
                Destination::ObjectData
            }
            _ if self.state.destination == Destination::Nowhere => return true,
            "fonttbl" => Destination::Fonts,
            "colortbl" => Destination::Colors,
            "stylesheet" => {
                self.styles.group = self.groups.len();
                Destination::Styles
            }
            "listtext" | "pntext" => Destination::ListText,
            "nesttableprops" => Destination::NestedRow,
            "fldinst" => {
                self.instruction.clear();
                Destination::Instruction
            }
            "field" => {
                self.state.opens = Opens::Field(self.written);
                return true;
            }
            // In what an object or a picture is made of no text is read.
            "object" => {
                self.object.clear();
                self.state.opens = Opens::Object;
                Destination::Nowhere
            }
            "pict" | "shppict" | "shp" | "do" => {
                self.object_in_cell();
                Destination::Nowhere
            }
            // Numbers of pages are no part of the report.
            "fldrslt" if flow::is_left_out(&self.instruction) => Destination::Nowhere,
            "info" | "nonshppict" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" | "footnote" | "nonesttables" | "xe" | "tc" | "annotation" | "pntxta" | "pntxtb" => {
                Destination::Nowhere
            }
            // A style of characters is optional too.
            _ if optional && self.state.destination == Destination::Styles => return false,
            // Groups of characters and paragraphs may be optional too.
            _ if optional => Destination::Nowhere,
            _ => return false,
        };
        self.state.destination = destination;
        true
    }

    fn unicode(&mut self, number: i32) {
        self.skip = 0;
        self.decode_pending();
        // Negative for what is above 32767.
        let unit = number.cast_unsigned() as u16;
        let units = match self.surrogate.take() {
            Some(high) => vec![high, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.surrogate = Some(unit);
                Vec::new()
            }
            None => vec![unit],
        };
        for c in char::decode_utf16(units) {
            self.char(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.skip = self.state.substitutes.unwrap_or(1);
    }

    /// A byte that stands for itself.
    fn byte(&mut self, byte: u8) {
        self.state.fresh = false;
        if byte >= 0x80 || (self.half && self.is_chinese()) {
            self.byte_of_character(byte);
        } else if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.decode_pending();
            self.char(char::from(byte));
        }
    }

    fn byte_of_character(&mut self, byte: u8) {
        self.state.fresh = false;
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.pending.push(byte);
            self.half = !self.half && (0x81..=0xfe).contains(&byte);
        }
    }

    fn is_chinese(&self) -> bool {
        self.chinese || self.fonts.get(&self.state.font) == Some(&true)
    }

    fn flush(&mut self) {
        self.decode_pending();
        self.skip = 0;
    }

    fn decode_pending(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        self.half = false;
        let text = if self.is_chinese() {
            (self.decode)(&bytes, Encoding::Gb18030)
        } else {
            bytes.iter().map(|&byte| encoding::windows_1252(byte)).collect()
        };
        for c in text.chars() {
            self.char(c);
        }
    }

    fn char(&mut self, c: char) {
        match self.state.destination {
            Destination::Instruction => self.instruction.push(c),
            Destination::Colors if c == ';' => self.styles.end_color(),
            Destination::ObjectData => self.object.extend(c.to_digit(16).map(|digit| digit as u8)),
            Destination::Body | Destination::ListText if !self.state.deleted => {
                let before = self.text.len();
                self.written += 1;
                let behind = self.behind_cell();
                let (characters, is_unsure) = self.state.characters.shown(behind);
                characters.push(c, &mut self.text, &mut self.left_out);
                if is_unsure {
                    self.left_out.doubt(Reason::Hidden);
                }
                if self.state.destination == Destination::ListText {
                    self.listed += self.text.len() - before;
                }
            }
            _ => {}
        }
    }

    /// Whether the open group is that of a style.
    fn begins_style(&self) -> bool {
        self.state.destination == Destination::Styles && self.groups.len() == self.styles.group + 1
    }

    /// What lies behind the open cell; none if that is not known.
    fn behind_cell(&self) -> Option<Color> {
        if self.level() != 1 {
            return (self.level() == 0).then_some(Color::Auto);
        }
        let open = self.levels.get(1).map_or(0, |level| level.cells.len());
        let cell = self.row.cells.get(open)?;
        Some(cell.fill.unwrap_or(Color::Auto))
    }

    /// In a cell stands something that is no text.
    fn object_in_cell(&mut self) {
        if self.level() > 0 && self.state.destination == Destination::Body {
            self.char(OBJECT);
        }
    }

    /// Ends what a group was: the group around it goes on.
    fn end_opened(&mut self, opens: Opens) {
        match opens {
            // A field that shows something, and whose result is not in the file.
            Opens::Field(written) => {
                if self.written == written && flow::is_value(&self.instruction) {
                    self.object_in_cell();
                }
                self.instruction.clear();
            }
            Opens::Object if self.level() > 0 => self.object_in_cell(),
            Opens::Object if self.state.destination == Destination::Body => {
                let digits = std::mem::take(&mut self.object);
                let bytes: Vec<u8> = digits.as_chunks().0.iter().map(|[high, low]| high << 4 | low).collect();
                // A report has few of them, and each may be large.
                self.objects += 1;
                let shown = if self.objects > MAX_OBJECTS {
                    None
                } else {
                    embedded(&bytes)
                };
                let flow = shown.unwrap_or_else(|| vec![Item::Paragraph(OBJECT.to_string())]);
                self.embedded.extend(flow);
            }
            Opens::Object | Opens::Nothing => {}
        }
    }

    fn paragraph(&mut self) -> Result<(), Error> {
        if self.state.deleted {
            // A deleted paragraph mark joins two paragraphs.
            return Ok(());
        }
        let level = self.level();
        self.take_paragraph(level)
    }

    fn finish(mut self) -> Result<Flow, Error> {
        if !self.text.is_empty() {
            self.take_paragraph(0)?;
        }
        self.at_level(0)?;
        Ok(self.levels.pop().map(|level| level.flow).unwrap_or_default())
    }
}

/// What an embedded object shows, if it is a workbook: after a few names the file itself.
fn embedded(bytes: &[u8]) -> Option<Flow> {
    const HEAD: usize = 512;
    const MARKS: [&[u8]; 2] = [b"\xd0\xcf\x11\xe0", b"PK\x03\x04"];
    let starts = |at: &usize| MARKS.iter().any(|mark| bytes[*at..].starts_with(mark));
    workbook::flow(&bytes[(0..bytes.len().min(HEAD)).find(starts)?..])
}
