//! The whole page: holds the state, listens to what happens anywhere on it.

use std::mem;
use std::time::Duration;

use gloo_events::{EventListener, EventListenerOptions};
use gouji::language::Lang;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, HtmlTextAreaElement, KeyboardEvent, Node};
use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

use super::header::header;
use super::intro::intro;
use super::source::{clear_button, select_words, source, undo_button};
use super::verdict::{is_refused, verdict};
use super::views;
use crate::engine::Checked;
use crate::host::Host;
use crate::notice::Notice;
use crate::samples::Sample;
use crate::state::{Action, Desk, Dispatch, Focus, State, View};
use crate::{dom, engine, files, words};

/// Typing rests when nothing came for so long.
const REST: Duration = Duration::from_millis(400);

/// A step of prerendering is done by then.
const STEP: Duration = Duration::from_millis(1);

/// The page.
pub struct App {
    state: State,
    dispatch: Dispatch,
    /// What waits for the engine.
    waiting: Vec<Action>,
    /// How often a long text was typed in.
    typed: u32,
    /// How often everything was drawn anew, since somebody else had changed what was drawn.
    drawn: u32,
    /// What had focus before that.
    focused: Option<dom::Focused>,
    /// Where the desk stands.
    desk: NodeRef,
    /// What was done beside drawing.
    done: Done,
    _listeners: Vec<EventListener>,
}

/// What belongs to the state outside of what is drawn, as it was last.
#[derive(Default)]
struct Done {
    title: String,
    /// What stands in a widget's box, what came of it, and in which language that was told.
    answer: (AttrValue, Option<Checked>, Option<Notice>, Lang),
    undone: u32,
    /// The text that is kept in case the program ends by an error, and whether leaving the page would lose something.
    kept: (AttrValue, bool),
    focus: u32,
    view: View,
    completing: bool,
}

/// What the page is drawn for.
#[derive(PartialEq, Properties)]
pub struct Purpose {
    /// What is around it.
    pub host: Host,
    /// A browser compiles a function when it is first called, which makes a first paste several times as slow as a second
    /// one. The time between loading and pasting is long and empty: it is used to draw an answer once where nobody sees it.
    pub prerendered: Option<Checked>,
}

impl Component for App {
    type Message = Action;
    type Properties = Purpose;

    fn create(context: &Context<Self>) -> Self {
        let host = context.props().host.clone();
        let dispatch = Dispatch {
            host: host.clone(),
            actions: context.link().callback(|action| action),
        };
        let (state, listeners) = if let Some(checked) = &context.props().prerendered {
            (State::prerendered(host, checked.clone()), Vec::new())
        } else {
            (State::new(host), listen(&dispatch))
        };
        Self {
            state,
            dispatch,
            waiting: Vec::new(),
            typed: 0,
            drawn: 0,
            focused: None,
            desk: NodeRef::default(),
            done: Done::default(),
            _listeners: listeners,
        }
    }

