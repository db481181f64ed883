//! Letters to the agencies (核对意见函): as documents in the form of GB/T 9704.

use std::io;

use rust_decimal::Decimal;

use super::Answer;
use super::docx::{Docx, Style};
use super::package::archive;
use crate::form::CellId;
use crate::language::Lang;
use crate::output::letter::PARTS;
use crate::output::names;
use crate::review::Severity;
use crate::set::{Outcome, Parent, SetFinding, Why};

/// What every letter ends with.
const CLOSING: &str = "以上意见依据报告自身的数据和文字、以及所列上年度报告得出，具体数字以台账为准。";
const ORDINALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
/// The columns of the table of findings: hundredths of its width.
const WIDTHS: [u32; 8] = [5, 15, 9, 10, 7, 34, 10, 10];

/// One point of a letter.
struct Point {
    place: String,
    said: Option<Decimal>,
    wanted: Option<Decimal>,
    /// What is wrong and what to do.
    words: String,
    equation: Option<String>,
}

/// A letter: for whom, and what it says.
struct Letter {
    to: String,
    title: String,
    opening: String,
    parts: Vec<(&'static str, Vec<Point>)>,
    /// Cells that are not the sum: place, number, sum. They are rows of the table of findings.
    cells: Vec<(String, Option<Decimal>, Decimal)>,
}

/// Letters as one document, a page break between two; or, as an archive, a document each.
pub fn letters(answer: &Answer<'_>, all: bool, as_archive: bool) -> io::Result<Vec<u8>> {
    let letters = written(answer, all);
    if !as_archive {
        let mut docx = Docx::default();
        for letter in &letters {
            docx.break_page();
            write(&mut docx, letter);
        }
        return docx.finish();
    }
    let mut parts = Vec::new();
    for (number, letter) in (1..).zip(&letters) {
        let mut docx = Docx::default();
        write(&mut docx, letter);
        let name: String = letter
            .to
            .chars()
            .filter(|c| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c))
            .collect();
        let what = if letter.cells.is_empty() {
            ""
        } else {
            "（汇总数据）"
        };
        parts.push((format!("{number:03}-{name}{what}.docx"), docx.finish()?));
    }
    archive(&parts)
}

/// The letters in the order of the agencies.
fn written(answer: &Answer<'_>, all: bool) -> Vec<Letter> {
    let review = answer.review;
    let year = answer.set.year.or(review.years.last().copied());
    let mut used: Vec<(usize, usize)> = (0..answer.set.entries.len())
        .filter(|&entry| review.filed[entry].used && review.filed[entry].year == year && answer.shows(entry))
        .map(|entry| (review.filed[entry].body, entry))
        .collect();
    used.sort_unstable();
    let mut letters: Vec<Letter> = Vec::new();
    for (_, entry) in used {
        letters.extend(of_report(answer, entry, all));
        let parent = review.parents.iter().find(|parent| parent.entry == entry);
        letters.extend(parent.and_then(|parent| of_sum(answer, parent)));
    }
    letters
}

fn of_report(answer: &Answer<'_>, index: usize, all: bool) -> Option<Letter> {
    let (entry, filed) = (&answer.set.entries[index], &answer.review.filed[index]);
    let year = filed.year?;
    let own = |severity: Severity| -> Vec<Point> {
        let findings = entry.findings.iter().filter(|finding| finding.severity == severity);
        findings.map(of_finding).collect()
    };
    // What is said of the file itself (several versions, another year's folder) is of no other agency.
    let of_file = |finding: &SetFinding| matches!(finding.rule.code, "J02" | "J03" | "J04");
    let of_set = |wanted: &dyn Fn(&SetFinding) -> bool| -> Vec<Point> {
        let findings = answer.review.findings_of(index);
        let these = findings.filter(|finding| !finding.rule.code.starts_with('H') && wanted(finding));
        these.map(|finding| of_set_finding(finding, year)).collect()
    };
    let told = |finding: &SetFinding| finding.severity < Severity::Info;
    let is_of = |finding: &SetFinding, group: char| finding.rule.code.starts_with(group);
    let mut warnings = own(Severity::Warning);
    warnings.extend(of_set(&|finding| told(finding) && of_file(finding)));
    let mut infos = own(Severity::Info);
    infos.extend(of_set(&|finding| !told(finding)));
    let parts = [
        (PARTS[0].1, own(Severity::Error)),
        (PARTS[1].1, warnings),
        (
            "与上年度报告衔接",
            of_set(&|finding| told(finding) && is_of(finding, 'G')),
        ),
        (
            "与其他单位报告雷同",
            of_set(&|finding| told(finding) && is_of(finding, 'J') && !of_file(finding)),
        ),
        (PARTS[2].1, infos),
    ];
    let wrong = parts[..4].iter().any(|part| !part.1.is_empty());
    if !wrong && !all {
        return None;
    }
    let has_error = answer
        .review
        .findings_of(index)
        .any(|finding| finding.severity == Severity::Error);
    let asked = match wrong {
        _ if has_error || !parts[0].1.is_empty() => Asked::Mend,
        true => Asked::Look,
        false => Asked::Nothing,
    };
    let name = &answer.review.bodies[filed.body].name;
    Some(Letter {
        to: name.clone(),
        title: format!("关于{year}年政府信息公开工作年度报告核对意见的函"),
        opening: opening(answer, index, year, asked),
        parts: parts.into_iter().filter(|part| !part.1.is_empty()).collect(),
        cells: Vec::new(),
    })
}

