//! What the written forms of a set call things.

use crate::language::{Lang, Text, counted};
use crate::output::names;
use crate::set::{Body, Kind, Level, SetFinding, SetReview, SetSummary};

/// A body's kind, as a roster has it.
pub fn kind(body: &Body, lang: Lang) -> &'static str {
    let text = match (body.kind, body.level) {
        (Kind::Government, Some(Level::Province)) => Text::new("省政府", "province"),
        (Kind::Government, Some(Level::City)) => Text::new("市政府", "city"),
        (Kind::Government, Some(Level::Township)) => Text::new("乡镇政府", "township"),
        (Kind::Government, _) => Text::new("县区政府", "county"),
        (Kind::Office, _) => Text::new("政府办", "office"),
        (Kind::Department, _) => Text::new("部门", "department"),
        (Kind::Subdistrict, _) => Text::new("街道", "subdistrict"),
        (Kind::Zone, _) => Text::new("开发区", "zone"),
        (Kind::Vertical, _) => Text::new("垂直管理", "vertical"),
        (Kind::Branch | Kind::Enterprise | Kind::Unknown, _) => Text::new("其他", "other"),
    };
    text.get(lang)
}

/// Why a report is not summed.
pub fn why_not(why: &str, lang: Lang) -> &'static str {
    let text = match why {
        "vertical" => Text::new("垂直管理，不计入", "reports up its own line"),
        "branch" => Text::new("上级机关的分支机构，不计入", "part of a higher organ"),
        "enterprise" => Text::new("企事业单位，不计入", "no administrative organ"),
        "roster" => Text::new("按单位名单不计入", "left out by the roster"),
        "duplicate" => Text::new("同一单位的另一份报告，不计入", "another report of the same organ"),
        _ => Text::new("不能确定所属政府，不计入", "its government is not known"),
    };
    text.get(lang)
}

/// Of which kind a finding of a set is.
pub fn group(finding: &SetFinding, lang: Lang) -> &'static str {
    let text = match finding.rule.code.as_bytes().first() {
        Some(b'G') => Text::new("上年", "last year"),
        Some(b'H') => Text::new("汇总", "sums"),
        Some(b'J') => Text::new("雷同", "alike"),
        _ => Text::new("本报告", "report"),
    };
    text.get(lang)
}

/// The counts of a set in one line.
pub fn counts(summary: &SetSummary, lang: Lang) -> String {
    let [consistent, inconsistent, unchecked, _] = summary.verdicts;
    let [held, broken, open] = summary.pairs;
    match lang {
        Lang::Zh => format!(
            "应报{}份、已报{}份、缺报{}份、无法读取{}份；勾稽一致{consistent}份、不一致{inconsistent}份、未能全部核对{unchecked}份；与上年衔接一致{held}项、不一致{broken}项、未核{open}项",
            summary.expected, summary.filed, summary.missing, summary.unread
        ),
        Lang::En => format!(
            "{} expected, {} filed, {} missing, {} not readable; {consistent} consistent, {inconsistent} inconsistent, {unchecked} not fully checked; against last year {held} held, {broken} broken, {open} not checked",
            counted(summary.expected, "report"),
            summary.filed,
            summary.missing,
            summary.unread
        ),
    }
}

/// The verdict on a set.
pub fn verdict(summary: &SetSummary, lang: Lang) -> &'static str {
    use crate::review::Verdict;
    let text = match summary.verdict {
        Some(Verdict::Consistent) => Text::new("全部一致", "consistent"),
        Some(Verdict::Inconsistent) => Text::new("存在错误", "with errors"),
        _ => Text::new("未能全部核对", "not fully checked"),
    };
    text.get(lang)
}

/// A year range: 2023—2024.
pub fn years(review: &SetReview) -> String {
    match review.years[..] {
        [] => String::new(),
        [year] => year.to_string(),
        [first, .., last] => format!("{first}—{last}"),
    }
}

/// The files that a finding was compared with.
pub fn with_files(finding: &SetFinding, file: impl Fn(usize) -> String) -> String {
    let files: Vec<String> = finding
        .with
        .iter()
        .map(|spot| names::on_one_line(&file(spot.entry)))
        .collect();
    files.join("；")
}
