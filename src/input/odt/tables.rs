//! Tables of a text: rows and cells, repeated, merged, covered.

use std::mem::take;

use super::{Body, Container, Open, count_of};
use crate::document::Reason;
use crate::input::flow::{self, Flow, Item, RawCell, RawTable, Weight};
use crate::input::run_properties::Color;
use crate::input::xml::Element;
use crate::input::{Error, MAX_BYTES};

/// No table of a text has more columns.
const MAX_COLUMNS: usize = 1024;

#[derive(Default)]
pub struct Table {
    pub rows: Vec<Vec<RawCell>>,
    pub row: Option<Row>,
    /// For each column, how many rows a cell still covers, this one included.
    pub covered: Vec<u16>,
    /// It begins in deleted text.
    pub deleted: bool,
}

#[derive(Default)]
pub struct Row {
    pub cells: Vec<RawCell>,
    pub repeated: u32,
    pub column: usize,
    /// Too low to show what it holds.
    pub is_flat: bool,
    pub cell: Option<Cell>,
}

pub struct Cell {
    pub row_span: u16,
    pub col_span: u16,
    pub repeated: u32,
    /// What lies behind it.
    pub fill: Option<Color>,
}

impl Body {
    pub fn start_row(&mut self, element: &Element<'_>) -> Open {
        match self.tables.last_mut() {
            Some(table) if table.row.is_none() => {
                table.row = Some(Row {
                    repeated: count_of(element, "number-rows-repeated"),
                    is_flat: element
                        .attribute("style-name")
                        .is_some_and(|style| self.styles.flattens_row(&style)),
                    ..Row::default()
                });
                Open::Row
            }
            _ => Open::Plain,
        }
    }

    pub fn start_cell(&mut self, element: &Element<'_>) -> Result<Option<Open>, Error> {
        let row = self.tables.last_mut().and_then(|table| table.row.as_mut());
        let Some(row) = row.filter(|row| row.cell.is_none()) else {
            return Ok(Some(Open::Plain));
        };
        let span = |name| u16::try_from(count_of(element, name)).map_err(|_| Error::TooManyPieces);
        row.cell = Some(Cell {
            row_span: span("number-rows-spanned")?,
            col_span: span("number-columns-spanned")?,
            repeated: count_of(element, "number-columns-repeated"),
            fill: self.styles.of_cell(element.attribute("style-name").as_deref()).fill,
        });
        let is_flat = row.is_flat;
        let mut container = Container::default();
        if is_flat {
            container.left_out.doubt(Reason::Hidden);
        }
        if element.attribute("formula").is_some() {
            container.left_out.note(Reason::StaleFormula);
        }
        self.containers.push(container);
        Ok(Some(Open::Cell))
    }

    /// Places that a cell above or before covers. One that nothing covers is an empty cell: what it holds is not shown.
    pub fn covered_cell(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        let Some(row) = &mut table.row else {
            return Ok(());
        };
        let before = row.cells.len();
        for _ in 0..count_of(element, "number-columns-repeated") {
            if row.column >= MAX_COLUMNS {
                return Err(Error::TooManyPieces);
            }
            if table.covered.get(row.column).is_none_or(|rows| *rows == 0) {
                cover(&mut table.covered, row.column, 1, 1);
                row.cells.push(RawCell {
                    row_span: 1,
                    col_span: 1,
                    flow: Flow::new(),
                    doubt: None,
                });
            }
            row.column += 1;
        }
        let empty = row.cells.len() - before;
        self.count(empty)
    }

    pub fn end_cell(&mut self) -> Result<(), Error> {
        let Container { flow, left_out, .. } = self.end_container()?;
        let (flow, doubt) = flow::of_cell(flow, left_out);
        let row = self.tables.last().and_then(|table| table.row.as_ref());
        if let Some(cell) = row.and_then(|row| row.cell.as_ref()).filter(|cell| cell.repeated > 1) {
            self.count_copies(Weight::of(&flow), cell.repeated - 1)?;
        }
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        let Some((row, cell)) = table
            .row
            .as_mut()
            .and_then(|row| row.cell.take().map(|cell| (row, cell)))
        else {
            return Ok(());
        };
        let (width, before) = (usize::from(cell.col_span), row.cells.len());
        for _ in 0..cell.repeated {
            while table.covered.get(row.column).is_some_and(|rows| *rows > 0) {
                row.column += 1;
            }
            if row.column + width > MAX_COLUMNS {
                return Err(Error::TooManyPieces);
            }
            cover(&mut table.covered, row.column, width, cell.row_span);
            row.cells.push(RawCell {
                row_span: cell.row_span,
                col_span: cell.col_span,
                flow: flow.clone(),
                doubt,
            });
            row.column += 1;
        }
        let made = row.cells.len() - before;
        self.count(made)
    }

    pub fn end_row(&mut self) -> Result<(), Error> {
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        let row = table.row.take().unwrap_or_default();
        if row.repeated > 1 {
            let Weight { pieces, bytes } = Weight::of_row(&row.cells);
            let pieces = pieces.max(1);
            self.count_copies(Weight { pieces, bytes }, row.repeated - 1)?;
        }
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        for _ in 1..row.repeated {
            table.push(row.cells.clone());
        }
        table.push(row.cells);
        self.count(1)
    }

    /// Counts what is to stand so many times more, before memory is spent on it.
    pub fn count_copies(&mut self, weight: Weight, times: u32) -> Result<(), Error> {
        let times = times as usize;
        self.repeated = self.repeated.saturating_add(weight.bytes.saturating_mul(times));
        if self.repeated > MAX_BYTES {
            return Err(Error::TooLarge(MAX_BYTES / 1024 / 1024));
        }
        self.count(weight.pieces.saturating_mul(times))
    }

    pub fn end_table(&mut self) {
        let Table { rows, deleted, .. } = self.tables.pop().unwrap_or_default();
        let is_deleted = deleted && !self.deleting.is_empty();
        if !rows.is_empty() && !is_deleted {
            self.container().flow.push(Item::Table(RawTable { rows }));
        }
        if self.tables.is_empty() {
            let mut floating = take(&mut self.floating);
            self.container().flow.append(&mut floating);
        }
    }
}

impl Table {
    fn push(&mut self, cells: Vec<RawCell>) {
        self.rows.push(cells);
        for rows in &mut self.covered {
            *rows = rows.saturating_sub(1);
        }
    }
}

/// Marks columns as covered for some rows, the present one included.
pub fn cover(covered: &mut Vec<u16>, column: usize, width: usize, rows: u16) {
    if covered.len() < column + width {
        covered.resize(column + width, 0);
    }
    covered[column..column + width].fill(rows);
}
