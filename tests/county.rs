//! The made-up county: every planted fault is told, nothing else is told at warning or above; and what leaves the desk says so.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use gouji::language::Lang;
use gouji::set::{Entry, ExplanationKind, Roster, Set, SetReview};
use serde_json::Value;
use tempfile::TempDir;

use support::county::{County, MISSING, by_hand, county, few, files, kept, read, run, text, write_files};
use support::docx;
use support::grid::Piece;
use support::html;
use support::packed;
use support::set::{Paper, plus, sum};

fn roster(text: &str) -> Roster {
    let document = gouji::input::list(text.as_bytes(), gouji::input::Encoding::decode).expect("CSV");
    Roster::read(&document, "名单.csv").expect("a roster")
}

fn set(entries: &[Entry]) -> Set {
    Set {
        root: "云岭县".to_owned(),
        entries: entries.to_vec(),
        ..Set::default()
    }
}

/// What is told at warning or above, and every remark: `G01 error 水利局 2024`.
fn told(review: &SetReview) -> BTreeSet<String> {
    let line = |finding: &gouji::set::SetFinding| {
        let name = review.bodies[finding.body].name.replace("云岭县", "");
        let (code, severity, year) = (finding.rule.code, finding.severity.name(), finding.year);
        format!("{code} {severity} {name} {year}")
    };
    review.findings.iter().map(line).collect()
}

fn said(review: &SetReview) -> Vec<String> {
    let findings = review.findings.iter();
    findings
        .map(|finding| format!("{} {}", finding.rule.code, finding.says.get(Lang::Zh)))
        .collect()
}

fn planted(county: &County) -> BTreeSet<String> {
    let planted = county.planted.iter();
    planted
        .map(|(code, severity, name, year)| format!("{code} {severity} {name} {year}"))
        .collect()
}

/// All that is planted is told, and nothing else but remarks.
fn assert_told(review: &SetReview, planted: &BTreeSet<String>) {
    let told = told(review);
    let missed: Vec<&String> = planted.difference(&told).collect();
    assert!(missed.is_empty(), "not told: {missed:#?}\n{:#?}", said(review));
    let more: Vec<&String> = told
        .difference(planted)
        .filter(|line| !line.contains(" info "))
        .collect();
    assert!(more.is_empty(), "told besides: {more:#?}\n{:#?}", said(review));
}

/// For the tests of the page and of Python, which ask the same of a set and an archive: `GOUJI_COUNTY` is the folder that they are
/// written into.
#[test]
#[ignore = "writes files"]
fn its_files_are_written() {
    let folder = PathBuf::from(std::env::var_os("GOUJI_COUNTY").expect("GOUJI_COUNTY"));
    write_files(&county(), &folder);
}

#[test]
fn every_planted_fault_is_told_and_nothing_else() {
    let county = county();
    let entries: Vec<Entry> = county.papers.iter().map(Paper::entry).collect();
    let review = set(&entries).review(Some(&roster(&county.roster)));
    assert_eq!(review.bodies.len(), 80);
    let codes: BTreeSet<&str> = county.planted.iter().map(|planted| planted.0).collect();
    let rules = gouji::rules::all().filter(|rule| rule.code.starts_with(['G', 'H', 'J']) && rule.code != "H01");
    for rule in rules {
        assert!(codes.contains(rule.code), "{} is not planted", rule.code);
    }
    assert_told(&review, &planted(&county));
    let said = said(&review);
    for words in [
        "恰好等于漏计云岭县行政审批服务局",
        "恰好等于重复计入云岭县市场监督管理局",
    ] {
        assert!(said.iter().any(|line| line.contains(words)), "{words}: {said:#?}");
    }
    explanations(&county, &entries);
}

/// What is done to the sum of the county's agencies, and what must explain the difference.
struct Slip {
    kind: ExplanationKind,
    whole: Paper,
    /// Reports that stand in place of the agencies' own.
    instead: Vec<Paper>,
}

fn slip(kind: ExplanationKind, whole: Paper) -> Slip {
    Slip {
        kind,
        whole,
        instead: Vec::new(),
    }
}

