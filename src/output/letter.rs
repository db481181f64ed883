//! Findings as words to send: one finding, or a letter to the organ that filed the report.

use crate::review::{Finding, Lang, Review, Severity};

/// A finding in three parts: what, why, how.
pub fn finding(finding: &Finding, lang: Lang) -> String {
    let (colon, to_do) = match lang {
        Lang::Zh => ("：", "建议："),
        Lang::En => (": ", "To do: "),
    };
    let mut text = format!("[{}] {}{colon}{}", finding.rule, finding.title, finding.message);
    for (name, words) in [("", &finding.why), (to_do, &finding.hint)] {
        if !words.is_empty() {
            text.push('\n');
            text.push_str(name);
            text.push_str(words);
        }
    }
    text
}

/// A letter to the organ that filed the report, with the findings given.
pub fn letter<'a>(review: &Review, findings: impl Iterator<Item = &'a Finding> + Clone, lang: Lang) -> String {
    let report = &review.report;
    let agency = report
        .agency
        .map(|span| report.document.slice(span).replace(['\n', ' '], ""));
    let year = report.year;
    let count = review.summary.identities;
    let mut letter = match lang {
        Lang::Zh => format!(
            "关于{}政府信息公开工作年度报告核对意见的函\n\n{}：\n\n　　你单位报送的{}政府信息公开工作年度报告已经核对。共核对勾稽关系{}条，成立{}条，不成立{}条{}。现将核对意见函告如下，请对照台账核实，更正后重新报送。\n",
            year.map_or_else(String::new, |year| format!("{year}年")),
            agency.as_deref().unwrap_or("（单位名称）"),
            year.map_or_else(String::new, |year| format!("{year}年")),
            count.checked,
            count.held,
            count.checked - count.held,
            if count.unchecked > 0 {
                format!("，另有{}条因数据不全未能核对", count.unchecked)
            } else {
                String::new()
            },
        ),
        Lang::En => format!(
            "On the annual report on government information disclosure{}\n\n{},\n\nThe report was checked: {} sums, of which {} hold and {} do not{}. Please compare the following points with your records, correct the report and file it again.\n",
            year.map_or_else(String::new, |year| format!(" {year}")),
            agency.as_deref().unwrap_or("(organ)"),
            count.checked,
            count.held,
            count.checked - count.held,
            if count.unchecked > 0 {
                format!("; {} more could not be checked", count.unchecked)
            } else {
                String::new()
            },
        ),
    };
    let parts = [
        (Severity::Error, "应当更正", "To be corrected"),
        (Severity::Warning, "请予核实", "To be verified"),
        (Severity::Info, "供参考", "For your information"),
    ];
    let ordinals = ['一', '二', '三'];
    let mut part = 0;
    for (severity, zh, en) in parts {
        let mut these = findings
            .clone()
            .filter(|finding| finding.severity == severity)
            .peekable();
        if these.peek().is_none() {
            continue;
        }
        letter += &match lang {
            Lang::Zh => format!("\n　　{}、{zh}\n", ordinals[part]),
            Lang::En => format!("\n{}. {en}\n", part + 1),
        };
        part += 1;
        for (number, finding) in (1..).zip(these) {
            letter += &match lang {
                Lang::Zh => format!("　　{number}. {}{}\n", finding.message, finding.hint),
                Lang::En => format!("({number}) {} {}\n", finding.message, finding.hint),
            };
        }
    }
    letter += match lang {
        Lang::Zh => {
            "\n　　以上意见依据报告自身的数据和文字得出，以原始台账为准。\n\n　　　　　　　　　　　　　　　　　　　　（核对单位）\n　　　　　　　　　　　　　　　　　　　　　　年　月　日\n"
        }
        Lang::En => {
            "\nThese points rest on the report's own numbers and words; your records decide.\n\n(checked by)\n(date)\n"
        }
    };
    letter
}
