//! B08: Cells that could not be read, for a reason that is no fault of the report.

use super::BASIS;
use crate::document::{Reason, Span};
use crate::form::CellId;
use crate::language::{Lang, Text, counted};
use crate::report::{Anomaly, Cell, ExtractedTable};
use crate::review::Severity;
use crate::rules::reasons::{is_of_report, reason_words, remedy};
use crate::rules::{Check, Place, Rule, column_name, docs, row_name, table_name};

/// A note: it says nothing against the report, only that a person must look. The verdict is “unchecked” by it.
pub const RULE: Rule = Rule {
    code: "B08",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("部分单元格未能读取", "Some cells could not be read"),
    checks: docs(Text::new(
        "复制、转换或文件格式使单元格的数无法确定的（空白丢失、行名与数字分离、列名对不上、图片、隐藏、水印、未计算的公式等），不猜测、不显示、不核对，每张表每种原因合并为一条。",
        "Where copying, converting or the file's format leaves a number uncertain (blanks lost, labels and numbers apart, heads that match no column, pictures, hidden text, watermarks, formulas never calculated), nothing is guessed, shown or checked. One finding for each table and reason.",
    )),
    why: Text::new(
        "这不说明报告有误，但这些单元格及相关勾稽关系未经核对。",
        "The report need not be wrong; but these cells, and the sums they stand in, were not checked.",
    ),
    mend: Text::new(
        "请改用原文件核对，或对照原文逐格查看。",
        "Check the original file, or look at these cells yourself.",
    ),
    example: docs(Text::new(
        "表三“（一）予以公开”行未能读取：行名与数字分离，各数属于哪一行无法确定。",
        "Table 3, row “Granted” could not be read: labels and numbers are apart.",
    )),
    basis: docs(BASIS),
};

/// B08: one finding for each table and reason.
pub fn check(check: &mut Check<'_>, table: &ExtractedTable) {
    let report = check.report;
    for reason in Reason::ALL {
        let cells: Vec<(CellId, &Cell)> = table
            .cells()
            .filter(|(_, cell)| cell.state.reason() == Some(reason))
            .filter(|(_, cell)| !is_of_report(reason) || report.is_unaligned(cell))
            .collect();
        if let Some(&(first, _)) = cells.first() {
            tell(check, table, reason, first, &cells);
        }
    }
}

fn tell(check: &mut Check<'_>, table: &ExtractedTable, reason: Reason, first: CellId, cells: &[(CellId, &Cell)]) {
    let lang = check.lang;
    let mut rows: Vec<u8> = cells.iter().map(|(id, _)| id.row).collect();
    rows.dedup();
    let (name, row, count) = (table_name(table.id, lang), row_name(first, lang), rows.len());
    let all = table.rows.iter().filter(|row| !row.cells.is_empty()).count() == count;
    let place = match (cells.len(), count, lang) {
        _ if all && cells.len() == table.cells().count() => name.to_owned(),
        (1, _, Lang::Zh) => format!("{name}“{row}”行“{}”列", column_name(first, lang)),
        (1, _, Lang::En) => format!("{name}, row “{row}”, column “{}”,", column_name(first, lang)),
        (_, 1, Lang::Zh) => format!("{name}“{row}”行"),
        (_, 1, Lang::En) => format!("{name}, row “{row}”,"),
        (all, _, Lang::Zh) => format!("{name}“{row}”等{count}行共{all}个单元格"),
        (all, _, Lang::En) => format!("{name}, {} in {count} rows from “{row}”,", counted(all, "cell")),
    };
    let why = reason_words(reason).get(lang);
    let numbers = numbers(check, table, first, lang);
    let message = match lang {
        Lang::Zh => format!("{place}未能读取：{why}{numbers}，未作核对。"),
        Lang::En => format!("{place} could not be read: {why}{numbers}; not checked."),
    };
    let mut evidence: Vec<Span> = cells.iter().filter_map(|(_, cell)| cell.span).collect();
    evidence.dedup();
    evidence.retain(|span| span.start < span.end);
    let place = Place {
        cells: cells.iter().map(|(id, _)| *id).collect(),
        evidence,
        ..Place::default()
    };
    check.report(&RULE, message, place);
    check.hint(remedy(reason));
}

/// How many numbers stand there, where they are not as many as there should be.
fn numbers(check: &Check<'_>, table: &ExtractedTable, first: CellId, lang: Lang) -> String {
    let counts = check.report.anomalies.iter().find_map(|anomaly| match *anomaly {
        Anomaly::Unaligned {
            table: of,
            row,
            found,
            wanted,
            reason,
            ..
        } if of == table.id && row == first.row && reason != Reason::RowUncertain => Some((found, wanted)),
        _ => None,
    });
    match (counts.filter(|(found, wanted)| found != wanted), lang) {
        (None, _) => String::new(),
        (Some((found, wanted)), Lang::Zh) => format!("（首行应有{wanted}个数，实有{found}个）"),
        (Some((found, wanted)), Lang::En) => format!(" (the first row has {found} of {})", counted(wanted, "number")),
    }
}
