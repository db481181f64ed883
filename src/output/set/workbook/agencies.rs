//! 各单位·表X: a row an agency, the cells of a table as columns, and the identities at the right of each row.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Book, Done, Put, formula, letters};
use crate::form::{CellId, Role, TableId, Version, column_name, row_name};
use crate::output::names;
use crate::output::set::table::group_cell;
use crate::report::State;
use crate::set::{Entry, LeftOut};

/// The reports that stand in the sheets of agencies.
pub(super) struct Agencies<'a> {
    /// Those that are summed.
    pub(super) children: &'a [usize],
    /// Those that are not.
    pub(super) left_out: &'a [LeftOut],
    /// The government's own report.
    pub(super) own: Option<usize>,
    /// The version of table two.
    pub(super) version: Version,
    /// Whether （六）其他处理 is one row.
    pub(super) has_old_rows: bool,
}

impl Book<'_> {
    /// The cells of a table as they stand in the sheets of agencies.
    pub(super) fn columns(agencies: &Agencies<'_>, table: TableId) -> Vec<CellId> {
        let version = match table {
            TableId::Disclosure => agencies.version,
            _ => Version::V2021,
        };
        let rows = table.rows(version).iter().enumerate();
        let there = rows.filter(|(_, row)| match row.role {
            Role::Group => false,
            Role::Closed => agencies.has_old_rows,
            Role::ClosedPart => !agencies.has_old_rows,
            _ => true,
        });
        there
            .flat_map(|(row, form)| (0..form.columns.len()).map(move |column| CellId::new(table, version, row, column)))
            .collect()
    }

    /// 各单位·表X: a row an agency; below them the sum, the government's own report, and the difference.
    pub(super) fn agencies(
        &mut self,
        agencies: &Agencies<'_>,
        table: TableId,
        name: &str,
        places: &mut Vec<(CellId, String)>,
    ) -> Done {
        let cells = Self::columns(agencies, table);
        let checks = checks(table, &cells);
        let mut sheet = Worksheet::new();
        sheet
            .set_name(name)?
            .set_landscape()
            .set_paper_size(8)
            .set_print_fit_to_pages(1, 0);
        sheet
            .set_repeat_rows(0, 1)?
            .set_freeze_panes(2, 1)?
            .set_column_width(0, 28)?;
        sheet.write_string_with_format(1, 0, self.words("单位", "agency"), &self.head)?;
        self.group_heads(&mut sheet, &cells)?;
        for (at, check) in checks.iter().enumerate() {
            let column = (1 + cells.len() + at) as u16;
            sheet.write_string_with_format(0, column, check.code, &self.head)?;
            let words = if check.by_row {
                row_name(check.name, self.lang)
            } else {
                column_name(check.name, self.lang)
            };
            sheet.write_string_with_format(1, column, words, &self.head)?;
        }
        let mut at = 2;
        for &child in agencies.children {
            self.agency(&mut sheet, at, child, (&cells, &checks))?;
            at += 1;
        }
        at = self.below(&mut sheet, agencies, (name, at), (&cells, places))?;
        if !agencies.left_out.is_empty() {
            sheet.write_string_with_format(at + 1, 0, self.words("以下不计入", "not summed"), &self.head)?;
            at += 2;
            for left in agencies.left_out {
                self.agency(&mut sheet, at, left.entry, (&cells, &checks))?;
                at += 1;
            }
        }
        if !checks.is_empty() {
            let from = (1 + cells.len()) as u16;
            self.mark(&mut sheet, (2, at - 1), (from, from + checks.len() as u16 - 1))?;
        }
        self.whole.push_worksheet(sheet);
        Ok(())
    }

    /// Below the agencies their sum and, where it is there, the government's own report and the difference; the next row.
    fn below(
        &self,
        sheet: &mut Worksheet,
        agencies: &Agencies<'_>,
        (name, at): (&str, u32),
        (cells, places): (&[CellId], &mut Vec<(CellId, String)>),
    ) -> Result<u32, XlsxError> {
        let last = at; // the row of the last agency as a spreadsheet counts
        let (sum, own, off) = (at, at + 1, at + 2);
        let heads = [
            (sum, ("各单位之和", "sum")),
            (own, ("政府报告", "the government's")),
            (off, ("差", "difference")),
        ];
        for (row, words) in heads.into_iter().take(if agencies.own.is_some() { 3 } else { 1 }) {
            sheet.write_string_with_format(row, 0, self.words(words.0, words.1), &self.head)?;
        }
        for (index, &cell) in cells.iter().enumerate() {
            let (column, letter) = ((index + 1) as u16, letters(index + 1));
            let total = self.shown_sum(agencies.children, cell);
            let place = format!("{letter}3:{letter}{last}");
            self.put(sheet, (sum, column), formula(format!("=SUM({place})"), total))?;
            places.push((cell, format!("'{name}'!{place}")));
            let Some(entry) = agencies.own else { continue };
            let value = self.value(entry, cell);
            let number = if let Put::Number(number) = value {
                number
            } else {
                Decimal::ZERO
            };
            self.put(sheet, (own, column), value)?;
            // A sign or words stand for no number: SUM skips them.
            let difference = format!("=SUM({letter}{})-{letter}{}", own + 1, sum + 1);
            self.put(sheet, (off, column), formula(difference, number - total))?;
        }
        if agencies.own.is_none() {
            return Ok(sum + 1);
        }
        self.mark(sheet, (off, off), (1, cells.len() as u16))?;
        Ok(off + 1)
    }

    /// The heads: a row's name above its columns.
    fn group_heads(&self, sheet: &mut Worksheet, cells: &[CellId]) -> Done {
        let mut from = 0;
        for group in cells.chunk_by(|a, b| a.row == b.row) {
            let (first, last) = ((from + 1) as u16, (from + group.len()) as u16);
            let name = row_name(group[0], self.lang);
            if first < last {
                sheet.merge_range(0, first, 0, last, name, &self.head)?;
            } else {
                sheet.write_string_with_format(0, first, name, &self.head)?;
            }
            for (column, &cell) in (first..).zip(group) {
                sheet.write_string_with_format(1, column, column_name(cell, self.lang), &self.head)?;
            }
            from += group.len();
        }
        Ok(())
    }

    fn agency(&self, sheet: &mut Worksheet, at: u32, entry: usize, (cells, checks): (&[CellId], &[Check])) -> Done {
        let name = &self.answer.review.bodies[self.answer.review.filed[entry].body].name;
        self.put(sheet, (at, 0), name.as_str().into())?;
        for (index, &cell) in cells.iter().enumerate() {
            self.put(sheet, (at, (index + 1) as u16), self.value(entry, cell))?;
        }
        for (index, check) in checks.iter().enumerate() {
            let column = (1 + cells.len() + index) as u16;
            let side = |side: &[usize]| {
                let places: Vec<String> = side
                    .iter()
                    .map(|&cell| format!("{}{}", letters(cell + 1), at + 1))
                    .collect();
                let sum = side.iter().filter_map(|&cell| match self.value(entry, cells[cell]) {
                    Put::Number(number) => Some(number),
                    _ => None,
                });
                (format!("SUM({})", places.join(",")), sum.sum::<Decimal>())
            };
            let ((left, a), (right, b)) = (side(&check.left), side(&check.right));
            self.put(sheet, (at, column), formula(format!("={left}-{right}"), a - b))?;
        }
        Ok(())
    }

    /// What a report says in a cell: a blank stays a blank.
    pub(super) fn value(&self, entry: usize, cell: CellId) -> Put {
        let report: &Entry = &self.answer.set.entries[entry];
        let group = cell.table == TableId::Requests && cell.row().role == Role::Closed;
        if group && report.forms.1 == Some(Version::V2021) {
            return group_cell(report, cell).into();
        }
        match report.cell(cell) {
            Some(kept) => match kept.state {
                State::Value => kept.count().into(),
                State::Blank => Put::Nothing,
                State::Placeholder => report.written(kept).into(),
                State::Missing | State::Unreadable(_) => {
                    format!("（{}）", names::state(kept.state, self.lang)).as_str().into()
                }
            },
            None => format!("（{}）", names::state(State::Missing, self.lang))
                .as_str()
                .into(),
        }
    }

    /// The sum of what the sheet shows as numbers.
    pub(super) fn shown_sum(&self, children: &[usize], cell: CellId) -> Decimal {
        let numbers = children.iter().filter_map(|&child| match self.value(child, cell) {
            Put::Number(number) => Some(number),
            _ => None,
        });
        numbers.sum()
    }
}

