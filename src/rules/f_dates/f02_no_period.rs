//! F02: the period is not stated.

use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F02",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("未写明统计期限", "The period is not stated"),
    checks: docs(Text::new(
        "正文写明所列数据的统计期限（某年1月1日至12月31日）。",
        "The text says which period the figures cover (1 January to 31 December).",
    )),
    exceptions: docs(Text::new(
        "“统计期限为2023年度”等概括写法；写在导语以外其他部分的；未带任何标题的片段。",
        "A summary such as 统计期限为2023年度; a period stated elsewhere than in the introduction; a fragment without title and headings.",
    )),
    why: Text::new(
        "写明期限，便于确认数据的统计时点。",
        "Only then does a reader know what the figures cover.",
    ),
    remedy: Text::new(
        "在导语中补写“本报告所列数据的统计期限为某年1月1日至12月31日”。",
        "Add a sentence on the period to the introduction.",
    ),
    example: docs(Text::new(
        "正文未写明所列数据的统计期限（2021年1月1日至12月31日）。",
        "The text does not state the period of the figures (1 January to 31 December 2021).",
    )),
    basis: docs(PRACTICE),
};

const OF_YEAR: Text = Text::new(
    "正文未写明所列数据的统计期限（{0}年1月1日至12月31日）。",
    "The text does not state the period of the figures (1 January to 31 December {0}).",
);
const MISSING: Text = Text::new(
    "正文未写明所列数据的统计期限。",
    "The text does not state the period of the figures.",
);

pub fn check(context: &mut Context<'_>) {
    // Tables alone say nothing of the period.
    if context.report.is_fragment() {
        return;
    }
    let text = context.report.document.text.as_str();
    let named = text.contains("统计期限") || text.contains("统计时间");
    // Spaces inside a date are rare: only then the text is looked at without them.
    let stated = named || states_year(text) || {
        (text.contains("1 月") || text.contains("月 1"))
            && states_year(&text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
    };
    if stated {
        return;
    }
    let says = match context.report.year {
        Some(year) => OF_YEAR.with([year.into()]),
        None => MISSING.into(),
    };
    context.emit(Finding::new(&RULE, says));
}

/// Whether a text names the first and the last day of a year.
fn states_year(text: &str) -> bool {
    text.contains("12月31日") && text.match_indices("1月1日").any(|(at, _)| !text[..at].ends_with('1'))
}
