//! ZIP archives: what docx, odt, xlsx and ofd files are, and a packed report.
//!
//! Names are compared as programs do that write them in their own ways: `word\\document.xml`, `./Word/document.xml` and
//! `/word/%64ocument.xml` are one.
//!
//! `rawzip` finds the entries and checks lengths and sums, `miniz_oxide` inflates: 8 KB brotli together, where the `zip`
//! crate brings writing, encryption and four more compressions.

use std::borrow::Cow;
use std::collections::HashSet;

use miniz_oxide::inflate::decompress_slice_iter_to_slice;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive, ZipVerification};

use super::{Decode, Encoding, Error, budget};

/// More entries than any report's file has.
const MAX_ENTRIES: usize = 4096;

/// No part of a report is larger when unpacked, nor all parts read of one file together.
const MAX_UNPACKED: usize = 48 * 1024 * 1024;

/// The same of a file inside another: a workbook in a report holds a table.
const MAX_INSIDE: usize = 4 * 1024 * 1024;

/// Nor are all reports packed in one file together.
const MAX_UNPACKED_FILES: usize = 512 * 1024 * 1024;

/// An archive whose table of contents is read.
pub struct Archive<'b> {
    file: Option<ZipSliceArchive<&'b [u8]>>,
    entries: Vec<Entry<'b>>,
    /// How much may still be unpacked.
    left: usize,
    /// The format to name in errors.
    format: &'static str,
}

struct Entry<'b> {
    name: Vec<u8>,
    /// The name as it is compared.
    path: Vec<u8>,
    content: Content<'b>,
}

enum Content<'b> {
    Packed {
        size: u64,
        encrypted: bool,
        method: CompressionMethod,
        place: ZipArchiveEntryWayfinder,
    },
    Plain(Cow<'b, [u8]>),
}

impl<'b> Archive<'b> {
    /// Reads the table of contents; `format` is what the user knows the file as.
    pub fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, Error> {
        Self::within(bytes, format, MAX_UNPACKED)
    }

    /// The same of a file that stands in another one, of which there may be several.
    pub fn inside(bytes: &'b [u8], format: &'static str) -> Result<Self, Error> {
        Self::within(bytes, format, MAX_INSIDE)
    }

