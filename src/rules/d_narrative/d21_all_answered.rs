//! D21: all said to be answered.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D21",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "正文称全部办结，与表三不一致",
        "All answered, says the text; table 3 carries some out",
    ),
    checks: docs(Text::new(
        "正文称均已办结、办结率100%、无结转时，表三“结转下年度继续办理”为0；“均按时答复”可以只指到期的，仅作提示。",
        "Where all requests are said to be answered, none is carried out; “all answered in time” may mean those due and is only mentioned.",
    )),
    exceptions: docs(Text::new(
        "同一段中已写明结转件数；只指部分件数的“均已答复”；“除…外”。",
        "Where the same paragraph says how many are carried out; “all” of a part; 除…外.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“均已办结”（一、总体情况），表三“四、结转下年度继续办理”为2，不一致。",
        "The text “均已办结” (一、总体情况), table 3 “Carried to next year” says 2.",
    )),
    basis: docs(BASIS),
};
