//! The sums for a government's own report (汇总表): the three tables in their official layout, by formulas over its agencies' reports.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::agencies::Agencies;
use super::{Book, Done, Put, formula, letters};
use crate::form::{
    APPEALS, CellId, Column, DISCLOSURE_2021, PARTS, Part, REQUESTS, Role, Row, TableId, Version, column_name,
    row_name, table_name,
};
use crate::language::Lang;
use crate::output::set::package::{archive, parts};
use crate::output::set::{Answer, words};
use crate::set::Draft;

/// How wide the sheet is, in columns: table four has fifteen.
const WIDTH: u16 = 15;
/// How many characters stand on a line of the long labels, in the third column.
const LABEL: u16 = 17;
const NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
const OUTCOMES: &str = "三、本年度办理结果";
const REMINDER: &str = "本表各数由下列单位的报告相加得出（公式见各格），不是任何一份报告所载的数字。联合发文只计一次；同一行政复议、行政诉讼案件涉及几个单位的，请逐件去重后填报。各单位的数字在隐藏的工作表“各单位·表二”等中，取消隐藏即可查看。";
/// At most so many cells are named whose sum is not whole.
const NAMED: usize = 20;

/// Writes the draft; false where there is none.
pub fn write_draft(mut out: impl Write, answer: &Answer<'_>) -> io::Result<bool> {
    let Some(draft) = &answer.review.draft else {
        return Ok(false);
    };
    let bytes = Book::empty(answer, Lang::Zh)
        .and_then(|book| book.draft(draft))
        .map_err(io::Error::other)?;
    out.write_all(&settled(&bytes)?)?;
    out.flush()?;
    Ok(true)
}

/// A workbook whose formulas have their results: the library asks every reader to calculate it first, and who cannot would have to
/// take a 0 for nothing.
fn settled(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut parts = parts(bytes)?;
    for (name, data) in &mut parts {
        if name == "xl/workbook.xml" {
            let text = String::from_utf8_lossy(data).replace(" fullCalcOnLoad=\"1\"", "");
            *data = text.into_bytes();
        }
    }
    archive(&parts)
}

/// The sheet being written.
struct Form {
    sheet: Worksheet,
    row: u32,
    text: Format,
    label: Format,
    number: Format,
}

impl Form {
    /// A cell over some rows and columns.
    fn label(&mut self, (row, column): (u32, u16), (rows, columns): (u32, u16), text: &str) -> Done {
        if rows * u32::from(columns) > 1 {
            let (last, right) = (row + rows - 1, column + columns - 1);
            self.sheet.merge_range(row, column, last, right, text, &self.label)?;
        } else {
            self.sheet.write_string_with_format(row, column, text, &self.label)?;
        }
        Ok(())
    }

    /// A paragraph over the whole width.
    fn paragraph(&mut self, text: &str) -> Done {
        self.sheet
            .merge_range(self.row, 0, self.row, WIDTH - 1, text, &self.text)?;
        // A row of merged cells does not grow by itself.
        let lines = text.chars().count().div_ceil(60).clamp(1, 25);
        self.sheet.set_row_height(self.row, 16 * lines as u16)?;
        self.row += 1;
        Ok(())
    }
}

fn cell(table: TableId, row: usize, column: usize) -> CellId {
    CellId::new(table, Version::V2021, row, column)
}

