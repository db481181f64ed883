//! The parts of a report: every heading with its ordinal, and under it its paragraphs without a word of the tables.

mod support;

use std::path::Path;

use gouji::report::{Part, Section};
use gouji::review::{Review, Verdict};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use support::asks::{review, slice, squeezed};
use support::form::Form;
use support::grid::{Piece, pieces};
use support::html;
use support::layout::{Layout, render};
use support::sample::{Sample, consistent, with_blanks};

const PARTS: [Part; 7] = [
    Part::Lead,
    Part::Overview,
    Part::Disclosure,
    Part::Requests,
    Part::Appeals,
    Part::Problems,
    Part::Other,
];

fn heading(review: &Review, section: &Section) -> String {
    section
        .heading
        .map(|span| squeezed(slice(review, span)))
        .unwrap_or_default()
}

fn text(review: &Review, section: &Section) -> String {
    let paragraphs = section.paragraphs.iter();
    paragraphs.map(|span| squeezed(slice(review, *span))).collect()
}

/// Heading and text of each part of a report as written, without the page's own words.
fn written(sample: &Sample) -> Vec<(String, String)> {
    let mut parts = vec![(String::new(), String::new())];
    for piece in pieces(sample) {
        match piece {
            Piece::Heading(heading) => parts.push((squeezed(&heading), String::new())),
            Piece::Paragraph(paragraph) => {
                let last = parts.last_mut().expect("the lead is there");
                last.1.push_str(&squeezed(&paragraph));
            }
            Piece::Furniture(_) | Piece::Title(_) | Piece::Table(_) => {}
        }
    }
    parts
}

fn parts_are_read(sample: &Sample, layout: Layout) -> TestCaseResult {
    let source = render(sample, layout);
    let review = review(&source);
    let sections = &review.report.sections;
    let found: Vec<Part> = sections.iter().map(|section| section.part).collect();
    prop_assert_eq!(found, PARTS, "parts of {:?}\n{}", layout, source);
    for ((section, number), (wanted, words)) in sections.iter().zip(0_u8..).zip(written(sample)) {
        prop_assert_eq!(heading(&review, section), wanted, "{:?}", layout);
        prop_assert_eq!(section.ordinal, (number > 0).then_some(number));
        let read = text(&review, section);
        if section.part == Part::Other {
            // A page's footer comes after the last part.
            prop_assert!(
                read.starts_with(&words),
                "{layout:?}: {read} does not begin with {words}"
            );
        } else {
            prop_assert_eq!(read, words, "{:?} of {:?}\n{}", section.part, layout, source);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(support::cases(80))]

    #[test]
    fn each_layout_gives_headings_and_paragraphs_and_no_word_of_the_tables(
        sample in prop_oneof![
            consistent(Form::F2021, false),
            consistent(Form::F2021, true),
            consistent(Form::F2019, false),
            with_blanks(consistent(Form::F2021, false)),
        ],
        layout in prop::sample::select(Layout::all().collect::<Vec<_>>()),
    ) {
        parts_are_read(&sample, layout)?;
    }
}

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports").join(name)
}

#[test]
fn the_parts_of_the_seeds_are_read() {
    for (seed, numbered) in [
        ("000", true),
        ("001", true),
        ("002", false),
        ("003", true),
        ("004", true),
    ] {
        let bytes = std::fs::read(folder("seeds").join(format!("{seed}.txt"))).expect("the seed");
        let review = review(bytes);
        let sections = &review.report.sections;
        let found: Vec<Part> = sections.iter().map(|section| section.part).collect();
        assert_eq!(found, PARTS, "{seed}");
        for (section, number) in sections.iter().zip(0_u8..) {
            assert_eq!(
                section.ordinal,
                (numbered && number > 0).then_some(number),
                "{seed}: {}",
                heading(&review, section)
            );
            let words = text(&review, section);
            match section.part {
                Part::Disclosure | Part::Requests | Part::Appeals => {
                    assert_eq!(words, "", "{seed}: {:?}", section.part);
                }
                Part::Overview => assert!(words.contains("主动公开情况"), "{seed}"),
                Part::Problems => assert!(words.contains("公开"), "{seed}"),
                Part::Other => assert!(words.contains("处理费"), "{seed}"),
                Part::Lead => {}
            }
        }
    }
}

#[test]
fn no_table_of_any_format_is_taken_for_text() {
    for entry in std::fs::read_dir(folder("formats")).expect("the fixtures").flatten() {
        let path = entry.path();
        if !path.is_file() || path.extension().is_some_and(|ending| ending == "json") {
            continue;
        }
        let review = review(std::fs::read(&path).expect("a fixture"));
        if review.summary.verdict == Verdict::Unsupported {
            continue;
        }
        let parts: Vec<Part> = review.report.sections.iter().map(|section| section.part).collect();
        // A workbook with a sheet for each table holds nothing else.
        if !path.to_string_lossy().contains("sheets") {
            assert_eq!(parts, PARTS, "{}", path.display());
        }
        for section in &review.report.sections {
            let words = text(&review, section);
            for label in [
                "无正当理由大量反复申请",
                "行政事业性收费",
                "商业企业",
                "结果维持",
                "信息内容",
            ] {
                assert!(
                    !words.contains(label),
                    "{}: {label} of a table in {:?}: {words}",
                    path.display(),
                    section.part
                );
            }
        }
    }
}

/// The parts of a text and the words under them, without the tables that make it a report.
fn parts_of(body: &str) -> Vec<(Part, Option<u8>, String)> {
    let review = review(body);
    let sections = review.report.sections.iter();
    sections
        .map(|section| (section.part, section.ordinal, text(&review, section)))
        .collect()
}

