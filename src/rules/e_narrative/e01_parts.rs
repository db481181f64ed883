//! E01: a total and its parts.

use rust_decimal::Decimal;

use super::{BASIS, REMEDY, WHY, e02_nested_parts};
use crate::language::Text;
use crate::report::{Breakdown, Precision};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::d_narrative::quoted;

/// The rule.
pub static RULE: Rule = Rule {
    code: "E01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("正文合计与分项之和不一致", "Total and parts in the text disagree"),
    checks: docs(Text::new(
        "正文写了合计和分项的，分项之和不应大于合计；列举完全的，应当相等。",
        "Parts named after a total do not exceed it, and equal it where they are said to be all.",
    )),
    exceptions: docs(Text::new(
        "“其中”后未列完的；约数；分项与合计单位不同；按两种标准分列的；要求公开的内容可以重叠而未列“其他”的。",
        "Parts after 其中 that leave some out; approximate numbers; other units; two ways to divide one total, each by itself.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“232条，其中…75条，…86条”：合计为232，分项之和为240，相差8。",
        "The text “232条，其中…”: the total is 232, the parts add up to 240.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "正文{0}：合计为{1}，分项之和为{2}，相差{3}。",
    "The text {0}: the total is {1}, the parts add up to {2}; difference {3}.",
);

/// Checks the parts of a total, E02 where the total is itself a part. Parts that leave some out after 其中 are told only on
/// request.
pub fn check(context: &mut Context<'_>, breakdown: &Breakdown) {
    let total = breakdown.total;
    let sum: Decimal = breakdown.parts.iter().map(|part| part.value).sum();
    if total.bound != Precision::Exact || total.admits(sum) || breakdown.others.contains(&sum) {
        return;
    }
    let above = breakdown.others.iter().all(|&other| sum > other);
    let rule = if breakdown.nested {
        &e02_nested_parts::RULE
    } else {
        &RULE
    };
    let (rule, severity) = if sum > total.value && (above || !breakdown.loose) {
        (rule, if above { Severity::Error } else { Severity::Warning })
    } else if sum < total.value && breakdown.exhaustive {
        (rule, Severity::Warning)
    } else if sum < total.value && context.wants(&RULE) {
        (&RULE, Severity::Info)
    } else {
        return;
    };
    let says = SAYS.with([
        quoted(context, breakdown.words).into(),
        total.value.into(),
        sum.into(),
        (sum - total.value).abs().into(),
    ]);
    let finding = Finding::new(rule, says).weighing(severity).at([breakdown.words]);
    context.emit(finding.between(sum, total.value));
}
