//! F01: the title names no year, or another than the period.

use super::dates::Period;
use crate::language::Text;
use crate::reading::Line;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "标题年度缺失或与统计期限不符",
        "The title's year is missing or is not the period's",
    ),
    checks: docs(Text::new(
        "标题写明年度，且与正文的统计期限为同一年。",
        "The title names a year, the same as the period of the figures.",
    )),
    exceptions: docs(Text::new(
        "年度写作“二〇二三年”的；统计期限跨两个年度的，由F03指出；正文未写统计期限的，由F02提示。",
        "A year in Chinese digits; a period over two years (see F03); a text that states no period (see F02).",
    )),
    why: Text::new(
        "年度不一致，无法确认数据属于哪一年。",
        "Otherwise nobody knows which year the figures are of.",
    ),
    remedy: Text::new("核对后改正标题或统计期限。", "Correct the title or the period."),
    example: docs(Text::new(
        "标题为2023年，正文统计期限“2022年1月1日至2022年12月31日”为2022年，不一致。",
        "The title says 2023, the period “2022年1月1日至2022年12月31日” is of 2022.",
    )),
    basis: docs(PRACTICE),
};

const NO_YEAR: Text = Text::new("标题“{0}”未写明年度。", "The title “{0}” names no year.");
const DIFFER: Text = Text::new(
    "标题为{0}年，正文统计期限“{1}”为{2}年，不一致。",
    "The title says {0}, the period “{1}” is of {2}.",
);

pub fn check(context: &mut Context<'_>, period: Option<&Period>) {
    let Some(title) = context.report.title else { return };
    let line = Line::new(&context.report.document.text, title);
    let Some((_, _, year)) = line.year(0) else {
        let says = NO_YEAR.with([context.quote(title)]);
        return context.emit(Finding::new(&RULE, says).at([title]));
    };
    let Some(period) = period else { return };
    let (Some(from), to) = (period.from.year, period.to.year) else {
        return;
    };
    // F03 tells of a period over two years.
    if from == year || to.is_some_and(|to| to != from) {
        return;
    }
    let says = DIFFER.with([year.into(), context.quote(period.place), from.into()]);
    context.emit(Finding::new(&RULE, says).at([title, period.place]));
}
