//! F06: signed or published in another year than the next, or after the deadline.

use super::dates::{Date, dates};
use crate::document::{Block, Span};
use crate::language::Text;
use crate::reading::Line;
use crate::reading::normalize::is_han;
use crate::report::Part;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::agency::Agency;
use crate::rules::parts::has_any;

/// The rule.
pub static RULE: Rule = Rule {
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
    exceptions: docs(Text::new(
        "未写日期的；正文句中提到的日期；街道办事处、开发区管委会等，只核对年份，不核对期限。",
        "A report without a date; dates within sentences; sub-district offices, development zones and the like, of which only the year is checked.",
    )),
    why: Text::new(
        "条例规定了公布的期限；年份有误多为沿用上年文稿。",
        "The regulation sets the deadline; a wrong year mostly comes from last year's text.",
    ),
    remedy: Text::new(
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

const SIGNED_IN: Text = Text::new(
    "落款日期为“{0}”，{1}年度报告应在{2}年公布。",
    "The report on {1} is dated “{0}”; it is due in {2}.",
);
const SHOWN_IN: Text = Text::new(
    "网页发布时间为“{0}”，{1}年度报告应在{2}年公布。",
    "The report on {1} is published “{0}”; it is due in {2}.",
);
const SIGNED_LATE: Text = Text::new(
    "落款日期为“{0}”，晚于规定期限{1}年{2}。",
    "The report is dated “{0}”, after {2} {1}.",
);
const SHOWN_LATE: Text = Text::new(
    "网页发布时间为“{0}”，晚于规定期限{1}年{2}。",
    "The report is published “{0}”, after {2} {1}.",
);

pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let (Some(year), true) = (report.year, report.title.is_some()) else {
        return;
    };
    let Some((date, place, signed)) = date(context) else {
        return;
    };
    let Some(found) = date.year.filter(|_| date.exists()) else {
        return;
    };
    let quoted = context.quote(place);
    let (severity, other_year, late) = if signed {
        (RULE.severity, SIGNED_IN, SIGNED_LATE)
    } else {
        (Severity::Info, SHOWN_IN, SHOWN_LATE)
    };
    if found != year + 1 {
        let says = other_year.with([quoted, year.into(), (year + 1).into()]);
        return context.emit(Finding::new(&RULE, says).weighing(severity).at([place]));
    }
    let (month, day, deadline) = match context.agency() {
        Agency::Department => (1, 31, Text::new("1月31日", "31 January")),
        Agency::Government => (3, 31, Text::new("3月31日", "31 March")),
        Agency::Unknown => return,
    };
    if (date.month, date.day) <= (month, day) {
        return;
    }
    let says = late.with([quoted, found.into(), deadline.into()]);
    context.emit(Finding::new(&RULE, says).weighing(severity).at([place]));
}

/// The date below the report or below its title, else the one that a web page shows; and whether it is the report's own.
fn date(context: &Context<'_>) -> Option<(Date, Span, bool)> {
    let report = context.report;
    let text = &report.document.text;
    let last = report.sections.last()?;
    let lead = report
        .section(Part::Lead)
        .filter(|lead| report.sections.len() > 1 && lead.part != last.part);
    let stands_alone = |paragraphs: &[Span], at: usize| at == 0 || !is_cut(text, paragraphs[at - 1]);
    let tail = (0..last.paragraphs.len())
        .rev()
        .take(TAIL)
        .filter(|&at| stands_alone(&last.paragraphs, at))
        .map(|at| &last.paragraphs[at]);
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

/// A long line without an end: the next one goes on with its sentence.
fn is_cut(text: &str, line: Span) -> bool {
    const SHORTEST: usize = 75; // 25 characters
    let line = text.get(line.range()).unwrap_or_default().trim_end();
    line.len() >= SHORTEST && !line.ends_with(['。', '；', ';', '：', ':', '！', '）', ')'])
}

/// A paragraph that is nothing but a date.
fn whole_date(text: &str, span: Span) -> Option<(Date, Line)> {
    const LONGEST: usize = 120;
    if span.range().len() > LONGEST || is_of_sentence(text, span) {
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

/// Whether a line is the end of a sentence that was wrapped, and no line by itself.
fn is_of_sentence(text: &str, span: Span) -> bool {
    const GOES_ON: [char; 20] = [
        '至', '到', '为', '于', '自', '从', '即', '在', '由', '和', '与', '，', ',', '、', '—', '-', '～', '~', '（',
        '(',
    ];
    let (before, behind) = (&text[..span.range().start], &text[span.range().end..]);
    let own = text[span.range()].contains(['。', '；', '，']);
    let ends = before.trim_end().ends_with(GOES_ON);
    let begins = behind.trim_start().starts_with(['。', '；', '，', '、', '止', '）']);
    own || ends || begins
}
