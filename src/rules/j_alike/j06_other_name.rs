//! J06: another agency's name stands in the report.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "J06",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("报告中有其他单位的名称", "Another agency's name stands in the report"),
    checks: docs(Text::new(
        "以报告单位的身份出现的名称（导语、落款、句首）不是本次核对的另一单位。",
        "No name that speaks as the reporting agency (introduction, signature, beginning of a sentence) is another agency's of the set.",
    )),
    exceptions: docs(Text::new(
        "汇总本单位的政府、所属单位的名称；句中提到的其他单位；不在本次核对范围内的单位。",
        "The government above the agency and agencies below it; agencies named within a sentence; agencies that are not in the set.",
    )),
    why: Text::new("多为套用该单位的文稿。", "Mostly that agency's text was used."),
    remedy: Text::new(
        "核对内容是否属于本单位，改正名称。",
        "Make sure the text is the agency's own, and correct the name.",
    ),
    example: docs(Text::new(
        "“云岭县水利局”出现在云岭县教育局的报告中。",
        "“云岭县水利局” stands in the report of 云岭县教育局.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号：不得出现敷衍了事甚至年年雷同现象；《中华人民共和国政府信息公开条例》第四十七条。",
        "国办公开办函〔2021〕30号: no report may be a copy of last year's; Regulations on government information disclosure, art. 47.",
    )),
};
