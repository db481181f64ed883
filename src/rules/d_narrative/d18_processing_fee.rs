//! D18: the processing fee.

use super::words::heading;
use super::{BASIS, REMEDY, WHY};
use crate::form::Part;
use crate::language::Text;
use crate::report::{Kind, Statement, TopicId};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "D18",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "信息处理费的说法前后不一致",
        "The statements on the processing fee disagree",
    ),
    checks: docs(Text::new(
        "各处所写实际收取的信息处理费金额相同；称未发出收费通知的，表三不应有逾期未缴费的申请。",
        "Amounts collected agree; a report that sent no notice has no request closed for an unpaid fee.",
    )),
    exceptions: docs(Text::new(
        "仅称“未收取”的，逾期未缴费的申请本就没有收到费用。",
        "That nothing was collected, since those requests were closed because nobody paid.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文称“未发出收费通知”（六、其他需要报告的事项），表三“2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请”为2，不一致。",
        "The text says that no notice was sent, table 3 has 2 requests closed for an unpaid fee.",
    )),
    basis: docs(BASIS),
};

const DIFFER: Text = Text::new(
    "信息处理费前后不一致：“{0}”（{1}）为{2}元，“{3}”（{4}）为{5}元。",
    "The processing fee: “{0}” ({1}) says {2} yuan, “{3}” ({4}) says {5} yuan.",
);

/// What is said of the processing fee in several places.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let fees = |part: Option<Part>| {
        report.narrative.statements.iter().filter(move |statement| {
            statement.topic.id == TopicId::ProcessingFee
                && matches!(statement.topic.kind, Kind::Whole | Kind::Outcome)
                && statement.scope.is_none()
                && statement.figure.is_exact()
                && part.is_none_or(|part| statement.part == part)
        })
    };
    // Several amounts in one part may be of several cases.
    let single = |statement: &&Statement| fees(Some(statement.part)).count() == 1;
    let mut singles = fees(None).filter(single);
    let Some(first) = singles.next() else { return };
    for other in singles {
        let (a, b) = (first.figure.value, other.figure.value);
        if a == b {
            continue;
        }
        let says = DIFFER.with([
            context.quote(first.words),
            heading(context, first.part),
            a.into(),
            context.quote(other.words),
            heading(context, other.part),
            b.into(),
        ]);
        context.emit(Finding::new(&RULE, says).at([first.words, other.words]).between(a, b));
    }
}
