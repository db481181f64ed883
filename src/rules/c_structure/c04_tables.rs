//! C04: a statutory table is missing.

use super::BASIS;
use crate::form::TableId;
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::verdict::given;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C04",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("缺少法定表格", "A statutory table is missing"),
    checks: docs(Text::new(
        "第二、三、四部分各有一张法定表格，须以文字表格呈现。",
        "Sections 2, 3 and 4 each hold a statutory table, as text and not as a picture.",
    )),
    exceptions: docs(Text::new(
        "只粘贴一两张表的，其余各表仅作提示；跨页拆开、表头重复的表格。",
        "Tables that were not handed over with a fragment, which are only mentioned; a table split by pages, its head repeated.",
    )),
    why: Text::new(
        "法定内容不得遗漏；图片中的表格无法检索、核对。",
        "The content is statutory; a table in a picture can be neither searched nor checked.",
    ),
    remedy: Text::new(
        "按规定格式补上该表；如原文有表，请确认复制完整、表格不是图片。",
        "Add the table; if the report has it, make sure it was copied and is no picture.",
    ),
    example: docs(Text::new(
        "未找到表四（政府信息公开行政复议、行政诉讼情况）。",
        "Table 4 (reconsideration and litigation) was not found.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new("未找到{0}（{1}）。", "{0} ({1}) was not found.");
const ALL: Text = Text::new(
    "如需核对全文，请连同标题、正文和三张表格一起复制。",
    "To have the whole report checked, copy its title, its text and all three tables.",
);

/// C04. Of a fragment it is enough to say once what was not handed over.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    if !report.not_given.is_empty() {
        let finding = Finding::new(&RULE, given(report)).weighing(Severity::Info);
        context.emit(finding.advising(ALL));
    }
    for table in TableId::ALL {
        if report.table(table).is_some() || report.not_given.contains(&table) {
            continue;
        }
        let about = match table {
            TableId::Disclosure => Text::new("主动公开政府信息情况", "disclosure"),
            TableId::Requests => Text::new("收到和处理政府信息公开申请情况", "requests"),
            TableId::Appeals => Text::new("政府信息公开行政复议、行政诉讼情况", "reconsideration and litigation"),
        };
        context.emit(Finding::new(&RULE, SAYS.with([table.into(), about.into()])));
    }
}
