//! Styles: what they say of characters, and to which list their paragraphs belong.
//!
//! A template brings some hundred styles along, of which a report uses ten: a style is read when something is written in it.

use std::collections::HashMap;

use super::NAME;
use super::properties::{ListPlace, fill, read_run};
use crate::input::Error;
use crate::input::budget::Budget;
use crate::input::run_properties::{Color, RunProperties};
use crate::input::tags::attribute;
use crate::input::xml::{Piece, Xml};

/// Prefixes are no longer.
const MAX_PREFIX: usize = 64;

/// Styles based on one another; Word allows no more than 11.
const MAX_BASES: usize = 16;

/// The styles of a document.
#[derive(Default)]
pub struct Styles {
    /// What defines them.
    text: String,
    /// The tags around them, which say what their prefixes mean.
    head: String,
    /// Where the styles stand, by what they are called.
    places: HashMap<String, (usize, usize)>,
    /// Those that hold where none is named, by their kind.
    defaults: HashMap<String, String>,
    known: HashMap<String, Style>,
    /// What holds for all characters.
    pub document: RunProperties,
    budget: Budget,
}

/// A style, and what it takes over from those that it is based on.
#[derive(Clone, Copy, Default)]
pub struct Style {
    /// What it says of characters.
    pub run: RunProperties,
    /// What lies behind its paragraphs, if it says so.
    pub fill: Option<Color>,
    /// The list of its paragraphs.
    pub place: ListPlace,
    /// Of a table: characters of some of its cells are set apart.
    pub sets_some_apart: bool,
    /// Of a table: something may lie behind its cells.
    pub shades: bool,
}

impl Styles {
    /// Finds the styles in a part, or in a whole document that is one file.
    pub fn read(text: String) -> Result<Self, Error> {
        let mut styles = Self::default();
        let Some((prefix, head, mut at)) = find_root(&text) else {
            return Ok(styles);
        };
        styles.head = head;
        let (open, close) = (format!("<{prefix}style"), format!("</{prefix}style>"));
        let defaults = format!("</{prefix}docDefaults>");
        if let Some(end) = text[at..].find(&defaults).map(|end| at + end + defaults.len()) {
            styles.read_defaults(&text[at..end])?;
            at = end;
        }
        while let Some(start) = text[at..].find(&open).map(|start| at + start) {
            at = start + open.len();
            if !text[at..].starts_with(|c: char| c.is_ascii_whitespace()) {
                continue;
            }
            let Some(end) = text[at..].find(&close).map(|end| at + end + close.len()) else {
                break;
            };
            let tag = text[at..end].split('>').next().unwrap_or_default();
            let value = |name: &str| {
                attribute(tag, &format!("{prefix}{name}")).or_else(|| attribute(tag, &format!("w:{name}")))
            };
            if let Some(id) = value("styleId").map(|id| id.replace("&amp;", "&")) {
                if value("default").is_some_and(|on| !matches!(on, "0" | "false" | "off")) {
                    styles
                        .defaults
                        .insert(value("type").unwrap_or_default().to_owned(), id.clone());
                }
                styles.places.insert(id, (start, end));
            }
            at = end;
        }
        styles.text = text;
        Ok(styles)
    }

    fn read_defaults(&mut self, text: &str) -> Result<(), Error> {
        let text = format!("{}{text}", self.head);
        let mut xml = Xml::new(text.as_bytes(), NAME)?;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) if element.name() == ("w", "rPrDefault") => {
                    xml.children(|xml, _| {
                        self.document = read_run(xml)?;
                        Ok(true)
                    })?;
                }
                Piece::End("w", name) if name == "docDefaults" => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// The style of a paragraph that names this one, or none.
    pub fn paragraph(&mut self, name: Option<&str>) -> Result<Style, Error> {
        self.get("paragraph", name)
    }

    /// The same for characters.
    pub fn character(&mut self, name: Option<&str>) -> Result<Style, Error> {
        self.get("character", name)
    }

    /// The same for a table.
    pub fn table(&mut self, name: Option<&str>) -> Result<Style, Error> {
        self.get("table", name)
    }

    /// What paragraphs without a style are in.
    pub fn default_paragraph(&self) -> Option<&str> {
        self.defaults.get("paragraph").map(String::as_str)
    }

