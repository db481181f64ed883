//! E06: one thing with two numbers.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::report::{Kind, Recall, Statement, TopicId, Twice};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::d_narrative::{is_blamed, quoted};
use crate::wording::{Arg, LIST};

/// The rule.
pub static RULE: Rule = Rule {
    code: "E06",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "同一数据在正文中前后不一致",
        "The text states one thing with two numbers",
    ),
    checks: docs(Text::new(
        "同一数据（包括网站、公众号的发布数，延期答复数，以及新闻发布会、解读材料、建议提案等按同一名称计数的事项）在导语、总体情况和其他部分中一致；“上述n件”前文写过。",
        "One thing has one number in all parts of the text, as what the site or an account posted, answers given late, and what is counted by one name, such as press conferences; a number that is said to stand above does.",
    )),
    exceptions: docs(Text::new(
        "口径不同、约数，名称笼统的（如“培训”“会议”），或已因与表格不符指出的；“上述n件”可由前文几个数加减得出的。",
        "Another scope, approximate numbers, names of many things (“training”, “meeting”), or what is told against a table already; 上述n件 that earlier numbers give together.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“全年共主动公开政府信息754条”与“全年共主动公开政府信息1014条”不一致。",
        "The text says 754 in one place and 1014 in another.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "正文{0}为{1}，{2}为{3}，前后不一致。",
    "The text {0} says {1}, {2} says {3}.",
);

const RECALLS: Text = Text::new(
    "正文{0}为{1}，前文只写了{2}，前后不一致。",
    "The text {0} says {1}, but before only {2}.",
);

/// 上述n件, where no n was given before.
pub fn recalled(context: &mut Context<'_>, recall: &Recall) {
    let Some(&last) = recall.earlier.first() else { return };
    let earlier = recall.earlier.iter().rev().map(|&number| Arg::Number(number)).collect();
    let says = RECALLS.with([
        quoted(context, recall.words).into(),
        recall.figure.value.into(),
        Arg::List(earlier, LIST),
    ]);
    let finding = Finding::new(&RULE, says).at([recall.words]);
    context.emit(finding.between(last, recall.figure.value));
}

/// One thing that no table has.
pub fn counted(context: &mut Context<'_>, twice: &Twice) {
    let says = SAYS.with([
        quoted(context, twice.first_words).into(),
        twice.first.into(),
        quoted(context, twice.second_words).into(),
        twice.second.into(),
    ]);
    let finding = Finding::new(&RULE, says).at([twice.first_words, twice.second_words]);
    context.emit(finding.between(twice.first, twice.second));
}

/// Checks what is said twice; what contradicts a table is told already.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let comparable = |statement: &&Statement| {
        let topic = statement.topic;
        let single = topic.readings.len() < 2 && matches!(topic.kind, Kind::Whole | Kind::Carried);
        single && statement.is_certain() && topic.id != TopicId::ProcessingFee && !is_blamed(report, statement)
    };
    let mut first: Vec<&Statement> = Vec::new();
    for statement in report.narrative.statements.iter().filter(comparable) {
        let Some(before) = first.iter().find(|before| before.topic == statement.topic) else {
            first.push(statement);
            continue;
        };
        let (a, b) = (before.figure.value, statement.figure.value);
        if a == b {
            continue;
        }
        let says = SAYS.with([
            quoted(context, before.words).into(),
            a.into(),
            quoted(context, statement.words).into(),
            b.into(),
        ]);
        let finding = Finding::new(&RULE, says).at([before.words, statement.words]);
        context.emit(finding.between(a, b));
    }
}
