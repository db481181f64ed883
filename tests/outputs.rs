//! The written forms: each is read back by another program's reader, and says what the review says, no more and no less.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use pulldown_cmark::{Event as Mark, Options as Marks, Parser, Tag, TagEnd};
use quick_xml::events::Event;
use rawzip::ZipArchive;
use rust_decimal::Decimal;
use serde_json::Value;

use gouji::input::Source;
use gouji::language::Lang;
use gouji::output::{Csv, Junit, Markdown, ReviewWriter, SheetFacts, WhatIf, Xlsx, sheet, to_json, to_json_with};
use gouji::report::State;
use gouji::review::{Review, Severity, Verdict};
use gouji::{Options, check};

use support::form::Form;
use support::html::Style;
use support::layout::{Layout, render};
use support::sample::{Sample, consistent};

/// A report in which nothing happened.
fn idle() -> Sample {
    let mut runner = TestRunner::deterministic();
    let mut sample = (consistent(Form::F2021, false).new_tree(&mut runner))
        .expect("a report")
        .current();
    for text in sample.cells.values_mut() {
        "0".clone_into(text);
    }
    sample
}

fn review_of(sample: &Sample, name: &str) -> Review {
    let html = render(sample, Layout::Html(Style::Page));
    check(html.as_bytes(), Some(name), &Options::default()).expect("a report")
}

/// A report with a broken row and column, a blank cell, a sign and something that is no number.
fn broken() -> Review {
    let sample = idle()
        .with("requests.granted.natural", "41")
        .with("requests.granted.legal", "")
        .with("requests.granted.other", "/")
        .with("disclosure.rules.issued", "若干")
        .with("requests.carried_in.legal", "1至2")
        .with("disclosure.fees.amount", "59237.2449");
    let review = review_of(&sample, "某局.html");
    assert_eq!(review.summary.verdict, Verdict::Inconsistent);
    review
}

fn clean() -> Review {
    let review = review_of(&idle(), "一致.html");
    assert!(review.findings.is_empty(), "{:?}", review.findings);
    review
}

fn refused() -> Review {
    let source = Source {
        name: Some("坏.pdf".to_owned()),
        format: "unknown",
        encoding: "unknown",
        bytes: 3,
    };
    Review::unsupported(source, "文件已损坏，未读取任何内容。".to_owned())
}

/// The three of them in one document.
fn written<'a, W: ReviewWriter>(reviews: &[&Review], form: impl FnOnce(&'a mut Vec<u8>) -> W, out: &'a mut Vec<u8>) {
    let mut form = form(out);
    for review in reviews {
        form.add(review, None).expect("memory");
    }
    form.finish().expect("memory");
}

fn csv_of(reviews: &[&Review]) -> Vec<Vec<String>> {
    let mut bytes = Vec::new();
    written(reviews, |out| Csv::new(out, Lang::Zh).expect("memory"), &mut bytes);
    read_csv(&bytes)
}

/// The records of a CSV file, its byte order mark taken off.
fn read_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes
        .strip_prefix("\u{feff}".as_bytes())
        .expect("a byte order mark, for Excel");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let records = reader.records().map(|record| {
        let record = record.expect("records of one length");
        record.iter().map(str::to_owned).collect()
    });
    records.collect()
}

fn column(records: &[Vec<String>], name: &str) -> usize {
    let found = records[0].iter().position(|heading| heading == name);
    found.unwrap_or_else(|| panic!("no column {name} in {:?}", records[0]))
}

