//! C05: a row is missing, repeated or out of order.

use super::{BASIS, first_cell};
use crate::document::Span;
use crate::form::CellId;
use crate::language::Text;
use crate::report::{Anomaly, ExtractedTable};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::small_sort::sort;
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C05",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("表格行缺失、重复或错位", "A row is missing, repeated or out of order"),
    checks: docs(Text::new(
        "表二、表三的数据行与规定格式逐行对应，不缺、不重、不乱序。",
        "The rows of tables 2 and 3 are those of the form: none missing, none twice, in order.",
    )),
    exceptions: docs(Text::new(
        "空白的行，由B02指出；规定格式以外增加的行，由C10提示；未能读取的行，由B08提示。",
        "Blank rows (see B02); rows beside those of the form (see C10); rows that could not be read (see B08).",
    )),
    why: Text::new(
        "缺行则合计不完整，重复行使人无法判断以哪一行为准。",
        "Without the row the sums are incomplete; with two nobody knows which one counts.",
    ),
    remedy: Text::new(
        "对照规定格式补齐、删除或调整该行。",
        "Add, remove or move the row as the form has it.",
    ),
    example: docs(Text::new(
        "表三缺少“1.属于国家秘密”行。",
        "Table 3 lacks the row “State secret”.",
    )),
    basis: docs(BASIS),
};

const ONE: Text = Text::new("{0}缺少“{1}”行。", "{0} lacks the row “{1}”.");
const MANY: Text = Text::new(
    "{0}缺少“{1}”至“{2}”共{3}行，请确认复制完整。",
    "{0} lacks {3} rows, “{1}” to “{2}”. Was it copied whole?",
);
const REPEATED: Text = Text::new(
    "{0}“{1}”行重复出现；各行数字不同的，均未采用。",
    "{0}: the row “{1}” is there more than once; where the numbers differ, none is taken.",
);
const MOVED: Text = Text::new("{0}“{1}”行不在规定的位置。", "{0}: the row “{1}” is out of order.");
const SECOND: Text = Text::new(
    "文中有两张以上表三，只核对了第一张。",
    "There is another table 3 after the one that was checked. Check one report at a time.",
);
const OF_OTHER_YEAR: Text = Text::new(
    "文中另有{0}年的表三，未予核对。",
    "There is another table 3, of {0}; it was not checked.",
);
const SEPARATE: Text = Text::new(
    "请将各份报告分开，逐份核对。",
    "Separate the reports and check them one by one.",
);

/// C05: missing rows that follow each other are told together.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let mut missing: Vec<CellId> = Vec::new();
    for anomaly in &report.anomalies {
        if let Anomaly::RowMissing { table, version, row } = *anomaly {
            missing.push(first_cell(table, version, row));
        }
    }
    sort(&mut missing);
    for group in missing.chunk_by(|a, b| a.table == b.table && is_next(*a, *b)) {
        missing_rows(context, group);
    }
    for anomaly in &report.anomalies {
        let (id, place, pattern) = match *anomaly {
            Anomaly::RowRepeated {
                table,
                version,
                row,
                place,
            } => (first_cell(table, version, row), place, REPEATED),
            Anomaly::RowMoved {
                table,
                version,
                row,
                place,
            } => (first_cell(table, version, row), place, MOVED),
            Anomaly::SecondTable { place, year: None } => {
                context.emit(Finding::new(&RULE, SECOND).advising(SEPARATE).at([place]));
                continue;
            }
            Anomaly::SecondTable {
                place,
                year: Some(year),
            } => {
                let says = OF_OTHER_YEAR.with([usize::from(year).into()]);
                context.emit(Finding::new(&RULE, says).weighing(Severity::Info).at([place]));
                continue;
            }
            _ => continue,
        };
        let says = pattern.with([id.table.into(), Arg::Row(id)]);
        context.emit(Finding::new(&RULE, says).of(row_cells(id).collect()).at([place]));
    }
}

/// Whether no row of the form stands between two.
fn is_next(a: CellId, b: CellId) -> bool {
    let rows = a.table.rows(a.version);
    (usize::from(a.row) + 1..usize::from(b.row)).all(|between| !rows[between].is_required(a.version))
}

fn row_cells(id: CellId) -> impl Iterator<Item = CellId> {
    (0..id.row().columns.len()).map(move |column| CellId {
        column: column as u8,
        ..id
    })
}

/// A missing row has no place of its own: the label of its neighbour stands for it.
fn missing_rows(context: &mut Context<'_>, group: &[CellId]) {
    let (&[first, ..], &[.., last]) = (group, group) else {
        return;
    };
    let pattern = if group.len() == 1 { ONE } else { MANY };
    let says = pattern.with([first.table.into(), Arg::Row(first), Arg::Row(last), group.len().into()]);
    let table = context.report.table(first.table);
    let label = table.and_then(|table| neighbour(table, first.row));
    let cells = group.iter().flat_map(|&id| row_cells(id)).collect();
    context.emit(Finding::new(&RULE, says).of(cells).at(Vec::from_iter(label)));
}

/// The label of the nearest row above that is there, or else below.
fn neighbour(table: &ExtractedTable, row: u8) -> Option<Span> {
    let above = table.rows[..usize::from(row)].iter().rev();
    above.chain(&table.rows[usize::from(row)..]).find_map(|row| row.label)
}
