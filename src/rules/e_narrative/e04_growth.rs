//! E04: growth with both numbers given.

use rust_decimal::Decimal;

use super::percentage::Percentage;
use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::report::{Growth, GrowthBy, Precision};
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
        "本期和基期两个数都写了的，增减的百分比、件数、倍数、百分点与之相符，四舍五入或截位均可；“持平”的两个数相等。",
        "Where both numbers are given, the growth in per cent, pieces, times or points fits them, rounded or cut off; 持平 says that they are equal.",
    )),
    exceptions: docs(Text::new(
        "未写出基期数的；约数；“基本持平”。",
        "Where the base is not given; approximate numbers; 基本持平.",
    )),
    why: WHY,
    remedy: REMEDY,
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

const DIFFERS: Text = Text::new(
    "正文{0}：由{1}到{2}为{3}{4}，不是{5}{6}。",
    "The text {0}: from {1} to {2} is {7}, not {8}.",
);

const TIMES: Text = Text::new(
    "正文{0}：由{1}到{2}，与“{3}”不符。",
    "The text {0}: from {1} to {2} is not “{3}”.",
);
const POINTS: Text = Text::new(
    "正文{0}：由{1}%到{2}%为{3}{4}个百分点，不是{5}{6}个百分点。",
    "The text {0}: from {1}% to {2}% is {7} points, not {8}.",
);

/// Checks a growth of which both numbers are given.
pub fn check(context: &mut Context<'_>, growth: &Growth) {
    match growth.change {
        GrowthBy::Percent(percent) => by_percent(context, growth, percent),
        GrowthBy::Number(by) => by_number(context, growth, by),
        GrowthBy::Times(times, bound) => by_times(context, growth, (times, bound)),
        GrowthBy::Points(points) => by_points(context, growth, points),
    }
}

fn way(change: Decimal) -> Arg {
    if change.is_sign_negative() { DOWN } else { UP }.into()
}

/// 较2022年（25件）减少7件.
fn by_number(context: &mut Context<'_>, growth: &Growth, by: Decimal) {
    let right = |now: &Decimal, base: &Decimal| now - base == by;
    let fits = growth
        .base
        .iter()
        .any(|base| growth.now.iter().any(|now| right(now, base)));
    let (Some(&now), Some(&base), false) = (growth.now.first(), growth.base.first(), fits) else {
        return;
    };
    let change = now - base;
    let says = DIFFERS.with([
        quoted(context, growth.words).into(),
        base.into(),
        now.into(),
        way(change),
        change.abs().into(),
        way(by),
        by.abs().into(),
        change.into(),
        by.into(),
    ]);
    context.emit(Finding::new(&RULE, says).at([growth.words]).between(change, by));
}

/// 增长2.5倍: rounded or cut off; 翻番: about; 近一倍: a little less.
fn by_times(context: &mut Context<'_>, growth: &Growth, (times, bound): (Decimal, Precision)) {
    let unit = Decimal::new(1, times.scale());
    let fits = |now: Decimal, base: Decimal| {
        let Some(more) = times.checked_mul(base) else {
            return true;
        };
        let off = now - base - more;
        match bound {
            // An eighth more or less.
            Precision::About => off.abs() * Decimal::from(8) <= base + more,
            Precision::AtLeast => off >= Decimal::ZERO,
            Precision::Nearly => off * Decimal::from(20) <= more && -off * Decimal::from(5) <= more * Decimal::from(2),
            _ => off.abs() < unit * base,
        }
    };
    let pairs = || {
        growth
            .base
            .iter()
            .flat_map(|&base| growth.now.iter().map(move |&now| (now, base)))
    };
    let Some((now, base)) = pairs().find(|(_, base)| *base > Decimal::ZERO) else {
        return;
    };
    if pairs().any(|(now, base)| fits(now, base)) {
        return;
    }
    let says = TIMES.with([
        quoted(context, growth.words).into(),
        base.into(),
        now.into(),
        context.quote(growth.span),
    ]);
    context.emit(Finding::new(&RULE, says).at([growth.words]));
}

/// 由12%降至8%，下降4个百分点.
fn by_points(context: &mut Context<'_>, growth: &Growth, points: Decimal) {
    let (Some(&now), Some(&base)) = (growth.now.first(), growth.base.first()) else {
        return;
    };
    let change = now - base;
    // Both percentages are rounded.
    let shown = now.scale().min(base.scale()).min(points.scale());
    let (off, unit) = ((change - points).abs(), Decimal::new(1, shown));
    if off < unit || shown > 0 && off == unit {
        return;
    }
    let says = POINTS.with([
        quoted(context, growth.words).into(),
        base.into(),
        now.into(),
        way(change),
        change.abs().into(),
        way(points),
        points.abs().into(),
        change.into(),
        points.into(),
    ]);
    context.emit(Finding::new(&RULE, says).at([growth.words]).between(change, points));
}

fn by_percent(context: &mut Context<'_>, growth: &Growth, percent: Decimal) {
    let mut first: Option<(Decimal, Decimal, Decimal)> = None;
    for &base in &growth.base {
        for &now in &growth.now {
            let Some(percentage) = Percentage::new(now - base, base, percent) else {
                continue;
            };
            if percentage.fits {
                return;
            }
            first = first.or(Some((now, base, percentage.right)));
        }
    }
    let Some((now, base, right)) = first else { return };
    let says = SAYS.with([
        quoted(context, growth.words).into(),
        base.into(),
        now.into(),
        way(right),
        right.abs().into(),
        way(percent),
        percent.abs().into(),
        right.into(),
        percent.into(),
    ]);
    let finding = Finding::new(&RULE, says).at([growth.words]);
    context.emit(finding.between(right, percent));
}
