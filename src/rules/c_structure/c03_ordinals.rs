//! C03: the ordinals of the headings are missing, twice or wrong.

use super::BASIS;
use crate::report::Section;
use crate::review::{Severity, Text};
use crate::rules::parts::{heading_of, part_name};
use crate::rules::{Check, Place, Rule, docs};

pub const RULE: Rule = Rule {
    code: "C03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "部分标题序号缺失、重复或错误",
        "Ordinals of headings are missing, repeated or wrong",
    ),
    checks: docs(Text::new(
        "六个部分的标题依次编号“一、”至“六、”。",
        "The six headings are numbered 一、 to 六、.",
    )),
    why: Text::new(
        "序号混乱，读者难以判断内容是否完整。",
        "With wrong numbers a reader cannot tell whether the report is complete.",
    ),
    mend: Text::new(
        "按规定补写或改正序号；如原文为自动编号、转换时丢失，请在发布稿中确认。",
        "Number the headings as the form does; if a conversion lost automatic numbers, check the published text.",
    ),
    example: docs(Text::new(
        "第一部分“总体情况”等6个标题缺少序号。",
        "6 headings have no ordinal, from part 1 (“总体情况”).",
    )),
    basis: docs(BASIS),
};

/// Fewer headings than this say nothing about the numbering.
const LEAST_HEADINGS: usize = 3;

pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    let headed: Vec<&Section> = report
        .sections
        .iter()
        .filter(|section| section.heading.is_some())
        .collect();
    // C01 tells of parts out of order.
    if headed.len() < LEAST_HEADINGS || !headed.is_sorted_by_key(|section| section.part) {
        return;
    }
    let bare: Vec<&Section> = headed
        .iter()
        .copied()
        .filter(|section| section.ordinal.is_none())
        .collect();
    tell(check, &bare, |first, count, zh| match (count, zh) {
        (1, true) => format!("{first}标题缺少序号。"),
        (_, true) => format!("{first}等{count}个标题缺少序号。"),
        (1, false) => format!("{first} has no ordinal."),
        (_, false) => format!("{count} headings have no ordinal, from {}.", first.to_ascii_lowercase()),
    });
    // Where a part is left out (C01), the others may be numbered through.
    let numbered = |number: &dyn Fn(usize, &Section) -> Option<u8>| {
        let mut wrong: Vec<&Section> = Vec::new();
        for (index, section) in headed.iter().enumerate() {
            if section.ordinal.is_some() && section.ordinal != number(index, section) {
                wrong.push(section);
            }
        }
        wrong
    };
    let by_form = numbered(&|_, section| heading_of(section.part).map(|heading| heading.ordinal));
    let by_place = numbered(&|index, _| Some(index as u8 + 1));
    if by_form.is_empty() || by_place.is_empty() {
        return;
    }
    tell(check, &by_form, |first, count, zh| match (count, zh) {
        (1, true) => format!("{first}标题的序号有误。"),
        (_, true) => format!("{first}等{count}个标题的序号有误。"),
        (1, false) => format!("{first} has a wrong ordinal."),
        (_, false) => format!(
            "{count} headings have a wrong ordinal, from {}.",
            first.to_ascii_lowercase()
        ),
    });
}

/// One finding for several headings; the message names the first.
fn tell(check: &mut Check<'_>, sections: &[&Section], message: impl Fn(&str, usize, bool) -> String) {
    let places: Vec<_> = sections.iter().filter_map(|section| section.heading).collect();
    let (Some(first), Some(place)) = (sections.first(), places.first()) else {
        return;
    };
    let (name, quoted) = (part_name(first.part, check.lang), check.quote(*place));
    let first = if check.is_zh() {
        format!("{name}“{quoted}”")
    } else {
        format!("{name} (“{quoted}”)")
    };
    let message = message(&first, places.len(), check.is_zh());
    check.report(&RULE, message, Place::all(places));
}
