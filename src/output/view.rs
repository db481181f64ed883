//! The shape of a written review, schema `gouji/review/1`: the one that JSON and JavaScript share.

use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
#[cfg(feature = "types")]
use ts_rs::TS;

#[cfg(feature = "outputs")]
use super::WhatIf;
use crate::document::{Document, Reason, Span};
use crate::form::TableId;
use crate::input::Source;
use crate::language::Lang;
use crate::repair::Repair;
use crate::report::{Cell, Report, Section};
use crate::review::{Check, Review, Summary};
#[cfg(feature = "catalogue")]
use crate::rules::{self, Rule};
#[cfg(feature = "types")]
use crate::{
    repair::{Kind, Likelihood},
    review::{Outcome, Severity, Verdict},
};

/// How a reader counts places and takes numbers.
#[derive(Clone, Copy)]
pub struct ValueEncoding<'a, N> {
    /// From a byte offset in the text.
    pub offset: &'a dyn Fn(u32) -> u32,
    /// From an exact number.
    pub number: fn(Decimal) -> N,
}

impl<N> ValueEncoding<'_, N> {
    fn span(&self, document: &Document, span: Span) -> [u32; 2] {
        let span = document.in_whole(span);
        [(self.offset)(span.start), (self.offset)(span.end)]
    }
}

/// A review to write in one language; `with_text` puts the text that the spans point into beside them.
pub fn view<'a, N: Serialize + 'a>(
    review: &'a Review,
    lang: Lang,
    with_text: bool,
    encoding: &'a ValueEncoding<'a, N>,
) -> impl Serialize + 'a {
    let number = encoding.number;
    let report = &review.report;
    let document = &report.document;
    ReviewView {
        schema: "gouji/review/1",
        source: source_view(&review.source, with_text.then_some(document.whole())),
        report: ReportView {
            title: report.title_text(),
            agency: report.agency.map(|span| document.slice(span)),
            year: report.year,
            forms: forms_view(report),
            sections: sections(report, encoding),
            cells: Cells { report, encoding },
        },
        findings: findings(review, encoding, lang),
        checks: review
            .checks
            .iter()
            .map(|check| check_view(check, &review.report.document, encoding))
            .collect(),
        repairs: review
            .repairs
            .iter()
            .map(|repair| repair_view(repair, number, lang))
            .collect(),
        summary: summary_view(&review.summary, lang),
        more: review.more,
    }
}

/// A review to write, and beside it what a person tried: other numbers, and what would come of them.
#[cfg(feature = "outputs")]
pub fn view_with<'a, N: Serialize + 'a>(
    review: &'a Review,
    what_if: &'a WhatIf,
    lang: Lang,
    encoding: &'a ValueEncoding<'a, N>,
) -> impl Serialize + 'a {
    let number = encoding.number;
    WithTrial {
        review: view(review, lang, false, encoding),
        tried: WhatIfView {
            changes: what_if
                .changes
                .iter()
                .map(|&(cell, to)| TriedView {
                    cell: cell.to_string(),
                    from: review.report.cell(cell).value.map(number),
                    to: to.map(number),
                })
                .collect(),
            findings: findings(&what_if.review, encoding, lang),
            summary: summary_view(&what_if.review.summary, lang),
        },
    }
}

pub(super) fn source_view<'a>(source: &'a Source, text: Option<&'a str>) -> SourceView<'a> {
    SourceView {
        name: source.name.as_deref(),
        format: source.format,
        encoding: source.encoding,
        bytes: source.bytes,
        text,
    }
}

pub(super) fn forms_view(report: &Report) -> FormsView {
    let version = |id| report.table(id).map(|table| table.version.name());
    FormsView {
        disclosure: version(TableId::Disclosure),
        requests: version(TableId::Requests),
    }
}

fn sections<N>(report: &Report, encoding: &ValueEncoding<'_, N>) -> Vec<SectionView> {
    let place = |span| encoding.span(&report.document, span);
    let view = |section: &Section| {
        Some(SectionView {
            part: section.part.name(),
            heading: section.heading.map(place),
            span: place(report.place_of(section)?),
        })
    };
    report.sections.iter().filter_map(view).collect()
}

