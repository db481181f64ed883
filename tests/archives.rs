//! What the command offers for very many reports: several at once, lists, pipes, short answers, going on after an interruption.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::{Value, json};
use tempfile::TempDir;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn gouji() -> Command {
    let mut command = Command::cargo_bin("gouji").expect("the command");
    command.current_dir(tests()).stdin(Stdio::null());
    command
}

/// What a run writes to standard output.
fn stdout(arguments: &[&str]) -> Vec<u8> {
    gouji().args(arguments).output().expect("a run").stdout
}

/// Inputs of every kind: texts, files, archives, several reports in one, what cannot be read.
const INPUTS: [&str; 5] = [
    "reports/seeds",
    "cases/report/12a_two_reports_one_paste.txt",
    "reports/formats/refused",
    "reports/formats/2021-docx.zip",
    "nowhere.txt",
];

#[test]
fn several_at_once_answer_with_the_same_bytes() {
    for format in ["text", "json", "jsonl", "csv", "markdown", "junit"] {
        let with_jobs = |jobs: &str| {
            let mut arguments = vec!["check", "--format", format, "--jobs", jobs];
            arguments.extend(INPUTS);
            stdout(&arguments)
        };
        let one = with_jobs("1");
        assert!(!one.is_empty());
        assert!(one == with_jobs("2") && one == with_jobs("5"), "{format}");
    }
}

/// The arguments of an answer of lines into a file.
fn into(file: &Path, format: &str, more: &[&str]) -> Command {
    let mut command = gouji();
    command
        .args(["check", "--format", format, "--jobs", "2", "-o"])
        .arg(file);
    command.args(more).args(INPUTS).stderr(Stdio::null());
    command
}

#[test]
fn what_was_cut_short_anywhere_goes_on_to_the_same_bytes() {
    let folder = TempDir::new().expect("a folder");
    for format in ["jsonl", "csv"] {
        let whole = folder.path().join("whole");
        into(&whole, format, &[]).status().expect("a run");
        let bytes = fs::read(&whole).expect("the answer");
        for part in 0..10 {
            let cut = folder.path().join("cut");
            fs::write(&cut, &bytes[..bytes.len() * part / 9]).expect("a part of it");
            into(&cut, format, &["--resume"]).status().expect("a run");
            assert!(fs::read(&cut).expect("the answer") == bytes, "{format}, {part} ninths");
        }
    }
}

#[test]
fn what_was_killed_goes_on_to_the_same_bytes() {
    let folder = TempDir::new().expect("a folder");
    let (whole, killed) = (folder.path().join("whole"), folder.path().join("killed"));
    into(&whole, "jsonl", &[]).status().expect("a run");
    let bytes = fs::read(&whole).expect("the answer");
    for round in 0..10 {
        fs::remove_file(&killed).ok();
        let mut run = into(&killed, "jsonl", &[]).spawn().expect("a run");
        std::thread::sleep(Duration::from_millis(15 * round));
        run.kill().ok();
        run.wait().expect("its end");
        let left = fs::read(&killed).unwrap_or_default();
        assert!(left.is_empty() || left.ends_with(b"\n"), "whole lines stay");
        into(&killed, "jsonl", &["--resume"]).status().expect("a run");
        assert!(fs::read(&killed).expect("the answer") == bytes, "round {round}");
    }
}

#[test]
fn an_answer_of_other_inputs_is_not_gone_on_with() {
    let folder = TempDir::new().expect("a folder");
    let other = folder.path().join("other.jsonl");
    for content in ["{\"source\":{\"name\":\"elsewhere.txt\"}}\n", "no JSON at all\n"] {
        fs::write(&other, content).expect("a file");
        let run = into(&other, "jsonl", &["--resume"]).status().expect("a run");
        assert_eq!(run.code(), Some(2));
        assert_eq!(fs::read_to_string(&other).expect("the file"), content);
    }
}

#[test]
fn paths_come_from_a_list() {
    let folder = TempDir::new().expect("a folder");
    let list = folder.path().join("list");
    let named = stdout(&[
        "check",
        "--format",
        "jsonl",
        "reports/seeds/000.txt",
        "reports/seeds/003.txt",
    ]);
    for (lines, null) in [
        ("reports/seeds/000.txt\nreports/seeds/003.txt\n", false),
        ("reports/seeds/000.txt\r\n\r\nreports/seeds/003.txt", false),
        ("reports/seeds/000.txt\0reports/seeds/003.txt\0", true),
    ] {
        fs::write(&list, lines).expect("a list");
        let mut command = gouji();
        command.args(["check", "--format", "jsonl", "--files-from"]).arg(&list);
        command.args(null.then_some("--null"));
        assert!(command.output().expect("a run").stdout == named, "{lines:?}");
    }
}

