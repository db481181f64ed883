//! OFD, GB/T 33190.

use super::Error;
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "OFD";

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let _ = bytes;
    Err(Error::Format(NAME))
}
