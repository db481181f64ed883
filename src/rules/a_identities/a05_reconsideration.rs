//! A05: the results of reconsideration do not add up.

use super::{BASIS, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A05",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "行政复议四项结果之和与总计不一致",
        "Reconsideration: the four results do not add up to the total",
    ),
    checks: docs(Text::new(
        "表四行政复议：结果维持、结果纠正、其他结果、尚未审结之和，等于总计。",
        "Table 4, reconsideration: upheld, corrected, other and pending add up to the total.",
    )),
    exceptions: docs(Text::new(
        "空白和“/”等符号，按0计；总计空白而四项结果有数的，由B07指出。",
        "Blanks and signs such as “/”, which count as 0; a blank total beside filled results (see B07).",
    )),
    why: WHY,
    remedy: Text::new(
        "对照案件台账核对五个数，改正其中有误的一格。",
        "Compare the five numbers with your records and correct the one that is wrong.",
    ),
    example: docs(Text::new(
        "表四“行政复议”：四项之和为2，总计为3，相差1。",
        "Table 4, reconsideration: the four results add up to 2, the total says 3; difference 1.",
    )),
    basis: docs(BASIS),
};

/// Row and column of the total, both sides and their difference.
pub const SAYS: Text = Text::new(
    "表四“{0}”：四项之和为{2}，总计为{3}，相差{4}。",
    "Table 4, {0}: the four results add up to {2}, the total says {3}; difference {4}.",
);
