//! C06: a column header is missing, there is a column too many, or the columns stand in another order.

use super::BASIS;
use crate::document::Span;
use crate::form::TableId;
use crate::language::Text;
use crate::report::Anomaly;
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, docs, table_name};

pub const RULE: Rule = Rule {
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
    why: Text::new(
        "列名缺失，无法确认数据含义。",
        "Without its header a reader cannot tell what a number means.",
    ),
    mend: Text::new(
        "按规定格式补写列名，删去多出的列。",
        "Write the header as the form has it; remove the extra column.",
    ),
    example: docs(Text::new(
        "表三表头缺少“总计”。",
        "Table 3 lacks the column header “总计”.",
    )),
    basis: docs(BASIS),
};

pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    for id in TableId::ALL {
        let name = table_name(id, check.lang);
        let missing: Vec<(&str, Span)> = report
            .anomalies
            .iter()
            .filter_map(|anomaly| match anomaly {
                Anomaly::ColumnMissing { table, header, place } if *table == id => Some((*header, *place)),
                _ => None,
            })
            .collect();
        if let Some((_, place)) = missing.first() {
            let mut names: Vec<&str> = missing.iter().map(|missing| missing.0).collect();
            names.dedup();
            let message = if check.is_zh() {
                format!("{name}表头缺少“{}”。", names.join("”“"))
            } else {
                format!("{name} lacks the column header “{}”.", names.join("”, “"))
            };
            check.report(&RULE, message, Place::at(*place));
        }
        let moved = report.anomalies.iter().find_map(|anomaly| match anomaly {
            Anomaly::ColumnsMoved { table, place } if *table == id => Some(*place),
            _ => None,
        });
        if let Some(place) = moved {
            let message = if check.is_zh() {
                format!("{name}各列的次序与规定格式不同，各数已按列名归列。")
            } else {
                format!(
                    "The columns of {name} stand in another order than the form's; each number was read by its head."
                )
            };
            check.report_as(&RULE, Severity::Info, message, Place::at(place));
            check.hint(Text::new(
                "按规定格式的次序排列各列，以免汇总时错列。",
                "Put the columns in the form's order, so that they are not mixed up when reports are put together.",
            ));
        }
        let extra = report.anomalies.iter().find_map(|anomaly| match anomaly {
            Anomaly::ColumnExtra { table, place } if *table == id => Some(*place),
            _ => None,
        });
        if let Some(place) = extra {
            let text = check.quote(place);
            let message = if check.is_zh() {
                format!("{name}有规定格式以外的列（“{text}”处），其中的数未计入。")
            } else {
                format!("{name} has a column that the form does not have (at “{text}”); its numbers are not counted.")
            };
            check.report(&RULE, message, Place::at(place));
        }
    }
}
