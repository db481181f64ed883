//! The command destroys nothing of the user's, and nothing that it is given reaches the terminal as more than text.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// Far more than a small file takes, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn gouji(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    gouji(folder).args(arguments).output().expect("the command runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A folder with a report, `r.txt`.
fn folder() -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let report = fs::read_to_string(tests().join("reports/seeds/000.txt")).expect("a seed");
    fs::write(folder.path().join("r.txt"), &report).expect("a report");
    (folder, report)
}

fn wait_for(mut is_there: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_there() {
        assert!(start.elapsed() < PATIENCE, "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn an_input_is_never_written_over() {
    let (folder, report) = folder();
    let folder = folder.path();
    fs::hard_link(folder.join("r.txt"), folder.join("same.txt")).expect("another name");
    fs::write(folder.join("roster.csv"), "单位\n海盐县统计局\n").expect("a roster");
    for arguments in [
        &["check", "r.txt", "-o", "r.txt"][..],
        &["check", "r.txt", "-o", "./r.txt", "--format", "json"],
        &["check", "r.txt", "-o", "same.txt", "--format", "xlsx"],
        &["check", "same.txt", "r.txt", "-o", "r.txt", "--format", "csv"],
        &["set", ".", "--roster", "roster.csv", "-o", "roster.csv"],
        &["set", ".", "--roster", "roster.csv", "--write-roster", "roster.csv"],
        &["check", ".", "-o", "r.txt"],
        &["check", ".", "-o", "same.txt", "--format", "json"],
        &["set", ".", "-o", "./r.txt", "--format", "csv"],
        &["set", ".", "--write-roster", "r.txt"],
    ] {
        let output = run(folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains("不能又是写入的文件"), "{arguments:?}");
        assert!(output.stdout.is_empty());
        assert_eq!(
            fs::read_to_string(folder.join("r.txt")).expect("the report"),
            report,
            "{arguments:?}"
        );
        assert!(
            fs::read_to_string(folder.join("roster.csv"))
                .expect("the roster")
                .starts_with("单位")
        );
    }
    let output = gouji(folder)
        .args(["check", "-", "-o", "r.txt"])
        .stdin(fs::File::open(folder.join("r.txt")).expect("the report"))
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("r.txt")).expect("the report"), report);
}

#[cfg(unix)]
#[test]
fn a_link_to_an_input_is_the_input() {
    let (folder, report) = folder();
    let folder = folder.path();
    std::os::unix::fs::symlink("r.txt", folder.join("link.txt")).expect("a link");
    fs::create_dir(folder.join("out")).expect("a folder");
    std::os::unix::fs::symlink("../r.txt", folder.join("out/a.jsonl")).expect("a link");
    for arguments in [
        &["check", "r.txt", "-o", "link.txt"][..],
        &["check", "link.txt", "-o", "r.txt", "--format", "xlsx"],
        &["check", "r.txt", "-o", "out/a.jsonl", "--format", "jsonl"],
        &["check", ".", "-o", "out/a.jsonl", "--format", "junit"],
        &["set", ".", "-o", "link.txt"],
    ] {
        assert_eq!(run(folder, arguments).status.code(), Some(2), "{arguments:?}");
        assert_eq!(
            fs::read_to_string(folder.join("r.txt")).expect("the report"),
            report,
            "{arguments:?}"
        );
    }
}

#[test]
fn two_answers_never_share_a_file() {
    let (folder, _) = folder();
    let folder = folder.path();
    for (answer, roster) in [("a.csv", "a.csv"), ("a.csv", "./a.csv"), ("x/../a.csv", "a.csv")] {
        fs::create_dir_all(folder.join("x")).expect("a folder");
        let output = run(
            folder,
            &["set", ".", "-o", answer, "--write-roster", roster, "--format", "csv"],
        );
        assert_eq!(output.status.code(), Some(2), "{answer} {roster}");
        assert!(text(&output.stderr).contains("不能写入同一个文件"));
        assert!(!folder.join("a.csv").exists());
    }
}

