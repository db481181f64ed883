//! C10: rows that the form does not have.

use super::{BASIS, first_cell};
use crate::document::Span;
use crate::form::{CellId, TableId};
use crate::language::Text;
use crate::report::Anomaly;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::wording::{Arg, LIST};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C10",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("有规定格式以外的行", "Rows that the form does not have"),
    checks: docs(Text::new(
        "（三）至（六）为分组标题，规定格式不填数；另外多出的小计行、自行增加的行也在此提示。小计是否正确由A04核对。",
        "Group labels (3) to (6) carry no numbers in the form; subtotals and other added rows are mentioned here. A04 checks the subtotals.",
    )),
    exceptions: docs(Text::new(
        "分组标题行空白的；各格空白的说明行。",
        "Group labels without numbers; rows that hold a note and nothing else.",
    )),
    why: Text::new(
        "多出的行在汇总时容易被重复计算。",
        "Added rows are easily counted twice.",
    ),
    remedy: Text::new(
        "如无上级要求，删去多出的数字或行。",
        "Remove them unless a superior office asks for them.",
    ),
    example: docs(Text::new(
        "表三有4个分组标题行填了数字：（三）不予公开、（四）无法提供、（五）不予处理、（六）其他处理。",
        "Table 3: 4 group labels with numbers.",
    )),
    basis: docs(BASIS),
};

const GROUPS: Text = Text::new(
    "表三有{0}个分组标题行填了数字：{1}；规定格式这些行不填数。",
    "Table 3: {0} with numbers ({1}); the form leaves such rows without numbers.",
);
const EXTRA: Text = Text::new(
    "{0}有规定格式以外的行“{1}”，其中的数未计入。",
    "{0} has a row that the form does not have, “{1}”; its numbers are not counted.",
);

/// C10.
pub fn check(context: &mut Context<'_>) {
    numbered_groups(context);
    for anomaly in &context.report.anomalies {
        if let Anomaly::RowExtra { table, place } = *anomaly {
            let says = EXTRA.with([table.into(), context.quote(place)]);
            context.emit(Finding::new(&RULE, says).at([place]));
        }
    }
}

fn numbered_groups(context: &mut Context<'_>) {
    let Some(table) = context.report.table(TableId::Requests) else {
        return;
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
    if groups.is_empty() {
        return;
    }
    let names = groups
        .iter()
        .map(|&(row, _)| Arg::Row(first_cell(table.id, table.version, row as u8)))
        .collect();
    let says = GROUPS.with([Arg::Counted(groups.len(), "group label"), Arg::List(names, LIST)]);
    let cells = groups
        .iter()
        .flat_map(|&(row, _)| (0..7).map(move |column| CellId::new(table.id, table.version, row, column)))
        .collect();
    let labels: Vec<Span> = groups.iter().map(|group| group.1).collect();
    context.emit(Finding::new(&RULE, says).of(cells).at(labels));
}
