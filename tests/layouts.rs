//! A consistent report is read back exactly, whatever layout, encoding and script it comes in.

mod support;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestCaseResult;

use gouji::review::Severity;
use support::asks::{differences, found, headed, lawful, listed, nothing_wrong, read_back, review};
use support::codec::{Encoding, LINE_ENDS, Script, encode, transcribe, with_line_ends};
use support::form::{self, Form};
use support::grid::pieces;
use support::html;
use support::layout::{Layout, render, render_pieces};
use support::pdf;
use support::sample::{Sample, consistent, mixed, narrow, with_blanks};
use support::shuffle::{ALIASES, any_shuffle, merged, reworded, shuffled, without_cells};

const FORMS: [Form; 2] = [Form::F2021, Form::F2019];

/// Any consistent report without blanks.
fn any_report() -> impl Strategy<Value = Sample> {
    prop_oneof![
        consistent(Form::F2021, false),
        consistent(Form::F2021, true),
        consistent(Form::F2019, false),
        consistent(Form::F2019, true),
    ]
}

fn read_back_in(sample: &Sample, layout: Layout) -> TestCaseResult {
    let text = render(sample, layout);
    let review = review(&text);
    read_back(sample, &review, &text)?;
    headed(sample, &review)
}

/// One test a layout, so that a failure names it.
macro_rules! exact {
    ($($name:ident: $layout:expr;)*) => {$(
        proptest! {
            #![proptest_config(support::cases(12))]
            #[test]
            fn $name(sample in any_report()) {
                read_back_in(&sample, $layout)?;
            }
        }
    )*};
}

exact! {
    cell_lines_are_read_back: Layout::CellLines;
    padded_cell_lines_are_read_back: Layout::CellLinesPadded;
    rows_of_a_word_processor_are_read_back: Layout::WordRows;
    rows_of_a_spreadsheet_are_read_back: Layout::SheetRows;
    rows_of_a_browser_are_read_back: Layout::BrowserRows;
    a_value_a_line_is_read_back: Layout::Lines;
    a_value_a_paragraph_is_read_back: Layout::Paragraphs;
    pipe_rows_are_read_back: Layout::PipeRows;
    pipes_between_cells_are_read_back: Layout::PipeLines;
    markdown_is_read_back: Layout::Markdown;
    markdown_without_merged_cells_is_read_back: Layout::MarkdownShort;
    pdf_text_with_wrapped_labels_is_read_back: Layout::Pdf(pdf::Style::WRAP_AFTER);
    pdf_text_with_labels_around_numbers_is_read_back: Layout::Pdf(pdf::Style::WRAP_AROUND);
    pdf_text_with_page_ends_is_read_back: Layout::Pdf(pdf::Style::PAGES);
    wide_pdf_text_is_read_back: Layout::Pdf(pdf::Style::WIDE);
    plain_html_is_read_back: Layout::Html(html::Style::Plain);
    a_saved_page_is_read_back: Layout::Html(html::Style::Page);
    the_clipboard_of_word_is_read_back: Layout::Html(html::Style::Word);
    the_clipboard_of_wps_is_read_back: Layout::Html(html::Style::Wps);
    nested_spans_are_read_back: Layout::Html(html::Style::NestedSpans);
    a_layout_table_around_is_seen_through: Layout::Html(html::Style::LayoutTable);
    an_extra_column_without_width_shifts_nothing: Layout::Html(html::Style::ExtraColumn);
    space_aligned_rows_are_read_back: Layout::Aligned;
    omitted_end_tags_are_read_back: Layout::Html(html::Style::OpenEnds);
}

