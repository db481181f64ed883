//! C07: a label is not the official one.

use super::BASIS;
use crate::document::Span;
use crate::form::TableId;
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
    remedy: Text::new("按规定格式改正。", "Write it as the form has it."),
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

const CUT: Text = Text::new(
    "{0}有{1}处行名、列名只印出前一部分，如“{2}”应为“{3}”。",
    "{0}: {1} labels are cut off, such as “{2}” for “{3}”.",
);
const CUT_ADVICE: Text = Text::new(
    "调整列宽或设置自动换行，使行名、列名完整显示后，重新打印或导出。",
    "Widen the columns or wrap their text, and print or export the table again.",
);

/// So many labels that show their beginning alone were cut off together, by narrow cells of a printed sheet.
const MANY: usize = 3;

/// C07.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let is_cut = |official: &'static str, place: Span| {
        let written = key(report.document.slice(place));
        written.chars().count() > 2 && key(official).starts_with(&written) && written != key(short_label(official))
    };
    let labels = report.anomalies.iter().filter_map(|anomaly| match *anomaly {
        Anomaly::LabelDiffers { table, official, place } => Some((table, official, place)),
        _ => None,
    });
    let (cut, whole): (Vec<_>, Vec<_>) = labels.partition(|&(_, official, place)| is_cut(official, place));
    for table in TableId::ALL {
        let of_table: Vec<_> = cut.iter().filter(|label| label.0 == table).collect();
        if let [&(_, official, place), ..] = of_table[..]
            && of_table.len() >= MANY
        {
            let says = CUT.with([
                table.into(),
                of_table.len().into(),
                context.quote(place),
                official.to_owned().into(),
            ]);
            let places: Vec<Span> = of_table.iter().map(|label| label.2).collect();
            context.emit(Finding::new(&RULE, says).advising(CUT_ADVICE).at(places));
        }
    }
    let is_alone = |&&(table, ..): &&(TableId, _, _)| cut.iter().filter(|label| label.0 == table).count() < MANY;
    for &(table, official, place) in cut.iter().filter(is_alone).chain(&whole) {
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
