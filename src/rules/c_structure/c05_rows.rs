//! C05: a row is missing, repeated or out of order.

use super::{BASIS, first_cell};
use crate::document::Span;
use crate::form::CellId;
use crate::language::{Lang, Text};
use crate::report::{Anomaly, ExtractedTable};
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, docs, row_name, table_name};
use crate::small_sort::sort;

pub const RULE: Rule = Rule {
    code: "C05",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("表格行缺失、重复或错位", "A row is missing, repeated or out of order"),
    checks: docs(Text::new(
        "表二、表三的数据行与规定格式逐行对应，不缺、不重、不乱序。",
        "The rows of tables 2 and 3 are those of the form: none missing, none twice, in order.",
    )),
    why: Text::new(
        "缺行则合计不完整，重复行使人无法判断以哪一行为准。",
        "Without the row the sums are incomplete; with two nobody knows which one counts.",
    ),
    mend: Text::new(
        "对照规定格式补齐、删除或调整该行。",
        "Add, remove or move the row as the form has it.",
    ),
    example: docs(Text::new(
        "表三缺少“1.属于国家秘密”行。",
        "Table 3 lacks the row “State secret”.",
    )),
    basis: docs(BASIS),
};

/// C05: missing rows that follow each other are told together.
pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    let mut missing: Vec<CellId> = Vec::new();
    for anomaly in &report.anomalies {
        if let Anomaly::RowMissing { table, version, row } = *anomaly {
            missing.push(first_cell(table, version, row));
        }
    }
    sort(&mut missing);
    for group in missing.chunk_by(|a, b| a.table == b.table && is_next(*a, *b)) {
        missing_rows(check, group);
    }
    for anomaly in &report.anomalies {
        let (id, place, repeated) = match *anomaly {
            Anomaly::RowRepeated {
                table,
                version,
                row,
                place,
            } => (first_cell(table, version, row), place, true),
            Anomaly::RowMoved {
                table,
                version,
                row,
                place,
            } => (first_cell(table, version, row), place, false),
            Anomaly::SecondTable { place } => {
                let message = if check.is_zh() {
                    "文中有两张以上表三，只核对了第一张。"
                } else {
                    "There is another table 3 behind the one that was checked. Check one report at a time."
                };
                check.report(&RULE, message.to_owned(), Place::at(place));
                check.hint(Text::new(
                    "请将各份报告分开，逐份核对。",
                    "Separate the reports and check them one by one.",
                ));
                continue;
            }
            _ => continue,
        };
        let (name, label) = (table_name(id.table, check.lang), row_name(id, check.lang));
        let message = match (repeated, check.lang) {
            (true, Lang::Zh) => format!("{name}“{label}”行重复出现，已按第一次出现的一行核对。"),
            (true, Lang::En) => {
                format!("{name}: the row “{label}” is there more than once; the first one was checked.")
            }
            (false, Lang::Zh) => format!("{name}“{label}”行不在规定的位置。"),
            (false, Lang::En) => format!("{name}: the row “{label}” is out of order."),
        };
        check.report(
            &RULE,
            message,
            Place {
                cells: row_cells(id).collect(),
                evidence: vec![place],
                ..Place::default()
            },
        );
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

fn missing_rows(check: &mut Check<'_>, group: &[CellId]) {
    let [first, .., last] = group else {
        let Some(&only) = group.first() else { return };
        let (name, label) = (table_name(only.table, check.lang), row_name(only, check.lang));
        let message = match check.lang {
            Lang::Zh => format!("{name}缺少“{label}”行。"),
            Lang::En => format!("{name} lacks the row “{label}”."),
        };
        return report_missing(check, message, group);
    };
    let (name, count) = (table_name(first.table, check.lang), group.len());
    let (from, to) = (row_name(*first, check.lang), row_name(*last, check.lang));
    let message = match check.lang {
        Lang::Zh => format!("{name}缺少“{from}”至“{to}”共{count}行，请确认复制完整。"),
        Lang::En => format!("{name} lacks {count} rows, “{from}” to “{to}”. Was it copied whole?"),
    };
    report_missing(check, message, group);
}

/// A missing row has no place of its own: the label of its neighbour stands for it.
fn report_missing(check: &mut Check<'_>, message: String, group: &[CellId]) {
    let evidence = group
        .first()
        .and_then(|id| check.report.table(id.table).and_then(neighbour(id.row)));
    let place = Place {
        cells: group.iter().flat_map(|&id| row_cells(id)).collect(),
        evidence: evidence.into_iter().collect(),
        ..Place::default()
    };
    check.report(&RULE, message, place);
}

/// The label of the nearest row above that is there.
fn neighbour(row: u8) -> impl Fn(&ExtractedTable) -> Option<Span> {
    move |table| {
        let above = table.rows[..usize::from(row)].iter().rev();
        above.chain(&table.rows[usize::from(row)..]).find_map(|row| row.label)
    }
}