    fn within(bytes: &'b [u8], format: &'static str, left: usize) -> Result<Self, Error> {
        let archive = ZipArchive::from_slice(bytes).map_err(|_| Error::Damaged(format))?;
        let mut found = Vec::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|_| Error::Damaged(format))? {
            if found.len() == MAX_ENTRIES {
                return Err(Error::TooLargeUnpacked);
            }
            if !entry.is_dir() {
                found.push(Entry {
                    name: entry.file_path().as_bytes().to_vec(),
                    path: normalized(entry.file_path().as_bytes()),
                    content: Content::Packed {
                        size: entry.uncompressed_size_hint(),
                        encrypted: entry.flags().is_encrypted(),
                        method: entry.compression_method(),
                        place: entry.wayfinder(),
                    },
                });
            }
        }
        if found.len() as u64 > archive.entries_hint() {
            return Err(Error::Damaged(format));
        }
        Ok(Self {
            file: Some(archive),
            entries: found,
            left,
            format,
        })
    }

    /// It holds files, one to be read after another, not the parts of one; `format` is what the user knows it as.
    pub fn hold_many(&mut self, format: &'static str) {
        self.format = format;
        self.left = MAX_UNPACKED_FILES;
    }

    /// Of parts that are not packed, by their names.
    pub fn of_parts(parts: Vec<(String, Cow<'b, [u8]>)>, format: &'static str) -> Self {
        let entry = |(name, bytes): (String, Cow<'b, [u8]>)| Entry {
            path: normalized(name.as_bytes()),
            name: name.into_bytes(),
            content: Content::Plain(bytes),
        };
        Self {
            file: None,
            entries: parts.into_iter().map(entry).collect(),
            left: MAX_UNPACKED,
            format,
        }
    }

    /// The entries' names, in the order of the archive; names that are no UTF-8 are decoded as GB18030.
    pub fn names(&self, decode: Decode) -> impl Iterator<Item = String> {
        self.entries
            .iter()
            .map(move |entry| match std::str::from_utf8(&entry.name) {
                Ok(name) => name.to_owned(),
                Err(_) => decode(&entry.name, Encoding::Gb18030),
            })
    }

    /// Whether there is an entry of that name.
    pub fn has(&self, name: &str) -> bool {
        self.positions(name).next().is_some()
    }

    /// Whether two entries have one name.
    pub fn holds_doubles(&self) -> bool {
        let mut seen = HashSet::with_capacity(self.entries.len());
        !self.entries.iter().all(|entry| seen.insert(&entry.path))
    }

    /// An entry's bytes, if there is one of that name. Of two by one name there is no telling which a program would show.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut positions = self.positions(name);
        match (positions.next(), positions.next()) {
            (None, _) => Ok(None),
            (Some(index), None) => {
                drop(positions);
                self.read_at(index).map(Some)
            }
            (Some(_), Some(_)) => Err(Error::Damaged(self.format)),
        }
    }

    /// The bytes of the entry with that number in [`Archive::names`].
    pub fn read_at(&mut self, index: usize) -> Result<Vec<u8>, Error> {
        let damaged = Error::Damaged(self.format);
        let entry = self.entries.get(index).ok_or(damaged.clone())?;
        let (size, encrypted, method, place) = match &entry.content {
            Content::Packed {
                size,
                encrypted,
                method,
                place,
            } => (*size, *encrypted, *method, *place),
            Content::Plain(bytes) => {
                self.left = self.left.checked_sub(bytes.len()).ok_or(Error::TooLargeUnpacked)?;
                return Ok(utf8(Cow::Borrowed(bytes)).into_owned());
            }
        };
        if encrypted {
            return Err(Error::Protected(self.format));
        }
        let size = usize::try_from(size).map_err(|_| Error::TooLargeUnpacked)?;
        if size > MAX_UNPACKED {
            return Err(Error::TooLargeUnpacked);
        }
        self.left = self.left.checked_sub(size).ok_or(Error::TooLargeUnpacked)?;
        budget::charge(size)?;
        let file = self.file.as_ref().ok_or(damaged.clone())?;
        let packed = file.get_entry(place).map_err(|_| damaged.clone())?;
        let data = match method {
            CompressionMethod::STORE => packed.data().to_vec(),
            CompressionMethod::DEFLATE => {
                // Deflate packs 1032 to 1 at most: what claims more is no honest size, and no memory is spent on it.
                if size / 1040 > packed.data().len() {
                    return Err(damaged);
                }
                let mut data = vec![0; size];
                // An entry that holds more than it says fills the buffer and is refused, as is one that holds less.
                match decompress_slice_iter_to_slice(&mut data, std::iter::once(packed.data()), false, true) {
                    Ok(length) if length == size => data,
                    _ => return Err(damaged),
                }
            }
            _ => return Err(damaged),
        };
        let read = ZipVerification {
            crc: rawzip::crc32(&data),
            uncompressed_size: data.len() as u64,
        };
        packed.claim_verifier().valid(read).map_err(|_| damaged)?;
        Ok(utf8(Cow::Owned(data)).into_owned())
    }

    /// Whether two names are one.
    pub fn is_same(name: &str, other: &str) -> bool {
        normalized(name.as_bytes()) == normalized(other.as_bytes())
    }

    fn positions(&self, name: &str) -> impl Iterator<Item = usize> + use<'_, 'b> {
        let path = normalized(name.as_bytes());
        let entries = self.entries.iter().enumerate();
        entries
            .filter(move |(_, entry)| entry.path == path)
            .map(|(index, _)| index)
    }
}

/// XML in UTF-16 as UTF-8; anything else as it is.
pub fn utf8(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..4) {
        Some([0xff, 0xfe, b'<', 0] | [b'<', 0, _, 0]) => u16::from_le_bytes,
        Some([0xfe, 0xff, 0, b'<'] | [0, b'<', 0, _]) => u16::from_be_bytes,
        _ => return bytes,
    };
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    Cow::Owned(text.into_bytes())
}

/// A name without what writers differ in: case, slashes, steps that lead nowhere, escapes.
fn normalized(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, after @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, ..] => char::from(*high).to_digit(16).zip(char::from(*low).to_digit(16)),
            _ => None,
        };
        if let Some((high, low)) = escaped {
            plain.push((high * 16 + low) as u8);
            rest = &rest[3..];
        } else {
            plain.push(*first);
            rest = after;
        }
    }
    plain.make_ascii_lowercase();
    let mut path: Vec<&[u8]> = Vec::new();
    for step in plain.split(|byte| matches!(byte, b'/' | b'\\')) {
        match step {
            b"" | b"." => {}
            b".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.join(&b'/')
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn names_of_one_part_are_one() {
        for name in [
            "word/document.xml",
            "/word/document.xml",
            "word\\Document.xml",
            "./word//document.xml",
            "x/../word/%64ocument.xml",
        ] {
            assert_eq!(normalized(name.as_bytes()), b"word/document.xml", "{name}");
        }
        assert_eq!(normalized(b"100%.xml"), b"100%.xml");
    }
}
