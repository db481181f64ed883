//! D14: litigation.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D14",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("行政诉讼件数与表四不一致", "The number of lawsuits is not table 4's"),
    checks: docs(Text::new(
        "正文因政府信息公开引起的行政诉讼件数、结果等于表四的一类或两类之和。",
        "Lawsuits on disclosure and their results equal one block of table 4 or both.",
    )),
    exceptions: docs(Text::new(
        "未写明是否经过复议的，与两类之一或两类之和相符均可；行政应诉等业务数据。",
        "Either kind of lawsuit or both together, where the text does not say which; the agency's business in court.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“行政诉讼3件”（一、总体情况）为3，表四“未经复议直接起诉、复议后起诉之和”为1，不一致。",
        "The text “行政诉讼3件” (一、总体情况) says 3, table 4 says 1.",
    )),
    basis: docs(BASIS),
};
