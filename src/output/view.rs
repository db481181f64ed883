//! The shape of a written review, schema `gouji/review/1`: the one that JSON and JavaScript share.

use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::document::Span;
use crate::form::TableId;
use crate::repair::Repair;
use crate::report::{Cell, Report};
use crate::review::Review;

/// How a reader counts places and takes numbers.
#[derive(Clone, Copy)]
pub struct Notation<'a, N> {
    /// From a byte offset in the text.
    pub offset: &'a dyn Fn(u32) -> u32,
    /// From an exact number.
    pub number: fn(Decimal) -> N,
}

impl<N> Notation<'_, N> {
    fn span(&self, span: Span) -> [u32; 2] {
        [(self.offset)(span.start), (self.offset)(span.end)]
    }
}

/// A review to write; `with_text` puts the text that the spans point into beside them.
pub fn view<'a, N: Serialize + 'a>(
    review: &'a Review,
    with_text: bool,
    notation: &'a Notation<'a, N>,
) -> impl Serialize + 'a {
    let number = notation.number;
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
            cells: Cells { report, notation },
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
                        span: notation.span(span),
                        text: document.slice(span),
                    })
                    .collect(),
            })
            .collect(),
        repairs: review
            .repairs
            .iter()
            .map(|repair| repair_view(repair, number))
            .collect(),
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

fn repair_view<N>(repair: &Repair, number: fn(Decimal) -> N) -> RepairView<'_, N> {
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

#[derive(Serialize)]
struct ReviewView<'a, N> {
    schema: &'static str,
    source: SourceView<'a>,
    report: ReportView<'a, N>,
    findings: Vec<FindingView<'a, N>>,
    repairs: Vec<RepairView<'a, N>>,
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
struct ReportView<'a, N> {
    title: Option<String>,
    agency: Option<&'a str>,
    year: Option<u16>,
    forms: FormsView,
    cells: Cells<'a, N>,
}

#[derive(Serialize)]
struct FormsView {
    disclosure: Option<&'static str>,
    requests: Option<&'static str>,
}

/// The cells by their names, in the order of the form.
struct Cells<'a, N> {
    report: &'a Report,
    notation: &'a Notation<'a, N>,
}

impl<N: Serialize> Serialize for Cells<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (id, cell) in self.report.cells() {
            map.serialize_entry(&id.to_string(), &self.cell(cell))?;
        }
        map.end()
    }
}

impl<N> Cells<'_, N> {
    fn cell(&self, cell: &Cell) -> CellView<'_, N> {
        CellView {
            state: cell.state.name(),
            value: cell.value.map(self.notation.number),
            text: cell.span.map(|span| self.report.document.slice(span)),
            span: cell.span.map(|span| self.notation.span(span)),
        }
    }
}

#[derive(Serialize)]
struct CellView<'a, N> {
    state: &'static str,
    value: Option<N>,
    text: Option<&'a str>,
    span: Option<[u32; 2]>,
}

#[derive(Serialize)]
struct FindingView<'a, N> {
    rule: &'static str,
    severity: &'static str,
    title: &'a str,
    message: &'a str,
    why: &'a str,
    hint: &'a str,
    cells: Vec<String>,
    expected: Option<N>,
    actual: Option<N>,
    evidence: Vec<EvidenceView<'a>>,
}

#[derive(Serialize)]
struct EvidenceView<'a> {
    span: [u32; 2],
    text: &'a str,
}

#[derive(Serialize)]
struct RepairView<'a, N> {
    changes: Vec<ChangeView<N>>,
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
struct ChangeView<N> {
    cell: String,
    from: Option<N>,
    to: N,
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
