//! D19: a denial that requests came.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D19",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "正文称未收到申请，与表三不一致",
        "No requests, says the text; table 3 has some",
    ),
    checks: docs(Text::new(
        "正文称未收到申请（0件、零申请）时，表三“本年新收”为0；上年结转可以不为0。",
        "Where the text says that no request was received, “new this year” is 0; some may be carried in.",
    )),
    exceptions: docs(Text::new(
        "只否认某一渠道、某类申请人、某类内容的申请；其他年度。",
        "A denial of one channel, one kind of applicant or one subject only; another year's.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“未收到政府信息公开申请”（一、总体情况），表三“一、本年新收政府信息公开申请数量”为2，不一致。",
        "The text “未收到政府信息公开申请” (一、总体情况), table 3 “New this year” says 2.",
    )),
    basis: docs(BASIS),
};
