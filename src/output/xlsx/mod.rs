//! The review as a workbook (.xlsx): a sheet with a row a report, one with a row a finding, one with a row a cell.
//!
//! Numbers are numbers and text is text, whatever it looks like; a cell that holds no number in the report holds none here.

mod workbook;

use std::io::{self, Write};

use workbook::{Heading, Series, Value, Workbook};

use super::records::{self, COLUMNS, Column, Field, column, records};
use super::{ReviewWriter, WhatIf, names};
use crate::form::TableId;
use crate::language::{Lang, Text};
use crate::report::State;
use crate::review::Review;
use crate::rules::{column_name, row_name, table_name};

const REPORTS: [Column; 16] = [
    column(28, "文件", "file"),
    column(24, "编制机关", "agency"),
    column(8, "年度", "year"),
    column(14, "结论", "verdict"),
    column(40, "报告名称", "title"),
    column(10, "表二格式", "form of table 2"),
    column(10, "表三格式", "form of table 3"),
    column(10, "关系核对", "identities checked"),
    column(10, "成立", "held"),
    column(10, "不成立", "broken"),
    column(10, "未能核对", "unchecked"),
    column(8, "错误", "errors"),
    column(8, "警告", "warnings"),
    column(8, "提示", "infos"),
    column(50, "说明", "note"),
    column(50, "试改", "tried"),
];

const CELLS: [Column; 11] = [
    column(28, "文件", "file"),
    column(24, "编制机关", "agency"),
    column(8, "年度", "year"),
    column(36, "单元格", "cell"),
    column(8, "表", "table"),
    column(34, "行", "row"),
    column(18, "列", "column"),
    column(10, "状态", "state"),
    column(10, "数值", "value"),
    column(14, "原文", "text"),
    column(10, "试改为", "tried"),
];

/// A workbook of reviews being written: all of it goes out at the end.
pub struct Xlsx<W: Write> {
    out: W,
    lang: Lang,
    book: Workbook,
    reports: Series,
    findings: Series,
    cells: Series,
}

impl<W: Write> Xlsx<W> {
    /// An empty workbook.
    pub fn new(out: W, lang: Lang) -> Self {
        let mut book = Workbook::default();
        let mut sheet = |zh, en, columns: &'static [Column]| {
            let columns = columns.iter().map(|column| Heading {
                name: column.name.get(lang),
                width: column.width,
                wraps: column.wraps,
            });
            book.add(Text::new(zh, en).get(lang), columns)
        };
        let reports = sheet("汇总", "reports", &REPORTS);
        let findings = sheet("核对意见", "findings", &COLUMNS);
        let cells = sheet("单元格", "cells", &CELLS);
        Self {
            out,
            lang,
            book,
            reports,
            findings,
            cells,
        }
    }
}

impl<W: Write> ReviewWriter for Xlsx<W> {
    fn add(&mut self, review: &Review, what_if: Option<&WhatIf>) -> io::Result<()> {
        let lang = self.lang;
        let report = &review.report;
        let about = records::about(review, lang);
        let form = |id| {
            report
                .table(id)
                .map_or(Field::Empty, |table| Field::words(table.version.name()))
        };
        let summary = &review.summary;
        let count = summary.identities;
        let said = what_if.map_or_else(String::new, |what_if| what_if.said(review, lang));
        let rest = [
            Field::words(&report.title_text().unwrap_or_default()),
            form(TableId::Disclosure),
            form(TableId::Requests),
            Field::count(count.checked),
            Field::count(count.held),
            Field::count(count.checked - count.held),
            Field::count(count.unchecked),
            Field::count(summary.errors),
            Field::count(summary.warnings),
            Field::count(summary.infos),
            Field::words(&names::reason(summary, lang)),
            Field::words(&said),
        ];
        let row: Vec<Value<'_>> = about.iter().chain(&rest).map(value).collect();
        self.book.write(&mut self.reports, &row);
        // The sheet before has a row for each report already.
        for record in records(review, what_if, lang) {
            if record[5] != Field::Empty {
                let row: Vec<Value<'_>> = record.iter().map(value).collect();
                self.book.write(&mut self.findings, &row);
            }
        }
        for (id, cell) in report.cells() {
            let name = id.to_string();
            let mut row: Vec<Value<'_>> = about[..3].iter().map(value).collect();
            row.extend([
                Value::Text(&name),
                Value::Text(table_name(id.table, lang)),
                Value::Text(row_name(id, lang)),
                Value::Text(column_name(id, lang)),
                Value::Text(names::state(cell.state, lang)),
                cell.value.map_or(Value::Empty, Value::Number),
                cell.span.map_or(Value::Empty, |span| text(report.document.slice(span))),
            ]);
            let blank = Value::Text(names::state(State::Blank, lang));
            let tried = what_if.and_then(|what_if| what_if.of(id));
            row.extend(tried.map(|(_, value)| value.map_or(blank, Value::Number)));
            self.book.write(&mut self.cells, &row);
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.book.finish(&mut self.out)
    }
}

fn value(field: &Field) -> Value<'_> {
    match field {
        Field::Empty => Value::Empty,
        Field::Words(words) => Value::Text(words),
        Field::Number(number) => Value::Number(*number),
    }
}

fn text(text: &str) -> Value<'_> {
    if text.is_empty() {
        Value::Empty
    } else {
        Value::Text(text)
    }
}
