//! C01: a part is missing, or the parts are out of order.

use super::BASIS;
use crate::document::Span;
use crate::form::{PARTS, PartHeading};
use crate::language::Text;
use crate::report::{Part, Section};
use crate::review::Severity;
use crate::rules::parts::{has_any, official, part_name};
use crate::rules::{Check, Place, Rule, docs};

pub const RULE: Rule = Rule {
    code: "C01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("缺少规定的部分或顺序不对", "A part is missing or out of order"),
    checks: docs(Text::new(
        "报告由规定的六个部分组成，依次排列；标题丢失而内容还在的，作警告。",
        "A report has the six parts of the form, in their order; where only a heading is lost, this is a warning.",
    )),
    why: Text::new(
        "法定内容不能遗漏，也不宜泛化。",
        "The content is statutory: nothing may be left out.",
    ),
    mend: Text::new(
        "补上该部分及其标题，或按规定顺序调整；没有内容的也应保留标题并写明“无”。",
        "Add the part with its heading, or put the parts in order; where there is nothing to say, keep the heading and say so.",
    ),
    example: docs(Text::new(
        "缺少第五部分“五、存在的主要问题及改进情况”。",
        "Part 5 (“五、存在的主要问题及改进情况”) is missing.",
    )),
    basis: docs(BASIS),
};

/// With fewer headings than this a text is no whole report, or its headings are lost.
const LEAST_HEADINGS: usize = 3;

pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    let headed = report.sections.iter().filter(|section| section.heading.is_some());
    // Tables alone are a part of a report that somebody checks by itself.
    let tells = report.sections.iter().any(|section| !section.paragraphs.is_empty());
    if headed.clone().count() < LEAST_HEADINGS || !tells {
        return;
    }
    for heading in &PARTS {
        if report.section(heading.part).is_none() && !is_renamed(check, heading) {
            missing(check, heading);
        }
    }
    let found: Vec<&Section> = headed.collect();
    let Some(pair) = found.windows(2).find(|pair| pair[0].part > pair[1].part) else {
        return;
    };
    let (first, second) = (part_name(pair[0].part, check.lang), part_name(pair[1].part, check.lang));
    let place: Vec<Span> = pair.iter().filter_map(|section| section.heading).collect();
    let quoted = place.first().map(|span| check.quote(*span)).unwrap_or_default();
    let message = if check.is_zh() {
        format!("{first}“{quoted}”排在{second}之前，与规定顺序不符。")
    } else {
        format!("{first} (“{quoted}”) stands before {}.", second.to_ascii_lowercase())
    };
    check.report_as(&RULE, Severity::Warning, message, Place::all(place));
}

fn missing(check: &mut Check<'_>, heading: &PartHeading) {
    let report = check.report;
    let name = part_name(heading.part, check.lang);
    let wanted = official(heading);
    let lost = is_lost(check, heading.part);
    let message = match (lost, check.is_zh()) {
        (true, true) => format!("{name}未见标题“{wanted}”。"),
        (true, false) => format!("{name} has no heading (“{wanted}”)."),
        (false, true) => format!("缺少{name}“{wanted}”。"),
        (false, false) => format!("{name} (“{wanted}”) is missing."),
    };
    let severity = if lost { Severity::Warning } else { RULE.severity };
    // The heading before it shows where it should stand.
    let before = report.sections.iter().filter(|section| section.part < heading.part);
    let evidence = before.filter_map(|section| section.heading).next_back();
    check.report_as(&RULE, severity, message, Place::all(evidence.into_iter().collect()));
}

/// Whether what belongs to a part is there without its heading: its table, or its words in the part before.
fn is_lost(check: &Check<'_>, part: Part) -> bool {
    let words: &[&str] = match part {
        Part::Disclosure | Part::Requests | Part::Appeals => {
            return part.table().is_some_and(|table| check.report.table(table).is_some());
        }
        Part::Overview => &["主动公开", "依申请公开"],
        Part::Problems => &["问题", "不足", "改进"],
        _ => &["处理费", "其他需要", "其他事项"],
    };
    let before = check.report.sections.iter().rfind(|section| section.part < part);
    before.is_some_and(|section| has_any(&check.words(section), words))
}

/// Whether a part is there under another name: a line with its ordinal that is no sentence.
fn is_renamed(check: &Check<'_>, heading: &PartHeading) -> bool {
    const LONGEST: usize = 30;
    let start = official(heading);
    let ordinal = start.trim_end_matches(heading.official());
    let sections = check.report.sections.iter();
    sections.flat_map(|section| check.lines(section)).any(|line| {
        let text = line.text();
        line.chars.len() <= LONGEST && text.starts_with(ordinal) && !text.contains(['。', ';', ':'])
    })
}
