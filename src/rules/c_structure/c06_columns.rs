//! C06: a column header is missing, there is a column too many, or the columns stand in another order.

use super::BASIS;
use crate::document::Span;
use crate::form::TableId;
use crate::language::Text;
use crate::report::Anomaly;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C06",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "表头列名缺失或多列",
        "A column header is missing, or there is a column too many",
    ),
    checks: docs(Text::new(
        "表头列名与规定格式一致，不缺、不多。次序不同的，按列名归列，作提示。",
        "The column headers are those of the form, none missing, none extra. In another order they are read by their heads, and that is only mentioned.",
    )),
    exceptions: docs(Text::new(
        "个别字有出入的列名，由C07指出；合并方式不同或者在下一页重复的表头。",
        "A header that is nearly the official one (see C07); cells merged in another way; a head repeated on the next page.",
    )),
    why: Text::new(
        "列名缺失，无法确认数据含义。",
        "Without its header a reader cannot tell what a number means.",
    ),
    remedy: Text::new(
        "按规定格式补写列名，删去多出的列。",
        "Write the header as the form has it; remove the extra column.",
    ),
    example: docs(Text::new(
        "表三表头缺少“总计”。",
        "Table 3 lacks the column header “总计”.",
    )),
    basis: docs(BASIS),
};

const MISSING: Text = Text::new("{0}表头缺少“{1}”。", "{0} lacks the column header “{1}”.");
const MOVED: Text = Text::new(
    "{0}各列的次序与规定格式不同，各数已按列名归列。",
    "The columns of {0} stand in another order than the form's; each number was read by its head.",
);
const MOVE_BACK: Text = Text::new(
    "按规定格式的次序排列各列，以免汇总时错列。",
    "Put the columns in the form's order, so that they are not mixed up when reports are put together.",
);
const EXTRA: Text = Text::new(
    "{0}有规定格式以外的列（“{1}”处），其中的数未计入。",
    "{0} has a column that the form does not have (at “{1}”); its numbers are not counted.",
);

/// C06.
pub fn check(context: &mut Context<'_>) {
    for table in TableId::ALL {
        missing(context, table);
        moved_and_extra(context, table);
    }
}

fn missing(context: &mut Context<'_>, table: TableId) {
    let mut names: Vec<&str> = Vec::new();
    let mut first: Option<Span> = None;
    for anomaly in &context.report.anomalies {
        match *anomaly {
            Anomaly::ColumnMissing {
                table: of,
                header,
                place,
            } if of == table => {
                names.push(header);
                first.get_or_insert(place);
            }
            _ => {}
        }
    }
    let Some(place) = first else { return };
    names.dedup();
    let names = names.into_iter().map(|name| Arg::Words(name.to_owned())).collect();
    let says = MISSING.with([table.into(), Arg::List(names, Text::new("”“", "”, “"))]);
    context.emit(Finding::new(&RULE, says).at([place]));
}

fn moved_and_extra(context: &mut Context<'_>, table: TableId) {
    let place = |of: TableId, place: Span| (of == table).then_some(place);
    let mut anomalies = context.report.anomalies.iter();
    let moved = anomalies.find_map(|anomaly| match *anomaly {
        Anomaly::ColumnsMoved { table, place: at } => place(table, at),
        _ => None,
    });
    if let Some(place) = moved {
        let finding = Finding::new(&RULE, MOVED.with([table.into()])).weighing(Severity::Info);
        context.emit(finding.advising(MOVE_BACK).at([place]));
    }
    let mut anomalies = context.report.anomalies.iter();
    let extra = anomalies.find_map(|anomaly| match *anomaly {
        Anomaly::ColumnExtra { table, place: at } => place(table, at),
        _ => None,
    });
    if let Some(place) = extra {
        let says = EXTRA.with([table.into(), context.quote(place)]);
        context.emit(Finding::new(&RULE, says).at([place]));
    }
}
