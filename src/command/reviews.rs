//! `gouji set --from`: reviews that `gouji check --format jsonl --with-text` wrote, in place of the files.
//!
//! Cells, findings and verdict are those that were written. What else a set compares (sentences, parts, names) is read again from the
//! text beside them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use gouji::document::{Reason, Span};
use gouji::form::{CellId, TableId, Version};
use gouji::input::Source;
use gouji::language::Lang;
use gouji::report::{Cell, ExtractedRow, ExtractedTable, State};
use gouji::review::{Finding, IdentityCount, Review, Severity, Verdict};
use gouji::rules::rule;
use gouji::set::File;
use gouji::{Options, check_all};

#[derive(Deserialize)]
struct Stored {
    source: StoredSource,
    report: StoredReport,
    findings: Vec<StoredFinding>,
    summary: StoredSummary,
}

#[derive(Deserialize)]
struct StoredSource {
    name: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Deserialize)]
struct StoredReport {
    title: Option<String>,
    agency: Option<String>,
    year: Option<u16>,
    forms: StoredForms,
    cells: BTreeMap<String, StoredCell>,
}

#[derive(Deserialize)]
struct StoredForms {
    disclosure: Option<String>,
    requests: Option<String>,
}

#[derive(Deserialize)]
struct StoredCell {
    state: String,
    #[serde(default)]
    reason: Option<String>,
    value: Option<Box<RawValue>>,
    span: Option<[u32; 2]>,
}

#[derive(Deserialize)]
struct StoredFinding {
    rule: String,
    severity: String,
    message: String,
    hint: String,
    cells: Vec<String>,
    expected: Option<Box<RawValue>>,
    actual: Option<Box<RawValue>>,
    evidence: Vec<StoredEvidence>,
}

#[derive(Deserialize)]
struct StoredEvidence {
    span: [u32; 2],
}

#[derive(Deserialize)]
struct StoredSummary {
    errors: usize,
    warnings: usize,
    infos: usize,
    identities: StoredCount,
    verdict: String,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
struct StoredCount {
    checked: usize,
    held: usize,
    unchecked: usize,
}

/// Why a line is no review that can be used.
enum Unusable {
    NoReview(String),
    NoText,
}

/// The folder that all reports lie in, and the reviews, each with its report's place there.
type Reviews = (String, Vec<(File, Review)>);

/// The reviews of a file, or why there are none.
pub fn read(path: &Path, lang: Lang) -> io::Result<Result<Reviews, String>> {
    let text = fs::read_to_string(path)?;
    let mut reviews = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match restored(line) {
            Ok(review) => reviews.push(review),
            Err(why) => return Ok(Err(told(&why, number, lang))),
        }
    }
    let names: Vec<String> = reviews
        .iter()
        .map(|review| review.source.name.clone().unwrap_or_default())
        .collect();
    let (root, inner) = inside(&names);
    let file = |path: String| File {
        path,
        ..File::default()
    };
    Ok(Ok((root, inner.into_iter().map(file).zip(reviews).collect())))
}

fn told(why: &Unusable, number: usize, lang: Lang) -> String {
    match (why, lang) {
        (Unusable::NoReview(why), Lang::Zh) => {
            format!("第{number}行不是核对结果，请以 gouji check --format jsonl --with-text 重新生成。（{why}）")
        }
        (Unusable::NoReview(why), Lang::En) => {
            format!("line {number} is no review; write it by gouji check --format jsonl --with-text. ({why})")
        }
        (Unusable::NoText, Lang::Zh) => format!("第{number}行没有原文，请以 --with-text 重新生成。"),
        (Unusable::NoText, Lang::En) => format!("line {number} is without the text; write it with --with-text."),
    }
}

/// The folder that all files lie in, and their paths from there.
fn inside(names: &[String]) -> (String, Vec<String>) {
    let paths: Vec<Vec<&str>> = names.iter().map(|name| name.split(['/', '\\']).collect()).collect();
    let mut shared = paths.first().map_or(0, |path| path.len().saturating_sub(1));
    for path in &paths {
        let same = path.iter().zip(&paths[0]).take_while(|(a, b)| a == b).count();
        shared = shared.min(same).min(path.len().saturating_sub(1));
    }
    let root = paths
        .first()
        .and_then(|path| path[..shared].last())
        .copied()
        .unwrap_or_default();
    let inner = paths.iter().map(|path| path[shared..].join("/")).collect();
    (root.to_owned(), inner)
}

fn restored(line: &str) -> Result<Review, Unusable> {
    let stored: Stored = serde_json::from_str(line).map_err(|error| Unusable::NoReview(error.to_string()))?;
    let name = stored.source.name.clone();
    let reason = stored.summary.reason.clone();
    let text = stored.source.text.as_deref();
    let mut review = match text.filter(|text| !text.trim().is_empty()) {
        Some(text) => again(text, name.as_deref()),
        // What could not be opened has no text.
        None if reason.is_some() => None,
        None => return Err(Unusable::NoText),
    }
    .unwrap_or_else(|| {
        let source = Source {
            name: name.clone(),
            ..Source::named("", "")
        };
        Review::unsupported(source, reason.clone().unwrap_or_default())
    });
    review.source.name = name;
    put(&mut review, &stored);
    Ok(review)
}

/// The report as its text reads: the prose is right, the tables need not be.
fn again(text: &str, name: Option<&str>) -> Option<Review> {
    let mut reviews = check_all(text.as_bytes(), None, &Options::default()).ok()?;
    let number = name.and_then(|name| name.rsplit_once('#')?.1.parse::<usize>().ok());
    let at = number
        .map_or(0, |number| number.saturating_sub(1))
        .min(reviews.len().checked_sub(1)?);
    Some(reviews.swap_remove(at))
}