proptest! {
    #![proptest_config(support::cases(60))]

    #[test]
    fn blanks_stay_blank_where_the_layout_keeps_them(
        sample in prop_oneof![
            with_blanks(consistent(Form::F2021, false)),
            with_blanks(consistent(Form::F2021, true)),
            with_blanks(consistent(Form::F2019, false)),
        ],
        layout in prop::sample::select(Layout::KEEPING_BLANKS),
    ) {
        let text = render(&sample, layout);
        let review = review(&text);
        read_back(&sample, &review, &text)?;
    }

    #[test]
    fn with_blanks_lost_a_cell_is_right_or_no_value(
        sample in prop_oneof![with_blanks(consistent(Form::F2021, false)), with_blanks(consistent(Form::F2019, false))],
        layout in prop::sample::select(Layout::LOSING_BLANKS),
    ) {
        let text = render(&sample, layout);
        let review = review(&text);
        nothing_wrong(&sample, &review, &text)?;
    }

    #[test]
    fn numbers_before_their_labels_are_read_rightly_or_not_at_all(sample in any_report()) {
        let text = render(&sample, Layout::Pdf(pdf::Style::BEFORE));
        let review = review(&text);
        nothing_wrong(&sample, &review, &text)?;
    }

    #[test]
    fn each_table_is_read_by_its_own_form(
        sample in prop_oneof![mixed(Form::F2021, Form::F2019, false), mixed(Form::F2019, Form::F2021, false)],
        layout in prop::sample::select(Layout::all().collect::<Vec<_>>()),
    ) {
        let text = render(&sample, layout);
        read_back(&sample, &review(&text), &text)?;
    }

    #[test]
    fn every_encoding_is_read_back(
        sample in any_report(),
        layout in prop::sample::select(vec![
            Layout::CellLines,
            Layout::BrowserRows,
            Layout::Lines,
            Layout::Html(html::Style::Page),
            Layout::Html(html::Style::Wps),
        ]),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
    ) {
        let mut text = render(&sample, layout);
        if encoding == Encoding::Gb18030 {
            // A page that says gb2312 holds GBK.
            text = text.replace("charset=utf-8", "charset=gb2312");
        }
        let review = review(encode(&text, encoding));
        prop_assert_eq!(review.source.encoding, encoding.name());
        read_back(&sample, &review, &text)?;
        headed(&sample, &review)?;
    }

    #[test]
    fn every_line_end_is_read_back(
        sample in any_report(),
        layout in prop::sample::select(
            Layout::all().filter(|layout| !matches!(layout, Layout::Html(_) | Layout::Pdf(_))).collect::<Vec<_>>()
        ),
        ends in prop_oneof![
            prop::collection::vec(prop::sample::select(LINE_ENDS.to_vec()), 1),
            prop::collection::vec(prop::sample::select(LINE_ENDS.to_vec()), 2..5),
        ],
    ) {
        // CR before the LF of an empty line is one end of a line with it.
        if ends.len() > 1 && ends.contains(&"\r") {
            return Ok(());
        }
        let text = with_line_ends(&render(&sample, layout), &ends);
        let review = review(&text);
        read_back(&sample, &review, &text)?;
        headed(&sample, &review)?;
    }

    #[test]
    fn a_damaged_byte_costs_what_it_touches(
        sample in consistent(Form::F2021, false),
        place in any::<prop::sample::Index>(),
        damage in prop::sample::select(vec![0xff_u8, 0xc3, 0x80]),
    ) {
        let text = render(&sample, Layout::BrowserRows);
        let mut bytes = text.into_bytes();
        // Separators apart: without one of them two cells are one.
        let place = place.index(bytes.len());
        if bytes[place].is_ascii_whitespace() {
            return Ok(());
        }
        bytes[place] = damage;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let review = review(&bytes);
        prop_assert_eq!(review.source.encoding, "utf-8");
        nothing_wrong(&sample, &review, &text)?;
        let unread = differences(&sample, &review);
        // A row at most, and the longest one has fifteen.
        prop_assert!(unread.len() <= 15, "{unread:#?}\n{text}");
    }

    #[test]
    fn every_script_is_read_back(
        sample in any_report(),
        layout in prop::sample::select(Layout::all().collect::<Vec<_>>()),
        script in prop::sample::select(Script::ALL.to_vec()),
    ) {
        // A page's own markup must stay as it is.
        let is_html = matches!(layout, Layout::Html(_));
        if is_html && matches!(script, Script::FullWidth | Script::HalfWidth) {
            return Ok(());
        }
        let text = transcribe(&render(&sample, layout), script);
        let review = review(&text);
        read_back(&sample, &review, &text)?;
        if script.keeps_words() {
            headed(&sample, &review)?;
        }
        prop_assert_eq!(review.report.year, Some(sample.year));
    }
}