/// E1 to E12, each planted once.
fn slips(county: &County) -> Vec<Slip> {
    use ExplanationKind::{
        ChildRows, Columns, Excluded, LeftOut, Missing, Row, Rows, Slip as Digit, Twice, Two, Version, Yuan,
    };
    let summed = county.summed(2024);
    let whole = || sum("云岭县人民政府", 2024, &summed);
    let of = |name: &str| county.paper(name, 2024);
    let (permits, market) = (of("行政审批服务局"), of("市场监督管理局"));
    let other = |name: &str| {
        let found = county.papers.iter().find(|paper| paper.path.contains(name));
        found.expect("a report")
    };
    let (licensing, penalty) = ("disclosure.licensing.decisions", "disclosure.penalty.decisions");
    let older = plus(plus(whole(), of("应急管理局"), -1), other("应急管理局（旧）"), 1);
    let last = plus(plus(whole(), market, -1), county.paper("市场监督管理局", 2023), 1);
    let two = plus(plus(whole(), permits, -1), market, 1);
    let exchanged = {
        let (a, b) = (whole().number(licensing), whole().number(penalty));
        whole().with(licensing, b).with(penalty, a)
    };
    let columns = {
        let (mut changed, as_is) = (whole(), whole());
        for (name, text) in &as_is.sample.cells {
            for (from, to) in [(".natural", ".business"), (".business", ".natural")] {
                if let Some(row) = name.strip_suffix(from) {
                    changed.sample.cells.insert(format!("{row}{to}"), text.clone());
                }
            }
        }
        changed
    };
    // The two rows of one agency exchanged: what is granted in part stands as granted, and the other way round.
    let fish = of("渔业发展中心");
    let off = fish.number("requests.granted.natural") - fish.number("requests.partial.natural");
    let rows = ["natural", "total"].iter().fold(whole(), |paper, column| {
        paper
            .add(&format!("requests.granted.{column}"), -off)
            .add(&format!("requests.partial.{column}"), off)
    });
    let licences = whole().number(licensing);
    let digit = if licences % 10 < 9 { licences + 1 } else { licences - 1 };
    let fees = of("财政局").clone().with("disclosure.fees.amount", "2345.67");
    let in_yuan = of("财政局").clone().with("disclosure.fees.amount", "23456700");
    let with_fees = plus(plus(whole(), of("财政局"), -1), &fees, 1);
    let gone = MISSING.map(|name| support::set::random(&format!("云岭县{name}"), 2024, &mut support::set::Dice(77)));
    let all = gone.iter().fold(whole(), |paper, gone| plus(paper, gone, 1));
    vec![
        slip(LeftOut, plus(whole(), permits, -1)),
        slip(Twice, plus(whole(), market, 1)),
        slip(Excluded, plus(whole(), other("税务局"), 1)),
        slip(Version, older),
        slip(Version, last),
        slip(Two, two),
        slip(Row, whole().add(licensing, -permits.number(licensing))),
        slip(Rows, exchanged),
        slip(ChildRows, rows),
        slip(Columns, columns),
        Slip {
            instead: vec![in_yuan],
            ..slip(Yuan, with_fees)
        },
        slip(Digit, whole().with(licensing, digit)),
        slip(Missing, all),
    ]
}

/// Every kind of explanation is found in the county, all that tie are told, and nothing else comes with it.
fn explanations(county: &County, entries: &[Entry]) {
    let missing = |line: &str| MISSING.iter().any(|name| line.contains(name));
    let short: Vec<&str> = county.roster.lines().filter(|line| !missing(line)).collect();
    let (whole, short) = (roster(&county.roster), roster(&short.join("\n")));
    let elsewhere: BTreeSet<String> = planted(county)
        .into_iter()
        .filter(|line| !line.starts_with("H0") && !line.ends_with("人民政府 2024"))
        .chain(["H02 warning 人民政府 2023".to_owned()])
        .collect();
    for slip in slips(county) {
        let mut entries = entries.to_vec();
        for paper in std::iter::once(&slip.whole).chain(&slip.instead) {
            let place = county
                .papers
                .iter()
                .position(|other| other.sample.agency == paper.sample.agency && other.sample.year == paper.sample.year);
            let place = place.expect("its former report");
            let paper = paper.clone().at(&county.papers[place].path);
            entries[place] = paper.entry();
        }
        let is_short = slip.kind != ExplanationKind::Missing;
        let review = set(&entries).review(Some(if is_short { &short } else { &whole }));
        let parent = review
            .parents
            .iter()
            .find(|parent| parent.year == 2024)
            .expect("the sum");
        let kinds: Vec<(ExplanationKind, bool)> = parent
            .explanations
            .iter()
            .map(|explanation| (explanation.kind, explanation.exact))
            .collect();
        assert!(
            kinds.contains(&(slip.kind, is_short)),
            "{:?}: {kinds:?} {:#?}",
            slip.kind,
            said(&review)
        );
        // A row of one agency and a slip of a digit may be told beside others as exact.
        let is_alone = kinds.len() == 1;
        let may_tie = matches!(
            slip.kind,
            ExplanationKind::Row | ExplanationKind::Slip | ExplanationKind::ChildRows
        );
        assert!(is_alone || may_tie && kinds.iter().all(|kind| kind.1), "{kinds:?}");
        let told: BTreeSet<String> = told(&review)
            .into_iter()
            .filter(|line| !line.contains(" info "))
            .collect();
        let of_sum = |line: &&String| line.starts_with("H0") && line.ends_with("人民政府 2024");
        assert_eq!(
            told.iter().filter(of_sum).count(),
            usize::from(is_short),
            "{:?}: {told:#?}",
            slip.kind
        );
        let others: BTreeSet<String> = told
            .iter()
            .filter(|line| !line.ends_with("人民政府 2024") && !line.starts_with("H04"))
            .cloned()
            .collect();
        let wanted: BTreeSet<String> = elsewhere
            .iter()
            .filter(|line| !line.contains(" info "))
            .cloned()
            .collect();
        assert_eq!(others, wanted, "{:?}", slip.kind);
    }
}

