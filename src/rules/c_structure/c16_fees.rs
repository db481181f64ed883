//! C16: part six says nothing on the fees for handling information.

use crate::language::Text;
use crate::report::Part;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::parts::has_any;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C16",
    severity: Severity::Info,
    on_request: false,
    title: Text::new(
        "未说明信息处理费收取情况",
        "The fees for handling information are not reported",
    ),
    checks: docs(Text::new(
        "2020年及以后的报告，第六部分说明信息处理费的收取情况，没有收取的也应说明。",
        "From 2020 on, part 6 reports the fees taken for handling information, or says that none were.",
    )),
    exceptions: docs(Text::new(
        "第六部分以“未收取”“未发生收费”等写明的；2019年及以前年度的报告；没有第六部分的，由C01指出。",
        "Part 6 saying that no fees were taken, such as 未收取; reports on 2019 and earlier; a missing part 6 (see C01).",
    )),
    why: Text::new(
        "依据《政府信息公开信息处理费管理办法》，收费情况应在年度报告中公开。",
        "The rules on these fees want them published in the annual report.",
    ),
    remedy: Text::new(
        "在第六部分写明发出收费通知的件数、总金额和实际收取的总金额；没有的，写明未收取。",
        "State the number and sum of fee notices and the sum received, or that there were none.",
    ),
    example: docs(Text::new(
        "第六部分未说明信息处理费的收取情况。",
        "Part 6 does not say whether fees for handling information were taken.",
    )),
    basis: docs(Text::new(
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。",
        "国办函〔2020〕109号, on fees for handling information.",
    )),
};

const SAYS: Text = Text::new(
    "第六部分未说明信息处理费的收取情况。",
    "Part 6 does not say whether fees for handling information were taken.",
);

/// C16.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let Some(other) = report.section(Part::Other) else {
        return;
    };
    let (Some(heading), Some(2020..)) = (other.heading, report.year) else {
        return;
    };
    if has_any(&context.words(other), &["处理费", "收费", "费用", "收取"]) {
        return;
    }
    context.emit(Finding::new(&RULE, SAYS).at([heading]));
}
