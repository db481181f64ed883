//! Rich text (.rtf).

use super::Error;
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "RTF";

/// Reads a document.
pub fn read(bytes: &[u8], decode: super::Decode) -> Result<Document, Error> {
    let _ = (bytes, decode);
    Err(Error::Format(NAME))
}
