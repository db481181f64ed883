//! Documents inside a document: workbooks that stand as objects, and files that stand for a stretch of text (`altChunk`).

use std::io::Cursor;

use super::{Depth, NAME};
use crate::input::archive::Archive;
use crate::input::compound::{self, Compound};
use crate::input::flow::{Flow, Item, is_blank};
use crate::input::package::{self, Relations};
use crate::input::sniff::{Kind, sniff};
use crate::input::{Decode, doc, html, mht, rtf, workbook};

/// Documents inside a document that are read, those inside them included; a report has a few.
pub const MOST: usize = 16;

/// The parts that a document names.
pub struct Parts<'p, 'b> {
    archive: &'p mut Archive<'b>,
    relations: &'p Relations,
    decode: Decode,
    depth: Depth<'p>,
}

impl<'p, 'b> Parts<'p, 'b> {
    /// Of a document in an archive.
    pub fn new(archive: &'p mut Archive<'b>, relations: &'p Relations, decode: Decode, depth: Depth<'p>) -> Self {
        Self {
            archive,
            relations,
            decode,
            depth,
        }
    }

    /// What an object shows, if that is a table which can be read.
    pub fn object(&mut self, id: &str) -> Option<Flow> {
        let bytes = self.part(id)?;
        let flow = workbook::flow(&bytes).or_else(|| {
            if bytes.starts_with(b"PK") {
                self.package(&bytes)
            } else {
                self.compound(&bytes)
            }
        });
        flow.filter(|flow| flow.iter().any(|item| matches!(item, Item::Table(_))))
    }

    /// What stands in the file that is to be shown in place of text, if it can be read.
    pub fn chunk(&mut self, id: &str) -> Option<Flow> {
        let bytes = self.part(id)?;
        let flow = match sniff(&bytes).ok()? {
            Kind::Zip => self.package(&bytes),
            Kind::Compound => self.compound(&bytes),
            Kind::Rtf => rtf::flow(&bytes, self.decode).ok(),
            Kind::Mht => mht::flow(&bytes, self.decode).ok(),
            Kind::WordXml => super::flat_flow(&bytes, self.decode, self.depth.deeper()?).ok(),
            Kind::Text(encoding) | Kind::Csv(encoding) => {
                let text = (self.decode)(&bytes, encoding);
                if html::looks_like(&text) {
                    html::flow(&text).ok()
                } else {
                    let lines = text.trim_start_matches('\u{feff}').lines();
                    Some(lines.map(|line| Item::Paragraph(line.to_owned())).collect())
                }
            }
            _ => None,
        };
        flow.filter(|flow| !is_blank(flow))
    }

    fn part(&mut self, id: &str) -> Option<Vec<u8>> {
        self.depth.left.set(self.depth.left.get().checked_sub(1)?);
        let part = self.relations.by_id(id)?;
        self.archive.read(&part.target).ok()?
    }

    fn package(&self, bytes: &[u8]) -> Option<Flow> {
        let mut archive = Archive::inside(bytes, NAME).ok()?;
        match package::main_part(&mut archive).ok()??.format {
            "xlsx" => workbook::flow(bytes),
            "docx" => super::package_flow(&mut archive, self.decode, self.depth.deeper()?).ok(),
            _ => None,
        }
    }

    fn compound(&self, bytes: &[u8]) -> Option<Flow> {
        let mut file = Compound::open(Cursor::new(bytes)).ok()?;
        if file.is_stream("/Package") {
            return self.package(&compound::stream(&mut file, "/Package", NAME).ok()?);
        }
        doc::flow(&mut file).ok()
    }
}
