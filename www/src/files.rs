//! Files that were dropped or chosen: read one after another, each when the one before is done.

use std::rc::Rc;
use std::time::Duration;

use gouji::document::Document;
use gouji::input::Source;
use gouji::input::formats::ACCEPT;
use gouji::language::Lang;
use gouji::review::Review;
use gouji::wording::Sentence;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File};
use yew::platform::spawn_local;
use yew::platform::time::sleep;

use crate::engine::{self, Checked, Opened};
use crate::list::{BatchIndex, Entry, Files, MOST};
use crate::notice::{BilingualMessage, Notice};
use crate::state::{Action, Dispatch};
use crate::words;

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
}

/// What a file turned out to be.
pub enum Found {
    /// One report.
    Report(Checked),
    /// Several, or an archive; and what is said of the other files in it.
    Several(Vec<Entry>, Option<BilingualMessage>),
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
        let found = match settled(&files, &dispatch).await {
            Ok(found) => found,
            Err(notice) => return dispatch.emit(Action::Refused(notice)),
        };
        let files = Array::from(&found);
        let entries: Vec<Entry> = (files.iter().take(MOST as usize))
            .map(|file| Entry::new(file.unchecked_into()))
            .collect();
        let entries = Rc::new(entries);
        let beside = Reflect::get(&found, &"beside".into()).unwrap_or_default();
        if beside.is_object() {
            engine::load().await.ok();
        }
        let first = BatchIndex { batch, index: 0 };
        if dispatch.host.has_desk() && first.is_current(&dispatch.host) && !entries.is_empty() {
            let is_set = entries.len() > 1 || dispatch.host.shows_set.get();
            // Without the desk they are a list.
            if is_set && lay_on_desk(&files_of(&files, &found), &dispatch).await {
                return;
            }
        }
        if entries.is_empty() || !first.is_current(&dispatch.host) {
            return;
        }
        dispatch.emit(Action::Files {
            entries: entries.clone(),
            left_out: files.length().saturating_sub(MOST),
            beside: engine::told(&beside),
        });
        show_soon(first, dispatch.clone());
        read_all(batch, &entries, &dispatch).await;
    });
}

/// Several reports are looked at together; whether they can be.
async fn lay_on_desk(files: &Array, dispatch: &Dispatch) -> bool {
    let anew = !dispatch.host.shows_set.get();
    let done = JsFuture::from(dispatch.host.script.desk(files, anew)).await.is_ok();
    if done {
        dispatch.emit(Action::Set);
    }
    done
}

/// The sample of a set takes the place of whatever is there.
pub fn sample(dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        dispatch.host.script.tell("forget", &JsValue::UNDEFINED);
        // No files are the sample's.
        if !lay_on_desk(&Array::new(), &dispatch).await {
            dispatch.emit(Action::Refused(Notice::NotLoaded));
        }
    });
}

/// The files with what is told of them: what lies beside them, what was decided about them.
fn files_of(files: &Array, found: &JsValue) -> Array {
    let all: Array = files.iter().collect();
    for name in ["beside", "decisions"] {
        let told = Reflect::get(found, &name.into()).unwrap_or_default();
        // An array takes any field.
        let _ = Reflect::set(&all, &name.into(), &told);
    }
    all
}

/// The files themselves, with what is remembered of them; what is told in their place has its words from the engine.
async fn settled(files: &JsValue, dispatch: &Dispatch) -> Result<JsValue, Notice> {
    let found = async {
        let found = JsFuture::from(Promise::resolve(files)).await?;
        JsFuture::from(Promise::resolve(&dispatch.host.script.recall(&found))).await
    };
    match found.await {
        Ok(found) => Ok(found),
        Err(error) => {
            engine::load().await.ok();
            Err(failed(&error))
        }
    }
}

/// A text that holds several reports, as the file that it might have come in.
pub fn of_text(text: &str, lang: Lang) -> Option<File> {
    let content = Array::of1(&text.into());
    File::new_with_str_sequence(&content, words::PASTED.get(lang)).ok()
}

