//! C12: no title.

use crate::document::Block;
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C12",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("未见报告标题", "No title"),
    checks: docs(Text::new(
        "报告应有标题，写明机关名称和年度。",
        "A report has a title that names the agency and the year.",
    )),
    exceptions: docs(Text::new(
        "机关名称、年度、报告名称分行书写的；只粘贴表格的；标题未写年度的，由F01指出。",
        "Agency, year and name of the report on several lines; tables handed over alone; a title without a year (see F01).",
    )),
    why: Text::new(
        "没有标题，无法确认是哪个机关、哪一年的报告。",
        "Without it nobody knows whose report it is, and of which year.",
    ),
    remedy: Text::new(
        "补写标题“某机关某年政府信息公开工作年度报告”；如网页标题在别处，可忽略。",
        "Add a title; if the page shows it elsewhere, ignore this.",
    ),
    example: docs(Text::new(
        "未见报告标题（某机关2021年政府信息公开工作年度报告）。",
        "No title was found (“某机关2021年政府信息公开工作年度报告”).",
    )),
    basis: docs(PRACTICE),
};

const SAYS: Text = Text::new(
    "未见报告标题（{0}{1}年政府信息公开工作年度报告）。",
    "No title was found (“{0}{1}年政府信息公开工作年度报告”).",
);

/// C12.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    // Tables alone have no title.
    let tells = report.sections.iter().any(|section| !section.paragraphs.is_empty());
    if report.title.is_some() || (report.is_fragment() && !tells) {
        return;
    }
    let agency = report.agency.map(|span| context.quote(span));
    let says = SAYS.with([
        agency.unwrap_or_else(|| Arg::Words("某机关".to_owned())),
        report.year.map_or_else(|| Arg::Words("某".to_owned()), Arg::from),
    ]);
    let first = report.document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(span) if !report.document.slice(*span).trim().is_empty() => Some(*span),
        _ => None,
    });
    context.emit(Finding::new(&RULE, says).at(Vec::from_iter(first)));
}
