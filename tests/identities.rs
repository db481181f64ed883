//! With one cell changed, exactly the sums that it breaks are reported, and each rule on cells and structure finds what
//! it is for and nothing that only looks like it.

mod support;

use std::collections::BTreeMap;

use gouji::document::Reason;
use gouji::language::Lang;
use gouji::report::State;
use gouji::review::{Review, Severity, Verdict};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::{TestCaseResult, TestRunner};
use rust_decimal::Decimal;

use support::asks::{cells, found, headed, lawful, listed, obeys_the_laws, review, slice};
use support::form::{self, Form, Sum};
use support::grid::{Grid, Piece, pieces};
use support::html;
use support::layout::{Layout, render, render_pieces, table};
use support::pdf;
use support::sample::{Sample, consistent, mixed};

/// The layouts in which no cell can be taken for another.
const CERTAIN: &[Layout] = &[
    Layout::CellLines,
    Layout::CellLinesPadded,
    Layout::WordRows,
    Layout::SheetRows,
    Layout::BrowserRows,
    Layout::PipeRows,
    Layout::Markdown,
    Layout::MarkdownShort,
    Layout::Html(html::Style::Plain),
    Layout::Html(html::Style::Page),
    Layout::Html(html::Style::Word),
    Layout::Html(html::Style::Wps),
    Layout::Html(html::Style::ExtraColumn),
    Layout::Html(html::Style::OpenEnds),
];

/// The layouts in which all values of a row are there, so that its cells are certain although nothing marks a blank.
const COMPLETE: &[Layout] = &[
    Layout::Lines,
    Layout::Paragraphs,
    Layout::PipeLines,
    Layout::Pdf(pdf::Style::WRAP_AFTER),
    Layout::Pdf(pdf::Style::WRAP_AROUND),
    Layout::Pdf(pdf::Style::PAGES),
    Layout::Pdf(pdf::Style::WIDE),
];

/// What a sum comes to, straight from domain.md: blanks count as 0, but a blank total beside filled parts is unknown, and
/// no sum that it stands in is checked.
enum Outcome {
    Held,
    Broken { expected: i64, actual: i64 },
    Unchecked,
}

/// The totals that are blank although their parts are not.
fn unknown_totals(sums: &[Sum], sample: &Sample) -> Vec<String> {
    let filled = |cell: &String| sample.at(cell).parse::<i64>().is_ok();
    sums.iter()
        .filter(|sum| sum.totals.len() == 1 && !filled(&sum.totals[0]) && sum.parts.iter().all(filled))
        .map(|sum| sum.totals[0].clone())
        .collect()
}

/// The sums of a report with what they come to.
fn outcomes(sample: &Sample) -> Vec<(Sum, Outcome)> {
    let sums = form::sums(sample.requests, sample.groups);
    let unknown = unknown_totals(&sums, sample);
    let add = |cells: &[String]| cells.iter().map(|cell| sample.number(cell)).sum::<i64>();
    sums.into_iter()
        .map(|sum| {
            let (expected, actual) = (add(&sum.parts), add(&sum.totals));
            let outcome = if sum.parts.iter().chain(&sum.totals).any(|cell| unknown.contains(cell)) {
                Outcome::Unchecked
            } else if expected == actual {
                Outcome::Held
            } else {
                Outcome::Broken { expected, actual }
            };
            (sum, outcome)
        })
        .collect()
}

/// (rule, parts, totals, expected, actual)
type Report = (String, Vec<String>, Vec<String>, Option<Decimal>, Option<Decimal>);

fn sorted(mut cells: Vec<String>) -> Vec<String> {
    cells.sort();
    cells
}

/// The broken sums of a sample.
fn broken(sample: &Sample) -> Vec<Report> {
    let mut broken: Vec<Report> = outcomes(sample)
        .into_iter()
        .filter_map(|(sum, outcome)| match outcome {
            Outcome::Broken { expected, actual } => Some((
                sum.rule.to_owned(),
                sorted(sum.parts),
                sum.totals,
                Some(expected.into()),
                Some(actual.into()),
            )),
            _ => None,
        })
        .collect();
    broken.sort();
    broken
}