/// Takes one file and tells what came of the first report in it, and how many more there are.
pub async fn check(file: File, dispatch: &Dispatch) -> Result<(Checked, usize), Notice> {
    let mut place = BatchIndex {
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
    let is_fault = !matches!(notice, Notice::NotLoaded | Notice::NoEngine | Notice::Resting);
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
            read(BatchIndex { batch, index }, entry, &dispatch).await;
        }
        read_all(batch, &entries, &dispatch).await;
    });
}

/// Reads the files that were not read yet.
async fn read_all(batch: u32, entries: &[Entry], dispatch: &Dispatch) {
    for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.outcome.is_none()) {
        let place = BatchIndex { batch, index };
        if !place.is_current(&dispatch.host) {
            return;
        }
        read(place, entry, dispatch).await;
    }
}

/// Shows a file of the list: it is read again.
pub fn choose(index: usize, entry: &Entry, dispatch: &Dispatch) {
    let place = BatchIndex {
        batch: dispatch.host.batch(),
        index,
    };
    let (entry, dispatch) = (entry.clone(), dispatch.clone());
    dispatch.emit(Action::Choose(index));
    show_soon(place, dispatch.clone());
    spawn_local(async move { read(place, &entry, &dispatch).await });
}

fn show_soon(place: BatchIndex, dispatch: Dispatch) {
    spawn_local(async move {
        sleep(SOON).await;
        dispatch.emit(Action::Slow(place));
    });
}

/// What a file of the list is, whoever wants to know it.
pub async fn look(place: BatchIndex, entry: &Entry, dispatch: &Dispatch) -> Result<Found, Notice> {
    if let Some(said) = &entry.refused {
        return Err(Notice::Message(said.clone()));
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

async fn read(place: BatchIndex, entry: &Entry, dispatch: &Dispatch) {
    let found = look(place, entry, dispatch).await;
    let is_set = matches!(&found, Ok(Found::Several(entries, _)) if entries.len() > 1) && dispatch.host.has_desk();
    if is_set && place.is_current(&dispatch.host) && lay_on_desk(&Array::of1(&entry.file), dispatch).await {
        return;
    }
    dispatch.emit(match found {
        Ok(Found::Report(checked)) => Action::Opened(place, Ok(checked)),
        Ok(Found::Several(entries, beside)) => Action::Unfolded(place, entries, beside),
        Err(notice) => Action::Opened(place, Err(notice)),
    });
}

/// Opens a file; an archive is several.
async fn open(
    place: BatchIndex,
    entry: &Entry,
    dispatch: &Dispatch,
) -> Result<Result<(Document, Source), Found>, Notice> {
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
    Files(Array, Option<BilingualMessage>),
}

/// Reads a file in the worker.
async fn read_later(place: BatchIndex, part: &str, bytes: &Uint8Array, dispatch: &Dispatch) -> Result<Later, Notice> {
    let say = Closure::<dyn Fn(JsValue)>::new({
        let dispatch = dispatch.clone();
        move |said| dispatch.emit(Action::Progress(place, engine::told(&said)))
    });
    let script = &dispatch.host.script;
    let asked = script.read(place.batch, part, bytes, say.as_ref().unchecked_ref());
    let answer = JsFuture::from(asked).await.map_err(|error| failed(&error))?;
    let answer: Answer = answer.unchecked_into();
    if let Some(files) = answer.files() {
        return Ok(Later::Files(files, engine::told(&answer.beside())));
    }
    let Some(text) = answer.text() else {
        return Err(failed(&answer));
    };
    let (document, source) =
        engine::unpack(text, &answer.blocks(), &answer.format(), &answer.encoding()).ok_or(Notice::Unreadable)?;
    Ok(Later::Document(document, source))
}

/// The sentence that came in place of an answer.
fn failed(error: &JsValue) -> Notice {
    engine::told(error).map_or(Notice::NotLoaded, Notice::Message)
}
