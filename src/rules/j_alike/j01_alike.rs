//! J01: alike another agency's report.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "J01",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("与其他单位的报告雷同", "Alike another agency's report"),
    checks: docs(Text::new(
        "第五部分、第一部分与同年度其他单位的报告不逐字相同：八成以上为警告，五成以上为提示；许多单位共有的统一表述不计。",
        "Parts 5 and 1 are not word for word another agency's: a warning from 80 %, a remark from 50 %; what many agencies share is a template and does not count.",
    )),
    exceptions: docs(Text::new(
        "超过一成且不少于五个单位共有的统一表述；不足六十字的部分；同一单位的几个版本，由J02、J03指出。",
        "What more than a tenth of the agencies and at least five share; parts under 60 characters; several versions of one agency's report (see J02, J03).",
    )),
    why: Text::new(
        "各单位问题不同，逐字相同多为套用。",
        "Agencies have different problems; the same words mostly are a copy.",
    ),
    remedy: Text::new("按本单位实际情况重写。", "Write it anew, for the agency itself."),
    example: docs(Text::new(
        "第五部分与云岭县水利局2024年度报告雷同：231字中有210字（91%）逐字相同。",
        "Part 5 is that of 云岭县水利局 for 2024: 210 of 231 characters (91 %) are the same.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号：不得出现敷衍了事甚至年年雷同现象；《中华人民共和国政府信息公开条例》第四十七条。",
        "国办公开办函〔2021〕30号: no report may be a copy of last year's; Regulations on government information disclosure, art. 47.",
    )),
};
