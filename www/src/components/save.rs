//! The menus of what can be saved and printed: of the report that is shown, and of all that were dropped together.

use gouji::language::Lang;
use gouji::report::Change;
use gouji::review::Review;
use js_sys::{Array, Uint32Array};
use wasm_bindgen::JsValue;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::engine::{self, Checked};
use crate::files::{self, Entry, Found, Place};
use crate::host::Host;
use crate::state::{Dispatch, Filter, State};
use crate::{dom, words};

/// The forms that are saved, each by its name.
const FORMS: [(&str, &str); 4] = [
    ("xlsx", "Excel"),
    ("csv", "CSV"),
    ("json", "JSON"),
    ("markdown", "Markdown"),
];

/// The menu of the report that is shown: what the document says, and beside it what was changed.
pub fn save(checked: &Checked, filter: &Filter, lang: Lang, dispatch: &Dispatch) -> Html {
    let onclick = {
        let (dispatch, checked, off) = (dispatch.clone(), checked.clone(), filter.off.clone());
        move |event: MouseEvent| {
            if let Some(form) = dom::pressed(&event) {
                let written = written(&engine::as_read(&checked).review, "", &off, &checked.changes);
                dispatch.host.script.write(&form, lang.name(), &Array::of1(&written));
            }
        }
    };
    menu(
        "save",
        words::SAVE.get(lang),
        words::SHEET.get(lang),
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
            let dispatch = dispatch.clone();
            spawn_local(async move { write_all(&form, &files.entries, lang, &dispatch).await });
        }
    };
    menu(
        "save-all",
        words::SAVE_ALL.get(lang),
        words::SHEETS.get(lang),
        Callback::from(onclick),
    )
}

fn menu(name: &'static str, label: &'static str, sheet: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <details class="save" data-testid={name} {onclick}>
            <summary class="quiet">{ label }</summary>
            <div>
                for (form, label) in FORMS {
                    <button type="button" class="quiet" data-act={form}>{ label }</button>
                }
                <button type="button" class="quiet" data-act="sheet">{ sheet }</button>
                <p role="status" data-saved=""></p>
            </div>
        </details>
    }
}

/// Reads all files of a list again and writes what came of them, whatever is shown meanwhile.
async fn write_all(form: &str, entries: &[Entry], lang: Lang, dispatch: &Dispatch) {
    let host = &dispatch.host;
    let all = Array::new();
    for (index, entry) in entries.iter().enumerate() {
        tell(host, &words::writing(index + 1, entries.len(), lang));
        let checked = loop {
            let batch = host.batch();
            let checked = files::look(Place { batch, index }, entry, dispatch).await;
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
    host.script.write(form, lang.name(), &all);
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
    for (cell, number) in changes {
        about.push_str(&cell.to_string());
        about.push('=');
        about.push_str(&number.map(|number| number.to_string()).unwrap_or_default());
        about.push(' ');
    }
    about.push('\n');
    about.push_str(source.name.as_deref().unwrap_or_default());
    let document = &report.document;
    let blocks = Uint32Array::from(&document.pack()[..]);
    Array::of4(&document.whole().into(), &blocks, &about.into(), &reason.into()).into()
}
