//! A set as a workbook (.xlsx): live formulas beside the numbers that they give, so that a spreadsheet checks them again.
//!
//! Written by `rust_xlsxwriter`: formulas with their results, conditional formats, merged heads and print titles are what it is for.
//! The page does without it (262 KB); the own writer of `output::xlsx` stays what the page saves.

mod agencies;
mod draft;
mod lists;
mod sums;
mod years;

use std::io::{self, Write};

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::table::{disclosed, requests_total};
use super::{Answer, COLUMNS, SUMMED, row, words};
use crate::form::CellId;
use crate::language::{Lang, Text};
use crate::output::names;
use crate::output::records::Field;
use crate::set::{Entry, Outcome};

/// The cells of every report fill a sheet up to so many reports.
const WITH_CELLS: usize = 2000;
/// Columns of the sheet of reports: 公开率, two after 办结; and those with a sum below.
const RATE: usize = 16;
/// Digits of a number that a spreadsheet keeps.
const DIGITS: usize = 15;

type Done = Result<(), XlsxError>;

pub use draft::write_draft;

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

/// 公开率 as a formula over 办结, where there is one.
fn rate(entry: &Entry, row: u32) -> Option<Put> {
    let (rate, _) = disclosed(entry)?;
    let number = |name| entry.count(requests_total(name));
    let (granted, partial) = (number("granted")?, number("partial")?);
    let total = letters(RATE - 2);
    Some(formula(
        format!("=IF({total}{row}=0,\"\",ROUND(({granted}+{partial})/{total}{row},4))"),
        rate,
    ))
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
    /// A workbook without sheets.
    fn empty(answer: &'a Answer<'a>, lang: Lang) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        // The same set gives the same file.
        book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
        let base = || {
            Format::new()
                .set_font_name("宋体")
                .set_font_size(11)
                .set_align(FormatAlign::Top)
        };
        Ok(Self {
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
        })
    }

    fn new(answer: &'a Answer<'a>, lang: Lang) -> Result<Self, XlsxError> {
        let mut made = Self::empty(answer, lang)?;
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
        if let Some(only) = self.answer.only {
            lines.push((self.words("已筛选", "only"), only.says.to_owned()));
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
        let entries = &self.answer.set.entries;
        let shown = entries
            .iter()
            .enumerate()
            .filter(|(index, _)| self.answer.shows(*index));
        let count = shown.clone().count();
        let mut sums = vec![Decimal::ZERO; heads.len()];
        for (index, entry) in shown {
            let mut values: Vec<Put> = row(self.answer, index, self.lang).iter().map(Put::from).collect();
            for (sum, value) in sums.iter_mut().zip(&values) {
                if let Put::Number(number) = value {
                    *sum = sum.saturating_add(*number);
                }
            }
            if let Some(rate) = rate(entry, sheet.row + 1) {
                values[RATE] = rate;
            }
            self.add(&mut sheet, values)?;
        }
        let last = sheet.row;
        let mut values: Vec<Put> = vec![self.words("合计", "sum").into()];
        values.extend(sums.into_iter().enumerate().skip(1).map(|(column, sum)| {
            let letter = letters(column);
            let is_summed = count > 0 && SUMMED.contains(&column);
            if is_summed {
                formula(format!("=SUM({letter}2:{letter}{last})"), sum)
            } else {
                Put::Nothing
            }
        }));
        self.add(&mut sheet, values)?;
        // How many of each verdict.
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
            (self.words("单位", "agency"), 24),
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
            (self.words("处理", "stage"), 10),
            (self.words("备注", "remark"), 30),
        ];
        let (answer, lang) = (self.answer, self.lang);
        let decided = |entry: Option<usize>, rule: &str| -> [Put; 2] {
            match entry.and_then(|entry| answer.decision(entry, Some(rule))) {
                Some(decision) => [decision.stage.words(lang).into(), decision.note.as_str().into()],
                None => [Put::Nothing, Put::Nothing],
            }
        };
        let mut sheet = self.sheet(self.words("核对意见", "findings"), &heads)?;
        let cells = |cells: &[CellId]| cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let entries = answer.set.entries.iter().zip(&answer.review.filed).enumerate();
        for (index, (entry, filed)) in entries.filter(|(index, _)| answer.shows(*index)) {
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
                    finding.advice(lang).as_str().into(),
                    finding.expected.into(),
                    finding.actual.into(),
                    quotes.join(" | ").as_str().into(),
                    Put::Nothing,
                    cells(&finding.cells).as_str().into(),
                ];
                let values = values.into_iter().chain(decided(Some(index), finding.code()));
                self.add(&mut sheet, values)?;
            }
        }
        let file = |entry: usize| answer.set.entries[entry].file.path.clone();
        let of_set = answer.review.findings.iter();
        for finding in of_set.filter(|finding| finding.at.as_ref().is_none_or(|at| answer.shows(at.entry))) {
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
                finding.advice(lang).as_str().into(),
                finding.expected.into(),
                finding.actual.into(),
                quotes.join(" | ").as_str().into(),
                words::with_files(finding, file).as_str().into(),
                at.map_or_else(String::new, |at| cells(&at.cells)).as_str().into(),
            ];
            let decided = decided(at.map(|at| at.entry), finding.rule.code);
            self.add(&mut sheet, values.into_iter().chain(decided))?;
        }
        self.end(sheet, heads.len())
    }
}
