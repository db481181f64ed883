//! D23: all said to be upheld.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D23",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "正文称均获维持、未被纠正，与表四不一致",
        "All upheld, says the text; table 4 disagrees",
    ),
    checks: docs(Text::new(
        "正文称均获维持时，表四结果纠正、其他结果、尚未审结为0；称零纠错、零败诉时，结果纠正为0。",
        "Where all cases are said to be upheld, table 4 has none corrected, otherwise closed or pending.",
    )),
    exceptions: docs(Text::new(
        "“均”只及于其前所说的案件；驳回、胜诉的，其他结果可以不为0。",
        "均 reaches only the cases named before it; where those who complained are said to have lost, other results may be there.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“均获维持”（一、总体情况），表四“行政复议”结果纠正、其他结果、尚未审结之和为1，不一致。",
        "The text “均获维持” (一、总体情况), table 4 has 1 case not upheld.",
    )),
    basis: docs(BASIS),
};
