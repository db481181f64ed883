//! E02: a part and its own parts; [`super::e01_parts`] checks them.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "E02",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("括号内分项之和与所注数字不一致", "A part's own parts disagree with it"),
    checks: docs(Text::new(
        "分项后面又列分项的，逐层核对。",
        "Where a part has parts of its own, they are added up as well.",
    )),
    exceptions: docs(Text::new(
        "括号内未列完的“其中”。",
        "Parts after 其中 that leave some out.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“407（287+106+12）”：合计为407，分项之和为405，相差2。",
        "The text “407（287+106+12）”: the total is 407, the parts add up to 405.",
    )),
    basis: docs(BASIS),
};
