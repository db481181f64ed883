//! The left pane: the paste box, which becomes the marked report.

use gouji::input::formats::ACCEPT;
use gouji::language::Lang;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FileList, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::entries::{entries, waiting};
use super::views;
use crate::engine::Checked;
use crate::files;
use crate::host::Host;
use crate::samples::Sample;
use crate::state::{Action, Desk, Dispatch, Selection, State, View};
use crate::{dom, utf16, words};

/// The left pane.
pub fn source(state: &State, dispatch: &Dispatch) -> Html {
    let lang = state.lang;
    let checked = state.checked.as_ref();
    let shown = checked.filter(|_| state.view == View::Marked);
    let oninput = {
        let dispatch = dispatch.clone();
        move |event: InputEvent| {
            let text_box: HtmlTextAreaElement = event.target_unchecked_into();
            dispatch.emit(Action::Typed(text_box.value()));
        }
    };
    html! {
        <section
            class={classes!("source", (!state.room.unfolded).then_some("folded"))}
            part="source"
            aria-labelledby="source-title"
        >
            <div class="bar">
                <h2 id="source-title">{ words::SOURCE.get(lang) }</h2>
                if let Some(checked) = checked {
                    if let Some(origin) = origin(checked, lang) {
                        <p class="origin" title={origin.clone()}>{ origin }</p>
                    }
                    { fold_button(state, dispatch) }
                    { view_switch(state, dispatch) }
                    { width_button(state, dispatch) }
                }
                if state.desk != Desk::Set
                    && (checked.is_some() || !state.text.is_empty() || !state.files.entries.is_empty())
                {
                    { clear_button(state, dispatch) }
                }
            </div>
            <div class="undo" role="status">
                if state.desk != Desk::Set {
                    { undo_button(state, dispatch) }
                }
            </div>
            { entries(state, dispatch) }
            <div role="status">{ waiting(&state.files, lang) }</div>
            // The box stays in the page: taking a focused element out of it costs a browser a whole layout.
            <div class="box" hidden={checked.is_some() && state.view != View::Text}>
                <label for="paste-box">
                    { if checked.is_some() { words::BOX_EDIT } else { words::BOX_LABEL }.get(lang) }
                </label>
                <textarea
                    id="paste-box"
                    value={state.text.clone()}
                    placeholder={words::BOX_HINT.get(lang)}
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    {oninput}
                />
            </div>
            if let Some(checked) = shown {
                { views::marked(state, checked, dispatch) }
            }
            <div class="start">
                { file_button(dispatch, lang) }
                if !state.host.is_widget {
                    { folder_button(dispatch, lang) }
                    { work_button(dispatch, lang) }
                }
                <p class="drop-hint">{ words::DROP_HINT.get(lang) }</p>
                <div class="samples" role="group" aria-labelledby="samples-title">
                    <span id="samples-title">{ words::SAMPLES.get(lang) }</span>
                    for sample in Sample::ALL {
                        { button(dispatch, sample.name(), words::sample(sample).get(lang), move || Action::Sample(sample)) }
                    }
                    if state.host.has_desk() {
                        { set_button(dispatch, lang) }
                    }
                </div>
            </div>
        </section>
    }
}

fn button(dispatch: &Dispatch, name: &'static str, label: &'static str, action: impl Fn() -> Action + 'static) -> Html {
    let dispatch = dispatch.clone();
    let onclick = move |_: MouseEvent| dispatch.emit(action());
    html! { <button type="button" class="quiet" data-testid={name} {onclick}>{ label }</button> }
}

/// Brings back what something else took the place of.
pub fn undo_button(state: &State, dispatch: &Dispatch) -> Html {
    if state.former.is_none() {
        return Html::default();
    }
    button(dispatch, "undo", words::UNDO.get(state.lang), || Action::Undo)
}

/// Clears everything.
pub fn clear_button(state: &State, dispatch: &Dispatch) -> Html {
    button(dispatch, "clear", words::CLEAR.get(state.lang), || Action::Clear)
}

fn set_button(dispatch: &Dispatch, lang: Lang) -> Html {
    let dispatch = dispatch.clone();
    html! {
        <button type="button" class="quiet" data-testid="sample-set" onclick={move |_: MouseEvent| files::sample(&dispatch)}>
            { words::SAMPLE_SET.get(lang) }
        </button>
    }
}