/// The broken sums of an answer: the cells of a finding, parts first, cut where the totals begin.
fn reported(review: &Review) -> Vec<Report> {
    let mut reported: Vec<Report> = review
        .findings
        .iter()
        .filter(|finding| matches!(finding.code(), "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07"))
        .map(|finding| {
            assert_eq!(finding.severity, Severity::Error, "{finding:#?}");
            let mut parts: Vec<String> = finding.cells.iter().map(ToString::to_string).collect();
            let totals = parts.split_off(parts.len() - if finding.code() == "A03" { 2 } else { 1 });
            (
                finding.code().to_owned(),
                sorted(parts),
                totals,
                finding.expected,
                finding.actual,
            )
        })
        .collect();
    reported.sort();
    reported
}

fn exactly_the_broken_sums(sample: &Sample, layout: Layout) -> TestCaseResult {
    let text = render(sample, layout);
    let review = review(&text);
    prop_assert_eq!(
        reported(&review),
        broken(sample),
        "{:?}: {:#?}\n--- from ---\n{}",
        layout,
        listed(&review),
        text
    );
    let outcomes = outcomes(sample);
    let count_of = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|(_, outcome)| wanted(outcome)).count();
    let unchecked = count_of(|outcome| matches!(outcome, Outcome::Unchecked));
    let held = count_of(|outcome| matches!(outcome, Outcome::Held));
    let count = review.summary.identities;
    prop_assert_eq!(
        (count.checked, count.held, count.unchecked),
        (outcomes.len() - unchecked, held, unchecked),
        "(checked, held, unchecked); {:#?}",
        listed(&review)
    );
    lawful(&review)
}

fn any_report() -> impl Strategy<Value = Sample> {
    prop_oneof![
        2 => consistent(Form::F2021, false),
        1 => consistent(Form::F2021, true),
        1 => consistent(Form::F2019, false),
        1 => consistent(Form::F2019, true),
        1 => mixed(Form::F2021, Form::F2019, false),
    ]
}

/// A cell of a sum, picked at random.
fn pick(sample: &Sample, index: Index) -> String {
    let cells: Vec<&String> = sample
        .cells
        .keys()
        .filter(|cell| !cell.starts_with("disclosure."))
        .collect();
    (*index.get(&cells)).clone()
}

proptest! {
    #![proptest_config(support::cases(80))]

    #[test]
    fn one_changed_cell_breaks_exactly_its_sums(
        sample in any_report(),
        index in any::<Index>(),
        value in prop_oneof![0_i64..20, 0_i64..100_000],
        layout in prop::sample::select([CERTAIN, COMPLETE].concat()),
    ) {
        let cell = pick(&sample, index);
        prop_assume!(sample.number(&cell) != value);
        let changed = sample.with(&cell, &value.to_string());
        prop_assert!(!broken(&changed).is_empty(), "every cell stands in a sum");
        exactly_the_broken_sums(&changed, layout)?;
    }

    #[test]
    fn several_changed_cells_break_exactly_their_sums(
        sample in any_report(),
        changes in prop::collection::vec((any::<Index>(), 0_i64..50), 2..8),
        layout in prop::sample::select([CERTAIN, COMPLETE].concat()),
    ) {
        let mut changed = sample;
        for (index, value) in changes {
            changed = changed.with(&pick(&changed, index), &value.to_string());
        }
        exactly_the_broken_sums(&changed, layout)?;
    }

    #[test]
    fn a_blanked_cell_counts_as_zero(
        sample in any_report(),
        index in any::<Index>(),
        sign in prop::sample::select(vec!["", "/", "-"]),
        layout in prop::sample::select(CERTAIN),
    ) {
        let cell = pick(&sample, index);
        exactly_the_broken_sums(&sample.with(&cell, sign), layout)?;
    }
}

/// A fixed report of a form, the same in every run.
fn fixed(form: Form, groups: bool) -> Sample {
    let mut runner = TestRunner::deterministic();
    let mut sample = consistent(form, groups)
        .new_tree(&mut runner)
        .expect("a report")
        .current();
    sample.furniture = false;
    sample.split_disclosure = false;
    sample
}

/// A report of a form in which nothing happened: every number is 0.
fn idle(form: Form) -> Sample {
    let mut sample = fixed(form, false);
    for text in sample.cells.values_mut() {
        "0".clone_into(text);
    }
    sample
}

/// Reviews a report in a layout where every cell is certain.
fn ask(sample: &Sample) -> Review {
    let review = review(render(sample, Layout::BrowserRows));
    obeys_the_laws(&review);
    review
}