#[test]
fn csv_has_a_record_a_finding_and_one_for_every_other_input() {
    let (broken, clean, refused) = (broken(), clean(), refused());
    let records = csv_of(&[&broken, &clean, &refused]);
    assert_eq!(records.len(), 1 + broken.findings.len() + 2);
    let at = |record: &[String], name: &str| record[column(&records, name)].clone();
    for (record, finding) in records[1..].iter().zip(&broken.findings) {
        assert_eq!(at(record, "文件"), "某局.html");
        assert_eq!(at(record, "结论"), "勾稽不一致");
        assert_eq!(at(record, "年度"), idle().year.to_string());
        assert_eq!(at(record, "规则"), finding.code());
        assert_eq!(at(record, "意见"), finding.message(Lang::Zh));
        let cells: Vec<String> = finding.cells.iter().map(ToString::to_string).collect();
        assert_eq!(at(record, "单元格"), cells.join(" "));
        let numbers =
            [finding.expected, finding.actual].map(|number| number.map_or_else(String::new, |n| n.to_string()));
        assert_eq!([at(record, "计算数"), at(record, "报告数")], numbers);
    }
    let sum = records
        .iter()
        .find(|record| record.contains(&"A02".to_owned()))
        .expect("a broken sum");
    assert_eq!(at(sum, "位置"), "表三“自然人”列");
    assert_eq!(at(sum, "等式"), "41 ≠ 0，差 41");
    let [.., of_clean, of_refused] = &records[..] else {
        panic!("two more")
    };
    assert_eq!(
        (at(of_clean, "结论").as_str(), at(of_clean, "规则").as_str()),
        ("勾稽一致", "")
    );
    assert_eq!(
        (at(of_refused, "文件"), at(of_refused, "结论"), at(of_refused, "意见")),
        (
            "坏.pdf".to_owned(),
            "无法核对".to_owned(),
            "文件已损坏，未读取任何内容。".to_owned()
        )
    );
}

/// Text as hostile documents hold it.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("=HYPERLINK(\"http://x\",\"y\")"),
        Just("+1"),
        Just("-1+cmd|' /C calc'!A0"),
        Just("@SUM(A1)"),
        Just("＝1+1"),
        Just("\"a\",b"),
        Just("_x0041_"),
        Just("|"),
        Just("**b** _i_ `c` [l](http://x) ![p](q) <b>x</b> &lt; &#61; \\ ~~s~~ $x$"),
        Just("<script>alert(1)</script>"),
        Just("]]>"),
        Just("</testcase>"),
        Just("https://example.com"),
        Just("\u{1b}[31m"),
        Just("\u{1}\u{7f}\u{fffe}"),
        Just("# "),
        Just("中文"),
        Just(" "),
        Just("\n"),
        Just("\t"),
    ];
    proptest::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat())
}

/// A review that says hostile things wherever words of the document go.
fn hostile_review(text: &str) -> Review {
    let mut review = broken();
    review.source.name = Some(text.to_owned());
    for finding in &mut review.findings {
        finding.says = text.to_owned().into();
        finding.advice = Some(text.to_owned().into());
    }
    let document = &mut review.report.document;
    let start = document.text.len();
    document.text.push_str(text);
    let span = gouji::document::Span::new(start, document.text.len());
    review.report.agency = Some(span);
    review.report.title = Some(span);
    review
}

/// What a form must keep of a text: its words, without signs that have no shape.
fn words(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace(|c: char| c.is_control() || c == '\u{fffe}', "\u{fffd}")
}

proptest! {
    #![proptest_config(support::cases(32))]

    #[test]
    fn no_field_of_csv_is_a_formula(text in hostile()) {
        let review = hostile_review(&text);
        let records = csv_of(&[&review]);
        let [name, message] = ["文件", "意见"].map(|name| column(&records, name));
        for record in &records[1..] {
            for field in record {
                let formula = field.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
                prop_assert!(!formula || field.parse::<Decimal>().is_ok(), "{field:?}");
            }
            for field in [&record[name], &record[message]] {
                prop_assert_eq!(field.strip_prefix('\'').unwrap_or(field), words(&text));
            }
        }
    }

    #[test]
    fn a_workbook_keeps_every_text_as_text(text in hostile()) {
        let review = hostile_review(&text);
        let book = book_of(&[(&review, None)]);
        let sheet = &book["核对意见"];
        let row = &sheet[1];
        let expected = Some(Cell::Text(words(&text))).filter(|_| !words(&text).is_empty());
        prop_assert_eq!(row.get("A"), expected.as_ref());
        prop_assert_eq!(row.get("H"), expected.as_ref());
    }

    #[test]
    fn junit_is_well_formed_whatever_is_said(text in hostile()) {
        let review = hostile_review(&text);
        let suites = junit_of(&[&review], Some(Severity::Error));
        prop_assert_eq!(&suites[0].name, &words(&text));
        let failed = suites[0].cases.iter().filter(|case| case.outcome == "failure");
        for case in failed {
            prop_assert_eq!(&case.message, &words(&text));
        }
    }

    #[test]
    fn markdown_takes_no_mark_from_a_document(text in hostile()) {
        let review = hostile_review(&text);
        let mut bytes = Vec::new();
        written(&[&review], |out| Markdown::new(out, Lang::Zh).expect("memory"), &mut bytes);
        let markdown = String::from_utf8(bytes).expect("UTF-8");
        let mut said = 0;
        let mut plain = String::new();
        for mark in Parser::new_ext(&markdown, Marks::all() - Marks::ENABLE_SMART_PUNCTUATION) {
            match mark {
                Mark::Text(text) => plain.push_str(&text),
                // The line breaks in the table's cells are ours.
                Mark::InlineHtml(html) if &*html == "<br>" => plain.push('\n'),
                Mark::Start(Tag::TableCell) => plain.clear(),
                Mark::End(TagEnd::TableCell) => said += usize::from(plain.trim() == words(&text)),
                Mark::Html(_) | Mark::InlineHtml(_) | Mark::Code(_) | Mark::InlineMath(_) | Mark::DisplayMath(_)
                | Mark::FootnoteReference(_)
                | Mark::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough | Tag::CodeBlock(_)
                    | Tag::HtmlBlock | Tag::Subscript | Tag::Superscript,
                ) => prop_assert!(false, "{mark:?} in {markdown}"),
                _ => {}
            }
        }
        // The hint stands alone in its cell.
        prop_assert!(said >= review.findings.len(), "{said} of {}: {markdown}", review.findings.len());
    }
}

