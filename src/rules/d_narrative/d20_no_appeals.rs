//! D20: a denial that there were cases.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D20",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "正文称无复议、诉讼，与表四不一致",
        "No cases, says the text; table 4 has some",
    ),
    checks: docs(Text::new(
        "正文称未发生因政府信息公开引起的行政复议、行政诉讼时，表四相应总计为0。",
        "Where the text says that there was no reconsideration or lawsuit, table 4 says 0.",
    )),
    exceptions: docs(Text::new(
        "只否认被纠正、败诉的案件，或与信息公开无关的案件；其他年度。",
        "A denial of cases lost, or of cases not about disclosure; another year's.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“未发生行政复议、行政诉讼”（一、总体情况），表四“行政复议”总计为1，不一致。",
        "The text “未发生行政复议、行政诉讼” (一、总体情况), table 4 “Reconsideration” says 1.",
    )),
    basis: docs(BASIS),
};
