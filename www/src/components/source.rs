//! The left pane: the paste box, which becomes the marked report.

use gouji::review::Lang;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::entries::{entries, waiting};
use super::marked::Marked;
use crate::engine::Checked;
use crate::files::{self, Files};
use crate::samples::Sample;
use crate::state::{Action, Dispatch, Notice, Selection, View};
use crate::{dom, utf16, words};

/// What the pane needs.
#[derive(PartialEq, Properties)]
pub struct Props {
    pub lang: Lang,
    pub text: AttrValue,
    pub checked: Option<Checked>,
    pub notice: Option<Notice>,
    pub files: Files,
    pub undo: bool,
    pub view: View,
    pub selection: Option<Selection>,
    pub dispatch: Dispatch,
}

/// The left pane.
#[component]
pub fn Source(props: &Props) -> Html {
    let lang = props.lang;
    let text_box = use_node_ref();
    let marked = props.checked.as_ref().filter(|_| props.view == View::Marked);
    let oninput = {
        let dispatch = props.dispatch.clone();
        move |event: InputEvent| {
            let text_box: HtmlTextAreaElement = event.target_unchecked_into();
            dispatch.dispatch(Action::Typed(text_box.value()));
        }
    };
    use_effect_with((props.view, props.selection.clone()), {
        let text_box = text_box.clone();
        let checked = props.checked.clone();
        move |(view, selection)| {
            if let (View::Text, Some(checked), Some(selection)) = (view, checked, selection) {
                select_words(&text_box, &checked, selection);
            }
        }
    });
    html! {
        <section class="source" aria-labelledby="source-title">
            <div class="bar">
                <h2 id="source-title">{ words::SOURCE.get(lang) }</h2>
                if let Some(checked) = &props.checked {
                    if let Some(origin) = origin(checked, lang) {
                        <p class="origin" title={origin.clone()}>{ origin }</p>
                    }
                    { view_switch(props) }
                }
                if props.checked.is_some() || !props.text.is_empty() || !props.files.entries.is_empty() {
                    { button(&props.dispatch, "clear", words::CLEAR.get(lang), || Action::Clear) }
                }
            </div>
            <div class="undo" role="status">
                if props.undo {
                    { button(&props.dispatch, "undo", words::UNDO.get(lang), || Action::Undo) }
                }
            </div>
            { entries(&props.files, lang, &props.dispatch) }
            <div role="status">{ waiting(&props.files, lang) }</div>
            <div role="alert">
                if let Some(notice) = &props.notice {
                    <p class="alert" data-testid="notice">
                        if let Some(file) = props.files.wanted() {
                            <span class="name">{ file.name.clone() }</span>
                        }
                        { words::notice(notice, lang) }
                    </p>
                }
            </div>
            // The box stays in the page: taking a focused element out of it costs a browser a whole layout.
            <div class="box" hidden={marked.is_some()}>
                <label for="paste-box">
                    { if props.checked.is_some() { words::BOX_EDIT } else { words::BOX_LABEL }.get(lang) }
                </label>
                <textarea
                    id="paste-box"
                    ref={text_box}
                    value={props.text.clone()}
                    placeholder={words::BOX_HINT.get(lang)}
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    {oninput}
                />
            </div>
            if let Some(checked) = marked {
                <Marked
                    {lang}
                    checked={checked.clone()}
                    selection={props.selection.clone()}
                    dispatch={props.dispatch.clone()}
                />
            }
            <div class="start">
                { file_button(&props.dispatch, lang) }
                <p class="drop-hint">{ words::DROP_HINT.get(lang) }</p>
                <div class="samples" role="group" aria-labelledby="samples-title">
                    <span id="samples-title">{ words::SAMPLES.get(lang) }</span>
                    for sample in Sample::ALL {
                        { button(&props.dispatch, sample.name(), words::sample(sample).get(lang), move || Action::Sample(sample)) }
                    }
                </div>
            </div>
        </section>
    }
}

fn button(dispatch: &Dispatch, name: &'static str, label: &'static str, action: impl Fn() -> Action + 'static) -> Html {
    let dispatch = dispatch.clone();
    let onclick = move |_: MouseEvent| dispatch.dispatch(action());
    html! { <button type="button" class="quiet" data-testid={name} {onclick}>{ label }</button> }
}

fn view_switch(props: &Props) -> Html {
    let views = [
        (View::Marked, "view-marked", words::VIEW_MARKED),
        (View::Text, "view-text", words::VIEW_TEXT),
    ];
    html! {
        <div class="switch" role="group" aria-label={words::VIEW.get(props.lang)}>
            for (view, name, label) in views {
                <button
                    type="button"
                    data-testid={name}
                    aria-pressed={if view == props.view { "true" } else { "false" }}
                    onclick={
                        let dispatch = props.dispatch.clone();
                        move |_: MouseEvent| dispatch.dispatch(Action::View(view))
                    }
                >
                    { label.get(props.lang) }
                </button>
            }
        </div>
    }
}

fn file_button(dispatch: &Dispatch, lang: Lang) -> Html {
    let dispatch = dispatch.clone();
    let onchange = move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(files) = input.files() {
            files::take(js_sys::Array::from(&files).into(), dispatch.clone());
        }
        // The same file can be chosen again after it was changed.
        input.set_value("");
    };
    html! {
        <label class="file">
            <input
                type="file"
                id="file"
                multiple={true}
                accept=".doc,.docx,.wps,.pdf,.xls,.xlsx,.et,.ofd,.odt,.ods,.rtf,.txt,.md,.csv,.htm,.html,.mht,.mhtml,.xml,.zip"
                {onchange}
            />
            <span>{ words::CHOOSE.get(lang) }</span>
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
fn select_words(text_box: &NodeRef, checked: &Checked, selection: &Selection) {
    let Some(text_box) = text_box.cast::<HtmlTextAreaElement>() else {
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