/// Panics unless there is a finding of the rule with the severity that names the cell.
fn assert_names(review: &Review, rule: &str, severity: Severity, cell: &str) {
    assert!(
        found(review, rule)
            .iter()
            .any(|finding| finding.severity == severity && finding.cells.iter().any(|id| id.to_string() == cell)),
        "no {rule} as {} names {cell}: {:#?}",
        severity.name(),
        listed(review)
    );
}

fn assert_silent(review: &Review, rule: &str) {
    assert!(
        found(review, rule).is_empty(),
        "{rule} is out of place: {:#?}",
        listed(review)
    );
}

/// The state and value of a cell.
fn cell(review: &Review, name: &str) -> (State, Option<String>) {
    let cell = cells(review)
        .get(name)
        .copied()
        .unwrap_or_else(|| panic!("{name} was not read: {:#?}", listed(review)));
    (cell.state, cell.value.map(|value| value.to_string()))
}

// ---- totals ----------------------------------------------------------------------------------------------------------

#[test]
fn a_blank_total_beside_filled_parts_is_unchecked_and_said_so() {
    let sample = fixed(Form::F2021, false);
    for (total, sums) in [("requests.granted.total", 2), ("reviews.reconsideration.total", 1)] {
        let changed = sample.with(total, "");
        let review = ask(&changed);
        assert_eq!(
            review.summary.identities.unchecked,
            sums,
            "{total}: {:#?}",
            listed(&review)
        );
        assert_names(&review, "B07", Severity::Warning, total);
    }
}

#[test]
fn a_report_whose_only_fault_is_a_blank_total_of_zeros_is_unchecked() {
    let review = ask(&idle(Form::F2021).with("reviews.reconsideration.total", ""));
    assert_eq!(review.summary.verdict, Verdict::Unchecked, "{:#?}", listed(&review));
}

#[test]
fn a_total_whose_parts_are_all_blank_is_told() {
    let mut sample = idle(Form::F2021);
    for (column, _) in &form::CASES[..4] {
        sample = sample.with(&format!("reviews.litigation_direct.{column}"), "");
    }
    let sample = sample.with("reviews.litigation_direct.total", "3");
    assert_names(
        &ask(&sample),
        "B07",
        Severity::Warning,
        "reviews.litigation_direct.total",
    );
}

#[test]
fn columns_that_are_blank_throughout_break_no_sum() {
    let mut sample = idle(Form::F2021);
    for (row, _) in form::request_rows(Form::F2021) {
        for (column, _) in &form::APPLICANTS[1..6] {
            sample = sample.with(&format!("requests.{row}.{column}"), "");
        }
    }
    let review = ask(&sample);
    assert_eq!(review.summary.verdict, Verdict::Consistent, "{:#?}", listed(&review));
    assert_eq!(review.summary.identities.held, 42);
    assert_silent(&review, "B07");
    let blanks = found(&review, "B02");
    assert_eq!(blanks.len(), 1, "one finding a table: {:#?}", listed(&review));
    assert_eq!(blanks[0].severity, Severity::Warning);
    assert!(
        blanks[0].message(Lang::Zh).contains("125"),
        "the number of blank cells is told: {}",
        blanks[0].message(Lang::Zh)
    );
}

#[test]
fn the_message_of_a_broken_sum_holds_both_numbers() {
    let mut sample = idle(Form::F2021);
    for (cell, text) in [
        ("requests.granted.natural", "41"),
        ("requests.outcomes_total.natural", "36"),
    ] {
        sample = sample.with(cell, text);
    }
    let review = ask(&sample);
    let finding = found(&review, "A02")
        .into_iter()
        .find(|f| f.cells.iter().any(|id| id.to_string() == "requests.granted.natural"));
    let finding = finding.unwrap_or_else(|| panic!("{:#?}", listed(&review)));
    for number in ["41", "36", "5"] {
        assert!(
            finding.message(Lang::Zh).contains(number),
            "{} does not say {number}",
            finding.message(Lang::Zh)
        );
    }
    assert!(!finding.evidence.is_empty(), "a finding points into the text");
}

// ---- bounds of table two (A08, A09) ------------------------------------------------------------------------------------

