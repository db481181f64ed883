//! A review as one short line of JSON, for archives: what the full one says, without places in the text, without the words that
//! come with each rule (`gouji rules` has them), and without cells that hold 0.

use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::exact::number;
use super::view::{FormsView, RepairView, SourceView, SummaryView, forms_view, repair_view, source_view, summary_view};
use crate::document::Reason;
use crate::language::Lang;
use crate::report::{Cell, Report};
use crate::review::Review;

/// A review as a short line of JSON.
pub fn to_slim_json(review: &Review, lang: Lang) -> String {
    let report = &review.report;
    let cells = |cells: &[crate::form::CellId]| cells.iter().map(ToString::to_string).collect();
    let view = SlimView {
        schema: "gouji/review/1",
        slim: true,
        source: source_view(&review.source, None),
        report: SlimReport {
            title: report.title_text(),
            agency: report.agency.map(|span| report.document.slice(span)),
            year: report.year,
            forms: forms_view(report),
            cells: SlimCells(report),
        },
        findings: review
            .findings
            .iter()
            .map(|finding| SlimFinding {
                rule: finding.code(),
                severity: finding.severity.name(),
                title: finding.title(lang),
                message: finding.message(lang),
                cells: cells(&finding.cells),
                expected: finding.expected.map(number),
                actual: finding.actual.map(number),
                evidence: finding
                    .evidence
                    .iter()
                    .map(|&span| SlimEvidence {
                        text: report.document.slice(span),
                    })
                    .collect(),
            })
            .collect(),
        checks: review
            .checks
            .iter()
            .map(|check| SlimCheck {
                rule: check.rule.code,
                cells: cells(&check.cells),
                said: check.said.normalize().to_string(),
                outcome: check.outcome.name(),
            })
            .collect(),
        repairs: review
            .repairs
            .iter()
            .map(|repair| repair_view(repair, number, lang))
            .collect(),
        summary: summary_view(&review.summary, lang),
    };
    // Strings, numbers and maps with string keys cannot fail.
    serde_json::to_string(&view).unwrap_or_default()
}

#[derive(Serialize)]
struct SlimView<'a> {
    schema: &'static str,
    slim: bool,
    source: SourceView<'a>,
    report: SlimReport<'a>,
    findings: Vec<SlimFinding<'a>>,
    checks: Vec<SlimCheck>,
    repairs: Vec<RepairView<'a, Box<RawValue>>>,
    summary: SummaryView,
}

#[derive(Serialize)]
struct SlimReport<'a> {
    title: Option<String>,
    agency: Option<&'a str>,
    year: Option<u16>,
    forms: FormsView,
    cells: SlimCells<'a>,
}

/// The cells that do not hold 0: their number, or what stands there in its place.
struct SlimCells<'a>(&'a Report);

impl Serialize for SlimCells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (id, cell) in self.0.cells().filter(|(_, cell)| cell.value != Some(Decimal::ZERO)) {
            map.serialize_entry(&id.to_string(), &slim_cell(cell, self.0.written(id)))?;
        }
        map.end()
    }
}

fn slim_cell<'a>(cell: &Cell, written: &'a str) -> SlimCell<'a> {
    let is_plain = cell.value.is_some_and(|value| value.to_string() == written);
    SlimCell {
        state: cell.state.name(),
        reason: cell.state.reason().map(Reason::name),
        value: cell.value.map(number),
        text: Some(written).filter(|text| !is_plain && !text.is_empty()),
    }
}

#[derive(Serialize)]
struct SlimCell<'a> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    value: Option<Box<RawValue>>,
    /// As it is written, where that is not the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct SlimFinding<'a> {
    rule: &'static str,
    severity: &'static str,
    title: &'static str,
    message: String,
    cells: Vec<String>,
    expected: Option<Box<RawValue>>,
    actual: Option<Box<RawValue>>,
    evidence: Vec<SlimEvidence<'a>>,
}

#[derive(Serialize)]
struct SlimEvidence<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct SlimCheck {
    rule: &'static str,
    cells: Vec<String>,
    said: String,
    outcome: &'static str,
}
