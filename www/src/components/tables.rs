//! The three statutory tables, each in its official layout.

use gouji::form::{CellId, TableId, Version};
use web_sys::Element;
use yew::prelude::*;

use super::cell::Pen;
use super::intro::legend;
use super::marked::open_place;
use super::part::{Part, PartProps, What};
use super::{disclosure, requests, reviews};
use crate::dom;
use crate::engine::Checked;
use crate::state::{Dispatch, Selection, State};
use crate::words;

/// The three tables.
pub fn tables(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    let lang = state.lang;
    let title = html! { <h2 id="tables-title">{ words::TABLES.get(lang) }</h2> };
    let list = html! {
        <div class="list" id="tables-list">
            for table in TableId::ALL {
                <Part
                    what={What::Table(table)}
                    {lang}
                    checked={checked.clone()}
                    selection={concerning(checked, table, state.selection.as_ref())}
                    dispatch={dispatch.clone()}
                />
            }
            { legend(lang) }
        </div>
    };
    html! {
        <section class="tables" part="tables" aria-labelledby="tables-title">
            if state.compact {
                <details>
                    <summary class="bar">{ title }</summary>
                    { list }
                </details>
            } else {
                <div class="bar">{ title }</div>
                { list }
            }
        </section>
    }
}

/// The selection, if it concerns that table: a table that it does not concern is not drawn again.
fn concerning(checked: &Checked, table: TableId, selection: Option<&Selection>) -> Option<Selection> {
    let selection = selection?;
    let findings = &checked.review.findings;
    selection
        .all
        .iter()
        .filter_map(|&index| findings.get(usize::from(index)))
        .any(|finding| finding.cells.iter().any(|id| id.table == table))
        .then(|| selection.clone())
}

/// One statutory table.
pub fn table(table: TableId, part: &PartProps) -> Html {
    let PartProps {
        lang,
        checked,
        selection,
        dispatch,
        ..
    } = part;
    let lang = *lang;
    let title = match table {
        TableId::Disclosure => words::TABLE_DISCLOSURE,
        TableId::Requests => words::TABLE_REQUESTS,
        TableId::Reviews => words::TABLE_REVIEWS,
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
    let pen = Pen {
        checked,
        lang,
        selection: selection.as_ref(),
        tab_stop: tab_stop(checked, table, selection.as_ref()),
        dispatch,
    };
    let onclick = {
        let dispatch = dispatch.clone();
        move |event: MouseEvent| {
            open_place(&event, &dispatch);
        }
    };
    html! {
        <section class="statutory" part="table">
            <h3>
                { title.get(lang) }
                if table != TableId::Reviews {
                    <span class="form">{ form.get(lang) }</span>
                }
            </h3>
            <div
                class="wide"
                role="region"
                aria-label={title.get(lang)}
                tabindex="0"
                data-table={table.name()}
                {onclick}
                onkeydown={|event: KeyboardEvent| on_key(&event)}
            >
                {
                    match table {
                        TableId::Disclosure => disclosure::table(&pen, reading.version),
                        TableId::Requests => requests::table(&pen, reading),
                        TableId::Reviews => reviews::table(&pen, reading.version),
                    }
                }
            </div>
        </section>
    }
}

/// The cell that Tab goes to: the selected finding's one in this table, else the first that is marked.
fn tab_stop(checked: &Checked, table: TableId, selection: Option<&Selection>) -> Option<CellId> {
    let review = &checked.review;
    selection
        .and_then(|selection| review.findings.get(usize::from(selection.current)))
        .and_then(|finding| checked.marks.aim(review, finding))
        .filter(|id| id.table == table)
        .or_else(|| {
            review
                .report
                .table(table)?
                .cells()
                .map(|(id, _)| id)
                .find(|&id| checked.marks.of_cell(id).next().is_some())
        })
}

/// The arrow keys go from one marked cell to the next: left and right in reading order, up and down within a column.
fn on_key(event: &KeyboardEvent) {
    let (same_column, step) = match event.key().as_str() {
        "ArrowRight" => (false, 1),
        "ArrowLeft" => (false, -1),
        "ArrowDown" => (true, 1),
        "ArrowUp" => (true, -1),
        _ => return,
    };
    let Some(here) = dom::target(event).filter(|element| element.class_name() == "v") else {
        return;
    };
    let Some(table) = here.closest("table").ok().flatten() else {
        return;
    };
    let column = column_of(&here);
    let mut buttons = dom::find_all(&table, "[data-cell] .v");
    if same_column {
        buttons.retain(|button| column_of(button) == column);
    }
    event.prevent_default();
    let index = buttons.iter().position(|button| *button == here);
    let next = index.and_then(|index| buttons.get(index.checked_add_signed(step)?));
    if let Some(next) = next {
        dom::focus(next);
    }
}

/// Last part of the name of a button's cell.
fn column_of(button: &Element) -> Option<String> {
    let name = button.parent_element()?.get_attribute("data-cell")?;
    name.rsplit('.').next().map(str::to_owned)
}