#[test]
fn more_issued_than_in_force_is_told() {
    let mut sample = idle(Form::F2021);
    for (column, text) in [("issued", "5"), ("repealed", "1"), ("in_force", "3")] {
        sample = sample.with(&format!("disclosure.normative.{column}"), text);
    }
    let review = ask(&sample);
    assert_names(&review, "A08", Severity::Warning, "disclosure.normative.in_force");
    assert_eq!(found(&review, "A08").len(), 1);
}

#[test]
fn as_many_in_force_as_issued_less_repealed_is_possible() {
    for (issued, repealed, in_force) in [("5", "1", "4"), ("1", "5", "4"), ("0", "0", "0"), ("0", "7", "0")] {
        let sample = idle(Form::F2021)
            .with("disclosure.rules.issued", issued)
            .with("disclosure.rules.repealed", repealed)
            .with("disclosure.rules.in_force", in_force);
        assert_silent(&ask(&sample), "A08");
    }
}

#[test]
fn more_newly_disclosed_than_disclosed_in_all_is_told() {
    let sample = idle(Form::F2019)
        .with("disclosure.normative.disclosed", "4")
        .with("disclosure.normative.total", "3");
    assert_names(
        &ask(&sample),
        "A09",
        Severity::Warning,
        "disclosure.normative.disclosed",
    );
}

#[test]
fn a_decrease_below_nothing_is_told() {
    let sample = idle(Form::F2019)
        .with("disclosure.penalty.previous", "4")
        .with("disclosure.penalty.change", "-5");
    assert_names(&ask(&sample), "A09", Severity::Warning, "disclosure.penalty.change");
}

#[test]
fn bounds_that_are_just_met_are_silent() {
    let sample = idle(Form::F2019)
        .with("disclosure.normative.made", "9")
        .with("disclosure.normative.disclosed", "4")
        .with("disclosure.normative.total", "4")
        .with("disclosure.penalty.previous", "5")
        .with("disclosure.penalty.change", "-5")
        .with("disclosure.licensing.change", "+1036");
    let review = ask(&sample);
    assert_silent(&review, "A09");
    assert_silent(&review, "B01");
    assert_eq!(
        cell(&review, "disclosure.penalty.change"),
        (State::Value, Some("-5".to_owned()))
    );
    assert_eq!(
        cell(&review, "disclosure.licensing.change"),
        (State::Value, Some("1036".to_owned()))
    );
}

// ---- cell values (B) ----------------------------------------------------------------------------------------------------

#[test]
fn a_negative_or_broken_count_is_an_error() {
    for text in ["-5", "1.5"] {
        let review = ask(&idle(Form::F2021).with("requests.granted.business", text));
        assert_names(&review, "B01", Severity::Error, "requests.granted.business");
        assert_eq!(
            cell(&review, "requests.granted.business").1.as_deref(),
            Some(text),
            "the document says so"
        );
    }
}

#[test]
fn a_fee_may_be_broken_and_a_change_negative() {
    let review = ask(&idle(Form::F2021).with("disclosure.fees.amount", "59237.2449"));
    assert_silent(&review, "B01");
    assert_eq!(cell(&review, "disclosure.fees.amount").1.as_deref(), Some("59237.2449"));
    let review = ask(&idle(Form::F2019)
        .with("disclosure.fees.previous", "9")
        .with("disclosure.fees.change", "-8"));
    assert_silent(&review, "B01");
}

#[test]
fn blanks_are_told_once_a_table_with_their_number() {
    let sample = idle(Form::F2021)
        .with("requests.granted.business", "")
        .with("requests.partial.legal", "")
        .with("reviews.reconsideration.upheld", "")
        .with("disclosure.rules.issued", "");
    let review = ask(&sample);
    assert_eq!(found(&review, "B02").len(), 3, "{:#?}", listed(&review));
    let requests = found(&review, "B02")
        .into_iter()
        .find(|finding| finding.cells.iter().any(|id| id.to_string().starts_with("requests.")))
        .expect("the finding on table three names its cells");
    assert!(
        requests.message(Lang::Zh).contains('2'),
        "{}",
        requests.message(Lang::Zh)
    );
    assert_eq!(cell(&review, "requests.granted.business"), (State::Blank, None));
}

#[test]
fn a_report_without_blanks_has_no_finding_on_blanks() {
    for form in [Form::F2021, Form::F2019] {
        for layout in CERTAIN {
            let review = review(render(&fixed(form, false), *layout));
            for rule in ["B01", "B02", "B03", "B04", "B05", "B07"] {
                assert_silent(&review, rule);
            }
        }
    }
}

