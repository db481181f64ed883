//! The whole page: holds the state, listens to what happens anywhere on it.

use gloo_events::{EventListener, EventListenerOptions};
use gouji::review::Lang;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, HtmlTextAreaElement, KeyboardEvent};
use yew::prelude::*;

use super::findings::Findings;
use super::header::Header;
use super::intro::Intro;
use super::rehearsal::rehearse;
use super::source::Source;
use super::tables::Tables;
use super::verdict::VerdictBanner;
use crate::state::{Action, Dispatch, Focus, State};
use crate::{dom, files, words};

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(State::restored);
    let dispatch = state.dispatcher();
    let dragging = use_state(|| false);

    use_effect_with((), {
        let dispatch = dispatch.clone();
        let dragging = dragging.setter();
        move |()| {
            let listeners = listen(&dispatch, &dragging);
            dom::mark_time("gouji-ready");
            rehearse();
            move || drop(listeners)
        }
    });
    use_effect_with((state.lang, state.theme), |(lang, theme)| {
        dom::set_root_attribute("lang", if *lang == Lang::Zh { "zh-CN" } else { "en" });
        dom::set_root_attribute("data-theme", theme.name());
        dom::set_title(words::TITLE.get(*lang));
    });
    use_effect_with(state.undone, {
        let state = state.clone();
        move |_| files::resume(&state.files, state.dispatcher())
    });
    use_effect_with(state.focus, {
        let state = state.clone();
        move |(focus, _)| move_focus(&state, *focus)
    });

    let lang = state.lang;
    let checked = state.checked.clone();
    let has_answer = checked
        .as_ref()
        .is_some_and(|checked| !checked.review.report.tables.is_empty());
    html! {
        <>
            <a class="skip" href="#result">{ words::SKIP.get(lang) }</a>
            <Header {lang} theme={state.theme} dispatch={dispatch.clone()} />
            <main class={classes!("panes", has_answer.then_some("answered"), state.files.slow.then_some("waiting"))}>
                <VerdictBanner {lang} checked={checked.clone()} />
                <Source
                    {lang}
                    text={state.text.clone()}
                    checked={checked.clone()}
                    notice={state.notice.clone()}
                    files={state.files.clone()}
                    undo={state.former.is_some()}
                    view={state.view}
                    selection={state.selection.clone()}
                    dispatch={dispatch.clone()}
                />
                if let Some(checked) = checked.filter(|_| has_answer) {
                    <Findings
                        {lang}
                        checked={checked.clone()}
                        selection={state.selection.clone()}
                        filter={state.filter.clone()}
                        dispatch={dispatch.clone()}
                    />
                    <Tables {lang} {checked} selection={state.selection.clone()} {dispatch} />
                } else {
                    <Intro {lang} />
                }
            </main>
            if *dragging {
                <p class="drop-now" aria-hidden="true">{ words::DROP_NOW.get(lang) }</p>
            }
        </>
    }
}

/// Listeners on the document: focus may be anywhere, or nowhere.
fn listen(dispatch: &Dispatch, dragging: &UseStateSetter<bool>) -> Vec<EventListener> {
    let Some(document) = dom::document() else {
        return Vec::new();
    };
    let active = EventListenerOptions::enable_prevent_default();
    let on =
        |name: &'static str, act: Box<dyn FnMut(&Event)>| EventListener::new_with_options(&document, name, active, act);
    vec![
        on("paste", {
            let dispatch = dispatch.clone();
            Box::new(move |event| on_paste(event, &dispatch))
        }),
        on("keydown", {
            let dispatch = dispatch.clone();
            Box::new(move |event| on_key(event, &dispatch))
        }),
        on("dragover", {
            let dragging = dragging.clone();
            Box::new(move |event| {
                event.prevent_default();
                dragging.set(true);
            })
        }),
        on("dragleave", {
            let dragging = dragging.clone();
            Box::new(move |event| {
                // Leaving one element for another inside the page is no leaving.
                let outside = event
                    .dyn_ref::<DragEvent>()
                    .is_some_and(|event| event.related_target().is_none());
                if outside {
                    dragging.set(false);
                }
            })
        }),
        on("drop", {
            let dispatch = dispatch.clone();
            let dragging = dragging.clone();
            Box::new(move |event| {
                event.prevent_default();
                dragging.set(false);
                let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
                if let Some(data) = data {
                    take(&data, &dispatch);
                }
            })
        }),
    ]
}

