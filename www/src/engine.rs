//! The only door to the engine: what the browser gives goes in, a [`Checked`] comes out.
//!
//! The engine is a part of the program of its own: most of its size, and nothing that the empty page needs. It is loaded at the
//! first sign that somebody is about to use it, by `parts.rs`.

use std::cell::Cell;
use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;

use gouji::Options;
use gouji::document::Document;
use gouji::form::{self, CellId, TableId};
use gouji::input::Source;
use gouji::input::{Encoding, Error, Kind, MAX_FILE_BYTES};
use gouji::language::Lang;
use gouji::output::{Compared, Equation, Sum, TableCopy};
use gouji::report::{Change, Report, State};
use gouji::review::{Finding, Review};
use gouji::wording::Sentence;
use gouji_values::decode;
use js_sys::Uint8Array;
use rust_decimal::Decimal;
use wasm_bindgen::JsValue;

use crate::marks::Marks;
use crate::notice::{BilingualMessage, Code, Notice};
use crate::samples::Sample;

type Parsed = Result<(Document, Source), Error>;
type Parts = Result<Vec<(Document, Source)>, Error>;

/// What the engine does. The page calls nothing of it but through this, so that it can be cut out.
pub struct Engine {
    /// What kind of file bytes are.
    pub sniff: fn(&[u8]) -> Result<Kind, Error>,
    /// Text as a document.
    pub parse: fn(String, Encoding, usize) -> Parsed,
    /// The reports in a document.
    pub reports: fn((Document, Source)) -> Parts,
    /// A document as a report.
    pub read: fn(Document) -> Report,
    /// A report with what is wrong with it.
    pub check: fn(Report, Source, &Options) -> Review,
    /// What was typed as a number of that kind.
    pub entered: fn(&str, form::Kind) -> Result<Option<Decimal>, form::Kind>,
    /// A review as JavaScript has it.
    pub to_js: fn(&Review, Lang) -> JsValue,
    /// A document that came from the worker.
    pub unpack: fn(String, &[u32]) -> Option<Document>,
    /// A report with other numbers.
    pub with: fn(&Report, &[Change]) -> Report,
    /// What findings touch.
    pub marks: fn(&Review) -> Marks,
    /// A sample's text.
    pub sample: fn(Sample) -> &'static str,
    /// What it says.
    pub words: Words,
}

/// What the engine says of an answer. Nothing is said before there is one: the words come with the engine.
pub struct Words {
    /// A sentence.
    pub say: fn(&Sentence, Lang) -> String,
    /// What to do about a finding.
    pub advice: fn(&Finding, Lang) -> String,
    /// What a rule finds, in a few words.
    pub title: fn(&str, Lang) -> &'static str,
    /// The code of a rule.
    pub code: fn(&str) -> Option<&'static str>,
    /// Why an input could not be opened.
    pub error: fn(&Error, Lang) -> String,
    /// Why a cell cannot be read.
    pub why: fn(State, Lang) -> Option<&'static str>,
    /// A broken identity in numbers.
    pub equation: fn(&Report, &Finding, Lang) -> Option<Equation>,
    /// Other numbers in cells.
    pub changes: fn(&Report, &[Change], Lang) -> String,
    /// A finding as it is copied.
    pub finding: fn(&Finding, Lang) -> String,
    /// Findings as a letter.
    pub letter: fn(&Review, &[&Finding], Lang) -> String,
    /// What a cell is called.
    pub cell: fn(&Report, CellId, Lang) -> String,
    /// The sums that a cell stands in.
    pub sums: fn(&Report, CellId, Lang) -> Vec<Sum>,
    /// All that was compared.
    pub evidence: fn(&Review, Lang) -> Vec<Compared>,
    /// What a script tells.
    pub message: fn(&str, &[String], u32, Lang) -> Option<String>,
    /// A table as it is copied.
    pub table_copy: fn(&Report, &[Change], TableId, Lang) -> Option<TableCopy>,
    /// The tables as they are saved.
    pub tables_document: fn(&Report, &[Change], Lang) -> (String, String),
}

/// Loads what [`install`] is given.
pub type Loading = Pin<Box<dyn Future<Output = Result<(), Notice>>>>;

thread_local! {
    static LOADED: Cell<Option<&'static Engine>> = const { Cell::new(None) };
    static LOADER: Cell<Option<fn() -> Loading>> = const { Cell::new(None) };
}

/// Says how the engine is loaded.
pub fn load_by(loader: fn() -> Loading) {
    LOADER.set(Some(loader));
}

/// The engine came.
pub fn install(engine: &'static Engine) {
    LOADED.set(Some(engine));
}

/// Loads the engine; once it is there, that is done at once. Without a connection it may fail, and be tried again.
pub async fn load() -> Result<(), Notice> {
    match (LOADED.get(), LOADER.get()) {
        (Some(_), _) => Ok(()),
        (None, Some(loader)) => loader().await,
        (None, None) => Err(Notice::NoEngine),
    }
}

/// Whether the engine is there.
pub fn is_loaded() -> bool {
    LOADED.get().is_some()
}

fn loaded() -> Result<&'static Engine, Notice> {
    LOADED.get().ok_or(Notice::NoEngine)
}

