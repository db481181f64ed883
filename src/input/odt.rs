//! ODF texts (.odt), packed or as one XML file.

use super::Error;
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "ODT";

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let _ = bytes;
    Err(Error::Format(NAME))
}

/// Reads a document that is one XML file (.fodt).
pub fn read_flat(bytes: &[u8]) -> Result<Document, Error> {
    let _ = bytes;
    Err(Error::Format(NAME))
}
