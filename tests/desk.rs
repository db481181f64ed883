//! What leaves the desk opens in other programs: the workbook, the letters, the notice, the draft of a government's own tables.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use support::county::{county, files, read, run, text};

/// The settings of an office program that calculates every formula of a file again when it opens it.
const CALCULATES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\
<item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\"><prop oor:name=\"OOXMLRecalcMode\" oor:op=\"fuse\">\
<value>0</value></prop></item></oor:items>";

/// Turns a file into another by the office program if it is there; else says that this is skipped.
fn soffice(folder: &Path, to: &str, file: &str) -> bool {
    let settings = folder.join("profile/user");
    fs::create_dir_all(&settings).expect("a folder");
    if !settings.join("registrymodifications.xcu").exists() {
        fs::write(settings.join("registrymodifications.xcu"), CALCULATES).expect("the settings");
    }
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = std::process::Command::new("soffice")
        .current_dir(folder)
        .args([&profile, "--headless", "--convert-to", to, "--outdir", "out", file])
        .output();
    match done {
        Ok(output) if output.status.success() => {
            let made = Path::new(file).with_extension(to.split(':').next().unwrap_or(to));
            assert!(
                folder.join("out").join(&made).exists(),
                "LibreOffice does not open {file}"
            );
            true
        }
        other => {
            eprintln!("skipped: LibreOffice is not there or does not start ({other:?})");
            false
        }
    }
}

/// What a program of a language says of a file; none, and a sentence, where the language or the library is not there.
fn told_by(language: &str, library: &str, program: &str, file: &Path) -> Option<String> {
    let flag = if language == "node" { "-e" } else { "-c" };
    let done = std::process::Command::new(language)
        .args([flag, program])
        .arg(file)
        .output();
    let Ok(output) = done else {
        eprintln!("skipped: {language} is not there");
        return None;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    if errors.contains("No module named") || errors.contains("Cannot find module") {
        eprintln!("skipped: {library} is not installed");
        return None;
    }
    assert!(
        output.status.success(),
        "{library} does not open {}: {errors}",
        file.display()
    );
    Some(text(&output))
}

#[test]
fn what_leaves_the_desk_opens_in_other_programs() {
    let county = county();
    let folder = files(&county);
    let points = "规则,级别,扣分,每项上限\nG01,错误,5,5\nJ01,警告,3,";
    fs::write(folder.path().join("评分表.csv"), points).expect("a file");
    let output = run(
        folder.path(),
        &[
            "云岭县",
            "--roster",
            "名单.csv",
            "--format",
            "xlsx",
            "-o",
            "核对.xlsx",
            "--letters",
            "意见函.docx",
            "--all",
            "--notice",
            "通报.docx",
            "--score",
            "评分表.csv",
        ],
    );
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    workbook(&folder);
    letters(&folder);
    draft(&folder);
}

fn workbook(folder: &TempDir) {
    let path = folder.path().join("核对.xlsx");
    let cached = formulas(&read(folder, "核对.xlsx"));
    assert!(cached.len() > 1000, "{}", cached.len());
    let openpyxl = "
import sys, warnings, openpyxl
warnings.simplefilter('error')
book = openpyxl.load_workbook(sys.argv[1])
formulas = sum(cell.data_type == 'f' for sheet in book for row in sheet.iter_rows() for cell in row)
print(formulas, *book.sheetnames, sep='|')";
    let sheets = "说明|汇总|核对意见|年度衔接|各单位·表二 1|各单位·表三 1|各单位·表四 1|各单位·表三（总计列） 1|汇总核对 1|\
各单位·表二 2|各单位·表三 2|各单位·表四 2|各单位·表三（总计列） 2|汇总核对 2|缺报与重复|雷同|扣分明细|单位名单|单元格";
    if let Some(told) = told_by("python3", "openpyxl", openpyxl, &path) {
        assert_eq!(told.trim(), format!("{}|{sheets}", cached.len()));
    }
    let calamine = "
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names: book.get_sheet_by_name(name).to_python()
print(*book.sheet_names, sep='|')";
    if let Some(told) = told_by("python3", "python-calamine", calamine, &path) {
        assert_eq!(told.trim(), sheets);
    }
    let sheet_js = "console.log(require('xlsx').readFile(process.argv[1]).SheetNames.join('|'))";
    if let Some(told) = told_by("node", "SheetJS", sheet_js, &path) {
        assert_eq!(told.trim(), sheets);
    }
    keeps_its_values(folder, "核对.xlsx");
}

/// The office program calculates every formula again, and finds what stands there.
fn keeps_its_values(folder: &TempDir, name: &str) {
    let cached = formulas(&read(folder, name));
    if !soffice(folder.path(), "xlsx", name) {
        return;
    }
    let again = formulas(&read(folder, &format!("out/{name}")));
    assert_eq!(again.len(), cached.len());
    for (place, value) in &cached {
        let other = &again[place];
        let numbers = value.parse::<f64>().ok().zip(other.parse::<f64>().ok());
        let same = value == other || numbers.is_some_and(|(a, b)| (a - b).abs() < 1e-6);
        assert!(same, "{name}, sheet {}, {}: {value} {other}", place.0, place.1);
    }
}

fn letters(folder: &TempDir) {
    let program = "
import sys, docx
letters = docx.Document(sys.argv[1])
section = letters.sections[0]
margins = [round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)]
print(margins, len(letters.tables))
for paragraph in letters.paragraphs: print(paragraph.text)
for row in letters.tables[0].rows: print(*(cell.text for cell in row.cells), sep='|')";
    if let Some(told) = told_by("python3", "python-docx", program, &folder.path().join("意见函.docx")) {
        assert!(
            told.starts_with("[37, 35, 28, 26]"),
            "{}",
            told.lines().next().unwrap_or_default()
        );
        for words in [
            "关于2024年政府信息公开工作年度报告核对意见的函",
            "云岭县水利局：",
            "你单位2024年政府信息公开工作年度报告收悉。经核对，报告内勾稽关系",
            "、与上年度报告衔接",
            "5（2023年结转下年度）≠ 0（2024年上年结转），差 5",
            "、与其他单位报告雷同",
            "关于2024年政府信息公开工作年度报告汇总数据核对意见的函",
            "恰好等于漏计云岭县行政审批服务局。",
            "以上意见依据报告自身的数据和文字、以及所列上年度报告得出，具体数字以台账为准。",
            "附：1.核对情况表",
            "序号|位置|报告数|应为/上年数|差|意见|核实情况|更正后",
            "未发现应当更正或者核实的问题。",
        ] {
            assert!(told.contains(words), "{words}");
        }
    }
    for name in ["意见函.docx", "通报.docx"] {
        if soffice(folder.path(), "pdf", name) {
            let printed = read(folder, &format!("out/{}", name.replace("docx", "pdf")));
            assert!(printed.starts_with(b"%PDF"), "{name}");
        }
    }
}

