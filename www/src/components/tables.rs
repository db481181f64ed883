//! The three statutory tables, each in its official layout.

use gouji::form::{CellId, TableId, Version, table_heading};
use gouji::language::{Lang, Text};
use gouji::output::Spot;
use gouji::report::{Cell, ExtractedTable};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, PointerEvent};
use yew::prelude::*;

use super::cell::TableRenderer;
use super::evidence::sums;
use super::intro::legend;
use super::marked::open_place;
use super::{disclosure, requests, reviews};
use crate::dom;
use crate::engine::{self, Checked};
use crate::notice::Told;
use crate::state::{Action, Dispatch, Focus, Look, Selection, State};
use crate::words;

/// The three tables.
pub fn tables(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    let lang = state.lang;
    let (undo, redo) = (!state.history.past.is_empty(), !state.history.future.is_empty());
    let onclick = on_act(state, checked, dispatch);
    let title = html! { <h2 id="tables-title">{ words::TABLES.get(lang) }</h2> };
    let editing = if state.room.editing { "true" } else { "false" };
    let tools = html! {
        <>
            <p class="keys">{ words::EDIT_KEYS.get(lang) }</p>
            { button("edit", words::EDIT, Some(editing), None, lang) }
            if undo || redo {
                { button("back", words::BACK, None, Some(!undo), lang) }
                { button("again", words::AGAIN, None, Some(!redo), lang) }
            }
            { button("save-tables", words::SAVE_TABLES, None, None, lang) }
            <p class="copied" role="status" data-testid="table-said">
                if let Some(told) = &state.told {
                    { words::told(told, lang) }
                }
            </p>
        </>
    };
    let list = html! {
        <div class="list" id="tables-list">
            for table in TableId::ALL {
                { self::table(table, state, checked, dispatch) }
            }
            { legend(lang) }
        </div>
    };
    let below = (state.look.and_then(Look::cell)).map_or_else(Html::default, |id| sums(checked, id, lang));
    html! {
        <section class="tables" part="tables" aria-labelledby="tables-title" {onclick}>
            if state.compact {
                <details>
                    <summary class="bar">{ title }</summary>
                    <div class="bar">{ tools }</div>
                    { list }
                    { below }
                </details>
            } else {
                <div class="bar">{ title }{ tools }</div>
                { list }
                { below }
            }
        </section>
    }
}

/// What the buttons of the tables do.
fn on_act(state: &State, checked: &Checked, dispatch: &Dispatch) -> impl Fn(MouseEvent) + 'static {
    let (lang, editing) = (state.lang, state.room.editing);
    let (checked, dispatch) = (checked.clone(), dispatch.clone());
    move |event: MouseEvent| match dom::pressed(&event).as_deref() {
        Some("back") => dispatch.emit(Action::Back),
        Some("again") => dispatch.emit(Action::Again),
        Some("edit") => dispatch.emit(Action::Editing(!editing)),
        Some("copy") => {
            let section = dom::target(&event).and_then(|target| target.closest("[data-of]").ok()?);
            let name = section.and_then(|section| section.get_attribute("data-of"));
            let table = TableId::ALL
                .into_iter()
                .find(|table| Some(table.name()) == name.as_deref());
            if let Some(copy) = table.and_then(|table| engine::table_copy(&checked, table, lang)) {
                let done = dom::copy(&dispatch.host, &copy.text, Some(&copy.html));
                let told = if done {
                    Told::Copied(copy.changed)
                } else {
                    Told::NotCopied
                };
                dispatch.emit(Action::Told(told));
            }
        }
        Some("save-tables") => {
            let (name, page) = engine::tables_document(&checked, lang);
            // Word and WPS open HTML by this ending, a browser would show it.
            dispatch
                .host
                .script
                .offer(&(name + ".doc"), "application/msword", &page);
            dispatch.emit(Action::Told(Told::Saved(checked.changes.len())));
        }
        _ => {}
    }
}

/// A button that acts on the tables.
fn button(name: &'static str, label: Text, pressed: Option<&'static str>, disabled: Option<bool>, lang: Lang) -> Html {
    // Not disabled in earnest: focus would be lost.
    let disabled = disabled.map(|disabled| if disabled { "true" } else { "false" });
    html! {
        <button
            type="button"
            class="quiet"
            data-act={name}
            data-testid={name}
            aria-pressed={pressed}
            aria-disabled={disabled}
        >
            { label.get(lang) }
        </button>
    }
}

