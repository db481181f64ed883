//! B01: A count is not a whole number from 0 up.

use rust_decimal::Decimal;

use super::{BASIS, place_of, text_of};
use crate::form::Kind;
use crate::language::Text;
use crate::report::ExtractedTable;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "B01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("件数不是非负整数", "A count is not a whole number from 0 up"),
    checks: docs(Text::new(
        "件数类单元格应为0或正整数；2019年格式“本年增/减”可为负整数；收费、采购金额可为小数，不可为负。",
        "Counts are whole numbers from 0 up; the change column of the 2019 form may be negative; amounts may have decimals but are not negative.",
    )),
    exceptions: docs(Text::new(
        "2019年格式“本年增/减”的负数；收费、采购金额的小数；千分位分隔符，由B05提示。",
        "Negative changes in the form of 2019; decimals of amounts; thousands separators (see B05).",
    )),
    why: Text::new(
        "件数不可能为负数或小数。",
        "There cannot be fewer than no documents, nor half of one.",
    ),
    remedy: Text::new(
        "对照台账核对，据实改正。",
        "Compare it with your records and correct it.",
    ),
    example: docs(Text::new(
        "表三“（一）予以公开”行“自然人”列应为非负整数，现为“-1”。",
        "Table 3, row “Granted”, column “Natural persons”: must be a whole number from 0 up, is “-1”.",
    )),
    basis: docs(BASIS),
};

const COUNT: Text = Text::new(
    "{0}应为非负整数，现为“{1}”。",
    "{0}: must be a whole number from 0 up, is “{1}”.",
);
const CHANGE: Text = Text::new("{0}应为整数，现为“{1}”。", "{0}: must be a whole number, is “{1}”.");
const AMOUNT: Text = Text::new("{0}不应为负数，现为“{1}”。", "{0}: must not be negative, is “{1}”.");

/// B01.
pub fn check(context: &mut Context<'_>, table: &ExtractedTable) {
    for (id, cell) in table.cells() {
        let Some(value) = cell.value else { continue };
        let whole = value.is_integer();
        let (wrong, says) = match id.column().kind {
            Kind::Count => (value < Decimal::ZERO || !whole, COUNT),
            Kind::Change => (!whole, CHANGE),
            Kind::TenThousandYuan | Kind::Yuan => (value < Decimal::ZERO, AMOUNT),
        };
        if wrong {
            let says = says.with([place_of(id).into(), text_of(context, cell)]);
            context.emit(Finding::new(&RULE, says).of(vec![id]));
        }
    }
}