/// Writes what `tests/set/make.py` turns into files of word processors.
#[test]
#[ignore = "run by tests/set/make.py"]
fn pages_for_the_word_processor() {
    let folder = PathBuf::from(std::env::var_os("GOUJI_COUNTY").expect("GOUJI_COUNTY names a folder"));
    for paper in &county().papers {
        if let Some(file) = by_hand(paper) {
            let pieces: Vec<Piece> = paper.pieces();
            let (ending, page) = if file.extension().is_some_and(|ending| ending == "doc") {
                ("docx", docx::render_pieces(&pieces))
            } else {
                ("html", html::render_pieces(&pieces, html::Style::Plain).into_bytes())
            };
            let name = file.with_extension(ending);
            fs::write(folder.join(name.file_name().expect("a name")), page).expect("a page");
        }
    }
}

/// The answer as lines, without what depends on the bytes of a file.
fn lines(json: &str) -> Vec<Value> {
    let line = |line: &str| {
        let mut value: Value = serde_json::from_str(line).expect("JSON");
        if let Some(report) = value.as_object_mut().filter(|value| value.contains_key("sha256")) {
            report.remove("sha256");
        }
        value
    };
    json.lines().map(line).collect()
}

#[test]
fn the_command_answers_as_expected_and_writes_all_that_leaves_the_desk() {
    let county = county();
    let folder = files(&county);
    let beside = [
        "--write-roster",
        "推断.csv",
        "--letters",
        "意见函.zip",
        "--notice",
        "通报.docx",
    ];
    let mut arguments = vec![
        "云岭县",
        "--roster",
        "名单.csv",
        "--format",
        "jsonl",
        "-o",
        "核对.jsonl",
    ];
    arguments.extend(beside);
    let output = run(folder.path(), &arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "a stray notice cannot be read: {told}");
    let answer = String::from_utf8(read(&folder, "核对.jsonl")).expect("UTF-8");
    let expected = fs::read_to_string(kept().join("expected.jsonl")).unwrap_or_default();
    let (now, wanted) = (lines(&answer), lines(&expected));
    if now != wanted {
        // Look through the differences, then keep the new answer.
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expected.jsonl");
        let new: Vec<String> = now.iter().map(Value::to_string).collect();
        fs::write(&place, new.join("\n") + "\n").expect("the answer");
        let first = now.iter().zip(&wanted).find(|(now, wanted)| now != wanted);
        panic!(
            "not as in tests/set/expected.jsonl, but as in {}: {first:#?}",
            place.display()
        );
    }
    let of_kind = |kind: &str| now.iter().filter(|line| line["kind"] == kind).collect::<Vec<_>>();
    assert_eq!(of_kind("unread").len(), 1);
    let reports: BTreeSet<&str> = of_kind("report")
        .iter()
        .filter_map(|report| report["id"].as_str())
        .collect();
    assert_eq!(reports.len(), county.papers.len() + 1);
    for (code, severity, _, year) in &county.planted {
        let is_it = |finding: &&&Value| {
            finding["rule"] == *code && finding["severity"] == *severity && finding["year"] == *year
        };
        assert!(
            of_kind("finding").iter().any(|finding| is_it(&finding)),
            "{code} {severity} {year}"
        );
    }
    // Every place of a finding is a place of a report of the list.
    for finding in of_kind("finding") {
        for spot in std::iter::once(&finding["at"]).chain(finding["with"].as_array().expect("a list")) {
            assert!(spot.is_null() || spot["report"].as_str().is_some_and(|id| reports.contains(id)));
        }
    }
    let roster = String::from_utf8(read(&folder, "推断.csv")).expect("UTF-8");
    assert!(
        roster.contains("云岭县教育局,云岭县人民政府,部门,云岭县教育和体育局"),
        "{roster}"
    );
    for name in ["意见函.zip", "通报.docx"] {
        assert!(read(&folder, name).starts_with(b"PK"), "{name}");
    }
    // The answer is one object as well, and the same whatever reads it in how many threads.
    let json = run(
        folder.path(),
        &["云岭县", "--roster", "名单.csv", "--format", "json", "--jobs", "3"],
    );
    let json: Value = serde_json::from_str(&text(&json)).expect("JSON");
    assert_eq!(json["schema"], "gouji/set/1");
    for (name, kind) in [("findings", "finding"), ("pairs", "pair"), ("parents", "parent")] {
        assert_eq!(
            json[name].as_array().expect("a list").len(),
            of_kind(kind).len(),
            "{name}"
        );
    }
    from_reviews(&folder, &now);
}

