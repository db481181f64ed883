//! A02: the outcomes do not add up to （七）总计.

use super::{BASIS, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A02",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "办理结果各项之和与（七）总计不一致",
        "The outcomes do not add up to their total",
    ),
    checks: docs(Text::new(
        "表三每一列：（一）至（六）各项办理结果之和，等于（七）总计。分组小计不重复计入。",
        "Table 3, each column: the outcomes (1) to (6) add up to (7) total. Group subtotals are not counted again.",
    )),
    exceptions: docs(Text::new(
        "分组标题行填写的小计，不重复计入；总计空白而分项有数的，由B07指出；有单元格未能读取的列。",
        "Subtotals beside group labels, which are not counted again; a blank total beside filled parts (see B07); columns with a cell that could not be read.",
    )),
    why: WHY,
    remedy: Text::new(
        "逐项核对该列的办理结果与（七）总计，改正其中有误的一格。",
        "Compare the outcomes of this column and their total with your records and correct the cell that is wrong.",
    ),
    example: docs(Text::new(
        "表三“自然人”列：办理结果各项之和为41，（七）总计为36，相差5。",
        "Table 3, column “Natural persons”: the outcomes add up to 41, the total says 36; difference 5.",
    )),
    basis: docs(BASIS),
};

/// Row and column of the total, both sides and their difference.
pub const SAYS: Text = Text::new(
    "表三“{1}”列：办理结果各项之和为{2}，（七）总计为{3}，相差{4}。",
    "Table 3, column “{1}”: the outcomes add up to {2}, their total says {3}; difference {4}.",
);
