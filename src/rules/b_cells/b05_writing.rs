//! B05: Unusual writing of numbers.

use super::{BASIS, text_of};
use crate::form::CellId;
use crate::language::{Text, counted};
use crate::report::{ExtractedTable, NumberStyle, State};
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, docs, table_name};

pub const RULE: Rule = Rule {
    code: "B05",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("数字书写不规范", "Unusual writing of numbers"),
    checks: docs(Text::new(
        "全角数字、千分位分隔符、数字中间的空格、多余的前导0。",
        "Full-width digits, thousands separators, spaces inside a number, leading zeros.",
    )),
    why: Text::new(
        "不影响核对，但会妨碍汇总和复制。",
        "Harmless here, but in the way of copying and adding up.",
    ),
    mend: Text::new("改为半角阿拉伯数字，不加分隔符。", "Write plain digits."),
    example: docs(Text::new(
        "表三有2个数字书写不规范：“７”已按7核对；“1,204”已按1204核对。",
        "Table 3: 2 numbers in unusual writing: “７” read as 7; “1,204” read as 1204.",
    )),
    basis: docs(BASIS),
};

/// So many unusual numbers are quoted.
const SHOWN: usize = 3;

/// B05: one finding a table.
pub fn check(check: &mut Check<'_>, table: &ExtractedTable) {
    let unusual: Vec<CellId> = table
        .cells()
        .filter(|(_, cell)| cell.state == State::Value && cell.writing == NumberStyle::Formatted)
        .map(|(id, _)| id)
        .collect();
    if unusual.is_empty() {
        return;
    }
    let zh = check.is_zh();
    let shown: Vec<String> = unusual
        .iter()
        .take(SHOWN)
        .map(|&id| {
            let cell = check.report.cell(id);
            let (text, value) = (text_of(check, &cell), cell.value.unwrap_or_default());
            if zh {
                format!("“{text}”已按{value}核对")
            } else {
                format!("“{text}” read as {value}")
            }
        })
        .collect();
    let (name, count) = (table_name(table.id, check.lang), unusual.len());
    let more = if count > SHOWN {
        if zh { "等" } else { " …" }
    } else {
        ""
    };
    let message = if zh {
        format!("{name}有{count}个数字书写不规范：{}{more}。", shown.join("；"))
    } else {
        format!(
            "{name}: {} in unusual writing: {}{more}.",
            counted(count, "number"),
            shown.join("; ")
        )
    };
    check.report(
        &RULE,
        message,
        Place {
            cells: unusual,
            ..Place::default()
        },
    );
}