fn findings<'a, N>(review: &'a Review, encoding: &ValueEncoding<'_, N>, lang: Lang) -> Vec<FindingView<'a, N>> {
    let number = encoding.number;
    review
        .findings
        .iter()
        .map(|finding| FindingView {
            rule: finding.code(),
            severity: finding.severity.name(),
            title: finding.title(lang),
            message: finding.message(lang),
            why: finding.why(lang),
            hint: finding.advice(lang),
            cells: finding.cells.iter().map(ToString::to_string).collect(),
            expected: finding.expected.map(number),
            actual: finding.actual.map(number),
            evidence: finding
                .evidence
                .iter()
                .map(|&span| EvidenceView {
                    span: encoding.span(&review.report.document, span),
                    text: review.report.document.slice(span),
                })
                .collect(),
        })
        .collect()
}

fn check_view<N>(check: &Check, document: &Document, encoding: &ValueEncoding<'_, N>) -> CheckView {
    CheckView {
        rule: check.rule.code,
        cells: check.cells.iter().map(ToString::to_string).collect(),
        said: check.said.normalize().to_string(),
        span: encoding.span(document, check.span),
        outcome: check.outcome.name(),
    }
}

pub(super) fn summary_view(summary: &Summary, lang: Lang) -> SummaryView {
    SummaryView {
        errors: summary.errors,
        warnings: summary.warnings,
        infos: summary.infos,
        identities: IdentitiesView {
            checked: summary.identities.checked,
            held: summary.identities.held,
            unchecked: summary.identities.unchecked,
        },
        verdict: summary.verdict.name(),
        reason: summary.reason.as_ref().map(|reason| reason.get(lang)),
    }
}

pub(super) fn repair_view<N>(repair: &Repair, number: fn(Decimal) -> N, lang: Lang) -> RepairView<'_, N> {
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
        reason: repair.reason.get(lang),
    }
}

/// What gouji answers for one input.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Review", concrete(N = f64)))]
pub(super) struct ReviewView<'a, N> {
    /// The name of this shape.
    #[cfg_attr(feature = "types", ts(type = "\"gouji/review/1\""))]
    schema: &'static str,
    /// Where the text came from.
    source: SourceView<'a>,
    /// What the document holds.
    report: ReportView<'a, N>,
    /// What is wrong with it: errors first, then by place in the form.
    findings: Vec<FindingView<'a, N>>,
    /// What of the text was compared with the tables, in the order of the text, whatever came of it.
    checks: Vec<CheckView>,
    /// The smallest sets of edits after which every checked identity holds: group by group, the best first.
    repairs: Vec<RepairView<'a, N>>,
    /// The answer in a few numbers.
    summary: SummaryView,
    /// How many more reports the input holds, where only the first was asked for; not there if there is none.
    #[cfg_attr(feature = "types", ts(optional, as = "Option<usize>"))]
    #[serde(skip_serializing_if = "is_zero")]
    more: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[cfg(feature = "outputs")]
#[derive(Serialize)]
struct WithTrial<'a, R, N> {
    #[serde(flatten)]
    review: R,
    tried: WhatIfView<'a, N>,
}

#[cfg(feature = "outputs")]
#[derive(Serialize)]
struct WhatIfView<'a, N> {
    changes: Vec<TriedView<N>>,
    findings: Vec<FindingView<'a, N>>,
    summary: SummaryView,
}

/// A cell's number before and after; null if it is blank.
#[cfg(feature = "outputs")]
#[derive(Serialize)]
struct TriedView<N> {
    cell: String,
    from: Option<N>,
    to: Option<N>,
}

/// Where the text came from.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Source"))]
pub(super) struct SourceView<'a> {
    /// The file's name, if there is one.
    name: Option<&'a str>,
    /// What kind of file it is, by its content: `text`, `html`, `docx`, `pdf` … or `unknown`.
    format: &'static str,
    /// How its text was encoded: `utf-8`, `gb18030` … or `unknown`.
    encoding: &'static str,
    /// Size of the input.
    bytes: usize,
    /// The text that all spans point into: the input itself for plain text, its visible text for every other format.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// What the document holds. Nothing is filled in or corrected.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Report", concrete(N = f64)))]