proptest! {
    #![proptest_config(support::cases(32))]

    #[test]
    fn a_sheet_holds_no_element_of_a_document(text in hostile()) {
        let review = hostile_review(&text);
        let html = sheet(&review, None, &SheetFacts::default());
        let mut said = String::new();
        // Well-formed as XML too, so any reader tells elements and words alike.
        elements(&html, |event, words| {
            if let Event::Start(element) = event {
                let name = element.name().as_ref().to_owned();
                assert!(["h1", "h2", "h3", "p", "b", "table", "tr", "th", "td", "div", "ol", "li"].contains(&&*name), "{name}");
                assert!(element.attributes().all(|one| ["class", "colspan"].contains(&one.expect("an attribute").key.as_ref())));
            }
            said.push_str(words);
            said.push('\n');
        });
        prop_assert!(said.contains(&words(&text)), "{said}");
    }
}

#[test]
fn a_sheet_says_which_rules_were_switched_off() {
    let review = broken();
    let facts = SheetFacts {
        date: "2024年1月31日",
        off: vec!["A02"],
        ..SheetFacts::default()
    };
    let html = sheet(&review, None, &facts);
    assert!(
        html.contains("2024年1月31日") && html.contains("停用了规则A02，其意见1条"),
        "{html}"
    );
    assert!(!html.contains("[A02]") && html.contains("[A01]"), "{html}");
    let count = review.summary.identities;
    let row = format!(
        "合计</td><td class=\"number\">{}</td><td class=\"number\">{}</td>",
        count.checked + count.unchecked,
        count.held
    );
    assert!(html.contains(&row), "{html}");
    let refused = sheet(&refused(), None, &SheetFacts::default());
    assert!(
        refused.contains("无法核对。文件已损坏，未读取任何内容。") && !refused.contains("成立"),
        "{refused}"
    );
}

/// A cell of a workbook, as another reader sees it.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Text(String),
    Number(Decimal),
}

type Rows = Vec<BTreeMap<String, Cell>>;

fn book_of(reviews: &[(&Review, Option<&WhatIf>)]) -> BTreeMap<String, Rows> {
    let mut bytes = Vec::new();
    let mut form = Xlsx::new(&mut bytes, Lang::Zh);
    for (review, trial) in reviews {
        form.add(review, *trial).expect("memory");
    }
    form.finish().expect("memory");
    drop(form);
    read_book(&bytes)
}

/// The sheets by name; each part is unpacked and its sum looked at.
fn read_book(bytes: &[u8]) -> BTreeMap<String, Rows> {
    let archive = ZipArchive::from_slice(bytes).expect("a ZIP archive");
    let mut parts = BTreeMap::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().expect("an entry") {
        let name = String::from_utf8(entry.file_path().as_bytes().to_vec()).expect("a name");
        let packed = archive.get_entry(entry.wayfinder()).expect("its bytes");
        let data = miniz_oxide::inflate::decompress_to_vec(packed.data()).expect("deflated");
        assert_eq!(rawzip::crc32(&data), entry.crc32(), "{name}");
        parts.insert(name, String::from_utf8(data).expect("UTF-8"));
    }
    let mut names = Vec::new();
    elements(&parts["xl/workbook.xml"], |event, _| {
        if let Event::Empty(element) = event
            && element.name().as_ref() == "sheet"
        {
            names.push(attribute(element, "name"));
        }
    });
    let sheets = (1..).zip(names).map(|(number, name)| {
        let rows = read_sheet(&parts[&format!("xl/worksheets/sheet{number}.xml")]);
        (name, rows)
    });
    sheets.collect()
}

