//! E07: an approximate total and its parts.

use rust_decimal::Decimal;

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::report::{Breakdown, Precision};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::d_narrative::quoted;

/// The rule.
pub static RULE: Rule = Rule {
    code: "E07",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("约数与分项之和不相符", "An approximate total does not fit its parts"),
    checks: docs(Text::new(
        "“1000余条”与分项之和相符：不小于1000，小于2000；“1.2万条”按四舍五入，不符的为警告（多为单位写错）。",
        "1000余 fits its parts: from 1000 to below 2000; 1.2万 is rounded, and parts that do not fit it are a warning (mostly a slip of the unit).",
    )),
    exceptions: docs(Text::new(
        "“其中”后未列完的分项。",
        "Parts after 其中 that leave some out.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“100余条，其中…”：分项之和为250。",
        "The text “100余条，其中…”: the parts add up to 250.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "正文{0}：分项之和为{1}，与所写约数不符。",
    "The text {0}: the parts add up to {1}, which the total does not admit.",
);

/// Checks the parts of an approximate total; it is not stated, only where it lies.
pub fn check(context: &mut Context<'_>, breakdown: &Breakdown) {
    let total = breakdown.total;
    let sum: Decimal = breakdown.parts.iter().map(|part| part.value).sum();
    if total.admits(sum) || breakdown.others.contains(&sum) {
        return;
    }
    let (end, severity) = match total.bound {
        Precision::Below(end) => (end, RULE.severity),
        // 1.2万条: so exact that a slip of the unit shows.
        Precision::Rounded(step) => (total.value + step, Severity::Warning),
        _ => return,
    };
    if sum >= end || breakdown.exhaustive {
        let says = SAYS.with([quoted(context, breakdown.words).into(), sum.into()]);
        let finding = Finding::new(&RULE, says).weighing(severity).at([breakdown.words]);
        context.emit(Finding {
            expected: Some(sum),
            ..finding
        });
    }
}
