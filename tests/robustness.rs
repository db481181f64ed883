//! Whatever comes in, an answer comes out, soon, and never a number that stands nowhere in its row.

mod support;

use std::time::{Duration, Instant};

use gouji::language::Lang;
use gouji::review::Review;
use gouji::{Options, check_all};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;

use support::asks::{cells, lawful, listed, meant};
use support::codec::{Encoding, encode};
use support::form::{self, Form};
use support::html;
use support::layout::{Layout, render};
use support::pdf;
use support::sample::{Sample, consistent, narrow, with_blanks};

/// Far more than any of these small inputs may take, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(5);

/// Checks anything: no panic, no endless loop, and the laws of every answer.
fn survive(bytes: &[u8]) -> Result<Option<Review>, TestCaseError> {
    let start = Instant::now();
    let answer = check_all(bytes, None, &Options::default());
    prop_assert!(
        start.elapsed() < PATIENCE,
        "{} bytes took {:?}",
        bytes.len(),
        start.elapsed()
    );
    match answer {
        Ok(mut reviews) => {
            for review in &reviews {
                lawful(review)?;
            }
            // Lines in another order may be several reports: what is asked below is asked of one.
            Ok(if reviews.len() == 1 { reviews.pop() } else { None })
        }
        Err(error) => {
            prop_assert!(error.message(Lang::Zh).ends_with('。'));
            Ok(None)
        }
    }
}

/// Layouts in which every row's label stands whole before the row's numbers.
const LABEL_FIRST: &[Layout] = &[
    Layout::CellLines,
    Layout::CellLinesPadded,
    Layout::WordRows,
    Layout::SheetRows,
    Layout::BrowserRows,
    Layout::Lines,
    Layout::Paragraphs,
    Layout::PipeRows,
    Layout::PipeLines,
    Layout::Markdown,
    Layout::MarkdownShort,
    Layout::Pdf(pdf::Style::WIDE),
    Layout::Html(html::Style::Plain),
    Layout::Html(html::Style::Page),
    Layout::Html(html::Style::OpenEnds),
    Layout::Html(html::Style::ExtraColumn),
];

/// Those of them in which a row is a line.
const ROW_LINES: &[Layout] = &[
    Layout::WordRows,
    Layout::SheetRows,
    Layout::BrowserRows,
    Layout::PipeRows,
    Layout::Markdown,
    Layout::MarkdownShort,
    Layout::Pdf(pdf::Style::WIDE),
    Layout::Html(html::Style::Plain),
    Layout::Html(html::Style::ExtraColumn),
];

/// Where a number's label may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LabelAt {
    /// Nothing but the row's own numbers between it and the number.
    Before,
    /// So, or the other way round: in a heap of lines nobody can tell whether the labels come first.
    EitherSide,
}

/// The numbers that stand in another row than they are shown in: for each number, the last row label before it must be
/// its row's, or else the next one after it. Table four has one row and no row label.
fn strangers(review: &Review, form: Form, at: LabelAt) -> Vec<(String, String)> {
    let text = &review.report.document.text;
    let mut labels: Vec<(usize, usize, String)> = Vec::new();
    let mut mark = |row: String, label: &str| {
        labels.extend(
            text.match_indices(label)
                .map(|(at, _)| (at + label.len(), label.len(), row.clone())),
        );
    };
    for (row, label) in form::request_labels(form) {
        // The remark in brackets may be anywhere.
        let label = label.split("（区分").next().unwrap_or(label);
        mark(format!("requests.{row}"), label);
    }
    for block in form::disclosure(form) {
        for (row, label) in block.rows {
            mark(format!("disclosure.{row}"), label);
        }
    }
    labels.sort();
    cells(review)
        .into_iter()
        .filter(|(name, cell)| cell.value.is_some() && !name.starts_with("reviews."))
        .filter_map(|(name, cell)| {
            let start = cell.span?.range().start;
            let row = labels
                .iter()
                .rfind(|(end, ..)| *end <= start)
                .map_or("nothing", |(_, _, row)| row.as_str());
            let own = name.rsplit_once('.').map_or(name.as_str(), |(row, _)| row);
            let next = labels
                .iter()
                .find(|(end, length, _)| end - length >= start)
                .is_some_and(|(_, _, row)| row == own);
            // A line with a header that says only 总计 or 其他 may be a row that has lost its ordinal.
            let bare = match own {
                "requests.outcomes_total" => "总计",
                "requests.closed.other" => "其他",
                _ => "\0",
            };
            let last = labels
                .iter()
                .rfind(|(end, ..)| *end <= start)
                .map_or(0, |(end, ..)| *end);
            let bare = text[last..start].contains(bare);
            let here = own == row || bare || (at == LabelAt::EitherSide && next);
            (!here).then(|| (name.clone(), row.to_owned()))
        })
        .collect()
}

