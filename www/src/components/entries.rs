//! The list of files that were dropped together, and the sign that one is being read.

use gouji::language::Lang;
use yew::prelude::*;

use super::views;
use crate::files;
use crate::list::{Entry, Files, Outcome};
use crate::state::{Desk, Dispatch, State};
use crate::{dom, words};

/// The list, if there is more than one file: a click or Enter shows one, the arrow keys go from one to the next.
pub fn entries(state: &State, dispatch: &Dispatch) -> Html {
    let (files, lang) = (&state.files, state.lang);
    let entries = &files.entries;
    if entries.len() < 2 || state.desk != Desk::None {
        return beside(files, lang);
    }
    let onclick = {
        let (entries, dispatch) = (entries.clone(), dispatch.clone());
        move |event: MouseEvent| {
            if let Some((index, entry)) = entry_at(&event).and_then(|index| Some((index, entries.get(index)?))) {
                files::choose(index, entry, &dispatch);
            }
        }
    };
    let done = entries.iter().filter(|entry| entry.outcome.is_some()).count();
    html! {
        <div class="files" role="group" aria-labelledby="files-title">
            <div class="head">
                <h3 id="files-title">{ words::files(done, entries.len(), files.left_out, lang) }</h3>
                if done == entries.len() {
                    { views::save_all(state, dispatch) }
                }
            </div>
            <ul {onclick} onkeydown={|event: KeyboardEvent| dom::step(&event, "ul", "button", ["ArrowUp", "ArrowDown"])}>
                for (index, entry) in entries.iter().enumerate() {
                    <li>{ item(entry, index, files.current == Some(index), lang) }</li>
                }
            </ul>
            { beside(files, lang) }
        </div>
    }
}

/// What came with the files and is not checked.
fn beside(files: &Files, lang: Lang) -> Html {
    let Some(said) = &files.beside else {
        return Html::default();
    };
    let said = match lang {
        Lang::Zh => &said.zh,
        Lang::En => &said.en,
    };
    html! { <p class="beside" data-testid="beside">{ said }</p> }
}

fn entry_at(event: &Event) -> Option<usize> {
    let item = dom::target(event)?.closest("[data-entry]").ok()??;
    item.get_attribute("data-entry")?.parse().ok()
}

fn item(entry: &Entry, index: usize, current: bool, lang: Lang) -> Html {
    let (state, sign) = match &entry.outcome {
        None => ("", "…"),
        Some(Outcome::Checked(verdict, ..)) => (verdict.name(), words::sign(*verdict)),
        Some(Outcome::Failed(_)) => ("failed", "×"),
    };
    let said = words::outcome(entry.outcome.as_ref(), lang);
    html! {
        <button
            type="button"
            class="dropped"
            data-testid="entry"
            data-entry={index.to_string()}
            data-state={state}
            aria-current={if current { "true" } else { "false" }}
        >
            <span class="sign" aria-hidden="true">{ sign }</span>
            <span class="name">{ entry.name.clone() }</span>
            <span class="outcome" title={said.clone()}>{ said }</span>
        </button>
    }
}

/// What is going on while a file is read that takes longer than a moment.
pub fn waiting(files: &Files, lang: Lang) -> Html {
    let Some(entry) = files.wanted().filter(|_| files.slow) else {
        return Html::default();
    };
    let said = match (&files.progress, lang) {
        (Some(said), Lang::Zh) => said.zh.clone(),
        (Some(said), Lang::En) => said.en.clone(),
        (None, Lang::Zh) => format!("正在读取“{}”…", entry.name).into(),
        (None, Lang::En) => format!("Reading “{}”…", entry.name).into(),
    };
    html! { <p class="wait" data-testid="wait">{ said }</p> }
}
