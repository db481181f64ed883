//! C07: a label is not the official one.

use super::BASIS;
use crate::language::Text;
use crate::reading::label::key;
use crate::report::Anomaly;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, short_label};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C07",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("行名或列名与规定格式不符", "A label is not the official one"),
    checks: docs(Text::new(
        "行名、列名与规定格式逐字一致；仅缺括注的，作提示。",
        "Labels are those of the form, letter by letter; a missing note in brackets is only mentioned.",
    )),
    exceptions: docs(Text::new(
        "空格、换行、标点、序号和全角半角不同的；表三行名前写有分组标题，或者后附说明的。",
        "Other spaces, line breaks, punctuation, ordinals or width; labels of table 3 with their group before them or an explanation after them.",
    )),
    why: Text::new(
        "错字会改变含义，也使汇总时对不上行。",
        "A slip may change the meaning, and the row gets lost when reports are put together.",
    ),
    mend: Text::new("按规定格式改正。", "Write it as the form has it."),
    example: docs(Text::new(
        "表二“本年度止件数”应为“本年废止件数”。",
        "Table 2: “本年度止件数” should be “本年废止件数”.",
    )),
    basis: docs(BASIS),
};

const NOTE: Text = Text::new(
    "{0}“{1}”缺少规定的括注，应为“{2}”。",
    "{0}: “{1}” lacks the official note; it should be “{2}”.",
);
const OTHER: Text = Text::new("{0}“{1}”应为“{2}”。", "{0}: “{1}” should be “{2}”.");

/// C07.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    for anomaly in &report.anomalies {
        let Anomaly::LabelDiffers { table, official, place } = *anomaly else {
            continue;
        };
        let only_note = key(report.document.slice(place)) == key(short_label(official));
        let (pattern, severity) = if only_note {
            (NOTE, Severity::Info)
        } else {
            (OTHER, Severity::Warning)
        };
        let says = pattern.with([table.into(), context.quote(place), official.to_owned().into()]);
        context.emit(Finding::new(&RULE, says).weighing(severity).at([place]));
    }
}