fn any_report() -> impl Strategy<Value = Sample> {
    prop_oneof![
        consistent(Form::F2021, false),
        consistent(Form::F2021, true),
        consistent(Form::F2019, false),
        with_blanks(consistent(Form::F2021, false)),
        narrow(Form::F2021),
    ]
}

fn any_layout() -> impl Strategy<Value = Layout> {
    let mut layouts: Vec<Layout> = Layout::all().collect();
    layouts.extend([Layout::RunTogether, Layout::Pdf(pdf::Style::BEFORE)]);
    prop::sample::select(layouts)
}

fn joined(lines: &[&str]) -> String {
    lines.join("\n")
}

proptest! {
    #![proptest_config(support::cases(60))]

    #[test]
    fn random_bytes_are_survived(bytes in vec(any::<u8>(), 0..3000)) {
        survive(&bytes)?;
    }

    #[test]
    fn random_text_is_survived(text in any::<String>()) {
        survive(text.as_bytes())?;
    }

    #[test]
    fn a_report_with_random_bytes_in_it_is_survived(
        sample in any_report(),
        layout in any_layout(),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
        spots in vec((any::<Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = encode(&render(&sample, layout), encoding);
        for (at, byte) in spots {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survive(&bytes)?;
    }

    #[test]
    fn lines_removed_put_no_number_into_another_row(
        sample in any_report(),
        layout in prop::sample::select(LABEL_FIRST),
        gone in vec(any::<Index>(), 1..6),
    ) {
        let text = render(&sample, layout);
        let mut lines: Vec<&str> = text.lines().collect();
        for index in gone {
            lines.remove(index.index(lines.len()));
        }
        let text = joined(&lines);
        if let Some(review) = survive(text.as_bytes())? {
            for (name, row) in strangers(&review, sample.requests, LabelAt::Before) {
                // A row that has lost its label may still be told by its place: then its numbers are the right ones.
                let right = meant(sample.at(&name)).1;
                let shown = cells(&review)[&name].value;
                prop_assert_eq!(shown, right, "{:?}: {} is shown from the row {}\n--- from ---\n{}", layout, name, row, text);
            }
        }
    }

    #[test]
    fn lines_doubled_put_no_number_into_another_row(
        sample in any_report(),
        layout in prop::sample::select(LABEL_FIRST),
        again in vec(any::<Index>(), 1..6),
    ) {
        let text = render(&sample, layout);
        let mut lines: Vec<&str> = text.lines().collect();
        for index in again {
            let at = index.index(lines.len());
            lines.insert(at, lines[at]);
        }
        let text = joined(&lines);
        if let Some(review) = survive(text.as_bytes())? {
            let strangers = strangers(&review, sample.requests, LabelAt::Before);
            prop_assert!(strangers.is_empty(), "{:?}: {:?}\n--- from ---\n{}", layout, strangers, text);
        }
    }

    #[test]
    fn lines_shuffled_put_no_number_into_another_row(
        (sample, layout, lines) in (any_report(), prop::sample::select(LABEL_FIRST)).prop_flat_map(|(sample, layout)| {
            let lines: Vec<String> = render(&sample, layout).lines().map(str::to_owned).collect();
            (Just(sample), Just(layout), Just(lines).prop_shuffle())
        }),
    ) {
        let text = lines.join("\n");
        let at = if ROW_LINES.contains(&layout) { LabelAt::Before } else { LabelAt::EitherSide };
        if let Some(review) = survive(text.as_bytes())? {
            let strangers = strangers(&review, sample.requests, at);
            prop_assert!(strangers.is_empty(), "{:?}: {:?}\n--- from ---\n{}", layout, strangers, text);
        }
    }

    #[test]
    fn a_few_lines_exchanged_put_no_number_into_another_row(
        sample in any_report(),
        layout in prop::sample::select(LABEL_FIRST),
        swaps in vec((any::<Index>(), any::<Index>()), 1..5),
    ) {
        let text = render(&sample, layout);
        let mut lines: Vec<&str> = text.lines().collect();
        for (a, b) in swaps {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        let text = joined(&lines);
        if let Some(review) = survive(text.as_bytes())? {
            let strangers = strangers(&review, sample.requests, LabelAt::Before);
            prop_assert!(strangers.is_empty(), "{:?}: {:?}\n--- from ---\n{}", layout, strangers, text);
        }
    }

    #[test]
    fn wrapped_and_run_together_text_with_lines_mixed_up_is_survived(
        sample in any_report(),
        layout in any_layout(),
        edits in vec((0_u8..3, any::<Index>(), any::<Index>()), 1..12),
    ) {
        let text = render(&sample, layout);
        let mut lines: Vec<&str> = text.lines().collect();
        for (edit, a, b) in edits {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            match edit {
                0 => { lines.remove(a); }
                1 => lines.insert(a, lines[b]),
                _ => lines.swap(a, b),
            }
        }
        survive(joined(&lines).as_bytes())?;
    }

    #[test]
    fn a_report_cut_off_anywhere_shows_only_its_own_numbers(
        sample in any_report(),
        layout in any_layout(),
        at in any::<Index>(),
    ) {
        let text = render(&sample, layout);
        let mut end = at.index(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if let Some(review) = survive(&text.as_bytes()[..end])? {
            // A cut may shorten the last number; every other number is whole.
            let wrong: Vec<String> = cells(&review)
                .into_iter()
                .filter(|(name, cell)| cell.value.is_some() && cell.value != meant_or_none(&sample, name))
                .map(|(name, _)| name)
                .collect();
            // In these two layouts a row may not be certain without the ones that follow.
            if !matches!(layout, Layout::RunTogether | Layout::Pdf(pdf::Style::BEFORE)) {
                prop_assert!(wrong.len() <= 1, "{:?}, cut at {}: {:?}\n--- from ---\n{}", layout, end, wrong, &text[..end]);
            }
        }
    }
}

fn meant_or_none(sample: &Sample, name: &str) -> Option<rust_decimal::Decimal> {
    sample.cells.get(name).and_then(|text| meant(text).1)
}

/// One line too many or too few must not turn a whole table upside down: a table whose labels come first is read so.
#[test]
fn a_row_printed_twice_moves_no_other_row() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let sample = consistent(Form::F2021, false)
        .new_tree(&mut runner)
        .expect("a report")
        .current();
    for layout in ROW_LINES {
        for (_, label) in form::request_labels(Form::F2021) {
            let text = render(&sample, *layout);
            let mut lines: Vec<&str> = text.lines().collect();
            let Some(at) = lines.iter().position(|line| line.contains(label)) else {
                continue;
            };
            lines.insert(at, lines[at]);
            let review = support::asks::review(joined(&lines));
            let wrong = support::asks::wrong_numbers(&sample, &review);
            assert!(
                wrong.is_empty(),
                "{layout:?}, {label} twice: {wrong:#?}\n--- from ---\n{}",
                joined(&lines)
            );
        }
    }
}

/// What reports are made of, and what breaks readers.
#[allow(clippy::too_many_lines)] // a list
fn fragment() -> impl Strategy<Value = String> {
    let labels: Vec<String> = [Form::F2021, Form::F2019]
        .into_iter()
        .flat_map(|form| {
            let rows = form::request_labels(form).into_iter().map(|(_, label)| label);
            let blocks = form::disclosure(form).iter().flat_map(|block| {
                block
                    .rows
                    .iter()
                    .chain(block.columns)
                    .map(|(_, label)| *label)
                    .chain([block.heading])
            });
            rows.chain(blocks).map(str::to_owned).collect::<Vec<_>>()
        })
        .chain(
            form::APPLICANTS
                .iter()
                .chain(&form::CASES)
                .chain(&form::APPEALS)
                .map(|(_, label)| (*label).to_owned()),
        )
        .chain(Sample::headings().map(str::to_owned))
        .chain(
            [
                form::NOTE,
                form::OUTCOMES,
                "申请人情况",
                "信息内容",
                "法人或其他组织",
                "海盐县统计局2023年政府信息公开工作年度报告",
            ]
            .map(str::to_owned),
        )
        .collect();
    let signs = [
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\u{a0}",
        "\u{3000}",
        "|",
        " | ",
        "\n|\n",
        "| --- |",
        "- 4 -",
        "/",
        "-",
        "—",
        "无",
        ",",
        "，",
        ".",
        "（",
        "）",
        "“",
        "”",
        "一",
        "三",
        "⼀",
        "０",
        "７",
        "\u{feff}",
        "\u{200b}",
        "\u{fffd}",
        "件",
        "万元",
        "第",
        "项",
        "年",
        "&nbsp;",
        "&#48;",
        "&",
        "<",
        ">",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td rowspan=3>",
        "<td colspan=\"7\">",
        "<td rowspan=0 colspan=99999>",
        "<p>",
        "</p>",
        "<br>",
        "<span>",
        "</span>",
        "<!--",
        "-->",
        "<![if !x]>",
        "<![endif]>",
        "<script>",
        "</script>",
        "<style>",
        "<o:p>",
        "<html>",
        "\0",
        "\u{202e}",
        "𠮷",
        "é",
    ];
    prop_oneof![
        4 => prop::sample::select(labels.clone()),
        4 => (0_u64..30).prop_map(|number| number.to_string()),
        1 => any::<u64>().prop_map(|number| number.to_string()),
        1 => "[0-9]{1,60}",
        4 => prop::sample::select(signs.to_vec()).prop_map(str::to_owned),
        1 => Just("0\t0\t0\t0\t0\t0\t0\n".to_owned()),
        1 => (prop::sample::select(labels), any::<Index>()).prop_map(|(label, at)| {
            let keep = at.index(label.chars().count());
            label.chars().take(keep).collect()
        }),
    ]
}

proptest! {
    #![proptest_config(support::cases(200))]

    #[test]
    fn text_made_of_fragments_is_survived(fragments in vec(fragment(), 0..250)) {
        survive(fragments.concat().as_bytes())?;
    }

    #[test]
    fn rows_made_of_fragments_are_survived(
        rows in vec((vec(fragment(), 1..10), prop::sample::select(vec!["\t", " | ", "\n", " "])), 0..60)
    ) {
        let text: String = rows.iter().map(|(fields, separator)| fields.join(separator) + "\n").collect();
        survive(text.as_bytes())?;
    }
}

#[test]
fn every_seed_cut_off_anywhere_is_survived() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/seeds");
    for name in ["000.txt", "001.txt", "002.txt", "003.txt", "004.txt"] {
        let text = std::fs::read_to_string(folder.join(name)).expect("the seed is there");
        let whole = cells(&support::asks::review(&text));
        // Every character boundary would take minutes; a prime step meets every kind of place.
        for (end, _) in text.char_indices().step_by(31) {
            let answer = survive(&text.as_bytes()[..end]);
            let answer = answer.unwrap_or_else(|broken| panic!("{name} cut at {end}: {broken}"));
            let Some(review) = answer else {
                continue;
            };
            let wrong: Vec<String> = cells(&review)
                .into_iter()
                .filter(|(name, cell)| {
                    cell.value.is_some() && whole.get(name).map(|whole| whole.value) != Some(cell.value)
                })
                .map(|(name, _)| name)
                .collect();
            assert!(
                wrong.len() <= 1,
                "{name} cut at {end}: {wrong:?}: {:#?}",
                listed(&review)
            );
        }
    }
}

#[test]
fn every_input_that_once_broke_something_is_survived() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/found");
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let bytes = std::fs::read(entry.path()).expect("the file is readable");
        survive(&bytes).unwrap_or_else(|broken| panic!("{}: {broken}", entry.path().display()));
    }
}
