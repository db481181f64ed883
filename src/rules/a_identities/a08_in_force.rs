//! A08: fewer documents in force than were issued less those repealed.

use rust_decimal::Decimal;

use super::BASIS;
use crate::form::CellId;
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "A08",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "现行有效件数与制发、废止件数不符",
        "Fewer documents in force than possible",
    ),
    checks: docs(Text::new(
        "2021年格式表二：现行有效件数应不小于本年制发减本年废止。推算的上年现行有效（现行有效－制发＋废止）不能小于0。",
        "Form of 2021, table 2: documents in force are at least those issued minus those repealed, since last year's stock cannot be below 0.",
    )),
    exceptions: docs(Text::new(
        "现行有效件数大于制发减废止之差的，往年制发的仍然有效；三格中有空白、符号或者未能读取的行。",
        "More in force than issued less repealed, since those of earlier years remain; rows in which one of the three cells is blank, holds a sign or could not be read.",
    )),
    why: Text::new(
        "推算出的上年现行有效件数为负，三个数中至少有一个有误，或统计口径不一。",
        "Last year's stock would be negative: one of the three numbers is wrong, or they count different things.",
    ),
    remedy: Text::new(
        "核对制发、废止、现行有效三个数的统计口径和数值。",
        "Check how the three numbers were counted.",
    ),
    example: docs(Text::new(
        "表二“行政规范性文件”：制发5、废止1、现行有效3，推算上年现行有效为-1，小于0。",
        "Table 2, “Normative documents”: 5 issued, 1 repealed, 3 in force: last year's stock would be -1.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "表二“{0}”：制发{1}、废止{2}、现行有效{3}，推算上年现行有效为{4}，小于0。",
    "Table 2, “{0}”: {1} issued, {2} repealed, {3} in force: last year's stock would be {4}.",
);

/// Checks a row of the form of 2021.
pub fn check(context: &mut Context<'_>, cells: Vec<CellId>) {
    let value = |column: usize| context.report.cell(*cells.get(column)?).value;
    let (Some(issued), Some(repealed), Some(in_force)) = (value(0), value(1), value(2)) else {
        return;
    };
    let before = in_force - issued + repealed;
    if before < Decimal::ZERO {
        let says = SAYS.with([
            Arg::Row(cells[0]),
            issued.into(),
            repealed.into(),
            in_force.into(),
            before.into(),
        ]);
        context.emit(Finding::new(&RULE, says).of(cells));
    }
}
