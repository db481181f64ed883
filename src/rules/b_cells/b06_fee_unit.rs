//! B06: Fees that may be in the wrong unit.

use rust_decimal::Decimal;

use super::BASIS;
use crate::form::{Kind, TableId, Version};
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "B06",
    severity: Severity::Info,
    on_request: true,
    title: Text::new("行政事业性收费疑似单位误用", "Fees may be in the wrong unit"),
    checks: docs(Text::new(
        "2021年格式行政事业性收费单位为万元：县级部门、乡镇街道填10000以上整数，或正文以“元”写出同一数字的，提示核对。",
        "Form of 2021: fees are in 10,000 yuan. A whole number of 10,000 or more in a county department's report, or the same digits followed by 元 in the text, is worth a look.",
    )),
    exceptions: docs(Text::new(
        "政府报告、市级部门报告中的大额收费；带小数的金额；正文以“万元”写出的同一数字。",
        "Large amounts of governments and of city departments; amounts with decimals; the same digits followed by 万元 in the text.",
    )),
    why: Text::new(
        "误填为元会放大一万倍。",
        "Yuan in place of 10,000 yuan is ten thousand times too much.",
    ),
    remedy: Text::new("核对单位，以万元填写。", "Check the unit."),
    example: docs(Text::new(
        "表二行政事业性收费的单位为万元，请核对251000是否误填为元。",
        "The fees in table 2 are in 10,000 yuan: please check whether 251000 is meant in yuan.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "表二行政事业性收费的单位为万元，请核对{0}是否误填为元。",
    "The fees in table 2 are in 10,000 yuan: please check whether {0} is meant in yuan.",
);

/// B06.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let Some(table) = report
        .table(TableId::Disclosure)
        .filter(|table| table.version == Version::V2021)
    else {
        return;
    };
    let Some((id, cell)) = table.cells().find(|(id, _)| id.column().kind == Kind::TenThousandYuan) else {
        return;
    };
    let Some(value) = cell.value.filter(|value| value.is_integer() && *value > Decimal::ZERO) else {
        return;
    };
    let agency = report
        .agency
        .map(|span| report.document.slice(span))
        .unwrap_or_default();
    let small = ["县", "区", "镇", "乡", "街道"]
        .iter()
        .any(|unit| agency.contains(unit))
        && !agency.contains("政府");
    let in_yuan = report.document.text.contains(&format!("{value}元"));
    if in_yuan || (small && value >= Decimal::from(10_000)) {
        context.emit(Finding::new(&RULE, SAYS.with([value.into()])).of(vec![id]));
    }
}
