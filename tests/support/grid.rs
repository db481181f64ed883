//! A report as a word processor holds it: paragraphs, and tables whose cells are merged as in the official forms.

use super::form::{self, APPEALS, APPLICANTS, CASES, Form};
use super::sample::Sample;

/// What a cell of a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A column header or the note above the row labels.
    Head,
    /// A row label, or the label of a group of rows.
    Label,
    /// A number or a blank.
    Value,
}

/// A cell; merged cells are one.
#[derive(Clone, Debug)]
pub struct GridCell {
    pub text: String,
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    pub part: Part,
    /// Where a narrow column breaks the text, in characters.
    pub wrap: Option<usize>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Grid {
    pub cells: Vec<GridCell>,
    pub rows: usize,
    pub columns: usize,
}

/// A cell of a row as a word processor stores it.
pub enum Slot<'a> {
    /// A cell that begins in this row.
    Cell(&'a GridCell),
    /// A cell that began in a row above.
    Continued(&'a GridCell),
}

impl Grid {
    fn new(columns: usize) -> Self {
        Self {
            cells: Vec::new(),
            rows: 0,
            columns,
        }
    }

    /// Adds a row of (text, column, rows, columns, part).
    fn push_row(&mut self, cells: Vec<(String, usize, usize, usize, Part)>) {
        let row = self.rows;
        self.rows += 1;
        self.cells
            .extend(cells.into_iter().map(|(text, column, rows, columns, part)| GridCell {
                wrap: (part == Part::Head && columns == 1 && text.chars().count() == 4).then_some(2),
                text,
                row,
                column,
                rows,
                columns,
                part,
            }));
    }

    /// The cells of a row, those that only go on included.
    pub fn row(&self, row: usize) -> Vec<Slot<'_>> {
        let mut cells: Vec<&GridCell> = self
            .cells
            .iter()
            .filter(|cell| cell.row <= row && row < cell.row + cell.rows)
            .collect();
        cells.sort_by_key(|cell| cell.column);
        cells
            .into_iter()
            .map(|cell| {
                if cell.row == row {
                    Slot::Cell(cell)
                } else {
                    Slot::Continued(cell)
                }
            })
            .collect()
    }

    /// The cells that begin in a row.
    pub fn own(&self, row: usize) -> Vec<&GridCell> {
        self.cells.iter().filter(|cell| cell.row == row).collect()
    }

    /// The values of a row.
    pub fn values(&self, row: usize) -> Vec<&str> {
        self.cells
            .iter()
            .filter(|cell| cell.row == row && cell.part == Part::Value)
            .map(|cell| cell.text.as_str())
            .collect()
    }
}

/// A piece of a report.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A line of a web page's or platform's own words.
    Furniture(String),
    /// A line of the title.
    Title(String),
    /// The title of one of the six sections.
    Heading(String),
    Paragraph(String),
    Table(Grid),
}

/// The whole report.
pub fn pieces(sample: &Sample) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if sample.furniture {
        for line in [
            "首页 > 政府信息公开 > 政府信息公开年报",
            "索引号：11330424002565891X/2024-00017",
            "发布时间：2024-01-25 09:30 浏览次数：1287 字体：[ 大 中 小 ]",
        ] {
            pieces.push(Piece::Furniture(line.to_owned()));
        }
    }
    pieces.extend(sample.title_lines().into_iter().map(Piece::Title));
    pieces.push(Piece::Paragraph(sample.lead()));
    for (index, heading) in Sample::headings().into_iter().enumerate() {
        pieces.push(Piece::Heading(heading.to_owned()));
        match index {
            0 => pieces.extend(sample.overview().into_iter().map(Piece::Paragraph)),
            1 => pieces.extend(disclosure(sample).into_iter().map(Piece::Table)),
            2 => pieces.push(Piece::Table(requests(sample))),
            3 => pieces.push(Piece::Table(reviews(sample))),
            4 => {
                pieces.push(Piece::Paragraph(
                    "（一）存在的主要问题。一是主动公开的时效性有待提高；二是政策解读形式不够丰富。".to_owned(),
                ));
                pieces.push(Piece::Paragraph(
                    "（二）改进措施。加强业务培训，明确专人负责，改进解读方式，力争应公开尽公开。".to_owned(),
                ));
            }
            _ => pieces.push(Piece::Paragraph(
                "本年度未收取政府信息公开信息处理费，无其他需要报告的事项。".to_owned(),
            )),
        }
    }
    pieces.push(Piece::Paragraph(sample.agency.clone()));
    pieces.push(Piece::Paragraph(format!("{}年1月20日", sample.year + 1)));
    if sample.furniture {
        for line in [
            "分享到：微信 微博",
            "主办：县人民政府办公室 备案号：浙ICP备05000001号-1 浙公网安备33042402000123号 网站标识码：3304240017",
            "您是第 1284532 位访问者 建议使用1920*1080分辨率浏览",
        ] {
            pieces.push(Piece::Furniture(line.to_owned()));
        }
    }
    pieces
}

