//! B04: Words in a number's place.

use super::{BASIS, place_of, text_of};
use crate::document::Reason;
use crate::form::CellId;
use crate::language::{Lang, Text};
use crate::report::{Cell, ExtractedTable, NumberStyle, State};
use crate::review::Severity;
use crate::rules::reasons::{is_of_report, reason_words};
use crate::rules::{Check, Place, Rule, docs};

pub const RULE: Rule = Rule {
    code: "B04",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("单元格含非数字内容", "Words in a number's place"),
    checks: docs(Text::new(
        "单元格只填数字，不带单位和说明。能读出唯一数字的，按该数字核对并指出；读不出的（如“约20”、字母“O”、一格两数）不猜测，相关勾稽关系不核对。",
        "Cells hold numbers only, without units or remarks. Where exactly one number can be read it is used; where not (“约20”, the letter O, two numbers) nothing is guessed and the identities concerned are not checked.",
    )),
    why: Text::new(
        "带有文字的单元格无法汇总，也可能是误录。",
        "Such a cell cannot be added up, and may be a slip.",
    ),
    mend: Text::new(
        "只保留数字，单位和说明移到表外。",
        "Leave the number only; move units and remarks out of the table.",
    ),
    example: docs(Text::new(
        "表三“一、本年新收政府信息公开申请数量”行“总计”列含非数字内容“3件”，已按3核对。",
        "Table 3, row “New this year”, column “Total” holds “3件”; checked as 3.",
    )),
    basis: docs(BASIS),
};

/// B04. What cannot be read for another reason than what stands there is no fault of the report: B08.
pub fn check(check: &mut Check<'_>, table: &ExtractedTable) {
    let report = check.report;
    for (id, cell) in table.cells() {
        match (cell.state, cell.writing) {
            (State::Unreadable(reason), _) if is_of_report(reason) && !report.is_unaligned(cell) => {
                no_number(check, id, cell, reason);
            }
            (State::Value, NumberStyle::Annotated) => annotated(check, id, cell),
            _ => {}
        }
    }
}

fn no_number(check: &mut Check<'_>, id: CellId, cell: &Cell, reason: Reason) {
    let (place, text) = (place_of(id, check.lang), text_of(check, cell));
    let written = check.report.document.slice(cell.span.unwrap_or_default());
    let long = written.bytes().all(|b| b.is_ascii_digit());
    let why = reason_words(reason).get(check.lang);
    let message = match (long, check.lang) {
        (true, Lang::Zh) => format!("{place}数字过长，疑为误录，未作核对。"),
        (true, Lang::En) => format!("{place}: the number is too long to be one; not checked."),
        (false, Lang::Zh) => format!("{place}含非数字内容“{text}”（{why}），无法读出唯一的数字，未作核对。"),
        (false, Lang::En) => {
            format!("{place} holds “{text}” ({why}), which cannot be read as one number; not checked.")
        }
    };
    let place = Place {
        cells: vec![id],
        ..Place::default()
    };
    check.report_as(&RULE, Severity::Error, message, place);
}

fn annotated(check: &mut Check<'_>, id: CellId, cell: &Cell) {
    let (place, text) = (place_of(id, check.lang), text_of(check, cell));
    let value = cell.value.unwrap_or_default();
    let message = if check.is_zh() {
        format!("{place}含非数字内容“{text}”，已按{value}核对。")
    } else {
        format!("{place} holds “{text}”; checked as {value}.")
    };
    let place = Place {
        cells: vec![id],
        ..Place::default()
    };
    check.report(&RULE, message, place);
}
