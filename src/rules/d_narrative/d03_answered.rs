//! D03: requests answered.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("办结、答复件数与表三不一致", "The number answered is not table 3's"),
    checks: docs(Text::new(
        "正文“办结”“答复”的件数等于表三办理结果总计（可不含不予处理、其他处理）。",
        "Requests “answered” equal the outcomes' total of table 3, with or without those rejected or otherwise closed.",
    )),
    exceptions: docs(Text::new(
        "当年新收中办结的件数；其余、延期答复的件数；答复件、办结率。",
        "The number answered of those new this year; the rest, those answered after an extension; rates.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“办结12件”（一、总体情况）为12，表三“（七）总计”为10，不一致。",
        "The text “办结12件” (一、总体情况) says 12, table 3 “Outcomes, total” says 10.",
    )),
    basis: docs(BASIS),
};