/// What a letter asks for.
#[derive(Clone, Copy)]
enum Asked {
    Mend,
    Look,
    Nothing,
}

fn opening(answer: &Answer<'_>, index: usize, year: u16, asked: Asked) -> String {
    let count = answer.set.entries[index].summary.identities;
    let (checked, held, open) = (count.checked, count.held, count.unchecked);
    let open = if open > 0 {
        format!("，另有{open}条因数据不全未能核对")
    } else {
        String::new()
    };
    let years = match answer.review.pair_of(index) {
        None => String::new(),
        Some(pair) => {
            let [held, broken, _] = pair.counts();
            let mut whys: Vec<Why> = pair
                .results
                .iter()
                .filter_map(|result| match result.outcome {
                    Outcome::Unchecked(why) => Some(why),
                    _ => None,
                })
                .collect();
            whys.sort_unstable();
            whys.dedup();
            let whys: Vec<&str> = whys.into_iter().map(|why| why.words(Lang::Zh)).collect();
            let open = if whys.is_empty() {
                String::new()
            } else {
                format!("；部分项目未作衔接核对的原因：{}", whys.join("、"))
            };
            format!(
                "；与{}年度报告衔接{}项中，一致{held}项，不一致{broken}项{open}",
                year - 1,
                held + broken
            )
        }
    };
    let asks = match asked {
        Asked::Mend => "现将核对意见函告如下，请于　月　日前核实更正后重新报送。",
        Asked::Look => "现将核对意见函告如下，请于　月　日前核实；确需更正的，请更正后重新报送。",
        Asked::Nothing => "未发现应当更正或者核实的问题。",
    };
    format!(
        "你单位{year}年政府信息公开工作年度报告收悉。经核对，报告内勾稽关系{checked}条中，成立{held}条，不成立{}条{open}{years}。{asks}",
        checked - held
    )
}

/// To the government, about its sums.
fn of_sum(answer: &Answer<'_>, parent: &Parent) -> Option<Letter> {
    let at = |finding: &&SetFinding| {
        finding.rule.code.starts_with('H') && finding.at.as_ref().is_some_and(|at| at.entry == parent.entry)
    };
    let points: Vec<Point> = answer
        .review
        .findings
        .iter()
        .filter(at)
        .map(|finding| of_set_finding(finding, parent.year))
        .collect();
    if points.is_empty() {
        return None;
    }
    let count = |name: &str| parent.cells.iter().filter(|cell| cell.outcome.name() == name).count();
    let (held, broken, open) = (count("held"), count("broken"), count("unchecked"));
    let (name, year) = (&answer.review.bodies[parent.body].name, parent.year);
    Some(Letter {
        to: name.clone(),
        title: format!("关于{year}年政府信息公开工作年度报告汇总数据核对意见的函"),
        opening: format!(
            "经将你单位{year}年政府信息公开工作年度报告与所属{}个单位的报告逐格核对，相等{held}格，不等{broken}格，未能核对{open}格。现将核对意见函告如下，请于　月　日前核实。",
            parent.children.len()
        ),
        parts: vec![(PARTS[1].1, points)],
        cells: (parent.cells.iter())
            .filter(|cell| cell.outcome == Outcome::Broken)
            .map(|cell| (place(&[cell.cell]), cell.parent, cell.sum))
            .collect(),
    })
}

