//! Tables: rows and cells by `gridSpan` and `vMerge`; widths are not believed, writers get them wrong.

use std::mem::take;

use super::{Body, Open};
use crate::document::Reason;
use crate::input::docx::properties::fill;
use crate::input::docx::{is_deletion, is_on};
use crate::input::flow::{self, Item, PlacedCell, RawTable, is_blank, on_grid};
use crate::input::run_properties::{Color, RunProperties};
use crate::input::xml::Element;
use crate::input::{Error, MAX_DEPTH};

/// A table that is being read.
#[derive(Default)]
pub struct Table {
    rows: Vec<Vec<PlacedCell>>,
    row: Option<Row>,
    /// What its style says of characters.
    pub run: RunProperties,
    /// Its style sets characters of some cells apart.
    sets_some_apart: bool,
    /// Its style may put a ground behind cells.
    pub shades: bool,
}

#[derive(Default)]
struct Row {
    cells: Vec<PlacedCell>,
    /// Columns so far.
    width: i32,
    deleted: bool,
    hidden: bool,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    span: i32,
    /// Goes on with the cell above.
    below: bool,
    /// Goes on with the cell before.
    beside: bool,
    deleted: bool,
    fill: Option<Color>,
}

impl Table {
    /// What lies behind the open cell, if it says so.
    pub fn fill(&self) -> Option<Color> {
        self.row.as_ref()?.cell.as_ref()?.fill
    }
}

impl Body<'_, '_> {
    pub fn start_table(&mut self) -> Result<Open, Error> {
        if self.tables.len() == MAX_DEPTH {
            return Err(Error::TooLargeUnpacked);
        }
        self.end_joined()?;
        self.tables.push(Table::default());
        self.table_style(None)?;
        Ok(Open::Table)
    }

    /// The open table is in a style.
    pub fn table_style(&mut self, name: Option<&str>) -> Result<(), Error> {
        let style = self.styles.table(name)?;
        if let Some(table) = self.tables.last_mut() {
            table.run = style.run;
            table.sets_some_apart = style.sets_some_apart;
            table.shades = style.shades;
        }
        Ok(())
    }

    pub fn start_row(&mut self) -> Open {
        match self.tables.last_mut() {
            Some(table) if table.row.is_none() => {
                table.row = Some(Row::default());
                Open::Row
            }
            _ => Open::Plain,
        }
    }

    pub fn start_cell(&mut self) -> Result<Option<Open>, Error> {
        let row = self.tables.last_mut().and_then(|table| table.row.as_mut());
        let Some(row) = row.filter(|row| row.cell.is_none()) else {
            return Ok(Some(Open::Plain));
        };
        if row.deleted {
            return Ok(None);
        }
        row.cell = Some(Cell::default());
        self.count()?;
        self.start_container();
        Ok(Some(Open::Cell))
    }

    pub fn row_property(&mut self, element: &Element<'_>) {
        let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut()) else {
            return;
        };
        match element.name() {
            ("w", "gridBefore") => row.width = element.number("val").unwrap_or(0).max(0),
            ("w", "hidden") => row.hidden = is_on(element),
            // A point at most, in twentieths: nothing of it is seen.
            ("w", "trHeight") => {
                let is_exact = element.attribute("hRule").as_deref() == Some("exact");
                row.hidden |= is_exact && element.number("val").is_some_and(|height| (0..=20).contains(&height));
            }
            _ => row.deleted |= is_deletion(element),
        }
    }

    pub fn cell_property(&mut self, element: &Element<'_>) {
        let row = self.tables.last_mut().and_then(|table| table.row.as_mut());
        let Some(cell) = row.and_then(|row| row.cell.as_mut()) else {
            return;
        };
        let goes_on = |name: &str| element.attribute(name).is_none_or(|value| value != "restart");
        match element.name() {
            ("w", "gridSpan") => cell.span = element.number("val").unwrap_or(1),
            ("w", "vMerge" | "vmerge") => cell.below = goes_on("val"),
            ("w", "hMerge" | "hmerge") => cell.beside = goes_on("val"),
            // A merge that is a revision: `cont` or `rest`.
            ("w", "cellMerge") => {
                if let Some(merge) = element.attribute("vMerge") {
                    cell.below = merge == "cont";
                }
            }
            ("w", "cellDel") => cell.deleted = true,
            ("w", "shd") => cell.fill = fill(element),
            _ => {}
        }
    }

    pub fn end_cell(&mut self) -> Result<(), Error> {
        let (flow, left_out) = self.end_container()?;
        let (flow, mut doubt) = flow::of_cell(flow, left_out);
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        if table.sets_some_apart && !is_blank(&flow) {
            doubt = doubt.or(Some(Reason::SetCharacters));
        }
        let Some(row) = table.row.as_mut() else {
            return Ok(());
        };
        // Some programs show the rest of a row whose end is hidden, others do not.
        if row.hidden && !is_blank(&flow) {
            doubt = doubt.or(Some(Reason::Hidden));
        }
        let cell = row.cell.take().unwrap_or_default();
        if cell.deleted {
            return Ok(());
        }
        let left = row.width;
        row.width = left.saturating_add(cell.span.max(1));
        match row.cells.last_mut() {
            Some(before) if cell.beside => before.right = row.width,
            _ => row.cells.push(PlacedCell {
                left,
                right: row.width,
                continues: cell.below,
                flow,
                doubt,
            }),
        }
        Ok(())
    }

    pub fn end_row(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let row = table.row.take().unwrap_or_default();
        let unseen = row.deleted || (row.hidden && row.cells.iter().all(|cell| is_blank(&cell.flow)));
        if !unseen && !row.cells.is_empty() {
            table.rows.push(row.cells);
        }
    }

    pub fn end_table(&mut self) -> Result<(), Error> {
        let rows = self.tables.pop().unwrap_or_default().rows;
        let table: RawTable = on_grid(rows, 0)?;
        if !table.rows.is_empty() {
            self.container().flow.push(Item::Table(table));
        }
        if self.tables.is_empty() {
            let mut floating = take(&mut self.floating);
            self.container().flow.append(&mut floating);
        }
        Ok(())
    }
}
