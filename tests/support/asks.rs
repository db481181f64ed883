//! Asking the engine, and the laws that every answer must obey.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use gouji::document::Span;
use gouji::report::{Cell, State};
use gouji::review::{Finding, Review, Severity, Verdict};
use gouji::{Options, check};
use rust_decimal::Decimal;

use super::form::{self, Form};
use super::sample::Sample;

/// Checks bytes that must be readable.
pub fn review(bytes: impl AsRef<[u8]>) -> Review {
    match check(bytes.as_ref(), Some("report"), &Options::default()) {
        Ok(review) => review,
        Err(error) => panic!("the input was refused: {error}"),
    }
}

/// The cells of an answer by name.
pub fn cells(review: &Review) -> BTreeMap<String, Cell> {
    review.report.cells().map(|(id, cell)| (id.to_string(), *cell)).collect()
}

/// The text of a span.
pub fn slice(review: &Review, span: Span) -> &str {
    review
        .report
        .document
        .text
        .get(span.range())
        .unwrap_or_else(|| panic!("span {span:?} is not a place in the text"))
}

/// Findings of a rule.
pub fn found<'a>(review: &'a Review, rule: &str) -> Vec<&'a Finding> {
    review.findings.iter().filter(|finding| finding.rule == rule).collect()
}

/// Findings as short lines, to be read in a failing test.
pub fn listed(review: &Review) -> Vec<String> {
    review
        .findings
        .iter()
        .map(|finding| format!("{} {} {}", finding.rule, finding.severity.name(), finding.message))
        .collect()
}

/// The text without white space.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// What a cell of a sample is to be read as.
pub fn meant(text: &str) -> (State, Option<Decimal>) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    match text {
        "" => (State::Blank, None),
        "/" | "-" | "—" | "无" => (State::Placeholder, None),
        number => (State::Value, Some(Decimal::from_str(number).unwrap_or_else(|_| panic!("{number} is no number")))),
    }
}

/// Every way in which the cells read differ from the cells written, as lines; none means an exact reading.
pub fn differences(sample: &Sample, review: &Review) -> Vec<String> {
    let read = cells(review);
    let mut differences = Vec::new();
    for (name, text) in &sample.cells {
        let (state, value) = meant(text);
        match read.get(name) {
            None => differences.push(format!("{name}: “{text}” was not read")),
            Some(cell) if cell.state != state || cell.value != value => differences.push(format!(
                "{name}: “{text}” was read as {} {:?}",
                cell.state.name(),
                cell.value.map(|value| value.to_string())
            )),
            Some(_) => {}
        }
    }
    let names: BTreeSet<&String> = sample.cells.keys().collect();
    for (name, cell) in &read {
        if !names.contains(name) && cell.state != State::Missing {
            differences.push(format!("{name}: {} is not in the report", cell.state.name()));
        }
    }
    differences
}

/// Every cell that is shown with a number other than its own, as lines.
pub fn wrong_numbers(sample: &Sample, review: &Review) -> Vec<String> {
    cells(review)
        .into_iter()
        .filter_map(|(name, cell)| {
            let value = cell.value?;
            let right = sample.cells.get(&name).and_then(|text| meant(text).1);
            (right != Some(value)).then(|| {
                format!("{name}: “{}” was read as {value}", sample.cells.get(&name).map_or("(no such cell)", String::as_str))
            })
        })
        .collect()
}

/// How many sums a report of this kind must satisfy.
pub fn sum_count(sample: &Sample) -> usize {
    form::sums(sample.requests, sample.groups).len()
}

/// Panics unless the report was read exactly and found consistent.
pub fn assert_read_back(sample: &Sample, review: &Review, text: &str) {
    let differences = differences(sample, review);
    assert!(
        differences.is_empty(),
        "{} cells were not read back:\n{}\n--- from ---\n{text}",
        differences.len(),
        differences[..differences.len().min(12)].join("\n")
    );
    let errors: Vec<_> = review.findings.iter().filter(|f| f.severity == Severity::Error && f.rule != "C09").collect();
    assert!(errors.is_empty(), "a consistent report has errors: {:#?}\n--- from ---\n{text}", listed(review));
    let count = review.summary.identities;
    assert_eq!(
        (count.checked, count.held, count.unchecked),
        (sum_count(sample), sum_count(sample), 0),
        "(checked, held, unchecked) sums; findings {:#?}",
        listed(review)
    );
    let forms: Vec<(&str, &str)> =
        review.report.tables.iter().map(|table| (table.id.name(), table.version.name())).collect();
    assert!(forms.contains(&("disclosure", sample.disclosure.name())), "{forms:?}");
    assert!(forms.contains(&("requests", sample.requests.name())), "{forms:?}");
    if sample.disclosure == sample.requests {
        assert_eq!(review.summary.verdict, Verdict::Consistent, "{:#?}", listed(review));
    }
    obeys_the_laws(review);
}

