//! C19: 总体情况 is longer than a thousand characters.

use crate::form::{TableId, Version};
use crate::language::Text;
use crate::report::Part;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C19",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("总体情况超过一千字", "The overview is longer than 1000 characters"),
    checks: docs(Text::new(
        "2021年格式的总体情况原则上不超过一千字（标点计入，连续的数字、字母计一字）。",
        "In the form of 2021 the overview should not exceed 1000 characters (marks count; a number or a word counts as one).",
    )),
    exceptions: docs(Text::new(
        "2019年格式的报告；第一部分的标题和空格，不计入字数。",
        "Reports in the form of 2019; the heading of part 1 and spaces, which are not counted.",
    )),
    why: Text::new("规定要求内容精炼。", "The form wants it short."),
    remedy: Text::new(
        "压缩篇幅，保留本年度的主要情况和数据。",
        "Keep to the main facts and figures of the year.",
    ),
    example: docs(Text::new(
        "第一部分（总体情况）共1286字，超过一千字。",
        "Part 1 (the overview) has 1286 characters, more than 1000.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号：“原则上不超过一千字”。",
        "国办公开办函〔2021〕30号: as a rule not more than 1000 characters.",
    )),
};

const SAYS: Text = Text::new(
    "第一部分（总体情况）共{0}字，超过一千字。",
    "Part 1 (the overview) has {0} characters, more than 1000.",
);

const MOST: usize = 1000;

/// C19.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let old = report
        .table(TableId::Requests)
        .is_some_and(|table| table.version == Version::V2019);
    let (Some(overview), false) = (
        report.section(Part::Overview),
        old || report.year.is_none_or(|year| year < 2021),
    ) else {
        return;
    };
    let Some(heading) = overview.heading else { return };
    let count: usize = overview
        .paragraphs
        .iter()
        .map(|span| length(report.document.slice(*span)))
        .sum();
    if count <= MOST {
        return;
    }
    context.emit(Finding::new(&RULE, SAYS.with([count.into()])).at([heading]));
}

/// Characters as an office counts them: a run of digits or letters is one.
fn length(text: &str) -> usize {
    let mut count = 0;
    let mut in_word = false;
    for c in text.chars() {
        let word = c.is_ascii_alphanumeric() || (in_word && matches!(c, '.' | '%'));
        let goes_on = word && in_word;
        if !c.is_whitespace() && !goes_on {
            count += 1;
        }
        in_word = word;
    }
    count
}