/// Table two, in one table or in one for each item.
pub fn disclosure(sample: &Sample) -> Vec<Grid> {
    let width = 4;
    let mut grids = Vec::new();
    let mut grid = Grid::new(width);
    for block in form::disclosure(sample.disclosure) {
        if sample.split_disclosure && grid.rows > 0 {
            grids.push(std::mem::replace(&mut grid, Grid::new(width)));
        }
        // The label takes one column, the last value the rest.
        let places = |count: usize| (0..count).map(move |i| (1 + i, if i + 1 == count { width - count } else { 1 }));
        let columns = block.columns;
        grid.push_row(vec![(block.heading.to_owned(), 0, 1, width, Part::Head)]);
        let mut head = vec![("信息内容".to_owned(), 0, 1, 1, Part::Head)];
        for ((column, span), (_, label)) in places(columns.len()).zip(columns) {
            head.push(((*label).to_owned(), column, 1, span, Part::Head));
        }
        grid.push_row(head);
        for (row, label) in block.rows {
            let mut cells = vec![((*label).to_owned(), 0, 1, 1, Part::Label)];
            for ((column, span), (name, _)) in places(columns.len()).zip(columns) {
                cells.push((
                    sample.at(&format!("disclosure.{row}.{name}")).to_owned(),
                    column,
                    1,
                    span,
                    Part::Value,
                ));
            }
            grid.push_row(cells);
        }
    }
    grids.push(grid);
    // In these tables no header is narrow enough to be broken.
    for cell in grids.iter_mut().flat_map(|grid| &mut grid.cells) {
        cell.wrap = None;
    }
    grids
}

/// Table three on its ten grid columns.
pub fn requests(sample: &Sample) -> Grid {
    let form = sample.requests;
    let mut grid = Grid::new(10);
    let head = |text: &str, column, rows, columns| (text.to_owned(), column, rows, columns, Part::Head);
    grid.push_row(vec![head(form::NOTE, 0, 3, 3), head("申请人情况", 3, 1, 7)]);
    grid.push_row(vec![
        head("自然人", 3, 2, 1),
        head("法人或其他组织", 4, 1, 5),
        head("总计", 9, 2, 1),
    ]);
    grid.push_row((1..6).map(|i| head(APPLICANTS[i].1, 3 + i, 1, 1)).collect());
    let values = |row: &str| -> Vec<_> {
        APPLICANTS
            .iter()
            .enumerate()
            .map(|(i, (column, _))| {
                (
                    sample.at(&format!("requests.{row}.{column}")).to_owned(),
                    3 + i,
                    1,
                    1,
                    Part::Value,
                )
            })
            .collect()
    };
    let labelled = |label: &str, column: usize, row: &str| {
        let mut cells = vec![(label.to_owned(), column, 1, 3 - column, Part::Label)];
        cells.extend(values(row));
        cells
    };
    for (row, label) in [form::NEW, form::CARRIED_IN] {
        grid.push_row(labelled(label, 0, row));
    }
    let first = grid.rows;
    for (row, label) in form::SINGLE {
        grid.push_row(labelled(label, 1, row));
    }
    for ((group, label), rows) in form::groups(form) {
        if sample.groups {
            grid.push_row(labelled(label, 1, group));
            for (row, label) in *rows {
                grid.push_row(labelled(label, 1, row));
            }
        } else {
            for (index, (row, child)) in rows.iter().enumerate() {
                let mut cells = labelled(child, 2, row);
                if index == 0 {
                    cells.insert(0, ((*label).to_owned(), 1, rows.len(), 1, Part::Label));
                }
                grid.push_row(cells);
            }
        }
    }
    if form == Form::F2019 {
        let (row, label) = form::GROUPS[3].0;
        grid.push_row(labelled(label, 1, row));
    }
    grid.push_row(labelled(form::OUTCOMES_TOTAL.1, 1, form::OUTCOMES_TOTAL.0));
    let outcomes = GridCell {
        text: form::OUTCOMES.to_owned(),
        row: first,
        column: 0,
        rows: grid.rows - first,
        columns: 1,
        part: Part::Label,
        wrap: None,
    };
    let place = grid.cells.iter().position(|cell| cell.row == first).unwrap_or_default();
    grid.cells.insert(place, outcomes);
    grid.push_row(labelled(form::CARRIED_OUT.1, 0, form::CARRIED_OUT.0));
    grid
}

/// Table four on its fifteen columns.
pub fn reviews(sample: &Sample) -> Grid {
    let mut grid = Grid::new(15);
    let head = |text: &str, column, rows, columns| (text.to_owned(), column, rows, columns, Part::Head);
    grid.push_row(vec![head("行政复议", 0, 1, 5), head("行政诉讼", 5, 1, 10)]);
    let mut second: Vec<_> = (0..5).map(|i| head(CASES[i].1, i, 2, 1)).collect();
    second.push(head(APPEALS[1].1, 5, 1, 5));
    second.push(head(APPEALS[2].1, 10, 1, 5));
    grid.push_row(second);
    grid.push_row((0..10).map(|i| head(CASES[i % 5].1, 5 + i, 1, 1)).collect());
    let values = APPEALS
        .iter()
        .flat_map(|(row, _)| CASES.iter().map(move |(column, _)| format!("reviews.{row}.{column}")));
    grid.push_row(
        values
            .enumerate()
            .map(|(i, cell)| (sample.at(&cell).to_owned(), i, 1, 1, Part::Value))
            .collect(),
    );
    grid
}
