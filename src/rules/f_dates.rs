//! Group F: title, period and dates.

use super::{Check, Place, Rule, docs};
use crate::review::{Severity, Text};

const F02: Rule = Rule {
    code: "F02",
    severity: Severity::Info,
    on_request: false,
    title: Text {
        zh: "未写明统计期限",
        en: "The period is not stated",
    },
    checks: docs(Text {
        zh: "正文写明所列数据的统计期限（某年1月1日至12月31日）。",
        en: "The text says which period the figures cover (1 January to 31 December).",
    }),
    why: Text {
        zh: "写明期限，便于确认数据的统计时点。",
        en: "Only then does a reader know what the figures cover.",
    },
    mend: Text {
        zh: "在导语中补写“本报告所列数据的统计期限为某年1月1日至12月31日”。",
        en: "Add a sentence on the period to the introduction.",
    },
    example: docs(Text {
        zh: "未写明所列数据的统计期限（2021年1月1日至12月31日）。",
        en: "The period of the figures (1 January to 31 December 2021) is not stated.",
    }),
    basis: docs(Text {
        zh: "各地通行做法，没有全国统一规定。",
        en: "Common practice; no national rule demands it.",
    }),
};
const F08: Rule = Rule {
    code: "F08",
    severity: Severity::Info,
    on_request: false,
    title: Text {
        zh: "标题用语不规范",
        en: "Unusual wording of the title",
    },
    checks: docs(Text {
        zh: "标题通行写法为“某机关某年政府信息公开工作年度报告”：不重复使用“年度”，机关名称在前，不缺“工作”。",
        en: "The usual title is “organ, year, 政府信息公开工作年度报告”: 年度 is not repeated, the organ comes first, 工作 is there.",
    }),
    why: Text {
        zh: "统一的标题便于检索和汇总。",
        en: "A uniform title is easier to find and to collect.",
    },
    mend: Text {
        zh: "按通行写法修改标题。",
        en: "Use the usual wording.",
    },
    example: docs(Text {
        zh: "标题“2021年度…年度报告”重复使用“年度”，建议改为“某局2021年政府信息公开工作年度报告”。",
        en: "The title repeats 年度; suggested: “某局2021年政府信息公开工作年度报告”.",
    }),
    basis: docs(Text {
        zh: "各地通行做法，没有全国统一规定。",
        en: "Common practice; no national rule demands it.",
    }),
};

/// The rules of this group.
pub const RULES: &[Rule] = &[F02, F08];

/// Applies the rules of this group.
pub fn check(check: &mut Check<'_>) {
    period(check);
    title(check);
}

/// F02.
fn period(check: &mut Check<'_>) {
    let text = check.report.document.text.as_str();
    let named = text.contains("统计期限") || text.contains("统计时间");
    // Spaces inside a date are rare: only then the text is looked at without them.
    let stated = named || states_year(text) || {
        (text.contains("1 月") || text.contains("月 1"))
            && states_year(&text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
    };
    if stated {
        return;
    }
    let year = check.report.year;
    let message = match (year, check.is_zh()) {
        (Some(year), true) => format!("未写明所列数据的统计期限（{year}年1月1日至12月31日）。"),
        (None, true) => "未写明所列数据的统计期限。".to_owned(),
        (Some(year), false) => format!("The period of the figures (1 January to 31 December {year}) is not stated."),
        (None, false) => "The period of the figures is not stated.".to_owned(),
    };
    check.report(&F02, message, Place::default());
}

/// Whether a text names the first and the last day of a year.
fn states_year(text: &str) -> bool {
    text.contains("12月31日") && text.match_indices("1月1日").any(|(at, _)| !text[..at].ends_with('1'))
}

/// F08.
fn title(check: &mut Check<'_>) {
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
    check.report(
        &F08,
        message,
        Place {
            evidence: vec![title],
            ..Place::default()
        },
    );
}
