//! B02: Blank cells.

use super::BASIS;
use crate::form::{CellId, TableId};
use crate::language::{Lang, Text, counted};
use crate::report::{ExtractedTable, State};
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, column_name, docs, row_name, table_name};

pub const RULE: Rule = Rule {
    code: "B02",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("存在空白单元格", "Blank cells"),
    checks: docs(Text::new(
        "三张表的每个单元格均应填数，无数据填“0”。每张表合并为一条。核对时空白按0计，但仍显示为空白。",
        "Every cell of the three tables holds a number, 0 if there is nothing. One finding a table. Sums count blank as 0, but it is shown as blank.",
    )),
    why: Text::new(
        "空白无法区分“没有”与“漏填”。",
        "A blank does not say whether there was nothing or whether it was forgotten.",
    ),
    mend: Text::new(
        "据实填写，无数据的填“0”。",
        "Fill them in, with 0 where there is nothing.",
    ),
    example: docs(Text::new(
        "表三有125个空白单元格（“商业企业”“科研机构”“社会公益组织”“法律服务机构”“其他”共5列全部空白）。",
        "Table 3 has 125 blank cells (5 whole columns).",
    )),
    basis: docs(BASIS),
};

/// B02: one finding a table.
pub fn check(check: &mut Check<'_>, table: &ExtractedTable) {
    let blank: Vec<CellId> = table
        .cells()
        .filter(|(_, cell)| cell.state == State::Blank)
        .map(|(id, _)| id)
        .collect();
    if blank.is_empty() {
        return;
    }
    let (name, count) = (table_name(table.id, check.lang), blank.len());
    let pattern = pattern(table, &blank, check.lang);
    let message = if check.is_zh() {
        format!("{name}有{count}个空白单元格（{pattern}）。")
    } else {
        format!("{name} has {} ({pattern}).", counted(count, "blank cell"))
    };
    // A blank has no words to show: the label of its row stands for it.
    let evidence = blank.iter().find_map(|id| table.rows[usize::from(id.row)].label);
    check.report(
        &RULE,
        message,
        Place {
            cells: blank,
            evidence: evidence.into_iter().collect(),
            ..Place::default()
        },
    );
}

/// Whole columns, whole rows, or scattered.
fn pattern(table: &ExtractedTable, blank: &[CellId], lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    if let [only] = blank {
        let (row, column) = (row_name(*only, lang), column_name(*only, lang));
        return if zh {
            format!("“{row}”行“{column}”列")
        } else {
            format!("row “{row}”, column “{column}”")
        };
    }
    if table.id == TableId::Requests {
        let rows = table.rows.iter().filter(|row| !row.cells.is_empty()).count();
        let whole: Vec<u8> = (0..7)
            .filter(|&column| blank.iter().filter(|id| id.column == column).count() == rows)
            .collect();
        if !whole.is_empty() && whole.len() * rows == blank.len() {
            let names: Vec<&str> = whole
                .iter()
                .filter_map(|&column| blank.iter().find(|id| id.column == column))
                .map(|&id| column_name(id, lang))
                .collect();
            return if zh {
                format!("“{}”共{}列全部空白", names.join("”“"), whole.len())
            } else {
                format!("whole columns: {}", names.join(", "))
            };
        }
    }
    let mut names: Vec<&str> = Vec::new();
    let mut in_rows = 0;
    for (index, row) in table.rows.iter().enumerate() {
        let inside = blank.iter().filter(|id| usize::from(id.row) == index);
        if !row.cells.is_empty() && inside.clone().count() == row.cells.len() {
            in_rows += row.cells.len();
            names.extend(inside.take(1).map(|&id| row_name(id, lang)));
        }
    }
    if in_rows == blank.len() && names.len() <= 4 {
        return if zh {
            format!("“{}”整行空白", names.join("”“"))
        } else {
            format!("whole rows: {}", names.join(", "))
        };
    }
    if in_rows == blank.len() {
        return if zh {
            format!("{}行整行空白", names.len())
        } else {
            format!("{} whole rows", names.len())
        };
    }
    if zh {
        "零散分布".to_owned()
    } else {
        "scattered".to_owned()
    }
}
