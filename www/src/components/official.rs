//! The heads and cells of the official layout, the same in all three tables.

use gouji::form::{HeadKind, LayoutRow, Slot, SlotContent};
use gouji::language::{Lang, Text};
use yew::prelude::*;

use super::cell::TableRenderer;

/// The places of a row.
pub fn slots(renderer: &TableRenderer, row: &LayoutRow) -> Html {
    row.slots.iter().map(|slot| draw(renderer, slot)).collect()
}

/// The rows of heads before the first cells, and the others.
pub fn head_and_body(rows: &[LayoutRow]) -> (&[LayoutRow], &[LayoutRow]) {
    let heads = rows.iter().take_while(|row| row.form_row.is_none()).count();
    rows.split_at(heads)
}

fn draw(renderer: &TableRenderer, slot: &Slot) -> Html {
    let (kind, label) = match slot.content {
        SlotContent::Cell(id) => return renderer.cell(id, span(slot.columns)),
        SlotContent::Head(kind, label) => (kind, label),
    };
    let (class, scope) = match kind {
        HeadKind::Corner => (Some("note"), None),
        HeadKind::Column => (None, Some("col")),
        HeadKind::ColumnGroup => (None, Some("colgroup")),
        HeadKind::Item => (None, Some("rowgroup")),
        HeadKind::Row => (None, Some("row")),
        HeadKind::GroupedRow => (Some("entry"), Some("row")),
        HeadKind::RowGroup => (Some("group"), Some("rowgroup")),
        HeadKind::Results => (Some("upright"), Some("rowgroup")),
    };
    html! {
        <th {class} {scope} colspan={span(slot.columns)} rowspan={span(slot.rows)}>{ said(label, renderer.lang) }</th>
    }
}

/// How many rows or columns are covered, if it is more than one.
fn span(count: usize) -> Option<AttrValue> {
    (count > 1).then(|| count.to_string().into())
}

/// A label in the page's language; the official Chinese one stays at hand.
fn said(label: Text, lang: Lang) -> Html {
    match lang {
        Lang::Zh => html! { label.get(lang) },
        Lang::En => html! { <span title={label.get(Lang::Zh)}>{ label.get(lang) }</span> },
    }
}
