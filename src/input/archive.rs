//! ZIP archives: what docx, odt, xlsx and ofd files are, and a packed report.
//!
//! `rawzip` finds the entries and checks lengths and sums, `miniz_oxide` inflates: 8 KB brotli together, where the `zip`
//! crate brings writing, encryption and four more compressions.

use miniz_oxide::inflate::decompress_slice_iter_to_slice;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive, ZipVerification};

use super::{Decode, Encoding, Error};

/// More entries than any report's file has.
const MAX_ENTRIES: usize = 4096;

/// No part of a report is larger when unpacked, nor all parts read of one file together.
const MAX_UNPACKED: usize = 48 * 1024 * 1024;

/// An archive whose table of contents is read.
pub struct Archive<'b> {
    file: ZipSliceArchive<&'b [u8]>,
    entries: Vec<Entry>,
    /// How much may still be unpacked.
    left: usize,
    /// The format to name in errors.
    format: &'static str,
}

struct Entry {
    name: Vec<u8>,
    size: u64,
    encrypted: bool,
    method: CompressionMethod,
    place: ZipArchiveEntryWayfinder,
}

impl<'b> Archive<'b> {
    /// Reads the table of contents; `format` is what the user knows the file as.
    pub fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, Error> {
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
                    size: entry.uncompressed_size_hint(),
                    encrypted: entry.flags().is_encrypted(),
                    method: entry.compression_method(),
                    place: entry.wayfinder(),
                });
            }
        }
        if found.len() as u64 > archive.entries_hint() {
            return Err(Error::Damaged(format));
        }
        Ok(Self {
            file: archive,
            entries: found,
            left: MAX_UNPACKED,
            format,
        })
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

    /// Whether there is an entry of that name; case does not matter, nor does a leading slash.
    pub fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// An entry's bytes, if there is one of that name.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.position(name) {
            Some(index) => self.read_at(index).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of the entry with that number in [`Archive::names`].
    pub fn read_at(&mut self, index: usize) -> Result<Vec<u8>, Error> {
        let damaged = Error::Damaged(self.format);
        let entry = self.entries.get(index).ok_or(damaged.clone())?;
        if entry.encrypted {
            return Err(Error::Protected(self.format));
        }
        let size = usize::try_from(entry.size).map_err(|_| Error::TooLargeUnpacked)?;
        self.left = self.left.checked_sub(size).ok_or(Error::TooLargeUnpacked)?;
        let packed = self.file.get_entry(entry.place).map_err(|_| damaged.clone())?;
        let data = match entry.method {
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
        Ok(data)
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.entries
            .iter()
            .position(|entry| strip_root(&entry.name).eq_ignore_ascii_case(strip_root(name.as_bytes())))
    }
}

fn strip_root(name: &[u8]) -> &[u8] {
    name.strip_prefix(b"/").unwrap_or(name)
}
