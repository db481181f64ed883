//! A broken identity as an equation with its numbers: `3 + 0 ≠ 2 + 0，差 1`.

use crate::form::CellId;
use crate::report::{Report, State};
use crate::review::{Finding, Lang};

/// Sums of at most so many terms are written out whole; longer ones leave out what is nothing.
const WRITTEN_OUT: usize = 4;

/// The equation of a finding of rules A01 to A07; none for other findings.
pub fn equation(report: &Report, finding: &Finding, lang: Lang) -> Option<String> {
    let (left, right) = (finding.expected?, finding.actual?);
    let right_terms = if finding.rule == "A03" { 2 } else { 1 };
    let parts = finding.cells.len().checked_sub(right_terms)?;
    let (left_cells, right_cells) = finding.cells.split_at(parts);
    let difference = (left - right).abs();
    let (left, right) = (sum(report, left_cells), sum(report, right_cells));
    Some(match lang {
        Lang::Zh => format!("{left} ≠ {right}，差 {difference}"),
        Lang::En => format!("{left} ≠ {right}, off by {difference}"),
    })
}

/// The terms of a sum as the document has them; an empty cell is shown as □, since the document holds no number there.
fn sum(report: &Report, cells: &[CellId]) -> String {
    let whole = cells.len() <= WRITTEN_OUT;
    let terms: Vec<String> = cells
        .iter()
        .map(|&cell| report.cell(cell))
        .filter(|cell| whole || cell.value.is_some_and(|value| !value.is_zero()))
        .map(|cell| match (cell.state, cell.value) {
            (State::Value, Some(value)) if value.is_sign_negative() => format!("({value})"),
            (State::Value, Some(value)) => value.to_string(),
            _ => "□".to_owned(),
        })
        .collect();
    if terms.is_empty() {
        "0".to_owned()
    } else {
        terms.join(" + ")
    }
}
