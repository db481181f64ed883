//! E09: approximations written twice over.

use super::{BASIS, REMEDY, WHY};
use crate::document::Span;
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "E09",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("约数表述不规范", "An approximation is written twice over"),
    checks: docs(Text::new(
        "“超”“约”“近”不与“余”“左右”同用；“余”用在整十、整百、整千的数后面。",
        "超, 约, 近 are not used together with 余 or 左右; 余 stands after a round number.",
    )),
    exceptions: docs(Text::new(
        "“突破”“达”等不表示约数的词。",
        "Words that make no number approximate.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "“超22.7万余次”：“超”与“余”重复使用，约数表述不规范。",
        "“超22.7万余次”: 超 and 余 say the same.",
    )),
    basis: docs(BASIS),
};

const TWICE: Text = Text::new(
    "“{0}”：“{1}”与“{2}”重复使用，约数表述不规范。",
    "“{0}”: {1} and {2} say the same.",
);
const NOT_ROUND: Text = Text::new(
    "“{0}”：约数表述不规范，“余”“多”应用在整十、整百、整千的数之后。",
    "“{0}”: 余 and 多 stand after round numbers.",
);

/// What stands before the digits, and what behind them.
const BEFORE: [&str; 7] = ["超", "逾", "约", "近", "突破", "不足", "不到"];
const BEHIND: [&str; 5] = ["余", "多", "左右", "上下", "以上"];

/// Tells of an approximation written twice over, or of one that is not round.
pub fn check(context: &mut Context<'_>, span: Span) {
    let words = context.report.document.slice(span);
    let named = |signs: &[&'static str]| signs.iter().find(|sign| words.contains(**sign)).copied();
    let quoted = context.quote(span);
    let says = match named(&BEFORE).zip(named(&BEHIND)) {
        Some((before, behind)) => TWICE.with([quoted, before.to_owned().into(), behind.to_owned().into()]),
        None => NOT_ROUND.with([quoted]),
    };
    context.emit(Finding::new(&RULE, says).at([span]));
}
