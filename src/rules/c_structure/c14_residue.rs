//! C14: left over from editing or conversion.

use crate::document::{Block, Span};
use crate::language::Text;
use crate::reading::is_page_number;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C14",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("残留编辑或转换痕迹", "Left over from editing or conversion"),
    checks: docs(Text::new(
        "正文不应残留域代码（PAGE、HYPERLINK、TOC）、书签、页码、Markdown标记、“&nbsp;”、填报提示语、“XX局”“××年”等。",
        "Field codes, bookmarks, page numbers, Markdown marks, “&nbsp;”, form instructions and “XX局” do not belong into the text.",
    )),
    exceptions: docs(Text::new(
        "以“某某”“XX小区”等隐去的名称；正文中间的页码。",
        "Names withheld as 某某 or XX小区; page numbers that do not stand at the end.",
    )),
    why: Text::new(
        "影响报告的规范性和严肃性，发布前应通读校核。",
        "It looks careless, and shows that nobody read the text before it went out.",
    ),
    remedy: Text::new("删去残留内容。", "Remove it."),
    example: docs(Text::new("残留页码域代码“PAGE”。", "“PAGE” is a field code left over.")),
    basis: docs(PRACTICE),
};

const ONE: Text = Text::new("残留{0}“{1}”。", "“{1}”: {0} left over.");
const MANY: Text = Text::new("残留{0}“{1}”等{2}处。", "“{1}”: {0} left over, in {2} places.");

/// What a conversion leaves behind: the words, and what they are in both languages.
const LEFT_OVER: &[(&str, Severity, Text)] = &[
    ("[bookmark:", Severity::Info, Text::new("书签标记", "a bookmark")),
    (
        "HYPERLINK \"",
        Severity::Info,
        Text::new("超链接域代码", "a field code"),
    ),
    ("TOC \\", Severity::Info, Text::new("目录域代码", "a field code")),
    ("PAGEREF", Severity::Info, Text::new("页码域代码", "a field code")),
    ("**", Severity::Info, Text::new("Markdown标记", "a Markdown mark")),
    ("&nbsp;", Severity::Info, Text::new("网页空格代码", "an HTML entity")),
    (
        "该部分以表格形式报告",
        Severity::Info,
        Text::new("格式模板的说明文字", "an instruction of the form"),
    ),
    (
        "（此处填写",
        Severity::Info,
        Text::new("填报提示语", "an instruction of the form"),
    ),
    (
        "XX局",
        Severity::Warning,
        Text::new("未填写的机关名称", "a name not filled in"),
    ),
    (
        "××局",
        Severity::Warning,
        Text::new("未填写的机关名称", "a name not filled in"),
    ),
    (
        "XX年",
        Severity::Warning,
        Text::new("未填写的年份", "a year not filled in"),
    ),
    (
        "××年",
        Severity::Warning,
        Text::new("未填写的年份", "a year not filled in"),
    ),
];

/// C14: one finding a kind.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let document = &report.document;
    let text = document.text.as_str();
    let mut found: Vec<(Severity, Text, Vec<Span>)> = Vec::new();
    // Nearly all of these words need a sign that a clean report does not hold.
    let mut present = [false; 256];
    for &byte in text.as_bytes() {
        present[usize::from(byte)] = true;
    }
    for (words, severity, kind) in LEFT_OVER {
        if !words.bytes().all(|byte| present[usize::from(byte)]) {
            continue;
        }
        let mut places: Vec<Span> = Vec::new();
        while places.len() < 20 {
            let from = places.last().map_or(0, |last| last.end as usize);
            let Some(at) = text[from..].find(words) else { break };
            places.push(left_over(text, from + at, words));
        }
        if !places.is_empty() {
            found.push((*severity, *kind, places));
        }
    }
    // The last lines: a page field and the page number it showed.
    let mut tail: Vec<Span> = Vec::new();
    for block in document.blocks.iter().rev().take(4) {
        let Block::Paragraph(span) = block else { break };
        let line = document.slice(*span).trim();
        let number = line.len() <= 3 && !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
        if line.is_empty() {
            continue;
        }
        if number || line == "PAGE" || is_page_number(line) {
            tail.push(*span);
        } else {
            break;
        }
    }
    tail.reverse();
    if !tail.is_empty() {
        found.push((Severity::Info, Text::new("文末页码", "a page number"), tail));
    }
    for (severity, kind, places) in found {
        let pattern = if places.len() == 1 { ONE } else { MANY };
        let says = pattern.with([kind.into(), context.quote(places[0]), places.len().into()]);
        context.emit(Finding::new(&RULE, says).weighing(severity).at(places));
    }
}

/// What to show: to the closing bracket or the closing mark, if they are on the same line.
fn left_over(text: &str, at: usize, words: &str) -> Span {
    let end = at + words.len();
    let rest = &text[end..];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let close = match words {
        "[bookmark:" => line.find(']').map(|at| at + 1),
        "**" => line.find("**").filter(|at| *at <= 120).map(|at| at + 2),
        _ => None,
    };
    Span::new(at, end + close.unwrap_or(0))
}
