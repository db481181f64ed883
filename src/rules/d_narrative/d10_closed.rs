//! D10: requests otherwise closed.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D10",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "其他处理件数与表三不一致",
        "The number otherwise closed is not table 3's",
    ),
    checks: docs(Text::new(
        "正文“其他处理”及其各项的件数等于表三相应行。",
        "The number otherwise closed or one of its items equals the row of table 3.",
    )),
    exceptions: docs(Text::new(
        "撤回的件数少于其他处理；逾期未补正与其他处理分列而相加相符。",
        "Fewer withdrawn than otherwise closed; items listed beside 其他处理 that add up.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“其他处理5件”（一、总体情况）为5，表三“（六）其他处理各项之和”为4，不一致。",
        "The text “其他处理5件” (一、总体情况) says 5, table 3 “Otherwise closed, all items” says 4.",
    )),
    basis: docs(BASIS),
};
