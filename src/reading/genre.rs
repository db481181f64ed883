//! What kind of document it is, and which of the tables were handed over at all.

use super::form_keys::row_keys;
use super::han_index::HanIndex;
use super::heading::{HEAD_PARAGRAPHS, Heading, LONGEST_TITLE, Line};
use super::normalize::{is_han, is_space};
use crate::document::{Block, Document, Span};
use crate::form::{PARTS, TableId, Version};
use crate::report::{ExtractedTable, Genre, Kindred};

/// Words of a title that speaks of less than a year.
const PARTS_OF_YEAR: [&str; 6] = ["上半年", "下半年", "半年度", "季度", "月度", "半年工作"];

/// What a document is.
pub fn genre(document: &Document, tables: &[ExtractedTable], heading: &Heading) -> Genre {
    // Numbers that could not be put into their cells are numbers too.
    let held = |table: &ExtractedTable| table.has_numbers() || table.holds_unread(document);
    let numbers = tables.iter().any(held);
    let has = |id: TableId| tables.iter().any(|table| table.id == id);
    let kindred = kindred(document);
    // A page with a report on the year may link to one on half of it.
    let own = |title: Span| PARTS_OF_YEAR.iter().any(|part| document.slice(title).contains(part));
    if kindred == Some(Kindred::PartOfYear) && heading.title.is_none_or(own) {
        return Genre::Kindred(Kindred::PartOfYear);
    }
    if has(TableId::Requests) && numbers {
        return Genre::Report;
    }
    let text = &document.text;
    let han = HanIndex::new(text, Span::new(0, text.len()));
    let count = |phrases: &[&str]| phrases.iter().filter(|phrase| han.find(phrase, 0).is_some()).count();
    let old = [
        "统计指标",
        "主动公开政府信息数",
        "收到申请数",
        "申请办结数",
        "申请答复数",
        "举报投诉数量",
        "政府信息公开情况统计表",
    ];
    if count(&old) >= 3 {
        return Genre::OldForm;
    }
    if count(&["政府网站工作年度报表"]) > 0 {
        return Genre::Kindred(Kindred::Website);
    }
    let about = count(&["信息公开"]) > 0;
    if numbers && about && (heading.title.is_some() || tables.len() >= 2) {
        return Genre::Report;
    }
    // A table of the form by itself, which its heads tell from others.
    let of_form = has(TableId::Appeals) && count(&["结果维持", "尚未审结"]) == 2
        || has(TableId::Disclosure) && count(&["第二十条第", "信息内容本年", "信息内容上一年"]) > 0;
    if numbers && of_form {
        return Genre::Report;
    }
    if let Some(kindred) = kindred {
        return Genre::Kindred(kindred);
    }
    let labels = row_keys(TableId::Requests, Version::V2021);
    if labels
        .filter(|key| key.chars().count() > 3 && han.find(key, 0).is_some())
        .count()
        >= 10
    {
        return Genre::NoNumbers;
    }
    let (mut visible, mut lost) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !is_space(*c)) {
        visible += 1;
        lost += usize::from(matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') || c.is_control());
    }
    if lost * 5 > visible {
        return Genre::NoText;
    }
    if about && heading.title.is_some() && heading.year.is_some_and(|year| year < 2019) {
        return Genre::OldForm;
    }
    if about && count(&["年度报告", "总体情况", "申请情况"]) > 0 {
        return Genre::NoTables;
    }
    Genre::Other
}

/// Reports on disclosure that are no administrative agency's, or not on a year, by the line that is their title.
fn kindred(document: &Document) -> Option<Kindred> {
    const ENDS: [&str; 7] = ["报告", "年报", "总结", "小结", "统计表", "情况表", "情况"];
    // What of these names stands in an agency's is no sign of it.
    const AGENCIES: [&str; 9] = [
        "政府",
        "局",
        "厅",
        "委员会",
        "办公室",
        "街道",
        "党校",
        "管委会",
        "大学城",
    ];
    const OTHERS: [(Kindred, &[&str]); 3] = [
        (
            Kindred::School,
            &[
                "大学",
                "学院",
                "学校",
                "中学",
                "小学",
                "幼儿园",
                "高校",
                "高等专科",
                "职教中心",
            ],
        ),
        (
            Kindred::Hospital,
            &["医院", "卫生院", "保健院", "卫生服务中心", "疾病预防控制中心", "血站"],
        ),
        (
            Kindred::Enterprise,
            &[
                "公司",
                "集团",
                "水务",
                "供电",
                "供水",
                "燃气",
                "热力",
                "公交",
                "企事业单位",
            ],
        ),
    ];
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(span) => Some(*span),
        Block::Table(_) => None,
    });
    for span in paragraphs.take(HEAD_PARAGRAPHS) {
        let text = document.slice(span);
        if text.len() > 4 * LONGEST_TITLE || !text.contains("公开") {
            continue;
        }
        let words = Line::new(&document.text, span).text();
        let Some((before, _)) = words.split_once("信息公开") else {
            continue;
        };
        let has = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
        if has(&["。", "，", ",", "："], &words) || !ENDS.iter().any(|end| words.ends_with(end)) {
            continue;
        }
        if has(&PARTS_OF_YEAR, &words) {
            return Some(Kindred::PartOfYear);
        }
        let before = before.strip_suffix("政府").unwrap_or(before);
        if has(&AGENCIES, before) {
            return None;
        }
        let other = OTHERS.iter().find(|(_, names)| has(names, before));
        if let Some((kindred, _)) = other {
            return Some(*kindred);
        }
    }
    None
}

/// The tables of which a fragment holds nothing, neither their heading nor a label.
pub fn not_given(document: &Document, tables: &[ExtractedTable]) -> Vec<TableId> {
    let text = &document.text;
    let han = HanIndex::new(text, Span::new(0, text.len()));
    let holds = |words: &str| {
        let words: String = words.chars().filter(|c| is_han(*c)).collect();
        han.find(&words, 0).is_some()
    };
    let is_named = |id: TableId| {
        let mut headings = PARTS.iter().filter(|heading| heading.part.table() == Some(id));
        let labels = [Version::V2021, Version::V2019]
            .into_iter()
            .flat_map(|version| row_keys(id, version));
        // 行政复议 is no word of table four alone.
        let mut labels = labels.filter(|key| key.chars().count() > if id == TableId::Appeals { 4 } else { 3 });
        headings.any(|heading| heading.wordings.iter().any(|words| holds(words)))
            || labels.any(holds)
            || id == TableId::Appeals && holds("结果维持")
    };
    let missing = TableId::ALL
        .into_iter()
        .filter(|id| tables.iter().all(|table| table.id != *id));
    missing.filter(|id| !is_named(*id)).collect()
}
