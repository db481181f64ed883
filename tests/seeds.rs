//! The five reports from practice: every cell and every finding known beforehand.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::str::FromStr;

use gouji::report::State;
use gouji::review::{Review, Severity, Verdict};
use rust_decimal::Decimal;
use serde_json::Value;

use support::asks::{cells, found, listed, obeys_the_laws, review, slice, squeezed};

/// Rules that the engine has so far; what is expected of the others is not asked for.
const RULES: &[&str] = &[
    "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "B01", "B02", "B03", "B04", "B05", "B06", "B07",
    "B08", "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12", "C13", "C14", "C15",
    "C16", "C17", "C18", "C19", "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "I01", "D01", "D02",
    "D03", "D04", "D05", "D06", "D07", "D08", "D09", "D10", "D11", "D13", "D14", "D15", "D16", "D17", "D18", "D19",
    "D20", "D21", "D22", "D23", "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09",
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reports/seeds")
}

/// Runs a check on each seed: its name, what is expected, its bytes, the answer.
fn each(check: impl Fn(&str, &Value, &[u8], &Review)) {
    let expected = std::fs::read_to_string(folder().join("expected.json")).expect("expected.json is there");
    let expected: Value = serde_json::from_str(&expected).expect("expected.json is JSON");
    let seeds = expected.as_object().expect("one entry a seed");
    assert_eq!(seeds.len(), 5);
    for (name, expected) in seeds {
        let bytes = std::fs::read(folder().join(name)).expect("the seed is there");
        check(name, expected, &bytes, &review(&bytes));
    }
}

#[test]
fn every_cell_is_read_as_expected_and_no_other() {
    each(|seed, expected, _, review| {
        let read = cells(review);
        let expected = expected["cells"].as_object().expect("cells");
        let mut wrong = Vec::new();
        for (name, value) in expected {
            let cell = read.get(name);
            let right = match value {
                Value::Null => cell.is_some_and(|cell| cell.state == State::Blank && cell.value.is_none()),
                number => {
                    let number = Decimal::from_str(&number.to_string()).expect("a decimal");
                    cell.is_some_and(|cell| cell.state == State::Value && cell.value == Some(number))
                }
            };
            if !right {
                wrong.push(format!("{name}: expected {value}, read {cell:?}"));
            }
        }
        wrong.extend(
            read.keys()
                .filter(|name| !expected.contains_key(*name))
                .map(|name| format!("{name} is not in the report")),
        );
        assert!(
            wrong.is_empty(),
            "{seed}: {} cells are wrong: {:#?}",
            wrong.len(),
            &wrong[..wrong.len().min(10)]
        );
    });
}

#[test]
fn title_agency_year_and_forms_are_read() {
    each(|seed, expected, _, review| {
        let report = &review.report;
        let title = report.title.map(|span| squeezed(slice(review, span)));
        assert_eq!(title, expected["title"].as_str().map(squeezed), "title of {seed}");
        let agency = report.agency.map(|span| squeezed(slice(review, span)));
        assert_eq!(agency.as_deref(), expected["agency"].as_str(), "agency of {seed}");
        assert_eq!(report.year.map(u64::from), expected["year"].as_u64(), "year of {seed}");
        let forms: BTreeMap<&str, &str> = report
            .tables
            .iter()
            .map(|table| (table.id.name(), table.version.name()))
            .collect();
        for table in ["disclosure", "requests"] {
            assert_eq!(
                forms.get(table).copied(),
                expected["forms"][table].as_str(),
                "form of {table} in {seed}"
            );
        }
    });
}

/// The findings expected of a seed, (rule, severity) with their number.
fn expected_findings(expected: &Value) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for finding in expected["findings"].as_array().expect("findings") {
        let text = |key: &str| finding[key].as_str().expect("a text").to_owned();
        *counts.entry((text("rule"), text("severity"))).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_expected_finding_is_there() {
    each(|seed, expected, _, review| {
        for ((rule, severity), count) in expected_findings(expected) {
            if RULES.contains(&rule.as_str()) {
                let found = found(review, &rule)
                    .iter()
                    .filter(|finding| finding.severity.name() == severity)
                    .count();
                assert!(
                    found >= count,
                    "{seed}: {rule} as {severity} is expected {count} times, found {found} times in {:#?}",
                    listed(review)
                );
            }
        }
    });
}

#[test]
fn nothing_is_an_error_or_a_warning_that_is_not_expected() {
    each(|seed, expected, _, review| {
        let expected = expected_findings(expected);
        let rules: BTreeSet<&str> = expected
            .keys()
            .filter(|(_, severity)| severity != "info")
            .map(|(rule, _)| rule.as_str())
            .collect();
        for finding in review
            .findings
            .iter()
            .filter(|finding| finding.severity != Severity::Info)
        {
            assert!(rules.contains(finding.code()), "{seed}: unexpected {finding:#?}");
            let severity = (finding.code().to_owned(), finding.severity.name().to_owned());
            assert!(
                expected.contains_key(&severity),
                "{seed}: {} as {}",
                finding.code(),
                finding.severity.name()
            );
        }
    });
}

#[test]
fn no_sum_is_broken_and_all_are_checked() {
    each(|seed, expected, _, review| {
        let groups = expected["cells"]
            .as_object()
            .is_some_and(|cells| cells.contains_key("requests.denied.natural"));
        let sums = if groups { 70 } else { 42 };
        let count = review.summary.identities;
        assert_eq!((count.checked, count.held, count.unchecked), (sums, sums, 0), "{seed}");
        assert!(
            review.findings.iter().all(|finding| !finding.code().starts_with('A')),
            "{seed}: {:#?}",
            listed(review)
        );
    });
}

#[test]
fn the_verdict_is_consistent_unless_an_error_is_expected() {
    each(|seed, expected, _, review| {
        let error = expected_findings(expected)
            .keys()
            .any(|(_, severity)| severity == "error");
        let verdict = if error {
            Verdict::Inconsistent
        } else {
            Verdict::Consistent
        };
        assert_eq!(review.summary.verdict, verdict, "{seed}: {:#?}", listed(review));
    });
}

#[test]
fn spans_are_offsets_into_the_file_itself() {
    each(|seed, _, bytes, review| {
        assert_eq!(
            review.report.document.text.as_bytes(),
            bytes,
            "{seed}: the text is not the file"
        );
        obeys_the_laws(review);
    });
}

#[test]
fn a_value_stands_alone_at_its_place() {
    each(|seed, _, _, review| {
        for (name, cell) in cells(review) {
            if let (Some(value), Some(span)) = (cell.value, cell.span) {
                let text = slice(review, span);
                assert_eq!(squeezed(text), value.to_string(), "{seed}: {name}");
            }
        }
    });
}

#[test]
fn a_copy_that_lost_its_empty_lines_says_the_same() {
    each(|seed, _, bytes, whole| {
        let text = String::from_utf8_lossy(bytes);
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let short = review(lines.join("\n").as_bytes());
        let numbers = |review: &Review| -> BTreeMap<String, Option<Decimal>> {
            cells(review)
                .into_iter()
                .map(|(name, cell)| (name, cell.value))
                .collect()
        };
        assert_eq!(numbers(&short), numbers(whole), "{seed}");
        let errors = |review: &Review| review.summary.errors;
        assert_eq!(errors(&short), errors(whole), "{seed}");
    });
}
