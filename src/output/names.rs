//! What the written forms call things: weights, verdicts, states, cells and places.

use crate::document::Span;
use crate::form::{CellId, TableId, column_name, row_name, table_name};
#[cfg(feature = "command")]
use crate::form::{Identity, IdentityKind};
use crate::language::{Lang, Text, counted};
use crate::report::{Report, State};
use crate::review::{Finding, Review, Severity, Summary, Verdict};
#[cfg(feature = "command")]
use crate::rules::rule_of_identity;

/// A severity's name for the user.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Info, Lang::Zh) => "提示",
        (severity, Lang::En) => severity.name(),
    }
}

/// A verdict in a word.
pub fn verdict(summary: &Summary, lang: Lang) -> &'static str {
    let sums_hold = summary.identities.held == summary.identities.checked;
    let text = match summary.verdict {
        Verdict::Inconsistent if sums_hold => Text::new("存在错误", "with errors"),
        Verdict::Consistent => Text::new("勾稽一致", "consistent"),
        Verdict::Inconsistent => Text::new("勾稽不一致", "inconsistent"),
        Verdict::Unchecked => Text::new("未能全部核对", "not fully checked"),
        Verdict::Unsupported => Text::new("无法核对", "not checked"),
    };
    text.get(lang)
}

/// Why nothing could be checked; nothing where something was.
pub fn reason(summary: &Summary, lang: Lang) -> String {
    summary
        .reason
        .as_ref()
        .map_or_else(String::new, |reason| reason.get(lang))
}

/// The numbers after a verdict.
pub fn counts(summary: &Summary, lang: Lang) -> String {
    let (checked, held, unchecked) = (
        summary.identities.checked,
        summary.identities.held,
        summary.identities.unchecked,
    );
    let (errors, warnings, infos) = (summary.errors, summary.warnings, summary.infos);
    match lang {
        Lang::Zh => format!(
            "勾稽关系已核对{checked}条，成立{held}条，不成立{}条，未能核对{unchecked}条；错误{errors}条、警告{warnings}条、提示{infos}条",
            checked - held
        ),
        Lang::En => format!(
            "{} checked, {held} held, {unchecked} not checked; {}, {}, {}",
            counted(checked, "identity"),
            counted(errors, "error"),
            counted(warnings, "warning"),
            counted(infos, "info"),
        ),
    }
}

/// What stands in a cell, in a word.
pub fn state(state: State, lang: Lang) -> &'static str {
    match (state, lang) {
        (State::Value, Lang::Zh) => "数值",
        (State::Blank, Lang::Zh) => "空白",
        (State::Placeholder, Lang::Zh) => "符号",
        (State::Missing, Lang::Zh) => "缺",
        (State::Unreadable(_), Lang::Zh) => "无法识别",
        (state, Lang::En) => state.name(),
    }
}

/// A text of the document on one line; what has no shape, or is an order to a terminal, becomes U+FFFD.
pub fn on_one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace(
        |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'),
        "\u{fffd}",
    )
}

/// The name of the agency as written, on one line.
pub fn agency(report: &Report) -> String {
    report
        .agency
        .map_or_else(String::new, |span| on_one_line(report.document.slice(span)))
}

/// Where a finding stands: the part of the text, or the table with its row and column; in plain text the line as well.
pub fn place(review: &Review, finding: &Finding, lang: Lang) -> String {
    let report = &review.report;
    let mut places = Vec::new();
    let first = finding.evidence.first().copied();
    if let Some(span) = first.filter(|span| !report.tables.iter().any(|table| holds(table.span, *span))) {
        places.extend(place_in_text(report, span, lang));
    }
    for table in TableId::ALL {
        let cells: Vec<CellId> = finding
            .cells
            .iter()
            .copied()
            .filter(|cell| cell.table == table)
            .collect();
        places.extend(place_in_table(&cells, lang));
    }
    let separator = if lang == Lang::Zh { "；" } else { "; " };
    let mut place = places.join(separator);
    if let Some(span) = first.filter(|_| review.source.format == "text") {
        let (line, _) = line_and_column(report.document.whole(), report.document.in_whole(span));
        let line = match lang {
            Lang::Zh => format!("第{line}行"),
            Lang::En => format!("line {line}"),
        };
        place = match (place.is_empty(), lang) {
            (true, _) => line,
            (_, Lang::Zh) => format!("{place}（原文{line}）"),
            (_, Lang::En) => format!("{place} ({line})"),
        };
    }
    place
}

/// Line and column of a span's first character, counted from 1.
pub fn line_and_column(text: &str, span: Span) -> (usize, usize) {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    (line, column)
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The part of the report, and the paragraph in it.
fn place_in_text(report: &Report, span: Span, lang: Lang) -> Option<String> {
    if report.title.is_some_and(|title| holds(title, span)) {
        return Some(Text::new("报告标题", "the report's title").get(lang).to_owned());
    }
    for section in &report.sections {
        let name = section.heading.map_or_else(
            || Text::new("导语", "the introduction").get(lang).to_owned(),
            |heading| {
                let heading = on_one_line(report.document.slice(heading));
                match lang {
                    Lang::Zh => format!("“{heading}”部分"),
                    Lang::En => format!("part “{heading}”"),
                }
            },
        );
        if section.heading.is_some_and(|heading| holds(heading, span)) {
            return Some(match lang {
                Lang::Zh => format!("{name}标题"),
                Lang::En => format!("heading of {name}"),
            });
        }
        if let Some(index) = section.paragraphs.iter().position(|paragraph| holds(*paragraph, span)) {
            let number = index + 1;
            return Some(match lang {
                Lang::Zh => format!("{name}第{number}段"),
                Lang::En => format!("{name}, paragraph {number}"),
            });
        }
    }
    None
}

/// An identity by its rule and place.
#[cfg(feature = "command")]
pub fn identity(identity: &Identity, lang: Lang) -> String {
    // The columns of a table have one sum of each rule but A04, which has one for each group label.
    let cells: Vec<CellId> = match identity.kind {
        IdentityKind::Group => identity.right.clone(),
        _ => identity.cells().collect(),
    };
    let code = rule_of_identity(identity.kind).code;
    format!("{code} {}", place_in_table(&cells, lang).unwrap_or_default())
}

/// The table, and the row or column that all the cells share.
pub fn place_in_table(cells: &[CellId], lang: Lang) -> Option<String> {
    let first = *cells.first()?;
    let table = table_name(first.table, lang);
    let (row, column) = (row_name(first, lang), column_name(first, lang));
    let one_row = cells.iter().all(|cell| cell.row == first.row);
    let one_column = cells.iter().all(|&cell| column_name(cell, lang) == column);
    Some(match (one_row, one_column, lang) {
        (true, true, Lang::Zh) => format!("{table}“{row}”行“{column}”列"),
        (true, true, Lang::En) => format!("{table}, row “{row}”, column “{column}”"),
        (true, false, Lang::Zh) => format!("{table}“{row}”行"),
        (true, false, Lang::En) => format!("{table}, row “{row}”"),
        (false, true, Lang::Zh) => format!("{table}“{column}”列"),
        (false, true, Lang::En) => format!("{table}, column “{column}”"),
        (false, false, _) => table.to_owned(),
    })
}

/// How many other repairs are as good as this one.
pub fn others(ties: usize, lang: Lang) -> String {
    match (lang, ties) {
        (_, ..2) => String::new(),
        (Lang::Zh, ties) => format!("另有{}种改法同样可能，请以台账为准。", ties - 1),
        (Lang::En, ties) => format!("{} just as likely.", counted(ties - 1, "other repair")),
    }
}
