//! B04: Words in a number's place.

use super::{BASIS, place_of, text_of};
use crate::document::Reason;
use crate::form::CellId;
use crate::language::Text;
use crate::report::{Cell, ExtractedTable, NumberStyle, State};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::reasons::{is_of_report, reason_words};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B04",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("单元格含非数字内容", "Words in a number's place"),
    checks: docs(Text::new(
        "单元格只填数字，不带单位和说明。能读出唯一数字的，按该数字核对并指出；读不出的（如“约20”、字母“O”、一格两数）不猜测，相关勾稽关系不核对。",
        "Cells hold numbers only, without units or remarks. Where exactly one number can be read it is used; where not (“约20”, the letter O, two numbers) nothing is guessed and the identities concerned are not checked.",
    )),
    exceptions: docs(Text::new(
        "“/”“无”等符号，由B03指出；全角数字、千分位分隔符，由B05提示；2019年格式“本年增/减”数字前的“+”。",
        "Signs such as “/” or 无 (see B03); full-width digits and thousands separators (see B05); a “+” before a change in the form of 2019.",
    )),
    why: Text::new(
        "带有文字的单元格无法汇总，也可能是误录。",
        "Such a cell cannot be added up, and may be a slip.",
    ),
    remedy: Text::new(
        "只保留数字，单位和说明移到表外。",
        "Leave the number only; move units and remarks out of the table.",
    ),
    example: docs(Text::new(
        "表三“一、本年新收政府信息公开申请数量”行“总计”列含非数字内容“3件”，已按3核对。",
        "Table 3, row “New this year”, column “Total” holds “3件”; checked as 3.",
    )),
    basis: docs(BASIS),
};

const TOO_LONG: Text = Text::new(
    "{0}数字过长，疑为误录，未作核对。",
    "{0}: the number is too long to be one; not checked.",
);
const NO_NUMBER: Text = Text::new(
    "{0}含非数字内容“{1}”（{2}），无法读出唯一的数字，未作核对。",
    "{0} holds “{1}” ({2}), which cannot be read as one number; not checked.",
);
const ANNOTATED: Text = Text::new(
    "{0}含非数字内容“{1}”，已按{2}核对。",
    "{0} holds “{1}”; checked as {2}.",
);

/// B04. What cannot be read for another reason than what stands there is no fault of the report: B08.
pub fn check(context: &mut Context<'_>, table: &ExtractedTable) {
    let report = context.report;
    for (id, cell) in table.cells() {
        match (cell.state, cell.writing) {
            (State::Unreadable(reason), _) if is_of_report(reason) && !report.is_unaligned(cell) => {
                no_number(context, id, cell, reason);
            }
            (State::Value, NumberStyle::Annotated) => annotated(context, id, cell),
            _ => {}
        }
    }
}

fn no_number(context: &mut Context<'_>, id: CellId, cell: &Cell, reason: Reason) {
    let written = context.report.document.slice(cell.span.unwrap_or_default());
    let says = if written.bytes().all(|b| b.is_ascii_digit()) {
        TOO_LONG.with([place_of(id).into()])
    } else {
        NO_NUMBER.with([place_of(id).into(), text_of(context, cell), reason_words(reason).into()])
    };
    context.emit(Finding::new(&RULE, says).weighing(Severity::Error).of(vec![id]));
}

fn annotated(context: &mut Context<'_>, id: CellId, cell: &Cell) {
    let value = cell.value.unwrap_or_default();
    let says = ANNOTATED.with([place_of(id).into(), text_of(context, cell), value.into()]);
    context.emit(Finding::new(&RULE, says).of(vec![id]));
}