#[test]
fn placeholders_are_told_and_are_no_value() {
    for sign in ["/", "-", "—", "／", "无"] {
        let review = ask(&idle(Form::F2021).with("requests.partial.legal", sign));
        assert_names(&review, "B03", Severity::Warning, "requests.partial.legal");
        assert_eq!(cell(&review, "requests.partial.legal"), (State::Placeholder, None));
    }
}

#[test]
fn a_unit_beside_a_number_is_told_and_the_number_read() {
    for (name, text, value) in [
        ("requests.granted.natural", "3件", "3"),
        ("disclosure.normative.issued", "22（其中修订16件）", "22"),
    ] {
        let review = ask(&idle(Form::F2021).with(name, text));
        assert_names(&review, "B04", Severity::Warning, name);
        assert_eq!(cell(&review, name), (State::Value, Some(value.to_owned())));
    }
    let review = ask(&idle(Form::F2019).with("disclosure.procurement.amount", "251000元"));
    assert_names(&review, "B04", Severity::Warning, "disclosure.procurement.amount");
    assert_eq!(
        cell(&review, "disclosure.procurement.amount"),
        (State::Value, Some("251000".to_owned()))
    );
}

#[test]
fn what_cannot_be_read_as_one_number_is_no_value() {
    for text in ["约二十", "O", "3-5", "abc"] {
        let review = ask(&idle(Form::F2021).with("requests.granted.natural", text));
        let (state, value) = cell(&review, "requests.granted.natural");
        assert_eq!(
            (state, value),
            (State::Unreadable(Reason::NotANumber), None),
            "“{text}”"
        );
        assert_names(&review, "B04", Severity::Error, "requests.granted.natural");
    }
}

#[test]
fn other_ways_to_write_a_number_are_read_and_told() {
    for (text, value) in [("７", "7"), ("1,234", "1234"), ("1，234", "1234"), ("１２", "12")] {
        let sample = idle(Form::F2021).with("disclosure.penalty.decisions", text);
        let review = ask(&sample);
        assert_eq!(
            cell(&review, "disclosure.penalty.decisions"),
            (State::Value, Some(value.to_owned())),
            "“{text}”"
        );
        assert_names(&review, "B05", Severity::Info, "disclosure.penalty.decisions");
    }
}

#[test]
fn spaces_around_a_number_are_nothing_to_tell() {
    for text in [" 7", "7 ", "\u{a0}7", "7\u{a0}\u{a0}"] {
        let review = ask(&idle(Form::F2021).with("disclosure.penalty.decisions", text));
        assert_eq!(
            cell(&review, "disclosure.penalty.decisions"),
            (State::Value, Some("7".to_owned())),
            "“{text}”"
        );
        assert_silent(&review, "B05");
    }
}

// ---- structure (C) ------------------------------------------------------------------------------------------------------

/// The lines of a report in rows of a browser, changed.
fn edited(sample: &Sample, edit: impl FnOnce(&mut Vec<String>)) -> Review {
    let mut lines: Vec<String> = render(sample, Layout::BrowserRows).lines().map(str::to_owned).collect();
    edit(&mut lines);
    let review = review(lines.join("\n"));
    obeys_the_laws(&review);
    review
}

/// The number of the line that begins with the words.
fn line(lines: &[String], words: &str) -> usize {
    lines
        .iter()
        .position(|line| line.starts_with(words))
        .unwrap_or_else(|| panic!("no line begins with {words}"))
}

fn assert_error(review: &Review, rule: &str) {
    assert!(
        found(review, rule)
            .iter()
            .any(|finding| finding.severity == Severity::Error),
        "no {rule} as error: {:#?}",
        listed(review)
    );
}

#[test]
fn a_table_that_is_not_there_is_an_error() {
    let sample = fixed(Form::F2021, false);
    for missing in 0..3 {
        let mut seen = 0;
        let kept: Vec<Piece> = pieces(&sample)
            .into_iter()
            .filter(|piece| {
                let Piece::Table(grid) = piece else { return true };
                let index = [4, 10, 15].iter().position(|columns| *columns == grid.columns);
                seen += 1;
                index != Some(missing)
            })
            .collect();
        let review = review(render_pieces(&kept, Layout::BrowserRows));
        assert_error(&review, "C04");
        obeys_the_laws(&review);
    }
    assert_silent(&ask(&sample), "C04");
}

