//! Every format that offices hold gives the same cells: the files of `tests/reports/formats`, made by `tests/formats/make.py`
//! with independent writers, and what is refused.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gouji::document::Reason;
use gouji::form::CellId;
use gouji::input::formats::{self, ACCEPT, FORMATS, IDS, Mark};
use gouji::input::{Source, sniff};
use gouji::language::Lang;
use gouji::report::State;
use gouji::review::{Review, Severity, Verdict};
use gouji::{Options, check, check_all, input};
use serde_json::Value;

use support::asks::{cells, listed};
use support::laws;
use support::packed::{deflated, stored};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/formats")
}

/// The files of a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending != "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// What is wrong with the answer to a file that holds a known report.
fn differences(review: &Review, known: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let read = cells(review);
    for (cell, text) in known["cells"].as_object().expect("cells") {
        let Some(found) = read.get(cell) else {
            wrong.push(format!("{cell} is not read"));
            continue;
        };
        match text.as_str() {
            Some(text)
                if found.state == State::Value
                    && found.value.map(|v| v.to_string()).as_deref() == Some(text.trim_start_matches('+')) => {}
            // What is hidden in a cell is no number, and the cell is not simply blank.
            None if matches!(found.state, State::Blank | State::Unreadable(Reason::Hidden)) => {}
            _ => wrong.push(format!(
                "{cell}: {text} is read as {} {:?}",
                found.state.name(),
                found.value
            )),
        }
    }
    let broken: BTreeSet<(String, Vec<String>)> = (known["broken"].as_array().expect("broken").iter())
        .map(|one| {
            let cells = one["cells"].as_array().expect("cells").iter();
            let cells = cells.map(|cell| cell.as_str().expect("a cell").to_owned()).collect();
            (one["rule"].as_str().expect("a rule").to_owned(), cells)
        })
        .collect();
    let found: BTreeSet<(String, Vec<String>)> = (review.findings.iter())
        .filter(|finding| finding.severity == Severity::Error)
        .filter(|finding| {
            let is_hidden = |id: &CellId| review.report.cell(*id).state == State::Unreadable(Reason::Hidden);
            !(finding.code() == "B04" && finding.cells.iter().all(is_hidden))
        })
        .map(|finding| {
            (
                finding.code().to_owned(),
                finding.cells.iter().map(ToString::to_string).collect(),
            )
        })
        .collect();
    if broken != found {
        wrong.push(format!("the errors are {:#?}", listed(review)));
    }
    let report = &review.report;
    let text = |span: Option<_>| span.map(|span| report.document.slice(span).replace(['\n', ' '], ""));
    if report.year.map(i64::from) != known["year"].as_i64() {
        wrong.push(format!("the year is {:?}", report.year));
    }
    if text(report.agency).as_deref() != known["agency"].as_str() {
        wrong.push(format!("the agency is {:?}", text(report.agency)));
    }
    wrong
}

