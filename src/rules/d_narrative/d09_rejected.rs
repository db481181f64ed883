//! D09: requests not processed.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D09",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("不予处理件数与表三不一致", "The number not processed is not table 3's"),
    checks: docs(Text::new(
        "正文“不予处理”及其各项的件数等于表三相应行。",
        "The number not processed or one of its items equals the row of table 3.",
    )),
    exceptions: docs(Text::new(
        "单写一项理由而件数与不予处理合计相符。",
        "One reason alone with the number of all that were rejected.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“不予处理5件”（一、总体情况）为5，表三“（五）不予处理各项之和”为4，不一致。",
        "The text “不予处理5件” (一、总体情况) says 5, table 3 “Not processed, all items” says 4.",
    )),
    basis: docs(BASIS),
};
