//! Compound files, the container of Office 97 to 2003 and of WPS: which program wrote one.

use std::io::{Cursor, Read};

use super::{Error, MAX_FILE_BYTES, doc, xls};
use crate::document::Document;

/// An open compound file.
pub type Compound<'b> = cfb::CompoundFile<Cursor<&'b [u8]>>;

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

/// A stream's bytes; `format` is what the user knows the file as.
pub fn stream(file: &mut Compound<'_>, path: &str, format: &'static str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = file
        .open_stream(path)
        .and_then(|stream| stream.take(MAX_FILE_BYTES as u64).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(_) => Err(Error::Damaged(format)),
    }
}

/// Two bytes at an offset, the lower first.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

/// Four bytes at an offset, the lowest first.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// `length` bytes from an offset on.
pub fn slice(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}
