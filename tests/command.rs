//! The `gouji` command: what it prints, where, and how it exits.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use gouji::input::formats::FORMATS;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;
use tempfile::TempDir;

use support::form::Form;
use support::html;
use support::layout::{Layout, render};
use support::sample::{Sample, consistent};

fn seed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reports/seeds")
        .join(name)
}

/// Runs the command, with something on its standard input.
fn run_with(arguments: &[&str], input: &[u8]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .write_stdin(input)
        .output()
        .expect("the command runs")
}

fn run(arguments: &[&str]) -> Output {
    run_with(arguments, b"")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("diagnostics are UTF-8")
}

fn json(output: &Output) -> Value {
    let text = stdout(output);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}\nstderr: {}", stderr(output)))
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a readable path")
}

/// A report in which nothing happened.
fn idle() -> Sample {
    let mut runner = TestRunner::deterministic();
    let mut sample = consistent(Form::F2021, false)
        .new_tree(&mut runner)
        .expect("a report")
        .current();
    for text in sample.cells.values_mut() {
        "0".clone_into(text);
    }
    sample
}

/// A file with a text in a folder of its own.
fn file(text: &str, name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("the file is written");
    (folder, path)
}

/// A report with one broken sum of A01 and one of A02, as text.
fn broken() -> String {
    render(&idle().with("requests.granted.natural", "41"), Layout::BrowserRows)
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap_or_else(|| panic!("{value} is no object"))
        .keys()
        .map(String::as_str)
        .collect()
}

/// Panics unless the object has exactly these keys, `may` apart.
fn assert_keys(value: &Value, must: &[&str], may: &[&str]) {
    let keys = keys(value);
    for key in must {
        assert!(keys.contains(key), "{key} is not in {keys:?}");
    }
    for key in &keys {
        assert!(must.contains(key) || may.contains(key), "{key} is not in the contract");
    }
}

/// One wrong cell, one repair of its two sums.
fn assert_repairs(review: &Value) {
    let [repair] = review["repairs"].as_array().expect("repairs").as_slice() else {
        panic!("one repair, not {}", review["repairs"]);
    };
    assert_keys(
        repair,
        &[
            "changes", "kind", "resolves", "exact", "rank", "ties", "group", "parts", "reason",
        ],
        &[],
    );
    assert_eq!(
        repair["changes"],
        serde_json::json!([{"cell": "requests.granted.natural", "from": 41, "to": 0}])
    );
    assert_eq!(
        (&repair["kind"], &repair["exact"], &repair["rank"], &repair["ties"]),
        (&"value".into(), &true.into(), &1.into(), &1.into())
    );
    for index in repair["resolves"].as_array().expect("resolves") {
        let finding = &review["findings"][usize::try_from(index.as_u64().expect("a number")).expect("small")];
        assert!(["A01", "A02"].contains(&finding["rule"].as_str().expect("a rule")));
    }
}

