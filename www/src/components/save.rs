//! The menus of what can be saved and printed: of the report that is shown, and of all that were dropped together.

use gouji::language::Lang;
use gouji::report::Change;
use gouji::review::Review;
use js_sys::{Array, Uint32Array};
use wasm_bindgen::JsValue;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::engine::{self, Checked};
use crate::files::{self, Found};
use crate::host::Host;
use crate::list::{self, BatchIndex, Entry};
use crate::state::{Action, Dispatch, State};
use crate::{dom, words};

/// What was done, to be gone on with: no form of the answer.
const WORK: &str = "work";

/// The forms that are saved, each by its name.
const FORMS: [(&str, &str); 4] = [
    ("xlsx", "Excel"),
    ("csv", "CSV"),
    ("json", "JSON"),
    ("markdown", "Markdown"),
];

/// The menu of the report that is shown: what the document says, and beside it what was changed.
pub fn save(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    let lang = state.lang;
    let onclick = {
        let (dispatch, checked, off) = (dispatch.clone(), checked.clone(), state.filter.off.clone());
        let (text, files, typed) = (state.text.clone(), state.files.clone(), state.work.typed);
        move |event: MouseEvent| {
            if let Some(form) = dom::pressed(&event) {
                if form == WORK {
                    let shown = files.shown().and_then(|shown| files.entries.get(shown));
                    let work = work_of_one(shown.filter(|_| !typed), &text, &checked.changes, &off);
                    dispatch
                        .host
                        .script
                        .work(words::WORK_FILE.get(lang), 0, &Array::of1(&work));
                    return dispatch.emit(Action::WorkSaved);
                }
                let review = &engine::as_read(&checked).review;
                let written = written(review, "", &off, &checked.changes);
                let name = words::saved_as(review.source.name.as_deref(), 1, lang);
                let script = &dispatch.host.script;
                script.write(&form, lang.name(), &name, &Array::of1(&written));
            }
        }
    };
    menu(
        "save",
        words::SAVE.get(lang),
        words::SHEET.get(lang),
        lang,
        Callback::from(onclick),
    )
}

/// The menu of all files of a list, each with what was changed in it. Their answers are not kept: each is read again.
pub fn save_all(state: &State, dispatch: &Dispatch) -> Html {
    let lang = state.lang;
    let onclick = {
        let (files, dispatch) = (state.files.clone(), dispatch.clone());
        let (checked, off) = (state.checked.clone(), state.filter.off.clone());
        move |event: MouseEvent| {
            let Some(form) = dom::pressed(&event) else { return };
            let mut files = files.clone();
            files.keep_shown(checked.as_ref(), &off);
            if form == WORK {
                let work = work_of_all(&files.entries);
                let current = files.shown().unwrap_or_default();
                let name = words::WORK_FILE.get(lang);
                dispatch.host.script.work(name, current as u32, &work);
                return dispatch.emit(Action::WorkSaved);
            }
            let dispatch = dispatch.clone();
            spawn_local(async move { write_all(&form, &files.entries, lang, &dispatch).await });
        }
    };
    menu(
        "save-all",
        words::SAVE_ALL.get(lang),
        words::SHEETS.get(lang),
        lang,
        Callback::from(onclick),
    )
}

fn menu(
    name: &'static str,
    label: &'static str,
    sheet: &'static str,
    lang: Lang,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <details class="save" data-testid={name} {onclick}>
            <summary class="quiet">{ label }</summary>
            <div>
                for (form, label) in FORMS {
                    <button type="button" class="quiet" data-act={form}>{ label }</button>
                }
                <button type="button" class="quiet" data-act="sheet">{ sheet }</button>
                <button type="button" class="quiet" data-act={WORK}>{ words::SAVE_WORK.get(lang) }</button>
                <label class="texts"><input type="checkbox" data-without="" />{ words::WITHOUT_TEXTS.get(lang) }</label>
                <p
                    role="status"
                    data-saved=""
                    data-done={words::WORK_DONE.get(lang)}
                    data-failed={words::NOT_WRITTEN.get(lang)}
                />
            </div>
        </details>
    }
}

/// The work on what is shown: its file, or its text where that was pasted or typed.
fn work_of_one(entry: Option<&Entry>, text: &str, changes: &[Change], off: &[&str]) -> Array {
    let file = entry.map_or(JsValue::UNDEFINED, |entry| entry.file.clone().into());
    let numbered = |words: String| match entry {
        Some(entry) => entry.numbered(&words),
        None => words,
    };
    let (changes, off) = (numbered(list::changes_as_text(changes)), numbered(off.join(" ")));
    Array::of4(&file, &text.into(), &changes.into(), &off.into())
}

/// The work on all files of a list; the parts of a document are saved with it.
fn work_of_all(entries: &[Entry]) -> Array {
    let work = Array::new();
    for parts in entries.chunk_by(|one, other| one.file == other.file) {
        let all: Vec<[String; 2]> = parts.iter().map(Entry::work).collect();
        let [changes, off] = [0, 1].map(|which| all.iter().map(|one| one[which].as_str()).collect::<String>());
        let file = &parts[0].file;
        work.push(&Array::of4(file, &JsValue::UNDEFINED, &changes.into(), &off.into()));
    }
    work
}

/// Reads all files of a list again and writes what came of them, whatever is shown meanwhile.
async fn write_all(form: &str, entries: &[Entry], lang: Lang, dispatch: &Dispatch) {
    let host = &dispatch.host;
    let all = Array::new();
    for (index, entry) in entries.iter().enumerate() {
        tell(host, &words::writing(index + 1, entries.len(), lang));
        let checked = loop {
            let batch = host.batch();
            let checked = files::look(BatchIndex { batch, index }, entry, dispatch).await;
            // What is dropped meanwhile gives up what is being read.
            if host.batch() == batch {
                break checked;
            }
        };
        all.push(&match checked {
            Ok(Found::Report(checked)) => written(&checked.review, "", &entry.off, &entry.changes),
            // All were read before, and those that hold several unfolded.
            Ok(Found::Several(..)) => continue,
            Err(notice) => {
                let reason = words::notice(&notice, lang);
                let Some(review) = files::refused(&notice, Some(entry)) else {
                    return tell(host, &reason);
                };
                written(&review, &reason, &[], &[])
            }
        });
    }
    let only = entries.first().map(|entry| entry.name.as_str());
    let name = words::saved_as(only, all.length() as usize, lang);
    host.script.write(form, lang.name(), &name, &all);
}

/// Says in the menu that is open what is going on.
fn tell(host: &Host, words: &str) {
    if let Some(said) = host.find("details.save[open] [data-saved]") {
        said.set_text_content(Some(words));
    }
}

/// What the part that writes is told of a report: its text, its blocks, what is to be known of it, and why it could not be
/// read, if it could not.
fn written(review: &Review, reason: &str, off: &[&str], changes: &[Change]) -> JsValue {
    let Review { source, report, .. } = review;
    let mut about = [
        source.format,
        source.encoding,
        &source.bytes.to_string(),
        &off.join(" "),
        "",
    ]
    .join("\n");
    about.push_str(&list::changes_as_text(changes));
    about.push('\n');
    about.push_str(source.name.as_deref().unwrap_or_default());
    let document = &report.document;
    let blocks = Uint32Array::from(&document.pack()[..]);
    Array::of4(&document.whole().into(), &blocks, &about.into(), &reason.into()).into()
}
