//! What reports say in words: sentences with the findings they must give and, more often, must not give.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use gouji::language::Lang;
use gouji::review::{Review, Severity};
use gouji::{Options, check};
use proptest::prelude::*;

use support::asks::{lawful, obeys_the_laws, review};
use support::form::{self, APPEALS, APPLICANTS, CASES, Form};
use support::grid::{Piece, pieces};
use support::layout::{Layout, render_pieces};
use support::sample::{Sample, TitleStyle};

/// A sentence with what is expected of it.
struct Case {
    line: usize,
    sample: Sample,
    sentence: String,
    /// (rule, severity), sorted; codes of groups D and E only.
    expected: Vec<(String, Severity)>,
}

fn cases(file: &str) -> Vec<Case> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/narrative")
        .join(file);
    let text = std::fs::read_to_string(path).expect("the sentences are there");
    let mut sample = None;
    let mut cases = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(cells) = line.strip_prefix("表 ") {
            sample = Some(table(cells));
            continue;
        }
        let (sentence, expected) = line.split_once('⇒').unwrap_or_else(|| panic!("{}: no ⇒", number + 1));
        let mut expected: Vec<(String, Severity)> = expected
            .split(',')
            .map(str::trim)
            .filter(|word| *word != "无")
            .map(|word| {
                let (rule, severity) = word.split_once(' ').expect("a rule and its weight");
                let severity = match severity {
                    "错" => Severity::Error,
                    "警" => Severity::Warning,
                    "示" => Severity::Info,
                    other => panic!("{}: {other}", number + 1),
                };
                (rule.to_owned(), severity)
            })
            .collect();
        expected.sort();
        cases.push(Case {
            line: number + 1,
            sample: sample.clone().expect("a table before the first sentence"),
            sentence: sentence.trim().to_owned(),
            expected,
        });
    }
    cases
}

/// A report with these numbers and zeros elsewhere; totals are added up.
fn table(line: &str) -> Sample {
    let mut cells: BTreeMap<String, i64> = BTreeMap::new();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut agency = String::new();
    for block in form::disclosure(Form::F2021) {
        for (row, _) in block.rows {
            for (column, _) in block.columns {
                texts.insert(format!("disclosure.{row}.{column}"), "0".to_owned());
            }
        }
    }
    for word in line.split_whitespace() {
        let (name, value) = word.split_once('=').expect("a cell and its number");
        if name == "机关" {
            value.clone_into(&mut agency);
        } else if name.starts_with("disclosure.") {
            assert!(texts.insert(name.to_owned(), value.to_owned()).is_some(), "{name}");
        } else {
            let name = if name.starts_with("reviews.") {
                name.to_owned()
            } else {
                format!("requests.{name}")
            };
            cells.insert(name, value.parse().expect("a number"));
        }
    }
    let mut known = 0;
    let mut number = |name: String| {
        let value = cells.get(&name).copied();
        known += usize::from(value.is_some());
        value.unwrap_or(0)
    };
    let results: Vec<&str> = form::results(Form::F2021).iter().map(|row| row.0).collect();
    let mut put = |name: String, value: i64| texts.insert(name, value.to_string());
    let mut row_totals: BTreeMap<&str, i64> = BTreeMap::new();
    for (column, _) in &APPLICANTS[..6] {
        let mut outcomes = 0;
        for &row in results.iter().chain(&["new", "carried_in", "carried_out"]) {
            let value = number(format!("requests.{row}.{column}"));
            outcomes += if results.contains(&row) { value } else { 0 };
            *row_totals.entry(row).or_insert(0) += value;
            put(format!("requests.{row}.{column}"), value);
        }
        *row_totals.entry("outcomes_total").or_insert(0) += outcomes;
        put(format!("requests.outcomes_total.{column}"), outcomes);
    }
    for (row, total) in row_totals {
        put(format!("requests.{row}.total"), total);
    }
    for (row, _) in APPEALS {
        let mut total = 0;
        for (column, _) in &CASES[..4] {
            let value = number(format!("reviews.{row}.{column}"));
            total += value;
            put(format!("reviews.{row}.{column}"), value);
        }
        put(format!("reviews.{row}.total"), total);
    }
    assert_eq!(known, cells.len(), "a cell of “{line}” is not known");
    Sample {
        disclosure: Form::F2021,
        requests: Form::F2021,
        groups: false,
        year: 2023,
        agency,
        title: TitleStyle::OneLine,
        furniture: false,
        split_disclosure: true,
        cells: texts,
    }
}