#[test]
fn json_is_shaped_as_the_contract_says() {
    let text = broken();
    let (_folder, report) = file(&text, "report.txt");
    let output = run(&["check", path(&report), "--format", "json"]);
    let review = json(&output);
    assert_keys(
        &review,
        &["schema", "source", "report", "findings", "checks", "repairs", "summary"],
        &[],
    );
    assert_eq!(review["schema"], "gouji/review/1");
    assert_keys(&review["source"], &["name", "format", "encoding", "bytes"], &[]);
    assert!(
        review["source"]["name"]
            .as_str()
            .is_some_and(|name| name.ends_with("report.txt"))
    );
    assert_eq!(review["source"]["format"], "text");
    assert_eq!(review["source"]["encoding"], "utf-8");
    assert_eq!(review["source"]["bytes"], text.len());
    assert_keys(
        &review["report"],
        &["title", "agency", "year", "forms", "sections", "cells"],
        &[],
    );
    assert_sections(&review);
    assert_eq!(review["report"]["forms"]["disclosure"], "2021");
    assert_eq!(review["report"]["forms"]["requests"], "2021");
    assert_eq!(review["report"]["year"], idle().year);
    for (name, cell) in review["report"]["cells"].as_object().expect("cells") {
        assert_keys(cell, &["state", "value", "text", "span"], &[]);
        assert_eq!(cell["state"], "value", "{name}");
        let span: Vec<usize> = serde_json::from_value(cell["span"].clone()).expect("a span is two numbers");
        assert_eq!(span.len(), 2);
        assert_eq!(
            &text[span[0]..span[1]],
            cell["text"].as_str().expect("a text"),
            "{name}"
        );
    }
    let findings = review["findings"].as_array().expect("findings");
    let sum = findings
        .iter()
        .find(|finding| finding["rule"] == "A02")
        .expect("a broken sum");
    assert_keys(
        sum,
        &[
            "rule", "severity", "title", "message", "why", "hint", "cells", "expected", "actual", "evidence",
        ],
        &[],
    );
    assert_eq!(
        (&sum["severity"], &sum["expected"], &sum["actual"]),
        (&"error".into(), &41.into(), &0.into())
    );
    assert_eq!(
        sum["cells"].as_array().and_then(|cells| cells.last()),
        Some(&"requests.outcomes_total.natural".into())
    );
    for finding in findings {
        assert_keys(
            finding,
            &[
                "rule", "severity", "title", "message", "why", "hint", "cells", "evidence",
            ],
            &["expected", "actual"],
        );
        for evidence in finding["evidence"].as_array().expect("evidence") {
            assert_keys(evidence, &["span", "text"], &[]);
            let span: Vec<usize> = serde_json::from_value(evidence["span"].clone()).expect("a span is two numbers");
            assert_eq!(&text[span[0]..span[1]], evidence["text"].as_str().expect("a text"));
        }
    }
    assert_repairs(&review);
    let summary = &review["summary"];
    assert_keys(
        summary,
        &["errors", "warnings", "infos", "identities", "verdict"],
        &["reason"],
    );
    assert_keys(&summary["identities"], &["checked", "held", "unchecked"], &[]);
    assert_eq!(summary["verdict"], "inconsistent");
    assert_eq!(summary["identities"]["checked"], 42);
    assert_eq!(
        summary["identities"]["held"], 40,
        "the sums of the row and of the column are broken"
    );
}

fn assert_sections(review: &Value) {
    let parts: Vec<&str> = review["report"]["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .map(|section| {
            assert_keys(section, &["part", "heading", "span"], &[]);
            section["part"].as_str().expect("a part")
        })
        .collect();
    assert_eq!(
        parts,
        [
            "lead",
            "overview",
            "disclosure",
            "requests",
            "reviews",
            "problems",
            "other"
        ]
    );
}

#[test]
fn a_cell_that_is_no_value_is_null_in_json() {
    let sample = idle()
        .with("requests.granted.legal", "")
        .with("requests.granted.other", "/");
    let (_folder, report) = file(&render(&sample, Layout::CellLinesPadded), "report.txt");
    let review = json(&run(&["check", path(&report), "--format", "json"]));
    let cells = &review["report"]["cells"];
    assert_eq!(cells["requests.granted.legal"]["state"], "blank");
    assert_eq!(cells["requests.granted.legal"]["value"], Value::Null);
    assert_eq!(cells["requests.granted.legal"]["text"], "\u{a0}");
    assert_eq!(cells["requests.granted.other"]["state"], "placeholder");
    assert_eq!(cells["requests.granted.other"]["value"], Value::Null);
    assert_eq!(cells["requests.granted.other"]["text"], "/");
}

#[test]
fn numbers_are_exact_in_json() {
    for amount in ["59237.2449", "330.9", "0.1", "1234567.123456", "72701.2578"] {
        let (_folder, report) = file(
            &render(&idle().with("disclosure.fees.amount", amount), Layout::BrowserRows),
            "report.txt",
        );
        let output = run(&["check", path(&report), "--format", "json"]);
        let squeezed: String = stdout(&output).chars().filter(|c| !c.is_whitespace()).collect();
        assert!(
            squeezed.contains(&format!("\"value\":{amount},")),
            "{amount} is not printed as it stands"
        );
    }
}