fn read_sheet(xml: &str) -> Rows {
    let mut rows = Rows::new();
    let (mut place, mut kind) = (String::new(), String::new());
    elements(xml, |event, text| match event {
        Event::Start(element) => match element.name().as_ref() {
            "row" => rows.push(BTreeMap::new()),
            "c" => {
                place = attribute(element, "r").replace(char::is_numeric, "");
                kind = attribute(element, "t");
            }
            "f" => panic!("a formula"),
            _ => {}
        },
        Event::End(element) => {
            let cell = match (element.name().as_ref(), kind.as_str()) {
                ("t", "inlineStr") => Cell::Text(unescaped(text)),
                ("v", "") => Cell::Number(text.parse().expect("a number")),
                ("v" | "t", kind) => panic!("a cell of kind {kind}"),
                _ => return,
            };
            rows.last_mut().expect("a row").insert(place.clone(), cell);
        }
        _ => {}
    });
    rows
}

/// `_x0041_` is how a workbook writes a letter by its number.
fn unescaped(text: &str) -> String {
    let mut plain = text.to_owned();
    let mut from = 0;
    while let Some(at) = plain[from..].find("_x").map(|at| from + at) {
        let code = plain
            .get(at + 2..at + 6)
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        from = at + 1;
        if let (Some(code), Some("_")) = (code.and_then(char::from_u32), plain.get(at + 6..at + 7)) {
            plain.replace_range(at..at + 7, &code.to_string());
        }
    }
    plain
}

/// Walks a well-formed XML file; an end comes with the text before it.
fn elements(xml: &str, mut see: impl FnMut(&Event<'_>, &str)) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut text = String::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => break,
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(name) => {
                text.push_str(match &*name {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("&{other};"),
                });
            }
            event => {
                see(&event, &text);
                text.clear();
            }
        }
    }
}

fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> String {
    let found = element.try_get_attribute(name).expect("attributes");
    found.map_or_else(String::new, |value| {
        quick_xml::escape::unescape(&value.value)
            .expect("an attribute")
            .into_owned()
    })
}

#[test]
fn a_workbook_holds_every_cell_with_its_state() {
    let review = broken();
    let book = book_of(&[(&review, None), (&clean(), None), (&refused(), None)]);
    assert_eq!(
        book.keys().map(String::as_str).collect::<Vec<_>>(),
        ["单元格", "核对意见", "汇总"]
    );
    let cells = &book["单元格"][1..];
    let own: Vec<_> = review.report.cells().collect();
    assert_eq!(cells.len(), own.len() + clean().report.cells().count());
    for (row, (id, cell)) in cells.iter().zip(own) {
        assert_eq!(row["D"], Cell::Text(id.to_string()));
        let state = match cell.state {
            State::Value => "数值",
            State::Blank => "空白",
            State::Placeholder => "符号",
            State::Missing => "缺",
            State::Unreadable(_) => "无法识别",
        };
        assert_eq!(row["H"], Cell::Text(state.to_owned()), "{id}");
        // A blank is no 0, a number is no text.
        assert_eq!(
            row.get("I"),
            cell.value.map(|value| Cell::Number(value.normalize())).as_ref(),
            "{id}"
        );
    }
    for state in ["数值", "空白", "符号", "缺", "无法识别"] {
        let found = cells.iter().any(|row| row["H"] == Cell::Text(state.to_owned()));
        assert!(found, "no cell is {state}");
    }
    let numbers: Vec<_> = cells.iter().filter_map(|row| row.get("I")).collect();
    assert!(numbers.contains(&&Cell::Number(Decimal::new(592_372_449, 4))));

    let findings = &book["核对意见"][1..];
    assert_eq!(
        findings.len(),
        review.findings.len(),
        "a report without findings has its row among the reports"
    );
    let reports = &book["汇总"][1..];
    let verdicts: Vec<_> = reports.iter().map(|row| row["D"].clone()).collect();
    assert_eq!(
        verdicts,
        ["勾稽不一致", "勾稽一致", "无法核对"].map(|verdict| Cell::Text(verdict.to_owned()))
    );
    assert_eq!(reports[2]["O"], Cell::Text("文件已损坏，未读取任何内容。".to_owned()));
}

