//! Findings as words to send: one finding, or a letter to the agency that filed the report.

use crate::language::Lang;
use crate::review::{Finding, Review, Severity};

/// A finding in three parts: what, why, how.
pub fn finding(finding: &Finding, lang: Lang) -> String {
    let (colon, to_do) = match lang {
        Lang::Zh => ("：", "建议："),
        Lang::En => (": ", "To do: "),
    };
    let mut text = format!(
        "[{}] {}{colon}{}",
        finding.code(),
        finding.title(lang),
        finding.message(lang)
    );
    for (name, words) in [("", finding.why(lang)), (to_do, &finding.advice(lang))] {
        if !words.is_empty() {
            text.push('\n');
            text.push_str(name);
            text.push_str(words);
        }
    }
    text
}

/// The parts of a letter, each with the weight of its findings.
pub const PARTS: [(Severity, &str, &str); 3] = [
    (Severity::Error, "应当更正", "To be corrected"),
    (Severity::Warning, "请予核实", "To be verified"),
    (Severity::Info, "供参考", "For your information"),
];

/// A letter to the agency that filed the report, with the findings given.
pub fn letter(review: &Review, findings: &[&Finding], lang: Lang) -> String {
    let wrong = findings.iter().any(|finding| finding.severity != Severity::Info);
    let mut lines = vec![opening(review, wrong, lang)];
    let mut ordinals = ["一", "二", "三"].into_iter();
    for (severity, zh, en) in PARTS {
        let these: Vec<_> = findings.iter().filter(|finding| finding.severity == severity).collect();
        if these.is_empty() {
            continue;
        }
        let ordinal = ordinals.next().unwrap_or_default();
        lines.push(match lang {
            Lang::Zh => format!("\n　　{ordinal}、{zh}"),
            Lang::En => format!("\n{en}:"),
        });
        for (number, finding) in (1..).zip(these) {
            let (message, advice) = (finding.message(lang), finding.advice(lang));
            lines.push(match lang {
                Lang::Zh => format!("　　{number}. {message}{advice}"),
                Lang::En => format!("{number}. {message} {advice}"),
            });
        }
    }
    lines.push(closing(lang).to_owned());
    lines.join("\n")
}

/// `wrong` says whether there is anything to correct or to verify.
fn opening(review: &Review, wrong: bool, lang: Lang) -> String {
    let report = &review.report;
    let agency = report
        .agency
        .map(|span| report.document.slice(span).replace(['\n', ' '], ""));
    let count = review.summary.identities;
    let (checked, held, broken, unchecked) = (count.checked, count.held, count.checked - count.held, count.unchecked);
    match lang {
        Lang::Zh => {
            let year = report.year.map_or_else(String::new, |year| format!("{year}年"));
            let agency = agency.as_deref().unwrap_or("（单位名称）");
            let rest = match unchecked {
                0 => String::new(),
                count => format!("，另有{count}条因数据不全未能核对"),
            };
            let asks = if wrong {
                "请对照台账核实更正后重新报送"
            } else {
                "供你单位参考"
            };
            format!(
                "关于{year}政府信息公开工作年度报告核对意见的函\n\n{agency}：\n\n　　你单位{year}政府信息公开工作年度报告收悉。经核对，勾稽关系{checked}条中，成立{held}条，不成立{broken}条{rest}。现将核对意见函告如下，{asks}。"
            )
        }
        Lang::En => {
            let year = report.year.map_or_else(String::new, |year| format!(" {year}"));
            let agency = agency.as_deref().unwrap_or("(agency)");
            let rest = match unchecked {
                0 => String::new(),
                count => format!("; {count} more could not be checked"),
            };
            let asks = if wrong {
                "Please compare the following points with your records, correct the report and file it again."
            } else {
                "The following points are for your information."
            };
            format!(
                "On the annual report on government information disclosure{year}\n\n{agency},\n\nthe sums of your report were checked: {checked} in all, {held} hold, {broken} do not{rest}. {asks}"
            )
        }
    }
}

fn closing(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => {
            "\n　　以上意见依据报告自身的数据和文字得出，具体数字以台账为准。\n\n　　特此函告。\n\n　　　　　　　　　　　　　　　　　　（核对单位）\n　　　　　　　　　　　　　　　　　　　年　月　日\n"
        }
        Lang::En => {
            "\nThese points rest on the report's own numbers and words; your records decide.\n\n(checked by)\n(date)\n"
        }
    }
}