#[test]
fn one_input_gives_one_review_and_several_give_an_array_in_their_order() {
    let one = json(&run(&["check", path(&seed("000.txt")), "--format", "json"]));
    assert!(one.is_object());
    let names = ["003.txt", "000.txt", "002.txt"];
    let paths: Vec<PathBuf> = names.iter().map(|name| seed(name)).collect();
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(paths.iter().map(|file| path(file)));
    let several = json(&run(&arguments));
    let read: Vec<&str> = several
        .as_array()
        .expect("an array")
        .iter()
        .map(|review| review["source"]["name"].as_str().expect("a name"))
        .collect();
    assert!(
        read.iter().zip(names).all(|(read, name)| read.ends_with(name)) && read.len() == 3,
        "{read:?}"
    );
}

#[test]
fn jsonl_is_a_review_a_line_in_the_order_of_the_inputs() {
    let names = ["004.txt", "001.txt", "000.txt", "003.txt", "002.txt"];
    let paths: Vec<PathBuf> = names.iter().map(|name| seed(name)).collect();
    let mut arguments = vec!["check", "--format", "jsonl"];
    arguments.extend(paths.iter().map(|file| path(file)));
    let output = stdout(&run(&arguments));
    let lines: Vec<Value> = output
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is a review"))
        .collect();
    assert_eq!(lines.len(), names.len());
    for (review, name) in lines.iter().zip(names) {
        assert!(
            review["source"]["name"]
                .as_str()
                .is_some_and(|read| read.ends_with(name))
        );
        assert_eq!(review["schema"], "gouji/review/1");
    }
}

#[test]
fn standard_input_is_read() {
    let text = render(&idle(), Layout::Html(html::Style::Word));
    let output = run_with(&["check", "-", "--format", "json"], text.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let review = json(&output);
    assert_eq!(review["summary"]["verdict"], "consistent");
    assert_eq!(review["source"]["format"], "html");
}

#[test]
fn folders_are_walked() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep = folder.path().join("2023").join("街道");
    std::fs::create_dir_all(&deep).expect("folders are made");
    std::fs::write(folder.path().join("a.txt"), render(&idle(), Layout::BrowserRows)).expect("written");
    std::fs::write(deep.join("b.html"), render(&idle(), Layout::Html(html::Style::Page))).expect("written");
    std::fs::write(deep.join("c.md"), render(&idle(), Layout::Markdown)).expect("written");
    let output = run(&["check", path(folder.path()), "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert_eq!(text.lines().count(), 3, "{text}");
    for name in ["a.txt", "b.html", "c.md"] {
        assert!(text.contains(name), "{name} was not checked");
    }
    // Twice the same, in the same order.
    assert_eq!(text, stdout(&run(&["check", path(folder.path()), "--format", "jsonl"])));
}

/// A file of `tests/reports/formats`.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reports/formats")
        .join(name)
}

fn names(output: &Output) -> Vec<String> {
    let reviews = stdout(output);
    let name = |line: &str| -> String {
        let review: Value = serde_json::from_str(line).expect("a line is a review");
        let name = review["source"]["name"].as_str().expect("a name").to_owned();
        name.rsplit('/').next().unwrap_or_default().to_owned()
    };
    reviews.lines().map(name).collect()
}

#[test]
fn every_format_of_the_table_is_found_in_a_folder_and_what_is_left_out_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let mut wanted = Vec::new();
    for format in &FORMATS {
        for ending in format.endings {
            let name = format!("{ending}.{}", ending.to_uppercase());
            std::fs::copy(seed("000.txt"), at(&name)).expect("copied");
            wanted.push(name);
        }
    }
    // Without an ending, by what they hold.
    std::fs::copy(fixture("2021-python-docx.docx"), at("年报")).expect("copied");
    std::fs::copy(seed("000.txt"), at("某局2024.1月")).expect("copied");
    wanted.extend(["年报".to_owned(), "某局2024.1月".to_owned()]);
    let others = ["a.png", "b.exe", "~$c.docx", ".hidden.txt", "LICENSE", "bytes"];
    for name in others {
        std::fs::write(at(name), [0, 1, 2, b'x']).expect("written");
    }
    std::fs::write(at("LICENSE"), "MIT").expect("written");
    std::fs::create_dir(at(".git")).expect("a folder");
    std::fs::write(at(".git/d.txt"), "x").expect("written");
    let elsewhere = tempfile::tempdir().expect("a folder");
    #[cfg(unix)]
    {
        std::fs::copy(seed("000.txt"), elsewhere.path().join("x.txt")).expect("copied");
        std::os::unix::fs::symlink(seed("000.txt"), at("link.txt")).expect("linked");
        std::os::unix::fs::symlink(elsewhere.path(), at("folder.txt")).expect("linked");
        wanted.push("link.txt".to_owned());
    }
    let output = run(&["check", path(folder.path()), "--format", "jsonl", "--fail-on", "never"]);
    let (mut found, told) = (names(&output), stderr(&output));
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted);
    for name in others.iter().chain(&[".git"]) {
        assert!(told.contains(name), "{name} is left out in silence: {told}");
    }
    let count = others.len() + 1 + usize::from(cfg!(unix));
    assert!(told.contains(&format!("另有{count}项")), "{told}");
    let output = run(&["check", path(folder.path()), "--format", "jsonl", "--lang", "en"]);
    assert!(
        stderr(&output).contains(&format!("{count} items")),
        "{}",
        stderr(&output)
    );
}

