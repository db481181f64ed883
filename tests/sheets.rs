//! A report is read from a spreadsheet as it is read from a page, whatever of its tables is blank.

mod support;

use std::collections::BTreeMap;

use gouji::language::Lang;
use gouji::review::{Review, Severity};
use proptest::collection::vec;
use proptest::prelude::*;

use support::asks::{cells, headed, lawful, listed, read_back, review};
use support::codec::{Encoding, LINE_ENDS, encode};
use support::form::{self, Form};
use support::html;
use support::layout::{Layout, render};
use support::sample::{Sample, consistent, with_blanks};
use support::workbook::{self, Arrangement, Format};

fn any_report() -> impl Strategy<Value = Sample> {
    prop_oneof![
        consistent(Form::F2021, false),
        consistent(Form::F2021, true),
        consistent(Form::F2019, false),
    ]
}

/// What a spreadsheet can look like; without merged cells and gaps nothing tells a heading from a row whose values are blank.
fn arrangement() -> impl Strategy<Value = Arrangement> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(sheets, gaps, merged)| Arrangement {
        sheets,
        gaps: gaps || !(merged || sheets),
        merged,
    })
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(Format::ALL.to_vec())
}

/// What was read of each cell, and the errors about rows and columns that are not there.
fn told(review: &Review) -> (BTreeMap<String, String>, Vec<String>) {
    let cells = cells(review)
        .into_iter()
        .map(|(name, cell)| (name, format!("{} {:?}", cell.state.name(), cell.value)))
        .collect();
    let errors = review
        .findings
        .iter()
        .filter(|finding| {
            finding.severity == Severity::Error && matches!(finding.rule.code, "C01" | "C04" | "C05" | "C06")
        })
        .map(|finding| finding.message(Lang::Zh))
        .collect();
    (cells, errors)
}

/// The same report with whole rows and columns blank, by their places in the form.
fn blanked(mut sample: Sample, rows: &[bool], columns: &[bool]) -> Sample {
    let mut names: Vec<String> = form::request_rows(sample.requests)
        .iter()
        .map(|(row, _)| format!("requests.{row}."))
        .collect();
    for block in form::disclosure(sample.disclosure) {
        names.extend(block.rows.iter().map(|(row, _)| format!("disclosure.{row}.")));
    }
    names.push("reviews.".to_owned());
    let blank_rows: Vec<String> = names
        .into_iter()
        .zip(rows)
        .filter(|(_, blank)| **blank)
        .map(|(name, _)| name)
        .collect();
    let blank_columns: Vec<String> = form::APPLICANTS
        .iter()
        .zip(columns)
        .filter(|(_, blank)| **blank)
        .map(|((column, _), _)| format!(".{column}"))
        .collect();
    for (cell, text) in &mut sample.cells {
        let in_column = cell.starts_with("requests.") && blank_columns.iter().any(|column| cell.ends_with(column));
        if in_column || blank_rows.iter().any(|row| cell.starts_with(row)) {
            text.clear();
        }
    }
    sample
}

proptest! {
    #![proptest_config(support::cases(40))]

    #[test]
    fn a_spreadsheet_is_read_back(sample in any_report(), format in format(), arrangement in arrangement()) {
        let review = review(workbook::render(&sample, format, arrangement));
        read_back(&sample, &review, &review.report.document.text)?;
        headed(&sample, &review)?;
    }

    #[test]
    fn every_line_end_and_encoding_of_a_csv_is_read_back(
        sample in any_report(),
        end in prop::sample::select(LINE_ENDS.to_vec()),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
    ) {
        // In GB18030 nothing but these bytes ends a line.
        if encoding == Encoding::Gb18030 && !end.is_ascii() {
            return Ok(());
        }
        let arrangement = Arrangement { sheets: false, gaps: true, merged: false };
        let text = String::from_utf8(workbook::render(&sample, Format::Csv, arrangement)).expect("UTF-8");
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", end);
        let review = review(encode(&text, encoding));
        prop_assert_eq!(review.source.format, "csv");
        read_back(&sample, &review, &text)?;
    }

    #[test]
    fn blanks_of_a_spreadsheet_stay_blank(
        sample in with_blanks(consistent(Form::F2021, false)),
        format in format(),
        arrangement in arrangement(),
    ) {
        let review = review(workbook::render(&sample, format, arrangement));
        read_back(&sample, &review, &review.report.document.text)?;
    }

    #[test]
    fn blank_rows_and_columns_are_read_as_on_a_page(
        sample in any_report(),
        rows in prop_oneof![vec(prop::bool::weighted(0.1), 45), vec(prop::bool::weighted(0.5), 45)],
        columns in vec(prop::bool::weighted(0.2), 7),
        format in format(),
        arrangement in arrangement(),
    ) {
        let sample = blanked(sample, &rows, &columns);
        let page = review(render(&sample, Layout::Html(html::Style::Plain)));
        let sheet = review(workbook::render(&sample, format, arrangement));
        let (expected, read) = (told(&page), told(&sheet));
        let differ: Vec<_> = expected.0.iter().filter(|(name, cell)| read.0.get(*name) != Some(cell)).take(8).collect();
        prop_assert!(differ.is_empty(), "on the page {differ:?}\n{:?}\n{}", listed(&sheet), sheet.report.document.text);
        prop_assert_eq!(expected.1, read.1);
        lawful(&sheet)?;
    }
}

/// Cells by their names.
type Cells = BTreeMap<String, String>;

/// Files of one name hold one report: `tests/cases/blank`.
#[test]
fn a_blank_row_is_there_in_every_format() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/blank");

    let mut reports: BTreeMap<String, Vec<(String, Cells)>> = BTreeMap::new();
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let review = review(std::fs::read(&path).expect("a file"));
        let missing: Vec<_> = review
            .findings
            .iter()
            .filter(|finding| finding.rule.code == "C05")
            .collect();
        assert!(missing.is_empty(), "{name}: {missing:#?}");
        let report = name.split('.').next().unwrap_or_default().to_owned();
        reports.entry(report).or_default().push((name, told(&review).0));
    }
    assert_eq!(reports.len(), 4);
    for files in reports.values() {
        let (first, cells) = &files[0];
        for (name, others) in files {
            let differ: Vec<_> = cells
                .iter()
                .filter(|(cell, read)| others.get(*cell) != Some(read))
                .collect();
            assert!(differ.is_empty(), "{first} and {name}: {differ:?}");
        }
    }
}
