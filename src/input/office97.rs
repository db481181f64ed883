//! What Office 97 to 2003 and WPS write: which program wrote a compound file.

use std::io::Cursor;

use super::compound::Compound;
use super::{Error, doc, xls};
use crate::document::Document;

/// Reads doc, wps, xls or et.
pub fn read(bytes: &[u8]) -> Result<(Document, &'static str), Error> {
    const NAME: &str = "Office";
    let mut file = Compound::open(Cursor::new(bytes)).map_err(|_| Error::Damaged(NAME))?;
    if file.is_stream("/WordDocument") {
        return Ok((doc::read(&mut file)?, "doc"));
    }
    for stream in ["/Workbook", "/Book"] {
        if file.is_stream(stream) {
            return Ok((xls::read(&mut file, stream)?, "xls"));
        }
    }
    if file.is_stream("/EncryptedPackage") {
        return Err(Error::Protected(NAME));
    }
    if file.is_stream("/PowerPoint Document") {
        return Err(Error::Format("PowerPoint"));
    }
    Err(Error::Format(NAME))
}
