//! E04: growth with both numbers given.

use rust_decimal::Decimal;

use super::percentage::Percentage;
use super::{BASIS, MEND, WHY};
use crate::language::Text;
use crate::report::Growth;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::d_narrative::quoted;
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "E04",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("增减幅度计算有误", "A growth is wrong"),
    checks: docs(Text::new(
        "本期和基期两个数都写了的，增减幅度与之相符，四舍五入或截位均可。",
        "Where both numbers are given, the growth fits them, rounded or cut off.",
    )),
    why: WHY,
    mend: MEND,
    example: docs(Text::new(
        "正文“22起，比2022年（31起）下降25%”：由31到22为下降29.0%。",
        "The text “22起，比2022年（31起）下降25%”: from 31 to 22 is −29.0%.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "正文{0}：由{1}到{2}为{3}{4}%，不是{5}{6}%。",
    "The text {0}: from {1} to {2} is {7}%, not {8}%.",
);
const UP: Text = Text::new("增长", "up ");
const DOWN: Text = Text::new("下降", "down ");

/// Checks a growth of which both numbers are given.
pub fn check(context: &mut Context<'_>, growth: &Growth) {
    let mut first: Option<(Decimal, Decimal, Decimal)> = None;
    for &base in &growth.base {
        for &now in &growth.now {
            let Some(percentage) = Percentage::new(now - base, base, growth.percent) else {
                continue;
            };
            if percentage.fits {
                return;
            }
            first = first.or(Some((now, base, percentage.right)));
        }
    }
    let Some((now, base, right)) = first else { return };
    let way = |percent: Decimal| -> Arg { if percent.is_sign_negative() { DOWN } else { UP }.into() };
    let says = SAYS.with([
        quoted(context, growth.words).into(),
        base.into(),
        now.into(),
        way(right),
        right.abs().into(),
        way(growth.percent),
        growth.percent.abs().into(),
        right.into(),
        growth.percent.into(),
    ]);
    let finding = Finding::new(&RULE, says).at([growth.words]);
    context.emit(finding.between(right, growth.percent));
}
