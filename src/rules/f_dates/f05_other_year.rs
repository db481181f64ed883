//! F05: a sentence tells of another year as if it were the report's.

use crate::language::Text;
use crate::reading::Line;
use crate::report::Part;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::parts::{has_any, part_words};
use crate::rules::{Context, PRACTICE};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F05",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("正文年度与报告年度不同", "The text tells of another year"),
    checks: docs(Text::new(
        "导语、第一部分、第六部分叙述本年工作的句子，年度与标题相同；结转下年、下一步打算不写报告年度；与往年比较、文件名称不检查。",
        "Sentences on the year's work in the introduction and parts 1 and 6 name the title's year; what is carried over or planned is not given the report's year; comparisons and names of documents are not checked.",
    )),
    exceptions: docs(Text::new(
        "与往年比较或者写下一步打算的句子；书名号、引号内开头的年份；同一句中另写有报告年度的。",
        "Comparisons with other years and plans; a year that begins a name in quotation marks; a sentence that names the report's year as well.",
    )),
    why: Text::new(
        "多为沿用上年文稿未改，内容可能也是上年的。",
        "Mostly last year's text was used again, and its figures may be last year's too.",
    ),
    remedy: Text::new("核对该句内容，改正年度。", "Check the sentence and correct the year."),
    example: docs(Text::new(
        "第一部分“2022年，我局”为2022年，报告年度为2023年。",
        "Part 1: “2022年，我局” is 2022, the report is on 2023.",
    )),
    basis: docs(PRACTICE),
};

/// What follows a year where a sentence begins to tell of it.
const SUBJECTS: [&str; 17] = [
    "本年度",
    "我局",
    "我办",
    "我委",
    "我厅",
    "我院",
    "我县",
    "我市",
    "我区",
    "我省",
    "我镇",
    "我乡",
    "我单位",
    "本机关",
    "本单位",
    "共",
    "累计",
];
const WHOLE: [&str; 9] = ["全年", "全市", "全县", "全区", "全省", "全镇", "全乡", "全局", "全系统"];
/// How an agency's name ends, and what it is then said to do.
const AGENCIES: [&str; 14] = [
    "局",
    "厅",
    "委",
    "委员会",
    "办",
    "办公室",
    "政府",
    "街道",
    "街道办事处",
    "镇",
    "乡",
    "部",
    "院",
    "中心",
];
const VERBS: [&str; 12] = [
    "共",
    "收到",
    "受理",
    "未收到",
    "主动公开",
    "制定",
    "制发",
    "累计",
    "办理",
    "发布",
    "新收",
    "全年",
];
/// What follows it in part six.
const ON_FEES: [&str; 5] = ["未", "没有", "无", "收取", "发出"];
/// In a sentence: comparisons with this year, and what is still to come.
const OTHER: [&str; 13] = [
    "今年",
    "本年",
    "降至",
    "增至",
    "同期",
    "以来",
    "将",
    "计划",
    "拟",
    "下一步",
    "力争",
    "预算",
    "决算",
];
/// In the clause of the year: what it is compared with, what it is only a name of. Last year's sentence has such words further on.
const NEAR: [&str; 7] = ["比", "较", "上年", "去年", "往年", "结转", "印发"];
/// Signs before a year that make it part of a name or a range.
const BEFORE: &str = "《〔[(“\"-—~至到与和自从截年、";

const SAYS: Text = Text::new(
    "{0}“{1}”为{2}年，报告年度为{3}年。",
    "{0}: “{1}” is {2}, the report is on {3}.",
);

const NEXT: Text = Text::new(
    "{0}“{1}”说的是下一年度的事，年份却是报告年度{2}年。",
    "{0}: “{1}” is about the next year, but the year is the report's, {2}.",
);

pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let (Some(year), true) = (report.year, report.title.is_some()) else {
        return;
    };
    let own: Vec<char> = context.agency_name().unwrap_or_default().chars().collect();
    for part in [Part::Lead, Part::Overview, Part::Other] {
        let Some(section) = report
            .section(part)
            .filter(|section| section.heading.is_some() || part == Part::Lead)
        else {
            continue;
        };
        for line in context.lines(section) {
            if let Some(place) = next_year(&line, year).and_then(|(start, end)| line.span(start, end)) {
                let says = NEXT.with([part_words(part).into(), context.quote(place), year.into()]);
                context.emit(Finding::new(&RULE, says).at([place]));
            }
            let Some((start, end, found)) = other_year(&line, year, part, &own) else {
                continue;
            };
            let Some(place) = line.span(start, end) else { continue };
            let says = SAYS.with([part_words(part).into(), context.quote(place), found.into(), year.into()]);
            context.emit(Finding::new(&RULE, says).at([place]));
            break;
        }
    }
}

