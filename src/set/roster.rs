//! The roster (单位名单): which agencies there are, what they were called, whom they report to. It overrides what names tell.

use std::collections::BTreeMap;

use super::body::Kind;
use crate::document::{Block, Document, Table, TableCell};

/// The heads of its columns, in the order in which it is written.
pub const COLUMNS: [&str; 8] = [
    "单位",
    "上级",
    "类别",
    "曾用名",
    "起始年度",
    "终止年度",
    "汇总",
    "文件夹",
];
/// The words for the kinds of agencies that it takes, each with the kind that it means.
pub const KINDS: [(&str, Kind); 9] = [
    ("省政府", Kind::Government),
    ("市政府", Kind::Government),
    ("县区政府", Kind::Government),
    ("乡镇政府", Kind::Government),
    ("街道", Kind::Subdistrict),
    ("开发区", Kind::Zone),
    ("政府办", Kind::Office),
    ("部门", Kind::Department),
    ("垂直管理", Kind::Vertical),
];
/// 汇总.
pub const COUNTED: [&str; 2] = ["计入", "不计入"];

/// One agency of a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// The government that it reports to.
    pub above: Option<String>,
    /// Its kind, in the roster's words.
    pub kind: Option<String>,
    /// What it was called before.
    pub former: Vec<String>,
    /// The first year that it has to report on.
    pub from: Option<u16>,
    /// The last one.
    pub to: Option<u16>,
    /// Whether it is summed.
    pub summed: Option<bool>,
    /// The folder that holds its reports.
    pub folder: Option<String>,
}

impl Unit {
    /// Whether it has to report on a year.
    pub fn is_due(&self, year: u16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// Its kind, if the roster says one that is known.
    pub fn agency(&self) -> Option<Kind> {
        let word = self.kind.as_deref()?;
        KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
    }
}

/// The agencies that there are.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// Where it was read from.
    pub source: String,
    /// The agencies, in its order.
    pub units: Vec<Unit>,
}

impl Roster {
    /// From a document whose first table with a head 单位 is the roster: CSV, or a workbook; a list of names below 单位 will do.
    /// None if there is no such table.
    pub fn read(document: &Document, source: &str) -> Option<Self> {
        let rows = tables(document, COLUMNS[0])?;
        let at = |row: &Row, column: &str| row.get(column).filter(|text| !text.is_empty()).cloned();
        let year = |row: &Row, column| at(row, column)?.trim_end_matches('年').parse().ok();
        let units = rows.iter().filter_map(|row| {
            let former = at(row, "曾用名").unwrap_or_default();
            Some(Unit {
                name: at(row, "单位")?,
                above: at(row, "上级"),
                kind: at(row, "类别"),
                former: former
                    .split(['；', ';'])
                    .map(str::trim)
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned)
                    .collect(),
                from: year(row, "起始年度"),
                to: year(row, "终止年度"),
                summed: at(row, "汇总").map(|word| word != COUNTED[1]),
                folder: at(row, "文件夹"),
            })
        });
        Some(Self {
            source: source.to_owned(),
            units: units.collect(),
        })
    }
}

/// A table of one column is no table to the readers: its rows are paragraphs.
fn lines(document: &Document) -> Vec<Vec<String>> {
    let text = |block: &Block| match block {
        Block::Paragraph(span) => Some(vec![document.slice(*span).trim().to_owned()]),
        Block::Table(_) => None,
    };
    document.blocks.iter().filter_map(text).collect()
}

/// A row of a list: its texts by the heads of their columns.
pub type Row = BTreeMap<String, String>;

/// The rows of the first table that has a column of that name.
pub fn tables(document: &Document, head: &str) -> Option<Vec<Row>> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let mut lists = tables.map(|table| texts(document, table)).chain([lines(document)]);
    let rows = lists.find(|rows| rows.first().is_some_and(|heads| heads.iter().any(|text| text == head)))?;
    let (heads, rows) = rows.split_first()?;
    let named = |row: &Vec<String>| heads.iter().cloned().zip(row.iter().cloned()).collect();
    Some(rows.iter().map(named).collect())
}

/// A table's texts, row by row; a column that has nothing in a row is empty there.
fn texts(document: &Document, table: &Table) -> Vec<Vec<String>> {
    let row = |cells: &[TableCell]| {
        let mut row = vec![String::new(); table.columns as usize];
        for cell in cells {
            if let Some(place) = row.get_mut(usize::from(cell.column)) {
                document.slice(cell.span).trim().clone_into(place);
            }
        }
        row
    };
    table.by_row().map(row).collect()
}
