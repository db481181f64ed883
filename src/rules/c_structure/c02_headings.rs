//! C02: a heading is not the standard one, or the lead names the parts in other words than their headings.

use super::BASIS;
use crate::document::Span;
use crate::form::PARTS;
use crate::language::Text;
use crate::reading::Line;
use crate::reading::label::{key, similarity};
use crate::reading::normalize::is_han;
use crate::report::{Part, Section};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::parts::{heading_of, part_words, part_words_within};
use crate::rules::{Context, quote};
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C02",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("各部分标题与规定用语不一致", "A heading is not worded as in the form"),
    checks: docs(Text::new(
        "六个部分的标题与规定格式一致；导语列出各部分名称的，与正文标题一致。",
        "The six headings are those of the form; where the introduction lists the parts, it uses the words of their headings.",
    )),
    exceptions: docs(Text::new(
        "标题中空格、标点不同的；序号不同的，由C03核对；2020年及以前的报告使用2019年格式标题的。",
        "Other spaces and punctuation; ordinals (see C03); headings of the form of 2019 in reports on 2020 and earlier.",
    )),
    why: Text::new(
        "统一的标题便于阅读、检索和汇总。",
        "Uniform headings are easier to read, find and collect.",
    ),
    remedy: Text::new(
        "改为规定的标题，导语与正文保持一致。",
        "Use the form's heading, and the same words in the introduction.",
    ),
    example: docs(Text::new(
        "第五部分标题“存在问题及改进情况”，规定为“存在的主要问题及改进情况”。",
        "Part 5 is headed “存在问题及改进情况”; the form has “存在的主要问题及改进情况”.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new("{0}。", "{0}.");
const HEADED: Text = Text::new(
    "{0}标题为“{1}”，规定用语为“{2}”",
    "{0} is headed “{1}”; the form has “{2}”",
);
const LISTS: Text = Text::new("导语所列{0}不一致。", "The introduction lists {0}.");
const LISTED_AS: Text = Text::new("“{0}”与{1}标题“{2}”", "“{0}”, {1} is headed “{2}”");

/// The headings that the form of 2019 has in other words.
const OF_2019: [&str; 2] = [
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "政府信息公开工作存在的主要问题及改进情况",
];

/// C02.
pub fn check(context: &mut Context<'_>) {
    headings(context);
    list(context);
}

/// Headings beside the form's.
fn headings(context: &mut Context<'_>) {
    let report = context.report;
    let old = report.year.is_some_and(|year| year < 2021);
    let mut told: Vec<Arg> = Vec::new();
    let mut places: Vec<Span> = Vec::new();
    for section in &report.sections {
        let (Some(place), Some(heading)) = (section.heading, heading_of(section.part)) else {
            continue;
        };
        let found = key(report.document.slice(place));
        let wanted = heading.official();
        if found == key(wanted) || (old && OF_2019.iter().any(|wording| key(wording) == found)) {
            continue;
        }
        let words = HEADED.with([
            part_words(section.part).into(),
            context.quote(place),
            wanted.to_owned().into(),
        ]);
        told.push(words.into());
        places.push(place);
    }
    if !told.is_empty() {
        let says = SAYS.with([Arg::List(told, Text::new("；", ". "))]);
        context.emit(Finding::new(&RULE, says).at(places));
    }
}

/// Two wordings at least so alike are meant to be the same.
const SAME_MEANT: u32 = 55;

/// The list of parts in the lead beside the headings.
fn list(context: &mut Context<'_>) {
    let report = context.report;
    let Some(lead) = report.section(Part::Lead) else { return };
    let Some((sentence, place)) = context.lines(lead).iter().find_map(listing) else {
        return;
    };
    let items = items(&sentence);
    let mut told: Vec<Arg> = Vec::new();
    for section in &report.sections {
        if let Some((listed, heading)) = differing(context, section, &sentence, &items) {
            let part = part_words_within(section.part).into();
            told.push(LISTED_AS.with([listed.into(), part, heading]).into());
        }
    }
    if !told.is_empty() {
        let says = LISTS.with([Arg::List(told, Text::new("、", "; "))]);
        context.emit(Finding::new(&RULE, says).at([place]));
    }
}

/// The sentence that lists the parts, and its place.
fn listing(line: &Line) -> Option<(String, Span)> {
    let text = line.text();
    let mut start = 0;
    for sentence in text.split_inclusive('。') {
        let count = sentence.chars().count();
        let named = PARTS.iter().filter(|heading| {
            let short: String = heading.official().chars().take(4).collect();
            sentence.contains(&short)
        });
        let lists = ["组成", "构成", "包括", "分为", "部分", "内容"];
        if named.count() >= 3 && lists.iter().any(|word| sentence.contains(word)) {
            return Some((sentence.to_owned(), line.span(start, start + count)?));
        }
        start += count;
    }
    None
}

/// The names between the commas, each alone and together with the next: 行政复议、行政诉讼情况 has a comma itself.
fn items(sentence: &str) -> Vec<String> {
    let from = ["由", "包括", "分为", ":"];
    let start = from
        .iter()
        .filter_map(|word| Some(sentence.find(word)? + word.len()))
        .min()
        .unwrap_or(0);
    let end = ["等", "组成", "构成", "六个", "六部分"]
        .iter()
        .filter_map(|word| sentence[start..].find(word))
        .min()
        .map_or(sentence.len(), |end| start + end);
    let pieces: Vec<&str> = sentence[start..end]
        .split(['、', ',', ';', '。'])
        .filter(|piece| piece.chars().count() > 1)
        .collect();
    let single = pieces.iter().map(|piece| (*piece).to_owned());
    let joined = pieces.windows(2).map(|pair| format!("{}、{}", pair[0], pair[1]));
    single.chain(joined).collect()
}

/// What the list says for a part in other words than its heading, and the heading.
fn differing(context: &Context<'_>, section: &Section, sentence: &str, items: &[String]) -> Option<(String, Arg)> {
    let place = section.heading?;
    let heading = key(context.report.document.slice(place));
    if key(sentence).contains(&heading) {
        return None;
    }
    let (likeness, listed) = items
        .iter()
        .map(|item| (similarity(&key(item), &heading), item))
        .max_by_key(|item| item.0)?;
    let listed = listed.trim_start_matches(|c: char| !is_han(c));
    let shown = quote(context.report, place, " ");
    let shown = shown
        .split_once('、')
        .filter(|(number, _)| number.trim().chars().count() == 1)
        .map_or(shown.as_str(), |split| split.1);
    (likeness >= SAME_MEANT).then(|| (listed.to_owned(), Arg::Quote(shown.to_owned())))
}
