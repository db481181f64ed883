//! D07: requests denied.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D07",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("不予公开件数与表三不一致", "The number denied is not table 3's"),
    checks: docs(Text::new(
        "正文“不予公开”及其各项的件数等于表三相应行。",
        "The number denied or one of its items equals the row of table 3.",
    )),
    exceptions: docs(Text::new(
        "因某项理由不予公开的件数与该项相符；自拟说法的列举，加总相符的，仅作提示。",
        "A number denied for one reason that is this item's. A list in other words that adds up is only mentioned.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“不予公开5件”（一、总体情况）为5，表三“（三）不予公开各项之和”为4，不一致。",
        "The text “不予公开5件” (一、总体情况) says 5, table 3 “Denied, all items” says 4.",
    )),
    basis: docs(BASIS),
};
