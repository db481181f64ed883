//! D05: requests granted.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D05",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("予以公开件数与表三不一致", "The number granted is not table 3's"),
    checks: docs(Text::new(
        "正文“予以公开”的件数等于表三相应行。",
        "The number granted equals the row of table 3.",
    )),
    exceptions: docs(Text::new(
        "予以公开与部分公开合写；自拟说法的列举，加总与表三总数相符的，仅作提示。",
        "Granted and partly granted together. A list in other words that adds up to the table's total is only mentioned.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“予以公开5件”（一、总体情况）为5，表三“（一）予以公开”为4，不一致。",
        "The text “予以公开5件” (一、总体情况) says 5, table 3 “Granted” says 4.",
    )),
    basis: docs(BASIS),
};
