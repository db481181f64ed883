//! Table three: requests by outcome and applicant.

use gouji::form::{LayoutRow, TableId, layout};
use gouji::language::Lang;
use gouji::report::ExtractedTable;
use gouji::review::Finding;
use yew::prelude::*;

use super::cell::TableRenderer;
use super::official::{head_and_body, slots};
use crate::words;

/// The table in its official layout; broken rows get a sign at their end, broken columns one below.
pub fn table(renderer: &TableRenderer, reading: &ExtractedTable) -> Html {
    let version = reading.version;
    let numbers: Vec<bool> = reading.form_rows().map(|(_, row)| !row.cells.is_empty()).collect();
    let rows = layout(TableId::Requests, version, |row| numbers[row]);
    let (head, body) = head_and_body(&rows);
    // The column stays while changes stand: nothing moves under the hand that mends the last row.
    let signs = renderer.findings_of(&["A01", "A04"]).next().is_some() || !renderer.checked.changes.is_empty();
    let columns = TableId::Requests.rows(version)[0].columns;
    let only = renderer.column.and_then(|column| columns.get(column));
    html! {
        <table class="official requests" role="grid" data-only={only.map(|column| column.name)}>
            <thead>
                for (place, row) in head.iter().enumerate() {
                    <tr>
                        { slots(renderer, row) }
                        if signs && place == 0 {
                            <th class="signs" rowspan={head.len().to_string()} scope="col">
                                { words::CHECK.get(renderer.lang) }
                            </th>
                        }
                    </tr>
                }
            </thead>
            <tbody>
                for row in body {
                    <tr>
                        { slots(renderer, row) }
                        if signs {
                            <td class="signs">
                                for (index, finding) in renderer.findings_of(&["A01", "A04"]).filter(|(_, finding)| ends(row, finding)) {
                                    { renderer.sign(index, finding, group_column(renderer, finding)) }
                                }
                            </td>
                        }
                    </tr>
                }
            </tbody>
            { foot(renderer, columns.len(), signs) }
        </table>
    }
}

/// Whether a finding's total stands in a row.
fn ends(row: &LayoutRow, finding: &Finding) -> bool {
    let last = finding.cells.last();
    last.is_some_and(|id| id.table == TableId::Requests && Some(usize::from(id.row)) == row.form_row)
}

fn foot(renderer: &TableRenderer, columns: usize, signs: bool) -> Html {
    let kinds: [(&'static [&'static str], _); 2] = [(&["A02"], words::FOOT_OUTCOMES), (&["A03"], words::FOOT_BALANCE)];
    html! {
        <tfoot>
            for (rules, label) in kinds {
                if renderer.findings_of(rules).next().is_some() {
                    <tr>
                        <th colspan="3" scope="row">
                            { label.get(renderer.lang) }
                            for (index, finding) in renderer.findings_of(rules) {
                                { renderer.sign(index, finding, column_name(renderer, finding)) }
                            }
                        </th>
                        for column in 0..columns {
                            <td class="signs">
                                for (index, finding) in renderer.findings_of(rules).filter(|(_, finding)| is_in(finding, column)) {
                                    { renderer.short_sign(index, finding) }
                                }
                            </td>
                        }
                        if signs {
                            <td class="signs"></td>
                        }
                    </tr>
                }
            }
        </tfoot>
    }
}

/// The column that a finding's identity stands in.
fn column_name(renderer: &TableRenderer, finding: &Finding) -> Option<&'static str> {
    let column = finding.cells.last()?.column();
    Some(match renderer.lang {
        Lang::Zh => column.label,
        Lang::En => column.english,
    })
}

/// A group's row has an identity for each column, any other row one of its own.
fn group_column(renderer: &TableRenderer, finding: &Finding) -> Option<&'static str> {
    column_name(renderer, finding).filter(|_| finding.code() == "A04")
}

fn is_in(finding: &Finding, column: usize) -> bool {
    let last = finding.cells.last();
    last.is_some_and(|id| usize::from(id.column) == column)
}
