//! F08: the title is not worded as usual.

use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};
use crate::wording::{Arg, LIST};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F08",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("标题用语不规范", "Unusual wording of the title"),
    checks: docs(Text::new(
        "标题通行写法为“某机关某年政府信息公开工作年度报告”：不重复使用“年度”，机关名称在前，不缺“工作”。",
        "The usual title is “agency, year, 政府信息公开工作年度报告”: 年度 is not repeated, the agency comes first, 工作 is there.",
    )),
    exceptions: docs(Text::new(
        "标题中的空格、换行；写作“年报”“工作报告”的；未写年度的，由F01指出。",
        "Spaces and line breaks in the title; 年报 or 工作报告 for the name of the report; a title without a year (see F01).",
    )),
    why: Text::new(
        "统一的标题便于检索和汇总。",
        "A uniform title is easier to find and to collect.",
    ),
    remedy: Text::new("按通行写法修改标题。", "Use the usual wording."),
    example: docs(Text::new(
        "标题“2021年度…年度报告”重复使用“年度”，建议改为“某局2021年政府信息公开工作年度报告”。",
        "The title repeats 年度; suggested: “某局2021年政府信息公开工作年度报告”.",
    )),
    basis: docs(PRACTICE),
};

const SAYS: Text = Text::new(
    "标题{0}，建议改为“{1}{2}年政府信息公开工作年度报告”。",
    "The title {0}; suggested: “{1}{2}年政府信息公开工作年度报告”.",
);

pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let (Some(title), Some(year)) = (report.title, report.year) else {
        return;
    };
    let text: String = report
        .document
        .slice(title)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let agency: String = report
        .agency
        .map(|span| {
            report
                .document
                .slice(span)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect()
        })
        .unwrap_or_default();
    let repeated = text.matches("年度").count() > 1;
    let misplaced = !agency.is_empty() && !text.starts_with(&agency);
    let no_work = text.contains("信息公开年度报告");
    let faults: Vec<Arg> = [
        (repeated, Text::new("重复使用“年度”", "repeats 年度")),
        (
            misplaced,
            Text::new("机关名称不在最前", "does not begin with the agency"),
        ),
        (no_work, Text::new("缺少“工作”二字", "lacks 工作")),
    ]
    .into_iter()
    .filter(|fault| fault.0)
    .map(|fault| fault.1.into())
    .collect();
    if faults.is_empty() {
        return;
    }
    let says = SAYS.with([Arg::List(faults, LIST), agency.into(), year.into()]);
    context.emit(Finding::new(&RULE, says).at([title]));
}
