//! D04: requests carried to next year.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D04",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("结转下年度件数与表三不一致", "The number carried out is not table 3's"),
    checks: docs(Text::new(
        "正文“结转下年度”的件数等于表三“结转下年度继续办理”。",
        "The number carried to next year equals table 3.",
    )),
    exceptions: docs(Text::new(
        "“在法定答复期内”“依法延期答复”的件数。",
        "Numbers still within the time limit, or answered after an extension.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“结转下年度2件”（一、总体情况）为2，表三“四、结转下年度继续办理”为0，不一致。",
        "The text “结转下年度2件” (一、总体情况) says 2, table 3 “Carried to next year” says 0.",
    )),
    basis: docs(BASIS),
};
