//! G06: cases pending last year are not there.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "G06",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("上年“尚未审结”的案件没有体现", "Cases pending last year are not there"),
    checks: docs(Text::new(
        "表四每一栏总计不少于上年度该栏的“尚未审结”。",
        "Each total of table 4 is at least what was 尚未审结 there last year.",
    )),
    exceptions: docs(Text::new(
        "上年未审结的案件，本年如何结案不作比较；任一年单元格未能读取，或者两份报告不是相邻年度的。",
        "How last year's cases ended, which is not compared; cells that could not be read in either year; reports more than a year apart.",
    )),
    why: Text::new(
        "上年末未审结的案件，本年度应当继续统计；也可能已撤回，或者转入另一栏。",
        "Cases pending at the end of a year go on in the next, unless they were withdrawn or moved to another block.",
    ),
    remedy: Text::new("核对这些案件的去向。", "Check what became of these cases."),
    example: docs(Text::new(
        "表四：2023年“未经复议直接起诉”尚未审结1件，2024年该项总计0件，上年未审结的案件没有体现。",
        "Table 4: one case of direct litigation was pending in 2023, the total of 2024 is 0.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号所附报告格式及填表说明。",
        "国办公开办函〔2021〕30号, the form and its instructions.",
    )),
};
