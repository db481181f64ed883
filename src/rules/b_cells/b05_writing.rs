//! B05: Unusual writing of numbers.

use super::{BASIS, text_of};
use crate::form::CellId;
use crate::language::Text;
use crate::report::{ExtractedTable, NumberStyle, State};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::wording::{Arg, CLAUSES};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B05",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("数字书写不规范", "Unusual writing of numbers"),
    checks: docs(Text::new(
        "全角数字、千分位分隔符、数字中间的空格、多余的前导0。",
        "Full-width digits, thousands separators, spaces inside a number, leading zeros.",
    )),
    exceptions: docs(Text::new(
        "小数末尾的0；数字前后的空格；2019年格式“本年增/减”数字前的“+”。",
        "Zeros at the end of a decimal; spaces before or after a number; a “+” before a change in the form of 2019.",
    )),
    why: Text::new(
        "不影响核对，但会妨碍汇总和复制。",
        "Harmless here, but in the way of copying and adding up.",
    ),
    remedy: Text::new("改为半角阿拉伯数字，不加分隔符。", "Write plain digits."),
    example: docs(Text::new(
        "表三有2个数字书写不规范：“７”已按7核对；“1,204”已按1204核对。",
        "Table 3: 2 numbers in unusual writing: “７” read as 7; “1,204” read as 1204.",
    )),
    basis: docs(BASIS),
};

/// So many unusual numbers are quoted.
const SHOWN: usize = 3;

const SAYS: Text = Text::new(
    "{0}有{1}个数字书写不规范：{2}{3}。",
    "{0}: {1} in unusual writing: {2}{3}.",
);
const READ_AS: Text = Text::new("“{0}”已按{1}核对", "“{0}” read as {1}");
const MORE: Text = Text::new("等", " …");

/// B05: one finding a table.
pub fn check(context: &mut Context<'_>, table: &ExtractedTable) {
    let unusual: Vec<CellId> = table
        .cells()
        .filter(|(_, cell)| cell.state == State::Value && cell.writing == NumberStyle::Formatted)
        .map(|(id, _)| id)
        .collect();
    if unusual.is_empty() {
        return;
    }
    let shown = unusual.iter().take(SHOWN).map(|&id| {
        let cell = context.report.cell(id);
        let value = cell.value.unwrap_or_default();
        READ_AS.with([text_of(context, &cell), value.into()]).into()
    });
    let says = SAYS.with([
        table.id.into(),
        Arg::Counted(unusual.len(), "number"),
        Arg::List(shown.collect(), CLAUSES),
        if unusual.len() > SHOWN { MORE } else { Text::new("", "") }.into(),
    ]);
    context.emit(Finding::new(&RULE, says).of(unusual));
}
