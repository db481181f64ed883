//! Files that were dropped or chosen: read one after another, each when the one before is done.

use std::rc::Rc;
use std::time::Duration;

use gouji::document::Document;
use gouji::input::Source;
use gouji::input::formats::ACCEPT;
use gouji::language::Lang;
use gouji::report::Change;
use gouji::review::{Review, Summary, Verdict};
use gouji::wording::Sentence;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use rust_decimal::Decimal;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File};
use yew::AttrValue;
use yew::platform::spawn_local;
use yew::platform::time::sleep;

use crate::engine::{self, Checked, Opened};
use crate::host::Host;
use crate::state::{Action, Dispatch, Notice};
use crate::words;

/// Files checked at once at most: a county has about a hundred reports a year.
const MOST: u32 = 200;

/// What is read sooner needs no sign that it is being read.
const SOON: Duration = Duration::from_millis(200);

#[wasm_bindgen]
extern "C" {
    /// What the worker answers: a document, the files in an archive, or a sentence.
    type Answer;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn blocks(this: &Answer) -> Vec<u32>;
    #[wasm_bindgen(method, getter)]
    fn format(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn encoding(this: &Answer) -> String;
    /// The files in an archive.
    #[wasm_bindgen(method, getter)]
    fn files(this: &Answer) -> Option<Array>;
    /// What is said of those that are none.
    #[wasm_bindgen(method, getter)]
    fn beside(this: &Answer) -> JsValue;

    /// A file in an archive.
    type PackedFile;

    #[wasm_bindgen(method, getter)]
    fn path(this: &PackedFile) -> String;
    #[wasm_bindgen(method, getter)]
    fn bytes(this: &PackedFile) -> Option<Uint8Array>;
    #[wasm_bindgen(method, getter)]
    fn refused(this: &PackedFile) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn zh(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn en(this: &Answer) -> Option<String>;
}

/// A sentence in both languages that comes from outside this module.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Chinese.
    pub zh: AttrValue,
    /// English.
    pub en: AttrValue,
}

impl Said {
    fn of(value: JsValue) -> Option<Self> {
        if !value.is_object() {
            return None;
        }
        let answer: Answer = value.unchecked_into();
        Some(Self {
            zh: answer.zh()?.into(),
            en: answer.en()?.into(),
        })
    }
}

/// A file among those that were dropped together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The number of what was dropped together; a later one makes it void.
    pub batch: u32,
    /// Its place among them.
    pub index: usize,
}

impl Place {
    /// Whether nothing else came since.
    pub fn is_current(self, host: &Host) -> bool {
        host.batch() == self.batch
    }
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was checked: verdict, errors, warnings.
    Checked(Verdict, usize, usize),
    /// It could not be.
    Failed(Notice),
}

/// A report in the list; its answer is not kept: it is read again when it is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The file that holds it.
    pub file: File,
    /// Its name.
    pub name: AttrValue,
    /// Which of the reports in the file it is, where there are several.
    part: Option<usize>,
    /// Whether the file was packed in another.
    packed: bool,
    /// Why it cannot be unpacked.
    refused: Option<Said>,
    /// What came of it; none before it was read.
    pub outcome: Option<Outcome>,
    /// What was put into its cells when it was shown last.
    pub changes: Vec<Change>,
    /// The rules that were switched off for it.
    pub off: Vec<&'static str>,
    /// What was saved of it, and is done to it when it is shown: changes (`cell=number`), rules that are off.
    pub recalled: [String; 2],
}

impl Entry {
    /// A file with what is remembered of it.
    pub fn new(file: File) -> Self {
        let recalled = ["edits", "off"].map(|name| {
            let kept = Reflect::get(&file, &name.into()).ok();
            kept.and_then(|kept| kept.as_string()).unwrap_or_default()
        });
        Self {
            name: file.name().into(),
            file,
            part: None,
            packed: false,
            refused: None,
            outcome: None,
            changes: Vec::new(),
            off: Vec::new(),
            recalled,
        }
    }

    /// The reports of its document, if there are several.
    fn parts(&self, count: usize) -> Vec<Self> {
        let part = |at| Self {
            name: gouji::numbered(Some(&self.name), at).into(),
            part: Some(at),
            recalled: self.recalled.each_ref().map(|all| of_part(all, at)),
            ..self.clone()
        };
        (0..count).map(part).collect()
    }

    /// The files packed in it.
    fn packed_files(&self, files: &Array) -> Vec<Self> {
        let entry = |file: JsValue| {
            let file: PackedFile = file.unchecked_into();
            let name = format!("{}!/{}", self.name, file.path());
            let content: Array = file.bytes().into_iter().collect();
            let content = File::new_with_u8_array_sequence(&content, &name).ok()?;
            Some(Self {
                name: name.into(),
                packed: true,
                refused: Said::of(file.refused()),
                ..Self::new(content)
            })
        };
        files.iter().filter_map(entry).collect()
    }
}