/// One statutory table. No component of its own: cells are drawn in one step with the verdict on them.
fn table(table: TableId, state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    let (lang, selection) = (state.lang, state.selection.as_ref());
    let looked = state.look.filter(|look| look.is_led).and_then(Look::cell);
    let title = table_heading(table, lang);
    let Some(reading) = checked.review.report.table(table) else {
        return html! {
            <section class="statutory" part="table">
                <h3>{ title }</h3>
                <p class="absent">{ words::TABLE_ABSENT.get(lang) }</p>
            </section>
        };
    };
    let form = match reading.version {
        Version::V2019 => words::FORM_2019,
        Version::V2021 => words::FORM_2021,
    };
    let renderer = TableRenderer {
        checked,
        lang,
        selection,
        column: state.room.column.filter(|_| table == TableId::Requests),
        looked,
        tab_stop: tab_stop(checked, table, selection),
        dispatch,
    };
    let (onclick, onfocusin) = (on_click(checked, dispatch), on_focus(checked, lang, dispatch));
    let (onchange, oninput) = (on_change(checked, dispatch), on_left(dispatch));
    let name = html! {
        <h3>
            { title }
            if table != TableId::Appeals {
                <span class="form">{ form.get(lang) }</span>
            }
        </h3>
    };
    let tools = html! {
        <>
            if table == TableId::Requests {
                { columns(reading, state.room.column, lang, dispatch) }
            }
            { button("copy", words::COPY_TABLE, None, None, lang) }
        </>
    };
    let grid = html! {
            <div
                class="wide"
                role="region"
                aria-label={title}
                tabindex="0"
                data-table={table.name()}
                data-count={words::TAKES_COUNT.get(lang)}
                data-change={words::TAKES_CHANGE.get(lang)}
                data-amount={words::TAKES_AMOUNT.get(lang)}
                {onclick}
                {onfocusin}
                {onchange}
                {oninput}
            >
                {
                    match table {
                        TableId::Disclosure => disclosure::table(&renderer, reading.version),
                        TableId::Requests => requests::table(&renderer, reading),
                        TableId::Appeals => reviews::table(&renderer, reading.version),
                    }
                }
            </div>
    };
    html! {
        <section class="statutory" part="table" data-of={table.name()}>
            if table == TableId::Disclosure {
                // It has no sums: where nothing is wrong with it, one line says so.
                <details open={!is_quiet(checked, table)}>
                    <summary>
                        { name }
                        if is_quiet(checked, table) {
                            <span class="calm">{ words::QUIET_TABLE.get(lang) }</span>
                        }
                    </summary>
                    <div class="title">{ tools }</div>
                    { grid }
                </details>
            } else {
                <div class="title">{ name }{ tools }</div>
                { grid }
            }
        </section>
    }
}

/// A click goes to what was found there, and shows the sums.
fn on_click(checked: &Checked, dispatch: &Dispatch) -> impl Fn(MouseEvent) + 'static {
    let (checked, dispatch) = (checked.clone(), dispatch.clone());
    move |event: MouseEvent| {
        look(&event, &checked, &dispatch);
        // What is clicked with a mouse can be typed into at once. By the keyboard, and on a phone, one goes to the finding.
        let by_mouse = event.detail() > 0
            && event
                .dyn_ref::<PointerEvent>()
                .is_none_or(|by| by.pointer_type() == "mouse");
        let in_cell = dom::target(&event).and_then(|target| target.closest("[data-cell]").ok()?);
        let focus = if by_mouse && in_cell.is_some() {
            Focus::Here
        } else {
            Focus::Finding
        };
        open_place(&event, focus, &dispatch);
    }
}

/// The sums of the cell are shown; where a number is typed, its cell is named.
fn on_focus(checked: &Checked, lang: Lang, dispatch: &Dispatch) -> impl Fn(FocusEvent) + 'static {
    let (checked, dispatch) = (checked.clone(), dispatch.clone());
    move |event: FocusEvent| {
        let editor = dom::target(&event).filter(|target| target.matches(".editor") == Ok(true));
        if let (Some(editor), Some(id)) = (editor, cell_of(&event, &checked)) {
            let name = engine::cell_name(&checked.review.report, id, lang);
            editor.set_attribute("aria-label", &name).ok();
        }
        look(&event, &checked, &dispatch);
    }
}

