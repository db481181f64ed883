//! Word documents: .docx of any writer, the same package as one XML file, and Word 2003's XML.
//!
//! Read here on top of `quick-xml`: the crates for docx either lose merged cells and revisions or bring writing along
//! (docx-rs: 243 KB brotli). What is read is what Word prints with all revisions accepted: tables, text boxes after the paragraph
//! they hang on, the results of fields and forms, the automatic numbers of lists (labels such as 一、 and 1. often are such), and
//! documents inside the document that hold a table. What a cell holds beside text is an object.
//!
//! Not read: headers, footers, notes, comments, tables of contents, page numbers, charts, `SmartArt`. Numbers of lists in Word
//! 2003's XML only where it says what they look like, as Word does.

mod body;
mod embedded;
mod flat;
mod lists;
mod properties;
mod styles;

use std::borrow::Cow;
use std::cell::Cell;

use super::archive::{self, Archive};
use super::characters::OBJECT;
use super::flow::{self, Flow, is_blank};
use super::package::{self, Relations};
use super::xml::{Element, Xml};
use super::{Decode, Encoding, Error, text};
use crate::document::{Block, Document};
use body::{Body, Contents};
use embedded::Parts;
use lists::Lists;
use styles::Styles;

/// The name to tell the user.
const NAME: &str = "Word";

/// Reads a document.
pub fn read(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    let left = Cell::new(embedded::MOST);
    document(package(&mut Archive::open(bytes, NAME)?, decode, Depth::new(&left))?)
}

/// Reads a document that is one XML file: Word 2003's, or a package of Word 2007 and later.
pub fn read_flat(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    let left = Cell::new(embedded::MOST);
    document(flat(bytes, decode, Depth::new(&left))?)
}

/// The paragraphs and tables of a document in a document.
fn package_flow(archive: &mut Archive<'_>, decode: Decode, depth: Depth<'_>) -> Result<Flow, Error> {
    Ok(package(archive, decode, depth)?.flow)
}

/// The same of one that is one XML file.
fn flat_flow(bytes: &[u8], decode: Decode, depth: Depth<'_>) -> Result<Flow, Error> {
    Ok(flat(bytes, decode, depth)?.flow)
}

/// How deep a document is inside others, and how many more may be read in all of them.
#[derive(Clone, Copy)]
struct Depth<'d> {
    level: u8,
    left: &'d Cell<usize>,
}

impl<'d> Depth<'d> {
    fn new(left: &'d Cell<usize>) -> Self {
        Self { level: 0, left }
    }

    /// Inside a document of this depth; none if that is too deep.
    fn deeper(self) -> Option<Self> {
        let level = self.level + 1;
        (level <= 2).then_some(Self { level, ..self })
    }
}

fn package(archive: &mut Archive<'_>, decode: Decode, depth: Depth<'_>) -> Result<Contents, Error> {
    let main = package::main_part(archive)?.ok_or(Error::Damaged(NAME))?.name;
    let part = archive.read(&main)?.ok_or(Error::Damaged(NAME))?;
    let relations = Relations::read(archive, &main)?;
    let mut named = |kind| match relations.target(kind) {
        Some(name) => archive.read(name),
        None => Ok(None),
    };
    let styles = match named("styles")? {
        Some(part) => Styles::read(String::from_utf8(part).map_err(|_| Error::Damaged(NAME))?)?,
        None => Styles::default(),
    };
    let mut lists = Lists::default();
    if let Some(part) = named("numbering")? {
        lists.add(&mut Xml::new(&part, NAME)?)?;
    }
    Body::read(&part, styles, lists, Parts::new(archive, &relations, decode, depth))
}

fn flat(bytes: &[u8], decode: Decode, depth: Depth<'_>) -> Result<Contents, Error> {
    let mut bytes = archive::utf8(Cow::Borrowed(bytes));
    if std::str::from_utf8(&bytes).is_err() {
        bytes = decode(&bytes, Encoding::Gb18030).into_bytes().into();
    }
    if let Some(mut parts) = flat::parts(&bytes)? {
        return package(&mut parts, decode, depth);
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| Error::Damaged(NAME))?;
    let mut lists = Lists::default();
    lists.add(&mut Xml::new(&bytes, NAME)?)?;
    let (mut nothing, none) = (Archive::of_parts(Vec::new(), NAME), Relations::default());
    let parts = Parts::new(&mut nothing, &none, decode, depth);
    Body::read(&bytes, Styles::read(text.to_owned())?, lists, parts)
}

/// What was read; pictures alone, and other documents alone that cannot be read, are told.
fn document(contents: Contents) -> Result<Document, Error> {
    let Contents { flow, pictures, unread } = contents;
    if is_blank(&flow) {
        return Err(if pictures { Error::Scan(NAME) } else { Error::Empty });
    }
    let document = flow::document(flow)?;
    if unread && document.text.chars().all(|c| c.is_whitespace() || c == OBJECT) {
        return Err(Error::Format("Word（altChunk）"));
    }
    let has_table = document.blocks.iter().any(|block| matches!(block, Block::Table(_)));
    if has_table || !document.doubts.is_empty() || !document.text.contains('\t') {
        return Ok(document);
    }
    // Tables that are paragraphs with tabs.
    text::parse(document.text)
}

/// Whether an element that switches something on does so: it may also say `0`.
fn is_on(element: &Element<'_>) -> bool {
    element
        .attribute("val")
        .is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
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