/// The report with the sentence as its section 一, or where its mark says.
fn written(case: &Case) -> String {
    let mut parts: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for paragraph in case.sentence.split('¶') {
        let paragraph = paragraph.trim();
        let marks = [("〔导〕", 0), ("〔三〕", 3), ("〔五〕", 5), ("〔六〕", 6)];
        let marked = marks
            .iter()
            .find_map(|(mark, part)| Some((*part, paragraph.strip_prefix(mark)?)));
        let (part, text) = marked.unwrap_or((1, paragraph));
        parts.entry(part).or_default().push(text.to_owned());
    }
    let mut written = Vec::new();
    let mut part = 0;
    for piece in pieces(&case.sample) {
        match piece {
            Piece::Paragraph(text) => {
                // Words of the sample without numbers of the tables stay where no sentence replaces them.
                if part != 1 && !parts.contains_key(&part) {
                    written.push(Piece::Paragraph(text));
                }
            }
            Piece::Heading(text) => {
                part += 1;
                written.push(Piece::Heading(text));
                written.extend(parts.get(&part).into_iter().flatten().cloned().map(Piece::Paragraph));
            }
            Piece::Title(text) => {
                written.push(Piece::Title(text));
                written.extend(parts.get(&0).into_iter().flatten().cloned().map(Piece::Paragraph));
            }
            other => written.push(other),
        }
    }
    render_pieces(&written, Layout::SheetRows)
}

fn given(review: &Review) -> Vec<(String, Severity)> {
    let mut given: Vec<(String, Severity)> = review
        .findings
        .iter()
        .filter(|finding| finding.code().starts_with(['D', 'E']))
        .map(|finding| (finding.code().to_owned(), finding.severity))
        .collect();
    given.sort();
    given
}

/// Precision and recall by rule, and the lines that are not answered as they must be.
fn measure(file: &str) -> (String, Vec<String>) {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut wrong = Vec::new();
    let cases = cases(file);
    for case in &cases {
        let review = review(written(case));
        obeys_the_laws(&review);
        let given = given(&review);
        let codes = |list: &[(String, Severity)]| list.iter().map(|found| found.0.clone()).collect::<Vec<_>>();
        let (wanted, got) = (codes(&case.expected), codes(&given));
        let mut rest = got.clone();
        for rule in &wanted {
            let hit = rest.iter().position(|code| code == rule);
            counts.entry(rule.clone()).or_default()[if hit.is_some() { 0 } else { 2 }] += 1;
            hit.map(|hit| rest.remove(hit));
        }
        for rule in rest {
            counts.entry(rule).or_default()[1] += 1;
        }
        if given != case.expected {
            let messages: Vec<String> = review
                .findings
                .iter()
                .filter(|finding| finding.code().starts_with(['D', 'E']))
                .map(|finding| finding.message(Lang::Zh))
                .collect();
            wrong.push(format!(
                "{file}:{}: {}\n    wanted {:?}\n    given  {given:?} {messages:?}",
                case.line, case.sentence, case.expected
            ));
        }
    }
    let silent = cases.iter().filter(|case| case.expected.is_empty()).count();
    let mut table = format!(
        "{file}: {} sentences, {silent} of them without a finding\n",
        cases.len()
    );
    let mut sums = [0; 3];
    for (rule, [right, false_alarms, missed]) in &counts {
        let _ = writeln!(
            table,
            "  {rule}  right {right:3}  false alarms {false_alarms:3}  missed {missed:3}"
        );
        sums = [sums[0] + right, sums[1] + false_alarms, sums[2] + missed];
    }
    let share = |part: usize, rest: usize| 1000 * part / (part + rest).max(1);
    let (precision, recall) = (share(sums[0], sums[1]), share(sums[0], sums[2]));
    let _ = writeln!(table, "  all  precision {precision} ‰, recall {recall} ‰");
    (table, wrong)
}

