//! What writes a review to save or to print: a document's text and blocks in, a file's bytes out.
//!
//! The page hands over the document and not its answer, which it would have to put into words first: the same engine
//! checks it again here, in a few milliseconds.

use gouji::document::Document;
use gouji::output::{Csv, Markdown, SheetFacts, Trial, Written, Xlsx, sheet, to_json, to_json_with};
use gouji::report::{Change, Report};
use gouji::review::{Lang, Source};
use gouji::{Options, check_document};
use wasm_bindgen::prelude::*;

/// Writes a review as `json`, `csv`, `xlsx`, `markdown`, or as the HTML of a `sheet` to print.
///
/// `blocks` is the document as `Document::pack` gives it. `about` says on a line each: what kind of file it came from, how
/// that was encoded, its size, the codes of rules that are switched off, the cells that are tried as `name=number`, and last
/// its name. `date` is today's, in words.
#[wasm_bindgen]
pub fn write(form: &str, lang: &str, text: String, blocks: &[u32], about: &str, date: &str) -> Option<Vec<u8>> {
    let mut lines = about.splitn(6, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (format, encoding) = (known(line(), &FORMATS), known(line(), &ENCODINGS));
    let (bytes, off, tried, name) = (line(), line(), line(), line());
    let source = Source {
        name: (!name.is_empty()).then(|| name.to_owned()),
        format,
        encoding,
        bytes: bytes.parse().ok()?,
    };
    let lang = if lang == "en" { Lang::En } else { Lang::Zh };
    let options = Options {
        lang,
        ..Options::default()
    };
    let review = check_document(Document::unpack(text, blocks)?, source, &options);
    let changes = changes(&review.report, tried);
    let trial = Trial::new(&review, changes, &options);
    let trial = trial.as_ref();
    let mut out = Vec::new();
    let put = |mut written: Box<dyn Written + '_>| {
        let done = written.add(&review, trial).and_then(|()| written.finish());
        done.ok()
    };
    match form {
        "csv" => put(Box::new(Csv::new(&mut out, lang).ok()?))?,
        "xlsx" => put(Box::new(Xlsx::new(&mut out, lang)))?,
        "markdown" => put(Box::new(Markdown::new(&mut out, lang).ok()?))?,
        "sheet" => {
            let off = off.split_whitespace().collect();
            out = sheet(&review, trial, &SheetFacts { date, off, lang }).into_bytes();
        }
        _ => {
            out = match trial {
                Some(trial) => to_json_with(&review, trial),
                None => to_json(&review, false, true),
            }
            .into_bytes();
        }
    }
    Some(out)
}

const FORMATS: [&str; 13] = [
    "docx", "doc", "pdf", "xlsx", "xls", "ofd", "odt", "ods", "rtf", "mht", "csv", "html", "text",
];
const ENCODINGS: [&str; 4] = ["utf-8", "gb18030", "utf-16le", "utf-16be"];

fn known(name: &str, names: &[&'static str]) -> &'static str {
    names.iter().find(|known| **known == name).copied().unwrap_or("unknown")
}

/// The cells and numbers of `name=number name=number`; a cell that was made blank has none.
fn changes(report: &Report, tried: &str) -> Vec<Change> {
    let changes = tried.split_whitespace().filter_map(|change| {
        let (name, number) = change.split_once('=')?;
        let (id, _) = report.cells().find(|(id, _)| id.to_string() == name)?;
        let number = if number.is_empty() {
            None
        } else {
            Some(number.parse().ok()?)
        };
        Some((id, number))
    });
    changes.collect()
}
