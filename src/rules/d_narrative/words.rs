//! What is said of a statement that no table bears out.

use rust_decimal::Decimal;

use crate::document::Span;
use crate::form::{CellId, Part, TableId, short_label};
use crate::language::Text;
use crate::report::{ClaimKind, Interpretation, Report, Statement, Subject};
use crate::rules::Context;
use crate::rules::parts::{heading_of, part_words};
use crate::wording::{Arg, LIST, Sentence};

/// What to do where the sentence names another scope.
pub const SCOPE: Text = Text::new(
    "正文写的是“{0}”，口径可能与表格不同；如口径相同，请核实改正，如不同，请在正文中写明。",
    "The text speaks of “{0}”, which may be another scope than the table's. Correct it if the scope is the same; if not, say so.",
);

const NUMBER: Text = Text::new(
    "正文“{0}”（{1}）为{2}，{3}{4}{5}{6}，不一致。",
    "The text “{0}” ({1}) says {2}, {3} {4} {5}{6}.",
);
const NO_NUMBER: Text = Text::new(
    "正文“{0}”（{1}），{3}{4}{5}{6}，不一致。",
    "The text “{0}” ({1}), {3} {4} {5}{6}.",
);
const IS: Text = Text::new("为{0}", "says {0}");
const BLANK: Text = Text::new("空白（按0计）", "is blank (0)");
const PARTS: Text = Text::new("空白（分项之和为{0}）", "is blank (its parts give {0})");
const OTHERWISE: Text = Text::new("（按其他口径为{0}）", " (or {0}, counted otherwise)");
const TEN_THOUSAND: Text = Text::new("{0}万元", "{0}万元");
const NOTHING: Text = Text::new("", "");

/// 元 as 万元: the point four places further left.
pub fn ten_thousands(value: Decimal) -> Decimal {
    Decimal::from_i128_with_scale(value.mantissa(), value.scale() + 4).normalize()
}

/// What a statement says and what the cells say.
pub fn said(
    context: &Context<'_>,
    statement: &Statement,
    reading: &Interpretation,
    (expected, others): (Decimal, &[Decimal]),
) -> Sentence {
    let in_money = statement.topic.subject == Subject::Fees;
    let amount = |value: Decimal| {
        if in_money {
            TEN_THOUSAND.with([value.into()]).into()
        } else {
            Arg::Number(value)
        }
    };
    let stated = if in_money {
        ten_thousands(statement.figure.value)
    } else {
        statement.figure.value
    };
    let blank = reading.plus.iter().all(|&cell| context.report.cell(cell).is_empty());
    let is = match (blank, expected.is_zero()) {
        (true, true) => BLANK.into(),
        (true, false) => PARTS.with([amount(expected)]),
        (false, _) => IS.with([amount(expected)]),
    };
    let otherwise = if others.is_empty() {
        NOTHING.into()
    } else {
        OTHERWISE.with([Arg::List(others.iter().map(|&other| amount(other)).collect(), LIST)])
    };
    let pattern = if matches!(statement.saying, ClaimKind::Number | ClaimKind::Some | ClaimKind::Shown) {
        NUMBER
    } else {
        NO_NUMBER
    };
    pattern.with([
        context.quote(statement.words),
        heading(context, statement.part),
        amount(stated),
        reading
            .plus
            .first()
            .map_or(NOTHING.into(), |cell| Arg::Table(cell.table)),
        name(reading).into(),
        is.into(),
        otherwise.into(),
    ])
}

/// A part by its heading as the report has it.
pub fn heading(context: &Context<'_>, part: Part) -> Arg {
    let heading = context.report.section(part).and_then(|section| section.heading);
    match (heading, heading_of(part)) {
        (Some(heading), _) => context.quote(heading),
        (None, Some(official)) => Arg::Words(official.official().to_owned()),
        (None, None) => part_words(part).into(),
    }
}

/// Words of the text with the part that they stand in: “words” (part).
pub fn quoted(context: &Context<'_>, span: Span) -> Sentence {
    const QUOTED: Text = Text::new("“{0}”（{1}）", "“{0}” ({1})");
    QUOTED.with([context.quote(span), heading(context, part_at(context.report, span))])
}

/// The part that a place stands in.
fn part_at(report: &Report, span: Span) -> Part {
    let holds = |paragraph: &&Span| paragraph.start <= span.start && span.start < paragraph.end;
    report
        .sections
        .iter()
        .find(|section| section.paragraphs.iter().any(|paragraph| holds(&paragraph)))
        .map_or(Part::Lead, |section| section.part)
}

/// What a reading adds up, in words.
fn name(reading: &Interpretation) -> Sentence {
    const QUOTES: Text = Text::new("“{0}”", "“{0}”");
    const BETWEEN: Text = Text::new("”“", "”, “");
    const CELL: Text = Text::new("{0}行{1}列", "{0}, {1}");
    const CASES: Text = Text::new("{0}总计", "{0}");
    const GROUP: Text = Text::new("“{0}”各项之和", "“{0}”, all items together");
    const COLUMNS: Text = Text::new("{0}行{1}列之和", "{0}, {1} together");
    const ROWS: Text = Text::new("{0}之和", "{0} together");
    const LESS: Text = Text::new("{0}减去{1}", "{0} less {1}");
    let quoted = |names: Vec<Arg>| QUOTES.with([Arg::List(names, BETWEEN)]);
    let rows = |cells: &[CellId]| {
        let mut cells = cells.to_vec();
        cells.dedup_by_key(|cell| cell.row);
        quoted(cells.into_iter().map(Arg::Row).collect())
    };
    let columns = |cells: &[CellId]| quoted(cells.iter().map(|&cell| Arg::Column(cell)).collect());
    let cells = &reading.plus;
    let Some(&first) = cells.first() else {
        return NOTHING.into();
    };
    let one_row = cells.iter().all(|cell| cell.row == first.row);
    let one_column = cells.iter().all(|cell| cell.column == first.column);
    let is_total = first.column().name == "total" || first.row().columns.len() == 1;
    let what = match cells.len() {
        1 if !is_total => CELL.with([rows(cells).into(), columns(cells).into()]),
        1 if first.table == TableId::Appeals => CASES.with([rows(cells).into()]),
        1 => rows(cells),
        _ => match group_label(cells).filter(|_| one_column) {
            Some(label) => GROUP.with([label.into()]),
            None if one_row => COLUMNS.with([rows(&cells[..1]).into(), columns(cells).into()]),
            None if is_total || !one_column => ROWS.with([rows(cells).into()]),
            None => COLUMNS.with([rows(cells).into(), columns(&cells[..1]).into()]),
        },
    };
    if reading.minus.is_empty() {
        what
    } else {
        LESS.with([what.into(), rows(&reading.minus).into()])
    }
}

/// The label of the group of table three that all the cells are of.
fn group_label(cells: &[CellId]) -> Option<Text> {
    let first = *cells.first()?;
    let group = first.row().block;
    if first.table != TableId::Requests || group.is_empty() || cells.iter().any(|cell| cell.row().block != group) {
        return None;
    }
    let rows = first.table.rows(first.version);
    let label = rows.iter().find(|row| row.name == group)?;
    Some(Text::new(short_label(label.label), label.english))
}
