//! C06: a column header is missing, or there is a column too many.

use super::BASIS;
use crate::document::Span;
use crate::form::TableId;
use crate::language::{Text, counted};
use crate::report::Anomaly;
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, UnalignedRow, docs, table_name, unaligned_names, unaligned_rows};

pub const RULE: Rule = Rule {
    code: "C06",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "表头列名缺失或多列",
        "A column header is missing, or there is a column too many",
    ),
    checks: docs(Text::new(
        "表头列名与规定格式一致，不缺、不多。",
        "The column headers are those of the form, none missing, none extra.",
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
    for id in TableId::ALL {
        let rows: Vec<UnalignedRow> = unaligned_rows(report, id)
            .filter(|row| row.found > row.wanted)
            .collect();
        let Some(first) = rows.first() else { continue };
        let (name, found, wanted) = (unaligned_names(&rows, check.lang), first.found, first.wanted);
        let message = if check.is_zh() {
            format!("{name}应有{wanted}个数，实有{found}个，无法确定各数所在的列，未作核对。")
        } else {
            format!(
                "{name} needs {} and has {found}; the columns cannot be told, so nothing was checked.",
                counted(wanted, "number")
            )
        };
        let place = Place {
            cells: rows.iter().filter_map(|row| row.cell).collect(),
            evidence: rows.iter().map(|row| row.place).collect(),
            ..Place::default()
        };
        check.report(&RULE, message, place);
        check.hint(Text::new(
            "请删去规定格式以外的列，或核对该行是否串入其他数字（如页码）。",
            "Remove columns that the form does not have, or a stray number such as a page number.",
        ));
    }
}
