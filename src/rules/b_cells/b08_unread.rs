//! B08: Cells that could not be read, for a reason that is no fault of the report.

use super::BASIS;
use crate::document::{Reason, Span};
use crate::form::CellId;
use crate::language::Text;
use crate::report::{Anomaly, Cell, ExtractedTable};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::reasons::{is_of_report, reason_words, remedy};
use crate::wording::{Arg, Sentence};

/// A note: it says nothing against the report, only that a person must look. The verdict is “unchecked” by it.
pub static RULE: Rule = Rule {
    code: "B08",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("部分单元格未能读取", "Some cells could not be read"),
    checks: docs(Text::new(
        "复制、转换或文件格式使单元格的数无法确定的（空白丢失、行名与数字分离、列名对不上、图片、隐藏、水印、未计算的公式等），不猜测、不显示、不核对，每张表每种原因合并为一条。",
        "Where copying, converting or the file's format leaves a number uncertain (blanks lost, labels and numbers apart, heads that match no column, pictures, hidden text, watermarks, formulas never calculated), nothing is guessed, shown or checked. One finding for each table and reason.",
    )),
    exceptions: docs(Text::new(
        "原文空白的单元格，由B02指出；以文字代替数字的单元格，由B04指出。",
        "Cells that are blank in the report (see B02); cells with words in a number's place (see B04).",
    )),
    why: Text::new(
        "这不说明报告有误，但这些单元格及相关勾稽关系未经核对。",
        "The report need not be wrong; but these cells, and the sums they stand in, were not checked.",
    ),
    remedy: Text::new(
        "请改用原文件核对，或对照原文逐格查看。",
        "Check the original file, or look at these cells yourself.",
    ),
    example: docs(Text::new(
        "表三“（一）予以公开”行未能读取：行名与数字分离，各数属于哪一行无法确定。",
        "Table 3, row “Granted” could not be read: labels and numbers are apart.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "{0}未能读取：{1}{2}，未作核对。",
    "{0} could not be read: {1}{2}; not checked.",
);

/// B08: one finding for each table and reason.
pub fn check(context: &mut Context<'_>, table: &ExtractedTable) {
    let report = context.report;
    for reason in Reason::ALL {
        let cells: Vec<(CellId, &Cell)> = table
            .cells()
            .filter(|(_, cell)| cell.state.reason() == Some(reason))
            .filter(|(_, cell)| !is_of_report(reason) || report.is_unaligned(cell))
            .collect();
        let Some(&(first, _)) = cells.first() else { continue };
        let says = SAYS.with([
            place(table, &cells, first),
            reason_words(reason).into(),
            numbers(context, table, first).into(),
        ]);
        let mut evidence: Vec<Span> = cells.iter().filter_map(|(_, cell)| cell.span).collect();
        evidence.dedup();
        evidence.retain(|span| span.start < span.end);
        let finding = Finding::new(&RULE, says).advising(remedy(reason)).at(evidence);
        context.emit(finding.of(cells.iter().map(|(id, _)| *id).collect()));
    }
}

/// The cells in words: the table, a row, a cell, or so many of them.
fn place(table: &ExtractedTable, cells: &[(CellId, &Cell)], first: CellId) -> Arg {
    const CELL: Text = Text::new("{0}“{1}”行“{2}”列", "{0}, row “{1}”, column “{2}”,");
    const ROW: Text = Text::new("{0}“{1}”行", "{0}, row “{1}”,");
    const ROWS: Text = Text::new("{0}“{1}”等{2}行共{3}个单元格", "{0}, {3} in {2} rows from “{1}”,");
    let (name, row) = (Arg::Table(table.id), Arg::Row(first));
    let mut rows: Vec<u8> = cells.iter().map(|(id, _)| id.row).collect();
    rows.dedup();
    if cells.len() == table.cells().count() {
        return name;
    }
    match (cells.len(), rows.len()) {
        (1, _) => CELL.with([name, row, Arg::Column(first)]),
        (_, 1) => ROW.with([name, row]),
        (all, count) => ROWS.with([name, row, count.into(), Arg::Counted(all, "cell")]),
    }
    .into()
}

/// How many numbers stand there, where they are not as many as there should be.
fn numbers(context: &Context<'_>, table: &ExtractedTable, first: CellId) -> Sentence {
    const SO_MANY: Text = Text::new("（首行应有{0}个数，实有{1}个）", " (the first row has {1} of {0})");
    let counts = context.report.anomalies.iter().find_map(|anomaly| match *anomaly {
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
    match counts {
        Some((found, wanted)) if found != wanted => SO_MANY.with([Arg::Counted(wanted, "number"), found.into()]),
        _ => Sentence::default(),
    }
}
