//! What reports say in words: sentences with the findings they must give and, more often, must not give.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use gouji::review::{Review, Severity};

use support::asks::{obeys_the_laws, review};
use support::form::{self, APPLICANTS, CASES, Form, REVIEWS};
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
    for (row, _) in REVIEWS {
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
        .filter(|finding| finding.rule.starts_with(['D', 'E']))
        .map(|finding| (finding.rule.to_owned(), finding.severity))
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
            let messages: Vec<&str> = review
                .findings
                .iter()
                .filter(|finding| finding.rule.starts_with(['D', 'E']))
                .map(|finding| finding.message.as_str())
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
