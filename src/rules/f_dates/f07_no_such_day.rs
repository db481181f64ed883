//! F07: a day that no calendar has.

use super::dates::dates;
use crate::document::Block;
use crate::language::Text;
use crate::reading::Line;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F07",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("日期不存在", "There is no such day"),
    checks: docs(Text::new(
        "正文中的日期应当存在（月份1至12，日数不超过当月天数）。",
        "Every date in the text is a day of the calendar.",
    )),
    exceptions: docs(Text::new(
        "只写年月的；未写年份的“2月29日”；表格中的日期。",
        "A month without a day; 29 February without a year; dates in tables.",
    )),
    why: Text::new("不存在的日期必是笔误。", "Such a date is a slip in any case."),
    remedy: Text::new("核对后改正。", "Correct the date."),
    example: docs(Text::new(
        "正文日期“11月31日”不存在。",
        "The text's “11月31日” is no day of the calendar.",
    )),
    basis: docs(PRACTICE),
};

const ONE: Text = Text::new("正文日期“{0}”不存在。", "The text's “{0}” is no day of the calendar.");
const SEVERAL: Text = Text::new(
    "正文日期“{0}”等{1}处不存在。",
    "{1} dates of the text are no days of the calendar, from “{0}”.",
);

pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let text = &report.document.text;
    let mut places = Vec::new();
    for block in &report.document.blocks {
        let Block::Paragraph(span) = block else { continue };
        let words = report.document.slice(*span);
        if !words.contains(['月', '⽉']) {
            continue;
        }
        let line = Line::new(text, *span);
        let wrong = dates(&line).into_iter().filter(|date| !date.exists());
        places.extend(wrong.map(|date| date.span(&line)));
    }
    let Some(first) = places.first() else { return };
    let quoted = context.quote(*first);
    let says = match places.len() {
        1 => ONE.with([quoted]),
        count => SEVERAL.with([quoted, count.into()]),
    };
    context.emit(Finding::new(&RULE, says).at(places));
}
