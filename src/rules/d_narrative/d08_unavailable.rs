//! D08: what is not to be had.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D08",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("无法提供件数与表三不一致", "The number unavailable is not table 3's"),
    checks: docs(Text::new(
        "正文“无法提供”及其各项的件数等于表三相应行。",
        "The number unavailable or one of its items equals the row of table 3.",
    )),
    exceptions: docs(Text::new(
        "“信息不存在”与“不掌握”分写而相加相符；因某项理由无法提供的件数与该项相符。",
        "信息不存在 and 不掌握 apart that add up; a number unavailable for one reason that is this item's.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“无法提供5件”（一、总体情况）为5，表三“（四）无法提供各项之和”为4，不一致。",
        "The text “无法提供5件” (一、总体情况) says 5, table 3 “Unavailable, all items” says 4.",
    )),
    basis: docs(BASIS),
};
