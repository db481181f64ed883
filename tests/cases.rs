//! Real ways in which files go wrong, one file each: `tests/cases/`. What is true of them stands beside them, in
//! `tests/cases/README.md` and `tests/cases/reading/cases.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use gouji::language::Lang;
use gouji::report::State;
use gouji::review::{Review, Severity};
use gouji::{Options, check};
use rust_decimal::Decimal;
use serde_json::Value;

/// The kinds of `cases.json` that are mended: no file of theirs may show a wrong number or an untrue error again.
const MENDED: &[&str] = &[
    "K1", "K2", "K3", "K4", "K5", "K6", "K7", "K9", "K10", "K11", "K12", "K13", "K14", "K15", "K16", "K17", "K18",
    "K20",
];

/// Files whose report does contradict itself, or is no finished report: the rules that may say so.
const FAULTY: &[(&str, &[&str])] = &[
    (
        "html_t3_input.html",
        &["A01", "A02", "A03", "D01", "D02", "D04", "D05", "D06"],
    ),
    ("feat.html", &["A01", "A02", "D05"]),
    ("docx_template_vars.docx", &["B04"]),
    // 三、本年度办理结果 is not there.
    ("html-flat-labels-closed-other.html", &["C11"]),
    // Two numbers stand in one cell.
    ("html_two_numbers_nbsp.html", &["B04"]),
    ("xlsx_formulas_ref_nocache.xlsx", &["B04"]),
];

/// Files that leave blank what is 0.
const BLANK_ZEROS: &[&str] = &["pdf_c_blankzero_h.pdf", "txt_aligned_blank_zeros.txt"];

/// What became of one file.
#[derive(Default)]
struct Told {
    kind: String,
    /// Cells with another number than the true one, or with a number where none may be shown.
    wrong: Vec<String>,
    /// Cells that are not read though they hold a number.
    unread: Vec<String>,
    /// Of those, the ones that do not say why.
    unexplained: Vec<String>,
    /// Errors that the document does not hold.
    untrue: Vec<String>,
    refused: Option<String>,
}

impl Told {
    fn is_exact(&self) -> bool {
        self.wrong.is_empty() && self.unread.is_empty() && self.refused.is_none()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(folder().join(path)).expect("a file of the cases");
    serde_json::from_str(&text).expect("JSON")
}

fn number(value: &Value) -> Option<Decimal> {
    (!value.is_null()).then(|| Decimal::from_str(&value.to_string()).expect("a number"))
}

fn truth(differs: &Value) -> BTreeMap<String, Option<Decimal>> {
    let base = json("base.json");
    let mut cells: BTreeMap<String, Option<Decimal>> = BTreeMap::new();
    for (cell, value) in base
        .as_object()
        .expect("cells")
        .iter()
        .chain(differs.as_object().expect("cells"))
    {
        cells.insert(cell.clone(), number(value));
    }
    cells
}

fn compare(told: &mut Told, name: &str, review: &Review, truth: &BTreeMap<String, Option<Decimal>>) {
    let read: BTreeMap<String, _> = review
        .report
        .cells()
        .map(|(id, cell)| (id.to_string(), *cell))
        .collect();
    for (cell, &true_value) in truth {
        let Some(found) = read.get(cell) else {
            if true_value.is_some() {
                told.unread.push(cell.clone());
                told.unexplained.push(cell.clone());
            }
            continue;
        };
        match (found.value, true_value) {
            (Some(value), true_value) if true_value != Some(value) => {
                told.wrong.push(format!("{cell} = {value}, not {true_value:?}"));
            }
            (None, true_value) => {
                if true_value.is_some() {
                    told.unread.push(cell.clone());
                }
                let is_blank = found.state == State::Blank && BLANK_ZEROS.contains(&name);
                if found.state.reason().is_none() && !is_blank {
                    told.unexplained.push(format!("{cell} ({})", found.state.name()));
                }
            }
            _ => {}
        }
    }
    let allowed = FAULTY
        .iter()
        .find(|(file, _)| *file == name)
        .map_or(&[][..], |(_, rules)| rules);
    told.untrue = review
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error && !allowed.contains(&finding.code()))
        .map(|finding| format!("{} {}", finding.code(), finding.message(Lang::Zh)))
        .collect();
}

#[test]
fn no_number_is_shown_that_the_document_does_not_hold() {
    let cases = json("reading/cases.json");
    let mut all: BTreeMap<String, Told> = BTreeMap::new();
    for (name, case) in cases.as_object().expect("cases") {
        let bytes = fs::read(folder().join("reading").join(name)).expect("a case");
        let mut told = Told {
            kind: case["kind"].as_str().expect("a kind").to_owned(),
            ..Told::default()
        };
        match check(&bytes, Some(name), &Options::default()) {
            Ok(review) => compare(&mut told, name, &review, &truth(&case["differs"])),
            Err(error) => told.refused = Some(error.to_string()),
        }
        all.insert(name.clone(), told);
    }
    // K8 and K19 are about the prose.
    let tables = || {
        all.iter()
            .filter(|(_, told)| !matches!(told.kind.as_str(), "K8" | "K19"))
    };
    for (name, told) in tables().filter(|(_, told)| !told.is_exact() || !told.untrue.is_empty()) {
        println!(
            "{} {name}: {} wrong {:?}, {} unread {:?}, {} of them unexplained {:?}, untrue {:?}, refused {:?}",
            told.kind,
            told.wrong.len(),
            told.wrong.iter().take(3).collect::<Vec<_>>(),
            told.unread.len(),
            told.unread.first(),
            told.unexplained.len(),
            told.unexplained.first(),
            told.untrue,
            told.refused,
        );
    }
    println!(
        "{} files: {} exact, {} with a wrong number, {} with an error that is not true, {} with cells that do not say why",
        tables().count(),
        tables().filter(|(_, told)| told.is_exact()).count(),
        tables().filter(|(_, told)| !told.wrong.is_empty()).count(),
        tables().filter(|(_, told)| !told.untrue.is_empty()).count(),
        tables().filter(|(_, told)| !told.unexplained.is_empty()).count(),
    );
    let broken: BTreeSet<&String> = tables()
        .filter(|(_, told)| MENDED.contains(&told.kind.as_str()))
        .filter(|(_, told)| !told.wrong.is_empty() || !told.unexplained.is_empty() || !told.untrue.is_empty())
        .map(|(name, _)| name)
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
    let exact = tables().filter(|(_, told)| told.is_exact()).count();
    assert!(exact >= 100, "only {exact} files are read exactly");
}