/// Enough of a file to tell what kind it is, if it is no text.
const HEAD: u32 = 4096;

/// A review with what the page looks up in it; cheap to clone, equal only to itself.
#[derive(Clone)]
pub struct Checked(Rc<Inner>);

/// What [`Checked`] holds.
pub struct Inner {
    /// The engine's answer.
    pub review: Review,
    /// Which findings touch which cells and words.
    pub marks: Marks,
    /// What stands in cells in place of what the document holds, typed or tried; `review` is of the report with it.
    pub changes: Vec<Change>,
    /// The report without that, where there is any.
    unchanged: Option<Checked>,
    /// What checked it.
    engine: &'static Engine,
}

impl Inner {
    /// What was put into a cell.
    pub fn change_of(&self, id: CellId) -> Option<&Change> {
        self.changes.iter().find(|(cell, _)| *cell == id)
    }
}

impl PartialEq for Checked {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Checked {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// A text of more bytes takes longer than a frame: it is read in the worker, as a file is, and checked when typing rests.
const LONG: usize = 200 * 1024;

/// Whether painting should not wait for a text.
pub fn is_long(text: &str) -> bool {
    text.len() > LONG
}

/// Checks text or HTML that is already decoded: pasted, typed, a sample. None if it holds several reports: each is one of a list.
pub fn check_text(text: &str) -> Result<Option<Checked>, Notice> {
    let (document, source) = (loaded()?.parse)(text.to_owned(), Encoding::Utf8, text.len())?;
    let mut reports = reports(document, source)?;
    match reports.pop() {
        Some((document, source)) if reports.is_empty() => review(document, source).map(Some),
        _ => Ok(None),
    }
}

/// The reports in a document.
pub fn reports(document: Document, source: Source) -> Result<Vec<(Document, Source)>, Notice> {
    Ok((loaded()?.reports)((document, source))?)
}

/// A sample's text.
pub fn sample(sample: Sample) -> Result<&'static str, Notice> {
    Ok((loaded()?.sample)(sample))
}

/// A file, opened as far as this module can.
pub enum Opened {
    /// It is text or HTML.
    Here(Document, Source),
    /// A part of the page reads it that is loaded later: which.
    Elsewhere(&'static str),
}

/// Opens a file's bytes.
pub fn open(bytes: &Uint8Array) -> Result<Opened, Notice> {
    let engine = loaded()?;
    // A large file that is no text need not be copied to be told.
    let mut kind = (engine.sniff)(&bytes.subarray(0, HEAD).to_vec());
    if !matches!(kind, Ok(kind) if !matches!(kind, Kind::Text(_) | Kind::Csv(_))) {
        let bytes = bytes.to_vec();
        kind = (engine.sniff)(&bytes);
        if let Ok(Kind::Text(encoding)) = kind {
            let size = bytes.len();
            if size > LONG {
                return Ok(Opened::Elsewhere("office"));
            }
            let text = match encoding {
                Encoding::Utf8 => String::from_utf8(bytes).map_err(|_| Error::NotText)?,
                _ => decode(&bytes, encoding),
            };
            let (document, source) = (engine.parse)(text, encoding, size)?;
            return Ok(Opened::Here(document, source));
        }
    }
    Ok(Opened::Elsewhere(match kind? {
        Kind::Pdf => "pdf",
        _ => "office",
    }))
}

/// What the worker read; none if it does not belong together.
pub fn unpack(text: String, blocks: &[u32], format: &str, encoding: &str) -> Option<(Document, Source)> {
    Some(((loaded().ok()?.unpack)(text, blocks)?, Source::named(format, encoding)))
}

/// The report with those changes and no others. What a cell holds already, or has no place in the report, is no change.
pub fn with(checked: &Checked, changes: &[Change]) -> Checked {
    let read = as_read(checked);
    let report = &read.review.report;
    let mut changes = changes.to_vec();
    changes.retain(|(id, to)| {
        let cell = report.cell(*id);
        let same = cell.value == *to && (to.is_some() || cell.state == State::Blank);
        !same && report.cells().any(|(other, _)| other == *id)
    });
    if changes.is_empty() {
        return read.clone();
    }
    let report = (read.engine.with)(report, &changes);
    let source = read.review.source.clone();
    finish(read.engine, report, source, changes, Some(read.clone()))
}

/// The changes that stand, with others beside them or in their place.
pub fn joined(checked: &Checked, others: &[Change]) -> Vec<Change> {
    let mut changes = checked.changes.clone();
    for &(id, to) in others {
        match changes.iter_mut().find(|(cell, _)| *cell == id) {
            Some(change) => change.1 = to,
            None => changes.push((id, to)),
        }
    }
    changes
}

/// What was typed into a cell of that name, if it can stand there.
pub fn entered(checked: &Checked, cell: &str, text: &str) -> Option<Change> {
    let (id, _) = checked.review.report.cells().find(|(id, _)| id.to_string() == cell)?;
    let value = (checked.engine.entered)(text, id.column().kind).ok()?;
    Some((id, value))
}

/// The report as the document has it, nothing changed.
pub fn as_read(checked: &Checked) -> &Checked {
    checked.unchanged.as_ref().unwrap_or(checked)
}

/// What is said of such a file.
pub const TOO_LARGE: Error = Error::TooLarge(MAX_FILE_BYTES / 1024 / 1024);

/// What is said of an archive in an archive.
pub const NESTED: Error = Error::NestedPacked;

/// Whether a file of that size is refused; told before it is read.
pub fn is_too_large(bytes: f64) -> bool {
    u32::try_from(MAX_FILE_BYTES).is_ok_and(|most| bytes > f64::from(most))
}

/// Checks a document.
pub fn review(document: Document, source: Source) -> Result<Checked, Notice> {
    let engine = loaded()?;
    Ok(finish(engine, (engine.read)(document), source, Vec::new(), None))
}

/// A review as JavaScript has it, in one language; null before the engine is there.
pub fn to_js(review: &Review, lang: Lang) -> JsValue {
    loaded().map_or(JsValue::NULL, |engine| (engine.to_js)(review, lang))
}

/// The review of the first report of an input, as JavaScript has it: with how many more there are.
pub fn first_to_js(review: &Review, more: usize, lang: Lang) -> JsValue {
    if more == 0 {
        return to_js(review, lang);
    }
    let mut first = review.clone();
    first.more = more;
    to_js(&first, lang)
}

/// What the engine says, or nothing before it is there.
fn said<T: Default>(say: impl FnOnce(&Words) -> T) -> T {
    loaded().map_or_else(|_| T::default(), |engine| say(&engine.words))
}

/// A sentence of the engine's.
pub fn say(sentence: &Sentence, lang: Lang) -> String {
    said(|words| (words.say)(sentence, lang))
}

/// What to do about a finding.
pub fn advice(finding: &Finding, lang: Lang) -> String {
    said(|words| (words.advice)(finding, lang))
}

/// What a rule finds, in a few words.
pub fn title(code: &str, lang: Lang) -> &'static str {
    said(|words| (words.title)(code, lang))
}

/// The code of a rule, if there is one.
pub fn code(code: &str) -> Option<&'static str> {
    said(|words| (words.code)(code))
}

