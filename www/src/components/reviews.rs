//! Table four: three groups of five side by side in one row.

use gouji::form::{TableId, Version, layout};
use yew::prelude::*;

use super::cell::TableRenderer;
use super::official::{head_and_body, slots};

/// The rule of each group's sum.
const RULES: [&[&str]; 3] = [&["A05"], &["A06"], &["A07"]];

/// The table in its official layout; below a broken group stands its sign.
pub fn table(renderer: &TableRenderer, version: Version) -> Html {
    let rows = layout(TableId::Appeals, version, |_| true);
    let (head, body) = head_and_body(&rows);
    let broken = RULES.iter().any(|rules| renderer.findings_of(rules).next().is_some());
    html! {
        <table class="official reviews" role="grid">
            <thead>
                for row in head {
                    <tr>{ slots(renderer, row) }</tr>
                }
            </thead>
            <tbody>
                for row in body {
                    <tr>{ slots(renderer, row) }</tr>
                }
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
