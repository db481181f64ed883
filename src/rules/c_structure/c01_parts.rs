//! C01: a part is missing, or the parts are out of order.

use super::BASIS;
use crate::document::Span;
use crate::form::{PARTS, PartHeading};
use crate::language::Text;
use crate::report::{Part, Section};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::parts::{has_any, official, part_words, part_words_within};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("缺少规定的部分或顺序不对", "A part is missing or out of order"),
    checks: docs(Text::new(
        "报告由规定的六个部分组成，依次排列；标题丢失而内容还在的，作警告。",
        "A report has the six parts of the form, in their order; where only a heading is lost, this is a warning.",
    )),
    exceptions: docs(Text::new(
        "只粘贴一部分或者一张表的；序号仍在、标题另拟的部分；各部分内的小标题。",
        "A text of which only a part or a table was handed over; a part that keeps its number under another heading; headings within the parts.",
    )),
    why: Text::new(
        "法定内容不能遗漏，也不宜泛化。",
        "The content is statutory: nothing may be left out.",
    ),
    remedy: Text::new(
        "补上该部分及其标题，或按规定顺序调整；没有内容的也应保留标题并写明“无”。",
        "Add the part with its heading, or put the parts in order; where there is nothing to say, keep the heading and say so.",
    ),
    example: docs(Text::new(
        "缺少第五部分“五、存在的主要问题及改进情况”。",
        "Part 5 (“五、存在的主要问题及改进情况”) is missing.",
    )),
    basis: docs(BASIS),
};

const BEFORE: Text = Text::new(
    "{0}“{1}”排在{2}之前，与规定顺序不符。",
    "{0} (“{1}”) stands before {2}.",
);
const NO_HEADING: Text = Text::new("{0}未见标题“{1}”。", "{0} has no heading (“{1}”).");
const MISSING: Text = Text::new("缺少{0}“{1}”。", "{0} (“{1}”) is missing.");

/// With fewer headings than this a text is no whole report, or its headings are lost.
const LEAST_HEADINGS: usize = 3;

/// C01.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let headed = report.sections.iter().filter(|section| section.heading.is_some());
    // Tables alone are a part of a report that somebody checks by itself.
    let tells = report.sections.iter().any(|section| !section.paragraphs.is_empty());
    if headed.clone().count() < LEAST_HEADINGS || !tells {
        return;
    }
    for heading in &PARTS {
        if report.section(heading.part).is_none() && !is_renamed(context, heading) {
            missing(context, heading);
        }
    }
    let found: Vec<&Section> = headed.collect();
    let Some(pair) = found.windows(2).find(|pair| pair[0].part > pair[1].part) else {
        return;
    };
    let place: Vec<Span> = pair.iter().filter_map(|section| section.heading).collect();
    let says = BEFORE.with([
        part_words(pair[0].part).into(),
        context.quote(place.first().copied().unwrap_or_default()),
        part_words_within(pair[1].part).into(),
    ]);
    context.emit(Finding::new(&RULE, says).weighing(Severity::Warning).at(place));
}

fn missing(context: &mut Context<'_>, heading: &PartHeading) {
    let report = context.report;
    let (pattern, severity) = if is_lost(context, heading.part) {
        (NO_HEADING, Severity::Warning)
    } else {
        (MISSING, RULE.severity)
    };
    let says = pattern.with([part_words(heading.part).into(), official(heading).into()]);
    // The heading before it shows where it should stand.
    let before = report.sections.iter().filter(|section| section.part < heading.part);
    let evidence = before.filter_map(|section| section.heading).next_back();
    context.emit(
        Finding::new(&RULE, says)
            .weighing(severity)
            .at(Vec::from_iter(evidence)),
    );
}

/// Whether what belongs to a part is there without its heading: its table, or its words in the part before.
fn is_lost(context: &Context<'_>, part: Part) -> bool {
    let words: &[&str] = match part {
        Part::Disclosure | Part::Requests | Part::Appeals => {
            return part.table().is_some_and(|table| context.report.table(table).is_some());
        }
        Part::Overview => &["主动公开", "依申请公开"],
        Part::Problems => &["问题", "不足", "改进"],
        _ => &["处理费", "其他需要", "其他事项"],
    };
    let before = context.report.sections.iter().rfind(|section| section.part < part);
    before.is_some_and(|section| has_any(&context.words(section), words))
}

/// Whether a part is there under another name: a line with its ordinal that is no sentence.
fn is_renamed(context: &Context<'_>, heading: &PartHeading) -> bool {
    const LONGEST: usize = 30;
    let start = official(heading);
    let ordinal = start.trim_end_matches(heading.official());
    let sections = context.report.sections.iter();
    sections.flat_map(|section| context.lines(section)).any(|line| {
        let text = line.text();
        line.chars.len() <= LONGEST && text.starts_with(ordinal) && !text.contains(['。', ';', ':'])
    })
}