#[test]
fn an_answer_in_the_folder_is_no_input_of_the_next_run() {
    let (folder, _) = folder();
    let folder = folder.path();
    for (format, name) in [
        ("xlsx", "a.xlsx"),
        ("csv", "a.csv"),
        ("markdown", "a.md"),
        ("text", "a.txt"),
    ] {
        let mut answers = Vec::new();
        for _ in 0..2 {
            run(folder, &["check", ".", "--format", format, "-o", name]);
            answers.push(fs::read(folder.join(name)).expect("an answer"));
        }
        assert_eq!(answers[0], answers[1], "{name}");
        fs::remove_file(folder.join(name)).expect("it is removed");
    }
    assert_eq!(fs::read_dir(folder).expect("the folder").count(), 1);
}

#[test]
fn who_is_killed_leaves_the_former_file_or_whole_lines() {
    let (folder, _) = folder();
    let folder = folder.path();
    for (format, name) in [
        ("json", "a.json"),
        ("junit", "a.xml"),
        ("xlsx", "a.xlsx"),
        ("jsonl", "a.jsonl"),
        ("csv", "a.csv"),
    ] {
        let path = folder.join(name);
        fs::write(&path, "former\n").expect("a former answer");
        // Standard input never ends: the command waits there, one report checked.
        let mut child = gouji(folder)
            .args(["check", "r.txt", "-", "--format", format, "-o", name])
            .stdin(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let read = || fs::read(&path).expect("the answer");
        let is_of_lines = matches!(format, "jsonl" | "csv");
        if is_of_lines {
            wait_for(|| !read().is_empty() && read() != b"former\n");
        } else {
            wait_for(|| {
                let names = fs::read_dir(folder).expect("the folder").flatten();
                names
                    .into_iter()
                    .any(|entry| entry.file_name().to_string_lossy().starts_with(".gouji-"))
            });
        }
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        let left = read();
        if is_of_lines {
            assert!(left.ends_with(b"\n"), "{name}");
            if format == "jsonl" {
                for line in text(&left).lines() {
                    serde_json::from_str::<Value>(line).expect("a whole review");
                }
            }
        } else {
            assert_eq!(left, b"former\n", "{name}");
        }
        for entry in fs::read_dir(folder).expect("the folder").flatten() {
            if entry.file_name().to_string_lossy().starts_with(".gouji-") {
                fs::remove_file(entry.path()).expect("what was left is removed");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn who_interrupts_finds_nothing_beside_the_former_file() {
    let (folder, _) = folder();
    let folder = folder.path();
    for format in ["json", "xlsx", "jsonl"] {
        let path = folder.join("a.out");
        fs::write(&path, "former\n").expect("a former answer");
        // Standard input never ends: the command waits there, one report checked.
        let mut child = gouji(folder)
            .args(["check", "r.txt", "-", "--format", format, "-o", "a.out"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("the command runs");
        // Waiting for a child closes its standard input.
        let open = child.stdin.take();
        let count = || fs::read_dir(folder).expect("the folder").count();
        wait_for(|| count() == 3 || fs::read(&path).is_ok_and(|bytes| bytes.starts_with(b"{")));
        let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(interrupt.expect("kill runs").success());
        assert_eq!(child.wait().expect("it ends").code(), Some(130), "{format}");
        drop(open);
        assert_eq!(count(), 2, "{format}: nothing is left beside it");
        let left = fs::read_to_string(&path).expect("the answer");
        if format == "jsonl" {
            assert!(left.ends_with("}\n"));
        } else {
            assert_eq!(left, "former\n", "{format}");
        }
    }
}

#[test]
fn an_answer_replaces_the_former_one_when_it_is_whole() {
    let (folder, _) = folder();
    let folder = folder.path();
    fs::write(folder.join("a.json"), "former").expect("a former answer");
    run(folder, &["check", "r.txt", "--format", "json", "-o", "a.json"]);
    let review: Value = serde_json::from_slice(&fs::read(folder.join("a.json")).expect("an answer")).expect("JSON");
    assert_eq!(review["source"]["name"], "r.txt");
    assert_eq!(
        fs::read_dir(folder).expect("the folder").count(),
        2,
        "nothing is left beside it"
    );
}

#[cfg(unix)]
#[test]
fn names_and_reports_are_shown_without_effect_on_the_terminal() {
    let (folder, _) = folder();
    let folder = folder.path();
    let name = "\u{1b}[2J\u{202e}\u{9b}31m\n报告.txt";
    fs::copy(tests().join("cases/hostile/esc.txt"), folder.join(name)).expect("a report");
    fs::write(folder.join("\u{1b}]0;x\u{7}.bin"), "").expect("a file that is left out");
    let lost = "\u{1b}[31mlost.txt";
    for arguments in [
        &["check", name, lost][..],
        &["check", ".", "--format", "json", "-o", "/dev/null"],
        &[
            "check",
            name,
            lost,
            "--format",
            "jsonl",
            "-o",
            "/dev/null",
            "--lang",
            "en",
        ],
        &["set", "."],
        &["rules", "\u{1b}[31mA02"],
        &["rules", "A02", "\u{202e}A03"],
        &["check", ".", "--format", "\u{202e}json"],
        &["set", ".", "--roster", "\u{1b}[31m.csv"],
        &["set", ".", "--lang", "en", "--write-roster", "/dev/null"],
    ] {
        let output = run(folder, arguments);
        for shown in [text(&output.stdout), text(&output.stderr)] {
            let moves = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
            assert!(!shown.contains(moves), "{arguments:?}: {shown:?}");
        }
    }
    let shown = text(&run(folder, &["check", name]).stdout);
    assert!(shown.contains(r"\u{1b}[2J\u{202e}\u{9b}31m\u{a}报告.txt"), "{shown}");
    assert!(
        !shown.contains("[D19]"),
        "the 0 that drives a terminal is no number of the report: {shown}"
    );
}

#[test]
fn one_file_never_stops_the_others() {
    let hostile = tests().join("cases/hostile");
    let folder = tempfile::tempdir().expect("a folder");
    let mut count = 0;
    for entry in fs::read_dir(&hostile).expect("the hostile files").flatten() {
        if entry.metadata().expect("a file").len() < 64 * 1024 {
            fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
            count += 1;
        }
    }
    let answers: Value =
        serde_json::from_slice(&run(folder.path(), &["check", ".", "--format", "json"]).stdout).expect("JSON");
    let names = answers
        .as_array()
        .expect("an array")
        .iter()
        .map(|review| review["source"]["name"].to_string());
    let mut files: Vec<String> = names
        .map(|name| name.split('#').next().unwrap_or_default().to_owned())
        .collect();
    files.dedup();
    assert_eq!(files.len(), count);
    let mut junit = gouji(folder.path());
    junit.args(["check", ".", "--format", "junit"]);
    assert!(
        text(&junit.output().expect("the command runs").stdout)
            .trim_end()
            .ends_with("</testsuites>")
    );
}

#[test]
fn folders_say_what_they_left_out() {
    let (folder, _) = folder();
    let folder = folder.path();
    fs::write(folder.join("picture.png"), "no report").expect("a picture");
    fs::create_dir(folder.join(".hidden")).expect("a folder");
    for command in ["check", "set"] {
        let told = text(&run(folder, &[command, "."]).stderr);
        assert!(
            told.contains("文件夹中另有2项不是可以读取的报告文件"),
            "{command}: {told}"
        );
        for name in ["picture.png", ".hidden"] {
            assert!(told.contains(name), "{command}: {told}");
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let (folder, _) = folder();
    let mut child = gouji(folder.path())
        .args(["check", "r.txt", "-", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("its input");
    // It may have ended already.
    let _ = input.write_all("七".as_bytes());
    drop(input);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}