#[test]
fn every_format_gives_the_same_cells() {
    let known: Value =
        serde_json::from_slice(&fs::read(folder().join("numbers.json")).expect("numbers.json")).expect("JSON");
    let mut wrong = BTreeMap::new();
    let mut endings = BTreeSet::new();
    for path in files(&folder()) {
        let name = name(&path);
        endings.insert(path.extension().expect("an ending").to_string_lossy().into_owned());
        let bytes = fs::read(&path).expect("a file");
        let differs = match check(&bytes, None, &Options::default()) {
            Ok(review) => {
                laws::obeys_the_laws(&review);
                let Source { format, encoding, .. } = review.source;
                let named = Source::named(format, encoding);
                assert_eq!((named.format, named.encoding), (format, encoding), "{name}");
                differences(&review, &known[&name[..4]])
            }
            Err(error) => vec![error.message(Lang::Zh)],
        };
        if !differs.is_empty() {
            wrong.insert(name, differs);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for ending in [
        "csv", "doc", "docx", "et", "html", "md", "mht", "odt", "ofd", "pdf", "rtf", "txt", "wps", "xls", "xlsx", "zip",
    ] {
        assert!(endings.contains(ending), "there is no fixture for .{ending}");
    }
}

/// Refused: an error, or the verdict `unsupported`; either way a sentence, and no number.
fn refusal(bytes: &[u8]) -> Result<String, Box<Review>> {
    match check(bytes, None, &Options::default()) {
        Err(error) => Ok(error.message(Lang::Zh)),
        Ok(review) if review.summary.verdict == Verdict::Unsupported => {
            laws::obeys_the_laws(&review);
            Ok(review.summary.reason.as_ref().expect("a reason").get(Lang::Zh))
        }
        Ok(review) => Err(Box::new(review)),
    }
}

fn assert_refused(what: &str, bytes: &[u8]) -> String {
    match refusal(bytes) {
        Ok(sentence) => {
            assert!(sentence.chars().count() > 8, "{what}: “{sentence}” is no sentence");
            sentence
        }
        Err(review) => panic!(
            "{what} is read: {:#?}",
            review.report.document.text.chars().take(300).collect::<String>()
        ),
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_reason() {
    for path in files(&folder().join("refused")) {
        let sentence = assert_refused(&name(&path), &fs::read(&path).expect("a file"));
        let name = name(&path);
        let reason = [("password", "密码"), ("scan", "图像"), ("no-characters", "字体")];
        let expected = reason.iter().find(|(kind, _)| name.contains(kind));
        if let Some((_, word)) = expected {
            assert!(sentence.contains(word), "{name}: {sentence}");
        }
    }
}

/// Text may end anywhere; everything else knows where it ends.
fn knows_its_end(path: &Path) -> bool {
    let ending = path.extension().expect("an ending").to_string_lossy().into_owned();
    let bytes = fs::read(path).expect("a file");
    !matches!(ending.as_str(), "csv" | "md" | "txt" | "htm" | "html")
        && !matches!(input::sniff(&bytes), Ok(input::Kind::Text(_)))
}

#[test]
fn a_file_cut_off_is_refused_never_half_read() {
    let mut read = Vec::new();
    for path in files(&folder()).into_iter().filter(|path| knows_its_end(path)) {
        let bytes = fs::read(&path).expect("a file");
        for (part, of) in [(1, 10), (1, 2), (3, 4), (95, 100)] {
            let cut = &bytes[..bytes.len() * part / of];
            if let Err(review) = refusal(cut) {
                read.push(format!("{} at {part}/{of}: {:?}", name(&path), review.summary.verdict));
            }
        }
    }
    assert!(read.is_empty(), "{read:#?}");
}

#[test]
fn a_changed_byte_never_stops_the_program() {
    for path in files(&folder()) {
        let bytes = fs::read(&path).expect("a file");
        for round in 0..24_usize {
            let mut changed = bytes.clone();
            let at = (round * 7919 + round * round * 104_729) % changed.len();
            changed[at] = changed[at].wrapping_add((round * 37 + 1) as u8);
            if let Ok(review) = check(&changed, None, &Options::default()) {
                laws::obeys_the_laws(&review);
            }
        }
    }
}

#[test]
fn a_wrong_name_does_not_matter() {
    let bytes = fs::read(folder().join("2021-python-docx.docx")).expect("a file");
    let review = check(&bytes, Some("report.pdf"), &Options::default()).expect("a report");
    assert_eq!(review.source.format, "docx");
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn document_xml(body: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>").into_bytes()
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let bomb = vec![b' '; 64 << 20];
    let sentence = assert_refused("a bomb", &deflated(&[("word/document.xml", &bomb)]));
    assert!(sentence.contains("过大"), "{sentence}");
    let run = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "报告".repeat(2 << 20));
    let sentence = assert_refused("a long text", &deflated(&[("word/document.xml", &document_xml(&run))]));
    assert!(sentence.contains("10 MB"), "{sentence}");
    // Many parts that are each allowed.
    let part = vec![b' '; 20 << 20];
    let parts: Vec<(String, &[u8])> = (0..40).map(|n| (format!("{n}.docx"), &part[..])).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    assert_refused("many parts", &deflated(&parts));
}

#[test]
fn a_size_that_lies_is_refused() {
    let honest = deflated(&[(
        "word/document.xml",
        &document_xml("<w:p><w:r><w:t>报告</w:t></w:r></w:p>"),
    )]);
    let header = honest
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .expect("a central entry");
    for size in [0_u32, 1, 1 << 20, u32::MAX - 1] {
        let mut lying = honest.clone();
        lying[header + 24..header + 28].copy_from_slice(&size.to_le_bytes());
        assert_refused("a lying size", &lying);
    }
}

#[test]
fn a_part_that_is_there_twice_is_refused() {
    let part = |number: u8| document_xml(&format!("<w:p><w:r><w:t>报告{number}</w:t></w:r></w:p>"));
    for again in [
        "word/document.xml",
        "Word/Document.XML",
        "word\\document.xml",
        "./word/document.xml",
        "/word/x/../document.xml",
        "word/%64ocument.xml",
    ] {
        let (one, two) = (part(1), part(2));
        let both = [("word/document.xml", &one[..]), (again, &two[..])];
        let sentence = assert_refused(again, &deflated(&both));
        assert!(sentence.contains("损坏"), "{again}: {sentence}");
        assert_refused(again, &stored(&[both[1], both[0]]));
    }
    // And one that says nothing of the text.
    for other in [
        "_rels/.rels",
        "[Content_Types].xml",
        "docProps/app.xml",
        "word/media/1.png",
    ] {
        let main = part(1);
        let extra = (other, &b"<x/>"[..]);
        let twice = [("word/document.xml", &main[..]), extra, extra];
        assert_refused(other, &deflated(&twice));
    }
}

#[test]
fn elements_nested_without_end_are_refused() {
    let deep = |tag: &str, count: usize| {
        let open = format!("<w:{tag}>").repeat(count);
        let close = format!("</w:{tag}>").repeat(count);
        document_xml(&format!("{open}{close}"))
    };
    assert_refused("deep", &stored(&[("word/document.xml", &deep("sdt", 100_000))]));
    let tables = "<w:tbl><w:tr><w:tc>".repeat(300) + &"</w:tc></w:tr></w:tbl>".repeat(300);
    assert_refused("deep tables", &stored(&[("word/document.xml", &document_xml(&tables))]));
    // Entities that double each other grow nowhere.
    let laughs = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"3\"><!ENTITY b \"&a;&a;&a;\">]><w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    );
    assert_refused("entities", &stored(&[("word/document.xml", laughs.as_bytes())]));
    let rtf = format!("{{\\rtf1 {}{}}}", "{".repeat(200_000), "}".repeat(200_000));
    assert_refused("deep groups", rtf.as_bytes());
    let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"a\"\r\n\r\n--a\r\nContent-Type: Message/RFC822\r\n\r\n";
    let mails = mail.repeat(50_000);
    assert_refused("mails in mails", mails.as_bytes());
}

#[test]
fn an_archive_without_a_report_says_so() {
    let none = assert_refused(
        "no report",
        &stored(&[("readme.exe", b"x"), ("__MACOSX/._a.docx", b"x")]),
    );
    assert!(none.contains("压缩包中没有"), "{none}");
    let inner = stored(&[("a.txt", b"x")]);
    let nested = assert_refused("nested", &stored(&[("a.zip", &inner)]));
    assert!(nested.contains("逐层解压"), "{nested}");
}

#[test]
fn several_reports_in_an_archive_are_read_each_by_itself() {
    let bytes = fs::read(folder().join("several/two-reports.zip")).expect("a file");
    let reviews = check_all(&bytes, Some("two.zip"), &Options::default()).expect("an archive");
    let names: Vec<&str> = reviews
        .iter()
        .filter_map(|review| review.source.name.as_deref())
        .collect();
    assert_eq!(names, ["two.zip!/2023年年报.docx", "two.zip!/2020年年报.docx"]);
    let years: Vec<Option<u16>> = reviews.iter().map(|review| review.report.year).collect();
    assert_eq!(years, [Some(2023), Some(2020)]);
}

#[test]
fn a_report_in_an_archive_is_read_whatever_its_kind() {
    for file in [
        "2021-python-docx.docx",
        "2021-libreoffice.doc",
        "2021-libreoffice.pdf",
        "2021-openpyxl.xlsx",
    ] {
        let bytes = fs::read(folder().join(file)).expect("a file");
        let packed = deflated(&[("__MACOSX/._x.docx", b"junk"), (file, &bytes)]);
        let review = check(&packed, None, &Options::default()).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(review.summary.verdict, Verdict::Inconsistent, "{file}");
    }
}

#[test]
fn the_readme_lists_the_formats_of_the_table() {
    let readme = |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a README");
    let (chinese, english) = (readme("README.md"), readme("README.en.md"));
    for format in &FORMATS {
        let endings: Vec<String> = format.endings.iter().map(|ending| format!("`.{ending}`")).collect();
        let zh = format!("{}（{}）", format.name.get(Lang::Zh), endings.join("、"));
        let en = format!("{} ({})", format.name.get(Lang::En), endings.join(", "));
        assert!(chinese.contains(&zh), "the README does not list {zh}");
        assert!(english.contains(&en), "the English README does not list {en}");
    }
}

#[test]
fn the_table_of_formats_is_whole() {
    let mut endings = BTreeSet::new();
    for format in &FORMATS {
        assert!(IDS.contains(&format.id));
        for &ending in format.endings {
            assert!(endings.insert(ending), "{ending} is listed twice");
            assert_eq!(
                formats::ending(&format!("报告.{}", ending.to_uppercase())).as_deref(),
                Some(ending)
            );
        }
        // What is told by its bytes is told so.
        if let Mark::Bytes(marks) = format.mark {
            assert!(marks.iter().all(|mark| sniff(mark).is_ok()), "{}", format.id);
        }
    }
    let button: BTreeSet<&str> = ACCEPT
        .split(',')
        .filter_map(|ending| ending.strip_prefix('.'))
        .collect();
    assert_eq!(button, endings);
    for name in ["报告", ".报告", "某局2024.1月", "2024.", "a.b/报告"] {
        assert_eq!(formats::ending(name), None, "{name}");
    }
}
