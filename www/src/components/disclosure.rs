//! Table two: a block for each item of article 20.

use gouji::form::{CellId, Row, TableId, Version};
use gouji::language::Lang;
use yew::prelude::*;

use super::cell::TableRenderer;
use crate::words;

/// The table in its official layout: one, two or three values a row share six columns of the grid.
pub fn table(renderer: &TableRenderer, version: Version) -> Html {
    let rows = TableId::Disclosure.rows(version);
    let mut next = 0;
    let blocks = rows.chunk_by(|a, b| a.block == b.block).map(|block| {
        let first = next;
        next += block.len();
        (first, block)
    });
    html! {
        <table class="official disclosure" role="grid">
            for (first, block) in blocks {
                <tbody>
                    <tr class="item"><th colspan="7" scope="rowgroup">{ item(block[0].block, renderer.lang) }</th></tr>
                    <tr class="head">
                        <th scope="col">{ words::CONTENT.get(renderer.lang) }</th>
                        for column in block[0].columns {
                            <th scope="col" colspan={width(&block[0])}>{ said(column.label, column.english, renderer.lang) }</th>
                        }
                    </tr>
                    for (offset, row) in block.iter().enumerate() {
                        <tr>
                            <th scope="row">{ said(row.label, row.english, renderer.lang) }</th>
                            for column in 0..row.columns.len() {
                                {
                                    renderer.wide_cell(
                                        CellId::new(TableId::Disclosure, version, first + offset, column),
                                        Some(width(row)),
                                    )
                                }
                            }
                        </tr>
                    }
                </tbody>
            }
        </table>
    }
}

fn width(row: &Row) -> &'static str {
    match row.columns.len() {
        1 => "6",
        2 => "3",
        _ => "2",
    }
}

/// A label in the page's language; the official Chinese one stays at hand.
pub fn said(label: &'static str, english: &'static str, lang: Lang) -> Html {
    match lang {
        Lang::Zh => html! { label },
        Lang::En => html! { <span title={label}>{ english }</span> },
    }
}

/// 第二十条第（一）项 in English.
fn item(block: &'static str, lang: Lang) -> Html {
    let english = match block {
        "第二十条第（一）项" => "Article 20 (1)",
        "第二十条第（五）项" => "Article 20 (5)",
        "第二十条第（六）项" => "Article 20 (6)",
        "第二十条第（八）项" => "Article 20 (8)",
        "第二十条第（九）项" => "Article 20 (9)",
        other => other,
    };
    said(block, english, lang)
}
