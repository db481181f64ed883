//! C11: the label 三、本年度办理结果 is missing.

use super::BASIS;
use crate::language::Text;
use crate::report::Anomaly;
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, docs};

pub const RULE: Rule = Rule {
    code: "C11",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("缺少“三、本年度办理结果”", "The label 三、本年度办理结果 is missing"),
    checks: docs(Text::new(
        "表三办理结果各行左侧应有“三、本年度办理结果”。",
        "In table 3 the outcomes stand beside 三、本年度办理结果.",
    )),
    why: Text::new(
        "表头的勾稽关系以“第三项”指称该项，缺少后无从对应。",
        "The form's own identity speaks of item 3, which is this label.",
    ),
    mend: Text::new(
        "在（一）予以公开至（七）总计各行左侧补上“三、本年度办理结果”。",
        "Add the label beside the rows (1) to (7).",
    ),
    example: docs(Text::new(
        "表三缺少“三、本年度办理结果”。",
        "Table 3 lacks 三、本年度办理结果.",
    )),
    basis: docs(BASIS),
};

pub fn check(check: &mut Check<'_>) {
    for anomaly in &check.report.anomalies {
        let Anomaly::OutcomesLabelMissing { place } = *anomaly else {
            continue;
        };

        let message = if check.is_zh() {
            "表三办理结果各行左侧缺少“三、本年度办理结果”。"
        } else {
            "Table 3 lacks 三、本年度办理结果."
        };
        check.report(&RULE, message.to_owned(), Place::at(place));
    }
}
