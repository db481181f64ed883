//! A09: numbers of table two that cannot both be true.

use rust_decimal::Decimal;

use super::BASIS;
use crate::form::CellId;
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "A09",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("表二数字相互矛盾", "Numbers of table 2 exclude each other"),
    checks: docs(Text::new(
        "2019年格式表二：本年新公开数量不大于对外公开总数量；上一年项目数量加本年增/减不小于0。",
        "Form of 2019, table 2: newly disclosed documents are no more than all disclosed; last year's items plus the change are not below 0.",
    )),
    exceptions: docs(Text::new(
        "对外公开总数量大于本年新公开数量的，其余为往年公开；本年新制作数量大于本年新公开数量的，未必全部公开。",
        "More disclosed in all than this year, the others being of earlier years; more made than newly disclosed, since not all need be disclosed.",
    )),
    why: Text::new("所列各数不可能同时成立。", "Both numbers cannot be true."),
    remedy: Text::new(
        "核对该行各数，减少的项目数用负数填写。",
        "Check the row; a decrease is written as a negative number.",
    ),
    example: docs(Text::new(
        "表二“规范性文件”：本年新公开6，大于对外公开总数量5。",
        "Table 2, “Normative documents”: 6 newly disclosed, more than the 5 disclosed in all.",
    )),
    basis: docs(BASIS),
};

const DISCLOSED: Text = Text::new(
    "表二“{0}”：本年新公开{1}，大于对外公开总数量{2}。",
    "Table 2, “{0}”: {1} newly disclosed, more than the {2} disclosed in all.",
);
const BELOW_ZERO: Text = Text::new(
    "表二“{0}”：上一年项目数量{1}，本年增/减{2}，合计小于0。",
    "Table 2, “{0}”: {1} last year and a change of {2} give less than 0.",
);

/// Checks a row of documents: newly disclosed against all disclosed.
pub fn check_documents(context: &mut Context<'_>, cells: &[CellId]) {
    check(context, cells.get(1..), DISCLOSED, |disclosed, total| disclosed > total);
}

/// Checks a row of items: last year's and the change.
pub fn check_items(context: &mut Context<'_>, cells: &[CellId]) {
    check(context, cells.get(..2), BELOW_ZERO, |previous, change| {
        previous + change < Decimal::ZERO
    });
}

fn check(context: &mut Context<'_>, cells: Option<&[CellId]>, says: Text, exclude: impl Fn(Decimal, Decimal) -> bool) {
    let Some(&[one, other, ..]) = cells else { return };
    let (Some(a), Some(b)) = (context.report.cell(one).value, context.report.cell(other).value) else {
        return;
    };
    if exclude(a, b) {
        let says = says.with([Arg::Row(one), a.into(), b.into()]);
        context.emit(Finding::new(&RULE, says).of(vec![one, other]));
    }
}
