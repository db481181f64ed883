//! Table three: requests by outcome and applicant.

use gouji::form::{CellId, Role, Row, TableId, Version};
use gouji::language::Lang;
use gouji::report::{ExtractedRow, ExtractedTable};
use gouji::review::Finding;
use yew::prelude::*;

use super::cell::TableRenderer;
use super::disclosure::said;
use crate::words;

/// Columns of values.
const COLUMNS: usize = 7;

/// A row that is drawn, with its place in the form.
struct Line<'a> {
    index: usize,
    row: &'static Row,
    version: Version,
    renderer: &'a TableRenderer<'a>,
}

/// The table in its official layout; broken rows get a sign at their end, broken columns one below.
pub fn table(renderer: &TableRenderer, reading: &ExtractedTable) -> Html {
    let version = reading.version;
    let lines: Vec<Line> = reading
        .form_rows()
        .enumerate()
        .filter(|(_, (row, reading))| is_drawn(row, reading, version))
        .map(|(index, (row, _))| Line {
            index,
            row,
            version,
            renderer,
        })
        .collect();
    let outcomes = lines.iter().filter(|line| line.is_outcome()).count();
    // The column stays while changes stand: nothing moves under the hand that mends the last row.
    let signs = renderer.findings_of(&["A01", "A04"]).next().is_some() || !renderer.checked.changes.is_empty();
    let only = renderer
        .column
        .and_then(|column| TableId::Requests.rows(version)[0].columns.get(column));
    html! {
        <table class="official requests" role="grid" data-only={only.map(|column| column.name)}>
            { head(renderer, signs) }
            <tbody>
                for (place, line) in lines.iter().enumerate() {
                    <tr>
                        if line.is_outcome() && !place.checked_sub(1).is_some_and(|before| lines[before].is_outcome()) {
                            <th class="upright" scope="rowgroup" rowspan={outcomes.to_string()}>
                                { words::OUTCOMES.get(renderer.lang) }
                            </th>
                        }
                        { line.labels(&lines, place) }
                        for column in 0..COLUMNS {
                            { renderer.cell(CellId::new(TableId::Requests, version, line.index, column)) }
                        }
                        if signs {
                            <td class="signs">
                                for (index, finding) in renderer.findings_of(&["A01", "A04"]).filter(|(_, finding)| line.ends(finding)) {
                                    { renderer.sign(index, finding, group_column(renderer, finding)) }
                                }
                            </td>
                        }
                    </tr>
                }
            </tbody>
            { foot(renderer, signs) }
        </table>
    }
}

/// A group label is drawn as its own row only if the report prints numbers there.
fn is_drawn(row: &Row, reading: &ExtractedRow, version: Version) -> bool {
    row.is_required(version) || !reading.cells.is_empty()
}

impl Line<'_> {
    /// Below 三、本年度办理结果.
    fn is_outcome(&self) -> bool {
        !matches!(self.row.role, Role::Intake | Role::CarriedOut)
    }

    /// The name of the group that the row is drawn in: its own, if it is a group's row with numbers.
    fn group(&self) -> &'static str {
        if self.row.is_group(self.version) {
            self.row.name
        } else {
            self.row.block
        }
    }

    /// The row's label, and before a group's first row the group's label over all its rows.
    fn labels(&self, lines: &[Line], place: usize) -> Html {
        let lang = self.renderer.lang;
        let label = said(self.row.label, self.row.english, lang);
        let group = self.group();
        if group.is_empty() {
            let width = if self.is_outcome() { "2" } else { "3" };
            return html! { <th scope="row" colspan={width}>{ label }</th> };
        }
        let starts = place.checked_sub(1).is_none_or(|before| lines[before].group() != group);
        let height = lines.iter().filter(|line| line.group() == group).count();
        let name = TableId::Requests
            .rows(self.version)
            .iter()
            .find(|row| row.name == group);
        html! {
            <>
                if starts {
                    <th class="group" scope="rowgroup" rowspan={height.to_string()}>
                        if let Some(name) = name {
                            { said(name.label, name.english, lang) }
                        }
                    </th>
                }
                <th scope="row" class="entry">
                    if self.row.is_group(self.version) {
                        { words::GROUP_ROW.get(lang) }
                    } else {
                        { label }
                    }
                </th>
            </>
        }
    }

    /// Whether a finding's total stands in this row.
    fn ends(&self, finding: &Finding) -> bool {
        finding
            .cells
            .last()
            .is_some_and(|id| id.table == TableId::Requests && usize::from(id.row) == self.index)
    }
}

fn head(renderer: &TableRenderer, signs: bool) -> Html {
    let lang = renderer.lang;
    let columns = TableId::Requests.rows(Version::V2021)[0].columns;
    let name = |index: usize| said(columns[index].label, columns[index].english, lang);
    html! {
        <thead>
            <tr>
                <th class="note" colspan="3" rowspan="3">{ words::BALANCE_NOTE.get(lang) }</th>
                <th colspan="7" scope="colgroup">{ words::APPLICANTS.get(lang) }</th>
                if signs {
                    <th class="signs" rowspan="3" scope="col">{ words::CHECK.get(lang) }</th>
                }
            </tr>
            <tr>
                <th rowspan="2" scope="col">{ name(0) }</th>
                <th colspan="5" scope="colgroup">{ words::ORGANISATIONS.get(lang) }</th>
                <th rowspan="2" scope="col">{ name(6) }</th>
            </tr>
            <tr>
                for index in 1..6 {
                    <th scope="col">{ name(index) }</th>
                }
            </tr>
        </thead>
    }
}

fn foot(renderer: &TableRenderer, signs: bool) -> Html {
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
                        for column in 0..COLUMNS {
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