/// What a file turned out to be.
pub enum Found {
    /// One report.
    Report(Checked),
    /// Several, or an archive; and what is said of the other files in it.
    Several(Vec<Entry>, Option<Said>),
}

impl Entry {
    /// What was done to it, as it is saved: changes and rules that are off, each with the number of its part in front.
    pub fn work(&self) -> [String; 2] {
        let [edits, off] = &self.recalled;
        let all = [
            [changes_as_text(&self.changes), edits.clone()].concat(),
            [self.off.join(" "), off.clone()].join(" "),
        ];
        all.map(|all| self.numbered(&all))
    }

    /// Words, each with the number of the part in front, if it is one of several.
    pub fn numbered(&self, words: &str) -> String {
        let part = self.part.map_or_else(String::new, |part| format!("{part}/"));
        let numbered = words.split_whitespace().map(|word| [&part, word, " "].concat());
        numbered.collect()
    }
}

/// Of words with numbers of parts in front those of one part.
fn of_part(words: &str, part: usize) -> String {
    let part = format!("{part}/");
    words
        .split_whitespace()
        .filter_map(|word| Some(format!("{} ", word.strip_prefix(&part)?)))
        .collect()
}

/// Changes as they are saved: `cell=number`, each with a space behind it.
pub fn changes_as_text(changes: &[Change]) -> String {
    let number = |value: Option<Decimal>| value.map(|value| value.to_string()).unwrap_or_default();
    let written = changes
        .iter()
        .map(|&(cell, value)| [&cell.to_string(), "=", &number(value), " "].concat());
    written.collect()
}

/// The files that were dropped together, and which of them is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    /// All that are checked.
    pub entries: Rc<Vec<Entry>>,
    /// How many more there were.
    pub left_out: u32,
    /// Whether all of them came in one input.
    pub from_one: bool,
    /// What is said of files that came with them and are not checked.
    pub beside: Option<Said>,
    /// The one that is shown, or shall be.
    pub current: Option<usize>,
    /// Whether it is still being read.
    pub awaited: bool,
    /// Whether that takes longer than a moment.
    pub slow: bool,
    /// What is going on, if it is not just reading.
    pub progress: Option<Said>,
}

impl Files {
    /// The file of that number is wanted.
    pub fn want(&mut self, index: usize) {
        self.current = Some(index);
        self.awaited = true;
        self.slow = false;
        self.progress = None;
    }

    /// The file that is shown, or shall be.
    pub fn wanted(&self) -> Option<&Entry> {
        self.entries.get(self.current?)
    }

    /// How many more reports the input holds whose first one is asked for.
    pub fn more(&self) -> usize {
        if self.from_one {
            self.entries.len().saturating_sub(1)
        } else {
            0
        }
    }

    /// In place of a file come the reports in it.
    pub fn unfold(&mut self, index: usize, found: Vec<Entry>, beside: Option<Said>) {
        let entries = Rc::make_mut(&mut self.entries);
        if index >= entries.len() {
            return;
        }
        let count = found.len();
        entries.splice(index..=index, found);
        let most = MOST as usize;
        self.left_out += entries.len().saturating_sub(most) as u32;
        entries.truncate(most);
        if let Some(current) = self.current.as_mut().filter(|current| **current > index) {
            *current = (*current + count).saturating_sub(1).min(most - 1);
        }
        self.beside = match (self.beside.take(), beside) {
            (Some(one), Some(other)) => Some(Said {
                zh: format!("{}；{}", one.zh, other.zh).into(),
                en: format!("{}; {}", one.en, other.en).into(),
            }),
            (one, other) => one.or(other),
        };
    }

    /// The file whose answer is shown.
    pub fn shown(&self) -> Option<usize> {
        self.current.filter(|_| !self.awaited)
    }

    /// No file is wanted any more.
    pub fn stop_waiting(&mut self) {
        self.awaited = false;
        self.slow = false;
    }

    /// The same list while no file is being waited for.
    pub fn at_rest(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            left_out: self.left_out,
            from_one: self.from_one,
            beside: self.beside.clone(),
            current: self.shown(),
            ..Self::default()
        }
    }

    /// Whether that file of the list is being waited for.
    pub fn awaits(&self, place: Place) -> bool {
        self.awaited && self.current == Some(place.index)
    }

    /// Keeps what was done to the file that is shown: the changes of its answer, and the rules that are switched off.
    pub fn keep_shown(&mut self, checked: Option<&Checked>, off: &[&'static str]) {
        let Some((index, checked)) = self.shown().zip(checked) else {
            return;
        };
        if let Some(entry) = Rc::make_mut(&mut self.entries).get_mut(index) {
            entry.changes.clone_from(&checked.changes);
            entry.off = off.to_vec();
            entry.recalled = Default::default();
        }
    }

    /// Notes what came of a file.
    pub fn note(&mut self, place: Place, result: &Result<Checked, Notice>) {
        if let Some(entry) = Rc::make_mut(&mut self.entries).get_mut(place.index) {
            entry.outcome = Some(match result {
                Ok(checked) => {
                    let Summary {
                        verdict,
                        errors,
                        warnings,
                        ..
                    } = checked.review.summary;
                    Outcome::Checked(verdict, errors, warnings)
                }
                Err(notice) => Outcome::Failed(notice.clone()),
            });
        }
    }
}

