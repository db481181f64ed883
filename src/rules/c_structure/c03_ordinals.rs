//! C03: the ordinals of the headings are missing, twice or wrong.

use super::BASIS;
use crate::language::Text;
use crate::report::Section;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::parts::{heading_of, part_words};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "各部分标题的序号缺失、重复或有误",
        "Ordinals of headings are missing, repeated or wrong",
    ),
    checks: docs(Text::new(
        "六个部分的标题依次编号“一、”至“六、”。",
        "The six headings are numbered 一、 to 六、.",
    )),
    exceptions: docs(Text::new(
        "“一、”写作“一．”“一，”“第一部分”的；缺少某一部分（由C01指出）、其余依次编号的；各部分内的编号。",
        "一． or 第一部分 for 一、; parts numbered through where one is missing (see C01); numbering within the parts.",
    )),
    why: Text::new(
        "序号混乱，读者难以判断内容是否完整。",
        "With wrong numbers a reader cannot tell whether the report is complete.",
    ),
    remedy: Text::new(
        "按规定补写或改正序号；如原文为自动编号、转换时丢失，请在发布稿中确认。",
        "Number the headings as the form does; if a conversion lost automatic numbers, check the published text.",
    ),
    example: docs(Text::new(
        "第一部分“总体情况”等6个标题缺少序号。",
        "Part 1 (“总体情况”) and other headings, 6 in all, have no ordinal.",
    )),
    basis: docs(BASIS),
};

const ONE: Text = Text::new("{0}标题“{1}”{2}。", "{0} (“{1}”) has {2}.");
const MANY: Text = Text::new(
    "{0}“{1}”等{3}个标题{2}。",
    "{0} (“{1}”) and other headings, {3} in all, have {2}.",
);

/// Fewer headings than this say nothing about the numbering.
const LEAST_HEADINGS: usize = 3;

/// C03.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let headed: Vec<&Section> = report
        .sections
        .iter()
        .filter(|section| section.heading.is_some())
        .collect();
    // C01 tells of parts out of order.
    if headed.len() < LEAST_HEADINGS || !headed.is_sorted_by_key(|section| section.part) {
        return;
    }
    let mut bare: Vec<&Section> = Vec::new();
    let (mut by_form, mut by_place): (Vec<&Section>, bool) = (Vec::new(), true);
    for (section, place) in headed.into_iter().zip(1_u8..) {
        let Some(ordinal) = section.ordinal else {
            bare.push(section);
            continue;
        };
        if heading_of(section.part).is_some_and(|heading| heading.ordinal != ordinal) {
            by_form.push(section);
        }
        by_place &= ordinal == place;
    }
    tell(context, &bare, Text::new("缺少序号", "no ordinal"));
    // Where a part is left out (C01), the others may be numbered through.
    if !by_place {
        tell(context, &by_form, Text::new("序号有误", "a wrong ordinal"));
    }
}

/// One finding for several headings; the message names the first.
fn tell(context: &mut Context<'_>, sections: &[&Section], what: Text) {
    let places: Vec<_> = sections.iter().filter_map(|section| section.heading).collect();
    let (Some(first), Some(place)) = (sections.first(), places.first()) else {
        return;
    };
    let pattern = if places.len() == 1 { ONE } else { MANY };
    let says = pattern.with([
        part_words(first.part).into(),
        context.quote(*place),
        what.into(),
        places.len().into(),
    ]);
    context.emit(Finding::new(&RULE, says).at(places));
}
