//! B01: A count is not a whole number from 0 up.

use rust_decimal::Decimal;

use super::{BASIS, place_of, text_of};
use crate::form::Kind;
use crate::language::{Lang, Text};
use crate::report::ExtractedTable;
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, docs};

pub const RULE: Rule = Rule {
    code: "B01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("件数不是非负整数", "A count is not a whole number from 0 up"),
    checks: docs(Text::new(
        "件数类单元格应为0或正整数；2019年格式“本年增/减”可为负整数；收费、采购金额可为小数，不可为负。",
        "Counts are whole numbers from 0 up; the change column of the 2019 form may be negative; amounts may have decimals but are not negative.",
    )),
    why: Text::new(
        "件数不可能为负数或小数。",
        "There cannot be fewer than no documents, nor half of one.",
    ),
    mend: Text::new(
        "对照台账核对，据实改正。",
        "Compare it with your records and correct it.",
    ),
    example: docs(Text::new(
        "表三“（一）予以公开”行“自然人”列应为非负整数，现为“-1”。",
        "Table 3, row “Granted”, column “Natural persons”: must be a whole number from 0 up, is “-1”.",
    )),
    basis: docs(BASIS),
};

/// B01.
pub fn check(check: &mut Check<'_>, table: &ExtractedTable) {
    for (id, cell) in table.cells() {
        let Some(value) = cell.value else { continue };
        let whole = value.is_integer();
        let wrong = match id.column().kind {
            Kind::Count => value < Decimal::ZERO || !whole,
            Kind::Change => !whole,
            Kind::TenThousandYuan | Kind::Yuan => value < Decimal::ZERO,
        };
        if !wrong {
            continue;
        }
        let (place, text) = (place_of(id, check.lang), text_of(check, cell));
        let message = match (id.column().kind, check.lang) {
            (Kind::Count, Lang::Zh) => format!("{place}应为非负整数，现为“{text}”。"),
            (Kind::Change, Lang::Zh) => format!("{place}应为整数，现为“{text}”。"),
            (_, Lang::Zh) => format!("{place}不应为负数，现为“{text}”。"),
            (Kind::Count, Lang::En) => format!("{place}: must be a whole number from 0 up, is “{text}”."),
            (Kind::Change, Lang::En) => format!("{place}: must be a whole number, is “{text}”."),
            (_, Lang::En) => format!("{place}: must not be negative, is “{text}”."),
        };
        check.report(
            &RULE,
            message,
            Place {
                cells: vec![id],
                ..Place::default()
            },
        );
    }
}
