//! A review as records: one a finding, the same columns in CSV and in a workbook.
//!
//! A report without findings has one record as well, and so has an input that could not be checked: whoever counts the
//! files of a table finds every one of them.

use rust_decimal::Decimal;

use super::{WhatIf, equation, names};
use crate::form::CellId;
use crate::language::{Lang, Text};
use crate::review::{Finding, Review};

/// What stands in a column of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// Nothing.
    Empty,
    /// Words, on one line; they may come from the document.
    Words(String),
    /// An exact number.
    Number(Decimal),
}

impl Field {
    /// Words, or nothing where there are none.
    pub fn words(text: &str) -> Self {
        let line = names::on_one_line(text);
        if line.is_empty() {
            Self::Empty
        } else {
            Self::Words(line)
        }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(Decimal::from(count))
    }

    /// A number, or nothing where there is none.
    pub fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

/// A column: its heading and about how many letters wide it should be.
#[derive(Debug)]
pub struct Column {
    /// The heading.
    pub name: Text,
    /// The width in a workbook.
    pub width: u8,
    /// Whether long text goes on below; what is for programs does not.
    pub wraps: bool,
}

/// A column.
pub const fn column(width: u8, zh: &'static str, en: &'static str) -> Column {
    Column {
        name: Text::new(zh, en),
        width,
        wraps: true,
    }
}

/// The columns of a record.
pub const COLUMNS: [Column; 15] = [
    column(28, "文件", "file"),
    column(24, "编制机关", "agency"),
    column(8, "年度", "year"),
    column(14, "结论", "verdict"),
    column(8, "规则", "rule"),
    column(8, "级别", "severity"),
    column(34, "标题", "title"),
    column(60, "意见", "message"),
    column(50, "建议", "hint"),
    column(30, "位置", "place"),
    column(30, "等式", "equation"),
    column(10, "计算数", "expected"),
    column(10, "报告数", "actual"),
    column(40, "原文", "evidence"),
    Column {
        wraps: false,
        ..column(36, "单元格", "cells")
    },
];

/// The records of a review.
pub fn records(review: &Review, what_if: Option<&WhatIf>, lang: Lang) -> Vec<[Field; 15]> {
    let about = about(review, lang);
    let mut records: Vec<_> = review
        .findings
        .iter()
        .map(|finding| of_finding(&about, review, finding, lang))
        .collect();
    if let Some(what_if) = what_if {
        records.push(of_what_if(&about, review, what_if, lang));
    }
    if records.is_empty() {
        let mut record = empty(&about);
        record[7] = Field::words(&names::reason(&review.summary, lang));
        records.push(record);
    }
    records
}

/// File, agency, year and verdict: what every record begins with.
pub fn about(review: &Review, lang: Lang) -> [Field; 4] {
    let report = &review.report;
    [
        Field::words(review.source.name.as_deref().unwrap_or_default()),
        Field::words(&names::agency(report)),
        report.year.map_or(Field::Empty, |year| Field::count(year.into())),
        Field::words(names::verdict(&review.summary, lang)),
    ]
}

fn empty(about: &[Field; 4]) -> [Field; 15] {
    std::array::from_fn(|index| about.get(index).cloned().unwrap_or(Field::Empty))
}

fn of_finding(about: &[Field; 4], review: &Review, finding: &Finding, lang: Lang) -> [Field; 15] {
    let report = &review.report;
    let quotes: Vec<String> = finding
        .evidence
        .iter()
        .map(|&span| names::on_one_line(report.document.slice(span)))
        .collect();
    let equation = equation(report, finding, lang).map_or(Field::Empty, |equation| Field::words(&equation.text));
    let mut record = empty(about);
    record[4] = Field::words(finding.code());
    record[5] = Field::words(names::severity(finding.severity, lang));
    record[6] = Field::words(finding.title(lang));
    record[7] = Field::words(&finding.message(lang));
    record[8] = Field::words(&finding.advice(lang));
    record[9] = Field::words(&names::place(review, finding, lang));
    record[10] = equation;
    record[11] = Field::number(finding.expected);
    record[12] = Field::number(finding.actual);
    record[13] = Field::words(&quotes.join(" | "));
    record[14] = cells(finding.cells.iter());
    record
}

/// What was tried is a record of its own: it is not the report's.
fn of_what_if(about: &[Field; 4], review: &Review, what_if: &WhatIf, lang: Lang) -> [Field; 15] {
    let mut record = empty(about);
    record[5] = Field::words(Text::new("试改", "tried").get(lang));
    record[6] = Field::words(Text::new("试改，不是报告原有的数字", "tried, not what the report says").get(lang));
    record[7] = Field::words(&what_if.said(review, lang));
    record[14] = cells(what_if.changes.iter().map(|(cell, _)| cell));
    record
}

fn cells<'a>(cells: impl Iterator<Item = &'a CellId>) -> Field {
    let names: Vec<String> = cells.map(ToString::to_string).collect();
    Field::words(&names.join(" "))
}