/// Puts what was written in place of what was read again.
fn put(review: &mut Review, stored: &Stored) {
    let offset = review.report.document.in_whole(Span::default()).start;
    let place = |[start, end]: [u32; 2]| Span {
        start: start.saturating_sub(offset),
        end: end.saturating_sub(offset),
    };
    let find = |words: &Option<String>| {
        let words = words.as_deref()?;
        let start = review.report.document.text.find(words)?;
        Some(Span::new(start, start + words.len()))
    };
    let (title, agency) = (find(&stored.report.title), find(&stored.report.agency));
    let is_same = |span: Option<Span>, words: &Option<String>| {
        span.map(|span| review.report.document.slice(span)) == words.as_deref()
    };
    let keeps_agency = is_same(review.report.agency, &stored.report.agency);
    let report = &mut review.report;
    report.title = report.title.or(title);
    if !keeps_agency {
        report.agency = agency;
    }
    report.year = stored.report.year;
    report.tables = TableId::ALL
        .into_iter()
        .filter_map(|table| extracted(table, &stored.report, place))
        .collect();
    review.findings = stored
        .findings
        .iter()
        .filter_map(|found| finding(found, place))
        .collect();
    let summary = &mut review.summary;
    (summary.errors, summary.warnings, summary.infos) =
        (stored.summary.errors, stored.summary.warnings, stored.summary.infos);
    let count = &stored.summary.identities;
    summary.identities = IdentityCount {
        checked: count.checked,
        held: count.held,
        unchecked: count.unchecked,
    };
    let verdicts = [Verdict::Consistent, Verdict::Inconsistent, Verdict::Unchecked];
    let verdict = verdicts
        .into_iter()
        .find(|verdict| verdict.name() == stored.summary.verdict);
    summary.verdict = verdict.unwrap_or(Verdict::Unsupported);
    summary.reason = stored.summary.reason.clone().map(Into::into);
}

/// A table as it was written; none where it was not there.
fn extracted(table: TableId, report: &StoredReport, place: impl Fn([u32; 2]) -> Span) -> Option<ExtractedTable> {
    let prefix = format!("{}.", table.name());
    if !report.cells.keys().any(|name| name.starts_with(&prefix)) {
        return None;
    }
    let named = match table {
        TableId::Disclosure => report.forms.disclosure.as_deref(),
        TableId::Requests => report.forms.requests.as_deref(),
        TableId::Appeals => None,
    };
    let version = match named {
        Some("2019") => Version::V2019,
        _ => Version::V2021,
    };
    let mut rows = Vec::new();
    for row in table.rows(version) {
        let stored = |column: &str| report.cells.get(&format!("{prefix}{}.{column}", row.name));
        let is_there = row.columns.iter().any(|column| stored(column.name).is_some());
        let columns = row.columns.iter().filter(|_| is_there || row.is_required(version));
        let cells = columns.map(|column| stored(column.name).map_or(Cell::MISSING, |cell| read_cell(cell, &place)));
        rows.push(ExtractedRow {
            label: None,
            cells: cells.collect(),
        });
    }
    Some(ExtractedTable::new(table, version, 0, rows))
}

fn read_cell(stored: &StoredCell, place: impl Fn([u32; 2]) -> Span) -> Cell {
    let value = stored.value.as_ref().and_then(|value| number(value));
    let reason = |word: &str| Reason::ALL.into_iter().find(|reason| reason.name() == word);
    let state = match stored.state.as_str() {
        "value" if value.is_some() => State::Value,
        "blank" => State::Blank,
        "placeholder" => State::Placeholder,
        "missing" => State::Missing,
        _ => State::Unreadable(stored.reason.as_deref().and_then(reason).unwrap_or(Reason::NotANumber)),
    };
    Cell {
        state,
        value: value.filter(|_| state == State::Value),
        span: stored.span.map(place),
        ..Cell::MISSING
    }
}

/// A rule that this version does not have is left out: an older or newer one wrote the review.
fn finding(stored: &StoredFinding, place: impl Fn([u32; 2]) -> Span) -> Option<Finding> {
    let severity = match stored.severity.as_str() {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => Severity::Info,
    };
    let evidence: Vec<Span> = stored.evidence.iter().map(|evidence| place(evidence.span)).collect();
    let mut finding = Finding::new(rule(&stored.rule)?, stored.message.clone())
        .weighing(severity)
        .advising(stored.hint.clone())
        .of(stored.cells.iter().filter_map(|name| cell(name)).collect())
        .at(evidence);
    finding.expected = stored.expected.as_ref().and_then(|value| number(value));
    finding.actual = stored.actual.as_ref().and_then(|value| number(value));
    Some(finding)
}

/// A cell by its name.
fn cell(name: &str) -> Option<CellId> {
    let (table, rest) = name.split_once('.')?;
    let (row, column) = rest.rsplit_once('.')?;
    let table = TableId::ALL.into_iter().find(|known| known.name() == table)?;
    [Version::V2021, Version::V2019].into_iter().find_map(|version| {
        let rows = table.rows(version);
        let at = rows.iter().position(|known| known.name == row)?;
        let column = rows[at].columns.iter().position(|known| known.name == column)?;
        Some(CellId::new(table, version, at, column))
    })
}

/// All digits of a JSON number.
fn number(value: &RawValue) -> Option<Decimal> {
    value.get().parse().ok()
}
