//! Excel 97 to 2003 (.xls), and WPS tables (.et), which are the same.

use super::Error;
use super::compound::Compound;
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "Excel";

/// Reads a document.
pub fn read(file: &mut Compound<'_>, stream: &str) -> Result<Document, Error> {
    let _ = (file, stream);
    Err(Error::Format(NAME))
}
