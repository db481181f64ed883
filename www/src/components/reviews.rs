//! Table four: three groups of five side by side in one row.

use gouji::form::{CellId, TableId, Version};
use yew::prelude::*;

use super::cell::TableRenderer;
use super::disclosure::said;
use crate::words;

/// The rule of each group's sum.
const RULES: [&[&str]; 3] = [&["A05"], &["A06"], &["A07"]];

/// The table in its official layout; below a broken group stands its sign.
pub fn table(renderer: &TableRenderer, version: Version) -> Html {
    let lang = renderer.lang;
    let rows = TableId::Appeals.rows(version);
    let group = |index: usize| said(rows[index].label, rows[index].english, lang);
    let columns = || {
        rows[0]
            .columns
            .iter()
            .map(|column| said(column.label, column.english, lang))
    };
    let broken = RULES.iter().any(|rules| renderer.findings_of(rules).next().is_some());
    html! {
        <table class="official reviews" role="grid">
            <thead>
                <tr>
                    <th colspan="5" scope="colgroup">{ group(0) }</th>
                    <th colspan="10" scope="colgroup">{ words::LITIGATION.get(lang) }</th>
                </tr>
                <tr>
                    for name in columns() {
                        <th rowspan="2" scope="col">{ name }</th>
                    }
                    <th colspan="5" scope="colgroup">{ group(1) }</th>
                    <th colspan="5" scope="colgroup">{ group(2) }</th>
                </tr>
                <tr>
                    for _ in 0..2 {
                        for name in columns() {
                            <th scope="col">{ name }</th>
                        }
                    }
                </tr>
            </thead>
            <tbody>
                <tr>
                    for (index, row) in rows.iter().enumerate() {
                        for column in 0..row.columns.len() {
                            { renderer.cell(CellId::new(TableId::Appeals, version, index, column)) }
                        }
                    }
                </tr>
            </tbody>
            if broken {
                <tfoot>
                    <tr>
                        for rules in RULES {
                            <td class="signs" colspan="5">
                                for (index, finding) in renderer.findings_of(rules) {
                                    { renderer.sign(index, finding, None) }
                                }
                            </td>
                        }
                    </tr>
                </tfoot>
            }
        </table>
    }
}