fn of_finding(finding: &crate::review::Finding) -> Point {
    let equation = finding
        .code()
        .starts_with('A')
        .then(|| equation(finding.expected, finding.actual))
        .flatten();
    Point {
        place: place(&finding.cells),
        said: finding.actual,
        wanted: finding.expected,
        words: format!("{}{}", finding.message(Lang::Zh), finding.advice(Lang::Zh)),
        equation,
    }
}

fn of_set_finding(finding: &SetFinding, year: u16) -> Point {
    let cells = finding.at.as_ref().map_or(&[][..], |at| &at.cells);
    let equation = match (finding.rule.code, finding.expected, finding.actual) {
        ("G01", Some(p), Some(c)) => Some(format!(
            "{p}（{}年结转下年度）≠ {c}（{year}年上年结转），差 {}",
            year - 1,
            (p - c).abs()
        )),
        ("G02", p, c) => equation(p, c),
        _ => None,
    };
    Point {
        place: place(cells),
        said: finding.actual,
        wanted: finding.expected,
        words: format!("{}{}", finding.says.get(Lang::Zh), finding.advice(Lang::Zh)),
        equation,
    }
}

fn equation(expected: Option<Decimal>, actual: Option<Decimal>) -> Option<String> {
    let (expected, actual) = (expected?, actual?);
    Some(format!(
        "{expected} ≠ {actual}，差 {}",
        (expected - actual).abs().normalize()
    ))
}

fn place(cells: &[CellId]) -> String {
    names::place_in_table(cells, Lang::Zh).unwrap_or_else(|| "正文".to_owned())
}

fn write(docx: &mut Docx, letter: &Letter) {
    docx.paragraph(Style::Title, &letter.title);
    docx.paragraph(Style::Plain, &format!("{}：", letter.to));
    docx.paragraph(Style::Body, &letter.opening);
    for (ordinal, (heading, points)) in ORDINALS.iter().zip(&letter.parts) {
        docx.paragraph(Style::Heading, &format!("{ordinal}、{heading}"));
        for (number, point) in (1..).zip(points) {
            docx.paragraph(Style::Body, &format!("{number}.{}", point.words));
            if let Some(equation) = &point.equation {
                docx.paragraph(Style::Body, equation);
            }
        }
    }
    docx.paragraph(Style::Body, CLOSING);
    docx.paragraph(Style::Closing, "特此函告。");
    if !letter.parts.is_empty() {
        docx.paragraph(Style::Closing, "附：1.核对情况表");
        docx.paragraph(Style::Closing, "　　2.回执");
    }
    docx.paragraph(Style::Right, "（核对单位）");
    docx.paragraph(Style::Right, "年　月　日");
    if letter.parts.is_empty() {
        return;
    }
    docx.break_page();
    docx.paragraph(Style::Plain, "附1");
    docx.paragraph(Style::Title, "核对情况表");
    docx.table(&WIDTHS, &rows(letter));
    docx.break_page();
    docx.paragraph(Style::Plain, "附2");
    docx.paragraph(Style::Title, "回　　执");
    let receipt = ["单位", "核实情况", "更正后数字", "是否重新报送", "填报人", "联系电话"];
    let receipt: Vec<Vec<String>> = receipt
        .iter()
        .enumerate()
        .map(|(index, name)| {
            vec![
                (*name).to_owned(),
                if index == 0 { letter.to.clone() } else { String::new() },
            ]
        })
        .collect();
    docx.table(&[30, 70], &receipt);
}

/// The rows of the table of findings.
fn rows(letter: &Letter) -> Vec<Vec<String>> {
    let heads = [
        "序号",
        "位置",
        "报告数",
        "应为/上年数",
        "差",
        "意见",
        "核实情况",
        "更正后",
    ];
    let mut rows: Vec<Vec<String>> = vec![heads.iter().map(|head| (*head).to_owned()).collect()];
    let number = |number: Option<Decimal>| number.map_or_else(String::new, |number| number.normalize().to_string());
    for point in letter.parts.iter().flat_map(|part| &part.1) {
        let off = point.said.zip(point.wanted).map(|(said, wanted)| said - wanted);
        rows.push(vec![
            rows.len().to_string(),
            point.place.clone(),
            number(point.said),
            number(point.wanted),
            number(off),
            point.words.clone(),
            String::new(),
            String::new(),
        ]);
    }
    for (place, said, sum) in &letter.cells {
        rows.push(vec![
            rows.len().to_string(),
            place.clone(),
            number(*said),
            number(Some(*sum)),
            number(said.map(|said| said - sum)),
            "与所属单位报告之和不等".to_owned(),
            String::new(),
            String::new(),
        ]);
    }
    rows
}
