//! E08: shares of one whole.

use rust_decimal::Decimal;

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::report::Split;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::d_narrative::quoted;

/// The rule.
pub static RULE: Rule = Rule {
    code: "E08",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("各占比之和不是100%", "The shares do not add up to 100%"),
    checks: docs(Text::new(
        "同一合计的全部分项占比之和为100%，允许四舍五入或截位的误差；申请人、办理结果不会重复计算，超过100%的为警告。",
        "The shares of all parts of one whole give 100%, but for rounding; of applicants or outcomes, which do not overlap, more than 100% is a warning.",
    )),
    exceptions: docs(Text::new("未列完的占比。", "Shares that leave some out.")),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文各占比之和为97%。",
        "The shares in the text add up to 97%.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "正文{0}：各占比之和为{1}%。",
    "The text {0}: the shares add up to {1}%.",
);

/// A fraction in words may be so many more hundredths off.
const IN_WORDS: usize = 4;

/// Checks that the shares of one whole give 100 %.
pub fn check(context: &mut Context<'_>, split: &Split) {
    let sum: Decimal = split.percents.iter().sum();
    // Cut off, each may lack nearly one unit of its last digit.
    let room: Decimal = split
        .percents
        .iter()
        .map(|percent| Decimal::new(1, percent.scale()))
        .sum();
    let room = room + Decimal::from(split.fractions * IN_WORDS);
    // Fractions in words leave out what is small.
    if split.fractions > 0 && sum < Decimal::ONE_HUNDRED {
        return;
    }
    if (sum - Decimal::ONE_HUNDRED).abs() >= room {
        let says = SAYS.with([quoted(context, split.words).into(), sum.into()]);
        // More than all there is.
        let severity = if split.exclusive && sum > Decimal::ONE_HUNDRED {
            Severity::Warning
        } else {
            RULE.severity
        };
        let finding = Finding::new(&RULE, says).weighing(severity).at([split.words]);
        context.emit(finding.between(Decimal::ONE_HUNDRED, sum));
    }
}