#[test]
fn our_own_reader_reads_the_workbook() {
    let mut bytes = Vec::new();
    written(&[&broken()], |out| Xlsx::new(out, Lang::Zh), &mut bytes);
    let again = check(&bytes, Some("结果.xlsx"), &Options::default()).expect("a workbook");
    assert_eq!(again.source.format, "xlsx");
    let text = &again.report.document.text;
    assert!(
        text.contains("requests.granted.natural") && text.contains("59237.2449"),
        "{text}"
    );
}

#[test]
fn a_number_that_a_spreadsheet_cannot_keep_is_text() {
    let mut review = broken();
    let long: Decimal = "1234567890123.4567".parse().expect("a number");
    review.findings[0].expected = Some(long);
    let book = book_of(&[(&review, None)]);
    assert_eq!(book["核对意见"][1]["L"], Cell::Text(long.to_string()));
}

#[test]
fn a_text_too_long_for_a_cell_is_cut() {
    let review = hostile_review(&"长".repeat(40_000));
    let book = book_of(&[(&review, None)]);
    let Cell::Text(message) = &book["核对意见"][1]["H"] else {
        panic!("text")
    };
    assert!(message.ends_with('…') && message.encode_utf16().count() <= 32_767);
}

/// A test case as another program reads it.
#[derive(Debug, Default)]
struct Case {
    class: String,
    name: String,
    outcome: String,
    message: String,
}

#[derive(Debug)]
struct Suite {
    name: String,
    counts: [usize; 4],
    properties: BTreeMap<String, String>,
    cases: Vec<Case>,
}

fn junit_of(reviews: &[&Review], fail_on: Option<Severity>) -> Vec<Suite> {
    let mut bytes = Vec::new();
    written(
        reviews,
        |out| Junit::new(out, Lang::Zh, fail_on).expect("memory"),
        &mut bytes,
    );
    read_junit(&String::from_utf8(bytes).expect("UTF-8"))
}

fn read_junit(xml: &str) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    elements(xml, |event, _| {
        let (Event::Start(element) | Event::Empty(element)) = event else {
            return;
        };
        let name = element.name().as_ref().to_owned();
        let count = |name| attribute(element, name).parse().expect("a count");
        match name.as_str() {
            "testsuite" => suites.push(Suite {
                name: attribute(element, "name"),
                counts: ["tests", "failures", "errors", "skipped"].map(count),
                properties: BTreeMap::new(),
                cases: Vec::new(),
            }),
            "property" => {
                let suite = suites.last_mut().expect("a suite");
                suite
                    .properties
                    .insert(attribute(element, "name"), attribute(element, "value"));
            }
            "testcase" => suites.last_mut().expect("a suite").cases.push(Case {
                class: attribute(element, "classname"),
                name: attribute(element, "name"),
                ..Case::default()
            }),
            "failure" | "error" | "skipped" | "system-out" => {
                let case = suites
                    .last_mut()
                    .and_then(|suite| suite.cases.last_mut())
                    .expect("a case");
                assert_eq!(case.outcome, "", "one outcome a case");
                case.outcome = name;
                case.message = attribute(element, "message");
            }
            _ => {}
        }
    });
    for suite in &suites {
        let count = |outcome| suite.cases.iter().filter(|case| case.outcome == outcome).count();
        let counts = [suite.cases.len(), count("failure"), count("error"), count("skipped")];
        assert_eq!(suite.counts, counts, "{}", suite.name);
    }
    suites
}