/// Why an input could not be opened.
pub fn error(error: &Error, lang: Lang) -> String {
    said(|words| (words.error)(error, lang))
}

/// Why a cell cannot be read, where it cannot.
pub fn why(state: State, lang: Lang) -> Option<&'static str> {
    said(|words| (words.why)(state, lang))
}

/// A broken identity in numbers.
pub fn equation(report: &Report, finding: &Finding, lang: Lang) -> Option<Equation> {
    said(|words| (words.equation)(report, finding, lang))
}

/// Other numbers in cells, in words.
pub fn changes(report: &Report, changes: &[Change], lang: Lang) -> String {
    said(|words| (words.changes)(report, changes, lang))
}

/// A finding as it is copied.
pub fn finding(finding: &Finding, lang: Lang) -> String {
    said(|words| (words.finding)(finding, lang))
}

/// Findings as a letter to the agency.
pub fn letter(review: &Review, findings: &[&Finding], lang: Lang) -> String {
    said(|words| (words.letter)(review, findings, lang))
}

/// What a cell is called, with what stands there.
pub fn cell_name(report: &Report, id: CellId, lang: Lang) -> String {
    said(|words| (words.cell)(report, id, lang))
}

/// The sums that a cell stands in.
pub fn sums(report: &Report, id: CellId, lang: Lang) -> Vec<Sum> {
    said(|words| (words.sums)(report, id, lang))
}

/// All that was compared.
pub fn evidence(review: &Review, lang: Lang) -> Vec<Compared> {
    said(|words| (words.evidence)(review, lang))
}

/// What a script tells: a sentence in both languages, or a code that stands for one; none if it is neither.
pub fn told(value: &JsValue) -> Option<BilingualMessage> {
    BilingualMessage::of(value).or_else(|| {
        let Code { what, names, count } = Code::of(value)?;
        let say = |lang| said(|words| (words.message)(&what, &names, count, lang));
        Some(BilingualMessage {
            zh: say(Lang::Zh)?.into(),
            en: say(Lang::En)?.into(),
        })
    })
}

/// A table as it is copied, with the changes that stand.
pub fn table_copy(checked: &Checked, table: TableId, lang: Lang) -> Option<TableCopy> {
    let report = &as_read(checked).review.report;
    said(|words| (words.table_copy)(report, &checked.changes, table, lang))
}

/// The tables as they are saved, with the changes that stand: their name and their page.
pub fn tables_document(checked: &Checked, lang: Lang) -> (String, String) {
    let report = &as_read(checked).review.report;
    said(|words| (words.tables_document)(report, &checked.changes, lang))
}

fn finish(
    engine: &'static Engine,
    report: Report,
    source: Source,
    changes: Vec<Change>,
    unchanged: Option<Checked>,
) -> Checked {
    let review = (engine.check)(report, source, &Options::default());
    let marks = (engine.marks)(&review);
    Checked(Rc::new(Inner {
        review,
        marks,
        changes,
        unchanged,
        engine,
    }))
}
