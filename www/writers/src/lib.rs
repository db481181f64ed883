//! What writes a review to save or to print: a document's text and blocks in, a file's bytes out.
//!
//! The page hands over the document and not its answer, which it would have to put into words first: the same engine
//! checks it again here, in a few milliseconds.

use gouji::document::Document;
use gouji::input::Source;
use gouji::language::Lang;
use gouji::output::{Csv, Markdown, ReviewWriter, SheetFacts, WhatIf, Xlsx, sheet, to_json, to_json_with};
use gouji::report::{Change, Report};
use gouji::review::Review;
use gouji::{Options, check_document};
use wasm_bindgen::prelude::*;

/// A document to be written, as the page knows it.
#[wasm_bindgen]
pub struct Input {
    text: String,
    blocks: Vec<u32>,
    about: String,
    reason: String,
}

#[wasm_bindgen]
impl Input {
    /// `blocks` is the document as `Document::pack` gives it. `about` says on a line each: what kind of file it came from, how
    /// that was encoded, its size, the codes of rules that are switched off, the cells that are tried as `name=number`, and last
    /// its name. `reason` says why it could not be read; nothing if it could.
    #[wasm_bindgen(constructor)]
    pub fn new(text: String, blocks: Vec<u32>, about: String, reason: String) -> Self {
        Self {
            text,
            blocks,
            about,
            reason,
        }
    }
}

/// What came of a document: its review, the codes of rules that are switched off, what was tried with it.
struct Outcome {
    review: Review,
    off: Vec<String>,
    what_if: Option<WhatIf>,
}

fn check(input: Input, options: &Options) -> Option<Outcome> {
    let mut lines = input.about.splitn(6, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (format, encoding) = (line(), line());
    let (bytes, off, tried, name) = (line(), line(), line(), line());
    let source = Source {
        name: (!name.is_empty()).then(|| name.to_owned()),
        bytes: bytes.parse().ok()?,
        ..Source::named(format, encoding)
    };
    let review = if input.reason.is_empty() {
        check_document(Document::unpack(input.text, &input.blocks)?, source, options)
    } else {
        Review::unsupported(source, input.reason)
    };
    let what_if = WhatIf::new(&review, changes(&review.report, tried), options);
    Some(Outcome {
        review,
        off: off.split_whitespace().map(str::to_owned).collect(),
        what_if,
    })
}

/// Writes the reviews of documents as `json`, `csv`, `xlsx`, `markdown`, or as the HTML of a `sheet` each to print.
///
/// JSON is one object for one document, and an array for several. `date` is today's, in words.
#[wasm_bindgen]
pub fn write(form: &str, lang: &str, inputs: Vec<Input>, date: &str) -> Option<Vec<u8>> {
    let lang = Lang::named(lang);
    let options = Options::default();
    let outcomes: Vec<Outcome> = inputs
        .into_iter()
        .map(|input| check(input, &options))
        .collect::<Option<_>>()?;
    let mut out = Vec::new();
    let put = |mut written: Box<dyn ReviewWriter + '_>| -> Option<()> {
        for Outcome { review, what_if, .. } in &outcomes {
            written.add(review, what_if.as_ref()).ok()?;
        }
        written.finish().ok()
    };
    match form {
        "csv" => put(Box::new(Csv::new(&mut out, lang).ok()?))?,
        "xlsx" => put(Box::new(Xlsx::new(&mut out, lang)))?,
        "markdown" => put(Box::new(Markdown::new(&mut out, lang).ok()?))?,
        "sheet" => {
            for Outcome { review, off, what_if } in &outcomes {
                let off = off.iter().map(String::as_str).collect();
                out.extend(sheet(review, what_if.as_ref(), &SheetFacts { date, off, lang }).into_bytes());
            }
        }
        _ => {
            let json = |outcome: &Outcome| match &outcome.what_if {
                Some(what_if) => to_json_with(&outcome.review, what_if, lang),
                None => to_json(&outcome.review, lang, false, true),
            };
            let all: Vec<String> = outcomes.iter().map(json).collect();
            out = match &all[..] {
                [one] => one.clone(),
                all => format!("[\n{}\n]", all.join(",\n")),
            }
            .into_bytes();
        }
    }
    Some(out)
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
