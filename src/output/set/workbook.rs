//! A set as a workbook (.xlsx): live formulas beside the numbers that they give, so that a spreadsheet checks them again.
//!
//! Written by `rust_xlsxwriter`: formulas with their results, conditional formats, merged heads and print titles are what it is for.
//! The page does without it (262 KB); the own writer of `output::xlsx` stays what the page saves.

use std::io::{self, Write};

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::csv::roster;
use super::{Answer, COLUMNS, row, words};
use crate::form::{CellId, Role, TableId, Version, column_name, row_name, table_name};
use crate::language::{Lang, Text};
use crate::output::names;
use crate::output::records::Field;
use crate::report::State;
use crate::set::roster::COLUMNS as ROSTER;
use crate::set::{Compared, Entry, Outcome, Pair, Parent};

/// The cells of every report fill a sheet up to so many reports.
const WITH_CELLS: usize = 2000;
/// Digits of a number that a spreadsheet keeps.
const DIGITS: usize = 15;

type Done = Result<(), XlsxError>;

/// Writes the whole workbook.
pub fn write_workbook(mut out: impl Write, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    let bytes = Book::new(answer, lang)
        .and_then(Book::finish)
        .map_err(io::Error::other)?;
    out.write_all(&bytes)?;
    out.flush()
}

struct Book<'a> {
    answer: &'a Answer<'a>,
    lang: Lang,
    whole: Workbook,
    head: Format,
    text: Format,
    number: Format,
    wrong: Format,
}

/// A sheet being written, row by row.
struct Sheet {
    sheet: Worksheet,
    row: u32,
}

/// What is put into a cell.
enum Put {
    Nothing,
    Words(String),
    Number(Decimal),
    /// A formula and what it gives.
    Formula(String, String),
}

impl From<&Field> for Put {
    fn from(field: &Field) -> Self {
        match field {
            Field::Empty => Self::Nothing,
            Field::Words(words) => Self::Words(words.clone()),
            Field::Number(number) => Self::Number(*number),
        }
    }
}

impl From<&str> for Put {
    fn from(words: &str) -> Self {
        (&Field::words(words)).into()
    }
}

impl From<Option<Decimal>> for Put {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }
}

impl From<usize> for Put {
    fn from(count: usize) -> Self {
        Self::Number(count.into())
    }
}

/// A formula with its result.
fn formula(formula: String, result: Decimal) -> Put {
    Put::Formula(formula, result.normalize().to_string())
}

/// The letters of a column: 27 is AB.
fn letters(column: usize) -> String {
    let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
    match column / 26 {
        0 => letter(column).to_string(),
        more => format!("{}{}", letters(more - 1), letter(column)),
    }
}

