//! H04: a report is missing.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "H04",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("缺少报告", "A report is missing"),
    checks: docs(Text::new(
        "名单中的单位、上年度有报告的单位，本年度也有报告。",
        "Every agency of the roster, and every agency that reported last year, has a report.",
    )),
    exceptions: docs(Text::new(
        "更名后以新名称报告、已认定为同一单位的；名单写明已到终止年度的；文件无法读取的，另行列出。",
        "Agencies that report under a new name and were recognised; those whose last year in the roster is past; files that cannot be read, which are listed apart.",
    )),
    why: Text::new(
        "年度报告应当逐年编制、公布；缺报的单位也不在汇总数中。",
        "Reports are due every year; what is missing is missing in the sum as well.",
    ),
    remedy: Text::new(
        "催报；单位已撤并的，在名单中写明终止年度。",
        "Ask for it; where the agency is no more, put its last year into the roster.",
    ),
    example: docs(Text::new(
        "“名单”中的云岭县信访局没有2024年度报告。",
        "云岭县信访局 of the “roster” has no report for 2024.",
    )),
    basis: docs(Text::new(
        "《中华人民共和国政府信息公开条例》第四十九条、第五十条：报告按年度编制、公布。",
        "Regulations on government information disclosure, arts. 49 and 50: a report is drawn up and published every year.",
    )),
};
