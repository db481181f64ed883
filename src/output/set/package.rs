//! Packages: the ZIP archives that documents and workbooks are.

use std::io;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec;
use rawzip::{CompressionMethod, Crc32, DataDescriptorOutput, ZipArchive, ZipArchiveWriter};

/// A ZIP archive of some parts.
pub fn archive(parts: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    use io::Write;
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, data) in parts {
        let (mut entry, _) = archive
            .new_file(name)
            .compression_method(CompressionMethod::DEFLATE)
            .start()
            .map_err(io::Error::other)?;
        entry.write_all(&compress_to_vec(data, 6))?;
        let mut sum = Crc32::new();
        sum.update(data);
        entry
            .finish(DataDescriptorOutput::new(sum.checksum(), data.len() as u64))
            .map_err(io::Error::other)?;
    }
    archive.finish().map_err(io::Error::other)?;
    Ok(bytes)
}

/// The parts of an archive, in their order.
pub fn parts(bytes: &[u8]) -> io::Result<Vec<(String, Vec<u8>)>> {
    let archive = ZipArchive::from_slice(bytes).map_err(io::Error::other)?;
    let mut parts = Vec::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().map_err(io::Error::other)? {
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let packed = archive.get_entry(entry.wayfinder()).map_err(io::Error::other)?;
        let data = if entry.compression_method() == CompressionMethod::STORE {
            packed.data().to_vec()
        } else {
            decompress_to_vec(packed.data()).map_err(|error| io::Error::other(error.to_string()))?
        };
        parts.push((name, data));
    }
    Ok(parts)
}