#[test]
fn junit_fails_what_the_exit_status_counts() {
    let (broken, clean, refused) = (broken(), clean(), refused());
    let suites = junit_of(&[&broken, &clean, &refused], Some(Severity::Error));
    let [of_broken, of_clean, of_refused] = &suites[..] else {
        panic!("three suites")
    };

    let wrong: Vec<_> = broken
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let failed: Vec<_> = of_broken
        .cases
        .iter()
        .filter(|case| case.outcome == "failure")
        .collect();
    assert_eq!(failed.len(), wrong.len());
    for (case, finding) in failed.iter().zip(&wrong) {
        assert!(
            case.class == finding.code() && case.message == finding.message(Lang::Zh),
            "{case:?}"
        );
    }
    assert!(
        failed.iter().any(|case| case.name == "A02 表三“自然人”列"),
        "{failed:?}"
    );
    assert_eq!(of_broken.properties["verdict"], "inconsistent");

    // What was not checked has not passed.
    let count = clean.summary.identities;
    assert_eq!(of_clean.cases.len(), count.checked + count.unchecked);
    assert!(of_clean.cases.iter().all(|case| case.outcome.is_empty()));
    assert_eq!(of_refused.counts, [1, 0, 1, 0]);
    assert_eq!(of_refused.cases[0].message, "文件已损坏，未读取任何内容。");

    let noted = broken
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .count();
    assert!(noted > 0);
    let stricter = junit_of(&[&broken], Some(Severity::Warning));
    assert_eq!(stricter[0].counts[1], wrong.len() + noted);
    assert_eq!(junit_of(&[&broken], None)[0].counts[1], 0);
}

#[test]
fn an_identity_that_was_not_checked_is_skipped_in_junit() {
    let sample = idle().with("requests.granted.natural", "若干");
    let review = review_of(&sample, "某局.html");
    let unchecked = review.summary.identities.unchecked;
    assert!(unchecked > 0);
    assert_eq!(junit_of(&[&review], Some(Severity::Error))[0].counts[3], unchecked);
}

#[test]
fn markdown_shows_every_finding_and_a_table_of_all_reports() {
    let (broken, clean, refused) = (broken(), clean(), refused());
    let mut bytes = Vec::new();
    written(
        &[&broken, &clean, &refused],
        |out| Markdown::new(out, Lang::Zh).expect("memory"),
        &mut bytes,
    );
    let markdown = String::from_utf8(bytes).expect("UTF-8");
    let (mut rows, mut headings, mut text) = (0, Vec::new(), String::new());
    for mark in Parser::new_ext(&markdown, Marks::ENABLE_TABLES) {
        match mark {
            Mark::Start(Tag::TableRow) => rows += 1,
            Mark::Start(Tag::Heading { .. }) => text.clear(),
            Mark::End(TagEnd::Heading(_)) => headings.push(text.clone()),
            Mark::Text(part) => text.push_str(&part),
            _ => {}
        }
    }
    assert_eq!(rows, broken.findings.len() + 3);
    for name in ["某局.html", "一致.html", "坏.pdf", "核对意见", "汇总"] {
        assert_eq!(
            headings.iter().filter(|heading| *heading == name).count(),
            1,
            "{name} in {headings:?}"
        );
    }
    assert!(markdown.contains("文件已损坏，未读取任何内容。"));
    for finding in &broken.findings {
        assert!(
            markdown.contains(&finding.advice(Lang::Zh)),
            "{}",
            finding.advice(Lang::Zh)
        );
    }
}

/// The broken report with its wrong number mended.
fn tried(review: &Review) -> WhatIf {
    let cells = [
        ("requests.granted.natural", Some(Decimal::ZERO)),
        ("requests.granted.legal", Some(Decimal::ONE)),
        ("requests.new.other", None),
    ];
    let changes = review.report.cells().filter_map(|(id, _)| {
        let found = cells.iter().find(|(name, _)| id.to_string() == *name);
        found.map(|(_, value)| (id, *value))
    });
    WhatIf::new(review, changes.collect(), &Options::default()).expect("changes")
}