#[test]
fn spreadsheets_of_odf_are_called_so() {
    let review = json(&run(&[
        "check",
        path(&fixture("2021-libreoffice.ods")),
        "--format",
        "json",
    ]));
    assert_eq!(review["source"]["format"], "ods");
    let review = json(&run(&[
        "check",
        path(&fixture("2021-libreoffice.odt")),
        "--format",
        "json",
    ]));
    assert_eq!(review["source"]["format"], "odt");
}

#[test]
fn the_exit_status_says_what_was_found() {
    let status = |arguments: &[&str]| run(arguments).status.code();
    let (_folder, inconsistent) = file(&broken(), "report.txt");
    let (clean, warned, wrong) = (seed("000.txt"), seed("001.txt"), path(&inconsistent));
    let (clean, warned) = (path(&clean), path(&warned));
    assert_eq!(status(&["check", clean]), Some(0));
    assert_eq!(status(&["check", warned]), Some(0), "a warning is below the default");
    assert_eq!(status(&["check", wrong]), Some(1));
    assert_eq!(status(&["check", warned, "--fail-on", "warning"]), Some(1));
    assert_eq!(status(&["check", warned, "--fail-on", "error"]), Some(0));
    assert_eq!(status(&["check", wrong, "--fail-on", "never"]), Some(0));
    assert_eq!(status(&["check", clean, wrong]), Some(1), "one of several");
    for format in ["text", "json", "jsonl", "csv", "xlsx", "markdown", "junit"] {
        assert_eq!(status(&["check", wrong, "--format", format]), Some(1), "{format}");
    }
}

#[test]
fn an_input_that_cannot_be_checked_is_said_and_the_others_are_checked() {
    let (_a, pdf) = file("%PDF-1.7\n", "scan.pdf");
    let (_b, novel) = file("此开卷第一回也。作者自云：因曾历过一番梦幻之后。\n", "novel.txt");
    let absent = seed("absent.txt");
    let good = seed("000.txt");
    for bad in [&pdf, &novel, &absent] {
        let output = run(&["check", path(bad), path(&good), "--format", "jsonl"]);
        assert_eq!(output.status.code(), Some(2), "{}", bad.display());
        assert!(
            stdout(&output).contains("000.txt"),
            "the other input is checked all the same"
        );
        let output = run(&["check", path(bad), "--fail-on", "never"]);
        assert_eq!(output.status.code(), Some(2), "{}", bad.display());
        assert!(
            !stdout(&output).is_empty() || !stderr(&output).is_empty(),
            "the reason is told"
        );
    }
    let output = run(&["check", path(&absent)]);
    assert!(
        stderr(&output).contains("absent.txt"),
        "diagnostics go to stderr: {}",
        stderr(&output)
    );
}

