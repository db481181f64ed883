//! C17: the note on the identity is missing from the head of table three.

use super::BASIS;
use crate::form::TableId;
use crate::language::Text;
use crate::reading::normalize::normalize;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::parts::has_any;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C17",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("表三缺少勾稽关系说明", "Table 3 lacks the note on its identity"),
    checks: docs(Text::new(
        "表三表头左侧印有“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”。",
        "The head of table 3 says that items 1 and 2 together equal items 3 and 4.",
    )),
    exceptions: docs(Text::new(
        "说明的标点、换行不同，或者只写出一部分的；写在表格以外的。",
        "Other punctuation or line breaks, or only a piece of the note; a note outside the table.",
    )),
    why: Text::new(
        "该说明是规定格式的一部分，提示填报人核对数据。",
        "The note is part of the form and reminds whoever fills it in to check the sums.",
    ),
    remedy: Text::new("按规定格式补上该说明。", "Add the note as the form has it."),
    example: docs(Text::new(
        "表三表头缺少勾稽关系说明（“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”）。",
        "The head of table 3 lacks its note (“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”).",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "表三表头缺少勾稽关系说明（“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”）。",
    "The head of table 3 lacks its note (“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”).",
);

/// Parts of the note, any of which is enough: other cells may stand within it.
const PIECES: [&str; 5] = ["勾稽", "钩稽", "第一项加", "第三项加", "等于第三项"];

/// C17.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let Some(table) = report.table(TableId::Requests) else {
        return;
    };
    let text = &report.document.text;
    if has_any(text, &PIECES) {
        return;
    }
    let folded: String = text.chars().map(normalize).filter(|c| !c.is_whitespace()).collect();
    if has_any(&folded, &PIECES) {
        return;
    }
    let first = table.rows.iter().find_map(|row| row.label);
    context.emit(Finding::new(&RULE, SAYS).at(Vec::from_iter(first)));
}
