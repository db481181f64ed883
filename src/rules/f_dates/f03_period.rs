//! F03: the period is not one whole year.

use super::dates::Period;
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F03",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("统计期限不是报告年度的全年", "The period is not the whole year"),
    checks: docs(Text::new(
        "写明的统计期限为报告年度1月1日至12月31日；年中成立、撤并的机关不检查。",
        "The period stated is 1 January to 31 December of the year; agencies founded or merged in the year are not checked.",
    )),
    exceptions: docs(Text::new(
        "某项工作的起止日期；句中写明年中成立、合并或者撤销的机关；年度与标题不同的，由F01指出。",
        "Dates of a piece of work; agencies that the sentence says were founded, merged or dissolved in the year; another year than the title's (see F01).",
    )),
    why: Text::new(
        "年度报告的数据截至当年12月31日，期限有误则数据口径不清。",
        "The figures are those of the whole year, up to 31 December.",
    ),
    remedy: Text::new(
        "改为“某年1月1日至12月31日”，并核对数据是否按全年统计。",
        "Write 1 January to 31 December, and make sure that the figures cover it.",
    ),
    example: docs(Text::new(
        "正文统计期限“2023年1月1日至2023年11月30日”应为2023年1月1日至12月31日。",
        "The period “2023年1月1日至2023年11月30日” should be 1 January to 31 December 2023.",
    )),
    basis: docs(PRACTICE),
};

const OF_YEAR: Text = Text::new(
    "正文统计期限“{0}”应为{1}年1月1日至12月31日。",
    "The period “{0}” should be 1 January to 31 December {1}.",
);
const OF_A_YEAR: Text = Text::new(
    "正文统计期限“{0}”应为1月1日至12月31日。",
    "The period “{0}” should be 1 January to 31 December.",
);

pub fn check(context: &mut Context<'_>, period: Option<&Period>) {
    let Some(period) = period else { return };
    let (from, to) = (period.from, period.to);
    // F07 tells of days that do not exist.
    if !from.exists() || !to.exists() {
        return;
    }
    let whole = (from.month, from.day, to.month, to.day) == (1, 1, 12, 31);
    let one_year = match (from.year, to.year) {
        (Some(from), Some(to)) => from == to,
        _ => true,
    };
    if whole && one_year {
        return;
    }
    let quoted = context.quote(period.place);
    let says = match context.report.year.or(from.year) {
        Some(year) => OF_YEAR.with([quoted, year.into()]),
        None => OF_A_YEAR.with([quoted]),
    };
    context.emit(Finding::new(&RULE, says).at([period.place]));
}
