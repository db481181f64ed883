//! A broken identity as an equation with its numbers: `3 + 0 ≠ 2 + 0，差 1`.

use rust_decimal::Decimal;

use crate::form::CellId;
use crate::language::Lang;
use crate::report::{Report, State};
use crate::review::Finding;

/// Sums of at most so many terms are written out whole; longer ones leave out what is nothing.
const WRITTEN_OUT: usize = 4;
/// Sums with more terms than this, nothing left out, are given as their result.
const LONGEST: usize = 8;

/// A broken identity in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// Both sides and how far they are apart.
    pub text: String,
    /// How far they are apart, in a word and a number.
    pub difference: String,
}

/// The equation of a finding of rules A01 to A07; none for other findings.
pub fn equation(report: &Report, finding: &Finding, lang: Lang) -> Option<Equation> {
    if !finding.code().starts_with('A') {
        return None; // a number of the text against a cell is no sum
    }
    let (expected, actual) = (finding.expected?, finding.actual?);
    let right_terms = if finding.code() == "A03" { 2 } else { 1 };
    let parts = finding.cells.len().checked_sub(right_terms)?;
    let (left, right) = finding.cells.split_at(parts);
    Some(in_numbers(report, (left, expected), (right, actual), lang))
}

/// Two sides that should be equal, each its cells and what they add up to.
pub(super) fn in_numbers(
    report: &Report,
    (left, expected): (&[CellId], Decimal),
    (right, actual): (&[CellId], Decimal),
    lang: Lang,
) -> Equation {
    let (left, right) = (side(report, left, expected, lang), side(report, right, actual, lang));
    let difference = (expected - actual).abs().normalize();
    match lang {
        Lang::Zh => Equation {
            text: format!("{left} ≠ {right}，差 {difference}"),
            difference: format!("差 {difference}"),
        },
        Lang::En => Equation {
            text: format!("{left} ≠ {right}, off by {difference}"),
            difference: format!("by {difference}"),
        },
    }
}

/// The terms of a sum as the document has them; an empty cell is shown as □, since the document holds no number there.
pub(super) fn side(report: &Report, cells: &[CellId], sum: Decimal, lang: Lang) -> String {
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
    match (terms.len(), lang) {
        (0, _) => "0".to_owned(),
        (1..=LONGEST, _) => terms.join(" + "),
        (_, Lang::Zh) => format!("各项之和 {sum}"),
        (_, Lang::En) => format!("sum of parts {sum}"),
    }
}
