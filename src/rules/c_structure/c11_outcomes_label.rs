//! C11: the label 三、本年度办理结果 is missing.

use super::BASIS;
use crate::language::Text;
use crate::report::Anomaly;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C11",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("缺少“三、本年度办理结果”", "The label 三、本年度办理结果 is missing"),
    checks: docs(Text::new(
        "表三办理结果各行左侧应有“三、本年度办理结果”。",
        "In table 3 the outcomes stand beside 三、本年度办理结果.",
    )),
    exceptions: docs(Text::new(
        "逐字换行的；个别字有出入的，如“本年度办理情况”。",
        "The label written one character a line; one that is nearly the official one, such as 本年度办理情况.",
    )),
    why: Text::new(
        "表头的勾稽关系以“第三项”指称该项，缺少后无从对应。",
        "The form's own identity speaks of item 3, which is this label.",
    ),
    remedy: Text::new(
        "在（一）予以公开至（七）总计各行左侧补上“三、本年度办理结果”。",
        "Add the label beside the rows (1) to (7).",
    ),
    example: docs(Text::new(
        "表三缺少“三、本年度办理结果”。",
        "Table 3 lacks 三、本年度办理结果.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "表三办理结果各行左侧缺少“三、本年度办理结果”。",
    "Table 3 lacks 三、本年度办理结果.",
);

/// C11.
pub fn check(context: &mut Context<'_>) {
    for anomaly in &context.report.anomalies {
        if let Anomaly::OutcomesLabelMissing { place } = *anomaly {
            context.emit(Finding::new(&RULE, SAYS).at([place]));
        }
    }
}