impl Book<'_> {
    fn draft(mut self, draft: &Draft) -> Result<Vec<u8>, XlsxError> {
        let agencies = Agencies {
            children: &draft.below.children,
            left_out: &draft.below.left_out,
            own: None,
            version: Version::V2021,
            has_old_rows: false,
        };
        let base = || {
            let format = Format::new().set_font_name("宋体").set_font_size(11).set_text_wrap();
            format.set_align(FormatAlign::VerticalCenter)
        };
        let framed = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
        let mut form = Form {
            sheet: Worksheet::new(),
            row: 0,
            text: base(),
            label: framed(),
            number: framed(),
        };
        form.sheet
            .set_name("汇总表")?
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        form.sheet.set_column_range_width(0, WIDTH - 1, 12)?;
        form.sheet.set_column_width(2, LABEL * 2)?;
        let name = &self.answer.review.bodies[draft.body].name;
        form.paragraph(&format!("{name}{}年政府信息公开工作年度报告（汇总草稿）", draft.year))?;
        form.paragraph(REMINDER)?;
        Self::heading(&mut form, Part::Disclosure)?;
        self.disclosure(&mut form, &agencies)?;
        Self::heading(&mut form, Part::Requests)?;
        self.requests(&mut form, &agencies)?;
        Self::heading(&mut form, Part::Appeals)?;
        self.appeals(&mut form, &agencies)?;
        self.remarks(&mut form, draft, &agencies)?;
        self.whole.push_worksheet(form.sheet);
        for table in TableId::ALL {
            self.agencies(&agencies, table, &sheet_of(table), &mut Vec::new())?;
        }
        // What is checked is the form alone: the numbers of many agencies are more than one report has.
        for sheet in self.whole.worksheets_mut().iter_mut().skip(1) {
            sheet.set_hidden(true);
        }
        self.finish()
    }

    fn heading(form: &mut Form, part: Part) -> Done {
        form.row += 1;
        let heading = PARTS.iter().find(|heading| heading.part == part);
        let words = heading
            .and_then(|heading| heading.wordings.first())
            .copied()
            .unwrap_or_default();
        let ordinal = match part {
            Part::Disclosure => "二、",
            Part::Requests => "三、",
            _ => "四、",
        };
        form.paragraph(&format!("{ordinal}{words}"))
    }

    /// The sum of a cell over the agencies, over some columns of the sheet.
    fn total(&self, form: &mut Form, agencies: &Agencies<'_>, id: CellId, (at, columns): ((u32, u16), u16)) -> Done {
        let index = Self::columns(agencies, id.table).iter().position(|other| *other == id);
        let letter = letters(1 + index.unwrap_or_default());
        let last = agencies.children.len() + 2;
        let sum = formula(
            format!("=SUM('{}'!{letter}3:{letter}{last})", sheet_of(id.table)),
            self.shown_sum(agencies.children, id),
        );
        if columns > 1 {
            form.label(at, (1, columns), "")?;
        }
        if let Put::Formula(formula, result) = sum {
            let formula = rust_xlsxwriter::Formula::new(formula).set_result(result);
            form.sheet
                .write_formula_with_format(at.0, at.1, formula, &form.number)?;
        }
        Ok(())
    }

    /// Table two on four columns.
    fn disclosure(&self, form: &mut Form, agencies: &Agencies<'_>) -> Done {
        let width = |columns: &[Column], index: usize| {
            if index + 1 == columns.len() {
                4 - columns.len() as u16
            } else {
                1
            }
        };
        let mut block = "";
        for (index, row) in DISCLOSURE_2021.iter().enumerate() {
            if row.block != block {
                block = row.block;
                form.label((form.row, 0), (1, 4), block)?;
                form.label((form.row + 1, 0), (1, 1), "信息内容")?;
                for (at, column) in row.columns.iter().enumerate() {
                    form.label((form.row + 1, 1 + at as u16), (1, width(row.columns, at)), column.label)?;
                }
                form.row += 2;
            }
            form.label((form.row, 0), (1, 1), row.label)?;
            for at in 0..row.columns.len() {
                let place = (form.row, 1 + at as u16);
                self.total(
                    form,
                    agencies,
                    cell(TableId::Disclosure, index, at),
                    (place, width(row.columns, at)),
                )?;
            }
            form.row += 1;
        }
        Ok(())
    }

    /// Table three on ten columns: three of labels, seven of numbers.
    fn requests(&self, form: &mut Form, agencies: &Agencies<'_>) -> Done {
        let columns = REQUESTS[0].columns;
        let top = form.row;
        form.label((top, 0), (3, 3), NOTE)?;
        form.label((top, 3), (1, columns.len() as u16), "申请人情况")?;
        let mut group = "";
        for (at, column) in (3_u16..).zip(columns) {
            if column.group.is_empty() {
                form.label((top + 1, at), (2, 1), column.label)?;
                continue;
            }
            if column.group != group {
                group = column.group;
                let wide = columns.iter().filter(|column| column.group == group).count();
                form.label((top + 1, at), (1, wide as u16), group)?;
            }
            form.label((top + 2, at), (1, 1), column.label)?;
        }
        form.row += 3;
        let is_outcome = |row: &Row| !matches!(row.role, Role::Intake | Role::CarriedOut);
        let outcomes = REQUESTS
            .iter()
            .filter(|row| is_outcome(row) && !row.is_group(Version::V2021))
            .count();
        let mut begun = false;
        for (index, row) in REQUESTS.iter().enumerate() {
            if is_outcome(row) && !begun {
                form.label((form.row, 0), (outcomes as u32, 1), OUTCOMES)?;
                begun = true;
            }
            if row.is_group(Version::V2021) {
                let below = REQUESTS.iter().filter(|other| other.block == row.name).count();
                form.label((form.row, 1), (below as u32, 1), row.label)?;
                continue;
            }
            let from = match row.role {
                Role::Intake | Role::CarriedOut => 0,
                _ if row.block.is_empty() => 1,
                _ => 2,
            };
            form.label((form.row, from), (1, 3 - from), row.label)?;
            let lines = row.label.chars().count().div_ceil(usize::from(LABEL));
            form.sheet.set_row_height(form.row, 16 * lines as u16)?;
            for at in 0..columns.len() {
                let place = (form.row, 3 + at as u16);
                self.total(form, agencies, cell(TableId::Requests, index, at), (place, 1))?;
            }
            form.row += 1;
        }
        Ok(())
    }

    /// Table four on fifteen columns: its three rows side by side.
    fn appeals(&self, form: &mut Form, agencies: &Agencies<'_>) -> Done {
        let top = form.row;
        for (index, row) in APPEALS.iter().enumerate() {
            let (count, left) = (row.columns.len() as u16, (index * row.columns.len()) as u16);
            let is_below = !row.block.is_empty();
            if is_below {
                let first = APPEALS.iter().position(|other| other.block == row.block) == Some(index);
                let wide = APPEALS.iter().filter(|other| other.block == row.block).count() as u16 * count;
                if first {
                    form.label((top, left), (1, wide), row.block)?;
                }
                form.label((top + 1, left), (1, count), row.label)?;
            } else {
                form.label((top, left), (1, count), row.label)?;
            }
            for (at, column) in row.columns.iter().enumerate() {
                let place = left + at as u16;
                let (head, rows) = if is_below { (top + 2, 1) } else { (top + 1, 2) };
                form.label((head, place), (rows, 1), column.label)?;
                self.total(form, agencies, cell(TableId::Appeals, index, at), ((top + 3, place), 1))?;
            }
        }
        form.row += 4;
        Ok(())
    }

    /// What is summed, what is not, and where a number is missing.
    fn remarks(&self, form: &mut Form, draft: &Draft, agencies: &Agencies<'_>) -> Done {
        form.row += 1;
        let review = self.answer.review;
        let name = |entry: usize| review.bodies[review.filed[entry].body].name.as_str();
        let summed: Vec<&str> = agencies.children.iter().map(|&entry| name(entry)).collect();
        form.paragraph(&format!("计入{}个单位：{}。", summed.len(), summed.join("、")))?;
        let left: Vec<String> = agencies
            .left_out
            .iter()
            .map(|left| format!("{}（{}）", name(left.entry), words::why_not(left.why, Lang::Zh)))
            .collect();
        if !left.is_empty() {
            form.paragraph(&format!("未计入：{}。", left.join("、")))?;
        }
        let missing: Vec<&str> = draft
            .below
            .missing
            .iter()
            .map(|&body| review.bodies[body].name.as_str())
            .collect();
        if !missing.is_empty() {
            form.paragraph(&format!(
                "缺报{}个单位，本表不含其数：{}。",
                missing.len(),
                missing.join("、")
            ))?;
        }
        let cells = TableId::ALL
            .into_iter()
            .flat_map(|table| Self::columns(agencies, table));
        let open: Vec<String> = cells
            .filter_map(|id| {
                let unknown = |&&entry: &&usize| self.answer.set.entries[entry].count(id).is_none();
                let agencies: Vec<&str> = agencies
                    .children
                    .iter()
                    .filter(unknown)
                    .map(|&entry| name(entry))
                    .collect();
                let (table, row, column) = (
                    table_name(id.table, Lang::Zh),
                    row_name(id, Lang::Zh),
                    column_name(id, Lang::Zh),
                );
                (!agencies.is_empty()).then(|| format!("{table}“{row}”“{column}”（{}）", agencies.join("、")))
            })
            .collect();
        if !open.is_empty() {
            let more = if open.len() > NAMED { "等" } else { "" };
            let named: Vec<&str> = open.iter().take(NAMED).map(String::as_str).collect();
            form.paragraph(&format!(
                "下列{}格有单位的数字缺失或者无法识别，合计不全：{}{more}。",
                open.len(),
                named.join("；")
            ))?;
        }
        Ok(())
    }
}

fn sheet_of(table: TableId) -> String {
    format!("各单位·{}", table_name(table, Lang::Zh))
}
