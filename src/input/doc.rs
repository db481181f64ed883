//! Word 97 to 2003 (.doc), and WPS documents (.wps), which are the same.

use super::Error;
use super::compound::Compound;
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "Word";

/// Reads a document.
pub fn read(file: &mut Compound<'_>) -> Result<Document, Error> {
    let _ = file;
    Err(Error::Format(NAME))
}