/// Feeds lines, and gives the answers.
fn answers(lines: &[&str], more: &[&str]) -> (Vec<Value>, Option<i32>) {
    let folder = TempDir::new().expect("a folder");
    let input = folder.path().join("lines");
    fs::write(&input, lines.join("\n") + "\n").expect("lines");
    let run = gouji()
        .args(["check", "--stdin-lines"])
        .args(more)
        .stdin(fs::File::open(&input).expect("lines"))
        .output()
        .expect("a run");
    let text = String::from_utf8(run.stdout).expect("UTF-8");
    let answers = text.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    (answers.collect(), run.status.code())
}

#[test]
fn every_line_has_one_answer_in_its_place() {
    let seed = fs::read_to_string(tests().join("reports/seeds/000.txt")).expect("a seed");
    let text = json!({ "name": "甲", "text": seed }).to_string();
    // “会议通知”: no report.
    let data = json!({ "name": "乙", "data": "5Lya6K6u6YCa55+l" }).to_string();
    let lines = [
        "reports/seeds/000.txt",
        &text,
        &data,
        "",
        "nowhere.txt",
        "{not JSON",
        "{\"name\":\"丙\"}",
        "cases/report/12a_two_reports_one_paste.txt",
        "reports/seeds/000.txt",
    ];
    let (answers, status) = answers(&lines, &[]);
    assert_eq!(status, Some(2));
    let told = |at: usize| {
        (
            answers[at]["source"]["name"].as_str(),
            answers[at]["summary"]["verdict"].as_str(),
        )
    };
    assert_eq!(answers.len(), lines.len());
    assert_eq!(told(0), (Some("reports/seeds/000.txt"), Some("consistent")));
    assert_eq!(told(1), (Some("甲"), Some("consistent")));
    assert_eq!(told(2), (Some("乙"), Some("unsupported")));
    for at in 3..7 {
        assert_eq!(told(at).1, Some("unsupported"), "{}", lines[at]);
        assert!(
            answers[at]["summary"]["reason"]
                .as_str()
                .is_some_and(|reason| !reason.is_empty())
        );
    }
    assert_eq!(told(7).0, Some("cases/report/12a_two_reports_one_paste.txt#1"));
    assert_eq!(answers[7]["more"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        answers[7]["more"][0]["source"]["name"],
        "cases/report/12a_two_reports_one_paste.txt#2"
    );
    assert_eq!(answers[8], answers[0]);
}

#[test]
fn a_short_answer_says_the_same_in_less() {
    for seed in ["000", "001", "002", "003", "004"] {
        let path = format!("reports/seeds/{seed}.txt");
        let line = |more: &[&str]| {
            let arguments = [&["check", "--format", "jsonl"], more, &[&path]].concat();
            String::from_utf8(stdout(&arguments)).expect("UTF-8")
        };
        let (full, slim) = (line(&[]), line(&["--slim"]));
        let (full, short): (Value, Value) = (
            serde_json::from_str(&full).expect("JSON"),
            serde_json::from_str(&slim).expect("JSON"),
        );
        assert_eq!(short["slim"], true);
        assert!(!slim.contains("\"span\"") && !slim.contains("\"why\"") && !slim.contains("\"hint\""));
        assert_eq!(short["summary"], full["summary"]);
        let rules = |review: &Value| -> Vec<Value> {
            let findings = review["findings"].as_array().expect("findings");
            findings
                .iter()
                .map(|finding| json!([finding["rule"], finding["message"], finding["cells"]]))
                .collect()
        };
        assert_eq!(rules(&short), rules(&full));
        let cells = short["report"]["cells"].as_object().expect("cells");
        for (cell, found) in full["report"]["cells"].as_object().expect("cells") {
            let is_zero = found["value"]
                .as_number()
                .is_some_and(|number| number.as_f64() == Some(0.0));
            assert_eq!(
                cells.get(cell).map(|short| &short["value"]),
                (!is_zero).then_some(&found["value"]),
                "{cell}"
            );
        }
    }
}

#[test]
fn what_does_not_go_together_is_said() {
    for arguments in [
        &["check", "--slim", "reports/seeds/000.txt"][..],
        &["check", "--resume", "reports/seeds/000.txt"],
        &[
            "check",
            "--resume",
            "--format",
            "json",
            "-o",
            "/dev/null",
            "reports/seeds/000.txt",
        ],
        &["check", "--null", "reports/seeds/000.txt"],
        &["check", "--stdin-lines", "reports/seeds/000.txt"],
        &["check", "--jobs", "0", "reports/seeds/000.txt"],
        &["check"],
    ] {
        let run = gouji().args(arguments).output().expect("a run");
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{arguments:?}");
    }
}