    fn update(&mut self, _: &Context<Self>, action: Action) -> bool {
        if self.state.host.has_foreign_words() {
            self.drawn += 1;
            self.focused = dom::focused(&self.state.host);
        }
        if let Action::Pasted(text) | Action::Typed(text) = &action {
            self.state.host.script.keep(text, self.state.is_unsaved());
        }
        let wants_engine = matches!(action, Action::Pasted(_) | Action::Sample(_) | Action::Typed(_));
        if wants_engine && !engine::is_loaded() {
            self.waiting.push(action);
            if self.waiting.len() == 1 {
                let dispatch = self.dispatch.clone();
                spawn_local(async move {
                    // Where it could not be loaded, what waits says so.
                    engine::load().await.ok();
                    dispatch.emit(Action::Awaited);
                });
            }
            return false;
        }
        if !matches!(action, Action::Awaited) {
            return self.act(action);
        }
        for action in mem::take(&mut self.waiting) {
            self.act(action);
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let Self { state, dispatch, .. } = self;
        let lang = state.lang;
        let checked = state.checked.as_ref();
        let answer = checked.filter(|checked| !checked.review.report.tables.is_empty());
        html! {
            <div class="all" key={self.drawn}>
                if !state.host.is_widget {
                    <a class="skip" href="#result">{ words::SKIP.get(lang) }</a>
                    { header(state, dispatch) }
                }
                if state.desk != Desk::None {
                    { desk_place(state, &self.desk) }
                    if state.desk == Desk::Set {
                        <div class="desk-more">
                            { undo_button(state, dispatch) }
                            { clear_button(state, dispatch) }
                            { views::save_all(state, dispatch) }
                        </div>
                    }
                }
                <div
                    hidden={state.desk == Desk::Set}
                    role={is_main(state, false).then_some("main")}
                    id={is_main(state, false).then_some("result")}
                    data-shown={state.files.shown().map(|report| report.to_string())}
                    tabindex="-1"
                    class={classes!(
                        "panes",
                        answer.is_some().then_some("answered"),
                        state.files.slow.then_some("waiting"),
                        is_refused(state).then_some("unanswered"),
                        state.room.wide.then_some("wide-source"),
                    )}
                >
                    { verdict(state) }
                    if let Some(checked) = answer {
                        { views::findings(state, checked, dispatch) }
                    }
                    if let Some(checked) = answer {
                        { views::tables(state, checked, dispatch) }
                    }
                    // What is done first is read first; the box stays the same element whatever stands before it.
                    { source(state, dispatch) }
                    if answer.is_none() && !is_refused(state) {
                        { intro(lang) }
                    }
                </div>
                if state.host.is_widget {
                    <p class="privacy">{ words::PRIVACY.get(lang) }</p>
                }
                if state.dragging {
                    <p class="drop-now" aria-hidden="true">{ words::DROP_NOW.get(lang) }</p>
                }
            </div>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if context.props().prerendered.is_some() {
            return;
        }
        let Self {
            state,
            dispatch,
            done,
            focused,
            desk,
            ..
        } = self;
        let host = &state.host;
        if let Some(here) = desk.cast::<Element>() {
            host.script.tell("stand", &here);
        }
        if let Some(focused) = focused.take() {
            focused.restore(host);
        }
        let kept = (state.text.clone(), state.is_unsaved());
        if done.kept != kept {
            host.script.keep(&kept.0, kept.1);
            done.kept = kept;
        }
        if host.is_widget {
            let checked = state.checked.as_ref().map(engine::as_read);
            let answer = (state.text.clone(), checked.cloned(), state.notice.clone(), state.lang);
            if done.answer != answer {
                let entry = state.files.wanted();
                let notice = state.notice.as_ref();
                let review = match checked {
                    Some(checked) => engine::first_to_js(&checked.review, state.files.more(), state.lang),
                    None => (notice.and_then(|notice| files::refused(notice, entry)))
                        .map_or(JsValue::NULL, |review| engine::to_js(&review, state.lang)),
                };
                host.script.answer(&answer.0, review);
                done.answer = answer;
            }
        } else {
            let title = match &state.checked {
                Some(checked) => words::tab(checked, state.lang),
                None => words::TITLE.get(state.lang).to_owned(),
            };
            if done.title != title {
                dom::set_title(&title);
                done.title = title;
            }
        }
        if mem::replace(&mut done.undone, state.undone) != state.undone && state.desk == Desk::None {
            files::resume(&state.files, dispatch.clone());
        }
        if mem::replace(&mut done.focus, state.focus.1) != state.focus.1 {
            move_focus(state);
        }
        if mem::replace(&mut done.view, state.view) != state.view
            && state.view == View::Text
            && let (Some(checked), Some(selection)) = (&state.checked, &state.selection)
        {
            select_words(&state.host, checked, selection);
        }
        let completing = state.checked.is_some() && !state.complete;
        if completing && !mem::replace(&mut done.completing, completing) {
            let dispatch = dispatch.clone();
            spawn_local(async move {
                dom::next_frame().await;
                dispatch.emit(Action::Complete);
            });
        }
        done.completing = completing;
        if first && !host.is_widget {
            dom::mark_time("gouji-ready");
        }
    }
}

/// Whether the set, or else the panes of one report, are what the page is about; a widget is not.
fn is_main(state: &State, set: bool) -> bool {
    !state.host.is_widget && (state.desk == Desk::Set) == set
}

/// Where the desk stands: what is drawn in it is another program's.
fn desk_place(state: &State, place: &NodeRef) -> Html {
    html! {
        <div
            class={classes!("desk-here", (state.desk == Desk::Set).then_some("whole"))}
            role={is_main(state, true).then_some("main")}
            id={is_main(state, true).then_some("result")}
            tabindex="-1"
            ref={place.clone()}
        />
    }
}

impl App {
    /// A text is checked before it is taken; one that is long or holds several reports is taken as a file.
    fn act(&mut self, action: Action) -> bool {
        let (text, is_typed, checked) = match action {
            Action::ChooseOf(index) => {
                if let Some(entry) = self.state.files.entries.get(index) {
                    files::choose(index, entry, &self.dispatch);
                }
                return false;
            }
            Action::Pasted(text) if engine::is_long(&text) => (text, false, Ok(None)),
            Action::Typed(text) if engine::is_long(&text) => return self.wait_for_rest(text),
            Action::Rested(typed) if typed == self.typed && self.state.notice == Some(Notice::Resting) => {
                let text = self.state.text.to_string();
                let checked = engine::check_text(&text);
                (text, true, checked)
            }
            Action::Pasted(text) => {
                let checked = engine::check_text(&text);
                (text, false, checked)
            }
            Action::Typed(text) => {
                let checked = engine::check_text(&text);
                (text, true, checked)
            }
            other => return self.state.act(other),
        };
        let checked = match checked {
            Ok(Some(checked)) => Ok(checked),
            Ok(None) => match files::of_text(&text, self.state.lang) {
                Some(file) => {
                    files::take(js_sys::Array::of1(&file).into(), self.dispatch.clone());
                    return false;
                }
                None => Err(Notice::Unreadable),
            },
            Err(notice) => Err(notice),
        };
        self.state.act(Action::Text {
            text,
            is_typed,
            checked,
        })
    }

    /// A long text is checked when typing rests.
    fn wait_for_rest(&mut self, text: String) -> bool {
        self.typed += 1;
        let (typed, dispatch) = (self.typed, self.dispatch.clone());
        spawn_local(async move {
            sleep(REST).await;
            dispatch.emit(Action::Rested(typed));
        });
        self.state.act(Action::Text {
            text,
            is_typed: true,
            checked: Err(Notice::Resting),
        })
    }
}

/// Loads the engine and draws an answer once where nobody sees it; the first call does, others do nothing.
pub fn prerender(host: Host) {
    if engine::is_loaded() {
        return;
    }
    spawn_local(async move {
        if engine::load().await.is_err() {
            return;
        }
        // Who does something meanwhile does not wait for all of it.
        sleep(STEP).await;
        let checked = engine::sample(Sample::Errors).and_then(engine::check_text);
        let Ok(Some(checked)) = checked else { return };
        sleep(STEP).await;
        if let Some(stage) = dom::document().and_then(|document| document.create_element("div").ok()) {
            let prerendered = Some(checked);
            let purpose = Purpose { host, prerendered };
            let handle = yew::Renderer::<App>::with_root_and_props(stage, purpose).render();
            sleep(STEP).await;
            handle.destroy();
        }
        dom::mark_time("gouji-warm");
    });
}

/// Listeners on the whole page, or the whole widget: focus may be anywhere, or nowhere.
fn listen(dispatch: &Dispatch) -> Vec<EventListener> {
    let target = dispatch.host.script.events();
    let active = EventListenerOptions::enable_prevent_default();
    let on =
        |name: &'static str, act: Box<dyn FnMut(&Event)>| EventListener::new_with_options(&target, name, active, act);
    vec![
        on("paste", {
            let dispatch = dispatch.clone();
            Box::new(move |event| on_paste(event, &dispatch))
        }),
        on("keydown", {
            let dispatch = dispatch.clone();
            Box::new(move |event| on_key(event, &dispatch))
        }),
        on("pointerdown", {
            let host = dispatch.host.clone();
            Box::new(move |event| dom::close_menus(&host, dom::target(event).as_ref()))
        }),
        on("dragover", {
            let dispatch = dispatch.clone();
            Box::new(move |event| {
                event.prevent_default();
                dispatch.emit(Action::Dragging(true));
            })
        }),
        on("dragleave", {
            let dispatch = dispatch.clone();
            let target = target.clone();
            Box::new(move |event| {
                // Leaving one element for another inside is no leaving.
                let to = event.dyn_ref::<DragEvent>().and_then(|event| event.related_target());
                let to = to.and_then(|to| to.dyn_into::<Node>().ok());
                if !target.unchecked_ref::<Node>().contains(to.as_ref()) {
                    dispatch.emit(Action::Dragging(false));
                }
            })
        }),
        on("drop", {
            let dispatch = dispatch.clone();
            Box::new(move |event| {
                event.prevent_default();
                dispatch.emit(Action::Dragging(false));
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
    // One line is for the field that it is pasted into, whatever is longer is another report.
    let is_line = |data: &DataTransfer| {
        let text = data.get_data("text/plain").unwrap_or_default();
        !text.is_empty() && !text.trim_end().contains('\n')
    };
    let in_field = dom::target(event).is_some_and(|element| element.matches("input[type=search]").unwrap_or_default());
    if let Some(data) = data
        && !(in_field && is_line(&data))
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
            dispatch.emit(Action::Step {
                back: event.shift_key(),
                focus: Focus::Cell,
            });
        }
        "Escape" => dom::close_menus(&dispatch.host, None),
        key @ ("ArrowDown" | "ArrowUp" | "PageDown" | "PageUp") if event.alt_key() && !is_typing(event) => {
            event.prevent_default();
            dispatch.host.script.tell("step", &key.into());
        }
        // Where one types the browser takes back what was typed.
        key @ ("z" | "Z" | "y") if (event.ctrl_key() || event.meta_key()) && !is_typing(event) => {
            event.prevent_default();
            dispatch.emit(if key == "y" || event.shift_key() {
                Action::Again
            } else {
                Action::Back
            });
        }
        _ => {}
    }
}

fn is_typing(event: &Event) -> bool {
    dom::target(event).is_some_and(|element| element.matches("textarea, input:not([type=file])").unwrap_or_default())
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
    dispatch.emit(Action::Pasted(text));
    true
}

fn has_table(html: &str) -> bool {
    html.as_bytes()
        .windows(6)
        .any(|window| window.eq_ignore_ascii_case(b"<table"))
}

/// Brings the selected finding into sight in every pane, then focuses what the action asked for.
fn move_focus(state: &State) {
    let focus = state.focus.0;
    if matches!(focus, Focus::Cell | Focus::Finding | Focus::Here) {
        show_selected(state, focus);
        return;
    }
    let host = &state.host;
    if focus == Focus::Look {
        show_look(host);
        return;
    }
    if focus == Focus::Report {
        for pane in ["#marked-report", "#findings-list", "#tables-list"] {
            if let Some(pane) = host.find(pane) {
                pane.set_scroll_top(0);
            }
        }
        if let (Some(list), Some(entry)) = (host.find(".files ul"), host.find(".files [aria-current=true]")) {
            dom::scroll_within(&list, &entry);
        }
    }
    if focus == Focus::Report && state.selection.is_some() {
        show_selected(state, Focus::Here);
    }
    let target = match focus {
        Focus::Report if dom::is_focus_lost(host) => host.find(".line"),
        Focus::Box => host.find("#paste-box"),
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
    let host = &state.host;
    let index = usize::from(selection.current);
    let finding = host.find(&format!("#finding-{index}"));
    let cell = checked
        .review
        .findings
        .get(index)
        .and_then(|finding| checked.marks.aim(&checked.review, finding))
        .and_then(|id| host.find(&format!("[data-cell=\"{id}\"]")));
    if let Some(cell) = cell.as_ref().filter(|_| !state.compact && focus != Focus::Here) {
        dom::reveal(cell);
    }
    let words = host.find("#marked-report").and_then(|pane| {
        let is_current = |mark: &Element| {
            mark.get_attribute("data-f")
                .is_some_and(|list| list.split(' ').any(|part| part.parse() == Ok(index)))
        };
        ["mark.selected.suspect", "mark.selected"]
            .iter()
            .find_map(|marks| dom::find_all(&pane, marks).into_iter().find(is_current))
    });
    let wanted = [
        ("#marked-report", &words),
        ("#findings-list", &finding),
        ("#tables-list", &cell),
    ];
    let seen: Vec<_> = (wanted.into_iter())
        .filter_map(|(pane, element)| Some((host.find(pane)?, element.clone()?)))
        // What was clicked stays where it is: a second click may follow.
        .filter(|(pane, _)| focus == Focus::Cell || !pane.matches(":focus-within").unwrap_or_default())
        .collect();
    show(&seen);
    // Safari lays out what was out of sight with the next frame, and only then is it known where it stands.
    spawn_local(async move {
        dom::next_frame().await;
        show(&seen);
    });
    let target = match focus {
        Focus::Cell if !state.compact => cell.or(words).or(finding),
        Focus::Here => None,
        _ => finding,
    };
    if let Some(element) = target {
        dom::focus(&element);
    }
}

/// Brings the place that is looked at into sight, in the table and in the report.
fn show_look(host: &Host) {
    let cell = host.find("#tables-list .looked");
    if let Some(cell) = &cell {
        dom::reveal(cell);
    }
    let wanted = [
        ("#marked-report", host.find("#marked-report .looked")),
        ("#tables-list", cell),
    ];
    let seen: Vec<_> = (wanted.into_iter())
        .filter_map(|(pane, element)| Some((host.find(pane)?, element?)))
        .collect();
    show(&seen);
    spawn_local(async move {
        dom::next_frame().await;
        show(&seen);
    });
}

/// Scrolls each pane to what is wanted in it.
fn show(wanted: &[(Element, Element)]) {
    for (pane, element) in wanted {
        dom::scroll_within(pane, element);
    }
}