#[test]
fn wrong_usage_exits_with_2() {
    let clean = seed("000.txt");
    for arguments in [
        &["frobnicate"][..],
        &["check", path(&clean), "--format", "nonsense"],
        &["check", path(&clean), "--fail-on", "nonsense"],
        &["check", path(&clean), "--nonsense"],
        &["rules", "Z99"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_text_form_shows_place_equation_and_remedy() {
    let (_folder, report) = file(&broken(), "report.txt");
    let output = run(&["check", path(&report)]);
    let text = stdout(&output);
    for wanted in ["report.txt", "A01", "A02", "41", "自然人"] {
        assert!(text.contains(wanted), "{wanted} is not in\n{text}");
    }
    let line = broken()
        .lines()
        .position(|line| line.contains("（一）予以公开"))
        .expect("the row")
        + 1;
    assert!(text.contains(&format!("{line}")), "line {line} is not in\n{text}");
    assert!(!text.contains('\u{1b}'), "no colours where no terminal is");
    assert!(
        stderr(&output).is_empty(),
        "no progress where no terminal is: {}",
        stderr(&output)
    );
}

#[test]
fn the_answer_goes_into_a_file_where_one_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("review.json");
    let output = run(&["check", path(&seed("000.txt")), "--format", "json", "-o", path(&target)]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    let review: Value = serde_json::from_slice(&std::fs::read(&target).expect("the file is there")).expect("JSON");
    assert_eq!(review["summary"]["verdict"], "consistent");
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn findings_are_in_the_language_asked_for() {
    let (_folder, report) = file(&broken(), "report.txt");
    let titles = |arguments: &[&str]| -> Vec<(String, String)> {
        let review = json(&run(
            &[&["check", path(&report), "--format", "json"], arguments].concat()
        ));
        let findings = review["findings"].as_array().expect("findings").clone();
        let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
        findings
            .iter()
            .map(|finding| (text(finding, "title"), text(finding, "why")))
            .collect()
    };
    for (title, why) in titles(&[]) {
        assert!(is_chinese(&title) && is_chinese(&why), "{title} {why}");
    }
    assert_eq!(titles(&["--lang", "zh"]), titles(&[]));
    for (title, why) in titles(&["--lang", "en"]) {
        assert!(!is_chinese(&title) && title.contains(' '), "{title}");
        assert!(why.split(' ').count() > 3, "{why}");
    }
}

#[test]
fn the_checked_text_is_in_the_answer_only_if_asked_for() {
    let review = json(&run(&["check", path(&seed("000.txt")), "--format", "json"]));
    assert!(review["source"].get("text").is_none());
    let review = json(&run(&[
        "check",
        path(&seed("000.txt")),
        "--format",
        "json",
        "--with-text",
    ]));
    let text = std::fs::read_to_string(seed("000.txt")).expect("seed 000");
    assert_eq!(review["source"]["text"].as_str(), Some(text.as_str()));
    let (_folder, page) = file(&render(&idle(), Layout::Html(html::Style::Page)), "page.html");
    let review = json(&run(&["check", path(&page), "--format", "json", "--with-text"]));
    let text = review["source"]["text"].as_str().expect("the visible text").to_owned();
    assert!(!text.contains("<td"), "the text of a page is what is to be seen of it");
    for (name, cell) in review["report"]["cells"].as_object().expect("cells") {
        let span: Vec<usize> = serde_json::from_value(cell["span"].clone()).expect("a span is two numbers");
        assert_eq!(Some(&text[span[0]..span[1]]), cell["text"].as_str(), "{name}");
    }
}

#[test]
fn the_catalogue_lists_every_rule_and_explains_each() {
    let output = run(&["rules"]);
    assert_eq!(output.status.code(), Some(0));
    let catalogue = stdout(&output);
    let codes = (1..=9)
        .map(|n| format!("A0{n}"))
        .chain((1..=7).map(|n| format!("B0{n}")));
    for code in codes.chain(["C04", "C05", "C06", "C08", "C09", "C11", "C12"].map(str::to_owned)) {
        assert!(catalogue.contains(&code), "{code} is not in the catalogue");
        let output = run(&["rules", &code]);
        let page = stdout(&output);
        assert_eq!(output.status.code(), Some(0), "{code}");
        assert!(
            page.contains(&code) && page.lines().filter(|line| !line.trim().is_empty()).count() >= 5,
            "{code}:\n{page}"
        );
    }
}

#[test]
fn one_rule_is_explained_in_either_language() {
    assert!(stdout(&run(&["rules", "A02"])).contains("总计"));
    let english = stdout(&run(&["rules", "A02", "--lang", "en"]));
    assert!(english.split_whitespace().count() > 30, "{english}");
}

#[test]
fn the_version_is_the_packages() {
    let output = run(&["--version"]);
    assert_eq!(stdout(&output).trim(), format!("gouji {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_same_input_gives_the_same_output() {
    let (_folder, report) = file(&broken(), "report.txt");
    for format in ["text", "json"] {
        let arguments = ["check", path(&report), "--format", format];
        assert_eq!(stdout(&run(&arguments)), stdout(&run(&arguments)));
    }
}

#[test]
fn a_rule_that_is_off_is_turned_on_by_its_code() {
    let report = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/www/samples/consistent.txt"))
        .expect("the sample")
        .replace("行政事业性收费\t12.6", "行政事业性收费\t126000");
    let found = |arguments: &[&str]| stdout(&run_with(arguments, report.as_bytes())).contains("B06");
    assert!(!found(&["check", "-"]));
    assert!(found(&["check", "-", "--rules", "B06"]));
    assert!(found(&["check", "-", "--rules", "D22,b06"]));
    let unknown = run_with(&["check", "-", "--rules", "Z99"], report.as_bytes());
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("Z99"));
}

#[test]
fn files_are_read_up_to_the_limit_of_files() {
    let mut bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/formats/2021-gbk.rtf"))
        .expect("a report");
    bytes.resize(11 * 1024 * 1024, b'\n');
    let review = json(&run_with(&["check", "-", "--format", "json"], &bytes));
    assert_eq!(review["source"]["format"], "rtf");
    assert_eq!(review["source"]["bytes"], bytes.len());
}

#[test]
fn an_archive_is_checked_file_by_file_and_what_is_left_out_is_named() {
    let report = render(&idle(), Layout::BrowserRows);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("all.zip");
    let archive = support::packed::deflated(&[
        ("甲/clean.txt", report.as_bytes()),
        ("甲/broken.txt", broken().as_bytes()),
        ("甲/two.txt", (report.clone() + "\n" + &report).as_bytes()),
        ("甲/photo.jpg", b"\xff\xd8\xff"),
        ("甲/notes.txt", "会议通知".as_bytes()),
    ]);
    fs::write(&file, archive).expect("a file");
    let output = run(&["check", path(&file), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let reviews = json(&output);
    let names: Vec<&str> = reviews
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(|review| {
            review["source"]["name"]
                .as_str()?
                .split_once("!/")
                .map(|(_, name)| name)
        })
        .collect();
    assert_eq!(names, ["甲/clean.txt", "甲/broken.txt", "甲/two.txt#1", "甲/two.txt#2"]);
    let of_set = run(&["set", path(folder.path())]);
    for told in [&output.stderr, &of_set.stderr].map(|told| String::from_utf8_lossy(told)) {
        assert!(
            told.contains("另有2项") && told.contains("photo.jpg") && told.contains("notes.txt"),
            "{told}"
        );
    }
    let lines = run(&["check", path(&file), "--format", "jsonl"]);
    assert_eq!(String::from_utf8_lossy(&lines.stdout).lines().count(), 4);
}

#[test]
fn a_fragment_whose_sums_hold_is_no_failure() {
    let text = render(&idle(), Layout::BrowserRows);
    let start = text.find("一、本年新收").expect("the first row");
    let start = text[..start]
        .rfind("申请人情况")
        .map_or(start, |head| text[..head].rfind('\n').map_or(0, |end| end + 1));
    let end = text.find("四、政府信息公开行政复议").expect("part four");
    let (_folder, fragment) = file(&text[start..end], "三.txt");
    let output = run(&["check", path(&fragment)]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("只粘贴了表三，未粘贴表二、表四。"), "{told}");
    assert!(told.contains("勾稽关系全部相符"), "{told}");
}