impl<'a> Book<'a> {
    fn new(answer: &'a Answer<'a>, lang: Lang) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        // The same set gives the same file.
        book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
        let base = || {
            Format::new()
                .set_font_name("宋体")
                .set_font_size(11)
                .set_align(FormatAlign::Top)
        };
        let mut made = Self {
            answer,
            lang,
            whole: book,
            head: base()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00E7_ECF3))
                .set_border_bottom(FormatBorder::Thin),
            text: base().set_num_format("@").set_quote_prefix().set_text_wrap(),
            number: base(),
            wrong: Format::new().set_bold().set_font_color(Color::RGB(0x00C0_0000)),
        };
        made.about()?;
        made.reports()?;
        made.findings()?;
        made.years()?;
        for index in 0..answer.review.parents.len() {
            made.parent(index)?;
        }
        made.gaps()?;
        made.alike()?;
        made.deductions()?;
        made.roster()?;
        if answer.set.entries.len() <= WITH_CELLS {
            made.cells()?;
        }
        Ok(made)
    }

    fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.whole.save_to_buffer()
    }

    fn words(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text::new(zh, en).get(self.lang)
    }

    /// A sheet whose first row is its heads.
    fn sheet(&self, name: &str, heads: &[(&str, u8)]) -> Result<Sheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet
            .set_name(name)?
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?.set_freeze_panes(1, 0)?;
        for (column, (head, width)) in (0..).zip(heads) {
            sheet.write_string_with_format(0, column, *head, &self.head)?;
            sheet.set_column_width(column, *width)?;
        }
        Ok(Sheet { sheet, row: 1 })
    }

    /// Writes a row.
    fn add(&self, sheet: &mut Sheet, values: impl IntoIterator<Item = Put>) -> Done {
        for (column, value) in (0..).zip(values) {
            self.put(&mut sheet.sheet, (sheet.row, column), value)?;
        }
        sheet.row += 1;
        Ok(())
    }

    fn put(&self, sheet: &mut Worksheet, (row, column): (u32, u16), value: Put) -> Done {
        match value {
            Put::Nothing => {}
            Put::Words(words) => {
                // What a cell of a spreadsheet holds at most.
                let kept: String = words.chars().take(16_000).collect();
                sheet.write_string_with_format(row, column, kept, &self.text)?;
            }
            Put::Number(number) => {
                let written = number.normalize().to_string();
                let digits = written.chars().filter(char::is_ascii_digit).count();
                match written.parse::<f64>().ok().filter(|_| digits <= DIGITS) {
                    Some(number) => sheet.write_number_with_format(row, column, number, &self.number)?,
                    None => sheet.write_string_with_format(row, column, written, &self.text)?,
                };
            }
            Put::Formula(formula, result) => {
                let formula = Formula::new(formula).set_result(result);
                sheet.write_formula_with_format(row, column, formula, &self.number)?;
            }
        }
        Ok(())
    }

    /// Ends a sheet: its rows can be filtered.
    fn end(&mut self, mut sheet: Sheet, columns: usize) -> Done {
        if sheet.row > 1 && columns > 0 {
            sheet.sheet.autofilter(0, 0, sheet.row - 1, columns as u16 - 1)?;
        }
        self.whole.push_worksheet(sheet.sheet);
        Ok(())
    }

    /// What is not 0 in a column is set in red and bold.
    fn mark(&self, sheet: &mut Worksheet, (first, last): (u32, u32), (from, to): (u16, u16)) -> Done {
        if first <= last {
            let rule = ConditionalFormatCellRule::NotEqualTo(0);
            let format = ConditionalFormatCell::new().set_rule(rule).set_format(&self.wrong);
            sheet.add_conditional_format(first, from, last, to, &format)?;
        }
        Ok(())
    }

    /// 说明.
    fn about(&mut self) -> Done {
        let review = self.answer.review;
        let heads = [(self.words("项目", "what"), 24), (self.words("内容", "says"), 100)];
        let mut sheet = self.sheet(self.words("说明", "about"), &heads)?;
        let lang = self.lang;
        let mut lines: Vec<(&str, String)> = vec![
            (
                self.words("程序", "program"),
                format!("gouji {}", env!("CARGO_PKG_VERSION")),
            ),
            (
                self.words("核对范围", "set"),
                format!("{} {}", self.answer.set.root, words::years(review)),
            ),
            (
                self.words("单位名单", "roster"),
                self.answer
                    .roster
                    .unwrap_or(self.words("无，按名称和文件夹推断", "none: names and folders tell"))
                    .to_owned(),
            ),
            (
                self.words("结论", "verdict"),
                words::verdict(&review.summary, lang).to_owned(),
            ),
            (self.words("数量", "counts"), words::counts(&review.summary, lang)),
            (
                self.words("空", "none"),
                self.words(
                    "报告中没有数字的，写明“空”及其状态，不是0；求和时空白和“/”不计。",
                    "Where a report has no number, that is said; it is no 0. Sums skip blanks and signs.",
                )
                .to_owned(),
            ),
            (
                self.words("公式", "formulas"),
                self.words(
                    "推算、差、合计和勾稽各列为公式，改动数字后自动重算。",
                    "Sums, differences and checks are formulas and follow a change.",
                )
                .to_owned(),
            ),
        ];
        let mut open: Vec<(&str, &str)> = Vec::new();
        for result in review.pairs.iter().flat_map(|pair| &pair.results) {
            if let Outcome::Unchecked(why) = result.outcome {
                open.push((result.rule.code, why.words(lang)));
            }
        }
        open.sort_unstable();
        for same in open.chunk_by(|a, b| a == b) {
            let words = format!("{} × {}：{}", same[0].0, same.len(), same[0].1);
            lines.push((self.words("未作核对", "not checked"), words));
        }
        for (what, says) in lines {
            self.add(&mut sheet, [what.into(), says.as_str().into()])?;
        }
        self.end(sheet, 0)
    }

    /// 汇总: a row a report.
    fn reports(&mut self) -> Done {
        let heads: Vec<(&str, u8)> = COLUMNS
            .iter()
            .map(|column| (column.name.get(self.lang), column.width))
            .collect();
        let mut sheet = self.sheet(self.words("汇总", "reports"), &heads)?;
        let count = self.answer.set.entries.len();
        for index in 0..count {
            let fields = row(self.answer, index, self.lang);
            self.add(&mut sheet, fields.iter().map(Put::from))?;
        }
        let last = sheet.row;
        // The counts: how many of each verdict, and sums of what is a number.
        let mut verdicts: Vec<&str> = self
            .answer
            .set
            .entries
            .iter()
            .map(|entry| names::verdict(&entry.summary, self.lang))
            .collect();
        verdicts.sort_unstable();
        sheet.row += 1;
        for same in verdicts.chunk_by(|a, b| a == b) {
            let counted = formula(format!("=COUNTIF(E2:E{last},D{})", sheet.row + 1), same.len().into());
            self.add(
                &mut sheet,
                [Put::Nothing, Put::Nothing, Put::Nothing, same[0].into(), counted],
            )?;
        }
        if count > 0 {
            sheet.sheet.autofilter(0, 0, last - 1, heads.len() as u16 - 1)?;
        }
        self.end(sheet, 0)
    }

    /// 核对意见: a row a finding, of the reports and of the set.
    fn findings(&mut self) -> Done {
        let heads = [
            (self.words("文件", "file"), 30),
            (self.words("单位", "organ"), 24),
            (self.words("年度", "year"), 8),
            (self.words("类型", "kind"), 10),
            (self.words("规则", "rule"), 8),
            (self.words("级别", "severity"), 8),
            (self.words("标题", "title"), 34),
            (self.words("意见", "message"), 60),
            (self.words("建议", "hint"), 50),
            (self.words("计算数", "expected"), 10),
            (self.words("报告数", "actual"), 10),
            (self.words("原文", "evidence"), 40),
            (self.words("关联文件", "with"), 30),
            (self.words("单元格", "cells"), 36),
        ];
        let (answer, lang) = (self.answer, self.lang);
        let mut sheet = self.sheet(self.words("核对意见", "findings"), &heads)?;
        let cells = |cells: &[CellId]| cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        for (entry, filed) in answer.set.entries.iter().zip(&answer.review.filed) {
            for finding in &entry.findings {
                let quotes: Vec<String> = entry
                    .quotes(&finding.cells)
                    .into_iter()
                    .map(|quote| quote.text)
                    .collect();
                let values: [Put; 14] = [
                    entry.file.path.as_str().into(),
                    answer.review.bodies[filed.body].name.as_str().into(),
                    filed.year.map(Decimal::from).into(),
                    self.words("本报告", "report").into(),
                    finding.code().into(),
                    names::severity(finding.severity, lang).into(),
                    finding.title(lang).into(),
                    finding.message(lang).as_str().into(),
                    finding.hint(lang).as_str().into(),
                    finding.expected.into(),
                    finding.actual.into(),
                    quotes.join(" | ").as_str().into(),
                    Put::Nothing,
                    cells(&finding.cells).as_str().into(),
                ];
                self.add(&mut sheet, values)?;
            }
        }
        let file = |entry: usize| answer.set.entries[entry].file.path.clone();
        for finding in &answer.review.findings {
            let at = finding.at.as_ref();
            let quotes: Vec<&str> = at
                .into_iter()
                .flat_map(|at| at.evidence.iter().map(|quote| quote.text.as_str()))
                .collect();
            let values: [Put; 14] = [
                at.map_or_else(String::new, |at| file(at.entry)).as_str().into(),
                answer.review.bodies[finding.body].name.as_str().into(),
                Put::Number(finding.year.into()),
                words::group(finding, lang).into(),
                finding.rule.code.into(),
                names::severity(finding.severity, lang).into(),
                finding.rule.title.get(lang).into(),
                finding.says.get(lang).as_str().into(),
                finding.hint(lang).as_str().into(),
                finding.expected.into(),
                finding.actual.into(),
                quotes.join(" | ").as_str().into(),
                words::with_files(finding, file).as_str().into(),
                at.map_or_else(String::new, |at| cells(&at.cells)).as_str().into(),
            ];
            self.add(&mut sheet, values)?;
        }
        self.end(sheet, heads.len())
    }

    /// 年度衔接: every comparison of a pair.
    fn years(&mut self) -> Done {
        let heads = [
            (self.words("单位", "organ"), 26),
            (self.words("配对依据", "paired by"), 18),
            (self.words("上年文件", "last year's file"), 26),
            (self.words("本年文件", "this year's file"), 26),
            (self.words("项目", "item"), 30),
            (self.words("上年数", "last year"), 10),
            (self.words("制发", "issued"), 8),
            (self.words("废止", "repealed"), 8),
            (self.words("推算", "expected"), 10),
            (self.words("本年数", "this year"), 10),
            (self.words("差", "difference"), 8),
            (self.words("结论", "outcome"), 26),
        ];
        let mut sheet = self.sheet(self.words("年度衔接", "years"), &heads)?;
        for pair in &self.answer.review.pairs {
            for result in &pair.results {
                let values = self.compared(pair, result, sheet.row + 1);
                self.add(&mut sheet, values)?;
            }
        }
        let last = sheet.row.saturating_sub(1);
        self.mark(&mut sheet.sheet, (1, last), (10, 10))?;
        self.end(sheet, heads.len())
    }

    fn compared(&self, pair: &Pair, result: &Compared, row: u32) -> Vec<Put> {
        let (lang, entries) = (self.lang, &self.answer.set.entries);
        let mut values: Vec<Put> = vec![
            self.answer.review.bodies[pair.body].name.as_str().into(),
            pair.grade.words(lang).into(),
            entries[pair.previous].file.path.as_str().into(),
            entries[pair.current].file.path.as_str().into(),
            format!("{} {}", result.rule.code, self.item(result)).as_str().into(),
        ];
        // Sums follow from what is carried on; that a total is no less than what was pending is no equation.
        let equation = matches!(result.rule.code, "G01" | "G02") && !self.is_old_stock(pair, result);
        if let (Some(p), Some(c), true) = (result.previous, result.current, equation) {
            let (issued, repealed, expected) = result.moved.unwrap_or((Decimal::ZERO, Decimal::ZERO, p));
            values.push(Put::Number(p));
            values.extend(match result.moved {
                Some(_) => [Put::Number(issued), Put::Number(repealed)],
                None => [Put::Nothing, Put::Nothing],
            });
            values.push(formula(format!("=F{row}+G{row}-H{row}"), expected));
            values.push(Put::Number(c));
            values.push(formula(format!("=J{row}-I{row}"), c - expected));
            let (same, other) = (self.words("一致", "held"), self.words("不一致", "broken"));
            if c == expected || result.outcome == Outcome::Broken {
                let says = if c == expected { same } else { other };
                values.push(Put::Formula(
                    format!("=IF(K{row}=0,\"{same}\",\"{other}\")"),
                    says.to_owned(),
                ));
            } else {
                values.push(
                    self.words("一致（差额已在报告中说明）", "held (the report says why)")
                        .into(),
                );
            }
            return values;
        }
        values.extend([
            result.previous.into(),
            Put::Nothing,
            Put::Nothing,
            Put::Nothing,
            result.current.into(),
            Put::Nothing,
        ]);
        values.push(self.outcome(result.outcome).as_str().into());
        values
    }

    /// The form of 2019 does not say what was repealed: nothing to add up.
    fn is_old_stock(&self, pair: &Pair, result: &Compared) -> bool {
        result.rule.code == "G02" && self.answer.set.entries[pair.current].forms.0 == Some(Version::V2019)
    }

    fn outcome(&self, outcome: Outcome) -> String {
        match (outcome, self.lang) {
            (Outcome::Held, _) => self.words("一致", "held").to_owned(),
            (Outcome::Broken, _) => self.words("不一致", "broken").to_owned(),
            (Outcome::Unchecked(why), Lang::Zh) => format!("未核（{}）", why.words(Lang::Zh)),
            (Outcome::Unchecked(why), Lang::En) => format!("not checked ({})", why.words(Lang::En)),
        }
    }

    /// What was compared, in words.
    fn item(&self, result: &Compared) -> String {
        let (code, lang) = (result.rule.code, self.lang);
        let by_name = |table: TableId| {
            table
                .rows(Version::V2021)
                .iter()
                .position(|row| row.name == result.item)
        };
        match code {
            "G01" => {
                let columns = TableId::Requests.rows(Version::V2021)[1].columns;
                let column = columns
                    .iter()
                    .position(|column| column.name == result.item)
                    .unwrap_or(6);
                let cell = CellId::new(TableId::Requests, Version::V2021, 1, column);
                format!("{} {}", self.words("上年结转", "carried in"), column_name(cell, lang))
            }
            "G02" => {
                let row = by_name(TableId::Disclosure).unwrap_or(1);
                let cell = CellId::new(TableId::Disclosure, Version::V2021, row, 0);
                format!("{} {}", row_name(cell, lang), self.words("现行有效", "in force"))
            }
            "G03" => format!("{} {}%", self.words("正文增幅", "growth"), result.item),
            "G04" if result.item == "problems" => self.words("第五部分", "part 5").to_owned(),
            "G04" => self.words("第一部分", "part 1").to_owned(),
            "G05" => self.words("三张表", "the tables").to_owned(),
            _ => {
                let row = by_name(TableId::Appeals).unwrap_or(0);
                let cell = CellId::new(TableId::Appeals, Version::V2021, row, 4);
                format!("{} {}", row_name(cell, lang), self.words("尚未审结", "pending"))
            }
        }
    }

    /// The sheets of one government: what lies below it, table by table, and the sums beside its own report.
    fn parent(&mut self, index: usize) -> Done {
        let parent = &self.answer.review.parents[index];
        let several = self.answer.review.parents.len() > 1;
        let suffix = if several {
            format!(" {}", index + 1)
        } else {
            String::new()
        };
        let mut places: Vec<(CellId, String)> = Vec::new();
        for table in TableId::ALL {
            let name = match self.lang {
                Lang::Zh => format!("各单位·{}{suffix}", table_name(table, self.lang)),
                Lang::En => format!("organs, {}{suffix}", table_name(table, self.lang)),
            };
            self.organs(parent, table, &name, &mut places)?;
        }
        self.totals(parent, &suffix)?;
        self.sums(parent, &suffix, &places)
    }

    /// The cells of a table as they stand in the sheets of organs.
    fn columns(&self, parent: &Parent, table: TableId) -> Vec<CellId> {
        let entries = &self.answer.set.entries;
        let version = match table {
            TableId::Disclosure => entries[parent.entry].forms.0.unwrap_or(Version::V2021),
            _ => Version::V2021,
        };
        let rows = table.rows(version).iter().enumerate();
        let old = parent
            .cells
            .iter()
            .any(|sum| sum.cell.table == TableId::Requests && sum.cell.row().role == Role::Closed);
        let there = rows.filter(|(_, row)| match row.role {
            Role::Group => false,
            Role::Closed => old,
            Role::ClosedPart => !old,
            _ => true,
        });
        there
            .flat_map(|(row, form)| (0..form.columns.len()).map(move |column| CellId::new(table, version, row, column)))
            .collect()
    }

    /// 各单位·表X: a row an organ; below them the sum, the government's own report, and the difference.
    fn organs(&mut self, parent: &Parent, table: TableId, name: &str, places: &mut Vec<(CellId, String)>) -> Done {
        let cells = self.columns(parent, table);
        let checks = checks(table, &cells);
        let mut sheet = Worksheet::new();
        sheet
            .set_name(name)?
            .set_landscape()
            .set_paper_size(8)
            .set_print_fit_to_pages(1, 0);
        sheet
            .set_repeat_rows(0, 1)?
            .set_freeze_panes(2, 1)?
            .set_column_width(0, 28)?;
        sheet.write_string_with_format(1, 0, self.words("单位", "organ"), &self.head)?;
        self.group_heads(&mut sheet, &cells)?;
        for (at, check) in checks.iter().enumerate() {
            let column = (1 + cells.len() + at) as u16;
            sheet.write_string_with_format(0, column, check.code, &self.head)?;
            let words = if check.by_row {
                row_name(check.name, self.lang)
            } else {
                column_name(check.name, self.lang)
            };
            sheet.write_string_with_format(1, column, words, &self.head)?;
        }
        let mut at = 2;
        for &child in &parent.children {
            self.organ(&mut sheet, at, child, (&cells, &checks))?;
            at += 1;
        }
        let last = at; // the row of the last organ as a spreadsheet counts
        let (sum, own, off) = (at, at + 1, at + 2);
        for (row, words) in [
            (sum, ("各单位之和", "sum")),
            (own, ("政府报告", "the government's")),
            (off, ("差", "difference")),
        ] {
            sheet.write_string_with_format(row, 0, self.words(words.0, words.1), &self.head)?;
        }
        for (index, &cell) in cells.iter().enumerate() {
            let (column, letter) = ((index + 1) as u16, letters(index + 1));
            let total = self.shown_sum(parent, cell);
            self.put(
                &mut sheet,
                (sum, column),
                formula(format!("=SUM({letter}3:{letter}{last})"), total),
            )?;
            let value = self.value(parent.entry, cell);
            let number = if let Put::Number(number) = value {
                number
            } else {
                Decimal::ZERO
            };
            self.put(&mut sheet, (own, column), value)?;
            // A sign or words stand for no number: N makes them 0.
            let formula_of_difference = format!("=SUM({letter}{})-{letter}{}", own + 1, sum + 1);
            self.put(
                &mut sheet,
                (off, column),
                formula(formula_of_difference, number - total),
            )?;
            places.push((cell, format!("'{name}'!{letter}3:{letter}{last}")));
        }
        self.mark(&mut sheet, (off, off), (1, cells.len() as u16))?;
        at = off + 1;
        if !parent.left_out.is_empty() {
            sheet.write_string_with_format(at + 1, 0, self.words("以下不计入", "not summed"), &self.head)?;
            at += 2;
            for left in &parent.left_out {
                self.organ(&mut sheet, at, left.entry, (&cells, &checks))?;
                at += 1;
            }
        }
        if !checks.is_empty() {
            let from = (1 + cells.len()) as u16;
            self.mark(&mut sheet, (2, at - 1), (from, from + checks.len() as u16 - 1))?;
        }
        self.whole.push_worksheet(sheet);
        Ok(())
    }

    /// The heads: a row's name above its columns.
    fn group_heads(&self, sheet: &mut Worksheet, cells: &[CellId]) -> Done {
        let mut from = 0;
        for group in cells.chunk_by(|a, b| a.row == b.row) {
            let (first, last) = ((from + 1) as u16, (from + group.len()) as u16);
            let name = row_name(group[0], self.lang);
            if first < last {
                sheet.merge_range(0, first, 0, last, name, &self.head)?;
            } else {
                sheet.write_string_with_format(0, first, name, &self.head)?;
            }
            for (column, &cell) in (first..).zip(group) {
                sheet.write_string_with_format(1, column, column_name(cell, self.lang), &self.head)?;
            }
            from += group.len();
        }
        Ok(())
    }

    fn organ(&self, sheet: &mut Worksheet, at: u32, entry: usize, (cells, checks): (&[CellId], &[Check])) -> Done {
        let name = &self.answer.review.bodies[self.answer.review.filed[entry].body].name;
        self.put(sheet, (at, 0), name.as_str().into())?;
        for (index, &cell) in cells.iter().enumerate() {
            self.put(sheet, (at, (index + 1) as u16), self.value(entry, cell))?;
        }
        for (index, check) in checks.iter().enumerate() {
            let column = (1 + cells.len() + index) as u16;
            let side = |side: &[usize]| {
                let places: Vec<String> = side
                    .iter()
                    .map(|&cell| format!("{}{}", letters(cell + 1), at + 1))
                    .collect();
                let sum = side.iter().filter_map(|&cell| match self.value(entry, cells[cell]) {
                    Put::Number(number) => Some(number),
                    _ => None,
                });
                (format!("SUM({})", places.join(",")), sum.sum::<Decimal>())
            };
            let ((left, a), (right, b)) = (side(&check.left), side(&check.right));
            self.put(sheet, (at, column), formula(format!("={left}-{right}"), a - b))?;
        }
        Ok(())
    }

    /// What a report says in a cell: a blank stays a blank.
    fn value(&self, entry: usize, cell: CellId) -> Put {
        let report: &Entry = &self.answer.set.entries[entry];
        let group = cell.table == TableId::Requests && cell.row().role == Role::Closed;
        if group && report.forms.1 == Some(Version::V2021) {
            return super::table::group_cell(report, cell).into();
        }
        match report.cell(cell) {
            Some(kept) => match kept.state {
                State::Value => kept.count().into(),
                State::Blank => Put::Nothing,
                State::Placeholder => report.written(kept).into(),
                State::Missing | State::Unreadable(_) => {
                    format!("（{}）", names::state(kept.state, self.lang)).as_str().into()
                }
            },
            None => format!("（{}）", names::state(State::Missing, self.lang))
                .as_str()
                .into(),
        }
    }

    /// The sum of what the sheet shows as numbers.
    fn shown_sum(&self, parent: &Parent, cell: CellId) -> Decimal {
        let numbers = parent
            .children
            .iter()
            .filter_map(|&child| match self.value(child, cell) {
                Put::Number(number) => Some(number),
                _ => None,
            });
        numbers.sum()
    }

    /// 各单位·表三（总计列）: what people print.
    fn totals(&mut self, parent: &Parent, suffix: &str) -> Done {
        let cells: Vec<CellId> = self
            .columns(parent, TableId::Requests)
            .into_iter()
            .filter(|cell| cell.column == 6)
            .collect();
        let mut heads: Vec<(&str, u8)> = vec![(self.words("单位", "organ"), 28)];
        heads.extend(cells.iter().map(|&cell| (row_name(cell, self.lang), 9)));
        let name = match self.lang {
            Lang::Zh => format!("各单位·表三（总计列）{suffix}"),
            Lang::En => format!("organs, table 3, totals{suffix}"),
        };
        let mut sheet = self.sheet(&name, &heads)?;
        for &child in &parent.children {
            let body = &self.answer.review.bodies[self.answer.review.filed[child].body].name;
            let values = std::iter::once(body.as_str().into()).chain(cells.iter().map(|&cell| self.value(child, cell)));
            self.add(&mut sheet, values.collect::<Vec<_>>())?;
        }
        let last = sheet.row;
        let sums = cells.iter().enumerate().map(|(index, &cell)| {
            let letter = letters(index + 1);
            formula(format!("=SUM({letter}2:{letter}{last})"), self.shown_sum(parent, cell))
        });
        let values: Vec<Put> = std::iter::once(self.words("各单位之和", "sum").into())
            .chain(sums)
            .collect();
        self.add(&mut sheet, values)?;
        self.end(sheet, 0)
    }

    /// 汇总核对: every cell of the government's report beside the sum.
    fn sums(&mut self, parent: &Parent, suffix: &str, places: &[(CellId, String)]) -> Done {
        let heads = [
            (self.words("表", "table"), 8),
            (self.words("行", "row"), 40),
            (self.words("列", "column"), 18),
            (self.words("政府报告数", "the government's"), 12),
            (self.words("各单位之和", "sum"), 12),
            (self.words("差", "difference"), 10),
            (self.words("类", "class"), 6),
            (self.words("结论", "outcome"), 22),
            (self.words("解释", "explanation"), 60),
        ];
        let mut sheet = self.sheet(&format!("{}{suffix}", self.words("汇总核对", "sums")), &heads)?;
        let explained: Vec<String> = parent
            .explanations
            .iter()
            .map(|found| found.says.get(self.lang))
            .collect();
        for sum in &parent.cells {
            let row = sheet.row + 1;
            let place = places
                .iter()
                .find(|place| place.0 == sum.cell)
                .map(|place| place.1.as_str());
            let shown = self.shown_sum(parent, sum.cell);
            let own = sum.parent.unwrap_or_default();
            let (same, other) = (self.words("一致", "held"), self.words("不一致", "broken"));
            let outcome = match sum.outcome {
                Outcome::Held | Outcome::Broken if own == shown || sum.outcome == Outcome::Broken => {
                    let says = if own == shown { same } else { other };
                    Put::Formula(format!("=IF(F{row}=0,\"{same}\",\"{other}\")"), says.to_owned())
                }
                Outcome::Held => self.words("一致（舍入以内）", "held (rounded)").into(),
                outcome => self.outcome(outcome).as_str().into(),
            };
            let is_open = sum.outcome == Outcome::Broken;
            let values: [Put; 9] = [
                table_name(sum.cell.table, self.lang).into(),
                row_name(sum.cell, self.lang).into(),
                column_name(sum.cell, self.lang).into(),
                sum.parent.into(),
                place.map_or(Put::Nothing, |place| formula(format!("=SUM({place})"), shown)),
                formula(format!("=D{row}-E{row}"), own - shown),
                sum.class.name().into(),
                outcome,
                if is_open {
                    explained.concat().as_str().into()
                } else {
                    Put::Nothing
                },
            ];
            self.add(&mut sheet, values)?;
        }
        let last = sheet.row.saturating_sub(1);
        self.mark(&mut sheet.sheet, (1, last), (5, 5))?;
        self.end(sheet, heads.len())
    }

    /// 缺报与重复.
    fn gaps(&mut self) -> Done {
        let heads = [
            (self.words("单位", "organ"), 28),
            (self.words("年度", "year"), 8),
            (self.words("情况", "state"), 20),
            (self.words("文件", "file"), 40),
            (self.words("说明", "note"), 60),
        ];
        let (answer, lang) = (self.answer, self.lang);
        let mut sheet = self.sheet(self.words("缺报与重复", "gaps"), &heads)?;
        for missing in &answer.review.missing {
            let values: [Put; 3] = [
                answer.review.bodies[missing.body].name.as_str().into(),
                Put::Number(missing.year.into()),
                self.words("缺报", "missing").into(),
            ];
            self.add(&mut sheet, values)?;
        }
        for (entry, filed) in answer.set.entries.iter().zip(&answer.review.filed) {
            let state = match (entry.is_report(), filed.replaced_by) {
                (false, _) => self.words("无法读取", "not read"),
                (true, Some(_)) => self.words("重复，未采用", "not used"),
                _ => continue,
            };
            let other = filed
                .replaced_by
                .map_or_else(String::new, |other| answer.set.entries[other].file.path.clone());
            let note = if other.is_empty() {
                names::reason(&entry.summary, lang)
            } else {
                other
            };
            let values: [Put; 5] = [
                answer.review.bodies[filed.body].name.as_str().into(),
                filed.year.map(Decimal::from).into(),
                state.into(),
                entry.file.path.as_str().into(),
                note.as_str().into(),
            ];
            self.add(&mut sheet, values)?;
        }
        self.end(sheet, heads.len())
    }

    /// 雷同.
    fn alike(&mut self) -> Done {
        let heads = [
            (self.words("部分", "part"), 10),
            (self.words("单位", "organ"), 26),
            (self.words("另一单位", "other organ"), 26),
            (self.words("字数", "characters"), 8),
            (self.words("相同字数", "the same"), 8),
            (self.words("占比（%）", "%"), 8),
            (self.words("相同文字", "words"), 80),
        ];
        let answer = self.answer;
        let mut sheet = self.sheet(self.words("雷同", "alike"), &heads)?;
        for alike in &answer.review.alike {
            let [a, b] = alike
                .entries
                .map(|entry| answer.review.bodies[answer.review.filed[entry].body].name.as_str());
            let words = answer.set.entries[alike.entries[0]].normal(alike.is_problems);
            let runs: Vec<String> = alike.cover[0]
                .longest(3)
                .iter()
                .map(|run| words.quote(run.ours).text)
                .collect();
            let part = if alike.is_problems {
                self.words("第五部分", "part 5")
            } else {
                self.words("第一部分", "part 1")
            };
            let values: [Put; 7] = [
                part.into(),
                a.into(),
                b.into(),
                alike.cover[0].of.into(),
                alike.cover[0].same.into(),
                alike.percent().into(),
                runs.join(" … ").as_str().into(),
            ];
            self.add(&mut sheet, values)?;
        }
        for template in &answer.review.templates {
            let said = match self.lang {
                Lang::Zh => format!("{}个单位使用了相同表述", template.bodies),
                Lang::En => format!("shared by {} organs", template.bodies),
            };
            let values: [Put; 7] = [
                self.words("统一表述", "template").into(),
                said.as_str().into(),
                Put::Nothing,
                Put::Nothing,
                Put::Nothing,
                Put::Nothing,
                template.text.as_str().into(),
            ];
            self.add(&mut sheet, values)?;
        }
        self.end(sheet, heads.len())
    }

    /// 扣分明细: a line a deduction; only where there is a table of points.
    fn deductions(&mut self) -> Done {
        if self.answer.deductions.is_empty() {
            return Ok(());
        }
        let heads = [
            (self.words("单位", "organ"), 26),
            (self.words("文件", "file"), 30),
            (self.words("规则", "rule"), 8),
            (self.words("内容", "what"), 40),
            (self.words("条数", "findings"), 8),
            (self.words("扣分", "points off"), 8),
            (self.words("依据", "evidence"), 80),
        ];
        let (answer, lang) = (self.answer, self.lang);
        let mut sheet = self.sheet(self.words("扣分明细", "points"), &heads)?;
        for (entry, deductions) in answer.deductions.iter().enumerate() {
            let report = &answer.set.entries[entry];
            for deduction in deductions {
                let own = report.findings.iter().filter(|finding| finding.rule == deduction.rule);
                let of_set = answer
                    .review
                    .findings_of(entry)
                    .filter(|finding| finding.rule == deduction.rule);
                let said = own
                    .map(|finding| finding.message(lang))
                    .chain(of_set.map(|finding| finding.says.get(lang)));
                let values: [Put; 7] = [
                    answer.review.bodies[answer.review.filed[entry].body]
                        .name
                        .as_str()
                        .into(),
                    report.file.path.as_str().into(),
                    deduction.rule.code.into(),
                    deduction.rule.title.get(lang).into(),
                    deduction.count.into(),
                    Put::Number(deduction.points),
                    said.collect::<Vec<_>>().join(" ").as_str().into(),
                ];
                self.add(&mut sheet, values)?;
            }
        }
        self.end(sheet, heads.len())
    }

    /// 单位名单, to be corrected and given back.
    fn roster(&mut self) -> Done {
        let heads: Vec<(&str, u8)> = ROSTER.iter().map(|head| (*head, 20)).collect();
        let mut sheet = self.sheet(self.words("单位名单", "roster"), &heads)?;
        for record in roster(self.answer) {
            self.add(&mut sheet, record.iter().map(|text| text.as_str().into()))?;
        }
        self.end(sheet, heads.len())
    }

    /// 单元格: a row a cell.
    fn cells(&mut self) -> Done {
        let heads = [
            (self.words("文件", "file"), 30),
            (self.words("单位", "organ"), 24),
            (self.words("年度", "year"), 8),
            (self.words("单元格", "cell"), 36),
            (self.words("状态", "state"), 10),
            (self.words("数值", "value"), 12),
            (self.words("原文", "text"), 14),
        ];
        let answer = self.answer;
        let mut sheet = self.sheet(self.words("单元格", "cells"), &heads)?;
        for (entry, filed) in answer.set.entries.iter().zip(&answer.review.filed) {
            for cell in &entry.cells {
                let number = cell.count().filter(|_| cell.state == State::Value);
                let values: [Put; 7] = [
                    entry.file.path.as_str().into(),
                    answer.review.bodies[filed.body].name.as_str().into(),
                    filed.year.map(Decimal::from).into(),
                    cell.id.to_string().as_str().into(),
                    names::state(cell.state, self.lang).into(),
                    number.into(),
                    entry.written(cell).into(),
                ];
                self.add(&mut sheet, values)?;
            }
        }
        self.end(sheet, heads.len())
    }
}

