//! A broken identity in numbers: `3 + 0 ≠ 2 + 0，差 1`.

use gouji::form::CellId;
use gouji::report::Report;
use gouji::review::{Finding, Lang};
use rust_decimal::Decimal;

use crate::marks::is_identity;

/// Longer sums leave out what is nothing.
const FULL: usize = 4;
/// Longer sums are given as their result.
const LONGEST: usize = 8;

/// The equation of a finding, and in short how far its sides are apart; none unless it is a broken identity.
pub fn equation(report: &Report, finding: &Finding, lang: Lang) -> Option<(String, String)> {
    if !is_identity(finding.rule) || finding.cells.len() < 2 {
        return None;
    }
    let totals = if finding.rule == "A03" { 2 } else { 1 };
    let (left, right) = finding.cells.split_at(finding.cells.len().checked_sub(totals)?);
    let (left_sum, left_text) = side(report, left, lang);
    let (right_sum, right_text) = side(report, right, lang);
    let difference = (left_sum - right_sum).abs().normalize();
    Some(match lang {
        Lang::Zh => (
            format!("{left_text} ≠ {right_text}，差 {difference}"),
            format!("差 {difference}"),
        ),
        Lang::En => (
            format!("{left_text} ≠ {right_text}, off by {difference}"),
            format!("by {difference}"),
        ),
    })
}

fn side(report: &Report, cells: &[CellId], lang: Lang) -> (Decimal, String) {
    let values: Vec<Decimal> = cells
        .iter()
        .map(|&id| report.cell(id).value.unwrap_or_default())
        .collect();
    let sum: Decimal = values.iter().sum();
    let parts: Vec<String> = values
        .iter()
        .filter(|value| cells.len() <= FULL || !value.is_zero())
        .map(Decimal::to_string)
        .collect();
    let text = match parts.len() {
        0 => "0".to_owned(),
        1..=LONGEST => parts.join(" + "),
        _ => {
            let word = match lang {
                Lang::Zh => "各项之和 ",
                Lang::En => "sum of parts ",
            };
            word.to_owned() + &sum.to_string()
        }
    };
    (sum, text)
}
