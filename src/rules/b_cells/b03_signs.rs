//! B03: A sign in place of a number.

use super::{BASIS, text_of};
use crate::form::CellId;
use crate::language::Text;
use crate::report::{Cell, ExtractedTable, State};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "B03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("以符号代替数字", "A sign in place of a number"),
    checks: docs(Text::new(
        "单元格不应填“/”“-”“—”“无”等，无数据填“0”。核对时按0计，但仍按原样显示。",
        "Cells do not hold “/”, “-”, “—” or 无; nothing is written as 0. Sums count them as 0, but they are shown as written.",
    )),
    exceptions: docs(Text::new(
        "空白单元格，由B02指出；数字前的负号，由B01核对。",
        "Blank cells (see B02); a minus before a number (see B01).",
    )),
    why: Text::new(
        "符号含义不统一，机器汇总时会丢失。",
        "Such signs mean different things and get lost when figures are added up by machine.",
    ),
    remedy: Text::new(
        "据实填写，无数据的填“0”。",
        "Write the number, 0 where there is nothing.",
    ),
    example: docs(Text::new(
        "表四有15个单元格以“/”等符号代替数字。",
        "Table 4: 15 cells hold “/” or the like.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "{0}有{1}个单元格以“{2}”等符号代替数字。",
    "{0}: {1} with “{2}” or the like.",
);

/// B03: one finding a table.
pub fn check(context: &mut Context<'_>, table: &ExtractedTable) {
    let found: Vec<(CellId, &Cell)> = table
        .cells()
        .filter(|(_, cell)| cell.state == State::Placeholder)
        .collect();
    let Some((_, first)) = found.first() else { return };
    let says = SAYS.with([
        table.id.into(),
        Arg::Counted(found.len(), "cell"),
        text_of(context, first),
    ]);
    let cells = found.iter().map(|found| found.0).collect();
    context.emit(Finding::new(&RULE, says).of(cells));
}
