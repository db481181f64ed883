//! C08: the header of the fees is wrong.

use super::BASIS;
use crate::language::Text;
use crate::report::Anomaly;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C08",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("行政事业性收费列名有误", "The header of the fees is wrong"),
    checks: docs(Text::new(
        "2021年格式表二行政事业性收费的列名应为“本年收费金额（单位：万元）”。",
        "In the form of 2021 the fees stand under “本年收费金额（单位：万元）”.",
    )),
    exceptions: docs(Text::new(
        "列名含“收费金额”和“万元”、其余写法略有不同的；2019年格式的收费行，该格式按项目数填报。",
        "A header with 收费金额 and 万元 that differs otherwise; the form of 2019, in which this row counts items.",
    )),
    why: Text::new(
        "列名决定该数是金额还是件数、单位是元还是万元。",
        "The header says whether the number is an amount, and in which unit.",
    ),
    remedy: Text::new(
        "列名改为“本年收费金额（单位：万元）”，并核对数值的单位。",
        "Write the official header, and check the unit of the number.",
    ),
    example: docs(Text::new(
        "表二行政事业性收费的列名应为“本年收费金额（单位：万元）”，现为“本年处理决定数量”。",
        "The header of the fees in table 2 should be “本年收费金额（单位：万元）”, is “本年处理决定数量”.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "表二行政事业性收费的列名应为“本年收费金额（单位：万元）”，现为“{0}”。",
    "The header of the fees in table 2 should be “本年收费金额（单位：万元）”, is “{0}”.",
);

/// C08.
pub fn check(context: &mut Context<'_>) {
    for anomaly in &context.report.anomalies {
        if let Anomaly::FeeHeader { place } = *anomaly {
            let says = SAYS.with([context.quote(place)]);
            context.emit(Finding::new(&RULE, says).at([place]));
        }
    }
}
