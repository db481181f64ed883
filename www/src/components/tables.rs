//! The three statutory tables, each in its official layout.

use gouji::form::{CellId, TableId, Version};
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
use crate::state::{Action, Dispatch, Focus, Look, Selection, State};
use crate::words;

/// The three tables.
pub fn tables(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    let lang = state.lang;
    let (undo, redo) = (!state.history.past.is_empty(), !state.history.future.is_empty());
    let onclick = {
        let dispatch = dispatch.clone();
        move |event: MouseEvent| match dom::pressed(&event).as_deref() {
            Some("back") => dispatch.emit(Action::Back),
            Some("again") => dispatch.emit(Action::Again),
            _ => {}
        }
    };
    let title = html! { <h2 id="tables-title">{ words::TABLES.get(lang) }</h2> };
    let tools = html! {
        <>
            <p class="keys">{ words::EDIT_KEYS.get(lang) }</p>
            { button("edit", words::EDIT, Some("false"), None, lang) }
            if undo || redo {
                <span {onclick}>
                    { button("back", words::BACK, None, Some(!undo), lang) }
                    { button("again", words::AGAIN, None, Some(!redo), lang) }
                </span>
            }
            { button("save-tables", words::SAVE_TABLES, None, None, lang) }
            // Written by `later/tables.js`.
            <p class="copied" role="status" data-testid="table-said"></p>
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
        <section class="tables" part="tables" aria-labelledby="tables-title">
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

/// A button that acts on the tables, mostly by `later/tables.js`.
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
    let title = match table {
        TableId::Disclosure => words::TABLE_DISCLOSURE,
        TableId::Requests => words::TABLE_REQUESTS,
        TableId::Appeals => words::TABLE_REVIEWS,
    };
    let Some(reading) = checked.review.report.table(table) else {
        return html! {
            <section class="statutory" part="table">
                <h3>{ title.get(lang) }</h3>
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
    let (onclick, onfocusin) = (on_click(checked, dispatch), on_focus(checked, dispatch));
    let onchange = on_change(checked, dispatch);
    let name = html! {
        <h3>
            { title.get(lang) }
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
                aria-label={title.get(lang)}
                tabindex="0"
                data-table={table.name()}
                {onclick}
                {onfocusin}
                {onchange}
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
        <section class="statutory" part="table">
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

fn on_focus(checked: &Checked, dispatch: &Dispatch) -> impl Fn(FocusEvent) + 'static {
    let (checked, dispatch) = (checked.clone(), dispatch.clone());
    move |event: FocusEvent| look(&event, &checked, &dispatch)
}

/// Whatever gets focus or is clicked, its sums are shown: of a right number as of a wrong one.
fn look(event: &Event, checked: &Checked, dispatch: &Dispatch) {
    let cell = dom::target(event).and_then(|target| target.closest("[data-cell]").ok()?);
    let name = cell.and_then(|cell| cell.get_attribute("data-cell"));
    let mut cells = checked.review.report.cells();
    if let Some((id, _)) = name.and_then(|name| cells.find(|(id, _)| id.to_string() == name)) {
        dispatch.emit(Action::Look(Look {
            spot: Spot::Cell(id),
            is_led: false,
        }));
    }
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