proptest! {
    #![proptest_config(support::cases(60))]

    #[test]
    fn heads_in_another_order_are_followed(
        sample in any_report(),
        shuffle in any_shuffle(),
        layout in prop::sample::select(Layout::HEADED),
    ) {
        let text = render_pieces(&shuffled(pieces(&sample), &shuffle), layout);
        let review = review(&text);
        read_back(&sample, &review, &text)?;
        let told: Vec<_> = found(&review, "C06").into_iter().map(|finding| finding.severity).collect();
        // The forms of 2019 have blocks of three columns throughout, each a finding of its own table.
        prop_assert_eq!(told.len(), shuffle.moved(), "{:#?}\n{:?}\n--- from ---\n{}", listed(&review), layout, text);
        prop_assert!(told.iter().all(|severity| *severity == Severity::Info));
    }

    #[test]
    fn heads_in_another_order_with_blanks_lost_show_nothing_wrong(
        sample in with_blanks(consistent(Form::F2021, false)),
        shuffle in any_shuffle(),
        layout in prop::sample::select(Layout::HEADED),
    ) {
        let text = render_pieces(&shuffled(pieces(&sample), &shuffle), layout);
        nothing_wrong(&sample, &review(&text), &text)?;
    }

    #[test]
    fn other_words_for_labels_are_read_back(
        sample in any_report(),
        alias in prop::sample::select(ALIASES.to_vec()),
        layout in prop::sample::select(Layout::HEADED),
    ) {
        let text = render_pieces(&reworded(pieces(&sample), alias), layout);
        read_back(&sample, &review(&text), &text)?;
    }

    #[test]
    fn cells_left_out_or_merged_show_nothing_wrong(
        sample in prop_oneof![any_report().boxed(), with_blanks(consistent(Form::F2021, false)).boxed()],
        shuffle in any_shuffle(),
        gone in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        joined in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        layout in prop::sample::select(Layout::HEADED),
    ) {
        let all = shuffled(pieces(&sample), &shuffle);
        // With an empty column at the end a row that lacks a cell has as many as there are columns, and nothing says so.
        let unseen = layout == Layout::Html(html::Style::ExtraColumn);
        let kept = if unseen { all } else { without_cells(all, &gone) };
        // With a field for each grid column a merged cell is one beside an empty one, and nothing says so.
        let on_grid = matches!(layout, Layout::SheetRows | Layout::Markdown | Layout::Aligned);
        let changed = if on_grid { kept } else { merged(kept, &joined) };
        let text = render_pieces(&changed, layout);
        nothing_wrong(&sample, &review(&text), &text)?;
    }

    #[test]
    fn marks_beside_numbers_are_no_digits(
        sample in any_report(),
        mark in prop::sample::select(vec!["①", "*", "[1]", "(1)", "（注）", "注1", "¹", "#", "%", "a", ".", "?"]),
        index in any::<prop::sample::Index>(),
        before in any::<bool>(),
        layout in prop::sample::select(Layout::all().collect::<Vec<_>>()),
    ) {
        let names: Vec<&String> = sample.cells.keys().collect();
        let name = names[index.index(names.len())].clone();
        let number = sample.at(&name);
        let marked = if before { format!("{mark}{number}") } else { format!("{number}{mark}") };
        let text = render(&sample.with(&name, &marked), layout);
        nothing_wrong(&sample, &review(&text), &text)?;
    }

    #[test]
    fn blanks_lost_from_aligned_rows_leave_the_columns(sample in scattered_blanks()) {
        let text = render(&sample, Layout::Aligned);
        let review = review(&text);
        nothing_wrong(&sample, &review, &text)?;
        let lost: Vec<_> = differences(&sample, &review)
            .into_iter()
            .filter(|line| line.starts_with("requests."))
            .collect();
        prop_assert!(lost.is_empty(), "{lost:#?}\n--- from ---\n{text}\n{:#?}", listed(&review));
    }
}

/// A report with the numbers of one row written with something struck or raised beside them: `⟦` and `⟧` stand around it.
fn set_apart(sample: &Sample, row: &str, write: impl Fn(&str) -> String) -> Sample {
    let mut changed = sample.clone();
    for (name, text) in &mut changed.cells {
        if name.rsplit_once('.').is_some_and(|(of, _)| of == row) {
            *text = write(text);
        }
    }
    changed
}

/// The page with those signs as tags.
fn tagged(sample: &Sample, style: html::Style, tag: &str) -> String {
    let (name, _) = tag.split_once(' ').unwrap_or((tag, ""));
    render(sample, Layout::Html(style))
        .replace('⟦', &format!("<{tag}>"))
        .replace('⟧', &format!("</{name}>"))
}

