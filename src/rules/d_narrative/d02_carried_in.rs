//! D02: requests carried in.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D02",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("上年结转件数与表三不一致", "The number carried in is not table 3's"),
    checks: docs(Text::new(
        "正文“上年结转”的件数等于表三“上年结转政府信息公开申请数量”。",
        "The number carried in from last year equals table 3.",
    )),
    exceptions: docs(Text::new(
        "写明不含上年结转的件数本身与表三相符。",
        "The number that is left out of another one, where it is table 3's.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“上年结转3件”（一、总体情况）为3，表三“二、上年结转政府信息公开申请数量”为2，不一致。",
        "The text “上年结转3件” (一、总体情况) says 3, table 3 “Carried in” says 2.",
    )),
    basis: docs(BASIS),
};
