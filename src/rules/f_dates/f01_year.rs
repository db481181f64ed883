//! F01: the title names no year, or another than the period.

use super::dates::Period;
use crate::language::Text;
use crate::reading::Line;
use crate::review::Severity;
use crate::rules::{Check, PRACTICE, Place, Rule, docs};

pub const RULE: Rule = Rule {
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
    why: Text::new(
        "年度不一致，无法确认数据属于哪一年。",
        "Otherwise nobody knows which year the figures are of.",
    ),
    mend: Text::new("核对后改正标题或统计期限。", "Correct the title or the period."),
    example: docs(Text::new(
        "标题为2023年，正文统计期限“2022年1月1日至2022年12月31日”为2022年，不一致。",
        "The title says 2023, the period “2022年1月1日至2022年12月31日” is of 2022.",
    )),
    basis: docs(PRACTICE),
};

pub fn check(check: &mut Check<'_>, period: Option<&Period>) {
    let Some(title) = check.report.title else { return };
    let line = Line::new(&check.report.document.text, title);
    let Some((_, _, year)) = line.year(0) else {
        let quoted = check.quote(title);
        let message = if check.is_zh() {
            format!("标题“{quoted}”未写明年度。")
        } else {
            format!("The title “{quoted}” names no year.")
        };
        return check.report(&RULE, message, Place::at(title));
    };
    let Some(period) = period else { return };
    let (Some(from), to) = (period.from.year, period.to.year) else {
        return;
    };
    // F03 tells of a period over two years.
    if from == year || to.is_some_and(|to| to != from) {
        return;
    }
    let quoted = check.quote(period.place);
    let message = if check.is_zh() {
        format!("标题为{year}年，正文统计期限“{quoted}”为{from}年，不一致。")
    } else {
        format!("The title says {year}, the period “{quoted}” is of {from}.")
    };
    check.report(&RULE, message, Place::all(vec![title, period.place]));
}
