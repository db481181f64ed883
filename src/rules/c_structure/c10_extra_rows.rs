//! C10: rows that the form does not have.

use super::{BASIS, first_cell};
use crate::document::Span;
use crate::form::{CellId, TableId};
use crate::language::{Text, counted};
use crate::report::{Anomaly, Report};
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, docs, row_name, table_name};

pub const RULE: Rule = Rule {
    code: "C10",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("有规定格式以外的行", "Rows that the form does not have"),
    checks: docs(Text::new(
        "（三）至（六）为分组标题，规定格式不填数；另外多出的小计行、自行增加的行也在此提示。小计是否正确由A04核对。",
        "Group labels (3) to (6) carry no numbers in the form; subtotals and other added rows are mentioned here. A04 checks the subtotals.",
    )),
    why: Text::new(
        "多出的行在汇总时容易被重复计算。",
        "Added rows are easily counted twice.",
    ),
    mend: Text::new(
        "如无上级要求，删去多出的数字或行。",
        "Remove them unless a superior office asks for them.",
    ),
    example: docs(Text::new(
        "表三有4个分组标题行填了数字：（三）不予公开、（四）无法提供、（五）不予处理、（六）其他处理。",
        "Table 3: 4 group labels with numbers.",
    )),
    basis: docs(BASIS),
};

/// C10.
pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    let Some(table) = report.table(TableId::Requests) else {
        return extra_rows(check, report);
    };
    let groups: Vec<(usize, Span)> = table
        .form_rows()
        .enumerate()
        .filter(|(_, (row, reading))| {
            let numbered = reading.cells.iter().any(|cell| cell.value.is_some());
            row.is_group(table.version) && numbered
        })
        .filter_map(|(index, (_, reading))| Some((index, reading.label?)))
        .collect();
    if !groups.is_empty() {
        let names: Vec<&str> = groups
            .iter()
            .map(|&(row, _)| row_name(first_cell(table.id, table.version, row as u8), check.lang))
            .collect();
        let count = groups.len();
        let message = if check.is_zh() {
            format!(
                "表三有{count}个分组标题行填了数字：{}；规定格式这些行不填数。",
                names.join("、")
            )
        } else {
            format!(
                "Table 3: {} with numbers ({}); the form leaves such rows without numbers.",
                counted(count, "group label"),
                names.join(", ")
            )
        };
        let cells = groups
            .iter()
            .flat_map(|&(row, _)| (0..7).map(move |column| CellId::new(table.id, table.version, row, column)))
            .collect();
        let evidence = groups.iter().map(|group| group.1).collect();
        check.report(
            &RULE,
            message,
            Place {
                cells,
                evidence,
                ..Place::default()
            },
        );
    }
    extra_rows(check, report);
}

fn extra_rows(check: &mut Check<'_>, report: &Report) {
    for anomaly in &report.anomalies {
        let Anomaly::RowExtra { table, place } = *anomaly else {
            continue;
        };
        let (name, text) = (table_name(table, check.lang), check.quote(place));
        let message = if check.is_zh() {
            format!("{name}有规定格式以外的行“{text}”，其中的数未计入。")
        } else {
            format!("{name} has a row that the form does not have, “{text}”; its numbers are not counted.")
        };
        check.report(&RULE, message, Place::at(place));
    }
}