/// An identity of one organ's row: indices of the cells on both sides.
struct Check {
    code: &'static str,
    name: CellId,
    by_row: bool,
    left: Vec<usize>,
    right: Vec<usize>,
}

/// A01 to A07 over the cells of a table as they stand side by side.
fn checks(table: TableId, cells: &[CellId]) -> Vec<Check> {
    let mut checks = Vec::new();
    let at = |cell: CellId| cells.iter().position(|other| *other == cell);
    if table == TableId::Disclosure {
        return checks;
    }
    for group in cells.chunk_by(|a, b| a.row == b.row) {
        let Some((&total, parts)) = group.split_last() else {
            continue;
        };
        let code = match (table, total.row) {
            (TableId::Requests, _) => "A01",
            (_, 0) => "A05",
            (_, 1) => "A06",
            _ => "A07",
        };
        checks.push(Check {
            code,
            name: total,
            by_row: true,
            left: parts.iter().filter_map(|&cell| at(cell)).collect(),
            right: at(total).into_iter().collect(),
        });
    }
    if table == TableId::Requests {
        for column in 0..7 {
            let of = |roles: &[Role]| -> Vec<usize> {
                let cells = cells.iter().enumerate();
                cells
                    .filter(|(_, cell)| cell.column == column && roles.contains(&cell.row().role))
                    .map(|found| found.0)
                    .collect()
            };
            let Some(&first) = cells.iter().find(|cell| cell.column == column) else {
                continue;
            };
            let sides = [
                (
                    "A02",
                    of(&[Role::Outcome, Role::Closed, Role::ClosedPart]),
                    of(&[Role::OutcomesTotal]),
                ),
                ("A03", of(&[Role::Intake]), of(&[Role::OutcomesTotal, Role::CarriedOut])),
            ];
            for (code, left, right) in sides {
                checks.push(Check {
                    code,
                    name: first,
                    by_row: false,
                    left,
                    right,
                });
            }
        }
    }
    checks
}
