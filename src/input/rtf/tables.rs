//! Paragraphs into cells, cells into rows, rows into tables.

use super::{Destination, NAME, Reader};
use crate::document::Reason;
use crate::input::characters::LeftOut;
use crate::input::characters::numbered;
use crate::input::flow::{self, Flow, Item, PlacedCell, is_blank};
use crate::input::run_properties::Color;
use crate::input::{Error, MAX_DEPTH, MAX_PIECES};

/// Edges of cells that differ by no more, in twips (1/1440 inch), are one.
pub const TOLERANCE: i32 = 30;

/// The cells of a row: right edges and how they are merged.
#[derive(Clone, Default)]
pub struct RowFormat {
    pub left: i32,
    /// Too low to show what it holds.
    pub is_flat: bool,
    pub cells: Vec<CellFormat>,
    /// Of the cell whose edge is still to come.
    pub next: Merge,
    pub fill: Option<Color>,
}

#[derive(Clone, Copy)]
pub struct CellFormat {
    pub right: i32,
    pub merge: Merge,
    pub fill: Option<Color>,
}

#[derive(Clone, Copy, Default)]
pub struct Merge {
    /// Goes on with the cell at its left.
    pub left: bool,
    /// Goes on with the cell above.
    pub up: bool,
}

/// The text, or a table that is open.
#[derive(Default)]
pub struct Level {
    /// Of the open cell.
    pub flow: Flow,
    /// Of the open row.
    pub cells: Vec<(Flow, Option<Reason>)>,
    pub rows: Vec<Vec<PlacedCell>>,
}

impl Reader<'_> {
    /// Puts the text into a cell, or into the document.
    pub fn take_paragraph(&mut self, level: usize) -> Result<(), Error> {
        self.pieces += 1;
        if self.pieces > 2 * MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
        self.at_level(level)?;
        if level == 0 {
            self.left_out = LeftOut::default();
        }
        let text = std::mem::take(&mut self.text);
        // Word writes the number of a list before the paragraph.
        let (number, text) = text
            .split_at_checked(std::mem::take(&mut self.listed))
            .unwrap_or(("", &text));
        let text = match number {
            "" => text.to_owned(),
            // A bullet from a font of signs.
            number if number.contains(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)) => text.to_owned(),
            number => numbered(number, text.to_owned(), (level > 0).then_some(&mut self.left_out)),
        };
        if let Some(open) = self.levels.last_mut() {
            open.flow
                .extend(text.split('\n').map(|line| Item::Paragraph(line.to_owned())));
            open.flow.append(&mut self.embedded);
        }
        Ok(())
    }

    /// Opens or closes tables until so many are open.
    pub fn at_level(&mut self, level: usize) -> Result<(), Error> {
        if level > MAX_DEPTH {
            return Err(Error::TooLargeUnpacked);
        }
        while self.levels.len() > level + 1 {
            self.end_table()?;
        }
        while self.levels.len() < level + 1 {
            self.levels.push(Level::default());
        }
        Ok(())
    }

    pub fn cell(&mut self, level: usize) -> Result<(), Error> {
        self.take_paragraph(level)?;
        if let Some(open) = self.levels.last_mut() {
            let mut flow = std::mem::take(&mut open.flow);
            // The last paragraph of a cell ends with the cell: an empty one after a table is none.
            if flow.len() > 1 && matches!(flow.last(), Some(Item::Paragraph(text)) if text.is_empty()) {
                flow.pop();
            }
            open.cells.push(flow::of_cell(flow, std::mem::take(&mut self.left_out)));
        }
        Ok(())
    }

    pub fn end_row(&mut self, level: usize, format: &RowFormat) -> Result<(), Error> {
        self.at_level(level)?;
        let Some(open) = self.levels.last_mut() else {
            return Ok(());
        };
        let mut cells = std::mem::take(&mut open.cells);
        // `LibreOffice` ends rows with tables in them once too often.
        while cells.len() > format.cells.len() && cells.last().is_some_and(|(flow, _)| is_blank(flow)) {
            cells.pop();
        }
        // Where the cells stand is not known.
        if cells.len() != format.cells.len() {
            return Err(Error::Damaged(NAME));
        }
        let mut row: Vec<PlacedCell> = Vec::new();
        let mut left = format.left;
        for (cell, (flow, doubt)) in format.cells.iter().zip(cells) {
            match row.last_mut() {
                Some(before) if cell.merge.left => before.right = cell.right,
                // Too narrow to show anything.
                _ if cell.right.saturating_sub(left) <= TOLERANCE && is_blank(&flow) => {}
                _ if cell.right.saturating_sub(left) <= TOLERANCE => return Err(Error::Damaged(NAME)),
                _ => row.push(PlacedCell {
                    left,
                    right: cell.right,
                    continues: cell.merge.up,
                    flow,
                    doubt: doubt.or(format.is_flat.then_some(Reason::Hidden)),
                }),
            }
            left = cell.right;
        }
        open.rows.push(row);
        Ok(())
    }

    pub fn end_table(&mut self) -> Result<(), Error> {
        let Some(done) = self.levels.pop() else { return Ok(()) };
        let Some(around) = self.levels.last_mut() else {
            return Ok(());
        };
        if !done.rows.is_empty() {
            around.flow.push(Item::Table(flow::on_grid(done.rows, TOLERANCE)?));
        }
        // What stands in no row is still text; but cells without the end of their row stand nowhere.
        if !done.cells.is_empty() {
            return Err(Error::Damaged(NAME));
        }
        around.flow.extend(done.flow);
        Ok(())
    }

    pub fn level(&self) -> usize {
        match (self.state.in_table, self.state.depth) {
            (false, 0) => 0,
            (_, depth) => depth.max(1),
        }
    }

    /// Words that describe a row.
    pub fn row_word(&mut self, word: &str, number: Option<i32>) {
        let row = if self.state.destination == Destination::NestedRow {
            &mut self.nested_row
        } else {
            &mut self.row
        };
        match word {
            "trowd" => *row = RowFormat::default(),
            // Exactly so many twentieths of a point where it is negative.
            "trrh" => row.is_flat = number.is_some_and(|height| (-20..0).contains(&height)),
            "trleft" => row.left = number.unwrap_or(0),
            "clmrg" => row.next.left = true,
            "clvmrg" => row.next.up = true,
            "clcbpat" => row.fill = number.and_then(|number| self.styles.color(number)),
            "cellx" if row.cells.len() < MAX_PIECES => {
                let merge = std::mem::take(&mut row.next);
                let (right, fill) = (number.unwrap_or(0), row.fill.take());
                row.cells.push(CellFormat { right, merge, fill });
            }
            _ => {}
        }
    }
}
