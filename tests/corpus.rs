//! The fuzzers' first inputs: `cargo test --test corpus -- --ignored` writes them into `tests/fuzz/corpus`.

mod support;

use std::path::Path;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use support::form::Form;
use support::layout::{Layout, render};
use support::sample::{consistent, narrow, with_blanks};

#[test]
#[ignore = "writes files for the fuzzers"]
fn the_fuzzers_get_a_report_in_every_layout() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let corpus = |target: &str| {
        let folder = tests.join("fuzz/corpus").join(target);
        std::fs::create_dir_all(&folder).expect("the folder is made");
        folder
    };
    let (text, html) = (corpus("text"), corpus("html"));
    for entry in std::fs::read_dir(tests.join("reports/seeds"))
        .expect("the seeds are there")
        .flatten()
    {
        if entry.path().extension().is_some_and(|extension| extension == "txt") {
            std::fs::copy(entry.path(), text.join(entry.file_name())).expect("the seed is copied");
        }
    }
    // What once was misread, or took long, is worth changing further.
    let folders = [
        "reports/formats",
        "reports/found",
        "cases/hostile",
        "cases/reading",
        "cases/blank",
    ];
    let files = folders.map(|folder| std::fs::read_dir(tests.join(folder)).expect("the fixtures are there"));
    let files = files.into_iter().flatten().flatten();
    for path in files.map(|entry| entry.path()).filter(|path| path.is_file()) {
        let bytes = std::fs::read(&path).expect("a fixture");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for (target, part) in parts(&name, bytes) {
            std::fs::write(corpus(target).join(&name), part).expect("the part is written");
        }
    }
    let mut runner = TestRunner::deterministic();
    let reports = [
        consistent(Form::F2021, true),
        consistent(Form::F2019, false),
        with_blanks(consistent(Form::F2021, false)),
        narrow(Form::F2021),
    ];
    for (number, report) in reports.iter().enumerate() {
        let sample = report.new_tree(&mut runner).expect("a report").current();
        for (index, layout) in Layout::all().chain([Layout::RunTogether]).enumerate() {
            let folder = if matches!(layout, Layout::Html(_)) {
                &html
            } else {
                &text
            };
            std::fs::write(folder.join(format!("{number}-{index}")), render(&sample, layout))
                .expect("the report is written");
        }
    }
}

/// What of a file goes to which target: the part with the tables of a packed one, whole files otherwise.
fn parts(name: &str, bytes: Vec<u8>) -> Vec<(&'static str, Vec<u8>)> {
    let part = |path| unpacked(&bytes, path);
    match name.rsplit('.').next().unwrap_or_default() {
        "docx" => vec![("docx", part("word/document.xml")), ("zip", bytes)],
        "odt" | "ods" => vec![("odt", part("content.xml")), ("zip", bytes)],
        "xlsx" => vec![("xlsx", part("xl/worksheets/sheet1.xml")), ("zip", bytes)],
        "ofd" => vec![("ofd", part("Doc_0/Pages/Page_0/Content.xml")), ("zip", bytes)],
        "zip" => vec![("zip", bytes)],
        "doc" | "wps" => vec![("doc", bytes)],
        "xls" | "et" => vec![("xls", bytes)],
        "rtf" => vec![("rtf", bytes)],
        "mht" => vec![("mht", bytes)],
        "pdf" => vec![("pdf", bytes)],
        "csv" => vec![("csv", bytes)],
        "htm" | "html" => vec![("html", bytes)],
        _ => vec![("text", bytes)],
    }
}

fn unpacked(archive: &[u8], path: &str) -> Vec<u8> {
    let Ok(archive) = rawzip::ZipArchive::from_slice(archive) else {
        return Vec::new();
    };
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().expect("an entry") {
        if entry.file_path().as_bytes() == path.as_bytes() {
            let packed = archive.get_entry(entry.wayfinder()).expect("a part");
            return match entry.compression_method() {
                rawzip::CompressionMethod::STORE => packed.data().to_vec(),
                _ => miniz_oxide::inflate::decompress_to_vec(packed.data()).expect("a deflated part"),
            };
        }
    }
    Vec::new()
}