#[test]
fn sentences_give_their_findings_and_no_others() {
    let (table, wrong) = measure("sentences.txt");
    println!("{table}");
    assert!(
        wrong.is_empty(),
        "{table}{} sentences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn sentences_written_afterwards_give_theirs() {
    let (table, wrong) = measure("fresh.txt");
    println!("{table}");
    assert!(
        wrong.is_empty(),
        "{table}{} sentences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Rules that are off by default.
#[test]
fn rules_on_request_fire_only_then() {
    let cells = "机关=海盐县统计局 new.natural=7 granted.natural=7 reviews.reconsideration.upheld=1";
    let given = |sentence: &str, rule: &str, wanted: bool| {
        let case = Case {
            line: 0,
            sample: table(cells),
            sentence: sentence.to_owned(),
            expected: Vec::new(),
        };
        let options = Options {
            extra_rules: wanted.then(|| rule.to_owned()).into_iter().collect(),
        };
        let review = check(written(&case).as_bytes(), None, &options).expect("a report");
        review.findings.iter().filter(|finding| finding.code() == rule).count()
    };
    let silent = "全年公开信息30条。";
    assert_eq!(given(silent, "D22", true), 2, "neither requests nor reviews are named");
    assert_eq!(given(silent, "D22", false), 0);
    let requests = "全年收到政府信息公开申请7件。";
    assert_eq!(given(requests, "D22", true), 1, "reviews are not named");
    let both = "全年收到政府信息公开申请7件，因信息公开引起行政复议1件。";
    assert_eq!(given(both, "D22", true), 0);
    let none = "全年收到政府信息公开申请7件，同比增长23%。";
    assert_eq!(given(none, "E05", true), 1, "7 is no whole number and 23 %");
    assert_eq!(given(none, "E05", false), 0);
    let some = "全年收到政府信息公开申请7件，同比增长16.7%。";
    assert_eq!(given(some, "E05", true), 0, "6 and 16.7 % are 7");
    let many = "全年网站点击量300万次，同比增长23%。";
    assert_eq!(given(many, "E05", true), 0, "large numbers have some base");
}

#[test]
fn a_number_said_to_be_about_is_not_stated_as_one() {
    let case = Case {
        line: 0,
        sample: table("机关=海盐县统计局"),
        sentence: "主动公开信息100余条，其中，门户网站公开信息231条，微博公开信息66条。".to_owned(),
        expected: Vec::new(),
    };
    let review = check(written(&case).as_bytes(), None, &Options::default()).expect("a report");
    let finding = review
        .findings
        .iter()
        .find(|finding| finding.code() == "E07")
        .expect("E07");
    assert_eq!(finding.actual, None);
    assert!(
        finding.message(Lang::Zh).contains("分项之和为297，与所写约数不符"),
        "{}",
        finding.message(Lang::Zh)
    );
}

/// The words quoted are the number's own, and a number against a cell is shown as no sum.
#[test]
fn findings_quote_their_own_words() {
    let case = Case {
        line: 0,
        sample: table("机关=海盐县统计局 new.natural=7 granted.natural=7"),
        sentence: "收到政府信息公开申请7件，予以公开6件、部分公开1件；结转下年度2件。".to_owned(),
        expected: Vec::new(),
    };
    let review = review(written(&case));
    let report = &review.report;
    let quoted: Vec<(&str, &str)> = review
        .findings
        .iter()
        .filter(|finding| finding.code().starts_with('D'))
        .map(|finding| (finding.code(), report.document.slice(finding.evidence[0])))
        .collect();
    assert_eq!(
        quoted,
        [("D04", "结转下年度2件"), ("D05", "予以公开6件"), ("D06", "部分公开1件")]
    );
    for finding in &review.findings {
        let equation = gouji::output::equation(report, finding, gouji::language::Lang::Zh);
        assert!(equation.is_none(), "{finding:?}");
    }
}

/// What a sentence says of one cell and can say of no other is told to whoever asks.
#[test]
fn certain_statements_name_one_cell() {
    let case = |sentence: &str| Case {
        line: 0,
        sample: table("机关=海盐县统计局 new.natural=7 granted.natural=7"),
        sentence: sentence.to_owned(),
        expected: Vec::new(),
    };
    let stated = |sentence: &str| -> Vec<String> {
        let review = review(written(&case(sentence)));
        let stated = review.report.stated();
        stated.iter().map(|(cell, value)| format!("{cell} {value}")).collect()
    };
    assert_eq!(
        stated("全年新收政府信息公开申请9件，上年结转2件，予以公开8件，结转下年度3件。"),
        [
            "requests.new.total 9",
            "requests.carried_in.total 2",
            "requests.granted.total 8",
            "requests.carried_out.total 3"
        ]
    );
    assert_eq!(stated("未收到政府信息公开申请。"), ["requests.new.total 0"]);
    let vague = [
        "全年收到政府信息公开申请9件。",
        "新收政府信息公开申请约9件。",
        "局机关新收政府信息公开申请9件。",
        "2022年新收政府信息公开申请9件。",
    ];
    for sentence in vague {
        assert!(stated(sentence).is_empty(), "{sentence}");
    }
}

proptest! {
    #![proptest_config(support::cases(64))]

    /// Any heap of phrases, numbers and stops is read, and every span is a place in the text.
    #[test]
    fn any_words_are_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..80)) {
        let case = Case {
            line: 0,
            sample: table("机关=海盐县统计局 new.natural=7 granted.natural=7"),
            sentence: pieces.concat(),
            expected: Vec::new(),
        };
        let review = review(written(&case));
        lawful(&review)?;
        for statement in &review.report.narrative.statements {
            prop_assert!(review.report.document.text.get(statement.words.range()).is_some());
            prop_assert!(review.report.document.text.get(statement.figure.span.range()).is_some());
        }
    }
}

const PIECES: &[&str] = &[
    "收到",
    "未",
    "无",
    "零",
    "均",
    "分别为",
    "其中",
    "政府信息公开申请",
    "依申请公开",
    "行政复议",
    "行政诉讼",
    "予以公开",
    "部分公开",
    "不予公开",
    "办结",
    "结转下年",
    "上年结转",
    "结转",
    "自然人",
    "规范性文件",
    "制发",
    "行政处罚",
    "占",
    "同比",
    "增长",
    "比",
    "7件",
    "12",
    "1,191件",
    "１２件",
    "3.5%",
    "100%",
    "约",
    "超",
    "5万余次",
    "三件",
    "百分之三",
    "2022年",
    "2023年",
    "3月",
    "12月31日",
    "第3期",
    "〔2021〕32号",
    "0.1.2",
    "99999999999999999999件",
    "999999999999万亿元",
    "，",
    "、",
    "。",
    "；",
    "：",
    "（",
    "）",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "+",
    "-",
    "—",
    "至",
    "\u{3000}",
    " ",
    "号",
    "元",
    "万元",
    "信息处理费",
    "abc",
    "𠮷",
    "⺠",
    "其他",
];