/// An identity of one agency's row: indices of the cells on both sides.
struct Check {
    code: &'static str,
    name: CellId,
    by_row: bool,
    left: Vec<usize>,
    right: Vec<usize>,
}

/// A01 to A07 over the cells of a table as they stand side by side.
fn checks(table: TableId, cells: &[CellId]) -> Vec<Check> {
    let mut checks = Vec::new();
    let at = |cell: CellId| cells.iter().position(|other| *other == cell);
    if table == TableId::Disclosure {
        return checks;
    }
    for group in cells.chunk_by(|a, b| a.row == b.row) {
        let Some((&total, parts)) = group.split_last() else {
            continue;
        };
        let code = match (table, total.row) {
            (TableId::Requests, _) => "A01",
            (_, 0) => "A05",
            (_, 1) => "A06",
            _ => "A07",
        };
        checks.push(Check {
            code,
            name: total,
            by_row: true,
            left: parts.iter().filter_map(|&cell| at(cell)).collect(),
            right: at(total).into_iter().collect(),
        });
    }
    if table == TableId::Requests {
        for column in 0..7 {
            let of = |roles: &[Role]| -> Vec<usize> {
                let cells = cells.iter().enumerate();
                cells
                    .filter(|(_, cell)| cell.column == column && roles.contains(&cell.row().role))
                    .map(|found| found.0)
                    .collect()
            };
            let Some(&first) = cells.iter().find(|cell| cell.column == column) else {
                continue;
            };
            let sides = [
                (
                    "A02",
                    of(&[Role::Outcome, Role::Closed, Role::ClosedPart]),
                    of(&[Role::OutcomesTotal]),
                ),
                ("A03", of(&[Role::Intake]), of(&[Role::OutcomesTotal, Role::CarriedOut])),
            ];
            for (code, left, right) in sides {
                checks.push(Check {
                    code,
                    name: first,
                    by_row: false,
                    left,
                    right,
                });
            }
        }
    }
    checks
}
