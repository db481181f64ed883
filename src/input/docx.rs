//! Word documents (.docx).

use super::flow::{self, Flow};
use super::{Error, archive::Archive};
use crate::document::Document;

const NAME: &str = "Word";

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut archive = Archive::open(bytes, NAME)?;
    let _ = archive.read("word/document.xml")?;
    flow::document(Flow::new())
}

/// Reads a document that is one XML file: Word 2003's, or a package of Word 2007 and later.
pub fn read_flat(bytes: &[u8]) -> Result<Document, Error> {
    let _ = bytes;
    Err(Error::Format(NAME))
}
