//! F06: signed or published in another year than the next, or after the deadline.

use super::dates::{Date, dates};
use crate::document::{Block, Span};
use crate::language::Text;
use crate::reading::Line;
use crate::reading::fold::is_han;
use crate::report::Part;
use crate::review::Severity;
use crate::rules::organ::Organ;
use crate::rules::parts::has_any;
use crate::rules::{Check, Place, Rule, docs};

pub const RULE: Rule = Rule {
    code: "F06",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "落款或公布日期不合要求",
        "The date of signing or publication is out of order",
    ),
    checks: docs(Text::new(
        "落款日期在报告年度的次年：人民政府部门1月31日前，人民政府3月31日前；只有网页发布时间的，作提示。",
        "The report is dated in the next year, a department's by 31 January, a government's by 31 March; a web page's own date is only mentioned.",
    )),
    why: Text::new(
        "条例规定了公布的期限；年份有误多为沿用上年文稿。",
        "The regulation sets the deadline; a wrong year mostly comes from last year's text.",
    ),
    mend: Text::new(
        "核对并改正日期；确已逾期的，说明情况。",
        "Correct the date; if the report is late, say why.",
    ),
    example: docs(Text::new(
        "落款日期为“2022年1月20日”，2023年度报告应在2024年公布。",
        "The report on 2023 is dated “2022年1月20日”; it is due in 2024.",
    )),
    basis: docs(Text::new(
        "《中华人民共和国政府信息公开条例》第四十九条。",
        "Article 49 of the regulation on government information disclosure.",
    )),
};

/// The date is looked for in so many of the last paragraphs.
const TAIL: usize = 8;
/// And in so many of the first.
const HEAD: usize = 12;
/// Words beside the date that a web page shows.
const PAGE: [&str; 5] = ["发布时间", "发布日期", "公布日期", "公布时间", "成文日期"];

pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    let (Some(year), true) = (report.year, report.title.is_some()) else {
        return;
    };
    let Some((date, place, signed)) = date(check) else {
        return;
    };
    let Some(found) = date.year.filter(|_| date.exists()) else {
        return;
    };
    let quoted = check.quote(place);
    let (name, english) = if signed {
        ("落款日期", "dated")
    } else {
        ("网页发布时间", "published")
    };
    let severity = if signed { RULE.severity } else { Severity::Info };
    if found != year + 1 {
        let message = if check.is_zh() {
            format!("{name}为“{quoted}”，{year}年度报告应在{}年公布。", year + 1)
        } else {
            format!(
                "The report on {year} is {english} “{quoted}”; it is due in {}.",
                year + 1
            )
        };
        return check.report_as(&RULE, severity, message, Place::at(place));
    }
    let (month, day) = match check.organ() {
        Organ::Department => (1, 31),
        Organ::Government => (3, 31),
        Organ::Unknown => return,
    };
    if (date.month, date.day) <= (month, day) {
        return;
    }
    let message = if check.is_zh() {
        format!("{name}为“{quoted}”，晚于规定期限{found}年{month}月{day}日。")
    } else {
        let month = if month == 1 { "January" } else { "March" };
        format!("The report is {english} “{quoted}”, after {day} {month} {found}.")
    };
    check.report_as(&RULE, severity, message, Place::at(place));
}

/// The date below the report or below its title, else the one that a web page shows; and whether it is the report's own.
fn date(check: &Check<'_>) -> Option<(Date, Span, bool)> {
    let report = check.report;
    let text = &report.document.text;
    let last = report.sections.last()?;
    let lead = report
        .section(Part::Lead)
        .filter(|lead| report.sections.len() > 1 && lead.part != last.part);
    let tail = last.paragraphs.iter().rev().take(TAIL);
    let head = lead.into_iter().flat_map(|lead| lead.paragraphs.iter().take(2));
    let signed = tail.chain(head).find_map(|span| {
        let (date, line) = whole_date(text, *span)?;
        Some((date, date.span(&line), true))
    });
    if signed.is_some() {
        return signed;
    }
    let paragraphs = report.document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(span) if span.range().len() <= 400 => Some(*span),
        _ => None,
    });
    paragraphs.take(HEAD).find_map(|span| {
        let line = Line::new(text, span);
        let words = line.text();
        let label = PAGE.iter().find_map(|label| words.find(label))?;
        let from = words[..label].chars().count();
        let date = dates(&line)
            .into_iter()
            .find(|date| date.start >= from && date.start <= from + 8)?;
        Some((date, date.span(&line), false))
    })
}

/// A paragraph that is nothing but a date.
fn whole_date(text: &str, span: Span) -> Option<(Date, Line)> {
    const LONGEST: usize = 120;
    if span.range().len() > LONGEST {
        return None;
    }
    let line = Line::new(text, span);
    let date = *dates(&line).first()?;
    let rest = line.chars[..date.start].iter().chain(&line.chars[date.end..]);
    let rest: String = rest
        .map(|c| c.0)
        .filter(|c| is_han(*c) || c.is_ascii_alphanumeric())
        .collect();
    (rest.is_empty() || has_any(&rest, &["落款", "日期"]) && rest.chars().count() <= 4).then_some((date, line))
}
