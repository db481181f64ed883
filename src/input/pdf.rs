//! PDF with a text layer.

use super::Error;
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "PDF";

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let _ = bytes;
    Err(Error::Format(NAME))
}
