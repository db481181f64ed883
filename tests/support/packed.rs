//! ZIP archives, honest ones, to be packed around anything.

use std::io::Write;

use rawzip::{CompressionMethod, ZipArchiveWriter};

/// An archive whose entries are stored as they are.
pub fn stored(entries: &[(&str, &[u8])]) -> Vec<u8> {
    archive(entries, CompressionMethod::STORE, <[u8]>::to_vec)
}

/// An archive whose entries are deflated.
pub fn deflated(entries: &[(&str, &[u8])]) -> Vec<u8> {
    archive(entries, CompressionMethod::DEFLATE, |data| {
        miniz_oxide::deflate::compress_to_vec(data, 6)
    })
}

fn archive(entries: &[(&str, &[u8])], method: CompressionMethod, pack: fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, data) in entries {
        let (mut entry, config) = archive
            .new_file(name)
            .compression_method(method)
            .start()
            .expect("a name");
        // The descriptor counts what goes in unpacked; what is written is packed already.
        let mut counted = config.wrap(std::io::sink());
        counted.write_all(data).expect("no disk to fill");
        let (_, descriptor) = counted.finish().expect("counted");
        entry.write_all(&pack(data)).expect("memory");
        entry.finish(descriptor).expect("an entry");
    }
    archive.finish().expect("an archive");
    bytes
}
