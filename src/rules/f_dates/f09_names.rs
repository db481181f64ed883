//! F09: the agency has another name in the introduction, in part six or under the report than in the title.

use crate::document::Span;
use crate::language::Text;
use crate::reading::{Line, agency_line, subject};
use crate::report::Part;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F09",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("机关名称前后不一致", "The agency's name is not the same throughout"),
    checks: docs(Text::new(
        "导语、第六部分、落款中的机关名称与标题一致；简称不检查。",
        "The agency's name in the introduction, in part 6 and under the report is the title's; short forms are not checked.",
    )),
    exceptions: docs(Text::new(
        "简称、省去行政区划的名称；政府与政府办公室互用的；句中提到的其他机关。",
        "Short forms and names without their region; a government and its office named for each other; other agencies named within a sentence.",
    )),
    why: Text::new(
        "名称不同，多为套用其他机关的文稿。",
        "Another name mostly means that another agency's text was used.",
    ),
    remedy: Text::new(
        "核对内容是否属于本机关，改正名称。",
        "Make sure the text is the agency's own, and correct the name.",
    ),
    example: docs(Text::new(
        "标题为“甲县教育局”，落款为“甲县卫生健康局”，不一致。",
        "The title names “甲县教育局”, the signature “甲县卫生健康局”.",
    )),
    basis: docs(PRACTICE),
};

/// The signature is looked for in so many of the last paragraphs.
const TAIL: usize = 8;

const SAYS: Text = Text::new("标题为“{0}”，{1}为“{2}”，不一致。", "The title names “{0}”, {1} “{2}”.");

pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let (Some(title), Some(agency), Some(name)) = (report.title, report.agency, context.agency_name()) else {
        return;
    };
    // Only a name that stands in the title is the measure.
    if agency.start < title.start || agency.end > title.end {
        return;
    }
    for (place, found, span) in names(context) {
        if same_agency(&name, &found) {
            continue;
        }
        let says = SAYS.with([context.quote(agency), place.into(), context.quote(span)]);
        return context.emit(Finding::new(&RULE, says).at([agency, span]));
    }
}

/// The names of the report's own agency outside the title, each with what to call its place.
fn names(context: &Context<'_>) -> Vec<(Text, String, Span)> {
    let report = context.report;
    let text = &report.document.text;
    let mut found: Vec<(Text, String, Span)> = Vec::new();
    let mut add = |place, span: Option<Span>| {
        if let Some(span) = span {
            found.push((place, Line::new(text, span).text(), span));
        }
    };
    if let Some(lead) = report.section(Part::Lead).filter(|_| report.sections.len() > 1) {
        for line in context.lines(lead) {
            add(Text::new("导语", "the introduction"), announced(&line));
        }
    }
    for part in [Part::Lead, Part::Overview] {
        for line in report
            .section(part)
            .map(|section| context.lines(section))
            .into_iter()
            .flatten()
        {
            add(Text::new("正文", "the text"), called_own(&line));
        }
    }
    if let Some(other) = report.section(Part::Other) {
        for line in context.lines(other) {
            add(Text::new("第六部分", "part 6"), subject(&line));
        }
    }
    if let Some(last) = report.sections.last().filter(|last| last.heading.is_some()) {
        for span in last.paragraphs.iter().rev().take(TAIL) {
            if span.range().len() <= 200 {
                add(Text::new("落款", "the signature"), agency_line(&Line::new(text, *span)));
            }
        }
    }
    found
}

/// The agency of “某局（以下简称我局）”.
fn called_own(line: &Line) -> Option<Span> {
    let text = line.part(0, usize::MAX);
    let bracket = text.find("(以下简称")?;
    let short = text[bracket..]
        .trim_start_matches("(以下简称")
        .trim_start_matches(['“', '"', '「', ':', '为']);
    if !short.starts_with(['我', '本']) {
        return None;
    }
    let to = text[..bracket].chars().count();
    let stops = |c: &(usize, char)| ",，。;:、年度由".contains(c.1);
    let before: Vec<(usize, char)> = text[..bracket].chars().enumerate().collect();
    let from = before.iter().rev().find(|c| stops(c)).map_or(0, |stop| stop.0 + 1);
    agency_line(&Line {
        chars: line.chars[from..to].to_vec(),
    })
}

/// The agency of “现公布某局2023年政府信息公开工作年度报告”.
fn announced(line: &Line) -> Option<Span> {
    let (start, end, _) = line.year(0)?;
    let behind = line.part(end, end + 8);
    if !behind.trim_start_matches('度').starts_with("政府信息公开") {
        return None;
    }
    let words = ["公布", "公开", "发布", "编制", "将", "现", "就", "是"];
    let before = line.part(0, start);
    let from = words
        .iter()
        .filter_map(|word| Some(before.match_indices(word).last()?.0 + word.len()))
        .max()?;
    let from = before[..from].chars().count();
    agency_line(&Line {
        chars: line.chars[from..start].to_vec(),
    })
}

/// Whether two names may be of one agency: one is a short form of the other, or both are of one government.
fn same_agency(a: &str, b: &str) -> bool {
    let within = |short: &str, long: &str| {
        let mut long = long.chars();
        short.chars().all(|c| long.any(|other| other == c))
    };
    let government = |name: &str| name.contains("政府");
    within(a, b) || within(b, a) || (government(a) && government(b)) || is_short(a) || is_short(b)
}

/// A name that is too short or too general to be compared: 办公室, 县政府.
fn is_short(name: &str) -> bool {
    name.chars().count() < 5
}
