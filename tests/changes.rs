//! Cells that are changed by hand: what can be entered, and the report with it.

mod support;

use gouji::document::Reason;
use gouji::form::Kind;
use gouji::language::Lang;
use gouji::output;
use gouji::reading::entered;
use gouji::report::{Change, State};
use gouji::review::Review;
use gouji::{Options, check_report};
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use support::asks::review;
use support::form::Form;
use support::layout::{Layout, render};
use support::sample::{Sample, consistent};

fn number(text: &str, kind: Kind) -> Option<String> {
    entered(text, kind).ok().flatten().map(|value| value.to_string())
}

#[test]
fn numbers_are_entered_as_their_column_has_them() {
    for (text, kind, value) in [
        ("12", Kind::Count, "12"),
        (" 12 ", Kind::Count, "12"),
        ("１２", Kind::Count, "12"),
        ("1,234", Kind::Count, "1234"),
        ("007", Kind::Count, "7"),
        ("-7", Kind::Change, "-7"),
        ("－7", Kind::Change, "-7"),
        ("+7", Kind::Change, "7"),
        ("0.50", Kind::TenThousandYuan, "0.50"),
        ("１２．５", Kind::Yuan, "12.5"),
    ] {
        assert_eq!(number(text, kind).as_deref(), Some(value), "{text}");
    }
    for text in ["", " ", "\u{3000}", "\u{a0}"] {
        assert_eq!(entered(text, Kind::Count), Ok(None), "{text:?} is blank");
    }
    for (text, kind) in [
        ("-1", Kind::Count),
        ("1.5", Kind::Count),
        ("3件", Kind::Count),
        ("约20", Kind::Count),
        ("1 2", Kind::Count),
        ("/", Kind::Count),
        ("1234567890123456789", Kind::Count),
        ("0.5", Kind::Change),
        ("减3", Kind::Change),
        ("-0.5", Kind::TenThousandYuan),
        ("3万元", Kind::TenThousandYuan),
    ] {
        assert_eq!(entered(text, kind), Err(kind), "{text}");
    }
}

/// The answer for a report with changes.
fn changed(read: &Review, changes: &[Change]) -> Review {
    check_report(read.report.with(changes), read.source.clone(), &Options::default())
}

/// What is said of sums and cells.
fn said(review: &Review) -> Vec<(&'static str, String)> {
    let findings = review
        .findings
        .iter()
        .filter(|finding| finding.code().starts_with(['A', 'B']));
    findings
        .map(|finding| (finding.code(), finding.message(Lang::Zh)))
        .collect()
}

fn change(read: &Review, cell: &str, value: Option<i64>) -> Change {
    let mut cells = read.report.cells();
    let (id, _) = cells.find(|(id, _)| id.to_string() == cell).expect("a cell");
    (id, value.map(Decimal::from))
}

proptest! {
    #![proptest_config(support::cases(100))]

    /// A changed cell counts as if the document held it, but the document is as it was.
    #[test]
    fn changes_are_checked_as_if_they_were_written(
        sample in prop_oneof![consistent(Form::F2021, true), consistent(Form::F2019, false)],
        slips in prop::collection::vec((any::<Index>(), prop::option::weighted(0.8, 0_i64..50)), 1..5),
    ) {
        let read = review(render(&sample, Layout::BrowserRows));
        let names: Vec<String> = sample.cells.keys().filter(|cell| cell.starts_with("re")).cloned().collect();
        let (mut written, mut changes): (Sample, Vec<Change>) = (sample.clone(), Vec::new());
        for (index, value) in slips {
            let cell = index.get(&names);
            written = written.with(cell, &value.map(|value| value.to_string()).unwrap_or_default());
            changes.push(change(&read, cell, value));
        }
        let answer = changed(&read, &changes);
        let expected = review(render(&written, Layout::BrowserRows));
        prop_assert_eq!(said(&answer), said(&expected));
        prop_assert_eq!(answer.repairs, expected.repairs);
        prop_assert_eq!(&answer.report.document.text, &read.report.document.text);
        prop_assert!(said(&changed(&read, &[])).is_empty());
    }
}

#[test]
fn a_row_that_is_given_whole_is_there() {
    let text = include_str!("../www/samples/consistent.txt");
    let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("规章\t")).collect();
    let read = review(without.join("\n"));
    let has = |review: &Review| review.findings.iter().any(|finding| finding.code() == "C05");
    let row: Vec<Change> = ["issued", "repealed", "in_force"]
        .map(|column| change(&read, &format!("disclosure.rules.{column}"), Some(0)))
        .to_vec();
    assert!(has(&read) && has(&changed(&read, &row[..2])));
    assert!(!has(&changed(&read, &row)));
}

#[test]
fn a_row_without_columns_that_is_given_whole_has_them() {
    let text = include_str!("../www/samples/consistent.txt");
    let read = review(text.replacen("规章\t0\t0\t0", "规章\t4\t5", 1));
    let (id, cell) = read.report.cells().next().expect("a cell");
    assert_eq!(
        (cell.state, read.report.written(id)),
        (State::Unreadable(Reason::SeveralFit), ""),
        "{text}"
    );
    let row: Vec<Change> = ["issued", "repealed", "in_force"]
        .map(|column| change(&read, &format!("disclosure.rules.{column}"), Some(0)))
        .to_vec();
    let unchecked = |review: &Review| {
        review
            .findings
            .iter()
            .any(|finding| finding.message(Lang::Zh).contains("未作核对"))
    };
    assert!(unchecked(&read) && unchecked(&changed(&read, &row[1..])));
    assert!(!unchecked(&changed(&read, &row)));
    assert_eq!(
        output::changes(&read.report, &row[..1], Lang::Zh),
        "“规章”行“本年制发件数”列 无→0",
        "its words are not one cell's",
    );
}

#[test]
fn changes_are_told_with_what_was_there() {
    let text = include_str!("../www/samples/consistent.txt").replacen("规章\t0\t0\t0", "规章\t\t４件\t0", 1);
    let read = review(text);
    let row: Vec<Change> = [("issued", Some(3)), ("repealed", None), ("in_force", Some(1))]
        .map(|(column, to)| change(&read, &format!("disclosure.rules.{column}"), to))
        .to_vec();
    assert_eq!(
        output::changes(&read.report, &row, Lang::En),
        "row “Rules”, column “Issued” blank→3; row “Rules”, column “Repealed” ４件→blank; row “Rules”, column “In force” 0→1"
    );
    let again = change(&read, "disclosure.rules.repealed", Some(9));
    let report = read.report.with(&row);
    assert_eq!(
        output::changes(&report, &[again], Lang::Zh),
        "“规章”行“本年废止件数”列 空白→9",
        "what stands there now",
    );
}
