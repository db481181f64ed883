//! The catalogue checks itself: every rule is documented, fires where it must and nowhere else (`tests/rules`), names a place
//! in every message, and contradicts no other rule.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gouji::document::Span;
use gouji::language::Lang;
use gouji::review::{Finding, Review, Verdict};
use gouji::{Options, check, rules};

use support::asks::{listed, obeys_the_laws};

const LANGUAGES: [Lang; 2] = [Lang::Zh, Lang::En];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A report that is an edit away from a clean one.
#[derive(Clone, Debug, Default)]
struct Case {
    /// The file of the case, and what it is about.
    name: String,
    code: String,
    fires: bool,
    of_2019: bool,
    file: Option<String>,
    /// Words of the report, and what stands in their place.
    edits: Vec<(String, String)>,
}

impl Case {
    fn base(&self) -> &'static str {
        if self.of_2019 {
            include_str!("../www/samples/form-2019.txt")
        } else {
            include_str!("../www/samples/consistent.txt")
        }
    }

    /// A text with the edits; none if some words are not there.
    fn apply(&self, text: &str) -> Option<String> {
        self.edits.iter().try_fold(text.to_owned(), |text, (words, instead)| {
            text.contains(words).then(|| text.replace(words, instead))
        })
    }

    fn text(&self) -> String {
        self.apply(self.base())
            .unwrap_or_else(|| panic!("{}: words that are not in the report: {:?}", self.name, self.edits))
    }
}

/// `|` is a tab, `⏎` a line end, `{60:words}` the words sixty times.
fn unescaped(words: &str) -> String {
    let words = words.replace('|', "\t").replace('⏎', "\n");
    let Some((before, rest)) = words.split_once('{') else {
        return words;
    };
    let (count, rest) = rest.split_once(':').expect("a number and a colon");
    let (repeated, behind) = rest.split_once('}').expect("a closing bracket");
    format!("{before}{}{behind}", repeated.repeat(count.parse().expect("a number")))
}

