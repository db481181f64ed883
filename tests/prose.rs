//! Corpora of what reports say, measured; and the reports of `tests/cases/` that are about the prose.

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/facts.rs"]
mod facts;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gouji::language::Lang;
use gouji::review::{Review, Severity};
use gouji::{Options, check};
use proptest::prelude::*;

/// Corpora of `tests/narrative/`, each with the least share of contradictions told, in thousandths, and the most false alarms.
const CORPORA: &[(&str, usize, usize)] = &[
    ("measured.json", 950, 0),
    ("blind.json", 950, 0),
    ("unseen.json", 950, 0),
    ("unseen2.json", 950, 0),
    ("unseen3.json", 950, 0),
    ("unseen4.json", 950, 0),
    ("unseen5.json", 950, 0),
    ("unseen6.json", 950, 0),
    // When they were first measured: 42 of 55 told and 11 false alarms in 55, 31 of 55 told and 8 in 55, 47 of 55 told
    // and 2 in 55.
    ("unseen7.json", 950, 0),
    ("unseen8.json", 950, 0),
    ("unseen9.json", 950, 0),
    // When they were first measured: 45 of 50 told and 2 false alarms in 50, 48 of 55 told and 8 in 55. One report of 2020
    // was written in the form of 2021; it has the form of 2019 now.
    ("unseen10.json", 950, 0),
    ("unseen11.json", 950, 0),
    // 47 of 55 told and 6 false alarms in 54 when it was first measured; again one report of 2020 had the form of 2021.
    // What is still missed: a number said of one channel in two paragraphs, 900余条 after 分别, another year beside the own one.
    ("unseen12.json", 900, 0),
    // 70 of 80 told and 8 false alarms in 80 when it was first measured, on whole openings of reports. What is still missed: a
    // number said twice in other words, cases that a paragraph does not say are about disclosure.
    ("unseen13.json", 920, 0),
    // 34 of 80 told and 11 false alarms in 80 when it was first measured: contradictions in words that reports hardly use.
    ("unseen14.json", 550, 2),
    // 75 of 90 told and 21 false alarms in 110 when it was first measured, after what 13 and 14 taught; most of these by C13, which
    // is not counted any more. What is still missed: shares that another total happens to give, villagers for persons, parts of
    // disputes.
    ("unseen15.json", 860, 0),
    // 71 of 90 told and 13 false alarms in 110 when it was first measured, after what 15 taught: the same kind of language by
    // another author. What is still missed: counts of articles and trainings said twice, denials around a whole clause.
    ("unseen16.json", 880, 2),
    // 94 of 100 told and 3 false alarms in 100 when it was first measured, after what 16 taught: whole openings and short texts as
    // they are written, by another author. What is still missed: counts of trainings and posts said twice.
    ("unseen17.json", 960, 0),
    // 96 of 100 told and 4 false alarms in 100 when it was first measured, after what 17 taught: the same kind by another author.
    ("unseen18.json", 970, 1),
    // 64 of 70 told and 5 false alarms in 70 when it was first measured, after what 18 taught. What is still missed: counts of
    // articles and trainings said twice, parts of a total that stands in the clause before.
    ("unseen19.json", 930, 0),
    // 38 of 40 told and 18 false alarms in 90 when it was first measured, after what 18 taught: whole openings full of numbers of
    // every sort, by another author; seven kinds of sentences gave them all.
    ("unseen20.json", 900, 0),
    // 29 of 30 told and 14 false alarms in 70 when it was first measured, after what 20 taught: each paragraph of requests written
    // by itself. (One of them collected a fee and had the harness's own part six, which denies it; it has a part six of its own
    // now.)
    ("unseen21.json", 960, 0),
    // 24 of 35 told and 15 false alarms in 75 (and one as in 21) when it was first measured, after what 21 taught: whole openings by another author.
    // What is still missed: what reports hardly write (21件的申请人得到了全部信息，即予以公开; 没有剩下未办完的申请).
    ("unseen22.json", 820, 0),
    // 34 of 60 told and 9 false alarms in 60 when it was first measured, beside 22: chiefly what programs overlook, such as one
    // thing with two numbers in two paragraphs. What is still missed: bodies that add up, rates of what was counted before.
    ("unseen23.json", 840, 0),
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

/// The sentences of `tests/narrative/kinds.txt`: those marked “+” contradict their tables, those marked “-” agree with them.
#[test]
fn kinds_of_sentences_are_judged_as_they_are() {
    let text = fs::read_to_string(tests().join("narrative/kinds.txt")).expect("the sentences");
    let mut table = facts::Facts::default();
    let (mut count, mut wrong) = (0, Vec::new());
    for (line, text) in text.lines().enumerate() {
        if let Some(words) = text.strip_prefix("表 ") {
            table = table_of(words);
            continue;
        }
        let (contradicts, sentence) = match (text.strip_prefix("+ "), text.strip_prefix("- ")) {
            (Some(sentence), _) => (true, sentence),
            (_, Some(sentence)) => (false, sentence),
            _ => continue,
        };
        count += 1;
        let facts = facts::Facts {
            prose: sentence.to_owned(),
            ..table.clone()
        };
        let report = facts.report().expect("facts that can be");
        let review = check(report.as_bytes(), None, &Options::default()).expect("a report");
        if corpus::told(&review).is_empty() == contradicts {
            wrong.push(format!("{}: {text} {:?}", line + 1, corpus::said(&review)));
        }
    }
    println!("{count} sentences");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// `agency=… new=12 …`
fn table_of(words: &str) -> facts::Facts {
    let usual = facts::Facts::default();
    let (agency, numbers): (Vec<&str>, Vec<&str>) =
        words.split_whitespace().partition(|word| word.starts_with("agency="));
    facts::Facts {
        agency: agency
            .first()
            .map_or(usual.agency, |word| word.trim_start_matches("agency=").to_owned()),
        numbers: numbers.join(" "),
        ..facts::Facts::default()
    }
}

/// Phrases by what they tell, each with the quantities that it states in braces.
const PHRASES: &[&[&str]] = &[
    &[
        "全年共收到政府信息公开申请{new}件，上年结转{in}件。",
        "本年度新收政府信息公开申请{new}件，其中自然人{natural}件、法人或其他组织{business}件；上年结转{in}件。",
        "2023年，本单位受理依申请公开{new}件，另有上年度结转{in}件。",
        "今年以来，新收到政府信息公开申请{new}件（自然人{natural}件，企业{business}件），结转上年申请{in}件。",
        "上年结转{in}件，本年新收政府信息公开申请{new}件，共计{due}件。",
        "全局收到公民、法人和其他组织提出的政府信息公开申请{new}件（不含上年结转{in}件）。",
        "收到申请{new}件。其中，自然人{natural}件，商业企业{business}件。上年度结转{in}件。",
    ],
    &[
        "已办结{done}件，结转下年度继续办理{out}件。",
        "全年共答复政府信息公开申请{done}件，另有{out}件结转下年度办理。",
        "截至12月31日，办结申请{done}件，其余{out}件转入下一年度办理。",
        "按时办结{done}件，{out}件结转2024年继续办理。",
    ],
    &[
        "答复结果：予以公开{granted}件、部分公开{partial}件、不予公开{denied}件、无法提供{unavailable}件、不予处理{rejected}件、其他处理{closed}件。",
        "办结的申请中，予以公开{granted}件，部分公开{partial}件，不予公开{denied}件，无法提供{unavailable}件，不予处理{rejected}件，作其他处理{closed}件。",
        "予以公开{granted}件；部分公开{partial}件；不予公开{denied}件（其中属于四类过程性信息{process}件）；无法提供{unavailable}件（本机关不掌握{held}件、没有现成信息需要另行制作{create}件）。",
        "{granted}件予以公开，{partial}件部分公开，{denied}件不予公开，{unavailable}件无法提供。",
        "予以公开、部分公开、不予公开分别为{granted}件、{partial}件、{denied}件。",
        "本机关不掌握相关政府信息{held}件，没有现成信息需要另行制作{create}件，重复申请{rejected}件。",
    ],
    &[
        "因政府信息公开被申请行政复议{reviews}件，其中维持{upheld}件、纠正{corrected}件；被提起行政诉讼{suits}件。",
        "全年因政府信息公开引发的行政复议{reviews}件、行政诉讼{suits}件。",
        "政府信息公开行政复议案件{reviews}件：维持{upheld}件，纠正{corrected}件。涉及政府信息公开的行政诉讼{suits}件。",
        "发生信息公开类行政复议{reviews}件，行政诉讼{suits}件，其中未经复议直接起诉{suits}件。",
    ],
    &[
        "制发行政规范性文件{issued}件，废止{repealed}件，现行有效{force}件。",
        "全年制定出台行政规范性文件{issued}件、宣布失效{repealed}件，截至年底现行有效行政规范性文件{force}件。",
        "现行有效行政规范性文件{force}件，其中本年新制发{issued}件。",
    ],
    &[
        "作出行政许可决定{licences}件、行政处罚决定{penalties}件。",
        "全年办理行政许可{licences}件，实施行政处罚{penalties}件。",
    ],
];

/// The rules of which one must tell that a quantity is wrong.
const RULES: &[(&str, &[&str])] = &[
    ("new", &["D01"]),
    ("in", &["D02"]),
    ("due", &["D01", "E01"]),
    ("natural", &["D11"]),
    ("business", &["D11"]),
    ("done", &["D03"]),
    ("out", &["D04"]),
    ("granted", &["D05"]),
    ("partial", &["D06"]),
    ("denied", &["D07"]),
    ("process", &["D07"]),
    ("unavailable", &["D08"]),
    ("held", &["D08"]),
    ("create", &["D08"]),
    ("rejected", &["D09"]),
    ("closed", &["D10"]),
    ("reviews", &["D13"]),
    ("upheld", &["D13"]),
    ("corrected", &["D13"]),
    ("suits", &["D14"]),
    ("issued", &["D15"]),
    ("repealed", &["D15"]),
    ("force", &["D15"]),
    ("licences", &["D16"]),
    ("penalties", &["D16"]),
];

/// Numbers of a report: what was made up, and what follows from it.
fn quantities(made_up: &[i64]) -> BTreeMap<&'static str, i64> {
    let names = [
        "business",
        "in",
        "granted",
        "partial",
        "process",
        "third",
        "held",
        "create",
        "rejected",
        "closed",
        "upheld",
        "corrected",
        "suits",
        "issued",
        "repealed",
        "force",
        "licences",
        "penalties",
    ];
    let mut all: BTreeMap<&str, i64> = names.into_iter().zip(made_up.iter().copied()).collect();
    let of = |all: &BTreeMap<&str, i64>, names: &[&str]| names.iter().map(|name| all[name]).sum::<i64>();
    // Apart by so much that no other reading of a number fits by chance.
    all.insert("in", all["in"] + 10);
    all.insert("out", all["in"] + 7);
    all.insert("force", of(&all, &["force", "issued", "repealed"]));
    all.insert("denied", of(&all, &["process", "third"]));
    all.insert("unavailable", of(&all, &["held", "create"]));
    let done = of(
        &all,
        &["granted", "partial", "denied", "unavailable", "rejected", "closed"],
    );
    all.insert("done", done);
    all.insert("due", done + all["out"]);
    all.insert("new", all["due"] - all["in"]);
    all.insert("natural", all["new"] - all["business"]);
    all.insert("reviews", of(&all, &["upheld", "corrected"]));
    all
}

/// The report of some quantities with some prose.
fn report_of(quantities: &BTreeMap<&str, i64>, prose: &str) -> Review {
    let cells = [
        ("new", "natural"),
        ("new.business", "business"),
        ("in", "in"),
        ("out", "out"),
        ("granted.business", "business"),
        ("partial", "partial"),
        ("denied.process", "process"),
        ("denied.third_party", "third"),
        ("unavailable.not_held", "held"),
        ("unavailable.to_create", "create"),
        ("rejected.repeat", "rejected"),
        ("closed.other", "closed"),
        ("reconsideration.upheld", "upheld"),
        ("reconsideration.corrected", "corrected"),
        ("litigation_direct.upheld", "suits"),
        ("normative.issued", "issued"),
        ("normative.repealed", "repealed"),
        ("normative.in_force", "force"),
        ("licensing.decisions", "licences"),
        ("penalty.decisions", "penalties"),
    ];
    let numbers: Vec<String> = cells
        .iter()
        .map(|(cell, name)| format!("{cell}={}", quantities[name]))
        .collect();
    let facts = facts::Facts {
        numbers: numbers.join(" "),
        prose: prose.to_owned(),
        ..facts::Facts::default()
    };
    let text = facts.report().expect("facts that can be");
    check(text.as_bytes(), None, &Options::default()).expect("a report")
}

/// A phrase with its numbers; the one at `changed` is off by so much. Behind it the names of its numbers.
fn phrase(pattern: &str, quantities: &BTreeMap<&str, i64>, changed: Option<(usize, i64)>) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut names = Vec::new();
    for (index, piece) in pattern.split('{').enumerate() {
        let Some((name, rest)) = piece.split_once('}').filter(|_| index > 0) else {
            text.push_str(piece);
            continue;
        };
        let off = changed.filter(|(at, _)| *at == names.len()).map_or(0, |(_, off)| off);
        text.push_str(&(quantities[name] + off).to_string());
        text.push_str(rest);
        names.push(name.to_owned());
    }
    (text, names)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// Prose that tells the facts of a report gets no finding on the prose; with one number changed, the rule of that number
    /// tells it at warning or above.
    #[test]
    fn prose_of_the_facts_is_left_alone_and_one_changed_number_is_told(
        made_up in proptest::collection::vec(8_i64..60, 18),
        picks in proptest::collection::vec(0_usize..64, PHRASES.len()),
        group in 0..PHRASES.len(),
        number in 0_usize..16,
        off in prop_oneof![-4_i64..=-1, 1_i64..=4],
    ) {
        let mut quantities = quantities(&made_up);
        // Business of the outcomes is granted, so that each column balances.
        quantities.insert("granted", quantities["granted"] + quantities["business"]);
        for name in ["done", "due", "new", "natural"] {
            quantities.insert(name, quantities[name] + quantities["business"]);
        }
        let chosen: Vec<&str> = PHRASES.iter().zip(&picks).map(|(group, pick)| group[pick % group.len()]).collect();
        let told: String = chosen.iter().map(|pattern| phrase(pattern, &quantities, None).0).collect();
        let review = report_of(&quantities, &told);
        let said: Vec<String> = corpus::said(&review).into_iter().filter(|said| said.starts_with(['D', 'E'])).collect();
        prop_assert!(said.is_empty(), "{told}\n{}", said.join("\n"));
        let (_, names) = phrase(chosen[group], &quantities, None);
        let at = number % names.len();
        let changed: String = chosen
            .iter()
            .enumerate()
            .map(|(index, pattern)| phrase(pattern, &quantities, (index == group).then_some((at, off))).0)
            .collect();
        let review = report_of(&quantities, &changed);
        let rules = RULES.iter().find(|(name, _)| *name == names[at]).expect("a rule").1;
        let told = corpus::told(&review);
        prop_assert!(
            told.iter().any(|code| rules.contains(code)),
            "{} {off}: {changed}\n{}", names[at], corpus::said(&review).join("\n")
        );
    }
}
