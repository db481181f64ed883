//! C16: part six says nothing on the fees for handling information.

use crate::language::Text;
use crate::report::Part;
use crate::review::Severity;
use crate::rules::parts::has_any;
use crate::rules::{Check, Place, Rule, docs};

pub const RULE: Rule = Rule {
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
    why: Text::new(
        "依据《政府信息公开信息处理费管理办法》，收费情况应在年度报告中公开。",
        "The rules on these fees want them published in the annual report.",
    ),
    mend: Text::new(
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

pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    let Some(other) = report.section(Part::Other) else {
        return;
    };
    let (Some(heading), Some(2020..)) = (other.heading, report.year) else {
        return;
    };
    if has_any(&check.words(other), &["处理费", "收费", "费用", "收取"]) {
        return;
    }
    let message = if check.is_zh() {
        "第六部分未说明信息处理费的收取情况。"
    } else {
        "Part 6 does not say whether fees for handling information were taken."
    };
    check.report(&RULE, message.to_owned(), Place::at(heading));
}