fn part(part: Part, ordinal: impl Into<Option<u8>>, text: &str) -> (Part, Option<u8>, String) {
    (part, ordinal.into(), text.to_owned())
}

#[test]
fn a_text_without_headings_is_all_lead() {
    assert_eq!(
        parts_of("某局2023年政府信息公开工作年度报告\n全年公开信息3条。\n收到申请2件。\n"),
        [part(Part::Lead, None, "全年公开信息3条。收到申请2件。")]
    );
}

#[test]
fn other_wordings_of_the_headings_are_known() {
    let body = "某局2019年政府信息公开工作年度报告\n导语。\n一、概述\n甲。\n二、行政机关主动公开政府信息情况\n乙。\n\
        三、行政机关收到和处理政府信息公开申请情况\n丙。\n四、因政府信息公开工作被申请行政复议、提起行政诉讼情况\n丁。\n\
        五、政府信息公开工作存在的主要问题及改进情况\n戊。\n六、其它需要报告的事项\n己。\n";
    assert_eq!(
        parts_of(body),
        [
            part(Part::Lead, None, "导语。"),
            part(Part::Overview, 1, "甲。"),
            part(Part::Disclosure, 2, "乙。"),
            part(Part::Requests, 3, "丙。"),
            part(Part::Appeals, 4, "丁。"),
            part(Part::Problems, 5, "戊。"),
            part(Part::Other, 6, "己。"),
        ]
    );
}

#[test]
fn headings_glued_to_their_text_are_found() {
    let body = "某局2023年政府信息公开工作年度报告\n一、总体情况2023年，我局公开信息3条。二、主动公开政府信息情况无。\n\
        五、存在的主要问题及改进情况：公开不及时。\n六、其他需要报告的事项 无。\n";
    assert_eq!(
        parts_of(body),
        [
            part(Part::Lead, None, ""),
            part(Part::Overview, 1, "2023年，我局公开信息3条。"),
            part(Part::Disclosure, 2, "无。"),
            part(Part::Problems, 5, "公开不及时。"),
            part(Part::Other, 6, "无。"),
        ]
    );
}

#[test]
fn lower_headings_lists_and_contents_are_no_headings() {
    let body = "某局2023年政府信息公开工作年度报告\n目录\n一、总体情况………1\n二、主动公开政府信息情况………2\n\
        五、存在的主要问题及改进情况………3\n本报告包括：一、总体情况；二、主动公开政府信息情况；五、存在的主要问题及改进情况。\n\
        一、总体情况\n（一）主动公开政府信息情况\n公开3条。\n1.主动公开政府信息情况\n公开4条。\n\
        二、主动公开政府信息情况\n乙。\n五、存在的主要问题及改进情况\n（一）存在的主要问题\n丙。\n（二）改进措施\n丁。\n";
    let found = parts_of(body);
    let parts: Vec<Part> = found.iter().map(|part| part.0).collect();
    assert_eq!(parts, [Part::Lead, Part::Overview, Part::Disclosure, Part::Problems]);
    assert_eq!(
        found[1].2,
        "（一）主动公开政府信息情况公开3条。1.主动公开政府信息情况公开4条。"
    );
    assert_eq!(found[3].2, "（一）存在的主要问题丙。（二）改进措施丁。");
}

#[test]
fn headings_without_or_with_wrong_numbers_and_with_marks_are_found() {
    let body = "# 某局2023年政府信息公开工作年度报告\n## 总体情况\n甲。\n**二、主动公开政府信息情况**\n乙。\n\
        **二、收到和处理政府信息公开申请情况**\n丙。\n## 存在的主要问题及改进情况\n丁。\n第六部分 其他需要报告的事项\n戊。\n";
    assert_eq!(
        parts_of(body),
        [
            part(Part::Lead, None, ""),
            part(Part::Overview, None, "甲。"),
            part(Part::Disclosure, 2, "乙。"),
            part(Part::Requests, 2, "丙。"),
            part(Part::Problems, None, "丁。"),
            part(Part::Other, 6, "戊。"),
        ]
    );
}

#[test]
fn a_sentence_above_a_table_stays_text() {
    use proptest::strategy::{Strategy, ValueTree};
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let sample = consistent(Form::F2021, false)
        .new_tree(&mut runner)
        .expect("a report")
        .current();
    for layout in [
        Layout::BrowserRows,
        Layout::CellLines,
        Layout::Markdown,
        Layout::Lines,
        Layout::Html(html::Style::Plain),
    ] {
        let source = render(&sample, layout);
        let note = "本年收到申请的情况见下表。";
        let heading = "三、收到和处理政府信息公开申请情况";
        let at = source.find(heading).expect("the heading") + heading.len();
        let (gap, end) = if matches!(layout, Layout::Html(_)) {
            ("<p>", "</p>")
        } else {
            ("\n\n", "\n")
        };
        let source = format!("{}{gap}{note}{end}{}", &source[..at], &source[at..]);
        let review = review(&source);
        let section = review.report.section(Part::Requests).expect("the part");
        assert_eq!(text(&review, section), note, "{layout:?}");
    }
}

#[test]
fn a_sheet_that_is_pasted_whole_has_its_title() {
    let lines = std::fs::read_to_string(folder("seeds/002.txt")).expect("the seed");
    let row = |line: &str| format!("<tr><td>{}</td></tr>", line.replace('\t', "</td><td>"));
    let rows: Vec<String> = lines.lines().map(row).collect();
    let whole = review(lines.as_bytes());
    let pasted = review(format!("<html><body><table>{}</table></body></html>", rows.concat()).as_bytes());
    assert!(pasted.report.title.is_some());
    assert_eq!(pasted.report.year, whole.report.year);
}