#[test]
fn a_row_that_is_not_there_is_an_error_and_shifts_nothing() {
    for form in [Form::F2021, Form::F2019] {
        let sample = fixed(form, false);
        for (row, label) in form::request_rows(form) {
            // The first row of a group comes after the group's label in this layout.
            let Some(review) = without_row(&sample, label) else {
                continue;
            };
            let wrong = support::asks::wrong_numbers(&sample, &review);
            assert!(wrong.is_empty(), "without {row}: {wrong:#?}");
            assert_error(&review, "C05");
            assert!(
                cells(&review)
                    .iter()
                    .filter(|(name, _)| name.starts_with(&format!("requests.{row}.")))
                    .all(|(_, cell)| cell.value.is_none()),
                "{row} has numbers though it is not there"
            );
        }
    }
}

fn without_row(sample: &Sample, label: &str) -> Option<Review> {
    let text = render(sample, Layout::BrowserRows);
    let at = text.lines().position(|line| line.starts_with(&format!("{label}\t")))?;
    let kept: Vec<&str> = text
        .lines()
        .enumerate()
        .filter(|(i, _)| *i != at)
        .map(|(_, line)| line)
        .collect();
    let review = review(kept.join("\n"));
    obeys_the_laws(&review);
    Some(review)
}

#[test]
fn a_row_that_is_there_twice_is_an_error() {
    let review = edited(&fixed(Form::F2021, false), |lines| {
        let at = line(lines, "2.重复申请");
        lines.insert(at, lines[at].clone());
    });
    assert_error(&review, "C05");
}

