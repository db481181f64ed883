//! Table two: a block for each item of article 20.

use gouji::form::{HeadKind, LayoutRow, SlotContent, TableId, Version, layout};
use yew::prelude::*;

use super::cell::TableRenderer;
use super::official::slots;

/// The table in its official layout.
pub fn table(renderer: &TableRenderer, version: Version) -> Html {
    let rows = layout(TableId::Disclosure, version, |_| true);
    html! {
        <table class="official disclosure" role="grid">
            for block in rows.chunk_by(|_, next| !is_item(next)) {
                <tbody>
                    for row in block {
                        <tr class={class(row)}>{ slots(renderer, row) }</tr>
                    }
                </tbody>
            }
        </table>
    }
}

/// Whether a block begins with a row.
fn is_item(row: &LayoutRow) -> bool {
    matches!(row.slots[0].content, SlotContent::Head(HeadKind::Item, _))
}

fn class(row: &LayoutRow) -> Option<&'static str> {
    match row.form_row {
        Some(_) => None,
        None if is_item(row) => Some("item"),
        None => Some("head"),
    }
}
