//! C12: no title.

use crate::document::Block;
use crate::language::Text;
use crate::review::Severity;
use crate::rules::{Check, PRACTICE, Place, Rule, docs};

pub const RULE: Rule = Rule {
    code: "C12",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("未见报告标题", "No title"),
    checks: docs(Text::new(
        "报告应有标题，写明机关名称和年度。",
        "A report has a title that names the organ and the year.",
    )),
    why: Text::new(
        "没有标题，无法确认是哪个机关、哪一年的报告。",
        "Without it nobody knows whose report it is, and of which year.",
    ),
    mend: Text::new(
        "补写标题“某机关某年政府信息公开工作年度报告”；如网页标题在别处，可忽略。",
        "Add a title; if the page shows it elsewhere, ignore this.",
    ),
    example: docs(Text::new(
        "未见报告标题（某机关2021年政府信息公开工作年度报告）。",
        "No title was found (“某机关2021年政府信息公开工作年度报告”).",
    )),
    basis: docs(PRACTICE),
};

/// C12.
pub fn check(check: &mut Check<'_>) {
    if check.report.title.is_some() {
        return;
    }
    let agency = check
        .report
        .agency
        .map_or_else(|| "某机关".to_owned(), |span| check.quote(span));
    let year = check
        .report
        .year
        .map_or_else(|| "某".to_owned(), |year| year.to_string());
    let message = if check.is_zh() {
        format!("未见报告标题（{agency}{year}年政府信息公开工作年度报告）。")
    } else {
        format!("No title was found (“{agency}{year}年政府信息公开工作年度报告”).")
    };
    let first = check.report.document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(span) if !check.report.document.slice(*span).trim().is_empty() => Some(*span),
        _ => None,
    });
    check.report(&RULE, message, Place::all(first.into_iter().collect()));
}