/// Reviews that were written before give the same answer as the files.
fn from_reviews(folder: &TempDir, wanted: &[Value]) {
    let mut check = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let check = check.current_dir(folder.path()).args([
        "check",
        "云岭县",
        "--format",
        "jsonl",
        "--with-text",
        "-o",
        "各份.jsonl",
    ]);
    check.output().expect("the command runs");
    let output = run(
        folder.path(),
        &["--from", "各份.jsonl", "--roster", "名单.csv", "--format", "jsonl"],
    );
    let now = lines(&text(&output));
    let told = |lines: &[Value]| -> BTreeSet<String> {
        let findings = lines.iter().filter(|line| line["kind"] == "finding");
        // Without the files nobody knows which of two reports of an agency is the newer, and what it adds to the sum.
        findings
            .filter(|finding| !["J02", "J03", "H03"].contains(&finding["rule"].as_str().unwrap_or_default()))
            .map(|finding| format!("{} {}", finding["rule"], finding["message"]))
            .collect()
    };
    let (now, wanted) = (told(&now), told(wanted));
    let off: Vec<&String> = now.symmetric_difference(&wanted).collect();
    assert!(off.is_empty(), "{off:#?}");
    fs::write(folder.path().join("坏.jsonl"), "{\"schema\":\"gouji/review/1\"}\n").expect("a file");
    let broken = run(folder.path(), &["--from", "坏.jsonl"]);
    assert_eq!(broken.status.code(), Some(2));
    let told = String::from_utf8_lossy(&broken.stderr).into_owned();
    assert!(told.contains("第1行"), "{told}");
}

/// The page's sample of a set, as it lies in `www/samples`.
fn sample() -> Vec<u8> {
    let papers = few();
    let texts: Vec<String> = papers.iter().map(Paper::text).collect();
    let files: Vec<(&str, &[u8])> = (papers.iter().zip(&texts))
        .map(|(paper, text)| (paper.path.as_str(), text.as_bytes()))
        .collect();
    packed::deflated(&files)
}

#[test]
fn the_page_has_a_sample_of_a_set_that_shows_what_a_set_can_show() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples/set.zip");
    let kept = fs::read(kept).expect("cargo test --test county -- --ignored writes it");
    assert_eq!(
        kept,
        sample(),
        "cargo test --test county -- --ignored sample writes it anew"
    );
    assert!(kept.len() < 200_000, "{}", kept.len());
    let entries: Vec<Entry> = few().iter().map(Paper::entry).collect();
    assert_eq!(entries.len(), 30);
    let review = set(&entries).review(None);
    let told = told(&review);
    for line in [
        "G01 error 水利局 2024",
        "J01 warning 商务局 2024",
        "H04 info 科技局 2024",
    ] {
        assert!(told.contains(line), "{line}: {told:#?}");
    }
    assert!(told.iter().any(|line| line.starts_with("H0")), "{told:#?}");
    let faulty = entries.iter().filter(|entry| entry.summary.errors > 0).count();
    assert_eq!(faulty, 1);
}

#[test]
#[ignore = "writes the sample that the page holds"]
fn the_sample_of_the_page_is_written() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples/set.zip");
    fs::write(place, sample()).expect("the sample");
}