/// A paste anywhere replaces the report, but into a text that is being edited it only inserts.
fn on_paste(event: &Event, dispatch: &Dispatch) {
    if let Some(text_box) = dom::target(event).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) {
        let start = text_box.selection_start().ok().flatten();
        let end = text_box.selection_end().ok().flatten();
        let length = text_box.value().encode_utf16().count() as u32;
        if length > 0 && (start, end) != (Some(0), Some(length)) {
            return;
        }
    }
    let data = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(ClipboardEvent::clipboard_data);
    if let Some(data) = data
        && take(&data, dispatch)
    {
        event.prevent_default();
    }
}

fn on_key(event: &Event, dispatch: &Dispatch) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    match event.key().as_str() {
        "F8" => {
            event.prevent_default();
            let by = if event.shift_key() { -1 } else { 1 };
            dispatch.dispatch(Action::Step { by, focus: Focus::Cell });
        }
        // In the box the browser takes back what was typed.
        "z" | "Z" if (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !is_in_box(event) => {
            dispatch.dispatch(Action::Undo);
        }
        _ => {}
    }
}

fn is_in_box(event: &Event) -> bool {
    dom::target(event).is_some_and(|element| element.has_type::<HtmlTextAreaElement>())
}

/// Takes files, or HTML with a table, or text; says whether there was any of these.
fn take(data: &DataTransfer, dispatch: &Dispatch) -> bool {
    if files::take_dropped(data, dispatch) {
        return true;
    }
    let html = data.get_data("text/html").unwrap_or_default();
    let text = if has_table(&html) {
        html
    } else {
        data.get_data("text/plain").unwrap_or_default()
    };
    if text.is_empty() {
        return false;
    }
    dispatch.dispatch(Action::Pasted(text));
    true
}

fn has_table(html: &str) -> bool {
    html.as_bytes()
        .windows(6)
        .any(|window| window.eq_ignore_ascii_case(b"<table"))
}

/// Brings the selected finding into sight in every pane, then focuses what the action asked for.
fn move_focus(state: &State, focus: Focus) {
    if matches!(focus, Focus::Cell | Focus::Finding) {
        show_selected(state, focus);
        return;
    }
    let target = match focus {
        Focus::Report if dom::is_focus_lost() => dom::by_id("marked-report"),
        Focus::Box => dom::by_id("paste-box"),
        _ => None,
    };
    if let Some(element) = target {
        dom::focus(&element);
    }
}

fn show_selected(state: &State, focus: Focus) {
    let (Some(checked), Some(selection)) = (&state.checked, &state.selection) else {
        return;
    };
    let index = usize::from(selection.current);
    let finding = dom::by_id(&format!("finding-{index}"));
    let cell = checked
        .review
        .findings
        .get(index)
        .and_then(|finding| checked.marks.aim(&checked.review, finding))
        .and_then(|id| dom::find(&format!("[data-cell=\"{id}\"] button")));
    let words = dom::by_id("marked-report").and_then(|pane| {
        let is_current = |mark: &Element| {
            mark.get_attribute("data-f")
                .is_some_and(|list| list.split(' ').any(|part| part.parse() == Ok(index)))
        };
        ["mark.selected.suspect", "mark.selected"]
            .iter()
            .find_map(|marks| dom::find_all(&pane, marks).into_iter().find(is_current))
    });
    for (pane, element) in [
        ("marked-report", &words),
        ("findings-list", &finding),
        ("tables-list", &cell),
    ] {
        if let (Some(pane), Some(element)) = (dom::by_id(pane), element) {
            dom::scroll_within(&pane, element);
        }
    }
    let target = match focus {
        Focus::Cell => cell.or(words).or(finding),
        _ => finding,
    };
    if let Some(element) = target {
        dom::focus(&element);
    }
}