/// Takes the files in what was dropped or pasted; says whether there are any.
pub fn take_dropped(data: &DataTransfer, dispatch: &Dispatch) -> bool {
    let files = dispatch.host.script.files(data, ACCEPT);
    if files.is_undefined() {
        return false;
    }
    take(files, dispatch.clone());
    true
}

/// Takes an array of files, or a promise of one.
pub fn take(files: JsValue, dispatch: Dispatch) {
    let batch = dispatch.host.next_batch();
    spawn_local(async move {
        let found = match JsFuture::from(Promise::resolve(&files)).await {
            Ok(found) => found,
            Err(error) => return dispatch.emit(Action::Refused(failed(error))),
        };
        let recalled = dispatch.host.script.recall(&found);
        let found = match JsFuture::from(Promise::resolve(&recalled)).await {
            Ok(found) => found,
            Err(error) => return dispatch.emit(Action::Refused(failed(error))),
        };
        let files = Array::from(&found);
        let entries: Vec<Entry> = (files.iter().take(MOST as usize))
            .map(|file| Entry::new(file.unchecked_into()))
            .collect();
        let entries = Rc::new(entries);
        let first = Place { batch, index: 0 };
        if entries.is_empty() || !first.is_current(&dispatch.host) {
            return;
        }
        dispatch.emit(Action::Files {
            entries: entries.clone(),
            left_out: files.length().saturating_sub(MOST),
            beside: (Reflect::get(&found, &"beside".into()).ok())
                .filter(JsValue::is_object)
                .and_then(Said::of),
        });
        show_soon(first, dispatch.clone());
        read_all(batch, &entries, &dispatch).await;
    });
}

/// A text that holds several reports, as the file that it might have come in.
pub fn of_text(text: &str, lang: Lang) -> Option<File> {
    let content = Array::of1(&text.into());
    File::new_with_str_sequence(&content, words::PASTED.get(lang)).ok()
}

/// Takes one file and tells what came of the first report in it, and how many more there are.
pub async fn check(file: File, dispatch: &Dispatch) -> Result<(Checked, usize), Notice> {
    let mut place = Place {
        batch: dispatch.host.next_batch(),
        index: 0,
    };
    let mut entry = Entry::new(file);
    dispatch.emit(Action::Files {
        entries: Rc::new(vec![entry.clone()]),
        left_out: 0,
        beside: None,
    });
    show_soon(place, dispatch.clone());
    let mut more = 0;
    loop {
        match look(place, &entry, dispatch).await {
            Ok(Found::Several(entries, beside)) => {
                let first = entries.first().cloned().ok_or(Notice::Unreadable)?;
                more += entries.len() - 1;
                dispatch.emit(Action::Unfolded(place, entries, beside));
                entry = first;
                place.batch = dispatch.host.batch();
            }
            Ok(Found::Report(checked)) => {
                dispatch.emit(Action::Opened(place, Ok(checked.clone())));
                return Ok((checked, more));
            }
            Err(notice) => {
                dispatch.emit(Action::Opened(place, Err(notice.clone())));
                return Err(notice);
            }
        }
    }
}

/// The review of what could not be checked; none if that is not its fault.
#[expect(clippy::cast_sign_loss, reason = "no file is smaller than nothing")]
pub fn refused(notice: &Notice, entry: Option<&Entry>) -> Option<Review> {
    let source = Source {
        name: entry
            .map(|entry| entry.name.to_string())
            .filter(|name| !name.is_empty()),
        format: "unknown",
        encoding: "unknown",
        bytes: entry.map_or(0, |entry| entry.file.size() as usize),
    };
    let is_fault = !matches!(notice, Notice::NotLoaded | Notice::NoEngine);
    is_fault.then(|| Review::unsupported(source, Sentence::said(|lang| words::notice(notice, lang))))
}

/// Goes on with a list that was given up and brought back, or has grown: with the one that is wanted, if it was read before.
pub fn resume(files: &Files, dispatch: Dispatch) {
    let (batch, entries) = (dispatch.host.batch(), files.entries.clone());
    let wanted = files.current.filter(|_| files.awaited);
    spawn_local(async move {
        if let Some((index, entry)) = wanted.and_then(|index| Some((index, entries.get(index)?)))
            && entry.outcome.is_some()
        {
            read(Place { batch, index }, entry, &dispatch).await;
        }
        read_all(batch, &entries, &dispatch).await;
    });
}

