//! Corpora of what reports say, measured; and the reports of `tests/cases/` that are about the prose.

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/facts.rs"]
mod facts;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gouji::language::Lang;
use gouji::review::{Review, Severity};
use gouji::{Options, check};

/// Corpora of `tests/narrative/`, each with the least share of contradictions told, in thousandths, and the most false alarms.
const CORPORA: &[(&str, usize, usize)] = &[
    ("measured.json", 950, 1),
    ("blind.json", 950, 0),
    ("unseen.json", 950, 1),
];

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

#[test]
fn contradictions_are_told_and_consistent_reports_left_alone() {
    let mut failed = false;
    for &(name, least, most) in CORPORA {
        let text = fs::read_to_string(tests().join("narrative").join(name)).expect("a corpus");
        let count = corpus::measure(&text).expect("facts that can be");
        println!("{name}\n{count}{}", count.wrong.join("\n"));
        let (told, all) = count.recall();
        failed |= told * 1000 < least * all || count.alarmed > most;
    }
    assert!(!failed, "see above");
}

fn review(path: &str) -> Review {
    let path = tests().join("cases").join(path);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    check(&bytes, None, &Options::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All runs of digits of a text.
fn numbers(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    let kept = parts.map(|part| part.trim_matches('.').to_owned());
    kept.filter(|part| !part.is_empty()).collect()
}

/// What each of the minimal reports must give: those of `TOLD` contradict their tables, the others do not.
#[test]
fn the_minimal_reports_are_judged_as_they_are() {
    let is_told = |number: u32| matches!(number, 1 | 2 | 17..=28);
    let mut wrong = Vec::new();
    for number in 1..=31 {
        let path = format!("prose/{number:02}.txt");
        let review = review(&path);
        let told = !corpus::told(&review).is_empty();
        if told != is_told(number) {
            wrong.push(format!("{path}: {:?}", corpus::said(&review)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A number that a finding on the prose states stands in the report, or its parts do and are named.
#[test]
fn numbers_told_are_numbers_of_the_report() {
    for number in [1, 2, 17, 19, 21, 22, 23, 24, 25, 26, 27, 28] {
        let path = format!("prose/{number:02}.txt");
        let review = review(&path);
        let text = &review.report.document.text;
        for finding in review
            .findings
            .iter()
            .filter(|finding| finding.severity < Severity::Info)
        {
            let held = numbers(text);
            let sum = finding.message(Lang::Zh).contains("之和");
            for value in [finding.expected, finding.actual].into_iter().flatten() {
                let value = value.normalize().to_string();
                let held = held.contains(&value) || sum || finding.code().starts_with('E');
                assert!(held, "{path}: {value} in {}", finding.message(Lang::Zh));
            }
        }
    }
    let first = &review("prose/01.txt").findings;
    let told = first.iter().find(|finding| finding.code() == "D08").expect("D08");
    let values = [told.expected, told.actual].map(|value| value.map(|value| value.to_string()));
    assert_eq!(values, [Some("2".to_owned()), Some("3".to_owned())]);
}

/// Whole reports, and the rules that tell something at warning or above.
#[test]
fn whole_reports_are_judged_as_they_are() {
    let expected: [(&str, &[&str]); 9] = [
        ("03_e03_share_of_something_else.txt", &[]),
        ("04_e03_list_missed.txt", &["E03"]),
        ("07_d10_listed_apart.txt", &[]),
        ("08_d03_rest_d08_split.txt", &[]),
        ("09_d01_two_bodies.txt", &[]),
        ("10_d06_already_published.txt", &[]),
        ("11_d21_carry_said_in_sentence.txt", &[]),
        ("20_stale_year_own_name.txt", &["F05"]),
        ("21_negative_rules_missed.txt", &["D15"]),
    ];
    let mut wrong = Vec::new();
    for (name, rules) in expected {
        let review = review(&format!("report/{name}"));
        let of_prose = |code: &&str| code.starts_with(['D', 'E']) || *code == "F05";
        let told: BTreeSet<&str> = corpus::told(&review).into_iter().filter(of_prose).collect();
        if told != rules.iter().copied().collect() {
            wrong.push(format!("{name}: {:?}", corpus::said(&review)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
