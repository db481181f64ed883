//! A01: the six kinds of applicants do not add up to their total.

use super::{BASIS, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "六类申请人之和与总计不一致",
        "The six kinds of applicants do not add up to the total",
    ),
    checks: docs(Text::new(
        "表三每一行：自然人与五类法人或其他组织之和，等于总计。空白按0计；总计空白而分项有数的不核对，另由B07指出。",
        "Table 3, each row: natural persons and the five kinds of organisations add up to the total. Blank counts as 0; a blank total is not checked (see B07).",
    )),
    exceptions: docs(Text::new(
        "空白和“/”等符号，按0计；总计空白而分项有数的，由B07指出；有单元格未能读取的行。",
        "Blanks and signs such as “/”, which count as 0; a blank total beside filled parts (see B07); rows with a cell that could not be read.",
    )),
    why: WHY,
    remedy: Text::new(
        "对照台账核对该行各类申请人数量和总计，改正其中有误的一格。",
        "Compare the row with your records and correct the cell that is wrong.",
    ),
    example: docs(Text::new(
        "表三“（一）予以公开”行：六类申请人之和为3，总计为4，相差1。",
        "Table 3, row “Granted”: the six kinds add up to 3, the total says 4; difference 1.",
    )),
    basis: docs(BASIS),
};

/// Row and column of the total, both sides and their difference.
pub const SAYS: Text = Text::new(
    "表三“{0}”行：六类申请人之和为{2}，总计为{3}，相差{4}。",
    "Table 3, row “{0}”: the six kinds of applicants add up to {2}, the total says {3}; difference {4}.",
);