/// Whatever gets focus or is clicked, its sums are shown: of a right number as of a wrong one.
fn look(event: &Event, checked: &Checked, dispatch: &Dispatch) {
    if let Some(id) = cell_of(event, checked) {
        dispatch.emit(Action::Look(Look {
            spot: Spot::Cell(id),
            is_led: false,
        }));
    }
}

/// The cell that something happened in.
fn cell_of(event: &Event, checked: &Checked) -> Option<CellId> {
    let cell = dom::target(event)?.closest("[data-cell]").ok()??;
    let name = cell.get_attribute("data-cell")?;
    let mut cells = checked.review.report.cells();
    cells.find(|(id, _)| id.to_string() == name).map(|(id, _)| id)
}

/// What was typed comes from the editor in `later/tables.js`; it is told whether that can stand there.
fn on_change(checked: &Checked, dispatch: &Dispatch) -> impl Fn(Event) + 'static {
    let (checked, dispatch) = (checked.clone(), dispatch.clone());
    move |event: Event| {
        let Some(editor) = event
            .target_dyn_into::<HtmlInputElement>()
            .filter(|_| !event.is_trusted())
        else {
            return;
        };
        let cell = editor.parent_element().and_then(|cell| cell.get_attribute("data-cell"));
        let change = cell.and_then(|cell| engine::entered(&checked, &cell, &editor.value()));
        if let Some(change) = change {
            event.prevent_default();
            dispatch.emit(Action::Change(vec![change]));
        }
    }
}

/// The editor was left with what cannot stand there.
fn on_left(dispatch: &Dispatch) -> impl Fn(InputEvent) + 'static {
    let dispatch = dispatch.clone();
    move |event: InputEvent| {
        let editor = event.target_dyn_into::<HtmlInputElement>();
        if let Some(editor) = editor.filter(|_| !event.is_trusted()) {
            let (text, takes) = (editor.value(), editor.title());
            dispatch.emit(Action::Told(Told::NotTaken { text, takes }));
        }
    }
}

/// Whether nothing was found in a table as the document has it: a change must not fold it away.
fn is_quiet(checked: &Checked, table: TableId) -> bool {
    let findings = &engine::as_read(checked).review.findings;
    !findings
        .iter()
        .any(|finding| finding.cells.iter().any(|id| id.table == table))
}

/// The choice of one column of table three, for windows that have no room for all.
fn columns(reading: &ExtractedTable, chosen: Option<usize>, lang: Lang, dispatch: &Dispatch) -> Html {
    let onchange = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let menu: HtmlSelectElement = event.target_unchecked_into();
            dispatch.emit(Action::Column(menu.value().parse().ok()));
        }
    };
    let columns = TableId::Requests.rows(reading.version)[0].columns;
    html! {
        <select class="columns" data-testid="column" aria-label={words::COLUMN.get(lang)} {onchange}>
            <option value="" selected={chosen.is_none()}>{ words::ALL_COLUMNS.get(lang) }</option>
            for (index, column) in columns.iter().enumerate() {
                <option value={index.to_string()} selected={chosen == Some(index)}>
                    { if lang == Lang::Zh { column.label } else { column.english } }
                </option>
            }
        </select>
    }
}

/// The cell that Tab goes to: the selected finding's one in this table, else the first that is marked, else the first.
fn tab_stop(checked: &Checked, table: TableId, selection: Option<&Selection>) -> Option<CellId> {
    let review = &checked.review;
    selection
        .and_then(|selection| review.findings.get(usize::from(selection.current)))
        .and_then(|finding| checked.marks.aim(review, finding))
        .filter(|id| id.table == table)
        .or_else(|| {
            let cells = || review.report.table(table).into_iter().flat_map(ExtractedTable::cells);
            let marked = |&(id, _): &(CellId, &Cell)| checked.marks.of_cell(id).next().is_some();
            cells().find(marked).or(cells().next()).map(|(id, _)| id)
        })
}