pub(super) struct ReportView<'a, N> {
    /// Its title.
    title: Option<String>,
    /// The agency that reports.
    agency: Option<&'a str>,
    /// The year that it reports on.
    year: Option<u16>,
    /// The version of the form that each table follows.
    forms: FormsView,
    /// Its parts, in the order of the document.
    sections: Vec<SectionView>,
    /// The cells by their names, in the order of the form; only those of tables that are there.
    #[cfg_attr(feature = "types", ts(type = "{ [name in CellName]?: Cell }"))]
    cells: Cells<'a, N>,
}

/// A part of the report.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Section"))]
pub(super) struct SectionView {
    /// Which part: `lead` is what stands before the first heading.
    #[cfg_attr(
        feature = "types",
        ts(type = "\"lead\" | \"overview\" | \"disclosure\" | \"requests\" | \"reviews\" | \"problems\" | \"other\"")
    )]
    part: &'static str,
    /// Where its heading stands in the text; null if it has none.
    heading: Option<[u32; 2]>,
    /// Where the whole part stands, its heading included.
    span: [u32; 2],
}

/// The versions of the form: `2019` for reports on 2019 and 2020, `2021` from then on.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Forms"))]
pub(super) struct FormsView {
    /// Of table two.
    #[cfg_attr(feature = "types", ts(as = "Option<crate::form::Version>"))]
    disclosure: Option<&'static str>,
    /// Of table three.
    #[cfg_attr(feature = "types", ts(as = "Option<crate::form::Version>"))]
    requests: Option<&'static str>,
}

/// The cells by their names, in the order of the form.
struct Cells<'a, N> {
    report: &'a Report,
    encoding: &'a ValueEncoding<'a, N>,
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
            reason: cell.state.reason().map(Reason::name),
            value: cell.value.map(self.encoding.number),
            text: cell.span.map(|span| self.report.document.slice(span)),
            span: cell.span.map(|span| self.encoding.span(&self.report.document, span)),
        }
    }
}

/// One cell of a statutory table.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Cell", concrete(N = f64)))]
pub(super) struct CellView<'a, N> {
    /// What stands there.
    #[cfg_attr(feature = "types", ts(type = "State"))]
    state: &'static str,
    /// Why it cannot be read: only where `state` is `unreadable`.
    #[cfg_attr(feature = "types", ts(optional, type = "Reason"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// The number; null unless `state` is `value`.
    value: Option<N>,
    /// The cell as written; null if it is missing.
    text: Option<&'a str>,
    /// Where it stands in the text: start and end; null if it is missing.
    span: Option<[u32; 2]>,
}

/// Something a rule found.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Finding", concrete(N = f64)))]
pub(super) struct FindingView<'a, N> {
    /// The rule's code.
    #[cfg_attr(feature = "types", ts(type = "RuleCode"))]
    rule: &'static str,
    /// Its weight here.
    #[cfg_attr(feature = "types", ts(as = "Severity"))]
    severity: &'static str,
    /// What is wrong in general.
    title: &'static str,
    /// What is wrong here, with its numbers.
    message: String,
    /// Why it matters.
    why: &'static str,
    /// What to do.
    hint: String,
    /// The cells concerned; for an identity exactly its cells, parts first.
    #[cfg_attr(feature = "types", ts(type = "Array<CellName>"))]
    cells: Vec<String>,
    /// What the parts give.
    expected: Option<N>,
    /// What the document says.
    actual: Option<N>,
    /// The words concerned.
    evidence: Vec<EvidenceView<'a>>,
}

/// A comparison of the text with a table.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Check"))]
pub(super) struct CheckView {
    /// The code of the rule that makes it.
    #[cfg_attr(feature = "types", ts(type = "RuleCode"))]
    rule: &'static str,
    /// The cells that the words mean.
    #[cfg_attr(feature = "types", ts(type = "Array<CellName>"))]
    cells: Vec<String>,
    /// The number that the text gives, all its digits; `0` for a denial.
    said: String,
    /// The words: start and end.
    span: [u32; 2],
    /// Whether the text fits the table.
    #[cfg_attr(feature = "types", ts(as = "Outcome"))]
    outcome: &'static str,
}

/// Words of the document.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Evidence"))]
pub(super) struct EvidenceView<'a> {
    /// Where they stand in the text: start and end.
    span: [u32; 2],
    /// The words.
    text: &'a str,
}

