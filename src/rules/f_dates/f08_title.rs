//! F08: the title is not worded as usual.

use crate::language::Text;
use crate::review::Severity;
use crate::rules::{Check, PRACTICE, Place, Rule, docs};

pub const RULE: Rule = Rule {
    code: "F08",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("标题用语不规范", "Unusual wording of the title"),
    checks: docs(Text::new(
        "标题通行写法为“某机关某年政府信息公开工作年度报告”：不重复使用“年度”，机关名称在前，不缺“工作”。",
        "The usual title is “organ, year, 政府信息公开工作年度报告”: 年度 is not repeated, the organ comes first, 工作 is there.",
    )),
    why: Text::new(
        "统一的标题便于检索和汇总。",
        "A uniform title is easier to find and to collect.",
    ),
    mend: Text::new("按通行写法修改标题。", "Use the usual wording."),
    example: docs(Text::new(
        "标题“2021年度…年度报告”重复使用“年度”，建议改为“某局2021年政府信息公开工作年度报告”。",
        "The title repeats 年度; suggested: “某局2021年政府信息公开工作年度报告”.",
    )),
    basis: docs(PRACTICE),
};

pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    let (Some(title), Some(year)) = (report.title, report.year) else {
        return;
    };
    let text: String = report
        .document
        .slice(title)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let agency: String = report
        .agency
        .map(|span| {
            report
                .document
                .slice(span)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect()
        })
        .unwrap_or_default();
    let repeated = text.matches("年度").count() > 1;
    let misplaced = !agency.is_empty() && !text.starts_with(&agency);
    let no_work = text.contains("信息公开年度报告");
    let mut faults = Vec::new();
    let zh = check.is_zh();
    if repeated {
        faults.push(if zh {
            "重复使用“年度”"
        } else {
            "repeats 年度"
        });
    }
    if misplaced {
        faults.push(if zh {
            "机关名称不在最前"
        } else {
            "does not begin with the organ"
        });
    }
    if no_work {
        faults.push(if zh { "缺少“工作”二字" } else { "lacks 工作" });
    }
    if faults.is_empty() {
        return;
    }
    let message = if zh {
        format!(
            "标题{}，建议改为“{agency}{year}年政府信息公开工作年度报告”。",
            faults.join("、")
        )
    } else {
        format!(
            "The title {}; suggested: “{agency}{year}年政府信息公开工作年度报告”.",
            faults.join(", ")
        )
    };
    check.report(&RULE, message, Place::at(title));
}