#[test]
fn rows_out_of_order_are_an_error_and_keep_their_numbers() {
    let sample = fixed(Form::F2021, false);
    let review = edited(&sample, |lines| {
        let at = line(lines, "6.属于四类过程性信息");
        lines.swap(at, at + 1);
    });
    assert_error(&review, "C05");
    let wrong = support::asks::wrong_numbers(&sample, &review);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_form_with_fewer_rows_or_a_label_in_other_words_misses_no_row() {
    // The 2019 form has no rows below （六）.
    assert_silent(&ask(&fixed(Form::F2019, false)), "C05");
    // A misspelt label is C07's.
    let sample = fixed(Form::F2021, false);
    let review = edited(&sample, |lines| {
        let at = line(lines, "2.其他法律行政法规禁止公开");
        lines[at] = lines[at].replace("2.其他法律行政法规禁止公开", "2.其他法律行政止公开");
    });
    assert_silent(&review, "C05");
    assert!(!found(&review, "C07").is_empty(), "{:#?}", listed(&review));
    assert!(
        support::asks::differences(&sample, &review).is_empty(),
        "{:#?}",
        support::asks::differences(&sample, &review)
    );
    // Labels broken over lines are no other labels.
    let review = support::asks::review(render(&sample, Layout::Pdf(pdf::Style::WRAP_AROUND)));
    assert_silent(&review, "C05");
}

#[test]
fn a_column_header_that_is_not_there_is_an_error() {
    let review = edited(&fixed(Form::F2021, false), |lines| {
        let at = line(lines, "自然人\t法人或其他组织\t总计");
        lines[at] = "自然人\t法人或其他组织\t".to_owned();
    });
    assert_error(&review, "C06");
}

#[test]
fn an_extra_column_is_an_error_and_no_number_is_taken_for_another() {
    let sample = fixed(Form::F2021, false);
    let mut with_extra = pieces(&sample);
    for piece in &mut with_extra {
        if let Piece::Table(grid) = piece
            && grid.columns == 10
        {
            add_column(grid, "境外组织", "77");
        }
    }
    let review = review(html::render_pieces(&with_extra, html::Style::Plain));
    assert_error(&review, "C06");
    let wrong = support::asks::wrong_numbers(&sample, &review);
    assert!(wrong.is_empty(), "{wrong:#?}");
    obeys_the_laws(&review);
}

/// Adds a column before 总计.
fn add_column(grid: &mut Grid, header: &str, value: &str) {
    let template: Vec<_> = grid.cells.clone();
    for cell in &mut grid.cells {
        if cell.column == 9 {
            cell.column = 10;
        } else if cell.columns > 1 && cell.column + cell.columns >= 9 {
            cell.columns += 1;
        }
    }
    grid.columns += 1;
    for cell in template.iter().filter(|cell| cell.column == 8 && cell.columns == 1) {
        let mut extra = cell.clone();
        extra.column = 9;
        extra.wrap = None;
        let text = if cell.text == "其他" { header } else { value };
        text.clone_into(&mut extra.text);
        let after = grid
            .cells
            .iter()
            .position(|other| other.row == cell.row && other.column == 10);
        let end = || {
            grid.cells
                .iter()
                .rposition(|other| other.row == cell.row)
                .map_or(0, |at| at + 1)
        };
        let at = after.unwrap_or_else(end);
        grid.cells.insert(at, extra);
    }
}

#[test]
fn headers_that_are_broken_repeated_or_vertical_are_all_there() {
    for form in [Form::F2021, Form::F2019] {
        let sample = fixed(form, false);
        for layout in CERTAIN.iter().chain(COMPLETE) {
            let review = support::asks::review(render(&sample, *layout));
            for rule in ["C06", "C08", "C11", "C05", "C09"] {
                assert!(
                    found(&review, rule).is_empty(),
                    "{layout:?}: {rule} is out of place: {:#?}",
                    listed(&review)
                );
            }
        }
    }
}

#[test]
fn a_column_of_no_width_is_no_extra_column() {
    let review = review(render(
        &fixed(Form::F2021, false),
        Layout::Html(html::Style::ExtraColumn),
    ));
    assert_silent(&review, "C06");
}

#[test]
fn a_wrong_header_above_the_fee_is_an_error() {
    let review = edited(&fixed(Form::F2021, false), |lines| {
        let at = line(lines, "信息内容\t本年收费金额（单位：万元）");
        lines[at] = "信息内容\t本年处理决定数量".to_owned();
    });
    assert_error(&review, "C08");
}

#[test]
fn the_fee_header_in_half_width_or_with_spaces_is_right() {
    for header in [
        "本年收费金额(单位:万元)",
        "本年收费金额 （单位： 万元）",
        "本年收费金额（单位∶万元）",
    ] {
        let review = edited(&fixed(Form::F2021, false), |lines| {
            let at = line(lines, "信息内容\t本年收费金额（单位：万元）");
            lines[at] = format!("信息内容\t{header}");
        });
        assert_silent(&review, "C08");
    }
    // The 2019 form has other columns there.
    assert_silent(&ask(&fixed(Form::F2019, false)), "C08");
}

#[test]
fn a_form_that_does_not_fit_the_year_is_an_error() {
    let mut late = fixed(Form::F2019, false);
    late.year = 2023;
    let mut early = fixed(Form::F2021, false);
    early.year = 2020;
    let mut runner = TestRunner::deterministic();
    let both = mixed(Form::F2021, Form::F2019, false)
        .new_tree(&mut runner)
        .expect("a report")
        .current();
    for sample in [late, early, both] {
        let review = ask(&sample);
        assert_error(&review, "C09");
        assert_eq!(review.summary.verdict, Verdict::Inconsistent);
        assert_eq!(
            review.summary.identities.checked,
            support::asks::sum_count(&sample),
            "the sums are checked all the same"
        );
    }
}

#[test]
fn a_form_that_fits_its_year_is_silent_whatever_other_years_are_mentioned() {
    for form in [Form::F2019, Form::F2021] {
        for year in if form == Form::F2019 { 2019..=2020 } else { 2021..=2025 } {
            let mut sample = fixed(form, false);
            sample.year = year;
            assert_silent(&ask(&sample), "C09");
            let review = edited(&sample, |lines| {
                let at = line(lines, "（一）主动公开情况");
                lines.insert(
                    at,
                    "比2018年增长3%，完成2020年度决算和2023年度预算公开，根据国办公开办函〔2019〕60号编制。".to_owned(),
                );
            });
            assert_silent(&review, "C09");
        }
    }
}

#[test]
fn results_without_their_heading_label_are_an_error() {
    let review = edited(&fixed(Form::F2021, false), |lines| {
        let at = line(lines, "三、本年度办理结果\t");
        lines[at] = lines[at].replace("三、本年度办理结果\t", "");
    });
    assert_error(&review, "C11");
}

#[test]
fn a_heading_label_torn_or_with_spaces_is_there() {
    let sample = fixed(Form::F2021, false);
    for label in ["三、本年度 办理结果", "三、 本年度办理结果", "三、本年度办理结果 "] {
        let review = edited(&sample, |lines| {
            let at = line(lines, "三、本年度办理结果\t");
            lines[at] = lines[at].replace("三、本年度办理结果", label);
        });
        assert_silent(&review, "C11");
    }
    for style in [pdf::Style::WRAP_AFTER, pdf::Style::PAGES] {
        assert_silent(&review(render(&sample, Layout::Pdf(style))), "C11");
    }
}

#[test]
fn a_report_without_a_title_is_told() {
    let sample = fixed(Form::F2021, false);
    let rest: Vec<Piece> = pieces(&sample)
        .into_iter()
        .filter(|piece| !matches!(piece, Piece::Title(_)))
        .collect();
    let review = review(render_pieces(&rest, Layout::BrowserRows));
    let findings = found(&review, "C12");
    assert!(
        findings.iter().any(|finding| finding.severity == Severity::Warning),
        "{:#?}",
        listed(&review)
    );
    assert_eq!(
        review.report.title,
        None,
        "{:?}",
        review.report.title.map(|span| slice(&review, span))
    );
    assert_eq!(
        review.report.year,
        Some(sample.year),
        "the year stands in the lead paragraph"
    );
}

#[test]
fn a_title_on_two_lines_with_spaces_or_behind_a_pages_words_is_there() {
    let mut sample = fixed(Form::F2021, false);
    for furniture in [false, true] {
        for title in [
            support::sample::TitleStyle::OneLine,
            support::sample::TitleStyle::TwoLines,
        ] {
            sample.furniture = furniture;
            sample.title = title;
            let review = ask(&sample);
            assert_silent(&review, "C12");
            headed(&sample, &review).expect("title, agency and year");
        }
    }
    let lines = sample.title_lines();
    let review = edited(&sample, |text| {
        let at = line(text, lines.last().expect("a title"));
        text[at] = text[at].replace("政府信息公开", "  政府信息公开");
    });
    assert_silent(&review, "C12");
}

#[test]
fn a_group_label_with_numbers_is_told_as_extra_not_as_wrong() {
    let review = ask(&fixed(Form::F2021, true));
    assert!(
        found(&review, "C10")
            .iter()
            .all(|finding| finding.severity == Severity::Info)
    );
    assert!(!found(&review, "C10").is_empty(), "{:#?}", listed(&review));
    assert_silent(&review, "C05");
    assert_silent(&ask(&fixed(Form::F2021, false)), "C10");
}

#[test]
fn a_misspelt_label_is_told_with_the_official_one() {
    let sample = fixed(Form::F2021, false);
    for (official, written) in [
        ("5.属于三类内部事务信息", "5.属于三类内部事物信息"),
        ("3.补正后申请内容仍不明确", "3.补正后申请内容不明确"),
        ("二、上年结转政府信息公开申请数量", "二、上年转结政府信息公开申请数量"),
    ] {
        let review = edited(&sample, |lines| {
            let at = line(lines, official);
            lines[at] = lines[at].replace(official, written);
        });
        let told = found(&review, "C07");
        assert_eq!(told.len(), 1, "{written}: {:#?}", listed(&review));
        assert_eq!(told[0].severity, Severity::Warning);
        let core = official.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        assert!(
            told[0].message(Lang::Zh).contains(core),
            "{} does not name {core}",
            told[0].message(Lang::Zh)
        );
        assert!(support::asks::differences(&sample, &review).is_empty());
    }
}

#[test]
fn the_tables_of_the_fixtures_are_what_they_seem() {
    // A guard on the fixtures themselves: each table has its rows.
    let sample = fixed(Form::F2021, false);
    let rows: BTreeMap<usize, usize> = pieces(&sample)
        .iter()
        .filter_map(|piece| {
            if let Piece::Table(grid) = piece {
                Some((grid.columns, grid.rows))
            } else {
                None
            }
        })
        .collect();
    assert_eq!(rows, BTreeMap::from([(4, 14), (10, 28), (15, 4)]));
    let Some(Piece::Table(grid)) = pieces(&sample)
        .into_iter()
        .find(|piece| matches!(piece, Piece::Table(grid) if grid.columns == 10))
    else {
        panic!("no table three");
    };
    assert_eq!(table(&grid, Layout::BrowserRows).lines().count(), 28);
}
