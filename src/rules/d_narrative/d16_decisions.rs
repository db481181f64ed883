//! D16: licences, penalties, compulsion.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D16",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "许可、处罚、强制件数与表二不一致",
        "The number of decisions is not table 2's",
    ),
    checks: docs(Text::new(
        "正文行政许可、行政处罚、行政强制的件数等于表二；以“项”计的事项不比较。",
        "Licences, penalties and compulsion equal table 2; items of a list are not compared.",
    )),
    exceptions: docs(Text::new(
        "公示、归集、上传的条数，申请、受理的件数，许可事项的项数。",
        "Records published, applications received, items of a list.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“作出行政处罚决定12件”（一、总体情况）为12，表二“行政处罚”为11，不一致。",
        "The text “作出行政处罚决定12件” (一、总体情况) says 12, table 2 “Penalties” says 11.",
    )),
    basis: docs(BASIS),
};