    fn get(&mut self, kind: &str, name: Option<&str>) -> Result<Style, Error> {
        let default = self.defaults.get(kind);
        let Some(name) = name
            .filter(|name| self.places.contains_key(*name))
            .or(default.map(String::as_str))
        else {
            return Ok(Style::default());
        };
        if let Some(style) = self.known.get(name) {
            return Ok(*style);
        }
        let name = name.to_owned();
        let mut whole = Style::default();
        let mut next = Some(name.clone());
        for _ in 0..MAX_BASES {
            let Some(&(start, end)) = next.as_deref().and_then(|name| self.places.get(name)) else {
                break;
            };
            self.budget.spend(self.head.len() + end - start)?;
            let (style, base) = Style::read(&format!("{}{}", self.head, &self.text[start..end]))?;
            whole = whole.or(style);
            next = base;
        }
        self.known.insert(name, whole);
        Ok(whole)
    }
}

impl Style {
    /// Reads a style, and the name of the one that it is based on.
    fn read(text: &str) -> Result<(Self, Option<String>), Error> {
        let mut xml = Xml::new(text.as_bytes(), NAME)?;
        let (mut style, mut base) = (Self::default(), None);
        while let Some(piece) = xml.next()? {
            if !matches!(&piece, Piece::Start(element) if element.name() == ("w", "style")) {
                continue;
            }
            xml.children(|xml, element| {
                match element.name() {
                    ("w", "basedOn") => {
                        base = element.attribute("val");
                        return Ok(false);
                    }
                    ("w", "pPr") => style.read_paragraph(xml)?,
                    ("w", "rPr") => style.run = read_run(xml)?,
                    ("w", "tblStylePr") => style.read_exception(xml)?,
                    ("w", "tcPr") => style.read_cell(xml)?,
                    _ => return Ok(false),
                }
                Ok(true)
            })?;
            break;
        }
        Ok((style, base))
    }

    fn read_paragraph(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, element| {
            match element.name() {
                ("w", "numPr" | "listPr") => self.place = ListPlace::read(xml)?,
                ("w", "shd") => {
                    self.fill = fill(element);
                    return Ok(false);
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    /// What holds for some rows or columns of a table.
    fn read_exception(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, element| {
            match element.name() {
                ("w", "rPr") => self.sets_some_apart |= read_run(xml)?.sets_apart(),
                ("w", "tcPr") => self.read_cell(xml)?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn read_cell(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|_, element| {
            self.shades |= element.name() == ("w", "shd") && matches!(fill(element), Some(Color::Rgb(_)));
            Ok(false)
        })
    }

    fn or(self, base: Self) -> Self {
        Self {
            run: self.run.or(base.run),
            fill: self.fill.or(base.fill),
            place: self.place.or(base.place),
            sets_some_apart: self.sets_some_apart || base.sets_some_apart,
            shades: self.shades || base.shades,
        }
    }
}

/// Where the element that holds the styles begins: its prefix with its colon, the tags around what it holds, and where that begins.
fn find_root(text: &str) -> Option<(String, String, usize)> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find("styles")?;
        from = at + "styles".len();
        let before = &text.as_bytes()[at.saturating_sub(MAX_PREFIX)..at];
        let Some(length) = before.iter().rev().position(|&byte| byte == b'<') else {
            continue;
        };
        let (open, prefix) = (at - length - 1, &text[at - length..at]);
        let is_tag = prefix.is_empty() || (prefix.ends_with(':') && !prefix.contains([' ', '/', '>']));
        if !is_tag || !text[from..].starts_with(|c: char| c.is_ascii_whitespace() || c == '>') {
            continue;
        }
        let end = from + text[from..].find('>')? + 1;
        let mut head = String::new();
        // In a document that is one file the outermost element says what prefixes mean.
        let mut tags = text.match_indices('<').map(|(at, _)| at);
        let outermost = tags.find(|at| text[at + 1..].starts_with(char::is_alphabetic))?;
        if outermost != open {
            head.push_str(&text[outermost..=outermost + text[outermost..].find('>')?]);
        }
        head.push_str(&text[open..end]);
        return Some((prefix.to_owned(), head, end));
    }
}
