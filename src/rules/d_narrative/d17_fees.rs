//! D17: 行政事业性收费.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D17",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("行政事业性收费金额与表二不一致", "The amount of fees is not table 2's"),
    checks: docs(Text::new(
        "正文行政事业性收费的金额换算成万元后等于表二。",
        "The amount of administrative fees, in 10,000 yuan, equals table 2.",
    )),
    exceptions: docs(Text::new(
        "四舍五入的金额；信息处理费；应收、减免的金额。",
        "Rounded amounts; the processing fee; amounts due or waived.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“行政事业性收费300万元”（一、总体情况）为300万元，表二“行政事业性收费”为330.9万元，不一致。",
        "The text “行政事业性收费300万元” (一、总体情况) says 300, table 2 says 330.9 (10,000 yuan).",
    )),
    basis: docs(BASIS),
};