/// Shows the report, or folds it away, in a window that has no room for it beside the findings.
fn fold_button(state: &State, dispatch: &Dispatch) -> Html {
    let (unfolded, dispatch) = (state.room.unfolded, dispatch.clone());
    let (label, expanded) = if unfolded {
        (words::FOLD, "true")
    } else {
        (words::UNFOLD, "false")
    };
    html! {
        <button
            type="button"
            class="quiet unfold"
            data-testid="unfold"
            aria-expanded={expanded}
            onclick={move |_: MouseEvent| dispatch.emit(Action::Unfold(!unfolded))}
        >
            { label.get(state.lang) }
        </button>
    }
}

/// Gives the report the whole width, or its place beside the others again.
fn width_button(state: &State, dispatch: &Dispatch) -> Html {
    let (wide, dispatch) = (state.room.wide, dispatch.clone());
    html! {
        <button
            type="button"
            class="quiet widen"
            data-testid="widen"
            aria-pressed={if wide { "true" } else { "false" }}
            onclick={move |_: MouseEvent| dispatch.emit(Action::Wide(!wide))}
        >
            { if wide { words::NARROW } else { words::WIDEN }.get(state.lang) }
        </button>
    }
}

fn view_switch(state: &State, dispatch: &Dispatch) -> Html {
    let views = [
        (View::Marked, "view-marked", words::VIEW_MARKED),
        (View::Text, "view-text", words::VIEW_TEXT),
    ];
    html! {
        <div class="switch" role="group" aria-label={words::VIEW.get(state.lang)}>
            for (view, name, label) in views {
                <button
                    type="button"
                    data-testid={name}
                    aria-pressed={if view == state.view { "true" } else { "false" }}
                    onclick={
                        let dispatch = dispatch.clone();
                        // Pressed again in a compact widget, it folds.
                        let next = if state.compact && view == state.view { View::Folded } else { view };
                        move |_: MouseEvent| dispatch.emit(Action::View(next))
                    }
                >
                    { label.get(state.lang) }
                </button>
            }
        </div>
    }
}

/// What is taken when files were chosen.
fn choosing(dispatch: &Dispatch, taken: impl Fn(&FileList, &Dispatch) -> JsValue + 'static) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(files) = input.files() {
            files::take(taken(&files, &dispatch), dispatch.clone());
        }
        // The same file can be chosen again after it was changed.
        input.set_value("");
    })
}

fn file_button(dispatch: &Dispatch, lang: Lang) -> Html {
    let onchange = choosing(dispatch, |files, _| js_sys::Array::from(files).into());
    html! {
        <label class="file">
            <input
                type="file"
                id="file"
                multiple={true}
                accept={ACCEPT}
                {onchange}
            />
            <span>{ words::CHOOSE.get(lang) }</span>
        </label>
    }
}

/// Opens work that was saved.
fn work_button(dispatch: &Dispatch, lang: Lang) -> Html {
    let onchange = choosing(dispatch, |files, _| js_sys::Array::from(files).into());
    html! {
        <label class="folder work">
            <input type="file" id="work" accept=".json" {onchange} />
            <span>{ words::OPEN_WORK.get(lang) }</span>
        </label>
    }
}

/// A folder is looked into for the files in it that may be reports.
fn folder_button(dispatch: &Dispatch, lang: Lang) -> Html {
    let onchange = choosing(dispatch, |files, dispatch| dispatch.host.script.folder(files, ACCEPT));
    html! {
        <label class="folder">
            <input type="file" id="folder" webkitdirectory={true} {onchange} />
            <span>{ words::CHOOSE_FOLDER.get(lang) }</span>
        </label>
    }
}

/// A file's name and format, and its encoding where it is not the usual one.
fn origin(checked: &Checked, lang: Lang) -> Option<AttrValue> {
    let source = &checked.review.source;
    let mut line = source.name.clone()?;
    line.push_str(" · ");
    line.push_str(&words::format(source.format, lang));
    if source.encoding != "utf-8" {
        line.push_str(" · ");
        line.push_str(source.encoding);
    }
    Some(AttrValue::from(line))
}

/// In the text box the browser's own selection shows the words of the selected finding.
pub fn select_words(host: &Host, checked: &Checked, selection: &Selection) {
    let Some(text_box) = host
        .find("#paste-box")
        .and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok())
    else {
        return;
    };
    let report = &checked.review.report;
    let Some(finding) = checked.review.findings.get(usize::from(selection.current)) else {
        return;
    };
    let cell = finding.cells.iter().find_map(|&id| report.cell(id).span);
    if let Some(span) = finding.evidence.first().copied().or(cell) {
        let text = &report.document.text;
        dom::focus(&text_box);
        let _ = text_box.set_selection_range(utf16::offset(text, span.start), utf16::offset(text, span.end));
    }
}
