//! The review as JSON, schema `gouji/review/1`. Numbers keep all their digits.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Number;

use crate::document::{Document, Span};
use crate::form::TableId;
use crate::repair::Repair;
use crate::report::{Cell, Report};
use crate::review::Review;

/// A review as JSON on one line; `with_text` puts the text that the spans point into beside them.
pub fn to_json(review: &Review, with_text: bool, pretty: bool) -> String {
    let view = view(review, with_text);
    let json = if pretty {
        serde_json::to_string_pretty(&view)
    } else {
        serde_json::to_string(&view)
    };
    // Strings, numbers and maps with string keys cannot fail.
    json.unwrap_or_default()
}

fn view(review: &Review, with_text: bool) -> impl Serialize + '_ {
    let report = &review.report;
    let document = &report.document;
    let version = |id| report.table(id).map(|table| table.version.name());
    ReviewView {
        schema: "gouji/review/1",
        source: SourceView {
            name: review.source.name.as_deref(),
            format: review.source.format,
            encoding: review.source.encoding,
            bytes: review.source.bytes,
            text: with_text.then_some(document.text.as_str()),
        },
        report: ReportView {
            title: report.title_text(),
            agency: report.agency.map(|span| document.slice(span)),
            year: report.year,
            forms: FormsView {
                disclosure: version(TableId::Disclosure),
                requests: version(TableId::Requests),
            },
            cells: Cells(report),
        },
        findings: review
            .findings
            .iter()
            .map(|finding| FindingView {
                rule: finding.rule,
                severity: finding.severity.name(),
                title: &finding.title,
                message: &finding.message,
                why: &finding.why,
                hint: &finding.hint,
                cells: finding.cells.iter().map(ToString::to_string).collect(),
                expected: finding.expected.map(number),
                actual: finding.actual.map(number),
                evidence: finding
                    .evidence
                    .iter()
                    .map(|&span| EvidenceView {
                        span: offsets(span),
                        text: document.slice(span),
                    })
                    .collect(),
            })
            .collect(),
        repairs: review.repairs.iter().map(repair_view).collect(),
        summary: SummaryView {
            errors: review.summary.errors,
            warnings: review.summary.warnings,
            infos: review.summary.infos,
            identities: IdentitiesView {
                checked: review.summary.identities.checked,
                held: review.summary.identities.held,
                unchecked: review.summary.identities.unchecked,
            },
            verdict: review.summary.verdict.name(),
            reason: review.summary.reason.as_deref(),
        },
    }
}

fn repair_view(repair: &Repair) -> RepairView<'_> {
    RepairView {
        changes: repair
            .changes
            .iter()
            .map(|change| ChangeView {
                cell: change.cell.to_string(),
                from: change.from.map(number),
                to: number(change.to),
            })
            .collect(),
        kind: repair.kind.name(),
        resolves: &repair.resolves,
        exact: repair.exact,
        rank: repair.rank,
        ties: repair.ties,
        group: repair.group,
        parts: repair
            .parts
            .iter()
            .map(|part| PartView {
                edits: part
                    .edits
                    .iter()
                    .map(|edit| EditView {
                        kind: edit.kind.name(),
                        changes: &edit.changes,
                        likelihood: edit.likelihood.name(),
                    })
                    .collect(),
                resolves: &part.resolves,
            })
            .collect(),
        reason: &repair.reason,
    }
}

/// All digits, as a JSON number.
fn number(value: Decimal) -> Number {
    Number::from_str(&value.to_string()).unwrap_or_else(|_| Number::from(0))
}

fn offsets(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

#[derive(Serialize)]
struct ReviewView<'a> {
    schema: &'static str,
    source: SourceView<'a>,
    report: ReportView<'a>,
    findings: Vec<FindingView<'a>>,
    repairs: Vec<RepairView<'a>>,
    summary: SummaryView<'a>,
}

#[derive(Serialize)]
struct SourceView<'a> {
    name: Option<&'a str>,
    format: &'static str,
    encoding: &'static str,
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct ReportView<'a> {
    title: Option<String>,
    agency: Option<&'a str>,
    year: Option<u16>,
    forms: FormsView,
    cells: Cells<'a>,
}

#[derive(Serialize)]
struct FormsView {
    disclosure: Option<&'static str>,
    requests: Option<&'static str>,
}

/// The cells by their names, in the order of the form.
struct Cells<'a>(&'a Report);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (id, cell) in self.0.cells() {
            map.serialize_entry(&id.to_string(), &cell_view(&self.0.document, cell))?;
        }
        map.end()
    }
}

fn cell_view<'a>(document: &'a Document, cell: &Cell) -> CellView<'a> {
    CellView {
        state: cell.state.name(),
        value: cell.value.map(number),
        text: cell.span.map(|span| document.slice(span)),
        span: cell.span.map(offsets),
    }
}

#[derive(Serialize)]
struct CellView<'a> {
    state: &'static str,
    value: Option<Number>,
    text: Option<&'a str>,
    span: Option<[u32; 2]>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    rule: &'static str,
    severity: &'static str,
    title: &'a str,
    message: &'a str,
    why: &'a str,
    hint: &'a str,
    cells: Vec<String>,
    expected: Option<Number>,
    actual: Option<Number>,
    evidence: Vec<EvidenceView<'a>>,
}

#[derive(Serialize)]
struct EvidenceView<'a> {
    span: [u32; 2],
    text: &'a str,
}

#[derive(Serialize)]
struct RepairView<'a> {
    changes: Vec<ChangeView>,
    kind: &'static str,
    resolves: &'a [usize],
    exact: bool,
    rank: usize,
    ties: usize,
    group: usize,
    parts: Vec<PartView<'a>>,
    reason: &'a str,
}

#[derive(Serialize)]
struct ChangeView {
    cell: String,
    from: Option<Number>,
    to: Number,
}

#[derive(Serialize)]
struct PartView<'a> {
    edits: Vec<EditView<'a>>,
    resolves: &'a [usize],
}

#[derive(Serialize)]
struct EditView<'a> {
    kind: &'static str,
    changes: &'a [usize],
    likelihood: &'static str,
}

#[derive(Serialize)]
struct SummaryView<'a> {
    errors: usize,
    warnings: usize,
    infos: usize,
    identities: IdentitiesView,
    verdict: &'static str,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct IdentitiesView {
    checked: usize,
    held: usize,
    unchecked: usize,
}
