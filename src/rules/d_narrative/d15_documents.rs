//! D15: 规章 and normative documents.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D15",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "规章、规范性文件件数与表二不一致",
        "The number of rules or normative documents is not table 2's",
    ),
    checks: docs(Text::new(
        "正文制发、废止、现行有效的规章和规范性文件件数等于表二。",
        "Rules and normative documents issued, repealed and in force equal table 2.",
    )),
    exceptions: docs(Text::new(
        "拟制定、拟废止，联合印发，清理范围，累计件数，以其他机关名义制发的件数。",
        "What is planned, issued jointly, reviewed, counted over the years, or issued in another agency's name.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“制发规范性文件3件”（一、总体情况）为3，表二“行政规范性文件”行“本年制发件数”列为2，不一致。",
        "The text “制发规范性文件3件” (一、总体情况) says 3, table 2 says 2.",
    )),
    basis: docs(BASIS),
};
