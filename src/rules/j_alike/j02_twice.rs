//! J02: the same report twice.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "J02",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("同一份报告重复", "The same report twice"),
    checks: docs(Text::new(
        "同一单位同一年度的文件文字不完全相同。",
        "No two files of an agency and year hold the same text.",
    )),
    exceptions: docs(Text::new(
        "文字有任何不同的，由J03指出；不同单位的报告雷同的，由J01核对。",
        "Any difference in the text (see J03); reports of different agencies that are alike (see J01).",
    )),
    why: Text::new(
        "重复的文件只计一次，以免重复统计。",
        "A file that is there twice counts once.",
    ),
    remedy: Text::new(
        "无须处理；如本应是不同的报告，请核对文件。",
        "Nothing needs to be done, unless they were to be different reports.",
    ),
    example: docs(Text::new(
        "“教育局.docx”与“教育局（副本）.docx”文字完全相同，只计一份。",
        "“教育局.docx” and “教育局（副本）.docx” hold the same text; one counts.",
    )),
    basis: docs(Text::new(
        "《中华人民共和国政府信息公开条例》第四十九条、第五十条：报告按年度编制、公布。",
        "Regulations on government information disclosure, arts. 49 and 50: a report is drawn up and published every year.",
    )),
};
