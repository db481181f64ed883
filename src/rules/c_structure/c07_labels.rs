//! C07: a label is not the official one.

use super::BASIS;
use crate::language::{Lang, Text};
use crate::reading::label::key;
use crate::report::Anomaly;
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, docs, short_label, table_name};

pub const RULE: Rule = Rule {
    code: "C07",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("行名或列名与规定格式不符", "A label is not the official one"),
    checks: docs(Text::new(
        "行名、列名与规定格式逐字一致；仅缺括注的，作提示。",
        "Labels are those of the form, letter by letter; a missing note in brackets is only mentioned.",
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

pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    for anomaly in &report.anomalies {
        let Anomaly::LabelDiffers { table, official, place } = *anomaly else {
            continue;
        };
        let text = check.quote(place);
        let name = table_name(table, check.lang);
        let only_note = key(report.document.slice(place)) == key(short_label(official));
        let severity = if only_note { Severity::Info } else { Severity::Warning };
        let message = match (only_note, check.lang) {
            (true, Lang::Zh) => format!("{name}“{text}”缺少规定的括注，应为“{official}”。"),
            (true, Lang::En) => format!("{name}: “{text}” lacks the official note; it should be “{official}”."),
            (false, Lang::Zh) => format!("{name}“{text}”应为“{official}”。"),
            (false, Lang::En) => format!("{name}: “{text}” should be “{official}”."),
        };
        check.report_as(&RULE, severity, message, Place::at(place));
    }
}