#[test]
fn every_row_may_hold_what_is_struck_or_raised() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let sample = consistent(Form::F2021, true)
        .new_tree(&mut runner)
        .expect("a report")
        .current();
    let mut rows: Vec<&str> = sample
        .cells
        .keys()
        .filter_map(|name| Some(name.rsplit_once('.')?.0))
        .collect();
    rows.dedup();
    assert!(rows.len() >= 25 + 4 + 6 + 3, "{rows:?}");
    for (at, row) in rows.into_iter().enumerate() {
        let style = [html::Style::Plain, html::Style::Page][at % 2];
        let struck = ["s", "del", "strike", "span style=\"text-decoration:line-through\""][at % 4];
        let raised = ["sup", "sub", "span style=\"vertical-align:super\""][at % 3];
        // The old number struck before the new one; a note's number raised after it.
        for (tag, written) in [
            (struck, set_apart(&sample, row, |number| format!("⟦9⟧{number}"))),
            (raised, set_apart(&sample, row, |number| format!("{number}⟦2⟧"))),
        ] {
            let text = tagged(&written, style, tag);
            let review = review(&text);
            let differ = differences(&sample, &review);
            assert!(differ.is_empty(), "{row}, {tag}: {differ:#?}\n{:#?}", listed(&review));
        }
        // Nothing but what is struck: no number, and a reason.
        let text = tagged(&set_apart(&sample, row, |number| format!("⟦{number}⟧")), style, struck);
        let review = review(&text);
        for (id, cell) in review.report.cells() {
            let is_of_row = id.to_string().rsplit_once('.').is_some_and(|(of, _)| of == row);
            assert_eq!(
                cell.state.reason().is_some(),
                is_of_row,
                "{row}: {id} is {:?}",
                cell.state
            );
        }
    }
}

/// A report with a few blank cells in table three, in rows that are not all blank.
fn scattered_blanks() -> impl Strategy<Value = Sample> {
    let places = prop::collection::vec((0_usize..22, 0_usize..6), 1..30);
    (consistent(Form::F2021, false), places).prop_map(|(mut sample, places)| {
        let rows = form::request_rows(Form::F2021);
        for (row, column) in places {
            let name = |column: &str| format!("requests.{}.{column}", rows[row].0);
            let cell = name(form::APPLICANTS[column].0);
            if sample.at(&cell) == "0" && sample.at(&name("total")) != "0" {
                sample.cells.insert(cell, String::new());
            }
        }
        sample
    })
}

/// Every way to cut digits into seven numbers without leading zeros of which the first six add up to the last.
fn row_readings(digits: &str) -> Vec<Vec<i64>> {
    fn cut(digits: &str, left: usize, row: &mut Vec<i64>, found: &mut Vec<Vec<i64>>) {
        if left == 0 {
            if digits.is_empty() && row[..6].iter().sum::<i64>() == row[6] {
                found.push(row.clone());
            }
            return;
        }
        if digits.len() < left {
            return;
        }
        let longest = if digits.starts_with('0') {
            1
        } else {
            (digits.len() + 1 - left).min(9)
        };
        for length in 1..=longest {
            let Ok(number) = digits[..length].parse() else { continue };
            row.push(number);
            cut(&digits[length..], left - 1, row, found);
            row.pop();
        }
    }
    let mut found = Vec::new();
    cut(digits, 7, &mut Vec::new(), &mut found);
    found
}

proptest! {
    #![proptest_config(support::cases(40))]

    #[test]
    fn numbers_run_together_are_split_only_if_one_way_is_left(
        sample in prop_oneof![narrow(Form::F2021), consistent(Form::F2021, false)]
    ) {
        let text = render(&sample, Layout::RunTogether);
        let review = review(&text);
        nothing_wrong(&sample, &review, &text)?;
        let all_certain = form::request_rows(sample.requests).iter().all(|(row, _)| {
            let digits: String =
                form::APPLICANTS.iter().map(|(column, _)| sample.at(&format!("requests.{row}.{column}"))).collect();
            row_readings(&digits).len() == 1
        });
        if all_certain {
            let lost: Vec<_> =
                differences(&sample, &review).into_iter().filter(|line| line.starts_with("requests.")).collect();
            prop_assert!(lost.is_empty(), "one reading is left, and yet: {lost:#?}\n--- from ---\n{text}\n{:#?}", listed(&review));
        }
        lawful(&review)?;
    }
}

#[test]
fn the_number_of_sums_is_the_forms() {
    let counts: Vec<usize> = FORMS
        .iter()
        .flat_map(|form| [false, true].map(|groups| form::sums(*form, groups).len()))
        .collect();
    assert_eq!(counts, [42, 70, 40, 61]);
}
