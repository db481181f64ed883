//! B02: Blank cells.

use super::BASIS;
use crate::form::{CellId, TableId};
use crate::language::Text;
use crate::report::{ExtractedTable, State};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::wording::{Arg, QUOTED_LIST, Sentence};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B02",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("存在空白单元格", "Blank cells"),
    checks: docs(Text::new(
        "三张表的每个单元格均应填数，无数据填“0”。每张表合并为一条。核对时空白按0计，但仍显示为空白。",
        "Every cell of the three tables holds a number, 0 if there is nothing. One finding a table. Sums count blank as 0, but it is shown as blank.",
    )),
    exceptions: docs(Text::new(
        "整行空白的分组标题行，规定格式本不填数；复制中丢失的单元格，由B08提示；整张表缺失的，由C04指出。",
        "Group labels without any number, as in the form; cells lost in copying (see B08); a table that is missing altogether (see C04).",
    )),
    why: Text::new(
        "空白无法区分“没有”与“漏填”。",
        "A blank does not say whether there was nothing or whether it was forgotten.",
    ),
    remedy: Text::new(
        "据实填写，无数据的填“0”。",
        "Fill them in, with 0 where there is nothing.",
    ),
    example: docs(Text::new(
        "表三有125个空白单元格（“商业企业”“科研机构”“社会公益组织”“法律服务机构”“其他”共5列全部空白）。",
        "Table 3 has 125 blank cells (5 whole columns).",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new("{0}有{1}个空白单元格（{2}）。", "{0} has {1} ({2}).");

/// B02: one finding a table.
pub fn check(context: &mut Context<'_>, table: &ExtractedTable) {
    let blank: Vec<CellId> = table
        .cells()
        .filter(|(_, cell)| cell.state == State::Blank)
        .map(|(id, _)| id)
        .collect();
    if blank.is_empty() {
        return;
    }
    let says = SAYS.with([
        table.id.into(),
        Arg::Counted(blank.len(), "blank cell"),
        pattern(table, &blank).into(),
    ]);
    // A blank has no words to show: the label of its row stands for it.
    let label = blank.iter().find_map(|id| table.rows[usize::from(id.row)].label);
    context.emit(Finding::new(&RULE, says).of(blank).at(Vec::from_iter(label)));
}

/// Whole columns, whole rows, or scattered.
fn pattern(table: &ExtractedTable, blank: &[CellId]) -> Sentence {
    const ONE: Text = Text::new("“{0}”行“{1}”列", "row “{0}”, column “{1}”");
    const COLUMNS: Text = Text::new("“{0}”共{1}列全部空白", "whole columns: {0}");
    const ROWS: Text = Text::new("“{0}”整行空白", "whole rows: {0}");
    const MANY_ROWS: Text = Text::new("{0}行整行空白", "{0} whole rows");
    const SCATTERED: Text = Text::new("零散分布", "scattered");
    const NAMED: usize = 4;
    if let [only] = *blank {
        return ONE.with([Arg::Row(only), Arg::Column(only)]);
    }
    if let Some(columns) = whole_columns(table, blank) {
        let (names, count) = (columns.into_iter().map(Arg::Column).collect::<Vec<_>>(), blank.len());
        let rows = filled_rows(table);
        return COLUMNS.with([Arg::List(names, QUOTED_LIST), (count / rows).into()]);
    }
    let mut names: Vec<Arg> = Vec::new();
    let mut in_rows = 0;
    for (index, row) in table.rows.iter().enumerate() {
        let inside = blank.iter().filter(|id| usize::from(id.row) == index);
        if !row.cells.is_empty() && inside.clone().count() == row.cells.len() {
            in_rows += row.cells.len();
            names.extend(inside.take(1).map(|&id| Arg::Row(id)));
        }
    }
    if in_rows < blank.len() {
        SCATTERED.into()
    } else if names.len() <= NAMED {
        ROWS.with([Arg::List(names, QUOTED_LIST)])
    } else {
        MANY_ROWS.with([names.len().into()])
    }
}

fn filled_rows(table: &ExtractedTable) -> usize {
    table.rows.iter().filter(|row| !row.cells.is_empty()).count()
}

/// A cell of each column of table three that is blank in all rows, if these are all blanks.
fn whole_columns(table: &ExtractedTable, blank: &[CellId]) -> Option<Vec<CellId>> {
    const COLUMNS: u8 = 7;
    let rows = filled_rows(table);
    let in_column = |column: u8| blank.iter().filter(move |id| id.column == column);
    let whole = (0..COLUMNS).filter(|&column| in_column(column).count() == rows);
    let cells: Vec<CellId> = whole.filter_map(|column| in_column(column).next().copied()).collect();
    (table.id == TableId::Requests && !cells.is_empty() && cells.len() * rows == blank.len()).then_some(cells)
}
