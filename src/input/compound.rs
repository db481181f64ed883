//! Compound files, the container of Office 97 to 2003 and of WPS.

use std::io::{Cursor, Read};

use super::{Error, MAX_FILE_BYTES};

/// An open compound file.
pub type Compound<'b> = cfb::CompoundFile<Cursor<&'b [u8]>>;

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