#[test]
fn a_number_that_is_tried_never_passes_for_the_document() {
    let review = broken();
    let trial = tried(&review);
    assert!(WhatIf::new(&review, Vec::new(), &Options::default()).is_none());

    let json: Value = serde_json::from_str(&to_json_with(&review, &trial, Lang::Zh)).expect("JSON");
    let plain: Value = serde_json::from_str(&to_json(&review, Lang::Zh, false, false)).expect("JSON");
    for (key, value) in plain.as_object().expect("a review") {
        assert_eq!(&json[key], value, "{key} is the document's");
    }
    assert_eq!(
        json["tried"]["changes"],
        serde_json::json!([
            {"cell": "requests.new.other", "from": 0, "to": null},
            {"cell": "requests.granted.natural", "from": 41, "to": 0},
            {"cell": "requests.granted.legal", "from": null, "to": 1},
        ])
    );
    assert_eq!(json["tried"]["summary"]["errors"], trial.review.summary.errors);
    assert_eq!(
        json["tried"]["findings"].as_array().map(Vec::len),
        Some(trial.review.findings.len())
    );

    let book = book_of(&[(&review, Some(&trial))]);
    for row in &book["单元格"][1..] {
        let Cell::Text(name) = &row["D"] else { panic!("a name") };
        let change = trial.changes.iter().find(|(id, _)| id.to_string() == *name);
        assert_eq!(
            row.get("K"),
            change
                .map(|(_, value)| value.map_or_else(|| Cell::Text("空白".into()), Cell::Number))
                .as_ref(),
            "{name}"
        );
        if name == "requests.granted.natural" {
            assert_eq!(row["I"], Cell::Number(41.into()));
        }
    }
    let Cell::Text(said) = &book["汇总"][1]["P"] else {
        panic!("a sentence")
    };
    assert!(
        said.starts_with("试改（不是报告原有的数字）：") && said.contains("41→0"),
        "{said}"
    );

    let mut bytes = Vec::new();
    let mut csv = Csv::new(&mut bytes, Lang::Zh).expect("memory");
    csv.add(&review, Some(&trial)).expect("memory");
    drop(csv);
    let records = read_csv(&bytes);
    assert_eq!(records.len(), 1 + review.findings.len() + 1);
    let last = records.last().expect("a record");
    assert_eq!(last[column(&records, "级别")], "试改");
    assert_eq!(&last[column(&records, "意见")], said);

    let mut bytes = Vec::new();
    let mut markdown = Markdown::new(&mut bytes, Lang::Zh).expect("memory");
    markdown.add(&review, Some(&trial)).expect("memory");
    drop(markdown);
    assert!(
        String::from_utf8(bytes)
            .expect("UTF-8")
            .contains("> 试改（不是报告原有的数字）")
    );
}

/// Runs the command on seeds, a file that is no report and one that is not there.
fn run(format: &str, more: &[&str]) -> Output {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/seeds");
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .current_dir(seeds)
        .args([
            "check",
            "001.txt",
            "expected.json",
            "nowhere.pdf",
            "002.txt",
            "--format",
            format,
        ])
        .args(more)
        .output()
        .expect("the command runs")
}

#[test]
fn the_command_writes_several_inputs_into_one_document() {
    let names = ["001.txt", "expected.json", "nowhere.pdf", "002.txt"];
    let csv = run("csv", &[]);
    assert_eq!(csv.status.code(), Some(2), "two inputs could not be checked");
    let records = read_csv(&csv.stdout);
    let mut files: Vec<&str> = records[1..].iter().map(|record| record[0].as_str()).collect();
    files.dedup();
    assert_eq!(files, names);

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("结果.xlsx");
    let file = path.to_str().expect("a path");
    assert_eq!(run("xlsx", &["-o", file]).status.code(), Some(2));
    let book = read_book(&std::fs::read(&path).expect("a file"));
    assert_eq!(book["汇总"].len(), 1 + names.len());
    assert_eq!(read_book(&run("xlsx", &[]).stdout), book, "a pipe takes it as well");

    let suites = read_junit(&String::from_utf8(run("junit", &[]).stdout).expect("UTF-8"));
    assert_eq!(
        suites.iter().map(|suite| suite.name.as_str()).collect::<Vec<_>>(),
        names
    );
    assert_eq!(
        suites.iter().map(|suite| suite.counts[2]).collect::<Vec<_>>(),
        [0, 1, 1, 0]
    );

    let markdown = String::from_utf8(run("markdown", &["--lang", "en"]).stdout).expect("UTF-8");
    assert_eq!(markdown.matches("\n## ").count(), names.len() + 1, "{markdown}");
    let english = read_csv(&run("csv", &["--lang", "en"]).stdout);
    assert_eq!(
        english[0],
        [
            "file", "agency", "year", "verdict", "rule", "severity", "title", "message", "hint", "place", "equation",
            "expected", "actual", "evidence", "cells"
        ]
    );
}

/// `script` gives the command a terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_workbook_is_not_written_to_a_terminal() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/seeds/000.txt");
    let line = format!(
        "'{}' check '{}' --format xlsx",
        env!("CARGO_BIN_EXE_gouji"),
        seed.display()
    );
    let output = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .output()
        .expect("script runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("-o") && !text.contains("PK"), "{text}");
}
