//! XML as a stream of elements and text: a thin coat over `quick-xml` that knows the namespaces of office formats.
//!
//! Entities other than the five of XML stand for nothing, so none can grow; nesting is bounded.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::Error;
use super::budget::Budget;

/// Elements inside elements; Word nests some 40.
const MAX_DEPTH: usize = 512;

/// What a piece costs, in steps of a [`Budget`].
const PIECE: usize = 64;

/// Namespaces and the short names they go by here, whatever prefix a writer chose.
const NAMESPACES: [(&str, &str); 23] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.microsoft.com/office/word/2003/wordml", "w"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.microsoft.com/aml/2001/core", "aml"),
    ("http://schemas.microsoft.com/office/2006/xmlPackage", "pkg"),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", "x"),
    ("urn:schemas-microsoft-com:office:spreadsheet", "ss"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "r",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.microsoft.com/office/word/2003/auxHint", "wx"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    (
        "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
        "field",
    ),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("http://www.ofdspec.org/2016", "ofd"),
];

/// One piece of a file.
pub enum Piece<'a> {
    /// `<prefix:name …>`; an empty element is followed by its end.
    Start(Element<'a>),
    /// `</prefix:name>`, the prefix by [`NAMESPACES`], empty for any other.
    End(&'static str, Cow<'a, str>),
    /// Text between elements, entities resolved.
    Text(Cow<'a, str>),
}

/// The start of an element.
pub struct Element<'a> {
    /// The short name of its namespace, empty for a namespace that is not known here.
    pub prefix: &'static str,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The short name of the namespace and the name.
    pub fn name(&self) -> (&'static str, &str) {
        (self.prefix, self.start.local_name().into_inner())
    }

    /// An attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| value.into_owned())
    }

    /// All attributes that can be read: names without prefix, and values.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut all = self.start.attributes();
        all.with_checks(false);
        all.flatten().filter_map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some((attribute.key.local_name().into_inner(), value))
        })
    }

    /// An attribute that is a whole number.
    pub fn number(&self, name: &str) -> Option<i32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A file's pieces, one after another.
pub struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    text: &'a str,
    open: usize,
    budget: Budget,
    format: &'static str,
}

impl<'a> Xml<'a> {
    /// Reads UTF-8; `format` is what the user knows the file as.
    pub fn new(bytes: &'a [u8], format: &'static str) -> Result<Self, Error> {
        let text = std::str::from_utf8(bytes).map_err(|_| Error::Damaged(format))?;
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self {
            reader,
            text,
            open: 0,
            budget: Budget::new(),
            format,
        })
    }

    /// What is read.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Where in the text the piece ends that was read last.
    pub fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len())
    }

    /// The next piece; none at the end. A file that ends with elements open is damaged.
    pub fn next(&mut self) -> Result<Option<Piece<'a>>, Error> {
        let damaged = Error::Damaged(self.format);
        loop {
            let event = self.reader.read_event().map_err(|_| damaged.clone())?;
            self.budget.spend(PIECE)?;
            let piece = match event {
                Event::Start(start) => {
                    self.open += 1;
                    if self.open > MAX_DEPTH {
                        return Err(Error::TooLargeUnpacked);
                    }
                    let prefix = short(&self.reader.resolver().resolve_element(start.name()).0);
                    Piece::Start(Element { prefix, start })
                }
                Event::End(end) => {
                    self.open = self.open.saturating_sub(1);
                    let prefix = short(&self.reader.resolver().resolve_element(end.name()).0);
                    Piece::End(prefix, Cow::Owned(end.local_name().into_inner().to_owned()))
                }
                Event::Text(text) => Piece::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned().into()),
                Event::CData(text) => Piece::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned().into()),
                Event::GeneralRef(entity) => {
                    let c = match entity.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        _ => match entity.xml10_content().as_ref() {
                            "lt" => Some('<'),
                            "gt" => Some('>'),
                            "amp" => Some('&'),
                            "apos" => Some('\''),
                            "quot" => Some('"'),
                            _ => None,
                        },
                    };
                    // A character that nobody declared may be a digit: better no text than another text.
                    Piece::Text(String::from(c.ok_or(damaged)?).into())
                }
                Event::Eof if self.open > 0 => return Err(damaged),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(piece));
        }
    }

    /// Hands over the elements inside the one that began last, up to its end. `each` says whether it has itself read the
    /// element to its end, by this or by [`Xml::skip`]; if not, what it holds is passed over.
    pub fn children(
        &mut self,
        mut each: impl FnMut(&mut Self, &Element<'a>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        while let Some(piece) = self.next()? {
            match piece {
                Piece::Start(element) => {
                    if !each(self, &element)? {
                        self.skip()?;
                    }
                }
                Piece::End(..) => break,
                Piece::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Passes over what the element that began last holds, and its end.
    pub fn skip(&mut self) -> Result<(), Error> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                Some(Piece::Start(_)) => open += 1,
                Some(Piece::End(..)) => open -= 1,
                Some(Piece::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }
}

fn short(namespace: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(Namespace(name)) = namespace else {
        return "";
    };
    NAMESPACES
        .iter()
        .find(|(known, _)| known == name)
        .map_or("", |(_, short)| short)
}

/// A truth value as XML's schemas write it.
pub fn is_true(value: &str) -> bool {
    matches!(value.trim(), "true" | "1")
}