/// Panics unless title, agency and year are the report's.
pub fn assert_headed(sample: &Sample, review: &Review) {
    assert_eq!(review.report.year, Some(sample.year), "year");
    let title = review.report.title.map(|span| squeezed(slice(review, span)));
    assert_eq!(title, Some(sample.title_lines().concat()), "title");
    let agency = review.report.agency.map(|span| squeezed(slice(review, span)));
    assert_eq!(agency.as_deref(), Some(sample.agency.as_str()), "agency");
}

/// The form that a table was read with.
pub fn form_of(review: &Review, table: &str) -> Option<Form> {
    let found = review.report.tables.iter().find(|found| found.id.name() == table)?;
    Some(match found.version.name() {
        "2019" => Form::F2019,
        _ => Form::F2021,
    })
}

/// ASCII digits and points of a text: full-width ones folded, separators dropped.
fn digits(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xff10 + 0x30),
            '0'..='9' | '.' => Some(c),
            '．' => Some('.'),
            _ => None,
        })
        .collect()
}

/// Panics unless the answer obeys what holds for every input whatsoever:
/// spans are places in the text, a number stands where it is said to stand, findings name cells that exist, the
/// summary counts them, the verdict follows from them.
pub fn obeys_the_laws(review: &Review) {
    if let Err(broken) = laws(review) {
        panic!("{broken}\nfindings: {:#?}", listed(review));
    }
}

fn laws(review: &Review) -> Result<(), String> {
    let text = &review.report.document.text;
    let on_text = |span: Span| {
        text.get(span.range())
            .ok_or_else(|| format!("span {span:?} is not a place in a text of {} bytes", text.len()))
    };
    let read = cells(review);
    for (name, cell) in &read {
        if let Some(span) = cell.span {
            on_text(span)?;
        }
        match (cell.state, cell.value) {
            (State::Value, Some(value)) => {
                let span = cell.span.ok_or_else(|| format!("{name} has a value from nowhere"))?;
                let written = on_text(span)?;
                let mut shown = value.abs().normalize().to_string();
                if !written.contains(['.', '．']) {
                    shown = shown.replace('.', "");
                }
                if !digits(written).contains(&shown) {
                    return Err(format!("{name} is shown as {value}, but there stands “{written}”"));
                }
            }
            (State::Value, None) => return Err(format!("{name} is a value without a number")),
            (state, Some(value)) => return Err(format!("{name} is {} and yet {value}", state.name())),
            (State::Blank, None) => {
                if let Some(span) = cell.span
                    && !on_text(span)?.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
                {
                    return Err(format!("{name} is blank, but there stands “{}”", on_text(span)?));
                }
            }
            (State::Placeholder | State::Missing | State::Unreadable, None) => {}
        }
    }
    for span in [review.report.title, review.report.agency].into_iter().flatten() {
        on_text(span)?;
    }
    for finding in &review.findings {
        for span in &finding.evidence {
            on_text(*span)?;
        }
        for cell in &finding.cells {
            // A missing row's cells may be named though they are not read.
            let _ = cell.column();
        }
        if finding.title.is_empty() || finding.message.is_empty() {
            return Err(format!("a finding of {} says nothing", finding.rule));
        }
    }
    let summary = &review.summary;
    for (severity, count) in
        [(Severity::Error, summary.errors), (Severity::Warning, summary.warnings), (Severity::Info, summary.infos)]
    {
        let found = review.findings.iter().filter(|finding| finding.severity == severity).count();
        if found != count {
            return Err(format!("the summary counts {count} of severity {}, there are {found}", severity.name()));
        }
    }
    let identities = summary.identities;
    if identities.held > identities.checked {
        return Err(format!("more sums held than were checked: {identities:?}"));
    }
    let broken = review.findings.iter().filter(|f| matches!(f.rule, "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07")).count();
    if identities.checked - identities.held != broken {
        return Err(format!("{identities:?}, but {broken} findings of A01 to A07"));
    }
    let follows = match summary.verdict {
        Verdict::Unsupported => return unsupported(review, &read),
        Verdict::Inconsistent => summary.errors > 0,
        Verdict::Consistent => summary.errors == 0 && identities.unchecked == 0,
        Verdict::Unchecked => summary.errors == 0 && (identities.unchecked > 0 || identities.checked == 0),
    };
    if !follows {
        return Err(format!("the verdict is {:?}, which does not follow from {summary:?}", summary.verdict));
    }
    Ok(())
}

fn unsupported(review: &Review, read: &BTreeMap<String, Cell>) -> Result<(), String> {
    if review.summary.reason.as_deref().is_none_or(str::is_empty) {
        return Err("unsupported without a reason".to_owned());
    }
    match read.iter().find(|(_, cell)| cell.value.is_some()) {
        Some((name, _)) => Err(format!("unsupported, and yet {name} has a value")),
        None => Ok(()),
    }
}
