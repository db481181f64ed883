//! E05: growth that no base gives.

use rust_decimal::Decimal;

use super::percentage::Percentage;
use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::report::{Growth, GrowthBy};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::d_narrative::quoted;

/// The rule.
pub static RULE: Rule = Rule {
    code: "E05",
    severity: Severity::Info,
    on_request: true,
    title: Text::new("没有基数能得出所写增幅", "No base gives the growth stated"),
    checks: docs(Text::new(
        "只写本期数和增减幅度的，存在整数基数能得出该幅度（仅2000以下）。",
        "Where only the number and its growth are given, some whole base gives it (up to 2000).",
    )),
    exceptions: docs(Text::new(
        "基期数已写出的；2000以上的数。",
        "Where the base is given; numbers above 2000.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“收到申请7件，同比增长23%”：没有整数基数能得出该幅度。",
        "The text “收到申请7件，同比增长23%”: no whole number grows by 23% to 7.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "正文{0}：按本期数{1}推算，没有与该幅度相符的整数基数。",
    "The text {0}: no whole number grows so to {1}.",
);

/// The largest number that is looked at.
const MOST: i64 = 2000;
/// A base above this many times the number would be a fall by nearly all.
const LARGEST: i64 = 20;

/// Checks a growth without a base: some whole number must grow by so many percent to the number given.
pub fn check(context: &mut Context<'_>, growth: &Growth) {
    let now = growth
        .now
        .first()
        .filter(|&&now| growth.base.is_empty() && now <= Decimal::new(MOST, 0) && !now.is_zero());
    let (Some(&now), GrowthBy::Percent(percent)) = (now, growth.change) else {
        return;
    };
    let fits = |base: i64| {
        let base = Decimal::new(base, 0);
        Percentage::new(now - base, base, percent).is_some_and(|percentage| percentage.fits)
    };
    if !(1..=MOST * LARGEST).any(fits) {
        let says = SAYS.with([quoted(context, growth.words).into(), now.into()]);
        context.emit(Finding::new(&RULE, says).at([growth.words]));
    }
}
