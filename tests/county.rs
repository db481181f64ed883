//! The made-up county: every planted fault is told, nothing else is told at warning or above; and what leaves the desk says so.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use gouji::language::Lang;
use gouji::set::{Roster, SetReview};
use serde_json::Value;
use tempfile::TempDir;

use support::county::{County, county};
use support::set::set;

fn review(county: &County) -> SetReview {
    let document = gouji::input::list(county.roster.as_bytes(), gouji::input::Encoding::decode).expect("CSV");
    let roster = Roster::read(&document, "名单.csv").expect("a roster");
    set(&county.papers).review(Some(&roster))
}

#[test]
fn every_planted_fault_is_told_and_nothing_else() {
    let county = county();
    assert!(county.papers.len() > 2 * 60);
    let review = review(&county);
    let mut told: BTreeSet<String> = BTreeSet::new();
    for finding in &review.findings {
        let name = review.bodies[finding.body].name.replace("云岭县", "");
        told.insert(format!(
            "{} {} {name} {}",
            finding.rule.code,
            finding.severity.name(),
            finding.year
        ));
    }
    let planted: BTreeSet<String> = county
        .planted
        .iter()
        .map(|(code, severity, name, year)| format!("{code} {severity} {name} {year}"))
        .collect();
    let said: Vec<String> = review
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.rule.code, finding.says.get(Lang::Zh)))
        .collect();
    let missed: Vec<&String> = planted.difference(&told).collect();
    assert!(missed.is_empty(), "not told: {missed:#?}\n{said:#?}");
    let more: Vec<&String> = told
        .difference(&planted)
        .filter(|line| !line.contains(" info "))
        .collect();
    assert!(more.is_empty(), "told besides: {more:#?}\n{said:#?}");
    assert!(
        said.iter()
            .any(|line| line.contains("恰好等于漏计云岭县行政审批服务局")),
        "{said:#?}"
    );
    assert!(
        said.iter()
            .any(|line| line.contains("恰好等于重复计入云岭县市场监督管理局")),
        "{said:#?}"
    );
}

/// The county as files.
fn files(county: &County) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for paper in &county.papers {
        let path = folder.path().join("云岭县").join(&paper.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, paper.text()).expect("a file");
        if let Some(seconds) = paper.modified {
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            fs::File::options()
                .append(true)
                .open(&path)
                .expect("the file")
                .set_modified(time)
                .expect("its time");
        }
    }
    fs::write(
        folder.path().join("云岭县/2024/部门/关于召开会议的通知.txt"),
        "各乡镇：定于周三召开会议。",
    )
    .expect("a file");
    fs::write(folder.path().join("名单.csv"), &county.roster).expect("the roster");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command
        .current_dir(folder)
        .args(["set", "云岭县", "--roster", "名单.csv"])
        .args(arguments);
    command.output().expect("the command runs")
}

#[test]
fn the_command_writes_all_that_leaves_the_desk() {
    let county = county();
    let folder = files(&county);
    let output = run(
        folder.path(),
        &[
            "--format",
            "json",
            "-o",
            "核对.json",
            "--write-roster",
            "推断.csv",
            "--letters",
            "意见函.zip",
            "--notice",
            "通报.docx",
        ],
    );
    assert_eq!(
        output.status.code(),
        Some(2),
        "a stray notice cannot be read: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let json = fs::read_to_string(folder.path().join("核对.json")).expect("the answer");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["schema"], "gouji/set/1");
    assert_eq!(json["unread"].as_array().expect("a list").len(), 1);
    assert_eq!(
        json["reports"].as_array().expect("a list").len(),
        county.papers.len() + 1
    );
    for (code, severity, _, year) in &county.planted {
        let found =
            json["findings"].as_array().expect("a list").iter().any(|finding| {
                finding["rule"] == *code && finding["severity"] == *severity && finding["year"] == *year
            });
        assert!(found, "{code} {severity} {year}");
    }
    // Every place of a finding is a place of a report of the list.
    for finding in json["findings"].as_array().expect("a list") {
        for spot in std::iter::once(&finding["at"]).chain(finding["with"].as_array().expect("a list")) {
            if !spot.is_null() {
                let id = spot["report"].as_str().expect("an id");
                assert!(
                    json["reports"]
                        .as_array()
                        .expect("a list")
                        .iter()
                        .any(|report| report["id"] == id)
                );
            }
        }
    }
    let roster = fs::read_to_string(folder.path().join("推断.csv")).expect("the roster");
    assert!(
        roster.contains("云岭县教育局,云岭县人民政府,部门,云岭县教育和体育局"),
        "{roster}"
    );
    for name in ["意见函.zip", "通报.docx"] {
        let bytes = fs::read(folder.path().join(name)).expect("a file");
        assert!(bytes.starts_with(b"PK"), "{name}");
    }
    for format in ["text", "jsonl", "csv", "markdown"] {
        let output = run(folder.path(), &["--format", format]);
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains("水利局") && text.lines().count() > 20, "{format}");
    }
}

