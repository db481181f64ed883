//! J03: an agency has two different reports on a year.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "J03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "同一单位同一年度有不同的报告",
        "An agency has two different reports on a year",
    ),
    checks: docs(Text::new(
        "一个单位一个年度只有一份报告；两份内容不同的，以较新的文件参加核对。",
        "An agency has one report a year; of two different ones the newer file is compared.",
    )),
    exceptions: docs(Text::new(
        "文字完全相同的，由J02提示；政府名下新收、行政许可一大一小的两份报告，分别按汇总报告和政府办公室的报告对待，仅作提示。",
        "Files with the same text (see J02); two reports of a government, the one with more requests and licences being taken for the sum and the other for its office's: a remark only.",
    )),
    why: Text::new(
        "不能确定以哪份为准，汇总时容易用错。",
        "It is not clear which one counts, and the wrong one may be summed.",
    ),
    remedy: Text::new(
        "确认以哪份为准，撤下另一份。",
        "Decide which one counts and remove the other.",
    ),
    example: docs(Text::new(
        "云岭县水利局2024年度有2份内容不同的报告，采用较新的“水利局（更正）.docx”。",
        "云岭县水利局 has two different reports for 2024; the newer “水利局（更正）.docx” is used.",
    )),
    basis: docs(Text::new(
        "《中华人民共和国政府信息公开条例》第四十九条、第五十条：报告按年度编制、公布。",
        "Regulations on government information disclosure, arts. 49 and 50: a report is drawn up and published every year.",
    )),
};
