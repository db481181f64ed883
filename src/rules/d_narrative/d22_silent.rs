//! D22: cases that the text is silent on.

use rust_decimal::Decimal;

use super::{BASIS, WHY};
use crate::form::{CellId, TableId};
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "D22",
    severity: Severity::Info,
    on_request: true,
    title: Text::new(
        "表中有数，正文未提及",
        "The tables hold cases that the text does not mention",
    ),
    checks: docs(Text::new(
        "表三有新收申请、表四有案件时，正文有所交代。",
        "Where tables 3 and 4 hold requests or cases, the text says something of them.",
    )),
    exceptions: docs(Text::new(
        "写有件数、否认或去向的任何一句。",
        "Any sentence with a number, a denial or an outcome.",
    )),
    why: WHY,
    remedy: Text::new(
        "在总体情况中补写依申请公开、行政复议、行政诉讼情况。",
        "Add a sentence on them to the overview.",
    ),
    example: docs(Text::new(
        "表三本年新收5件，正文未提及依申请公开情况。",
        "Table 3 holds 5 new requests; the text says nothing of them.",
    )),
    basis: docs(BASIS),
};

const REQUESTS: Text = Text::new(
    "{0}本年新收{1}件，正文未提及依申请公开情况。",
    "{0} holds {1} new requests; the text says nothing of them.",
);
const CASES: Text = Text::new(
    "{0}有案件{1}件，正文未提及行政复议、行政诉讼情况。",
    "{0} holds {1} cases; the text says nothing of them.",
);

/// Tells of tables with numbers that the text is silent on.
pub fn check(context: &mut Context<'_>) {
    let (requests, cases) = context.report.narrative.names;
    if !requests {
        silent(context, TableId::Requests, &["new"], REQUESTS);
    }
    if !cases {
        let rows = ["reconsideration", "litigation_direct", "litigation_after"];
        silent(context, TableId::Appeals, &rows, CASES);
    }
}

fn silent(context: &mut Context<'_>, table: TableId, rows: &[&str], says: Text) {
    let Some(extracted) = context.report.table(table) else {
        return;
    };
    let cells: Vec<CellId> = extracted
        .cells()
        .map(|(id, _)| id)
        .filter(|id| rows.contains(&id.row().name) && id.column().name == "total")
        .collect();
    let sum: Decimal = cells.iter().filter_map(|&cell| context.report.cell(cell).value).sum();
    if !sum.is_zero() {
        let says = says.with([table.into(), sum.into()]);
        context.emit(Finding::new(&RULE, says).of(cells));
    }
}