/// The sums for the county's own report: `gouji check` reads every cell of them, and they are the sums.
fn draft(folder: &TempDir) {
    let output = run(
        folder.path(),
        &[
            "云岭县",
            "--roster",
            "名单.csv",
            "--year",
            "2024",
            "--draft-of",
            "云岭县人民政府",
            "-o",
            "汇总表.xlsx",
        ],
    );
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(folder.path().join("汇总表.xlsx").exists(), "{errors}");
    keeps_its_values(folder, "汇总表.xlsx");
    let mut check = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let check = check
        .current_dir(folder.path())
        .args(["check", "汇总表.xlsx", "--format", "json"]);
    let review: Value = serde_json::from_slice(&check.output().expect("the command runs").stdout).expect("JSON");
    let cells = review["report"]["cells"].as_object().expect("cells");
    let answer = run(
        folder.path(),
        &["云岭县", "--roster", "名单.csv", "--year", "2024", "--format", "json"],
    );
    let answer: Value = serde_json::from_str(&text(&answer)).expect("JSON");
    let parents = answer["parents"].as_array().expect("parents");
    let sums = parents.iter().find(|parent| parent["year"] == 2024).expect("the sums");
    let sums = sums["cells"].as_array().expect("cells");
    assert_eq!(sums.len(), 200);
    for sum in sums {
        let name = sum["cell"].as_str().expect("a name");
        let cell = cells
            .get(name)
            .unwrap_or_else(|| panic!("{name}: {}", review["summary"]));
        assert_eq!(cell["state"], "value", "{name}");
        let number = |value: &Value| value.to_string().parse::<f64>().expect("a number");
        assert!((number(&cell["value"]) - number(&sum["sum"])).abs() < 1e-6, "{name}");
    }
    let unknown = run(
        folder.path(),
        &["云岭县", "--draft-of", "青阳县人民政府", "-o", "无.xlsx"],
    );
    assert_eq!(unknown.status.code(), Some(2));
    let told = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(
        told.contains("云岭县人民政府") && !folder.path().join("无.xlsx").exists(),
        "{told}"
    );
}

/// The cells of a workbook that have formulas, each with its value.
fn formulas(bytes: &[u8]) -> BTreeMap<(usize, String), String> {
    let archive = rawzip::ZipArchive::from_slice(bytes).expect("a workbook");
    let mut found = BTreeMap::new();
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
