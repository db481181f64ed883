//! A03: 第一项加第二项 is not 第三项加第四项.

use super::{BASIS, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A03",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "第一项加第二项不等于第三项加第四项",
        "Received plus carried in differs from closed plus carried out",
    ),
    checks: docs(Text::new(
        "表三每一列：本年新收与上年结转之和，等于（七）总计与结转下年度之和。这是表头注明的勾稽关系。",
        "Table 3, each column: new and carried-in requests equal outcomes in total and requests carried to next year, as the form itself demands.",
    )),
    exceptions: docs(Text::new(
        "与上年度报告不衔接的，由G01核对；四项中有单元格未能读取，或者总计空白而分项有数的列。",
        "A disagreement with last year's report (see G01); columns in which one of the four cells could not be read, or is a blank total beside filled parts.",
    )),
    why: WHY,
    remedy: Text::new(
        "核对该列本年新收、上年结转、（七）总计、结转下年度四个数，改正其中有误的一格。",
        "Compare the four numbers of this column with your records and correct the one that is wrong.",
    ),
    example: docs(Text::new(
        "表三“自然人”列：第一项加第二项为3，第三项（七）加第四项为2，不符合勾稽关系，相差1。",
        "Table 3, column “Natural persons”: items 1 and 2 give 3, items 3 (7) and 4 give 2; difference 1.",
    )),
    basis: docs(BASIS),
};

/// Row and column of the total, both sides and their difference.
pub const SAYS: Text = Text::new(
    "表三“{1}”列：第一项加第二项为{2}，第三项（七）加第四项为{3}，不符合勾稽关系，相差{4}。",
    "Table 3, column “{1}”: items 1 and 2 give {2}, items 3 (7) and 4 give {3}; difference {4}.",
);