/// The cases of one rule's file.
fn cases(path: &Path) -> Vec<Case> {
    let code = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut cases: Vec<Case> = Vec::new();
    for line in fs::read_to_string(path).expect("a fixture").lines() {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        if matches!(mark, "fires:" | "quiet:") {
            cases.push(Case {
                name: format!("{code}, {rest}"),
                code: code.clone(),
                fires: mark == "fires:",
                ..Case::default()
            });
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let case = cases.last_mut().expect("a case begins with fires: or quiet:");
        match (mark, rest.split_once(' ')) {
            ("-", _) => case.edits.push((unescaped(rest), String::new())),
            ("+", _) => case.edits.last_mut().expect("words to replace").1 = unescaped(rest),
            ("@", Some(("file", name))) => case.file = Some(name.to_owned()),
            ("@", None) if rest == "2019" => case.of_2019 = true,
            _ => panic!("{code}: not understood: {line}"),
        }
    }
    cases
}

fn all_cases() -> Vec<Case> {
    let files = fs::read_dir(root().join("tests/rules"))
        .expect("the fixtures")
        .flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().flat_map(|path| cases(path)).collect()
}

fn review_of(text: &str, file: Option<&str>, extra: &str) -> Review {
    let options = Options {
        extra_rules: vec![extra.to_owned()],
    };
    check(text.as_bytes(), file, &options).unwrap_or_else(|error| panic!("refused: {error}"))
}

fn review(case: &Case) -> Review {
    review_of(&case.text(), case.file.as_deref(), &case.code)
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    let mut codes = BTreeSet::new();
    for rule in rules::all() {
        let code = rule.code;
        assert!(codes.insert(code), "{code} is there twice");
        assert!(
            code.len() == 3 && code[1..].bytes().all(|b| b.is_ascii_digit()),
            "{code} is no code"
        );
        let of = |lang| {
            [
                rule.title.get(lang),
                rule.checks.get(lang),
                rule.exceptions.get(lang),
                rule.why.get(lang),
                rule.remedy.get(lang),
                rule.example.get(lang),
                rule.basis.get(lang),
            ]
        };
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        for (zh, en) in of(Lang::Zh).into_iter().zip(of(Lang::En)) {
            assert!(zh.chars().filter(|c| is_han(*c)).count() >= 2, "{code}: {zh}");
            assert!(
                en.chars().filter(char::is_ascii_alphabetic).count() >= 5,
                "{code} in English: {en}"
            );
        }
        let ends = |text: &str| text.ends_with(['。', '.']);
        for lang in LANGUAGES {
            let [title, rest @ ..] = of(lang);
            assert!(!ends(title), "{code}: a title is no sentence: {title}");
            assert!(rest.iter().all(|text| ends(text)), "{code}: a sentence without its end");
        }
        for (lang, text) in [
            (Lang::Zh, rule.example.get(Lang::Zh)),
            (Lang::En, rule.example.get(Lang::En)),
        ] {
            assert!(names_a_place(text, lang), "{code}: the example names no place: {text}");
        }
    }
    let sorted: Vec<&str> = codes.iter().copied().collect();
    let listed: Vec<&str> = rules::all().map(|rule| rule.code).collect();
    assert_eq!(listed, sorted, "the catalogue is in the order of the codes");
}

#[test]
fn every_rule_has_a_case_that_fires_and_two_that_do_not() {
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for case in all_cases() {
        counts.entry(case.code.clone()).or_default()[usize::from(case.fires)] += 1;
    }
    // Groups D and E have theirs in one list: a sentence a line, ⇒, and the rules it must break; every other rule of the two
    // groups must stay quiet on it (`tests/narrative.rs`).
    let folder = root().join("tests/narrative");
    let sentences = fs::read_to_string(folder.join("sentences.txt")).expect("the sentences");
    for sentence in sentences.lines().filter(|line| !line.starts_with('#')) {
        let Some((_, expected)) = sentence.split_once('⇒') else {
            continue;
        };
        for rule in rules::all().filter(|rule| rule.code.starts_with(['D', 'E'])) {
            counts.entry(rule.code.to_owned()).or_default()[usize::from(expected.contains(rule.code))] += 1;
        }
    }
    // Groups G, H and J are of several reports: `tests/set.rs`.
    let wanting: Vec<String> = rules::all()
        .filter(|rule| !rule.code.starts_with(['G', 'H', 'J']))
        .map(|rule| (rule.code, counts.remove(rule.code).unwrap_or_default()))
        .filter(|(_, [quiet, fires])| *fires < 1 || *quiet < 2)
        .map(|(code, _)| format!("tests/rules/{code}.txt"))
        .collect();
    assert!(
        wanting.is_empty(),
        "cases are wanting: {wanting:?} (see tests/rules/README.md)"
    );
    assert!(counts.is_empty(), "fixtures of rules that are not there: {counts:?}");
}

#[test]
fn the_reports_that_cases_are_made_from_are_clean() {
    for of_2019 in [false, true] {
        let case = Case {
            of_2019,
            ..Case::default()
        };
        let review = review_of(case.base(), None, "");
        assert_eq!(review.summary.verdict, Verdict::Consistent);
        assert!(review.findings.is_empty(), "{:#?}", listed(&review));
    }
}

#[test]
fn every_rule_fires_where_it_must_and_nowhere_else() {
    let mut wrong = Vec::new();
    for case in all_cases() {
        let review = review(&case);
        let found = review.findings.iter().any(|finding| finding.code() == case.code);
        if found != case.fires {
            let what = if case.fires { "does not fire" } else { "fires" };
            wrong.push(format!("{}: {what}; {:#?}", case.name, listed(&review)));
            continue;
        }
        obeys_the_laws(&review);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_that_is_off_fires_only_on_request() {
    for case in all_cases().iter().filter(|case| case.fires) {
        let rule = rules::rule(&case.code).expect("a rule of the catalogue");
        let review = review_of(&case.text(), case.file.as_deref(), "");
        let found = review.findings.iter().any(|finding| finding.code() == case.code);
        assert_eq!(found, !rule.on_request, "{}", case.name);
    }
}

#[test]
fn no_finding_weighs_more_than_its_rule_says() {
    // Found worse than usual, and said so in the rule's documentation: what cannot be read at all, what is not filled in.
    // What the text says of a number weighs as much as its words are certain.
    const HEAVIER: [&str; 2] = ["B04", "C14"];
    let by_words = |code: &str| code.starts_with(['D', 'E']);
    for case in all_cases() {
        for finding in review(&case).findings {
            let rule = rules::rule(finding.code()).expect("a rule of the catalogue");
            assert!(
                finding.severity >= rule.severity || HEAVIER.contains(&rule.code) || by_words(rule.code),
                "{}: {finding:#?}",
                case.name
            );
        }
    }
}

/// Whether a message says where: a table, the title, a part, or words of the text.
fn names_a_place(message: &str, lang: Lang) -> bool {
    let part = |c| message.contains(&format!("第{c}部分"));
    match lang {
        Lang::Zh => {
            ["表二", "表三", "表四", "标题", "正文", "“"]
                .iter()
                .any(|place| message.contains(place))
                || "一二三四五六".chars().any(part)
        }
        Lang::En => {
            let message = message.to_lowercase();
            ["table 2", "table 3", "table 4", "title", "part ", "the text", "“"]
                .iter()
                .any(|place| message.contains(place))
        }
    }
}

#[test]
fn every_message_names_a_place() {
    for case in all_cases() {
        for finding in review(&case).findings {
            for lang in LANGUAGES {
                let message = &finding.message(lang);
                assert!(
                    names_a_place(message, lang),
                    "{}: {} {message}",
                    case.name,
                    finding.code()
                );
                assert!(
                    message.ends_with(['。', '.']),
                    "{}: {} {message}",
                    case.name,
                    finding.code()
                );
                assert!(
                    !finding.advice(lang).is_empty() && !finding.why(lang).is_empty(),
                    "{}",
                    finding.code()
                );
            }
        }
    }
}

/// Rules whose advice on one place would contradict: no cell and no word may be of both.
const CONTRADICTIONS: &[(&str, &str, &str)] = &[
    ("B01", "B04", "a number that is wrong, and something that is no number"),
    ("B02", "B03", "a cell is blank or holds a sign"),
    ("B03", "B04", "a sign for nothing, and words"),
    ("B04", "B05", "more than a number, and a number in unusual writing"),
    ("C05", "C10", "a row to be added, and one to be removed"),
    ("C06", "C07", "a header that is missing, and one misspelt"),
    ("C07", "C08", "one header with two official labels"),
    ("C07", "C10", "a label to be corrected, and a row to be removed"),
    ("C12", "F01", "no title, and a title without a year"),
    ("C12", "F08", "no title, and a title in other words"),
    ("F01", "F03", "the period is of another year, or not of one year"),
    ("F02", "F03", "no period, and a wrong one"),
    (
        "F03",
        "F07",
        "another day than the last of the year, and a day that does not exist",
    ),
    ("F05", "F06", "a sentence on another year, and the date of signing"),
];

/// What one place may be told twice for, since both have to be mended.
const TOGETHER: &[(&str, &str, &str)] = &[
    ("A01", "A02", "a total of a row is the last number of a column"),
    ("A02", "A03", "（七）总计 is in both sums"),
    ("C01", "C02", "the heading before stands for one that is missing"),
    ("C01", "C03", "the heading before stands for one that is missing"),
    ("C01", "C04", "a part that is missing takes its table with it"),
    ("C02", "C03", "a heading has words and an ordinal"),
    ("C13", "C18", "the heading stands for what is in the overview"),
    ("C13", "C19", "the heading stands for what is in the overview"),
    ("C18", "C19", "the heading stands for what is in the overview"),
    ("F01", "F04", "the title stands for the file's name"),
    ("F04", "F08", "the title stands for the file's name"),
];

fn pair(table: &[(&str, &str, &str)], a: &str, b: &str) -> bool {
    table.iter().any(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a))
}

fn places(finding: &Finding) -> (BTreeSet<String>, BTreeSet<Span>) {
    (
        finding.cells.iter().map(ToString::to_string).collect(),
        finding.evidence.iter().copied().collect(),
    )
}

/// What two findings of different rules contradict in.
fn quarrels(review: &Review) -> Vec<String> {
    let mut found = Vec::new();
    for (index, a) in review.findings.iter().enumerate() {
        for b in &review.findings[index + 1..] {
            if a.rule == b.rule {
                continue;
            }
            let ((cells, spans), (other_cells, other_spans)) = (places(a), places(b));
            // The label that stands for a blank cell is no place of its own.
            let shared = if cells.is_empty() && other_cells.is_empty() {
                spans
                    .iter()
                    .any(|x| other_spans.iter().any(|y| x.start < y.end && y.start < x.end))
            } else {
                cells.intersection(&other_cells).next().is_some()
            };
            let same = (&cells, &spans) == (&other_cells, &other_spans) && !(cells.is_empty() && spans.is_empty());
            if (shared && pair(CONTRADICTIONS, a.code(), b.code())) || (same && !pair(TOGETHER, a.code(), b.code())) {
                found.push(format!(
                    "{} {} / {} {}",
                    a.code(),
                    a.message(Lang::Zh),
                    b.code(),
                    b.message(Lang::Zh)
                ));
            }
        }
    }
    found
}

#[test]
fn no_two_rules_contradict_each_other() {
    let cases = all_cases();
    let mut wrong: BTreeMap<String, String> = BTreeMap::new();
    let mut tell = |name: String, review: &Review| {
        for quarrel in quarrels(review) {
            wrong.entry(quarrel).or_insert(name.clone());
        }
    };
    for case in &cases {
        tell(case.name.clone(), &review(case));
    }
    // Two defects at once.
    let firing: Vec<&Case> = cases.iter().filter(|case| case.fires && !case.of_2019).collect();
    let mut pairs = 0;
    for (index, a) in firing.iter().enumerate() {
        for b in &firing[index + 1..] {
            let Some(text) = b.apply(&a.text()) else { continue };
            let file = a.file.as_deref().or(b.file.as_deref());
            tell(format!("{} + {}", a.name, b.name), &review_of(&text, file, ""));
            pairs += 1;
        }
    }
    assert!(pairs > 1000, "only {pairs} pairs were made");
    for seed in ["000", "001", "002", "003", "004"] {
        let text = fs::read_to_string(root().join(format!("tests/reports/seeds/{seed}.txt"))).expect("the seed");
        tell(seed.to_owned(), &review_of(&text, None, ""));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The parts that findings of a rule name.
fn parts_named(review: &Review, code: &str) -> BTreeSet<char> {
    let messages = review.findings.iter().filter(|finding| finding.code() == code);
    let named = messages.flat_map(|finding| {
        let message = finding.message(Lang::Zh);
        "一二三四五六"
            .chars()
            .filter(move |c| message.contains(&format!("第{c}部分")))
    });
    named.collect()
}

#[test]
fn a_part_is_missing_or_wrong_but_not_both() {
    let codes = ["C01", "C02", "C03", "C13", "C15", "C16"];
    let mut headings = all_cases();
    headings.retain(|case| codes.contains(&case.code.as_str()) && !case.of_2019);
    let mut both = 0;
    for a in &headings {
        for b in &headings {
            let Some(text) = b.apply(&a.text()) else { continue };
            let review = review_of(&text, None, "");
            let mut of_parts = review.findings.iter().filter(|finding| finding.code() == "C01");
            if of_parts.any(|finding| finding.message(Lang::Zh).contains("之前")) {
                assert!(parts_named(&review, "C03").is_empty(), "{} + {}", a.name, b.name);
                continue;
            }
            let missing = parts_named(&review, "C01");
            for code in ["C02", "C03", "C13", "C15", "C16", "C19"] {
                let named = parts_named(&review, code);
                assert!(
                    missing.is_disjoint(&named),
                    "{} + {}: {:#?}",
                    a.name,
                    b.name,
                    listed(&review)
                );
                both += usize::from(!missing.is_empty() && !named.is_empty());
            }
        }
    }
    assert!(both > 3, "no case has a missing part and another finding");
}

#[test]
fn a_blank_total_is_to_be_filled_in_by_both_rules() {
    let row = "2.重复申请|1|0|0|0|0|0|";
    let case = Case {
        edits: vec![(unescaped(&format!("{row}1")), unescaped(row))],
        ..Case::default()
    };
    let review = review(&case);
    for code in ["B02", "B07"] {
        let mut found = review.findings.iter().filter(|finding| finding.code() == code);
        let finding = found.next().unwrap_or_else(|| panic!("{code}: {:#?}", listed(&review)));
        assert!(
            !finding.advice(Lang::Zh).starts_with("无数据"),
            "{code}: {}",
            finding.advice(Lang::Zh)
        );
        assert!(
            finding.advice(Lang::Zh).contains('填'),
            "{code}: {}",
            finding.advice(Lang::Zh)
        );
    }
}

#[test]
fn the_pairs_name_rules_of_the_catalogue() {
    for (a, b, why) in CONTRADICTIONS.iter().chain(TOGETHER) {
        assert!(
            rules::rule(a).is_some() && rules::rule(b).is_some() && a < b,
            "{a} {b}: {why}"
        );
    }
    for (a, b, _) in TOGETHER {
        assert!(!pair(CONTRADICTIONS, a, b), "{a} {b}");
    }
}

#[test]
fn the_weight_of_most_findings_is_the_rules_own() {
    // A case that fires does so with the rule's own weight at least once for every rule.
    let cases = all_cases();
    let mut usual: BTreeMap<&str, bool> = cases.iter().map(|case| (case.code.as_str(), false)).collect();
    for case in cases.iter().filter(|case| case.fires) {
        for finding in review(case).findings {
            let rule = rules::rule(finding.code()).expect("a rule of the catalogue");
            if let Some(found) = usual.get_mut(rule.code) {
                *found |= finding.severity == rule.severity;
            }
        }
    }
    let never: Vec<&&str> = usual
        .iter()
        .filter(|(_, found)| !**found)
        .map(|(code, _)| code)
        .collect();
    assert!(never.is_empty(), "{never:?}");
}
