//! What the written forms of a set call things.

use crate::form::{CellId, TableId, Version, column_name, row_name};
use crate::language::{Lang, Text, counted};
use crate::output::names;
pub use crate::output::names::{on_one_line, severity};
use crate::set::{Body, Compared, Entry, Kind, Level, Outcome, SetFinding, SetReview, SetSummary};

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
        "branch" => Text::new("上级机关的分支机构，不计入", "part of a higher agency"),
        "enterprise" => Text::new("企事业单位，不计入", "no administrative agency"),
        "roster" => Text::new("按单位名单不计入", "left out by the roster"),
        "duplicate" => Text::new("同一单位的另一份报告，不计入", "another report of the same agency"),
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

/// Why an entry is no readable report; nothing where it is one.
pub fn reason(entry: &Entry, lang: Lang) -> String {
    names::reason(&entry.summary, lang)
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

/// What came of a comparison.
pub fn outcome(outcome: Outcome, lang: Lang) -> String {
    match (outcome, lang) {
        (Outcome::Held, _) => Text::new("一致", "held").get(lang).to_owned(),
        (Outcome::Broken, _) => Text::new("不一致", "broken").get(lang).to_owned(),
        (Outcome::Unchecked(why), Lang::Zh) => format!("未核（{}）", why.words(lang)),
        (Outcome::Unchecked(why), Lang::En) => format!("not checked ({})", why.words(lang)),
    }
}

/// What was compared with last year's report.
pub fn item(result: &Compared, lang: Lang) -> String {
    let by_name = |table: TableId| {
        let rows = table.rows(Version::V2021);
        rows.iter().position(|row| row.name == result.item)
    };
    let of_row = |table: TableId, row: usize, column: usize, what: Text| {
        let cell = CellId::new(table, Version::V2021, row, column);
        format!("{} {}", row_name(cell, lang), what.get(lang))
    };
    let text = match result.rule.code {
        "G01" => {
            let columns = TableId::Requests.rows(Version::V2021)[1].columns;
            let column = columns.iter().position(|column| column.name == result.item);
            let cell = CellId::new(TableId::Requests, Version::V2021, 1, column.unwrap_or(6));
            let what = Text::new("上年结转", "carried in").get(lang);
            return format!("{what} {}", column_name(cell, lang));
        }
        "G02" => {
            let row = by_name(TableId::Disclosure).unwrap_or(1);
            return of_row(TableId::Disclosure, row, 0, Text::new("现行有效", "in force"));
        }
        "G03" => return format!("{} {}%", Text::new("正文增幅", "growth").get(lang), result.item),
        "G04" if result.item == "problems" => Text::new("第五部分", "part 5"),
        "G04" => Text::new("第一部分", "part 1"),
        "G05" => Text::new("三张表", "the tables"),
        _ => {
            let row = by_name(TableId::Appeals).unwrap_or(0);
            return of_row(TableId::Appeals, row, 4, Text::new("尚未审结", "pending"));
        }
    };
    text.get(lang).to_owned()
}
