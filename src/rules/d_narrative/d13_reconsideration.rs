//! D13: reconsideration.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D13",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "行政复议件数与表四不一致",
        "The number of reconsiderations is not table 4's",
    ),
    checks: docs(Text::new(
        "正文因政府信息公开引起的行政复议件数、结果等于表四。",
        "Reconsiderations on disclosure and their results equal table 4.",
    )),
    exceptions: docs(Text::new(
        "司法行政等机关办理、审理的复议案件；与信息公开无关的案件；复议答复件。",
        "Cases that the agency decides for others; cases that are not about disclosure; answers given to the reviewing agency.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“行政复议3件”（一、总体情况）为3，表四“行政复议”总计为2，不一致。",
        "The text “行政复议3件” (一、总体情况) says 3, table 4 “Reconsideration” says 2.",
    )),
    basis: docs(BASIS),
};
