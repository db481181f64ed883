//! Streams of a Word or Excel document of 1997, changed in places, in a compound file that is whole: any bytes hardly ever are one.

#![no_main]

mod part;

use std::io::{Cursor, Read, Write};

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

const DOC: &[u8] = include_bytes!("../../reports/formats/2021-libreoffice.doc");
const XLS: &[u8] = include_bytes!("../../reports/formats/2021-xlwt.xls");

/// What matters most stands at the beginning of a stream.
const HEAD: usize = 2048;

#[derive(Arbitrary, Debug)]
struct Edit {
    stream: u8,
    in_head: bool,
    at: u32,
    bytes: Vec<u8>,
    /// Whether the bytes are put in between, or over what is there.
    inserts: bool,
}

#[derive(Arbitrary, Debug)]
struct Edits {
    is_doc: bool,
    edits: Vec<Edit>,
    /// Where a stream ends.
    cut: Option<(u8, u32)>,
}

fn streams(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut open = cfb::CompoundFile::open(Cursor::new(file)).expect("a fixture");
    let names: Vec<String> = open
        .walk()
        .filter(|entry| entry.is_stream() && entry.path().components().count() == 2)
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .collect();
    let read = |name: String| {
        let mut bytes = Vec::new();
        open.open_stream(&name).expect("a stream").read_to_end(&mut bytes).expect("its bytes");
        (name, bytes)
    };
    names.into_iter().map(read).collect()
}

fn file(from: &Edits) -> Vec<u8> {
    let mut streams = streams(if from.is_doc { DOC } else { XLS });
    let count = streams.len();
    for edit in &from.edits {
        let stream = &mut streams[usize::from(edit.stream) % count].1;
        let length = if edit.in_head { stream.len().min(HEAD) } else { stream.len() };
        let at = edit.at as usize % (length + 1);
        let end = if edit.inserts { at } else { (at + edit.bytes.len()).min(stream.len()) };
        stream.splice(at..end, edit.bytes.iter().copied());
    }
    if let Some((stream, at)) = from.cut {
        let stream = &mut streams[usize::from(stream) % count].1;
        stream.truncate(at as usize % (stream.len() + 1));
    }
    let mut written = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    for (name, bytes) in &streams {
        written.create_stream(name).expect("a name").write_all(bytes).expect("memory");
    }
    written.flush().expect("memory");
    written.into_inner().into_inner()
}

fuzz_target!(|from: Edits| {
    part::survive(&file(&from));
});