/// Runs a program of the machine if it is there; else says that the test is skipped.
fn soffice(folder: &Path, to: &str, file: &str) -> bool {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = std::process::Command::new("soffice")
        .current_dir(folder)
        .args([&profile, "--headless", "--convert-to", to, "--outdir", "out", file])
        .output();
    match done {
        Ok(output) if output.status.success() => true,
        other => {
            eprintln!("skipped: LibreOffice is not there or does not start ({other:?})");
            false
        }
    }
}

#[test]
fn a_workbooks_formulas_keep_their_values_when_calculated_again() {
    let county = county();
    let folder = files(&county);
    let output = run(
        folder.path(),
        &[
            "--format",
            "xlsx",
            "-o",
            "核对.xlsx",
            "--letters",
            "意见函.docx",
            "--all",
        ],
    );
    assert!(
        output.status.code().is_some(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let cached = formulas(&fs::read(folder.path().join("核对.xlsx")).expect("the workbook"));
    assert!(cached.len() > 1000, "{}", cached.len());
    // Other formulas of the first file stay: a broken one would become an error.
    if soffice(folder.path(), "xlsx", "核对.xlsx") {
        let again = formulas(&fs::read(folder.path().join("out/核对.xlsx")).expect("the workbook"));
        assert_eq!(again.len(), cached.len());
        for ((sheet, cell), value) in &cached {
            let other = &again[&(*sheet, cell.clone())];
            let same = value == other
                || value
                    .parse::<f64>()
                    .ok()
                    .zip(other.parse::<f64>().ok())
                    .is_some_and(|(a, b)| (a - b).abs() < 1e-6);
            assert!(same, "sheet {sheet} {cell}: {value} {other}");
        }
        assert!(soffice(folder.path(), "pdf", "意见函.docx"), "a letter is printed");
    }
}

/// The cells of a workbook that have formulas, each with its value.
fn formulas(bytes: &[u8]) -> std::collections::BTreeMap<(usize, String), String> {
    let archive = rawzip::ZipArchive::from_slice(bytes).expect("a workbook");
    let mut found = std::collections::BTreeMap::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().expect("an entry") {
        let name = String::from_utf8(entry.file_path().as_bytes().to_vec()).expect("a name");
        let number = name
            .strip_prefix("xl/worksheets/sheet")
            .and_then(|name| name.strip_suffix(".xml"));
        let Some(number) = number else { continue };
        let packed = archive.get_entry(entry.wayfinder()).expect("its bytes");
        let data = miniz_oxide::inflate::decompress_to_vec(packed.data()).expect("deflated");
        let text = String::from_utf8(data).expect("UTF-8");
        for piece in text.split("<c ").skip(1) {
            let piece = piece.split("</c>").next().unwrap_or_default();
            let between = |from: &str, to: &str| Some(piece.split_once(from)?.1.split_once(to)?.0.to_owned());
            if piece.contains("<f") {
                let cell = between("r=\"", "\"").expect("a place");
                let value = between("<v>", "</v>").unwrap_or_default();
                found.insert((number.parse().expect("a number"), cell), value);
            }
        }
    }
    found
}