/// The first other year of which a line tells as of its own: its characters with the subject after it.
fn other_year(line: &Line, year: u16, part: Part, own: &[char]) -> Option<(usize, usize, u16)> {
    let chars: Vec<char> = line.chars.iter().map(|c| c.0).collect();
    let mut from = 0;
    while let Some((start, end, found)) = line.year(from) {
        from = end;
        let before = line.part(start.saturating_sub(6), start);
        let mut at = end;
        // 2022年1月1日至12月31日，我局收到…; 报告年度（2022年）
        let period = whole_year(&line.part(end, end + 20));
        let of_report = before.ends_with("报告年度(") || before.ends_with("本年度(");
        // 统计期限自2022年1月1日起至2022年12月31日止
        let of_report = of_report || period.is_some() && line.part(start.saturating_sub(8), start).contains("期限");
        // 现将2022年度总体情况报告如下, 现将某某局2022年…报告如下
        let lead = line.part(start.saturating_sub(30), start);
        let announced = lead
            .rsplit(['。', '；', '，', ','])
            .next()
            .and_then(|clause| clause.split_once("现将"))
            .is_some_and(|(_, between)| !between.contains(['《', '(', '（', '自']));
        let of_report = of_report || announced && line.part(end, end + 30).contains("如下");
        // 截至2022年12月31日，本年度共办结…; …，我镇全年共收到…: the end of its year.
        let day = line.part(end, end + 12);
        let ends = before.ends_with("截至") || before.ends_with("截止");
        let until = ends
            && day.strip_prefix("12月31日").is_some_and(|rest| {
                let rest = rest.trim_start_matches([',', '，', '止']);
                rest.contains("本年度") || SUBJECTS.iter().chain(&WHOLE).any(|word| rest.starts_with(word))
            });
        // The bracket may never close.
        at = (at + period.unwrap_or(usize::from(of_report))).min(chars.len());
        while chars
            .get(at)
            .is_some_and(|c| matches!(c, '度' | ',' | '止' | '内' | '间'))
        {
            at += 1;
        }
        let behind = line.part(at, at + 3);
        let subject = SUBJECTS.iter().chain(&WHOLE).find(|word| behind.starts_with(**word));
        let fees = ON_FEES
            .iter()
            .find(|word| part == Part::Other && behind.starts_with(**word));
        let known = subject.or(fees).map(|word| word.chars().count());
        let known = known.or((of_report || until).then_some(0));
        let Some(length) = known.or_else(|| agency(&chars[at..], own)) else {
            continue;
        };
        let before = start.checked_sub(1).map(|before| chars[before]);
        let sentence = line.sentence(start, end);
        let own_year = sentence.contains(&format!("{year}年"));
        let certain = (period.is_some() || of_report) && !own_year || until;
        let ends = |c: &char| matches!(c, ',' | '。' | ';');
        let clause = at + length + chars[at + length..].iter().take_while(|c| !ends(c)).count();
        let near = line.part(start.saturating_sub(8), clause);
        let compares = has_any(&sentence, &OTHER) || has_any(&near, &NEAR) || own_year;
        if found != year && (certain || !compares && before.is_none_or(|c| !BEFORE.contains(c))) {
            return Some((start, at + length, found));
        }
    }
    None
}

/// The report's own year where the next one is meant: 其余2件结转2024年继续办理, 下一步，2024年我局将.
fn next_year(line: &Line, year: u16) -> Option<(usize, usize)> {
    /// A longer line is no sentence.
    const LONGEST: usize = 20_000;
    const REST: [&str; 6] = ["其余", "剩余", "余下", "尚有", "另有", "未办结"];
    /// What came in from another year.
    const EARLIER: [&str; 6] = ["上年", "上一年", "去年", "往年", "历年", "跨年"];
    if line.chars.len() > LONGEST {
        return None;
    }
    let mut from = 0;
    while let Some((start, end, found)) = line.year(from) {
        from = end;
        if found != year {
            continue;
        }
        let clause = line.part(start.saturating_sub(24), start);
        let before = clause.trim_end_matches([',', '，']);
        let sentence = before.rsplit(['。', ';', '；']).next().unwrap_or_default();
        if sentence.ends_with("下一步") {
            return Some((start.saturating_sub(4), end));
        }
        let carries = ["结转", "结转至", "结转到"].iter().any(|word| sentence.ends_with(word));
        let after = line.part(end, end + 8);
        let after = after.trim_start_matches('度').trim_start_matches("继续");
        let is_to_be_done = ["办理", "答复", "处理"]
            .iter()
            .any(|word| after.strip_prefix(word).is_some_and(|rest| !rest.starts_with('的')));
        if carries && is_to_be_done && has_any(sentence, &REST) && !has_any(sentence, &EARLIER) {
            return Some((start.saturating_sub(4), end));
        }
    }
    None
}

/// The length of “1月1日至12月31日” after a year, where a text begins with it.
fn whole_year(text: &str) -> Option<usize> {
    const LAST: &str = "12月31日";
    let rest = text.strip_prefix("1月1日")?;
    let days = rest.trim_start_matches('起').strip_prefix('至')?;
    let between = days[..days.find(LAST)?].chars().count();
    let before = text.chars().count() - days.chars().count();
    (between == 0 || between == 5).then_some(before + between + LAST.chars().count())
}

/// The length of the agency that a text begins with: the report's own by its name or the end of it, 我部, 本街道, or any that then
/// acts.
fn agency(text: &[char], own: &[char]) -> Option<usize> {
    const LONGEST: usize = 24;
    const SHORTEST: usize = 3;
    let by_name = (0..own.len().saturating_sub(SHORTEST - 1)).find(|&from| text.starts_with(&own[from..]));
    if let Some(from) = by_name {
        return Some(own.len() - from);
    }
    let said: String = text.iter().take(LONGEST).collect();
    let acts = VERBS.iter().filter_map(|verb| said.find(verb)).min()?;
    let name = &said[..acts];
    let stands_alone = !name.is_empty() && !name.contains([',', '、', '(', '的', '对', '在']);
    (stands_alone && AGENCIES.iter().any(|end| name.ends_with(end))).then(|| name.chars().count())
}