/// A proposal: after it every checked identity of its group holds.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Repair", concrete(N = f64)))]
pub(super) struct RepairView<'a, N> {
    /// The cells that change, in the order of the form.
    changes: Vec<ChangeView<N>>,
    /// The kind of its edits; `value` where they are of different kinds.
    #[cfg_attr(feature = "types", ts(as = "Kind"))]
    kind: &'static str,
    /// The findings that it settles, as numbers of `findings`.
    resolves: &'a [usize],
    /// Whether the search was complete.
    exact: bool,
    /// 1 is the best of the group.
    rank: usize,
    /// How many repairs of the group are as good as this one, itself included.
    ties: usize,
    /// Repairs of one group replace one another; those of different groups are independent.
    group: usize,
    /// What can be done by itself.
    parts: Vec<PartView<'a>>,
    /// What it does and what speaks for it.
    reason: String,
}

/// A cell's number before and after.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Change", concrete(N = f64)))]
pub(super) struct ChangeView<N> {
    /// The cell.
    #[cfg_attr(feature = "types", ts(type = "CellName"))]
    cell: String,
    /// What the document says; null if it is blank.
    from: Option<N>,
    /// What it would say.
    to: N,
}

/// Changes of a repair that have nothing to do with its other changes.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "RepairPart"))]
pub(super) struct PartView<'a> {
    /// Its edits.
    edits: Vec<EditView<'a>>,
    /// The findings that these edits alone settle.
    resolves: &'a [usize],
}

/// One act of mending.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Edit"))]
pub(super) struct EditView<'a> {
    /// What it does.
    #[cfg_attr(feature = "types", ts(as = "Kind"))]
    kind: &'static str,
    /// The cells it changes, as numbers of the repair's `changes`.
    changes: &'a [usize],
    /// What speaks for it.
    #[cfg_attr(feature = "types", ts(as = "Likelihood"))]
    likelihood: &'static str,
}

/// The answer in a few numbers.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Summary"))]
pub(super) struct SummaryView {
    /// Findings of severity `error`.
    errors: usize,
    /// Findings of severity `warning`.
    warnings: usize,
    /// Findings of severity `info`.
    infos: usize,
    /// How many identities were checked.
    identities: IdentitiesView,
    /// Whether the report may be published.
    #[cfg_attr(feature = "types", ts(as = "Verdict"))]
    verdict: &'static str,
    /// Why nothing could be checked, where the verdict is `unsupported`; or, of a fragment that is `unchecked`, what was handed over
    /// and that its sums hold. For the user; null otherwise.
    reason: Option<String>,
}

/// How many identities were checked.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Identities"))]
pub(super) struct IdentitiesView {
    /// Evaluated.
    checked: usize,
    /// Evaluated and true.
    held: usize,
    /// Not evaluated: a cell is missing or unreadable, or a total is blank though its parts are not.
    unchecked: usize,
}

/// A rule and its documentation, in one language.
#[cfg(feature = "catalogue")]
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(TS), ts(rename = "Rule"))]
pub(super) struct RuleView {
    /// Its code; never changes its meaning.
    #[cfg_attr(feature = "types", ts(type = "RuleCode"))]
    code: &'static str,
    /// Its usual weight.
    #[cfg_attr(feature = "types", ts(as = "Severity"))]
    severity: &'static str,
    /// Off unless asked for by its code.
    on_request: bool,
    /// What is wrong, in a few words.
    title: &'static str,
    /// What it checks.
    checks: &'static str,
    /// What looks like it and is not taken for a contradiction.
    exceptions: &'static str,
    /// Why it matters.
    why: &'static str,
    /// How to correct it.
    remedy: &'static str,
    /// A finding as it may be printed.
    example: &'static str,
    /// What it rests on.
    basis: &'static str,
}

/// The catalogue of rules to write, in the order of the codes.
#[cfg(feature = "catalogue")]
pub fn rules_view(lang: Lang) -> impl Serialize {
    let view = |rule: &'static Rule| RuleView {
        code: rule.code,
        severity: rule.severity.name(),
        on_request: rule.on_request,
        title: rule.title.get(lang),
        checks: rule.checks.get(lang),
        exceptions: rule.exceptions.get(lang),
        why: rule.why.get(lang),
        remedy: rule.remedy.get(lang),
        example: rule.example.get(lang),
        basis: rule.basis.get(lang),
    };
    rules::all().map(view).collect::<Vec<_>>()
}