/// Reads the files that were not read yet.
async fn read_all(batch: u32, entries: &[Entry], dispatch: &Dispatch) {
    for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.outcome.is_none()) {
        let place = Place { batch, index };
        if !place.is_current(&dispatch.host) {
            return;
        }
        read(place, entry, dispatch).await;
    }
}

/// Shows a file of the list: it is read again.
pub fn choose(index: usize, entry: &Entry, dispatch: &Dispatch) {
    let place = Place {
        batch: dispatch.host.batch(),
        index,
    };
    let (entry, dispatch) = (entry.clone(), dispatch.clone());
    dispatch.emit(Action::Choose(index));
    show_soon(place, dispatch.clone());
    spawn_local(async move { read(place, &entry, &dispatch).await });
}

fn show_soon(place: Place, dispatch: Dispatch) {
    spawn_local(async move {
        sleep(SOON).await;
        dispatch.emit(Action::Slow(place));
    });
}

/// What a file of the list is, whoever wants to know it.
pub async fn look(place: Place, entry: &Entry, dispatch: &Dispatch) -> Result<Found, Notice> {
    if let Some(said) = &entry.refused {
        return Err(Notice::Said(said.clone()));
    }
    let (document, source) = match open(place, entry, dispatch).await? {
        Ok(opened) => opened,
        Err(several) => return Ok(several),
    };
    let mut reports = engine::reports(document, source)?;
    if reports.len() > 1 && entry.part.is_none() {
        return Ok(Found::Several(entry.parts(reports.len()), None));
    }
    let part = entry.part.unwrap_or_default();
    if part >= reports.len() {
        return Err(Notice::Unreadable);
    }
    let (document, source) = reports.swap_remove(part);
    engine::review(document, source).map(Found::Report)
}

async fn read(place: Place, entry: &Entry, dispatch: &Dispatch) {
    dispatch.emit(match look(place, entry, dispatch).await {
        Ok(Found::Report(checked)) => Action::Opened(place, Ok(checked)),
        Ok(Found::Several(entries, beside)) => Action::Unfolded(place, entries, beside),
        Err(notice) => Action::Opened(place, Err(notice)),
    });
}

/// Opens a file; an archive is several.
async fn open(place: Place, entry: &Entry, dispatch: &Dispatch) -> Result<Result<(Document, Source), Found>, Notice> {
    engine::load().await?;
    let file = &entry.file;
    if engine::is_too_large(file.size()) {
        return Err(Notice::Failed(engine::TOO_LARGE));
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let bytes = Uint8Array::new(&buffer.map_err(|_| Notice::Unreadable)?);
    let size = bytes.length() as usize;
    let (document, mut source) = match engine::open(&bytes)? {
        Opened::Here(document, source) => (document, source),
        Opened::Elsewhere(part) => match read_later(place, part, &bytes, dispatch).await? {
            Later::Document(document, source) => (document, source),
            // What is packed in what was packed is not looked into.
            Later::Files(..) if entry.packed => return Err(Notice::Failed(engine::NESTED)),
            Later::Files(files, beside) => return Ok(Err(Found::Several(entry.packed_files(&files), beside))),
        },
    };
    source.name = Some(entry.name.to_string()).filter(|name| !name.is_empty());
    source.bytes = size;
    Ok(Ok((document, source)))
}

/// What the worker reads.
enum Later {
    Document(Document, Source),
    Files(Array, Option<Said>),
}

/// Reads a file in the worker.
async fn read_later(place: Place, part: &str, bytes: &Uint8Array, dispatch: &Dispatch) -> Result<Later, Notice> {
    let say = Closure::<dyn Fn(JsValue)>::new({
        let dispatch = dispatch.clone();
        move |said| dispatch.emit(Action::Progress(place, Said::of(said)))
    });
    let script = &dispatch.host.script;
    let asked = script.read(place.batch, part, bytes, say.as_ref().unchecked_ref());
    let answer = JsFuture::from(asked).await.map_err(failed)?;
    let answer: Answer = answer.unchecked_into();
    if let Some(files) = answer.files() {
        return Ok(Later::Files(files, Said::of(answer.beside())));
    }
    let Some(text) = answer.text() else {
        return Err(failed(answer.into()));
    };
    let (document, source) =
        engine::unpack(text, &answer.blocks(), &answer.format(), &answer.encoding()).ok_or(Notice::Unreadable)?;
    Ok(Later::Document(document, source))
}

/// The sentence that came in place of an answer.
fn failed(error: JsValue) -> Notice {
    Said::of(error).map_or(Notice::NotLoaded, Notice::Said)
}
