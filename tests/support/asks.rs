//! Asking the engine, and comparing its answer with what was written.

use std::collections::BTreeSet;
use std::str::FromStr;

use gouji::document::Span;
use gouji::report::State;
use gouji::review::{Finding, Review, Severity, Verdict};
use gouji::{Options, check};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rust_decimal::Decimal;

use super::form::{self, Form};
use super::sample::Sample;

pub use super::laws::{cells, laws, listed, obeys_the_laws};

/// Checks bytes that must be readable.
pub fn review(bytes: impl AsRef<[u8]>) -> Review {
    match check(bytes.as_ref(), Some("report"), &Options::default()) {
        Ok(review) => review,
        Err(error) => panic!("the input was refused: {error}"),
    }
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
    review
        .findings
        .iter()
        .filter(|finding| finding.code() == rule)
        .collect()
}

/// The text without white space.
pub fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200b}')
        .collect()
}

/// What a cell of a sample is to be read as.
pub fn meant(text: &str) -> (State, Option<Decimal>) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    match text {
        "" => (State::Blank, None),
        "/" | "-" | "—" | "无" => (State::Placeholder, None),
        number => (
            State::Value,
            Some(Decimal::from_str(number).unwrap_or_else(|_| panic!("{number} is no number"))),
        ),
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
                format!(
                    "{name}: “{}” was read as {value}",
                    sample.cells.get(&name).map_or("(no such cell)", String::as_str)
                )
            })
        })
        .collect()
}

/// How many sums a report of this kind must satisfy.
pub fn sum_count(sample: &Sample) -> usize {
    form::sums(sample.requests, sample.groups).len()
}

/// Whether the report was read exactly and found consistent; if not, what is wrong.
///
/// An answer, not a panic: while proptest shrinks a failure, every panic would print itself.
pub fn read_back(sample: &Sample, review: &Review, text: &str) -> TestCaseResult {
    let differences = differences(sample, review);
    prop_assert!(
        differences.is_empty(),
        "{} cells were not read back:\n{}\n--- from ---\n{text}",
        differences.len(),
        differences[..differences.len().min(12)].join("\n")
    );
    let errors = review
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error && f.code() != "C09")
        .count();
    prop_assert!(
        errors == 0,
        "a consistent report has errors: {:#?}\n--- from ---\n{text}",
        listed(review)
    );
    let count = review.summary.identities;
    prop_assert_eq!(
        (count.checked, count.held, count.unchecked),
        (sum_count(sample), sum_count(sample), 0),
        "(checked, held, unchecked) sums; findings {:#?}",
        listed(review)
    );
    prop_assert_eq!(form_of(review, "disclosure"), Some(sample.disclosure));
    prop_assert_eq!(form_of(review, "requests"), Some(sample.requests));
    if sample.disclosure == sample.requests {
        prop_assert_eq!(review.summary.verdict, Verdict::Consistent, "{:#?}", listed(review));
    }
    lawful(review)
}

/// Whether title, agency and year are the report's.
pub fn headed(sample: &Sample, review: &Review) -> TestCaseResult {
    prop_assert_eq!(review.report.year, Some(sample.year), "year");
    let title = review.report.title_text().map(|title| squeezed(&title));
    prop_assert_eq!(title, Some(sample.title_lines().concat()), "title");
    let agency = review.report.agency.map(|span| squeezed(slice(review, span)));
    prop_assert_eq!(agency.as_deref(), Some(sample.agency.as_str()), "agency");
    Ok(())
}

/// Whether no cell is shown with a number other than its own.
pub fn nothing_wrong(sample: &Sample, review: &Review, text: &str) -> TestCaseResult {
    let wrong = wrong_numbers(sample, review);
    prop_assert!(
        wrong.is_empty(),
        "{} wrong numbers: {wrong:#?}\n--- from ---\n{text}",
        wrong.len()
    );
    lawful(review)
}

/// The laws of every answer, for a property test.
pub fn lawful(review: &Review) -> TestCaseResult {
    laws(review).map_err(|broken| TestCaseError::fail(format!("{broken}\nfindings: {:#?}", listed(review))))
}

/// The form that a table was read with.
pub fn form_of(review: &Review, table: &str) -> Option<Form> {
    let found = review.report.tables.iter().find(|found| found.id.name() == table)?;
    Some(match found.version.name() {
        "2019" => Form::F2019,
        _ => Form::F2021,
    })
}
